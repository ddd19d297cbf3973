//! What members of an age or of a group pay instead of what all pay.

use crate::entity::{fee_age, fee_group, group, group_member};
use crate::rates::{AgeBand, Rates};
use contracts::fee_rules::{AgeFee, FeeRule, GroupFee, SetAgeFee, SetGroupFee};
use database::Workspace;
use kernel::error::FieldErrors;
use kernel::fold::western_digits;
use kernel::id::new_id;
use kernel::{Error, Money, Result};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use std::collections::HashMap;
use uuid::Uuid;

const OLDEST: i32 = 120;
const MOST_BANDS: usize = 20;

/// # Errors
/// Ages that nobody has, that end before they begin, or that another line has too.
pub fn read_ages(errors: &mut FieldErrors, input: &[SetAgeFee]) -> Vec<AgeBand> {
    let mut bands: Vec<AgeBand> = Vec::new();
    let filled = |typed: &&SetAgeFee| [&typed.from, &typed.to, &typed.amount].iter().any(|text| !text.trim().is_empty());
    for (at, typed) in input.iter().enumerate().filter(|(_, typed)| filled(typed)) {
        let field = |name: &str| format!("ages.{at}.{name}");
        let mut age = |name: &str, text: &str| {
            let text = western_digits(text);
            if text.trim().is_empty() {
                return Some(None);
            }
            let age = text.trim().parse().ok().filter(|age| (0..=OLDEST).contains(age)).ok_or("fee-age-out-of-range");
            errors.keep(&field(name), age).map(Some)
        };
        let (from, to) = (age("from", &typed.from), age("to", &typed.to));
        let amount = if typed.amount.trim().is_empty() { Err("required") } else { Money::parse(&typed.amount) };
        let amount = errors.keep(&field("amount"), amount);
        let (Some(from), Some(to), Some(amount)) = (from, to, amount) else { continue };
        let band = AgeBand { from: from.unwrap_or(0), to, amount };
        if band.to.is_some_and(|to| to < band.from) {
            errors.add(&field("to"), "range-reversed");
        } else if bands.iter().any(|other| other.overlaps(&band)) {
            errors.add(&field("from"), "fee-ages-overlap");
        } else if bands.len() >= MOST_BANDS {
            errors.add_with(&field("from"), "fee-ages-too-many", "max", MOST_BANDS);
        } else {
            bands.push(band);
        }
    }
    bands
}

/// Groups that pay something else, as typed.
pub fn read_groups(errors: &mut FieldErrors, input: &[SetGroupFee]) -> Vec<(Uuid, Money)> {
    let mut groups: Vec<(Uuid, Money)> = Vec::new();
    for (at, typed) in input.iter().enumerate().filter(|(_, typed)| !typed.amount.trim().is_empty()) {
        let group = errors.keep(&format!("groups.{at}.group"), typed.group.trim().parse::<Uuid>().map_err(|_| "unknown-group"));
        let amount = errors.keep(&format!("groups.{at}.amount"), Money::parse(&typed.amount));
        if let (Some(group), Some(amount)) = (group, amount) {
            groups.retain(|(other, _)| *other != group);
            groups.push((group, amount));
        }
    }
    groups
}

/// A year's, in place of those that there were.
///
/// # Errors
/// `unknown-group`
pub async fn write(ws: &Workspace, year: i32, ages: &[AgeBand], groups: &[(Uuid, Money)]) -> Result<()> {
    let there = ws.all(group::Entity::find().filter(group::Column::Id.is_in(groups.iter().map(|(group, _)| *group)))).await?;
    if there.len() != groups.len() {
        return Err(Error::field("groups", "unknown-group"));
    }
    ws.delete(fee_age::Entity::delete_many().filter(fee_age::Column::Year.eq(year))).await?;
    ws.delete(fee_group::Entity::delete_many().filter(fee_group::Column::Year.eq(year))).await?;
    let ages = ages.iter().map(|band| fee_age::ActiveModel {
        association_id: Set(ws.association().0),
        id: Set(new_id()),
        year: Set(year),
        from_age: Set(band.from),
        to_age: Set(band.to),
        amount: Set(band.amount.in_centimes()),
    });
    ws.insert_many(ages.collect()).await?;
    let groups = groups.iter().map(|(group, amount)| fee_group::ActiveModel {
        association_id: Set(ws.association().0),
        id: Set(new_id()),
        year: Set(year),
        group_id: Set(*group),
        amount: Set(amount.in_centimes()),
    });
    ws.insert_many(groups.collect()).await
}

/// Those of a year.
pub async fn bands(ws: &Workspace, year: i32) -> Result<Vec<AgeBand>> {
    let rows = ws.all(fee_age::Entity::find().filter(fee_age::Column::Year.eq(year)).order_by_asc(fee_age::Column::FromAge)).await?;
    Ok(rows.into_iter().map(|row| AgeBand { from: row.from_age, to: row.to_age, amount: Money::centimes(row.amount) }).collect())
}

pub async fn of_groups(ws: &Workspace, year: i32) -> Result<HashMap<Uuid, Money>> {
    let rows = ws.all(fee_group::Entity::find().filter(fee_group::Column::Year.eq(year))).await?;
    Ok(rows.into_iter().map(|row| (row.group_id, Money::centimes(row.amount))).collect())
}

/// The groups of each member that have a fee of their own; of one member, where one is asked for.
pub async fn groups_with_fee(ws: &Workspace, rates: &Rates, member: Option<Uuid>) -> Result<HashMap<Uuid, Vec<Uuid>>> {
    let mut groups: HashMap<Uuid, Vec<Uuid>> = HashMap::new();
    if rates.groups.is_empty() {
        return Ok(groups);
    }
    let mut belong = group_member::Entity::find().filter(group_member::Column::GroupId.is_in(rates.groups.keys().copied()));
    if let Some(member) = member {
        belong = belong.filter(group_member::Column::MemberId.eq(member));
    }
    for row in ws.all(belong).await? {
        groups.entry(row.member_id).or_default().push(row.group_id);
    }
    Ok(groups)
}

/// All of the association, to be shown with the fees of their years.
#[derive(Debug, Default)]
pub struct Shown {
    ages: Vec<fee_age::Model>,
    groups: Vec<fee_group::Model>,
    names: HashMap<Uuid, (String, String)>,
}

impl Shown {
    pub async fn read(ws: &Workspace) -> Result<Self> {
        let groups = ws.all(fee_group::Entity::find()).await?;
        let named = if groups.is_empty() { Vec::new() } else { ws.all(group::Entity::find()).await? };
        Ok(Self {
            ages: ws.all(fee_age::Entity::find().order_by_asc(fee_age::Column::FromAge)).await?,
            groups,
            names: named.into_iter().map(|row| (row.id, (row.name_ar.unwrap_or_default(), row.name_fr.unwrap_or_default()))).collect(),
        })
    }

    pub fn ages(&self, year: i32) -> Vec<AgeFee> {
        let fee = |row: &fee_age::Model| AgeFee { from: row.from_age, to: row.to_age, amount: Money::centimes(row.amount) };
        self.ages.iter().filter(|row| row.year == year).map(fee).collect()
    }

    /// Those that are still there, by their names.
    pub fn groups(&self, year: i32) -> Vec<GroupFee> {
        let fee = |row: &fee_group::Model| {
            let (name_ar, name_fr) = self.names.get(&row.group_id)?.clone();
            Some(GroupFee { group: row.group_id, name_ar, name_fr, amount: Money::centimes(row.amount) })
        };
        let mut fees: Vec<GroupFee> = self.groups.iter().filter(|row| row.year == year).filter_map(fee).collect();
        fees.sort_by(|a, b| (&a.name_fr, &a.name_ar, a.group).cmp(&(&b.name_fr, &b.name_ar, b.group)));
        fees
    }

    /// For the audit log.
    pub fn told(&self, year: i32, told: &mut serde_json::Value) {
        let ages = self.ages(year);
        if !ages.is_empty() {
            let lines = ages.iter().map(|age| match age.to {
                Some(to) => format!("{}–{to}: {}", age.from, age.amount),
                None => format!("{}+: {}", age.from, age.amount),
            });
            told["ages"] = lines.collect();
        }
        let groups = self.groups(year);
        if !groups.is_empty() {
            let name = |fee: &GroupFee| if fee.name_fr.is_empty() { fee.name_ar.clone() } else { fee.name_fr.clone() };
            told["group_fees"] = groups.iter().map(|fee| format!("{}: {}", name(fee), fee.amount)).collect();
        }
    }

    pub fn rule(&self, rule: crate::rates::Rule) -> FeeRule {
        use crate::rates::Rule;
        match rule {
            Rule::General => FeeRule::General,
            Rule::Category => FeeRule::Category,
            Rule::Age(from, to) => FeeRule::Age { from, to },
            Rule::Group(group) => {
                let (name_ar, name_fr) = self.names.get(&group).cloned().unwrap_or_default();
                FeeRule::Group { name_ar, name_fr }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(from: &str, to: &str, amount: &str) -> SetAgeFee {
        SetAgeFee { from: from.into(), to: to.into(), amount: amount.into() }
    }

    fn codes(lines: &[SetAgeFee]) -> Vec<(String, String)> {
        let mut errors = FieldErrors::default();
        read_ages(&mut errors, lines);
        let error = errors.finish().err();
        error.iter().flat_map(Error::field_errors).map(|error| (error.field.clone(), error.code.clone())).collect()
    }

    #[test]
    fn ages_are_read_with_open_ends_and_refused_where_nobody_has_them_or_two_lines_do() {
        let mut errors = FieldErrors::default();
        let read = read_ages(&mut errors, &[line("", "17", "٥٠"), line("", "", ""), line("65", "", "0")]);
        assert_eq!(
            read,
            [AgeBand { from: 0, to: Some(17), amount: Money::centimes(5_000) }, AgeBand { from: 65, to: None, amount: Money::ZERO },]
        );
        let one = |field: &str, code: &str| vec![(field.to_owned(), code.to_owned())];
        assert_eq!(codes(&[line("-1", "17", "50")]), one("ages.0.from", "fee-age-out-of-range"));
        assert_eq!(codes(&[line("0", "999", "50")]), one("ages.0.to", "fee-age-out-of-range"));
        assert_eq!(codes(&[line("30", "18", "50")]), one("ages.0.to", "range-reversed"));
        assert_eq!(codes(&[line("6", "17", "")]), one("ages.0.amount", "required"));
        assert_eq!(codes(&[line("6", "17", "50"), line("17", "25", "80")]), one("ages.1.from", "fee-ages-overlap"));
        assert_eq!(codes(&[line("60", "", "50"), line("", "", "80")]), one("ages.1.from", "fee-ages-overlap"));
    }
}
