use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "member_import_file")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub association_id: Uuid,
    /// The import's.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// As uploaded, until its members are written.
    pub content: Option<Vec<u8>>,
    /// The lines that cannot go in.
    pub wrong: Option<Vec<u8>>,
}
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}
impl ActiveModelBehavior for ActiveModel {}
database::tenant!(Entity, Column);
