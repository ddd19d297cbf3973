//! The hash that chains an entry to the one before it: whoever changes, removes or exchanges entries
//! must write all later ones anew, and no longer ends at the hash that somebody else noted.

use crate::entity::audit_entry::{Column, Entity, Model};
use crate::entity::audit_head;
use chrono::SecondsFormat;
use contracts::audit::Fault;
use database::Workspace;
use kernel::id::named_id;
use kernel::{Kind, Result};
use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::fmt::Write;
use uuid::Uuid;

/// Entries read at a time.
pub const SLICE: u64 = 500;

/// SHA-256, in hex, over the previous hash (empty for the first entry), a line feed and the entry as
/// [`sealed`] says it, in [`canonical`] form.
pub fn hash(previous: &str, row: &Model) -> String {
    hex(&format!("{previous}\n{}", canonical(&sealed(row))))
}

/// SHA-256, in hex, of the canonical form.
pub fn digest(value: &Value) -> String {
    hex(&canonical(value))
}

fn hex(text: &str) -> String {
    Sha256::digest(text).iter().fold(String::with_capacity(64), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}"); // writing to a String does not fail
        hex
    })
}

/// All that an entry's hash vouches for. Personal data by its digest: it can be withheld from a
/// reader, or one day erased, and the chain holds.
pub fn sealed(row: &Model) -> Value {
    json!({
        "association": row.association_id,
        "id": row.id,
        "number": row.number,
        "at": row.at.to_rfc3339_opts(SecondsFormat::Micros, true),
        "account": row.account_id,
        "who": row.who,
        "role": row.role,
        "via": row.via,
        "network": row.network,
        "authority": row.authority,
        "request": row.request,
        "action": row.action,
        "area": row.area,
        "subject": row.subject,
        "details": row.details,
        "personal": row.personal_digest,
    })
}

/// JSON without spaces, the names of objects in the order of their bytes: one text for one value,
/// however a database keeps it.
pub fn canonical(value: &Value) -> String {
    match value {
        Value::Object(object) => {
            let mut names: Vec<&String> = object.keys().collect();
            names.sort();
            let parts: Vec<String> =
                names.iter().map(|name| format!("{}:{}", Value::from(name.as_str()), canonical(&object[*name]))).collect();
            format!("{{{}}}", parts.join(","))
        }
        Value::Array(items) => format!("[{}]", items.iter().map(canonical).collect::<Vec<_>>().join(",")),
        plain => plain.to_string(),
    }
}

fn head_id() -> Uuid {
    named_id("audit-head")
}

/// The chain's end as last written; absent before the first entry.
pub async fn head(ws: &Workspace) -> Result<Option<audit_head::Model>> {
    ws.one(audit_head::Entity::find().filter(audit_head::Column::Id.eq(head_id()))).await
}

/// As [`head`], kept from all others who append until the transaction ends.
pub async fn lock(ws: &Workspace) -> Result<audit_head::Model> {
    match ws.lock::<audit_head::Entity>(head_id()).await {
        Err(error) if error.kind() == Kind::NotFound => {}
        found => return found,
    }
    let first = audit_head::ActiveModel {
        association_id: Set(ws.association().0),
        id: Set(head_id()),
        number: Set(0),
        hash: Set(String::new()),
        at: Set(ws.now()),
    };
    ws.insert_new(first).await?;
    let mut head = ws.lock::<audit_head::Entity>(head_id()).await?;
    if head.number == 0 {
        // entries older than the chain: the first new one covers them
        let mut walk = Walk::default();
        while let Some(rows) = slice(ws, walk.number, i64::MAX).await? {
            for row in &rows {
                walk.follow(row);
            }
        }
        (head.number, head.hash) = (walk.number, walk.hash);
    }
    Ok(head)
}

pub async fn advance(ws: &Workspace, head: audit_head::Model, number: i64, hash: String) -> Result<()> {
    let mut moved = head.into_active_model();
    (moved.number, moved.hash, moved.at) = (Set(number), Set(hash), Set(ws.now()));
    ws.update(moved).await.map(drop)
}

/// The next entries after a number, up to another; absent at the end.
pub async fn slice(ws: &Workspace, after: i64, last: i64) -> Result<Option<Vec<Model>>> {
    let select = Entity::find().filter(Column::Number.gt(after)).filter(Column::Number.lte(last));
    let rows = ws.all(select.order_by_asc(Column::Number).limit(SLICE)).await?;
    Ok(Some(rows).filter(|rows| !rows.is_empty()))
}

/// Calculates a chain anew, entry by entry.
#[derive(Clone, Debug, Default)]
pub struct Walk {
    pub number: i64,
    pub hash: String,
    /// A hash was seen: from here on none may lack.
    pub sealed: bool,
}

impl Walk {
    fn follow(&mut self, row: &Model) {
        (self.number, self.hash) = (row.number, hash(&self.hash, row));
    }

    /// # Errors
    /// The entry does not stand where and as the chain says. The number is the break's.
    pub fn step(&mut self, row: &Model) -> Result<(), (i64, Fault)> {
        if row.number != self.number + 1 {
            return Err((self.number + 1, Fault::Missing));
        }
        let personal = row.personal.as_ref().is_none_or(|personal| digest(personal) == row.personal_digest);
        self.follow(row);
        let unsealed = row.hash.is_empty() && !self.sealed;
        if !personal || !(unsealed || row.hash == self.hash) {
            return Err((row.number, Fault::Changed));
        }
        self.sealed |= !unsealed;
        Ok(())
    }
}

#[cfg(test)]
pub mod tests {
    use super::*;
    use chrono::DateTime;
    use std::collections::HashSet;

    pub fn row() -> Model {
        Model {
            association_id: Uuid::nil(),
            id: Uuid::nil(),
            number: 1,
            at: DateTime::from_timestamp(1_767_340_800, 0).unwrap(),
            account_id: None,
            who: "Driss \"B\"".into(),
            who_key: "driss".into(),
            role: "president".into(),
            via: "page".into(),
            network: "196.200.131.0/24".into(),
            authority: String::new(),
            request: "r1".into(),
            action: "fee-set".into(),
            area: "dues".into(),
            subject: "2026".into(),
            details: json!({ "before": { "b": 1, "a": [null, "é"] } }),
            personal: None,
            personal_digest: String::new(),
            hash: String::new(),
        }
    }

    #[test]
    fn every_change_changes_the_hash() {
        let other = Uuid::from_u128(1);
        let variants = [
            row(),
            Model { association_id: other, ..row() },
            Model { id: other, ..row() },
            Model { number: 2, ..row() },
            Model { at: DateTime::from_timestamp(1_767_340_800, 1_000).unwrap(), ..row() },
            Model { account_id: Some(other), ..row() },
            Model { who: "Driss".into(), ..row() },
            Model { role: "member".into(), ..row() },
            Model { via: "token".into(), ..row() },
            Model { network: String::new(), ..row() },
            Model { authority: "consent".into(), ..row() },
            Model { request: "r2".into(), ..row() },
            Model { action: "fee".into(), ..row() },
            Model { area: "books".into(), ..row() },
            Model { subject: "2027".into(), ..row() },
            Model { details: json!({}), ..row() },
            Model { personal_digest: "0".into(), ..row() },
        ];
        let mut hashes: HashSet<_> = variants.iter().map(|row| hash("", row)).collect();
        hashes.insert(hash("0", &row()));
        assert_eq!(hashes.len(), variants.len() + 1);
        assert!(hashes.iter().all(|hash| hash.len() == 64));
    }

    /// What stands in logs must still be verifiable by a later version, and by others' programs.
    #[test]
    fn the_text_under_the_hash_stays_as_it_is() {
        let nil = "00000000-0000-0000-0000-000000000000";
        assert_eq!(
            canonical(&sealed(&row())),
            format!(
                r#"{{"account":null,"action":"fee-set","area":"dues","association":"{nil}","at":"2026-01-02T08:00:00.000000Z","authority":"","details":{{"before":{{"a":[null,"é"],"b":1}}}},"id":"{nil}","network":"196.200.131.0/24","number":1,"personal":"","request":"r1","role":"president","subject":"2026","via":"page","who":"Driss \"B\""}}"#
            )
        );
    }

    #[test]
    fn a_hash_may_lack_at_the_beginning_only() {
        let first = row();
        let mut second = Model { number: 2, ..row() };
        second.hash = hash(&hash("", &first), &second);
        let third = Model { number: 3, ..row() };
        let mut walk = Walk::default();
        assert_eq!([walk.step(&first), walk.step(&second), walk.step(&third)], [Ok(()), Ok(()), Err((3, Fault::Changed))]);
        assert_eq!(Walk::default().step(&second), Err((1, Fault::Missing)));
    }
}
