//! A program elsewhere that takes webhook calls: answers as the test says and keeps what it got.

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::{HeaderMap, Response, StatusCode, header};
use sha2::{Digest, Sha256};
use std::sync::{Arc, Mutex, PoisonError};

#[derive(Clone, Debug)]
pub struct Received {
    pub headers: HeaderMap,
    pub body: String,
}

impl Received {
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.body).expect("JSON")
    }

    /// As docs/webhooks.md says it, written anew.
    pub fn is_signed_with(&self, secret: &str) -> bool {
        let parts: Vec<(&str, &str)> = self.header("nassij-signature").split(',').filter_map(|part| part.split_once('=')).collect();
        let at = parts.iter().find(|(name, _)| *name == "t").map(|(_, at)| *at).unwrap_or_default();
        let expected = hmac(secret.as_bytes(), format!("{at}.{}", self.body).as_bytes());
        parts.iter().any(|(name, value)| *name == "v1" && *value == expected)
    }
}

fn hmac(key: &[u8], text: &[u8]) -> String {
    let mut padded = [0_u8; 64];
    padded[..key.len()].copy_from_slice(key);
    let inner = Sha256::digest([padded.map(|byte| byte ^ 0x36).as_slice(), text].concat());
    let outer = Sha256::digest([padded.map(|byte| byte ^ 0x5c).as_slice(), inner.as_slice()].concat());
    outer.iter().fold(String::new(), |text, byte| text + &format!("{byte:02x}"))
}

#[derive(Clone)]
pub struct Receiver {
    pub url: String,
    status: Arc<Mutex<StatusCode>>,
    received: Arc<Mutex<Vec<Received>>>,
}

impl Receiver {
    pub async fn start() -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let url = format!("http://{}/hook?key=1", listener.local_addr().expect("an address"));
        let receiver = Self { url, status: Arc::new(Mutex::new(StatusCode::NO_CONTENT)), received: Arc::default() };
        let router = Router::new().fallback(take).with_state(receiver.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        receiver
    }

    /// How it answers from now on.
    pub fn answer(&self, status: u16) {
        *self.status.lock().unwrap_or_else(PoisonError::into_inner) = StatusCode::from_u16(status).expect("a status");
    }

    /// What came since it was last asked.
    pub fn take(&self) -> Vec<Received> {
        std::mem::take(&mut *self.received.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

async fn take(State(receiver): State<Receiver>, headers: HeaderMap, body: Bytes) -> Response<Body> {
    let received = Received { headers, body: String::from_utf8_lossy(&body).into_owned() };
    receiver.received.lock().unwrap_or_else(PoisonError::into_inner).push(received);
    let status = *receiver.status.lock().unwrap_or_else(PoisonError::into_inner);
    let response = Response::builder().status(status).header(header::LOCATION, "http://127.0.0.1:1/elsewhere");
    response.body(Body::empty()).expect("a response")
}
