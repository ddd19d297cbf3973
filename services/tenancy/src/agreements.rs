//! The agreement by which the platform processes an association's data for it (law 09-08, art. 26):
//! accepted when an association is created, or by its board when a hub created it.

use crate::entity::agreement;
use contracts::Nothing;
use contracts::events::Event;
use contracts::privacy::{AGREEMENT, AcceptAgreement, Accepted, AgreementState};
use database::Workspace;
use kernel::id::new_id;
use kernel::permission::{ManagePrivacy, OwnAccount, ViewAudit};
use kernel::{AssociationId, Error, FieldError, Result};
use sea_orm::ActiveValue::Set;
use sea_orm::{EntityTrait, QueryOrder, QuerySelect};
use serde_json::json;
use std::collections::BTreeMap;
use uuid::Uuid;
use web::Access;

/// # Errors
/// The code of what is wrong: nobody agrees to what they were not shown.
pub fn check(version: &str) -> Result<(), &'static str> {
    match version.trim() {
        "" => Err("agreement-required"),
        AGREEMENT => Ok(()),
        _ => Err("agreement-outdated"),
    }
}

/// Joins what is wrong with the agreement to what is wrong with the rest: all of it is told at once.
pub fn check_with<T>(rest: Result<T>, version: &str) -> Result<T> {
    let Err(code) = check(version) else { return rest };
    let mut fields = rest.err().map(|error| error.field_errors().to_vec()).unwrap_or_default();
    fields.push(FieldError { field: "processor_agreement".into(), code: code.into(), params: BTreeMap::new() });
    Err(Error::fields(fields))
}

pub async fn show(access: Access<ViewAudit>, _: Nothing) -> Result<AgreementState> {
    let ws = access.begin().await?;
    state(&ws).await
}

pub async fn accept(access: Access<ManagePrivacy>, input: AcceptAgreement) -> Result<AgreementState> {
    check(&input.version).map_err(|code| Error::field("version", code))?;
    let account = access.account()?;
    let ws = access.begin().await?;
    if note(&ws, AGREEMENT, account, &access.actor().name).await? {
        ws.audit("agreement-accepted", AGREEMENT, json!({})).await?;
    }
    let state = state(&ws).await?;
    ws.commit(state).await
}

/// Accepts it for an association that this transaction creates: it is written down in the workspace
/// as soon as that is open.
pub async fn accept_with(ws: &Workspace, id: AssociationId, account: Uuid, who: &str) -> Result<()> {
    ws.emit_to(id, Event::AgreementAccepted { version: AGREEMENT.into(), account, who: who.to_owned() }).await?;
    ws.audit_in(id, "agreement-accepted", AGREEMENT, json!({})).await
}

/// Writes it down now, in a workspace that exists since a moment: until what [`accept_with`] announces
/// is handled, pages would ask for it.
pub async fn note_in(access: &Access<OwnAccount>, id: AssociationId, account: Uuid) -> Result<()> {
    let ws = access.state().workspace(id, access.request_id()).await?;
    note(&ws, AGREEMENT, account, &access.actor().name).await?;
    ws.commit(()).await
}

/// Writes down who accepted it. False when somebody has before: the first one counts.
pub async fn note(ws: &Workspace, version: &str, account: Uuid, name: &str) -> Result<bool> {
    let row = agreement::ActiveModel {
        id: Set(new_id()),
        version: Set(version.to_owned()),
        account_id: Set(account),
        accepted_by: Set(name.to_owned()),
        at: Set(ws.now()),
        ..Default::default()
    };
    ws.insert_new(row).await
}

pub async fn state(ws: &Workspace) -> Result<AgreementState> {
    let newest = ws.one(agreement::Entity::find().order_by_desc(agreement::Column::Version).limit(1)).await?;
    let accepted = newest.map(|row| Accepted { version: row.version, by: row.accepted_by, at: row.at });
    Ok(AgreementState { version: AGREEMENT.into(), accepted })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_version_in_force_is_accepted() {
        assert_eq!(check(AGREEMENT), Ok(()));
        assert_eq!(check(" "), Err("agreement-required"));
        assert_eq!(check("2020-01"), Err("agreement-outdated"));
        assert_eq!(check("true"), Err("agreement-outdated"));
    }
}
