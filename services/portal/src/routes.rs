//! The table of the portal's URLs.

use crate::page::{self, Page, Reply};
use crate::pages::*;
use crate::{assets, gateway};
use axum::extract::{RawPathParams, Request, State};
use axum::http::Method;
use kernel::Permission;
use kernel::permission::Scope;
use web::Routes;

/// The table with pages: their handlers say the permission.
struct Pages(Routes);

impl Pages {
    fn add<P, F, Fut>(self, method: Method, path: &str, summary: &'static str, handler: F) -> Self
    where
        P: Permission,
        F: Fn(Page<P>) -> Fut + Clone + Send + Sync + 'static,
        Fut: Future<Output = Reply> + Send + 'static,
    {
        let around = move |State(state): State<web::State>, path: RawPathParams, request: Request| {
            let handler = handler.clone();
            async move { page::serve(state, path, request, handler).await }
        };
        Self(self.0.raw(method, path, P::NAME, P::SCOPE, summary, around))
    }

    /// A page.
    fn show<P, F, Fut>(self, path: &str, summary: &'static str, handler: F) -> Self
    where
        P: Permission,
        F: Fn(Page<P>) -> Fut + Clone + Send + Sync + 'static,
        Fut: Future<Output = Reply> + Send + 'static,
    {
        self.add(Method::GET, path, summary, handler)
    }

    /// What a page's form sends.
    fn send<P, F, Fut>(self, path: &str, summary: &'static str, handler: F) -> Self
    where
        P: Permission,
        F: Fn(Page<P>) -> Fut + Clone + Send + Sync + 'static,
        Fut: Future<Output = Reply> + Send + 'static,
    {
        self.add(Method::POST, path, summary, handler)
    }
}

pub fn routes() -> Routes {
    let routes = Routes::new("portal")
        .raw(Method::GET, "/assets/{file}", "public", Scope::Public, "Style sheet, script, mark", assets::serve)
        .raw(Method::GET, "/api/v1/openapi.json", "public", Scope::Public, "The API's description", gateway::openapi)
        .raw(Method::GET, "/api/v1/{*rest}", "public", Scope::Public, "The API's front door", gateway::forward)
        .raw(Method::POST, "/api/v1/{*rest}", "public", Scope::Public, "The API's front door", gateway::forward);
    let pages =
        leaving(registry(books(dues(joining(member_fields(member_lists(families(members(own_account(hubs(platform(Pages(routes)))))))))))));
    analysis(own_record(audit(bulk(offices(tokens(board(assemblies_and_board(pages)))))))).0
}

fn platform(pages: Pages) -> Pages {
    pages
        .show("/", "Landing page", landing::show)
        .show("/register", "Open an account", account::register_form)
        .send("/register", "Open an account", account::register)
        .show("/register/sent", "Look at your mail", account::register_sent)
        .show("/confirm", "Confirm an e-mail address", account::confirm_form)
        .send("/confirm", "Confirm an e-mail address", account::confirm)
        .show("/sign-in", "Sign in", account::sign_in_form)
        .send("/sign-in", "Sign in", account::sign_in)
        .show("/sign-in/code", "Sign in, the second step", account::code_form)
        .send("/sign-in/code", "Sign in, the second step", account::code)
        .show("/forgotten-password", "Ask for a new password", passwords::forgotten_form)
        .send("/forgotten-password", "Ask for a new password", passwords::forgotten)
        .show("/forgotten-password/sent", "Look at your mail", passwords::forgotten_sent)
        .show("/new-password", "Replace a forgotten password", passwords::reset_form)
        .send("/new-password", "Replace a forgotten password", passwords::reset)
        .show("/new-email", "Confirm another address", emails::confirm_form)
        .send("/new-email", "Confirm another address", emails::confirm)
        .show("/earlier-email", "Put the earlier address back", emails::undo_form)
        .send("/earlier-email", "Put the earlier address back", emails::undo)
        .show("/sign-out", "Nothing: signing out is an act", account::sign_out_link)
        .send("/sign-out", "Sign out", account::sign_out)
        .show("/associations", "My associations and hubs", associations::list)
        .show("/associations/new", "Create an association", founding::form)
        .send("/associations/new", "Create an association", founding::send)
        .show("/associations/new/communes", "Communes by name", founding::find_communes)
        .show("/outbox", "Mails kept instead of sent", outbox::list)
        .show("/outbox/{file}", "A mail kept instead of sent", outbox::show)
        .show("/a/{association}", "An association's home", home::with_slash)
        .show("/a/{association}/", "An association's home", home::show)
        .show("/{*rest}", "There is nothing at this address", landing::nowhere)
        .send("/{*rest}", "There is nothing at this address", landing::nowhere)
}

fn own_account(pages: Pages) -> Pages {
    pages
        .show("/account", "One's own account", profile::show)
        .send("/account", "Change one's name and language", profile::change)
        .show("/account/password", "Change the password", passwords::change_form)
        .send("/account/password", "Change the password", passwords::change)
        .show("/account/email", "Change the e-mail address", emails::change_form)
        .send("/account/email", "Change the e-mail address", emails::change)
        .show("/account/second-factor", "Two-step verification", second_factor::show)
        .send("/account/second-factor", "Turn it on", second_factor::enrol)
        .show("/account/second-factor/proof", "Nothing: giving a code is an act", second_factor::link)
        .send("/account/second-factor/proof", "Give a code in an open session", second_factor::prove)
        .show("/account/second-factor/recovery-codes", "Nothing: making codes is an act", second_factor::link)
        .send("/account/second-factor/recovery-codes", "New recovery codes", second_factor::renew)
        .show("/account/second-factor/end", "Nothing: turning it off is an act", second_factor::link)
        .send("/account/second-factor/end", "Turn it off", second_factor::end)
        .show("/account/sessions", "Open sessions", sessions::show)
        .send("/account/sessions", "End sessions", sessions::end)
}

fn hubs(pages: Pages) -> Pages {
    pages
        .show("/hub/{hub}", "A hub's territory", territory::with_slash)
        .show("/hub/{hub}/", "A hub's territory", territory::show)
        .show("/hub/{hub}/associations.csv", "What a search finds there, for a spreadsheet", territory::export)
        .show("/hub/{hub}/associations/new", "Create an association", hub_founding::form)
        .send("/hub/{hub}/associations/new", "Create an association", hub_founding::send)
        .show("/hub/{hub}/president", "Invite the president of an association", hub_founding::president_form)
        .send("/hub/{hub}/president", "Invite the president of an association", hub_founding::invite_president)
        .show("/hub/{hub}/standing", "Suspend or reopen an association", hub_standing::show)
        .send("/hub/{hub}/standing", "Suspend or reopen an association", hub_standing::change)
        .show("/hub/{hub}/requests", "What the hub asked boards to open", requests::show)
        .send("/hub/{hub}/requests", "Ask a board to open its workspace", requests::ask)
        .show("/hub/{hub}/coordinators", "Who coordinates the hub", coordinators::show)
        .send("/hub/{hub}/coordinators", "Invite or remove coordinators", coordinators::change)
        .show("/hub/{hub}/hubs", "The hubs below and their territories", hub_tree::show)
        .send("/hub/{hub}/hubs", "Make a provincial hub", hub_tree::create)
        .show("/hub/{hub}/territory", "The places of a provincial hub", hub_tree::territory)
        .send("/hub/{hub}/territory", "Set the places of a provincial hub", hub_tree::set_territory)
        .show("/hub/{hub}/log", "What the coordinators did", hub_log::list)
        .show("/hub-invitation", "An invitation to coordinate a hub", coordinators::invitation)
        .send("/hub-invitation", "Become a coordinator", coordinators::accept)
        .show("/platform", "What the platform's staff does", platform::index)
        .show("/platform/associations", "Associations with their limits", platform::associations)
        .show("/platform/associations/{id}", "The limits of an association", platform::limits_form)
        .send("/platform/associations/{id}", "Set the limits of an association", platform::set_limits)
        .show("/platform/hubs", "All hubs", platform_hubs::show)
}

fn members(pages: Pages) -> Pages {
    pages
        .show("/a/{association}/members", "Members", members::list)
        .show("/a/{association}/members/new", "Add a member", member_record::add_form)
        .send("/a/{association}/members/new", "Add a member", member_record::add)
        .show("/a/{association}/members/import", "Import members from a file", imports::upload_form)
        .send("/a/{association}/members/import", "Import members from a file", imports::upload)
        .show("/a/{association}/members/imports/{id}", "What a file of members would do", imports::show)
        .send("/a/{association}/members/imports/{id}", "Add the members of a file", imports::confirm)
        .show("/a/{association}/members/imports/{id}/columns", "What the columns of a file are", imports::columns_form)
        .send("/a/{association}/members/imports/{id}/columns", "Say what the columns of a file are", imports::set_columns)
        .show("/a/{association}/members/imports/{id}/undoing", "Nothing: undoing is an act", imports::undo_link)
        .send("/a/{association}/members/imports/{id}/undoing", "Undo an import", imports::undo)
        .show("/a/{association}/members/imports/{id}/wrong-lines.csv", "The lines that cannot go in", imports::wrong_lines)
        .show("/a/{association}/settings/categories", "Categories of members", categories::list)
        .send("/a/{association}/settings/categories", "Define a category", categories::add)
        .show("/a/{association}/settings/categories/{id}", "A category of members", categories::edit_form)
        .send("/a/{association}/settings/categories/{id}", "Change or remove a category", categories::edit)
        .show("/a/{association}/settings/dues-year", "When years of dues begin", dues_years::show)
        .send("/a/{association}/settings/dues-year", "Set when years of dues begin", dues_years::set)
        .show("/a/{association}/settings/numbering", "How members are numbered", categories::numbering_form)
        .send("/a/{association}/settings/numbering", "Set how members are numbered", categories::set_numbering)
        .show("/a/{association}/groups", "Groups and commissions", groups::list)
        .send("/a/{association}/groups", "Make a group", groups::add)
        .show("/a/{association}/groups/{id}", "A group and who belongs to it", groups::show)
        .send("/a/{association}/groups/{id}", "Take somebody in or out", groups::change)
        .show("/a/{association}/groups/{id}/edit", "Change a group", groups::edit_form)
        .send("/a/{association}/groups/{id}/edit", "Change or remove a group", groups::edit)
        .show("/a/{association}/members/{id}/notes", "Nothing: noting is an act", member_record::notes_link)
        .send("/a/{association}/members/{id}/notes", "Note something, set the tags", member_record::note)
        .show("/a/{association}/members/{id}", "A member", member_record::show)
        .show("/a/{association}/members/{id}/edit", "Edit a member's record", member_record::edit_form)
        .send("/a/{association}/members/{id}/edit", "Edit a member's record", member_record::edit)
        .show("/a/{association}/members/{id}/status", "Change a member's status", member_record::status_form)
        .send("/a/{association}/members/{id}/status", "Change a member's status", member_record::set_status)
}

/// Households, and who acts for minors.
fn families(pages: Pages) -> Pages {
    pages
        .show("/a/{association}/families", "Families", families::list)
        .show("/a/{association}/families/{id}", "A family and who belongs to it", families::show)
        .send("/a/{association}/families/{id}", "Take somebody into a family or out, rename it", families::change)
        .show("/a/{association}/members/{id}/family", "Choose a member's family", families::of_member_form)
        .send("/a/{association}/members/{id}/family", "Choose a member's family", families::of_member)
        .show("/a/{association}/members/{id}/guardians", "Who acts for a minor", guardians::form)
        .send("/a/{association}/members/{id}/guardians", "Note, change, take away a guardian", guardians::change)
        .show("/a/{association}/members/{id}/field-file", "A member's document in a field", field_files::form)
        .send("/a/{association}/members/{id}/field-file", "Keep, replace or delete it", field_files::change)
        .show("/a/{association}/members/{id}/field-file/download", "The document itself", field_files::download)
        .show("/a/{association}/me/field-file", "An own document in a field", field_files::own)
        .show("/a/{association}/members/{id}/objection", "Whether a member wants mails", objections::form)
        .send("/a/{association}/members/{id}/objection", "Note that a member wants no mails", objections::note)
        .show("/a/{association}/members/{id}/photo.jpg", "A member's photo", photos::picture)
        .show("/a/{association}/members/{id}/photo", "A member's photo and the agreement to it", photos::form)
        .send("/a/{association}/members/{id}/photo", "Keep or forget a member's photo", photos::change)
}

/// Strangers who want to join.
fn joining(pages: Pages) -> Pages {
    pages
        .show("/a/{association}/join", "The form by which anybody asks to join", joining::form)
        .send("/a/{association}/join", "Ask to join", joining::send)
        .show("/a/{association}/join/sent", "What comes next", joining::sent)
        .show("/a/{association}/settings/joining", "Whether and how the form is open", joining::settings)
        .send("/a/{association}/settings/joining", "Open, close and word the form", joining::set)
        .show("/a/{association}/members/applications", "Applications to join", applications::list)
        .show("/a/{association}/members/applications/{id}", "An application and who may be the same person", applications::show)
        .send("/a/{association}/members/applications/{id}", "Accept, link, refuse or discard it", applications::act)
}

/// A member's own space, and whose it is.
fn own_record(pages: Pages) -> Pages {
    pages
        .show("/a/{association}/me", "What is kept of the member who asks", own_record::show)
        .show("/a/{association}/me/notices", "What was written to the member who asks", own_record::notices)
        .show("/a/{association}/me/notices/{id}", "A letter to the member who asks", own_record::notice)
        .show("/a/{association}/me/payments/{id}/receipt.pdf", "An own receipt as PDF", own_record::receipt_pdf)
        .show("/a/{association}/me/payments/{id}/counter-receipt.pdf", "What took an own payment back", own_record::counter_receipt_pdf)
        .show("/a/{association}/me/refunds/{id}/receipt.pdf", "The document of an own refund", own_record::refund_pdf)
        .show("/a/{association}/board/renewal", "A whole board on one page", renewal::form)
        .send("/a/{association}/board/renewal", "Renew the whole board", renewal::send)
        .show("/a/{association}/me/changes", "Changes that a member proposes", proposals::form)
        .send("/a/{association}/me/changes", "Propose changes of one's own record", proposals::propose)
        .show("/a/{association}/me/wards/{id}", "A minor for whom the member who asks acts", wards::show)
        .show("/a/{association}/me/photo", "A photo that a member proposes", photo_proposals::form)
        .send("/a/{association}/me/photo", "Propose a photo", photo_proposals::propose)
        .show("/a/{association}/members/proposals/photos/{id}", "A photo that is proposed", photo_proposals::decision_form)
        .send("/a/{association}/members/proposals/photos/{id}", "Take a proposed photo, or not", photo_proposals::decide)
        .show("/a/{association}/members/proposals/photos/{id}/photo.jpg", "The picture that is proposed", photo_proposals::picture)
        .show("/a/{association}/members/proposals", "What members propose to change", proposals::list)
        .show("/a/{association}/members/proposals/{id}", "Old and new, side by side", proposals::show)
        .send("/a/{association}/members/proposals/{id}", "Take what is proposed, or refuse it", proposals::act)
        .show("/a/{association}/members/{id}/account", "Whose account a record belongs to", own_record::account_form)
        .send("/a/{association}/members/{id}/account", "Say whose account a record belongs to", own_record::set_account)
}

fn member_fields(pages: Pages) -> Pages {
    pages
        .show("/a/{association}/settings/fields", "Own fields of members' records", member_fields::list)
        .send("/a/{association}/settings/fields", "Make a field, move one up", member_fields::change)
        .show("/a/{association}/settings/fields/{id}", "An own field", member_fields::edit_form)
        .send("/a/{association}/settings/fields/{id}", "Rename, retire, remove an own field", member_fields::edit)
        .show("/a/{association}/settings/cnie", "Whether numbers of identity cards are kept", cnie::settings)
        .send("/a/{association}/settings/cnie", "Keep them, or erase all", cnie::set_switch)
        .show("/a/{association}/members/{id}/cnie", "The number of a member's identity card, masked", cnie::show)
        .send("/a/{association}/members/{id}/cnie", "Set or erase it", cnie::set)
        .show("/a/{association}/members/{id}/cnie/reading", "Nothing: reading is an act", cnie::show)
        .send("/a/{association}/members/{id}/cnie/reading", "Read it whole", cnie::read_whole)
        .show("/a/{association}/members/{id}/files", "Files kept of a member", member_files::list)
        .send("/a/{association}/members/{id}/files", "Keep or delete a file of a member", member_files::change)
        .show("/a/{association}/member-files/{id}", "A file of a member", member_files::download)
}

fn member_lists(pages: Pages) -> Pages {
    pages
        .show("/a/{association}/members/export", "The members of a list in a file", members::export)
        .show("/a/{association}/members/labels.pdf", "Labels of a list", members::labels)
        .show("/a/{association}/members/cards.pdf", "Cards of a list", members::cards)
        .show("/a/{association}/members/{id}/card.vcf", "A member for an address book", members::card)
        .show("/a/{association}/members/statistics", "Who the members are, in figures", statistics::show)
        .show("/a/{association}/members/duplicates", "Members who may be there twice", member_merges::list)
        .send("/a/{association}/members/duplicates", "Say that two are two, undo a merge", member_merges::change)
        .show("/a/{association}/members/merge", "Two records side by side", member_merges::merge_form)
        .send("/a/{association}/members/merge", "Make one record of two", member_merges::merge)
        .show("/a/{association}/members/{id}/removal", "Take a member out", member_merges::removal_form)
        .send("/a/{association}/members/{id}/removal", "Take a member out", member_merges::remove)
        .show("/a/{association}/members/filters", "Kept filters", member_lists::filters_page)
        .send("/a/{association}/members/filters", "Keep or forget a filter", member_lists::change_filters)
        .show("/a/{association}/members/acts", "An act on all members of a list", member_lists::acts_page)
        .send("/a/{association}/members/acts", "Act on all members of a list", member_lists::act)
}

fn dues(pages: Pages) -> Pages {
    pages
        .show("/a/{association}/dues", "Dues of a year", dues::show)
        .show("/a/{association}/dues/fee", "Set the yearly fee", dues::fee_form)
        .send("/a/{association}/dues/fee", "Set the yearly fee", dues::set_fee)
        .show("/a/{association}/dues/payments/new", "Record a payment", payments::record_form)
        .send("/a/{association}/dues/payments/new", "Record a payment", payments::record)
        .show("/a/{association}/dues/payments/together", "Record a payment for several, or by somebody else", payers::form)
        .send("/a/{association}/dues/payments/together", "Record a payment for several, or by somebody else", payers::record)
        .show("/a/{association}/dues/payments.csv", "Payments, for a spreadsheet", payments::csv)
        .show("/a/{association}/dues/payments/{id}", "A payment and its receipt", payments::show)
        .show("/a/{association}/dues/payments/{id}/receipt.pdf", "The receipt as PDF", payments::receipt_pdf)
        .show("/a/{association}/dues/payments/{id}/cancel", "Take a payment back", cancellations::form)
        .send("/a/{association}/dues/payments/{id}/cancel", "Take a payment back", cancellations::cancel)
        .show("/a/{association}/dues/payments/{id}/unpaid", "A cheque came back unpaid", cancellations::unpaid_form)
        .send("/a/{association}/dues/payments/{id}/unpaid", "A cheque came back unpaid", cancellations::unpaid)
        .show("/a/{association}/dues/payments/{id}/counter-receipt.pdf", "The counter-receipt as PDF", cancellations::pdf)
        .show("/a/{association}/dues/payments/{id}/refund", "Give back what a payment left over", refunds::form)
        .send("/a/{association}/dues/payments/{id}/refund", "Give back what a payment left over", refunds::refund)
        .show("/a/{association}/dues/refunds/{id}/receipt.pdf", "The document of a refund as PDF", refunds::pdf)
        .show("/a/{association}/dues/cheques", "Cheques in hand and slips", deposits::cheques)
        .send("/a/{association}/dues/cheques", "Take cheques to the bank", deposits::make)
        .show("/a/{association}/dues/deposits/{id}", "A slip of cheques", deposits::show)
        .show("/a/{association}/dues/deposits/{id}/slip.pdf", "The slip as PDF", deposits::pdf)
        .show("/a/{association}/dues/deposits/{id}/undo", "Undo a slip", deposits::undo_form)
        .send("/a/{association}/dues/deposits/{id}/undo", "Undo a slip", deposits::undo)
        .show("/a/{association}/dues/charges/{id}/waive", "Waive something owed", waivers::waive_form)
        .send("/a/{association}/dues/charges/{id}/waive", "Waive something owed", waivers::waive)
        .show("/a/{association}/dues/waivers/{id}/undo", "Undo a waiver", waivers::undo_form)
        .send("/a/{association}/dues/waivers/{id}/undo", "Undo a waiver", waivers::undo)
        .show("/a/{association}/members/{id}/instalments", "Agree on parts of what a member owes", instalments::form)
        .send("/a/{association}/members/{id}/instalments", "Agree on parts of what a member owes", instalments::agree)
        .show("/a/{association}/dues/instalments/{id}", "Parts that were agreed on", instalments::show)
        .send("/a/{association}/dues/instalments/{id}", "End a plan", instalments::end)
        .show("/a/{association}/dues/run", "Call a year's dues", dues_run::form)
        .send("/a/{association}/dues/run", "Call a year's dues", dues_run::make)
        .show("/a/{association}/dues/runs/{id}", "How far a call of dues has come", dues_run_progress::show)
        .show("/a/{association}/dues/arrears", "Who has not paid", arrears::show)
        .show("/a/{association}/dues/arrears.csv", "Who has not paid, for a spreadsheet", arrears::csv)
        .show("/a/{association}/dues/reminders", "Reminders that were written", reminders::list)
        .show("/a/{association}/dues/reminders/rules", "When members are reminded", reminders::rules_form)
        .send("/a/{association}/dues/reminders/rules", "When members are reminded", reminders::set_rules)
        .show("/a/{association}/dues/reminders/by-hand", "Remind those who are late", reminders::hand_form)
        .send("/a/{association}/dues/reminders/by-hand", "Remind those who are late", reminders::remind)
        .show("/a/{association}/receipts/{code}", "Check a receipt", receipts::check)
}

fn board(pages: Pages) -> Pages {
    pages
        .show("/a/{association}/board", "The board of a day", board::show)
        .show("/a/{association}/board/history", "All mandates", board::history)
        .show("/a/{association}/board/elect", "Note an election", board::elect_form)
        .send("/a/{association}/board/elect", "Note an election", board::elect)
        .show("/a/{association}/board/mandates/{id}", "A mandate", board::mandate)
        .send("/a/{association}/board/mandates/{id}", "End a mandate, or replace its holder", board::change)
        .show("/a/{association}/board/mandates/{id}/rights", "Nothing: giving rights is an act", board::rights_link)
        .send("/a/{association}/board/mandates/{id}/rights", "Give the rights of an office", board::give_rights)
        .show("/a/{association}/board/list.pdf", "The list of the board for the authority", handover::list_pdf)
        .show("/a/{association}/record/declarations/{id}/minutes", "The minutes that decided it", handover::minutes)
        .send("/a/{association}/record/declarations/{id}/minutes", "Keep the minutes that decided it", handover::set_minutes)
        .show("/a/{association}/record/declarations/{id}/dossier.zip", "The file for the authority", handover::dossier_zip)
        .show("/a/{association}/record/declarations/{id}/handover", "What an old board hands over to a new one", handover::show)
        .send("/a/{association}/record/declarations/{id}/handover", "Tick what was handed over", handover::tick)
        .show("/a/{association}/board/rules", "What the statutes say of the board", board_rules::show)
        .send("/a/{association}/board/rules", "Set what the statutes say of the board", board_rules::set)
}

fn bank(pages: Pages) -> Pages {
    pages
        .show("/a/{association}/books/bank", "Bank accounts", bank::list)
        .show("/a/{association}/books/bank/new", "Add a bank account", bank::new_form)
        .send("/a/{association}/books/bank/new", "Add a bank account", bank::add)
        .show("/a/{association}/books/bank/{id}", "A bank account and its statements", bank::show)
        .send("/a/{association}/books/bank/{id}", "Read a statement", bank::upload)
        .show("/a/{association}/books/bank/{id}/edit", "Change a bank account", bank::edit_form)
        .send("/a/{association}/books/bank/{id}/edit", "Change a bank account", bank::edit)
        .show("/a/{association}/books/bank/{id}/matching", "Operations of the bank and what is proposed for them", matching::list)
        .send("/a/{association}/books/bank/{id}/matching", "Match what is chosen", matching::confirm)
        .show("/a/{association}/books/bank/{id}/reconciliation", "What makes books and bank differ", reconciliation::show)
        .show("/a/{association}/books/bank/{id}/reconciliation.pdf", "The reconciliation statement as PDF", reconciliation::pdf)
        .show("/a/{association}/books/bank/{id}/reconciliation.xlsx", "The reconciliation statement as XLSX", reconciliation::xlsx)
        .show("/a/{association}/books/cash-counts", "Counts of cash", cash_counts::list)
        .show("/a/{association}/books/cash-counts/new", "Count the cash", cash_counts::form)
        .send("/a/{association}/books/cash-counts/new", "Count the cash", cash_counts::save)
        .show("/a/{association}/books/cash-counts/{id}", "A count of cash", cash_counts::show)
        .send("/a/{association}/books/cash-counts/{id}", "Explain or post its difference", cash_counts::settle)
        .show("/a/{association}/books/cash-counts/{id}/sheet.pdf", "The count as PDF", cash_counts::pdf)
        .show("/a/{association}/books/bank-lines/{id}", "An operation of the bank", matching::show)
        .send("/a/{association}/books/bank-lines/{id}", "Match it, write its entry, or undo its match", matching::act)
        .show("/a/{association}/books/bank-rules", "Rules by which texts are known", bank_rules::list)
        .send("/a/{association}/books/bank-rules/{id}/move", "Try a rule earlier or later", bank_rules::reorder)
        .show("/a/{association}/books/bank-rules/new", "Keep a rule", bank_rules::new_form)
        .send("/a/{association}/books/bank-rules/new", "Keep a rule", bank_rules::add)
        .show("/a/{association}/books/bank-rules/{id}", "Change a rule", bank_rules::edit_form)
        .send("/a/{association}/books/bank-rules/{id}", "Change or remove a rule", bank_rules::edit)
        .show("/a/{association}/books/bank-statements/{id}", "What a statement would bring, or brought", bank_statements::show)
        .send("/a/{association}/books/bank-statements/{id}", "Take a statement in", bank_statements::confirm)
        .show("/a/{association}/books/bank-statements/{id}/columns", "What the columns of a statement are", bank_statements::columns_form)
        .send(
            "/a/{association}/books/bank-statements/{id}/columns",
            "Say what the columns of a statement are",
            bank_statements::set_columns,
        )
}

fn books(pages: Pages) -> Pages {
    expense_claims(vouchers_and_drafts(bank(pages)))
        .show("/a/{association}/books", "Trial balance", books::trial_balance)
        .show("/a/{association}/books/journal", "Journal", books::journal)
        .show("/a/{association}/books/journal/{id}", "A journal entry", books::entry)
        .show("/a/{association}/books/entries/new", "Write an entry", entries::form)
        .send("/a/{association}/books/entries/new", "Write an entry", entries::post)
        .show("/a/{association}/books/journal/{id}/reverse", "Take an entry back", reversals::form)
        .send("/a/{association}/books/journal/{id}/reverse", "Take an entry back", reversals::reverse)
        .show("/a/{association}/books/ledger", "What moved on an account", account_ledger::show)
        .show("/a/{association}/books/money", "Where the money is, and what came and went", money::show)
        .show("/a/{association}/books/money/new", "Write in words what happened", money::form)
        .send("/a/{association}/books/money/new", "Write in words what happened", money::post)
        .show("/a/{association}/books/export.ledger", "The journal as plain text accounting", books::export)
        .show("/a/{association}/books/accounts", "The chart of accounts", chart::list)
        .show("/a/{association}/books/accounts/new", "Add an account", chart::add_form)
        .send("/a/{association}/books/accounts/new", "Add an account", chart::add)
        .show("/a/{association}/books/accounts/edit", "An account of the chart", chart::edit_form)
        .send("/a/{association}/books/accounts/edit", "Rename, hide or remove an account", chart::edit)
        .show("/a/{association}/books/years", "Fiscal years", years::list)
        .send("/a/{association}/books/years", "Open a fiscal year", years::open)
        .show("/a/{association}/books/closing", "Closing a year", closing::show)
        .send("/a/{association}/books/closing", "Close a year", closing::close)
        .send("/a/{association}/books/closing/result", "Carry a year's result", closing::carry)
        .send("/a/{association}/books/reopening", "Reopen a year by two", closing::reopen)
        .show("/a/{association}/books/receipts", "What came in and went out, by category", receipts_book::show)
        .show("/a/{association}/books/size", "How much of accounting is kept", book_size::show)
        .send("/a/{association}/books/size", "Choose how much of accounting is kept", book_size::choose)
        .show("/a/{association}/books/export", "The journal of a year for other programs", statements::export)
        .show("/a/{association}/books/statements", "Statements of the books", statements::show)
        .show("/a/{association}/books/statements/file", "A statement as PDF, workbook or CSV", statements::file)
        .show("/a/{association}/books/self-audit", "What the books found wrong with themselves", self_audit::show)
        .send("/a/{association}/books/self-audit", "Let the books look at themselves now", self_audit::run)
}

/// Projects, grants, budgets.
fn analysis(pages: Pages) -> Pages {
    pages
        .show("/a/{association}/books/journal/{id}/allocation", "Say what an entry is for", axis::form)
        .send("/a/{association}/books/journal/{id}/allocation", "Say what an entry is for", axis::set)
        .show("/a/{association}/books/projects", "Projects", projects::list)
        .show("/a/{association}/books/projects/new", "Open a project", projects::new_form)
        .send("/a/{association}/books/projects/new", "Open a project", projects::add)
        .show("/a/{association}/books/projects/{id}", "Income, expense and result of a project", projects::show)
        .show("/a/{association}/books/projects/{id}/edit", "Change or close a project", projects::edit_form)
        .send("/a/{association}/books/projects/{id}/edit", "Change or close a project", projects::edit)
        .show("/a/{association}/books/budgets", "A year's budget against what happens", budgets::show)
        .show("/a/{association}/books/budgets/new", "Write a version of a budget", budgets::form)
        .send("/a/{association}/books/budgets/new", "Write a version of a budget", budgets::save)
        .show("/a/{association}/books/budgets/budget.pdf", "A budget as PDF", budgets::pdf)
        .show("/a/{association}/books/budgets/budget.xlsx", "A budget for a spreadsheet", budgets::xlsx)
        .show("/a/{association}/books/grants", "Grants and agreements", grants::list)
        .show("/a/{association}/books/grants/new", "Write down a grant", grants::new_form)
        .send("/a/{association}/books/grants/new", "Write down a grant", grants::add)
        .show("/a/{association}/books/grants/{id}", "How a grant stands", grant_account::show)
        .send("/a/{association}/books/grants/{id}", "Its instalments, and what is carried over", grant_account::act)
        .show("/a/{association}/books/grants/{id}/edit", "Change or close a grant", grants::edit_form)
        .send("/a/{association}/books/grants/{id}/edit", "Change or close a grant", grants::edit)
        .show("/a/{association}/books/grants/{id}/receive", "An instalment was received, or was not", grant_account::receive_form)
        .send("/a/{association}/books/grants/{id}/receive", "An instalment was received, or was not", grant_account::receive)
        .show("/a/{association}/books/grants/{id}/use.pdf", "The use of a grant as PDF", grant_account::use_pdf)
        .show("/a/{association}/books/grants/{id}/use.xlsx", "The use of a grant for a spreadsheet", grant_account::use_xlsx)
}

fn vouchers_and_drafts(pages: Pages) -> Pages {
    pages
        .show("/a/{association}/books/journal/{id}/vouchers", "The vouchers of an entry", vouchers::list)
        .send("/a/{association}/books/journal/{id}/vouchers", "Add a voucher, or mark one as wrong", vouchers::change)
        .show("/a/{association}/books/vouchers/{id}", "The file of a voucher", vouchers::file)
        .show("/a/{association}/books/papers/{id}", "The file of a draft's voucher", vouchers::paper)
        .show("/a/{association}/books/vouchers.zip", "The vouchers of a year with their index", vouchers::zip)
        .show("/a/{association}/books/drafts", "Drafts of entries", drafts::list)
        .show("/a/{association}/books/drafts/{id}", "A draft, in the form that it was written in", drafts::form)
        .send("/a/{association}/books/drafts/{id}", "Keep, post or throw away a draft", drafts::change)
}

fn expense_claims(pages: Pages) -> Pages {
    pages
        .show("/a/{association}/books/own-expenses", "One's own expense claims", expenses::own)
        .show("/a/{association}/books/own-expenses/new", "Claim an expense", expenses::new)
        .send("/a/{association}/books/own-expenses/new", "Claim an expense", expenses::submit)
        .show("/a/{association}/books/expenses", "Expense claims", expenses::list)
        .show("/a/{association}/books/expenses/{id}", "An expense claim", expenses::show)
        .send("/a/{association}/books/expenses/{id}", "Approve or refuse an expense", expenses::decide)
        .send("/a/{association}/books/expenses/{id}/payment", "Pay an expense back", expenses::pay)
        .show("/a/{association}/books/expense-papers/{id}", "The voucher of an expense claim", expenses::paper)
        .show("/a/{association}/books/contributions", "Volunteers' time and gifts in kind", contributions::list)
        .show("/a/{association}/books/contributions/new", "Note volunteers' time or a gift in kind", contributions::new)
        .send("/a/{association}/books/contributions/new", "Note volunteers' time or a gift in kind", contributions::note)
}

fn offices(pages: Pages) -> Pages {
    pages
        .show("/a/{association}/people", "Who holds which office, and invitations", people::list)
        .show("/a/{association}/people/invite", "Invite somebody to an office", people::invite_form)
        .send("/a/{association}/people/invite", "Invite somebody to an office", people::invite)
        .show("/a/{association}/people/{id}", "Somebody's office", people::show)
        .send("/a/{association}/people/{id}", "Change or end somebody's office", people::change)
        .send("/a/{association}/invitations/{id}", "Send an invitation again or take it back", people::answer)
        .show("/a/{association}/departure", "Give up one's own office", people::departure)
        .send("/a/{association}/departure", "Give up one's own office", people::leave)
        .show("/a/{association}/roles", "What each office may do", offices::list)
        .show("/a/{association}/roles/new", "Make a role", offices::make_form)
        .send("/a/{association}/roles/new", "Make a role", offices::make)
        .show("/a/{association}/roles/{id}", "Edit a role", offices::edit_form)
        .send("/a/{association}/roles/{id}", "Edit or delete a role", offices::edit)
        .show("/invitation", "An invitation, by its link", invitation::show)
        .send("/invitation", "Accept an invitation", invitation::accept)
        .send("/account/invitations/{id}", "Accept or decline an invitation", invitation::answer)
}

fn assemblies_and_board(pages: Pages) -> Pages {
    pages
        .show("/a/{association}/assemblies", "General assemblies", assemblies::list)
        .show("/a/{association}/assemblies/new", "Plan an assembly", assemblies::plan_form)
        .send("/a/{association}/assemblies/new", "Plan an assembly", assemblies::plan)
        .show("/a/{association}/assemblies/{id}", "An assembly", assemblies::show)
        .send("/a/{association}/assemblies/{id}", "Convene an assembly", assemblies::convene)
        .show("/a/{association}/assemblies/{id}/letter.pdf", "The letter of convocation as PDF", assemblies::letter_pdf)
        .show("/a/{association}/assemblies/{id}/by-hand", "Electors to be reached by hand", assemblies::by_hand)
        .show("/a/{association}/campaigns/{id}", "The board of a mailing", campaigns::show)
        .show("/a/{association}/statutes", "The statutes' rules", statutes::show)
        .send("/a/{association}/statutes", "Set the statutes' rules", statutes::set)
        .show("/a/{association}/consents", "Access of the hub", consents::show)
        .send("/a/{association}/consents", "Give or revoke access", consents::change)
}

fn audit(pages: Pages) -> Pages {
    pages
        .show("/a/{association}/audit", "Audit log", audit::list)
        .show("/a/{association}/audit/export", "The audit log as a file", audit::export)
        .show("/a/{association}/audit/verification", "Has anything in the audit log been changed?", audit_check::show)
}

/// What concerns programs, and people's data.
fn tokens(pages: Pages) -> Pages {
    pages
        .show("/a/{association}/settings/tokens", "API tokens", tokens::show)
        .send("/a/{association}/settings/tokens", "Make or revoke an API token", tokens::change)
        .show("/a/{association}/settings/webhooks", "Webhooks", webhooks::list)
        .send("/a/{association}/settings/webhooks", "Add a webhook", webhooks::add)
        .show("/a/{association}/settings/webhooks/{id}", "A webhook and its calls", webhooks::show)
        .send("/a/{association}/settings/webhooks/{id}", "Try, change or remove a webhook", webhooks::change)
        .show("/agreement", "The processor agreement", privacy::agreement_to_read)
        .show("/a/{association}/settings/agreement", "The processor agreement", privacy::agreement)
        .send("/a/{association}/settings/agreement", "Accept the processor agreement", privacy::accept)
        .show("/a/{association}/privacy", "What is done with people's data", privacy::show)
        .show("/a/{association}/privacy/register.csv", "The register of processing", privacy::register_csv)
        .show("/a/{association}/settings/requests", "People's requests about their data", data_requests::list)
        .send("/a/{association}/settings/requests", "Write down a request", data_requests::record)
        .show("/a/{association}/settings/requests/{id}", "A request and its answer", data_requests::show)
        .send("/a/{association}/settings/requests/{id}", "Answer a request", data_requests::answer)
        .show("/a/{association}/own-data", "Ask about one's own data", data_requests::own)
        .send("/a/{association}/own-data", "Ask about one's own data", data_requests::ask)
        .show("/account/data", "What is held on oneself", privacy::own_data)
        .show("/account/data.json", "What is held on oneself, as a file", privacy::own_data_file)
}

fn registry(pages: Pages) -> Pages {
    pages
        .show("/a/{association}/settings", "All that is set rarely", settings::show)
        .show("/a/{association}/record", "The registry record", record::show)
        .show("/a/{association}/record/edit", "Change the record", record::edit_form)
        .send("/a/{association}/record/edit", "Change the record", record::edit)
        .show("/a/{association}/record/seat", "Move the seat", record::seat_form)
        .send("/a/{association}/record/seat", "Move the seat", record::move_seat)
        .show("/a/{association}/record/receipts", "The receipts of the authority", record::receipts_form)
        .send("/a/{association}/record/receipts", "The receipts of the authority", record::set_receipt)
        .show("/a/{association}/record/bank-accounts", "Bank accounts", record_lists::bank_accounts)
        .send("/a/{association}/record/bank-accounts", "Bank accounts", record_lists::change_bank_accounts)
        .show("/a/{association}/record/branches", "Branches", record_lists::branches)
        .send("/a/{association}/record/branches", "Branches", record_lists::change_branches)
        .show("/a/{association}/record/cndp-numbers", "Numbers of the data protection commission", record_lists::cndp_numbers)
        .send("/a/{association}/record/cndp-numbers", "Numbers of the data protection commission", record_lists::change_cndp_numbers)
        .show("/a/{association}/record/statutes", "Versions of the statutes", statutes_versions::list)
        .send("/a/{association}/record/statutes", "Add a version of the statutes", statutes_versions::add)
        .show("/a/{association}/record/statutes/{id}/file", "The file of a version", statutes_versions::file)
        .show("/a/{association}/record/declarations", "Declarations to the authority", declarations::list)
        .send("/a/{association}/record/declarations", "Note what must be declared", declarations::add)
        .show("/a/{association}/record/declarations/{id}", "A declaration", declarations::show)
        .send("/a/{association}/record/declarations/{id}", "A declaration's receipt", declarations::set_receipt)
        .show("/a/{association}/record/declarations/{id}/file", "A declaration's scanned receipt", declarations::file)
        .show("/a/{association}/record/calendar", "What the law wants by when", calendar::show)
        .send("/a/{association}/record/calendar", "A yearly duty is done", calendar::meet)
        .show("/a/{association}/limits", "What is used of the limits", limits::show)
        .show("/a/{association}/standing", "Closing and opening the workspace", standing::show)
        .send("/a/{association}/standing", "Closing and opening the workspace", standing::change)
}

fn bulk(pages: Pages) -> Pages {
    pages
        .show("/hub/{hub}/import", "Associations from a file", bulk::upload_form)
        .send("/hub/{hub}/import", "Associations from a file", bulk::upload)
        .show("/hub/{hub}/association-imports/{id}", "What a file of associations would do, or did", bulk::show)
        .send("/hub/{hub}/association-imports/{id}", "Make the associations of a file", bulk::confirm)
        .show("/hub/{hub}/association-imports/{id}/wrong-lines.csv", "The lines that cannot go in", bulk::wrong_lines)
}

fn leaving(pages: Pages) -> Pages {
    pages
        .show("/a/{association}/leave", "Take the data along, or delete the association", leaving::show)
        .send("/a/{association}/leave", "Ask for a copy, order or withdraw the deletion", leaving::act)
        .show("/a/{association}/exports/{id}/copy.zip", "A copy of the whole workspace", leaving::download)
        .show("/certificates", "Certificates of deletion", leaving::certificates)
        .show("/certificates/{id}", "A certificate of deletion", leaving::certificate)
}
