//! Agreements: frozen as they were signed; only their state moves on.

use super::connection::{Row, args, row};
use super::{Db, StoreError};
use chrono::{DateTime, Utc};
use domain::agreement::{AgreementRecord, AgreementState, ReceivedPayment, ReceivedPayments};
use domain::date::Date;
use domain::id::{AgreementId, CreditorId, DebtorId, InvoiceId, PaymentId, RequestId};
use domain::money::{Currency, Money};
use domain::plan::Instalment;
use uuid::Uuid;

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT creditor_id, id, debtor_id, kind, state, body, hash, key_id, public_key, signature, language, \
             made_at, until, ended_at, replaces, request_id, form_key FROM agreement ",
            $rest
        )
    };
}

fn read(row: &Row) -> Result<AgreementRecord, StoreError> {
    Ok(AgreementRecord {
        creditor: CreditorId::new(row.get(0)?),
        id: AgreementId::new(row.get(1)?),
        debtor: DebtorId::new(row.get(2)?),
        kind: row.read(3)?,
        state: row.read(4)?,
        body: row.get(5)?,
        hash: row.get(6)?,
        key_id: row.get(7)?,
        public_key: row.get(8)?,
        signature: row.get(9)?,
        language: row.get(10)?,
        made_at: row.get(11)?,
        until: row.get(12)?,
        ended_at: row.get(13)?,
        replaces: row.get::<Option<Uuid>>(14)?.map(AgreementId::new),
        request: row.get::<Option<Uuid>>(15)?.map(RequestId::new),
        form_key: row.get(16)?,
    })
}

/// Writes a new agreement with what it covers and, for a plan, its instalments.
///
/// # Errors
/// [`StoreError`]; a second one of the same form is one.
pub async fn add(
    db: &mut Db,
    a: &AgreementRecord,
    covers: &[(InvoiceId, Money)],
    instalments: &[Instalment],
) -> Result<(), StoreError> {
    let sql = "INSERT INTO agreement (creditor_id, id, debtor_id, kind, state, body, hash, key_id, public_key, \
               signature, language, made_at, until, replaces, request_id, form_key) \
               VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15,$16)";
    let values = args![
        a.creditor.uuid(),
        a.id.uuid(),
        a.debtor.uuid(),
        a.kind.as_str(),
        a.state.as_str(),
        a.body.clone(),
        a.hash.clone(),
        a.key_id.clone(),
        a.public_key.clone(),
        a.signature.clone(),
        a.language.clone(),
        a.made_at,
        a.until,
        a.replaces.map(AgreementId::uuid),
        a.request.map(RequestId::uuid),
        a.form_key.clone()
    ];
    db.run(sql, values).await?;
    let rows = (0_i64..)
        .zip(covers)
        .map(|(n, (invoice, amount))| row![a.creditor.uuid(), a.id.uuid(), n, invoice.uuid(), amount.minor()]);
    db.insert_many("INSERT INTO covered (creditor_id, agreement_id, n, invoice_id, amount)", rows, "").await?;
    let rows = instalments
        .iter()
        .map(|i| row![a.creditor.uuid(), a.id.uuid(), i64::from(i.n), i.date, i.amount.minor(), i.price.minor()]);
    let head = "INSERT INTO instalment (creditor_id, agreement_id, n, due, amount, price)";
    db.insert_many(head, rows, "").await.map(drop)
}

/// One agreement.
pub async fn by_id(db: &mut Db, creditor: CreditorId, id: AgreementId) -> Result<Option<AgreementRecord>, StoreError> {
    let row = db.first(select!("WHERE creditor_id = $1 AND id = $2"), args![creditor.uuid(), id.uuid()]).await?;
    row.map(|row| read(&row)).transpose()
}

/// The agreement that came from this form.
pub async fn by_form(db: &mut Db, creditor: CreditorId, form_key: &str) -> Result<Option<AgreementRecord>, StoreError> {
    let sql = select!("WHERE creditor_id = $1 AND form_key = $2");
    db.first(sql, args![creditor.uuid(), form_key.to_owned()]).await?.map(|row| read(&row)).transpose()
}

/// A debtor's agreements, latest first.
pub async fn of_debtor(
    db: &mut Db,
    creditor: CreditorId,
    debtor: DebtorId,
    limit: i64,
) -> Result<Vec<AgreementRecord>, StoreError> {
    let sql = select!("WHERE creditor_id = $1 AND debtor_id = $2 ORDER BY made_at DESC, id DESC LIMIT $3");
    db.all(sql, args![creditor.uuid(), debtor.uuid(), limit]).await?.iter().map(read).collect()
}

/// A creditor's agreements after one, in the order of their ids.
pub async fn after(
    db: &mut Db,
    creditor: CreditorId,
    after: Uuid,
    limit: i64,
) -> Result<Vec<AgreementRecord>, StoreError> {
    let sql = select!("WHERE creditor_id = $1 AND id > $2 ORDER BY id LIMIT $3");
    db.all(sql, args![creditor.uuid(), after, limit]).await?.iter().map(read).collect()
}

/// A debtor's agreements that hold, oldest first.
pub async fn live_of(db: &mut Db, creditor: CreditorId, debtor: DebtorId) -> Result<Vec<AgreementRecord>, StoreError> {
    let sql = select!("WHERE creditor_id = $1 AND debtor_id = $2 AND state = 'live' ORDER BY made_at, id");
    db.all(sql, args![creditor.uuid(), debtor.uuid()]).await?.iter().map(read).collect()
}

/// The agreement that holds and covers an invoice, the latest if there are several.
pub async fn live_on(db: &mut Db, creditor: CreditorId, invoice: InvoiceId) -> Result<Option<AgreementId>, StoreError> {
    let sql = "SELECT a.id FROM covered c JOIN agreement a ON a.creditor_id = c.creditor_id AND a.id = c.agreement_id \
               WHERE c.creditor_id = $1 AND c.invoice_id = $2 AND a.state = 'live' \
               ORDER BY a.made_at DESC, a.id DESC LIMIT 1";
    let row = db.first(sql, args![creditor.uuid(), invoice.uuid()]).await?;
    row.map(|row| Ok(AgreementId::new(row.get(0)?))).transpose()
}

/// The agreements that have ended and may hold again, and cover what a payment pays, oldest first: what was kept or broken,
/// and settlements that had no effect.
pub async fn ended_with(
    db: &mut Db,
    creditor: CreditorId,
    payment: PaymentId,
) -> Result<Vec<AgreementRecord>, StoreError> {
    let sql = select!(
        "WHERE creditor_id = $1 AND (state IN ('kept', 'broken') OR (state = 'cancelled' AND kind = 'settlement')) \
         AND id IN (SELECT c.agreement_id FROM share s \
         JOIN covered c ON c.creditor_id = s.creditor_id AND c.invoice_id = s.invoice_id \
         WHERE s.creditor_id = $1 AND s.payment_id = $2) ORDER BY made_at, id"
    );
    db.all(sql, args![creditor.uuid(), payment.uuid()]).await?.iter().map(read).collect()
}

/// Does an agreement that holds cover an invoice?
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn covers(db: &mut Db, creditor: CreditorId, invoice: InvoiceId) -> Result<bool, StoreError> {
    let sql = "SELECT 1 FROM covered c JOIN agreement a ON a.creditor_id = c.creditor_id AND a.id = c.agreement_id \
               WHERE c.creditor_id = $1 AND c.invoice_id = $2 AND a.state = 'live'";
    Ok(db.first(sql, args![creditor.uuid(), invoice.uuid()]).await?.is_some())
}

/// The agreements that have ended and may hold again, and cover an invoice, oldest first.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn ended_over(
    db: &mut Db,
    creditor: CreditorId,
    invoice: InvoiceId,
) -> Result<Vec<AgreementRecord>, StoreError> {
    let sql = select!(
        "WHERE creditor_id = $1 AND (state IN ('kept', 'broken') OR (state = 'cancelled' AND kind = 'settlement')) \
         AND id IN (SELECT c.agreement_id FROM covered c \
         WHERE c.creditor_id = $1 AND c.invoice_id = $2) ORDER BY made_at, id"
    );
    db.all(sql, args![creditor.uuid(), invoice.uuid()]).await?.iter().map(read).collect()
}

/// What an agreement covers, oldest invoice first.
pub async fn covered(
    db: &mut Db,
    creditor: CreditorId,
    id: AgreementId,
) -> Result<Vec<(InvoiceId, Money)>, StoreError> {
    let sql = "SELECT c.invoice_id, c.amount, i.currency FROM covered c \
               JOIN invoice i ON i.creditor_id = c.creditor_id AND i.id = c.invoice_id \
               WHERE c.creditor_id = $1 AND c.agreement_id = $2 ORDER BY c.n";
    let rows = db.all(sql, args![creditor.uuid(), id.uuid()]).await?;
    rows.iter().map(|row| Ok((InvoiceId::new(row.get(0)?), Money::new(row.get(1)?, row.read(2)?)))).collect()
}

/// What each payment did since an agreement was made to what it covers, in postings: what lowers it is negative.
/// `also` says which entries count beside those of payments. What pays beside a plan is no payment of it.
macro_rules! of_payments {
    ($what:literal, $also:literal, $by:literal, $only:literal) => {
        concat!(
            "SELECT ",
            $what,
            " FROM covered c JOIN posting p ON p.creditor_id = c.creditor_id AND p.of_id = c.invoice_id \
             JOIN entry e ON e.creditor_id = p.creditor_id AND e.id = p.entry_id \
             LEFT JOIN payment y ON y.creditor_id = e.creditor_id AND y.id = e.payment_id \
             WHERE c.creditor_id = $1 AND c.agreement_id = $2 AND e.booked_at >= $3 \
             AND p.account IN ('receivable', 'interest_due', 'fees_due') \
             AND (e.kind IN ('paid', 'paid_outside', 'refunded', 'refund_failed', 'charged_back', 'chargeback_won', \
             'credit_used', 'discounted') OR ",
            $also,
            ") AND NOT EXISTS (SELECT 1 FROM share b WHERE b.creditor_id = c.creditor_id AND b.payment_id = e.payment_id \
             AND b.invoice_id = c.invoice_id AND b.beside_id = c.agreement_id) GROUP BY ",
            $by,
            $only
        )
    };
}

/// Money that reached what an agreement covers since it was made, by the ledger: each payment of which something
/// stays, oldest first. What of it is the debtor's credit by now, since the debt was corrected, is there no more.
pub async fn received(
    db: &mut Db,
    agreement: &AgreementRecord,
    currency: Currency,
) -> Result<ReceivedPayments, StoreError> {
    let sql = of_payments!(
        "MIN(e.at), CAST(-SUM(p.amount) AS BIGINT), CAST(-SUM(CASE WHEN e.kind IN ('refunded', 'refund_failed', \
         'charged_back', 'chargeback_won', 'credited') THEN 0 ELSE p.amount END) AS BIGINT), MIN(COALESCE(y.created_at, e.at)), \
         CAST(-SUM(CASE WHEN e.kind = 'discounted' THEN p.amount ELSE 0 END) AS BIGINT)",
        "(e.kind = 'credited' AND e.payment_id IS NOT NULL)",
        "COALESCE(e.payment_id, e.of_entry, e.id) ",
        "HAVING SUM(p.amount) < 0 ORDER BY 1"
    );
    let rows = db.all(sql, args![agreement.creditor.uuid(), agreement.id.uuid(), agreement.made_at]).await?;
    let money = |minor| Money::new(minor, currency);
    let payment = |row: &Row| {
        Ok(ReceivedPayment {
            at: row.get(0)?,
            begun: row.get(3)?,
            discount: money(row.get(4)?),
            amount: money(row.get(1)?),
            came: money(row.get(2)?),
        })
    };
    Ok(ReceivedPayments { currency, payments: rows.iter().map(payment).collect::<Result<_, StoreError>>()? })
}

/// What payments that were begun since an agreement was made, and before an instant, for what it covers have left as credit.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn left_as_credit(
    db: &mut Db,
    agreement: &AgreementRecord,
    before: DateTime<Utc>,
    currency: Currency,
) -> Result<Money, StoreError> {
    let sql = "SELECT CAST(COALESCE(SUM(p.credit), 0) AS BIGINT) FROM payment p \
               WHERE p.creditor_id = $1 AND p.debtor_id = $2 AND p.created_at >= $4 AND p.created_at < $5 \
               AND p.currency = $6 AND EXISTS (SELECT 1 FROM share s JOIN covered c ON c.creditor_id = s.creditor_id \
               AND c.invoice_id = s.invoice_id WHERE s.creditor_id = $1 AND s.payment_id = p.id AND c.agreement_id = $3)";
    let values = args![
        agreement.creditor.uuid(),
        agreement.debtor.uuid(),
        agreement.id.uuid(),
        agreement.made_at,
        before,
        currency.code()
    ];
    Ok(Money::new(db.number(sql, values).await?, currency))
}

/// What went back, since an agreement was made, of payments from before it, what had been given up before it and is owed
/// again, and by how much a total was raised: the debt is larger by so much, and nothing of the agreement's own was undone. What an agreement itself gave
/// up follows that agreement.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn went_back(db: &mut Db, agreement: &AgreementRecord, currency: Currency) -> Result<Money, StoreError> {
    let sql = of_payments!(
        "CAST(SUM(p.amount) AS BIGINT)",
        "(e.kind = 'written_off' AND e.payment_id IS NULL AND COALESCE(e.cause, '') NOT LIKE 'agreement:%' AND COALESCE(e.cause, '') NOT LIKE 'shrunk:%')",
        "COALESCE(e.payment_id, e.of_entry, e.id) ",
        "HAVING SUM(p.amount) > 0"
    );
    let rows = db.all(sql, args![agreement.creditor.uuid(), agreement.id.uuid(), agreement.made_at]).await?;
    let each = rows.iter().map(|row| Ok(Money::new(row.get(0)?, currency))).collect::<Result<Vec<_>, StoreError>>()?;
    Ok(Money::total(currency, each)?.plus(Money::new(raised(db, agreement).await?, currency))?)
}

/// By how much the totals of what an agreement covers were raised since it was made, in minor units.
async fn raised(db: &mut Db, agreement: &AgreementRecord) -> Result<i64, StoreError> {
    let sql = "SELECT CAST(COALESCE(SUM(r.more), 0) AS BIGINT) FROM (SELECT SUM(p.amount) AS more FROM covered c \
               JOIN posting p ON p.creditor_id = c.creditor_id AND p.of_id = c.invoice_id \
               JOIN entry e ON e.creditor_id = p.creditor_id AND e.id = p.entry_id \
               WHERE c.creditor_id = $1 AND c.agreement_id = $2 AND e.booked_at > $3 AND p.account = 'receivable' \
               AND e.kind = 'invoice_changed' GROUP BY c.invoice_id HAVING SUM(p.amount) > 0) r";
    db.number(sql, args![agreement.creditor.uuid(), agreement.id.uuid(), agreement.made_at]).await
}

/// What payments of a plan have taken off each of its invoices, by the ledger.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn received_by_invoice(
    db: &mut Db,
    agreement: &AgreementRecord,
    currency: Currency,
) -> Result<Vec<(InvoiceId, Money)>, StoreError> {
    let sql = of_payments!(
        "c.invoice_id, CAST(-SUM(p.amount) AS BIGINT)",
        "(e.kind = 'credited' AND e.payment_id IS NOT NULL)",
        "c.invoice_id, COALESCE(e.payment_id, e.of_entry, e.id) ",
        "HAVING SUM(p.amount) < 0"
    );
    let rows = db.all(sql, args![agreement.creditor.uuid(), agreement.id.uuid(), agreement.made_at]).await?;
    rows.iter().map(|row| Ok((InvoiceId::new(row.get(0)?), Money::new(row.get(1)?, currency)))).collect()
}

/// The invoices of a debtor's that an extension is about that holds, with the day that it gives or is to give.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn extensions_of(
    db: &mut Db,
    creditor: CreditorId,
    debtor: DebtorId,
) -> Result<Vec<(InvoiceId, Date)>, StoreError> {
    let sql = "SELECT c.invoice_id, a.until FROM agreement a \
               JOIN covered c ON c.creditor_id = a.creditor_id AND c.agreement_id = a.id \
               WHERE a.creditor_id = $1 AND a.debtor_id = $2 AND a.kind = 'extension' AND a.state = 'live' \
               AND a.until IS NOT NULL";
    let rows = db.all(sql, args![creditor.uuid(), debtor.uuid()]).await?;
    rows.iter().map(|row| Ok((InvoiceId::new(row.get(0)?), row.get(1)?))).collect()
}

/// How the debt that an agreement covers has changed since it was made, in minor units, by anything but payments and
/// charges: credit notes, corrections, what was waived or given up.
pub async fn changed_since(db: &mut Db, agreement: &AgreementRecord) -> Result<i64, StoreError> {
    let sql = "SELECT CAST(COALESCE(SUM(p.amount), 0) AS BIGINT) FROM covered c \
               JOIN posting p ON p.creditor_id = c.creditor_id AND p.of_id = c.invoice_id \
               JOIN entry e ON e.creditor_id = p.creditor_id AND e.id = p.entry_id \
               WHERE c.creditor_id = $1 AND c.agreement_id = $2 AND e.booked_at > $3 \
               AND p.account IN ('receivable', 'interest_due', 'fees_due') \
               AND e.kind IN ('invoiced', 'invoice_changed', 'charge_waived', 'written_off')";
    db.number(sql, args![agreement.creditor.uuid(), agreement.id.uuid(), agreement.made_at]).await
}

/// The agreement that followed this one.
pub async fn followed_by(db: &mut Db, before: &AgreementRecord) -> Result<Option<AgreementId>, StoreError> {
    let sql = "SELECT id FROM agreement WHERE creditor_id = $1 AND debtor_id = $2 AND made_at >= $3 AND replaces = $4";
    let values = args![before.creditor.uuid(), before.debtor.uuid(), before.made_at, before.id.uuid()];
    db.first(sql, values).await?.map(|row| Ok(AgreementId::new(row.get(0)?))).transpose()
}

/// Ends an agreement that holds: its invoices are out of its plan, settlement or promise again. `false` when it had ended before. Pauses are
/// [ended](super::pauses::end_of) beside it.
pub async fn end(
    db: &mut Db,
    creditor: CreditorId,
    id: AgreementId,
    state: AgreementState,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let sql = "UPDATE agreement SET state = $3, ended_at = $4 WHERE creditor_id = $1 AND id = $2 AND state = 'live'";
    if db.run(sql, args![creditor.uuid(), id.uuid(), state.as_str(), now]).await? == 0 {
        return Ok(false);
    }
    let sql = "UPDATE invoice SET plan_id = NULL WHERE creditor_id = $1 AND plan_id = $2";
    db.run(sql, args![creditor.uuid(), id.uuid()]).await?;
    let sql = "UPDATE invoice SET settlement_id = NULL WHERE creditor_id = $1 AND settlement_id = $2";
    db.run(sql, args![creditor.uuid(), id.uuid()]).await?;
    let sql = "UPDATE invoice SET promise_id = NULL WHERE creditor_id = $1 AND promise_id = $2";
    db.run(sql, args![creditor.uuid(), id.uuid()]).await?;
    Ok(true)
}

/// An agreement that has ended holds again; when it had ended stays on record. `false` when it is in another state by now,
/// or has another in its place.
pub async fn reopen(
    db: &mut Db,
    creditor: CreditorId,
    id: AgreementId,
    from: AgreementState,
) -> Result<bool, StoreError> {
    let sql = "UPDATE agreement SET state = 'live' WHERE creditor_id = $1 AND id = $2 AND state = $3 \
               AND state IN ('kept', 'broken', 'cancelled')";
    Ok(db.run(sql, args![creditor.uuid(), id.uuid(), from.as_str()]).await? == 1)
}

/// Puts an invoice into a plan that holds.
pub async fn put_in_plan(
    db: &mut Db,
    creditor: CreditorId,
    invoice: InvoiceId,
    plan: AgreementId,
) -> Result<(), StoreError> {
    let sql = "UPDATE invoice SET plan_id = $3 WHERE creditor_id = $1 AND id = $2";
    db.run(sql, args![creditor.uuid(), invoice.uuid(), plan.uuid()]).await.map(drop)
}

/// Puts an invoice into a settlement that holds. `false`, and nothing is written, where it is in another one or in a plan.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn put_in_settlement(
    db: &mut Db,
    creditor: CreditorId,
    invoice: InvoiceId,
    settlement: AgreementId,
) -> Result<bool, StoreError> {
    let sql = "UPDATE invoice SET settlement_id = $3 WHERE creditor_id = $1 AND id = $2 AND plan_id IS NULL \
               AND (settlement_id IS NULL OR settlement_id = $3)";
    Ok(db.run(sql, args![creditor.uuid(), invoice.uuid(), settlement.uuid()]).await? == 1)
}

/// Says that a promise that holds is about an invoice. `false`, and nothing is written, where another one is.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn put_in_promise(
    db: &mut Db,
    creditor: CreditorId,
    invoice: InvoiceId,
    promise: AgreementId,
) -> Result<bool, StoreError> {
    let sql = "UPDATE invoice SET promise_id = $3 WHERE creditor_id = $1 AND id = $2 \
               AND (promise_id IS NULL OR promise_id = $3)";
    Ok(db.run(sql, args![creditor.uuid(), invoice.uuid(), promise.uuid()]).await? == 1)
}

/// The promises that hold and are about these invoices, each once.
///
/// # Errors
/// [`StoreError`] when the database does not answer, or a promise cannot be read.
pub async fn promises_on(
    db: &mut Db,
    creditor: CreditorId,
    invoices: impl Iterator<Item = InvoiceId>,
) -> Result<Vec<AgreementRecord>, StoreError> {
    let mut all: Vec<AgreementRecord> = Vec::new();
    for invoice in invoices {
        let sql = select!(
            "WHERE creditor_id = $1 AND id = (SELECT promise_id FROM invoice WHERE creditor_id = $1 AND id = $2)"
        );
        let found = db.first(sql, args![creditor.uuid(), invoice.uuid()]).await?;
        let found = found.map(|row| read(&row)).transpose()?;
        all.extend(found.filter(|found| all.iter().all(|known| known.id != found.id)));
    }
    Ok(all)
}

/// The extensions of an invoice that hold, oldest first.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn extensions_on(
    db: &mut Db,
    creditor: CreditorId,
    invoice: InvoiceId,
) -> Result<Vec<AgreementRecord>, StoreError> {
    let sql = select!(
        "WHERE creditor_id = $1 AND state = 'live' AND kind = 'extension' AND id IN (SELECT c.agreement_id FROM covered c \
         WHERE c.creditor_id = $1 AND c.invoice_id = $2) ORDER BY made_at, id"
    );
    db.all(sql, args![creditor.uuid(), invoice.uuid()]).await?.iter().map(read).collect()
}

/// Moves an invoice's due date by an extension; its own stays on record, and counts again with none.
pub async fn extend(db: &mut Db, creditor: CreditorId, invoice: InvoiceId, to: Option<Date>) -> Result<(), StoreError> {
    let sql = "UPDATE invoice SET extended_to = $3 WHERE creditor_id = $1 AND id = $2";
    db.run(sql, args![creditor.uuid(), invoice.uuid(), to]).await.map(drop)
}
