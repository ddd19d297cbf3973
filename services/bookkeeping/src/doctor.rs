//! What the operator's doctor asks of the books: do they say of dues what the members' accounts say?

use crate::dues;
use contracts::charges::DuesAgreement;
use database::Origin;
use kernel::{AssociationId, Result};
use web::State;

/// How one association's books stand to what its members owe and have in advance.
pub async fn dues(state: &State, association: AssociationId) -> Result<DuesAgreement> {
    let ws = state.db()?.read(association, Origin::command("doctor")).await?;
    dues::compare(&ws).await
}
