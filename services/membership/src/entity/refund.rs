//! Money of an advance given back. Never changed.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "refund")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub association_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Whose advance it was.
    pub payment_id: Uuid,
    pub member_id: Uuid,
    /// Numbered with the receipts of its year.
    pub issued_year: i32,
    pub number: i64,
    pub receipt: String,
    pub amount: i64,
    pub reason: String,
    /// `Method::code`
    pub method: String,
    pub refunded_on: Date,
    pub recorded_by: String,
    pub recorded_at: DateTimeUtc,
}
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}
impl ActiveModelBehavior for ActiveModel {}
database::tenant!(Entity, Column);
