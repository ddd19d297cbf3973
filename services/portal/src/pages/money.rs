//! The books for people who know no accounting: what came in, what went out, and where the money is.

use crate::fields::{Fields, with_query};
use crate::form::Form;
use crate::page::{Page, Reply};
use crate::ui::{self, Column, Inputs, Table};
use crate::visit::Visit;
use contracts::Page as Batch;
use contracts::books::{Entry, TrialBalance};
use contracts::guided::{Act, GuidedEntry, PLACES, Told};
use kernel::permission::{PostEntries, ViewBooks};
use kernel::{Money, Result};
use language::key;
use maud::{Markup, html};

/// What the address of a form can fill in.
const FILLED: [&str; 6] = ["act", "occasion", "amount", "place", "to", "label"];

pub async fn show(page: Page<ViewBooks>) -> Reply {
    let places = places(&page).await?;
    let asked = page.query.given("place").filter(|asked| PLACES.contains(asked));
    let place = asked.unwrap_or_else(|| places.first().map_or(PLACES[0], |(place, _)| place));
    let filters = [("account", Some(place)), ("after", page.query.given("after"))];
    let found: Batch<Entry> = page.get(&with_query(&page.api("/books/journal"), &filters)).await?;
    let title = page.say(key::MONEY_TITLE);
    let acts = html! {
        a.button href=(page.here("/books")) { (page.say(key::MONEY_EXPERT)) }
        a.button href=(page.here("/books/bank")) { (page.say(key::BANK_TITLE)) }
        @if page.may::<PostEntries>() { a.button.primary href=(page.here("/books/money/new")) { (ui::icon("plus")) (page.say(key::MONEY_NEW)) } }
    };
    let body = html! {
        (ui::head(&html! { (title) }, Some(&html! { (page.say(key::MONEY_LEAD)) }), &acts))
        ul.tiles {
            @for (place, balance) in &places {
                (ui::figure_link(&with_query(&page.here("/books/money"), &[("place", Some(place))]), &language::named(page.locale, "place", place), &ui::amount(page.locale, *balance)))
            }
        }
        h2 { (language::named(page.locale, "place", place)) }
        @if found.items.is_empty() {
            (ui::empty(&page.say(key::MONEY_EMPTY), &page.say(key::MONEY_EMPTY_TEXT), &html! {}))
        } @else {
            (moves(&page, place, &found.items))
            (ui::pager(&page, &page.here("/books/money"), &[("place", Some(place))], found.next.as_deref()))
        }
    };
    page.page(&title, body)
}

/// Cash and the bank, and what else has moved this year, with what is there.
async fn places(visit: &Visit) -> Result<Vec<(&'static str, Money)>> {
    let rows = match visit.get::<TrialBalance>(&visit.api("/books/trial-balance")).await {
        Ok(balance) => balance.rows,
        Err(error) if error.code() == "year-missing" => Vec::new(),
        Err(error) => return Err(error),
    };
    let balance = |place: &str| rows.iter().find(|row| row.account == place).map(|row| row.balance);
    Ok(PLACES
        .into_iter()
        .enumerate()
        .filter_map(|(at, place)| match balance(place) {
            None if at < 2 => Some((place, Money::ZERO)),
            found => found.map(|balance| (place, balance)),
        })
        .collect())
}

fn moves(visit: &Visit, place: &str, entries: &[Entry]) -> Markup {
    let columns = vec![
        Column::text(visit.say(key::MONEY_WHAT)),
        Column::text(visit.say(key::MONEY_DATE)),
        Column::number(visit.say(key::MONEY_IN)),
        Column::number(visit.say(key::MONEY_OUT)),
    ];
    let mut table = Table::new(visit.say(key::MONEY_MOVES), columns).quiet();
    for entry in entries {
        let sum = |of: fn(&contracts::books::Line) -> Money| {
            Money::sum(entry.lines.iter().filter(|line| line.account == place).map(of)).unwrap_or_default()
        };
        let undo = entry.source.is_none() && entry.reversed_by.is_none() && visit.may::<PostEntries>();
        table.row(vec![
            html! {
                a href=(visit.here(&format!("/books/journal/{}", entry.id))) { (ui::name(&entry.label)) }
                @if entry.reversed_by.is_some() { " " (ui::chip(ui::Tone::Bad, &visit.say(key::REVERSED))) }
                @if undo { " " a.muted href=(visit.here(&format!("/books/journal/{}/reverse", entry.id))) { (visit.say(key::MONEY_UNDO)) } }
            },
            ui::date(visit.locale, entry.posted_on),
            ui::amount_or_blank(visit.locale, sum(|line| line.debit)),
            ui::amount_or_blank(visit.locale, sum(|line| line.credit)),
        ]);
    }
    html! { (table) }
}

pub async fn form(page: Page<PostEntries>) -> Reply {
    let today = language::short_date(page.state.clock().today());
    let mut fields = Fields::of(FILLED.map(|name| (name, page.query.get(name))));
    fields.push("posted_on", &today);
    if page.query.given("place").is_none() {
        // cash is where most associations' money is
        fields = fields.without("place");
        fields.push("place", PLACES[0]);
    }
    form_page(&page, &Form::with(fields)).await
}

async fn form_page(visit: &Visit, form: &Form) -> Reply {
    let Some(act) = Act::parse(form.value("act")) else { return choice(visit, form).await };
    let inputs = Inputs { locale: visit.locale, form };
    let title = language::named(visit.locale, "happened", act.code());
    let occasions = act.occasions().map(|one| (one.code.to_owned(), language::named(visit.locale, "occasion", one.code)));
    let mut occasions: Vec<(String, String)> = occasions.collect();
    occasions.insert(0, (String::new(), visit.say(key::MONEY_CHOOSE)));
    let places = || PLACES.map(|place| (place.to_owned(), language::named(visit.locale, "place", place))).into();
    let body = html! {
        (ui::error_summary(visit.locale, form))
        (ui::back(&visit.here("/books/money/new"), &visit.say(key::MONEY_NEW)))
        h1 { (title) }
        p.lead { (language::named(visit.locale, "happened-lead", act.code())) }
        form.sheet method="post" action=(visit.here("/books/money/new")) novalidate {
            (ui::hidden(visit, form))
            input type="hidden" name="act" value=(act.code());
            (inputs.amount("amount", key::MONEY_AMOUNT).attribute("enterkeyhint", "next"))
            @if act != Act::Transfer { (inputs.select("occasion", key::MONEY_OCCASION, occasions)) }
            @match act {
                Act::In => (inputs.radios("place", key::MONEY_PLACE_IN, places())),
                Act::Out => (inputs.radios("place", key::MONEY_PLACE_OUT, places())),
                Act::Transfer => { (inputs.radios("place", key::MONEY_FROM, places())) (inputs.radios("to", key::MONEY_TO, places())) },
                Act::Debt | Act::Claim => {},
            }
            (inputs.text("label", key::MONEY_LABEL).hint(key::MONEY_LABEL_HINT).optional().attribute("autocomplete", "off").attribute("maxlength", "200"))
            (inputs.date("posted_on", key::MONEY_DATE).attribute("enterkeyhint", "done"))
            (ui::submit(&visit.say(key::MONEY_ACT)))
        }
    };
    visit.form_page(&title, form, body)
}

/// What happened? The five acts, and what was written of late to be written again.
async fn choice(visit: &Visit, form: &Form) -> Reply {
    let recent: Vec<Told> = visit.list(&visit.api("/books/guided")).await?;
    let title = visit.say(key::MONEY_NEW);
    let body = html! {
        (ui::error_summary(visit.locale, form))
        (ui::back(&visit.here("/books/money"), &visit.say(key::MONEY_TITLE)))
        h1 { (title) }
        ul.stack {
            @for act in Act::ALL {
                li.card {
                    h2 { a href=(with_query(&visit.here("/books/money/new"), &[("act", Some(act.code()))])) { (language::named(visit.locale, "happened", act.code())) } }
                    p.muted { (language::named(visit.locale, "happened-lead", act.code())) }
                }
            }
        }
        @if !recent.is_empty() {
            section.card {
                h2 { (visit.say(key::MONEY_AGAIN)) }
                ul.stack {
                    @for told in &recent {
                        li { a href=(again(visit, told)) { (ui::name(&told.label)) } " · " (ui::amount(visit.locale, told.amount)) " " span.muted { (ui::date(visit.locale, told.posted_on)) } }
                    }
                }
            }
        }
    };
    visit.form_page(&title, form, body)
}

fn again(visit: &Visit, told: &Told) -> String {
    let amount = super::payments::plain(told.amount);
    with_query(
        &visit.here("/books/money/new"),
        &[
            ("act", Some(told.act.code())),
            ("occasion", told.occasion.as_deref()),
            ("amount", Some(&amount)),
            ("place", told.place.as_deref()),
            ("to", told.to.as_deref()),
            ("label", Some(&told.label)),
        ],
    )
}

pub async fn post(page: Page<PostEntries>) -> Reply {
    let text = |name: &str| page.form.get(name).to_owned();
    let (act, occasion) = (text("act"), text("occasion"));
    let label = match page.form.given("label") {
        Some(label) => label.to_owned(),
        None if Act::parse(&act) == Some(Act::Transfer) => language::named(page.locale, "happened", &act),
        None if Act::parse(&act).is_some_and(|act| act.occasions().any(|one| one.code == occasion)) => {
            language::named(page.locale, "occasion", &occasion)
        }
        // the occasion is wrong, which is what the service tells
        None => "—".to_owned(),
    };
    let input =
        GuidedEntry { act, occasion, amount: text("amount"), place: text("place"), to: text("to"), posted_on: text("posted_on"), label };
    match page.post::<_, Entry>(&page.api("/books/guided"), &input).await {
        Ok(entry) => {
            let total = Money::sum(entry.lines.iter().map(|line| line.debit)).unwrap_or_default();
            let place = page.form.given("place").filter(|place| PLACES.contains(place));
            let target = with_query(&page.here("/books/money"), &[("place", place)]);
            let amount = language::money(total, page.locale);
            page.done(&target, key::MONEY_DONE, &[("amount", (&amount).into())])
        }
        Err(error) => form_page(&page, &page.refused(error)?).await,
    }
}
