//! The board's mandates here: membership says who was elected, this gives and takes the rights of the
//! office, on the day and not before, and sees to what must be declared and when the board is warned.
//!
//! Nobody gets more than whoever noted the election may give. Whoever gives offices stays as long as
//! nobody else does. Everything is done in `settle`, which may be called at any time.

use crate::declarations;
use crate::entity::{account, association, board_seat, declaration, indicator, seat};
use crate::invitations::{self, Invitee, Inviter};
use crate::offices::{self, Office, OwnRoles};
use crate::{accounts, board, indicators, member_seats, seats};
use chrono::{Days, NaiveDate};
use contracts::mandates::{BoardSeat, MandateState};
use contracts::notices::NoticeKind;
use contracts::{ById, Nothing, Page};
use database::{Origin, Workspace};
use futures_util::future::BoxFuture;
use kernel::permission::{ManageRoles, ViewRecord};
use kernel::{AssociationId, Error, Kind, Locale, Result, Role};
use runtime::Task;
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect};
use serde_json::json;
use std::collections::HashMap;
use std::time::Duration;
use uuid::Uuid;
use web::{Access, State};

/// Mandates that are told.
const SHOWN: u64 = 1_000;
/// Days before the planned end on which the board is warned.
const WARNINGS: [u64; 3] = [90, 60, 30];
const TASK: &str = "days of the board";

pub const DAYS: Task = Task { name: TASK, every: Duration::from_mins(1), run: on_its_day };

/// `GET …/board`
pub async fn list(access: Access<ViewRecord>, _: Nothing) -> Result<Page<BoardSeat>> {
    let ws = access.begin().await?;
    let newest = board_seat::Entity::find().order_by_desc(board_seat::Column::StartsOn).order_by_desc(board_seat::Column::Id);
    let rows = ws.all(newest.limit(SHOWN)).await?;
    Ok(Page { items: present(&ws, rows).await?, next: None })
}

/// `POST …/board/{id}/rights`: whoever may give the office gives its rights, where they were refused.
///
/// # Errors
/// `office-without-rights`, and the reason why they cannot be given.
pub async fn give_rights(access: Access<ManageRoles>, input: ById) -> Result<BoardSeat> {
    let ws = access.begin().await?;
    offices::lock(&ws).await?;
    let row = ws.get::<board_seat::Entity>(input.id).await?;
    if row.role.is_none() || row.ended_on.is_some_and(|end| end <= ws.today()) {
        return Err(Error::conflict("office-without-rights"));
    }
    if matches!(row.rights.as_str(), "waiting" | "refused") {
        let again = board_seat::ActiveModel {
            id: Set(row.id),
            given_by: Set(Some(access.account()?)),
            rights: Set("waiting".into()),
            reason: Set(None),
            ..Default::default()
        };
        ws.update(again).await?;
        settle(&ws).await?;
    }
    let row = ws.get::<board_seat::Entity>(input.id).await?;
    let reply = present(&ws, vec![row]).await?.pop().ok_or_else(Error::not_found)?;
    ws.commit(reply).await
}

/// What membership tells. Told late, a change says what must be declared, and whoever noted the
/// election gives the rights; the rest is as told since.
pub async fn note(ws: &Workspace, state: &MandateState) -> Result<()> {
    let association = offices::lock(ws).await?;
    let before = ws.one(board_seat::Entity::find().filter(board_seat::Column::Id.eq(state.mandate))).await?;
    let declared = declare(ws, &association, state).await?;
    let (begun, finished) = if state.version == 1 { (declared, None) } else { (None, declared) };
    if let Some(row) = before.as_ref().filter(|row| row.version >= state.version) {
        let waits = row.rights == "refused" && row.given_by.is_none() && state.by.is_some();
        let late = board_seat::ActiveModel {
            id: Set(row.id),
            begun_id: Set(row.begun_id.or(begun)),
            finished_id: Set(row.finished_id.or(finished)),
            given_by: Set(row.given_by.or(state.by)),
            rights: Set(if waits { "waiting".into() } else { row.rights.clone() }),
            ..Default::default()
        };
        ws.update(late).await?;
        return settle(ws).await;
    }
    match before {
        None => {
            let over = state.ended_on.is_some_and(|end| end <= ws.today());
            let rights = if over {
                "ended"
            } else if state.role.is_none() {
                "none"
            } else {
                "waiting"
            };
            let new = board_seat::ActiveModel {
                association_id: Set(ws.association().0),
                given_by: Set(state.by),
                rights: Set(rights.into()),
                reason: Set(None),
                account_id: Set(None),
                invitation_id: Set(None),
                warned: Set(0),
                begun_id: Set(begun),
                finished_id: Set(finished),
                ..columns(state)
            };
            ws.insert(new).await?;
        }
        Some(before) => {
            ws.update(board_seat::ActiveModel { finished_id: Set(before.finished_id.or(finished)), ..columns(state) }).await?;
        }
    }
    settle(ws).await
}

/// The mandate as it was told.
fn columns(state: &MandateState) -> board_seat::ActiveModel {
    board_seat::ActiveModel {
        id: Set(state.mandate),
        version: Set(state.version),
        member_id: Set(state.member),
        name: Set(state.name.clone()),
        email: Set(state.email.clone()),
        locale: Set(state.locale.code().into()),
        office: Set(state.office.clone()),
        role: Set(state.role.map(|role| role.code().into())),
        starts_on: Set(state.starts_on),
        planned_end: Set(state.planned_end),
        ended_on: Set(state.ended_on),
        gone: Set(state.gone),
        ..Default::default()
    }
}

/// The change's declaration: one for all changes of the board of one day. The founding board is in
/// the association's first declaration.
async fn declare(ws: &Workspace, association: &association::Model, state: &MandateState) -> Result<Option<Uuid>> {
    indicators::last_board(ws, state.changed_on).await?;
    let filed = association.receipt_number.is_some() && association.receipt_on.is_none_or(|on| state.changed_on > on);
    if state.declared || !filed {
        return Ok(None);
    }
    let open = declaration::Entity::find()
        .filter(declaration::Column::DecidedOn.eq(state.changed_on))
        .filter(declaration::Column::About.eq("board"))
        .filter(declaration::Column::DeclaredOn.is_null());
    if let Some(there) = ws.one(open.order_by_asc(declaration::Column::Id)).await? {
        return Ok(Some(there.id));
    }
    let row = declarations::open(ws, &["board"], String::new(), state.changed_on).await?;
    let details = json!({ "kind": row.kind, "about": row.about, "due_on": row.due_on });
    ws.audit("declaration-opened", row.decided_on.to_string(), details).await?;
    Ok(Some(row.id))
}

/// The invited has come: the seat is this mandate's.
pub async fn accepted(ws: &Workspace, invitation: Uuid, account: Uuid) -> Result<()> {
    let theirs = board_seat::Entity::find().filter(board_seat::Column::InvitationId.eq(invitation));
    if let Some(row) = ws.one(theirs).await? {
        let given = board_seat::ActiveModel {
            id: Set(row.id),
            account_id: Set(Some(account)),
            rights: Set("given".into()),
            reason: Set(None),
            ..Default::default()
        };
        ws.update(given).await?;
    }
    Ok(())
}

/// Gives what is due, then takes what is over, so that a successor is there before somebody goes;
/// then the warnings, and the next day on which there is something to do. The caller holds the
/// association's row.
pub async fn settle(ws: &Workspace) -> Result<()> {
    let today = ws.today();
    let living = || board_seat::Entity::find().filter(board_seat::Column::Rights.ne("ended")).order_by_asc(board_seat::Column::Id);
    for row in ws.all(living()).await? {
        if row.rights == "waiting" && row.starts_on <= today && row.ended_on.is_none_or(|end| end > today) {
            give(ws, row).await?;
        }
    }
    for row in ws.all(living()).await? {
        if row.ended_on.is_some_and(|end| end <= today) {
            take(ws, row).await?;
        }
    }
    let rows = ws.all(living()).await?;
    warn(ws, &rows).await?;
    let in_office = rows.iter().filter(|row| row.starts_on <= today && row.ended_on.is_none_or(|end| end > today));
    let mandate_end = in_office.filter_map(|row| row.planned_end).min();
    let next = rows.iter().flat_map(days).filter(|day| *day > today).min();
    let figures = indicator::Entity::update_many().filter(indicator::Column::AssociationId.eq(ws.association().0));
    let figures =
        figures.col_expr(indicator::Column::MandateEnd, Expr::val(mandate_end)).col_expr(indicator::Column::BoardDay, Expr::val(next));
    ws.global().update_many(figures).await.map(drop)
}

/// The days on which something is to be done about a mandate.
fn days(row: &board_seat::Model) -> Vec<NaiveDate> {
    let warnings = row.planned_end.into_iter().flat_map(|end| WARNINGS.map(|days| end - Days::new(days)));
    std::iter::once(row.starts_on).chain(row.ended_on).chain(warnings).collect()
}

async fn say(ws: &Workspace, row: &board_seat::Model, rights: &str, reason: Option<&str>) -> Result<()> {
    let said = board_seat::ActiveModel {
        id: Set(row.id),
        rights: Set(rights.into()),
        reason: Set(reason.map(ToOwned::to_owned)),
        ..Default::default()
    };
    ws.update(said).await.map(drop)
}

async fn told(ws: &Workspace, row: &board_seat::Model, action: &str) -> Result<()> {
    let details = json!({ "mandate": row.id, "office": row.office, "personal": { "person": row.name } });
    ws.audit(action, "", details).await
}

async fn give(ws: &Workspace, row: board_seat::Model) -> Result<()> {
    let Some(role) = row.role.as_deref().and_then(Role::parse) else { return say(ws, &row, "none", None).await };
    let own = offices::own_roles(ws).await?;
    let Some(by) = row.given_by else { return say(ws, &row, "refused", Some("rights-need-administrator")).await };
    let giver = match seats::find(ws, ws.association().0, by).await? {
        Some(seat) => Office::of_seat(&seat, &own).map(|office| office.rights()),
        None => None,
    };
    let office = Office::plain(role);
    let Some(giver) = giver.filter(|giver| giver.may_give(&office.rights())) else {
        return say(ws, &row, "refused", Some("rights-need-administrator")).await;
    };
    match seated(ws, &row).await? {
        None => invite(ws, row, by, office).await,
        Some(there) => {
            let held = Office::of_seat(&there, &own).map(|office| office.rights());
            if held.as_ref().is_some_and(|held| held.covers(&office.rights())) {
                return given(ws, &row, there.account_id).await;
            }
            if held.is_some_and(|held| !giver.may_take(&held)) {
                return say(ws, &row, "refused", Some("rights-need-administrator")).await;
            }
            let new = office.seat(there.association_id, there.account_id, there.since);
            if !put(ws, &own, there.clone(), Some(new)).await? {
                return say(ws, &row, "waiting", Some("last-administrator")).await;
            }
            given(ws, &row, there.account_id).await
        }
    }
}

async fn given(ws: &Workspace, row: &board_seat::Model, account: Uuid) -> Result<()> {
    let seated = board_seat::ActiveModel { id: Set(row.id), account_id: Set(Some(account)), ..Default::default() };
    ws.update(seated).await?;
    say(ws, row, "given", None).await?;
    told(ws, row, "mandate-rights-given").await
}

/// The living seat of the holder's account: the one that is tied to the member, the one that had it before, or
/// the one whose confirmed address the board has noted.
async fn seated(ws: &Workspace, row: &board_seat::Model) -> Result<Option<seat::Model>> {
    let tied = ws.global().one(member_seats::tied(ws, row.member_id)).await?;
    if let Some(own) = tied.filter(|seat| seat.expires_at.is_none_or(|end| end > ws.now())) {
        return Ok(Some(own));
    }
    let before = board_seat::Entity::find()
        .filter(board_seat::Column::MemberId.eq(row.member_id))
        .filter(board_seat::Column::AccountId.is_not_null());
    let before = ws.one(before.order_by_desc(board_seat::Column::Id)).await?.and_then(|row| row.account_id);
    let account = match (before, &row.email) {
        (Some(id), _) => Some(id),
        (None, Some(email)) => {
            accounts::find(ws, email).await?.filter(|account: &account::Model| account.confirmed_at.is_some()).map(|account| account.id)
        }
        (None, None) => None,
    };
    match account {
        Some(id) => seats::find(ws, ws.association().0, id).await,
        None => Ok(None),
    }
}

async fn invite(ws: &Workspace, row: board_seat::Model, by: Uuid, office: Office) -> Result<()> {
    let Some(email) = row.email.as_deref().and_then(|email| accounts::read_email(email).ok()) else {
        return say(ws, &row, "refused", Some("holder-without-email")).await;
    };
    let refused = match invitations::not_here_yet(ws, &email).await {
        Err(error) if error.field_errors().is_empty() => return Err(error),
        Err(error) => error.field_errors().first().map(|error| error.code.clone()),
        Ok(()) => match invitations::may_mail(ws, &email).await {
            Err(error) if error.kind() == Kind::TooMany => Some("rights-mails-of-today".to_owned()),
            other => other.map(|()| None)?,
        },
    };
    if let Some(code) = refused {
        return say(ws, &row, "refused", Some(&code)).await;
    }
    let association = crate::associations::find(ws, ws.association().0).await?;
    let giver = ws.global().one(account::Entity::find_by_id(by)).await?.map(|account| account.name).unwrap_or_default();
    let inviter = Inviter::Seat { account: by, name: giver };
    let locale = Locale::parse(&row.locale).unwrap_or_default();
    let invitee = Invitee { name: row.name.clone(), email, office, locale, bulk: false, member: Some(row.member_id) };
    let invitation = invitations::invite(ws, &association, &inviter, invitee).await?;
    let invited = board_seat::ActiveModel { id: Set(row.id), invitation_id: Set(Some(invitation.id)), ..Default::default() };
    ws.update(invited).await?;
    say(ws, &row, "invited", None).await
}

/// The seat as it is to be, or gone. False, and all as it was, when nobody would be left who gives
/// offices.
async fn put(ws: &Workspace, own: &OwnRoles, old: seat::Model, new: Option<seat::ActiveModel>) -> Result<bool> {
    let before = offices::administrators(ws, own).await?;
    let this = || {
        seat::Entity::delete_many()
            .filter(seat::Column::AssociationId.eq(old.association_id))
            .filter(seat::Column::AccountId.eq(old.account_id))
    };
    ws.global().delete(this()).await?;
    if let Some(mut new) = new {
        new.member_id = Set(old.member_id);
        ws.global().insert(new).await?;
    }
    match offices::keep_an_administrator(ws, &before).await {
        Ok(()) => Ok(true),
        Err(error) if error.code() == "last-administrator" => {
            ws.global().delete(this()).await?;
            ws.global().insert(old.into_active_model()).await?;
            Ok(false)
        }
        Err(error) => Err(error),
    }
}

/// What a mandate gave ends with it: another office of the same person remains, else that of a
/// member, and nothing of who is gone. A seat that somebody has changed by hand stays as it is.
async fn take(ws: &Workspace, row: board_seat::Model) -> Result<()> {
    if let Some(id) = row.invitation_id.filter(|_| row.rights == "invited") {
        let open = invitations::lock(ws, ws.association().0, id).await?;
        if open.answer.is_none() {
            invitations::answer(ws, open, invitations::REVOKED).await?;
        }
    }
    let seat = match row.account_id {
        Some(account) => seats::find(ws, ws.association().0, account).await?,
        None => None,
    };
    let Some(there) = seat.filter(|seat| Some(&seat.role) == row.role.as_ref() && seat.custom_role_id.is_none()) else {
        return say(ws, &row, "ended", None).await;
    };
    let others =
        board_seat::Entity::find().filter(board_seat::Column::AccountId.eq(there.account_id)).filter(board_seat::Column::Id.ne(row.id));
    let others = ws.all(others.filter(board_seat::Column::Rights.eq("given"))).await?;
    let today = ws.today();
    let remains =
        others.iter().filter(|other| other.ended_on.is_none_or(|end| end > today)).find_map(|other| Role::parse(other.role.as_deref()?));
    let next = match remains {
        Some(role) => Some(role),
        None if row.gone => None,
        None => Some(Role::Member),
    };
    let own = offices::own_roles(ws).await?;
    let new = next.map(|role| Office::plain(role).seat(there.association_id, there.account_id, there.since));
    if !put(ws, &own, there, new).await? {
        return say(ws, &row, "kept", Some("last-administrator")).await;
    }
    say(ws, &row, "ended", None).await?;
    told(ws, &row, "mandate-rights-taken").await
}

/// One mail to the board, however many mandates end then.
async fn warn(ws: &Workspace, rows: &[board_seat::Model]) -> Result<()> {
    let today = ws.today();
    let mut near = false;
    for row in rows.iter().filter(|row| row.ended_on.is_none() && row.starts_on <= today) {
        let Some(end) = row.planned_end else { continue };
        let due = WARNINGS.iter().filter(|days| end - Days::new(**days) <= today).count();
        let due = i32::try_from(due).unwrap_or_default();
        if due > row.warned {
            ws.update(board_seat::ActiveModel { id: Set(row.id), warned: Set(due), ..Default::default() }).await?;
            // of what was over when it was noted there is nothing to warn of
            near |= end > today;
        }
    }
    if near { board::tell(ws, NoticeKind::MandateEnding, "/board").await } else { Ok(()) }
}

/// One association whose board has its day. True when there was one.
fn on_its_day(state: State) -> BoxFuture<'static, Result<bool>> {
    Box::pin(async move {
        let looking = state.db()?.read(AssociationId::PLATFORM, Origin::platform(TASK)).await?;
        let due = indicator::Entity::find().filter(indicator::Column::BoardDay.lte(looking.today())).limit(1);
        let due = looking.global().one(due).await?;
        drop(looking);
        let Some(row) = due else { return Ok(false) };
        let ws = state.workspace(AssociationId(row.association_id), TASK).await?;
        offices::lock(&ws).await?;
        settle(&ws).await?;
        ws.commit(true).await
    })
}

async fn present(ws: &Workspace, rows: Vec<board_seat::Model>) -> Result<Vec<BoardSeat>> {
    let ids: Vec<Uuid> = rows.iter().flat_map(|row| row.begun_id.into_iter().chain(row.finished_id)).collect();
    let found = ws.all(declaration::Entity::find().filter(declaration::Column::Id.is_in(ids))).await?;
    let files = ws.files(found.iter().flat_map(declarations::files_of).collect()).await?;
    let mut declarations = HashMap::new();
    for row in found {
        declarations.insert(row.id, declarations::present(row, &files)?);
    }
    let of = |row: &board_seat::Model| {
        let mut ids: Vec<Uuid> = row.begun_id.into_iter().chain(row.finished_id).collect();
        ids.dedup();
        ids.iter().filter_map(|id| declarations.get(id).cloned()).collect()
    };
    let present = |row: board_seat::Model| BoardSeat { mandate: row.id, declarations: of(&row), rights: row.rights, reason: row.reason };
    Ok(rows.into_iter().map(present).collect())
}
