//! The rules of dues: what a fee and a payment must say, what is still due, how receipts are named.

use chrono::{Datelike, NaiveDate};
use contracts::dues::{CancelPayment, Method, RecordPayment, SetFee};
use kernel::error::FieldErrors;
use kernel::fold::{clean, western_digits};
use kernel::secret::random_token;
use kernel::{FieldError, Money, Result, date};
use std::collections::BTreeMap;
use uuid::Uuid;

/// Before it nothing is recorded here.
const FIRST_YEAR: i32 = 2000;
const LONGEST_REFERENCE: usize = 60;
const LONGEST_REASON: usize = 300;
/// Characters of a receipt's check code: 132 bits, which nobody guesses.
pub const CODE_LENGTH: usize = 22;

/// A member as named by whoever records a payment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Payer {
    Id(Uuid),
    Number(i64),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewPayment {
    pub payer: Payer,
    pub year: i32,
    pub amount: Money,
    pub method: Method,
    pub reference: Option<String>,
    pub paid_on: NaiveDate,
}

/// # Errors
/// Every field that is wrong.
pub fn read_fee(input: &SetFee, today: NaiveDate) -> Result<(i32, Money)> {
    let mut errors = FieldErrors::default();
    let year = year(&mut errors, &input.year, today);
    let amount = errors.keep("amount", amount(&input.amount));
    errors.finish()?;
    Ok((year.unwrap_or_default(), amount.unwrap_or_default()))
}

/// # Errors
/// Every field that is wrong.
pub fn read_payment(input: &RecordPayment, today: NaiveDate) -> Result<NewPayment> {
    let mut errors = FieldErrors::default();
    let payer = errors.keep("member", payer(&input.member));
    let year = year(&mut errors, &input.year, today);
    let amount = errors.keep("amount", amount(&input.amount));
    let method = errors.keep("method", Method::parse(input.method.trim()).ok_or("choice-unknown"));
    let reference = Some(clean(&input.reference)).filter(|reference| !reference.is_empty());
    if method == Some(Method::Cheque) && reference.is_none() {
        errors.add("reference", "reference-required");
    }
    if reference.as_ref().is_some_and(|reference| reference.chars().count() > LONGEST_REFERENCE) {
        errors.add_with("reference", "too-long", "max", LONGEST_REFERENCE);
    }
    let paid_on = errors.keep("paid_on", paid_on(&input.paid_on, today));
    errors.finish()?;
    match (payer, year, amount, method, paid_on) {
        (Some(payer), Some(year), Some(amount), Some(method), Some(paid_on)) => {
            Ok(NewPayment { payer, year, amount, method, reference, paid_on })
        }
        _ => Err(kernel::Error::invalid("invalid-input")),
    }
}

/// A payment taken back: why, how the money went back, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    pub reason: String,
    pub method: Method,
    pub on: NaiveDate,
}

/// `paid_with` and `paid_on`: of the payment.
///
/// # Errors
/// Every field that is wrong.
pub fn read_cancellation(input: &CancelPayment, paid_with: Method, paid_on: NaiveDate, today: NaiveDate) -> Result<Taken> {
    let mut errors = FieldErrors::default();
    let reason = clean(&input.reason);
    match reason.chars().count() {
        0 => errors.add("reason", "required"),
        1..=LONGEST_REASON => {}
        _ => errors.add_with("reason", "too-long", "max", LONGEST_REASON),
    }
    let method = match input.method.trim() {
        "" => paid_with,
        code => errors.keep("method", Method::parse(code).ok_or("choice-unknown")).unwrap_or(paid_with),
    };
    let on = match input.cancelled_on.trim() {
        "" => today,
        _ => errors.keep("cancelled_on", self::paid_on(&input.cancelled_on, today)).unwrap_or(today),
    };
    if on < paid_on {
        errors.add("cancelled_on", "date-before-payment");
    }
    errors.finish()?;
    Ok(Taken { reason, method, on })
}

/// What the fee leaves to pay after what was paid.
///
/// # Errors
/// `amount-above-due` at the amount, with what is due.
pub fn completes(fee: Money, paid: Money, amount: Money) -> Result<bool> {
    let due = fee.checked_sub(paid).unwrap_or_default().max(Money::ZERO);
    if amount > due {
        let params = BTreeMap::from([("due".to_owned(), due.to_string())]);
        return Err(kernel::Error::fields(vec![FieldError { field: "amount".into(), code: "amount-above-due".into(), params }]));
    }
    Ok(amount == due)
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

fn payer(text: &str) -> Result<Payer, &'static str> {
    let text = western_digits(text);
    let text = text.trim().trim_start_matches(['№', '#']).trim();
    if text.is_empty() {
        return Err("required");
    }
    match (Uuid::try_parse(text), text.parse::<i64>()) {
        (Ok(id), _) => Ok(Payer::Id(id)),
        (_, Ok(number)) if number > 0 => Ok(Payer::Number(number)),
        _ => Err("unknown-member"),
    }
}

/// Dues may be paid for next year, not further ahead.
fn year(errors: &mut FieldErrors, text: &str, today: NaiveDate) -> Option<i32> {
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

fn amount(text: &str) -> Result<Money, &'static str> {
    if text.trim().is_empty() {
        return Err("required");
    }
    let amount = Money::parse(text)?;
    if amount == Money::ZERO { Err("amount-zero") } else { Ok(amount) }
}

fn paid_on(text: &str, today: NaiveDate) -> Result<NaiveDate, &'static str> {
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
    use proptest::prelude::*;

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 21).unwrap()
    }

    fn payment(change: impl FnOnce(&mut RecordPayment)) -> RecordPayment {
        let mut input = RecordPayment {
            member: "12".into(),
            year: "2026".into(),
            amount: "200".into(),
            method: "cash".into(),
            reference: String::new(),
            paid_on: "21/11/2026".into(),
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
        assert_eq!(read.payer, Payer::Number(12));
        assert_eq!((read.year, read.amount, read.method, read.reference), (2026, Money::centimes(20_000), Method::Cash, None));
        let id = "01980000-0000-7000-8000-000000000001";
        assert_eq!(read_payment(&payment(|input| input.member = id.into()), today()).unwrap().payer, Payer::Id(id.parse().unwrap()));
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
    fn nobody_pays_more_than_is_due() {
        let money = Money::centimes;
        assert!(completes(money(200), money(0), money(200)).unwrap());
        assert!(!completes(money(200), money(0), money(199)).unwrap());
        assert!(completes(money(200), money(150), money(50)).unwrap());
        let refusal = completes(money(20_000), money(15_000), money(5_001)).unwrap_err();
        assert_eq!(refusal.field_errors()[0].params["due"], "50,00");
        assert!(completes(money(200), money(200), money(1)).is_err());
    }

    #[test]
    fn money_goes_back_as_it_came_and_not_before_it_came() {
        let day = |day| NaiveDate::from_ymd_opt(2026, 11, day).unwrap();
        let read = |input: &CancelPayment| read_cancellation(input, Method::Cash, day(10), today());
        let plain = CancelPayment { reason: " Saisie en double ".into(), ..Default::default() };
        assert_eq!(read(&plain).unwrap(), Taken { reason: "Saisie en double".into(), method: Method::Cash, on: today() });
        let code = |input: &CancelPayment| read(input).unwrap_err().field_errors()[0].code.clone();
        assert_eq!(code(&CancelPayment { cancelled_on: "9/11/2026".into(), ..plain.clone() }), "date-before-payment");
        assert_eq!(code(&CancelPayment { cancelled_on: "22/11/2026".into(), ..plain.clone() }), "date-future");
        assert_eq!(code(&CancelPayment { method: "gold".into(), ..plain.clone() }), "choice-unknown");
        assert_eq!(code(&CancelPayment { reason: " ".into(), ..plain }), "required");
    }

    #[test]
    fn receipts_are_named_by_year_and_number() {
        assert_eq!(receipt_number(2026, 12), "2026-00012");
        assert_eq!(receipt_number(2026, 123_456), "2026-123456");
        assert_eq!(check_code().len(), CODE_LENGTH);
        assert_eq!(check_url("https://n.ma", "amal", "c"), "https://n.ma/a/amal/receipts/c");
    }

    proptest! {
        #[test]
        fn payments_up_to_the_fee_complete_it_exactly_once(fee in 1_i64..100_000, parts in proptest::collection::vec(1_i64..50_000, 1..20)) {
            let (mut paid, mut completed) = (0, 0);
            for part in parts {
                if let Ok(done) = completes(Money::centimes(fee), Money::centimes(paid), Money::centimes(part)) {
                    paid += part;
                    completed += i32::from(done);
                }
                prop_assert!(paid <= fee);
                prop_assert_eq!(completed, i32::from(paid == fee));
            }
        }
    }
}
