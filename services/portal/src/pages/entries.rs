//! Writing an entry by hand: a date, a label and up to four lines.

use super::axis;
use crate::fields::Fields;
use crate::form::Form;
use crate::page::{Page, Reply};
use crate::ui::{self, Inputs};
use crate::visit::Visit;
use contracts::books::{Entry, PostEntry, PostLine};
use contracts::chart::ChartAccount;
use kernel::permission::PostEntries;
use language::key;
use maud::{Markup, html};

const LINES: usize = 4;

/// The field of a line, named as the API names it in its errors.
fn field(line: usize, name: &str) -> String {
    format!("lines.{line}.{name}")
}

pub async fn form(page: Page<PostEntries>) -> Reply {
    let today = language::short_date(page.state.clock().today());
    show(&page, &Form::with(Fields::of([("posted_on", &today)]))).await
}

async fn show(visit: &Visit, form: &Form) -> Reply {
    let inputs = Inputs { locale: visit.locale, form };
    let accounts: Vec<ChartAccount> = visit.list(&visit.api("/books/accounts")).await?;
    let choices = axis::choices(visit).await?;
    let title = visit.say(key::ENTRY_NEW);
    let body = html! {
        (ui::error_summary(visit.locale, form))
        (ui::back(&visit.here("/books"), &visit.say(key::BALANCE_TITLE)))
        h1 { (title) }
        p.lead { (visit.say(key::ENTRY_LEAD)) }
        form.sheet method="post" action=(visit.here("/books/entries/new")) novalidate {
            (ui::hidden(visit, form))
            (inputs.date("posted_on", key::ENTRY_POSTED_ON).attribute("enterkeyhint", "next"))
            (inputs.text("label", key::ENTRY_LABEL).attribute("autocomplete", "off").attribute("enterkeyhint", "next"))
            @for line in 0..LINES { (line_fields(visit, inputs, line)) }
            (axis::fields(visit, inputs, &choices))
            @if let Some(error) = form.error(visit.locale, "lines") { p.banner.bad #lines tabindex="-1" { (error) } }
            (ui::submit(&visit.say(key::ENTRY_ACT)))
        }
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

pub async fn post(page: Page<PostEntries>) -> Reply {
    let text = |name: &str| page.form.get(name).to_owned();
    let lines = (0..LINES).map(|line| PostLine {
        account: text(&field(line, "account")),
        debit: text(&field(line, "debit")),
        credit: text(&field(line, "credit")),
        ..PostLine::default()
    });
    // lines left empty are no lines; empty ones between others keep the numbers of the rest right
    let mut lines: Vec<PostLine> = lines.collect();
    while lines.last().is_some_and(is_blank) {
        lines.pop();
    }
    let input = PostEntry { posted_on: text("posted_on"), label: text("label"), lines, project: text("project"), grant: text("grant") };
    match page.post::<_, Entry>(&page.api("/books/journal"), &input).await {
        Ok(entry) => page.done(
            &page.here(&format!("/books/journal/{}", entry.id)),
            key::ENTRY_DONE,
            &[("number", (&entry.number.to_string()).into())],
        ),
        Err(error) => show(&page, &page.refused(error)?).await,
    }
}

fn is_blank(line: &PostLine) -> bool {
    [&line.account, &line.debit, &line.credit].into_iter().all(|text| text.trim().is_empty())
}
