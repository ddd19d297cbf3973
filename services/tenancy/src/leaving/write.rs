//! From the services' rows to a copy.

use super::manifest::{FORMAT, Manifest, Subject, Table, hex};
use super::package::{Package, make_directory};
use super::{cut, index};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, Utc};
use database::TableInfo;
use kernel::{AssociationId, Error, Result};
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::{self, BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use web::State;

/// No line of a service is longer.
const LONGEST_LINE: u64 = 64 * 1024 * 1024;

/// Rows written so far, for whoever waits.
pub type Progress = Arc<AtomicI64>;

/// Writes the copy into a new directory. `None`: events are on their way, try again in a moment.
pub async fn export_to_directory(state: &State, association: AssociationId, directory: &Path) -> Result<Option<Manifest>> {
    let root = directory.to_owned();
    export(state, association, move || Package::directory(&root), Progress::default()).await
}

/// As [`export_to_directory`], into a ZIP.
pub async fn export_to_zip(state: &State, association: AssociationId, file: &Path, progress: Progress) -> Result<Option<Manifest>> {
    let path = file.to_owned();
    export(state, association, move || Package::zip(&path), progress).await
}

async fn export(
    state: &State,
    association: AssociationId,
    open: impl FnOnce() -> io::Result<Package> + Send + 'static,
    progress: Progress,
) -> Result<Option<Manifest>> {
    let spool = state.settings().data.join("exports").join(format!("{}.parts", kernel::id::new_id()));
    make_directory(&spool).map_err(Error::internal)?;
    let made = async {
        let Some(parts) = cut::take(state, association, &spool).await? else { return Ok(None) };
        let made_at = state.clock().now();
        let work = move || assemble(&parts, open()?, made_at, &progress);
        tokio::task::spawn_blocking(work)
            .await
            .map_err(Error::internal)?
            .map(Some)
            .map_err(|cause| Error::conflict("export-failed").because(cause))
    }
    .await;
    let _ = std::fs::remove_dir_all(&spool);
    made
}

fn assemble(parts: &[(&'static str, PathBuf)], mut package: Package, made_at: DateTime<Utc>, progress: &Progress) -> io::Result<Manifest> {
    let (mut tables, mut subject) = (Vec::new(), None);
    for (service, part) in parts {
        write_tables(service, part, &mut package, progress, &mut tables, &mut subject)?;
    }
    for (_, part) in parts {
        write_files(part, &mut package)?;
    }
    let association = subject.ok_or_else(|| io::Error::other("no such association"))?;
    let manifest = Manifest { format: FORMAT, version: env!("CARGO_PKG_VERSION").into(), made_at, association, tables };
    package.begin("manifest.json")?;
    package.write_all(&serde_json::to_vec_pretty(&manifest)?)?;
    package.begin("index.html")?;
    package.write_all(index::page(&manifest).as_bytes())?;
    package.finish()?;
    Ok(manifest)
}

/// Calls `each` with every line's letter and text, and sees that the end was reached: what a broken
/// connection left must not look whole.
fn lines(part: &Path, mut each: impl FnMut(u8, &[u8]) -> io::Result<()>) -> io::Result<()> {
    let (mut reader, mut line, mut ended) = (BufReader::with_capacity(256 * 1024, File::open(part)?), Vec::new(), false);
    loop {
        line.clear();
        if io::Read::take(&mut reader, LONGEST_LINE).read_until(b'\n', &mut line)? == 0 {
            break;
        }
        let (kind, text) = line.strip_suffix(b"\n").and_then(|line| line.split_first()).ok_or_else(|| io::Error::other("a broken line"))?;
        ended = *kind == b'E';
        each(*kind, text)?;
    }
    if ended { Ok(()) } else { Err(io::Error::other("a service broke off")) }
}

struct Open {
    table: Table,
    hasher: Sha256,
}

impl Open {
    fn close(self, tables: &mut Vec<Table>) {
        tables.push(Table { sha256: hex(&self.hasher.finalize()), ..self.table });
    }
}

fn write_tables(
    service: &str,
    part: &Path,
    package: &mut Package,
    progress: &Progress,
    tables: &mut Vec<Table>,
    subject: &mut Option<Subject>,
) -> io::Result<()> {
    let mut open: Option<Open> = None;
    lines(part, |kind, text| {
        match (kind, &mut open) {
            (b'T', before) => {
                if let Some(before) = before.take() {
                    before.close(tables);
                }
                let TableInfo { name, columns, .. } = serde_json::from_slice(text)?;
                let table = Table { service: service.into(), name, rows: 0, files: 0, sha256: String::new(), bytes: 0, columns };
                package.begin(&table.path())?;
                open = Some(Open { table, hasher: Sha256::new() });
            }
            (b'R', Some(Open { table, hasher })) => {
                if service == "tenancy" && table.name == "association" {
                    *subject = Some(serde_json::from_slice(text)?);
                }
                for bytes in [text, b"\n"] {
                    hasher.update(bytes);
                    package.write_all(bytes)?;
                    table.bytes += bytes.len() as u64;
                }
                table.rows += 1;
                progress.fetch_add(1, Ordering::Relaxed);
            }
            (b'F', Some(Open { table, .. })) => table.files += 1,
            _ => {}
        }
        Ok(())
    })?;
    if let Some(last) = open {
        last.close(tables);
    }
    Ok(())
}

fn write_files(part: &Path, package: &mut Package) -> io::Result<()> {
    lines(part, |kind, text| match kind {
        b'F' => {
            let file: Value = serde_json::from_slice(text)?;
            package.begin(file["file"].as_str().ok_or_else(|| io::Error::other("a file without name"))?)
        }
        b'B' => package.write_all(&STANDARD.decode(text).map_err(io::Error::other)?),
        _ => Ok(()),
    })
}
