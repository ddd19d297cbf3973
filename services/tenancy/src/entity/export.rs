use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "export")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub association_id: Uuid,
    pub asked_by: String,
    pub asked_at: DateTimeUtc,
    pub state: String,
    pub attempts: i32,
    /// Rows written so far.
    pub progress: i64,
    pub size: Option<i64>,
    /// Whoever makes it has until then.
    pub lease_until: Option<DateTimeUtc>,
    pub expires_at: Option<DateTimeUtc>,
}
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}
impl ActiveModelBehavior for ActiveModel {}
