//! The public API's front door: who is asking is found out here, once, from the bearer token; then
//! the request goes to its service with the sealed actor. Cookies open nothing here, so other
//! sites' scripts cannot act for a signed-in browser.

use crate::headers;
use crate::visit::{client_address, request_id};
use axum::Json;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, Response, header};
use axum::response::IntoResponse;
use contracts::tenancy::{Identified, Identify};
use futures_util::StreamExt;
use kernel::{Actor, Error, Kind, Locale, Result};
use web::{ACTOR, Call, IDEMPOTENCY_KEY, REQUEST_ID};

/// What the outside may say; everything else, the actor above all, is ours to say.
const PASSED_ON: [HeaderName; 4] =
    [header::ACCEPT, header::ACCEPT_LANGUAGE, header::CONTENT_TYPE, HeaderName::from_static(IDEMPOTENCY_KEY)];

pub async fn forward(State(state): State<web::State>, request: Request) -> Response<Body> {
    let id = request_id(request.headers());
    let mut response = match pass(&state, request, &id).await {
        Ok(response) => response,
        Err(error) => {
            web::problem::log(&error, &id);
            web::problem::response(&error, &id)
        }
    };
    finish(&state, &mut response, &id);
    response
}

async fn pass(state: &web::State, request: Request, id: &str) -> Result<Response<Body>> {
    let (parts, body) = request.into_parts();
    // what the path was decoded to must not differ from what is forwarded
    let path = parts.uri.path();
    if path.contains('%') || path.contains("//") || path.contains("/.") {
        return Err(Error::not_found());
    }
    let bearer = bearer(&parts.headers)?;
    let body = read(body).await?;
    let language = parts.headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).and_then(Locale::accepted);
    let (association, hub) = place(path);
    let errand = format!("{} {path}", parts.method);
    let address = client_address(&parts, &state.settings().trusted_proxies);
    let permission = permission(state, &parts.method, path);
    let platform = path.starts_with("/api/v1/platform/");
    let question = Identify { session: None, bearer, association, hub, platform, locale: language, errand, address, permission };
    let service = Actor::service("portal").seal(state.signer(), state.clock().now());
    let call = Call { method: Method::POST, path: "/internal/actors", token: &service, request_id: id, idempotency_key: None };
    let identified: Identified = state.peers().call(&call, &question).await?;

    let mut forwarded = Request::new(Body::from(body));
    *forwarded.method_mut() = parts.method;
    *forwarded.uri_mut() = parts.uri;
    for name in PASSED_ON {
        if let Some(value) = parts.headers.get(&name) {
            forwarded.headers_mut().insert(name, value.clone());
        }
    }
    forwarded.headers_mut().insert(ACTOR, HeaderValue::from_str(&identified.token).map_err(Error::internal)?);
    forwarded.headers_mut().insert(REQUEST_ID, HeaderValue::from_str(id).map_err(Error::internal)?);
    state.peers().send(forwarded).await
}

fn bearer(headers: &HeaderMap) -> Result<Option<String>> {
    let Some(value) = headers.get(header::AUTHORIZATION) else { return Ok(None) };
    let text = value.to_str().map_err(|_| Error::unauthenticated())?;
    match text.split_once(' ') {
        Some((scheme, token)) if scheme.eq_ignore_ascii_case("bearer") && !token.trim().is_empty() => Ok(Some(token.trim().to_owned())),
        _ => Err(Error::unauthenticated()),
    }
}

/// The association or hub that the path names.
fn place(path: &str) -> (Option<String>, Option<String>) {
    let mut segments = path.trim_start_matches("/api/v1/").split('/');
    let (resource, name) = (segments.next(), segments.next().filter(|name| !name.is_empty()).map(ToOwned::to_owned));
    match resource {
        Some("associations") => (name, None),
        Some("hubs") => (None, name),
        _ => (None, None),
    }
}

/// What the route of this path needs; a path without one needs nothing and gets nothing.
fn permission(state: &web::State, method: &Method, path: &str) -> Option<String> {
    let fits = |pattern: &str| {
        let (wanted, given): (Vec<_>, Vec<_>) = (pattern.split('/').collect(), path.split('/').collect());
        wanted.len() == given.len() && wanted.iter().zip(&given).all(|(wanted, given)| wanted == given || wanted.starts_with('{'))
    };
    let mut routes = state.routes().iter().filter(|route| route.method == *method && route.service != "portal");
    routes.find(|route| fits(&route.path)).map(|route| route.permission.to_owned())
}

pub async fn openapi(State(state): State<web::State>) -> Response<Body> {
    let mut response = Json(web::openapi(state.routes())).into_response();
    finish(&state, &mut response, &kernel::id::new_id().to_string());
    response
}

fn finish(state: &web::State, response: &mut Response<Body>, id: &str) {
    headers::common(response, state.settings().url.starts_with("https://"));
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if let Ok(id) = HeaderValue::from_str(id) {
        response.headers_mut().insert(REQUEST_ID, id);
    }
}

/// The whole body, before anybody is asked who sent it. Of one that is too large the rest is read
/// and thrown away, up to a point: a client that is cut off in the middle never reads why.
async fn read(body: Body) -> Result<Vec<u8>> {
    const THROWN_AWAY: usize = 64 * 1024 * 1024;
    let (mut kept, mut total) = (Vec::new(), 0);
    let mut parts = body.into_data_stream();
    while let Some(part) = parts.next().await {
        let part = part.map_err(|cause| Error::invalid("invalid-body").because(cause))?;
        total += part.len();
        if total <= web::MAX_UPLOAD {
            kept.extend_from_slice(&part);
        } else if total <= THROWN_AWAY {
            kept = Vec::new();
        } else {
            break;
        }
    }
    if total > web::MAX_UPLOAD {
        return Err(Error::new(Kind::TooLarge, "too-large").with("megabytes", web::MAX_UPLOAD / 1024 / 1024));
    }
    Ok(kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_place_is_read_from_the_path() {
        assert_eq!(place("/api/v1/associations/nour/members"), (Some("nour".into()), None));
        assert_eq!(place("/api/v1/associations"), (None, None));
        assert_eq!(place("/api/v1/hubs/casa/associations"), (None, Some("casa".into())));
        assert_eq!(place("/api/v1/reference/regions"), (None, None));
    }

    #[test]
    fn only_bearer_tokens_open_the_api() {
        let headers = |value: &'static str| HeaderMap::from_iter([(header::AUTHORIZATION, HeaderValue::from_static(value))]);
        assert_eq!(bearer(&headers("Bearer abc")).expect("a token"), Some("abc".into()));
        assert!(bearer(&headers("Basic YTpi")).is_err());
        assert!(bearer(&headers("Bearer ")).is_err());
        assert_eq!(bearer(&HeaderMap::new()).expect("nobody"), None);
    }
}
