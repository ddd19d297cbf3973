//! The registry record: read, change, move the seat, note the receipts.

use crate::fields::Fields;
use crate::form::Form;
use crate::page::{Page, Reply};
use crate::pages::founding::{asks_for_communes, commune_fields};
use crate::ui::{self, Inputs, Tone};
use crate::visit::Visit;
use contracts::registry::{ACTIVITIES, LegalReceipt, LegalStatus, MoveSeat, Record, SCOPES, SetReceipt, SetRecord};
use kernel::Result;
use kernel::permission::{EditBankAccounts, EditRecord, ViewRecord};
use language::key;
use maud::{Markup, html};

pub async fn read(visit: &Visit) -> Result<Record> {
    visit.get(&visit.api("/record")).await
}

pub async fn show(page: Page<ViewRecord>) -> Reply {
    let record = read(&page).await?;
    let title = page.say(key::RECORD_TITLE);
    let edits = page.may::<EditRecord>();
    let act = |path: &str, label| html! { a.button href=(page.here(path)) { (page.say(label)) } };
    let body = html! {
        (ui::back_to_settings(&page))
        (ui::head(&html! { (title) }, Some(&ui::name(ui::in_language(page.locale, &record.name_ar, &record.name_fr))), &html! {
            @if edits { a.button.primary href=(page.here("/record/edit")) { (page.say(key::RECORD_EDIT)) } }
        }))
        section.card {
            h2 { (page.say(key::RECORD_LEGAL)) }
            (legal(&page, &record))
            @if edits { div.acts { (act("/record/receipts", key::RECORD_RECEIPTS_ACT)) } }
        }
        section.card { h2 { (page.say(key::RECORD_IDENTITY)) } (ui::facts(identity(&page, &record))) }
        section.card {
            h2 { (page.say(key::RECORD_SEAT)) }
            (ui::facts(seat(&page, &record)))
            @if edits { div.acts { (act("/record/seat", key::SEAT_ACT)) } }
        }
        section.card { h2 { (page.say(key::RECORD_NUMBERS)) } (ui::facts(numbers(&page, &record))) }
        section.card {
            h2 { (page.say(key::BANK_ACCOUNTS_TITLE)) }
            @if record.bank_accounts.is_empty() { p.muted { (page.say(key::RECORD_NONE)) } }
            @for account in &record.bank_accounts { p { (super::record_lists::bank_account(&page, account)) } }
            @if page.may::<EditBankAccounts>() { div.acts { (act("/record/bank-accounts", key::BANK_ACCOUNTS_ACT)) } }
        }
        section.card {
            h2 { (page.say(key::BRANCHES_TITLE)) }
            @if record.branches.is_empty() { p.muted { (page.say(key::RECORD_NONE)) } }
            @for branch in &record.branches { p { (super::record_lists::branch(&page, branch)) } }
            @if edits { div.acts { (act("/record/branches", key::BRANCHES_ACT)) } }
        }
        section.card {
            h2 { (page.say(key::CNDP_TITLE)) }
            @if record.cndp_numbers.is_empty() { p.muted { (page.say(key::RECORD_NONE)) } }
            @for number in &record.cndp_numbers { p { (super::record_lists::cndp_number(&page, number)) } }
            @if edits { div.acts { (act("/record/cndp-numbers", key::CNDP_ACT)) } }
        }
    };
    page.page(&title, body)
}

fn status_chip(visit: &Visit, status: LegalStatus) -> Markup {
    let tone = match status {
        LegalStatus::Draft => Tone::Plain,
        LegalStatus::Filed => Tone::Wait,
        LegalStatus::Free | LegalStatus::Final => Tone::Good,
    };
    ui::chip(tone, &language::named(visit.locale, "legal-status", status.code()))
}

fn legal(visit: &Visit, record: &Record) -> Markup {
    let receipt = |receipt: &Option<LegalReceipt>| {
        html! {
            @if let Some(receipt) = receipt {
                (ui::ltr(&receipt.number))
                @if let Some(on) = receipt.on { " · " (ui::date(visit.locale, on)) }
                @if let Some(authority) = &receipt.authority { " · " (ui::name(authority)) }
            } @else { "—" }
        }
    };
    let mut rows = vec![
        (visit.say(key::RECORD_STATUS), status_chip(visit, record.status)),
        (visit.say(key::RECORD_PROVISIONAL), receipt(&record.provisional)),
        (visit.say(key::RECORD_FINAL), receipt(&record.definitive)),
    ];
    if let (LegalStatus::Filed, Some(due_on)) = (record.status, record.answer_due_on) {
        rows.push((visit.say(key::RECORD_ANSWER_DUE), ui::date(visit.locale, due_on)));
    }
    let undated = record.provisional.as_ref().is_some_and(|receipt| receipt.on.is_none());
    html! {
        p { (language::named(visit.locale, "legal-status-told", record.status.code())) }
        (ui::facts(rows))
        @if undated { p.banner { (visit.say(key::RECORD_RECEIPT_UNDATED)) } }
    }
}

fn words(text: Option<&String>) -> Markup {
    html! { @if let Some(text) = text { (ui::name(text)) } @else { "—" } }
}

fn digits(text: Option<&String>) -> Markup {
    html! { @if let Some(text) = text { (ui::ltr(text)) } @else { "—" } }
}

fn identity(visit: &Visit, record: &Record) -> Vec<(String, Markup)> {
    let activities: Vec<String> = record.activities.iter().map(|code| language::named(visit.locale, "activity", code)).collect();
    vec![
        (visit.say(key::RECORD_NAME_AR), ui::name(&record.name_ar)),
        (visit.say(key::RECORD_NAME_FR), ui::name(&record.name_fr)),
        (visit.say(key::RECORD_ACRONYM), words(record.acronym.as_ref())),
        (visit.say(key::RECORD_FOUNDED), ui::date(visit.locale, record.founded_on)),
        (
            visit.say(key::RECORD_SCOPE),
            html! { @if let Some(scope) = &record.scope { (language::named(visit.locale, "scope", scope)) } @else { "—" } },
        ),
        (
            visit.say(key::RECORD_ACTIVITIES),
            html! { @if activities.is_empty() { "—" } @else { (activities.join(visit.say(key::LIST_COMMA).as_str())) } },
        ),
        (visit.say(key::RECORD_PURPOSES), words(record.purposes.as_ref())),
    ]
}

fn seat(visit: &Visit, record: &Record) -> Vec<(String, Markup)> {
    vec![
        (visit.say(key::RECORD_COMMUNE), ui::name(ui::in_language(visit.locale, &record.commune.name_ar, &record.commune.name_fr))),
        (visit.say(key::RECORD_ADDRESS), words(record.seat_address.as_ref())),
    ]
}

fn numbers(visit: &Visit, record: &Record) -> Vec<(String, Markup)> {
    let decree = html! {
        @if let Some(decree) = &record.decree {
            (ui::ltr(&decree.number)) " · " (ui::date(visit.locale, decree.on))
            @if let Some(bulletin) = &decree.bulletin { " · " (visit.say(key::RECORD_BULLETIN)) " " (ui::ltr(bulletin)) }
        } @else { "—" }
    };
    let yes_no = visit.say(if record.public_money { key::RECORD_YES } else { key::RECORD_NO });
    vec![
        (visit.say(key::RECORD_NATIONAL), digits(record.national_number.as_ref())),
        (visit.say(key::RECORD_ICE), digits(record.ice.as_ref())),
        (visit.say(key::RECORD_FISCAL), digits(record.fiscal_id.as_ref())),
        (visit.say(key::RECORD_DECREE), decree),
        (visit.say(key::RECORD_NO_CHANGE_DAY), digits(record.no_change_day.as_deref().map(day_and_month).as_ref())),
        (visit.say(key::RECORD_PUBLIC_MONEY), html! { (yes_no) }),
    ]
}

/// `MM-DD` as people write it.
fn day_and_month(day: &str) -> String {
    day.split_once('-').map(|(month, day)| format!("{day}/{month}")).unwrap_or_default()
}

pub async fn edit_form(page: Page<EditRecord>) -> Reply {
    let record = read(&page).await?;
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let mut values = Fields::of([
        ("name_ar", &record.name_ar),
        ("name_fr", &record.name_fr),
        ("acronym", &text(&record.acronym)),
        ("purposes", &text(&record.purposes)),
        ("scope", &text(&record.scope)),
        ("founded_on", &language::short_date(record.founded_on)),
        ("national_number", &text(&record.national_number)),
        ("ice", &text(&record.ice)),
        ("fiscal_id", &text(&record.fiscal_id)),
        ("no_change_day", &record.no_change_day.as_deref().map(day_and_month).unwrap_or_default()),
        ("version", &record.version),
        ("decided_on", &language::short_date(page.state.clock().today())),
    ]);
    for activity in &record.activities {
        values.push("activities", activity);
    }
    if record.public_money {
        values.push("public_money", "yes");
    }
    if let Some(decree) = &record.decree {
        values.push("decree_number", &decree.number);
        values.push("decree_bulletin", decree.bulletin.as_deref().unwrap_or_default());
        values.push("decree_on", &language::short_date(decree.on));
    }
    edit_page(&page, &Form::with(values))
}

fn edit_page(visit: &Visit, form: &Form) -> Reply {
    let inputs = Inputs { locale: visit.locale, form };
    let title = visit.say(key::RECORD_EDIT);
    let named = |family: &str, codes: &[&str]| -> Vec<(String, String)> {
        codes.iter().map(|code| ((*code).to_owned(), language::named(visit.locale, family, code))).collect()
    };
    let mut scopes = vec![(String::new(), visit.say(key::FORM_UNSAID))];
    scopes.extend(named("scope", SCOPES));
    let off = |input: ui::Input<'_>| html! { (input.attribute("autocomplete", "off")) };
    let body = html! {
        (ui::error_summary(visit.locale, form))
        (ui::back(&visit.here("/record"), &visit.say(key::RECORD_TITLE)))
        h1 { (title) }
        form.sheet method="post" action=(visit.here("/record/edit")) novalidate {
            (ui::hidden(visit, form))
            input type="hidden" name="version" value=(form.value("version"));
            (off(inputs.text("name_ar", key::RECORD_NAME_AR).attribute("dir", "rtl").attribute("lang", "ar")))
            (off(inputs.text("name_fr", key::RECORD_NAME_FR).attribute("dir", "ltr").attribute("lang", "fr")))
            (off(inputs.text("acronym", key::RECORD_ACRONYM).optional()))
            (inputs.date("founded_on", key::RECORD_FOUNDED))
            (inputs.lines("purposes", key::RECORD_PURPOSES, 4).optional())
            (inputs.checks("activities", key::RECORD_ACTIVITIES, named("activity", ACTIVITIES)))
            (inputs.select("scope", key::RECORD_SCOPE, scopes).optional())
            (off(inputs.digits("ice", key::RECORD_ICE).hint(key::RECORD_ICE_HINT).optional()))
            (off(inputs.digits("fiscal_id", key::RECORD_FISCAL).hint(key::RECORD_FISCAL_HINT).optional()))
            (off(inputs.text("national_number", key::RECORD_NATIONAL).optional()))
            (off(inputs.digits("no_change_day", key::RECORD_NO_CHANGE_DAY).hint(key::RECORD_NO_CHANGE_HINT).optional()))
            (inputs.checks("public_money", key::RECORD_PUBLIC_MONEY, vec![("yes".into(), visit.say(key::RECORD_PUBLIC_MONEY_YES))]))
            (off(inputs.text("decree_number", key::RECORD_DECREE).hint(key::RECORD_DECREE_HINT).optional()))
            div.pair {
                (off(inputs.digits("decree_bulletin", key::RECORD_BULLETIN).optional()))
                (inputs.date("decree_on", key::RECORD_DECREE_ON).optional())
            }
            fieldset.field {
                legend { (visit.say(key::RECORD_DECLARE)) }
                p.hint { (visit.say(key::RECORD_DECLARE_HINT)) }
                (inputs.date("decided_on", key::RECORD_DECIDED_ON).optional())
                (inputs.checks("correction", key::RECORD_CORRECTION, vec![("yes".into(), visit.say(key::RECORD_CORRECTION_YES))]).optional_unsaid())
            }
            (ui::submit(&visit.say(key::RECORD_SAVE)))
        }
    };
    visit.form_page(&title, form, body)
}

pub async fn edit(page: Page<EditRecord>) -> Reply {
    let text = |name: &str| page.form.get(name).to_owned();
    let input = SetRecord {
        name_ar: text("name_ar"),
        name_fr: text("name_fr"),
        acronym: text("acronym"),
        purposes: text("purposes"),
        activities: page.form.joined("activities"),
        scope: text("scope"),
        founded_on: text("founded_on"),
        national_number: text("national_number"),
        ice: text("ice"),
        fiscal_id: text("fiscal_id"),
        decree_number: text("decree_number"),
        decree_bulletin: text("decree_bulletin"),
        decree_on: text("decree_on"),
        no_change_day: text("no_change_day"),
        public_money: text("public_money"),
        version: text("version"),
        decided_on: text("decided_on"),
        correction: text("correction"),
    };
    match page.post::<_, Record>(&page.api("/record"), &input).await {
        Ok(_) => page.done(&page.here("/record"), key::RECORD_SAVED, &[]),
        Err(error) if error.code() == "record-changed" => {
            // what was typed stays; sent once more, it is meant to replace what the other one wrote
            let mut form = page.refused(error)?;
            form.values = form.values.without("version");
            form.values.push("version", &read(&page).await?.version);
            edit_page(&page, &form)
        }
        Err(error) => edit_page(&page, &page.refused(error)?),
    }
}

pub async fn seat_form(page: Page<EditRecord>) -> Reply {
    let record = read(&page).await?;
    let today = language::short_date(page.state.clock().today());
    let address = record.seat_address.clone().unwrap_or_default();
    seat_page(&page, &Form::with(Fields::of([("commune", &record.commune.code), ("seat_address", &address), ("decided_on", &today)]))).await
}

async fn seat_page(visit: &Visit, form: &Form) -> Reply {
    let inputs = Inputs { locale: visit.locale, form };
    let title = visit.say(key::SEAT_TITLE);
    let body = html! {
        (ui::error_summary(visit.locale, form))
        (ui::back(&visit.here("/record"), &visit.say(key::RECORD_TITLE)))
        h1 { (title) }
        p.lead { (visit.say(key::SEAT_LEAD)) }
        form.sheet method="post" action=(visit.here("/record/seat")) novalidate {
            (ui::hidden(visit, form))
            (commune_fields(visit, inputs).await?)
            (inputs.text("seat_address", key::RECORD_ADDRESS).optional().attribute("autocomplete", "street-address"))
            (inputs.date("decided_on", key::SEAT_DECIDED_ON))
            (ui::submit(&visit.say(key::SEAT_ACT)))
        }
    };
    visit.form_page(&title, form, body)
}

pub async fn move_seat(page: Page<EditRecord>) -> Reply {
    if asks_for_communes(&page) {
        return seat_page(&page, &Form::with(page.form.clone())).await;
    }
    let input: MoveSeat = page.form.input()?;
    match page.post::<_, Record>(&page.api("/record/seat"), &input).await {
        Ok(_) => page.done(&page.here("/record"), key::SEAT_DONE, &[]),
        Err(error) => seat_page(&page, &page.refused(error)?).await,
    }
}

pub async fn receipts_form(page: Page<EditRecord>) -> Reply {
    let record = read(&page).await?;
    // what comes next, unless the other one is to be corrected
    let next = if record.provisional.is_none() { "provisional" } else { "final" };
    let kind = if page.query.get("kind") == "provisional" { "provisional" } else { next };
    let receipt = if kind == "final" { record.definitive } else { record.provisional };
    let (number, on, authority) = receipt.map(|receipt| (receipt.number, receipt.on, receipt.authority)).unwrap_or_default();
    let on = on.map(language::short_date).unwrap_or_default();
    let values =
        [("kind", kind), ("receipt_number", &number), ("receipt_on", &on), ("authority", authority.as_deref().unwrap_or_default())];
    receipt_page(&page, &Form::with(Fields::of(values)))
}

fn receipt_page(visit: &Visit, form: &Form) -> Reply {
    let inputs = Inputs { locale: visit.locale, form };
    let is_final = form.value("kind") == "final";
    let title = visit.say(if is_final { key::RECORD_FINAL } else { key::RECORD_PROVISIONAL });
    let body = html! {
        (ui::error_summary(visit.locale, form))
        (ui::back(&visit.here("/record"), &visit.say(key::RECORD_TITLE)))
        h1 { (title) }
        p.lead { (visit.say(key::RECORD_RECEIPTS_LEAD)) }
        form.sheet method="post" action=(visit.here("/record/receipts")) novalidate {
            (ui::hidden(visit, form))
            input type="hidden" name="kind" value=(form.value("kind"));
            (inputs.text("receipt_number", key::RECORD_RECEIPT_NUMBER).attribute("autocomplete", "off"))
            (inputs.date("receipt_on", key::RECORD_RECEIPT_ON))
            (inputs.text("authority", key::RECORD_AUTHORITY).hint(key::RECORD_AUTHORITY_HINT).optional().attribute("autocomplete", "off"))
            (ui::submit(&visit.say(key::RECORD_SAVE)))
        }
        @if is_final { p { a href=(visit.here("/record/receipts?kind=provisional")) { (visit.say(key::RECORD_PROVISIONAL_CORRECT)) } } }
    };
    visit.form_page(&title, form, body)
}

pub async fn set_receipt(page: Page<EditRecord>) -> Reply {
    let rest = if page.form.get("kind") == "final" { "/record/final-receipt" } else { "/record/provisional-receipt" };
    let input: SetReceipt = page.form.input()?;
    match page.post::<_, Record>(&page.api(rest), &input).await {
        Ok(_) => page.done(&page.here("/record"), key::RECORD_SAVED, &[]),
        Err(error) => receipt_page(&page, &page.refused(error)?),
    }
}
