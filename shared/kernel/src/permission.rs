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
    VicePresident,
    SecretaryGeneral,
    DeputySecretary,
    Treasurer,
    DeputyTreasurer,
    /// Sits on the board without a charge of its own (assesseur, مستشار).
    Adviser,
    /// Reads the books of a year or a project until a date.
    Auditor,
    /// Holds an account linked to the association but no office.
    Member,
    /// Holds exactly the permissions of a role that the association made itself
    /// (`Actor::grants`).
    Custom,
    /// A hub's coordinator inside an association by the board's consent.
    Visitor,
    /// A hub's coordinator at the hub.
    Coordinator,
    /// As a coordinator, and answers for the hub's coordinators.
    ChiefCoordinator,
    /// A coordinator of a hub above, at this hub.
    Overseer,
    /// Runs the installation; sees no content of an association.
    Staff,
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
    /// `/platform/` in the path, and platform staff.
    Platform,
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
    /// Applying to join where an association's board takes applications.
    ApplyToJoin         "members.apply"        Public      [];

    /// The association's home, its name and settings.
    ViewAssociation     "association.view"     Association [President VicePresident SecretaryGeneral DeputySecretary Treasurer DeputyTreasurer Adviser Auditor Member Visitor];
    /// The registry record with its papers and deadlines.
    ViewRecord          "record.view"          Association [President VicePresident SecretaryGeneral DeputySecretary Treasurer DeputyTreasurer Adviser];
    EditRecord          "record.edit"          Association [President VicePresident SecretaryGeneral DeputySecretary];
    EditBankAccounts    "bank-accounts.edit"   Association [President VicePresident Treasurer DeputyTreasurer];
    /// Suspending, archiving and reopening the workspace.
    ManageStanding      "standing.manage"      Association [President];
    /// The audit log.
    ViewAudit           "audit.view"           Association [President VicePresident SecretaryGeneral DeputySecretary Treasurer DeputyTreasurer Adviser];
    /// Who holds which office.
    ViewRoles           "roles.view"           Association [President VicePresident SecretaryGeneral DeputySecretary Treasurer DeputyTreasurer Adviser];
    /// Giving and taking offices, inviting people, roles of the association's own. Whoever holds
    /// it is an administrator; the last one cannot go.
    ManageRoles         "roles.manage"         Association [President VicePresident];
    /// Opening the workspace to a hub for a while, and closing it.
    ManageConsents      "consents.manage"      Association [President VicePresident SecretaryGeneral];
    /// Telling programs elsewhere what happens here.
    ManageWebhooks      "webhooks.manage"      Association [President VicePresident SecretaryGeneral];
    /// Answering people's requests about their data, accepting the processor agreement (law 09-08).
    ManagePrivacy       "privacy.manage"       Association [President VicePresident SecretaryGeneral DeputySecretary];
    /// Asking the association about one's own data.
    AskAboutOwnData     "privacy.ask"          Association [President VicePresident SecretaryGeneral DeputySecretary Treasurer DeputyTreasurer Adviser Auditor Member];
    /// What the association keeps of the member whose record the seat is tied to, and nobody else's.
    ViewOwnRecord       "own-record.view"      Association [President VicePresident SecretaryGeneral DeputySecretary Treasurer DeputyTreasurer Adviser Auditor Member];
    /// Proposing changes of that record to the board.
    ProposeChanges      "own-record.propose"   Association [President VicePresident SecretaryGeneral DeputySecretary Treasurer DeputyTreasurer Adviser Auditor Member];
    /// Letting programs in by API tokens that do no more than their maker may, and ending any.
    ManageTokens        "tokens.manage"        Association [President VicePresident SecretaryGeneral Treasurer];

    /// A copy of the whole workspace; taking back the order to erase it.
    TakeData            "association.take"     Association [President VicePresident];
    /// Ordering the association to be erased.
    LeavePlatform       "association.leave"    Association [President];

    ViewMembers         "members.view"         Association [President VicePresident SecretaryGeneral DeputySecretary Treasurer DeputyTreasurer Adviser Visitor];
    /// Correcting records of members, noting and tagging: of those whom the seat reaches.
    CorrectMembers      "members.correct"      Association [President VicePresident SecretaryGeneral DeputySecretary];
    EditMembers         "members.edit"         Association [President VicePresident SecretaryGeneral DeputySecretary];
    /// Taking lists of members away in files.
    ExportMembers       "members.export"       Association [President VicePresident SecretaryGeneral DeputySecretary Treasurer DeputyTreasurer];
    /// Keeping numbers of identity cards by the board's authorisation, and reading one whole.
    ReadCnie            "members.cnie"         Association [President VicePresident SecretaryGeneral];
    ViewDues            "dues.view"            Association [President VicePresident SecretaryGeneral DeputySecretary Treasurer DeputyTreasurer Adviser Auditor Visitor];
    /// Setting the yearly fee.
    SetFee              "dues.set-fee"         Association [President VicePresident Treasurer DeputyTreasurer];
    RecordPayments      "dues.record"          Association [President VicePresident Treasurer DeputyTreasurer];
    /// Taking a payment back by a counter-receipt.
    CancelPayments      "dues.cancel"          Association [President VicePresident Treasurer DeputyTreasurer];

    ViewBooks           "books.view"           Association [President VicePresident SecretaryGeneral DeputySecretary Treasurer DeputyTreasurer Adviser Auditor Visitor];
    PostEntries         "books.post"           Association [President VicePresident Treasurer DeputyTreasurer];
    /// Opening fiscal years, closing them, carrying their result as the assembly decided: named apart from the books,
    /// so that opening those to a hub opens none of it.
    CloseYears          "years.close"          Association [President VicePresident Treasurer DeputyTreasurer];
    /// Reopening the last closed year: the president and the treasurer together, one asks and the other confirms.
    /// Who may give the treasurer's office holds it too, and is told that it takes those two (`bookkeeping/src/reopening.rs`).
    ReopenYears         "years.reopen"         Association [President VicePresident Treasurer];
    /// Claiming what one paid for the association.
    SubmitExpenses      "expenses.submit"      Association [President VicePresident SecretaryGeneral DeputySecretary Treasurer DeputyTreasurer Adviser];
    /// Approving or refusing what others claim; never one's own.
    DecideExpenses      "expenses.decide"      Association [President VicePresident Treasurer DeputyTreasurer];

    ViewAssemblies      "assemblies.view"      Association [President VicePresident SecretaryGeneral DeputySecretary Treasurer DeputyTreasurer Adviser Member Visitor];
    PlanAssemblies      "assemblies.plan"      Association [President VicePresident SecretaryGeneral DeputySecretary];
    /// The register of who was convened, with addresses.
    ViewDeliveries      "deliveries.view"      Association [President VicePresident SecretaryGeneral DeputySecretary Treasurer DeputyTreasurer Visitor];

    /// The territory's board: indicators, never content.
    ViewTerritory       "territory.view"       Hub         [Coordinator ChiefCoordinator Overseer];
    /// Creating associations of the territory and inviting their boards.
    CreateInTerritory   "territory.create"     Hub         [Coordinator ChiefCoordinator];
    /// Asking a board to open its workspace: only to the hub's own coordinators is it opened.
    RequestAccess       "access.request"       Hub         [Coordinator ChiefCoordinator];
    ViewCoordinators    "coordinators.view"    Hub         [Coordinator ChiefCoordinator Overseer Staff];
    /// Inviting and removing coordinators.
    ManageCoordinators  "coordinators.manage"  Hub         [ChiefCoordinator Overseer Staff];
    /// What the coordinators did.
    ViewHubLog          "hubs.log"             Hub         [Overseer Staff];
    /// Making hubs below this one.
    CreateHubs          "hubs.create"          Hub         [Coordinator ChiefCoordinator Overseer Staff];
    /// Giving a hub its territory.
    SetTerritory        "hubs.set-territory"   Hub         [Overseer Staff];
    /// Making associations of the territory from a file.
    ImportAssociations  "associations.import"  Hub         [Coordinator ChiefCoordinator];
    /// Closing workspaces of the territory to all writing, and opening them again.
    SuspendInTerritory  "territory.suspend"    Hub         [ChiefCoordinator];

    /// Running the installation: hubs, their coordinators, limits.
    ManagePlatform      "platform.manage"      Platform    [Staff];

    /// Calls between services.
    Internal            "internal"             Service     [Service];
}

/// The rights for which a password alone is too little: offices and money (ASVS 5.0 6.3.3).
pub const GUARDED: &[&str] = &[
    ManageRoles::NAME,
    SetFee::NAME,
    RecordPayments::NAME,
    CancelPayments::NAME,
    PostEntries::NAME,
    TakeData::NAME,
    LeavePlatform::NAME,
    CloseYears::NAME,
    ReopenYears::NAME,
    DecideExpenses::NAME,
];

/// What every seat of an association has, a role of its own included: seeing where one is, and seeing and
/// asking about one's own data, which no role can take away (law 09-08 art. 7).
pub const OF_EVERY_SEAT: &[&str] = &[ViewAssociation::NAME, AskAboutOwnData::NAME, ViewOwnRecord::NAME, ProposeChanges::NAME];

/// All that a seat limited to a group may be given: its people. What else there is of members, dues,
/// assemblies and books names people of all groups.
pub const OF_A_GROUP: &[&str] = &[
    ViewAssociation::NAME,
    ViewMembers::NAME,
    CorrectMembers::NAME,
    ViewAssemblies::NAME,
    AskAboutOwnData::NAME,
    ViewOwnRecord::NAME,
    ProposeChanges::NAME,
];

/// What lets others in, or tells others what is inside, is for people who look at what they do: no
/// API token gets it.
pub const FOR_PEOPLE: &[&str] =
    &[ManageRoles::NAME, ManageConsents::NAME, ManageTokens::NAME, ManageWebhooks::NAME, ReadCnie::NAME, ReopenYears::NAME];

impl Role {
    pub const ALL: [Self; 18] = [
        Self::President,
        Self::VicePresident,
        Self::SecretaryGeneral,
        Self::DeputySecretary,
        Self::Treasurer,
        Self::DeputyTreasurer,
        Self::Adviser,
        Self::Auditor,
        Self::Member,
        Self::Custom,
        Self::Visitor,
        Self::Coordinator,
        Self::ChiefCoordinator,
        Self::Overseer,
        Self::Staff,
        Self::SignedIn,
        Self::Anonymous,
        Self::Service,
    ];

    /// What a seat in an association may be; the rest are situations.
    pub const OFFICES: [Self; 10] = [
        Self::President,
        Self::VicePresident,
        Self::SecretaryGeneral,
        Self::DeputySecretary,
        Self::Treasurer,
        Self::DeputyTreasurer,
        Self::Adviser,
        Self::Auditor,
        Self::Member,
        Self::Custom,
    ];

    /// The names of what this role may do. Of a custom role: nothing, its own list says it.
    pub fn permissions(self) -> impl Iterator<Item = &'static str> {
        TABLE.iter().filter(move |row| row.roles.contains(&self)).map(|row| row.name)
    }

    pub fn may(self, permission: &str) -> bool {
        TABLE.iter().any(|row| row.name == permission && row.roles.contains(&self))
    }

    /// The name in JSON, in the database and in translation keys (`role-<code>`).
    pub const fn code(self) -> &'static str {
        match self {
            Self::President => "president",
            Self::VicePresident => "vice_president",
            Self::SecretaryGeneral => "secretary_general",
            Self::DeputySecretary => "deputy_secretary",
            Self::Treasurer => "treasurer",
            Self::DeputyTreasurer => "deputy_treasurer",
            Self::Adviser => "adviser",
            Self::Auditor => "auditor",
            Self::Member => "member",
            Self::Custom => "custom",
            Self::Visitor => "visitor",
            Self::Coordinator => "coordinator",
            Self::ChiefCoordinator => "chief_coordinator",
            Self::Overseer => "overseer",
            Self::Staff => "staff",
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
    fn visitors_and_auditors_read_and_never_write() {
        let reads = |name: &str| name.split('.').next_back() == Some("view");
        for row in TABLE {
            assert!(reads(row.name) || !row.roles.contains(&Role::Visitor), "{} is open to visitors", row.name);
            // an auditor is a person of whom the association holds data, too
            let asks = [AskAboutOwnData::NAME, ProposeChanges::NAME].contains(&row.name);
            assert!(reads(row.name) || asks || !row.roles.contains(&Role::Auditor), "{} is open to auditors", row.name);
        }
    }

    #[test]
    fn the_president_may_all_that_anybody_may_in_an_association() {
        for row in TABLE.iter().filter(|row| row.scope == Scope::Association) {
            assert!(row.roles.contains(&Role::President), "{}", row.name);
        }
    }

    #[test]
    fn names_are_unique() {
        for row in TABLE {
            assert_eq!(TABLE.iter().filter(|other| other.name == row.name).count(), 1, "{}", row.name);
        }
    }
}
