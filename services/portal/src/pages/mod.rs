//! One file per noun: its pages and what their forms send.

pub mod account;
pub mod assemblies;
pub mod associations;
pub mod audit;
pub mod books;
pub mod campaigns;
pub mod consents;
pub mod data_requests;
pub mod dues;
pub mod entries;
pub mod founding;
pub mod home;
pub mod imports;
pub mod invitation;
pub mod landing;
pub mod members;
pub mod offices;
pub mod outbox;
pub mod payments;
pub mod people;
pub mod privacy;
pub mod receipts;
pub mod statutes;
pub mod territory;
pub mod tokens;
pub mod webhooks;
