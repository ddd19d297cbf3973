//! Who acts for members under age: up to four, each a member or a person who is none. Whether a guardian acts today is
//! computed from birth dates, so that it ends by itself on the eighteenth birthday.
//!
//! What is sent to a minor goes to the first guardian who acts and has an address. The law makes the guardian the one who
//! acts for a minor (Family code, art. 229 to 235), and on a child's record the board mostly writes a parent's address
//! anyway. Where no guardian has one, the record's own address is used: a letter that reaches somebody of the household is
//! better than none.

use crate::entity::{guardianship, member};
use crate::members::{name_ar, name_fr};
use crate::{contact, families, groups, majority, numbering, person, removal};
use contracts::ById;
use contracts::events::Addressee;
use contracts::families::{EditGuardian, Guardian, GuardianPerson, KINSHIPS, NewGuardian, Relative, Relatives, RemoveGuardian};
use contracts::members::{MemberKind, MemberStatus};
use contracts::own_record::OwnGuardian;
use database::Workspace;
use kernel::error::FieldErrors;
use kernel::fold::clean;
use kernel::id::new_id;
use kernel::permission::{EditMembers, ViewMembers};
use kernel::{Actor, Error, Locale, Result};
use sea_orm::sea_query::SelectStatement;
use sea_orm::{ActiveValue::Set, ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait, Select};
use serde_json::{Value, json};
use std::collections::HashMap;
use uuid::Uuid;
use web::Access;

/// Of one minor.
pub const MOST: i64 = 4;
/// Minors looked up at a time.
const SLICE: usize = 1_000;

/// `GET …/members/{id}/relatives`
pub async fn relatives(access: Access<ViewMembers>, input: ById) -> Result<Relatives> {
    let ws = access.begin().await?;
    let row = groups::reach(&ws, access.actor(), input.id, false).await?;
    relatives_of(&ws, access.actor(), &row).await
}

/// Guardians are part of the minor's record: whoever sees it may call them, also where the seat does not reach them as
/// members. Family and wards are other members' records.
async fn relatives_of(ws: &Workspace, actor: &Actor, row: &member::Model) -> Result<Relatives> {
    let rows = ws.all(of(row.id)).await?;
    let people = people(ws, rows.iter().filter_map(|one| one.guardian_id).collect()).await?;
    let pattern = numbering::pattern(ws).await?;
    let minor = majority::is_minor(row.born_on, ws.today());
    let guardians = rows.into_iter().map(|one| {
        let person = one.guardian_id.and_then(|id| people.get(&id));
        to_contract(ws, &one, person, person.map(|person| families::relative(ws, &pattern, person)), minor)
    });
    let wards = ws.all(groups::reached(ws, actor, wards_of(ws, row.id)).order_by_asc(member::Column::Number)).await?;
    Ok(Relatives {
        of_age_on: row.born_on.and_then(majority::of_age_on),
        minor,
        guardians: guardians.collect(),
        family: families::record_of(ws, actor, row.id).await?,
        wards: wards.iter().map(|ward| families::relative(ws, &pattern, ward)).collect(),
    })
}

/// Minors of whom the member is noted as a guardian.
fn wards_of(ws: &Workspace, guardian: Uuid) -> Select<member::Entity> {
    let guarded = guardianship::Entity::find().select_only().column(guardianship::Column::MemberId);
    let guarded =
        guarded.filter(guardianship::Column::AssociationId.eq(ws.association().0)).filter(guardianship::Column::GuardianId.eq(guardian));
    let wards = member::Entity::find().filter(member::Column::Id.in_subquery(guarded.into_query()));
    wards.filter(member::Column::BornOn.gt(majority::last_of_age(ws.today()))).filter(member::Column::AnonymisedAt.is_null())
}

/// Minors for whom the member acts today.
pub async fn wards(ws: &Workspace, person: &member::Model) -> Result<Vec<member::Model>> {
    if !can_act(ws, person) {
        return Ok(Vec::new());
    }
    ws.all(wards_of(ws, person.id).order_by_asc(member::Column::Number)).await
}

/// A minor for whom the member acts today; nothing of anybody else.
pub async fn ward(ws: &Workspace, person: &member::Model, minor: Uuid) -> Result<Option<member::Model>> {
    if !can_act(ws, person) {
        return Ok(None);
    }
    ws.one(wards_of(ws, person.id).filter(member::Column::Id.eq(minor))).await
}

/// Who acts for a minor, as the minor sees them.
pub async fn of_oneself(ws: &Workspace, row: &member::Model) -> Result<Vec<OwnGuardian>> {
    if !majority::is_minor(row.born_on, ws.today()) {
        return Ok(Vec::new());
    }
    let rows = ws.all(of(row.id)).await?;
    let people = people(ws, rows.iter().filter_map(|one| one.guardian_id).collect()).await?;
    let shown = rows.into_iter().map(|one| {
        let told = to_contract(ws, &one, one.guardian_id.and_then(|id| people.get(&id)), None, true);
        OwnGuardian { name_ar: told.name_ar, name_fr: told.name_fr, kinship: told.kinship, acts: told.acts }
    });
    Ok(shown.collect())
}

fn of(member: Uuid) -> Select<guardianship::Entity> {
    guardianship::Entity::find().filter(guardianship::Column::MemberId.eq(member)).order_by_asc(guardianship::Column::Id)
}

async fn people(ws: &Workspace, ids: Vec<Uuid>) -> Result<HashMap<Uuid, member::Model>> {
    let mut people = HashMap::new();
    for slice in ids.chunks(SLICE) {
        let rows = ws.all(member::Entity::find().filter(member::Column::Id.is_in(slice.iter().copied()))).await?;
        people.extend(rows.into_iter().map(|row| (row.id, row)));
    }
    Ok(people)
}

fn to_contract(
    ws: &Workspace,
    row: &guardianship::Model,
    person: Option<&member::Model>,
    member: Option<Relative>,
    minor: bool,
) -> Guardian {
    Guardian {
        id: row.id,
        name_ar: person.map_or_else(|| row.name_ar.clone(), name_ar),
        name_fr: person.map_or_else(|| row.name_fr.clone(), name_fr),
        kinship: row.kinship.clone(),
        phone: person.map_or_else(|| row.phone.clone(), |person| person.phone.clone()),
        email: person.map_or_else(|| row.email.clone(), |person| person.email.clone()),
        acts: minor && person.is_none_or(|person| can_act(ws, person)),
        member,
        noted_by: row.noted_by.clone(),
        noted_at: row.noted_at,
    }
}

fn can_act(ws: &Workspace, person: &member::Model) -> bool {
    person.status != MemberStatus::Deceased.code() && !majority::is_minor(person.born_on, ws.today())
}

/// `POST …/members/{id}/guardians`
///
/// # Errors
/// `guardian-of-adult`, `guardian-needs-birth`, `too-many-guardians`, and of fields `guardian-of-oneself`, `guardian-already`,
/// `guardian-under-age`, `guardian-in-a-circle`, `guardian-dead`
pub async fn add(access: Access<EditMembers>, input: NewGuardian) -> Result<Relatives> {
    let chosen = clean(&input.guardian);
    let typed = read(&input.person, !chosen.is_empty())?;
    let ws = access.begin().await?;
    let (minor, guardian) = both(&ws, input.id, &chosen).await?;
    check_minor(&ws, &minor)?;
    let there = ws.all(of(minor.id)).await?;
    if i64::try_from(there.len()).map_err(Error::internal)? >= MOST {
        return Err(Error::conflict("too-many-guardians").with("max", MOST));
    }
    if let Some(guardian) = &guardian {
        check_guardian(&ws, &minor, guardian, &there).await?;
    }
    let row = guardianship::ActiveModel {
        association_id: Set(ws.association().0),
        id: Set(new_id()),
        member_id: Set(minor.id),
        guardian_id: Set(guardian.as_ref().map(|guardian| guardian.id)),
        noted_by: Set(ws.origin().who.clone()),
        noted_at: Set(ws.now()),
        ..typed
    };
    let row = ws.insert(row).await?;
    ws.audit("guardian-added", format!("№ {}", minor.number), json!({ "personal": told(&row, guardian.as_ref()) })).await?;
    let reply = relatives_of(&ws, access.actor(), &minor).await?;
    ws.commit(reply).await
}

/// The minor and the guardian who is a member, locked in one order, so that two who make each other guardians wait.
async fn both(ws: &Workspace, minor: Uuid, guardian: &str) -> Result<(member::Model, Option<member::Model>)> {
    if guardian.is_empty() {
        return Ok((ws.lock::<member::Entity>(minor).await?, None));
    }
    let unknown = |error: Error| {
        if error.field_errors().is_empty() { error } else { Error::field("guardian", "unknown-member") }
    };
    let guardian = groups::id_of(ws, guardian).await.map_err(unknown)?;
    if guardian == minor {
        return Err(Error::field("guardian", "guardian-of-oneself"));
    }
    let lock = async |id: Uuid| {
        let error = |error: Error| {
            if id == guardian && error.kind() == kernel::Kind::NotFound { Error::field("guardian", "unknown-member") } else { error }
        };
        ws.lock::<member::Entity>(id).await.map_err(error)
    };
    let first = lock(minor.min(guardian)).await?;
    let second = lock(minor.max(guardian)).await?;
    Ok(if first.id == minor { (first, Some(second)) } else { (second, Some(first)) })
}

fn check_minor(ws: &Workspace, row: &member::Model) -> Result<()> {
    removal::check_named(row)?;
    if row.kind == MemberKind::Body.code() {
        return Err(Error::conflict("guardian-of-adult"));
    }
    if row.born_on.is_none() {
        return Err(Error::conflict("guardian-needs-birth"));
    }
    if majority::is_minor(row.born_on, ws.today()) { Ok(()) } else { Err(Error::conflict("guardian-of-adult")) }
}

async fn check_guardian(ws: &Workspace, minor: &member::Model, guardian: &member::Model, there: &[guardianship::Model]) -> Result<()> {
    let wrong = |code: &'static str| Err(Error::field("guardian", code));
    if guardian.anonymised_at.is_some() || guardian.kind == MemberKind::Body.code() {
        return wrong("unknown-member");
    }
    if guardian.status == MemberStatus::Deceased.code() {
        return wrong("guardian-dead");
    }
    if majority::is_minor(guardian.born_on, ws.today()) {
        return wrong("guardian-under-age");
    }
    if there.iter().any(|row| row.guardian_id == Some(guardian.id)) {
        return wrong("guardian-already");
    }
    // somebody whose birth date was taken away may still have a guardian: the minor, or whoever leads back to it
    let mut above = vec![guardian.id];
    let mut seen = above.clone();
    while let Some(one) = above.pop() {
        let next: Vec<Uuid> =
            ws.all(of(one)).await?.into_iter().filter_map(|row| row.guardian_id).filter(|id| !seen.contains(id)).collect();
        if next.contains(&minor.id) {
            return wrong("guardian-in-a-circle");
        }
        seen.extend(&next);
        above.extend(next);
    }
    Ok(())
}

/// `POST …/guardians/{id}`
pub async fn edit(access: Access<EditMembers>, input: EditGuardian) -> Result<Relatives> {
    let ws = access.begin().await?;
    let minor = ws.get::<guardianship::Entity>(input.id).await?.member_id;
    let minor = ws.lock::<member::Entity>(minor).await?;
    let before = ws.lock::<guardianship::Entity>(input.id).await?;
    let typed = read(&input.person, before.guardian_id.is_some())?;
    let row = ws.update(guardianship::ActiveModel { id: Set(before.id), ..typed }).await?;
    if row != before {
        let details = contracts::audit::changes(&told(&before, None), &told(&row, None));
        ws.audit("guardian-changed", format!("№ {}", minor.number), json!({ "personal": details })).await?;
    }
    let reply = relatives_of(&ws, access.actor(), &minor).await?;
    ws.commit(reply).await
}

/// `POST …/members/{id}/guardians/removal`
pub async fn remove(access: Access<EditMembers>, input: RemoveGuardian) -> Result<Relatives> {
    let ws = access.begin().await?;
    let minor = ws.lock::<member::Entity>(input.id).await?;
    let id = clean(&input.guardian).parse::<Uuid>().unwrap_or_default();
    let row =
        ws.one(of(minor.id).filter(guardianship::Column::Id.eq(id))).await?.ok_or_else(|| Error::field("guardian", "unknown-guardian"))?;
    let person = match row.guardian_id {
        Some(id) => Some(ws.get::<member::Entity>(id).await?),
        None => None,
    };
    ws.delete(guardianship::Entity::delete_many().filter(guardianship::Column::Id.eq(row.id))).await?;
    ws.audit("guardian-removed", format!("№ {}", minor.number), json!({ "personal": told(&row, person.as_ref()) })).await?;
    let reply = relatives_of(&ws, access.actor(), &minor).await?;
    ws.commit(reply).await
}

/// `member`: the guardian is one, whose own record has name and addresses.
fn read(input: &GuardianPerson, member: bool) -> Result<guardianship::ActiveModel> {
    let mut errors = FieldErrors::default();
    let kinship = clean(&input.kinship);
    if kinship.is_empty() {
        errors.add("kinship", "required");
    } else if !KINSHIPS.contains(&kinship.as_str()) {
        errors.add("kinship", "choice-unknown");
    }
    let (ar, fr) = (person::name(&mut errors, "name_ar", &input.name_ar), person::name(&mut errors, "name_fr", &input.name_fr));
    let phone = person::read(&mut errors, "phone", &input.phone, contact::phone);
    let email = person::read(&mut errors, "email", &input.email, contact::email);
    if member {
        let own = [("name_ar", &input.name_ar), ("name_fr", &input.name_fr), ("phone", &input.phone), ("email", &input.email)];
        for (field, _) in own.iter().filter(|(_, typed)| !clean(typed).is_empty()) {
            errors.add(field, "guardian-has-record");
        }
    } else if clean(&input.name_ar).is_empty() && clean(&input.name_fr).is_empty() {
        errors.add("name_ar", "name-required");
    }
    errors.finish()?;
    Ok(guardianship::ActiveModel {
        name_ar: Set(ar),
        name_fr: Set(fr),
        kinship: Set(kinship),
        phone: Set(phone),
        email: Set(email),
        ..Default::default()
    })
}

fn told(row: &guardianship::Model, person: Option<&member::Model>) -> Value {
    let name =
        person.map_or_else(|| row.name_fr.clone().or_else(|| row.name_ar.clone()), |person| name_fr(person).or_else(|| name_ar(person)));
    json!({ "guardian": name, "kinship": row.kinship, "phone": row.phone, "email": row.email })
}

/// Of the minors among the members: telephone, e-mail address and language of who acts for them, where somebody has any.
/// Gives whose e-mail addresses these are, by minor.
pub async fn in_their_place(ws: &Workspace, members: &mut [member::Model]) -> Result<HashMap<Uuid, Addressee>> {
    let minors: Vec<Uuid> = members.iter().filter(|row| majority::is_minor(row.born_on, ws.today())).map(|row| row.id).collect();
    let mut acting: HashMap<Uuid, Vec<guardianship::Model>> = HashMap::new();
    for slice in minors.chunks(SLICE) {
        let these = guardianship::Entity::find().filter(guardianship::Column::MemberId.is_in(slice.iter().copied()));
        for row in ws.all(these.order_by_asc(guardianship::Column::Id)).await? {
            acting.entry(row.member_id).or_default().push(row);
        }
    }
    let people = people(ws, acting.values().flatten().filter_map(|row| row.guardian_id).collect()).await?;
    let mut addressees = HashMap::new();
    for minor in members {
        let Some(rows) = acting.get(&minor.id) else { continue };
        let person = |row: &guardianship::Model| row.guardian_id.and_then(|id| people.get(&id));
        let rows: Vec<_> = rows.iter().filter(|row| person(row).is_none_or(|person| can_act(ws, person))).collect();
        let with_email = rows.iter().find_map(|row| match person(row) {
            Some(person) => {
                let name = Addressee { name_ar: name_ar(person), name_fr: name_fr(person) };
                Some((person.email.clone()?, Some(person.locale.clone()), name))
            }
            None => Some((row.email.clone()?, None, Addressee { name_ar: row.name_ar.clone(), name_fr: row.name_fr.clone() })),
        });
        if let Some((email, locale, name)) = with_email {
            addressees.insert(minor.id, name);
            minor.email = Some(email);
            minor.locale = locale.filter(|code| Locale::parse(code).is_some()).unwrap_or_else(|| minor.locale.clone());
        }
        let phone = rows.iter().find_map(|row| person(row).map_or_else(|| row.phone.clone(), |person| person.phone.clone()));
        minor.phone = phone.or_else(|| minor.phone.take());
    }
    Ok(addressees)
}

/// Members without an e-mail address of their own or of who acts for them.
pub fn without_email(ws: &Workspace) -> Condition {
    let of_age = Condition::any().add(member::Column::BornOn.is_null()).add(member::Column::BornOn.lte(majority::last_of_age(ws.today())));
    let other = Condition::all().add(guardianship::Column::Email.is_not_null());
    let acting = guarded(ws, other, Condition::all().add(member::Column::Email.is_not_null()));
    Condition::all().add(member::Column::Email.is_null()).add(of_age.add(member::Column::Id.not_in_subquery(acting)))
}

/// Minors for whom nobody acts.
pub fn alone(ws: &Workspace) -> Condition {
    let acting = guarded(ws, Condition::all(), Condition::all());
    let minor = Condition::all().add(member::Column::BornOn.gt(majority::last_of_age(ws.today())));
    minor.add(member::Column::Id.not_in_subquery(acting))
}

/// The ids of members who have a guardian, be it somebody else or a member who can act, of whom that is true.
fn guarded(ws: &Workspace, other: Condition, of_member: Condition) -> SelectStatement {
    let able = member::Entity::find().select_only().column(member::Column::Id).filter(member::Column::AssociationId.eq(ws.association().0));
    let of_age = Condition::any().add(member::Column::BornOn.is_null()).add(member::Column::BornOn.lte(majority::last_of_age(ws.today())));
    let able = able.filter(of_age).filter(member::Column::Status.ne(MemberStatus::Deceased.code())).filter(of_member);
    let either = Condition::any()
        .add(Condition::all().add(guardianship::Column::GuardianId.is_null()).add(other))
        .add(guardianship::Column::GuardianId.in_subquery(able.into_query()));
    let guarded = guardianship::Entity::find().select_only().column(guardianship::Column::MemberId);
    guarded.filter(guardianship::Column::AssociationId.eq(ws.association().0)).filter(either).into_query()
}

/// Of each of the members: who acts, as a file names them.
pub async fn named(ws: &Workspace, members: &[member::Model]) -> Result<HashMap<Uuid, String>> {
    let minors = members.iter().filter(|row| majority::is_minor(row.born_on, ws.today())).map(|row| row.id);
    let rows = ws
        .all(guardianship::Entity::find().filter(guardianship::Column::MemberId.is_in(minors)).order_by_asc(guardianship::Column::Id))
        .await?;
    let people = people(ws, rows.iter().filter_map(|row| row.guardian_id).collect()).await?;
    let mut named: HashMap<Uuid, String> = HashMap::new();
    for row in rows {
        let person = row.guardian_id.and_then(|id| people.get(&id));
        let told = to_contract(ws, &row, person, None, true);
        if let (true, Some(name)) = (told.acts, told.name_fr.or(told.name_ar)) {
            let words: Vec<String> = std::iter::once(name).chain(told.phone).collect();
            let entry = named.entry(row.member_id).or_default();
            *entry = [entry.as_str(), &words.join(" ")].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" / ");
        }
    }
    Ok(named)
}
