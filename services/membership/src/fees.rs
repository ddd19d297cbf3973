//! The yearly fee.

use crate::dues::read_fee;
use crate::entity::fee;
use contracts::dues::{Fee, SetFee};
use contracts::{Nothing, Page};
use kernel::id::named_id;
use kernel::permission::{SetFee as MaySetFee, ViewDues};
use kernel::{Error, Money, Result};
use sea_orm::{ActiveValue::Set, EntityTrait, QueryOrder};
use serde_json::json;
use uuid::Uuid;
use web::Access;

/// `GET …/dues/fees`
pub async fn list(access: Access<ViewDues>, _: Nothing) -> Result<Page<Fee>> {
    let ws = access.begin().await?;
    let rows = ws.all(fee::Entity::find().order_by_desc(fee::Column::Year)).await?;
    let seen = rows.iter().filter(|fee| access.actor().reaches_year(fee.year));
    Ok(Page { items: seen.map(to_contract).collect(), next: None })
}

/// `POST …/dues/fees`
pub async fn set(access: Access<MaySetFee>, input: SetFee) -> Result<Fee> {
    let (year, amount) = read_fee(&input, access.today())?;
    let ws = access.begin().await?;
    let new = fee::ActiveModel {
        association_id: Set(ws.association().0),
        id: Set(id(year)),
        year: Set(year),
        amount: Set(amount.in_centimes()),
        payments: Set(0),
        collected: Set(0),
    };
    let is_new = ws.insert_new(new).await?;
    // a payment of the year locks this row too: it is before or after, not at the same time
    let mut row = ws.lock::<fee::Entity>(id(year)).await?;
    let before = Money::centimes(row.amount);
    if before != amount {
        if row.payments > 0 {
            return Err(Error::conflict("fee-in-use").with("year", year));
        }
        row = ws.update(fee::ActiveModel { id: Set(row.id), amount: Set(amount.in_centimes()), ..Default::default() }).await?;
    }
    if is_new || before != amount {
        let before = (!is_new).then(|| json!({ "amount": before }));
        ws.audit("fee-set", year.to_string(), json!({ "before": before, "after": { "amount": amount } })).await?;
    }
    ws.commit(to_contract(&row)).await
}

/// The row of a year's fee.
pub fn id(year: i32) -> Uuid {
    named_id(&format!("fee-{year}"))
}

fn to_contract(row: &fee::Model) -> Fee {
    Fee { year: row.year, amount: Money::centimes(row.amount), payments: row.payments, collected: Money::centimes(row.collected) }
}
