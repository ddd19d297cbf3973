//! What an association chose for its books; `id` is `named_id("books")`. Posters hold the row, and whoever changes
//! the chart or opens a year locks it: what they saw of the chart stays so until they are done.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "books")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub association_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Null until somebody chooses: simplified.
    pub size: Option<String>,
}
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}
impl ActiveModelBehavior for ActiveModel {}
database::tenant!(Entity, Column);
