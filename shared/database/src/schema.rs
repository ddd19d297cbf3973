//! Tables as data. [`tenant_table`] is the only way to make a tenant table, and gives it all four
//! walls' worth of keys: primary key, unique keys, indexes and foreign keys that begin with
//! `association_id`, and on PostgreSQL forced row-level security.

use crate::APP_ROLE;
use std::fmt::Write;

/// A step of a migration. Column types are PostgreSQL's (`uuid text bigint integer boolean date
/// timestamp timestamptz jsonb bytea`); SQLite's are derived. Money is `bigint` centimes.
#[derive(Clone, Copy, Debug)]
pub enum Step {
    Table(Table),
    /// Columns for a table that is there already; each may be null or has a default.
    Columns {
        table: &'static str,
        columns: &'static [&'static str],
    },
    /// For what only SQL can say, such as triggers.
    Sql {
        postgres: &'static str,
        sqlite: &'static str,
    },
}

#[derive(Clone, Copy, Debug)]
pub struct Table {
    pub name: &'static str,
    /// Column definitions, beside `association_id` and `id` which a tenant table has already.
    pub columns: &'static str,
    pub tenant: bool,
    /// Rows are never changed or removed: the application's role lacks the privilege.
    pub append_only: bool,
    pub keys: &'static [Key],
}

#[derive(Clone, Copy, Debug)]
pub enum Key {
    /// The last column is the field that an error speaks of.
    Unique(&'static [&'static str]),
    Index(&'static [&'static str]),
    /// An index that only holds the rows for which the condition is true.
    IndexWhere(&'static [&'static str], &'static str),
    /// A reference to `(association_id, id)` of another table of the workspace.
    References(&'static str, &'static str),
    /// As `References`, checked at commit: for rows that are written before what they point to.
    ReferencesLater(&'static str, &'static str),
}

pub const fn tenant_table(name: &'static str, columns: &'static str, keys: &'static [Key]) -> Step {
    Step::Table(Table { name, columns, tenant: true, append_only: false, keys })
}

/// A tenant table whose rows are never changed or removed.
pub const fn tenant_ledger(name: &'static str, columns: &'static str, keys: &'static [Key]) -> Step {
    Step::Table(Table { name, columns, tenant: true, append_only: true, keys })
}

/// A table outside the workspaces. Its columns name their own primary key. There is a list of all
/// of them in the catalogue test; it may only shrink.
pub const fn global_table(name: &'static str, columns: &'static str, keys: &'static [Key]) -> Step {
    Step::Table(Table { name, columns, tenant: false, append_only: false, keys })
}

pub const fn add_columns(table: &'static str, columns: &'static [&'static str]) -> Step {
    Step::Columns { table, columns }
}

impl Step {
    pub(crate) fn postgres(&self) -> String {
        match self {
            Self::Sql { postgres, .. } => (*postgres).to_owned(),
            Self::Columns { table, columns } => add(table, columns),
            Self::Table(table) => table.create() + &table.policy(),
        }
    }

    pub(crate) fn sqlite(&self) -> String {
        match self {
            Self::Sql { sqlite, .. } => (*sqlite).to_owned(),
            Self::Columns { table, columns } => sqlite_types(&add(table, columns)),
            Self::Table(table) => sqlite_types(&table.create()) + &table.append_only_triggers(),
        }
    }
}

fn add(table: &str, columns: &[&str]) -> String {
    columns.iter().fold(String::new(), |sql, column| sql + &format!("alter table {table} add column {column};\n"))
}

impl Table {
    fn create(&self) -> String {
        let prefix = if self.tenant { "association_id, " } else { "" };
        let name = self.name;
        let mut sql = if self.tenant {
            format!(
                "create table {name} (association_id uuid not null, id uuid not null, {}, primary key (association_id, id)",
                self.columns
            )
        } else {
            format!("create table {name} ({}", self.columns)
        };
        let mut indexes = String::new();
        for key in self.keys {
            match key {
                Key::References(column, other) => {
                    let _ = write!(sql, ", foreign key (association_id, {column}) references {other} (association_id, id)");
                }
                Key::ReferencesLater(column, other) => {
                    let _ = write!(
                        sql,
                        ", foreign key (association_id, {column}) references {other} (association_id, id) deferrable initially deferred"
                    );
                }
                Key::Unique(columns) => {
                    let (key, list) = (columns.last().unwrap_or(&""), columns.join(", "));
                    let _ = writeln!(indexes, "create unique index {name}_{key}_key on {name} ({prefix}{list});");
                }
                Key::Index(columns) => {
                    let _ =
                        writeln!(indexes, "create index {name}_{}_index on {name} ({prefix}{});", columns.join("_"), columns.join(", "));
                }
                Key::IndexWhere(columns, condition) => {
                    let list = columns.join(", ");
                    let _ =
                        writeln!(indexes, "create index {name}_{}_index on {name} ({prefix}{list}) where {condition};", columns.join("_"));
                }
            }
        }
        format!("{sql});\n{indexes}")
    }

    fn policy(&self) -> String {
        let name = self.name;
        let verbs = if self.append_only { "select, insert" } else { "select, insert, update, delete" };
        let grant = format!("grant {verbs} on {name} to {APP_ROLE};\n");
        if !self.tenant {
            return grant;
        }
        // '' and not null is what a pooled connection holds after its first SET LOCAL
        let mine = "association_id = nullif(current_setting('app.association', true), '')::uuid";
        format!(
            "alter table {name} enable row level security;\nalter table {name} force row level security;\n\
             create policy tenant on {name} using ({mine}) with check ({mine});\n{grant}"
        )
    }

    fn append_only_triggers(&self) -> String {
        if !self.append_only {
            return String::new();
        }
        let name = self.name;
        ["update", "delete"]
            .map(|verb| {
                format!("create trigger {name}_no_{verb} before {verb} on {name} begin select raise(abort, 'nassij:row-immutable'); end;\n")
            })
            .concat()
    }
}

/// sqlx reads a column of SQLite by these names.
fn sqlite_types(sql: &str) -> String {
    let mut result = String::with_capacity(sql.len());
    let mut word = String::new();
    for c in sql.chars().chain(std::iter::once('\0')) {
        if c.is_ascii_alphanumeric() || c == '_' {
            word.push(c);
            continue;
        }
        result.push_str(match word.as_str() {
            "uuid" => "uuid_text",
            "timestamptz" => "timestamp_with_timezone_text",
            "timestamp" => "datetime_text",
            "date" => "date_text",
            "jsonb" => "json_text",
            "bytea" => "blob",
            other => other,
        });
        word.clear();
        if c != '\0' {
            result.push(c);
        }
    }
    result
}
