//! A whole board on one page: who is elected, who stays, what is left vacant; looked at, then confirmed.

use crate::fields::Fields;
use crate::form::Form;
use crate::page::{Page, Reply};
use crate::pages::board::{self, own_offices};
use crate::ui::{self, Column, Inputs, Table, Tone};
use crate::visit::Visit;
use contracts::Page as Batch;
use contracts::mandates::{Mandate, OFFICES};
use contracts::renewals::{RenewBoard, RenewPlace, Renewal, RightsChange};
use kernel::Result;
use kernel::permission::EditRecord;
use language::key;
use maud::{Markup, html};

/// Rows for offices that the page does not name.
const MORE: usize = 4;
/// More rows than a board has.
const MOST: usize = 100;
const HERE: &str = "/board/renewal";

/// A row of the form: a place that somebody holds, or one that may be filled.
struct Row {
    mandate: String,
    /// A code, an id, or empty where it is chosen.
    office: String,
    label: String,
    holder: Markup,
}

/// Today's board, the offices that nobody holds, and a few rows for others.
async fn rows(visit: &Visit) -> Result<Vec<Row>> {
    let today = visit.state.clock().today().to_string();
    let held: Batch<Mandate> = visit.get(&visit.api(&format!("/mandates?on={today}"))).await?;
    let open = |mandate: &&Mandate| mandate.ended_on.is_none();
    let row = |mandate: &Mandate| Row {
        mandate: mandate.id.to_string(),
        office: String::new(),
        label: board::office(visit, mandate),
        holder: ui::person(visit.locale, mandate.name_ar.as_deref(), mandate.name_fr.as_deref()),
    };
    let mut rows: Vec<Row> = held.items.iter().filter(open).map(row).collect();
    let missing = OFFICES.iter().filter(|(role, _)| held.items.iter().filter(open).all(|mandate| mandate.office != role.code()));
    rows.extend(missing.map(|(role, _)| Row {
        mandate: String::new(),
        office: role.code().into(),
        label: language::named(visit.locale, "role", role.code()),
        holder: ui::chip(Tone::Wait, &visit.say(key::BOARD_VACANT)),
    }));
    rows.extend((0..MORE).map(|_| Row {
        mandate: String::new(),
        office: String::new(),
        label: visit.say(key::RENEWAL_MORE),
        holder: html! {},
    }));
    Ok(rows)
}

pub async fn form(page: Page<EditRecord>) -> Reply {
    let today = language::short_date(page.state.clock().today());
    form_page(&page, &Form::with(Fields::of([("elected_on", today.as_str())]))).await
}

async fn form_page(visit: &Visit, form: &Form) -> Reply {
    let rows = rows(visit).await?;
    let inputs = Inputs { locale: visit.locale, form };
    let title = visit.say(key::RENEWAL_TITLE);
    let body = html! {
        (ui::error_summary(visit.locale, form))
        (ui::back(&visit.here("/board"), &visit.say(key::BOARD_TITLE)))
        h1 { (title) }
        p.lead { (visit.say(key::RENEWAL_LEAD)) }
        (ui::steps(visit, &[key::RENEWAL_STEP_OFFICES, key::RENEWAL_STEP_CHECK], 0))
        form.sheet method="post" action=(visit.here(HERE)) novalidate {
            (ui::hidden(visit, form))
            input type="hidden" name="count" value=(rows.len());
            (board::election_fields(visit, &inputs).await?)
            @for (at, row) in rows.iter().enumerate() { (place(visit, form, at, row).await?) }
            div.acts { button.button.primary type="submit" name="act" value="check" { (visit.say(key::RENEWAL_CHECK)) } }
        }
    };
    visit.form_page(&title, form, body)
}

async fn place(visit: &Visit, form: &Form, at: usize, row: &Row) -> Result<Markup> {
    let (outcome, member, office) = (format!("outcome_{at}"), format!("member_{at}"), format!("office_{at}"));
    let codes: &[&str] = if row.mandate.is_empty() { &["vacant", "elected"] } else { &["stays", "again", "elected", "vacant"] };
    let choices = codes.iter().map(|code| ((*code).to_owned(), language::named(visit.locale, "renewal-outcome", code))).collect();
    let chosen = if form.value(&outcome).is_empty() { codes[0] } else { form.value(&outcome) };
    let mut values = form.values.clone().without(&outcome);
    values.push(&outcome, chosen);
    let shown = Form { values, errors: form.errors.clone(), ..Form::blank() };
    let inputs = Inputs { locale: visit.locale, form: &shown };
    Ok(html! {
        fieldset.card {
            legend { (row.label) }
            input type="hidden" name=(format!("mandate_{at}")) value=(row.mandate);
            @if !row.mandate.is_empty() { p { (row.holder) } }
            @else if row.office.is_empty() { (inputs.select(&office, key::MANDATE_OFFICE, offices(visit).await?).optional_unsaid()) }
            @else { input type="hidden" name=(office) value=(row.office); p { (row.holder) } }
            (inputs.select(&outcome, key::RENEWAL_OUTCOME, choices))
            (inputs.digits(&member, key::RENEWAL_MEMBER).hint(key::RENEWAL_MEMBER_HINT).optional_unsaid().attribute("autocomplete", "off"))
        }
    })
}

async fn offices(visit: &Visit) -> Result<Vec<(String, String)>> {
    let mut offices = vec![(String::new(), visit.say(key::MANDATE_CHOOSE))];
    offices.extend(OFFICES.iter().map(|(role, _)| (role.code().to_owned(), language::named(visit.locale, "role", role.code()))));
    let own = own_offices(visit).await?;
    offices.extend(own.into_iter().map(|own| (own.id.to_string(), ui::in_language(visit.locale, &own.name_ar, &own.name_fr).to_owned())));
    Ok(offices)
}

/// What the form says; a row in which nobody is and nobody comes says nothing. With each place its row.
fn input(visit: &Visit) -> (RenewBoard, Vec<usize>) {
    let text = |name: &str| visit.form.get(name).to_owned();
    let count = text("count").parse::<usize>().unwrap_or_default().min(MOST);
    let place = |at: usize| RenewPlace {
        mandate: text(&format!("mandate_{at}")),
        office: text(&format!("office_{at}")),
        outcome: text(&format!("outcome_{at}")),
        member: text(&format!("member_{at}")),
    };
    let said = (0..count)
        .map(|at| (at, place(at)))
        .filter(|(_, place)| !place.mandate.is_empty() || !matches!(place.outcome.as_str(), "" | "vacant"));
    let (at, places) = said.unzip();
    let input = RenewBoard {
        elected_on: text("elected_on"),
        starts_on: text("starts_on"),
        planned_end: text("planned_end"),
        assembly: text("assembly"),
        exception: text("exception"),
        declared: text("declared"),
        mark: text("mark"),
        places,
    };
    (input, at)
}

/// Checks, or does what was checked: what the pressed button says.
pub async fn send(page: Page<EditRecord>) -> Reply {
    if page.form.get("act") == "edit" {
        return form_page(&page, &Form::with(page.form.clone().without("act").without("mark"))).await;
    }
    let (input, at) = input(&page);
    let confirms = page.form.get("act") == "confirm";
    let path = page.api(if confirms { "/board-renewals" } else { "/board-renewals/check" });
    match page.post::<_, Renewal>(&path, &input).await {
        Ok(_) if confirms => page.done(&page.here("/board"), key::RENEWAL_DONE, &[]),
        Ok(renewal) => check_page(&page, &renewal),
        Err(error) => {
            let mut form = page.refused(error)?;
            for error in &mut form.errors {
                to_row(&mut error.field, &at);
            }
            form_page(&page, &form).await
        }
    }
}

/// `member_2` is of the second place that was sent: of which row that is, only the page knows.
fn to_row(field: &mut String, at: &[usize]) {
    let Some((name, number)) = field.rsplit_once('_') else { return };
    if let Some(row) = number.parse::<usize>().ok().and_then(|number| at.get(number)) {
        *field = format!("{name}_{row}");
    }
}

fn check_page(visit: &Visit, renewal: &Renewal) -> Reply {
    let title = visit.say(key::RENEWAL_CHECK_TITLE);
    let form = Form::with(visit.form.clone());
    let kept = visit.form.iter().filter(|(name, _)| !matches!(*name, "csrf" | "idempotency" | "act" | "mark"));
    let body = html! {
        (ui::back(&visit.here("/board"), &visit.say(key::BOARD_TITLE)))
        h1 { (title) }
        (ui::steps(visit, &[key::RENEWAL_STEP_OFFICES, key::RENEWAL_STEP_CHECK], 1))
        p.lead { (visit.say(key::RENEWAL_CHECK_LEAD)) }
        (people(visit, key::RENEWAL_BEGUN, &renewal.begun))
        (people(visit, key::RENEWAL_STAYS, &renewal.stays))
        (people(visit, key::RENEWAL_ENDED, &renewal.ended))
        (effects(visit, renewal))
        form.sheet method="post" action=(visit.here(HERE)) novalidate {
            (ui::hidden(visit, &form))
            @for (name, value) in kept { input type="hidden" name=(name) value=(value); }
            input type="hidden" name="mark" value=(renewal.mark);
            div.acts {
                button.button.primary type="submit" name="act" value="confirm" { (visit.say(key::RENEWAL_CONFIRM)) }
                button.button type="submit" name="act" value="edit" { (visit.say(key::RENEWAL_EDIT)) }
            }
        }
    };
    visit.form_page(&title, &form, body)
}

fn people(visit: &Visit, caption: language::Key, mandates: &[Mandate]) -> Markup {
    if mandates.is_empty() {
        return html! {};
    }
    let labels = [key::MANDATE_OFFICE, key::MANDATE_PERSON, key::MANDATE_STARTS_ON, key::RENEWAL_UNTIL];
    let mut table = Table::new(visit.say(caption), labels.map(|label| Column::text(visit.say(label))).into()).quiet();
    for mandate in mandates {
        table.row(vec![
            ui::name(&board::office(visit, mandate)),
            ui::person(visit.locale, mandate.name_ar.as_deref(), mandate.name_fr.as_deref()),
            ui::date(visit.locale, mandate.starts_on),
            html! { @if let Some(end) = mandate.ended_on.or(mandate.planned_end) { (ui::date(visit.locale, end)) } @else { "—" } },
        ]);
    }
    html! { section.stack { h2 { (visit.say(caption)) } (table) } }
}

/// What follows beside the offices themselves.
fn effects(visit: &Visit, renewal: &Renewal) -> Markup {
    let roles = |codes: &[String]| {
        let names: Vec<String> = codes.iter().map(|code| language::named(visit.locale, "role", code)).collect();
        names.join(&visit.say(key::LIST_COMMA))
    };
    let line = |change: &RightsChange| {
        html! {
            li {
                (ui::person(visit.locale, change.name_ar.as_deref(), change.name_fr.as_deref()))
                @if !change.gains.is_empty() { p { (visit.say_with(key::RENEWAL_GAINS, &[("roles", (&roles(&change.gains)).into())])) } }
                @if !change.loses.is_empty() { p { (visit.say_with(key::RENEWAL_LOSES, &[("roles", (&roles(&change.loses)).into())])) } }
                @if !change.gains.is_empty() && !change.has_email { p.muted { (visit.say(key::RENEWAL_NO_EMAIL)) } }
            }
        }
    };
    html! {
        section.card {
            h2 { (visit.say(key::RENEWAL_EFFECTS)) }
            @if renewal.rights.is_empty() { p.muted { (visit.say(key::RENEWAL_NO_RIGHTS)) } }
            ul.timeline { @for change in &renewal.rights { (line(change)) } }
            @if !renewal.gives_rights { p.banner { (visit.say(key::RENEWAL_GIVES_NONE)) } }
            @if renewal.no_administrator { p.banner.bad { (visit.say(key::RENEWAL_NO_ADMINISTRATOR)) } }
            @if let Some(day) = renewal.declare_until {
                @let date = language::long_date(day, visit.locale);
                p { (visit.say_with(key::RENEWAL_DECLARE, &[("date", (&date).into())])) }
            }
        }
    }
}
