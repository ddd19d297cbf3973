//! Closing a year: nothing is posted into it any more, its last hashes are hashed together, and what it left opens the
//! next year, all in one transaction. The result goes where the assembly decides.

use crate::entity::{entry, fiscal_year, year_closing};
use crate::entry::{Balanced, Line};
use crate::journal::{read_label, shown as shown_entries};
use crate::opening::{self, DEFICIT, SURPLUS};
use crate::posting::{self, Draft, Journal};
use crate::{chart, findings, reopening, years};
use contracts::books::{Entry, Source};
use contracts::years::{AskClosing, Carried, CarryResult, CloseYear, Closed, YearClosing};
use database::Workspace;
use kernel::error::FieldErrors;
use kernel::id::new_id;
use kernel::permission::{CloseYears, ViewBooks};
use kernel::{Actor, Error, Money, Result, date};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect};
use sha2::{Digest, Sha256};
use std::fmt::Write;
use uuid::Uuid;
use web::{Access, Routes};

/// Kind of the source of the entry that opens a year: its id is that of the closing.
pub const OPENING: &str = "opening";
/// Likewise of the entry that carries a result.
pub const RESULT: &str = "result";
/// Report à nouveau, of surpluses and of deficits.
const CARRIED_SURPLUS: &str = "1161";
const CARRIED_DEFICIT: &str = "1169";

pub fn routes(routes: Routes) -> Routes {
    let path = |rest: &str| format!("/api/v1/associations/{{association}}/books{rest}");
    routes
        .create(&path("/years"), "Open a fiscal year", years::open)
        .get(&path("/closing"), "How a year stands to being closed", show)
        .post(&path("/closing"), "Close a year, and open the next with what it left", close)
        .create(&path("/closing/result"), "Carry a closed year's result as the assembly decided", carry)
        .post(&path("/reopening"), "Ask the treasurer, or the president, to reopen a year together", reopening::ask)
        .post(&path("/reopening/confirmation"), "Confirm that a year is reopened", reopening::confirm)
        .post(&path("/reopening/withdrawal"), "Take back that a year be reopened", reopening::withdraw)
}

pub async fn show(access: Access<ViewBooks>, input: AskClosing) -> Result<YearClosing> {
    let ws = access.begin().await?;
    let year = years::asked(&ws, access.actor(), input.year).await?;
    told(&ws, access.actor(), year).await
}

pub async fn told(ws: &Workspace, actor: &Actor, year: fiscal_year::Model) -> Result<YearClosing> {
    let result = money(opening::result(&opening::of_year(ws, &year).await?))?;
    if !year.closed {
        let findings = findings::of(ws, &year).await?;
        return Ok(YearClosing { result, findings, closed: None, year: years::shown(year) });
    }
    let closing = of(ws, &year).await?;
    let opening = posted(ws, OPENING, closing.id).await?.map(|entry| entry.id);
    let carried = posted(ws, RESULT, closing.id).await?;
    let carried = closing.decided_on.zip(closing.reference.clone()).zip(carried);
    let closed = Closed {
        hash: closing.hash.clone(),
        closed_at: closing.closed_at,
        closed_by: closing.closed_by.clone(),
        opening,
        carried: carried.map(|((decided_on, reference), entry)| Carried { decided_on, reference, entry: entry.id }),
        reopening: reopening::asked(&closing, actor),
        last: !years::closed_after(ws, &year).await?,
    };
    Ok(YearClosing { result: Money::centimes(closing.result), findings: Vec::new(), closed: Some(closed), year: years::shown(year) })
}

/// The closing that holds.
pub async fn of(ws: &Workspace, year: &fiscal_year::Model) -> Result<year_closing::Model> {
    use year_closing::{Column, Entity};
    let select = Entity::find().filter(Column::FiscalYearId.eq(year.id)).filter(Column::ReopenedAt.is_null());
    ws.one(select.order_by_desc(Column::ClosedAt)).await?.ok_or_else(|| Error::conflict("year-not-closed").with("year", year.year))
}

/// What a closing posted.
pub async fn posted(ws: &Workspace, kind: &str, closing: Uuid) -> Result<Option<entry::Model>> {
    use entry::{Column, Entity};
    ws.one(Entity::find().filter(Column::SourceKind.eq(kind)).filter(Column::SourceId.eq(closing))).await
}

/// `POST …/books/closing`
///
/// # Errors
/// `year-already-closed`, those of [`findings::refuse`], `year-missing`.
pub async fn close(access: Access<CloseYears>, input: CloseYear) -> Result<YearClosing> {
    let ws = access.begin().await?;
    let year = years::lock(&ws, access.actor(), input.year).await?;
    if year.closed {
        return Err(Error::conflict("year-already-closed").with("year", year.year));
    }
    findings::refuse(&findings::of(&ws, &year).await?)?;
    let balances = opening::of_year(&ws, &year).await?;
    let (result, hash, id) = (money(opening::result(&balances))?, closing_hash(&ws, &year).await?, new_id());
    let next = years::following(&ws, &year).await?;
    let left = opening::in_money(opening::left(&balances))?;
    if let Some(balanced) = opening::entry(&chart::of(&ws).await?, left)? {
        let label = format!("{} → {}", year.year, next.year);
        let source = Some(Source { kind: OPENING.into(), id });
        posting::record(&ws, &next, Draft { journal: Journal::General, posted_on: next.starts_on, label, source, balanced }).await?;
    }
    let row = year_closing::ActiveModel {
        id: Set(id),
        fiscal_year_id: Set(year.id),
        hash: Set(hash.clone()),
        result: Set(result.in_centimes()),
        closed_at: Set(ws.now()),
        closed_by: Set(ws.origin().who.clone()),
        ..Default::default()
    };
    ws.insert(row).await?;
    let year = set_closed(&ws, year.id, true).await?;
    ws.audit("year-closed", year.year.to_string(), serde_json::json!({ "hash": hash, "amount": result })).await?;
    let told = told(&ws, access.actor(), year).await?;
    ws.commit(told).await
}

pub async fn set_closed(ws: &Workspace, year: Uuid, closed: bool) -> Result<fiscal_year::Model> {
    ws.update(fiscal_year::ActiveModel { id: Set(year), closed: Set(closed), ..Default::default() }).await
}

fn money(centimes: i128) -> Result<Money> {
    i64::try_from(centimes).map(Money::centimes).map_err(Error::internal)
}

#[derive(FromQueryResult)]
struct LastNumber {
    journal: String,
    number: i64,
}

/// SHA-256, in hex, over a line with the association and the year, and one of each journal with its code, its last
/// number and that entry's hash, in the order of the codes.
pub async fn closing_hash(ws: &Workspace, year: &fiscal_year::Model) -> Result<String> {
    use entry::{Column, Entity};
    let last = Entity::find()
        .select_only()
        .column(Column::Journal)
        .column_as(Column::Number.max(), "number")
        .filter(Column::FiscalYearId.eq(year.id))
        .group_by(Column::Journal)
        .order_by_asc(Column::Journal);
    let mut text = format!("{} {}\n", ws.association(), year.year);
    for LastNumber { journal, number } in ws.rows::<Entity, LastNumber>(last).await? {
        let last =
            Entity::find().filter(Column::FiscalYearId.eq(year.id)).filter(Column::Journal.eq(&journal)).filter(Column::Number.eq(number));
        let hash = ws.one(last).await?.map(|entry| entry.hash).unwrap_or_default();
        let _ = writeln!(text, "{journal} {number} {hash}"); // writing to a String does not fail
    }
    Ok(Sha256::digest(text).iter().fold(String::with_capacity(64), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    }))
}

/// `POST …/books/closing/result`
///
/// # Errors
/// `year-not-closed`, `result-carried`, `result-nothing`; `decided-too-early` at the date; those of the year in which
/// it was decided.
pub async fn carry(access: Access<CloseYears>, input: CarryResult) -> Result<Entry> {
    let mut errors = FieldErrors::default();
    let today = access.today();
    let decided = if input.decided_on.trim().is_empty() { Err("required") } else { date::parse(&input.decided_on) };
    let decided_on = errors.keep("decided_on", decided.and_then(|date| if date > today { Err("date-in-future") } else { Ok(date) }));
    let reference = read_label(&input.reference, "reference", &mut errors);
    errors.finish()?;
    let decided_on = decided_on.ok_or_else(|| Error::field("decided_on", "required"))?;

    let ws = access.begin().await?;
    let year = years::lock(&ws, access.actor(), input.year).await?;
    let closing = of(&ws, &year).await?;
    if posted(&ws, RESULT, closing.id).await?.is_some() {
        return Err(Error::conflict("result-carried"));
    }
    if decided_on <= year.ends_on {
        return Err(Error::field("decided_on", "decided-too-early"));
    }
    let in_year = years::hold(&ws, decided_on, true).await.map_err(|error| match error.code() {
        "year-closed" | "year-missing" => Error::field("decided_on", "decided-in-closed-year"),
        _ => error,
    })?;
    let balanced = carrying(Money::centimes(closing.result))?;
    let source = Some(Source { kind: RESULT.into(), id: closing.id });
    let draft = Draft { journal: Journal::General, posted_on: decided_on, label: reference.clone(), source, balanced };
    let entry = posting::record(&ws, &in_year, draft).await?;
    let row = year_closing::ActiveModel {
        id: Set(closing.id),
        decided_on: Set(Some(decided_on)),
        reference: Set(Some(reference.clone())),
        ..Default::default()
    };
    ws.update(row).await?;
    let details = serde_json::json!({ "amount": Money::centimes(closing.result), "decided_on": decided_on, "reference": reference });
    ws.audit("year-result-carried", year.year.to_string(), details).await?;
    let shown = shown_entries(&ws, vec![entry]).await?.pop().ok_or_else(Error::not_found)?;
    ws.commit(shown).await
}

/// From the year's result to what is carried forward.
fn carrying(result: Money) -> Result<Balanced> {
    let amount = Money::centimes(result.in_centimes().checked_abs().ok_or_else(|| Error::invalid("amount-too-large"))?);
    let (debit, credit) = match result.cmp(&Money::ZERO) {
        std::cmp::Ordering::Greater => (SURPLUS, CARRIED_SURPLUS),
        std::cmp::Ordering::Less => (CARRIED_DEFICIT, DEFICIT),
        std::cmp::Ordering::Equal => return Err(Error::conflict("result-nothing")),
    };
    let line = |code: &str, debit: Money, credit: Money| {
        chart::postable(code).and_then(|account| Line::new(account, debit, credit)).map_err(Error::invalid)
    };
    Balanced::new(vec![line(debit, amount, Money::ZERO)?, line(credit, Money::ZERO, amount)?])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_result_goes_to_what_is_carried_forward() {
        let lines = |result: i64| {
            let entry = carrying(Money::centimes(result)).unwrap();
            entry
                .lines()
                .iter()
                .map(|line| (line.account().to_owned(), line.debit().in_centimes(), line.credit().in_centimes()))
                .collect::<Vec<_>>()
        };
        assert_eq!(lines(500), [("1191".to_owned(), 500, 0), ("1161".to_owned(), 0, 500)]);
        assert_eq!(lines(-500), [("1169".to_owned(), 500, 0), ("1199".to_owned(), 0, 500)]);
        assert_eq!(carrying(Money::ZERO).unwrap_err().code(), "result-nothing");
    }
}
