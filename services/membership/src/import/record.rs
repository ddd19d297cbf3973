//! A member's record as an import sees it: what of it a file may bring, compared, changed, put back.

use super::own::Brought;
use crate::entity::member;
use crate::members;
use crate::person::Person;
use chrono::NaiveDate;
use contracts::member_imports::{Existing, TwinField};
use contracts::members::{AddMember, MemberKind, MemberStatus, Sex};
use database::Workspace;
use kernel::fold::fold;
use kernel::{Locale, Result};
use sea_orm::ActiveValue::Set;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use uuid::Uuid;

/// The record in a row.
pub fn person(row: &member::Model) -> Person {
    Person {
        given_ar: row.given_ar.clone(),
        family_ar: row.family_ar.clone(),
        given_fr: row.given_fr.clone(),
        family_fr: row.family_fr.clone(),
        sex: row.sex.as_deref().map(|sex| if sex == "f" { Sex::Female } else { Sex::Male }),
        born_on: row.born_on,
        phone: row.phone.clone(),
        email: row.email.clone(),
        address: row.address.clone(),
        category: row.category.clone(),
        joined_on: row.joined_on,
        locale: Locale::parse(&row.locale),
        kind: if row.kind == MemberKind::Body.code() { MemberKind::Body } else { MemberKind::Person },
        nationality: row.nationality.clone(),
        profession: row.profession.clone(),
        other_phones: lines(row.other_phones.as_deref()),
        other_emails: lines(row.other_emails.as_deref()),
        commune: row.commune.clone(),
        commune_ar: row.commune_ar.clone(),
        commune_fr: row.commune_fr.clone(),
        representative: row.representative.clone(),
        own_number: None,
    }
}

fn lines(kept: Option<&str>) -> Vec<String> {
    kept.unwrap_or_default().lines().map(str::to_owned).collect()
}

/// Of a record that nobody has edited.
pub const FIRST_MARK: &str = "1";

/// Changes when anybody edits the record.
pub fn mark(row: &member::Model) -> String {
    row.version.to_string()
}

/// The record as somebody would type it.
pub fn typed(person: &Person) -> AddMember {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let date = |value: Option<chrono::NaiveDate>| value.map(|date| date.to_string()).unwrap_or_default();
    AddMember {
        given_ar: text(&person.given_ar),
        family_ar: text(&person.family_ar),
        given_fr: text(&person.given_fr),
        family_fr: text(&person.family_fr),
        sex: person.sex.map(|sex| if sex == Sex::Female { "f".to_owned() } else { "m".to_owned() }).unwrap_or_default(),
        born_on: date(person.born_on),
        phone: text(&person.phone),
        email: text(&person.email),
        address: text(&person.address),
        category: text(&person.category),
        joined_on: date(person.joined_on),
        locale: person.locale.map(|locale| locale.code().to_owned()).unwrap_or_default(),
        kind: person.kind.code().to_owned(),
        nationality: text(&person.nationality),
        profession: text(&person.profession),
        other_phones: person.other_phones.join("\n"),
        other_emails: person.other_emails.join("\n"),
        commune: text(&person.commune),
        representative: text(&person.representative),
        own_number: String::new(),
        fields: BTreeMap::new(),
    }
}

/// A record as it was, with what nobody types.
#[derive(Serialize, Deserialize)]
pub struct Before {
    #[serde(flatten)]
    typed: AddMember,
    #[serde(default)]
    commune_ar: Option<String>,
    #[serde(default)]
    commune_fr: Option<String>,
    /// What stood in fields of the association's own where the import brought something else.
    #[serde(default)]
    pub own: Brought,
    /// How the member belonged and since when, where the import changed that.
    #[serde(default)]
    pub status: Option<(String, Option<NaiveDate>)>,
}

impl Before {
    pub fn of(person: &Person) -> Self {
        let (commune_ar, commune_fr) = (person.commune_ar.clone(), person.commune_fr.clone());
        Self { typed: typed(person), commune_ar, commune_fr, own: Brought::new(), status: None }
    }

    pub fn person(self, today: NaiveDate) -> Result<Person> {
        let person = Person::read(&self.typed, today)?;
        Ok(Person { commune_ar: self.commune_ar, commune_fr: self.commune_fr, ..person })
    }
}

fn fields(typed: &AddMember) -> [(&'static str, &str); 17] {
    [
        ("given_ar", &typed.given_ar),
        ("family_ar", &typed.family_ar),
        ("given_fr", &typed.given_fr),
        ("family_fr", &typed.family_fr),
        ("sex", &typed.sex),
        ("born_on", &typed.born_on),
        ("phone", &typed.phone),
        ("email", &typed.email),
        ("address", &typed.address),
        ("category", &typed.category),
        ("joined_on", &typed.joined_on),
        ("locale", &typed.locale),
        ("nationality", &typed.nationality),
        ("profession", &typed.profession),
        ("other_phones", &typed.other_phones),
        ("other_emails", &typed.other_emails),
        ("commune", &typed.commune),
    ]
}

/// The record with what the file brings, and what differs. A file takes nothing away.
pub fn merge(there: &Person, file: &Person, existing: Existing) -> (Person, Vec<TwinField>) {
    let mut merged = there.clone();
    let replaces = existing == Existing::Replace;
    let (arabic, latin) = (there.name_ar().is_none(), there.name_fr().is_none());
    if existing != Existing::Keep {
        // the two parts of a name belong together
        take_names((&mut merged.given_ar, &mut merged.family_ar), (&file.given_ar, &file.family_ar), arabic || replaces);
        take_names((&mut merged.given_fr, &mut merged.family_fr), (&file.given_fr, &file.family_fr), latin || replaces);
        take(&mut merged.sex, file.sex.as_ref(), replaces);
        take(&mut merged.born_on, file.born_on.as_ref(), replaces);
        take(&mut merged.phone, file.phone.as_ref(), replaces);
        take(&mut merged.email, file.email.as_ref(), replaces);
        take(&mut merged.address, file.address.as_ref(), replaces);
        take(&mut merged.category, file.category.as_ref(), replaces);
        take(&mut merged.joined_on, file.joined_on.as_ref(), replaces);
        take(&mut merged.locale, file.locale.as_ref(), replaces);
        if file.commune.is_some() && (replaces || merged.commune.is_none()) {
            merged.commune.clone_from(&file.commune);
            (merged.commune_ar, merged.commune_fr) = (file.commune_ar.clone(), file.commune_fr.clone());
        }
        take(&mut merged.nationality, file.nationality.as_ref(), replaces);
        take(&mut merged.profession, file.profession.as_ref(), replaces);
        take_list(&mut merged.other_phones, &file.other_phones, replaces);
        take_list(&mut merged.other_emails, &file.other_emails, replaces);
    }
    let (before, brought, after) = (typed(there), typed(file), typed(&merged));
    let each = fields(&before).into_iter().zip(fields(&brought)).zip(fields(&after));
    let differs = each.filter(|(((_, before), (_, brought)), _)| !brought.is_empty() && fold(before) != fold(brought));
    let shown = |field: &str, value: &str, of: &Person| if field == "commune" { commune(of) } else { value.to_owned() };
    let differences = differs.map(|(((field, before), (_, brought)), (_, after))| TwinField {
        field: field.into(),
        file: shown(field, brought, file),
        there: shown(field, before, there),
        taken: before != after,
    });
    let differences: Vec<TwinField> = differences.collect();
    // another way of writing the same is no change
    let merged = if differences.iter().any(|difference| difference.taken) { merged } else { there.clone() };
    (merged, differences)
}

/// By its names, as nobody knows its code.
fn commune(person: &Person) -> String {
    let names = [person.commune_ar.as_deref(), person.commune_fr.as_deref()];
    names.into_iter().flatten().collect::<Vec<_>>().join(" – ")
}

fn take<T: Clone>(place: &mut Option<T>, brought: Option<&T>, replaces: bool) {
    if let Some(brought) = brought.filter(|_| replaces || place.is_none()) {
        *place = Some(brought.clone());
    }
}

fn take_list(place: &mut Vec<String>, brought: &[String], replaces: bool) {
    if !brought.is_empty() && (replaces || place.is_empty()) {
        *place = brought.to_vec();
    }
}

fn take_names(place: (&mut Option<String>, &mut Option<String>), brought: (&Option<String>, &Option<String>), may: bool) {
    if may && (brought.0.is_some() || brought.1.is_some()) {
        (*place.0, *place.1) = (brought.0.clone(), brought.1.clone());
    }
}

/// Writes another record in the place of the one that is there.
pub async fn change(ws: &Workspace, row: &member::Model, person: &Person) -> Result<member::Model> {
    let locale = person.locale.map_or_else(|| row.locale.clone(), |locale| locale.code().to_owned());
    let columns = members::columns(person, row.number);
    ws.update(member::ActiveModel { id: Set(row.id), locale: Set(locale), version: Set(row.version + 1), ..columns }).await
}

/// How somebody belongs, and since when.
pub async fn set_status(ws: &Workspace, id: Uuid, status: &str, since: Option<NaiveDate>) -> Result<()> {
    let active = Set(status == MemberStatus::Active.code());
    let row = member::ActiveModel { id: Set(id), status: Set(status.to_owned()), status_since: Set(since), active, ..Default::default() };
    ws.update(row).await.map(drop)
}

/// What a record was before, in place of what an import made of it.
pub fn put_back(now: &Person, before: &Person) -> Person {
    Person {
        given_ar: before.given_ar.clone(),
        family_ar: before.family_ar.clone(),
        given_fr: before.given_fr.clone(),
        family_fr: before.family_fr.clone(),
        sex: before.sex,
        born_on: before.born_on,
        phone: before.phone.clone(),
        email: before.email.clone(),
        address: before.address.clone(),
        category: before.category.clone(),
        joined_on: before.joined_on,
        locale: before.locale.or(now.locale),
        nationality: before.nationality.clone(),
        profession: before.profession.clone(),
        other_phones: before.other_phones.clone(),
        other_emails: before.other_emails.clone(),
        commune: before.commune.clone(),
        commune_ar: before.commune_ar.clone(),
        commune_fr: before.commune_fr.clone(),
        ..now.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(phone: &str, email: &str, given: &str) -> Person {
        let text = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        Person { given_fr: text(given), phone: text(phone), email: text(email), ..Person::default() }
    }

    #[test]
    fn a_file_fills_replaces_or_leaves_and_takes_nothing_away() {
        let (there, file) = (person("+212600000001", "", "Ali"), person("+212600000002", "a@b.ma", "ALI"));
        let (filled, differences) = merge(&there, &file, Existing::Fill);
        assert_eq!(filled, person("+212600000001", "a@b.ma", "Ali"));
        let told: Vec<_> = differences.iter().map(|difference| (difference.field.as_str(), difference.taken)).collect();
        assert_eq!(told, [("phone", false), ("email", true)]);
        assert_eq!(merge(&there, &file, Existing::Replace).0, person("+212600000002", "a@b.ma", "ALI"));
        assert_eq!(merge(&there, &file, Existing::Keep).0, there);
        assert_eq!(merge(&there, &person("", "", "ALI"), Existing::Replace).0, there);
    }
}
