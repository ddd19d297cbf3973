//! How members are numbered: one after the other, or as the board chooses; and how a number is
//! written. The number itself never changes, so a pattern may.

use crate::entity::{member, numbering};
use crate::members::SERIES;
use chrono::{Datelike, NaiveDate};
use contracts::Nothing;
use contracts::categories::{Numbering, SetNumbering};
use database::Workspace;
use kernel::fold::{clean, western_digits};
use kernel::permission::{EditMembers, ViewMembers};
use kernel::{Error, Result};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use serde_json::json;
use web::Access;

const DEFAULT: &str = "{n}";
/// Characters of a pattern.
const LONGEST: usize = 30;
/// Digits of a number that somebody chooses.
const MOST_DIGITS: usize = 9;

#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    Text(String),
    Year,
    /// With so many digits at least.
    Number(usize),
}

/// How a number is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern(Vec<Part>);

impl Pattern {
    /// # Errors
    /// A field error's code.
    pub fn read(text: &str) -> Result<Self, &'static str> {
        let (mut parts, mut rest) = (Vec::new(), text);
        while let Some(at) = rest.find(['{', '}']) {
            let (before, found) = rest.split_at(at);
            let end = found.find('}').filter(|_| found.starts_with('{')).ok_or("pattern-wrong")?;
            parts.extend(Some(Part::Text(before.to_owned())).filter(|_| !before.is_empty()));
            parts.push(match &found[1..end] {
                "year" => Part::Year,
                "n" => Part::Number(1),
                other => {
                    let width =
                        other.strip_prefix("n:").and_then(|width| width.parse().ok()).filter(|width| (1..=MOST_DIGITS).contains(width));
                    Part::Number(width.ok_or("pattern-wrong")?)
                }
            });
            rest = &found[end + 1..];
        }
        parts.extend(Some(Part::Text(rest.to_owned())).filter(|_| !rest.is_empty()));
        // one number in it, and no digits against it, or two members could bear one code
        let numbers = parts.iter().filter(|part| matches!(part, Part::Number(_))).count();
        let blurred = parts.windows(2).any(|pair| match pair {
            [Part::Number(_), Part::Year] | [Part::Year, Part::Number(_)] => true,
            [Part::Number(_), Part::Text(text)] => text.starts_with(|c: char| c.is_numeric()),
            [Part::Text(text), Part::Number(_)] => text.ends_with(|c: char| c.is_numeric()),
            _ => false,
        });
        if numbers == 1 && !blurred { Ok(Self(parts)) } else { Err("pattern-wrong") }
    }

    /// `{year}` is the year of joining, else of the day on which the member was written.
    pub fn write(&self, number: i64, day: NaiveDate) -> String {
        let write = |part: &Part| match part {
            Part::Text(text) => text.clone(),
            Part::Year => day.year().to_string(),
            Part::Number(width) => format!("{number:0width$}"),
        };
        self.0.iter().map(write).collect()
    }

    /// The number in a code that was typed.
    pub fn number_in(&self, typed: &str) -> Option<i64> {
        let (mut rest, mut number) = (western_digits(clean(typed).as_str()), None);
        for part in &self.0 {
            let digits = rest.chars().take_while(char::is_ascii_digit).count();
            let taken = match part {
                Part::Text(text) => rest.get(..text.len()).filter(|start| start.to_lowercase() == text.to_lowercase()).map(str::len)?,
                Part::Year => Some(4).filter(|_| digits >= 4)?,
                Part::Number(_) => {
                    number = rest[..digits].parse().ok();
                    digits
                }
            };
            rest = rest[taken..].to_owned();
        }
        number.filter(|_| rest.is_empty())
    }

    /// Writes nothing but the number.
    pub fn is_plain(&self) -> bool {
        self.0 == [Part::Number(1)]
    }
}

/// `GET …/member-numbering`
pub async fn show(access: Access<ViewMembers>, _: Nothing) -> Result<Numbering> {
    let ws = access.begin().await?;
    let (text, free) = find(&ws).await?;
    let last = ws.one(last_member()).await?.map_or(0, |row| row.number);
    Ok(to_contract(text, free, last + 1, access.today()))
}

/// `POST …/member-numbering`
pub async fn set(access: Access<EditMembers>, input: SetNumbering) -> Result<Numbering> {
    let pattern = clean(&input.pattern);
    if pattern.chars().count() > LONGEST {
        return Err(Error::field("pattern", "too-long").with("max", LONGEST));
    }
    Pattern::read(&pattern).map_err(|code| Error::field("pattern", code))?;
    let free = input.free == "yes";
    let ws = access.begin().await?;
    // who adds a member takes a number first: the rule does not change in between
    let next = ws.take_numbers(SERIES, 0).await?;
    let before = find(&ws).await?;
    let id = ws.association().0;
    let row = numbering::ActiveModel { association_id: Set(id), id: Set(id), pattern: Set(pattern.clone()), free: Set(free) };
    let key = OnConflict::columns([numbering::Column::AssociationId, numbering::Column::Id]);
    ws.upsert(row, key.clone().update_columns([numbering::Column::Pattern, numbering::Column::Free]).to_owned()).await?;
    let (was, is) = (json!({ "pattern": before.0, "free": before.1 }), json!({ "pattern": pattern, "free": free }));
    ws.audit("member-numbering-set", pattern.clone(), contracts::audit::changes(&was, &is)).await?;
    ws.commit(to_contract(pattern, free, next, access.today())).await
}

/// How numbers are written here.
pub async fn pattern(ws: &Workspace) -> Result<Pattern> {
    let (text, _) = find(ws).await?;
    Pattern::read(&text).map_err(|code| Error::internal(format!("{code}: {text}")))
}

/// How numbers are written, where the board chooses them.
pub async fn chosen(ws: &Workspace) -> Result<Option<Pattern>> {
    let (text, free) = find(ws).await?;
    if !free {
        return Ok(None);
    }
    Pattern::read(&text).map(Some).map_err(|code| Error::internal(format!("{code}: {text}")))
}

/// Takes the number that was chosen, or the next one.
///
/// # Errors
/// Of the field `own_number`.
pub async fn take(ws: &Workspace, own: Option<i64>) -> Result<i64> {
    let Some(own) = own else { return ws.next_number(SERIES).await };
    let next = ws.take_numbers(SERIES, 0).await?;
    let (_, free) = find(ws).await?;
    if !free {
        return Err(Error::field("own_number", "number-not-free"));
    }
    if own >= next {
        // the series goes on behind it
        ws.take_numbers(SERIES, own - next + 1).await?;
    } else if ws.count(member::Entity::find().filter(member::Column::Number.eq(own))).await? > 0 {
        return Err(Error::field("own_number", "number-taken"));
    }
    Ok(own)
}

/// # Errors
/// A field error's code.
pub fn own_number(typed: &str) -> Result<i64, &'static str> {
    let digits = western_digits(typed);
    let fits = digits.len() <= MOST_DIGITS && digits.bytes().all(|b| b.is_ascii_digit());
    digits.parse().ok().filter(|number| fits && *number > 0).ok_or("not-a-number")
}

fn last_member() -> sea_orm::Select<member::Entity> {
    use sea_orm::{QueryOrder, QuerySelect};
    member::Entity::find().order_by_desc(member::Column::Number).limit(1)
}

async fn find(ws: &Workspace) -> Result<(String, bool)> {
    Ok(ws.one(numbering::Entity::find()).await?.map_or((DEFAULT.into(), false), |row| (row.pattern, row.free)))
}

fn to_contract(pattern: String, free: bool, next: i64, today: NaiveDate) -> Numbering {
    let next = Pattern::read(&pattern).map_or_else(|_| next.to_string(), |pattern| pattern.write(next, today));
    Numbering { pattern, free, next }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 21).unwrap()
    }

    #[test]
    fn a_number_is_written_as_the_board_wants_it() {
        for (pattern, code) in [("{n}", "7"), ("{n:4}", "0007"), ("AM-{year}/{n:3}", "AM-2026/007"), ("عضو {n}", "عضو 7")] {
            assert_eq!(Pattern::read(pattern).unwrap().write(7, day()), code);
        }
        for wrong in ["", "AM", "{n}{n}", "{year}{n}", "{n}{year}", "1{n}", "{n}2", "{n", "n}", "{m}", "{n:0}", "{n:99}", "{n:x}"] {
            assert_eq!(Pattern::read(wrong), Err("pattern-wrong"), "{wrong}");
        }
    }

    #[test]
    fn a_chosen_number_is_a_number() {
        assert_eq!((own_number("٠٤٢"), own_number("999999999")), (Ok(42), Ok(999_999_999)));
        for wrong in ["0", "-1", "1.5", "+3", "9999999999", "x"] {
            assert_eq!(own_number(wrong), Err("not-a-number"), "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn what_was_written_is_found_again(number in 1_i64..1_000_000, pattern in prop::sample::select(vec!["{n}", "{n:4}", "AM-{year}/{n:3}", "{year}-{n}", "é{n:6}/ب"])) {
            let pattern = Pattern::read(pattern).unwrap();
            prop_assert_eq!(pattern.number_in(&pattern.write(number, day()).to_lowercase()), Some(number));
        }

        #[test]
        fn no_text_breaks_it(text in "\\PC{0,20}") {
            let _ = Pattern::read(&text).map(|pattern| pattern.number_in(&text));
            let _ = Pattern::read("é{n:6}/ب").map(|pattern| pattern.number_in(&text));
        }
    }
}
