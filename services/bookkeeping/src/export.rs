//! A year's journal for other programs.

use crate::chart::{self, Chart};
use crate::entity::entry::{Column, Entity, Model};
use crate::entity::fiscal_year;
use crate::journal::{Place, of_year, shown};
use crate::{beancount, fec, ledger, seal, seal_check, years};
use contracts::books::{Entry, Export};
use database::Workspace;
use kernel::permission::ViewBooks;
use kernel::{Error, Result};
use sea_orm::{EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use std::collections::BTreeSet;
use std::fmt::Write;
use web::{Access, File};

/// Entries read at a time.
const SLICE: u64 = 500;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Format {
    /// Plain text accounting.
    Ledger,
    Beancount,
    /// The eighteen columns that French tax offices ask for, which auditors' programs read.
    Fec,
    /// What each hash vouches for, for whoever verifies the chain on their own.
    Chain,
}

impl Format {
    fn parse(code: &str) -> Option<Self> {
        match code {
            "ledger" => Some(Self::Ledger),
            "beancount" => Some(Self::Beancount),
            "fec" => Some(Self::Fec),
            "chain" => Some(Self::Chain),
            _ => None,
        }
    }

    const fn ending(self) -> &'static str {
        match self {
            Self::Ledger => "ledger",
            Self::Beancount => "beancount",
            Self::Fec => "fec.txt",
            Self::Chain => "chain.jsonl",
        }
    }
}

/// The text is made whole before it is sent, so that a slow client holds no transaction.
pub async fn download(access: Access<ViewBooks>, input: Export) -> Result<File> {
    let format = Format::parse(&input.format).ok_or_else(|| Error::invalid("export-format-unknown"))?;
    let ws = access.begin().await?;
    let year = years::asked(&ws, access.actor(), input.year).await?;
    let chart = chart::of(&ws).await?;
    let mut text = match format {
        Format::Ledger => ledger::head(year.year, ws.now()),
        Format::Beancount => beancount::head(year.year, ws.now()),
        Format::Fec => fec::head(),
        Format::Chain => String::new(),
    };
    let mut used = BTreeSet::new();
    let mut after: Option<Place> = None;
    loop {
        let mut select = of_year(Entity::find(), &year);
        if let Some(place) = after {
            select = select.filter(place.onwards());
        }
        let entries = ws.all(select.order_by_asc(Column::PostedOn).order_by_asc(Column::Id).limit(SLICE)).await?;
        let Some(last) = entries.last() else { break };
        after = Some(Place::of(last));
        if format == Format::Chain {
            chain(&ws, &year, &entries, &mut text).await?;
            continue;
        }
        for entry in shown(&ws, entries).await? {
            write(&chart, format, &mut text, &entry);
            used.extend(entry.lines.into_iter().map(|line| line.account));
        }
    }
    if format == Format::Beancount {
        beancount::open(&chart, &mut text, year.starts_on, &used);
    }
    Ok(File::text(format!("books-{}.{}", year.year, format.ending()), text))
}

fn write(chart: &Chart, format: Format, text: &mut String, entry: &Entry) {
    match format {
        Format::Ledger => ledger::write(chart, text, entry),
        Format::Beancount => beancount::write(chart, text, entry),
        Format::Fec => fec::write(text, entry),
        Format::Chain => {}
    }
}

/// A line for each entry: what is under its hash, the hash before it and its own. SHA-256, in hex, over `previous`, a
/// line feed and `entry` as JSON without spaces gives `hash`.
async fn chain(ws: &Workspace, year: &fiscal_year::Model, entries: &[Model], text: &mut String) -> Result<()> {
    let mut lines = seal_check::lines(ws, entries).await?;
    for entry in entries {
        let lines = seal_check::read(&lines.remove(&entry.id).unwrap_or_default());
        let sealed = seal_check::sealed(ws.association(), year.year, entry, &lines);
        let canonical = sealed.map_or_else(|| "null".to_owned(), |sealed| seal::canonical(&sealed));
        // writing to a String does not fail
        let _ = writeln!(text, "{{\"entry\":{canonical},\"previous\":\"{}\",\"hash\":\"{}\"}}", entry.previous_hash, entry.hash);
    }
    Ok(())
}
