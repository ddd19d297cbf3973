use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "cash_count")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub association_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub account: String,
    pub counted_on: Date,
    /// Notes and coins by their value in centimes, as JSON.
    pub pieces: String,
    /// In centimes.
    pub counted: i64,
    /// What the books said when it was counted.
    pub booked: i64,
    pub counted_by: String,
    pub witness: String,
    pub explanation: Option<String>,
    /// That posted the difference.
    pub entry_id: Option<Uuid>,
    pub recorded_by: String,
    pub created_at: DateTimeUtc,
}
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}
impl ActiveModelBehavior for ActiveModel {}
database::tenant!(Entity, Column);
