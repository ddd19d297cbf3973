//! The portal: server-rendered pages in three languages, and the public API's front door.
//!
//! It has no database and no rules of its own: every fact comes from the other services' API, with
//! the rights of whoever asks. A page is `async fn(Page<P>) -> Reply` in `pages/<noun>.rs`; what
//! all pages share is in `page.rs` (language, session, permission, forms, errors) and `ui/`.

mod assets;
mod cookies;
mod device;
mod failure;
mod fields;
mod form;
mod gateway;
mod headers;
mod layout;
mod page;
mod pages;
mod routes;
mod ui;
mod visit;

/// What the process hosts.
pub const MODULE: runtime::Module =
    runtime::Module { name: "portal", migrations: None, routes: routes::routes, react: runtime::ignore, schedule: &[] };
