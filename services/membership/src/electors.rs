//! Who is convened: by the statutes' rule, and frozen.

use crate::categories;
use crate::dues_years;
use crate::entity::{assembly, elector, member};
use crate::guardians;
use crate::members::{self, after};
use contracts::Page;
use contracts::assemblies::{Elector, ElectorRule, FindElectors};
use contracts::events::Addressee;
use database::Workspace;
use kernel::Result;
use kernel::id::new_id;
use kernel::permission::ViewDeliveries;
use sea_orm::{ActiveValue::Set, ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select};
use uuid::Uuid;
use web::Access;

const PAGE: usize = 50;
/// Members read and written at a time.
const SLICE: u64 = 2_000;

/// `GET …/assemblies/{id}/electors`
pub async fn list(access: Access<ViewDeliveries>, input: FindElectors) -> Result<Page<Elector>> {
    let after = after(input.after.as_deref())?;
    let ws = access.begin().await?;
    let assembly = ws.get::<assembly::Entity>(input.id).await?;
    let mut select = of(assembly.id, after);
    if input.by_hand {
        select = select.filter(elector::Column::Email.is_null());
    }
    let mut rows = ws.all(select.limit(PAGE as u64 + 1)).await?;
    let next = (rows.len() > PAGE).then(|| rows[PAGE - 1].number.to_string());
    rows.truncate(PAGE);
    Ok(Page { items: rows.into_iter().map(to_contract).collect(), next })
}

/// The frozen electors of an assembly by number, after one.
pub fn of(assembly: Uuid, after: i64) -> Select<elector::Entity> {
    let mine = elector::Entity::find().filter(elector::Column::AssemblyId.eq(assembly));
    mine.filter(elector::Column::Number.gt(after)).order_by_asc(elector::Column::Number)
}

/// How many there would be today, and how many of them without an e-mail address.
pub async fn count(ws: &Workspace, rule: ElectorRule) -> Result<(i64, i64)> {
    let everybody = by_rule(ws, rule).await?;
    let without = everybody.clone().filter(guardians::without_email(ws));
    Ok((ws.count(everybody).await?, ws.count(without).await?))
}

/// Those whom the rule makes electors today.
pub async fn by_rule(ws: &Workspace, rule: ElectorRule) -> Result<Select<member::Entity>> {
    let voting = Condition::any()
        .add(member::Column::CategoryFolded.is_null())
        .add(member::Column::CategoryFolded.not_in_subquery(categories::without_vote(ws)));
    let voters = members::active().filter(voting);
    Ok(match rule {
        ElectorRule::AllActive => voters,
        ElectorRule::PaidUp => voters.filter(dues_years::paid(ws, &dues_years::find(ws).await?)),
    })
}

/// Writes the electors of an assembly as they are now, and counts them: all, without e-mail.
pub async fn freeze(ws: &Workspace, assembly: Uuid, rule: ElectorRule) -> Result<(i64, i64)> {
    let (mut all, mut without_email, mut last) = (0, 0, 0);
    let electors = by_rule(ws, rule).await?;
    loop {
        let mut members =
            ws.all(electors.clone().filter(member::Column::Number.gt(last)).order_by_asc(member::Column::Number).limit(SLICE)).await?;
        let Some(furthest) = members.last() else { return Ok((all, without_email)) };
        last = furthest.number;
        let mut addressees = guardians::in_their_place(ws, &mut members).await?;
        for member in &members {
            all += 1;
            without_email += i64::from(member.email.is_none());
        }
        ws.insert_many(members.into_iter().map(|member| row(ws, assembly, addressees.remove(&member.id), member)).collect()).await?;
    }
}

fn row(ws: &Workspace, assembly: Uuid, addressee: Option<Addressee>, member: member::Model) -> elector::ActiveModel {
    let (guardian_ar, guardian_fr) = addressee.map_or((None, None), |one| (one.name_ar, one.name_fr));
    elector::ActiveModel {
        association_id: Set(ws.association().0),
        id: Set(new_id()),
        assembly_id: Set(assembly),
        member_id: Set(member.id),
        number: Set(member.number),
        name_ar: Set(members::name_ar(&member)),
        name_fr: Set(members::name_fr(&member)),
        email: Set(member.email),
        phone: Set(member.phone),
        locale: Set(member.locale),
        guardian_ar: Set(guardian_ar),
        guardian_fr: Set(guardian_fr),
    }
}

fn to_contract(row: elector::Model) -> Elector {
    Elector {
        member: row.member_id,
        number: row.number,
        name_ar: row.name_ar,
        name_fr: row.name_fr,
        phone: row.phone,
        has_email: row.email.is_some(),
    }
}
