//! Taking a statement in: upload, say what its columns are, look at what it would bring, confirm. Before the confirmation
//! nothing is written but the file itself.

use crate::bank::books;
use crate::bank::columns::{is_enough, known};
use crate::bank::statement::{self, Operation, Profile, Read, StatementFile, folded, ordinals};
use crate::entity::{bank_account, bank_line, bank_statement};
use chrono::NaiveDate;
use contracts::bank::{
    BankStatement, ConfirmStatement, SetStatementColumns, StatementColumn, StatementOperation, StatementReading, StatementRefusal,
    StatementState as State, UploadStatement,
};
use contracts::{ById, Page};
use database::{Origin, Workspace};
use kernel::fold::clean;
use kernel::id::new_id;
use kernel::permission::{PostEntries, ViewBooks};
use kernel::{Error, Money, Permission, Result};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::collections::HashMap;
use tokio::sync::Semaphore;
use uuid::Uuid;
use web::{Access, Upload};

const LONGEST_FILE_NAME: usize = 120;
/// Statements that are listed.
const PAGE: u64 = 50;
/// Files of a bank account that wait for their confirmation.
const MOST_WAITING: u64 = 5;
/// Operations that the check shows.
const SAMPLE: usize = 10;
/// Files that are read at a time, whoever sent them.
static READING: Semaphore = Semaphore::const_new(2);

/// What stands in a statement's `reading`.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Kept {
    shown: StatementReading,
    /// By which its table was read.
    profile: Option<Profile>,
    /// Somebody said so.
    said: bool,
}

/// What one look at a file gave.
struct Seen {
    kept: Kept,
    statement: Option<StatementFile>,
}

async fn look<P: Permission>(access: &Access<P>) -> Result<Workspace> {
    access.state().db()?.read(access.association(), Origin::actor(access.actor(), access.request_id())).await
}

/// `POST …/books/bank/{id}/statements`
///
/// # Errors
/// In words, what is wrong with the file.
pub async fn upload(access: Access<PostEntries>, input: Upload<UploadStatement>) -> Result<BankStatement> {
    let UploadStatement { id, file_name } = input.query;
    // another association's id is told first, whatever the file is
    let account = look(&access).await?.get::<bank_account::Entity>(id).await?;
    let seen = glance(&account, input.bytes.clone(), None).await?;
    let ws = access.begin().await?;
    let account = ws.lock::<bank_account::Entity>(id).await?;
    forget_surplus(&ws, id).await?;
    let row = bank_statement::ActiveModel {
        id: Set(new_id()),
        bank_account_id: Set(id),
        file_name: Set(clean(&file_name).chars().take(LONGEST_FILE_NAME).collect()),
        content: Set(Some(input.bytes)),
        uploaded_by: Set(access.actor().name.clone()),
        created_at: Set(ws.now()),
        ..told(&ws, &account, seen).await?
    };
    let row = ws.insert(row).await?;
    let reply = present(&account, row)?;
    ws.commit(reply).await
}

/// Reads the file, not on the threads that serve requests.
async fn glance(account: &bank_account::Model, bytes: Vec<u8>, said: Option<Profile>) -> Result<Seen> {
    let profile = profile(account);
    let _turn = READING.acquire().await.map_err(Error::internal)?;
    let read = move || -> Result<Seen> {
        let format = statement::format(&bytes)?;
        let is_said = said.is_some();
        let (statement, seen, refusal) = match statement::read(bytes, profile.as_ref(), said.as_ref())? {
            Read::Whole(statement, seen) => (Some(statement), seen, None),
            Read::Columns(seen, why) => (None, Some(seen), why),
        };
        let mut shown = StatementReading {
            format: match format {
                statement::Format::Ofx => "OFX".into(),
                statement::Format::Camt => "CAMT.053".into(),
                statement::Format::Table => seen.as_ref().map(|seen| seen.format.to_owned()).unwrap_or_default(),
            },
            refusal: refusal.map(|error| StatementRefusal { code: error.code().to_owned(), params: error.params().clone() }),
            ..StatementReading::default()
        };
        if let Some(seen) = &seen {
            shown.separator = seen.separator;
            shown.dates = String::from(seen.profile.month_first.map_or("", |month_first| if month_first { "mdy" } else { "dmy" }));
            shown.decimal = String::from(seen.profile.decimal.map_or("", |sign| if sign == ',' { "comma" } else { "point" }));
            let columns = seen.headings.iter().zip(&seen.examples).zip(&seen.profile.fields);
            let column = |((header, example), field): ((&String, &String), &Option<String>)| StatementColumn {
                header: header.clone(),
                example: example.clone(),
                field: field.clone(),
            };
            shown.columns = columns.map(column).collect();
        }
        Ok(Seen { kept: Kept { shown, profile: seen.map(|seen| seen.profile), said: is_said }, statement })
    };
    tokio::task::spawn_blocking(read).await.map_err(Error::internal)?
}

fn profile(account: &bank_account::Model) -> Option<Profile> {
    account.profile.as_deref().and_then(|text| serde_json::from_str(text).ok())
}

/// What the row says of the file: how it was read, and what it would bring.
async fn told(ws: &Workspace, account: &bank_account::Model, seen: Seen) -> Result<bank_statement::ActiveModel> {
    let Seen { mut kept, statement } = seen;
    let mut row = bank_statement::ActiveModel {
        state: Set(State::Columns.code().to_owned()),
        opening: Set(None),
        closing: Set(None),
        first_on: Set(None),
        last_on: Set(None),
        added: Set(0),
        known: Set(0),
        ..Default::default()
    };
    if let Some(statement) = statement {
        let (first_on, last_on) = span(&statement)?;
        let new = fresh(&statement.operations, &counts(ws, account.id, first_on, last_on).await?);
        let (all, added) = (statement.operations.len(), new.len());
        let before = books::operations(account.id).filter(bank_line::Column::DoneOn.lt(first_on));
        if let (Some(opening), true) = (statement.opening, ws.count(before.clone()).await? > 0) {
            let gap = opening - books::sum(ws, before).await?;
            kept.shown.gap = Some(Money::centimes(gap)).filter(|gap| *gap != Money::ZERO);
        }
        kept.shown.unaccounted = statement.unaccounted().filter(|left| *left != 0).map(Money::centimes);
        kept.shown.other_account = statement.accounts.iter().find(|number| **number != account.rib).cloned();
        let sample = |(operation, _): &(&Operation, i64)| StatementOperation {
            on: operation.on,
            text: operation.text.clone(),
            amount: Money::centimes(operation.amount),
        };
        kept.shown.sample = new.iter().take(SAMPLE).map(sample).collect();
        kept.shown.skipped.clone_from(&statement.skipped);
        row.state = Set(State::Checked.code().to_owned());
        (row.opening, row.closing) = (Set(statement.opening), Set(statement.closing));
        (row.first_on, row.last_on) = (Set(Some(first_on)), Set(Some(last_on)));
        row.added = Set(i64::try_from(added).map_err(Error::internal)?);
        row.known = Set(i64::try_from(all - added).map_err(Error::internal)?);
    }
    row.reading = Set(serde_json::to_string(&kept).map_err(Error::internal)?);
    Ok(row)
}

fn span(statement: &StatementFile) -> Result<(NaiveDate, NaiveDate)> {
    let (first, last) = (statement.operations.first(), statement.operations.last());
    first.zip(last).map(|(first, last)| (first.on, last.on)).ok_or_else(|| Error::invalid("statement-empty"))
}

/// How many of each operation are there.
type Counts = HashMap<(NaiveDate, i64, String), i64>;

async fn counts(ws: &Workspace, bank: Uuid, first_on: NaiveDate, last_on: NaiveDate) -> Result<Counts> {
    let there = books::operations(bank)
        .filter(bank_line::Column::Kind.eq("operation"))
        .filter(bank_line::Column::DoneOn.between(first_on, last_on));
    let mut counts = Counts::new();
    for line in ws.all(there).await? {
        *counts.entry((line.done_on, line.amount, line.folded)).or_default() += 1;
    }
    Ok(counts)
}

/// The operations that are not there yet, each with its place among the same ones. Of three that are the same and of which
/// two are there, one is new.
fn fresh<'a>(operations: &'a [Operation], there: &Counts) -> Vec<(&'a Operation, i64)> {
    let numbered = operations.iter().zip(ordinals(operations));
    numbered.filter(|(operation, ordinal)| *ordinal > there.get(&operation.key()).copied().unwrap_or_default()).collect()
}

/// `POST …/books/bank-statements/{id}/columns`
pub async fn set_columns(access: Access<PostEntries>, input: SetStatementColumns) -> Result<BankStatement> {
    let looking = look(&access).await?;
    let row = looking.get::<bank_statement::Entity>(input.id).await?;
    let account = looking.get::<bank_account::Entity>(row.bank_account_id).await?;
    drop(looking);
    let said = said(&input, &kept(&row)?)?;
    let content = row.content.ok_or_else(|| Error::conflict("statement-done"))?;
    let seen = glance(&account, content, Some(said)).await?;
    let ws = access.begin().await?;
    let account = ws.lock::<bank_account::Entity>(account.id).await?;
    if ws.get::<bank_statement::Entity>(row.id).await?.state == State::Done.code() {
        return Err(Error::conflict("statement-done"));
    }
    let changed = bank_statement::ActiveModel { id: Set(row.id), ..told(&ws, &account, seen).await? };
    let row = ws.update(changed).await?;
    let reply = present(&account, row)?;
    ws.commit(reply).await
}

fn said(input: &SetStatementColumns, kept: &Kept) -> Result<Profile> {
    let mut fields: Vec<Option<&'static str>> = Vec::new();
    for name in &input.fields {
        let field = if name.is_empty() { None } else { Some(known(name).ok_or_else(|| Error::field("fields", "choice-unknown"))?) };
        if field.is_some() && fields.contains(&field) {
            return Err(Error::field("fields", "column-twice"));
        }
        fields.push(field);
    }
    let headings = kept.profile.as_ref().map(|profile| profile.headings.clone()).ok_or_else(|| Error::conflict("statement-no-table"))?;
    if fields.len() != headings.len() || !is_enough(&fields) {
        return Err(Error::field("fields", "statement-columns-missing"));
    }
    let month_first = match input.dates.as_str() {
        "" => None,
        "dmy" => Some(false),
        "mdy" => Some(true),
        _ => return Err(Error::field("dates", "choice-unknown")),
    };
    let decimal = match input.decimal.as_str() {
        "" => None,
        "comma" => Some(','),
        "point" => Some('.'),
        _ => return Err(Error::field("decimal", "choice-unknown")),
    };
    Ok(Profile { headings, fields: fields.into_iter().map(|field| field.map(str::to_owned)).collect(), month_first, decimal })
}

/// `POST …/books/bank-statements/{id}/confirmation`. Confirmed again, it is as it was the first time.
///
/// # Errors
/// `statement-not-checked`; `statement-other-account` at `same_account`.
pub async fn confirm(access: Access<PostEntries>, input: ConfirmStatement) -> Result<BankStatement> {
    let looking = look(&access).await?;
    let row = looking.get::<bank_statement::Entity>(input.id).await?;
    let account = looking.get::<bank_account::Entity>(row.bank_account_id).await?;
    drop(looking);
    if row.state == State::Done.code() {
        return access.begin().await?.commit(present(&account, row)?).await;
    }
    let kept = kept(&row)?;
    let said = kept.profile.clone().filter(|_| kept.said);
    let content = row.content.ok_or_else(|| Error::conflict("statement-done"))?;
    let statement = glance(&account, content, said).await?.statement.ok_or_else(|| Error::conflict("statement-not-checked"))?;

    let ws = access.begin().await?;
    // whoever takes in a statement of this account, or matches its lines, waits here
    let account = ws.lock::<bank_account::Entity>(account.id).await?;
    let row = ws.get::<bank_statement::Entity>(row.id).await?;
    if row.state == State::Done.code() {
        return ws.commit(present(&account, row)?).await;
    }
    if statement.accounts.iter().any(|number| *number != account.rib) && input.same_account != "yes" {
        return Err(Error::field("same_account", "statement-other-account"));
    }
    let reply = take_in(&ws, account, row, &statement, kept).await?;
    ws.commit(reply).await
}

async fn take_in(
    ws: &Workspace,
    account: bank_account::Model,
    row: bank_statement::Model,
    statement: &StatementFile,
    kept: Kept,
) -> Result<BankStatement> {
    let (first_on, last_on) = span(statement)?;
    let new = fresh(&statement.operations, &counts(ws, account.id, first_on, last_on).await?);
    let lines = new.iter().map(|(operation, ordinal)| line(account.id, row.id, operation, *ordinal)).collect();
    ws.insert_many(lines).await?;
    let first_balance = books::anchor(ws, account.id, None).await?.is_none();
    let (added, all) = (new.len(), statement.operations.len());
    let done = bank_statement::ActiveModel {
        id: Set(row.id),
        state: Set(State::Done.code().to_owned()),
        content: Set(None),
        added: Set(i64::try_from(added).map_err(Error::internal)?),
        known: Set(i64::try_from(all - added).map_err(Error::internal)?),
        ..Default::default()
    };
    let row = ws.update(done).await?;
    settle_opening(ws, account.id, row.id, first_balance).await?;
    if let Some(profile) = kept.profile {
        let profile = serde_json::to_string(&profile).map_err(Error::internal)?;
        ws.update(bank_account::ActiveModel { id: Set(account.id), profile: Set(Some(profile)), ..Default::default() }).await?;
    }
    let details = json!({ "created": row.added, "skipped": row.known, "from": first_on, "until": last_on });
    ws.audit("books-statement-imported", &account.account, details).await?;
    present(&account, row)
}

fn line(bank: Uuid, statement: Uuid, operation: &Operation, ordinal: i64) -> bank_line::ActiveModel {
    bank_line::ActiveModel {
        id: Set(new_id()),
        bank_account_id: Set(bank),
        statement_id: Set(statement),
        kind: Set("operation".into()),
        done_on: Set(operation.on),
        value_on: Set(operation.value_on),
        text: Set(operation.text.clone()),
        folded: Set(folded(&operation.text)),
        amount: Set(operation.amount),
        ordinal: Set(ordinal),
        reference: Set(operation.reference.clone()),
        matched: Set(false),
        attempts: Set(0),
        ..Default::default()
    }
}

/// What was at the bank before the first operation that is known stands as a line of its own, which the entries that the
/// books began with are matched with. Until they are, it follows from the newest balance that a statement told.
async fn settle_opening(ws: &Workspace, bank: Uuid, statement: Uuid, first_balance: bool) -> Result<()> {
    let Some(anchor) = books::anchor(ws, bank, None).await? else { return Ok(()) };
    let (Some(closing), Some(last_on)) = (anchor.closing, anchor.last_on) else { return Ok(()) };
    let made = || books::operations(bank).filter(bank_line::Column::Kind.eq("operation"));
    let Some(oldest) = ws.one(made().order_by_asc(bank_line::Column::DoneOn).limit(1)).await? else { return Ok(()) };
    let amount = closing - books::sum(ws, made().filter(bank_line::Column::DoneOn.lte(last_on))).await?;
    let there = ws.one(books::operations(bank).filter(bank_line::Column::Kind.eq("opening"))).await?;
    match there {
        Some(there) if there.matched => {}
        Some(there) if amount == 0 => {
            ws.delete(bank_line::Entity::delete_many().filter(bank_line::Column::Id.eq(there.id))).await?;
        }
        Some(there) => {
            let changed =
                bank_line::ActiveModel { id: Set(there.id), done_on: Set(oldest.done_on), amount: Set(amount), ..Default::default() };
            ws.update(changed).await?;
        }
        // a balance that does not follow from earlier ones is a gap, not a beginning
        None if amount == 0 || !first_balance => {}
        None => {
            let opening = Operation::new(oldest.done_on, amount, "");
            // no text of a bank folds to this sign
            let row = bank_line::ActiveModel { kind: Set("opening".into()), folded: Set("=".into()), ..line(bank, statement, &opening, 1) };
            ws.insert(row).await?;
        }
    }
    Ok(())
}

/// `GET …/books/bank/{id}/statements`
pub async fn list(access: Access<ViewBooks>, input: ById) -> Result<Page<BankStatement>> {
    let ws = access.begin().await?;
    let account = ws.get::<bank_account::Entity>(input.id).await?;
    let rows = of(account.id).order_by_desc(bank_statement::Column::Id).limit(PAGE);
    let items = ws.all(rows).await?.into_iter().map(|row| present(&account, row)).collect::<Result<_>>()?;
    Ok(Page { items, next: None })
}

fn of(bank: Uuid) -> sea_orm::Select<bank_statement::Entity> {
    bank_statement::Entity::find().filter(bank_statement::Column::BankAccountId.eq(bank))
}

/// `GET …/books/bank-statements/{id}`
pub async fn show(access: Access<ViewBooks>, input: ById) -> Result<BankStatement> {
    let ws = access.begin().await?;
    let row = ws.get::<bank_statement::Entity>(input.id).await?;
    let account = ws.get::<bank_account::Entity>(row.bank_account_id).await?;
    present(&account, row)
}

/// The oldest of too many files that nobody confirmed.
async fn forget_surplus(ws: &Workspace, bank: Uuid) -> Result<()> {
    let waiting = of(bank).filter(bank_statement::Column::State.ne(State::Done.code())).order_by_desc(bank_statement::Column::Id);
    for row in ws.all(waiting.offset(MOST_WAITING - 1).limit(100)).await? {
        ws.delete(bank_statement::Entity::delete_many().filter(bank_statement::Column::Id.eq(row.id))).await?;
    }
    Ok(())
}

fn kept(row: &bank_statement::Model) -> Result<Kept> {
    serde_json::from_str(&row.reading).map_err(Error::internal)
}

fn present(account: &bank_account::Model, row: bank_statement::Model) -> Result<BankStatement> {
    let reading = kept(&row)?.shown;
    Ok(BankStatement {
        id: row.id,
        bank: account.id,
        bank_name: account.name.clone(),
        file_name: row.file_name,
        state: State::parse(&row.state).ok_or_else(|| Error::internal("a statement of unknown state"))?,
        uploaded_by: row.uploaded_by,
        uploaded_at: row.created_at,
        first_on: row.first_on,
        last_on: row.last_on,
        opening: row.opening.map(Money::centimes),
        closing: row.closing.map(Money::centimes),
        added: row.added,
        known: row.known,
        reading,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// Files that overlap, in whatever order, bring together what the whole brings.
        #[test]
        fn overlapping_statements_bring_each_operation_once(days in proptest::collection::vec((0_u32..6, 1_i64..4, 0_u8..2), 1..40), cuts in proptest::collection::vec((0_u32..6, 0_u32..6), 1..5)) {
            let day = |n: u32| NaiveDate::from_ymd_opt(2026, 3, 1 + n).unwrap();
            let mut all: Vec<Operation> = days.iter().map(|(n, amount, text)| Operation::new(day(*n), *amount, if *text == 0 { "a" } else { "b" })).collect();
            all.sort_by_key(|one| one.on);
            let mut there = Counts::new();
            let files = cuts.into_iter().map(|(a, b)| (a.min(b), a.max(b))).chain([(0, 6)]);
            for (first, last) in files {
                let file: Vec<Operation> = all.iter().filter(|one| one.on >= day(first) && one.on <= day(last)).cloned().collect();
                let new: Vec<Operation> = fresh(&file, &there).into_iter().map(|(operation, _)| operation.clone()).collect();
                for operation in new {
                    *there.entry(operation.key()).or_default() += 1;
                }
                prop_assert!(fresh(&file, &there).is_empty(), "the same file again brings nothing");
            }
            prop_assert_eq!(there.values().sum::<i64>(), i64::try_from(all.len()).unwrap());
        }
    }
}
