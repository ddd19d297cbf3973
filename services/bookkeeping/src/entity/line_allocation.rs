//! What a posted line is for; `id` is the line's. Year, day, account and amounts are the line's and its
//! entry's, which never change: sums by project and by grant need no other table.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "line_allocation")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub association_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub entry_id: Uuid,
    pub fiscal_year_id: Uuid,
    pub posted_on: Date,
    pub account: String,
    pub debit: i64,
    pub credit: i64,
    pub project_id: Option<Uuid>,
    pub grant_id: Option<Uuid>,
}
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}
impl ActiveModelBehavior for ActiveModel {}
database::tenant!(Entity, Column);
