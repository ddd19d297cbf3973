//! Rules by which texts of the bank are known: shown, ordered, changed, removed.

use crate::fields::Fields;
use crate::form::Form;
use crate::page::{Page, Reply};
use crate::ui::{self, Column, Inputs, Table};
use crate::visit::Visit;
use contracts::Done;
use contracts::bank::{BankRule, MoveBankRule, RemoveBankRule, WriteBankRule};
use contracts::guided::{Act, OCCASIONS, PLACES};
use kernel::Error;
use kernel::permission::{PostEntries, ViewBooks};
use language::key;
use maud::{Markup, html};

/// Chèques en portefeuille: what a remittance comes from.
const CHEQUES: &str = "51111";

/// What money comes or goes for, and where it comes from or goes to.
pub fn choices(visit: &Visit, incoming: bool) -> Vec<(String, String)> {
    let act = if incoming { Act::In } else { Act::Out };
    let mut choices = vec![(String::new(), visit.say(key::MONEY_CHOOSE))];
    choices.extend(act.occasions().map(|one| (one.code.to_owned(), language::named(visit.locale, "occasion", one.code))));
    let place = |place: &str| (format!("place-{place}"), place_in_words(visit, incoming, place));
    choices.extend(incoming.then(|| place(CHEQUES)));
    choices.extend(PLACES.into_iter().map(place));
    choices
}

fn place_in_words(visit: &Visit, incoming: bool, place: &str) -> String {
    let name = if place == CHEQUES { visit.say(key::PLACE_CHEQUES) } else { language::named(visit.locale, "place", place) };
    visit.say_with(if incoming { key::TRANSFER_FROM } else { key::TRANSFER_TO }, &[("place", (&name).into())])
}

/// An account as people call it, else by its number and name.
pub fn in_words(visit: &Visit, incoming: bool, account: &str, ar: &str, fr: &str) -> Markup {
    let act = if incoming { Act::In } else { Act::Out };
    if let Some(occasion) = OCCASIONS.iter().find(|one| one.act == act && one.account == account) {
        return html! { (language::named(visit.locale, "occasion", occasion.code)) };
    }
    if account == CHEQUES || PLACES.contains(&account) {
        return html! { (place_in_words(visit, incoming, account)) };
    }
    html! { (ui::ltr(account)) " " (ui::name(ui::in_language(visit.locale, ar, fr))) }
}

pub async fn list(page: Page<ViewBooks>) -> Reply {
    let rules: Vec<BankRule> = page.list(&page.api("/books/bank-rules")).await?;
    let title = page.say(key::RULES_TITLE);
    let may = page.may::<PostEntries>();
    let acts =
        html! { @if may { a.button.primary href=(page.here("/books/bank-rules/new")) { (ui::icon("plus")) (page.say(key::RULE_NEW)) } } };
    let mut columns = vec![
        Column::text(page.say(key::RULE_CONTAINS)),
        Column::text(page.say(key::RULE_DIRECTION)),
        Column::text(page.say(key::RULE_ACCOUNT)),
    ];
    columns.extend(may.then(|| Column::text(page.say(key::RULE_ORDER))));
    let mut table = Table::new(title.clone(), columns).quiet();
    for rule in &rules {
        let direction = if rule.incoming { "in" } else { "out" };
        let mut cells = vec![
            html! { @if may { a href=(page.here(&format!("/books/bank-rules/{}", rule.id))) { (ui::name(&rule.contains)) } } @else { (ui::name(&rule.contains)) } },
            html! { (language::named(page.locale, "rule-direction", direction)) },
            in_words(&page, rule.incoming, &rule.account, &rule.account_name_ar, &rule.account_name_fr),
        ];
        cells.extend(may.then(|| order(&page, rule)));
        table.row(cells);
    }
    let body = html! {
        (ui::back(&page.here("/books/bank"), &page.say(key::BANK_TITLE)))
        (ui::head(&html! { (title) }, Some(&html! { (page.say(key::RULES_LEAD)) }), &acts))
        @if rules.is_empty() { (ui::empty(&page.say(key::RULES_NONE), &page.say(key::RULES_NONE_TEXT), &html! {})) } @else { (table) }
    };
    page.page(&title, body)
}

fn order(visit: &Visit, rule: &BankRule) -> Markup {
    html! {
        div.acts {
            @for (act, label) in [("up", key::RULE_UP), ("down", key::RULE_DOWN)] {
                form method="post" action=(visit.here(&format!("/books/bank-rules/{}/move", rule.id))) data-quiet="" {
                    (ui::hidden(visit, &Form::blank()))
                    button.button.plain type="submit" name="act" value=(act) { (visit.say(label)) span.hidden-text { " " (rule.contains) } }
                }
            }
        }
    }
}

pub async fn reorder(page: Page<PostEntries>) -> Reply {
    let id = page.id()?;
    let input = MoveBankRule { id, to: page.form.get("act").to_owned() };
    let _: Done = page.post(&page.api(&format!("/books/bank-rules/{id}/move")), &input).await?;
    page.done(&page.here("/books/bank-rules"), key::RULE_MOVED, &[])
}

pub async fn new_form(page: Page<PostEntries>) -> Reply {
    let direction = page.query.given("direction").unwrap_or("out");
    edit_page(&page, None, &Form::with(Fields::of([("direction", direction), ("contains", page.query.get("contains"))])))
}

pub async fn edit_form(page: Page<PostEntries>) -> Reply {
    let rule = read(&page).await?;
    let direction = if rule.incoming { "in" } else { "out" };
    edit_page(
        &page,
        Some(&rule),
        &Form::with(Fields::of([("direction", direction), ("contains", &rule.contains), ("account", &rule.account)])),
    )
}

async fn read(visit: &Visit) -> kernel::Result<BankRule> {
    let id = visit.id()?;
    let rules: Vec<BankRule> = visit.list(&visit.api("/books/bank-rules")).await?;
    rules.into_iter().find(|rule| rule.id == id).ok_or_else(Error::not_found)
}

fn edit_page(visit: &Visit, rule: Option<&BankRule>, form: &Form) -> Reply {
    let inputs = Inputs { locale: visit.locale, form };
    let title = visit.say(if rule.is_some() { key::RULE_EDIT } else { key::RULE_NEW });
    let target = rule.map_or_else(|| visit.here("/books/bank-rules/new"), |rule| visit.here(&format!("/books/bank-rules/{}", rule.id)));
    let directions = ["in", "out"].map(|code| (code.to_owned(), language::named(visit.locale, "rule-direction", code)));
    let mut both = choices(visit, true);
    both.extend(choices(visit, false).into_iter().skip(1).filter(|(code, _)| !code.starts_with("place-")));
    let body = html! {
        (ui::error_summary(visit.locale, form))
        (ui::back(&visit.here("/books/bank-rules"), &visit.say(key::RULES_TITLE)))
        h1 { (title) }
        form.sheet method="post" action=(target) novalidate {
            (ui::hidden(visit, form))
            (inputs.text("contains", key::RULE_CONTAINS).hint(key::RULE_CONTAINS_HINT).attribute("maxlength", "100"))
            (inputs.radios("direction", key::RULE_DIRECTION, directions.into()))
            (inputs.select("occasion", key::RULE_ACCOUNT, both))
            (inputs.digits("account", key::WRITE_LINE_ACCOUNT).hint(key::WRITE_LINE_ACCOUNT_HINT).optional().attribute("autocomplete", "off"))
            (ui::submit(&visit.say(key::BANK_SAVE)))
        }
        @if rule.is_some() {
            form method="post" action=(target) data-quiet="" {
                (ui::hidden(visit, &Form::blank()))
                button.button.danger type="submit" name="act" value="remove" { (visit.say(key::RULE_REMOVE)) }
            }
        }
    };
    visit.form_page(&title, form, body)
}

fn input(visit: &Visit) -> WriteBankRule {
    let text = |name: &str| visit.form.get(name).to_owned();
    let occasion = if visit.form.given("occasion").is_some() { text("occasion") } else { text("account") };
    WriteBankRule { id: None, contains: text("contains"), direction: text("direction"), occasion }
}

pub async fn add(page: Page<PostEntries>) -> Reply {
    match page.post::<_, BankRule>(&page.api("/books/bank-rules"), &input(&page)).await {
        Ok(_) => page.done(&page.here("/books/bank-rules"), key::RULE_SAVED, &[]),
        Err(error) => edit_page(&page, None, &page.refused(error)?),
    }
}

pub async fn edit(page: Page<PostEntries>) -> Reply {
    let rule = read(&page).await?;
    let api = page.api(&format!("/books/bank-rules/{}", rule.id));
    if page.form.get("act") == "remove" {
        let _: Done = page.post(&format!("{api}/removal"), &RemoveBankRule { id: rule.id, sure: "yes".into() }).await?;
        return page.done(&page.here("/books/bank-rules"), key::RULE_REMOVED, &[]);
    }
    match page.post::<_, BankRule>(&api, &input(&page)).await {
        Ok(_) => page.done(&page.here("/books/bank-rules"), key::RULE_SAVED, &[]),
        Err(error) => edit_page(&page, Some(&rule), &page.refused(error)?),
    }
}
