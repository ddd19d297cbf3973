//! A copy that came from somewhere: read with care. Nothing is unpacked, no name in it leads
//! anywhere: what is read is named by us, from what the manifest lists, and all of it is checked
//! before a row is written.

use super::manifest::{FORMAT, Manifest, Table, hex};
use database::Copied;
use kernel::{Error, Result};
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use zip::ZipArchive;

const LARGEST_MANIFEST: u64 = 4 * 1024 * 1024;
/// No row and no file of a row is larger.
const LARGEST: u64 = 64 * 1024 * 1024;
/// A package with more is not one of ours.
const MOST_ENTRIES: usize = 500_000;

pub enum Source {
    Directory(PathBuf),
    Zip(Box<ZipArchive<BufReader<File>>>),
}

fn damaged(file: &str) -> Error {
    Error::invalid("package-damaged").with("file", file)
}

impl Source {
    /// A directory, or a ZIP of one.
    pub fn open(path: &Path) -> Result<Self> {
        let unreadable = |error: std::io::Error| damaged(&path.display().to_string()).because(error);
        if path.is_dir() {
            return Ok(Self::Directory(path.to_owned()));
        }
        let file = BufReader::new(File::open(path).map_err(unreadable)?);
        let mut zip = ZipArchive::new(file).map_err(|error| damaged(&path.display().to_string()).because(error))?;
        if zip.len() > MOST_ENTRIES || zip.has_duplicate_names() || zip.has_overlapping_files().unwrap_or(true) {
            return Err(damaged(&path.display().to_string()));
        }
        Ok(Self::Zip(Box::new(zip)))
    }

    /// One file; a link is none.
    fn file(&mut self, name: &str) -> Result<Box<dyn Read + '_>> {
        match self {
            Self::Directory(root) => {
                let path = root.join(name);
                let plain = path.symlink_metadata().is_ok_and(|found| found.is_file());
                let file = plain.then(|| File::open(&path).ok()).flatten().ok_or_else(|| damaged(name))?;
                Ok(Box::new(file))
            }
            Self::Zip(zip) => {
                let file = zip.by_name(name).map_err(|error| damaged(name).because(error))?;
                if file.is_file() && !file.is_symlink() { Ok(Box::new(file)) } else { Err(damaged(name)) }
            }
        }
    }

    fn small(&mut self, name: &str, most: u64) -> Result<Vec<u8>> {
        let mut bytes = Vec::new();
        let read = self.file(name)?.take(most + 1).read_to_end(&mut bytes);
        if read.is_err() || bytes.len() as u64 > most { Err(damaged(name)) } else { Ok(bytes) }
    }

    pub fn manifest(&mut self) -> Result<Manifest> {
        let bytes = self.small("manifest.json", LARGEST_MANIFEST)?;
        let format = serde_json::from_slice::<Value>(&bytes).ok().and_then(|value| value["format"].as_u64());
        match format {
            None => return Err(damaged("manifest.json")),
            Some(format) if format != u64::from(FORMAT) => return Err(Error::invalid("package-format").with("format", format)),
            Some(_) => {}
        }
        let manifest: Manifest = serde_json::from_slice(&bytes).map_err(|error| damaged("manifest.json").because(error))?;
        let plain = |name: &str| !name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
        let mut names = BTreeSet::new();
        let right = manifest.tables.iter().all(|table| {
            plain(&table.service)
                && plain(&table.name)
                && table.columns.iter().all(|column| plain(&column.name))
                && names.insert(table.path())
        });
        if right { Ok(manifest) } else { Err(damaged("manifest.json")) }
    }

    /// Every file is there, whole and as it was written, and nothing else.
    pub fn verify(&mut self, manifest: &Manifest) -> Result<()> {
        let mut known = BTreeSet::from(["manifest.json".to_owned(), "index.html".to_owned()]);
        for table in &manifest.tables {
            let mut files = Vec::new();
            let mut reader = TableReader::new(table);
            {
                let mut input = BufReader::new(self.file(&table.path())?);
                while let Some(row) = reader.next(&mut input)? {
                    files.extend(row.files);
                }
            }
            reader.finish()?;
            if files.len() as u64 != table.files {
                return Err(damaged(&table.path()));
            }
            for file in files {
                self.bytes(&file)?;
                known.insert(file.name);
            }
            known.insert(table.path());
        }
        match self.names()?.into_iter().find(|name| !known.contains(name)) {
            None => Ok(()),
            Some(stranger) => Err(Error::invalid("package-stranger").with("file", stranger)),
        }
    }

    fn names(&self) -> Result<Vec<String>> {
        match self {
            Self::Zip(zip) => {
                let names = zip.file_names().map(|name| name.map(Cow::into_owned).map_err(|error| damaged("?").because(error)));
                names.collect()
            }
            Self::Directory(root) => {
                let (mut names, mut left) = (Vec::new(), vec![root.clone()]);
                while let Some(directory) = left.pop() {
                    for entry in std::fs::read_dir(&directory).map_err(Error::internal)? {
                        let path = entry.map_err(Error::internal)?.path();
                        if path.symlink_metadata().map_err(Error::internal)?.is_dir() {
                            left.push(path);
                        } else {
                            names.push(path.strip_prefix(root).unwrap_or(&path).display().to_string());
                        }
                    }
                }
                Ok(names)
            }
        }
    }

    /// The bytes that a row's cell speaks of.
    pub fn bytes(&mut self, file: &RowFile) -> Result<Vec<u8>> {
        let bytes = self.small(&file.name, file.bytes)?;
        if bytes.len() as u64 == file.bytes && hex(&Sha256::digest(&bytes)) == file.sha256 { Ok(bytes) } else { Err(damaged(&file.name)) }
    }

    /// Reads the rows of a table that was verified, some at a time.
    pub fn rows(&mut self, table: &Table) -> Result<Box<dyn Read + '_>> {
        self.file(&table.path())
    }
}

pub struct RowFile {
    pub column: String,
    pub name: String,
    pub bytes: u64,
    pub sha256: String,
}

pub struct ReadRow {
    pub copied: Copied,
    pub files: Vec<RowFile>,
}

/// Reads rows and sees that they are those that the manifest lists.
pub struct TableReader<'a> {
    table: &'a Table,
    hasher: Sha256,
    rows: u64,
    line: Vec<u8>,
}

impl<'a> TableReader<'a> {
    pub fn new(table: &'a Table) -> Self {
        Self { table, hasher: Sha256::new(), rows: 0, line: Vec::new() }
    }

    pub fn next(&mut self, input: &mut impl BufRead) -> Result<Option<ReadRow>> {
        let wrong = || damaged(&self.table.path());
        self.line.clear();
        let read = input.by_ref().take(LARGEST).read_until(b'\n', &mut self.line).map_err(|error| wrong().because(error))?;
        if read == 0 {
            return Ok(None);
        }
        self.hasher.update(&self.line);
        self.rows += 1;
        let text = self.line.strip_suffix(b"\n").filter(|_| self.rows <= self.table.rows).ok_or_else(wrong)?;
        let cells = serde_json::from_slice(text).map_err(|error| wrong().because(error))?;
        let copied = Copied { cells, ..Copied::default() };
        let mut files = Vec::new();
        for column in self.table.columns.iter().filter(|column| column.kind == database::ColumnKind::Bytes) {
            let Some(cell) = copied.cells.get(&column.name).filter(|cell| !cell.is_null()) else { continue };
            let id = copied.id().unwrap_or_default();
            let name = format!("files/{}/{}/{id}.{}", self.table.service, self.table.name, column.name);
            let (bytes, sha256) = (cell["bytes"].as_u64().filter(|bytes| *bytes <= LARGEST), cell["sha256"].as_str());
            let (Some(bytes), Some(sha256)) = (bytes, sha256) else { return Err(wrong()) };
            files.push(RowFile { column: column.name.clone(), name, bytes, sha256: sha256.to_owned() });
        }
        Ok(Some(ReadRow { copied, files }))
    }

    /// # Errors
    /// `package-damaged`, naming the table's file.
    pub fn finish(self) -> Result<()> {
        let whole = self.rows == self.table.rows && hex(&self.hasher.finalize()) == self.table.sha256;
        if whole { Ok(()) } else { Err(damaged(&self.table.path())) }
    }
}
