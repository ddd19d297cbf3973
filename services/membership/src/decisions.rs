//! The board decides what members propose: field by field, with the reason of what is not taken. Of two who
//! decide at once one does.

use crate::entity::{member, member_proposal as proposal};
use crate::field_values::Values;
use crate::person::Person;
use crate::proposals::{self, Change};
use crate::{field_values, groups, import, record};
use contracts::events::Event;
use contracts::members::AddMember;
use contracts::proposals::{AcceptProposal, Proposal, ProposalState, RefuseProposal};
use database::Workspace;
use kernel::permission::CorrectMembers;
use kernel::{Error, Result};
use sea_orm::ActiveValue::Set;
use serde_json::{Value, json};
use uuid::Uuid;
use web::Access;

/// `POST …/member-proposals/{id}/acceptance`
///
/// # Errors
/// `proposal-decided`, `changed-meanwhile`; at `fields` and the reason; what the record's form would refuse.
pub async fn accept(access: Access<CorrectMembers>, input: AcceptProposal) -> Result<Proposal> {
    let reason = proposals::text("reason", &input.reason)?;
    let ws = access.begin().await?;
    let (member, row) = take(&ws, &access, input.id).await?;
    if member.version.to_string() != input.version {
        return Err(Error::conflict("changed-meanwhile"));
    }
    let mut changes = proposals::changes(&row)?;
    if input.fields.is_empty() || input.fields.iter().any(|field| !changes.iter().any(|change| change.field == *field)) {
        return Err(Error::field("fields", "proposal-fields"));
    }
    for change in &mut changes {
        change.taken = Some(input.fields.contains(&change.field));
    }
    if reason.is_none() && changes.iter().any(|change| change.taken == Some(false)) {
        return Err(Error::field("reason", "required"));
    }
    let before = import::person(&member);
    let person = with(&before, &changes, &row, &ws)?;
    if person != before {
        let locale = person.locale.map_or_else(|| member.locale.clone(), |locale| locale.code().to_owned());
        // fields of the association's own are the board's
        let kept = field_values::of_member(&ws, member.id).await?;
        let own = field_values::read(&ws, &Values::new(), kept, false).await?;
        record::change(&ws, member, &person, locale, &own).await?;
    }
    let row = decide(&ws, &row, ProposalState::Accepted, reason, changes).await?;
    let reply = proposals::one(&ws, row).await?;
    ws.commit(reply).await
}

/// `POST …/member-proposals/{id}/refusal`
///
/// # Errors
/// `proposal-decided`; at the reason.
pub async fn refuse(access: Access<CorrectMembers>, input: RefuseProposal) -> Result<Proposal> {
    let reason = proposals::text("reason", &input.reason)?.ok_or_else(|| Error::field("reason", "required"))?;
    let ws = access.begin().await?;
    let (_, row) = take(&ws, &access, input.id).await?;
    let mut changes = proposals::changes(&row)?;
    for change in &mut changes {
        change.taken = Some(false);
    }
    let row = decide(&ws, &row, ProposalState::Refused, Some(reason), changes).await?;
    let reply = proposals::one(&ws, row).await?;
    ws.commit(reply).await
}

/// The member first, then what was proposed: whoever proposes and whoever else decides waits there.
async fn take(ws: &Workspace, access: &Access<CorrectMembers>, id: Uuid) -> Result<(member::Model, proposal::Model)> {
    let seen = ws.get::<proposal::Entity>(id).await?;
    let member = groups::reach(ws, access.actor(), seen.member_id, true).await?;
    let row = ws.lock::<proposal::Entity>(id).await?;
    if row.state == ProposalState::Open.code() { Ok((member, row)) } else { Err(Error::conflict("proposal-decided")) }
}

/// The record with what is taken, read as its form is.
fn with(before: &Person, changes: &[Change], row: &proposal::Model, ws: &Workspace) -> Result<Person> {
    let mut values = proposals::values(before)?;
    let taken = |field: &str| changes.iter().any(|change| change.field == field && change.taken == Some(true));
    for change in changes.iter().filter(|change| change.taken == Some(true)) {
        values.insert(change.field.clone(), json!(change.after));
    }
    let typed: AddMember = serde_json::from_value(Value::Object(values)).map_err(Error::internal)?;
    let mut person = Person::read(&typed, ws.today())?;
    let names = if taken("commune") {
        (row.commune_ar.clone(), row.commune_fr.clone())
    } else {
        (before.commune_ar.clone(), before.commune_fr.clone())
    };
    (person.commune_ar, person.commune_fr) = names;
    Ok(person)
}

async fn decide(
    ws: &Workspace,
    row: &proposal::Model,
    state: ProposalState,
    reason: Option<String>,
    changes: Vec<Change>,
) -> Result<proposal::Model> {
    let decided = proposal::ActiveModel {
        id: Set(row.id),
        state: Set(state.code().into()),
        changes: Set(serde_json::to_string(&changes).map_err(Error::internal)?),
        decided_at: Set(Some(ws.now())),
        decided_by: Set(Some(ws.origin().who.clone())),
        reason: Set(reason.clone()),
        ..Default::default()
    };
    let decided = ws.update(decided).await?;
    let member = ws.get::<member::Entity>(row.member_id).await?;
    let action = if state == ProposalState::Accepted { "member-changes-accepted" } else { "member-changes-refused" };
    ws.audit(action, format!("№ {}", member.number), json!({ "personal": { "reason": reason } })).await?;
    // whoever proposed it is told
    ws.emit(Event::ChangesAnswered { member: row.guardian_id.unwrap_or(member.id) }).await?;
    Ok(decided)
}
