//! Other services, near or far: the same router called as a function, or over HTTP.

use crate::problem;
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::uri::{PathAndQuery, Uri};
use axum::http::{Method, Request, Response, header};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use kernel::{Error, Result};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::sync::{Arc, OnceLock};
use std::time::Duration;
use tower::ServiceExt;

/// Header with the sealed actor, from tenancy.
pub const ACTOR: &str = "x-nassij-actor";
pub const REQUEST_ID: &str = "x-request-id";
pub const IDEMPOTENCY_KEY: &str = "idempotency-key";

/// A service that does not answer within this is unavailable.
const DEADLINE: Duration = Duration::from_secs(30);
/// The largest reply that is read whole.
const MAX_REPLY: usize = 32 * 1024 * 1024;

/// One other service.
#[derive(Clone)]
pub enum Peer {
    /// In this process. Set once all routers are built.
    Near(Arc<OnceLock<Router>>),
    Far {
        base: Uri,
        client: Client<HttpConnector, Body>,
    },
}

impl Peer {
    pub fn near() -> Self {
        Self::Near(Arc::default())
    }

    /// `base` as in `http://10.0.0.2:8080`.
    pub fn far(base: Uri) -> Self {
        Self::Far { base, client: Client::builder(TokioExecutor::new()).build_http() }
    }

    /// Gives a near peer its router.
    pub fn connect(&self, router: Router) {
        if let Self::Near(cell) = self {
            let _ = cell.set(router);
        }
    }

    pub async fn send(&self, request: Request<Body>) -> Result<Response<Body>> {
        let answer = async {
            match self {
                Self::Near(cell) => {
                    let router = cell.get().cloned().ok_or_else(|| Error::unavailable("service not started yet"))?;
                    router.oneshot(request).await.map_err(|never| match never {})
                }
                Self::Far { base, client } => {
                    let mut request = request;
                    *request.uri_mut() = join(base, request.uri())?;
                    request.headers_mut().remove(header::HOST);
                    client.request(request).await.map(|response| response.map(Body::new)).map_err(Error::unavailable)
                }
            }
        };
        tokio::time::timeout(DEADLINE, answer).await.map_err(Error::unavailable)?
    }
}

fn join(base: &Uri, target: &Uri) -> Result<Uri> {
    let mut parts = base.clone().into_parts();
    parts.path_and_query = Some(target.path_and_query().cloned().unwrap_or_else(|| PathAndQuery::from_static("/")));
    Uri::from_parts(parts).map_err(Error::internal)
}

/// What a call says besides its input.
#[derive(Clone, Debug)]
pub struct Call<'a> {
    pub method: Method,
    /// With the query.
    pub path: &'a str,
    /// The sealed actor.
    pub token: &'a str,
    pub request_id: &'a str,
    pub idempotency_key: Option<&'a str>,
}

/// All services by name.
#[derive(Clone, Default)]
pub struct Peers(Arc<Vec<(&'static str, Peer)>>);

impl Peers {
    pub fn new(peers: Vec<(&'static str, Peer)>) -> Self {
        Self(Arc::new(peers))
    }

    pub fn get(&self, service: &str) -> Result<&Peer> {
        self.0
            .iter()
            .find(|(name, _)| *name == service)
            .map(|(_, peer)| peer)
            .ok_or_else(|| Error::unavailable(format!("no peer {service}")))
    }

    /// Sends to the service that answers for the path.
    pub async fn send(&self, request: Request<Body>) -> Result<Response<Body>> {
        let service = service_of(request.uri().path()).ok_or_else(Error::not_found)?;
        self.get(service)?.send(request).await
    }

    /// A typed call. The other service's refusal comes back as the error that it was.
    pub async fn call<I: Serialize, O: DeserializeOwned>(&self, call: &Call<'_>, input: &I) -> Result<O> {
        let body = if call.method == Method::GET { Body::empty() } else { serde_json::to_vec(input).map_err(Error::internal)?.into() };
        let response = self.send(call.request("application/json", body)?).await?;
        let bytes = success(response).await?;
        serde_json::from_slice(&bytes).map_err(Error::internal)
    }

    /// A call with a file as its body.
    pub async fn upload<O: DeserializeOwned>(&self, call: &Call<'_>, bytes: Vec<u8>) -> Result<O> {
        let response = self.send(call.request("application/octet-stream", bytes.into())?).await?;
        let bytes = success(response).await?;
        serde_json::from_slice(&bytes).map_err(Error::internal)
    }

    /// A call that answers with a file: its response as it came, if it succeeded.
    pub async fn file(&self, call: &Call<'_>) -> Result<Response<Body>> {
        let response = self.send(call.request("application/json", Body::empty())?).await?;
        if response.status().is_success() {
            Ok(response)
        } else {
            Err(success(response).await.err().unwrap_or_else(|| Error::internal("peer")))
        }
    }
}

impl Call<'_> {
    fn request(&self, content_type: &str, body: Body) -> Result<Request<Body>> {
        let mut request = Request::builder()
            .method(self.method.clone())
            .uri(self.path)
            .header(ACTOR, self.token)
            .header(REQUEST_ID, self.request_id)
            .header(header::CONTENT_TYPE, content_type);
        if let Some(key) = self.idempotency_key {
            request = request.header(IDEMPOTENCY_KEY, key);
        }
        request.body(body).map_err(Error::internal)
    }
}

async fn success(response: Response<Body>) -> Result<axum::body::Bytes> {
    let status = response.status();
    let bytes = to_bytes(response.into_body(), MAX_REPLY).await.map_err(Error::unavailable)?;
    if status.is_success() { Ok(bytes) } else { Err(problem::read(status, &bytes)) }
}

/// Which service answers for a path under `/api/v1` or `/internal`: told by the first segment that
/// names a resource.
pub fn service_of(path: &str) -> Option<&'static str> {
    let mut segments = path.trim_start_matches('/').split('/');
    let resource = match (segments.next()?, segments.next()?) {
        // what every service offers
        ("internal", "workspaces") => {
            let named = segments.next()?;
            return contracts::leaving::SERVICES.iter().find(|service| **service == named).copied();
        }
        ("internal", resource) => resource,
        ("api", "v1") => match segments.next()? {
            // the association itself is tenancy's; what it has is others'
            "associations" => segments.nth(1).unwrap_or("associations"),
            "reference" => segments.next()?,
            resource => resource,
        },
        _ => return None,
    };
    Some(match resource {
        "members" | "member-categories" | "member-numbering" | "member-groups" | "member-fields" | "member-files" | "member-cnie"
        | "member-proposals" | "photo-proposals" | "families" | "guardians" | "dues" | "receipts" | "assemblies" | "statutes"
        | "member-filters" | "member-list" | "member-statistics" | "summary" | "mails-of-today" | "mandates" | "board-rules"
        | "board-renewals" | "board-offices" | "joining" | "applications" | "me" => "membership",
        "books" | "chart" => "bookkeeping",
        "campaigns" | "outbox" | "deliveries" | "own-notices" => "notifications",
        // people, associations, hubs and all that is about them; it answers for what nobody has, too
        _ => "tenancy",
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::routing::get;

    #[tokio::test]
    async fn a_service_answers_the_same_near_and_far() {
        let router = || Router::new().route("/internal/actors", get(|| async { r#"{"id":7}"# }));
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let base = format!("http://{}", listener.local_addr().expect("bound")).parse().expect("a URI");
        tokio::spawn(async move { axum::serve(listener, router()).await });
        let near = Peer::near();
        near.connect(router());
        for peer in [near, Peer::far(base)] {
            let peers = Peers::new(vec![("tenancy", peer)]);
            let call = Call { method: Method::GET, path: "/internal/actors?a=1", token: "", request_id: "r", idempotency_key: None };
            let reply: serde_json::Value = peers.call(&call, &()).await.expect("an answer");
            assert_eq!(reply["id"], 7);
            let missing = Call { path: "/internal/actors/no", ..call };
            assert_eq!(peers.call::<_, serde_json::Value>(&missing, &()).await.expect_err("unknown").kind(), kernel::Kind::NotFound);
        }
    }

    #[tokio::test]
    async fn a_dead_peer_is_unavailable() {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let base = format!("http://{}", listener.local_addr().expect("bound")).parse().expect("a URI");
        drop(listener);
        let error = Peer::far(base).send(Request::new(Body::empty())).await.expect_err("nobody listens");
        assert_eq!(error.kind(), kernel::Kind::Unavailable);
    }
}
