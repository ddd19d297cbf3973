//! The association as its papers name it. Tenancy knows; it is asked before a workspace is begun.

use axum::http::Method;
use contracts::tenancy::Association;
use kernel::{Error, Permission, Result, Seat};
use web::{Access, Call};

pub struct Letterhead {
    pub name_ar: String,
    pub name_fr: String,
    pub seat_ar: String,
    pub seat_fr: String,
    pub legal_receipt: Option<String>,
}

impl Letterhead {
    pub async fn of<P: Permission>(access: &Access<P>) -> Result<Self> {
        let Seat::Association { slug, .. } = &access.actor().seat else { return Err(Error::not_found()) };
        let token = access.actor().seal(access.state().signer(), access.now());
        let path = format!("/api/v1/associations/{slug}");
        let call = Call { method: Method::GET, path: &path, token: &token, request_id: access.request_id(), idempotency_key: None };
        let found: Association = access.state().peers().call(&call, &()).await?;
        Ok(Self {
            name_ar: found.name_ar,
            name_fr: found.name_fr,
            seat_ar: found.commune.name_ar,
            seat_fr: found.commune.name_fr,
            legal_receipt: found.receipt_number,
        })
    }
}
