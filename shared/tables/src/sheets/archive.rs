//! The archive that a spreadsheet is. Nothing of it is unpacked to a disk, and of what it says of
//! itself nothing is believed but what makes it smaller.

use super::xml::Xml;
use kernel::{Error, Result};
use std::io::{BufReader, Cursor};
use zip::ZipArchive;
use zip::read::ZipFile;

type Bytes = Cursor<Vec<u8>>;
pub(super) type Part<'a> = Xml<BufReader<ZipFile<'a, Bytes>>>;

/// More parts than any spreadsheet has.
const MOST_PARTS: usize = 2_000;
/// Bytes of a part, unpacked.
const LARGEST_PART: u64 = 128 * 1024 * 1024;
/// Bytes that are unpacked of one file, again and again included.
const MOST_UNPACKED: u64 = 256 * 1024 * 1024;
/// Bombs shrink to a thousandth; the most monotonous table, hardly to a hundredth.
const MOST_SHRUNK: u64 = 200;
const NOT_SUSPICIOUS: u64 = 2 * 1024 * 1024;

pub(super) struct Archive {
    zip: ZipArchive<Bytes>,
    names: Vec<String>,
    left: u64,
}

impl Archive {
    pub fn open(bytes: Vec<u8>) -> Result<Self> {
        let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|cause| broken().because(cause))?;
        if zip.len() > MOST_PARTS {
            return Err(Error::invalid("file-unsafe"));
        }
        let mut names = Vec::with_capacity(zip.len());
        for index in 0..zip.len() {
            let part = zip.by_index_raw(index).map_err(|cause| broken().because(cause))?;
            if part.encrypted() {
                return Err(Error::invalid("file-locked"));
            }
            if part.enclosed_name().is_none() || part.is_symlink() {
                return Err(Error::invalid("file-unsafe"));
            }
            names.push(part.name().map_err(|cause| broken().because(cause))?.into_owned());
        }
        Ok(Self { zip, names, left: MOST_UNPACKED })
    }

    pub fn has(&self, name: &str) -> bool {
        self.names.iter().any(|other| other == name)
    }

    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }

    /// A part to be read as XML.
    pub fn part(&mut self, name: &str) -> Result<Part<'_>> {
        let index = self.names.iter().position(|other| other == name).ok_or_else(broken)?;
        let part = self.zip.by_index(index).map_err(|cause| broken().because(cause))?;
        let (size, packed) = (part.size(), part.compressed_size().max(1));
        if size > LARGEST_PART.min(self.left) || (size > NOT_SUSPICIOUS && size / packed > MOST_SHRUNK) {
            return Err(too_large());
        }
        self.left -= size;
        Ok(Xml::new(BufReader::with_capacity(64 * 1024, part), size))
    }
}

pub(super) fn broken() -> Error {
    Error::invalid("file-broken")
}

pub(super) fn too_large() -> Error {
    Error::invalid("file-too-large-inside")
}
