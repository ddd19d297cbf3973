//! The service's URLs.

use crate::{
    account_ledger, axis, balance, bank, budget_paper, budgets, cash, chart, closing, contributions, drafts, dues, expenses, export,
    grant_account, grants, guided, instalments, journal, own_accounts, projects, receipts, reversal, self_audit, sizes, statements,
    use_of_funds, vouchers, years,
};
use web::Routes;

pub fn routes() -> Routes {
    let routes = analysis(ledgers(Routes::new("bookkeeping")));
    let routes = receipts::routes(sizes::routes(closing::routes(own_accounts::routes(routes))));
    let routes = contributions::routes(expenses::routes(drafts::routes(vouchers::routes(routes))));
    self_audit::routes(statements::routes(cash::routes(bank::routes(routes))))
}

fn ledgers(routes: Routes) -> Routes {
    routes
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
        .file("/api/v1/associations/{association}/books/export", "The journal of a year for other programs", export::download)
}

/// Projects, grants, budgets.
fn analysis(routes: Routes) -> Routes {
    const BOOKS: &str = "/api/v1/associations/{association}/books";
    let at = |rest: &str| format!("{BOOKS}{rest}");
    routes
        .post(&at("/journal/{id}/allocation"), "Say what an entry is for: project, grant", axis::set)
        .get(&at("/projects"), "Projects", projects::list)
        .create(&at("/projects"), "Open a project", projects::add)
        .get(&at("/projects/{id}"), "Income, expense and result of a project", projects::result)
        .post(&at("/projects/{id}"), "Change or close a project", projects::edit)
        .get(&at("/budgets"), "A year's budget against what happened", budgets::show)
        .create(&at("/budgets"), "Write down a voted budget, or a revision of it", budgets::set)
        .get(&at("/budgets/start"), "The year before, to start from", budgets::start)
        .file(&at("/budgets/paper"), "A budget as PDF or spreadsheet", budget_paper::download)
        .get(&at("/grants"), "Grants and agreements", grants::list)
        .create(&at("/grants"), "Write down a grant", grants::add)
        .post(&at("/grants/{id}"), "Change or close a grant", grants::edit)
        .get(&at("/grants/{id}"), "What a grant brought and what it was used for", grant_account::show)
        .file(&at("/grants/{id}/use"), "The use of a grant as PDF or spreadsheet", use_of_funds::download)
        .create(&at("/grants/{id}/instalments"), "Expect an instalment", instalments::add)
        .post(&at("/grant-instalments/{id}/removal"), "Expect it no more", instalments::remove)
        .post(&at("/grant-instalments/{id}/receipt"), "It was received: post the entry, or name the one in the books", instalments::receive)
        .post(&at("/grant-instalments/{id}/undoing"), "It was not received after all", instalments::undo)
        .post(&at("/grants/{id}/carry-over"), "Carry what was not spent over to the next year", grant_account::carry_over)
        .post(&at("/grants/{id}/carry-over/undoing"), "Take that back", grant_account::undo)
}
