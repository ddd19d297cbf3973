//! Runs of very many: charged in the background, a batch in a transaction that also notes how far the run has come. A worker
//! holds the run's place in the queue until its batch is committed, so that of two one finds it, and a dead one leaves
//! all as it was after the batch before.

use crate::entity::{dues_run as run, dues_run_queue as queue, dues_run_work as work, fee};
use crate::runs::{self, Part, to_contract};
use crate::{dues_years, fees, members};
use chrono::Duration;
use contracts::ById;
use contracts::charges::{Run, RunState};
use database::{Origin, Workspace};
use futures_util::future::BoxFuture;
use kernel::id::new_id;
use kernel::permission::SetFee;
use kernel::{AssociationId, Error, Kind, Money, Result, Role, Whence};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde_json::json;
use std::collections::{HashMap, HashSet};
use uuid::Uuid;
use web::{Access, State};

const TASK: &str = "dues runs";
/// Members looked at in one transaction.
const BATCH: u64 = 1_000;
/// A run of which so many batches failed one after the other is given up.
const MOST_ATTEMPTS: i32 = 5;
const PAUSE: Duration = Duration::minutes(1);

/// `GET …/dues/runs/{id}`
pub async fn show(access: Access<SetFee>, input: ById) -> Result<Run> {
    let ws = access.begin().await?;
    let row = ws.get::<run::Entity>(input.id).await?;
    let work = ws.one(work::Entity::find().filter(work::Column::Id.eq(row.id))).await?;
    Ok(to_contract(row, work, &dues_years::find(&ws).await?))
}

/// How far the runs of a year have come, by run.
pub async fn of_year(ws: &Workspace, year: i32) -> Result<HashMap<Uuid, work::Model>> {
    let rows = ws.all(work::Entity::find().filter(work::Column::Year.eq(year))).await?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}

/// Whether one of the year is not at its end. The year's fee is locked.
pub async fn under_way(ws: &Workspace, year: i32) -> Result<bool> {
    let of_year = work::Entity::find().filter(work::Column::Year.eq(year));
    Ok(ws.one(of_year.filter(work::Column::State.eq(RunState::Running.code()))).await?.is_some())
}

/// Leaves the run to the background.
pub async fn begin(ws: &Workspace, run: &run::Model, excluded: &HashSet<i64>, last_number: i64) -> Result<work::Model> {
    let excluded: Vec<String> = excluded.iter().map(ToString::to_string).collect();
    let row = work::ActiveModel {
        association_id: Set(ws.association().0),
        id: Set(run.id),
        year: Set(run.year),
        state: Set(RunState::Running.code().into()),
        account_id: Set(ws.origin().account),
        role: Set(ws.origin().role.code().into()),
        excluded: Set(excluded.join(" ")),
        after_number: Set(0),
        last_number: Set(last_number),
        members: Set(0),
        amount: Set(0),
        failure: Set(None),
    };
    let row = ws.insert(row).await?;
    enqueue(ws, run.id).await?;
    Ok(row)
}

async fn enqueue(ws: &Workspace, run: Uuid) -> Result<()> {
    let place = queue::ActiveModel { run_id: Set(run), association_id: Set(ws.association().0), due_at: Set(ws.now()), attempts: Set(0) };
    ws.global().insert_new(vec![place]).await.map(drop)
}

/// What an association that has come from elsewhere was charging goes on here.
pub async fn resume(ws: &Workspace) -> Result<()> {
    let running = work::Entity::find().filter(work::Column::State.eq(RunState::Running.code()));
    for row in ws.all(running).await? {
        enqueue(ws, row.id).await?;
    }
    Ok(())
}

/// True when there may be more to do at once: one batch.
pub fn work(state: State) -> BoxFuture<'static, Result<bool>> {
    Box::pin(async move {
        let ws = state.workspace(AssociationId::PLATFORM, TASK).await?;
        let due = queue::Entity::find().filter(queue::Column::DueAt.lte(ws.now())).order_by_asc(queue::Column::DueAt);
        let Some(place) = ws.global().claim(due.limit(1)).await?.into_iter().next() else { return Ok(false) };
        let ws = ws.then_in(AssociationId(place.association_id), Origin::platform(TASK)).await?;
        if let Err(error) = batch(ws, &place).await {
            // nothing of it was written; other runs do not wait for it
            tracing::warn!(run = %place.run_id, %error, cause = ?error.cause().map(ToString::to_string), "a batch of dues failed");
            put_off(&state, &place, &error).await?;
        }
        Ok(true)
    })
}

/// Charges the next members of a run, in the name of whoever confirmed it.
async fn batch(ws: Workspace, place: &queue::Model) -> Result<()> {
    let row = ws.get::<run::Entity>(place.run_id).await?;
    let before = ws.get::<work::Entity>(place.run_id).await?;
    let association = ws.association();
    let ws = ws.then_in(association, origin(&row, &before)).await?;
    let fee = ws.lock::<fee::Entity>(fees::id(row.year)).await?;
    let excluded: HashSet<i64> = before.excluded.split(' ').filter_map(|number| number.parse().ok()).collect();
    let part = Part { after: before.after_number, until: before.last_number, most: Some(BATCH) };
    let plan = runs::plan(&ws, &fee, &excluded, part).await?;
    let last = plan.last.unwrap_or(before.last_number);
    let done = last >= before.last_number;
    let sum = |sum: i64, more: i64| sum.checked_add(more).ok_or_else(|| Error::invalid("amount-too-large"));
    let (members, amount) = (before.members + runs::count(plan.members.len())?, sum(before.amount, plan.amount())?);
    runs::charge_all(&ws, &fee, (row.id, new_id()), plan).await?;
    let after = work::ActiveModel {
        id: Set(row.id),
        state: Set(if done { RunState::Done } else { RunState::Running }.code().into()),
        after_number: Set(last),
        members: Set(members),
        amount: Set(amount),
        ..Default::default()
    };
    ws.update(after).await?;
    if done {
        let details = json!({ "members": members, "amount": Money::centimes(amount) });
        ws.audit("dues-called", row.year.to_string(), details).await?;
        leave(&ws, row.id).await?;
    } else {
        let next = queue::ActiveModel { run_id: Set(row.id), due_at: Set(ws.now()), attempts: Set(0), ..Default::default() };
        ws.global().update(next).await?;
    }
    members::announce_counts(&ws).await?;
    ws.commit(()).await
}

fn origin(row: &run::Model, work: &work::Model) -> Origin {
    Origin {
        account: work.account_id,
        who: row.made_by.clone(),
        role: Role::parse(&work.role).unwrap_or(Role::Service),
        request: format!("dues-run-{}", row.id),
        whence: Whence::default(),
    }
}

async fn leave(ws: &Workspace, run: Uuid) -> Result<()> {
    ws.global().delete(queue::Entity::delete_many().filter(queue::Column::RunId.eq(run))).await.map(drop)
}

/// The batch is tried again; what stays as it is however often it is tried ends the run where it stands: who is not charged
/// yet is charged by another.
async fn put_off(state: &State, place: &queue::Model, error: &Error) -> Result<()> {
    let ws = state.workspace(AssociationId(place.association_id), TASK).await?;
    let Some(row) = ws.one(work::Entity::find().filter(work::Column::Id.eq(place.run_id))).await? else {
        leave(&ws, place.run_id).await?; // the association is gone
        return ws.commit(()).await;
    };
    let stays = matches!(error.kind(), Kind::Invalid | Kind::Conflict | Kind::TooLarge);
    if stays || place.attempts + 1 >= MOST_ATTEMPTS {
        let failed = work::ActiveModel {
            id: Set(row.id),
            state: Set(RunState::Failed.code().into()),
            failure: Set(Some(error.code().to_owned())),
            ..Default::default()
        };
        ws.update(failed).await?;
        leave(&ws, place.run_id).await?;
    } else {
        let later = queue::ActiveModel {
            run_id: Set(place.run_id),
            due_at: Set(ws.now() + PAUSE),
            attempts: Set(place.attempts + 1),
            ..Default::default()
        };
        ws.global().update(later).await?;
    }
    ws.commit(()).await
}
