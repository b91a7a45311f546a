//! Payments and credits that nobody gave a number, several of one day and customer.

use crate::row::Draft;
use std::collections::HashMap;

/// How many of each came.
#[derive(Default)]
pub(super) struct Unapplied(HashMap<String, u32>);

impl Unapplied {
    /// The second of a day and customer is no copy of the first.
    pub(super) fn told_apart(&mut self, mut draft: Draft) -> Draft {
        if draft.unnumbered {
            let n = self.0.entry(draft.item.number.to_lowercase()).or_default();
            *n += 1;
            if *n > 1 {
                draft.item.number = format!("{} #{n}", draft.item.number);
            }
        }
        draft
    }
}
