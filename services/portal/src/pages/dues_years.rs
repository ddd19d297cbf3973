//! When the association's years of dues begin.

use crate::fields::Fields;
use crate::form::Form;
use crate::page::{Page, Reply};
use crate::ui::{self, Inputs};
use crate::visit::Visit;
use chrono::Datelike;
use contracts::dues_years::{DuesPeriod, SetDuesPeriod};
use kernel::Result;
use kernel::dues_years::DuesYear;
use kernel::permission::{SetFee, ViewDues};
use language::key;
use maud::{Markup, html};

/// Today's year of dues, and all choices.
pub async fn period(visit: &Visit) -> Result<DuesPeriod> {
    visit.get(&visit.api("/dues/period")).await
}

/// What to type for a year that ends in the next.
pub fn year_hint(visit: &Visit, period: &DuesPeriod) -> Option<String> {
    let label = period.years.label(period.year);
    let year = period.year.to_string();
    (label != year).then(|| visit.say_with(key::DUES_YEAR_NAMED, &[("year", (&year).into()), ("period", (&label).into())]))
}

pub async fn show(page: Page<ViewDues>) -> Reply {
    let period = period(&page).await?;
    let from = period.free_from.max(period.year);
    let choice = period.years.of(from);
    let (day, month) = match choice {
        DuesYear::From { month, day } => (day.to_string(), month.to_string()),
        DuesYear::Civil | DuesYear::Rolling => (String::new(), String::new()),
    };
    let values = Fields::of([("kind", choice.code()), ("day", &day), ("month", &month), ("year", &from.to_string())]);
    settings_page(&page, &period, &Form::with(values))
}

fn settings_page(visit: &Visit, period: &DuesPeriod, form: &Form) -> Reply {
    let title = visit.say(key::DUES_YEAR_TITLE);
    let body = html! {
        (ui::error_summary(visit.locale, form))
        (ui::back_to_settings(visit))
        (ui::head(&html! { (title) }, Some(&html! { (visit.say(key::DUES_YEAR_LEAD)) }), &html! {}))
        (now(visit, period))
        @if visit.may::<SetFee>() { @if is_open(visit, period) { (choose(visit, period, form)) } @else { (not_yet(visit, period)) } }
    };
    visit.form_page(&title, form, body)
}

fn now(visit: &Visit, period: &DuesPeriod) -> Markup {
    let rolling = period.years.of(period.year) == DuesYear::Rolling;
    let (from, to) = (ui::date(visit.locale, period.begins_on), ui::date(visit.locale, period.ends_on));
    let choice = |choice: DuesYear| language::named(visit.locale, "dues-year", choice.code());
    let mut facts = vec![(visit.say(key::DUES_YEAR_NOW), html! { (choice(period.years.of(period.year))) })];
    if !rolling {
        facts.push((visit.say(key::DUES_YEAR_RUNNING), html! { (ui::ltr(&period.label)) }));
        facts.push((visit.say(key::DUES_YEAR_BEGINS), from));
        facts.push((visit.say(key::DUES_YEAR_ENDS), to));
    }
    for (year, other) in period.years.0.iter().filter(|(year, _)| *year > period.year) {
        let label = period.years.label(*year);
        facts.push((visit.say_with(key::DUES_YEAR_LATER, &[("period", (&label).into())]), html! { (choice(*other)) }));
    }
    ui::facts(facts)
}

/// A choice is made for next year at most: where next year is called already, there is none to make today.
fn is_open(visit: &Visit, period: &DuesPeriod) -> bool {
    period.free_from <= visit.state.clock().today().year() + 1
}

fn not_yet(visit: &Visit, period: &DuesPeriod) -> Markup {
    let year = (period.free_from - 1).to_string();
    html! { p.banner { (visit.say_with(key::DUES_YEAR_NOT_YET, &[("year", (&year).into())])) } }
}

fn choose(visit: &Visit, period: &DuesPeriod, form: &Form) -> Markup {
    let inputs = Inputs { locale: visit.locale, form };
    let kinds = ["civil", "from", "rolling"].map(|code| (code.to_owned(), language::named(visit.locale, "dues-year", code)));
    let free_from = period.free_from.to_string();
    html! {
        form.sheet method="post" action=(visit.here("/settings/dues-year")) novalidate {
            (ui::hidden(visit, form))
            (inputs.radios("kind", key::DUES_YEAR_KIND, kinds.into()))
            p.hint { (visit.say(key::DUES_YEAR_ROLLING_HINT)) }
            div.pair {
                (inputs.digits("day", key::DUES_YEAR_DAY).hint(key::DUES_YEAR_DAY_HINT).optional_unsaid().attribute("autocomplete", "off").attribute("maxlength", "2"))
                (inputs.digits("month", key::DUES_YEAR_MONTH).hint(key::DUES_YEAR_MONTH_HINT).optional_unsaid().attribute("autocomplete", "off").attribute("maxlength", "2"))
            }
            (inputs.digits("year", key::DUES_YEAR_FIRST).hint(key::DUES_YEAR_FIRST_HINT).attribute("autocomplete", "off").attribute("maxlength", "4"))
            p.hint { (visit.say_with(key::DUES_YEAR_FREE_FROM, &[("year", (&free_from).into())])) }
            (ui::submit(&visit.say(key::DUES_YEAR_ACT)))
        }
    }
}

pub async fn set(page: Page<SetFee>) -> Reply {
    let input: SetDuesPeriod = page.form.input()?;
    match page.post::<_, DuesPeriod>(&page.api("/dues/period"), &input).await {
        Ok(_) => page.done(&page.here("/settings/dues-year"), key::DUES_YEAR_DONE, &[]),
        Err(error) => settings_page(&page, &period(&page).await?, &page.refused(error)?),
    }
}
