//! Counting the cash box: what is in it, beside what the books say, and what becomes of the difference.

use crate::bank::{books, matching::two_lines};
use crate::entity::cash_count;
use crate::journal::Place;
use crate::letterhead;
use crate::posting::{self, Draft, Journal};
use crate::years;
use chrono::{Datelike, NaiveDate};
use contracts::books::Source;
use contracts::cash::{CASH_ACCOUNTS, CashCount, CountCash, FindCashCounts, NOTES, PIECES, SettleDifference};
use contracts::registry::Letterhead;
use contracts::{ById, Page};
use database::Workspace;
use documents::{CashPiece, CashSheet};
use kernel::error::FieldErrors;
use kernel::fold::{clean, clean_lines, western_digits};
use kernel::id::new_id;
use kernel::permission::{PostEntries, ViewBooks};
use kernel::{Error, Locale, Money, Result, date};
use sea_orm::sea_query::ExprTrait;
use sea_orm::{ActiveValue::Set, ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde_json::json;
use std::collections::BTreeMap;
use web::{Access, File, Routes};

/// Kind of the source of an entry that posts what a count found too much or too little.
const CASH_COUNT: &str = "cash_count";
/// Autres produits, autres charges non courantes: cash that is there and is not, without anybody knowing why.
const OVER: &str = "7588";
const SHORT: &str = "6588";
/// Characters.
const LONGEST_NAME: usize = 80;
const LONGEST_EXPLANATION: usize = 500;
const LONGEST_LABEL: usize = 200;
/// Of one kind of piece.
const MOST_PIECES: i64 = 100_000;
const PAGE: u64 = 30;

pub fn routes(routes: Routes) -> Routes {
    routes
        .get("/api/v1/associations/{association}/books/cash-counts", "Counts of cash, the newest first", list)
        .create("/api/v1/associations/{association}/books/cash-counts", "Note what was counted", count)
        .get("/api/v1/associations/{association}/books/cash-counts/{id}", "A count of cash", show)
        .post(
            "/api/v1/associations/{association}/books/cash-counts/{id}/difference",
            "Post the difference, or say what it comes from",
            settle,
        )
        .file("/api/v1/associations/{association}/books/cash-counts/{id}/sheet", "The count as PDF", pdf)
}

/// `GET …/books/cash-counts`
pub async fn list(access: Access<ViewBooks>, input: FindCashCounts) -> Result<Page<CashCount>> {
    let after = input.after.as_deref().map(Place::read).transpose()?;
    let ws = access.begin().await?;
    let mut select = cash_count::Entity::find();
    if let Some(Place { posted_on: on, id }) = after {
        let same_day = cash_count::Column::CountedOn.eq(on).and(cash_count::Column::Id.lt(id));
        select = select.filter(Condition::any().add(cash_count::Column::CountedOn.lt(on)).add(same_day));
    }
    if access.actor().limit.is_some() {
        let year = access.actor().year_or(ws.today().year());
        let day = |month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default();
        if !access.actor().reaches_year(year) {
            return Ok(Page { items: Vec::new(), next: None });
        }
        select = select.filter(cash_count::Column::CountedOn.between(day(1, 1), day(12, 31)));
    }
    let newest = select.order_by_desc(cash_count::Column::CountedOn).order_by_desc(cash_count::Column::Id);
    let mut rows = ws.all(newest.limit(PAGE + 1)).await?;
    let more = rows.len() as u64 > PAGE;
    rows.truncate(usize::try_from(PAGE).unwrap_or(usize::MAX));
    let next = rows.last().filter(|_| more).map(|last| Place { posted_on: last.counted_on, id: last.id }.write());
    Ok(Page { items: rows.into_iter().map(present).collect::<Result<_>>()?, next })
}

/// `GET …/books/cash-counts/{id}`
pub async fn show(access: Access<ViewBooks>, input: ById) -> Result<CashCount> {
    let ws = access.begin().await?;
    find(&ws, &access, input.id).await
}

async fn find(ws: &Workspace, access: &Access<ViewBooks>, id: uuid::Uuid) -> Result<CashCount> {
    let row = ws.get::<cash_count::Entity>(id).await?;
    if access.actor().reaches_year(row.counted_on.year()) { present(row) } else { Err(Error::not_found()) }
}

fn present(row: cash_count::Model) -> Result<CashCount> {
    let (counted, in_books) = (Money::centimes(row.counted), Money::centimes(row.booked));
    Ok(CashCount {
        id: row.id,
        account: row.account,
        counted_on: row.counted_on,
        pieces: serde_json::from_str(&row.pieces).map_err(Error::internal)?,
        counted,
        in_books,
        difference: counted.checked_sub(in_books).ok_or_else(|| Error::internal("a difference of cash leaves 64 bits"))?,
        counted_by: row.counted_by,
        witness: row.witness,
        explanation: row.explanation,
        entry: row.entry_id,
        recorded_by: row.recorded_by,
        recorded_at: row.created_at,
    })
}

struct Sheet {
    account: &'static str,
    on: NaiveDate,
    pieces: BTreeMap<String, i64>,
    sum: i64,
    counted_by: String,
    witness: String,
    explanation: Option<String>,
}

fn read(input: &CountCash, today: NaiveDate) -> Result<Sheet> {
    let mut errors = FieldErrors::default();
    let account = CASH_ACCOUNTS.into_iter().find(|account| *account == input.account);
    let account = errors.keep("account", account.ok_or(if input.account.is_empty() { "required" } else { "choice-unknown" }));
    let on = if input.counted_on.trim().is_empty() { Err("required") } else { date::parse(&input.counted_on) };
    let on = errors.keep("counted_on", on.and_then(|on| if on > today { Err("date-in-future") } else { Ok(on) }));
    let (mut pieces, mut sum) = (BTreeMap::new(), 0_i64);
    for (value, typed) in &input.pieces {
        let field = format!("pieces.{value}");
        let Some(worth) = PIECES.into_iter().find(|piece| piece.to_string() == *value) else {
            errors.add(&field, "choice-unknown");
            continue;
        };
        match how_many(typed) {
            Ok(0) => {}
            Ok(count) => {
                // a hundred thousand of two hundred dirhams each: far from the end of 64 bits
                sum += worth * count;
                pieces.insert(value.clone(), count);
            }
            Err(code) => errors.add(&field, code),
        }
    }
    let mut name = |field: &str, text: &str| {
        let name = clean(text);
        if name.is_empty() {
            errors.add(field, "required");
        } else if name.chars().count() > LONGEST_NAME {
            errors.add_with(field, "too-long", "max", LONGEST_NAME);
        }
        name
    };
    let (counted_by, witness) = (name("counted_by", &input.counted_by), name("witness", &input.witness));
    let explanation = explanation(&input.explanation, &mut errors);
    errors.finish()?;
    let (Some(account), Some(on)) = (account, on) else { return Err(Error::internal("a count without errors and without values")) };
    Ok(Sheet { account, on, pieces, sum, counted_by, witness, explanation })
}

fn how_many(typed: &str) -> std::result::Result<i64, &'static str> {
    let typed = western_digits(&clean(typed));
    if typed.is_empty() {
        return Ok(0);
    }
    let count: i64 = if typed.len() < 9 && typed.bytes().all(|byte| byte.is_ascii_digit()) { typed.parse().unwrap_or(-1) } else { -1 };
    if (0..=MOST_PIECES).contains(&count) { Ok(count) } else { Err("pieces-unreadable") }
}

fn explanation(text: &str, errors: &mut FieldErrors) -> Option<String> {
    let text = clean_lines(text);
    if text.chars().count() > LONGEST_EXPLANATION {
        errors.add_with("explanation", "too-long", "max", LONGEST_EXPLANATION);
    }
    Some(text).filter(|text| !text.is_empty())
}

/// `POST …/books/cash-counts`
pub async fn count(access: Access<PostEntries>, input: CountCash) -> Result<CashCount> {
    let counted = read(&input, access.today())?;
    let ws = access.begin().await?;
    let booked = books::balance(&ws, counted.account, counted.on).await?;
    let row = cash_count::ActiveModel {
        id: Set(new_id()),
        account: Set(counted.account.to_owned()),
        counted_on: Set(counted.on),
        pieces: Set(serde_json::to_string(&counted.pieces).map_err(Error::internal)?),
        counted: Set(counted.sum),
        booked: Set(booked),
        counted_by: Set(counted.counted_by),
        witness: Set(counted.witness),
        explanation: Set(counted.explanation),
        entry_id: Set(None),
        recorded_by: Set(ws.origin().who.clone()),
        created_at: Set(ws.now()),
        ..Default::default()
    };
    let reply = present(ws.insert(row).await?)?;
    let details = json!({ "amount": reply.counted, "difference": reply.difference });
    ws.audit("books-cash-counted", &reply.account, details).await?;
    ws.commit(reply).await
}

/// `POST …/books/cash-counts/{id}/difference`
///
/// # Errors
/// `cash-difference-none`, `cash-difference-posted`; `cash-difference-newer` where the box was counted again since;
/// those of the year.
pub async fn settle(access: Access<PostEntries>, input: SettleDifference) -> Result<CashCount> {
    let ws = access.begin().await?;
    // two who post the same difference are one after the other
    let row = ws.lock::<cash_count::Entity>(input.id).await?;
    let before = present(row.clone())?;
    let mut errors = FieldErrors::default();
    let explanation = explanation(&input.explanation, &mut errors);
    if explanation.is_none() {
        errors.add("explanation", "required");
    }
    let posts = match input.act.as_str() {
        "post" => true,
        "explain" => false,
        _ => {
            errors.add("act", "choice-unknown");
            false
        }
    };
    errors.finish()?;
    if before.difference == Money::ZERO {
        return Err(Error::conflict("cash-difference-none"));
    }
    if row.entry_id.is_some() {
        return Err(Error::conflict("cash-difference-posted"));
    }
    let entry = if posts { Some(post(&ws, &before, &label(explanation.as_deref())).await?) } else { None };
    let changed = cash_count::ActiveModel { id: Set(row.id), explanation: Set(explanation), entry_id: Set(entry), ..Default::default() };
    let reply = present(ws.update(changed).await?)?;
    ws.audit("books-cash-settled", &reply.account, json!({ "difference": reply.difference, "posted": posts })).await?;
    ws.commit(reply).await
}

/// What the difference comes from, as far as an entry has room for it.
fn label(explanation: Option<&str>) -> String {
    clean(explanation.unwrap_or_default()).chars().take(LONGEST_LABEL).collect()
}

/// At the day of the count. A later count of the same box knows more: its difference is the one to post.
async fn post(ws: &Workspace, count: &CashCount, label: &str) -> Result<uuid::Uuid> {
    let later = cash_count::Column::CountedOn.gt(count.counted_on);
    let same_day = cash_count::Column::CountedOn.eq(count.counted_on).and(cash_count::Column::Id.gt(count.id));
    let newer = cash_count::Entity::find().filter(cash_count::Column::Account.eq(&count.account)).filter(later.or(same_day));
    if ws.count(newer).await? > 0 {
        return Err(Error::conflict("cash-difference-newer"));
    }
    let year = years::hold(ws, count.counted_on, years::opens_itself(ws, count.counted_on.year())).await?;
    let amount = count.difference.in_centimes();
    let draft = Draft {
        journal: Journal::General,
        posted_on: count.counted_on,
        label: label.to_owned(),
        source: Some(Source { kind: CASH_COUNT.into(), id: count.id }),
        balanced: two_lines(&count.account, if amount > 0 { OVER } else { SHORT }, amount)?,
    };
    Ok(posting::record(ws, &year, draft).await?.id)
}

/// `GET …/books/cash-counts/{id}/sheet`, in Arabic and French.
pub async fn pdf(access: Access<ViewBooks>, input: ById) -> Result<File> {
    let head = letterhead::ask(&access).await?;
    let found = {
        let ws = access.begin().await?;
        find(&ws, &access, input.id).await?
    };
    let name = format!("caisse-{}.pdf", found.counted_on);
    let sheet = sheet(head, found);
    let bytes = tokio::task::spawn_blocking(move || documents::cash_count(&sheet)).await.map_err(Error::internal)??;
    Ok(File::pdf(name, bytes))
}

fn sheet(head: Letterhead, found: CashCount) -> CashSheet {
    let piece = |value: &i64| {
        let count = found.pieces.get(&value.to_string()).copied().unwrap_or_default();
        CashPiece { value: Money::centimes(*value), count, amount: Money::centimes(value.saturating_mul(count)) }
    };
    let (notes, coins) = PIECES.split_at(NOTES);
    CashSheet {
        association_ar: head.name_ar,
        association_fr: head.name_fr,
        seat_ar: head.seat_ar,
        seat_fr: head.seat_fr,
        legal_receipt: head.receipt_number,
        cash_ar: language::named(Locale::Ar, "place", &found.account),
        cash_fr: language::named(Locale::Fr, "place", &found.account),
        on: found.counted_on,
        notes: notes.iter().map(piece).collect(),
        coins: coins.iter().map(piece).collect(),
        counted: found.counted,
        in_books: found.in_books,
        difference: found.difference,
        explanation: found.explanation.clone(),
        counted_by: found.counted_by.clone(),
        witness: found.witness.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart;

    fn input() -> CountCash {
        let text = str::to_owned;
        CountCash {
            account: text("51611"),
            counted_on: text("05/03/2026"),
            pieces: [("20000", "3"), ("1000", ""), ("50", "٤")].map(|(value, count)| (text(value), text(count))).into(),
            counted_by: text("Amina"),
            witness: text("Driss"),
            explanation: String::new(),
        }
    }

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 3, 5).unwrap()
    }

    #[test]
    fn notes_and_coins_are_added_up() {
        let read = read(&input(), today()).unwrap();
        assert_eq!((read.sum, read.pieces.len()), (60_200, 2));
        for account in CASH_ACCOUNTS.into_iter().chain([OVER, SHORT]) {
            assert!(chart::postable(account).is_ok(), "{account}");
        }
    }

    #[test]
    fn what_is_wrong_is_told_at_its_field() {
        let codes = |input: &CountCash| {
            let error = read(input, today()).map(|_| ()).unwrap_err();
            error.field_errors().iter().map(|e| format!("{} {}", e.field, e.code)).collect::<Vec<_>>()
        };
        assert_eq!(codes(&CountCash::default()), ["account required", "counted_on required", "counted_by required", "witness required"]);
        let pieces = [("20000", "-1"), ("33", "1"), ("50", "1000000")].map(|(value, count)| (value.to_owned(), count.to_owned())).into();
        let wrong = codes(&CountCash { pieces, ..input() });
        assert_eq!(wrong, ["pieces.20000 pieces-unreadable", "pieces.33 choice-unknown", "pieces.50 pieces-unreadable"]);
        assert_eq!(codes(&CountCash { counted_on: "06/03/2026".into(), ..input() }), ["counted_on date-in-future"]);
    }
}
