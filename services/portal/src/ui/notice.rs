//! The notice of law 09-08, art. 5, on every form that takes people's data.

use crate::pages::record_lists::cndp_number;
use crate::ui::place_name;
use crate::visit::Visit;
use contracts::registry::CndpNumber;
use language::{Key, key};
use maud::{Markup, html};

/// What a form's data serve for.
#[derive(Clone, Copy, Debug)]
pub enum Purpose {
    Account,
    Founding,
    Members,
    Dues,
    Board,
    Requests,
    Joining,
}

impl Purpose {
    /// Purpose, recipients, which answers are needed, how long.
    const fn text(self) -> Key {
        match self {
            Self::Account => key::NOTICE_ACCOUNT,
            Self::Founding => key::NOTICE_FOUNDING,
            Self::Members => key::NOTICE_MEMBERS,
            Self::Dues => key::NOTICE_DUES,
            Self::Board => key::NOTICE_BOARD,
            Self::Requests => key::NOTICE_REQUESTS,
            Self::Joining => key::NOTICE_JOINING,
        }
    }
}

/// On an association's forms: with its numbers of the CNDP. Closed until somebody wants to know; read without
/// JavaScript. The full notice is the association's own page.
pub async fn association_notice(visit: &Visit, purpose: Purpose) -> Markup {
    let association = visit.path.given("association").and(visit.place.as_ref()).map(|place| place_name(visit.locale, place));
    let more = html! { p { a href=(visit.here("/privacy")) { (visit.say(key::NOTICE_MORE)) } } };
    let text = notice(visit, purpose, association, &cndp_numbers(visit).await);
    html! { details.notice { summary { (visit.say(key::NOTICE_TITLE)) } (text) @if association.is_some() { (more) } } }
}

/// On the platform's own forms.
pub fn privacy_notice(visit: &Visit, purpose: Purpose) -> Markup {
    html! { details.notice { summary { (visit.say(key::NOTICE_TITLE)) } (notice(visit, purpose, None, &[])) } }
}

/// On a form that is open to strangers: they agree to what they have before their eyes, and the association's own
/// pages are not theirs.
pub fn strangers_notice(visit: &Visit, association: &str, numbers: &[CndpNumber]) -> Markup {
    html! {
        details.notice open {
            summary { (visit.say(key::NOTICE_TITLE)) }
            (notice(visit, Purpose::Joining, Some(association), numbers))
            p { (visit.say(key::NOTICE_ASK_BOARD)) }
        }
    }
}

fn notice(visit: &Visit, purpose: Purpose, association: Option<&str>, numbers: &[CndpNumber]) -> Markup {
    html! {
        @match association {
            Some(name) => { p { (visit.say_with(key::NOTICE_CONTROLLER, &[("association", name.into())])) } }
            None => { p { (visit.say(key::NOTICE_CONTROLLER_PLATFORM)) } }
        }
        p { (visit.say(purpose.text())) }
        @for number in numbers { p { (visit.say(key::PRIVACY_CNDP)) ": " (cndp_number(visit, number)) } }
        p { (visit.say(key::NOTICE_RIGHTS)) }
    }
}

/// Of the association whose page this is. A form is shown without them rather than not at all.
pub async fn cndp_numbers(visit: &Visit) -> Vec<CndpNumber> {
    if visit.path.given("association").is_none() {
        return Vec::new();
    }
    visit.list(&visit.api("/cndp-numbers")).await.unwrap_or_default()
}
