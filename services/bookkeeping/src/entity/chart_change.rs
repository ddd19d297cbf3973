//! Who changed what of the chart.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "chart_change")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub association_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub account: String,
    pub act: String,
    pub before_ar: Option<String>,
    pub before_fr: Option<String>,
    pub after_ar: Option<String>,
    pub after_fr: Option<String>,
    pub changed_at: DateTimeUtc,
    pub changed_by: String,
}
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}
impl ActiveModelBehavior for ActiveModel {}
database::tenant!(Entity, Column);
