//! An account of the association's own, or what it changed of a standard one.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "chart_account")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub association_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub account: String,
    /// Of an own account; a standard one has the standard's.
    pub kind: Option<String>,
    pub name_ar: Option<String>,
    pub name_fr: Option<String>,
    pub hidden: bool,
}
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}
impl ActiveModelBehavior for ActiveModel {}
database::tenant!(Entity, Column);
