//! The service's URLs.

use crate::{balance, chart, dues, export, journal, years};
use web::Routes;

pub fn routes() -> Routes {
    Routes::new("bookkeeping")
        .get("/api/v1/reference/chart", "The standard chart of accounts", chart::list)
        .get("/api/v1/associations/{association}/books/years", "Fiscal years", years::list)
        .get("/api/v1/associations/{association}/books/journal", "Journal entries, newest first", journal::list)
        .get("/api/v1/associations/{association}/books/journal/{id}", "A journal entry", journal::show)
        .create("/api/v1/associations/{association}/books/journal", "Post an entry", journal::post)
        .get("/api/v1/associations/{association}/books/trial-balance", "The trial balance of a year", balance::show)
        .get("/api/v1/associations/{association}/books/dues-agreement", "The members' accounts against the books", dues::agreement)
        .file("/api/v1/associations/{association}/books/export", "The journal of a year as plain text accounting", export::download)
}
