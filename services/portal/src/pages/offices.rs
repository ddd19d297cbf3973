//! Offices in words and as fields of a form; the table of who may do what; an association's own
//! roles.

use super::groups;
use crate::fields::Fields;
use crate::form::Form;
use crate::page::{Page, Reply, redirect};
use crate::ui::{self, Column, Input, Inputs, Table};
use crate::visit::Visit;
use chrono::{DateTime, Duration, NaiveDate, Utc};
use contracts::people::{Choices, CustomRole, EditRole, GiveOffice, MakeRole, Office, RoleName};
use contracts::tenancy::OwnSeat;
use contracts::{Done, Nothing};
use kernel::permission::{ManageRoles, OF_A_GROUP, OF_EVERY_SEAT, Row, Scope, TABLE, ViewMembers, ViewRoles};
use kernel::{Error, Limit, Locale, Result, Role};
use language::{Key, key};
use maud::{Markup, html};

/// The office's name in the page's language.
pub fn role_name(locale: Locale, role: Role, own: Option<&RoleName>) -> String {
    match own {
        Some(own) => ui::in_language(locale, &own.name_ar, &own.name_fr).to_owned(),
        None => language::named(locale, "role", role.code()),
    }
}

/// The asker's own office here, a role of the association's own by its name.
pub async fn own_office(visit: &Visit) -> Result<String> {
    let role = visit.actor.role();
    let mut name = None;
    if role == Role::Custom {
        let seats: Vec<OwnSeat> = visit.list("/api/v1/associations").await?;
        name = seats.into_iter().find(|seat| seat.association.slug == visit.path.get("association")).and_then(|seat| seat.custom_role);
    }
    Ok(role_name(visit.locale, role, name.as_ref()))
}

/// The office with its limit and its end.
pub fn office(visit: &Visit, office: &Office) -> Markup {
    let limit = match &office.limit {
        None => None,
        Some(Limit::Year(year)) => Some(visit.say_with(key::OFFICE_YEAR, &[("year", (&year.to_string()).into())])),
        Some(Limit::Project(_)) => Some(visit.say(key::OFFICE_PROJECT)),
        Some(Limit::Group(_)) => Some(visit.say(key::OFFICE_GROUP)),
    };
    html! {
        span.person {
            (ui::name(&role_name(visit.locale, office.role, office.custom_role.as_ref())))
            @if let Some(limit) = limit { span.other { (limit) } }
            @if let Some(until) = office.until { span.other { (visit.say(key::OFFICE_UNTIL)) " " (ui::date(visit.locale, last_day(until))) } }
        }
    }
}

/// An office ends when its last day is over.
pub fn last_day(until: DateTime<Utc>) -> NaiveDate {
    kernel::clock::to_local(until - Duration::seconds(1)).date()
}

/// The fields of a form that gives an office.
pub async fn fields(visit: &Visit, inputs: Inputs<'_>, choices: &Choices) -> Result<Markup> {
    let presets = choices.offices.iter().map(|role| (role.code().to_owned(), role_name(visit.locale, *role, None)));
    let own = choices.custom_roles.iter().map(|role| (role.id.to_string(), role_name(visit.locale, Role::Custom, Some(role))));
    let kind = inputs.form.values.given("limit_kind").unwrap_or("year");
    let limit = match kind {
        "project" => inputs.text("limit_to", key::OFFICE_LIMIT_PROJECT),
        "group" => group_field(visit, inputs).await?,
        _ => inputs.digits("limit_to", key::OFFICE_LIMIT_YEAR).hint(key::OFFICE_LIMIT_YEAR_HINT),
    };
    Ok(html! {
        (inputs.radios("role", key::PEOPLE_OFFICE, presets.chain(own).collect()))
        input type="hidden" name="limit_kind" value=(kind);
        (limit.optional().attribute("autocomplete", "off"))
        (inputs.date("until", key::OFFICE_LAST_DAY).hint(key::OFFICE_LAST_DAY_HINT).optional())
    })
}

/// The groups by their names where they may be seen, with all that is left of any office there.
async fn group_field<'a>(visit: &Visit, inputs: Inputs<'a>) -> Result<Input<'a>> {
    let left: Vec<String> = OF_A_GROUP.iter().map(|name| language::named(visit.locale, "permission", name)).collect();
    let hint = visit.say_with(key::OFFICE_LIMIT_GROUP_HINT, &[("rights", (&left.join(comma(visit.locale))).into())]);
    if !visit.may::<ViewMembers>() {
        return Ok(inputs.text("limit_to", key::OFFICE_LIMIT_GROUP).hint_text(hint));
    }
    let groups = groups::all(visit).await?;
    let mut choices = vec![(String::new(), visit.say(key::OFFICE_LIMIT_NO_GROUP))];
    choices.extend(groups.iter().map(|group| (group.id.to_string(), groups::name(visit, group).to_owned())));
    let asked = inputs.form.value("limit_to");
    if choices.iter().all(|(id, _)| id != asked) {
        // a group that is not there must not turn into no limit at all
        choices.push((asked.to_owned(), asked.to_owned()));
    }
    Ok(inputs.select("limit_to", key::OFFICE_LIMIT_GROUP, choices).hint_text(hint))
}

/// What such a form says, its group one of the association where that can be known: which groups there
/// are is not known where offices are given.
///
/// # Errors
/// `unknown-group` at `limit_to`.
pub async fn checked_input(visit: &Visit) -> Result<GiveOffice> {
    let wanted = input(visit);
    if wanted.limit_kind == "group" && visit.may::<ViewMembers>() {
        let named = |group: &contracts::groups::Group| group.id.to_string() == wanted.limit_to.trim();
        if !groups::all(visit).await?.iter().any(named) {
            return Err(Error::field("limit_to", "unknown-group"));
        }
    }
    Ok(wanted)
}

/// What such a form says.
fn input(visit: &Visit) -> GiveOffice {
    let text = |name: &str| visit.form.get(name).to_owned();
    let limited = visit.form.given("limit_to").is_some();
    GiveOffice {
        role: text("role"),
        limit_kind: if limited { text("limit_kind") } else { String::new() },
        limit_to: text("limit_to"),
        until: text("until"),
    }
}

/// An office as such a form's first values.
pub fn current(office: &Office) -> Fields {
    let role = office.custom_role.as_ref().map_or_else(|| office.role.code().to_owned(), |own| own.id.to_string());
    let (kind, to) = match &office.limit {
        None => ("", String::new()),
        Some(Limit::Year(year)) => ("year", year.to_string()),
        Some(Limit::Project(id)) => ("project", id.to_string()),
        Some(Limit::Group(id)) => ("group", id.to_string()),
    };
    let last = office.until.map(|until| last_day(until).format("%d/%m/%Y").to_string());
    Fields::of([("role", role.as_str()), ("limit_kind", kind), ("limit_to", &to), ("until", &last.unwrap_or_default())])
}

/// The permissions that a seat in an association can hold, by area.
fn areas() -> Vec<(&'static str, Vec<&'static Row>)> {
    let mut areas: Vec<(&str, Vec<&Row>)> = Vec::new();
    for row in TABLE.iter().filter(|row| row.scope == Scope::Association) {
        let area = row.name.split('.').next().unwrap_or_default();
        match areas.iter_mut().find(|(name, _)| *name == area) {
            Some((_, rows)) => rows.push(row),
            None => areas.push((area, vec![row])),
        }
    }
    areas
}

pub async fn list(page: Page<ViewRoles>) -> Reply {
    let own: Vec<CustomRole> = page.list(&page.api("/roles")).await?;
    let title = page.say(key::ROLES_TITLE);
    let make = html! {
        @if page.may::<ManageRoles>() { a.button.primary href=(page.here("/roles/new")) { (ui::icon("plus")) (page.say(key::ROLES_MAKE)) } }
    };
    let body = html! {
        (ui::back(&page.here("/people"), &page.say(key::PEOPLE_TITLE)))
        (ui::head(&html! { (title) }, Some(&html! { (page.say(key::ROLES_LEAD)) }), &make))
        section.stack {
            h2 { (page.say(key::ROLES_OWN)) }
            @if own.is_empty() { p.muted { (page.say(key::ROLES_OWN_EMPTY)) } }
            div.grid { @for role in &own { (card(&page, role)) } }
        }
        section.stack {
            h2 { (page.say(key::ROLES_TABLE)) }
            (matrix(&page))
        }
    };
    page.page(&title, body)
}

fn card(visit: &Visit, role: &CustomRole) -> Markup {
    html! {
        section.card {
            h3 {
                @if role.changeable {
                    a href=(visit.here(&format!("/roles/{}", role.name.id))) { (ui::name(&role_name(visit.locale, Role::Custom, Some(&role.name)))) }
                } @else {
                    (ui::name(&role_name(visit.locale, Role::Custom, Some(&role.name))))
                }
            }
            p.muted { (visit.say_with(key::ROLES_USED, &[("count", role.used_by.into())])) }
            ul.agenda { @for name in &role.permissions { li { (language::named(visit.locale, "permission", name)) } } }
        }
    }
}

/// Offices and what they may do, from the very table that decides.
fn matrix(visit: &Visit) -> Markup {
    let offices: Vec<Role> = Role::OFFICES.into_iter().filter(|role| *role != Role::Custom).collect();
    let names = offices.iter().map(|role| language::named(visit.locale, "role", role.code()));
    let columns = std::iter::once(visit.say(key::ROLES_RIGHT)).chain(names).map(Column::text).collect();
    let mut table = Table::new(visit.say(key::ROLES_TABLE), columns).quiet();
    for row in areas().into_iter().flat_map(|(_, rows)| rows) {
        let mark = |role| {
            html! { @if row.roles.contains(role) { (ui::icon("check")) span.hidden-text { (visit.say(key::ROLES_MAY)) } } }
        };
        let name = html! { (language::named(visit.locale, "permission", row.name)) };
        table.row(std::iter::once(name).chain(offices.iter().map(mark)).collect());
    }
    html! { div.matrix { (table) } }
}

pub async fn make_form(page: Page<ManageRoles>) -> Reply {
    role_page(&page, &Form::blank(), None)
}

pub async fn make(page: Page<ManageRoles>) -> Reply {
    match page.post::<_, CustomRole>(&page.api("/roles"), &wanted(&page)).await {
        Ok(role) => saved(&page, &role, key::ROLES_MADE),
        Err(error) => role_page(&page, &page.refused(error)?, None),
    }
}

/// The next page says as well which rights the role got with those that were ticked.
fn saved(visit: &Visit, role: &CustomRole, said: Key) -> Reply {
    let ticked = visit.form.all("permissions");
    let came = role.permissions.iter().filter(|name| !ticked.contains(name) && !OF_EVERY_SEAT.contains(&name.as_str()));
    let came: Vec<String> = came.map(|name| language::named(visit.locale, "permission", name)).collect();
    if came.is_empty() {
        return visit.done(&visit.here("/roles"), said, &[]);
    }
    let rights = came.join(comma(visit.locale));
    let note = format!("{} {}", visit.say(said), visit.say_with(key::ROLES_IMPLIED, &[("rights", (&rights).into())]));
    let mut response = redirect(&visit.here("/roles"));
    visit.leave_note(&mut response, &note);
    Ok(response)
}

const fn comma(locale: Locale) -> &'static str {
    match locale {
        Locale::Ar => "، ",
        _ => ", ",
    }
}

/// Ticked boxes come as so many fields of one name.
fn wanted(visit: &Visit) -> MakeRole {
    let ticked = visit.form.iter().filter(|(name, _)| *name == "permissions").map(|(_, value)| value.to_owned());
    MakeRole { name_ar: visit.form.get("name_ar").into(), name_fr: visit.form.get("name_fr").into(), permissions: ticked.collect() }
}

pub async fn edit_form(page: Page<ManageRoles>) -> Reply {
    let role: CustomRole = page.get(&page.api(&format!("/roles/{}", page.id()?))).await?;
    let mut values = Fields::of([("name_ar", &role.name.name_ar), ("name_fr", &role.name.name_fr)]);
    for name in &role.permissions {
        values.push("permissions", name);
    }
    role_page(&page, &Form::with(values), Some(&role))
}

/// Saves the role or deletes it: what the pressed button says.
pub async fn edit(page: Page<ManageRoles>) -> Reply {
    let id = page.id()?;
    let path = page.api(&format!("/roles/{id}"));
    let refusal = if page.form.get("act") == "delete" {
        match page.post::<_, Done>(&format!("{path}/deletion"), &Nothing {}).await {
            Ok(Done {}) => return page.done(&page.here("/roles"), key::ROLES_DELETED, &[]),
            Err(error) => error,
        }
    } else {
        match page.post::<_, CustomRole>(&path, &EditRole { id, role: wanted(&page) }).await {
            Ok(role) => return saved(&page, &role, key::ROLES_SAVED),
            Err(error) => error,
        }
    };
    let form = page.refused(refusal)?;
    let role: CustomRole = page.get(&path).await?;
    role_page(&page, &form, Some(&role))
}

fn role_page(visit: &Visit, form: &Form, known: Option<&CustomRole>) -> Reply {
    let inputs = Inputs { locale: visit.locale, form };
    let (title, act) = match known {
        Some(_) => (key::ROLES_EDIT, key::ROLES_SAVE),
        None => (key::ROLES_MAKE, key::ROLES_MAKE_ACT),
    };
    let path = known.map_or_else(|| visit.here("/roles/new"), |role| visit.here(&format!("/roles/{}", role.name.id)));
    let title = visit.say(title);
    let body = html! {
        (ui::error_summary(visit.locale, form))
        (ui::back(&visit.here("/roles"), &visit.say(key::ROLES_TITLE)))
        h1 { (title) }
        @if let Some(role) = known { p.lead { (visit.say_with(key::ROLES_USED, &[("count", role.used_by.into())])) } }
        form.sheet method="post" action=(path) novalidate {
            (ui::hidden(visit, form))
            (inputs.text("name_ar", key::ROLES_NAME_AR).attribute("dir", "rtl").attribute("lang", "ar").attribute("autocomplete", "off"))
            (inputs.text("name_fr", key::ROLES_NAME_FR).attribute("dir", "ltr").attribute("lang", "fr").attribute("autocomplete", "off"))
            (boxes(visit, form))
            div.acts {
                button.button.primary type="submit" name="act" value="save" { (visit.say(act)) }
                @if known.is_some_and(|role| role.used_by == 0) {
                    button.button.danger type="submit" name="act" value="delete" { (visit.say(key::ROLES_DELETE)) }
                }
            }
        }
    };
    visit.form_page(&title, form, body)
}

/// One box per permission; what somebody lacks they cannot give.
fn boxes(visit: &Visit, form: &Form) -> Markup {
    let error = form.error(visit.locale, "permissions");
    let of_all = |name: &str| OF_EVERY_SEAT.contains(&name);
    let ticked = |name: &str| of_all(name) || form.values.iter().any(|(field, value)| field == "permissions" && value == name);
    let class = if error.is_some() { "field wrong" } else { "field" };
    let said: Key = key::ROLES_BOXES;
    html! {
        div #permissions class=(class) tabindex="-1" {
            p { strong { (visit.say(said)) } }
            p.hint { (visit.say(key::ROLES_BOXES_HINT)) }
            @if let Some(error) = &error { p.error #error-permissions { (error) } }
        }
        @for (area, rows) in areas() {
            fieldset.field {
                legend { (language::named(visit.locale, "permission-area", area)) }
                @for row in rows {
                    @let id = format!("permission-{}", row.name.replace('.', "-"));
                    label.choice for=(id) {
                        input id=(id) type="checkbox" name="permissions" value=(row.name) checked[ticked(row.name)] disabled[of_all(row.name) || !visit.actor.holds(row.name)];
                        span {
                            (language::named(visit.locale, "permission", row.name))
                            @if of_all(row.name) { " " span.muted { (visit.say(key::ROLES_OF_EVERY_SEAT)) } }
                        }
                    }
                }
            }
        }
    }
}
