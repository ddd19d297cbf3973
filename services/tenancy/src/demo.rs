//! The demonstration's account, whose secrets everybody knows. What shows them is there only where
//! mails are kept instead of being sent, never in production.

use crate::{accounts, second_factor, totp};
use chrono::{DateTime, Utc};
use contracts::Nothing;
use contracts::accounts::{Demo, DemoAccount};
use database::Origin;
use kernel::permission::Internal;
use kernel::{Error, Result};
use web::Access;

pub const EMAIL: &str = "demo@exemple.ma";
pub const PASSWORD: &str = "nassij-demo-2026";
/// Of its authenticator, in base32.
pub const SECRET: &str = "NASSIJDEMONASSIJDEMONASSIJDEMONA";

/// What its authenticator shows.
pub fn code(now: DateTime<Utc>) -> Result<String> {
    totp::code(SECRET, now)
}

pub async fn show(access: Access<Internal>, _: Nothing) -> Result<Demo> {
    let state = access.state();
    if state.settings().production || !state.has_viewable_outbox() {
        return Err(Error::not_found());
    }
    let read = state.db()?.read(access.association(), Origin::platform(access.request_id())).await?;
    let Some(account) = accounts::find(&read, EMAIL).await? else { return Ok(Demo { account: None }) };
    let is_demo =
        second_factor::find(&read, account.id).await?.is_some_and(|factor| second_factor::is_secret(state.signer(), &factor, SECRET));
    let shown = || Ok::<_, Error>(DemoAccount { email: EMAIL.into(), password: PASSWORD.into(), code: code(access.now())? });
    Ok(Demo { account: if is_demo { Some(shown()?) } else { None } })
}
