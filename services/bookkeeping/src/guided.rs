//! Entries told in words: which accounts and sides they mean, and which entries they could have made.

use crate::axis::Axis;
use crate::chart::{self, Account, Chart};
use crate::entity::entry;
use crate::entry::{Balanced, Line};
use crate::journal::{self, read_date, read_label, shown};
use crate::posting::{Draft, Journal};
use crate::{opening, vouchers, years};
use chrono::NaiveDate;
use contracts::books::Entry;
use contracts::chart::Origin;
use contracts::guided::{Act, Choices, GuidedEntry, NameOfOwn, OCCASIONS, OccasionChoice, PLACES, PlaceChoice, SUPPLIERS, Told, USERS};
use contracts::{Nothing, Page};
use kernel::error::FieldErrors;
use kernel::permission::{PostEntries, ViewBooks};
use kernel::{Error, Money, Result};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use std::collections::HashSet;
use web::Access;

/// Entries that are looked at for those written in words.
const LOOKED_AT: u64 = 200;
/// How many are told.
const TOLD: usize = 8;

/// `POST …/books/guided`
pub async fn post(access: Access<PostEntries>, input: GuidedEntry) -> Result<Entry> {
    let ws = access.begin().await?;
    let read = read(&chart::of(&ws).await?, &input, access.today());
    let (draft, evidence) = vouchers::together(read, vouchers::read(&input.papers, access.today()))?;
    journal::write(ws, draft, evidence).await
}

/// What money comes or goes for here: the usual occasions, and accounts of the association's own.
struct Reason<'a> {
    code: &'a str,
    act: Act,
    account: &'a str,
    later: Option<&'static str>,
    own: Option<&'a Account>,
}

impl Reason<'_> {
    fn fits(&self, act: Act) -> bool {
        OccasionChoice { code: String::new(), act: self.act, later: self.later.is_some(), name: None }.fits(act)
    }
}

/// Those whose accounts take new lines here.
fn reasons(chart: &Chart) -> Vec<Reason<'_>> {
    let usable = |code: &str| chart.open(code).is_ok();
    let usual = OCCASIONS.iter().filter(|one| usable(one.account)).map(|one| Reason {
        code: one.code,
        act: one.act,
        account: one.account,
        later: one.later.filter(|later| usable(later)),
        own: None,
    });
    let own = chart.accounts().filter(|account| account.is_own() && usable(&account.code)).filter_map(|account| {
        let (act, later) = match account.kind.as_str() {
            "income" => (Act::In, USERS),
            "expense" => (Act::Out, SUPPLIERS),
            _ => return None,
        };
        Some(Reason { code: &account.code, act, account: &account.code, later: later.filter(|later| usable(later)), own: Some(account) })
    });
    usual.chain(own).collect()
}

/// Cash and the bank: the usual places, and accounts of the association's own beside them.
pub fn is_place(account: &Account) -> bool {
    PLACES.contains(&account.code.as_str()) || (account.is_own() && ["514", "516"].iter().any(|post| account.code.starts_with(post)))
}

/// In the order in which they are offered: the usual ones first.
fn places(chart: &Chart) -> Vec<&Account> {
    let mut places: Vec<&Account> = chart.accounts().filter(|account| is_place(account) && chart.open(&account.code).is_ok()).collect();
    let rank = |code: &str| PLACES.iter().position(|place| *place == code).unwrap_or(PLACES.len());
    places.sort_by_key(|account| rank(&account.code));
    places
}

/// `GET …/books/guided/choices`
pub async fn choices(access: Access<ViewBooks>, _: Nothing) -> Result<Choices> {
    let ws = access.begin().await?;
    let chart = chart::of(&ws).await?;
    let year = years::asked(&ws, access.actor(), None).await?;
    let balances = opening::balances(&ws, &year).await?;
    let named = |account: &Account| NameOfOwn { ar: account.name_ar.clone(), fr: account.name_fr.clone() };
    let places = places(&chart).into_iter().map(|account| {
        let balance = balances.get(&account.code).copied();
        PlaceChoice {
            account: account.code.clone(),
            name: (account.origin != Origin::Standard).then(|| named(account)),
            balance: balance.unwrap_or_default(),
            used: balance.is_some(),
        }
    });
    let occasions = reasons(&chart).into_iter().map(|one| OccasionChoice {
        code: one.code.to_owned(),
        act: one.act,
        later: one.later.is_some(),
        name: one.own.map(named),
    });
    Ok(Choices { places: places.collect(), occasions: occasions.collect() })
}

/// Accounts of the debit and of the credit side.
fn sides<'a>(chart: &'a Chart, act: Act, input: &GuidedEntry, errors: &mut FieldErrors) -> Option<(&'a str, &'a str)> {
    let place = |name: &str, typed: &str, errors: &mut FieldErrors| {
        let found =
            chart.account(typed).filter(|account| is_place(account)).ok_or(if typed.is_empty() { "required" } else { "choice-unknown" });
        errors.keep(name, found.and_then(|account| chart.open(&account.code)).map(|account| account.code.as_str()))
    };
    if act == Act::Transfer {
        let (from, to) = (place("place", &input.place, errors), place("to", &input.to, errors));
        if from.is_some() && from == to {
            errors.add("to", "place-same");
            return None;
        }
        return to.zip(from);
    }
    let occasion = reasons(chart).into_iter().find(|one| one.fits(act) && one.code == input.occasion);
    let occasion = errors.keep("occasion", occasion.ok_or(if input.occasion.is_empty() { "required" } else { "choice-unknown" }));
    match act {
        Act::In => place("place", &input.place, errors).zip(occasion.map(|one| one.account)),
        Act::Out => occasion.map(|one| one.account).zip(place("place", &input.place, errors)),
        Act::Debt => occasion.and_then(|one| Some((one.account, one.later?))),
        Act::Claim => occasion.and_then(|one| Some((one.later?, one.account))),
        Act::Transfer => None,
    }
}

pub fn read(chart: &Chart, input: &GuidedEntry, today: NaiveDate) -> Result<Draft> {
    let mut errors = FieldErrors::default();
    let act = errors.keep("act", Act::parse(&input.act).ok_or("choice-unknown"));
    let sides = act.and_then(|act| sides(chart, act, input, &mut errors));
    let amount = if input.amount.trim().is_empty() { Err("required") } else { Money::parse(&input.amount) };
    let amount = amount.and_then(|amount| match amount.cmp(&Money::ZERO) {
        std::cmp::Ordering::Greater => Ok(amount),
        std::cmp::Ordering::Equal => Err("amount-zero"),
        std::cmp::Ordering::Less => Err("amount-negative"),
    });
    let amount = errors.keep("amount", amount);
    let posted_on = read_date(&input.posted_on, today, &mut errors);
    let label = read_label(&input.label, "label", &mut errors);
    let axis = Axis::read(&input.project, &input.grant, "", &mut errors);
    errors.finish()?;
    let (Some((debit, credit)), Some(amount), Some(posted_on)) = (sides, amount, posted_on) else {
        return Err(Error::internal("a guided entry without errors and without values"));
    };
    let line = |code: &str, debit: Money, credit: Money| {
        let account = chart.open(code).map_err(Error::internal)?;
        Line::new(account, debit, credit).map(|line| line.of(axis)).map_err(Error::internal)
    };
    let lines = vec![line(debit, amount, Money::ZERO)?, line(credit, Money::ZERO, amount)?];
    Ok(Draft { journal: Journal::General, posted_on, label, source: None, balanced: Balanced::new(lines)? })
}

/// `GET …/books/guided`: so that what happens each month is written once.
pub async fn recent(access: Access<ViewBooks>, _: Nothing) -> Result<Page<Told>> {
    let ws = access.begin().await?;
    let by_hand = entry::Entity::find()
        .filter(entry::Column::Journal.eq(Journal::General.code()))
        .filter(entry::Column::SourceKind.is_null())
        .order_by_desc(entry::Column::PostedOn)
        .order_by_desc(entry::Column::Id)
        .limit(LOOKED_AT);
    let mut seen = HashSet::new();
    let mut items = Vec::new();
    let chart = chart::of(&ws).await?;
    let reasons = reasons(&chart);
    for entry in shown(&ws, ws.all(by_hand).await?).await? {
        if entry.reversed_by.is_some() || !access.actor().reaches_year(entry.year) {
            continue;
        }
        let Some(told) = told(&chart, &reasons, &entry) else { continue };
        if seen.insert((told.act.code(), told.occasion.clone(), told.to.clone())) {
            items.push(told);
        }
        if items.len() == TOLD {
            break;
        }
    }
    Ok(Page { items, next: None })
}

/// The words that would have made the entry.
fn told(chart: &Chart, reasons: &[Reason<'_>], entry: &Entry) -> Option<Told> {
    let [one, other] = entry.lines.as_slice() else { return None };
    let (debit, credit) = if one.debit > Money::ZERO { (one, other) } else { (other, one) };
    let (amount, debit, credit) = (debit.debit, debit.account.as_str(), credit.account.as_str());
    let is_place = |account: &str| chart.open(account).is_ok_and(is_place);
    let of = |act: Act, account: &str| reasons.iter().find(|one| one.act == act && one.account == account);
    let (act, occasion, place, to) = match (is_place(debit), is_place(credit)) {
        (true, true) => (Act::Transfer, None, Some(credit), Some(debit)),
        (true, false) => (Act::In, Some(of(Act::In, credit)?), Some(debit), None),
        (false, true) => (Act::Out, Some(of(Act::Out, debit)?), Some(credit), None),
        (false, false) => {
            let debt = of(Act::Out, debit).filter(|one| one.later == Some(credit));
            let claim = of(Act::In, credit).filter(|one| one.later == Some(debit));
            let act = if debt.is_some() { Act::Debt } else { Act::Claim };
            (act, Some(debt.or(claim)?), None, None)
        }
    };
    Some(Told {
        act,
        occasion: occasion.map(|one| one.code.to_owned()),
        amount,
        place: place.map(str::to_owned),
        to: to.map(str::to_owned),
        label: entry.label.clone(),
        posted_on: entry.posted_on,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use contracts::books;

    fn input(act: &str, occasion: &str, place: &str, to: &str) -> GuidedEntry {
        let text = str::to_owned;
        GuidedEntry {
            act: text(act),
            occasion: text(occasion),
            amount: text("١٢٠,٥٠"),
            place: text(place),
            to: text(to),
            posted_on: text("05/03/2026"),
            label: text("Essai"),
            ..GuidedEntry::default()
        }
    }

    fn standard() -> Chart {
        Chart::new(Vec::new())
    }

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 3, 5).unwrap()
    }

    /// The entry as it would be shown.
    fn entry(draft: &Draft) -> Entry {
        let lines = draft.balanced.lines().iter().map(|line| books::Line {
            account: line.account().to_owned(),
            account_name_ar: String::new(),
            account_name_fr: String::new(),
            debit: line.debit(),
            credit: line.credit(),
            project: None,
            grant: None,
        });
        Entry {
            id: uuid::Uuid::nil(),
            number: 1,
            journal: "GEN".into(),
            year: 2026,
            posted_on: draft.posted_on,
            label: draft.label.clone(),
            source: None,
            lines: lines.collect(),
            posted_at: chrono::DateTime::default(),
            hash: String::new(),
            reversed_by: None,
            vouchers: Vec::new(),
        }
    }

    #[test]
    fn every_account_that_words_stand_for_can_carry_lines() {
        for code in PLACES.into_iter().chain(OCCASIONS.iter().flat_map(|one| std::iter::once(one.account).chain(one.later))) {
            assert!(chart::postable(code).is_ok(), "{code}");
        }
    }

    #[test]
    fn words_are_read_and_told_again() {
        for act in Act::ALL {
            let occasions: Vec<&str> = if act == Act::Transfer { vec![""] } else { act.occasions().map(|one| one.code).collect() };
            assert!(!occasions.is_empty(), "{act:?}");
            for occasion in occasions {
                let place = if matches!(act, Act::Debt | Act::Claim) { "" } else { "51411" };
                let to = if act == Act::Transfer { "51611" } else { "" };
                let draft = read(&standard(), &input(act.code(), occasion, place, to), today()).unwrap();
                assert_eq!(draft.balanced.total(), Money::centimes(12_050));
                let again = told(&standard(), &reasons(&standard()), &entry(&draft)).unwrap();
                assert_eq!((again.act, again.occasion.as_deref().unwrap_or_default()), (act, occasion), "{act:?} {occasion}");
                assert_eq!((again.place.as_deref().unwrap_or_default(), again.to.as_deref().unwrap_or_default()), (place, to));
            }
        }
    }

    #[test]
    fn money_that_comes_in_is_more_where_it_is_and_money_that_goes_is_less() {
        let lines = |act: &str, occasion: &str| {
            let draft = read(&standard(), &input(act, occasion, "51611", ""), today()).unwrap();
            draft.balanced.lines().iter().map(|line| (line.account().to_owned(), line.debit() > Money::ZERO)).collect::<Vec<_>>()
        };
        assert_eq!(lines("in", "donation"), [("51611".to_owned(), true), ("71841".to_owned(), false)]);
        assert_eq!(lines("out", "rent"), [("61312".to_owned(), true), ("51611".to_owned(), false)]);
        assert_eq!(lines("debt", "rent"), [("61312".to_owned(), true), ("4411".to_owned(), false)]);
        assert_eq!(lines("claim", "grant-commune"), [("34512".to_owned(), true), ("71614".to_owned(), false)]);
    }

    #[test]
    fn what_is_missing_is_told_at_its_field() {
        let codes = |input: &GuidedEntry| {
            let error = read(&standard(), input, today()).unwrap_err();
            error.field_errors().iter().map(|e| format!("{} {}", e.field, e.code)).collect::<Vec<_>>()
        };
        assert_eq!(
            codes(&GuidedEntry { posted_on: "05/03/2026".into(), label: "x".into(), ..GuidedEntry::default() }),
            ["act choice-unknown", "amount required"]
        );
        assert_eq!(codes(&input("in", "", "", "")), ["occasion required", "place required"]);
        assert_eq!(codes(&input("in", "rent", "51611", "")), ["occasion choice-unknown"]);
        assert_eq!(codes(&input("debt", "aid", "", "")), ["occasion choice-unknown"]);
        assert_eq!(codes(&input("out", "rent", "71841", "")), ["place choice-unknown"]);
        assert_eq!(codes(&input("transfer", "", "51611", "51611")), ["to place-same"]);
        assert_eq!(codes(&GuidedEntry { amount: "0".into(), ..input("out", "rent", "51611", "") }), ["amount amount-zero"]);
        assert_eq!(codes(&GuidedEntry { amount: "-5".into(), ..input("out", "rent", "51611", "") }), ["amount amount-negative"]);
    }
}
