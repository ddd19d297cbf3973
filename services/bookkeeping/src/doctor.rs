//! What the operator's doctor asks of the books: do they say of dues what the members' accounts say, and is all in
//! them as it must be?

use crate::dues;
use crate::self_audit::{self, Years};
pub use crate::self_checks::Found;
use contracts::charges::DuesAgreement;
use database::Origin;
use kernel::{AssociationId, Result};
use web::State;

/// How one association's books stand to what its members owe and have in advance.
pub async fn dues(state: &State, association: AssociationId) -> Result<DuesAgreement> {
    let ws = state.db()?.read(association, Origin::command("doctor")).await?;
    dues::compare(&ws).await
}

/// What is wrong in one association's books, all years included.
pub async fn books(state: &State, association: AssociationId) -> Result<Vec<Found>> {
    self_audit::look(state, association, Origin::command("doctor"), Years::All).await
}
