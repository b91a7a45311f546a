//! The pages: each lays out one view struct inside the shell. They compute nothing.
//!
//! The server calls `pages::render(|| pages::account(&frame, view))` and sends the string.

mod account;
mod activity;
mod agreement;
mod check;
mod choose;
mod confirm;
pub mod console;
mod invoice;
mod link;
mod objection;
mod offers;
mod payment;
mod plan;
mod preferences;
mod problem;
mod proof;
mod reminders;
mod render;
mod request;
mod shell;
mod wishes;

pub use account::account;
pub use activity::activity;
pub use agreement::agreement;
pub use check::check;
pub use choose::choose;
pub use confirm::confirm;
pub use invoice::invoice;
pub use link::{gate, new_link, pay_only};
pub use objection::objection_new;
pub use offers::offers;
pub use payment::payment;
pub use plan::plan_new;
pub use preferences::preferences;
pub use problem::{open_payment, problem};
pub use proof::{code, fact};
pub use reminders::reminders_off;
pub use render::{boot_script, render};
pub use request::request;
pub use wishes::{breathing_space, extension_new, promise_new, settlement_new};
