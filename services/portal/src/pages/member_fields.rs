//! Making and changing the fields that an association adds to its members' records.

use crate::fields::Fields;
use crate::form::Form;
use crate::page::{Page, Reply};
use crate::pages::own_fields::all;
use crate::ui::{self, Column, Inputs, Table, Tone};
use crate::visit::Visit;
use contracts::member_fields::{EditField, Field, FieldInUse, FieldKind, FieldOption, NewField, RemoveField, RetireField};
use contracts::{Done, Nothing, Page as Batch};
use kernel::permission::{EditMembers, ViewMembers};
use kernel::{Error, Kind, Result};
use language::key;
use maud::{Markup, html};
use uuid::Uuid;

const HERE: &str = "/settings/fields";

pub async fn list(page: Page<ViewMembers>) -> Reply {
    list_page(&page, &Form::with(Fields::of([("kind", "text")]))).await
}

async fn list_page(visit: &Visit, form: &Form) -> Reply {
    let title = visit.say(key::FIELDS_TITLE);
    let fields = all(visit).await?;
    let (retired, asked): (Vec<&Field>, Vec<&Field>) = fields.iter().partition(|field| field.retired);
    let body = html! {
        (ui::error_summary(visit.locale, form))
        (ui::back_to_settings(visit))
        h1 { (title) }
        p.lead { (visit.say(key::FIELDS_LEAD)) }
        (sensitive(visit))
        @if asked.is_empty() { p.muted { (visit.say(key::FIELDS_NONE)) } } @else { (table(visit, &asked)) }
        @if !retired.is_empty() {
            section.stack {
                h2 { (visit.say(key::FIELDS_RETIRED)) }
                p.hint { (visit.say(key::FIELDS_RETIRED_TEXT)) }
                ul.index { @for field in retired { li { (link(visit, field)) } } }
            }
        }
        @if visit.may::<EditMembers>() {
            section.stack {
                h2 { (visit.say(key::FIELD_ADD)) }
                form.sheet method="post" action=(visit.here(HERE)) novalidate {
                    (ui::hidden(visit, form))
                    (labels(visit, form))
                    (kinds(visit, form))
                    (options(visit, form))
                    (uses(visit, form))
                    (ui::submit(&visit.say(key::FIELD_ADD_ACT)))
                }
            }
        }
    };
    visit.form_page(&title, form, body)
}

/// What law 09-08 asks before the association keeps such data.
fn sensitive(visit: &Visit) -> Markup {
    html! { section.card { h2 { (visit.say(key::FIELDS_LAW)) } p { (visit.say(key::FIELDS_LAW_TEXT)) } p { a href=(visit.here("/privacy")) { (visit.say(key::PRIVACY_TITLE)) } } } }
}

fn link(visit: &Visit, field: &Field) -> Markup {
    let label = ui::name(field.label(visit.locale));
    html! { @if visit.may::<EditMembers>() { a href=(visit.here(&format!("{HERE}/{}", field.id))) { (label) } } @else { (label) } }
}

fn table(visit: &Visit, fields: &[&Field]) -> Markup {
    let mut titles =
        vec![key::FIELD_LABEL, key::FIELD_KIND, key::FIELD_USE].into_iter().map(|label| Column::text(visit.say(label))).collect::<Vec<_>>();
    if visit.may::<EditMembers>() {
        titles.push(Column::text(visit.say(key::FIELD_ORDER)));
    }
    let mut table = Table::new(visit.say(key::FIELDS_TITLE), titles).quiet();
    for (at, field) in fields.iter().enumerate() {
        let mut cells = vec![link(visit, field), kind(visit, field), use_chips(visit, field)];
        if visit.may::<EditMembers>() {
            cells.push(html! {
                @if at > 0 {
                    form.inline-form method="post" action=(visit.here(HERE)) data-quiet="" {
                        (ui::hidden(visit, &Form::blank()))
                        button.button.plain type="submit" name="raise" value=(field.id) {
                            (visit.say(key::FIELD_RAISE)) span.hidden-text { " " (field.label(visit.locale)) }
                        }
                    }
                }
            });
        }
        table.row(cells);
    }
    html! { (table) }
}

fn kind(visit: &Visit, field: &Field) -> Markup {
    let offered: Vec<&str> = field.options.iter().filter(|option| !option.retired).map(|option| option.label(visit.locale)).collect();
    html! {
        (language::named(visit.locale, "field-kind", field.kind.code()))
        @if !offered.is_empty() { div.muted.small { (ui::name(&offered.join(&visit.say(key::LIST_COMMA)))) } }
    }
}

fn use_chips(visit: &Visit, field: &Field) -> Markup {
    html! {
        @if field.required { (ui::chip(Tone::Wait, &visit.say(key::FIELD_REQUIRED))) " " }
        @if field.listed { (ui::chip(Tone::Plain, &visit.say(key::FIELD_LISTED))) " " }
        @if field.board_only { (ui::chip(Tone::Plain, &visit.say(key::FIELD_BOARD_ONLY))) " " }
        @if field.for_applicants { (ui::chip(Tone::Plain, &visit.say(key::FIELD_FOR_APPLICANTS))) }
        @if !field.required && !field.listed && !field.board_only && !field.for_applicants { "—" }
    }
}

fn labels(visit: &Visit, form: &Form) -> Markup {
    let inputs = Inputs { locale: visit.locale, form };
    let label = |name, label, lang, dir| {
        inputs.text(name, label).optional_unsaid().attribute("lang", lang).attribute("dir", dir).attribute("autocomplete", "off")
    };
    html! {
        p.hint { (visit.say(key::FIELD_LABEL_HINT)) }
        (label("label_ar", key::FIELD_LABEL_AR, "ar", "rtl"))
        (label("label_fr", key::FIELD_LABEL_FR, "fr", "ltr"))
        (label("label_en", key::FIELD_LABEL_EN, "en", "ltr").optional())
    }
}

fn kinds(visit: &Visit, form: &Form) -> Markup {
    let kinds = FieldKind::ALL.map(|kind| (kind.code().to_owned(), language::named(visit.locale, "field-kind", kind.code())));
    html! { (Inputs { locale: visit.locale, form }.radios("kind", key::FIELD_KIND, kinds.into()).hint(key::FIELD_KIND_HINT)) }
}

fn options(visit: &Visit, form: &Form) -> Markup {
    let inputs = Inputs { locale: visit.locale, form };
    html! {
        div.pair {
            (inputs.lines("options_ar", key::FIELD_OPTIONS_AR, 4).hint(key::FIELD_OPTIONS_HINT).optional_unsaid().attribute("dir", "rtl"))
            (inputs.lines("options_fr", key::FIELD_OPTIONS_FR, 4).hint(key::FIELD_OPTIONS_FR_HINT).optional_unsaid().attribute("dir", "ltr"))
        }
    }
}

fn uses(visit: &Visit, form: &Form) -> Markup {
    let inputs = Inputs { locale: visit.locale, form };
    let yes = |said| vec![("yes".to_owned(), visit.say(said))];
    html! {
        (inputs.checks("required", key::FIELD_REQUIRED, yes(key::FIELD_REQUIRED_YES)))
        (inputs.checks("listed", key::FIELD_LISTED, yes(key::FIELD_LISTED_YES)))
        (inputs.checks("board_only", key::FIELD_BOARD_ONLY, yes(key::FIELD_BOARD_ONLY_YES)).hint(key::FIELD_BOARD_ONLY_HINT))
    }
}

/// A new field, or one that is moved up.
pub async fn change(page: Page<EditMembers>) -> Reply {
    if let Some(id) = page.form.given("raise") {
        let id: Uuid = id.parse().map_err(|_| Error::not_found())?;
        let _: Batch<Field> = page.post(&page.api(&format!("/member-fields/{id}/raising")), &Nothing {}).await?;
        return page.done(&page.here(HERE), key::FIELD_MOVED, &[]);
    }
    match page.post::<_, Field>(&page.api("/member-fields"), &page.form.input::<NewField>()?).await {
        Ok(_) => page.done(&page.here(HERE), key::FIELD_ADDED, &[]),
        Err(error) => list_page(&page, &page.refused(error)?).await,
    }
}

async fn read(visit: &Visit) -> Result<FieldInUse> {
    visit.get(&visit.api(&format!("/member-fields/{}", visit.id()?))).await
}

pub async fn edit_form(page: Page<EditMembers>) -> Reply {
    let kept = read(&page).await?;
    edit_page(&page, &kept, &Form::with(values(&kept.field)))
}

fn values(field: &Field) -> Fields {
    let offered = || field.options.iter().filter(|option| !option.retired);
    let lines = |name: fn(&FieldOption) -> &str| offered().map(name).collect::<Vec<_>>().join("\n");
    let (ar, fr) = (lines(|option| &option.ar), lines(|option| &option.fr));
    let yes = |is| if is { "yes" } else { "" };
    Fields::of([
        ("label_ar", field.label_ar.as_str()),
        ("label_fr", &field.label_fr),
        ("label_en", field.label_en.as_deref().unwrap_or_default()),
        ("kind", field.kind.code()),
        ("options_ar", &ar),
        ("options_fr", &fr),
        ("required", yes(field.required)),
        ("listed", yes(field.listed)),
        ("board_only", yes(field.board_only)),
    ])
}

fn edit_page(visit: &Visit, kept: &FieldInUse, form: &Form) -> Reply {
    let title = visit.say(key::FIELD_EDIT);
    let (field, is_used) = (&kept.field, kept.members > 0);
    let body = html! {
        (ui::error_summary(visit.locale, form))
        (ui::back(&visit.here(HERE), &visit.say(key::FIELDS_TITLE)))
        h1 { (title) }
        p.lead {
            (ui::name(field.label(visit.locale))) " · " (language::named(visit.locale, "field-kind", field.kind.code())) " · "
            (visit.say_with(key::FIELD_HELD_BY, &[("count", kept.members.into())]))
            @if field.retired { " " (ui::chip(Tone::Plain, &visit.say(key::FIELD_RETIRED))) }
        }
        form.sheet method="post" novalidate {
            (ui::hidden(visit, form))
            (labels(visit, form))
            // records hold something of this kind: it stays
            @if is_used { input type="hidden" name="kind" value=(field.kind.code()); } @else { (kinds(visit, form)) }
            @if !is_used || field.kind == FieldKind::Choice { (options(visit, form)) }
            @if is_used && field.kind == FieldKind::Choice { p.hint { (visit.say(key::FIELD_OPTIONS_KEPT)) } }
            (uses(visit, form))
            div.acts {
                button.button.primary type="submit" name="act" value="save" { (visit.say(key::FIELD_SAVE)) }
                @if field.retired { button.button type="submit" name="act" value="resume" { (visit.say(key::FIELD_RESUME)) } }
                @else { button.button type="submit" name="act" value="retire" { (visit.say(key::FIELD_RETIRE)) } }
            }
            @if !field.retired { p.hint { (visit.say(key::FIELD_RETIRE_HINT)) } }
        }
        @if field.retired || !is_used { (removal(visit, kept, form)) }
    };
    visit.form_page(&title, form, body)
}

/// With what records hold of it, whose number is said before.
fn removal(visit: &Visit, kept: &FieldInUse, form: &Form) -> Markup {
    let inputs = Inputs { locale: visit.locale, form };
    html! {
        section.card {
            h2 { (visit.say(key::FIELD_REMOVE)) }
            p { (visit.say_with(key::FIELD_REMOVE_TEXT, &[("count", kept.members.into())])) }
            form.sheet method="post" novalidate data-quiet="" {
                (ui::hidden(visit, &Form::blank()))
                input type="hidden" name="members" value=(kept.members);
                (inputs.checks("sure", key::REMOVAL_SURE, vec![("yes".into(), visit.say(key::REMOVAL_SURE_YES))]))
                div.acts { button.button.danger type="submit" name="act" value="remove" { (visit.say(key::FIELD_REMOVE)) } }
            }
        }
    }
}

pub async fn edit(page: Page<EditMembers>) -> Reply {
    let id = page.id()?;
    let (api, text) = (page.api(&format!("/member-fields/{id}")), |name: &str| page.form.get(name).to_owned());
    let retire = async |retired: &str| {
        let input = RetireField { id, retired: retired.into() };
        page.post::<_, Field>(&format!("{api}/retirement"), &input).await.map(drop)
    };
    let (done, said) = match page.form.get("act") {
        "retire" => (retire("yes").await, key::FIELD_RETIRED_DONE),
        "resume" => (retire("no").await, key::FIELD_RESUMED_DONE),
        "remove" => {
            let input = RemoveField { id, members: text("members"), sure: text("sure") };
            (page.post::<_, Done>(&format!("{api}/removal"), &input).await.map(drop), key::FIELD_REMOVED_DONE)
        }
        _ => {
            let input = EditField { id, field: page.form.input()? };
            (page.post::<_, Field>(&api, &input).await.map(drop), key::FIELD_SAVED)
        }
    };
    match done {
        Ok(()) => page.done(&page.here(HERE), said, &[]),
        Err(error) if error.kind() == Kind::NotFound => Err(error),
        Err(error) => {
            let (mut form, kept) = (page.refused(error)?, read(&page).await?);
            if page.form.get("act") == "remove" {
                form.values = values(&kept.field);
            }
            edit_page(&page, &kept, &form)
        }
    }
}
