//! The tables of a service as its database has them: what is exported, restored and erased is read
//! from here, so that a new table or column is covered without anybody remembering to list it.

use crate::constraint::to_error;
use crate::engine::Transaction;
use kernel::{Error, Result};
use sea_orm::{ConnectionTrait, DbBackend, QueryResult, Statement};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What a column holds, the same on both engines.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ColumnKind {
    Uuid,
    Text,
    /// Whole, of 32 bits.
    Integer,
    /// Whole, of 64 bits; money is one of centimes.
    Bigint,
    Boolean,
    /// `2026-11-21`
    Date,
    /// A wall-clock time without a zone: `2026-11-21T18:00:00.000000`
    Timestamp,
    /// An instant in UTC: `2026-11-21T17:00:00.000000Z`
    Timestamptz,
    Json,
    /// Bytes; in an export a file of its own.
    Bytes,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnInfo {
    pub name: String,
    pub kind: ColumnKind,
    pub nullable: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableInfo {
    pub name: String,
    /// By name.
    pub columns: Vec<ColumnInfo>,
    /// Its rows are in workspaces.
    #[serde(skip, default)]
    pub tenant: bool,
}

impl TableInfo {
    pub fn column(&self, name: &str) -> Option<&ColumnInfo> {
        self.columns.iter().find(|column| column.name == name)
    }

    /// Its rows, or some of them, belong to an association.
    pub(crate) fn is_owned(&self) -> bool {
        self.column("association_id").is_some()
    }

    pub fn has_bytes(&self) -> bool {
        self.columns.iter().any(|column| column.kind == ColumnKind::Bytes)
    }
}

/// Child, parent, and whether the reference is checked at commit only.
struct Reference {
    child: String,
    parent: String,
    later: bool,
}

const POSTGRES_COLUMNS: &str = "
    select c.relname::text as table_name, a.attname::text as name, format_type(a.atttypid, null) as kind, not a.attnotnull as nullable,
        c.relrowsecurity as tenant
    from pg_attribute a join pg_class c on c.oid = a.attrelid
    where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped";
const SQLITE_COLUMNS: &str = "
    select m.name as table_name, c.name as name, lower(c.type) as kind, c.\"notnull\" = 0 as nullable,
        coalesce((select group_concat(k.name) from (select name from pragma_table_info(m.name) where pk > 0 order by pk) k), '')
            = 'association_id,id' as tenant
    from sqlite_schema m join pragma_table_info(m.name) c where m.type = 'table'";
const POSTGRES_REFERENCES: &str = "
    select c.relname::text as child, p.relname::text as parent, o.condeferrable as later
    from pg_constraint o join pg_class c on c.oid = o.conrelid join pg_class p on p.oid = o.confrelid
    where o.contype = 'f' and c.relnamespace = current_schema()::regnamespace";
/// Only the text of the table tells whether a reference waits for the commit.
const SQLITE_REFERENCES: &str = "
    select m.name as child, f.\"table\" as parent,
        instr(m.sql, 'references ' || f.\"table\" || ' (association_id, id) deferrable') > 0 as later
    from sqlite_schema m join pragma_foreign_key_list(m.name) f where m.type = 'table' and f.seq = 0";

/// All tables, in the order in which rows can be written: what is pointed to first, but where a
/// reference is checked at commit, what points first.
pub(crate) async fn read(tx: &Transaction) -> Result<Vec<TableInfo>> {
    let postgres = tx.get_database_backend() == DbBackend::Postgres;
    let (columns, references) = if postgres { (POSTGRES_COLUMNS, POSTGRES_REFERENCES) } else { (SQLITE_COLUMNS, SQLITE_REFERENCES) };
    let mut tables: BTreeMap<String, TableInfo> = BTreeMap::new();
    for row in query(tx, columns).await? {
        let (table, name): (String, String) = (get(&row, "table_name")?, get(&row, "name")?);
        let kind = kind(&get::<String>(&row, "kind")?);
        let info = tables.entry(table.clone()).or_insert_with(|| TableInfo { name: table.clone(), columns: Vec::new(), tenant: false });
        info.tenant = get(&row, "tenant")?;
        let kind = kind.ok_or_else(|| Error::internal(format!("{table}.{name} is of a type that no export knows")))?;
        info.columns.push(ColumnInfo { name, kind, nullable: get(&row, "nullable")? });
    }
    for table in tables.values_mut() {
        table.columns.sort_by(|a, b| a.name.cmp(&b.name));
    }
    let mut edges = Vec::new();
    for row in query(tx, references).await? {
        edges.push(Reference { child: get(&row, "child")?, parent: get(&row, "parent")?, later: get(&row, "later")? });
    }
    in_order(tables, &edges)
}

async fn query(tx: &Transaction, sql: &str) -> Result<Vec<QueryResult>> {
    tx.query_all_raw(Statement { sql: sql.to_owned(), values: None, db_backend: tx.get_database_backend() }).await.map_err(to_error)
}

fn get<T: sea_orm::TryGetable>(row: &QueryResult, column: &str) -> Result<T> {
    row.try_get("", column).map_err(Error::internal)
}

/// By the names that `schema.rs` gives types on either engine.
fn kind(name: &str) -> Option<ColumnKind> {
    Some(match name {
        "uuid" | "uuid_text" => ColumnKind::Uuid,
        "text" => ColumnKind::Text,
        "integer" => ColumnKind::Integer,
        "bigint" => ColumnKind::Bigint,
        "boolean" => ColumnKind::Boolean,
        "date" | "date_text" => ColumnKind::Date,
        "timestamp without time zone" | "datetime_text" => ColumnKind::Timestamp,
        "timestamp with time zone" | "timestamp_with_timezone_text" => ColumnKind::Timestamptz,
        "jsonb" | "json_text" => ColumnKind::Json,
        "bytea" | "blob" => ColumnKind::Bytes,
        _ => return None,
    })
}

fn in_order(mut left: BTreeMap<String, TableInfo>, references: &[Reference]) -> Result<Vec<TableInfo>> {
    let mut ordered = Vec::with_capacity(left.len());
    while !left.is_empty() {
        let waits = |name: &str| {
            references.iter().any(|reference| {
                let (first, second) =
                    if reference.later { (&reference.child, &reference.parent) } else { (&reference.parent, &reference.child) };
                second == name && first != name && left.contains_key(first)
            })
        };
        let next = left.keys().find(|name| !waits(name)).cloned();
        let next = next.ok_or_else(|| Error::internal("tables point at each other in a circle"))?;
        ordered.extend(left.remove(&next));
    }
    Ok(ordered)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_come_before_the_entry_that_seals_them_and_years_before_both() {
        let table = |name: &str| (name.to_owned(), TableInfo { name: name.into(), columns: Vec::new(), tenant: true });
        let tables = BTreeMap::from(["entry", "fiscal_year", "line"].map(table));
        let reference = |child: &str, parent: &str, later| Reference { child: child.into(), parent: parent.into(), later };
        let references = [reference("entry", "fiscal_year", false), reference("line", "entry", true), reference("line", "line", false)];
        let order: Vec<_> = in_order(tables, &references).unwrap().into_iter().map(|table| table.name).collect();
        assert_eq!(order, ["fiscal_year", "line", "entry"]);
    }
}
