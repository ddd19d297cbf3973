//! The reconciliation statement: what the books have, what the bank has, and what makes the difference, to the centime.

use crate::bank::books::{self, Which};
use crate::bank::{accounts, lines};
use crate::entity::{bank_account, bank_line};
use crate::letterhead;
use chrono::{Datelike, NaiveDate};
use contracts::bank::{AskReconciliation, Reconciliation};
use contracts::registry::Letterhead;
use database::Workspace;
use documents::{ReconciliationRow, ReconciliationSheet};
use kernel::fold::clean;
use kernel::permission::ViewBooks;
use kernel::{Actor, Error, Locale, Money, Result, date};
use language::key;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use tables::{Cell, Workbook};
use uuid::Uuid;
use web::{Access, File};

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// `GET …/books/bank/{id}/reconciliation`
///
/// # Errors
/// At the fields `on` and `balance`.
pub async fn show(access: Access<ViewBooks>, input: AskReconciliation) -> Result<Reconciliation> {
    let ws = access.begin().await?;
    find(&ws, access.actor(), &input).await
}

/// Digits as people type them, with a minus for an overdraft.
fn amount(text: &str) -> std::result::Result<Money, &'static str> {
    let text = clean(text);
    match text.strip_prefix(['-', '−']) {
        Some(rest) => Ok(Money::centimes(-Money::parse(rest)?.in_centimes())),
        None => Money::parse(&text),
    }
}

async fn find(ws: &Workspace, actor: &Actor, input: &AskReconciliation) -> Result<Reconciliation> {
    let bank = ws.get::<bank_account::Entity>(input.id).await?;
    let on = input.on.as_deref().map_or(Ok(ws.today()), date::parse).map_err(|code| Error::field("on", code))?;
    if on > ws.today() {
        return Err(Error::field("on", "date-in-future"));
    }
    if !actor.reaches_year(on.year()) {
        return Err(Error::not_found());
    }
    let typed = input.balance.as_deref().map(amount).transpose().map_err(|code| Error::field("balance", code))?;
    at(ws, bank, on, typed).await
}

pub async fn at(ws: &Workspace, bank: bank_account::Model, on: NaiveDate, typed: Option<Money>) -> Result<Reconciliation> {
    let too_large = || Error::internal("a sum of the reconciliation leaves 64 bits");
    let in_books = Money::centimes(books::balance(ws, &bank.account, on).await?);
    let told = books::at_bank(ws, bank.id, on).await?.map(Money::centimes);
    let made = books::operations(bank.id).filter(bank_line::Column::DoneOn.lte(on));
    let known = Money::centimes(books::sum(ws, made).await?);
    let at_bank = typed.or(told).unwrap_or(known);
    let bank_only = books::without_entry(ws, bank.id, on).await?;
    let late: Vec<Uuid> = bank_only.iter().filter(|line| line.matched).map(|line| line.id).collect();
    let books_only: Vec<_> =
        books::unmatched(ws, &bank.account, on, Which::AtADay(&late)).await?.into_iter().map(|booked| booked.line).collect();
    let bank_only: Vec<_> = bank_only.into_iter().map(|line| lines::present(line, Vec::new())).collect();
    let books_only_sum = Money::sum(books_only.iter().map(|line| line.amount)).ok_or_else(too_large)?;
    let bank_only_sum = Money::sum(bank_only.iter().map(|line| line.amount)).ok_or_else(too_large)?;
    let unexplained = unexplained(in_books, at_bank, books_only_sum, bank_only_sum).ok_or_else(too_large)?;
    let told = typed.is_some() || told.is_some();
    Ok(Reconciliation {
        bank: accounts::present(ws, bank).await?,
        on,
        in_books,
        at_bank,
        typed: typed.is_some(),
        told,
        books_only,
        books_only_sum,
        bank_only,
        bank_only_sum,
        unexplained,
        agrees: told && unexplained == Money::ZERO,
    })
}

/// What the bank has, less what only the bank has, is what the books have, less what only the books have; what is left.
fn unexplained(in_books: Money, at_bank: Money, books_only: Money, bank_only: Money) -> Option<Money> {
    at_bank.checked_sub(bank_only)?.checked_sub(in_books)?.checked_add(books_only)
}

/// Operations of the bank in a period that no entry stands for: a year is not closed over them.
pub async fn unreconciled(ws: &Workspace, from: NaiveDate, to: NaiveDate) -> Result<u64> {
    let waiting =
        bank_line::Entity::find().filter(bank_line::Column::Matched.eq(false)).filter(bank_line::Column::DoneOn.between(from, to));
    u64::try_from(ws.count(waiting).await?).map_err(Error::internal)
}

/// Names of bank accounts whose difference between books and bank is not explained today.
pub async fn disagreeing(ws: &Workspace) -> Result<Vec<String>> {
    let mut disagreeing = Vec::new();
    for bank in books::accounts(ws).await? {
        let name = bank.name.clone();
        let found = at(ws, bank, ws.today(), None).await?;
        if found.told && !found.agrees {
            disagreeing.push(name);
        }
    }
    Ok(disagreeing)
}

/// `GET …/books/bank/{id}/reconciliation.pdf`, in Arabic and French.
///
/// # Errors
/// `reconciliation-no-balance` while neither a statement nor the asker tells what the bank has.
pub async fn pdf(access: Access<ViewBooks>, input: AskReconciliation) -> Result<File> {
    let head = letterhead::ask(&access).await?;
    let found = told(&access, &input).await?;
    let name = format!("rapprochement-{}-{}.pdf", found.bank.account, found.on);
    let sheet = sheet(head, found);
    let bytes = tokio::task::spawn_blocking(move || documents::reconciliation(&sheet)).await.map_err(Error::internal)??;
    Ok(File::pdf(name, bytes))
}

async fn told(access: &Access<ViewBooks>, input: &AskReconciliation) -> Result<Reconciliation> {
    let ws = access.begin().await?;
    let found = find(&ws, access.actor(), input).await?;
    if found.told { Ok(found) } else { Err(Error::field("balance", "reconciliation-no-balance")) }
}

fn sheet(head: Letterhead, found: Reconciliation) -> ReconciliationSheet {
    let row = |on, text: &str, amount| ReconciliationRow { on, text: text.to_owned(), amount };
    let opening = language::text(Locale::Fr, key::BANK_LINE_OPENING);
    ReconciliationSheet {
        association_ar: head.name_ar,
        association_fr: head.name_fr,
        seat_ar: head.seat_ar,
        seat_fr: head.seat_fr,
        legal_receipt: head.receipt_number,
        bank: format!("{} {}", found.bank.name, found.bank.bank).trim().to_owned(),
        rib: found.bank.rib,
        account: found.bank.account,
        on: found.on,
        in_books: found.in_books,
        at_bank: found.at_bank,
        books_only: found
            .books_only
            .iter()
            .map(|line| row(line.on, &format!("{} {} · {}", line.journal, line.number, line.label), line.amount))
            .collect(),
        books_only_sum: found.books_only_sum,
        bank_only: found.bank_only.iter().map(|line| row(line.on, if line.opening { &opening } else { &line.text }, line.amount)).collect(),
        bank_only_sum: found.bank_only_sum,
        unexplained: found.unexplained,
    }
}

/// `GET …/books/bank/{id}/reconciliation.xlsx`, in the asker's language.
pub async fn xlsx(access: Access<ViewBooks>, input: AskReconciliation) -> Result<File> {
    let found = told(&access, &input).await?;
    let locale = access.locale();
    let say = |key| Cell::Text(language::text(locale, key));
    let mut book = Workbook::new(&language::text(locale, key::RECONCILIATION_TITLE), locale == Locale::Ar)?;
    book.row([say(key::BANK_LINE_ON), say(key::BANK_LINE_TEXT), say(key::MONEY_AMOUNT)])?;
    let total = |book: &mut Workbook, key, amount| book.row([Cell::Date(found.on), say(key), Cell::Amount(amount)]);
    total(&mut book, key::RECONCILIATION_IN_BOOKS, found.in_books)?;
    for line in &found.books_only {
        book.row([
            Cell::Date(line.on),
            Cell::Text(format!("{} {} · {}", line.journal, line.number, line.label)),
            Cell::Amount(line.amount),
        ])?;
    }
    total(&mut book, key::RECONCILIATION_BOOKS_ONLY_SUM, found.books_only_sum)?;
    total(&mut book, key::RECONCILIATION_AT_BANK, found.at_bank)?;
    for line in &found.bank_only {
        let text = if line.opening { language::text(locale, key::BANK_LINE_OPENING) } else { line.text.clone() };
        book.row([Cell::Date(line.on), Cell::Text(text), Cell::Amount(line.amount)])?;
    }
    total(&mut book, key::RECONCILIATION_BANK_ONLY_SUM, found.bank_only_sum)?;
    total(&mut book, key::RECONCILIATION_UNEXPLAINED, found.unexplained)?;
    let name = format!("rapprochement-{}-{}.xlsx", found.bank.account, found.on);
    Ok(File { content_type: XLSX, name, inline: false, body: book.finish()?.into() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_balance_is_read_with_its_sign() {
        assert_eq!(amount("-1 250,50"), Ok(Money::centimes(-125_050)));
        assert_eq!(amount("1 250,50"), Ok(Money::centimes(125_050)));
        assert_eq!(amount("--1"), Err("amount-negative"));
    }

    proptest! {
        #[test]
        fn what_is_on_one_side_only_explains_the_difference(common in -9_999_i64..9_999, books in proptest::collection::vec(-999_i64..999, 0..9), bank in proptest::collection::vec(-999_i64..999, 0..9), gap in -9_i64..9) {
            let (books, bank): (i64, i64) = (books.iter().sum(), bank.iter().sum());
            let money = Money::centimes;
            let left = unexplained(money(common + books), money(common + bank + gap), money(books), money(bank));
            prop_assert_eq!(left, Some(money(gap)));
        }
    }
}
