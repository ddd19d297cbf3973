//! What a year's dues are: the amount and the rules by which each member's is found.

use crate::dues::{NewFee, read_fee};
use crate::entity::{charge, fee, fee_category};
use crate::fee_rules::{self, Shown};
use crate::{dues_years, position, run_batches};
use contracts::dues::{CategoryFee, Fee, SetFee};
use contracts::{Nothing, Page};
use database::Workspace;
use kernel::dues_years::{DuesYear, DuesYears};
use kernel::id::{named_id, new_id};
use kernel::permission::{SetFee as MaySetFee, ViewDues};
use kernel::{Error, Money, Result};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use serde_json::{Value, json};
use uuid::Uuid;
use web::Access;

/// `GET …/dues/fees`
pub async fn list(access: Access<ViewDues>, _: Nothing) -> Result<Page<Fee>> {
    let ws = access.begin().await?;
    let rows = ws.all(fee::Entity::find().order_by_desc(fee::Column::Year)).await?;
    let categories = ws.all(fee_category::Entity::find().order_by_asc(fee_category::Column::CategoryFolded)).await?;
    let seen = rows.iter().filter(|fee| access.actor().reaches_year(fee.year));
    let (years, rules) = (dues_years::find(&ws).await?, Shown::read(&ws).await?);
    Ok(Page { items: seen.map(|row| to_contract(row, &categories, &rules, &years)).collect(), next: None })
}

/// `POST …/dues/fees`
pub async fn set(access: Access<MaySetFee>, input: SetFee) -> Result<Fee> {
    let new = read_fee(&input, access.today())?;
    let ws = access.begin().await?;
    let blank = fee::ActiveModel {
        association_id: Set(ws.association().0),
        id: Set(id(new.year)),
        year: Set(new.year),
        payments: Set(0),
        collected: Set(0),
        ..columns(&new)
    };
    let is_new = ws.insert_new(blank).await?;
    if is_new {
        // whoever chooses anew when years begin has counted the fees
        position::hold(&ws).await?;
    }
    // a payment or a run of the year locks this row too: it is before or after, not at the same time
    let before = ws.lock::<fee::Entity>(id(new.year)).await?;
    let years = dues_years::find(&ws).await?;
    if new.due_on.is_some() && years.of(new.year) == DuesYear::Rolling {
        return Err(Error::field("due_on", "due-on-own-years"));
    }
    if run_batches::under_way(&ws, new.year).await? {
        return Err(Error::conflict("run-under-way"));
    }
    let of_year = fee_category::Entity::find().filter(fee_category::Column::Year.eq(new.year));
    let categories = ws.all(of_year.clone()).await?;
    let told_before = told(&before, &categories, &Shown::read(&ws).await?);
    if before.amount != new.amount.in_centimes() && (before.payments > 0 || is_charged(&ws, new.year).await?) {
        return Err(Error::conflict("fee-in-use").with("year", new.year));
    }
    let row = ws.update(fee::ActiveModel { id: Set(before.id), ..columns(&new) }).await?;
    ws.delete(fee_category::Entity::delete_many().filter(fee_category::Column::Year.eq(new.year))).await?;
    let rows = new.categories.iter().map(|(name, folded, amount)| fee_category::ActiveModel {
        association_id: Set(ws.association().0),
        id: Set(new_id()),
        year: Set(new.year),
        category: Set(name.clone()),
        category_folded: Set(folded.clone()),
        amount: Set(amount.in_centimes()),
    });
    ws.insert_many(rows.collect()).await?;
    fee_rules::write(&ws, new.year, &new.ages, &new.groups).await?;
    let rules = Shown::read(&ws).await?;
    let categories = ws.all(of_year.order_by_asc(fee_category::Column::CategoryFolded)).await?;
    let told_after = told(&row, &categories, &rules);
    if is_new || told_before != told_after {
        let before = (!is_new).then_some(told_before);
        ws.audit("fee-set", new.year.to_string(), json!({ "before": before, "after": told_after })).await?;
    }
    ws.commit(to_contract(&row, &categories, &rules, &years)).await
}

fn columns(new: &NewFee) -> fee::ActiveModel {
    fee::ActiveModel {
        amount: Set(new.amount.in_centimes()),
        joining: Set(new.joining.map(Money::in_centimes)),
        prorated: Set(new.prorated),
        free: Set(new.free),
        due_on: Set(new.due_on),
        family_from: Set(new.family.from.map(|(from, _)| from)),
        family_percent: Set(new.family.from.map(|(_, percent)| percent)),
        family_most: Set(new.family.most.map(Money::in_centimes)),
        ..Default::default()
    }
}

async fn is_charged(ws: &Workspace, year: i32) -> Result<bool> {
    Ok(ws.one(charge::Entity::find().filter(charge::Column::Year.eq(year))).await?.is_some())
}

/// The row of a year's fee.
pub fn id(year: i32) -> Uuid {
    named_id(&format!("fee-{year}"))
}

/// For the audit log: of what nobody has set, nothing.
fn told(row: &fee::Model, categories: &[fee_category::Model], rules: &Shown) -> Value {
    let mut told = json!({ "amount": Money::centimes(row.amount) });
    if let Some(joining) = row.joining {
        told["joining"] = json!(Money::centimes(joining));
    }
    for (name, set) in [("prorated", row.prorated), ("at_least", row.free)] {
        if set {
            told[name] = json!(true);
        }
    }
    if let Some(due_on) = row.due_on {
        told["due_on"] = json!(due_on);
    }
    if let Some((from, percent)) = row.family_from.zip(row.family_percent) {
        (told["family_from"], told["family_percent"]) = (json!(from), json!(percent));
    }
    if let Some(most) = row.family_most {
        told["family_most"] = json!(Money::centimes(most));
    }
    if !categories.is_empty() {
        let lines = categories.iter().map(|row| format!("{}: {}", row.category, Money::centimes(row.amount)));
        told["categories"] = json!(lines.collect::<Vec<_>>());
    }
    rules.told(row.year, &mut told);
    told
}

/// `categories`: of any years.
fn to_contract(row: &fee::Model, categories: &[fee_category::Model], rules: &Shown, years: &DuesYears) -> Fee {
    let of_year = categories.iter().filter(|category| category.year == row.year);
    Fee {
        year: row.year,
        amount: Money::centimes(row.amount),
        payments: row.payments,
        collected: Money::centimes(row.collected),
        joining: row.joining.map(Money::centimes),
        prorated: row.prorated,
        free: row.free,
        due_on: row.due_on.unwrap_or_else(|| years.usual_due_date(row.year, None)),
        family_from: row.family_from,
        family_percent: row.family_percent,
        family_most: row.family_most.map(Money::centimes),
        categories: of_year
            .map(|category| CategoryFee { category: category.category.clone(), amount: Money::centimes(category.amount) })
            .collect(),
        ages: rules.ages(row.year),
        groups: rules.groups(row.year),
    }
}
