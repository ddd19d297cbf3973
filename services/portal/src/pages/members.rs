//! The list of members.

use crate::fields::{Fields, with_query};
use crate::form::Form;
use crate::page::{Page, Reply};
use crate::pages::own_fields;
use crate::ui::{self, Column, Inputs, Table, Tone};
use crate::visit::Visit;
use contracts::Page as Batch;
use contracts::member_fields::Field;
use contracts::member_lists::{GroupName, ListChoices};
use contracts::members::{FindMembers, Member, MemberStatus, Sex};
use kernel::permission::{EditMembers, ExportMembers, ViewMembers};
use kernel::{Kind, Result};
use language::key;
use maud::{Markup, html};

/// The names of the list's filters, here and in the API.
pub const FILTERS: [&str; 15] = [
    "search",
    "dues",
    "status",
    "group",
    "tag",
    "category",
    "sex",
    "age_from",
    "age_to",
    "joined_from",
    "joined_to",
    "email",
    "phone",
    "own",
    "guardian",
];
/// Those that stand apart, because they are asked for less often.
const RARER: [&str; 10] = ["category", "sex", "age_from", "age_to", "joined_from", "joined_to", "email", "phone", "own", "guardian"];
/// What a list can show of a member beside the name.
const COLUMNS: [&str; 11] = ["number", "phone", "email", "dues", "category", "status", "sex", "born_on", "age", "joined_on", "address"];
const USUAL: [&str; 4] = ["number", "phone", "email", "dues"];

pub async fn list(page: Page<ViewMembers>) -> Reply {
    let path = narrowed(&page.api("/members"), &page.query, &[("after", page.query.given("after"))]);
    let found: Result<Batch<Member>> = page.get(&path).await;
    let mut values = Fields::default();
    for (name, value) in kept(&page) {
        values.push(name, value.unwrap_or_default());
    }
    let (found, form) = match found {
        Ok(found) => (found, Form::with(values)),
        // a wrong date in a filter is said at the filter
        Err(error) if error.kind() == Kind::Invalid && !error.field_errors().is_empty() => {
            let form = Form { saved: None, ..Form::refused(&values, &error, page.locale) };
            (Batch { items: Vec::new(), next: None }, form)
        }
        Err(error) => return Err(error),
    };
    let choices: ListChoices = page.get(&page.api("/member-list")).await?;
    let title = page.say(key::MEMBERS_TITLE);
    let acts = html! {
        a.button href=(page.here("/groups")) { (page.say(key::GROUPS_TITLE)) }
        a.button href=(page.here("/families")) { (page.say(key::FAMILIES_TITLE)) }
        a.button href=(page.here("/members/statistics")) { (page.say(key::STATISTICS_TITLE)) }
        @if page.may::<EditMembers>() {
            a.button href=(page.here("/members/applications")) { (page.say(key::APPLICATIONS_TITLE)) }
            a.button href=(page.here("/members/proposals")) { (page.say(key::PROPOSALS_TITLE)) }
            a.button href=(page.here("/members/import")) { (ui::icon("upload")) (page.say(key::IMPORT_TITLE)) }
            a.button.primary href=(page.here("/members/new")) { (ui::icon("plus")) (page.say(key::MEMBERS_ADD)) }
        }
    };
    let body = html! {
        (ui::error_summary(page.locale, &form))
        (ui::head(&html! { (title) }, None, &acts))
        (super::member_lists::saved(&page, &choices.saved))
        (filter(&page, &form, &choices).await?)
        div.stack #results { (results(&page, &found, &choices.fields, &acts)) }
    };
    page.form_page(&title, &form, body)
}

/// What the list is narrowed to.
pub fn filters(visit: &Visit) -> Vec<(&'static str, Option<&str>)> {
    of(&visit.query)
}

/// Each filter once, but for those by fields of the association's own: several count together.
pub fn of(fields: &Fields) -> Vec<(&'static str, Option<&str>)> {
    let own = fields.iter().filter(|(name, value)| *name == "own" && !value.is_empty()).map(|(_, value)| ("own", Some(value)));
    FILTERS.iter().filter(|name| **name != "own").map(|name| (*name, fields.given(name))).chain(own).collect()
}

/// The path with the filters as the API reads them.
pub fn narrowed(path: &str, fields: &Fields, more: &[(&str, Option<&str>)]) -> String {
    let own = own_fields::asked(fields);
    let filters = of(fields).into_iter().filter(|(name, _)| *name != "own");
    with_query(path, &filters.chain([("own", own.as_deref())]).chain(more.iter().copied()).collect::<Vec<_>>())
}

/// The filters and the columns.
pub fn kept(visit: &Visit) -> Vec<(&'static str, Option<&str>)> {
    let chosen = visit.query.iter().filter(|(name, value)| *name == "columns" && (COLUMNS.contains(value) || value.starts_with("field-")));
    filters(visit).into_iter().chain(chosen.map(|(_, value)| ("columns", Some(value)))).collect()
}

/// The list's filters as the API reads them.
pub fn asked(fields: &Fields) -> FindMembers {
    let text = |name: &str| fields.given(name).map(ToOwned::to_owned);
    FindMembers {
        search: text("search"),
        dues: text("dues"),
        status: text("status"),
        group: fields.get("group").parse().ok(),
        tag: text("tag"),
        category: text("category"),
        sex: text("sex"),
        age_from: text("age_from"),
        age_to: text("age_to"),
        joined_from: text("joined_from"),
        joined_to: text("joined_to"),
        email: text("email"),
        phone: text("phone"),
        own: own_fields::asked(fields),
        guardian: text("guardian"),
        after: None,
    }
}

pub fn columns(visit: &Visit) -> Vec<&'static str> {
    let chosen = visit.query.all("columns");
    let shown: Vec<&str> = COLUMNS.into_iter().filter(|column| chosen.iter().any(|one| one == column)).collect();
    let own_alone = chosen.iter().any(|one| one.starts_with("field-"));
    if shown.is_empty() && !own_alone { USUAL.into() } else { shown }
}

type Choices = Vec<(String, String)>;

/// A choice that is not made, before the others.
fn any(visit: &Visit, choices: impl IntoIterator<Item = (String, String)>) -> Choices {
    std::iter::once((String::new(), visit.say(key::MEMBER_STATUSES_ALL))).chain(choices).collect()
}

async fn filter(visit: &Visit, form: &Form, choices: &ListChoices) -> Result<Markup> {
    let inputs = Inputs { locale: visit.locale, form };
    let said = |choices: &[(&str, language::Key)]| -> Choices {
        any(visit, choices.iter().map(|(code, label)| ((*code).to_owned(), visit.say(*label))))
    };
    let named = |group: &GroupName| (group.id.to_string(), ui::in_language(visit.locale, &group.name_ar, &group.name_fr).to_owned());
    let of_groups = any(visit, choices.groups.iter().map(named));
    let statuses = any(visit, MemberStatus::ALL.map(|status| (status.code().to_owned(), status_name(visit, status))));
    let kept = kept(visit);
    let narrowed = kept.iter().any(|(_, value)| value.is_some());
    Ok(html! {
        form.stack method="get" action=(visit.here("/members")) role="search" data-live="#results" {
            div.filters {
                (inputs.text("search", key::LIST_SEARCH).optional_unsaid().attribute("autocomplete", "off").attribute("enterkeyhint", "search"))
                (inputs.select("dues", key::MEMBERS_DUES, said(&[("paid", key::MEMBERS_PAID), ("unpaid", key::MEMBERS_UNPAID)])).optional_unsaid())
                (inputs.select("status", key::MEMBER_STATE, statuses).optional_unsaid())
                @if !choices.groups.is_empty() { (inputs.select("group", key::GROUP_KIND_GROUP, of_groups).optional_unsaid()) }
                @if visit.query.given("tag").is_some() { (inputs.text("tag", key::MEMBER_TAG).optional_unsaid().attribute("autocomplete", "off")) }
            }
            @if rarer_asked(visit, form) {
                input type="hidden" name="more" value="1";
                (rarer(visit, inputs, &choices.fields).await?)
            } @else {
                a.button.plain href=(with_query(&visit.here("/members"), &[kept.as_slice(), &[("more", Some("1"))]].concat())) { (visit.say(key::MEMBERS_MORE_FILTERS)) }
            }
            div.acts {
                button.button type="submit" { (visit.say(key::LIST_SEARCH_ACT)) }
                @if narrowed { a.button.plain href=(visit.here("/members")) { (visit.say(key::LIST_SHOW_ALL)) } }
            }
        }
        (super::member_lists::acts(visit, &kept, narrowed))
    })
}

/// They wait for whoever asks for them: most look for a name, and the categories among them are counted over all members.
fn rarer_asked(visit: &Visit, form: &Form) -> bool {
    ["more", "columns"].iter().chain(&RARER).any(|name| visit.query.given(name).is_some()) || form.is_wrong()
}

/// Filters and columns that are asked for less often.
async fn rarer(visit: &Visit, inputs: Inputs<'_>, fields: &[Field]) -> Result<Markup> {
    let categories = super::categories::all(visit).await?;
    let names = any(visit, categories.into_iter().map(|category| (category.name.clone(), category.name)));
    let sexes = any(visit, [("f", key::SEX_FEMALE), ("m", key::SEX_MALE)].map(|(code, label)| (code.to_owned(), visit.say(label))));
    let has = || any(visit, ["with", "without"].map(|code| (code.to_owned(), language::named(visit.locale, "member-has", code))));
    let columns = COLUMNS.map(|column| (column.to_owned(), language::named(visit.locale, "member-column", column)));
    let own_columns = fields.iter().filter(|field| !field.retired).map(|field| (field.name(), field.label(visit.locale).to_owned()));
    let columns = columns.into_iter().chain(own_columns).collect();
    Ok(html! {
        details open {
            summary { (visit.say(key::MEMBERS_MORE_FILTERS)) }
            div.filters {
                (inputs.select("category", key::MEMBER_CATEGORY, names).optional_unsaid())
                (inputs.select("sex", key::MEMBER_SEX, sexes).optional_unsaid())
                (inputs.digits("age_from", key::MEMBERS_AGE_FROM).optional_unsaid().attribute("autocomplete", "off"))
                (inputs.digits("age_to", key::MEMBERS_AGE_TO).optional_unsaid().attribute("autocomplete", "off"))
                (inputs.date("joined_from", key::MEMBERS_JOINED_FROM).optional_unsaid())
                (inputs.date("joined_to", key::MEMBERS_JOINED_TO).optional_unsaid())
                (inputs.select("email", key::MEMBER_EMAIL, has()).optional_unsaid())
                (inputs.select("phone", key::MEMBER_PHONE, has()).optional_unsaid())
                (inputs.select("guardian", key::GUARDIANS_TITLE, any(visit, [("missing".to_owned(), visit.say(key::GUARDIANS_MISSING))])).optional_unsaid())
                (own_fields::filters(visit, fields))
            }
            div.choices { (inputs.checks("columns", key::MEMBERS_COLUMNS, columns).hint(key::MEMBERS_COLUMNS_HINT)) }
        }
    })
}

fn results(visit: &Visit, found: &Batch<Member>, fields: &[Field], acts: &Markup) -> Markup {
    let kept = kept(visit);
    if found.items.is_empty() {
        let filtered = filters(visit).iter().any(|(_, value)| value.is_some()) || visit.query.given("after").is_some();
        return if filtered {
            let all = html! { a.button href=(visit.here("/members")) { (visit.say(key::LIST_SHOW_ALL)) } };
            ui::empty(&visit.say(key::LIST_NOTHING), &visit.say(key::LIST_NOTHING_TEXT), &all)
        } else {
            ui::empty(&visit.say(key::MEMBERS_EMPTY), &visit.say(key::MEMBERS_EMPTY_TEXT), acts)
        };
    }
    let (columns, own) = (columns(visit), own_fields::columns(visit, fields));
    let mut titles = vec![Column::text(visit.say(key::MEMBER_NAME))];
    titles.extend(columns.iter().map(|column| title(visit, column, &found.items)));
    titles.extend(own.iter().map(|field| own_fields::title(visit, field)));
    let mut table = Table::new(visit.say(key::MEMBERS_TITLE), titles).quiet();
    for member in &found.items {
        let name = html! {
            a href=(visit.here(&format!("/members/{}", member.id))) { (ui::person(visit.locale, member.name_ar.as_deref(), member.name_fr.as_deref())) }
            @if member.status != MemberStatus::Active && !columns.contains(&"status") { " " (status_chip(visit, member.status)) }
        };
        let own = own.iter().map(|field| own_fields::cell(visit, member, field));
        table.row(std::iter::once(name).chain(columns.iter().map(|column| cell(visit, member, column))).chain(own).collect());
    }
    html! { (table) (ui::pager(visit, &visit.here("/members"), &kept, found.next.as_deref())) }
}

fn title(visit: &Visit, column: &str, members: &[Member]) -> Column {
    match column {
        "dues" => {
            // where members have years of their own, today's is not the same for all
            let mut periods = members.iter().map(|member| &member.dues_period);
            let same = periods.next().filter(|first| periods.all(|other| other == *first));
            Column::text(
                same.map_or_else(
                    || visit.say(key::MEMBER_DUES_OWN),
                    |period| visit.say_with(key::MEMBER_DUES_OF, &[("year", period.into())]),
                ),
            )
        }
        "number" | "age" => Column::number(language::named(visit.locale, "member-column", column)),
        _ => Column::text(language::named(visit.locale, "member-column", column)),
    }
}

fn cell(visit: &Visit, member: &Member, column: &str) -> Markup {
    let today = visit.state.clock().today();
    let day = |date: Option<chrono::NaiveDate>| html! { @if let Some(date) = date { (ui::date(visit.locale, date)) } };
    let words = |text: &Option<String>| html! { @if let Some(text) = text { (ui::name(text)) } };
    match column {
        "number" => ui::name(&member.code),
        "phone" => html! { @if let Some(phone) = &member.phone { (ui::ltr(phone)) } },
        "email" => html! { @if let Some(email) = &member.email { (ui::ltr(email)) } },
        "dues" => paid(visit, member.dues_paid),
        "category" => words(&member.category),
        "status" => status_chip(visit, member.status),
        "sex" => html! { @if let Some(sex) = member.sex { (visit.say(if sex == Sex::Female { key::SEX_FEMALE } else { key::SEX_MALE })) } },
        "born_on" => day(member.born_on),
        "age" => html! { @if let Some(age) = member.born_on.and_then(|born| today.years_since(born)) { (ui::ltr(age)) } },
        "joined_on" => day(member.joined_on),
        _ => words(&member.address),
    }
}

pub async fn export(page: Page<ExportMembers>) -> Reply {
    page.file(&narrowed(&page.api("/members/export"), &page.query, &[("format", page.query.given("format"))])).await
}

pub async fn labels(page: Page<ExportMembers>) -> Reply {
    page.file(&narrowed(&page.api("/members/labels"), &page.query, &[])).await
}

pub async fn cards(page: Page<ExportMembers>) -> Reply {
    page.file(&narrowed(&page.api("/members/cards"), &page.query, &[])).await
}

pub async fn card(page: Page<ViewMembers>) -> Reply {
    page.file(&page.api(&format!("/members/{}/card", page.id()?))).await
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
