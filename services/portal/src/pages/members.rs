//! The members: list, record, adding one.

use crate::fields::{Fields, with_query};
use crate::form::Form;
use crate::page::{Page, Reply};
use crate::ui::{self, Column, Inputs, Table, Tone};
use crate::visit::Visit;
use chrono::Datelike;
use contracts::Page as Batch;
use contracts::dues::Payment;
use contracts::members::{AddMember, Member, Sex};
use kernel::Locale;
use kernel::permission::{EditMembers, RecordPayments, ViewDues, ViewMembers};
use language::key;
use maud::{Markup, html};

pub async fn list(page: Page<ViewMembers>) -> Reply {
    let (search, dues, after) = (page.query.given("search"), page.query.given("dues"), page.query.given("after"));
    let path = with_query(&page.api("/members"), &[("search", search), ("dues", dues), ("after", after)]);
    let found: Batch<Member> = page.get(&path).await?;
    let title = page.say(key::MEMBERS_TITLE);
    let acts = html! {
        @if page.may::<EditMembers>() {
            a.button href=(page.here("/members/import")) { (ui::icon("upload")) (page.say(key::IMPORT_TITLE)) }
            a.button.primary href=(page.here("/members/new")) { (ui::icon("plus")) (page.say(key::MEMBERS_ADD)) }
        }
    };
    let body = html! {
        (ui::head(&html! { (title) }, None, &acts))
        (filter(&page))
        div.stack #results { (results(&page, &found, &acts)) }
    };
    page.page(&title, body)
}

fn filter(visit: &Visit) -> Markup {
    let form = Form::with(Fields::of([("search", visit.query.get("search")), ("dues", visit.query.get("dues"))]));
    let inputs = Inputs { locale: visit.locale, form: &form };
    let dues = [("", key::MEMBERS_ALL), ("paid", key::MEMBERS_PAID), ("unpaid", key::MEMBERS_UNPAID)];
    let dues = dues.into_iter().map(|(code, label)| (code.to_owned(), visit.say(label))).collect();
    html! {
        form.inline-form method="get" action=(visit.here("/members")) role="search" data-live="#results" {
            (inputs.text("search", key::LIST_SEARCH).optional_unsaid().attribute("autocomplete", "off").attribute("enterkeyhint", "search"))
            (inputs.select("dues", key::MEMBERS_DUES, dues).optional_unsaid())
            button.button type="submit" { (visit.say(key::LIST_SEARCH_ACT)) }
        }
    }
}

fn results(visit: &Visit, found: &Batch<Member>, acts: &Markup) -> Markup {
    let (search, dues) = (visit.query.given("search"), visit.query.given("dues"));
    if found.items.is_empty() {
        let filtered = search.is_some() || dues.is_some() || visit.query.given("after").is_some();
        return if filtered {
            let all = html! { a.button href=(visit.here("/members")) { (visit.say(key::LIST_SHOW_ALL)) } };
            ui::empty(&visit.say(key::LIST_NOTHING), &visit.say(key::LIST_NOTHING_TEXT), &all)
        } else {
            ui::empty(&visit.say(key::MEMBERS_EMPTY), &visit.say(key::MEMBERS_EMPTY_TEXT), acts)
        };
    }
    let year = visit.state.clock().today().year();
    let mut table = Table::new(
        visit.say(key::MEMBERS_TITLE),
        vec![
            Column::text(visit.say(key::MEMBER_NAME)),
            Column::number(visit.say(key::MEMBER_NUMBER)),
            Column::text(visit.say(key::MEMBER_PHONE)),
            Column::text(visit.say(key::MEMBER_EMAIL)),
            Column::text(visit.say_with(key::MEMBER_DUES_OF, &[("year", (&year.to_string()).into())])),
        ],
    )
    .quiet();
    for member in &found.items {
        table.row(vec![
            html! { a href=(visit.here(&format!("/members/{}", member.id))) { (ui::person(visit.locale, member.name_ar.as_deref(), member.name_fr.as_deref())) } },
            ui::ltr(member.number),
            html! { @if let Some(phone) = &member.phone { (ui::ltr(phone)) } },
            html! { @if let Some(email) = &member.email { (ui::ltr(email)) } },
            paid(visit, member.paid_year == Some(year)),
        ]);
    }
    html! { (table) (ui::pager(visit, &visit.here("/members"), &[("search", search), ("dues", dues)], found.next.as_deref())) }
}

fn paid(visit: &Visit, paid: bool) -> Markup {
    if paid { ui::chip(Tone::Good, &visit.say(key::MEMBER_PAID)) } else { ui::chip(Tone::Wait, &visit.say(key::MEMBER_UNPAID)) }
}

pub async fn show(page: Page<ViewMembers>) -> Reply {
    let id = page.id()?;
    let member: Member = page.get(&page.api(&format!("/members/{id}"))).await?;
    let payments: Vec<Payment> = if page.may::<ViewDues>() {
        page.get::<Batch<Payment>>(&with_query(&page.api("/dues/payments"), &[("member", Some(&id.to_string()))])).await?.items
    } else {
        Vec::new()
    };
    let name = ui::person_name(page.locale, member.name_ar.as_deref(), member.name_fr.as_deref()).to_owned();
    let acts = html! {
        @if page.may::<RecordPayments>() {
            a.button.primary href=(with_query(&page.here("/dues/payments/new"), &[("member", Some(&id.to_string()))])) { (page.say(key::PAYMENT_RECORD)) }
        }
    };
    let number = member.number.to_string();
    let body = html! {
        (ui::back(&page.here("/members"), &page.say(key::MEMBERS_TITLE)))
        (ui::head(
            &ui::person(page.locale, member.name_ar.as_deref(), member.name_fr.as_deref()),
            Some(&html! { (page.say(key::MEMBER_NUMBER)) " " (ui::ltr(&number)) }),
            &acts,
        ))
        section.card { h2 { (page.say(key::MEMBER_RECORD)) } (ui::facts(facts(&page, &member))) }
        @if page.may::<ViewDues>() {
            section.stack { h2 { (page.say(key::PAYMENTS_TITLE)) } (super::payments::table(&page, &payments, false)) }
        }
    };
    page.page(&name, body)
}

fn facts(visit: &Visit, member: &Member) -> Vec<(String, Markup)> {
    let optional = |text: &Option<String>| html! { @if let Some(text) = text { (ui::name(text)) } @else { "—" } };
    let latin = |text: &Option<String>| html! { @if let Some(text) = text { (ui::ltr(text)) } @else { "—" } };
    let day = |date| html! { @if let Some(date) = date { (ui::date(visit.locale, date)) } @else { "—" } };
    let sex = member.sex.map(|sex| visit.say(if sex == Sex::Female { key::SEX_FEMALE } else { key::SEX_MALE }));
    let year = visit.state.clock().today().year();
    vec![
        (
            visit.say(key::MEMBER_STATE),
            if member.active {
                ui::chip(Tone::Good, &visit.say(key::MEMBER_ACTIVE))
            } else {
                ui::chip(Tone::Plain, &visit.say(key::MEMBER_INACTIVE))
            },
        ),
        (visit.say_with(key::MEMBER_DUES_OF, &[("year", (&year.to_string()).into())]), paid(visit, member.paid_year == Some(year))),
        (visit.say(key::MEMBER_PHONE), latin(&member.phone)),
        (visit.say(key::MEMBER_EMAIL), latin(&member.email)),
        (visit.say(key::MEMBER_ADDRESS), optional(&member.address)),
        (visit.say(key::MEMBER_CATEGORY), optional(&member.category)),
        (visit.say(key::MEMBER_SEX), html! { (sex.unwrap_or_else(|| "—".into())) }),
        (visit.say(key::MEMBER_BORN_ON), day(member.born_on)),
        (visit.say(key::MEMBER_JOINED_ON), day(member.joined_on)),
        (visit.say(key::MEMBER_LANGUAGE), html! { span lang=(member.locale.code()) { (member.locale.own_name()) } }),
    ]
}

pub async fn add_form(page: Page<EditMembers>) -> Reply {
    let today = language::short_date(page.state.clock().today());
    add_page(&page, &Form::with(Fields::of([("joined_on", &today), ("sex", ""), ("locale", "")]))).await
}

async fn add_page(visit: &Visit, form: &Form) -> Reply {
    let inputs = Inputs { locale: visit.locale, form };
    let title = visit.say(key::MEMBERS_ADD);
    let name = |name: &str, label, lang: &str, dir: &str| {
        inputs.text(name, label).optional_unsaid().attribute("lang", lang).attribute("dir", dir).attribute("autocomplete", "off")
    };
    let sexes =
        [("", key::FORM_UNSAID), ("f", key::SEX_FEMALE), ("m", key::SEX_MALE)].map(|(code, label)| (code.to_owned(), visit.say(label)));
    let mut languages = vec![(String::new(), visit.say(key::MEMBER_LANGUAGE_DEFAULT))];
    languages.extend(Locale::ALL.map(|locale| (locale.code().to_owned(), locale.own_name().to_owned())));
    let body = html! {
        (ui::error_summary(visit.locale, form))
        (ui::back(&visit.here("/members"), &visit.say(key::MEMBERS_TITLE)))
        h1 { (title) }
        form.sheet method="post" action=(visit.here("/members/new")) novalidate {
            (ui::hidden(visit, form))
            p.hint { (visit.say(key::MEMBER_ONE_NAME)) }
            div.pair { (name("given_ar", key::MEMBER_GIVEN_AR, "ar", "rtl")) (name("family_ar", key::MEMBER_FAMILY_AR, "ar", "rtl")) }
            div.pair { (name("given_fr", key::MEMBER_GIVEN_FR, "fr", "ltr")) (name("family_fr", key::MEMBER_FAMILY_FR, "fr", "ltr")) }
            (inputs.phone("phone", key::MEMBER_PHONE).optional().hint(key::MEMBER_PHONE_HINT).attribute("autocomplete", "off"))
            (inputs.email("email", key::MEMBER_EMAIL).optional().hint(key::MEMBER_EMAIL_HINT).attribute("autocomplete", "off"))
            (inputs.text("address", key::MEMBER_ADDRESS).optional().attribute("autocomplete", "off"))
            (inputs.text("category", key::MEMBER_CATEGORY).optional().attribute("autocomplete", "off"))
            (inputs.radios("sex", key::MEMBER_SEX, sexes.into()).optional())
            (inputs.date("born_on", key::MEMBER_BORN_ON).optional())
            (inputs.date("joined_on", key::MEMBER_JOINED_ON).optional())
            (inputs.select("locale", key::MEMBER_LANGUAGE, languages).hint(key::MEMBER_LANGUAGE_HINT).optional_unsaid())
            (ui::association_notice(visit, ui::Purpose::Members).await)
            (ui::submit(&visit.say(key::MEMBERS_ADD_ACT)))
        }
    };
    visit.form_page(&title, form, body)
}

pub async fn add(page: Page<EditMembers>) -> Reply {
    let input: AddMember = page.form.input()?;
    match page.post::<_, Member>(&page.api("/members"), &input).await {
        Ok(member) => page.done(
            &page.here(&format!("/members/{}", member.id)),
            key::MEMBERS_ADDED,
            &[("number", (&member.number.to_string()).into())],
        ),
        Err(error) => add_page(&page, &page.refused(error)?).await,
    }
}
