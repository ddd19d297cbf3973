//! One file on its way to the members, a batch in a transaction: checked or written by the same
//! steps, so that a check says what the writing will do.

use super::aside::Aside;
use super::beside::{Beside, Given, Groups, Whose};
use super::columns;
use super::known::{Before, There};
use super::lines::{Line, Lines};
use super::own::{Brought, OwnValues, Wrong};
use super::refusal::Refusal;
use super::{LONGEST_VALUE, MOST_ERRORS, SAMPLE, record};
use crate::entity::{fee, member, member_import_line};
use crate::field_values::{self, Values};
use crate::person::Person;
use crate::rates::{Debtor, Rates};
use crate::{categories, charges, dues_years, fees as rules, limits, members, numbering};
use contracts::member_imports::{Existing, ImportReport, ImportTwin, TwinField, TwinKind};
use contracts::members::{ImportError, MemberStatus};
use database::Workspace;
use kernel::fold::clean;
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
    new: Vec<New>,
    changed: Vec<Changed>,
    wrong: Vec<WrongLine>,
}

struct New {
    line: u64,
    person: Person,
    beside: Beside,
    own: Values,
}

struct Changed {
    line: u64,
    row: member::Model,
    person: Person,
    beside: Beside,
    own: Brought,
    own_before: Brought,
}

/// What lines of a batch are held against.
struct Around {
    there: There,
    groups: Groups,
    fees: HashMap<i32, Rates>,
    own: OwnValues,
    aside: Aside,
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
        let around = self.look(ws, lines).await?;
        self.remember_touched(ws, &around.there).await?;
        let mut batch = Batch::default();
        for line in lines {
            self.report.rows += 1;
            self.at = line.number;
            self.deal_with(line, may_choose, &around, &mut batch);
        }
        if self.options.dry_run {
            let room = SAMPLE.saturating_sub(self.report.sample.len());
            let made = i64::try_from(self.report.create).unwrap_or_default() - i64::try_from(batch.new.len()).unwrap_or_default();
            let number = next.max(self.highest.map_or(0, |highest| highest + 1)) + made;
            let new = batch.new.iter().zip(number..).take(room);
            let preview =
                |(new, number): (&New, i64)| members::preview(&new.person, new.person.own_number.unwrap_or(number), self.options.locale);
            self.report.sample.extend(new.map(preview));
        } else {
            self.write(ws, &batch, next, &around.groups).await?;
        }
        Ok(batch.wrong)
    }

    /// The fees first, then the members, then what hangs on them.
    async fn look(&self, ws: &Workspace, lines: &[Line]) -> Result<Around> {
        let groups = if lines.iter().any(|line| !line.beside.groups.is_empty()) { Groups::load(ws).await? } else { Groups::default() };
        let fees = fees(ws, lines).await?;
        let people: Vec<&Person> = lines.iter().filter_map(|line| line.read.as_deref().ok()).collect();
        let mut there = There::look(ws, &people).await?;
        let met: Vec<Uuid> = people.iter().filter_map(|person| there.find(person)).map(|member| member.id).collect();
        if !self.options.dry_run && self.options.existing != Existing::Keep && !met.is_empty() {
            ws.lock_all::<member::Entity>(met.iter().copied()).await?;
            // as they are now that nobody changes them
            there = There::look(ws, &people).await?;
        }
        let own = OwnValues::load(ws, lines, there.members()).await?;
        let aside = Aside::load(ws, lines, &met).await?;
        Ok(Around { there, groups, fees, own, aside })
    }

    fn deal_with(&mut self, line: &Line, may_choose: bool, around: &Around, batch: &mut Batch) {
        let person = line.read.as_ref().map(|person| &**person);
        let is_new = person.is_ok_and(|person| self.before.find(person).is_none() && around.there.find(person).is_none());
        let (own, wrong) = around.own.read(line, is_new);
        let wrong: Vec<ImportError> = wrong.into_iter().map(|wrong| self.of_own(line, wrong)).collect();
        let person = match (person, wrong.is_empty()) {
            (Ok(person), true) => person,
            (Ok(_), false) => return self.refuse(line, &wrong, batch),
            (Err(errors), _) => return self.refuse(line, &[errors.as_slice(), &wrong].concat(), batch),
        };
        let number = person.own_number.filter(|_| !may_choose).map(|_| Refusal::of("own_number", "number-not-free"));
        let refusal = number.or_else(|| if is_new { self.wrong(line, person, around) } else { None });
        let met = match refusal {
            None => self.meet(line, person, own, around, batch),
            Some(refusal) => Err(refusal),
        };
        if let Err(refusal) = met {
            let error = self.of_field(line, refusal);
            self.refuse(line, &[error], batch);
        }
    }

    /// Why somebody new cannot come as the line says. Of dues that are less than what is asked for the
    /// rest would be owed, and that is for a payment to say.
    fn wrong(&self, line: &Line, person: &Person, around: &Around) -> Option<Refusal> {
        if person.own_number.is_some_and(|number| around.there.of_number(number).is_some() || self.given.contains(&number)) {
            return Some(Refusal::of("own_number", "number-taken"));
        }
        if line.beside.groups.iter().any(|name| around.groups.find(name).is_none()) {
            return Some(Refusal::of("groups", "import-unknown-group"));
        }
        let category = categories::folded(person);
        let belongs: Vec<Uuid> = line.beside.groups.iter().filter_map(|name| around.groups.find(name)).collect();
        let who = Debtor::joining(person, category.as_deref(), &belongs);
        let due = |year: i32| Some(around.fees.get(&year)?.annual(who));
        let short = line.beside.paid.iter().find(|paid| due(paid.year).is_some_and(|due| paid.amount < due));
        short.map(|paid| Refusal::of_year("import-paid-in-part", paid.year))
    }

    fn of_field(&self, line: &Line, refusal: Refusal) -> ImportError {
        let of_year = |header: &str| refusal.year.is_none() || columns::year(header) == refusal.year;
        let named = |is: &dyn Fn(&str) -> bool| {
            self.report.columns.iter().position(|column| column.field.as_deref() == Some(refusal.field) && is(&column.header))
        };
        self.of_column(line, named(&of_year).or_else(|| named(&|_| true)), refusal.code.to_owned())
    }

    fn of_own(&self, line: &Line, wrong: Wrong) -> ImportError {
        let column = self.report.columns.iter().position(|column| column.field.as_ref() == Some(&wrong.error.field));
        let mut error = self.of_column(line, column, wrong.error.code);
        error.params = wrong.error.params;
        if column.is_none_or(|index| self.report.columns[index].header.is_empty()) {
            error.column = wrong.label;
        }
        error
    }

    fn of_column(&self, line: &Line, column: Option<usize>, code: String) -> ImportError {
        let value = column.and_then(|index| line.cells.get(index)).map(|cell| clean(cell)).unwrap_or_default();
        ImportError {
            line: line.number,
            column: column.map(|index| self.report.columns[index].header.clone()).unwrap_or_default(),
            value: value.chars().take(LONGEST_VALUE).collect(),
            code,
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

    /// # Errors
    /// Why the line of somebody who is there already cannot go in as it is.
    fn meet(&mut self, from: &Line, person: &Person, own: Values, around: &Around, batch: &mut Batch) -> Result<(), Refusal> {
        let line = from.number;
        if let Some(other) = self.before.find(person) {
            self.report.skip += 1;
            self.twin(line, TwinKind::Repeated, person, (Some(other), None), Vec::new());
            return Ok(());
        }
        let Some(member) = around.there.find(person) else {
            self.before.meet(person, line);
            let namesake = around.there.namesake(person).filter(|namesake| !self.touched.contains(&namesake.id));
            if let Some(namesake) = namesake {
                self.report.alike += 1;
                self.twin(line, TwinKind::Alike, person, (None, Some(namesake)), differences(namesake, person, Existing::Keep).1);
            }
            self.report.create += 1;
            self.given.extend(person.own_number);
            self.report.without_email += u64::from(person.email.is_none());
            self.count_beside(from);
            batch.new.push(New { line, person: person.clone(), beside: from.beside.clone(), own });
            return Ok(());
        };
        if self.touched.contains(&member.id) {
            self.before.meet(person, line);
            self.report.skip += 1;
            let fields = differences(member, person, self.options.existing).1;
            self.twin(line, TwinKind::Repeated, person, (None, Some(member)), fields);
            return Ok(());
        }
        let (merged, mut fields) = differences(member, person, self.options.existing);
        let whole = (member, &merged);
        let (beside, more) = around.aside.merge(whole, &from.beside, self.options.existing, &around.groups, &around.fees)?;
        let (brought, own_fields) = around.own.merge(member.id, &own, self.options.existing);
        fields.extend(own_fields);
        fields.extend(more);
        self.before.meet(person, line);
        self.touched.insert(member.id);
        if fields.iter().any(|difference| difference.taken) {
            self.report.update += 1;
            self.count_paid(&beside);
            self.report.activated += u64::from(beside.status == Some(MemberStatus::Active));
            self.twin(line, TwinKind::Update, person, (None, Some(member)), fields);
            let own_before = around.own.before(member.id, &brought);
            batch.changed.push(Changed { line, row: member.clone(), person: merged, beside, own: brought, own_before });
        } else {
            self.report.skip += 1;
            self.twin(line, TwinKind::Same, person, (None, Some(member)), fields);
        }
        Ok(())
    }

    fn count_beside(&mut self, line: &Line) {
        self.report.inactive += u64::from(line.beside.status.unwrap_or_default() != MemberStatus::Active);
        self.count_paid(&line.beside);
        if let Some(name) = &line.elsewhere {
            self.report.elsewhere += 1;
            let names = &mut self.report.elsewhere_names;
            if names.len() < SAMPLE && !names.contains(name) {
                names.push(name.clone());
            }
        }
    }

    fn count_paid(&mut self, beside: &Beside) {
        for paid in &beside.paid {
            self.report.paid_before += 1;
            self.report.paid_before_sum = self.report.paid_before_sum.checked_add(paid.amount).unwrap_or(self.report.paid_before_sum);
        }
    }

    /// `other`: the line, or the member, that it meets.
    fn twin(
        &mut self,
        line: u64,
        kind: TwinKind,
        person: &Person,
        (other_line, member): (Option<u64>, Option<&member::Model>),
        fields: Vec<TwinField>,
    ) {
        if self.report.twins.iter().filter(|twin| twin.kind == kind).count() >= TWINS {
            return;
        }
        self.report.twins.push(ImportTwin {
            line,
            kind,
            name_ar: person.name_ar(),
            name_fr: person.name_fr(),
            other_line,
            number: member.map(|member| member.number),
            other_name_ar: member.and_then(members::name_ar),
            other_name_fr: member.and_then(members::name_fr),
            fields,
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

    async fn write(&mut self, ws: &Workspace, batch: &Batch, next: i64, groups: &Groups) -> Result<()> {
        let (mut notes, mut given) = (Vec::new(), Given::new(dues_years::find(ws).await?));
        if !batch.new.is_empty() {
            let numbered = self.number(ws, batch, next).await?;
            let written = members::write_numbered(ws, &numbered, self.options.locale).await?;
            let mut own = Vec::new();
            for (member, new) in written.iter().zip(&batch.new) {
                let (first, last) = self.numbers.unwrap_or((member.number, member.number));
                self.numbers = Some((first.min(member.number), last.max(member.number)));
                let note = self.note(new.line, member.id, record::FIRST_MARK.into());
                let ids = given.add(
                    ws,
                    Whose { id: member.id, category: member.category.as_deref(), joined_on: member.joined_on },
                    &new.beside,
                    groups,
                );
                notes.push(member_import_line::ActiveModel { given: Set(some_json(&ids)), ..note });
                own.extend(new.own.iter().map(|(field, value)| field_values::row(ws, member.id, *field, value)));
            }
            ws.insert_many(own).await?;
            let room = SAMPLE.saturating_sub(self.report.sample.len());
            self.report.sample.extend(written.into_iter().take(room));
        }
        let back = batch.changed.iter().filter(|changed| changed.beside.status == Some(MemberStatus::Active)).count();
        if back > 0 {
            limits::check_members(ws, i64::try_from(back).map_err(Error::internal)?).await?;
        }
        for changed in &batch.changed {
            notes.push(self.change(ws, changed, &mut given, groups).await?);
        }
        given.write(ws).await?;
        if self.options.import.is_some() {
            ws.insert_many(notes).await?;
        }
        let counts = |changed: &Changed| changed.beside.status.is_some() || !changed.beside.paid.is_empty();
        if !batch.new.is_empty() || batch.changed.iter().any(counts) {
            members::announce_counts(ws).await?;
        }
        Ok(())
    }

    /// Completes somebody who is there; gives the note by which that is undone.
    async fn change(
        &self,
        ws: &Workspace,
        changed: &Changed,
        given: &mut Given,
        groups: &Groups,
    ) -> Result<member_import_line::ActiveModel> {
        let after = record::change(ws, &changed.row, &changed.person).await?;
        field_values::set(ws, after.id, &changed.own).await?;
        let mut ids =
            given.add(ws, Whose { id: after.id, category: after.category.as_deref(), joined_on: after.joined_on }, &changed.beside, groups);
        if let Some(status) = changed.beside.status {
            record::set_status(ws, after.id, status.code(), Some(ws.today())).await?;
            ids.push(given.note_status(ws, after.id, status));
        }
        let mut before = record::Before::of(&record::person(&changed.row));
        before.own.clone_from(&changed.own_before);
        before.status = changed.beside.status.map(|_| (changed.row.status.clone(), changed.row.status_since));
        Ok(member_import_line::ActiveModel {
            before: Set(Some(serde_json::to_string(&before).map_err(Error::internal)?)),
            given: Set(some_json(&ids)),
            ..self.note(changed.line, after.id, record::mark(&after))
        })
    }

    /// Their own numbers, and for the others those that follow. `next` is the series' next.
    async fn number<'a>(&self, ws: &Workspace, batch: &'a Batch, next: i64) -> Result<Vec<(i64, &'a Person, MemberStatus)>> {
        // the series goes on beyond what the file brings
        if let Some(highest) = self.highest.filter(|highest| *highest >= next) {
            ws.take_numbers(members::SERIES, highest - next + 1).await?;
        }
        let without = batch.new.iter().filter(|new| new.person.own_number.is_none()).count();
        let mut number = ws.take_numbers(members::SERIES, i64::try_from(without).map_err(Error::internal)?).await?;
        let numbered = batch.new.iter().map(|New { person, beside, .. }| {
            let given = person.own_number.unwrap_or(number);
            number += i64::from(person.own_number.is_none());
            (given, person, beside.status.unwrap_or_default())
        });
        Ok(numbered.collect())
    }

    fn note(&self, line: u64, member: Uuid, mark: String) -> member_import_line::ActiveModel {
        member_import_line::ActiveModel {
            id: Set(new_id()),
            import_id: Set(self.options.import.unwrap_or_default()),
            line: Set(i64::try_from(line).unwrap_or(i64::MAX)),
            member_id: Set(member),
            mark: Set(mark),
            before: Set(None),
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
    let years: BTreeSet<i32> = lines.iter().flat_map(|line| &line.beside.paid).map(|paid| paid.year).collect();
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

/// The record with what the file brings, and what the file says otherwise; a member's number never changes.
fn differences(member: &member::Model, person: &Person, existing: Existing) -> (Person, Vec<TwinField>) {
    let (merged, mut fields) = record::merge(&record::person(member), person, existing);
    if let Some(number) = person.own_number.filter(|number| *number != member.number) {
        let (file, there) = (number.to_string(), member.number.to_string());
        fields.push(TwinField { field: "own_number".into(), file, there, taken: false });
    }
    (merged, fields)
}
