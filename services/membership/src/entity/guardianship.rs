//! Who acts for a minor: a member, or a person who is none and stands here.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "guardianship")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub association_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The minor.
    pub member_id: Uuid,
    pub guardian_id: Option<Uuid>,
    pub name_ar: Option<String>,
    pub name_fr: Option<String>,
    /// One of `contracts::families::KINSHIPS`.
    pub kinship: String,
    pub phone: Option<String>,
    pub email: Option<String>,
    pub noted_by: String,
    pub noted_at: DateTimeUtc,
}
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}
impl ActiveModelBehavior for ActiveModel {}
database::tenant!(Entity, Column);
