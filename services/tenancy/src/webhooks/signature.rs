//! How a receiver knows that a call is ours: `Nassij-Signature: t=<seconds>,v1=<hex>`, where `v1` is
//! the HMAC-SHA256 of `<t>.<body>` with the webhook's secret. While a secret is being changed there
//! is one `v1` for the new and one for the old.

use chrono::{DateTime, Duration, Utc};
use hmac::{Hmac, KeyInit, Mac};
use kernel::secret::Signer;
use sha2::Sha256;
use std::fmt::Write;
use uuid::Uuid;

/// For so long after a change the old secret still signs.
pub const OVERLAP: Duration = Duration::hours(24);

/// Derived from the webhook's id by the installation's key, so that it is written nowhere.
pub fn secret(signer: &Signer, webhook: Uuid, number: i32) -> String {
    format!("whsec_{}", signer.sign("webhook", &format!("{webhook} {number}")))
}

pub fn header(secrets: &[String], at: DateTime<Utc>, body: &str) -> String {
    let at = at.timestamp();
    secrets.iter().fold(format!("t={at}"), |mut header, secret| {
        let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).expect("HMAC takes keys of any length");
        mac.update(format!("{at}.{body}").as_bytes());
        header.push_str(",v1=");
        for byte in mac.finalize().into_bytes() {
            let _ = write!(header, "{byte:02x}");
        }
        header
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The vector of docs/webhooks.md, made with `openssl dgst -sha256 -hmac`.
    #[test]
    fn the_documented_example_is_what_we_send() {
        let at = DateTime::from_timestamp(1_795_262_400, 0).expect("a time");
        let header = header(&["whsec_example".into()], at, r#"{"kind":"ping"}"#);
        assert_eq!(header, "t=1795262400,v1=225a041ee581a7430192a79b0f4988bf79c04b86f1c508de66058fdf87a7e551");
    }

    #[test]
    fn two_secrets_sign_while_one_replaces_the_other() {
        let signer = Signer::new(b"key");
        let secrets = [secret(&signer, Uuid::nil(), 2), secret(&signer, Uuid::nil(), 1)];
        assert_ne!(secrets[0], secrets[1]);
        assert_eq!(header(&secrets, DateTime::default(), "{}").matches(",v1=").count(), 2);
    }
}
