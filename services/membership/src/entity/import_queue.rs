use sea_orm::entity::prelude::*;

/// Which imports have work to be done, or are to be forgotten, when: no content.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "import_queue")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub import_id: Uuid,
    pub association_id: Uuid,
    pub due_at: DateTimeUtc,
    /// Who works on it: the only one whose next batch counts.
    pub worker: Option<Uuid>,
    pub lease_until: Option<DateTimeUtc>,
    /// Workers that began without finishing a batch.
    pub attempts: i32,
}
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}
impl ActiveModelBehavior for ActiveModel {}
impl database::GlobalTable for Entity {}
