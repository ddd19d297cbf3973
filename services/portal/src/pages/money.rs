//! The books for people who know no accounting: what came in, what went out, and where the money is.

use super::{axis, drafts, expenses, vouchers};
use crate::fields::{Fields, with_query};
use crate::form::Form;
use crate::page::{Page, Reply};
use crate::ui::{self, Column, Inputs, Table};
use crate::visit::Visit;
use contracts::Page as Batch;
use contracts::books::Entry;
use contracts::drafts::SaveDraft;
use contracts::guided::{Act, Choices, GuidedEntry, OccasionChoice, PLACES, PlaceChoice, Told};
use contracts::years::BookSize;
use kernel::permission::{PostEntries, ViewBooks};
use kernel::{Money, Result};
use language::key;
use maud::{Markup, html};

/// What the address of a form can fill in.
const FILLED: [&str; 6] = ["act", "occasion", "amount", "place", "to", "label"];

pub async fn show(page: Page<ViewBooks>) -> Reply {
    let choices = choices(&page).await?;
    let shown = || choices.places.iter().filter(|place| place.used || PLACES[..2].contains(&place.account.as_str()));
    let asked = page.query.given("place");
    let place = shown().find(|place| Some(place.account.as_str()) == asked).or_else(|| shown().next());
    let Some(PlaceChoice { account: place, .. }) = place else { return Err(kernel::Error::not_found()) };
    let place = place.as_str();
    let expert = super::book_size::of(&page).await? > BookSize::SuperSimplified;
    let filters = [("account", Some(place)), ("after", page.query.given("after"))];
    let found: Batch<Entry> = page.get(&with_query(&page.api("/books/journal"), &filters)).await?;
    let title = page.say(key::MONEY_TITLE);
    let acts = html! {
        a.button href=(page.here("/books/bank")) { (page.say(key::BANK_TITLE)) }
        @if expert {
            a.button href=(page.here("/books")) { (page.say(key::MONEY_EXPERT)) }
        } @else {
            a.button href=(page.here("/books/receipts")) { (page.say(key::RECEIPTS_TITLE)) }
        }
        @if page.may::<PostEntries>() { a.button.primary href=(page.here("/books/money/new")) { (ui::icon("plus")) (page.say(key::MONEY_NEW)) } }
    };
    let body = html! {
        (ui::head(&html! { (title) }, Some(&html! { (page.say(key::MONEY_LEAD)) }), &acts))
        (expenses::waiting(&page).await?)
        (drafts::waiting(&page).await?)
        ul.tiles {
            @for place in shown() {
                (ui::figure_link(&with_query(&page.here("/books/money"), &[("place", Some(&place.account))]), &place_name(&page, place), &ui::amount(page.locale, place.balance)))
            }
        }
        (super::books::shelves(&page, None, expert))
        @for shown in choices.places.iter().filter(|choice| choice.account == place) { h2 { (place_name(&page, shown)) } }
        @if found.items.is_empty() {
            (ui::empty(&page.say(key::MONEY_EMPTY), &page.say(key::MONEY_EMPTY_TEXT), &html! {}))
        } @else {
            (moves(&page, place, &found.items))
            (ui::pager(&page, &page.here("/books/money"), &[("place", Some(place))], found.next.as_deref()))
        }
    };
    page.page(&title, body)
}

async fn choices(visit: &Visit) -> Result<Choices> {
    visit.get(&visit.api("/books/guided/choices")).await
}

/// What the association calls it, or what everybody does.
fn place_name(visit: &Visit, place: &PlaceChoice) -> String {
    match &place.name {
        Some(name) => ui::in_language(visit.locale, &name.ar, &name.fr).to_owned(),
        None => language::named(visit.locale, "place", &place.account),
    }
}

fn occasion_name(visit: &Visit, occasion: &OccasionChoice) -> String {
    match &occasion.name {
        Some(name) => ui::in_language(visit.locale, &name.ar, &name.fr).to_owned(),
        None => language::named(visit.locale, "occasion", &occasion.code),
    }
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
                " " (vouchers::mark(visit, entry))
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

pub async fn form_page(visit: &Visit, form: &Form) -> Reply {
    let Some(act) = Act::parse(form.value("act")) else { return choice(visit, form).await };
    let inputs = Inputs { locale: visit.locale, form };
    let axes = axis::choices(visit).await?;
    let title = language::named(visit.locale, "happened", act.code());
    let choices = choices(visit).await?;
    let occasions = choices.occasions.iter().filter(|one| one.fits(act)).map(|one| (one.code.clone(), occasion_name(visit, one)));
    let mut occasions: Vec<(String, String)> = occasions.collect();
    occasions.insert(0, (String::new(), visit.say(key::MONEY_CHOOSE)));
    let places = || choices.places.iter().map(|place| (place.account.clone(), place_name(visit, place))).collect();
    let body = html! {
        (ui::error_summary(visit.locale, form))
        (ui::back(&visit.here("/books/money/new"), &visit.say(key::MONEY_NEW)))
        h1 { (title) }
        p.lead { (language::named(visit.locale, "happened-lead", act.code())) }
        form.sheet method="post" action=(drafts::target(visit, form, "/books/money/new")) enctype="multipart/form-data" novalidate {
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
            (axis::fields(visit, inputs, &axes))
            (inputs.date("posted_on", key::MONEY_DATE).attribute("enterkeyhint", "done"))
            (vouchers::fields(visit, form))
            (drafts::acts(visit, form, &visit.say(key::MONEY_ACT)))
        }
        (drafts::removal(visit, form))
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

/// What the form says. An entry about to be posted is never without a label.
pub async fn input(visit: &Visit, posting: bool) -> Result<GuidedEntry> {
    let text = |name: &str| visit.form.get(name).to_owned();
    let (act, occasion) = (text("act"), text("occasion"));
    let happened = Act::parse(&act);
    let label = match visit.form.given("label") {
        Some(label) => label.to_owned(),
        None if !posting => String::new(),
        None if happened == Some(Act::Transfer) => language::named(visit.locale, "happened", &act),
        // where the occasion is wrong, the service tells
        None => {
            let choices = choices(visit).await?;
            let chosen = choices.occasions.iter().find(|one| one.code == occasion && happened.is_some_and(|act| one.fits(act)));
            chosen.map_or_else(|| "—".to_owned(), |one| occasion_name(visit, one))
        }
    };
    Ok(GuidedEntry {
        act,
        occasion,
        amount: text("amount"),
        place: text("place"),
        to: text("to"),
        posted_on: text("posted_on"),
        label,
        project: text("project"),
        grant: text("grant"),
        papers: vouchers::said(&visit.form),
    })
}

pub async fn post(page: Page<PostEntries>) -> Reply {
    let visit = match vouchers::sent(&page).await {
        Ok(visit) => visit,
        Err(error) => return form_page(&page, &page.refused(error)?).await,
    };
    if visit.form.get("then") == "draft" {
        let draft = SaveDraft { words: Some(input(&visit, false).await?), ..SaveDraft::default() };
        return match drafts::keep(&visit, draft).await {
            Ok(reply) => reply,
            Err(error) => form_page(&visit, &visit.refused(error)?).await,
        };
    }
    match visit.post::<_, Entry>(&visit.api("/books/guided"), &input(&visit, true).await?).await {
        Ok(entry) => {
            let total = Money::sum(entry.lines.iter().map(|line| line.debit)).unwrap_or_default();
            // cash or the bank, wherever it was
            let place = visit.form.given("place").filter(|place| place.starts_with("51"));
            let target = with_query(&visit.here("/books/money"), &[("place", place)]);
            let amount = language::money(total, visit.locale);
            visit.done(&target, key::MONEY_DONE, &[("amount", (&amount).into())])
        }
        Err(error) => form_page(&visit, &visit.refused(error)?).await,
    }
}
