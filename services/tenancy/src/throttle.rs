//! Slowing down guessers without locking anybody out. Tries are counted per address and account
//! together, per address, per account and in all; a browser from which somebody has signed in
//! before is counted by itself, so that whatever happens elsewhere its owner gets in.

use governor::clock::{Clock, DefaultClock};
use governor::{DefaultDirectRateLimiter, DefaultKeyedRateLimiter, NotUntil, Quota, RateLimiter};
use kernel::{Error, Kind, Result};
use std::num::NonZeroU32;
use std::sync::LazyLock;
use std::time::Duration;

const fn times(count: u32) -> NonZeroU32 {
    NonZeroU32::new(count).expect("not zero")
}

fn quota(burst: u32, then_every: Duration) -> Quota {
    Quota::with_period(then_every).expect("not zero").allow_burst(times(burst))
}

type Keyed = LazyLock<DefaultKeyedRateLimiter<String>>;

/// Ten tries at one account from one address, then one every twenty seconds.
static PAIR: Keyed = LazyLock::new(|| RateLimiter::keyed(quota(10, Duration::from_secs(20))));
/// Sixty from one address, which may be a whole neighbourhood's, then one every two seconds.
static ADDRESS: Keyed = LazyLock::new(|| RateLimiter::keyed(quota(60, Duration::from_secs(2))));
/// A hundred at one account from anywhere, then one every ten seconds.
static ACCOUNT: Keyed = LazyLock::new(|| RateLimiter::keyed(quota(100, Duration::from_secs(10))));
/// In all: as many as two cores can hash in a second.
static PLATFORM: LazyLock<DefaultDirectRateLimiter> = LazyLock::new(|| RateLimiter::direct(quota(2000, Duration::from_millis(50))));
/// Three mails to one mailbox, then one every ten minutes.
static MAILBOX: Keyed = LazyLock::new(|| RateLimiter::keyed(quota(3, Duration::from_mins(10))));
/// Two hundred calls of one API token at a time, then five a second.
static API_TOKEN: Keyed = LazyLock::new(|| RateLimiter::keyed(quota(200, Duration::from_millis(200))));

/// `device` is absent where nobody is known to have signed in to this account from this browser.
///
/// # Errors
/// `too-many` with the seconds to wait.
pub fn sign_in(address: &str, email_key: &str, device: Option<&str>) -> Result<()> {
    if let Some(device) = device {
        return count(&PAIR, format!("device {device}"));
    }
    count(&ADDRESS, address.to_owned())?;
    count(&PAIR, format!("{address} {email_key}"))?;
    count(&ACCOUNT, email_key.to_owned())?;
    PLATFORM.check().map_err(|wait| too_many(&wait))
}

/// The password once more, from an open session.
pub fn again(session: &str) -> Result<()> {
    count(&PAIR, format!("again {session}"))
}

/// Each registration mails its address: nobody's mailbox may be flooded through us.
pub fn registration(email_key: &str) -> Result<()> {
    count(&PAIR, format!("registration {email_key}"))
}

/// A program that runs wild with a token slows itself down and nobody else.
pub fn api_token(hash: &str) -> Result<()> {
    count(&API_TOKEN, hash.to_owned())
}

/// Nor by invitations, of however many associations.
pub fn invitation(email_key: &str) -> Result<()> {
    count(&PAIR, format!("invitation {email_key}"))
}

/// As [`registration`], for links that replace a password or an address.
pub fn mailbox(email_key: &str) -> Result<()> {
    count(&MAILBOX, email_key.to_owned())
}

fn count(limiter: &DefaultKeyedRateLimiter<String>, key: String) -> Result<()> {
    if limiter.len() > 100_000 {
        limiter.retain_recent();
    }
    limiter.check_key(&key).map_err(|wait| too_many(&wait))
}

fn too_many(wait: &NotUntil<<DefaultClock as Clock>::Instant>) -> Error {
    let seconds = wait.wait_time_from(DefaultClock::default().now()).as_secs() + 1;
    Error::new(Kind::TooMany, "too-many").with("seconds", seconds)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_guesser_is_slowed_and_the_owner_elsewhere_is_not() {
        let tries = (0..30).filter(|_| sign_in("192.0.2.1", "president@exemple.ma", None).is_ok()).count();
        assert_eq!(tries, 10);
        assert!(sign_in("192.0.2.2", "president@exemple.ma", None).is_ok());
        let sprayed = (0..200).filter(|i| sign_in("192.0.2.3", &format!("{i}@exemple.ma"), None).is_ok()).count();
        assert!((60..=62).contains(&sprayed), "{sprayed}");
    }

    #[test]
    fn a_thousand_guessers_are_slowed_together_and_the_owners_own_browser_is_not() {
        let guessed = (0..1000).filter(|i| sign_in(&format!("198.51.100.{i}"), "tresorier@exemple.ma", None).is_ok()).count();
        assert!((100..=102).contains(&guessed), "{guessed}");
        assert!(sign_in("203.0.113.1", "tresorier@exemple.ma", None).is_err());
        assert!(sign_in("203.0.113.1", "tresorier@exemple.ma", Some("phone")).is_ok());
        // nor does sitting behind a guesser's address count against it
        assert!(sign_in("198.51.100.1", "tresorier@exemple.ma", Some("phone")).is_ok());
    }
}
