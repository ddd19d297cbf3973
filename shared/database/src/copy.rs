//! All rows of one association, out of a database and into another: as JSON whose text is the same
//! whichever engine the rows came from.

use crate::catalogue::{self, ColumnInfo, ColumnKind, TableInfo};
use crate::constraint::to_error;
use crate::workspace::Workspace;
use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use kernel::{Error, Result};
use sea_orm::{ConnectionTrait, DbBackend, QueryResult, Statement, Value, Values};
use serde_json::{Map, Value as Json, json};
use std::collections::BTreeMap;
use uuid::Uuid;

/// Tables of workspaces that stay behind. They are erased with the others.
const STAYS: &[&str] = &[
    "request",         // the replies of repeated requests mean nothing elsewhere
    "api_token",       // opens this installation
    "webhook_call",    // is to be made from here: it would be made twice
    "webhook_attempt", // as the calls
    // rows of the platform's own workspace: an account is a person's, an import of associations a hub's
    "second_factor",
    "recovery_code",
    "account_entry",
    "association_import",
    "association_import_file",
];
/// Rows read at once; one where each may be a file of many megabytes.
const PAGE: usize = 200;
/// Parameters of a statement: SQLite takes 32,766.
const PARAMETERS: usize = 30_000;

/// Rows outside the workspaces that an association takes along.
struct Outside {
    service: &'static str,
    table: &'static str,
    from: &'static str,
    /// `$1` is the association.
    condition: &'static str,
    order: &'static str,
    without: &'static [&'static str],
    /// Columns of other tables in `from`.
    with: &'static [(&'static str, &'static str)],
}

/// Accounts are people's and stay; a seat says whose it is by address and name. An association's hub is
/// told by its commune.
const OUTSIDE: &[Outside] = &[
    Outside {
        service: "tenancy",
        table: "association",
        from: "association",
        condition: "association.id = $1",
        order: "association.id",
        without: &["hub_id", "standing_hub"],
        with: &[],
    },
    Outside {
        service: "tenancy",
        table: "indicator",
        from: "indicator",
        condition: "indicator.association_id = $1",
        order: "indicator.association_id",
        without: &["association_id"],
        with: &[],
    },
    Outside {
        service: "tenancy",
        table: "seat",
        from: "seat join account on account.id = seat.account_id",
        condition: "seat.association_id = $1",
        order: "account.email_key",
        without: &["association_id", "account_id"],
        with: &[("account", "email"), ("account", "locale"), ("account", "name")],
    },
];

/// Columns that get their value when all rows are there: a trigger takes no entry into a closed year.
const LAST: &[(&str, &str)] = &[("fiscal_year", "closed")];

/// A table that is being filled.
#[derive(Debug)]
pub struct Filling {
    name: String,
    keyed: bool,
    columns: Vec<ColumnInfo>,
    last: Option<&'static str>,
    waiting: Vec<Uuid>,
}

/// One row on its way. Bytes travel beside it.
#[derive(Clone, Debug, Default)]
pub struct Copied {
    pub cells: Map<String, Json>,
    pub bytes: BTreeMap<String, Vec<u8>>,
}

impl Copied {
    pub fn id(&self) -> Option<Uuid> {
        self.cells.get("id")?.as_str()?.parse().ok()
    }
}

impl Workspace {
    /// What an association takes along of this service, in the order in which it can be written
    /// elsewhere. `service` is this database's.
    pub async fn tables_to_take(&self, service: &str) -> Result<Vec<TableInfo>> {
        let all = catalogue::read(self.transaction()).await?;
        let mut taken = Vec::new();
        for outside in OUTSIDE.iter().filter(|outside| outside.service == service) {
            let mut table = find(&all, outside.table)?.clone();
            table.columns.retain(|column| !outside.without.contains(&column.name.as_str()));
            for (other, name) in outside.with {
                table.columns.extend(find(&all, other)?.column(name).cloned());
            }
            table.columns.sort_by(|a, b| a.name.cmp(&b.name));
            taken.push(table);
        }
        for mut table in all.into_iter().filter(|table| table.tenant && !STAYS.contains(&table.name.as_str())) {
            table.columns.retain(|column| column.name != "association_id");
            taken.push(table);
        }
        Ok(taken)
    }

    /// The association's rows of a table after one of them, in the order of their ids. None are left
    /// when it gives none.
    pub async fn take_rows(&self, table: &TableInfo, after: Option<Uuid>) -> Result<Vec<Copied>> {
        let outside = OUTSIDE.iter().find(|outside| outside.table == table.name && !table.tenant);
        if outside.is_some() && after.is_some() {
            return Ok(Vec::new());
        }
        let source = |column: &ColumnInfo| {
            let other = outside.and_then(|outside| outside.with.iter().find(|(_, name)| *name == column.name));
            format!("\"{}\".\"{}\"", other.map_or(table.name.as_str(), |(other, _)| other), column.name)
        };
        let columns: Vec<_> = table.columns.iter().map(source).collect();
        let (columns, name) = (columns.join(", "), &table.name);
        let mut values = vec![Value::from(self.association().0)];
        let sql = if let Some(Outside { from, condition, order, .. }) = outside {
            format!("select {columns} from {from} where {condition} order by {order}")
        } else {
            let onwards = if after.is_some() { "and id > $2" } else { "" };
            let limit = if table.has_bytes() { 1 } else { PAGE };
            format!("select {columns} from \"{name}\" where association_id = $1 {onwards} order by id limit {limit}")
        };
        values.extend(after.map(Value::from));
        let rows = self.transaction().query_all_raw(self.statement(sql, values)).await.map_err(to_error)?;
        rows.iter().map(|row| copied(row, table)).collect()
    }

    /// This database's table for rows that came from elsewhere; `given` names what they have.
    ///
    /// # Errors
    /// `package-unknown` when there is no such table or column here.
    pub async fn table_to_fill(&self, given: &TableInfo) -> Result<Filling> {
        let all = catalogue::read(self.transaction()).await?;
        let own = find(&all, &given.name)?;
        let mut columns = Vec::new();
        for column in given.columns.iter().filter(|column| column.name != "association_id") {
            columns.push(own.column(&column.name).cloned().ok_or_else(|| unknown(&given.name, &column.name))?);
        }
        let last = LAST.iter().find(|(table, _)| *table == own.name).map(|(_, column)| *column);
        Ok(Filling { name: own.name.clone(), keyed: own.is_owned(), columns, last, waiting: Vec::new() })
    }

    /// Writes rows of the association. Call [`Self::fill_last`] when all tables are filled.
    ///
    /// # Errors
    /// `package-wrong` when a value is not of its column's type.
    pub async fn fill(&self, table: &mut Filling, rows: Vec<Copied>) -> Result<()> {
        let names = table.keyed.then_some("association_id").into_iter().chain(table.columns.iter().map(|column| column.name.as_str()));
        let names: Vec<_> = names.map(|name| format!("\"{name}\"")).collect();
        for slice in rows.chunks((PARAMETERS / names.len().max(1)).clamp(1, PAGE)) {
            let (mut values, mut tuples) = (Vec::with_capacity(slice.len() * names.len()), Vec::with_capacity(slice.len()));
            for row in slice {
                let first = values.len() + 1;
                values.extend(table.keyed.then(|| Value::from(self.association().0)));
                for column in &table.columns {
                    let mut value = read_cell(row, column).ok_or_else(|| wrong(&table.name, &column.name))?;
                    if table.last == Some(column.name.as_str()) && value == Value::from(true) {
                        value = Value::from(false);
                        table.waiting.extend(row.id());
                    }
                    values.push(value);
                }
                let marks: Vec<_> = (first..=values.len()).map(|at| format!("${at}")).collect();
                tuples.push(format!("({})", marks.join(", ")));
            }
            let sql = format!("insert into \"{}\" ({}) values {}", table.name, names.join(", "), tuples.join(", "));
            self.transaction().execute_raw(self.statement(sql, values)).await.map_err(to_error)?;
        }
        Ok(())
    }

    pub async fn fill_last(&self, table: Filling) -> Result<()> {
        let Some(column) = table.last else { return Ok(()) };
        for id in table.waiting {
            let sql = format!("update \"{}\" set \"{column}\" = $1 where association_id = $2 and id = $3", table.name);
            let values = vec![true.into(), self.association().0.into(), id.into()];
            self.transaction().execute_raw(self.statement(sql, values)).await.map_err(to_error)?;
        }
        Ok(())
    }

    /// Checks now what would be checked at the commit: references that were allowed to wait.
    pub async fn check_references(&self) -> Result<()> {
        if self.transaction().get_database_backend() == DbBackend::Postgres {
            let now = self.statement("set constraints all immediate".into(), Vec::new());
            return self.transaction().execute_raw(now).await.map_err(to_error).map(drop);
        }
        let broken = self.statement("select \"table\" from pragma_foreign_key_check".into(), Vec::new());
        match self.transaction().query_one_raw(broken).await.map_err(to_error)? {
            None => Ok(()),
            Some(_) => Err(Error::invalid("unknown-reference")),
        }
    }

    pub(crate) fn statement(&self, sql: String, values: Vec<Value>) -> Statement {
        Statement { sql, values: Some(Values(values)), db_backend: self.transaction().get_database_backend() }
    }
}

fn find<'a>(all: &'a [TableInfo], name: &str) -> Result<&'a TableInfo> {
    all.iter().find(|table| table.name == name).ok_or_else(|| unknown(name, ""))
}

/// A newer version's.
fn unknown(table: &str, column: &str) -> Error {
    Error::invalid("package-unknown").with("table", table).with("column", column)
}

fn wrong(table: &str, column: &str) -> Error {
    Error::invalid("package-wrong").with("table", table).with("column", column)
}

fn copied(row: &QueryResult, table: &TableInfo) -> Result<Copied> {
    fn get<T: sea_orm::TryGetable>(row: &QueryResult, column: &ColumnInfo) -> Result<Option<T>> {
        row.try_get::<Option<T>>("", &column.name).map_err(Error::internal)
    }
    let mut copied = Copied::default();
    for column in &table.columns {
        let cell = match column.kind {
            ColumnKind::Uuid => get::<Uuid>(row, column)?.map(|value| json!(value)),
            ColumnKind::Text => get::<String>(row, column)?.map(Json::from),
            ColumnKind::Integer => get::<i32>(row, column)?.map(Json::from),
            ColumnKind::Bigint => get::<i64>(row, column)?.map(Json::from),
            ColumnKind::Boolean => get::<bool>(row, column)?.map(Json::from),
            ColumnKind::Date => get::<NaiveDate>(row, column)?.map(|value| json!(value)),
            ColumnKind::Timestamp => get::<NaiveDateTime>(row, column)?.map(|at| at.format("%Y-%m-%dT%H:%M:%S%.6f").to_string().into()),
            ColumnKind::Timestamptz => get::<DateTime<Utc>>(row, column)?.map(|at| at.format("%Y-%m-%dT%H:%M:%S%.6fZ").to_string().into()),
            ColumnKind::Json => get::<Json>(row, column)?,
            ColumnKind::Bytes => {
                copied.bytes.extend(get::<Vec<u8>>(row, column)?.map(|bytes| (column.name.clone(), bytes)));
                None
            }
        };
        copied.cells.insert(column.name.clone(), cell.unwrap_or(Json::Null));
    }
    Ok(copied)
}

fn parse<T: std::str::FromStr>(text: Option<&str>) -> Result<Option<T>, T::Err> {
    text.map(str::parse).transpose()
}

/// A cell as a parameter, if it is what its column holds.
fn read_cell(row: &Copied, column: &ColumnInfo) -> Option<Value> {
    let cell = row.cells.get(&column.name).filter(|cell| !cell.is_null());
    let text = || cell.map(|cell| cell.as_str().ok_or(())).transpose().ok();
    Some(match column.kind {
        ColumnKind::Uuid => parse::<Uuid>(text()?).ok()?.into(),
        ColumnKind::Text => text()?.map(ToOwned::to_owned).into(),
        ColumnKind::Integer => match cell {
            None => Value::Int(None),
            Some(cell) => i32::try_from(cell.as_i64()?).ok()?.into(),
        },
        ColumnKind::Bigint => match cell {
            None => Value::BigInt(None),
            Some(cell) => cell.as_i64()?.into(),
        },
        ColumnKind::Boolean => match cell {
            None => Value::Bool(None),
            Some(cell) => cell.as_bool()?.into(),
        },
        ColumnKind::Date => parse::<NaiveDate>(text()?).ok()?.into(),
        ColumnKind::Timestamp => parse::<NaiveDateTime>(text()?).ok()?.into(),
        ColumnKind::Timestamptz => parse::<DateTime<Utc>>(text()?).ok()?.into(),
        ColumnKind::Json => cell.cloned().into(),
        ColumnKind::Bytes => row.bytes.get(&column.name).cloned().into(),
    })
}
