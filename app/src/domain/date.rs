//! Calendar days, as people read them: always days in the creditor's time zone.
//!
//! The domain is told which day it is; it never asks. Instants (UTC) belong to the server.

pub use chrono::NaiveDate as Date;

/// Whole days from `from` to `to`; negative when `to` comes first.
#[must_use]
pub fn days_between(from: Date, to: Date) -> i64 {
    to.signed_duration_since(from).num_days()
}
