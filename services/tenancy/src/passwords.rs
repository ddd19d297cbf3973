//! Passwords, Argon2id with the crate's defaults (19 MiB, two passes: OWASP's first choice).

use argon2::{Argon2, PasswordHasher, PasswordVerifier};
use kernel::{Error, Result};
use std::sync::LazyLock;
use tokio::sync::Semaphore;

/// Bytes. Longer ones are refused before any hashing: hashing a megabyte is an attack.
pub const LONGEST: usize = 256;
/// Characters (ASVS 5.0 6.2.1).
pub const SHORTEST: usize = 8;

/// Hashes at once: each takes memory and a core, and sign-in must not starve everything else.
static TURNS: Semaphore = Semaphore::const_new(2);

/// What an unknown account's password is compared with, so that it takes as long as a known one's.
static NOBODY: LazyLock<String> = LazyLock::new(|| hash_now("nobody").unwrap_or_default());

pub async fn hash(password: String) -> Result<String> {
    let _turn = TURNS.acquire().await.map_err(Error::internal)?;
    tokio::task::spawn_blocking(move || hash_now(&password)).await.map_err(Error::internal)?
}

/// `expected` is absent for an unknown account; the answer is then no, after the same time.
pub async fn verify(password: String, expected: Option<String>) -> Result<bool> {
    if password.len() > LONGEST {
        return Ok(false);
    }
    let _turn = TURNS.acquire().await.map_err(Error::internal)?;
    let check = move || {
        let known = expected.is_some();
        let hash = expected.unwrap_or_else(|| NOBODY.clone());
        Argon2::default().verify_password(password.as_bytes(), hash.as_str()).is_ok() && known
    };
    tokio::task::spawn_blocking(check).await.map_err(Error::internal)
}

fn hash_now(password: &str) -> Result<String> {
    Argon2::default().hash_password(password.as_bytes()).map(|hash| hash.to_string()).map_err(|error| Error::internal(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn the_right_password_opens_and_no_other() {
        let hash = hash("سر مكتوم 2026".into()).await.expect("a hash");
        assert!(hash.starts_with("$argon2id$"));
        assert!(verify("سر مكتوم 2026".into(), Some(hash.clone())).await.expect("checked"));
        assert!(!verify("sesame".into(), Some(hash.clone())).await.expect("checked"));
        assert!(!verify("nobody".into(), None).await.expect("checked"));
        assert!(!verify("x".repeat(LONGEST + 1), Some(hash)).await.expect("checked"));
    }
}
