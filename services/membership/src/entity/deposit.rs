//! A slip by which cheques went to the bank.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "deposit")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub association_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Year of issue: slips are numbered from 1 in each.
    pub year: i32,
    pub number: i64,
    /// `BR-2026-001`
    pub slip: String,
    pub deposited_on: Date,
    /// One of `BANK_ACCOUNTS`.
    pub account: String,
    /// The bank's name and the number of the account there.
    pub bank: Option<String>,
    pub cheques: i64,
    /// Centimes.
    pub amount: i64,
    pub recorded_by: String,
    pub recorded_at: DateTimeUtc,
    /// Since then it does not hold any more.
    pub undone_on: Option<Date>,
    pub undone_reason: Option<String>,
    pub undone_by: Option<String>,
}
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}
impl ActiveModelBehavior for ActiveModel {}
database::tenant!(Entity, Column);
