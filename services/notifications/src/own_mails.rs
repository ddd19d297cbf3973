//! The mails to an address: for the person who asks what is held on them.

use crate::entity::delivery;
use contracts::privacy::{FindMailsTo, MailTo};
use database::Origin;
use kernel::permission::Internal;
use kernel::{AssociationId, Result};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use web::Access;

/// Of each association.
const MOST: u64 = 1000;

pub async fn list(access: Access<Internal>, input: FindMailsTo) -> Result<Vec<MailTo>> {
    let mut mails = Vec::new();
    let places = input.associations.into_iter().map(AssociationId);
    for association in std::iter::once(AssociationId::PLATFORM).chain(places) {
        let ws = access.state().db()?.read(association, Origin::platform(access.request_id())).await?;
        let to = delivery::Entity::find().filter(delivery::Column::Email.eq(&input.email));
        let rows = ws.all(to.order_by_desc(delivery::Column::Id).limit(MOST)).await?;
        let place = (association != AssociationId::PLATFORM).then_some(association.0);
        mails.extend(rows.into_iter().map(|row| MailTo { association: place, kind: row.kind, state: row.state, at: row.changed_at }));
    }
    Ok(mails)
}
