use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "association")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub slug: String,
    pub name_ar: String,
    pub name_fr: String,
    pub name_key: String,
    pub commune: String,
    pub province: String,
    pub region: String,
    pub founded_on: Date,
    /// Of the provisional receipt; absent until the association is filed.
    pub receipt_number: Option<String>,
    /// The hub of the narrowest territory it lies in.
    pub hub_id: Uuid,
    pub created_at: DateTimeUtc,
    pub acronym: Option<String>,
    /// Codes with spaces between.
    pub activities: String,
    pub scope: Option<String>,
    pub receipt_on: Option<Date>,
    pub receipt_authority: Option<String>,
    pub final_number: Option<String>,
    pub final_on: Option<Date>,
    pub final_authority: Option<String>,
    /// `Standing::code`
    pub standing: String,
    pub standing_since: Option<DateTimeUtc>,
    /// `Role::code` of who brought it about.
    pub standing_by: Option<String>,
    pub standing_reason: Option<String>,
    /// When it was a hub that closed the workspace.
    pub standing_hub: Option<Uuid>,
    /// `Plan::code`
    pub plan: String,
    pub limit_members: Option<i64>,
    pub limit_storage: Option<i64>,
    pub limit_mails: Option<i64>,
}
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}
impl ActiveModelBehavior for ActiveModel {}
