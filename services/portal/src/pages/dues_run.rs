//! Calling a year's dues: looked at with real numbers, then done once.

use crate::fields::{Fields, with_query};
use crate::form::Form;
use crate::page::{Page, Reply};
use crate::ui::{self, Column, Inputs, Table};
use crate::visit::Visit;
use contracts::charges::{ChargeKind, MakeRun, Run, RunPreview, RunState};
use kernel::{Kind, permission::SetFee};
use language::key;
use maud::{Markup, html};

pub async fn form(page: Page<SetFee>) -> Reply {
    let this_year = super::dues_years::period(&page).await?.year.to_string();
    let year = page.query.given("year").unwrap_or(&this_year);
    run_page(&page, &Form::with(Fields::of([("year", year)]))).await
}

async fn run_page(visit: &Visit, form: &Form) -> Reply {
    let year = form.value("year").to_owned();
    let path = with_query(&visit.api("/dues/run"), &[("year", Some(&year))]);
    let found = match visit.get::<RunPreview>(&path).await {
        Ok(found) => Some(found),
        Err(error) if error.kind() == Kind::Invalid => None,
        Err(error) => return Err(error),
    };
    let named = found.as_ref().map_or(&year, |found| &found.period);
    let title = visit.say_with(key::RUN_TITLE, &[("year", named.into())]);
    let fee = with_query(&visit.here("/dues/fee"), &[("year", Some(&year))]);
    let body = html! {
        (ui::error_summary(visit.locale, form))
        (ui::back(&with_query(&visit.here("/dues"), &[("year", Some(&year))]), &visit.say(key::DUES_TITLE)))
        (ui::head(&html! { (title) }, Some(&html! { (visit.say(key::RUN_LEAD)) }), &html! {}))
        @match &found {
            None => (ui::empty(&visit.say(key::FEE_NOT_SET), &visit.say(key::PAYMENT_NO_FEE), &html! { a.button.primary href=(fee) { (visit.say(key::FEE_SET)) } })),
            Some(found) => {
                @if let Some(run) = found.runs.iter().find(|run| run.state == RunState::Running) {
                    (super::dues_run_progress::under_way(visit, run))
                } @else if found.members == 0 {
                    (ui::empty(&visit.say(key::RUN_NOBODY), &visit.say(key::RUN_NOBODY_TEXT), &html! {}))
                } @else {
                    (what(visit, found))
                    (confirm(visit, form, found))
                }
                (left_out(visit, found))
                (earlier(visit, found))
            }
        }
    };
    visit.form_page(&title, form, body)
}

fn what(visit: &Visit, found: &RunPreview) -> Markup {
    let columns = vec![
        Column::text(visit.say(key::CHARGE_TITLE)),
        Column::text(visit.say(key::RUN_CATEGORY)),
        Column::text(visit.say(key::FEE_BY)),
        Column::number(visit.say(key::RUN_MEMBERS)),
        Column::number(visit.say(key::RUN_AMOUNT)),
    ];
    let mut table = Table::new(visit.say(key::RUN_LINES), columns);
    for line in &found.lines {
        let category = match &line.category {
            Some(category) => ui::name(category),
            None if line.kind == ChargeKind::Annual => html! { (visit.say(key::RUN_CATEGORY_NONE)) },
            None => html! { "—" },
        };
        let kind = html! { (language::named(visit.locale, "charge", line.kind.code())) };
        let by = if line.kind == ChargeKind::Annual {
            super::fee_rules::rule(visit, &line.by)
        } else {
            html! { "—" }
        };
        table.row(vec![kind, category, by, ui::count(line.members), ui::amount(visit.locale, line.amount)]);
    }
    html! {
        ul.tiles {
            (ui::figure(&visit.say(key::RUN_MEMBERS), &ui::count(found.members)))
            (ui::figure(&visit.say(key::RUN_AMOUNT), &ui::amount(visit.locale, found.amount)))
            @if !found.rolling { (ui::figure(&visit.say(key::CHARGE_DUE_ON), &ui::date(visit.locale, found.due_on))) }
        }
        @if found.rolling { p.hint { (visit.say(key::RUN_OWN_YEARS)) } }
        (table)
        @if found.without_birth_date > 0 { p.banner { (visit.say_with(key::RUN_UNDATED, &[("count", found.without_birth_date.into())])) } }
        @if found.spared_members > 0 {
            @let amount = language::money(found.spared, visit.locale);
            p { (visit.say_with(key::RUN_SPARED, &[("count", found.spared_members.into()), ("amount", (&amount).into())])) }
        }
    }
}

fn confirm(visit: &Visit, form: &Form, found: &RunPreview) -> Markup {
    let inputs = Inputs { locale: visit.locale, form };
    html! {
        form.sheet method="post" action=(visit.here("/dues/run")) novalidate {
            (ui::hidden(visit, form))
            input type="hidden" name="year" value=(found.year);
            input type="hidden" name="members" value=(found.members);
            (inputs.text("excluded", key::RUN_EXCLUDED).hint(key::RUN_EXCLUDED_HINT).optional().attribute("autocomplete", "off").attribute("dir", "ltr").attribute("inputmode", "numeric"))
            (ui::submit(&visit.say_with(key::RUN_ACT, &[("count", found.members.into())])))
        }
    }
}

fn left_out(visit: &Visit, found: &RunPreview) -> Markup {
    let rows = found.left_out.iter().map(|out| (language::named(visit.locale, "left-out", &out.why), ui::count(out.members)));
    html! { @if !found.left_out.is_empty() { section.card { h2 { (visit.say(key::RUN_LEFT_OUT)) } (ui::facts(rows.collect())) } } }
}

fn earlier(visit: &Visit, found: &RunPreview) -> Markup {
    let columns = vec![
        Column::text(visit.say(key::RUN_MADE_ON)),
        Column::number(visit.say(key::RUN_MEMBERS)),
        Column::number(visit.say(key::RUN_AMOUNT)),
        Column::text(visit.say(key::RUN_MADE_BY)),
    ];
    let mut table = Table::new(visit.say(key::RUN_EARLIER), columns);
    for run in &found.runs {
        table.row(vec![
            html! { a href=(super::dues_run_progress::address(visit, run)) { (ui::date(visit.locale, run.made_on)) } },
            ui::count(run.members),
            ui::amount(visit.locale, run.amount),
            ui::name(&run.made_by),
        ]);
    }
    html! { @if !found.runs.is_empty() { (table) } }
}

pub async fn make(page: Page<SetFee>) -> Reply {
    let input: MakeRun = page.form.input()?;
    match page.post::<_, Run>(&page.api("/dues/run"), &input).await {
        Ok(run) if run.state == RunState::Running => {
            page.done(&super::dues_run_progress::address(&page, &run), key::RUN_BEGUN, &[("count", run.members.into())])
        }
        Ok(run) => {
            let amount = language::money(run.amount, page.locale);
            page.done(&page.here("/dues/arrears"), key::RUN_DONE, &[("count", run.members.into()), ("amount", (&amount).into())])
        }
        Err(error) => run_page(&page, &page.refused(error)?).await,
    }
}
