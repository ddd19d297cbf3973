//! Leaving: a copy of all that an association has here, for itself or for another installation, and
//! the erasing of it. `docs/export.md` describes the copy's format.

mod cut;
pub mod deletion;
pub mod exports;
mod index;
mod manifest;
mod package;
mod read;
mod restore;
mod write;

pub use restore::{Restored, Unseated, restore};
pub use write::export_to_directory;
