//! What the books say of what an agreement covers: read here, and judged by the domain
//! ([`Terms::standing`], [`Terms::standing_on`], [`Terms::holds_again`]).

use domain::agreement::{AgreementFacts, AgreementRecord, AgreementState, Terms};
use domain::money::{Currency, Money};
use domain::zone::Zone;
use store::{Db, StoreError, agreements, invoices, payments};

/// All that an agreement is judged by, except whether money is [under way](is_being_paid): only the daily run asks.
///
/// # Errors
/// [`StoreError`] when the database does not answer, or sums are out of range.
pub async fn load(
    db: &mut Db,
    agreed: &AgreementRecord,
    terms: &Terms,
    zone: Zone,
) -> Result<AgreementFacts, StoreError> {
    let currency = terms.currency();
    let ended_before = agreed.ended_at.is_some();
    let asks = ended_before || matches!(terms, Terms::Settlement(_));
    let went_back = if asks { agreements::went_back(db, agreed, currency).await? } else { Money::zero(currency) };
    let credit = match (terms, agreed.state) {
        (Terms::Settlement(terms), AgreementState::Kept) => {
            let over = zone.start_of_day(terms.until.succ_opt().unwrap_or(terms.until));
            agreements::left_as_credit(db, agreed, over, currency).await?
        }
        _ => Money::zero(currency),
    };
    let received = agreements::received(db, agreed, currency).await?;
    let owed = owed(db, agreed, currency).await?;
    Ok(AgreementFacts { zone, owed, received, went_back, credit, ended_before, under_way: false })
}

/// What is owed by now on what an agreement covers, by the books alone: charges that have accrued since are not in it.
///
/// # Errors
/// [`StoreError`] when the database does not answer, or sums are out of range.
pub async fn owed(db: &mut Db, agreed: &AgreementRecord, currency: Currency) -> Result<Money, StoreError> {
    let mut owed = Money::zero(currency);
    for (invoice, _) in agreements::covered(db, agreed.creditor, agreed.id).await? {
        let invoice = invoices::by_id(db, agreed.creditor, invoice).await?.filter(|invoice| !invoice.void);
        if let Some(more) = invoice.map(|invoice| invoice.owed()).filter(|owed| owed.is_positive()) {
            owed = owed.plus(more)?;
        }
    }
    Ok(owed)
}

/// Is money for what an agreement covers on its way, or with a bank that has not decided yet?
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn is_being_paid(db: &mut Db, agreed: &AgreementRecord) -> Result<bool, StoreError> {
    for (invoice, _) in agreements::covered(db, agreed.creditor, agreed.id).await? {
        if payments::may_come(db, agreed.creditor, invoice).await? {
            return Ok(true);
        }
    }
    Ok(false)
}
