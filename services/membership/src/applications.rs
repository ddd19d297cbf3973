//! Applications to join, as the board sees and decides them. One that was accepted leaves the person's data to the
//! member's record; what nobody decided or what was refused is deleted by the clock.

use crate::dues::{NamedMember, member_named};
use crate::duplicates::{self, Known};
use crate::entity::{application, application_queue as queue, member};
use crate::members::{self, announce_counts};
use crate::numbering::{self, Pattern};
use crate::person::{Person, full_name};
use crate::{applicants, fields, import, limits, profile, removal, words};
use chrono::{DateTime, Duration, NaiveDate, Utc};
use contracts::events::{ApplicationLetter, Event};
use contracts::joining::{
    AcceptApplication, AlikeMember, Application, ApplicationDetail, ApplicationState, ApplicationWord, Difference, DiscardApplication,
    FindApplication, FindApplications, LinkApplication, RefuseApplication,
};
use contracts::member_fields::Field;
use contracts::members::{Member, MemberStatus};
use contracts::{Done, Page};
use database::{Origin, Workspace};
use futures_util::future::BoxFuture;
use kernel::clock::to_local;
use kernel::error::FieldErrors;
use kernel::fold::{clean, clean_lines, fold};
use kernel::id::new_id;
use kernel::permission::EditMembers;
use kernel::{AssociationId, Error, Locale, Result};
use sea_orm::{ActiveValue::Set, ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select};
use serde_json::json;
use std::collections::HashMap;
use uuid::Uuid;
use web::{Access, State};

/// The series of applications' numbers. Whoever writes applications takes it first, before members and mails.
pub const SERIES: &str = "application";
const TASK: &str = "forget applications";
const UNDECIDED: Duration = Duration::days(180);
const DECIDED: Duration = Duration::days(90);
const PAGE: usize = 50;
/// Members shown beside an application.
const MOST_ALIKE: usize = 5;
/// Characters.
const LONGEST_REASON: usize = 500;
const LONGEST_CATEGORY: usize = 60;

/// `GET …/applications`
pub async fn list(access: Access<EditMembers>, input: FindApplications) -> Result<Page<Application>> {
    let after: Option<i64> = input.after.as_deref().map(str::parse).transpose().map_err(|_| Error::invalid("invalid-query"))?;
    let ws = access.begin().await?;
    let (state, number) = (application::Column::State, application::Column::Number);
    let mut select = if input.state.as_deref() == Some("decided") {
        let decided = application::Entity::find().filter(state.ne(ApplicationState::Open.code())).order_by_desc(number);
        after.map_or(decided.clone(), |after| decided.filter(number.lt(after)))
    } else {
        let open = application::Entity::find().filter(state.eq(ApplicationState::Open.code())).order_by_asc(number);
        after.map_or(open.clone(), |after| open.filter(number.gt(after)))
    };
    select = searched(select, input.search.as_deref().unwrap_or_default()).limit(PAGE as u64 + 1);
    let mut rows = ws.all(select).await?;
    let next = (rows.len() > PAGE).then(|| rows[PAGE - 1].number.to_string());
    rows.truncate(PAGE);
    let alike = alike(&ws, &rows).await?;
    let (numbers, own) = (numbers(&ws, &rows).await?, fields::all(&ws).await?);
    let items = rows.into_iter().zip(alike).map(|(row, alike)| to_contract(row, &alike, &numbers, &own)).collect::<Result<_>>()?;
    Ok(Page { items, next })
}

/// By the beginnings of words, folded as those of members are.
fn searched(select: Select<application::Entity>, typed: &str) -> Select<application::Entity> {
    words::search(typed).iter().fold(select, |select, alternatives| {
        let has = |beginning: &String| words::begins((application::Entity, application::Column::Words), beginning);
        let all = |words: &Vec<String>| words.iter().fold(Condition::all(), |all, word| all.add(has(word)));
        select.filter(alternatives.iter().fold(Condition::any(), |any, words| any.add(all(words))))
    })
}

/// Members who may be the applicants, of applications that wait.
async fn alike(ws: &Workspace, rows: &[application::Model]) -> Result<Vec<Vec<Found>>> {
    let waits = |row: &application::Model| row.state == ApplicationState::Open.code();
    let people: Vec<Person> = rows.iter().filter(|row| waits(row)).map(person).collect();
    if people.is_empty() {
        return Ok(rows.iter().map(|_| Vec::new()).collect());
    }
    let members = duplicates::sharing(ws, &people).await?;
    let known: Vec<Known> = members.iter().map(Known::of_row).collect();
    let newcomers: Vec<Known> = rows.iter().map(|row| Known::of(&person(row))).collect();
    let found = duplicates::of_newcomers(&newcomers, &known);
    let shown = |one: duplicates::Alike| Found { member: members[one.at].clone(), score: one.score, reasons: one.reasons };
    Ok(found.into_iter().zip(rows).map(|(found, row)| found.into_iter().filter(|_| waits(row)).map(shown).collect()).collect())
}

struct Found {
    member: member::Model,
    score: i64,
    reasons: Vec<&'static str>,
}

/// The numbers of the members to whom applications led.
async fn numbers(ws: &Workspace, rows: &[application::Model]) -> Result<HashMap<Uuid, i64>> {
    let ids: Vec<Uuid> = rows.iter().filter_map(|row| row.member_id).collect();
    let members = ws.all(member::Entity::find().filter(member::Column::Id.is_in(ids))).await?;
    Ok(members.into_iter().map(|row| (row.id, row.number)).collect())
}

fn person(row: &application::Model) -> Person {
    Person {
        given_ar: row.given_ar.clone(),
        family_ar: row.family_ar.clone(),
        given_fr: row.given_fr.clone(),
        family_fr: row.family_fr.clone(),
        born_on: row.born_on,
        phone: row.phone.clone(),
        email: row.email.clone(),
        address: row.address.clone(),
        category: row.category.clone(),
        locale: Locale::parse(&row.locale),
        ..Person::default()
    }
}

/// When it has been kept long enough.
fn kept_until(row: &application::Model) -> DateTime<Utc> {
    row.decided_at.map_or(row.received_at + UNDECIDED, |decided| decided + DECIDED)
}

fn to_contract(row: application::Model, alike: &[Found], numbers: &HashMap<Uuid, i64>, own: &[Field]) -> Result<Application> {
    Ok(Application {
        state: ApplicationState::parse(&row.state).ok_or_else(|| Error::internal("an application's state"))?,
        name_ar: full_name(row.given_ar.as_deref(), row.family_ar.as_deref()),
        name_fr: full_name(row.given_fr.as_deref(), row.family_fr.as_deref()),
        locale: Locale::parse(&row.locale).unwrap_or_default(),
        kept_until: to_local(kept_until(&row)).date(),
        alike: i64::try_from(alike.len()).map_err(Error::internal)?,
        fields: applicants::shown(&row, own)?,
        member_number: row.member_id.and_then(|id| numbers.get(&id).copied()),
        id: row.id,
        number: row.number,
        born_on: row.born_on,
        phone: row.phone,
        email: row.email,
        address: row.address,
        category: row.category,
        message: row.message,
        received_at: row.received_at,
        decided_at: row.decided_at,
        decided_by: row.decided_by,
        reason: row.reason,
        member: row.member_id,
    })
}

/// `GET …/applications/{id}`
pub async fn show(access: Access<EditMembers>, input: FindApplication) -> Result<ApplicationDetail> {
    let ws = access.begin().await?;
    let row = ws.get::<application::Entity>(input.id).await?;
    let mut found = alike(&ws, std::slice::from_ref(&row)).await?.pop().unwrap_or_default();
    let count = found.len();
    if let Some(named) = input.member.as_deref() {
        let asked = named_member(&ws, named).await?;
        let (score, reasons) = duplicates::compare(&Known::of(&person(&row)), &Known::of_row(&asked));
        found.retain(|one| one.member.id != asked.id);
        found.insert(0, Found { member: asked, score: score.max(0), reasons });
    }
    found.truncate(MOST_ALIKE);
    let pattern = numbering::pattern(&ws).await?;
    let members = found.iter().map(|one| beside(one, &row, &pattern)).collect();
    let numbers = numbers(&ws, std::slice::from_ref(&row)).await?;
    let mut application = to_contract(row.clone(), &found, &numbers, &fields::all(&ws).await?)?;
    application.alike = i64::try_from(count).map_err(Error::internal)?;
    Ok(ApplicationDetail { application, members })
}

fn beside(found: &Found, row: &application::Model, pattern: &Pattern) -> AlikeMember {
    AlikeMember {
        member: duplicates::shown(&found.member, pattern),
        score: found.score.min(100),
        reasons: found.reasons.iter().map(|reason| (*reason).to_owned()).collect(),
        differences: differences(row, &found.member),
    }
}

/// What the application says otherwise than the record.
fn differences(row: &application::Model, member: &member::Model) -> Vec<Difference> {
    let (new, there) = (import::typed(&person(row)), import::typed(&import::person(member)));
    let pairs = [
        ("given_ar", new.given_ar, there.given_ar),
        ("family_ar", new.family_ar, there.family_ar),
        ("given_fr", new.given_fr, there.given_fr),
        ("family_fr", new.family_fr, there.family_fr),
        ("born_on", new.born_on, there.born_on),
        ("phone", new.phone, there.phone),
        ("email", new.email, there.email),
        ("address", new.address, there.address),
        ("category", new.category, there.category),
    ];
    let differ = pairs.into_iter().filter(|(_, new, there)| !new.is_empty() && fold(new) != fold(there));
    differ.map(|(field, application, member)| Difference { field: field.into(), application, member }).collect()
}

/// # Errors
/// `unknown-member` at `member`.
async fn named_member(ws: &Workspace, named: &str) -> Result<member::Model> {
    let select = match member_named(named).map_err(|code| Error::field("member", code))? {
        NamedMember::Id(id) => member::Entity::find().filter(member::Column::Id.eq(id)),
        NamedMember::Number(number) => member::Entity::find().filter(member::Column::Number.eq(number)),
    };
    ws.one(select.filter(member::Column::AnonymisedAt.is_null())).await?.ok_or_else(|| Error::field("member", "unknown-member"))
}

/// The application, which nobody else decides meanwhile.
///
/// # Errors
/// `application-decided`
async fn take(ws: &Workspace, id: Uuid) -> Result<application::Model> {
    ws.take_numbers(SERIES, 0).await?;
    let row = ws.lock::<application::Entity>(id).await?;
    if row.state == ApplicationState::Open.code() { Ok(row) } else { Err(Error::conflict("application-decided")) }
}

/// `POST …/applications/{id}/acceptance`
///
/// # Errors
/// `application-decided`, `member-limit-reached`, `mail-limit-reached`
pub async fn accept(access: Access<EditMembers>, input: AcceptApplication) -> Result<Member> {
    let (status, category) = read_acceptance(&input)?;
    let ws = access.begin().await?;
    let row = take(&ws, input.id).await?;
    let joined_on = (status == MemberStatus::Active).then(|| ws.today());
    let newcomer = Person { category, joined_on, ..person(&row) };
    let locale = profile::locale(&ws, access.locale()).await?;
    let written = members::write(&ws, std::slice::from_ref(&newcomer), locale, 1).await?.sample.pop();
    let mut member = written.ok_or_else(|| Error::internal("no member was written"))?;
    if status == MemberStatus::Applicant {
        let waits = member::ActiveModel {
            id: Set(member.id),
            status: Set(status.code().into()),
            status_since: Set(Some(ws.today())),
            active: Set(false),
            ..Default::default()
        };
        ws.update(waits).await?;
        (member.status, member.active) = (status, false);
    }
    let by_mail = input.mail == "yes";
    applicants::take(&ws, &row, member.id).await?;
    let answered_on = answer(&ws, &row, by_mail, ApplicationWord::Accepted, None).await?;
    lead_to(&ws, &row, member.id, answered_on).await?;
    let details =
        json!({ "application": row.number, "status": status.code(), "consented_on": to_local(row.received_at).date(), "by_mail": by_mail });
    ws.audit("member-application-accepted", format!("№ {}", member.number), details).await?;
    plan(&ws).await?;
    announce_counts(&ws).await?;
    ws.commit(member).await
}

fn read_acceptance(input: &AcceptApplication) -> Result<(MemberStatus, Option<String>)> {
    let mut errors = FieldErrors::default();
    let status = MemberStatus::parse(&input.status).filter(|status| matches!(status, MemberStatus::Active | MemberStatus::Applicant));
    let status = errors.keep("status", status.ok_or(if input.status.is_empty() { "required" } else { "choice-unknown" }));
    let category = clean(&input.category);
    if category.chars().count() > LONGEST_CATEGORY {
        errors.add_with("category", "too-long", "max", LONGEST_CATEGORY);
    }
    errors.finish()?;
    Ok((status.unwrap_or_default(), Some(category).filter(|category| !category.is_empty())))
}

/// Tells the applicant, if the board wants it and there is an address. Gives the day.
///
/// # Errors
/// `applicant-without-email` at `mail`, `mail-limit-reached`
async fn answer(
    ws: &Workspace,
    row: &application::Model,
    by_mail: bool,
    word: ApplicationWord,
    reason: Option<&str>,
) -> Result<Option<NaiveDate>> {
    if !by_mail {
        return Ok(None);
    }
    let email = row.email.as_deref().ok_or_else(|| Error::field("mail", "applicant-without-email"))?;
    limits::check_mails(ws, 1).await?;
    let names =
        [full_name(row.given_ar.as_deref(), row.family_ar.as_deref()), full_name(row.given_fr.as_deref(), row.family_fr.as_deref())];
    write(ws, word, names, email, Locale::parse(&row.locale).unwrap_or_default(), reason).await?;
    Ok(Some(ws.today()))
}

/// Hands a letter to the mailing.
pub async fn write(
    ws: &Workspace,
    word: ApplicationWord,
    [name_ar, name_fr]: [Option<String>; 2],
    email: &str,
    locale: Locale,
    reason: Option<&str>,
) -> Result<()> {
    let letter = ApplicationLetter {
        letter: new_id(),
        association: profile::needed(ws).await?,
        word,
        name_ar,
        name_fr,
        email: email.to_owned(),
        locale,
        reason: reason.map(ToOwned::to_owned),
    };
    ws.emit(Event::ApplicationAnswered(letter)).await
}

/// From here on the member's record alone has the person's data.
async fn lead_to(ws: &Workspace, row: &application::Model, member: Uuid, answered_on: Option<NaiveDate>) -> Result<()> {
    let emptied = application::ActiveModel {
        id: Set(row.id),
        given_ar: Set(None),
        family_ar: Set(None),
        given_fr: Set(None),
        family_fr: Set(None),
        born_on: Set(None),
        phone: Set(None),
        email: Set(None),
        address: Set(None),
        category: Set(None),
        message: Set(None),
        own: Set(None),
        words: Set(None),
        member_id: Set(Some(member)),
        answered_on: Set(answered_on),
        ..decided(ws, ApplicationState::Accepted)
    };
    ws.update(emptied).await.map(drop)
}

fn decided(ws: &Workspace, state: ApplicationState) -> application::ActiveModel {
    application::ActiveModel {
        state: Set(state.code().into()),
        decided_at: Set(Some(ws.now())),
        decided_by: Set(Some(ws.origin().who.clone())),
        email_folded: Set(None),
        ..Default::default()
    }
}

/// `POST …/applications/{id}/link`: the applicant is a member already. The record stays as it is.
pub async fn link(access: Access<EditMembers>, input: LinkApplication) -> Result<Done> {
    let ws = access.begin().await?;
    let row = take(&ws, input.id).await?;
    let member = named_member(&ws, &input.member).await?;
    removal::check_named(&ws.hold::<member::Entity>(member.id).await?)?;
    lead_to(&ws, &row, member.id, None).await?;
    let details = json!({ "application": row.number, "consented_on": to_local(row.received_at).date() });
    ws.audit("member-application-linked", format!("№ {}", member.number), details).await?;
    plan(&ws).await?;
    ws.commit(Done {}).await
}

/// `POST …/applications/{id}/refusal`
///
/// # Errors
/// `application-decided`, `mail-limit-reached`
pub async fn refuse(access: Access<EditMembers>, input: RefuseApplication) -> Result<Done> {
    let reason = clean_lines(&input.reason);
    match reason.chars().count() {
        0 => return Err(Error::field("reason", "required")),
        length if length > LONGEST_REASON => {
            let mut errors = FieldErrors::default();
            errors.add_with("reason", "too-long", "max", LONGEST_REASON);
            errors.finish()?;
        }
        _ => {}
    }
    let ws = access.begin().await?;
    let row = take(&ws, input.id).await?;
    let by_mail = input.mail == "yes";
    let answered_on = answer(&ws, &row, by_mail, ApplicationWord::Refused, Some(&reason)).await?;
    let refused = application::ActiveModel {
        id: Set(row.id),
        reason: Set(Some(reason.clone())),
        answered_on: Set(answered_on),
        ..decided(&ws, ApplicationState::Refused)
    };
    ws.update(refused).await?;
    let personal = json!({ "name_ar": full_name(row.given_ar.as_deref(), row.family_ar.as_deref()),
        "name_fr": full_name(row.given_fr.as_deref(), row.family_fr.as_deref()), "reason": reason });
    let details = json!({ "application": row.number, "by_mail": by_mail, "personal": personal });
    ws.audit("member-application-refused", "", details).await?;
    plan(&ws).await?;
    ws.commit(Done {}).await
}

/// `POST …/applications/{id}/removal`: what nobody meant, or a machine sent. Nobody is told.
pub async fn discard(access: Access<EditMembers>, input: DiscardApplication) -> Result<Done> {
    let ws = access.begin().await?;
    let row = take(&ws, input.id).await?;
    if input.sure != "yes" {
        return Err(Error::field("sure", "required"));
    }
    ws.delete(application::Entity::delete_many().filter(application::Column::Id.eq(row.id))).await?;
    ws.audit("member-application-discarded", "", json!({ "application": row.number })).await?;
    plan(&ws).await?;
    ws.commit(Done {}).await
}

/// How many wait for the board.
pub async fn waiting(ws: &Workspace) -> Result<i64> {
    ws.count(application::Entity::find().filter(application::Column::State.eq(ApplicationState::Open.code()))).await
}

/// How many mails to applicants went out on a day.
pub async fn mails_of(ws: &Workspace, day: NaiveDate) -> Result<i64> {
    let acknowledged = ws.count(application::Entity::find().filter(application::Column::AcknowledgedOn.eq(day))).await?;
    Ok(acknowledged + ws.count(application::Entity::find().filter(application::Column::AnsweredOn.eq(day))).await?)
}

/// Notes when the next application has been kept long enough; nothing where there is none. Call it under the
/// series of applications: two who plan take turns.
pub async fn plan(ws: &Workspace) -> Result<()> {
    let open = application::Column::State.eq(ApplicationState::Open.code());
    let oldest = application::Entity::find().filter(open).order_by_asc(application::Column::ReceivedAt).limit(1);
    let decided = application::Column::DecidedAt.is_not_null();
    let first = application::Entity::find().filter(decided).order_by_asc(application::Column::DecidedAt).limit(1);
    let due_at = [ws.one(oldest).await?, ws.one(first).await?].iter().flatten().map(kept_until).min();
    look_at(ws, due_at).await
}

async fn look_at(ws: &Workspace, due_at: Option<DateTime<Utc>>) -> Result<()> {
    let association = ws.association().0;
    ws.global().delete(queue::Entity::delete_many().filter(queue::Column::AssociationId.eq(association))).await?;
    if let Some(due_at) = due_at {
        ws.global().insert_new(vec![queue::ActiveModel { association_id: Set(association), due_at: Set(due_at) }]).await?;
    }
    Ok(())
}

/// An association that has come from elsewhere is looked at here from now on.
pub async fn resume(ws: &Workspace) -> Result<()> {
    if ws.count(application::Entity::find()).await? == 0 {
        return Ok(());
    }
    ws.take_numbers(SERIES, 0).await?;
    plan(ws).await
}

/// Deletes what has been kept long enough; true when there may be more to do at once.
pub fn forget(state: State) -> BoxFuture<'static, Result<bool>> {
    Box::pin(async move {
        let ws = state.workspace(AssociationId::PLATFORM, TASK).await?;
        let due = queue::Entity::find().filter(queue::Column::DueAt.lte(ws.now())).order_by_asc(queue::Column::DueAt);
        // not locked: the series comes first, and of two workers the second finds nothing to delete
        let Some(turn) = ws.global().all(due.limit(1)).await?.into_iter().next() else { return Ok(false) };
        let association = AssociationId(turn.association_id);
        let ws = ws.then_in(association, Origin::platform(TASK)).await?;
        match forget_old(&ws).await {
            Ok(()) => ws.commit(()).await?,
            // nothing of it was written; the others do not wait for it
            Err(error) => {
                drop(ws);
                tracing::warn!(%association, %error, cause = ?error.cause().map(ToString::to_string), "applications not forgotten");
                let ws = state.workspace(association, TASK).await?;
                ws.take_numbers(SERIES, 0).await?;
                look_at(&ws, Some(ws.now() + Duration::hours(1))).await?;
                ws.commit(()).await?;
            }
        }
        Ok(true)
    })
}

async fn forget_old(ws: &Workspace) -> Result<()> {
    ws.take_numbers(SERIES, 0).await?;
    let undecided =
        Condition::all().add(application::Column::DecidedAt.is_null()).add(application::Column::ReceivedAt.lte(ws.now() - UNDECIDED));
    let over = Condition::any().add(undecided).add(application::Column::DecidedAt.lte(ws.now() - DECIDED));
    let forgotten = ws.delete(application::Entity::delete_many().filter(over)).await?;
    if forgotten > 0 {
        ws.audit("member-applications-forgotten", "", json!({ "applications": forgotten })).await?;
    }
    plan(ws).await
}
