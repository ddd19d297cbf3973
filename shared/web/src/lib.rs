//! HTTP both ways: the route table and its typed handlers, `Access` as proof of permission, peers
//! near and far, problem documents.

mod access;
mod openapi;
mod peer;
pub mod problem;
mod refusals;
mod reply;
mod routes;
mod state;

pub use access::Access;
pub use openapi::openapi;
pub use peer::{ACTOR, Call, IDEMPOTENCY_KEY, Peer, Peers, REQUEST_ID, service_of};
pub use problem::Problem;
pub use refusals::{Attempt, tell as tell_refusal};
pub use reply::{File, Upload};
pub use routes::{MAX_UPLOAD, Route, Routes};
pub use state::{Hosted, PublicSettings, State};
