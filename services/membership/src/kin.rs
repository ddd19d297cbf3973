//! What becomes of family and guardians when two records are made one, and two again, or a person is taken out.

use crate::entity::{family, family_member, guardianship, member};
use crate::{families, guardians};
use chrono::{DateTime, Utc};
use database::Workspace;
use kernel::Result;
use sea_orm::{ActiveValue::Set, ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, Select};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What undoing a merge needs.
#[derive(Default, Serialize, Deserialize)]
pub struct Before {
    family: Option<BeforeFamily>,
    guardianships: Vec<BeforeGuardianship>,
}

#[derive(Serialize, Deserialize)]
struct BeforeFamily {
    id: Uuid,
    label: String,
    contact: bool,
    /// The kept record had none and came in.
    moved: bool,
}

#[derive(Serialize, Deserialize)]
struct BeforeGuardianship {
    id: Uuid,
    member: Uuid,
    guardian: Option<Uuid>,
    names: [Option<String>; 2],
    kinship: String,
    phone: Option<String>,
    email: Option<String>,
    noted_by: String,
    noted_at: DateTime<Utc>,
    /// It is the kept record's now; otherwise it went.
    moved: bool,
}

/// Both ways: as a minor and as a guardian.
fn touching(id: Uuid) -> Select<guardianship::Entity> {
    let either = Condition::any().add(guardianship::Column::MemberId.eq(id)).add(guardianship::Column::GuardianId.eq(id));
    guardianship::Entity::find().filter(either).order_by_asc(guardianship::Column::Id)
}

/// Gives the kept record what the other has, where there is room and it is not there already; the rest goes.
pub async fn merge(ws: &Workspace, kept: Uuid, other: Uuid) -> Result<Before> {
    let mut before = Before { family: move_family(ws, kept, other).await?, guardianships: Vec::new() };
    for row in ws.all(touching(other)).await? {
        let to = |id: Uuid| if id == other { kept } else { id };
        let (minor, guardian) = (to(row.member_id), row.guardian_id.map(to));
        let there = ws.all(guardianship::Entity::find().filter(guardianship::Column::MemberId.eq(minor))).await?;
        let room = minor == row.member_id || i64::try_from(there.len()).is_ok_and(|count| count < guardians::MOST);
        let twice = guardian.is_some() && there.iter().any(|one| one.guardian_id == guardian);
        let moved = room && !twice && guardian != Some(minor);
        if moved {
            place(ws, row.id, minor, guardian).await?;
        } else {
            ws.delete(guardianship::Entity::delete_many().filter(guardianship::Column::Id.eq(row.id))).await?;
        }
        before.guardianships.push(remember(row, moved));
    }
    Ok(before)
}

async fn move_family(ws: &Workspace, kept: Uuid, other: Uuid) -> Result<Option<BeforeFamily>> {
    let Some(there) = families::of(ws, other).await? else { return Ok(None) };
    let row = ws.lock::<family::Entity>(there.family_id).await?;
    let moved = families::of(ws, kept).await?.is_none();
    if moved {
        families::enter(ws, row.id, kept, there.contact).await?;
    }
    families::go(ws, other).await?;
    Ok(Some(BeforeFamily { id: row.id, label: row.label, contact: there.contact, moved }))
}

async fn place(ws: &Workspace, id: Uuid, minor: Uuid, guardian: Option<Uuid>) -> Result<()> {
    let row = guardianship::ActiveModel { id: Set(id), member_id: Set(minor), guardian_id: Set(guardian), ..Default::default() };
    ws.update(row).await.map(drop)
}

fn remember(row: guardianship::Model, moved: bool) -> BeforeGuardianship {
    BeforeGuardianship {
        id: row.id,
        member: row.member_id,
        guardian: row.guardian_id,
        names: [row.name_ar, row.name_fr],
        kinship: row.kinship,
        phone: row.phone,
        email: row.email,
        noted_by: row.noted_by,
        noted_at: row.noted_at,
        moved,
    }
}

/// Gives back what is still there.
pub async fn undo(ws: &Workspace, kept: Uuid, back: Uuid, before: &Before) -> Result<()> {
    if let Some(family) = &before.family {
        if family.moved && families::of(ws, kept).await?.is_some_and(|there| there.family_id == family.id) {
            families::go(ws, kept).await?;
        }
        let there = ws.one(family::Entity::find().filter(family::Column::Id.eq(family.id))).await?;
        if there.is_none() {
            ws.insert(families::new(ws, family.id, &family.label)).await?;
        }
        // who speaks for the family by now goes on doing so
        families::enter(ws, family.id, back, family.contact && there.is_none()).await?;
    }
    for row in &before.guardianships {
        let there = ws.one(guardianship::Entity::find().filter(guardianship::Column::Id.eq(row.id))).await?.is_some();
        let others = [Some(row.member), row.guardian].into_iter().flatten().filter(|id| *id != back);
        let known = ws.count(member::Entity::find().filter(member::Column::Id.is_in(others.clone()))).await?;
        let whole = usize::try_from(known).is_ok_and(|known| known == others.count());
        match (row.moved, there) {
            (true, true) => place(ws, row.id, row.member, row.guardian).await?,
            (false, false) if whole => bring_back(ws, row).await?,
            _ => {}
        }
    }
    Ok(())
}

async fn bring_back(ws: &Workspace, row: &BeforeGuardianship) -> Result<()> {
    let row = guardianship::ActiveModel {
        association_id: Set(ws.association().0),
        id: Set(row.id),
        member_id: Set(row.member),
        guardian_id: Set(row.guardian),
        name_ar: Set(row.names[0].clone()),
        name_fr: Set(row.names[1].clone()),
        kinship: Set(row.kinship.clone()),
        phone: Set(row.phone.clone()),
        email: Set(row.email.clone()),
        noted_by: Set(row.noted_by.clone()),
        noted_at: Set(row.noted_at),
    };
    // the board may have noted the same guardian since
    ws.insert_new(row).await.map(drop)
}

/// Those of the members who belong to a family, have a guardian or are one.
pub async fn having(ws: &Workspace, ids: &[Uuid]) -> Result<Vec<Uuid>> {
    let belong = ws.all(family_member::Entity::find().filter(family_member::Column::MemberId.is_in(ids.to_vec()))).await?;
    let either =
        Condition::any().add(guardianship::Column::MemberId.is_in(ids.to_vec())).add(guardianship::Column::GuardianId.is_in(ids.to_vec()));
    let acting = ws.all(guardianship::Entity::find().filter(either)).await?;
    let both = acting.iter().flat_map(|row| [Some(row.member_id), row.guardian_id]).flatten();
    Ok(belong.iter().map(|row| row.member_id).chain(both).collect())
}

/// Of a member who is taken out nothing is left: neither family nor guardians, nor being one.
pub async fn go(ws: &Workspace, id: Uuid) -> Result<()> {
    families::go(ws, id).await?;
    let either = Condition::any().add(guardianship::Column::MemberId.eq(id)).add(guardianship::Column::GuardianId.eq(id));
    ws.delete(guardianship::Entity::delete_many().filter(either)).await.map(drop)
}
