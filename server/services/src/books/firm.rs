//! What the books know of the firm itself before a file is read: its tax numbers, and how its documents are numbered. What
//! files and people say of that is remembered beside the creditor.

use super::PreparedPart;
use ::import::{Options, OwnFirm};
use domain::books::Numbers;
use domain::creditor::Creditor;
use domain::id::DebtorId;
use store::{Db, StoreError, creditors, invoices};

/// Adds what the books know of the firm to what was said of a file.
pub(super) fn for_firm(mut options: Options, creditor: &Creditor) -> Options {
    options.own_firm = Some(OwnFirm { name: creditor.name.clone(), tax_ids: creditor.tax_ids.clone() });
    // Numbers that were found to be each customer's own do not become common again.
    options.numbers = match creditor.numbers {
        Some(Numbers::PerCustomer) => Some(Numbers::PerCustomer),
        known => options.numbers.or(known),
    };
    options
}

/// What a file has taught of the firm, or a person while it was read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Learnt {
    /// How its documents are numbered, where that was answered.
    numbers: Option<Numbers>,
    /// Tax numbers by which its own documents name it.
    tax_ids: Vec<String>,
}

impl Learnt {
    /// Of the parts of a file.
    pub(super) fn of(parts: &[PreparedPart<'_>]) -> Self {
        let mut tax_ids: Vec<String> = Vec::new();
        for id in parts.iter().flat_map(|part| part.part.own_numbers(&part.survey)) {
            if !tax_ids.contains(&id) {
                tax_ids.push(id);
            }
        }
        let said = || parts.iter().filter_map(|part| part.survey.numbers_said());
        let numbers = said().find(|numbers| *numbers == Numbers::PerCustomer).or_else(|| said().next());
        Self { numbers, tax_ids }
    }

    /// Remembers it, in the transaction in which an import begins. Where each customer turns out to have numbers of its own,
    /// the invoices of all earlier files are told apart by their customer too from here on: none comes a second time.
    /// Answers how documents are numbered by now.
    pub(super) async fn remember(&self, db: &mut Db, creditor: &Creditor) -> Result<Option<Numbers>, StoreError> {
        let known = creditors::by_id(db, creditor.id).await?.unwrap_or_else(|| creditor.clone());
        let new = self.tax_ids.iter().filter(|id| !known.tax_ids.contains(id) && !id.contains(','));
        let new: Vec<String> = new.cloned().collect();
        // What staff or an earlier file have said stays; a firm without any learns its own.
        if known.tax_ids.is_empty() && !new.is_empty() {
            creditors::set_tax_ids(db, creditor.id, &new).await?;
        }
        match (known.numbers, self.numbers) {
            (Some(Numbers::PerCustomer), _) => return Ok(Some(Numbers::PerCustomer)),
            (known, None) => return Ok(known),
            (known, said) if known == said => return Ok(said),
            (_, Some(Numbers::PerCustomer)) => invoices::name_customers(db, creditor.id).await?,
            (_, Some(Numbers::Once)) => {}
        }
        if let Some(said) = self.numbers {
            creditors::set_numbers(db, creditor.id, said).await?;
        }
        Ok(self.numbers)
    }
}

/// What a key says of the customer, where each has numbers of its own.
pub(super) fn customer_in_key(numbers: Option<Numbers>, debtor: DebtorId) -> Option<String> {
    (numbers == Some(Numbers::PerCustomer)).then(|| invoices::customer_in_key(debtor))
}
