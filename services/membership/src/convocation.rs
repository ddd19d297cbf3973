//! The convocation: the electors are frozen, and the mailing gets all it needs.

use crate::entity::{assembly, elector};
use crate::plan::first_date;
use crate::{assemblies, electors, limits, profile, statutes};
use contracts::ById;
use contracts::assemblies::{Assembly, ElectorRule, Statutes};
use contracts::events::{Addressee, AssemblyConvened, Event, Recipient};
use database::Workspace;
use kernel::id::new_id;
use kernel::permission::PlanAssemblies;
use kernel::{Error, Locale, Result};
use sea_orm::{ActiveValue::Set, QuerySelect};
use serde_json::json;
use uuid::Uuid;
use web::Access;

/// Recipients in one event.
const SLICE: u64 = 200;

/// `POST …/assemblies/{id}/convocation`. Called again, it answers with the assembly as convened.
pub async fn convene(access: Access<PlanAssemblies>, input: ById) -> Result<Assembly> {
    let ws = access.begin().await?;
    let planned = ws.lock::<assembly::Entity>(input.id).await?;
    let convened = if planned.convened { planned } else { convene_now(&ws, planned).await? };
    let reply = assemblies::to_contract(&ws, convened).await?;
    ws.commit(reply).await
}

async fn convene_now(ws: &Workspace, planned: assembly::Model) -> Result<assembly::Model> {
    let Statutes { electors: rule, notice_days } = statutes::find(ws).await?;
    check_notice(ws, &planned, notice_days)?;
    let association = profile::needed(ws).await?;
    let (electors, without_email) = electors::freeze(ws, planned.id, rule).await?;
    if electors == 0 {
        return Err(Error::conflict("no-electors"));
    }
    limits::check_mails(ws, electors - without_email).await?;
    let campaign = new_id();
    let event = AssemblyConvened {
        assembly: planned.id,
        campaign,
        association,
        held_at_local: planned.held_at_local,
        held_at: planned.held_at,
        place: planned.place.clone(),
        agenda: assemblies::agenda(&planned.agenda),
        elector_rule: rule,
        electors,
        convened_on: ws.today(),
        convened_by: ws.origin().who.clone(),
    };
    ws.emit(Event::AssemblyConvened(event)).await?;
    address(ws, planned.id, campaign).await?;
    let details = json!({ "electors": electors, "without_email": without_email, "rule": rule });
    ws.audit("assembly-convened", planned.held_at_local.date().to_string(), details).await?;
    let counts = (electors, without_email);
    close(ws, planned.id, rule, counts, campaign).await
}

fn check_notice(ws: &Workspace, planned: &assembly::Model, notice_days: i32) -> Result<()> {
    if planned.held_at <= ws.now() {
        return Err(Error::conflict("assembly-past"));
    }
    let first = first_date(ws.today(), notice_days);
    if planned.held_at_local.date() >= first {
        return Ok(());
    }
    let too_soon = Error::conflict("assembly-too-soon");
    Err(assemblies::soon(notice_days, first).into_iter().fold(too_soon, |error, (name, value)| error.with(&name, value)))
}

/// Announces the frozen electors, slice by slice.
async fn address(ws: &Workspace, assembly: Uuid, campaign: Uuid) -> Result<()> {
    let mut last = 0;
    loop {
        let slice = ws.all(electors::of(assembly, last).limit(SLICE)).await?;
        let Some(furthest) = slice.last() else { return Ok(()) };
        last = furthest.number;
        let recipients = slice.into_iter().map(to_recipient).collect();
        ws.emit(Event::ConvocationAddressed { campaign, recipients }).await?;
    }
}

async fn close(
    ws: &Workspace,
    id: Uuid,
    rule: ElectorRule,
    (electors, without_email): (i64, i64),
    campaign: Uuid,
) -> Result<assembly::Model> {
    let row = assembly::ActiveModel {
        id: Set(id),
        convened: Set(true),
        elector_rule: Set(Some(rule.code().into())),
        electors: Set(Some(electors)),
        electors_without_email: Set(Some(without_email)),
        convened_at: Set(Some(ws.now())),
        convened_by: Set(Some(ws.origin().who.clone())),
        campaign: Set(Some(campaign)),
        ..Default::default()
    };
    ws.update(row).await
}

fn to_recipient(row: elector::Model) -> Recipient {
    let has_guardian = row.guardian_ar.is_some() || row.guardian_fr.is_some();
    Recipient {
        member: row.member_id,
        number: row.number,
        name_ar: row.name_ar,
        name_fr: row.name_fr,
        email: row.email,
        phone: row.phone,
        locale: Locale::parse(&row.locale).unwrap_or_default(),
        guardian: has_guardian.then_some(Addressee { name_ar: row.guardian_ar, name_fr: row.guardian_fr }),
    }
}
