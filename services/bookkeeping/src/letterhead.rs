//! The association as its papers name it: tenancy knows.

use axum::http::Method;
use contracts::registry::Letterhead;
use kernel::{Actor, Permission, Result};
use web::{Access, Call};

/// Called before a workspace is begun.
pub async fn ask<P: Permission>(access: &Access<P>) -> Result<Letterhead> {
    let token = Actor::service("bookkeeping").seal(access.state().signer(), access.now());
    let path = format!("/internal/letterheads?association={}", access.association());
    let call = Call { method: Method::GET, path: &path, token: &token, request_id: access.request_id(), idempotency_key: None };
    access.state().peers().call(&call, &()).await
}
