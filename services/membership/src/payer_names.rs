//! Who paid, for whoever compares payments with what a bank says.

use crate::entity::payment;
use crate::payers;
use contracts::Page;
use contracts::bank::{FindPayers, Payer};
use kernel::permission::ViewDues;
use kernel::{Error, Result};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use uuid::Uuid;
use web::Access;

/// Payments in one question.
const MOST: usize = 100;

/// `GET …/dues/payers`. Payments that are not the association's are left out, as those are that the seat does not reach.
pub async fn list(access: Access<ViewDues>, input: FindPayers) -> Result<Page<Payer>> {
    let ids = input.payments.split(',').filter(|id| !id.is_empty()).map(str::parse::<Uuid>);
    let ids = ids.collect::<Result<Vec<_>, _>>().map_err(|cause| Error::invalid("invalid-query").because(cause))?;
    if ids.len() > MOST {
        return Err(Error::invalid("invalid-query"));
    }
    let ws = access.begin().await?;
    let rows = ws.all(payment::Entity::find().filter(payment::Column::Id.is_in(ids))).await?;
    let mut others = payers::of(&ws, rows.iter().map(|row| row.id)).await?;
    let reached = rows.into_iter().filter(|row| access.actor().reaches_year(row.year));
    let payer = |row: payment::Model| match others.remove(&row.id) {
        Some(payer) => Payer { payment: row.id, name_ar: payer.name_ar, name_fr: payer.name_fr },
        None => Payer { payment: row.id, name_ar: row.member_name_ar, name_fr: row.member_name_fr },
    };
    Ok(Page { items: reached.map(payer).collect(), next: None })
}
