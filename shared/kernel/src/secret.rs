//! Random tokens and keyed signatures.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};
use std::fmt;
use subtle::ConstantTimeEq;

/// A fresh secret of 256 bits, safe in URLs and cookies (43 characters).
pub fn random_token() -> String {
    let bytes: [u8; 32] = rand::random();
    URL_SAFE_NO_PAD.encode(bytes)
}

/// What the database keeps of a token: its SHA-256 in base64url. A stolen table opens nothing.
pub fn hash_token(token: &str) -> String {
    digest(token.as_bytes())
}

/// SHA-256 in base64url without padding.
pub fn digest(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(bytes))
}

/// The installation's signing key (`NASSIJ_SECRET_FILE`), shared by all its processes.
#[derive(Clone)]
pub struct Signer(Vec<u8>);

impl fmt::Debug for Signer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Signer(..)")
    }
}

impl Signer {
    pub fn new(key: &[u8]) -> Self {
        Self(key.to_vec())
    }

    /// HMAC-SHA-256 of `text`, kept apart by `purpose` so that a signature made for one use is
    /// worthless for another.
    pub fn sign(&self, purpose: &str, text: &str) -> String {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.0).expect("HMAC takes keys of any length");
        mac.update(purpose.as_bytes());
        mac.update(&[0]);
        mac.update(text.as_bytes());
        URL_SAFE_NO_PAD.encode(mac.finalize().into_bytes())
    }

    /// What must be read again later and by nobody else: encrypted under a key of its own for each
    /// purpose, and worth nothing beside another `owner` than the one it was made for.
    pub fn conceal(&self, purpose: &str, owner: &str, secret: &[u8]) -> String {
        let nonce: [u8; 24] = rand::random();
        let message = Payload { msg: secret, aad: owner.as_bytes() };
        let concealed = self.cipher(purpose).encrypt(&XNonce::from(nonce), message).expect("a message that fits in memory");
        URL_SAFE_NO_PAD.encode([nonce.as_slice(), &concealed].concat())
    }

    /// What was concealed for this purpose and owner.
    pub fn reveal(&self, purpose: &str, owner: &str, concealed: &str) -> Option<Vec<u8>> {
        let bytes = URL_SAFE_NO_PAD.decode(concealed).ok()?;
        let (nonce, message) = bytes.split_first_chunk::<24>()?;
        self.cipher(purpose).decrypt(&XNonce::from(*nonce), Payload { msg: message, aad: owner.as_bytes() }).ok()
    }

    fn cipher(&self, purpose: &str) -> XChaCha20Poly1305 {
        use chacha20poly1305::KeyInit;
        let mut mac = <Hmac<Sha256> as hmac::KeyInit>::new_from_slice(&self.0).expect("HMAC takes keys of any length");
        mac.update(b"conceal\0");
        mac.update(purpose.as_bytes());
        let key: [u8; 32] = mac.finalize().into_bytes().into();
        XChaCha20Poly1305::new(&key.into())
    }

    pub fn verify(&self, purpose: &str, text: &str, signature: &str) -> bool {
        self.sign(purpose, text).as_bytes().ct_eq(signature.as_bytes()).into()
    }

    /// A signature that looks different every time, for pages: compressed together with what an
    /// attacker put on the page, a constant one could be guessed by the page's size (BREACH).
    pub fn sign_fresh(&self, purpose: &str, text: &str) -> String {
        let nonce = &random_token()[..12];
        format!("{nonce}.{}", self.sign(purpose, &format!("{nonce} {text}")))
    }

    pub fn verify_fresh(&self, purpose: &str, text: &str, signature: &str) -> bool {
        signature.split_once('.').is_some_and(|(nonce, signature)| self.verify(purpose, &format!("{nonce} {text}"), signature))
    }

    /// `payload.signature`, both base64url.
    pub fn seal(&self, purpose: &str, payload: &[u8]) -> String {
        let payload = URL_SAFE_NO_PAD.encode(payload);
        let signature = self.sign(purpose, &payload);
        format!("{payload}.{signature}")
    }

    /// The payload of a sealed text, if we sealed it for this purpose.
    pub fn open(&self, purpose: &str, sealed: &str) -> Option<Vec<u8>> {
        let (payload, signature) = sealed.split_once('.')?;
        if !self.verify(purpose, payload, signature) {
            return None;
        }
        URL_SAFE_NO_PAD.decode(payload).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seal_holds_for_its_purpose_only_and_breaks_at_any_change() {
        let signer = Signer::new(b"key");
        let sealed = signer.seal("actor", b"hello");
        assert_eq!(signer.open("actor", &sealed).as_deref(), Some(b"hello".as_slice()));
        assert_eq!(signer.open("cookie", &sealed), None);
        assert_eq!(Signer::new(b"other").open("actor", &sealed), None);
        for i in 0..sealed.len() {
            let mut forged = sealed.clone().into_bytes();
            forged[i] = if forged[i] == b'A' { b'B' } else { b'A' };
            let forged = String::from_utf8(forged).expect("ascii");
            assert_eq!(signer.open("actor", &forged), None, "byte {i}");
        }
    }

    #[test]
    fn what_is_concealed_is_read_by_its_owner_for_its_purpose_only() {
        let signer = Signer::new(b"key");
        let concealed = signer.conceal("second-factor", "amina", b"secret");
        assert!(!concealed.contains("secret") && concealed != signer.conceal("second-factor", "amina", b"secret"));
        assert_eq!(signer.reveal("second-factor", "amina", &concealed).as_deref(), Some(b"secret".as_slice()));
        assert_eq!(signer.reveal("second-factor", "driss", &concealed), None);
        assert_eq!(signer.reveal("mail", "amina", &concealed), None);
        assert_eq!(Signer::new(b"other").reveal("second-factor", "amina", &concealed), None);
        assert_eq!(signer.reveal("second-factor", "amina", "AAAA"), None);
        let mut forged = concealed.into_bytes();
        forged[40] = if forged[40] == b'A' { b'B' } else { b'A' };
        assert_eq!(signer.reveal("second-factor", "amina", &String::from_utf8(forged).expect("ascii")), None);
    }
}
