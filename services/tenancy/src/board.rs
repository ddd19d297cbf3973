//! Mails to those who run an association.

use crate::entity::{account, association, seat};
use crate::{accounts, associations};
use contracts::events::Event;
use contracts::notices::{Notice, NoticeKind};
use database::Workspace;
use kernel::permission::{ManagePrivacy, Permission};
use kernel::{Locale, Result, Role};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

/// Tells everybody whose office looks after these matters.
pub async fn tell(ws: &Workspace, kind: NoticeKind, path: &str) -> Result<()> {
    let offices: Vec<&str> = Role::OFFICES.iter().filter(|role| role.may(ManagePrivacy::NAME)).map(|role| role.code()).collect();
    let seats = seat::Entity::find().filter(seat::Column::AssociationId.eq(ws.association().0)).filter(seat::Column::Role.is_in(offices));
    let seats = ws.global().all(seats).await?;
    let ids: Vec<Uuid> = seats.iter().filter(|seat| seat.expires_at.is_none_or(|end| end > ws.now())).map(|seat| seat.account_id).collect();
    for person in ws.global().all(account::Entity::find().filter(account::Column::Id.is_in(ids))).await? {
        notice(ws, kind, &person.name, &person.email, accounts::locale(&person), path).await?;
    }
    Ok(())
}

/// One mail. `path` is of the association's pages.
pub async fn notice(ws: &Workspace, kind: NoticeKind, name: &str, email: &str, locale: Locale, path: &str) -> Result<()> {
    let association: association::Model = associations::find(ws, ws.association().0).await?;
    let path = format!("/a/{}{path}", association.slug);
    let notice = Notice {
        kind,
        name: name.to_owned(),
        email: email.to_owned(),
        locale,
        association_ar: association.name_ar,
        association_fr: association.name_fr,
        path,
    };
    ws.emit(Event::Notice(notice)).await
}
