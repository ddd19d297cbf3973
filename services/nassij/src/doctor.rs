//! A look at everything that should be so, for a person and for cron: one line per thing, `WRONG`
//! before what is not, and an exit code.

use crate::operator;
use kernel::{AssociationId, Clock, Error, Result};
use runtime::Config;
use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Lines, Write};
use std::iter::Peekable;
use std::path::Path;
use uuid::Uuid;
use web::State;

pub async fn run(config: &Config, anchor: Option<&Path>) -> Result<()> {
    let process = operator::open(&config.beside_a_running_platform(), Clock::default()).await?;
    let mut healthy = true;
    for db in process.databases() {
        let (waiting, dead) = (db.events_waiting().await?, db.dead_letters().await?.len());
        healthy &= dead == 0;
        println!("{}{}: schema up to date, {waiting} events waiting, {dead} dead letters", wrong(dead > 0), db.service());
    }
    let (tenancy, books) = (process.state("tenancy")?, process.state("bookkeeping")?);
    let (mut logs, mut dues, mut findings) = (Logs::new(tenancy, anchor)?, Dues::default(), 0);
    let mut associations = tenancy::doctor::Associations::new(tenancy);
    while let Some((association, slug)) = associations.next().await? {
        logs.look(association, &slug).await?;
        if !slug.is_empty() {
            dues.look(books, association, &slug).await?;
            findings += look_at_books(books, association, &slug).await?;
        }
    }
    healthy &= logs.end()?;
    healthy &= dues.end();
    println!("{}books: {findings} findings", wrong(findings > 0));
    healthy &= findings == 0;
    if healthy { Ok(()) } else { Err(Error::conflict("doctor-found-faults")) }
}

/// Lets one association's books look at themselves; how much is wrong with them.
async fn look_at_books(state: &State, association: AssociationId, slug: &str) -> Result<usize> {
    let found = bookkeeping::doctor::books(state, association).await?;
    // what members owe has a line of its own
    let of_books: Vec<_> = found.iter().filter(|found| found.code != "dues-differ").collect();
    for found in &of_books {
        println!("WRONG books of {slug} ({association}): {} {:?}", found.code, found.params);
    }
    Ok(of_books.len())
}

fn wrong(it_is: bool) -> &'static str {
    if it_is { "WRONG " } else { "" }
}

/// Calculates every audit log anew, and holds it against what an earlier run noted in the anchor.
struct Logs<'a> {
    state: &'a State,
    anchor: Option<Anchor<'a>>,
    count: u64,
    entries: i64,
    broken: u64,
}

impl<'a> Logs<'a> {
    fn new(state: &'a State, anchor: Option<&'a Path>) -> Result<Self> {
        Ok(Self { state, anchor: anchor.map(Anchor::open).transpose()?, count: 0, entries: 0, broken: 0 })
    }

    async fn look(&mut self, association: AssociationId, slug: &str) -> Result<()> {
        let found = tenancy::doctor::verify(self.state, association).await?;
        self.count += u64::from(found.last > 0);
        self.entries += found.last;
        let name = if slug.is_empty() { "the platform" } else { slug };
        if let Some(fault) = found.fault {
            self.broken += 1;
            println!("WRONG audit log of {name} ({association}): entry {} is {}", fault.number, fault.kind.code());
        }
        let Some(anchor) = &mut self.anchor else { return Ok(()) };
        if let Some(noted) = anchor.noted(association)?
            && !tenancy::doctor::stands(self.state, association, noted.number, &noted.hash).await?
        {
            self.broken += 1;
            println!("WRONG audit log of {name} ({association}): entry {} no longer closes with the noted hash", noted.number);
        }
        anchor.note(association, found.last, &found.hash)
    }

    /// True when all are intact.
    fn end(self) -> Result<bool> {
        let (count, entries, broken) = (self.count, self.entries, self.broken);
        let verdict = if broken == 0 { "all intact".to_owned() } else { format!("{broken} broken") };
        println!("{}audit logs: {count} with {entries} entries, {verdict}", wrong(broken > 0));
        match self.anchor {
            // what was noted stays as the evidence
            Some(anchor) if broken > 0 => anchor.discard()?,
            Some(anchor) => anchor.keep()?,
            None => {}
        }
        Ok(broken == 0)
    }
}

/// Holds what members owe and have in advance against the books, to the centime.
#[derive(Default)]
struct Dues {
    differing: u64,
    /// Acts that the books have not heard of yet: nothing can be said of these associations.
    pending: u64,
}

impl Dues {
    async fn look(&mut self, state: &State, association: AssociationId, slug: &str) -> Result<()> {
        let found = bookkeeping::doctor::dues(state, association).await?;
        self.pending += u64::from(found.pending);
        if !found.agrees && !found.pending {
            self.differing += 1;
            println!(
                "WRONG dues of {slug} ({association}): owed {}, in the books {}; in advance {}, in the books {}",
                found.receivable, found.receivable_in_books, found.advances, found.advances_in_books
            );
        }
        Ok(())
    }

    /// True when all agree.
    fn end(self) -> bool {
        let verdict = if self.differing == 0 { "agree with the books".to_owned() } else { format!("{} differ", self.differing) };
        println!("{}dues: {verdict}, {} waiting to be posted", wrong(self.differing > 0), self.pending);
        self.differing == 0
    }
}

/// Closing hashes noted outside the database: one line per association, in the order of their ids.
struct Anchor<'a> {
    path: &'a Path,
    old: Option<Peekable<Lines<BufReader<File>>>>,
    new: BufWriter<File>,
}

struct Noted {
    association: Uuid,
    number: i64,
    hash: String,
}

impl Noted {
    fn read(line: &str) -> Option<Self> {
        let mut parts = line.split('\t');
        Some(Self { association: parts.next()?.parse().ok()?, number: parts.next()?.parse().ok()?, hash: parts.next()?.to_owned() })
    }
}

impl<'a> Anchor<'a> {
    fn open(path: &'a Path) -> Result<Self> {
        let old = match File::open(path) {
            Ok(file) => Some(BufReader::new(file).lines().peekable()),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
            Err(error) => return Err(unusable(error)),
        };
        let new = File::create(beside(path)).map_err(unusable)?;
        Ok(Self { path, old, new: BufWriter::new(new) })
    }

    /// What was noted of this association. Both go up by id, so neither is ever held whole.
    fn noted(&mut self, association: AssociationId) -> Result<Option<Noted>> {
        let Some(old) = &mut self.old else { return Ok(None) };
        while let Some(line) = old.peek() {
            let line = line.as_ref().map_err(|error| Error::invalid("anchor-unusable").because(error.to_string()))?;
            let noted = Noted::read(line).ok_or_else(|| Error::invalid("anchor-unusable").because(line.clone()))?;
            if noted.association > association.0 {
                return Ok(None);
            }
            old.next();
            if noted.association == association.0 {
                return Ok(Some(noted));
            }
            println!("audit log of {}: noted earlier, its association is no longer there", noted.association);
        }
        Ok(None)
    }

    fn note(&mut self, association: AssociationId, number: i64, hash: &str) -> Result<()> {
        if number == 0 || hash.is_empty() {
            return Ok(());
        }
        writeln!(self.new, "{association}\t{number}\t{hash}").map_err(unusable)
    }

    fn keep(mut self) -> Result<()> {
        self.new.flush().map_err(unusable)?;
        std::fs::rename(beside(self.path), self.path).map_err(unusable)
    }

    fn discard(self) -> Result<()> {
        std::fs::remove_file(beside(self.path)).map_err(unusable)
    }
}

fn beside(path: &Path) -> std::path::PathBuf {
    path.with_added_extension("new")
}

fn unusable(error: std::io::Error) -> Error {
    Error::invalid("anchor-unusable").because(error)
}
