//! Volunteers' time and gifts in kind: what a year was given without money.

use super::vouchers;
use crate::fields::{Fields, with_query};
use crate::form::Form;
use crate::page::{Page, Reply};
use crate::ui::{self, Column, Inputs, Table};
use crate::visit::Visit;
use contracts::Page as Batch;
use contracts::books::{Entry, TrialBalance};
use contracts::contributions::{Contribution, NoteContribution};
use kernel::permission::{PostEntries, ViewBooks};
use kernel::{Money, Result};
use language::key;
use maud::{Markup, html};

const HERE: &str = "/books/contributions";

fn named(visit: &Visit, kind: Contribution) -> String {
    language::named(visit.locale, "contribution", kind.code())
}

pub async fn list(page: Page<ViewBooks>) -> Reply {
    let kind = Contribution::parse(page.query.get("kind")).unwrap_or(Contribution::Time);
    let filters = [("account", Some(kind.accounts().0)), ("after", page.query.given("after"))];
    let found: Batch<Entry> = page.get(&with_query(&page.api("/books/journal"), &filters)).await?;
    let title = page.say(key::CONTRIBUTIONS_TITLE);
    let acts = html! {
        @if page.may::<PostEntries>() {
            @for kind in Contribution::ALL {
                a.button href=(with_query(&page.here("/books/contributions/new"), &[("kind", Some(kind.code()))])) { (ui::icon("plus")) (named(&page, kind)) }
            }
        }
    };
    let body = html! {
        (ui::back(&page.here("/books/money"), &page.say(key::MONEY_TITLE)))
        (ui::head(&html! { (title) }, Some(&html! { (page.say(key::CONTRIBUTIONS_LEAD)) }), &acts))
        ul.tiles {
            @for (kind, worth) in worths(&page).await? {
                (ui::figure_link(&with_query(&page.here(HERE), &[("kind", Some(kind.code()))]), &named(&page, kind), &ui::amount(page.locale, worth)))
            }
        }
        h2 { (named(&page, kind)) }
        @if found.items.is_empty() { (ui::empty(&page.say(key::CONTRIBUTIONS_EMPTY), &page.say(key::CONTRIBUTIONS_EMPTY_TEXT), &html! {})) }
        @else {
            (table(&page, kind, &found.items))
            (ui::pager(&page, &page.here(HERE), &[("kind", Some(kind.code()))], found.next.as_deref()))
        }
    };
    page.page(&title, body)
}

/// What the running year was given of each.
async fn worths(visit: &Visit) -> Result<Vec<(Contribution, Money)>> {
    let rows = match visit.get::<TrialBalance>(&visit.api("/books/trial-balance")).await {
        Ok(balance) => balance.rows,
        Err(error) if error.code() == "year-missing" => Vec::new(),
        Err(error) => return Err(error),
    };
    let worth = |kind: Contribution| rows.iter().find(|row| row.account == kind.accounts().0).map_or(Money::ZERO, |row| row.balance);
    Ok(Contribution::ALL.map(|kind| (kind, worth(kind))).into())
}

fn table(visit: &Visit, kind: Contribution, entries: &[Entry]) -> Markup {
    let columns = vec![
        Column::text(visit.say(key::MONEY_WHAT)),
        Column::text(visit.say(key::MONEY_DATE)),
        Column::number(visit.say(key::CONTRIBUTION_WORTH)),
    ];
    let mut table = Table::new(named(visit, kind), columns).quiet();
    for entry in entries {
        let of_kind = entry.lines.iter().filter(|line| line.account == kind.accounts().0);
        let worth = Money::sum(of_kind.map(|line| if line.debit > Money::ZERO { line.debit } else { line.credit })).unwrap_or_default();
        table.row(vec![
            html! {
                a href=(visit.here(&format!("/books/journal/{}", entry.id))) { (ui::name(&entry.label)) }
                @if entry.reversed_by.is_some() { " " (ui::chip(ui::Tone::Bad, &visit.say(key::REVERSED))) }
                " " (vouchers::mark(visit, entry))
            },
            ui::date(visit.locale, entry.posted_on),
            ui::amount(visit.locale, worth),
        ]);
    }
    html! { (table) }
}

pub async fn new(page: Page<PostEntries>) -> Reply {
    let today = language::short_date(page.state.clock().today());
    form_page(&page, &Form::with(Fields::of([("kind", page.query.get("kind")), ("posted_on", &today)])))
}

fn form_page(visit: &Visit, form: &Form) -> Reply {
    let kind = Contribution::parse(form.value("kind")).unwrap_or(Contribution::Time);
    let inputs = Inputs { locale: visit.locale, form };
    let title = named(visit, kind);
    let lead = language::named(visit.locale, "contribution-lead", kind.code());
    let body = html! {
        (ui::error_summary(visit.locale, form))
        (ui::back(&with_query(&visit.here(HERE), &[("kind", Some(kind.code()))]), &visit.say(key::CONTRIBUTIONS_TITLE)))
        h1 { (title) }
        p.lead { (lead) }
        form.sheet method="post" action=(visit.here("/books/contributions/new")) novalidate {
            (ui::hidden(visit, form))
            input type="hidden" name="kind" value=(kind.code());
            (inputs.text("label", key::CONTRIBUTION_LABEL).hint(key::CONTRIBUTION_LABEL_HINT).attribute("autocomplete", "off").attribute("maxlength", "200"))
            @match kind {
                Contribution::Time => {
                    (inputs.amount("hours", key::CONTRIBUTION_HOURS).hint(key::CONTRIBUTION_HOURS_HINT))
                    (inputs.amount("rate", key::CONTRIBUTION_RATE).hint(key::CONTRIBUTION_RATE_HINT))
                },
                Contribution::Goods => (inputs.amount("amount", key::CONTRIBUTION_AMOUNT).hint(key::CONTRIBUTION_AMOUNT_HINT)),
            }
            (inputs.date("posted_on", key::MONEY_DATE).attribute("enterkeyhint", "done"))
            (ui::submit(&visit.say(key::MONEY_ACT)))
        }
    };
    visit.form_page(&title, form, body)
}

pub async fn note(page: Page<PostEntries>) -> Reply {
    let text = |name: &str| page.form.get(name).to_owned();
    let input = NoteContribution {
        kind: text("kind"),
        label: text("label"),
        hours: text("hours"),
        rate: text("rate"),
        amount: text("amount"),
        posted_on: text("posted_on"),
    };
    match page.post::<_, Entry>(&page.api(HERE), &input).await {
        Ok(entry) => {
            let total = Money::sum(entry.lines.iter().map(|line| line.debit)).unwrap_or_default();
            let target = with_query(&page.here(HERE), &[("kind", page.form.given("kind"))]);
            page.done(&target, key::MONEY_DONE, &[("amount", (&language::money(total, page.locale)).into())])
        }
        Err(error) => form_page(&page, &page.refused(error)?),
    }
}
