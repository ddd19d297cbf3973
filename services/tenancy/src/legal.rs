//! Where an association stands with the authority: dahir 1-58-376, article 5. Dates in, answers
//! out; nothing is stored that the calendar changes by itself.

use chrono::{Days, Months, NaiveDate};
use contracts::registry::LegalStatus;

/// Days within which the authority answers; after them silence is assent.
const ANSWER: Days = Days::new(60);

/// The last day on which the authority can answer.
pub fn answer_due_on(receipt_on: NaiveDate) -> NaiveDate {
    receipt_on.checked_add_days(ANSWER).unwrap_or(NaiveDate::MAX)
}

/// Receipts of this day and later can still be answered.
pub fn answers_since(today: NaiveDate) -> NaiveDate {
    today.checked_sub_days(ANSWER).unwrap_or(NaiveDate::MIN)
}

pub fn status(receipt: Option<(&str, Option<NaiveDate>)>, is_final: bool, today: NaiveDate) -> LegalStatus {
    match receipt {
        None => LegalStatus::Draft,
        Some(_) if is_final => LegalStatus::Final,
        Some((_, Some(on))) if answer_due_on(on) < today => LegalStatus::Free,
        Some(_) => LegalStatus::Filed,
    }
}

/// A change is declared within the month that follows the decision.
pub fn declaration_due_on(decided_on: NaiveDate) -> NaiveDate {
    decided_on.checked_add_months(Months::new(1)).unwrap_or(NaiveDate::MAX)
}

/// A receipt is not older than the association and not of tomorrow.
///
/// # Errors
/// `date-in-future`, `receipt-before-founding`.
pub fn check_receipt(on: NaiveDate, founded_on: NaiveDate, today: NaiveDate) -> Result<(), &'static str> {
    match on {
        on if on > today => Err("date-in-future"),
        on if on < founded_on => Err("receipt-before-founding"),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    #[test]
    fn silence_for_sixty_days_sets_free() {
        let receipt = Some(("1/2026", Some(day("2026-01-01"))));
        assert_eq!(status(None, false, day("2026-06-01")), LegalStatus::Draft);
        assert_eq!(status(receipt, false, day("2026-01-01")), LegalStatus::Filed);
        assert_eq!(answer_due_on(day("2026-01-01")), day("2026-03-02"));
        assert_eq!(status(receipt, false, day("2026-03-02")), LegalStatus::Filed);
        assert_eq!(status(receipt, false, day("2026-03-03")), LegalStatus::Free);
        assert_eq!(status(receipt, true, day("2026-01-02")), LegalStatus::Final);
        // without its date nobody can count
        assert_eq!(status(Some(("1/2026", None)), false, day("2030-01-01")), LegalStatus::Filed);
    }

    #[test]
    fn a_month_is_a_month_of_the_calendar() {
        for (decided, due) in
            [("2026-01-15", "2026-02-15"), ("2026-01-31", "2026-02-28"), ("2028-01-31", "2028-02-29"), ("2026-12-05", "2027-01-05")]
        {
            assert_eq!(declaration_due_on(day(decided)), day(due));
        }
    }

    #[test]
    fn receipts_of_tomorrow_or_older_than_the_association_are_refused() {
        let (founded, today) = (day("2026-01-10"), day("2026-02-01"));
        assert_eq!(check_receipt(day("2026-01-10"), founded, today), Ok(()));
        assert_eq!(check_receipt(day("2026-02-02"), founded, today), Err("date-in-future"));
        assert_eq!(check_receipt(day("2026-01-09"), founded, today), Err("receipt-before-founding"));
    }
}
