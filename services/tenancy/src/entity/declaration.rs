use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "declaration")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub association_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub kind: String,
    pub about: String,
    pub summary: String,
    pub decided_on: Date,
    pub due_on: Date,
    pub declared_on: Option<Date>,
    pub receipt_number: Option<String>,
    pub file_id: Option<Uuid>,
    /// The minutes that decided it.
    pub minutes_id: Option<Uuid>,
    pub created_at: DateTimeUtc,
    pub created_by: String,
}
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}
impl ActiveModelBehavior for ActiveModel {}
database::tenant!(Entity, Column);
