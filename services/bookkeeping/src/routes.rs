//! The service's URLs.

use crate::{account_ledger, balance, chart, closing, dues, export, guided, journal, own_accounts, receipts, reversal, self_audit, sizes, statements, years};
use web::Routes;

pub fn routes() -> Routes {
    let routes = Routes::new("bookkeeping")
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
        .get("/api/v1/associations/{association}/books/guided/choices", "What an entry in words can choose from", guided::choices)
        .file("/api/v1/associations/{association}/books/export", "The journal of a year for other programs", export::download);
    let routes = receipts::routes(sizes::routes(closing::routes(own_accounts::routes(routes))));
    self_audit::routes(statements::routes(routes))
}
