//! A member whom an import wrote.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "member_import_line")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub association_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub import_id: Uuid,
    pub line: i64,
    pub member_id: Uuid,
    /// Of the member's record after it: another one, and somebody has edited it.
    pub mark: String,
    /// The record before it, an `AddMember` in JSON; absent where the import made the member.
    pub before: Option<String>,
    /// The ids of rows that the import made beside the member, in JSON: they go with it.
    pub given: Option<String>,
}
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}
impl ActiveModelBehavior for ActiveModel {}
database::tenant!(Entity, Column);
