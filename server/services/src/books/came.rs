//! A movement as a list has it, and which of those that are kept it is.

use ::import::Item;
use domain::date::Date;
use domain::id::DebtorId;
use domain::invoice::number_key;
use domain::money::Money;
use std::collections::BTreeSet;
use store::movements::Kept;

/// The longest text that is kept of what is said beside a movement, in characters.
const MAX_TEXT: usize = 500;
/// A movement as a file has it.
#[derive(Debug, Clone)]
pub(super) struct Came {
    pub debtor: DebtorId,
    pub amount: Money,
    pub day: Date,
    pub number: String,
    pub reference: String,
    pub text: String,
    pub document: String,
    pub replaces: String,
    /// What it says is left of the document that it paid.
    pub left: Option<i64>,
}

impl Came {
    /// As a row has it.
    pub(super) fn of(debtor: DebtorId, item: &Item) -> Self {
        let text = [item.description.as_deref(), item.notes.as_deref()];
        let text: String = text.into_iter().flatten().collect::<Vec<_>>().join(" ").chars().take(MAX_TEXT).collect();
        let amount = Money::new(item.amount().minor().saturating_neg(), item.currency);
        let number = item.document_number().into_owned();
        let electronic = item.electronic.as_ref();
        let document = electronic.and_then(|document| document.uuid.clone()).unwrap_or_default();
        let replaces = electronic.and_then(|document| document.replaces().next()).unwrap_or_default().to_owned();
        let reference = item.reference.clone().unwrap_or_default();
        let left = item.electronic.is_some().then_some(item.open).flatten().map(Money::minor);
        Self { debtor, amount, day: item.issued, number, reference, text, document, replaces, left }
    }

    /// Is it this one? Which of several equal ones, nobody can say, and nobody has to.
    pub(super) fn is(&self, kept: &Kept) -> bool {
        (self.amount, self.day) == (kept.amount, kept.day)
            && number_key(&self.number) == number_key(&kept.number)
            && number_key(&self.reference) == number_key(&kept.reference)
            && number_key(&self.document) == number_key(&kept.document)
    }
}

/// What a document certifies in whose place another one stands counts for nothing, in whatever order the two came.
pub(super) fn leave_out_replaced(kept: &mut [Kept]) {
    let replaced: BTreeSet<String> =
        kept.iter().filter(|one| !one.replaces.is_empty()).map(|one| number_key(&one.replaces)).collect();
    for one in kept.iter_mut().filter(|one| replaced.contains(&number_key(&one.document))) {
        one.amount = Money::zero(one.amount.currency());
        one.payment = None;
    }
}
