//! Excel's workbooks (ECMA-376), as far as a table needs them: values, no formulas.

use super::archive::{Archive, broken, too_large};
use super::number::Format;
use super::written::Written;
use super::xml::{Piece, attribute};
use kernel::Result;
use std::collections::HashMap;

/// Bytes of the texts that cells share.
const MOST_SHARED: usize = 32 * 1024 * 1024;
const MOST_STYLES: usize = 70_000;

pub(super) struct Workbook {
    pub sheets: Vec<String>,
    parts: Vec<String>,
    formats: Vec<Format>,
    shared: Shared,
    since_1904: bool,
}

/// All in one text, with where each ends.
#[derive(Default)]
struct Shared {
    text: String,
    ends: Vec<usize>,
}

impl Shared {
    fn get(&self, index: usize) -> Option<&str> {
        let end = *self.ends.get(index)?;
        let start = if index == 0 { 0 } else { self.ends[index - 1] };
        self.text.get(start..end)
    }
}

impl Workbook {
    pub fn open(archive: &mut Archive) -> Result<Self> {
        let targets = targets(archive)?;
        let (mut names, mut since_1904) = (Vec::new(), false);
        archive.part("xl/workbook.xml")?.read(|piece| {
            match piece {
                Piece::Start("workbookPr", start) => {
                    since_1904 = attribute(start, "date1904").is_some_and(|value| value == "1" || value == "true");
                }
                Piece::Start("sheet", start) => {
                    let hidden = attribute(start, "state").is_some_and(|state| state.to_lowercase().contains("hidden"));
                    // the name of the relation is "r:id"; "sheetId" is something else
                    if let (Some(name), Some(id)) = (attribute(start, "name"), attribute(start, "id")) {
                        names.push((name, id, hidden));
                    }
                }
                _ => {}
            }
            Ok(true)
        })?;
        if names.iter().any(|(_, _, hidden)| !hidden) {
            names.retain(|(_, _, hidden)| !hidden);
        }
        let known = |(name, id, _): (String, String, bool)| Some((name, targets.get(&id)?.clone()));
        let (sheets, parts) = names.into_iter().filter_map(known).filter(|(_, part)| archive.has(part)).unzip();
        Ok(Self { sheets, parts, formats: formats(archive)?, shared: shared(archive)?, since_1904 })
    }

    pub fn csv(&self, archive: &mut Archive, sheet: usize, most_rows: u64) -> Result<Vec<u8>> {
        let part = self.parts.get(sheet).ok_or_else(broken)?;
        let mut written = Written::new(most_rows);
        let (mut row, mut cell) = (0_u64, Cell::default());
        archive.part(part)?.read(|piece| {
            match piece {
                Piece::Start("row", start) => {
                    row = match attribute(start, "r") {
                        Some(number) => number.parse().map_err(|_| broken())?,
                        None => row + 1,
                    };
                    cell.column = 0;
                }
                Piece::Start("c", start) => cell.begin(start)?,
                Piece::Start("v" | "t", _) => cell.reading = true,
                // how a name in Chinese characters is pronounced
                Piece::Start("rPh", _) => cell.beside = true,
                Piece::End("rPh") => cell.beside = false,
                Piece::End("v" | "t") => cell.reading = false,
                Piece::Text(text) if cell.reading && !cell.beside => cell.text.push_str(text),
                Piece::End("c") => {
                    let (column, text) = (cell.column, self.show(&mut cell));
                    written.cell(row, column, text)?;
                    cell.column += 1;
                }
                Piece::End("row") => return written.end_row(row, 1),
                _ => {}
            }
            Ok(true)
        })?;
        Ok(written.finish())
    }

    fn show(&self, cell: &mut Cell) -> String {
        let text = std::mem::take(&mut cell.text);
        match cell.kind.as_str() {
            "s" => text.trim().parse().ok().and_then(|index| self.shared.get(index)).unwrap_or_default().to_owned(),
            // #REF!, #N/A: a formula that came to nothing
            "e" => String::new(),
            "inlineStr" | "str" | "d" | "b" => text,
            _ => self.formats.get(cell.style).copied().unwrap_or(Format::Number).show(&text, self.since_1904),
        }
    }
}

#[derive(Default)]
struct Cell {
    column: usize,
    kind: String,
    style: usize,
    text: String,
    reading: bool,
    beside: bool,
}

impl Cell {
    fn begin(&mut self, start: &quick_xml::events::BytesStart<'_>) -> Result<()> {
        if let Some(place) = attribute(start, "r") {
            self.column = column(&place).ok_or_else(broken)?;
        }
        self.kind = attribute(start, "t").unwrap_or_default();
        self.style = attribute(start, "s").and_then(|style| style.parse().ok()).unwrap_or_default();
        self.text.clear();
        Ok(())
    }
}

/// `A1` is in column 0, `XFD1` in the last one.
fn column(place: &str) -> Option<usize> {
    let letters = place.bytes().take_while(u8::is_ascii_uppercase);
    let number = letters.take(4).fold(0, |number, letter| number * 26 + usize::from(letter - b'A') + 1);
    number.checked_sub(1)
}

/// Which part a relation of the workbook means.
fn targets(archive: &mut Archive) -> Result<HashMap<String, String>> {
    let mut targets = HashMap::new();
    archive.part("xl/_rels/workbook.xml.rels")?.read(|piece| {
        if let Piece::Start("Relationship", start) = piece
            && let (Some(id), Some(target)) = (attribute(start, "Id"), attribute(start, "Target"))
        {
            let part = target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned);
            targets.insert(id, part);
        }
        Ok(targets.len() < 10_000)
    })?;
    Ok(targets)
}

fn formats(archive: &mut Archive) -> Result<Vec<Format>> {
    let (mut own, mut formats, mut of_cells) = (HashMap::new(), Vec::new(), false);
    if !archive.has("xl/styles.xml") {
        return Ok(formats);
    }
    archive.part("xl/styles.xml")?.read(|piece| {
        match piece {
            Piece::Start("numFmt", start) => {
                if let (Some(id), Some(code)) = (attribute(start, "numFmtId"), attribute(start, "formatCode")) {
                    own.insert(id, Format::of(&code));
                }
            }
            Piece::Start("cellXfs", _) => of_cells = true,
            Piece::End("cellXfs") => return Ok(false),
            Piece::Start("xf", start) if of_cells => {
                let id = attribute(start, "numFmtId").unwrap_or_default();
                formats.push(own.get(&id).copied().unwrap_or_else(|| Format::known(id.parse().unwrap_or_default())));
            }
            _ => {}
        }
        Ok(formats.len() < MOST_STYLES && own.len() < MOST_STYLES)
    })?;
    Ok(formats)
}

fn shared(archive: &mut Archive) -> Result<Shared> {
    let mut shared = Shared::default();
    if !archive.has("xl/sharedStrings.xml") {
        return Ok(shared);
    }
    let (mut reading, mut beside) = (false, false);
    archive.part("xl/sharedStrings.xml")?.read(|piece| {
        match piece {
            Piece::Start("t", _) => reading = true,
            Piece::End("t") => reading = false,
            Piece::Start("rPh", _) => beside = true,
            Piece::End("rPh") => beside = false,
            Piece::Text(text) if reading && !beside => shared.text.push_str(text),
            Piece::End("si") => shared.ends.push(shared.text.len()),
            _ => {}
        }
        if shared.text.len() + shared.ends.len() * size_of::<usize>() > MOST_SHARED { Err(too_large()) } else { Ok(true) }
    })?;
    Ok(shared)
}
