//! How a debtor has paid so far, and what was granted this year: what offers depend on beside debts.

use super::connection::args;
use super::{Db, StoreError};
use chrono::{DateTime, Utc};
use domain::date::Date;
use domain::id::{CreditorId, DebtorId};
use domain::offer::Uses;

/// How many paid invoices are read, those with the latest due dates: twice what the rules of
/// `domain::segment` count, since an old one may have been paid lately.
const RECENT: i64 = 24;

/// An invoice that was paid in full.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cleared {
    /// Its due date, extensions included.
    pub due: Date,
    /// When the last money for it came, by the provider or the creditor's file.
    pub at: DateTime<Utc>,
}

/// A debtor's record with a creditor.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Record {
    /// The most recent of the paid invoices.
    pub cleared: Vec<Cleared>,
    /// How many were ever settled.
    pub settled: i64,
    /// What was granted in the year that was asked for.
    pub uses: Uses,
}

/// The record of a debtor, in one statement; `year` is from its first instant to the first of the
/// next, in the creditor's zone.
///
/// What counts is when money came: a chargeback that was won later, or a refund that failed, does
/// not make its payer late. An invoice that was voided or given up without a payment says nothing.
pub async fn of_debtor(
    db: &mut Db,
    creditor: CreditorId,
    debtor: DebtorId,
    year: (DateTime<Utc>, DateTime<Utc>),
) -> Result<Record, StoreError> {
    let sql = "SELECT 'cleared', i.due, i.paid_at, i.settled FROM \
               (SELECT CASE WHEN extended_to > due_date THEN extended_to ELSE due_date END AS due, paid_at, COUNT(*) OVER () AS settled FROM invoice \
               WHERE creditor_id = $1 AND debtor_id = $2 AND total > 0 AND NOT void \
               AND balance = 0 AND interest = 0 AND fees = 0 ORDER BY due_date DESC, id LIMIT $5) i \
               WHERE i.paid_at IS NOT NULL \
               UNION ALL SELECT kind, CAST(NULL AS DATE), MAX(made_at), CAST(COUNT(*) AS BIGINT) FROM agreement \
               WHERE creditor_id = $1 AND debtor_id = $2 AND made_at >= $3 AND made_at < $4 \
               AND kind IN ('extension', 'promise') AND state <> 'cancelled' GROUP BY kind";
    let values = args![creditor.uuid(), debtor.uuid(), year.0, year.1, RECENT];
    let mut record = Record::default();
    for row in db.all(sql, values).await? {
        let (what, count): (String, i64) = (row.get(0)?, row.get(3)?);
        // More than anybody could have had is as good as all of them.
        let used = u8::try_from(count).unwrap_or(u8::MAX);
        match what.as_str() {
            "extension" => record.uses.extensions = used,
            "promise" => record.uses.promises = used,
            _ => {
                record.settled = count;
                record.cleared.push(Cleared { due: row.get(1)?, at: row.get(2)? });
            }
        }
    }
    Ok(record)
}
