//! The frame of every page: top bar, navigation by permission, notes, language switch.

use crate::assets;
use crate::ui::{brand, icon, name, place_name};
use crate::visit::Visit;
use contracts::consents::Visiting;
use contracts::hubs::Closure;
use kernel::permission::{
    AskAboutOwnData, ManageStanding, Permission, SubmitExpenses, TakeData, ViewAssemblies, ViewAssociation, ViewBooks, ViewDues,
    ViewMembers, ViewOwnRecord, ViewRecord, ViewTerritory,
};
use kernel::{Limit, Locale, Role, Seat};
use language::{Key, key};
use maud::{DOCTYPE, Markup, html};

pub struct Layout<'a> {
    pub visit: &'a Visit,
    pub title: &'a str,
    /// A form was refused: the title says so first.
    pub wrong: bool,
    /// Seconds after which a browser without JavaScript reads the page again.
    pub refresh: Option<u32>,
}

/// An entry of the association's navigation.
struct Entry {
    path: &'static str,
    icon: &'static str,
    label: Key,
    allowed: bool,
}

impl Layout<'_> {
    pub fn render(&self, body: Markup) -> Markup {
        let visit = self.visit;
        let entries = entries(visit);
        html! {
            (DOCTYPE)
            html lang=(visit.locale.code()) dir=(visit.locale.direction()) {
                (self.document_head())
                body {
                    a.skip href="#main" { (visit.say(key::LAYOUT_SKIP)) }
                    @if let Some(visiting) = &visit.visiting { (visitor_banner(visit, visiting)) }
                    (self.top())
                    div.shell {
                        @if !entries.is_empty() { (rail(visit, &entries)) }
                        main #main tabindex="-1" {
                            @if let Some(closure) = &visit.closure { (closed_banner(visit, closure)) }
                            @if let Some(note) = &visit.note { p.banner.good role="status" { (note) } }
                            (leaving(visit))
                            (limited(visit))
                            (body)
                        }
                    }
                    footer.foot { (own_rights(visit)) p { (visit.say(key::LAYOUT_FOOT)) } }
                    @if !entries.is_empty() { (bar(visit, &entries)) }
                }
            }
        }
    }

    fn document_head(&self) -> Markup {
        let visit = self.visit;
        let place = visit.place.as_ref().map(|place| place_name(visit.locale, place));
        html! {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title {
                    @if self.wrong { (visit.say(key::FORM_TITLE_PREFIX)) " " }
                    (self.title) " · "
                    @if let Some(place) = place { (place) " · " }
                    (visit.say(key::APP_NAME))
                }
                meta name="theme-color" content="#0F5D5A";
                link rel="icon" type="image/svg+xml" href=(assets::mark_url());
                link rel="stylesheet" href=(assets::style_url());
                script src=(assets::script_url()) defer {}
                @if let Some(seconds) = self.refresh { noscript { meta http-equiv="refresh" content=(seconds); } }
            }
        }
    }

    fn top(&self) -> Markup {
        let visit = self.visit;
        html! {
            header.top {
                div.top-row {
                    a.brand href=(if visit.is_signed_in() { "/associations" } else { "/" }) { (brand()) (visit.say(key::APP_NAME)) }
                    div.where {
                        @if let Some(place) = &visit.place {
                            a href=(visit.here(home(visit))) { bdi dir="auto" { (place_name(visit.locale, place)) } }
                            a.switch href="/associations" title=(visit.say(key::ACCOUNT_SWITCH)) { (icon("switch")) span.hidden-text { (visit.say(key::ACCOUNT_SWITCH)) } }
                        }
                    }
                    (languages(visit))
                    div.who { (person(visit)) }
                }
            }
        }
    }
}

/// The first page of the place: platform staff may look after a hub without seeing its territory.
fn home(visit: &Visit) -> &'static str {
    if matches!(visit.actor.seat, Seat::Hub { .. } | Seat::Platform) && !visit.may::<ViewTerritory>() { "/hubs" } else { "/" }
}

/// What a coordinator is here by: what was opened, until when, and that it is seen.
fn visitor_banner(visit: &Visit, visiting: &Visiting) -> Markup {
    let until = language::date_time(kernel::clock::to_local(visiting.until), visit.locale);
    let scope = language::named(visit.locale, "scope", &visiting.terms.scope);
    let areas = visiting.terms.areas.iter().map(|area| language::named(visit.locale, "opened-area", area));
    let areas = areas.collect::<Vec<_>>().join(if visit.locale == Locale::Ar { "، " } else { ", " });
    html! {
        p.banner.visitor role="note" {
            (visit.say(key::LAYOUT_VISITOR)) " "
            (visit.say_with(key::LAYOUT_VISITOR_TERMS, &[("scope", (&scope).into()), ("areas", (&areas).into()), ("until", (&until).into())]))
            " " a href={ "/hub/" (visiting.hub.slug) "/" } { (visit.say(key::LAYOUT_VISITOR_BACK)) " " (name(place_name(visit.locale, &visiting.hub))) }
        }
    }
}

/// Everybody in the association sees that it is to be erased; who can take it back is led there.
fn leaving(visit: &Visit) -> Markup {
    html! {
        @if let Some(due) = visit.leaving {
            p.banner.bad role="note" {
                @let date = language::long_date(kernel::clock::to_local(due).date(), visit.locale);
                (visit.say_with(key::LEAVE_BANNER, &[("date", (&date).into())]))
                @if visit.may::<TakeData>() { " " a href=(visit.here("/leave")) { (visit.say(key::LEAVE_BANNER_LINK)) } }
            }
        }
    }
}

/// Whose seat is limited is told so, where a part could be taken for the whole.
fn limited(visit: &Visit) -> Markup {
    let told = match &visit.actor.limit {
        None => return html! {},
        Some(Limit::Group(_)) => visit.say(key::LAYOUT_LIMITED_GROUP),
        Some(Limit::Project(_)) => visit.say(key::LAYOUT_LIMITED_PROJECT),
        Some(Limit::Year(year)) => visit.say_with(key::LAYOUT_LIMITED_YEAR, &[("year", (&year.to_string()).into())]),
    };
    html! { p.banner role="note" { (told) } }
}

/// Since when the workspace can only be read, by whom and why, and what can be done about it.
fn closed_banner(visit: &Visit, closure: &Closure) -> Markup {
    let by = match &closure.hub {
        Some(hub) => place_name(visit.locale, hub).to_owned(),
        None => closure.by.map(|role| language::named(visit.locale, "role", role.code())).unwrap_or_default(),
    };
    let by_board = closure.by.is_some_and(|role| Role::OFFICES.contains(&role));
    let next = if by_board { key::STANDING_NEXT_BOARD } else { key::STANDING_NEXT_OTHERS };
    html! {
        div.banner.bad.stack role="note" {
            p {
                strong { (language::named(visit.locale, "standing-told", visit.actor.standing.code())) }
                @if let Some(since) = closure.since {
                    @let since = language::long_date(kernel::clock::to_local(since).date(), visit.locale);
                    " " (visit.say_with(key::STANDING_CLOSED_BY, &[("by", (&by).into()), ("date", (&since).into())]))
                }
                @if let Some(reason) = &closure.reason { " " (visit.say(key::STANDING_REASON)) ": " (name(reason)) }
            }
            p {
                (visit.say_with(next, &[("by", (&by).into())]))
                @if by_board && visit.may::<ManageStanding>() { " " a href=(visit.here("/standing")) { (visit.say(key::STANDING_TITLE)) } }
            }
        }
    }
}

/// Whoever has a seat finds what is held on them, and the way out, from every page (law 09-08, articles 7 to 9).
fn own_rights(visit: &Visit) -> Markup {
    let seated = matches!(&visit.actor.seat, Seat::Association { .. }) && visit.may::<AskAboutOwnData>();
    html! {
        @if seated {
            ul.foot-links {
                li { a href=(visit.here("/privacy")) { (visit.say(key::PRIVACY_TITLE)) } }
                li { a href=(visit.here("/own-data")) { (visit.say(key::OWN_DATA_TITLE)) } }
                li { a href=(visit.here("/departure")) { (visit.say(key::DEPARTURE_TITLE)) } }
            }
        }
    }
}

/// Each language in its own name, on every page.
fn languages(visit: &Visit) -> Markup {
    let path = visit.url.split('?').next().unwrap_or("/");
    let kept: Vec<_> = visit.query.iter().filter(|(name, _)| *name != "lang").map(|(name, value)| (name, Some(value))).collect();
    html! {
        nav aria-label=(visit.say(key::LAYOUT_LANGUAGE)) {
            ul.languages {
                @for locale in Locale::ALL {
                    li {
                        @if locale == visit.locale {
                            span lang=(locale.code()) aria-current="true" { (locale.own_name()) }
                        } @else {
                            @let query = [kept.as_slice(), &[("lang", Some(locale.code()))]].concat();
                            a lang=(locale.code()) hreflang=(locale.code()) href=(crate::fields::with_query(path, &query)) { (locale.own_name()) }
                        }
                    }
                }
            }
        }
    }
}

fn person(visit: &Visit) -> Markup {
    html! {
        @if visit.is_signed_in() {
            a.button.plain.me href="/account" { (icon("person")) bdi dir="auto" { (visit.actor.name) } }
            form method="post" action="/sign-out" data-quiet="" {
                input type="hidden" name="csrf" value=(visit.csrf());
                button.button.plain type="submit" { (visit.say(key::ACCOUNT_SIGN_OUT)) }
            }
        } @else if visit.url.split('?').next() != Some("/sign-in") {
            a.button.plain href="/sign-in" { (visit.say(key::ACCOUNT_SIGN_IN)) }
        }
    }
}

/// What this role sees of an association; nothing outside of one.
fn entries(visit: &Visit) -> Vec<Entry> {
    fn entry<P: Permission>(visit: &Visit, path: &'static str, icon: &'static str, label: Key) -> Entry {
        Entry { path, icon, label, allowed: visit.may::<P>() }
    }
    if !matches!(visit.actor.seat, Seat::Association { .. }) {
        return Vec::new();
    }
    let (own, member) = (visit.actor.member.is_some(), visit.actor.role() == Role::Member);
    let all = [
        Entry { allowed: !(own && member), ..entry::<ViewAssociation>(visit, "/", "home", key::NAV_HOME) },
        Entry { allowed: own && member, ..entry::<ViewOwnRecord>(visit, "/me", "person", key::NAV_OWN) },
        entry::<ViewMembers>(visit, "/members", "members", key::NAV_MEMBERS),
        entry::<ViewDues>(visit, "/dues", "dues", key::NAV_DUES),
        entry::<ViewBooks>(visit, "/books", "books", key::NAV_BOOKS),
        // whoever sees the books finds their claims there
        Entry {
            allowed: visit.may::<SubmitExpenses>() && !visit.may::<ViewBooks>(),
            ..entry::<SubmitExpenses>(visit, "/books/own-expenses", "books", key::EXPENSES_OWN)
        },
        entry::<ViewAssemblies>(visit, "/assemblies", "assemblies", key::NAV_ASSEMBLIES),
        entry::<ViewRecord>(visit, "/settings", "settings", key::NAV_SETTINGS),
        Entry { allowed: own && !member, ..entry::<ViewOwnRecord>(visit, "/me", "person", key::NAV_OWN) },
    ];
    all.into_iter().filter(|entry| entry.allowed).collect()
}

/// The entry under which the page stands: the first segment after the association.
fn is_current(visit: &Visit, entry: &Entry) -> bool {
    let path = visit.url.split('?').next().unwrap_or("/");
    let rest = path.strip_prefix(&visit.here("")).unwrap_or_default();
    let section = match rest.split('/').nth(1).unwrap_or_default() {
        "campaigns" | "statutes" => "assemblies",
        "record" | "limits" | "standing" | "consents" | "audit" | "people" | "roles" | "departure" | "leaving" | "privacy" | "own-data" => {
            "settings"
        }
        section => section,
    };
    entry.path.trim_start_matches('/') == section
}

fn link(visit: &Visit, entry: &Entry) -> Markup {
    let current = is_current(visit, entry).then_some("page");
    html! { a href=(visit.here(entry.path)) aria-current=[current] { (icon(entry.icon)) span { (visit.say(entry.label)) } } }
}

fn rail(visit: &Visit, entries: &[Entry]) -> Markup {
    html! {
        nav.rail aria-label=(visit.say(key::LAYOUT_NAVIGATION)) {
            ul { @for entry in entries { li { (link(visit, entry)) } } }
        }
    }
}

/// On phones: four entries and the rest behind "more".
fn bar(visit: &Visit, entries: &[Entry]) -> Markup {
    let (first, rest) = entries.split_at(entries.len().min(4));
    html! {
        nav.bar aria-label=(visit.say(key::LAYOUT_NAVIGATION)) {
            ul {
                @for entry in first { li { (link(visit, entry)) } }
                @if !rest.is_empty() {
                    li {
                        details {
                            summary { (icon("more")) span { (visit.say(key::NAV_MORE)) } }
                            ul { @for entry in rest { li { (link(visit, entry)) } } }
                        }
                    }
                }
            }
        }
    }
}
