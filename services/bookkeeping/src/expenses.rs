//! Expense claims: whoever paid something for the association says so, somebody else decides, then it is paid back. Approval posts what
//! is owed (44381), payment what was given. Either entry can be taken back as any by hand can.

use crate::chart;
use crate::entity::{entry, expense, expense_paper};
use crate::entry::{Balanced, Line};
use crate::journal::{self, REVERSAL, read_date, read_label};
use crate::papers::{self, file_info};
use crate::posting::{Draft, Journal};
use crate::vouchers::Sheets;
use chrono::{Datelike, NaiveDate};
use contracts::expenses::{ApproveExpense, Expense, ExpenseState, PayExpense, RefuseExpense, SubmitExpense, occasions};
use contracts::guided::PLACES;
use contracts::vouchers::{KeepPaper, Paper};
use contracts::{ById, Nothing, Page};
use database::Workspace;
use kernel::error::FieldErrors;
use kernel::fold::clean;
use kernel::id::new_id;
use kernel::permission::{DecideExpenses, PostEntries, SubmitExpenses, ViewBooks};
use kernel::{Actor, Error, Money, Result, date};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect, Select};
use serde_json::json;
use std::collections::HashSet;
use uuid::Uuid;
use web::{Access, File, Routes, Upload};

/// Bénévoles et membres du bureau - frais à rembourser.
const OWED: &str = "44381";
/// Characters of what was paid for.
const LONGEST: usize = 120;
/// The newest that lists show.
const SHOWN: u64 = 200;

const SUBMITTED: &str = "submitted";
const APPROVED: &str = "approved";
const REFUSED: &str = "refused";

pub fn routes(routes: Routes) -> Routes {
    routes
        .get("/api/v1/associations/{association}/books/own-expenses", "One's own expense claims", own)
        .create("/api/v1/associations/{association}/books/own-expenses", "Claim an expense", submit)
        .upload(
            "/api/v1/associations/{association}/books/own-expenses/papers",
            "Send the voucher of an expense before its claim",
            keep_paper,
        )
        .get("/api/v1/associations/{association}/books/expenses", "Expense claims, newest first", list)
        .get("/api/v1/associations/{association}/books/expenses/{id}", "An expense claim", show)
        .file("/api/v1/associations/{association}/books/expense-papers/{id}", "The voucher of an expense claim", download)
        .post("/api/v1/associations/{association}/books/expenses/{id}/approval", "Approve somebody else's expense, once", approve)
        .post("/api/v1/associations/{association}/books/expenses/{id}/refusal", "Refuse somebody else's expense", refuse)
        .post("/api/v1/associations/{association}/books/expenses/{id}/payment", "Pay an approved expense back", pay)
}

async fn keep_paper(access: Access<SubmitExpenses>, input: Upload<KeepPaper>) -> Result<Paper> {
    papers::keep_any(&access, input).await
}

/// A claim as values.
#[derive(Debug, PartialEq, Eq)]
struct Claimed {
    what: String,
    spent_on: NaiveDate,
    amount: Money,
    occasion: &'static str,
    without_voucher: String,
}

fn read(input: &SubmitExpense, today: NaiveDate) -> Result<Claimed> {
    let mut errors = FieldErrors::default();
    let what = clean(&input.what);
    if what.is_empty() {
        errors.add("what", "required");
    } else if what.chars().count() > LONGEST {
        errors.add_with("what", "too-long", "max", LONGEST);
    }
    let spent_on = if input.spent_on.trim().is_empty() { Err("required") } else { date::parse(&input.spent_on) };
    let spent_on = errors.keep("spent_on", spent_on.and_then(|on| if on > today { Err("date-in-future") } else { Ok(on) }));
    let amount = if input.amount.trim().is_empty() { Err("required") } else { Money::parse(&input.amount) };
    let amount = errors.keep(
        "amount",
        amount.and_then(|amount| match amount.in_centimes() {
            ..0 => Err("amount-negative"),
            0 => Err("amount-zero"),
            _ => Ok(amount),
        }),
    );
    let found = occasions().find(|one| one.code == input.occasion).map(|one| one.code);
    let occasion = errors.keep("occasion", found.ok_or(if input.occasion.is_empty() { "required" } else { "choice-unknown" }));
    let without_voucher = clean(&input.without_voucher);
    if without_voucher.chars().count() > LONGEST {
        errors.add_with("without_voucher", "too-long", "max", LONGEST);
    }
    if input.vouchers.is_empty() && without_voucher.is_empty() {
        errors.add("file", "expense-needs-voucher");
    }
    errors.finish()?;
    let (Some(spent_on), Some(amount), Some(occasion)) = (spent_on, amount, occasion) else {
        return Err(Error::internal("a claim without errors and without values"));
    };
    Ok(Claimed { what, spent_on, amount, occasion, without_voucher })
}

/// `POST …/books/own-expenses`
///
/// # Errors
/// Of fields: `expense-needs-voucher`, `voucher-gone`, `too-many-vouchers` at `file`.
pub async fn submit(access: Access<SubmitExpenses>, input: SubmitExpense) -> Result<Expense> {
    let account = access.account()?;
    let claimed = read(&input, access.today())?;
    let ws = access.begin().await?;
    let files = papers::take(&ws, &input.vouchers).await?;
    let row = expense::ActiveModel {
        association_id: Set(ws.association().0),
        id: Set(new_id()),
        number: Set(ws.next_number("expenses").await?),
        account: Set(account),
        claimant: Set(ws.origin().who.clone()),
        what: Set(claimed.what),
        spent_on: Set(claimed.spent_on),
        amount: Set(claimed.amount.in_centimes()),
        occasion: Set(claimed.occasion.to_owned()),
        without_voucher: Set(if files.is_empty() { claimed.without_voucher } else { String::new() }),
        submitted_at: Set(ws.now()),
        state: Set(SUBMITTED.to_owned()),
        decided_at: Set(None),
        decided_account: Set(None),
        decided_by: Set(None),
        reason: Set(None),
        entry_id: Set(None),
        payment_id: Set(None),
    };
    let row = ws.insert(row).await?;
    for file in files {
        let paper = expense_paper::ActiveModel {
            association_id: Set(ws.association().0),
            id: Set(new_id()),
            expense_id: Set(row.id),
            file_id: Set(file),
        };
        ws.insert(paper).await?;
    }
    ws.audit("books-expense-submitted", subject(&row), json!({ "amount": claimed.amount })).await?;
    finish(ws, &access, row).await
}

fn subject(row: &expense::Model) -> String {
    format!("№ {}", row.number)
}

async fn finish<P: kernel::Permission>(ws: Workspace, access: &Access<P>, row: expense::Model) -> Result<Expense> {
    let shown = present(&ws, access.actor(), vec![row]).await?.pop().ok_or_else(Error::not_found)?;
    ws.commit(shown).await
}

/// The claim, which nobody else decides until the transaction ends.
///
/// # Errors
/// `expense-own`, `expense-decided`
async fn to_decide(ws: &Workspace, actor: &Actor, id: Uuid) -> Result<expense::Model> {
    let row = ws.lock::<expense::Entity>(id).await?;
    if !actor.reaches_year(row.spent_on.year()) {
        return Err(Error::not_found());
    }
    if actor.account == Some(row.account) {
        return Err(Error::conflict("expense-own"));
    }
    if row.state == SUBMITTED { Ok(row) } else { Err(Error::conflict("expense-decided")) }
}

/// `POST …/books/expenses/{id}/approval`
pub async fn approve(access: Access<DecideExpenses>, input: ApproveExpense) -> Result<Expense> {
    let today = access.today();
    let ws = access.begin().await?;
    let row = to_decide(&ws, access.actor(), input.id).await?;
    let mut errors = FieldErrors::default();
    let posted_on = if input.posted_on.trim().is_empty() { Some(row.spent_on) } else { read_date(&input.posted_on, today, &mut errors) };
    errors.finish()?;
    let posted_on = posted_on.ok_or_else(|| Error::field("posted_on", "required"))?;
    let expense = occasions().find(|one| one.code == row.occasion).ok_or_else(|| Error::internal("a claim for nothing known"))?;
    let draft = draft(&row, posted_on, expense.account, OWED)?;
    let files = of(&ws, &[row.id]).await?.into_iter().map(|paper| paper.file_id).collect();
    let entry = journal::write_in(&ws, draft, Sheets { files, ..Sheets::default() }).await?;
    let row = decided(&ws, &row, APPROVED, None, Some(entry.id)).await?;
    ws.audit("books-expense-approved", subject(&row), json!({ "amount": Money::centimes(row.amount) })).await?;
    finish(ws, &access, row).await
}

/// `POST …/books/expenses/{id}/refusal`
pub async fn refuse(access: Access<DecideExpenses>, input: RefuseExpense) -> Result<Expense> {
    let ws = access.begin().await?;
    let row = to_decide(&ws, access.actor(), input.id).await?;
    let mut errors = FieldErrors::default();
    let reason = read_label(&input.reason, "reason", &mut errors);
    errors.finish()?;
    let row = decided(&ws, &row, REFUSED, Some(reason.clone()), None).await?;
    ws.audit("books-expense-refused", subject(&row), json!({ "reason": reason })).await?;
    finish(ws, &access, row).await
}

async fn decided(ws: &Workspace, row: &expense::Model, state: &str, reason: Option<String>, entry: Option<Uuid>) -> Result<expense::Model> {
    let change = expense::ActiveModel {
        id: Set(row.id),
        state: Set(state.to_owned()),
        decided_at: Set(Some(ws.now())),
        decided_account: Set(ws.origin().account),
        decided_by: Set(Some(ws.origin().who.clone())),
        reason: Set(reason),
        entry_id: Set(entry),
        ..Default::default()
    };
    ws.update(change).await
}

/// `POST …/books/expenses/{id}/payment`
///
/// # Errors
/// `expense-not-approved`, `expense-paid`; `choice-unknown` at `place`, those of dates and years at `posted_on`.
pub async fn pay(access: Access<PostEntries>, input: PayExpense) -> Result<Expense> {
    let today = access.today();
    let ws = access.begin().await?;
    let row = ws.lock::<expense::Entity>(input.id).await?;
    if !access.actor().reaches_year(row.spent_on.year()) {
        return Err(Error::not_found());
    }
    match state(&row, &taken_back(&ws, std::slice::from_ref(&row)).await?) {
        ExpenseState::Approved => {}
        ExpenseState::Paid => return Err(Error::conflict("expense-paid")),
        _ => return Err(Error::conflict("expense-not-approved")),
    }
    let mut errors = FieldErrors::default();
    let found = PLACES.into_iter().find(|place| *place == input.place);
    let place = errors.keep("place", found.ok_or(if input.place.is_empty() { "required" } else { "choice-unknown" }));
    let posted_on = if input.posted_on.trim().is_empty() { Some(today) } else { read_date(&input.posted_on, today, &mut errors) };
    errors.finish()?;
    let (Some(place), Some(posted_on)) = (place, posted_on) else { return Err(Error::field("posted_on", "required")) };
    let entry = journal::write_in(&ws, draft(&row, posted_on, OWED, place)?, Sheets::default()).await?;
    let change = expense::ActiveModel { payment_id: Set(Some(entry.id)), ..row.clone().into_active_model() };
    let row = ws.update(change).await?;
    ws.audit("books-expense-paid", subject(&row), json!({ "amount": Money::centimes(row.amount) })).await?;
    finish(ws, &access, row).await
}

/// Whether the entry is what approved an expense that was paid: the payment is taken back first.
pub async fn stands_paid(ws: &Workspace, entry: Uuid) -> Result<bool> {
    let Some(row) = ws.one(expense::Entity::find().filter(expense::Column::EntryId.eq(entry))).await? else { return Ok(false) };
    let gone = taken_back(ws, std::slice::from_ref(&row)).await?;
    Ok(matches!(state(&row, &gone), ExpenseState::Paid))
}

fn draft(row: &expense::Model, posted_on: NaiveDate, debit: &str, credit: &str) -> Result<Draft> {
    let amount = Money::centimes(row.amount);
    let line = |code: &str, debit: Money, credit: Money| {
        let account = chart::postable(code).map_err(Error::internal)?;
        Line::new(account, debit, credit).map_err(Error::internal)
    };
    let balanced = Balanced::new(vec![line(debit, amount, Money::ZERO)?, line(credit, Money::ZERO, amount)?])?;
    let label = format!("{} · {}", row.what, row.claimant).chars().take(200).collect();
    Ok(Draft { journal: Journal::General, posted_on, label, source: None, balanced })
}

fn newest() -> Select<expense::Entity> {
    expense::Entity::find().order_by_desc(expense::Column::Number).limit(SHOWN)
}

/// `GET …/books/own-expenses`
pub async fn own(access: Access<SubmitExpenses>, _: Nothing) -> Result<Page<Expense>> {
    let account = access.account()?;
    let ws = access.begin().await?;
    let rows = ws.all(newest().filter(expense::Column::Account.eq(account))).await?;
    Ok(Page { items: present(&ws, access.actor(), rows).await?, next: None })
}

/// `GET …/books/expenses`
pub async fn list(access: Access<ViewBooks>, _: Nothing) -> Result<Page<Expense>> {
    let ws = access.begin().await?;
    let rows = ws.all(newest()).await?.into_iter().filter(|row| access.actor().reaches_year(row.spent_on.year())).collect();
    Ok(Page { items: present(&ws, access.actor(), rows).await?, next: None })
}

pub async fn show(access: Access<ViewBooks>, input: ById) -> Result<Expense> {
    let ws = access.begin().await?;
    let row = ws.get::<expense::Entity>(input.id).await?;
    if !access.actor().reaches_year(row.spent_on.year()) {
        return Err(Error::not_found());
    }
    present(&ws, access.actor(), vec![row]).await?.pop().ok_or_else(Error::not_found)
}

/// `GET …/books/expense-papers/{id}`
pub async fn download(access: Access<ViewBooks>, input: ById) -> Result<File> {
    let ws = access.begin().await?;
    let paper = ws.get::<expense_paper::Entity>(input.id).await?;
    let row = ws.get::<expense::Entity>(paper.expense_id).await?;
    if !access.actor().reaches_year(row.spent_on.year()) {
        return Err(Error::not_found());
    }
    papers::served(&ws, paper.file_id, &format!("expense-{}", row.number)).await
}

async fn of(ws: &Workspace, expenses: &[Uuid]) -> Result<Vec<expense_paper::Model>> {
    use expense_paper::{Column, Entity};
    ws.all(Entity::find().filter(Column::ExpenseId.is_in(expenses.to_vec())).order_by_asc(Column::Id)).await
}

/// Those of their entries that were taken back.
async fn taken_back(ws: &Workspace, rows: &[expense::Model]) -> Result<HashSet<Uuid>> {
    let entries: Vec<Uuid> = rows.iter().flat_map(|row| [row.entry_id, row.payment_id]).flatten().collect();
    let contraries = entry::Entity::find().filter(entry::Column::SourceKind.eq(REVERSAL)).filter(entry::Column::SourceId.is_in(entries));
    Ok(ws.all(contraries).await?.into_iter().filter_map(|row| row.source_id).collect())
}

fn state(row: &expense::Model, taken_back: &HashSet<Uuid>) -> ExpenseState {
    let stands = |entry: Option<Uuid>| entry.is_some_and(|id| !taken_back.contains(&id));
    match row.state.as_str() {
        SUBMITTED => ExpenseState::Submitted,
        REFUSED => ExpenseState::Refused,
        _ if !stands(row.entry_id) => ExpenseState::TakenBack,
        _ if stands(row.payment_id) => ExpenseState::Paid,
        _ => ExpenseState::Approved,
    }
}

async fn present(ws: &Workspace, actor: &Actor, rows: Vec<expense::Model>) -> Result<Vec<Expense>> {
    let taken_back = taken_back(ws, &rows).await?;
    let papers = of(ws, &rows.iter().map(|row| row.id).collect::<Vec<_>>()).await?;
    let files = ws.files(papers.iter().map(|paper| paper.file_id).collect()).await?;
    let shown = rows.into_iter().map(|row| {
        let own = papers.iter().filter(|paper| paper.expense_id == row.id);
        let papers = own.map(|paper| Ok(Paper { id: paper.id, file: file_info(paper.file_id, &files)? })).collect::<Result<_>>()?;
        Ok(Expense {
            state: state(&row, &taken_back),
            own: actor.account == Some(row.account),
            id: row.id,
            number: row.number,
            claimant: row.claimant,
            what: row.what,
            spent_on: row.spent_on,
            amount: Money::centimes(row.amount),
            occasion: row.occasion,
            papers,
            without_voucher: row.without_voucher,
            submitted_at: row.submitted_at,
            decided_at: row.decided_at,
            decided_by: row.decided_by,
            reason: row.reason,
            entry: row.entry_id,
            payment: row.payment_id,
        })
    });
    shown.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn input() -> SubmitExpense {
        let text = str::to_owned;
        SubmitExpense {
            what: text("Taxi pour la wilaya"),
            spent_on: text("01/03/2026"),
            amount: text("٤٥,٥٠"),
            occasion: text("travel"),
            vouchers: vec![Uuid::nil()],
            without_voucher: String::new(),
        }
    }

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 3, 5).unwrap()
    }

    #[test]
    fn a_claim_needs_a_voucher_or_a_reason() {
        assert_eq!(read(&input(), today()).unwrap().amount, Money::centimes(4550));
        let codes = |input: &SubmitExpense| {
            let error = read(input, today()).unwrap_err();
            error.field_errors().iter().map(|e| format!("{} {}", e.field, e.code)).collect::<Vec<_>>()
        };
        assert_eq!(codes(&SubmitExpense { vouchers: vec![], ..input() }), ["file expense-needs-voucher"]);
        assert!(read(&SubmitExpense { vouchers: vec![], without_voucher: "Perdu".into(), ..input() }, today()).is_ok());
        assert_eq!(
            codes(&SubmitExpense::default()),
            ["what required", "spent_on required", "amount required", "occasion required", "file expense-needs-voucher"]
        );
        let wrong = SubmitExpense { spent_on: "06/03/2026".into(), amount: "-1".into(), occasion: "salary".into(), ..input() };
        assert_eq!(codes(&wrong), ["spent_on date-in-future", "amount amount-negative", "occasion choice-unknown"]);
    }

    #[test]
    fn whatever_can_be_claimed_has_its_account() {
        assert!(occasions().count() > 10);
        for occasion in occasions() {
            assert!(chart::postable(occasion.account).is_ok_and(|account| account.kind == "expense"), "{}", occasion.code);
        }
        assert!(chart::postable(OWED).is_ok());
    }
}
