//! Everything that answers over HTTP.
//!
//! A page is loaded by a handler, laid out by `app::views`, and sent by `answer`. Money-moving forms
//! are plain POSTs that answer 303, so everything works without script.

mod account;
mod agree;
mod agreement;
mod answer;
pub mod assets;
mod attached;
mod breathing_space;
mod choices;
mod console;
pub(crate) mod door;
mod download;
mod error;
mod explained;
mod fields;
mod functions;
mod guard;
mod health;
mod instalment;
mod objection;
mod pay;
mod payment;
mod ports;
mod preferences;
mod proof;
mod reminders;
mod request;
pub mod router;
pub mod state;
pub mod uploads;
pub mod visit;
mod webhooks;
mod wishes;
mod wishes_plan;
