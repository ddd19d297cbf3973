//! A hub makes an association of its territory and invites its president, who gives the other
//! offices. The hub itself gets no seat.

use crate::invitations::{self, Invitee, Inviter};
use crate::offices::Office;
use crate::{accounts, associations, hub_log, hubs, territories, throttle};
use contracts::hubs::CreateInTerritory;
use contracts::tenancy::Place;
use kernel::error::FieldErrors;
use kernel::permission::CreateInTerritory as MayCreate;
use kernel::{AssociationId, Error, Result, Role};
use web::Access;

/// `POST /api/v1/hubs/{hub}/associations`
///
/// # Errors
/// `commune-elsewhere` for one outside the territory.
pub async fn create(access: Access<MayCreate>, input: CreateInTerritory) -> Result<Place> {
    let mut errors = FieldErrors::default();
    let name = errors.keep("president_name", accounts::read_name(&input.president_name));
    let email = errors.keep("president_email", accounts::read_email(&input.president_email));
    let new = match (associations::NewAssociation::read(&input.association, access.today()), errors.finish()) {
        (Ok(new), Ok(())) => new,
        (new, president) => {
            let fields = [new.err(), president.err()].into_iter().flatten().flat_map(|error| error.field_errors().to_vec());
            return Err(Error::fields(fields.collect()));
        }
    };
    let (Some(name), Some(email)) = (name, email) else { return Err(Error::invalid("invalid-input")) };
    let account = access.account()?;
    throttle::invitation(&accounts::email_key(&email))?;
    let ws = access.begin().await?;
    let hub = hubs::of(&access, &ws).await?;
    let leaf = hubs::get(&ws, territories::hub_of(&ws, new.commune).await?).await?;
    if !leaf.path.starts_with(&hub.path) {
        return Err(Error::field("commune", "commune-elsewhere"));
    }
    let row = associations::insert(&ws, new, access.locale()).await?;
    let inviter = Inviter::Hub { account, hub: hub.id, name: access.actor().name.clone() };
    let invitee = Invitee { name, email, office: Office::plain(Role::President), locale: access.locale(), bulk: false };
    invitations::invite(&ws, &row, &inviter, invitee).await?;
    hub_log::note(&ws, hub.id, "association-created", "", Some(AssociationId(row.id))).await?;
    ws.commit(accounts::place(row)).await
}
