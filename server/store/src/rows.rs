//! Rows of the tables that several statements read beside their own: creditors and debtors.

use super::StoreError;
use super::connection::Row;
use domain::books::Numbers;
use domain::branding::Branding;
use domain::creditor::Creditor;
use domain::debtor::Debtor;
use domain::id::{CreditorId, DebtorId};
use domain::knowledge_question::Facts;
use domain::money::{Currency, Money};

/// Reads a creditor whose columns begin at `at`.
pub(super) fn creditor(row: &Row, at: usize) -> Result<Creditor, StoreError> {
    let currency: Currency = row.read(at + 4)?;
    let tax_ids: String = row.get(at + 10)?;
    let branding: String = row.get(at + 12)?;
    Ok(Creditor {
        id: CreditorId::new(row.get(at)?),
        slug: row.get(at + 1)?,
        code: row.read(at + 2)?,
        name: row.get(at + 3)?,
        currency,
        zone: row.read(at + 5)?,
        locale: row.get(at + 6)?,
        contact_email: row.get(at + 7)?,
        contact_phone: row.get(at + 8)?,
        part_minimum: Money::new(row.get(at + 9)?, currency),
        tax_ids: tax_ids.split(',').filter(|one| !one.is_empty()).map(str::to_owned).collect(),
        numbers: row.get::<Option<String>>(at + 11)?.as_deref().and_then(Numbers::of_name),
        branding: read_branding(&branding)?,
    })
}

fn read_branding(text: &str) -> Result<Branding, StoreError> {
    if text.is_empty() {
        return Ok(Branding::default());
    }
    serde_json::from_str(text).map_err(|error| StoreError::Damaged(format!("how a creditor shows itself: {error}")))
}

/// Reads a debtor whose columns begin at `at`.
pub(super) fn debtor(row: &Row, at: usize) -> Result<Debtor, StoreError> {
    Ok(Debtor {
        creditor: CreditorId::new(row.get(at)?),
        id: DebtorId::new(row.get(at + 1)?),
        reference: row.get(at + 2)?,
        name: row.get(at + 3)?,
        email: row.get(at + 4)?,
        phone: row.get(at + 5)?,
        locale: row.get(at + 6)?,
        facts: Facts { postcode: row.get(at + 7)?, tax_id: row.get(at + 8)? },
        questions_locked_until: row.get(at + 9)?,
    })
}
