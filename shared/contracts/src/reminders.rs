//! Reminders of what members owe: the rules, by hand, the ledger.

use crate::charges::Charge;
use chrono::NaiveDate;
use kernel::Money;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The planned ones, in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    Before,
    First,
    Second,
    Third,
}

impl Stage {
    pub const ALL: [Self; 4] = [Self::Before, Self::First, Self::Second, Self::Third];

    /// The name in the database and in translation keys (`reminder-stage-<code>`).
    pub const fn code(self) -> &'static str {
        match self {
            Self::Before => "before",
            Self::First => "first",
            Self::Second => "second",
            Self::Third => "third",
        }
    }

    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|stage| stage.code() == code)
    }
}

/// `GET …/dues/reminders/rules`: days before and after the due date; no reminder where there are none.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ReminderRules {
    pub days_before: Option<i32>,
    pub days_first: Option<i32>,
    pub days_second: Option<i32>,
    pub days_third: Option<i32>,
}

/// `POST …/dues/reminders/rules`
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct SetReminderRules {
    pub days_before: String,
    pub days_first: String,
    pub days_second: String,
    pub days_third: String,
}

/// `GET …/dues/reminders/by-hand`: whom reminding now would reach.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct HandReminders {
    pub members: i64,
    pub by_mail: i64,
    pub open: Money,
    /// How many mails may still go out today.
    pub mails_left: i64,
}

/// `POST …/dues/reminders/by-hand`
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct RemindNow {
    pub age: String,
    pub category: String,
    pub group: String,
    /// How many were to be reminded when it was looked at: another number now is refused.
    pub members: String,
}

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Reminded {
    pub members: i64,
    pub by_mail: i64,
}

/// `GET …/dues/reminders`
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
pub struct FindReminders {
    /// `false`: those to be called or written to on paper.
    #[serde(default)]
    pub by_mail: Option<bool>,
    #[serde(default)]
    pub after: Option<String>,
}

/// Written once for a charge and a stage.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Reminder {
    pub id: Uuid,
    pub member: Uuid,
    pub member_number: i64,
    pub name_ar: Option<String>,
    pub name_fr: Option<String>,
    pub phone: Option<String>,
    /// `before`, `first`, `second`, `third`, or `hand`.
    pub stage: String,
    pub by_mail: bool,
    /// What was open.
    pub amount: Money,
    /// As it is now.
    pub charge: Charge,
    pub written_on: NaiveDate,
    pub written_by: String,
}
