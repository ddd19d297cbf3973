//! Counting the cash box: the sheet, its history, and what becomes of a difference.

use crate::fields::{Fields, with_query};
use crate::form::Form;
use crate::page::{Page, Reply};
use crate::ui::{self, Column, Inputs, Table, Tone};
use crate::visit::Visit;
use contracts::Page as Batch;
use contracts::cash::{CASH_ACCOUNTS, CashCount, CountCash, NOTES, PIECES, SettleDifference};
use kernel::Money;
use kernel::permission::{PostEntries, ViewBooks};
use language::key;
use maud::{Markup, html};

pub async fn list(page: Page<ViewBooks>) -> Reply {
    let path = with_query(&page.api("/books/cash-counts"), &[("after", page.query.given("after"))]);
    let found: Batch<CashCount> = page.get(&path).await?;
    let title = page.say(key::CASH_TITLE);
    let acts = html! {
        @if page.may::<PostEntries>() { a.button.primary href=(page.here("/books/cash-counts/new")) { (ui::icon("plus")) (page.say(key::CASH_NEW)) } }
    };
    let columns = vec![
        Column::text(page.say(key::CASH_ON)),
        Column::text(page.say(key::CASH_ACCOUNT)),
        Column::number(page.say(key::CASH_COUNTED)),
        Column::number(page.say(key::CASH_IN_BOOKS)),
        Column::text(page.say(key::CASH_DIFFERENCE)),
    ];
    let mut table = Table::new(title.clone(), columns).quiet();
    for count in &found.items {
        table.row(vec![
            html! { a href=(address(&page, count)) { (ui::date(page.locale, count.counted_on)) } },
            html! { (language::named(page.locale, "place", &count.account)) },
            ui::amount(page.locale, count.counted),
            ui::amount(page.locale, count.in_books),
            difference(&page, count),
        ]);
    }
    let body = html! {
        (ui::back(&page.here("/books/bank"), &page.say(key::BANK_TITLE)))
        (ui::head(&html! { (title) }, Some(&html! { (page.say(key::CASH_LEAD)) }), &acts))
        @if found.items.is_empty() { (ui::empty(&page.say(key::CASH_NONE), &page.say(key::CASH_NONE_TEXT), &html! {})) } @else { (table) }
        (ui::pager(&page, &page.here("/books/cash-counts"), &[], found.next.as_deref()))
    };
    page.page(&title, body)
}

fn address(visit: &Visit, count: &CashCount) -> String {
    visit.here(&format!("/books/cash-counts/{}", count.id))
}

fn difference(visit: &Visit, count: &CashCount) -> Markup {
    let settled = count.entry.is_some() || count.explanation.is_some();
    let (tone, said) = match count.difference.cmp(&Money::ZERO) {
        std::cmp::Ordering::Equal => return ui::chip(Tone::Good, &visit.say(key::CASH_AGREES)),
        std::cmp::Ordering::Greater => (Tone::Wait, key::CASH_OVER),
        std::cmp::Ordering::Less => (Tone::Bad, key::CASH_SHORT),
    };
    let (came, went) = super::bank_statements::sides(count.difference);
    let size = if came > Money::ZERO { came } else { went };
    html! { (ui::chip(if settled { Tone::Plain } else { tone }, &visit.say(said))) " " (ui::amount(visit.locale, size)) }
}

pub async fn form(page: Page<PostEntries>) -> Reply {
    let today = language::short_date(page.state.clock().today());
    let fields = Fields::of([("counted_on", &today), ("account", CASH_ACCOUNTS[0]), ("counted_by", &page.actor.name)]);
    form_page(&page, &Form::with(fields))
}

fn form_page(visit: &Visit, form: &Form) -> Reply {
    let inputs = Inputs { locale: visit.locale, form };
    let title = visit.say(key::CASH_NEW);
    let accounts = CASH_ACCOUNTS.map(|account| (account.to_owned(), language::named(visit.locale, "place", account)));
    let piece = |value: &i64| {
        let worth = language::money(Money::centimes(*value), visit.locale);
        let label = visit.say_with(key::CASH_PIECE, &[("value", (&worth).into())]);
        inputs
            .digits(&format!("pieces.{value}"), key::CASH_PIECE_COUNT)
            .label_text(label)
            .optional_unsaid()
            .attribute("autocomplete", "off")
    };
    let (notes, coins) = PIECES.split_at(NOTES);
    let body = html! {
        (ui::error_summary(visit.locale, form))
        (ui::back(&visit.here("/books/cash-counts"), &visit.say(key::CASH_TITLE)))
        h1 { (title) }
        p.lead { (visit.say(key::CASH_LEAD)) }
        form.sheet method="post" action=(visit.here("/books/cash-counts/new")) novalidate {
            (ui::hidden(visit, form))
            (inputs.date("counted_on", key::CASH_ON))
            (inputs.radios("account", key::CASH_ACCOUNT, accounts.into()))
            @for (label, pieces) in [(key::CASH_NOTES, notes), (key::CASH_COINS, coins)] {
                fieldset.field {
                    legend { (visit.say(label)) }
                    div.pair { @for value in pieces { (piece(value)) } }
                }
            }
            (inputs.text("counted_by", key::CASH_COUNTED_BY).attribute("maxlength", "80"))
            (inputs.text("witness", key::CASH_WITNESS).attribute("maxlength", "80"))
            (inputs.lines("explanation", key::CASH_EXPLANATION, 2).hint(key::CASH_EXPLANATION_HINT).optional())
            (ui::submit(&visit.say(key::CASH_SAVE)))
        }
    };
    visit.form_page(&title, form, body)
}

pub async fn save(page: Page<PostEntries>) -> Reply {
    let text = |name: &str| page.form.get(name).to_owned();
    let pieces = PIECES.iter().map(|value| (value.to_string(), text(&format!("pieces.{value}"))));
    let input = CountCash {
        account: text("account"),
        counted_on: text("counted_on"),
        pieces: pieces.filter(|(_, count)| !count.trim().is_empty()).collect(),
        counted_by: text("counted_by"),
        witness: text("witness"),
        explanation: text("explanation"),
    };
    match page.post::<_, CashCount>(&page.api("/books/cash-counts"), &input).await {
        Ok(count) => page.done(&address(&page, &count), key::CASH_SAVED, &[]),
        Err(error) => form_page(&page, &page.refused(error)?),
    }
}

async fn read(visit: &Visit) -> kernel::Result<CashCount> {
    visit.get(&visit.api(&format!("/books/cash-counts/{}", visit.id()?))).await
}

pub async fn show(page: Page<ViewBooks>) -> Reply {
    let count = read(&page).await?;
    let fields = Fields::of([("explanation", count.explanation.as_deref().unwrap_or_default())]);
    count_page(&page, &count, &Form::with(fields))
}

fn count_page(visit: &Visit, count: &CashCount, form: &Form) -> Reply {
    let date = language::long_date(count.counted_on, visit.locale);
    let title = visit.say_with(key::CASH_COUNT_TITLE, &[("date", (&date).into())]);
    let acts = html! { a.button.primary href={ (address(visit, count)) "/sheet.pdf" } { (visit.say(key::CASH_PDF)) } };
    let mut facts = vec![
        (visit.say(key::CASH_ACCOUNT), html! { (language::named(visit.locale, "place", &count.account)) }),
        (visit.say(key::CASH_COUNTED), ui::amount(visit.locale, count.counted)),
        (visit.say(key::CASH_IN_BOOKS), ui::amount(visit.locale, count.in_books)),
        (visit.say(key::CASH_DIFFERENCE), difference(visit, count)),
        (visit.say(key::CASH_COUNTED_BY), ui::name(&count.counted_by)),
        (visit.say(key::CASH_WITNESS), ui::name(&count.witness)),
        (visit.say(key::CASH_RECORDED), html! { (ui::name(&count.recorded_by)) " · " (ui::moment(visit.locale, count.recorded_at)) }),
    ];
    facts.extend(count.explanation.as_ref().map(|text| (visit.say(key::CASH_EXPLANATION), ui::name(text))));
    let open = count.difference != Money::ZERO && count.entry.is_none();
    let body = html! {
        (ui::error_summary(visit.locale, form))
        (ui::back(&visit.here("/books/cash-counts"), &visit.say(key::CASH_TITLE)))
        (ui::head(&html! { (title) }, None, &acts))
        section.card {
            (ui::facts(facts))
            @if let Some(entry) = count.entry { p { a href=(visit.here(&format!("/books/journal/{entry}"))) { (visit.say(key::CASH_ENTRY)) } } }
        }
        @if open && visit.may::<PostEntries>() { (settling(visit, count, form)) }
        section.stack { h2 { (visit.say(key::CASH_PIECES)) } (pieces(visit, count)) }
    };
    visit.form_page(&title, form, body)
}

fn pieces(visit: &Visit, count: &CashCount) -> Markup {
    let columns = vec![
        Column::text(visit.say(key::CASH_PIECE_VALUE)),
        Column::number(visit.say(key::CASH_PIECE_COUNT)),
        Column::number(visit.say(key::CASH_PIECE_AMOUNT)),
    ];
    let mut table = Table::new(visit.say(key::CASH_PIECES), columns).quiet();
    for value in PIECES {
        let Some(many) = count.pieces.get(&value.to_string()) else { continue };
        let amount = Money::centimes(value.saturating_mul(*many));
        table.row(vec![ui::amount(visit.locale, Money::centimes(value)), ui::count(*many), ui::amount(visit.locale, amount)]);
    }
    table.foot(vec![html! { (visit.say(key::CASH_COUNTED)) }, html! {}, ui::amount(visit.locale, count.counted)]);
    html! { (table) }
}

fn settling(visit: &Visit, count: &CashCount, form: &Form) -> Markup {
    let inputs = Inputs { locale: visit.locale, form };
    html! {
        section.card {
            h2 { (visit.say(key::CASH_SETTLE_TITLE)) }
            p { (visit.say(key::CASH_SETTLE_LEAD)) }
            form.sheet method="post" action=(address(visit, count)) novalidate {
                (ui::hidden(visit, form))
                (inputs.lines("explanation", key::CASH_EXPLANATION, 2).hint(key::CASH_EXPLANATION_HINT))
                div.acts {
                    button.button.primary type="submit" name="act" value="explain" { (visit.say(key::CASH_SETTLE_EXPLAIN)) }
                    button.button type="submit" name="act" value="post" { (visit.say(key::CASH_SETTLE_POST)) }
                }
            }
        }
    }
}

pub async fn settle(page: Page<PostEntries>) -> Reply {
    let id = page.id()?;
    let input = SettleDifference { id, act: page.form.get("act").to_owned(), explanation: page.form.get("explanation").to_owned() };
    match page.post::<_, CashCount>(&page.api(&format!("/books/cash-counts/{id}/difference")), &input).await {
        Ok(count) => page.done(&address(&page, &count), key::CASH_SETTLED, &[]),
        Err(error) => {
            let form = page.refused(error)?;
            count_page(&page, &read(&page).await?, &form)
        }
    }
}

pub async fn pdf(page: Page<ViewBooks>) -> Reply {
    page.file(&page.api(&format!("/books/cash-counts/{}/sheet", page.id()?))).await
}
