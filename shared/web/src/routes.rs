//! A service's URLs as a table of typed handlers.
//!
//! A handler is `async fn(Access<P>, Input) -> Result<Output>`. From its signature come the
//! permission, the schema of input and output, and the line in `nassij routes`. Input is one
//! struct: path, query and JSON body read as one; a name that says different things in path and
//! body is refused.

use crate::access::Access;
use crate::peer::{ACTOR, IDEMPOTENCY_KEY, REQUEST_ID};
use crate::problem;
use crate::refusals;
use crate::reply::{File, Upload};
use crate::state::State;
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{RawPathParams, Request};
use axum::handler::Handler;
use axum::http::{HeaderMap, Method, Response, StatusCode, header};
use axum::response::IntoResponse;
use axum::routing::{MethodFilter, on};
use database::Repeat;
use kernel::permission::Scope;
use kernel::secret::digest;
use kernel::{Actor, Error, Kind, Locale, Permission, Result};
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::collections::HashMap;
use std::sync::Arc;

/// The largest JSON body, in bytes.
const MAX_JSON: usize = 1024 * 1024;
/// The largest uploaded file, in bytes.
pub const MAX_UPLOAD: usize = 10 * 1024 * 1024;

/// One line of the table.
#[derive(Clone)]
pub struct Route {
    pub service: &'static str,
    pub method: Method,
    /// With `{association}`, `{hub}` and `{id}` as in axum.
    pub path: String,
    pub permission: &'static str,
    pub scope: Scope,
    pub summary: &'static str,
    /// What goes in and comes out, for OpenAPI. Absent for pages.
    pub(crate) shape: Option<Shape>,
}

#[derive(Clone)]
pub(crate) struct Shape {
    pub input: fn(&mut SchemaGenerator) -> Schema,
    pub output: Output,
    pub created: bool,
    pub upload: bool,
}

#[derive(Clone, Copy)]
pub(crate) enum Output {
    Json(fn(&mut SchemaGenerator) -> Schema),
    File,
}

type Install = Box<dyn FnOnce(Router<State>) -> Router<State> + Send>;

pub struct Routes {
    service: &'static str,
    list: Vec<Route>,
    install: Vec<Install>,
}

/// What a handler's kind decides.
#[derive(Clone, Copy)]
struct Mode {
    writes: bool,
    created: bool,
    limit: usize,
}

const READ: Mode = Mode { writes: false, created: false, limit: MAX_JSON };
const WRITE: Mode = Mode { writes: true, created: false, limit: MAX_JSON };
const CREATE: Mode = Mode { writes: true, created: true, limit: MAX_JSON };
const UPLOAD: Mode = Mode { writes: true, created: false, limit: MAX_UPLOAD };

/// A request in parts, before its permission is known.
struct Raw {
    state: State,
    route: Arc<str>,
    method: Method,
    headers: HeaderMap,
    path: HashMap<String, String>,
    query: String,
    body: Vec<u8>,
    request: String,
}

impl Routes {
    pub fn new(service: &'static str) -> Self {
        Self { service, list: Vec::new(), install: Vec::new() }
    }

    /// A read.
    #[must_use]
    pub fn get<P, I, O, F, Fut>(self, path: &str, summary: &'static str, handler: F) -> Self
    where
        P: Permission,
        I: DeserializeOwned + JsonSchema + Send + 'static,
        O: Serialize + JsonSchema + Send + 'static,
        F: Fn(Access<P>, I) -> Fut + Clone + Send + Sync + 'static,
        Fut: Future<Output = Result<O>> + Send + 'static,
    {
        self.typed(Method::GET, path, summary, READ, handler)
    }

    /// A change that makes nothing with a name of its own.
    #[must_use]
    pub fn post<P, I, O, F, Fut>(self, path: &str, summary: &'static str, handler: F) -> Self
    where
        P: Permission,
        I: DeserializeOwned + JsonSchema + Send + 'static,
        O: Serialize + JsonSchema + Send + 'static,
        F: Fn(Access<P>, I) -> Fut + Clone + Send + Sync + 'static,
        Fut: Future<Output = Result<O>> + Send + 'static,
    {
        self.typed(Method::POST, path, summary, WRITE, handler)
    }

    /// A change that makes something: 201.
    #[must_use]
    pub fn create<P, I, O, F, Fut>(self, path: &str, summary: &'static str, handler: F) -> Self
    where
        P: Permission,
        I: DeserializeOwned + JsonSchema + Send + 'static,
        O: Serialize + JsonSchema + Send + 'static,
        F: Fn(Access<P>, I) -> Fut + Clone + Send + Sync + 'static,
        Fut: Future<Output = Result<O>> + Send + 'static,
    {
        self.typed(Method::POST, path, summary, CREATE, handler)
    }

    /// A read that answers with a file.
    #[must_use]
    pub fn file<P, I, F, Fut>(mut self, path: &str, summary: &'static str, handler: F) -> Self
    where
        P: Permission,
        I: DeserializeOwned + JsonSchema + Send + 'static,
        F: Fn(Access<P>, I) -> Fut + Clone + Send + Sync + 'static,
        Fut: Future<Output = Result<File>> + Send + 'static,
    {
        let shape = Shape { input: SchemaGenerator::subschema_for::<I>, output: Output::File, created: false, upload: false };
        self.line::<P>(Method::GET, path, summary, Some(shape));
        self.handle(Method::GET, path, READ, move |raw| {
            let handler = handler.clone();
            async move {
                let access = raw.access::<P>(READ)?;
                Ok(handler(access, raw.query_input()?).await?.into_response())
            }
        })
    }

    /// A change whose input is a file as the whole body.
    #[must_use]
    pub fn upload<P, Q, O, F, Fut>(mut self, path: &str, summary: &'static str, handler: F) -> Self
    where
        P: Permission,
        Q: DeserializeOwned + JsonSchema + Send + 'static,
        O: Serialize + JsonSchema + Send + 'static,
        F: Fn(Access<P>, Upload<Q>) -> Fut + Clone + Send + Sync + 'static,
        Fut: Future<Output = Result<O>> + Send + 'static,
    {
        let output = Output::Json(SchemaGenerator::subschema_for::<O>);
        let shape = Shape { input: SchemaGenerator::subschema_for::<Q>, output, created: false, upload: true };
        self.line::<P>(Method::POST, path, summary, Some(shape));
        self.handle(Method::POST, path, UPLOAD, move |mut raw| {
            let handler = handler.clone();
            async move {
                let access = raw.access::<P>(UPLOAD)?;
                let query = raw.query_input()?;
                let bytes = std::mem::take(&mut raw.body);
                json(UPLOAD, &handler(access, Upload { query, bytes }).await?)
            }
        })
    }

    /// A page or anything else that is not typed JSON. The handler itself proves the permission.
    #[must_use]
    pub fn raw<T: 'static>(
        mut self,
        method: Method,
        path: &str,
        permission: &'static str,
        scope: Scope,
        summary: &'static str,
        handler: impl Handler<T, State>,
    ) -> Self {
        self.list.push(Route {
            service: self.service,
            method: method.clone(),
            path: path.to_owned(),
            permission,
            scope,
            summary,
            shape: None,
        });
        let path = path.to_owned();
        self.install.push(Box::new(move |router| router.route(&path, on(filter(&method), handler))));
        self
    }

    /// The table itself.
    pub fn list(&self) -> &[Route] {
        &self.list
    }

    pub fn into_router(self, state: State) -> Router {
        self.install.into_iter().fold(Router::new(), |router, install| install(router)).with_state(state)
    }

    fn typed<P, I, O, F, Fut>(mut self, method: Method, path: &str, summary: &'static str, mode: Mode, handler: F) -> Self
    where
        P: Permission,
        I: DeserializeOwned + JsonSchema + Send + 'static,
        O: Serialize + JsonSchema + Send + 'static,
        F: Fn(Access<P>, I) -> Fut + Clone + Send + Sync + 'static,
        Fut: Future<Output = Result<O>> + Send + 'static,
    {
        let output = Output::Json(SchemaGenerator::subschema_for::<O>);
        let shape = Shape { input: SchemaGenerator::subschema_for::<I>, output, created: mode.created, upload: false };
        self.line::<P>(method.clone(), path, summary, Some(shape));
        self.handle(method, path, mode, move |raw| {
            let handler = handler.clone();
            async move {
                // permission before input: a stranger learns nothing from error messages
                let access = raw.access::<P>(mode)?;
                let input = if mode.writes { raw.json_input() } else { raw.query_input() };
                // nor from a body that nobody can read: what is open to anybody may be shut in this association
                let hidden = P::SCOPE == Scope::Public && raw.path.contains_key("association");
                let input = input.map_err(|error| if hidden { Error::not_found() } else { error })?;
                json(mode, &handler(access, input).await?)
            }
        })
    }

    fn line<P: Permission>(&mut self, method: Method, path: &str, summary: &'static str, shape: Option<Shape>) {
        self.list.push(Route {
            service: self.service,
            method,
            path: path.to_owned(),
            permission: P::NAME,
            scope: P::SCOPE,
            summary,
            shape,
        });
    }

    fn handle<F, Fut>(mut self, method: Method, path: &str, mode: Mode, handler: F) -> Self
    where
        F: Fn(Raw) -> Fut + Clone + Send + Sync + 'static,
        Fut: Future<Output = Result<Response<Body>>> + Send + 'static,
    {
        let route: Arc<str> = path.into();
        let on_method = filter(&method);
        let service = move |axum::extract::State(state): axum::extract::State<State>, path: RawPathParams, request: Request| {
            let (handler, route) = (handler.clone(), route.clone());
            async move {
                let id = request_id(request.headers());
                let raw = match Raw::read(state, route, path, request, mode.limit, id.clone()).await {
                    Ok(raw) => raw,
                    Err(error) => return problem::response(&error, &id),
                };
                // A write runs to its end even when its client hangs up: half a request is worse
                // than an answer nobody reads.
                let run = run(raw, handler);
                if mode.writes { tokio::spawn(run).await.unwrap_or_else(|panic| refuse(&Error::internal(panic), &id)) } else { run.await }
            }
        };
        let path = path.to_owned();
        self.install.push(Box::new(move |router| router.route(&path, on(on_method, service))));
        self
    }
}

async fn run<F, Fut>(raw: Raw, handler: F) -> Response<Body>
where
    F: Fn(Raw) -> Fut,
    Fut: Future<Output = Result<Response<Body>>>,
{
    let (state, actor, id, route, method) = (raw.state.clone(), raw.actor(), raw.request.clone(), raw.route.clone(), raw.method.clone());
    match handler(raw).await {
        Ok(response) => response,
        Err(error) if error.kind() == Kind::Replayed => {
            let reply = error.params().get("reply").cloned().unwrap_or_default();
            (StatusCode::OK, [(header::CONTENT_TYPE, "application/json")], reply).into_response()
        }
        Err(error) => {
            if let Ok(actor) = &actor {
                refusals::tell_of(&state, actor, &error, &format!("{method} {route}"), &id).await;
            }
            refuse(&error, &id)
        }
    }
}

fn refuse(error: &Error, request_id: &str) -> Response<Body> {
    problem::log(error, request_id);
    problem::response(error, request_id)
}

fn filter(method: &Method) -> MethodFilter {
    MethodFilter::try_from(method.clone()).expect("a standard method")
}

fn json<O: Serialize>(mode: Mode, output: &O) -> Result<Response<Body>> {
    let body = serde_json::to_vec(output).map_err(Error::internal)?;
    let status = if mode.created { StatusCode::CREATED } else { StatusCode::OK };
    Ok((status, [(header::CONTENT_TYPE, "application/json")], body).into_response())
}

/// The caller's request id if it is harmless, else a fresh one.
fn request_id(headers: &HeaderMap) -> String {
    let given = headers.get(REQUEST_ID).and_then(|value| value.to_str().ok());
    match given {
        Some(id) if id.len() <= 64 && id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-') => id.to_owned(),
        _ => kernel::id::new_id().to_string(),
    }
}

impl Raw {
    async fn read(state: State, route: Arc<str>, path: RawPathParams, request: Request, limit: usize, id: String) -> Result<Self> {
        let (parts, body) = request.into_parts();
        let body =
            to_bytes(body, limit).await.map_err(|_| Error::new(Kind::TooLarge, "too-large").with("megabytes", limit / 1024 / 1024))?;
        let path = path.iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
        let query = parts.uri.query().unwrap_or_default().to_owned();
        Ok(Self { state, route, method: parts.method, headers: parts.headers, path, query, body: body.to_vec(), request: id })
    }

    fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    fn actor(&self) -> Result<Actor> {
        match self.header(ACTOR) {
            None => Ok(Actor::anonymous(Locale::default())),
            Some(token) => Actor::open(self.state.signer(), token, self.state.clock().now()).ok_or_else(Error::unauthenticated),
        }
    }

    fn access<P: Permission>(&self, mode: Mode) -> Result<Access<P>> {
        let actor = self.actor()?;
        let repeat = self.repeat(&actor)?;
        Access::prove(self.state.clone(), actor, &self.path, self.request.clone(), repeat.filter(|_| mode.writes), mode.writes)
    }

    fn repeat(&self, actor: &Actor) -> Result<Option<Repeat>> {
        let Some(key) = self.header(IDEMPOTENCY_KEY) else { return Ok(None) };
        if key.is_empty() || key.len() > 255 {
            return Err(Error::invalid("idempotency-key-length"));
        }
        let account = actor.account.map(|id| id.to_string()).unwrap_or_default();
        let mut path: Vec<_> = self.path.iter().collect();
        path.sort();
        let id = kernel::id::named_id(&format!("{account} {} {} {path:?} {key}", self.method, self.route));
        // keyed: inputs hold passwords, and a plain digest of a short one is soon guessed
        let input = digest(&[self.query.as_bytes(), b"\0", &self.body].concat());
        Ok(Some(Repeat { id, fingerprint: self.state.signer().sign("fingerprint", &input) }))
    }

    /// Path and query as one form.
    fn query_input<I: DeserializeOwned>(&self) -> Result<I> {
        let mut pairs: Vec<(String, String)> =
            serde_html_form::from_str(&self.query).map_err(|error| Error::invalid("invalid-query").because(error))?;
        // an empty search field is no search
        pairs.retain(|(name, value)| !value.is_empty() && !self.path.contains_key(name));
        pairs.extend(self.path.iter().map(|(name, value)| (name.clone(), value.clone())));
        let form = serde_html_form::to_string(&pairs).map_err(Error::internal)?;
        // an id in the path that is no id names nothing
        serde_html_form::from_str(&form)
            .map_err(|error| if self.path_is_readable() { Error::invalid("invalid-query").because(error) } else { Error::not_found() })
    }

    /// Path and JSON body as one object.
    fn json_input<I: DeserializeOwned>(&self) -> Result<I> {
        let mut object = if self.body.is_empty() {
            serde_json::Map::new()
        } else {
            let says_json = self.header("content-type").is_none_or(|kind| kind.starts_with("application/json"));
            let unique: Unique = serde_json::from_slice(&self.body).map_err(|error| Error::invalid("invalid-body").because(error))?;
            if says_json { unique.0 } else { return Err(Error::invalid("invalid-body").with("reason", "application/json is expected")) }
        };
        for (name, value) in &self.path {
            let value = serde_json::Value::from(value.as_str());
            if object.get(name).is_some_and(|other| *other != value) {
                return Err(Error::invalid("path-and-body-differ").with("name", name));
            }
            object.insert(name.clone(), value);
        }
        serde_json::from_value(object.into()).map_err(|error| {
            if self.path_is_readable() { Error::invalid("invalid-body").with("reason", &error).because(error) } else { Error::not_found() }
        })
    }

    fn path_is_readable(&self) -> bool {
        self.path.get("id").is_none_or(|id| uuid::Uuid::try_parse(id).is_ok())
    }
}

/// A JSON object none of whose names stands twice: which of two amounts was meant is not ours to
/// guess.
struct Unique(serde_json::Map<String, serde_json::Value>);

impl<'de> serde::Deserialize<'de> for Unique {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl<'de> serde::de::Visitor<'de> for Visitor {
            type Value = Unique;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("an object")
            }
            fn visit_map<A: serde::de::MapAccess<'de>>(self, mut entries: A) -> Result<Unique, A::Error> {
                let mut object = serde_json::Map::new();
                while let Some((name, value)) = entries.next_entry::<String, serde_json::Value>()? {
                    if object.insert(name.clone(), value).is_some() {
                        return Err(serde::de::Error::custom(format_args!("{name} stands twice")));
                    }
                }
                Ok(Unique(object))
            }
        }
        deserializer.deserialize_map(Visitor)
    }
}

#[cfg(test)]
mod tests {
    use super::Unique;

    #[test]
    fn a_name_that_stands_twice_is_refused_rather_than_guessed() {
        assert!(serde_json::from_str::<Unique>(r#"{"year":"2027","amount":"1"}"#).is_ok());
        assert!(serde_json::from_str::<Unique>(r#"{"year":"2027","year":"2026","amount":"1"}"#).is_err());
        assert!(serde_json::from_str::<Unique>("[]").is_err());
    }
}
