//! What the platform's staff does: the hubs, and the limits of associations, whose content it never
//! sees.

use crate::fields::{Fields, with_query};
use crate::form::Form;
use crate::page::{Page, Reply};
use crate::ui::{self, Column, Inputs, Table, Tone};
use crate::visit::Visit;
use contracts::Page as Batch;
use contracts::platform::{AssociationLimits, SetLimits};
use kernel::limits::is_near;
use kernel::permission::ManagePlatform;
use kernel::{Plan, Standing};
use language::{Key, key};
use maud::{Markup, html};

const ASSOCIATIONS: &str = "/platform/associations";
const MEGABYTE: i64 = 1024 * 1024;

pub async fn index(page: Page<ManagePlatform>) -> Reply {
    let title = page.say(key::PLATFORM_TITLE);
    let lines: [(&str, Key, Key); 2] = [
        (ASSOCIATIONS, key::PLATFORM_ASSOCIATIONS, key::PLATFORM_ASSOCIATIONS_TEXT),
        ("/platform/hubs", key::HUBS_ALL, key::HUBS_ALL_LEAD),
    ];
    let body = html! {
        (ui::head(&html! { (title) }, Some(&html! { (page.say(key::PLATFORM_LEAD)) }), &html! {}))
        ul.index {
            @for (path, title, text) in lines { li { a href=(path) { strong { (page.say(title)) } span { (page.say(text)) } } } }
        }
    };
    page.page(&title, body)
}

pub async fn associations(page: Page<ManagePlatform>) -> Reply {
    let kept = [("search", page.query.given("search"))];
    let query = [kept.as_slice(), &[("after", page.query.given("after"))]].concat();
    let found: Batch<AssociationLimits> = page.get(&with_query("/api/v1/platform/associations", &query)).await?;
    let title = page.say(key::PLATFORM_ASSOCIATIONS);
    let form = Form::with(page.query.clone());
    let inputs = Inputs { locale: page.locale, form: &form };
    let all = html! { a.button href=(ASSOCIATIONS) { (page.say(key::LIST_SHOW_ALL)) } };
    let body = html! {
        (ui::back("/platform", &page.say(key::PLATFORM_TITLE)))
        (ui::head(&html! { (title) }, Some(&html! { (page.say(key::PLATFORM_ASSOCIATIONS_TEXT)) }), &html! {}))
        form.inline-form method="get" action=(ASSOCIATIONS) role="search" data-live="#results" {
            (inputs.text("search", key::PLATFORM_SEARCH).optional_unsaid().attribute("autocomplete", "off").attribute("enterkeyhint", "search"))
            button.button type="submit" { (page.say(key::LIST_SEARCH_ACT)) }
        }
        div.stack #results {
            @if !found.items.is_empty() {
                (table(&page, &title, &found.items))
                (ui::pager(&page, ASSOCIATIONS, &kept, found.next.as_deref()))
            } @else if page.query.given("search").is_some() {
                (ui::empty(&page.say(key::LOG_FILTERED_EMPTY), &page.say(key::PLATFORM_NONE_FOUND), &all))
            } @else {
                (ui::empty(&page.say(key::PLATFORM_NO_ASSOCIATION), &page.say(key::PLATFORM_NO_ASSOCIATION_TEXT), &html! {}))
            }
        }
    };
    page.page(&title, body)
}

fn table(visit: &Visit, title: &str, found: &[AssociationLimits]) -> Markup {
    let columns = vec![
        Column::text(visit.say(key::HUB_ASSOCIATION)),
        Column::text(visit.say(key::RECORD_COMMUNE)),
        Column::text(visit.say(key::STANDING_NOW)),
        Column::text(visit.say(key::PLATFORM_PLAN)),
        Column::number(visit.say(key::LIMITS_MEMBERS)),
        Column::number(visit.say(key::LIMITS_STORAGE)),
        Column::number(visit.say(key::LIMITS_MAILS)),
    ];
    let mut table = Table::new(title.to_owned(), columns).quiet();
    for row in found {
        let name = ui::place_name(visit.locale, &row.association);
        let commune = ui::in_language(visit.locale, &row.commune.name_ar, &row.commune.name_fr);
        table.row(vec![
            html! { a href={ (ASSOCIATIONS) "/" (row.id) } { (ui::name(name)) } },
            ui::name(commune),
            standing(visit, row.standing),
            html! { (language::named(visit.locale, "plan", row.plan.code())) },
            members(row),
            ui::size(visit.locale, row.limits.storage),
            ui::count(row.limits.mails_per_day),
        ]);
    }
    html! { (table) }
}

fn standing(visit: &Visit, standing: Standing) -> Markup {
    let tone = if standing == Standing::Active { Tone::Good } else { Tone::Bad };
    ui::chip(tone, &language::named(visit.locale, "standing", standing.code()))
}

fn members(row: &AssociationLimits) -> Markup {
    html! { span { (ui::count(row.members)) " / " (ui::count(row.limits.members)) } }
}

pub async fn limits_form(page: Page<ManagePlatform>) -> Reply {
    let row = read(&page).await?;
    let figure = |own: Option<i64>| own.map(|own| own.to_string()).unwrap_or_default();
    let values = Fields::of([
        ("plan", row.plan.code()),
        ("members", &figure(row.own.members)),
        ("storage", &figure(row.own.storage.map(|bytes| bytes / MEGABYTE))),
        ("mails_per_day", &figure(row.own.mails_per_day)),
    ]);
    limits_page(&page, &row, &Form::with(values))
}

async fn read(visit: &Visit) -> kernel::Result<AssociationLimits> {
    visit.get(&format!("/api/v1/platform/associations/{}", visit.id()?)).await
}

fn limits_page(visit: &Visit, row: &AssociationLimits, form: &Form) -> Reply {
    let name = ui::place_name(visit.locale, &row.association);
    let title = visit.say_with(key::PLATFORM_LIMITS_OF, &[("association", name.into())]);
    let inputs = Inputs { locale: visit.locale, form };
    let plans = Plan::ALL.map(|plan| (plan.code().to_owned(), plan_told(visit, plan))).to_vec();
    let body = html! {
        (ui::error_summary(visit.locale, form))
        (ui::back(ASSOCIATIONS, &visit.say(key::PLATFORM_ASSOCIATIONS)))
        (ui::head(&html! { (title) }, Some(&html! { (visit.say(key::PLATFORM_LIMITS_LEAD)) }), &html! {}))
        section.card { (now(visit, row)) }
        form.sheet method="post" action={ (ASSOCIATIONS) "/" (row.id) } novalidate {
            (ui::hidden(visit, form))
            (inputs.radios("plan", key::PLATFORM_PLAN, plans))
            (inputs.digits("members", key::LIMITS_MEMBERS).hint(key::PLATFORM_FIGURE_HINT).optional().attribute("autocomplete", "off"))
            (inputs.digits("storage", key::PLATFORM_STORAGE).hint(key::PLATFORM_FIGURE_HINT).optional().attribute("autocomplete", "off"))
            (inputs.digits("mails_per_day", key::LIMITS_MAILS).hint(key::PLATFORM_FIGURE_HINT).optional().attribute("autocomplete", "off"))
            (inputs.text("reason", key::STANDING_REASON).hint(key::PLATFORM_REASON_HINT).attribute("autocomplete", "off"))
            (ui::submit(&visit.say(key::PLATFORM_LIMITS_ACT)))
        }
    };
    visit.form_page(&title, form, body)
}

fn plan_told(visit: &Visit, plan: Plan) -> String {
    let limits = plan.limits();
    let storage = ui::size_text(visit.locale, limits.storage);
    visit.say_with(
        key::PLATFORM_PLAN_TOLD,
        &[
            ("plan", (&language::named(visit.locale, "plan", plan.code())).into()),
            ("members", limits.members.into()),
            ("storage", (&storage).into()),
            ("mails", limits.mails_per_day.into()),
        ],
    )
}

fn now(visit: &Visit, row: &AssociationLimits) -> Markup {
    let warning = match row.members {
        used if used >= row.limits.members => Some((Tone::Bad, key::LIMITS_REACHED)),
        used if is_near(used, row.limits.members) => Some((Tone::Wait, key::LIMITS_NEAR)),
        _ => None,
    };
    ui::facts(vec![
        (visit.say(key::STANDING_NOW), standing(visit, row.standing)),
        (visit.say(key::RECORD_COMMUNE), ui::name(ui::in_language(visit.locale, &row.commune.name_ar, &row.commune.name_fr))),
        (
            visit.say(key::LIMITS_MEMBERS),
            html! { (members(row)) @if let Some((tone, text)) = warning { " " (ui::chip(tone, &visit.say(text))) } },
        ),
        (visit.say(key::LIMITS_STORAGE), html! { (visit.say(key::LIMITS_MOST)) " " (ui::size(visit.locale, row.limits.storage)) }),
        (visit.say(key::LIMITS_MAILS), html! { (visit.say(key::LIMITS_MOST)) " " (ui::count(row.limits.mails_per_day)) }),
    ])
}

pub async fn set_limits(page: Page<ManagePlatform>) -> Reply {
    let text = |name: &str| page.form.get(name).to_owned();
    let input = SetLimits {
        id: page.id()?,
        plan: text("plan"),
        members: text("members"),
        storage: text("storage"),
        mails_per_day: text("mails_per_day"),
        reason: text("reason"),
    };
    let path = format!("/api/v1/platform/associations/{}/limits", input.id);
    match page.post::<_, AssociationLimits>(&path, &input).await {
        Ok(_) => page.done(&format!("{ASSOCIATIONS}/{}", input.id), key::PLATFORM_LIMITS_DONE, &[]),
        Err(error) => {
            let form = page.refused(error)?;
            limits_page(&page, &read(&page).await?, &form)
        }
    }
}
