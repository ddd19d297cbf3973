//! What an association changes of the chart: accounts of its own under the standard ones, names, what is hidden. Each
//! change stands in the account's history. A code and a type never change; what was used never goes.

use crate::chart::{self, Account, Chart};
use crate::coding::{self, LONGEST, SHORTEST};
use crate::entity::{account_total, chart_account, chart_change, fiscal_year, line};
use contracts::chart::{AddAccount, AddedAccount, ChartAccount, ChartChange, FindAccounts, HideAccount, RemoveAccount, RenameAccount};
use contracts::{Done, Page};
use database::Workspace;
use kernel::error::FieldErrors;
use kernel::fold::{clean, fold, western_digits};
use kernel::id::{named_id, new_id};
use kernel::permission::{PostEntries, ViewBooks};
use kernel::{Error, Result};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use std::collections::HashMap;
use uuid::Uuid;
use web::{Access, Routes};

/// Characters of a name.
const MAX_NAME: usize = 120;
/// Own accounts of an association.
const MOST: usize = 500;
/// Changes that are told of an account.
const TOLD: u64 = 100;

/// Accounts on which the platform posts by itself: dues and their means of payment, and what closing a year needs.
/// They stay where they are and take lines.
const KEPT: &[&str] =
    &["1161", "1169", "1191", "1199", "34281", "44281", "44911", "51111", "51181", "51411", "51412", "51413", "51611", "71831", "71832"];

pub fn routes(routes: Routes) -> Routes {
    let path = |rest: &str| format!("/api/v1/associations/{{association}}/books/accounts{rest}");
    routes
        .get(&path(""), "The accounts that the association has", list)
        .get(&path("/history"), "Who changed what of an account", history)
        .create(&path(""), "Add an account under a standard one", add)
        .post(&path("/renaming"), "Give an account another name", rename)
        .post(&path("/hiding"), "Hide an account, or show it again", hide)
        .post(&path("/removal"), "Remove an own account that was never used", remove)
}

pub async fn list(access: Access<ViewBooks>, input: FindAccounts) -> Result<Page<ChartAccount>> {
    let chart = chart::of(&access.begin().await?).await?;
    let text = |text: &Option<String>| text.as_deref().map(|text| western_digits(&clean(text))).filter(|text| !text.is_empty());
    let (only, searched) = (text(&input.account), text(&input.search).map(|text| fold(&text)));
    let fits = |account: &&Account| {
        only.as_ref().is_none_or(|code| account.code == *code)
            && searched.as_ref().is_none_or(|words| {
                account.code.starts_with(words.as_str())
                    || [&account.name_ar, &account.name_fr].iter().any(|name| fold(name).contains(words.as_str()))
            })
    };
    Ok(Page { items: chart.accounts().filter(fits).map(shown).collect(), next: None })
}

fn shown(account: &Account) -> ChartAccount {
    let Account { code, name_ar, name_fr, kind, postable, origin, hidden } = account.clone();
    let kept = KEPT.contains(&code.as_str());
    ChartAccount { code, name_ar, name_fr, kind, postable, origin, hidden, kept }
}

pub async fn history(access: Access<ViewBooks>, input: FindAccounts) -> Result<Page<ChartChange>> {
    use chart_change::{Column, Entity};
    let ws = access.begin().await?;
    let mut select = Entity::find();
    if let Some(account) = &input.account {
        select = select.filter(Column::Account.eq(western_digits(&clean(account))));
    }
    let rows = ws.all(select.order_by_desc(Column::Id).limit(TOLD)).await?;
    let told = |row: chart_change::Model| ChartChange {
        account: row.account,
        act: row.act,
        before_ar: row.before_ar,
        before_fr: row.before_fr,
        after_ar: row.after_ar,
        after_fr: row.after_fr,
        changed_at: row.changed_at,
        changed_by: row.changed_by,
    };
    Ok(Page { items: rows.into_iter().map(told).collect(), next: None })
}

/// `POST …/books/accounts`
///
/// # Errors
/// At the code, those of [`coding::place`], and `account-parent-kept`, `account-parent-used` where the account above
/// carries lines; `name-required`, `too-long` at the names; `account-too-many`.
pub async fn add(access: Access<PostEntries>, input: AddAccount) -> Result<AddedAccount> {
    let mut errors = FieldErrors::default();
    let names = read_names(&input.name_ar, &input.name_fr, &mut errors);
    if names == (None, None) {
        errors.add("name_fr", "name-required");
    }
    let code = western_digits(&clean(&input.code));
    let ws = access.begin().await?;
    chart::lock(&ws).await?;
    let chart = chart::of(&ws).await?;
    let place = coding::place(&chart, &code).map_err(|refused| match refused {
        "account-code-length" => errors.add_with("code", refused, "range", format!("{SHORTEST}–{LONGEST}")),
        refused => errors.add("code", refused),
    });
    if let Some(parent) = place.as_ref().ok().and_then(|place| place.parent.as_deref()) {
        if KEPT.contains(&parent) {
            errors.add_with("code", "account-parent-kept", "account", parent);
        } else if is_used(&ws, parent).await? {
            errors.add_with("code", "account-parent-used", "account", parent);
        }
    }
    errors.finish()?;
    let Ok(place) = place else { return Err(Error::internal("an account without a place and without errors")) };
    if chart.accounts().filter(|account| account.is_own()).count() >= MOST {
        return Err(Error::conflict("account-too-many").with("max", MOST));
    }
    let row = chart_account::ActiveModel {
        id: Set(id(&code)),
        account: Set(code.clone()),
        kind: Set(Some(place.kind.clone())),
        name_ar: Set(names.0.clone()),
        name_fr: Set(names.1.clone()),
        hidden: Set(false),
        ..Default::default()
    };
    ws.insert(row).await?;
    note(&ws, "added", &code, (None, None), names).await?;
    let chart = chart::of(&ws).await?;
    let account = shown(known(&chart, &code)?);
    let warnings = coding::warning(&code, &place).into_iter().map(str::to_owned).collect();
    ws.commit(AddedAccount { account, warnings }).await
}

/// One row for an account, whoever makes it.
fn id(code: &str) -> Uuid {
    named_id(&format!("account-{code}"))
}

fn read_names(ar: &str, fr: &str, errors: &mut FieldErrors) -> (Option<String>, Option<String>) {
    let mut read = |field: &str, text: &str| {
        let name = clean(text);
        if name.chars().count() > MAX_NAME {
            errors.add_with(field, "too-long", "max", MAX_NAME);
        }
        Some(name).filter(|name| !name.is_empty())
    };
    (read("name_ar", ar), read("name_fr", fr))
}

fn known<'a>(chart: &'a Chart, code: &str) -> Result<&'a Account> {
    chart.account(code).ok_or_else(|| Error::field("account", "account-unknown"))
}

/// Whether anything was ever posted on it.
async fn is_used(ws: &Workspace, code: &str) -> Result<bool> {
    Ok(ws.one(line::Entity::find().filter(line::Column::Account.eq(code)).limit(1)).await?.is_some())
}

/// `POST …/books/accounts/renaming`
///
/// # Errors
/// `account-unknown`; `name-required` for an own account.
pub async fn rename(access: Access<PostEntries>, input: RenameAccount) -> Result<ChartAccount> {
    let mut errors = FieldErrors::default();
    let names = read_names(&input.name_ar, &input.name_fr, &mut errors);
    let code = western_digits(&clean(&input.account));
    let ws = access.begin().await?;
    chart::lock(&ws).await?;
    let chart = chart::of(&ws).await?;
    let before = known(&chart, &code)?;
    if before.is_own() && names == (None, None) {
        errors.add("name_fr", "name-required");
    }
    errors.finish()?;
    let old = (Some(before.name_ar.clone()), Some(before.name_fr.clone()));
    let (own, hidden) = (before.is_own(), before.hidden);
    let names = if own { names } else { apart_from_standard(&code, names) };
    write(&ws, &code, own, names, hidden).await?;
    let chart = chart::of(&ws).await?;
    let after = known(&chart, &code)?;
    note(&ws, "renamed", &code, old, (Some(after.name_ar.clone()), Some(after.name_fr.clone()))).await?;
    ws.commit(shown(after)).await
}

/// A standard account under its standard name has no name of the association's.
fn apart_from_standard(code: &str, (ar, fr): (Option<String>, Option<String>)) -> (Option<String>, Option<String>) {
    let standard = chart::account(code);
    let other = |name: &String, of: fn(&Account) -> &String| standard.is_none_or(|account| of(account) != name);
    (ar.filter(|name| other(name, |account| &account.name_ar)), fr.filter(|name| other(name, |account| &account.name_fr)))
}

/// The account's row, new for a standard account that nobody changed before.
async fn write(ws: &Workspace, code: &str, own: bool, names: (Option<String>, Option<String>), hidden: bool) -> Result<()> {
    let mut row = chart_account::ActiveModel {
        association_id: Set(ws.association().0),
        id: Set(id(code)),
        account: Set(code.to_owned()),
        name_ar: Set(names.0),
        name_fr: Set(names.1),
        hidden: Set(hidden),
        ..Default::default()
    };
    if !own && ws.insert_new(chart_account::ActiveModel { kind: Set(None), ..row.clone() }).await? {
        return Ok(());
    }
    row.account = sea_orm::ActiveValue::NotSet;
    ws.update(row).await.map(drop)
}

/// `POST …/books/accounts/hiding`
///
/// # Errors
/// `choice-unknown` at `hidden`; `account-unknown`, `account-kept`, `account-not-postable` for a title, `account-has-balance` while it has one in a
/// year that is open.
pub async fn hide(access: Access<PostEntries>, input: HideAccount) -> Result<ChartAccount> {
    let hidden = match input.hidden.as_str() {
        "yes" => true,
        "no" | "" => false,
        _ => return Err(Error::field("hidden", "choice-unknown")),
    };
    let code = western_digits(&clean(&input.account));
    let ws = access.begin().await?;
    chart::lock(&ws).await?;
    let chart = chart::of(&ws).await?;
    let before = known(&chart, &code)?;
    if hidden {
        let refused = match before {
            Account { postable: false, .. } => Some("account-not-postable"),
            _ if KEPT.contains(&code.as_str()) => Some("account-kept"),
            _ if has_balance(&ws, &code).await? => Some("account-has-balance"),
            _ => None,
        };
        if let Some(refused) = refused {
            return Err(Error::field("account", refused));
        }
    }
    if before.hidden != hidden {
        let row = ws.one(chart_account::Entity::find().filter(chart_account::Column::Id.eq(id(&code)))).await?;
        let names = row.map_or((None, None), |row| (row.name_ar, row.name_fr));
        write(&ws, &code, before.is_own(), names, hidden).await?;
        let names = (Some(before.name_ar.clone()), Some(before.name_fr.clone()));
        note(&ws, if hidden { "hidden" } else { "shown" }, &code, names.clone(), names).await?;
    }
    let chart = chart::of(&ws).await?;
    ws.commit(shown(known(&chart, &code)?)).await
}

/// In any year that is open, for itself.
async fn has_balance(ws: &Workspace, code: &str) -> Result<bool> {
    let open: Vec<Uuid> =
        ws.all(fiscal_year::Entity::find().filter(fiscal_year::Column::Closed.eq(false))).await?.into_iter().map(|year| year.id).collect();
    let mut balances: HashMap<Uuid, i128> = HashMap::new();
    for month in ws.all(account_total::Entity::find().filter(account_total::Column::Account.eq(code))).await? {
        *balances.entry(month.fiscal_year_id).or_default() += i128::from(month.debit) - i128::from(month.credit);
    }
    Ok(open.iter().any(|year| balances.get(year).is_some_and(|balance| *balance != 0)))
}

/// `POST …/books/accounts/removal`
///
/// # Errors
/// `account-unknown`, `account-standard`, `account-not-postable` while it has accounts under it, `account-in-use`.
pub async fn remove(access: Access<PostEntries>, input: RemoveAccount) -> Result<Done> {
    let code = western_digits(&clean(&input.account));
    let ws = access.begin().await?;
    chart::lock(&ws).await?;
    let chart = chart::of(&ws).await?;
    let account = known(&chart, &code)?;
    let refused = match account {
        _ if !account.is_own() => Some("account-standard"),
        Account { postable: false, .. } => Some("account-has-others"),
        _ if is_used(&ws, &code).await? => Some("account-in-use"),
        _ => None,
    };
    if let Some(refused) = refused {
        return Err(Error::field("account", refused));
    }
    ws.delete(chart_account::Entity::delete_many().filter(chart_account::Column::Id.eq(id(&code)))).await?;
    note(&ws, "removed", &code, (Some(account.name_ar.clone()), Some(account.name_fr.clone())), (None, None)).await?;
    ws.commit(Done {}).await
}

/// Into the account's history and the audit log.
async fn note(
    ws: &Workspace,
    act: &'static str,
    code: &str,
    before: (Option<String>, Option<String>),
    after: (Option<String>, Option<String>),
) -> Result<()> {
    let names = |names: &(Option<String>, Option<String>)| serde_json::json!({ "name_ar": names.0, "name_fr": names.1 });
    let details = match act {
        "renamed" => serde_json::json!({ "before": names(&before), "after": names(&after) }),
        "removed" => names(&before),
        _ => names(&after),
    };
    match act {
        "added" => ws.audit("books-account-added", code, details).await?,
        "renamed" => ws.audit("books-account-renamed", code, details).await?,
        "hidden" => ws.audit("books-account-hidden", code, details).await?,
        "shown" => ws.audit("books-account-shown", code, details).await?,
        _ => ws.audit("books-account-removed", code, details).await?,
    }
    let row = chart_change::ActiveModel {
        id: Set(new_id()),
        account: Set(code.to_owned()),
        act: Set(act.to_owned()),
        before_ar: Set(before.0),
        before_fr: Set(before.1),
        after_ar: Set(after.0),
        after_fr: Set(after.1),
        changed_at: Set(ws.now()),
        changed_by: Set(ws.origin().who.clone()),
        ..Default::default()
    };
    ws.insert(row).await.map(drop)
}
