//! How a grant stands: its instalments, what it was spent on, what is left, and what is done with that.

use super::grants::{HERE, agreement};
use super::projects::{state, years};
use crate::fields::{Fields, with_query};
use crate::form::Form;
use crate::page::{Page, Reply};
use crate::ui::{self, Column, Inputs, Table, Tone};
use crate::visit::Visit;
use contracts::books::Entry;
use contracts::grants::{AGREEMENT_FROM, CarryGrant, GrantAccount, Instalment, NewInstalment, ReceiveInstalment, UndoReceipt};
use contracts::guided::PLACES;
use contracts::{Done, Page as Batch};
use kernel::permission::{PostEntries, ViewBooks};
use kernel::{Error, Money, Result};
use language::key;
use maud::{Markup, html};
use uuid::Uuid;

pub async fn show(page: Page<ViewBooks>) -> Reply {
    account_page(&page, &Form::blank()).await
}

async fn account(visit: &Visit, year: Option<&str>) -> Result<GrantAccount> {
    visit.get(&with_query(&visit.api(&format!("{HERE}/{}", visit.id()?)), &[("year", year)])).await
}

async fn account_page(visit: &Visit, form: &Form) -> Reply {
    let year = visit.query.given("year");
    let found = account(visit, year).await?;
    let grant = &found.grant;
    let here = format!("{HERE}/{}", grant.id);
    let writes = visit.may::<PostEntries>();
    let file = |name: &str| with_query(&visit.here(&format!("{here}/{name}")), &[("year", year)]);
    let acts = html! {
        a.button.primary href=(file("use.pdf")) { (visit.say(key::GRANT_USE_PDF)) }
        a.button href=(file("use.xlsx")) download="" { (visit.say(key::GRANT_USE_XLSX)) }
        a.button href=(with_query(&visit.here("/books/journal"), &[("grant", Some(&grant.id.to_string())), ("year", year)])) { (visit.say(key::JOURNAL_TITLE)) }
        @if writes { a.button href=(visit.here(&format!("{here}/edit"))) { (visit.say(key::AXIS_EDIT)) } }
    };
    let body = html! {
        (ui::error_summary(visit.locale, form))
        (ui::back(&visit.here(HERE), &visit.say(key::GRANTS_TITLE)))
        (ui::head(&ui::name(&grant.donor), Some(&html! { (ui::name(&grant.code)) " · " (state(visit, grant.closed)) }), &acts))
        @if grant.lacks_agreement {
            p.banner { (visit.say_with(key::GRANT_LACKS_AGREEMENT_TEXT, &[("amount", (&language::money(AGREEMENT_FROM, visit.locale)).into())])) }
        }
        (facts(visit, &found))
        (years(visit, &here, found.year).await?)
        (figures(visit, &found))
        (instalments(visit, &found, form, writes))
        (expenses(visit, &found))
        @if grant.nature == "operating" { (carrying(visit, &found, writes)) }
    };
    visit.form_page(&grant.donor, form, body)
}

fn facts(visit: &Visit, found: &GrantAccount) -> Markup {
    let grant = &found.grant;
    let mut rows = vec![
        (visit.say(key::GRANT_DONOR_KIND), html! { (language::named(visit.locale, "donor-kind", &grant.donor_kind)) }),
        (visit.say(key::GRANT_NATURE), html! { (language::named(visit.locale, "grant-nature", &grant.nature)) }),
        (visit.say(key::GRANT_AGREEMENT), agreement(visit, grant)),
        (visit.say(key::GRANT_AMOUNT), ui::amount(visit.locale, grant.amount)),
    ];
    if let (Some(project), Some(code)) = (grant.project, &grant.project_code) {
        rows.push((
            visit.say(key::AXIS_PROJECT),
            html! { a href=(visit.here(&format!("/books/projects/{project}"))) { (ui::name(code)) } },
        ));
    }
    if let Some(purpose) = &grant.purpose {
        rows.push((visit.say(key::GRANT_PURPOSE), ui::name(purpose)));
    }
    if grant.eligible_from.is_some() || grant.eligible_until.is_some() {
        let day = |day: Option<chrono::NaiveDate>| day.map_or_else(|| html! { "…" }, |day| ui::date(visit.locale, day));
        rows.push((visit.say(key::GRANT_ELIGIBLE), html! { (day(grant.eligible_from)) " – " (day(grant.eligible_until)) }));
    }
    html! { section.card { (ui::facts(rows)) } }
}

fn figures(visit: &Visit, found: &GrantAccount) -> Markup {
    let figure = |label, amount: Money| ui::figure(&visit.say(label), &ui::amount(visit.locale, amount));
    html! {
        ul.tiles {
            @if found.brought_forward != Money::ZERO { (figure(key::GRANT_BROUGHT_FORWARD, found.brought_forward)) }
            (figure(key::GRANT_RECEIVED, found.received))
            (figure(key::GRANT_SPENT, found.spent))
            (figure(key::GRANT_UNSPENT, found.unspent))
        }
        @if found.unspent < Money::ZERO { p { (ui::chip(Tone::Bad, &visit.say(key::GRANT_OVERSPENT))) } }
    }
}

fn instalments(visit: &Visit, found: &GrantAccount, form: &Form, writes: bool) -> Markup {
    let inputs = Inputs { locale: visit.locale, form };
    let here = visit.here(&format!("{HERE}/{}", found.grant.id));
    html! {
        section.card {
            h2 { (visit.say(key::GRANT_INSTALMENTS)) }
            @if found.instalments.is_empty() { p.muted { (visit.say(key::GRANT_NO_INSTALMENTS)) } } @else { (instalment_table(visit, found, writes)) }
            @if writes {
                details open[form.is_wrong()] {
                    summary { (visit.say(key::GRANT_INSTALMENT_ADD)) }
                    form.sheet method="post" action=(here) novalidate {
                        (ui::hidden(visit, form))
                        input type="hidden" name="act" value="instalment";
                        (inputs.date("due_on", key::GRANT_DUE_ON))
                        (inputs.amount("amount", key::MONEY_AMOUNT))
                        (ui::submit(&visit.say(key::GRANT_INSTALMENT_ADD)))
                    }
                }
            }
        }
    }
}

fn instalment_table(visit: &Visit, found: &GrantAccount, writes: bool) -> Markup {
    let columns = vec![
        Column::text(visit.say(key::GRANT_DUE_ON)),
        Column::number(visit.say(key::AXIS_AMOUNT)),
        Column::text(visit.say(key::GRANT_RECEIVED_ON)),
        Column::number(visit.say(key::GRANT_RECEIVED)),
        Column::text(visit.say(key::GRANT_ACTS)),
    ];
    let mut table = Table::new(visit.say(key::GRANT_INSTALMENTS), columns).quiet();
    for one in &found.instalments {
        let receive = with_query(&visit.here(&format!("{HERE}/{}/receive", found.grant.id)), &[("instalment", Some(&one.id.to_string()))]);
        table.row(vec![
            html! { (ui::date(visit.locale, one.due_on)) @if one.late { " " (ui::chip(Tone::Bad, &visit.say(key::GRANT_LATE))) } },
            ui::amount(visit.locale, one.amount),
            html! {
                @if let (Some(on), Some(entry)) = (one.received_on, one.entry) { a href=(visit.here(&format!("/books/journal/{entry}"))) { (ui::date(visit.locale, on)) } }
            },
            html! { @if let Some(received) = one.received { (ui::amount(visit.locale, received)) } },
            html! {
                @if writes {
                    div.acts {
                        a href=(receive) { (visit.say(if one.received.is_some() { key::GRANT_RECEIPT_UNDO } else { key::GRANT_RECEIVE })) }
                        @if one.received.is_none() { (remove(visit, found.grant.id, one)) }
                    }
                }
            },
        ]);
    }
    html! { (table) }
}

fn remove(visit: &Visit, grant: Uuid, one: &Instalment) -> Markup {
    html! {
        form.inline-form method="post" action=(visit.here(&format!("{HERE}/{grant}"))) {
            (ui::hidden(visit, &Form::blank()))
            input type="hidden" name="act" value="remove";
            input type="hidden" name="instalment" value=(one.id);
            button.button type="submit" { (visit.say(key::GRANT_INSTALMENT_REMOVE)) }
        }
    }
}

fn expenses(visit: &Visit, found: &GrantAccount) -> Markup {
    let columns = vec![
        Column::text(visit.say(key::ENTRY_LABEL)),
        Column::text(visit.say(key::GRANT_USE_DATE)),
        Column::text(visit.say(key::GRANT_USE_VOUCHER)),
        Column::text(visit.say(key::BOOKS_ACCOUNT)),
        Column::number(visit.say(key::AXIS_AMOUNT)),
    ];
    let mut table = Table::new(visit.say(key::GRANT_EXPENSES), columns).quiet();
    for one in &found.expenses {
        table.row(vec![
            html! { a href=(visit.here(&format!("/books/journal/{}", one.entry))) { (ui::name(&one.label)) } },
            ui::date(visit.locale, one.posted_on),
            // on one line
            ui::ltr(one.voucher.replace('-', "\u{2011}").replace(' ', "\u{a0}")),
            html! { span { (ui::ltr(&one.account)) " " (ui::name(ui::in_language(visit.locale, &one.name_ar, &one.name_fr))) } },
            ui::amount(visit.locale, one.amount),
        ]);
    }
    let blank = || html! {};
    table.foot(vec![html! { (visit.say(key::BOOKS_TOTAL)) }, blank(), blank(), blank(), ui::amount(visit.locale, found.spent)]);
    html! {
        section.card {
            h2 { (visit.say(key::GRANT_EXPENSES)) }
            @if found.expenses.is_empty() { p.muted { (visit.say(key::GRANT_NO_EXPENSES)) } } @else { (table) }
        }
    }
}

fn carrying(visit: &Visit, found: &GrantAccount, writes: bool) -> Markup {
    let act = |act: &str, year: i32, label| {
        html! {
            form.inline-form method="post" action=(visit.here(&format!("{HERE}/{}", found.grant.id))) {
                (ui::hidden(visit, &Form::blank()))
                input type="hidden" name="act" value=(act);
                input type="hidden" name="carried_year" value=(year);
                button.button type="submit" { (visit.say(label)) }
            }
        }
    };
    html! {
        section.card {
            h2 { (visit.say(key::GRANT_CARRY_TITLE)) }
            p.muted { (visit.say(key::GRANT_CARRY_LEAD)) }
            @if found.carried.is_empty() && found.to_carry.is_none() { p { (visit.say(key::GRANT_CARRY_NOTHING)) } }
            ul.stack {
                @for one in &found.carried {
                    li {
                        (ui::ltr(one.year)) " · " (ui::amount(visit.locale, one.amount)) " · "
                        a href=(visit.here(&format!("/books/journal/{}", one.out_entry))) { (visit.say(key::GRANT_CARRY_OUT)) } " · "
                        a href=(visit.here(&format!("/books/journal/{}", one.back_entry))) { (visit.say(key::GRANT_CARRY_BACK)) }
                        @if writes { " " (act("undo-carry", one.year, key::GRANT_CARRY_UNDO)) }
                    }
                }
                @if let Some(next) = &found.to_carry {
                    li {
                        (ui::ltr(next.year)) " · " (ui::amount(visit.locale, next.amount)) " "
                        @if writes { (act("carry", next.year, key::GRANT_CARRY_ACT)) }
                    }
                }
            }
        }
    }
}

fn gone() -> Error {
    Error::conflict("instalment-gone")
}

/// The instalment that the form names, if the grant has it.
async fn instalment(visit: &Visit, grant: Uuid) -> Result<Uuid> {
    let found: GrantAccount = visit.get(&visit.api(&format!("{HERE}/{grant}"))).await?;
    let named = visit.form.get("instalment");
    found.instalments.iter().map(|one| one.id).find(|id| id.to_string() == named).ok_or_else(gone)
}

/// The page's forms: one says which act it is.
pub async fn act(page: Page<PostEntries>) -> Reply {
    let id = page.id()?;
    let text = |name: &str| page.form.get(name).to_owned();
    let path = page.api(&format!("{HERE}/{id}"));
    let carry = CarryGrant { id, year: text("carried_year") };
    let done = match page.form.get("act") {
        "remove" => {
            let instalment = instalment(&page, id).await?;
            let path = page.api(&format!("/books/grant-instalments/{instalment}/removal"));
            page.post::<_, Done>(&path, &Done {}).await.map(|_| key::GRANT_INSTALMENT_REMOVED)
        }
        "carry" => page.post::<_, GrantAccount>(&format!("{path}/carry-over"), &carry).await.map(|_| key::GRANT_CARRIED),
        "undo-carry" => page.post::<_, GrantAccount>(&format!("{path}/carry-over/undoing"), &carry).await.map(|_| key::GRANT_CARRY_UNDONE),
        _ => {
            let input = NewInstalment { id, due_on: text("due_on"), amount: text("amount") };
            page.post::<_, Instalment>(&format!("{path}/instalments"), &input).await.map(|_| key::AXIS_SAVED)
        }
    };
    match done {
        Ok(said) => page.done(&page.here(&format!("{HERE}/{id}")), said, &[]),
        Err(error) => account_page(&page, &page.refused(error)?).await,
    }
}

pub async fn receive_form(page: Page<PostEntries>) -> Reply {
    let today = language::short_date(page.state.clock().today());
    let fields = Fields::of([("instalment", page.query.get("instalment")), ("received_on", &today), ("place", "51411")]);
    receive_page(&page, &Form::with(fields)).await
}

async fn receive_page(visit: &Visit, form: &Form) -> Reply {
    let found = account(visit, None).await?;
    let wanted = form.value("instalment");
    let one = found.instalments.iter().find(|one| one.id.to_string() == wanted).ok_or_else(gone)?;
    let title = visit.say(if one.received.is_some() { key::GRANT_RECEIPT_UNDO } else { key::GRANT_RECEIVE });
    let here = visit.here(&format!("{HERE}/{}", found.grant.id));
    let inputs = Inputs { locale: visit.locale, form };
    let body = html! {
        (ui::error_summary(visit.locale, form))
        (ui::back(&here, &format!("{} · {}", found.grant.code, found.grant.donor)))
        h1 { (title) }
        section.card {
            (ui::facts(vec![
                (visit.say(key::GRANT_DUE_ON), ui::date(visit.locale, one.due_on)),
                (visit.say(key::AXIS_AMOUNT), ui::amount(visit.locale, one.amount)),
            ]))
        }
        form.sheet method="post" action={ (here) "/receive" } novalidate {
            (ui::hidden(visit, form))
            input type="hidden" name="instalment" value=(one.id);
            @if one.received.is_some() {
                input type="hidden" name="act" value="undo";
                p.muted { (visit.say(key::GRANT_RECEIPT_UNDO_TEXT)) }
                (inputs.text("reason", key::REVERSAL_REASON).hint(key::REVERSAL_REASON_HINT).attribute("maxlength", "200"))
                div.acts { button.button.danger type="submit" { (visit.say(key::GRANT_RECEIPT_UNDO)) } }
            } @else {
                (receipt_fields(visit, inputs, &found, one).await?)
                (ui::submit(&visit.say(key::GRANT_RECEIVE)))
            }
        }
    };
    visit.form_page(&title, form, body)
}

async fn receipt_fields(visit: &Visit, inputs: Inputs<'_>, found: &GrantAccount, one: &Instalment) -> Result<Markup> {
    let places: Vec<_> = PLACES.map(|place| (place.to_owned(), language::named(visit.locale, "place", place))).into();
    let recent: Batch<Entry> = visit.get(&visit.api("/books/journal")).await?;
    let fits = |entry: &&Entry| {
        let money_in = entry.lines.iter().any(|line| line.account.starts_with('5') && line.debit > Money::ZERO);
        entry.reversed_by.is_none() && entry.source.is_none() && (money_in || found.grant.nature == "in-kind")
    };
    let label = |entry: &Entry| {
        let total = Money::sum(entry.lines.iter().map(|line| line.debit)).unwrap_or_default();
        format!("{} · {} · {}", language::short_date(entry.posted_on), language::money(total, visit.locale), entry.label)
    };
    let mut entries: Vec<_> = recent.items.iter().filter(fits).map(|entry| (entry.id.to_string(), label(entry))).collect();
    entries.insert(0, (String::new(), visit.say(key::GRANT_ENTRY_NEW)));
    Ok(html! {
        @if found.grant.nature != "in-kind" {
            (inputs.date("received_on", key::GRANT_RECEIVED_ON))
            (inputs.radios("place", key::MONEY_PLACE_IN, places))
            (inputs.amount("amount", key::GRANT_RECEIVED_AMOUNT).hint_text(visit.say_with(key::GRANT_RECEIVED_AMOUNT_HINT, &[("amount", (&language::money(one.amount, visit.locale)).into())])).optional())
            (inputs.checks("claimed", key::GRANT_CLAIMED, vec![("yes".into(), visit.say(key::GRANT_WAS_CLAIMED))]).hint(key::GRANT_CLAIMED_HINT))
        }
        (inputs.select("entry", key::GRANT_ENTRY, entries).optional_unsaid().hint(key::GRANT_ENTRY_HINT))
    })
}

pub async fn receive(page: Page<PostEntries>) -> Reply {
    let grant = page.id()?;
    let text = |name: &str| page.form.get(name).to_owned();
    let id = instalment(&page, grant).await?;
    let path = page.api(&format!("/books/grant-instalments/{id}"));
    let (done, said) = if page.form.get("act") == "undo" {
        let input = UndoReceipt { id, reason: text("reason") };
        (page.post::<_, Instalment>(&format!("{path}/undoing"), &input).await, key::GRANT_RECEIPT_UNDONE)
    } else {
        let input = ReceiveInstalment {
            id,
            entry: text("entry"),
            place: text("place"),
            received_on: text("received_on"),
            amount: text("amount"),
            claimed: text("claimed"),
        };
        (page.post::<_, Instalment>(&format!("{path}/receipt"), &input).await, key::GRANT_RECEIVED_DONE)
    };
    match done {
        Ok(_) => page.done(&page.here(&format!("{HERE}/{grant}")), said, &[]),
        Err(error) => receive_page(&page, &page.refused(error)?).await,
    }
}

async fn report(page: &Visit, format: &str) -> Reply {
    let path = page.api(&format!("{HERE}/{}/use", page.id()?));
    page.file(&with_query(&path, &[("format", Some(format)), ("year", page.query.given("year"))])).await
}

pub async fn use_pdf(page: Page<ViewBooks>) -> Reply {
    report(&page, "pdf").await
}

pub async fn use_xlsx(page: Page<ViewBooks>) -> Reply {
    report(&page, "xlsx").await
}
