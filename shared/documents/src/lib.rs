//! What leaves Nassij on paper or in a calendar: receipts and letters as bilingual PDFs, calendar
//! invitations, amounts in words; and pictures that people bring, made ones that can be shown.
//!
//! [`receipt`] and [`convocation`] compute for milliseconds to tens of milliseconds (more the first
//! time) without awaiting: asynchronous callers run them in `spawn_blocking`. All text may come
//! from users; it is data to the templates and never markup.

mod board_list;
mod budget_paper;
mod cash_count;
mod convocation;
mod deposit_slip;
mod engine;
mod invitation;
mod letterhead;
mod people;
pub mod picture;
mod receipt;
mod reconciliation;
mod statement;
mod text;
mod use_of_funds;
mod words;

pub use board_list::{BoardHolder, BoardList, board_list};
pub use budget_paper::{BudgetFigures, BudgetPaper, BudgetPaperRow, budget_paper};
pub use cash_count::{CashPiece, CashSheet, cash_count};
pub use convocation::{Convocation, convocation};
pub use deposit_slip::{DepositSlip, SlipLine, deposit_slip};
pub use engine::load_fonts;
pub use invitation::{Invitation, invitation};
pub use people::{Issuer, Named, cards, labels};
pub use receipt::{CoveredLine, Receipt, ReceiptKind, receipt};
pub use reconciliation::{ReconciliationRow, ReconciliationSheet, reconciliation};
pub use statement::{Statement, StatementCell, StatementColumn, Weight, statement};
pub use use_of_funds::{Paper, Received, Use, UseOfFunds, use_of_funds};
pub use words::words;
