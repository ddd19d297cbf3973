//! Groups and commissions, and who belongs to them.

use crate::fields::{Fields, with_query};
use crate::form::Form;
use crate::page::{Page, Reply};
use crate::ui::{self, Column, Inputs, Table};
use crate::visit::Visit;
use contracts::groups::{EditGroup, Group, GroupMember, NewGroup};
use contracts::members::Member;
use contracts::{Done, Page as Batch};
use kernel::Result;
use kernel::permission::{EditMembers, ManageRoles, ViewMembers};
use language::key;
use maud::{Markup, html};

pub async fn all(visit: &Visit) -> Result<Vec<Group>> {
    visit.list(&visit.api("/member-groups")).await
}

pub fn name<'a>(visit: &Visit, group: &'a Group) -> &'a str {
    ui::in_language(visit.locale, &group.name_ar, &group.name_fr)
}

pub async fn list(page: Page<ViewMembers>) -> Reply {
    list_page(&page, &Form::with(Fields::of([("kind", "group")]))).await
}

async fn list_page(visit: &Visit, form: &Form) -> Reply {
    let title = visit.say(key::GROUPS_TITLE);
    let groups = all(visit).await?;
    let mut table = Table::new(
        title.clone(),
        vec![
            Column::text(visit.say(key::GROUP_NAME)),
            Column::text(visit.say(key::GROUP_KIND)),
            Column::number(visit.say(key::MEMBERS_TITLE)),
        ],
    )
    .quiet();
    for group in &groups {
        table.row(vec![
            html! { a href=(visit.here(&format!("/groups/{}", group.id))) { (ui::name(name(visit, group))) } },
            html! { (language::named(visit.locale, "group-kind", &group.kind)) },
            ui::ltr(group.members),
        ]);
    }
    let body = html! {
        (ui::error_summary(visit.locale, form))
        (ui::back(&visit.here("/members"), &visit.say(key::MEMBERS_TITLE)))
        h1 { (title) }
        @if groups.is_empty() { p.lead { (visit.say(key::GROUPS_EMPTY_TEXT)) } } @else { (table) }
        @if visit.may::<EditMembers>() {
            section.stack {
                h2 { (visit.say(key::GROUP_ADD)) }
                form.sheet method="post" action=(visit.here("/groups")) novalidate {
                    (ui::hidden(visit, form))
                    (fields(visit, form))
                    (ui::submit(&visit.say(key::GROUP_ADD_ACT)))
                }
            }
        }
    };
    visit.form_page(&title, form, body)
}

fn fields(visit: &Visit, form: &Form) -> Markup {
    let inputs = Inputs { locale: visit.locale, form };
    let kinds = ["group", "commission"].map(|code| (code.to_owned(), language::named(visit.locale, "group-kind", code)));
    html! {
        p.hint { (visit.say(key::MEMBER_ONE_NAME)) }
        (inputs.text("name_ar", key::GROUP_NAME_AR).optional_unsaid().attribute("lang", "ar").attribute("dir", "rtl").attribute("autocomplete", "off"))
        (inputs.text("name_fr", key::GROUP_NAME_FR).optional_unsaid().attribute("lang", "fr").attribute("dir", "ltr").attribute("autocomplete", "off"))
        (inputs.radios("kind", key::GROUP_KIND, kinds.into()))
    }
}

pub async fn add(page: Page<EditMembers>) -> Reply {
    let input: NewGroup = page.form.input()?;
    match page.post::<_, Group>(&page.api("/member-groups"), &input).await {
        Ok(group) => page.done(&page.here(&format!("/groups/{}", group.id)), key::GROUP_SAVED, &[]),
        Err(error) => list_page(&page, &page.refused(error)?).await,
    }
}

pub async fn show(page: Page<ViewMembers>) -> Reply {
    show_page(&page, &Form::blank()).await
}

async fn show_page(visit: &Visit, form: &Form) -> Reply {
    let id = visit.id()?.to_string();
    let group: Group = visit.get(&visit.api(&format!("/member-groups/{id}"))).await?;
    let query = [("group", Some(id.as_str())), ("after", visit.query.given("after"))];
    let members: Batch<Member> = visit.get(&with_query(&visit.api("/members"), &query)).await?;
    let title = name(visit, &group).to_owned();
    let edits = visit.may::<EditMembers>();
    let invite = with_query(&visit.here("/people/invite"), &[("limit_kind", Some("group")), ("limit_to", Some(&id))]);
    let acts = html! {
        @if visit.may::<ManageRoles>() { a.button href=(invite) { (visit.say(key::GROUP_MANAGER)) } }
        @if edits { a.button href=(visit.here(&format!("/groups/{id}/edit"))) { (visit.say(key::GROUP_EDIT)) } }
    };
    let body = html! {
        (ui::error_summary(visit.locale, form))
        (ui::back(&visit.here("/groups"), &visit.say(key::GROUPS_TITLE)))
        (ui::head(&ui::name(&title), Some(&html! { (language::named(visit.locale, "group-kind", &group.kind)) " · " (visit.say_with(key::COUNT_MEMBERS, &[("count", group.members.into())])) }), &acts))
        (belonging(visit, &members.items, edits, &id))
        (ui::pager(visit, &visit.here(&format!("/groups/{id}")), &[], members.next.as_deref()))
        @if edits { section.stack { h2 { (visit.say(key::GROUP_JOIN)) } (join_form(visit, form, &id)) } }
    };
    visit.form_page(&title, form, body)
}

fn belonging(visit: &Visit, members: &[Member], edits: bool, id: &str) -> Markup {
    if members.is_empty() {
        return html! { p.muted { (visit.say(key::GROUP_EMPTY)) } };
    }
    let mut columns = vec![
        Column::text(visit.say(key::MEMBER_NAME)),
        Column::number(visit.say(key::MEMBER_NUMBER)),
        Column::text(visit.say(key::MEMBER_PHONE)),
    ];
    if edits {
        columns.push(Column::text(visit.say(key::GROUP_LEAVE)));
    }
    let mut table = Table::new(visit.say(key::MEMBERS_TITLE), columns).quiet();
    for member in members {
        let mut cells = vec![
            html! { a href=(visit.here(&format!("/members/{}", member.id))) { (ui::person(visit.locale, member.name_ar.as_deref(), member.name_fr.as_deref())) } },
            ui::name(&member.code),
            html! { @if let Some(phone) = &member.phone { (ui::ltr(phone)) } },
        ];
        if edits {
            cells.push(html! {
                form method="post" action=(visit.here(&format!("/groups/{id}"))) data-quiet {
                    (ui::hidden(visit, &Form::blank()))
                    input type="hidden" name="member" value=(member.id);
                    button.button.plain type="submit" name="act" value="leave" { (visit.say(key::GROUP_LEAVE)) }
                }
            });
        }
        table.row(cells);
    }
    html! { (table) }
}

fn join_form(visit: &Visit, form: &Form, id: &str) -> Markup {
    let inputs = Inputs { locale: visit.locale, form };
    html! {
        form.sheet method="post" action=(visit.here(&format!("/groups/{id}"))) novalidate {
            (ui::hidden(visit, form))
            (inputs.digits("member", key::MEMBER_NUMBER).attribute("autocomplete", "off"))
            (inputs.checks("leads", key::GROUP_LEADS, vec![("yes".into(), visit.say(key::GROUP_LEADS_YES))]))
            (ui::submit(&visit.say(key::GROUP_JOIN_ACT)))
        }
    }
}

pub async fn change(page: Page<EditMembers>) -> Reply {
    let id = page.id()?;
    let text = |name: &str| page.form.get(name).to_owned();
    let input = GroupMember { id, member: text("member"), leads: text("leads") };
    let (rest, said) = if page.form.get("act") == "leave" { ("leaving", key::GROUP_LEFT) } else { ("members", key::GROUP_JOINED) };
    match page.post::<_, Group>(&page.api(&format!("/member-groups/{id}/{rest}")), &input).await {
        Ok(_) => page.done(&page.here(&format!("/groups/{id}")), said, &[]),
        Err(error) => show_page(&page, &page.refused(error)?).await,
    }
}

pub async fn edit_form(page: Page<EditMembers>) -> Reply {
    let group: Group = page.get(&page.api(&format!("/member-groups/{}", page.id()?))).await?;
    let values = [("name_ar", group.name_ar.as_str()), ("name_fr", &group.name_fr), ("kind", &group.kind)];
    edit_page(&page, &Form::with(Fields::of(values)))
}

fn edit_page(visit: &Visit, form: &Form) -> Reply {
    let here = visit.here(&format!("/groups/{}", visit.id()?));
    let title = visit.say(key::GROUP_EDIT);
    let body = html! {
        (ui::error_summary(visit.locale, form))
        (ui::back(&here, &visit.say(key::GROUPS_TITLE)))
        h1 { (title) }
        form.sheet method="post" action={ (here) "/edit" } novalidate {
            (ui::hidden(visit, form))
            (fields(visit, form))
            div.acts {
                button.button.primary type="submit" { (visit.say(key::GROUP_SAVE)) }
                button.button.danger type="submit" name="act" value="remove" { (visit.say(key::GROUP_REMOVE)) }
            }
        }
    };
    visit.form_page(&title, form, body)
}

pub async fn edit(page: Page<EditMembers>) -> Reply {
    let id = page.id()?;
    let rest = format!("/member-groups/{id}");
    let done = if page.form.get("act") == "remove" {
        page.post::<_, Done>(&page.api(&format!("{rest}/removal")), &Done {}).await.map(|_| ("/groups".to_owned(), key::GROUP_REMOVED))
    } else {
        let input = EditGroup { id, group: page.form.input()? };
        page.post::<_, Group>(&page.api(&rest), &input).await.map(|_| (format!("/groups/{id}"), key::GROUP_SAVED))
    };
    match done {
        Ok((next, said)) => page.done(&page.here(&next), said, &[]),
        Err(error) => edit_page(&page, &page.refused(error)?),
    }
}
