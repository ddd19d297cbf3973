use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "grant_instalment")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub association_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub grant_id: Uuid,
    pub due_on: Date,
    pub amount: i64,
    pub received_on: Option<Date>,
    pub received: Option<i64>,
    /// The entry by which it was received: of one instalment alone.
    pub entry_id: Option<Uuid>,
    /// That entry was posted by the receipt, not found in the books.
    pub posted: bool,
    /// The duty that the receipt opened in the calendar.
    pub duty_id: Option<Uuid>,
}
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}
impl ActiveModelBehavior for ActiveModel {}
database::tenant!(Entity, Column);
