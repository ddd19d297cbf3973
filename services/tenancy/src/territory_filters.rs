//! By what a hub's list is narrowed.

use crate::entity::{association, hub, indicator, opening};
use crate::{legal, oversight};
use chrono::{Days, Months, NaiveDate, NaiveTime};
use contracts::hubs::FindInTerritory;
use contracts::registry::{ACTIVITIES, LegalStatus};
use database::Workspace;
use kernel::fold::{fold, western_digits};
use kernel::{Error, Result, Standing};
use sea_orm::sea_query::LikeExpr;
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QuerySelect, QueryTrait, Select};

pub fn filtered(ws: &Workspace, hub: &hub::Model, input: &FindInTerritory) -> Result<Select<association::Entity>> {
    let mut select = oversight::with_figures(oversight::of(hub));
    for word in input.search.as_deref().map(fold).unwrap_or_default().split_whitespace() {
        select = select.filter(association::Column::NameKey.like(holding(word)));
    }
    for (column, wanted) in [
        (association::Column::Region, &input.region),
        (association::Column::Province, &input.province),
        (association::Column::Commune, &input.commune),
        (association::Column::Slug, &input.association),
    ] {
        if let Some(wanted) = wanted {
            select = select.filter(column.eq(wanted));
        }
    }
    let unknown = |field: &str| Error::field(field, "choice-unknown");
    if let Some(code) = &input.standing {
        select = select.filter(standing_is(Standing::parse(code).ok_or_else(|| unknown("standing"))?));
    }
    if let Some(code) = &input.status {
        select = select.filter(status_is(LegalStatus::parse(code).ok_or_else(|| unknown("status"))?, ws.today()));
    }
    if let Some(code) = &input.activity {
        select = select.filter(works_in(ACTIVITIES.iter().find(|known| *known == code).ok_or_else(|| unknown("activity"))?));
    }
    for (field, column, months) in [
        ("no_assembly", indicator::Column::LastAssembly, &input.no_assembly),
        ("no_entry", indicator::Column::LastEntry, &input.no_entry),
        ("no_board", indicator::Column::LastBoard, &input.no_board),
        ("no_sign_in", indicator::Column::LastSignIn, &input.no_sign_in),
    ] {
        if let Some(months) = months {
            let months = western_digits(months.trim()).parse().ok().filter(|months| (1..=120).contains(months));
            let months = months.ok_or_else(|| Error::field(field, "months-wrong"))?;
            select = select.filter(not_since(column, months, ws.today()));
        }
    }
    select = match input.mandate.as_deref() {
        None => select,
        Some("over") => select.filter(mandate_over(ws.today())),
        Some("soon") => {
            let end = indicator::Column::MandateEnd;
            select.filter(Condition::all().add(end.gt(ws.today())).add(end.lte(ws.today() + Days::new(90))))
        }
        Some(_) => return Err(unknown("mandate")),
    };
    let open = || opened(ws, hub).select_only().column(opening::Column::AssociationId).into_query();
    match input.access.as_deref() {
        None => Ok(select),
        Some("open") => Ok(select.filter(association::Column::Id.in_subquery(open()))),
        Some("closed") => Ok(select.filter(association::Column::Id.not_in_subquery(open()))),
        Some(_) => Err(unknown("access")),
    }
}

/// What boards have opened to this hub.
pub fn opened(ws: &Workspace, hub: &hub::Model) -> Select<opening::Entity> {
    opening::Entity::find().filter(opening::Column::HubId.eq(hub.id)).filter(opening::Column::Until.gt(ws.now()))
}

pub fn standing_is(standing: Standing) -> Condition {
    Condition::all().add(association::Column::Standing.eq(standing.code()))
}

/// As `legal::status` says it, in the words of the database.
pub fn status_is(status: LegalStatus, today: NaiveDate) -> Condition {
    let (number, on) = (association::Column::ReceiptNumber, association::Column::ReceiptOn);
    let filed = Condition::all().add(number.is_not_null()).add(association::Column::FinalOn.is_null());
    match status {
        LegalStatus::Draft => Condition::all().add(number.is_null()),
        LegalStatus::Filed => filed.add(Condition::any().add(on.is_null()).add(on.gte(legal::answers_since(today)))),
        LegalStatus::Free => filed.add(on.lt(legal::answers_since(today))),
        LegalStatus::Final => Condition::all().add(number.is_not_null()).add(association::Column::FinalOn.is_not_null()),
    }
}

/// Codes stand in the column with spaces between.
fn works_in(code: &str) -> Condition {
    let activities = association::Column::Activities;
    let any = Condition::any().add(activities.eq(code)).add(activities.starts_with(format!("{code} ")));
    any.add(activities.ends_with(format!(" {code}"))).add(activities.contains(format!(" {code} ")))
}

/// A mandate is over by its term, and nobody was elected since.
pub fn mandate_over(today: NaiveDate) -> Condition {
    Condition::all().add(indicator::Column::MandateEnd.lte(today))
}

/// Not for so many months, or never.
pub fn not_since(column: indicator::Column, months: u32, today: NaiveDate) -> Condition {
    let since = today - Months::new(months);
    let not_since = Condition::any().add(column.is_null()).add(column.lt(since));
    if matches!(column, indicator::Column::LastSignIn) {
        // nobody is missing where nobody could have been: it is not here for that long itself
        return Condition::all().add(not_since).add(association::Column::CreatedAt.lt(since.and_time(NaiveTime::MIN).and_utc()));
    }
    not_since
}

/// What somebody types stands for itself.
fn holding(word: &str) -> LikeExpr {
    let escaped: String = word.chars().flat_map(|c| matches!(c, '%' | '_' | '!').then_some('!').into_iter().chain([c])).collect();
    LikeExpr::new(format!("%{escaped}%")).escape('!')
}
