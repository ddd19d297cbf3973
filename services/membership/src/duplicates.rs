//! Who may be there twice: pairs of members who share what a person does not share with many others,
//! scored, with the reasons. A pair that somebody called two persons never comes back.

use crate::entity::{member, not_twins};
use crate::members::{name_ar, name_fr, to_contract};
use crate::numbering::{self, Pattern};
use crate::person::{Person, full_name};
use crate::words;
use chrono::NaiveDate;
use contracts::member_merges::{Distinct, Duplicates, Pair, PairMember};
use contracts::members::{MemberKind, Sex};
use contracts::{Done, Nothing};
use database::Workspace;
use kernel::fold::fold;
use kernel::id::new_id;
use kernel::permission::EditMembers;
use kernel::{Error, Result};
use sea_orm::{ActiveValue::Set, ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder};
use serde_json::json;
use std::collections::{BTreeSet, HashMap, HashSet};
use uuid::Uuid;
use web::Access;

/// Pairs that are shown at a time, the likeliest first.
const SHOWN: usize = 50;
/// A telephone of more people than that is nobody's own.
const CROWD: usize = 8;
/// From here on it is worth a look.
const LIKELY: i64 = 50;

/// `GET …/members/duplicates`
pub async fn list(access: Access<EditMembers>, _: Nothing) -> Result<Duplicates> {
    let ws = access.begin().await?;
    let pattern = numbering::pattern(&ws).await?;
    let rows = ws.all(member::Entity::find().filter(member::Column::AnonymisedAt.is_null()).order_by_asc(member::Column::Number)).await?;
    let told = told_apart(&ws).await?;
    let mut pairs = likely(&rows.iter().map(Known::of_row).collect::<Vec<_>>());
    pairs.retain(|pair| !told.contains(&ordered(rows[pair.one].id, rows[pair.other].id)));
    let found = i64::try_from(pairs.len()).map_err(Error::internal)?;
    let shown = pairs.into_iter().take(SHOWN).map(|pair| Pair {
        score: pair.score.min(100),
        reasons: pair.reasons.iter().map(|reason| (*reason).to_owned()).collect(),
        one: shown(&rows[pair.one], &pattern),
        other: shown(&rows[pair.other], &pattern),
    });
    Ok(Duplicates { found, pairs: shown.collect() })
}

/// `POST …/members/duplicates/distinct`: these two are two persons.
pub async fn tell_apart(access: Access<EditMembers>, input: Distinct) -> Result<Done> {
    let ws = access.begin().await?;
    let (one, other) = ordered(input.one, input.other);
    if one == other {
        return Err(Error::field("other", "unknown-member"));
    }
    let first = ws.hold::<member::Entity>(one).await?;
    let second = ws.hold::<member::Entity>(other).await?;
    let row = not_twins::ActiveModel { association_id: Set(ws.association().0), id: Set(new_id()), one_id: Set(one), other_id: Set(other) };
    if ws.insert_new(row).await? {
        ws.audit("members-told-apart", format!("№ {}, {}", first.number, second.number), json!({})).await?;
    }
    ws.commit(Done {}).await
}

async fn told_apart(ws: &Workspace) -> Result<HashSet<(Uuid, Uuid)>> {
    Ok(ws.all(not_twins::Entity::find()).await?.into_iter().map(|row| (row.one_id, row.other_id)).collect())
}

fn ordered(one: Uuid, other: Uuid) -> (Uuid, Uuid) {
    if one < other { (one, other) } else { (other, one) }
}

pub fn shown(row: &member::Model, pattern: &Pattern) -> PairMember {
    PairMember {
        id: row.id,
        code: to_contract(row.clone(), pattern).code,
        name_ar: name_ar(row),
        name_fr: name_fr(row),
        born_on: row.born_on,
        phone: row.phone.clone(),
        email: row.email.clone(),
        joined_on: row.joined_on,
    }
}

struct Likely {
    one: usize,
    other: usize,
    score: i64,
    reasons: Vec<&'static str>,
}

/// What a person is told apart by.
pub struct Known {
    kind: MemberKind,
    /// By script, in whatever order given and family name stand.
    names: Vec<(&'static str, String)>,
    phones: BTreeSet<String>,
    email: Option<String>,
    born_on: Option<NaiveDate>,
    sex: Option<Sex>,
}

impl Known {
    pub fn of_row(row: &member::Model) -> Self {
        let others = row.other_phones.as_deref().unwrap_or_default().lines();
        Self {
            kind: if row.kind == MemberKind::Body.code() { MemberKind::Body } else { MemberKind::Person },
            names: names([row.folded_ar.as_deref(), row.folded_fr.as_deref()]),
            phones: row.phone.iter().map(String::as_str).chain(others).map(str::to_owned).collect(),
            email: row.email_folded.clone(),
            born_on: row.born_on,
            sex: row.sex.as_deref().map(|sex| if sex == "f" { Sex::Female } else { Sex::Male }),
        }
    }

    /// Of somebody who is not there yet.
    pub fn of(person: &Person) -> Self {
        Self {
            kind: person.kind,
            names: names([person.folded_ar().as_deref(), person.folded_fr().as_deref()]),
            phones: person.phone.iter().chain(&person.other_phones).cloned().collect(),
            email: person.email_folded(),
            born_on: person.born_on,
            sex: person.sex,
        }
    }

    fn signs(&self) -> BTreeSet<String> {
        let mut signs: BTreeSet<String> = self.names.iter().map(|(_, name)| format!("n {name}")).collect();
        signs.extend(self.phones.iter().map(|phone| format!("p {phone}")));
        signs.extend(self.email.iter().map(|email| format!("e {email}")));
        signs
    }
}

fn names(folded: [Option<&str>; 2]) -> Vec<(&'static str, String)> {
    let in_order = |name: &str| {
        let mut words: Vec<&str> = name.split(' ').collect();
        words.sort_unstable();
        words.join(" ")
    };
    ["name_ar", "name_fr"].into_iter().zip(folded).filter_map(|(script, name)| Some((script, in_order(name?)))).collect()
}

/// Pairs that share a sign, the likeliest first.
fn likely(known: &[Known]) -> Vec<Likely> {
    let mut alike: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, one) in known.iter().enumerate() {
        for sign in one.signs() {
            alike.entry(sign).or_default().push(at);
        }
    }
    let mut met = HashSet::new();
    let mut pairs = Vec::new();
    for crowd in alike.values().filter(|crowd| (2..=CROWD).contains(&crowd.len())) {
        for (at, one) in crowd.iter().enumerate() {
            for other in &crowd[at + 1..] {
                if met.insert((*one, *other)) {
                    let (score, reasons) = compare(&known[*one], &known[*other]);
                    pairs.extend((score >= LIKELY).then_some(Likely { one: *one, other: *other, score, reasons }));
                }
            }
        }
    }
    pairs.sort_by_key(|pair| (-pair.score, pair.one, pair.other));
    pairs
}

/// Members who share a name (given and family name in either order), a telephone or an e-mail
/// address with somebody who is not there yet.
pub async fn sharing(ws: &Workspace, people: &[Person]) -> Result<Vec<member::Model>> {
    let phones = people.iter().flat_map(|person| person.phone.iter().chain(&person.other_phones));
    let emails = people.iter().flat_map(|person| person.email.iter().chain(&person.other_emails));
    let has_further = Condition::any().add(member::Column::OtherPhones.is_not_null()).add(member::Column::OtherEmails.is_not_null());
    let contacts: BTreeSet<String> = people.iter().flat_map(words::contacts).collect();
    let further =
        contacts.iter().fold(Condition::any(), |any, contact| any.add(words::is_there((member::Entity, member::Column::Words), contact)));
    let either = |of: fn(&Person) -> [Option<&str>; 2]| -> BTreeSet<String> {
        let orders = people.iter().map(of).flat_map(|[given, family]| [full_name(given, family), full_name(family, given)]);
        orders.flatten().map(|name| fold(&name)).collect()
    };
    let arabic = either(|person| [person.given_ar.as_deref(), person.family_ar.as_deref()]);
    let latin = either(|person| [person.given_fr.as_deref(), person.family_fr.as_deref()]);
    let share = Condition::any()
        .add(member::Column::FoldedAr.is_in(arabic))
        .add(member::Column::FoldedFr.is_in(latin))
        .add(member::Column::Phone.is_in(phones))
        .add(member::Column::EmailFolded.is_in(emails.map(|email| email.to_lowercase())))
        // few members have more than one
        .add(Condition::all().add(has_further).add(further));
    let named = member::Entity::find().filter(member::Column::AnonymisedAt.is_null()).filter(share);
    ws.all(named.order_by_asc(member::Column::Number)).await
}

/// A member who may be the same person, by the place in the list.
pub struct Alike {
    pub at: usize,
    pub score: i64,
    pub reasons: Vec<&'static str>,
}

/// Of each who is not there yet, the members who may be the same person, the likeliest first.
pub fn of_newcomers(newcomers: &[Known], members: &[Known]) -> Vec<Vec<Alike>> {
    let mut by_sign: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, newcomer) in newcomers.iter().enumerate() {
        for sign in newcomer.signs() {
            by_sign.entry(sign).or_default().push(at);
        }
    }
    let mut found: Vec<Vec<Alike>> = newcomers.iter().map(|_| Vec::new()).collect();
    for (at, member) in members.iter().enumerate() {
        let share: BTreeSet<usize> = member.signs().iter().filter_map(|sign| by_sign.get(sign)).flatten().copied().collect();
        for newcomer in share {
            let (score, reasons) = compare(&newcomers[newcomer], member);
            found[newcomer].extend((score >= LIKELY).then_some(Alike { at, score, reasons }));
        }
    }
    for alike in &mut found {
        alike.sort_by_key(|one| (-one.score, one.at));
    }
    found
}

/// How likely two are one person, and why.
pub fn compare(a: &Known, b: &Known) -> (i64, Vec<&'static str>) {
    let mut reasons = Vec::new();
    if a.kind != b.kind {
        return (0, reasons);
    }
    let mut score = 0;
    if let Some((script, _)) = a.names.iter().find(|name| b.names.contains(name)) {
        reasons.push(*script);
        score += 50;
    }
    if !a.phones.is_disjoint(&b.phones) {
        reasons.push("phone");
        score += 25;
    }
    if a.email.is_some() && a.email == b.email {
        reasons.push("email");
        score += 30;
    }
    match (a.born_on, b.born_on) {
        (Some(one), Some(other)) if one == other => {
            reasons.push("born_on");
            score += 25;
        }
        (Some(_), Some(_)) => score -= 40,
        _ => {}
    }
    if a.sex.is_some() && b.sex.is_some() && a.sex != b.sex {
        score -= 30;
    }
    (score, reasons)
}
