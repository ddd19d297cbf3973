//! A person's browser: cookies, forms, nothing else.

use axum::body::Body;
use axum::http::{Method, Request, header};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use testing::{Answer, App};

#[derive(Clone)]
pub struct Browser {
    pub cookies: BTreeMap<String, String>,
    /// What the proxy says where the browser is.
    pub address: String,
}

impl Browser {
    pub fn at(address: &str) -> Self {
        Self { cookies: BTreeMap::new(), address: address.into() }
    }

    pub async fn ask(&mut self, app: &App, method: Method, path: &str, headers: &[(&str, &str)], body: &str) -> Answer {
        let cookies: Vec<_> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let mut request =
            Request::builder().method(method).uri(path).header(header::HOST, "nassij.test").header("x-forwarded-for", &self.address);
        if !cookies.is_empty() {
            request = request.header(header::COOKIE, cookies.join("; "));
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let answer = app.send(request.body(Body::from(body.to_owned())).expect("a request")).await;
        for line in answer.headers.get_all(header::SET_COOKIE) {
            let pair = line.to_str().expect("text").split(';').next().unwrap_or_default();
            match pair.split_once('=') {
                Some((name, "")) => self.cookies.remove(name),
                Some((name, value)) => self.cookies.insert(name.into(), value.into()),
                None => None,
            };
        }
        answer
    }

    pub async fn open(&mut self, app: &App, path: &str) -> Answer {
        self.ask(app, Method::GET, path, &[], "").await
    }

    pub async fn send(&mut self, app: &App, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.ask(app, Method::POST, path, &[("content-type", "application/x-www-form-urlencoded")], &form(fields)).await
    }

    /// Opens the page, fills its form in and sends it, as somebody does.
    pub async fn submit(&mut self, app: &App, page: &str, path: &str, fields: &[(&str, &str)]) -> Answer {
        let csrf = csrf(&self.open(app, page).await.ok());
        let mut all = vec![("csrf", csrf.as_str())];
        all.extend(fields);
        self.send(app, path, &all).await
    }

    /// With the rights of all offices, as if the second factor had been given.
    pub async fn sign_in(&mut self, app: &App, email: &str, password: &str) -> Answer {
        let answer = self.sign_in_by_password(app, email, password).await;
        if answer.status == 303
            && let Some(session) = self.cookies.get("nassij")
        {
            let state = app.process.state("tenancy").expect("hosted");
            tenancy::operator::prove_session(state, session).await.expect("a session");
        }
        answer
    }

    pub async fn sign_in_by_password(&mut self, app: &App, email: &str, password: &str) -> Answer {
        self.submit(app, "/sign-in", "/sign-in", &[("email", email), ("password", password)]).await
    }
}

/// The proof in a page's forms.
pub fn csrf(page: &Answer) -> String {
    hidden(page, "csrf")
}

/// The value of the first hidden field or button of this name.
pub fn hidden(page: &Answer, name: &str) -> String {
    let text = page.text();
    let rest = text.split(&format!("name=\"{name}\" value=\"")).nth(1).unwrap_or_else(|| panic!("no {name} in {text}"));
    rest.split('"').next().unwrap_or_default().to_owned()
}

pub fn form(fields: &[(&str, &str)]) -> String {
    let pairs: Vec<_> = fields.iter().map(|(name, value)| format!("{name}={}", escaped(value))).collect();
    pairs.join("&")
}

fn escaped(text: &str) -> String {
    text.bytes().fold(String::new(), |mut text, byte| {
        if byte.is_ascii_alphanumeric() {
            text.push(char::from(byte));
        } else {
            let _ = write!(text, "%{byte:02X}");
        }
        text
    })
}

pub fn leads_to(answer: &Answer) -> &str {
    answer
        .headers
        .get(header::LOCATION)
        .and_then(|to| to.to_str().ok())
        .unwrap_or_else(|| panic!("{} leads nowhere: {}", answer.status, answer.text()))
}
