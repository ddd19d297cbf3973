//! Associations from a file, many at once. `columns` says what a header means, `lines` reads the
//! file, `known` compares with what is there, `run` writes a batch in a transaction; the operator's
//! `nassij import` and the hubs' pages share all of that. For hubs the file is kept and worked on in
//! the background (`work`): checked first, and made when somebody has confirmed.

mod columns;
mod hub_files;
mod known;
mod lines;
mod presidents;
mod run;
mod work;
mod wrong;

use crate::entity::hub;
use crate::hubs;
use database::Origin;
use kernel::{AssociationId, Error, Result};
use web::State;

pub use hub_files::{confirm, list, show, upload, wrong_lines};
pub use lines::{Line, Lines};
pub use run::{Import, Options, WrongLine};
pub use work::{forget_files, work};
pub use wrong::{first_line, wrong_line};

/// By its slug.
///
/// # Errors
/// `unknown-hub`, at the field `hub`.
pub async fn hub_named(state: &State, named: &str) -> Result<hub::Model> {
    let ws = state.db()?.read(AssociationId::PLATFORM, Origin::platform("import associations")).await?;
    hubs::find(&ws, named).await?.ok_or_else(|| Error::field("hub", "unknown-hub"))
}
