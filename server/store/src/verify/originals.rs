//! `saldo verify` of the documents that invoices came as: each is what its digest says.

use super::{Fault, Rule, invoice};
use crate::connection::args;
use crate::originals::unpacked;
use crate::{Db, StoreError};
use domain::id::CreditorId;
use sha2::{Digest, Sha256};

/// Documents read at a time.
const BATCH: i64 = 20;

pub(super) const RULES: &[Rule] = &[
    Rule {
        name: "the document that an invoice came as is kept",
        sql: "SELECT p.invoice_id, p.import_n, CAST(0 AS BIGINT) FROM invoice_original p WHERE p.creditor_id = $1 \
              AND NOT EXISTS (SELECT 1 FROM original o WHERE o.creditor_id = p.creditor_id AND o.digest = p.digest)",
        place: invoice,
    },
    Rule {
        name: "a document belongs to an invoice that is there",
        sql: "SELECT p.invoice_id, p.import_n, CAST(0 AS BIGINT) FROM invoice_original p WHERE p.creditor_id = $1 \
              AND NOT EXISTS (SELECT 1 FROM invoice i WHERE i.creditor_id = p.creditor_id AND i.id = p.invoice_id)",
        place: invoice,
    },
    Rule {
        name: "nothing is owed in whose place another document stands",
        sql: "SELECT o.id, o.total, o.balance FROM stands_for s \
              JOIN invoice i ON i.creditor_id = s.creditor_id AND i.id = s.invoice_id AND NOT i.void \
              JOIN invoice_original p ON p.creditor_id = s.creditor_id AND p.document_id = s.document_id \
              JOIN invoice o ON o.creditor_id = p.creditor_id AND o.id = p.invoice_id \
              WHERE s.creditor_id = $1 AND o.debtor_id = i.debtor_id AND o.id <> i.id AND o.balance > 0 AND NOT o.void \
              UNION ALL SELECT o.id, o.total, o.balance FROM stands_for s \
              JOIN invoice i ON i.creditor_id = s.creditor_id AND i.id = s.invoice_id AND NOT i.void \
              JOIN invoice o ON o.creditor_id = s.creditor_id AND o.number_key = s.named \
              WHERE s.creditor_id = $1 AND o.debtor_id = i.debtor_id AND o.id <> i.id AND o.balance > 0 AND NOT o.void",
        place: invoice,
    },
];

/// Checks the bytes of a creditor's documents; answers how many there are.
///
/// # Errors
/// [`StoreError`] when the database cannot be read; what is wrong in it is added to `faults`.
pub(super) async fn check(db: &mut Db, creditor: CreditorId, faults: &mut Vec<Fault>) -> Result<i64, StoreError> {
    let sql = "SELECT o.digest, o.size, o.bytes, CAST((SELECT COUNT(*) FROM invoice_original p \
               WHERE p.creditor_id = o.creditor_id AND p.digest = o.digest) AS BIGINT) FROM original o \
               WHERE o.creditor_id = $1 AND o.digest > $2 ORDER BY o.digest LIMIT $3";
    let (mut after, mut seen) = (Vec::new(), 0);
    loop {
        let rows = db.all(sql, args![creditor.uuid(), after.clone(), BATCH]).await?;
        if rows.is_empty() {
            return Ok(seen);
        }
        for row in &rows {
            let (size, invoices): (i64, i64) = (row.get(1)?, row.get(3)?);
            after = row.get(0)?;
            seen += 1;
            let place = hex::encode(&after);
            let mut fault = |rule, found: String| faults.push(Fault { rule, place: place.clone(), found });
            if let Some(found) = wrong(&row.get::<Vec<u8>>(2)?, &after, size) {
                fault("a document is what its digest says", found);
            }
            if invoices == 0 {
                fault("every document that is kept is an invoice's", "no invoice came as it".to_owned());
            }
        }
    }
}

/// What is wrong with packed bytes of this digest and size.
fn wrong(packed: &[u8], digest: &[u8], size: i64) -> Option<String> {
    let Some(bytes) = unpacked(packed) else { return Some("it cannot be unpacked".to_owned()) };
    let fits = Sha256::digest(&bytes).as_slice() == digest && i64::try_from(bytes.len()) == Ok(size);
    (!fits).then(|| format!("{} bytes of another digest, kept as {size}", bytes.len()))
}
