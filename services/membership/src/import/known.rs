//! Who is there already: no file makes one member twice.

use super::record;
use crate::entity::member;
use crate::person::Person;
use chrono::NaiveDate;
use database::Workspace;
use kernel::Result;
use sea_orm::{ColumnTrait, Condition, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect};
use std::collections::hash_map::DefaultHasher;
use std::collections::{BTreeSet, HashMap};
use std::hash::{Hash, Hasher};

/// What a member is known by, as numbers: a file of fifty thousand is held whole.
type Key = u64;

/// Two members are one when they share one of these: a name in either script together with the birth
/// date, the e-mail or the telephone, or, where neither has any of the three, the name alone.
fn keys(person: &Person) -> Vec<Key> {
    let mut signs: Vec<String> = Vec::new();
    signs.extend(person.born_on.map(|date| date.to_string()));
    signs.extend(person.email_folded());
    signs.extend(person.phone.clone());
    if signs.is_empty() {
        signs.push(String::new());
    }
    names(person).iter().flat_map(|name| signs.iter().map(move |sign| key(name, sign))).collect()
}

fn key(name: &str, sign: &str) -> Key {
    let mut hasher = DefaultHasher::new();
    (name, sign).hash(&mut hasher);
    hasher.finish()
}

fn names(person: &Person) -> Vec<String> {
    [person.folded_ar(), person.folded_fr()].into_iter().flatten().collect()
}

/// Lines of the same file, by what they are known by.
#[derive(Debug, Default)]
pub struct Before(HashMap<Key, u64>);

impl Before {
    /// The line that was the same before.
    pub fn find(&self, person: &Person) -> Option<u64> {
        keys(person).iter().find_map(|key| self.0.get(key)).copied()
    }

    /// As [`Self::find`]. Somebody new is known from then on.
    pub fn meet(&mut self, person: &Person, line: u64) -> Option<u64> {
        let before = self.find(person);
        if before.is_none() {
            self.0.extend(keys(person).into_iter().map(|key| (key, line)));
        }
        before
    }
}

/// Members who bear a name, or a number, of the lines that are being dealt with.
pub struct There {
    members: Vec<member::Model>,
    keys: HashMap<Key, usize>,
    names: HashMap<String, usize>,
    numbers: HashMap<i64, usize>,
}

impl There {
    /// Of those who bear a name only who shares more of it, and the first of each name: of a name that
    /// thousands bear the others are not read.
    pub async fn look(ws: &Workspace, people: &[&Person]) -> Result<Self> {
        let arabic: BTreeSet<String> = people.iter().filter_map(|person| person.folded_ar()).collect();
        let latin: BTreeSet<String> = people.iter().filter_map(|person| person.folded_fr()).collect();
        let mut numbers: BTreeSet<i64> = people.iter().filter_map(|person| person.own_number).collect();
        numbers.extend(first_of_each(ws, member::Column::FoldedAr, &arabic).await?);
        numbers.extend(first_of_each(ws, member::Column::FoldedFr, &latin).await?);
        let named = Condition::any().add(member::Column::FoldedAr.is_in(arabic)).add(member::Column::FoldedFr.is_in(latin));
        let alike = Condition::all().add(named).add(sharing_a_sign(people));
        let sought = Condition::any().add(alike).add(member::Column::Number.is_in(numbers));
        let members = ws.all(member::Entity::find().filter(sought).order_by_asc(member::Column::Number)).await?;
        let (mut by_key, mut by_name, mut by_number) = (HashMap::new(), HashMap::new(), HashMap::new());
        for (index, member) in members.iter().enumerate() {
            let person = record::person(member);
            by_number.insert(member.number, index);
            for key in keys(&person) {
                by_key.entry(key).or_insert(index);
            }
            for name in names(&person) {
                by_name.entry(name).or_insert(index);
            }
        }
        Ok(Self { members, keys: by_key, names: by_name, numbers: by_number })
    }

    /// The same member; a number and a name make one as well.
    pub fn find(&self, person: &Person) -> Option<&member::Model> {
        let known = keys(person).iter().find_map(|key| self.keys.get(key)).map(|index| &self.members[*index]);
        known.or_else(|| {
            let (other, mine) = (self.of_number(person.own_number?)?, names(person));
            names(&record::person(other)).iter().any(|name| mine.contains(name)).then_some(other)
        })
    }

    /// Who has this number.
    pub fn of_number(&self, number: i64) -> Option<&member::Model> {
        self.numbers.get(&number).map(|index| &self.members[*index])
    }

    /// Somebody of the same name, and nothing else.
    pub fn namesake(&self, person: &Person) -> Option<&member::Model> {
        names(person).iter().find_map(|name| self.names.get(name)).map(|index| &self.members[*index])
    }

    pub fn members(&self) -> &[member::Model] {
        &self.members
    }
}

#[derive(FromQueryResult)]
struct First {
    number: i64,
}

/// The lowest number of those who bear each of the names.
async fn first_of_each(ws: &Workspace, column: member::Column, names: &BTreeSet<String>) -> Result<Vec<i64>> {
    if names.is_empty() {
        return Ok(Vec::new());
    }
    let first = member::Entity::find().select_only().column_as(member::Column::Number.min(), "number");
    let rows: Vec<First> = ws.rows(first.filter(column.is_in(names.iter().cloned())).group_by(column)).await?;
    Ok(rows.into_iter().map(|row| row.number).collect())
}

/// By what [`keys`] tells namesakes apart.
fn sharing_a_sign(people: &[&Person]) -> Condition {
    let born: BTreeSet<NaiveDate> = people.iter().filter_map(|person| person.born_on).collect();
    let emails: BTreeSet<String> = people.iter().filter_map(|person| person.email_folded()).collect();
    let phones: BTreeSet<String> = people.iter().filter_map(|person| person.phone.clone()).collect();
    let nothing = Condition::all()
        .add(member::Column::BornOn.is_null())
        .add(member::Column::EmailFolded.is_null())
        .add(member::Column::Phone.is_null());
    Condition::any()
        .add(member::Column::BornOn.is_in(born))
        .add(member::Column::EmailFolded.is_in(emails))
        .add(member::Column::Phone.is_in(phones))
        .add(nothing)
}

#[cfg(test)]
mod tests {
    use super::super::lines::{Choice, Lines};
    use super::*;

    fn person(name: &str, born: &str, email: &str) -> Person {
        let email = Some(email.to_owned()).filter(|email| !email.is_empty());
        Person { given_ar: Some(name.into()), born_on: born.parse().ok(), email, ..Person::default() }
    }

    #[test]
    fn one_member_in_two_spellings_is_one() {
        let mut before = Before::default();
        assert_eq!(before.meet(&person("أحمد فاطمة", "1980-01-01", ""), 2), None);
        assert_eq!(before.meet(&person("احمد فاطمه", "1980-01-01", "a@b.ma"), 3), Some(2));
        assert_eq!(before.meet(&person("احمد فاطمه", "1980-01-02", ""), 4), None);
        assert_eq!(before.meet(&person("علي", "1980-01-01", "A@b.ma"), 5), None);
        assert_eq!(before.meet(&person("على", "", "a@B.ma"), 6), Some(5));
    }

    #[test]
    fn a_bare_name_is_the_same_as_another_bare_one_only() {
        let mut before = Before::default();
        assert_eq!(before.meet(&person("علي", "", ""), 1), None);
        assert_eq!(before.meet(&person("علي", "", ""), 2), Some(1));
        assert_eq!(before.meet(&person("علي", "1980-01-01", ""), 3), None);
    }

    fn repeated(bytes: &[u8]) -> usize {
        let today = NaiveDate::from_ymd_opt(2026, 11, 21).unwrap();
        let mut lines = Lines::open(bytes.to_vec(), &Choice::default(), today).unwrap();
        let (mut before, mut repeated) = (Before::default(), 0);
        loop {
            let batch = lines.batch().unwrap();
            if batch.is_empty() {
                return repeated;
            }
            for line in &batch {
                repeated += usize::from(line.read.as_ref().is_ok_and(|person| before.meet(person, line.number).is_some()));
            }
        }
    }

    #[test]
    fn the_samples_have_as_many_twice_as_their_makers_say() {
        assert_eq!(repeated(include_bytes!("../../tests/data/members_sefrou_windows1256.csv")), 2);
        assert_eq!(repeated(include_bytes!("../../tests/data/members_azrou_utf16.tsv")), 2);
        assert_eq!(repeated(include_bytes!("../../tests/data/members_casablanca.csv")), 0);
        assert_eq!(repeated(include_bytes!("../../tests/data/members_settat.xlsx")), 0);
    }
}
