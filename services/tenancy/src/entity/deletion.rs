use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "deletion")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Absent when all is done: then only the hash remains.
    pub association: Option<Uuid>,
    pub association_hash: String,
    pub name_ar: String,
    pub name_fr: String,
    pub receipt_number: String,
    /// Who asked, and may read the certificate.
    pub account_id: Uuid,
    pub asked_by: String,
    pub asked_at: DateTimeUtc,
    pub due_at: DateTimeUtc,
    pub stage: String,
    pub closed_at: Option<DateTimeUtc>,
    /// How many reminders have gone out.
    pub reminded: i32,
    /// Rows erased, by service and table.
    #[sea_orm(column_type = "JsonBinary")]
    pub answers: Json,
    pub erased_at: Option<DateTimeUtc>,
    pub digest: Option<String>,
}
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}
impl ActiveModelBehavior for ActiveModel {}
