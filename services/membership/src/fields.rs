//! Fields of members' records that the association makes itself. What records hold in one is never
//! lost without somebody saying so: a field that is not asked any more is retired, and shown; its
//! kind never changes while any record holds something in it.

use crate::entity::{field, field_value};
use crate::{applicants, applications, field_files, field_kinds};
use contracts::member_fields::{EditField, Field, FieldInUse, FieldKind, FieldOption, NewField, RemoveField, RetireField};
use contracts::{ById, Done, Nothing, Page};
use database::Workspace;
use kernel::error::FieldErrors;
use kernel::fold::clean;
use kernel::id::new_id;
use kernel::permission::{EditMembers, ViewAssociation, ViewMembers};
use kernel::{Error, Result};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde_json::{Value, json};
use std::collections::HashSet;
use uuid::Uuid;
use web::Access;

/// Characters of a label.
const LONGEST: usize = 60;
/// Fields that are asked; with the retired ones.
const MOST: usize = 30;
const MOST_EVER: usize = 60;

/// `GET …/member-fields`: everybody may know what the association keeps of its members.
pub async fn list(access: Access<ViewAssociation>, _: Nothing) -> Result<Page<Field>> {
    Ok(Page { items: all(&access.begin().await?).await?, next: None })
}

/// `GET …/member-fields/{id}`
pub async fn show(access: Access<ViewMembers>, input: ById) -> Result<FieldInUse> {
    let ws = access.begin().await?;
    let row = ws.get::<field::Entity>(input.id).await?;
    in_use(&ws, row).await
}

/// `POST …/member-fields`
pub async fn add(access: Access<EditMembers>, input: NewField) -> Result<Field> {
    let mut errors = FieldErrors::default();
    let row = read(&mut errors, &input, None, &HashSet::new())?;
    errors.finish()?;
    let ws = access.begin().await?;
    let there = turn(&ws).await?;
    check_room(&there)?;
    let place = there.iter().map(|row| row.place).max().unwrap_or(0) + 1;
    let row = ws
        .insert(field::ActiveModel { id: Set(new_id()), retired: Set(false), place: Set(place), for_applicants: Set(false), ..row })
        .await?;
    ws.audit("member-field-added", name(&row), json!({ "after": told(&row)? })).await?;
    let reply = to_contract(row)?;
    ws.commit(reply).await
}

/// `POST …/member-fields/{id}`
///
/// # Errors
/// At `kind`, where records hold something of the kind that it is.
pub async fn edit(access: Access<EditMembers>, input: EditField) -> Result<Field> {
    let ws = access.begin().await?;
    // who writes into records holds the row: none of them writes what the new kind cannot be
    let before = ws.lock::<field::Entity>(input.id).await?;
    let used = used(&ws, before.id).await?;
    let mut errors = FieldErrors::default();
    let row = read(&mut errors, &input.field, Some(&before), &used)?;
    if !used.is_empty() && input.field.kind != before.kind {
        errors.add("kind", "field-kind-used");
    }
    errors.finish()?;
    let for_applicants = Set(before.for_applicants && input.field.board_only != "yes");
    let row = ws.update(field::ActiveModel { id: Set(before.id), for_applicants, ..row }).await?;
    ws.audit("member-field-changed", name(&row), contracts::audit::changes(&told(&before)?, &told(&row)?)).await?;
    let reply = to_contract(row)?;
    ws.commit(reply).await
}

/// `POST …/member-fields/{id}/raising`: before the one that is above it.
pub async fn raise(access: Access<EditMembers>, input: ById) -> Result<Page<Field>> {
    let ws = access.begin().await?;
    let mut rows: Vec<field::Model> = turn(&ws).await?.into_iter().filter(|row| !row.retired).collect();
    let at = rows.iter().position(|row| row.id == input.id).ok_or_else(Error::not_found)?;
    if at > 0 {
        rows.swap(at - 1, at);
        for (row, place) in rows.iter().zip(1..).filter(|(row, place)| row.place != *place) {
            ws.update(field::ActiveModel { id: Set(row.id), place: Set(place), ..Default::default() }).await?;
        }
        ws.audit("member-field-moved", name(&rows[at - 1]), json!({})).await?;
    }
    let items = all(&ws).await?;
    ws.commit(Page { items, next: None }).await
}

/// `POST …/member-fields/{id}/retirement`
pub async fn retire(access: Access<EditMembers>, input: RetireField) -> Result<Field> {
    let retired = match input.retired.as_str() {
        "yes" => true,
        "no" => false,
        _ => return Err(Error::field("retired", "choice-unknown")),
    };
    let ws = access.begin().await?;
    let there = turn(&ws).await?;
    let mut row = ws.lock::<field::Entity>(input.id).await?;
    if row.retired != retired {
        if !retired {
            check_room(&there)?;
        }
        row = ws.update(field::ActiveModel { id: Set(row.id), retired: Set(retired), ..Default::default() }).await?;
        let action = if retired { "member-field-retired" } else { "member-field-resumed" };
        ws.audit(action, name(&row), json!({})).await?;
    }
    let reply = to_contract(row)?;
    ws.commit(reply).await
}

/// `POST …/member-fields/{id}/removal`: with what records hold of it, so many as whoever is sure was told.
///
/// # Errors
/// `field-in-use` before it is retired, `field-changed-meanwhile`
pub async fn remove(access: Access<EditMembers>, input: RemoveField) -> Result<Done> {
    if input.sure != "yes" {
        return Err(Error::field("sure", "required"));
    }
    let ws = access.begin().await?;
    // before the field, as whoever accepts an application
    ws.take_numbers(applications::SERIES, 0).await?;
    let row = ws.lock::<field::Entity>(input.id).await?;
    let members = count(&ws, row.id).await?;
    if members > 0 && !row.retired {
        return Err(Error::conflict("field-in-use").with("count", members));
    }
    if members.to_string() != input.members {
        return Err(Error::conflict("field-changed-meanwhile"));
    }
    field_files::forget_field(&ws, row.id).await?;
    ws.delete(field_value::Entity::delete_many().filter(field_value::Column::FieldId.eq(row.id))).await?;
    applicants::forget_field(&ws, row.id).await?;
    ws.delete(field::Entity::delete_many().filter(field::Column::Id.eq(row.id))).await?;
    ws.audit("member-field-removed", name(&row), json!({ "before": told(&row)?, "members": members })).await?;
    ws.commit(Done {}).await
}

/// In their order, the retired ones last.
pub async fn all(ws: &Workspace) -> Result<Vec<Field>> {
    ordered(ws).await?.into_iter().map(to_contract).collect()
}

async fn ordered(ws: &Workspace) -> Result<Vec<field::Model>> {
    let select = field::Entity::find().order_by_asc(field::Column::Retired).order_by_asc(field::Column::Place);
    ws.all(select.order_by_asc(field::Column::Id)).await
}

/// Whoever makes or moves fields waits here for whoever does already, and gets all that are there.
async fn turn(ws: &Workspace) -> Result<Vec<field::Model>> {
    ws.take_numbers("member-fields", 0).await?;
    ordered(ws).await
}

fn check_room(there: &[field::Model]) -> Result<()> {
    if there.iter().filter(|row| !row.retired).count() >= MOST {
        return Err(Error::conflict("too-many-fields").with("max", MOST));
    }
    if there.len() >= MOST_EVER {
        return Err(Error::conflict("too-many-retired-fields").with("max", MOST_EVER));
    }
    Ok(())
}

async fn in_use(ws: &Workspace, row: field::Model) -> Result<FieldInUse> {
    let members = count(ws, row.id).await?;
    Ok(FieldInUse { field: to_contract(row)?, members })
}

async fn count(ws: &Workspace, id: Uuid) -> Result<i64> {
    ws.count(field_value::Entity::find().filter(field_value::Column::FieldId.eq(id))).await
}

/// What records hold in the field.
async fn used(ws: &Workspace, id: Uuid) -> Result<HashSet<String>> {
    #[derive(sea_orm::FromQueryResult)]
    struct Used {
        value: String,
    }
    let values = field_value::Entity::find().select_only().column(field_value::Column::Value).distinct();
    let rows: Vec<Used> = ws.rows(values.filter(field_value::Column::FieldId.eq(id))).await?;
    Ok(rows.into_iter().map(|row| row.value).collect())
}

fn read(errors: &mut FieldErrors, input: &NewField, before: Option<&field::Model>, used: &HashSet<String>) -> Result<field::ActiveModel> {
    let mut label = |field: &str, typed: &str| {
        let label = clean(typed);
        if label.chars().count() > LONGEST {
            errors.add_with(field, "too-long", "max", LONGEST);
        }
        Some(label).filter(|label| !label.is_empty())
    };
    let (ar, fr, en) = (label("label_ar", &input.label_ar), label("label_fr", &input.label_fr), label("label_en", &input.label_en));
    if ar.is_none() && fr.is_none() {
        errors.add("label_ar", "name-required");
    }
    let kind = errors.keep("kind", FieldKind::parse(&input.kind).ok_or("choice-unknown"));
    let there = before.map_or(Ok(Vec::new()), |before| options_of(&before.options))?;
    let options = match kind {
        Some(FieldKind::Choice) => field_kinds::options(errors, input, &there, used),
        _ => Vec::new(),
    };
    Ok(field::ActiveModel {
        label_ar: Set(ar.clone().or_else(|| fr.clone()).unwrap_or_default()),
        label_fr: Set(fr.or(ar).unwrap_or_default()),
        label_en: Set(en),
        kind: Set(kind.unwrap_or(FieldKind::Text).code().into()),
        options: Set(serde_json::to_string(&options).map_err(Error::internal)?),
        // a form cannot wait for a document
        required: Set(input.required == "yes" && kind != Some(FieldKind::File)),
        listed: Set(input.listed == "yes"),
        board_only: Set(input.board_only == "yes"),
        ..Default::default()
    })
}

fn options_of(kept: &str) -> Result<Vec<FieldOption>> {
    serde_json::from_str(kept).map_err(Error::internal)
}

fn name(row: &field::Model) -> String {
    if row.label_ar == row.label_fr { row.label_ar.clone() } else { format!("{} · {}", row.label_ar, row.label_fr) }
}

fn told(row: &field::Model) -> Result<Value> {
    let offered = options_of(&row.options)?.into_iter().filter(|option| !option.retired);
    let options: Vec<String> =
        offered.map(|option| if option.ar == option.fr { option.ar } else { format!("{} · {}", option.ar, option.fr) }).collect();
    Ok(json!({ "label_ar": row.label_ar, "label_fr": row.label_fr, "label_en": row.label_en, "field_kind": row.kind,
        "options": options, "required": row.required, "listed": row.listed, "board_only": row.board_only }))
}

pub fn to_contract(row: field::Model) -> Result<Field> {
    Ok(Field {
        kind: FieldKind::parse(&row.kind).ok_or_else(|| Error::internal("a field of unknown kind"))?,
        options: options_of(&row.options)?,
        id: row.id,
        label_ar: row.label_ar,
        label_fr: row.label_fr,
        label_en: row.label_en,
        required: row.required,
        listed: row.listed,
        retired: row.retired,
        board_only: row.board_only,
        for_applicants: row.for_applicants,
    })
}
