//! Taking an entry back, in words: it stays, and the contrary stands beside it.

use crate::fields::Fields;
use crate::form::Form;
use crate::page::{Page, Reply};
use crate::ui::{self, Inputs};
use contracts::books::{Entry, ReverseEntry};
use kernel::Money;
use kernel::permission::PostEntries;
use language::key;
use maud::html;

pub async fn form(page: Page<PostEntries>) -> Reply {
    let today = language::short_date(page.state.clock().today());
    form_page(&page, &Form::with(Fields::of([("posted_on", &today)]))).await
}

async fn form_page(page: &Page<PostEntries>, form: &Form) -> Reply {
    let entry: Entry = page.get(&page.api(&format!("/books/journal/{}", page.id()?))).await?;
    let inputs = Inputs { locale: page.locale, form };
    let title = page.say(key::REVERSAL_TITLE);
    let here = page.here(&format!("/books/journal/{}", entry.id));
    let total = Money::sum(entry.lines.iter().map(|line| line.debit)).unwrap_or_default();
    let body = html! {
        (ui::error_summary(page.locale, form))
        (ui::back(&here, &page.say_with(key::ENTRY_TITLE, &[("number", (&entry.number.to_string()).into())])))
        h1 { (title) }
        p.lead { (page.say(key::REVERSAL_LEAD)) }
        section.card {
            (ui::facts(vec![
                (page.say(key::ENTRY_LABEL), ui::name(&entry.label)),
                (page.say(key::ENTRY_POSTED_ON), ui::date(page.locale, entry.posted_on)),
                (page.say(key::MONEY_AMOUNT), ui::amount(page.locale, total)),
            ]))
        }
        @if entry.reversed_by.is_some() { p.banner { (page.say(key::REVERSED)) } }
        @else if entry.source.is_some() { p.banner { (page.say(key::REVERSAL_NOT_HERE)) } }
        @else {
            form.sheet method="post" action={ (here) "/reverse" } novalidate {
                (ui::hidden(page, form))
                (inputs.text("reason", key::REVERSAL_REASON).hint(key::REVERSAL_REASON_HINT).attribute("maxlength", "200").attribute("enterkeyhint", "next"))
                (inputs.date("posted_on", key::REVERSAL_ON).attribute("enterkeyhint", "done"))
                div.acts { button.button.danger type="submit" { (page.say(key::REVERSAL_ACT)) } }
            }
        }
    };
    page.form_page(&title, form, body)
}

pub async fn reverse(page: Page<PostEntries>) -> Reply {
    let id = page.id()?;
    let input = ReverseEntry { id, reason: page.form.get("reason").into(), posted_on: page.form.get("posted_on").into() };
    match page.post::<_, Entry>(&page.api(&format!("/books/journal/{id}/reversal")), &input).await {
        Ok(entry) => page.done(
            &page.here(&format!("/books/journal/{}", entry.id)),
            key::REVERSAL_DONE,
            &[("number", (&entry.number.to_string()).into())],
        ),
        Err(error) => form_page(&page, &page.refused(error)?).await,
    }
}
