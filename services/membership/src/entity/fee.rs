//! The dues of a year; `id` is `named_id("fee-<year>")`.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "fee")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub association_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub year: i32,
    /// Centimes.
    pub amount: i64,
    /// How many payments of this year there are: kept here so that nobody has to count.
    pub payments: i64,
    /// Their sum in centimes.
    pub collected: i64,
    /// What newcomers pay besides, in centimes.
    pub joining: Option<i64>,
    /// Who joins within the year pays from that month on.
    pub prorated: bool,
    /// The amount is the least: one may pay more.
    pub free: bool,
    pub due_on: Option<Date>,
    /// From this member of a family on, …
    pub family_from: Option<i32>,
    /// … so many hundredths are due.
    pub family_percent: Option<i32>,
    /// What a family pays together at most, in centimes.
    pub family_most: Option<i64>,
}
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}
impl ActiveModelBehavior for ActiveModel {}
database::tenant!(Entity, Column);
