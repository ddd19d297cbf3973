//! One file on its way into the registry, a batch in a transaction: `nassij import` and the hubs'
//! background work both go through here.

use super::known::{Before, Fate, There};
use super::lines::{Candidate, Line, Lines};
use super::presidents::invite;
use super::work::Claim;
use crate::associations;
use crate::entity::hub;
use crate::territories::Oversight;
use contracts::imports::AssociationsReport;
use contracts::members::ImportError;
use contracts::tenancy::Commune;
use database::{Origin, Workspace};
use kernel::{AssociationId, Kind, Locale, Result};
use std::collections::BTreeMap;
use web::State;

/// Errors and duplicates that a report lists.
const LISTED: usize = 200;
/// How often a batch is begun anew because somebody registered one of its associations meanwhile.
const TRIES: u32 = 5;
/// In which batches of all imports wait for each other: what was compared stays so until commit.
const SERIES: &str = "association-imports";

#[derive(Clone)]
pub struct Options {
    /// Only associations of this hub's territory.
    pub hub: Option<hub::Model>,
    pub dry_run: bool,
    /// Presidents whose address the file has are invited.
    pub invite: bool,
    pub locale: Locale,
    /// By whom, as the associations' audit logs say it.
    pub origin: Origin,
}

/// A line that did not go in, as it stands in the file, and why.
#[derive(Clone)]
pub struct WrongLine {
    pub number: u64,
    pub cells: Vec<String>,
    /// Codes of errors with their values.
    pub reasons: Vec<(String, BTreeMap<String, String>)>,
}

/// How far a file has come.
#[derive(Clone)]
pub struct Import {
    options: Options,
    before: Before,
    pub report: AssociationsReport,
    /// Of the last batch.
    pub wrong: Vec<WrongLine>,
    /// The last line that was dealt with.
    pub at: u64,
}

impl Import {
    pub fn new(lines: &Lines, options: Options) -> Self {
        let report = AssociationsReport {
            columns: lines.columns(),
            encoding: lines.format().into(),
            separator: lines.separator().map(String::from).unwrap_or_default(),
            ..AssociationsReport::default()
        };
        Self { options, before: Before::default(), report, wrong: Vec::new(), at: 0 }
    }

    /// Goes on from what another process had reached.
    pub fn resume(&mut self, report: AssociationsReport, at: u64) {
        (self.report, self.at) = (report, at);
    }

    /// Deals with a batch in one transaction. A batch of which somebody registers an association
    /// meanwhile is dealt with again.
    pub async fn step(&mut self, state: &State, lines: &[Line]) -> Result<()> {
        self.step_for(state, lines, None).await
    }

    /// As [`Self::step`], noting in the same transaction how far the hub's file has come.
    pub(super) async fn step_for(&mut self, state: &State, lines: &[Line], file: Option<&Claim>) -> Result<()> {
        for _ in 1..TRIES {
            // in a dry run it is large, and nothing can come between
            let before = (!self.options.dry_run).then(|| self.clone());
            match (self.step_once(state, lines, file).await, before) {
                (Err(error), Some(before)) if error.kind() == Kind::Conflict => *self = before,
                (done, _) => return done,
            }
        }
        self.step_once(state, lines, file).await
    }

    async fn step_once(&mut self, state: &State, lines: &[Line], file: Option<&Claim>) -> Result<()> {
        let ws = state.db()?.write(AssociationId::PLATFORM, self.options.origin.clone(), None).await?;
        self.take(&ws, lines).await?;
        if let Some(claim) = file {
            claim.keep(&ws, self).await?;
        }
        ws.commit(()).await
    }

    async fn take(&mut self, ws: &Workspace, lines: &[Line]) -> Result<()> {
        self.wrong.clear();
        if !self.options.dry_run {
            ws.take_numbers(SERIES, 0).await?;
            // what came before is in the database
            self.before = Before::default();
        }
        let candidates = lines.iter().filter_map(|line| line.read.as_ref().ok().map(|read| &read.association));
        let there = There::look(ws, candidates).await?;
        let territory = match &self.options.hub {
            Some(hub) => Some(Oversight::hold(ws, hub).await?),
            None => None,
        };
        let is_outside = |commune: &Commune| territory.as_ref().is_some_and(|territory| !territory.covers(commune));
        let mut new = Vec::new();
        for line in lines {
            self.report.rows += 1;
            self.at = line.number;
            match &line.read {
                Err(errors) => self.refuse(line, errors.clone()),
                Ok(read) if is_outside(read.association.commune) => self.refuse(line, vec![self.outside(line, read)]),
                Ok(read) if self.meet(&there, line, read) => new.push(&**read),
                Ok(_) => {}
            }
        }
        if self.options.invite {
            self.report.invited += new.iter().filter(|read| read.president.is_some()).count() as u64;
        }
        if self.options.dry_run { Ok(()) } else { self.write(ws, &new).await }
    }

    async fn write(&self, ws: &Workspace, new: &[&Candidate]) -> Result<()> {
        let associations = new.iter().map(|read| read.association.clone()).collect();
        let rows = associations::insert_all(ws, associations, self.options.locale).await?;
        for (row, read) in rows.iter().zip(new) {
            if let Some(president) = read.president.as_ref().filter(|_| self.options.invite) {
                invite(ws, row, president, &self.options).await?;
            }
        }
        Ok(())
    }

    /// True for a line that is to be made.
    fn meet(&mut self, there: &There, line: &Line, read: &Candidate) -> bool {
        match self.before.meet(there, line.number, &read.association) {
            Fate::Create => {
                self.report.create += 1;
                return true;
            }
            Fate::Existing => self.report.existing += 1,
            Fate::Duplicate(twin) => {
                self.report.duplicates += 1;
                let (code, value) = match twin.other_line {
                    Some(other) => ("line-repeated", ("line".to_owned(), other.to_string())),
                    None => ("line-like-another", ("receipt".to_owned(), twin.other_receipt_number.clone())),
                };
                self.keep(line, vec![(code.to_owned(), BTreeMap::from([value]))]);
                if self.report.twins.len() < LISTED {
                    self.report.twins.push(*twin);
                }
            }
        }
        false
    }

    fn refuse(&mut self, line: &Line, errors: Vec<ImportError>) {
        self.report.wrong += 1;
        self.keep(line, errors.iter().map(|error| (error.code.clone(), error.params.clone())).collect());
        for error in errors {
            *self.report.kinds.entry(error.code.clone()).or_default() += 1;
            if self.report.errors.len() < LISTED {
                self.report.errors.push(error);
            }
        }
    }

    fn outside(&self, line: &Line, read: &Candidate) -> ImportError {
        let column = self.report.columns.iter().find(|column| column.field.as_deref() == Some("commune"));
        ImportError {
            line: line.number,
            column: column.map(|column| column.header.clone()).unwrap_or_default(),
            value: read.association.commune.code.clone(),
            code: "commune-outside-territory".into(),
            params: BTreeMap::new(),
        }
    }

    fn keep(&mut self, line: &Line, reasons: Vec<(String, BTreeMap<String, String>)>) {
        self.wrong.push(WrongLine { number: line.number, cells: line.cells.clone(), reasons });
    }
}
