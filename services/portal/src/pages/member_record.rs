//! One member: the record, adding and editing it, the status.

use crate::fields::{Fields, with_query};
use crate::form::Form;
use crate::page::{Page, Reply};
use crate::pages::founding::{asks_for_other_commune, optional_commune_fields};
use crate::pages::members::{paid, status_chip, status_name};
use crate::pages::own_fields;
use crate::ui::{self, Inputs, Tone};
use crate::visit::Visit;
use contracts::Page as Batch;
use contracts::dues::Payment;
use contracts::families::Guardian;
use contracts::groups::{NewNote, SetTags};
use contracts::mandates::Mandate;
use contracts::member_fields::{Field, FieldKind};
use contracts::member_record::{EditMember, MemberRecord, SetStatus};
use contracts::members::{AddMember, Member, MemberKind, MemberStatus, Sex};
use contracts::proposals::FIELDS;
use kernel::permission::{CorrectMembers, EditMembers, RecordPayments, ViewDues, ViewMembers, ViewRecord};
use kernel::{Kind, Locale, Result};
use language::key;
use maud::{Markup, html};

async fn read(visit: &Visit) -> Result<MemberRecord> {
    visit.get(&visit.api(&format!("/members/{}", visit.id()?))).await
}

fn here(visit: &Visit, record: &MemberRecord, rest: &str) -> String {
    visit.here(&format!("/members/{}{rest}", record.member.id))
}

fn person(visit: &Visit, member: &Member) -> Markup {
    ui::person(visit.locale, member.name_ar.as_deref(), member.name_fr.as_deref())
}

pub async fn show(page: Page<ViewMembers>) -> Reply {
    show_page(&page, &Form::blank()).await
}

async fn show_page(visit: &Visit, form: &Form) -> Reply {
    let record = read(visit).await?;
    let member = &record.member;
    let id = member.id.to_string();
    let payments: Vec<Payment> = if visit.may::<ViewDues>() {
        visit.get::<Batch<Payment>>(&with_query(&visit.api("/dues/payments"), &[("member", Some(&id))])).await?.items
    } else {
        Vec::new()
    };
    let mandates: Vec<Mandate> = if visit.may::<ViewRecord>() {
        visit.list(&with_query(&visit.api("/mandates"), &[("member", Some(&id))])).await?
    } else {
        Vec::new()
    };
    let relatives = if member.kind == MemberKind::Person { Some(super::guardians::read(visit, member.id).await?) } else { None };
    let guardians = relatives.as_ref().map(|relatives| relatives.guardians.as_slice()).unwrap_or_default();
    let name = ui::person_name(visit.locale, member.name_ar.as_deref(), member.name_fr.as_deref()).to_owned();
    let acts = html! {
        a.button.plain href=(here(visit, &record, "/card.vcf")) { (visit.say(key::MEMBER_CARD)) }
        @if visit.may::<EditMembers>() { a.button.plain href=(here(visit, &record, "/removal")) { (visit.say(key::REMOVAL_LINK)) } }
        @if visit.may::<EditMembers>() { a.button href=(here(visit, &record, "/status")) { (visit.say(key::MEMBER_STATUS_ACT)) } }
        @if visit.may::<CorrectMembers>() && member.kind == MemberKind::Person { a.button.plain href=(here(visit, &record, "/photo")) { (visit.say(key::PHOTO_TITLE)) } }
        @if visit.may::<CorrectMembers>() { a.button.plain href=(here(visit, &record, "/objection")) { (visit.say(key::OBJECTION_TITLE)) } }
        @if visit.may::<CorrectMembers>() { a.button.plain href=(here(visit, &record, "/files")) { (visit.say(key::MEMBER_FILES_TITLE)) } }
        @if visit.may::<CorrectMembers>() { a.button href=(here(visit, &record, "/edit")) { (visit.say(key::MEMBER_EDIT)) } }
        @if visit.may::<RecordPayments>() {
            a.button.primary href=(with_query(&visit.here("/dues/payments/new"), &[("member", Some(&id))])) { (visit.say(key::PAYMENT_RECORD)) }
        }
    };
    let body = html! {
        (ui::error_summary(visit.locale, form))
        (ui::back(&visit.here("/members"), &visit.say(key::MEMBERS_TITLE)))
        (ui::head(
            &person(visit, member),
            Some(&html! { (visit.say(key::MEMBER_NUMBER)) " " (ui::name(&member.code)) " " (status_chip(visit, member.status)) }),
            &acts,
        ))
        section.card {
            h2 { (visit.say(key::MEMBER_RECORD)) }
            (super::photos::shown(visit, &record))
            (ui::facts(facts(visit, &record, true)))
        }
        @if let Some(relatives) = &relatives { (super::guardians::section(visit, member.id, relatives)) }
        (super::cnie::section(visit, member.id).await?)
        (super::charges::section(visit, member.id).await?)
        (super::own_record::section(visit, member).await?)
        @if visit.may::<CorrectMembers>() { (note_forms(visit, &record, form)) }
        section.card { h2 { (visit.say(key::MEMBER_TIMELINE)) } (timeline(visit, &record, &payments, &mandates, guardians)) }
        @if visit.may::<ViewDues>() {
            section.stack { h2 { (visit.say(key::PAYMENTS_TITLE)) } (super::payments::table(visit, &payments, false)) }
        }
    };
    visit.form_page(&name, form, body)
}

/// A note and the tags: each with a button of its own.
fn note_forms(visit: &Visit, record: &MemberRecord, form: &Form) -> Markup {
    let mut values = form.values.clone();
    if values.given("act") != Some("tags") {
        values = values.without("tags");
        values.push("tags", &record.more.tags.join("، "));
    }
    let shown = Form { values, errors: form.errors.clone(), ..Form::blank() };
    let inputs = Inputs { locale: visit.locale, form: &shown };
    let target = here(visit, record, "/notes");
    html! {
        section.card {
            h2 { (visit.say(key::MEMBER_NOTES)) }
            form.sheet method="post" action=(target) novalidate {
                (ui::hidden(visit, &shown))
                (inputs.lines("text", key::MEMBER_NOTE, 2).hint(key::MEMBER_NOTE_HINT))
                div.acts { button.button type="submit" name="act" value="note" { (visit.say(key::MEMBER_NOTE_ACT)) } }
            }
            form.sheet method="post" action=(target) novalidate {
                (ui::hidden(visit, &Form::blank()))
                (inputs.text("tags", key::MEMBER_TAGS).hint(key::MEMBER_TAGS_HINT).optional_unsaid().attribute("autocomplete", "off"))
                div.acts { button.button type="submit" name="act" value="tags" { (visit.say(key::MEMBER_TAGS_ACT)) } }
            }
        }
    }
}

pub async fn notes_link(page: Page<CorrectMembers>) -> Reply {
    show_page(&page, &Form::blank()).await
}

pub async fn note(page: Page<CorrectMembers>) -> Reply {
    let id = page.id()?;
    let path = |rest: &str| page.api(&format!("/members/{id}/{rest}"));
    let done = if page.form.get("act") == "tags" {
        page.post::<_, MemberRecord>(&path("tags"), &SetTags { id, tags: page.form.get("tags").into() }).await
    } else {
        page.post::<_, MemberRecord>(&path("notes"), &NewNote { id, text: page.form.get("text").into() }).await
    };
    match done {
        Ok(_) => page.done(&page.here(&format!("/members/{id}")), key::MEMBER_SAVED, &[]),
        Err(error) => show_page(&page, &page.refused(error)?).await,
    }
}

/// All that happened to a member, newest first.
fn timeline(visit: &Visit, record: &MemberRecord, payments: &[Payment], mandates: &[Mandate], guardians: &[Guardian]) -> Markup {
    let more = &record.more;
    let by =
        |who: &str, at| html! { p.muted.small { (visit.say(key::MEMBER_NOTED)) " " (ui::name(who)) " · " (ui::moment(visit.locale, at)) } };
    let mut events: Vec<(chrono::NaiveDate, Markup)> = Vec::new();
    for change in &more.statuses {
        let reason = html! { @if let Some(reason) = &change.reason { p { (ui::name(reason)) } } };
        events.push((change.since, html! { (status_chip(visit, change.status)) (reason) (by(&change.noted_by, change.noted_at)) }));
    }
    for note in &more.notes {
        let day = kernel::clock::to_local(note.written_at).date();
        events.push((day, html! { p { @for line in note.text.lines() { (ui::name(line)) br; } } (by(&note.written_by, note.written_at)) }));
    }
    for payment in payments {
        let link = html! { a.nowrap href=(visit.here(&format!("/dues/payments/{}", payment.id))) { (ui::ltr(&payment.receipt)) } };
        events.push((
            payment.paid_on,
            html! { p { (visit.say(key::MEMBER_PAID)) " " (ui::amount(visit.locale, payment.amount)) " · " (link) } },
        ));
    }
    for mandate in mandates {
        events.push((mandate.starts_on, super::board::told(visit, mandate)));
    }
    for guardian in guardians {
        let name = ui::person(visit.locale, guardian.name_ar.as_deref(), guardian.name_fr.as_deref());
        let noted = html! { p { (visit.say(key::GUARDIAN_NOTED)) " " (name) } (by(&guardian.noted_by, guardian.noted_at)) };
        events.push((kernel::clock::to_local(guardian.noted_at).date(), noted));
    }
    events.extend(record.member.joined_on.map(|day| (day, html! { p { (visit.say(key::MEMBER_JOINED_ON)) } })));
    events.sort_by_key(|(day, _)| std::cmp::Reverse(*day));
    html! {
        @if events.is_empty() { p.muted { (visit.say(key::MEMBER_TIMELINE_EMPTY)) } }
        ol.timeline { @for (day, what) in &events { li { strong { (ui::date(visit.locale, *day)) } (what) } } }
    }
}

/// `for_board`: with what the board has for itself.
pub fn facts(visit: &Visit, record: &MemberRecord, for_board: bool) -> Vec<(String, Markup)> {
    let (member, more) = (&record.member, &record.more);
    let words = |text: &Option<String>| html! { @if let Some(text) = text { (ui::name(text)) } @else { "—" } };
    let day = |date| html! { @if let Some(date) = date { (ui::date(visit.locale, date)) } @else { "—" } };
    let all = |first: &Option<String>, others: &[String]| {
        let values: Vec<&String> = first.iter().chain(others).collect();
        html! { @if values.is_empty() { "—" } @for value in values { div { (ui::ltr(value)) } } }
    };
    let sex = member.sex.map(|sex| visit.say(if sex == Sex::Female { key::SEX_FEMALE } else { key::SEX_MALE }));
    let commune =
        ui::in_language(visit.locale, more.commune_ar.as_deref().unwrap_or_default(), more.commune_fr.as_deref().unwrap_or_default());
    let mut rows = vec![
        (visit.say_with(key::MEMBER_DUES_OF, &[("year", (&member.dues_period).into())]), paid(visit, member.dues_paid)),
        (visit.say(key::MEMBER_CATEGORY), words(&member.category)),
        (visit.say(key::GROUPS_TITLE), groups(visit, record, for_board)),
        (visit.say(key::MEMBER_JOINED_ON), day(member.joined_on)),
        (visit.say(key::MEMBER_PHONE), all(&member.phone, &more.other_phones)),
        (visit.say(key::MEMBER_EMAIL), all(&member.email, &more.other_emails)),
        (
            visit.say(key::MEMBER_ADDRESS),
            html! {
                (words(&member.address))
                @if !commune.is_empty() { div { (ui::name(commune)) } }
            },
        ),
    ];
    if for_board {
        rows.insert(3, (visit.say(key::MEMBER_TAGS), tags(visit, record)));
    }
    if member.kind == MemberKind::Person {
        rows.push((visit.say(key::MEMBER_SEX), html! { (sex.unwrap_or_else(|| "—".into())) }));
        rows.push((visit.say(key::MEMBER_BORN_ON), day(member.born_on)));
        rows.push((visit.say(key::MEMBER_PROFESSION), words(&more.profession)));
    } else {
        rows.push((visit.say(key::MEMBER_REPRESENTATIVE), words(&more.representative)));
    }
    rows.push((visit.say(key::MEMBER_NATIONALITY), words(&more.nationality)));
    rows.push((visit.say(key::MEMBER_LANGUAGE), html! { span lang=(member.locale.code()) { (member.locale.own_name()) } }));
    rows.extend(
        more.objected_on
            .map(|on| (visit.say(key::OBJECTION_MAILS), html! { (visit.say(key::OBJECTION_NOTED)) " " (ui::date(visit.locale, on)) })),
    );
    rows.extend(own_fields::facts(visit, record, for_board));
    rows
}

fn groups(visit: &Visit, record: &MemberRecord, linked: bool) -> Markup {
    html! {
        @if record.more.groups.is_empty() { "—" }
        @for group in &record.more.groups {
            div {
                @let name = ui::name(ui::in_language(visit.locale, &group.name_ar, &group.name_fr));
                @if linked { a href=(visit.here(&format!("/groups/{}", group.group))) { (name) } } @else { (name) }
                @if group.leads { " " (ui::chip(Tone::Plain, &visit.say(key::GROUP_LEADS_CHIP))) }
            }
        }
    }
}

/// Each leads to all who bear it.
fn tags(visit: &Visit, record: &MemberRecord) -> Markup {
    html! {
        @if record.more.tags.is_empty() { "—" }
        @for tag in &record.more.tags { a.chip href=(with_query(&visit.here("/members"), &[("tag", Some(tag))])) { (ui::name(tag)) } " " }
    }
}

pub async fn add_form(page: Page<EditMembers>) -> Reply {
    let today = language::short_date(page.state.clock().today());
    let kind = if page.query.get("kind") == "body" { "body" } else { "person" };
    add_page(&page, &Form::with(Fields::of([("joined_on", &today), ("sex", ""), ("locale", ""), ("kind", kind)]))).await
}

async fn add_page(visit: &Visit, form: &Form) -> Reply {
    let inputs = Inputs { locale: visit.locale, form };
    let numbering = super::categories::numbering(visit).await?;
    let is_body = form.value("kind") == "body";
    let title = visit.say(if is_body { key::MEMBERS_ADD_BODY } else { key::MEMBERS_ADD });
    let kinds = [("/members/new", key::MEMBER_KIND_PERSON, !is_body), ("/members/new?kind=body", key::MEMBER_KIND_BODY, is_body)];
    let body = html! {
        (ui::error_summary(visit.locale, form))
        (ui::back(&visit.here("/members"), &visit.say(key::MEMBERS_TITLE)))
        h1 { (title) }
        nav aria-label=(visit.say(key::MEMBER_KIND)) {
            ul.tabs { @for (path, label, chosen) in kinds { li { a href=(visit.here(path)) aria-current=[chosen.then_some("page")] { (visit.say(label)) } } } }
        }
        form.sheet method="post" action=(visit.here("/members/new")) novalidate {
            (ui::hidden(visit, form))
            @if numbering.free {
                (inputs.digits("own_number", key::MEMBER_OWN_NUMBER).hint_text(visit.say_with(key::MEMBER_OWN_NUMBER_HINT, &[("next", (&numbering.next).into())])).optional().attribute("autocomplete", "off"))
            }
            (fields(visit, form, true).await?)
            (ui::association_notice(visit, ui::Purpose::Members).await)
            (ui::submit(&visit.say(key::MEMBERS_ADD_ACT)))
        }
    };
    visit.form_page(&title, form, body)
}

/// The record's fields, as a person or a body has them. `for_board`: with what the association decides.
pub async fn fields(visit: &Visit, form: &Form, for_board: bool) -> Result<Markup> {
    let inputs = Inputs { locale: visit.locale, form };
    let is_body = form.value("kind") == "body";
    let name = |name: &str, label, lang: &str, dir: &str| {
        inputs.text(name, label).optional_unsaid().attribute("lang", lang).attribute("dir", dir).attribute("autocomplete", "off")
    };
    let off = |input: ui::Input<'_>| html! { (input.optional().attribute("autocomplete", "off")) };
    let sexes =
        [("", key::FORM_UNSAID), ("f", key::SEX_FEMALE), ("m", key::SEX_MALE)].map(|(code, label)| (code.to_owned(), visit.say(label)));
    let mut languages = vec![(String::new(), visit.say(key::MEMBER_LANGUAGE_DEFAULT))];
    languages.extend(Locale::ALL.map(|locale| (locale.code().to_owned(), locale.own_name().to_owned())));
    let categories = if for_board { super::categories::all(visit).await? } else { Vec::new() };
    Ok(html! {
        input type="hidden" name="kind" value=(form.value("kind"));
        p.hint { (visit.say(key::MEMBER_ONE_NAME)) }
        @if is_body {
            (name("family_ar", key::MEMBER_BODY_AR, "ar", "rtl"))
            (name("family_fr", key::MEMBER_BODY_FR, "fr", "ltr"))
            (off(inputs.text("representative", key::MEMBER_REPRESENTATIVE).hint(key::MEMBER_REPRESENTATIVE_HINT)))
        } @else {
            div.pair { (name("given_ar", key::MEMBER_GIVEN_AR, "ar", "rtl")) (name("family_ar", key::MEMBER_FAMILY_AR, "ar", "rtl")) }
            div.pair { (name("given_fr", key::MEMBER_GIVEN_FR, "fr", "ltr")) (name("family_fr", key::MEMBER_FAMILY_FR, "fr", "ltr")) }
        }
        (off(inputs.phone("phone", key::MEMBER_PHONE).hint(key::MEMBER_PHONE_HINT)))
        (off(inputs.email("email", key::MEMBER_EMAIL).hint(key::MEMBER_EMAIL_HINT)))
        (off(inputs.lines("other_phones", key::MEMBER_OTHER_PHONES, 2).hint(key::MEMBER_ONE_A_LINE)))
        (off(inputs.lines("other_emails", key::MEMBER_OTHER_EMAILS, 2).hint(key::MEMBER_ONE_A_LINE)))
        (off(inputs.text("address", key::MEMBER_ADDRESS)))
        (optional_commune_fields(visit, inputs).await?)
        @if for_board {
            (off(inputs.text("category", key::MEMBER_CATEGORY).attribute("list", "categories")))
            datalist #categories { @for category in &categories { option value=(category.name) {} } }
        }
        @if !is_body {
            (inputs.radios("sex", key::MEMBER_SEX, sexes.into()).optional())
            (inputs.date("born_on", key::MEMBER_BORN_ON).optional())
            (off(inputs.text("profession", key::MEMBER_PROFESSION)))
        }
        (off(inputs.text("nationality", key::MEMBER_NATIONALITY)))
        @if for_board { (inputs.date("joined_on", key::MEMBER_JOINED_ON).optional()) }
        (inputs.select("locale", key::MEMBER_LANGUAGE, languages).hint(key::MEMBER_LANGUAGE_HINT).optional_unsaid())
        @if for_board { (own_fields::inputs(visit, form).await?) }
    })
}

pub async fn add(page: Page<EditMembers>) -> Reply {
    if asks_for_other_commune(&page) {
        return add_page(&page, &Form::with(page.form.clone())).await;
    }
    let input = typed(&page)?;
    match page.post::<_, Member>(&page.api("/members"), &input).await {
        Ok(member) => page.done(&page.here(&format!("/members/{}", member.id)), key::MEMBERS_ADDED, &[("number", (&member.code).into())]),
        Err(error) => add_page(&page, &page.refused(error)?).await,
    }
}

/// The record as the form brings it.
fn typed(visit: &Visit) -> Result<AddMember> {
    Ok(AddMember { fields: own_fields::typed(&visit.form), ..visit.form.input()? })
}

/// The record as its form holds it.
pub fn values(record: &MemberRecord) -> Vec<(&'static str, String)> {
    let (member, more) = (&record.member, &record.more);
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let day = |date: Option<chrono::NaiveDate>| date.map(language::short_date).unwrap_or_default();
    let sex = member.sex.map_or("", |sex| if sex == Sex::Female { "f" } else { "m" });
    vec![
        ("kind", member.kind.code().into()),
        ("given_ar", text(&more.given_ar)),
        ("family_ar", text(&more.family_ar)),
        ("given_fr", text(&more.given_fr)),
        ("family_fr", text(&more.family_fr)),
        ("representative", text(&more.representative)),
        ("phone", text(&member.phone)),
        ("email", text(&member.email)),
        ("other_phones", more.other_phones.join("\n")),
        ("other_emails", more.other_emails.join("\n")),
        ("address", text(&member.address)),
        ("commune", text(&more.commune)),
        ("category", text(&member.category)),
        ("sex", sex.into()),
        ("born_on", day(member.born_on)),
        ("profession", text(&more.profession)),
        ("nationality", text(&more.nationality)),
        ("joined_on", day(member.joined_on)),
        ("locale", member.locale.code().into()),
    ]
}

pub async fn edit_form(page: Page<CorrectMembers>) -> Reply {
    let record = read(&page).await?;
    let mut fields = Fields::default();
    fields.push("version", &record.more.version.to_string());
    for (name, value) in values(&record) {
        fields.push(name, &value);
    }
    for (field, value) in own_fields::values(&record) {
        fields.push(&field.name(), &value);
    }
    edit_page(&page, &record, &Form::with(fields), html! {}).await
}

async fn edit_page(visit: &Visit, record: &MemberRecord, form: &Form, meanwhile: Markup) -> Reply {
    let title = visit.say(key::MEMBER_EDIT);
    let body = html! {
        (ui::error_summary(visit.locale, form))
        (meanwhile)
        (ui::back(&here(visit, record, ""), &visit.say(key::MEMBER_RECORD)))
        h1 { (title) }
        p.lead { (person(visit, &record.member)) }
        form.sheet method="post" action=(here(visit, record, "/edit")) novalidate {
            (ui::hidden(visit, form))
            input type="hidden" name="version" value=(form.value("version"));
            (fields(visit, form, true).await?)
            (ui::submit(&visit.say(key::MEMBER_SAVE)))
        }
    };
    visit.form_page(&title, form, body)
}

pub async fn edit(page: Page<CorrectMembers>) -> Reply {
    let id = page.id()?;
    if asks_for_other_commune(&page) {
        return edit_page(&page, &read(&page).await?, &Form::with(page.form.clone()), html! {}).await;
    }
    let input = EditMember { id, version: page.form.get("version").into(), record: typed(&page)? };
    match page.post::<_, MemberRecord>(&page.api(&format!("/members/{id}")), &input).await {
        Ok(record) => page.done(&here(&page, &record, ""), key::MEMBER_SAVED, &[]),
        Err(error) => {
            let stale = error.kind() == Kind::Conflict && error.code() == "changed-meanwhile";
            let form = page.refused(error)?;
            let record = read(&page).await?;
            if !stale {
                return edit_page(&page, &record, &form, html! {}).await;
            }
            // what was typed stays; saved once more, knowing what it replaces, it holds
            let meanwhile = differences(&page, &record, &form, true);
            let mut values = form.values.clone().without("version");
            values.push("version", &record.more.version.to_string());
            edit_page(&page, &record, &Form { values, ..form }, meanwhile).await
        }
    }
}

/// What the record holds by now beside what was typed, where they differ.
pub fn differences(visit: &Visit, record: &MemberRecord, form: &Form, for_board: bool) -> Markup {
    let shown = values(record).into_iter().filter(|(name, _)| for_board || FIELDS.contains(name));
    let kept = shown.filter(|(name, kept)| form.value(name).replace('\r', "") != *kept);
    let rows =
        kept.map(|(name, kept)| (language::named(visit.locale, "detail", name), ui::name(if kept.is_empty() { "—" } else { &kept })));
    let own =
        own_fields::values(record).into_iter().filter(|(field, kept)| for_board && is_typed(field) && form.value(&field.name()) != *kept);
    let own = own.map(|(field, kept)| {
        let kept = own_fields::said(visit, field, &kept);
        (field.label(visit.locale).to_owned(), ui::name(if kept.is_empty() { "—" } else { &kept }))
    });
    html! { section.card { h2 { (visit.say(key::MEMBER_MEANWHILE)) } (ui::facts(rows.chain(own).collect())) } }
}

fn is_typed(field: &Field) -> bool {
    !field.retired && field.kind != FieldKind::File
}

pub async fn status_form(page: Page<EditMembers>) -> Reply {
    let record = read(&page).await?;
    let today = language::short_date(page.state.clock().today());
    status_page(&page, &record, &Form::with(Fields::of([("status", page.query.get("status")), ("since", &today)]))).await
}

async fn status_page(visit: &Visit, record: &MemberRecord, form: &Form) -> Reply {
    let inputs = Inputs { locale: visit.locale, form };
    let title = visit.say(key::MEMBER_STATUS_ACT);
    let member = &record.member;
    let other =
        |status: &MemberStatus| *status != member.status && (*status != MemberStatus::Deceased || member.kind == MemberKind::Person);
    let choices =
        MemberStatus::ALL.into_iter().filter(other).map(|status| (status.code().to_owned(), status_name(visit, status))).collect();
    let body = html! {
        (ui::error_summary(visit.locale, form))
        (ui::back(&here(visit, record, ""), &visit.say(key::MEMBER_RECORD)))
        h1 { (title) }
        p.lead { (person(visit, member)) }
        p { (visit.say(key::MEMBER_STATE)) ": " (status_chip(visit, member.status)) }
        @if !member.dues_paid {
            p { (visit.say_with(key::MEMBER_DUES_OF, &[("year", (&member.dues_period).into())])) ": " (ui::chip(Tone::Wait, &visit.say(key::MEMBER_UNPAID))) }
        }
        (super::charges::still_due(visit, member.id).await?)
        form.sheet method="post" action=(here(visit, record, "/status")) novalidate {
            (ui::hidden(visit, form))
            (inputs.radios("status", key::MEMBER_STATUS_NEW, choices).hint(key::MEMBER_STATUS_HINT))
            (inputs.date("since", key::MEMBER_STATUS_SINCE))
            (inputs.lines("reason", key::MEMBER_STATUS_REASON, 3).hint(key::MEMBER_STATUS_REASON_HINT).optional_unsaid())
            (ui::submit(&visit.say(key::MEMBER_STATUS_SAVE)))
        }
    };
    visit.form_page(&title, form, body)
}

pub async fn set_status(page: Page<EditMembers>) -> Reply {
    let id = page.id()?;
    let text = |name: &str| page.form.get(name).to_owned();
    let input = SetStatus { id, status: text("status"), reason: text("reason"), since: text("since") };
    match page.post::<_, MemberRecord>(&page.api(&format!("/members/{id}/status")), &input).await {
        Ok(record) => {
            page.done(&here(&page, &record, ""), key::MEMBER_STATUS_DONE, &[("status", (&status_name(&page, record.member.status)).into())])
        }
        Err(error) => {
            let form = page.refused(error)?;
            status_page(&page, &read(&page).await?, &form).await
        }
    }
}
