//! One call: to the very address that was judged, following nothing, believing nothing.

use super::target::{Allowed, Failure, PRIVATE, Target};
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

static TLS: LazyLock<Option<TlsConnector>> = LazyLock::new(|| connector(RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() }));

/// One that believes these authorities.
fn connector(roots: RootCertStore) -> Option<TlsConnector> {
    let config =
        ClientConfig::builder_with_provider(Arc::new(crypto::ring::default_provider())).with_safe_default_protocol_versions().ok()?;
    Some(TlsConnector::from(Arc::new(config.with_root_certificates(roots).with_no_client_auth())))
}

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
    let answer = tokio::time::timeout(DEADLINE, send(url, headers, body, allowed, TLS.as_ref())).await.unwrap_or(Err(Failure::Timeout));
    let milliseconds = i32::try_from(begun.elapsed().as_millis()).unwrap_or(i32::MAX);
    match answer {
        Ok(status) => Outcome { status: Some(status), failure: None, milliseconds },
        Err(failure) => Outcome { status: None, failure: Some(failure), milliseconds },
    }
}

async fn send(
    url: &str,
    headers: &[(&'static str, String)],
    body: &str,
    allowed: Allowed,
    tls: Option<&TlsConnector>,
) -> Result<StatusCode, Failure> {
    let target = Target::read(url, allowed).map_err(|code| if code == PRIVATE { Failure::Private } else { Failure::Url })?;
    let address = target.resolve(allowed).await?;
    let stream = TcpStream::connect(address).await.map_err(|_| Failure::Unreachable)?;
    let mut request = Request::post(&target.path).header(header::HOST, target.authority()).header(header::CONTENT_TYPE, "application/json");
    for (name, value) in headers {
        request = request.header(*name, value);
    }
    let request = request.body(Full::new(Bytes::from(body.to_owned()))).map_err(|_| Failure::Url)?;
    let response = if target.tls {
        let name = ServerName::try_from(target.host.clone()).map_err(|_| Failure::Tls)?;
        let stream = tls.ok_or(Failure::Tls)?.connect(name, stream).await.map_err(|_| Failure::Tls)?;
        exchange(stream, request).await?
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

#[cfg(test)]
mod tests {
    use super::*;
    use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::net::TcpListener;
    use tokio_rustls::TlsAcceptor;
    use tokio_rustls::rustls::ServerConfig;
    use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};

    /// An authority of its own, and a server that it vouches for under the given name.
    async fn server(name: &str) -> (RootCertStore, u16, tokio::task::JoinHandle<String>) {
        let mut authority = CertificateParams::new(Vec::new()).unwrap();
        authority.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let authority = CertifiedIssuer::self_signed(authority, KeyPair::generate().unwrap()).unwrap();
        let key = KeyPair::generate().unwrap();
        let certificate = CertificateParams::new(vec![name.to_owned()]).unwrap().signed_by(&key, &authority).unwrap();
        let mut roots = RootCertStore::empty();
        roots.add(CertificateDer::from(authority.der().to_vec())).unwrap();
        let config = ServerConfig::builder_with_provider(Arc::new(crypto::ring::default_provider()))
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(vec![certificate.der().clone()], PrivateKeyDer::try_from(key.serialize_der()).unwrap())
            .unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let heard = tokio::spawn(async move {
            let (stream, _) = listener.accept().await.unwrap();
            let Ok(mut stream) = TlsAcceptor::from(Arc::new(config)).accept(stream).await else { return String::new() };
            let (mut heard, mut part) = (Vec::new(), [0; 1024]);
            while !heard.ends_with(b"{}") {
                match stream.read(&mut part).await {
                    Ok(read @ 1..) => heard.extend_from_slice(&part[..read]),
                    _ => break,
                }
            }
            drop(stream.write_all(b"HTTP/1.1 204 No Content\r\n\r\n").await);
            String::from_utf8_lossy(&heard).into_owned()
        });
        (roots, port, heard)
    }

    const OURS: Allowed = Allowed { plain: false, private: true };

    async fn call(port: u16, tls: Option<&TlsConnector>) -> Result<StatusCode, Failure> {
        send(&format!("https://localhost:{port}/hook?key=1"), &[("nassij-event", "ping".into())], "{}", OURS, tls).await
    }

    #[tokio::test]
    async fn a_call_goes_over_tls_to_a_host_whose_name_an_authority_vouches_for() {
        let (roots, port, heard) = server("localhost").await;
        assert_eq!(call(port, connector(roots).as_ref()).await, Ok(StatusCode::NO_CONTENT));
        let heard = heard.await.unwrap();
        assert!(heard.starts_with("POST /hook?key=1 HTTP/1.1\r\n") && heard.ends_with("\r\n\r\n{}"), "{heard}");
        assert!(heard.contains(&format!("host: localhost:{port}\r\n")) && heard.contains("nassij-event: ping\r\n"), "{heard}");
    }

    #[tokio::test]
    async fn nothing_is_said_to_a_host_of_another_name_or_of_an_unknown_authority() {
        let (roots, port, heard) = server("elsewhere.example").await;
        assert_eq!(call(port, connector(roots).as_ref()).await, Err(Failure::Tls));
        assert_eq!(heard.await.unwrap(), "");
        let (_, port, heard) = server("localhost").await;
        assert_eq!(call(port, TLS.as_ref()).await, Err(Failure::Tls));
        assert_eq!(heard.await.unwrap(), "");
    }
}
