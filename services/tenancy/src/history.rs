//! What was done with an account, for its owner: kept in the platform's own workspace, never
//! changed, never with more of an address than its owner recognises.

use crate::entity::account_entry;
use contracts::accounts::HistoryEntry;
use database::Workspace;
use kernel::Result;
use kernel::id::new_id;
use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

/// Entries that are shown.
const SHOWN: u64 = 20;

/// Where something was done: the session's browser.
#[derive(Clone, Debug, Default)]
pub struct Place {
    pub device: String,
    pub address: String,
}

pub async fn note(ws: &Workspace, account: Uuid, action: &str, place: &Place) -> Result<()> {
    let row = account_entry::ActiveModel {
        id: Set(new_id()),
        account_id: Set(account),
        at: Set(ws.now()),
        action: Set(action.into()),
        device: Set(place.device.clone()),
        address: Set(place.address.clone()),
        ..Default::default()
    };
    ws.insert(row).await.map(drop)
}

pub async fn read(ws: &Workspace, account: Uuid) -> Result<Vec<HistoryEntry>> {
    let select = account_entry::Entity::find().filter(account_entry::Column::AccountId.eq(account));
    let rows = ws.all(select.order_by_desc(account_entry::Column::Id).limit(SHOWN)).await?;
    let present = |row: account_entry::Model| HistoryEntry { at: row.at, action: row.action, device: row.device, address: row.address };
    Ok(rows.into_iter().map(present).collect())
}

/// Whether this was ever done.
pub async fn knows(ws: &Workspace, account: Uuid, action: &str) -> Result<bool> {
    let select =
        account_entry::Entity::find().filter(account_entry::Column::AccountId.eq(account)).filter(account_entry::Column::Action.eq(action));
    Ok(ws.one(select.limit(1)).await?.is_some())
}

/// The network an address is in: enough to recognise it, too little to find somebody.
pub fn network(address: &str) -> String {
    match address.parse::<std::net::IpAddr>() {
        Ok(std::net::IpAddr::V4(ip)) => {
            let [a, b, c, _] = ip.octets();
            format!("{a}.{b}.{c}.x")
        }
        Ok(std::net::IpAddr::V6(ip)) => {
            let [a, b, c, ..] = ip.segments();
            format!("{a:x}:{b:x}:{c:x}:x")
        }
        Err(_) => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_kept_without_its_last_part() {
        assert_eq!(network("192.0.2.71"), "192.0.2.x");
        assert_eq!(network("2001:db8:1:2::3"), "2001:db8:1:x");
        assert_eq!(network("<b>"), "");
    }
}
