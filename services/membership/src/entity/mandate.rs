//! A mandate: a member in an office, from a day until the day before another.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "mandate")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub association_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub member_id: Uuid,
    /// A `Role`'s code, or `own`.
    pub office: String,
    pub own_office: Option<Uuid>,
    /// The code, or the id of the own office: what is held by one at a time in each place.
    pub office_key: String,
    pub place: i32,
    pub elected_on: Date,
    pub starts_on: Date,
    pub planned_end: Option<Date>,
    pub ended_on: Option<Date>,
    pub end_reason: Option<String>,
    pub end_note: Option<String>,
    pub assembly_id: Option<Uuid>,
    pub exception: Option<String>,
    pub created_at: DateTimeUtc,
    pub created_by: String,
    /// Grows with every change.
    pub version: i64,
}
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}
impl ActiveModelBehavior for ActiveModel {}
database::tenant!(Entity, Column);
