//! An elector as he or she was when the assembly was convened. Never changed.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "elector")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub association_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub assembly_id: Uuid,
    pub member_id: Uuid,
    pub number: i64,
    pub name_ar: Option<String>,
    pub name_fr: Option<String>,
    pub email: Option<String>,
    pub phone: Option<String>,
    /// `Locale::code`
    pub locale: String,
    /// Of a minor: who is written to.
    pub guardian_ar: Option<String>,
    pub guardian_fr: Option<String>,
}
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}
impl ActiveModelBehavior for ActiveModel {}
database::tenant!(Entity, Column);
