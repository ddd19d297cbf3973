//! Mailings and how far they have come.

use crate::entity::{campaign, delivery};
use contracts::mail::{Campaign, Deliveries, Delivery, DeliveryState, FindDeliveries, StateCount};
use contracts::{Nothing, Page};
use database::Workspace;
use kernel::permission::ViewDeliveries;
use kernel::{Error, Result};
use sea_orm::{ColumnTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect};
use std::collections::HashMap;
use uuid::Uuid;
use web::Access;

/// Campaigns on the list, and deliveries on a page.
const PAGE: u64 = 50;

#[derive(Debug, FromQueryResult)]
struct Tally {
    campaign_id: Uuid,
    state: String,
    count: i64,
}

pub async fn list(access: Access<ViewDeliveries>, _: Nothing) -> Result<Page<Campaign>> {
    let ws = access.begin().await?;
    let newest = campaign::Entity::find().order_by_desc(campaign::Column::Id).limit(PAGE);
    let campaigns = ws.all(newest).await?;
    let mut counts = counts(&ws, campaigns.iter().map(|campaign| campaign.id).collect()).await?;
    let items = campaigns.into_iter().map(|campaign| {
        let counts = counts.remove(&campaign.id).unwrap_or_default();
        shown(campaign, counts)
    });
    Ok(Page { items: items.collect(), next: None })
}

pub async fn deliveries(access: Access<ViewDeliveries>, input: FindDeliveries) -> Result<Deliveries> {
    let state =
        input.state.as_deref().map(|code| DeliveryState::parse(code).ok_or_else(|| Error::field("state", "choice-unknown"))).transpose()?;
    let after: Option<i64> = input.after.as_deref().map(str::parse).transpose().map_err(|_| Error::invalid("invalid-query"))?;
    let ws = access.begin().await?;
    let campaign = ws.get::<campaign::Entity>(input.id).await?;
    let mut select = delivery::Entity::find().filter(delivery::Column::CampaignId.eq(campaign.id));
    if let Some(state) = state {
        select = select.filter(delivery::Column::State.eq(state.code()));
    }
    if let Some(after) = after {
        select = select.filter(delivery::Column::Number.gt(after));
    }
    let mut rows = ws.all(select.order_by_asc(delivery::Column::Number).limit(PAGE + 1)).await?;
    let more = rows.len() as u64 > PAGE;
    rows.truncate(usize::try_from(PAGE).unwrap_or(usize::MAX));
    let next = rows.last().filter(|_| more).and_then(|last| last.number).map(|number| number.to_string());
    let counts = counts(&ws, vec![campaign.id]).await?.remove(&campaign.id).unwrap_or_default();
    let items = rows.into_iter().map(shown_delivery).collect::<Result<Vec<_>>>()?;
    Ok(Deliveries { campaign: shown(campaign, counts), items, next })
}

/// By campaign, in the order of the states.
async fn counts(ws: &Workspace, campaigns: Vec<Uuid>) -> Result<HashMap<Uuid, Vec<StateCount>>> {
    let tallies = delivery::Entity::find()
        .select_only()
        .column(delivery::Column::CampaignId)
        .column(delivery::Column::State)
        .column_as(delivery::Column::Id.count(), "count")
        .filter(delivery::Column::CampaignId.is_in(campaigns))
        .group_by(delivery::Column::CampaignId)
        .group_by(delivery::Column::State);
    let mut counts: HashMap<Uuid, Vec<StateCount>> = HashMap::new();
    for Tally { campaign_id, state, count } in ws.rows::<delivery::Entity, Tally>(tallies).await? {
        counts.entry(campaign_id).or_default().push(StateCount { state: state_of(&state)?, count });
    }
    for list in counts.values_mut() {
        list.sort_by_key(|one| one.state);
    }
    Ok(counts)
}

fn state_of(code: &str) -> Result<DeliveryState> {
    DeliveryState::parse(code).ok_or_else(|| Error::internal(format!("delivery state {code}")))
}

fn shown(campaign: campaign::Model, counts: Vec<StateCount>) -> Campaign {
    let finished = is_finished(campaign.recipients, &counts);
    Campaign { id: campaign.id, kind: campaign.kind, created_at: campaign.created_at, recipients: campaign.recipients, counts, finished }
}

/// All recipients are here, and none has anything still to come.
fn is_finished(recipients: i64, counts: &[StateCount]) -> bool {
    let open = counts.iter().any(|one| one.count > 0 && matches!(one.state, DeliveryState::Queued | DeliveryState::Deferred));
    let known: i64 = counts.iter().map(|one| one.count).sum();
    !open && known >= recipients
}

fn shown_delivery(delivery: delivery::Model) -> Result<Delivery> {
    Ok(Delivery {
        id: delivery.id,
        number: delivery.number.unwrap_or_default(),
        name_ar: delivery.name_ar,
        name_fr: delivery.name_fr,
        email: delivery.email,
        phone: delivery.phone,
        state: state_of(&delivery.state)?,
        attempts: delivery.attempts,
        reply: delivery.reply,
        changed_at: delivery.changed_at,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use DeliveryState::{Bounced, Deferred, Failed, NoAddress, Queued, Sent};

    #[test]
    fn a_campaign_is_finished_when_nobody_waits() {
        let counts = |counts: &[(DeliveryState, i64)]| {
            counts.iter().map(|(state, count)| StateCount { state: *state, count: *count }).collect::<Vec<_>>()
        };
        assert!(is_finished(0, &[]));
        assert!(!is_finished(3, &[]));
        assert!(!is_finished(3, &counts(&[(Sent, 2)])), "one recipient is still to come");
        assert!(!is_finished(3, &counts(&[(Sent, 2), (Queued, 1)])));
        assert!(!is_finished(3, &counts(&[(Sent, 2), (Deferred, 1)])));
        assert!(is_finished(5, &counts(&[(Sent, 2), (Bounced, 1), (Failed, 1), (NoAddress, 1)])));
    }
}
