//! A mandate as membership told it last, and what was done about it here. The id is the mandate's.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "board_seat")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub association_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub version: i64,
    pub member_id: Uuid,
    pub name: String,
    pub email: Option<String>,
    pub locale: String,
    pub office: String,
    /// Whose rights go with the office.
    pub role: Option<String>,
    pub starts_on: Date,
    pub planned_end: Option<Date>,
    pub ended_on: Option<Date>,
    pub gone: bool,
    /// By whose right the rights are given.
    pub given_by: Option<Uuid>,
    pub rights: String,
    /// An error's code.
    pub reason: Option<String>,
    pub account_id: Option<Uuid>,
    pub invitation_id: Option<Uuid>,
    /// How many of the three warnings before the planned end went out.
    pub warned: i32,
    /// The declarations of its beginning and of its end.
    pub begun_id: Option<Uuid>,
    pub finished_id: Option<Uuid>,
}
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}
impl ActiveModelBehavior for ActiveModel {}
database::tenant!(Entity, Column);
