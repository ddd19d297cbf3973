//! What a hub sees of the associations of its territory: figures, never content.

use crate::entity::{association, hub, indicator, opening};
use crate::{hub_log, hubs, reference};
use chrono::{Months, NaiveDate};
use contracts::hubs::{Figures, FindInTerritory, PlaceCount, TerritoryRow};
use contracts::tenancy::Place;
use contracts::{Nothing, Page};
use database::{Origin, Workspace};
use kernel::fold::{fold, western_digits};
use kernel::permission::ViewTerritory;
use kernel::{AssociationId, Error, Result};
use sea_orm::sea_query::{Expr, ExprTrait, Func, Order, SimpleExpr};
use sea_orm::{ColumnTrait, Condition, EntityTrait, FromQueryResult, JoinType, QueryFilter, QueryOrder, QuerySelect, QueryTrait, Select};
use std::collections::HashMap;
use uuid::Uuid;
use web::{Access, File};

const PAGE: u64 = 50;
/// Lines of an export: more than a region has, and a few megabytes.
const EXPORT: usize = 20_000;
/// Lines of it read at a time.
const SLICE: u64 = 1_000;

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    slug: String,
    name_ar: String,
    name_fr: String,
    name_key: String,
    commune: String,
    region: String,
    founded_on: NaiveDate,
    members: Option<i64>,
    paid_members: Option<i64>,
    last_assembly: Option<NaiveDate>,
    last_entry: Option<NaiveDate>,
}

#[derive(FromQueryResult)]
struct Counted {
    code: String,
    associations: i64,
}

/// What the list is ordered by; the id decides between equals.
#[derive(Clone, Copy, PartialEq)]
enum Sort {
    Name,
    Newest,
    Members,
    LastAssembly,
    LastEntry,
}

impl Sort {
    fn read(code: Option<&str>) -> Result<Self> {
        Ok(match code {
            None | Some("name") => Self::Name,
            Some("newest") => Self::Newest,
            Some("members") => Self::Members,
            Some("last_assembly") => Self::LastAssembly,
            Some("last_entry") => Self::LastEntry,
            Some(_) => return Err(Error::field("sort", "choice-unknown")),
        })
    }

    fn order(self) -> Order {
        if matches!(self, Self::Newest | Self::Members) { Order::Desc } else { Order::Asc }
    }

    /// What a row is compared by, and what `row` has there. What was never counted or held comes
    /// before everything else.
    fn keys(self, row: Option<&Row>) -> Vec<(SimpleExpr, Option<SimpleExpr>)> {
        let col = |column: association::Column| Expr::col((association::Entity, column));
        let figure = |column: indicator::Column, least: SimpleExpr| {
            SimpleExpr::from(Func::coalesce([Expr::col((indicator::Entity, column)), least]))
        };
        let never = || NaiveDate::from_ymd_opt(1, 1, 1).unwrap_or_default();
        let day = |column, on: fn(&Row) -> Option<NaiveDate>| {
            (figure(column, Expr::val(never())), row.map(|row| Expr::val(on(row).unwrap_or_else(never))))
        };
        let mut keys = match self {
            Self::Name => vec![
                (col(association::Column::Region), row.map(|row| Expr::val(row.region.clone()))),
                (col(association::Column::NameKey), row.map(|row| Expr::val(row.name_key.clone()))),
            ],
            Self::Newest => vec![],
            Self::Members => {
                vec![(figure(indicator::Column::Members, Expr::val(-1_i64)), row.map(|row| Expr::val(row.members.unwrap_or(-1))))]
            }
            Self::LastAssembly => vec![day(indicator::Column::LastAssembly, |row| row.last_assembly)],
            Self::LastEntry => vec![day(indicator::Column::LastEntry, |row| row.last_entry)],
        };
        keys.push((col(association::Column::Id), row.map(|row| Expr::val(row.id))));
        keys
    }
}

/// The associations of a hub and of those below it. A regional hub has a whole region, a provincial
/// one bears them itself: either way one index leads to them.
fn of(hub: &hub::Model) -> Select<association::Entity> {
    let select = association::Entity::find();
    match (hub.level.as_str(), &hub.region) {
        (hubs::NATIONAL, _) => select,
        (hubs::REGIONAL, Some(region)) => select.filter(association::Column::Region.eq(region)),
        _ => select.filter(association::Column::HubId.eq(hub.id)),
    }
}

/// An association of the hub's territory, by its slug.
pub async fn find(ws: &Workspace, hub: &hub::Model, slug: &str) -> Result<Option<association::Model>> {
    ws.global().one(of(hub).filter(association::Column::Slug.eq(slug.trim()))).await
}

/// The rows that a search finds, in its order, after `after`.
async fn rows(ws: &Workspace, hub: &hub::Model, input: &FindInTerritory, after: Option<Uuid>, limit: u64) -> Result<Vec<Row>> {
    let sort = Sort::read(input.sort.as_deref())?;
    let mut select = filtered(ws, hub, input)?;
    if let Some(after) = after {
        // of a row that has left since, the list begins again
        let last = ws.global().rows::<_, Row>(with_figures(of(hub)).filter(association::Column::Id.eq(after))).await?.pop();
        if let Some(last) = last {
            let (columns, values): (Vec<_>, Vec<_>) = sort.keys(Some(&last)).into_iter().unzip();
            let (columns, values) = (Expr::tuple(columns), Expr::tuple(values.into_iter().flatten()));
            select = select.filter(if sort.order() == Order::Asc { columns.gt(values) } else { columns.lt(values) });
        }
    }
    for (column, _) in sort.keys(None) {
        select = select.order_by(column, sort.order());
    }
    ws.global().rows(select.limit(limit)).await
}

fn with_figures(select: Select<association::Entity>) -> Select<association::Entity> {
    let figures = association::Entity::belongs_to(indicator::Entity).from(association::Column::Id).to(indicator::Column::AssociationId);
    select
        .join(JoinType::InnerJoin, figures.into())
        .column(indicator::Column::Members)
        .column(indicator::Column::PaidMembers)
        .column(indicator::Column::LastAssembly)
        .column(indicator::Column::LastEntry)
}

fn filtered(ws: &Workspace, hub: &hub::Model, input: &FindInTerritory) -> Result<Select<association::Entity>> {
    let mut select = with_figures(of(hub));
    for word in input.search.as_deref().map(fold).unwrap_or_default().split_whitespace() {
        select = select.filter(association::Column::NameKey.contains(word));
    }
    for (column, wanted) in [
        (association::Column::Region, &input.region),
        (association::Column::Province, &input.province),
        (association::Column::Commune, &input.commune),
    ] {
        if let Some(wanted) = wanted {
            select = select.filter(column.eq(wanted));
        }
    }
    for (field, column, months) in
        [("no_assembly", indicator::Column::LastAssembly, &input.no_assembly), ("no_entry", indicator::Column::LastEntry, &input.no_entry)]
    {
        if let Some(months) = months {
            let months = western_digits(months.trim()).parse().ok().filter(|months| (1..=120).contains(months));
            let since = ws.today() - Months::new(months.ok_or_else(|| Error::field(field, "months-wrong"))?);
            select = select.filter(Condition::any().add(column.is_null()).add(column.lt(since)));
        }
    }
    let open = || opened(ws, hub).select_only().column(opening::Column::AssociationId).into_query();
    match input.access.as_deref() {
        None => Ok(select),
        Some("open") => Ok(select.filter(association::Column::Id.in_subquery(open()))),
        Some("closed") => Ok(select.filter(association::Column::Id.not_in_subquery(open()))),
        Some(_) => Err(Error::field("access", "choice-unknown")),
    }
}

/// What boards have opened to this hub.
fn opened(ws: &Workspace, hub: &hub::Model) -> Select<opening::Entity> {
    opening::Entity::find().filter(opening::Column::HubId.eq(hub.id)).filter(opening::Column::Until.gt(ws.now()))
}

/// `GET /api/v1/hubs/{hub}/associations`
pub async fn list(access: Access<ViewTerritory>, input: FindInTerritory) -> Result<Page<TerritoryRow>> {
    let ws = access.begin().await?;
    let hub = hubs::of(&access, &ws).await?;
    let after = input.after.as_deref().and_then(|after| Uuid::try_parse(after).ok());
    let mut found = rows(&ws, &hub, &input, after, PAGE + 1).await?;
    let more = found.len() as u64 > PAGE;
    found.truncate(usize::try_from(PAGE).unwrap_or_default());
    let next = found.last().filter(|_| more).map(|row| row.id.to_string());
    Ok(Page { items: present(&ws, &hub, found).await?, next })
}

async fn present(ws: &Workspace, hub: &hub::Model, rows: Vec<Row>) -> Result<Vec<TerritoryRow>> {
    let open = opened(ws, hub).filter(opening::Column::AssociationId.is_in(rows.iter().map(|row| row.id)));
    let open: HashMap<_, _> = ws.global().all(open).await?.into_iter().map(|row| (row.association_id, row.until)).collect();
    let present = |row: Row| {
        Ok(TerritoryRow {
            commune: reference::commune(&row.commune).ok_or_else(|| Error::internal(format!("commune {}", row.commune)))?.clone(),
            open_until: open.get(&row.id).copied(),
            association: Place { slug: row.slug, name_ar: row.name_ar, name_fr: row.name_fr },
            founded_on: row.founded_on,
            members: row.members,
            paid_members: row.paid_members,
            last_assembly: row.last_assembly,
            last_entry: row.last_entry,
        })
    };
    rows.into_iter().map(present).collect()
}

/// `GET /api/v1/hubs/{hub}/figures`
pub async fn figures(access: Access<ViewTerritory>, _: Nothing) -> Result<Figures> {
    let ws = access.begin().await?;
    let hub = hubs::of(&access, &ws).await?;
    let column = match hub.level.as_str() {
        hubs::NATIONAL => association::Column::Region,
        hubs::REGIONAL => association::Column::Province,
        _ => association::Column::Commune,
    };
    let counts =
        of(&hub).select_only().column_as(column, "code").column_as(association::Column::Id.count(), "associations").group_by(column);
    let mut counts: Vec<Counted> = ws.global().rows(counts).await?;
    counts.sort_by(|a, b| b.associations.cmp(&a.associations).then_with(|| a.code.cmp(&b.code)));
    // what left the territory while it was open is no longer this hub's
    let open = of(&hub).select_only().column_as(association::Column::Id.count(), "associations").column_as(Expr::val(""), "code");
    let open = open
        .filter(association::Column::Id.in_subquery(opened(&ws, &hub).select_only().column(opening::Column::AssociationId).into_query()));
    let open = ws.global().rows::<_, Counted>(open).await?.first().map_or(0, |counted| counted.associations);
    let places = counts.iter().filter_map(|counted| {
        let place = hubs::named_place(counted.code.clone())?;
        Some(PlaceCount { code: place.code, name_ar: place.name_ar, name_fr: place.name_fr, associations: counted.associations })
    });
    Ok(Figures { total: counts.iter().map(|counted| counted.associations).sum(), open, places: places.collect() })
}

/// `GET /api/v1/hubs/{hub}/associations.csv`: all that the search finds.
///
/// # Errors
/// `export-too-long`, before anything is written.
pub async fn export(access: Access<ViewTerritory>, input: FindInTerritory) -> Result<File> {
    // the log of the hub is written: a reading workspace would not do
    let origin = Origin::actor(access.actor(), access.request_id());
    let ws = access.state().db()?.write(AssociationId::PLATFORM, origin, None).await?;
    let hub = hubs::of(&access, &ws).await?;
    let (mut after, mut lines) = (None, 0);
    let mut csv = csv::Writer::from_writer("\u{feff}".as_bytes().to_vec());
    csv.write_record([
        "name_ar",
        "name_fr",
        "commune",
        "province",
        "region",
        "founded_on",
        "members",
        "paid_members",
        "last_assembly",
        "last_entry",
    ])
    .map_err(Error::internal)?;
    loop {
        let found = rows(&ws, &hub, &input, after, SLICE).await?;
        lines += found.len();
        if lines > EXPORT {
            return Err(Error::invalid("export-too-long").with("most", EXPORT));
        }
        after = found.last().map(|row| row.id);
        let last = (found.len() as u64) < SLICE;
        for row in present(&ws, &hub, found).await? {
            csv.write_record(line(&row)).map_err(Error::internal)?;
        }
        if last {
            break;
        }
    }
    hub_log::note(&ws, hub.id, "territory-exported", lines.to_string(), None).await?;
    let bytes = csv.into_inner().map_err(|error| Error::internal(error.to_string()))?;
    let name = format!("{}-{}.csv", hub.slug, access.today());
    ws.commit(()).await?;
    Ok(File { content_type: "text/csv; charset=utf-8", name, inline: false, body: bytes.into() })
}

fn line(row: &TerritoryRow) -> [String; 10] {
    let number = |number: Option<i64>| number.map(|number| number.to_string()).unwrap_or_default();
    let day = |day: Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
    let name = |code: &str| reference::names(code).map(|(_, fr)| fr.to_owned()).unwrap_or_default();
    [
        text(&row.association.name_ar),
        text(&row.association.name_fr),
        row.commune.name_fr.clone(),
        name(&row.commune.province),
        name(&row.commune.region),
        row.founded_on.to_string(),
        number(row.members),
        number(row.paid_members),
        day(row.last_assembly),
        day(row.last_entry),
    ]
}

/// A spreadsheet runs what begins like a formula; behind an apostrophe it is a text.
fn text(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_name_is_no_formula() {
        assert_eq!(super::text("=1+1"), "'=1+1");
        assert_eq!(super::text("@SUM(A1)"), "'@SUM(A1)");
        assert_eq!(super::text("Amal"), "Amal");
    }
}
