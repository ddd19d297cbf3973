//! Who may be there twice: pairs of members who share what a person does not share with many others,
//! scored, with the reasons. A pair that somebody called two persons never comes back.

use crate::entity::{member, not_twins};
use crate::members::{name_ar, name_fr, to_contract};
use crate::numbering::{self, Pattern};
use contracts::member_merges::{Distinct, Duplicates, Pair, PairMember};
use contracts::{Done, Nothing};
use database::Workspace;
use kernel::id::new_id;
use kernel::permission::EditMembers;
use kernel::{Error, Result};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
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
    let mut pairs = likely(&rows);
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

fn shown(row: &member::Model, pattern: &Pattern) -> PairMember {
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

/// Pairs that share a sign, the likeliest first.
fn likely(rows: &[member::Model]) -> Vec<Likely> {
    let mut alike: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, row) in rows.iter().enumerate() {
        for sign in signs(row) {
            alike.entry(sign).or_default().push(at);
        }
    }
    let mut met = HashSet::new();
    let mut pairs = Vec::new();
    for crowd in alike.values().filter(|crowd| (2..=CROWD).contains(&crowd.len())) {
        for (at, one) in crowd.iter().enumerate() {
            for other in &crowd[at + 1..] {
                if met.insert((*one, *other)) {
                    pairs.extend(score(*one, *other, rows));
                }
            }
        }
    }
    pairs.sort_by_key(|pair| (-pair.score, pair.one, pair.other));
    pairs
}

fn signs(row: &member::Model) -> BTreeSet<String> {
    let mut signs: BTreeSet<String> = names(row).into_iter().map(|(_, name)| format!("n {name}")).collect();
    signs.extend(phones(row).into_iter().map(|phone| format!("p {phone}")));
    signs.extend(row.email_folded.as_ref().map(|email| format!("e {email}")));
    signs
}

/// In whatever order given and family name stand.
fn names(row: &member::Model) -> Vec<(&'static str, String)> {
    let in_order = |name: &String| {
        let mut words: Vec<&str> = name.split(' ').collect();
        words.sort_unstable();
        words.join(" ")
    };
    let both = [("name_ar", &row.folded_ar), ("name_fr", &row.folded_fr)];
    both.into_iter().filter_map(|(script, name)| Some((script, in_order(name.as_ref()?)))).collect()
}

fn phones(row: &member::Model) -> BTreeSet<&str> {
    row.phone.iter().map(String::as_str).chain(row.other_phones.as_deref().unwrap_or_default().lines()).collect()
}

fn score(one: usize, other: usize, rows: &[member::Model]) -> Option<Likely> {
    let (a, b) = (&rows[one], &rows[other]);
    if a.kind != b.kind {
        return None;
    }
    let mut reasons = Vec::new();
    let mut score = 0;
    let theirs = names(b);
    if let Some((script, _)) = names(a).into_iter().find(|name| theirs.contains(name)) {
        reasons.push(script);
        score += 50;
    }
    if !phones(a).is_disjoint(&phones(b)) {
        reasons.push("phone");
        score += 25;
    }
    if a.email_folded.is_some() && a.email_folded == b.email_folded {
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
    (score >= LIKELY).then_some(Likely { one, other, score, reasons })
}
