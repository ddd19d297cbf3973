//! The standard chart of accounts (CGNC adapted to associations): data in the binary, the same for
//! all associations and copied into none.

use contracts::{Nothing, Page, books};
use kernel::Result;
use kernel::permission::Public;
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
}

/// A class (one digit) or heading (two digits).
#[derive(Clone, Debug)]
pub struct Heading {
    pub code: String,
    pub name_fr: String,
}

pub struct Chart {
    /// By code.
    accounts: Vec<Account>,
    /// By code.
    headings: Vec<Heading>,
}

static CHART: LazyLock<Chart> = LazyLock::new(|| Chart::read(ACCOUNTS, HEADINGS));

impl Chart {
    /// Both texts are part of the binary: that every row reads is a test's concern.
    fn read(accounts: &str, headings: &str) -> Self {
        let mut accounts: Vec<Account> =
            rows(accounts).map(|[code, name_fr, name_ar, kind]| Account { code, name_ar, name_fr, kind, postable: true }).collect();
        accounts.sort_by(|a, b| a.code.cmp(&b.code));
        // in this order a code is followed at once by those that extend it
        for at in 1..accounts.len() {
            let (before, after) = accounts.split_at_mut(at);
            if let (Some(shorter), Some(longer)) = (before.last_mut(), after.first()) {
                shorter.postable = !longer.code.starts_with(&shorter.code);
            }
        }
        let mut headings: Vec<Heading> =
            rows(headings).filter(|[code, ..]| code.len() <= 2).map(|[code, _, name_fr, _]| Heading { code, name_fr }).collect();
        headings.sort_by(|a, b| a.code.cmp(&b.code));
        Self { accounts, headings }
    }
}

fn rows(text: &str) -> impl Iterator<Item = [String; 4]> {
    csv::Reader::from_reader(text.as_bytes())
        .into_records()
        .filter_map(|row| row.ok().map(|row| std::array::from_fn(|column| row.get(column).unwrap_or_default().to_owned())))
        .collect::<Vec<_>>()
        .into_iter()
}

/// All accounts in the order of their codes.
pub fn accounts() -> &'static [Account] {
    &CHART.accounts
}

pub fn account(code: &str) -> Option<&'static Account> {
    let accounts = accounts();
    accounts.binary_search_by(|account| account.code.as_str().cmp(code)).ok().map(|at| &accounts[at])
}

/// The heading (two digits) under which an account stands.
pub fn heading_of(code: &str) -> Option<&'static Heading> {
    let (headings, code) = (&CHART.headings, code.get(..2)?);
    headings.binary_search_by(|heading| heading.code.as_str().cmp(code)).ok().map(|at| &headings[at])
}

/// An account that can carry lines.
///
/// # Errors
/// The code of a field error: `account-unknown` or `account-not-postable`.
pub fn postable(code: &str) -> std::result::Result<&'static Account, &'static str> {
    let account = account(code).ok_or("account-unknown")?;
    if account.postable { Ok(account) } else { Err("account-not-postable") }
}

/// The names of an account in Arabic and French; its code stands in for an account that a later
/// chart no longer has.
pub fn names(code: &str) -> (String, String) {
    account(code).map_or_else(|| (code.to_owned(), code.to_owned()), |account| (account.name_ar.clone(), account.name_fr.clone()))
}

pub async fn list(_: Access<Public>, _: Nothing) -> Result<Page<books::Account>> {
    let items = accounts().iter().cloned().map(|Account { code, name_ar, name_fr, kind, postable }| books::Account {
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
}
