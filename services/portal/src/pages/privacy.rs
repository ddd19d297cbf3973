//! What an association does with people's data, the agreement by which the platform does it, and
//! what is held on oneself.

use crate::form::Form;
use crate::page::{Page, Reply};
use crate::pages::record_lists::cndp_number;
use crate::ui::{self, Column, Table};
use crate::visit::Visit;
use axum::http::header;
use axum::response::IntoResponse;
use contracts::privacy::{AGREEMENT, ARTICLES, AcceptAgreement, AgreementState, FindMailsTo, MailTo, OwnData, PROCESSINGS};
use contracts::tenancy::Association;
use kernel::permission::{AskAboutOwnData, ManagePrivacy, OwnAccount, Public, ViewAssociation, ViewAudit};
use language::key;
use maud::{Markup, html};

/// The columns of the register: what is said of each processing.
const SAID: [(&str, language::Key); 5] = [
    ("purpose", key::PRIVACY_PURPOSE),
    ("persons", key::PRIVACY_PERSONS),
    ("data", key::PRIVACY_DATA),
    ("recipients", key::PRIVACY_RECIPIENTS),
    ("kept", key::PRIVACY_KEPT),
];

fn said(visit: &Visit, processing: &str, what: &str) -> String {
    language::named(visit.locale, "processing", &format!("{processing}-{what}"))
}

/// What the association itself added to the records of its members.
async fn added_data(visit: &Visit) -> kernel::Result<Option<String>> {
    let fields = crate::pages::own_fields::all(visit).await?;
    let names: Vec<&str> = fields.iter().map(|field| field.label(visit.locale)).collect();
    let names = names.join(&visit.say(key::LIST_COMMA));
    Ok((!names.is_empty()).then(|| visit.say_with(key::PRIVACY_OWN_FIELDS, &[("names", (&names).into())])))
}

pub async fn show(page: Page<ViewAssociation>) -> Reply {
    let numbers = ui::cndp_numbers(&page).await;
    let title = page.say(key::PRIVACY_TITLE);
    let name = page.place.as_ref().map(|place| ui::place_name(page.locale, place)).unwrap_or_default();
    let mut columns = vec![Column::text(page.say(key::PRIVACY_WHAT))];
    columns.extend(SAID.map(|(_, label)| Column::text(page.say(label))));
    let mut table = Table::new(page.say(key::PRIVACY_REGISTER), columns).quiet();
    let own = added_data(&page).await?;
    for processing in PROCESSINGS {
        let mut cells = vec![html! { (language::named(page.locale, "processing", processing)) }];
        cells.extend(SAID.map(|(what, _)| html! { (said(&page, processing, what)) @if let ("members", "data", Some(own)) = (processing, what, &own) { br; (own) } }));
        table.row(cells);
    }
    let lead = html! { (page.say_with(key::PRIVACY_LEAD, &[("association", name.into())])) };
    let acts = html! {
        @if page.may::<AskAboutOwnData>() { a.button.primary href=(page.here("/own-data")) { (page.say(key::PRIVACY_ASK)) } }
    };
    let body = html! {
        (ui::back_to_settings(&page))
        (ui::head(&html! { (title) }, Some(&lead), &acts))
        section.card {
            p { (page.say_with(key::NOTICE_CONTROLLER, &[("association", name.into())])) }
            p { (page.say(key::NOTICE_RIGHTS)) }
            h2 { (page.say(key::PRIVACY_CNDP)) }
            @if numbers.is_empty() { p.muted { (page.say(key::PRIVACY_CNDP_NONE)) } }
            @for number in &numbers { p { (cndp_number(&page, number)) } }
        }
        section.stack {
            h2 { (page.say(key::PRIVACY_REGISTER)) }
            (table)
            @if page.may::<ViewAudit>() { p { a href=(page.here("/privacy/register.csv")) { (page.say(key::PRIVACY_REGISTER_CSV)) } } }
        }
        section.card { h2 { (page.say(key::PRIVACY_SECURITY)) } p { (page.say(key::PRIVACY_SECURITY_TEXT)) } }
        section.card {
            h2 { (page.say(key::PRIVACY_PROCESSOR)) }
            p { (page.say(key::PRIVACY_PROCESSOR_TEXT)) }
            p { a href="/agreement" { (page.say(key::AGREEMENT_READ)) } }
        }
    };
    page.page(&title, body)
}

/// The register of processing as a table that office programs open.
pub async fn register_csv(page: Page<ViewAudit>) -> Reply {
    let association: Association = page.get(&page.api("")).await?;
    let mut lines =
        vec![vec![page.say(key::PRIVACY_TITLE), ui::in_language(page.locale, &association.name_ar, &association.name_fr).to_owned()]];
    for number in ui::cndp_numbers(&page).await {
        lines.push(vec![page.say(key::PRIVACY_CNDP), number.number, number.given_on.to_string()]);
    }
    let mut head = vec![page.say(key::PRIVACY_WHAT)];
    head.extend(SAID.map(|(_, label)| page.say(label)));
    head.push(page.say(key::PRIVACY_SECURITY));
    lines.push(head);
    let own = added_data(&page).await?;
    for processing in PROCESSINGS {
        let mut line = vec![language::named(page.locale, "processing", processing)];
        line.extend(SAID.map(|(what, _)| match (processing, what, &own) {
            ("members", "data", Some(own)) => format!("{}. {own}", said(&page, processing, what)),
            _ => said(&page, processing, what),
        }));
        line.push(page.say(key::PRIVACY_SECURITY_TEXT));
        lines.push(line);
    }
    let lines: Vec<String> = lines.iter().map(|line| line.iter().map(|text| cell(text)).collect::<Vec<_>>().join(",")).collect();
    // the mark by which office programs know UTF-8
    let body = format!("\u{feff}{}\r\n", lines.join("\r\n"));
    let disposition = "attachment; filename=\"register.csv\"";
    Ok(([(header::CONTENT_TYPE, "text/csv; charset=utf-8"), (header::CONTENT_DISPOSITION, disposition)], body).into_response())
}

/// Quoted, and never a formula.
fn cell(text: &str) -> String {
    let harmless = if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() };
    format!("\"{}\"", harmless.replace('"', "\"\""))
}

/// The agreement's text, with those whom the operator employs.
fn agreement_text(visit: &Visit) -> Markup {
    let others = &visit.state.settings().sub_processors;
    html! {
        section.card {
            p.muted { (visit.say_with(key::AGREEMENT_VERSION, &[("version", AGREEMENT.into())])) }
            @for article in ARTICLES {
                h2 { (article) ". " (language::named(visit.locale, "agreement", article)) }
                p { (language::named(visit.locale, "agreement", &format!("{article}-text"))) }
            }
            h2 { (visit.say(key::AGREEMENT_SUB_PROCESSORS)) }
            @if others.is_empty() { p { (visit.say(key::AGREEMENT_SUB_PROCESSORS_NONE)) } }
            @else { ul { @for other in others { li { (ui::name(other)) } } } }
        }
    }
}

/// For whoever wants to read it before creating an association.
pub async fn agreement_to_read(page: Page<Public>) -> Reply {
    let title = page.say(key::AGREEMENT_TITLE);
    page.page(&title, html! { h1 { (title) } p.lead { (page.say(key::AGREEMENT_LEAD)) } (agreement_text(&page)) })
}

pub async fn agreement(page: Page<ViewAudit>) -> Reply {
    agreement_page(&page, &Form::blank()).await
}

async fn agreement_page(visit: &Visit, form: &Form) -> Reply {
    let state: AgreementState = visit.get(&visit.api("/agreement")).await?;
    let title = visit.say(key::AGREEMENT_TITLE);
    let current = state.accepted.as_ref().is_some_and(|accepted| accepted.version == state.version);
    let body = html! {
        (ui::error_summary(visit.locale, form))
        (ui::back_to_settings(visit))
        (ui::head(&html! { (title) }, Some(&html! { (visit.say(key::AGREEMENT_LEAD)) }), &html! {}))
        @if let Some(accepted) = &state.accepted {
            p.banner.good {
                (visit.say_with(key::AGREEMENT_ACCEPTED, &[("name", (&accepted.by).into()), ("version", (&accepted.version).into())]))
                " · " (ui::moment(visit.locale, accepted.at))
            }
        }
        (agreement_text(visit))
        @if !current && visit.may::<ManagePrivacy>() {
            form.sheet method="post" action=(visit.here("/settings/agreement")) novalidate {
                (ui::hidden(visit, form))
                (accept_box(visit, form, "version"))
                (ui::submit(&visit.say(key::AGREEMENT_ACT)))
            }
        }
    };
    visit.form_page(&title, form, body)
}

/// The box to tick; its value is the version that was shown.
pub fn accept_box(visit: &Visit, form: &Form, name: &str) -> Markup {
    let inputs = ui::Inputs { locale: visit.locale, form };
    let choice = (AGREEMENT.to_owned(), visit.say(key::AGREEMENT_ACCEPT));
    html! {
        (inputs.checks(name, key::AGREEMENT_TITLE, vec![choice]))
        p { a href="/agreement" target="_blank" rel="noopener" { (visit.say(key::AGREEMENT_READ)) } }
    }
}

pub async fn accept(page: Page<ManagePrivacy>) -> Reply {
    let input = AcceptAgreement { version: page.form.get("version").to_owned() };
    match page.post::<_, AgreementState>(&page.api("/agreement"), &input).await {
        Ok(_) => page.done(&page.here("/"), key::AGREEMENT_DONE, &[]),
        Err(error) => agreement_page(&page, &page.refused(error)?).await,
    }
}

pub async fn own_data(page: Page<OwnAccount>) -> Reply {
    let title = page.say(key::ACCOUNT_DATA_TITLE);
    let body = html! {
        (ui::back("/account", &page.say(key::ACCOUNT_TITLE)))
        h1 { (title) }
        p.lead { (page.say(key::ACCOUNT_DATA_LEAD)) }
        p { (page.say(key::ACCOUNT_DATA_MEMBERS)) }
        div.acts { a.button.primary href="/account/data.json" { (page.say(key::ACCOUNT_DATA_ACT)) } }
    };
    page.page(&title, body)
}

/// What tenancy holds, and the mails that notifications knows of.
pub async fn own_data_file(page: Page<OwnAccount>) -> Reply {
    let mut data: OwnData = page.get("/api/v1/account/data").await?;
    let email = data.held["account"]["email"].as_str().unwrap_or_default().to_owned();
    let places = data.held["associations"].as_array().into_iter().flatten();
    let associations = places.filter_map(|place| place["association"]["id"].as_str()?.parse().ok()).collect();
    let mails: Vec<MailTo> = page.post_as_portal("/internal/deliveries", &FindMailsTo { email, associations }).await?;
    data.held["mails"] = serde_json::to_value(mails).map_err(kernel::Error::internal)?;
    let body = serde_json::to_vec_pretty(&data).map_err(kernel::Error::internal)?;
    let disposition = "attachment; filename=\"nassij-my-data.json\"";
    Ok(([(header::CONTENT_TYPE, "application/json"), (header::CONTENT_DISPOSITION, disposition)], body).into_response())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula() {
        assert_eq!(cell("Nom \"x\", y"), "\"Nom \"\"x\"\", y\"");
        assert_eq!(cell("=HYPERLINK(1)"), "\"'=HYPERLINK(1)\"");
    }
}
