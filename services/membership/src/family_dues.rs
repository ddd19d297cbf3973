//! What members of one family owe together: the oldest member number comes first, and who is charged already before who is
//! not. The year's fee is locked, so that two of a family are charged one after the other.

use crate::entity::{charge, family_member};
use crate::families;
use crate::rates::{Before, FamilyRule, Rates};
use contracts::charges::ChargeKind;
use database::Workspace;
use kernel::{Money, Result};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use std::collections::HashMap;
use uuid::Uuid;

/// What a member owes of the year, beside those of the family who are charged; `alone`: what it would be without a family.
pub async fn due(ws: &Workspace, rates: &Rates, member: Uuid, alone: Money) -> Result<Money> {
    if rates.family.is_none() {
        return Ok(alone);
    }
    let Some(there) = families::of(ws, member).await? else { return Ok(alone) };
    let belong = ws.all(family_member::Entity::find().filter(family_member::Column::FamilyId.eq(there.family_id))).await?;
    let others = belong.iter().map(|one| one.member_id).filter(|one| *one != member);
    let of_year =
        charge::Entity::find().filter(charge::Column::Year.eq(rates.year)).filter(charge::Column::Kind.eq(ChargeKind::Annual.code()));
    let before = ws.all(of_year.filter(charge::Column::MemberId.is_in(others))).await?.iter().fold(Before::default(), and);
    Ok(rates.family.due(alone, before))
}

/// What is waived is not paid: it leaves room for the next.
fn and(before: Before, row: &charge::Model) -> Before {
    Before { members: before.members + 1, centimes: before.centimes + row.amount - row.waived }
}

/// All families of a run.
#[derive(Debug, Default)]
pub struct Families {
    rule: FamilyRule,
    /// Of a member: the family.
    of: HashMap<Uuid, Uuid>,
    before: HashMap<Uuid, Before>,
}

impl Families {
    /// `charged`: of the year, by member. What was carried over may be raised yet, and is counted when its turn comes.
    pub async fn read(ws: &Workspace, rates: &Rates, charged: &HashMap<Uuid, charge::Model>) -> Result<Self> {
        if rates.family.is_none() {
            return Ok(Self::default());
        }
        let belong = ws.all(family_member::Entity::find()).await?;
        let mut families =
            Self { rule: rates.family, of: belong.into_iter().map(|one| (one.member_id, one.family_id)).collect(), ..Self::default() };
        for row in charged.values().filter(|row| !row.carried) {
            if let Some(family) = families.of.get(&row.member_id) {
                let before = families.before.entry(*family).or_default();
                *before = and(*before, row);
            }
        }
        Ok(families)
    }

    /// What the next of the family owes.
    pub fn due(&self, member: Uuid, alone: Money) -> Money {
        match self.of.get(&member) {
            Some(family) => self.rule.due(alone, self.before.get(family).copied().unwrap_or_default()),
            None => alone,
        }
    }

    /// The member owes that, and the next comes after.
    pub fn owes(&mut self, member: Uuid, centimes: i64) {
        if let Some(family) = self.of.get(&member) {
            let before = self.before.entry(*family).or_default();
            *before = Before { members: before.members + 1, centimes: before.centimes + centimes };
        }
    }
}
