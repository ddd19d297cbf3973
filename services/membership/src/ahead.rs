//! Income of dues years that have not begun: kept apart until the year begins, and then made income by the clock.
//! Whoever writes here holds the position.

use crate::dues_years;
use crate::entity::{dues_ahead as ahead, dues_ahead_queue as queue};
use crate::position::{self, Moves};
use chrono::{DateTime, Datelike, Duration, NaiveDate, NaiveTime, Utc};
use contracts::charges::ChargeKind;
use contracts::events::{DuesEarned, Event};
use database::{Origin, Workspace};
use futures_util::future::BoxFuture;
use kernel::clock::from_local;
use kernel::id::{named_id, new_id};
use kernel::{AssociationId, Error, Money, Result};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde_json::json;
use std::collections::BTreeMap;
use web::State;

const TASK: &str = "dues ahead";

/// Keeps apart what was charged, or, with a minus, waived, for a year before it began.
pub async fn defer(ws: &Workspace, (year, begins_on): (i32, NaiveDate), kind: ChargeKind, amount: i64) -> Result<()> {
    let day = if begins_on.ordinal() == 1 { String::new() } else { format!("-{begins_on}") };
    let id = named_id(&format!("dues-ahead-{year}-{}{day}", kind.code()));
    let blank = ahead::ActiveModel {
        association_id: Set(ws.association().0),
        id: Set(id),
        year: Set(year),
        begins_on: Set(Some(begins_on)),
        kind: Set(kind.code().into()),
        amount: Set(0),
        earned: Set(0),
    };
    ws.insert_new(blank).await?;
    let before = ws.get::<ahead::Entity>(id).await?;
    let amount = before.amount.checked_add(amount).ok_or_else(|| Error::invalid("amount-too-large"))?;
    ws.update(ahead::ActiveModel { id: Set(id), amount: Set(amount), ..Default::default() }).await?;
    be_there(ws, due_at(ws, begins_on)).await
}

/// The association's turn comes by then. A turn that is being taken is left alone: whoever takes it waits for the
/// position, and looks at what waits after that.
async fn be_there(ws: &Workspace, due_at: DateTime<Utc>) -> Result<()> {
    let association = ws.association().0;
    ws.global().insert_new(vec![queue::ActiveModel { association_id: Set(association), due_at: Set(due_at) }]).await?;
    let earlier = queue::Entity::update_many().col_expr(queue::Column::DueAt, Expr::val(due_at));
    let earlier = earlier.filter(queue::Column::AssociationId.eq(association)).filter(queue::Column::DueAt.gt(due_at));
    ws.global().update_many(earlier).await.map(drop)
}

fn begins_on(row: &ahead::Model) -> NaiveDate {
    row.begins_on.or_else(|| NaiveDate::from_ymd_opt(row.year, 1, 1)).unwrap_or(NaiveDate::MAX)
}

/// When a day begins in Morocco; now, where it has.
fn due_at(ws: &Workspace, day: NaiveDate) -> DateTime<Utc> {
    let midnight = day.and_time(NaiveTime::MIN);
    std::cmp::max(from_local(midnight).unwrap_or_else(|| midnight.and_utc()), ws.now())
}

/// What waits: of each year, oldest first.
async fn waiting(ws: &Workspace) -> Result<Vec<ahead::Model>> {
    let differs = Expr::col(ahead::Column::Amount).ne(Expr::col(ahead::Column::Earned));
    ws.all(ahead::Entity::find().filter(differs).order_by_asc(ahead::Column::Year)).await
}

/// When the association's turn comes: as soon as the first of the years that wait begins.
async fn plan(ws: &Workspace) -> Result<()> {
    let association = ws.association().0;
    ws.global().delete(queue::Entity::delete_many().filter(queue::Column::AssociationId.eq(association))).await?;
    if let Some(first) = waiting(ws).await?.iter().map(begins_on).min() {
        be_there(ws, due_at(ws, first)).await?;
    }
    Ok(())
}

/// An association that has come from elsewhere is looked at here from now on.
pub async fn resume(ws: &Workspace) -> Result<()> {
    position::hold(ws).await?;
    plan(ws).await
}

/// True when there may be more to do at once. Of two workers one finds an association's turn, and a dead one
/// leaves it as it was.
pub fn work(state: State) -> BoxFuture<'static, Result<bool>> {
    Box::pin(async move {
        let ws = state.workspace(AssociationId::PLATFORM, TASK).await?;
        let due = queue::Entity::find().filter(queue::Column::DueAt.lte(ws.now())).order_by_asc(queue::Column::DueAt);
        let Some(turn) = ws.global().claim(due.limit(1)).await?.into_iter().next() else { return Ok(false) };
        let association = AssociationId(turn.association_id);
        let ws = ws.then_in(association, Origin::platform(TASK)).await?;
        match earn(&ws).await {
            Ok(()) => ws.commit(()).await?,
            // nothing of it was written; the others do not wait for it
            Err(error) => {
                drop(ws);
                tracing::warn!(%association, %error, cause = ?error.cause().map(ToString::to_string), "dues not made income");
                let ws = state.workspace(association, TASK).await?;
                let later = queue::Entity::update_many().col_expr(queue::Column::DueAt, Expr::val(ws.now() + Duration::hours(1)));
                ws.global().update_many(later.filter(queue::Column::AssociationId.eq(association.0))).await?;
                ws.commit(()).await?;
            }
        }
        Ok(true)
    })
}

/// Makes income of what waits for years that have begun.
async fn earn(ws: &Workspace) -> Result<()> {
    position::hold(ws).await?;
    let years = dues_years::find(ws).await?;
    let mut begun: BTreeMap<(NaiveDate, i32), Vec<ahead::Model>> = BTreeMap::new();
    for row in waiting(ws).await?.into_iter().filter(|row| begins_on(row) <= ws.today()) {
        begun.entry((begins_on(&row), row.year)).or_default().push(row);
    }
    for ((begin, year), rows) in begun {
        // what was noted long after the year began is dated today: its own year may be closed
        let earned_on = if begin.year() == ws.today().year() { begin } else { ws.today() };
        let (mut moves, mut sum) = (Moves::on(earned_on), 0);
        for row in rows {
            let kind = ChargeKind::parse(&row.kind).ok_or_else(|| Error::internal(format!("charge {}", row.kind)))?;
            moves.earn(kind, row.amount - row.earned);
            sum += row.amount - row.earned;
            ws.update(ahead::ActiveModel { id: Set(row.id), earned: Set(row.amount), ..Default::default() }).await?;
        }
        let earned = DuesEarned { batch: new_id(), year, period: years.label(year), earned_on, effect: moves.keep(ws).await? };
        ws.emit(Event::DuesEarned(earned)).await?;
        ws.audit("dues-earned", year.to_string(), json!({ "amount": Money::centimes(sum) })).await?;
    }
    plan(ws).await
}
