//! The portal in front of painted services: they answer every call with made-up data, so that each
//! page can be looked at alone. What the real services do is for the platform's tests.

use axum::body::Body;
use axum::extract::{Path, Request};
use axum::http::{HeaderMap, Method, Response, StatusCode, Uri, header};
use axum::response::IntoResponse;
use axum::routing::{MethodRouter, get, post};
use axum::{Json, Router};
use chrono::{DateTime, Utc};
use kernel::secret::Signer;
use kernel::{Actor, AssociationId, Clock, Error, Kind, Limit, Locale, Role, Seat};
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

fn member(number: i64) -> Value {
    json!({ "id": ID, "number": number, "name_ar": "إدريس بوعزة", "name_fr": "Driss Bouazza", "phone": "+212600541731", "email": "driss@exemple.ma",
        "joined_on": "2016-11-04", "born_on": "1976-04-08", "locale": "ar", "active": true, "paid_year": if number % 2 == 0 { 2026 } else { 2025 },
        "status": if number % 5 == 0 { "suspended" } else { "active" }, "given_ar": "إدريس", "family_ar": "بوعزة", "given_fr": "Driss", "family_fr": "Bouazza",
        "code": "AM-2016/007", "other_phones": ["+212522000000"], "commune": "06.141.01.01", "commune_ar": "أنفا", "commune_fr": "Anfa", "version": 3,
        "groups": [{ "group": ID, "name_ar": "لجنة الشباب", "name_fr": "Commission des jeunes", "leads": true }], "tags": ["متطوع"],
        "notes": [{ "text": "أعار القاعة", "written_by": "Amina", "written_at": now() }],
        "statuses": [{ "status": "active", "since": "2020-02-01", "reason": "عاد إلى الجمعية", "noted_by": "Amina", "noted_at": now() }] })
}

fn payment() -> Value {
    json!({ "id": ID, "receipt": "2026-00012", "member": ID, "member_number": 7, "member_name_ar": "إدريس بوعزة", "member_name_fr": "Driss Bouazza", "year": 2026,
        "amount": "1234.50", "method": "cheque", "reference": "778899", "bank": "CIH Bank", "drawer": "عمر العلمي", "paid_on": "2026-03-01", "recorded_by": "Amina", "recorded_at": now(),
        "check_url": "https://nassij.test/a/nour/receipts/abc123", "deposit": { "id": ID, "slip": "BR-2026-001", "deposited_on": "2026-03-02" } })
}

fn import() -> Value {
    let twins = json!([
        { "line": 7, "kind": "update", "name_ar": "إدريس بوعزة", "name_fr": null, "other_line": null, "number": 3, "other_name_ar": "ادريس بوعزة", "other_name_fr": "Driss Bouazza",
            "fields": [{ "field": "phone", "file": "+212600000002", "there": "+212600000001", "taken": false }, { "field": "email", "file": "d@exemple.ma", "there": "", "taken": true }] },
        { "line": 9, "kind": "repeated", "name_ar": "إدريس بوعزة", "name_fr": null, "other_line": 7, "number": null, "other_name_ar": null, "other_name_fr": null, "fields": [] }]);
    let report = json!({
        "columns": [{ "header": "Prénom", "field": "given_fr", "example": "Driss" }, { "header": "Observations", "field": null, "example": "x" }],
        "encoding": "UTF-8", "separator": ",", "rows": 320, "create": 316, "update": 1, "skip": 1, "wrong": 2, "alike": 1, "kinds": { "email-wrong": 1 },
        "errors": [{ "line": 12, "column": "E-mail", "value": "driss@", "code": "email-wrong" }], "errors_cut": false, "twins": twins,
        "sample": [member(1)], "without_email": 62, "written": false });
    json!({ "id": ID, "file_name": "members.xlsx", "state": "checked", "uploaded_by": "سعاد الإدريسي", "uploaded_at": "2026-03-01T10:00:00Z", "lines": 320,
        "sheets": ["Membres", "Archives"], "sheet": "Membres", "existing": "fill", "has_wrong_lines": true, "undo_until": "2026-04-01T10:00:00Z",
        "names": [{ "column": "Nom complet", "whole": "Driss Bouazza", "given": "Driss", "family": "Bouazza" }], "report": report })
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

fn mandate() -> Value {
    json!({ "id": ID, "member": ID, "member_number": 7, "name_ar": "إدريس بوعزة", "name_fr": "Driss Bouazza", "office": "president",
        "elected_on": "2022-01-12", "starts_on": "2022-01-12", "planned_end": "2026-01-12", "ended_on": null, "end_reason": null,
        "end_note": null, "assembly": null, "exception": "لا مرشح غيره" })
}

fn own_mandate() -> Value {
    let mut mandate = mandate();
    let own = [
        ("office", json!("own")),
        ("own_office", json!(ID)),
        ("office_ar", json!("أمين الأرشيف")),
        ("office_fr", Value::Null),
        ("ended_on", json!("2026-02-01")),
        ("end_reason", json!("resignation")),
        ("end_note", json!("Départ")),
    ];
    for (name, value) in own {
        mandate[name] = value;
    }
    mandate
}

#[expect(clippy::too_many_lines, reason = "a table: an answer per route")]
fn membership() -> Router {
    let assembly = json!({ "id": ID, "held_at_local": "2026-04-11T18:00:00", "held_at": "2026-04-11T17:00:00Z", "place": "دار الشباب", "agenda": ["التقرير الأدبي", "Rapport financier"],
        "state": "planned", "elector_rule": "all_active", "electors": 214, "electors_without_email": 62, "convened_at": null, "campaign": null });
    let line = json!({ "id": ID, "held_at_local": "2026-04-11T18:00:00", "place": "دار الشباب", "state": "convened" });
    let summary = json!({ "year": 2026, "members": 318, "paid_members": 5, "fee": "200.00", "collected": "1000.00", "next_assembly": line, "applications": 3 });
    let elector = json!({ "member": ID, "number": 3, "name_ar": "غزلان مزوار", "name_fr": null, "phone": null, "has_email": false });
    let planned = assembly.clone();
    let group = json!({ "id": ID, "name_ar": "لجنة الشباب", "name_fr": "Commission des jeunes", "kind": "commission", "members": 12 });
    let mut owed = charge();
    owed["member_number"] = json!(7);
    owed["member_name_ar"] = json!("إدريس بوعزة");
    owed["member_name_fr"] = json!("Driss Bouazza");
    let mut arrear = charge();
    for (name, value) in [
        ("age", json!("year")),
        ("member_number", json!(7)),
        ("name_ar", json!("إدريس بوعزة")),
        ("name_fr", json!("Driss Bouazza")),
        ("phone", json!("+212612345678")),
        ("email", json!(null)),
    ] {
        arrear[name] = value;
    }
    let age = |age: &str, charges: i64| json!({ "age": age, "charges": charges, "open": "140.00" });
    let arrears = json!({ "items": [arrear], "next": null, "ages": [age("coming", 1), age("month", 0), age("quarter", 0), age("year", 1), age("older", 0)],
        "open": "140.00", "members": 1 });
    Router::new()
        .route("/api/v1/associations/{a}/summary", always(summary))
        .route("/api/v1/associations/{a}/mails-of-today", always(json!({ "sent": 17_000, "limit": 20_000 })))
        .route(
            "/api/v1/associations/{a}/members",
            always(json!({ "items": (1..=50).map(member).collect::<Vec<_>>(), "next": "50" })).post(echo),
        )
        .route("/api/v1/associations/{a}/member-statistics", always(json!({ "members": 318, "bodies": 2, "age_unknown": 4, "seniority_unknown": 1,
            "ages": [{ "from": 0, "to": 17, "women": 12, "men": 9, "unsaid": 1 }, { "from": 18, "to": null, "women": 150, "men": 140, "unsaid": 0 }],
            "categories": [{ "name": "عضو شرفي", "members": 3 }, { "name": null, "members": 315 }],
            "seniority": [{ "from": 0, "to": 0, "members": 20 }, { "from": 1, "to": null, "members": 297 }],
            "months": [{ "first": "2026-02-01", "joined": 4, "left": 1 }, { "first": "2026-03-01", "joined": 0, "left": 0 }] })))
        .route("/api/v1/associations/{a}/members/duplicates", always(json!({ "found": 1, "pairs": [{ "score": 100, "reasons": ["name_ar", "phone"],
            "one": { "id": ID, "code": "7", "name_ar": "إدريس بوعزة", "name_fr": null, "born_on": "1976-04-08", "phone": "+212600541731", "email": null, "joined_on": null },
            "other": { "id": ID, "code": "8", "name_ar": "ادريس بوعزة", "name_fr": "Driss Bouazza", "born_on": null, "phone": "+212600541731", "email": null, "joined_on": null } }] })))
        .route("/api/v1/associations/{a}/members/merges", always(json!({ "items": [{ "id": ID, "kept": ID, "name_ar": "إدريس بوعزة", "name_fr": null,
            "code": "7", "number": 8, "merged_by": "Amina", "merged_at": now(), "undo_until": now() }] })))
        .route("/api/v1/associations/{a}/joining", get(joining))
        .route("/api/v1/associations/{a}/joining/settings", always(json!({ "open": true, "welcome_ar": "مرحبا بكم", "welcome_fr": null, "categories": [ID] })))
        .route("/api/v1/associations/{a}/applications", get(applications).post(echo))
        .route("/api/v1/associations/{a}/applications/{id}", get(|| async {
            let mut detail = application("open");
            detail["members"] = json!([{ "member": { "id": ID, "code": "7", "name_ar": "إدريس بوعزة", "name_fr": null, "born_on": "1976-04-08", "phone": "+212600541731", "email": null, "joined_on": null },
                "score": 75, "reasons": ["name_ar", "phone"], "differences": [{ "field": "email", "application": "driss@exemple.ma", "member": "" }] }]);
            Json(detail)
        }))
        .route("/api/v1/associations/{a}/applications/{id}/{act}", post(|| async { problem(&Error::field("mail", "applicant-without-email")) }))
        .route("/api/v1/associations/{a}/members/{id}/removal", always(json!({ "has_history": true, "has_left": true, "anonymised": false, "version": 3 })))
        .route("/api/v1/associations/{a}/member-filters", always(json!({ "items": [
            { "id": ID, "name": "غير مؤدين", "query": "dues=unpaid", "shared": true, "yours": false }] })))
        .route("/api/v1/associations/{a}/members/acts", always(json!({ "found": 318, "changed": 316, "left_out": { "already": 2 },
            "mark": "m", "sample": [{ "id": ID, "code": "AM-2016/007", "name_ar": "إدريس بوعزة", "name_fr": null }] })))
        .route("/api/v1/associations/{a}/members/{id}", always(member(7)))
        .route("/api/v1/associations/{a}/members/imports", always(json!({ "items": [import()] })))
        .route("/api/v1/associations/{a}/mandates", always(json!({ "items": [mandate(), own_mandate()] })))
        .route("/api/v1/associations/{a}/mandates/{id}", always(mandate()))
        .route("/api/v1/associations/{a}/board-rules", always(json!({ "term_years": 4, "max_terms": 2, "incompatible": ["any"] })))
        .route(
            "/api/v1/associations/{a}/board-offices",
            always(json!({ "items": [{ "id": ID, "name_ar": "أمين الأرشيف", "name_fr": "Archiviste", "places": 2 }] })),
        )
        .route("/api/v1/associations/{a}/member-groups", always(json!({ "items": [group.clone()] })))
        .route("/api/v1/associations/{a}/member-groups/{id}", always(group))
        .route(
            "/api/v1/associations/{a}/member-categories",
            always(json!({ "items": [{ "id": ID, "name": "عضو شرفي", "may_vote": false, "may_stand": false, "members": 3 },
                { "id": null, "name": "Actif", "may_vote": true, "may_stand": true, "members": 40 }] })),
        )
        .route(
            "/api/v1/associations/{a}/member-numbering",
            always(json!({ "pattern": "AM-{year}/{n:3}", "free": true, "next": "AM-2026/049" })),
        )
        .route("/api/v1/associations/{a}/members/imports/{id}", always(import()))
        .route(
            "/api/v1/associations/{a}/dues/fees",
            always(json!({ "items": [{ "year": 2026, "amount": "200.00", "payments": 5, "collected": "1000.00", "joining": "100.00", "prorated": true, "free": false,
                "due_on": "2026-03-31", "categories": [{ "category": "Actif", "amount": "150.00" }] }] })),
        )
        .route(
            "/api/v1/associations/{a}/members/{id}/dues",
            always(json!({ "charges": [charge()], "waivers": [{ "charge": ID, "amount": "10.00", "reason": "Situation sociale", "waived_on": "2026-04-01", "recorded_by": "Amina" }],
                "refunds": [{ "id": ID, "payment": ID, "receipt": "2026-00014", "amount": "20.00", "reason": "Trop perçu", "method": "cash", "refunded_on": "2026-04-02",
                    "recorded_by": "Amina", "recorded_at": now() }], "open": "140.00", "advance": "30.00", "balance": "110.00" })),
        )
        .route("/api/v1/associations/{a}/dues/charges/{id}", always(owed.clone()))
        .route("/api/v1/associations/{a}/dues/arrears", always(arrears))
        .route("/api/v1/associations/{a}/dues/reminders", always(json!({ "items": [reminder("before", true), reminder("hand", false)] })))
        .route(
            "/api/v1/associations/{a}/dues/reminders/rules",
            always(json!({ "days_before": 7, "days_first": 15, "days_second": 30, "days_third": null })),
        )
        .route(
            "/api/v1/associations/{a}/dues/reminders/by-hand",
            always(json!({ "members": 12, "by_mail": 9, "open": "2400.00", "mails_left": 500 })),
        )
        .route(
            "/api/v1/associations/{a}/dues/run",
            always(json!({ "year": 2026, "due_on": "2026-03-31", "members": 12, "amount": "2400.00",
                "lines": [{ "kind": "annual", "category": null, "members": 12, "amount": "2400.00" }],
                "left_out": [{ "why": "charged", "members": 3 }, { "why": "exempt", "members": 1 }],
                "runs": [{ "id": ID, "year": 2026, "members": 3, "amount": "600.00", "made_on": "2026-02-01", "made_by": "Amina" }] })),
        )
        .route("/api/v1/associations/{a}/dues/payments", always(json!({ "items": [payment()] })).post(echo))
        .route("/api/v1/associations/{a}/dues/payments/{id}", always(payment()))
        .route("/api/v1/associations/{a}/dues/cheques", always(json!({ "items": [cheque()], "cheques": 3, "amount": "3200.00" })))
        .route("/api/v1/associations/{a}/dues/deposits", always(json!({ "items": [deposit()] })))
        .route("/api/v1/associations/{a}/dues/deposits/{id}", always(deposit()))
        .route("/api/v1/associations/{a}/receipts/{code}", get(receipt))
        .route("/api/v1/associations/{a}/statutes", always(json!({ "electors": "all_active", "notice_days": 15 })))
        .route("/api/v1/associations/{a}/assemblies", always(json!({ "items": [line] })))
        .route("/api/v1/associations/{a}/assemblies/{id}", always(planned))
        .route("/api/v1/associations/{a}/assemblies/{id}/electors", always(json!({ "items": [elector] })))
}

/// The association `shut` takes no applications.
async fn joining(Path(association): Path<String>) -> Response<Body> {
    if association == "shut" {
        return problem(&Error::not_found());
    }
    Json(json!({ "association_ar": "جمعية النور للتنمية", "association_fr": "Association Nour pour le développement",
        "welcome_ar": "مرحبا بكل من يود المساهمة.\nواجب الانخراط 100 درهم.", "welcome_fr": null, "categories": ["عضو شرفي"] }))
    .into_response()
}

async fn applications(query: axum::extract::RawQuery) -> Json<Value> {
    let decided = query.0.is_some_and(|query| query.contains("decided"));
    let items = if decided { vec![application("accepted"), application("refused")] } else { vec![application("open")] };
    Json(json!({ "items": items }))
}

fn application(state: &str) -> Value {
    let mut one = json!({ "id": ID, "number": 4, "state": state, "name_ar": "إدريس بوعزة", "name_fr": "Driss Bouazza", "born_on": "1976-04-08",
        "phone": "+212600541731", "email": "driss@exemple.ma", "address": "الدار البيضاء", "category": "عضو شرفي", "message": "أود المساهمة\nفي التطوع",
        "locale": "ar", "received_at": now(), "kept_until": "2026-09-01", "alike": 1, "decided_at": null, "decided_by": null, "reason": null,
        "member": null, "member_number": null });
    if state != "open" {
        (one["decided_at"], one["decided_by"], one["reason"]) = (json!(now()), json!("Amina"), json!("خارج الجماعة"));
    }
    if state == "accepted" {
        for gone in ["name_ar", "name_fr", "born_on", "phone", "email", "address", "category", "message", "reason"] {
            one[gone] = Value::Null;
        }
        (one["member"], one["member_number"]) = (json!(ID), json!(7));
    }
    one
}

fn cheque() -> Value {
    json!({ "payment": ID, "receipt": "2026-00012", "amount": "1234.50", "number": "778899", "bank": "CIH Bank", "drawer": null,
        "member_name_ar": "إدريس بوعزة", "member_name_fr": "Driss Bouazza", "paid_on": "2026-03-01", "taken_back": null })
}

fn deposit() -> Value {
    let mut returned = cheque();
    returned["taken_back"] = json!("2026-00019");
    json!({ "id": ID, "slip": "BR-2026-001", "deposited_on": "2026-03-02", "account": "51411", "bank": "CIH Bank 230111000000000000000119",
        "cheques": 2, "amount": "2469.00", "recorded_by": "Amina", "recorded_at": now(),
        "undone": { "on": "2026-03-03", "reason": "خطأ في الاختيار", "by": "Amina" }, "lines": [cheque(), returned] })
}

fn reminder(stage: &str, by_mail: bool) -> Value {
    json!({ "id": ID, "member": ID, "member_number": 7, "name_ar": "إدريس بوعزة", "name_fr": "Driss Bouazza", "phone": "+212612345678", "stage": stage,
        "by_mail": by_mail, "amount": "140.00", "charge": charge(), "written_on": "2026-04-02", "written_by": "Amina" })
}

fn charge() -> Value {
    json!({ "id": ID, "member": ID, "kind": "annual", "year": 2026, "amount": "200.00", "waived": "10.00", "paid": "50.00", "open": "140.00",
        "due_on": "2026-03-31", "category": "Actif", "made_on": "2026-02-01" })
}

async fn receipt(Path((_, code)): Path<(String, String)>) -> Response<Body> {
    if code == "abc123" {
        Json(json!({ "association_ar": "جمعية نور", "association_fr": "Association Nour", "receipt": "2026-00012", "paid_on": "2026-03-01", "amount": "200.00" })).into_response()
    } else {
        problem(&Error::not_found())
    }
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

fn bookkeeping() -> Router {
    let year = json!({ "year": 2026, "starts_on": "2026-01-01", "ends_on": "2026-12-31", "closed": false });
    let entry = json!({ "id": ID, "number": 12, "journal": "DUES", "year": 2026, "posted_on": "2026-03-01", "label": "Cotisation 2026, reçu 2026-00012",
        "source": { "kind": "dues_payment", "id": ID }, "posted_at": now(), "hash": "h".repeat(43), "lines": [
            { "account": "51611", "account_name_ar": "الصندوق", "account_name_fr": "Caisse", "debit": "1234.50", "credit": "0.00" },
            { "account": "71832", "account_name_ar": "واجبات الاشتراك السنوي", "account_name_fr": "Cotisations annuelles", "debit": "0.00", "credit": "1234.50" }] });
    let balance = json!({ "year": year, "debit": "1234.50", "credit": "1234.50", "rows": [
        { "account": "51611", "name_ar": "الصندوق", "name_fr": "Caisse", "debit": "1234.50", "credit": "0.00", "balance": "1234.50" },
        { "account": "71832", "name_ar": "واجبات الاشتراك السنوي", "name_fr": "Cotisations annuelles", "debit": "0.00", "credit": "1234.50", "balance": "-1234.50" }] });
    let one = entry.clone();
    let accounts = json!({ "items": [{ "code": "51611", "name_ar": "الصندوق", "name_fr": "Caisse", "kind": "asset", "postable": true }] });
    Router::new()
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
                "pending": false, "agrees": false })),
        )
        .route("/api/v1/associations/{a}/books/journal", always(json!({ "items": [entry] })))
        .route("/api/v1/associations/{a}/books/journal/{id}", always(one))
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
    Router::new()
        .route("/api/v1/associations/{a}/campaigns/{id}/deliveries", always(json!({ "campaign": campaign, "items": items })))
        .route("/internal/outbox", always(json!([mail])))
}
