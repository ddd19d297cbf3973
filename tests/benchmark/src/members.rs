//! Associations of very different sizes: how long their members take to come by the import wizard, then
//! the first page of their list, the search, and their files, beside PostgreSQL alone.

use crate::actions::{self, Action};
use crate::load::{Ask, Load};
use crate::platform::Platform;
use crate::spent::{Meter, memory};
use crate::table;
use crate::world::{Association, World};
use crate::{broken, measure};
use kernel::Result;
use serde_json::Value;
use std::fmt::Write;
use std::path::PathBuf;
use std::time::{Duration, Instant};

#[derive(clap::Args)]
pub struct Options {
    /// Members of each association
    #[arg(long, value_delimiter = ',', default_values_t = [50, 5_000, 50_000])]
    sizes: Vec<u32>,
    /// Seconds of each measurement, and as many of its baseline
    #[arg(long, default_value_t = 6, value_parser = clap::value_parser!(u32).range(2..))]
    seconds: u32,
    /// Clients at a time
    #[arg(long, default_value_t = 8, value_parser = clap::value_parser!(u32).range(1..))]
    clients: u32,
    /// The program to measure
    #[arg(long, default_value = "target/release/nassij")]
    binary: PathBuf,
}

/// Between two looks at an import.
const LOOK: Duration = Duration::from_millis(250);
/// Longer than any import takes.
const PATIENCE: Duration = Duration::from_mins(20);
const GIVEN: [(&str, &str); 6] =
    [("Driss", "إدريس"), ("Amina", "أمينة"), ("Karim", "كريم"), ("Nora", "نورة"), ("Yassine", "ياسين"), ("Khadija", "خديجة")];
const FAMILY: [(&str, &str); 6] = [
    ("Benali", "بنعلي"),
    ("Bouazza", "بوعزة"),
    ("Rachidi", "الراشدي"),
    ("Cherkaoui", "الشرقاوي"),
    ("Khadiri", "الخضيري"),
    ("Azzouzi", "العزوزي"),
];

const LANDS: [(&str, &str); 20] = [
    ("Sefrou", "صفرو"),
    ("Taza", "تازة"),
    ("Fassi", "الفاسي"),
    ("Soussi", "السوسي"),
    ("Zaer", "زعير"),
    ("Rif", "الريف"),
    ("Draa", "درعة"),
    ("Ziz", "زيز"),
    ("Todgha", "تودغى"),
    ("Anfa", "أنفا"),
    ("Slaoui", "السلاوي"),
    ("Asfi", "آسفي"),
    ("Rhamna", "الرحامنة"),
    ("Doukkali", "الدكالي"),
    ("Filali", "الفيلالي"),
    ("Gharb", "الغرب"),
    ("Haouz", "الحوز"),
    ("Chaouia", "الشاوية"),
    ("Tadla", "تادلة"),
    ("Loukkos", "اللوكوس"),
];

/// Gives the number of requests that failed.
pub async fn run(options: &Options) -> Result<u32> {
    let mut platform = Platform::prepare(&options.binary, "smtp://127.0.0.1:9")?;
    platform.fill(2, 2)?;
    let load = Load::new(platform.url(), options.clients)?;
    let server = platform.serve(&load).await?;
    let world = World::look(&platform, &load).await?;
    let meter = Meter::of(server, &platform)?;
    println!("{}\n{} clients, {} s each", platform.describe()?, options.clients, options.seconds);
    let mut rows = Vec::new();
    for size in &options.sizes {
        let association = found(&platform, &load, &world, *size).await?;
        import(&load, &world, &association, *size).await?;
        platform.settle().await?;
        platform.sql("vacuum analyze")?;
        println!("memory of nassij after it: {} MB at most", memory(server)?.most / 1024);
        for action in of_size(&world, &association, *size) {
            rows.push(measure((options.clients, options.seconds), &platform, &load, &meter, &action).await?);
        }
    }
    table::print(&rows);
    platform.stop()?;
    Ok(rows.iter().map(|row| row.failed).sum())
}

/// An association that may have so many members.
async fn found(platform: &Platform, load: &Load, world: &World, size: u32) -> Result<Association> {
    let made = load.json(&actions::creation(world, 700_000 + size)).await?;
    let text = |name: &str| made[name].as_str().map(str::to_owned).ok_or_else(|| broken(format!("no {name} in {made}")));
    let association = Association { id: text("id")?, slug: text("slug")? };
    platform.settle().await?;
    let limits = ["association", "limits", "--association", &association.slug, "--members", "100000", "--reason", "measurement"];
    platform.command(&limits)?;
    platform.settle().await?;
    Ok(association)
}

/// As a board does it: upload, look, confirm.
async fn import(load: &Load, world: &World, association: &Association, size: u32) -> Result<()> {
    let began = Instant::now();
    let upload = world.call(association, "/members/imports?file_name=members.csv", Some(members(size)));
    let id = load.json(&upload).await?["id"].as_str().map(str::to_owned).ok_or_else(|| broken("an import without an id"))?;
    let path = format!("/members/imports/{id}");
    until(load, world, association, &path, "checked").await?;
    let checked = began.elapsed();
    load.once(&world.call(association, &format!("{path}/confirmation"), Some("{}".into()))).await?;
    let done = until(load, world, association, &path, "done").await?;
    let written = began.elapsed().saturating_sub(checked);
    let created = done["report"]["create"].as_u64().unwrap_or_default();
    if created != u64::from(size) {
        return Err(broken(format!("{created} of {size} members were created")));
    }
    println!("\nimport of {size} members: checked in {:.1} s, written in {:.1} s", checked.as_secs_f64(), written.as_secs_f64());
    Ok(())
}

async fn until(load: &Load, world: &World, association: &Association, path: &str, state: &str) -> Result<Value> {
    let began = Instant::now();
    loop {
        let import = load.json(&world.call(association, path, None)).await?;
        match import["state"].as_str() {
            Some(now) if now == state => return Ok(import),
            Some("failed" | "columns") => return Err(broken(import.to_string())),
            _ if began.elapsed() > PATIENCE => return Err(broken(format!("{path} is not {state}: {import}"))),
            _ => tokio::time::sleep(LOOK).await,
        }
    }
}

/// CSV with names that repeat as they do in life.
fn members(size: u32) -> String {
    let mut csv = String::from("Prénom;Nom;الاسم الشخصي;الاسم العائلي;Sexe;Né le;Téléphone;E-mail;Adresse;Catégorie\n");
    for i in 0..size {
        let at = |of: u32, count: u32| usize::try_from((i / of) % count).unwrap_or_default();
        let (given, family, land) = (GIVEN[at(1, 6)], FAMILY[at(6, 6)], [LANDS[at(36, 20)], LANDS[at(720, 20)]]);
        let (day, year) = (i % 28 + 1, 1950 + i % 50);
        let _ = writeln!(
            csv,
            "{};{} {} {};{};{} {} {};F;{day:02}/05/{year};06{i:08};m{i}@exemple.ma;{i}, rue Al Massira;Actif",
            given.0, family.0, land[0].0, land[1].0, given.1, family.1, land[0].1, land[1].1
        );
    }
    csv
}

fn of_size<'a>(world: &'a World, association: &'a Association, size: u32) -> Vec<Action<'a>> {
    let action = |what: &str, path: &str, script: String| {
        let path = format!("/a/{}{path}", association.slug);
        Action { name: format!("{what}, {size}"), ask: Box::new(move |_| world.page(path.clone())), baseline: vec![script] }
    };
    let api = |what: &str, path: &str, script: String| {
        let ask = move |rest: String| -> Box<dyn Fn(u32) -> Ask + 'a> { Box::new(move |_| world.call(association, &rest, None)) };
        Action { name: format!("{what}, {size}"), ask: ask(path.to_owned()), baseline: vec![script] }
    };
    vec![
        action("members list", "/members", actions::list(association)),
        action("member search", "/members?search=ben", actions::searched_for(association, "ben")),
        action("member search, two words", "/members?search=amina+benali", actions::searched_for(association, "benali")),
        api("export CSV", "/members/export?format=csv", actions::whole(association)),
        api("export XLSX", "/members/export?format=xlsx", actions::whole(association)),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_member_of_the_file_is_another() {
        let csv = members(200);
        let phones: std::collections::BTreeSet<&str> = csv.lines().skip(1).filter_map(|line| line.split(';').nth(6)).collect();
        assert_eq!((csv.lines().count(), phones.len()), (201, 200));
    }
}
