//! The fiscal years, and opening one.

use crate::fields::{Fields, with_query};
use crate::form::Form;
use crate::page::{Page, Reply};
use crate::ui::{self, Column, Inputs, Table, Tone};
use crate::visit::Visit;
use chrono::{Datelike, Days, Months, NaiveDate};
use contracts::books::FiscalYear;
use contracts::years::OpenYear;
use kernel::permission::{CloseYears, ViewBooks};
use language::key;
use maud::{Markup, html};

pub async fn list(page: Page<ViewBooks>) -> Reply {
    let years: Vec<FiscalYear> = page.list(&page.api("/books/years")).await?;
    let mut values = Fields::default();
    if let Some((starts_on, ends_on)) = years.first().and_then(|last| next(last.ends_on)) {
        values.push("starts_on", &language::short_date(starts_on));
        values.push("ends_on", &language::short_date(ends_on));
    }
    list_page(&page, &years, &Form::with(values))
}

/// The twelve months after a year.
fn next(ends_on: NaiveDate) -> Option<(NaiveDate, NaiveDate)> {
    let starts_on = ends_on.checked_add_days(Days::new(1))?;
    Some((starts_on, starts_on.checked_add_months(Months::new(12))?.checked_sub_days(Days::new(1))?))
}

fn list_page(visit: &Visit, years: &[FiscalYear], form: &Form) -> Reply {
    let inputs = Inputs { locale: visit.locale, form };
    let title = visit.say(key::YEARS_TITLE);
    let body = html! {
        (ui::error_summary(visit.locale, form))
        (ui::back(&visit.here("/books"), &visit.say(key::NAV_BOOKS)))
        h1 { (title) }
        p.lead { (visit.say(key::YEARS_LEAD)) }
        (table(visit, years))
        @if visit.may::<CloseYears>() {
            section.stack {
                h2 { (visit.say(key::YEARS_OPEN)) }
                p { (visit.say(key::YEARS_OPEN_LEAD)) }
                form.sheet method="post" action=(visit.here("/books/years")) novalidate {
                    (ui::hidden(visit, form))
                    (inputs.date("starts_on", key::YEARS_STARTS_ON).attribute("enterkeyhint", "next"))
                    (inputs.date("ends_on", key::YEARS_ENDS_ON).attribute("enterkeyhint", "done"))
                    (ui::submit(&visit.say(key::YEARS_OPEN_ACT)))
                }
            }
        }
    };
    visit.form_page(&title, form, body)
}

fn table(visit: &Visit, years: &[FiscalYear]) -> Markup {
    let columns = [key::YEAR, key::YEARS_PERIOD, key::YEARS_STATE].map(|label| Column::text(visit.say(label)));
    let mut table = Table::new(visit.say(key::YEARS_TITLE), columns.into()).quiet();
    let today = visit.state.clock().today();
    for year in years {
        let closing = with_query(&visit.here("/books/closing"), &[("year", Some(&year.year.to_string()))]);
        let state = match year.closed {
            true => ui::chip(Tone::Good, &visit.say(key::YEARS_CLOSED)),
            false if year.ends_on < today => ui::chip(Tone::Wait, &visit.say(key::YEARS_TO_CLOSE)),
            false => ui::chip(Tone::Plain, &visit.say(key::YEARS_RUNNING)),
        };
        table.row(vec![
            html! { a href=(closing) { (ui::ltr(year.year)) } },
            html! { span { (ui::date(visit.locale, year.starts_on)) " – " (ui::date(visit.locale, year.ends_on)) } },
            state,
        ]);
    }
    html! { (table) }
}

pub async fn open(page: Page<CloseYears>) -> Reply {
    let text = |name: &str| page.form.get(name).to_owned();
    let input = OpenYear { starts_on: text("starts_on"), ends_on: text("ends_on") };
    match page.post::<_, FiscalYear>(&page.api("/books/years"), &input).await {
        Ok(year) => page.done(&page.here("/books/years"), key::YEARS_OPENED, &[("year", (&year.ends_on.year().to_string()).into())]),
        Err(error) => {
            let form = page.refused(error)?;
            list_page(&page, &page.list::<FiscalYear>(&page.api("/books/years")).await?, &form)
        }
    }
}
