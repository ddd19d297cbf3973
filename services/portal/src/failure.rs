//! Error pages: what happened, whether anything was saved, what to do next, and an id to tell.

use crate::layout::Layout;
use crate::page::local_path;
use crate::visit::Visit;
use axum::body::Body;
use axum::http::{HeaderValue, Method, Response, header};
use axum::response::IntoResponse;
use kernel::{Error, Kind, Seat};
use language::{Key, key};
use maud::html;

pub fn page(visit: &Visit, error: &Error) -> Response<Body> {
    if error.cause().is_some() || error.kind() == Kind::Internal {
        web::problem::log(error, &visit.request_id);
    }
    let (title, next) = match (words(error.kind()), &visit.actor.seat) {
        ((title, key::FAILURE_FORBIDDEN_NEXT), Seat::Hub { .. } | Seat::Platform) => (title, key::FAILURE_FORBIDDEN_HUB),
        (words, _) => words,
    };
    let title = visit.say(title);
    let body = html! {
        div.empty {
            h1 { (title) }
            p.lead { (language::error_text(visit.locale, error.code(), error.params())) }
            @if visit.method == Method::POST { p { (visit.say(saved(error.kind()))) } }
            p { (visit.say(next)) }
            p.acts {
                @if error.kind() == Kind::TooLarge && visit.method == Method::POST {
                    // the form is at the address to which it was sent
                    a.button.primary href=(local_path(&visit.url).unwrap_or("/")) { (visit.say(key::FAILURE_TO_FORM)) }
                } @else if visit.is_signed_in() {
                    a.button.primary href="/associations" { (visit.say(key::FAILURE_TO_ASSOCIATIONS)) }
                } @else {
                    a.button.primary href="/" { (visit.say(key::FAILURE_TO_START)) }
                }
            }
            p.small.muted { (visit.say(key::FAILURE_ID)) " " bdi.mono dir="ltr" { (visit.request_id) } }
        }
    };
    let status = web::problem::status(error.kind());
    let mut response = (status, Layout { visit, title: &title, wrong: false, refresh: None }.render(body)).into_response();
    if matches!(error.kind(), Kind::TooMany | Kind::Unavailable) {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("30"));
    }
    response
}

fn words(kind: Kind) -> (Key, Key) {
    match kind {
        Kind::NotFound => (key::FAILURE_NOT_FOUND, key::FAILURE_NOT_FOUND_NEXT),
        Kind::Forbidden | Kind::Unauthenticated => (key::FAILURE_FORBIDDEN, key::FAILURE_FORBIDDEN_NEXT),
        Kind::Unavailable => (key::FAILURE_UNAVAILABLE, key::FAILURE_UNAVAILABLE_NEXT),
        Kind::TooMany => (key::FAILURE_TOO_MANY, key::FAILURE_TOO_MANY_NEXT),
        Kind::TooLarge => (key::FAILURE_TOO_LARGE, key::FAILURE_TOO_LARGE_NEXT),
        Kind::Invalid | Kind::Conflict => (key::FAILURE_INVALID, key::FAILURE_INVALID_NEXT),
        _ => (key::FAILURE_INTERNAL, key::FAILURE_INTERNAL_NEXT),
    }
}

/// After a lost answer we do not know; forms carry a key, so sending again is safe.
fn saved(kind: Kind) -> Key {
    match kind {
        Kind::Unavailable | Kind::Internal => key::FAILURE_MAYBE_SAVED,
        _ => key::FAILURE_NOT_SAVED,
    }
}
