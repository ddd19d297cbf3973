//! The categories of members with their rights, and how members are numbered.

use crate::fields::Fields;
use crate::form::Form;
use crate::page::{Page, Reply};
use crate::ui::{self, Column, Inputs, Table, Tone};
use crate::visit::Visit;
use contracts::Done;
use contracts::categories::{Category, EditCategory, NewCategory, Numbering, SetNumbering};
use kernel::permission::{EditMembers, ViewMembers};
use kernel::{Error, Result};
use language::{Key, key};
use maud::{Markup, html};

pub async fn all(visit: &Visit) -> Result<Vec<Category>> {
    visit.list(&visit.api("/member-categories")).await
}

pub async fn list(page: Page<ViewMembers>) -> Reply {
    let values = Fields::of([("name", page.query.get("name")), ("may_vote", "yes"), ("may_stand", "yes")]);
    list_page(&page, &Form::with(values)).await
}

async fn list_page(visit: &Visit, form: &Form) -> Reply {
    let title = visit.say(key::CATEGORIES_TITLE);
    let body = html! {
        (ui::error_summary(visit.locale, form))
        (ui::back_to_settings(visit))
        h1 { (title) }
        p.lead { (visit.say(key::CATEGORIES_LEAD)) }
        (table(visit, &all(visit).await?))
        @if visit.may::<EditMembers>() {
            section.stack {
                h2 { (visit.say(key::CATEGORY_ADD)) }
                form.sheet method="post" action=(visit.here("/settings/categories")) novalidate {
                    (ui::hidden(visit, form))
                    (fields(visit, form))
                    (ui::submit(&visit.say(key::CATEGORY_ADD_ACT)))
                }
            }
        }
    };
    visit.form_page(&title, form, body)
}

fn table(visit: &Visit, categories: &[Category]) -> Markup {
    if categories.is_empty() {
        return html! { p.muted { (visit.say(key::CATEGORIES_NONE)) } };
    }
    let yes_no = |right| {
        if right { ui::chip(Tone::Good, &visit.say(key::CATEGORY_YES)) } else { ui::chip(Tone::Plain, &visit.say(key::CATEGORY_NO)) }
    };
    let columns = [key::CATEGORY_NAME, key::CATEGORY_VOTES, key::CATEGORY_STANDS].map(|label| Column::text(visit.say(label)));
    let mut columns = Vec::from(columns);
    columns.push(Column::number(visit.say(key::MEMBERS_TITLE)));
    let mut table = Table::new(visit.say(key::CATEGORIES_TITLE), columns).quiet();
    for category in categories {
        let target = match category.id {
            Some(id) => visit.here(&format!("/settings/categories/{id}")),
            None => crate::fields::with_query(&visit.here("/settings/categories"), &[("name", Some(&category.name))]) + "#name",
        };
        table.row(vec![
            html! { @if visit.may::<EditMembers>() { a href=(target) { (ui::name(&category.name)) } } @else { (ui::name(&category.name)) } @if category.id.is_none() { " " (ui::chip(Tone::Wait, &visit.say(key::CATEGORY_UNDEFINED))) } },
            yes_no(category.may_vote),
            yes_no(category.may_stand),
            ui::ltr(category.members),
        ]);
    }
    html! { (table) }
}

fn fields(visit: &Visit, form: &Form) -> Markup {
    let inputs = Inputs { locale: visit.locale, form };
    let right = |name: &str, label: Key, said: Key| inputs.checks(name, label, vec![("yes".into(), visit.say(said))]);
    html! {
        (inputs.text("name", key::CATEGORY_NAME).attribute("autocomplete", "off"))
        (right("may_vote", key::CATEGORY_VOTES, key::CATEGORY_MAY_VOTE))
        (right("may_stand", key::CATEGORY_STANDS, key::CATEGORY_MAY_STAND))
    }
}

fn input(visit: &Visit) -> NewCategory {
    let text = |name: &str| visit.form.get(name).to_owned();
    NewCategory { name: text("name"), may_vote: text("may_vote"), may_stand: text("may_stand") }
}

pub async fn add(page: Page<EditMembers>) -> Reply {
    match page.post::<_, Category>(&page.api("/member-categories"), &input(&page)).await {
        Ok(_) => page.done(&page.here("/settings/categories"), key::CATEGORY_SAVED, &[]),
        Err(error) => list_page(&page, &page.refused(error)?).await,
    }
}

async fn find(visit: &Visit) -> Result<Category> {
    let id = Some(visit.id()?);
    all(visit).await?.into_iter().find(|category| category.id == id).ok_or_else(Error::not_found)
}

pub async fn edit_form(page: Page<EditMembers>) -> Reply {
    let category = find(&page).await?;
    let mut values = Fields::of([("name", category.name.as_str())]);
    for (name, _) in [("may_vote", category.may_vote), ("may_stand", category.may_stand)].iter().filter(|(_, right)| *right) {
        values.push(name, "yes");
    }
    edit_page(&page, &category, &Form::with(values))
}

fn edit_page(visit: &Visit, category: &Category, form: &Form) -> Reply {
    let title = visit.say(key::CATEGORY_EDIT);
    let body = html! {
        (ui::error_summary(visit.locale, form))
        (ui::back(&visit.here("/settings/categories"), &visit.say(key::CATEGORIES_TITLE)))
        h1 { (title) }
        p.lead { (ui::name(&category.name)) " · " (visit.say_with(key::COUNT_MEMBERS, &[("count", category.members.into())])) }
        form.sheet method="post" novalidate {
            (ui::hidden(visit, form))
            (fields(visit, form))
            p.hint { (visit.say(key::CATEGORY_EDIT_HINT)) }
            div.acts {
                button.button.primary type="submit" { (visit.say(key::CATEGORY_SAVE)) }
                @if category.members == 0 { button.button.danger type="submit" name="act" value="remove" { (visit.say(key::CATEGORY_REMOVE)) } }
            }
        }
    };
    visit.form_page(&title, form, body)
}

pub async fn edit(page: Page<EditMembers>) -> Reply {
    let id = page.id()?;
    let rest = format!("/member-categories/{id}");
    let done = if page.form.get("act") == "remove" {
        page.post::<_, Done>(&page.api(&format!("{rest}/removal")), &Done {}).await.map(|_| key::CATEGORY_REMOVED)
    } else {
        let input = EditCategory { id, category: input(&page) };
        page.post::<_, Category>(&page.api(&rest), &input).await.map(|_| key::CATEGORY_SAVED)
    };
    match done {
        Ok(said) => page.done(&page.here("/settings/categories"), said, &[]),
        Err(error) => {
            let form = page.refused(error)?;
            edit_page(&page, &find(&page).await?, &form)
        }
    }
}

pub async fn numbering(visit: &Visit) -> Result<Numbering> {
    visit.get(&visit.api("/member-numbering")).await
}

pub async fn numbering_form(page: Page<ViewMembers>) -> Reply {
    let kept = numbering(&page).await?;
    let free = if kept.free { "yes" } else { "" };
    numbering_page(&page, &kept, &Form::with(Fields::of([("pattern", kept.pattern.as_str()), ("free", free)])))
}

fn numbering_page(visit: &Visit, kept: &Numbering, form: &Form) -> Reply {
    let inputs = Inputs { locale: visit.locale, form };
    let title = visit.say(key::NUMBERING_TITLE);
    let ways = [("", key::NUMBERING_GAPLESS), ("yes", key::NUMBERING_FREE)].map(|(code, label)| (code.to_owned(), visit.say(label)));
    let next = vec![(visit.say(key::NUMBERING_NEXT), ui::name(&kept.next))];
    let marks = [
        ("{n}", key::NUMBERING_MARK_NUMBER),
        ("{n:4}", key::NUMBERING_MARK_ZEROS),
        ("{year}", key::NUMBERING_MARK_YEAR),
        ("AM-{year}/{n:3}", key::NUMBERING_EXAMPLE),
    ];
    let marks = marks.map(|(mark, means)| (visit.say(means), ui::ltr(mark)));
    let body = html! {
        (ui::error_summary(visit.locale, form))
        (ui::back_to_settings(visit))
        h1 { (title) }
        section.card { (ui::facts(next)) }
        @if visit.may::<EditMembers>() {
            form.sheet method="post" action=(visit.here("/settings/numbering")) novalidate {
                (ui::hidden(visit, form))
                (ui::facts(marks.into()))
                (inputs.text("pattern", key::NUMBERING_PATTERN).attribute("autocomplete", "off").attribute("dir", "ltr"))
                (inputs.radios("free", key::NUMBERING_WAY, ways.into()))
                (ui::submit(&visit.say(key::NUMBERING_SAVE)))
            }
        }
    };
    visit.form_page(&title, form, body)
}

pub async fn set_numbering(page: Page<EditMembers>) -> Reply {
    let input: SetNumbering = page.form.input()?;
    match page.post::<_, Numbering>(&page.api("/member-numbering"), &input).await {
        Ok(_) => page.done(&page.here("/settings/numbering"), key::NUMBERING_SAVED, &[]),
        Err(error) => {
            let form = page.refused(error)?;
            numbering_page(&page, &numbering(&page).await?, &form)
        }
    }
}
