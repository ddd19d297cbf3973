//! One entity per table.

pub mod access_request;
pub mod account;
pub mod account_entry;
pub mod agreement;
pub mod api_token;
pub mod association;
pub mod association_import;
pub mod association_import_file;
pub mod audit_entry;
pub mod audit_head;
pub mod bank_account;
pub mod board_seat;
pub mod branch;
pub mod cndp_number;
pub mod consent;
pub mod coordinator;
pub mod custom_role;
pub mod deadline_met;
pub mod declaration;
pub mod deletion;
pub mod export;
pub mod grant_duty;
pub mod handover_item;
pub mod hub;
pub mod hub_entry;
pub mod hub_invitation;
pub mod indicator;
pub mod invitation;
pub mod opening;
pub mod record;
pub mod recovery_code;
pub mod rights_request;
pub mod seat;
pub mod second_factor;
pub mod staff;
pub mod statutes_version;
pub mod territory;
pub mod token;
pub mod webhook;
pub mod webhook_attempt;
pub mod webhook_call;
pub mod webhook_queue;

impl database::GlobalTable for access_request::Entity {}
impl database::GlobalTable for account::Entity {}
impl database::GlobalTable for association::Entity {}
impl database::GlobalTable for coordinator::Entity {}
impl database::GlobalTable for deletion::Entity {}
impl database::GlobalTable for export::Entity {}
impl database::GlobalTable for hub::Entity {}
impl database::GlobalTable for hub_entry::Entity {}
impl database::GlobalTable for hub_invitation::Entity {}
impl database::GlobalTable for indicator::Entity {}
impl database::GlobalTable for invitation::Entity {}
impl database::GlobalTable for opening::Entity {}
impl database::GlobalTable for seat::Entity {}
impl database::GlobalTable for staff::Entity {}
impl database::GlobalTable for territory::Entity {}
impl database::GlobalTable for token::Entity {}
impl database::GlobalTable for webhook_queue::Entity {}
