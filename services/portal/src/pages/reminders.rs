//! Reminders of dues: the rules, reminding now, and what was written.

use crate::fields::{Fields, with_query};
use crate::form::Form;
use crate::page::{Page, Reply};
use crate::ui::{self, Column, Inputs, Table, Tone};
use crate::visit::Visit;
use contracts::Page as Batch;
use contracts::reminders::{HandReminders, RemindNow, Reminded, Reminder, ReminderRules, SetReminderRules};
use kernel::permission::{RecordPayments, SetFee, ViewDues, ViewMembers};
use language::key;
use maud::{Markup, html};

/// The days that the rules know, with their words.
const RULES: [(&str, language::Key); 4] = [
    ("days_before", key::REMINDER_DAYS_BEFORE),
    ("days_first", key::REMINDER_DAYS_FIRST),
    ("days_second", key::REMINDER_DAYS_SECOND),
    ("days_third", key::REMINDER_DAYS_THIRD),
];

pub async fn list(page: Page<ViewDues>) -> Reply {
    let rules: ReminderRules = page.get(&page.api("/dues/reminders/rules")).await?;
    let asked = [("by_mail", page.query.given("by_mail")), ("after", page.query.given("after"))];
    let found: Batch<Reminder> = page.get(&with_query(&page.api("/dues/reminders"), &asked)).await?;
    let title = page.say(key::REMINDERS_TITLE);
    let acts = html! {
        @if page.may::<SetFee>() { a.button href=(page.here("/dues/reminders/rules")) { (page.say(key::REMINDER_RULES_LINK)) } }
        @if page.may::<RecordPayments>() { a.button.primary href=(page.here("/dues/reminders/by-hand")) { (page.say(key::REMINDER_BY_HAND)) } }
    };
    let by_hand = page.query.get("by_mail") == "false";
    let tabs = [("/dues/reminders", key::AGE_ALL, !by_hand), ("/dues/reminders?by_mail=false", key::REMINDER_TO_CALL, by_hand)];
    let body = html! {
        (ui::back(&page.here("/dues/arrears"), &page.say(key::ARREARS_TITLE)))
        (ui::head(&html! { (title) }, None, &acts))
        p { (said(&page, &rules)) }
        nav aria-label=(title) {
            ul.tabs { @for (path, label, chosen) in tabs { li { a href=(page.here(path)) aria-current=[chosen.then_some("page")] { (page.say(label)) } } } }
        }
        @if found.items.is_empty() {
            (ui::empty(&page.say(key::REMINDERS_EMPTY), &page.say(key::REMINDERS_EMPTY_TEXT), &html! {}))
        } @else {
            (table(&page, &found.items))
            (ui::pager(&page, &page.here("/dues/reminders"), &asked[..1], found.next.as_deref()))
        }
    };
    page.page(&title, body)
}

/// What the rules are, in words.
fn said(visit: &Visit, rules: &ReminderRules) -> Markup {
    let days = [rules.days_before, rules.days_first, rules.days_second, rules.days_third];
    html! {
        @if days.iter().all(Option::is_none) { (visit.say(key::REMINDER_RULES_OFF)) }
        @else {
            ul { @for ((_, label), days) in RULES.iter().zip(days) { @if let Some(days) = days { li { (visit.say(*label)) ": " (ui::count(days.into())) } } } }
        }
    }
}

fn table(visit: &Visit, reminders: &[Reminder]) -> Markup {
    let columns = vec![
        Column::text(visit.say(key::PAYMENT_MEMBER)),
        Column::text(visit.say(key::CHARGE_TITLE)),
        Column::text(visit.say(key::REMINDER_STAGE)),
        Column::text(visit.say(key::REMINDER_HOW)),
        Column::number(visit.say(key::CHARGE_OPEN)),
    ];
    let mut table = Table::new(visit.say(key::REMINDERS_TITLE), columns).quiet();
    for reminder in reminders {
        let person = ui::person(visit.locale, reminder.name_ar.as_deref(), reminder.name_fr.as_deref());
        let member = visit.may::<ViewMembers>().then(|| visit.here(&format!("/members/{}", reminder.member)));
        let how = html! {
            @if reminder.by_mail { (ui::chip(Tone::Plain, &visit.say(key::REMINDER_BY_MAIL))) }
            @else {
                (ui::chip(Tone::Wait, &visit.say(key::REMINDER_TO_CALL))) " "
                @if let Some(phone) = &reminder.phone { a href={ "tel:" (phone) } { (ui::ltr(phone)) } }
            }
        };
        table.row(vec![
            html! { @if let Some(member) = member { a href=(member) { (person) } } @else { (person) } " " span.muted { (ui::ltr(reminder.member_number)) } },
            super::charges::name(visit, &reminder.charge),
            html! { span { (language::named(visit.locale, "reminder-stage", &reminder.stage)) " " span.muted { (ui::date(visit.locale, reminder.written_on)) } } },
            how,
            ui::amount(visit.locale, reminder.charge.open),
        ]);
    }
    html! { (table) }
}

pub async fn rules_form(page: Page<SetFee>) -> Reply {
    let rules: ReminderRules = page.get(&page.api("/dues/reminders/rules")).await?;
    let mut fields = Fields::default();
    let days = [rules.days_before, rules.days_first, rules.days_second, rules.days_third];
    for ((name, _), days) in RULES.iter().zip(days) {
        fields.push(name, &days.map(|days| days.to_string()).unwrap_or_default());
    }
    rules_page(&page, &Form::with(fields))
}

fn rules_page(visit: &Visit, form: &Form) -> Reply {
    let inputs = Inputs { locale: visit.locale, form };
    let title = visit.say(key::REMINDER_RULES_LINK);
    let body = html! {
        (ui::error_summary(visit.locale, form))
        (ui::back(&visit.here("/dues/reminders"), &visit.say(key::REMINDERS_TITLE)))
        h1 { (title) }
        p.lead { (visit.say(key::REMINDER_RULES_LEAD)) }
        form.sheet method="post" action=(visit.here("/dues/reminders/rules")) novalidate {
            (ui::hidden(visit, form))
            @for (name, label) in RULES { (inputs.digits(name, label).optional_unsaid().attribute("autocomplete", "off").attribute("maxlength", "3")) }
            (ui::submit(&visit.say(key::REMINDER_RULES_ACT)))
        }
    };
    visit.form_page(&title, form, body)
}

pub async fn set_rules(page: Page<SetFee>) -> Reply {
    let input: SetReminderRules = page.form.input()?;
    match page.post::<_, ReminderRules>(&page.api("/dues/reminders/rules"), &input).await {
        Ok(_) => page.done(&page.here("/dues/reminders"), key::REMINDER_RULES_DONE, &[]),
        Err(error) => rules_page(&page, &page.refused(error)?),
    }
}

/// The filters of the list of arrears, kept by the form.
const FILTERS: [&str; 3] = ["age", "category", "group"];

pub async fn hand_form(page: Page<RecordPayments>) -> Reply {
    let fields = Fields::of(FILTERS.map(|name| (name, page.query.get(name))));
    hand_page(&page, &Form::with(fields)).await
}

async fn hand_page(visit: &Visit, form: &Form) -> Reply {
    let asked = FILTERS.map(|name| (name, Some(form.value(name))));
    let found: HandReminders = visit.get(&with_query(&visit.api("/dues/reminders/by-hand"), &asked)).await?;
    let title = visit.say(key::REMINDER_BY_HAND);
    let rest = found.members - found.by_mail;
    let body = html! {
        (ui::error_summary(visit.locale, form))
        (ui::back(&visit.here("/dues/arrears"), &visit.say(key::ARREARS_TITLE)))
        h1 { (title) }
        p.lead { (visit.say(key::REMINDER_BY_HAND_LEAD)) }
        ul.tiles {
            (ui::figure(&visit.say(key::ARREARS_MEMBERS), &ui::count(found.members)))
            (ui::figure(&visit.say(key::REMINDER_BY_MAIL), &ui::count(found.by_mail)))
            (ui::figure(&visit.say(key::REMINDER_TO_CALL), &ui::count(rest)))
            (ui::figure(&visit.say(key::CHARGE_OPEN), &ui::amount(visit.locale, found.open)))
            (ui::figure(&visit.say(key::REMINDER_MAILS_LEFT), &ui::count(found.mails_left)))
        }
        @if found.members == 0 {
            (ui::empty(&visit.say(key::REMINDER_NOBODY), &visit.say(key::REMINDER_NOBODY_TEXT), &html! {}))
        } @else {
            form.sheet method="post" action=(visit.here("/dues/reminders/by-hand")) novalidate {
                (ui::hidden(visit, form))
                @for name in FILTERS { input type="hidden" name=(name) value=(form.value(name)); }
                input type="hidden" name="members" value=(found.members);
                (ui::submit(&visit.say_with(key::REMINDER_BY_HAND_ACT, &[("count", found.members.into())])))
            }
        }
    };
    visit.form_page(&title, form, body)
}

pub async fn remind(page: Page<RecordPayments>) -> Reply {
    let input: RemindNow = page.form.input()?;
    match page.post::<_, Reminded>(&page.api("/dues/reminders/by-hand"), &input).await {
        Ok(done) => page.done(&page.here("/dues/reminders"), key::REMINDER_DONE, &[("count", done.members.into())]),
        Err(error) => hand_page(&page, &page.refused(error)?).await,
    }
}
