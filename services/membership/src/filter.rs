//! What a list of members is narrowed to: one for the pages, for files and for acts on many.

use crate::entity::member;
use crate::numbering::Pattern;
use crate::{dues_years, field_values, groups, guardians, notes, words};
use chrono::{Months, NaiveDate};
use contracts::members::FindMembers;
use database::Workspace;
use kernel::dues_years::DuesYears;
use kernel::error::FieldErrors;
use kernel::fold::{clean, fold, western_digits};
use kernel::{Actor, Result, date};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, Select};
use uuid::Uuid;

const OLDEST: u32 = 150;
/// As many fields as an association may have.
const MOST_OWN: usize = 60;

#[derive(Clone, Debug)]
pub struct Filter {
    typed: FindMembers,
    /// Born after the first day, and on the second at the latest.
    born: (Option<NaiveDate>, Option<NaiveDate>),
    joined: (Option<NaiveDate>, Option<NaiveDate>),
    /// Fields of the association's own and what each is.
    own: Vec<(Uuid, String)>,
}

impl Filter {
    /// # Errors
    /// Every field that is wrong, at once.
    pub fn read(typed: FindMembers, today: NaiveDate) -> Result<Self> {
        let mut errors = FieldErrors::default();
        let ages = (years(&mut errors, "age_from", typed.age_from.as_deref()), years(&mut errors, "age_to", typed.age_to.as_deref()));
        let joined =
            (day(&mut errors, "joined_from", typed.joined_from.as_deref()), day(&mut errors, "joined_to", typed.joined_to.as_deref()));
        let own = errors.keep("own", own(typed.own.as_deref().unwrap_or_default())).unwrap_or_default();
        if matches!(ages, (Some(from), Some(to)) if from > to) {
            errors.add("age_to", "range-reversed");
        }
        if matches!(joined, (Some(from), Some(to)) if from > to) {
            errors.add("joined_to", "range-reversed");
        }
        errors.finish()?;
        let before = |years: u32| today.checked_sub_months(Months::new(12 * years));
        let born = (ages.1.and_then(|to| before(to + 1)), ages.0.and_then(before));
        Ok(Self { typed, born, joined, own })
    }

    /// Those of them whose number comes after, in the order of their numbers, as far as the seat
    /// reaches.
    pub fn select(&self, ws: &Workspace, actor: &Actor, (pattern, years): (&Pattern, &DuesYears), after: i64) -> Select<member::Entity> {
        let select = groups::reached(ws, actor, member::Entity::find().filter(member::Column::Number.gt(after)));
        let select = select.filter(self.of_the_row()).filter(self.around(ws, years));
        self.searched(pattern, select).order_by_asc(member::Column::Number)
    }

    /// What the member's own row says.
    fn of_the_row(&self) -> Condition {
        let typed = &self.typed;
        let (after, until) = self.born;
        let (from, to) = self.joined;
        let has = |column: member::Column, asked: Option<&str>| match asked {
            Some("with") => Some(column.is_not_null()),
            Some("without") => Some(column.is_null()),
            _ => None,
        };
        Condition::all()
            .add(member::Column::AnonymisedAt.is_null())
            .add_option(typed.status.as_deref().map(|code| member::Column::Status.eq(code)))
            .add_option(typed.category.as_deref().map(|name| member::Column::CategoryFolded.eq(fold(name))))
            .add_option(typed.sex.as_deref().map(|code| member::Column::Sex.eq(code)))
            .add_option(after.map(|day| member::Column::BornOn.gt(day)))
            .add_option(until.map(|day| member::Column::BornOn.lte(day)))
            .add_option(from.map(|day| member::Column::JoinedOn.gte(day)))
            .add_option(to.map(|day| member::Column::JoinedOn.lte(day)))
            .add_option(has(member::Column::Email, typed.email.as_deref()))
            .add_option(has(member::Column::Phone, typed.phone.as_deref()))
    }

    /// What other tables say of the member.
    fn around(&self, ws: &Workspace, years: &DuesYears) -> Condition {
        let paid = match self.typed.dues.as_deref() {
            Some("paid") => Some(dues_years::paid(ws, years)),
            Some("unpaid") => Some(dues_years::paid(ws, years).not()),
            _ => None,
        };
        self.own
            .iter()
            .fold(Condition::all(), |all, (field, value)| all.add(of_field(ws, *field, value)))
            .add_option(self.typed.group.map(|group| member::Column::Id.in_subquery(groups::members_of(ws, group))))
            .add_option(self.typed.tag.as_deref().map(|tag| member::Column::Id.in_subquery(notes::tagged(ws, tag))))
            .add_option(paid)
            .add_option((self.typed.guardian.as_deref() == Some("missing")).then(|| guardians::alone(ws)))
    }

    fn searched(&self, pattern: &Pattern, select: Select<member::Entity>) -> Select<member::Entity> {
        let typed = self.typed.search.as_deref().unwrap_or_default();
        let code = if pattern.is_plain() { None } else { pattern.number_in(typed) };
        if let Some(number) = code {
            return select.filter(member::Column::Number.eq(number));
        }
        words::search(typed).iter().fold(select, |select, alternatives| {
            let any = alternatives.iter().fold(Condition::any(), |any, all| {
                any.add(all.iter().fold(Condition::all(), |every, beginning| {
                    every.add(words::begins((member::Entity, member::Column::Words), beginning))
                }))
            });
            select.filter(any)
        })
    }
}

fn years(errors: &mut FieldErrors, field: &str, typed: Option<&str>) -> Option<u32> {
    let typed = western_digits(&clean(typed.unwrap_or_default()));
    if typed.is_empty() {
        return None;
    }
    errors.keep(field, typed.parse().ok().filter(|years| *years <= OLDEST).ok_or("age-unreadable"))
}

fn of_field(ws: &Workspace, field: Uuid, value: &str) -> Expr {
    match value {
        "with" => member::Column::Id.in_subquery(field_values::having(ws, field, None)),
        "without" => member::Column::Id.not_in_subquery(field_values::having(ws, field, None)),
        value => member::Column::Id.in_subquery(field_values::having(ws, field, Some(value))),
    }
}

fn own(text: &str) -> Result<Vec<(Uuid, String)>, &'static str> {
    let one = |text: &str| Some((text.split_once(':')?.0.parse().ok()?, text.split_once(':')?.1.to_owned()));
    let asked: Option<Vec<(Uuid, String)>> = text.split(',').filter(|part| !part.is_empty()).map(one).collect();
    let asked = asked.ok_or("choice-unknown")?;
    if asked.len() > MOST_OWN { Err("choice-unknown") } else { Ok(asked) }
}

fn day(errors: &mut FieldErrors, field: &str, typed: Option<&str>) -> Option<NaiveDate> {
    let typed = clean(typed.unwrap_or_default());
    if typed.is_empty() { None } else { errors.keep(field, date::parse(&typed)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(age_from: &str, age_to: &str) -> Result<Filter> {
        let typed = FindMembers { age_from: Some(age_from.into()), age_to: Some(age_to.into()), ..FindMembers::default() };
        Filter::read(typed, NaiveDate::from_ymd_opt(2024, 2, 29).unwrap())
    }

    #[test]
    fn somebody_is_as_old_as_on_the_last_birthday() {
        let day = |year, month, day| NaiveDate::from_ymd_opt(year, month, day);
        // 18 today at the latest, 26 tomorrow at the earliest
        assert_eq!(read("18", "٢٥").unwrap().born, (day(1998, 2, 28), day(2006, 2, 28)));
        assert_eq!(read("", "").unwrap().born, (None, None));
        for (from, to, wrong) in
            [("x", "", "age_from age-unreadable"), ("", "-1", "age_to age-unreadable"), ("9", "8", "age_to range-reversed")]
        {
            let error = read(from, to).unwrap_err();
            let told = &error.field_errors()[0];
            assert_eq!(format!("{} {}", told.field, told.code), wrong);
        }
    }
}
