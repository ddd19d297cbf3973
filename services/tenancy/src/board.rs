//! Mails to those who run an association.

use crate::entity::{account, association, seat};
use crate::{accounts, associations};
use contracts::events::Event;
use contracts::notices::{Notice, NoticeKind};
use database::Workspace;
use kernel::permission::{ManageConsents, ManagePrivacy, Permission};
use kernel::{AssociationId, Locale, Result, Role};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

/// Tells everybody whose office it concerns.
pub async fn tell(ws: &Workspace, kind: NoticeKind, path: &str) -> Result<()> {
    tell_in(ws, ws.association(), kind, path).await
}

/// As [`tell`], from outside the association's workspace.
pub async fn tell_in(ws: &Workspace, id: AssociationId, kind: NoticeKind, path: &str) -> Result<()> {
    let association = associations::find(ws, id.0).await?;
    let offices: Vec<&str> = Role::OFFICES.iter().filter(|role| is_told(**role, kind)).map(|role| role.code()).collect();
    let seats = seat::Entity::find().filter(seat::Column::AssociationId.eq(id.0)).filter(seat::Column::Role.is_in(offices));
    let seats = ws.global().all(seats).await?;
    let ids: Vec<Uuid> = seats.iter().filter(|seat| seat.expires_at.is_none_or(|end| end > ws.now())).map(|seat| seat.account_id).collect();
    for person in ws.global().all(account::Entity::find().filter(account::Column::Id.is_in(ids))).await? {
        let notice = letter(&association, kind, (&person.name, &person.email, accounts::locale(&person)), path);
        ws.emit_to(id, notice).await?;
    }
    Ok(())
}

/// That the workspace closes, opens or goes is news to whoever works in it; a hub that asks, to those who may answer;
/// everything else to those who look after people's data.
fn is_told(role: Role, kind: NoticeKind) -> bool {
    match kind {
        NoticeKind::DeletionOrdered | NoticeKind::WorkspaceClosed | NoticeKind::WorkspaceOpened => role != Role::Member,
        NoticeKind::AccessRequested => role.may(ManageConsents::NAME),
        _ => role.may(ManagePrivacy::NAME),
    }
}

/// One mail, to somebody by name and address. `path` is of the association's pages.
pub async fn notice(ws: &Workspace, kind: NoticeKind, to: (&str, &str, Locale), path: &str) -> Result<()> {
    let association = associations::find(ws, ws.association().0).await?;
    ws.emit(letter(&association, kind, to, path)).await
}

fn letter(association: &association::Model, kind: NoticeKind, (name, email, locale): (&str, &str, Locale), path: &str) -> Event {
    Event::Notice(Notice {
        kind,
        name: name.to_owned(),
        email: email.to_owned(),
        locale,
        association_ar: association.name_ar.clone(),
        association_fr: association.name_fr.clone(),
        path: format!("/a/{}{path}", association.slug),
    })
}
