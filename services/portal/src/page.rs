//! Around every page: language, session, permission, the form and its protection, error pages,
//! headers. Handlers are `async fn(Page<P>) -> Reply`.

use crate::cookies;
use crate::fields::Fields;
use crate::form::Form;
use crate::layout::Layout;
use crate::visit::{UploadedFile, Visit};
use crate::{failure, headers};
use axum::body::{Body, to_bytes};
use axum::extract::multipart::{Multipart, MultipartError};
use axum::extract::{DefaultBodyLimit, FromRequest, RawPathParams, Request};
use axum::http::{HeaderMap, HeaderValue, Method, Response, StatusCode, header};
use axum::response::IntoResponse;
use kernel::permission::Scope;
use kernel::{Error, Kind, Locale, Permission, Result};
use language::{Key, Value, key};
use maud::Markup;
use std::marker::PhantomData;
use std::ops::Deref;
use web::State;

pub type Reply = Result<Response<Body>>;

/// The largest form without a file, in bytes.
const MAX_FORM: usize = 1024 * 1024;
/// Of a larger file the rest is read and thrown away, up to a point: a browser that is cut off in the
/// middle shows no answer.
const THROWN_AWAY: usize = 32 * 1024 * 1024;

/// A visit whose permission `P` was checked.
pub struct Page<P> {
    visit: Visit,
    permission: PhantomData<fn() -> P>,
}

impl<P> Deref for Page<P> {
    type Target = Visit;
    fn deref(&self) -> &Visit {
        &self.visit
    }
}

pub async fn serve<P, F, Fut>(state: State, path: RawPathParams, request: Request, handler: F) -> Response<Body>
where
    P: Permission,
    F: Fn(Page<P>) -> Fut,
    Fut: Future<Output = Reply> + Send,
{
    let (parts, body) = request.into_parts();
    let mut path_fields = Fields::default();
    for (name, value) in &path {
        path_fields.push(name, value);
    }
    let mut visit = Visit::arrive(state, &parts, path_fields);
    let request = Request::from_parts(parts, body);
    let reply = match enter::<P>(&mut visit, request).await {
        Ok(None) => handler(Page { visit: visit.clone(), permission: PhantomData }).await,
        Ok(Some(response)) => Ok(response),
        Err(error) => Err(error),
    };
    finish(&visit, reply)
}

/// Everything before the handler. A response ends the visit.
async fn enter<P: Permission>(visit: &mut Visit, request: Request) -> Result<Option<Response<Body>>> {
    if visit.method == Method::GET && visit.query.given("lang").is_some() {
        return Ok(Some(switch_language(visit)));
    }
    check_path(visit)?;
    if P::SCOPE != Scope::Public && visit.session.is_none() {
        web::Attempt::SignedOut.count();
        return Err(Error::unauthenticated());
    }
    visit.identify(P::NAME).await?;
    if let Err(error) = admit::<P>(visit, request).await {
        visit.tell_refusal(&error).await;
        return Err(error);
    }
    Ok(None)
}

/// Permission, and of a form that it is ours.
async fn admit<P: Permission>(visit: &mut Visit, request: Request) -> Result<()> {
    visit.check::<P>()?;
    if visit.method == Method::POST {
        check_origin(visit, request.headers())?;
        read_form(visit, request).await?;
        if !visit.state.signer().verify_fresh("csrf", &visit.binding, visit.form.get("csrf")) {
            return Err(Error::forbidden("csrf"));
        }
    }
    Ok(())
}

fn switch_language(visit: &Visit) -> Response<Body> {
    let path = visit.url.split('?').next().unwrap_or("/");
    let rest: Vec<_> = visit.query.iter().filter(|(name, _)| *name != "lang").map(|(name, value)| (name, Some(value))).collect();
    let target = crate::fields::with_query(local_path(path).unwrap_or("/"), &rest);
    let mut response = redirect(&target);
    if let Some(locale) = Locale::parse(visit.query.get("lang")) {
        visit.cookies.set(&mut response, cookies::LANGUAGE, locale.code());
    }
    response
}

/// Path segments become parts of the API's paths: whatever could leave its segment names nothing.
fn check_path(visit: &Visit) -> Result<()> {
    let harmless = |value: &str| value.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'));
    let named = ["association", "hub", "id", "code"];
    if visit.path.iter().all(|(name, value)| !named.contains(&name) || harmless(value)) { Ok(()) } else { Err(Error::not_found()) }
}

/// A form must come from a page of ours. Old browsers say nothing, for them the form's own proof
/// must do.
fn check_origin(visit: &Visit, headers: &HeaderMap) -> Result<()> {
    let text = |name: header::HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    let site = headers.get("sec-fetch-site").and_then(|value| value.to_str().ok());
    let foreign_site = site.is_some_and(|site| !matches!(site, "same-origin" | "none"));
    let foreign_origin = text(header::ORIGIN).is_some_and(|origin| {
        let host = origin.split_once("://").map(|(_, host)| host);
        origin != visit.state.settings().url && host != text(header::HOST)
    });
    if foreign_site || foreign_origin { Err(Error::forbidden("csrf")) } else { Ok(()) }
}

async fn read_form(visit: &mut Visit, mut request: Request) -> Result<()> {
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if !kind.starts_with("multipart/form-data") {
        let bytes = to_bytes(request.into_body(), MAX_FORM).await.map_err(|_| too_large(MAX_FORM / 1024 / 1024))?;
        let text = std::str::from_utf8(&bytes).map_err(|cause| Error::invalid("invalid-body").because(cause))?;
        visit.form = Fields::parse(text)?;
        return Ok(());
    }
    DefaultBodyLimit::max(THROWN_AWAY).apply(&mut request);
    let mut parts = Multipart::from_request(request, &()).await.map_err(|cause| Error::invalid("invalid-body").because(cause))?;
    loop {
        match read_part(visit, &mut parts).await {
            Ok(true) => {}
            Ok(false) => return Ok(()),
            // what came before the file is here: the form can be shown again with it
            Err(error) if error.kind() == Kind::TooLarge && visit.form.given("csrf").is_some() => {
                visit.file_too_large = true;
                return Ok(());
            }
            Err(error) => return Err(error),
        }
    }
}

/// One field or the file; `false` after the last.
async fn read_part(visit: &mut Visit, parts: &mut Multipart) -> Result<bool> {
    let Some(mut part) = parts.next_field().await.map_err(unreadable)? else { return Ok(false) };
    let name = part.name().unwrap_or_default().to_owned();
    let file_name = part.file_name().map(ToOwned::to_owned);
    let most = if file_name.is_some() { web::MAX_UPLOAD } else { MAX_FORM };
    let (mut bytes, mut length) = (Vec::new(), 0);
    while let Some(chunk) = part.chunk().await.map_err(unreadable)? {
        length += chunk.len();
        if length <= most {
            bytes.extend_from_slice(&chunk);
        }
    }
    match file_name {
        Some(_) if length > most => visit.file_too_large = true,
        Some(name) => visit.file = Some(UploadedFile { name, bytes }).filter(|file| !file.bytes.is_empty()),
        None if length > most => return Err(Error::invalid("invalid-body")),
        None => visit.form.push(&name, &String::from_utf8(bytes).map_err(|cause| Error::invalid("invalid-body").because(cause))?),
    }
    Ok(true)
}

fn unreadable(cause: MultipartError) -> Error {
    if cause.status() == StatusCode::PAYLOAD_TOO_LARGE {
        too_large(web::MAX_UPLOAD / 1024 / 1024)
    } else {
        Error::invalid("invalid-body").because(cause)
    }
}

fn too_large(megabytes: usize) -> Error {
    Error::new(Kind::TooLarge, "too-large").with("megabytes", megabytes)
}

fn finish(visit: &Visit, reply: Reply) -> Response<Body> {
    let mut response = reply.unwrap_or_else(|error| match error.kind() {
        Kind::Unauthenticated => to_sign_in(visit),
        _ if error.code() == "second-factor-required" => redirect(&crate::fields::with_query(
            "/account/second-factor",
            // a form cannot be sent again by following a link
            &[("next", local_path(&visit.url).filter(|_| visit.method == Method::GET))],
        )),
        _ => failure::page(visit, &error),
    });
    let shows_page = response.headers().get(header::CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    if shows_page && visit.note.is_some() {
        visit.cookies.clear(&mut response, cookies::NOTE);
    }
    if shows_page && visit.new_binding {
        visit.cookies.set(&mut response, cookies::FORMS, &visit.binding);
    }
    headers::page(&mut response, visit.cookies.secure);
    if let Ok(id) = HeaderValue::from_str(&visit.request_id) {
        response.headers_mut().insert(web::REQUEST_ID, id);
    }
    response
}

fn to_sign_in(visit: &Visit) -> Response<Body> {
    let mut response = redirect(&crate::fields::with_query("/sign-in", &[("next", local_path(&visit.url))]));
    if visit.session.is_some() || visit.method == Method::POST {
        visit.leave_note(&mut response, &visit.say(key::ACCOUNT_SESSION_ENDED));
    }
    response
}

/// A path of this site, never another site dressed up as one (`//evil`, `/\evil`).
pub fn local_path(path: &str) -> Option<&str> {
    let second = path.as_bytes().get(1);
    let clean = path.starts_with('/') && !matches!(second, Some(b'/' | b'\\')) && !path.bytes().any(|b| b.is_ascii_control() || b == b'\\');
    clean.then_some(path)
}

pub fn redirect(target: &str) -> Response<Body> {
    match HeaderValue::from_str(target) {
        Ok(target) => (StatusCode::SEE_OTHER, [(header::LOCATION, target)]).into_response(),
        Err(_) => (StatusCode::SEE_OTHER, [(header::LOCATION, HeaderValue::from_static("/"))]).into_response(),
    }
}

#[expect(clippy::unnecessary_wraps, reason = "these are the last line of handlers, which may fail")]
impl Visit {
    /// A page that shows something.
    pub fn page(&self, title: &str, body: Markup) -> Reply {
        Ok(Layout { visit: self, title, wrong: false, refresh: None }.render(body).into_response())
    }

    /// A page that is read again every so many seconds.
    pub fn refreshed_page(&self, title: &str, refresh: Option<u32>, body: Markup) -> Reply {
        Ok(Layout { visit: self, title, wrong: false, refresh }.render(body).into_response())
    }

    /// A page with a form; it has the form's status and says in its title when something is wrong.
    pub fn form_page(&self, title: &str, form: &Form, body: Markup) -> Reply {
        let status = StatusCode::from_u16(form.status).unwrap_or(StatusCode::OK);
        let layout = Layout { visit: self, title, wrong: form.is_wrong(), refresh: None };
        Ok((status, layout.render(crate::ui::name_errors(form, body))).into_response())
    }

    /// The next page after an act, with a word that it was done.
    pub fn done(&self, target: &str, said: Key, values: &[(&str, Value<'_>)]) -> Reply {
        let mut response = redirect(target);
        self.leave_note(&mut response, &self.say_with(said, values));
        Ok(response)
    }

    pub fn leave_note(&self, response: &mut Response<Body>, text: &str) {
        self.cookies.set(response, cookies::NOTE, &self.state.signer().seal("note", text.as_bytes()));
    }

    /// The form again after a refusal. What no form can help with (signing in, permission, a thing
    /// that is gone) stays an error page.
    pub fn refused(&self, error: Error) -> Result<Form> {
        match error.kind() {
            Kind::Unauthenticated | Kind::Forbidden | Kind::NotFound => Err(error),
            _ => {
                if error.cause().is_some() {
                    web::problem::log(&error, &self.request_id);
                }
                Ok(Form::refused(&self.form, &error, self.locale))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_paths_of_this_site_are_followed() {
        for path in ["/", "/associations", "/a/x/members?search=%2F%2Fa"] {
            assert_eq!(local_path(path), Some(path));
        }
        for path in ["", "//evil.example", "/\\evil.example", "https://evil.example", "javascript:alert(1)", "/a\r\nSet-Cookie: x=1"] {
            assert_eq!(local_path(path), None, "{path}");
        }
    }
}
