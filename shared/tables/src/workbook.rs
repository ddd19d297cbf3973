//! A workbook of one sheet to take away (XLSX, ECMA-376). Texts are texts: nothing in it is a formula.

use chrono::NaiveDate;
use kernel::{Error, Money, Result};
use std::io::{Cursor, Write};
use zip::write::{SimpleFileOptions, ZipWriter};

/// What a spreadsheet takes in one cell.
const LONGEST: usize = 32_000;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    Blank,
    Text(String),
    Number(i64),
    Date(NaiveDate),
    Amount(Money),
}

/// Written row by row, so that only what is packed stays in memory.
pub struct Workbook {
    zip: ZipWriter<Cursor<Vec<u8>>>,
    rows: u64,
    line: String,
}

const TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>"#;
const RELATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const PARTS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>"#;
/// The plain style, dates (14 follows the reader's own order), the bold one of the first row, and amounts (4 groups in threes).
const STYLES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/><xf numFmtId="4" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>"#;
/// How a text begins, in the first row and in the others.
const HEADER: &str = r#"<c s="2" t="inlineStr"><is><t xml:space="preserve">"#;
const TEXT: &str = r#"<c t="inlineStr"><is><t xml:space="preserve">"#;
const NAMESPACE: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

impl Workbook {
    /// `rtl`: the first column stands on the right.
    pub fn new(sheet: &str, rtl: bool) -> Result<Self> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        let mut name = String::new();
        // no spreadsheet takes these in a sheet's name, nor a longer one
        let fit: String = sheet.chars().filter(|c| !matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\')).take(31).collect();
        escape(&mut name, &fit);
        let book = format!(
            r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><workbook xmlns="{NAMESPACE}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="{name}" sheetId="1" r:id="rId1"/></sheets></workbook>"#
        );
        let parts = [
            ("[Content_Types].xml", TYPES),
            ("_rels/.rels", RELATIONS),
            ("xl/workbook.xml", &book),
            ("xl/_rels/workbook.xml.rels", PARTS),
            ("xl/styles.xml", STYLES),
        ];
        for (part, content) in parts {
            zip.start_file(part, SimpleFileOptions::default()).map_err(Error::internal)?;
            zip.write_all(content.as_bytes()).map_err(Error::internal)?;
        }
        zip.start_file("xl/worksheets/sheet1.xml", SimpleFileOptions::default()).map_err(Error::internal)?;
        let rtl = if rtl { r#" rightToLeft="1""# } else { "" };
        let head = format!(
            r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><worksheet xmlns="{NAMESPACE}"><sheetViews><sheetView workbookViewId="0"{rtl}><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15" defaultColWidth="18"/><sheetData>"#
        );
        zip.write_all(head.as_bytes()).map_err(Error::internal)?;
        Ok(Self { zip, rows: 0, line: String::new() })
    }

    /// The first row is the header.
    pub fn row(&mut self, cells: impl IntoIterator<Item = Cell>) -> Result<()> {
        let style = if self.rows == 0 { HEADER } else { TEXT };
        self.rows += 1;
        self.line.clear();
        self.line.push_str("<row>");
        for cell in cells {
            match cell {
                Cell::Blank => self.line.push_str("<c/>"),
                Cell::Number(number) => self.value("<c><v>", number),
                Cell::Date(date) => self.value(r#"<c s="1"><v>"#, serial(date)),
                Cell::Amount(amount) => self.value(r#"<c s="3"><v>"#, decimal(amount, '.')),
                Cell::Text(text) => {
                    self.line.push_str(style);
                    escape(&mut self.line, &text);
                    self.line.push_str("</t></is></c>");
                }
            }
        }
        self.line.push_str("</row>");
        self.zip.write_all(self.line.as_bytes()).map_err(Error::internal)
    }

    fn value(&mut self, begins: &str, number: impl std::fmt::Display) {
        self.line.push_str(begins);
        self.line.push_str(&number.to_string());
        self.line.push_str("</v></c>");
    }

    pub fn finish(mut self) -> Result<Vec<u8>> {
        self.zip.write_all(b"</sheetData></worksheet>").map_err(Error::internal)?;
        Ok(self.zip.finish().map_err(Error::internal)?.into_inner())
    }
}

/// `-1234.50`: exact, not grouped, for programs that calculate.
pub fn decimal(amount: Money, point: char) -> String {
    let (sign, centimes) = (if amount < Money::ZERO { "-" } else { "" }, amount.in_centimes().unsigned_abs());
    format!("{sign}{}{point}{:02}", centimes / 100, centimes % 100)
}

/// Days since the end of 1899, as spreadsheets count them from March 1900 on.
fn serial(date: NaiveDate) -> i64 {
    let first = NaiveDate::from_ymd_opt(1899, 12, 30).unwrap_or_default();
    (date - first).num_days()
}

/// XML has no place for control characters; line ends in a cell are kept.
fn escape(line: &mut String, text: &str) {
    for c in text.chars().take(LONGEST) {
        match c {
            '&' => line.push_str("&amp;"),
            '<' => line.push_str("&lt;"),
            '>' => line.push_str("&gt;"),
            '"' => line.push_str("&quot;"),
            '\n' | '\t' => line.push(c),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            c => line.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Book, Text};

    #[test]
    fn what_is_taken_away_can_be_brought_back() {
        let text = |text: &str| Cell::Text(text.into());
        let mut book = Workbook::new("Liste / المنخرطون", true).unwrap();
        book.row([text("Nom"), text("N°"), text("Né le")]).unwrap();
        let born = NaiveDate::from_ymd_opt(1989, 3, 5).unwrap();
        book.row([text("=HYPERLINK(\"x\")&<b>\u{0}"), Cell::Number(12), Cell::Date(born)]).unwrap();
        book.row([text("فاطمة"), Cell::Blank, Cell::Amount(Money::centimes(-123_450))]).unwrap();
        let bytes = book.finish().unwrap();
        let csv = Book::open(bytes).unwrap().csv(0, u64::MAX).unwrap();
        let rows: Vec<Vec<String>> = Text::open(Cursor::new(csv)).unwrap().into_rows(b',').unwrap().map(|row| row.unwrap().cells).collect();
        assert_eq!(rows[0], ["Nom", "N°", "Né le"]);
        assert_eq!(rows[1], ["=HYPERLINK(\"x\")&<b>", "12", "1989-03-05"]);
        assert_eq!((rows[2][0].as_str(), rows[2][2].as_str()), ("فاطمة", "-1234.5"));
    }
}
