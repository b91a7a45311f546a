//! `/promises/new`: how much, and when.

use crate::components::forms::{HiddenField, InvalidField};
use domain::format::AmountStyle;

/// `/promises/new`: how much, and when. A GET form to itself.
///
/// Fields: `currency`, `amount` (as typed), `date` (`2026-03-31`), `check=1`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PromiseNewView {
    /// Hidden fields (`currency`, `invoice`).
    pub hidden: Vec<HiddenField>,
    /// How amounts are written and read; names the currency.
    pub style: AmountStyle,
    /// What it can be about, written.
    pub owed: String,
    /// The amount, as typed or proposed.
    pub amount: String,
    /// The day, as typed or proposed (`2026-03-31`).
    pub date: String,
    /// The first and last day that can be chosen (`2026-03-31`).
    pub days: (String, String),
    /// The last day, written.
    pub latest: String,
    /// How many more can be made this year, this one included.
    pub left_this_year: u8,
    /// What has to be corrected (`amount`, `date`).
    pub wrong: Vec<InvalidField>,
}
