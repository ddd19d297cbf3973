//! What a member proposes to change in the own record.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "member_proposal")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub association_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub member_id: Uuid,
    /// `ProposalState::code`
    pub state: String,
    /// Field by field, as JSON.
    pub changes: String,
    /// The names of the commune that is proposed.
    pub commune_ar: Option<String>,
    pub commune_fr: Option<String>,
    pub message: Option<String>,
    /// Of the record that the member saw.
    pub member_version: i64,
    pub made_at: DateTimeUtc,
    pub decided_at: Option<DateTimeUtc>,
    pub decided_by: Option<String>,
    pub reason: Option<String>,
    /// Who acts for the minor and proposed it.
    pub guardian_id: Option<Uuid>,
}
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}
impl ActiveModelBehavior for ActiveModel {}
database::tenant!(Entity, Column);
