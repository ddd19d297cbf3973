//! One call: to the very address that was judged, following nothing, believing nothing.

use super::target::{Allowed, Failure, Target};
use http_body_util::Full;
use hyper::body::Bytes;
use hyper::client::conn::http1;
use hyper::{Request, Response, StatusCode, header};
use hyper_util::rt::TokioIo;
use std::sync::{Arc, LazyLock};
use std::time::{Duration, Instant};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::pki_types::ServerName;
use tokio_rustls::rustls::{ClientConfig, RootCertStore, crypto};

/// For the whole of it: looking up, connecting, sending, the head of the answer.
const DEADLINE: Duration = Duration::from_secs(10);
/// The largest head of an answer that is read. The body is not read at all.
const MAX_HEAD: usize = 16 * 1024;

static TLS: LazyLock<Option<TlsConnector>> = LazyLock::new(|| {
    let roots = RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
    let config =
        ClientConfig::builder_with_provider(Arc::new(crypto::ring::default_provider())).with_safe_default_protocol_versions().ok()?;
    Some(TlsConnector::from(Arc::new(config.with_root_certificates(roots).with_no_client_auth())))
});

/// What came of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outcome {
    pub status: Option<StatusCode>,
    /// Why there was no answer.
    pub failure: Option<Failure>,
    pub milliseconds: i32,
}

impl Outcome {
    /// Any 2xx. A redirection is none: whoever moved says so to the board, not to us.
    pub fn succeeded(self) -> bool {
        self.status.is_some_and(|status| status.is_success())
    }
}

pub async fn post(url: &str, headers: &[(&'static str, String)], body: &str, allowed: Allowed) -> Outcome {
    let begun = Instant::now();
    let answer = tokio::time::timeout(DEADLINE, send(url, headers, body, allowed)).await.unwrap_or(Err(Failure::Timeout));
    let milliseconds = i32::try_from(begun.elapsed().as_millis()).unwrap_or(i32::MAX);
    match answer {
        Ok(status) => Outcome { status: Some(status), failure: None, milliseconds },
        Err(failure) => Outcome { status: None, failure: Some(failure), milliseconds },
    }
}

async fn send(url: &str, headers: &[(&'static str, String)], body: &str, allowed: Allowed) -> Result<StatusCode, Failure> {
    let target = Target::read(url, allowed).map_err(|_| Failure::Url)?;
    let address = target.resolve(allowed).await?;
    let stream = TcpStream::connect(address).await.map_err(|_| Failure::Unreachable)?;
    let mut request = Request::post(&target.path).header(header::HOST, target.authority()).header(header::CONTENT_TYPE, "application/json");
    for (name, value) in headers {
        request = request.header(*name, value);
    }
    let request = request.body(Full::new(Bytes::from(body.to_owned()))).map_err(|_| Failure::Url)?;
    let response = if target.tls {
        let name = ServerName::try_from(target.host.clone()).map_err(|_| Failure::Tls)?;
        let tls = TLS.as_ref().ok_or(Failure::Tls)?.connect(name, stream).await.map_err(|_| Failure::Tls)?;
        exchange(tls, request).await?
    } else {
        exchange(stream, request).await?
    };
    Ok(response.status())
}

async fn exchange<S>(stream: S, request: Request<Full<Bytes>>) -> Result<Response<hyper::body::Incoming>, Failure>
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let client = http1::Builder::new().max_buf_size(MAX_HEAD).handshake(TokioIo::new(stream)).await;
    let (mut sender, connection) = client.map_err(|_| Failure::NoAnswer)?;
    let answer = sender.send_request(request);
    tokio::pin!(answer);
    // both in this task: when the call is over, or its time is up, so is the connection
    let answer = tokio::select! {
        biased;
        answer = &mut answer => answer,
        // it may have ended with the answer in hand
        _ = connection => answer.await,
    };
    answer.map_err(|_| Failure::NoAnswer)
}
