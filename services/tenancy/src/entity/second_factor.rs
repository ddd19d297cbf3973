use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "second_factor")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub association_id: Uuid,
    /// The account's.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Concealed for the account.
    pub secret: String,
    /// Digest of the seed of today's recovery codes.
    pub codes_of: String,
    /// Of the last code that was accepted: neither it nor an earlier one is accepted again.
    pub last_step: i64,
    /// Wrong codes since the last right one.
    pub failures: i32,
    pub closed_until: Option<DateTimeUtc>,
    pub since: DateTimeUtc,
}
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}
impl ActiveModelBehavior for ActiveModel {}
database::tenant!(Entity, Column);
