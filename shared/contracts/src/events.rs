//! What happens in the system. A service writes an event in the transaction of the fact; the other
//! services react (`react.rs` in each). Who reacts to what is told at each event.

use crate::accounts::AccountLetter;
use crate::assemblies::ElectorRule;
use crate::charges::ChargeKind;
use crate::dues::Method;
use crate::joining::ApplicationWord;
use crate::leaving::SERVICES;
use crate::mandates::MandateState;
use crate::notices::Notice;
use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use kernel::{AssociationId, Limit, Limits, Locale, Money, Role, Standing, Whence};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;
use uuid::Uuid;

/// An event on its way: written to the outbox with the fact, carried by the bus, kept out twice by
/// each consumer's inbox.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Envelope {
    pub id: Uuid,
    /// The workspace in which consumers react.
    pub association: AssociationId,
    pub at: DateTime<Utc>,
    /// The request that caused it, to follow it through the logs.
    pub request: String,
    pub event: Event,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Event {
    /// By tenancy. Notifications mails the link.
    ConfirmationRequested { account: Uuid, name: String, email: String, locale: Locale, token: String },
    /// By tenancy. Somebody registered with the address of an existing account: notifications tells its owner.
    AlreadyRegistered { account: Uuid, name: String, email: String, locale: Locale },
    /// By tenancy. Somebody is invited to an office: notifications mails the link.
    Invited(Invited),
    /// By tenancy, to itself: whether the address is known is found out after the answer.
    PasswordForgotten { email: String },
    /// By tenancy, to itself, in each association: tokens of this account ended with its password.
    ApiTokensEnded { account: Uuid },
    /// By tenancy. Notifications mails it.
    AccountLetter(AccountLetter),
    /// By tenancy. Membership keeps the profile for its papers.
    /// By tenancy. Somebody is invited to coordinate a hub: notifications mails the link.
    CoordinatorInvited {
        email: String,
        locale: Locale,
        token: String,
        /// The hub's names, ar and fr.
        #[serde(default)]
        hub_ar: String,
        #[serde(default)]
        hub_fr: String,
    },
    /// By tenancy. Membership keeps the profile for its papers, bookkeeping opens the year.
    AssociationCreated(AssociationProfile),
    /// By tenancy, with the whole profile as it is now. Membership keeps it for its papers.
    AssociationChanged(AssociationProfile),
    /// By tenancy. Membership keeps how many members there may be and how many mails may go out in a day,
    /// tenancy itself and bookkeeping how much room their files have.
    LimitsChanged(Limits),
    /// By tenancy: no authorisation of the data protection commission is left. Membership shuts what needed one.
    AuthorisationEnded,
    /// By tenancy. Notifications lets the mails of a closed workspace wait.
    StandingChanged(Standing),
    /// By membership. Tenancy keeps the figures for the hub. Absolute counts: the newest wins.
    MembersCounted { year: i32, active: i64, paid: i64 },
    /// By membership: a member proposes changes of the own record. Tenancy tells the board by mail.
    ChangesProposed { member: Uuid },
    /// By membership: the board has decided on them. Tenancy tells the member's account by mail.
    ChangesAnswered { member: Uuid },
    /// By membership: of two records of one person one is left. Tenancy ties the other's account to it.
    MembersMerged { kept: Uuid, other: Uuid },
    /// By membership. Bookkeeping posts the entry; tenancy tells webhooks.
    DuesPaid(DuesPaid),
    /// By membership. Bookkeeping posts the contrary; the association's webhooks are told.
    DuesCancelled(DuesCancelled),
    /// By membership. Bookkeeping posts what members owe from now on, one entry for all of them.
    DuesCharged(DuesCharged),
    /// By membership. Bookkeeping takes it off what members owe.
    DuesWaived(DuesWaived),
    /// By membership. Bookkeeping posts the contrary: it is owed again.
    WaiverUndone(DuesWaived),
    /// By membership. Bookkeeping makes income of what was charged before the year began.
    DuesEarned(DuesEarned),
    /// By membership. Bookkeeping posts what went out.
    DuesRefunded(DuesRefunded),
    /// By membership. Bookkeeping posts that they are at the bank.
    ChequesDeposited(ChequesDeposited),
    /// By membership. Bookkeeping posts the contrary: they are in hand again.
    DepositUndone(ChequesDeposited),
    /// By membership, some hundreds of letters at a time. Notifications mails them.
    DuesReminded(DuesReminded),
    /// By membership: to somebody who applied to join. Notifications mails it.
    ApplicationAnswered(ApplicationLetter),
    /// By membership, for each change of a mandate. Tenancy gives and takes the rights of the office, and notes
    /// what must be declared.
    MandateChanged(MandateState),
    /// By bookkeeping. Tenancy keeps the date for the hub.
    EntryPosted { entry: Uuid, journal: String, number: i64, posted_on: NaiveDate },
    /// By bookkeeping: what a grant's receipt obliges to. Tenancy puts it into the calendar.
    GrantDuty(GrantDuty),
    /// By bookkeeping: the receipt was taken back.
    GrantDutyDropped { duty: Uuid },
    /// By membership. Notifications opens the campaign; tenancy keeps the date for the hub.
    AssemblyConvened(AssemblyConvened),
    /// By membership, after [`Event::AssemblyConvened`], some hundreds of recipients at a time.
    /// Notifications writes a delivery for each.
    ConvocationAddressed { campaign: Uuid, recipients: Vec<Recipient> },
    /// By tenancy, when an association is created: its workspace is not open yet. Tenancy writes it down there.
    AgreementAccepted { version: String, account: Uuid, who: String },
    /// By tenancy. Notifications mails that there is something to look at.
    Notice(Notice),
    /// By tenancy. Every service notes the order: without it none of them could erase.
    ErasureOrdered { order: Uuid },
    /// By tenancy. The association stays after all: every service forgets the order.
    ErasureWithdrawn { order: Uuid },
    /// By tenancy, when the grace is over. Every other service erases the association's rows.
    ErasureDue { order: Uuid },
    /// By tenancy to itself, when all others are done: it knows of the erasure until the end.
    ErasureOfRegistry { order: Uuid },
    /// By every service, when nothing of the association is left there. Tenancy certifies it.
    Erased { order: Uuid, service: String, counts: BTreeMap<String, i64> },
    /// By tenancy, when an association has arrived from another installation. Notifications closes the mails
    /// that the other one had still to send; tenancy tells the hubs here what is open to them, membership plans its reminders.
    Restored,
    /// By every service, for each change and each refused attempt. Tenancy writes the audit log.
    Audited(Audited),
}

impl Event {
    /// Which services react. The bus carries an event to these only.
    pub const fn listeners(&self) -> &'static [&'static str] {
        match self {
            Self::ConfirmationRequested { .. }
            | Self::AlreadyRegistered { .. }
            | Self::CoordinatorInvited { .. }
            | Self::AccountLetter(_)
            | Self::Invited(_)
            | Self::StandingChanged(_)
            | Self::Notice(_)
            | Self::DuesReminded(_)
            | Self::ApplicationAnswered(_)
            | Self::ConvocationAddressed { .. } => &["notifications"],
            Self::PasswordForgotten { .. }
            | Self::ApiTokensEnded { .. }
            | Self::MembersCounted { .. }
            | Self::MembersMerged { .. }
            | Self::ChangesProposed { .. }
            | Self::ChangesAnswered { .. }
            | Self::MandateChanged(_)
            | Self::EntryPosted { .. }
            | Self::GrantDuty(_)
            | Self::GrantDutyDropped { .. }
            | Self::AgreementAccepted { .. }
            | Self::ErasureOfRegistry { .. }
            | Self::Erased { .. }
            | Self::Audited(_) => &["tenancy"],
            Self::AssociationCreated(_) | Self::AssociationChanged(_) | Self::AuthorisationEnded => &["membership"],
            Self::LimitsChanged(_) => &["bookkeeping", "membership", "tenancy"],
            Self::DuesPaid(_) | Self::DuesCancelled(_) => &["bookkeeping", "tenancy"],
            Self::DuesCharged(_)
            | Self::DuesWaived(_)
            | Self::WaiverUndone(_)
            | Self::DuesEarned(_)
            | Self::DuesRefunded(_)
            | Self::ChequesDeposited(_)
            | Self::DepositUndone(_) => &["bookkeeping"],
            Self::ErasureOrdered { .. } | Self::ErasureWithdrawn { .. } => SERVICES,
            Self::ErasureDue { .. } => &["membership", "bookkeeping", "notifications"],
            Self::AssemblyConvened(_) => &["notifications", "tenancy"],
            Self::Restored => &["notifications", "tenancy", "membership"],
        }
    }
}

/// Foreign aid to be declared, periodic public money to be accounted for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GrantDuty {
    pub duty: Uuid,
    /// A translation key `deadline-<kind>`: `foreign-aid` or `grant-report`.
    pub kind: String,
    pub due_on: NaiveDate,
    /// The grant's code and its donor.
    pub about: String,
}

/// All that a mail of invitation says.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Invited {
    pub invitation: Uuid,
    pub name: String,
    pub email: String,
    pub locale: Locale,
    pub association_ar: String,
    pub association_fr: String,
    pub role: Role,
    /// Names of a role of the association's own, ar and fr.
    pub role_names: Option<(String, String)>,
    /// To what part of the association the seat is limited, and when it ends.
    #[serde(default)]
    pub limit: Option<Limit>,
    #[serde(default)]
    pub until: Option<DateTime<Utc>>,
    pub invited_by: String,
    pub token: String,
    pub expires_at: DateTime<Utc>,
    /// One of very many: it waits for mails that somebody waits for.
    pub bulk: bool,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct AssociationProfile {
    pub slug: String,
    pub name_ar: String,
    pub name_fr: String,
    pub commune_ar: String,
    pub commune_fr: String,
    pub founded_on: NaiveDate,
    pub receipt_number: Option<String>,
    /// Language of the one who created it: that of members whose language is unknown.
    pub locale: Locale,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct DuesPaid {
    pub payment: Uuid,
    pub receipt: String,
    /// The first of those whom it is for.
    pub member_number: i64,
    /// All of them, where they are several.
    #[serde(default)]
    pub covered: Vec<i64>,
    /// The year whose dues were paid.
    pub year: i32,
    pub amount: Money,
    pub method: Method,
    pub paid_on: NaiveDate,
    /// Absent from what was told before there were charges.
    #[serde(default)]
    pub effect: Option<Effect>,
}

/// What an act does to what members owe and have in advance, and how both stand after it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Effect {
    /// What becomes, or is no more, income.
    pub charged: Vec<Charged>,
    /// More or less owed by members.
    pub receivable: Money,
    /// More or less in advance.
    pub advances: Money,
    pub position: Position,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Charged {
    pub kind: ChargeKind,
    pub amount: Money,
    /// Of a year that had not begun: no income before it does.
    #[serde(default)]
    pub ahead: bool,
}

/// Of all members of an association together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Position {
    /// From 1 without gap: the act's number among all that changed the position.
    pub version: i64,
    pub receivable: Money,
    pub advances: Money,
    /// Charged for years that had not begun, and not made income since.
    #[serde(default)]
    pub ahead: Money,
}

/// Charges made together: a year's run, or those of one member.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct DuesCharged {
    pub batch: Uuid,
    pub year: i32,
    /// The year as people write it; empty in older events.
    #[serde(default)]
    pub period: String,
    pub members: i64,
    pub charged_on: NaiveDate,
    pub effect: Effect,
}

/// What was charged for a year before it began is income of that year.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct DuesEarned {
    pub batch: Uuid,
    pub year: i32,
    /// As in [`DuesCharged`].
    #[serde(default)]
    pub period: String,
    pub earned_on: NaiveDate,
    pub effect: Effect,
}

/// A waiver, or one undone.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct DuesWaived {
    pub waiver: Uuid,
    pub year: i32,
    /// As in [`DuesCharged`].
    #[serde(default)]
    pub period: String,
    pub member_number: i64,
    /// The day of the waiver, or of the undoing.
    pub waived_on: NaiveDate,
    pub effect: Effect,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct DuesRefunded {
    pub refund: Uuid,
    /// The document's number.
    pub receipt: String,
    pub member_number: i64,
    pub amount: Money,
    pub method: Method,
    pub refunded_on: NaiveDate,
    pub effect: Effect,
}

/// Cheques taken to the bank by a slip, or a slip undone.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ChequesDeposited {
    pub deposit: Uuid,
    /// `BR-2026-001`
    pub slip: String,
    pub amount: Money,
    /// The account of the books.
    pub account: String,
    /// The day of the deposit, or of the undoing.
    pub on: NaiveDate,
}

/// The cheque by which money goes back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "which", rename_all = "snake_case")]
pub enum ChequeBack {
    /// The payer's, which was still in hand.
    InHand,
    /// The payer's, back from the account where it was deposited.
    Deposited { account: String },
    /// One that the association writes on its bank.
    Own,
}

/// A payment taken back by a counter-receipt.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct DuesCancelled {
    pub cancellation: Uuid,
    pub payment: Uuid,
    /// The counter-receipt's number.
    pub receipt: String,
    pub member_number: i64,
    /// All whom the payment was for, where they are several.
    #[serde(default)]
    pub covered: Vec<i64>,
    pub year: i32,
    pub amount: Money,
    /// How the money went back.
    pub method: Method,
    /// Which cheque, where it went back by one; absent from what was told before there were several.
    #[serde(default)]
    pub cheque: Option<ChequeBack>,
    pub cancelled_on: NaiveDate,
    #[serde(default)]
    pub effect: Option<Effect>,
}

/// Reminders for members who have an address.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct DuesReminded {
    pub association: AssociationProfile,
    pub letters: Vec<DuesLetter>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct DuesLetter {
    /// Names the delivery as well.
    pub letter: Uuid,
    pub member: Uuid,
    pub name_ar: Option<String>,
    pub name_fr: Option<String>,
    pub email: String,
    pub locale: Locale,
    /// Nothing of it is due yet.
    pub before: bool,
    pub lines: Vec<OwedLine>,
    /// To whom it goes where the member is a minor.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guardian: Option<Addressee>,
}

/// Who acts for a minor and is written to in the minor's place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Addressee {
    pub name_ar: Option<String>,
    pub name_fr: Option<String>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct OwedLine {
    pub kind: ChargeKind,
    pub year: i32,
    /// The year as people write it; empty in older events.
    #[serde(default)]
    pub period: String,
    pub open: Money,
    pub due_on: NaiveDate,
}

/// A word to somebody who applied.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ApplicationLetter {
    /// Names the delivery as well.
    pub letter: Uuid,
    pub association: AssociationProfile,
    pub word: ApplicationWord,
    /// Whom it greets. Nobody where the board has not looked yet: a stranger's words go to no mailbox.
    pub name_ar: Option<String>,
    pub name_fr: Option<String>,
    pub email: String,
    pub locale: Locale,
    pub reason: Option<String>,
}

/// All that a convocation letter says apart from its recipient.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct AssemblyConvened {
    pub assembly: Uuid,
    pub campaign: Uuid,
    pub association: AssociationProfile,
    pub held_at_local: NaiveDateTime,
    pub held_at: DateTime<Utc>,
    pub place: String,
    pub agenda: Vec<String>,
    pub elector_rule: ElectorRule,
    /// How many recipients will follow.
    pub electors: i64,
    pub convened_on: NaiveDate,
    pub convened_by: String,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Recipient {
    pub member: Uuid,
    pub number: i64,
    pub name_ar: Option<String>,
    pub name_fr: Option<String>,
    pub email: Option<String>,
    pub phone: Option<String>,
    pub locale: Locale,
    /// To whom it goes where the member is a minor.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guardian: Option<Addressee>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Audited {
    pub account: Option<Uuid>,
    pub who: String,
    pub role: Role,
    pub action: String,
    pub subject: String,
    /// What is worth knowing; what of it names a person stands apart under `personal`.
    pub details: Value,
    #[serde(default)]
    pub whence: Whence,
}
