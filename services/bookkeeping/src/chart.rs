//! The chart of accounts. The standard one (CGNC adapted to associations) is data in the binary, the same for all
//! associations and copied into none; [`Chart`] is what one association has: the standard accounts under the names
//! it gave them, without those it hid, and its own under them.

use crate::entity::{books, chart_account};
use contracts::chart::Origin;
use contracts::{Nothing, Page, books as told};
use database::Workspace;
use kernel::id::named_id;
use kernel::permission::Public;
use kernel::{Error, Kind, Result};
use sea_orm::{ActiveValue::Set, EntityTrait};
use std::collections::BTreeMap;
use std::sync::LazyLock;
use web::Access;

/// Each row says where its code and its names come from.
const ACCOUNTS: &str = include_str!("../data/chart_of_accounts_ma.csv");
/// Classes, headings and posts: the levels above the accounts.
const HEADINGS: &str = include_str!("../data/chart_headings_ma.csv");

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    pub code: String,
    pub name_ar: String,
    pub name_fr: String,
    /// asset, liability, equity, income, expense, memo.
    pub kind: String,
    /// No other code extends it, so that it can carry lines.
    pub postable: bool,
    pub origin: Origin,
    /// Takes no new lines.
    pub hidden: bool,
}

/// A class (one digit), heading (two digits) or post (three digits).
#[derive(Clone, Debug)]
pub struct Heading {
    pub code: String,
    pub name_ar: String,
    pub name_fr: String,
}

struct Standard {
    /// By code.
    accounts: Vec<Account>,
    /// By code.
    headings: Vec<Heading>,
}

static STANDARD: LazyLock<Standard> = LazyLock::new(|| Standard::read(ACCOUNTS, HEADINGS));

impl Standard {
    /// Both texts are part of the binary: that every row reads is a test's concern.
    fn read(accounts: &str, headings: &str) -> Self {
        let mut accounts: Vec<Account> =
            rows(accounts).map(|[code, name_fr, name_ar, kind]| Account::new(code, name_ar, name_fr, kind)).collect();
        accounts.sort_by(|a, b| a.code.cmp(&b.code));
        mark_titles(accounts.iter_mut());
        let mut headings: Vec<Heading> = rows(headings).map(|[code, _, name_fr, name_ar]| Heading { code, name_ar, name_fr }).collect();
        headings.sort_by(|a, b| a.code.cmp(&b.code));
        Self { accounts, headings }
    }
}

/// Of accounts in the order of their codes, where a code is followed at once by those that extend it.
fn mark_titles<'a>(accounts: impl Iterator<Item = &'a mut Account>) {
    let mut before: Option<&mut Account> = None;
    for account in accounts {
        if let Some(shorter) = before.filter(|shorter| account.code.starts_with(&shorter.code)) {
            shorter.postable = false;
        }
        before = Some(account);
    }
}

fn rows(text: &str) -> impl Iterator<Item = [String; 4]> {
    csv::Reader::from_reader(text.as_bytes())
        .into_records()
        .filter_map(|row| row.ok().map(|row| std::array::from_fn(|column| row.get(column).unwrap_or_default().to_owned())))
        .collect::<Vec<_>>()
        .into_iter()
}

/// All standard accounts in the order of their codes.
pub fn accounts() -> &'static [Account] {
    &STANDARD.accounts
}

pub fn account(code: &str) -> Option<&'static Account> {
    let accounts = accounts();
    accounts.binary_search_by(|account| account.code.as_str().cmp(code)).ok().map(|at| &accounts[at])
}

/// Class, heading or post of this code.
pub fn heading(code: &str) -> Option<&'static Heading> {
    let headings = &STANDARD.headings;
    headings.binary_search_by(|heading| heading.code.as_str().cmp(code)).ok().map(|at| &headings[at])
}

/// The heading (two digits) under which an account stands.
pub fn heading_of(code: &str) -> Option<&'static Heading> {
    heading(code.get(..2)?)
}

/// A standard account that can carry lines.
///
/// # Errors
/// The code of a field error: `account-unknown` or `account-not-postable`.
pub fn postable(code: &str) -> std::result::Result<&'static Account, &'static str> {
    let account = account(code).ok_or("account-unknown")?;
    if account.postable { Ok(account) } else { Err("account-not-postable") }
}

/// The chart of one association.
#[derive(Debug)]
pub struct Chart(BTreeMap<String, Account>);

impl Chart {
    /// The standard chart as the rows change it. An own account whose code a later standard has, too, is that one.
    pub fn new(rows: Vec<chart_account::Model>) -> Self {
        let mut all: BTreeMap<String, Account> = accounts().iter().map(|account| (account.code.clone(), account.clone())).collect();
        for row in rows {
            let Some(account) = all.get_mut(&row.account) else {
                if let Some(kind) = row.kind {
                    let (ar, fr) = (row.name_ar, row.name_fr);
                    let name = |first: &Option<String>, other: &Option<String>| first.clone().or_else(|| other.clone()).unwrap_or_default();
                    let account = Account::new(row.account.clone(), name(&ar, &fr), name(&fr, &ar), kind);
                    all.insert(row.account, Account { origin: Origin::Own, hidden: row.hidden, ..account });
                }
                continue;
            };
            account.hidden = row.hidden;
            if row.name_ar.is_some() || row.name_fr.is_some() {
                account.origin = Origin::Renamed;
            }
            account.name_ar = row.name_ar.unwrap_or_else(|| account.name_ar.clone());
            account.name_fr = row.name_fr.unwrap_or_else(|| account.name_fr.clone());
        }
        mark_titles(all.values_mut());
        Self(all)
    }

    /// In the order of their codes.
    pub fn accounts(&self) -> impl Iterator<Item = &Account> {
        self.0.values()
    }

    pub fn account(&self, code: &str) -> Option<&Account> {
        self.0.get(code)
    }

    /// An account that can carry new lines here.
    ///
    /// # Errors
    /// The code of a field error: `account-unknown`, `account-not-postable`, `account-hidden`.
    pub fn open(&self, code: &str) -> std::result::Result<&Account, &'static str> {
        let account = self.account(code).ok_or("account-unknown")?;
        match account {
            Account { postable: false, .. } => Err("account-not-postable"),
            Account { hidden: true, .. } => Err("account-hidden"),
            _ => Ok(account),
        }
    }

    /// What an account, or the class, heading or post above it, is called here in Arabic and French.
    pub fn title(&self, code: &str) -> Option<(String, String)> {
        let account = self.account(code).map(|account| (account.name_ar.clone(), account.name_fr.clone()));
        account.or_else(|| heading(code).map(|heading| (heading.name_ar.clone(), heading.name_fr.clone())))
    }

    /// What an account is called here in Arabic and French; its code stands in for one that the chart no longer has.
    pub fn names(&self, code: &str) -> (String, String) {
        self.account(code).map_or_else(|| (code.to_owned(), code.to_owned()), |account| (account.name_ar.clone(), account.name_fr.clone()))
    }
}

impl Account {
    /// The association added it.
    pub fn is_own(&self) -> bool {
        self.origin == Origin::Own
    }

    fn new(code: String, name_ar: String, name_fr: String, kind: String) -> Self {
        Self { code, name_ar, name_fr, kind, postable: true, origin: Origin::Standard, hidden: false }
    }
}

/// The association's chart.
pub async fn of(ws: &Workspace) -> Result<Chart> {
    Ok(Chart::new(ws.all(chart_account::Entity::find()).await?))
}

/// As [`of`], and it stays as it is until the transaction ends.
pub async fn hold(ws: &Workspace) -> Result<Chart> {
    let id = named_id("books");
    match ws.hold::<books::Entity>(id).await {
        Err(error) if error.kind() == Kind::NotFound => {
            settle(ws).await?;
            ws.hold::<books::Entity>(id).await?
        }
        held => held?,
    };
    of(ws).await
}

/// Nobody posts while the chart or the years are being changed.
pub async fn lock(ws: &Workspace) -> Result<books::Model> {
    settle(ws).await?;
    ws.lock::<books::Entity>(named_id("books")).await
}

async fn settle(ws: &Workspace) -> Result<()> {
    let row = books::ActiveModel { association_id: Set(ws.association().0), id: Set(named_id("books")), size: Set(None) };
    ws.insert_new(row).await.map(drop)
}

/// Whether lines on these accounts may be written: what a form read may have changed since. `by_hand`: what
/// something else posts goes on where it began, hidden or not.
///
/// # Errors
/// `account-unknown`, `account-not-postable`, `account-hidden`, with the account.
pub async fn check<'a>(ws: &Workspace, accounts: impl Iterator<Item = &'a str> + Send, by_hand: bool) -> Result<()> {
    let chart = hold(ws).await?;
    for code in accounts {
        match chart.open(code) {
            Err("account-hidden") if !by_hand => {}
            Err(refused) => return Err(Error::invalid(refused).with("account", code)),
            Ok(_) => {}
        }
    }
    Ok(())
}

pub async fn list(_: Access<Public>, _: Nothing) -> Result<Page<told::Account>> {
    let items = accounts().iter().cloned().map(|Account { code, name_ar, name_fr, kind, postable, .. }| told::Account {
        code,
        name_ar,
        name_fr,
        kind,
        postable,
    });
    Ok(Page { items: items.collect(), next: None })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn every_row_reads() {
        assert_eq!(accounts().len(), ACCOUNTS.lines().count() - 1);
        for Account { code, name_ar, name_fr, kind, .. } in accounts() {
            assert!(code.len() >= 4 && code.bytes().all(|b| b.is_ascii_digit()), "{code}");
            assert!(!name_ar.is_empty() && !name_fr.is_empty(), "{code}");
            assert!(matches!(kind.as_str(), "asset" | "liability" | "equity" | "income" | "expense" | "memo"), "{code} {kind}");
            assert!(heading_of(code).is_some_and(|heading| !heading.name_fr.is_empty()), "{code}");
        }
    }

    #[test]
    fn codes_are_unique() {
        assert_eq!(accounts().iter().map(|account| &account.code).collect::<HashSet<_>>().len(), accounts().len());
    }

    #[test]
    fn only_the_longest_codes_carry_lines() {
        for account in accounts() {
            let extended = accounts().iter().any(|other| other.code != account.code && other.code.starts_with(&account.code));
            assert_eq!(account.postable, !extended, "{}", account.code);
        }
        assert_eq!(postable("51611").map(|account| account.name_fr.as_str()), Ok("Caisse centrale"));
        assert_eq!(postable("5161"), Err("account-not-postable"));
        assert_eq!(postable("51619"), Err("account-unknown"));
        assert_eq!(postable(""), Err("account-unknown"));
    }

    fn row(account: &str, kind: Option<&str>, name_fr: Option<&str>, hidden: bool) -> chart_account::Model {
        let text = |text: Option<&str>| text.map(str::to_owned);
        chart_account::Model {
            association_id: uuid::Uuid::nil(),
            id: uuid::Uuid::nil(),
            account: account.into(),
            kind: text(kind),
            name_ar: None,
            name_fr: text(name_fr),
            hidden,
        }
    }

    #[test]
    fn an_association_has_the_standard_under_its_own_names_and_its_own_accounts_under_it() {
        let chart = Chart::new(vec![
            row("51414", Some("asset"), Some("Banque de la section"), false),
            row("61312", None, Some("Loyer du local"), false),
            row("61463", None, None, true),
            row("51461", Some("asset"), Some("Al Barid, projet"), false),
        ]);
        assert_eq!(chart.open("51414").map(|account| account.name_ar.as_str()), Ok("Banque de la section"), "the one name stands for both");
        assert_eq!(chart.names("61312"), (account("61312").unwrap().name_ar.clone(), "Loyer du local".to_owned()));
        assert_eq!(chart.open("61463"), Err("account-hidden"));
        assert_eq!(chart.names("61463").1, account("61463").unwrap().name_fr, "reports keep it");
        assert_eq!(chart.open("5146"), Err("account-not-postable"), "it has an account under it");
        assert_eq!(chart.open("5161"), Err("account-not-postable"));
        assert_eq!(chart.open("99999"), Err("account-unknown"));
        assert_eq!(chart.names("99999").0, "99999");
        assert_eq!(postable("5146").map(|account| account.code.as_str()), Ok("5146"), "the standard is nobody's to change");
    }

    #[test]
    fn a_code_that_the_standard_takes_up_later_is_the_standards() {
        let chart = Chart::new(vec![row("61312", Some("asset"), Some("Mon loyer"), false)]);
        let found = chart.account("61312").unwrap();
        assert_eq!((found.kind.as_str(), found.name_fr.as_str(), found.origin), ("expense", "Mon loyer", Origin::Renamed));
    }
}
