//! Random operations of several clients against a model in memory. `NASSIJ_SIMULATOR_OPERATIONS=1000000` runs that
//! many, `NASSIJ_SIMULATOR_SEED=…` those of a seed that failed, which the failing test prints.

use crate::MODULES;
use crate::desk::Desk;
use crate::dues::{centimes, text};
use futures_util::future::join_all;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use testing::{Answer, App};

/// Clients who act at once.
const CLIENTS: usize = 4;
/// Operations between two looks at everything.
const LOOK: u64 = 400;
const ACCOUNTS: [&str; 8] = ["51611", "51411", "61312", "61446", "71841", "71614", "4411", "2355"];
const DAYS: [&str; 6] = ["2025-02-28", "2025-12-31", "2026-01-01", "2026-03-15", "2026-10-31", "2026-11-20"];

/// `SplitMix64` (Steele, Lea, Flood 2014): the same seed gives the same operations.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, most: usize) -> usize {
        usize::try_from(self.next() % most as u64).expect("below")
    }

    fn one<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.below(of.len())]
    }
}

type Lines = Vec<(String, i64)>;

#[derive(Clone, Debug)]
enum Act {
    /// Debits are positive.
    Post {
        on: String,
        lines: Lines,
    },
    /// The same request sent twice with one key, at once.
    Twice {
        on: String,
        lines: Lines,
        key: String,
    },
    Reverse {
        entry: String,
    },
    /// What must be refused, with the code of the refusal.
    Wrong {
        body: Value,
        code: &'static str,
    },
}

struct Posted {
    lines: Lines,
    year: i32,
    /// It takes another one back, or was taken back.
    done: bool,
}

/// What the books must say.
#[derive(Default)]
struct Model {
    entries: BTreeMap<String, Posted>,
    /// By year and account: both sides.
    totals: BTreeMap<(i32, String), (i64, i64)>,
    /// By year: how many entries.
    numbers: BTreeMap<i32, i64>,
}

impl Model {
    fn post(&mut self, entry: &Value, lines: Lines, done: bool) {
        let year: i32 = text(entry, "posted_on")[..4].parse().expect("a year");
        assert_eq!(entry["year"], year);
        for (account, amount) in &lines {
            let sides = self.totals.entry((year, account.clone())).or_default();
            if *amount > 0 { sides.0 += amount } else { sides.1 -= amount }
        }
        *self.numbers.entry(year).or_default() += 1;
        let before = self.entries.insert(text(entry, "id").to_owned(), Posted { lines, year, done });
        assert!(before.is_none(), "an entry is posted once");
    }
}

fn body(on: &str, lines: &[(String, i64)]) -> Value {
    let amount = |amount: i64| if amount > 0 { format!("{}.{:02}", amount / 100, amount % 100) } else { String::new() };
    let lines: Vec<Value> =
        lines.iter().map(|(account, sum)| json!({ "account": account, "debit": amount(*sum), "credit": amount(-sum) })).collect();
    json!({ "posted_on": on, "label": "Essai", "lines": lines })
}

fn lines(dice: &mut Dice) -> Lines {
    let count = 1 + dice.below(3);
    let mut lines: Lines =
        (0..count).map(|_| (dice.one(&ACCOUNTS).to_owned(), 1 + i64::try_from(dice.below(1_000_000)).expect("small"))).collect();
    let sum = lines.iter().map(|(_, amount)| amount).sum::<i64>();
    lines.push((dice.one(&ACCOUNTS).to_owned(), -sum));
    if dice.below(2) == 0 {
        for (_, amount) in &mut lines {
            *amount = -*amount;
        }
    }
    lines
}

fn act(dice: &mut Dice, model: &Model, nth: u64) -> Act {
    let on = dice.one(&DAYS).to_owned();
    match dice.below(10) {
        0..5 => Act::Post { on, lines: lines(dice) },
        5 => Act::Twice { on, lines: lines(dice), key: format!("k-{nth}") },
        6 | 7 if !model.entries.is_empty() => {
            let at = dice.below(model.entries.len());
            Act::Reverse { entry: model.entries.keys().nth(at).expect("one of them").clone() }
        }
        _ => wrong(dice, &on),
    }
}

fn wrong(dice: &mut Dice, on: &str) -> Act {
    let lines = |first: &str, debit: i64, credit: i64| body(on, &[(first.to_owned(), debit), ("51611".to_owned(), -credit)]);
    match dice.below(5) {
        0 => Act::Wrong { body: lines("61312", 500, 499), code: "entry-unbalanced" },
        1 => Act::Wrong { body: lines("99999", 500, 500), code: "invalid-fields" },
        2 => Act::Wrong { body: lines("5161", 500, 500), code: "invalid-fields" },
        3 => Act::Wrong { body: body("2026-12-31", &[("61312".into(), 5), ("51611".into(), -5)]), code: "invalid-fields" },
        _ => Act::Wrong { body: body(on, &[("61312".into(), 5)]), code: "entry-too-few-lines" },
    }
}

async fn send(app: &App, desk: &Desk, act: &Act) -> Vec<Answer> {
    match act {
        Act::Post { on, lines } => vec![desk.post(app, "/books/journal", body(on, lines)).await],
        Act::Twice { on, lines, key } => {
            let body = body(on, lines);
            let (one, other) =
                tokio::join!(desk.post_once(app, "/books/journal", &body, key), desk.post_once(app, "/books/journal", &body, key));
            vec![one, other]
        }
        Act::Reverse { entry } => {
            let path = format!("/books/journal/{entry}/reversal");
            vec![desk.post(app, &path, json!({ "reason": "Essai", "posted_on": "2026-11-20" })).await]
        }
        Act::Wrong { body, .. } => vec![desk.post(app, "/books/journal", body.clone()).await],
    }
}

/// What was answered must be what the model allows, and the model follows.
fn follow(model: &mut Model, act: &Act, answers: &[Answer]) {
    let first = answers.first().expect("an answer");
    match act {
        Act::Post { lines, .. } | Act::Twice { lines, .. } => {
            let told: BTreeSet<String> = answers
                .iter()
                .map(|answer| {
                    assert!(answer.status.is_success(), "{act:?}: {}", answer.text());
                    text(&answer.json(), "id").to_owned()
                })
                .collect();
            assert_eq!(told.len(), 1, "one key is one entry");
            model.post(&first.json(), lines.clone(), false);
        }
        Act::Reverse { entry } => {
            let original = model.entries.get_mut(entry).expect("known");
            if original.done {
                assert_eq!(first.status.as_u16(), 409, "{act:?}: {}", first.text());
                return;
            }
            assert!(first.status.is_success(), "{act:?}: {}", first.text());
            original.done = true;
            let contrary = original.lines.iter().map(|(account, amount)| (account.clone(), -amount)).collect();
            model.post(&first.json(), contrary, true);
        }
        Act::Wrong { code, .. } => {
            assert_eq!(first.status.as_u16(), 422, "{act:?}: {}", first.text());
            if *code != "invalid-fields" {
                assert_eq!(first.json()["type"], *code, "{act:?}");
            }
        }
    }
}

/// Everything that must be so, whatever was done.
async fn invariants(app: &App, desk: &Desk, model: &Model) {
    for (year, count) in &model.numbers {
        let found = desk.get(app, &format!("/books/trial-balance?year={year}")).await;
        assert_eq!(found["debit"], found["credit"]);
        let rows = found["rows"].as_array().expect("rows");
        let of_year: BTreeMap<&str, (i64, i64)> =
            model.totals.iter().filter(|((at, _), _)| at == year).map(|((_, account), sides)| (account.as_str(), *sides)).collect();
        let told: BTreeMap<&str, (i64, i64)> =
            rows.iter().map(|row| (text(row, "account"), (centimes(row, "debit"), centimes(row, "credit")))).collect();
        assert_eq!(told, of_year, "the balance of {year}");
        let seal = desk.get(app, &format!("/books/statements?kind=seal&year={year}")).await;
        assert_eq!(seal["faults"], json!([]), "the chain of {year}");
        let entries = model.entries.values().filter(|entry| entry.year == *year).count();
        assert_eq!(i64::try_from(entries).expect("few"), *count);
        for kind in ["trial-balance", "balance-sheet", "income", "cash"] {
            let statement = desk.get(app, &format!("/books/statements?kind={kind}&year={year}")).await;
            assert_eq!(statement["faults"], json!([]), "{kind} of {year}");
        }
    }
    let state = app.process.state("bookkeeping").expect("hosted");
    let mut found = bookkeeping::doctor::books(state, desk.twin.id).await.expect("looked at");
    // nobody here looks into the cash box before paying
    found.retain(|found| found.code != "cash-negative");
    assert!(found.is_empty(), "{found:?}");
}

/// Of two who take back the same entry at once either may be the one: only one of them is in a round.
fn round(dice: &mut Dice, model: &Model, at: u64) -> Vec<Act> {
    let mut taken = BTreeSet::new();
    (0..CLIENTS as u64)
        .map(|client| act(dice, model, at + client))
        .filter(|act| if let Act::Reverse { entry } = act { taken.insert(entry.clone()) } else { true })
        .collect()
}

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok().map(|text| text.parse().expect("a number"))
}

testing::both!(
    MODULES,
    async fn whatever_clients_do_the_books_say_what_was_done(app: App) {
        let operations = number("NASSIJ_SIMULATOR_OPERATIONS").unwrap_or(2_000);
        let seed = number("NASSIJ_SIMULATOR_SEED").unwrap_or_else(|| kernel::id::new_id().as_u64_pair().1);
        // seen when the test fails
        println!("NASSIJ_SIMULATOR_SEED={seed}");
        let (desk, mut dice, mut model) = (Desk::open(app).await, Dice(seed), Model::default());
        let (mut rounds, mut done, mut next_look) = (0, 0, LOOK);
        while done < operations {
            let acts = round(&mut dice, &model, rounds * CLIENTS as u64);
            rounds += 1;
            let answers = join_all(acts.iter().map(|act| send(app, &desk, act))).await;
            for (act, answers) in acts.iter().zip(answers) {
                follow(&mut model, act, &answers);
            }
            done += acts.len() as u64;
            if done >= next_look {
                next_look += LOOK;
                invariants(app, &desk, &model).await;
            }
        }
        invariants(app, &desk, &model).await;
        app.settle().await;
    }
);
