//! How much of accounting an association keeps. The entries are the same in all sizes: a larger one shows more of them,
//! and nothing is written again.

use crate::chart;
use crate::entity::books;
use contracts::Nothing;
use contracts::years::{BookSize, Books, ChooseSize};
use kernel::id::named_id;
use kernel::permission::{CloseYears, ViewBooks};
use kernel::{Error, Result};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use web::{Access, Routes};

pub fn routes(routes: Routes) -> Routes {
    let path = "/api/v1/associations/{association}/books/size";
    routes.get(path, "How much of accounting the association keeps", show).post(path, "Choose how much of accounting to keep", choose)
}

fn told(chosen: Option<&str>) -> Books {
    let chosen = chosen.and_then(BookSize::parse);
    Books { size: chosen.unwrap_or_default(), chosen: chosen.is_some() }
}

pub async fn show(access: Access<ViewBooks>, _: Nothing) -> Result<Books> {
    let ws = access.begin().await?;
    let row = ws.one(books::Entity::find().filter(books::Column::Id.eq(named_id("books")))).await?;
    Ok(told(row.and_then(|row| row.size).as_deref()))
}

/// `POST …/books/size`: any at first, later a larger one.
///
/// # Errors
/// `choice-unknown` at the size; `size-downwards`.
pub async fn choose(access: Access<CloseYears>, input: ChooseSize) -> Result<Books> {
    let size = BookSize::parse(&input.size).ok_or_else(|| Error::field("size", "choice-unknown"))?;
    let ws = access.begin().await?;
    let before = told(chart::lock(&ws).await?.size.as_deref());
    if before.chosen && size < before.size {
        return Err(Error::field("size", "size-downwards"));
    }
    if !before.chosen || size != before.size {
        ws.update(books::ActiveModel { id: Set(named_id("books")), size: Set(Some(size.code().to_owned())), ..Default::default() }).await?;
        let (old, new) = (before.chosen.then(|| before.size.code()), size.code());
        let details = serde_json::json!({ "before": { "size": old }, "after": { "size": new } });
        ws.audit("books-size-chosen", size.code(), details).await?;
    }
    ws.commit(Books { size, chosen: true }).await
}
