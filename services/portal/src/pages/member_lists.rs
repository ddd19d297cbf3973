//! Lists of members as a whole: kept filters, files, and acts on all who are in one.

use crate::fields::{Fields, with_query};
use crate::form::Form;
use crate::page::{Page, Reply};
use crate::pages::members::{FILTERS, asked, filters, kept, narrowed, of, status_name};
use crate::ui::{self, Column, Inputs, Table};
use crate::visit::Visit;
use contracts::Done;
use contracts::member_lists::{ActChecked, ActOnMembers, SaveFilter, SavedFilter};
use contracts::members::MemberStatus;
use kernel::permission::{CorrectMembers, EditMembers, ExportMembers};
use kernel::{Error, Kind, Result};
use language::key;
use maud::{Markup, html};

async fn all(visit: &Visit) -> Result<Vec<SavedFilter>> {
    visit.list(&visit.api("/member-filters")).await
}

/// The kept filters, each a way to its list.
pub fn saved(visit: &Visit, filters: &[SavedFilter]) -> Markup {
    let now = with_query("", &kept(visit));
    html! {
        @if !filters.is_empty() {
            nav aria-label=(visit.say(key::FILTERS_TITLE)) {
                ul.tabs {
                    @for filter in filters {
                        @let query = format!("?{}", filter.query);
                        li { a href={ (visit.here("/members")) (query) } aria-current=[(query == now).then_some("page")] { (ui::name(&filter.name)) } }
                    }
                    @if visit.may::<CorrectMembers>() { li { a href=(visit.here("/members/filters")) { (visit.say(key::FILTERS_MANAGE)) } } }
                }
            }
        }
    }
}

/// What can be done with the list as it is narrowed now.
pub fn acts(visit: &Visit, kept: &[(&str, Option<&str>)], narrowed: bool) -> Markup {
    let file = |format: &str| with_query(&visit.here("/members/export"), &[kept, &[("format", Some(format))]].concat());
    html! {
        div.acts {
            @if visit.may::<EditMembers>() { a.button href=(with_query(&visit.here("/members/acts"), kept)) { (visit.say(key::ACTS_TITLE)) } }
            @if visit.may::<EditMembers>() { a.button.plain href=(visit.here("/members/duplicates")) { (visit.say(key::DUPLICATES_TITLE)) } }
            @if visit.may::<ExportMembers>() {
                a.button.plain href=(file("xlsx")) { (visit.say(key::EXPORT_XLSX)) }
                a.button.plain href=(file("csv")) { (visit.say(key::EXPORT_CSV)) }
                a.button.plain href=(file("vcf")) { (visit.say(key::EXPORT_CARDS)) }
                a.button.plain href=(with_query(&visit.here("/members/labels.pdf"), kept)) { (visit.say(key::PRINT_LABELS)) }
                a.button.plain href=(with_query(&visit.here("/members/cards.pdf"), kept)) { (visit.say(key::PRINT_CARDS)) }
            }
            @if narrowed && visit.may::<CorrectMembers>() {
                a.button.plain href=(with_query(&visit.here("/members/filters"), kept)) { (visit.say(key::FILTER_KEEP)) }
            }
        }
    }
}

pub async fn filters_page(page: Page<CorrectMembers>) -> Reply {
    show_filters(&page, &Form::with(Fields::of([("query", with_query("", &kept(&page)).trim_start_matches('?'))]))).await
}

async fn show_filters(visit: &Visit, form: &Form) -> Reply {
    let title = visit.say(key::FILTERS_TITLE);
    let filters = all(visit).await?;
    let inputs = Inputs { locale: visit.locale, form };
    let shared = vec![("yes".to_owned(), visit.say(key::FILTER_SHARED_YES))];
    let columns = [key::FILTER_NAME, key::FILTER_SHARED, key::FILTER_FORGET].map(|label| Column::text(visit.say(label)));
    let mut table = Table::new(title.clone(), columns.into()).quiet();
    for filter in &filters {
        table.row(vec![
            html! { a href={ (visit.here("/members")) "?" (filter.query) } { (ui::name(&filter.name)) } },
            html! { (visit.say(if filter.shared { key::FILTER_FOR_ALL } else { key::FILTER_FOR_YOU })) },
            html! {
                form method="post" action=(visit.here("/members/filters")) data-quiet {
                    (ui::hidden(visit, &Form::blank()))
                    input type="hidden" name="forget" value=(filter.id);
                    button.button.plain type="submit" { (visit.say(key::FILTER_FORGET)) }
                }
            },
        ]);
    }
    let body = html! {
        (ui::error_summary(visit.locale, form))
        (ui::back(&visit.here("/members"), &visit.say(key::MEMBERS_TITLE)))
        h1 { (title) }
        @if filters.is_empty() { p.muted { (visit.say(key::FILTERS_NONE)) } } @else { (table) }
        @if form.values.given("query").is_some() {
            section.stack {
                h2 { (visit.say(key::FILTER_KEEP)) }
                form.sheet method="post" action=(visit.here("/members/filters")) novalidate {
                    (ui::hidden(visit, form))
                    input type="hidden" name="query" value=(form.value("query"));
                    (inputs.text("name", key::FILTER_NAME).hint(key::FILTER_NAME_HINT).attribute("autocomplete", "off"))
                    (inputs.checks("shared", key::FILTER_SHARED, shared))
                    (ui::submit(&visit.say(key::FILTER_KEEP_ACT)))
                }
            }
        }
    };
    visit.form_page(&title, form, body)
}

pub async fn change_filters(page: Page<CorrectMembers>) -> Reply {
    if let Some(id) = page.form.given("forget") {
        let id: uuid::Uuid = id.parse().map_err(|_| Error::not_found())?;
        let _: Done = page.post(&page.api(&format!("/member-filters/{id}/removal")), &Done {}).await?;
        return page.done(&page.here("/members/filters"), key::FILTER_FORGOTTEN, &[]);
    }
    let text = |name: &str| page.form.get(name).to_owned();
    let input = SaveFilter { name: text("name"), query: text("query"), shared: text("shared") };
    match page.post::<_, SavedFilter>(&page.api("/member-filters"), &input).await {
        Ok(filter) => page.done(&format!("{}?{}", page.here("/members"), filter.query), key::FILTER_KEPT, &[]),
        Err(error) => show_filters(&page, &page.refused(error)?).await,
    }
}

/// The fields of an act, beside the list's filters.
const FIELDS: [&str; 4] = ["act", "value", "since", "reason"];

pub async fn acts_page(page: Page<EditMembers>) -> Reply {
    let act = page.query.given("act").filter(|act| ActOnMembers::ACTS.contains(act)).unwrap_or("category");
    let mut values = Fields::of([("act", act)]);
    for name in &FIELDS[1..] {
        values.push(name, page.query.get(name));
    }
    if act == "status" && page.query.given("since").is_none() {
        values = values.without("since");
        values.push("since", &language::short_date(page.state.clock().today()));
    }
    if page.query.given("check").is_none() {
        return act_form(&page, &Form::with(values)).await;
    }
    let act: Vec<_> = values.iter().map(|(name, value)| (name, Some(value))).collect();
    match page.get::<ActChecked>(&narrowed(&page.api("/members/acts"), &page.query, &act)).await {
        Ok(checked) => checked_page(&page, &page.query, &checked, None).await,
        Err(error) if error.kind() == Kind::NotFound => Err(error),
        Err(error) => {
            let form = Form { saved: None, ..Form::refused(&values, &error, page.locale) };
            act_form(&page, &form).await
        }
    }
}

/// Which act, and its value.
async fn act_form(visit: &Visit, form: &Form) -> Reply {
    let title = visit.say(key::ACTS_TITLE);
    let act = form.value("act");
    let kept = filters(visit);
    let tab = |code: &str| with_query(&visit.here("/members/acts"), &[kept.as_slice(), &[("act", Some(code))]].concat());
    let body = html! {
        (ui::error_summary(visit.locale, form))
        (ui::back(&with_query(&visit.here("/members"), &kept), &visit.say(key::MEMBERS_TITLE)))
        h1 { (title) }
        p.lead { (visit.say(key::ACTS_LEAD)) }
        nav aria-label=(title) {
            ul.tabs {
                @for code in ActOnMembers::ACTS { li { a href=(tab(code)) aria-current=[(code == act).then_some("page")] { (language::named(visit.locale, "act", code)) } } }
            }
        }
        form.sheet method="get" action=(visit.here("/members/acts")) novalidate {
            @for (name, value) in kept.iter().filter_map(|(name, value)| Some((name, (*value)?))) { input type="hidden" name=(name) value=(value); }
            input type="hidden" name="act" value=(act);
            input type="hidden" name="check" value="yes";
            (value_field(visit, form, act).await?)
            (ui::submit(&visit.say(key::ACTS_CHECK)))
        }
    };
    visit.form_page(&title, form, body)
}

async fn value_field(visit: &Visit, form: &Form, act: &str) -> Result<Markup> {
    let inputs = Inputs { locale: visit.locale, form };
    Ok(match act {
        "category" => {
            let categories = super::categories::all(visit).await?;
            html! {
                (inputs.text("value", key::MEMBER_CATEGORY).hint(key::ACT_CATEGORY_HINT).optional_unsaid().attribute("list", "categories").attribute("autocomplete", "off"))
                datalist #categories { @for category in &categories { option value=(category.name) {} } }
            }
        }
        "group" | "ungroup" => {
            let groups = super::groups::all(visit).await?;
            let choices = groups.iter().map(|group| (group.id.to_string(), super::groups::name(visit, group).to_owned()));
            html! {
                @if groups.is_empty() { p { (visit.say(key::GROUPS_EMPTY_TEXT)) " " a href=(visit.here("/groups")) { (visit.say(key::GROUPS_TITLE)) } } }
                (inputs.select("value", key::GROUP_NAME, choices.collect()))
            }
        }
        "status" => {
            let choices = MemberStatus::ALL.map(|status| (status.code().to_owned(), status_name(visit, status)));
            html! {
                (inputs.radios("value", key::MEMBER_STATUS_NEW, choices.into()))
                (inputs.date("since", key::MEMBER_STATUS_SINCE))
                (inputs.lines("reason", key::MEMBER_STATUS_REASON, 3).hint(key::MEMBER_STATUS_REASON_HINT).optional_unsaid())
            }
        }
        _ => html! { (inputs.text("value", key::MEMBER_TAG).attribute("autocomplete", "off")) },
    })
}

/// What an act would do, with one button that does it.
async fn checked_page(visit: &Visit, fields: &Fields, checked: &ActChecked, failure: Option<Error>) -> Reply {
    let title = visit.say(key::ACTS_CHECKED);
    let form = match failure {
        Some(error) => Form::refused(&visit.form, &error, visit.locale),
        None => Form::blank(),
    };
    let act = fields.get("act");
    let is_kept = |name: &str| FILTERS.contains(&name) || FIELDS.contains(&name);
    let given = || fields.iter().filter(|(name, value)| is_kept(name) && !value.trim().is_empty());
    let again = with_query(&visit.here("/members/acts"), &given().map(|(name, value)| (name, Some(value))).collect::<Vec<_>>());
    let body = html! {
        (ui::error_summary(visit.locale, &form))
        (ui::back(&again, &visit.say(key::ACTS_TITLE)))
        h1 { (title) }
        p.lead { (language::named(visit.locale, "act", act)) ": " (value_name(visit, act, fields.get("value")).await?) }
        section.card { (ui::facts(figures(visit, checked))) }
        @if !checked.sample.is_empty() { (sample(visit, checked)) }
        @if checked.changed > 0 {
            form.sheet method="post" action=(visit.here("/members/acts")) {
                (ui::hidden(visit, &form))
                @for (name, value) in given() { input type="hidden" name=(name) value=(value); }
                input type="hidden" name="mark" value=(checked.mark);
                (ui::submit(&visit.say_with(key::ACTS_CONFIRM, &[("count", checked.changed.into())])))
            }
        } @else { p { (visit.say(key::ACTS_NOBODY)) } }
    };
    visit.form_page(&title, &form, body)
}

fn figures(visit: &Visit, checked: &ActChecked) -> Vec<(String, Markup)> {
    let mut rows = vec![(visit.say(key::ACTS_FOUND), ui::count(checked.found)), (visit.say(key::ACTS_CHANGED), ui::count(checked.changed))];
    for (reason, count) in &checked.left_out {
        let why = language::named(visit.locale, "act-left", reason);
        rows.push((visit.say_with(key::ACTS_LEFT_OUT, &[("reason", (&why).into())]), ui::count(*count)));
    }
    rows
}

fn sample(visit: &Visit, checked: &ActChecked) -> Markup {
    html! {
        section.card {
            h2 { (visit.say(key::ACTS_SAMPLE)) }
            ul {
                @for member in &checked.sample {
                    li {
                        a href=(visit.here(&format!("/members/{}", member.id))) { (ui::person(visit.locale, member.name_ar.as_deref(), member.name_fr.as_deref())) }
                        " " span.muted { (ui::name(&member.code)) }
                    }
                }
            }
        }
    }
}

/// The value in words.
async fn value_name(visit: &Visit, act: &str, value: &str) -> Result<Markup> {
    Ok(match act {
        "status" => html! { (language::named(visit.locale, "member-status", value)) },
        "group" | "ungroup" => {
            let groups = super::groups::all(visit).await?;
            let group = groups.iter().find(|group| group.id.to_string() == value);
            html! { @if let Some(group) = group { (ui::name(super::groups::name(visit, group))) } }
        }
        _ if value.trim().is_empty() => html! { (visit.say(key::ACT_NO_CATEGORY)) },
        _ => ui::name(value),
    })
}

pub async fn act(page: Page<EditMembers>) -> Reply {
    let text = |name: &str| page.form.get(name).to_owned();
    let input = ActOnMembers {
        filter: asked(&page.form),
        act: text("act"),
        value: text("value"),
        since: text("since"),
        reason: text("reason"),
        mark: text("mark"),
    };
    let kept = of(&page.form);
    match page.post::<_, ActChecked>(&page.api("/members/acts"), &input).await {
        Ok(done) => page.done(&with_query(&page.here("/members"), &kept), key::ACTS_DONE, &[("count", done.changed.into())]),
        Err(error) if matches!(error.kind(), Kind::Conflict | Kind::Unavailable) => {
            let path = narrowed(&page.api("/members/acts"), &page.form, &FIELDS.map(|name| (name, page.form.given(name))));
            let checked: ActChecked = page.get(&path).await?;
            checked_page(&page, &page.form, &checked, Some(error)).await
        }
        Err(error) => act_form(&page, &page.refused(error)?).await,
    }
}
