//! The binary: the list of services and the command line.

mod cli;
mod demo;
mod doctor;
mod import;
mod operator;

use runtime::Module;
use std::process::ExitCode;

/// All services. The portal has no database and comes last: it calls the others.
pub const MODULES: &[Module] = &[tenancy::MODULE, membership::MODULE, bookkeeping::MODULE, notifications::MODULE, portal::MODULE];

fn main() -> ExitCode {
    cli::run()
}
