//! Everything that answers over HTTP.
//!
//! A page is loaded by a handler, laid out by `app::views`, and sent by `answer`. Money-moving forms
//! are plain POSTs that answer 303, so everything works without script.

pub(crate) mod access_links;
mod account;
mod agree;
mod agreement;
mod answer;
pub mod assets;
mod attachments;
mod breathing_space;
mod console;
mod download;
mod error;
mod explained;
mod fields;
mod functions;
mod health;
mod instalment;
mod objection;
mod offers_page;
mod pay;
mod payment;
mod ports;
mod preferences;
mod proof;
mod reminders;
mod request;
pub mod router;
mod security;
pub mod state;
pub mod uploads;
pub mod visit;
mod webhooks;
mod wishes;
mod wishes_plan;
