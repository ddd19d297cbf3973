//! Logs and metrics.

use crate::config::Config;
use axum::Router;
use axum::extract::{MatchedPath, Request};
use axum::middleware::Next;
use axum::response::Response;
use axum::routing::get;
use kernel::{Error, Result};
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use std::io::IsTerminal;
use std::time::Instant;
use tracing_subscriber::EnvFilter;

/// One line per event, on standard error.
pub fn start_logging(config: &Config) {
    let filter = EnvFilter::try_new(config.get("log").unwrap_or("info")).unwrap_or_else(|_| EnvFilter::new("info"));
    let builder = tracing_subscriber::fmt().with_env_filter(filter).with_ansi(std::io::stderr().is_terminal()).with_writer(std::io::stderr);
    // a second start in one process (tests) keeps the first
    let _ = if config.get("log_format") == Some("json") {
        builder.json().flatten_event(true).try_init()
    } else {
        builder.with_target(false).try_init()
    };
}

/// Counts and times every request by route, never by path: paths hold ids.
pub(crate) async fn measure(request: Request, next: Next) -> Response {
    let route = request.extensions().get::<MatchedPath>().map_or("unmatched".to_owned(), |path| path.as_str().to_owned());
    let method = request.method().to_string();
    let request_id = request.headers().get(web::REQUEST_ID).and_then(|id| id.to_str().ok()).unwrap_or_default().to_owned();
    let start = Instant::now();
    let response = next.run(request).await;
    let (status, seconds) = (response.status().as_u16(), start.elapsed().as_secs_f64());
    let labels = [("route", route.clone()), ("method", method.clone()), ("status", status.to_string())];
    metrics::counter!("nassij_requests_total", &labels).increment(1);
    metrics::histogram!("nassij_request_seconds", "route" => route.clone()).record(seconds);
    tracing::info!(%method, %route, status, milliseconds = seconds * 1000.0, request_id, "request");
    response
}

/// `/metrics` on a listener of its own, so that no proxy rule is needed to keep it private.
pub(crate) fn metrics_router() -> Result<Router> {
    let handle: PrometheusHandle = PrometheusBuilder::new()
        .set_buckets(&[0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0])
        .map_err(Error::internal)?
        .install_recorder()
        .map_err(Error::internal)?;
    Ok(Router::new().route("/metrics", get(move || async move { handle.render() })))
}
