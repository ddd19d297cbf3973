//! Fields of the association's own on the form by which strangers ask to join: what is asked, what was answered, and
//! what of it the record takes.

use crate::entity::application;
use crate::field_values::{self, Values};
use crate::{field_kinds, fields};
use contracts::member_fields::{Field, FieldKind, FieldValue};
use database::Workspace;
use kernel::{Error, FieldError, Result};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use std::collections::BTreeMap;
use uuid::Uuid;

/// In their order.
pub async fn asked(ws: &Workspace) -> Result<Vec<Field>> {
    Ok(fields::all(ws).await?.into_iter().filter(|field| field.for_applicants && may_ask(field)).collect())
}

/// What the board keeps to itself is nothing for strangers, and nobody's documents come from them.
pub fn may_ask(field: &Field) -> bool {
    !field.retired && !field.board_only && field.kind != FieldKind::File
}

/// What was answered, and all that is wrong with it.
pub fn read(asked: &[Field], typed: &Values) -> (Values, Vec<FieldError>) {
    let told = |field: String, code: &str| FieldError { field, code: code.to_owned(), params: BTreeMap::new() };
    let (mut answers, mut wrong) = (Values::new(), Vec::new());
    for field in asked {
        match field_kinds::parse_new(field, typed.get(&field.id).map_or("", String::as_str)) {
            Ok(Some(value)) => drop(answers.insert(field.id, value)),
            Ok(None) if field.required => wrong.push(told(field.name(), "required")),
            Ok(None) => {}
            Err(error) => wrong.push(error),
        }
    }
    // what somebody wrote is not thrown away without a word
    let unknown = typed.iter().filter(|(id, text)| !text.trim().is_empty() && !asked.iter().any(|field| field.id == **id));
    wrong.extend(unknown.map(|(id, _)| told(format!("field-{id}"), "field-gone")));
    (answers, wrong)
}

/// As the row of an application keeps it.
pub fn kept(answers: &Values) -> Result<Option<String>> {
    if answers.is_empty() { Ok(None) } else { serde_json::to_string(answers).map(Some).map_err(Error::internal) }
}

fn answers(row: &application::Model) -> Result<Values> {
    row.own.as_deref().map_or_else(|| Ok(Values::new()), |text| serde_json::from_str(text).map_err(Error::internal))
}

/// What a field takes of an answer given when it may have been otherwise.
fn fitting(field: &Field, answer: &str) -> Option<String> {
    field_kinds::parse_new(field, answer).ok().flatten().filter(|_| !field.retired)
}

/// What the record would take.
pub fn shown(row: &application::Model, fields: &[Field]) -> Result<Vec<FieldValue>> {
    let answers = answers(row)?;
    let of = |field: &Field| {
        let value = fitting(field, answers.get(&field.id)?)?;
        Some(FieldValue { field: field.clone(), value: Some(value) })
    };
    Ok(fields.iter().filter_map(of).collect())
}

/// Writes into the new member's record what the application answered.
pub async fn take(ws: &Workspace, row: &application::Model, member: Uuid) -> Result<()> {
    let answers = answers(row)?;
    let held = field_values::hold(ws, answers.keys()).await?;
    let taken = held.iter().filter_map(|(id, field)| Some((*id, Some(fitting(field, answers.get(id)?)?))));
    field_values::set(ws, member, &taken.collect()).await
}

/// With a field its answers go. The series of applications is taken already.
pub async fn forget_field(ws: &Workspace, field: Uuid) -> Result<()> {
    for row in ws.all(application::Entity::find().filter(application::Column::Own.is_not_null())).await? {
        let mut answers = answers(&row)?;
        if answers.remove(&field).is_some() {
            ws.update(application::ActiveModel { id: Set(row.id), own: Set(kept(&answers)?), ..Default::default() }).await?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(id: u128, kind: FieldKind, required: bool) -> Field {
        Field {
            id: Uuid::from_u128(id),
            label_ar: "سؤال".into(),
            label_fr: "Question".into(),
            label_en: None,
            kind,
            options: Vec::new(),
            required,
            listed: false,
            retired: false,
            board_only: false,
            for_applicants: true,
        }
    }

    #[test]
    fn what_is_asked_is_read_and_nothing_typed_is_lost_without_a_word() {
        let asked = [field(1, FieldKind::Number, true), field(2, FieldKind::YesNo, false)];
        let typed = |pairs: &[(u128, &str)]| pairs.iter().map(|(id, text)| (Uuid::from_u128(*id), (*text).to_owned())).collect::<Values>();
        let codes = |pairs: &[(u128, &str)]| read(&asked, &typed(pairs)).1.into_iter().map(|error| error.code).collect::<Vec<_>>();
        assert_eq!(read(&asked, &typed(&[(1, "1,50"), (2, "نعم")])), (typed(&[(1, "1.5"), (2, "yes")]), Vec::new()));
        assert_eq!(codes(&[(2, "")]), ["required"]);
        assert_eq!(codes(&[(1, "dix"), (2, "?")]), ["number-unreadable", "choice-unknown"]);
        assert_eq!(codes(&[(1, "2"), (3, "x"), (4, " ")]), ["field-gone"]);
    }
}
