use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "bank_line")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub association_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub bank_account_id: Uuid,
    pub statement_id: Uuid,
    /// `operation` or `opening`.
    pub kind: String,
    pub done_on: Date,
    pub value_on: Option<Date>,
    pub text: String,
    pub folded: String,
    /// In centimes: more than nothing came in, less went out.
    pub amount: i64,
    /// Of several that are the same.
    pub ordinal: i64,
    pub reference: Option<String>,
    pub matched: bool,
    /// How many entries were written from it.
    pub attempts: i64,
}
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}
impl ActiveModelBehavior for ActiveModel {}
database::tenant!(Entity, Column);
