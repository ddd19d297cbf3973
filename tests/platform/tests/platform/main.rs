//! The platform as a whole, over its routes, on both databases.

mod architecture;
mod catalogue;
mod database;
mod events;
mod isolation;
mod world;

/// All services, as the binary has them.
pub const MODULES: &[runtime::Module] = &[tenancy::MODULE, membership::MODULE, bookkeeping::MODULE, notifications::MODULE, portal::MODULE];
