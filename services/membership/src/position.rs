//! What all members of the association together owe, kept with every act that changes it: the books
//! are told how it must stand after each (`contracts::events::Position`).

use crate::ahead;
use crate::entity::dues_account;
use chrono::NaiveDate;
use contracts::charges::ChargeKind;
use contracts::events::{Charged, Effect, Position};
use database::Workspace;
use kernel::id::named_id;
use kernel::{Error, Money, Result};
use sea_orm::ActiveValue::Set;
use std::collections::BTreeMap;

/// The position as it is, until the end of the transaction: whoever deposits cheques or takes a payment back
/// waits here, so that no cheque is both on a slip and given back.
pub async fn hold(ws: &Workspace) -> Result<dues_account::Model> {
    let id = named_id("dues");
    let blank = dues_account::ActiveModel {
        association_id: Set(ws.association().0),
        id: Set(id),
        version: Set(0),
        receivable: Set(0),
        advances: Set(0),
        ahead: Set(0),
    };
    ws.insert_new(blank).await?;
    ws.lock::<dues_account::Entity>(id).await
}

/// What one act changes, in centimes.
#[derive(Debug)]
pub struct Moves {
    /// Its date in the books: what it charges for a year that begins later is no income yet.
    on: NaiveDate,
    /// By kind, year, and the day on which that begins.
    charged: BTreeMap<(ChargeKind, i32, NaiveDate), i64>,
    earned: BTreeMap<ChargeKind, i64>,
    receivable: i64,
    advances: i64,
}

impl Moves {
    pub const fn on(on: NaiveDate) -> Self {
        Self { on, charged: BTreeMap::new(), earned: BTreeMap::new(), receivable: 0, advances: 0 }
    }

    /// More is owed of a year, which begins on that day, or, where it is waived, less.
    pub fn charge(&mut self, kind: ChargeKind, (year, begins_on): (i32, NaiveDate), amount: i64) {
        *self.charged.entry((kind, year, begins_on)).or_default() += amount;
        self.receivable += amount;
    }

    /// What was charged for a year is income, as it has begun.
    pub fn earn(&mut self, kind: ChargeKind, amount: i64) {
        *self.earned.entry(kind).or_default() += amount;
    }

    /// Something owed was paid, or, where a payment is taken back, is owed again.
    pub fn settle(&mut self, amount: i64) {
        self.receivable -= amount;
    }

    pub fn advance(&mut self, amount: i64) {
        self.advances += amount;
    }

    /// Keeps the position. Call it once in a transaction, after the members are locked: everybody who
    /// changes the position waits here.
    pub async fn keep(self, ws: &Workspace) -> Result<Effect> {
        let before = hold(ws).await?;
        let (mut sums, mut early): (BTreeMap<(ChargeKind, bool), i64>, i64) = (BTreeMap::new(), 0);
        for ((kind, year, begins_on), amount) in self.charged.into_iter().filter(|(_, amount)| *amount != 0) {
            let ahead = self.on < begins_on;
            if ahead {
                ahead::defer(ws, (year, begins_on), kind, amount).await?;
                early += amount;
            }
            *sums.entry((kind, ahead)).or_default() += amount;
        }
        let charged = sums.into_iter().filter(|(_, amount)| *amount != 0);
        let charged = charged.map(|((kind, ahead), amount)| Charged { kind, amount: Money::centimes(amount), ahead });
        let mut charged: Vec<Charged> = charged.collect();
        for (kind, amount) in self.earned {
            early -= amount;
            charged.push(Charged { kind, amount: Money::centimes(-amount), ahead: true });
            charged.push(Charged { kind, amount: Money::centimes(amount), ahead: false });
        }
        let sum = |kept: i64, more: i64| kept.checked_add(more).ok_or_else(|| Error::invalid("amount-too-large"));
        let after = dues_account::ActiveModel {
            id: Set(before.id),
            version: Set(before.version + 1),
            receivable: Set(sum(before.receivable, self.receivable)?),
            advances: Set(sum(before.advances, self.advances)?),
            ahead: Set(sum(before.ahead, early)?),
            ..Default::default()
        };
        let after = ws.update(after).await?;
        Ok(Effect {
            charged,
            receivable: Money::centimes(self.receivable),
            advances: Money::centimes(self.advances),
            position: Position {
                version: after.version,
                receivable: Money::centimes(after.receivable),
                advances: Money::centimes(after.advances),
                ahead: Money::centimes(after.ahead),
            },
        })
    }
}
