//! Who holds which office in an association, its own roles, and the invitations to them.

use crate::tenancy::Place;
use chrono::{DateTime, Utc};
use kernel::{Limit, Locale, Role};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A role of the association's own, by name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RoleName {
    pub id: Uuid,
    pub name_ar: String,
    pub name_fr: String,
}

/// What a seat is: its office, the part of the association it is limited to, its end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Office {
    pub role: Role,
    /// Of the role `custom`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub custom_role: Option<RoleName>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<Limit>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<DateTime<Utc>>,
}

/// An office as somebody types it.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
pub struct GiveOffice {
    /// The code of an office, or the id of a role of the association's own.
    pub role: String,
    /// `group`, `project` or `year`; empty: the whole association.
    #[serde(default)]
    pub limit_kind: String,
    /// The group's or project's id, or the year.
    #[serde(default)]
    pub limit_to: String,
    /// The last day; empty: without end.
    #[serde(default)]
    pub until: String,
}

/// `GET …/people`: offices first, then members by account.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
pub struct FindPeople {
    #[serde(default)]
    pub after: Option<String>,
}

#[expect(clippy::struct_excessive_bools, reason = "each answers another question about the person")]
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Person {
    /// The account's.
    pub id: Uuid,
    pub name: String,
    /// For those only who give offices.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    #[serde(flatten)]
    pub office: Office,
    pub since: DateTime<Utc>,
    /// The office's end has come.
    pub ended: bool,
    /// Gives offices. Somebody who does must always be left.
    pub administrator: bool,
    /// Signs in with a second factor; absent in the reply to a change.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub second_factor: Option<bool>,
    /// When a session was last used, to some minutes; absent when none is open.
    pub last_seen: Option<DateTime<Utc>>,
    /// The asker.
    pub yourself: bool,
    /// The asker may change or end this seat.
    pub changeable: bool,
}

/// `GET …/offices`: what the asker may give.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Choices {
    pub offices: Vec<Role>,
    pub custom_roles: Vec<RoleName>,
}

/// `POST …/people/{id}/office`
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct ChangeOffice {
    pub id: Uuid,
    #[serde(flatten)]
    pub office: GiveOffice,
}

/// `POST …/people/{id}/end`
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct EndSeat {
    pub id: Uuid,
    /// `yes`: nobody ends a seat by a slip of the finger.
    #[serde(default)]
    pub sure: String,
}

/// `POST …/departure`: giving up one's own seat.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
pub struct Leave {
    /// `yes`.
    #[serde(default)]
    pub sure: String,
}

/// `GET …/roles` lists these.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct CustomRole {
    #[serde(flatten)]
    pub name: RoleName,
    pub permissions: Vec<String>,
    /// Seats and open invitations with this role.
    pub used_by: i64,
    /// The asker may edit it: it holds nothing that the asker lacks.
    pub changeable: bool,
}

/// `POST …/roles`
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
pub struct MakeRole {
    pub name_ar: String,
    pub name_fr: String,
    #[serde(default)]
    pub permissions: Vec<String>,
}

/// `POST …/roles/{id}`
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct EditRole {
    pub id: Uuid,
    #[serde(flatten)]
    pub role: MakeRole,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum InvitationState {
    Waiting,
    Accepted,
    Declined,
    Revoked,
    Expired,
}

impl InvitationState {
    pub const ALL: [Self; 5] = [Self::Waiting, Self::Accepted, Self::Declined, Self::Revoked, Self::Expired];

    /// The name in JSON and in translation keys (`invitation-state-<code>`).
    pub const fn code(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Accepted => "accepted",
            Self::Declined => "declined",
            Self::Revoked => "revoked",
            Self::Expired => "expired",
        }
    }
}

/// `POST …/invitations`. The reply never tells whether the address has an account.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
pub struct Invite {
    pub name: String,
    pub email: String,
    #[serde(flatten)]
    pub office: GiveOffice,
    /// Language of the mail; the inviter's own without it.
    #[serde(default)]
    pub locale: Option<Locale>,
    /// The id of the member who is invited: the account that accepts is theirs.
    #[serde(default)]
    pub member: String,
}

/// `GET …/member-seats/{id}`: how a member comes to the own record.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct MemberSeat {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seat: Option<Person>,
    /// Not answered yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub invitation: Option<Invitation>,
}

/// `POST …/member-seats/{id}`
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
pub struct TieSeat {
    /// The member's.
    #[serde(default)]
    pub id: Uuid,
    /// The id of an account that has a seat here.
    #[serde(default)]
    pub account: String,
}

/// `GET …/invitations`, newest first.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Invitation {
    pub id: Uuid,
    pub name: String,
    pub email: String,
    #[serde(flatten)]
    pub office: Office,
    pub state: InvitationState,
    pub invited_by: String,
    pub sent_at: DateTime<Utc>,
    /// When the link stops working.
    pub expires_at: DateTime<Utc>,
    /// When it was accepted, declined or revoked.
    pub answered_at: Option<DateTime<Utc>>,
}

/// `GET …/invitations`
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
pub struct FindInvitations {
    #[serde(default)]
    pub after: Option<String>,
}

/// `GET /api/v1/invitations?token=` and `POST /api/v1/invitations/acceptance`: the token of the
/// mailed link.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct ByToken {
    pub token: String,
}

/// What somebody is invited to.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Offer {
    pub id: Uuid,
    pub association: Place,
    #[serde(flatten)]
    pub office: Office,
    pub invited_by: String,
    pub expires_at: DateTime<Utc>,
    /// The asker's confirmed address is the invited one.
    pub yours: bool,
}
