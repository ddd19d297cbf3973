//! A year's journal for other programs.

use crate::entity::entry::{Column, Entity};
use crate::journal::{Place, of_year, shown};
use crate::{chart, ledger, years};
use contracts::books::Export;
use kernel::permission::ViewBooks;
use kernel::{Error, Result};
use sea_orm::{EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use web::{Access, File};

/// Entries read at a time.
const SLICE: u64 = 500;

/// The text is made whole before it is sent, so that a slow client holds no transaction.
pub async fn download(access: Access<ViewBooks>, input: Export) -> Result<File> {
    if input.format != "ledger" {
        return Err(Error::invalid("export-format-unknown"));
    }
    let ws = access.begin().await?;
    let year = years::asked(&ws, access.actor(), input.year).await?;
    let chart = chart::of(&ws).await?;
    let mut text = ledger::head(year.year, ws.now());
    let mut after: Option<Place> = None;
    loop {
        let mut select = of_year(Entity::find(), &year);
        if let Some(place) = after {
            select = select.filter(place.onwards());
        }
        let entries = ws.all(select.order_by_asc(Column::PostedOn).order_by_asc(Column::Id).limit(SLICE)).await?;
        let Some(last) = entries.last() else { break };
        after = Some(Place::of(last));
        for entry in shown(&ws, entries).await? {
            ledger::write(&chart, &mut text, &entry);
        }
    }
    Ok(File::text(format!("books-{}.ledger", year.year), text))
}
