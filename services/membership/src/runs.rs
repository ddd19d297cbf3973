//! Calling a year's dues: everybody who owes them is charged. Looked at first, done once; who comes later is charged by
//! another run. Very many are charged in batches, after the answer (`run_batches.rs`).

use crate::charges::{self, rates};
use crate::entity::{advance, charge, dues_run, dues_run_work, family_member, fee, member};
use crate::family_dues::Families;
use crate::fee_rules::{Shown, groups_with_fee};
use crate::position::Moves;
use crate::rates::{Debtor, Rates, Rule};
use crate::{dues, dues_years, fees, members, run_batches, settling};
use chrono::NaiveDate;
use contracts::charges::{AskRun, ChargeKind, LeftOut, MakeRun, Run, RunLine, RunPreview, RunState};
use contracts::events::{DuesCharged, Event};
use contracts::members::MemberKind;
use database::Workspace;
use kernel::dues_years::{DuesYear, DuesYears};
use kernel::error::FieldErrors;
use kernel::fold::western_digits;
use kernel::id::new_id;
use kernel::permission::SetFee;
use kernel::{Error, Kind, Money, Result};
use sea_orm::sea_query::SelectStatement;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect, QueryTrait, Select,
};
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use uuid::Uuid;
use web::Access;

/// So many are charged while whoever asked waits.
const AT_ONCE: usize = 1_000;

#[derive(Debug, FromQueryResult)]
struct Candidate {
    id: Uuid,
    number: i64,
    category: Option<String>,
    category_folded: Option<String>,
    joined_on: Option<NaiveDate>,
    dues_day: Option<i32>,
    born_on: Option<NaiveDate>,
    kind: String,
    active: bool,
}

impl Candidate {
    fn new_charge(&self, kind: ChargeKind, amount: Money) -> New {
        New { member: self.id, own_day: self.dues_day, category: self.category.clone(), kind, amount }
    }
}

/// The members, by their numbers, whom a plan is for.
#[derive(Clone, Copy, Debug)]
pub struct Part {
    pub after: i64,
    pub until: i64,
    /// No more of them than that.
    pub most: Option<u64>,
}

impl Part {
    const ALL: Self = Self { after: 0, until: i64::MAX, most: None };
}

/// A charge that is to be.
#[derive(Debug)]
struct New {
    member: Uuid,
    /// Of the member's own years.
    own_day: Option<i32>,
    category: Option<String>,
    kind: ChargeKind,
    amount: Money,
}

/// What a run does.
#[derive(Debug, Default)]
pub struct Plan {
    new: Vec<New>,
    /// What was paid before there were charges, where that is less than the fee: how much more is due.
    raised: Vec<(charge::Model, i64)>,
    pub members: HashSet<Uuid>,
    /// The highest number of those who were looked at, charged or not.
    pub last: Option<i64>,
    /// By kind, category, and the fee by which the sum comes.
    lines: BTreeMap<(ChargeKind, Option<String>, Rule), (i64, i64)>,
    /// Who would have the fee of an age, were the birth date known.
    undated: i64,
    left_out: BTreeMap<&'static str, i64>,
    /// Who owes nothing because the family's cap is reached: their year is paid.
    covered: Vec<Uuid>,
    /// Whom belonging to a family spares something, and how much.
    spared: (i64, i64),
}

impl Plan {
    fn owes(&mut self, member: &Candidate, kind: ChargeKind, rule: Rule, centimes: i64) {
        self.members.insert(member.id);
        let category = member.category.clone().filter(|_| kind == ChargeKind::Annual);
        let line = self.lines.entry((kind, category, rule)).or_default();
        *line = (line.0 + 1, line.1 + centimes);
    }

    fn leaves_out(&mut self, why: &'static str) {
        *self.left_out.entry(why).or_default() += 1;
    }

    pub fn amount(&self) -> i64 {
        self.lines.values().map(|(_, centimes)| centimes).sum()
    }
}

/// `GET …/dues/run`
pub async fn preview(access: Access<SetFee>, input: AskRun) -> Result<RunPreview> {
    let ws = access.begin().await?;
    let fee = ws.one(fee::Entity::find().filter(fee::Column::Year.eq(input.year))).await?;
    let fee = fee.ok_or_else(|| Error::field("year", "fee-missing"))?;
    let (plan, years) = (plan(&ws, &fee, &HashSet::new(), Part::ALL).await?, dues_years::find(&ws).await?);
    let runs = ws.all(dues_run::Entity::find().filter(dues_run::Column::Year.eq(fee.year)).order_by_desc(dues_run::Column::Id)).await?;
    let mut works = run_batches::of_year(&ws, fee.year).await?;
    let rules = Shown::read(&ws).await?;
    let lines = plan.lines.iter().map(|((kind, category, rule), (members, centimes))| RunLine {
        kind: *kind,
        category: category.clone(),
        by: rules.rule(*rule),
        members: *members,
        amount: Money::centimes(*centimes),
    });
    let mut lines: Vec<RunLine> = lines.collect();
    lines.sort_by_key(|line| std::cmp::Reverse(line.kind));
    Ok(RunPreview {
        year: fee.year,
        period: years.label(fee.year),
        rolling: years.of(fee.year) == DuesYear::Rolling,
        due_on: fee.due_on.unwrap_or_else(|| years.usual_due_date(fee.year, None)),
        members: count(plan.members.len())?,
        amount: Money::centimes(plan.amount()),
        lines,
        spared_members: plan.spared.0,
        spared: Money::centimes(plan.spared.1),
        without_birth_date: plan.undated,
        left_out: plan.left_out.iter().map(|(why, members)| LeftOut { why: (*why).into(), members: *members }).collect(),
        runs: runs.into_iter().map(|run| (works.remove(&run.id), run)).map(|(work, run)| to_contract(run, work, &years)).collect(),
    })
}

/// `POST …/dues/run`
///
/// # Errors
/// `run-nobody`; `run-changed` where others would be charged than were looked at; `run-under-way` while one of the year is.
pub async fn make(access: Access<SetFee>, input: MakeRun) -> Result<Run> {
    let typed = read(&input, access.today())?;
    let ws = access.begin().await?;
    // two runs of a year, or a run and a payment, are one after the other
    let fee = ws.lock::<fee::Entity>(fees::id(typed.year)).await;
    let fee = fee.map_err(|error| if error.kind() == Kind::NotFound { Error::field("year", "fee-missing") } else { error })?;
    if run_batches::under_way(&ws, fee.year).await? {
        return Err(Error::conflict("run-under-way"));
    }
    let plan = plan(&ws, &fee, &typed.excluded, Part::ALL).await?;
    let all = count(plan.members.len())? + plan.left_out.get("excluded").copied().unwrap_or(0);
    if plan.members.is_empty() {
        return Err(Error::conflict("run-nobody"));
    }
    if typed.members.is_some_and(|looked_at| looked_at != all) {
        return Err(Error::conflict("run-changed").with("members", all));
    }
    let run = write(&ws, &fee, &plan).await?;
    let details = json!({ "members": run.members, "amount": Money::centimes(run.amount) });
    if plan.members.len() > AT_ONCE {
        let work = run_batches::begin(&ws, &run, &typed.excluded, plan.last.unwrap_or_default()).await?;
        ws.audit("dues-call-begun", fee.year.to_string(), details).await?;
        let reply = to_contract(run, Some(work), &dues_years::find(&ws).await?);
        return ws.commit(reply).await;
    }
    charge_all(&ws, &fee, (run.id, run.id), plan).await?;
    ws.audit("dues-called", fee.year.to_string(), details).await?;
    members::announce_counts(&ws).await?;
    let reply = to_contract(run, None, &dues_years::find(&ws).await?);
    ws.commit(reply).await
}

struct Typed {
    year: i32,
    excluded: HashSet<i64>,
    members: Option<i64>,
}

fn read(input: &MakeRun, today: NaiveDate) -> Result<Typed> {
    let mut errors = FieldErrors::default();
    let year = dues::year(&mut errors, &input.year, today).unwrap_or_default();
    let digits = western_digits(&input.excluded);
    let numbers = digits.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).map(str::parse);
    let excluded = numbers.collect::<std::result::Result<HashSet<i64>, _>>();
    let strange = digits.chars().any(char::is_alphabetic);
    let excluded = errors.keep("excluded", excluded.ok().filter(|_| !strange).ok_or("unknown-member")).unwrap_or_default();
    errors.finish()?;
    Ok(Typed { year, excluded, members: western_digits(&input.members).trim().parse().ok() })
}

/// # Errors
/// Where the plan is for all and somebody is excluded who is not there.
pub async fn plan(ws: &Workspace, fee: &fee::Model, excluded: &HashSet<i64>, part: Part) -> Result<Plan> {
    let rates = rates(ws, fee).await?;
    let these = candidates(ws, part).await?;
    // who comes before them in a family keeps the place there
    let earlier = if rates.family.is_none() || part.after == 0 { Vec::new() } else { relatives_until(ws, part.after).await? };
    let mut plan = Plan { last: these.last().map(|candidate| candidate.number), ..Plan::default() };
    let about = about(ws, &rates, part.after, plan.last.unwrap_or(part.after));
    let of_year =
        charge::Entity::find().filter(charge::Column::Year.eq(fee.year)).filter(charge::Column::Kind.eq(ChargeKind::Annual.code()));
    let charged: HashMap<Uuid, charge::Model> =
        ws.all(of_year.filter(about.clone())).await?.into_iter().map(|row| (row.member_id, row)).collect();
    let joining = charge::Entity::find().filter(charge::Column::Kind.eq(ChargeKind::Joining.code()));
    let joined: HashSet<Uuid> = ws.all(joining.filter(about)).await?.into_iter().map(|row| row.member_id).collect();
    let mut families = Families::read(ws, &rates, &charged).await?;
    let groups = groups_with_fee(ws, &rates, None).await?;
    let mut unknown = excluded.clone();
    let mut passed = Plan::default();
    for (before, candidate) in earlier.iter().map(|one| (true, one)).chain(these.iter().map(|one| (false, one))) {
        let plan = if before { &mut passed } else { &mut plan };
        unknown.remove(&candidate.number);
        let known = Known {
            charged: charged.get(&candidate.id),
            joined: joined.contains(&candidate.id),
            excluded: excluded.contains(&candidate.number),
            groups: groups.get(&candidate.id).map(Vec::as_slice).unwrap_or_default(),
        };
        weigh(plan, &rates, &mut families, candidate, &known);
    }
    if unknown.is_empty() || part.most.is_some() { Ok(plan) } else { Err(Error::field("excluded", "unknown-member")) }
}

/// Charges of the members whose numbers are after one until another, and of all who belong to a family where that counts.
fn about(ws: &Workspace, rates: &Rates, after: i64, last: i64) -> Condition {
    let numbers = Condition::all().add(member::Column::Number.gt(after)).add(member::Column::Number.lte(last));
    let these = member::Entity::find().select_only().column(member::Column::Id).filter(numbers);
    let these = these.filter(member::Column::AssociationId.eq(ws.association().0)).into_query();
    let about = Condition::any().add(charge::Column::MemberId.in_subquery(these));
    if rates.family.is_none() { about } else { about.add(charge::Column::MemberId.in_subquery(with_family(ws))) }
}

fn with_family(ws: &Workspace) -> SelectStatement {
    let members = family_member::Entity::find().select_only().column(family_member::Column::MemberId);
    members.filter(family_member::Column::AssociationId.eq(ws.association().0)).into_query()
}

async fn candidates(ws: &Workspace, part: Part) -> Result<Vec<Candidate>> {
    let these = by_number().filter(member::Column::Number.gt(part.after)).filter(member::Column::Number.lte(part.until));
    ws.rows(if let Some(most) = part.most { these.limit(most) } else { these }).await
}

async fn relatives_until(ws: &Workspace, number: i64) -> Result<Vec<Candidate>> {
    ws.rows(by_number().filter(member::Column::Number.lte(number)).filter(member::Column::Id.in_subquery(with_family(ws)))).await
}

fn by_number() -> Select<member::Entity> {
    let columns = [
        member::Column::Id,
        member::Column::Number,
        member::Column::Category,
        member::Column::CategoryFolded,
        member::Column::JoinedOn,
        member::Column::DuesDay,
        member::Column::BornOn,
        member::Column::Kind,
        member::Column::Active,
    ];
    member::Entity::find().select_only().columns(columns).order_by_asc(member::Column::Number)
}

/// What is known of a member beside the row.
struct Known<'a> {
    charged: Option<&'a charge::Model>,
    joined: bool,
    excluded: bool,
    groups: &'a [Uuid],
}

/// What the run does with one member.
fn weigh(plan: &mut Plan, rates: &Rates, families: &mut Families, member: &Candidate, known: &Known<'_>) {
    let Known { charged, joined, excluded, groups } = *known;
    let who = Debtor {
        category: member.category_folded.as_deref(),
        joined_on: member.joined_on,
        own_day: member.dues_day,
        born_on: member.born_on,
        groups,
    };
    let (alone, (_, rule)) = (rates.annual(who), rates.whole(who));
    let annual = families.due(member.id, alone);
    let joining = rates.joining(who).filter(|_| !joined);
    let missing = match charged {
        None => annual.in_centimes(),
        Some(row) if row.carried => (annual.in_centimes() - row.amount).max(0),
        Some(_) => 0,
    };
    if !member.active {
        return plan.leaves_out("inactive");
    }
    if rates.joins_later(who) {
        return plan.leaves_out("later");
    }
    // who is left out of this run keeps the place in the family
    match charged {
        None if missing > 0 => families.owes(member.id, missing),
        Some(row) if row.carried => families.owes(member.id, row.amount + missing),
        _ => {}
    }
    let spared = if charged.is_none() { alone.in_centimes() - annual.in_centimes() } else { 0 };
    if spared > 0 && !excluded {
        plan.spared = (plan.spared.0 + 1, plan.spared.1 + spared);
        plan.covered.extend((missing == 0).then_some(member.id));
    }
    if missing == 0 && joining.is_none() {
        return plan.leaves_out(if charged.is_some() {
            "charged"
        } else if spared > 0 {
            "family"
        } else {
            "exempt"
        });
    }
    if excluded {
        return plan.leaves_out("excluded");
    }
    if missing > 0 {
        plan.owes(member, ChargeKind::Annual, rule, missing);
        let undated = !rates.ages.is_empty() && member.born_on.is_none() && member.kind == MemberKind::Person.code();
        plan.undated += i64::from(undated && !matches!(rule, Rule::Group(_)));
        match charged {
            Some(row) => plan.raised.push((row.clone(), missing)),
            None => plan.new.push(member.new_charge(ChargeKind::Annual, Money::centimes(missing))),
        }
    }
    if let Some(joining) = joining {
        plan.owes(member, ChargeKind::Joining, Rule::General, joining.in_centimes());
        plan.new.push(member.new_charge(ChargeKind::Joining, joining));
    }
}

async fn write(ws: &Workspace, fee: &fee::Model, plan: &Plan) -> Result<dues_run::Model> {
    let run = dues_run::ActiveModel {
        association_id: Set(ws.association().0),
        id: Set(new_id()),
        year: Set(fee.year),
        members: Set(count(plan.members.len())?),
        amount: Set(plan.amount()),
        made_on: Set(ws.today()),
        made_by: Set(ws.origin().who.clone()),
        made_at: Set(ws.now()),
    };
    ws.insert(run).await
}

/// Charges those of the plan, and tells the books by one entry. `batch`: what that entry is of.
pub async fn charge_all(ws: &Workspace, fee: &fee::Model, (run, batch): (Uuid, Uuid), plan: Plan) -> Result<()> {
    let members = count(plan.members.len())?;
    let mut moves = Moves::on(ws.today());
    charge(ws, fee, run, plan, &mut moves).await?;
    if members == 0 {
        return Ok(()); // of others of the family it is noted that they owe nothing
    }
    let period = dues_years::find(ws).await?.label(fee.year);
    let charged = DuesCharged { batch, year: fee.year, period, members, charged_on: ws.today(), effect: moves.keep(ws).await? };
    ws.emit(Event::DuesCharged(charged)).await
}

async fn charge(ws: &Workspace, fee: &fee::Model, run: Uuid, plan: Plan, moves: &mut Moves) -> Result<()> {
    let rates = rates(ws, fee).await?;
    for new in &plan.new {
        moves.charge(new.kind, (fee.year, rates.begins_on(new.own_day)), new.amount.in_centimes());
    }
    let rows = plan.new.into_iter().map(|new| {
        let New { member, own_day, category, kind, amount } = new;
        charges::row(ws, &rates, (member, own_day), category, (kind, amount), Some(run))
    });
    ws.insert_many(rows.collect()).await?;
    let kept = ws.all(advance::Entity::find().filter(advance::Column::Remaining.gt(0))).await?;
    let with_advances: BTreeSet<Uuid> = kept.into_iter().map(|row| row.member_id).filter(|member| plan.members.contains(member)).collect();
    let raised = plan.raised.iter().map(|(row, _)| row.member_id).chain(plan.covered.iter().copied());
    ws.lock_all::<member::Entity>(raised.chain(with_advances.iter().copied())).await?;
    settling::cover(ws, fee.year, &plan.covered).await?;
    settling::raise(ws, as_they_are_now(ws, plan.raised).await?, moves).await?;
    settling::use_advances(ws, &Vec::from_iter(with_advances), moves).await
}

/// The charges again, now that nobody else writes them.
async fn as_they_are_now(ws: &Workspace, raised: Vec<(charge::Model, i64)>) -> Result<Vec<(charge::Model, i64)>> {
    let mut more: HashMap<Uuid, i64> = raised.into_iter().map(|(row, more)| (row.id, more)).collect();
    let (ids, mut now): (Vec<Uuid>, Vec<(charge::Model, i64)>) = (more.keys().copied().collect(), Vec::new());
    for slice in ids.chunks(settling::SLICE) {
        let rows = ws.all(charge::Entity::find().filter(charge::Column::Id.is_in(slice.iter().copied()))).await?;
        now.extend(rows.into_iter().filter_map(|row| more.remove(&row.id).map(|more| (row, more))));
    }
    Ok(now)
}

/// `work`: of a run that charges in batches. What such a one was to charge is not always what it did: some paid meanwhile.
pub fn to_contract(row: dues_run::Model, work: Option<dues_run_work::Model>, years: &DuesYears) -> Run {
    let state = work.as_ref().and_then(|work| RunState::parse(&work.state)).unwrap_or_default();
    let (charged_members, charged) = work.map_or((row.members, row.amount), |work| (work.members, work.amount));
    let running = state == RunState::Running;
    Run {
        id: row.id,
        year: row.year,
        period: years.label(row.year),
        members: if running { row.members } else { charged_members },
        amount: Money::centimes(if running { row.amount } else { charged }),
        made_on: row.made_on,
        made_by: row.made_by,
        state,
        charged_members,
        charged: Money::centimes(charged),
    }
}

pub fn count(members: usize) -> Result<i64> {
    i64::try_from(members).map_err(Error::internal)
}
