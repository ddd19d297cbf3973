//! When an association's years of dues begin.

use chrono::NaiveDate;
use kernel::dues_years::DuesYears;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// `GET …/dues/period`
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct DuesPeriod {
    /// The year of today: the calendar year in which it begins. Where each member has years of their own, this one's.
    pub year: i32,
    /// As people write it: `2026` or `2026-2027`.
    pub label: String,
    pub begins_on: NaiveDate,
    pub ends_on: NaiveDate,
    /// All choices, the oldest first, each with the first year for which it holds; civil years before and without any.
    pub years: DuesYears,
    /// The first year from which another choice may hold: of the years before dues are called or paid.
    pub free_from: i32,
}

/// `POST …/dues/period`
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct SetDuesPeriod {
    /// `civil`, `from` or `rolling`.
    pub kind: String,
    /// With `from`: the day on which a year begins.
    pub day: String,
    pub month: String,
    /// The first year for which it holds, by the calendar year in which that begins.
    pub year: String,
}
