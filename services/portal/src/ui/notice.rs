//! The notice of law 09-08, art. 5, on every form that takes people's data.

use crate::ui::place_name;
use crate::visit::Visit;
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
        }
    }
}

/// Closed until somebody wants to know; read without JavaScript. The full notice, with the numbers
/// of the CNDP, is the association's own page.
pub fn privacy_notice(visit: &Visit, purpose: Purpose) -> Markup {
    let association = visit.path.given("association").and(visit.place.as_ref()).map(|place| place_name(visit.locale, place));
    html! {
        details.notice {
            summary { (visit.say(key::NOTICE_TITLE)) }
            @match association {
                Some(name) => { p { (visit.say_with(key::NOTICE_CONTROLLER, &[("association", name.into())])) } }
                None => { p { (visit.say(key::NOTICE_CONTROLLER_PLATFORM)) } }
            }
            p { (visit.say(purpose.text())) }
            p { (visit.say(key::NOTICE_RIGHTS)) }
            @if association.is_some() { p { a href=(visit.here("/privacy")) { (visit.say(key::NOTICE_MORE)) } } }
        }
    }
}
