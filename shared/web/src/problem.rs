//! Errors on the wire, RFC 9457: written here and read back by the peer, so that a conflict in
//! membership is the same conflict on the portal's page. The one place that gives errors a status,
//! and the one place that logs their causes.

use axum::Json;
use axum::body::Body;
use axum::http::{HeaderValue, Response, StatusCode, header};
use axum::response::IntoResponse;
use kernel::{Error, FieldError, Kind};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

#[derive(Debug, Serialize, Deserialize)]
pub struct Problem {
    /// The error's code; also the translation key `error-<code>`.
    #[serde(rename = "type")]
    pub code: String,
    pub title: String,
    pub status: u16,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub params: BTreeMap<String, String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldError>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub request_id: String,
}

pub fn status(kind: Kind) -> StatusCode {
    match kind {
        Kind::Invalid => StatusCode::UNPROCESSABLE_ENTITY,
        Kind::Unauthenticated => StatusCode::UNAUTHORIZED,
        Kind::Forbidden => StatusCode::FORBIDDEN,
        Kind::NotFound => StatusCode::NOT_FOUND,
        Kind::Conflict => StatusCode::CONFLICT,
        Kind::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
        Kind::TooMany => StatusCode::TOO_MANY_REQUESTS,
        Kind::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
        Kind::Internal => StatusCode::INTERNAL_SERVER_ERROR,
        Kind::Replayed => StatusCode::OK,
    }
}

fn kind(status: StatusCode) -> Kind {
    match status.as_u16() {
        400 | 422 => Kind::Invalid,
        401 => Kind::Unauthenticated,
        403 => Kind::Forbidden,
        404 | 405 => Kind::NotFound,
        409 => Kind::Conflict,
        413 => Kind::TooLarge,
        429 => Kind::TooMany,
        502..=504 => Kind::Unavailable,
        _ => Kind::Internal,
    }
}

/// Writes the cause to the log. Called once per error, at the edge of the service where it arose.
pub fn log(error: &Error, request_id: &str) {
    match error.kind() {
        Kind::Internal => {
            tracing::error!(request_id, code = error.code(), cause = ?error.cause().map(ToString::to_string), "request failed");
        }
        Kind::Unavailable => {
            tracing::warn!(request_id, code = error.code(), cause = ?error.cause().map(ToString::to_string), "request failed");
        }
        _ => tracing::debug!(request_id, %error, "request refused"),
    }
}

pub fn response(error: &Error, request_id: &str) -> Response<Body> {
    let status = status(error.kind());
    let problem = Problem {
        code: error.code().to_owned(),
        title: error.code().replace('-', " "),
        status: status.as_u16(),
        params: error.params().clone(),
        errors: error.field_errors().to_vec(),
        request_id: request_id.to_owned(),
    };
    let mut response = (status, Json(problem)).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    if matches!(error.kind(), Kind::TooMany | Kind::Unavailable) {
        let seconds = error.params().get("seconds").and_then(|s| HeaderValue::from_str(s).ok());
        headers.insert(header::RETRY_AFTER, seconds.unwrap_or(HeaderValue::from_static("5")));
    }
    response
}

/// Reads a peer's refusal.
pub fn read(status: StatusCode, body: &[u8]) -> Error {
    match serde_json::from_slice::<Problem>(body) {
        Ok(problem) => {
            let error = Error::new(kind(status), problem.code).with_fields(problem.errors);
            problem.params.into_iter().fold(error, |error, (name, value)| error.with(&name, value))
        }
        Err(_) => match kind(status) {
            Kind::NotFound => Error::not_found(),
            Kind::Unavailable => Error::unavailable(format!("peer answered {status}")),
            _ => Error::internal(format!("peer answered {status}")),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn an_error_is_the_same_on_both_sides_of_the_wire() {
        let sent = Error::conflict("already-exists").with("name", "x").with_fields(vec![FieldError {
            field: "number".into(),
            code: "taken".into(),
            params: BTreeMap::new(),
        }]);
        let response = response(&sent, "r1");
        assert_eq!(response.headers()[header::CONTENT_TYPE], "application/problem+json");
        let status = response.status();
        let body = axum::body::to_bytes(response.into_body(), 10_000).await.expect("a body");
        let read = read(status, &body);
        assert_eq!(
            (read.kind(), read.code(), read.params(), read.field_errors()),
            (sent.kind(), sent.code(), sent.params(), sent.field_errors())
        );
    }
}
