//! XML of a spreadsheet, piece by piece: no document type, so no entity but the five that everybody
//! knows, and no piece longer than a cell may be.

use super::archive::{broken, too_large};
use kernel::{Error, Result};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::io::{self, BufRead, Read};

/// Bytes of a tag or a text: a cell has 32,767 characters at most.
const LONGEST_PIECE: u64 = 512 * 1024;

pub(super) struct Xml<R> {
    reader: Reader<Guard<R>>,
}

/// Names are without their prefix.
pub(super) enum Piece<'a> {
    Start(&'a str, &'a BytesStart<'a>),
    End(&'a str),
    Text(&'a str),
}

impl<R: BufRead> Xml<R> {
    /// `size` is what the archive says; there may not be more.
    pub fn new(source: R, size: u64) -> Self {
        let mut reader = Reader::from_reader(Guard { source, left: size, piece: LONGEST_PIECE, over: false });
        reader.config_mut().expand_empty_elements = true;
        Self { reader }
    }

    /// To the end, or until `take` says that it has enough by false.
    pub fn read(mut self, mut take: impl FnMut(Piece<'_>) -> Result<bool>) -> Result<()> {
        let mut buffer = Vec::with_capacity(1024);
        loop {
            buffer.clear();
            self.reader.get_mut().piece = LONGEST_PIECE;
            let event = match self.reader.read_event_into(&mut buffer) {
                Ok(event) => event,
                Err(_) if self.reader.get_ref().over => return Err(too_large()),
                Err(cause) => return Err(broken().because(cause)),
            };
            let goes_on = match &event {
                Event::Start(start) => take(Piece::Start(start.local_name().as_ref(), start))?,
                Event::End(end) => take(Piece::End(end.local_name().as_ref()))?,
                Event::Text(text) => take(Piece::Text(text))?,
                Event::CData(text) => take(Piece::Text(text))?,
                Event::GeneralRef(name) => take(Piece::Text(&character(name)?.to_string()))?,
                Event::DocType(_) => return Err(Error::invalid("file-unsafe")),
                Event::Eof => false,
                Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) => true,
            };
            if !goes_on {
                return Ok(());
            }
        }
    }
}

fn character(name: &quick_xml::events::BytesRef<'_>) -> Result<char> {
    if let Some(character) = name.resolve_char_ref().map_err(|cause| broken().because(cause))? {
        return Ok(character);
    }
    match &**name {
        "amp" => Ok('&'),
        "lt" => Ok('<'),
        "gt" => Ok('>'),
        "quot" => Ok('"'),
        "apos" => Ok('\''),
        _ => Err(Error::invalid("file-unsafe")),
    }
}

/// An attribute by its name without prefix.
pub(super) fn attribute(start: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = start.attributes();
    let found = attributes.with_checks(false).flatten().find(|attribute| attribute.key.local_name().as_ref() == name)?;
    found.normalized_value(quick_xml::XmlVersion::Implicit1_0).ok().map(std::borrow::Cow::into_owned)
}

struct Guard<R> {
    source: R,
    /// Of the part.
    left: u64,
    /// Of the tag or text that is being read.
    piece: u64,
    over: bool,
}

impl<R: BufRead> BufRead for Guard<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        let (left, piece) = (self.left, self.piece);
        let there = self.source.fill_buf()?;
        if !there.is_empty() && (left == 0 || piece == 0) {
            self.over = true;
            return Err(io::Error::other("longer than it may be"));
        }
        let most = usize::try_from(left.min(piece)).unwrap_or(usize::MAX);
        Ok(&there[..there.len().min(most)])
    }

    fn consume(&mut self, count: usize) {
        self.source.consume(count);
        self.left -= count as u64;
        self.piece -= count as u64;
    }
}

impl<R: BufRead> Read for Guard<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let there = self.fill_buf()?;
        let count = there.len().min(buffer.len());
        buffer[..count].copy_from_slice(&there[..count]);
        self.consume(count);
        Ok(count)
    }
}
