//! A file of members on its way, and what came of it.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "member_import")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub association_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// In whose name the members are written: who uploaded it, then who confirmed it.
    pub account_id: Option<Uuid>,
    pub who: String,
    pub role: String,
    pub locale: String,
    pub file_name: String,
    /// `MembersImportState::code`
    pub state: String,
    /// The sheet that was chosen.
    pub sheet: Option<String>,
    /// Whether the first line has the titles; absent: as it looks.
    pub header: Option<bool>,
    /// A field or nothing for each column, in JSON, once somebody said so.
    pub fields: Option<String>,
    /// `Existing::code`
    pub existing: String,
    /// What was seen of the file, in JSON.
    pub reading: String,
    /// Lines with data in the file.
    pub lines: Option<i64>,
    /// The last line that was dealt with.
    pub at: i64,
    /// An `ImportReport` in JSON.
    pub report: String,
    pub wrong_lines: bool,
    pub undo_until: Option<DateTimeUtc>,
    pub created_at: DateTimeUtc,
}
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}
impl ActiveModelBehavior for ActiveModel {}
database::tenant!(Entity, Column);
