//! Reopening the last closed year: the president and the treasurer together. One asks and says why, the other confirms;
//! what closing posted gets its contrary, and both acts are in the audit log.

use crate::closing::{self, OPENING, RESULT};
use crate::entity::{entry, fiscal_year, year_closing};
use crate::journal::{REVERSAL, read_label};
use crate::posting::{self, Draft, Journal};
use crate::{reversal, years};
use contracts::books::Source;
use contracts::years::{AskReopening, AskedReopening, CloseYear, YearClosing};
use database::Workspace;
use kernel::error::FieldErrors;
use kernel::permission::ReopenYears;
use kernel::{Actor, Error, Result, Role};
use sea_orm::ActiveValue::Set;
use web::Access;

pub fn asked(closing: &year_closing::Model, actor: &Actor) -> Option<AskedReopening> {
    Some(AskedReopening {
        reason: closing.reason.clone()?,
        asked_at: closing.asked_at?,
        asked_by: closing.asked_by.clone()?,
        role: closing.asked_role.clone()?,
        yours: actor.account.is_some() && closing.asked_account == actor.account,
    })
}

/// `POST …/books/reopening`
///
/// # Errors
/// `required`, `too-long` at the reason; `year-not-closed`, `reopening-not-last`, `reopening-asked`, `reopening-office`.
pub async fn ask(access: Access<ReopenYears>, input: AskReopening) -> Result<YearClosing> {
    let mut errors = FieldErrors::default();
    let reason = read_label(&input.reason, "reason", &mut errors);
    errors.finish()?;
    let office = office(access.actor())?;
    let ws = access.begin().await?;
    let (year, closing) = last_closed(&ws, access.actor(), input.year).await?;
    if closing.asked_at.is_some() {
        return Err(Error::conflict("reopening-asked"));
    }
    let row = year_closing::ActiveModel {
        id: Set(closing.id),
        asked_at: Set(Some(ws.now())),
        asked_by: Set(Some(ws.origin().who.clone())),
        asked_account: Set(access.actor().account),
        asked_role: Set(Some(office.code().to_owned())),
        reason: Set(Some(reason.clone())),
        ..Default::default()
    };
    ws.update(row).await?;
    ws.audit("year-reopening-asked", year.year.to_string(), serde_json::json!({ "reason": reason })).await?;
    let told = closing::told(&ws, access.actor(), year).await?;
    ws.commit(told).await
}

/// The two offices that answer for the books together; a permission given otherwise is not one of them.
fn office(actor: &Actor) -> Result<Role> {
    match actor.role() {
        role @ (Role::President | Role::Treasurer) => Ok(role),
        _ => Err(Error::conflict("reopening-office")),
    }
}

/// The year, locked, with the closing that holds.
async fn last_closed(ws: &Workspace, actor: &Actor, year: i32) -> Result<(fiscal_year::Model, year_closing::Model)> {
    let year = years::lock(ws, actor, year).await?;
    if !year.closed {
        return Err(Error::conflict("year-not-closed").with("year", year.year));
    }
    if years::closed_after(ws, &year).await? {
        return Err(Error::conflict("reopening-not-last").with("year", year.year));
    }
    let closing = closing::of(ws, &year).await?;
    Ok((year, closing))
}

/// `POST …/books/reopening/confirmation`
///
/// # Errors
/// `reopening-not-asked`, `reopening-same-person`, `reopening-same-office`, and those of [`ask`].
pub async fn confirm(access: Access<ReopenYears>, input: CloseYear) -> Result<YearClosing> {
    let office = office(access.actor())?;
    let ws = access.begin().await?;
    let (year, closing) = last_closed(&ws, access.actor(), input.year).await?;
    let Some(asked) = asked(&closing, access.actor()) else { return Err(Error::conflict("reopening-not-asked")) };
    if asked.yours {
        return Err(Error::conflict("reopening-same-person"));
    }
    if asked.role == office.code() {
        return Err(Error::conflict("reopening-same-office"));
    }
    for kind in [OPENING, RESULT] {
        if let Some(posted) = closing::posted(&ws, kind, closing.id).await? {
            take_back(&ws, &posted).await?;
        }
    }
    let row = year_closing::ActiveModel {
        id: Set(closing.id),
        reopened_at: Set(Some(ws.now())),
        reopened_by: Set(Some(ws.origin().who.clone())),
        ..Default::default()
    };
    ws.update(row).await?;
    let year = closing::set_closed(&ws, year.id, false).await?;
    let details = serde_json::json!({ "reason": asked.reason, "asked_by": asked.asked_by });
    ws.audit("year-reopened", year.year.to_string(), details).await?;
    let told = closing::told(&ws, access.actor(), year).await?;
    ws.commit(told).await
}

/// The contrary, on the day of the entry, in its year, which is open: no later year is closed.
async fn take_back(ws: &Workspace, posted: &entry::Model) -> Result<()> {
    let year = years::hold(ws, posted.posted_on, false).await?;
    let draft = Draft {
        journal: Journal::General,
        posted_on: posted.posted_on,
        label: posted.label.clone(),
        source: Some(Source { kind: REVERSAL.to_owned(), id: posted.id }),
        balanced: reversal::contrary(ws, posted.id).await?,
    };
    posting::record(ws, &year, draft).await.map(drop)
}

/// `POST …/books/reopening/withdrawal`: by either of the two.
///
/// # Errors
/// `reopening-not-asked`, and those of [`ask`].
pub async fn withdraw(access: Access<ReopenYears>, input: CloseYear) -> Result<YearClosing> {
    office(access.actor())?;
    let ws = access.begin().await?;
    let (year, closing) = last_closed(&ws, access.actor(), input.year).await?;
    if closing.asked_at.is_none() {
        return Err(Error::conflict("reopening-not-asked"));
    }
    let row = year_closing::ActiveModel {
        id: Set(closing.id),
        asked_at: Set(None),
        asked_by: Set(None),
        asked_account: Set(None),
        asked_role: Set(None),
        reason: Set(None),
        ..Default::default()
    };
    ws.update(row).await?;
    ws.audit("year-reopening-withdrawn", year.year.to_string(), serde_json::json!({})).await?;
    let told = closing::told(&ws, access.actor(), year).await?;
    ws.commit(told).await
}
