//! The board: who holds which office on a day, and what brings people in and out.

use crate::fields::{Fields, with_query};
use crate::form::Form;
use crate::page::{Page, Reply};
use crate::ui::{self, Column, Inputs, Table, Tone};
use crate::visit::Visit;
use chrono::NaiveDate;
use contracts::assemblies::AssemblyLine;
use contracts::mandates::{BoardSeat, END_REASONS, Elect, EndMandate, Mandate, OFFICES, OWN, OwnOffice, Replace};
use contracts::{ById, Page as Batch};
use kernel::permission::{EditRecord, ManageRoles, ViewRecord};
use kernel::{Result, Role};
use language::key;
use maud::{Markup, html};
use std::collections::BTreeMap;

/// Offices that are missed when nobody holds them.
const NEEDED: [Role; 3] = [Role::President, Role::SecretaryGeneral, Role::Treasurer];

pub async fn own_offices(visit: &Visit) -> Result<Vec<OwnOffice>> {
    visit.list(&visit.api("/board-offices")).await
}

/// What the office is called.
pub fn office(visit: &Visit, mandate: &Mandate) -> String {
    if mandate.office == OWN {
        let (ar, fr) = (mandate.office_ar.as_deref().unwrap_or_default(), mandate.office_fr.as_deref().unwrap_or_default());
        return ui::in_language(visit.locale, ar, fr).to_owned();
    }
    language::named(visit.locale, "role", &mandate.office)
}

fn person(visit: &Visit, mandate: &Mandate) -> Markup {
    ui::person(visit.locale, mandate.name_ar.as_deref(), mandate.name_fr.as_deref())
}

fn link(visit: &Visit, mandate: &Mandate) -> String {
    visit.here(&format!("/board/mandates/{}", mandate.id))
}

/// A mandate in a member's history.
pub fn told(visit: &Visit, mandate: &Mandate) -> Markup {
    html! {
        p { (visit.say(key::MEMBER_MANDATE)) " " a href=(link(visit, mandate)) { (ui::name(&office(visit, mandate))) } }
        @if let (Some(on), Some(reason)) = (mandate.ended_on, &mandate.end_reason) {
            p.muted.small {
                (visit.say(key::MANDATE_ENDED_ON)) " " (ui::date(visit.locale, on)) " · " (language::named(visit.locale, "mandate-end", reason))
            }
        }
    }
}

fn day(visit: &Visit, on: Option<NaiveDate>) -> Markup {
    html! { @if let Some(on) = on { (ui::date(visit.locale, on)) } @else { "—" } }
}

pub async fn show(page: Page<ViewRecord>) -> Reply {
    let today = page.state.clock().today();
    let typed = page.query.given("on").map_or_else(|| language::short_date(today), ToOwned::to_owned);
    let mut form = Form::with(Fields::of([("on", &typed)]));
    let found = page.get::<Batch<Mandate>>(&with_query(&page.api("/mandates"), &[("on", Some(&typed))])).await;
    let board = match found {
        Ok(found) => found.items,
        Err(error) => {
            let refused = page.refused(error)?;
            (form.errors, form.status) = (refused.errors, refused.status);
            Vec::new()
        }
    };
    let title = page.say(key::BOARD_TITLE);
    let edits = page.may::<EditRecord>();
    let inputs = Inputs { locale: page.locale, form: &form };
    let acts = html! {
        a.button href=(page.here("/board/history")) { (page.say(key::BOARD_HISTORY)) }
        a.button href=(page.here("/board/rules")) { (page.say(key::BOARD_RULES)) }
        a.button href=(with_query(&page.here("/board/list.pdf"), &[("on", Some(&typed))])) { (page.say(key::BOARD_LIST_PDF)) }
        @if edits { a.button href=(page.here("/board/renewal")) { (page.say(key::RENEWAL_TITLE)) } }
        @if edits { a.button.primary href=(page.here("/board/elect")) { (page.say(key::BOARD_ELECT)) } }
    };
    let is_today = form.errors.is_empty() && typed == language::short_date(today);
    let body = html! {
        (ui::error_summary(page.locale, &form))
        (ui::back_to_settings(&page))
        (ui::head(&html! { (title) }, Some(&html! { (page.say(key::BOARD_LEAD)) }), &acts))
        form.inline-form method="get" action=(page.here("/board")) {
            (inputs.date("on", key::BOARD_ON))
            button.button type="submit" { (page.say(key::BOARD_ON_ACT)) }
        }
        @if board.is_empty() && !is_today { p.muted { (page.say(key::BOARD_NOBODY)) } }
        @else if board.is_empty() {
            (ui::empty(&page.say(key::BOARD_EMPTY), &page.say(key::BOARD_EMPTY_TEXT), &html! {
                @if edits { a.button.primary href=(page.here("/board/elect")) { (page.say(key::BOARD_ELECT)) } }
            }))
        } @else { (board_table(&page, &board, is_today)) }
    };
    page.form_page(&title, &form, body)
}

fn board_table(visit: &Visit, board: &[Mandate], is_today: bool) -> Markup {
    let today = visit.state.clock().today();
    let labels = [key::MANDATE_OFFICE, key::MANDATE_PERSON, key::MANDATE_ELECTED_ON, key::MANDATE_STARTS_ON, key::MANDATE_PLANNED_END];
    let mut table = Table::new(visit.say(key::BOARD_TITLE), labels.map(|label| Column::text(visit.say(label))).into()).quiet();
    for mandate in board {
        let over = mandate.planned_end.is_some_and(|end| end <= today) && mandate.ended_on.is_none();
        table.row(vec![
            html! { a href=(link(visit, mandate)) { (ui::name(&office(visit, mandate))) } },
            person(visit, mandate),
            ui::date(visit.locale, mandate.elected_on),
            ui::date(visit.locale, mandate.starts_on),
            html! { (day(visit, mandate.planned_end)) @if over { " " (ui::chip(Tone::Bad, &visit.say(key::MANDATE_OVER))) } },
        ]);
    }
    for role in NEEDED.into_iter().filter(|role| is_today && board.iter().all(|mandate| mandate.office != role.code())) {
        let elect = with_query(&visit.here("/board/elect"), &[("office", Some(role.code()))]);
        let act = html! { @if visit.may::<EditRecord>() { a href=(elect) { (visit.say(key::BOARD_FILL)) } } };
        let blank = || html! { "—" };
        let vacant = html! { (ui::chip(Tone::Wait, &visit.say(key::BOARD_VACANT))) " " (act) };
        table.row(vec![html! { (language::named(visit.locale, "role", role.code())) }, vacant, blank(), blank(), blank()]);
    }
    html! { (table) }
}

pub async fn history(page: Page<ViewRecord>) -> Reply {
    let mandates: Vec<Mandate> = page.list(&page.api("/mandates")).await?;
    let title = page.say(key::BOARD_HISTORY);
    let labels = [key::MANDATE_PERSON, key::MANDATE_OFFICE, key::MANDATE_STARTS_ON, key::MANDATE_ENDED_ON, key::MANDATE_END_REASON];
    let mut table = Table::new(title.clone(), labels.map(|label| Column::text(page.say(label))).into()).quiet();
    for mandate in &mandates {
        table.row(vec![
            html! { a href=(link(&page, mandate)) { (person(&page, mandate)) } },
            ui::name(&office(&page, mandate)),
            ui::date(page.locale, mandate.starts_on),
            day(&page, mandate.ended_on),
            html! { @if let Some(reason) = &mandate.end_reason { (language::named(page.locale, "mandate-end", reason)) } @else { "—" } },
        ]);
    }
    let body = html! {
        (ui::back(&page.here("/board"), &page.say(key::BOARD_TITLE)))
        h1 { (title) }
        @if mandates.is_empty() { p.muted { (page.say(key::BOARD_EMPTY_TEXT)) } } @else { (table) }
    };
    page.page(&title, body)
}

pub async fn elect_form(page: Page<EditRecord>) -> Reply {
    let today = language::short_date(page.state.clock().today());
    let values = [("office", page.query.get("office")), ("member", page.query.get("member")), ("elected_on", today.as_str())];
    elect_page(&page, &Form::with(Fields::of(values))).await
}

async fn elect_page(visit: &Visit, form: &Form) -> Reply {
    let inputs = Inputs { locale: visit.locale, form };
    let title = visit.say(key::BOARD_ELECT);
    let mut offices = vec![(String::new(), visit.say(key::MANDATE_CHOOSE))];
    offices.extend(OFFICES.iter().map(|(role, _)| (role.code().to_owned(), language::named(visit.locale, "role", role.code()))));
    offices.extend(
        own_offices(visit)
            .await?
            .into_iter()
            .map(|own| (own.id.to_string(), ui::in_language(visit.locale, &own.name_ar, &own.name_fr).to_owned())),
    );
    let reasons = reasons(visit, true);
    let body = html! {
        (ui::error_summary(visit.locale, form))
        (ui::back(&visit.here("/board"), &visit.say(key::BOARD_TITLE)))
        h1 { (title) }
        p.lead { (visit.say(key::BOARD_ELECT_LEAD)) }
        form.sheet method="post" action=(visit.here("/board/elect")) novalidate {
            (ui::hidden(visit, form))
            (inputs.select("office", key::MANDATE_OFFICE, offices))
            (inputs.digits("member", key::MEMBER_NUMBER).attribute("autocomplete", "off"))
            (election_fields(visit, &inputs).await?)
            details open[form.error(visit.locale, "ended_on").is_some() || form.error(visit.locale, "end_reason").is_some()] {
                summary { (visit.say(key::MANDATE_PAST)) }
                (inputs.date("ended_on", key::MANDATE_ENDED_ON).optional())
                (inputs.select("end_reason", key::MANDATE_END_REASON, reasons).optional())
            }
            (ui::submit(&visit.say(key::BOARD_ELECT_ACT)))
        }
    };
    visit.form_page(&title, form, body)
}

/// What an election says beside who and what.
pub async fn election_fields(visit: &Visit, inputs: &Inputs<'_>) -> Result<Markup> {
    let assemblies: Vec<AssemblyLine> = visit.list(&visit.api("/assemblies")).await.or_else(|error| match error.kind() {
        kernel::Kind::Forbidden => Ok(Vec::new()),
        _ => Err(error),
    })?;
    let mut choices = vec![(String::new(), visit.say(key::MANDATE_NO_ASSEMBLY))];
    choices.extend(assemblies.iter().map(|line| (line.id.to_string(), language::long_date(line.held_at_local.date(), visit.locale))));
    Ok(html! {
        (inputs.date("elected_on", key::MANDATE_ELECTED_ON))
        (inputs.date("starts_on", key::MANDATE_STARTS_ON).hint(key::MANDATE_STARTS_HINT).optional())
        (inputs.date("planned_end", key::MANDATE_PLANNED_END).hint(key::MANDATE_PLANNED_HINT).optional())
        @if choices.len() > 1 { (inputs.select("assembly", key::MANDATE_ASSEMBLY, choices).optional()) }
        (inputs.lines("exception", key::MANDATE_EXCEPTION, 2).hint(key::MANDATE_EXCEPTION_HINT).optional())
        (declared(visit, inputs))
    })
}

/// A change of the board is declared within a month; unless it was, that becomes a duty.
fn declared(visit: &Visit, inputs: &Inputs<'_>) -> Markup {
    html! { (inputs.checks("declared", key::MANDATE_DECLARED, vec![("yes".into(), visit.say(key::MANDATE_DECLARED_YES))]).hint(key::MANDATE_DECLARED_HINT)) }
}

fn reasons(visit: &Visit, blank: bool) -> Vec<(String, String)> {
    let mut reasons = Vec::new();
    if blank {
        reasons.push((String::new(), visit.say(key::MANDATE_CHOOSE)));
    }
    reasons.extend(END_REASONS.iter().map(|code| ((*code).to_owned(), language::named(visit.locale, "mandate-end", code))));
    reasons
}

pub async fn elect(page: Page<EditRecord>) -> Reply {
    let input: Elect = page.form.input()?;
    match page.post::<_, Mandate>(&page.api("/mandates"), &input).await {
        Ok(_) => page.done(&page.here("/board"), key::BOARD_ELECTED, &[]),
        Err(error) => elect_page(&page, &page.refused(error)?).await,
    }
}

pub async fn mandate(page: Page<ViewRecord>) -> Reply {
    let today = language::short_date(page.state.clock().today());
    let values = [("act", page.query.get("act")), ("ended_on", &today), ("elected_on", &today)];
    mandate_page(&page, &Form::with(Fields::of(values))).await
}

async fn mandate_page(visit: &Visit, form: &Form) -> Reply {
    let mandate: Mandate = visit.get(&visit.api(&format!("/mandates/{}", visit.id()?))).await?;
    let title = office(visit, &mandate);
    let name = ui::person_name(visit.locale, mandate.name_ar.as_deref(), mandate.name_fr.as_deref());
    let over = mandate.ended_on.is_some_and(|end| end <= visit.state.clock().today());
    let body = html! {
        (ui::error_summary(visit.locale, form))
        (ui::back(&visit.here("/board"), &visit.say(key::BOARD_TITLE)))
        (ui::head(&ui::name(&title), Some(&ui::name(name)), &html! {}))
        section.card { (ui::facts(facts(visit, &mandate))) }
        (after(visit, &mandate).await?)
        @if visit.may::<EditRecord>() && !over {
            @match form.value("act") {
                "replace" => section.card { h2 { (visit.say(key::MANDATE_REPLACE)) } (replace_form(visit, form, &mandate).await?) },
                "end" => section.card {
                    h2 { (visit.say(key::MANDATE_END)) }
                    p.muted { (visit.say(key::MANDATE_END_TEXT)) }
                    (end_form(visit, form, &mandate))
                },
                _ => div.acts {
                    a.button.primary href={ (link(visit, &mandate)) "?act=replace" } { (visit.say(key::MANDATE_REPLACE)) }
                    a.button href={ (link(visit, &mandate)) "?act=end" } { (visit.say(key::MANDATE_END)) }
                },
            }
        }
    };
    visit.form_page(&title, form, body)
}

fn facts(visit: &Visit, mandate: &Mandate) -> Vec<(String, Markup)> {
    let member = visit.here(&format!("/members/{}", mandate.member));
    let mut rows = vec![
        (visit.say(key::MANDATE_PERSON), html! { a href=(member) { (person(visit, mandate)) } }),
        (visit.say(key::MANDATE_ELECTED_ON), ui::date(visit.locale, mandate.elected_on)),
        (visit.say(key::MANDATE_STARTS_ON), ui::date(visit.locale, mandate.starts_on)),
        (visit.say(key::MANDATE_PLANNED_END), day(visit, mandate.planned_end)),
    ];
    if let (Some(on), Some(reason)) = (mandate.ended_on, &mandate.end_reason) {
        let why = language::named(visit.locale, "mandate-end", reason);
        rows.push((visit.say(key::MANDATE_ENDED_ON), html! { (ui::date(visit.locale, on)) " · " (why) }));
    }
    if let Some(note) = &mandate.end_note {
        rows.push((visit.say(key::MANDATE_NOTE), ui::name(note)));
    }
    if let Some(exception) = &mandate.exception {
        rows.push((visit.say(key::MANDATE_EXCEPTION), ui::name(exception)));
    }
    rows
}

/// What became of the rights and declarations: what the other service knows a moment later.
async fn after(visit: &Visit, mandate: &Mandate) -> Result<Markup> {
    let seats: Vec<BoardSeat> = visit.list(&visit.api("/board")).await?;
    let Some(seat) = seats.into_iter().find(|seat| seat.mandate == mandate.id) else { return Ok(html! {}) };
    let tone = match seat.rights.as_str() {
        "given" => Tone::Good,
        "waiting" | "invited" => Tone::Wait,
        "refused" | "kept" => Tone::Bad,
        _ => Tone::Plain,
    };
    let again = matches!(seat.rights.as_str(), "refused" | "waiting") && visit.may::<ManageRoles>();
    Ok(html! {
        section.card {
            h2 { (visit.say(key::MANDATE_RIGHTS)) }
            p { (ui::chip(tone, &language::named(visit.locale, "mandate-rights", &seat.rights))) }
            @if let Some(reason) = &seat.reason { p.muted { (language::error_text(visit.locale, reason, &BTreeMap::new())) } }
            @if again {
                form method="post" action={ (link(visit, mandate)) "/rights" } {
                    (ui::hidden(visit, &Form::blank()))
                    (ui::submit(&visit.say(key::MANDATE_RIGHTS_ACT)))
                }
            }
            @for declaration in &seat.declarations {
                p {
                    a href=(visit.here(&format!("/record/declarations/{}", declaration.id))) { (visit.say(key::MANDATE_DECLARATION)) } " "
                    @if let Some(on) = declaration.declared_on {
                        (ui::date(visit.locale, on))
                        @if let Some(number) = &declaration.receipt_number { " · " (ui::ltr(number)) }
                    } @else { (visit.say(key::DECLARATIONS_DUE_ON)) " " (ui::date(visit.locale, declaration.due_on)) }
                }
            }
        }
    })
}

pub async fn rights_link(page: Page<ManageRoles>) -> Reply {
    mandate_page(&page, &Form::blank()).await
}

pub async fn give_rights(page: Page<ManageRoles>) -> Reply {
    let id = page.id()?;
    match page.post::<_, BoardSeat>(&page.api(&format!("/board/{id}/rights")), &ById { id }).await {
        Ok(_) => page.done(&page.here(&format!("/board/mandates/{id}")), key::MANDATE_RIGHTS_ASKED, &[]),
        Err(error) => mandate_page(&page, &page.refused(error)?).await,
    }
}

async fn replace_form(visit: &Visit, form: &Form, mandate: &Mandate) -> Result<Markup> {
    let inputs = Inputs { locale: visit.locale, form };
    Ok(html! {
        form.sheet method="post" action=(link(visit, mandate)) novalidate {
            (ui::hidden(visit, form))
            input type="hidden" name="act" value="replace";
            (inputs.digits("member", key::MANDATE_NEXT).hint(key::MANDATE_NEXT_HINT).attribute("autocomplete", "off"))
            (inputs.select("reason", key::MANDATE_END_REASON, reasons(visit, true)))
            (election_fields(visit, &inputs).await?)
            (ui::submit(&visit.say(key::MANDATE_REPLACE_ACT)))
        }
    })
}

fn end_form(visit: &Visit, form: &Form, mandate: &Mandate) -> Markup {
    let inputs = Inputs { locale: visit.locale, form };
    html! {
        form.sheet method="post" action=(link(visit, mandate)) novalidate {
            (ui::hidden(visit, form))
            input type="hidden" name="act" value="end";
            (inputs.date("ended_on", key::MANDATE_ENDED_ON).hint(key::MANDATE_ENDED_HINT))
            (inputs.select("reason", key::MANDATE_END_REASON, reasons(visit, true)))
            (inputs.lines("note", key::MANDATE_NOTE, 2).optional())
            (declared(visit, &inputs))
            div.acts { button.button.danger type="submit" { (visit.say(key::MANDATE_END_ACT)) } }
        }
    }
}

pub async fn change(page: Page<EditRecord>) -> Reply {
    let id = page.id()?;
    let path = |rest: &str| page.api(&format!("/mandates/{id}/{rest}"));
    let text = |name: &str| page.form.get(name).to_owned();
    let done = if page.form.get("act") == "replace" {
        let input = Replace {
            id,
            member: text("member"),
            elected_on: text("elected_on"),
            starts_on: text("starts_on"),
            planned_end: text("planned_end"),
            reason: text("reason"),
            assembly: text("assembly"),
            exception: text("exception"),
            declared: text("declared"),
        };
        page.post::<_, Mandate>(&path("replacement"), &input).await.map(|_| key::MANDATE_REPLACED)
    } else {
        let input = EndMandate { id, ended_on: text("ended_on"), reason: text("reason"), note: text("note"), declared: text("declared") };
        page.post::<_, Mandate>(&path("end"), &input).await.map(|_| key::MANDATE_ENDED)
    };
    match done {
        Ok(said) => page.done(&page.here("/board"), said, &[]),
        Err(error) => mandate_page(&page, &page.refused(error)?).await,
    }
}
