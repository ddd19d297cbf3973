//! What other services need for the head of a paper.

use crate::associations;
use contracts::registry::{AskLetterhead, Letterhead};
use database::Origin;
use kernel::permission::Internal;
use kernel::{AssociationId, Result};
use web::Access;

/// `GET /internal/letterheads`
pub async fn show(access: Access<Internal>, input: AskLetterhead) -> Result<Letterhead> {
    let ws = access.state().db()?.read(AssociationId::PLATFORM, Origin::platform(access.request_id())).await?;
    let row = associations::find(&ws, input.association).await?;
    let commune = associations::commune(&row)?;
    Ok(Letterhead {
        name_ar: row.name_ar.clone(),
        name_fr: row.name_fr.clone(),
        seat_ar: commune.name_ar.clone(),
        seat_fr: commune.name_fr.clone(),
        receipt_number: row.receipt_number.clone(),
    })
}
