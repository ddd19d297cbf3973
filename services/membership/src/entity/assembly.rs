//! An ordinary general assembly.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "assembly")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub association_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Moroccan wall-clock time, as announced.
    pub held_at_local: DateTime,
    pub held_at: DateTimeUtc,
    pub place: String,
    /// One item a line.
    pub agenda: String,
    pub convened: bool,
    /// `ElectorRule::code`, frozen by the convocation.
    pub elector_rule: Option<String>,
    pub electors: Option<i64>,
    pub electors_without_email: Option<i64>,
    pub convened_at: Option<DateTimeUtc>,
    pub convened_by: Option<String>,
    pub campaign: Option<Uuid>,
    pub created_at: DateTimeUtc,
}
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}
impl ActiveModelBehavior for ActiveModel {}
database::tenant!(Entity, Column);
