//! Passwords, Argon2id with the crate's defaults (19 MiB, two passes: OWASP's first choice).

use argon2::{Argon2, PasswordHasher, PasswordVerifier};
use kernel::fold::clean;
use kernel::{Error, Result};
use std::sync::LazyLock;
use tokio::sync::Semaphore;

/// Characters. Longer ones are refused before any hashing: hashing a megabyte is an attack.
pub const LONGEST: usize = 256;
/// Characters (ASVS 5.0 6.2.1).
pub const SHORTEST: usize = 8;
/// Bytes of the longest.
const LARGEST: usize = 4 * LONGEST;
/// What guessers try first: the lists of common passwords and words, rows of keys, dates, and what
/// they know of the person. No rule asks for signs of any kind.
const GUESSES: u64 = 100_000;

/// Hashes at once: each takes memory and a core, and sign-in must not starve everything else.
static TURNS: Semaphore = Semaphore::const_new(2);

/// What an unknown account's password is compared with, so that it takes as long as a known one's.
static NOBODY: LazyLock<String> = LazyLock::new(|| hash_now("nobody").unwrap_or_default());

/// A password fit to be kept. `about` is what anybody may know of its owner: name, address.
///
/// # Errors
/// The field's error.
pub async fn read(text: &str, about: &[&str]) -> Result<String, &'static str> {
    match text.chars().count() {
        0 => return Err("required"),
        n if n < SHORTEST => return Err("password-too-short"),
        n if n > LONGEST => return Err("password-too-long"),
        _ => {}
    }
    let password = text.to_owned();
    let known = known_words(about);
    let turn = TURNS.acquire().await.map_err(|_| "unavailable")?;
    let check = move || {
        let known: Vec<&str> = known.iter().map(String::as_str).collect();
        if zxcvbn::zxcvbn(&password, &known).guesses() < GUESSES { Err("password-guessable") } else { Ok(password) }
    };
    let read = tokio::task::spawn_blocking(check).await.unwrap_or(Err("unavailable"));
    drop(turn);
    read
}

/// The words of what is known of somebody, and our own.
fn known_words(about: &[&str]) -> Vec<String> {
    let words = about.iter().flat_map(|text| {
        let text = clean(text).to_lowercase();
        let parts: Vec<String> =
            text.split(|c: char| !c.is_alphanumeric()).filter(|part| part.chars().count() > 2).map(ToOwned::to_owned).collect();
        std::iter::once(text).chain(parts).collect::<Vec<_>>()
    });
    words.chain(["nassij", "nasij", "نسيج"].map(ToOwned::to_owned)).collect()
}

pub async fn hash(password: String) -> Result<String> {
    let _turn = TURNS.acquire().await.map_err(Error::internal)?;
    tokio::task::spawn_blocking(move || hash_now(&password)).await.map_err(Error::internal)?
}

/// `expected` is absent for an unknown account; the answer is then no, after the same time.
pub async fn verify(password: String, expected: Option<String>) -> Result<bool> {
    if password.len() > LARGEST {
        return Ok(false);
    }
    let _turn = TURNS.acquire().await.map_err(Error::internal)?;
    let check = move || {
        let known = expected.is_some();
        let hash = expected.unwrap_or_else(|| NOBODY.clone());
        #[cfg(test)]
        tests::HASHES.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
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
    use std::sync::atomic::{AtomicU64, Ordering};

    pub static HASHES: AtomicU64 = AtomicU64::new(0);

    #[tokio::test]
    async fn the_right_password_opens_and_no_other_and_an_unknown_account_costs_as_much() {
        let hash = hash("سر مكتوم 2026".into()).await.expect("a hash");
        assert!(hash.starts_with("$argon2id$"));
        assert!(verify("سر مكتوم 2026".into(), Some(hash.clone())).await.expect("checked"));
        assert!(!verify("sesame".into(), Some(hash.clone())).await.expect("checked"));
        assert!(!verify("nobody".into(), None).await.expect("checked"));
        assert_eq!(HASHES.load(Ordering::SeqCst), 3, "each answer costs one hash, whoever is asked for");
        assert!(!verify("x".repeat(LARGEST + 1), Some(hash)).await.expect("checked"));
        assert_eq!(HASHES.load(Ordering::SeqCst), 3, "a megabyte is not hashed");
    }

    #[tokio::test]
    async fn passwords_are_long_rather_than_clever() {
        let about = ["amina.alaoui@exemple.ma", "أمينة العلوي"];
        for good in ["محمد والبحر", "mot de passe long", "quatre mots sans rapport", "nassij-demo-2026", "une longue phrase"] {
            assert!(read(good, &about).await.is_ok(), "{good}");
        }
        let longest = "ق".repeat(2) + &"bout de phrase ".repeat(20);
        let longest: String = longest.chars().take(LONGEST).collect();
        assert!(read(&longest, &about).await.is_ok());
        for (bad, code) in [
            ("", "required"),
            ("1234567", "password-too-short"),
            (&*(longest.clone() + "x"), "password-too-long"),
            ("12345678", "password-guessable"),
            ("password1", "password-guessable"),
            ("azertyuiop", "password-guessable"),
            ("aaaaaaaaaaaa", "password-guessable"),
            ("iloveyou", "password-guessable"),
            ("Amina.Alaoui@exemple.ma", "password-guessable"),
            ("alaoui2026", "password-guessable"),
            ("nassij123", "password-guessable"),
            ("أمينة العلوي", "password-guessable"),
        ] {
            assert_eq!(read(bad, &about).await, Err(code), "{bad}");
        }
    }
}
