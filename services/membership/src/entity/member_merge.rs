//! Two records that were made one, while it can be undone.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "member_merge")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub association_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub kept_id: Uuid,
    /// Of the kept record after the merge.
    pub kept_version: i64,
    /// Of the record that went.
    pub other_id: Uuid,
    /// What undoing needs, as JSON; empty once it is undone.
    pub before: String,
    pub merged_by: String,
    pub merged_at: DateTimeUtc,
    pub undone_at: Option<DateTimeUtc>,
}
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}
impl ActiveModelBehavior for ActiveModel {}
database::tenant!(Entity, Column);
