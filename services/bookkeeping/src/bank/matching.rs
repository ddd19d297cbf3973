//! Matching: an operation of the bank and the lines of entries that stand for it. Whoever matches, writes or undoes holds the
//! bank account's row; a key lets a line of an entry stand for one operation only.

use crate::bank::books::{self, Which};
use crate::bank::rules::{self, other_side};
use crate::bank::{lines, statement::folded};
use crate::chart;
use crate::entity::{bank_account, bank_line, bank_match, bank_rule, entry, line};
use crate::entry::{Balanced, Line};
use crate::journal::{REVERSAL, read_label};
use crate::posting::{self, Draft, Journal};
use crate::{reversal, years};
use chrono::{Datelike, NaiveDate};
use contracts::bank::{BankLine, ConfirmMatches, MatchLine, MatchesConfirmed, Unmatch, WriteFromLine};
use contracts::books::Source;
use database::Workspace;
use kernel::error::FieldErrors;
use kernel::id::{named_id, new_id};
use kernel::permission::PostEntries;
use kernel::{Error, Money, Result};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use serde_json::json;
use uuid::Uuid;
use web::Access;

/// Kind of the source of an entry that was written from an operation of the bank.
pub const BANK_LINE: &str = "bank_line";
/// In one act.
const MOST: usize = 200;
/// Characters.
const LONGEST_LABEL: usize = 200;
/// Lines of entries for one operation.
const MOST_LINES: usize = 100;

/// `POST …/books/bank/{id}/matches`
///
/// # Errors
/// `bank-line-matched`, `book-line-matched` where somebody else was faster; `bank-rule-changed`; `matches-none`.
pub async fn confirm(access: Access<PostEntries>, input: ConfirmMatches) -> Result<MatchesConfirmed> {
    let ws = access.begin().await?;
    let bank = ws.lock::<bank_account::Entity>(input.id).await?;
    let (matches, by_rule) = (ids::<2>(&input.matches)?, ids::<3>(&input.by_rule)?);
    if matches.is_empty() && by_rule.is_empty() {
        return Err(Error::field("matches", "matches-none"));
    }
    if matches.len() + by_rule.len() > MOST {
        return Err(Error::field("matches", "matches-too-many"));
    }
    for [operation, booked] in &matches {
        let line = of_bank(&ws, &bank, uuid(operation)?).await?;
        attach(&ws, &bank, &line, &[uuid(booked)?]).await?;
    }
    for [operation, rule, account] in &by_rule {
        let line = of_bank(&ws, &bank, uuid(operation)?).await?;
        let rule = ws.get::<bank_rule::Entity>(uuid(rule)?).await?;
        // what was seen is what is written
        if rule.account != *account || rules::met(std::slice::from_ref(&rule), &line).is_none() {
            return Err(Error::conflict("bank-rule-changed"));
        }
        write(&ws, &bank, &line, account, &short(&line.text)).await?;
    }
    let count = |count: usize| i64::try_from(count).map_err(Error::internal);
    let done = MatchesConfirmed { matched: count(matches.len())?, written: count(by_rule.len())? };
    ws.audit("books-bank-matched", &bank.account, json!({ "matched": done.matched, "written": done.written })).await?;
    ws.commit(done).await
}

fn ids<const N: usize>(typed: &[String]) -> Result<Vec<[String; N]>> {
    let parts = |text: &String| -> Result<[String; N]> {
        let parts: Vec<String> = text.split(':').map(str::to_owned).collect();
        parts.try_into().map_err(|_| Error::field("matches", "choice-unknown"))
    };
    typed.iter().map(parts).collect()
}

fn uuid(text: &str) -> Result<Uuid> {
    text.parse().map_err(|_| Error::field("matches", "choice-unknown"))
}

async fn of_bank(ws: &Workspace, bank: &bank_account::Model, id: Uuid) -> Result<bank_line::Model> {
    let line = ws.get::<bank_line::Entity>(id).await?;
    if line.bank_account_id == bank.id { Ok(line) } else { Err(Error::not_found()) }
}

/// These lines of entries stand for the operation. The caller holds the bank account.
async fn attach(ws: &Workspace, bank: &bank_account::Model, operation: &bank_line::Model, booked: &[Uuid]) -> Result<()> {
    if ws.get::<bank_line::Entity>(operation.id).await?.matched {
        return Err(Error::conflict("bank-line-matched"));
    }
    let mut sum = Money::ZERO;
    for id in booked {
        let line = ws.get::<line::Entity>(*id).await?;
        if line.account != bank.account {
            return Err(Error::not_found());
        }
        if ws.one(bank_match::Entity::find().filter(bank_match::Column::LineId.eq(*id))).await?.is_some() {
            return Err(Error::conflict("book-line-matched"));
        }
        let moved = sum.checked_add(Money::centimes(line.debit)).and_then(|sum| sum.checked_sub(Money::centimes(line.credit)));
        sum = moved.ok_or_else(|| Error::invalid("amount-too-large"))?;
        let row = bank_match::ActiveModel {
            id: Set(new_id()),
            bank_line_id: Set(operation.id),
            line_id: Set(*id),
            matched_by: Set(ws.origin().who.clone()),
            matched_at: Set(ws.now()),
            ..Default::default()
        };
        ws.insert(row).await?;
    }
    if sum.in_centimes() != operation.amount {
        let (lines, bank) = (sum, Money::centimes(operation.amount));
        return Err(Error::invalid("match-amounts-differ").with("lines", lines).with("bank", bank));
    }
    set_matched(ws, operation.id, true).await
}

async fn set_matched(ws: &Workspace, id: Uuid, matched: bool) -> Result<()> {
    ws.update(bank_line::ActiveModel { id: Set(id), matched: Set(matched), ..Default::default() }).await.map(drop)
}

/// The operation and its bank account, which nobody else changes until the transaction ends.
async fn hold(ws: &Workspace, id: Uuid) -> Result<(bank_account::Model, bank_line::Model)> {
    let bank = ws.get::<bank_line::Entity>(id).await?.bank_account_id;
    let bank = ws.lock::<bank_account::Entity>(bank).await?;
    Ok((bank, ws.get::<bank_line::Entity>(id).await?))
}

/// `POST …/books/bank-lines/{id}/match`
///
/// # Errors
/// As [`confirm`]; `match-amounts-differ`, `match-no-lines` at `lines`.
pub async fn match_lines(access: Access<PostEntries>, input: MatchLine) -> Result<BankLine> {
    let ws = access.begin().await?;
    let (bank, operation) = hold(&ws, input.id).await?;
    if input.lines.is_empty() || input.lines.len() > MOST_LINES {
        return Err(Error::field("lines", "match-no-lines"));
    }
    attach(&ws, &bank, &operation, &input.lines).await?;
    ws.audit("books-bank-matched", &bank.account, json!({ "matched": 1, "written": 0 })).await?;
    let reply = lines::one(&ws, operation.id).await?;
    ws.commit(reply).await
}

/// `POST …/books/bank-lines/{id}/entry`: once, however often it is asked.
///
/// # Errors
/// `bank-line-matched`; those of the fields and of the year.
pub async fn write_entry(access: Access<PostEntries>, input: WriteFromLine) -> Result<BankLine> {
    let ws = access.begin().await?;
    let (bank, operation) = hold(&ws, input.id).await?;
    let mut errors = FieldErrors::default();
    let incoming = operation.amount > 0;
    let chart = chart::of(&ws).await?;
    let account = errors.keep("occasion", other_side(&chart, &input.occasion, incoming));
    let label = if input.label.trim().is_empty() { short(&operation.text) } else { input.label.clone() };
    let label = read_label(&label, "label", &mut errors);
    let contains = (!input.contains.trim().is_empty()).then(|| rules::read_contains(&input.contains, &mut errors));
    if account.is_some_and(|account| account.code == bank.account) {
        errors.add("occasion", "place-same");
    }
    if contains.as_ref().is_some_and(|(_, words)| !format!(" {} ", folded(&operation.text)).contains(&format!(" {words} "))) {
        errors.add("contains", "rule-not-in-text");
    }
    errors.finish()?;
    let account = account.ok_or_else(|| Error::field("occasion", "required"))?;
    write(&ws, &bank, &operation, &account.code, &label).await?;
    if let Some(contains) = contains {
        ws.audit("books-bank-rule-kept", "", json!({ "account": account.code, "personal": { "contains": contains.0 } })).await?;
        rules::keep(&ws, incoming, contains, &account.code).await?;
    }
    let reply = lines::one(&ws, operation.id).await?;
    ws.commit(reply).await
}

/// Writes the entry that the operation is, and matches it. The caller holds the bank account.
async fn write(ws: &Workspace, bank: &bank_account::Model, operation: &bank_line::Model, account: &str, label: &str) -> Result<()> {
    if ws.get::<bank_line::Entity>(operation.id).await?.matched {
        return Err(Error::conflict("bank-line-matched"));
    }
    let year = hold_year(ws, operation.done_on).await?;
    // one that was taken back leaves the next a number of its own
    let source = match operation.attempts {
        0 => operation.id,
        attempt => named_id(&format!("bank-line-{}-{attempt}", operation.id)),
    };
    let draft = Draft {
        journal: Journal::General,
        posted_on: operation.done_on,
        label: label.to_owned(),
        source: Some(Source { kind: BANK_LINE.into(), id: source }),
        balanced: two_lines(&bank.account, account, operation.amount)?,
    };
    let posted = posting::record(ws, &year, draft).await?;
    let own = line::Entity::find().filter(line::Column::EntryId.eq(posted.id)).filter(line::Column::Account.eq(&bank.account));
    let own = ws.one(own).await?.ok_or_else(|| Error::internal("an entry of a bank without the bank"))?;
    ws.update(bank_line::ActiveModel { id: Set(operation.id), attempts: Set(operation.attempts + 1), ..Default::default() }).await?;
    attach(ws, bank, operation, &[own.id]).await
}

/// As much of the bank's text as an entry has room for.
fn short(text: &str) -> String {
    text.chars().take(LONGEST_LABEL).collect()
}

async fn hold_year(ws: &Workspace, on: NaiveDate) -> Result<crate::entity::fiscal_year::Model> {
    years::hold(ws, on, years::opens_itself(ws, on.year())).await
}

/// What came in is more on the first account and less on the second, what went out the other way round.
pub fn two_lines(own: &str, other: &str, amount: i64) -> Result<Balanced> {
    let side = Money::centimes(amount.checked_abs().ok_or_else(|| Error::invalid("amount-too-large"))?);
    let (debit, credit) = if amount > 0 { (own, other) } else { (other, own) };
    let line = |code: &str, debit: Money, credit: Money| Line::read(code, debit, credit).map_err(Error::invalid);
    Balanced::new(vec![line(debit, side, Money::ZERO)?, line(credit, Money::ZERO, side)?])
}

/// `POST …/books/bank-lines/{id}/unmatching`
///
/// # Errors
/// `bank-line-unmatched`, `year-closed`; `entry-not-of-line` where an entry is to be taken back that was not written from it.
pub async fn unmatch(access: Access<PostEntries>, input: Unmatch) -> Result<BankLine> {
    let ws = access.begin().await?;
    let (bank, operation) = hold(&ws, input.id).await?;
    if !operation.matched {
        return Err(Error::conflict("bank-line-unmatched"));
    }
    // what a year was closed with stays
    match years::hold(&ws, operation.done_on, false).await {
        Err(error) if error.code() == "year-closed" => return Err(error),
        _ => {}
    }
    let take_back = input.take_back == "yes";
    if take_back {
        let entry = written(&ws, operation.id).await?.ok_or_else(|| Error::conflict("entry-not-of-line"))?;
        post_contrary(&ws, &entry).await?;
    }
    ws.delete(bank_match::Entity::delete_many().filter(bank_match::Column::BankLineId.eq(operation.id))).await?;
    set_matched(&ws, operation.id, false).await?;
    ws.audit("books-bank-unmatched", &bank.account, json!({ "taken_back": take_back })).await?;
    let reply = lines::one(&ws, operation.id).await?;
    ws.commit(reply).await
}

/// The entry that was written from the operation and stands for it.
pub async fn written(ws: &Workspace, operation: Uuid) -> Result<Option<entry::Model>> {
    for matched in ws.all(bank_match::Entity::find().filter(bank_match::Column::BankLineId.eq(operation))).await? {
        let line = ws.get::<line::Entity>(matched.line_id).await?;
        let entry = ws.get::<entry::Entity>(line.entry_id).await?;
        if entry.source_kind.as_deref() == Some(BANK_LINE) {
            return Ok(Some(entry));
        }
    }
    Ok(None)
}

/// At today's date: the entry's year may be closed.
async fn post_contrary(ws: &Workspace, entry: &entry::Model) -> Result<()> {
    let year = hold_year(ws, ws.today()).await?;
    let draft = Draft {
        journal: Journal::General,
        posted_on: ws.today(),
        label: entry.label.clone(),
        source: Some(Source { kind: REVERSAL.into(), id: entry.id }),
        balanced: reversal::contrary(ws, entry.id).await?,
    };
    posting::record(ws, &year, draft).await.map(drop)
}

/// Lines of entries that nothing of the bank stands for, near to an operation.
pub async fn near(ws: &Workspace, bank: &bank_account::Model, operation: &bank_line::Model) -> Result<Vec<books::Booked>> {
    let mut booked = books::unmatched(ws, &bank.account, ws.today(), Which::All).await?;
    booked.retain(|one| {
        let amount = one.line.amount.in_centimes();
        (amount > 0) == (operation.amount > 0) && amount.abs() <= operation.amount.abs()
    });
    booked.sort_by_key(|one| {
        (one.line.amount.in_centimes() != operation.amount, (one.line.on - operation.done_on).num_days().abs(), one.line.id)
    });
    booked.truncate(MOST_LINES);
    Ok(booked)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_that_came_in_is_more_at_the_bank_and_money_that_went_out_is_less() {
        let told = |amount| -> Vec<(String, i64)> {
            let entry = two_lines("51411", "61473", amount).unwrap();
            entry.lines().iter().map(|line| (line.account().to_owned(), line.debit().in_centimes() - line.credit().in_centimes())).collect()
        };
        assert_eq!(told(-3_300), [("61473".to_owned(), 3_300), ("51411".to_owned(), -3_300)]);
        assert_eq!(told(3_300), [("51411".to_owned(), 3_300), ("61473".to_owned(), -3_300)]);
    }
}
