use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "association_import")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub association_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub hub_id: Uuid,
    /// Who uploaded it, and in whose name the associations are made.
    pub account_id: Uuid,
    pub who: String,
    pub locale: String,
    pub file_name: String,
    /// `ImportState::code`
    pub state: String,
    pub invite: bool,
    /// Lines with data in the file.
    pub lines: Option<i64>,
    /// The last line that was dealt with.
    pub at: i64,
    pub report: String,
    pub wrong_lines: bool,
    /// Who works on it: the only one whose next batch counts.
    pub worker: Option<Uuid>,
    pub lease_until: Option<DateTimeUtc>,
    /// Workers that began without finishing a batch.
    pub attempts: i32,
    pub created_at: DateTimeUtc,
    pub changed_at: DateTimeUtc,
}
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}
impl ActiveModelBehavior for ActiveModel {}
database::tenant!(Entity, Column);
