use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "invitation")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub association_id: Uuid,
    pub name: String,
    pub email: String,
    pub email_key: String,
    pub locale: String,
    pub role: String,
    pub custom_role_id: Option<Uuid>,
    pub limit_kind: Option<String>,
    pub limit_to: Option<String>,
    /// The end of the seat.
    pub until: Option<DateTimeUtc>,
    pub bulk: bool,
    /// The member of the association who is invited.
    pub member_id: Option<Uuid>,
    /// The link's secret, hashed.
    pub secret: String,
    /// In words: a person, a hub, the platform.
    pub invited_by: String,
    /// The inviter, unless the operator invites.
    pub account_id: Option<Uuid>,
    /// The inviter acts for this hub.
    pub hub_id: Option<Uuid>,
    pub sent_at: DateTimeUtc,
    /// The end of the link.
    pub expires_at: DateTimeUtc,
    pub answered_at: Option<DateTimeUtc>,
    pub answer: Option<String>,
}
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}
impl ActiveModelBehavior for ActiveModel {}
