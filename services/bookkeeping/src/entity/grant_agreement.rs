use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "grant_agreement")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub association_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub code: String,
    /// Unique, however it is typed.
    pub code_folded: String,
    pub donor: String,
    pub donor_kind: String,
    pub nature: String,
    pub purpose: Option<String>,
    pub project_id: Option<Uuid>,
    pub agreement_number: Option<String>,
    pub agreement_on: Option<Date>,
    pub amount: i64,
    pub eligible_from: Option<Date>,
    pub eligible_until: Option<Date>,
    pub periodic: bool,
    pub closed: bool,
    pub created_at: DateTimeUtc,
}
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}
impl ActiveModelBehavior for ActiveModel {}
database::tenant!(Entity, Column);
