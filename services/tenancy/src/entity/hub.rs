use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "hub")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub parent_id: Option<Uuid>,
    /// `national`, `regional` or `provincial`.
    pub level: String,
    pub slug: String,
    pub name_ar: String,
    pub name_fr: String,
    /// Of all but the national hub.
    pub region: Option<String>,
    /// The slugs from the top, each followed by a stroke: `/national/fes-meknes/`.
    pub path: String,
    pub created_at: DateTimeUtc,
}
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}
impl ActiveModelBehavior for ActiveModel {}
