//! The list of members.

use crate::fields::{Fields, with_query};
use crate::form::Form;
use crate::page::{Page, Reply};
use crate::ui::{self, Column, Inputs, Table, Tone};
use crate::visit::Visit;
use chrono::Datelike;
use contracts::Page as Batch;
use contracts::groups::Group;
use contracts::members::{Member, MemberStatus};
use kernel::permission::{EditMembers, ViewMembers};
use language::key;
use maud::{Markup, html};

/// The names of the list's filters, here and in the API.
const FILTERS: [&str; 5] = ["search", "dues", "status", "group", "tag"];

pub async fn list(page: Page<ViewMembers>) -> Reply {
    let query = [filters(&page).as_slice(), &[("after", page.query.given("after"))]].concat();
    let path = with_query(&page.api("/members"), &query);
    let found: Batch<Member> = page.get(&path).await?;
    let title = page.say(key::MEMBERS_TITLE);
    let acts = html! {
        a.button href=(page.here("/groups")) { (page.say(key::GROUPS_TITLE)) }
        @if page.may::<EditMembers>() {
            a.button href=(page.here("/members/import")) { (ui::icon("upload")) (page.say(key::IMPORT_TITLE)) }
            a.button.primary href=(page.here("/members/new")) { (ui::icon("plus")) (page.say(key::MEMBERS_ADD)) }
        }
    };
    let groups = super::groups::all(&page).await?;
    let body = html! {
        (ui::head(&html! { (title) }, None, &acts))
        (filter(&page, &groups))
        div.stack #results { (results(&page, &found, &acts)) }
    };
    page.page(&title, body)
}

/// What the list is narrowed to.
fn filters(visit: &Visit) -> Vec<(&'static str, Option<&str>)> {
    FILTERS.iter().map(|name| (*name, visit.query.given(name))).collect()
}

fn filter(visit: &Visit, groups: &[Group]) -> Markup {
    let mut values = Fields::default();
    for (name, value) in filters(visit) {
        values.push(name, value.unwrap_or_default());
    }
    let form = Form::with(values);
    let inputs = Inputs { locale: visit.locale, form: &form };
    let dues = [("", key::MEMBERS_ALL), ("paid", key::MEMBERS_PAID), ("unpaid", key::MEMBERS_UNPAID)];
    let dues = dues.into_iter().map(|(code, label)| (code.to_owned(), visit.say(label))).collect();
    let mut statuses = vec![(String::new(), visit.say(key::MEMBER_STATUSES_ALL))];
    statuses.extend(MemberStatus::ALL.map(|status| (status.code().to_owned(), status_name(visit, status))));
    let mut of_groups = vec![(String::new(), visit.say(key::MEMBER_STATUSES_ALL))];
    of_groups.extend(groups.iter().map(|group| (group.id.to_string(), super::groups::name(visit, group).to_owned())));
    html! {
        form.inline-form method="get" action=(visit.here("/members")) role="search" data-live="#results" {
            (inputs.text("search", key::LIST_SEARCH).optional_unsaid().attribute("autocomplete", "off").attribute("enterkeyhint", "search"))
            (inputs.select("dues", key::MEMBERS_DUES, dues).optional_unsaid())
            (inputs.select("status", key::MEMBER_STATE, statuses).optional_unsaid())
            @if !groups.is_empty() { (inputs.select("group", key::GROUP_KIND_GROUP, of_groups).optional_unsaid()) }
            @if visit.query.given("tag").is_some() { (inputs.text("tag", key::MEMBER_TAG).optional_unsaid().attribute("autocomplete", "off")) }
            button.button type="submit" { (visit.say(key::LIST_SEARCH_ACT)) }
        }
    }
}

fn results(visit: &Visit, found: &Batch<Member>, acts: &Markup) -> Markup {
    let filters = filters(visit);
    if found.items.is_empty() {
        let filtered = filters.iter().any(|(_, value)| value.is_some()) || visit.query.given("after").is_some();
        return if filtered {
            let all = html! { a.button href=(visit.here("/members")) { (visit.say(key::LIST_SHOW_ALL)) } };
            ui::empty(&visit.say(key::LIST_NOTHING), &visit.say(key::LIST_NOTHING_TEXT), &all)
        } else {
            ui::empty(&visit.say(key::MEMBERS_EMPTY), &visit.say(key::MEMBERS_EMPTY_TEXT), acts)
        };
    }
    let year = visit.state.clock().today().year();
    let mut table = Table::new(
        visit.say(key::MEMBERS_TITLE),
        vec![
            Column::text(visit.say(key::MEMBER_NAME)),
            Column::number(visit.say(key::MEMBER_NUMBER)),
            Column::text(visit.say(key::MEMBER_PHONE)),
            Column::text(visit.say(key::MEMBER_EMAIL)),
            Column::text(visit.say_with(key::MEMBER_DUES_OF, &[("year", (&year.to_string()).into())])),
        ],
    )
    .quiet();
    for member in &found.items {
        table.row(vec![
            html! {
                a href=(visit.here(&format!("/members/{}", member.id))) { (ui::person(visit.locale, member.name_ar.as_deref(), member.name_fr.as_deref())) }
                @if member.status != MemberStatus::Active { " " (status_chip(visit, member.status)) }
            },
            ui::name(&member.code),
            html! { @if let Some(phone) = &member.phone { (ui::ltr(phone)) } },
            html! { @if let Some(email) = &member.email { (ui::ltr(email)) } },
            paid(visit, member.paid_year == Some(year)),
        ]);
    }
    html! { (table) (ui::pager(visit, &visit.here("/members"), &filters, found.next.as_deref())) }
}

pub fn status_name(visit: &Visit, status: MemberStatus) -> String {
    language::named(visit.locale, "member-status", status.code())
}

pub fn status_chip(visit: &Visit, status: MemberStatus) -> Markup {
    let tone = match status {
        MemberStatus::Active => Tone::Good,
        MemberStatus::Applicant | MemberStatus::Suspended => Tone::Wait,
        MemberStatus::Excluded => Tone::Bad,
        MemberStatus::Resigned | MemberStatus::Deceased => Tone::Plain,
    };
    ui::chip(tone, &status_name(visit, status))
}

pub fn paid(visit: &Visit, paid: bool) -> Markup {
    if paid { ui::chip(Tone::Good, &visit.say(key::MEMBER_PAID)) } else { ui::chip(Tone::Wait, &visit.say(key::MEMBER_UNPAID)) }
}
