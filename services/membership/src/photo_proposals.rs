//! Photos that members propose, for themselves or for minors for whom they act, with the agreement that a photo stands on.
//! The board decides; what is not taken leaves no byte.

use crate::entity::{group_member, member, photo_proposal as proposal};
use crate::members::{name_ar, name_fr};
use crate::{groups, photos, proposals, removal, wards};
use chrono::Duration;
use contracts::events::Event;
use contracts::members::MemberKind;
use contracts::photo_proposals::{DecidePhoto, PhotoProposal, ProposePhoto};
use contracts::proposals::ProposalState;
use contracts::{ById, Nothing, Page};
use database::{NewFile, Workspace};
use kernel::id::new_id;
use kernel::permission::{CorrectMembers, ProposeChanges};
use kernel::{Actor, Error, Kind, Result};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait, Select};
use serde_json::json;
use std::collections::HashMap;
use uuid::Uuid;
use web::{Access, File, Upload};

/// Of one member in a day.
const MOST_A_DAY: i64 = 5;
const SHOWN: u64 = 200;

/// `POST …/me/photo`: the file as the body.
///
/// # Errors
/// Nothing is found of a minor for whom the asker does not act; of fields: `photo-needs-consent`, `photo-kind`,
/// `photo-too-large`, `photo-unreadable`; `no-own-record`, `too-many-proposals`, `storage-limit-reached`
pub async fn propose(access: Access<ProposeChanges>, input: Upload<ProposePhoto>) -> Result<PhotoProposal> {
    let ProposePhoto { agreed, ward } = input.query;
    // who names nobody of theirs is told so, whatever else is wrong
    wards::whose(&access.begin().await?, &access, &ward).await?;
    if agreed != "yes" {
        return Err(Error::field("agreed", "photo-needs-consent"));
    }
    let jpeg = photos::prepare(input.bytes).await?;
    let file = NewFile::read("photo.jpg", jpeg).map_err(|code| Error::field("file", code))?;
    let ws = access.begin().await?;
    let (subject, guardian) = wards::whose(&ws, &access, &ward).await?;
    let subject = ws.lock::<member::Entity>(subject.id).await?;
    removal::check_named(&subject)?;
    if subject.kind == MemberKind::Body.code() {
        return Err(Error::field("file", "photo-of-a-body"));
    }
    let recent = of(subject.id).filter(proposal::Column::MadeAt.gt(ws.now() - Duration::days(1)));
    if ws.count(recent).await? >= MOST_A_DAY {
        return Err(Error::new(Kind::TooMany, "too-many-proposals").with("max", MOST_A_DAY));
    }
    for before in ws.all(of(subject.id).filter(proposal::Column::State.eq(ProposalState::Open.code()))).await? {
        close(&ws, &before, ProposalState::Replaced, None).await?;
    }
    let row = proposal::ActiveModel {
        association_id: Set(ws.association().0),
        id: Set(new_id()),
        member_id: Set(subject.id),
        guardian_id: Set(guardian),
        file_id: Set(Some(ws.store_file(file).await?)),
        agreed_on: Set(ws.today()),
        state: Set(ProposalState::Open.code().into()),
        made_at: Set(ws.now()),
        decided_at: Set(None),
        decided_by: Set(None),
        reason: Set(None),
    };
    let row = ws.insert(row).await?;
    ws.audit("member-photo-proposed", format!("№ {}", subject.number), json!({ "consented_on": row.agreed_on })).await?;
    ws.emit(Event::ChangesProposed { member: subject.id }).await?;
    let reply = one(&ws, row).await?;
    ws.commit(reply).await
}

/// Decided, with the picture wherever it went: nothing of it is here any more.
async fn close(ws: &Workspace, row: &proposal::Model, state: ProposalState, reason: Option<String>) -> Result<proposal::Model> {
    let closed = proposal::ActiveModel {
        id: Set(row.id),
        file_id: Set(None),
        state: Set(state.code().into()),
        decided_at: Set(Some(ws.now())),
        decided_by: Set((state != ProposalState::Replaced).then(|| ws.origin().who.clone())),
        reason: Set(reason),
        ..Default::default()
    };
    let closed = ws.update(closed).await?;
    if let Some(file) = row.file_id.filter(|_| state != ProposalState::Accepted) {
        ws.forget_file(file).await?;
    }
    Ok(closed)
}

/// `GET …/photo-proposals`
pub async fn list(access: Access<CorrectMembers>, _: Nothing) -> Result<Page<PhotoProposal>> {
    let ws = access.begin().await?;
    let rows = ws.all(waiting_of(&ws, access.actor()).order_by_asc(proposal::Column::Id).limit(SHOWN)).await?;
    Ok(Page { items: present(&ws, rows).await?, next: None })
}

/// How many wait for whoever decides on them.
pub async fn waiting(ws: &Workspace, actor: &Actor) -> Result<i64> {
    ws.count(waiting_of(ws, actor)).await
}

/// `GET …/photo-proposals/{id}/photo`
pub async fn picture(access: Access<CorrectMembers>, input: ById) -> Result<File> {
    let ws = access.begin().await?;
    let row = ws.get::<proposal::Entity>(input.id).await?;
    groups::reach(&ws, access.actor(), row.member_id, false).await?;
    let file = ws.file(row.file_id.ok_or_else(Error::not_found)?).await?;
    Ok(File { content_type: file.media.content_type(), name: file.name, inline: true, body: file.bytes.into() })
}

/// `POST …/photo-proposals/{id}/decision`
///
/// # Errors
/// `proposal-decided`; at `take` and the reason.
pub async fn decide(access: Access<CorrectMembers>, input: DecidePhoto) -> Result<PhotoProposal> {
    let reason = proposals::text("reason", &input.reason)?;
    let ws = access.begin().await?;
    let seen = ws.get::<proposal::Entity>(input.id).await?;
    // the member first: whoever proposes and whoever else decides waits there
    let subject = groups::reach(&ws, access.actor(), seen.member_id, true).await?;
    let row = ws.lock::<proposal::Entity>(input.id).await?;
    let Some(file) = row.file_id else { return Err(Error::conflict("proposal-decided")) };
    let row = match (input.take.as_str(), reason) {
        ("yes", _) => {
            let closed = close(&ws, &row, ProposalState::Accepted, None).await?;
            photos::put(&ws, &subject, file, row.agreed_on).await?;
            closed
        }
        ("no", None) => return Err(Error::field("reason", "required")),
        ("no", reason) => {
            let closed = close(&ws, &row, ProposalState::Refused, reason).await?;
            let details = json!({ "personal": { "reason": closed.reason } });
            ws.audit("member-photo-refused", format!("№ {}", subject.number), details).await?;
            closed
        }
        _ => return Err(Error::field("take", "choice-unknown")),
    };
    ws.emit(Event::ChangesAnswered { member: row.guardian_id.unwrap_or(row.member_id) }).await?;
    let reply = one(&ws, row).await?;
    ws.commit(reply).await
}

/// The newest of one member.
pub async fn of_member(ws: &Workspace, member: Uuid) -> Result<Option<PhotoProposal>> {
    let rows = ws.all(of(member).order_by_desc(proposal::Column::Id).limit(1)).await?;
    Ok(present(ws, rows).await?.pop())
}

/// With the record what was proposed for it goes.
pub async fn go(ws: &Workspace, member: Uuid) -> Result<()> {
    let rows = ws.all(of(member)).await?;
    ws.delete(proposal::Entity::delete_many().filter(proposal::Column::MemberId.eq(member))).await?;
    for file in rows.into_iter().filter_map(|row| row.file_id) {
        ws.forget_file(file).await?;
    }
    Ok(())
}

fn of(member: Uuid) -> Select<proposal::Entity> {
    proposal::Entity::find().filter(proposal::Column::MemberId.eq(member))
}

/// Those that wait, of the members whom the seat reaches.
fn waiting_of(ws: &Workspace, actor: &Actor) -> Select<proposal::Entity> {
    let open = proposal::Entity::find().filter(proposal::Column::State.eq(ProposalState::Open.code()));
    match actor.group() {
        None => open,
        Some(group) => {
            let people = group_member::Entity::find()
                .select_only()
                .column(group_member::Column::MemberId)
                .filter(group_member::Column::AssociationId.eq(ws.association().0))
                .filter(group_member::Column::GroupId.eq(group));
            open.filter(proposal::Column::MemberId.in_subquery(people.into_query()))
        }
    }
}

async fn one(ws: &Workspace, row: proposal::Model) -> Result<PhotoProposal> {
    present(ws, vec![row]).await?.pop().ok_or_else(|| Error::internal("a photo of nobody"))
}

async fn present(ws: &Workspace, rows: Vec<proposal::Model>) -> Result<Vec<PhotoProposal>> {
    let ids: Vec<Uuid> = rows.iter().map(|row| row.member_id).chain(rows.iter().filter_map(|row| row.guardian_id)).collect();
    let members = ws.all(member::Entity::find().filter(member::Column::Id.is_in(ids))).await?;
    let members: HashMap<Uuid, member::Model> = members.into_iter().map(|row| (row.id, row)).collect();
    let mut shown = Vec::with_capacity(rows.len());
    for row in rows {
        let Some(member) = members.get(&row.member_id) else { continue };
        let guardian = row.guardian_id.and_then(|id| members.get(&id));
        shown.push(PhotoProposal {
            state: ProposalState::parse(&row.state).ok_or_else(|| Error::internal("a proposal's state"))?,
            id: row.id,
            member: member.id,
            member_number: member.number,
            name_ar: name_ar(member),
            name_fr: name_fr(member),
            guardian_ar: guardian.and_then(name_ar),
            guardian_fr: guardian.and_then(name_fr),
            agreed_on: row.agreed_on,
            made_at: row.made_at,
            decided_at: row.decided_at,
            decided_by: row.decided_by,
            reason: row.reason,
        });
    }
    Ok(shown)
}
