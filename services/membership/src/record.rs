//! One member's record: shown, and edited by whoever saw what it holds now.

use crate::entity::{member, member_status};
use crate::field_values::{self, Changes};
use crate::members::{columns, to_contract};
use crate::person::Person;
use crate::{categories, communes, dues_years, groups, import, notes, numbering, photos};
use contracts::ById;
use contracts::audit::changes;
use contracts::member_record::{EditMember, MemberRecord, MoreOfMember, StatusChange};
use contracts::members::{Member, MemberStatus};
use database::Workspace;
use kernel::permission::{CorrectMembers, ViewMembers};
use kernel::{Error, Locale, Result};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use serde_json::{Value, json};
use web::Access;

/// `GET …/members/{id}`
pub async fn show(access: Access<ViewMembers>, input: ById) -> Result<MemberRecord> {
    let ws = access.begin().await?;
    let row = groups::reach(&ws, access.actor(), input.id, false).await?;
    whole(&ws, row).await
}

/// `POST …/members/{id}`
pub async fn edit(access: Access<CorrectMembers>, input: EditMember) -> Result<MemberRecord> {
    let mut person = match Person::read(&input.record, access.today()) {
        Ok(person) => person,
        Err(error) => return Err(field_values::all_errors(&access, error, &input.record.fields, Some(input.id)).await),
    };
    let version: i64 = input.version.parse().map_err(|_| Error::field("version", "required"))?;
    communes::name(&access, &mut person).await?;
    let ws = access.begin().await?;
    let before = groups::reach(&ws, access.actor(), input.id, true).await?;
    if before.kind != person.kind.code() {
        return Err(Error::field("kind", "choice-unknown"));
    }
    if before.version != version {
        return Err(Error::conflict("changed-meanwhile"));
    }
    let locale = person.locale.map_or_else(|| before.locale.clone(), |locale| locale.code().to_owned());
    let names = categories::hold(&ws, std::slice::from_ref(&person)).await?;
    person.category = categories::folded(&person).and_then(|folded| names.get(&folded).cloned()).or(person.category);
    (person.locale, person.own_number) = (Locale::parse(&locale), None);
    let own = field_values::read(&ws, &input.record.fields, field_values::of_member(&ws, before.id).await?, false).await?;
    // saving what was there already is no change
    let same = person == import::person(&before) && own.is_empty();
    let after = if same { before } else { change(&ws, before, &person, locale, &own).await? };
    let reply = whole(&ws, after).await?;
    ws.commit(reply).await
}

/// Writes the record anew.
pub async fn change(ws: &Workspace, before: member::Model, person: &Person, locale: String, own: &Changes) -> Result<member::Model> {
    let row =
        member::ActiveModel { id: Set(before.id), locale: Set(locale), version: Set(before.version + 1), ..columns(person, before.number) };
    let after = ws.update(row).await?;
    own.write(ws, after.id).await?;
    let (own_before, own_after) = own.told();
    let details = json!({ "personal": changes(&told(&before, &own_before), &told(&after, &own_after)) });
    ws.audit("member-edited", format!("№ {}", after.number), details).await?;
    Ok(after)
}

/// What the audit log compares.
fn told(row: &member::Model, own: &str) -> Value {
    json!({
        "given_ar": row.given_ar, "family_ar": row.family_ar, "given_fr": row.given_fr, "family_fr": row.family_fr, "sex": row.sex,
        "born_on": row.born_on, "nationality": row.nationality, "profession": row.profession, "phone": row.phone,
        "other_phones": row.other_phones, "email": row.email, "other_emails": row.other_emails, "address": row.address,
        "commune": row.commune_fr, "category": row.category, "joined_on": row.joined_on, "locale": row.locale,
        "representative": row.representative, "fields": own,
    })
}

/// The row with what lists leave out.
pub async fn whole(ws: &Workspace, row: member::Model) -> Result<MemberRecord> {
    let mine = member_status::Entity::find().filter(member_status::Column::MemberId.eq(row.id));
    let statuses = ws.all(mine.order_by_desc(member_status::Column::Id)).await?.into_iter().map(status_change).collect();
    let more = MoreOfMember {
        given_ar: row.given_ar.clone(),
        family_ar: row.family_ar.clone(),
        given_fr: row.given_fr.clone(),
        family_fr: row.family_fr.clone(),
        nationality: row.nationality.clone(),
        profession: row.profession.clone(),
        other_phones: lines(row.other_phones.as_deref()),
        other_emails: lines(row.other_emails.as_deref()),
        commune: row.commune.clone(),
        commune_ar: row.commune_ar.clone(),
        commune_fr: row.commune_fr.clone(),
        representative: row.representative.clone(),
        version: row.version,
        statuses,
        groups: groups::of_member(ws, row.id).await?,
        tags: notes::tags_of(ws, row.id).await?,
        notes: notes::notes_of(ws, row.id).await?,
        fields: field_values::shown(ws, row.id).await?,
        photo: photos::of_member(ws, row.id).await?,
        objected_on: row.objected_on,
    };
    let (pattern, years) = (numbering::pattern(ws).await?, dues_years::find(ws).await?);
    let dues_paid = dues_years::paid_of(ws, &years, std::slice::from_ref(&row)).await?.contains(&row.id);
    let dues_period = years.label(years.at(ws.today(), row.dues_day));
    Ok(MemberRecord { member: Member { dues_period, dues_paid, ..to_contract(row, &pattern) }, more })
}

fn lines(kept: Option<&str>) -> Vec<String> {
    kept.unwrap_or_default().lines().map(str::to_owned).collect()
}

fn status_change(row: member_status::Model) -> StatusChange {
    StatusChange {
        status: MemberStatus::parse(&row.status).unwrap_or_default(),
        since: row.since,
        reason: row.reason,
        noted_by: row.noted_by,
        noted_at: row.noted_at,
    }
}
