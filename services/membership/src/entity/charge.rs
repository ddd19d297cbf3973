//! What a member owes of a year: what was waived and paid of it stands beside it.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "charge")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub association_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub member_id: Uuid,
    /// `ChargeKind::code`
    pub kind: String,
    pub year: i32,
    /// Centimes, as what follows.
    pub amount: i64,
    pub waived: i64,
    pub paid: i64,
    pub due_on: Date,
    /// The first day of the year that is owed; 1 January where nothing is said.
    pub begins_on: Option<Date>,
    /// As the member's was.
    pub category: Option<String>,
    pub run_id: Option<Uuid>,
    /// Made of payments from before there were charges.
    pub carried: bool,
    /// From 1: what is owed in parts is several charges.
    pub part: i32,
    /// From 1, and one more each time a plan changes the due date.
    pub round: i32,
    pub made_on: Date,
    pub made_by: String,
    pub made_at: DateTimeUtc,
}
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}
impl ActiveModelBehavior for ActiveModel {}
database::tenant!(Entity, Column);
