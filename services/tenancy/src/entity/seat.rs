use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "seat")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub association_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub account_id: Uuid,
    pub role: String,
    pub since: DateTimeUtc,
    /// Of the role `custom`.
    pub custom_role_id: Option<Uuid>,
    pub limit_kind: Option<String>,
    pub limit_to: Option<String>,
    pub expires_at: Option<DateTimeUtc>,
    /// The member of the association whom the account is: one account is one member's, and back.
    pub member_id: Option<Uuid>,
}
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}
impl ActiveModelBehavior for ActiveModel {}
