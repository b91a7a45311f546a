//! What late interest follows from: the movements of open debts, and when accrual is suspended.

use super::connection::{Row, args};
use super::{Db, StoreError};
use chrono::{DateTime, Utc};
use domain::date::Date;
use domain::id::{CreditorId, DebtorId, InvoiceId};
use domain::invoice::Component;
use domain::ledger::EntryKind;
use domain::money::Money;
use uuid::Uuid;

/// What one entry did to one part of an open debt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    /// The invoice.
    pub invoice: InvoiceId,
    /// The part of its debt.
    pub component: Component,
    /// What the entry records.
    pub kind: EntryKind,
    /// What it records, once.
    pub cause: String,
    /// What it did to what is owed: negative lowers it.
    pub amount: Money,
    /// The moment, in UTC.
    pub at: DateTime<Utc>,
}

/// Everything that moved what a debtor still owes, in the order of the books.
pub async fn moved(db: &mut Db, creditor: CreditorId, debtor: DebtorId) -> Result<Vec<Moved>, StoreError> {
    let sql = "SELECT i.id, p.account, e.kind, COALESCE(e.cause, 'invoice:'), p.amount, e.currency, e.at FROM invoice i \
               JOIN posting p ON p.creditor_id = i.creditor_id AND p.of_id = i.id \
               JOIN entry e ON e.creditor_id = p.creditor_id AND e.id = p.entry_id \
               WHERE i.creditor_id = $1 AND i.debtor_id = $2 AND (i.balance <> 0 OR i.interest <> 0 OR i.fees <> 0) \
               ORDER BY e.at, e.id";
    let rows = db.all(sql, args![creditor.uuid(), debtor.uuid()]).await?;
    rows.iter().map(read_moved).collect()
}

/// Everything that moved one invoice's debt, whether it is still open or not, in the order of the books.
pub async fn moved_on(db: &mut Db, creditor: CreditorId, invoice: InvoiceId) -> Result<Vec<Moved>, StoreError> {
    let sql = "SELECT p.of_id, p.account, e.kind, COALESCE(e.cause, 'invoice:'), p.amount, e.currency, e.at FROM posting p \
               JOIN entry e ON e.creditor_id = p.creditor_id AND e.id = p.entry_id \
               WHERE p.creditor_id = $1 AND p.of_id = $2 ORDER BY e.at, e.id";
    db.all(sql, args![creditor.uuid(), invoice.uuid()]).await?.iter().map(read_moved).collect()
}

fn read_moved(row: &Row) -> Result<Moved, StoreError> {
    let account: String = row.get(1)?;
    let component = match account.as_str() {
        "interest_due" => Component::Interest,
        "fees_due" => Component::Fee,
        _ => Component::Principal,
    };
    Ok(Moved {
        invoice: InvoiceId::new(row.get(0)?),
        component,
        kind: row.read(2)?,
        cause: row.get(3)?,
        amount: Money::new(row.get(4)?, row.read(5)?),
        at: row.get(6)?,
    })
}

/// What suspends accrual or puts it off, and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Suspension {
    /// Nothing accrues from the first to the last day; while it is open it has no last.
    Days {
        /// The first day.
        from: Date,
        /// The last day.
        to: Option<Date>,
    },
    /// The due date was moved on the first of these days, to the last of them.
    Extended {
        /// When it was agreed.
        on: Date,
        /// The new due date.
        to: Date,
    },
    /// So many minor units of the principal are disputed: no interest on them is asked for until that is decided.
    Disputed {
        /// In minor units of its currency.
        minor: i64,
        /// When it was made.
        from: DateTime<Utc>,
    },
}

/// The suspensions on a debtor's debts, each with the invoice that it is about; none: all of them.
pub async fn suspensions(
    db: &mut Db,
    creditor: CreditorId,
    debtor: DebtorId,
) -> Result<Vec<(Option<InvoiceId>, Suspension)>, StoreError> {
    let (creditor, debtor) = (creditor.uuid(), debtor.uuid());
    let mut suspensions = Vec::new();
    let sql = "SELECT invoice_id, from_day, to_day, interest, why FROM pause WHERE creditor_id = $1 AND debtor_id = $2 \
               AND (interest OR why = 'extension') ORDER BY from_day, id";
    for row in db.all(sql, args![creditor, debtor]).await? {
        let invoice = row.get::<Option<Uuid>>(0)?.map(InvoiceId::new);
        let (from, to): (Date, Option<Date>) = (row.get(1)?, row.get(2)?);
        let (interest, why): (bool, String) = (row.get(3)?, row.get(4)?);
        if interest {
            suspensions.push((invoice, Suspension::Days { from, to }));
        }
        if let Some(to) = to.filter(|_| why == "extension") {
            suspensions.push((invoice, Suspension::Extended { on: from, to }));
        }
    }
    // What was upheld was never owed: that is in the books, from the first day on (`disputes` of the services). What was
    // rejected or withdrawn was owed all the time.
    let sql = "SELECT invoice_id, amount - upheld, made_at FROM dispute \
               WHERE creditor_id = $1 AND debtor_id = $2 AND state = 'open'";
    for row in db.all(sql, args![creditor, debtor]).await? {
        let suspension = Suspension::Disputed { minor: row.get(1)?, from: row.get(2)? };
        suspensions.push((Some(InvoiceId::new(row.get(0)?)), suspension));
    }
    Ok(suspensions)
}
