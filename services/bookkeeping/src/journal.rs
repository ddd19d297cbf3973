//! The journal: reading it, and posting by hand.

use crate::axis::{self, Axis, Named};
use crate::chart::{self, Chart};
use crate::entity::{entry, fiscal_year, line, line_allocation};
use crate::entry::{Balanced, read_lines};
use crate::posting::{self, Draft, Journal};
use crate::vouchers::{self, Evidence, Sheets};
use crate::years;
use chrono::{Datelike, NaiveDate};
use contracts::books::{Entry, FindEntries, Line, PostEntry, Source};
use contracts::{ById, Page};
use database::Workspace;
use kernel::error::FieldErrors;
use kernel::fold::{clean, western_digits};
use kernel::permission::{PostEntries, ViewBooks};
use kernel::{Error, Money, Result, date};
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select};
use std::collections::HashMap;
use uuid::Uuid;
use web::Access;

/// Kind of the source of an entry that takes another one back.
pub const REVERSAL: &str = "reversal";

/// Entries on a page of the list.
const PAGE: u64 = 50;
/// Characters.
const MAX_LABEL: usize = 200;

/// Input of `POST …/books/journal` as values.
pub fn read(chart: &Chart, input: &PostEntry, today: NaiveDate) -> Result<Draft> {
    let mut errors = FieldErrors::default();
    let posted_on = read_date(&input.posted_on, today, &mut errors);
    let label = read_label(&input.label, "label", &mut errors);
    let lines = read_lines(chart, &input.lines, &mut errors);
    let of_all = Axis::read(&input.project, &input.grant, "", &mut errors);
    errors.finish()?;
    let posted_on = posted_on.ok_or_else(|| Error::field("posted_on", "required"))?;
    let lines = lines.into_iter().map(|line| if line.axis().is_empty() { line.of(of_all) } else { line }).collect();
    Ok(Draft { journal: Journal::General, posted_on, label, source: None, balanced: Balanced::new(lines)? })
}

/// The date of an entry by hand: not in the future.
pub fn read_date(text: &str, today: NaiveDate, errors: &mut FieldErrors) -> Option<NaiveDate> {
    let date = if text.trim().is_empty() { Err("required") } else { date::parse(text) };
    errors.keep("posted_on", date.and_then(|date| if date > today { Err("date-in-future") } else { Ok(date) }))
}

pub fn read_label(text: &str, field: &str, errors: &mut FieldErrors) -> String {
    let label = clean(text);
    if label.is_empty() {
        errors.add(field, "required");
    } else if label.chars().count() > MAX_LABEL {
        errors.add_with(field, "too-long", "max", MAX_LABEL);
    }
    label
}

pub async fn post(access: Access<PostEntries>, input: PostEntry) -> Result<Entry> {
    let ws = access.begin().await?;
    let read = read(&chart::of(&ws).await?, &input, access.today());
    let (draft, evidence) = vouchers::together(read, vouchers::read(&input.papers, access.today()))?;
    write(ws, draft, evidence).await
}

/// Posts what somebody wrote by hand.
pub async fn write(ws: Workspace, draft: Draft, evidence: Evidence) -> Result<Entry> {
    let sheets = vouchers::take(&ws, evidence).await?;
    let posted = write_in(&ws, draft, sheets).await?;
    let shown = shown(&ws, vec![posted]).await?.pop().ok_or_else(Error::not_found)?;
    ws.commit(shown).await
}

/// As [`write`], in a transaction that has more to do. Its papers were taken before: their rows come before the year's.
pub async fn write_in(ws: &Workspace, draft: Draft, sheets: Sheets) -> Result<entry::Model> {
    let open_missing = years::opens_itself(ws, draft.posted_on.year());
    let year = years::hold(ws, draft.posted_on, open_missing).await?;
    let posted = posting::record(ws, &year, draft).await?;
    vouchers::add(ws, &posted, year.year, sheets).await?;
    Ok(posted)
}

pub async fn show(access: Access<ViewBooks>, input: ById) -> Result<Entry> {
    let ws = access.begin().await?;
    let entry = ws.get::<entry::Entity>(input.id).await?;
    let year = ws.get::<fiscal_year::Entity>(entry.fiscal_year_id).await?;
    if !access.actor().reaches_year(year.year) {
        return Err(Error::not_found());
    }
    shown(&ws, vec![entry]).await?.pop().ok_or_else(Error::not_found)
}

pub async fn list(access: Access<ViewBooks>, input: FindEntries) -> Result<Page<Entry>> {
    let after = input.after.as_deref().map(Place::read).transpose()?;
    let ws = access.begin().await?;
    let mut select = entry::Entity::find();
    let limited = access.actor().limit.is_some();
    if let Some(year) = input.year.or_else(|| limited.then(|| access.actor().year_or(ws.today().year()))) {
        let found = ws.one(fiscal_year::Entity::find().filter(fiscal_year::Column::Year.eq(year))).await?;
        let Some(year) = found.filter(|year| access.actor().reaches_year(year.year)) else {
            return Ok(Page { items: Vec::new(), next: None });
        };
        select = of_year(select, &year);
    }
    let account = input.account.as_deref().map(|account| western_digits(&clean(account)));
    if input.project.is_some() || input.grant.is_some() {
        select = with_axis(&ws, select, Axis { project: input.project, grant: input.grant }, account.as_deref());
    } else if let Some(account) = &account {
        select = with_account(&ws, select, account);
    }
    if let Some(source) = input.source {
        select = select.filter(entry::Column::SourceId.eq(source));
    }
    if input.without_voucher == Some(true) {
        select = vouchers::lacking(&ws, select);
    }
    if let Some(place) = after {
        select = select.filter(place.beyond());
    }
    let newest_first = select.order_by_desc(entry::Column::PostedOn).order_by_desc(entry::Column::Id).limit(PAGE + 1);
    let mut entries = ws.all(newest_first).await?;
    let more = entries.len() as u64 > PAGE;
    entries.truncate(usize::try_from(PAGE).unwrap_or(usize::MAX));
    let next = entries.last().filter(|_| more).map(|last| Place::of(last).write());
    Ok(Page { items: shown(&ws, entries).await?, next })
}

/// The year's days stand beside its id so that the index on the date serves both.
pub fn of_year(select: Select<entry::Entity>, year: &fiscal_year::Model) -> Select<entry::Entity> {
    select.filter(entry::Column::FiscalYearId.eq(year.id)).filter(entry::Column::PostedOn.between(year.starts_on, year.ends_on))
}

pub fn with_account(ws: &Workspace, select: Select<entry::Entity>, account: &str) -> Select<entry::Entity> {
    let lines = Query::select()
        .column(line::Column::EntryId)
        .from(line::Entity)
        .and_where(Expr::col((line::Entity, line::Column::AssociationId)).eq(ws.association().0))
        .and_where(Expr::col((line::Entity, line::Column::Account)).eq(account))
        .to_owned();
    select.filter(entry::Column::Id.in_subquery(lines))
}

/// Entries with a line that is for this, on this account if one is named.
fn with_axis(ws: &Workspace, select: Select<entry::Entity>, axis: Axis, account: Option<&str>) -> Select<entry::Entity> {
    use line_allocation::{Column, Entity};
    let mut lines = Query::select();
    lines.column(Column::EntryId).from(Entity).and_where(Expr::col((Entity, Column::AssociationId)).eq(ws.association().0));
    for (column, id) in [(Column::ProjectId, axis.project), (Column::GrantId, axis.grant)] {
        if let Some(id) = id {
            lines.and_where(Expr::col((Entity, column)).eq(id));
        }
    }
    if let Some(account) = account {
        lines.and_where(Expr::col((Entity, Column::Account)).eq(account));
    }
    select.filter(entry::Column::Id.in_subquery(lines))
}

/// Where a page ends: `2026-03-05_<id>`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    pub posted_on: NaiveDate,
    pub id: Uuid,
}

impl Place {
    pub fn of(entry: &entry::Model) -> Self {
        Self { posted_on: entry.posted_on, id: entry.id }
    }

    pub fn read(text: &str) -> Result<Self> {
        let parts = text.split_once('_').and_then(|(date, id)| Some(Self { posted_on: date.parse().ok()?, id: id.parse().ok()? }));
        parts.ok_or_else(|| Error::invalid("invalid-query"))
    }

    pub fn write(self) -> String {
        format!("{}_{}", self.posted_on, self.id)
    }

    /// What comes after it, newest first.
    fn beyond(self) -> Condition {
        let same_day = entry::Column::PostedOn.eq(self.posted_on).and(entry::Column::Id.lt(self.id));
        // the first condition alone is what an index can start from
        Condition::all().add(entry::Column::PostedOn.lte(self.posted_on)).add(entry::Column::PostedOn.lt(self.posted_on).or(same_day))
    }

    /// What comes after it, oldest first.
    pub fn onwards(self) -> Condition {
        let same_day = entry::Column::PostedOn.eq(self.posted_on).and(entry::Column::Id.gt(self.id));
        Condition::all().add(entry::Column::PostedOn.gte(self.posted_on)).add(entry::Column::PostedOn.gt(self.posted_on).or(same_day))
    }
}

/// Entries with their lines, which come in one query.
pub async fn shown(ws: &Workspace, entries: Vec<entry::Model>) -> Result<Vec<Entry>> {
    if entries.is_empty() {
        return Ok(Vec::new());
    }
    let chart = chart::of(ws).await?;
    let years = ws.all(fiscal_year::Entity::find()).await?;
    let years: HashMap<Uuid, i32> = years.into_iter().map(|year| (year.id, year.year)).collect();
    let of_these = line::Entity::find().filter(line::Column::EntryId.is_in(entries.iter().map(|entry| entry.id)));
    let mut names = axis::named(ws, entries.iter().map(|entry| entry.id).collect()).await?;
    let mut lines: HashMap<Uuid, Vec<Line>> = HashMap::new();
    for line in ws.all(of_these.order_by_asc(line::Column::EntryId).order_by_asc(line::Column::Position)).await? {
        let named = names.remove(&line.id).unwrap_or_default();
        lines.entry(line.entry_id).or_default().push(shown_line(&chart, line, named));
    }
    let contraries = entry::Entity::find()
        .filter(entry::Column::SourceKind.eq(REVERSAL))
        .filter(entry::Column::SourceId.is_in(entries.iter().map(|entry| entry.id)));
    let reversed: HashMap<Uuid, Uuid> = ws.all(contraries).await?.into_iter().filter_map(|row| Some((row.source_id?, row.id))).collect();
    let mut vouchers = vouchers::of_entries(ws, entries.iter().map(|entry| entry.id).collect()).await?;
    let show = |entry: entry::Model| Entry {
        id: entry.id,
        reversed_by: reversed.get(&entry.id).copied(),
        number: entry.number,
        journal: entry.journal,
        year: years.get(&entry.fiscal_year_id).copied().unwrap_or_else(|| entry.posted_on.year()),
        posted_on: entry.posted_on,
        label: entry.label,
        source: entry.source_kind.zip(entry.source_id).map(|(kind, id)| Source { kind, id }),
        lines: lines.remove(&entry.id).unwrap_or_default(),
        posted_at: entry.posted_at,
        hash: entry.hash,
        vouchers: vouchers.remove(&entry.id).unwrap_or_default(),
    };
    Ok(entries.into_iter().map(show).collect())
}

fn shown_line(chart: &Chart, line: line::Model, (project, grant): Named) -> Line {
    let (account_name_ar, account_name_fr) = chart.names(&line.account);
    Line {
        account: line.account,
        account_name_ar,
        account_name_fr,
        debit: Money::centimes(line.debit),
        credit: Money::centimes(line.credit),
        project,
        grant,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use contracts::books::PostLine;

    fn input() -> PostEntry {
        let line = |account: &str, debit: &str, credit: &str| PostLine {
            account: account.into(),
            debit: debit.into(),
            credit: credit.into(),
            ..PostLine::default()
        };
        PostEntry {
            posted_on: "05/03/2026".into(),
            label: " Loyer\u{202e} mars\n ".into(),
            lines: vec![line("61312", "500", ""), line("51611", "", "500")],
            project: String::new(),
            grant: String::new(),
            papers: contracts::vouchers::Papers::default(),
        }
    }

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 3, 5).unwrap()
    }

    #[test]
    fn a_right_entry_is_read() {
        let draft = read(&Chart::new(Vec::new()), &input(), today()).unwrap();
        assert_eq!((draft.label.as_str(), draft.balanced.total(), draft.posted_on), ("Loyer mars", Money::centimes(50_000), today()));
    }

    #[test]
    fn wrong_entries_are_refused_at_their_fields() {
        let codes = |input: &PostEntry| {
            let error = read(&Chart::new(Vec::new()), input, today()).unwrap_err();
            error.field_errors().iter().map(|e| format!("{} {}", e.field, e.code)).collect::<Vec<_>>()
        };
        assert_eq!(codes(&PostEntry { posted_on: "6/3/2026".into(), ..input() }), ["posted_on date-in-future"]);
        assert_eq!(codes(&PostEntry { posted_on: String::new(), label: " ".into(), ..input() }), ["posted_on required", "label required"]);
        assert_eq!(codes(&PostEntry { label: "x".repeat(201), ..input() }), ["label too-long"]);
        assert_eq!(
            read(&Chart::new(Vec::new()), &PostEntry { lines: vec![], ..input() }, today()).unwrap_err().code(),
            "entry-too-few-lines"
        );
    }

    #[test]
    fn a_place_is_read_back() {
        let place = Place { posted_on: today(), id: Uuid::from_u128(7) };
        assert_eq!(Place::read(&place.write()).unwrap(), place);
        for text in ["", "_", "2026-03-05", "2026-02-31_00000000-0000-0000-0000-000000000007", "x_y"] {
            assert_eq!(Place::read(text).unwrap_err().code(), "invalid-query", "{text}");
        }
    }
}
