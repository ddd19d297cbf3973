//! What the record has several of: bank accounts, branches, numbers of the data protection
//! commission. Each page is a list with a form under it; what a pressed button names is taken away.

use crate::form::Form;
use crate::page::{Page, Reply};
use crate::pages::founding::{asks_for_communes, commune_fields};
use crate::pages::record;
use crate::ui::{self, Inputs, Tone};
use crate::visit::Visit;
use contracts::Nothing;
use contracts::registry::{AddBankAccount, AddBranch, AddCndpNumber, BankAccount, Branch, CndpNumber, Record};
use kernel::permission::{EditBankAccounts, EditRecord};
use kernel::{Error, Result};
use language::{Key, key};
use maud::{Markup, html};
use uuid::Uuid;

pub fn bank_account(visit: &Visit, account: &BankAccount) -> Markup {
    html! {
        span.person {
            span { bdi.mono dir="ltr" { (grouped(&account.iban)) } " " @if account.main { (ui::chip(Tone::Good, &visit.say(key::BANK_ACCOUNT_MAIN))) } }
            @if !account.bank.is_empty() { span.other { (ui::name(&account.bank)) } }
        }
    }
}

/// In fours, as banks print an IBAN.
fn grouped(iban: &str) -> String {
    let digits: Vec<char> = iban.chars().collect();
    digits.chunks(4).map(|four| four.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}

pub fn branch(visit: &Visit, branch: &Branch) -> Markup {
    let commune = ui::in_language(visit.locale, &branch.commune.name_ar, &branch.commune.name_fr);
    html! {
        span.person {
            (ui::name(&branch.name))
            span.other { (ui::name(&branch.address)) " · " (ui::name(commune)) " · " (ui::date(visit.locale, branch.opened_on)) }
        }
    }
}

pub fn cndp_number(visit: &Visit, number: &CndpNumber) -> Markup {
    html! {
        span.person {
            (ui::ltr(&number.number))
            span.other { (language::named(visit.locale, "cndp-kind", &number.kind)) " · " (ui::date(visit.locale, number.given_on)) }
        }
    }
}

/// One row with its buttons: the button's name is the act, its value the row.
fn row(visit: &Visit, path: &str, shown: &Markup, id: Uuid, acts: &[(&str, Key)]) -> Markup {
    html! {
        li {
            div { (shown) }
            form.inline-form method="post" action=(visit.here(path)) data-quiet="" {
                (ui::hidden(visit, &Form::blank()))
                @for (name, label) in acts {
                    @let class = if *name == "remove" { "button danger" } else { "button" };
                    button class=(class) type="submit" name=(name) value=(id) { (visit.say(*label)) }
                }
            }
        }
    }
}

/// The frame of these pages.
fn list_page(visit: &Visit, form: &Form, title: Key, lead: Key, rows: &[Markup], add: &Markup) -> Reply {
    let title = visit.say(title);
    let body = html! {
        (ui::error_summary(visit.locale, form))
        (ui::back(&visit.here("/record"), &visit.say(key::RECORD_TITLE)))
        (ui::head(&html! { (title) }, Some(&html! { (visit.say(lead)) }), &html! {}))
        @if !rows.is_empty() { ul.duties { @for row in rows { (row) } } }
        section.card { (add) }
    };
    visit.form_page(&title, form, body)
}

/// Takes away or changes what the pressed button names; `None` when none was pressed.
async fn pressed(visit: &Visit, path: &str, acts: &[(&str, &str)]) -> Result<Option<Result<Record>>> {
    for (name, rest) in acts {
        if let Some(id) = visit.form.given(name) {
            let id: Uuid = id.parse().map_err(|_| Error::not_found())?;
            return Ok(Some(visit.post(&visit.api(&format!("{path}/{id}/{rest}")), &Nothing {}).await));
        }
    }
    Ok(None)
}

const BANK_ACCOUNTS: &str = "/record/bank-accounts";

pub async fn bank_accounts(page: Page<EditBankAccounts>) -> Reply {
    bank_accounts_page(&page, &Form::blank()).await
}

async fn bank_accounts_page(visit: &Visit, form: &Form) -> Reply {
    let record = record::read(visit).await?;
    let inputs = Inputs { locale: visit.locale, form };
    let rows: Vec<Markup> = record
        .bank_accounts
        .iter()
        .map(|account| {
            let acts = [("main", key::BANK_ACCOUNT_MAKE_MAIN), ("remove", key::RECORD_REMOVE)];
            row(visit, BANK_ACCOUNTS, &bank_account(visit, account), account.id, if account.main { &acts[1..] } else { &acts })
        })
        .collect();
    let add = html! {
        h2 { (visit.say(key::BANK_ACCOUNT_ADD)) }
        form.sheet method="post" action=(visit.here(BANK_ACCOUNTS)) novalidate {
            (ui::hidden(visit, form))
            (inputs.digits("rib", key::BANK_ACCOUNT_RIB).hint(key::BANK_ACCOUNT_RIB_HINT).attribute("autocomplete", "off"))
            (inputs.text("bank", key::BANK_ACCOUNT_BANK).hint(key::BANK_ACCOUNT_BANK_HINT).optional().attribute("autocomplete", "off"))
            (ui::submit(&visit.say(key::BANK_ACCOUNT_ADD)))
        }
    };
    list_page(visit, form, key::BANK_ACCOUNTS_TITLE, key::BANK_ACCOUNTS_LEAD, &rows, &add)
}

pub async fn change_bank_accounts(page: Page<EditBankAccounts>) -> Reply {
    let done = match pressed(&page, BANK_ACCOUNTS, &[("main", "main"), ("remove", "removal")]).await? {
        Some(done) => done,
        None => page.post(&page.api(BANK_ACCOUNTS), &page.form.input::<AddBankAccount>()?).await,
    };
    match done {
        Ok(_) => page.done(&page.here(BANK_ACCOUNTS), key::RECORD_SAVED, &[]),
        Err(error) => bank_accounts_page(&page, &page.refused(error)?).await,
    }
}

const BRANCHES: &str = "/record/branches";

pub async fn branches(page: Page<EditRecord>) -> Reply {
    branches_page(&page, &Form::blank()).await
}

async fn branches_page(visit: &Visit, form: &Form) -> Reply {
    let record = record::read(visit).await?;
    let inputs = Inputs { locale: visit.locale, form };
    let shown = |item: &Branch| row(visit, BRANCHES, &branch(visit, item), item.id, &[("remove", key::BRANCH_CLOSE)]);
    let rows: Vec<Markup> = record.branches.iter().map(shown).collect();
    let add = html! {
        h2 { (visit.say(key::BRANCH_ADD)) }
        form.sheet method="post" action=(visit.here(BRANCHES)) novalidate {
            (ui::hidden(visit, form))
            (inputs.text("name", key::BRANCH_NAME).attribute("autocomplete", "off"))
            (inputs.text("address", key::RECORD_ADDRESS).attribute("autocomplete", "off"))
            (commune_fields(visit, inputs).await?)
            (inputs.date("opened_on", key::BRANCH_OPENED_ON))
            (ui::submit(&visit.say(key::BRANCH_ADD)))
        }
    };
    list_page(visit, form, key::BRANCHES_TITLE, key::BRANCHES_LEAD, &rows, &add)
}

pub async fn change_branches(page: Page<EditRecord>) -> Reply {
    if asks_for_communes(&page) {
        return branches_page(&page, &Form::with(page.form.clone())).await;
    }
    let done = match pressed(&page, BRANCHES, &[("remove", "removal")]).await? {
        Some(done) => done,
        None => page.post(&page.api(BRANCHES), &page.form.input::<AddBranch>()?).await,
    };
    match done {
        Ok(_) => page.done(&page.here(BRANCHES), key::RECORD_SAVED, &[]),
        Err(error) => branches_page(&page, &page.refused(error)?).await,
    }
}

const CNDP_NUMBERS: &str = "/record/cndp-numbers";

pub async fn cndp_numbers(page: Page<EditRecord>) -> Reply {
    cndp_page(&page, &Form::blank()).await
}

async fn cndp_page(visit: &Visit, form: &Form) -> Reply {
    let record = record::read(visit).await?;
    let inputs = Inputs { locale: visit.locale, form };
    let shown = |item: &CndpNumber| row(visit, CNDP_NUMBERS, &cndp_number(visit, item), item.id, &[("remove", key::RECORD_REMOVE)]);
    let rows: Vec<Markup> = record.cndp_numbers.iter().map(shown).collect();
    let kinds = ["declaration", "authorisation"].map(|kind| (kind.to_owned(), language::named(visit.locale, "cndp-kind", kind)));
    let add = html! {
        h2 { (visit.say(key::CNDP_ADD)) }
        form.sheet method="post" action=(visit.here(CNDP_NUMBERS)) novalidate {
            (ui::hidden(visit, form))
            (inputs.radios("kind", key::CNDP_KIND, kinds.into()))
            (inputs.text("number", key::CNDP_NUMBER).attribute("autocomplete", "off"))
            (inputs.date("given_on", key::CNDP_GIVEN_ON))
            (ui::submit(&visit.say(key::CNDP_ADD)))
        }
    };
    list_page(visit, form, key::CNDP_TITLE, key::CNDP_LEAD, &rows, &add)
}

pub async fn change_cndp_numbers(page: Page<EditRecord>) -> Reply {
    let done = match pressed(&page, CNDP_NUMBERS, &[("remove", "removal")]).await? {
        Some(done) => done,
        None => page.post(&page.api(CNDP_NUMBERS), &page.form.input::<AddCndpNumber>()?).await,
    };
    match done {
        Ok(_) => page.done(&page.here(CNDP_NUMBERS), key::RECORD_SAVED, &[]),
        Err(error) => cndp_page(&page, &page.refused(error)?).await,
    }
}
