//! Members: the list, adding.

use crate::entity::{member, paid_up};
use crate::filter::Filter;
use crate::numbering::Pattern;
use crate::person::{Person, full_name};
use crate::{categories, communes, dues_years, field_values, limits, numbering, profile, words};
use contracts::Page;
use contracts::events::Event;
use contracts::members::{AddMember, FindMembers, Member, MemberKind, MemberStatus, Sex};
use database::Workspace;
use kernel::dues_years::own_day;
use kernel::id::new_id;
use kernel::permission::{EditMembers, ViewMembers};
use kernel::{Error, Locale, Result};
use sea_orm::sea_query::SelectStatement;
use sea_orm::{ActiveValue, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QuerySelect, QueryTrait, Select};
use serde_json::json;
use std::collections::BTreeMap;
use uuid::Uuid;
use web::Access;

/// The series of members' numbers.
pub const SERIES: &str = "member";
const PAGE: usize = 50;
/// Members written at a time.
const SLICE: usize = 1_000;

/// `GET …/members`
pub async fn list(access: Access<ViewMembers>, input: FindMembers) -> Result<Page<Member>> {
    let after = after(input.after.as_deref())?;
    let filter = Filter::read(input, access.today())?;
    let ws = access.begin().await?;
    let pattern = numbering::pattern(&ws).await?;
    let years = dues_years::find(&ws).await?;
    let mut rows = ws.all(filter.select(&ws, access.actor(), (&pattern, &years), after).limit(PAGE as u64 + 1)).await?;
    let next = (rows.len() > PAGE).then(|| rows[PAGE - 1].number.to_string());
    rows.truncate(PAGE);
    let mut own = field_values::of_members(&ws, rows.iter().map(|row| row.id).collect()).await?;
    let paid = dues_years::paid_of(&ws, &years, &rows).await?;
    let today = ws.today();
    let shown = |row: member::Model| Member {
        own: own.remove(&row.id).unwrap_or_default(),
        dues_period: years.label(years.at(today, row.dues_day)),
        dues_paid: paid.contains(&row.id),
        ..to_contract(row, &pattern)
    };
    Ok(Page { items: rows.into_iter().map(shown).collect(), next })
}

/// `POST …/members`
pub async fn add(access: Access<EditMembers>, input: AddMember) -> Result<Member> {
    let mut person = match Person::read(&input, access.today()) {
        Ok(person) => person,
        Err(error) => return Err(field_values::all_errors(&access, error, &input.fields, None).await),
    };
    communes::name(&access, &mut person).await?;
    let ws = access.begin().await?;
    let locale = profile::locale(&ws, access.locale()).await?;
    let Newcomers { first, mut sample, .. } = write(&ws, std::slice::from_ref(&person), locale, 1).await?;
    let member = sample.pop().ok_or_else(|| Error::internal("no member was written"))?;
    field_values::read(&ws, &input.fields, BTreeMap::new(), true).await?.write(&ws, member.id).await?;
    ws.audit("members-added", format!("№ {first}"), json!({})).await?;
    announce_counts(&ws).await?;
    ws.commit(member).await
}

/// Who was written.
pub struct Newcomers {
    /// The first of their consecutive numbers.
    pub first: i64,
    /// The first of them.
    pub sample: Vec<Member>,
}

/// Writes new members, numbered one after the other; `locale` is for those who named none.
pub async fn write(ws: &Workspace, people: &[Person], locale: Locale, sample: usize) -> Result<Newcomers> {
    let count = i64::try_from(people.len()).map_err(Error::internal)?;
    let first = match people {
        [Person { own_number, .. }] => numbering::take(ws, *own_number).await?,
        _ => ws.take_numbers(SERIES, count).await?,
    };
    let numbered: Vec<_> = (first..).zip(people).map(|(number, person)| (number, person, MemberStatus::Active)).collect();
    let members = write_numbered(ws, &numbered, locale).await?;
    Ok(Newcomers { first, sample: members.into_iter().take(sample).collect() })
}

/// Writes new members, and gives them in their order. Their numbers are taken.
pub async fn write_numbered(ws: &Workspace, people: &[(i64, &Person, MemberStatus)], locale: Locale) -> Result<Vec<Member>> {
    let borne = people.iter().filter_map(|(_, person, _)| categories::folded(person)).collect();
    let (pattern, names) = (numbering::pattern(ws).await?, categories::hold_named(ws, &borne).await?);
    let active = people.iter().filter(|(_, _, status)| *status == MemberStatus::Active).count();
    limits::check_members(ws, i64::try_from(active).map_err(Error::internal)?).await?;
    let mut members = Vec::with_capacity(people.len());
    for slice in people.chunks(SLICE) {
        let mut rows = Vec::with_capacity(slice.len());
        for &(number, person, status) in slice {
            let member = preview(person, number, locale);
            let category = categories::folded(person).and_then(|folded| names.get(&folded).cloned()).or(member.category);
            let code = pattern.write(number, member.joined_on.unwrap_or_else(|| ws.today()));
            let active = status == MemberStatus::Active;
            let member = Member { id: new_id(), category, code, status, active, ..member };
            rows.push(member::ActiveModel { category: Set(member.category.clone()), ..row(person, &member, ws) });
            members.push(member);
        }
        ws.insert_many(rows).await?;
    }
    Ok(members)
}

/// A person as the member that he or she would be: without an id.
pub fn preview(person: &Person, number: i64, locale: Locale) -> Member {
    Member {
        id: Uuid::nil(),
        number,
        name_ar: person.name_ar(),
        name_fr: person.name_fr(),
        sex: person.sex,
        born_on: person.born_on,
        phone: person.phone.clone(),
        email: person.email.clone(),
        address: person.address.clone(),
        category: person.category.clone(),
        joined_on: person.joined_on,
        locale: person.locale.unwrap_or(locale),
        active: true,
        paid_year: None,
        dues_period: String::new(),
        dues_paid: false,
        kind: person.kind,
        status: MemberStatus::Active,
        code: number.to_string(),
        own: BTreeMap::new(),
    }
}

/// Tells how many members there are and how many of them have paid this year. Call it last in a
/// transaction that changes either.
pub async fn announce_counts(ws: &Workspace) -> Result<()> {
    // Two transactions that count at a time would each miss the other's: they take turns here, and
    // the second counts after the first's commit.
    ws.next_number("members-counted").await?;
    let (active, paid) = counts(ws).await?;
    ws.emit(Event::MembersCounted { year: dues_years::current(ws).await?, active, paid }).await
}

/// Active members, and those of them whose dues of the current year are paid.
pub async fn counts(ws: &Workspace) -> Result<(i64, i64)> {
    let paid = active().filter(dues_years::paid(ws, &dues_years::find(ws).await?));
    Ok((ws.count(active()).await?, ws.count(paid).await?))
}

/// Members whose dues of the year are paid in full.
pub fn paid_up(ws: &Workspace, year: i32) -> SelectStatement {
    // the association is named here as well: it leads the index
    let mine = paid_up::Entity::find()
        .select_only()
        .column(paid_up::Column::MemberId)
        .filter(paid_up::Column::AssociationId.eq(ws.association().0));
    mine.filter(paid_up::Column::Year.eq(year)).into_query()
}

/// The number in `after=`, from which a list goes on.
pub fn after(text: Option<&str>) -> Result<i64> {
    text.map_or(Ok(0), |text| text.parse().map_err(|_| Error::invalid("invalid-query")))
}

pub fn name_ar(row: &member::Model) -> Option<String> {
    full_name(row.given_ar.as_deref(), row.family_ar.as_deref())
}

pub fn name_fr(row: &member::Model) -> Option<String> {
    full_name(row.given_fr.as_deref(), row.family_fr.as_deref())
}

pub fn active() -> Select<member::Entity> {
    member::Entity::find().filter(member::Column::Active.eq(true))
}

fn row(person: &Person, member: &Member, ws: &Workspace) -> member::ActiveModel {
    member::ActiveModel {
        association_id: Set(ws.association().0),
        id: Set(member.id),
        number: Set(member.number),
        locale: Set(member.locale.code().into()),
        active: Set(member.active),
        paid_year: Set(None),
        dues_day: Set(person.joined_on.map(own_day)),
        created_at: Set(ws.now()),
        status: Set(member.status.code().into()),
        status_since: Set(None),
        version: Set(1),
        ..columns(person, member.number)
    }
}

/// What a person's record holds, as it stands in the row of this number, with the words by which a search finds it.
pub fn columns(person: &Person, number: i64) -> member::ActiveModel {
    let lines = |values: &[String]| Some(values.join("\n")).filter(|lines| !lines.is_empty());
    member::ActiveModel {
        given_ar: Set(person.given_ar.clone()),
        family_ar: Set(person.family_ar.clone()),
        given_fr: Set(person.given_fr.clone()),
        family_fr: Set(person.family_fr.clone()),
        folded_ar: Set(person.folded_ar()),
        folded_fr: Set(person.folded_fr()),
        sex: Set(person.sex.map(|sex| if sex == Sex::Female { "f".into() } else { "m".into() })),
        born_on: Set(person.born_on),
        phone: Set(person.phone.clone()),
        email: Set(person.email.clone()),
        email_folded: Set(person.email_folded()),
        address: Set(person.address.clone()),
        category: Set(person.category.clone()),
        category_folded: Set(categories::folded(person)),
        joined_on: Set(person.joined_on),
        // who has no day of joining keeps that of the first payment
        dues_day: person.joined_on.map_or(ActiveValue::NotSet, |joined| Set(Some(own_day(joined)))),
        kind: Set(person.kind.code().into()),
        nationality: Set(person.nationality.clone()),
        profession: Set(person.profession.clone()),
        other_phones: Set(lines(&person.other_phones)),
        other_emails: Set(lines(&person.other_emails)),
        commune: Set(person.commune.clone()),
        commune_ar: Set(person.commune_ar.clone()),
        commune_fr: Set(person.commune_fr.clone()),
        representative: Set(person.representative.clone()),
        words: Set(words::held(number, person)),
        ..Default::default()
    }
}

pub fn to_contract(row: member::Model, pattern: &Pattern) -> Member {
    Member {
        code: pattern.write(row.number, row.joined_on.unwrap_or_else(|| kernel::clock::to_local(row.created_at).date())),
        name_ar: name_ar(&row),
        name_fr: name_fr(&row),
        id: row.id,
        number: row.number,
        sex: row.sex.map(|sex| if sex == "f" { Sex::Female } else { Sex::Male }),
        born_on: row.born_on,
        phone: row.phone,
        email: row.email,
        address: row.address,
        category: row.category,
        joined_on: row.joined_on,
        locale: Locale::parse(&row.locale).unwrap_or_default(),
        active: row.active,
        paid_year: row.paid_year,
        dues_period: String::new(),
        dues_paid: false,
        kind: if row.kind == MemberKind::Body.code() { MemberKind::Body } else { MemberKind::Person },
        status: MemberStatus::parse(&row.status).unwrap_or_default(),
        own: BTreeMap::new(),
    }
}
