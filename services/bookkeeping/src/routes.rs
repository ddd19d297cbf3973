//! The service's URLs.

use crate::{account_ledger, balance, bank, cash, chart, dues, export, guided, journal, reversal, years};
use web::Routes;

pub fn routes() -> Routes {
    cash::routes(bank::routes(books()))
}

fn books() -> Routes {
    Routes::new("bookkeeping")
        .get("/api/v1/reference/chart", "The standard chart of accounts", chart::list)
        .get("/api/v1/associations/{association}/books/years", "Fiscal years", years::list)
        .get("/api/v1/associations/{association}/books/journal", "Journal entries, newest first", journal::list)
        .get("/api/v1/associations/{association}/books/journal/{id}", "A journal entry", journal::show)
        .create("/api/v1/associations/{association}/books/journal", "Post an entry", journal::post)
        .create("/api/v1/associations/{association}/books/journal/{id}/reversal", "Post the contrary of an entry, once", reversal::reverse)
        .get("/api/v1/associations/{association}/books/guided", "What was written in words of late", guided::recent)
        .create("/api/v1/associations/{association}/books/guided", "Post an entry told in words", guided::post)
        .get("/api/v1/associations/{association}/books/ledger", "What moved on an account in a year", account_ledger::show)
        .get("/api/v1/associations/{association}/books/trial-balance", "The trial balance of a year", balance::show)
        .get("/api/v1/associations/{association}/books/dues-agreement", "The members' accounts against the books", dues::agreement)
        .file("/api/v1/associations/{association}/books/export", "The journal of a year as plain text accounting", export::download)
}
