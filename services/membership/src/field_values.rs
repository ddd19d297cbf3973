//! What members' records hold in fields of the association's own.
//!
//! Whoever writes a value holds its field, always in the order of ids: a field that changes its kind,
//! is retired or removed meanwhile is seen as it is then.

use crate::entity::{field, field_value};
use crate::field_kinds::{is_retired_option, parse};
use crate::{field_files, fields};
use contracts::member_fields::{Field, FieldKind, FieldValue};
use database::Workspace;
use kernel::id::new_id;
use kernel::{Error, Kind, Permission, Result};
use sea_orm::sea_query::SelectStatement;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QuerySelect, QueryTrait};
use std::collections::{BTreeMap, HashMap};
use uuid::Uuid;
use web::Access;

/// Values by their fields.
pub type Values = BTreeMap<Uuid, String>;

/// What a record holds, and what is to be otherwise.
pub struct Changes {
    before: Values,
    after: Vec<(Field, Option<String>)>,
}

/// What was typed into a record's own fields. Of a new record nothing required may be missing; in one
/// that is edited, what was not typed stays.
///
/// # Errors
/// Every field that is wrong, at once.
pub async fn read(ws: &Workspace, typed: &Values, before: Values, is_new: bool) -> Result<Changes> {
    let (mut wrong, mut after) = (Vec::new(), Vec::new());
    for (id, text) in typed {
        let field = match ws.hold::<field::Entity>(*id).await {
            Ok(row) => fields::to_contract(row)?,
            Err(error) if error.kind() == Kind::NotFound => {
                wrong.push(told(&format!("field-{id}"), "field-gone"));
                continue;
            }
            Err(error) => return Err(error),
        };
        if field.kind == FieldKind::File {
            wrong.extend((!text.trim().is_empty()).then(|| told(&field.name(), "field-by-upload")));
            continue;
        }
        let there = before.get(id);
        match parse(&field, text) {
            Err(error) => wrong.push(error),
            Ok(value) if value.as_ref() == there => {}
            Ok(_) if field.retired => wrong.push(told(&field.name(), "field-gone")),
            Ok(None) if field.required => wrong.push(told(&field.name(), "required")),
            Ok(Some(value)) if is_retired_option(&field, &value) => wrong.push(told(&field.name(), "choice-unknown")),
            Ok(value) => after.push((field, value)),
        }
    }
    if is_new {
        let asked = fields::all(ws).await?.into_iter().filter(|field| field.required && !field.retired);
        let given = |field: &Field| typed.contains_key(&field.id) && !typed[&field.id].trim().is_empty();
        wrong.extend(asked.filter(|field| !given(field)).map(|field| told(&field.name(), "required")));
    }
    if wrong.is_empty() { Ok(Changes { before, after }) } else { Err(Error::fields(wrong)) }
}

fn told(field: &str, code: &'static str) -> kernel::FieldError {
    kernel::FieldError { field: field.to_owned(), code: code.to_owned(), params: BTreeMap::new() }
}

/// Why a record was refused, with what is wrong in its own fields.
pub async fn all_errors<P: Permission>(access: &Access<P>, error: Error, typed: &Values, member: Option<Uuid>) -> Error {
    if error.field_errors().is_empty() {
        return error;
    }
    let mine = async {
        let ws = access.begin().await?;
        let before = match member {
            Some(id) => of_member(&ws, id).await?,
            None => Values::new(),
        };
        read(&ws, typed, before, member.is_none()).await
    };
    match mine.await {
        Err(other) if !other.field_errors().is_empty() => Error::fields([error.field_errors(), other.field_errors()].concat()),
        _ => error,
    }
}

impl Changes {
    pub fn is_empty(&self) -> bool {
        self.after.is_empty()
    }

    pub async fn write(&self, ws: &Workspace, member: Uuid) -> Result<()> {
        let changed: Vec<Uuid> = self.after.iter().map(|(field, _)| field.id).collect();
        if changed.is_empty() {
            return Ok(());
        }
        let gone = field_value::Entity::delete_many().filter(field_value::Column::MemberId.eq(member));
        ws.delete(gone.filter(field_value::Column::FieldId.is_in(changed))).await?;
        let kept = self.after.iter().filter_map(|(field, value)| Some(row(ws, member, field.id, value.as_ref()?)));
        ws.insert_many(kept.collect()).await
    }

    /// For the audit log: what changed, before and after.
    pub fn told(&self) -> (String, String) {
        let say = |field: &Field, value: Option<&String>| format!("{}: {}", field.label_ar, value.map_or("—", |value| plain(field, value)));
        let all = |told: Vec<String>| told.join(" · ");
        (
            all(self.after.iter().map(|(field, _)| say(field, self.before.get(&field.id))).collect()),
            all(self.after.iter().map(|(field, value)| say(field, value.as_ref())).collect()),
        )
    }
}

/// A value without regard to the reader's language.
pub fn plain<'a>(field: &'a Field, value: &'a str) -> &'a str {
    match (field.kind, value) {
        (FieldKind::YesNo, "yes") => "✓",
        (FieldKind::YesNo, _) => "✗",
        _ => field.option(value, kernel::Locale::Ar),
    }
}

pub fn row(ws: &Workspace, member: Uuid, field: Uuid, value: &str) -> field_value::ActiveModel {
    field_value::ActiveModel {
        association_id: Set(ws.association().0),
        id: Set(new_id()),
        member_id: Set(member),
        field_id: Set(field),
        value: Set(value.to_owned()),
    }
}

pub async fn of_member(ws: &Workspace, member: Uuid) -> Result<Values> {
    let rows = ws.all(field_value::Entity::find().filter(field_value::Column::MemberId.eq(member))).await?;
    Ok(rows.into_iter().map(|row| (row.field_id, row.value)).collect())
}

/// By their members; those of whom there is nothing are not in it.
pub async fn of_members(ws: &Workspace, members: Vec<Uuid>) -> Result<HashMap<Uuid, Values>> {
    let mut found: HashMap<Uuid, Values> = HashMap::new();
    for row in ws.all(field_value::Entity::find().filter(field_value::Column::MemberId.is_in(members))).await? {
        found.entry(row.member_id).or_default().insert(row.field_id, row.value);
    }
    Ok(found)
}

/// All that is asked, with what the record holds; and what it holds of what is not asked any more.
pub async fn shown(ws: &Workspace, member: Uuid) -> Result<Vec<FieldValue>> {
    let mut values = of_member(ws, member).await?;
    let fields = fields::all(ws).await?.into_iter().map(|field| FieldValue { value: values.remove(&field.id), field });
    Ok(fields.filter(|shown| !shown.field.retired || shown.value.is_some()).collect())
}

/// The ids of members whose record holds just this, or without a value, anything.
pub fn having(ws: &Workspace, field: Uuid, value: Option<&str>) -> SelectStatement {
    let mine = field_value::Entity::find().select_only().column(field_value::Column::MemberId);
    let mine = mine.filter(field_value::Column::AssociationId.eq(ws.association().0)).filter(field_value::Column::FieldId.eq(field));
    value.map_or(mine.clone(), |value| mine.filter(field_value::Column::Value.eq(value))).into_query()
}

/// Puts these in the place of what the record holds in the same fields; `None` takes away. The fields are held already.
pub async fn set(ws: &Workspace, member: Uuid, values: &BTreeMap<Uuid, Option<String>>) -> Result<()> {
    if values.is_empty() {
        return Ok(());
    }
    let gone = field_value::Entity::delete_many().filter(field_value::Column::MemberId.eq(member));
    ws.delete(gone.filter(field_value::Column::FieldId.is_in(values.keys().copied()))).await?;
    let kept = values.iter().filter_map(|(field, value)| Some(row(ws, member, *field, value.as_ref()?)));
    ws.insert_many(kept.collect()).await
}

/// With members who go what their records hold goes.
pub async fn forget_all(ws: &Workspace, members: &[Uuid]) -> Result<()> {
    field_files::forget_of(ws, members).await?;
    ws.delete(field_value::Entity::delete_many().filter(field_value::Column::MemberId.is_in(members.to_vec()))).await.map(drop)
}

/// Holds the fields that are still there, and gives them.
pub async fn hold<'a>(ws: &Workspace, ids: impl Iterator<Item = &'a Uuid>) -> Result<BTreeMap<Uuid, Field>> {
    let mut held: BTreeMap<Uuid, Field> = BTreeMap::new();
    for id in ids.copied().collect::<std::collections::BTreeSet<Uuid>>() {
        match ws.hold::<field::Entity>(id).await {
            Ok(row) => drop(held.insert(id, fields::to_contract(row)?)),
            Err(error) if error.kind() == Kind::NotFound => {}
            Err(error) => return Err(error),
        }
    }
    Ok(held)
}

/// Puts these in the place of all that the record holds; its fields are held already, and files are somebody's who knows.
pub async fn put(ws: &Workspace, member: Uuid, values: &Values) -> Result<()> {
    clear(ws, member).await?;
    ws.insert_many(values.iter().map(|(field, value)| row(ws, member, *field, value)).collect()).await
}

/// With the record all that it holds goes.
pub async fn forget(ws: &Workspace, member: Uuid) -> Result<()> {
    field_files::forget_of(ws, &[member]).await?;
    clear(ws, member).await
}

/// The values alone: their files stay.
pub async fn clear(ws: &Workspace, member: Uuid) -> Result<()> {
    ws.delete(field_value::Entity::delete_many().filter(field_value::Column::MemberId.eq(member))).await.map(drop)
}
