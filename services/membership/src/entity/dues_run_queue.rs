//! Which runs have batches to do, of all associations: no content.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "dues_run_queue")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub run_id: Uuid,
    pub association_id: Uuid,
    pub due_at: DateTimeUtc,
    /// Batches that failed one after the other.
    pub attempts: i32,
}
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}
impl ActiveModelBehavior for ActiveModel {}
impl database::GlobalTable for Entity {}
