//! One file on its way to the members, a batch in a transaction: checked or written by the same
//! steps, so that a check says what the writing will do.

use super::beside::{self, Beside, Given};
use super::known::{Before, There};
use super::lines::{Line, Lines};
use super::{LONGEST_VALUE, MOST_ERRORS, SAMPLE, record};
use crate::entity::{fee, member, member_import_line};
use crate::person::Person;
use crate::rates::{Debtor, Rates};
use crate::{categories, charges, dues_years, fees as rules, members, numbering};
use contracts::member_imports::{Existing, ImportReport, ImportTwin, TwinField, TwinKind};
use contracts::members::{ImportError, MemberStatus};
use database::Workspace;
use kernel::dues_years::own_day;
use kernel::fold::{clean, fold};
use kernel::id::new_id;
use kernel::{Error, Kind, Locale, Result};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use uuid::Uuid;

/// Twins of each kind that a report lists.
const TWINS: usize = 25;

#[derive(Clone, Copy)]
pub struct Options {
    pub existing: Existing,
    /// Nothing is written.
    pub dry_run: bool,
    /// Of those who named none.
    pub locale: Locale,
    /// Who was written is noted for it, to be undone.
    pub import: Option<Uuid>,
}

/// A line that did not go in, as it stands in the file, and why.
pub struct WrongLine {
    pub number: u64,
    pub cells: Vec<String>,
    /// Codes of errors with their values.
    pub reasons: Vec<(String, BTreeMap<String, String>)>,
}

pub struct Progress {
    options: Options,
    before: Before,
    /// Members whom lines of the file have met: they are met once.
    touched: HashSet<Uuid>,
    /// Numbers that lines of the file give to new members.
    given: HashSet<i64>,
    /// The highest of the whole file: whoever brings none is numbered beyond it.
    highest: Option<i64>,
    pub report: ImportReport,
    /// The last line that was dealt with.
    pub at: u64,
    /// The first and the last number that were given.
    pub numbers: Option<(i64, i64)>,
}

/// What a batch writes.
#[derive(Default)]
struct Batch {
    new: Vec<(u64, Person, Beside)>,
    changed: Vec<(u64, member::Model, Person)>,
    wrong: Vec<WrongLine>,
}

impl Progress {
    pub fn new(lines: &Lines, options: Options) -> Self {
        let separator = lines.separator.map(String::from).unwrap_or_default();
        let report = ImportReport { columns: lines.columns(), encoding: lines.format.into(), separator, ..ImportReport::default() };
        let (before, touched, given) = (Before::default(), HashSet::new(), HashSet::new());
        Self { options, before, touched, given, highest: lines.highest, report, at: 0, numbers: None }
    }

    /// Goes on from what another worker had reached: its lines are only read again.
    pub fn resume(&mut self, lines: &mut Lines, report: ImportReport, at: u64) -> Result<Vec<Line>> {
        (self.report, self.at) = (report, at);
        loop {
            let batch = lines.batch()?;
            for line in batch.iter().filter(|line| line.number <= at) {
                if let Ok(person) = &line.read {
                    self.before.meet(person, line.number);
                }
            }
            let rest: Vec<Line> = batch.into_iter().filter(|line| line.number > at).collect();
            if !rest.is_empty() || lines.has_ended() {
                return Ok(rest);
            }
        }
    }

    /// Deals with some lines. Nobody else adds members until the transaction ends.
    pub async fn step(&mut self, ws: &Workspace, lines: &[Line]) -> Result<Vec<WrongLine>> {
        let next = ws.take_numbers(members::SERIES, 0).await?;
        let may_choose = self.highest.is_none() || numbering::chosen(ws).await?.is_some();
        let groups = if lines.iter().any(|line| !line.beside.groups.is_empty()) { beside::groups(ws).await? } else { HashMap::new() };
        let fees = fees(ws, lines).await?;
        let people: Vec<&Person> = lines.iter().filter_map(|line| line.read.as_deref().ok()).collect();
        let there = There::look(ws, &people).await?;
        self.remember_touched(ws, &there).await?;
        let mut batch = Batch::default();
        for line in lines {
            self.report.rows += 1;
            self.at = line.number;
            match &line.read {
                Err(errors) => self.refuse(line, errors, &mut batch),
                Ok(person) => {
                    let is_new = self.before.find(person).is_none() && there.find(person).is_none();
                    let number = person.own_number.filter(|_| !may_choose).map(|_| ("own_number", "number-not-free"));
                    let wrong = number.or_else(|| self.wrong(line, person, &there, &groups, &fees).filter(|_| is_new));
                    match wrong {
                        Some((field, code)) => {
                            let error = self.of_field(line, field, code);
                            self.refuse(line, &[error], &mut batch);
                        }
                        None => self.meet(line, person, &there, &mut batch),
                    }
                }
            }
        }
        if self.options.dry_run {
            let room = SAMPLE.saturating_sub(self.report.sample.len());
            let made = i64::try_from(self.report.create).unwrap_or_default() - i64::try_from(batch.new.len()).unwrap_or_default();
            let number = next.max(self.highest.map_or(0, |highest| highest + 1)) + made;
            let new = batch.new.iter().zip(number..).take(room);
            let preview = |((_, person, _), number): (&(u64, Person, Beside), i64)| {
                members::preview(person, person.own_number.unwrap_or(number), self.options.locale)
            };
            self.report.sample.extend(new.map(preview));
        } else {
            self.write(ws, &batch, next, &groups).await?;
        }
        Ok(batch.wrong)
    }

    /// Why somebody new cannot come as the line says: by field and code. Of dues that are less than what
    /// is asked for the rest would be owed, and that is for a payment to say.
    fn wrong(
        &self,
        line: &Line,
        person: &Person,
        there: &There,
        groups: &HashMap<String, Uuid>,
        fees: &HashMap<i32, Rates>,
    ) -> Option<(&'static str, &'static str)> {
        if person.own_number.is_some_and(|number| there.of_number(number).is_some() || self.given.contains(&number)) {
            return Some(("own_number", "number-taken"));
        }
        if line.beside.groups.iter().any(|name| !groups.contains_key(&fold(name))) {
            return Some(("groups", "import-unknown-group"));
        }
        let paid = line.beside.paid?;
        let category = categories::folded(person);
        let own_day = person.joined_on.map(own_day);
        let belongs: Vec<Uuid> = line.beside.groups.iter().filter_map(|name| groups.get(&fold(name)).copied()).collect();
        let who = Debtor { category: category.as_deref(), joined_on: person.joined_on, own_day, born_on: person.born_on, groups: &belongs };
        let due = fees.get(&paid.year)?.annual(who);
        (paid.amount < due).then_some(("paid_before", "import-paid-in-part"))
    }

    fn of_field(&self, line: &Line, field: &str, code: &str) -> ImportError {
        let column = self.report.columns.iter().position(|column| column.field.as_deref() == Some(field));
        let value = column.and_then(|index| line.cells.get(index)).map(|cell| clean(cell)).unwrap_or_default();
        ImportError {
            line: line.number,
            column: column.map(|index| self.report.columns[index].header.clone()).unwrap_or_default(),
            value: value.chars().take(LONGEST_VALUE).collect(),
            code: code.into(),
            params: BTreeMap::new(),
        }
    }

    /// Whom an earlier worker, or an earlier batch, has met.
    async fn remember_touched(&mut self, ws: &Workspace, there: &There) -> Result<()> {
        let Some(import) = self.options.import.filter(|_| !self.options.dry_run && !there.members().is_empty()) else { return Ok(()) };
        let ids = there.members().iter().map(|member| member.id);
        let of_import = member_import_line::Entity::find().filter(member_import_line::Column::ImportId.eq(import));
        let met = ws.all(of_import.filter(member_import_line::Column::MemberId.is_in(ids))).await?;
        self.touched.extend(met.into_iter().map(|line| line.member_id));
        Ok(())
    }

    fn meet(&mut self, from: &Line, person: &Person, there: &There, batch: &mut Batch) {
        let line = from.number;
        if let Some(other) = self.before.meet(person, line) {
            self.report.skip += 1;
            return self.twin(line, TwinKind::Repeated, person, Some(other), None);
        }
        let Some(member) = there.find(person) else {
            if let Some(namesake) = there.namesake(person).filter(|namesake| !self.touched.contains(&namesake.id)) {
                self.report.alike += 1;
                self.twin(line, TwinKind::Alike, person, None, Some(namesake));
            }
            self.report.create += 1;
            self.given.extend(person.own_number);
            self.report.without_email += u64::from(person.email.is_none());
            self.count_beside(from);
            return batch.new.push((line, person.clone(), from.beside.clone()));
        };
        if !self.touched.insert(member.id) {
            self.report.skip += 1;
            return self.twin(line, TwinKind::Repeated, person, None, Some(member));
        }
        let (merged, differences) = record::merge(&record::person(member), person, self.options.existing);
        if differences.iter().any(|difference| difference.taken) {
            self.report.update += 1;
            self.twin(line, TwinKind::Update, person, None, Some(member));
            batch.changed.push((line, member.clone(), merged));
        } else {
            self.report.skip += 1;
            self.twin(line, TwinKind::Same, person, None, Some(member));
        }
    }

    fn count_beside(&mut self, line: &Line) {
        self.report.inactive += u64::from(line.beside.status != MemberStatus::Active);
        if let Some(paid) = line.beside.paid {
            self.report.paid_before += 1;
            self.report.paid_before_sum = self.report.paid_before_sum.checked_add(paid.amount).unwrap_or(self.report.paid_before_sum);
        }
        if let Some(name) = &line.elsewhere {
            self.report.elsewhere += 1;
            let names = &mut self.report.elsewhere_names;
            if names.len() < SAMPLE && !names.contains(name) {
                names.push(name.clone());
            }
        }
    }

    fn twin(&mut self, line: u64, kind: TwinKind, person: &Person, other_line: Option<u64>, member: Option<&member::Model>) {
        if self.report.twins.iter().filter(|twin| twin.kind == kind).count() >= TWINS {
            return;
        }
        let existing = if kind == TwinKind::Alike { Existing::Keep } else { self.options.existing };
        self.report.twins.push(ImportTwin {
            line,
            kind,
            name_ar: person.name_ar(),
            name_fr: person.name_fr(),
            other_line,
            number: member.map(|member| member.number),
            other_name_ar: member.and_then(members::name_ar),
            other_name_fr: member.and_then(members::name_fr),
            fields: member.map(|member| differences(member, person, existing)).unwrap_or_default(),
        });
    }

    fn refuse(&mut self, line: &Line, errors: &[ImportError], batch: &mut Batch) {
        self.report.wrong += 1;
        let reasons = errors.iter().map(|error| (error.code.clone(), error.params.clone())).collect();
        batch.wrong.push(WrongLine { number: line.number, cells: line.cells.clone(), reasons });
        for error in errors {
            *self.report.kinds.entry(error.code.clone()).or_default() += 1;
            if self.report.errors.len() < MOST_ERRORS {
                self.report.errors.push(error.clone());
            } else {
                self.report.errors_cut = true;
            }
        }
    }

    async fn write(&mut self, ws: &Workspace, batch: &Batch, next: i64, groups: &HashMap<String, Uuid>) -> Result<()> {
        let (mut notes, mut given) = (Vec::new(), Given::new(dues_years::find(ws).await?));
        if !batch.new.is_empty() {
            let numbered = self.number(ws, batch, next).await?;
            let written = members::write_numbered(ws, &numbered, self.options.locale).await?;
            for (member, (line, _, beside)) in written.iter().zip(&batch.new) {
                let (first, last) = self.numbers.unwrap_or((member.number, member.number));
                self.numbers = Some((first.min(member.number), last.max(member.number)));
                let note = self.note(*line, member.id, record::FIRST_MARK.into(), None);
                let ids = given.add(ws, member, beside, groups);
                notes.push(member_import_line::ActiveModel { given: Set(some_json(&ids)), ..note });
            }
            given.write(ws).await?;
            let room = SAMPLE.saturating_sub(self.report.sample.len());
            self.report.sample.extend(written.into_iter().take(room));
        }
        for (line, row, person) in &batch.changed {
            let after = record::change(ws, row, person).await?;
            notes.push(self.note(*line, after.id, record::mark(&after), Some(row)));
        }
        if self.options.import.is_some() {
            ws.insert_many(notes).await?;
        }
        if !batch.new.is_empty() {
            members::announce_counts(ws).await?;
        }
        Ok(())
    }

    /// Their own numbers, and for the others those that follow. `next` is the series' next.
    async fn number<'a>(&self, ws: &Workspace, batch: &'a Batch, next: i64) -> Result<Vec<(i64, &'a Person, MemberStatus)>> {
        // the series goes on beyond what the file brings
        if let Some(highest) = self.highest.filter(|highest| *highest >= next) {
            ws.take_numbers(members::SERIES, highest - next + 1).await?;
        }
        let without = batch.new.iter().filter(|(_, person, _)| person.own_number.is_none()).count();
        let mut number = ws.take_numbers(members::SERIES, i64::try_from(without).map_err(Error::internal)?).await?;
        let numbered = batch.new.iter().map(|(_, person, beside)| {
            let given = person.own_number.unwrap_or(number);
            number += i64::from(person.own_number.is_none());
            (given, person, beside.status)
        });
        Ok(numbered.collect())
    }

    fn note(&self, line: u64, member: Uuid, mark: String, before: Option<&member::Model>) -> member_import_line::ActiveModel {
        member_import_line::ActiveModel {
            id: Set(new_id()),
            import_id: Set(self.options.import.unwrap_or_default()),
            line: Set(i64::try_from(line).unwrap_or(i64::MAX)),
            member_id: Set(member),
            mark: Set(mark),
            before: Set(before.and_then(|row| serde_json::to_string(&record::Before::of(&record::person(row))).ok())),
            given: Set(None),
            ..Default::default()
        }
    }
}

fn some_json(ids: &[Uuid]) -> Option<String> {
    serde_json::to_string(ids).ok().filter(|_| !ids.is_empty())
}

/// What is asked for in the years of which lines say that they are paid. Nobody changes it, and
/// nobody calls dues, until the transaction ends.
async fn fees(ws: &Workspace, lines: &[Line]) -> Result<HashMap<i32, Rates>> {
    let years: BTreeSet<i32> = lines.iter().filter_map(|line| line.beside.paid).map(|paid| paid.year).collect();
    let mut fees = HashMap::new();
    for year in years {
        match ws.lock::<fee::Entity>(rules::id(year)).await {
            Ok(fee) => drop(fees.insert(year, charges::rates(ws, &fee).await?)),
            Err(error) if error.kind() == Kind::NotFound => {}
            Err(error) => return Err(error),
        }
    }
    Ok(fees)
}

/// What the file says otherwise than the record; a member's number never changes.
fn differences(member: &member::Model, person: &Person, existing: Existing) -> Vec<TwinField> {
    let mut fields = record::merge(&record::person(member), person, existing).1;
    if let Some(number) = person.own_number.filter(|number| *number != member.number) {
        let (file, there) = (number.to_string(), member.number.to_string());
        fields.push(TwinField { field: "own_number".into(), file, there, taken: false });
    }
    fields
}
