//! Bank accounts: what the bank says (`statement` and the formats, taken in by `import`), beside what the books say
//! (`books`). An operation of the bank is matched with the lines of entries that stand for it (`matching`, by proposals that
//! `proposals` makes and rules that `rules` keeps), and what is left over is the reconciliation.

pub mod accounts;
pub mod books;
mod camt;
mod columns;
pub mod import;
pub mod lines;
pub mod matching;
mod ofx;
mod proposals;
pub mod reconciliation;
pub mod rules;
pub mod schema;
mod statement;
mod table;

use web::Routes;

pub fn routes(routes: Routes) -> Routes {
    routes
        .get("/api/v1/associations/{association}/books/bank", "Bank accounts of the books", accounts::list)
        .create("/api/v1/associations/{association}/books/bank", "Add a bank account", accounts::add)
        .get("/api/v1/associations/{association}/books/bank/{id}", "A bank account", accounts::show)
        .post("/api/v1/associations/{association}/books/bank/{id}", "Change a bank account", accounts::change)
        .post("/api/v1/associations/{association}/books/bank/{id}/removal", "Remove a bank account without statements", accounts::remove)
        .get("/api/v1/associations/{association}/books/bank/{id}/statements", "Statements of a bank account", import::list)
        .upload("/api/v1/associations/{association}/books/bank/{id}/statements", "Read a statement; nothing is written yet", import::upload)
        .get("/api/v1/associations/{association}/books/bank-statements/{id}", "A statement, and what it would bring", import::show)
        .post(
            "/api/v1/associations/{association}/books/bank-statements/{id}/columns",
            "Say what a statement's columns are",
            import::set_columns,
        )
        .post("/api/v1/associations/{association}/books/bank-statements/{id}/confirmation", "Take a statement in", import::confirm)
        .get("/api/v1/associations/{association}/books/bank/{id}/lines", "Operations of a bank account, with proposals", lines::list)
        .create(
            "/api/v1/associations/{association}/books/bank/{id}/matches",
            "Match operations with entries, many at a time",
            matching::confirm,
        )
        .get("/api/v1/associations/{association}/books/bank-lines/{id}", "An operation of the bank", lines::show)
        .post(
            "/api/v1/associations/{association}/books/bank-lines/{id}/match",
            "Match an operation with lines of entries",
            matching::match_lines,
        )
        .create(
            "/api/v1/associations/{association}/books/bank-lines/{id}/entry",
            "Write the entry that an operation is",
            matching::write_entry,
        )
        .post("/api/v1/associations/{association}/books/bank-lines/{id}/unmatching", "Undo a match", matching::unmatch)
        .get("/api/v1/associations/{association}/books/bank-rules", "Rules by which texts are known", rules::list)
        .create("/api/v1/associations/{association}/books/bank-rules", "Keep a rule", rules::write)
        .post("/api/v1/associations/{association}/books/bank-rules/{id}", "Change a rule", rules::write)
        .post("/api/v1/associations/{association}/books/bank-rules/{id}/move", "Try a rule earlier or later", rules::reorder)
        .post("/api/v1/associations/{association}/books/bank-rules/{id}/removal", "Remove a rule", rules::remove)
        .get("/api/v1/associations/{association}/books/bank/{id}/reconciliation", "What makes books and bank differ", reconciliation::show)
        .file(
            "/api/v1/associations/{association}/books/bank/{id}/reconciliation.pdf",
            "The reconciliation statement as PDF",
            reconciliation::pdf,
        )
        .file(
            "/api/v1/associations/{association}/books/bank/{id}/reconciliation.xlsx",
            "The reconciliation statement as XLSX",
            reconciliation::xlsx,
        )
}
