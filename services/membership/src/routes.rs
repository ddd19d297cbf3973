//! The URLs of members, dues and assemblies.

use crate::{
    assemblies, cancellations, convocation, electors, fees, import, letter, limits, members, payments, receipt, record, statuses, statutes,
    summary,
};
use web::Routes;

pub fn routes() -> Routes {
    Routes::new("membership")
        .get("/api/v1/associations/{association}/summary", "The figures of the association's home", summary::show)
        .get("/api/v1/associations/{association}/mails-of-today", "How many mails went out today, and may", limits::mails_of_today)
        // members
        .get("/api/v1/associations/{association}/members", "Members in the order of their numbers", members::list)
        .create("/api/v1/associations/{association}/members", "Adds a member", members::add)
        .get("/api/v1/associations/{association}/members/{id}", "A member's record", record::show)
        .post("/api/v1/associations/{association}/members/{id}", "Changes a member's record", record::edit)
        .post("/api/v1/associations/{association}/members/{id}/status", "Admits, suspends, lets go a member", statuses::set)
        .upload(
            "/api/v1/associations/{association}/members/import",
            "Checks a file of members; writes them when dry_run is false",
            import::direct,
        )
        .upload("/api/v1/associations/{association}/members/imports", "Keeps a file of members and begins to check it", import::upload)
        .get("/api/v1/associations/{association}/members/imports", "Files of members, newest first", import::list)
        .get("/api/v1/associations/{association}/members/imports/{id}", "A kept file of members and what it would do", import::show)
        .post(
            "/api/v1/associations/{association}/members/imports/{id}/confirmation",
            "Writes the members of a checked file",
            import::confirm,
        )
        .post("/api/v1/associations/{association}/members/imports/{id}/columns", "Says what a file's columns are", import::set_columns)
        .post(
            "/api/v1/associations/{association}/members/imports/{id}/undoing",
            "Undoes an import where nothing was done since",
            import::undo,
        )
        .file(
            "/api/v1/associations/{association}/members/imports/{id}/wrong-lines.csv",
            "The lines that cannot go in, to be mended",
            import::wrong_lines,
        )
        // dues
        .get("/api/v1/associations/{association}/dues/fees", "The yearly fees, newest first", fees::list)
        .post("/api/v1/associations/{association}/dues/fees", "Sets the fee of a year", fees::set)
        .get("/api/v1/associations/{association}/dues/payments", "Payments, newest receipt first", payments::list)
        .create("/api/v1/associations/{association}/dues/payments", "Records a payment and issues its receipt", payments::record)
        .get("/api/v1/associations/{association}/dues/payments/{id}", "A payment", payments::show)
        .file("/api/v1/associations/{association}/dues/payments/{id}/receipt", "The receipt as PDF, in Arabic and French", receipt::pdf)
        .create(
            "/api/v1/associations/{association}/dues/payments/{id}/cancellation",
            "Takes a payment back by a counter-receipt",
            cancellations::cancel,
        )
        .file(
            "/api/v1/associations/{association}/dues/payments/{id}/counter-receipt",
            "The counter-receipt as PDF, in Arabic and French",
            receipt::counter_pdf,
        )
        .get("/api/v1/associations/{association}/receipts/{code}", "Verifies a receipt by its code", receipt::check)
        // assemblies
        .get("/api/v1/associations/{association}/statutes", "The statutes' rules that are applied", statutes::show)
        .post("/api/v1/associations/{association}/statutes", "Sets the statutes' rules", statutes::set)
        .get("/api/v1/associations/{association}/assemblies", "General assemblies, newest first", assemblies::list)
        .create("/api/v1/associations/{association}/assemblies", "Plans an ordinary general assembly", assemblies::plan)
        .get("/api/v1/associations/{association}/assemblies/{id}", "An assembly", assemblies::show)
        .get("/api/v1/associations/{association}/assemblies/{id}/electors", "Who was convened, by number", electors::list)
        .post(
            "/api/v1/associations/{association}/assemblies/{id}/convocation",
            "Freezes the electors and convenes them",
            convocation::convene,
        )
        .file(
            "/api/v1/associations/{association}/assemblies/{id}/letter",
            "The letter of convocation as PDF, as its first reader sees it",
            letter::preview,
        )
}
