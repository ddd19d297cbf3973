use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "entry")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub association_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub fiscal_year_id: Uuid,
    pub journal: String,
    pub number: i64,
    pub posted_on: Date,
    pub label: String,
    pub source_kind: Option<String>,
    pub source_id: Option<Uuid>,
    /// The sum of its debits, in centimes.
    pub total: i64,
    pub hash: String,
    /// Empty for the first entry of its journal and year.
    pub previous_hash: String,
    pub posted_at: DateTimeUtc,
    pub recorded_by: String,
}
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}
impl ActiveModelBehavior for ActiveModel {}
database::tenant!(Entity, Column);
