//! The papers behind entries: a field of the forms that write entries, the list of an entry, and the marks in lists.

use crate::fields::{Fields, with_query};
use crate::form::Form;
use crate::page::{Page, Reply};
use crate::pages::statutes_versions::file_link;
use crate::ui::{self, Inputs, Tone};
use crate::visit::Visit;
use contracts::books::Entry;
use contracts::vouchers::{KINDS, MarkVoucher, Paper, Papers, Voucher};
use kernel::permission::{PostEntries, ViewBooks};
use kernel::{Error, Kind, Result};
use language::key;
use maud::{Markup, html};
use uuid::Uuid;

/// What names a paper, in forms and in the API.
const REFERENCE: [&str; 3] = ["voucher_kind", "voucher_number", "voucher_date"];
/// As phones name what their camera and their files give.
const ACCEPTED: &str = "image/*,application/pdf,.pdf,.jpg,.jpeg,.png,.webp";

/// The name under which a form keeps the name of a file that was sent with it before.
fn name_field(id: &str) -> String {
    format!("voucher_name.{id}")
}

/// Sends the file that came with a form, so that the form, when it is shown again, still has it.
pub async fn sent(visit: &Visit) -> Result<Visit> {
    let Some(file) = visit.attached()? else { return Ok(visit.clone()) };
    let path = with_query(&visit.api("/books/papers"), &[("file_name", Some(&file.name))]);
    let paper: Paper = visit.upload(&path, file.bytes.clone()).await?;
    let mut with = visit.clone();
    with.file = None;
    keep(&mut with.form, &paper);
    Ok(with)
}

/// Notes a file that is kept already among the values of a form.
pub fn keep(values: &mut Fields, paper: &Paper) {
    let id = paper.id.to_string();
    values.push("vouchers", &id);
    values.push(&name_field(&id), &paper.file.name);
}

/// What a form says of papers.
pub fn said(form: &Fields) -> Papers {
    let text = |name: &str| form.get(name).to_owned();
    Papers {
        vouchers: form.all("vouchers").iter().filter_map(|id| id.parse().ok()).collect(),
        voucher_kind: text("voucher_kind"),
        voucher_number: text("voucher_number"),
        voucher_date: text("voucher_date"),
    }
}

/// As values of a form.
pub fn values(papers: &Papers) -> [(&'static str, &str); 3] {
    let Papers { voucher_kind, voucher_number, voucher_date, .. } = papers;
    [(REFERENCE[0], voucher_kind), (REFERENCE[1], voucher_number), (REFERENCE[2], voucher_date)]
}

/// The fields of a form that writes an entry.
pub fn fields(visit: &Visit, form: &Form) -> Markup {
    let open = REFERENCE.iter().any(|name| form.values.given(name).is_some() || form.error(visit.locale, name).is_some());
    html! {
        @for id in form.values.all("vouchers") { (kept(visit, form, &id)) }
        (file_field(visit, form, key::VOUCHER_FILE))
        details open[open] {
            summary { (visit.say(key::VOUCHER_REFERENCE)) }
            div.sheet-fields { (reference(visit, form)) }
        }
    }
}

/// A file that the form has already; whoever takes the tick away leaves it out.
pub fn kept(visit: &Visit, form: &Form, id: &str) -> Markup {
    let (field, name) = (format!("voucher-{id}"), name_field(id));
    html! {
        input type="hidden" name=(name) value=(form.value(&name));
        label.choice for=(field) {
            input id=(field) type="checkbox" name="vouchers" value=(id) checked;
            span { (visit.say(key::VOUCHER_KEPT)) " " (ui::name(form.value(&name))) }
        }
    }
}

fn reference(visit: &Visit, form: &Form) -> Markup {
    let inputs = Inputs { locale: visit.locale, form };
    let mut kinds = vec![(String::new(), visit.say(key::MONEY_CHOOSE))];
    kinds.extend(KINDS.map(|kind| (kind.to_owned(), language::named(visit.locale, "voucher-kind", kind))));
    html! {
        (inputs.select("voucher_kind", key::VOUCHER_KIND, kinds).optional_unsaid())
        (inputs.text("voucher_number", key::VOUCHER_NUMBER).optional_unsaid().attribute("autocomplete", "off").attribute("maxlength", "60"))
        (inputs.date("voucher_date", key::VOUCHER_DATE).optional_unsaid())
    }
}

/// On a phone it offers the camera.
pub fn file_field(visit: &Visit, form: &Form, label: language::Key) -> Markup {
    let error = form.error(visit.locale, "file");
    let described = if error.is_some() { "hint-file error-file" } else { "hint-file" };
    let megabytes = i64::try_from(web::MAX_UPLOAD / 1024 / 1024).unwrap_or_default();
    html! {
        div class=(if error.is_some() { "field wrong" } else { "field" }) {
            label for="file" { span data-label-of="file" { (visit.say(label)) } " " span.optional { (visit.say(key::FORM_OPTIONAL)) } }
            p.hint #hint-file { (visit.say_with(key::VOUCHER_FILE_HINT, &[("megabytes", megabytes.into())])) }
            @if let Some(error) = &error { p.error #error-file { (error) } }
            input #file name="file" type="file" accept=(ACCEPTED) aria-describedby=(described) aria-invalid=[error.as_ref().map(|_| "true")];
        }
    }
}

/// How many vouchers an entry has, or that it has none and could have.
pub fn mark(visit: &Visit, entry: &Entry) -> Markup {
    let right = entry.vouchers.iter().filter(|voucher| voucher.wrong.is_none()).count();
    let by_hand = entry.source.is_none() && entry.reversed_by.is_none();
    html! {
        @if right > 0 {
            (ui::chip(Tone::Good, &visit.say_with(key::VOUCHERS_COUNT, &[("count", i64::try_from(right).unwrap_or_default().into())])))
        } @else if by_hand {
            (ui::chip(Tone::Plain, &visit.say(key::VOUCHERS_NONE)))
        }
    }
}

/// The vouchers on the page of their entry.
pub fn of_entry(visit: &Visit, entry: &Entry) -> Markup {
    html! {
        section.card {
            h2 { (visit.say(key::VOUCHERS_TITLE)) }
            @if entry.vouchers.is_empty() { p.muted { (visit.say(key::VOUCHERS_NONE)) } }
            @else { ul.stack { @for voucher in &entry.vouchers { li { (told(visit, voucher)) } } } }
            @if visit.may::<PostEntries>() {
                div.acts { a.button href=(visit.here(&format!("/books/journal/{}/vouchers", entry.id))) { (visit.say(key::VOUCHER_ADD)) } }
            }
        }
    }
}

fn told(visit: &Visit, voucher: &Voucher) -> Markup {
    html! {
        p {
            @match &voucher.file {
                Some(file) => (file_link(visit, &format!("/books/vouchers/{}", voucher.id), file)),
                None => strong { (visit.say(key::VOUCHER_WITHOUT_FILE)) },
            }
            @if !voucher.kind.is_empty() { " " (language::named(visit.locale, "voucher-kind", &voucher.kind)) }
            @if !voucher.number.is_empty() { " " (ui::name(&voucher.number)) }
            @if let Some(on) = voucher.dated_on { " " (ui::date(visit.locale, on)) }
        }
        p.muted.small {
            (visit.say(key::VOUCHER_ADDED)) " " (ui::moment(visit.locale, voucher.added_at)) " · " (ui::name(&voucher.added_by))
            @if let Some(file) = &voucher.file { " · " span.mono { (ui::ltr(&file.sha256[..file.sha256.len().min(16)])) } }
        }
        @if let Some(wrong) = &voucher.wrong {
            p {
                (ui::chip(Tone::Bad, &visit.say(key::VOUCHER_WRONG))) " " (ui::name(&wrong.reason)) " "
                span.muted.small { (ui::moment(visit.locale, wrong.at)) " · " (ui::name(&wrong.by)) }
            }
        }
    }
}

pub async fn list(page: Page<PostEntries>) -> Reply {
    show(&page, &Form::blank()).await
}

async fn show(visit: &Visit, form: &Form) -> Reply {
    let entry: Entry = visit.get(&visit.api(&format!("/books/journal/{}", visit.id()?))).await?;
    let title = visit.say(key::VOUCHERS_TITLE);
    let here = visit.here(&format!("/books/journal/{}", entry.id));
    let action = format!("{here}/vouchers");
    let body = html! {
        (ui::error_summary(visit.locale, form))
        (ui::back(&here, &visit.say_with(key::ENTRY_TITLE, &[("number", (&entry.number.to_string()).into())])))
        h1 { (title) }
        p.lead { (ui::name(&entry.label)) " " span.muted { (ui::date(visit.locale, entry.posted_on)) } }
        @for voucher in &entry.vouchers {
            section.card { (told(visit, voucher)) @if voucher.wrong.is_none() { (mark_form(visit, form, &action, voucher)) } }
        }
        section.card {
            h2 { (visit.say(key::VOUCHER_ADD)) }
            p { (visit.say(key::VOUCHERS_STAY)) }
            form.sheet method="post" action=(action) enctype="multipart/form-data" novalidate data-quiet="" {
                (ui::hidden(visit, form))
                (file_field(visit, form, key::VOUCHER_FILE))
                (reference(visit, form))
                (ui::submit(&visit.say(key::VOUCHER_ADD)))
            }
        }
    };
    visit.form_page(&title, form, body)
}

/// Open only for whoever means it.
fn mark_form(visit: &Visit, form: &Form, action: &str, voucher: &Voucher) -> Markup {
    let field = format!("reason-{}", voucher.id);
    let wrong = form.error(visit.locale, &field).is_some();
    let inputs = Inputs { locale: visit.locale, form };
    html! {
        details open[wrong] {
            summary { (visit.say(key::VOUCHER_MARK)) }
            form.sheet method="post" action=(action) novalidate data-quiet="" {
                (ui::hidden(visit, &Form::blank()))
                input type="hidden" name="mark" value=(voucher.id);
                (inputs.text(&field, key::VOUCHER_MARK_REASON).attribute("autocomplete", "off").attribute("maxlength", "200"))
                div.acts { button.button.danger type="submit" { (visit.say(key::VOUCHER_MARK)) } }
            }
        }
    }
}

/// Adds a voucher, or marks the one that the pressed button is of.
pub async fn change(page: Page<PostEntries>) -> Reply {
    let id = page.id()?;
    let here = page.here(&format!("/books/journal/{id}"));
    if let Some(voucher) = page.form.given("mark") {
        let voucher: Uuid = voucher.parse().map_err(|_| Error::not_found())?;
        let field = format!("reason-{voucher}");
        let input = MarkVoucher { id: voucher, reason: page.form.get(&field).to_owned() };
        return match page.post::<_, Entry>(&page.api(&format!("/books/vouchers/{voucher}/mark")), &input).await {
            Ok(_) => page.done(&here, key::VOUCHER_MARKED, &[]),
            Err(error) if error.kind() == Kind::Invalid => {
                let mut form = page.refused(error)?;
                // the reason to give is the voucher's own
                for wrong in &mut form.errors {
                    wrong.field.clone_from(&field);
                }
                show(&page, &form).await
            }
            Err(error) => show(&page, &page.refused(error)?).await,
        };
    }
    let file = match page.attached() {
        Ok(file) => file,
        Err(error) => return show(&page, &page.refused(error)?).await,
    };
    if file.is_none() && page.form.given("voucher_number").is_none() && page.form.given("voucher_date").is_none() {
        return show(&page, &page.refused(Error::field("file", "file-required"))?).await;
    }
    let mut query: Vec<(&str, Option<&str>)> = REFERENCE.iter().map(|name| (*name, page.form.given(name))).collect();
    query.push(("file_name", file.map(|file| file.name.as_str())));
    let bytes = file.map(|file| file.bytes.clone()).unwrap_or_default();
    match page.upload::<Entry>(&with_query(&page.api(&format!("/books/journal/{id}/vouchers")), &query), bytes).await {
        Ok(_) => page.done(&here, key::VOUCHER_DONE, &[]),
        Err(error) => show(&page, &page.refused(error)?).await,
    }
}

pub async fn file(page: Page<ViewBooks>) -> Reply {
    page.file(&page.api(&format!("/books/vouchers/{}", page.id()?))).await
}

pub async fn paper(page: Page<ViewBooks>) -> Reply {
    page.file(&page.api(&format!("/books/papers/{}", page.id()?))).await
}

pub async fn zip(page: Page<ViewBooks>) -> Reply {
    page.file(&with_query(&page.api("/books/vouchers.zip"), &[("year", page.query.given("year"))])).await
}
