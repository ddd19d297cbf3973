//! Undoing an import: members it made are removed and those it changed are put back, unless somebody
//! has done something with them since. Those stay, and are named.

use super::wizard::{json, make_due, parsed};
use super::work::{Turn, UNDOABLE, origin};
use super::{own, record};
use crate::entity::{
    charge, elector, group_member, mandate, member, member_import as import, member_import_line as line, member_status, note, paid_up,
    payment, tag,
};
use crate::{field_values, kin, members, photos, settling};
use contracts::member_imports::{Existing, ImportReport, KeptMember, MembersImportState as Stage};
use database::Workspace;
use kernel::{AssociationId, Error, Result};
use sea_orm::{ActiveValue::Set, ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde_json::json;
use std::collections::{HashMap, HashSet};
use uuid::Uuid;
use web::State;

/// Members that are one transaction.
const BATCH: u64 = 250;
/// Who stayed, by name.
const NAMED: usize = 100;

/// Some members, in one transaction. Where one of them cannot go because something else points to
/// them, each goes alone, and that one stays. False when nobody is left.
pub async fn step(turn: &Turn, state: &State, row: &import::Model) -> Result<bool> {
    match some(turn, state, row, BATCH, false).await {
        Err(error) if points_to(&error) => {}
        done => return done,
    }
    for _ in 0..BATCH {
        let more = match some(turn, state, row, 1, false).await {
            Err(error) if points_to(&error) => some(turn, state, row, 1, true).await?,
            done => done?,
        };
        if !more {
            return Ok(false);
        }
    }
    Ok(true)
}

fn points_to(error: &Error) -> bool {
    error.code() == "unknown-reference"
}

async fn some(turn: &Turn, state: &State, row: &import::Model, count: u64, in_use: bool) -> Result<bool> {
    let ws = state.db()?.write(AssociationId(row.association_id), origin(row), None).await?;
    let mut report: ImportReport = parsed(&turn.mine(&ws, row).await?.report)?;
    let of_import = line::Entity::find().filter(line::Column::ImportId.eq(row.id));
    let lines = ws.all(of_import.order_by_asc(line::Column::Line).limit(count)).await?;
    if lines.is_empty() {
        finish(&ws, row, &report).await?;
        return ws.commit(false).await;
    }
    let ids: Vec<Uuid> = lines.iter().map(|line| line.member_id).collect();
    let rows = ws.all(member::Entity::find().filter(member::Column::Id.is_in(ids.clone()))).await?;
    let rows: HashMap<Uuid, member::Model> = rows.into_iter().map(|row| (row.id, row)).collect();
    let given: HashMap<Uuid, Vec<Uuid>> = lines.iter().map(|line| Ok((line.member_id, given(line)?))).collect::<Result<_>>()?;
    let altered = altered(&ws, given.values().flatten().copied().collect()).await?;
    let used = used(&ws, &ids, given.values().flatten().copied().collect()).await?;
    // the notes first: they point to the members
    ws.delete(line::Entity::delete_many().filter(line::Column::Id.is_in(lines.iter().map(|line| line.id)))).await?;
    let (mut gone, mut put_back) = (Vec::new(), Vec::new());
    for line in &lines {
        let Some(now) = rows.get(&line.member_id) else { continue };
        let edited = record::mark(now) != line.mark;
        match &line.before {
            _ if edited => keep(&mut report, now, "edited"),
            Some(_) if altered.contains(&now.id) => keep(&mut report, now, "in_use"),
            Some(before) => {
                let mut kept: record::Before = parsed(before)?;
                own::put_back(&ws, now.id, std::mem::take(&mut kept.own)).await?;
                if let Some((status, since)) = kept.status.take() {
                    record::set_status(&ws, now.id, &status, since).await?;
                }
                put_back.push(now.id);
                let mut before = kept.person(ws.today())?;
                // a file that only fills gaps left it alone: it may bear another name by now
                if before.category.is_some() && row.existing == Existing::Fill.code() {
                    before.category.clone_from(&now.category);
                }
                record::change(&ws, now, &record::put_back(&record::person(now), &before)).await?;
                report.undone += 1;
            }
            None if in_use || used.contains(&now.id) => keep(&mut report, now, "in_use"),
            None => {
                gone.push(now.id);
                report.undone += 1;
            }
        }
    }
    let of = |members: &[Uuid]| members.iter().filter_map(|id| given.get(id)).flatten().copied().collect::<Vec<Uuid>>();
    take_back_of_those_who_stay(&ws, &put_back, of(&put_back)).await?;
    take_back(&ws, &gone, of(&gone)).await?;
    field_values::forget_all(&ws, &gone).await?;
    ws.delete(member::Entity::delete_many().filter(member::Column::Id.is_in(gone))).await?;
    members::announce_counts(&ws).await?;
    ws.update(import::ActiveModel { id: Set(row.id), report: Set(json(&report)?), ..Default::default() }).await?;
    ws.commit(true).await
}

/// What the import made beside a member.
fn given(line: &line::Model) -> Result<Vec<Uuid>> {
    line.given.as_deref().map_or_else(|| Ok(Vec::new()), parsed)
}

/// That goes with the members, before them: it points to them.
async fn take_back(ws: &Workspace, members: &[Uuid], given: Vec<Uuid>) -> Result<()> {
    if given.is_empty() {
        return Ok(());
    }
    ws.delete(tag::Entity::delete_many().filter(tag::Column::Id.is_in(given.clone()))).await?;
    ws.delete(note::Entity::delete_many().filter(note::Column::Id.is_in(given.clone()))).await?;
    ws.delete(group_member::Entity::delete_many().filter(group_member::Column::Id.is_in(given.clone()))).await?;
    ws.delete(charge::Entity::delete_many().filter(charge::Column::Id.is_in(given))).await?;
    ws.delete(paid_up::Entity::delete_many().filter(paid_up::Column::MemberId.is_in(members.to_vec()))).await.map(drop)
}

/// As [`take_back`], of members who were there before: only the years that the import noted as paid are open again.
async fn take_back_of_those_who_stay(ws: &Workspace, members: &[Uuid], given: Vec<Uuid>) -> Result<()> {
    if given.is_empty() {
        return Ok(());
    }
    for row in ws.all(charge::Entity::find().filter(charge::Column::Id.is_in(given.clone()))).await? {
        let paid = paid_up::Entity::delete_many().filter(paid_up::Column::MemberId.eq(row.member_id));
        ws.delete(paid.filter(paid_up::Column::Year.eq(row.year))).await?;
    }
    ws.delete(member_status::Entity::delete_many().filter(member_status::Column::Id.is_in(given.clone()))).await?;
    take_back(ws, &[], given).await?;
    settling::keep_paid_years(ws, members).await
}

/// Those of whose dues more is asked for since, or who lead a group into which the import brought them.
async fn altered(ws: &Workspace, given: Vec<Uuid>) -> Result<HashSet<Uuid>> {
    let raised = charge::Entity::find().filter(charge::Column::Id.is_in(given.clone())).filter(charge::Column::Carried.eq(false));
    let leads = group_member::Entity::find().filter(group_member::Column::Id.is_in(given)).filter(group_member::Column::Leads.eq(true));
    let mut altered: HashSet<Uuid> = ws.all(raised).await?.into_iter().map(|row| row.member_id).collect();
    altered.extend(ws.all(leads).await?.into_iter().map(|row| row.member_id));
    Ok(altered)
}

/// Those who have paid or owe, or were convened or elected, or of whom something was noted: since, not
/// by the import itself.
async fn used(ws: &Workspace, ids: &[Uuid], given: Vec<Uuid>) -> Result<HashSet<Uuid>> {
    #[derive(sea_orm::FromQueryResult)]
    struct Id {
        member_id: Uuid,
    }
    let paid =
        payment::Entity::find().select_only().column(payment::Column::MemberId).filter(payment::Column::MemberId.is_in(ids.to_vec()));
    let convened =
        elector::Entity::find().select_only().column(elector::Column::MemberId).filter(elector::Column::MemberId.is_in(ids.to_vec()));
    let noted = note::Entity::find().select_only().column(note::Column::MemberId).filter(note::Column::MemberId.is_in(ids.to_vec()));
    let noted = noted.filter(note::Column::Id.is_not_in(given.clone()));
    let tagged = tag::Entity::find().select_only().column(tag::Column::MemberId).filter(tag::Column::MemberId.is_in(ids.to_vec()));
    let tagged = tagged.filter(tag::Column::Id.is_not_in(given.clone()));
    let grouped = group_member::Entity::find().select_only().column(group_member::Column::MemberId);
    let grouped = grouped.filter(group_member::Column::MemberId.is_in(ids.to_vec()));
    let leads = Condition::any().add(group_member::Column::Id.is_not_in(given.clone())).add(group_member::Column::Leads.eq(true));
    let grouped = grouped.filter(leads);
    // settled by the import, and more is asked for since
    let charged =
        charge::Entity::find().select_only().column(charge::Column::MemberId).filter(charge::Column::MemberId.is_in(ids.to_vec()));
    let charged = charged.filter(Condition::any().add(charge::Column::Id.is_not_in(given)).add(charge::Column::Carried.eq(false)));
    let elected = mandate::Entity::find().select_only().column(mandate::Column::MemberId);
    let elected = elected.filter(mandate::Column::MemberId.is_in(ids.to_vec()));
    let mut found: Vec<Id> = ws.rows(paid).await?;
    found.extend(ws.rows::<_, Id>(convened).await?);
    found.extend(ws.rows::<_, Id>(noted).await?);
    found.extend(ws.rows::<_, Id>(tagged).await?);
    found.extend(ws.rows::<_, Id>(grouped).await?);
    found.extend(ws.rows::<_, Id>(elected).await?);
    found.extend(ws.rows::<_, Id>(charged).await?);
    let mut used: HashSet<Uuid> = found.into_iter().map(|row| row.member_id).collect();
    used.extend(kin::having(ws, ids).await?);
    used.extend(photos::having(ws, ids).await?);
    Ok(used)
}

fn keep(report: &mut ImportReport, row: &member::Model, reason: &str) {
    report.kept += 1;
    if report.kept_members.len() < NAMED {
        let (name_ar, name_fr) = (members::name_ar(row), members::name_fr(row));
        report.kept_members.push(KeptMember { number: row.number, name_ar, name_fr, reason: reason.into() });
    }
}

async fn finish(ws: &Workspace, row: &import::Model, report: &ImportReport) -> Result<()> {
    let done =
        import::ActiveModel { id: Set(row.id), state: Set(Stage::Undone.code().into()), undo_until: Set(None), ..Default::default() };
    ws.update(done).await?;
    make_due(ws, row.id, ws.now() + UNDOABLE).await?;
    ws.audit("import-undone", "", json!({ "undone": report.undone, "kept": report.kept })).await
}
