//! Who has not paid: what is open, by age.

use crate::charges::{self, open};
use crate::entity::{charge, member};
use crate::{dues_years, groups, guardians, members};
use chrono::{Datelike, Duration, NaiveDate};
use contracts::charges::{AGES, AgeSum, Arrear, Arrears, FindArrears};
use database::Workspace;
use kernel::fold::fold;
use kernel::permission::ViewDues;
use kernel::{Actor, Error, Money, Result};
use language::key;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ColumnTrait, Condition, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect, QueryTrait, Select};
use std::collections::HashMap;
use uuid::Uuid;
use web::{Access, File};

const PAGE: usize = 50;
/// Members read at a time.
const SLICE: usize = 1_000;

/// `GET …/dues/arrears`
pub async fn list(access: Access<ViewDues>, input: FindArrears) -> Result<Arrears> {
    let age = age_of(input.age.as_deref())?;
    let after = input.after.as_deref().map(after).transpose()?;
    let ws = access.begin().await?;
    let today = ws.today();
    let all = select(&ws, access.actor(), &input);
    let ages = sums(&ws, all.clone(), today).await?;
    let all = within(all, age, today);
    let people = people(&ws, all.clone()).await?;
    let mut page = all;
    if let Some((due_on, id)) = after {
        let key = Expr::tuple([Expr::col(charge::Column::DueOn), Expr::col(charge::Column::Id)]);
        page = page.filter(key.gt(Expr::tuple([Expr::val(due_on), Expr::val(id)])));
    }
    let mut rows = ws.all(oldest_first(page).limit(PAGE as u64 + 1)).await?;
    let next = (rows.len() > PAGE).then(|| format!("{}_{}", rows[PAGE - 1].due_on, rows[PAGE - 1].id));
    rows.truncate(PAGE);
    let chosen = ages.iter().filter(|sum| age.is_none_or(|age| sum.age == age));
    let open = Money::sum(chosen.map(|sum| sum.open)).ok_or_else(|| Error::internal("a sum leaves 64 bits"))?;
    Ok(Arrears { items: with_members(&ws, rows, today).await?, next, ages, open, members: people })
}

/// `GET …/dues/arrears.csv`, with the same filters.
pub async fn csv(access: Access<ViewDues>, input: FindArrears) -> Result<File> {
    let age = age_of(input.age.as_deref())?;
    let ws = access.begin().await?;
    let today = ws.today();
    let rows = ws.all(oldest_first(within(select(&ws, access.actor(), &input), age, today))).await?;
    let say = |key| language::text(access.locale(), key);
    let mut body = tables::BEGINNING.to_owned();
    body += &tables::line(
        [
            key::MEMBER_NUMBER,
            key::CHARGE_MEMBER_AR,
            key::CHARGE_MEMBER_FR,
            key::MEMBER_PHONE,
            key::MEMBER_EMAIL,
            key::CHARGE_TITLE,
            key::YEAR,
            key::CHARGE_DUE_ON,
            key::CHARGE_AMOUNT,
            key::CHARGE_OPEN,
        ]
        .map(say),
    );
    let mut rows = rows;
    while !rows.is_empty() {
        let rest = rows.split_off(rows.len().min(SLICE));
        for line in with_members(&ws, rows, today).await? {
            let number = |amount: Money| format!("{}.{:02}", amount.in_centimes() / 100, amount.in_centimes() % 100);
            let text = |text: &Option<String>| text.clone().unwrap_or_default();
            body += &tables::line([
                line.member_number.to_string(),
                text(&line.name_ar),
                text(&line.name_fr),
                text(&line.phone),
                text(&line.email),
                language::named(access.locale(), "charge", line.charge.kind.code()),
                line.charge.period.clone(),
                line.charge.due_on.to_string(),
                number(line.charge.amount),
                number(line.charge.open),
            ]);
        }
        rows = rest;
    }
    Ok(File { content_type: "text/csv; charset=utf-8", name: "dues.csv".into(), inline: false, body: body.into() })
}

pub fn age_of(typed: Option<&str>) -> Result<Option<&'static str>> {
    let Some(typed) = typed.filter(|typed| !typed.is_empty()) else { return Ok(None) };
    AGES.into_iter().find(|age| *age == typed).map(Some).ok_or_else(|| Error::field("age", "choice-unknown"))
}

/// The age of something due on a day.
pub fn age(due_on: NaiveDate, today: NaiveDate) -> &'static str {
    match (today - due_on).num_days() {
        ..=0 => AGES[0],
        1..=30 => AGES[1],
        31..=90 => AGES[2],
        91..=365 => AGES[3],
        _ => AGES[4],
    }
}

pub fn within(select: Select<charge::Entity>, age: Option<&str>, today: NaiveDate) -> Select<charge::Entity> {
    let before = |days| today - Duration::days(days);
    let due_on = charge::Column::DueOn;
    let range = match AGES.into_iter().position(|one| Some(one) == age) {
        Some(0) => Condition::all().add(due_on.gte(today)),
        Some(1) => Condition::all().add(due_on.lt(today)).add(due_on.gte(before(30))),
        Some(2) => Condition::all().add(due_on.lt(before(30))).add(due_on.gte(before(90))),
        Some(3) => Condition::all().add(due_on.lt(before(90))).add(due_on.gte(before(365))),
        Some(_) => Condition::all().add(due_on.lt(before(365))),
        None => Condition::all(),
    };
    select.filter(range)
}

/// As the index of open charges says it.
pub fn is_open() -> Expr {
    Expr::col(charge::Column::Waived).add(Expr::col(charge::Column::Paid)).lt(Expr::col(charge::Column::Amount))
}

pub fn select(ws: &Workspace, actor: &Actor, input: &FindArrears) -> Select<charge::Entity> {
    let mut select = charge::Entity::find().filter(is_open());
    if actor.limit.is_some() {
        select = select.filter(charge::Column::Year.eq(actor.year_or(ws.today().year())));
    }
    if let Some(category) = input.category.as_deref().filter(|name| !name.is_empty()) {
        let bear = member::Entity::find().select_only().column(member::Column::Id);
        let bear =
            bear.filter(member::Column::AssociationId.eq(ws.association().0)).filter(member::Column::CategoryFolded.eq(fold(category)));
        select = select.filter(charge::Column::MemberId.in_subquery(bear.into_query()));
    }
    if let Some(group) = input.group {
        select = select.filter(charge::Column::MemberId.in_subquery(groups::members_of(ws, group)));
    }
    select
}

fn oldest_first(select: Select<charge::Entity>) -> Select<charge::Entity> {
    select.order_by_asc(charge::Column::DueOn).order_by_asc(charge::Column::Id)
}

#[derive(Debug, FromQueryResult)]
struct DueSum {
    due_on: NaiveDate,
    charges: i64,
    open: i64,
}

/// Few dates are due, however many members owe.
async fn sums(ws: &Workspace, select: Select<charge::Entity>, today: NaiveDate) -> Result<Vec<AgeSum>> {
    let owed = Expr::col(charge::Column::Amount).sub(Expr::col(charge::Column::Waived)).sub(Expr::col(charge::Column::Paid));
    let grouped = select
        .select_only()
        .column(charge::Column::DueOn)
        .column_as(charge::Column::Id.count(), "charges")
        // PostgreSQL sums bigint to numeric
        .column_as(owed.sum().cast_as("bigint"), "open")
        .group_by(charge::Column::DueOn);
    let mut by_age: HashMap<&str, (i64, i64)> = HashMap::new();
    for DueSum { due_on, charges, open } in ws.rows(grouped).await? {
        let sum = by_age.entry(age(due_on, today)).or_default();
        *sum = (sum.0 + charges, sum.1 + open);
    }
    let sum = |age: &str| by_age.get(age).copied().unwrap_or_default();
    Ok(AGES.map(|age| AgeSum { age: age.into(), charges: sum(age).0, open: Money::centimes(sum(age).1) }).into())
}

async fn people(ws: &Workspace, select: Select<charge::Entity>) -> Result<i64> {
    #[derive(FromQueryResult)]
    struct People {
        people: i64,
    }
    let distinct = select.select_only().column_as(Expr::col(charge::Column::MemberId).count_distinct(), "people");
    let rows: Vec<People> = ws.rows(distinct).await?;
    Ok(rows.first().map_or(0, |row| row.people))
}

async fn with_members(ws: &Workspace, rows: Vec<charge::Model>, today: NaiveDate) -> Result<Vec<Arrear>> {
    let ids = rows.iter().map(|row| row.member_id);
    let mut owing = ws.all(member::Entity::find().filter(member::Column::Id.is_in(ids))).await?;
    guardians::in_their_place(ws, &mut owing).await?;
    let years = dues_years::find(ws).await?;
    let owing: HashMap<Uuid, member::Model> = owing.into_iter().map(|row| (row.id, row)).collect();
    let line = |row: &charge::Model| {
        debug_assert!(open(row) > 0);
        let member = owing.get(&row.member_id).ok_or_else(|| Error::internal("a charge of nobody"))?;
        Ok(Arrear {
            charge: charges::to_contract(row, &years)?,
            age: age(row.due_on, today).into(),
            member_number: member.number,
            name_ar: members::name_ar(member),
            name_fr: members::name_fr(member),
            phone: member.phone.clone(),
            email: member.email.clone(),
        })
    };
    rows.iter().map(line).collect()
}

/// `2026-03-31_<id>`, the last line of the page before.
fn after(text: &str) -> Result<(NaiveDate, Uuid)> {
    let parts = text.split_once('_').and_then(|(due_on, id)| Some((due_on.parse().ok()?, id.parse().ok()?)));
    parts.ok_or_else(|| Error::invalid("invalid-query"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_debt_ages_from_the_day_after_it_was_due() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 21).unwrap();
        let at = |days| age(today - Duration::days(days), today);
        assert_eq!(
            [-1, 0, 1, 30, 31, 90, 91, 365, 366].map(at),
            ["coming", "coming", "month", "month", "quarter", "quarter", "year", "year", "older"]
        );
    }
}
