//! The audit log: its entries as readers see them, and what vouches for them.

use chrono::{DateTime, Utc};
use kernel::{Locale, Role, Via};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use uuid::Uuid;

/// What an act is about. Says who sees the personal data of its entries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Area {
    Association,
    /// Offices, invitations, consents and visits, tokens.
    Access,
    Members,
    Dues,
    Assemblies,
    Books,
    /// Refused attempts.
    Refusals,
}

impl Area {
    pub const ALL: [Self; 7] = [Self::Association, Self::Access, Self::Members, Self::Dues, Self::Assemblies, Self::Books, Self::Refusals];

    /// Told by the first word of the act.
    pub fn of(action: &str) -> Self {
        if let "seat-ended" | "seat-left" = action {
            return Self::Access; // a moved seat is the registry's
        }
        match action.split(['-', '.']).next().unwrap_or_default() {
            "member" | "members" | "group" | "family" | "guardian" | "import" => Self::Members,
            "fee" | "dues" | "payment" | "deposit" => Self::Dues,
            "assembly" | "statutes" => Self::Assemblies,
            "entry" | "year" | "books" | "project" | "grant" | "budget" => Self::Books,
            "refused" => Self::Refusals,
            "visited" | "access" | "consent" | "api" | "person" | "role" | "office" | "invitation" | "token" | "webhook" | "auditor"
            | "mandate" => Self::Access,
            _ => Self::Association,
        }
    }

    /// The name in the database and in translation keys (`area-<code>`).
    pub const fn code(self) -> &'static str {
        match self {
            Self::Association => "association",
            Self::Access => "access",
            Self::Members => "members",
            Self::Dues => "dues",
            Self::Assemblies => "assemblies",
            Self::Books => "books",
            Self::Refusals => "refusals",
        }
    }

    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|area| area.code() == code)
    }

    /// Who holds this reads the personal data of the area's entries; others see that there is some.
    pub const fn permission(self) -> &'static str {
        match self {
            Self::Members => "members.view",
            Self::Dues => "dues.view",
            Self::Assemblies => "deliveries.view",
            Self::Books => "books.view",
            Self::Access => "roles.view",
            Self::Association | Self::Refusals => "audit.view",
        }
    }
}

/// What the audit log tells of a change: the fields that are not as they were.
pub fn changes(before: &Value, after: &Value) -> Value {
    let (Some(old), Some(new)) = (before.as_object(), after.as_object()) else { return json!({}) };
    let changed: Vec<&String> = new.keys().filter(|name| old.get(*name) != new.get(*name)).collect();
    let only = |of: &Map<String, Value>| {
        changed.iter().map(|name| ((*name).clone(), of.get(*name).cloned().unwrap_or_default())).collect::<Map<_, _>>()
    };
    json!({ "before": only(old), "after": only(new) })
}

/// `GET /api/v1/associations/{association}/audit`, newest first.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
pub struct FindAudit {
    #[serde(default)]
    pub after: Option<String>,
    /// Part of a name, or an account's id.
    #[serde(default)]
    pub person: Option<String>,
    #[serde(default)]
    pub action: Option<String>,
    /// One of [`Area`]'s codes.
    #[serde(default)]
    pub area: Option<String>,
    /// First and last day, in Morocco.
    #[serde(default)]
    pub from: Option<String>,
    #[serde(default)]
    pub until: Option<String>,
}

/// `GET /api/v1/associations/{association}/audit/export`, oldest first, with the same filters.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
pub struct ExportAudit {
    /// `csv` or `jsonl`.
    pub format: String,
    #[serde(default)]
    pub person: Option<String>,
    #[serde(default)]
    pub action: Option<String>,
    #[serde(default)]
    pub area: Option<String>,
    #[serde(default)]
    pub from: Option<String>,
    #[serde(default)]
    pub until: Option<String>,
}

#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct AuditEntry {
    pub id: Uuid,
    /// Its place in the chain, from 1 without a gap: the order in which acts were told to the log.
    pub number: i64,
    /// When it was done.
    pub at: DateTime<Utc>,
    /// Who, by the name of then; for a hub's coordinator the role is `visitor`.
    pub who: String,
    #[serde(default)]
    pub account: Option<Uuid>,
    pub role: Role,
    pub via: Via,
    /// The client's network (`/24`, `/48`); empty where there was none.
    pub network: String,
    /// By what right beside an office: `consent <id>`, `token <mark>`.
    pub authority: String,
    /// The request's id, as in the platform's own logs.
    pub request: String,
    /// What was done: a translation key `audit-<action>`.
    pub action: String,
    pub area: Area,
    /// On what, in words (a member's number, a receipt's number).
    pub subject: String,
    pub details: Value,
    /// Personal data of the act, for those who may see it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub personal: Option<Value>,
    /// There is personal data that this reader may not see.
    #[serde(default)]
    pub masked: bool,
    /// SHA-256 over the previous entry's hash and this entry; empty on entries older than the chain.
    pub hash: String,
}

impl AuditEntry {
    /// The subject as a reader of this language calls it: whoever an office was given to, for those who
    /// may see people; a role of the association's own by its name.
    pub fn subject_in(&self, locale: Locale) -> &str {
        let person = self.personal.as_ref().and_then(|personal| personal["person"].as_str());
        let name = if locale == Locale::Ar { "name_ar" } else { "name_fr" };
        let role = || ["after", "before"].iter().find_map(|part| self.details[part][name].as_str());
        let of_role = self.action.starts_with("role-").then(role).flatten();
        person.or(of_role).unwrap_or(&self.subject)
    }
}

/// `GET /api/v1/associations/{association}/audit/verification`
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
pub struct VerifyAudit {
    /// A closing hash that somebody wrote down earlier: does it still stand?
    #[serde(default)]
    pub noted: Option<String>,
}

/// What is wrong with a chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Fault {
    /// The entry is not what its hash vouches for.
    Changed,
    /// The entry is gone.
    Missing,
    /// The entry was never announced by the chain's head.
    Added,
    /// The chain's end is not the one that was kept.
    Head,
}

impl Fault {
    pub const ALL: [Self; 4] = [Self::Changed, Self::Missing, Self::Added, Self::Head];

    pub const fn code(self) -> &'static str {
        match self {
            Self::Changed => "changed",
            Self::Missing => "missing",
            Self::Added => "added",
            Self::Head => "head",
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Verification {
    /// The first break, if any.
    #[serde(default)]
    pub fault: Option<Break>,
    /// The entries that were calculated anew: from here to `last`.
    pub first: i64,
    pub last: i64,
    /// The hash of the last of them: the closing hash.
    pub hash: String,
    /// When the last of them was done.
    #[serde(default)]
    pub at: Option<DateTime<Utc>>,
    /// The entry that the noted hash closes; absent when none was asked for or none has it.
    #[serde(default)]
    pub noted: Option<i64>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Break {
    pub number: i64,
    pub kind: Fault,
}

/// `POST /internal/refusals`: the portal itself has turned somebody away.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Refusal {
    /// The sealed actor.
    pub actor: String,
    /// Method and path.
    pub errand: String,
    pub code: String,
}
