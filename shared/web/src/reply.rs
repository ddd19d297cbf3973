//! Bodies that are not JSON.

use axum::body::Body;
use axum::http::{HeaderValue, Response, header};
use axum::response::IntoResponse;
use futures_util::{Stream, TryStreamExt};
use kernel::Error;

/// A file as a reply.
pub struct File {
    pub content_type: &'static str,
    /// ASCII; shown by the browser when it saves the file.
    pub name: String,
    /// Shown in the browser rather than saved.
    pub inline: bool,
    pub body: Body,
}

impl File {
    pub fn pdf(name: impl Into<String>, bytes: Vec<u8>) -> Self {
        Self { content_type: "application/pdf", name: name.into(), inline: true, body: bytes.into() }
    }

    pub fn text(name: impl Into<String>, body: impl Into<Body>) -> Self {
        Self { content_type: "text/plain; charset=utf-8", name: name.into(), inline: false, body: body.into() }
    }
}

impl File {
    /// A file made while it is sent. A failure in between breaks the connection off: half a file
    /// must not pass for a whole one.
    pub fn streamed(
        content_type: &'static str,
        name: impl Into<String>,
        parts: impl Stream<Item = Result<Vec<u8>, Error>> + Send + 'static,
    ) -> Self {
        let parts = parts.inspect_err(|error| tracing::error!(%error, cause = ?error.cause().map(ToString::to_string), "a file broke off"));
        Self { content_type, name: name.into(), inline: false, body: Body::from_stream(parts) }
    }
}

impl IntoResponse for File {
    fn into_response(self) -> Response<Body> {
        let mut response = Response::new(self.body);
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(self.content_type));
        let name: String = self.name.chars().filter(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.')).collect();
        let disposition = format!("{}; filename=\"{name}\"", if self.inline { "inline" } else { "attachment" });
        if let Ok(value) = HeaderValue::from_str(&disposition) {
            headers.insert(header::CONTENT_DISPOSITION, value);
        }
        response
    }
}

/// A file as input, with what the query says about it.
pub struct Upload<Q> {
    pub query: Q,
    pub bytes: Vec<u8>,
}
