//! In a member's own space: the household, who acts for the member, and the minors for whom the member acts.

use crate::page::{Page, Reply};
use crate::pages::member_record::facts;
use crate::ui::{self, Tone};
use crate::visit::Visit;
use contracts::own_record::{Kept, Ward};
use kernel::permission::ViewOwnRecord;
use language::key;
use maud::{Markup, html};

/// Nothing where there is nobody.
pub fn section(visit: &Visit, kept: &Kept) -> Markup {
    if kept.family.is_none() && kept.guardians.is_empty() && kept.wards.is_empty() {
        return html! {};
    }
    html! {
        section.card #family {
            h2 { (visit.say(key::RELATIVES_TITLE)) }
            @if let Some(family) = &kept.family {
                p { (ui::name(&family.label)) }
                ul {
                    @for one in &family.members {
                        li {
                            (ui::person(visit.locale, one.name_ar.as_deref(), one.name_fr.as_deref()))
                            @if one.contact { " " (ui::chip(Tone::Good, &visit.say(key::FAMILY_CONTACT))) }
                        }
                    }
                }
            }
            @if !kept.guardians.is_empty() {
                h3 { (visit.say(key::GUARDIANS_TITLE)) }
                ul {
                    @for one in &kept.guardians {
                        li {
                            (ui::person(visit.locale, one.name_ar.as_deref(), one.name_fr.as_deref())) " · "
                            (language::named(visit.locale, "kinship", &one.kinship))
                            @if !one.acts { " " (ui::chip(Tone::Bad, &visit.say(key::GUARDIAN_CANNOT_ACT))) }
                        }
                    }
                }
            }
            @if !kept.wards.is_empty() {
                h3 { (visit.say(key::WARDS_TITLE)) }
                p { (visit.say(key::OWN_WARDS_TEXT)) }
                ul {
                    @for one in &kept.wards {
                        li {
                            a href=(visit.here(&format!("/me/wards/{}", one.id))) { (ui::person(visit.locale, one.name_ar.as_deref(), one.name_fr.as_deref())) }
                            @if let Some(day) = one.born_on { " · " (ui::date(visit.locale, day)) }
                        }
                    }
                }
            }
        }
    }
}

pub async fn show(page: Page<ViewOwnRecord>) -> Reply {
    let ward: Ward = page.get(&page.api(&format!("/me/wards/{}", page.id()?))).await?;
    let member = &ward.record.member;
    let id = member.id.to_string();
    let name = ui::person_name(page.locale, member.name_ar.as_deref(), member.name_fr.as_deref()).to_owned();
    let body = html! {
        (ui::back(&page.here("/me"), &page.say(key::OWN_TITLE)))
        (ui::head(
            &ui::person(page.locale, member.name_ar.as_deref(), member.name_fr.as_deref()),
            Some(&html! { (page.say(key::MEMBER_NUMBER)) " " (ui::name(&member.code)) " " (super::members::status_chip(&page, member.status)) }),
            &html! {},
        ))
        p.lead { (page.say(key::OWN_WARD_LEAD)) }
        (super::own_record::standing(&page, &ward.dues))
        section.card #record { h2 { (page.say(key::MEMBER_RECORD)) } (ui::facts(facts(&page, &ward.record, false))) }
        (super::proposals::section_of(&page, &ward.proposals, Some(&id)))
        (super::photo_proposals::own_section(&page, ward.photo.as_ref(), Some(&id)))
    };
    page.page(&name, body)
}
