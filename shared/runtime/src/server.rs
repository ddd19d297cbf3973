//! The listening side: sockets, health, shutdown.

use crate::config::Config;
use crate::module::Module;
use crate::observe;
use crate::process::Process;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode};
use axum::middleware::{self, Next};
use axum::response::Response;
use axum::routing::get;
use axum::{Json, Router};
use kernel::{Clock, Error, Result};
use serde_json::json;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;

/// How long a stopping process waits for requests and tasks to end.
const DRAIN: Duration = Duration::from_secs(25);

/// Runs until SIGTERM or SIGINT. `ready` is called with the address once requests are answered.
pub async fn serve(all: &[Module], hosted: &[&str], config: &Config, ready: impl FnOnce(SocketAddr)) -> Result<()> {
    let metrics = config.get("metrics_listen").map(|listen| Ok::<_, Error>((listen.to_owned(), observe::metrics_router()?))).transpose()?;
    let listener = TcpListener::bind(config.listen()).await.map_err(|error| in_use(config.listen(), error))?;
    let process = Arc::new(Process::build(all, hosted, config, Clock::default()).await?);
    let (stop, tracker) = (CancellationToken::new(), TaskTracker::new());
    process.start(&stop, &tracker).await?;
    if let Some((listen, router)) = metrics {
        let listener = TcpListener::bind(&listen).await.map_err(|error| in_use(&listen, error))?;
        let stopped = stop.clone();
        tracker.spawn(async move { axum::serve(listener, router).with_graceful_shutdown(stopped.cancelled_owned()).await });
    }
    let address = listener.local_addr().map_err(Error::internal)?;
    ready(address);
    let stopped = stop.clone();
    let server = axum::serve(listener, outer(&process).into_make_service_with_connect_info::<SocketAddr>())
        .with_graceful_shutdown(async move { stopped.cancelled().await });
    let server = tokio::spawn(server.into_future());
    stop_signal().await;
    tracing::info!("stopping");
    stop.cancel();
    tracker.close();
    let drained = tokio::time::timeout(DRAIN, async {
        let _ = server.await;
        tracker.wait().await;
    });
    if drained.await.is_err() {
        tracing::warn!("some work did not end in time and was cut off");
    }
    process.close().await;
    Ok(())
}

fn in_use(listen: &str, error: std::io::Error) -> Error {
    Error::invalid("configuration-wrong").with("setting", "listen").with("reason", format!("{listen}: {error}"))
}

/// What every answer passes through.
fn outer(process: &Arc<Process>) -> Router {
    let health = Router::new()
        .route("/health/live", get(|| async { Json(json!({ "status": "live" })) }))
        .route("/health/ready", get(ready))
        .with_state(process.clone());
    process
        .router()
        .merge(health)
        .layer(CompressionLayer::new())
        .route_layer(middleware::from_fn(observe::measure))
        .layer(middleware::from_fn(name_request))
        .layer(CatchPanicLayer::new())
}

async fn ready(State(process): State<Arc<Process>>) -> (StatusCode, Json<serde_json::Value>) {
    if process.is_ready().await {
        (StatusCode::OK, Json(json!({ "status": "ready" })))
    } else {
        (StatusCode::SERVICE_UNAVAILABLE, Json(json!({ "status": "unavailable" })))
    }
}

/// Gives every request an id, told to the client and written in every log line about it.
async fn name_request(mut request: Request, next: Next) -> Response {
    let given = request
        .headers()
        .get(web::REQUEST_ID)
        .filter(|id| id.len() <= 64 && id.as_bytes().iter().all(|b| b.is_ascii_alphanumeric() || *b == b'-'));
    let id = given.cloned().or_else(|| HeaderValue::from_str(&kernel::id::new_id().to_string()).ok());
    let Some(id) = id else { return next.run(request).await };
    request.headers_mut().insert(web::REQUEST_ID, id.clone());
    let mut response = next.run(request).await;
    response.headers_mut().insert(web::REQUEST_ID, id);
    response
}

async fn stop_signal() {
    let mut terminate = match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
        Ok(signal) => signal,
        Err(error) => {
            tracing::error!(%error, "cannot listen for SIGTERM");
            return;
        }
    };
    tokio::select! {
        _ = terminate.recv() => {}
        _ = tokio::signal::ctrl_c() => {}
    }
}
