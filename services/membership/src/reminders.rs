//! Reminders of what is due: planned by the association's rules, or by hand. Each is written once in
//! the ledger, in the transaction that hands it to the mailing.

use crate::arrears::{self, is_open};
use crate::entity::{charge, member, reminder, reminder_queue as queue, reminder_rules as rules};
use crate::{charges, dues_years, guardians, limits, members, profile};
use chrono::{DateTime, Duration, NaiveDate, Utc};
use contracts::charges::FindArrears;
use contracts::events::{Addressee, DuesLetter, DuesReminded, Event, OwedLine};
use contracts::members::MemberStatus;
use contracts::reminders::{FindReminders, HandReminders, RemindNow, Reminded, Reminder, ReminderRules, SetReminderRules, Stage};
use contracts::{Nothing, Page};
use database::{Origin, Workspace};
use futures_util::future::BoxFuture;
use kernel::dues_years::DuesYears;
use kernel::error::FieldErrors;
use kernel::fold::western_digits;
use kernel::id::{named_id, new_id};
use kernel::permission::{RecordPayments, SetFee, ViewDues};
use kernel::{Actor, AssociationId, Error, Locale, Money, Result};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect, QueryTrait};
use serde_json::json;
use std::collections::{BTreeMap, HashMap, HashSet};
use uuid::Uuid;
use web::{Access, State};

const TASK: &str = "dues reminders";
/// Letters in one event.
const SLICE: usize = 200;
/// Charges looked at in one turn.
const TURN: usize = 5_000;
const PAGE: usize = 50;

/// `GET …/dues/reminders/rules`
pub async fn show_rules(access: Access<ViewDues>, _: Nothing) -> Result<ReminderRules> {
    let ws = access.begin().await?;
    Ok(of_row(find_rules(&ws).await?.as_ref()))
}

async fn find_rules(ws: &Workspace) -> Result<Option<rules::Model>> {
    ws.one(rules::Entity::find().filter(rules::Column::Id.eq(named_id("reminders")))).await
}

fn of_row(row: Option<&rules::Model>) -> ReminderRules {
    row.map_or_else(ReminderRules::default, |row| ReminderRules {
        days_before: row.days_before,
        days_first: row.days_first,
        days_second: row.days_second,
        days_third: row.days_third,
    })
}

/// `POST …/dues/reminders/rules`
pub async fn set_rules(access: Access<SetFee>, input: SetReminderRules) -> Result<ReminderRules> {
    let new = read(&input)?;
    let ws = access.begin().await?;
    let id = named_id("reminders");
    let row = rules::ActiveModel {
        association_id: Set(ws.association().0),
        id: Set(id),
        days_before: Set(new.days_before),
        days_first: Set(new.days_first),
        days_second: Set(new.days_second),
        days_third: Set(new.days_third),
    };
    let is_new = ws.insert_new(row.clone()).await?;
    let before = of_row(Some(&ws.lock::<rules::Entity>(id).await?));
    ws.update(row).await?;
    if is_new || before != new {
        let before = (!is_new).then_some(before);
        ws.audit("dues-reminders-set", "", json!({ "before": before, "after": new })).await?;
    }
    let any = new != ReminderRules::default();
    plan(&ws, any.then(|| ws.now())).await?;
    ws.commit(new).await
}

fn read(input: &SetReminderRules) -> Result<ReminderRules> {
    let mut errors = FieldErrors::default();
    let mut days = |field: &str, typed: &str, most: i32| {
        let typed = western_digits(typed.trim());
        if typed.is_empty() {
            return None;
        }
        let days = typed.parse::<i32>().ok().filter(|days| (1..=most).contains(days));
        if days.is_none() {
            errors.add_with(field, "reminder-days-out-of-range", "max", most);
        }
        days
    };
    let read = ReminderRules {
        days_before: days("days_before", &input.days_before, 90),
        days_first: days("days_first", &input.days_first, 365),
        days_second: days("days_second", &input.days_second, 365),
        days_third: days("days_third", &input.days_third, 365),
    };
    let after: Vec<i32> = [read.days_first, read.days_second, read.days_third].into_iter().flatten().collect();
    if after.windows(2).any(|pair| pair[0] >= pair[1]) {
        errors.add("days_second", "days-not-rising");
    }
    errors.finish()?;
    Ok(read)
}

/// When the association's turn comes; never where nothing is to be reminded.
async fn plan(ws: &Workspace, due_at: Option<DateTime<Utc>>) -> Result<()> {
    let association = ws.association().0;
    ws.global().delete(queue::Entity::delete_many().filter(queue::Column::AssociationId.eq(association))).await?;
    if let Some(due_at) = due_at {
        ws.global().insert_new(vec![queue::ActiveModel { association_id: Set(association), due_at: Set(due_at) }]).await?;
    }
    Ok(())
}

/// An association that has come from elsewhere is looked at here from now on.
pub async fn resume(ws: &Workspace) -> Result<()> {
    let any = of_row(find_rules(ws).await?.as_ref()) != ReminderRules::default();
    plan(ws, any.then(|| ws.now())).await
}

/// True when there may be more to do at once. Whose turn it is, what is written and when the next turn
/// comes are one transaction: of two workers one finds it, and a dead one leaves it as it was.
pub fn work(state: State) -> BoxFuture<'static, Result<bool>> {
    Box::pin(async move {
        let ws = state.workspace(AssociationId::PLATFORM, TASK).await?;
        let due = queue::Entity::find().filter(queue::Column::DueAt.lte(ws.now())).order_by_asc(queue::Column::DueAt);
        let Some(turn) = ws.global().claim(due.limit(1)).await?.into_iter().next() else { return Ok(false) };
        let association = AssociationId(turn.association_id);
        let ws = ws.then_in(association, Origin::platform(TASK)).await?;
        match write_due(&ws).await {
            Ok(more) => {
                plan(&ws, Some(if more { ws.now() } else { tomorrow(&ws) })).await?;
                ws.commit(()).await?;
            }
            // nothing of it was written; the others do not wait for it
            Err(error) => {
                drop(ws);
                tracing::warn!(%association, %error, cause = ?error.cause().map(ToString::to_string), "reminders not written");
                let ws = state.workspace(association, TASK).await?;
                plan(&ws, Some(ws.now() + Duration::hours(1))).await?;
                ws.commit(()).await?;
            }
        }
        Ok(true)
    })
}

/// In the morning.
fn tomorrow(ws: &Workspace) -> DateTime<Utc> {
    (ws.today() + Duration::days(1)).and_hms_opt(7, 0, 0).map_or_else(|| ws.now() + Duration::days(1), |at| at.and_utc())
}

/// Due dates, the first and the last of them, of what a stage is for today.
#[derive(Debug)]
struct Window {
    stage: Stage,
    from: Option<NaiveDate>,
    to: NaiveDate,
}

/// A charge is at one stage: the last one that has come.
fn windows(rules: &ReminderRules, today: NaiveDate) -> Vec<Window> {
    let before = |days: i32| today - Duration::days(i64::from(days));
    let mut windows = Vec::new();
    if let Some(days) = rules.days_before {
        windows.push(Window { stage: Stage::Before, from: Some(today + Duration::days(1)), to: before(-days) });
    }
    let after = [(rules.days_first, Stage::First), (rules.days_second, Stage::Second), (rules.days_third, Stage::Third)];
    let after: Vec<(i32, Stage)> = after.into_iter().filter_map(|(days, stage)| days.map(|days| (days, stage))).collect();
    for (at, (days, stage)) in after.iter().enumerate() {
        let next = after.get(at + 1).map(|(days, _)| before(*days) + Duration::days(1));
        windows.push(Window { stage: *stage, from: next, to: before(*days) });
    }
    windows
}

/// Writes what the rules want today; true when that was not all.
async fn write_due(ws: &Workspace) -> Result<bool> {
    limits::take_turn(ws).await?;
    let (rules, today) = (of_row(find_rules(ws).await?.as_ref()), ws.today());
    let mut wanted: Vec<(charge::Model, String)> = Vec::new();
    for window in windows(&rules, today) {
        let later = Stage::ALL.into_iter().filter(|stage| *stage >= window.stage).map(Stage::code);
        let of_date = Expr::col((reminder::Entity, reminder::Column::Round)).eq(Expr::col((charge::Entity, charge::Column::Round)));
        let known = reminder::Column::Stage.is_in(later).and(of_date).or(reminder::Column::WrittenOn.eq(today));
        let due = charge::Entity::find().filter(is_open()).filter(charge::Column::DueOn.lte(window.to));
        let due = window.from.map_or(due.clone(), |from| due.filter(charge::Column::DueOn.gte(from)));
        let due = due.filter(not_reminded(ws, known)).order_by_asc(charge::Column::MemberId).order_by_asc(charge::Column::DueOn);
        let rows = ws.all(due.limit(TURN as u64 + 1)).await?;
        wanted.extend(rows.into_iter().map(|row| (row, window.stage.code().to_owned())));
    }
    wanted.sort_by_key(|(row, _)| (row.member_id, row.due_on));
    let more = wanted.len() > TURN;
    wanted.truncate(TURN);
    let left = limits::mails_left(ws).await?;
    let done = write(ws, wanted, left).await?;
    // who waits for tomorrow's mails does not keep today busy
    Ok(more && done.letters > 0)
}

/// How many mails of reminders went out on a day.
pub async fn mails_of(ws: &Workspace, day: NaiveDate) -> Result<i64> {
    #[derive(FromQueryResult)]
    struct Mails {
        mails: i64,
    }
    let of_day = reminder::Entity::find().filter(reminder::Column::WrittenOn.eq(day)).filter(reminder::Column::ByMail.eq(true));
    let distinct = of_day.select_only().column_as(Expr::col(reminder::Column::Letter).count_distinct(), "mails");
    let rows: Vec<Mails> = ws.rows::<reminder::Entity, _>(distinct).await?;
    Ok(rows.first().map_or(0, |row| row.mails))
}

/// Of a charge there is no reminder such as `known`: looked up charge by charge, however long the ledger is.
fn not_reminded(ws: &Workspace, known: Expr) -> Expr {
    let written = reminder::Entity::find().select_only().column(reminder::Column::Id);
    let written = written.filter(reminder::Column::AssociationId.eq(ws.association().0)).filter(known);
    let charge = Expr::col((charge::Entity, charge::Column::Id));
    Expr::not_exists(written.filter(Expr::col((reminder::Entity, reminder::Column::ChargeId)).eq(charge)).into_query())
}

/// What was written.
#[derive(Clone, Copy, Debug, Default)]
struct Written {
    letters: i64,
    by_mail: i64,
}

/// One letter for a member and a stage, whatever it tells of; those by mail only as long as `left` mails may go out.
async fn write(ws: &Workspace, wanted: Vec<(charge::Model, String)>, left: i64) -> Result<Written> {
    let mut letters: BTreeMap<(Uuid, String), Vec<charge::Model>> = BTreeMap::new();
    for (row, stage) in wanted {
        letters.entry((row.member_id, stage)).or_default().push(row);
    }
    let (people, addressees) = people(ws, letters.keys().map(|(member, _)| *member).collect()).await?;
    let years = dues_years::find(ws).await?;
    let (mut done, mut rows, mut mails) = (Written::default(), Vec::new(), Vec::new());
    for ((member, stage), due) in letters {
        let Some(person) = people.get(&member) else { continue };
        let by_mail = may_mail(person);
        if by_mail && done.by_mail >= left {
            continue;
        }
        let letter = new_id();
        done.letters += 1;
        rows.extend(due.iter().map(|charge| entry(ws, charge, &stage, letter, by_mail)));
        if by_mail {
            done.by_mail += 1;
            let guardian = addressees.get(&member).cloned();
            mails.push(DuesLetter { guardian, ..told(letter, person, &stage, &due, &years)? });
        }
    }
    ws.insert_many(rows).await?;
    if !mails.is_empty() {
        let association = profile::needed(ws).await?;
        for slice in mails.chunks(SLICE) {
            ws.emit(Event::DuesReminded(DuesReminded { association: association.clone(), letters: slice.to_vec() })).await?;
        }
    }
    if done.letters > 0 {
        let details = json!({ "letters": done.letters, "by_mail": done.by_mail });
        ws.audit("dues-reminded", "", details).await?;
    }
    Ok(done)
}

/// Whoever objected to mails is reminded otherwise: no law asks for this one.
fn may_mail(person: &member::Model) -> bool {
    person.email.is_some() && person.objected_on.is_none()
}

/// Those who can be written to: nobody writes to the dead. And whose addresses are those of minors.
async fn people(ws: &Workspace, members: Vec<Uuid>) -> Result<(HashMap<Uuid, member::Model>, HashMap<Uuid, Addressee>)> {
    let (mut people, mut addressees) = (HashMap::new(), HashMap::new());
    for slice in members.chunks(1_000) {
        let these = member::Entity::find().filter(member::Column::Id.is_in(slice.iter().copied()));
        let mut rows = ws.all(these.filter(member::Column::Status.ne(MemberStatus::Deceased.code()))).await?;
        addressees.extend(guardians::in_their_place(ws, &mut rows).await?);
        people.extend(rows.into_iter().map(|row| (row.id, row)));
    }
    Ok((people, addressees))
}

fn entry(ws: &Workspace, row: &charge::Model, stage: &str, letter: Uuid, by_mail: bool) -> reminder::ActiveModel {
    reminder::ActiveModel {
        association_id: Set(ws.association().0),
        id: Set(new_id()),
        charge_id: Set(row.id),
        member_id: Set(row.member_id),
        stage: Set(stage.into()),
        round: Set(row.round),
        letter: Set(letter),
        amount: Set(charges::open(row)),
        by_mail: Set(by_mail),
        written_on: Set(ws.today()),
        written_by: Set(ws.origin().who.clone()),
        written_at: Set(ws.now()),
    }
}

fn told(letter: Uuid, person: &member::Model, stage: &str, due: &[charge::Model], years: &DuesYears) -> Result<DuesLetter> {
    let line = |row: &charge::Model| {
        let (period, open) = (years.label(row.year), Money::centimes(charges::open(row)));
        Ok(OwedLine { kind: charges::kind(row)?, year: row.year, period, open, due_on: row.due_on })
    };
    Ok(DuesLetter {
        letter,
        member: person.id,
        name_ar: members::name_ar(person),
        name_fr: members::name_fr(person),
        email: person.email.clone().unwrap_or_default(),
        locale: Locale::parse(&person.locale).unwrap_or_default(),
        before: stage == Stage::Before.code(),
        lines: due.iter().map(line).collect::<Result<_>>()?,
        guardian: None,
    })
}

/// By hand, what is overdue and not reminded of today.
async fn overdue(ws: &Workspace, actor: &Actor, filter: &FindArrears) -> Result<Vec<(charge::Model, String)>> {
    let today = ws.today();
    let open = arrears::select(ws, actor, filter).filter(charge::Column::DueOn.lt(today));
    let age = arrears::age_of(filter.age.as_deref())?;
    let open = arrears::within(open, age, today).filter(not_reminded(ws, reminder::Column::WrittenOn.eq(today)));
    let stage = format!("hand-{today}");
    Ok(ws.all(open).await?.into_iter().map(|row| (row, stage.clone())).collect())
}

/// `GET …/dues/reminders/by-hand`: what reminding now would do.
pub async fn preview(access: Access<RecordPayments>, input: FindArrears) -> Result<HandReminders> {
    let ws = access.begin().await?;
    let wanted = overdue(&ws, access.actor(), &input).await?;
    let members: HashSet<Uuid> = wanted.iter().map(|(row, _)| row.member_id).collect();
    let (people, _) = people(&ws, members.into_iter().collect()).await?;
    let open: i64 = wanted.iter().filter(|(row, _)| people.contains_key(&row.member_id)).map(|(row, _)| charges::open(row)).sum();
    Ok(HandReminders {
        members: count(people.len())?,
        by_mail: count(people.values().filter(|person| may_mail(person)).count())?,
        open: Money::centimes(open),
        mails_left: limits::mails_left(&ws).await?,
    })
}

/// `POST …/dues/reminders/by-hand`
///
/// # Errors
/// `reminders-changed` where others would be reminded than were looked at; `reminders-nobody`; `mail-limit-reached`.
pub async fn remind(access: Access<RecordPayments>, input: RemindNow) -> Result<Reminded> {
    let looked_at: Option<i64> = western_digits(input.members.trim()).parse().ok();
    let ws = access.begin().await?;
    limits::take_turn(&ws).await?;
    let group = Some(input.group.trim()).filter(|id| !id.is_empty());
    let group = group.map(|id| id.parse().map_err(|_| Error::field("group", "choice-unknown"))).transpose()?;
    let filter = FindArrears { age: Some(input.age), category: Some(input.category), group, after: None };
    let wanted = overdue(&ws, access.actor(), &filter).await?;
    let members: HashSet<Uuid> = wanted.iter().map(|(row, _)| row.member_id).collect();
    let (people, _) = people(&ws, members.into_iter().collect()).await?;
    let (all, mails) = (count(people.len())?, count(people.values().filter(|person| person.email.is_some()).count())?);
    if all == 0 {
        return Err(Error::conflict("reminders-nobody"));
    }
    if looked_at.is_some_and(|looked_at| looked_at != all) {
        return Err(Error::conflict("reminders-changed").with("members", all));
    }
    limits::check_mails(&ws, mails).await?;
    let done = write(&ws, wanted, mails).await?;
    ws.commit(Reminded { members: done.letters, by_mail: done.by_mail }).await
}

/// `GET …/dues/reminders`, newest first.
pub async fn list(access: Access<ViewDues>, input: FindReminders) -> Result<Page<Reminder>> {
    let after: Option<Uuid> = input.after.as_deref().map(str::parse).transpose().map_err(|_| Error::invalid("invalid-query"))?;
    let ws = access.begin().await?;
    let mut select = reminder::Entity::find();
    if let Some(by_mail) = input.by_mail {
        select = select.filter(reminder::Column::ByMail.eq(by_mail));
    }
    if let Some(after) = after {
        select = select.filter(reminder::Column::Id.lt(after));
    }
    let mut rows = ws.all(select.order_by_desc(reminder::Column::Id).limit(PAGE as u64 + 1)).await?;
    let next = (rows.len() > PAGE).then(|| rows[PAGE - 1].id.to_string());
    rows.truncate(PAGE);
    let due = ws.all(charge::Entity::find().filter(charge::Column::Id.is_in(rows.iter().map(|row| row.charge_id)))).await?;
    let mut people = ws.all(member::Entity::find().filter(member::Column::Id.is_in(rows.iter().map(|row| row.member_id)))).await?;
    guardians::in_their_place(&ws, &mut people).await?;
    let years = dues_years::find(&ws).await?;
    let mut items = Vec::with_capacity(rows.len());
    for row in rows {
        let (Some(charge), Some(person)) =
            (due.iter().find(|one| one.id == row.charge_id), people.iter().find(|one| one.id == row.member_id))
        else {
            continue;
        };
        if access.actor().reaches_year(charge.year) {
            items.push(shown(row, charge, person, &years)?);
        }
    }
    Ok(Page { items, next })
}

fn shown(row: reminder::Model, charge: &charge::Model, person: &member::Model, years: &DuesYears) -> Result<Reminder> {
    let by_hand = row.stage.starts_with("hand");
    Ok(Reminder {
        id: row.id,
        member: person.id,
        member_number: person.number,
        name_ar: members::name_ar(person),
        name_fr: members::name_fr(person),
        phone: person.phone.clone(),
        stage: if by_hand { "hand".into() } else { row.stage },
        by_mail: row.by_mail,
        amount: Money::centimes(row.amount),
        charge: charges::to_contract(charge, years)?,
        written_on: row.written_on,
        written_by: row.written_by,
    })
}

fn count(members: usize) -> Result<i64> {
    i64::try_from(members).map_err(Error::internal)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_charge_is_at_one_stage_at_a_time() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 21).unwrap();
        let rules = ReminderRules { days_before: Some(7), days_first: Some(10), days_second: None, days_third: Some(60) };
        let stages = |rules: &ReminderRules, due_on: NaiveDate| {
            let all: Vec<Stage> = windows(rules, today)
                .into_iter()
                .filter(|window| due_on <= window.to && window.from.is_none_or(|from| from <= due_on))
                .map(|window| window.stage)
                .collect();
            assert!(all.len() < 2, "{all:?}");
            all.first().copied()
        };
        let at = |late| stages(&rules, today - Duration::days(late));
        assert_eq!(
            [-8, -7, -1, 0, 9, 10, 59, 60, 400].map(at),
            [
                None,
                Some(Stage::Before),
                Some(Stage::Before),
                None,
                None,
                Some(Stage::First),
                Some(Stage::First),
                Some(Stage::Third),
                Some(Stage::Third)
            ]
        );
        assert_eq!(stages(&ReminderRules::default(), today), None, "off where nothing was said");
    }

    #[test]
    fn rules_are_days_that_rise() {
        let read = |first: &str, second: &str| {
            let input = SetReminderRules { days_first: first.into(), days_second: second.into(), ..SetReminderRules::default() };
            read(&input).map_err(|error| error.field_errors()[0].code.clone())
        };
        assert_eq!(read("١٠", "").unwrap().days_first, Some(10));
        assert_eq!(read("0", "").unwrap_err(), "reminder-days-out-of-range");
        assert_eq!(read("30", "30").unwrap_err(), "days-not-rising");
    }
}
