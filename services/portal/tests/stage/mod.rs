//! The portal in front of painted services: they answer every call with made-up data, so that each
//! page can be looked at alone. What the real services do is for the platform's tests.

mod membership;

use axum::body::Body;
use axum::extract::{Path, Request};
use axum::http::{HeaderMap, Method, Response, StatusCode, Uri, header};
use axum::response::IntoResponse;
use axum::routing::{MethodRouter, get, post};
use axum::{Json, Router};
use chrono::{DateTime, Utc};
use kernel::secret::Signer;
use kernel::{Actor, AssociationId, Clock, Error, Kind, Limit, Locale, Role, Seat};
use membership::membership;
use serde_json::{Value, json};
use std::path::PathBuf;
use tower::ServiceExt;
use uuid::Uuid;
use web::{Hosted, Peer, Peers, PublicSettings, State};

pub const ID: Uuid = Uuid::from_u128(0x0192_0000_0000_7000_8000_0000_0000_0001);
const HASH: &str = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

pub fn now() -> DateTime<Utc> {
    "2026-03-05T10:00:00Z".parse().expect("a time")
}

fn signer() -> Signer {
    Signer::new(b"a key for tests")
}

/// The portal's router.
pub fn portal(url: &str) -> Router {
    let services =
        [("tenancy", tenancy()), ("membership", membership()), ("bookkeeping", bookkeeping()), ("notifications", notifications())];
    let peers = services.map(|(name, router)| {
        let peer = Peer::near();
        peer.connect(router);
        (name, peer)
    });
    let settings = PublicSettings {
        private_webhooks: false,
        sub_processors: Vec::new(),
        trusted_proxies: Vec::new(),
        url: url.into(),
        production: false,
        smtp_url: None,
        mail_from: "nassij@exemple.ma".into(),
        data: PathBuf::new(),
        locale: Locale::Ar,
    };
    let routes = (portal::MODULE.routes)();
    let state = State::new(Hosted {
        service: "portal",
        db: None,
        peers: Peers::new(peers.into()),
        clock: Clock::fixed(now()),
        signer: signer(),
        settings,
        routes: routes.list().to_vec(),
    });
    routes.into_router(state)
}

/// One request as a browser with this session sends it. The session's name is the role.
pub async fn ask(
    router: &Router,
    method: Method,
    path: &str,
    session: &str,
    headers: &[(&str, &str)],
    body: &str,
) -> (StatusCode, HeaderMap, String) {
    let mut request = Request::builder().method(method.clone()).uri(path).header("host", "nassij.test");
    let cookies = if session.is_empty() { "nassij-forms=browser".to_owned() } else { format!("nassij={session}") };
    request = request.header(header::COOKIE, cookies);
    if method == Method::POST {
        request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    }
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let response = router.clone().oneshot(request.body(Body::from(body.to_owned())).expect("a request")).await.expect("an answer");
    let (parts, body) = response.into_parts();
    let bytes = axum::body::to_bytes(body, 10_000_000).await.expect("a body");
    (parts.status, parts.headers, String::from_utf8_lossy(&bytes).into_owned())
}

/// The proof that a form of this browser carries.
pub fn csrf(session: &str) -> String {
    signer().sign_fresh("csrf", if session.is_empty() { "browser" } else { session })
}

fn problem(error: &Error) -> Response<Body> {
    web::problem::response(error, "r")
}

/// A read that always says the same.
fn always(value: Value) -> MethodRouter {
    get(move || std::future::ready(Json(value.clone())))
}

fn place() -> Value {
    json!({ "slug": "nour", "name_ar": "جمعية النور للتنمية", "name_fr": "Association Nour pour le développement" })
}

#[expect(clippy::too_many_lines, reason = "a table: an answer per route")]
fn tenancy() -> Router {
    let commune = json!({ "code": "06.141.01.01", "province": "141", "region": "06", "name_fr": "Casablanca-Anfa", "name_ar": "أنفا" });
    let communes = json!({ "items": [commune] });
    let provinces = json!({ "items": [{ "code": "141", "region": "06", "name_fr": "Casablanca", "name_ar": "الدار البيضاء" }] });
    let hook = json!({ "id": ID, "url": "https://hooks.exemple.ma/nassij", "kinds": ["dues.paid", "seat.changed"], "made_by": "Driss Bouazza", "created_at": now(), "failing_since": now() });
    let call = json!({ "id": ID, "kind": "dues.paid", "created_at": now(), "state": "queued", "body": "[1]", "due_at": now(), "attempts": [{ "at": now(), "status": 500, "milliseconds": 12 }, { "at": now(), "failure": "timeout", "milliseconds": 10000 }] });
    let asked = json!({ "id": ID, "kind": "rectification", "person": "غزلان مزوار", "contact": "+212600541731", "message": "تصحيح تاريخ الازدياد", "received_on": "2026-02-20", "due_on": "2026-03-02", "state": "open" });
    let token = json!({ "id": ID, "name": "موقع الجمعية", "made_by": "Driss Bouazza", "permissions": ["members.view", "dues.view"], "created_at": now(), "expires_at": "2026-06-01T10:00:00Z", "last_used_at": now(), "used_from": "192.0.2.0/24" });
    let revoked = json!({ "id": ID, "name": "Site", "made_by": "Driss Bouazza", "created_at": now(), "expires_at": "2026-06-01T10:00:00Z", "revoked_at": now() });
    let visit = json!({ "id": ID, "number": 7, "at": now(), "who": "Driss Bouazza", "account": ID, "role": "visitor", "via": "page", "network": "196.200.131.0/24",
        "authority": "consent x", "request": "r-7", "action": "visited", "area": "access", "subject": "GET /a/nour/members", "details": {}, "masked": false, "hash": HASH });
    let fee = json!({ "id": ID, "number": 6, "at": now(), "who": "Amina Alaoui", "role": "treasurer", "via": "token", "network": "", "authority": "token x",
        "request": "r-6", "action": "fee-set", "area": "dues", "subject": "2026", "details": { "before": { "amount": "150.00" }, "after": { "amount": "200.00" }, "times": 3 },
        "masked": true, "hash": HASH });
    let verified = json!({ "first": 1, "last": 7, "hash": HASH, "at": now(), "noted": 7 });
    let row = json!({ "association": place(), "commune": commune, "founded_on": "2001-02-03", "members": 318, "paid_members": 120, "last_assembly": "2025-06-01", "last_board": "2024-05-01", "last_sign_in": "2026-02-01",
        "status": "final", "activities": ["culture"], "standing": "active", "open_until": "2026-03-12T10:00:00Z" });
    let consent = json!({ "id": ID, "hub": place(), "reason": "مواكبة التقرير المالي", "terms": { "scope": "read", "areas": ["books", "dues"] }, "given_by": "Driss Bouazza", "given_at": "2026-03-01T10:00:00Z", "expires_at": "2026-03-08T10:00:00Z" });
    let coordinator = json!({ "id": ID, "name": "Driss", "email": "d@exemple.ma", "chief": true, "since": "2026-03-01T10:00:00Z" });
    let wanted = json!({ "id": ID, "hub": place(), "association": place(), "reason": "مواكبة", "terms": { "scope": "write", "areas": ["books"] }, "days": 5, "asked_by": "Driss Bouazza", "asked_at": "2026-03-01T10:00:00Z", "answered_at": null, "answered_by": null, "accepted": false });
    let mut answered = wanted.clone();
    (answered["answered_at"], answered["accepted"], answered["open"]) = (json!("2026-03-02T10:00:00Z"), json!(true), json!(true));
    Router::new()
        .route("/internal/actors", post(identify))
        .route("/internal/cndp-numbers", always(json!({ "items": [{ "id": ID, "kind": "declaration", "number": "D-12/2025", "given_on": "2025-02-01" }] })))
        .route("/internal/sessions", post(|| async { problem(&Error::invalid("sign-in-failed")) }))
        .route("/internal/sessions/proof", post(|| async { problem(&Error::field("code", "code-wrong")) }))
        .route("/internal/account/{*act}", post(own_account))
        .route("/api/v1/accounts/{*act}", post(|| async { problem(&Error::conflict("link-used-or-expired")) }))
        .route("/internal/sessions/end", post(|| async { Json(json!({})) }))
        .route("/api/v1/accounts", post(|| async { Json(json!({})) }))
        .route("/api/v1/accounts/confirmation", post(|| async { Json(json!({})) }))
        .route("/api/v1/account", get(|| async {
            Json(json!({ "name": "Driss", "email": "d@exemple.ma", "locale": "ar", "seats": [{ "association": place(), "role": "president" }], "hubs": [place()] }))
        }))
        .merge(offices())
        .route("/api/v1/associations", post(|| async { problem(&Error::field("receipt_number", "taken")) }))
        .route("/api/v1/reference/communes", always(communes))
        .route("/api/v1/reference/provinces", always(provinces))
        .route("/api/v1/hubs/{hub}/associations", always(json!({ "items": [row] })))
        .route("/api/v1/associations/{a}/record", always(record(&commune)))
        .route("/api/v1/associations/{a}/record/statutes", always(json!({ "items": [{ "id": ID, "adopted_on": "2020-05-01", "note": "تعديل المادة 12", "file": file() }] })))
        .route("/api/v1/associations/{a}/board", always(json!({ "items": [{ "mandate": ID, "rights": "refused", "reason": "holder-without-email", "declarations": [declaration()] }] })))
        .route("/api/v1/associations/{a}/record/declarations/{id}/handover", always(json!({ "items": [
            { "item": "books", "done_on": "2026-02-01", "done_by": "أمينة بنعلي", "note": "7 registres" }, { "item": "keys", "done_on": null, "done_by": null, "note": "" }] })))
        .route("/api/v1/associations/{a}/record/declarations", always(json!({ "items": [declaration()] })))
        .route("/api/v1/associations/{a}/record/calendar", always(json!({ "items": [
            { "kind": "change", "due_on": "2026-02-15", "late": true, "declaration": ID, "can_be_met": false },
            { "kind": "year-end", "due_on": "2026-03-31", "late": false, "can_be_met": true }] })))
        .route("/api/v1/associations/{a}/limits", always(json!({ "plan": "standard", "members": 318, "storage": 490_000_000,
            "limits": { "members": 20_000, "storage": 524_288_000, "mails_per_day": 20_000 } })))
        .route("/api/v1/hubs/{hub}/association-imports", always(json!({ "items": [associations_import()] })))
        .route("/api/v1/hubs/{hub}/association-imports/{id}", always(associations_import()))
        .route("/api/v1/associations/{a}/webhooks", always(json!({ "items": [hook] })))
        .route("/api/v1/associations/{a}/webhooks/{id}/deliveries", always(json!({ "webhook": hook, "items": [call] })))
        .route("/api/v1/associations/{a}/cndp-numbers", always(json!({ "items": [{ "id": ID, "kind": "declaration", "number": "D-12/2025", "given_on": "2025-02-01" }] })))
        .route("/api/v1/associations/{a}/privacy", always(json!({ "agreement": { "version": "2026.11" }, "open_requests": 3, "overdue_requests": 1 })))
        .route("/api/v1/associations/{a}/agreement", always(json!({ "version": "2026.11" })))
        .route("/api/v1/associations/{a}/rights-requests", always(json!({ "items": [asked] })))
        .route("/api/v1/associations/{a}/rights-requests/own", always(json!({ "items": [asked] })))
        .route("/api/v1/associations/{a}/tokens", always(json!({ "items": [token, revoked] })))
        .route("/api/v1/associations/{a}/audit", always(json!({ "items": [visit, fee] })))
        .route("/api/v1/associations/{a}/audit/verification", always(verified))
        .route("/api/v1/hubs/{hub}", always(json!({ "slug": "casablanca-settat", "name_ar": "القطب الجهوي", "name_fr": "Pôle régional", "level": "regional", "region": "06", "above": [place()], "below": [place()], "territory": [] })))
        .route("/api/v1/hubs/{hub}/figures", always(json!({ "total": 12, "open": 1, "standings": { "active": 11, "suspended": 1 }, "statuses": { "final": 12 },
            "no_assembly": 2, "no_sign_in": 3, "places": [
            { "code": "141", "name_fr": "Casablanca", "name_ar": "الدار البيضاء", "associations": 9 },
            { "code": "385", "name_fr": "Nouaceur", "name_ar": "النواصر", "associations": 3 }
        ] })))
        .route("/api/v1/hub-invitations", always(place()))
        .route("/api/v1/hubs/{hub}/coordinators", always(json!({ "coordinators": [coordinator], "invitations": [
            { "id": ID, "email": "d@exemple.ma", "chief": true, "invited_by": "Driss", "created_at": "2026-03-01T10:00:00Z", "expires_at": "2026-03-08T10:00:00Z" }
        ] })))
        .route("/api/v1/hubs/{hub}/log", always(json!({ "items": [
            { "id": ID, "at": now(), "who": "Driss", "action": "visited", "subject": "GET /a/…/members", "association": place() }
        ] })))
        .route("/api/v1/platform/associations", always(json!({ "items": [limited(&commune)] })))
        .route("/api/v1/platform/associations/{id}", always(limited(&commune)))
        .route("/api/v1/platform/hubs", always(json!({ "items": [
            { "hub": place(), "level": "regional", "territory": [{ "code": "06", "name_ar": "الدار البيضاء", "name_fr": "Casablanca" }], "coordinators": [coordinator] }
        ] })))
        .route("/api/v1/hubs/{hub}/access-requests", always(json!({ "items": [wanted, answered] })))
        .route("/api/v1/associations/{a}/consents", always(json!({ "hubs": [place()], "consents": [consent], "requests": [wanted, answered] })))
}

fn offices() -> Router {
    let own = json!({ "id": ID, "name_ar": "أمين الصندوق المساعد", "name_fr": "Aide-trésorier" });
    let person = |role: &str, changeable: bool| {
        json!({ "id": ID, "name": "Driss Bouazza", "email": "driss@exemple.ma", "role": role, "since": now(),
        "ended": false, "administrator": role == "president", "second_factor": role == "president", "last_seen": now(), "yourself": role == "president", "changeable": changeable })
    };
    let mut auditor = person("auditor", true);
    (auditor["limit"], auditor["until"], auditor["last_seen"]) =
        (json!({ "kind": "year", "of": 2026 }), json!("2026-12-31T23:00:00Z"), Value::Null);
    let mut custom = person("custom", true);
    custom["custom_role"] = own.clone();
    let role = json!({ "id": ID, "name_ar": "أمين الصندوق المساعد", "name_fr": "Aide-trésorier", "permissions": ["dues.view", "dues.record"], "used_by": 0, "changeable": true });
    let invitation = |state: &str, answered: Value| {
        json!({ "id": ID, "name": "Khadija Alaoui", "email": "khadija@exemple.ma", "role": "treasurer", "state": state,
        "invited_by": "Driss Bouazza", "sent_at": now(), "expires_at": "2026-03-12T10:00:00Z", "answered_at": answered })
    };
    let invitations = [
        invitation("waiting", Value::Null),
        invitation("accepted", json!(now())),
        invitation("expired", Value::Null),
        invitation("revoked", json!(now())),
    ];
    let offer = json!({ "id": ID, "association": place(), "role": "treasurer", "invited_by": "Driss Bouazza", "expires_at": "2026-03-12T10:00:00Z", "yours": true });
    let look = offer.clone();
    let by_link = get(move |query: axum::extract::RawQuery| async move {
        if query.0.is_some_and(|query| query.contains("abc")) {
            Json(look).into_response()
        } else {
            problem(&Error::conflict("link-used-or-expired"))
        }
    });
    Router::new()
        .route("/api/v1/associations/{a}/people", always(json!({ "items": [person("president", true), auditor, custom] })))
        .route("/api/v1/associations/{a}/people/{id}", always(person("treasurer", true)))
        .route("/api/v1/associations/{a}/member-seats/{id}", always(json!({ "invitation": invitations[0] })))
        .route("/api/v1/associations/{a}/invitations", always(json!({ "items": invitations })))
        .route(
            "/api/v1/associations/{a}/offices",
            always(json!({ "offices": ["president", "treasurer", "auditor", "member"], "custom_roles": [own] })),
        )
        .route("/api/v1/associations/{a}/roles", always(json!({ "items": [role] })))
        .route("/api/v1/associations/{a}/roles/{id}", always(role))
        .route("/api/v1/account/invitations", always(json!({ "items": [offer] })))
        .route("/api/v1/invitations", by_link)
}

fn limited(commune: &Value) -> Value {
    json!({ "id": ID, "association": place(), "commune": commune, "standing": "active", "plan": "standard", "members": 16_500, "own": { "storage": 1_572_864 },
        "limits": { "members": 20_000, "storage": 1_572_864, "mails_per_day": 20_000 } })
}

fn file() -> Value {
    json!({ "name": "النظام الأساسي.pdf", "content_type": "application/pdf", "size": 348_160, "sha256": "00", "created_at": now(), "created_by": "Driss Bouazza" })
}

fn declaration() -> Value {
    json!({ "id": ID, "kind": "change", "about": ["board", "seat"], "summary": "Nouveau bureau", "decided_on": "2026-01-15", "due_on": "2026-02-15",
        "declared_on": null, "receipt_number": null, "file": file() })
}

fn record(commune: &Value) -> Value {
    json!({ "slug": "nour", "name_ar": "جمعية النور للتنمية", "name_fr": "Association Nour pour le développement", "acronym": "ANPD",
        "purposes": "التنمية المحلية", "activities": ["development", "water"], "scope": "local", "seat_address": "Rue 12, Anfa", "commune": commune,
        "founded_on": "2020-02-01", "status": "filed", "provisional": { "number": "12/2026", "on": "2026-02-20", "authority": "Pachalik d’Anfa" },
        "final": null, "answer_due_on": "2026-04-21", "national_number": null, "ice": "001561191000066", "fiscal_id": "1234567",
        "decree": { "number": "2-20-1", "bulletin": "7011", "on": "2021-01-01" }, "no_change_day": "06-30", "public_money": true,
        "bank_accounts": [{ "id": ID, "rib": "011519000001205000534921", "iban": "MA64011519000001205000534921", "bank": "Bank of Africa", "main": true },
            { "id": ID, "rib": "230111000000000000000119", "iban": "MA64230111000000000000000119", "bank": "CIH Bank", "main": false }],
        "branches": [{ "id": ID, "name": "فرع أنفا", "address": "Rue 3", "commune": commune, "opened_on": "2022-01-01" }],
        "cndp_numbers": [{ "id": ID, "kind": "declaration", "number": "D-1/2026", "given_on": "2026-01-01" }],
        "standing": "suspended", "standing_since": now(), "standing_by": "president", "standing_reason": "نزاع" })
}

/// A session named `coordinator` has no second factor yet, one named `signed_in` has not given it.
async fn own_account(Path(act): Path<String>, Json(input): Json<Value>) -> Json<Value> {
    let session = input["session"].as_str().unwrap_or_default();
    let since = (session != "coordinator").then(now);
    Json(match act.as_str() {
        "security" => json!({
            "second_factor": { "since": since, "proven": session == "president", "recovery_codes": 3, "compulsory": session != "signed_in" },
            "sessions": [
                { "id": "a", "device": "Firefox, Android", "address": "192.0.2.x", "began_at": now(), "last_used_at": now(), "current": true },
                { "id": "b", "device": "", "address": "", "began_at": now(), "last_used_at": now(), "current": false },
            ],
            "history": [{ "at": now(), "action": "signed-in", "device": "Firefox, Android", "address": "192.0.2.x" }],
            "new_email": "autre@exemple.ma",
        }),
        "second-factor/offer" => {
            json!({ "secret": "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP", "uri": "otpauth://totp/Nassij:d%40exemple.ma?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Nassij", "sealed": "sealed" })
        }
        "second-factor" | "second-factor/recovery-codes" => json!({ "codes": ["abcde-fghjk", "mnpqr-stuvw"] }),
        "demo" => json!({ "account": { "email": "demo@exemple.ma", "password": "nassij-demo-2026", "code": "123456" } }),
        _ => json!({}),
    })
}

async fn identify(Json(question): Json<Value>) -> Json<Value> {
    let role = question["session"].as_str().or(question["bearer"].as_str()).and_then(Role::parse);
    let locale = question["locale"].as_str().and_then(Locale::parse).unwrap_or_default();
    let mut actor = Actor::anonymous(locale);
    if role.is_some() {
        (actor.account, actor.name) = (Some(ID), "Driss Bouazza".into());
    }
    if role == Some(Role::Auditor) {
        actor.limit = Some(Limit::Year(2025));
    }
    if let Some(slug) = question["association"].as_str() {
        actor.seat = Seat::Association { id: AssociationId(ID), slug: slug.into(), role: role.unwrap_or(Role::Anonymous) };
    } else if let Some(slug) = question["hub"].as_str() {
        actor.seat = Seat::Hub { id: ID, slug: slug.into(), role: role.unwrap_or(Role::Anonymous) };
    } else if role == Some(Role::Staff) && question["platform"] == true {
        actor.seat = Seat::Platform;
    }
    let token = actor.seal(&signer(), now());
    Json(json!({ "actor": actor, "token": token, "place": role.map(|_| place()) }))
}

fn associations_import() -> Value {
    json!({ "id": ID, "file_name": "associations.csv", "state": "checked", "invite": false, "uploaded_by": "منسقة القطب", "uploaded_at": "2026-03-01T10:00:00Z",
        "lines": 650, "has_wrong_lines": true, "report": {
        "columns": [{ "header": "name_ar", "field": "name_ar", "example": "جمعية" }, { "header": "president_phone", "field": null, "example": "+2126" }],
        "encoding": "UTF-8", "separator": ",", "rows": 650, "create": 638, "existing": 1, "duplicates": 9, "wrong": 2, "invited": 600,
        "errors": [{ "line": 12, "column": "commune_code", "value": "99", "code": "unknown-commune" }], "kinds": { "unknown-commune": 2 },
        "twins": [{ "line": 7, "same": "name", "name_ar": "جمعية الأمل", "name_fr": "Association Al Amal", "receipt_number": "3/2020",
            "other_line": null, "other_name_ar": "جمعية الامل", "other_name_fr": "Association al amal", "other_receipt_number": "1/2001" }] } })
}

/// Refuses, and says in the value of the error what it was sent: the tests read it from the page.
async fn echo(headers: HeaderMap) -> Response<Body> {
    let key = headers.get(web::IDEMPOTENCY_KEY).and_then(|key| key.to_str().ok()).unwrap_or("none");
    problem(&Error::field("amount", "too-long").with("key", key).with_fields(vec![kernel::FieldError {
        field: "amount".into(),
        code: "too-long".into(),
        params: [("max".to_owned(), key.to_owned())].into(),
    }]))
}

/// Claims of expenses, drafts, and how much room their papers take.
fn waiting_books() -> Router {
    let expense = json!({ "id": ID, "number": 7, "claimant": "ياسين العلوي", "own": false, "what": "سيارة أجرة", "spent_on": "2026-02-20", "amount": "45.50",
        "occasion": "travel", "state": "submitted", "without_voucher": "", "submitted_at": now(),
        "papers": [{ "id": ID, "file": { "name": "وصل.jpg", "content_type": "image/jpeg", "size": 340_000, "sha256": "a".repeat(64), "created_at": now(), "created_by": "ياسين العلوي" } }] });
    let mut refused = expense.clone();
    refused["state"] = json!("refused");
    refused["reason"] = json!("مصروف شخصي");
    refused["decided_by"] = json!("أمينة بنعلي");
    refused["decided_at"] = json!(now());
    let draft = json!({ "id": ID, "version": 2, "dated_on": null, "changed_at": now(), "changed_by": "أمينة بنعلي",
        "words": { "act": "out", "occasion": "rent", "amount": "500", "place": "51611", "voucher_number": "F-12" },
        "papers": [{ "id": ID, "file": { "name": "فاتورة.jpg", "content_type": "image/jpeg", "size": 340_000, "sha256": "a".repeat(64), "created_at": now(), "created_by": "أمينة بنعلي" } }] });
    Router::new()
        .route("/api/v1/associations/{a}/books/own-expenses", always(json!({ "items": [expense] })))
        .route("/api/v1/associations/{a}/books/expenses", always(json!({ "items": [expense, refused] })))
        .route("/api/v1/associations/{a}/books/expenses/{id}", always(expense))
        .route("/api/v1/associations/{a}/books/drafts", always(json!({ "items": [draft] })))
        .route("/api/v1/associations/{a}/books/drafts/{id}", always(draft))
        .route("/api/v1/associations/{a}/books/open-drafts", always(json!({ "count": 2 })))
        .route("/api/v1/associations/{a}/books/storage", always(json!({ "used": 12_000_000 })))
}

fn bookkeeping() -> Router {
    let year = json!({ "year": 2026, "starts_on": "2026-01-01", "ends_on": "2026-12-31", "closed": false });
    let entry = json!({ "id": ID, "number": 12, "journal": "DUES", "year": 2026, "posted_on": "2026-03-01", "label": "Cotisation 2026, reçu 2026-00012",
        "source": { "kind": "dues_payment", "id": ID }, "posted_at": now(), "hash": "h".repeat(43), "vouchers": [
            { "id": ID, "kind": "invoice", "number": "F-12", "dated_on": "2026-02-28", "added_at": now(), "added_by": "أمينة بنعلي", "wrong": null,
              "file": { "name": "فاتورة.jpg", "content_type": "image/jpeg", "size": 340_000, "sha256": "a".repeat(64), "created_at": now(), "created_by": "أمينة بنعلي" } },
            { "id": "00000000-0000-7000-8000-000000000002", "kind": "", "number": "7", "added_at": now(), "added_by": "أمينة بنعلي",
              "wrong": { "reason": "فاتورة أخرى", "at": now(), "by": "أمينة بنعلي" } }], "lines": [
            { "account": "51611", "account_name_ar": "الصندوق", "account_name_fr": "Caisse", "debit": "1234.50", "credit": "0.00" },
            { "account": "71832", "account_name_ar": "واجبات الاشتراك السنوي", "account_name_fr": "Cotisations annuelles", "debit": "0.00", "credit": "1234.50" }] });
    let balance = json!({ "year": year, "debit": "1234.50", "credit": "1234.50", "rows": [
        { "account": "51611", "name_ar": "الصندوق", "name_fr": "Caisse", "debit": "1234.50", "credit": "0.00", "balance": "1234.50" },
        { "account": "71832", "name_ar": "واجبات الاشتراك السنوي", "name_fr": "Cotisations annuelles", "debit": "0.00", "credit": "1234.50", "balance": "-1234.50" }] });
    let one = entry.clone();
    let bank = bank_account();
    let accounts = json!({ "items": [{ "code": "51611", "name_ar": "الصندوق", "name_fr": "Caisse", "kind": "asset", "postable": true }] });
    Router::new()
        .merge(kept_books(&year))
        .merge(waiting_books())
        .route("/api/v1/reference/chart", always(accounts))
        .route("/api/v1/associations/{a}/books/years", always(json!({ "items": [year] })))
        .route(
            "/api/v1/associations/{a}/books/trial-balance",
            get(async move |uri: Uri| {
                let unopened = uri.query().is_some_and(|query| query.contains("year=2025"));
                if unopened {
                    problem(&Error::new(Kind::NotFound, "year-missing").with("year", 2025))
                } else {
                    Json(balance).into_response()
                }
            }),
        )
        .route(
            "/api/v1/associations/{a}/books/dues-agreement",
            always(json!({ "receivable": "140.00", "advances": "30.00", "receivable_in_books": "150.00", "advances_in_books": "30.00",
                "pending": false, "agrees": false, "ahead": "0.00", "ahead_in_books": "0.00" })),
        )
        .route("/api/v1/associations/{a}/books/ledger", always(json!({ "year": year, "account": "51611", "name_ar": "الصندوق", "name_fr": "Caisse",
            "brought_forward": "10.00", "debit": "1244.50", "credit": "0.00", "balance": "1244.50", "lines": [
                { "entry": ID, "number": 12, "journal": "DUES", "posted_on": "2026-03-01", "label": "2026-00012", "debit": "1234.50", "credit": "0.00", "balance": "1244.50" }] })))
        .route("/api/v1/associations/{a}/books/statements", get(statement))
        .route(
            "/api/v1/associations/{a}/books/self-audit",
            always(json!({ "looked_at": "2026-03-01T01:00:00Z", "findings": [
                { "code": "cash-negative", "params": { "account": "51611", "date": "18/11/2026", "balance": "-300,00" }, "since": "2026-03-01T01:00:00Z" }] })),
        )
        .route("/api/v1/associations/{a}/books/guided", always(json!({ "items": [
            { "act": "out", "occasion": "rent", "amount": "500.00", "place": "51611", "to": null, "label": "كراء مارس", "posted_on": "2026-03-01" }] })))
        .merge(bank_routes(bank))
        .route("/api/v1/associations/{a}/books/journal", always(json!({ "items": [entry] })))
        .route("/api/v1/associations/{a}/books/journal/{id}", always(one))
        .merge(analysis())
}

/// Projects, grants.
fn analysis() -> Router {
    let project = json!({ "id": ID, "code": "ALPHA", "name_ar": "محو الأمية", "name_fr": "Alphabétisation", "starts_on": "2026-01-01", "ends_on": null,
        "responsible": "أمينة", "closed": false });
    let row = json!({ "account": "61312", "name_ar": "كراءات", "name_fr": "Locations", "is_income": false, "amount": "500.00" });
    let income = json!({ "account": "71614", "name_ar": "إعانات الجماعات", "name_fr": "Subventions des communes", "is_income": true, "amount": "900.00" });
    let result =
        json!({ "project": project, "year": null, "rows": [income, row], "income": "900.00", "expense": "500.00", "result": "400.00" });
    let grant = json!({ "id": ID, "code": "COMMUNE-26", "donor": "جماعة فاس", "donor_kind": "commune", "nature": "operating", "purpose": "أقسام", "project": ID,
        "project_code": "ALPHA", "agreement_number": null, "agreement_on": null, "amount": "60000.00", "eligible_from": "2026-01-01",
        "eligible_until": null, "periodic": true, "closed": false, "lacks_agreement": true });
    let instalment = json!({ "id": ID, "due_on": "2026-02-01", "amount": "30000.00", "received_on": null, "received": null, "entry": null, "late": true, "in_period": false });
    let account = json!({ "grant": grant, "year": null, "brought_forward": "100.00", "received": "900.00", "spent": "500.00", "unspent": "500.00",
        "instalments": [instalment],
        "expenses": [{ "entry": ID, "voucher": "GEN 2026-3", "posted_on": "2026-02-03", "label": "كراء", "account": "61312", "name_ar": "كراءات", "name_fr": "Locations", "amount": "500.00" }],
        "carried": [{ "year": 2025, "amount": "100.00", "out_entry": ID, "back_entry": ID }], "to_carry": null });
    let budget = json!({ "year": 2026, "version": 2, "versions": [
            { "version": 2, "decided_on": "2026-02-01", "note": null, "recorded_by": "أمينة", "created_at": now() },
            { "version": 1, "decided_on": "2026-01-10", "note": "جمع عام", "recorded_by": "أمينة", "created_at": now() }],
        "rows": [
            { "account": "716", "name_ar": "إعانات الاستغلال", "name_fr": "Subventions d'exploitation", "project": null, "project_code": null, "is_income": true, "planned": true,
              "budgeted": "900.00", "actual": "450.00", "remaining": "450.00", "percent": 50 },
            { "account": "613", "name_ar": "شراء خدمات خارجية", "name_fr": "Autres charges externes", "project": ID, "project_code": "ALPHA", "is_income": false, "planned": true,
              "budgeted": "500.00", "actual": "600.00", "remaining": "-100.00", "percent": 120 }],
        "income": { "budgeted": "900.00", "actual": "450.00", "remaining": "450.00", "percent": 50 },
        "expense": { "budgeted": "500.00", "actual": "600.00", "remaining": "-100.00", "percent": 120 } });
    Router::new()
        .route("/api/v1/associations/{a}/books/budgets", always(budget))
        .route(
            "/api/v1/associations/{a}/books/budgets/start",
            always(json!({ "year": 2026, "lines": [{ "account": "61312", "project": null, "amount": "480.50" }] })),
        )
        .route("/api/v1/associations/{a}/books/projects", always(json!({ "items": [project] })))
        .route("/api/v1/associations/{a}/books/projects/{id}", always(result))
        .route("/api/v1/associations/{a}/books/grants", always(json!({ "items": [grant] })))
        .route("/api/v1/associations/{a}/books/grants/{id}", always(account))
}

/// The chart, what can be chosen in words, how years are closed.
fn kept_books(year: &Value) -> Router {
    let account = |code: &str, own: bool, kept: bool| {
        json!({ "code": code, "name_ar": "حساب القسم", "name_fr": "Banque de la section", "kind": "asset", "postable": true, "origin": if own { "own" } else { "renamed" },
            "hidden": kept, "kept": kept })
    };
    let change = json!({ "account": "51414", "act": "renamed", "before_ar": "بنك", "before_fr": "Banque", "after_ar": "حساب القسم",
        "after_fr": "Banque de la section", "changed_at": now(), "changed_by": "Driss Bouazza" });
    let choices = json!({ "places": [{ "account": "51611", "balance": "1234.50", "used": true }, { "account": "51411", "balance": "0.00", "used": false },
            { "account": "51414", "name": { "ar": "حساب القسم", "fr": "Banque de la section" }, "balance": "10.00", "used": true }],
        "occasions": [{ "code": "rent", "act": "out", "later": true }, { "code": "donation", "act": "in", "later": true },
            { "code": "61999", "act": "out", "later": false, "name": { "ar": "ماء", "fr": "Eau" } }] });
    let mut over = year.clone();
    (over["year"], over["starts_on"], over["ends_on"]) = (json!(2025), json!("2025-01-01"), json!("2025-12-31"));
    let open = json!({ "year": over, "result": "-120.00", "closed": null, "findings": [
        { "code": "cash-negative", "blocks": true, "values": { "account": "51611", "date": "2025-05-03", "amount": "12,00" } },
        { "code": "dues-differ", "blocks": false, "values": { "owed": "1,00", "owed_in_books": "2,00", "advances": "0,00", "advances_in_books": "0,00" } },
        { "code": "year-earlier-open", "blocks": true, "values": { "year": "2024" } }] });
    let mut closed = json!({ "year": over, "result": "350.00", "findings": [], "closed": { "hash": HASH, "closed_at": now(), "closed_by": "أمينة بنعلي",
        "opening": ID, "carried": null, "last": true, "reopening": { "reason": "Facture oubliée", "asked_at": now(), "asked_by": "أمينة بنعلي", "role": "treasurer", "yours": false } } });
    closed["year"]["closed"] = json!(true);
    let mut carried = closed.clone();
    (carried["closed"]["carried"], carried["closed"]["reopening"]) =
        (json!({ "decided_on": "2026-03-01", "reference": "PV 4", "entry": ID }), Value::Null);
    let closing = get(async move |uri: Uri| {
        let asked = |year: &str| uri.query().is_some_and(|query| query.contains(year));
        Json(if asked("2024") {
            carried
        } else if asked("2023") {
            closed
        } else {
            open
        })
    });
    Router::new()
        .route(
            "/api/v1/associations/{a}/books/accounts",
            get(async move |uri: Uri| {
                let all = [account("51411", false, true), account("51414", true, false)];
                let only = uri.query().and_then(|query| query.split_once("account=")).map(|(_, code)| code.to_owned());
                let found: Vec<Value> = all.into_iter().filter(|one| only.as_deref().is_none_or(|code| one["code"] == code)).collect();
                Json(json!({ "items": found }))
            }),
        )
        .route("/api/v1/associations/{a}/books/accounts/history", always(json!({ "items": [change] })))
        .route("/api/v1/associations/{a}/books/guided/choices", always(choices))
        .route("/api/v1/associations/{a}/books/closing", closing)
        .route("/api/v1/associations/{a}/books/receipts", always(json!({ "year": year, "received_in_all": "1234.50", "spent_in_all": "0.00", "spent": [],
            "received": [{ "account": "71832", "name_ar": "واجبات الاشتراك السنوي", "name_fr": "Cotisations annuelles", "amount": "1234.50" }] })))
        .route("/api/v1/associations/{a}/books/size", always(json!({ "size": "simplified", "chosen": true })))
}

/// A statement of whatever kind, with a row of each weight and a fault.
async fn statement(uri: Uri) -> Response<Body> {
    let query = uri.query().unwrap_or_default().to_owned();
    if query.contains("from=hier") {
        return problem(&Error::field("from", "date-unreadable"));
    }
    let year = json!({ "year": 2026, "starts_on": "2026-01-01", "ends_on": "2026-12-31", "closed": false });
    let amount = |value: &str| json!({ "kind": "amount", "value": value });
    let months = query.contains("kind=months");
    let name = if months { json!({ "kind": "code", "value": "03/2026" }) } else { json!({ "kind": "text", "value": "الصندوق" }) };
    let column = |title: &str, number: bool| json!({ "title": title, "number": number, "carried": number });
    Json(json!({ "kind": "income", "title": "حساب", "year": year, "from": "2026-01-01", "to": "2026-12-31",
        "columns": [column("بيان", false), column("عائدات", true), column("تكاليف", true), column("نتيجة", true)],
        "rows": [
            { "weight": "heading", "cells": [{ "kind": "text", "value": "الاستغلال" }, { "kind": "blank" }, { "kind": "blank" }, { "kind": "blank" }] },
            { "weight": "line", "cells": [name, amount("1234.50"), amount("34.50"), amount("1200.00")], "account": "51611" },
            { "weight": "line", "cells": [{ "kind": "date", "value": "2026-03-05" }, amount("0.00"), { "kind": "blank" }, amount("-1.00")], "entry": ID },
            { "weight": "total", "cells": [{ "kind": "text", "value": "المجموع" }, amount("1234.50"), amount("34.50"), amount("1200.00")] }],
        "faults": ["غير متوازن"], "notes": ["ملاحظة"], "next": "x" }))
    .into_response()
}

fn bank_account() -> Value {
    json!({ "id": ID, "name": "الحساب الجاري", "bank": "CIH", "rib": "007780000123456789012396", "account": "51411", "account_name_ar": "البنك",
        "account_name_fr": "Banque", "in_books": "18450.50", "at_bank": "26350.50", "last_on": "2026-03-01", "unmatched": 3 })
}

fn bank_routes(bank: Value) -> Router {
    let statement = |id: Uuid, state: &str| {
        json!({ "id": id, "bank": ID, "bank_name": "الحساب الجاري", "file_name": "releve.csv", "state": state, "uploaded_by": "أمينة بنعلي",
            "uploaded_at": "2026-03-01T10:00:00Z", "first_on": "2026-01-07", "last_on": "2026-03-01", "opening": "18450.50", "closing": "26350.50",
            "added": 12, "known": 3, "reading": { "format": "UTF-8", "separator": ";", "dates": "", "decimal": "comma", "skipped": ["Total 12,00"],
                "columns": [{ "header": "Date", "example": "07/01/2026", "field": "done_on" }, { "header": "", "example": "VIR RECU", "field": null }],
                "refusal": { "code": "statement-amount-ambiguous", "params": { "line": "2", "value": "1.234" } }, "other_account": "007780000012345678901296",
                "unaccounted": "12.00", "gap": "-3.00", "sample": [{ "on": "2026-01-07", "text": "VERSEMENT ESPECES", "amount": "7900.00" }, { "on": "2026-01-08", "text": "FRAIS", "amount": "-33.00" }] } })
    };
    let checked = statement(ID, "checked");
    let booked = json!({ "id": ID, "entry": ID, "number": 12, "journal": "DUES", "on": "2026-03-01", "label": "2026-00012", "amount": "150.50", "payer": "إدريس بوعزة" });
    let rule = json!({ "id": ID, "contains": "FRAIS TENUE", "incoming": false, "account": "61473", "account_name_ar": "مصاريف", "account_name_fr": "Frais" });
    let line = |amount: &str| {
        json!({ "id": kernel::id::new_id(), "bank": ID, "on": "2026-03-01", "value_on": "2026-03-02", "text": "VIR RECU AÏT LHAJ", "opening": false, "amount": amount,
            "reference": "OP1", "matched": [], "proposal": null, "rule": null })
    };
    let (mut proposed, mut ruled, mut opening) = (line("150.50"), line("-33.00"), line("18450.50"));
    proposed["proposal"] = json!({ "line": booked, "sure": true, "by": ["name", "date", "number", "only"] });
    ruled["rule"] = rule.clone();
    (opening["opening"], opening["text"], opening["matched"]) = (json!(true), json!(""), json!([booked]));
    let one =
        json!({ "line": line("150.50"), "bank_name": "الحساب الجاري", "candidates": [booked], "contains": "VIR RECU", "written": null });
    let differing = json!({ "bank": bank, "on": "2026-03-01", "in_books": "18450.50", "at_bank": "18350.50", "typed": false, "told": true, "books_only": [booked],
        "books_only_sum": "150.50", "bank_only": [line("-33.00"), opening], "bank_only_sum": "18417.50", "unexplained": "12.00", "agrees": false });
    let count = json!({ "id": ID, "account": "51611", "counted_on": "2026-03-01", "pieces": { "20000": 3, "50": 4 }, "counted": "602.00", "in_books": "700.00",
        "difference": "-98.00", "counted_by": "أمينة بنعلي", "witness": "Driss", "explanation": null, "entry": null, "recorded_by": "أمينة بنعلي",
        "recorded_at": "2026-03-01T10:00:00Z" });
    Router::new()
        .route("/api/v1/associations/{a}/books/bank/{id}/reconciliation", always(differing))
        .route("/api/v1/associations/{a}/books/cash-counts", always(json!({ "items": [count] })))
        .route("/api/v1/associations/{a}/books/cash-counts/{id}", always(count))
        .route("/api/v1/associations/{a}/books/bank/{id}/lines", always(json!({ "items": [proposed, ruled, opening, line("10.00")] })))
        .route("/api/v1/associations/{a}/books/bank-lines/{id}", always(one))
        .route("/api/v1/associations/{a}/books/bank-rules", always(json!({ "items": [rule] })))
        .route("/api/v1/associations/{a}/books/bank", always(json!({ "items": [bank] })))
        .route("/api/v1/associations/{a}/books/bank/{id}", always(bank.clone()))
        .route("/api/v1/associations/{a}/books/bank/{id}/statements", always(json!({ "items": [statement(ID, "done"), checked] })))
        .route("/api/v1/associations/{a}/books/bank-statements/{id}", always(checked.clone()))
}

fn notifications() -> Router {
    let delivery = |number: i64, state: &str| {
        json!({ "id": ID, "number": number, "name_ar": "إدريس بوعزة", "name_fr": "Driss Bouazza", "email": "driss@exemple.ma", "phone": null,
        "state": state, "attempts": 1, "reply": "450 4.2.1 try later", "changed_at": now() })
    };
    let items: Vec<Value> = ["queued", "deferred", "sent", "bounced", "failed", "no_address"]
        .into_iter()
        .zip(1..)
        .map(|(state, number)| delivery(number, state))
        .collect();
    let campaign = json!({ "id": ID, "kind": "convocation", "created_at": now(), "recipients": 214, "finished": false, "counts": [
        { "state": "queued", "count": 100 }, { "state": "deferred", "count": 2 }, { "state": "sent", "count": 50 }, { "state": "bounced", "count": 1 }, { "state": "no_address", "count": 61 }] });
    let mail = json!({ "file": "m1.eml", "to": "driss@exemple.ma", "subject": "أكدوا بريدكم الإلكتروني", "text": "لتأكيده:\nhttp://nassij.test/confirm?token=abc\n<b>x</b>", "attachments": ["letter.pdf"] });
    let notice = json!({ "id": ID, "subject": "استدعاء إلى الجمع العام", "at": now(), "state": "no_address", "text": "السيد إدريس،\n\nتدعوكم الجمعية.\nالسبت 18:00", "locale": "ar" });
    Router::new()
        .route("/api/v1/associations/{a}/campaigns/{id}/deliveries", always(json!({ "campaign": campaign, "items": items })))
        .route("/api/v1/associations/{a}/own-notices", always(json!({ "items": (1..=4).map(|_| notice.clone()).collect::<Vec<_>>() })))
        .route("/api/v1/associations/{a}/own-notices/{id}", always(notice.clone()))
        .route("/internal/outbox", always(json!([mail])))
}
