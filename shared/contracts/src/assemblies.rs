//! General assemblies and their convocation.

use chrono::{DateTime, NaiveDateTime, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Who is an elector, by the statutes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ElectorRule {
    #[default]
    AllActive,
    /// Active members whose dues of the current year are paid.
    PaidUp,
}

impl ElectorRule {
    /// The name in JSON, in the database and in translation keys (`elector-rule-<code>`).
    pub const fn code(self) -> &'static str {
        match self {
            Self::AllActive => "all_active",
            Self::PaidUp => "paid_up",
        }
    }

    pub fn parse(code: &str) -> Option<Self> {
        [Self::AllActive, Self::PaidUp].into_iter().find(|rule| rule.code() == code)
    }
}

/// `GET` and `POST …/statutes`: the rules this installation applies for the association.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Statutes {
    pub electors: ElectorRule,
    /// Days between the convocation and the assembly, at least.
    pub notice_days: i32,
}

#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct SetStatutes {
    pub electors: String,
    pub notice_days: String,
}

/// `POST …/assemblies`: an ordinary general assembly.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct PlanAssembly {
    /// A date, in the future by the statutes' notice.
    pub held_on: String,
    /// `HH:MM`, Moroccan time.
    pub time: String,
    pub place: String,
    /// One item per line.
    pub agenda: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum AssemblyState {
    Planned,
    Convened,
}

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct AssemblyLine {
    pub id: Uuid,
    pub held_at_local: NaiveDateTime,
    pub place: String,
    pub state: AssemblyState,
}

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Assembly {
    pub id: Uuid,
    /// Moroccan wall-clock time, which is what was announced.
    pub held_at_local: NaiveDateTime,
    pub held_at: DateTime<Utc>,
    pub place: String,
    pub agenda: Vec<String>,
    pub state: AssemblyState,
    pub elector_rule: ElectorRule,
    /// Before the convocation: who would be convened now. After: who was.
    pub electors: i64,
    pub electors_without_email: i64,
    pub convened_at: Option<DateTime<Utc>>,
    /// The mailing by which it was convened.
    pub campaign: Option<Uuid>,
}

/// `GET …/assemblies/{id}/electors`: the frozen list, in the order of the members' numbers.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct FindElectors {
    pub id: Uuid,
    #[serde(default)]
    pub after: Option<String>,
    /// True: only those without an e-mail address.
    #[serde(default)]
    pub by_hand: bool,
}

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Elector {
    pub member: Uuid,
    pub number: i64,
    pub name_ar: Option<String>,
    pub name_fr: Option<String>,
    pub phone: Option<String>,
    pub has_email: bool,
}
