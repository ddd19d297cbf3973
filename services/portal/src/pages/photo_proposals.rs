//! A photo that a member proposes, with the agreement to it; the board's decision.

use crate::fields::{Fields, with_query};
use crate::form::Form;
use crate::page::{Page, Reply};
use crate::ui::{self, Inputs, Tone};
use crate::visit::Visit;
use contracts::Page as Batch;
use contracts::own_record::{OwnRecord, Ward};
use contracts::photo_proposals::{DecidePhoto, PhotoProposal};
use contracts::proposals::ProposalState;
use kernel::permission::{CorrectMembers, ProposeChanges};
use kernel::{Error, Kind, Result};
use language::key;
use maud::{Markup, html};

const LIST: &str = "/members/proposals";

/// What became of the newest, and the way to another.
pub fn own_section(visit: &Visit, newest: Option<&PhotoProposal>, ward: Option<&str>) -> Markup {
    html! {
        section.card #photo {
            h2 { (visit.say(key::PHOTO_TITLE)) }
            @if let Some(one) = newest.filter(|one| one.state != ProposalState::Replaced) {
                p { (state(visit, one)) " " (ui::moment(visit.locale, one.made_at)) }
                @if let Some(reason) = &one.reason { p { (visit.say(key::PROPOSAL_REASON)) ": " span dir="auto" { (reason) } } }
            } @else { p.muted { (visit.say(key::PHOTO_PROPOSE_NONE)) } }
            @if visit.may::<ProposeChanges>() {
                p.acts { a.button href=(with_query(&visit.here("/me/photo"), &[("ward", ward)])) { (visit.say(key::PHOTO_PROPOSE)) } }
            }
        }
    }
}

fn state(visit: &Visit, one: &PhotoProposal) -> Markup {
    let tone = match one.state {
        ProposalState::Open => Tone::Wait,
        ProposalState::Refused => Tone::Bad,
        ProposalState::Accepted => Tone::Good,
        ProposalState::Replaced => Tone::Plain,
    };
    ui::chip(tone, &language::named(visit.locale, "proposal-state", one.state.code()))
}

/// Whom the photo shows, by name, and what the way back is called; nothing where the seat is no member's.
async fn subject(visit: &Visit, ward: &str) -> Result<Option<(Markup, String)>> {
    let member = if ward.is_empty() {
        let own: OwnRecord = visit.get(&visit.api("/me")).await?;
        own.kept.map(|kept| kept.record.member)
    } else {
        let id: uuid::Uuid = ward.parse().map_err(|_| Error::not_found())?;
        Some(visit.get::<Ward>(&visit.api(&format!("/me/wards/{id}"))).await?.record.member)
    };
    Ok(member.map(|member| {
        let (ar, fr) = (member.name_ar.as_deref(), member.name_fr.as_deref());
        let origin = if ward.is_empty() { visit.say(key::OWN_TITLE) } else { ui::person_name(visit.locale, ar, fr).to_owned() };
        (ui::person(visit.locale, ar, fr), origin)
    }))
}

fn back(visit: &Visit, ward: &str) -> String {
    if ward.is_empty() { visit.here("/me") } else { visit.here(&format!("/me/wards/{ward}")) }
}

pub async fn form(page: Page<ProposeChanges>) -> Reply {
    let ward = page.query.get("ward").to_owned();
    show(&page, &Form::blank(), &ward).await
}

async fn show(visit: &Visit, form: &Form, ward: &str) -> Reply {
    let title = visit.say(key::PHOTO_PROPOSE);
    let Some((who, origin)) = subject(visit, ward).await? else { return super::own_record::not_tied(visit, &title) };
    let inputs = Inputs { locale: visit.locale, form };
    let body = html! {
        (ui::error_summary(visit.locale, form))
        (ui::back(&back(visit, ward), &origin))
        (ui::head(&html! { (title) }, Some(&who), &html! {}))
        p { (visit.say(key::PHOTO_PROPOSE_TEXT)) }
        form.sheet method="post" action=(visit.here("/me/photo")) enctype="multipart/form-data" novalidate data-quiet="" {
            (ui::hidden(visit, form))
            @if !ward.is_empty() { input type="hidden" name="ward" value=(ward); }
            (super::photos::file_field(visit, form))
            (inputs.checks("agreed", key::PHOTO_AGREEMENT, vec![("yes".into(), visit.say(key::PHOTO_PROPOSE_AGREED))]))
            (ui::association_notice(visit, ui::Purpose::Members).await)
            (ui::submit(&visit.say(key::PROPOSE_ACT)))
        }
    };
    visit.form_page(&title, form, body)
}

pub async fn propose(page: Page<ProposeChanges>) -> Reply {
    let ward = page.form.get("ward").to_owned();
    let file = match page.attached_file() {
        Ok(file) => file,
        Err(error) => return show(&page, &page.refused(error)?, &ward).await,
    };
    let query = [("agreed", page.form.given("agreed")), ("ward", Some(ward.as_str()))];
    match page.upload::<PhotoProposal>(&with_query(&page.api("/me/photo"), &query), file.bytes.clone()).await {
        Ok(_) => page.done(&back(&page, &ward), key::PROPOSE_DONE, &[]),
        Err(error) if error.kind() == Kind::NotFound => Err(error),
        Err(error) => show(&page, &page.refused(error)?, &ward).await,
    }
}

/// Those that wait, on the board's list of proposals.
pub async fn waiting(visit: &Visit) -> Result<Markup> {
    let found: Batch<PhotoProposal> = visit.get(&visit.api("/photo-proposals")).await?;
    Ok(html! {
        @if !found.items.is_empty() {
            section.stack #photos {
                h2 { (visit.say(key::PHOTO_PROPOSALS)) }
                ul.index {
                    @for one in &found.items {
                        li { a href=(visit.here(&format!("{LIST}/photos/{}", one.id))) { (who(visit, one)) } " · " (ui::moment(visit.locale, one.made_at)) }
                    }
                }
            }
        }
    })
}

fn who(visit: &Visit, one: &PhotoProposal) -> Markup {
    ui::person(visit.locale, one.name_ar.as_deref(), one.name_fr.as_deref())
}

/// Of a proposal: the guardian who made it, where one did.
pub fn guardian(visit: &Visit, name_ar: Option<&str>, name_fr: Option<&str>) -> Markup {
    html! { @if name_ar.is_some() || name_fr.is_some() { p { (visit.say(key::PROPOSAL_BY_GUARDIAN)) " " (ui::person(visit.locale, name_ar, name_fr)) } } }
}

pub async fn decision_form(page: Page<CorrectMembers>) -> Reply {
    decision_page(&page, &Form::with(Fields::of([("take", "yes")]))).await
}

async fn decision_page(visit: &Visit, form: &Form) -> Reply {
    let id = visit.id()?;
    let found: Batch<PhotoProposal> = visit.get(&visit.api("/photo-proposals")).await?;
    let one = found.items.into_iter().find(|one| one.id == id).ok_or_else(Error::not_found)?;
    let inputs = Inputs { locale: visit.locale, form };
    let name = ui::person_name(visit.locale, one.name_ar.as_deref(), one.name_fr.as_deref());
    let here = visit.here(&format!("{LIST}/photos/{id}"));
    let title = visit.say(key::PHOTO_PROPOSED);
    let body = html! {
        (ui::error_summary(visit.locale, form))
        (ui::back(&visit.here(LIST), &visit.say(key::PROPOSALS_TITLE)))
        (ui::head(
            &html! { (title) },
            Some(&html! { a href=(visit.here(&format!("/members/{}", one.member))) { (who(visit, &one)) } " № " (ui::ltr(one.member_number)) " · " (ui::moment(visit.locale, one.made_at)) }),
            &state(visit, &one),
        ))
        (guardian(visit, one.guardian_ar.as_deref(), one.guardian_fr.as_deref()))
        section.card {
            img.photo src={ (here) "/photo.jpg" } alt=(visit.say_with(key::PHOTO_OF, &[("name", name.into())])) width="240";
            p { (visit.say(key::PHOTO_AGREED_ON)) ": " (ui::date(visit.locale, one.agreed_on)) }
        }
        section.card {
            h2 { (visit.say(key::PROPOSAL_DECIDE)) }
            form.sheet method="post" action=(here) novalidate {
                (ui::hidden(visit, form))
                p { (visit.say(key::PHOTO_PROPOSED_TEXT)) }
                (inputs.lines("reason", key::PROPOSAL_REASON, 2).hint(key::PHOTO_PROPOSED_REASON).optional_unsaid())
                div.acts {
                    button.button.primary type="submit" name="take" value="yes" { (visit.say(key::PHOTO_PROPOSED_TAKE)) }
                    button.button.danger type="submit" name="take" value="no" { (visit.say(key::PHOTO_PROPOSED_REFUSE)) }
                }
            }
        }
    };
    visit.form_page(&title, form, body)
}

pub async fn picture(page: Page<CorrectMembers>) -> Reply {
    page.file(&page.api(&format!("/photo-proposals/{}/photo", page.id()?))).await
}

pub async fn decide(page: Page<CorrectMembers>) -> Reply {
    let id = page.id()?;
    let input = DecidePhoto { id, take: page.form.get("take").into(), reason: page.form.get("reason").into() };
    let said = if input.take == "yes" { key::PHOTO_KEPT } else { key::PROPOSAL_REFUSED };
    match page.post::<_, PhotoProposal>(&page.api(&format!("/photo-proposals/{id}/decision")), &input).await {
        Ok(_) => page.done(&page.here(LIST), said, &[]),
        Err(error) if matches!(error.kind(), Kind::NotFound | Kind::Conflict) => Err(error),
        Err(error) => decision_page(&page, &page.refused(error)?).await,
    }
}
