//! Which document a person means by its number, and whose where several customers have the number.

use domain::id::CreditorId;
use domain::invoice::Invoice;
use store::{Db, StoreError, debtors, invoices};

/// A document as a person names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Which {
    /// Its number.
    pub number: String,
    /// Whose, by the creditor's own reference; not needed where the number says it.
    pub debtor: Option<String>,
}

/// Why it is not clear which document is meant.
#[derive(Debug, thiserror::Error)]
pub enum WhichError {
    /// There is no such invoice.
    #[error("there is no invoice {0}")]
    NoInvoice(String),
    /// There is no such debtor.
    #[error("there is no debtor {0}")]
    NoDebtor(String),
    /// It is none of this debtor's.
    #[error("{debtor} has no invoice {number}")]
    NotTheirs {
        /// The reference of the debtor.
        debtor: String,
        /// The number of the document.
        number: String,
    },
    /// Several customers have a document with this number.
    #[error("{number} is a number of several customers' documents ({debtors}): say whose with --debtor")]
    Several {
        /// The number of the document.
        number: String,
        /// Who have one.
        debtors: String,
    },
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

store::unit_errors!(WhichError);

/// The document that is meant.
///
/// # Errors
/// [`WhichError`].
pub async fn find(db: &mut Db, creditor: CreditorId, which: &Which) -> Result<Invoice, WhichError> {
    let Which { number, debtor } = which;
    let Some(reference) = debtor else {
        if let Some(found) = invoices::by_number(db, creditor, number).await? {
            return Ok(found);
        }
        let have = invoices::debtors_with(db, creditor, number).await?;
        return Err(match have.len() {
            0 | 1 => WhichError::NoInvoice(number.clone()),
            _ => WhichError::Several { number: number.clone(), debtors: have.join(", ") },
        });
    };
    let debtor = debtors::by_ref(db, creditor, reference).await?;
    let debtor = debtor.ok_or_else(|| WhichError::NoDebtor(reference.clone()))?;
    let found = invoices::by_number_of(db, creditor, debtor.id, number).await?;
    found.ok_or_else(|| WhichError::NotTheirs { debtor: reference.clone(), number: number.clone() })
}
