//! OFX, both of its kinds: 1.x, which is SGML whose fields need no end, and 2.x, which is XML. Of either only tags and
//! the texts behind them are looked at; nothing is expanded but the five entities that everybody knows.

use crate::bank::statement::{MOST, Operation, StatementFile};
use chrono::NaiveDate;
use encoding_rs::{Encoding, WINDOWS_1252};
use kernel::{Error, Money, Result};
use std::borrow::Cow;

/// Bytes of one field: the standard's longest has 255 characters.
const LONGEST: usize = 4096;

pub fn read(bytes: &[u8]) -> Result<StatementFile> {
    let text = decoded(bytes);
    let (mut statement, mut fields) = (StatementFile::default(), Fields::default());
    let (mut number, mut ledger) = (String::new(), false);
    for (tag, value) in tags(&text)? {
        match tag.as_str() {
            "STMTTRN" => fields = Fields::default(),
            "/STMTTRN" => statement.operations.push(std::mem::take(&mut fields).operation()?),
            "DTPOSTED" => fields.posted = value,
            "DTAVAIL" => fields.available = value,
            "TRNAMT" => fields.amount = value,
            "NAME" => fields.name = value,
            "MEMO" => fields.memo = value,
            "FITID" => fields.reference = value,
            "BANKID" | "BRANCHID" | "ACCTID" => number += &value,
            "/BANKACCTFROM" | "BANKTRANLIST" if !number.is_empty() => statement.accounts.push(std::mem::take(&mut number)),
            "LEDGERBAL" => ledger = true,
            "AVAILBAL" | "/LEDGERBAL" => ledger = false,
            "CURDEF" if value != "MAD" => return Err(Error::invalid("statement-currency").with("currency", value)),
            "BALAMT" if ledger => statement.closing = Some(amount(&value)?),
            _ => {}
        }
        if statement.operations.len() > MOST {
            return Err(Error::invalid("bank-statement-too-long").with("max", MOST));
        }
    }
    Ok(statement)
}

#[derive(Default)]
struct Fields {
    posted: String,
    available: String,
    amount: String,
    name: String,
    memo: String,
    reference: String,
}

impl Fields {
    fn operation(self) -> Result<Operation> {
        let on = day(&self.posted).ok_or_else(broken)?;
        // the name is cut after 32 characters, the memo often begins with it or repeats it whole
        let text = if self.memo.is_empty() || self.name.starts_with(&self.memo) {
            self.name
        } else if self.name.is_empty() || self.memo.contains(&self.name) {
            self.memo
        } else {
            format!("{} {}", self.name, self.memo)
        };
        let mut operation = Operation::new(on, amount(&self.amount)?, &text);
        operation.value_on = day(&self.available);
        operation.reference = Some(self.reference).filter(|reference| !reference.is_empty());
        if operation.amount == 0 { Err(broken()) } else { Ok(operation) }
    }
}

fn broken() -> Error {
    Error::invalid("statement-broken")
}

/// `20260107120000[+1:WEST]`
fn day(text: &str) -> Option<NaiveDate> {
    NaiveDate::parse_from_str(text.get(..8)?, "%Y%m%d").ok()
}

/// `-1234.50`, with a comma in some countries.
fn amount(text: &str) -> Result<i64> {
    let (digits, negative) = text.strip_prefix('-').map_or((text.trim_start_matches('+'), false), |digits| (digits, true));
    let centimes = Money::parse(digits).map_err(|cause| broken().because(cause))?.in_centimes();
    Ok(if negative { -centimes } else { centimes })
}

/// UTF-8 where it is, else what the header says.
fn decoded(bytes: &[u8]) -> Cow<'_, str> {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Cow::Borrowed(text);
    }
    let head: String = bytes.iter().take(512).map(|byte| char::from(*byte)).collect();
    let named = head.lines().find_map(|line| line.trim().strip_prefix("CHARSET:").map(str::trim).map(str::to_owned));
    let label = named.map(|name| format!("windows-{}", name.trim_start_matches("windows-"))).unwrap_or_default();
    Encoding::for_label(label.as_bytes()).unwrap_or(WINDOWS_1252).decode(bytes).0
}

/// Each tag in capitals, ends with a stroke before them, with the text behind it.
fn tags(text: &str) -> Result<Vec<(String, String)>> {
    let begin = text.to_ascii_uppercase().find("<OFX>").ok_or_else(broken)?;
    let mut tags = Vec::new();
    for piece in text[begin..].split('<').skip(1) {
        let (tag, value) = piece.split_once('>').ok_or_else(broken)?;
        if tag.starts_with(['!', '?']) {
            return Err(Error::invalid("file-unsafe"));
        }
        if tag.len() > 64 || value.len() > LONGEST {
            return Err(broken());
        }
        let name = tag.split_whitespace().next().unwrap_or_default().to_ascii_uppercase();
        tags.push((name, plain(value.trim())));
    }
    if tags.last().is_none_or(|(tag, _)| tag != "/OFX") { Err(broken()) } else { Ok(tags) }
}

fn plain(text: &str) -> String {
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&apos;", "'").replace("&nbsp;", " ");
    text.replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const XML: &str = r#"<?xml version="1.0" encoding="UTF-8"?><?OFX OFXHEADER="200" VERSION="211"?><OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS>
        <BANKACCTFROM><BANKID>011519</BANKID><ACCTID>000001205000534921</ACCTID></BANKACCTFROM><BANKTRANLIST>
        <STMTTRN><TRNTYPE>DEBIT</TRNTYPE><DTPOSTED>20260305120000.000[+1:WEST]</DTPOSTED><TRNAMT>-33.00</TRNAMT><FITID>7</FITID><NAME>Frais &amp; TVA</NAME></STMTTRN>
        </BANKTRANLIST><LEDGERBAL><BALAMT>967.00</BALAMT></LEDGERBAL><AVAILBAL><BALAMT>1.00</BALAMT></AVAILBAL></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>"#;

    #[test]
    fn money_of_another_country_and_two_accounts_in_one_file_are_refused() {
        let code =
            |text: String| read(text.as_bytes()).and_then(StatementFile::finished).map(|_| ()).map_err(|error| error.code().to_owned());
        assert_eq!(code(XML.replace("<STMTRS>", "<STMTRS><CURDEF>MAD</CURDEF>")), Ok(()));
        assert_eq!(code(XML.replace("<STMTRS>", "<STMTRS><CURDEF>EUR</CURDEF>")), Err("statement-currency".into()));
        let (first, last) = (XML.find("<STMTTRNRS>").unwrap(), XML.find("</BANKMSGSRSV1>").unwrap());
        let other = XML[first..last].replace("011519", "007780");
        assert_eq!(code(format!("{}{other}{}", &XML[..last], &XML[last..])), Err("statement-several-accounts".into()));
    }

    #[test]
    fn the_newer_kind_is_read_as_the_older() {
        let statement = read(XML.as_bytes()).unwrap();
        assert_eq!((statement.closing, statement.accounts.as_slice()), (Some(96_700), ["011519000001205000534921".to_owned()].as_slice()));
        let one = &statement.operations[0];
        assert_eq!((one.on.to_string().as_str(), one.amount, one.text.as_str()), ("2026-03-05", -3_300, "Frais & TVA"));
        assert_eq!(one.reference.as_deref(), Some("7"));
    }

    #[test]
    fn what_is_cut_off_or_defines_entities_is_refused() {
        let code = |text: &str| read(text.as_bytes()).map(|_| ()).map_err(|error| error.code().to_owned());
        assert_eq!(code(&XML[..XML.len() - 40]), Err("statement-broken".into()));
        assert_eq!(code(&XML.replace("<BANKMSGSRSV1>", "<!ENTITY a \"b\"><BANKMSGSRSV1>")), Err("file-unsafe".into()));
        assert_eq!(code(&XML.replace("-33.00", "many")), Err("statement-broken".into()));
        assert_eq!(code(&XML.replace("20260305", "20260231")), Err("statement-broken".into()));
    }

    proptest! {
        #[test]
        fn no_text_breaks_the_reading(text in "<OFX>(<(/?STMTTRN|TRNAMT|DTPOSTED|MEMO)>[0-9.&;a-zé]{0,9}){0,12}(</OFX>)?") {
            let _ = read(text.as_bytes());
        }
    }
}
