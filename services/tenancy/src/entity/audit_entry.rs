use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "audit_entry")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub association_id: Uuid,
    /// The event's that told of the act.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub number: i64,
    pub at: DateTimeUtc,
    pub account_id: Option<Uuid>,
    pub who: String,
    /// Folded, for the search.
    pub who_key: String,
    pub role: String,
    pub via: String,
    pub network: String,
    pub authority: String,
    pub request: String,
    pub action: String,
    pub area: String,
    pub subject: String,
    #[sea_orm(column_type = "JsonBinary")]
    pub details: Json,
    /// With a salt, so that nobody guesses it from its digest.
    #[sea_orm(column_type = "JsonBinary", nullable)]
    pub personal: Option<Json>,
    pub personal_digest: String,
    /// Empty on entries older than the chain.
    pub hash: String,
}
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}
impl ActiveModelBehavior for ActiveModel {}
database::tenant!(Entity, Column);
