//! Writing an entry by hand: a date, a label and up to four lines.

use super::{axis, drafts, vouchers};
use crate::fields::Fields;
use crate::form::Form;
use crate::page::{Page, Reply};
use crate::ui::{self, Inputs};
use crate::visit::Visit;
use contracts::books::{Entry, PostEntry, PostLine};
use contracts::chart::ChartAccount;
use contracts::drafts::SaveDraft;
use kernel::permission::PostEntries;
use language::key;
use maud::{Markup, html};

/// At least; a draft may have more.
const LINES: usize = 4;
/// As the API takes.
const MOST_LINES: usize = 200;

/// The field of a line, named as the API names it in its errors.
pub fn field(line: usize, name: &str) -> String {
    format!("lines.{line}.{name}")
}

pub async fn form(page: Page<PostEntries>) -> Reply {
    let today = language::short_date(page.state.clock().today());
    show(&page, &Form::with(Fields::of([("posted_on", &today)]))).await
}

/// Up to the last line in which something stands.
fn lines(values: &Fields) -> usize {
    let filled = |line: &usize| ["account", "debit", "credit"].iter().any(|name| values.given(&field(*line, name)).is_some());
    (LINES..MOST_LINES).rev().find(filled).map_or(LINES, |last| last + 1)
}

pub async fn show(visit: &Visit, form: &Form) -> Reply {
    let inputs = Inputs { locale: visit.locale, form };
    let accounts: Vec<ChartAccount> = visit.list(&visit.api("/books/accounts")).await?;
    let choices = axis::choices(visit).await?;
    let title = visit.say(key::ENTRY_NEW);
    let body = html! {
        (ui::error_summary(visit.locale, form))
        (ui::back(&visit.here("/books"), &visit.say(key::BALANCE_TITLE)))
        h1 { (title) }
        p.lead { (visit.say(key::ENTRY_LEAD)) }
        form.sheet method="post" action=(drafts::target(visit, form, "/books/entries/new")) enctype="multipart/form-data" novalidate {
            (ui::hidden(visit, form))
            (inputs.date("posted_on", key::ENTRY_POSTED_ON).attribute("enterkeyhint", "next"))
            (inputs.text("label", key::ENTRY_LABEL).attribute("autocomplete", "off").attribute("enterkeyhint", "next"))
            @for line in 0..lines(&form.values) { (line_fields(visit, inputs, line)) }
            (axis::fields(visit, inputs, &choices))
            @if let Some(error) = form.error(visit.locale, "lines") { p.banner.bad #lines tabindex="-1" { (error) } }
            (vouchers::fields(visit, form))
            (drafts::acts(visit, form, &visit.say(key::ENTRY_ACT)))
        }
        (drafts::removal(visit, form))
        datalist #accounts {
            @for account in accounts.iter().filter(|account| account.postable && !account.hidden) { option value=(account.code) { (account.code) " " (ui::in_language(visit.locale, &account.name_ar, &account.name_fr)) } }
        }
    };
    visit.form_page(&title, form, body)
}

fn line_fields(visit: &Visit, inputs: Inputs<'_>, line: usize) -> Markup {
    let number = (line + 1).to_string();
    let label = |key| visit.say_with(key, &[("line", (&number).into())]);
    let input = |name: &str, key| inputs.amount(&field(line, name), key::BOOKS_DEBIT).label_text(label(key)).optional_unsaid();
    html! {
        fieldset.field {
            legend { (label(key::ENTRY_LINE)) }
            (inputs.digits(&field(line, "account"), key::BOOKS_ACCOUNT).label_text(label(key::ENTRY_LINE_ACCOUNT)).optional_unsaid().attribute("list", "accounts").attribute("autocomplete", "off"))
            div.pair { (input("debit", key::ENTRY_LINE_DEBIT)) (input("credit", key::ENTRY_LINE_CREDIT)) }
        }
    }
}

/// What the form says.
pub fn input(visit: &Visit) -> PostEntry {
    let text = |name: &str| visit.form.get(name).to_owned();
    let typed = (0..lines(&visit.form)).map(|line| PostLine {
        account: text(&field(line, "account")),
        debit: text(&field(line, "debit")),
        credit: text(&field(line, "credit")),
        ..PostLine::default()
    });
    // lines left empty are no lines; empty ones between others keep the numbers of the rest right
    let mut lines: Vec<PostLine> = typed.collect();
    while lines.last().is_some_and(is_blank) {
        lines.pop();
    }
    PostEntry {
        posted_on: text("posted_on"),
        label: text("label"),
        lines,
        project: text("project"),
        grant: text("grant"),
        papers: vouchers::said(&visit.form),
    }
}

pub async fn post(page: Page<PostEntries>) -> Reply {
    let visit = match vouchers::sent(&page).await {
        Ok(visit) => visit,
        Err(error) => return show(&page, &page.refused(error)?).await,
    };
    if visit.form.get("then") == "draft" {
        let draft = SaveDraft { entry: Some(input(&visit)), ..SaveDraft::default() };
        return match drafts::keep(&visit, draft).await {
            Ok(reply) => reply,
            Err(error) => show(&visit, &visit.refused(error)?).await,
        };
    }
    match visit.post::<_, Entry>(&visit.api("/books/journal"), &input(&visit)).await {
        Ok(entry) => posted(&visit, &entry),
        Err(error) => show(&visit, &visit.refused(error)?).await,
    }
}

/// On to the entry that was posted.
pub fn posted(visit: &Visit, entry: &Entry) -> Reply {
    let target = visit.here(&format!("/books/journal/{}", entry.id));
    visit.done(&target, key::ENTRY_DONE, &[("number", (&entry.number.to_string()).into())])
}

fn is_blank(line: &PostLine) -> bool {
    [&line.account, &line.debit, &line.credit].into_iter().all(|text| text.trim().is_empty())
}
