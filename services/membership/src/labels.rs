//! The members of a filtered list on paper: labels for letters, cards to carry.

use crate::entity::member;
use crate::filter::Filter;
use crate::members::{name_ar, name_fr, to_contract};
use crate::numbering::{self, Pattern};
use crate::{dues_years, photos, profile};
use contracts::member_lists::PrintList;
use documents::{Issuer, Named};
use kernel::permission::ExportMembers;
use kernel::{Error, Result};
use sea_orm::{ColumnTrait, QueryFilter, QuerySelect};
use tokio::sync::Semaphore;
use web::{Access, File};

/// A hundred sheets of labels, and of cards.
const MOST_LABELS: usize = 2_400;
const MOST_CARDS: usize = 1_000;

/// Setting sheets is work for a core: two at a time, whoever asks.
static SETTING: Semaphore = Semaphore::const_new(2);

/// `GET …/members/labels`: of those who have an address.
///
/// # Errors
/// `too-many-labels`, `labels-for-nobody`
pub async fn labels(access: Access<ExportMembers>, input: PrintList) -> Result<File> {
    let (_, people) = people(&access, input, MOST_LABELS, true).await?;
    let bytes = set(move || documents::labels(&people)).await?;
    Ok(File::pdf("labels.pdf", bytes))
}

/// `GET …/members/cards`
///
/// # Errors
/// `too-many-labels`, `labels-for-nobody`
pub async fn cards(access: Access<ExportMembers>, input: PrintList) -> Result<File> {
    let (rows, mut people) = people(&access, input, MOST_CARDS, false).await?;
    let ws = access.begin().await?;
    let issuer = profile::needed(&ws).await?;
    let mut photos = photos::of_members(&ws, &rows).await?;
    drop(ws);
    for (row, person) in rows.iter().zip(&mut people) {
        person.photo = photos.remove(&row.id);
    }
    let issuer = Issuer { name_ar: issuer.name_ar, name_fr: issuer.name_fr };
    let bytes = set(move || documents::cards(&issuer, &people)).await?;
    Ok(File::pdf("cards.pdf", bytes))
}

async fn set(work: impl FnOnce() -> Result<Vec<u8>> + Send + 'static) -> Result<Vec<u8>> {
    let _turn = SETTING.acquire().await.map_err(Error::internal)?;
    tokio::task::spawn_blocking(work).await.map_err(Error::internal)?
}

async fn people(
    access: &Access<ExportMembers>,
    input: PrintList,
    most: usize,
    addressed: bool,
) -> Result<(Vec<member::Model>, Vec<Named>)> {
    let filter = Filter::read(input.filter, access.today())?;
    let ws = access.begin().await?;
    let pattern = numbering::pattern(&ws).await?;
    let years = dues_years::find(&ws).await?;
    let mut select = filter.select(&ws, access.actor(), (&pattern, &years), 0).limit(most as u64 + 1);
    if addressed {
        select = select.filter(member::Column::Address.is_not_null());
    }
    let rows = ws.all(select).await?;
    match rows.len() {
        0 => Err(Error::conflict("labels-for-nobody")),
        count if count > most => Err(Error::conflict("too-many-labels").with("max", most)),
        _ => {
            let people = rows.iter().map(|row| named(row, &pattern)).collect();
            Ok((rows, people))
        }
    }
}

fn named(row: &member::Model, pattern: &Pattern) -> Named {
    let arabic = row.given_fr.is_none() && row.family_fr.is_none();
    let communes = if arabic { [&row.commune_ar, &row.commune_fr] } else { [&row.commune_fr, &row.commune_ar] };
    Named {
        name_ar: name_ar(row),
        name_fr: name_fr(row),
        commune: communes.into_iter().flatten().next().cloned(),
        address: row.address.clone(),
        category: row.category.clone(),
        number: to_contract(row.clone(), pattern).code,
        photo: None,
    }
}
