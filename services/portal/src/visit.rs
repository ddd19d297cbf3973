//! One request for a page: who asks, in which language, where, with what in hand.

use crate::cookies::{self, Cookies};
use crate::fields::Fields;
use axum::body::Body;
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, Response};
use chrono::{DateTime, Utc};
use contracts::accounts::Device;
use contracts::audit::Refusal;
use contracts::consents::Visiting;
use contracts::hubs::Closure;
use contracts::tenancy::{Identified, Identify, Place};
use kernel::permission::Scope;
use kernel::{Actor, Error, FieldError, Kind, Locale, Permission, Result, Role, Seat};
use language::{Key, Value};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;
use std::net::IpAddr;
use uuid::Uuid;
use web::{Attempt, Call, State};

#[derive(Clone)]
pub struct Visit {
    pub state: State,
    pub locale: Locale,
    pub actor: Actor,
    /// The actor sealed for the other services.
    pub token: String,
    /// The association or hub of the path, when the actor may know it.
    pub place: Option<Place>,
    /// By what a hub's coordinator is inside the association of the path.
    pub visiting: Option<Visiting>,
    /// The association of the path is to be erased then.
    pub leaving: Option<DateTime<Utc>>,
    /// Why the workspace of the path can only be read.
    pub closure: Option<Closure>,
    pub path: Fields,
    pub query: Fields,
    pub form: Fields,
    pub file: Option<UploadedFile>,
    /// A file came that is larger than any may be: it was not kept.
    pub file_too_large: bool,
    pub session: Option<String>,
    /// What the forms of this browser are bound to: the session, or a random cookie.
    pub binding: String,
    /// The binding is new and its cookie must be set.
    pub new_binding: bool,
    pub method: Method,
    /// Path and query as asked.
    pub url: String,
    pub request_id: String,
    pub address: String,
    /// The browser in words.
    pub browser: String,
    /// That somebody has signed in from this browser before.
    pub mark: String,
    /// The secret of a sign-in's first step.
    pub half: Option<String>,
    /// What to say on top of the page, from the act before.
    pub note: Option<String>,
    pub cookies: Cookies,
    /// The language chosen by the switch.
    chosen: Option<Locale>,
    accepted: Option<Locale>,
}

#[derive(Clone)]
pub struct UploadedFile {
    pub name: String,
    pub bytes: Vec<u8>,
}

impl Visit {
    /// What can be known without asking anybody.
    pub fn arrive(state: State, parts: &Parts, path: Fields) -> Self {
        let cookies = Cookies { secure: state.settings().url.starts_with("https://") };
        let text = |name: &str| parts.headers.get(name).and_then(|value| value.to_str().ok());
        let chosen = cookies.read(&parts.headers, cookies::LANGUAGE).and_then(|code| Locale::parse(&code));
        let accepted = text("accept-language").and_then(Locale::accepted);
        let locale = chosen.or(accepted).unwrap_or(state.settings().locale);
        let session = cookies.read(&parts.headers, cookies::SESSION);
        let bound = session.clone().or_else(|| cookies.read(&parts.headers, cookies::FORMS));
        let note =
            cookies.read(&parts.headers, cookies::NOTE).and_then(|sealed| String::from_utf8(state.signer().open("note", &sealed)?).ok());
        Self {
            locale,
            actor: Actor::anonymous(locale),
            token: String::new(),
            place: None,
            visiting: None,
            leaving: None,
            closure: None,
            path,
            query: Fields::parse(parts.uri.query().unwrap_or_default()).unwrap_or_default(),
            form: Fields::default(),
            file: None,
            file_too_large: false,
            new_binding: bound.is_none(),
            binding: bound.unwrap_or_else(kernel::secret::random_token),
            session,
            method: parts.method.clone(),
            url: parts.uri.path_and_query().map_or("/", |url| url.as_str()).to_owned(),
            request_id: request_id(&parts.headers),
            browser: crate::device::name(text("user-agent").unwrap_or_default()),
            mark: cookies.read(&parts.headers, cookies::DEVICE).unwrap_or_default(),
            half: cookies.read(&parts.headers, cookies::HALF),
            address: client_address(parts, &state.settings().trusted_proxies),
            note,
            cookies,
            chosen,
            accepted,
            state,
        }
    }

    /// Asks tenancy who this is. A session that has ended leaves a visitor without one.
    pub async fn identify(&mut self, permission: &str) -> Result<()> {
        let segment = |name: &str| self.path.given(name).map(ToOwned::to_owned);
        let mut question = Identify {
            session: self.session.clone(),
            bearer: None,
            association: segment("association"),
            hub: segment("hub"),
            platform: self.url.starts_with("/platform"),
            locale: self.chosen.or(if self.session.is_some() { None } else { self.accepted }),
            errand: self.errand(),
            address: self.address.clone(),
            permission: Some(permission.to_owned()),
        };
        let answer: Identified = match self.post_as_portal("/internal/actors", &question).await {
            Err(error) if error.kind() == Kind::Unauthenticated => {
                self.session = None;
                question.session = None;
                self.post_as_portal("/internal/actors", &question).await?
            }
            other => other?,
        };
        if answer.actor.account.is_none() {
            self.session = None;
        } else if self.chosen.is_none() {
            self.locale = answer.actor.locale;
        }
        (self.actor, self.token, self.place, self.leaving) = (answer.actor, answer.token, answer.place, answer.leaving);
        (self.visiting, self.closure) = (answer.visiting, answer.closure);
        Ok(())
    }

    /// Method and path, for the audit log.
    fn errand(&self) -> String {
        format!("{} {}", self.method, self.url.split('?').next().unwrap_or_default())
    }

    /// Tells the audit log that somebody with a seat was turned away here, before any service saw it.
    pub async fn tell_refusal(&self, error: &Error) {
        if let Some(attempt) = Attempt::of(error) {
            attempt.count();
        }
        let seated = matches!(self.actor.seat, Seat::Association { .. }) && self.place.is_some();
        if error.kind() != Kind::Forbidden || !seated {
            return;
        }
        let refusal = Refusal { actor: self.token.clone(), errand: self.errand(), code: error.code().to_owned() };
        if let Err(failure) = self.post_as_portal::<_, contracts::Done>("/internal/refusals", &refusal).await {
            web::problem::log(&failure, &self.request_id);
        }
    }

    /// The same three answers as the services give: sign in first, there is nothing here for you,
    /// you may not.
    pub fn check<P: Permission>(&self) -> Result<()> {
        if self.may::<P>() {
            let guarded = self.actor.unproven && !matches!(P::SCOPE, Scope::Public | Scope::Account);
            return if guarded { Err(Error::forbidden("second-factor-required")) } else { Ok(()) };
        }
        Err(match self.actor.role() {
            _ if self.actor.account.is_none() => Error::unauthenticated(),
            Role::SignedIn | Role::Anonymous => Error::not_found(),
            _ => Error::forbidden("forbidden"),
        })
    }

    pub fn may<P: Permission>(&self) -> bool {
        self.actor.may::<P>()
    }

    pub fn is_signed_in(&self) -> bool {
        self.actor.account.is_some()
    }

    pub fn say(&self, key: Key) -> String {
        language::text(self.locale, key)
    }

    pub fn say_with(&self, key: Key, values: &[(&str, Value<'_>)]) -> String {
        language::text_with(self.locale, key, values)
    }

    /// The browser, as the log of an account knows it.
    pub fn device(&self) -> Device {
        Device { address: self.address.clone(), name: self.browser.clone(), mark: self.mark.clone() }
    }

    /// The session's secret, for what a person asks about their own account.
    pub fn own_session(&self) -> Result<String> {
        self.session.clone().ok_or_else(Error::unauthenticated)
    }

    /// The value that proves that a form was made by us for this browser.
    pub fn csrf(&self) -> String {
        self.state.signer().sign_fresh("csrf", &self.binding)
    }

    /// The id in the path. Parsed, because it becomes a part of other paths.
    pub fn id(&self) -> Result<Uuid> {
        self.path.get("id").parse().map_err(|_| Error::not_found())
    }

    /// The file that came with the form, if one did.
    ///
    /// # Errors
    /// `file-too-large`, also at `file`.
    pub fn attached(&self) -> Result<Option<&UploadedFile>> {
        if !self.file_too_large {
            return Ok(self.file.as_ref());
        }
        let megabytes = web::MAX_UPLOAD / 1024 / 1024;
        let at = FieldError {
            field: "file".into(),
            code: "file-too-large".into(),
            params: BTreeMap::from([("megabytes".to_owned(), megabytes.to_string())]),
        };
        Err(Error::new(Kind::TooLarge, "file-too-large").with("megabytes", megabytes).with_fields(vec![at]))
    }

    /// The file without which the form says nothing.
    ///
    /// # Errors
    /// `file-too-large`, `file-required` at `file`.
    pub fn attached_file(&self) -> Result<&UploadedFile> {
        self.attached()?.ok_or_else(|| Error::field("file", "file-required"))
    }

    /// A page of this association or hub: `visit.here("/members")`.
    pub fn here(&self, rest: &str) -> String {
        match self.path.given("association") {
            Some(slug) => format!("/a/{slug}{rest}"),
            None => format!("/hub/{}{rest}", self.path.get("hub")),
        }
    }

    /// The API's path of this association or hub.
    pub fn api(&self, rest: &str) -> String {
        match self.path.given("association") {
            Some(slug) => format!("/api/v1/associations/{slug}{rest}"),
            None => format!("/api/v1/hubs/{}{rest}", self.path.get("hub")),
        }
    }

    pub async fn get<O: DeserializeOwned>(&self, path: &str) -> Result<O> {
        self.state.peers().call(&self.call(Method::GET, path), &()).await
    }

    /// A list that comes whole, as its only page.
    pub async fn list<O: DeserializeOwned>(&self, path: &str) -> Result<Vec<O>> {
        Ok(self.get::<contracts::Page<O>>(path).await?.items)
    }

    /// Sends a form's input with the form's idempotency key.
    pub async fn post<I: Serialize, O: DeserializeOwned>(&self, path: &str, input: &I) -> Result<O> {
        self.state.peers().call(&self.call(Method::POST, path), input).await
    }

    pub async fn upload<O: DeserializeOwned>(&self, path: &str, bytes: Vec<u8>) -> Result<O> {
        self.state.peers().upload(&self.call(Method::POST, path), bytes).await
    }

    pub async fn file(&self, path: &str) -> Result<Response<Body>> {
        self.state.peers().file(&self.call(Method::GET, path)).await
    }

    /// As the portal itself, for what only services may ask.
    pub async fn get_as_portal<O: DeserializeOwned>(&self, path: &str) -> Result<O> {
        let token = self.portal_token();
        self.state.peers().call(&Call { token: &token, ..self.call(Method::GET, path) }, &()).await
    }

    pub async fn post_as_portal<I: Serialize, O: DeserializeOwned>(&self, path: &str, input: &I) -> Result<O> {
        let token = self.portal_token();
        self.state.peers().call(&Call { token: &token, idempotency_key: None, ..self.call(Method::POST, path) }, input).await
    }

    fn portal_token(&self) -> String {
        Actor::service("portal").seal(self.state.signer(), self.state.clock().now())
    }

    fn call<'a>(&'a self, method: Method, path: &'a str) -> Call<'a> {
        let idempotency_key = self.form.given("idempotency").filter(|_| method == Method::POST);
        Call { method, path, token: &self.token, request_id: &self.request_id, idempotency_key }
    }
}

/// The asker's address, for throttling. Only a proxy that the operator trusts may name another
/// one: else a guesser would be somebody new at every try.
pub fn client_address(parts: &Parts, trusted: &[IpAddr]) -> String {
    let peer = parts.extensions.get::<axum::extract::ConnectInfo<std::net::SocketAddr>>().map(|info| info.0.ip());
    let behind_proxy = peer.is_none_or(|ip| trusted.contains(&ip));
    let forwarded = parts.headers.get("x-forwarded-for").and_then(|value| value.to_str().ok());
    let last = forwarded.filter(|_| behind_proxy).and_then(|list| list.rsplit(',').next()).map(str::trim);
    match (last, peer) {
        (Some(address), _) => address.chars().take(64).collect(),
        (None, Some(ip)) => ip.to_string(),
        (None, None) => String::new(),
    }
}

/// The id that a proxy or the runtime gave the request if it is harmless, else a fresh one.
pub fn request_id(headers: &HeaderMap) -> String {
    let given = headers.get(web::REQUEST_ID).and_then(|value| value.to_str().ok());
    match given {
        Some(id) if (1..=64).contains(&id.len()) && id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-') => id.to_owned(),
        _ => kernel::id::new_id().to_string(),
    }
}
