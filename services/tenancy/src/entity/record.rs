use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "record")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub association_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub purposes: Option<String>,
    pub seat_address: Option<String>,
    pub national_number: Option<String>,
    pub ice: Option<String>,
    pub fiscal_id: Option<String>,
    pub decree_number: Option<String>,
    pub decree_bulletin: Option<String>,
    pub decree_on: Option<Date>,
    /// `MM-DD`: the day on which the statutes want "no change" declared.
    pub no_change_day: Option<String>,
    pub public_money: bool,
}
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}
impl ActiveModelBehavior for ActiveModel {}
database::tenant!(Entity, Column);
