//! What membership keeps of the association for its papers; `id` is the association's own.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "association_profile")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub association_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub slug: String,
    pub name_ar: String,
    pub name_fr: String,
    pub commune_ar: String,
    pub commune_fr: String,
    pub founded_on: Date,
    pub receipt_number: Option<String>,
    /// `Locale::code`
    pub locale: String,
    /// When tenancy said all this: what it said before changes nothing any more.
    pub as_of: Option<DateTimeUtc>,
}
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}
impl ActiveModelBehavior for ActiveModel {}
database::tenant!(Entity, Column);
