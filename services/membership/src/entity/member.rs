//! A member. Names are in one script at least.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "member")]
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
    /// Folded full names, to find one who is there already.
    pub folded_ar: Option<String>,
    pub folded_fr: Option<String>,
    /// `f` or `m`.
    pub sex: Option<String>,
    pub born_on: Option<Date>,
    /// E.164.
    pub phone: Option<String>,
    pub email: Option<String>,
    /// In lower case.
    pub email_folded: Option<String>,
    pub address: Option<String>,
    pub category: Option<String>,
    /// What the category is known by.
    pub category_folded: Option<String>,
    pub joined_on: Option<Date>,
    /// `Locale::code`
    pub locale: String,
    pub active: bool,
    /// The last year whose dues are paid.
    pub paid_year: Option<i32>,
    /// The day of the member's own years of dues, as `kernel::dues_years::own_day` gives it.
    pub dues_day: Option<i32>,
    pub created_at: DateTimeUtc,
    /// `MemberKind::code`
    pub kind: String,
    pub nationality: Option<String>,
    pub profession: Option<String>,
    /// Beyond `phone`, a line each.
    pub other_phones: Option<String>,
    pub other_emails: Option<String>,
    /// Official code, and its names as they were.
    pub commune: Option<String>,
    pub commune_ar: Option<String>,
    pub commune_fr: Option<String>,
    /// Who acts for a body.
    pub representative: Option<String>,
    /// `MemberStatus::code`
    pub status: String,
    /// Since when, where it was ever changed.
    pub status_since: Option<Date>,
    /// Grows with every change.
    pub version: i64,
    /// Since then the record names nobody.
    pub anonymised_at: Option<DateTimeUtc>,
    /// By which a search finds the member: each between two spaces.
    pub words: String,
    /// Since when the member wants no mail that no law asks for.
    pub objected_on: Option<Date>,
}
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}
impl ActiveModelBehavior for ActiveModel {}
database::tenant!(Entity, Column);
