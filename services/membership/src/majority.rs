//! When somebody comes of age: at eighteen full years (Family code, law 70-03, art. 209).

use chrono::{Datelike, Months, NaiveDate};

const YEARS: u32 = 18;

/// The eighteenth birthday; of who was born on a 29 February, 1 March where that year has none.
pub fn of_age_on(born: NaiveDate) -> Option<NaiveDate> {
    let day = born.checked_add_months(Months::new(12 * YEARS))?;
    if day.day() < born.day() { day.succ_opt() } else { Some(day) }
}

/// Known to be under age.
pub fn is_minor(born: Option<NaiveDate>, today: NaiveDate) -> bool {
    born.is_some_and(|born| born > last_of_age(today))
}

/// Who was born later is under age.
pub fn last_of_age(today: NaiveDate) -> NaiveDate {
    today.checked_sub_months(Months::new(12 * YEARS)).unwrap_or(NaiveDate::MIN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_comes_of_age_on_the_eighteenth_birthday() {
        let day = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap();
        for (born, of_age) in
            [(day(2008, 11, 21), day(2026, 11, 21)), (day(2008, 2, 29), day(2026, 3, 1)), (day(2008, 1, 31), day(2026, 1, 31))]
        {
            assert_eq!(of_age_on(born), Some(of_age));
            assert!(is_minor(Some(born), of_age.pred_opt().unwrap()), "{born}");
            assert!(!is_minor(Some(born), of_age), "{born}");
        }
        assert!(!is_minor(None, day(2026, 11, 21)));
    }
}
