//! Writing an entry: the one place that does.

use crate::axis;
use crate::chart;
use crate::entity::{account_total, entry, fiscal_year, line};
use crate::entry::{Balanced, Line};
use crate::journal::REVERSAL;
use crate::seal::{self, Sealed};
use crate::self_audit;
use crate::years;
use chrono::NaiveDate;
use contracts::books::Source;
use contracts::events::Event;
use database::Workspace;
use kernel::id::new_id;
use kernel::{Error, Money, Result};
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use std::collections::BTreeMap;
use uuid::Uuid;

/// Where entries of a kind are numbered together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Journal {
    /// What people post by hand.
    General,
    /// What payments of dues post.
    Dues,
}

impl Journal {
    pub const fn code(self) -> &'static str {
        match self {
            Self::General => "GEN",
            Self::Dues => "DUES",
        }
    }
}

/// An entry about to be posted.
#[derive(Clone, Debug)]
pub struct Draft {
    pub journal: Journal,
    pub posted_on: NaiveDate,
    pub label: String,
    pub source: Option<Source>,
    pub balanced: Balanced,
}

/// Posts the draft in the year, which the caller holds (`years::hold`).
///
/// The series' row lock makes posters of one journal wait for each other, so that the entry before
/// this one is committed, or undone together with its number, when its hash is read.
///
/// # Errors
/// Those of [`chart::check`]: whoever read the lines from a form told them at their fields already.
pub async fn record(ws: &Workspace, year: &fiscal_year::Model, draft: Draft) -> Result<entry::Model> {
    chart::check(ws, draft.balanced.lines().iter().map(Line::account), draft.source.is_none()).await?;
    let told: Vec<_> = draft.balanced.lines().iter().map(|line| (line.account(), line.axis())).collect();
    let corrects = draft.source.as_ref().is_some_and(|source| source.kind == REVERSAL || source.kind.starts_with("grant_carry"));
    let axes = axis::hold(ws, &told, draft.posted_on, corrects).await?;
    let journal = draft.journal.code();
    let number = ws.next_number(&format!("entry-{}-{journal}", year.year)).await?;
    if number == 1 {
        self_audit::enrol(ws).await?;
    }
    let previous_hash = previous(ws, year, journal, number).await?;
    let sealed = Sealed {
        association: ws.association(),
        year: year.year,
        journal,
        number,
        posted_on: draft.posted_on,
        label: &draft.label,
        source: draft.source.as_ref().map(|source| (source.kind.as_str(), source.id)),
        posted_at: ws.now(),
        recorded_by: &ws.origin().who,
        lines: draft.balanced.lines(),
    };
    let hash = seal::hash(&previous_hash, &sealed);
    let id = new_id();
    // the lines come first: the entry's trigger adds them up
    let ids: Vec<Uuid> = draft.balanced.lines().iter().map(|_| new_id()).collect();
    ws.insert_many(lines(id, &ids, &draft.balanced)).await?;
    let row = entry::ActiveModel {
        id: Set(id),
        fiscal_year_id: Set(year.id),
        journal: Set(journal.to_owned()),
        number: Set(number),
        posted_on: Set(draft.posted_on),
        label: Set(draft.label.clone()),
        source_kind: Set(draft.source.as_ref().map(|source| source.kind.clone())),
        source_id: Set(draft.source.as_ref().map(|source| source.id)),
        total: Set(draft.balanced.total().in_centimes()),
        hash: Set(hash),
        previous_hash: Set(previous_hash),
        posted_at: Set(ws.now()),
        recorded_by: Set(ws.origin().who.clone()),
        ..Default::default()
    };
    let posted = ws.insert(row).await?;
    axis::write(ws, &posted, ids.into_iter().zip(draft.balanced.lines().to_vec()).zip(axes).map(|((id, line), axis)| (id, line, axis)))
        .await?;
    add_to_totals(ws, year, &draft).await?;
    announce(ws, year.year, &posted).await?;
    Ok(posted)
}

/// The hash of the entry before; empty for the first.
async fn previous(ws: &Workspace, year: &fiscal_year::Model, journal: &str, number: i64) -> Result<String> {
    if number == 1 {
        return Ok(String::new());
    }
    let before = entry::Entity::find()
        .filter(entry::Column::FiscalYearId.eq(year.id))
        .filter(entry::Column::Journal.eq(journal))
        .filter(entry::Column::Number.eq(number - 1));
    let before = ws.one(before).await?.ok_or_else(|| Error::internal(format!("no entry before {journal} {} {number}", year.year)))?;
    Ok(before.hash)
}

fn lines(entry: Uuid, ids: &[Uuid], balanced: &Balanced) -> Vec<line::ActiveModel> {
    let lines = balanced.lines().iter().zip(ids).zip(0..);
    lines
        .map(|((line, id), position)| line::ActiveModel {
            id: Set(*id),
            entry_id: Set(entry),
            position: Set(position),
            account: Set(line.account().to_owned()),
            debit: Set(line.debit().in_centimes()),
            credit: Set(line.credit().in_centimes()),
            ..Default::default()
        })
        .collect()
}

/// Adds the lines to the turnover of their accounts, in the order of the accounts: two posters who
/// took the rows' locks in different orders would wait for each other for ever.
async fn add_to_totals(ws: &Workspace, year: &fiscal_year::Model, draft: &Draft) -> Result<()> {
    use account_total::{ActiveModel, Column, Entity};
    let mut turnover: BTreeMap<&str, (Money, Money)> = BTreeMap::new();
    for line in draft.balanced.lines() {
        let (debit, credit) = turnover.entry(line.account()).or_default();
        // sums of parts of a balanced entry: they stay below its total
        *debit = debit.checked_add(line.debit()).ok_or_else(|| Error::invalid("amount-too-large"))?;
        *credit = credit.checked_add(line.credit()).ok_or_else(|| Error::invalid("amount-too-large"))?;
    }
    let month = years::month(year, draft.posted_on);
    for (account, (debit, credit)) in turnover {
        let row = ActiveModel {
            id: Set(new_id()),
            fiscal_year_id: Set(year.id),
            account: Set(account.to_owned()),
            month: Set(month),
            debit: Set(debit.in_centimes()),
            credit: Set(credit.in_centimes()),
            ..Default::default()
        };
        let add = |column: Column, amount: Money| Expr::col((Entity, column)).add(amount.in_centimes());
        let on_conflict = OnConflict::columns([Column::AssociationId, Column::FiscalYearId, Column::Account, Column::Month])
            .value(Column::Debit, add(Column::Debit, debit))
            .value(Column::Credit, add(Column::Credit, credit))
            .to_owned();
        ws.upsert(row, on_conflict).await?;
    }
    Ok(())
}

async fn announce(ws: &Workspace, year: i32, posted: &entry::Model) -> Result<()> {
    let entry::Model { id, journal, number, posted_on, .. } = posted.clone();
    let details = serde_json::json!({ "journal": journal, "year": year, "number": number, "total": Money::centimes(posted.total) });
    ws.audit("entry-posted", format!("{journal} {year}/{number}"), details).await?;
    ws.emit(Event::EntryPosted { entry: id, journal, number, posted_on }).await
}
