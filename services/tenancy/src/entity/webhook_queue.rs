use sea_orm::entity::prelude::*;

/// Which calls are to be made or forgotten, when: no content and no address.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "webhook_queue")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub call_id: Uuid,
    pub association_id: Uuid,
    pub webhook_id: Uuid,
    pub due_at: DateTimeUtc,
    pub lease_until: Option<DateTimeUtc>,
}
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}
impl ActiveModelBehavior for ActiveModel {}
