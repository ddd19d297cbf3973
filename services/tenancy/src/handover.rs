//! What an old board hands over to a new one, for each declared change of the board: ticked with who
//! said so and when.

use crate::entity::{declaration, handover_item};
use crate::record::begin_locked;
use contracts::mandates::{HANDOVER, HandoverItem, TickHandover};
use contracts::{ById, Page};
use database::Workspace;
use kernel::error::FieldErrors;
use kernel::fold::clean;
use kernel::id::new_id;
use kernel::permission::{EditRecord, ViewRecord};
use kernel::{Error, Result};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use serde_json::json;
use web::Access;

/// Characters.
const LONGEST: usize = 300;

/// `GET …/record/declarations/{id}/handover`: of a change of something else, nothing.
pub async fn list(access: Access<ViewRecord>, input: ById) -> Result<Page<HandoverItem>> {
    let ws = access.begin().await?;
    let row = ws.get::<declaration::Entity>(input.id).await?;
    items(&ws, &row).await
}

/// `POST …/record/declarations/{id}/handover`: ticks one, or takes the tick back.
pub async fn tick(access: Access<EditRecord>, input: TickHandover) -> Result<Page<HandoverItem>> {
    let mut errors = FieldErrors::default();
    let item = errors.keep("item", HANDOVER.iter().find(|known| **known == input.item.trim()).copied().ok_or("choice-unknown"));
    let note = clean(&input.note);
    if note.chars().count() > LONGEST {
        errors.add_with("note", "too-long", "max", LONGEST);
    }
    errors.finish()?;
    let Some(item) = item else { return Err(Error::invalid("invalid-input")) };
    let ws = begin_locked(&access).await?;
    let row = ws.get::<declaration::Entity>(input.id).await?;
    if !of_board(&row) {
        return Err(Error::field("item", "choice-unknown"));
    }
    let this = handover_item::Entity::delete_many().filter(handover_item::Column::DeclarationId.eq(row.id));
    ws.delete(this.filter(handover_item::Column::Item.eq(item))).await?;
    let done = input.done == "yes";
    if done {
        let ticked = handover_item::ActiveModel {
            association_id: Set(ws.association().0),
            id: Set(new_id()),
            declaration_id: Set(row.id),
            item: Set(item.into()),
            note: Set(note),
            done_on: Set(ws.today()),
            done_by: Set(ws.origin().who.clone()),
        };
        ws.insert(ticked).await?;
    }
    ws.audit("handover-ticked", row.decided_on.to_string(), json!({ "item": item, "done": done })).await?;
    let reply = items(&ws, &row).await?;
    ws.commit(reply).await
}

fn of_board(row: &declaration::Model) -> bool {
    row.about.split_whitespace().any(|about| about == "board")
}

async fn items(ws: &Workspace, row: &declaration::Model) -> Result<Page<HandoverItem>> {
    if !of_board(row) {
        return Ok(Page { items: Vec::new(), next: None });
    }
    let ticked = ws.all(handover_item::Entity::find().filter(handover_item::Column::DeclarationId.eq(row.id))).await?;
    let item = |code: &&'static str| {
        let there = ticked.iter().find(|there| there.item == *code);
        HandoverItem {
            item: (*code).to_owned(),
            done_on: there.map(|there| there.done_on),
            done_by: there.map(|there| there.done_by.clone()),
            note: there.map(|there| there.note.clone()).unwrap_or_default(),
        }
    };
    Ok(Page { items: HANDOVER.iter().map(item).collect(), next: None })
}
