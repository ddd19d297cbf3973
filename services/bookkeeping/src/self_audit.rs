//! The books look at themselves: every night, and when the treasurer asks. What they find is kept until it is gone,
//! told in words with what to do, and counted for whoever runs the platform.

use crate::entity::{audit_finding, fiscal_year, self_audit as looked, self_audit_queue as queue};
use crate::self_checks::{CHECKS, Found};
use chrono::{DateTime, Duration, Utc};
use contracts::Nothing;
use contracts::statements::{Finding, SelfAudit};
use database::{Origin, Workspace};
use futures_util::future::BoxFuture;
use kernel::id::{named_id, new_id};
use kernel::permission::PostEntries;
use kernel::{AssociationId, Error, Result};
use runtime::Task;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};
use web::{Access, Routes, State};

const TASK: &str = "self-audit of books";
/// What is kept of one look; who repairs the first ones sees the next.
const KEPT: usize = 50;

/// One association at a turn.
pub const NIGHTLY: Task = Task { name: TASK, every: std::time::Duration::from_secs(30), run: work };

pub fn routes(routes: Routes) -> Routes {
    routes.get("/api/v1/associations/{association}/books/self-audit", "What the books found wrong with themselves", show).post(
        "/api/v1/associations/{association}/books/self-audit",
        "Let the books look at themselves now",
        run,
    )
}

/// With its first entry an association gets its turn each night.
pub async fn enrol(ws: &Workspace) -> Result<()> {
    let turn = queue::ActiveModel { association_id: Set(ws.association().0), due_at: Set(night_after(ws.now())) };
    ws.global().insert_new(vec![turn]).await.map(drop)
}

/// Two in the morning, when nobody keeps books.
fn night_after(now: DateTime<Utc>) -> DateTime<Utc> {
    (now.date_naive() + Duration::days(1)).and_hms_opt(1, 0, 0).map_or(now + Duration::days(1), |at| at.and_utc())
}

/// `GET …/books/self-audit`
pub async fn show(access: Access<PostEntries>, _: Nothing) -> Result<SelfAudit> {
    told(&access.begin().await?).await
}

/// `POST …/books/self-audit`: looks at all years.
pub async fn run(access: Access<PostEntries>, _: Nothing) -> Result<SelfAudit> {
    let found = look(access.state(), access.association(), Origin::platform(access.request_id()), Years::All).await?;
    let ws = access.begin().await?;
    keep(&ws, &found).await?;
    enrol(&ws).await?;
    ws.audit("books-looked-at", "", json!({ "findings": found.len() })).await?;
    let told = told(&ws).await?;
    ws.commit(told).await
}

async fn told(ws: &Workspace) -> Result<SelfAudit> {
    let looked_at = ws.one(looked::Entity::find()).await?.map(|row| row.looked_at);
    let rows =
        ws.all(audit_finding::Entity::find().order_by_asc(audit_finding::Column::Since).order_by_asc(audit_finding::Column::Id)).await?;
    let finding = |row: audit_finding::Model| {
        Ok(Finding { code: row.code, params: serde_json::from_str(&row.params).map_err(Error::internal)?, since: row.since })
    };
    Ok(SelfAudit { looked_at, findings: rows.into_iter().map(finding).collect::<Result<_>>()? })
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Years {
    All,
    /// Those in which something can still change.
    Open,
}

/// Reads only, and all as of one moment: nobody who writes waits for it, and what is posted meanwhile is no finding.
pub async fn look(state: &State, association: AssociationId, origin: Origin, which: Years) -> Result<Vec<Found>> {
    let ws = state.db()?.snapshot(association, origin).await?;
    let mut years = ws.all(fiscal_year::Entity::find().order_by_asc(fiscal_year::Column::StartsOn)).await?;
    years.retain(|year| which == Years::All || !year.closed);
    let mut found = Vec::new();
    for check in CHECKS {
        found.append(&mut check(&ws, &years).await?);
    }
    found.truncate(KEPT);
    Ok(found)
}

/// What is found again keeps its day; what is gone is forgotten.
async fn keep(ws: &Workspace, found: &[Found]) -> Result<()> {
    let id = named_id("self-audit");
    let row = looked::ActiveModel { association_id: Set(ws.association().0), id: Set(id), looked_at: Set(ws.now()) };
    ws.insert_new(row.clone()).await?;
    // two who look at once are one after the other
    ws.lock::<looked::Entity>(id).await?;
    ws.update(row).await?;
    let mut wanted: BTreeSet<(String, String)> = BTreeSet::new();
    for one in found {
        wanted.insert((one.code.to_owned(), serde_json::to_string(&one.params).map_err(Error::internal)?));
    }
    for row in ws.all(audit_finding::Entity::find()).await? {
        if !wanted.remove(&(row.code.clone(), row.params.clone())) {
            ws.delete(audit_finding::Entity::delete_many().filter(audit_finding::Column::Id.eq(row.id))).await?;
        }
    }
    for (code, params) in wanted {
        metrics::counter!("nassij_books_findings_total", "code" => code.clone()).increment(1);
        tracing::warn!(association = %ws.association(), %code, %params, "the books have found something wrong");
        let row = audit_finding::ActiveModel {
            id: Set(new_id()),
            code: Set(code),
            params: Set(params),
            since: Set(ws.now()),
            ..Default::default()
        };
        ws.insert(row).await?;
    }
    Ok(())
}

/// True when there may be more to do at once. A turn is put off before it is taken: whoever dies over it takes
/// nobody else's.
fn work(state: State) -> BoxFuture<'static, Result<bool>> {
    Box::pin(async move {
        let ws = state.workspace(AssociationId::PLATFORM, TASK).await?;
        let due = queue::Entity::find().filter(queue::Column::DueAt.lte(ws.now())).order_by_asc(queue::Column::DueAt);
        let Some(turn) = ws.global().claim(due.limit(1)).await?.into_iter().next() else { return Ok(false) };
        let association = AssociationId(turn.association_id);
        plan(&ws, association, ws.now() + Duration::hours(1)).await?;
        ws.commit(()).await?;
        let found = look(&state, association, Origin::platform(TASK), Years::Open).await?;
        let ws = state.workspace(association, TASK).await?;
        keep(&ws, &found).await?;
        plan(&ws, association, night_after(ws.now())).await?;
        ws.commit(()).await?;
        Ok(true)
    })
}

async fn plan(ws: &Workspace, association: AssociationId, due_at: DateTime<Utc>) -> Result<()> {
    ws.global().update(queue::ActiveModel { association_id: Set(association.0), due_at: Set(due_at) }).await.map(drop)
}

/// For a finding's text.
pub fn params<const N: usize>(pairs: [(&str, String); N]) -> BTreeMap<String, String> {
    pairs.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}
