//! What was written to a member, for that member to read later: whoever has no address reads here, too.

use crate::entity::{campaign, delivery};
use crate::letters;
use contracts::mail::DeliveryState;
use contracts::own_record::OwnNotice;
use contracts::{ById, Nothing, Page};
use kernel::permission::ViewOwnRecord;
use kernel::{Error, Result};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select};
use std::collections::HashMap;
use uuid::Uuid;
use web::{Access, State};

const SHOWN: u64 = 100;

/// `GET …/own-notices`
pub async fn list(access: Access<ViewOwnRecord>, _: Nothing) -> Result<Page<OwnNotice>> {
    let Some(member) = access.actor().member else { return Ok(Page { items: Vec::new(), next: None }) };
    let ws = access.begin().await?;
    let rows = ws.all(to(member).order_by_desc(delivery::Column::Id).limit(SHOWN)).await?;
    let campaigns = campaign::Entity::find().filter(campaign::Column::Id.is_in(rows.iter().filter_map(|row| row.campaign_id)));
    let campaigns: HashMap<Uuid, campaign::Model> = ws.all(campaigns).await?.into_iter().map(|row| (row.id, row)).collect();
    drop(ws);
    let shown = |row: delivery::Model| {
        let campaign = row.campaign_id.and_then(|id| campaigns.get(&id));
        Ok(told(access.state(), &row, campaign)?.map(|notice| OwnNotice { text: None, ..notice }))
    };
    let items = rows.into_iter().map(shown).collect::<Result<Vec<_>>>()?;
    Ok(Page { items: items.into_iter().flatten().collect(), next: None })
}

/// `GET …/own-notices/{id}`
pub async fn show(access: Access<ViewOwnRecord>, input: ById) -> Result<OwnNotice> {
    let member = access.actor().member.ok_or_else(Error::not_found)?;
    let ws = access.begin().await?;
    let row = ws.one(to(member).filter(delivery::Column::Id.eq(input.id))).await?.ok_or_else(Error::not_found)?;
    let campaign = match row.campaign_id {
        Some(id) => Some(ws.get::<campaign::Entity>(id).await?),
        None => None,
    };
    drop(ws);
    told(access.state(), &row, campaign.as_ref())?.ok_or_else(Error::not_found)
}

fn to(member: Uuid) -> Select<delivery::Entity> {
    delivery::Entity::find().filter(delivery::Column::MemberId.eq(member))
}

/// Nothing of what was forgotten when it went out.
fn told(state: &State, row: &delivery::Model, campaign: Option<&campaign::Model>) -> Result<Option<OwnNotice>> {
    let Some((subject, text)) = letters::words(row, campaign, state.settings(), state.signer())? else { return Ok(None) };
    Ok(Some(OwnNotice {
        id: row.id,
        subject,
        at: row.changed_at,
        state: DeliveryState::parse(&row.state).ok_or_else(|| Error::internal(format!("delivery state {}", row.state)))?,
        text: Some(text),
        locale: row.locale.clone(),
    }))
}
