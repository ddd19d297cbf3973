//! What follows a change of the board: the file for the authority, and the handover from the old
//! board to the new one.

use crate::fields::with_query;
use crate::form::Form;
use crate::page::{Page, Reply};
use crate::ui::{self, Tone};
use crate::visit::Visit;
use contracts::Page as Batch;
use contracts::mandates::{HandoverItem, TickHandover};
use contracts::registry::Declaration;
use kernel::permission::{EditRecord, ViewRecord};
use language::key;
use maud::{Markup, html};

const HERE: &str = "/record/declarations";

/// On the page of a declaration: what goes with it.
pub fn dossier(visit: &Visit, declaration: &Declaration, form: &Form) -> Markup {
    let error = form.error(visit.locale, "minutes");
    let described = if error.is_some() { "hint-minutes error-minutes" } else { "hint-minutes" };
    let path = visit.here(&format!("{HERE}/{}", declaration.id));
    let of_board = declaration.about.iter().any(|about| about == "board");
    html! {
        section.card {
            h2 { (visit.say(key::DECLARATION_DOSSIER)) }
            p.muted { (visit.say(key::DECLARATION_DOSSIER_TEXT)) }
            div.acts {
                a.button href={ (path) "/dossier.zip" } { (visit.say(key::DECLARATION_DOSSIER_ACT)) }
                @if of_board { a.button href={ (path) "/handover" } { (visit.say(key::HANDOVER_OPEN)) } }
            }
            @if visit.may::<EditRecord>() {
                form.sheet method="post" action={ (path) "/minutes" } enctype="multipart/form-data" data-quiet="" {
                    (ui::hidden(visit, &Form::blank()))
                    div class=(if error.is_some() { "field wrong" } else { "field" }) {
                        label for="minutes" { (visit.say(key::DECLARATION_MINUTES)) }
                        p.hint #hint-minutes { (visit.say(key::DECLARATION_MINUTES_TEXT)) }
                        @if let Some(error) = &error { p.error #error-minutes { (error) } }
                        input #minutes name="file" type="file" required accept=".pdf,.png,.jpg,.jpeg,.docx" aria-describedby=(described) aria-invalid=[error.as_ref().map(|_| "true")];
                    }
                    div.acts { button.button type="submit" { (visit.say(key::DECLARATION_MINUTES_ACT)) } }
                }
            }
        }
    }
}

pub async fn list_pdf(page: Page<ViewRecord>) -> Reply {
    page.file(&with_query(&page.api("/mandates/list.pdf"), &[("on", page.query.given("on"))])).await
}

pub async fn dossier_zip(page: Page<ViewRecord>) -> Reply {
    page.file(&page.api(&format!("{HERE}/{}/dossier.zip", page.id()?))).await
}

pub async fn minutes(page: Page<ViewRecord>) -> Reply {
    page.file(&page.api(&format!("{HERE}/{}/minutes", page.id()?))).await
}

pub async fn set_minutes(page: Page<EditRecord>) -> Reply {
    let declaration = super::declarations::find(&page).await?;
    let id = declaration.id;
    let done = async {
        let file = page.attached_file()?;
        let path = with_query(&page.api(&format!("{HERE}/{id}/minutes")), &[("file_name", Some(file.name.as_str()))]);
        page.upload::<Declaration>(&path, file.bytes.clone()).await
    };
    match done.await {
        Ok(_) => page.done(&page.here(&format!("{HERE}/{id}")), key::DECLARATION_MINUTED, &[]),
        Err(error) => super::declarations::one_page(&page, &declaration, &of_minutes(page.refused(error)?)),
    }
}

/// The page has two forms with a file: what is wrong with this one's stands at it.
fn of_minutes(mut form: Form) -> Form {
    for error in form.errors.iter_mut().filter(|error| error.field == "file") {
        error.field = "minutes".into();
    }
    form
}

pub async fn show(page: Page<ViewRecord>) -> Reply {
    show_page(&page, &Form::blank()).await
}

async fn show_page(visit: &Visit, form: &Form) -> Reply {
    let path = format!("{HERE}/{}", visit.id()?);
    let items: Vec<HandoverItem> = visit.list(&visit.api(&format!("{path}/handover"))).await?;
    let title = visit.say(key::HANDOVER_TITLE);
    let done = i64::try_from(items.iter().filter(|item| item.done_on.is_some()).count()).unwrap_or_default();
    let all = i64::try_from(items.len()).unwrap_or_default();
    let body = html! {
        (ui::error_summary(visit.locale, form))
        (ui::back(&visit.here(&path), &visit.say(key::DECLARATIONS_TITLE)))
        h1 { (title) }
        @if items.is_empty() { p.muted { (visit.say(key::HANDOVER_NONE)) } } @else {
            p.lead { (visit.say(key::HANDOVER_LEAD)) }
            (ui::progress(&title, done, all))
            ul.duties { @for item in &items { (line(visit, &path, item)) } }
        }
    };
    visit.form_page(&title, form, body)
}

fn line(visit: &Visit, path: &str, item: &HandoverItem) -> Markup {
    let note = format!("note-{}", item.item);
    html! {
        li {
            strong { (language::named(visit.locale, "handover-item", &item.item)) }
            @if let (Some(on), Some(by)) = (item.done_on, &item.done_by) {
                div.acts { (ui::chip(Tone::Good, &visit.say(key::HANDOVER_DONE))) }
                p.muted.small { (ui::date(visit.locale, on)) " · " (ui::name(by)) @if !item.note.is_empty() { " · " (ui::name(&item.note)) } }
            } @else { div.acts { (ui::chip(Tone::Wait, &visit.say(key::HANDOVER_WAIT))) } }
            @if visit.may::<EditRecord>() {
                form.inline-form method="post" action={ (visit.here(path)) "/handover" } data-quiet="" {
                    (ui::hidden(visit, &Form::blank()))
                    input type="hidden" name="item" value=(item.item);
                    @if item.done_on.is_some() {
                        button.button.plain type="submit" name="done" value="" { (visit.say(key::HANDOVER_UNTICK)) }
                    } @else {
                        label.hidden-text for=(note) { (visit.say(key::HANDOVER_NOTE)) }
                        input id=(note) type="text" name="note" dir="auto" maxlength="300" placeholder=(visit.say(key::HANDOVER_NOTE)) autocomplete="off";
                        button.button type="submit" name="done" value="yes" { (visit.say(key::HANDOVER_TICK)) }
                    }
                }
            }
        }
    }
}

pub async fn tick(page: Page<EditRecord>) -> Reply {
    let id = page.id()?;
    let text = |name: &str| page.form.get(name).to_owned();
    let input = TickHandover { id, item: text("item"), done: text("done"), note: text("note") };
    match page.post::<_, Batch<HandoverItem>>(&page.api(&format!("{HERE}/{id}/handover")), &input).await {
        Ok(_) => page.done(&page.here(&format!("{HERE}/{id}/handover")), key::HANDOVER_TICKED, &[]),
        Err(error) => show_page(&page, &page.refused(error)?).await,
    }
}
