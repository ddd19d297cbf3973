//! Whatever a source may say by a code, people read in words, in all three languages.

use crate::architecture::sources;
use contracts::assemblies::ElectorRule;
use contracts::dues::Method;
use contracts::mail::DeliveryState;
use contracts::people::InvitationState;
use kernel::permission::{Scope, TABLE};
use kernel::{Locale, Role};
use std::collections::{BTreeMap, BTreeSet};

/// Calls whose argument of this place is an error's code.
const ERRORS: &[(&str, usize)] = &[
    ("::invalid(", 0),
    ("::conflict(", 0),
    ("::forbidden(", 0),
    ("::field(", 1),
    ("Error::new(", 1),
    ("Self::new(", 1),
    ("Err(", 0),
    (".ok_or(", 0),
    (".add(", 1),
    (".add_with(", 1),
    (".add_error(", 1),
    ("named(error, ", 1),
    ("code: ", 0),
];
const AUDITS: &[(&str, usize)] = &[(".audit(", 0), (".audit_in(", 1)];
const ACCOUNT_ACTS: &[(&str, usize)] = &[("history::note(", 2)];
const FIELDS: &[(&str, usize)] = &[("Meaning::Other(", 0)];

/// The product's sources without their tests.
fn product() -> Vec<(String, String)> {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").display().to_string();
    let files = sources(".rs").into_iter().map(|(path, text)| (path.display().to_string().replace(&root, ""), text));
    let ours = files.filter(|(path, _)| path.contains("/src/") && !path.starts_with("/tests/") && !path.starts_with("/shared/testing/"));
    ours.map(|(path, text)| (path, text.split("#[cfg(test)]\nmod ").next().unwrap_or_default().to_owned())).collect()
}

/// The arguments of the call whose list begins here.
fn arguments(text: &str) -> Vec<String> {
    let (mut arguments, mut depth, mut quoted, mut escaped) = (vec![String::new()], 0, false, false);
    for c in text.chars().take(2000) {
        match c {
            '"' if !escaped => quoted = !quoted,
            '(' | '[' | '{' if !quoted => depth += 1,
            ')' | ']' | '}' | ';' if !quoted && depth == 0 => break,
            ')' | ']' | '}' if !quoted => depth -= 1,
            ',' if !quoted && depth == 0 => {
                arguments.push(String::new());
                continue;
            }
            _ => {}
        }
        escaped = quoted && c == '\\' && !escaped;
        arguments.last_mut().expect("one at least").push(c);
    }
    arguments
}

/// What a literal says that looks like a code; `"x".into()` is a literal too.
fn code(argument: &str) -> Option<String> {
    let rest = argument.trim().strip_prefix('"')?;
    let (text, after) = rest.split_once('"')?;
    let looks_like_one =
        !text.is_empty() && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'-' | b'_' | b'.'));
    (looks_like_one && matches!(after, "" | ".into()" | ".to_owned()")).then(|| text.to_owned())
}

/// Codes with the file that says them.
fn said(calls: &[(&str, usize)]) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for (path, text) in product() {
        for (call, place) in calls {
            for (at, _) in text.match_indices(call) {
                let argument = arguments(&text[at + call.len()..]).into_iter().nth(*place);
                found.extend(argument.as_deref().and_then(code).map(|code| (code, path.clone())));
            }
        }
    }
    found
}

/// The names of what is told beside an act: fields of the JSON in the sources that tell acts.
fn details() -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let telling = |path: &str, text: &str| {
        path.ends_with("/offices.rs") || [".audit(", ".audit_in(", ".audited("].iter().any(|call| text.contains(call))
    };
    for (path, text) in product().into_iter().filter(|(path, text)| telling(path, text)) {
        for (at, _) in text.match_indices("json!({") {
            let inside = arguments(&text[at + 6..]).into_iter().next().unwrap_or_default();
            let names = inside.match_indices("\":").filter_map(|(end, _)| inside[..end].rsplit('"').next());
            found.extend(names.filter_map(|name| code(&format!("\"{name}\""))).map(|name| (name, path.clone())));
        }
    }
    found
}

/// What serialized types tell, which no literal names.
fn of_types() -> Vec<serde_json::Value> {
    let statutes = contracts::assemblies::Statutes { electors: ElectorRule::PaidUp, notice_days: 15 };
    let receipt = contracts::registry::LegalReceipt { number: String::new(), on: None, authority: None };
    vec![serde_json::json!(statutes), serde_json::json!(receipt)]
}

/// What our triggers raise.
fn raised() -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for (path, text) in product() {
        for (at, _) in text.match_indices("'nassij:") {
            let code: String = text[at + 8..].chars().take_while(|c| c.is_ascii_lowercase() || *c == '-').collect();
            found.insert(code, path.clone());
        }
    }
    found.remove("");
    found
}

/// Those without words.
fn missing(family: &str, codes: &BTreeMap<String, String>) -> Vec<String> {
    // the language crate does not build with a text that one of the three lacks
    codes
        .iter()
        .filter(|(code, _)| language::find(family, code).is_none())
        .map(|(code, path)| format!("{family}-{code} ({path})"))
        .collect()
}

fn of(codes: impl IntoIterator<Item = &'static str>) -> BTreeMap<String, String> {
    codes.into_iter().map(|code| (code.to_owned(), "its list".to_owned())).collect()
}

#[test]
fn every_code_has_words() {
    let mut errors = said(ERRORS);
    errors.extend(raised());
    let audits = said(AUDITS);
    // were the search blind, nothing would ever be missing
    for known in [
        "fee-in-use",
        "amount-above-due",
        "assembly-too-soon",
        "name-without-letters",
        "entry-unbalanced",
        "row-immutable",
        "too-long",
        "not-found",
        "csrf",
    ] {
        assert!(errors.contains_key(known), "{known} was not found: {:?}", errors.keys());
    }
    assert!(errors.len() > 80 && audits.len() > 12, "{} errors, {} acts", errors.len(), audits.len());
    let mut lacking = missing("error", &errors);
    lacking.extend(missing("audit", &audits));
    lacking.extend(missing("delivery", &of(DeliveryState::ALL.map(DeliveryState::code))));
    lacking.extend(missing("method", &of(Method::ALL.map(Method::code))));
    lacking.extend(missing("role", &of(Role::ALL.map(Role::code))));
    lacking.extend(missing("invitation-state", &of(InvitationState::ALL.map(InvitationState::code))));
    // whoever gives a right must be told what it is
    let rights: Vec<&str> = TABLE.iter().filter(|row| row.scope == Scope::Association).map(|row| row.name).collect();
    lacking.extend(missing("permission-area", &of(rights.iter().map(|name| name.split('.').next().unwrap_or_default()))));
    lacking.extend(missing("permission", &of(rights)));
    lacking.extend(missing("elector-rule", &of([ElectorRule::AllActive, ElectorRule::PaidUp].map(ElectorRule::code))));
    lacking.extend(missing("account-act", &said(ACCOUNT_ACTS)));
    let mut details = details();
    details
        .extend(of_types().iter().flat_map(|told| told.as_object().expect("fields").keys()).map(|name| (name.clone(), "its type".into())));
    // not a name but where those are that not everybody may see
    details.remove("personal").expect("the search sees");
    assert!(
        details.len() > 50 && ["role", "times", "person", "mails_per_day"].iter().all(|name| details.contains_key(*name)),
        "{details:?}"
    );
    lacking.extend(missing("detail", &details));
    lacking.extend(missing("import-field", &said(FIELDS)));
    assert!(lacking.is_empty(), "no words for\n{}", lacking.join("\n"));
}

/// A text that was copied into another language's catalogue and left there would pass for a
/// translation.
#[test]
fn errors_are_told_in_the_readers_script() {
    let arabic = |text: &str| text.chars().any(|c| ('\u{600}'..='\u{6ff}').contains(&c));
    let codes: BTreeSet<String> = said(ERRORS).into_keys().chain(raised().into_keys()).collect();
    for code in codes {
        let [ar, fr, en] = Locale::ALL.map(|locale| language::error_text(locale, &code, &BTreeMap::new()));
        assert!(arabic(&ar) && !arabic(&fr) && !arabic(&en), "{code}: {ar} / {fr} / {en}");
        assert_ne!(fr, en, "{code}");
    }
}

fn names(details: &serde_json::Value, into: &mut BTreeMap<String, String>) {
    for (name, inner) in details.as_object().into_iter().flatten() {
        into.insert(name.clone(), "an entry".into());
        names(inner, into);
    }
}

/// What no search in the sources sees: entries as they are.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn everything_the_log_tells_of_an_association_has_a_name() {
    let (app, world) = crate::world::start(testing::Engine::Sqlite).await;
    let president = &world.people[&Role::President].token;
    let (mut found, mut after) = (BTreeMap::new(), String::new());
    loop {
        let page = app.get(president, &world.a.path(&format!("/audit?after={after}"))).await.ok().json();
        for entry in page["items"].as_array().expect("items") {
            names(&entry["details"], &mut found);
            names(&entry["personal"], &mut found);
        }
        match page["next"].as_str() {
            Some(next) => next.clone_into(&mut after),
            None => break,
        }
    }
    assert!(found.len() > 25, "{found:?}");
    assert_eq!(missing("detail", &found), Vec::<String>::new());
    app.finish().await;
}
