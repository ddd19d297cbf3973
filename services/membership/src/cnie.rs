//! Numbers of members' identity cards (CNIE): off until the board has the data protection
//! commission's authorisation, which nothing exempts an association from (law 09-08, art. 12).
//!
//! A number is encrypted under a key derived from the installation's secret, bound to its association
//! and member. It is in no list, no search, no file, no event, no log and no kept reply; reading one
//! whole is an act of its own in the audit log.

use crate::entity::{cnie_switch as switch, member_cnie};
use crate::groups::reach;
use crate::profile;
use axum::http::Method;
use contracts::cnie::{CnieSwitch, MaskedCnie, SetCnie, SwitchCnie, WholeCnie};
use contracts::members::MemberKind;
use contracts::registry::CndpNumber;
use contracts::{ById, Done, Nothing, Page};
use database::Workspace;
use kernel::fold::{clean, western_digits};
use kernel::id::new_id;
use kernel::permission::ReadCnie;
use kernel::secret::Signer;
use kernel::{Actor, Error, Kind, Result};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use serde_json::json;
use uuid::Uuid;
use web::{Access, Call};

const PURPOSE: &str = "cnie";
/// Letters and digits at most.
const LONGEST: (usize, usize) = (2, 7);
/// Characters that are shown of it.
const SHOWN: usize = 3;

/// `GET …/member-cnie`
pub async fn show(access: Access<ReadCnie>, _: Nothing) -> Result<CnieSwitch> {
    let ws = access.begin().await?;
    state(&ws).await
}

/// `POST …/member-cnie`
///
/// # Errors
/// `cnie-without-authorisation`, `cnie-changed-meanwhile`
pub async fn set_switch(access: Access<ReadCnie>, input: SwitchCnie) -> Result<CnieSwitch> {
    match input.on.as_str() {
        "yes" => switch_on(&access).await,
        "no" if input.sure != "yes" => Err(Error::field("sure", "required")),
        "no" => switch_off(&access, &input.members).await,
        _ => Err(Error::field("on", "choice-unknown")),
    }
}

async fn switch_on(access: &Access<ReadCnie>) -> Result<CnieSwitch> {
    let authorisation = authorisation(access).await?.ok_or_else(|| Error::conflict("cnie-without-authorisation"))?;
    let ws = access.begin().await?;
    let row = switch::ActiveModel {
        association_id: Set(ws.association().0),
        id: Set(ws.association().0),
        active: Set(true),
        authorisation: Set(authorisation.number),
        authorised_on: Set(authorisation.given_on),
        set_by: Set(ws.origin().who.clone()),
    };
    if !ws.insert_new(row.clone()).await? {
        ws.update(row).await?;
    }
    let reply = state(&ws).await?;
    let details = json!({ "number": reply.authorisation, "on": reply.authorised_on });
    ws.audit("member-cnie-switched-on", "", details).await?;
    ws.commit(reply).await
}

/// Nothing is kept: no number, no digest.
async fn switch_off(access: &Access<ReadCnie>, shown: &str) -> Result<CnieSwitch> {
    let ws = access.begin().await?;
    // who writes a number holds the row
    let row = ws.lock::<switch::Entity>(ws.association().0).await.map_err(off)?;
    let members = ws.count(member_cnie::Entity::find()).await?;
    if members.to_string() != shown {
        return Err(Error::conflict("cnie-changed-meanwhile"));
    }
    ws.delete(member_cnie::Entity::delete_many()).await?;
    ws.update(switch::ActiveModel { id: Set(row.id), active: Set(false), ..Default::default() }).await?;
    ws.audit("member-cnie-switched-off", "", json!({ "members": members })).await?;
    let reply = state(&ws).await?;
    ws.commit(reply).await
}

/// The authorisation was taken out of the registry: nothing is read or written from now on. What is kept stays encrypted
/// until the board records one again and switches on, or erases it: a number mistyped in the registry costs nobody theirs.
pub async fn suspend(ws: &Workspace) -> Result<()> {
    let row = match ws.lock::<switch::Entity>(ws.association().0).await {
        Err(error) if error.kind() == Kind::NotFound => return Ok(()),
        found => found?,
    };
    if !row.active {
        return Ok(());
    }
    ws.update(switch::ActiveModel { id: Set(row.id), active: Set(false), ..Default::default() }).await?;
    let members = ws.count(member_cnie::Entity::find()).await?;
    ws.audit("member-cnie-suspended", "", json!({ "members": members })).await
}

/// The newest authorisation that the registry knows of. Called before a workspace is begun.
async fn authorisation(access: &Access<ReadCnie>) -> Result<Option<CndpNumber>> {
    let slug = profile::needed(&access.begin().await?).await?.slug;
    let token = Actor::service("membership").seal(access.state().signer(), access.now());
    let path = format!("/internal/cndp-numbers?association={slug}");
    let call = Call { method: Method::GET, path: &path, token: &token, request_id: access.request_id(), idempotency_key: None };
    let found: Page<CndpNumber> = access.state().peers().call(&call, &()).await?;
    Ok(found.items.into_iter().filter(|number| number.kind == "authorisation").max_by_key(|number| number.given_on))
}

/// `GET …/members/{id}/cnie`
pub async fn masked(access: Access<ReadCnie>, input: ById) -> Result<MaskedCnie> {
    let ws = access.begin().await?;
    let member = reach(&ws, access.actor(), input.id, false).await?;
    let on = is_on(&ws).await?;
    let row = of(&ws, member.id).await?.filter(|_| on);
    let whole = row.as_ref().and_then(|row| reveal(access.state().signer(), row));
    let end = whole.map(|cnie| cnie[cnie.len().saturating_sub(SHOWN)..].to_owned());
    Ok(MaskedCnie { on, kept: row.is_some(), end })
}

/// `POST …/members/{id}/cnie`
///
/// # Errors
/// `cnie-off`; at `cnie`: `cnie-wrong`, and `taken` where it is another member's
pub async fn set(access: Access<ReadCnie>, input: SetCnie) -> Result<Done> {
    let cnie = read(&input.cnie).map_err(|code| Error::field("cnie", code))?;
    let ws = access.begin().await?;
    let member = reach(&ws, access.actor(), input.id, true).await?;
    let rules = ws.hold::<switch::Entity>(ws.association().0).await.map_err(off)?;
    if !rules.active {
        return Err(Error::conflict("cnie-off"));
    }
    if member.kind == MemberKind::Body.code() {
        return Err(Error::field("cnie", "field-of-other-kind"));
    }
    let erased = forget(&ws, member.id).await?;
    match cnie {
        Some(cnie) => {
            let taken = |error: Error| if error.code() == "already-exists" { Error::field("cnie", "taken") } else { error };
            keep(&ws, access.state().signer(), member.id, &cnie).await.map_err(taken)?;
            ws.audit("member-cnie-set", format!("№ {}", member.number), json!({})).await?;
        }
        None if erased => ws.audit("member-cnie-erased", format!("№ {}", member.number), json!({})).await?,
        None => {}
    }
    ws.commit(Done {}).await
}

/// `POST …/members/{id}/cnie/reading`: whole, and the audit log says who read it.
///
/// # Errors
/// `cnie-off`, `cnie-of-elsewhere`
pub async fn read_whole(access: Access<ReadCnie>, input: ById) -> Result<WholeCnie> {
    let ws = access.begin().await?;
    let member = reach(&ws, access.actor(), input.id, false).await?;
    let row = of(&ws, member.id).await?.ok_or_else(Error::not_found)?;
    if !is_on(&ws).await? {
        return Err(Error::conflict("cnie-off"));
    }
    let cnie = reveal(access.state().signer(), &row).ok_or_else(|| Error::conflict("cnie-of-elsewhere"))?;
    ws.audit("member-cnie-read", format!("№ {}", member.number), json!({})).await?;
    // replies of repeated requests are kept: this one without the number
    ws.commit(WholeCnie::default()).await?;
    Ok(WholeCnie { cnie: Some(cnie) })
}

/// The number of one record that another takes in. Gives whether it came.
///
/// # Errors
/// `merge-of-two-cnies`: two numbers are two persons.
pub async fn pass_on(ws: &Workspace, signer: &Signer, from: Uuid, to: Uuid) -> Result<bool> {
    if of(ws, from).await?.is_none() {
        return Ok(false);
    }
    // whoever erases them all waits for who moves one
    ws.hold::<switch::Entity>(ws.association().0).await.map_err(off)?;
    let Some(row) = of(ws, from).await? else { return Ok(false) };
    if of(ws, to).await?.is_some() {
        return Err(Error::conflict("merge-of-two-cnies"));
    }
    let cnie = reveal(signer, &row).ok_or_else(|| Error::conflict("cnie-of-elsewhere"))?;
    forget(ws, from).await?;
    keep(ws, signer, to, &cnie).await?;
    Ok(true)
}

/// Whether there was one.
pub async fn forget(ws: &Workspace, member: Uuid) -> Result<bool> {
    Ok(ws.delete(member_cnie::Entity::delete_many().filter(member_cnie::Column::MemberId.eq(member))).await? > 0)
}

async fn keep(ws: &Workspace, signer: &Signer, member: Uuid, cnie: &str) -> Result<()> {
    let association = ws.association().0;
    let row = member_cnie::ActiveModel {
        association_id: Set(association),
        id: Set(new_id()),
        member_id: Set(member),
        concealed: Set(signer.conceal(PURPOSE, &owner(association, member), cnie.as_bytes())),
        digest: Set(signer.sign(PURPOSE, &format!("{association} {cnie}"))),
    };
    ws.insert(row).await.map(drop)
}

fn reveal(signer: &Signer, row: &member_cnie::Model) -> Option<String> {
    String::from_utf8(signer.reveal(PURPOSE, &owner(row.association_id, row.member_id), &row.concealed)?).ok()
}

fn owner(association: Uuid, member: Uuid) -> String {
    format!("{association} {member}")
}

async fn of(ws: &Workspace, member: Uuid) -> Result<Option<member_cnie::Model>> {
    ws.one(member_cnie::Entity::find().filter(member_cnie::Column::MemberId.eq(member))).await
}

async fn is_on(ws: &Workspace) -> Result<bool> {
    Ok(ws.one(switch::Entity::find()).await?.is_some_and(|row| row.active))
}

async fn state(ws: &Workspace) -> Result<CnieSwitch> {
    let row = ws.one(switch::Entity::find()).await?.filter(|row| row.active);
    let members = ws.count(member_cnie::Entity::find()).await?;
    let (authorisation, authorised_on) = row.map(|row| (row.authorisation, row.authorised_on)).unzip();
    Ok(CnieSwitch { on: authorisation.is_some(), authorisation, authorised_on, members })
}

fn off(error: Error) -> Error {
    if error.kind() == Kind::NotFound { Error::conflict("cnie-off") } else { error }
}

/// One or two letters and up to seven digits, as people write them.
fn read(typed: &str) -> Result<Option<String>, &'static str> {
    let text = western_digits(&clean(typed)).replace([' ', '-'], "").to_uppercase();
    if text.is_empty() {
        return Ok(None);
    }
    let letters = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let digits = text.bytes().skip(letters).filter(u8::is_ascii_digit).count();
    let is_right = (1..=LONGEST.0).contains(&letters) && (1..=LONGEST.1).contains(&digits) && letters + digits == text.len();
    if is_right { Ok(Some(text)) } else { Err("cnie-wrong") }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The vectors of `identifiers_vectors.csv`, from the notes on the domain.
    #[test]
    fn the_vectors_hold() {
        let mut seen = 0;
        for line in include_str!("../tests/data/identifiers_vectors.csv").lines() {
            let cells: Vec<&str> = line.split(',').collect();
            if cells[0] == "cnie" {
                assert_eq!(read(cells[1]).is_ok(), cells[2] == "true", "{line}");
                seen += 1;
            }
        }
        assert_eq!(seen, 3);
    }

    #[test]
    fn a_number_is_read_as_people_write_it() {
        for typed in ["ab 123456", "AB-١٢٣٤٥٦", " AB123456 "] {
            assert_eq!(read(typed), Ok(Some("AB123456".into())), "{typed}");
        }
        assert_eq!(read("  "), Ok(None));
        for typed in ["ABC12345", "AB", "AB12345678", "A1B2", "Aé12", "AB.12", "12AB", "أب١٢٣"] {
            assert_eq!(read(typed), Err("cnie-wrong"), "{typed}");
        }
    }
}
