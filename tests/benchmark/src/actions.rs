//! What is measured: a request, and the least that PostgreSQL has to do for the same end. The
//! baseline writes the same rows in one transaction, without the events by which we get there.

use crate::load::Ask;
use crate::world::{Association, World};
use kernel::id::named_id;
use serde_json::json;

pub const CREATION: &str = "create an association";

/// Beginnings of names that `nassij demo` gives.
const SOUGHT: [&str; 6] = ["ben", "bou", "rachid", "cher", "khad", "az"];
/// Caisse centrale, cotisations annuelles.
const ACCOUNTS: [&str; 2] = ["51611", "71832"];

pub struct Action<'a> {
    pub name: String,
    pub ask: Box<dyn Fn(u32) -> Ask + 'a>,
    /// Scripts for pgbench: one for each association.
    pub baseline: Vec<String>,
}

pub fn all(world: &World) -> Vec<Action<'_>> {
    vec![
        action("members list, HTML", world, |n| world.page(format!("/a/{}/members", world.any(n).slug)), list),
        action("members list, JSON", world, |n| world.call(world.any(n), "/members", None), list),
        action("member search, HTML", world, |n| searched(world, world.any(n)), search),
        action("trial balance, HTML", world, |n| world.page(format!("/a/{}/books", world.any(n).slug)), |one| balance(one, world)),
        action("save an entry, many books", world, |n| entry(world, world.any(n), n), |one| posting(one, world)),
        Action {
            name: "save an entry, one book".into(),
            ask: Box::new(|n| entry(world, &world.associations[0], n)),
            baseline: vec![posting(&world.associations[0], world)],
        },
        Action { name: CREATION.into(), ask: Box::new(|n| creation(world, n)), baseline: vec![founding(world)] },
    ]
}

fn action<'a>(name: &str, world: &World, ask: impl Fn(u32) -> Ask + 'a, script: impl Fn(&Association) -> String) -> Action<'a> {
    Action { name: name.into(), ask: Box::new(ask), baseline: world.associations.iter().map(script).collect() }
}

/// What is sought in an association: always the same, because its script for pgbench is one text.
fn sought(association: &Association) -> &'static str {
    let sum: usize = association.id.bytes().map(usize::from).sum();
    SOUGHT[sum % SOUGHT.len()]
}

fn searched(world: &World, association: &Association) -> Ask {
    world.page(format!("/a/{}/members?search={}", association.slug, sought(association)))
}

/// `POST …/books/journal`: an entry of two lines.
pub fn entry(world: &World, association: &Association, n: u32) -> Ask {
    let amount = (n % 10_000 + 1).to_string();
    let lines = json!([{ "account": ACCOUNTS[0], "debit": amount }, { "account": ACCOUNTS[1], "credit": amount }]);
    let body = json!({ "posted_on": world.today, "label": format!("Cotisation numéro {n}"), "lines": lines });
    world.call(association, "/books/journal", Some(body.to_string()))
}

pub fn creation(world: &World, n: u32) -> Ask {
    let body = json!({
        "name_ar": format!("جمعية القياس رقم {n}"), "name_fr": format!("Association de la mesure {n}"), "commune": "06.141.01.01",
        "founded_on": "2020-03-01", "processor_agreement": "2026.11", "receipt_number": format!("M{n}/2020"),
    });
    world.api("/api/v1/associations".into(), Some(body.to_string()))
}

fn reading(association: &Association, select: &str) -> String {
    format!("begin read only;\nset local app.association = '{}';\n{select};\ncommit;\n", association.id)
}

pub fn list(association: &Association) -> String {
    let mine = format!("association_id = '{}' and number > 0", association.id);
    reading(association, &format!("select * from membership.member where {mine} order by number limit 51"))
}

/// All members, as a file has them.
pub fn whole(association: &Association) -> String {
    reading(association, &format!("select * from membership.member where association_id = '{}' order by number", association.id))
}

fn search(association: &Association) -> String {
    searched_for(association, sought(association))
}

pub fn searched_for(association: &Association, sought: &str) -> String {
    let mine = format!("association_id = '{}'", association.id);
    let found = format!("words like '% {sought}%'");
    reading(association, &format!("select * from membership.member where {mine} and number > 0 and {found} order by number limit 51"))
}

pub fn balance(association: &Association, world: &World) -> String {
    let (id, year) = (&association.id, fiscal_year(world));
    let select = "select account, sum(debit)::bigint, sum(credit)::bigint from bookkeeping.account_total";
    reading(association, &format!("{select} where association_id = '{id}' and fiscal_year_id = '{year}' group by account order by account"))
}

pub fn fiscal_year(world: &World) -> String {
    named_id(&format!("fiscal-year-{}", world.year)).to_string()
}

/// The first lines of an account in a year, the oldest first.
pub fn ledger(association: &Association, world: &World, account: &str, most: u32) -> String {
    let (id, year) = (&association.id, fiscal_year(world));
    let of_account = format!("line.association_id = '{id}' and line.account = '{account}' and entry.fiscal_year_id = '{year}'");
    reading(
        association,
        &format!(
            "select entry.*, line.debit, line.credit from bookkeeping.entry join bookkeeping.line
             on line.association_id = entry.association_id and line.entry_id = entry.id
             where entry.association_id = '{id}' and {of_account} order by entry.posted_on, entry.id limit {most}"
        ),
    )
}

/// Number, lines, entry, totals, audit log, indicator.
pub fn posting(association: &Association, world: &World) -> String {
    let (id, account, year, fiscal_year) = (&association.id, &world.account, &world.year, fiscal_year(world));
    let [debit, credit] = ACCOUNTS;
    let hash = "0".repeat(64);
    format!(
        "\\set amount random(1, 1000000)
begin;
set local app.association = '{id}';
update bookkeeping.number_series set last_number = last_number + 1 where association_id = '{id}' and name = 'entry-{year}-GEN'
    returning last_number as number, gen_random_uuid() as entry \\gset
update tenancy.audit_head set number = number + 1, hash = '{hash}', at = now() where association_id = '{id}' returning number as act \\gset
insert into bookkeeping.line (association_id, id, entry_id, position, account, debit, credit)
    values ('{id}', gen_random_uuid(), :entry, 0, '{debit}', :amount, 0), ('{id}', gen_random_uuid(), :entry, 1, '{credit}', 0, :amount);
with total as (
    insert into bookkeeping.account_total (association_id, id, fiscal_year_id, account, month, debit, credit)
        values ('{id}', gen_random_uuid(), '{fiscal_year}', '{debit}', extract(month from current_date)::int, :amount, 0),
               ('{id}', gen_random_uuid(), '{fiscal_year}', '{credit}', extract(month from current_date)::int, 0, :amount)
        on conflict (association_id, fiscal_year_id, account, month)
        do update set debit = account_total.debit + excluded.debit, credit = account_total.credit + excluded.credit
), audit as (
    insert into tenancy.audit_entry (association_id, id, at, account_id, who, role, action, subject, details, number, hash)
        values ('{id}', gen_random_uuid(), now(), '{account}', 'أمينة العلوي', 'president', 'entry-posted', 'GEN', '{{}}', :act, '{hash}')
), indicator as (
    update tenancy.indicator set last_entry = greatest(last_entry, current_date) where association_id = '{id}'
)
insert into bookkeeping.entry (association_id, id, fiscal_year_id, journal, number, posted_on, label, total, hash, previous_hash, posted_at, recorded_by)
    values ('{id}', :entry, '{fiscal_year}', 'GEN', :number, current_date, 'Cotisation', :amount, '{hash}', '{hash}', now(), 'أمينة العلوي');
commit;
"
    )
}

/// Association, seat, indicator, profile, audit log.
fn founding(world: &World) -> String {
    let account = &world.account;
    format!(
        "\\set n random(1, 1000000000000000)
begin;
insert into tenancy.association (id, slug, name_ar, name_fr, name_key, commune, province, region, founded_on, receipt_number, created_at)
    values (gen_random_uuid(), 'association-de-la-mesure-' || :n::bigint, 'جمعية القياس', 'Association de la mesure', 'جمعيه القياس association de la mesure',
            '06.141.01.01', '06.141', '06', '2020-03-01', 'P' || :n::bigint, now())
    returning id, set_config('app.association', id::text, true) as place \\gset
with seat as (
    insert into tenancy.seat (association_id, account_id, role, since) values (:id, '{account}', 'president', now())
), indicator as (
    insert into tenancy.indicator (association_id) values (:id)
), head as (
    insert into tenancy.audit_head (association_id, id, number, hash, at) values (:id, gen_random_uuid(), 1, '', now())
), profile as (
    insert into membership.association_profile (association_id, id, slug, name_ar, name_fr, commune_ar, commune_fr, founded_on, receipt_number, locale)
        values (:id, :id, 'association-de-la-mesure', 'جمعية القياس', 'Association de la mesure', 'أنفا', 'Anfa', '2020-03-01', 'P', 'ar')
)
insert into tenancy.audit_entry (association_id, id, at, account_id, who, role, action, subject, details, number)
    values (:id, gen_random_uuid(), now(), '{account}', 'أمينة العلوي', 'president', 'association-created', 'P', '{{}}', 1);
commit;
"
    )
}
