//! Words that every crate of Nassij speaks: ids, money, time, errors, permissions, languages.
//!
//! Nothing here does I/O. Dependencies point towards this crate and never out of it.

pub mod actor;
pub mod clock;
pub mod date;
pub mod dues_years;
pub mod error;
pub mod fold;
pub mod id;
pub mod identifiers;
pub mod limits;
pub mod locale;
pub mod media;
pub mod money;
pub mod permission;
pub mod secret;
pub mod standing;
pub mod whence;

pub use actor::{Actor, Limit, Seat};
pub use clock::Clock;
pub use error::{Error, FieldError, Kind, Result};
pub use id::AssociationId;
pub use limits::{Limits, Plan};
pub use locale::Locale;
pub use media::Media;
pub use money::Money;
pub use permission::{Permission, Role};
pub use standing::Standing;
pub use whence::{Via, Whence};
