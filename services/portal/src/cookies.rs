//! The few cookies of the portal. Over TLS their names begin with `__Host-`: the browser then
//! refuses them from any other host, path or plain connection.

use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, Response, header};

/// The session's secret.
pub const SESSION: &str = "nassij";
/// A random value that binds the forms of somebody without a session.
pub const FORMS: &str = "nassij-forms";
/// The password was right; the second factor is still to come.
pub const HALF: &str = "nassij-half";
/// Somebody has signed in from this browser before. It opens nothing.
pub const DEVICE: &str = "nassij-device";
/// What to say on the next page.
pub const NOTE: &str = "nassij-note";
/// The chosen language.
pub const LANGUAGE: &str = "nassij-lang";

const YEAR: u32 = 365 * 24 * 60 * 60;

#[derive(Clone, Copy, Debug)]
pub struct Cookies {
    pub secure: bool,
}

impl Cookies {
    fn name(self, name: &str) -> String {
        if self.secure { format!("__Host-{name}") } else { name.to_owned() }
    }

    pub fn read(self, headers: &HeaderMap, name: &str) -> Option<String> {
        let name = self.name(name);
        let lines = headers.get_all(header::COOKIE).iter().filter_map(|line| line.to_str().ok());
        let value = lines.flat_map(|line| line.split(';')).find_map(|pair| pair.trim().strip_prefix(&name)?.strip_prefix('='))?;
        Some(value.to_owned()).filter(|value| !value.is_empty())
    }

    /// Values are base64url or a language code: nothing that needs quoting.
    pub fn set(self, response: &mut Response<Body>, name: &str, value: &str) {
        let secure = if self.secure { "; Secure" } else { "" };
        let age = match name {
            _ if value.is_empty() => "; Max-Age=0".to_owned(),
            LANGUAGE | DEVICE => format!("; Max-Age={YEAR}"),
            NOTE => "; Max-Age=60".to_owned(),
            HALF => "; Max-Age=600".to_owned(),
            _ => String::new(),
        };
        let line = format!("{}={value}; Path=/; HttpOnly; SameSite=Lax{secure}{age}", self.name(name));
        if let Ok(line) = HeaderValue::from_str(&line) {
            response.headers_mut().append(header::SET_COOKIE, line);
        }
    }

    pub fn clear(self, response: &mut Response<Body>, name: &str) {
        self.set(response, name, "");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn over_tls_cookies_are_bound_to_the_host() {
        let mut response = Response::new(Body::empty());
        Cookies { secure: true }.set(&mut response, SESSION, "abc");
        assert_eq!(response.headers()[header::SET_COOKIE], "__Host-nassij=abc; Path=/; HttpOnly; SameSite=Lax; Secure");
    }

    #[test]
    fn a_cookie_is_found_by_its_whole_name() {
        let mut headers = HeaderMap::new();
        headers.insert(header::COOKIE, HeaderValue::from_static("nassij-note=1; nassij=2; other=3"));
        let plain = Cookies { secure: false };
        assert_eq!(plain.read(&headers, SESSION).as_deref(), Some("2"));
        assert_eq!(plain.read(&headers, NOTE).as_deref(), Some("1"));
        assert_eq!(Cookies { secure: true }.read(&headers, SESSION), None);
    }
}
