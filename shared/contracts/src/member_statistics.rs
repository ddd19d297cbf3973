//! Who the members are, in figures.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// `GET …/member-statistics`: of active members, as far as the seat reaches.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
pub struct MemberStatistics {
    pub members: i64,
    /// Legal persons among them.
    pub bodies: i64,
    /// Of natural persons.
    pub ages: Vec<AgeBand>,
    pub age_unknown: i64,
    /// The largest first.
    pub categories: Vec<Category>,
    /// Since when they have belonged, in years.
    pub seniority: Vec<YearBand>,
    pub seniority_unknown: i64,
    /// The last twelve, of all who ever belonged.
    pub months: Vec<Month>,
}

/// In whole years, the first and the last; without a last: and more.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct AgeBand {
    pub from: i32,
    pub to: Option<i32>,
    pub women: i64,
    pub men: i64,
    pub unsaid: i64,
}

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct YearBand {
    pub from: i32,
    pub to: Option<i32>,
    pub members: i64,
}

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Category {
    pub name: Option<String>,
    pub members: i64,
}

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Month {
    /// Its first day.
    pub first: NaiveDate,
    pub joined: i64,
    pub left: i64,
}
