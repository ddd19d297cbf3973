//! Bringing an association back from a copy, into an installation that does not have it: all of it
//! or nothing.
//!
//! The services' rows are written in one transaction each; none commits before all are complete,
//! and tenancy, without which nobody reaches any of them, commits last. Should the machine stop
//! between two commits, the next run finds what is there already, row for row, and goes on.

use super::manifest::{Manifest, Table, hex};
use super::read::{Source, TableReader};
use crate::entity::association;
use crate::invitations::{Invitee, Inviter};
use crate::offices::Office;
use crate::{accounts, associations, invitations, reference, territories};
use contracts::events::Event;
use contracts::leaving::SERVICES;
use database::{ColumnInfo, ColumnKind, Copied, Db, Filling, Origin, TableInfo, Workspace};
use kernel::{AssociationId, Error, Locale, Result, Role};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::io::BufReader;
use std::path::Path;
use uuid::Uuid;

/// Rows held in memory at once.
const SLICE: usize = 200;

pub struct Restored {
    pub association: AssociationId,
    pub slug: String,
    pub rows: u64,
    /// Offices of people who have no confirmed account here.
    pub unseated: Vec<Unseated>,
}

pub struct Unseated {
    pub email: String,
    pub role: Role,
    /// An office that is limited, or of the association's own making, is for an administrator to give.
    pub invited: bool,
}

/// `databases`: of all services.
///
///
/// # Errors
/// `package-damaged` and its like, naming the file; `association-exists`; whatever the databases
/// have against a row. Nothing is written then.
pub async fn restore(databases: &[&Db], path: &Path) -> Result<Restored> {
    let (mut source, mut files) = (Source::open(path)?, Source::open(path)?);
    let manifest = source.manifest()?;
    source.verify(&manifest)?;
    if let Some(table) = manifest.tables.iter().find(|table| !SERVICES.contains(&table.service.as_str())) {
        return Err(Error::invalid("package-unknown").with("table", &table.service).with("column", ""));
    }
    let id = AssociationId(manifest.association.id);
    let named = |service: &str| databases.iter().find(|db| db.service() == service).ok_or_else(|| Error::internal(format!("no {service}")));
    refuse_known(&named("tenancy")?.read(id, Origin::platform("restore")).await?, &manifest).await?;
    let mut open = Vec::new();
    let mut restored = Restored { association: id, slug: manifest.association.slug.clone(), rows: 0, unseated: Vec::new() };
    // tenancy last: what it lists exists
    for service in SERVICES.iter().rev() {
        let ws = named(service)?.write(id, Origin::platform("restore"), None).await?;
        let mut filling = Fill { source: &mut source, files: &mut files, manifest: &manifest, service, ws: &ws, restored: &mut restored };
        filling.all().await?;
        ws.forget_erasure().await?;
        if *service == "tenancy" {
            ws.emit(Event::Restored).await?;
        }
        ws.check_references().await?;
        open.push(ws);
    }
    for ws in open {
        ws.commit(()).await?;
    }
    Ok(restored)
}

struct Fill<'a> {
    source: &'a mut Source,
    /// The same again: a ZIP is read at one place at a time.
    files: &'a mut Source,
    manifest: &'a Manifest,
    service: &'a str,
    ws: &'a Workspace,
    restored: &'a mut Restored,
}

impl Fill<'_> {
    async fn all(&mut self) -> Result<()> {
        if self.service == "tenancy" {
            refuse_known(self.ws, self.manifest).await?;
        }
        let (ws, manifest) = (self.ws, self.manifest);
        let own = ws.tables_to_take(self.service).await?;
        let given: Vec<&Table> = manifest.tables.iter().filter(|table| table.service == self.service).collect();
        if let Some(stranger) = given.iter().find(|table| !own.iter().any(|own| own.name == table.name)) {
            return Err(Error::invalid("package-unknown").with("table", &stranger.name).with("column", ""));
        }
        if self.service != "tenancy" && self.is_there_already(&own, &given).await? {
            return Ok(());
        }
        let mut filled = Vec::new();
        for table in own.iter().filter_map(|own| given.iter().find(|table| table.name == own.name)) {
            filled.push(self.table(table).await?);
        }
        for table in filled {
            ws.fill_last(table).await?;
        }
        Ok(())
    }

    /// An earlier run was stopped after this service had committed.
    async fn is_there_already(&self, own: &[TableInfo], given: &[&Table]) -> Result<bool> {
        let mut any = false;
        for table in own {
            any |= !self.ws.take_rows(table, None).await?.is_empty();
        }
        if !any {
            return Ok(false);
        }
        for table in given {
            let own = own.iter().find(|own| own.name == table.name).ok_or_else(|| Error::conflict("association-partly-there"))?;
            if table.files == 0 && self.hash(own).await? != table.sha256 {
                return Err(Error::conflict("association-partly-there"));
            }
        }
        Ok(true)
    }

    async fn hash(&self, table: &TableInfo) -> Result<String> {
        let (mut hasher, mut after) = (Sha256::new(), None);
        loop {
            let rows = self.ws.take_rows(table, after).await?;
            let Some(last) = rows.last() else { return Ok(hex(&hasher.finalize())) };
            after = last.id();
            for row in &rows {
                hasher.update(serde_json::to_string(&row.cells).map_err(Error::internal)?);
                hasher.update("\n");
            }
        }
    }

    async fn table(&mut self, table: &Table) -> Result<Filling> {
        let seats = self.service == "tenancy" && table.name == "seat";
        let registry = self.service == "tenancy" && table.name == "association";
        let columns = match (seats, registry) {
            (true, _) => seat_columns(table),
            (_, true) => registry_columns(table),
            _ => table.info(),
        };
        let mut filling = self.ws.table_to_fill(&columns).await?;
        let mut reader = TableReader::new(table);
        let mut input = BufReader::new(self.source.rows(table)?);
        loop {
            let mut slice = Vec::new();
            // a file may be of many megabytes
            let most = if table.files > 0 { 1 } else { SLICE };
            while slice.len() < most {
                let Some(row) = reader.next(&mut input)? else { break };
                let mut copied = row.copied;
                if registry {
                    if copied.id() != Some(self.manifest.association.id) {
                        return Err(Error::invalid("package-damaged").with("file", table.path()));
                    }
                    copied.cells.insert("hub_id".into(), json!(hub_here(self.ws, &copied).await?));
                }
                for file in row.files {
                    copied.bytes.insert(file.column.clone(), self.files.bytes(&file)?);
                }
                slice.push(copied);
            }
            if slice.is_empty() {
                break;
            }
            self.restored.rows += slice.len() as u64;
            let slice = if seats { seat_people(self.ws, slice, self.restored).await? } else { slice };
            self.ws.fill(&mut filling, slice).await?;
        }
        drop(input);
        reader.finish()?;
        Ok(filling)
    }
}

/// By id, by receipt number or by address of its pages.
async fn refuse_known(ws: &Workspace, manifest: &Manifest) -> Result<()> {
    let subject = &manifest.association;
    let mut known = Condition::any().add(association::Column::Id.eq(subject.id)).add(association::Column::Slug.eq(&subject.slug));
    if let Some(number) = &subject.receipt_number {
        let here =
            Condition::all().add(association::Column::Province.eq(&subject.province)).add(association::Column::ReceiptNumber.eq(number));
        known = known.add(here);
    }
    match ws.global().one(association::Entity::find().filter(known)).await? {
        None => Ok(()),
        Some(row) => Err(Error::conflict("association-exists").with("association", row.slug)),
    }
}

/// As our table has them: by account, not by address.
fn seat_columns(table: &Table) -> TableInfo {
    let mut info = table.info();
    info.columns.retain(|column| !["email", "locale", "name"].contains(&column.name.as_str()));
    info.columns.push(ColumnInfo { name: "account_id".into(), kind: ColumnKind::Uuid, nullable: false });
    info
}

/// With the hub whose it is here.
fn registry_columns(table: &Table) -> TableInfo {
    let mut info = table.info();
    info.columns.push(ColumnInfo { name: "hub_id".into(), kind: ColumnKind::Uuid, nullable: false });
    info
}

async fn hub_here(ws: &Workspace, association: &Copied) -> Result<Uuid> {
    let commune = association.cells.get("commune").and_then(Value::as_str).and_then(reference::commune);
    let commune = commune.ok_or_else(|| Error::invalid("package-wrong").with("table", "association").with("column", "commune"))?;
    territories::hub_of(ws, commune).await
}

async fn invite(ws: &Workspace, email: String, name: String, locale: &str, role: Role, member: Option<Uuid>) -> Result<()> {
    let row = associations::find(ws, ws.association().0).await?;
    let locale = Locale::parse(locale).unwrap_or_default();
    let invitee = Invitee { name, email, office: Office::plain(role), locale, bulk: false, member };
    invitations::invite(ws, &row, &Inviter::Platform, invitee).await.map(drop)
}

/// Gives their offices to those who have a confirmed account with the same address here.
async fn seat_people(ws: &Workspace, rows: Vec<Copied>, restored: &mut Restored) -> Result<Vec<Copied>> {
    let mut seated = Vec::with_capacity(rows.len());
    for mut row in rows {
        let text = |name: &str| row.cells.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
        let (email, role) = (text("email"), text("role"));
        if let Some(account) = accounts::find(ws, &email).await?.filter(|account| account.confirmed_at.is_some()) {
            row.cells.insert("account_id".into(), json!(account.id));
            seated.push(row);
            continue;
        }
        let role = Role::parse(&role).unwrap_or(Role::Member);
        let plain = ["custom_role_id", "limit_kind", "expires_at"].iter().all(|name| row.cells.get(*name).is_none_or(Value::is_null));
        if plain {
            let member = text("member_id").parse().ok();
            invite(ws, email.clone(), text("name"), &text("locale"), role, member).await?;
        }
        restored.unseated.push(Unseated { email, role, invited: plain });
    }
    Ok(seated)
}
