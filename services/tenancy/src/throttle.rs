//! Slowing down guessers. Counted per address and account together, so that an attacker elsewhere
//! cannot lock the account's owner out; and per address alone, against trying many accounts.

use governor::clock::{Clock, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use kernel::{Error, Kind, Result};
use std::num::NonZeroU32;
use std::sync::LazyLock;
use std::time::Duration;

const fn times(count: u32) -> NonZeroU32 {
    NonZeroU32::new(count).expect("not zero")
}

/// Ten tries at one account from one address, then one every twenty seconds.
static PAIR: LazyLock<DefaultKeyedRateLimiter<String>> =
    LazyLock::new(|| RateLimiter::keyed(Quota::with_period(Duration::from_secs(20)).expect("not zero").allow_burst(times(10))));
/// Sixty from one address, which may be a whole neighbourhood's, then one every two seconds.
static ADDRESS: LazyLock<DefaultKeyedRateLimiter<String>> =
    LazyLock::new(|| RateLimiter::keyed(Quota::with_period(Duration::from_secs(2)).expect("not zero").allow_burst(times(60))));

/// Two hundred calls of one API token at a time, then five a second.
static API_TOKEN: LazyLock<DefaultKeyedRateLimiter<String>> =
    LazyLock::new(|| RateLimiter::keyed(Quota::with_period(Duration::from_millis(200)).expect("not zero").allow_burst(times(200))));

/// # Errors
/// `too-many` with the seconds to wait.
pub fn sign_in(address: &str, email_key: &str) -> Result<()> {
    count(&ADDRESS, address.to_owned())?;
    count(&PAIR, format!("{address} {email_key}"))
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

fn count(limiter: &DefaultKeyedRateLimiter<String>, key: String) -> Result<()> {
    if limiter.len() > 100_000 {
        limiter.retain_recent();
    }
    limiter.check_key(&key).map_err(|wait| {
        let seconds = wait.wait_time_from(DefaultClock::default().now()).as_secs() + 1;
        Error::new(Kind::TooMany, "too-many").with("seconds", seconds)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_guesser_is_slowed_and_the_owner_elsewhere_is_not() {
        let tries = (0..30).filter(|_| sign_in("192.0.2.1", "president@exemple.ma").is_ok()).count();
        assert_eq!(tries, 10);
        assert!(sign_in("192.0.2.2", "president@exemple.ma").is_ok());
        let sprayed = (0..200).filter(|i| sign_in("192.0.2.3", &format!("{i}@exemple.ma")).is_ok()).count();
        assert!((60..=62).contains(&sprayed), "{sprayed}");
    }
}
