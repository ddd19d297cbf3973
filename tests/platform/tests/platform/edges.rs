//! The edges of every route: other associations' ids, methods, headers, paths and bodies that no
//! page of ours sends.

use crate::MODULES;
use crate::desk::{Desk, account};
use crate::isolation::{call, example, fingerprint, path};
use crate::world::{self, CANARIES, Twin};
use axum::body::Body;
use axum::http::{HeaderMap, Method, Request, header};
use kernel::Role;
use kernel::id::new_id;
use kernel::permission::Scope;
use kernel::secret::random_token;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use testing::{Answer, App, Engine};
use web::Route;

fn routes() -> Vec<Route> {
    let routes = runtime::describe_routes(MODULES);
    routes.into_iter().filter(|route| route.scope == Scope::Association).collect()
}

/// The ids of nothing, of the same shape as a twin's.
fn nothing(like: &Twin) -> Twin {
    let ids = like.ids.iter().map(|(kind, id)| {
        (*kind, if uuid::Uuid::try_parse(id).is_ok() { new_id().to_string() } else { random_token()[..id.len().min(43)].to_owned() })
    });
    Twin { slug: like.slug.clone(), id: like.id, ids: ids.collect() }
}

/// What the asker can tell answers apart by, but for what names the request itself.
fn told(answer: &Answer, id: &str) -> (u16, Vec<String>, String) {
    let mut headers: Vec<String> = answer.headers.keys().map(ToString::to_string).collect();
    headers.sort();
    let mut text = answer.text().replace(id, "ID");
    if let Some(request) = answer.headers.get(web::REQUEST_ID).and_then(|id| id.to_str().ok()) {
        text = text.replace(request, "REQUEST");
    }
    (answer.status.as_u16(), headers, text)
}

/// Threats 1 to 4, 21: nobody learns that an id belongs to somebody else.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn another_associations_id_is_answered_like_one_that_never_was() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let (app, world) = world::start(engine).await;
        let (president, unknown) = (&world.people[&Role::President], nothing(&world.b));
        let mut compared = 0;
        for route in routes().iter().filter(|route| route.service != "portal") {
            let (body, fields) = example(route).unwrap_or((json!({}), &[]));
            let in_path = route.path.contains("{id}") || route.path.contains("{code}");
            if in_path {
                let ask = async |ids: &Twin| {
                    let path = path(route, &world.a.slug, "", ids);
                    let id = path.split('/').find(|part| ids.ids.values().any(|id| id.as_str() == *part)).expect("an id").to_owned();
                    told(&call(&app, route, president, &path, &body).await, &id)
                };
                assert_eq!(ask(&world.b).await, ask(&unknown).await, "{} {}", route.method, route.path);
                compared += 1;
            }
            for (field, kind) in fields.iter().filter(|(field, _)| *field != "id" && route.method == Method::POST) {
                let ask = async |ids: &Twin| {
                    let mut body = body.clone();
                    body[*field] = ids.ids[kind].clone().into();
                    told(&call(&app, route, president, &path(route, &world.a.slug, "", &world.a), &body).await, &ids.ids[kind])
                };
                let (theirs, none) = (ask(&world.b).await, ask(&unknown).await);
                assert!(theirs.0 >= 400, "{} {} {field}: {theirs:?}", route.method, route.path);
                assert_eq!(theirs, none, "{} {} {field}", route.method, route.path);
                compared += 1;
            }
        }
        assert!(compared > 8, "only {compared} compared");
        app.settle().await;
        app.finish().await;
    }
}

fn said_in<'a>(headers: &'a HeaderMap, name: &str) -> &'a str {
    headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

/// Threats 16 and 52: no answer of any kind is kept by a cache, framed, or taken for something else.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_answer_says_what_browsers_and_caches_must_not_do() {
    let (app, world) = world::start(Engine::Sqlite).await;
    let guarded = |answer: &Answer, what: &str| {
        let said = |name: &str| said_in(&answer.headers, name).to_owned();
        assert_eq!(said("cache-control"), "no-store", "{what}");
        assert_eq!(said("x-content-type-options"), "nosniff", "{what}");
        let policy = said("content-security-policy");
        assert!(
            policy.contains("frame-ancestors 'none'") && policy.contains("default-src 'none'") && !policy.contains("unsafe"),
            "{what}: {policy}"
        );
        assert!(!said("referrer-policy").is_empty() && !said(web::REQUEST_ID).is_empty(), "{what}");
    };
    let mut seen: BTreeMap<u16, usize> = BTreeMap::new();
    for route in routes() {
        let (body, _) = example(&route).unwrap_or((json!({}), &[]));
        for role in [Role::President, Role::Member, Role::SignedIn, Role::Anonymous] {
            let answer = call(&app, &route, &world.people[&role], &path(&route, &world.a.slug, "", &world.a), &body).await;
            let what = format!("{} {} as {}: {}", route.method, route.path, role.code(), answer.status);
            guarded(&answer, &what);
            if route.service == "portal" {
                let vary = said_in(&answer.headers, "vary").to_lowercase();
                assert!(vary.contains("cookie") && vary.contains("accept-language"), "{what}: {vary}");
            }
            *seen.entry(answer.status.as_u16()).or_default() += 1;
        }
    }
    assert!([200, 303, 401, 403, 404].iter().all(|status| seen.contains_key(status)), "{seen:?}");
    for path in [
        "/",
        "/sign-in",
        "/register",
        "/associations",
        "/nowhere",
        "/api/v1/account",
        "/api/v1/nowhere",
        "/api/v1/openapi.json",
        "/a/nobody/",
    ] {
        guarded(&app.get("", path).await, path);
    }
    app.settle().await;
    app.finish().await;
}

/// Threats 6 and 7: the association is the one of the path, whatever else is said.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_header_query_or_body_names_another_association() {
    let (app, world) = world::start(Engine::Sqlite).await;
    let (token, members) = (&world.people[&Role::President].token, world.a.path("/members"));
    let before = fingerprint(&app, &world.b).await;
    let plain = app.get(token, &members).await.ok().json();
    let b = world.b.id.to_string();
    for (name, value) in [
        ("x-tenant-id", b.as_str()),
        ("x-association", world.b.slug.as_str()),
        ("x-forwarded-host", "b.nassij.test"),
        ("host", "b.nassij.test"),
        ("x-original-url", "/api/v1/associations/association-cnryb/members"),
        ("x-rewrite-url", "/api/v1/associations/association-cnryb/members"),
        ("x-forwarded-prefix", "/api/v1/associations/association-cnryb"),
        (web::ACTOR, "forged"),
    ] {
        let request = Request::get(&members).header(header::AUTHORIZATION, format!("Bearer {token}")).header(name, value);
        let answer = app.send(request.body(Body::empty()).expect("a request")).await.ok();
        assert_eq!(answer.json(), plain, "{name}");
    }
    for query in [format!("association={}", world.b.slug), format!("association_id={b}&tenant={b}")] {
        assert_eq!(app.get(token, &format!("{members}?{query}")).await.ok().json(), plain, "{query}");
    }
    let named = |field: &str, value: &str| json!({ "given_fr": "Une", "family_fr": "Autre", (field): value });
    assert_eq!(app.post(token, &members, named("association", &world.b.slug)).await.refused(422), "path-and-body-differ");
    drop(app.post(token, &members, named("association_id", &b)).await.ok());
    app.settle().await;
    assert_eq!(fingerprint(&app, &world.b).await, before);
    app.finish().await;
}

/// Threat 54: a method that a route does not have does nothing, by whatever name it comes.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_method_that_a_route_lacks_does_nothing() {
    let (app, world) = world::start(Engine::Sqlite).await;
    let (president, anonymous) = (&world.people[&Role::President], &world.people[&Role::Anonymous]);
    let before = fingerprint(&app, &world.a).await;
    let all = routes();
    for route in &all {
        let path = path(route, &world.a.slug, "", &world.a);
        let has =
            |method: &Method| all.iter().any(|other| other.path == route.path && other.method == *method && other.service == route.service);
        for method in [Method::PUT, Method::PATCH, Method::DELETE, Method::OPTIONS, Method::TRACE, Method::CONNECT] {
            let ask =
                Request::builder().method(method.clone()).uri(&path).header(header::AUTHORIZATION, format!("Bearer {}", president.token));
            let ask = ask.header(header::COOKIE, format!("nassij={}", president.session));
            let answer = app.send(ask.body(Body::from("{}")).expect("a request")).await;
            assert!(matches!(answer.status.as_u16(), 404 | 405), "{method} {path}: {}", answer.status);
        }
        if !has(&Method::GET) {
            continue;
        }
        let mut head = route.clone();
        head.method = Method::HEAD;
        let answer = call(&app, &head, anonymous, &path, &json!({})).await;
        assert!(matches!(answer.status.as_u16(), 401 | 303 | 403) && answer.body.is_empty(), "HEAD {path}: {}", answer.status);
        let ask = Request::get(&path)
            .header(header::AUTHORIZATION, format!("Bearer {}", president.token))
            .header("x-http-method-override", "DELETE");
        let ask = ask.header(header::COOKIE, format!("nassij={}", president.session)).header("x-method-override", "POST");
        let answer = app.send(ask.body(Body::empty()).expect("a request")).await;
        assert!(!answer.status.is_server_error(), "{path}: {}", answer.status);
    }
    app.settle().await;
    assert_eq!(fingerprint(&app, &world.a).await, before);
    app.finish().await;
}

/// Threat 54: a path that only looks like another one leads nowhere.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_path_that_looks_like_anothers_leads_nowhere() {
    let (app, world) = world::start(Engine::Sqlite).await;
    let person = &world.people[&Role::President];
    let (a, b) = (&world.a.slug, &world.b.slug);
    for (root, tail) in [("/api/v1/associations", "members"), ("/a", "members")] {
        for path in [
            format!("{root}/{a}/../{b}/{tail}"),
            format!("{root}/{a}/%2e%2e/{b}/{tail}"),
            format!("{root}/{a}%2f..%2f{b}/{tail}"),
            format!("{root}/{a}/..%2f{b}/{tail}"),
            format!("{root}/{a};/{b}/{tail}"),
            format!("{root}/{b};a={a}/{tail}"),
            format!("{root}/{b}%00/{tail}"),
            format!("{root}/{b}/{tail};x=1"),
            format!("{root}//{b}/{tail}"),
            format!("/{root}/{b}/{tail}"),
            format!("{root}/{b}/{tail}/"),
            format!("{}/{b}/{tail}", root.to_uppercase()),
            format!("{root}/{}/{tail}", b.to_uppercase()),
            format!("{root}/{b}/{}", tail.to_uppercase()),
            format!("{root}/{b}%20/{tail}"),
            format!("{root}/./{b}/{tail}"),
            format!("{root}/{b}/{tail}%3fassociation={a}"),
        ] {
            let request = Request::get(&path).header(header::AUTHORIZATION, format!("Bearer {}", person.token));
            let request = request.header(header::COOKIE, format!("nassij={}", person.session));
            let answer = app.send(request.body(Body::empty()).expect("a request")).await;
            assert_eq!(answer.status.as_u16(), 404, "{path}");
            let text = answer.text();
            assert!(CANARIES.iter().all(|canary| !text.contains(&format!("{canary}1"))), "{path}: {text}");
        }
    }
    app.finish().await;
}

async fn raw(app: &App, token: &str, path: &str, kind: &str, body: Vec<u8>) -> Answer {
    let request = Request::post(path).header(header::AUTHORIZATION, format!("Bearer {token}")).header(header::CONTENT_TYPE, kind);
    app.send(request.body(Body::from(body)).expect("a request")).await
}

testing::both!(
    MODULES,
    /// Threats 77 and 79: what two readers could read in two ways is read in none.
    async fn a_body_that_is_not_plain_json_is_refused_and_nothing_is_written(app: App) {
        let desk = Desk::open(app).await;
        let fees = desk.twin.path("/dues/fees");
        let deep = format!("{}{}", r#"{"year":"2027","amount":"1","x":"#, "[".repeat(10_000));
        let bodies: [(&str, Vec<u8>); 19] = [
            ("a name twice", br#"{"year":"2027","amount":"1","amount":"2"}"#.to_vec()),
            ("no end", deep.into_bytes()),
            ("deep", format!(r#"{{"year":"2027","amount":{}"1"{}}}"#, "[".repeat(10_000), "]".repeat(10_000)).into_bytes()),
            ("beyond all numbers", br#"{"year":"2027","amount":1e400}"#.to_vec()),
            ("a number", br#"{"year":"2027","amount":150}"#.to_vec()),
            ("minus nothing", br#"{"year":"2027","amount":-0}"#.to_vec()),
            ("beyond 2^53", br#"{"year":9007199254740993,"amount":"1"}"#.to_vec()),
            ("no number", br#"{"year":"2027","amount":NaN}"#.to_vec()),
            ("a list for a text", br#"{"year":["2027"],"amount":"1"}"#.to_vec()),
            ("an object for a text", br#"{"year":{"a":"2027"},"amount":"1"}"#.to_vec()),
            ("a list", br#"[{"year":"2027","amount":"1"}]"#.to_vec()),
            ("nothing", b"null".to_vec()),
            ("a text", br#""2027""#.to_vec()),
            ("a tail", br#"{"year":"2027","amount":"1"}{"year":"2028"}"#.to_vec()),
            ("a remark", b"{\"year\":\"2027\",/* */\"amount\":\"1\"}".to_vec()),
            ("a mark of order", b"\xef\xbb\xbf{\"year\":\"2027\",\"amount\":\"1\"}".to_vec()),
            ("no UTF-8", b"{\"year\":\"2027\",\"amount\":\"\xff\"}".to_vec()),
            ("half a surrogate", br#"{"year":"2027","amount":"\ud800"}"#.to_vec()),
            ("too much", format!(r#"{{"year":"2027","amount":"1","x":"{}"}}"#, "x".repeat(1_100_000)).into_bytes()),
        ];
        for (what, body) in bodies {
            let answer = raw(app, &desk.token, &fees, "application/json", body).await;
            assert!(matches!(answer.status.as_u16(), 400 | 413 | 422), "{what}: {} {}", answer.status, answer.text());
        }
        let good = br#"{"year":"2027","amount":"1"}"#.to_vec();
        for kind in ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/xml", "text/json"] {
            assert_eq!(raw(app, &desk.token, &fees, kind, good.clone()).await.refused(422), "invalid-body", "{kind}");
        }
        assert_eq!(desk.get(app, "/dues/fees").await["items"], json!([]));
        drop(raw(app, &desk.token, &fees, "application/json; charset=utf-8", good).await.ok());
    }
);

/// Threat 78: columns are not fields.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_body_sets_nothing_but_its_own_fields() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let (app, world) = world::start(engine).await;
        let (president, before) = (&world.people[&Role::President], fingerprint(&app, &world.b).await);
        for route in routes().iter().filter(|route| route.service != "portal" && route.method == Method::POST) {
            let Some((mut body, _)) = example(route) else { continue };
            if !body.is_object() {
                continue;
            }
            for (name, value) in [
                ("association_id", json!(world.b.id)),
                ("account_id", json!(new_id())),
                ("number", json!(999_999)),
                ("last_number", json!(999_999)),
                ("receipt", json!("2026-99999")),
                ("total", json!(0)),
                ("collected", json!(1)),
                ("confirmed", json!(true)),
                ("convened", json!(true)),
                ("closed", json!(true)),
                ("created_at", json!("1999-01-01T00:00:00Z")),
                ("recorded_by", json!("X")),
                ("given_by", json!("X")),
                ("expires_at", json!("2999-01-01T00:00:00Z")),
                ("hash", json!("")),
            ] {
                if body.get(name).is_none() {
                    body[name] = value;
                }
            }
            let answer = call(&app, route, president, &path(route, &world.a.slug, "", &world.a), &body).await;
            assert!(!answer.status.is_server_error(), "{} {}: {}", route.method, route.path, answer.text());
            let text = answer.text();
            for foreign in [world.b.id.to_string().as_str(), "999999", "2026-99999", "1999-01-01", "2999-01-01"] {
                assert!(!text.contains(foreign), "{} {} took {foreign}: {text}", route.method, route.path);
            }
        }
        app.settle().await;
        assert_eq!(fingerprint(&app, &world.b).await, before);
        app.finish().await;
    }
}

testing::both!(
    MODULES,
    /// Threats 9, 10, 20 and 22: one person in two associations is two offices, two sets of keys and numbers.
    async fn what_one_is_and_does_in_one_association_counts_for_nothing_in_another(app: App) {
        let (mine, theirs) = (Desk::with_members(app, 2).await, Desk::with_members(app, 5).await);
        let (id, _, token) = account(app, "Karim").await;
        let state = app.process.state("tenancy").expect("hosted");
        tenancy::operator::give_seat(state, mine.twin.id, id, Role::SecretaryGeneral).await.expect("seated");
        tenancy::operator::give_seat(state, theirs.twin.id, id, Role::Member).await.expect("seated");
        let person = json!({ "given_fr": "Une", "family_fr": "Autre" });
        assert_eq!(app.post(&token, &theirs.twin.path("/members"), person.clone()).await.refused(403), "forbidden");
        assert_eq!(app.get(&token, &theirs.twin.path("/members")).await.refused(403), "forbidden");
        // the same key in both: neither answer is the other's
        tenancy::operator::give_seat(state, theirs.twin.id, mine.account, Role::SecretaryGeneral).await.expect("seated");
        let add =
            async |twin: &Twin| app.api_once(&mine.token, Method::POST, &twin.path("/members"), &person, Some("one-key")).await.ok().json();
        let (here, there, again) = (add(&mine.twin).await, add(&theirs.twin).await, add(&mine.twin).await);
        assert_eq!((&here["number"], &there["number"]), (&json!(3), &json!(6)));
        assert_eq!(here, again);
        assert_ne!(here["id"], there["id"]);
        // what is taken there is free here, and nothing says that it was taken
        let known = json!({ "given_fr": "Prenom05", "family_fr": "Nom05", "email": "m05@membres.exemple.ma" });
        assert_eq!(app.post(&mine.token, &mine.twin.path("/members"), known).await.ok().json()["number"], 4);
    }
);

mod binary {
    use super::*;
    use crate::server::{Api, Installation};

    /// Threat 19: for an id of somebody else's the database is asked exactly what it is asked for an
    /// id of nobody's, so no clock can tell them apart.
    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn a_foreign_id_costs_the_same_statements_as_an_unknown_one() {
        let installation = Installation::new();
        let api = Api::new(&installation.token("presidente@exemple.ma"));
        let server = installation.serve(&[], &[("NASSIJ_LOG", "warn,sqlx::query=debug")]).await;
        let at = server.address;
        let mut slugs = Vec::new();
        for i in 1..=2 {
            let association = json!({ "name_ar": "جمعية", "name_fr": format!("Association {i}"), "commune": "06.141.01.01", "founded_on": "2001-02-03", "processor_agreement": contracts::privacy::AGREEMENT, "receipt_number": format!("{i}/2001") });
            slugs.push(api.post(at, "/api/v1/associations", association).await["slug"].as_str().expect("a slug").to_owned());
        }
        let theirs = format!("/api/v1/associations/{}", slugs[1]);
        let member = api.post(at, &format!("{theirs}/members"), json!({ "given_fr": "Une", "family_fr": "Autre" })).await;
        let planned = json!({ "held_on": "2040-02-20", "time": "18:00", "place": "Ici", "agenda": "Un point" });
        let assembly = api.post(at, &format!("{theirs}/assemblies"), planned).await;
        for (kind, table, id) in [("members", "\\\"member\\\"", &member["id"]), ("assemblies", "\\\"assembly\\\"", &assembly["id"])] {
            let mut asked = Vec::new();
            for id in [id.as_str().expect("an id").to_owned(), new_id().to_string()] {
                let seen = installation.log().len();
                let (status, _) = api
                    .ask(at, Method::GET, &format!("/api/v1/associations/{}/{kind}/{id}", slugs[0]), &Value::Null, None)
                    .await
                    .expect("an answer");
                assert_eq!(status, 404);
                let log = installation.log();
                let statements = log[seen..]
                    .lines()
                    .filter(|line| line.contains(table))
                    .filter_map(|line| line.split("rows_affected").next().and_then(|line| line.split("summary").nth(1)));
                asked.push(statements.map(str::to_owned).collect::<Vec<_>>());
            }
            assert!(!asked[0].is_empty(), "no statement about {table} was logged: {}", installation.log());
            assert_eq!(asked[0], asked[1], "{kind}");
        }
    }
}
