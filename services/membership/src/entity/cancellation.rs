//! A payment taken back, by a counter-receipt. Never changed.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "cancellation")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub association_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub payment_id: Uuid,
    /// Numbered with the receipts of its year.
    pub issued_year: i32,
    pub number: i64,
    /// `2026-00013`
    pub receipt: String,
    pub reason: String,
    /// How the money went back: `Method::code`.
    pub method: String,
    pub cancelled_on: Date,
    pub recorded_by: String,
    pub recorded_at: DateTimeUtc,
    /// Its cheque came back without money.
    pub unpaid: bool,
}
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}
impl ActiveModelBehavior for ActiveModel {}
database::tenant!(Entity, Column);
