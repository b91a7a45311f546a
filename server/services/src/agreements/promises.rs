//! A debt is promised once: what is agreed about it later takes the place of the promise. A plan and a settlement say themselves
//! what is to be paid until when, so that they take the place of more time too.

use super::ending;
use crate::TxContext;
use domain::agreement::{AgreementRecord, AgreementState, Terms};
use domain::id::{CreditorId, InvoiceId};
use domain::money::Money;
use store::{Db, StoreError, agreements, invoices};

/// The promises whose place an agreement with these terms takes: those about what it covers, where it counts from now on. One that
/// holds only once something is paid leaves them as they are. Of a plan or a settlement the extensions too, whether they are in
/// effect or wait for their part: the day that one gave stays.
///
/// # Errors
/// [`StoreError`] when the database does not answer, or a promise cannot be read.
pub async fn replaced_by(
    db: &mut Db,
    creditor: CreditorId,
    terms: &Terms,
    covered: &[(InvoiceId, Money)],
) -> Result<Vec<AgreementRecord>, StoreError> {
    let counts = match terms {
        Terms::Promise(_) | Terms::Plan(_) | Terms::Settlement(_) => true,
        Terms::Extension(terms) => terms.takes_effect_at_once(),
        Terms::Discount(_) => false,
    };
    let covered = covered.iter().filter(|_| counts).map(|(invoice, _)| *invoice);
    let mut all = agreements::promises_on(db, creditor, covered.clone()).await?;
    if matches!(terms, Terms::Plan(_) | Terms::Settlement(_)) {
        for invoice in covered {
            all.extend(agreements::extensions_on(db, creditor, invoice).await?);
        }
    }
    Ok(all)
}

/// Ends promises whose place is taken: they are neither kept nor broken.
pub(super) async fn give_way(
    db: &mut Db,
    context: &TxContext<'_>,
    promised: &[AgreementRecord],
) -> Result<(), StoreError> {
    for promise in promised {
        ending::end(db, context, promise, AgreementState::Replaced, context.today()).await?;
    }
    Ok(())
}

/// A promise that had ended is about its invoices again. `false`, and nothing is written, where one of them is promised anew.
pub(super) async fn take_again(db: &mut Db, agreed: &AgreementRecord) -> Result<bool, StoreError> {
    let mut covered: Vec<InvoiceId> =
        agreements::covered(db, agreed.creditor, agreed.id).await?.into_iter().map(|(invoice, _)| invoice).collect();
    covered.sort_unstable();
    for invoice in &covered {
        invoices::lock(db, agreed.creditor, *invoice).await?;
    }
    let others = agreements::promises_on(db, agreed.creditor, covered.iter().copied()).await?;
    if others.iter().any(|other| other.id != agreed.id) {
        return Ok(false);
    }
    for invoice in covered {
        agreements::put_in_promise(db, agreed.creditor, invoice, agreed.id).await?;
    }
    Ok(true)
}
