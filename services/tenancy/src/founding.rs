//! A hub makes an association of its territory and invites its president, who gives the other
//! offices. The hub itself gets no seat.

use crate::entity::{association, invitation, seat};
use crate::invitations::{self, Invitee, Inviter};
use crate::offices::Office;
use crate::{accounts, associations, hub_log, hubs, oversight, territories, throttle};
use contracts::hubs::{CreateInTerritory, InvitePresident};
use contracts::tenancy::Place;
use kernel::error::FieldErrors;
use kernel::permission::CreateInTerritory as MayCreate;
use kernel::{AssociationId, Error, Result, Role};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
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
    let invitee = Invitee { name, email, office: Office::plain(Role::President), locale: access.locale(), bulk: false, member: None };
    invitations::invite(&ws, &row, &inviter, invitee).await?;
    hub_log::note(&ws, hub.id, "association-created", "", Some(AssociationId(row.id))).await?;
    ws.commit(accounts::place(row)).await
}

/// `POST /api/v1/hubs/{hub}/presidents`: the first invitation was not sent, has expired or went to the
/// wrong address. The one before is void. Where somebody sits, it is for them to invite.
///
/// # Errors
/// `unknown-association` for one that the hub does not see, `has-people` where somebody sits.
pub async fn invite_president(access: Access<MayCreate>, input: InvitePresident) -> Result<Place> {
    let mut errors = FieldErrors::default();
    let name = errors.keep("president_name", accounts::read_name(&input.president_name));
    let email = errors.keep("president_email", accounts::read_email(&input.president_email));
    errors.finish()?;
    let (Some(name), Some(email)) = (name, email) else { return Err(Error::invalid("invalid-input")) };
    let account = access.account()?;
    throttle::invitation(&accounts::email_key(&email))?;
    let ws = access.begin().await?;
    let hub = hubs::of(&access, &ws).await?;
    let found = oversight::find(&ws, &hub, &input.association).await?.ok_or_else(|| Error::field("association", "unknown-association"))?;
    // two coordinators who invite at once: the later one counts
    let row = ws.global().lock(association::Entity::find_by_id(found.id)).await?.pop().ok_or_else(Error::not_found)?;
    if ws.global().one(seat::Entity::find().filter(seat::Column::AssociationId.eq(row.id))).await?.is_some() {
        return Err(Error::conflict("has-people"));
    }
    let open = invitation::Entity::update_many()
        .col_expr(invitation::Column::Answer, Expr::val(invitations::REVOKED))
        .col_expr(invitation::Column::AnsweredAt, Expr::val(ws.now()))
        .filter(invitation::Column::AssociationId.eq(row.id))
        .filter(invitation::Column::Answer.is_null());
    ws.global().update_many(open).await?;
    let inviter = Inviter::Hub { account, hub: hub.id, name: access.actor().name.clone() };
    let invitee = Invitee { name, email, office: Office::plain(Role::President), locale: access.locale(), bulk: false, member: None };
    invitations::invite(&ws, &row, &inviter, invitee).await?;
    hub_log::note(&ws, hub.id, "president-invited", "", Some(AssociationId(row.id))).await?;
    ws.commit(accounts::place(row)).await
}
