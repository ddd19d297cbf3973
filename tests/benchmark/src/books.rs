//! Books of very different lengths: the trial balance, the ledger, the whole year as a file, and one more
//! entry, beside PostgreSQL alone. What costs more in the longer book grows with history.

use crate::actions::{self, Action};
use crate::load::{Ask, Load};
use crate::platform::Platform;
use crate::spent::{Meter, memory};
use crate::table;
use crate::world::{Association, World};
use crate::{broken, measure};
use kernel::Result;
use std::path::PathBuf;

#[derive(clap::Args)]
pub struct Options {
    /// Entries of each book, of two lines
    #[arg(long, value_delimiter = ',', default_values_t = [100, 10_000, 100_000])]
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

/// On one side of every entry.
const CASH: &str = "51611";
/// On the other side, in turn.
const OTHERS: [&str; 10] = ["71832", "71841", "61312", "61473", "61451", "61455", "61251", "71614", "61435", "61741"];

/// Gives the number of requests that failed.
pub async fn run(options: &Options) -> Result<u32> {
    let mut platform = Platform::prepare(&options.binary, "smtp://127.0.0.1:9")?;
    platform.fill(u32::try_from(options.sizes.len()).unwrap_or(u32::MAX).max(2), 2)?;
    let load = Load::new(platform.url(), options.clients)?;
    let server = platform.serve(&load).await?;
    let world = World::look(&platform, &load).await?;
    platform.settle().await?;
    let meter = Meter::of(server, &platform)?;
    println!("{}\n{} clients, {} s each", platform.describe()?, options.clients, options.seconds);
    let books: Vec<_> = options.sizes.iter().zip(&world.associations).collect();
    for (size, association) in &books {
        load.once(&actions::entry(&world, association, 1)).await?;
        platform.settle().await?;
        write(&platform, association, &world, **size)?;
    }
    platform.sql("vacuum analyze")?;
    let mut rows = Vec::new();
    for (size, association) in books {
        for action in of_size(&world, association, *size) {
            let before = memory(server)?;
            rows.push(measure((options.clients, options.seconds), &platform, &load, &meter, &action).await?);
            println!("memory of nassij: {} MB before, {} MB at most", before.now / 1024, memory(server)?.most / 1024);
        }
    }
    table::print(&rows);
    platform.stop()?;
    Ok(rows.iter().map(|row| row.failed).sum())
}

/// As many entries after the first as make the book so long: written as rows, because a hundred thousand
/// requests would be the measurement of something else.
fn write(platform: &Platform, association: &Association, world: &World, size: u32) -> Result<()> {
    let (id, year) = (&association.id, actions::fiscal_year(world));
    let (others, first) = (OTHERS.map(|code| format!("'{code}'")).join(", "), format!("{}-01-01", world.year));
    let sql = format!(
        "begin;
create temp table made on commit drop as
  select n, gen_random_uuid() as id, date '{first}' + (n % (current_date - date '{first}' + 1)) as day, (array[{others}])[1 + n % {count}] as other,
         n % 9000 + 100 as amount
  from generate_series(2, {size}) as n;
insert into bookkeeping.line (association_id, id, entry_id, position, account, debit, credit)
  select '{id}', gen_random_uuid(), id, 0, '{CASH}', amount, 0 from made
  union all select '{id}', gen_random_uuid(), id, 1, other, 0, amount from made;
insert into bookkeeping.entry (association_id, id, fiscal_year_id, journal, number, posted_on, label, total, hash, previous_hash, posted_at, recorded_by)
  select '{id}', id, '{year}', 'GEN', n, day, 'Opération ' || n, amount, repeat('0', 64), repeat('0', 64), now(), 'أمينة العلوي' from made;
insert into bookkeeping.account_total (association_id, id, fiscal_year_id, account, month, debit, credit)
  select '{id}', gen_random_uuid(), '{year}', account, month, sum(debit), sum(credit) from (
    select '{CASH}' as account, extract(month from day)::int as month, amount as debit, 0 as credit from made
    union all select other, extract(month from day)::int, 0, amount from made) as sides
  group by account, month
  on conflict (association_id, fiscal_year_id, account, month)
  do update set debit = account_total.debit + excluded.debit, credit = account_total.credit + excluded.credit;
update bookkeeping.number_series set last_number = {size} where association_id = '{id}' and name = 'entry-{of_year}-GEN';
commit",
        count = OTHERS.len(),
        of_year = world.year
    );
    platform.sql(&sql)?;
    let written = platform.sql(&format!("select count(*) from bookkeeping.entry where association_id = '{id}' and journal = 'GEN'"))?;
    if written == size.to_string() { Ok(()) } else { Err(broken(format!("{written} of {size} entries were written"))) }
}

fn of_size<'a>(world: &'a World, association: &'a Association, size: u32) -> Vec<Action<'a>> {
    let action = |what: &str, ask: Box<dyn Fn(u32) -> Ask + 'a>, script: String| Action {
        name: format!("{what}, {size}"),
        ask,
        baseline: vec![script],
    };
    let page = |rest: String| -> Box<dyn Fn(u32) -> Ask + 'a> {
        let path = format!("/a/{}{rest}", association.slug);
        Box::new(move |_| world.page(path.clone()))
    };
    let year = &world.year;
    vec![
        action("trial balance", Box::new(|_| world.call(association, "/books/trial-balance", None)), actions::balance(association, world)),
        action(
            "ledger, first page",
            page(format!("/books/ledger?account={CASH}&year={year}")),
            actions::ledger(association, world, CASH, 101),
        ),
        action(
            "whole year as text",
            Box::new(|_| world.call(association, "/books/export?format=ledger", None)),
            actions::ledger(association, world, CASH, size),
        ),
        action("save an entry", Box::new(|n| actions::entry(world, association, n)), actions::posting(association, world)),
    ]
}
