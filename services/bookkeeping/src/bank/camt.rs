//! CAMT.053 (ISO 20022), the statement that banks give to programs. No document type, so no entity but those that
//! everybody knows; what is read is bounded by the file's own size.

use crate::bank::statement::{MOST, Operation, StatementFile};
use chrono::NaiveDate;
use kernel::{Error, Money, Result, identifiers};
use quick_xml::Reader;
use quick_xml::events::Event;

/// Elements within each other.
const DEEPEST: usize = 64;

pub fn read(bytes: &[u8]) -> Result<StatementFile> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).map_err(|cause| broken().because(cause))?;
    let mut reader = Reader::from_reader(text.as_bytes());
    reader.config_mut().expand_empty_elements = true;
    let (mut state, mut path, mut words, mut buffer) = (State::default(), Vec::<String>::new(), String::new(), Vec::new());
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer).map_err(|cause| broken().because(cause))? {
            Event::Start(start) => {
                words.clear();
                let name = start.local_name();
                let name: &str = name.as_ref();
                path.push(name.to_owned());
                if path.len() > DEEPEST {
                    return Err(broken());
                }
                if path.ends_with(&["Ntry".to_owned(), "Amt".to_owned()]) {
                    let currency = start.try_get_attribute("Ccy").map_err(|cause| broken().because(cause))?;
                    if let Some(other) = currency.filter(|currency| currency.value != "MAD") {
                        return Err(Error::invalid("statement-currency").with("currency", other.value));
                    }
                }
                state.begin(&path);
            }
            Event::Text(piece) => words.push_str(&piece),
            Event::CData(piece) => words.push_str(&piece),
            Event::GeneralRef(name) => words.push(character(&name)?),
            Event::End(_) => {
                state.end(&path, words.trim())?;
                words.clear();
                path.pop();
            }
            Event::DocType(_) => return Err(Error::invalid("file-unsafe")),
            Event::Eof if path.is_empty() => return Ok(state.statement),
            Event::Eof => return Err(broken()),
            Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
        }
    }
}

fn broken() -> Error {
    Error::invalid("statement-broken")
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

#[derive(Default)]
struct State {
    statement: StatementFile,
    entry: Entry,
    balance: Entry,
    /// `OPBD`, `CLBD` and others.
    kind: String,
}

#[derive(Default)]
struct Entry {
    amount: i64,
    out: bool,
    /// The file said on which side it is.
    sided: bool,
    booked: bool,
    on: Option<NaiveDate>,
    value_on: Option<NaiveDate>,
    words: Vec<String>,
    more: String,
    party: String,
    reference: String,
}

impl Entry {
    fn signed(&self) -> i64 {
        if self.out { -self.amount } else { self.amount }
    }

    fn operation(self) -> Result<Operation> {
        let texts = [self.words.join(" "), self.more.clone(), self.party.clone()];
        let text = texts.into_iter().find(|text| !text.trim().is_empty()).unwrap_or_default();
        let mut operation = Operation::new(self.on.or(self.value_on).ok_or_else(broken)?, self.signed(), &text);
        operation.value_on = self.value_on;
        operation.reference = Some(self.reference).filter(|reference| !reference.is_empty());
        Ok(operation)
    }
}

impl State {
    fn begin(&mut self, path: &[String]) {
        match names(path).as_slice() {
            [.., "Stmt", "Ntry"] => self.entry = Entry::default(),
            [.., "Stmt", "Bal"] => (self.balance, self.kind) = (Entry::default(), String::new()),
            _ => {}
        }
    }

    fn end(&mut self, path: &[String], text: &str) -> Result<()> {
        let path = names(path);
        let Some(at) = path.iter().position(|name| *name == "Stmt") else { return Ok(()) };
        match &path[at + 1..] {
            ["Acct", "Id", "IBAN"] => self.statement.accounts.push(identifiers::rib(text).unwrap_or_else(|_| text.to_owned())),
            ["Acct", "Id", "Othr", "Id"] => self.statement.accounts.push(text.to_owned()),
            ["Bal", "Tp", .., "Cd"] => text.clone_into(&mut self.kind),
            ["Bal", "Amt"] => self.balance.amount = amount(text)?,
            ["Bal", "CdtDbtInd"] => self.balance.out = text == "DBIT",
            ["Bal"] => self.balance_ends(),
            ["Ntry"] => return self.entry_ends(),
            ["Ntry", rest @ ..] => self.field(rest, text)?,
            _ => {}
        }
        Ok(())
    }

    /// Of several statements in a file the first balance before and the last one after.
    fn balance_ends(&mut self) {
        let amount = self.balance.signed();
        match self.kind.as_str() {
            "OPBD" | "PRCD" if self.statement.opening.is_none() => self.statement.opening = Some(amount),
            "CLBD" => self.statement.closing = Some(amount),
            _ => {}
        }
    }

    fn field(&mut self, path: &[&str], text: &str) -> Result<()> {
        let entry = &mut self.entry;
        let day = || NaiveDate::parse_from_str(text.get(..10).unwrap_or_default(), "%Y-%m-%d").map_err(|cause| broken().because(cause));
        match path {
            ["Amt"] => entry.amount = amount(text)?,
            ["CdtDbtInd"] => (entry.out, entry.sided) = (text == "DBIT", matches!(text, "DBIT" | "CRDT")),
            ["Sts"] | ["Sts", "Cd"] if !text.is_empty() => entry.booked = text == "BOOK",
            ["BookgDt", "Dt" | "DtTm"] => entry.on = Some(day()?),
            ["ValDt", "Dt" | "DtTm"] => entry.value_on = Some(day()?),
            ["AcctSvcrRef"] => text.clone_into(&mut entry.reference),
            ["NtryDtls", "TxDtls", "RmtInf", "Ustrd"] => entry.words.push(text.to_owned()),
            ["AddtlNtryInf"] => text.clone_into(&mut entry.more),
            ["NtryDtls", "TxDtls", "RltdPties", "Dbtr" | "Cdtr", "Nm"] if entry.party.is_empty() => text.clone_into(&mut entry.party),
            _ => {}
        }
        Ok(())
    }

    /// What is only announced is no operation yet.
    fn entry_ends(&mut self) -> Result<()> {
        let entry = std::mem::take(&mut self.entry);
        if entry.booked && entry.amount != 0 {
            if !entry.sided {
                return Err(broken());
            }
            self.statement.operations.push(entry.operation()?);
        }
        if self.statement.operations.len() > MOST { Err(Error::invalid("bank-statement-too-long").with("max", MOST)) } else { Ok(()) }
    }
}

fn names(path: &[String]) -> Vec<&str> {
    path.iter().map(String::as_str).collect()
}

/// Never negative: the indicator beside it tells the side.
fn amount(text: &str) -> Result<i64> {
    Ok(Money::parse(text).map_err(|cause| broken().because(cause))?.in_centimes())
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAMPLE: &str = include_str!("../../data/samples/bank_statement_camt053.xml");

    fn code(text: &str) -> std::result::Result<(), String> {
        read(text.as_bytes()).map(|_| ()).map_err(|error| error.code().to_owned())
    }

    #[test]
    fn what_is_announced_only_is_left_out() {
        let pending = SAMPLE.replacen("<Sts>BOOK</Sts>", "<Sts><Cd>PDNG</Cd></Sts>", 1);
        assert_eq!(read(pending.as_bytes()).unwrap().operations.len(), 159);
        let newer = SAMPLE.replace("<Sts>BOOK</Sts>", "<Sts><Cd>BOOK</Cd></Sts>");
        assert_eq!(read(newer.as_bytes()).unwrap(), read(SAMPLE.as_bytes()).unwrap());
    }

    #[test]
    fn hostile_and_damaged_files_are_refused() {
        let bomb = SAMPLE.replacen("<Document", "<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><Document", 1);
        assert_eq!(code(&bomb), Err("file-unsafe".into()));
        assert_eq!(code(&SAMPLE.replacen("GUICHET", "&b;", 1)), Err("file-unsafe".into()));
        assert_eq!(code(&SAMPLE[..SAMPLE.len() / 2]), Err("statement-broken".into()));
        assert_eq!(code(&SAMPLE.replacen("7900.00", "-7900.00", 1)), Err("statement-broken".into()));
        assert_eq!(code(&SAMPLE.replacen("2026-01-07", "2026-13-07", 1)), Err("statement-broken".into()));
        let sideless =
            SAMPLE.split_once("<Ntry>").map(|(head, rest)| format!("{head}<Ntry>{}", rest.replace("<CdtDbtInd>DBIT</CdtDbtInd>", "")));
        assert_eq!(code(&sideless.unwrap()), Err("statement-broken".into()));
        assert_eq!(code(&SAMPLE.replace("Ccy=\"MAD\"", "Ccy=\"EUR\"")), Err("statement-currency".into()));
        let deep = format!("<Document>{}", "<a>".repeat(10_000));
        assert_eq!(code(&deep), Err("statement-broken".into()));
    }
}
