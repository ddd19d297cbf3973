//! The chart of accounts: finding an account, adding one, giving it a name, hiding it.

use crate::fields::{Fields, with_query};
use crate::form::Form;
use crate::page::{Page, Reply};
use crate::ui::{self, Column, Inputs, Table, Tone};
use crate::visit::Visit;
use contracts::Done;
use contracts::chart::{AddAccount, AddedAccount, ChartAccount, ChartChange, HideAccount, Origin, RemoveAccount, RenameAccount};
use kernel::permission::{PostEntries, ViewBooks};
use kernel::{Error, Result};
use language::{Key, key};
use maud::{Markup, html};

pub async fn list(page: Page<ViewBooks>) -> Reply {
    let search = page.query.given("search");
    let own_only = page.query.given("own").is_some();
    let mut accounts: Vec<ChartAccount> = page.list(&with_query(&page.api("/books/accounts"), &[("search", search)])).await?;
    if own_only {
        accounts.retain(|account| account.origin != Origin::Standard || account.hidden);
    }
    let title = page.say(key::CHART_TITLE);
    let acts = html! {
        @if page.may::<PostEntries>() { a.button.primary href=(page.here("/books/accounts/new")) { (ui::icon("plus")) (page.say(key::CHART_ADD)) } }
    };
    let form = Form::with(Fields::of([("search", search.unwrap_or_default()), ("own", page.query.get("own"))]));
    let inputs = Inputs { locale: page.locale, form: &form };
    let body = html! {
        (ui::back(&page.here("/books"), &page.say(key::NAV_BOOKS)))
        (ui::head(&html! { (title) }, Some(&html! { (page.say(key::CHART_LEAD)) }), &acts))
        form.sheet method="get" action=(page.here("/books/accounts")) role="search" {
            (inputs.text("search", key::CHART_SEARCH).hint(key::CHART_SEARCH_HINT).optional_unsaid().attribute("autocomplete", "off").attribute("enterkeyhint", "search"))
            (inputs.checks("own", key::CHART_WHICH, vec![("yes".into(), page.say(key::CHART_OWN_ONLY))]))
            div.acts { button.button type="submit" { (page.say(key::LIST_SEARCH_ACT)) } }
        }
        @if accounts.is_empty() {
            (ui::empty(&page.say(key::CHART_NONE), &page.say(key::CHART_NONE_TEXT), &html! {}))
        } @else {
            (table(&page, &accounts))
        }
    };
    page.page(&title, body)
}

fn table(visit: &Visit, accounts: &[ChartAccount]) -> Markup {
    let columns = [key::BOOKS_ACCOUNT, key::CHART_KIND, key::CHART_STATE].map(|label| Column::text(visit.say(label)));
    let mut table = Table::new(visit.say(key::CHART_TITLE), columns.into()).quiet();
    for account in accounts {
        table.row(vec![
            html! { a href=(edit_path(visit, &account.code)) { (ui::ltr(&account.code)) " " (ui::name(ui::in_language(visit.locale, &account.name_ar, &account.name_fr))) } },
            html! { (language::named(visit.locale, "account-kind", &account.kind)) },
            state(visit, account),
        ]);
    }
    html! { (table) }
}

fn state(visit: &Visit, account: &ChartAccount) -> Markup {
    html! {
        @if account.hidden { (ui::chip(Tone::Wait, &visit.say(key::CHART_HIDDEN))) " " }
        @if account.origin == Origin::Own { (ui::chip(Tone::Good, &visit.say(key::CHART_OWN))) } @else if account.origin == Origin::Renamed { (ui::chip(Tone::Plain, &visit.say(key::CHART_RENAMED))) }
        @if !account.postable { span.muted { (visit.say(key::CHART_HEADING)) } }
    }
}

fn edit_path(visit: &Visit, code: &str) -> String {
    with_query(&visit.here("/books/accounts/edit"), &[("account", Some(code))])
}

pub async fn add_form(page: Page<PostEntries>) -> Reply {
    add_page(&page, &Form::with(Fields::of([("code", page.query.get("under"))])))
}

fn add_page(visit: &Visit, form: &Form) -> Reply {
    let inputs = Inputs { locale: visit.locale, form };
    let title = visit.say(key::CHART_ADD);
    let body = html! {
        (ui::error_summary(visit.locale, form))
        (ui::back(&visit.here("/books/accounts"), &visit.say(key::CHART_TITLE)))
        h1 { (title) }
        p.lead { (visit.say(key::CHART_ADD_LEAD)) }
        form.sheet method="post" action=(visit.here("/books/accounts/new")) novalidate {
            (ui::hidden(visit, form))
            (inputs.digits("code", key::CHART_CODE).hint(key::CHART_CODE_HINT).attribute("autocomplete", "off").attribute("maxlength", "10"))
            (names(inputs))
            (ui::submit(&visit.say(key::CHART_ADD_ACT)))
        }
    };
    visit.form_page(&title, form, body)
}

fn names(inputs: Inputs<'_>) -> Markup {
    html! {
        (inputs.text("name_ar", key::CHART_NAME_AR).optional_unsaid().attribute("lang", "ar").attribute("autocomplete", "off").attribute("maxlength", "120"))
        (inputs.text("name_fr", key::CHART_NAME_FR).hint(key::CHART_NAME_HINT).optional_unsaid().attribute("lang", "fr").attribute("autocomplete", "off").attribute("maxlength", "120"))
    }
}

pub async fn add(page: Page<PostEntries>) -> Reply {
    let text = |name: &str| page.form.get(name).to_owned();
    let input = AddAccount { code: text("code"), name_ar: text("name_ar"), name_fr: text("name_fr") };
    match page.post::<_, AddedAccount>(&page.api("/books/accounts"), &input).await {
        Ok(added) => {
            let said = match added.warnings.first().map(String::as_str) {
                Some("account-other") => key::CHART_ADDED_OTHER,
                Some("account-earlier-years") => key::CHART_ADDED_EARLIER_YEARS,
                Some("account-contra") => key::CHART_ADDED_CONTRA,
                _ => key::CHART_ADDED,
            };
            page.done(&edit_path(&page, &added.account.code), said, &[("account", (&added.account.code).into())])
        }
        Err(error) => add_page(&page, &page.refused(error)?),
    }
}

async fn find(visit: &Visit, code: &str) -> Result<ChartAccount> {
    let found: Vec<ChartAccount> = visit.list(&with_query(&visit.api("/books/accounts"), &[("account", Some(code))])).await?;
    found.into_iter().find(|account| account.code == code).ok_or_else(Error::not_found)
}

pub async fn edit_form(page: Page<ViewBooks>) -> Reply {
    // an address without an account leads to all of them
    let Some(code) = page.query.given("account") else { return Ok(crate::page::redirect(&page.here("/books/accounts"))) };
    let account = find(&page, code).await?;
    let form = Form::with(Fields::of([("name_ar", &account.name_ar), ("name_fr", &account.name_fr)]));
    edit_page(&page, &account, &form).await
}

async fn edit_page(visit: &Visit, account: &ChartAccount, form: &Form) -> Reply {
    let history: Vec<ChartChange> =
        visit.list(&with_query(&visit.api("/books/accounts/history"), &[("account", Some(&account.code))])).await?;
    let inputs = Inputs { locale: visit.locale, form };
    let title = visit.say_with(key::LEDGER_TITLE, &[("account", (&account.code).into())]);
    let name = ui::in_language(visit.locale, &account.name_ar, &account.name_fr);
    let acts = html! { a.button href=(with_query(&visit.here("/books/ledger"), &[("account", Some(&account.code))])) { (visit.say(key::LEDGER_LINES)) } };
    let body = html! {
        (ui::error_summary(visit.locale, form))
        (ui::back(&visit.here("/books/accounts"), &visit.say(key::CHART_TITLE)))
        (ui::head(&html! { (title) }, Some(&ui::name(name)), &acts))
        p #account tabindex="-1" { (language::named(visit.locale, "account-kind", &account.kind)) " " (state(visit, account)) }
        @if visit.may::<PostEntries>() {
            form.sheet method="post" action=(visit.here("/books/accounts/edit")) novalidate {
                (ui::hidden(visit, form))
                input type="hidden" name="account" value=(account.code);
                (names(inputs))
                @if account.origin != Origin::Own { p.hint { (visit.say(key::CHART_STANDARD_HINT)) } }
                div.acts {
                    button.button.primary type="submit" name="act" value="rename" { (visit.say(key::CHART_RENAME_ACT)) }
                    @if account.hidden { button.button type="submit" name="act" value="show" { (visit.say(key::CHART_SHOW_ACT)) } }
                    @else if account.postable && !account.kept { button.button type="submit" name="act" value="hide" { (visit.say(key::CHART_HIDE_ACT)) } }
                    @if account.origin == Origin::Own { button.button.danger type="submit" name="act" value="remove" { (visit.say(key::CHART_REMOVE_ACT)) } }
                }
                p.hint { (visit.say(if account.kept { key::CHART_KEPT_HINT } else { key::CHART_HIDE_HINT })) }
            }
        }
        @if !history.is_empty() { (changes(visit, &history)) }
    };
    visit.form_page(&title, form, body)
}

fn changes(visit: &Visit, history: &[ChartChange]) -> Markup {
    let names = |ar: &Option<String>, fr: &Option<String>| {
        let (ar, fr) = (ar.as_deref().unwrap_or_default(), fr.as_deref().unwrap_or_default());
        ui::name(ui::in_language(visit.locale, ar, fr))
    };
    html! {
        section.card {
            h2 { (visit.say(key::CHART_HISTORY)) }
            ul.stack {
                @for change in history {
                    li {
                        (language::named(visit.locale, "chart-act", &change.act)) " · " (ui::name(&change.changed_by)) " · " span.muted { (ui::moment(visit.locale, change.changed_at)) }
                        @if change.act == "renamed" { br; (visit.say(key::LOG_BEFORE)) ": " (names(&change.before_ar, &change.before_fr)) " " (visit.say(key::LOG_AFTER)) ": " (names(&change.after_ar, &change.after_fr)) }
                    }
                }
            }
        }
    }
}

pub async fn edit(page: Page<PostEntries>) -> Reply {
    let text = |name: &str| page.form.get(name).to_owned();
    let account = text("account");
    let hide = |hidden: &str| HideAccount { account: account.clone(), hidden: hidden.into() };
    let done: Result<Key> = match page.form.get("act") {
        "hide" => page.post::<_, ChartAccount>(&page.api("/books/accounts/hiding"), &hide("yes")).await.map(|_| key::CHART_HIDDEN_DONE),
        "show" => page.post::<_, ChartAccount>(&page.api("/books/accounts/hiding"), &hide("no")).await.map(|_| key::CHART_SHOWN_DONE),
        "remove" => {
            let input = RemoveAccount { account: account.clone() };
            page.post::<_, Done>(&page.api("/books/accounts/removal"), &input).await.map(|_| key::CHART_REMOVED_DONE)
        }
        _ => {
            let input = RenameAccount { account: account.clone(), name_ar: text("name_ar"), name_fr: text("name_fr") };
            page.post::<_, ChartAccount>(&page.api("/books/accounts/renaming"), &input).await.map(|_| key::CHART_RENAMED_DONE)
        }
    };
    let target = if page.form.get("act") == "remove" { page.here("/books/accounts") } else { edit_path(&page, &account) };
    match done {
        Ok(said) => page.done(&target, said, &[("account", (&account).into())]),
        Err(error) => {
            let form = page.refused(error)?;
            edit_page(&page, &find(&page, &account).await?, &form).await
        }
    }
}
