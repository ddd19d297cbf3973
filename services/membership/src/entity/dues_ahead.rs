//! What was charged for a year before it began; `id` is `named_id("dues-ahead-<year>-<kind>")`, with the day on which it
//! begins after that where that is not 1 January.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "dues_ahead")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub association_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub year: i32,
    /// 1 January where nothing is said.
    pub begins_on: Option<Date>,
    /// `ChargeKind::code`
    pub kind: String,
    /// Centimes, as what follows.
    pub amount: i64,
    /// What of it is income by now.
    pub earned: i64,
}
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}
impl ActiveModelBehavior for ActiveModel {}
database::tenant!(Entity, Column);
