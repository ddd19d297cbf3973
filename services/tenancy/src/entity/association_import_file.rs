use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "association_import_file")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub association_id: Uuid,
    /// The import's.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// As uploaded, until its associations are made.
    pub content: Option<Vec<u8>>,
    /// The lines that cannot go in.
    pub wrong: Option<Vec<u8>>,
    pub created_at: DateTimeUtc,
}
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}
impl ActiveModelBehavior for ActiveModel {}
database::tenant!(Entity, Column);
