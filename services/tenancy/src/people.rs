//! Who holds which office in an association: seen, changed, ended.

use crate::entity::{account, seat, second_factor, token};
use crate::offices::{self, Office, OwnRoles};
use crate::rights::Rights;
use crate::tokens::Purpose;
use chrono::{DateTime, Utc};
use contracts::people::{ChangeOffice, Choices, EndSeat, FindPeople, Leave, Person};
use contracts::{ById, Done, Nothing, Page};
use database::{Origin, Workspace};
use kernel::permission::{ManageRoles, Permission, ViewAssociation, ViewRoles};
use kernel::{AssociationId, Error, Result, Role};
use sea_orm::{ColumnTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect};
use serde_json::json;
use std::collections::{HashMap, HashSet};
use uuid::Uuid;
use web::Access;

/// Members without an office on a page.
const PAGE: usize = 100;
/// More offices than an association has.
const MOST_OFFICES: u64 = 500;

/// What is read once to show any number of people.
pub struct View {
    own: OwnRoles,
    /// What the asker may give; absent for who gives no offices.
    asker: Option<Rights>,
    account: Option<Uuid>,
    now: DateTime<Utc>,
}

impl View {
    pub async fn of<P: Permission>(ws: &Workspace, access: &Access<P>) -> Result<Self> {
        let own = offices::own_roles(ws).await?;
        let asker = if access.actor().may::<ManageRoles>() { offices::asker(ws, access.actor(), &own).await.ok() } else { None };
        Ok(Self { own, asker, account: access.actor().account, now: ws.now() })
    }

    fn person(&self, row: seat::Model, account: account::Model, last_seen: Option<DateTime<Utc>>) -> Person {
        let damaged = Office { until: row.expires_at, ..Office::plain(Role::Member) };
        let office = Office::of_seat(&row, &self.own).unwrap_or(damaged);
        let rights = office.rights();
        let ended = row.expires_at.is_some_and(|end| end <= self.now);
        Person {
            id: row.account_id,
            name: account.name,
            email: self.asker.as_ref().map(|_| account.email),
            office: office.present(),
            since: row.since,
            ended,
            administrator: rights.administer() && !ended,
            second_factor: None,
            last_seen,
            yourself: self.account == Some(row.account_id),
            changeable: self.asker.as_ref().is_some_and(|asker| asker.may_take(&rights)),
        }
    }
}

pub async fn list(access: Access<ViewRoles>, input: FindPeople) -> Result<Page<Person>> {
    let ws = access.begin().await?;
    let here = || seat::Entity::find().filter(seat::Column::AssociationId.eq(ws.association().0));
    let member = Role::Member.code();
    let after = input.after.and_then(|after| Uuid::try_parse(&after).ok());
    let mut rows = match after {
        None => ws.global().all(here().filter(seat::Column::Role.ne(member)).limit(MOST_OFFICES)).await?,
        Some(_) => Vec::new(),
    };
    rows.sort_by_key(|row| (Role::OFFICES.iter().position(|role| role.code() == row.role), row.since, row.account_id));
    let mut members = here().filter(seat::Column::Role.eq(member)).order_by_asc(seat::Column::AccountId).limit(PAGE as u64 + 1);
    if let Some(after) = after {
        members = members.filter(seat::Column::AccountId.gt(after));
    }
    let mut members = ws.global().all(members).await?;
    let next = (members.len() > PAGE).then(|| members[PAGE - 1].account_id.to_string());
    members.truncate(PAGE);
    rows.append(&mut members);
    let view = View::of(&ws, &access).await?;
    let people = present(&ws, &view, rows).await?;
    drop(ws);
    Ok(Page { items: with_factors(&access, people).await?, next })
}

pub async fn show(access: Access<ViewRoles>, input: ById) -> Result<Person> {
    let ws = access.begin().await?;
    let row = find(&ws, input.id).await?;
    let view = View::of(&ws, &access).await?;
    let person = one(&ws, &view, row).await?;
    drop(ws);
    with_factors(&access, vec![person]).await?.pop().ok_or_else(Error::not_found)
}

/// Who signs in with a second factor: rows of the platform's own workspace.
async fn with_factors(access: &Access<ViewRoles>, mut people: Vec<Person>) -> Result<Vec<Person>> {
    let ws = access.state().db()?.read(AssociationId::PLATFORM, Origin::platform(access.request_id())).await?;
    let factors = second_factor::Entity::find().filter(second_factor::Column::Id.is_in(people.iter().map(|person| person.id)));
    let having: HashSet<Uuid> = ws.all(factors).await?.into_iter().map(|factor| factor.id).collect();
    for person in &mut people {
        person.second_factor = Some(having.contains(&person.id));
    }
    Ok(people)
}

pub async fn one(ws: &Workspace, view: &View, row: seat::Model) -> Result<Person> {
    present(ws, view, vec![row]).await?.pop().ok_or_else(Error::not_found)
}

async fn present(ws: &Workspace, view: &View, rows: Vec<seat::Model>) -> Result<Vec<Person>> {
    #[derive(FromQueryResult)]
    struct Seen {
        account_id: Uuid,
        at: DateTime<Utc>,
    }
    let ids: Vec<Uuid> = rows.iter().map(|row| row.account_id).collect();
    let accounts = ws.global().all(account::Entity::find().filter(account::Column::Id.is_in(ids.clone()))).await?;
    let sessions = token::Entity::find()
        .select_only()
        .column(token::Column::AccountId)
        .column_as(token::Column::LastUsedAt.max(), "at")
        .filter(token::Column::Purpose.eq(Purpose::Session.code()))
        .filter(token::Column::AccountId.is_in(ids))
        .group_by(token::Column::AccountId);
    let seen: Vec<Seen> = ws.global().rows(sessions).await?;
    let seen: HashMap<Uuid, DateTime<Utc>> = seen.into_iter().map(|row| (row.account_id, row.at)).collect();
    let mut accounts: HashMap<Uuid, account::Model> = accounts.into_iter().map(|row| (row.id, row)).collect();
    let person = |row: seat::Model| {
        let account = accounts.remove(&row.account_id)?;
        let last_seen = seen.get(&row.account_id).copied();
        Some(view.person(row, account, last_seen))
    };
    Ok(rows.into_iter().filter_map(person).collect())
}

/// The seat of an account here, ended or not.
async fn find(ws: &Workspace, account: Uuid) -> Result<seat::Model> {
    ws.global().one(seat::Entity::find_by_id((ws.association().0, account))).await?.ok_or_else(Error::not_found)
}

/// What the asker may give.
pub async fn choices(access: Access<ManageRoles>, _: Nothing) -> Result<Choices> {
    let ws = access.begin().await?;
    let own = offices::own_roles(&ws).await?;
    let asker = offices::asker(&ws, access.actor(), &own).await?;
    let may = |office: &Office| asker.may_take(&office.rights());
    let presets = Role::OFFICES.into_iter().filter(|role| *role != Role::Custom && may(&Office::plain(*role)));
    let mut named: Vec<_> =
        own.values().filter(|role| may(&Office { own: Some((*role).clone()), ..Office::plain(Role::Custom) })).collect();
    named.sort_by_key(|role| role.id);
    Ok(Choices { offices: presets.collect(), custom_roles: named.into_iter().map(offices::role_name).collect() })
}

/// # Errors
/// Forbidden when either office, the old or the new, is above the asker's own.
pub async fn change(access: Access<ManageRoles>, input: ChangeOffice) -> Result<Person> {
    let ws = access.begin().await?;
    offices::lock(&ws).await?;
    let view = View::of(&ws, &access).await?;
    let asker = offices::asker(&ws, access.actor(), &view.own).await?;
    let row = find(&ws, input.id).await?;
    let wanted = Office::read(&input.office, &view.own, ws.now())?;
    let before = taken_from(&asker, &row, &view.own)?;
    if !asker.may_give(&wanted.rights()) {
        return Err(Error::forbidden("office-above-yours"));
    }
    let administrators = offices::administrators(&ws, &view.own).await?;
    let row = ws.global().update(wanted.seat(row.association_id, row.account_id, row.since)).await?;
    offices::keep_an_administrator(&ws, &administrators).await?;
    let person = one(&ws, &view, row).await?;
    let details = json!({ "account": person.id, "before": before.map(|office| office.told()), "after": wanted.told(),
        "personal": { "person": person.name } });
    ws.audit("office-changed", "", details).await?;
    ws.commit(person).await
}

pub async fn end(access: Access<ManageRoles>, input: EndSeat) -> Result<Done> {
    let ws = access.begin().await?;
    offices::lock(&ws).await?;
    let view = View::of(&ws, &access).await?;
    let asker = offices::asker(&ws, access.actor(), &view.own).await?;
    let row = find(&ws, input.id).await?;
    let before = taken_from(&asker, &row, &view.own)?;
    must_be_sure(&input.sure)?;
    remove(&ws, &view, row, before, "seat-ended").await?;
    ws.commit(Done {}).await
}

/// Giving up one's own seat, which needs nobody's leave.
pub async fn leave(access: Access<ViewAssociation>, input: Leave) -> Result<Done> {
    must_be_sure(&input.sure)?;
    let ws = access.begin().await?;
    offices::lock(&ws).await?;
    let row = find(&ws, access.account()?).await.map_err(|_| Error::conflict("no-seat-there"))?;
    let view = View::of(&ws, &access).await?;
    let before = Office::of_seat(&row, &view.own);
    remove(&ws, &view, row, before, "seat-left").await?;
    ws.commit(Done {}).await
}

fn must_be_sure(said: &str) -> Result<()> {
    if said == "yes" { Ok(()) } else { Err(Error::field("sure", "say-sure")) }
}

/// The office that a seat has, which the asker may take.
fn taken_from(asker: &Rights, row: &seat::Model, own: &OwnRoles) -> Result<Option<Office>> {
    let before = Office::of_seat(row, own);
    let above = before.as_ref().is_some_and(|office| !asker.may_take(&office.rights()));
    if above { Err(Error::forbidden("office-above-yours")) } else { Ok(before) }
}

async fn remove(ws: &Workspace, view: &View, row: seat::Model, before: Option<Office>, action: &'static str) -> Result<()> {
    let administrators = offices::administrators(ws, &view.own).await?;
    let (association, account) = (row.association_id, row.account_id);
    let person = one(ws, view, row).await?;
    let this = seat::Entity::delete_many().filter(seat::Column::AssociationId.eq(association)).filter(seat::Column::AccountId.eq(account));
    ws.global().delete(this).await?;
    offices::keep_an_administrator(ws, &administrators).await?;
    let details = json!({ "account": account, "before": before.map(|office| office.told()), "personal": { "person": person.name } });
    ws.audit(action, "", details).await
}
