//! Matching what the bank says with what the books say: many at a time, or one by one.

use super::bank_rules::{choices, in_words};
use super::bank_statements::sides;
use crate::fields::{Fields, with_query};
use crate::form::Form;
use crate::page::{Page, Reply};
use crate::ui::{self, Column, Inputs, Table};
use crate::visit::Visit;
use contracts::Page as Batch;
use contracts::bank::{BankAccount, BankLine, BookLine, ConfirmMatches, MatchLine, MatchesConfirmed, OneBankLine, Unmatch, WriteFromLine};
use kernel::permission::{PostEntries, ViewBooks};
use kernel::{Money, Result};
use language::key;
use maud::{Markup, html};
use uuid::Uuid;

pub async fn list(page: Page<ViewBooks>) -> Reply {
    list_page(&page, &Form::blank()).await
}

async fn list_page(visit: &Visit, form: &Form) -> Reply {
    let id = visit.id()?;
    let bank: BankAccount = visit.get(&visit.api(&format!("/books/bank/{id}"))).await?;
    let matched = visit.query.get("state") == "matched";
    let state = matched.then_some("matched");
    let asked = [("state", state), ("after", visit.query.given("after"))];
    let found: Batch<BankLine> = visit.get(&with_query(&visit.api(&format!("/books/bank/{id}/lines")), &asked)).await?;
    let here = visit.here(&format!("/books/bank/{id}/matching"));
    let title = visit.say(key::MATCHING_TITLE);
    let acts = html! { a.button href=(visit.here("/books/bank-rules")) { (visit.say(key::RULES_TITLE)) } };
    let body = html! {
        (ui::error_summary(visit.locale, form))
        (ui::back(&visit.here(&format!("/books/bank/{id}")), &bank.name))
        (ui::head(&html! { (title) }, Some(&ui::name(&bank.name)), &acts))
        nav aria-label=(title) {
            ul.tabs {
                li { a href=(here) aria-current=[(!matched).then_some("page")] { (visit.say(key::MATCHING_TO_DO)) } }
                li { a href={ (here) "?state=matched" } aria-current=[matched.then_some("page")] { (visit.say(key::MATCHING_DONE)) } }
            }
        }
        @if found.items.is_empty() {
            @let (none, text) = if matched { (key::MATCHING_NONE_MATCHED, key::MATCHING_NONE_MATCHED_TEXT) } else { (key::MATCHING_NONE, key::MATCHING_NONE_TEXT) };
            (ui::empty(&visit.say(none), &visit.say(text), &html! {}))
        } @else if matched {
            (table(visit, &found.items, None))
        } @else {
            (confirmation(visit, &here, &found.items, form))
        }
        (ui::pager(visit, &here, &[("state", state)], found.next.as_deref()))
    };
    visit.form_page(&title, form, body)
}

fn confirmation(visit: &Visit, here: &str, lines: &[BankLine], form: &Form) -> Markup {
    let error = form.error(visit.locale, "matches");
    let proposed = lines.iter().any(|line| line.proposal.is_some() || line.rule.is_some());
    html! {
        p.lead { (visit.say(key::MATCHING_LEAD)) }
        form.stack method="post" action=(with_query(here, &[("after", visit.query.given("after"))])) novalidate data-quiet="" {
            (ui::hidden(visit, form))
            fieldset class=(if error.is_some() { "field wrong" } else { "field" }) {
                legend.hidden-text { span data-label-of="matches" { (visit.say(key::MATCHING_CHOOSE)) } }
                @if let Some(error) = &error { p.error #error-matches { (error) } }
                (table(visit, lines, Some(form)))
            }
            @if proposed && visit.may::<PostEntries>() { (ui::submit(&visit.say(key::MATCHING_CONFIRM))) }
        }
    }
}

/// With a form, what is proposed can be chosen.
fn table(visit: &Visit, lines: &[BankLine], form: Option<&Form>) -> Markup {
    let columns = vec![
        Column::text(visit.say(key::BANK_LINE_TEXT)),
        Column::text(visit.say(key::BANK_LINE_ON)),
        Column::number(visit.say(key::MONEY_IN)),
        Column::number(visit.say(key::MONEY_OUT)),
        Column::text(visit.say(if form.is_some() { key::MATCHING_PROPOSED } else { key::MATCHING_ENTRY })),
    ];
    let mut table = Table::new(visit.say(key::MATCHING_TITLE), columns).quiet();
    let mut first = true;
    for line in lines {
        let (came, went) = sides(line.amount);
        let last = if let Some(form) = form {
            proposal(visit, line, form, &mut first)
        } else {
            html! { @for booked in &line.matched { (entry(visit, booked)) } }
        };
        table.row(vec![
            html! { a href=(address(visit, line.id)) { (text(visit, line)) } },
            ui::date(visit.locale, line.on),
            ui::amount_or_blank(visit.locale, came),
            ui::amount_or_blank(visit.locale, went),
            last,
        ]);
    }
    html! { (table) }
}

pub fn text(visit: &Visit, line: &BankLine) -> Markup {
    match (line.opening, line.text.is_empty()) {
        (true, _) => html! { (visit.say(key::BANK_LINE_OPENING)) },
        (_, true) => html! { (visit.say(key::BANK_LINE_NO_TEXT)) },
        _ => ui::name(&line.text),
    }
}

fn address(visit: &Visit, id: Uuid) -> String {
    visit.here(&format!("/books/bank-lines/{id}"))
}

fn entry(visit: &Visit, booked: &BookLine) -> Markup {
    html! {
        span.person {
            a href=(visit.here(&format!("/books/journal/{}", booked.entry))) { (ui::ltr(format!("{} {}", booked.journal, booked.number))) " " (ui::name(&booked.label)) }
            span.other { (ui::date(visit.locale, booked.on)) @if let Some(payer) = &booked.payer { " · " (ui::name(payer)) } }
        }
    }
}

fn proposal(visit: &Visit, line: &BankLine, form: &Form, first: &mut bool) -> Markup {
    let (name, value, sure, shown) = match (&line.proposal, &line.rule) {
        (Some(found), _) => {
            let reasons: Vec<String> = found.by.iter().map(|by| language::named(visit.locale, "match-by", by)).collect();
            let shown = html! { (entry(visit, &found.line)) span.muted { (reasons.join(" · ")) } };
            ("matches", format!("{}:{}", line.id, found.line.id), found.sure, shown)
        }
        (None, Some(rule)) => {
            let shown = html! {
                span.person {
                    span { (in_words(visit, rule.incoming, &rule.account, &rule.account_name_ar, &rule.account_name_fr)) }
                    span.other { (visit.say_with(key::MATCHING_BY_RULE, &[("contains", rule.contains.as_str().into())])) }
                }
            };
            ("by_rule", format!("{}:{}:{}", line.id, rule.id, rule.account), true, shown)
        }
        (None, None) => {
            return html! { a href=(address(visit, line.id)) { (visit.say(key::MATCHING_WRITE)) span.hidden-text { " " (line.text) } } };
        }
    };
    // after a refusal what was chosen, else what is sure
    let chosen = if form.is_wrong() { form.values.has(name, &value) } else { sure };
    let id = if *first { "matches".to_owned() } else { format!("choice-{}", line.id) };
    *first = false;
    html! {
        @if visit.may::<PostEntries>() {
            label.choice for=(id) { input type="checkbox" id=(id) name=(name) value=(value) checked[chosen]; span { (visit.say(key::MATCHING_IS_IT)) span.hidden-text { " " (line.text) } } }
        }
        (shown)
    }
}

pub async fn confirm(page: Page<PostEntries>) -> Reply {
    let id = page.id()?;
    let input = ConfirmMatches { id, matches: page.form.all("matches"), by_rule: page.form.all("by_rule") };
    match page.post::<_, MatchesConfirmed>(&page.api(&format!("/books/bank/{id}/matches")), &input).await {
        Ok(done) => {
            let said = [("matched", done.matched.into()), ("written", done.written.into())];
            page.done(&page.here(&format!("/books/bank/{id}/matching")), key::MATCHING_CONFIRMED, &said)
        }
        Err(error) => list_page(&page, &page.refused(error)?).await,
    }
}

async fn read(visit: &Visit) -> Result<OneBankLine> {
    visit.get(&visit.api(&format!("/books/bank-lines/{}", visit.id()?))).await
}

pub async fn show(page: Page<ViewBooks>) -> Reply {
    let found = read(&page).await?;
    let fields = Fields::of([("label", &found.line.text), ("contains", &found.contains)]);
    line_page(&page, &found, &Form::with(fields))
}

fn line_page(visit: &Visit, found: &OneBankLine, form: &Form) -> Reply {
    let line = &found.line;
    let title = visit.say(key::BANK_LINE_TITLE);
    let (came, went) = sides(line.amount);
    let side = if came > Money::ZERO { (key::MONEY_IN, came) } else { (key::MONEY_OUT, went) };
    let mut facts = vec![
        (visit.say(key::BANK_LINE_TEXT), text(visit, line)),
        (visit.say(key::BANK_LINE_ON), ui::date(visit.locale, line.on)),
        (visit.say(side.0), ui::amount(visit.locale, side.1)),
    ];
    facts.extend(line.value_on.map(|on| (visit.say(key::BANK_LINE_VALUE_ON), ui::date(visit.locale, on))));
    facts.extend(line.reference.as_ref().map(|reference| (visit.say(key::BANK_LINE_REFERENCE), ui::ltr(reference))));
    let body = html! {
        (ui::error_summary(visit.locale, form))
        (ui::back(&visit.here(&format!("/books/bank/{}/matching", line.bank)), &visit.say(key::MATCHING_TITLE)))
        (ui::head(&html! { (title) }, Some(&ui::name(&found.bank_name)), &html! {}))
        section.card { (ui::facts(facts)) }
        @if line.matched.is_empty() {
            @if visit.may::<PostEntries>() { (writing(visit, found, form)) }
            (candidates(visit, found, form))
        } @else {
            (matched(visit, found))
        }
    };
    visit.form_page(&title, form, body)
}

fn matched(visit: &Visit, found: &OneBankLine) -> Markup {
    html! {
        section.card {
            h2 { (visit.say(key::MATCHING_ENTRY)) }
            @for booked in &found.line.matched { p { (entry(visit, booked)) " · " (ui::amount(visit.locale, booked.amount)) } }
            @if visit.may::<PostEntries>() {
                form method="post" action=(address(visit, found.line.id)) data-quiet="" {
                    (ui::hidden(visit, &Form::blank()))
                    input type="hidden" name="act" value="undo";
                    @if found.written.is_some() {
                        label.choice for="take_back" { input #take_back type="checkbox" name="take_back" value="yes"; span { (visit.say(key::UNMATCH_TAKE_BACK)) } }
                    }
                    div.acts { button.button type="submit" { (visit.say(key::UNMATCH_ACT)) } }
                }
            }
        }
    }
}

fn writing(visit: &Visit, found: &OneBankLine, form: &Form) -> Markup {
    let inputs = Inputs { locale: visit.locale, form };
    html! {
        section.card {
            h2 { (visit.say(key::WRITE_LINE_TITLE)) }
            p { (visit.say(key::WRITE_LINE_LEAD)) }
            form.sheet method="post" action=(address(visit, found.line.id)) novalidate {
                (ui::hidden(visit, form))
                input type="hidden" name="act" value="write";
                (inputs.select("occasion", key::MONEY_OCCASION, choices(visit, found.line.amount > Money::ZERO)))
                (inputs.digits("account", key::WRITE_LINE_ACCOUNT).hint(key::WRITE_LINE_ACCOUNT_HINT).optional().attribute("autocomplete", "off"))
                (inputs.text("label", key::MONEY_LABEL).optional().attribute("maxlength", "200"))
                @if !found.line.opening {
                    (inputs.checks("keep", key::WRITE_LINE_RULE, vec![("yes".into(), visit.say(key::WRITE_LINE_RULE_YES))]))
                    (inputs.text("contains", key::RULE_CONTAINS).hint(key::RULE_CONTAINS_HINT).optional().attribute("maxlength", "100"))
                }
                (ui::submit(&visit.say(key::WRITE_LINE_ACT)))
            }
        }
    }
}

fn candidates(visit: &Visit, found: &OneBankLine, form: &Form) -> Markup {
    let error = form.error(visit.locale, "lines");
    let columns = vec![Column::text(visit.say(key::MATCHING_ENTRY)), Column::number(visit.say(key::MONEY_AMOUNT))];
    let mut table = Table::new(visit.say(key::CANDIDATES_TITLE), columns).quiet();
    for (at, booked) in found.candidates.iter().enumerate() {
        let id = if at == 0 { "lines".to_owned() } else { format!("lines-{}", booked.id) };
        let value = booked.id.to_string();
        table.row(vec![
            html! {
                @if visit.may::<PostEntries>() {
                    label.choice for=(id) { input type="checkbox" id=(id) name="lines" value=(value) checked[form.values.has("lines", &value)]; span { (visit.say(key::MATCHING_IS_IT)) span.hidden-text { " " (booked.label) } } }
                }
                (entry(visit, booked))
            },
            ui::amount(visit.locale, booked.amount),
        ]);
    }
    html! {
        section.stack {
            h2 { (visit.say(key::CANDIDATES_TITLE)) }
            @if found.candidates.is_empty() { p.muted { (visit.say(key::CANDIDATES_NONE)) } }
            @else {
                p { (visit.say(key::CANDIDATES_LEAD)) }
                form.stack method="post" action=(address(visit, found.line.id)) novalidate data-quiet="" {
                    (ui::hidden(visit, form))
                    input type="hidden" name="act" value="match";
                    fieldset class=(if error.is_some() { "field wrong" } else { "field" }) {
                        legend.hidden-text { span data-label-of="lines" { (visit.say(key::CANDIDATES_TITLE)) } }
                        @if let Some(error) = &error { p.error #error-lines { (error) } }
                        (table)
                    }
                    @if visit.may::<PostEntries>() { div.acts { button.button type="submit" { (visit.say(key::CANDIDATES_ACT)) } } }
                }
            }
        }
    }
}

pub async fn act(page: Page<PostEntries>) -> Reply {
    let id = page.id()?;
    let api = page.api(&format!("/books/bank-lines/{id}"));
    let text = |name: &str| page.form.get(name).to_owned();
    let (done, said) = match page.form.get("act") {
        "match" => {
            let lines = page.form.all("lines").iter().filter_map(|line| line.parse().ok()).collect();
            (page.post::<_, BankLine>(&format!("{api}/match"), &MatchLine { id, lines }).await, key::MATCH_DONE)
        }
        "undo" => {
            (page.post::<_, BankLine>(&format!("{api}/unmatching"), &Unmatch { id, take_back: text("take_back") }).await, key::UNMATCH_DONE)
        }
        _ => {
            let occasion = if page.form.given("occasion").is_some() { text("occasion") } else { text("account") };
            let contains = if page.form.get("keep") == "yes" { text("contains") } else { String::new() };
            let label = match page.form.given("label") {
                Some(label) => label.to_owned(),
                None => page.say(key::BANK_LINE_OPENING),
            };
            let input = WriteFromLine { id, occasion, label, contains };
            (page.post::<_, BankLine>(&format!("{api}/entry"), &input).await, key::WRITE_LINE_DONE)
        }
    };
    match done {
        Ok(line) => page.done(&page.here(&format!("/books/bank/{}/matching", line.bank)), said, &[]),
        Err(error) => {
            let form = page.refused(error)?;
            line_page(&page, &read(&page).await?, &form)
        }
    }
}
