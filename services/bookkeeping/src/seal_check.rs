//! The chain of a year's journals, calculated anew: numbers without gap, each hash as it must be. What a year
//! closes with is one hash over the last hash of each journal:
//!
//! SHA-256, in hex, over the lines `<association> <year>` and then, for each journal with entries in the order of
//! their codes, `<journal> <last number> <last hash>`, each line ended by a line feed.

use crate::entity::{entry, fiscal_year, line};
use crate::entry::Line;
use crate::seal::{self, Sealed};
use crate::statements::{Scope, row};
use contracts::statements::{Cell, Statement, Weight};
use database::Workspace;
use kernel::{AssociationId, Money, Result};
use language::key;
use sea_orm::{ColumnTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect};
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::fmt::Write;
use uuid::Uuid;

/// Entries read at a time.
const SLICE: u64 = 500;

/// A journal of a year, as far as it is intact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    pub journal: String,
    pub entries: i64,
    pub last: i64,
    pub hash: String,
    /// The first number that is wrong, and how.
    pub fault: Option<(i64, Wrong)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// There is no entry of this number.
    Missing,
    /// It or its lines are not what its hash vouches for.
    Changed,
}

#[derive(FromQueryResult)]
struct Named {
    journal: String,
}

/// Reads a slice at a time: memory does not grow with the year.
pub async fn verify(ws: &Workspace, year: &fiscal_year::Model) -> Result<Vec<Checked>> {
    use entry::{Column, Entity};
    let journals = Entity::find()
        .select_only()
        .column(Column::Journal)
        .filter(Column::FiscalYearId.eq(year.id))
        .group_by(Column::Journal)
        .order_by_asc(Column::Journal);
    let mut checked = Vec::new();
    for Named { journal } in ws.rows::<Entity, Named>(journals).await? {
        checked.push(verify_journal(ws, year, journal).await?);
    }
    Ok(checked)
}

async fn verify_journal(ws: &Workspace, year: &fiscal_year::Model, journal: String) -> Result<Checked> {
    use entry::{Column, Entity};
    let mut checked = Checked { journal, entries: 0, last: 0, hash: String::new(), fault: None };
    loop {
        let next = Entity::find()
            .filter(Column::FiscalYearId.eq(year.id))
            .filter(Column::Journal.eq(&checked.journal))
            .filter(Column::Number.gt(checked.last))
            .order_by_asc(Column::Number)
            .limit(SLICE);
        let entries = ws.all(next).await?;
        if entries.is_empty() {
            return Ok(checked);
        }
        let mut lines = lines(ws, &entries).await?;
        for entry in entries {
            let wanted = checked.last + 1;
            let lines = lines.remove(&entry.id).unwrap_or_default();
            let wrong = if entry.number != wanted {
                Some((wanted, Wrong::Missing))
            } else if entry.previous_hash != checked.hash || !stands(ws.association(), year.year, &entry, &lines) {
                Some((entry.number, Wrong::Changed))
            } else {
                None
            };
            checked.fault = checked.fault.or(wrong);
            checked.entries += 1;
            checked.last = entry.number;
            checked.hash = entry.hash;
        }
    }
}

pub async fn lines(ws: &Workspace, entries: &[entry::Model]) -> Result<HashMap<Uuid, Vec<line::Model>>> {
    let of_these = line::Entity::find().filter(line::Column::EntryId.is_in(entries.iter().map(|entry| entry.id)));
    let mut lines: HashMap<Uuid, Vec<line::Model>> = HashMap::new();
    for line in ws.all(of_these.order_by_asc(line::Column::EntryId).order_by_asc(line::Column::Position)).await? {
        lines.entry(line.entry_id).or_default().push(line);
    }
    Ok(lines)
}

/// Whether the hash is that of the entry with these lines.
fn stands(association: AssociationId, year: i32, entry: &entry::Model, lines: &[line::Model]) -> bool {
    sealed(association, year, entry, &read(lines)).is_some_and(|sealed| seal::hash(&entry.previous_hash, &sealed) == entry.hash)
}

/// Lines as they were sealed; fewer where one is nothing that could have been.
pub fn read(lines: &[line::Model]) -> Vec<Line> {
    let line = |line: &line::Model| Line::read(&line.account, Money::centimes(line.debit), Money::centimes(line.credit)).ok();
    lines.iter().filter_map(line).collect()
}

/// What the entry's hash vouches for.
pub fn sealed<'a>(association: AssociationId, year: i32, entry: &'a entry::Model, lines: &'a [Line]) -> Option<Sealed<'a>> {
    let total = Money::sum(lines.iter().map(Line::debit))?;
    (total.in_centimes() == entry.total).then_some(Sealed {
        association,
        year,
        journal: &entry.journal,
        number: entry.number,
        posted_on: entry.posted_on,
        label: &entry.label,
        source: entry.source_kind.as_deref().zip(entry.source_id),
        posted_at: entry.posted_at,
        recorded_by: &entry.recorded_by,
        lines,
    })
}

/// As the head of this file says.
pub fn closing_hash(association: AssociationId, year: i32, journals: &[Checked]) -> String {
    let mut text = format!("{association} {year}\n");
    for Checked { journal, last, hash, .. } in journals {
        let _ = writeln!(text, "{journal} {last} {hash}"); // writing to a String does not fail
    }
    Sha256::digest(text).iter().fold(String::with_capacity(64), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

/// For the auditor's page and paper.
pub async fn statement(ws: &Workspace, scope: &Scope) -> Result<Statement> {
    let columns = vec![
        scope.text(key::STATEMENT_COLUMN_JOURNAL),
        scope.figure(key::STATEMENT_COLUMN_ENTRIES),
        scope.text(key::STATEMENT_COLUMN_VERDICT),
        scope.text(key::STATEMENT_COLUMN_LAST_HASH),
    ];
    let mut statement = scope.begin(key::STATEMENT_SEAL, columns);
    let journals = verify(ws, &scope.year).await?;
    for checked in &journals {
        let number = |number: i64| number.to_string();
        let verdict = match checked.fault {
            None => scope.say(key::STATEMENT_SEAL_INTACT),
            Some((at, Wrong::Missing)) => {
                language::text_with(scope.locale, key::STATEMENT_SEAL_MISSING, &[("number", (&number(at)).into())])
            }
            Some((at, Wrong::Changed)) => {
                language::text_with(scope.locale, key::STATEMENT_SEAL_CHANGED, &[("number", (&number(at)).into())])
            }
        };
        if checked.fault.is_some() {
            let values = [("journal", (&checked.journal).into()), ("verdict", (&verdict).into())];
            statement.faults.push(language::text_with(scope.locale, key::STATEMENT_SEAL_BROKEN, &values));
        }
        let cells = vec![
            Cell::Code(checked.journal.clone()),
            Cell::Code(language::count(checked.entries)),
            Cell::Text(verdict),
            Cell::Text(checked.hash.clone()),
        ];
        statement.rows.push(row(Weight::Line, cells));
    }
    if !journals.is_empty() {
        let hash = closing_hash(ws.association(), scope.year.year, &journals);
        let cells = vec![Cell::Text(scope.say(key::STATEMENT_SEAL_CLOSING)), Cell::Blank, Cell::Blank, Cell::Text(hash)];
        statement.rows.push(row(Weight::Total, cells));
    }
    let association = ws.association().to_string();
    statement.notes.push(language::text_with(scope.locale, key::STATEMENT_SEAL_NOTE, &[("association", (&association).into())]));
    Ok(statement)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What an auditor noted on paper must still be found by a later version.
    #[test]
    fn the_text_under_the_closing_hash_stays_as_it_is() {
        let checked =
            |journal: &str, last, hash: &str| Checked { journal: journal.into(), entries: last, last, hash: hash.into(), fault: None };
        let journals = [checked("DUES", 3, "aa"), checked("GEN", 7, "bb")];
        // printf '00000000-0000-0000-0000-000000000000 2026\nDUES 3 aa\nGEN 7 bb\n' | sha256sum
        let wanted = "e3da8c38b7f2f3cebe262eb13fc94accd00f118b95fa08ed4eb3e38457168857";
        assert_eq!(closing_hash(AssociationId(Uuid::nil()), 2026, &journals), wanted);
    }
}
