//! A hub's list for a spreadsheet, in the language of whoever takes it away.

use crate::{hub_log, hubs, oversight, reference};
use chrono::NaiveDate;
use contracts::hubs::{FindInTerritory, TerritoryRow};
use database::Origin;
use kernel::permission::ViewTerritory;
use kernel::{AssociationId, Error, Locale, Result};
use language::{Key, key};
use web::{Access, File};

/// Lines of an export: more than a region has, and a few megabytes.
const LONGEST: usize = 20_000;
/// Lines of it read at a time.
const SLICE: u64 = 1_000;

const COLUMNS: [Key; 18] = [
    key::FOUNDING_NAME_AR,
    key::FOUNDING_NAME_FR,
    key::FOUNDING_COMMUNE,
    key::HUB_PROVINCE,
    key::HUB_REGION,
    key::FOUNDING_DATE,
    key::HUB_STATUS,
    key::HUB_ACTIVITY,
    key::HUB_STANDING,
    key::HUB_MEMBERS,
    key::HUB_PAID,
    key::HUB_LAST_ASSEMBLY,
    key::HUB_LAST_ENTRY,
    key::HUB_LAST_BOARD,
    key::HUB_MANDATE_END,
    key::HUB_LAST_SIGN_IN,
    key::HUB_CLOSED_BY,
    key::HUB_OPEN_UNTIL_COLUMN,
];

/// `GET /api/v1/hubs/{hub}/associations.csv`: all that the search finds.
///
/// # Errors
/// `export-too-long`, before anything is written.
pub async fn export(access: Access<ViewTerritory>, input: FindInTerritory) -> Result<File> {
    // the log of the hub is written: a reading workspace would not do
    let origin = Origin::actor(access.actor(), access.request_id());
    let ws = access.state().db()?.write(AssociationId::PLATFORM, origin, None).await?;
    let hub = hubs::of(&access, &ws).await?;
    let locale = access.locale();
    let (mut after, mut lines) = (None, 0);
    let mut text = tables::BEGINNING.to_owned() + &tables::line(COLUMNS.map(|column| language::text(locale, column)));
    loop {
        let found = oversight::rows(&ws, &hub, &input, after, SLICE).await?;
        lines += found.len();
        if lines > LONGEST {
            return Err(Error::invalid("export-too-long").with("most", LONGEST));
        }
        after = found.last().map(|row| row.id);
        let last = (found.len() as u64) < SLICE;
        for row in oversight::present(&ws, &hub, found).await? {
            text += &tables::line(line(&row, locale));
        }
        if last {
            break;
        }
    }
    hub_log::note(&ws, hub.id, "territory-exported", lines.to_string(), None).await?;
    let name = format!("{}-{}.csv", hub.slug, access.today());
    ws.commit(()).await?;
    Ok(File { content_type: "text/csv; charset=utf-8", name, inline: false, body: text.into() })
}

fn line(row: &TerritoryRow, locale: Locale) -> [String; 18] {
    let number = |number: Option<i64>| number.map(|number| number.to_string()).unwrap_or_default();
    let day = |day: Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
    let either = |ar: &str, fr: &str| if locale == Locale::Ar { ar.to_owned() } else { fr.to_owned() };
    let place = |code: &str| reference::names(code).map(|(ar, fr)| either(ar, fr)).unwrap_or_default();
    let activities: Vec<String> = row.activities.iter().map(|code| language::named(locale, "activity", code)).collect();
    let closed_by = row.closure.as_ref().and_then(|closure| match &closure.hub {
        Some(hub) => Some(either(&hub.name_ar, &hub.name_fr)),
        None => closure.by.map(|role| language::named(locale, "role", role.code())),
    });
    [
        row.association.name_ar.clone(),
        row.association.name_fr.clone(),
        either(&row.commune.name_ar, &row.commune.name_fr),
        place(&row.commune.province),
        place(&row.commune.region),
        row.founded_on.to_string(),
        language::named(locale, "legal-status", row.status.code()),
        activities.join(if locale == Locale::Ar { "، " } else { ", " }),
        language::named(locale, "standing", row.standing.code()),
        number(row.members),
        number(row.paid_members),
        day(row.last_assembly),
        day(row.last_entry),
        day(row.last_board),
        day(row.mandate_end),
        day(row.last_sign_in),
        closed_by.unwrap_or_default(),
        row.open_until.map(|until| kernel::clock::to_local(until).format("%Y-%m-%d %H:%M").to_string()).unwrap_or_default(),
    ]
}
