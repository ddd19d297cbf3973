//! What of our events is told outside, and how. The shapes are a promise: the events may change,
//! these only gain fields.

use contracts::events::{Envelope, Event};
use serde_json::{Value, json};

/// The kind and its data; nothing for what stays inside.
pub fn of(event: &Envelope) -> Option<(&'static str, Value)> {
    Some(match &event.event {
        Event::MembersCounted { year, active, paid } => ("members.counted", json!({ "year": year, "active": active, "paid": paid })),
        Event::DuesPaid(paid) => (
            "dues.paid",
            with_covered(
                &paid.covered,
                json!({
                    "payment": paid.payment, "receipt": paid.receipt, "member_number": paid.member_number, "year": paid.year,
                    "amount": paid.amount, "method": paid.method, "paid_on": paid.paid_on,
                }),
            ),
        ),
        Event::DuesCancelled(taken) => (
            "dues.cancelled",
            with_covered(
                &taken.covered,
                json!({
                    "payment": taken.payment, "receipt": taken.receipt, "member_number": taken.member_number, "year": taken.year,
                    "amount": taken.amount, "method": taken.method, "cancelled_on": taken.cancelled_on,
                }),
            ),
        ),
        Event::EntryPosted { entry, journal, number, posted_on } => {
            ("entry.posted", json!({ "entry": entry, "journal": journal, "number": number, "posted_on": posted_on }))
        }
        Event::AssemblyConvened(convened) => {
            ("assembly.convened", json!({ "assembly": convened.assembly, "held_at": convened.held_at, "electors": convened.electors }))
        }
        Event::Audited(entry) => (by_act(&entry.action)?, json!({})),
        _ => return None,
    })
}

/// With the numbers of the members whom it is for, where they are several.
fn with_covered(covered: &[i64], mut data: Value) -> Value {
    if !covered.is_empty() {
        data["covered"] = json!(covered);
    }
    data
}

/// Facts that no event tells, known by what the audit log says was done. They say that there is
/// something to ask for, not what.
fn by_act(action: &str) -> Option<&'static str> {
    Some(match action {
        "member-added" | "members-added" | "members-imported" | "member-application-accepted" => "members.changed",
        "record-changed"
        | "seat-moved"
        | "association-moved"
        | "standing-changed"
        | "provisional-receipt-set"
        | "final-receipt-set"
        | "statutes-added"
        | "branch-added"
        | "branch-removed"
        | "cndp-number-added"
        | "cndp-number-removed" => "association.updated",
        "office-changed" | "seat-ended" | "seat-left" | "invitation-accepted" | "role-edited" => "seat.changed",
        "fee-set" => "fee.set",
        "assembly-planned" => "assembly.planned",
        "consent-given" => "consent.given",
        "consent-revoked" => "consent.revoked",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use contracts::webhooks::KINDS;
    use kernel::{AssociationId, Role};
    use uuid::Uuid;

    #[test]
    fn what_is_told_outside_is_on_the_public_list() {
        for action in ["member-added", "fee-set", "assembly-planned", "consent-given", "consent-revoked"] {
            assert!(KINDS.contains(&by_act(action).expect("told")), "{action}");
        }
        assert_eq!(by_act("refused"), None);
    }

    #[test]
    fn an_act_is_told_without_who_did_it_to_whom() {
        let audited = contracts::events::Audited {
            account: Some(Uuid::nil()),
            who: "Amina".into(),
            role: Role::President,
            action: "member-added".into(),
            subject: "7 Driss".into(),
            details: json!({ "name": "Driss" }),
            whence: kernel::Whence::default(),
        };
        let envelope = Envelope {
            id: Uuid::nil(),
            association: AssociationId::PLATFORM,
            at: chrono::DateTime::default(),
            request: String::new(),
            event: Event::Audited(audited),
        };
        assert_eq!(of(&envelope), Some(("members.changed", json!({}))));
    }
}
