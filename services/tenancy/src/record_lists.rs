//! What an association has several of: bank accounts, branches, numbers of the data protection
//! commission.

use crate::associations::{self, optional, read_founding, read_receipt};
use crate::entity::{bank_account, branch, cndp_number};
use crate::{declarations, record, reference};
use contracts::ById;
use contracts::events::Event;
use contracts::registry::{AddBankAccount, AddBranch, AddCndpNumber, BankAccount, Branch, CndpNumber, Record};
use database::{Tenant, Workspace};
use kernel::error::FieldErrors;
use kernel::fold::clean;
use kernel::id::new_id;
use kernel::permission::{EditBankAccounts, EditRecord};
use kernel::{Error, Result, identifiers};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, Select};
use serde_json::json;
use uuid::Uuid;
use web::Access;

/// Of each list. Nobody has more; a list without end would be somebody's attack.
const MOST: i64 = 50;

async fn check_room<E: Tenant>(ws: &Workspace, list: Select<E>) -> Result<()>
where
    E::Model: Sync,
{
    if ws.count(list).await? < MOST { Ok(()) } else { Err(Error::conflict("list-full").with("max", MOST)) }
}

/// Those that were not removed; what was removed stays as history.
pub fn bank_accounts() -> Select<bank_account::Entity> {
    let there = bank_account::Entity::find().filter(bank_account::Column::RemovedAt.is_null());
    there.order_by_asc(bank_account::Column::Id)
}

pub fn branches() -> Select<branch::Entity> {
    branch::Entity::find().filter(branch::Column::RemovedAt.is_null()).order_by_asc(branch::Column::Id)
}

/// By which a number of the data protection commission allows what a declaration does not.
const AUTHORISATION: &str = "authorisation";

pub fn cndp_numbers() -> Select<cndp_number::Entity> {
    cndp_number::Entity::find().filter(cndp_number::Column::RemovedAt.is_null()).order_by_asc(cndp_number::Column::Id)
}

/// A text that must be there.
pub fn needed(text: &str, most: usize) -> Result<String, &'static str> {
    let text = clean(text);
    match text.chars().count() {
        0 => Err("required"),
        n if n > most => Err("name-too-long"),
        _ => Ok(text),
    }
}

/// In the log an account is named by its last digits: enough for its holders, too little to pay by.
fn short(rib: &str) -> String {
    format!("…{}", &rib[rib.len().saturating_sub(6)..])
}

pub async fn add_bank_account(access: Access<EditBankAccounts>, input: AddBankAccount) -> Result<Record> {
    let mut errors = FieldErrors::default();
    let rib = errors.keep("rib", if input.rib.trim().is_empty() { Err("required") } else { identifiers::rib(&input.rib) });
    let bank = errors.keep("bank", optional(&input.bank, |bank| needed(bank, 80))).flatten();
    errors.finish()?;
    let Some(rib) = rib else { return Err(Error::invalid("invalid-input")) };
    let ws = access.begin().await?;
    associations::lock(&ws).await?;
    check_room(&ws, bank_accounts()).await?;
    let first = ws.count(bank_accounts()).await? == 0;
    let main = first || input.main == "yes";
    if main {
        none_is_main(&ws).await?;
    }
    let before = ws.one(bank_account::Entity::find().filter(bank_account::Column::Rib.eq(&rib))).await?;
    let again = before.filter(|row| row.removed_at.is_some());
    let row = bank_account::ActiveModel {
        id: Set(again.as_ref().map_or_else(new_id, |row| row.id)),
        bank: Set(bank.or_else(|| identifiers::bank(&rib).map(ToOwned::to_owned)).unwrap_or_default()),
        main: Set(main),
        created_at: Set(ws.now()),
        removed_at: Set(None),
        rib: Set(rib.clone()),
        ..Default::default()
    };
    let row = if again.is_some() { ws.update(row).await } else { ws.insert(row).await };
    row?;
    ws.audit("bank-account-added", short(&rib), json!({ "main": main })).await?;
    done(ws).await
}

async fn none_is_main(ws: &Workspace) -> Result<()> {
    let main = bank_account::Entity::update_many().col_expr(bank_account::Column::Main, Expr::val(false));
    ws.update_many(main.filter(bank_account::Column::Main.eq(true))).await.map(drop)
}

async fn make_main(ws: &Workspace, id: Uuid) -> Result<()> {
    none_is_main(ws).await?;
    ws.update(bank_account::ActiveModel { id: Set(id), main: Set(true), ..Default::default() }).await.map(drop)
}

pub async fn set_main_bank_account(access: Access<EditBankAccounts>, input: ById) -> Result<Record> {
    let ws = access.begin().await?;
    associations::lock(&ws).await?;
    let row = ws.get::<bank_account::Entity>(input.id).await?;
    if row.removed_at.is_some() {
        return Err(Error::not_found());
    }
    if !row.main {
        make_main(&ws, row.id).await?;
        ws.audit("main-bank-account-set", short(&row.rib), json!({})).await?;
    }
    done(ws).await
}

/// When the main one goes, the oldest of the others takes its place. Removing what is removed changes
/// nothing.
pub async fn remove_bank_account(access: Access<EditBankAccounts>, input: ById) -> Result<Record> {
    let ws = access.begin().await?;
    associations::lock(&ws).await?;
    let row = ws.get::<bank_account::Entity>(input.id).await?;
    if row.removed_at.is_some() {
        return done(ws).await;
    }
    let removed = bank_account::ActiveModel { id: Set(row.id), main: Set(false), removed_at: Set(Some(ws.now())), ..Default::default() };
    ws.update(removed).await?;
    if let Some(oldest) = ws.one(bank_accounts()).await?.filter(|_| row.main) {
        make_main(&ws, oldest.id).await?;
    }
    ws.audit("bank-account-removed", short(&row.rib), json!({})).await?;
    done(ws).await
}

/// Opening a branch is a change that must be declared.
pub async fn add_branch(access: Access<EditRecord>, input: AddBranch) -> Result<Record> {
    let mut errors = FieldErrors::default();
    let name = errors.keep("name", needed(&input.name, 120));
    let address = errors.keep("address", needed(&input.address, 300));
    let commune = errors.keep("commune", reference::commune(input.commune.trim()).ok_or("unknown-commune"));
    let opened_on = errors.keep("opened_on", read_founding(&input.opened_on, access.today()));
    errors.finish()?;
    let (Some(name), Some(address), Some(commune), Some(opened_on)) = (name, address, commune, opened_on) else {
        return Err(Error::invalid("invalid-input"));
    };
    let ws = access.begin().await?;
    let association = associations::lock(&ws).await?;
    if opened_on < association.founded_on {
        return Err(Error::field("opened_on", "date-before-founding"));
    }
    check_room(&ws, branches()).await?;
    let row = branch::ActiveModel {
        id: Set(new_id()),
        removed_at: Set(None),
        name: Set(name.clone()),
        address: Set(address),
        commune: Set(commune.code.clone()),
        opened_on: Set(opened_on),
        created_at: Set(ws.now()),
        ..Default::default()
    };
    ws.insert(row).await?;
    // those that the association was filed with are in its first declaration
    if association.receipt_on.is_some_and(|filed_on| opened_on > filed_on) {
        declarations::open(&ws, &["branches"], name.clone(), opened_on).await?;
    }
    ws.audit("branch-added", name, json!({ "commune": commune.code })).await?;
    done(ws).await
}

/// Closing one as well.
pub async fn remove_branch(access: Access<EditRecord>, input: ById) -> Result<Record> {
    let ws = access.begin().await?;
    let association = associations::lock(&ws).await?;
    let row = ws.get::<branch::Entity>(input.id).await?;
    if row.removed_at.is_some() {
        return done(ws).await;
    }
    ws.update(branch::ActiveModel { id: Set(row.id), removed_at: Set(Some(ws.now())), ..Default::default() }).await?;
    if association.receipt_number.is_some() {
        declarations::open(&ws, &["branches"], row.name.clone(), ws.today()).await?;
    }
    ws.audit("branch-removed", row.name, json!({ "commune": row.commune })).await?;
    done(ws).await
}

pub async fn add_cndp_number(access: Access<EditRecord>, input: AddCndpNumber) -> Result<Record> {
    let mut errors = FieldErrors::default();
    let kind = ["declaration", AUTHORISATION].into_iter().find(|kind| *kind == input.kind);
    let kind = errors.keep("kind", kind.ok_or("choice-unknown"));
    let number = errors.keep("number", if input.number.trim().is_empty() { Err("required") } else { read_receipt(&input.number) });
    let given_on = errors.keep("given_on", read_founding(&input.given_on, access.today()));
    errors.finish()?;
    let (Some(kind), Some(number), Some(given_on)) = (kind, number, given_on) else { return Err(Error::invalid("invalid-input")) };
    let ws = access.begin().await?;
    associations::lock(&ws).await?;
    check_room(&ws, cndp_numbers()).await?;
    let before = ws.one(cndp_number::Entity::find().filter(cndp_number::Column::Number.eq(&number))).await?;
    let again = before.filter(|row| row.removed_at.is_some());
    let row = cndp_number::ActiveModel {
        id: Set(again.as_ref().map_or_else(new_id, |row| row.id)),
        kind: Set(kind.into()),
        number: Set(number.clone()),
        given_on: Set(given_on),
        created_at: Set(ws.now()),
        removed_at: Set(None),
        ..Default::default()
    };
    let row = if again.is_some() { ws.update(row).await } else { ws.insert(row).await };
    row?;
    ws.audit("cndp-number-added", number, json!({ "kind": kind })).await?;
    done(ws).await
}

pub async fn remove_cndp_number(access: Access<EditRecord>, input: ById) -> Result<Record> {
    let ws = access.begin().await?;
    associations::lock(&ws).await?;
    let row = ws.get::<cndp_number::Entity>(input.id).await?;
    if row.removed_at.is_some() {
        return done(ws).await;
    }
    ws.update(cndp_number::ActiveModel { id: Set(row.id), removed_at: Set(Some(ws.now())), ..Default::default() }).await?;
    ws.audit("cndp-number-removed", row.number, json!({ "kind": row.kind })).await?;
    let left = cndp_numbers().filter(cndp_number::Column::Kind.eq(AUTHORISATION));
    if row.kind == AUTHORISATION && ws.count(left).await? == 0 {
        ws.emit(Event::AuthorisationEnded).await?;
    }
    done(ws).await
}

async fn done(ws: Workspace) -> Result<Record> {
    let reply = record::whole(&ws).await?;
    ws.commit(reply).await
}

pub fn to_bank_account(row: bank_account::Model) -> BankAccount {
    BankAccount { id: row.id, iban: identifiers::iban(&row.rib), rib: row.rib, bank: row.bank, main: row.main }
}

pub fn to_branch(row: branch::Model) -> Result<Branch> {
    let commune = reference::commune(&row.commune).ok_or_else(|| Error::internal(format!("commune {}", row.commune)))?;
    Ok(Branch { id: row.id, name: row.name, address: row.address, commune: commune.clone(), opened_on: row.opened_on })
}

pub fn to_cndp_number(row: cndp_number::Model) -> CndpNumber {
    CndpNumber { id: row.id, kind: row.kind, number: row.number, given_on: row.given_on }
}
