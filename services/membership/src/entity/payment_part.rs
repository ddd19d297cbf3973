//! What a payment for several members pays for one of them. Never changed.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "payment_part")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub association_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub payment_id: Uuid,
    /// From 1, as they were typed.
    pub place: i64,
    pub member_id: Uuid,
    pub member_number: i64,
    /// The name as it was.
    pub member_name_ar: Option<String>,
    pub member_name_fr: Option<String>,
    /// Centimes.
    pub amount: i64,
}
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}
impl ActiveModelBehavior for ActiveModel {}
database::tenant!(Entity, Column);
