//! Who may do what: this page is the whole answer.
//!
//! A route names one of these permissions in its handler's signature (`Access<ViewMembers>`); the
//! route table, the isolation tests and the documentation read them from here.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// In what capacity somebody acts. Offices of the bureau carry the rights; the rest are the
/// situations in which somebody has no office.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    President,
    SecretaryGeneral,
    Treasurer,
    /// Holds an account linked to the association but no office.
    Member,
    /// A hub's coordinator inside an association by the board's consent.
    Visitor,
    /// A hub's coordinator at the hub.
    Coordinator,
    SignedIn,
    Anonymous,
    Service,
}

/// Where a permission applies, hence what its routes must have in their path.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// Anybody, signed in or not.
    Public,
    /// Anybody signed in, about themselves.
    Account,
    /// `{association}` in the path, and a seat in it.
    Association,
    /// `{hub}` in the path, and a seat in it.
    Hub,
    /// Other services of this installation.
    Service,
}

pub trait Permission: Send + Sync + 'static {
    const NAME: &'static str;
    const SCOPE: Scope;
}

/// One line of the table.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    pub name: &'static str,
    pub scope: Scope,
    pub roles: &'static [Role],
}

macro_rules! permissions {
    ($($(#[$doc:meta])* $permission:ident $name:literal $scope:ident [$($role:ident)*];)*) => {
        $($(#[$doc])* #[derive(Clone, Copy, Debug)] pub struct $permission;
          impl Permission for $permission { const NAME: &'static str = $name; const SCOPE: Scope = Scope::$scope; })*
        pub const TABLE: &[Row] = &[$(Row { name: $name, scope: Scope::$scope, roles: &[$(Role::$role),*] }),*];
    };
}

permissions! {
    /// Pages and calls that need no account.
    Public              "public"               Public      [];
    /// One's own account and the associations and hubs it belongs to.
    OwnAccount          "account.own"          Account     [];
    /// Anonymous check of a receipt by its code.
    VerifyReceipt       "receipts.verify"      Public      [];

    /// The association's home, its name and settings.
    ViewAssociation     "association.view"     Association [President SecretaryGeneral Treasurer Member Visitor];
    /// The audit log.
    ViewAudit           "audit.view"           Association [President SecretaryGeneral Treasurer];
    /// Opening the workspace to a hub for a while, and closing it.
    ManageConsents      "consents.manage"      Association [President SecretaryGeneral];

    ViewMembers         "members.view"         Association [President SecretaryGeneral Treasurer Visitor];
    EditMembers         "members.edit"         Association [President SecretaryGeneral];
    ViewDues            "dues.view"            Association [President SecretaryGeneral Treasurer Visitor];
    /// Setting the yearly fee.
    SetFee              "dues.set-fee"         Association [President Treasurer];
    RecordPayments      "dues.record"          Association [President Treasurer];

    ViewBooks           "books.view"           Association [President SecretaryGeneral Treasurer Visitor];
    PostEntries         "books.post"           Association [President Treasurer];

    ViewAssemblies      "assemblies.view"      Association [President SecretaryGeneral Treasurer Member Visitor];
    PlanAssemblies      "assemblies.plan"      Association [President SecretaryGeneral];
    /// The register of who was convened, with addresses.
    ViewDeliveries      "deliveries.view"      Association [President SecretaryGeneral Treasurer Visitor];

    /// The territory's board: indicators, never content.
    ViewTerritory       "territory.view"       Hub         [Coordinator];

    /// Calls between services.
    Internal            "internal"             Service     [Service];
}

impl Role {
    pub const ALL: [Self; 9] = [
        Self::President,
        Self::SecretaryGeneral,
        Self::Treasurer,
        Self::Member,
        Self::Visitor,
        Self::Coordinator,
        Self::SignedIn,
        Self::Anonymous,
        Self::Service,
    ];

    pub fn may(self, permission: &str) -> bool {
        TABLE.iter().any(|row| row.name == permission && row.roles.contains(&self))
    }

    /// The name in JSON, in the database and in translation keys (`role-<code>`).
    pub const fn code(self) -> &'static str {
        match self {
            Self::President => "president",
            Self::SecretaryGeneral => "secretary_general",
            Self::Treasurer => "treasurer",
            Self::Member => "member",
            Self::Visitor => "visitor",
            Self::Coordinator => "coordinator",
            Self::SignedIn => "signed_in",
            Self::Anonymous => "anonymous",
            Self::Service => "service",
        }
    }

    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.code() == code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_visitor_reads_and_never_writes() {
        for row in TABLE.iter().filter(|row| row.roles.contains(&Role::Visitor)) {
            assert!(row.name.split('.').next_back() == Some("view"), "{} is open to visitors", row.name);
        }
    }

    #[test]
    fn names_are_unique() {
        for row in TABLE {
            assert_eq!(TABLE.iter().filter(|other| other.name == row.name).count(), 1, "{}", row.name);
        }
    }
}
