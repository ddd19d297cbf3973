//! The journal of a period: all entries with their lines, the oldest first.

use super::{Scope, amount, row};
use crate::entity::{entry, line};
use crate::journal::{Place, of_year};
use crate::turnover::{self, Sides};
use contracts::statements::{Cell, Statement, Weight};
use database::Workspace;
use kernel::{Money, Result};
use language::key;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use std::collections::HashMap;
use uuid::Uuid;

pub async fn make(ws: &Workspace, scope: &Scope, after: Option<&str>, most: u64) -> Result<Statement> {
    let after = after.map(Place::read).transpose()?;
    let mut statement = scope.begin(
        key::STATEMENT_JOURNAL,
        vec![
            scope.text(key::STATEMENT_COLUMN_DATE),
            scope.text(key::STATEMENT_COLUMN_NUMBER),
            scope.text(key::STATEMENT_COLUMN_ACCOUNT),
            scope.text(key::STATEMENT_COLUMN_LABEL),
            scope.carried(key::BOOKS_DEBIT),
            scope.carried(key::BOOKS_CREDIT),
        ],
    );
    let mut select = of_year(entry::Entity::find(), &scope.year).filter(entry::Column::PostedOn.between(scope.from, scope.to));
    if let Some(place) = after {
        select = select.filter(place.onwards());
    }
    let mut entries = ws.all(select.order_by_asc(entry::Column::PostedOn).order_by_asc(entry::Column::Id).limit(most + 1)).await?;
    let more = entries.len() as u64 > most;
    entries.truncate(usize::try_from(most).unwrap_or(usize::MAX));
    statement.next = entries.last().filter(|_| more).map(|last| Place::of(last).write());
    let mut lines = lines(ws, &entries).await?;
    for entry in entries {
        for (at, line) in lines.remove(&entry.id).unwrap_or_default().into_iter().enumerate() {
            let first = |cell: Cell| if at == 0 { cell } else { Cell::Blank };
            let name = scope.account(&line.account);
            let mut cells = vec![
                first(Cell::Date(entry.posted_on)),
                first(Cell::Code(format!("{} {}", entry.journal, entry.number))),
                Cell::Code(line.account),
                if at == 0 { Cell::Text(entry.label.clone()) } else { name },
            ];
            cells.extend([amount(Money::centimes(line.debit)), amount(Money::centimes(line.credit))]);
            let mut shown = row(Weight::Line, cells);
            shown.entry = Some(entry.id);
            statement.rows.push(shown);
        }
    }
    if !more && !statement.rows.is_empty() {
        total(ws, scope, &mut statement).await?;
    }
    Ok(statement)
}

async fn lines(ws: &Workspace, entries: &[entry::Model]) -> Result<HashMap<Uuid, Vec<line::Model>>> {
    let mut lines: HashMap<Uuid, Vec<line::Model>> = HashMap::new();
    for some in entries.chunks(500) {
        let of_these = line::Entity::find().filter(line::Column::EntryId.is_in(some.iter().map(|entry| entry.id)));
        for line in ws.all(of_these.order_by_asc(line::Column::EntryId).order_by_asc(line::Column::Position)).await? {
            lines.entry(line.entry_id).or_default().push(line);
        }
    }
    Ok(lines)
}

/// Of the whole period, which the accounts' totals know without reading all lines again.
async fn total(ws: &Workspace, scope: &Scope, statement: &mut Statement) -> Result<()> {
    let mut total = Sides::default();
    for sides in turnover::between(ws, &scope.year, scope.from, scope.to).await?.into_values() {
        total.add(sides)?;
    }
    let mut cells = vec![Cell::Blank, Cell::Blank, Cell::Blank, Cell::Text(scope.say(key::BOOKS_TOTAL))];
    cells.extend([Cell::Amount(total.debit), Cell::Amount(total.credit)]);
    statement.rows.push(row(Weight::Total, cells));
    if total.debit != total.credit {
        let (debit, credit) = (language::money(total.debit, scope.locale), language::money(total.credit, scope.locale));
        let part = scope.say(key::STATEMENT_MOVED);
        let values = [("part", (&part).into()), ("debit", (&debit).into()), ("credit", (&credit).into())];
        statement.faults.push(language::text_with(scope.locale, key::STATEMENT_UNBALANCED, &values));
    }
    Ok(())
}
