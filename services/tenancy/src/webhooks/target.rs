//! Where a webhook may point. We call from inside the installation's network: an address that only
//! we can reach is nobody's webhook (SSRF).

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

/// A URL in parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    pub tls: bool,
    pub host: String,
    pub port: u16,
    /// With the query.
    pub path: String,
}

/// The code of an address that is not the internet's.
pub const PRIVATE: &str = "webhook-url-private";

/// Why a call got no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    Url,
    Unresolvable,
    Private,
    Unreachable,
    Tls,
    NoAnswer,
    Timeout,
}

impl Failure {
    /// The name in the log and in translation keys (`webhook-failure-<code>`).
    pub const fn code(self) -> &'static str {
        match self {
            Self::Url => "url",
            Self::Unresolvable => "unresolvable",
            Self::Private => "private",
            Self::Unreachable => "unreachable",
            Self::Tls => "tls",
            Self::NoAnswer => "no-answer",
            Self::Timeout => "timeout",
        }
    }
}

/// What an installation allows. Production allows neither.
#[derive(Clone, Copy, Debug, Default)]
pub struct Allowed {
    pub plain: bool,
    pub private: bool,
}

impl Target {
    /// # Errors
    /// The code of what is wrong.
    pub fn read(text: &str, allowed: Allowed) -> Result<Self, &'static str> {
        let url: hyper::Uri = match text.trim() {
            "" => return Err("required"),
            text if text.len() > 500 => return Err("webhook-url-wrong"),
            text => text.parse().map_err(|_| "webhook-url-wrong")?,
        };
        let tls = match url.scheme_str() {
            Some("https") => true,
            Some("http") if allowed.plain => false,
            Some("http") => return Err("webhook-url-not-https"),
            _ => return Err("webhook-url-wrong"),
        };
        let authority = url.authority().ok_or("webhook-url-wrong")?;
        let host = authority.host().trim_start_matches('[').trim_end_matches(']');
        if host.is_empty() || authority.as_str().contains('@') || text.contains('#') {
            return Err("webhook-url-wrong");
        }
        let port = authority.port_u16().unwrap_or(if tls { 443 } else { 80 });
        // the well-known ports of other protocols take HTTP for their own
        if !matches!(port, 80 | 443) && port < 1024 {
            return Err("webhook-url-port");
        }
        let target = Self { tls, host: host.to_owned(), port, path: url.path_and_query().map_or("/", |path| path.as_str()).to_owned() };
        if !allowed.private && is_inside(host) { Err(PRIVATE) } else { Ok(target) }
    }

    /// The address to connect to: looked up once and judged, so that a second look-up cannot give
    /// another one.
    ///
    /// # Errors
    /// [`Failure::Private`] when any of its addresses is not the internet's.
    pub async fn resolve(&self, allowed: Allowed) -> Result<SocketAddr, Failure> {
        let found = tokio::net::lookup_host((self.host.as_str(), self.port)).await.map_err(|_| Failure::Unresolvable)?;
        let addresses: Vec<SocketAddr> = found.collect();
        if !allowed.private && !addresses.iter().all(|address| is_public(address.ip())) {
            return Err(Failure::Private);
        }
        // the most widely reachable first
        addresses.iter().find(|address| address.is_ipv4()).or(addresses.first()).copied().ok_or(Failure::Unresolvable)
    }

    /// As the Host header says it.
    pub fn authority(&self) -> String {
        let host = if self.host.contains(':') { format!("[{}]", self.host) } else { self.host.clone() };
        if self.port == if self.tls { 443 } else { 80 } { host } else { format!("{host}:{}", self.port) }
    }
}

/// A host of which the form can say already that it is not the internet's: an address that is not
/// public, IPv4 in another spelling (`127.1`, `0x7f.1`, `2130706433`), a name without a dot, and
/// names that are kept for use inside (RFC 6761, RFC 6762, RFC 9476, ICANN's `internal`).
fn is_inside(host: &str) -> bool {
    if let Ok(ip) = host.parse::<IpAddr>() {
        return !is_public(ip);
    }
    let host = host.trim_end_matches('.').to_ascii_lowercase();
    let Some((_, last)) = host.rsplit_once('.') else { return true };
    // no domain of the internet ends in a number, so look-ups take such a name for an address
    last.starts_with(|first: char| first.is_ascii_digit())
        || matches!(
            last,
            "localhost" | "local" | "internal" | "intranet" | "lan" | "home" | "corp" | "private" | "test" | "invalid" | "onion" | "alt"
        )
        || host.ends_with(".home.arpa")
}

/// An address of the internet at large (IANA's registries of special addresses).
fn is_public(ip: IpAddr) -> bool {
    match ip.to_canonical() {
        IpAddr::V4(ip) => is_public_v4(ip),
        IpAddr::V6(ip) => is_public_v6(ip),
    }
}

fn is_public_v4(ip: Ipv4Addr) -> bool {
    let special = match ip.octets() {
        // this network, private, loopback, multicast and reserved with broadcast; link-local with the
        // clouds' metadata, private; IETF's, documentation, relays, benchmarks
        [0 | 10 | 127 | 224..=255, ..]
        | [169, 254, ..]
        | [192, 168, ..]
        | [192, 0, 0 | 2, _]
        | [192, 88, 99, _]
        | [198, 18 | 19, ..]
        | [198, 51, 100, _]
        | [203, 0, 113, _] => true,
        // carriers' NAT
        [100, second, ..] => (64..128).contains(&second),
        [172, second, ..] => (16..32).contains(&second),
        _ => false,
    };
    !special
}

fn is_public_v6(ip: Ipv6Addr) -> bool {
    let [first, second, ..] = ip.segments();
    // global unicast only; of it not: IETF protocols with Teredo, documentation, 6to4
    let special = (first == 0x2001 && (second < 0x0200 || second == 0x0db8)) || first == 0x2002 || (first == 0x3fff && second < 0x1000);
    (0x2000..0x4000).contains(&first) && !special
}

#[cfg(test)]
mod tests {
    use super::*;

    const PRODUCTION: Allowed = Allowed { plain: false, private: false };

    #[test]
    fn only_the_internet_is_called() {
        for public in ["1.1.1.1", "105.158.1.1", "172.32.0.1", "192.0.1.1", "100.128.0.1", "2606:4700::1111", "2001:4860:4860::8888"] {
            assert!(is_public(public.parse().expect("an address")), "{public}");
        }
        for private in [
            "0.0.0.0",
            "10.1.2.3",
            "100.64.0.1",
            "127.0.0.1",
            "127.8.9.1",
            "169.254.169.254",
            "172.16.0.1",
            "172.31.255.255",
            "192.0.0.192",
            "192.0.2.1",
            "192.168.1.1",
            "198.18.0.1",
            "203.0.113.9",
            "224.0.0.1",
            "240.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::ffff:127.0.0.1",
            "::ffff:169.254.169.254",
            "::127.0.0.1",
            "64:ff9b::7f00:1",
            "fe80::1",
            "fc00::1",
            "fd00:ec2::254",
            "ff02::1",
            "2001::1",
            "2001:db8::1",
            "2002:7f00:1::",
            "3fff::1",
            "100::1",
        ] {
            assert!(!is_public(private.parse().expect("an address")), "{private}");
        }
    }

    #[test]
    fn a_url_says_what_is_wrong_with_it() {
        let read = |url: &str| Target::read(url, PRODUCTION);
        let good = read("https://hooks.example.ma/nassij?x=1").expect("right");
        assert_eq!(
            (good.host.as_str(), good.port, good.path.as_str(), good.authority().as_str()),
            ("hooks.example.ma", 443, "/nassij?x=1", "hooks.example.ma")
        );
        assert_eq!(read("https://hooks.example.ma:8443").expect("right").authority(), "hooks.example.ma:8443");
        for (url, code) in [
            ("", "required"),
            ("hooks.example.ma", "webhook-url-wrong"),
            ("ftp://hooks.example.ma", "webhook-url-wrong"),
            ("file:///etc/passwd", "webhook-url-wrong"),
            ("https://user:secret@hooks.example.ma/", "webhook-url-wrong"),
            ("https://hooks.example.ma/#part", "webhook-url-wrong"),
            ("https://hooks.example.ma/a b", "webhook-url-wrong"),
            ("https:///nowhere", "webhook-url-wrong"),
            ("http://hooks.example.ma/", "webhook-url-not-https"),
            ("https://hooks.example.ma:25/", "webhook-url-port"),
            ("https://hooks.example.ma:22/", "webhook-url-port"),
            ("https://127.0.0.1/", "webhook-url-private"),
            ("https://[::1]/", "webhook-url-private"),
            ("https://[::ffff:10.0.0.1]:8443/", "webhook-url-private"),
            ("https://169.254.169.254/latest/meta-data", "webhook-url-private"),
            ("https://localhost/", "webhook-url-private"),
            ("https://LOCALHOST./", "webhook-url-private"),
            ("https://app.localhost/", "webhook-url-private"),
            ("https://printer.local/", "webhook-url-private"),
            ("https://metadata.google.internal/", "webhook-url-private"),
            ("https://postgres/", "webhook-url-private"),
            ("https://router.home.arpa/", "webhook-url-private"),
            ("https://127.1/", "webhook-url-private"),
            ("https://2130706433/", "webhook-url-private"),
            ("https://0x7f000001/", "webhook-url-private"),
            ("https://0x7f.0.0.0x1/", "webhook-url-private"),
            ("https://0177.0.0.1/", "webhook-url-private"),
        ] {
            assert_eq!(read(url), Err(code), "{url}");
        }
        assert!(Target::read("http://127.0.0.1:9000/", Allowed { plain: true, private: true }).is_ok());
    }

    /// Names and spellings that only the look-up turns into an address.
    #[tokio::test]
    async fn a_name_that_leads_inside_is_refused_when_it_is_called() {
        for host in ["localhost", "2130706433", "127.1", "0x7f000001", "0177.0.0.1"] {
            let target = Target { tls: true, host: host.into(), port: 443, path: "/".into() };
            let refused = target.resolve(PRODUCTION).await.expect_err("inside");
            assert!(matches!(refused, Failure::Private | Failure::Unresolvable), "{host}: {refused:?}");
        }
        let local = Target { tls: false, host: "localhost".into(), port: 9000, path: "/".into() };
        assert_eq!(local.resolve(PRODUCTION).await, Err(Failure::Private));
        assert!(local.resolve(Allowed { plain: true, private: true }).await.is_ok());
    }
}
