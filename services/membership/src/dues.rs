//! The rules of dues: what a fee and a payment must say, what is still due, how receipts are named.

use crate::fee_rules;
use crate::payers::{self, NewPayer, PaidFor};
use crate::rates::{AgeBand, FamilyRule};
use chrono::{Datelike, NaiveDate};
use contracts::cheques::ReturnCheque;
use contracts::dues::{CancelPayment, Method, RecordPayment, SetFee};
use kernel::error::FieldErrors;
use kernel::fold::{clean, fold, western_digits};
use kernel::secret::random_token;
use kernel::{FieldError, Money, Result, date};
use std::collections::BTreeMap;
use uuid::Uuid;

/// Before it nothing is recorded here.
pub const FIRST_YEAR: i32 = 2000;
const LONGEST_REFERENCE: usize = 60;
pub const LONGEST_BANK: usize = 80;
const LONGEST_DRAWER: usize = 120;
const LONGEST_REASON: usize = 300;
const MOST_CATEGORIES: usize = 100;
/// Characters of a receipt's check code: 132 bits, which nobody guesses.
pub const CODE_LENGTH: usize = 22;

/// A member as named by whoever records a payment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NamedMember {
    Id(Uuid),
    Number(i64),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewPayment {
    /// At least one, each another.
    pub covered: Vec<PaidFor>,
    /// Who pays, where it was said.
    pub payer: Option<NewPayer>,
    pub year: i32,
    /// Of all of them.
    pub amount: Money,
    pub method: Method,
    pub reference: Option<String>,
    pub bank: Option<String>,
    pub drawer: Option<String>,
    pub paid_on: NaiveDate,
    /// What is beyond the year's dues is meant to be.
    pub advance: bool,
}

/// What a year's dues are to be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewFee {
    pub year: i32,
    pub amount: Money,
    pub joining: Option<Money>,
    pub prorated: bool,
    pub free: bool,
    pub due_on: Option<NaiveDate>,
    pub family: FamilyRule,
    /// Name, folded name, amount.
    pub categories: Vec<(String, String, Money)>,
    pub ages: Vec<AgeBand>,
    pub groups: Vec<(Uuid, Money)>,
}

/// # Errors
/// Every field that is wrong.
pub fn read_fee(input: &SetFee, today: NaiveDate) -> Result<NewFee> {
    let mut errors = FieldErrors::default();
    let year = year(&mut errors, &input.year, today).unwrap_or_default();
    let amount = errors.keep("amount", amount(&input.amount)).unwrap_or_default();
    let joining = if input.joining.trim().is_empty() { None } else { errors.keep("joining", self::amount(&input.joining)) };
    let due_on = if input.due_on.trim().is_empty() { None } else { errors.keep("due_on", due_within(&input.due_on, year)) };
    let mut categories: Vec<(String, String, Money)> = Vec::new();
    for (at, typed) in input.categories.iter().enumerate().filter(|(_, typed)| !typed.amount.trim().is_empty()) {
        let (name, folded) = (clean(&typed.category), fold(&clean(&typed.category)));
        if folded.is_empty() {
            errors.add(&format!("categories.{at}.category"), "required");
        } else if name.chars().count() > LONGEST_REFERENCE || at >= MOST_CATEGORIES {
            errors.add_with(&format!("categories.{at}.category"), "too-long", "max", LONGEST_REFERENCE);
        } else if categories.iter().any(|(_, other, _)| *other == folded) {
            errors.add(&format!("categories.{at}.category"), "category-twice");
        }
        if let Some(amount) = errors.keep(&format!("categories.{at}.amount"), Money::parse(&typed.amount)) {
            categories.push((name, folded, amount));
        }
    }
    let family = read_family(&mut errors, input);
    let (ages, groups) = (fee_rules::read_ages(&mut errors, &input.ages), fee_rules::read_groups(&mut errors, &input.groups));
    errors.finish()?;
    let (prorated, free) = (input.prorated == "yes", input.free == "yes");
    Ok(NewFee { year, amount, joining, prorated, free, due_on, family, categories, ages, groups })
}

fn read_family(errors: &mut FieldErrors, input: &SetFee) -> FamilyRule {
    let digits = |text: &str| western_digits(text).trim().trim_end_matches('%').trim_end().to_owned();
    let (from, percent) = (digits(&input.family_from), digits(&input.family_percent));
    let within =
        |text: &str, most: std::ops::RangeInclusive<i32>, code| text.parse().ok().filter(|number| most.contains(number)).ok_or(code);
    let from = match (from.is_empty(), percent.is_empty()) {
        (true, true) => None,
        (false, true) => {
            errors.add("family_percent", "required");
            None
        }
        (true, false) => {
            errors.add("family_from", "required");
            None
        }
        (false, false) => {
            let from = errors.keep("family_from", within(&from, 2..=20, "family-from-out-of-range"));
            from.zip(errors.keep("family_percent", within(&percent, 0..=99, "family-percent-out-of-range")))
        }
    };
    let most = if input.family_most.trim().is_empty() { None } else { errors.keep("family_most", self::amount(&input.family_most)) };
    FamilyRule { from, most }
}

/// Dues of a school year may be due in the year before or after.
fn due_within(text: &str, year: i32) -> Result<NaiveDate, &'static str> {
    let date = date::parse(text)?;
    if (year - 1..=year + 1).contains(&date.year()) { Ok(date) } else { Err("date-outside-year") }
}

/// # Errors
/// Every field that is wrong.
pub fn read_payment(input: &RecordPayment, today: NaiveDate) -> Result<NewPayment> {
    let mut errors = FieldErrors::default();
    let (covered, amount) = payers::read_covered(&mut errors, input);
    let payer = payers::read_payer(&mut errors, input);
    let year = year(&mut errors, &input.year, today);
    let method = errors.keep("method", Method::parse(input.method.trim()).ok_or("choice-unknown"));
    let by_cheque = method == Some(Method::Cheque);
    // a form sends what it does not show too: what does not belong to the method is not looked at
    let mut about = |field: &str, typed: &str, longest, belongs| if belongs { short(&mut errors, field, typed, longest) } else { None };
    let reference = about("reference", &input.reference, LONGEST_REFERENCE, method != Some(Method::Cash));
    let bank = about("bank", &input.bank, LONGEST_BANK, by_cheque);
    let drawer = about("drawer", &input.drawer, LONGEST_DRAWER, by_cheque);
    if by_cheque && reference.is_none() {
        errors.add("reference", "reference-required");
    }
    let paid_on = errors.keep("paid_on", paid_on(&input.paid_on, today));
    errors.finish()?;
    match (year, amount, method, paid_on) {
        (Some(year), Some(amount), Some(method), Some(paid_on)) => {
            let advance = input.advance == "yes";
            Ok(NewPayment { covered, payer, year, amount, method, reference, bank, drawer, paid_on, advance })
        }
        _ => Err(kernel::Error::invalid("invalid-input")),
    }
}

/// A text of a few words, or none.
pub fn short(errors: &mut FieldErrors, field: &str, typed: &str, longest: usize) -> Option<String> {
    let text = clean(typed);
    if text.chars().count() > longest {
        errors.add_with(field, "too-long", "max", longest);
    }
    Some(text).filter(|text| !text.is_empty())
}

/// Why something is done that takes something back; empty when it was not said.
pub fn reason(errors: &mut FieldErrors, typed: &str) -> String {
    let reason = clean(typed);
    match reason.chars().count() {
        0 => errors.add("reason", "required"),
        1..=LONGEST_REASON => {}
        _ => errors.add_with("reason", "too-long", "max", LONGEST_REASON),
    }
    reason
}

/// A payment taken back: why, how the money went back, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    pub reason: String,
    pub method: Method,
    pub on: NaiveDate,
    /// Its cheque came back without money.
    pub unpaid: bool,
}

/// `paid_with` and `paid_on`: of the payment.
///
/// # Errors
/// Every field that is wrong.
pub fn read_cancellation(input: &CancelPayment, paid_with: Method, paid_on: NaiveDate, today: NaiveDate) -> Result<Taken> {
    let mut errors = FieldErrors::default();
    let reason = reason(&mut errors, &input.reason);
    let method = match input.method.trim() {
        "" => paid_with,
        code => errors.keep("method", Method::parse(code).ok_or("choice-unknown")).unwrap_or(paid_with),
    };
    let on = taken_on(&mut errors, "cancelled_on", &input.cancelled_on, paid_on, today);
    errors.finish()?;
    Ok(Taken { reason, method, on, unpaid: false })
}

/// # Errors
/// Every field that is wrong.
pub fn read_return(input: &ReturnCheque, paid_on: NaiveDate, today: NaiveDate) -> Result<Taken> {
    let mut errors = FieldErrors::default();
    let reason = reason(&mut errors, &input.reason);
    let on = taken_on(&mut errors, "returned_on", &input.returned_on, paid_on, today);
    errors.finish()?;
    Ok(Taken { reason, method: Method::Cheque, on, unpaid: true })
}

/// Today when nothing is typed, and not before the payment.
fn taken_on(errors: &mut FieldErrors, field: &str, typed: &str, paid_on: NaiveDate, today: NaiveDate) -> NaiveDate {
    let on = if typed.trim().is_empty() { today } else { errors.keep(field, self::paid_on(typed, today)).unwrap_or(today) };
    if on < paid_on {
        errors.add(field, "date-before-payment");
    }
    on
}

/// More was typed than is due, and nobody said that the rest is an advance.
pub fn above_due(field: &str, due: Money, amount: Money) -> kernel::Error {
    let params = BTreeMap::from([("due".to_owned(), due.to_string()), ("amount".to_owned(), amount.to_string())]);
    kernel::Error::fields(vec![FieldError { field: field.into(), code: "amount-above-due".into(), params }])
}

/// A sum given back or waived: `all` when nothing is typed, and never more.
///
/// # Errors
/// At the amount and the reason.
pub fn read_part(amount: &str, reason: &str, all: Money) -> Result<(Money, String)> {
    let mut errors = FieldErrors::default();
    let part = if amount.trim().is_empty() { Some(all) } else { errors.keep("amount", self::amount(amount)) };
    let reason = self::reason(&mut errors, reason);
    errors.finish()?;
    let part = part.unwrap_or_default();
    if part > all {
        return Err(above_due("amount", all, part));
    }
    Ok((part, reason))
}

/// Receipts and counter-receipts of a year are numbered together.
pub fn series(issued_year: i32) -> String {
    format!("receipt-{issued_year}")
}

/// `2026-00012`
pub fn receipt_number(issued_year: i32, number: i64) -> String {
    format!("{issued_year}-{number:05}")
}

/// A code that only the receipt knows.
pub fn check_code() -> String {
    random_token().chars().take(CODE_LENGTH).collect()
}

/// Where a receipt's QR code leads.
pub fn check_url(base: &str, slug: &str, code: &str) -> String {
    format!("{base}/a/{slug}/receipts/{code}")
}

pub fn member_named(text: &str) -> Result<NamedMember, &'static str> {
    let text = western_digits(text);
    let text = text.trim().trim_start_matches(['№', '#']).trim();
    if text.is_empty() {
        return Err("required");
    }
    match (Uuid::try_parse(text), text.parse::<i64>()) {
        (Ok(id), _) => Ok(NamedMember::Id(id)),
        (_, Ok(number)) if number > 0 => Ok(NamedMember::Number(number)),
        _ => Err("unknown-member"),
    }
}

/// Dues may be paid for next year, not further ahead.
pub fn year(errors: &mut FieldErrors, text: &str, today: NaiveDate) -> Option<i32> {
    let text = western_digits(text.trim());
    if text.is_empty() {
        errors.add("year", "required");
        return None;
    }
    let last = today.year() + 1;
    let year = text.parse::<i32>().ok().filter(|year| (FIRST_YEAR..=last).contains(year));
    if year.is_none() {
        errors.add_with("year", "year-out-of-range", "last", last);
    }
    year
}

pub fn amount(text: &str) -> Result<Money, &'static str> {
    if text.trim().is_empty() {
        return Err("required");
    }
    let amount = Money::parse(text)?;
    if amount == Money::ZERO { Err("amount-zero") } else { Ok(amount) }
}

pub fn paid_on(text: &str, today: NaiveDate) -> Result<NaiveDate, &'static str> {
    if text.trim().is_empty() {
        return Err("required");
    }
    let date = date::parse(text)?;
    if date > today {
        Err("date-future")
    } else if date.year() < FIRST_YEAR {
        Err("date-too-old")
    } else {
        Ok(date)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use contracts::dues::SetCategoryFee;

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 21).unwrap()
    }

    fn payment(change: impl FnOnce(&mut RecordPayment)) -> RecordPayment {
        let mut input = RecordPayment {
            member: "12".into(),
            year: "2026".into(),
            amount: "200".into(),
            method: "cash".into(),
            paid_on: "21/11/2026".into(),
            ..RecordPayment::default()
        };
        change(&mut input);
        input
    }

    fn codes(input: &RecordPayment) -> Vec<(String, String)> {
        read_payment(input, today()).unwrap_err().field_errors().iter().map(|error| (error.field.clone(), error.code.clone())).collect()
    }

    #[test]
    fn a_payment_is_read() {
        let read = read_payment(&payment(|input| input.member = "№ ١٢".into()), today()).unwrap();
        assert_eq!((read.covered[0].member, read.payer), (NamedMember::Number(12), None));
        assert_eq!((read.year, read.amount, read.method, read.reference), (2026, Money::centimes(20_000), Method::Cash, None));
        let id = "01980000-0000-7000-8000-000000000001";
        assert_eq!(
            read_payment(&payment(|input| input.member = id.into()), today()).unwrap().covered[0].member,
            NamedMember::Id(id.parse().unwrap())
        );
    }

    #[test]
    fn a_payment_keeps_what_belongs_to_its_means() {
        let typed = |method: &str| {
            payment(|input| {
                (input.method, input.reference) = (method.into(), " 778 899 ".into());
                (input.bank, input.drawer) = ("CIH  Bank".into(), "Omar Alami".into());
            })
        };
        let kept = |method: &str| {
            let read = read_payment(&typed(method), today()).unwrap();
            [read.reference, read.bank, read.drawer].map(Option::unwrap_or_default)
        };
        assert_eq!(kept("cash"), ["", "", ""]);
        for method in ["transfer", "card", "mobile"] {
            assert_eq!(kept(method), ["778 899", "", ""]);
        }
        assert_eq!(kept("cheque"), ["778 899", "CIH Bank", "Omar Alami"]);
        // what was typed for another means is in nobody's way
        let hidden = payment(|input| input.bank = "b".repeat(81));
        assert_eq!(read_payment(&hidden, today()).unwrap().bank, None);
        let long = payment(|input| {
            (input.method, input.reference) = ("cheque".into(), "7".repeat(61));
            (input.bank, input.drawer) = ("b".repeat(81), "d".repeat(121));
        });
        assert_eq!(codes(&long), ["reference", "bank", "drawer"].map(|field| (field.to_owned(), "too-long".to_owned())));
    }

    #[test]
    fn every_wrong_field_is_told() {
        let one = |field: &str, code: &str| vec![(field.to_owned(), code.to_owned())];
        assert_eq!(codes(&RecordPayment::default()).len(), 5);
        assert_eq!(codes(&payment(|input| input.member = "Ali".into())), one("member", "unknown-member"));
        assert_eq!(codes(&payment(|input| input.member = "-3".into())), one("member", "unknown-member"));
        assert_eq!(codes(&payment(|input| input.year = "2028".into())), one("year", "year-out-of-range"));
        assert_eq!(codes(&payment(|input| input.amount = "0,00".into())), one("amount", "amount-zero"));
        assert_eq!(codes(&payment(|input| input.amount = "-5".into())), one("amount", "amount-negative"));
        assert_eq!(codes(&payment(|input| input.method = "gold".into())), one("method", "choice-unknown"));
        assert_eq!(codes(&payment(|input| input.method = "cheque".into())), one("reference", "reference-required"));
        assert_eq!(codes(&payment(|input| input.paid_on = "22/11/2026".into())), one("paid_on", "date-future"));
        assert_eq!(codes(&payment(|input| input.paid_on = "31/12/1999".into())), one("paid_on", "date-too-old"));
    }

    #[test]
    fn no_more_is_given_back_or_waived_than_there_is() {
        let all = Money::centimes(20_000);
        assert_eq!(read_part("", " Décès ", all).unwrap(), (all, "Décès".into()));
        assert_eq!(read_part("50", "x", all).unwrap().0, Money::centimes(5_000));
        let refusal = read_part("200,01", "x", all).unwrap_err();
        assert_eq!(
            (refusal.field_errors()[0].params["due"].as_str(), refusal.field_errors()[0].params["amount"].as_str()),
            ("200,00", "200,01")
        );
        let codes = |amount, reason| read_part(amount, reason, all).unwrap_err().field_errors()[0].code.clone();
        assert_eq!(
            (codes("-5", "x"), codes("1,001", "x"), codes("0", "x")),
            ("amount-negative".into(), "amount-too-precise".into(), "amount-zero".into())
        );
        assert_eq!(codes("", " "), "required");
    }

    #[test]
    fn a_fee_has_rules_only_where_they_are_said() {
        let plain = SetFee { year: "2026".into(), amount: "200".into(), ..SetFee::default() };
        let read = read_fee(&plain, today()).unwrap();
        assert_eq!(read, NewFee { year: 2026, amount: Money::centimes(20_000), ..NewFee::default() });
        let category = |category: &str, amount: &str| SetCategoryFee { category: category.into(), amount: amount.into() };
        let ruled = SetFee {
            joining: "100".into(),
            prorated: "yes".into(),
            due_on: "30/09/2025".into(),
            categories: vec![category("Étudiant", "50"), category("Actif", ""), category("Honneur", "0")],
            ..plain.clone()
        };
        let read = read_fee(&ruled, today()).unwrap();
        assert_eq!((read.joining, read.categories.len(), read.categories[1].2), (Some(Money::centimes(10_000)), 2, Money::ZERO));
        let codes = |input: &SetFee| {
            read_fee(input, today()).unwrap_err().field_errors().iter().map(|error| error.code.clone()).collect::<Vec<_>>()
        };
        let wrong = SetFee { joining: "0".into(), due_on: "31/03/2029".into(), categories: vec![category("a", "-1")], ..plain.clone() };
        assert_eq!(codes(&wrong), ["amount-zero", "date-outside-year", "amount-negative"]);
        assert_eq!(codes(&SetFee { categories: vec![category("Été", "1"), category("ete", "2")], ..plain }), ["category-twice"]);
    }

    #[test]
    fn money_goes_back_as_it_came_and_not_before_it_came() {
        let day = |day| NaiveDate::from_ymd_opt(2026, 11, day).unwrap();
        let read = |input: &CancelPayment| read_cancellation(input, Method::Cash, day(10), today());
        let plain = CancelPayment { reason: " Saisie en double ".into(), ..Default::default() };
        assert_eq!(read(&plain).unwrap(), Taken { reason: "Saisie en double".into(), method: Method::Cash, on: today(), unpaid: false });
        let code = |input: &CancelPayment| read(input).unwrap_err().field_errors()[0].code.clone();
        assert_eq!(code(&CancelPayment { cancelled_on: "9/11/2026".into(), ..plain.clone() }), "date-before-payment");
        assert_eq!(code(&CancelPayment { cancelled_on: "22/11/2026".into(), ..plain.clone() }), "date-future");
        assert_eq!(code(&CancelPayment { method: "gold".into(), ..plain.clone() }), "choice-unknown");
        assert_eq!(code(&CancelPayment { reason: " ".into(), ..plain }), "required");
        let returned = |returned_on: &str| {
            read_return(
                &ReturnCheque { reason: "Sans provision".into(), returned_on: returned_on.into(), ..Default::default() },
                day(10),
                today(),
            )
        };
        assert_eq!(returned("").unwrap(), Taken { reason: "Sans provision".into(), method: Method::Cheque, on: today(), unpaid: true });
        let refusal = returned("9/11/2026").unwrap_err();
        assert_eq!(
            (refusal.field_errors()[0].field.as_str(), refusal.field_errors()[0].code.as_str()),
            ("returned_on", "date-before-payment")
        );
    }

    #[test]
    fn receipts_are_named_by_year_and_number() {
        assert_eq!(receipt_number(2026, 12), "2026-00012");
        assert_eq!(receipt_number(2026, 123_456), "2026-123456");
        assert_eq!(check_code().len(), CODE_LENGTH);
        assert_eq!(check_url("https://n.ma", "amal", "c"), "https://n.ma/a/amal/receipts/c");
    }
}
