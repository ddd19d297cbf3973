//! Mails about somebody's own account.

use crate::accounts;
use crate::entity::account;
use contracts::accounts::{AccountLetter, AccountLetterKind};
use contracts::events::Event;
use database::Workspace;
use kernel::Result;
use kernel::secret::Signer;

pub async fn write(
    ws: &Workspace,
    signer: &Signer,
    to: &account::Model,
    kind: AccountLetterKind,
    token: Option<&str>,
    device: &str,
) -> Result<()> {
    let token = token.map(|token| signer.conceal(AccountLetterKind::SECRET, &to.email, token.as_bytes()));
    let letter = AccountLetter {
        kind,
        name: to.name.clone(),
        email: to.email.clone(),
        locale: accounts::locale(to),
        token,
        at: ws.now(),
        device: device.to_owned(),
    };
    ws.emit(Event::AccountLetter(letter)).await
}
