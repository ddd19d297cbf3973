//! Families: households of members.

use crate::fields::{Fields, with_query};
use crate::form::Form;
use crate::page::{Page, Reply};
use crate::ui::{self, Column, Inputs, Table, Tone};
use crate::visit::Visit;
use contracts::families::{Family, FamilyRecord, JoinFamily, NewFamily, Relative, RenameFamily};
use contracts::member_record::MemberRecord;
use contracts::members::Member;
use contracts::{Done, Page as Batch};
use kernel::Result;
use kernel::permission::{EditMembers, ViewMembers};
use language::key;
use maud::{Markup, html};

/// A member by name, with what says that one is under age.
pub fn relative(visit: &Visit, relative: &Relative) -> Markup {
    html! {
        a href=(visit.here(&format!("/members/{}", relative.id))) { (ui::person(visit.locale, relative.name_ar.as_deref(), relative.name_fr.as_deref())) }
        @if relative.minor { " " (ui::chip(Tone::Plain, &visit.say(key::FAMILY_MINOR))) }
    }
}

pub async fn list(page: Page<ViewMembers>) -> Reply {
    let search = page.query.given("search");
    let query = [("search", search), ("after", page.query.given("after"))];
    let found: Batch<Family> = page.get(&with_query(&page.api("/families"), &query)).await?;
    let title = page.say(key::FAMILIES_TITLE);
    let form = Form::with(Fields::of([("search", search.unwrap_or_default())]));
    let inputs = Inputs { locale: page.locale, form: &form };
    let columns = vec![Column::text(page.say(key::FAMILY_LABEL)), Column::number(page.say(key::MEMBERS_TITLE))];
    let mut table = Table::new(title.clone(), columns).quiet();
    for family in &found.items {
        let link = html! { a href=(page.here(&format!("/families/{}", family.id))) { (ui::name(&family.label)) } };
        table.row(vec![link, ui::ltr(family.members)]);
    }
    let body = html! {
        (ui::back(&page.here("/members"), &page.say(key::MEMBERS_TITLE)))
        h1 { (title) }
        p.lead { (page.say(key::FAMILIES_TEXT)) }
        @if !found.items.is_empty() || search.is_some() {
            form.stack method="get" action=(page.here("/families")) role="search" {
                div.filters { (inputs.text("search", key::FAMILY_SEARCH).optional_unsaid().attribute("autocomplete", "off")) }
                div.acts { button.button type="submit" { (page.say(key::LIST_SEARCH_ACT)) } }
            }
        }
        @if !found.items.is_empty() {
            (table)
            (ui::pager(&page, &page.here("/families"), &query[..1], found.next.as_deref()))
        } @else if search.is_some() {
            p.muted { (page.say(key::FAMILY_NOT_FOUND)) }
        } @else {
            (ui::empty(&page.say(key::FAMILIES_EMPTY), &page.say(key::FAMILIES_EMPTY_TEXT), &html! { a.button href=(page.here("/members")) { (page.say(key::MEMBERS_TITLE)) } }))
        }
    };
    page.page(&title, body)
}

pub async fn show(page: Page<ViewMembers>) -> Reply {
    show_page(&page, &Form::blank()).await
}

async fn show_page(visit: &Visit, form: &Form) -> Reply {
    let id = visit.id()?;
    let family: FamilyRecord = visit.get(&visit.api(&format!("/families/{id}"))).await?;
    let here = visit.here(&format!("/families/{id}"));
    let edits = visit.may::<EditMembers>();
    let body = html! {
        (ui::error_summary(visit.locale, form))
        (ui::back(&visit.here("/families"), &visit.say(key::FAMILIES_TITLE)))
        h1 { (ui::name(&family.label)) }
        (members(visit, &family, edits, &here))
        @if edits {
            section.stack #join { h2 { (visit.say(key::FAMILY_JOIN)) } (search(visit, &format!("{here}#join"))) (found(visit, &family, &here).await?) }
            section.stack { h2 { (visit.say(key::FAMILY_RENAME)) } (rename_form(visit, &family, form, &here)) }
        }
    };
    visit.form_page(&family.label, form, body)
}

fn members(visit: &Visit, family: &FamilyRecord, edits: bool, here: &str) -> Markup {
    let mut columns = vec![
        Column::text(visit.say(key::MEMBER_NAME)),
        Column::number(visit.say(key::MEMBER_NUMBER)),
        Column::text(visit.say(key::MEMBER_BORN_ON)),
    ];
    if edits {
        columns.push(Column::text(visit.say(key::FAMILY_ACTS)));
    }
    let mut table = Table::new(visit.say(key::MEMBERS_TITLE), columns).quiet();
    for one in &family.members {
        let member = &one.member;
        let mut cells = vec![
            html! { (relative(visit, member)) @if one.contact { " " (ui::chip(Tone::Good, &visit.say(key::FAMILY_CONTACT))) } },
            ui::name(&member.code),
            html! { @if let Some(born) = member.born_on { (ui::date(visit.locale, born)) } },
        ];
        if edits {
            cells.push(html! {
                form method="post" action=(here) data-quiet {
                    (ui::hidden(visit, &Form::blank()))
                    input type="hidden" name="member" value=(member.id);
                    @if !one.contact && !member.minor { button.button.plain type="submit" name="act" value="contact" { (visit.say(key::FAMILY_CONTACT_ACT)) } }
                    @if one.contact { button.button.plain type="submit" name="act" value="join" { (visit.say(key::FAMILY_CONTACT_END)) } }
                    button.button.plain type="submit" name="act" value="leave" { (visit.say(key::FAMILY_LEAVE)) }
                }
            });
        }
        table.row(cells);
    }
    html! { (table) }
}

/// Finds members by name, number or phone; works without a script.
pub fn search(visit: &Visit, action: &str) -> Markup {
    let typed = Form::with(Fields::of([("search", visit.query.get("search"))]));
    let inputs = Inputs { locale: visit.locale, form: &typed };
    html! {
        form.sheet method="get" action=(action) role="search" {
            (inputs.text("search", key::LIST_SEARCH).optional_unsaid().attribute("autocomplete", "off").attribute("enterkeyhint", "search"))
            div.acts { button.button type="submit" { (visit.say(key::LIST_SEARCH_ACT)) } }
        }
    }
}

/// Whom the search found, if anything was searched.
pub async fn searched(visit: &Visit) -> Result<Option<Vec<Member>>> {
    let Some(search) = visit.query.given("search") else { return Ok(None) };
    let found: Batch<Member> = visit.get(&with_query(&visit.api("/members"), &[("search", Some(search))])).await?;
    Ok(Some(found.items))
}

async fn found(visit: &Visit, family: &FamilyRecord, here: &str) -> Result<Markup> {
    let Some(members) = searched(visit).await? else { return Ok(html! {}) };
    let others: Vec<&Member> = members.iter().filter(|one| family.members.iter().all(|there| there.member.id != one.id)).take(10).collect();
    if others.is_empty() {
        return Ok(html! { p.muted { (visit.say(key::LIST_NOTHING)) } });
    }
    let columns = vec![
        Column::text(visit.say(key::MEMBER_NAME)),
        Column::number(visit.say(key::MEMBER_NUMBER)),
        Column::text(visit.say(key::FAMILY_ACTS)),
    ];
    let mut table = Table::new(visit.say(key::FAMILY_FOUND), columns).quiet();
    for member in others {
        let name = html! { (ui::person(visit.locale, member.name_ar.as_deref(), member.name_fr.as_deref())) };
        let act = html! {
            form method="post" action=(here) data-quiet {
                (ui::hidden(visit, &Form::blank()))
                input type="hidden" name="member" value=(member.id);
                button.button type="submit" name="act" value="join" { (visit.say(key::FAMILY_JOIN_ACT)) }
            }
        };
        table.row(vec![name, ui::name(&member.code), act]);
    }
    Ok(html! { (table) })
}

fn rename_form(visit: &Visit, family: &FamilyRecord, form: &Form, here: &str) -> Markup {
    let label = form.values.given("label").unwrap_or(&family.label);
    let shown = Form { values: Fields::of([("label", label)]), errors: form.errors.clone(), ..Form::blank() };
    html! {
        form.sheet method="post" action=(here) novalidate {
            (ui::hidden(visit, &shown))
            (label_field(visit, &shown))
            div.acts { button.button type="submit" name="act" value="rename" { (visit.say(key::FAMILY_RENAME_ACT)) } }
        }
    }
}

fn label_field(visit: &Visit, form: &Form) -> Markup {
    let inputs = Inputs { locale: visit.locale, form };
    html! { (inputs.text("label", key::FAMILY_LABEL).hint(key::FAMILY_LABEL_HINT).attribute("autocomplete", "off")) }
}

pub async fn change(page: Page<EditMembers>) -> Reply {
    let id = page.id()?;
    let path = page.api(&format!("/families/{id}"));
    let act = page.form.get("act");
    let contact = if act == "contact" { "yes" } else { "" };
    let input = JoinFamily { id, member: page.form.get("member").into(), contact: contact.into() };
    let done = match act {
        "rename" => {
            page.post::<_, FamilyRecord>(&path, &RenameFamily { id, label: page.form.get("label").into() }).await.map(|_| key::FAMILY_SAVED)
        }
        "leave" => page.post::<_, Done>(&format!("{path}/leaving"), &input).await.map(|_| key::FAMILY_LEFT),
        _ => page.post::<_, FamilyRecord>(&format!("{path}/members"), &input).await.map(|_| key::FAMILY_SAVED),
    };
    match done {
        // with the last who left the family is gone
        Ok(said) if act == "leave" => page.done(&page.here(&format!("/members/{}", page.form.get("member"))), said, &[]),
        Ok(said) => page.done(&page.here(&format!("/families/{id}")), said, &[]),
        Err(error) => show_page(&page, &page.refused(error)?).await,
    }
}

pub async fn of_member_form(page: Page<EditMembers>) -> Reply {
    let record: MemberRecord = page.get(&page.api(&format!("/members/{}", page.id()?))).await?;
    let more = &record.more;
    let (ar, fr) = (more.family_ar.as_deref().unwrap_or_default(), more.family_fr.as_deref().unwrap_or_default());
    let name = ui::in_language(page.locale, ar, fr).to_owned();
    let label = if name.is_empty() { name } else { page.say_with(key::FAMILY_OF, &[("name", (&name).into())]) };
    of_member_page(&page, &Form::with(Fields::of([("label", label.as_str())]))).await
}

/// A family for a member who has none: one that is there, or a new one.
async fn of_member_page(visit: &Visit, form: &Form) -> Reply {
    let id = visit.id()?;
    let record: MemberRecord = visit.get(&visit.api(&format!("/members/{id}"))).await?;
    let here = visit.here(&format!("/members/{id}/family"));
    let search = visit.query.given("search");
    let found: Option<Batch<Family>> = match search {
        Some(search) => Some(visit.get(&with_query(&visit.api("/families"), &[("search", Some(search))])).await?),
        None => None,
    };
    let typed = Form::with(Fields::of([("search", search.unwrap_or_default())]));
    let title = visit.say(key::FAMILY_CHOOSE);
    let body = html! {
        (ui::error_summary(visit.locale, form))
        (ui::back(&visit.here(&format!("/members/{id}")), &visit.say(key::MEMBER_RECORD)))
        h1 { (title) }
        p.lead { (ui::person(visit.locale, record.member.name_ar.as_deref(), record.member.name_fr.as_deref())) }
        section.stack {
            h2 { (visit.say(key::FAMILY_THERE)) }
            form.sheet method="get" action=(here) role="search" {
                (Inputs { locale: visit.locale, form: &typed }.text("search", key::FAMILY_SEARCH).optional_unsaid().attribute("autocomplete", "off"))
                div.acts { button.button type="submit" { (visit.say(key::LIST_SEARCH_ACT)) } }
            }
            @if let Some(found) = &found { (families(visit, &found.items, &here)) }
        }
        section.stack {
            h2 { (visit.say(key::FAMILY_ADD)) }
            form.sheet method="post" action=(here) novalidate {
                (ui::hidden(visit, form))
                (label_field(visit, form))
                (ui::submit(&visit.say(key::FAMILY_ADD_ACT)))
            }
        }
    };
    visit.form_page(&title, form, body)
}

fn families(visit: &Visit, found: &[Family], here: &str) -> Markup {
    if found.is_empty() {
        return html! { p.muted { (visit.say(key::FAMILY_NOT_FOUND)) } };
    }
    let columns = vec![
        Column::text(visit.say(key::FAMILY_LABEL)),
        Column::number(visit.say(key::MEMBERS_TITLE)),
        Column::text(visit.say(key::FAMILY_ACTS)),
    ];
    let mut table = Table::new(visit.say(key::FAMILIES_TITLE), columns).quiet();
    for family in found {
        let act = html! {
            form method="post" action=(here) data-quiet {
                (ui::hidden(visit, &Form::blank()))
                button.button type="submit" name="family" value=(family.id) { (visit.say(key::FAMILY_JOIN_ACT)) }
            }
        };
        table.row(vec![ui::name(&family.label), ui::ltr(family.members), act]);
    }
    html! { (table) }
}

pub async fn of_member(page: Page<EditMembers>) -> Reply {
    let id = page.id()?;
    let done = match page.form.given("family") {
        Some(family) if family.parse::<uuid::Uuid>().is_ok() => {
            let input = JoinFamily { member: id.to_string(), ..JoinFamily::default() };
            page.post::<_, FamilyRecord>(&page.api(&format!("/families/{family}/members")), &input).await
        }
        _ => {
            let input = NewFamily { label: page.form.get("label").into(), member: id.to_string() };
            page.post::<_, FamilyRecord>(&page.api("/families"), &input).await
        }
    };
    match done {
        Ok(family) => page.done(&page.here(&format!("/families/{}", family.id)), key::FAMILY_SAVED, &[]),
        Err(error) => of_member_page(&page, &page.refused(error)?).await,
    }
}
