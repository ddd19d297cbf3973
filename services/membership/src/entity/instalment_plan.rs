//! Parts and dates that the board agreed on with a member.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "instalment_plan")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub association_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub member_id: Uuid,
    /// Centimes.
    pub amount: i64,
    pub made_on: Date,
    pub made_by: String,
    pub made_at: DateTimeUtc,
    /// True, or nothing once it is ended or paid.
    pub active: Option<bool>,
    pub ended_on: Option<Date>,
    pub ended_reason: Option<String>,
    pub ended_by: Option<String>,
}
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}
impl ActiveModelBehavior for ActiveModel {}
database::tenant!(Entity, Column);
