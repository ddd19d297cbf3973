//! Members, dues and assemblies over the router, on both databases.
#![expect(clippy::unwrap_used, reason = "helpers of tests, which clippy.toml does not count as tests")]

use axum::Router;
use axum::body::Body;
use axum::http::Request;
use contracts::events::{AssociationProfile, Envelope, Event};
use database::{Db, Origin, Settings};
use http_body_util::BodyExt;
use kernel::id::new_id;
use kernel::secret::Signer;
use kernel::{Actor, AssociationId, Clock, Locale, Role, Seat};
use serde_json::{Value, json};
use tower::ServiceExt;
use uuid::Uuid;
use web::{Hosted, Peers, PublicSettings, State};

#[derive(Clone)]
struct Site {
    router: Router,
    state: State,
    clock: Clock,
    association: AssociationId,
    role: Role,
}

impl Site {
    async fn open(settings: Settings) -> Self {
        let clock = Clock::fixed("2026-11-21T10:00:00Z".parse().unwrap());
        let module = membership::MODULE;
        let db = Db::open(&settings, module.name, module.migrations.unwrap(), clock.clone()).await.unwrap();
        let public = PublicSettings {
            private_webhooks: false,
            sub_processors: Vec::new(),
            trusted_proxies: Vec::new(),
            url: "https://nassij.test".into(),
            production: false,
            smtp_url: None,
            mail_from: "a@b.ma".into(),
            data: ".".into(),
            locale: Locale::Ar,
        };
        let state = State::new(Hosted {
            service: module.name,
            db: Some(db),
            peers: Peers::default(),
            clock: clock.clone(),
            signer: Signer::new(b"key"),
            settings: public,
            routes: vec![],
        });
        let router = (module.routes)().into_router(state.clone());
        Self { router, state, clock, association: AssociationId(new_id()), role: Role::President }
    }

    fn other(&self) -> Self {
        Self { association: AssociationId(new_id()), ..self.clone() }
    }

    async fn create(&self) {
        let profile = AssociationProfile {
            slug: "amal".into(),
            name_ar: "جمعية الأمل".into(),
            name_fr: "Association Amal".into(),
            commune_ar: "الدار البيضاء".into(),
            commune_fr: "Casablanca".into(),
            founded_on: "2019-01-01".parse().unwrap(),
            receipt_number: Some("12/2019".into()),
            locale: Locale::Ar,
        };
        let envelope = Envelope {
            id: new_id(),
            association: self.association,
            at: self.clock.now(),
            request: "r".into(),
            event: Event::AssociationCreated(profile),
        };
        for _ in 0..2 {
            let ws = self.state.db().unwrap().write(self.association, Origin::platform("test"), None).await.unwrap();
            (membership::MODULE.react)(&ws, &envelope, &self.state).await.unwrap();
            ws.commit(()).await.unwrap();
        }
    }

    async fn bytes(&self, method: &str, path: &str, key: Option<&str>, body: Vec<u8>) -> (u16, Vec<u8>) {
        self.bytes_by(new_id(), method, path, key, body).await
    }

    async fn bytes_by(&self, account: Uuid, method: &str, path: &str, key: Option<&str>, body: Vec<u8>) -> (u16, Vec<u8>) {
        let seat = Seat::Association { id: self.association, slug: "amal".into(), role: self.role };
        let actor = Actor { account: Some(account), name: "Driss".into(), seat, ..Actor::anonymous(Locale::Fr) };
        let mut request = Request::builder()
            .method(method)
            .uri(format!("/api/v1/associations/amal/{path}"))
            .header(web::ACTOR, actor.seal(self.state.signer(), self.clock.now()));
        if let Some(key) = key {
            request = request.header(web::IDEMPOTENCY_KEY, key);
        }
        let response = self.router.clone().oneshot(request.body(Body::from(body)).unwrap()).await.unwrap();
        (response.status().as_u16(), response.into_body().collect().await.unwrap().to_bytes().to_vec())
    }

    async fn call(&self, method: &str, path: &str, body: Value) -> (u16, Value) {
        let body = if method == "GET" { Vec::new() } else { serde_json::to_vec(&body).unwrap() };
        let (status, bytes) = self.bytes(method, path, None, body).await;
        (status, serde_json::from_slice(&bytes).unwrap_or_else(|_| panic!("{path}: {}", String::from_utf8_lossy(&bytes))))
    }

    async fn get(&self, path: &str) -> Value {
        let (status, reply) = self.call("GET", path, Value::Null).await;
        assert_eq!(status, 200, "{path}: {reply}");
        reply
    }

    async fn post(&self, path: &str, body: Value) -> Value {
        let (status, reply) = self.call("POST", path, body).await;
        assert!(status < 300, "{path}: {reply}");
        reply
    }

    async fn file(&self, path: &str, bytes: &[u8]) -> Value {
        let (status, reply) = self.bytes("POST", path, None, bytes.to_vec()).await;
        let reply: Value = serde_json::from_slice(&reply).unwrap();
        assert_eq!(status, 200, "{path}: {reply}");
        reply
    }

    /// The codes of a refusal.
    async fn refused(&self, path: &str, body: Value) -> String {
        let (status, reply) = self.call("POST", path, body).await;
        assert!(status >= 400, "{path}: {reply}");
        let fields = reply["errors"].as_array().cloned().unwrap_or_default();
        fields.first().and_then(|field| field["code"].as_str()).unwrap_or_else(|| reply["type"].as_str().unwrap()).to_owned()
    }

    /// Does what is done by the clock.
    async fn work(&self) {
        for task in membership::MODULE.schedule {
            while (task.run)(self.state.clone()).await.unwrap() {}
        }
    }

    async fn events(&self) -> Vec<Event> {
        let claimed = self.state.db().unwrap().claim_events(100_000, chrono::TimeDelta::seconds(60)).await.unwrap();
        claimed.into_iter().filter(|envelope| envelope.association == self.association).map(|envelope| envelope.event).collect()
    }
}

fn payment(member: &str, amount: &str) -> Value {
    json!({ "member": member, "year": "2026", "amount": amount, "method": "cash", "paid_on": "21/11/2026" })
}

fn plan(date: &str) -> Value {
    json!({ "held_on": date, "time": "18:30", "place": "المقر", "agenda": "Rapport\nBudget" })
}

async fn journey(settings: Settings) {
    let site = Site::open(settings).await;
    assert_eq!(site.refused("dues/payments", payment("1", "200")).await, "fee-missing");
    site.create().await;
    let import = members_come_by_a_file(&site).await;
    members_are_found(&site).await;
    payments_are_recorded(&site).await;
    let code = payments_are_found(&site).await;
    let assembly = assemblies_are_convened(&site).await;
    the_others_are_told(&site).await;
    let paths = [format!("assemblies/{assembly}"), format!("members/imports/{import}"), format!("receipts/{code}")];
    let other = strangers_find_nothing(&site, &paths).await;
    what_cannot_be_is_refused(&other).await;
    many_come_quickly(&other).await;
}

async fn members_come_by_a_file(site: &Site) -> String {
    let csv = include_bytes!("data/members_casablanca.csv");
    let report = site.file("members/import", csv).await;
    assert_eq!((&report["create"], &report["written"], &report["sample"][0]["number"]), (&json!(320), &json!(false), &json!(1)));
    assert_eq!(site.get("summary").await["members"], 0);
    let import = site.file("members/imports?file_name=casa.csv", csv).await;
    site.work().await;
    assert_eq!(site.get("members").await["items"].as_array().unwrap().len(), 0);
    let id = import["id"].as_str().unwrap();
    assert_eq!(site.get(&format!("members/imports/{id}")).await["report"]["create"], report["create"]);
    site.post(&format!("members/imports/{id}/confirmation"), json!({})).await;
    site.work().await;
    let done = site.get(&format!("members/imports/{id}")).await;
    assert_eq!((&done["report"]["create"], &done["report"]["written"]), (&json!(320), &json!(true)));
    assert_eq!(site.post(&format!("members/imports/{id}/confirmation"), json!({})).await, done);
    let again = site.file("members/import?dry_run=false", csv).await;
    assert_eq!((&again["create"], &again["skip"]), (&json!(0), &json!(320)));
    let added = site.post("members", json!({ "given_ar": "أمينة", "family_fr": "Test", "phone": "0612345678" })).await;
    assert_eq!((&added["number"], &added["locale"]), (&json!(321), &json!("ar")));
    assert_eq!(site.refused("members", json!({ "phone": "12" })).await, "phone-unreadable");
    id.to_owned()
}

async fn members_are_found(site: &Site) {
    let first = site.get("members").await;
    assert_eq!((first["items"].as_array().unwrap().len(), &first["next"]), (50, &json!("50")));
    assert_eq!(site.get("members?after=300").await["items"].as_array().unwrap().len(), 21);
    for (search, number) in [
        ("amina%20te", None),
        ("%D8%A7%D9%85%D9%8A%D9%86%D9%87%20test", Some(321)),
        ("0612345678", Some(321)),
        ("321", Some(321)),
        ("%2B21261234567", Some(321)),
    ] {
        let found = site.get(&format!("members?search={search}")).await;
        assert_eq!(found["items"][0]["number"].as_i64(), number, "{search} {found}");
    }
    let driss = site.get("members?search=DRI%20boua").await;
    assert!(driss["items"].as_array().unwrap().iter().any(|member| member["number"] == 1));
}

async fn payments_are_recorded(site: &Site) {
    let first = site.get("members").await;
    let member = first["items"][0]["id"].as_str().unwrap();
    assert_eq!(site.post("dues/fees", json!({ "year": "2026", "amount": "100" })).await["amount"], "100.00");
    assert_eq!(site.post("dues/fees", json!({ "year": "2026", "amount": "200" })).await["amount"], "200.00");
    assert_eq!(site.post("dues/payments", payment("1", "150")).await["receipt"], "2026-00001");
    assert_eq!(site.refused("dues/payments", payment("1", "50,01")).await, "amount-above-due");
    assert_eq!(site.refused("dues/payments", payment("9999", "50")).await, "unknown-member");
    assert_eq!(site.refused("dues/payments", json!({ "method": "cheque" })).await, "required");
    assert_eq!(site.refused("dues/fees", json!({ "year": "2026", "amount": "300" })).await, "fee-in-use");
    let both =
        tokio::join!(site.call("POST", "dues/payments", payment(member, "50")), site.call("POST", "dues/payments", payment("1", "50")));
    let mut statuses = [both.0.0, both.1.0];
    statuses.sort_unstable();
    assert_eq!(statuses, [201, 422], "{both:?}");
    assert_eq!(site.get(&format!("members/{member}")).await["paid_year"], 2026);
    let body = serde_json::to_vec(&payment("2", "200")).unwrap();
    let account = new_id();
    let twice = (
        site.bytes_by(account, "POST", "dues/payments", Some("k"), body.clone()).await,
        site.bytes_by(account, "POST", "dues/payments", Some("k"), body).await,
    );
    assert_eq!((twice.0.0, twice.1.0), (201, 200));
    assert_eq!(twice.0.1, twice.1.1);
}

/// Gives the check code of the first receipt.
async fn payments_are_found(site: &Site) -> String {
    let first = site.get("members").await;
    let member = first["items"][0]["id"].as_str().unwrap();
    let list = site.get("dues/payments").await;
    let receipts: Vec<_> = list["items"].as_array().unwrap().iter().map(|row| row["receipt"].as_str().unwrap()).collect();
    assert_eq!(receipts, ["2026-00003", "2026-00002", "2026-00001"]);
    assert_eq!(site.get("dues/payments?after=2026-00003").await["items"].as_array().unwrap().len(), 2);
    assert_eq!(site.get(&format!("dues/payments?member={member}&year=2026")).await["items"].as_array().unwrap().len(), 2);
    assert_eq!(
        site.get("dues/fees").await["items"],
        json!([{ "year": 2026, "amount": "200.00", "payments": 3, "collected": "400.00", "joining": null, "prorated": false, "free": false,
        "due_on": "2026-03-31", "family_from": null, "family_percent": null, "family_most": null, "categories": [], "ages": [], "groups": [] }])
    );
    let summary = site.get("summary").await;
    assert_eq!((&summary["members"], &summary["paid_members"], &summary["collected"]), (&json!(321), &json!(2), &json!("400.00")));
    assert_eq!(site.get("members?dues=paid").await["items"].as_array().unwrap().len(), 2);
    assert_eq!(site.get("members?dues=unpaid").await["items"][0]["number"], 3);
    let paid = &list["items"][2];
    let url = paid["check_url"].as_str().unwrap();
    let code = url.strip_prefix("https://nassij.test/a/amal/receipts/").unwrap();
    let visitor = Site { role: Role::Anonymous, ..site.clone() };
    assert_eq!(
        visitor.get(&format!("receipts/{code}")).await,
        json!({ "association_ar": "جمعية الأمل", "association_fr": "Association Amal", "receipt": "2026-00001", "paid_on": "2026-11-21", "amount": "150.00", "cancelled_on": null })
    );
    assert_eq!(visitor.call("GET", "members", Value::Null).await.0, 404);
    assert_eq!(site.call("GET", "receipts/abc", Value::Null).await.0, 404);
    let (status, pdf) = site.bytes("GET", &format!("dues/payments/{}/receipt", paid["id"].as_str().unwrap()), None, vec![]).await;
    assert!(status == 200 && pdf.starts_with(b"%PDF"), "{}", String::from_utf8_lossy(&pdf));
    code.to_owned()
}

async fn assemblies_are_convened(site: &Site) -> String {
    assert_eq!(site.get("statutes").await, json!({ "electors": "all_active", "notice_days": 15 }));
    assert_eq!(site.refused("assemblies", plan("05/12/2026")).await, "assembly-too-soon");
    let planned = site.post("assemblies", plan("06/12/2026")).await;
    assert_eq!((&planned["electors"], &planned["electors_without_email"], &planned["state"]), (&json!(321), &json!(63), &json!("planned")));
    let id = planned["id"].as_str().unwrap();
    let (status, pdf) = site.bytes("GET", &format!("assemblies/{id}/letter"), None, vec![]).await;
    assert!(status == 200 && pdf.starts_with(b"%PDF"), "{}", String::from_utf8_lossy(&pdf));
    site.post("statutes", json!({ "electors": "paid_up", "notice_days": "15" })).await;
    let late = site.post("assemblies", plan("12/12/2026")).await["id"].as_str().unwrap().to_owned();
    let convened = site.post(&format!("assemblies/{id}/convocation"), json!({})).await;
    assert_eq!((&convened["electors"], &convened["state"], &convened["elector_rule"]), (&json!(2), &json!("convened"), &json!("paid_up")));
    assert_eq!(site.post(&format!("assemblies/{id}/convocation"), json!({})).await, convened);
    assert_eq!(site.get(&format!("assemblies/{id}/electors")).await["items"][1]["number"], 2);
    assert_eq!(site.get(&format!("assemblies/{id}/electors?by_hand=true")).await["items"].as_array().unwrap().len(), 1);
    site.post("statutes", json!({ "electors": "all_active", "notice_days": "22" })).await;
    assert_eq!(site.refused(&format!("assemblies/{late}/convocation"), json!({})).await, "assembly-too-soon");
    site.post("statutes", json!({ "electors": "all_active", "notice_days": "15" })).await;
    let convened = site.post(&format!("assemblies/{late}/convocation"), json!({})).await;
    assert_eq!((&convened["electors"], &convened["electors_without_email"]), (&json!(321), &json!(63)));
    assert_eq!(site.get("assemblies").await["items"].as_array().unwrap().len(), 2);
    assert_eq!(site.get("summary").await["next_assembly"]["id"], id);
    id.to_owned()
}

async fn the_others_are_told(site: &Site) {
    let events = site.events().await;
    let counted: Vec<_> = events
        .iter()
        .filter_map(|event| if let Event::MembersCounted { active, paid, .. } = event { Some((*active, *paid)) } else { None })
        .collect();
    assert_eq!(counted, [(320, 0), (321, 0), (321, 0), (321, 1), (321, 2)]);
    assert_eq!(events.iter().filter(|event| matches!(event, Event::DuesPaid(_))).count(), 3);
    let addressed: Vec<_> = events
        .iter()
        .filter_map(|event| match event {
            Event::AssemblyConvened(convened) => Some(convened.electors.to_string()),
            Event::ConvocationAddressed { recipients, .. } => Some(format!("+{}", recipients.len())),
            _ => None,
        })
        .collect();
    assert_eq!(addressed, ["2", "+2", "321", "+200", "+121"]);
    let mut audits: Vec<_> =
        events.iter().filter_map(|event| if let Event::Audited(audited) = event { Some(audited.action.as_str()) } else { None }).collect();
    audits.dedup();
    assert_eq!(
        audits,
        [
            "import-uploaded",
            "import-confirmed",
            "members-imported",
            "members-added",
            "fee-set",
            "payment-recorded",
            "assembly-planned",
            "statutes-set",
            "assembly-planned",
            "assembly-convened",
            "statutes-set",
            "assembly-convened",
        ]
    );
}

async fn strangers_find_nothing(site: &Site, paths: &[String]) -> Site {
    let other = site.other();
    assert_eq!(other.get("members?search=321").await["items"].as_array().unwrap().len(), 0);
    for path in paths {
        assert_eq!(other.call("GET", path, Value::Null).await.0, 404, "{path}");
    }
    assert_eq!(other.refused("assemblies/not-an-id/convocation", json!({})).await, "not-found");
    other
}

async fn what_cannot_be_is_refused(other: &Site) {
    let empty = other.post("assemblies", plan("12/12/2026")).await["id"].as_str().unwrap().to_owned();
    assert_eq!(other.refused(&format!("assemblies/{empty}/convocation"), json!({})).await, "workspace-not-ready");
    other.create().await;
    assert_eq!(other.refused(&format!("assemblies/{empty}/convocation"), json!({})).await, "no-electors");
    other.clock.set("2026-12-13T10:00:00Z".parse().unwrap());
    assert_eq!(other.refused(&format!("assemblies/{empty}/convocation"), json!({})).await, "assembly-past");
    let stale = other.file("members/imports?file_name=x", b"Nom;Tel\nAli;0612345678\n").await["id"].as_str().unwrap().to_owned();
    other.work().await;
    other.clock.set("2026-12-15T10:00:00Z".parse().unwrap());
    assert_eq!(other.refused(&format!("members/imports/{stale}/confirmation"), json!({})).await, "import-expired");
    for _ in 0..7 {
        other.file("members/imports?file_name=y", b"Nom;Tel\nAli;0612345678\n").await;
        other.work().await;
    }
    assert_eq!(other.call("GET", &format!("members/imports/{stale}"), Value::Null).await.0, 404);
}

async fn many_come_quickly(other: &Site) {
    let mut lines = vec!["Prénom;Nom;Tél".to_owned()];
    lines.extend((0..5_000).map(|i| format!("Membre{i};Nom{i};06{i:08}")));
    let report = other.file("members/import?dry_run=false", lines.join("\n").as_bytes()).await;
    assert_eq!(report["create"], 5_000);
    assert_eq!(other.get("members?search=membre4999").await["items"][0]["number"], 5_000);
}

#[tokio::test(flavor = "multi_thread")]
async fn on_sqlite() {
    let directory = std::env::temp_dir().join(format!("membership-{}", new_id()));
    journey(Settings::Sqlite { directory: directory.clone(), exclusive: true }).await;
    std::fs::remove_dir_all(directory).unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn on_postgres() {
    let url = testing::fresh_postgres(&[membership::MODULE]).await;
    journey(Settings::Postgres { url, owner_url: None, connections: 8 }).await;
}
