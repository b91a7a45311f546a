//! Everything that answers over HTTP.
//!
//! A page is loaded by a handler, laid out by `app::views`, and sent by [`html`]. Money-moving forms
//! are plain POSTs that answer 303, so everything works without script.
//!
//! `router` has every address but those of the server functions, which `functions` adds; `ports` leads each of these
//! to its handler. `security` turns away a POST that is not from our own origin. `webhooks` takes what providers call
//! back with. Only `error` picks the status of a page.

pub(crate) mod access_links;
mod account;
mod account_totals;
mod activity;
mod agree;
pub(crate) mod agreement;
mod agreement_payments;
pub mod assets;
mod attachments;
pub mod body_memory;
mod breathing_space;
mod choose;
pub mod connections;
mod console;
mod contact;
mod credit;
mod dispute;
mod download;
mod error;
mod explained;
mod form;
mod functions;
mod health;
mod html;
mod instalment;
mod invoice;
mod invoice_rows;
mod invoice_xml;
mod offer_cards;
mod offer_forms;
mod offers_page;
mod pay;
mod pay_only;
mod payment;
mod plan_form;
mod ports;
mod preferences;
mod quote;
mod reductions;
mod reminders;
mod request;
pub mod router;
mod security;
pub mod session;
pub mod state;
mod statement;
pub mod uploads;
mod verification;
pub mod webhooks;
