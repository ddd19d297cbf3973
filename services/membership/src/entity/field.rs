//! A field of members' records that the association made itself.

use sea_orm::entity::prelude::*;

#[expect(clippy::struct_excessive_bools, reason = "each is said for itself, as on a form")]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "member_field")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub association_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub label_ar: String,
    pub label_fr: String,
    pub label_en: Option<String>,
    /// `FieldKind::code`
    pub kind: String,
    /// A list of `FieldOption` as JSON.
    pub options: String,
    pub required: bool,
    pub listed: bool,
    pub retired: bool,
    /// Its place in forms and lists.
    pub place: i64,
    /// Neither the member nor a stranger sees it.
    pub board_only: bool,
    /// The form for strangers asks it.
    pub for_applicants: bool,
}
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}
impl ActiveModelBehavior for ActiveModel {}
database::tenant!(Entity, Column);
