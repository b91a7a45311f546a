//! Payments, their shares, refunds and chargebacks.

use super::connection::{Row, args, row};
use super::{Db, StoreError, claims};
use chrono::{DateTime, Utc};
use domain::agreement::AgreementRecord;
use domain::allocation::Share;
use domain::id::{AgreementId, CreditorId, DebtorId, InvoiceId, PaymentId, SessionId};
use domain::money::{Currency, Money};
use domain::payment::{Payment, PaymentShare, PlannedShare, Progress, Voucher};
use domain::rate_limit::RateLimit;
use uuid::Uuid;

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT creditor_id, id, debtor_id, provider, account, currency, amount, progress, received, credit, \
             refund_total_reported, refunded, charged_back, moves, session, reference, url, form_key, language, \
             created_at, expires_at, paid_at, poll_count, voucher_page, voucher_number, voucher_until FROM payment ",
            $rest
        )
    };
}

fn read(row: &Row) -> Result<Payment, StoreError> {
    let currency: Currency = row.read(5)?;
    let money = |i| row.get(i).map(|minor| Money::new(minor, currency));
    let voucher = Voucher { page: row.get(23)?, number: row.get(24)?, until: row.get(25)? };
    Ok(Payment {
        creditor: CreditorId::new(row.get(0)?),
        id: PaymentId::new(row.get(1)?),
        debtor: DebtorId::new(row.get(2)?),
        provider: row.read(3)?,
        account: row.get(4)?,
        amount: money(6)?,
        progress: row.read(7)?,
        received: money(8)?,
        credit: money(9)?,
        refund_total_reported: money(10)?,
        refunded: money(11)?,
        charged_back: money(12)?,
        moves: row.get(13)?,
        session: row.get(14)?,
        reference: row.get(15)?,
        url: row.get(16)?,
        form_key: row.get(17)?,
        language: row.get(18)?,
        created_at: row.get(19)?,
        expires_at: row.get(20)?,
        paid_at: row.get(21)?,
        poll_count: row.get(22)?,
        voucher: (voucher != Voucher::default()).then_some(voucher),
    })
}

/// Writes a new payment with its shares. `false`, and nothing written, when its form was sent before.
pub async fn add(
    db: &mut Db,
    p: &Payment,
    shares: &[PlannedShare],
    poll_at: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let sql = "INSERT INTO payment (creditor_id, id, debtor_id, provider, account, currency, amount, progress, \
               form_key, language, created_at, expires_at, poll_at) \
               VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13) ON CONFLICT (creditor_id, form_key) DO NOTHING";
    let values = args![
        p.creditor.uuid(),
        p.id.uuid(),
        p.debtor.uuid(),
        p.provider.as_str(),
        p.account.clone(),
        p.amount.currency().code(),
        p.amount.minor(),
        p.progress.as_str(),
        p.form_key.clone(),
        p.language.clone(),
        p.created_at,
        p.expires_at,
        poll_at
    ];
    if db.run(sql, values).await? == 0 {
        return Ok(false);
    }
    let rows = (0_i64..).zip(shares).map(|(n, PlannedShare { share: s, discount, beside })| {
        let part = s.component.as_str();
        let beside = beside.map(AgreementId::uuid);
        row![p.creditor.uuid(), p.id.uuid(), n, s.invoice.uuid(), part, s.amount.minor(), discount.minor(), beside]
    });
    let head = "INSERT INTO share (creditor_id, payment_id, n, invoice_id, component, agreed, discount, beside_id)";
    db.insert_many(head, rows, "").await?;
    Ok(true)
}

/// Remembers in which session a payment was begun.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn set_begun_by(
    db: &mut Db,
    creditor: CreditorId,
    id: PaymentId,
    session: SessionId,
) -> Result<(), StoreError> {
    let sql = "UPDATE payment SET begun_by = $3 WHERE creditor_id = $1 AND id = $2";
    db.run(sql, args![creditor.uuid(), id.uuid(), session.uuid()]).await.map(drop)
}

/// Was a payment begun in this session?
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn was_begun_by(
    db: &mut Db,
    creditor: CreditorId,
    id: PaymentId,
    session: SessionId,
) -> Result<bool, StoreError> {
    let sql = "SELECT 1 FROM payment WHERE creditor_id = $1 AND id = $2 AND begun_by = $3";
    Ok(db.first(sql, args![creditor.uuid(), id.uuid(), session.uuid()]).await?.is_some())
}

/// When payments of a debtor's that are not paid were begun, the latest first; those of the last [`RateLimit::at_most`].
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn unpaid_lately(
    db: &mut Db,
    creditor: CreditorId,
    debtor: DebtorId,
) -> Result<Vec<DateTime<Utc>>, StoreError> {
    let sql = "SELECT created_at FROM payment WHERE creditor_id = $1 AND debtor_id = $2 AND progress <> 'succeeded' \
               ORDER BY created_at DESC LIMIT $3";
    let rows = db.all(sql, args![creditor.uuid(), debtor.uuid(), RateLimit::UnpaidPayment.at_most()]).await?;
    rows.iter().map(|row| row.get(0)).collect()
}

/// The provider has opened a page.
pub async fn opened(
    db: &mut Db,
    creditor: CreditorId,
    id: PaymentId,
    session: &str,
    url: &str,
    poll_at: DateTime<Utc>,
) -> Result<(), StoreError> {
    let sql = "UPDATE payment SET session = $3, url = $4, poll_at = $5, \
               progress = CASE WHEN progress = 'created' THEN 'redirected' ELSE progress END \
               WHERE creditor_id = $1 AND id = $2";
    let values = args![creditor.uuid(), id.uuid(), session.to_owned(), url.to_owned(), poll_at];
    db.run(sql, values).await.map(drop)
}

/// Writes everything that applying a fact can change.
pub async fn save(db: &mut Db, p: &Payment, poll_at: Option<DateTime<Utc>>) -> Result<(), StoreError> {
    let voucher = p.voucher.clone().unwrap_or_default();
    let sql = "UPDATE payment SET progress = $3, received = $4, credit = $5, refund_total_reported = $6, refunded = $7, \
               charged_back = $8, moves = $9, reference = $10, paid_at = $11, poll_count = $12, poll_at = $13, \
               voucher_page = $14, voucher_number = $15, voucher_until = $16 WHERE creditor_id = $1 AND id = $2";
    let values = args![
        p.creditor.uuid(),
        p.id.uuid(),
        p.progress.as_str(),
        p.received.minor(),
        p.credit.minor(),
        p.refund_total_reported.minor(),
        p.refunded.minor(),
        p.charged_back.minor(),
        p.moves,
        p.reference.clone(),
        p.paid_at,
        p.poll_count,
        poll_at,
        voucher.page,
        voucher.number,
        voucher.until
    ];
    db.run(sql, values).await.map(drop)
}

/// Sets when the reconciler asks next, and counts that it asked.
pub async fn polled(
    db: &mut Db,
    creditor: CreditorId,
    id: PaymentId,
    poll_at: Option<DateTime<Utc>>,
) -> Result<(), StoreError> {
    let sql = "UPDATE payment SET poll_count = poll_count + 1, poll_at = $3 WHERE creditor_id = $1 AND id = $2";
    db.run(sql, args![creditor.uuid(), id.uuid(), poll_at]).await.map(drop)
}

/// Takes payments whose time to be polled has come, and puts their next poll off to `lease`, so
/// that no other process takes them meanwhile.
pub async fn claim_due(
    db: &mut Db,
    now: DateTime<Utc>,
    lease: DateTime<Utc>,
    limit: i64,
) -> Result<Vec<(CreditorId, PaymentId)>, StoreError> {
    let sql = "SELECT creditor_id, id FROM payment WHERE poll_at <= $1 ORDER BY poll_at LIMIT $2";
    let due = claims::by_creditor(&db.all(sql, args![now, limit]).await?)?;
    let take = claims::Take {
        head: "UPDATE payment SET poll_at = $2 WHERE creditor_id = $1 AND id IN (SELECT id FROM payment \
               WHERE creditor_id = $1 AND poll_at <= $3 AND id IN ",
        tail: " FOR UPDATE SKIP LOCKED) RETURNING creditor_id, id",
    };
    let rows = claims::take(db, &take, due, args![lease, now]).await?;
    rows.iter().map(|row| Ok((CreditorId::new(row.get(0)?), PaymentId::new(row.get(1)?)))).collect()
}

/// May a page have the provider asked now? At most once every `pause_s` seconds for a payment, over
/// all processes, and only while it is open.
pub async fn claim_question(
    db: &mut Db,
    creditor: CreditorId,
    id: PaymentId,
    now: DateTime<Utc>,
    pause_s: i64,
) -> Result<bool, StoreError> {
    let sql = "UPDATE payment SET asked_at = $3 WHERE creditor_id = $1 AND id = $2 AND session IS NOT NULL \
               AND progress IN ('redirected', 'processing') AND (asked_at IS NULL OR asked_at <= $4)";
    let before = now - chrono::TimeDelta::seconds(pause_s);
    Ok(db.run(sql, args![creditor.uuid(), id.uuid(), now, before]).await? == 1)
}

/// How many payments are open, and when the next of them is to be polled.
pub async fn backlog(db: &mut Db) -> Result<(i64, Option<DateTime<Utc>>), StoreError> {
    let open = db.number("SELECT COUNT(*) FROM payment WHERE poll_at IS NOT NULL", vec![]).await?;
    let sql = "SELECT poll_at FROM payment WHERE poll_at IS NOT NULL ORDER BY poll_at LIMIT 1";
    let next = db.first(sql, vec![]).await?.map(|row| row.get(0)).transpose()?;
    Ok((open, next))
}

/// One payment.
pub async fn by_id(db: &mut Db, creditor: CreditorId, id: PaymentId) -> Result<Option<Payment>, StoreError> {
    let row = db.first(select!("WHERE creditor_id = $1 AND id = $2"), args![creditor.uuid(), id.uuid()]).await?;
    row.map(|row| read(&row)).transpose()
}

/// One payment by id alone: for the operator, who names no creditor. Looks at every creditor's.
pub async fn find(db: &mut Db, id: PaymentId) -> Result<Option<Payment>, StoreError> {
    db.first(select!("WHERE id = $1"), args![id.uuid()]).await?.map(|row| read(&row)).transpose()
}

/// One payment, taken for this transaction.
pub async fn lock(db: &mut Db, creditor: CreditorId, id: PaymentId) -> Result<Option<Payment>, StoreError> {
    let sql = select!("WHERE creditor_id = $1 AND id = $2 FOR UPDATE");
    db.first(sql, args![creditor.uuid(), id.uuid()]).await?.map(|row| read(&row)).transpose()
}

/// The payment that came from this form.
pub async fn by_form(db: &mut Db, creditor: CreditorId, form_key: &str) -> Result<Option<Payment>, StoreError> {
    let sql = select!("WHERE creditor_id = $1 AND form_key = $2");
    db.first(sql, args![creditor.uuid(), form_key.to_owned()]).await?.map(|row| read(&row)).transpose()
}

/// A debtor's payments, latest first.
pub async fn of_debtor(
    db: &mut Db,
    creditor: CreditorId,
    debtor: DebtorId,
    limit: i64,
) -> Result<Vec<Payment>, StoreError> {
    let sql = select!("WHERE creditor_id = $1 AND debtor_id = $2 ORDER BY created_at DESC, id DESC LIMIT $3");
    db.all(sql, args![creditor.uuid(), debtor.uuid(), limit]).await?.iter().map(read).collect()
}

/// A debtor's payments that are not decided yet, latest first.
pub async fn open_of(db: &mut Db, creditor: CreditorId, debtor: DebtorId) -> Result<Vec<Payment>, StoreError> {
    let sql = select!(
        "WHERE creditor_id = $1 AND debtor_id = $2 AND progress IN ('created', 'redirected', 'processing') \
         ORDER BY created_at DESC, id DESC"
    );
    db.all(sql, args![creditor.uuid(), debtor.uuid()]).await?.iter().map(read).collect()
}

/// The shares of a payment, in the order of allocation.
pub async fn shares(
    db: &mut Db,
    creditor: CreditorId,
    payment: PaymentId,
    currency: Currency,
) -> Result<Vec<PaymentShare>, StoreError> {
    let sql = "SELECT n, invoice_id, agreed, applied, component, discount, discounted, beside_id FROM share \
               WHERE creditor_id = $1 AND payment_id = $2 ORDER BY n";
    let rows = db.all(sql, args![creditor.uuid(), payment.uuid()]).await?;
    rows.iter()
        .map(|row| {
            Ok(PaymentShare {
                n: row.get(0)?,
                invoice: InvoiceId::new(row.get(1)?),
                agreed: Money::new(row.get(2)?, currency),
                applied: Money::new(row.get(3)?, currency),
                component: row.read(4)?,
                discount: Money::new(row.get(5)?, currency),
                discounted: Money::new(row.get(6)?, currency),
                beside: row.get::<Option<Uuid>>(7)?.map(AgreementId::new),
            })
        })
        .collect()
}

/// What payments that were meant for an invoice have left as credit, in minor units, the oldest first: each as much as it
/// holds of it, and no more than was meant for this invoice.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn beyond(
    db: &mut Db,
    creditor: CreditorId,
    invoice: InvoiceId,
) -> Result<Vec<(PaymentId, i64)>, StoreError> {
    let sql = "SELECT y.id, CAST(SUM(s.agreed - s.applied) AS BIGINT), y.credit FROM share s \
               JOIN payment y ON y.creditor_id = s.creditor_id AND y.id = s.payment_id \
               WHERE s.creditor_id = $1 AND s.invoice_id = $2 AND y.credit > 0 \
               GROUP BY y.id, y.credit, y.created_at ORDER BY y.created_at, y.id";
    let rows = db.all(sql, args![creditor.uuid(), invoice.uuid()]).await?;
    rows.iter()
        .map(|row| {
            let (meant, credit): (i64, i64) = (row.get(1)?, row.get(2)?);
            Ok((PaymentId::new(row.get(0)?), meant.min(credit).max(0)))
        })
        .collect()
}

/// Moves what of each share is on its invoice; `shares` are the amounts to add (or take, if `back`).
pub async fn apply_shares(
    db: &mut Db,
    creditor: CreditorId,
    payment: PaymentId,
    shares: &[Share],
    back: bool,
) -> Result<(), StoreError> {
    let sql = "UPDATE share SET applied = applied + $5 \
               WHERE creditor_id = $1 AND payment_id = $2 AND invoice_id = $3 AND component = $4";
    // A part that nobody agreed on gets what was over because another was paid meanwhile.
    let more = "INSERT INTO share (creditor_id, payment_id, n, invoice_id, component, agreed, applied) \
                SELECT $1, $2, MAX(n) + 1, $3, $4, 0, $5 FROM share WHERE creditor_id = $1 AND payment_id = $2";
    for share in shares {
        let amount = if back { share.amount.negated()? } else { share.amount };
        let values =
            args![creditor.uuid(), payment.uuid(), share.invoice.uuid(), share.component.as_str(), amount.minor()];
        if db.run(sql, values.clone()).await? == 0 {
            db.run(more, values).await?;
        }
    }
    Ok(())
}

/// This much of what a payment left on its invoices became the debtor's credit, or is taken out of it again.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn add_credit(db: &mut Db, creditor: CreditorId, id: PaymentId, amount: Money) -> Result<(), StoreError> {
    let sql = "UPDATE payment SET credit = credit + $3 WHERE creditor_id = $1 AND id = $2";
    db.run(sql, args![creditor.uuid(), id.uuid(), amount.minor()]).await.map(drop)
}

/// The payments that touched an invoice and are still on their way: what each agreed to pay of it, charges included.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn under_way_on(
    db: &mut Db,
    creditor: CreditorId,
    invoice: InvoiceId,
) -> Result<Vec<(PaymentId, i64, Progress)>, StoreError> {
    let sql = "SELECT p.id, CAST(SUM(s.agreed) AS BIGINT), p.progress FROM share s JOIN payment p ON p.creditor_id = s.creditor_id AND p.id = s.payment_id \
               WHERE s.creditor_id = $1 AND s.invoice_id = $2 AND p.progress IN ('created', 'redirected', 'processing') \
               GROUP BY p.id, p.progress";
    let rows = db.all(sql, args![creditor.uuid(), invoice.uuid()]).await?;
    rows.iter().map(|row| Ok((PaymentId::new(row.get(0)?), row.get(1)?, row.read(2)?))).collect()
}

/// What a debtor's payments that are being processed will take off an invoice: what they pay and what comes off beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OnItsWay {
    /// Of which invoice.
    pub invoice: InvoiceId,
    /// The amount with its currency.
    pub amount: Money,
    /// The plan beside which they pay.
    pub beside: Option<AgreementId>,
    /// When the last of them was begun.
    pub begun: DateTime<Utc>,
}

/// What a debtor's payments that are being processed will take off invoices.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn on_their_way(db: &mut Db, creditor: CreditorId, debtor: DebtorId) -> Result<Vec<OnItsWay>, StoreError> {
    let sql = "SELECT s.invoice_id, p.currency, CAST(SUM(s.agreed + s.discount) AS BIGINT), s.beside_id, MAX(p.created_at) \
               FROM payment p \
               JOIN share s ON s.creditor_id = p.creditor_id AND s.payment_id = p.id \
               WHERE p.creditor_id = $1 AND p.debtor_id = $2 AND p.progress = 'processing' \
               GROUP BY s.invoice_id, p.currency, s.beside_id";
    let rows = db.all(sql, args![creditor.uuid(), debtor.uuid()]).await?;
    let moving = |row: &Row| {
        let (invoice, amount) = (InvoiceId::new(row.get(0)?), Money::new(row.get(2)?, row.read(1)?));
        let beside = row.get::<Option<Uuid>>(3)?.map(AgreementId::new);
        Ok(OnItsWay { invoice, amount, beside, begun: row.get(4)? })
    };
    rows.iter().map(moving).collect()
}

/// What payments that are being processed, and were begun before an instant, will pay of what an agreement covers; in minor units.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn coming_for(db: &mut Db, agreement: &AgreementRecord, before: DateTime<Utc>) -> Result<i64, StoreError> {
    let sql = "SELECT CAST(COALESCE(SUM(s.agreed), 0) AS BIGINT) FROM covered c JOIN share s ON s.creditor_id = c.creditor_id \
               AND s.invoice_id = c.invoice_id JOIN payment p ON p.creditor_id = s.creditor_id AND p.id = s.payment_id \
               WHERE c.creditor_id = $1 AND c.agreement_id = $2 AND p.progress = 'processing' AND p.created_at < $3 \
               AND s.beside_id IS NULL";
    db.number(sql, args![agreement.creditor.uuid(), agreement.id.uuid(), before]).await
}

/// May money still come for an invoice: is a payment of it under way, or taken back by a bank that has not decided yet?
pub async fn may_come(db: &mut Db, creditor: CreditorId, invoice: InvoiceId) -> Result<bool, StoreError> {
    let sql = "SELECT p.id FROM share s JOIN payment p ON p.creditor_id = s.creditor_id AND p.id = s.payment_id \
               WHERE s.creditor_id = $1 AND s.invoice_id = $2 AND (p.progress IN ('created', 'redirected', 'processing') \
               OR EXISTS (SELECT 1 FROM chargeback c WHERE c.creditor_id = $1 AND c.payment_id = p.id \
               AND c.state = 'open')) LIMIT 1";
    Ok(db.first(sql, args![creditor.uuid(), invoice.uuid()]).await?.is_some())
}
