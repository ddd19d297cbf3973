//! How far a run has come that charges its members in batches; `id` is the run's.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "dues_run_work")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub association_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub year: i32,
    /// `RunState::code`
    pub state: String,
    /// Who confirmed the run, and by what right.
    pub account_id: Option<Uuid>,
    pub role: String,
    /// Numbers of members who are not charged, with spaces between them.
    pub excluded: String,
    /// Up to this number members are done.
    pub after_number: i64,
    /// The last number of the run: who comes later is not in it.
    pub last_number: i64,
    /// Who was charged by now.
    pub members: i64,
    /// What they were charged together, in centimes.
    pub amount: i64,
    /// The code of the error that stopped it.
    pub failure: Option<String>,
}
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}
impl ActiveModelBehavior for ActiveModel {}
database::tenant!(Entity, Column);
