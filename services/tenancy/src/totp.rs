//! Codes of an authenticator app (RFC 6238: SHA-1, six digits, thirty seconds, one step of drift),
//! and recovery codes for who has lost it.

use chrono::{DateTime, Utc};
use kernel::fold::western_digits;
use kernel::secret::Signer;
use kernel::{Error, Result};
use totp_rs::{Builder, Secret, Totp};
use uuid::Uuid;

/// Recovery codes in a set.
pub const RECOVERY_CODES: usize = 10;
/// Characters of a recovery code, of 31 kinds each: 49 bits.
const LENGTH: usize = 10;
/// None that is taken for another.
const ALPHABET: &[u8; 31] = b"abcdefghjkmnpqrstuvwxyz23456789";

/// A fresh secret of 160 bits in base32.
pub fn new_secret() -> String {
    Secret::generate().to_base32()
}

fn app(secret: &str, email: &str) -> Result<Totp> {
    let secret = Secret::try_from_base32(secret).map_err(|error| Error::internal(error.to_string()))?;
    // a colon separates the issuer from the name in what the app reads
    let name = email.replace(':', "");
    let app = Builder::new().with_secret(secret).with_issuer(Some("Nassij")).with_account_name(name).build();
    app.map_err(|error| Error::internal(error.to_string()))
}

/// What the app reads from the QR code.
pub fn uri(secret: &str, email: &str) -> Result<String> {
    app(secret, email)?.to_url().map_err(|error| Error::internal(error.to_string()))
}

/// The step of which this is the code, if it is one of now.
pub fn step(secret: &str, code: &str, now: DateTime<Utc>) -> Result<Option<i64>> {
    let digits: String = western_digits(code).chars().filter(char::is_ascii_digit).collect();
    let step = app(secret, "nassij")?.check(&digits, seconds(now));
    Ok(step.and_then(|step| i64::try_from(step).ok()))
}

/// The code that the app shows now.
pub fn code(secret: &str, now: DateTime<Utc>) -> Result<String> {
    Ok(app(secret, "nassij")?.generate(seconds(now)).to_string())
}

fn seconds(now: DateTime<Utc>) -> u64 {
    u64::try_from(now.timestamp()).unwrap_or_default()
}

/// The recovery codes that grow from a seed: the same seed gives the same ones, so a form that is
/// sent twice shows what counts. Without our key a seed gives nothing.
pub fn recovery_codes(signer: &Signer, account: Uuid, seed: &str) -> Vec<String> {
    let code = |at: usize| {
        let grown = signer.sign("recovery-code", &format!("{account} {at} {seed}"));
        let letters: String = grown.bytes().take(4 * LENGTH).collect::<Vec<_>>().chunks(4).map(letter).collect();
        format!("{}-{}", &letters[..LENGTH / 2], &letters[LENGTH / 2..])
    };
    (0..RECOVERY_CODES).map(code).collect()
}

/// Four base64url characters make one of ours, evenly enough.
fn letter(chunk: &[u8]) -> char {
    let number = chunk.iter().fold(0_usize, |number, byte| number * 131 + usize::from(*byte));
    char::from(ALPHABET[number % ALPHABET.len()])
}

/// What is kept of a recovery code; however it was typed.
pub fn recovery_digest(signer: &Signer, account: Uuid, code: &str) -> Option<String> {
    let letters: String = western_digits(code).chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_lowercase();
    (letters.len() == LENGTH).then(|| signer.sign("recovery-digest", &format!("{account} {letters}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 6238, appendix B, in six digits.
    #[test]
    fn codes_are_those_of_the_standard() {
        let secret = Secret::from(b"12345678901234567890".to_vec()).to_base32();
        for (at, expected) in [(59, "287082"), (1_111_111_109, "081804"), (1_234_567_890, "005924"), (20_000_000_000, "353130")] {
            let now = DateTime::from_timestamp(at, 0).expect("a time");
            assert_eq!(code(&secret, now).expect("a code"), expected);
            assert_eq!(step(&secret, expected, now).expect("checked"), Some(at / 30));
        }
    }

    #[test]
    fn a_code_is_read_as_people_type_it_and_lives_for_a_step_of_drift() {
        let secret = new_secret();
        let now = DateTime::from_timestamp(1_795_262_400, 0).expect("a time");
        let code = code(&secret, now).expect("a code");
        let arabic: String = code.chars().map(|c| char::from_u32(c as u32 - '0' as u32 + '٠' as u32).expect("a digit")).collect();
        for typed in [code.clone(), format!(" {} {}", &code[..3], &code[3..]), arabic] {
            assert_eq!(step(&secret, &typed, now).expect("checked"), Some(now.timestamp() / 30), "{typed}");
        }
        let later = |by: i64| step(&secret, &code, now + chrono::Duration::seconds(by)).expect("checked");
        assert!(later(30).is_some() && later(-30).is_some());
        assert!(later(60).is_none() && later(-60).is_none());
        assert_eq!(step(&secret, "", now).expect("checked"), None);
        assert!(uri(&secret, "a:b@exemple.ma").expect("a URI").starts_with("otpauth://totp/Nassij:ab%40exemple.ma?"));
    }

    #[test]
    fn recovery_codes_grow_from_their_seed_and_our_key() {
        let (signer, account) = (Signer::new(b"key"), Uuid::from_u128(7));
        let codes = recovery_codes(&signer, account, "seed");
        assert_eq!(codes, recovery_codes(&signer, account, "seed"));
        assert_eq!(codes.iter().collect::<std::collections::BTreeSet<_>>().len(), RECOVERY_CODES);
        assert!(codes.iter().all(|code| code.len() == 11 && code.is_ascii()), "{codes:?}");
        assert_ne!(codes, recovery_codes(&Signer::new(b"other"), account, "seed"));
        assert_ne!(codes, recovery_codes(&signer, Uuid::from_u128(8), "seed"));
        let digest = |typed: &str| recovery_digest(&signer, account, typed);
        assert_eq!(digest(&codes[0]), digest(&format!(" {} ", codes[0].to_uppercase().replace('-', " "))));
        assert_ne!(digest(&codes[0]), digest(&codes[1]));
        assert_eq!(digest("123456"), None);
    }
}
