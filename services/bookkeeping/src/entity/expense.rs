use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "expense")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub association_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub number: i64,
    /// Whose it is, and their name of then.
    pub account: Uuid,
    pub claimant: String,
    pub what: String,
    pub spent_on: Date,
    pub amount: i64,
    pub occasion: String,
    pub without_voucher: String,
    pub submitted_at: DateTimeUtc,
    /// `submitted`, `approved`, `refused`
    pub state: String,
    pub decided_at: Option<DateTimeUtc>,
    pub decided_account: Option<Uuid>,
    pub decided_by: Option<String>,
    pub reason: Option<String>,
    pub entry_id: Option<Uuid>,
    pub payment_id: Option<Uuid>,
}
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}
impl ActiveModelBehavior for ActiveModel {}
database::tenant!(Entity, Column);
