//! One entity per table.

pub mod campaign;
pub mod delivery;
pub mod send_queue;
pub mod standing;
