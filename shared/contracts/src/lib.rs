//! Everything that crosses a service border: events, requests, replies. Data only.
//!
//! Inputs keep what people typed as text (`amount: String`, `paid_on: String`): the service that
//! owns the rule reads it and answers with an error at the field, in the user's language.

pub mod accounts;
pub mod assemblies;
pub mod audit;
pub mod bank;
pub mod books;
pub mod budgets;
pub mod cash;
pub mod categories;
pub mod charges;
pub mod chart;
pub mod cheques;
pub mod cnie;
pub mod consents;
pub mod contributions;
pub mod drafts;
pub mod dues;
pub mod dues_years;
pub mod events;
pub mod expenses;
pub mod families;
pub mod fee_rules;
pub mod grants;
pub mod groups;
pub mod guided;
pub mod hubs;
pub mod imports;
pub mod joining;
pub mod leaving;
pub mod mail;
pub mod mandates;
pub mod member_fields;
pub mod member_files;
pub mod member_imports;
pub mod member_lists;
pub mod member_merges;
pub mod member_record;
pub mod member_statistics;
pub mod members;
pub mod notices;
pub mod own_record;
pub mod people;
pub mod photo_proposals;
pub mod platform;
pub mod privacy;
pub mod projects;
pub mod proposals;
pub mod registry;
pub mod reminders;
pub mod renewals;
pub mod statements;
pub mod tenancy;
pub mod tokens;
pub mod vouchers;
pub mod webhooks;
pub mod years;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// One page of a list, in key order.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Page<T> {
    pub items: Vec<T>,
    /// Give it back as `after` for the next page; absent on the last one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

/// The reply of a call that has nothing to tell but that it was done.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize, JsonSchema)]
pub struct Done {}

/// A call without input beside what its path says.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize, JsonSchema)]
pub struct Nothing {}

/// A call about one thing named in its path.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, JsonSchema)]
pub struct ById {
    pub id: uuid::Uuid,
}
