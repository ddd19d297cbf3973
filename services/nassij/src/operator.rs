//! What the operator does from the command line, on the services' own functions.

use crate::MODULES;
use contracts::platform::OwnLimits;
use kernel::secret::random_token;
use kernel::{Clock, Error, Limits, Locale, Plan, Result};
use runtime::{Config, Process, describe_routes};
use std::path::Path;
use uuid::Uuid;

/// A second apart.
const EXPORT_TRIES: u32 = 60;

/// An error in words, for a terminal.
pub fn explain(error: &Error) -> String {
    let params = error.params().iter().map(|(name, value)| format!("\n  {name}: {value}"));
    let fields = error.field_errors().iter().map(|field| format!("\n  {}: {}", field.field, field.code.replace('-', " ")));
    let mut text = error.code().replace('-', " ") + &params.chain(fields).collect::<String>();
    match error.code() {
        "database-in-use" => text += "\nAnother nassij runs on this data directory. Stop it first.",
        "database-schema-outdated" => text += "\nRun `nassij migrate` with NASSIJ_DATABASE_OWNER_URL set to the schema's owner.",
        "database-role-privileged" => {
            text += "\nRow-level security would not bind this role. Connect as nassij_app (deploy/postgres/roles.sql).";
        }
        "configuration-wrong" => text += "\n`nassij show-config` lists every setting.",
        _ => {}
    }
    if let Some(cause) = error.cause() {
        text = text + "\n  because: " + &cause.to_string();
    }
    text
}

/// All services without their loops.
pub async fn open(config: &Config, clock: Clock) -> Result<Process> {
    let all: Vec<&str> = MODULES.iter().map(|module| module.name).collect();
    Process::build(MODULES, &all, config, clock).await
}

pub async fn migrate(config: &Config) -> Result<()> {
    let owner = config.get("database_owner_url").ok_or_else(|| {
        Error::invalid("configuration-wrong")
            .with("setting", "database_owner_url")
            .with("reason", "migrating needs the schema's owner; SQLite migrates by itself")
    })?;
    for module in MODULES {
        if let Some(migrations) = module.migrations {
            database::migrate::postgres(owner, module.name, migrations).await?;
            println!("{}: up to date", module.name);
        }
    }
    Ok(())
}

pub async fn create_account(
    config: &Config,
    email: &str,
    name: &str,
    role: &str,
    hub: Option<&str>,
    locale: Locale,
    password_file: Option<&Path>,
) -> Result<()> {
    if !["account", "coordinator", "platform-admin"].contains(&role) {
        return Err(Error::field("role", "unknown-role"));
    }
    let hub = match (role, hub) {
        ("coordinator", None) => return Err(Error::field("hub", "required")),
        ("coordinator", hub) => hub,
        _ => None,
    };
    let password = match password_file {
        Some(path) => {
            std::fs::read_to_string(path).map_err(|error| Error::field("password_file", "unreadable").because(error))?.trim().to_owned()
        }
        None => random_token(),
    };
    let process = open(&config.beside_a_running_platform(), Clock::default()).await?;
    let state = process.state("tenancy")?;
    let name = if name.is_empty() { email.split('@').next().unwrap_or(email) } else { name };
    let known = tenancy::operator::has_account(state, email).await?;
    let account = tenancy::operator::create_account(state, email, name, &password, locale).await?;
    if let Some(hub) = hub {
        tenancy::operator::add_coordinator(state, account, hub).await?;
    }
    if role == "platform-admin" {
        tenancy::operator::add_staff(state, account).await?;
    }
    println!("{email}: account {account}");
    if known {
        println!("the account was there already: its name and password are unchanged");
    } else if password_file.is_none() {
        println!("password: {password}");
    }
    Ok(())
}

pub async fn forget_second_factor(config: &Config, email: &str) -> Result<()> {
    let process = open(&config.beside_a_running_platform(), Clock::default()).await?;
    tenancy::operator::forget_second_factor(process.state("tenancy")?, email).await?;
    println!("{email}: the second factor is off; the owner is told by mail");
    Ok(())
}

/// Figures that are not given stay as they are; `plan` is the plan's.
#[derive(clap::Args)]
pub struct LimitsOf {
    /// Slug of the association
    #[arg(long)]
    association: String,
    /// `standard` or `large`
    #[arg(long, requires = "reason")]
    plan: Option<String>,
    /// How many active members, or `plan`
    #[arg(long, requires = "reason")]
    members: Option<String>,
    /// Megabytes of files, or `plan`
    #[arg(long, requires = "reason")]
    storage: Option<String>,
    /// Mails per day, or `plan`
    #[arg(long, requires = "reason")]
    mails: Option<String>,
    /// Why: the association's audit log says it
    #[arg(long)]
    reason: Option<String>,
}

pub async fn limits(config: &Config, asked: &LimitsOf) -> Result<()> {
    let process = open(&config.beside_a_running_platform(), Clock::default()).await?;
    let state = process.state("tenancy")?;
    let (id, plan, own, mut limits) = tenancy::operator::limits_of(state, &asked.association).await?;
    let mut wanted = plan;
    if let Some(reason) = asked.reason.as_deref() {
        if let Some(plan) = asked.plan.as_deref() {
            wanted = Plan::parse(plan).ok_or_else(|| Error::field("plan", "choice-unknown"))?;
        }
        let own = OwnLimits {
            members: figure("members", asked.members.as_deref(), own.members, 1)?,
            storage: figure("storage", asked.storage.as_deref(), own.storage, 1024 * 1024)?,
            mails_per_day: figure("mails", asked.mails.as_deref(), own.mails_per_day, 1)?,
        };
        limits = tenancy::operator::set_limits(state, id, wanted, own, reason).await?;
    }
    let Limits { members, storage, mails_per_day } = limits;
    println!("{}: plan {}", asked.association, wanted.code());
    println!("members: {members}\nstorage: {} MB\nmails per day: {mails_per_day}", storage / 1024 / 1024);
    Ok(())
}

fn figure(name: &str, given: Option<&str>, now: Option<i64>, unit: i64) -> Result<Option<i64>> {
    match given {
        None => Ok(now),
        Some("plan") => Ok(None),
        Some(text) => match text.parse::<i64>() {
            Ok(figure) if (0..=10_000_000).contains(&figure) => Ok(Some(figure * unit)),
            _ => Err(Error::field(name, "limit-out-of-range")),
        },
    }
}

pub async fn create_token(config: &Config, account: &str, association: Option<&str>, permissions: &[String]) -> Result<()> {
    let process = open(&config.beside_a_running_platform(), Clock::default()).await?;
    let state = process.state("tenancy")?;
    let secret = match association {
        Some(slug) if !permissions.is_empty() => tenancy::operator::create_narrow_token(state, account, slug, Some(permissions)).await?,
        _ => tenancy::operator::create_token(state, account, association).await?,
    };
    println!("{secret}");
    Ok(())
}

/// Asks again for as long as events are on their way, which a running platform carries in a moment.
pub async fn export(config: &Config, association: &str, directory: &Path) -> Result<()> {
    let process = open(&config.beside_a_running_platform(), Clock::default()).await?;
    let state = process.state("tenancy")?;
    for _ in 0..EXPORT_TRIES {
        if let Some(rows) = tenancy::operator::export(state, association, directory).await? {
            println!("{rows} rows in {}", directory.display());
            return Ok(());
        }
        tokio::time::sleep(std::time::Duration::from_secs(1)).await;
    }
    Err(Error::conflict("export-busy"))
}

pub async fn restore(config: &Config, package: &Path) -> Result<()> {
    let process = open(&config.beside_a_running_platform(), Clock::default()).await?;
    let databases: Vec<_> = process.databases().collect();
    let restored = tenancy::operator::restore(&databases, package).await?;
    println!("{}: {} rows restored", restored.slug, restored.rows);
    for tenancy::operator::Unseated { email, role, invited } in restored.unseated {
        let fate = if invited { "was invited" } else { "holds no office yet: an administrator has to give it" };
        println!("{email} ({}) has no confirmed account here and {fate}", role.code());
    }
    Ok(())
}

pub async fn dead_letters(config: &Config, replay: Option<Uuid>) -> Result<()> {
    let process = open(&config.beside_a_running_platform(), Clock::default()).await?;
    let mut found = replay.is_none();
    for db in process.databases() {
        if let Some(id) = replay {
            found |= db.replay_dead_letter(id).await?;
        }
        for letter in db.dead_letters().await? {
            let fate = letter.next_attempt_at.map_or("given up".to_owned(), |at| format!("again at {at}"));
            println!("{}\t{}\t{} attempts\t{fate}\t{}", db.service(), letter.id, letter.attempts, letter.error);
        }
    }
    if found { Ok(()) } else { Err(Error::not_found()) }
}

pub fn print_routes(json: bool) -> Result<()> {
    let routes = describe_routes(MODULES);
    if json {
        let rows: Vec<_> = routes
            .iter()
            .map(|route| {
                serde_json::json!({
                    "service": route.service, "method": route.method.as_str(), "path": route.path, "permission": route.permission,
                    "scope": route.scope, "summary": route.summary,
                })
            })
            .collect();
        println!("{}", serde_json::to_string_pretty(&rows).map_err(Error::internal)?);
        return Ok(());
    }
    for route in routes {
        println!("{:<14}{:<6}{:<70}{:<20}{}", route.service, route.method.as_str(), route.path, route.permission, route.summary);
    }
    Ok(())
}

pub fn print_openapi() -> Result<()> {
    println!("{}", serde_json::to_string_pretty(&web::openapi(&describe_routes(MODULES))).map_err(Error::internal)?);
    Ok(())
}
