//! A reminder of a charge: one of a stage, for ever.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "reminder")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub association_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub charge_id: Uuid,
    pub member_id: Uuid,
    /// `Stage::code`, or `hand-` with the day.
    pub stage: String,
    /// Which of the due dates of its charge it was for.
    pub round: i32,
    /// Those that one mail tells.
    pub letter: Uuid,
    /// What was open, in centimes.
    pub amount: i64,
    pub by_mail: bool,
    pub written_on: Date,
    pub written_by: String,
    pub written_at: DateTimeUtc,
}
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}
impl ActiveModelBehavior for ActiveModel {}
database::tenant!(Entity, Column);
