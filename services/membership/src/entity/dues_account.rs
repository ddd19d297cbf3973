//! What all members together owe; `id` is `named_id("dues")`.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "dues_account")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub association_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// How many events have changed it.
    pub version: i64,
    /// Centimes of open charges.
    pub receivable: i64,
    /// Centimes of advances that remain.
    pub advances: i64,
    /// Centimes charged for years that had not begun, and not made income since.
    pub ahead: i64,
}
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}
impl ActiveModelBehavior for ActiveModel {}
database::tenant!(Entity, Column);
