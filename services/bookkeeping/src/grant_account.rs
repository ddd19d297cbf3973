//! How a grant stands: received, spent, left; what of it is carried over at a year's end, and back.

use crate::axis::{Axis, is_spending};
use crate::chart;
use crate::entity::{entry, fiscal_year, grant_agreement, grant_carry_over, grant_instalment, line_allocation};
use crate::entry::{Balanced, Line};
use crate::grants;
use crate::journal::read_label;
use crate::posting::{self, Draft, Journal};
use crate::projects::{asked_year, code_of};
use crate::{instalments, reversal, years};
use chrono::{Datelike, Days, NaiveDate};
use contracts::books::Source;
use contracts::grants::{AskGrant, CarryGrant, CarryOver, GrantAccount, GrantExpense, ToCarry, donor_kind};
use database::Workspace;
use kernel::error::FieldErrors;
use kernel::fold::western_digits;
use kernel::id::new_id;
use kernel::permission::{PostEntries, ViewBooks};
use kernel::{Actor, Error, Money, Result};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use serde_json::json;
use std::collections::HashMap;
use uuid::Uuid;
use web::Access;

/// Fonds affectés non utilisés - subventions et conventions.
const UNSPENT: &str = "44913";

/// `GET …/books/grants/{id}`
pub async fn show(access: Access<ViewBooks>, input: AskGrant) -> Result<GrantAccount> {
    let ws = access.begin().await?;
    account(&ws, access.actor(), &input).await
}

/// # Errors
/// `year-missing`
pub async fn account(ws: &Workspace, actor: &Actor, input: &AskGrant) -> Result<GrantAccount> {
    let row = ws.get::<grant_agreement::Entity>(input.id).await?;
    let year = asked_year(ws, actor, input.year).await?;
    let instalments = instalments::of_grant(ws, row.id).await?;
    let lines = lines(ws, row.id).await?;
    let (from, until) = year.as_ref().map_or((NaiveDate::MIN, NaiveDate::MAX), |year| (year.starts_on, year.ends_on));
    let received = |days: &dyn Fn(NaiveDate) -> bool| received(&instalments, days);
    let spent = |days: &dyn Fn(NaiveDate) -> bool| total(lines.iter().filter(|line| days(line.posted_on)).map(spending));
    let within = |on: NaiveDate| (from..=until).contains(&on);
    let less = |a: Money, b: Money| a.checked_sub(b).ok_or_else(too_large);
    let brought_forward = less(received(&|on| on < from)?, spent(&|on| on < from)?)?;
    let (received, spent) = (received(&within)?, spent(&within)?);
    let unspent = less(brought_forward.checked_add(received).ok_or_else(too_large)?, spent)?;
    let used: Vec<_> = lines.iter().filter(|line| within(line.posted_on) && is_spending(&line.account)).collect();
    let carried = carried(ws, row.id).await?;
    let to_carry = to_carry(ws, &row, &lines, &carried).await?;
    let project = code_of(ws, row.project_id).await?;
    Ok(GrantAccount {
        expenses: expenses(ws, &used).await?,
        grant: grants::told(row, project),
        year: year.map(|year| year.year),
        brought_forward,
        received,
        spent,
        unspent,
        instalments: instalments.into_iter().map(|one| instalments::told(one, ws.today(), Some((from, until)))).collect(),
        carried,
        to_carry,
    })
}

async fn lines(ws: &Workspace, grant: Uuid) -> Result<Vec<line_allocation::Model>> {
    use line_allocation::{Column, Entity};
    ws.all(Entity::find().filter(Column::GrantId.eq(grant)).order_by_asc(Column::PostedOn).order_by_asc(Column::Id)).await
}

fn received(instalments: &[grant_instalment::Model], days: &dyn Fn(NaiveDate) -> bool) -> Result<Money> {
    total(instalments.iter().filter(|one| one.received_on.is_some_and(days)).filter_map(|one| one.received))
}

/// What a line spends, in centimes.
fn spending(line: &line_allocation::Model) -> i64 {
    if is_spending(&line.account) { line.debit - line.credit } else { 0 }
}

/// What a line says of income, in centimes.
fn income(line: &line_allocation::Model) -> i64 {
    if line.account.starts_with('7') { line.credit - line.debit } else { 0 }
}

fn total(amounts: impl Iterator<Item = i64>) -> Result<Money> {
    Money::sum(amounts.map(Money::centimes)).ok_or_else(too_large)
}

fn too_large() -> Error {
    Error::internal("a sum of a grant leaves 64 bits")
}

async fn expenses(ws: &Workspace, lines: &[&line_allocation::Model]) -> Result<Vec<GrantExpense>> {
    let years: HashMap<Uuid, i32> = ws.all(fiscal_year::Entity::find()).await?.into_iter().map(|year| (year.id, year.year)).collect();
    let chart = chart::of(ws).await?;
    let mut found = Vec::with_capacity(lines.len());
    // at a time as many as a statement takes
    for some in lines.chunks(500) {
        let entries = ws.all(entry::Entity::find().filter(entry::Column::Id.is_in(some.iter().map(|line| line.entry_id)))).await?;
        let entries: HashMap<Uuid, entry::Model> = entries.into_iter().map(|entry| (entry.id, entry)).collect();
        found.extend(some.iter().filter_map(|line| {
            let entry = entries.get(&line.entry_id)?;
            let year = years.get(&entry.fiscal_year_id).copied().unwrap_or_else(|| entry.posted_on.year());
            let (name_ar, name_fr) = chart.names(&line.account);
            Some(GrantExpense {
                entry: entry.id,
                voucher: format!("{} {year}-{}", entry.journal, entry.number),
                posted_on: line.posted_on,
                label: entry.label.clone(),
                account: line.account.clone(),
                name_ar,
                name_fr,
                amount: Money::centimes(spending(line)),
            })
        }));
    }
    Ok(found)
}

async fn carried(ws: &Workspace, grant: Uuid) -> Result<Vec<CarryOver>> {
    let years: HashMap<Uuid, i32> = ws.all(fiscal_year::Entity::find()).await?.into_iter().map(|year| (year.id, year.year)).collect();
    let rows = ws.all(grant_carry_over::Entity::find().filter(grant_carry_over::Column::GrantId.eq(grant))).await?;
    let mut carried: Vec<CarryOver> = rows
        .into_iter()
        .map(|row| CarryOver {
            year: years.get(&row.fiscal_year_id).copied().unwrap_or_default(),
            amount: Money::centimes(row.amount),
            out_entry: row.out_entry_id,
            back_entry: row.back_entry_id,
        })
        .collect();
    carried.sort_by_key(|one| one.year);
    Ok(carried)
}

/// Income of the grant that was not spent up to a day: income of that time is what was spent, the rest is of
/// a time to come.
fn unspent_income(lines: &[line_allocation::Model], until: NaiveDate) -> Result<Money> {
    total(lines.iter().filter(|line| line.posted_on <= until).map(|line| income(line) - spending(line)))
}

async fn to_carry(
    ws: &Workspace,
    row: &grant_agreement::Model,
    lines: &[line_allocation::Model],
    carried: &[CarryOver],
) -> Result<Option<ToCarry>> {
    let ended = fiscal_year::Entity::find().filter(fiscal_year::Column::EndsOn.lt(ws.today()));
    let Some(year) = ws.one(ended.order_by_desc(fiscal_year::Column::EndsOn)).await? else { return Ok(None) };
    if year.closed || row.nature != "operating" || carried.iter().any(|one| one.year == year.year) {
        return Ok(None);
    }
    let amount = unspent_income(lines, year.ends_on)?;
    Ok((amount > Money::ZERO).then_some(ToCarry { year: year.year, amount }))
}

fn read_year(typed: &str) -> Result<i32> {
    western_digits(typed.trim())
        .parse()
        .map_err(|_| Error::field("year", if typed.trim().is_empty() { "required" } else { "choice-unknown" }))
}

/// Both years of a carry over, kept from being closed. Years come before grants.
async fn hold_years(ws: &Workspace, year: i32) -> Result<(fiscal_year::Model, fiscal_year::Model)> {
    let year = years::named(ws, year).await.map_err(|_| Error::field("year", "choice-unknown"))?;
    if ws.today() <= year.ends_on {
        return Err(Error::field("year", "carry-over-too-early"));
    }
    let next = year.ends_on.checked_add_days(Days::new(1)).ok_or_else(too_large)?;
    let year = years::hold(ws, year.ends_on, false).await?;
    Ok((year, years::hold(ws, next, years::opens_itself(ws, next.year())).await?))
}

/// `POST …/books/grants/{id}/carry-over`: once a grant and year.
///
/// # Errors
/// `carried-over`, `nothing-to-carry`, `carry-over-operating-only`; `carry-over-too-early` at the year; those
/// of both years.
pub async fn carry_over(access: Access<PostEntries>, input: CarryGrant) -> Result<GrantAccount> {
    let ws = access.begin().await?;
    ws.get::<grant_agreement::Entity>(input.id).await?;
    let (year, next) = hold_years(&ws, read_year(&input.year)?).await?;
    // of two who carry over, the second finds it done; who posts for the grant waits
    let row = ws.lock::<grant_agreement::Entity>(input.id).await?;
    if row.nature != "operating" {
        return Err(Error::conflict("carry-over-operating-only"));
    }
    if find(&ws, row.id, year.id).await?.is_some() {
        return Err(Error::conflict("carried-over").with("year", year.year));
    }
    let amount = unspent_income(&lines(&ws, row.id).await?, year.ends_on)?;
    if amount <= Money::ZERO {
        return Err(Error::conflict("nothing-to-carry").with("year", year.year));
    }
    let id = new_id();
    let income = donor_kind(&row.donor_kind).map_or("71618", |kind| kind.account);
    let out = posting::record(&ws, &year, draft(&row, ("grant_carry_over", id), year.ends_on, (income, UNSPENT), amount)?).await?;
    let back = posting::record(&ws, &next, draft(&row, ("grant_carry_back", id), next.starts_on, (UNSPENT, income), amount)?).await?;
    let done = grant_carry_over::ActiveModel {
        id: Set(id),
        grant_id: Set(row.id),
        fiscal_year_id: Set(year.id),
        amount: Set(amount.in_centimes()),
        out_entry_id: Set(out.id),
        back_entry_id: Set(back.id),
        ..Default::default()
    };
    ws.insert(done).await?;
    ws.audit("grant-carried-over", row.code, json!({ "year": year.year, "amount": amount })).await?;
    let shown = account(&ws, access.actor(), &AskGrant { id: input.id, ..AskGrant::default() }).await?;
    ws.commit(shown).await
}

/// Codes of grants of which something else is unspent at the year's end than was carried over.
pub async fn stale(ws: &Workspace, year: &fiscal_year::Model) -> Result<Vec<String>> {
    use grant_carry_over::{Column, Entity};
    let mut stale = Vec::new();
    for carried in ws.all(Entity::find().filter(Column::FiscalYearId.eq(year.id)).order_by_asc(Column::Id)).await? {
        // what was carried over is no income of the year any more: nothing is left
        if unspent_income(&lines(ws, carried.grant_id).await?, year.ends_on)? != Money::ZERO {
            stale.push(ws.get::<grant_agreement::Entity>(carried.grant_id).await?.code);
        }
    }
    Ok(stale)
}

async fn find(ws: &Workspace, grant: Uuid, year: Uuid) -> Result<Option<grant_carry_over::Model>> {
    use grant_carry_over::{Column, Entity};
    ws.one(Entity::find().filter(Column::GrantId.eq(grant)).filter(Column::FiscalYearId.eq(year))).await
}

/// Both lines are the grant's; that it is closed meanwhile hinders nobody from closing its account.
fn draft(
    row: &grant_agreement::Model,
    (kind, id): (&str, Uuid),
    on: NaiveDate,
    (debit, credit): (&str, &str),
    amount: Money,
) -> Result<Draft> {
    let axis = Axis { project: row.project_id, grant: Some(row.id) };
    let side = |code: &str, debit: Money, credit: Money| {
        let account = chart::postable(code).map_err(Error::internal)?;
        Line::new(account, debit, credit).map(|line| line.of(axis)).map_err(Error::internal)
    };
    let lines = vec![side(debit, amount, Money::ZERO)?, side(credit, Money::ZERO, amount)?];
    Ok(Draft {
        journal: Journal::General,
        posted_on: on,
        label: format!("{} · {}", row.code, row.donor),
        source: Some(Source { kind: kind.into(), id }),
        balanced: Balanced::new(lines)?,
    })
}

/// `POST …/books/grants/{id}/carry-over/undoing`: both entries are taken back on their days, and the act can
/// be done again.
///
/// # Errors
/// `not-carried-over`; those of both years.
pub async fn undo(access: Access<PostEntries>, input: CarryGrant) -> Result<GrantAccount> {
    let ws = access.begin().await?;
    ws.get::<grant_agreement::Entity>(input.id).await?;
    let (year, _) = hold_years(&ws, read_year(&input.year)?).await?;
    let row = ws.lock::<grant_agreement::Entity>(input.id).await?;
    let Some(done) = find(&ws, row.id, year.id).await? else {
        return Err(Error::conflict("not-carried-over").with("year", year.year));
    };
    let mut errors = FieldErrors::default();
    let label = read_label(&format!("{} · {}", row.code, row.donor), "reason", &mut errors);
    errors.finish()?;
    for id in [done.out_entry_id, done.back_entry_id] {
        let original = ws.get::<entry::Entity>(id).await?;
        reversal::take_back(&ws, &original, original.posted_on, &label).await?;
    }
    ws.delete(grant_carry_over::Entity::delete_many().filter(grant_carry_over::Column::Id.eq(done.id))).await?;
    ws.audit("grant-carry-over-undone", row.code, json!({ "year": year.year, "amount": Money::centimes(done.amount) })).await?;
    let shown = account(&ws, access.actor(), &AskGrant { id: input.id, ..AskGrant::default() }).await?;
    ws.commit(shown).await
}
