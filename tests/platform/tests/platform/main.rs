//! The platform as a whole, over its routes, on both databases.

mod accounts;
mod architecture;
mod audit;
mod audit_binary;
mod audit_chain;
mod audit_export;
mod bank;
mod bank_matching;
mod bank_reconciliation;
mod board;
mod books;
mod books_years;
mod browser;
mod budgets;
mod bulk;
mod cash;
mod catalogue;
mod cheques;
mod clicks;
mod cnie;
mod consents;
mod contributions;
mod database;
mod desk;
mod drafts;
mod dues;
mod dues_of_many;
mod dues_years;
mod edges;
mod events;
mod expenses;
mod families;
mod fee_rules;
mod field_files;
mod grants;
mod hubs;
mod import_asides;
mod import_columns;
mod instalments;
mod invitations;
mod isolation;
mod joining;
mod killed;
mod killed_run;
mod leaving;
mod mailing;
mod mandates;
mod member_fields;
mod member_files;
mod member_imports;
mod member_lists;
mod member_merges;
mod member_records;
mod member_statistics;
mod money;
mod objections;
mod offices;
mod own_accounts;
mod own_fields;
mod own_record;
mod payers;
mod platform;
mod postman;
mod privacy;
mod processes;
mod projects;
mod proposals;
mod receiver;
mod registry;
mod reminders;
mod renewal;
mod security;
mod self_audit;
mod server;
mod sessions;
mod simulator;
mod statements;
mod territory;
mod texts;
mod tokens;
mod uploads;
mod vouchers;
mod wards;
mod webhooks;
mod world;
mod year;

/// All services, as the binary has them.
pub const MODULES: &[runtime::Module] = &[tenancy::MODULE, membership::MODULE, bookkeeping::MODULE, notifications::MODULE, portal::MODULE];

/// What a program of Debian's prints; it must succeed.
#[track_caller]
pub fn tool(program: &str, arguments: &[&str]) -> String {
    let output = std::process::Command::new(program).args(arguments).output().unwrap_or_else(|error| panic!("{program}: {error}"));
    assert!(output.status.success(), "{program} {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("text")
}
