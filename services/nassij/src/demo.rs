//! Synthetic data through the services' own routes, so that what is shown is what is real: events,
//! receipts, entries, mails. One believable association, or as many as a measurement needs.

use crate::operator;
use axum::http::Method;
use chrono::{DateTime, Datelike, Days, Utc};
use contracts::assemblies::{Assembly, PlanAssembly};
use contracts::dues::{Payment, RecordPayment, SetFee};
use contracts::member_imports::ImportReport;
use contracts::privacy::{AGREEMENT, AcceptAgreement, AgreementState};
use contracts::tenancy::CreateAssociation;
use contracts::{Nothing, dues::Fee};
use kernel::{Actor, AssociationId, Clock, Error, Locale, Result, Role, Seat};
use rand::rngs::SmallRng;
use rand::seq::IndexedRandom;
use rand::{RngExt, SeedableRng};
use runtime::{Config, Process};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::fmt::Write as _;
use std::io::Write;
use tenancy::demo::{EMAIL, PASSWORD, SECRET};
use web::Call;

pub struct Size {
    pub associations: u32,
    pub members: u32,
    pub seed: u64,
}

/// Associations made in one transaction.
const BATCH: usize = 200;

/// Given names ar/fr with the sex, family names ar/fr.
const GIVEN: &[(&str, &str, &str)] = &[
    ("إدريس", "Driss", "M"),
    ("غزلان", "Ghizlane", "F"),
    ("عزيز", "Aziz", "M"),
    ("أيوب", "Ayoub", "M"),
    ("خديجة", "Khadija", "F"),
    ("كريم", "Karim", "M"),
    ("هشام", "Hicham", "M"),
    ("نورة", "Noura", "F"),
    ("سعيد", "Saïd", "M"),
    ("ياسين", "Yassine", "M"),
    ("كوثر", "Kaoutar", "F"),
    ("موحى", "Moha", "M"),
    ("فاطمة الزهراء", "Fatima-Zahra", "F"),
    ("مريم", "Meryem", "F"),
    ("رشيد", "Rachid", "M"),
];
const FAMILY: &[(&str, &str)] = &[
    ("بوعزة", "Bouazza"),
    ("مزوار", "Mezouar"),
    ("بنشقرون", "Benchekroun"),
    ("أزولاي", "Azoulay"),
    ("الخياط", "El Khayat"),
    ("حجي", "Hajji"),
    ("بنموسى", "Benmoussa"),
    ("أيت لحاج", "Aït Lhaj"),
    ("الشرقاوي", "Cherkaoui"),
    ("أوحماد", "Ouhammad"),
    ("زروال", "Zeroual"),
    ("العلوي", "Alaoui"),
];
/// Members that one call of the import takes.
const MOST_AT_ONCE: usize = 5_000;
const COMMUNES: &[&str] = &["06.141.01.01", "03.231.01.07", "01.051.01.01", "03.451.07.03", "03.561.13.15"];

/// A running platform whose clock we set, and the president's view of it.
struct Stage {
    process: Process,
    clock: Clock,
    actor: Actor,
    rng: SmallRng,
}

pub async fn fill_if_empty(config: &Config) -> Result<()> {
    refuse_production(config)?;
    let process = operator::open(config, Clock::default()).await?;
    let created = tenancy::operator::create_account(process.state("tenancy")?, EMAIL, "أمينة العلوي", PASSWORD, config.locale()).await?;
    let empty = tenancy::operator::seats(process.state("tenancy")?, created).await? == 0;
    process.close().await;
    drop(process);
    if empty {
        run(config, &Size { associations: 1, members: 48, seed: 1 }).await
    } else {
        say_how(config);
        Ok(())
    }
}

/// Everybody knows the demonstration's password and second factor.
fn refuse_production(config: &Config) -> Result<()> {
    if config.production() { Err(Error::conflict("demo-in-production")) } else { Ok(()) }
}

fn say_how(config: &Config) {
    println!("\nSign in as {EMAIL} with the password {PASSWORD}.");
    if config.get("smtp_url").is_none() {
        println!("Then a code of six digits is asked for: {}/outbox shows the current one.", config.public_url());
    } else {
        println!("Then a code of six digits is asked for: put {SECRET} into an authenticator app.");
    }
}

pub async fn run(config: &Config, size: &Size) -> Result<()> {
    refuse_production(config)?;
    let now = Clock::default().now();
    let clock = Clock::fixed(now);
    let process = operator::open(config, clock.clone()).await?;
    let state = process.state("tenancy")?;
    let account = tenancy::operator::create_account(state, EMAIL, "أمينة العلوي", PASSWORD, config.locale()).await?;
    tenancy::operator::enrol(state, account, SECRET).await?;
    let actor = Actor { account: Some(account), name: "أمينة العلوي".into(), ..Actor::anonymous(config.locale()) };
    let mut stage = Stage { process, clock, actor, rng: SmallRng::seed_from_u64(size.seed) };
    let inputs: Vec<_> = (0..size.associations).map(|i| association(&mut stage.rng, size.seed, i)).collect();
    let mut done = 0;
    for batch in inputs.chunks(BATCH) {
        let made = tenancy::operator::create_associations(stage.process.state("tenancy")?, batch, Locale::Ar).await?;
        stage.settle().await?;
        for (id, slug) in made {
            tenancy::operator::give_seat(stage.process.state("tenancy")?, id, account, Role::President).await?;
            stage.actor.seat = Seat::Association { id, slug, role: Role::President };
            stage.fill(id, size, now).await?;
            done += 1;
            print!("\r{done} of {} associations", size.associations);
            let _ = std::io::stdout().flush();
        }
        stage.settle().await?;
    }
    stage.process.close().await;
    say_how(config);
    Ok(())
}

fn association(rng: &mut SmallRng, seed: u64, i: u32) -> CreateAssociation {
    let commune = if i == 0 { COMMUNES[0] } else { COMMUNES.choose(rng).copied().unwrap_or(COMMUNES[0]) };
    let year = rng.random_range(1985..2024);
    CreateAssociation {
        name_ar: if i == 0 {
            "جمعية نسيج الأحياء للثقافة والتضامن".into()
        } else {
            format!("جمعية الأمل رقم {seed} - {i}")
        },
        name_fr: if i == 0 { "Association Tissu des quartiers".into() } else { format!("Association Al Amal {seed} {i}") },
        commune: commune.into(),
        founded_on: format!("{year}-{:02}-{:02}", rng.random_range(1..13), rng.random_range(1..29)),
        receipt_number: format!("{}/{year}", 1000 * seed + u64::from(i)),
        receipt_on: format!("{}-01-15", year + 1),
        activities: if i == 0 { "culture social".into() } else { "development".into() },
    }
}

impl Stage {
    async fn settle(&self) -> Result<()> {
        while self.process.turn().await? {}
        Ok(())
    }

    async fn call<I: Serialize, O: DeserializeOwned>(&self, path: &str, input: &I) -> Result<O> {
        let (path, token) = (self.path(path)?, self.token()?);
        let call = Call { method: Method::POST, path: &path, token: &token, request_id: "demo", idempotency_key: None };
        self.process.state("tenancy")?.peers().call(&call, input).await
    }

    fn path(&self, path: &str) -> Result<String> {
        let Seat::Association { slug, .. } = &self.actor.seat else { return Err(Error::internal("no association")) };
        Ok(format!("/api/v1/associations/{slug}/{path}"))
    }

    fn token(&self) -> Result<String> {
        Ok(self.actor.seal(self.process.state("tenancy")?.signer(), self.clock.now()))
    }

    /// Members, a fee, payments and an assembly that has been held: two months of life, told by a
    /// clock that starts in the past.
    async fn fill(&mut self, _id: AssociationId, size: &Size, now: DateTime<Utc>) -> Result<()> {
        self.clock.set(now - Days::new(60));
        let accepted = AcceptAgreement { version: AGREEMENT.into() };
        let _: AgreementState = self.call("agreement", &accepted).await?;
        let (path, token) = (self.path("members/import?dry_run=false")?, self.token()?);
        let call = Call { method: Method::POST, path: &path, token: &token, request_id: "demo", idempotency_key: None };
        let mut added = 0;
        for csv in slices(&members(&mut self.rng, size.members)) {
            let report: ImportReport = self.process.state("tenancy")?.peers().upload(&call, csv.into_bytes()).await?;
            added += report.create;
        }
        let year = self.clock.today().year().to_string();
        let _: Fee = self.call("dues/fees", &SetFee { year: year.clone(), amount: "200".into(), ..SetFee::default() }).await?;
        let payers = (added / 2).min(20);
        for number in 1..=payers {
            self.clock.set(now - Days::new(58 - number));
            self.pay(number, &year).await?;
        }
        if size.associations == 1 {
            self.clock.set(now - Days::new(36));
            self.assembly(now - Days::new(16)).await?;
        }
        self.clock.set(now);
        if size.associations == 1 { self.settle().await } else { Ok(()) }
    }

    async fn pay(&self, number: u64, year: &str) -> Result<()> {
        let (method, bank) =
            [("cash", ""), ("transfer", ""), ("cheque", "Attijariwafa bank"), ("card", ""), ("cheque", "Banque Populaire"), ("mobile", "")]
                [usize::try_from(number % 6).unwrap_or(0)];
        let reference = if method == "cash" { String::new() } else { format!("{:07}", 3_778_120 + number * 37) };
        let payment = RecordPayment {
            member: number.to_string(),
            year: year.to_owned(),
            amount: if number.is_multiple_of(5) { "100" } else { "200" }.into(),
            method: method.into(),
            reference,
            bank: bank.into(),
            paid_on: self.clock.today().to_string(),
            ..RecordPayment::default()
        };
        self.call::<_, Payment>("dues/payments", &payment).await.map(drop)
    }

    async fn assembly(&self, held: DateTime<Utc>) -> Result<()> {
        let plan = PlanAssembly {
            held_on: kernel::clock::to_local(held).date().to_string(),
            time: "18:30".into(),
            place: "دار الشباب، الدار البيضاء".into(),
            agenda: "التقرير الأدبي\nالتقرير المالي\nمشروع الميزانية\nمقترحات الأعضاء".into(),
        };
        let planned: Assembly = self.call("assemblies", &plan).await?;
        self.call::<_, Assembly>(&format!("assemblies/{}/convocation", planned.id), &Nothing {}).await.map(drop)
    }
}

/// No longer than one call takes, each with the titles.
fn slices(csv: &str) -> Vec<String> {
    let (titles, lines) = csv.split_once('\n').unwrap_or((csv, ""));
    let lines: Vec<&str> = lines.lines().collect();
    lines.chunks(MOST_AT_ONCE).map(|slice| format!("{titles}\n{}\n", slice.join("\n"))).collect()
}

fn members(rng: &mut SmallRng, count: u32) -> String {
    let mut csv =
        String::from("Prénom,Nom,الاسم الشخصي,الاسم العائلي,Sexe,Date de naissance,Téléphone,E-mail,Adresse,Catégorie,Date d'adhésion\n");
    for i in 0..count {
        let (given, family) = (GIVEN.choose(rng).unwrap_or(&GIVEN[0]), FAMILY.choose(rng).unwrap_or(&FAMILY[0]));
        let email = if rng.random_range(0..5) == 0 { String::new() } else { format!("membre{i}@exemple.ma") };
        let _ = writeln!(
            csv,
            "{},{},{},{},{},{:02}/{:02}/{},06{:08},{email},\"{}, rue Al Massira\",Actif,{:02}/{:02}/{}",
            given.1,
            family.1,
            given.0,
            family.0,
            given.2,
            rng.random_range(1..29),
            rng.random_range(1..13),
            rng.random_range(1950..2005),
            rng.random_range(10_000_000..99_999_999),
            rng.random_range(1..300),
            rng.random_range(1..29),
            rng.random_range(1..13),
            rng.random_range(2012..2026),
        );
    }
    csv
}
