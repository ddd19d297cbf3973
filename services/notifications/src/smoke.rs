//! TEMPORARY
use crate::entity::{campaign, delivery, send_queue};
use crate::*;
use chrono::{DateTime, Duration};
use contracts::events::*;
use contracts::mail::*;
use database::{Db, Origin, Settings};
use kernel::*;
use kernel::id::new_id;
use sea_orm::*;
use web::*;

async fn dbs(clock: &Clock) -> Vec<Db> {
    let dir = std::path::PathBuf::from(format!("/tmp/bn/{}", new_id()));
    let sqlite = Db::open(&Settings::Sqlite { directory: dir }, "notifications", migrations::MIGRATIONS, clock.clone()).await.unwrap_or_else(|e| panic!("{e} {:?}", e.cause()));
    let url = |role: &str| format!("postgres://{role}@127.0.0.1:54391/nassij");
    let pg = Db::open(&Settings::Postgres { url: url("nassij_app"), owner_url: Some(url("nassij_owner")), connections: 20 }, "notifications", migrations::MIGRATIONS, clock.clone()).await.unwrap_or_else(|e| panic!("{e} {:?}", e.cause()));
    vec![sqlite, pg]
}

#[tokio::test]
async fn smoke() {
    let clock = Clock::fixed(DateTime::from_timestamp(1_780_000_000, 0).unwrap());
    for (db, smtp) in dbs(&clock).await.into_iter().flat_map(|db| [(db.clone(), None), (db, Some("smtp://127.0.0.1:20259".to_owned()))]) {
        println!("=== {smtp:?}");
        clock.set(DateTime::from_timestamp(1_780_000_000, 0).unwrap());
        let peer = Peer::near();
        let peers = Peers::new(vec![("notifications", peer.clone())]);
        let signer = kernel::secret::Signer::new(b"k");
        let settings = PublicSettings { url: "http://x.example:80".into(), production: false, smtp_url: smtp.clone(), mail_from: "Nassij <a@b.example>".into(), data: format!("/tmp/bn/data-{}", new_id()).into(), locale: Locale::Fr };
        let routes = crate::routes::routes();
        let state = State::new(Hosted { service: "notifications", db: Some(db.clone()), peers: peers.clone(), clock: clock.clone(), signer: signer.clone(), settings, routes: routes.list().to_vec() });
        peer.connect(routes.into_router(state.clone()));
        let a = AssociationId(new_id());
        let camp = new_id();
        let react = |association: AssociationId, event: Event| { let state = state.clone(); async move {
            let ws = state.workspace(association, "t").await.unwrap();
            let envelope = Envelope { id: new_id(), association, at: ws.now(), request: "r".into(), event };
            react::react(&ws, &envelope, &state).await?;
            ws.commit(()).await
        }};
        let locale = Locale::Ar;
        react(AssociationId::PLATFORM, Event::ConfirmationRequested { account: new_id(), name: "Driss".into(), email: "driss@example.ma".into(), locale, token: "tok".into() }).await.unwrap();
        react(AssociationId::PLATFORM, Event::AlreadyRegistered { account: new_id(), name: "Driss".into(), email: "driss2@example.ma".into(), locale: Locale::Fr }).await.unwrap();
        let mut n = 0;
        let mut r = |email: Option<&str>, locale| { n += 1; Recipient { member: new_id(), number: n, name_ar: Some("أمينة".into()), name_fr: Some("Amina \"A\" \r\nX".into()), email: email.map(Into::into), phone: None, locale } };
        let mut recipients = vec![r(Some("ok1@example.ma"), Locale::Ar), r(Some("no@example.ma"), Locale::Fr), r(Some("later@example.ma"), Locale::Fr), r(Some("not an address"), Locale::Fr), r(None, Locale::Ar), r(Some("drop@example.ma"), Locale::En)];
        for i in 0..120 { recipients.push(r(Some(&format!("m{i}@example.ma")), if i % 2 == 0 { Locale::Ar } else { Locale::Fr })); }
        let total = recipients.len() as i64;
        println!("{}", react(a, Event::ConvocationAddressed { campaign: camp, recipients: recipients.clone() }).await.unwrap_err());
        let association = AssociationProfile { slug: "s".into(), name_ar: "جمعية النور".into(), name_fr: "Association Annour".into(), commune_ar: "الرباط".into(), commune_fr: "Rabat".into(), founded_on: "2020-01-02".parse().unwrap(), receipt_number: "1".into(), locale };
        react(a, Event::AssemblyConvened(AssemblyConvened { assembly: new_id(), campaign: camp, association, held_at_local: "2026-12-12T18:30:00".parse().unwrap(), held_at: "2026-12-12T17:30:00Z".parse().unwrap(), place: "Salle Atlas".into(), agenda: vec!["a".into(), "ب".into()], elector_rule: contracts::assemblies::ElectorRule::AllActive, electors: total, convened_on: "2026-11-21".parse().unwrap(), convened_by: "Khadija".into() })).await.unwrap();
        react(a, Event::ConvocationAddressed { campaign: camp, recipients }).await.unwrap();
        let actor = Actor { account: Some(new_id()), name: "t@x".into(), locale, seat: Seat::Association { id: a, slug: "s".into(), role: Role::President }, consent: None };
        let board = |q: &str| { let (peers, signer, clock, actor) = (peers.clone(), signer.clone(), clock.clone(), actor.clone()); let q = q.to_owned(); async move {
            let token = actor.seal(&signer, clock.now());
            let path = format!("/api/v1/associations/s/campaigns/{camp}/deliveries?{q}");
            let d: Deliveries = peers.call(&Call { method: "GET".parse().unwrap(), path: &path, token: &token, request_id: "r", idempotency_key: None }, &()).await.unwrap();
            d
        }};
        println!("{:?}", board("").await.campaign);
        let start = std::time::Instant::now();
        let mut runs = 0;
        while (schedule::SEND.run)(state.clone()).await.unwrap_or_else(|e| panic!("{e} {:?}", e.cause())) { runs += 1; }
        println!("{runs} runs {:?}", start.elapsed());
        println!("{:?}", board("").await.campaign);
        for s in ["bounced", "deferred", "no_address"] { for d in board(&format!("state={s}")).await.items { println!("{s} {:?} {:?} {}", d.email, d.reply, d.attempts); } }
        let (mut after, mut seen) = (String::new(), vec![]);
        loop { let d = board(&format!("after={after}")).await; seen.extend(d.items.iter().map(|d| d.number)); match d.next { Some(n) => after = n, None => break } }
        assert_eq!(seen, (1..=total).collect::<Vec<_>>());
        for i in 0..9 { clock.set(clock.now() + Duration::hours(3)); while (schedule::SEND.run)(state.clone()).await.unwrap() {} let _ = i; }
        println!("{:?}", board("").await.campaign);
        for d in board("state=failed").await.items { println!("{:?} {:?} {}", d.email, d.reply, d.attempts); }
        let ws = db.read(AssociationId::PLATFORM, Origin::platform("t")).await.unwrap();
        for d in ws.all(delivery::Entity::find()).await.unwrap().iter().take(3) { println!("{} {} {:?} {:?}", d.kind, d.state, d.content, d.reply); }
        println!("queue {}", ws.global().all(send_queue::Entity::find()).await.unwrap().len());
        drop(ws);
        let token = Actor::service("portal").seal(&signer, clock.now());
        let kept: Vec<KeptMail> = peers.call(&Call { method: "GET".parse().unwrap(), path: "/internal/outbox", token: &token, request_id: "r", idempotency_key: None }, &()).await.unwrap();
        println!("kept {}", kept.len());
        for k in kept.iter().filter(|k| k.to.starts_with("driss") || k.to == "ok1@example.ma" || k.to == "m1@example.ma") { println!("--- {} {} {:?}\n{}", k.to, k.subject, k.attachments, k.text); }
        let token = actor.seal(&signer, clock.now());
        let list: contracts::Page<Campaign> = peers.call(&Call { method: "GET".parse().unwrap(), path: "/api/v1/associations/s/campaigns", token: &token, request_id: "r", idempotency_key: None }, &()).await.unwrap();
        println!("{} {}", list.items.len(), list.items[0].finished);
        let _ = campaign::Column::Id;
    }
}
