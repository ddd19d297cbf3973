//! What members owe: charges, waivers, advances, the yearly run, who has not paid.

use crate::cheques::Undone;
use crate::dues::Method;
use crate::fee_rules::FeeRule;
use chrono::{DateTime, NaiveDate, Utc};
use kernel::Money;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ChargeKind {
    Joining,
    Annual,
}

impl ChargeKind {
    pub const ALL: [Self; 2] = [Self::Joining, Self::Annual];

    /// The name in JSON, in the database and in translation keys (`charge-<code>`).
    pub const fn code(self) -> &'static str {
        match self {
            Self::Joining => "joining",
            Self::Annual => "annual",
        }
    }

    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Charge {
    pub id: Uuid,
    pub member: Uuid,
    pub kind: ChargeKind,
    /// By the calendar year in which it begins.
    pub year: i32,
    /// The year as people write it: `2026`, or `2026-2027`.
    #[serde(default)]
    pub period: String,
    pub amount: Money,
    pub waived: Money,
    pub paid: Money,
    /// What is neither.
    pub open: Money,
    pub due_on: NaiveDate,
    pub category: Option<String>,
    pub made_on: NaiveDate,
}

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Waiver {
    pub id: Uuid,
    pub charge: Uuid,
    pub amount: Money,
    pub reason: String,
    pub waived_on: NaiveDate,
    pub recorded_by: String,
    /// Since then it waives nothing any more.
    pub undone: Option<Undone>,
}

/// `GET …/dues/waivers/{id}`
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct WaiverOfMember {
    pub waiver: Waiver,
    pub charge: ChargeOfMember,
}

/// `POST …/dues/waivers/{id}/undoing`: what it waived is owed again. Once.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct UndoWaiver {
    pub id: Uuid,
    pub reason: String,
}

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Refund {
    pub id: Uuid,
    pub payment: Uuid,
    pub receipt: String,
    pub amount: Money,
    pub reason: String,
    pub method: Method,
    pub refunded_on: NaiveDate,
    pub recorded_by: String,
    pub recorded_at: DateTime<Utc>,
}

/// `GET …/members/{id}/dues`: what a member owes, line by line.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct MemberDues {
    /// Oldest first.
    pub charges: Vec<Charge>,
    pub waivers: Vec<Waiver>,
    pub refunds: Vec<Refund>,
    /// What was agreed on last, while something of it is open.
    #[serde(default)]
    pub plan: Option<InstalmentPlan>,
    pub open: Money,
    pub advance: Money,
    /// What is open less what is in advance.
    pub balance: Money,
}

/// `GET …/dues/charges/{id}`
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct ChargeOfMember {
    #[serde(flatten)]
    pub charge: Charge,
    pub member_number: i64,
    pub member_name_ar: Option<String>,
    pub member_name_fr: Option<String>,
}

/// `POST …/dues/charges/{id}/waiver`
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct WaiveCharge {
    pub id: Uuid,
    /// All that is open when empty.
    pub amount: String,
    pub reason: String,
}

/// `POST …/dues/payments/{id}/refund`
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct RefundAdvance {
    pub id: Uuid,
    /// Whose advance, where the payment left one over for several.
    pub member: String,
    /// All that remains when empty.
    pub amount: String,
    pub reason: String,
    /// As the money came when empty.
    pub method: String,
    /// Not before the payment; today when empty.
    pub refunded_on: String,
}

/// `GET …/dues/run`: what calling a year's dues would do now.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
pub struct AskRun {
    pub year: i32,
}

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct RunPreview {
    pub year: i32,
    /// The year as people write it.
    #[serde(default)]
    pub period: String,
    /// Each member's year begins on a day of their own, and what is due then: `due_on` is of none of them.
    #[serde(default)]
    pub rolling: bool,
    pub due_on: NaiveDate,
    /// Who would be charged.
    pub members: i64,
    pub amount: Money,
    /// Annual dues by category, then the joining fees.
    pub lines: Vec<RunLine>,
    /// Whom belonging to a family spares something, and how much together.
    #[serde(default)]
    pub spared_members: i64,
    #[serde(default)]
    pub spared: Money,
    /// Who pays the fee of all, or of a category, because their birth date is not known.
    #[serde(default)]
    pub without_birth_date: i64,
    /// Who would not, and why.
    pub left_out: Vec<LeftOut>,
    /// Earlier runs of the year, newest first.
    pub runs: Vec<Run>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RunLine {
    pub kind: ChargeKind,
    pub category: Option<String>,
    /// By which fee the sum comes.
    #[serde(default)]
    pub by: FeeRule,
    pub members: i64,
    pub amount: Money,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct LeftOut {
    /// `charged`, `exempt`, `inactive`, `later` or `excluded`.
    pub why: String,
    pub members: i64,
}

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Run {
    pub id: Uuid,
    pub year: i32,
    /// The year as people write it.
    #[serde(default)]
    pub period: String,
    pub members: i64,
    pub amount: Money,
    pub made_on: NaiveDate,
    pub made_by: String,
    #[serde(default)]
    pub state: RunState,
    /// Who has been charged by now, and what: of very many it goes on after the answer.
    #[serde(default)]
    pub charged_members: i64,
    #[serde(default)]
    pub charged: Money,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RunState {
    /// Members are being charged, in batches.
    Running,
    #[default]
    Done,
    /// It stopped: who was charged stays so, and the others are charged by another run.
    Failed,
}

impl RunState {
    pub const fn code(self) -> &'static str {
        match self {
            Self::Running => "running",
            Self::Done => "done",
            Self::Failed => "failed",
        }
    }

    pub fn parse(code: &str) -> Option<Self> {
        [Self::Running, Self::Done, Self::Failed].into_iter().find(|state| state.code() == code)
    }
}

/// `POST …/dues/run`
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct MakeRun {
    pub year: String,
    /// Numbers of members who are not charged, with anything between them.
    pub excluded: String,
    /// How many were to be charged when it was looked at: another number now is refused.
    pub members: String,
}

/// `GET …/dues/arrears`, oldest due first.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
pub struct FindArrears {
    /// One of [`AGES`].
    #[serde(default)]
    pub age: Option<String>,
    #[serde(default)]
    pub category: Option<String>,
    #[serde(default)]
    pub group: Option<Uuid>,
    #[serde(default)]
    pub after: Option<String>,
}

/// Days after the due date: not yet due, up to 30, 90, 365 days, longer.
pub const AGES: [&str; 5] = ["coming", "month", "quarter", "year", "older"];

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Arrears {
    pub items: Vec<Arrear>,
    pub next: Option<String>,
    /// In the order of [`AGES`], with the filters but the age's.
    pub ages: Vec<AgeSum>,
    pub open: Money,
    pub members: i64,
}

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct AgeSum {
    pub age: String,
    pub charges: i64,
    pub open: Money,
}

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Arrear {
    #[serde(flatten)]
    pub charge: Charge,
    pub age: String,
    pub member_number: i64,
    pub name_ar: Option<String>,
    pub name_fr: Option<String>,
    pub phone: Option<String>,
    pub email: Option<String>,
}

/// `GET …/books/dues-agreement`: the members' accounts against the books.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DuesAgreement {
    /// What members owe and have in advance, as membership last told.
    pub receivable: Money,
    pub advances: Money,
    /// What was charged for years that have not begun.
    pub ahead: Money,
    /// The balances of the accounts.
    pub receivable_in_books: Money,
    pub advances_in_books: Money,
    pub ahead_in_books: Money,
    /// Something told is not posted yet: differences say nothing.
    pub pending: bool,
    pub agrees: bool,
}

/// `POST …/members/{id}/instalments`: what is open now, in parts. Lines of which nothing is filled in are none.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct AgreeInstalments {
    pub id: Uuid,
    pub parts: Vec<AgreePart>,
}

#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct AgreePart {
    /// Later than that of the part before.
    pub due_on: String,
    pub amount: String,
}

pub const LEAST_PARTS: usize = 2;
pub const MOST_PARTS: usize = 24;

/// `GET …/dues/instalments/{id}`
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct InstalmentPlan {
    pub id: Uuid,
    pub member: Uuid,
    pub member_number: i64,
    pub member_name_ar: Option<String>,
    pub member_name_fr: Option<String>,
    pub amount: Money,
    pub open: Money,
    pub parts: Vec<Instalment>,
    pub made_on: NaiveDate,
    pub made_by: String,
    /// Since then each thing is due when it was before.
    pub ended: Option<Undone>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Instalment {
    pub due_on: NaiveDate,
    pub amount: Money,
    pub open: Money,
}

/// `POST …/dues/instalments/{id}/ending`
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct EndInstalments {
    pub id: Uuid,
    pub reason: String,
}
