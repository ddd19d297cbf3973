//! Calendar invitations (RFC 5545, RFC 5546).
//!
//! Written by hand because `icalendar` 0.17.17 mixes up characters and octets when it folds: some
//! texts make it loop for ever (77 Arabic letters followed by `a a a …`), panic or exceed 75
//! octets. It also leaves a bare CR in place.

use crate::text::is_hidden;
use chrono::{DateTime, TimeDelta, Utc};
use std::fmt::Write;

/// An event as a calendar request. All text may come from users.
#[derive(Clone, Debug)]
pub struct Invitation {
    /// Globally unique and the same in every version of the event, e.g. `<uuid>@nassij.example`.
    pub uid: String,
    /// 0, and one more each time that date, hour or place change.
    pub sequence: u32,
    /// The organizer's displayed name.
    pub association: String,
    pub organizer_email: String,
    pub summary: String,
    pub description: String,
    pub place: String,
    pub starts_at: DateTime<Utc>,
    /// The duration; less than one minute counts as none.
    pub minutes: i64,
    /// When this version was written.
    pub stamp: DateTime<Utc>,
    pub attendee_email: Option<String>,
}

/// The invitation as `text/calendar; method=REQUEST`: UTC times, CRLF, lines of at most 75 octets.
pub fn invitation(data: &Invitation) -> String {
    let ends_at = TimeDelta::try_minutes(data.minutes.max(0)).and_then(|length| data.starts_at.checked_add_signed(length));
    let mut lines = vec![
        "BEGIN:VCALENDAR".to_owned(),
        "VERSION:2.0".to_owned(),
        "PRODID:-//Nassij//Nassij//AR".to_owned(),
        "CALSCALE:GREGORIAN".to_owned(),
        "METHOD:REQUEST".to_owned(),
        "BEGIN:VEVENT".to_owned(),
        format!("UID:{}", escaped(&data.uid)),
        format!("SEQUENCE:{}", data.sequence),
        format!("DTSTAMP:{}", utc(data.stamp)),
        format!("DTSTART:{}", utc(data.starts_at)),
        format!("DTEND:{}", utc(ends_at.unwrap_or(data.starts_at))),
        format!("SUMMARY:{}", escaped(&data.summary)),
        format!("ORGANIZER;CN=\"{}\":{}", parameter(&data.association), mailto(&data.organizer_email)),
    ];
    if let Some(email) = &data.attendee_email {
        lines.push(format!("ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:{}", mailto(email)));
    }
    for (name, text) in [("DESCRIPTION", &data.description), ("LOCATION", &data.place)] {
        if !text.trim().is_empty() {
            lines.push(format!("{name}:{}", escaped(text)));
        }
    }
    lines.extend(["STATUS:CONFIRMED", "TRANSP:OPAQUE", "END:VEVENT", "END:VCALENDAR"].map(str::to_owned));
    lines.iter().fold(String::new(), |out, line| folded(out, line))
}

/// `20261212T173000Z`
fn utc(at: DateTime<Utc>) -> String {
    at.format("%Y%m%dT%H%M%SZ").to_string()
}

/// A TEXT value (3.3.11). Every kind of line end becomes `\n`; other controls are dropped.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.replace("\r\n", "\n").replace(['\r', '\u{85}', '\u{2028}', '\u{2029}'], "\n").chars() {
        match c {
            '\n' => out.push_str("\\n"),
            '\t' => out.push(' '),
            '\\' | ';' | ',' => out.extend(['\\', c]),
            c if is_hidden(c) => {}
            c => out.push(c),
        }
    }
    out
}

/// The inside of a quoted parameter value (3.2), which knows no escapes: controls end it, so does `"`.
fn parameter(text: &str) -> String {
    let spaced = text.chars().map(|c| if c.is_whitespace() { ' ' } else { c });
    spaced.filter(|c| !is_hidden(*c)).map(|c| if c == '"' { '\'' } else { c }).collect()
}

/// A `mailto:` address (RFC 6068); whatever could end the address is percent-encoded.
fn mailto(email: &str) -> String {
    let mut out = String::from("mailto:");
    for byte in email.trim().bytes().filter(|byte| !byte.is_ascii_control()) {
        if byte.is_ascii_alphanumeric() || b"-._~!$'*+@".contains(&byte) {
            out.push(char::from(byte));
        } else {
            // writing to a String does not fail
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

/// Appends a content line, folded before 75 octets are exceeded and never inside a character (3.1).
fn folded(mut out: String, line: &str) -> String {
    let mut room = 75;
    for c in line.chars() {
        if c.len_utf8() > room {
            out.push_str("\r\n ");
            room = 74;
        }
        out.push(c);
        room -= c.len_utf8();
    }
    out.push_str("\r\n");
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn sample(summary: &str) -> Invitation {
        Invitation {
            uid: "0190-1@nassij.example".into(),
            sequence: 2,
            association: "جمعية \"النور\"; Rabat".into(),
            organizer_email: "bureau@example.ma".into(),
            summary: summary.into(),
            description: "Ordre du jour :\r\n1; 2, 3 \\".into(),
            place: "قاعة الحفلات، 12 شارع السلام".into(),
            starts_at: DateTime::from_timestamp(1_797_096_600, 0).unwrap(),
            minutes: 90,
            stamp: DateTime::from_timestamp(1_795_275_000, 0).unwrap(),
            attendee_email: Some("amina+ag@example.ma".into()),
        }
    }

    /// The content lines, unfolded; asserts that folding and line ends are right.
    fn lines(ics: &str) -> Vec<String> {
        assert!(ics.ends_with("END:VCALENDAR\r\n"));
        assert_eq!(ics.matches('\n').count(), ics.matches("\r\n").count());
        assert_eq!(ics.matches('\r').count(), ics.matches("\r\n").count());
        assert!(ics.split("\r\n").all(|line| line.len() <= 75), "{ics}");
        ics.trim_end().replace("\r\n ", "").split("\r\n").map(str::to_owned).collect()
    }

    #[test]
    fn an_invitation_reads_as_rfc_5545_wants_it() {
        let lines = lines(&invitation(&sample("Assemblée générale, ordinaire")));
        for expected in [
            "METHOD:REQUEST",
            "UID:0190-1@nassij.example",
            "SEQUENCE:2",
            "DTSTAMP:20261121T153000Z",
            "DTSTART:20261212T173000Z",
            "DTEND:20261212T190000Z",
            "SUMMARY:Assemblée générale\\, ordinaire",
            "DESCRIPTION:Ordre du jour :\\n1\\; 2\\, 3 \\\\",
            "ORGANIZER;CN=\"جمعية 'النور'; Rabat\":mailto:bureau@example.ma",
            "LOCATION:قاعة الحفلات، 12 شارع السلام",
            "ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:amina+ag@example.ma",
        ] {
            assert!(lines.iter().any(|line| line == expected), "{expected} in {lines:#?}");
        }
    }

    #[test]
    fn hostile_text_stays_inside_its_property() {
        let long_arabic = "ا".repeat(77) + &"a ".repeat(400);
        for summary in [
            "a\r\nATTENDEE:mailto:x",
            "a\nATTENDEE:mailto:x",
            "a\rATTENDEE:mailto:x",
            "a\u{2028}ATTENDEE:x",
            "🎉🧵".repeat(60).as_str(),
            &long_arabic,
            "\u{a0}".repeat(300).as_str(),
            "\u{0}\u{8}\u{1b}[31m",
            "",
        ] {
            let mut data = sample(summary);
            data.association = summary.into();
            data.uid = summary.into();
            data.place = summary.into();
            data.organizer_email = format!("{summary}x@example.ma;X=1:y\"");
            let lines = lines(&invitation(&data));
            assert_eq!(lines.iter().filter(|line| line.starts_with("ATTENDEE")).count(), 1, "{lines:#?}");
            assert_eq!(lines.iter().filter(|line| line.starts_with("BEGIN:")).count(), 2);
        }
    }

    #[test]
    fn long_titles_come_back_whole() {
        let title = "الجمع العام العادي السنوي 🎉 ".repeat(40);
        assert!(lines(&invitation(&sample(&title))).contains(&format!("SUMMARY:{title}")));
    }

    proptest! {
        #[test]
        fn no_text_breaks_the_calendar(text: String, minutes: i64) {
            let mut data = sample(&text);
            data.description.clone_from(&text);
            data.attendee_email = Some(text);
            data.minutes = minutes;
            let lines = lines(&invitation(&data));
            prop_assert_eq!(lines.iter().filter(|line| line.starts_with("SUMMARY:")).count(), 1);
            prop_assert!(lines.iter().all(|line| line.contains(':') && line.starts_with(|c: char| c.is_ascii_uppercase())));
        }
    }
}
