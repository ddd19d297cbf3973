//! What members propose to change in their records: the member's form, the board's list and decision.

use crate::fields::{Fields, with_query};
use crate::form::Form;
use crate::page::{Page, Reply};
use crate::pages::founding::asks_for_other_commune;
use crate::pages::member_record::{differences, fields, values};
use crate::pages::own_record::not_tied;
use crate::ui::{self, Column, Inputs, Table, Tone};
use crate::visit::Visit;
use contracts::Page as Batch;
use contracts::member_record::MemberRecord;
use contracts::own_record::{OwnRecord, Ward};
use contracts::proposals::{AcceptProposal, FIELDS, Proposal, ProposalState, ProposeChanges, RefuseProposal};
use kernel::permission::{CorrectMembers, ProposeChanges as Propose};
use kernel::{Error, Kind, Locale, Result};
use language::key;
use maud::{Markup, html};

const LIST: &str = "/members/proposals";

/// One's own record, or that of a minor for whom one acts; nothing where the seat is no member's.
async fn own(visit: &Visit, ward: &str) -> Result<Option<(MemberRecord, Vec<Proposal>)>> {
    if !ward.is_empty() {
        let id: uuid::Uuid = ward.parse().map_err(|_| Error::not_found())?;
        let ward: Ward = visit.get(&visit.api(&format!("/me/wards/{id}"))).await?;
        return Ok(Some((ward.record, ward.proposals)));
    }
    let own: OwnRecord = visit.get(&visit.api("/me")).await?;
    Ok(own.kept.map(|kept| (kept.record, kept.proposals)))
}

pub async fn form(page: Page<Propose>) -> Reply {
    let ward = page.query.get("ward").to_owned();
    let Some((record, proposals)) = own(&page, &ward).await? else { return not_tied(&page, &page.say(key::PROPOSE_TITLE)) };
    let mut known = Fields::default();
    known.push("version", &record.more.version.to_string());
    let waiting = proposals.iter().find(|one| one.state == ProposalState::Open);
    for (name, kept) in values(&record) {
        // what waits is gone on with, where nobody has changed the record since
        let wanted = waiting.filter(|one| !one.changed_meanwhile).and_then(|one| one.changes.iter().find(|change| change.field == name));
        known.push(name, &wanted.map_or(kept, |change| typed(&change.field, &change.after)));
    }
    known.push("ward", &ward);
    known.push("message", waiting.and_then(|one| one.message.as_deref()).unwrap_or_default());
    form_page(&page, &record, &Form::with(known), html! {}).await
}

/// As the form's fields hold it.
fn typed(field: &str, value: &str) -> String {
    match (field, value.parse()) {
        ("born_on", Ok(date)) => language::short_date(date),
        _ => value.to_owned(),
    }
}

async fn form_page(visit: &Visit, record: &MemberRecord, form: &Form, meanwhile: Markup) -> Reply {
    let inputs = Inputs { locale: visit.locale, form };
    let title = visit.say(key::PROPOSE_TITLE);
    // of a minor the way back leads to the minor's record
    let name = ui::person_name(visit.locale, record.member.name_ar.as_deref(), record.member.name_fr.as_deref());
    let origin = if form.value("ward").is_empty() { visit.say(key::OWN_TITLE) } else { name.to_owned() };
    let body = html! {
        (ui::error_summary(visit.locale, form))
        (meanwhile)
        (ui::back(&back(visit, form.value("ward")), &origin))
        (ui::head(&html! { (title) }, Some(&ui::person(visit.locale, record.member.name_ar.as_deref(), record.member.name_fr.as_deref())), &html! {}))
        p.lead { (visit.say(key::PROPOSE_LEAD)) }
        form.sheet method="post" action=(visit.here("/me/changes")) novalidate {
            (ui::hidden(visit, form))
            input type="hidden" name="version" value=(form.value("version"));
            @if !form.value("ward").is_empty() { input type="hidden" name="ward" value=(form.value("ward")); }
            (fields(visit, form, false).await?)
            (inputs.lines("message", key::PROPOSE_MESSAGE, 2).hint(key::PROPOSE_MESSAGE_HINT).optional())
            (ui::association_notice(visit, ui::Purpose::Members).await)
            (ui::submit(&visit.say(key::PROPOSE_ACT)))
        }
    };
    visit.form_page(&title, form, body)
}

pub async fn propose(page: Page<Propose>) -> Reply {
    let ward = page.form.get("ward").to_owned();
    let Some((record, _)) = own(&page, &ward).await? else { return not_tied(&page, &page.say(key::PROPOSE_TITLE)) };
    if asks_for_other_commune(&page) {
        return form_page(&page, &record, &Form::with(page.form.clone()), html! {}).await;
    }
    let text = |name: &str| page.form.get(name).to_owned();
    let input = ProposeChanges { version: text("version"), message: text("message"), ward: ward.clone(), record: page.form.input()? };
    match page.post::<_, Proposal>(&page.api("/me/proposals"), &input).await {
        Ok(_) => page.done(&back(&page, &ward), key::PROPOSE_DONE, &[]),
        Err(error) => {
            let stale = error.kind() == Kind::Conflict && error.code() == "changed-meanwhile";
            let form = page.refused(error)?;
            if !stale {
                return form_page(&page, &record, &form, html! {}).await;
            }
            let meanwhile = differences(&page, &record, &form, false);
            let mut values = form.values.clone().without("version");
            values.push("version", &record.more.version.to_string());
            form_page(&page, &record, &Form { values, ..form }, meanwhile).await
        }
    }
}

fn back(visit: &Visit, ward: &str) -> String {
    if ward.is_empty() { visit.here("/me") } else { visit.here(&format!("/me/wards/{ward}")) }
}

/// In the member's space: what became of what they proposed, the newest alone unless it waits. `ward`: of a minor.
pub fn section_of(visit: &Visit, proposals: &[Proposal], ward: Option<&str>) -> Markup {
    let newest = proposals.iter().find(|one| one.state != ProposalState::Replaced);
    html! {
        section.card #changes {
            h2 { (visit.say(key::PROPOSE_SECTION)) }
            @if let Some(one) = newest {
                p { (state(visit, one)) " " (ui::moment(visit.locale, one.made_at)) }
                @if let Some(reason) = &one.reason { p { (visit.say(key::PROPOSAL_REASON)) ": " span dir="auto" { (reason) } } }
                (changes(visit, one, one.state == ProposalState::Open))
            } @else { p.muted { (visit.say(key::PROPOSE_NONE)) } }
            @if visit.may::<Propose>() { p.acts { a.button href=(with_query(&visit.here("/me/changes"), &[("ward", ward)])) { (visit.say(key::PROPOSE_TITLE)) } } }
        }
    }
}

fn state(visit: &Visit, one: &Proposal) -> Markup {
    let partly = one.state == ProposalState::Accepted && one.changes.iter().any(|change| change.taken == Some(false));
    let tone = match one.state {
        ProposalState::Open => Tone::Wait,
        ProposalState::Refused => Tone::Bad,
        ProposalState::Accepted if !partly => Tone::Good,
        ProposalState::Accepted | ProposalState::Replaced => Tone::Plain,
    };
    let said = if partly { visit.say(key::PROPOSAL_PARTLY) } else { language::named(visit.locale, "proposal-state", one.state.code()) };
    ui::chip(tone, &said)
}

/// A value in words.
fn value(visit: &Visit, field: &str, value: &str) -> Markup {
    match field {
        _ if value.is_empty() => html! { "—" },
        "born_on" => value.parse().map_or_else(|_| ui::name(value), |date| ui::date(visit.locale, date)),
        "sex" => html! { (visit.say(if value == "f" { key::SEX_FEMALE } else { key::SEX_MALE })) },
        "locale" => html! { (Locale::parse(value).map_or_else(|| value.to_owned(), |locale| locale.own_name().to_owned())) },
        "phone" | "email" | "other_phones" | "other_emails" => html! { @for line in value.lines() { div { (ui::ltr(line)) } } },
        _ => html! { @for line in value.lines() { div { (ui::name(line)) } } },
    }
}

fn label(visit: &Visit, field: &str) -> String {
    language::named(visit.locale, "detail", field)
}

/// Old and new side by side; what was not taken is said.
fn changes(visit: &Visit, one: &Proposal, open: bool) -> Markup {
    let columns = vec![
        Column::text(visit.say(key::PROPOSAL_FIELD)),
        Column::text(visit.say(if open { key::PROPOSAL_BEFORE } else { key::PROPOSAL_EARLIER })),
        Column::text(visit.say(key::PROPOSAL_AFTER)),
    ];
    let mut table = Table::new(visit.say(key::PROPOSAL_CHANGES), columns).quiet();
    for change in &one.changes {
        let before = if open { &change.now } else { &change.before };
        table.row(vec![
            html! { (label(visit, &change.field)) },
            value(visit, &change.field, before),
            html! {
                span.person {
                    span { (value(visit, &change.field, &change.after)) }
                    @if open && change.now != change.before { span.other { (visit.say(key::PROPOSAL_WAS)) " " (value(visit, &change.field, &change.before)) } }
                    @if change.taken == Some(false) { (ui::chip(Tone::Bad, &visit.say(key::PROPOSAL_NOT_TAKEN))) }
                }
            },
        ]);
    }
    html! { (table) }
}

fn who(visit: &Visit, one: &Proposal) -> Markup {
    ui::person(visit.locale, one.name_ar.as_deref(), one.name_fr.as_deref())
}

pub async fn list(page: Page<CorrectMembers>) -> Reply {
    let decided = page.query.get("state") == "decided";
    let path = page.api(if decided { "/member-proposals?state=decided" } else { "/member-proposals" });
    let found: Batch<Proposal> = page.get(&path).await?;
    let title = page.say(key::PROPOSALS_TITLE);
    let tabs =
        [(LIST.to_owned(), key::PROPOSALS_WAITING_TAB, !decided), (format!("{LIST}?state=decided"), key::PROPOSALS_DECIDED_TAB, decided)];
    let body = html! {
        (ui::back(&page.here("/members"), &page.say(key::MEMBERS_TITLE)))
        (ui::head(&html! { (title) }, Some(&html! { (page.say(key::PROPOSALS_LEAD)) }), &html! {}))
        nav aria-label=(title) {
            ul.tabs { @for (path, label, chosen) in &tabs { li { a href=(page.here(path)) aria-current=[chosen.then_some("page")] { (page.say(*label)) } } } }
        }
        @if !decided { (super::photo_proposals::waiting(&page).await?) }
        @if found.items.is_empty() { p.muted { (page.say(key::PROPOSALS_NONE)) } } @else { (table(&page, &found.items)) }
    };
    page.page(&title, body)
}

fn table(visit: &Visit, found: &[Proposal]) -> Markup {
    let columns =
        [key::PROPOSAL_WHO, key::PROPOSAL_CHANGES, key::PROPOSAL_MADE, key::PROPOSAL_STATE].map(|label| Column::text(visit.say(label)));
    let mut table = Table::new(visit.say(key::PROPOSALS_TITLE), columns.into()).quiet();
    for one in found {
        let fields: Vec<String> = one.changes.iter().map(|change| label(visit, &change.field)).collect();
        table.row(vec![
            html! { a href=(visit.here(&format!("{LIST}/{}", one.id))) { (who(visit, one)) } },
            html! { (fields.join(&visit.say(key::LIST_COMMA))) },
            ui::moment(visit.locale, one.made_at),
            state(visit, one),
        ]);
    }
    html! { (table) }
}

pub async fn show(page: Page<CorrectMembers>) -> Reply {
    show_page(&page, None).await
}

async fn show_page(visit: &Visit, refused: Option<Form>) -> Reply {
    let one: Proposal = visit.get(&visit.api(&format!("/member-proposals/{}", visit.id()?))).await?;
    let open = one.state == ProposalState::Open;
    // at first all is taken: the usual case is one press away
    let form = refused.unwrap_or_else(|| {
        let mut all = Fields::default();
        for change in &one.changes {
            all.push("fields", &change.field);
        }
        Form::with(all)
    });
    let title = visit.say(key::PROPOSAL_TITLE);
    let body = html! {
        (ui::error_summary(visit.locale, &form))
        (ui::back(&visit.here(LIST), &visit.say(key::PROPOSALS_TITLE)))
        (ui::head(
            &html! { (title) },
            Some(&html! { a href=(visit.here(&format!("/members/{}", one.member))) { (who(visit, &one)) } " № " (ui::ltr(one.member_number)) " · " (ui::moment(visit.locale, one.made_at)) }),
            &state(visit, &one),
        ))
        (super::photo_proposals::guardian(visit, one.guardian_ar.as_deref(), one.guardian_fr.as_deref()))
        @if open && one.changed_meanwhile { p.banner { (visit.say(key::PROPOSAL_MEANWHILE)) } }
        @if let Some(message) = &one.message { section.card { h2 { (visit.say(key::PROPOSE_MESSAGE)) } @for line in message.lines() { p dir="auto" { (line) } } } }
        (changes(visit, &one, open))
        @if open { (decide(visit, &one, &form)) } @else { (decided(visit, &one)) }
    };
    visit.form_page(&title, &form, body)
}

fn decided(visit: &Visit, one: &Proposal) -> Markup {
    let by = html! { @if let Some(by) = &one.decided_by { (ui::name(by)) } @if let Some(at) = one.decided_at { " · " (ui::moment(visit.locale, at)) } };
    let mut rows = vec![(visit.say(key::PROPOSAL_DECIDED_BY), by)];
    rows.extend(one.reason.as_ref().map(|reason| (visit.say(key::PROPOSAL_REASON), html! { span dir="auto" { (reason) } })));
    html! { section.card { (ui::facts(rows)) } }
}

fn decide(visit: &Visit, one: &Proposal, form: &Form) -> Markup {
    let inputs = Inputs { locale: visit.locale, form };
    let choices = one.changes.iter().map(|change| (change.field.clone(), label(visit, &change.field))).collect();
    html! {
        section.card {
            h2 { (visit.say(key::PROPOSAL_DECIDE)) }
            form.sheet method="post" action=(visit.here(&format!("{LIST}/{}", one.id))) novalidate {
                (ui::hidden(visit, form))
                input type="hidden" name="version" value=(one.version);
                (inputs.checks("fields", key::PROPOSAL_TAKE, choices))
                (inputs.lines("reason", key::PROPOSAL_REASON, 2).hint(key::PROPOSAL_REASON_HINT).optional_unsaid())
                div.acts {
                    button.button.primary type="submit" name="act" value="accept" { (visit.say(key::PROPOSAL_ACCEPT)) }
                    button.button.danger type="submit" name="act" value="refuse" { (visit.say(key::PROPOSAL_REFUSE)) }
                }
            }
        }
    }
}

pub async fn act(page: Page<CorrectMembers>) -> Reply {
    let id = page.id()?;
    let path = |act: &str| page.api(&format!("/member-proposals/{id}/{act}"));
    let reason = page.form.get("reason").to_owned();
    let done = if page.form.get("act") == "refuse" {
        page.post::<_, Proposal>(&path("refusal"), &RefuseProposal { id, reason }).await.map(|_| key::PROPOSAL_REFUSED)
    } else {
        let fields =
            page.form.iter().filter(|(name, value)| *name == "fields" && FIELDS.contains(value)).map(|(_, value)| value.to_owned());
        let input = AcceptProposal { id, version: page.form.get("version").into(), fields: fields.collect(), reason };
        page.post::<_, Proposal>(&path("acceptance"), &input).await.map(|_| key::PROPOSAL_ACCEPTED)
    };
    match done {
        Ok(said) => page.done(&page.here(LIST), said, &[]),
        Err(error) => show_page(&page, Some(page.refused(error)?)).await,
    }
}
