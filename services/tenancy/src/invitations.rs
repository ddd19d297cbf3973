//! Invitations to an office: bound to an address, for one use, for a week. Looking at a link does
//! nothing; accepting is an act of a signed-in account whose confirmed address is the invited one.

use crate::accounts::{self, email_key, read_email, read_name};
use crate::entity::{account, association, coordinator, invitation, seat};
use crate::offices::{self, Office, OwnRoles};
use crate::rights::Rights;
use crate::{member_seats, seats, throttle};
use chrono::{DateTime, Duration, Utc};
use contracts::events::{Event, Invited};
use contracts::people::{FindInvitations, Invitation, InvitationState, Invite};
use contracts::{ById, Page};
use database::Workspace;
use kernel::error::FieldErrors;
use kernel::id::new_id;
use kernel::permission::{ManageRoles, ViewRoles};
use kernel::secret::{hash_token, random_token};
use kernel::{AssociationId, Error, Kind, Locale, Result, Role};
use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect};
use serde_json::json;
use uuid::Uuid;
use web::Access;

const LIFETIME: Duration = Duration::days(7);
/// Mails that an association's invitations may send in a day.
const MOST_A_DAY: usize = 100;
const PAGE: usize = 50;

pub const ACCEPTED: &str = "accepted";
pub const DECLINED: &str = "declined";
pub const REVOKED: &str = "revoked";

/// Who invites. Their right is looked at again when the invitation is accepted.
#[derive(Clone, Debug)]
pub enum Inviter {
    /// Somebody who gives offices in the association.
    Seat { account: Uuid, name: String },
    /// A coordinator for the hub, to an association in which nobody gives offices yet.
    Hub { account: Uuid, hub: Uuid, name: String },
    /// The operator, likewise.
    Platform,
}

/// Who is invited, to what.
#[derive(Clone, Debug)]
pub struct Invitee {
    pub name: String,
    /// As [`read_email`] gives it.
    pub email: String,
    pub office: Office,
    /// Language of the mail, unless the address has an account with its own.
    pub locale: Locale,
    /// One of very many: its mail waits for others.
    pub bulk: bool,
    /// The member of the association whom the invited person is.
    pub member: Option<Uuid>,
}

/// Writes the invitation and sends its mail with the transaction. The caller has checked that the
/// inviter may give this; works in any workspace, so that many associations can be served in one.
pub async fn invite(ws: &Workspace, association: &association::Model, inviter: &Inviter, invitee: Invitee) -> Result<invitation::Model> {
    let secret = random_token();
    let key = email_key(&invitee.email);
    let known = accounts::find(ws, &invitee.email).await?;
    let locale = known.as_ref().map_or(invitee.locale, accounts::locale);
    let (limit_kind, limit_to) = invitee.office.limit_columns();
    let (invited_by, account_id, hub_id) = match inviter {
        Inviter::Seat { account, name } => (name.clone(), Some(*account), None),
        Inviter::Hub { account, hub, name } => (name.clone(), Some(*account), Some(*hub)),
        Inviter::Platform => (String::new(), None, None),
    };
    let row = invitation::ActiveModel {
        id: Set(new_id()),
        association_id: Set(association.id),
        name: Set(invitee.name),
        email: Set(invitee.email),
        email_key: Set(key),
        locale: Set(locale.code().into()),
        role: Set(invitee.office.role.code().into()),
        custom_role_id: Set(invitee.office.own.as_ref().map(|role| role.id)),
        limit_kind: Set(limit_kind.map(ToOwned::to_owned)),
        limit_to: Set(limit_to),
        until: Set(invitee.office.until),
        bulk: Set(invitee.bulk),
        member_id: Set(invitee.member),
        secret: Set(hash_token(&secret)),
        invited_by: Set(invited_by),
        account_id: Set(account_id),
        hub_id: Set(hub_id),
        sent_at: Set(ws.now()),
        expires_at: Set(ws.now() + LIFETIME),
        answered_at: Set(None),
        answer: Set(None),
    };
    let row = ws.global().insert(row).await?;
    mail(ws, association, &row, &invitee.office, secret).await?;
    ws.audit_in(AssociationId(association.id), "person-invited", masked(&row.email), told(&row, &invitee.office)).await?;
    Ok(row)
}

async fn mail(ws: &Workspace, association: &association::Model, row: &invitation::Model, office: &Office, token: String) -> Result<()> {
    let invited = Invited {
        invitation: row.id,
        name: row.name.clone(),
        email: row.email.clone(),
        locale: Locale::parse(&row.locale).unwrap_or_default(),
        association_ar: association.name_ar.clone(),
        association_fr: association.name_fr.clone(),
        role: office.role,
        role_names: office.own.as_ref().map(|role| (role.name_ar.clone(), role.name_fr.clone())),
        limit: office.limit.clone(),
        until: office.until,
        invited_by: row.invited_by.clone(),
        token,
        expires_at: row.expires_at,
        bulk: row.bulk,
    };
    ws.emit_to(AssociationId(association.id), Event::Invited(invited)).await
}

fn told(row: &invitation::Model, office: &Office) -> serde_json::Value {
    json!({ "invitation": row.id, "office": office.told() })
}

/// `k…@exemple.ma`: enough to recognise one's own invitation in the log.
pub fn masked(email: &str) -> String {
    let (user, host) = email.split_once('@').unwrap_or((email, ""));
    format!("{}…@{host}", user.chars().take(1).collect::<String>())
}

pub async fn list(access: Access<ViewRoles>, input: FindInvitations) -> Result<Page<Invitation>> {
    let ws = access.begin().await?;
    let own = offices::own_roles(&ws).await?;
    let mut select = here(&ws).order_by_desc(invitation::Column::Id).limit(PAGE as u64 + 1);
    if let Some(after) = input.after.and_then(|after| Uuid::try_parse(&after).ok()) {
        select = select.filter(invitation::Column::Id.lt(after));
    }
    let mut rows = ws.global().all(select).await?;
    let next = (rows.len() > PAGE).then(|| rows[PAGE - 1].id.to_string());
    rows.truncate(PAGE);
    // addresses are for those who write to them
    let whole = access.actor().may::<ManageRoles>();
    let items = rows.into_iter().map(|row| present(row, &own, ws.now(), whole));
    Ok(Page { items: items.collect(), next })
}

fn here(ws: &Workspace) -> sea_orm::Select<invitation::Entity> {
    invitation::Entity::find().filter(invitation::Column::AssociationId.eq(ws.association().0))
}

/// The answer is the same whether or not the address has an account: the mail alone reaches its
/// owner.
pub async fn send(access: Access<ManageRoles>, input: Invite) -> Result<Invitation> {
    let member = match input.member.trim() {
        "" => None,
        id => Some(id.parse::<Uuid>().map_err(|_| Error::not_found())?),
    };
    if let Some(member) = member {
        member_seats::must_reach(&access, member).await?;
    }
    let ws = access.begin().await?;
    let association = offices::lock(&ws).await?;
    let own = offices::own_roles(&ws).await?;
    let asker = offices::asker(&ws, access.actor(), &own).await?;
    let mut errors = FieldErrors::default();
    let name = errors.keep("name", read_name(&input.name));
    let email = errors.keep("email", read_email(&input.email));
    let office = match (Office::read(&input.office, &own, ws.now()), errors.finish()) {
        (Ok(office), Ok(())) => office,
        (office, person) => {
            let fields = [person.err(), office.err()].into_iter().flatten().flat_map(|error| error.field_errors().to_vec());
            return Err(Error::fields(fields.collect()));
        }
    };
    let (Some(name), Some(email)) = (name, email) else { return Err(Error::invalid("invalid-input")) };
    if !asker.may_give(&office.rights()) {
        return Err(Error::forbidden("office-above-yours"));
    }
    not_here_yet(&ws, &email).await?;
    may_mail(&ws, &email).await?;
    if let Some(member) = member {
        member_seats::free(&ws, member, Uuid::nil()).await?;
    }
    let inviter = Inviter::Seat { account: access.account()?, name: access.actor().name.clone() };
    let invitee = Invitee { name, email, office, locale: input.locale.unwrap_or(access.locale()), bulk: false, member };
    let row = invite(&ws, &association, &inviter, invitee).await?;
    let reply = present(row, &own, ws.now(), true);
    ws.commit(reply).await
}

/// One open invitation per address, and none for who sits here already: the board knows both.
pub async fn not_here_yet(ws: &Workspace, email: &str) -> Result<()> {
    let open = here(ws)
        .filter(invitation::Column::EmailKey.eq(email_key(email)))
        .filter(invitation::Column::Answer.is_null())
        .filter(invitation::Column::ExpiresAt.gt(ws.now()));
    if ws.global().one(open).await?.is_some() {
        return Err(Error::field("email", "already-invited"));
    }
    let Some(account) = accounts::find(ws, email).await? else { return Ok(()) };
    match seats::find(ws, ws.association().0, account.id).await? {
        Some(_) => Err(Error::field("email", "already-seated")),
        None => Ok(()),
    }
}

/// Nobody's mailbox is flooded through us: not by one association, not by many.
pub async fn may_mail(ws: &Workspace, email: &str) -> Result<()> {
    let today = here(ws).filter(invitation::Column::SentAt.gt(ws.now() - Duration::days(1))).filter(invitation::Column::Bulk.eq(false));
    if ws.global().all(today.limit(MOST_A_DAY as u64)).await?.len() >= MOST_A_DAY {
        return Err(Error::new(Kind::TooMany, "too-many-invitations").with("max", MOST_A_DAY));
    }
    throttle::invitation(&email_key(email))
}

/// The row, and nobody else answers or changes it before this ends.
pub async fn lock(ws: &Workspace, association: Uuid, id: Uuid) -> Result<invitation::Model> {
    let this = invitation::Entity::find_by_id(id).filter(invitation::Column::AssociationId.eq(association));
    ws.global().lock(this).await?.into_iter().next().ok_or_else(Error::not_found)
}

/// Taking it back. Taken back again, nothing changes.
pub async fn revoke(access: Access<ManageRoles>, input: ById) -> Result<Invitation> {
    let ws = access.begin().await?;
    offices::lock(&ws).await?;
    let own = offices::own_roles(&ws).await?;
    let asker = offices::asker(&ws, access.actor(), &own).await?;
    let row = lock(&ws, ws.association().0, input.id).await?;
    let office = Office::of_invitation(&row, &own).ok_or_else(Error::not_found)?;
    if !asker.may_take(&office.rights()) {
        return Err(Error::forbidden("office-above-yours"));
    }
    let row = match row.answer.as_deref() {
        None => {
            let row = answer(&ws, row, REVOKED).await?;
            ws.audit("invitation-revoked", masked(&row.email), told(&row, &office)).await?;
            row
        }
        Some(REVOKED) => row,
        Some(_) => return Err(Error::conflict("invitation-answered")),
    };
    let reply = present(row, &own, ws.now(), true);
    ws.commit(reply).await
}

pub async fn answer(ws: &Workspace, row: invitation::Model, answer: &str) -> Result<invitation::Model> {
    let mut answered = row.into_active_model();
    (answered.answer, answered.answered_at) = (Set(Some(answer.into())), Set(Some(ws.now())));
    ws.global().update(answered).await
}

/// A new link for another week; the old one is void. Who sends it answers for it from now on.
pub async fn renew(access: Access<ManageRoles>, input: ById) -> Result<Invitation> {
    let ws = access.begin().await?;
    let association = offices::lock(&ws).await?;
    let own = offices::own_roles(&ws).await?;
    let asker = offices::asker(&ws, access.actor(), &own).await?;
    let row = lock(&ws, association.id, input.id).await?;
    let office = Office::of_invitation(&row, &own).ok_or_else(Error::not_found)?;
    if !asker.may_give(&office.rights()) {
        return Err(Error::forbidden("office-above-yours"));
    }
    if row.answer.is_some() {
        return Err(Error::conflict("invitation-answered"));
    }
    may_mail(&ws, &row.email).await?;
    let secret = random_token();
    let mut renewed = row.into_active_model();
    renewed.secret = Set(hash_token(&secret));
    (renewed.account_id, renewed.hub_id) = (Set(Some(access.account()?)), Set(None));
    renewed.invited_by = Set(access.actor().name.clone());
    (renewed.sent_at, renewed.expires_at, renewed.bulk) = (Set(ws.now()), Set(ws.now() + LIFETIME), Set(false));
    let row = ws.global().update(renewed).await?;
    mail(&ws, &association, &row, &office, secret).await?;
    ws.audit("invitation-renewed", masked(&row.email), told(&row, &office)).await?;
    let reply = present(row, &own, ws.now(), true);
    ws.commit(reply).await
}

pub fn state(row: &invitation::Model, now: DateTime<Utc>) -> InvitationState {
    match row.answer.as_deref() {
        Some(ACCEPTED) => InvitationState::Accepted,
        Some(DECLINED) => InvitationState::Declined,
        Some(_) => InvitationState::Revoked,
        None if row.expires_at <= now => InvitationState::Expired,
        None => InvitationState::Waiting,
    }
}

pub fn present(row: invitation::Model, own: &OwnRoles, now: DateTime<Utc>, whole: bool) -> Invitation {
    // of one that was answered the role may be gone
    let gone = || Office { until: row.until, ..Office::plain(Role::Custom) };
    Invitation {
        id: row.id,
        office: Office::of_invitation(&row, own).unwrap_or_else(gone).present(),
        state: state(&row, now),
        email: if whole { row.email } else { masked(&row.email) },
        name: row.name,
        invited_by: row.invited_by,
        sent_at: row.sent_at,
        expires_at: row.expires_at,
        answered_at: row.answered_at,
    }
}

/// Whether the inviter may still give this, at this moment.
///
/// # Errors
/// `invitation-void` when not.
pub async fn still_given(ws: &Workspace, row: &invitation::Model, office: &Office, own: &OwnRoles) -> Result<()> {
    let given = match (row.account_id, row.hub_id) {
        (Some(account), None) => match seats::find(ws, row.association_id, account).await? {
            Some(seat) => Office::of_seat(&seat, own).is_some_and(|inviter| inviter.rights().may_give(&office.rights())),
            None => false,
        },
        // a hub makes an association's first administrator and nobody after that
        (account, hub) => nobody_yet(ws, own).await? && coordinates(ws, account, hub).await?,
    };
    if given { Ok(()) } else { Err(Error::conflict("invitation-void")) }
}

async fn nobody_yet(ws: &Workspace, own: &OwnRoles) -> Result<bool> {
    Ok(!offices::administrators(ws, own).await?.iter().any(Rights::administer))
}

/// Still a coordinator of the hub it invited for; the operator is none.
async fn coordinates(ws: &Workspace, account: Option<Uuid>, hub: Option<Uuid>) -> Result<bool> {
    let (Some(account), Some(hub)) = (account, hub) else { return Ok(true) };
    Ok(ws.global().one(coordinator::Entity::find_by_id((hub, account))).await?.is_some())
}

/// Seats the account, as the member who was invited. One that had a seat which has ended gets the new one in its place.
pub async fn seat(ws: &Workspace, row: &invitation::Model, office: &Office, account: &account::Model) -> Result<()> {
    let mut new = office.seat(row.association_id, account.id, ws.now());
    if let Some(member) = row.member_id {
        member_seats::free(ws, member, account.id).await?;
        new.member_id = Set(Some(member));
    }
    match ws.global().one(seat::Entity::find_by_id((row.association_id, account.id))).await? {
        None => ws.global().insert(new).await.map(drop),
        Some(old) if old.expires_at.is_some_and(|end| end <= ws.now()) => ws.global().update(new).await.map(drop),
        Some(_) => Err(Error::conflict("already-seated")),
    }
}

#[cfg(test)]
mod tests {
    use super::masked;

    #[test]
    fn the_log_recognises_an_address_without_telling_it() {
        assert_eq!(masked("khadija@exemple.ma"), "k…@exemple.ma");
        assert_eq!(masked("x"), "x…@");
    }
}
