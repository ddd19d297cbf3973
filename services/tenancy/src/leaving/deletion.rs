//! Erasing an association: ordered by its president, held back for thirty days, then done in every
//! service, and certified.
//!
//! | stage | what holds |
//! |---|---|
//! | `ordered` | everything works, under a banner; an administrator can take it back |
//! | `closed` | the grace is over: nobody reaches the association any more |
//! | `erasing` | tokens from before have died; every other service erases |
//! | `registry` | all have answered; tenancy erases its own rows |
//! | `done` | this row is the certificate, and all that is left |

use crate::board;
use crate::entity::{association, deletion, staff};
use contracts::events::Event;
use contracts::leaving::{Certificate, Deletion, OrderDeletion, SERVICES};
use contracts::notices::NoticeKind;
use contracts::{ById, Done, Nothing, Page};
use database::Workspace;
use database::erase::GRACE;
use futures_util::future::BoxFuture;
use kernel::fold::fold;
use kernel::id::new_id;
use kernel::permission::{LeavePlatform, OwnAccount, TakeData};
use kernel::secret::digest;
use kernel::{AssociationId, Error, Result};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect};
use serde_json::json;
use std::collections::BTreeMap;
use uuid::Uuid;
use web::{Access, State};

const ORDERED: &str = "ordered";
const CLOSED: &str = "closed";
const ERASING: &str = "erasing";
const REGISTRY: &str = "registry";
const DONE: &str = "done";
/// Longer than an actor token lives, and than a request takes.
const CLOSED_FOR: chrono::Duration = chrono::Duration::minutes(5);

pub const ERASE: runtime::Task = runtime::Task { name: "erase associations", every: std::time::Duration::from_mins(1), run: erase };

/// What is under way for an association.
pub async fn of(ws: &Workspace, association: AssociationId) -> Result<Option<deletion::Model>> {
    ws.global().one(deletion::Entity::find().filter(deletion::Column::Association.eq(association.0))).await
}

/// Nobody may reach the association any more.
pub fn is_closed(row: &deletion::Model) -> bool {
    row.stage != ORDERED
}

pub fn present(row: deletion::Model) -> Deletion {
    Deletion { id: row.id, asked_by: row.asked_by, asked_at: row.asked_at, due_at: row.due_at }
}

/// # Errors
/// `name-differs` at the name: the typed name is the signature.
pub async fn order(access: Access<LeavePlatform>, input: OrderDeletion) -> Result<Deletion> {
    let ws = access.begin().await?;
    let found = ws.global().lock(association::Entity::find_by_id(ws.association().0)).await?.pop().ok_or_else(Error::not_found)?;
    let typed = fold(&input.name);
    if typed.is_empty() || ![&found.name_ar, &found.name_fr].iter().any(|name| fold(name) == typed) {
        return Err(Error::field("name", if typed.is_empty() { "required" } else { "name-differs" }));
    }
    if let Some(before) = of(&ws, ws.association()).await? {
        return ws.commit(present(before)).await;
    }
    let row = deletion::ActiveModel {
        id: Set(new_id()),
        association: Set(Some(found.id)),
        association_hash: Set(digest(found.id.to_string().as_bytes())),
        name_ar: Set(found.name_ar),
        name_fr: Set(found.name_fr),
        receipt_number: Set(found.receipt_number.unwrap_or_default()),
        account_id: Set(access.account()?),
        asked_by: Set(access.actor().name.clone()),
        asked_at: Set(ws.now()),
        due_at: Set(ws.now() + GRACE),
        stage: Set(ORDERED.into()),
        closed_at: Set(None),
        reminded: Set(0),
        answers: Set(json!({})),
        erased_at: Set(None),
        digest: Set(None),
    };
    let row = ws.global().insert(row).await?;
    ws.emit(Event::ErasureOrdered { order: row.id }).await?;
    board::tell(&ws, NoticeKind::DeletionOrdered, "/").await?;
    ws.audit("deletion-ordered", "", json!({ "due_at": row.due_at })).await?;
    ws.commit(present(row)).await
}

/// Any administrator may. Taking back what was not ordered changes nothing.
pub async fn withdraw(access: Access<TakeData>, _: Nothing) -> Result<Done> {
    let ws = access.begin().await?;
    ws.global().lock(association::Entity::find_by_id(ws.association().0)).await?;
    if let Some(row) = of(&ws, ws.association()).await? {
        let gone = deletion::Entity::delete_many().filter(deletion::Column::Id.eq(row.id)).filter(deletion::Column::Stage.eq(ORDERED));
        if ws.global().delete(gone).await? == 1 {
            ws.emit(Event::ErasureWithdrawn { order: row.id }).await?;
            ws.audit("deletion-withdrawn", "", json!({})).await?;
        }
    }
    ws.commit(Done {}).await
}

/// One step of one association. True when there was one.
fn erase(state: State) -> BoxFuture<'static, Result<bool>> {
    Box::pin(async move {
        use deletion::{Column, Entity};
        if remind(&state).await? {
            return Ok(true);
        }
        let ws = state.workspace(AssociationId::PLATFORM, "erase associations").await?;
        let due = Entity::find().filter(Column::Stage.eq(ORDERED)).filter(Column::DueAt.lte(ws.now())).order_by_asc(Column::DueAt).limit(1);
        if let Some(row) = ws.global().claim(due).await?.pop() {
            let mut next = row.into_active_model();
            (next.stage, next.closed_at) = (Set(CLOSED.into()), Set(Some(ws.now())));
            ws.global().update(next).await?;
            return ws.commit(true).await;
        }
        let quiet = Entity::find().filter(Column::Stage.eq(CLOSED)).filter(Column::ClosedAt.lte(ws.now() - CLOSED_FOR)).limit(1);
        let Some(row) = ws.global().claim(quiet).await?.pop() else { return Ok(false) };
        let (id, association) = (row.id, row.association.unwrap_or_default());
        let mut next = row.into_active_model();
        next.stage = Set(ERASING.into());
        ws.global().update(next).await?;
        ws.emit_to(AssociationId(association), Event::ErasureDue { order: id }).await?;
        ws.commit(true).await
    })
}

/// Seven days before, and a day before.
async fn remind(state: &State) -> Result<bool> {
    use deletion::{Column, Entity};
    let ws = state.workspace(AssociationId::PLATFORM, "erase associations").await?;
    let mut due = None;
    for (nth, days) in [(1, 7), (2, 1)] {
        let near = Entity::find().filter(Column::Stage.eq(ORDERED)).filter(Column::Reminded.lt(nth));
        let near = near.filter(Column::DueAt.lte(ws.now() + chrono::Duration::days(days))).limit(1);
        due = ws.global().one(near).await?.and_then(|row| Some((row.association?, row.id, nth))).or(due);
    }
    drop(ws);
    let Some((association, id, nth)) = due else { return Ok(false) };
    let ws = state.workspace(AssociationId(association), "erase associations").await?;
    let noted = Entity::update_many().col_expr(Column::Reminded, Expr::val(nth)).filter(Column::Id.eq(id)).filter(Column::Reminded.lt(nth));
    if ws.global().update_many(noted).await? == 1 {
        board::tell(&ws, NoticeKind::DeletionOrdered, "/").await?;
    }
    ws.commit(true).await
}

/// A service has erased. The last of the others lets tenancy erase; tenancy's own answer ends it.
pub async fn answered(ws: &Workspace, order: Uuid, service: &str, counts: &BTreeMap<String, i64>) -> Result<()> {
    let Some(row) = ws.global().lock(deletion::Entity::find_by_id(order)).await?.pop() else { return Ok(()) };
    let mut answers = row.answers.clone();
    answers[service] = json!(counts);
    let all = SERVICES.iter().filter(|name| **name != "tenancy").all(|name| answers.get(*name).is_some());
    let (stage, association) = (row.stage.clone(), row.association);
    let mut next = row.into_active_model();
    if service == "tenancy" {
        next.association = Set(None);
        next.stage = Set(DONE.into());
        next.erased_at = Set(Some(ws.now()));
        next.digest = Set(Some(digest(answers.to_string().as_bytes())));
    } else if all && stage == ERASING {
        next.stage = Set(REGISTRY.into());
        ws.emit_to(AssociationId(association.unwrap_or_default()), Event::ErasureOfRegistry { order }).await?;
    }
    next.answers = Set(answers);
    ws.global().update(next).await.map(drop)
}

/// Of what one has asked to be erased, newest first; of all, for the platform's staff.
pub async fn certificates(access: Access<OwnAccount>, _: Nothing) -> Result<Page<Certificate>> {
    let ws = access.begin().await?;
    let mut select = deletion::Entity::find().filter(deletion::Column::Stage.eq(DONE));
    if !is_staff(&ws, access.account()?).await? {
        select = select.filter(deletion::Column::AccountId.eq(access.account()?));
    }
    let rows = ws.global().all(select.order_by_desc(deletion::Column::Id).limit(200)).await?;
    Ok(Page { items: rows.into_iter().map(certificate).collect(), next: None })
}

pub async fn show(access: Access<OwnAccount>, input: ById) -> Result<Certificate> {
    let ws = access.begin().await?;
    let row = ws.global().one(deletion::Entity::find_by_id(input.id)).await?.ok_or_else(Error::not_found)?;
    let mine = row.account_id == access.account()? || is_staff(&ws, access.account()?).await?;
    if mine { Ok(certificate(row)) } else { Err(Error::not_found()) }
}

async fn is_staff(ws: &Workspace, account: Uuid) -> Result<bool> {
    Ok(ws.global().one(staff::Entity::find_by_id(account)).await?.is_some())
}

fn certificate(row: deletion::Model) -> Certificate {
    Certificate {
        id: row.id,
        name_ar: row.name_ar,
        name_fr: row.name_fr,
        receipt_number: row.receipt_number,
        association_hash: row.association_hash,
        asked_by: row.asked_by,
        asked_at: row.asked_at,
        due_at: row.due_at,
        erased_at: row.erased_at,
        counts: serde_json::from_value(row.answers).unwrap_or_default(),
        digest: row.digest,
    }
}
