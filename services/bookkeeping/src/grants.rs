//! The register of grants and agreements.

use crate::entity::{grant_agreement, project};
use crate::projects::{code_of, in_order, optional, optional_date, read_code, taken};
use contracts::grants::{AGREEMENT_FROM, EditGrant, Grant, NATURES, SetGrant, donor_kind};
use contracts::{Nothing, Page};
use database::Workspace;
use kernel::error::FieldErrors;
use kernel::fold::{clean, fold};
use kernel::id::new_id;
use kernel::permission::{PostEntries, ViewBooks};
use kernel::{Error, Kind, Money, Result};
use sea_orm::{ActiveValue::Set, EntityTrait, QueryOrder};
use serde_json::{Value, json};
use std::collections::HashMap;
use uuid::Uuid;
use web::Access;

const MOST: i64 = 500;
/// Characters.
const LONGEST_DONOR: usize = 120;
const LONGEST_NUMBER: usize = 60;
const LONGEST_PURPOSE: usize = 300;

/// `GET …/books/grants`
pub async fn list(access: Access<ViewBooks>, _: Nothing) -> Result<Page<Grant>> {
    use grant_agreement::{Column, Entity};
    let ws = access.begin().await?;
    let projects = ws.all(project::Entity::find()).await?;
    let codes: HashMap<Uuid, String> = projects.into_iter().map(|row| (row.id, row.code)).collect();
    let rows = ws.all(Entity::find().order_by_asc(Column::Closed).order_by_asc(Column::CodeFolded)).await?;
    let code = |row: &grant_agreement::Model| row.project_id.and_then(|id| codes.get(&id).cloned());
    let items = rows.into_iter().map(|row| {
        let project = code(&row);
        told(row, project)
    });
    Ok(Page { items: items.collect(), next: None })
}

/// `POST …/books/grants`
pub async fn add(access: Access<PostEntries>, input: SetGrant) -> Result<Grant> {
    let columns = read(&input, &access)?;
    let ws = access.begin().await?;
    if ws.count(grant_agreement::Entity::find()).await? >= MOST {
        return Err(Error::conflict("too-many-grants").with("max", MOST));
    }
    hold_project(&ws, &columns).await?;
    let row = grant_agreement::ActiveModel { id: Set(new_id()), created_at: Set(ws.now()), ..columns };
    let row = ws.insert(row).await.map_err(taken)?;
    ws.audit("grant-added", row.code.clone(), json!({ "after": facts(&row) })).await?;
    let project = code_of(&ws, row.project_id).await?;
    ws.commit(told(row, project)).await
}

/// `POST …/books/grants/{id}`. Whoever posts for the grant holds its row.
pub async fn edit(access: Access<PostEntries>, input: EditGrant) -> Result<Grant> {
    let columns = read(&input.grant, &access);
    let ws = access.begin().await?;
    let before = ws.lock::<grant_agreement::Entity>(input.id).await?;
    let columns = columns?;
    hold_project(&ws, &columns).await?;
    let row = ws.update(grant_agreement::ActiveModel { id: Set(before.id), ..columns }).await.map_err(taken)?;
    ws.audit("grant-changed", row.code.clone(), contracts::audit::changes(&facts(&before), &facts(&row))).await?;
    let project = code_of(&ws, row.project_id).await?;
    ws.commit(told(row, project)).await
}

async fn hold_project(ws: &Workspace, columns: &grant_agreement::ActiveModel) -> Result<()> {
    let Some(id) = columns.project_id.try_as_ref().copied().flatten() else { return Ok(()) };
    let unknown = |error: Error| if error.kind() == Kind::NotFound { Error::field("project", "choice-unknown") } else { error };
    ws.hold::<project::Entity>(id).await.map(drop).map_err(unknown)
}

fn read(input: &SetGrant, access: &Access<PostEntries>) -> Result<grant_agreement::ActiveModel> {
    let mut errors = FieldErrors::default();
    let code = read_code(&input.code, &mut errors);
    let donor = clean(&input.donor);
    if donor.is_empty() {
        errors.add("donor", "required");
    } else if donor.chars().count() > LONGEST_DONOR {
        errors.add_with("donor", "too-long", "max", LONGEST_DONOR);
    }
    let kind = errors.keep("donor_kind", donor_kind(&input.donor_kind).ok_or("choice-unknown")).map(|kind| kind.code.to_owned());
    let nature = NATURES.into_iter().find(|nature| *nature == input.nature).ok_or("choice-unknown");
    let nature = errors.keep("nature", nature).map(str::to_owned);
    let purpose = optional("purpose", &input.purpose, LONGEST_PURPOSE, &mut errors);
    let project =
        if input.project.trim().is_empty() { Ok(None) } else { input.project.trim().parse().map(Some).map_err(|_| "choice-unknown") };
    let project: Option<Uuid> = errors.keep("project", project).flatten();
    let agreement_number = optional("agreement_number", &input.agreement_number, LONGEST_NUMBER, &mut errors);
    let agreement_on = optional_date("agreement_on", &input.agreement_on, &mut errors);
    if agreement_on.is_some_and(|on| on > access.today()) {
        errors.add("agreement_on", "date-in-future");
    }
    let amount = errors.keep("amount", positive(&input.amount));
    let eligible_from = optional_date("eligible_from", &input.eligible_from, &mut errors);
    let eligible_until = optional_date("eligible_until", &input.eligible_until, &mut errors);
    in_order("eligible_until", eligible_from, eligible_until, &mut errors);
    errors.finish()?;
    let (Some(kind), Some(nature), Some(amount)) = (kind, nature, amount) else {
        return Err(Error::internal("a grant without errors and without values"));
    };
    Ok(grant_agreement::ActiveModel {
        code_folded: Set(fold(&code)),
        code: Set(code),
        donor: Set(donor),
        donor_kind: Set(kind),
        nature: Set(nature),
        purpose: Set(purpose),
        project_id: Set(project),
        agreement_number: Set(agreement_number),
        agreement_on: Set(agreement_on),
        amount: Set(amount.in_centimes()),
        eligible_from: Set(eligible_from),
        eligible_until: Set(eligible_until),
        periodic: Set(input.periodic == "yes"),
        closed: Set(input.closed == "yes"),
        ..Default::default()
    })
}

/// An amount that somebody must give.
pub fn positive(typed: &str) -> std::result::Result<Money, &'static str> {
    let amount = if typed.trim().is_empty() { return Err("required") } else { Money::parse(typed)? };
    if amount > Money::ZERO { Ok(amount) } else { Err("amount-zero") }
}

fn facts(row: &grant_agreement::Model) -> Value {
    json!({ "grant": row.code, "donor": row.donor, "donor_kind": row.donor_kind, "nature": row.nature, "purpose": row.purpose,
        "agreement_number": row.agreement_number, "agreement_on": row.agreement_on, "amount": Money::centimes(row.amount),
        "eligible_from": row.eligible_from, "eligible_until": row.eligible_until, "periodic": row.periodic, "closed": row.closed })
}

pub fn told(row: grant_agreement::Model, project_code: Option<String>) -> Grant {
    let amount = Money::centimes(row.amount);
    let is_public = donor_kind(&row.donor_kind).is_some_and(|kind| kind.is_public);
    Grant {
        id: row.id,
        lacks_agreement: is_public && amount >= AGREEMENT_FROM && row.agreement_number.is_none(),
        code: row.code,
        donor: row.donor,
        donor_kind: row.donor_kind,
        nature: row.nature,
        purpose: row.purpose,
        project: row.project_id,
        project_code,
        agreement_number: row.agreement_number,
        agreement_on: row.agreement_on,
        amount,
        eligible_from: row.eligible_from,
        eligible_until: row.eligible_until,
        periodic: row.periodic,
        closed: row.closed,
    }
}
