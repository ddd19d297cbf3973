//! The URLs of members, dues and assemblies.

use crate::{
    applications, arrears, assemblies, board_list, board_rules, cancellations, categories, choices, cnie, convocation, decisions,
    deposit_slip, deposits, dues_years, duplicates, electors, export, families, fees, field_files, fields, files, groups, guardians,
    import, instalments, joining, labels, letter, limits, mandates, member_dues, members, merge, notes, numbering, objections, own_record,
    payer_names, payments, photo_proposals, photos, proposals, receipt, record, refunds, reminders, removal, renewal, run_batches, runs,
    saved, statistics, statuses, statutes, summary, together, waivers, wards,
};
use web::Routes;

pub fn routes() -> Routes {
    let routes = Routes::new("membership")
        .get("/api/v1/associations/{association}/summary", "The figures of the association's home", summary::show)
        .get("/api/v1/associations/{association}/mails-of-today", "How many mails went out today, and may", limits::mails_of_today);
    let people = cnie(files(fields(families(members(routes)))));
    own(board(assemblies_and_statutes(cheques(dues(imports(lists(merges(joining(people)))))))))
}

/// What a member sees of the own record.
fn own(routes: Routes) -> Routes {
    routes
        .get("/api/v1/associations/{association}/me", "What is kept of the member who asks", own_record::show)
        .file("/api/v1/associations/{association}/me/payments/{id}/receipt", "An own receipt as PDF", own_record::receipt)
        .file(
            "/api/v1/associations/{association}/me/payments/{id}/counter-receipt",
            "What took an own payment back",
            own_record::counter_receipt,
        )
        .file("/api/v1/associations/{association}/me/refunds/{id}/receipt", "The document of an own refund", own_record::refund_receipt)
        .get("/api/v1/associations/{association}/me/wards/{id}", "What is kept of a minor for whom the asker acts", wards::show)
        .create("/api/v1/associations/{association}/me/proposals", "Proposes changes of the own record, or a ward's", proposals::propose)
        .upload("/api/v1/associations/{association}/me/photo", "Proposes a photo: JPEG, PNG or WebP as the body", photo_proposals::propose)
        .get("/api/v1/associations/{association}/photo-proposals", "Photos that members propose", photo_proposals::list)
        .file("/api/v1/associations/{association}/photo-proposals/{id}/photo", "A photo that is proposed", photo_proposals::picture)
        .post("/api/v1/associations/{association}/photo-proposals/{id}/decision", "Takes a proposed photo, or not", photo_proposals::decide)
        .get("/api/v1/associations/{association}/member-proposals", "What members propose to change", proposals::list)
        .get("/api/v1/associations/{association}/member-proposals/{id}", "Old and new, side by side", proposals::show)
        .post("/api/v1/associations/{association}/member-proposals/{id}/acceptance", "Takes what is proposed, or a part", decisions::accept)
        .post("/api/v1/associations/{association}/member-proposals/{id}/refusal", "Refuses, with the reason", decisions::refuse)
}

fn members(routes: Routes) -> Routes {
    routes
        .get("/api/v1/associations/{association}/members", "Members in the order of their numbers", members::list)
        .create("/api/v1/associations/{association}/members", "Adds a member", members::add)
        .get("/api/v1/associations/{association}/members/{id}", "A member's record", record::show)
        .post("/api/v1/associations/{association}/members/{id}", "Changes a member's record", record::edit)
        .post("/api/v1/associations/{association}/members/{id}/status", "Admits, suspends, lets go a member", statuses::set)
        .post("/api/v1/associations/{association}/members/{id}/tags", "Sets the tags of a member", notes::set_tags)
        .create("/api/v1/associations/{association}/members/{id}/notes", "Notes something of a member", notes::add_note)
        .get("/api/v1/associations/{association}/member-groups", "Groups and commissions", groups::list)
        .create("/api/v1/associations/{association}/member-groups", "Makes a group", groups::add)
        .get("/api/v1/associations/{association}/member-groups/{id}", "A group", groups::show)
        .post("/api/v1/associations/{association}/member-groups/{id}", "Renames a group", groups::edit)
        .post("/api/v1/associations/{association}/member-groups/{id}/removal", "Removes a group without members", groups::remove)
        .post(
            "/api/v1/associations/{association}/member-groups/{id}/members",
            "Takes a member into a group, or says who leads",
            groups::join,
        )
        .post("/api/v1/associations/{association}/member-groups/{id}/leaving", "Takes a member out of a group", groups::leave)
        .get("/api/v1/associations/{association}/member-categories", "Categories of members and their rights", categories::list)
        .create("/api/v1/associations/{association}/member-categories", "Defines a category", categories::add)
        .post("/api/v1/associations/{association}/member-categories/{id}", "Renames a category, changes its rights", categories::edit)
        .post("/api/v1/associations/{association}/member-categories/{id}/removal", "Removes a category nobody bears", categories::remove)
        .get("/api/v1/associations/{association}/member-numbering", "How members are numbered", numbering::show)
        .post("/api/v1/associations/{association}/member-numbering", "Sets how members are numbered", numbering::set)
}

/// Fields of members' records that the association makes itself.
fn fields(routes: Routes) -> Routes {
    routes
        .get("/api/v1/associations/{association}/member-fields", "Fields of members' records of the association's own", fields::list)
        .create("/api/v1/associations/{association}/member-fields", "Makes a field of members' records", fields::add)
        .get("/api/v1/associations/{association}/member-fields/{id}", "A field, and how many records hold something in it", fields::show)
        .post("/api/v1/associations/{association}/member-fields/{id}", "Renames a field, changes what it offers", fields::edit)
        .post("/api/v1/associations/{association}/member-fields/{id}/raising", "Moves a field before the one above it", fields::raise)
        .post("/api/v1/associations/{association}/member-fields/{id}/retirement", "Asks for a field no more, or again", fields::retire)
        .post("/api/v1/associations/{association}/member-fields/{id}/removal", "Removes a field with all its values", fields::remove)
        .upload(
            "/api/v1/associations/{association}/members/{id}/field-file",
            "Keeps a member's document in a field of the kind file",
            field_files::keep,
        )
        .file("/api/v1/associations/{association}/members/{id}/field-file", "A member's document in a field", field_files::download)
        .post("/api/v1/associations/{association}/members/{id}/field-file/removal", "Deletes a document in a field", field_files::remove)
        .file("/api/v1/associations/{association}/me/field-file", "An own document in a field, or a ward's", field_files::own)
}

/// Households, who acts for minors, photos.
fn families(routes: Routes) -> Routes {
    routes
        .get("/api/v1/associations/{association}/families", "Families, newest first", families::list)
        .create("/api/v1/associations/{association}/families", "Makes a family with the first who belongs to it", families::add)
        .get("/api/v1/associations/{association}/families/{id}", "A family and who belongs to it", families::show)
        .post("/api/v1/associations/{association}/families/{id}", "Renames a family", families::rename)
        .post(
            "/api/v1/associations/{association}/families/{id}/members",
            "Takes a member into a family, or says who speaks for it",
            families::join,
        )
        .post("/api/v1/associations/{association}/families/{id}/leaving", "Takes a member out of a family", families::leave)
        .get("/api/v1/associations/{association}/members/{id}/relatives", "A member's family, guardians and wards", guardians::relatives)
        .create("/api/v1/associations/{association}/members/{id}/guardians", "Notes who acts for a minor", guardians::add)
        .post("/api/v1/associations/{association}/members/{id}/guardians/removal", "Takes a guardian away", guardians::remove)
        .post("/api/v1/associations/{association}/guardians/{id}", "Changes what is noted of a guardian", guardians::edit)
        .upload(
            "/api/v1/associations/{association}/members/{id}/photo",
            "Keeps a member's photo: JPEG, PNG or WebP as the body",
            photos::upload,
        )
        .file("/api/v1/associations/{association}/members/{id}/photo", "A member's photo", photos::show)
        .post("/api/v1/associations/{association}/members/{id}/photo/removal", "Forgets a member's photo", photos::remove)
        .post(
            "/api/v1/associations/{association}/members/{id}/objection",
            "Notes that a member wants no mail but what the law asks for",
            objections::note,
        )
}

/// Numbers of identity cards.
fn cnie(routes: Routes) -> Routes {
    routes
        .get("/api/v1/associations/{association}/member-cnie", "Whether numbers of identity cards are kept", cnie::show)
        .post("/api/v1/associations/{association}/member-cnie", "Keeps them from now on, or erases all", cnie::set_switch)
        .get("/api/v1/associations/{association}/members/{id}/cnie", "The end of a member's number", cnie::masked)
        .post("/api/v1/associations/{association}/members/{id}/cnie", "Sets or erases a member's number", cnie::set)
        .post("/api/v1/associations/{association}/members/{id}/cnie/reading", "Reads a member's number whole", cnie::read_whole)
}

/// Files kept of members.
fn files(routes: Routes) -> Routes {
    routes
        .get("/api/v1/associations/{association}/members/{id}/files", "Files kept of a member, newest first", files::list)
        .upload("/api/v1/associations/{association}/members/{id}/files", "Keeps a file of a member: PDF, JPEG or PNG", files::keep)
        .file("/api/v1/associations/{association}/member-files/{id}", "A file of a member", files::download)
        .post("/api/v1/associations/{association}/member-files/{id}/removal", "Deletes a file of a member", files::remove)
}

/// Strangers who want to join.
fn joining(routes: Routes) -> Routes {
    routes
        .get("/api/v1/associations/{association}/joining", "The form by which anybody asks to join, where it is open", joining::show)
        .get("/api/v1/associations/{association}/joining/settings", "Whether and how the form is open", joining::settings)
        .post("/api/v1/associations/{association}/joining/settings", "Opens, closes and words the form", joining::set)
        .post("/api/v1/associations/{association}/applications", "Asks to join", joining::apply)
        .get("/api/v1/associations/{association}/applications", "Applications to join", applications::list)
        .get("/api/v1/associations/{association}/applications/{id}", "An application and who may be the same person", applications::show)
        .post("/api/v1/associations/{association}/applications/{id}/acceptance", "Makes a member of an applicant", applications::accept)
        .post("/api/v1/associations/{association}/applications/{id}/link", "Says whose the application is", applications::link)
        .post("/api/v1/associations/{association}/applications/{id}/refusal", "Refuses, with the reason", applications::refuse)
        .post("/api/v1/associations/{association}/applications/{id}/removal", "Discards what nobody meant", applications::discard)
}

fn board(routes: Routes) -> Routes {
    routes
        .get("/api/v1/associations/{association}/mandates", "The board of a day, or all mandates, newest first", mandates::list)
        .create("/api/v1/associations/{association}/mandates", "Notes that a member was elected to an office", mandates::elect)
        .file("/api/v1/associations/{association}/mandates/list.pdf", "The list of the board for the authority, as PDF", board_list::pdf)
        .get("/api/v1/associations/{association}/mandates/{id}", "A mandate", mandates::show)
        .post("/api/v1/associations/{association}/mandates/{id}/end", "Ends a mandate, with the reason", mandates::end)
        .create(
            "/api/v1/associations/{association}/mandates/{id}/replacement",
            "Ends a mandate and gives the office to who was elected next",
            mandates::replace,
        )
        .post("/api/v1/associations/{association}/board-renewals/check", "What renewing the whole board would do", renewal::check)
        .post("/api/v1/associations/{association}/board-renewals", "Renews the whole board", renewal::confirm)
        .get("/api/v1/associations/{association}/board-rules", "What the statutes say of the board", board_rules::show)
        .post("/api/v1/associations/{association}/board-rules", "Sets what the statutes say of the board", board_rules::set)
        .get("/api/v1/associations/{association}/board-offices", "Offices of the association's own", board_rules::offices)
        .create("/api/v1/associations/{association}/board-offices", "Makes an office of the association's own", board_rules::add_office)
        .post("/api/v1/associations/{association}/board-offices/{id}/removal", "Gives an own office no more", board_rules::remove_office)
}

/// One person's records made one, or taken out.
fn merges(routes: Routes) -> Routes {
    routes
        .get("/api/v1/associations/{association}/members/duplicates", "Members who may be there twice", duplicates::list)
        .post("/api/v1/associations/{association}/members/duplicates/distinct", "Says that two are two persons", duplicates::tell_apart)
        .get("/api/v1/associations/{association}/members/merges", "Merges that can be undone", merge::list)
        .post("/api/v1/associations/{association}/members/merges", "Makes one record of two", merge::merge)
        .post("/api/v1/associations/{association}/members/merges/{id}/undoing", "Makes two records again", merge::undo)
        .get("/api/v1/associations/{association}/members/{id}/removal", "What taking a member out would do", removal::check)
        .post("/api/v1/associations/{association}/members/{id}/removal", "Deletes a member's record, or empties it", removal::remove)
}

/// Lists of members as a whole.
fn lists(routes: Routes) -> Routes {
    routes
        .file("/api/v1/associations/{association}/members/export", "The members of a list in a file", export::download)
        .file("/api/v1/associations/{association}/members/labels", "Labels of the members of a list as PDF", labels::labels)
        .file("/api/v1/associations/{association}/members/cards", "Cards of the members of a list as PDF", labels::cards)
        .file("/api/v1/associations/{association}/members/{id}/card", "A member for an address book", export::one_card)
        .get("/api/v1/associations/{association}/members/acts", "What an act on all members of a list would do", together::check)
        .post("/api/v1/associations/{association}/members/acts", "An act on all members of a list", together::act)
        .get("/api/v1/associations/{association}/member-list", "What a list of members can be narrowed to and show", choices::show)
        .get("/api/v1/associations/{association}/member-statistics", "Who the members are, in figures", statistics::show)
        .get("/api/v1/associations/{association}/member-filters", "Kept filters of the list of members", saved::list)
        .create("/api/v1/associations/{association}/member-filters", "Keeps a filter", saved::add)
        .post("/api/v1/associations/{association}/member-filters/{id}/removal", "Forgets a filter", saved::remove)
}

/// Files of members.
fn imports(routes: Routes) -> Routes {
    routes
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
}

fn dues(routes: Routes) -> Routes {
    routes
        .get("/api/v1/associations/{association}/dues/period", "When years of dues begin, and which is today's", dues_years::show)
        .post("/api/v1/associations/{association}/dues/period", "Sets when years of dues begin", dues_years::set)
        .get("/api/v1/associations/{association}/dues/fees", "The yearly fees, newest first", fees::list)
        .post("/api/v1/associations/{association}/dues/fees", "Sets the fee of a year", fees::set)
        .get("/api/v1/associations/{association}/dues/payments", "Payments, newest receipt first", payments::list)
        .create("/api/v1/associations/{association}/dues/payments", "Records a payment and issues its receipt", payments::record)
        .file("/api/v1/associations/{association}/dues/payments.csv", "Payments, for a spreadsheet", payments::csv)
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
        .create(
            "/api/v1/associations/{association}/dues/payments/{id}/unpaid",
            "Takes a payment back whose cheque came back without money",
            cancellations::return_cheque,
        )
        .create("/api/v1/associations/{association}/dues/payments/{id}/refund", "Gives back what a payment left over", refunds::refund)
        .file("/api/v1/associations/{association}/dues/refunds/{id}/receipt", "The document of a refund as PDF", refunds::pdf)
        .get("/api/v1/associations/{association}/members/{id}/dues", "What a member owes, line by line", member_dues::show)
        .get("/api/v1/associations/{association}/dues/charges/{id}", "Something a member owes", member_dues::charge)
        .create("/api/v1/associations/{association}/dues/charges/{id}/waiver", "Waives something owed, or a part", waivers::waive)
        .get("/api/v1/associations/{association}/dues/waivers/{id}", "A waiver and what it waives", waivers::show)
        .post("/api/v1/associations/{association}/dues/waivers/{id}/undoing", "Undoes a waiver: it is owed again", waivers::undo)
        .create("/api/v1/associations/{association}/members/{id}/instalments", "Agrees on parts of what a member owes", instalments::agree)
        .get("/api/v1/associations/{association}/dues/instalments/{id}", "Parts that were agreed on", instalments::show)
        .post(
            "/api/v1/associations/{association}/dues/instalments/{id}/ending",
            "Ends a plan: what is open is due as before",
            instalments::end,
        )
        .get("/api/v1/associations/{association}/dues/run", "What calling a year's dues would do now", runs::preview)
        .create("/api/v1/associations/{association}/dues/run", "Charges a year's dues to all who owe them", runs::make)
        .get("/api/v1/associations/{association}/dues/runs/{id}", "A run, and how far it has come", run_batches::show)
        .get("/api/v1/associations/{association}/dues/arrears", "What is open, the oldest due first", arrears::list)
        .file("/api/v1/associations/{association}/dues/arrears.csv", "What is open, for a spreadsheet", arrears::csv)
        .get("/api/v1/associations/{association}/dues/reminders", "Reminders that were written, newest first", reminders::list)
        .get("/api/v1/associations/{association}/dues/reminders/rules", "When members are reminded", reminders::show_rules)
        .post("/api/v1/associations/{association}/dues/reminders/rules", "Sets when members are reminded", reminders::set_rules)
        .get("/api/v1/associations/{association}/dues/reminders/by-hand", "Whom reminding now would reach", reminders::preview)
        .create("/api/v1/associations/{association}/dues/reminders/by-hand", "Reminds those who are late", reminders::remind)
        .get("/api/v1/associations/{association}/receipts/{code}", "Verifies a receipt by its code", receipt::check)
}

/// Cheques, from hand to the bank, and whom the bank's statements may name.
fn cheques(routes: Routes) -> Routes {
    routes
        .get("/api/v1/associations/{association}/dues/cheques", "Cheques in hand, the oldest first", deposits::in_hand)
        .get("/api/v1/associations/{association}/dues/payers", "Who made these payments", payer_names::list)
        .get("/api/v1/associations/{association}/dues/deposits", "Slips of cheques, newest first", deposits::list)
        .create("/api/v1/associations/{association}/dues/deposits", "Takes cheques to the bank by a slip", deposits::make)
        .get("/api/v1/associations/{association}/dues/deposits/{id}", "A slip and its cheques", deposits::show)
        .file("/api/v1/associations/{association}/dues/deposits/{id}/slip", "The slip as PDF, in Arabic and French", deposit_slip::pdf)
        .post(
            "/api/v1/associations/{association}/dues/deposits/{id}/undoing",
            "Undoes a slip: its cheques are in hand again",
            deposits::undo,
        )
}

fn assemblies_and_statutes(routes: Routes) -> Routes {
    routes
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
