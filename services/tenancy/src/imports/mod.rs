//! Associations from a file, many at once. `columns` says what a header means, `lines` reads the
//! file, `known` compares with what is there, `run` writes a batch in a transaction; the operator's
//! `nassij import` and the hubs' pages share all of that. For hubs the file is kept and worked on in
//! the background (`work`): checked first, and made when somebody has confirmed.

mod columns;
mod hub;
mod known;
mod lines;
mod presidents;
mod run;
mod work;
mod wrong;

use crate::reference::{self, Hub};
use kernel::{Error, Result};

pub use hub::{confirm, list, show, upload, wrong_lines};
pub use lines::{Line, Lines};
pub use run::{Import, Options, WrongLine};
pub use work::{forget_files, work};
pub use wrong::{first_line, wrong_line};

/// # Errors
/// `unknown-hub`, at the field `hub`.
pub fn hub_named(named: &str) -> Result<Hub> {
    reference::find_hub(named).or_else(|| reference::hub_of(named)).cloned().ok_or_else(|| Error::field("hub", "unknown-hub"))
}
