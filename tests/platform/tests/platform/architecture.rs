//! The tree's shape: which crate may lean on which, and what no source may contain.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What each crate may depend on, among ours. Dependencies point one way.
const ALLOWED: &[(&str, &[&str])] = &[
    ("kernel", &[]),
    ("contracts", &["kernel"]),
    ("language", &["kernel"]),
    ("documents", &["kernel", "language"]),
    ("tables", &["kernel"]),
    ("database", &["kernel", "contracts"]),
    ("web", &["kernel", "contracts", "database"]),
    ("messaging", &["kernel", "contracts", "database"]),
    ("runtime", &["kernel", "contracts", "database", "web", "messaging"]),
    ("testing", &["kernel", "contracts", "database", "web", "messaging", "runtime"]),
];
const SERVICES: &[&str] = &["tenancy", "membership", "bookkeeping", "notifications"];
const FOR_SERVICES: &[&str] = &["kernel", "contracts", "language", "documents", "tables", "database", "web", "messaging", "runtime"];
const FOR_PORTAL: &[&str] = &["kernel", "contracts", "language", "web", "runtime"];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn dependencies() -> BTreeMap<String, Vec<String>> {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version=1", "--no-deps", "--offline"])
        .current_dir(root())
        .output()
        .expect("cargo");
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout).expect("metadata");
    let packages = metadata["packages"].as_array().expect("packages");
    let names: Vec<&str> = packages.iter().filter_map(|package| package["name"].as_str()).collect();
    packages
        .iter()
        .map(|package| {
            let used = package["dependencies"].as_array().expect("dependencies").iter().filter(|dependency| dependency["kind"].is_null());
            let ours = used.filter_map(|dependency| dependency["name"].as_str()).filter(|name| names.contains(name)).map(str::to_owned);
            (package["name"].as_str().expect("a name").to_owned(), ours.collect())
        })
        .collect()
}

#[test]
fn dependencies_point_one_way_and_no_service_knows_another() {
    let dependencies = dependencies();
    let check = |name: &str, allowed: &[&str]| {
        for used in &dependencies[name] {
            assert!(allowed.contains(&used.as_str()), "{name} must not depend on {used}");
        }
    };
    for (name, allowed) in ALLOWED {
        check(name, allowed);
    }
    for service in SERVICES {
        check(service, FOR_SERVICES);
    }
    check("portal", FOR_PORTAL);
    let known = ALLOWED.len() + SERVICES.len() + ["portal", "nassij", "platform-tests", "benchmark"].len();
    assert!(dependencies.len() <= known, "a new crate needs a line here: {:?}", dependencies.keys());
}

/// Every file of ours with this ending.
pub fn sources(ending: &str) -> Vec<(PathBuf, String)> {
    let output =
        Command::new("git").args(["ls-files", "--cached", "--others", "--exclude-standard"]).current_dir(root()).output().expect("git");
    let list = String::from_utf8(output.stdout).expect("names");
    let files = list.lines().filter(|name| name.ends_with(ending)).map(|name| root().join(name));
    files.filter_map(|path| std::fs::read_to_string(&path).ok().map(|text| (path, text))).collect()
}

#[test]
fn only_the_database_crate_speaks_sql() {
    for (path, text) in sources(".rs") {
        let path = path.display().to_string();
        let exempt = ["shared/database/", "shared/testing/", "tests/", "/migrations.rs"].iter().any(|part| path.contains(part));
        if !exempt {
            for forbidden in ["sqlx::", "raw_sql!", "execute_unprepared", "query_all_raw", "Statement::", "DbBackend"] {
                assert!(!text.contains(forbidden), "{path} contains {forbidden}");
            }
        }
    }
}

#[test]
fn no_floating_point_near_money() {
    for (path, text) in sources(".rs") {
        let name = path.display().to_string();
        if ["services/bookkeeping/", "services/membership/", "kernel/src/money.rs"].iter().any(|part| name.contains(part)) {
            for word in ["f32", "f64"] {
                assert!(!text.split(|c: char| !c.is_alphanumeric()).any(|found| found == word), "{name} uses {word}");
            }
        }
    }
}

#[test]
fn stylesheets_know_no_left_and_right() {
    for (path, text) in sources(".css") {
        for word in ["left", "right"] {
            let found = text.split(|c: char| !c.is_alphanumeric()).any(|found| found == word);
            assert!(!found, "{} says {word}: use logical properties", path.display());
        }
    }
}
