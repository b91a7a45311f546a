//! The pages: each lays out one view struct inside the shell. They compute nothing.
//!
//! The server calls `pages::render(|| pages::account(&frame, view))` and sends the string.

mod account;
mod activity;
mod choose;
mod confirm;
mod invoice;
mod link;
mod offers;
mod payment;
mod preferences;
mod problem;
mod render;
mod shell;

pub use account::account;
pub use activity::activity;
pub use choose::choose;
pub use confirm::confirm;
pub use invoice::invoice;
pub use link::{gate, new_link, pay_only};
pub use offers::*;
pub use payment::payment;
pub use preferences::preferences;
pub use problem::{open_payment, problem};
pub use render::{boot_script, render};
