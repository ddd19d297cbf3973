//! The style sheet, the script and the mark: in the binary, named by their content, kept for good
//! by browsers.

use crate::headers;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, Response, StatusCode, header};
use axum::response::IntoResponse;
use kernel::secret::digest;
use std::sync::LazyLock;

struct Asset {
    url: String,
    etag: String,
    content_type: &'static str,
    content: &'static str,
}

impl Asset {
    fn new(name: &str, extension: &str, content_type: &'static str, content: &'static str) -> Self {
        // hexadecimal-like names only: base64url may begin with a hyphen
        let hash: String = digest(content.as_bytes()).chars().filter(char::is_ascii_alphanumeric).take(12).collect();
        Self { url: format!("/assets/{name}.{hash}.{extension}"), etag: format!("\"{hash}\""), content_type, content }
    }
}

static STYLE: LazyLock<Asset> = LazyLock::new(|| Asset::new("app", "css", "text/css; charset=utf-8", include_str!("assets/app.css")));
static SCRIPT: LazyLock<Asset> = LazyLock::new(|| Asset::new("app", "js", "text/javascript; charset=utf-8", include_str!("assets/app.js")));
static MARK: LazyLock<Asset> = LazyLock::new(|| Asset::new("mark", "svg", "image/svg+xml", include_str!("assets/mark.svg")));

pub fn style_url() -> &'static str {
    &STYLE.url
}
pub fn script_url() -> &'static str {
    &SCRIPT.url
}
pub fn mark_url() -> &'static str {
    &MARK.url
}

pub async fn serve(State(state): State<web::State>, Path(file): Path<String>, request: HeaderMap) -> Response<Body> {
    let secure = state.settings().url.starts_with("https://");
    let asset = [&*STYLE, &*SCRIPT, &*MARK].into_iter().find(|asset| asset.url.strip_prefix("/assets/") == Some(&file));
    let mut response = match asset {
        None => StatusCode::NOT_FOUND.into_response(),
        Some(asset) if request.get(header::IF_NONE_MATCH).is_some_and(|tag| tag.as_bytes() == asset.etag.as_bytes()) => {
            StatusCode::NOT_MODIFIED.into_response()
        }
        Some(asset) => ([(header::CONTENT_TYPE, asset.content_type)], asset.content).into_response(),
    };
    if let Some(asset) = asset {
        let headers = response.headers_mut();
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable"));
        if let Ok(tag) = HeaderValue::from_str(&asset.etag) {
            headers.insert(header::ETAG, tag);
        }
    }
    headers::common(&mut response, secure);
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The same sheet serves both directions: it may not know of sides.
    #[test]
    fn the_style_sheet_has_no_sides() {
        for (at, line) in STYLE.content.lines().enumerate() {
            assert!(!line.contains("left") && !line.contains("right"), "app.css:{}: {line}", at + 1);
        }
    }

    #[test]
    fn assets_are_small() {
        assert!(STYLE.content.len() + SCRIPT.content.len() < 40_000);
    }
}
