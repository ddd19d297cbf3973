//! Family and guardians on a member's record, and who acts for a minor.

use super::families::{relative, search, searched};
use crate::fields::{Fields, with_query};
use crate::form::Form;
use crate::page::{Page, Reply};
use crate::ui::{self, Inputs, Tone};
use crate::visit::Visit;
use contracts::families::{EditGuardian, Guardian, GuardianPerson, KINSHIPS, NewGuardian, Relatives, RemoveGuardian};
use contracts::member_record::MemberRecord;
use contracts::members::Member;
use kernel::Result;
use kernel::permission::EditMembers;
use language::key;
use maud::{Markup, html};
use uuid::Uuid;

pub async fn read(visit: &Visit, member: Uuid) -> Result<Relatives> {
    visit.get(&visit.api(&format!("/members/{member}/relatives"))).await
}

/// Family, guardians and wards on a person's record.
pub fn section(visit: &Visit, member: Uuid, relatives: &Relatives) -> Markup {
    let edits = visit.may::<EditMembers>();
    let here = visit.here(&format!("/members/{member}"));
    html! {
        section.card {
            h2 { (visit.say(key::RELATIVES_TITLE)) }
            @if let Some(family) = &relatives.family {
                p { a href=(visit.here(&format!("/families/{}", family.id))) { (ui::name(&family.label)) } }
                ul {
                    @for one in family.members.iter().filter(|one| one.member.id != member) {
                        li { (relative(visit, &one.member)) @if one.contact { " " (ui::chip(Tone::Good, &visit.say(key::FAMILY_CONTACT))) } }
                    }
                }
            } @else {
                p.muted { (visit.say(key::FAMILY_NONE)) }
            }
            @if relatives.minor || !relatives.guardians.is_empty() { (guardians(visit, relatives)) }
            @if !relatives.wards.is_empty() {
                h3 { (visit.say(key::WARDS_TITLE)) }
                ul { @for ward in &relatives.wards { li { (relative(visit, ward)) } } }
            }
            @if edits {
                div.acts {
                    @if relatives.family.is_none() { a.button href={ (here) "/family" } { (visit.say(key::FAMILY_CHOOSE)) } }
                    @if relatives.minor || !relatives.guardians.is_empty() { a.button href={ (here) "/guardians" } { (visit.say(key::GUARDIANS_ACT)) } }
                }
            }
        }
    }
}

fn guardians(visit: &Visit, relatives: &Relatives) -> Markup {
    html! {
        h3 { (visit.say(key::GUARDIANS_TITLE)) }
        (standing(visit, relatives))
        ul { @for guardian in &relatives.guardians { li { (told(visit, guardian, relatives)) } } }
    }
}

/// Whether somebody has to act, and until when.
fn standing(visit: &Visit, relatives: &Relatives) -> Markup {
    let day = relatives.of_age_on.map(|day| language::long_date(day, visit.locale)).unwrap_or_default();
    let alone = relatives.minor && !relatives.guardians.iter().any(|guardian| guardian.acts);
    html! {
        @if alone { p.banner { (visit.say(key::GUARDIANS_NONE)) } }
        @if relatives.minor {
            p.muted { (visit.say_with(key::GUARDIANS_UNTIL, &[("date", (&day).into())])) }
        } @else if relatives.of_age_on.is_some() {
            p { (visit.say_with(key::GUARDIANS_ENDED, &[("date", (&day).into())])) }
        } @else {
            p { (visit.say(key::GUARDIANS_BIRTH_UNKNOWN)) }
        }
    }
}

fn told(visit: &Visit, guardian: &Guardian, relatives: &Relatives) -> Markup {
    html! {
        @if let Some(member) = &guardian.member { (relative(visit, member)) }
        @else { (ui::person(visit.locale, guardian.name_ar.as_deref(), guardian.name_fr.as_deref())) }
        " · " (language::named(visit.locale, "kinship", &guardian.kinship))
        @if let Some(phone) = &guardian.phone { " · " a href={ "tel:" (phone) } { (ui::ltr(phone)) } }
        @if let Some(email) = &guardian.email { " · " (ui::ltr(email)) }
        @if relatives.minor && !guardian.acts { " " (ui::chip(Tone::Bad, &visit.say(key::GUARDIAN_CANNOT_ACT))) }
    }
}

pub async fn form(page: Page<EditMembers>) -> Reply {
    let relatives = read(&page, page.id()?).await?;
    let mut values = Fields::default();
    if let Some(guardian) = chosen(&page, &relatives) {
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        values.push("edit", &guardian.id.to_string());
        values.push("kinship", &guardian.kinship);
        if guardian.member.is_none() {
            for (name, value) in
                [("name_ar", &guardian.name_ar), ("name_fr", &guardian.name_fr), ("phone", &guardian.phone), ("email", &guardian.email)]
            {
                values.push(name, &text(value));
            }
        }
    } else {
        values.push("kinship", "");
        values.push("guardian", page.query.get("guardian"));
    }
    show(&page, &relatives, &Form::with(values)).await
}

/// The guardian who is edited.
fn chosen<'a>(visit: &Visit, relatives: &'a Relatives) -> Option<&'a Guardian> {
    let asked = visit.form.given("edit").or_else(|| visit.query.given("edit"))?;
    relatives.guardians.iter().find(|guardian| guardian.id.to_string() == asked)
}

async fn show(visit: &Visit, relatives: &Relatives, form: &Form) -> Reply {
    let id = visit.id()?;
    let record: MemberRecord = visit.get(&visit.api(&format!("/members/{id}"))).await?;
    let here = visit.here(&format!("/members/{id}/guardians"));
    let edited = chosen(visit, relatives);
    let title = visit.say(key::GUARDIANS_ACT);
    let body = html! {
        (ui::error_summary(visit.locale, form))
        (ui::back(&visit.here(&format!("/members/{id}")), &visit.say(key::MEMBER_RECORD)))
        h1 { (title) }
        p.lead { (ui::person(visit.locale, record.member.name_ar.as_deref(), record.member.name_fr.as_deref())) }
        (standing(visit, relatives))
        p { (visit.say(key::GUARDIANS_TEXT)) }
        @for guardian in &relatives.guardians { (one(visit, guardian, relatives, &here)) }
        @if edited.is_some() {
            section.stack { h2 { (visit.say(key::GUARDIAN_EDIT)) } (entry(visit, edited, form, &here).await?) }
        } @else if relatives.minor {
            @if form.value("guardian").is_empty() {
                section.stack #member {
                    h2 { (visit.say(key::GUARDIAN_A_MEMBER)) }
                    (search(visit, &format!("{here}#member")))
                    (found(visit, id, &here).await?)
                }
            }
            section.stack {
                h2 { (visit.say(if form.value("guardian").is_empty() { key::GUARDIAN_NO_MEMBER } else { key::GUARDIAN_A_MEMBER })) }
                (entry(visit, None, form, &here).await?)
            }
        }
    };
    visit.form_page(&title, form, body)
}

fn one(visit: &Visit, guardian: &Guardian, relatives: &Relatives, here: &str) -> Markup {
    html! {
        section.card {
            p { (told(visit, guardian, relatives)) }
            p.muted.small { (visit.say(key::MEMBER_NOTED)) " " (ui::name(&guardian.noted_by)) " · " (ui::moment(visit.locale, guardian.noted_at)) }
            form.acts method="post" action=(here) data-quiet {
                (ui::hidden(visit, &Form::blank()))
                input type="hidden" name="remove" value=(guardian.id);
                a.button.plain href=(with_query(here, &[("edit", Some(&guardian.id.to_string()))])) { (visit.say(key::GUARDIAN_EDIT)) }
                button.button.plain type="submit" { (visit.say(key::GUARDIAN_REMOVE)) }
            }
        }
    }
}

async fn found(visit: &Visit, minor: Uuid, here: &str) -> Result<Markup> {
    let Some(members) = searched(visit).await? else { return Ok(html! {}) };
    let others: Vec<&Member> = members.iter().filter(|one| one.id != minor).take(10).collect();
    Ok(html! {
        @if others.is_empty() { p.muted { (visit.say(key::LIST_NOTHING)) } }
        ul {
            @for member in others {
                li {
                    a href=(with_query(here, &[("guardian", Some(&member.id.to_string()))])) { (ui::person(visit.locale, member.name_ar.as_deref(), member.name_fr.as_deref())) }
                    " " (ui::name(&member.code))
                }
            }
        }
    })
}

/// What is noted of a guardian; of one who is a member, the kinship alone.
async fn entry(visit: &Visit, edited: Option<&Guardian>, form: &Form, here: &str) -> Result<Markup> {
    let inputs = Inputs { locale: visit.locale, form };
    let chosen = form.value("guardian");
    let member: Option<MemberRecord> = match chosen.parse::<Uuid>() {
        Ok(id) if edited.is_none() => Some(visit.get(&visit.api(&format!("/members/{id}"))).await?),
        _ => None,
    };
    let is_member = member.is_some() || edited.is_some_and(|guardian| guardian.member.is_some());
    let mut kinships = vec![(String::new(), visit.say(key::GUARDIAN_KINSHIP_CHOOSE))];
    kinships.extend(KINSHIPS.map(|code| (code.to_owned(), language::named(visit.locale, "kinship", code))));
    let name = |name: &str, label, lang: &str, dir: &str| {
        inputs.text(name, label).optional_unsaid().attribute("lang", lang).attribute("dir", dir).attribute("autocomplete", "off")
    };
    let off = |input: ui::Input<'_>| html! { (input.optional().attribute("autocomplete", "off")) };
    Ok(html! {
        form.sheet method="post" action=(here) novalidate {
            (ui::hidden(visit, form))
            @if let Some(guardian) = edited {
                input type="hidden" name="edit" value=(guardian.id);
                @if let Some(member) = &guardian.member { p { (relative(visit, member)) } }
            }
            @if let Some(record) = &member {
                input type="hidden" name="guardian" value=(record.member.id);
                p { (ui::person(visit.locale, record.member.name_ar.as_deref(), record.member.name_fr.as_deref())) " " a href=(here) { (visit.say(key::GUARDIAN_OTHER)) } }
                @if let Some(error) = form.error(visit.locale, "guardian") { p.error #guardian { (error) } }
            }
            (inputs.select("kinship", key::GUARDIAN_KINSHIP, kinships))
            @if !is_member {
                p.hint { (visit.say(key::MEMBER_ONE_NAME)) }
                (name("name_ar", key::GUARDIAN_NAME_AR, "ar", "rtl"))
                (name("name_fr", key::GUARDIAN_NAME_FR, "fr", "ltr"))
                (off(inputs.phone("phone", key::MEMBER_PHONE).hint(key::MEMBER_PHONE_HINT)))
                (off(inputs.email("email", key::MEMBER_EMAIL).hint(key::GUARDIAN_EMAIL_HINT)))
            }
            (ui::submit(&visit.say(key::GUARDIAN_SAVE)))
        }
    })
}

pub async fn change(page: Page<EditMembers>) -> Reply {
    let id = page.id()?;
    let here = page.here(&format!("/members/{id}/guardians"));
    let text = |name: &str| page.form.get(name).to_owned();
    let path = page.api(&format!("/members/{id}/guardians"));
    if page.form.given("remove").is_some() {
        let input = RemoveGuardian { id, guardian: text("remove") };
        return match page.post::<_, Relatives>(&format!("{path}/removal"), &input).await {
            Ok(_) => page.done(&here, key::GUARDIAN_REMOVED, &[]),
            Err(error) => again(&page, &page.refused(error)?).await,
        };
    }
    let person = GuardianPerson {
        kinship: text("kinship"),
        name_ar: text("name_ar"),
        name_fr: text("name_fr"),
        phone: text("phone"),
        email: text("email"),
    };
    let done = match page.form.get("edit").parse::<Uuid>() {
        Ok(edited) => page.post::<_, Relatives>(&page.api(&format!("/guardians/{edited}")), &EditGuardian { id: edited, person }).await,
        Err(_) => page.post::<_, Relatives>(&path, &NewGuardian { id, guardian: text("guardian"), person }).await,
    };
    match done {
        Ok(_) => page.done(&page.here(&format!("/members/{id}")), key::GUARDIAN_SAVED, &[]),
        Err(error) => again(&page, &page.refused(error)?).await,
    }
}

async fn again(visit: &Visit, form: &Form) -> Reply {
    let relatives = read(visit, visit.id()?).await?;
    show(visit, &relatives, form).await
}
