//! A closing of a year, the one that holds or one that was undone; its id is the source of the opening entry, of the
//! result's entry, and of nothing else.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "year_closing")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub association_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub fiscal_year_id: Uuid,
    pub hash: String,
    /// A surplus is positive, in centimes.
    pub result: i64,
    pub closed_at: DateTimeUtc,
    pub closed_by: String,
    /// What the assembly decided of the result.
    pub decided_on: Option<Date>,
    pub reference: Option<String>,
    /// Who asked to reopen the year.
    pub asked_at: Option<DateTimeUtc>,
    pub asked_by: Option<String>,
    pub asked_account: Option<Uuid>,
    pub asked_role: Option<String>,
    pub reason: Option<String>,
    pub reopened_at: Option<DateTimeUtc>,
    pub reopened_by: Option<String>,
}
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}
impl ActiveModelBehavior for ActiveModel {}
database::tenant!(Entity, Column);
