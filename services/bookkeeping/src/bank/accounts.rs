//! The bank accounts of the books: one for each account of the books that stands for a bank.

use crate::bank::books;
use crate::chart::{self, Chart};
use crate::entity::{bank_account, bank_line, bank_statement};
use contracts::bank::{BANKS, BankAccount, WriteBankAccount};
use contracts::{ById, Done, Nothing, Page};
use database::Workspace;
use kernel::error::FieldErrors;
use kernel::fold::{clean, western_digits};
use kernel::id::new_id;
use kernel::permission::{PostEntries, ViewBooks};
use kernel::{Error, Money, Result, identifiers};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde_json::json;
use uuid::Uuid;
use web::Access;

/// Characters.
const LONGEST_NAME: usize = 80;
/// Of one association.
const MOST: i64 = 30;

/// `GET …/books/bank`
pub async fn list(access: Access<ViewBooks>, _: Nothing) -> Result<Page<BankAccount>> {
    let ws = access.begin().await?;
    let mut items = Vec::new();
    for row in books::accounts(&ws).await? {
        items.push(present(&ws, row).await?);
    }
    Ok(Page { items, next: None })
}

/// `GET …/books/bank/{id}`
pub async fn show(access: Access<ViewBooks>, input: ById) -> Result<BankAccount> {
    let ws = access.begin().await?;
    let row = ws.get::<bank_account::Entity>(input.id).await?;
    present(&ws, row).await
}

pub async fn present(ws: &Workspace, row: bank_account::Model) -> Result<BankAccount> {
    let last = books::operations(row.id).order_by_desc(bank_line::Column::DoneOn).limit(1);
    let last_on = ws.one(last).await?.map(|line| line.done_on);
    let at_bank = books::at_bank(ws, row.id, last_on.unwrap_or_else(|| ws.today())).await?;
    let unmatched = ws.count(books::operations(row.id).filter(bank_line::Column::Matched.eq(false))).await?;
    let in_books = Money::centimes(books::balance(ws, &row.account, ws.today()).await?);
    let (account_name_ar, account_name_fr) = chart::of(ws).await?.names(&row.account);
    Ok(BankAccount {
        id: row.id,
        name: row.name,
        bank: row.bank,
        rib: row.rib,
        account: row.account,
        account_name_ar,
        account_name_fr,
        in_books,
        at_bank: at_bank.map(Money::centimes),
        last_on,
        unmatched,
    })
}

struct Written {
    name: String,
    bank: String,
    rib: String,
    account: String,
}

fn read(chart: &Chart, input: &WriteBankAccount) -> Result<Written> {
    let mut errors = FieldErrors::default();
    let name = clean(&input.name);
    if name.is_empty() {
        errors.add("name", "required");
    }
    let bank = clean(&input.bank);
    for (field, text) in [("name", &name), ("bank", &bank)] {
        if text.chars().count() > LONGEST_NAME {
            errors.add_with(field, "too-long", "max", LONGEST_NAME);
        }
    }
    let rib = if input.rib.trim().is_empty() { Err("required") } else { identifiers::rib(&input.rib) };
    let rib = errors.keep("rib", rib).unwrap_or_default();
    let account = western_digits(&clean(&input.account));
    errors.keep("account", account_of_a_bank(chart, &account));
    errors.finish()?;
    let bank = if bank.is_empty() { identifiers::bank(&rib).unwrap_or_default().to_owned() } else { bank };
    Ok(Written { name, bank, rib, account })
}

fn account_of_a_bank(chart: &Chart, code: &str) -> std::result::Result<(), &'static str> {
    match chart.open(code) {
        _ if code.is_empty() => Err("required"),
        Ok(_) if !code.starts_with(BANKS) => Err("account-no-bank"),
        found => found.map(|_| ()),
    }
}

/// `POST …/books/bank`
///
/// # Errors
/// At the fields `rib` and `account`: `bank-account-twice` where one has it already.
pub async fn add(access: Access<PostEntries>, input: WriteBankAccount) -> Result<BankAccount> {
    let ws = access.begin().await?;
    let Written { name, bank, rib, account } = read(&chart::of(&ws).await?, &input)?;
    if ws.count(bank_account::Entity::find()).await? >= MOST {
        return Err(Error::conflict("bank-accounts-too-many").with("max", MOST));
    }
    refuse_twice(&ws, None, &rib, &account).await?;
    let row = bank_account::ActiveModel {
        id: Set(new_id()),
        name: Set(name),
        bank: Set(bank),
        rib: Set(rib),
        account: Set(account),
        profile: Set(None),
        created_at: Set(ws.now()),
        ..Default::default()
    };
    let row = ws.insert(row).await?;
    ws.audit("books-bank-added", &row.account, json!({ "bank": row.bank })).await?;
    let reply = present(&ws, row).await?;
    ws.commit(reply).await
}

async fn refuse_twice(ws: &Workspace, but: Option<Uuid>, rib: &str, account: &str) -> Result<()> {
    let mut errors = FieldErrors::default();
    for row in books::accounts(ws).await?.into_iter().filter(|row| Some(row.id) != but) {
        if row.rib == rib {
            errors.add("rib", "bank-account-twice");
        }
        if row.account == account {
            errors.add("account", "bank-account-twice");
        }
    }
    errors.finish()
}

/// `POST …/books/bank/{id}`
///
/// # Errors
/// As [`add`]; `bank-account-in-use` at `account`, which does not change once there are statements.
pub async fn change(access: Access<PostEntries>, input: WriteBankAccount) -> Result<BankAccount> {
    let id = input.id.ok_or_else(Error::not_found)?;
    let ws = access.begin().await?;
    let before = ws.lock::<bank_account::Entity>(id).await?;
    let Written { name, bank, rib, account } = read(&chart::of(&ws).await?, &input)?;
    if account != before.account && is_used(&ws, id).await? {
        return Err(Error::field("account", "bank-account-in-use"));
    }
    refuse_twice(&ws, Some(id), &rib, &account).await?;
    let changed = bank_account::ActiveModel {
        id: Set(id),
        name: Set(name),
        bank: Set(bank),
        rib: Set(rib),
        account: Set(account),
        ..Default::default()
    };
    let row = ws.update(changed).await?;
    ws.audit("books-bank-changed", &row.account, json!({ "before": { "account": before.account }, "after": { "account": row.account } }))
        .await?;
    let reply = present(&ws, row).await?;
    ws.commit(reply).await
}

async fn is_used(ws: &Workspace, id: Uuid) -> Result<bool> {
    Ok(ws.count(bank_statement::Entity::find().filter(bank_statement::Column::BankAccountId.eq(id))).await? > 0)
}

/// `POST …/books/bank/{id}/removal`
///
/// # Errors
/// `bank-account-in-use` while there are statements of it.
pub async fn remove(access: Access<PostEntries>, input: ById) -> Result<Done> {
    let ws = access.begin().await?;
    let row = ws.lock::<bank_account::Entity>(input.id).await?;
    if is_used(&ws, row.id).await? {
        return Err(Error::conflict("bank-account-in-use"));
    }
    ws.delete(bank_account::Entity::delete_many().filter(bank_account::Column::Id.eq(row.id))).await?;
    ws.audit("books-bank-removed", row.account, json!({})).await?;
    ws.commit(Done {}).await
}

#[cfg(test)]
mod tests {
    use super::*;

    fn input() -> WriteBankAccount {
        let text = str::to_owned;
        WriteBankAccount {
            id: None,
            name: text("Compte courant"),
            bank: text(""),
            rib: text("011 519 0000012050005349 21"),
            account: text("٥١٤١١"),
        }
    }

    #[test]
    fn a_bank_account_is_read() {
        let read = read(&Chart::new(Vec::new()), &input()).unwrap();
        assert_eq!((read.rib.as_str(), read.account.as_str()), ("011519000001205000534921", "51411"));
        assert!(!read.bank.is_empty(), "told by the number");
    }

    #[test]
    fn what_is_wrong_is_told_at_its_field() {
        let codes = |input: &WriteBankAccount| {
            let error = read(&Chart::new(Vec::new()), input).map(|_| ()).unwrap_err();
            error.field_errors().iter().map(|e| format!("{} {}", e.field, e.code)).collect::<Vec<_>>()
        };
        assert_eq!(codes(&WriteBankAccount::default()), ["name required", "rib required", "account required"]);
        assert_eq!(codes(&WriteBankAccount { rib: "011519000001205000534922".into(), ..input() }), ["rib rib-key-wrong"]);
        assert_eq!(codes(&WriteBankAccount { account: "51611".into(), ..input() }), ["account account-no-bank"]);
        assert_eq!(codes(&WriteBankAccount { account: "5141".into(), ..input() }), ["account account-not-postable"]);
        assert_eq!(codes(&WriteBankAccount { account: "99999".into(), ..input() }), ["account account-unknown"]);
    }
}
