//! An application to join. Of one that was accepted the person's data are in the member's record alone.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "application")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub association_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub number: i64,
    pub given_ar: Option<String>,
    pub family_ar: Option<String>,
    pub given_fr: Option<String>,
    pub family_fr: Option<String>,
    pub born_on: Option<Date>,
    /// E.164.
    pub phone: Option<String>,
    pub email: Option<String>,
    /// In lower case.
    pub email_folded: Option<String>,
    pub address: Option<String>,
    pub category: Option<String>,
    pub message: Option<String>,
    /// `Locale::code`
    pub locale: String,
    /// `ApplicationState::code`
    pub state: String,
    /// When it was sent, with the consent.
    pub received_at: DateTimeUtc,
    /// A keyed digest of the network from which it came.
    pub mark: Option<String>,
    /// The day of the acknowledgement, where one was mailed.
    pub acknowledged_on: Option<Date>,
    pub decided_at: Option<DateTimeUtc>,
    pub decided_by: Option<String>,
    pub reason: Option<String>,
    /// The day on which the decision was mailed, where it was.
    pub answered_on: Option<Date>,
    pub member_id: Option<Uuid>,
    /// Answers by the ids of the association's own fields, in JSON.
    pub own: Option<String>,
    /// By which it is found, each after a space.
    pub words: Option<String>,
}
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}
impl ActiveModelBehavior for ActiveModel {}
database::tenant!(Entity, Column);
