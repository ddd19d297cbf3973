use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "bank_statement")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub association_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub bank_account_id: Uuid,
    pub file_name: String,
    /// `columns`, `checked` or `done`.
    pub state: String,
    /// The file until it was taken in.
    pub content: Option<Vec<u8>>,
    /// What was seen of the file, as JSON.
    pub reading: String,
    /// In centimes, where the file says it.
    pub opening: Option<i64>,
    pub closing: Option<i64>,
    pub first_on: Option<Date>,
    pub last_on: Option<Date>,
    /// Lines that it brought, and those that were there.
    pub added: i64,
    pub known: i64,
    pub uploaded_by: String,
    pub created_at: DateTimeUtc,
}
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}
impl ActiveModelBehavior for ActiveModel {}
database::tenant!(Entity, Column);
