//! What the platform's staff does for associations: it finds them by name and sets their limits.

use crate::entity::{association, indicator};
use crate::{accounts, associations, limits};
use contracts::platform::{AssociationLimits, FindAssociations, OwnLimits, SetLimits};
use contracts::{ById, Page};
use database::Workspace;
use kernel::error::FieldErrors;
use kernel::fold::{clean, fold, western_digits};
use kernel::permission::ManagePlatform;
use kernel::{AssociationId, Error, Plan, Result};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use std::collections::HashMap;
use uuid::Uuid;
use web::Access;

const PAGE: usize = 50;
const MEGABYTE: i64 = 1024 * 1024;
/// More than any plan gives, and far from what a sum of them could overflow.
const MOST: i64 = 10_000_000;

pub async fn list(access: Access<ManagePlatform>, input: FindAssociations) -> Result<Page<AssociationLimits>> {
    let mut select = association::Entity::find().order_by_desc(association::Column::Id).limit(PAGE as u64 + 1);
    if let Some(search) = input.search.as_deref().map(str::trim).filter(|search| !search.is_empty()) {
        let words =
            fold(search).split_whitespace().fold(Condition::all(), |all, word| all.add(association::Column::NameKey.contains(word)));
        select = select.filter(Condition::any().add(association::Column::Slug.eq(search)).add(words));
    }
    if let Some(after) = input.after.as_deref().and_then(|after| Uuid::try_parse(after).ok()) {
        select = select.filter(association::Column::Id.lt(after));
    }
    let ws = access.begin().await?;
    let mut rows = ws.global().all(select).await?;
    let next = (rows.len() > PAGE).then(|| rows[PAGE - 1].id.to_string());
    rows.truncate(PAGE);
    Ok(Page { items: present(&ws, rows).await?, next })
}

pub async fn show(access: Access<ManagePlatform>, input: ById) -> Result<AssociationLimits> {
    let ws = access.begin().await?;
    one(&ws, associations::find(&ws, input.id).await?).await
}

/// # Errors
/// At the field: an unknown plan, a figure that is none, no reason.
pub async fn set_limits(access: Access<ManagePlatform>, input: SetLimits) -> Result<AssociationLimits> {
    let (plan, own, reason) = read(&input)?;
    let ws = access.begin().await?;
    let row = limits::change(&ws, AssociationId(input.id), plan, own, &reason).await?;
    let reply = one(&ws, row).await?;
    ws.commit(reply).await
}

fn read(input: &SetLimits) -> Result<(Plan, OwnLimits, String)> {
    let mut errors = FieldErrors::default();
    let plan = errors.keep("plan", Plan::parse(input.plan.trim()).ok_or("choice-unknown"));
    let members = errors.keep("members", figure(&input.members));
    let storage = errors.keep("storage", figure(&input.storage));
    let mails = errors.keep("mails_per_day", figure(&input.mails_per_day));
    let reason = clean(&input.reason);
    match reason.chars().count() {
        0 => errors.add("reason", "required"),
        1..=500 => {}
        _ => errors.add_with("reason", "too-long", "max", 500),
    }
    errors.finish()?;
    let own = OwnLimits {
        members: members.flatten(),
        storage: storage.flatten().map(|megabytes| megabytes * MEGABYTE),
        mails_per_day: mails.flatten(),
    };
    Ok((plan.unwrap_or_default(), own, reason))
}

/// As people group it: `20 000`. Nothing is no figure.
fn figure(text: &str) -> Result<Option<i64>, &'static str> {
    let digits: String = western_digits(text).chars().filter(|c| !c.is_whitespace()).collect();
    match digits.parse() {
        _ if digits.is_empty() => Ok(None),
        Ok(figure) if (0..=MOST).contains(&figure) => Ok(Some(figure)),
        Ok(_) => Err("limit-out-of-range"),
        Err(_) => Err("not-a-number"),
    }
}

async fn one(ws: &Workspace, row: association::Model) -> Result<AssociationLimits> {
    present(ws, vec![row]).await?.pop().ok_or_else(|| Error::internal("an association just found"))
}

async fn present(ws: &Workspace, rows: Vec<association::Model>) -> Result<Vec<AssociationLimits>> {
    let counted = indicator::Entity::find().filter(indicator::Column::AssociationId.is_in(rows.iter().map(|row| row.id)));
    let counted: HashMap<_, _> = ws.global().all(counted).await?.into_iter().map(|row| (row.association_id, row.members)).collect();
    let present = |row: association::Model| {
        Ok(AssociationLimits {
            id: row.id,
            commune: associations::commune(&row)?.clone(),
            standing: associations::standing(&row),
            plan: limits::plan(&row),
            limits: limits::of(&row),
            own: limits::own(&row),
            members: counted.get(&row.id).copied().flatten().unwrap_or_default(),
            association: accounts::place(row),
        })
    };
    rows.into_iter().map(present).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_read_as_people_write_them() {
        assert_eq!(figure(" 20 000 "), Ok(Some(20_000)));
        assert_eq!(figure("٢٠٠"), Ok(Some(200)));
        assert_eq!(figure(""), Ok(None));
        assert_eq!((figure("-1"), figure("99999999")), (Err("limit-out-of-range"), Err("limit-out-of-range")));
        assert_eq!(figure("many"), Err("not-a-number"));
    }
}
