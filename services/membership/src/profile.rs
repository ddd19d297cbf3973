//! The association as its papers name it.

use crate::entity::profile;
use chrono::{DateTime, Utc};
use contracts::events::AssociationProfile;
use database::Workspace;
use kernel::{Error, Locale, Result};
use sea_orm::{ActiveValue::Set, EntityTrait};

/// Keeps what tenancy said at that time; events come in any order, the newest wins.
pub async fn keep(ws: &Workspace, profile: &AssociationProfile, at: DateTime<Utc>) -> Result<()> {
    let row = profile::ActiveModel {
        association_id: Set(ws.association().0),
        id: Set(ws.association().0),
        slug: Set(profile.slug.clone()),
        name_ar: Set(profile.name_ar.clone()),
        name_fr: Set(profile.name_fr.clone()),
        commune_ar: Set(profile.commune_ar.clone()),
        commune_fr: Set(profile.commune_fr.clone()),
        founded_on: Set(profile.founded_on),
        receipt_number: Set(profile.receipt_number.clone()),
        locale: Set(profile.locale.code().into()),
        as_of: Set(Some(at)),
    };
    if ws.insert_new(row.clone()).await? {
        return Ok(());
    }
    let kept = ws.lock::<profile::Entity>(ws.association().0).await?;
    if kept.as_of.is_none_or(|then| then <= at) {
        // the language of those who named none stays that of the beginning
        ws.update(profile::ActiveModel { locale: Set(kept.locale), ..row }).await?;
    }
    Ok(())
}

/// Absent for the moment between the association's creation and its event.
pub async fn find(ws: &Workspace) -> Result<Option<AssociationProfile>> {
    Ok(ws.one(profile::Entity::find()).await?.map(|row| AssociationProfile {
        slug: row.slug,
        name_ar: row.name_ar,
        name_fr: row.name_fr,
        commune_ar: row.commune_ar,
        commune_fr: row.commune_fr,
        founded_on: row.founded_on,
        receipt_number: row.receipt_number,
        locale: Locale::parse(&row.locale).unwrap_or_default(),
    }))
}

/// For papers, which cannot do without.
pub async fn needed(ws: &Workspace) -> Result<AssociationProfile> {
    find(ws).await?.ok_or_else(|| Error::conflict("workspace-not-ready"))
}

/// The language of members who named none: the association's, and until it is known that of the
/// one who asks.
pub async fn locale(ws: &Workspace, asking: Locale) -> Result<Locale> {
    Ok(find(ws).await?.map_or(asking, |profile| profile.locale))
}
