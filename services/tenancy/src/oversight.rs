//! What a hub sees of the associations of its territory: figures, never content.

use crate::entity::{association, hub, indicator, opening};
use crate::territory_filters::{filtered, mandate_over, not_since, opened, standing_is, status_is};
use crate::{hubs, legal, reference};
use chrono::{DateTime, NaiveDate, Utc};
use contracts::hubs::{Closure, Figures, FindInTerritory, PlaceCount, TerritoryRow};
use contracts::registry::LegalStatus;
use contracts::tenancy::Place;
use contracts::{Nothing, Page};
use database::Workspace;
use kernel::permission::ViewTerritory;
use kernel::{Error, Result, Role, Standing};
use sea_orm::sea_query::{Expr, ExprTrait, Func, Order, SimpleExpr};
use sea_orm::{ColumnTrait, EntityTrait, FromQueryResult, JoinType, QueryFilter, QueryOrder, QuerySelect, QueryTrait, Select};
use std::collections::HashMap;
use uuid::Uuid;
use web::Access;

const PAGE: u64 = 50;
#[derive(FromQueryResult)]
pub struct Row {
    pub id: Uuid,
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
    last_board: Option<NaiveDate>,
    last_sign_in: Option<NaiveDate>,
    mandate_end: Option<NaiveDate>,
    receipt_number: Option<String>,
    receipt_on: Option<NaiveDate>,
    final_on: Option<NaiveDate>,
    activities: String,
    standing: String,
    standing_since: Option<DateTime<Utc>>,
    standing_by: Option<String>,
    standing_reason: Option<String>,
    standing_hub: Option<Uuid>,
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
    LastSignIn,
}

impl Sort {
    fn read(code: Option<&str>) -> Result<Self> {
        Ok(match code {
            None | Some("name") => Self::Name,
            Some("newest") => Self::Newest,
            Some("members") => Self::Members,
            Some("last_assembly") => Self::LastAssembly,
            Some("last_entry") => Self::LastEntry,
            Some("last_sign_in") => Self::LastSignIn,
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
            Self::LastSignIn => vec![day(indicator::Column::LastSignIn, |row| row.last_sign_in)],
        };
        keys.push((col(association::Column::Id), row.map(|row| Expr::val(row.id))));
        keys
    }
}

/// The associations of a hub and of those below it. A regional hub has a whole region, a provincial
/// one bears them itself: either way one index leads to them.
pub fn of(hub: &hub::Model) -> Select<association::Entity> {
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
pub async fn rows(ws: &Workspace, hub: &hub::Model, input: &FindInTerritory, after: Option<Uuid>, limit: u64) -> Result<Vec<Row>> {
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

pub fn with_figures(select: Select<association::Entity>) -> Select<association::Entity> {
    let figures = association::Entity::belongs_to(indicator::Entity).from(association::Column::Id).to(indicator::Column::AssociationId);
    select
        .join(JoinType::InnerJoin, figures.into())
        .column(indicator::Column::Members)
        .column(indicator::Column::PaidMembers)
        .column(indicator::Column::LastAssembly)
        .column(indicator::Column::LastEntry)
        .column(indicator::Column::LastBoard)
        .column(indicator::Column::LastSignIn)
        .column(indicator::Column::MandateEnd)
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

pub async fn present(ws: &Workspace, hub: &hub::Model, rows: Vec<Row>) -> Result<Vec<TerritoryRow>> {
    let open = opened(ws, hub).filter(opening::Column::AssociationId.is_in(rows.iter().map(|row| row.id)));
    let open: HashMap<_, _> = ws.global().all(open).await?.into_iter().map(|row| (row.association_id, row.until)).collect();
    let closers = hub::Entity::find().filter(hub::Column::Id.is_in(rows.iter().filter_map(|row| row.standing_hub)));
    let closers: HashMap<_, _> = ws.global().all(closers).await?.into_iter().map(|hub| (hub.id, hub)).collect();
    let present = |row: Row| {
        let standing = Standing::parse(&row.standing).unwrap_or_default();
        // why a board closed its own workspace is the board's
        let closure = Closure {
            since: row.standing_since,
            by: row.standing_by.as_deref().and_then(Role::parse),
            reason: row.standing_reason.filter(|_| row.standing_hub.is_some()),
            hub: row.standing_hub.and_then(|id| closers.get(&id).cloned()).map(hubs::place),
        };
        let may_reopen = row.standing_hub.and_then(|id| closers.get(&id)).is_some_and(|closer| closer.path.starts_with(&hub.path));
        Ok(TerritoryRow {
            status: legal::status(row.receipt_number.as_deref().map(|number| (number, row.receipt_on)), row.final_on.is_some(), ws.today()),
            activities: row.activities.split_whitespace().map(ToOwned::to_owned).collect(),
            standing,
            closure: Some(closure).filter(|_| standing != Standing::Active),
            last_board: row.last_board,
            last_sign_in: row.last_sign_in,
            may_reopen: may_reopen && standing != Standing::Active,
            mandate_end: row.mandate_end,
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
    let states = states(&ws, &hub).await?;
    let places = counts.iter().filter_map(|counted| {
        let place = hubs::named_place(counted.code.clone())?;
        Some(PlaceCount { code: place.code, name_ar: place.name_ar, name_fr: place.name_fr, associations: counted.associations })
    });
    let by = |code: &str, number: i64| (code.to_owned(), number);
    Ok(Figures {
        total: counts.iter().map(|counted| counted.associations).sum(),
        open,
        standings: [by("active", states.active), by("suspended", states.suspended), by("archived", states.archived)].into(),
        statuses: [by("draft", states.draft), by("filed", states.filed), by("free", states.free), by("final", states.definitive)].into(),
        no_assembly: states.no_assembly,
        no_sign_in: states.no_sign_in,
        mandate_over: states.mandate_over,
        places: places.collect(),
    })
}

#[derive(FromQueryResult)]
struct States {
    active: i64,
    suspended: i64,
    archived: i64,
    draft: i64,
    filed: i64,
    free: i64,
    definitive: i64,
    no_assembly: i64,
    no_sign_in: i64,
    mandate_over: i64,
}

/// Counted in one reading, by the very conditions by which the list is narrowed.
async fn states(ws: &Workspace, hub: &hub::Model) -> Result<States> {
    let today = ws.today();
    let mut select = with_figures(of(hub)).select_only();
    let counted = [
        ("active", standing_is(Standing::Active)),
        ("suspended", standing_is(Standing::Suspended)),
        ("archived", standing_is(Standing::Archived)),
        ("draft", status_is(LegalStatus::Draft, today)),
        ("filed", status_is(LegalStatus::Filed, today)),
        ("free", status_is(LegalStatus::Free, today)),
        ("definitive", status_is(LegalStatus::Final, today)),
        ("no_assembly", not_since(indicator::Column::LastAssembly, 12, today)),
        ("no_sign_in", not_since(indicator::Column::LastSignIn, 6, today)),
        ("mandate_over", mandate_over(today)),
    ];
    for (name, condition) in counted {
        let counted: SimpleExpr = Expr::case(condition, 1).into();
        select = select.column_as(counted.count(), name);
    }
    ws.global().rows::<_, States>(select).await?.pop().ok_or_else(|| Error::internal("a count without a row"))
}
