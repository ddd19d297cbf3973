//! The yearly fee, payments, receipts.

use crate::fee_rules::{AgeFee, GroupFee, SetAgeFee, SetGroupFee};
use chrono::{DateTime, NaiveDate, Utc};
use kernel::Money;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// `POST …/dues/fees`. The amount changes while nobody has been charged it; the rest, for those charged from then on.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct SetFee {
    pub year: String,
    pub amount: String,
    /// What newcomers of the year pay besides; nothing when empty.
    pub joining: String,
    /// `yes`: who joins within the year pays from that month on.
    pub prorated: String,
    /// `yes`: the amount is the least, one may pay more.
    pub free: String,
    /// The last day of the year's third month when empty. Where each member has years of their own, it stays so.
    pub due_on: String,
    /// From which member of a family on less is due, the oldest number first; nothing when empty.
    pub family_from: String,
    /// How many hundredths are due from there on.
    pub family_percent: String,
    /// What a family pays together at most; no bound when empty.
    pub family_most: String,
    /// Categories that pay something else; one without an amount pays as all do.
    pub categories: Vec<SetCategoryFee>,
    /// Ages that pay something else.
    pub ages: Vec<SetAgeFee>,
    /// Groups that pay something else.
    pub groups: Vec<SetGroupFee>,
}

#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct SetCategoryFee {
    pub category: String,
    /// `0`: it pays nothing.
    pub amount: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CategoryFee {
    pub category: String,
    pub amount: Money,
}

/// `GET …/dues/fees`, newest year first.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Fee {
    pub year: i32,
    pub amount: Money,
    pub payments: i64,
    pub collected: Money,
    pub joining: Option<Money>,
    pub prorated: bool,
    pub free: bool,
    pub due_on: NaiveDate,
    #[serde(default)]
    pub family_from: Option<i32>,
    #[serde(default)]
    pub family_percent: Option<i32>,
    #[serde(default)]
    pub family_most: Option<Money>,
    pub categories: Vec<CategoryFee>,
    #[serde(default)]
    pub ages: Vec<AgeFee>,
    #[serde(default)]
    pub groups: Vec<GroupFee>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    Cash,
    Transfer,
    Cheque,
    /// By a terminal, or on the web.
    Card,
    /// From a phone's wallet.
    Mobile,
}

impl Method {
    pub const ALL: [Self; 5] = [Self::Cash, Self::Transfer, Self::Cheque, Self::Card, Self::Mobile];

    /// The name in JSON, in the database and in translation keys (`method-<code>`).
    pub const fn code(self) -> &'static str {
        match self {
            Self::Cash => "cash",
            Self::Transfer => "transfer",
            Self::Cheque => "cheque",
            Self::Card => "card",
            Self::Mobile => "mobile",
        }
    }

    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|method| method.code() == code)
    }
}

/// `POST …/dues/payments`
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct RecordPayment {
    /// Id or number of the member.
    pub member: String,
    pub year: String,
    /// Of all whom it covers: may be left empty then.
    pub amount: String,
    /// Whom it is for, when that is several; `member` is not looked at then. Lines of which nothing is filled in are none.
    pub covered: Vec<PayFor>,
    /// Id or number of the member who pays, when that is not the one it is for.
    pub payer_member: String,
    /// The name of whoever else pays: a person, a body, an employer.
    pub payer: String,
    /// What tells them apart on paper, such as an ICE; kept with a name only.
    pub payer_identifier: String,
    /// `cash`, `transfer`, `cheque`, `card` or `mobile`.
    pub method: String,
    /// Number of the cheque, reference of the transfer or transaction; required for a cheque, not kept for cash.
    pub reference: String,
    /// The bank that a cheque is drawn on; kept for cheques only.
    pub bank: String,
    /// Who signed the cheque, when that is not the member.
    pub drawer: String,
    pub paid_on: String,
    /// `yes`: what exceeds the dues of the year settles what else is due, and the rest is kept as an advance.
    pub advance: String,
}

/// One of several whom a payment is for.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct PayFor {
    /// Id or number.
    pub member: String,
    pub amount: String,
}

/// The most members whom one payment is for.
pub const MOST_COVERED: usize = 100;

/// `GET …/dues/payments`, newest receipt first.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
pub struct FindPayments {
    #[serde(default)]
    pub year: Option<i32>,
    #[serde(default)]
    pub member: Option<Uuid>,
    #[serde(default)]
    pub after: Option<String>,
}

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Payment {
    pub id: Uuid,
    /// `2026-00012`: without gaps per association and year of issue.
    pub receipt: String,
    /// The first of those whom it is for.
    pub member: Uuid,
    pub member_number: i64,
    pub member_name_ar: Option<String>,
    pub member_name_fr: Option<String>,
    /// Who paid, when that is not the member.
    #[serde(default)]
    pub payer: Option<Payer>,
    /// Whom it is for, when that is several.
    #[serde(default)]
    pub covered: Vec<Covered>,
    /// The year whose dues it pays, by the calendar year in which it begins, and as people write it.
    pub year: i32,
    #[serde(default)]
    pub period: String,
    pub amount: Money,
    pub method: Method,
    pub reference: Option<String>,
    /// Of a cheque: the bank it is drawn on, and who signed it when that is not the member.
    #[serde(default)]
    pub bank: Option<String>,
    #[serde(default)]
    pub drawer: Option<String>,
    pub paid_on: NaiveDate,
    pub recorded_by: String,
    pub recorded_at: DateTime<Utc>,
    /// Where the receipt's QR code leads.
    pub check_url: String,
    /// The slip by which its cheque is at the bank.
    #[serde(default)]
    pub deposit: Option<PaymentDeposit>,
    /// The counter-receipt by which it was taken back.
    pub cancellation: Option<Cancellation>,
    /// What of it was not due yet when it came, and what of that is neither used nor given back.
    #[serde(default)]
    pub advance: Money,
    #[serde(default)]
    pub advance_remaining: Money,
}

/// Who paid for others, as they were called then.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Payer {
    /// Nothing for somebody who is no member.
    pub member: Option<Uuid>,
    pub number: Option<i64>,
    pub name_ar: Option<String>,
    pub name_fr: Option<String>,
    pub identifier: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Covered {
    pub member: Uuid,
    pub number: i64,
    pub name_ar: Option<String>,
    pub name_fr: Option<String>,
    pub amount: Money,
    /// What of it was not due yet, and what of that is neither used nor given back.
    pub advance: Money,
    pub advance_remaining: Money,
}

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct PaymentDeposit {
    pub id: Uuid,
    pub slip: String,
    pub deposited_on: NaiveDate,
}

/// `POST …/dues/payments/{id}/cancellation`: a mistake, or money given back. Once.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct CancelPayment {
    pub id: Uuid,
    pub reason: String,
    /// How the money went back; as it came when empty.
    pub method: String,
    /// Not before the payment; today when empty.
    pub cancelled_on: String,
}

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Cancellation {
    /// `2026-00013`: numbered with the receipts.
    pub receipt: String,
    pub reason: String,
    pub method: Method,
    /// Its cheque came back without money.
    #[serde(default)]
    pub unpaid: bool,
    pub cancelled_on: NaiveDate,
    pub recorded_by: String,
    pub recorded_at: DateTime<Utc>,
}

/// `GET …/receipts/{code}`: what anybody holding a receipt may verify. Nothing personal.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct ReceiptCheck {
    /// Which association issued it: a code of another one proves nothing.
    pub association_ar: String,
    pub association_fr: String,
    pub receipt: String,
    pub paid_on: NaiveDate,
    pub amount: Money,
    /// Since then it proves nothing any more.
    pub cancelled_on: Option<NaiveDate>,
}

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct CheckReceipt {
    pub code: String,
}
