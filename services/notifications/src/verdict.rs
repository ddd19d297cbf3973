//! What becomes of a delivery after a try.

use chrono::Duration;
use contracts::mail::DeliveryState;
use kernel::fold::clean;

/// After this many tries, over two hours, a mail is given up.
pub const MAX_ATTEMPTS: i32 = 8;
/// Characters of an answer that are kept.
const MAX_REPLY: usize = 300;

/// How a try went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The server took the mail on.
    Accepted(String),
    /// The server refused, with an SMTP code.
    Refused { code: u16, text: String },
    /// No server, no answer, no common language.
    Unreachable(String),
    /// The address cannot be one.
    BadAddress(String),
    /// Our own fault: the mail could not be made.
    Unmakeable(String),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    pub state: DeliveryState,
    pub reply: String,
    /// When to try again; absent when it is over.
    pub retry_in: Option<Duration>,
}

/// `attempts` counts this try.
pub fn judge(answer: &Answer, attempts: i32) -> Verdict {
    let (state, text) = match answer {
        Answer::Accepted(text) => (DeliveryState::Sent, text.clone()),
        Answer::BadAddress(text) => (DeliveryState::Bounced, text.clone()),
        Answer::Refused { code, text } if is_final(*code) => (DeliveryState::Bounced, format!("{code} {text}")),
        Answer::Refused { code, text } => (DeliveryState::Deferred, format!("{code} {text}")),
        Answer::Unreachable(text) | Answer::Unmakeable(text) => (DeliveryState::Deferred, text.clone()),
    };
    let reply = clean(&text).chars().take(MAX_REPLY).collect();
    match state {
        DeliveryState::Deferred if attempts >= MAX_ATTEMPTS => Verdict { state: DeliveryState::Failed, reply, retry_in: None },
        DeliveryState::Deferred => Verdict { state, reply, retry_in: Some(backoff(attempts)) },
        _ => Verdict { state, reply, retry_in: None },
    }
}

/// A 5xx speaks of this mail and its recipient, except where it speaks of us: of our commands
/// (500 to 504), our signing in and our encryption (530 to 538). A wrong password must not make
/// all members' addresses look wrong.
fn is_final(code: u16) -> bool {
    (500..600).contains(&code) && !matches!(code, 500..=504 | 530..=538)
}

/// 1, 2, 4 … minutes.
fn backoff(attempts: i32) -> Duration {
    Duration::minutes(1 << attempts.clamp(1, MAX_ATTEMPTS).saturating_sub(1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn refused(code: u16) -> Answer {
        Answer::Refused { code, text: "text".into() }
    }

    #[test]
    fn answers_are_understood() {
        use DeliveryState::{Bounced, Deferred, Failed, Sent};
        for (answer, attempts, state) in [
            (Answer::Accepted("250 2.0.0 Ok".into()), 1, Sent),
            (Answer::Accepted("250 Ok".into()), 8, Sent),
            (refused(421), 1, Deferred),
            (refused(450), 7, Deferred),
            (refused(450), 8, Failed),
            (refused(550), 1, Bounced),
            (refused(552), 1, Bounced),
            (refused(554), 8, Bounced),
            (refused(535), 1, Deferred),
            (refused(530), 8, Failed),
            (refused(503), 1, Deferred),
            (Answer::Unreachable("connection refused".into()), 1, Deferred),
            (Answer::Unreachable("connection refused".into()), 8, Failed),
            (Answer::BadAddress("no domain".into()), 1, Bounced),
            (Answer::Unmakeable("panic".into()), 1, Deferred),
            (Answer::Unmakeable("panic".into()), 8, Failed),
        ] {
            let verdict = judge(&answer, attempts);
            assert_eq!(verdict.state, state, "{answer:?} {attempts}");
            assert_eq!(verdict.retry_in.is_some(), state == Deferred, "{answer:?}");
        }
    }

    #[test]
    fn waiting_doubles() {
        let minutes: Vec<_> = (1..8).map(|attempts| judge(&refused(450), attempts).retry_in.unwrap().num_minutes()).collect();
        assert_eq!(minutes, [1, 2, 4, 8, 16, 32, 64]);
    }

    #[test]
    fn the_reply_is_one_short_line() {
        let verdict = judge(&Answer::Refused { code: 550, text: format!("5.1.1 no\r\nsuch user {}", "x".repeat(900)) }, 1);
        assert!(verdict.reply.starts_with("550 5.1.1 no such user x") && verdict.reply.chars().count() == MAX_REPLY);
    }

    proptest! {
        #[test]
        fn every_delivery_comes_to_an_end(code: u16, attempts: i32) {
            let verdict = judge(&refused(code), attempts);
            prop_assert!(attempts < MAX_ATTEMPTS || verdict.retry_in.is_none());
            prop_assert_eq!(verdict.retry_in.is_some(), verdict.state == DeliveryState::Deferred);
        }
    }
}
