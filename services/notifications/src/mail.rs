//! From the parts of a mail to its bytes. One recipient per mail, always; nothing that users typed
//! can make a header.

use crate::verdict::Answer;
use chrono::{DateTime, Utc};
use kernel::fold::clean;
use lettre::Address;
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Attachment, Mailbox, Message, MultiPart, SinglePart};
use std::time::SystemTime;

/// A mail in parts.
#[derive(Clone, Debug)]
pub struct Mail {
    /// Shown beside the platform's address: the association's name.
    pub from_name: String,
    pub to_name: String,
    /// As it was typed: it may be no address.
    pub to: String,
    pub subject: String,
    pub text: String,
    pub enclosures: Vec<Enclosure>,
    /// With its angle brackets.
    pub message_id: String,
}

#[derive(Clone, Debug)]
pub struct Enclosure {
    pub name: &'static str,
    /// As in `text/calendar; method=REQUEST; charset=utf-8`.
    pub content_type: &'static str,
    pub bytes: Vec<u8>,
}

/// The mail as it goes over the wire. `sender` is the platform's own address or mailbox.
///
/// # Errors
/// Why it cannot be sent, as the answer of a try.
pub fn build(mail: &Mail, sender: &str, now: DateTime<Utc>) -> Result<Message, Answer> {
    let unmakeable = |error: String| Answer::Unmakeable(error);
    let to: Address = mail.to.parse().map_err(|error| Answer::BadAddress(format!("{error}")))?;
    let from: Mailbox = sender.parse().map_err(|error| unmakeable(format!("the sender's address: {error}")))?;
    let builder = Message::builder()
        .from(Mailbox::new(display_name(&mail.from_name).or(from.name), from.email))
        .to(Mailbox::new(display_name(&mail.to_name), to))
        .subject(clean(&mail.subject))
        .date(SystemTime::from(now))
        .message_id(Some(mail.message_id.clone()))
        // RFC 3834: no out-of-office answer to this
        .raw_header(HeaderValue::new(HeaderName::new_from_ascii_str("Auto-Submitted"), "auto-generated".into()));
    let text = SinglePart::plain(mail.text.clone());
    let message = if mail.enclosures.is_empty() {
        builder.singlepart(text)
    } else {
        let mut parts = MultiPart::mixed().singlepart(text);
        for enclosure in &mail.enclosures {
            let content_type = ContentType::parse(enclosure.content_type).map_err(|error| unmakeable(error.to_string()))?;
            parts = parts.singlepart(Attachment::new(enclosure.name.to_owned()).body(enclosure.bytes.clone(), content_type));
        }
        builder.multipart(parts)
    };
    message.map_err(|error| unmakeable(error.to_string()))
}

/// Without controls and marks of direction; none when nothing is left.
fn display_name(name: &str) -> Option<String> {
    Some(clean(name)).filter(|name| !name.is_empty())
}

/// `<id@host>`, the host being that of the platform's public URL.
pub fn message_id(id: uuid::Uuid, public_url: &str) -> String {
    format!("<{id}@{}>", host(public_url))
}

/// `https://nassij.example:8443/x` is on `nassij.example`.
pub fn host(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = if authority.starts_with('[') {
        authority.split_inclusive(']').next().unwrap_or_default()
    } else {
        authority.split(':').next().unwrap_or_default()
    };
    if host.is_empty() { "localhost" } else { host }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn mail() -> Mail {
        Mail {
            from_name: "جمعية النور".into(),
            to_name: "Amina".into(),
            to: "amina@example.ma".into(),
            subject: "Convocation à l’assemblée générale".into(),
            text: "سلام\nBonjour, accentué".into(),
            enclosures: vec![],
            message_id: "<1@nassij.example>".into(),
        }
    }

    fn at() -> DateTime<Utc> {
        DateTime::from_timestamp(1_797_096_600, 0).unwrap()
    }

    fn bytes(mail: &Mail) -> String {
        String::from_utf8(build(mail, "Nassij <nassij@nassij.example>", at()).unwrap().formatted()).unwrap()
    }

    /// Names of the headers, in lower case; a header may run over several lines.
    fn headers(bytes: &str) -> Vec<String> {
        let (head, _) = bytes.split_once("\r\n\r\n").unwrap();
        assert_eq!(head.matches('\n').count(), head.matches("\r\n").count());
        let lines = head.split("\r\n").filter(|line| !line.starts_with([' ', '\t']));
        let mut names: Vec<_> = lines.map(|line| line.split_once(':').expect("a header").0.to_lowercase()).collect();
        names.sort();
        names
    }

    const HEADERS: [&str; 9] =
        ["auto-submitted", "content-transfer-encoding", "content-type", "date", "from", "message-id", "mime-version", "subject", "to"];

    #[test]
    fn a_mail_has_the_headers_it_needs() {
        let text = bytes(&Mail { from_name: "Association Annour".into(), ..mail() });
        assert_eq!(headers(&text), HEADERS);
        for line in [
            "From: \"Association Annour\" <nassij@nassij.example>\r\n",
            "To: Amina <amina@example.ma>\r\n",
            "Date: Sat, 12 Dec 2026 17:30:00 +0000\r\n",
            "Message-ID: <1@nassij.example>\r\n",
            "Auto-Submitted: auto-generated\r\n",
            "Content-Type: text/plain; charset=utf-8\r\n",
        ] {
            assert!(text.contains(line), "{line} in {text}");
        }
        assert!(text.is_ascii(), "only encoded words leave: {text}");
        assert!(text.contains("Subject: Convocation =?utf-8?b?"), "{text}");
    }

    #[test]
    fn there_is_one_recipient() {
        let message = build(&mail(), "nassij@nassij.example", at()).unwrap();
        assert_eq!(message.envelope().to().len(), 1);
        assert_eq!(message.envelope().to()[0].to_string(), "amina@example.ma");
        assert_eq!(message.envelope().from().unwrap().to_string(), "nassij@nassij.example");
    }

    #[test]
    fn what_is_enclosed_is_named() {
        let enclosures = vec![
            Enclosure { name: "convocation.pdf", content_type: "application/pdf", bytes: vec![0, 255, 10] },
            Enclosure {
                name: "assembly.ics",
                content_type: "text/calendar; method=REQUEST; charset=utf-8",
                bytes: b"BEGIN:VCALENDAR\r\n".to_vec(),
            },
        ];
        let text = bytes(&Mail { enclosures, ..mail() });
        assert!(text.contains("Content-Type: multipart/mixed"), "{text}");
        assert!(text.contains("Content-Disposition: attachment; filename=\"convocation.pdf\""), "{text}");
        assert!(text.contains("Content-Disposition: attachment; filename=\"assembly.ics\""), "{text}");
        assert!(text.contains("Content-Type: text/calendar; method=REQUEST; charset=utf-8"), "{text}");
        assert!(text.is_ascii());
    }

    #[test]
    fn names_cannot_make_headers() {
        for name in [
            "a\r\nBcc: spy@example.ma",
            "a\nBcc: x",
            "a\rBcc: x",
            "\"x\" <spy@example.ma>",
            "a, spy@example.ma",
            "\u{2028}Bcc: x",
            "=?utf-8?q?=0ABcc:_x?=",
            "\\",
            "\"",
            "(c)",
            "م\r\nBcc: x",
            "\0",
        ] {
            let hostile = Mail { from_name: name.into(), to_name: name.into(), subject: name.into(), ..mail() };
            let text = bytes(&hostile);
            assert_eq!(headers(&text).iter().filter(|header| !HEADERS.contains(&header.as_str())).count(), 0, "{text}");
            assert_eq!(build(&hostile, "nassij@nassij.example", at()).unwrap().envelope().to().len(), 1);
        }
    }

    #[test]
    fn what_is_no_address_is_told_apart() {
        for to in [
            "",
            "amina",
            "amina@",
            "@example.ma",
            "a b@example.ma",
            "a@example.ma, spy@example.ma",
            "a@example.ma\r\nBcc: x",
            "a@ex ample.ma",
            "<a@example.ma>",
            "a@example.ma>",
            "a\n@example.ma",
        ] {
            let answer = build(&Mail { to: to.into(), ..mail() }, "nassij@nassij.example", at());
            assert!(matches!(answer, Err(Answer::BadAddress(_))), "{to}: {answer:?}");
        }
        assert!(matches!(build(&mail(), "nobody", at()), Err(Answer::Unmakeable(_))));
    }

    #[test]
    fn the_host_is_that_of_the_url() {
        for (url, expected) in [
            ("https://nassij.example", "nassij.example"),
            ("http://127.0.0.1:8080/x", "127.0.0.1"),
            ("https://a.ma:1/b?c#d", "a.ma"),
            ("http://[::1]:8080", "[::1]"),
            ("", "localhost"),
        ] {
            assert_eq!(host(url), expected);
        }
    }

    proptest! {
        #[test]
        fn no_text_changes_the_structure(name in "(.|\r|\n|\"){0,80}", subject in "(.|\r|\n){0,200}", text in "(.|\r|\n){0,200}") {
            let made = bytes(&Mail { from_name: name.clone(), to_name: name, subject, text, ..mail() });
            for header in headers(&made) {
                prop_assert!(HEADERS.contains(&header.as_str()), "{}", header);
            }
            prop_assert!(made.split("\r\n").all(|line| line.len() <= 998));
        }
    }
}
