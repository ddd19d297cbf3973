//! General assemblies: planned, then convened (`convocation.rs`).

use crate::entity::assembly;
use crate::plan::{self, first_date};
use crate::{electors, statutes};
use chrono::NaiveDate;
use contracts::assemblies::{Assembly, AssemblyLine, AssemblyState, ElectorRule, PlanAssembly, Statutes};
use contracts::{ById, Nothing, Page};
use database::Workspace;
use kernel::id::new_id;
use kernel::permission::{PlanAssemblies, ViewAssemblies};
use kernel::{Error, FieldError, Result};
use sea_orm::{ActiveValue::Set, EntityTrait, QueryOrder, QuerySelect};
use serde_json::json;
use std::collections::BTreeMap;
use web::Access;

/// More assemblies than an association holds in a lifetime of this list.
const MOST_LISTED: u64 = 200;

/// `GET …/assemblies`
pub async fn list(access: Access<ViewAssemblies>, _: Nothing) -> Result<Page<AssemblyLine>> {
    let ws = access.begin().await?;
    let rows = ws.all(assembly::Entity::find().order_by_desc(assembly::Column::HeldAt).limit(MOST_LISTED)).await?;
    Ok(Page { items: rows.into_iter().map(to_line).collect(), next: None })
}

/// `GET …/assemblies/{id}`
pub async fn show(access: Access<ViewAssemblies>, input: ById) -> Result<Assembly> {
    let ws = access.begin().await?;
    let row = ws.get::<assembly::Entity>(input.id).await?;
    to_contract(&ws, row).await
}

/// `POST …/assemblies`
pub async fn plan(access: Access<PlanAssemblies>, input: PlanAssembly) -> Result<Assembly> {
    let plan = plan::read(&input, access.now())?;
    let ws = access.begin().await?;
    let Statutes { notice_days, .. } = statutes::find(&ws).await?;
    let first = first_date(ws.today(), notice_days);
    if plan.held_at_local.date() < first {
        return Err(Error::fields(vec![FieldError {
            field: "held_on".into(),
            code: "assembly-too-soon".into(),
            params: soon(notice_days, first),
        }]));
    }
    let row = assembly::ActiveModel {
        association_id: Set(ws.association().0),
        id: Set(new_id()),
        held_at_local: Set(plan.held_at_local),
        held_at: Set(plan.held_at),
        place: Set(plan.place),
        agenda: Set(plan.agenda.join("\n")),
        convened: Set(false),
        elector_rule: Set(None),
        electors: Set(None),
        electors_without_email: Set(None),
        convened_at: Set(None),
        convened_by: Set(None),
        campaign: Set(None),
        created_at: Set(ws.now()),
    };
    let row = ws.insert(row).await?;
    let held_on = row.held_at_local.date().to_string();
    ws.audit("assembly-planned", held_on, json!({ "items": plan.agenda.len() })).await?;
    let reply = to_contract(&ws, row).await?;
    ws.commit(reply).await
}

/// What `assembly-too-soon` tells: the statutes' days and the first date that keeps them.
pub fn soon(notice_days: i32, first: NaiveDate) -> BTreeMap<String, String> {
    BTreeMap::from([("days".into(), notice_days.to_string()), ("first".into(), first.format("%d/%m/%Y").to_string())])
}

/// Before the convocation with the electors as they would be now.
pub async fn to_contract(ws: &Workspace, row: assembly::Model) -> Result<Assembly> {
    let frozen = row.elector_rule.as_deref().and_then(ElectorRule::parse).zip(row.electors.zip(row.electors_without_email));
    let (elector_rule, (electors, electors_without_email)) = if let Some(frozen) = frozen {
        frozen
    } else {
        let rule = statutes::find(ws).await?.electors;
        (rule, electors::count(ws, rule).await?)
    };
    Ok(Assembly {
        id: row.id,
        held_at_local: row.held_at_local,
        held_at: row.held_at,
        place: row.place,
        agenda: agenda(&row.agenda),
        state: state(row.convened),
        elector_rule,
        electors,
        electors_without_email,
        convened_at: row.convened_at,
        campaign: row.campaign,
    })
}

pub fn to_line(row: assembly::Model) -> AssemblyLine {
    AssemblyLine { id: row.id, held_at_local: row.held_at_local, place: row.place, state: state(row.convened) }
}

/// The items, which are kept one a line.
pub fn agenda(text: &str) -> Vec<String> {
    text.lines().map(str::to_owned).collect()
}

fn state(convened: bool) -> AssemblyState {
    if convened { AssemblyState::Convened } else { AssemblyState::Planned }
}
