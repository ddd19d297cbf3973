//! The form by which anybody asks to join. Off until the board opens it; where it is not open, strangers find as
//! little as where there is no association. What comes is bounded, and no answer says who is a member.

use crate::entity::{application, category, field, joining};
use crate::person::Person;
use crate::{acknowledgements, applicants, applications, fields, profile, words};
use chrono::{Duration, NaiveDate};
use contracts::joining::{ApplicationState, Apply, JoiningForm, JoiningSettings, SetJoining};
use contracts::member_fields::Field;
use contracts::members::AddMember;
use contracts::{Done, Nothing};
use database::Workspace;
use kernel::error::FieldErrors;
use kernel::fold::{clean, clean_lines, fold};
use kernel::id::{named_id, new_id};
use kernel::permission::{ApplyToJoin, EditMembers};
use kernel::{Actor, Error, Kind, Locale, Result, Standing};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use serde_json::{Value, json};
use web::Access;

/// Characters.
const LONGEST_MESSAGE: usize = 1_000;
const LONGEST_WELCOME: usize = 1_500;
/// Applications of an hour and of a day: from one network, which may be a neighbourhood's, and in all.
const OF_NETWORK: [i64; 2] = [20, 60];
const OF_ALL: [i64; 2] = [100, 400];
/// That wait for the board.
const MOST_WAITING: i64 = 5_000;

/// `GET …/joining`
pub async fn show(access: Access<ApplyToJoin>, _: Nothing) -> Result<JoiningForm> {
    check_standing(access.actor())?;
    let ws = access.begin().await?;
    let form = open_form(&ws).await?;
    let profile = profile::find(&ws).await?.ok_or_else(Error::not_found)?;
    let categories = offered(&ws).await?.into_iter().map(|row| row.name).collect();
    Ok(JoiningForm {
        association_ar: profile.name_ar,
        association_fr: profile.name_fr,
        welcome_ar: form.welcome_ar,
        welcome_fr: form.welcome_fr,
        categories,
        fields: applicants::asked(&ws).await?,
    })
}

/// A workspace that is closed takes nothing from strangers, and does not tell them so.
fn check_standing(actor: &Actor) -> Result<()> {
    if actor.standing == Standing::Active { Ok(()) } else { Err(Error::not_found()) }
}

async fn find(ws: &Workspace) -> Result<Option<joining::Model>> {
    ws.one(joining::Entity::find().filter(joining::Column::Id.eq(named_id("joining")))).await
}

async fn open_form(ws: &Workspace) -> Result<joining::Model> {
    find(ws).await?.filter(|form| form.open).ok_or_else(Error::not_found)
}

async fn offered(ws: &Workspace) -> Result<Vec<category::Model>> {
    ws.all(category::Entity::find().filter(category::Column::ForApplicants.eq(true)).order_by_asc(category::Column::NameFolded)).await
}

/// `POST …/applications`
///
/// # Errors
/// Every field that is wrong; `applications-too-many-hour`, `applications-too-many-day`, `applications-too-many-waiting`.
pub async fn apply(access: Access<ApplyToJoin>, input: Apply) -> Result<Done> {
    check_standing(access.actor())?;
    let ws = access.begin().await?;
    open_form(&ws).await?;
    let (answers, wrong) = applicants::read(&applicants::asked(&ws).await?, &input.fields);
    let new = match read(&input, &offered(&ws).await?, access.today(), access.locale()) {
        Ok(new) if wrong.is_empty() => new,
        Ok(_) => return Err(Error::fields(wrong)),
        Err(error) => return Err(Error::fields([error.field_errors(), &wrong].concat())),
    };
    let network = &access.actor().whence.network;
    let mark = (!network.is_empty()).then(|| access.state().signer().sign("application-network", network));
    // whoever applies waits here for whoever does already, and counts what came from there
    let number = ws.next_number(applications::SERIES).await?;
    check_room(&ws, mark.as_deref()).await?;
    let row = application::ActiveModel {
        id: Set(new_id()),
        number: Set(number),
        given_ar: Set(new.person.given_ar.clone()),
        family_ar: Set(new.person.family_ar.clone()),
        given_fr: Set(new.person.given_fr.clone()),
        family_fr: Set(new.person.family_fr.clone()),
        born_on: Set(new.person.born_on),
        phone: Set(new.person.phone.clone()),
        email: Set(new.person.email.clone()),
        email_folded: Set(new.person.email_folded()),
        address: Set(new.person.address.clone()),
        category: Set(new.person.category.clone()),
        message: Set(new.message),
        own: Set(applicants::kept(&answers)?),
        words: Set(Some(words::held(number, &new.person))),
        locale: Set(access.locale().code().into()),
        state: Set(ApplicationState::Open.code().into()),
        received_at: Set(ws.now()),
        mark: Set(mark),
        acknowledged_on: Set(acknowledgements::send(&ws, new.person.email.as_deref(), access.locale()).await?),
        ..Default::default()
    };
    ws.insert(row).await?;
    applications::plan(&ws).await?;
    ws.commit(Done {}).await
}

async fn check_room(ws: &Workspace, mark: Option<&str>) -> Result<()> {
    let too_many = async |since: Duration, at: usize| -> Result<bool> {
        let recent = application::Entity::find().filter(application::Column::ReceivedAt.gt(ws.now() - since));
        if ws.count(recent.clone()).await? >= OF_ALL[at] {
            return Ok(true);
        }
        let Some(mark) = mark else { return Ok(false) };
        Ok(ws.count(recent.filter(application::Column::Mark.eq(mark))).await? >= OF_NETWORK[at])
    };
    if too_many(Duration::days(1), 1).await? {
        return Err(Error::new(Kind::TooMany, "applications-too-many-day"));
    }
    if too_many(Duration::hours(1), 0).await? {
        return Err(Error::new(Kind::TooMany, "applications-too-many-hour"));
    }
    if applications::waiting(ws).await? >= MOST_WAITING {
        return Err(Error::new(Kind::TooMany, "applications-too-many-waiting"));
    }
    Ok(())
}

struct New {
    person: Person,
    message: Option<String>,
}

fn read(input: &Apply, offered: &[category::Model], today: NaiveDate, locale: Locale) -> Result<New> {
    let typed = AddMember {
        given_ar: input.given_ar.clone(),
        family_ar: input.family_ar.clone(),
        given_fr: input.given_fr.clone(),
        family_fr: input.family_fr.clone(),
        born_on: input.born_on.clone(),
        phone: input.phone.clone(),
        email: input.email.clone(),
        address: input.address.clone(),
        locale: locale.code().into(),
        ..AddMember::default()
    };
    let (person, mut errors) = (Person::read(&typed, today), FieldErrors::default());
    if clean(&input.phone).is_empty() && clean(&input.email).is_empty() {
        errors.add("phone", "contact-required");
    }
    let wanted = fold(&clean(&input.category));
    let category = offered.iter().find(|row| row.name_folded == wanted).map(|row| row.name.clone());
    if category.is_none() && !wanted.is_empty() {
        errors.add("category", "choice-unknown");
    }
    let message = text(&mut errors, "message", &input.message, LONGEST_MESSAGE);
    if input.consent != "yes" {
        errors.add("consent", "consent-required");
    }
    match (person, errors.finish()) {
        (Ok(person), Ok(())) => Ok(New { person: Person { category, ..person }, message }),
        (Ok(_), Err(error)) | (Err(error), Ok(())) => Err(error),
        (Err(one), Err(other)) => Err(Error::fields([one.field_errors(), other.field_errors()].concat())),
    }
}

fn text(errors: &mut FieldErrors, field: &str, typed: &str, most: usize) -> Option<String> {
    let text = clean_lines(typed);
    if text.chars().count() > most {
        errors.add_with(field, "too-long", "max", most);
    }
    Some(text).filter(|text| !text.is_empty())
}

/// `GET …/joining/settings`
pub async fn settings(access: Access<EditMembers>, _: Nothing) -> Result<JoiningSettings> {
    let ws = access.begin().await?;
    of_rows(&ws).await
}

async fn of_rows(ws: &Workspace) -> Result<JoiningSettings> {
    let categories = offered(ws).await?.into_iter().map(|row| row.id).collect();
    let form = find(ws).await?;
    let open = form.as_ref().is_some_and(|form| form.open);
    let (welcome_ar, welcome_fr) = form.map_or((None, None), |form| (form.welcome_ar, form.welcome_fr));
    let fields = applicants::asked(ws).await?.into_iter().map(|field| field.id).collect();
    Ok(JoiningSettings { open, welcome_ar, welcome_fr, categories, fields })
}

/// `POST …/joining/settings`
pub async fn set(access: Access<EditMembers>, input: SetJoining) -> Result<JoiningSettings> {
    let mut errors = FieldErrors::default();
    let welcome_ar = text(&mut errors, "welcome_ar", &input.welcome_ar, LONGEST_WELCOME);
    let welcome_fr = text(&mut errors, "welcome_fr", &input.welcome_fr, LONGEST_WELCOME);
    errors.finish()?;
    let ws = access.begin().await?;
    let id = named_id("joining");
    let row = joining::ActiveModel {
        association_id: Set(ws.association().0),
        id: Set(id),
        open: Set(input.open == "yes"),
        welcome_ar: Set(welcome_ar),
        welcome_fr: Set(welcome_fr),
    };
    let first = joining::ActiveModel { open: Set(false), welcome_ar: Set(None), welcome_fr: Set(None), ..row.clone() };
    ws.insert_new(first).await?;
    ws.lock::<joining::Entity>(id).await?;
    let before = told(&ws, &of_rows(&ws).await?).await?;
    ws.update(row).await?;
    offer(&ws, &input).await?;
    ask(&ws, &input).await?;
    let after = of_rows(&ws).await?;
    let details = contracts::audit::changes(&before, &told(&ws, &after).await?);
    if details["after"] != json!({}) {
        ws.audit("member-joining-set", "", details).await?;
    }
    ws.commit(after).await
}

/// In the order of their ids, as writers of members hold them.
async fn offer(ws: &Workspace, input: &SetJoining) -> Result<()> {
    let rows = ws.all(category::Entity::find().order_by_asc(category::Column::Id)).await?;
    if input.categories.iter().any(|id| !rows.iter().any(|row| row.id == *id)) {
        return Err(Error::field("categories", "choice-unknown"));
    }
    for row in rows {
        let offered = input.categories.contains(&row.id);
        if row.for_applicants != offered {
            ws.update(category::ActiveModel { id: Set(row.id), for_applicants: Set(offered), ..Default::default() }).await?;
        }
    }
    Ok(())
}

/// In the order of their ids, as writers of their values hold them.
async fn ask(ws: &Workspace, input: &SetJoining) -> Result<()> {
    let rows = ws.all(field::Entity::find().order_by_asc(field::Column::Id)).await?;
    let ids: Vec<_> = rows.iter().filter(|row| row.for_applicants || input.fields.contains(&row.id)).map(|row| row.id).collect();
    let locked = ws.lock_all::<field::Entity>(ids).await?;
    if input.fields.iter().any(|id| !locked.iter().any(|row| row.id == *id)) {
        return Err(Error::field("fields", "choice-unknown"));
    }
    for row in locked {
        let (id, was_asked, asked) = (row.id, row.for_applicants, input.fields.contains(&row.id));
        if asked && !applicants::may_ask(&fields::to_contract(row)?) {
            return Err(Error::field("fields", "choice-unknown"));
        }
        if was_asked != asked {
            ws.update(field::ActiveModel { id: Set(id), for_applicants: Set(asked), ..Default::default() }).await?;
        }
    }
    Ok(())
}

async fn told(ws: &Workspace, settings: &JoiningSettings) -> Result<Value> {
    let names: Vec<String> = offered(ws).await?.into_iter().map(|row| row.name).collect();
    let asked: Vec<String> = applicants::asked(ws).await?.iter().map(Field::both_labels).collect();
    Ok(json!({ "asked": asked.join(", "), "open": settings.open, "welcome_ar": settings.welcome_ar, "welcome_fr": settings.welcome_fr,
        "categories": names.join(", ") }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(change: impl FnOnce(&mut Apply)) -> Vec<(String, String)> {
        let mut input = Apply { given_fr: "Amina".into(), phone: "0612345678".into(), consent: "yes".into(), ..Apply::default() };
        change(&mut input);
        let offered = category::Model {
            association_id: uuid::Uuid::nil(),
            id: uuid::Uuid::nil(),
            name: "Étudiant".into(),
            name_folded: "etudiant".into(),
            may_vote: true,
            may_stand: true,
            for_applicants: true,
        };
        let today = NaiveDate::from_ymd_opt(2026, 11, 21).unwrap();
        let told = read(&input, &[offered], today, Locale::Fr).err();
        told.map(|error| error.field_errors().iter().map(|one| (one.field.clone(), one.code.clone())).collect()).unwrap_or_default()
    }

    #[test]
    fn an_application_says_who_and_how_to_answer() {
        let one = |field: &str, code: &str| vec![(field.to_owned(), code.to_owned())];
        assert_eq!(codes(|_| {}), []);
        assert_eq!(codes(|input| input.category = "ÉTUDIANT".into()), []);
        assert_eq!(codes(|input| input.category = "Honneur".into()), one("category", "choice-unknown"));
        assert_eq!(codes(|input| input.phone.clear()), one("phone", "contact-required"));
        assert_eq!(codes(|input| input.consent.clear()), one("consent", "consent-required"));
        assert_eq!(codes(|input| input.given_fr = "a\u{202e}b".into()), one("given_fr", "name-turned"));
        assert_eq!(codes(|input| input.message = "م".repeat(LONGEST_MESSAGE + 1)), one("message", "too-long"));
        assert_eq!(codes(|input| input.born_on = "22/11/2026".into()), one("born_on", "date-future"));
    }

    #[test]
    fn all_that_is_wrong_is_told_at_once() {
        let told = codes(|input| (input.given_fr, input.email, input.consent) = (String::new(), "x".into(), String::new()));
        let fields: Vec<&str> = told.iter().map(|(field, _)| field.as_str()).collect();
        assert_eq!(fields, ["email", "given_ar", "consent"]);
    }
}
