//! Drafts of entries: the list, and the form that each was written in.

use super::{entries, money, vouchers};
use crate::fields::Fields;
use crate::form::Form;
use crate::page::{Page, Reply, redirect};
use crate::ui::{self, Column, Table};
use crate::visit::Visit;
use contracts::books::{Entry, PostEntry};
use contracts::drafts::{Draft, OpenDrafts, RemoveDraft, SaveDraft};
use contracts::guided::GuidedEntry;
use contracts::{ById, Done};
use kernel::permission::{PostEntries, ViewBooks};
use kernel::{Error, Result};
use language::key;
use maud::{Markup, html};
use uuid::Uuid;

pub async fn list(page: Page<ViewBooks>) -> Reply {
    let drafts: Vec<Draft> = page.list(&page.api("/books/drafts")).await?;
    let title = page.say(key::DRAFTS_TITLE);
    let acts = html! {
        @if page.may::<PostEntries>() { a.button.primary href=(page.here("/books/money/new")) { (ui::icon("plus")) (page.say(key::MONEY_NEW)) } }
    };
    let body = html! {
        (ui::back(&page.here("/books/money"), &page.say(key::MONEY_TITLE)))
        (ui::head(&html! { (title) }, Some(&html! { (page.say(key::DRAFTS_LEAD)) }), &acts))
        @if drafts.is_empty() { (ui::empty(&page.say(key::DRAFTS_EMPTY), &page.say(key::DRAFTS_EMPTY_TEXT), &html! {})) }
        @else { (table(&page, &drafts)) }
    };
    page.page(&title, body)
}

fn table(visit: &Visit, drafts: &[Draft]) -> Markup {
    let columns = [key::MONEY_WHAT, key::MONEY_DATE, key::MONEY_AMOUNT, key::DRAFT_CHANGED].map(|label| Column::text(visit.say(label)));
    let mut table = Table::new(visit.say(key::DRAFTS_TITLE), columns.into()).quiet();
    for draft in drafts {
        let words = name(visit, draft);
        let amount = draft.words.as_ref().map(|words| words.amount.as_str()).filter(|amount| !amount.is_empty());
        table.row(vec![
            html! {
                @if visit.may::<PostEntries>() { a href=(visit.here(&format!("/books/drafts/{}", draft.id))) { (ui::name(&words)) } }
                @else { (ui::name(&words)) }
                @for paper in &draft.papers { " " a.muted.small href=(visit.here(&format!("/books/papers/{}", paper.id))) { (ui::name(&paper.file.name)) } }
            },
            html! { @if let Some(on) = draft.dated_on { (ui::date(visit.locale, on)) } @else { "—" } },
            html! { @if let Some(amount) = amount { (ui::ltr(amount)) } @else { "—" } },
            html! { span.person { (ui::name(&draft.changed_by)) span.other { (ui::moment(visit.locale, draft.changed_at)) } } },
        ]);
    }
    html! { (table) }
}

/// By its label, or by what it is about.
fn name(visit: &Visit, draft: &Draft) -> String {
    let label = draft.words.as_ref().map(|words| &words.label).or(draft.entry.as_ref().map(|entry| &entry.label));
    let named = label.filter(|label| !label.trim().is_empty()).cloned();
    let occasion = draft
        .words
        .as_ref()
        .and_then(|words| language::find("occasion", &words.occasion).or_else(|| language::find("happened", &words.act)));
    named.or_else(|| occasion.map(|key| visit.say(key))).unwrap_or_else(|| visit.say(key::ENTRY_NEW))
}

/// How many wait, for those who keep the books.
pub async fn waiting(visit: &Visit) -> Result<Markup> {
    let open: OpenDrafts = match visit.get(&visit.api("/books/open-drafts")).await {
        Err(error) if error.code() == "year-missing" => return Ok(html! {}),
        found => found?,
    };
    let count = i64::try_from(open.count).unwrap_or(i64::MAX);
    Ok(html! {
        @if count > 0 { p.banner { a href=(visit.here("/books/drafts")) { (visit.say_with(key::DRAFTS_WAITING, &[("count", count.into())])) } } }
    })
}

/// Where a form that writes an entry is sent: to the draft that it is of, or to where new ones go.
pub fn target(visit: &Visit, form: &Form, new: &str) -> String {
    match form.values.given("draft") {
        Some(id) if id.parse::<Uuid>().is_ok() => visit.here(&format!("/books/drafts/{id}")),
        _ => visit.here(new),
    }
}

/// Ends such a form: posting, keeping as a draft, and of a draft what else there is.
pub fn acts(visit: &Visit, form: &Form, post: &str) -> Markup {
    html! {
        @if let Some(id) = form.values.given("draft") {
            input type="hidden" name="draft" value=(id);
            input type="hidden" name="version" value=(form.value("version"));
        }
        div.acts {
            button.button.primary type="submit" name="then" value="post" { (post) }
            button.button type="submit" name="then" value="draft" { (visit.say(key::DRAFT_KEEP)) }
        }
    }
}

/// Below such a form of a draft.
pub fn removal(visit: &Visit, form: &Form) -> Markup {
    html! {
        @if let Some(id) = form.values.given("draft") {
            details open[form.error(visit.locale, "sure").is_some()] {
                summary { (visit.say(key::DRAFT_REMOVE)) }
                form method="post" action=(visit.here(&format!("/books/drafts/{id}"))) data-quiet="" {
                    (ui::hidden(visit, &Form::blank()))
                    input type="hidden" name="then" value="removal";
                    label.choice for="sure" { input #sure type="checkbox" name="sure" value="yes" required; span { (visit.say(key::DRAFT_REMOVE_SURE)) } }
                    div.acts { button.button.danger type="submit" { (visit.say(key::DRAFT_REMOVE)) } }
                }
            }
        }
    }
}

/// Keeps what a form of a new entry says.
pub async fn keep(visit: &Visit, input: SaveDraft) -> Result<Reply> {
    let _: Draft = visit.post(&visit.api("/books/drafts"), &input).await?;
    Ok(visit.done(&visit.here("/books/drafts"), key::DRAFT_KEPT, &[]))
}

/// As values of the form that it was written in.
fn values(draft: &Draft) -> Fields {
    let mut values = Fields::default();
    let mut take = |pairs: &[(&str, &str)]| pairs.iter().for_each(|(name, value)| values.push(name, value));
    if let Some(GuidedEntry { act, occasion, amount, place, to, posted_on, label, project, grant, papers }) = &draft.words {
        take(&[
            ("act", act.as_str()),
            ("occasion", occasion),
            ("amount", amount),
            ("place", place),
            ("to", to),
            ("posted_on", posted_on),
            ("label", label),
            ("project", project),
            ("grant", grant),
        ]);
        take(&vouchers::values(papers));
    }
    if let Some(PostEntry { posted_on, label, lines, project, grant, papers }) = &draft.entry {
        take(&[("posted_on", posted_on.as_str()), ("label", label), ("project", project), ("grant", grant)]);
        take(&vouchers::values(papers));
        for (at, line) in lines.iter().enumerate() {
            for (name, value) in [("account", &line.account), ("debit", &line.debit), ("credit", &line.credit)] {
                values.push(&entries::field(at, name), value);
            }
        }
    }
    name_draft(&mut values, draft);
    for paper in &draft.papers {
        vouchers::keep(&mut values, paper);
    }
    values
}

fn name_draft(values: &mut Fields, draft: &Draft) {
    values.push("draft", &draft.id.to_string());
    values.push("version", &draft.version.to_string());
}

pub async fn form(page: Page<PostEntries>) -> Reply {
    match page.get::<Draft>(&page.api(&format!("/books/drafts/{}", page.id()?))).await {
        Ok(draft) => written_in(&page, &Form::with(values(&draft))).await,
        Err(error) => refused(&page, error).await,
    }
}

/// The form that the draft was written in: the one in words says what happened.
async fn written_in(visit: &Visit, form: &Form) -> Reply {
    if form.values.given("act").is_some() { money::form_page(visit, form).await } else { entries::show(visit, form).await }
}

/// Of a draft that is an entry already, that entry.
async fn refused(visit: &Visit, error: Error) -> Reply {
    if error.code() != "draft-posted" {
        let mut form = visit.refused(error)?;
        if form.values.given("draft").is_none() {
            form.values.push("draft", &visit.id()?.to_string());
        }
        return written_in(visit, &form).await;
    }
    let (entry, number) = (error.params().get("entry"), error.params().get("number").cloned().unwrap_or_default());
    let entry = entry.and_then(|id| id.parse::<Uuid>().ok());
    let target = entry.map_or_else(|| visit.here("/books/drafts"), |id| visit.here(&format!("/books/journal/{id}")));
    let mut response = redirect(&target);
    visit.leave_note(&mut response, &visit.say_with(key::DRAFT_WAS_POSTED, &[("number", (&number).into())]));
    Ok(response)
}

/// Keeps what the form says; then posts it, if that button was pressed. Or throws the draft away.
pub async fn change(page: Page<PostEntries>) -> Reply {
    let id = page.id()?;
    let path = page.api(&format!("/books/drafts/{id}"));
    if page.form.get("then") == "removal" {
        let input = RemoveDraft { id, sure: page.form.get("sure").to_owned() };
        return match page.post::<_, Done>(&format!("{path}/removal"), &input).await {
            Ok(_) => page.done(&page.here("/books/drafts"), key::DRAFT_REMOVED, &[]),
            Err(error) => unremoved(&page, &path, error).await,
        };
    }
    let visit = match vouchers::sent(&page).await {
        Ok(visit) => visit,
        Err(error) => return refused(&page, error).await,
    };
    let words = visit.form.given("act").is_some();
    let posting = visit.form.get("then") == "post";
    let input = SaveDraft {
        id: Some(id),
        version: visit.form.get("version").parse().unwrap_or_default(),
        words: if words { Some(money::input(&visit, posting).await?) } else { None },
        entry: (!words).then(|| entries::input(&visit)),
    };
    let saved: Draft = match visit.post(&path, &input).await {
        Ok(saved) => saved,
        Err(error) => return refused(&visit, error).await,
    };
    if !posting {
        return visit.done(&visit.here("/books/drafts"), key::DRAFT_KEPT, &[]);
    }
    match visit.post::<_, Entry>(&format!("{path}/posting"), &ById { id }).await {
        Ok(entry) => entries::posted(&visit, &entry),
        Err(error) => {
            // it is kept as it was typed, under its next version
            let mut again = visit;
            again.form = again.form.without("version").without("draft");
            name_draft(&mut again.form, &saved);
            refused(&again, error).await
        }
    }
}

/// The draft as it is, with the box to tick.
async fn unremoved(page: &Page<PostEntries>, path: &str, error: Error) -> Reply {
    if error.code() == "draft-posted" {
        return refused(page, error).await;
    }
    let wrong = page.refused(error)?;
    let draft: Draft = page.get(path).await?;
    written_in(page, &Form { values: values(&draft), ..wrong }).await
}
