//! From configuration to a running process.

pub mod config;
mod module;
mod observe;
mod process;
mod server;
mod workspaces;

pub use config::Config;
pub use module::{Module, React, Task, ignore};
pub use observe::start_logging;
pub use process::{Process, describe_routes};
pub use server::serve;
