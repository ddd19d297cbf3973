//! Which seat is a member's own: the board invites from the member's record, or says of somebody who sits
//! here already which member it is. Nobody is taken for a member because of an address alone.

use crate::entity::{account, association, invitation, seat, staff};
use crate::offices::{self, Office};
use crate::{accounts, board, hubs, invitations, people};
use axum::http::Method;
use contracts::members::Member;
use contracts::notices::NoticeKind;
use contracts::people::{MemberSeat, TieSeat};
use contracts::{ById, Done};
use database::Workspace;
use kernel::permission::{ManageRoles, ViewRoles};
use kernel::{Error, Permission, Result, Role, Seat};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select};
use serde_json::json;
use uuid::Uuid;
use web::{Access, Call};

/// `GET …/member-seats/{id}`
pub async fn show(access: Access<ViewRoles>, input: ById) -> Result<MemberSeat> {
    must_reach(&access, input.id).await?;
    let ws = access.begin().await?;
    of(&ws, &access, input.id).await
}

/// `POST …/member-seats/{id}`: somebody who has a seat here is this member. What the member sees of the own
/// record, that account sees from now on.
///
/// # Errors
/// `member-has-account`, `seat-of-other-member`; at `account`, whoever has no seat here.
pub async fn tie(access: Access<ManageRoles>, input: TieSeat) -> Result<MemberSeat> {
    must_reach(&access, input.id).await?;
    let account: Uuid = input.account.trim().parse().map_err(|_| Error::field("account", "choice-unknown"))?;
    let ws = access.begin().await?;
    offices::lock(&ws).await?;
    let own = offices::own_roles(&ws).await?;
    let asker = offices::asker(&ws, access.actor(), &own).await?;
    let found = ws.global().one(seat::Entity::find_by_id((ws.association().0, account))).await?;
    let there = found.ok_or_else(|| Error::field("account", "choice-unknown"))?;
    if Office::of_seat(&there, &own).is_some_and(|office| !asker.may_take(&office.rights())) {
        return Err(Error::forbidden("office-above-yours"));
    }
    match there.member_id {
        Some(member) if member == input.id => {}
        Some(_) => return Err(Error::conflict("seat-of-other-member")),
        None => {
            free(&ws, input.id, account).await?;
            put(&ws, account, Some(input.id)).await?;
            ws.audit("member-seat-tied", "", json!({ "member": input.id, "account": account })).await?;
        }
    }
    let reply = of(&ws, &access, input.id).await?;
    ws.commit(reply).await
}

/// `POST …/member-seats/{id}/removal`: the seat stays, and is nobody's record any more.
pub async fn untie(access: Access<ManageRoles>, input: ById) -> Result<Done> {
    must_reach(&access, input.id).await?;
    let ws = access.begin().await?;
    offices::lock(&ws).await?;
    if let Some(there) = ws.global().one(tied(&ws, input.id)).await? {
        put(&ws, there.account_id, None).await?;
        ws.audit("member-seat-untied", "", json!({ "member": input.id, "account": there.account_id })).await?;
    }
    ws.commit(Done {}).await
}

/// The member is one of the association's whom the asker sees: membership knows. Call it before a workspace is
/// begun.
///
/// # Errors
/// Not found, forbidden.
pub async fn must_reach<P: Permission>(access: &Access<P>, member: Uuid) -> Result<()> {
    let Seat::Association { slug, .. } = &access.actor().seat else { return Err(Error::not_found()) };
    let token = access.actor().seal(access.state().signer(), access.now());
    let path = format!("/api/v1/associations/{slug}/members/{member}");
    let call = Call { method: Method::GET, path: &path, token: &token, request_id: access.request_id(), idempotency_key: None };
    access.state().peers().call::<_, Member>(&call, &()).await.map(drop)
}

/// The seat that is the member's, whoever sits there, ended or not.
pub fn tied(ws: &Workspace, member: Uuid) -> Select<seat::Entity> {
    seat::Entity::find().filter(seat::Column::AssociationId.eq(ws.association().0)).filter(seat::Column::MemberId.eq(member))
}

/// Makes room for this account to be the member's. The caller holds the association's row.
///
/// # Errors
/// `member-has-account` while somebody else's seat is.
pub async fn free(ws: &Workspace, member: Uuid, account: Uuid) -> Result<()> {
    let Some(other) = ws.global().one(tied(ws, member)).await?.filter(|seat| seat.account_id != account) else { return Ok(()) };
    if other.expires_at.is_none_or(|end| end > ws.now()) {
        return Err(Error::conflict("member-has-account"));
    }
    put(ws, other.account_id, None).await
}

async fn put(ws: &Workspace, account: Uuid, member: Option<Uuid>) -> Result<()> {
    let row = seat::ActiveModel {
        association_id: Set(ws.association().0),
        account_id: Set(account),
        member_id: Set(member),
        ..Default::default()
    };
    ws.global().update(row).await.map(drop)
}

/// Of two records of one person one stays: what pointed to the other points there, unless that one has an
/// account of its own.
pub async fn merged(ws: &Workspace, kept: Uuid, other: Uuid) -> Result<()> {
    offices::lock(ws).await?;
    let invited = invitation::Entity::update_many()
        .col_expr(invitation::Column::MemberId, Expr::val(kept))
        .filter(invitation::Column::AssociationId.eq(ws.association().0))
        .filter(invitation::Column::MemberId.eq(other));
    ws.global().update_many(invited).await?;
    let Some(there) = ws.global().one(tied(ws, other)).await? else { return Ok(()) };
    let member = if ws.global().one(tied(ws, kept)).await?.is_some() { None } else { Some(kept) };
    put(ws, there.account_id, member).await
}

/// A mail to whoever the member is, at the account's own address.
pub async fn tell(ws: &Workspace, member: Uuid, kind: NoticeKind, path: &str) -> Result<()> {
    let Some(there) = ws.global().one(tied(ws, member)).await?.filter(|seat| seat.expires_at.is_none_or(|end| end > ws.now())) else {
        return Ok(());
    };
    let Some(owner) = ws.global().one(account::Entity::find_by_id(there.account_id)).await? else { return Ok(()) };
    board::notice(ws, kind, (&owner.name, &owner.email, accounts::locale(&owner)), path).await
}

/// The association to whose record an account leads, when there is nothing else to choose: one seat, of a member,
/// no hub, no invitation that waits.
pub async fn only_place(ws: &Workspace, account: &account::Model) -> Result<Option<String>> {
    let mine = seat::Entity::find().filter(seat::Column::AccountId.eq(account.id)).limit(2);
    let seats = ws.global().all(mine).await?;
    let [only] = seats.as_slice() else { return Ok(None) };
    let lives = only.expires_at.is_none_or(|end| end > ws.now());
    if only.role != Role::Member.code() || only.member_id.is_none() || !lives {
        return Ok(None);
    }
    let invited = invitation::Entity::find()
        .filter(invitation::Column::EmailKey.eq(&account.email_key))
        .filter(invitation::Column::Answer.is_null())
        .filter(invitation::Column::ExpiresAt.gt(ws.now()));
    let staff = ws.global().one(staff::Entity::find_by_id(account.id)).await?.is_some();
    if staff || ws.global().one(invited).await?.is_some() || !hubs::coordinated(ws, account.id).await?.is_empty() {
        return Ok(None);
    }
    let place = ws.global().one(association::Entity::find_by_id(only.association_id)).await?;
    Ok(place.map(|place| place.slug))
}

async fn of<P: Permission>(ws: &Workspace, access: &Access<P>, member: Uuid) -> Result<MemberSeat> {
    let view = people::View::of(ws, access).await?;
    let seat = match ws.global().one(tied(ws, member)).await? {
        Some(row) => Some(people::one(ws, &view, row).await?),
        None => None,
    };
    let open = invitation::Entity::find()
        .filter(invitation::Column::AssociationId.eq(ws.association().0))
        .filter(invitation::Column::MemberId.eq(member))
        .filter(invitation::Column::Answer.is_null())
        .order_by_desc(invitation::Column::Id);
    let own = offices::own_roles(ws).await?;
    let whole = access.actor().may::<ManageRoles>();
    let invitation = ws.global().one(open).await?.map(|row| invitations::present(row, &own, ws.now(), whole));
    Ok(MemberSeat { seat, invitation })
}
