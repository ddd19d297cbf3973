//! Requests over HTTP with connections that stay open: one at a time, or as many clients as asked,
//! each sending its next request when it has read its last answer.

use crate::broken;
use axum::http::{Request, StatusCode, header};
use http_body_util::BodyExt;
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use kernel::{Error, Result};
use serde_json::Value;
use std::time::{Duration, Instant};

/// One request.
pub struct Ask {
    pub path: String,
    /// Absent: GET.
    pub body: Option<String>,
    /// `authorization` or `cookie`, with its value.
    pub credential: (header::HeaderName, String),
}

pub struct Answer {
    pub status: StatusCode,
    pub cookies: Vec<String>,
    pub location: String,
    pub body: Vec<u8>,
}

/// What one measurement saw.
#[derive(Default)]
pub struct Sample {
    pub took: Duration,
    /// Of each request that succeeded.
    pub times: Vec<Duration>,
    pub failed: u32,
}

pub struct Load {
    base: String,
    clients: u32,
    client: Client<HttpConnector, String>,
}

impl Load {
    pub fn new(base: String, clients: u32) -> Result<Self> {
        let mut connector = HttpConnector::new();
        connector.set_nodelay(true);
        let per_host = usize::try_from(clients).map_err(Error::internal)?;
        let client = Client::builder(TokioExecutor::new()).pool_max_idle_per_host(per_host).build(connector);
        Ok(Self { base, clients, client })
    }

    pub async fn send(&self, ask: &Ask) -> Result<Answer> {
        let request = Request::builder().uri(format!("{}{}", self.base, ask.path)).header(&ask.credential.0, &ask.credential.1);
        let request = match &ask.body {
            None => request.body(String::new()),
            Some(body) => {
                let kind = if body.starts_with('{') { "application/json" } else { "application/x-www-form-urlencoded" };
                request.method("POST").header(header::CONTENT_TYPE, kind).body(body.clone())
            }
        };
        let response = self.client.request(request.map_err(Error::internal)?).await.map_err(Error::unavailable)?;
        let text = |value: &header::HeaderValue| value.to_str().unwrap_or_default().to_owned();
        let location = response.headers().get(header::LOCATION).map(text).unwrap_or_default();
        let cookies = response.headers().get_all(header::SET_COOKIE).iter().map(text).collect();
        let status = response.status();
        let body = response.into_body().collect().await.map_err(Error::unavailable)?.to_bytes().into();
        Ok(Answer { status, cookies, location, body })
    }

    /// The answer, which must be a success.
    pub async fn once(&self, ask: &Ask) -> Result<Answer> {
        let answer = self.send(ask).await?;
        if answer.status.is_success() {
            return Ok(answer);
        }
        Err(broken(format!("{} answered {}: {}", ask.path, answer.status, String::from_utf8_lossy(&answer.body))))
    }

    pub async fn json(&self, ask: &Ask) -> Result<Value> {
        serde_json::from_slice(&self.once(ask).await?.body).map_err(Error::internal)
    }

    /// `next` numbers the requests, over several runs.
    pub async fn run(&self, time: Duration, next: &mut u32, ask: &dyn Fn(u32) -> Ask) -> Sample {
        let began = Instant::now();
        let counter = std::cell::Cell::new(*next);
        let one = async || {
            let mut sample = Sample::default();
            while began.elapsed() < time {
                let ask = ask(counter.replace(counter.get() + 1));
                let sent = Instant::now();
                match self.once(&ask).await {
                    Ok(_) => sample.times.push(sent.elapsed()),
                    Err(error) => {
                        if sample.failed == 0 {
                            eprintln!("{}", error.cause().map_or(error.to_string(), ToString::to_string));
                        }
                        sample.failed += 1;
                    }
                }
            }
            sample
        };
        let parts = futures_util::future::join_all((0..self.clients).map(|_| one())).await;
        *next = counter.get();
        let mut whole = Sample { took: began.elapsed(), ..Sample::default() };
        for part in parts {
            whole.times.extend(part.times);
            whole.failed += part.failed;
        }
        whole
    }
}
