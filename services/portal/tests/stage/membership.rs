//! What membership answers on the stage.

use super::*;

#[expect(clippy::too_many_lines, reason = "a table: an answer per route")]
pub fn membership() -> Router {
    let assembly = json!({ "id": ID, "held_at_local": "2026-04-11T18:00:00", "held_at": "2026-04-11T17:00:00Z", "place": "دار الشباب", "agenda": ["التقرير الأدبي", "Rapport financier"],
        "state": "planned", "elector_rule": "all_active", "electors": 214, "electors_without_email": 62, "convened_at": null, "campaign": null });
    let line = json!({ "id": ID, "held_at_local": "2026-04-11T18:00:00", "place": "دار الشباب", "state": "convened" });
    let summary = json!({ "year": 2026, "members": 318, "paid_members": 5, "fee": "200.00", "collected": "1000.00", "next_assembly": line, "applications": 3, "minors_alone": 2, "proposals": 2 });
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
    let dues = json!({ "charges": [charge()], "waivers": [{ "id": ID, "charge": ID, "amount": "10.00", "reason": "Situation sociale", "waived_on": "2026-04-01", "recorded_by": "Amina" }],
                "refunds": [{ "id": ID, "payment": ID, "receipt": "2026-00014", "amount": "20.00", "reason": "Trop perçu", "method": "cash", "refunded_on": "2026-04-02",
                    "recorded_by": "Amina", "recorded_at": now() }], "open": "140.00", "advance": "30.00", "balance": "110.00" });
    let mut in_use = own_field(true);
    in_use["members"] = json!(3);
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
        .route("/api/v1/associations/{a}/joining/settings", always(json!({ "open": true, "welcome_ar": "مرحبا بكم", "welcome_fr": null, "categories": [ID], "fields": [ID] })))
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
        .route("/api/v1/associations/{a}/member-list", get(|| async { Json(json!({
            "groups": [{ "id": ID, "name_ar": "لجنة الشباب", "name_fr": "Commission jeunesse" }], "fields": [own_field(false), own_field(true)],
            "saved": [{ "id": ID, "name": "غير مؤدين", "query": "dues=unpaid", "shared": true, "yours": false }] })) }))
        .route("/api/v1/associations/{a}/members/acts", always(json!({ "found": 318, "changed": 316, "left_out": { "already": 2 },
            "mark": "m", "sample": [{ "id": ID, "code": "AM-2016/007", "name_ar": "إدريس بوعزة", "name_fr": null }] })))
        .route("/api/v1/associations/{a}/members/{id}", always(member(7)))
        .route("/api/v1/associations/{a}/members/{id}/photo", get(|| async { ([("content-type", "image/jpeg")], "a picture") }))
        .route("/api/v1/associations/{a}/members/{id}/relatives", always(relatives()))
        .route("/api/v1/associations/{a}/families", always(json!({ "items": [{ "id": ID, "label": "عائلة بوعزة", "members": 2 }] })))
        .route("/api/v1/associations/{a}/families/{id}", always(family()))
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
        .route("/api/v1/associations/{a}/members/{id}/files", always(json!({ "items": [{ "id": ID, "label": "شهادة", "file": {
            "name": "certificat.pdf", "content_type": "application/pdf", "size": 1_200_000, "sha256": "0".repeat(64), "created_at": now(), "created_by": "Amina" } }] })))
        .route("/api/v1/associations/{a}/members/{id}/cnie", always(json!({ "on": true, "kept": true, "end": "456" })))
        .route(
            "/api/v1/associations/{a}/member-cnie",
            always(json!({ "on": true, "authorisation": "A-123/2026", "authorised_on": "2026-05-01", "members": 3 })),
        )
        .route("/api/v1/associations/{a}/member-fields", always(json!({ "items": [own_field(false), own_field(true)] })))
        .route("/api/v1/associations/{a}/member-fields/{id}", always(in_use))
        .route(
            "/api/v1/associations/{a}/member-numbering",
            always(json!({ "pattern": "AM-{year}/{n:3}", "free": true, "next": "AM-2026/049" })),
        )
        .route("/api/v1/associations/{a}/members/imports/{id}", always(import()))
        .route(
            "/api/v1/associations/{a}/dues/fees",
            always(json!({ "items": [{ "year": 2026, "amount": "200.00", "payments": 5, "collected": "1000.00", "joining": "100.00", "prorated": true, "free": false,
                "due_on": "2026-03-31", "categories": [{ "category": "Actif", "amount": "150.00" }], "ages": [{ "from": 0, "to": 17, "amount": "50.00" }, { "from": 65, "to": null, "amount": "0.00" }],
                "groups": [] }] })),
        )
        .route(
            "/api/v1/associations/{a}/members/{id}/dues",
            always(dues.clone()),
        )
        .route("/api/v1/associations/{a}/dues/charges/{id}", always(owed.clone()))
        .route("/api/v1/associations/{a}/dues/instalments/{id}", always(instalments()))
        .route("/api/v1/associations/{a}/dues/waivers/{id}", always(json!({ "charge": owed.clone(), "waiver": { "id": ID, "charge": ID,
            "amount": "10.00", "reason": "Situation sociale", "waived_on": "2026-04-01", "recorded_by": "Amina", "undone": null } })))
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
            always(json!({ "year": 2026, "period": "2026", "due_on": "2026-03-31", "members": 12, "amount": "2400.00", "spared_members": 3, "spared": "150.00",
                "lines": [{ "kind": "annual", "category": null, "members": 12, "amount": "2400.00", "by": { "rule": "age", "from": 0, "to": 17 } }], "without_birth_date": 4,
                "left_out": [{ "why": "charged", "members": 3 }, { "why": "exempt", "members": 1 }],
                "runs": [{ "id": ID, "year": 2026, "members": 3, "amount": "600.00", "made_on": "2026-02-01", "made_by": "Amina" }] })),
        )
        .route(
            "/api/v1/associations/{a}/dues/runs/{id}",
            always(json!({ "id": ID, "year": 2026, "period": "2026", "members": 50_000, "amount": "10000000.00", "made_on": "2026-02-01", "made_by": "Amina",
                "state": "running", "charged_members": 12_000, "charged": "2400000.00" })),
        )
        .route(
            "/api/v1/associations/{a}/dues/period",
            always(json!({ "year": 2026, "label": "2026", "begins_on": "2026-01-01", "ends_on": "2027-08-31", "free_from": 2027,
                "years": [[2027, { "kind": "from", "month": 9, "day": 1 }]] })),
        )
        .route("/api/v1/associations/{a}/dues/payments", always(json!({ "items": [payment()] })).post(echo))
        .route("/api/v1/associations/{a}/dues/payments/{id}", always(payment()))
        .route("/api/v1/associations/{a}/dues/cheques", always(json!({ "items": [cheque()], "cheques": 3, "amount": "3200.00" })))
        .route("/api/v1/associations/{a}/dues/deposits", always(json!({ "items": [deposit()] })))
        .route("/api/v1/associations/{a}/dues/deposits/{id}", always(deposit()))
        .route("/api/v1/associations/{a}/receipts/{code}", get(receipt))
        .route("/api/v1/associations/{a}/me/wards/{id}", always(json!({ "record": member(7), "dues": dues.clone(), "proposals": [proposal()], "photo": photo_proposal() })))
        .route("/api/v1/associations/{a}/me", always(json!({ "kept": { "record": member(7), "dues": dues, "payments": [payment()], "mandates": [mandate(), own_mandate()], "proposals": [proposal()],
            "family": { "label": "بوعزة", "members": [{ "name_ar": "أمينة بوعزة", "name_fr": null, "contact": true }] },
            "guardians": [{ "name_ar": "سناء بوعزة", "name_fr": null, "kinship": "mother", "acts": true }],
            "wards": [{ "id": ID, "code": "8", "name_ar": "سارة بوعزة", "name_fr": null, "born_on": "2015-05-06", "minor": true }],
            "photo": photo_proposal() } })))
        .route("/api/v1/associations/{a}/photo-proposals", always(json!({ "items": [photo_proposal()] })))
        .route("/api/v1/associations/{a}/photo-proposals/{id}/photo", get(|| async { ([("content-type", "image/jpeg")], "a picture") }))
        .route("/api/v1/associations/{a}/member-proposals", always(json!({ "items": [proposal()] })))
        .route("/api/v1/associations/{a}/member-proposals/{id}", always(proposal()))
        .route("/api/v1/associations/{a}/statutes", always(json!({ "electors": "all_active", "notice_days": 15 })))
        .route("/api/v1/associations/{a}/assemblies", always(json!({ "items": [line] })))
        .route("/api/v1/associations/{a}/assemblies/{id}", always(planned))
        .route("/api/v1/associations/{a}/assemblies/{id}/electors", always(json!({ "items": [elector] })))
}

fn photo_proposal() -> Value {
    json!({ "id": ID, "member": ID, "member_number": 8, "name_ar": "سارة بوعزة", "name_fr": null, "guardian_ar": "إدريس بوعزة", "guardian_fr": null,
        "state": "open", "agreed_on": "2026-11-20", "made_at": "2026-11-20T10:00:00Z", "decided_at": null, "decided_by": null, "reason": null })
}

fn document() -> Value {
    json!({ "id": "0197f1c2-0000-7000-8000-0000000000f3", "label_ar": "شهادة", "label_fr": "Certificat", "label_en": null, "kind": "file", "required": false,
        "listed": false, "retired": false, "board_only": true, "options": [], "value": ID })
}

fn own_field(retired: bool) -> Value {
    let id = if retired { "0197f1c2-0000-7000-8000-0000000000f2".to_owned() } else { ID.to_string() };
    json!({ "id": id, "label_ar": "مقاس القميص", "label_fr": "Taille de maillot", "label_en": null, "kind": "choice", "required": true, "listed": true,
        "retired": retired, "options": [{ "code": "option-1", "ar": "صغير", "fr": "Petit" }, { "code": "option-2", "ar": "كبير", "fr": "Grand", "retired": true }] })
}

fn member(number: i64) -> Value {
    let mut held = own_field(number % 2 == 0);
    held["value"] = json!("option-1");
    json!({ "id": ID, "number": number, "name_ar": "إدريس بوعزة", "name_fr": "Driss Bouazza", "phone": "+212600541731", "email": "driss@exemple.ma",
        "joined_on": "2016-11-04", "born_on": "1976-04-08", "locale": "ar", "active": true, "paid_year": if number % 2 == 0 { 2026 } else { 2025 },
        "dues_period": "2026", "dues_paid": number % 2 == 0,
        "status": if number % 5 == 0 { "suspended" } else { "active" }, "given_ar": "إدريس", "family_ar": "بوعزة", "given_fr": "Driss", "family_fr": "Bouazza",
        "code": "AM-2016/007", "other_phones": ["+212522000000"], "commune": "06.141.01.01", "commune_ar": "أنفا", "commune_fr": "Anfa", "version": 3,
        "groups": [{ "group": ID, "name_ar": "لجنة الشباب", "name_fr": "Commission des jeunes", "leads": true }], "tags": ["متطوع"],
        "own": { (ID.to_string()): "option-1" }, "fields": [held, document()],
        "notes": [{ "text": "أعار القاعة", "written_by": "Amina", "written_at": now() }],
        "statuses": [{ "status": "active", "since": "2020-02-01", "reason": "عاد إلى الجمعية", "noted_by": "Amina", "noted_at": now() }] })
}

fn instalments() -> Value {
    json!({ "id": ID, "member": ID, "member_number": 7, "member_name_ar": "إدريس بوعزة", "member_name_fr": "Driss Bouazza", "amount": "200.00", "open": "140.00",
        "parts": [{ "due_on": "2026-05-01", "amount": "60.00", "open": "0.00" }, { "due_on": "2026-06-01", "amount": "140.00", "open": "140.00" }],
        "made_on": "2026-04-01", "made_by": "Amina", "ended": null })
}

fn covered(number: i64, amount: &str) -> Value {
    json!({ "member": ID, "number": number, "name_ar": "إدريس بوعزة", "name_fr": "Driss Bouazza", "amount": amount, "advance": "30.00", "advance_remaining": "30.00" })
}

fn payment() -> Value {
    json!({ "id": ID, "receipt": "2026-00012", "member": ID, "member_number": 7, "member_name_ar": "إدريس بوعزة", "member_name_fr": "Driss Bouazza", "year": 2026, "period": "2026",
        "amount": "1234.50", "method": "cheque", "reference": "778899", "bank": "CIH Bank", "drawer": "عمر العلمي", "paid_on": "2026-03-01",
        "payer": { "member": null, "number": null, "name_ar": null, "name_fr": "Textiles du Nord", "identifier": "ICE 001561191000066" },
        "covered": [covered(7, "1000.00"), covered(8, "234.50")], "advance": "60.00", "advance_remaining": "60.00", "recorded_by": "Amina", "recorded_at": now(),
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

fn proposal() -> Value {
    json!({ "id": ID, "member": ID, "member_number": 7, "name_ar": "إدريس بوعزة", "name_fr": "Driss Bouazza", "state": "open", "message": "انتقلت إلى عنوان جديد",
        "made_at": now(), "version": 4, "changed_meanwhile": true, "decided_at": null, "decided_by": null, "reason": null,
        "changes": [{ "field": "address", "before": "12، زنقة الأطلس", "now": "14، زنقة الأطلس", "after": "3، شارع محمد الخامس" },
            { "field": "born_on", "before": "", "now": "1976-04-08", "after": "1976-08-04" }, { "field": "phone", "before": "", "now": "", "after": "+212600541731" }] })
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

/// The association `shut` takes no applications.
async fn joining(Path(association): Path<String>) -> Response<Body> {
    if association == "shut" {
        return problem(&Error::not_found());
    }
    Json(json!({ "association_ar": "جمعية النور للتنمية", "association_fr": "Association Nour pour le développement",
        "welcome_ar": "مرحبا بكل من يود المساهمة.\nواجب الانخراط 100 درهم.", "welcome_fr": null, "categories": ["عضو شرفي"], "fields": [own_field(false)] }))
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
    json!({ "id": ID, "member": ID, "kind": "annual", "year": 2026, "period": "2026", "amount": "200.00", "waived": "10.00", "paid": "50.00", "open": "140.00",
        "due_on": "2026-03-31", "category": "Actif", "made_on": "2026-02-01" })
}

async fn receipt(Path((_, code)): Path<(String, String)>) -> Response<Body> {
    if code == "abc123" {
        Json(json!({ "association_ar": "جمعية نور", "association_fr": "Association Nour", "receipt": "2026-00012", "paid_on": "2026-03-01", "amount": "200.00" })).into_response()
    } else {
        problem(&Error::not_found())
    }
}

fn relative(minor: bool) -> Value {
    json!({ "id": ID, "code": "9", "name_ar": "سارة بوعزة", "name_fr": "Sara Bouazza", "born_on": "2014-05-06", "minor": minor })
}

fn family() -> Value {
    let mut contact = relative(false);
    contact["contact"] = json!(true);
    let mut child = relative(true);
    (child["id"], child["contact"]) = (json!("00000000-0000-7000-8000-000000000009"), json!(false));
    json!({ "id": ID, "label": "عائلة بوعزة", "members": [contact, child] })
}

fn relatives() -> Value {
    let guardian = |member: Value, acts: bool| {
        json!({ "id": ID, "member": member, "name_ar": "سناء", "name_fr": null, "kinship": "mother", "phone": "+212612345678",
            "email": "sanae@exemple.ma", "acts": acts, "noted_by": "Amina", "noted_at": now() })
    };
    json!({ "of_age_on": "2032-05-06", "minor": true, "family": family(), "guardians": [guardian(json!(null), true), guardian(relative(true), false)],
        "wards": [relative(true)] })
}
