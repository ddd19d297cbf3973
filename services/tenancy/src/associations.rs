//! The registry of associations.

use crate::entity::{association, indicator};
use crate::territories::Territories;
use crate::{accounts, agreements, indicators, legal, reference, seats};
use chrono::NaiveDate;
use contracts::events::{AssociationProfile, Event};
use contracts::registry::LegalStatus;
use contracts::tenancy::{Association, Commune, CreateAssociation, FoundAssociation, OwnSeat};
use contracts::{Nothing, Page};
use database::Workspace;
use kernel::error::FieldErrors;
use kernel::fold::{clean, fold, western_digits};
use kernel::id::new_id;
use kernel::permission::{OwnAccount, ViewAssociation};
use kernel::{AssociationId, Error, Locale, Plan, Result, Role, Standing, date};
use sea_orm::ActiveValue::Set;
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};
use serde_json::json;
use std::collections::HashSet;
use uuid::Uuid;
use web::Access;

/// What creating needs, read and found right.
#[derive(Clone)]
pub struct NewAssociation {
    pub name_ar: String,
    pub name_fr: String,
    pub commune: &'static Commune,
    pub founded_on: NaiveDate,
    /// Absent as long as nothing is filed.
    pub receipt_number: Option<String>,
    pub receipt_on: Option<NaiveDate>,
    pub activities: Vec<String>,
}

impl NewAssociation {
    /// # Errors
    /// All fields' errors at once.
    pub fn read(input: &CreateAssociation, today: NaiveDate) -> Result<Self> {
        let mut errors = FieldErrors::default();
        let name_ar = errors.keep("name_ar", read_name(&input.name_ar, kernel::fold::has_arabic, "name-not-arabic"));
        let name_fr = errors.keep("name_fr", read_name(&input.name_fr, kernel::fold::has_latin, "name-not-latin"));
        let commune = errors.keep("commune", reference::commune(input.commune.trim()).ok_or("unknown-commune"));
        let founded_on = errors.keep("founded_on", read_founding(&input.founded_on, today));
        let receipt_number = errors.keep("receipt_number", optional(&input.receipt_number, read_receipt)).flatten();
        let receipt_on = errors.keep("receipt_on", optional(&input.receipt_on, date::parse)).flatten();
        if let (Some(on), Some(founded_on)) = (receipt_on, founded_on) {
            errors.keep("receipt_on", legal::check_receipt(on, founded_on, today));
        }
        if receipt_on.is_some() && receipt_number.is_none() && input.receipt_number.trim().is_empty() {
            errors.add("receipt_number", "required");
        }
        let activities = errors.keep("activities", read_codes(&input.activities, contracts::registry::ACTIVITIES));
        errors.finish()?;
        match (name_ar, name_fr, commune, founded_on, activities) {
            (Some(name_ar), Some(name_fr), Some(commune), Some(founded_on), Some(activities)) => {
                Ok(Self { name_ar, name_fr, commune, founded_on, receipt_number, receipt_on, activities })
            }
            _ => Err(Error::invalid("invalid-input")),
        }
    }
}

/// Nothing where nothing was typed.
pub fn optional<T>(text: &str, read: impl Fn(&str) -> Result<T, &'static str>) -> Result<Option<T>, &'static str> {
    if text.trim().is_empty() { Ok(None) } else { read(text).map(Some) }
}

/// Codes of a list, with commas or spaces between; each once, in the list's order.
pub fn read_codes(text: &str, list: &[&str]) -> Result<Vec<String>, &'static str> {
    let given: Vec<&str> = text.split([',', ';', ' ']).filter(|code| !code.is_empty()).collect();
    if given.iter().any(|code| !list.contains(code)) {
        return Err("choice-unknown");
    }
    Ok(list.iter().filter(|code| given.contains(code)).map(|code| (*code).to_owned()).collect())
}

/// In its own script: the two names stand side by side on every paper.
pub fn read_name(text: &str, in_script: fn(&str) -> bool, code: &'static str) -> Result<String, &'static str> {
    let name = clean(text);
    match name.chars().count() {
        0 => Err("required"),
        _ if !in_script(&name) => Err(code),
        1..=200 => Ok(name),
        _ => Err("name-too-long"),
    }
}

pub fn read_founding(text: &str, today: NaiveDate) -> Result<NaiveDate, &'static str> {
    if text.trim().is_empty() {
        return Err("required");
    }
    let date = date::parse(text)?;
    if date > today { Err("date-in-future") } else { Ok(date) }
}

/// Receipts are numbered by each authority in its own way (`90/2000`); digits become western so
/// that one receipt is one text.
pub fn read_receipt(text: &str) -> Result<String, &'static str> {
    let number = western_digits(&clean(text)).replace(' ', "");
    match number.chars().count() {
        0 => Err("required"),
        1..=40 if number.chars().any(char::is_alphanumeric) => Ok(number),
        _ => Err("receipt-number-wrong"),
    }
}

pub async fn create(access: Access<OwnAccount>, input: FoundAssociation) -> Result<Association> {
    let new = NewAssociation::read(&input.association, access.today());
    let new = agreements::check_with(new, &input.processor_agreement)?;
    let account = access.account()?;
    let ws = access.begin().await?;
    let row = insert(&ws, new, access.locale()).await?;
    ws.global().insert(seats::seat(row.id, account, Role::President, ws.now())).await?;
    // a founder is there from the first day, not from the next sign-in on
    indicators::seen(&ws, account).await?;
    agreements::accept_with(&ws, AssociationId(row.id), account, &access.actor().name).await?;
    let id = AssociationId(row.id);
    let reply = present(row, ws.today())?;
    let reply = ws.commit(reply).await?;
    // the founder's first page must not ask for it again; what is announced notes it where this does not come about
    if let Err(error) = agreements::note_in(&access, id, account).await {
        tracing::warn!(association = %id, %error, "agreement not noted at once");
    }
    Ok(reply)
}

/// Writes the association and announces it; its workspace is ready with the commit.
pub async fn insert(ws: &Workspace, new: NewAssociation, locale: Locale) -> Result<association::Model> {
    insert_all(ws, vec![new], locale).await?.pop().ok_or_else(Error::not_found)
}

/// As [`insert`], many with few statements.
pub async fn insert_all(ws: &Workspace, new: Vec<NewAssociation>, locale: Locale) -> Result<Vec<association::Model>> {
    // one region is held when it is the only one
    let region = new.first().map(|first| first.commune.region.as_str());
    let only = region.filter(|region| new.iter().all(|one| one.commune.region == *region));
    let territories = Territories::hold(ws, only).await?;
    let slugs = free_slugs(ws, &new).await?;
    let (mut rows, mut events) = (Vec::with_capacity(new.len()), Vec::with_capacity(2 * new.len()));
    for (new, slug) in new.into_iter().zip(slugs) {
        let commune = new.commune;
        let row = association::Model {
            id: new_id(),
            slug,
            name_key: name_key(&new.name_ar, &new.name_fr),
            name_ar: new.name_ar,
            name_fr: new.name_fr,
            commune: commune.code.clone(),
            province: commune.province.clone(),
            region: commune.region.clone(),
            founded_on: new.founded_on,
            hub_id: territories.hub_of(commune)?,
            receipt_number: new.receipt_number,
            receipt_on: new.receipt_on,
            activities: new.activities.join(" "),
            standing: Standing::Active.code().into(),
            plan: Plan::Standard.code().into(),
            created_at: ws.now(),
            acronym: None,
            scope: None,
            receipt_authority: None,
            final_number: None,
            final_on: None,
            final_authority: None,
            standing_since: None,
            standing_by: None,
            standing_reason: None,
            standing_hub: None,
            limit_members: None,
            limit_storage: None,
            limit_mails: None,
        };
        let id = AssociationId(row.id);
        events.push((id, Event::AssociationCreated(profile(&row, commune, locale))));
        let subject = row.receipt_number.clone().unwrap_or_default();
        events.push((id, ws.audited("association-created", subject, json!({ "commune": row.commune }))));
        rows.push(row);
    }
    ws.global().insert_many(rows.iter().cloned().map(|row| row.into_active_model().reset_all()).collect()).await?;
    let empty = |row: &association::Model| indicator::ActiveModel { association_id: Set(row.id), ..Default::default() };
    ws.global().insert_many(rows.iter().map(empty).collect()).await?;
    ws.emit_all(events).await?;
    Ok(rows)
}

/// By what an association is found and known again, however its name is spelled. Folding takes some
/// letters apart into many, and an index of PostgreSQL holds 2,700 bytes.
pub fn name_key(name_ar: &str, name_fr: &str) -> String {
    fold(&format!("{name_ar} {name_fr}")).chars().take(600).collect()
}

pub fn profile(row: &association::Model, commune: &Commune, locale: Locale) -> AssociationProfile {
    AssociationProfile {
        slug: row.slug.clone(),
        name_ar: row.name_ar.clone(),
        name_fr: row.name_fr.clone(),
        commune_ar: commune.name_ar.clone(),
        commune_fr: commune.name_fr.clone(),
        founded_on: row.founded_on,
        receipt_number: row.receipt_number.clone(),
        locale,
    }
}

/// The names in ASCII, with a number where one is taken. Two who take the same at once: the second
/// is refused by the unique key and tries again with the next.
async fn free_slugs(ws: &Workspace, new: &[NewAssociation]) -> Result<Vec<String>> {
    let base =
        |new: &NewAssociation| Some(reference::slug(&new.name_fr)).filter(|slug| slug.len() > 2).unwrap_or_else(|| "association".into());
    let bases: Vec<String> = new.iter().map(base).collect();
    let there = association::Entity::find().filter(association::Column::Slug.is_in(bases.iter().cloned()));
    let mut taken: HashSet<String> = ws.global().all(there).await?.into_iter().map(|row| row.slug).collect();
    let free = bases.into_iter().map(|base| {
        if taken.insert(base.clone()) {
            return base;
        }
        // hubs import hundreds of like names: a number that is free for certain beats counting up
        let suffix = new_id().simple().to_string();
        format!("{base}-{}", &suffix[suffix.len() - 8..])
    });
    Ok(free.collect())
}

pub async fn mine(access: Access<OwnAccount>, _: Nothing) -> Result<Page<OwnSeat>> {
    let items = accounts::seats(access.state(), access.request_id(), access.account()?).await?;
    Ok(Page { items, next: None })
}

pub async fn show(access: Access<ViewAssociation>, _: Nothing) -> Result<Association> {
    let ws = access.begin().await?;
    present(find(&ws, access.association().0).await?, ws.today())
}

pub async fn find(ws: &Workspace, id: Uuid) -> Result<association::Model> {
    ws.global().one(association::Entity::find_by_id(id)).await?.ok_or_else(Error::not_found)
}

/// The row, which nobody else changes before this transaction ends.
pub async fn lock(ws: &Workspace) -> Result<association::Model> {
    ws.global().lock(association::Entity::find_by_id(ws.association().0)).await?.pop().ok_or_else(Error::not_found)
}

pub fn commune(row: &association::Model) -> Result<&'static Commune> {
    reference::commune(&row.commune).ok_or_else(|| Error::internal(format!("commune {}", row.commune)))
}

pub fn status(row: &association::Model, today: NaiveDate) -> LegalStatus {
    legal::status(row.receipt_number.as_deref().map(|number| (number, row.receipt_on)), row.final_on.is_some(), today)
}

pub fn standing(row: &association::Model) -> Standing {
    Standing::parse(&row.standing).unwrap_or_default()
}

fn present(row: association::Model, today: NaiveDate) -> Result<Association> {
    let commune = commune(&row)?.clone();
    let (status, standing) = (status(&row, today), standing(&row));
    Ok(Association {
        id: row.id,
        slug: row.slug,
        name_ar: row.name_ar,
        name_fr: row.name_fr,
        commune,
        founded_on: row.founded_on,
        receipt_number: row.receipt_number,
        receipt_on: row.receipt_on,
        status,
        standing,
        created_at: row.created_at,
    })
}
