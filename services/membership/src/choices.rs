//! What a list of members can be narrowed to and show: asked once for a page, without counting anybody.

use crate::entity::group;
use crate::{fields, saved};
use contracts::Nothing;
use contracts::member_lists::{GroupName, ListChoices};
use kernel::Result;
use kernel::permission::ViewMembers;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use web::Access;

/// `GET …/member-list`
pub async fn show(access: Access<ViewMembers>, _: Nothing) -> Result<ListChoices> {
    let account = access.account()?;
    let ws = access.begin().await?;
    let mut groups = group::Entity::find().order_by_asc(group::Column::Id);
    if let Some(only) = access.actor().group() {
        groups = groups.filter(group::Column::Id.eq(only));
    }
    let named =
        |row: group::Model| GroupName { id: row.id, name_ar: row.name_ar.unwrap_or_default(), name_fr: row.name_fr.unwrap_or_default() };
    Ok(ListChoices {
        groups: ws.all(groups).await?.into_iter().map(named).collect(),
        fields: fields::all(&ws).await?,
        saved: saved::of(&ws, account).await?,
    })
}
