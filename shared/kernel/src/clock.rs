//! Time as a parameter: production reads the system clock, tests stand where they want in time.

use chrono::{DateTime, NaiveDate, NaiveDateTime, SubsecRound, TimeZone, Utc};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

/// Morocco's zone. Its offset changes around Ramadan, so only the zone database may convert.
pub const CASABLANCA: chrono_tz::Tz = chrono_tz::Africa::Casablanca;

#[derive(Clone, Debug, Default)]
pub struct Clock(Option<Arc<AtomicI64>>);

impl Clock {
    /// A clock that stands still until it is set again.
    pub fn fixed(at: DateTime<Utc>) -> Self {
        Self(Some(Arc::new(AtomicI64::new(at.timestamp_micros()))))
    }

    /// Moves a fixed clock. A running clock ignores it.
    pub fn set(&self, at: DateTime<Utc>) {
        if let Some(micros) = &self.0 {
            micros.store(at.timestamp_micros(), Ordering::SeqCst);
        }
    }

    /// UTC in whole microseconds, which is what PostgreSQL keeps: a value is equal to itself after
    /// a round trip through either database.
    #[expect(clippy::disallowed_methods, reason = "this is the source the lint points to")]
    pub fn now(&self) -> DateTime<Utc> {
        match &self.0 {
            None => Utc::now().trunc_subsecs(6),
            Some(micros) => DateTime::from_timestamp_micros(micros.load(Ordering::SeqCst)).unwrap_or_default(),
        }
    }

    /// Today's date in Morocco.
    pub fn today(&self) -> NaiveDate {
        self.now().with_timezone(&CASABLANCA).date_naive()
    }
}

/// The instant of a Moroccan wall-clock time. Where the clock repeats an hour the earlier instant
/// is meant; an hour that is skipped does not exist and gives `None`.
pub fn from_local(local: NaiveDateTime) -> Option<DateTime<Utc>> {
    CASABLANCA.from_local_datetime(&local).earliest().map(|at| at.with_timezone(&Utc))
}

/// The Moroccan wall-clock time of an instant.
pub fn to_local(at: DateTime<Utc>) -> NaiveDateTime {
    at.with_timezone(&CASABLANCA).naive_local()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utc_hour(date: &str) -> String {
        let local = format!("{date}T18:00:00").parse().expect("a date");
        from_local(local).expect("an existing hour").format("%H").to_string()
    }

    /// Decree 2-18-855: UTC+1, and UTC+0 around Ramadan.
    #[test]
    fn six_in_the_evening_moves_around_ramadan() {
        assert_eq!(utc_hour("2026-02-14"), "17");
        assert_eq!(utc_hour("2026-02-15"), "18");
        assert_eq!(utc_hour("2026-03-21"), "18");
        assert_eq!(utc_hour("2026-03-22"), "17");
        assert_eq!(utc_hour("2027-02-07"), "18");
        assert_eq!(utc_hour("2027-03-14"), "17");
    }
}
