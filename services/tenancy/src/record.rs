//! The registry record: what an association is before the law, and its receipts.

use crate::associations::{self, name_key, optional, read_codes, read_founding, read_name, read_receipt};
use crate::entity::{association, record};
use crate::{deadlines, legal, record_lists, reference, territories};
use chrono::NaiveDate;
use contracts::Nothing;
pub use contracts::audit::changes;
use contracts::events::Event;
use contracts::registry::{ACTIVITIES, Activity, Decree, LegalReceipt, MoveSeat, Record, SCOPES, SetReceipt, SetRecord};
use database::Workspace;
use kernel::error::FieldErrors;
use kernel::fold::{clean, clean_lines};
use kernel::permission::{EditRecord, Public, ViewRecord};
use kernel::{Error, Locale, Result, Role, date, identifiers};
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel};
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};
use web::Access;

pub async fn activities(_: Access<Public>, _: Nothing) -> Result<contracts::Page<Activity>> {
    let named = |locale, code| language::named(locale, "activity", code);
    let items = ACTIVITIES.iter().map(|code| Activity {
        code: (*code).into(),
        name_ar: named(Locale::Ar, code),
        name_fr: named(Locale::Fr, code),
        name_en: named(Locale::En, code),
    });
    Ok(contracts::Page { items: items.collect(), next: None })
}

pub async fn show(access: Access<ViewRecord>, _: Nothing) -> Result<Record> {
    let ws = access.begin().await?;
    whole(&ws).await
}

/// The record with all its lists.
pub async fn whole(ws: &Workspace) -> Result<Record> {
    let row = associations::find(ws, ws.association().0).await?;
    let more = details(ws).await?;
    let receipt = |number: Option<String>, on, authority| number.map(|number| LegalReceipt { number, on, authority });
    let (status, standing, commune) =
        (associations::status(&row, ws.today()), associations::standing(&row), associations::commune(&row)?.clone());
    let version = version(&told(&row, &more));
    Ok(Record {
        version,
        slug: row.slug,
        name_ar: row.name_ar,
        name_fr: row.name_fr,
        acronym: row.acronym,
        purposes: more.purposes,
        activities: row.activities.split_whitespace().map(ToOwned::to_owned).collect(),
        scope: row.scope,
        seat_address: more.seat_address,
        commune,
        founded_on: row.founded_on,
        status,
        answer_due_on: row.receipt_on.map(legal::answer_due_on),
        provisional: receipt(row.receipt_number, row.receipt_on, row.receipt_authority),
        definitive: receipt(row.final_number, row.final_on, row.final_authority),
        national_number: more.national_number,
        ice: more.ice,
        fiscal_id: more.fiscal_id,
        decree: more.decree_number.zip(more.decree_on).map(|(number, on)| Decree { number, on, bulletin: more.decree_bulletin }),
        no_change_day: more.no_change_day,
        public_money: more.public_money,
        bank_accounts: ws.all(record_lists::bank_accounts()).await?.into_iter().map(record_lists::to_bank_account).collect(),
        branches: ws.all(record_lists::branches()).await?.into_iter().map(record_lists::to_branch).collect::<Result<_>>()?,
        cndp_numbers: ws.all(record_lists::cndp_numbers()).await?.into_iter().map(record_lists::to_cndp_number).collect(),
        standing,
        standing_since: row.standing_since,
        standing_by: row.standing_by.as_deref().and_then(Role::parse),
        standing_reason: row.standing_reason,
    })
}

/// The workspace of a write: the association's row is locked first, always, so that two writes are
/// judged one after the other.
pub async fn begin_locked(access: &Access<EditRecord>) -> Result<Workspace> {
    let ws = access.begin().await?;
    associations::lock(&ws).await?;
    Ok(ws)
}

/// Empty until somebody has written it.
pub async fn details(ws: &Workspace) -> Result<record::Model> {
    let id = ws.association().0;
    Ok(ws.one(record::Entity::find()).await?.unwrap_or(record::Model {
        association_id: id,
        id,
        purposes: None,
        seat_address: None,
        national_number: None,
        ice: None,
        fiscal_id: None,
        decree_number: None,
        decree_bulletin: None,
        decree_on: None,
        no_change_day: None,
        public_money: false,
    }))
}

/// What of [`SetRecord`] goes to which table.
struct Read {
    association: association::Model,
    record: record::Model,
}

fn text(field: &str, given: &str, most: usize, errors: &mut FieldErrors) -> Option<String> {
    let text = clean_lines(given);
    if text.chars().count() > most {
        errors.add_with(field, "too-long", "max", most);
    }
    Some(text).filter(|text| !text.is_empty())
}

fn read(input: &SetRecord, row: association::Model, more: record::Model, today: NaiveDate) -> Result<Read> {
    let mut errors = FieldErrors::default();
    let (mut association, mut record) = (row, more);
    let name_ar = errors.keep("name_ar", read_name(&input.name_ar, kernel::fold::has_arabic, "name-not-arabic"));
    let name_fr = errors.keep("name_fr", read_name(&input.name_fr, kernel::fold::has_latin, "name-not-latin"));
    let activities = errors.keep("activities", read_codes(&input.activities, ACTIVITIES));
    let founded_on = errors.keep("founded_on", read_founding(&input.founded_on, today));
    association.acronym = text("acronym", &input.acronym, 30, &mut errors);
    association.scope = errors
        .keep("scope", optional(&input.scope, |code| SCOPES.contains(&code).then(|| code.to_owned()).ok_or("choice-unknown")))
        .flatten();
    record.purposes = text("purposes", &input.purposes, 2000, &mut errors);
    record.national_number = text("national_number", &input.national_number, 40, &mut errors);
    record.ice = errors.keep("ice", optional(&input.ice, identifiers::ice)).flatten();
    record.fiscal_id = errors.keep("fiscal_id", optional(&input.fiscal_id, identifiers::fiscal_id)).flatten();
    record.no_change_day = errors
        .keep("no_change_day", optional(&input.no_change_day, deadlines::read_day))
        .flatten()
        .map(|(month, day)| format!("{month:02}-{day:02}"));
    record.public_money = input.public_money == "yes";
    read_decree(input, &mut record, today, &mut errors);
    if let (Some(founded_on), Some(receipt_on)) = (founded_on, association.receipt_on)
        && founded_on > receipt_on
    {
        errors.add("founded_on", "founding-after-receipt");
    }
    errors.finish()?;
    association.name_ar = name_ar.unwrap_or(association.name_ar);
    association.name_fr = name_fr.unwrap_or(association.name_fr);
    association.name_key = name_key(&association.name_ar, &association.name_fr);
    association.activities = activities.unwrap_or_default().join(" ");
    association.founded_on = founded_on.unwrap_or(association.founded_on);
    Ok(Read { association, record })
}

/// Number and day of the decree go together.
fn read_decree(input: &SetRecord, record: &mut record::Model, today: NaiveDate, errors: &mut FieldErrors) {
    record.decree_number = text("decree_number", &input.decree_number, 40, errors);
    record.decree_bulletin = text("decree_bulletin", &input.decree_bulletin, 20, errors);
    record.decree_on = errors.keep("decree_on", optional(&input.decree_on, date::parse)).flatten();
    match (&record.decree_number, record.decree_on) {
        (_, Some(on)) if on > today => errors.add("decree_on", "date-in-future"),
        (Some(_), None) if input.decree_on.trim().is_empty() => errors.add("decree_on", "required"),
        (None, Some(_)) => errors.add("decree_number", "required"),
        (None, None) if record.decree_bulletin.is_some() => errors.add("decree_number", "required"),
        _ => {}
    }
}

/// Whether [`changes`] found none: then nothing is written, announced or told.
fn are_none(changes: &Value) -> bool {
    changes["after"].as_object().is_none_or(Map::is_empty)
}

/// The answer to a form that changed nothing.
async fn as_it_was(ws: Workspace) -> Result<Record> {
    let reply = whole(&ws).await?;
    ws.commit(reply).await
}

fn told(row: &association::Model, more: &record::Model) -> Value {
    json!({
        "name_ar": row.name_ar, "name_fr": row.name_fr, "acronym": row.acronym, "activities": row.activities, "scope": row.scope,
        "founded_on": row.founded_on, "purposes": more.purposes, "national_number": more.national_number, "ice": more.ice,
        "fiscal_id": more.fiscal_id, "decree_number": more.decree_number, "decree_bulletin": more.decree_bulletin,
        "decree_on": more.decree_on, "no_change_day": more.no_change_day, "public_money": more.public_money,
    })
}

/// Sixteen hexadecimal digits.
fn version(told: &Value) -> String {
    Sha256::digest(told.to_string()).iter().take(8).fold(String::new(), |text, byte| text + &format!("{byte:02x}"))
}

/// What of a change the authority must hear of (dahir 1958, article 5), as declarations name it.
fn to_declare(before: &Value, after: &Value) -> Vec<&'static str> {
    let changed = |field: &str| before[field] != after[field];
    let name = (changed("name_ar") || changed("name_fr")).then_some("name");
    name.into_iter().chain(changed("purposes").then_some("purposes")).collect()
}

/// # Errors
/// `record-changed` where somebody changed it after it was read.
pub async fn set(access: Access<EditRecord>, input: SetRecord) -> Result<Record> {
    let decided_on = associations::optional(&input.decided_on, |text| read_founding(text, access.today()));
    let decided_on = decided_on.map_err(|code| Error::field("decided_on", code))?.unwrap_or(access.today());
    let ws = access.begin().await?;
    let (row, more) = (associations::lock(&ws).await?, details(&ws).await?);
    let before = told(&row, &more);
    if !input.version.is_empty() && input.version != version(&before) {
        return Err(Error::conflict("record-changed"));
    }
    let filed = row.receipt_number.is_some();
    let Read { association, record } = read(&input, row, more, ws.today())?;
    let after = told(&association, &record);
    let details = changes(&before, &after);
    if are_none(&details) {
        return as_it_was(ws).await;
    }
    let about = to_declare(&before, &after);
    if filed && input.correction != "yes" && !about.is_empty() {
        if decided_on < association.founded_on {
            return Err(Error::field("decided_on", "date-before-founding"));
        }
        crate::declarations::open(&ws, &about, String::new(), decided_on).await?;
    }
    keep_details(&ws, record).await?;
    save(&ws, association, access.locale()).await?;
    ws.audit("record-changed", "", details).await?;
    let reply = whole(&ws).await?;
    ws.commit(reply).await
}

pub async fn keep_details(ws: &Workspace, record: record::Model) -> Result<()> {
    let record = record.into_active_model().reset_all();
    if ws.insert_new(record.clone()).await? { Ok(()) } else { ws.update(record).await.map(drop) }
}

/// Writes the registry's row and tells those who print its name.
pub async fn save(ws: &Workspace, row: association::Model, locale: Locale) -> Result<association::Model> {
    let row = ws.global().update(row.into_active_model().reset_all()).await?;
    ws.emit(Event::AssociationChanged(associations::profile(&row, associations::commune(&row)?, locale))).await?;
    Ok(row)
}

/// The seat in another commune may be another hub's: with the commit the old one sees nothing more.
/// Moving is a change that must be declared.
pub async fn move_seat(access: Access<EditRecord>, input: MoveSeat) -> Result<Record> {
    let mut errors = FieldErrors::default();
    let commune = errors.keep("commune", reference::commune(input.commune.trim()).ok_or("unknown-commune"));
    let address = text("seat_address", &input.seat_address, 300, &mut errors);
    let decided_on = errors.keep("decided_on", read_founding(&input.decided_on, access.today()));
    errors.finish()?;
    let (Some(commune), Some(decided_on)) = (commune, decided_on) else { return Err(Error::invalid("invalid-input")) };
    let ws = access.begin().await?;
    // territories are held before the association is locked
    let hub = territories::hub_of(&ws, commune).await?;
    let (mut row, mut more) = (associations::lock(&ws).await?, details(&ws).await?);
    if decided_on < row.founded_on {
        return Err(Error::field("decided_on", "date-before-founding"));
    }
    let before = json!({ "commune": row.commune, "seat_address": more.seat_address });
    let filed = row.receipt_number.is_some();
    (row.commune, row.province, row.region) = (commune.code.clone(), commune.province.clone(), commune.region.clone());
    row.hub_id = hub;
    more.seat_address = address;
    let details = changes(&before, &json!({ "commune": row.commune, "seat_address": more.seat_address }));
    if are_none(&details) {
        return as_it_was(ws).await;
    }
    keep_details(&ws, more).await?;
    save(&ws, row, access.locale()).await?;
    if filed {
        crate::declarations::open(&ws, &["seat"], format!("{} / {}", clean(&commune.name_ar), clean(&commune.name_fr)), decided_on).await?;
    }
    ws.audit("seat-moved", "", details).await?;
    let reply = whole(&ws).await?;
    ws.commit(reply).await
}

fn read_legal_receipt(input: &SetReceipt, row: &association::Model, today: NaiveDate) -> Result<LegalReceipt> {
    let mut errors = FieldErrors::default();
    let number = errors.keep("receipt_number", read_receipt(&input.receipt_number));
    let on = if input.receipt_on.trim().is_empty() { Err("required") } else { date::parse(&input.receipt_on) };
    let on = errors.keep("receipt_on", on.and_then(|on| legal::check_receipt(on, row.founded_on, today).map(|()| on)));
    let authority = text("authority", &input.authority, 120, &mut errors);
    errors.finish()?;
    match (number, on) {
        (Some(number), Some(on)) => Ok(LegalReceipt { number, on: Some(on), authority }),
        _ => Err(Error::invalid("invalid-input")),
    }
}

/// Files the association, or corrects what was written of its filing.
pub async fn set_provisional(access: Access<EditRecord>, input: SetReceipt) -> Result<Record> {
    let ws = access.begin().await?;
    let mut row = associations::lock(&ws).await?;
    let receipt = read_legal_receipt(&input, &row, ws.today())?;
    if row.final_on.is_some_and(|final_on| receipt.on.is_some_and(|on| on > final_on)) {
        return Err(Error::field("receipt_on", "provisional-after-final"));
    }
    let before = json!({ "number": row.receipt_number, "on": row.receipt_on, "authority": row.receipt_authority });
    (row.receipt_number, row.receipt_on, row.receipt_authority) = (Some(receipt.number.clone()), receipt.on, receipt.authority.clone());
    let details = changes(&before, &json!(receipt));
    if are_none(&details) {
        return as_it_was(ws).await;
    }
    save(&ws, row, access.locale()).await?;
    ws.audit("provisional-receipt-set", receipt.number, details).await?;
    let reply = whole(&ws).await?;
    ws.commit(reply).await
}

/// Only what was filed becomes final, and not before it was filed.
pub async fn set_final(access: Access<EditRecord>, input: SetReceipt) -> Result<Record> {
    let ws = access.begin().await?;
    let mut row = associations::lock(&ws).await?;
    let Some(filed_on) = row.receipt_on else { return Err(Error::conflict("provisional-receipt-missing")) };
    let receipt = read_legal_receipt(&input, &row, ws.today())?;
    if receipt.on.is_some_and(|on| on < filed_on) {
        return Err(Error::field("receipt_on", "final-before-provisional"));
    }
    let before = json!({ "number": row.final_number, "on": row.final_on, "authority": row.final_authority });
    (row.final_number, row.final_on, row.final_authority) = (Some(receipt.number.clone()), receipt.on, receipt.authority.clone());
    let details = changes(&before, &json!(receipt));
    if are_none(&details) {
        return as_it_was(ws).await;
    }
    save(&ws, row, access.locale()).await?;
    ws.audit("final-receipt-set", receipt.number, details).await?;
    let reply = whole(&ws).await?;
    ws.commit(reply).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_log_tells_only_what_changed() {
        let told = changes(&json!({ "a": 1, "b": null }), &json!({ "a": 1, "b": "x" }));
        assert_eq!(told, json!({ "before": { "b": null }, "after": { "b": "x" } }));
        assert_eq!(changes(&json!({ "a": 1 }), &json!({ "a": 1 })), json!({ "before": {}, "after": {} }));
    }
}
