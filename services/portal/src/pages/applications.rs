//! Applications to join, for those who decide on them.

use crate::fields::{Fields, with_query};
use crate::form::Form;
use crate::page::{Page, Reply};
use crate::ui::{self, Column, Inputs, Table, Tone};
use crate::visit::Visit;
use contracts::joining::{
    AcceptApplication, AlikeMember, Application, ApplicationDetail, ApplicationState, DiscardApplication, LinkApplication,
    RefuseApplication,
};
use contracts::members::Member;
use contracts::{Done, Page as Batch};
use kernel::permission::EditMembers;
use kernel::{Error, Kind};
use language::key;
use maud::{Markup, html};

const HERE: &str = "/members/applications";

pub async fn list(page: Page<EditMembers>) -> Reply {
    let decided = page.query.get("state") == "decided";
    let search = page.query.given("search");
    let kept = [("state", decided.then_some("decided")), ("search", search)];
    let asked = [kept[0], kept[1], ("after", page.query.given("after"))];
    let found: Batch<Application> = page.get(&with_query(&page.api("/applications"), &asked)).await?;
    let title = page.say(key::APPLICATIONS_TITLE);
    let acts = html! { a.button href=(page.here("/settings/joining")) { (page.say(key::JOINING_TITLE)) } };
    let tabs = [("", key::APPLICATIONS_OPEN, !decided), ("?state=decided", key::APPLICATIONS_DECIDED, decided)];
    let (nothing, text) = if search.is_some() {
        (key::LIST_NOTHING, key::LIST_NOTHING_TEXT)
    } else if decided {
        (key::APPLICATIONS_DECIDED_EMPTY, key::APPLICATIONS_DECIDED_EMPTY_TEXT)
    } else {
        (key::APPLICATIONS_EMPTY, key::APPLICATIONS_EMPTY_TEXT)
    };
    let body = html! {
        (ui::back(&page.here("/members"), &page.say(key::MEMBERS_TITLE)))
        (ui::head(&html! { (title) }, None, &acts))
        nav aria-label=(title) {
            ul.tabs {
                @for (query, label, chosen) in tabs {
                    li { a href={ (page.here(HERE)) (query) } aria-current=[chosen.then_some("page")] { (page.say(label)) } }
                }
            }
        }
        (search_form(&page, decided, search.unwrap_or_default()))
        @if found.items.is_empty() { (ui::empty(&page.say(nothing), &page.say(text), &html! {})) }
        @else {
            (if decided { decisions(&page, &found.items) } else { waiting(&page, &found.items) })
            (ui::pager(&page, &page.here(HERE), &kept, found.next.as_deref()))
        }
    };
    page.page(&title, body)
}

fn search_form(visit: &Visit, decided: bool, typed: &str) -> Markup {
    let form = Form::with(Fields::of([("search", typed)]));
    let inputs = Inputs { locale: visit.locale, form: &form };
    html! {
        form.inline-form method="get" action=(visit.here(HERE)) role="search" {
            @if decided { input type="hidden" name="state" value="decided"; }
            (inputs.text("search", key::LIST_SEARCH).optional_unsaid().attribute("autocomplete", "off").attribute("enterkeyhint", "search"))
            button.button type="submit" { (visit.say(key::LIST_SEARCH_ACT)) }
        }
    }
}

fn target(visit: &Visit, application: &Application) -> String {
    visit.here(&format!("{HERE}/{}", application.id))
}

fn who(visit: &Visit, application: &Application) -> Markup {
    ui::person(visit.locale, application.name_ar.as_deref(), application.name_fr.as_deref())
}

fn waiting(visit: &Visit, items: &[Application]) -> Markup {
    let columns = [key::APPLICATION_WHO, key::APPLICATION_RECEIVED, key::APPLICATION_CONTACT, key::MEMBER_CATEGORY, key::APPLICATION_ALIKE];
    let mut table = Table::new(visit.say(key::APPLICATIONS_OPEN), columns.map(|label| Column::text(visit.say(label))).into()).quiet();
    for one in items {
        let contact = one.phone.as_ref().or(one.email.as_ref());
        let alike = visit.say_with(key::APPLICATIONS_ALIKE, &[("count", one.alike.into())]);
        table.row(vec![
            html! { a href=(target(visit, one)) { (who(visit, one)) } },
            ui::moment(visit.locale, one.received_at),
            html! { @if let Some(contact) = contact { (ui::ltr(contact)) } },
            html! { @if let Some(category) = &one.category { (ui::name(category)) } },
            html! { @if one.alike > 0 { (ui::chip(Tone::Wait, &alike)) } },
        ]);
    }
    html! { (table) }
}

fn decisions(visit: &Visit, items: &[Application]) -> Markup {
    let columns = [key::APPLICATION_WHO, key::APPLICATION_STATE, key::APPLICATION_DECIDED_BY, key::APPLICATION_MEMBER];
    let mut table = Table::new(visit.say(key::APPLICATIONS_DECIDED), columns.map(|label| Column::text(visit.say(label))).into()).quiet();
    for one in items {
        table.row(vec![
            html! { a href=(target(visit, one)) { @if one.state == ApplicationState::Accepted { (title(visit, one)) } @else { (who(visit, one)) } } },
            state(visit, one.state),
            by(visit, one),
            member(visit, one),
        ]);
    }
    html! { (table) }
}

fn title(visit: &Visit, application: &Application) -> String {
    let number = application.number.to_string();
    visit.say_with(key::APPLICATION_TITLE, &[("number", (&number).into())])
}

fn state(visit: &Visit, state: ApplicationState) -> Markup {
    let tone = match state {
        ApplicationState::Open => Tone::Wait,
        ApplicationState::Accepted => Tone::Good,
        ApplicationState::Refused => Tone::Bad,
    };
    ui::chip(tone, &language::named(visit.locale, "application-state", state.code()))
}

fn by(visit: &Visit, application: &Application) -> Markup {
    html! {
        span {
            @if let Some(name) = &application.decided_by { (ui::name(name)) }
            @if let Some(at) = application.decided_at { " · " (ui::moment(visit.locale, at)) }
        }
    }
}

fn member(visit: &Visit, application: &Application) -> Markup {
    html! {
        @if let (Some(id), Some(number)) = (application.member, application.member_number) {
            a href=(visit.here(&format!("/members/{id}"))) { "№ " (ui::ltr(number)) }
        }
    }
}

pub async fn show(page: Page<EditMembers>) -> Reply {
    show_page(&page, &Form::blank()).await
}

/// The application, compared with the member who was asked for; a wrong number is said at its field.
async fn show_page(visit: &Visit, form: &Form) -> Reply {
    let path = visit.api(&format!("/applications/{}", visit.id()?));
    let asked = visit.query.given("member");
    let found = visit.get::<ApplicationDetail>(&with_query(&path, &[("member", asked)])).await;
    let (detail, compared) = match found {
        Err(error) if asked.is_some() && error.kind() == Kind::Invalid => {
            let typed = Fields::of([("member", asked.unwrap_or_default())]);
            (visit.get(&path).await?, Some(Form { saved: None, ..Form::refused(&typed, &error, visit.locale) }))
        }
        found => (found?, None),
    };
    let open = detail.application.state == ApplicationState::Open;
    let title = title(visit, &detail.application);
    let summary = compared.as_ref().unwrap_or(form);
    let body = html! {
        (ui::error_summary(visit.locale, summary))
        (ui::back(&visit.here(HERE), &visit.say(key::APPLICATIONS_TITLE)))
        (ui::head(&html! { (title) }, Some(&state(visit, detail.application.state)), &html! {}))
        section.card { (ui::facts(facts(visit, &detail.application))) }
        @if open {
            section.stack {
                h2 { (visit.say(key::APPLICATION_ALIKE)) }
                @if detail.members.is_empty() { p.muted { (visit.say(key::APPLICATION_ALIKE_NONE)) } }
                @else { p { (visit.say(key::APPLICATION_LINK_TEXT)) } }
                @for one in &detail.members { (alike(visit, &detail.application, one)) }
                (compare(visit, &detail.application, compared.as_ref()))
            }
            (decide(visit, &detail.application, form).await?)
            (discard(visit, &detail.application, form))
        }
    };
    visit.form_page(&title, summary, body)
}

fn facts(visit: &Visit, one: &Application) -> Vec<(String, Markup)> {
    let mut rows = Vec::new();
    let mut say = |label, value: Option<Markup>| rows.extend(value.map(|value| (visit.say(label), value)));
    let named = one.name_ar.is_some() || one.name_fr.is_some();
    say(key::APPLICATION_WHO, named.then(|| who(visit, one)));
    say(key::MEMBER_BORN_ON, one.born_on.map(|date| ui::date(visit.locale, date)));
    say(key::MEMBER_PHONE, one.phone.as_ref().map(ui::ltr));
    say(key::MEMBER_EMAIL, one.email.as_ref().map(ui::ltr));
    say(key::JOIN_ADDRESS, one.address.as_deref().map(ui::name));
    say(key::APPLICATION_WANTED_CATEGORY, one.category.as_deref().map(ui::name));
    say(key::APPLICATION_MESSAGE, one.message.as_deref().map(|text| html! { @for line in text.lines() { p dir="auto" { (line) } } }));
    rows.extend(super::own_fields::answers(visit, &one.fields));
    let mut say = |label, value: Option<Markup>| rows.extend(value.map(|value| (visit.say(label), value)));
    say(key::APPLICATION_LANGUAGE, named.then(|| html! { (one.locale.own_name()) }));
    say(key::APPLICATION_CONSENTED, Some(ui::moment(visit.locale, one.received_at)));
    say(key::APPLICATION_DECIDED_BY, one.decided_at.map(|_| by(visit, one)));
    say(key::APPLICATION_REASON, one.reason.as_deref().map(ui::name));
    say(key::APPLICATION_MEMBER, one.member.map(|_| member(visit, one)));
    say(key::APPLICATION_KEPT_UNTIL, Some(ui::date(visit.locale, one.kept_until)));
    rows
}

/// A member who may be the applicant, what differs, and the act that says so.
fn alike(visit: &Visit, application: &Application, one: &AlikeMember) -> Markup {
    let reasons: Vec<String> = one.reasons.iter().map(|reason| language::named(visit.locale, "duplicate", reason)).collect();
    let columns = [key::APPLICATION_FIELD, key::APPLICATION_SAYS, key::APPLICATION_RECORD_SAYS].map(|label| Column::text(visit.say(label)));
    let mut table = Table::new(visit.say(key::APPLICATION_DIFFERS), columns.into());
    for difference in &one.differences {
        let there = if difference.member.is_empty() { "—" } else { &difference.member };
        table.row(vec![
            html! { (language::named(visit.locale, "detail", &difference.field)) },
            ui::name(&difference.application),
            ui::name(there),
        ]);
    }
    html! {
        section.card {
            h3 {
                a href=(visit.here(&format!("/members/{}", one.member.id))) {
                    (ui::person(visit.locale, one.member.name_ar.as_deref(), one.member.name_fr.as_deref()))
                }
                " " span.muted { (ui::name(&one.member.code)) }
            }
            @if !reasons.is_empty() { p { (visit.say(key::APPLICATION_SAME)) " " (reasons.join(" · ")) } }
            @if !one.differences.is_empty() { (table) }
            form method="post" action=(target(visit, application)) data-quiet {
                (ui::hidden(visit, &Form::blank()))
                input type="hidden" name="act" value="link";
                input type="hidden" name="member" value=(one.member.id);
                div.acts { button.button type="submit" { (visit.say(key::APPLICATION_LINK)) } }
            }
        }
    }
}

fn compare(visit: &Visit, application: &Application, compared: Option<&Form>) -> Markup {
    let blank = Form::blank();
    let inputs = Inputs { locale: visit.locale, form: compared.unwrap_or(&blank) };
    html! {
        details open[compared.is_some()] {
            summary { (visit.say(key::APPLICATION_COMPARE)) }
            form.inline-form method="get" action=(target(visit, application)) {
                (inputs.digits("member", key::APPLICATION_COMPARE_MEMBER).optional_unsaid().attribute("autocomplete", "off"))
                button.button type="submit" { (visit.say(key::APPLICATION_COMPARE_ACT)) }
            }
        }
    }
}

async fn decide(visit: &Visit, application: &Application, form: &Form) -> kernel::Result<Markup> {
    let mut categories = vec![(String::new(), visit.say(key::FORM_UNSAID))];
    categories.extend(super::categories::all(visit).await?.into_iter().map(|one| (one.name.clone(), one.name)));
    if let Some(wanted) = application.category.as_ref().filter(|wanted| !categories.iter().any(|(name, _)| name == *wanted)) {
        categories.push((wanted.clone(), wanted.clone()));
    }
    let first = Form { values: Fields::of([("category", application.category.as_deref().unwrap_or_default())]), ..Form::blank() };
    let form = if form.value("act") == "decide" { form } else { &first };
    let inputs = Inputs { locale: visit.locale, form };
    let choices = [
        ("active", key::APPLICATION_CHOICE_ACTIVE),
        ("applicant", key::APPLICATION_CHOICE_APPLICANT),
        ("refused", key::APPLICATION_CHOICE_REFUSED),
    ];
    let choices = choices.map(|(code, label)| (code.to_owned(), visit.say(label)));
    Ok(html! {
        section.card {
            h2 { (visit.say(key::APPLICATION_DECIDE)) }
            form.sheet method="post" action=(target(visit, application)) novalidate {
                (ui::hidden(visit, form))
                input type="hidden" name="act" value="decide";
                (inputs.radios("status", key::APPLICATION_CHOICE, choices.into()))
                (inputs.select("category", key::MEMBER_CATEGORY, categories).optional_unsaid())
                (inputs.lines("reason", key::APPLICATION_REASON, 2).hint(key::APPLICATION_REASON_HINT).optional_unsaid())
                @if application.email.is_some() {
                    (inputs.checks("mail", key::APPLICATION_MAIL, vec![("yes".into(), visit.say(key::APPLICATION_MAIL_YES))]))
                } @else { p.hint { (visit.say(key::APPLICATION_NO_MAIL)) } }
                (ui::submit(&visit.say(key::APPLICATION_DECIDE_ACT)))
            }
        }
    })
}

fn discard(visit: &Visit, application: &Application, form: &Form) -> Markup {
    let (blank, asked) = (Form::blank(), form.value("act") == "discard");
    let form = if asked { form } else { &blank };
    let inputs = Inputs { locale: visit.locale, form };
    html! {
        details open[asked] {
            summary { (visit.say(key::APPLICATION_DISCARD)) }
            form.sheet method="post" action=(target(visit, application)) novalidate {
                (ui::hidden(visit, form))
                input type="hidden" name="act" value="discard";
                p { (visit.say(key::APPLICATION_DISCARD_TEXT)) }
                (inputs.checks("sure", key::APPLICATION_DISCARD_SURE, vec![("yes".into(), visit.say(key::APPLICATION_DISCARD_SURE_YES))]))
                div.acts { button.button.danger type="submit" { (visit.say(key::APPLICATION_DISCARD_ACT)) } }
            }
        }
    }
}

pub async fn act(page: Page<EditMembers>) -> Reply {
    let id = page.id()?;
    let text = |name: &str| page.form.get(name).to_owned();
    let path = |act: &str| page.api(&format!("/applications/{id}/{act}"));
    let list = page.here(HERE);
    let done = match (page.form.get("act"), page.form.get("status")) {
        ("link", _) => {
            let input = LinkApplication { id, member: text("member") };
            page.post::<_, Done>(&path("link"), &input).await.map(|_| page.done(&list, key::APPLICATION_LINKED, &[]))
        }
        ("decide", "refused") => {
            let input = RefuseApplication { id, reason: text("reason"), mail: text("mail") };
            page.post::<_, Done>(&path("refusal"), &input).await.map(|_| page.done(&list, key::APPLICATION_REFUSED_DONE, &[]))
        }
        ("decide", status) => {
            let input = AcceptApplication { id, status: status.to_owned(), category: text("category"), mail: text("mail") };
            let made = page.post::<_, Member>(&path("acceptance"), &input).await;
            made.map(|member| {
                let target = page.here(&format!("/members/{}", member.id));
                page.done(&target, key::APPLICATION_ACCEPTED_DONE, &[("number", (&member.code).into())])
            })
        }
        ("discard", _) => {
            let input = DiscardApplication { id, sure: text("sure") };
            page.post::<_, Done>(&path("removal"), &input).await.map(|_| page.done(&list, key::APPLICATION_DISCARDED, &[]))
        }
        _ => return Err(Error::invalid("invalid-body")),
    };
    match done {
        Ok(reply) => reply,
        Err(error) => show_page(&page, &page.refused(error)?).await,
    }
}
