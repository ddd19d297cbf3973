//! Workbooks as programmes write them, and as nobody should.

use super::Book;
use crate::{Row, Text, open};
use kernel::Result;
use std::fmt::Write as _;
use std::io::{Cursor, Write};
use zip::write::{SimpleFileOptions, ZipWriter};

fn packed(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

const WORKBOOK: &str = r#"<workbook xmlns:r="r"><workbookPr/><sheets><sheet name="Vide" sheetId="1" r:id="rId1"/>
    <sheet name="Membres" sheetId="2" r:id="rId2"/></sheets></workbook>"#;
const RELATIONS: &str = r#"<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/>
    <Relationship Id="rId2" Target="/xl/worksheets/sheet2.xml"/></Relationships>"#;
const STYLES: &str = r#"<styleSheet><numFmts><numFmt numFmtId="170" formatCode="[$-40C]d\ mmmm\ yyyy"/><numFmt numFmtId="171" formatCode="0000000000"/></numFmts>
    <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/><xf numFmtId="171"/></cellXfs></styleSheet>"#;
const EMPTY: &str = "<worksheet><sheetData/></worksheet>";

fn workbook(sheet: &str, more: &[(&str, &str)]) -> Vec<u8> {
    let mut parts = vec![
        ("xl/workbook.xml", WORKBOOK),
        ("xl/_rels/workbook.xml.rels", RELATIONS),
        ("xl/styles.xml", STYLES),
        ("xl/worksheets/sheet1.xml", EMPTY),
        ("xl/worksheets/sheet2.xml", sheet),
    ];
    parts.retain(|(name, _)| more.iter().all(|(other, _)| name != other));
    parts.extend(more);
    packed(&parts)
}

fn sheet(rows: &str) -> String {
    format!("<?xml version=\"1.0\"?><worksheet><sheetData>{rows}</sheetData></worksheet>")
}

fn ods(rows: &str) -> Vec<u8> {
    let content = format!(
        "<office:document-content><office:body><office:spreadsheet><table:table table:name=\"Feuille1\">{rows}</table:table></office:spreadsheet></office:body></office:document-content>"
    );
    packed(&[
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", &content),
        ("META-INF/manifest.xml", "<manifest/>"),
    ])
}

fn rows(bytes: Vec<u8>, sheet: usize) -> Result<Vec<(u64, Vec<String>)>> {
    let csv = Book::open(bytes)?.csv(sheet, u64::MAX)?;
    let rows = Text::open(Cursor::new(csv))?.into_rows(b',')?;
    rows.filter(|row| row.as_ref().map_or(true, |row| !row.is_blank())).map(|row| row.map(|row| (row.line, row.cells))).collect()
}

fn refusal(bytes: Vec<u8>) -> String {
    rows(bytes, 1).unwrap_err().code().to_owned()
}

#[test]
fn a_workbook_is_read_row_by_row_with_the_numbers_of_its_rows() {
    let strings =
        "<sst><si><t>Nom</t></si><si><r><t>Né </t></r><r><t>le</t></r><rPh><t>x</t></rPh></si><si><t>R&amp;D &#233;</t></si></sst>";
    let cells = r#"<row r="3"><c r="A3" t="s"><v>0</v></c><c r="C3" t="s"><v>1</v></c><c r="XFD3" s="1"/></row>
        <row r="5"><c r="A5" t="s"><v>2</v></c><c r="B5" t="inlineStr"><is><t>a, "b"
c</t></is></c><c r="C5" s="1"><v>32647</v></c><c r="D5" s="3"><v>612345678</v></c><c r="E5"><f>HYPERLINK("http://x")</f><v>7</v></c><c r="F5" s="2"><v>32647.25</v></c></row>"#;
    let read = rows(workbook(&sheet(cells), &[("xl/sharedStrings.xml", strings)]), 1).unwrap();
    let expected =
        [(3, vec!["Nom", "", "Né le"]), (5, vec!["R&D é", "a, \"b\" c", "1989-05-19", "0612345678", "7", "1989-05-19 06:00:00"])];
    let expected: Vec<_> =
        expected.into_iter().map(|(line, cells)| (line, cells.into_iter().map(str::to_owned).collect::<Vec<_>>())).collect();
    assert_eq!(read, expected);
}

#[test]
fn days_may_count_from_1904() {
    let since_1904 = WORKBOOK.replace("<workbookPr/>", "<workbookPr date1904=\"1\"/>");
    let cells = r#"<row r="1"><c r="A1" s="1"><v>31185</v></c></row>"#;
    assert_eq!(rows(workbook(&sheet(cells), &[("xl/workbook.xml", &since_1904)]), 1).unwrap(), [(1, vec!["1989-05-19".to_owned()])]);
}

#[test]
fn a_sheet_of_libreoffice_is_read_with_what_is_repeated() {
    let read = rows(
        ods("<table:table-row table:number-rows-repeated=\"2\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>
            <table:table-row><table:table-cell office:value-type=\"string\"><office:annotation><text:p>note</text:p></office:annotation><text:p>Nom<text:s/>complet</text:p><text:p>2</text:p></table:table-cell>
            <table:table-cell table:number-columns-repeated=\"2\" office:value-type=\"date\" office:date-value=\"1989-05-19\"><text:p>19/05/89</text:p></table:table-cell>
            <table:table-cell office:value-type=\"float\" office:value=\"612345678\"><text:p>0612345678</text:p></table:table-cell>
            <table:table-cell office:value-type=\"float\" office:value=\"150\"><text:p>150,00 DH</text:p></table:table-cell></table:table-row>
            <table:table-row table:number-rows-repeated=\"1048570\"><table:table-cell/></table:table-row>"),
        0,
    )
    .unwrap();
    let cells = ["Nom complet 2", "1989-05-19", "1989-05-19", "0612345678", "150"].map(str::to_owned).to_vec();
    assert_eq!(read, [(3, cells)]);
}

#[test]
fn the_first_sheet_with_a_header_is_read_unless_one_was_chosen() {
    let guess = |header: &Row, _: &[Row]| (header.cell(0) == "Nom").then(|| vec![Some("name"); header.cells.len()]);
    let bytes =
        workbook(&sheet(r#"<row r="1"><c r="A1" t="str"><v>Nom</v></c></row><row r="2"><c r="A2" t="str"><v>Ali</v></c></row>"#), &[]);
    let table = open(bytes.clone(), None, 100, guess, "missing").unwrap();
    assert_eq!((table.sheet.as_deref(), table.sheets.len(), table.format, table.head.line), (Some("Membres"), 2, "XLSX", 1));
    assert_eq!(open(bytes, Some("Vide"), 100, guess, "missing").map(drop).unwrap_err().code(), "file-empty");
}

#[test]
fn bombs_are_refused_before_they_go_off() {
    // 40 megabytes of spaces in less than a hundredth of it
    let bomb = format!("<worksheet>{}</worksheet>", " ".repeat(40_000_000));
    assert_eq!(refusal(workbook(&bomb, &[])), "file-too-large-inside");
    let begun = std::time::Instant::now();
    // a text that would be one piece
    assert_eq!(refusal(workbook(&format!("<worksheet><c><v>{}</v></c></worksheet>", "x".repeat(1_900_000)), &[])), "file-too-large-inside");
    let mut noise = 1_u32;
    let texts = (0..300_000).fold(String::from("<sst>"), |mut text, _| {
        noise = noise.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let _ = write!(text, "<si><t>{noise:x}{}</t></si>", "é".repeat(60));
        text
    });
    assert_eq!(refusal(workbook(EMPTY, &[("xl/sharedStrings.xml", &texts)])), "file-too-large-inside");
    assert!(begun.elapsed().as_secs() < 20, "{:?}", begun.elapsed());
}

#[test]
fn what_xml_should_not_hold_is_refused() {
    let laughs = "<?xml version=\"1.0\"?><!DOCTYPE lolz [<!ENTITY lol \"lol\"><!ENTITY lol1 \"&lol;&lol;&lol;\">]><worksheet><c><v>&lol1;</v></c></worksheet>";
    let external = "<!DOCTYPE x [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><worksheet><c><v>&x;</v></c></worksheet>";
    for part in [laughs, external, "<worksheet><c><v>&undeclared;</v></c></worksheet>"] {
        assert_eq!(refusal(workbook(part, &[])), "file-unsafe");
    }
    for part in ["<worksheet><row", "<a></b>", r#"<worksheet><row r="x"></row></worksheet>"#] {
        assert_eq!(refusal(workbook(part, &[])), "file-broken", "{part}");
    }
}

#[test]
fn cells_where_no_cell_may_be_are_refused() {
    let far = sheet(r#"<row r="1048576"><c r="XFD1048576" t="str"><v>x</v></c></row>"#);
    assert_eq!(refusal(workbook(&far, &[])), "file-too-many-columns");
    for rows in [
        r#"<row r="1048577"><c r="A1048577" t="str"><v>x</v></c></row>"#,
        r#"<row r="2"><c r="A2" t="str"><v>x</v></c></row><row r="1"><c r="A1" t="str"><v>x</v></c></row>"#,
        r#"<row r="18446744073709551615"><c t="str"><v>x</v></c></row>"#,
        r#"<row r="0"><c r="1" t="str"><v>x</v></c></row>"#,
    ] {
        assert_eq!(refusal(workbook(&sheet(rows), &[])), "file-broken", "{rows}");
    }
    // the last row alone is only far away
    let last = rows(workbook(&sheet(r#"<row r="1048576"><c r="A1048576" t="str"><v>x</v></c></row>"#), &[]), 1).unwrap();
    assert_eq!(last, [(1_048_576, vec!["x".to_owned()])]);
    let repeated = "<table:table-row><table:table-cell table:number-columns-repeated=\"16384\"><text:p>x</text:p></table:table-cell></table:table-row>";
    assert_eq!(rows(ods(repeated), 0).unwrap_err().code(), "file-too-many-columns");
    let many = "<table:table-row table:number-rows-repeated=\"99999999999\"><table:table-cell><text:p>x</text:p></table:table-cell></table:table-row>";
    assert_eq!(rows(ods(many), 0).unwrap_err().code(), "file-broken");
}

#[test]
fn archives_that_are_no_plain_workbook_are_refused() {
    let plain = workbook(&sheet(""), &[]);
    for (part, code) in
        [("../../etc/passwd", "file-unsafe"), ("xl/vbaProject.bin", "file-has-macros"), ("Basic/script-lc.xml", "file-has-macros")]
    {
        assert_eq!(refusal(workbook(EMPTY, &[(part, "x")])), code);
    }
    assert_eq!(refusal(packed(&[("word/document.xml", "<w/>")])), "file-not-csv");
    for length in [0, 4, 30, plain.len() / 2, plain.len() - 5] {
        assert_eq!(refusal(plain[..length].to_vec()), "file-broken", "{length}");
    }
    let mut parts = ZipWriter::new(Cursor::new(Vec::new()));
    for part in 0..2_500 {
        parts.start_file(format!("{part}"), SimpleFileOptions::default()).unwrap();
    }
    assert_eq!(refusal(parts.finish().unwrap().into_inner()), "file-unsafe");
}

#[test]
fn no_damage_does_more_than_be_refused() {
    let plain = workbook(&sheet(r#"<row r="1"><c r="A1" t="str"><v>Nom</v></c></row>"#), &[]);
    for at in 0..plain.len() {
        let mut damaged = plain.clone();
        damaged[at] ^= 0x5a;
        let _ = rows(damaged, 1);
    }
}
