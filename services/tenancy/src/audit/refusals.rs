//! What the portal itself refused.

use contracts::Done;
use contracts::audit::Refusal;
use kernel::permission::Internal;
use kernel::{Actor, Error, Result};
use web::Access;

/// # Errors
/// Invalid: the actor's seal is not ours.
pub async fn tell(access: Access<Internal>, input: Refusal) -> Result<Done> {
    let state = access.state();
    let actor = Actor::open(state.signer(), &input.actor, access.now()).ok_or_else(|| Error::invalid("invalid-input"))?;
    web::tell_refusal(state, &actor, &input.code, &input.errand, access.request_id()).await?;
    Ok(Done {})
}
