//! The small parts of pages.

use super::icon;
use crate::form::Form;
use crate::visit::Visit;
use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use contracts::tenancy::Place;
use kernel::permission::ViewRecord;
use kernel::{Locale, Money};
use language::{Key, key};
use maud::{Markup, html};

/// The name in the page's language, else in the other one.
pub fn place_name(locale: Locale, place: &Place) -> &str {
    in_language(locale, &place.name_ar, &place.name_fr)
}

/// Arabic pages show the Arabic name; French and English ones the Latin name.
pub fn in_language<'a>(locale: Locale, ar: &'a str, fr: &'a str) -> &'a str {
    match locale {
        Locale::Ar if ar.is_empty() => fr,
        Locale::Fr | Locale::En if !fr.is_empty() => fr,
        _ => ar,
    }
}

/// A name of an association, a place: isolated, in its own direction.
pub fn name(text: &str) -> Markup {
    html! { bdi dir="auto" { (text) } }
}

/// A person in both scripts, the page's own first.
pub fn person(locale: Locale, ar: Option<&str>, fr: Option<&str>) -> Markup {
    let (ar, fr) = (ar.map(|name| (name, "ar")), fr.map(|name| (name, "fr")));
    let both = if locale == Locale::Ar { [ar, fr] } else { [fr, ar] };
    let mut given = both.into_iter().flatten();
    html! {
        span.person {
            @if let Some((name, lang)) = given.next() { bdi dir="auto" lang=(lang) { (name) } }
            @if let Some((name, lang)) = given.next() { bdi.other dir="auto" lang=(lang) { (name) } }
        }
    }
}

/// The page's own form of a person's name, for sentences and titles.
pub fn person_name<'a>(locale: Locale, ar: Option<&'a str>, fr: Option<&'a str>) -> &'a str {
    in_language(locale, ar.unwrap_or_default(), fr.unwrap_or_default())
}

/// `1 234,50 DH`. The digits are isolated so that the sign stays on its side in Arabic; `value` is
/// for programs that add up what a page shows.
pub fn amount(locale: Locale, amount: Money) -> Markup {
    let centimes = amount.in_centimes();
    let value = format!("{}{}.{:02}", if centimes < 0 { "-" } else { "" }, centimes.unsigned_abs() / 100, centimes.unsigned_abs() % 100);
    let currency = match locale {
        Locale::Ar => "درهم",
        Locale::Fr => "DH",
        Locale::En => "MAD",
    };
    html! { data.amount value=(value) { bdi dir="ltr" { (amount) } "\u{a0}" (currency) } }
}

/// An amount that is left empty when it is nothing, as in a journal's columns.
pub fn amount_or_blank(locale: Locale, money: Money) -> Markup {
    if money == Money::ZERO {
        html! {}
    } else {
        amount(locale, money)
    }
}

pub fn date(locale: Locale, date: NaiveDate) -> Markup {
    html! { time datetime=(date) { (language::long_date(date, locale)) } }
}

pub fn local_time(locale: Locale, at: NaiveDateTime) -> Markup {
    html! { time datetime=(at.format("%Y-%m-%dT%H:%M")) { (language::date_time(at, locale)) } }
}

/// An instant, in Moroccan time.
pub fn moment(locale: Locale, at: DateTime<Utc>) -> Markup {
    local_time(locale, kernel::clock::to_local(at))
}

/// Numbers, phones, addresses: from left to right in any text.
pub fn ltr(text: impl std::fmt::Display) -> Markup {
    html! { bdi dir="ltr" { (text.to_string()) } }
}

/// A number of things, grouped in threes.
pub fn count(count: i64) -> Markup {
    ltr(language::count(count))
}

/// The size of a file: `340 Ko`, `1,2 ميغابايت`.
pub fn size(locale: Locale, bytes: i64) -> Markup {
    name(&size_text(locale, bytes))
}

pub fn size_text(locale: Locale, bytes: i64) -> String {
    const KB: i64 = 1024;
    const MB: i64 = KB * KB;
    let say = |unit, count: i64| language::text_with(locale, unit, &[("number", count.into())]);
    match bytes {
        ..KB => say(key::SIZE_BYTES, bytes),
        KB..MB => say(key::SIZE_KILOBYTES, bytes / KB),
        _ if bytes % MB * 10 / MB == 0 => say(key::SIZE_MEGABYTES, bytes / MB),
        _ => {
            let point = if locale == Locale::En { '.' } else { ',' };
            let number = format!("{}{point}{}", bytes / MB, bytes % MB * 10 / MB);
            language::text_with(locale, key::SIZE_MEGABYTES_AND_TENTHS, &[("number", (&number).into())])
        }
    }
}

/// How long a program took.
pub fn milliseconds(locale: Locale, count: i64) -> Markup {
    name(&language::text_with(locale, key::DURATION_MILLISECONDS, &[("number", count.into())]))
}

#[derive(Clone, Copy)]
pub enum Tone {
    Good,
    Wait,
    Bad,
    Plain,
}

/// A state in words and shape; the colour only repeats it.
pub fn chip(tone: Tone, text: &str) -> Markup {
    let (class, shape) = match tone {
        Tone::Good => ("chip good", "check"),
        Tone::Wait => ("chip wait", "wait"),
        Tone::Bad => ("chip bad", "cross"),
        Tone::Plain => ("chip", "todo"),
    };
    html! { span class=(class) { (icon(shape)) (text) } }
}

pub fn figure(label: &str, value: &Markup) -> Markup {
    html! { li.figure { strong { (value) } span { (label) } } }
}

/// A figure that leads to what it counts.
pub fn figure_link(target: &str, label: &str, value: &Markup) -> Markup {
    html! { li.figure { a href=(target) { strong { (value) } span { (label) } } } }
}

/// The heading of a page with what can be done there.
pub fn head(title: &Markup, about: Option<&Markup>, acts: &Markup) -> Markup {
    html! {
        div.head {
            div { h1 { (title) } @if let Some(about) = about { p { (about) } } }
            div.acts { (acts) }
        }
    }
}

pub fn back(target: &str, label: &str) -> Markup {
    html! { a.back href=(target) { (icon("back")) (label) } }
}

/// From a page that is set rarely, for those who may go there.
pub fn back_to_settings(visit: &Visit) -> Markup {
    html! { @if visit.may::<ViewRecord>() { (back(&visit.here("/settings"), &visit.say(key::NAV_SETTINGS))) } }
}

/// Begins every form: the proof that it is ours, and its key, so that it has one effect however
/// often it is sent.
pub fn hidden(visit: &Visit, form: &Form) -> Markup {
    html! {
        input type="hidden" name="csrf" value=(visit.csrf());
        input type="hidden" name="idempotency" value=(form.idempotency);
    }
}

/// A button that says the act.
pub fn submit(label: &str) -> Markup {
    html! { div.acts { button.button.primary type="submit" { (label) } } }
}

/// A list with nothing in it: what it is for and what to do first.
pub fn empty(title: &str, text: &str, acts: &Markup) -> Markup {
    html! { div.empty { h2 { (title) } p { (text) } div.acts { (acts) } } }
}

/// Where money of a year is asked for that a limited seat does not reach: nothing is said of it, and
/// the seat's own year is one tap away.
pub fn outside_seat(visit: &Visit, year: i32, path: &str) -> Markup {
    let own = visit.actor.year_or(year).to_string();
    let acts = html! {
        @if visit.actor.reaches_year(visit.actor.year_or(year)) {
            a.button.primary href=(crate::fields::with_query(&visit.here(path), &[("year", Some(&own))])) {
                (visit.say_with(language::key::SEAT_OWN_YEAR, &[("year", (&own).into())]))
            }
        }
    };
    let title = visit.say_with(language::key::SEAT_OUTSIDE, &[("year", (&year.to_string()).into())]);
    empty(&title, &visit.say(language::key::SEAT_OUTSIDE_TEXT), &acts)
}

/// By key, in one direction; the browser's back button goes the other way.
pub fn pager(visit: &Visit, path: &str, kept: &[(&str, Option<&str>)], next: Option<&str>) -> Markup {
    let on_first = visit.query.given("after").is_none();
    html! {
        @if next.is_some() || !on_first {
            nav.pager aria-label=(visit.say(language::key::LIST_PAGES)) {
                @if on_first { span {} } @else {
                    a.button href=(crate::fields::with_query(path, kept)) { (icon("back")) (visit.say(language::key::LIST_FIRST)) }
                }
                @if let Some(next) = next {
                    @let query = [kept, &[("after", Some(next))]].concat();
                    a.button rel="next" href=(crate::fields::with_query(path, &query)) { (visit.say(language::key::LIST_NEXT)) (icon("next")) }
                }
            }
        }
    }
}

pub fn progress(label: &str, done: i64, all: i64) -> Markup {
    html! {
        div.progress {
            label for="progress" { (label) }
            progress #progress value=(done) max=(all.max(1)) { (done) "/" (all) }
        }
    }
}

/// Where somebody is in an act of several pages.
pub fn steps(visit: &Visit, labels: &[Key], at: usize) -> Markup {
    html! {
        ol.steps {
            @for (i, label) in labels.iter().enumerate() { li aria-current=[(i == at).then_some("step")] { (visit.say(*label)) } }
        }
    }
}

/// One thing to set up, with its state.
pub struct ToDo {
    pub target: String,
    pub label: String,
    pub done: bool,
}

pub fn tasks(visit: &Visit, todos: &[ToDo]) -> Markup {
    use language::key;
    html! {
        ul.tasks {
            @for todo in todos {
                li {
                    a href=(todo.target) { (todo.label) }
                    @if todo.done { (chip(Tone::Good, &visit.say(key::TASK_DONE))) } @else { (chip(Tone::Plain, &visit.say(key::TASK_TO_DO))) }
                }
            }
        }
    }
}

/// Facts about one thing: name and value.
pub fn facts(rows: Vec<(String, Markup)>) -> Markup {
    html! { dl.facts { @for (label, value) in rows { div { dt { (label) } dd { (value) } } } } }
}
