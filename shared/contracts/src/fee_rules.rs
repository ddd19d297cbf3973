//! Dues that are not the same for all: by age, by group. The most particular fee wins: that of a group (of several groups, the
//! lowest), then that of an age, then that of a category, then that of all.

use kernel::Money;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Who is so old on the first day of the year pays something else. A line of which nothing is filled in is none.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct SetAgeFee {
    /// From birth when empty.
    pub from: String,
    /// Without end when empty.
    pub to: String,
    /// `0`: they pay nothing.
    pub amount: String,
}

/// Members of a group pay something else; one without an amount pays as all do.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct SetGroupFee {
    pub group: String,
    pub amount: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct AgeFee {
    pub from: i32,
    /// Without end when absent.
    pub to: Option<i32>,
    pub amount: Money,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct GroupFee {
    pub group: Uuid,
    pub name_ar: String,
    pub name_fr: String,
    pub amount: Money,
}

/// By which fee a sum comes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "rule", rename_all = "snake_case")]
pub enum FeeRule {
    #[default]
    General,
    Category,
    Age {
        from: i32,
        to: Option<i32>,
    },
    Group {
        name_ar: String,
        name_fr: String,
    },
}
