//! The log for other programs and other eyes: as a table, or as lines by which anybody can verify
//! the chain (ARCHITECTURE.md says how).

use super::filter::Filter;
use super::{chain, present};
use crate::entity::audit_entry::{Column, Entity, Model};
use contracts::audit::{AuditEntry, ExportAudit};
use futures_util::stream;
use kernel::permission::ViewAudit;
use kernel::{Error, Locale, Result, clock};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde_json::json;
use std::collections::HashMap;
use web::{Access, File};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Format {
    Csv,
    Lines,
}

struct Export {
    access: Access<ViewAudit>,
    filter: Filter,
    format: Format,
    after: i64,
    /// What was written after the export began is not in it.
    last: i64,
}

/// Entries never change, so each slice is read in a transaction of its own: a slow client holds
/// none, and memory stays small.
pub async fn download(access: Access<ViewAudit>, input: ExportAudit) -> Result<File> {
    let format = match input.format.as_str() {
        "csv" => Format::Csv,
        "jsonl" => Format::Lines,
        _ => return Err(Error::invalid("export-format-unknown")),
    };
    let filter = Filter::of_export(&input)?;
    let last = chain::head(&access.begin().await?).await?.map_or(i64::MAX, |head| head.number);
    let locale = access.locale();
    let export = Export { access, filter, format, after: -1, last };
    let parts = stream::try_unfold(export, move |export| next(export, locale));
    Ok(match format {
        Format::Csv => File::streamed("text/csv; charset=utf-8", "audit.csv", parts),
        Format::Lines => File::streamed("application/jsonl", "audit.jsonl", parts),
    })
}

async fn next(mut export: Export, locale: Locale) -> Result<Option<(Vec<u8>, Export)>> {
    let mut text = Vec::new();
    if export.after < 0 {
        export.after = 0;
        if export.format == Format::Csv {
            text = head(locale)?;
        }
    }
    let select = export.filter.apply(Entity::find()).filter(Column::Number.gt(export.after)).filter(Column::Number.lte(export.last));
    let ws = export.access.begin().await?;
    let rows = ws.all(select.order_by_asc(Column::Number).limit(chain::SLICE)).await?;
    let Some(end) = rows.last().map(|row| row.number) else { return Ok((!text.is_empty()).then_some((text, export))) };
    let previous = match export.format {
        Format::Csv => HashMap::new(),
        Format::Lines => hashes_before(&ws, &rows).await?,
    };
    drop(ws);
    export.after = end;
    let reader = export.access.actor();
    for row in rows {
        match export.format {
            Format::Csv => text.extend(record(&cells(&present(row, reader), locale))?),
            Format::Lines => {
                let previous = previous.get(&(row.number - 1)).map(String::as_str).unwrap_or_default();
                let entry = chain::sealed(&row);
                let (hash, personal) = (row.hash.clone(), row.personal.clone());
                let shown = present(row, reader);
                let line = json!({ "entry": entry, "previous": previous, "hash": hash, "personal": personal.filter(|_| !shown.masked) });
                text.extend(chain::canonical(&line).into_bytes());
                text.push(b'\n');
            }
        }
    }
    Ok(Some((text, export)))
}

/// The hashes of the entries before these, some of which a filter may have left out.
async fn hashes_before(ws: &database::Workspace, rows: &[Model]) -> Result<HashMap<i64, String>> {
    let mut hashes: HashMap<i64, String> = rows.iter().map(|row| (row.number, row.hash.clone())).collect();
    let lacking: Vec<i64> = rows.iter().map(|row| row.number - 1).filter(|number| *number > 0 && !hashes.contains_key(number)).collect();
    if !lacking.is_empty() {
        let before = ws.all(Entity::find().filter(Column::Number.is_in(lacking))).await?;
        hashes.extend(before.into_iter().map(|row| (row.number, row.hash)));
    }
    Ok(hashes)
}

const COLUMNS: [language::Key; 11] = [
    language::key::LOG_NUMBER,
    language::key::AUDIT_WHEN,
    language::key::AUDIT_WHO,
    language::key::LOG_ROLE,
    language::key::AUDIT_WHAT,
    language::key::LOG_AREA,
    language::key::AUDIT_SUBJECT,
    language::key::LOG_DETAILS,
    language::key::LOG_FROM,
    language::key::LOG_REQUEST,
    language::key::LOG_HASH,
];

/// Excel takes a file for UTF-8 only when it says so.
fn head(locale: Locale) -> Result<Vec<u8>> {
    let titles = COLUMNS.map(|key| language::text(locale, key));
    Ok([b"\xef\xbb\xbf".to_vec(), record(&titles)?].concat())
}

fn cells(entry: &AuditEntry, locale: Locale) -> [String; 11] {
    let details = match (&entry.personal, entry.masked) {
        (Some(personal), _) => format!("{} {}", chain::canonical(&entry.details), chain::canonical(personal)),
        (None, true) => format!("{} {}", chain::canonical(&entry.details), language::text(locale, language::key::LOG_MASKED)),
        (None, false) => chain::canonical(&entry.details),
    };
    let from = [language::named(locale, "via", entry.via.code()), entry.network.clone(), entry.authority.clone()];
    [
        entry.number.to_string(),
        clock::to_local(entry.at).format("%Y-%m-%d %H:%M:%S").to_string(),
        entry.who.clone(),
        language::named(locale, "role", entry.role.code()),
        language::named(locale, "audit", &entry.action),
        language::named(locale, "area", entry.area.code()),
        entry.subject_in(locale).to_owned(),
        details,
        from.iter().filter(|part| !part.is_empty()).cloned().collect::<Vec<_>>().join(" · "),
        entry.request.clone(),
        entry.hash.clone(),
    ]
}

fn record(cells: &[String]) -> Result<Vec<u8>> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(cells.iter().map(|cell| harmless(cell))).map_err(Error::internal)?;
    writer.into_inner().map_err(|error| Error::internal(error.to_string()))
}

/// What a spreadsheet would take for a formula becomes text.
fn harmless(cell: &str) -> String {
    let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    if formula { format!("'{cell}") } else { cell.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spreadsheet_calculates_nothing_of_ours() {
        for formula in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1"] {
            assert_eq!(harmless(formula), format!("'{formula}"));
        }
        assert_eq!(harmless("№ 12"), "№ 12");
    }
}
