//! `saldo verify`: recomputes the books and checks every seal.

use crate::agreements::agreement_documents;
use store::verify::{self, Report, SealCheck};
use store::{Db, StoreError};

const SEALS: SealCheck =
    SealCheck(|agreed| agreement_documents::sealed(agreed).verify().map(drop).map_err(|error| error.to_string()));

/// Checks everything, in one snapshot of the database.
///
/// # Errors
/// [`StoreError`] when the database cannot be read; what is wrong in it is in the report.
pub async fn run(db: &mut Db) -> Result<Report, StoreError> {
    verify::run(db, SEALS).await
}

/// The same, within the caller's transaction.
pub async fn within(db: &mut Db) -> Result<Report, StoreError> {
    verify::within(db, SEALS).await
}
