//! How somebody belongs: admitted, suspended, gone. A resignation is never refused, and takes
//! nothing off what is due (dahir of 1958, art. 4).

use crate::entity::{member, member_status};
use crate::members::{SERIES, announce_counts};
use crate::person::past;
use crate::{limits, mandates, record, removal};
use chrono::NaiveDate;
use contracts::member_record::{MemberRecord, SetStatus};
use contracts::members::{MemberKind, MemberStatus};
use kernel::error::FieldErrors;
use kernel::fold::{clean, clean_lines};
use kernel::id::new_id;
use kernel::permission::EditMembers;
use kernel::{Error, Result};
use sea_orm::ActiveValue::Set;
use serde_json::json;
use web::Access;

/// Characters.
const LONGEST_REASON: usize = 500;

#[derive(Debug, PartialEq, Eq)]
pub struct NewStatus {
    pub status: MemberStatus,
    pub since: NaiveDate,
    pub reason: Option<String>,
}

/// `POST …/members/{id}/status`
pub async fn set(access: Access<EditMembers>, input: SetStatus) -> Result<MemberRecord> {
    let new = read(&input, access.today())?;
    let ws = access.begin().await?;
    // those who come back count against the limit one at a time, as newcomers do
    ws.take_numbers(SERIES, 0).await?;
    let before = ws.lock::<member::Entity>(input.id).await?;
    removal::check_named(&before)?;
    check(&before, &new)?;
    if new.status == MemberStatus::Active {
        limits::check_members(&ws, 1).await?;
    }
    let after = member::ActiveModel {
        id: Set(before.id),
        status: Set(new.status.code().into()),
        status_since: Set(Some(new.since)),
        active: Set(new.status == MemberStatus::Active),
        version: Set(before.version + 1),
        ..Default::default()
    };
    let after = ws.update(after).await?;
    let row = member_status::ActiveModel {
        association_id: Set(ws.association().0),
        id: Set(new_id()),
        member_id: Set(before.id),
        status: Set(new.status.code().into()),
        since: Set(new.since),
        reason: Set(new.reason.clone()),
        noted_by: Set(ws.origin().who.clone()),
        noted_at: Set(ws.now()),
    };
    ws.insert(row).await?;
    mandates::end_all(&ws, &after, new.since, new.status, new.reason.as_deref()).await?;
    let details = json!({ "before": { "status": before.status }, "after": { "status": after.status }, "since": new.since,
        "personal": { "reason": new.reason } });
    ws.audit("member-status-set", format!("№ {}", before.number), details).await?;
    announce_counts(&ws).await?;
    let reply = record::whole(&ws, after).await?;
    ws.commit(reply).await
}

pub fn read(input: &SetStatus, today: NaiveDate) -> Result<NewStatus> {
    let mut errors = FieldErrors::default();
    let status = errors.keep("status", MemberStatus::parse(&input.status).ok_or("choice-unknown"));
    let since = clean(&input.since);
    let since = errors.keep("since", if since.is_empty() { Err("required") } else { past(&since, today) });
    let reason = Some(clean_lines(&input.reason)).filter(|reason| !reason.is_empty());
    if reason.as_ref().is_some_and(|reason| reason.chars().count() > LONGEST_REASON) {
        errors.add_with("reason", "too-long", "max", LONGEST_REASON);
    }
    // both are decisions against somebody, who may ask why
    if reason.is_none() && matches!(status, Some(MemberStatus::Suspended | MemberStatus::Excluded)) {
        errors.add("reason", "required");
    }
    errors.finish()?;
    match (status, since) {
        (Some(status), Some(since)) => Ok(NewStatus { status, since, reason }),
        _ => Err(Error::internal("an error of a field was lost")),
    }
}

pub fn check(member: &member::Model, new: &NewStatus) -> Result<()> {
    if member.status == new.status.code() {
        return Err(Error::field("status", "status-unchanged"));
    }
    if new.status == MemberStatus::Deceased && member.kind == MemberKind::Body.code() {
        return Err(Error::field("status", "choice-unknown"));
    }
    if member.born_on.is_some_and(|born| new.since < born) {
        return Err(Error::field("since", "date-before-birth"));
    }
    let joined = member.joined_on.filter(|_| new.status != MemberStatus::Applicant);
    if joined.is_some_and(|joined| new.since < joined) {
        return Err(Error::field("since", "date-before-joining"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(status: &str, reason: &str, since: &str) -> Result<NewStatus> {
        let input = SetStatus { status: status.into(), reason: reason.into(), since: since.into(), ..SetStatus::default() };
        read(&input, NaiveDate::from_ymd_opt(2026, 11, 21).unwrap())
    }

    #[test]
    fn one_may_leave_without_a_reason_but_is_not_put_out_without_one() {
        assert_eq!(typed("resigned", " ", "21/11/2026").unwrap().reason, None);
        for status in ["suspended", "excluded"] {
            assert_eq!(typed(status, " ", "21/11/2026").unwrap_err().field_errors()[0].code, "required");
            assert_eq!(typed(status, "Faute", "٢١/١١/٢٠٢٦").unwrap().reason.as_deref(), Some("Faute"));
        }
    }

    #[test]
    fn nothing_is_decided_tomorrow_or_on_no_day() {
        for (since, code) in [("22/11/2026", "date-future"), ("31/02/2026", "date-impossible"), ("", "required")] {
            assert_eq!(typed("resigned", "", since).unwrap_err().field_errors()[0].code, code);
        }
        assert_eq!(typed("gone", "", "21/11/2026").unwrap_err().field_errors()[0].code, "choice-unknown");
    }
}
