//! The command line.

use crate::{MODULES, demo, doctor, import, operator};
use clap::{Parser, Subcommand};
use kernel::{Error, Locale, Result};
use runtime::Config;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

/// Nassij: each association runs itself in a workspace of its own.
#[derive(Parser)]
#[command(version, about)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Run services: all of them, or those named (tenancy membership bookkeeping notifications portal)
    Serve {
        services: Vec<String>,
        /// Fill an empty installation with a believable association first
        #[arg(long)]
        demo: bool,
    },
    /// Bring the PostgreSQL schemas up to date, as their owner (`NASSIJ_DATABASE_OWNER_URL`)
    Migrate,
    /// Write synthetic data: one believable association, or many
    Demo {
        #[arg(long, default_value_t = 1)]
        associations: u32,
        /// Members of each association
        #[arg(long, default_value_t = 48)]
        members: u32,
        /// The same seed gives the same people
        #[arg(long, default_value_t = 1)]
        seed: u64,
    },
    /// Bring data in from files
    #[command(subcommand)]
    Import(ImportCommand),
    /// Write all that an association has here into a new directory, documented and whole
    Export {
        /// Slug or id
        association: String,
        directory: PathBuf,
    },
    /// Bring an association back from such a directory, or a ZIP of it
    Restore { package: PathBuf },
    /// Associations
    #[command(subcommand)]
    Association(AssociationCommand),
    /// People's accounts
    #[command(subcommand)]
    Account(AccountCommand),
    /// API tokens
    #[command(subcommand)]
    Token(TokenCommand),
    /// Events whose reaction failed; --replay tries one again
    DeadLetters {
        #[arg(long)]
        replay: Option<uuid::Uuid>,
    },
    /// Every route: method, path, permission, service
    Routes {
        #[arg(long)]
        json: bool,
    },
    /// Print the OpenAPI 3.1 document
    Openapi,
    /// Say whether the configuration is right
    CheckConfig,
    /// Print every setting, where its value comes from and what it means
    ShowConfig,
    /// Look at the databases: schema, waiting events, dead letters, the chain of every audit log.
    /// Exits with 1 when anything is wrong
    Doctor {
        /// File with the audit logs' closing hashes of an earlier run, which must still stand; then the
        /// present ones are noted in it. Keep it where the databases' operator cannot write
        #[arg(long)]
        anchor: Option<PathBuf>,
    },
}

#[derive(Subcommand)]
enum ImportCommand {
    /// Make the associations of a file; what is there already is left as it is
    Associations(import::Arguments),
}

#[derive(Subcommand)]
enum AssociationCommand {
    /// Print how much an association may use; with --reason, set it
    Limits(operator::LimitsOf),
}

fn language(code: &str) -> std::result::Result<Locale, &'static str> {
    Locale::parse(code).ok_or("ar, fr or en")
}

#[derive(Subcommand)]
enum AccountCommand {
    /// Make a confirmed account
    Create {
        #[arg(long)]
        email: String,
        #[arg(long, default_value = "")]
        name: String,
        /// `account`, `coordinator` of the hub named by --hub, or `platform-admin`
        #[arg(long, default_value = "account")]
        role: String,
        /// Slug of the hub or code of its region
        #[arg(long)]
        hub: Option<String>,
        /// Language of its mails and pages, `ar`, `fr` or `en`; without it the installation's
        #[arg(long, value_parser = language)]
        locale: Option<Locale>,
        /// File with the password; without it one is made and printed
        #[arg(long)]
        password_file: Option<PathBuf>,
    },
    /// Take the second factor off an account whose owner lost phone and recovery codes
    ForgetSecondFactor {
        #[arg(long)]
        email: String,
    },
}

#[derive(Subcommand)]
enum TokenCommand {
    /// Print a new bearer token
    Create {
        /// E-mail of the account it stands for
        #[arg(long)]
        account: String,
        /// Slug of the only association it opens; without it all of the account's
        #[arg(long)]
        association: Option<String>,
        /// All that it may do there, as in `members.view`; may be repeated. Without it all that the account may
        #[arg(long = "permission", requires = "association")]
        permissions: Vec<String>,
    },
}

pub fn run() -> ExitCode {
    let cli = Cli::parse();
    let outcome = Config::load().and_then(|config| {
        runtime::start_logging(&config);
        let tokio = tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(Error::internal)?;
        tokio.block_on(execute(cli.command, &config))
    });
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("nassij: {}", operator::explain(&error));
            ExitCode::FAILURE
        }
    }
}

async fn execute(command: Command, config: &Config) -> Result<()> {
    if let Some(fonts) = config.get("fonts") {
        documents::load_fonts(std::path::Path::new(fonts))?;
    }
    match command {
        Command::Serve { services, demo } => serve(&services, demo, config).await,
        Command::Migrate => operator::migrate(config).await,
        Command::Demo { associations, members, seed } => demo::run(config, &demo::Size { associations, members, seed }).await,
        Command::Import(ImportCommand::Associations(arguments)) => import::associations(config, &arguments).await,
        Command::Export { association, directory } => operator::export(config, &association, &directory).await,
        Command::Restore { package } => operator::restore(config, &package).await,
        Command::Association(AssociationCommand::Limits(limits)) => operator::limits(config, &limits).await,
        Command::Account(AccountCommand::Create { email, name, role, hub, locale, password_file }) => {
            let locale = locale.unwrap_or(config.locale());
            operator::create_account(config, &email, &name, &role, hub.as_deref(), locale, password_file.as_deref()).await
        }
        Command::Account(AccountCommand::ForgetSecondFactor { email }) => operator::forget_second_factor(config, &email).await,
        Command::Token(TokenCommand::Create { account, association, permissions }) => {
            operator::create_token(config, &account, association.as_deref(), &permissions).await
        }
        Command::DeadLetters { replay } => operator::dead_letters(config, replay).await,
        Command::Routes { json } => operator::print_routes(json),
        Command::Openapi => operator::print_openapi(),
        Command::CheckConfig => {
            config.database()?;
            println!("the configuration is right");
            Ok(())
        }
        Command::ShowConfig => {
            print!("{}", config.show());
            Ok(())
        }
        Command::Doctor { anchor } => doctor::run(config, anchor.as_deref()).await,
    }
}

async fn serve(services: &[String], demo: bool, config: &Config) -> Result<()> {
    let hosted: Vec<&'static str> = MODULES
        .iter()
        .map(|module| module.name)
        .filter(|name| services.is_empty() || services.iter().any(|wanted| wanted == name))
        .collect();
    if let Some(unknown) = services.iter().find(|wanted| !hosted.iter().any(|name| name == wanted)) {
        return Err(Error::invalid("unknown-service").with("service", unknown));
    }
    if demo {
        demo::fill_if_empty(config).await?;
    }
    runtime::serve(MODULES, &hosted, config, |address| {
        let invitation = if hosted.contains(&"portal") { format!("Open {} in a browser.\n", config.public_url()) } else { String::new() };
        // nobody may be listening: a closed pipe is no reason not to serve
        let _ = write!(std::io::stdout(), "Nassij serves {} on http://{address}\n{invitation}", hosted.join(", "));
    })
    .await
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_well_formed() {
        Cli::command().debug_assert();
    }
}
