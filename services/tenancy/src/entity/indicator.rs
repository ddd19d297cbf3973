use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "indicator")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub association_id: Uuid,
    pub members: Option<i64>,
    pub paid_members: Option<i64>,
    pub last_assembly: Option<Date>,
    pub last_entry: Option<Date>,
    pub counted_at: Option<DateTimeUtc>,
    /// When the board was last renewed or changed.
    pub last_board: Option<Date>,
    /// When somebody of the board was last there.
    pub last_sign_in: Option<Date>,
    /// The first planned end among the mandates of those in office.
    pub mandate_end: Option<Date>,
    /// The next day on which something is to be done about a mandate.
    pub board_day: Option<Date>,
}
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}
impl ActiveModelBehavior for ActiveModel {}
