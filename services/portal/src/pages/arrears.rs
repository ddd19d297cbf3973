//! Who has not paid: what is open by age, and what can be done about it.

use crate::fields::with_query;
use crate::form::Form;
use crate::page::{Page, Reply};
use crate::ui::{self, Column, Inputs, Table};
use crate::visit::Visit;
use contracts::charges::{Arrears, DuesAgreement};
use contracts::groups::Group;
use kernel::permission::{PostEntries, RecordPayments, ViewDues, ViewMembers};
use kernel::{Money, Result};
use language::key;
use maud::{Markup, html};

/// The filters in the address.
const FILTERS: [&str; 3] = ["age", "category", "group"];

pub async fn show(page: Page<ViewDues>) -> Reply {
    let kept = FILTERS.map(|name| (name, page.query.given(name)));
    let mut asked = kept.to_vec();
    asked.push(("after", page.query.given("after")));
    let found: Arrears = page.get(&with_query(&page.api("/dues/arrears"), &asked)).await?;
    let title = page.say(key::ARREARS_TITLE);
    let acts = html! {
    a.button href=(page.here("/dues/reminders")) { (page.say(key::REMINDERS_TITLE)) }
    @if !found.items.is_empty() && page.may::<RecordPayments>() { a.button href=(with_query(&page.here("/dues/reminders/by-hand"), &kept)) { (page.say(key::REMINDER_BY_HAND)) } }
    @if !found.items.is_empty() { a.button href=(with_query(&page.here("/dues/arrears.csv"), &kept)) { (page.say(key::ARREARS_CSV)) } } };
    let body = html! {
        (ui::back(&page.here("/dues"), &page.say(key::DUES_TITLE)))
        (ui::head(&html! { (title) }, None, &acts))
        ul.tiles {
            (ui::figure(&page.say(key::CHARGE_OPEN), &ui::amount(page.locale, found.open)))
            (ui::figure(&page.say(key::ARREARS_MEMBERS), &ui::count(found.members)))
        }
        (ages(&page, &found))
        (filters(&page).await?)
        @if found.items.is_empty() {
            (ui::empty(&page.say(key::ARREARS_EMPTY), &page.say(key::ARREARS_EMPTY_TEXT), &html! {}))
        } @else {
            (table(&page, &found))
            (ui::pager(&page, &page.here("/dues/arrears"), &kept, found.next.as_deref()))
        }
    };
    page.page(&title, body)
}

fn ages(visit: &Visit, found: &Arrears) -> Markup {
    let chosen = visit.query.get("age");
    let link = |age: &str| {
        with_query(
            &visit.here("/dues/arrears"),
            &[("age", Some(age)), ("category", visit.query.given("category")), ("group", visit.query.given("group"))],
        )
    };
    html! {
        nav aria-label=(visit.say(key::ARREARS_AGE)) {
            ul.tabs {
                li { a href=(link("")) aria-current=[chosen.is_empty().then_some("page")] { (visit.say(key::AGE_ALL)) } }
                @for sum in found.ages.iter().filter(|sum| sum.charges > 0 || sum.age == chosen) {
                    li {
                        a href=(link(&sum.age)) aria-current=[(sum.age == chosen).then_some("page")] {
                            (language::named(visit.locale, "age", &sum.age)) " · " (ui::amount(visit.locale, sum.open))
                        }
                    }
                }
            }
        }
    }
}

/// By category and group, for whoever sees the members.
async fn filters(visit: &Visit) -> Result<Markup> {
    if !visit.may::<ViewMembers>() {
        return Ok(html! {});
    }
    let form = Form::with(visit.query.clone());
    let inputs = Inputs { locale: visit.locale, form: &form };
    let mut categories = vec![(String::new(), visit.say(key::ARREARS_EVERY_CATEGORY))];
    categories.extend(super::categories::all(visit).await?.into_iter().map(|category| (category.name.clone(), category.name)));
    let mut groups = vec![(String::new(), visit.say(key::ARREARS_EVERY_GROUP))];
    let all: Vec<Group> = visit.list(&visit.api("/member-groups")).await?;
    groups.extend(all.into_iter().map(|group| {
        let name = ui::in_language(visit.locale, &group.name_ar, &group.name_fr).to_owned();
        (group.id.to_string(), name)
    }));
    Ok(html! {
        @if categories.len() > 1 || groups.len() > 1 {
            form.sheet method="get" action=(visit.here("/dues/arrears")) {
                @if let Some(age) = visit.query.given("age") { input type="hidden" name="age" value=(age); }
                div.pair {
                    (inputs.select("category", key::RUN_CATEGORY, categories).optional_unsaid())
                    (inputs.select("group", key::GROUPS_TITLE, groups).optional_unsaid())
                }
                div.acts { button.button type="submit" { (visit.say(key::ARREARS_FILTER)) } }
            }
        }
    })
}

fn table(visit: &Visit, found: &Arrears) -> Markup {
    let columns = vec![
        Column::text(visit.say(key::PAYMENT_MEMBER)),
        Column::text(visit.say(key::CHARGE_TITLE)),
        Column::text(visit.say(key::ARREARS_AGE)),
        Column::number(visit.say(key::CHARGE_OPEN)),
        Column::text(visit.say(key::MEMBER_PHONE)),
        Column::text(visit.say(key::CHARGE_ACTS)),
    ];
    let mut table = Table::new(visit.say(key::ARREARS_TITLE), columns).quiet();
    for line in &found.items {
        let person = ui::person(visit.locale, line.name_ar.as_deref(), line.name_fr.as_deref());
        let member = visit.may::<ViewMembers>().then(|| visit.here(&format!("/members/{}", line.charge.member)));
        table.row(vec![
            html! {
                @if let Some(member) = member { a href=(member) { (person) } } @else { (person) }
                " " span.muted { (ui::ltr(line.member_number)) }
            },
            super::charges::name(visit, &line.charge),
            html! { span { (language::named(visit.locale, "age", &line.age)) " " span.muted { (ui::date(visit.locale, line.charge.due_on)) } } },
            ui::amount(visit.locale, line.charge.open),
            html! { @if let Some(phone) = &line.phone { a href={ "tel:" (phone) } { (ui::ltr(phone)) } } @else { "—" } },
            super::charges::acts(visit, line.charge.member, &line.charge),
        ]);
    }
    html! { (table) }
}

pub async fn csv(page: Page<ViewDues>) -> Reply {
    let kept = FILTERS.map(|name| (name, page.query.given(name)));
    page.file(&with_query(&page.api("/dues/arrears.csv"), &kept)).await
}

/// For whoever keeps the books: do the members' accounts agree with them?
pub async fn agreement(visit: &Visit) -> Result<Markup> {
    if !visit.may::<PostEntries>() {
        return Ok(html! {});
    }
    let found: DuesAgreement = visit.get(&visit.api("/books/dues-agreement")).await?;
    let money = |amount: Money| language::money(amount, visit.locale);
    let (receivable, booked) = (money(found.receivable), money(found.receivable_in_books));
    let (advances, advances_booked) = (money(found.advances), money(found.advances_in_books));
    let (ahead, ahead_booked) = (money(found.ahead), money(found.ahead_in_books));
    let values = [
        ("ahead", (&ahead).into()),
        ("ahead-booked", (&ahead_booked).into()),
        ("receivable", (&receivable).into()),
        ("booked", (&booked).into()),
        ("advances", (&advances).into()),
        ("advances-booked", (&advances_booked).into()),
    ];
    Ok(html! {
        // what is still on its way is no difference
        @if found.agrees { p.muted { (visit.say(key::AGREEMENT_AGREES)) } }
        @else if !found.pending { p.banner.bad { (visit.say_with(key::AGREEMENT_DIFFERS, &values)) } }
    })
}
