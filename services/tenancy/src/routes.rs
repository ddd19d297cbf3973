//! The URLs of tenancy.

use crate::leaving::{deletion, exports};
use crate::webhooks;
use crate::{access_requests, accounts, agreements, api_tokens, associations, audit, consents, coordinators, credentials, custom_roles};
use crate::{
    declarations, demo, dossier, emails, founding, handover, hub_log, hubs, identify, imports, invitations, letterheads, limits, mandates,
    member_seats, offers, oversight, own_data,
};
use crate::{
    people, platform, record, record_lists, reference, rights_requests, second_factor, sessions, standing, statutes_versions, territories,
    territory_export,
};
use web::Routes;

pub fn routes() -> Routes {
    let routes = leaving(registry(accounts_and_associations(Routes::new("tenancy"))));
    own_records(rights_and_programs(hubs_and_reference(routes)))
}

/// Whose member's record a seat is.
fn own_records(routes: Routes) -> Routes {
    routes
        .get("/api/v1/associations/{association}/member-seats/{id}", "The account of a member, or the invitation", member_seats::show)
        .post("/api/v1/associations/{association}/member-seats/{id}", "Says whose record a seat is", member_seats::tie)
        .post("/api/v1/associations/{association}/member-seats/{id}/removal", "Leaves the seat without a record", member_seats::untie)
}

fn accounts_and_associations(routes: Routes) -> Routes {
    routes
        // accounts
        .post("/api/v1/accounts", "Register with e-mail and password", accounts::register)
        .post("/api/v1/accounts/confirmation", "Confirm the address by the mailed token", accounts::confirm)
        .post("/api/v1/accounts/forgotten-password", "Mail a link that replaces the password", credentials::forgotten)
        .post("/api/v1/accounts/password", "Replace the password by the mailed token", credentials::reset)
        .post("/api/v1/accounts/email", "Confirm another address by the mailed token", emails::confirm)
        .post("/api/v1/accounts/email/undo", "Put the earlier address back by the mailed token", emails::undo)
        .get("/api/v1/account", "One's own account, offices and hubs", accounts::own)
        .post("/api/v1/account", "Change one's name and language", accounts::change)
        // associations
        .get("/api/v1/associations", "The associations in which one has an office", associations::mine)
        .create("/api/v1/associations", "Create an association", associations::create)
        .get("/api/v1/associations/{association}", "One association", associations::show)
        .get("/api/v1/associations/{association}/audit", "The audit log, newest first", audit::list)
        .file("/api/v1/associations/{association}/audit/export", "The audit log as a file, with its hashes", audit::export::download)
        .get("/api/v1/associations/{association}/audit/verification", "The chain of the audit log, calculated anew", audit::verify::show)
        .get("/api/v1/associations/{association}/consents", "A hub's access, past and present", consents::list)
        .create("/api/v1/associations/{association}/consents", "Open the workspace to the hub for some days", consents::give)
        .post("/api/v1/associations/{association}/consents/{id}/revocation", "Close it again, at once", consents::revoke)
        .get("/api/v1/associations/{association}/tokens", "API tokens, newest first", api_tokens::list)
        .create("/api/v1/associations/{association}/tokens", "Make an API token; its secret is shown once", api_tokens::create)
        .post("/api/v1/associations/{association}/tokens/{id}/revocation", "End an API token, at once", api_tokens::revoke)
        // offices
        .get("/api/v1/associations/{association}/people", "Who holds which office", people::list)
        .get("/api/v1/associations/{association}/people/{id}", "The seat of an account", people::show)
        .post("/api/v1/associations/{association}/people/{id}/office", "Change somebody's office", people::change)
        .post("/api/v1/associations/{association}/people/{id}/end", "End somebody's seat", people::end)
        .post("/api/v1/associations/{association}/departure", "Give up one's own seat", people::leave)
        .get("/api/v1/associations/{association}/offices", "What the asker may give", people::choices)
        .get("/api/v1/associations/{association}/roles", "The association's own roles", custom_roles::list)
        .create("/api/v1/associations/{association}/roles", "Make a role", custom_roles::make)
        .get("/api/v1/associations/{association}/roles/{id}", "A role of the association's own", custom_roles::show)
        .post("/api/v1/associations/{association}/roles/{id}", "Edit a role", custom_roles::edit)
        .post("/api/v1/associations/{association}/roles/{id}/deletion", "Delete a role that nobody has", custom_roles::delete)
        .get("/api/v1/associations/{association}/invitations", "Invitations to offices, newest first", invitations::list)
        .create("/api/v1/associations/{association}/invitations", "Invite somebody to an office", invitations::send)
        .post("/api/v1/associations/{association}/invitations/{id}/renewal", "Send a new link, voiding the old one", invitations::renew)
        .post("/api/v1/associations/{association}/invitations/{id}/revocation", "Take an invitation back", invitations::revoke)
        .get("/api/v1/invitations", "What the mailed link offers", offers::look)
        .post("/api/v1/invitations/acceptance", "Accept by the mailed link", offers::accept_by_token)
        .get("/api/v1/account/invitations", "Invitations to one's own address", offers::mine)
        .post("/api/v1/account/invitations/{id}/acceptance", "Accept an invitation to one's own address", offers::accept_by_id)
        .post("/api/v1/account/invitations/{id}/refusal", "Decline it", offers::decline)
        .post("/api/v1/associations/{association}/access-requests/{id}/acceptance", "Open what a hub asked for", access_requests::accept)
        .post("/api/v1/associations/{association}/access-requests/{id}/refusal", "Leave it closed", access_requests::refuse)
}

/// Copies of a workspace, and its end.
fn leaving(routes: Routes) -> Routes {
    routes
        .get("/api/v1/associations/{association}/exports", "Copies of the workspace, and the order to erase it", exports::list)
        .create("/api/v1/associations/{association}/exports", "Ask for a copy of the whole workspace", exports::ask)
        .file("/api/v1/associations/{association}/exports/{id}/file", "The copy, as ZIP", exports::download)
        .create("/api/v1/associations/{association}/deletion", "Order the association to be erased after thirty days", deletion::order)
        .post("/api/v1/associations/{association}/deletion/withdrawal", "Take the order back", deletion::withdraw)
        .get("/api/v1/certificates", "Certificates of the associations one has had erased", deletion::certificates)
        .get("/api/v1/certificates/{id}", "What remains of an erased association", deletion::show)
}

/// Hubs, their territories, and the map.
fn hubs_and_reference(routes: Routes) -> Routes {
    routes
        // hubs
        .upload("/api/v1/hubs/{hub}/association-imports", "Check a file of associations", imports::upload)
        .get("/api/v1/hubs/{hub}/association-imports", "Files of associations, newest first", imports::list)
        .get("/api/v1/hubs/{hub}/association-imports/{id}", "What a file of associations would do, or did", imports::show)
        .post("/api/v1/hubs/{hub}/association-imports/{id}/confirmation", "Make the associations of a file", imports::confirm)
        .file("/api/v1/hubs/{hub}/association-imports/{id}/wrong-lines.csv", "The lines that cannot go in", imports::wrong_lines)
        .get("/api/v1/hubs/{hub}/access-requests", "What the hub asked boards to open", access_requests::list)
        .create("/api/v1/hubs/{hub}/access-requests", "Ask a board to open its workspace", access_requests::ask)
        .get("/api/v1/hubs/{hub}", "A hub, its territory, the hubs above and below", hubs::show)
        .get("/api/v1/hubs/{hub}/figures", "How many associations, by place", oversight::figures)
        .get("/api/v1/hubs/{hub}/associations", "The associations of the territory with their figures", oversight::list)
        .file("/api/v1/hubs/{hub}/associations.csv", "What a search finds there, for a spreadsheet", territory_export::export)
        .create("/api/v1/hubs/{hub}/associations", "Make an association and invite its president", founding::create)
        .create("/api/v1/hubs/{hub}/presidents", "Invite the president where nobody sits yet", founding::invite_president)
        .post("/api/v1/hubs/{hub}/standing", "Suspend or reopen an association of the territory", standing::set_in_territory)
        .create("/api/v1/hubs/{hub}/hubs", "Make a provincial hub below a regional one", hubs::create)
        .post("/api/v1/hubs/{hub}/territory", "Give a provincial hub its places", territories::set)
        .get("/api/v1/hubs/{hub}/coordinators", "Who coordinates the hub", coordinators::list)
        .create("/api/v1/hubs/{hub}/invitations", "Invite a coordinator", coordinators::invite)
        .post("/api/v1/hubs/{hub}/invitations/{id}/revocation", "Take an invitation back", coordinators::revoke)
        .post("/api/v1/hubs/{hub}/coordinators/{id}/removal", "Remove a coordinator", coordinators::remove)
        .get("/api/v1/hub-invitations", "To which hub the mailed link invites", coordinators::look)
        .post("/api/v1/hub-invitations/acceptance", "Become a coordinator by the mailed token", coordinators::accept)
        .get("/api/v1/hubs/{hub}/log", "What the coordinators did, newest first", hub_log::list)
        .get("/api/v1/platform/hubs", "All hubs with their territories and coordinators", hubs::tree)
        // platform staff
        .get("/api/v1/platform/associations", "Associations by name, with their limits, newest first", platform::list)
        .get("/api/v1/platform/associations/{id}", "The limits of an association", platform::show)
        .post("/api/v1/platform/associations/{id}/limits", "Set the limits of an association", platform::set_limits)
        // reference
        .get("/api/v1/reference/regions", "The twelve regions", reference::list_regions)
        .get("/api/v1/reference/provinces", "Prefectures and provinces", reference::list_provinces)
        .get("/api/v1/reference/communes", "Communes and arrondissements", reference::list_communes)
}

/// Data protection, webhooks, and what the other services ask.
fn rights_and_programs(routes: Routes) -> Routes {
    routes
        // data protection
        .get("/api/v1/account/data", "All that is held on the person who asks", own_data::own)
        .get("/api/v1/associations/{association}/cndp-numbers", "The numbers that notices cite", rights_requests::cndp_numbers)
        .get("/internal/cndp-numbers", "The same for a form that is open to strangers", rights_requests::cndp_numbers_for_strangers)
        .get("/api/v1/associations/{association}/privacy", "What of law 09-08 waits for the board", rights_requests::privacy)
        .get("/api/v1/associations/{association}/agreement", "The processor agreement and who accepted it", agreements::show)
        .post("/api/v1/associations/{association}/agreement", "Accept the processor agreement", agreements::accept)
        .get("/api/v1/associations/{association}/rights-requests", "People's requests about their data", rights_requests::list)
        .create("/api/v1/associations/{association}/rights-requests", "Write down a request", rights_requests::record)
        .get("/api/v1/associations/{association}/rights-requests/own", "One's own requests", rights_requests::own)
        .create("/api/v1/associations/{association}/rights-requests/own", "Ask about one's own data", rights_requests::ask)
        .post("/api/v1/associations/{association}/rights-requests/{id}/answer", "Answer a request", rights_requests::answer)
        // webhooks
        .get("/api/v1/associations/{association}/webhooks", "Webhooks", webhooks::list)
        .create("/api/v1/associations/{association}/webhooks", "Add a webhook; its secret is shown once", webhooks::add)
        .get("/api/v1/associations/{association}/webhooks/{id}/deliveries", "The calls of a webhook, newest first", webhooks::calls)
        .post("/api/v1/associations/{association}/webhooks/{id}/ping", "Send a test call", webhooks::ping)
        .post("/api/v1/associations/{association}/webhooks/{id}/secret", "Change the secret; shown once", webhooks::rotate)
        .post("/api/v1/associations/{association}/webhooks/{id}/revival", "Call a stopped webhook again", webhooks::revive)
        .post("/api/v1/associations/{association}/webhooks/{id}/removal", "Remove a webhook", webhooks::remove)
        .post("/api/v1/associations/{association}/webhook-deliveries/{id}/repetition", "Make a call again", webhooks::repeat)
        // for the other services
        .get("/internal/letterheads", "The head of an association's papers", letterheads::show)
        .post("/internal/actors", "Who is this, seen from there?", identify::identify)
        .post("/internal/refusals", "The portal has turned somebody away", audit::refusals::tell)
        .post("/internal/sessions", "Sign in", sessions::sign_in)
        .post("/internal/sessions/proof", "Sign in, the second step", sessions::prove)
        .post("/internal/sessions/end", "Sign out", sessions::sign_out)
        .post("/internal/account/security", "What guards an account", sessions::security)
        .post("/internal/account/sessions/end", "End one session, or all others", sessions::end)
        .post("/internal/account/password", "Change the password", credentials::change)
        .post("/internal/account/email", "Ask for another address", emails::request)
        .post("/internal/account/second-factor/offer", "A secret for an authenticator app", second_factor::offer)
        .post("/internal/account/second-factor/offer/again", "The same once more", second_factor::offer_again)
        .post("/internal/account/second-factor", "Turn the second factor on", second_factor::enrol)
        .post("/internal/account/second-factor/proof", "Give the second factor in an open session", second_factor::prove)
        .post("/internal/account/second-factor/recovery-codes", "Ten new recovery codes", second_factor::renew_codes)
        .post("/internal/account/second-factor/end", "Turn the second factor off", second_factor::remove)
        .post("/internal/account/demo", "How to sign in to the demonstration", demo::show)
}

/// The registry record, its papers and deadlines, the standing and limits.
fn registry(routes: Routes) -> Routes {
    const A: &str = "/api/v1/associations/{association}";
    let at = |rest: &str| format!("{A}{rest}");
    routes
        .get("/api/v1/reference/activities", "Fields of activity", record::activities)
        .get(&at("/record"), "The registry record", record::show)
        .post(&at("/record"), "Change the registry record", record::set)
        .post(&at("/record/seat"), "Move the seat, and with it into another territory", record::move_seat)
        .post(&at("/record/provisional-receipt"), "The provisional receipt", record::set_provisional)
        .post(&at("/record/final-receipt"), "The final receipt", record::set_final)
        .post(&at("/record/bank-accounts"), "Add a bank account", record_lists::add_bank_account)
        .post(&at("/record/bank-accounts/{id}/main"), "Make it the main one", record_lists::set_main_bank_account)
        .post(&at("/record/bank-accounts/{id}/removal"), "Remove a bank account", record_lists::remove_bank_account)
        .post(&at("/record/branches"), "Add a branch", record_lists::add_branch)
        .post(&at("/record/branches/{id}/removal"), "Remove a branch", record_lists::remove_branch)
        .post(&at("/record/cndp-numbers"), "Add a number of the data protection commission", record_lists::add_cndp_number)
        .post(&at("/record/cndp-numbers/{id}/removal"), "Remove such a number", record_lists::remove_cndp_number)
        .get(&at("/record/statutes"), "Versions of the statutes, newest first", statutes_versions::list)
        .upload(&at("/record/statutes"), "Add a version of the statutes: PDF, image or DOCX as the body", statutes_versions::add)
        .file(&at("/record/statutes/{id}/file"), "The file of a version", statutes_versions::file)
        .get(&at("/record/declarations"), "Declarations to the authority, newest first", declarations::list)
        .create(&at("/record/declarations"), "Note what must be declared", declarations::add)
        .post(&at("/record/declarations/{id}/receipt"), "When it was declared, by which receipt", declarations::set_receipt)
        .upload(&at("/record/declarations/{id}/file"), "The scanned receipt as the body", declarations::set_file)
        .file(&at("/record/declarations/{id}/file"), "The scanned receipt", declarations::file)
        .upload(&at("/record/declarations/{id}/minutes"), "The minutes that decided it, as the body", declarations::set_minutes)
        .file(&at("/record/declarations/{id}/minutes"), "The minutes that decided it", declarations::minutes)
        .get(&at("/record/declarations/{id}/handover"), "What an old board hands over to a new one", handover::list)
        .post(&at("/record/declarations/{id}/handover"), "Ticks what was handed over", handover::tick)
        .file(
            &at("/record/declarations/{id}/dossier.zip"),
            "The file for the authority: list of the board, minutes, statutes",
            dossier::zip,
        )
        .get(&at("/record/calendar"), "What the law wants by when, late ones first", declarations::calendar)
        .post(&at("/record/calendar/met"), "A yearly duty is done", declarations::meet)
        .get(&at("/board"), "The rights and declarations of each mandate", mandates::list)
        .post(&at("/board/{id}/rights"), "Give the rights of an office that its holder lacks", mandates::give_rights)
        .post(&at("/standing"), "Suspend, archive or reactivate", standing::set)
        .get(&at("/limits"), "What is used of the limits", limits::show)
}
