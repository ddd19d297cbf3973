//! Whoever objects to mails (law 09-08, art. 9) gets none but those that the law asks for: convocations go on, reminders and
//! news stop. The board notes it in the record.

use crate::entity::member;
use crate::groups::reach;
use crate::person::past;
use crate::record;
use chrono::NaiveDate;
use contracts::member_record::{MemberRecord, NoteObjection};
use kernel::fold::clean;
use kernel::permission::CorrectMembers;
use kernel::{Error, Result};
use sea_orm::ActiveValue::Set;
use serde_json::json;
use web::Access;

/// `POST …/members/{id}/objection`
pub async fn note(access: Access<CorrectMembers>, input: NoteObjection) -> Result<MemberRecord> {
    let on = read(&input, access.today())?;
    let ws = access.begin().await?;
    let mut row = reach(&ws, access.actor(), input.id, true).await?;
    if row.objected_on != on {
        row = ws.update(member::ActiveModel { id: Set(row.id), objected_on: Set(on), ..Default::default() }).await?;
        let action = if on.is_some() { "member-objection-noted" } else { "member-objection-withdrawn" };
        ws.audit(action, format!("№ {}", row.number), json!({ "on": on })).await?;
    }
    let reply = record::whole(&ws, row).await?;
    ws.commit(reply).await
}

fn read(input: &NoteObjection, today: NaiveDate) -> Result<Option<NaiveDate>> {
    let on = clean(&input.on);
    match input.objected.as_str() {
        "no" => Ok(None),
        "yes" if on.is_empty() => Err(Error::field("on", "required")),
        "yes" => past(&on, today).map(Some).map_err(|code| Error::field("on", code)),
        "" => Err(Error::field("objected", "required")),
        _ => Err(Error::field("objected", "choice-unknown")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_objection_has_a_day_that_is_not_to_come() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 21).unwrap();
        let told = |objected: &str, on: &str| {
            let input = NoteObjection { objected: objected.into(), on: on.into(), ..NoteObjection::default() };
            read(&input, today).map_err(|error| format!("{} {}", error.field_errors()[0].field, error.field_errors()[0].code))
        };
        assert_eq!((told("yes", "٢١/١١/٢٠٢٦"), told("no", "x")), (Ok(Some(today)), Ok(None)));
        assert_eq!(told("yes", "22/11/2026"), Err("on date-future".into()));
        assert_eq!((told("yes", ""), told("", "")), (Err("on required".into()), Err("objected required".into())));
    }
}
