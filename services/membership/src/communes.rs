//! The commune of an address: tenancy keeps the map.

use crate::person::Person;
use axum::http::Method;
use contracts::Page;
use contracts::tenancy::Commune;
use kernel::{Actor, Error, Permission, Result};
use web::{Access, Call};

/// Finds the names of the commune whose code was given. Call it before a workspace is begun.
///
/// # Errors
/// `unknown-commune`
pub async fn name<P: Permission>(access: &Access<P>, person: &mut Person) -> Result<()> {
    let Some(code) = person.commune.clone() else { return Ok(()) };
    let unknown = || Error::field("commune", "unknown-commune");
    let province = code.split('.').nth(1).filter(|part| part.bytes().all(|b| b.is_ascii_digit())).ok_or_else(unknown)?;
    let token = Actor::service("membership").seal(access.state().signer(), access.now());
    let path = format!("/api/v1/reference/communes?province={province}");
    let call = Call { method: Method::GET, path: &path, token: &token, request_id: access.request_id(), idempotency_key: None };
    let found: Page<Commune> = access.state().peers().call(&call, &()).await?;
    let commune = found.items.into_iter().find(|commune| commune.code == code).ok_or_else(unknown)?;
    (person.commune_ar, person.commune_fr) = (Some(commune.name_ar), Some(commune.name_fr));
    Ok(())
}
