//! A payment of dues and its receipt. Never changed.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "payment")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub association_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Year of issue: receipts are numbered from 1 in each.
    pub issued_year: i32,
    pub number: i64,
    /// `2026-00012`
    pub receipt: String,
    pub member_id: Uuid,
    pub member_number: i64,
    /// The payer's name as it was.
    pub member_name_ar: Option<String>,
    pub member_name_fr: Option<String>,
    /// The year whose dues it pays.
    pub year: i32,
    /// Centimes.
    pub amount: i64,
    /// With it the year's dues are paid in full.
    pub completes: bool,
    /// `Method::code`
    pub method: String,
    pub reference: Option<String>,
    /// Of a cheque: the bank, and who signed it when that is not the member.
    pub bank: Option<String>,
    pub drawer: Option<String>,
    pub paid_on: Date,
    /// What the receipt's QR code shows; nobody can guess it.
    pub code: String,
    pub recorded_by: String,
    pub recorded_at: DateTimeUtc,
}
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}
impl ActiveModelBehavior for ActiveModel {}
database::tenant!(Entity, Column);
