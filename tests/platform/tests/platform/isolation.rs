//! Every route x every role x every place for an id, with another association's ids. The routes
//! come from the table itself: a new one without an example here turns this red.

use crate::MODULES;
use crate::world::{self, CANARIES, Person, World};
use axum::body::Body;
use axum::http::{Method, Request, header};
use kernel::permission::{Permission, Scope, ViewOwnRecord};
use kernel::{Role, Standing, secret::Signer};
use serde_json::{Value, json};
use sqlx::{Connection, Executor, PgConnection, SqliteConnection};
use testing::{Answer, App, Engine};
use web::Route;

/// An id that nothing has.
const NOBODY: &str = "00000000-0000-7000-8000-000000000000";

/// What a correct call of a writing route sends, and which of its fields hold ids.
#[expect(clippy::too_many_lines, clippy::match_same_arms, reason = "a table: an example per route, beside its neighbours")]
pub fn example(route: &Route) -> Option<(Value, &'static [(&'static str, &'static str)])> {
    let rest = route.path.strip_prefix("/api/v1/associations/{association}").or_else(|| route.path.strip_prefix("/a/{association}"))?;
    Some(match rest {
        "/members" | "/members/new" => (json!({ "given_fr": "Nouvelle", "family_fr": "Personne" }), &[]),
        "/members/{id}" | "/members/{id}/edit" => {
            (json!({ "version": "2", "given_fr": "Autre", "family_fr": "Personne", "category": "Amine" }), &[])
        }
        "/members/acts" => (json!({ "act": "group", "value": "" }), &[("value", "member-groups"), ("group", "member-groups")]),
        "/members/duplicates/distinct" | "/members/duplicates" => {
            (json!({ "one": NOBODY, "other": NOBODY }), &[("one", "members"), ("other", "members"), ("undo", "merges")])
        }
        "/members/merges" | "/members/merge" => (
            json!({ "kept": NOBODY, "other": NOBODY, "kept_version": "1", "other_version": "1" }),
            &[("kept", "members"), ("other", "members")],
        ),
        // of a version that never was: the member is there for the next who tries
        "/members/{id}/removal" => (json!({ "act": "delete", "version": "0", "sure": "yes" }), &[]),
        "/member-filters" => (json!({ "name": "Essai", "query": "sex=f" }), &[]),
        "/members/filters" => (json!({ "name": "Essai", "query": "sex=f" }), &[("forget", "member-filters")]),
        "/joining/settings" | "/settings/joining" => {
            (json!({ "open": "yes" }), &[("categories", "member-categories"), ("fields", "member-fields")])
        }
        "/applications/{id}/acceptance" => (json!({ "status": "active" }), &[]),
        "/members/applications/{id}" => (json!({ "act": "link", "member": "2" }), &[("member", "members")]),
        "/applications/{id}/refusal"
        | "/books/journal/{id}/reversal"
        | "/books/journal/{id}/reverse"
        | "/dues/instalments/{id}/ending"
        | "/dues/instalments/{id}"
        | "/member-proposals/{id}/refusal" => (json!({ "reason": "Essai" }), &[]),
        // nobody is sure: the application and the file are there for the next who tries
        "/applications/{id}/removal" | "/member-files/{id}/removal" | "/books/bank-rules/{id}/removal" => (json!({ "sure": "no" }), &[]),
        "/families" => (json!({ "label": "Essai", "member": "2" }), &[("member", "members")]),
        "/families/{id}" if route.service != "portal" => (json!({ "label": "Essai" }), &[]),
        "/members/{id}/family" => (json!({ "label": "Essai" }), &[("family", "families")]),
        "/members/{id}/guardians" => {
            (json!({ "name_fr": "Mère", "kinship": "mother" }), &[("guardian", "members"), ("edit", "guardians"), ("remove", "guardians")])
        }
        // one that nobody has: the guardian is there for the next who tries
        "/members/{id}/guardians/removal" => (json!({ "guardian": NOBODY }), &[("guardian", "guardians")]),
        "/members/{id}/photo" | "/me/photo" => (json!("no picture"), &[]),
        "/members/{id}/objection" => (json!({ "objected": "no" }), &[]),
        "/members/{id}/field-file" => (json!("%PDF-1.7 essai"), &[]),
        "/members/{id}/field-file/removal" => (json!({ "field": NOBODY, "sure": "yes" }), &[("field", "member-fields")]),
        // one that nobody has: the photo is there for the next who looks
        "/members/{id}/photo/removal" => (json!({ "photo": NOBODY }), &[]),
        "/guardians/{id}" => (json!({ "name_fr": "Mère", "kinship": "mother" }), &[]),
        "/members/{id}/tags" => (json!({ "tags": "essai" }), &[]),
        "/members/{id}/notes" => (json!({ "text": "Essai" }), &[]),
        "/member-groups" | "/groups" | "/member-groups/{id}" | "/groups/{id}/edit" | "/board-offices" => {
            (json!({ "name_fr": "Essai" }), &[])
        }
        "/member-groups/{id}/members" | "/groups/{id}" | "/applications/{id}/link" | "/families/{id}" | "/families/{id}/members" => {
            (json!({ "member": "2" }), &[("member", "members")])
        }
        // nobody: group and family are never without the member who keeps them from going
        "/member-groups/{id}/leaving" | "/families/{id}/leaving" => (json!({ "member": "9999" }), &[("member", "members")]),
        "/member-categories" | "/settings/categories" => (json!({ "name": "Essai", "may_vote": "yes" }), &[]),
        // members bear it: it is never gone for the next who tries
        "/member-categories/{id}" | "/settings/categories/{id}" => (json!({ "name": "Amine", "may_vote": "yes" }), &[]),
        // of the kind that it has: records hold something in it
        "/settings/fields" => (json!({ "label_fr": "Essai", "kind": "text" }), &[("raise", "member-fields")]),
        "/member-fields" | "/member-fields/{id}" | "/settings/fields/{id}" => (json!({ "label_fr": "Essai", "kind": "text" }), &[]),
        "/member-fields/{id}/retirement" => (json!({ "retired": "no" }), &[]),
        "/member-cnie" | "/settings/cnie" => (json!({ "on": "yes" }), &[]),
        "/members/{id}/cnie" => (json!({ "cnie": "AB123", "act": "set" }), &[]),
        // so many as there never are: the field is there for the next who tries
        "/member-fields/{id}/removal" => (json!({ "members": "0", "sure": "yes" }), &[]),
        "/member-numbering" | "/settings/numbering" => (json!({ "pattern": "{n}" }), &[]),
        "/members/{id}/status" => (json!({ "status": "suspended", "reason": "Essai", "since": "2026-11-20" }), &[]),
        "/members/import" | "/members/imports" => (json!("Prénom,Nom\nUne,Autre\n"), &[]),
        "/members/imports/{id}/columns" => (json!({ "fields": ["given_fr", "family_fr"] }), &[]),
        "/dues/period" | "/settings/dues-year" => (json!({ "kind": "from", "day": "1", "month": "9", "year": "2027" }), &[]),
        "/dues/fees" => (json!({ "year": "2027", "amount": "150" }), &[]),
        "/dues/fee" => (json!({ "year": "2027", "amount": "150", "groups.0.amount": "5" }), &[("groups.0.group", "groups")]),
        "/dues/payments" | "/dues/payments/new" => {
            (json!({ "member": "2", "year": "2026", "amount": "50", "method": "cash", "paid_on": "2026-11-20" }), &[("member", "members")])
        }
        "/members/{id}/instalments" => (
            json!({ "parts": [{ "due_on": "2026-12-01", "amount": "1" }, { "due_on": "2027-01-01", "amount": "1" }], "parts.0.due_on": "01/12/2026",
                "parts.0.amount": "1", "parts.1.due_on": "01/01/2027", "parts.1.amount": "1" }),
            &[],
        ),
        "/dues/payments/together" => (
            json!({ "covered.0.member": "2", "covered.0.amount": "50", "payer": "Employeur", "year": "2026", "method": "cash", "paid_on": "2026-11-20" }),
            &[("covered.0.member", "members"), ("payer_member", "members")],
        ),
        "/dues/payments/{id}/cancellation" | "/dues/payments/{id}/cancel" => {
            (json!({ "reason": "Saisie en double", "method": "cheque", "cancelled_on": "2026-11-21" }), &[])
        }
        "/dues/payments/{id}/unpaid" => (json!({ "reason": "Sans provision", "returned_on": "2026-11-21" }), &[]),
        "/dues/deposits" => (json!({ "cheques": [NOBODY], "deposited_on": "2026-11-21", "account": "51411" }), &[]),
        "/dues/cheques" => (json!({ "cheques": NOBODY, "deposited_on": "2026-11-21", "account": "51411" }), &[("cheques", "payments")]),
        "/dues/deposits/{id}/undoing" | "/dues/deposits/{id}/undo" | "/dues/waivers/{id}/undoing" | "/dues/waivers/{id}/undo" => {
            (json!({ "reason": "Erreur" }), &[])
        }
        "/mandates" | "/board/elect" => (
            json!({ "member": "2", "office": "adviser", "elected_on": "2026-11-20" }),
            &[("member", "members"), ("office", "board-offices"), ("assembly", "assemblies")],
        ),
        "/mandates/{id}/end" | "/board/mandates/{id}" => (json!({ "ended_on": "2026-11-20", "reason": "resignation" }), &[]),
        "/mandates/{id}/replacement" => (json!({ "member": "2", "elected_on": "2026-11-20", "reason": "term" }), &[("member", "members")]),
        "/record/declarations/{id}/handover" => (json!({ "item": "books", "done": "yes" }), &[]),
        "/board-rules" | "/board/rules" => (json!({ "term_years": "4", "incompatible": "any" }), &[]),
        "/dues/payments/{id}/refund" | "/dues/charges/{id}/waiver" | "/dues/charges/{id}/waive" => {
            (json!({ "amount": "0.01", "reason": "Essai" }), &[])
        }
        "/dues/reminders/rules" => (json!({ "days_first": "10" }), &[]),
        "/dues/reminders/by-hand" => (json!({ "members": "77" }), &[]),
        "/dues/run" => (json!({ "year": "2026" }), &[]),
        "/statutes" => (json!({ "electors": "all_active", "notice_days": "15" }), &[]),
        "/assemblies" | "/assemblies/new" => {
            (json!({ "held_on": "2027-02-20", "time": "18:00", "place": "Ici", "agenda": "Un point" }), &[])
        }
        "/books/journal" | "/books/entries/new" => (
            json!({ "posted_on": "2026-11-20", "label": "Essai", "lines": [{ "account": "51611", "debit": "10" }, { "account": "71841", "credit": "10" }] }),
            &[("project", "projects"), ("grant", "grants")],
        ),
        "/books/accounts" | "/books/accounts/new" => (json!({ "code": "51415", "name_fr": "Essai" }), &[]),
        "/books/accounts/renaming" | "/books/accounts/edit" => (json!({ "account": "51414", "name_fr": "Essai" }), &[]),
        "/books/accounts/hiding" => (json!({ "account": "51414", "hidden": "no" }), &[]),
        // of the standard: it is there for the next who tries
        "/books/accounts/removal" => (json!({ "account": "61312" }), &[]),
        // over a year that is there, and of one that is not over
        "/books/years" => (json!({ "starts_on": "01/01/2026", "ends_on": "31/12/2026" }), &[]),
        "/books/closing" | "/books/closing/result" | "/books/reopening" if route.service == "portal" => {
            (json!({ "year": "2026", "decided_on": "2026-11-20", "reference": "Essai", "reason": "Essai" }), &[])
        }
        "/books/closing/result" => (json!({ "year": 2026, "decided_on": "2026-11-20", "reference": "Essai" }), &[]),
        "/books/reopening" => (json!({ "year": 2026, "reason": "Essai" }), &[]),
        "/books/closing" | "/books/reopening/confirmation" | "/books/reopening/withdrawal" => (json!({ "year": 2026 }), &[]),
        "/books/size" => (json!({ "size": "normal" }), &[]),
        "/books/self-audit" => (json!({}), &[]),
        // an account of the books has one: it is no bank's for the next who tries
        "/books/bank" | "/books/bank/new" => (json!({ "name": "Essai", "rib": "011519000001205000534921", "account": "51611" }), &[]),
        "/books/bank/{id}" if route.service == "portal" => (json!("no statement"), &[]),
        "/books/bank/{id}/statements" => (json!("no statement"), &[]),
        "/books/bank/{id}" | "/books/bank/{id}/edit" => {
            (json!({ "name": "Essai", "rib": "011519000001205000534921", "account": "51411" }), &[])
        }
        "/books/bank/{id}/matches" | "/books/bank/{id}/matching" => {
            (json!({ "matches": [] }), &[("matches", "bank-lines"), ("by_rule", "bank-rules")])
        }
        // no line of any entry: the operation is there for the next who tries
        "/books/bank-lines/{id}/match" => (json!({ "lines": [] }), &[]),
        "/books/bank-lines/{id}/entry" => (json!({ "occasion": "rent-received" }), &[]),
        "/books/bank-lines/{id}" => (json!({ "act": "match" }), &[("lines", "bank-lines")]),
        "/books/bank-rules/{id}/move" => (json!({ "to": "up", "act": "aside" }), &[]),
        // words too short for a rule: it is there for the next who tries
        "/books/bank-rules" | "/books/bank-rules/new" | "/books/bank-rules/{id}" => {
            (json!({ "contains": "x", "direction": "out", "occasion": "rent" }), &[])
        }
        "/books/cash-counts" | "/books/cash-counts/new" => {
            (json!({ "account": "51611", "counted_on": "2026-11-20", "counted_by": "Une", "witness": "Autre" }), &[])
        }
        // without a word of explanation: the difference is there for the next who tries
        "/books/cash-counts/{id}/difference" | "/books/cash-counts/{id}" => (json!({ "act": "explain" }), &[]),
        "/books/bank-statements/{id}/columns" => (json!({ "fields": ["done_on"] }), &[]),
        "/books/guided" | "/books/money/new" => (
            json!({ "act": "out", "occasion": "rent", "amount": "10", "place": "51611", "posted_on": "2026-11-20", "label": "Essai" }),
            &[("project", "projects"), ("grant", "grants")],
        ),
        // of a line that no entry has: the entry stays what it is for
        "/books/journal/{id}/allocation" => (json!({ "line": "999" }), &[("project", "projects"), ("grant", "grants")]),
        "/books/projects" | "/books/projects/new" | "/books/projects/{id}" | "/books/projects/{id}/edit" => {
            (json!({ "code": "Essai", "name_fr": "Essai" }), &[])
        }
        // of a version that nobody looked at: the budget is there for the next who tries
        "/books/budgets" | "/books/budgets/new" => (
            json!({ "year": "2026", "decided_on": "2026-11-20", "based_on": "9", "lines": [{ "account": "613", "amount": "10" }],
                "count": "1", "lines.0.account": "613", "lines.0.amount": "10" }),
            &[("lines.0.project", "projects")],
        ),
        "/books/grants/{id}" if route.service == "portal" => (json!({ "act": "carry", "carried_year": "2027" }), &[]),
        "/books/grants" | "/books/grants/new" | "/books/grants/{id}" | "/books/grants/{id}/edit" => (
            json!({ "code": "Essai", "donor": "Commune", "donor_kind": "commune", "nature": "operating", "amount": "10" }),
            &[("project", "projects")],
        ),
        "/books/grants/{id}/receive" => (json!({ "instalment": NOBODY }), &[("instalment", "grant-instalments")]),
        "/books/grants/{id}/instalments" => (json!({ "due_on": "2026-12-01", "amount": "1" }), &[]),
        // without a place: the instalment stays received for the next who tries
        "/books/grant-instalments/{id}/receipt" => (json!({}), &[("entry", "journal")]),
        "/books/grants/{id}/carry-over" | "/books/grants/{id}/carry-over/undoing" => (json!({ "year": "2027" }), &[]),
        "/books/papers" | "/books/journal/{id}/vouchers" => (json!("%PDF-1.7 essai"), &[]),
        "/books/vouchers/{id}/mark" => (json!({ "reason": "Essai" }), &[]),
        // of a version that never was: the draft is there for the next who tries
        "/books/drafts" | "/books/drafts/{id}" => {
            (json!({ "version": 0, "words": { "act": "out", "amount": "10" }, "act": "out", "then": "draft" }), &[])
        }
        "/books/own-expenses" | "/books/own-expenses/new" => {
            (json!({ "what": "Essai", "spent_on": "2026-11-20", "amount": "10", "occasion": "travel", "without_voucher": "Perdu" }), &[])
        }
        "/books/contributions" | "/books/contributions/new" => {
            (json!({ "kind": "goods", "label": "Essai", "amount": "10", "posted_on": "2026-11-20" }), &[])
        }
        "/books/own-expenses/papers" => (json!("%PDF-1.7 essai"), &[]),
        "/books/expenses/{id}/payment" => (json!({ "place": "51611" }), &[]),
        "/books/expenses/{id}/approval" => (json!({}), &[]),
        "/books/expenses/{id}/refusal" | "/books/expenses/{id}" => (json!({ "reason": "Essai", "then": "refuse" }), &[]),
        // nobody is sure
        "/books/drafts/{id}/removal" => (json!({ "sure": "no" }), &[]),
        "/books/drafts/{id}/posting" => (json!({}), &[]),
        "/record" => {
            (json!({ "name_ar": "جمعية ألف", "name_fr": "Association A", "founded_on": "2001-02-03", "ice": "001561191000066" }), &[])
        }
        "/record/edit" => (json!({ "name_ar": "جمعية", "name_fr": "Association A", "founded_on": "2001-02-03" }), &[]),
        "/record/seat" => (json!({ "commune": "06.141.01.01", "seat_address": "Ici", "decided_on": "2026-11-01" }), &[]),
        "/record/receipts" => (json!({ "kind": "provisional", "receipt_number": "1/2001", "receipt_on": "2001-03-01" }), &[]),
        "/record/provisional-receipt" => (json!({ "receipt_number": "1/2001", "receipt_on": "2001-03-01" }), &[]),
        "/record/final-receipt" => (json!({ "receipt_number": "9/2001", "receipt_on": "2001-04-01" }), &[]),
        "/record/bank-accounts" if route.service == "portal" => {
            (json!({ "rib": "011519000001205000534921" }), &[("remove", "bank-accounts"), ("main", "bank-accounts")])
        }
        "/record/bank-accounts" => (json!({ "rib": "001810007800020110620318" }), &[]),
        "/record/branches" => (
            json!({ "name": "Section", "address": "Ici", "commune": "06.141.01.01", "opened_on": "2026-11-01" }),
            if route.service == "portal" { &[("remove", "branches")] } else { &[] },
        ),
        "/record/cndp-numbers" => (
            json!({ "kind": "declaration", "number": "D-1/2026", "given_on": "2026-11-01" }),
            if route.service == "portal" { &[("remove", "cndp-numbers")] } else { &[] },
        ),
        "/members/{id}/files" | "/record/statutes" | "/record/declarations/{id}/file" | "/record/declarations/{id}/minutes" => {
            (json!("%PDF-1.7 essai"), &[])
        }
        "/record/declarations" => (json!({ "kind": "change", "about": "board", "decided_on": "2026-11-01" }), &[]),
        "/record/declarations/{id}/receipt" | "/record/declarations/{id}" => {
            (json!({ "declared_on": "2026-11-20", "receipt_number": "7" }), &[])
        }
        "/record/calendar" | "/record/calendar/met" => {
            (json!({ "kind": "year-end", "due_on": "2027-03-31", "met_on": "2026-11-20" }), &[("duty", "grant-duties")])
        }
        // already so: nobody is shut out of the tests that follow
        "/standing" => (json!({ "standing": "active", "reason": "Essai" }), &[]),
        "/consents" if route.service == "portal" => (
            json!({ "reason": "Essai", "days": "3" }),
            &[("revoke", "consents"), ("accept", "access-requests"), ("refuse", "access-requests")],
        ),
        "/deletion" => (json!({ "name": "Association A" }), &[]),
        "/leave" => (json!({ "act": "stay" }), &[]),
        "/consents" => (json!({ "reason": "Essai", "days": "3" }), &[]),
        "/webhooks" => (json!({ "url": "http://hooks.example.ma:9099/", "kinds": ["fee.set"] }), &[]),
        "/settings/webhooks" => (json!({ "url": "http://hooks.example.ma:9099/", "kinds": "fee.set" }), &[]),
        "/settings/webhooks/{id}" => (json!({ "act": "ping" }), &[("repeat", "webhook-deliveries")]),
        "/agreement" | "/settings/agreement" => (json!({ "version": contracts::privacy::AGREEMENT }), &[]),
        "/rights-requests" | "/settings/requests" => {
            (json!({ "kind": "access", "person": "Une autre", "message": "Quoi", "received_on": "2026-11-20" }), &[])
        }
        "/rights-requests/own" | "/own-data" => (json!({ "kind": "access", "message": "Quoi" }), &[]),
        "/rights-requests/{id}/answer" | "/settings/requests/{id}" => (json!({ "decision": "granted", "answer": "Fait" }), &[]),
        "/tokens" => (json!({ "name": "Essai", "days": "30", "permissions": ["association.view"] }), &[]),
        "/settings/tokens" => (json!({ "name": "Essai", "days": "30", "permissions": "association.view" }), &[("revoke", "tokens")]),
        "/people/{id}/office" | "/people/{id}" => (json!({ "role": "member" }), &[("role", "roles")]),
        "/invitations" | "/people/invite" => {
            (json!({ "name": "Une autre", "email": "une-autre@exemple.ma", "role": "member" }), &[("role", "roles"), ("member", "members")])
        }
        "/board-renewals" | "/board-renewals/check" => (json!({ "elected_on": "2026-11-20", "places": [] }), &[("assembly", "assemblies")]),
        "/board/renewal" => (
            json!({ "act": "check", "elected_on": "2026-11-20", "count": "1", "office_0": "adviser", "outcome_0": "elected", "member_0": "2" }),
            &[("mandate_0", "mandates"), ("office_0", "board-offices"), ("member_0", "members"), ("assembly", "assemblies")],
        ),
        "/me/proposals" | "/me/changes" => {
            (json!({ "version": "1", "given_fr": "Autre", "family_fr": "Personne" }), &[("ward", "members")])
        }
        // nobody decides: the photo is there for the next who looks
        "/photo-proposals/{id}/decision" | "/members/proposals/photos/{id}" => (json!({ "take": "perhaps" }), &[]),
        // of a version that never was: it waits for the next who tries
        "/member-proposals/{id}/acceptance" | "/members/proposals/{id}" => (json!({ "version": "0", "fields": ["address"] }), &[]),
        // nobody: the record is without an account for the next who tries
        "/member-seats/{id}" | "/members/{id}/account" => (json!({ "account": NOBODY }), &[("account", "people")]),
        "/roles" | "/roles/new" | "/roles/{id}" => (json!({ "name_ar": "دور", "name_fr": "Essai", "permissions": ["members.view"] }), &[]),
        "/tokens/{id}/revocation"
        | "/webhooks/{id}/ping"
        | "/webhooks/{id}/secret"
        | "/webhooks/{id}/revival"
        | "/webhooks/{id}/removal"
        | "/webhook-deliveries/{id}/repetition"
        | "/people/{id}/end"
        | "/departure"
        | "/roles/{id}/deletion"
        | "/member-seats/{id}/removal"
        | "/invitations/{id}/renewal"
        | "/invitations/{id}/revocation"
        | "/invitations/{id}"
        | "/exports"
        | "/deletion/withdrawal"
        | "/assemblies/{id}/convocation"
        | "/members/imports/{id}/confirmation"
        | "/members/imports/{id}/undoing"
        | "/consents/{id}/revocation"
        | "/record/bank-accounts/{id}/main"
        | "/record/bank-accounts/{id}/removal"
        | "/record/branches/{id}/removal"
        | "/record/cndp-numbers/{id}/removal"
        | "/access-requests/{id}/acceptance"
        | "/access-requests/{id}/refusal"
        | "/assemblies/{id}"
        | "/members/imports/{id}"
        | "/member-groups/{id}/removal"
        | "/board-offices/{id}/removal"
        | "/member-filters/{id}/removal"
        | "/members/merges/{id}/undoing"
        | "/board/{id}/rights"
        | "/board/mandates/{id}/rights"
        | "/members/{id}/cnie/reading"
        | "/member-fields/{id}/raising"
        | "/member-categories/{id}/removal"
        // received: it is not removed; without a reason it stays received for the next who tries
        | "/books/grant-instalments/{id}/undoing"
        | "/books/grant-instalments/{id}/removal"
        | "/books/bank/{id}/removal"
        | "/books/bank-statements/{id}/confirmation"
        | "/books/bank-statements/{id}"
        | "/books/bank-lines/{id}/unmatching" => (json!({}), &[]),
        _ => return None,
    })
}

/// The route's path in an association, with the ids of `ids`.
pub fn path(route: &Route, association: &str, hub: &str, ids: &world::Twin) -> String {
    let mut segments: Vec<String> = Vec::new();
    for segment in route.path.split('/') {
        let before = segments.iter().rev().find(|segment| !segment.is_empty()).cloned().unwrap_or_default();
        segments.push(match segment {
            "{association}" => association.to_owned(),
            "{hub}" => hub.to_owned(),
            "{id}" | "{code}" => {
                ids.ids.get(before.as_str()).unwrap_or_else(|| panic!("{}: no example of an id in {before}", route.path)).clone()
            }
            other => other.to_owned(),
        });
    }
    segments.join("/")
}

pub async fn call(app: &App, route: &Route, person: &Person, path: &str, body: &Value) -> Answer {
    if route.service == "portal" {
        return page(app, route, person, path, body).await;
    }
    match body.as_str().filter(|_| route.method == Method::POST) {
        Some(file) => app.upload(&person.token, path, file.as_bytes().to_vec()).await,
        None => app.api(&person.token, route.method.clone(), path, if route.method == Method::GET { &Value::Null } else { body }).await,
    }
}

/// As a browser: a session's cookie, and on forms the proof that the page was ours.
async fn page(app: &App, route: &Route, person: &Person, path: &str, body: &Value) -> Answer {
    let key = std::fs::read(app.directory().join("secret")).expect("the signing key");
    let signer = Signer::new(key.trim_ascii());
    let binding = if person.session.is_empty() { "forms" } else { &person.session };
    let cookie = if person.session.is_empty() { "nassij-forms=forms".to_owned() } else { format!("nassij={}", person.session) };
    let request = Request::builder().method(route.method.clone()).uri(path).header(header::COOKIE, cookie);
    if route.method == Method::GET {
        return app.send(request.body(Body::empty()).expect("a request")).await;
    }
    let csrf = signer.sign_fresh("csrf", binding);
    if let Some(file) = body.as_str() {
        let text = format!(
            "--x\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n{csrf}\r\n--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"m.csv\"\r\n\r\n{file}\r\n--x--\r\n"
        );
        return app
            .send(request.header(header::CONTENT_TYPE, "multipart/form-data; boundary=x").body(Body::from(text)).expect("a request"))
            .await;
    }
    let mut form = format!("csrf={csrf}");
    for (name, value) in body.as_object().expect("fields") {
        if let Some(text) = value.as_str() {
            form = form + "&" + name + "=" + &text.replace(' ', "+");
        }
    }
    app.send(request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded").body(Body::from(form)).expect("a request")).await
}

/// A page sends who is not signed in to the sign-in page.
fn asks_to_sign_in(answer: &Answer) -> bool {
    answer.headers.get(header::LOCATION).is_some_and(|to| to.to_str().is_ok_and(|to| to.starts_with("/sign-in")))
}

fn refused(answer: &Answer) -> bool {
    matches!(answer.status.as_u16(), 401 | 403 | 404) || asks_to_sign_in(answer)
}

fn clean(answer: &Answer, what: &str) {
    let text = answer.text();
    for canary in CANARIES {
        assert!(!text.contains(canary), "{what} shows a text of the other association: {text}");
    }
}

fn routes() -> Vec<Route> {
    let routes = runtime::describe_routes(MODULES);
    routes.into_iter().filter(|route| route.scope == Scope::Association).collect()
}

/// Nobody of A reaches anything of B: by B's name in the path, by B's ids in A's paths, by B's ids
/// in the fields of A's calls. And within A everybody may exactly what the table says.
async fn check(app: &App, world: &World) {
    let before = fingerprint(app, &world.b).await;
    let mut calls = 0;
    for route in routes() {
        let reads = route.method == Method::GET;
        let example = example(&route);
        assert!(reads || example.is_some(), "{} {} has no example in isolation.rs", route.method, route.path);
        let (body, id_fields) = example.unwrap_or((json!({}), &[]));
        for (role, person) in &world.people {
            let what = |how: &str| format!("{} {} as {} {how}", route.method, route.path, role.code());
            let theirs = call(app, &route, person, &path(&route, &world.b.slug, "", &world.b), &body).await;
            assert!(refused(&theirs), "{}: {} {}", what("in B"), theirs.status, theirs.text());
            clean(&theirs, &what("in B"));
            if route.path.contains("{id}") || route.path.contains("{code}") {
                let mixed = call(app, &route, person, &path(&route, &world.a.slug, "", &world.b), &body).await;
                assert!(refused(&mixed), "{}: {} {}", what("with B's id"), mixed.status, mixed.text());
                clean(&mixed, &what("with B's id"));
                calls += 1;
            }
            for (field, kind) in id_fields.iter().filter(|_| !reads) {
                let mut stolen = body.clone();
                stolen[*field] = world.b.ids[kind].clone().into();
                let answer = call(app, &route, person, &path(&route, &world.a.slug, "", &world.a), &stolen).await;
                let harmless = answer.status.is_client_error() || asks_to_sign_in(&answer) || *field == "id";
                assert!(harmless, "{}: {}", what("with B's id in a field"), answer.status);
                clean(&answer, &what("with B's id in a field"));
            }
            calls += 1 + id_fields.len();
        }
    }
    assert!(calls > 400, "only {calls} calls: the table of routes is too short");
    app.settle().await;
    assert_eq!(fingerprint(app, &world.b).await, before, "rows of B were changed");
}

/// Within A: who may, gets in; who may not, is told so (a member of the board) or told nothing.
async fn check_roles(app: &App, world: &World) {
    for route in routes() {
        let (body, _) = example(&route).unwrap_or((json!({}), &[]));
        for (role, person) in &world.people {
            let acting = match *role {
                Role::Coordinator | Role::ChiefCoordinator => Role::Visitor,
                // nothing was opened to the hub above, and nothing is ever opened to the staff
                Role::Overseer | Role::Staff => Role::SignedIn,
                role => role,
            };
            let answer = call(app, &route, person, &path(&route, &world.a.slug, "", &world.a), &body).await;
            let (may, what) =
                (world::may(acting, route.permission), format!("{} {} as {}: {}", route.method, route.path, role.code(), answer.status));
            match acting {
                // of what is not one's own, nobody is told that it is there
                _ if may && route.permission == ViewOwnRecord::NAME && route.path.contains("{id}") => {
                    assert_eq!(answer.status.as_u16(), 404, "{what}");
                }
                _ if may => assert!(!refused(&answer) && answer.status.as_u16() < 500, "{what} {}", answer.text()),
                Role::Anonymous => assert!(answer.status.as_u16() == 401 || asks_to_sign_in(&answer), "{what}"),
                Role::SignedIn => assert_eq!(answer.status.as_u16(), 404, "{what}"),
                _ => assert_eq!(answer.status.as_u16(), 403, "{what}"),
            }
        }
    }
    app.settle().await;
}

/// What a correct call of a hub's writing route sends.
fn hub_example(route: &Route, world: &World) -> Option<Value> {
    let rest = route.path.strip_prefix("/api/v1/hubs/{hub}").or_else(|| route.path.strip_prefix("/hub/{hub}"))?;
    Some(match rest {
        "/access-requests" | "/requests" => {
            json!({ "association": world.a.slug, "reason": "Essai", "days": "3", "areas": ["dues"] })
        }
        "/association-imports" | "/import" => json!("receipt_no\n"),
        "/association-imports/{id}/confirmation" | "/association-imports/{id}" => json!({ "invite": "yes" }),
        "/associations" | "/associations/new" => json!({ "name_fr": "Nouvelle", "president_email": "x" }),
        // below a regional hub alone: told apart from a refusal
        "/hubs" => json!({ "name_ar": "قطب", "name_fr": "Pole", "places": ["nowhere"] }),
        "/territory" => json!({ "places": ["141"] }),
        "/presidents" | "/president" => {
            json!({ "association": world.a.slug, "president_name": "Autre", "president_email": "autre@exemple.ma" })
        }
        "/standing" => json!({ "association": world.a.slug, "standing": "active", "reason": "" }),
        "/invitations" | "/coordinators" => json!({ "email": "not an address" }),
        "/invitations/{id}/revocation" | "/coordinators/{id}/removal" => json!({}),
        _ => return None,
    })
}

/// A hub's routes are its coordinators', theirs of the hubs above and, some, the staff's; nobody's
/// of the hub beside. A hub's coordinator is nobody at the hub above.
async fn check_hubs(app: &App, world: &World) {
    let routes = runtime::describe_routes(MODULES);
    let routes: Vec<Route> = routes.into_iter().filter(|route| route.scope == Scope::Hub).collect();
    assert!(routes.len() > 8, "the table of routes is too short");
    for route in routes {
        let body = hub_example(&route, world);
        assert!(route.method == Method::GET || body.is_some(), "{} {} has no example in isolation.rs", route.method, route.path);
        let body = body.unwrap_or_default();
        for (role, person) in &world.people {
            let ask = async |hub: &str| call(app, &route, person, &path(&route, "", hub, &world.hub), &body).await;
            let what = format!("{} {} as {}", route.method, route.path, role.code());
            // a visitor is the same person at the hub
            let here = if *role == Role::Visitor { Role::Coordinator } else { *role };
            let own = ask("casablanca-settat").await;
            assert!(own.status.as_u16() < 500, "{what}: {} {}", own.status, own.text());
            match here {
                // who and what is removed first is not found by the next
                _ if here.may(route.permission) => {
                    assert!(
                        !refused(&own) || route.path.contains("{id}") && own.status == 404,
                        "{what} at the own hub: {} {}",
                        own.status,
                        own.text()
                    );
                }
                Role::Coordinator | Role::ChiefCoordinator | Role::Overseer | Role::Staff => assert_eq!(own.status.as_u16(), 403, "{what}"),
                Role::Anonymous => assert!(refused(&own), "{what}: {}", own.status),
                _ => assert_eq!(own.status.as_u16(), 404, "{what}"),
            }
            if matches!(here, Role::Coordinator | Role::ChiefCoordinator) {
                for other in ["fes-meknes", "national"] {
                    let answer = ask(other).await;
                    assert_eq!(answer.status.as_u16(), 404, "{what} at {other}");
                    clean(&answer, &what);
                }
            }
        }
    }
    app.settle().await;
}

/// All rows of an association in all tables of all services, as the databases hold them.
pub async fn fingerprint(app: &App, twin: &world::Twin) -> Vec<String> {
    match app.engine {
        Engine::Postgres => {
            let mut db = superuser(app).await;
            let tables: Vec<String> = sqlx::query_scalar(
                "select format('%I.%I', table_schema, table_name) from information_schema.columns where column_name = 'association_id'
                 and table_schema not like 'pg\\_%' and table_name not in ('outbox', 'audit_entry', 'audit_head') order by 1",
            )
            .fetch_all(&mut db)
            .await
            .expect("tables");
            let mut rows = Vec::new();
            for table in tables {
                let sql = format!("select '{table} ' || t::text from {table} t where association_id = '{}' order by 1", twin.id);
                rows.extend(sqlx::query_scalar::<_, String>(sqlx::AssertSqlSafe(sql)).fetch_all(&mut db).await.expect("rows"));
            }
            rows
        }
        Engine::Sqlite => {
            let mut rows = Vec::new();
            for module in MODULES.iter().filter(|module| module.migrations.is_some()) {
                rows.extend(sqlite_rows(app, module.name, twin).await);
            }
            rows
        }
    }
}

async fn sqlite_rows(app: &App, service: &str, twin: &world::Twin) -> Vec<String> {
    let mut db = SqliteConnection::connect(&format!("sqlite://{}/{service}.db", app.directory().display())).await.expect("opened");
    let tables: Vec<String> = sqlx::query_scalar(
        "select m.name from sqlite_schema m join pragma_table_info(m.name) c on c.name = 'association_id'
         where m.type = 'table' and m.name not in ('outbox', 'audit_entry', 'audit_head') order by 1",
    )
    .fetch_all(&mut db)
    .await
    .expect("tables");
    let mut rows = Vec::new();
    for table in tables {
        let columns: Vec<String> = sqlx::query_scalar("select 'quote(\"' || name || '\")' from pragma_table_info($1)")
            .bind(&table)
            .fetch_all(&mut db)
            .await
            .expect("columns");
        let sql = format!("select '{table} ' || {} from {table} where association_id = $1 order by 1", columns.join(" || ',' || "));
        let found: Vec<String> = sqlx::query_scalar(sqlx::AssertSqlSafe(sql)).bind(twin.id.0).fetch_all(&mut db).await.expect("rows");
        rows.extend(found);
    }
    rows
}

pub async fn superuser(app: &App) -> PgConnection {
    let url = app.database_url.as_deref().expect("PostgreSQL").replace("nassij_app", "postgres");
    PgConnection::connect(&url).await.expect("connected")
}

#[cfg(not(feature = "sabotage-filter"))]
mod whole {
    use super::*;

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn nothing_crosses_on_sqlite() {
        let (app, world) = world::start(Engine::Sqlite).await;
        check(&app, &world).await;
        check_roles(&app, &world).await;
        check_hubs(&app, &world).await;
        app.finish().await;
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn nothing_crosses_on_postgresql() {
        let (app, world) = world::start(Engine::Postgres).await;
        check(&app, &world).await;
        check_roles(&app, &world).await;
        check_hubs(&app, &world).await;
        app.finish().await;
    }

    /// Over every writing route of every service, pages included: in a closed workspace only what
    /// `Standing` names is still done, and nothing else leaves a trace.
    async fn a_closed_workspace_is_read_only(engine: Engine) {
        let (app, world) = world::start(engine).await;
        let state = app.process.state("tenancy").expect("hosted");
        tenancy::operator::set_standing(state, world.a.id, Standing::Suspended, "Essai").await.expect("closed");
        app.settle().await;
        let before = fingerprint(&app, &world.a).await;
        let mut refused = 0;
        for route in routes().into_iter().filter(|route| route.method != Method::GET) {
            if Standing::Suspended.check_write(route.permission).is_ok() {
                continue;
            }
            let (body, _) = example(&route).expect("an example");
            let president = &world.people[&Role::President];
            let answer = call(&app, &route, president, &path(&route, &world.a.slug, "", &world.a), &body).await;
            let what = format!("{} {}: {} {}", route.method, route.path, answer.status, answer.text());
            if route.service == "portal" {
                assert!(!answer.status.is_success() || answer.text().contains("error-summary"), "{what}");
                assert!(answer.status.is_client_error() || answer.status.is_success(), "{what}");
            } else {
                assert_eq!(answer.status.as_u16(), 409, "{what}");
                assert_eq!(answer.json()["type"], "association-suspended", "{what}");
            }
            refused += 1;
        }
        assert!(refused > 80, "only {refused} routes: the table is too short");
        app.settle().await;
        assert_eq!(fingerprint(&app, &world.a).await, before, "something was written");
        app.finish().await;
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn a_closed_workspace_is_read_only_on_sqlite() {
        a_closed_workspace_is_read_only(Engine::Sqlite).await;
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn a_closed_workspace_is_read_only_on_postgresql() {
        a_closed_workspace_is_read_only(Engine::Postgres).await;
    }

    /// The third wall taken away: the types and keys hold alone.
    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn nothing_crosses_with_row_level_security_off() {
        let (app, world) = world::start(Engine::Postgres).await;
        let mut db = superuser(&app).await;
        let tables: Vec<String> = sqlx::query_scalar("select format('%I.%I', n.nspname, c.relname) from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relrowsecurity")
            .fetch_all(&mut db)
            .await
            .expect("tables");
        assert!(tables.len() > 15);
        for table in tables {
            let sql = format!("alter table {table} disable row level security, no force row level security");
            db.execute(sqlx::AssertSqlSafe(sql)).await.expect("sabotaged");
        }
        check(&app, &world).await;
        app.finish().await;
    }
}

/// Built with `--features sabotage-filter`, the first wall is taken away: row-level security and
/// keys hold alone.
#[cfg(feature = "sabotage-filter")]
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_crosses_without_the_workspace_filter() {
    let (app, world) = world::start(Engine::Postgres).await;
    check(&app, &world).await;
    app.finish().await;
}
