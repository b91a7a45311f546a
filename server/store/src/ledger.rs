//! Writing to the ledger, and reading it back. Balances are cached in the same transaction.

use super::connection::{Arg, args, row};
use super::{Db, StoreError, jobs, payments};
use chrono::{DateTime, Utc};
use domain::allocation::Share;
use domain::id::{CreditorId, DebtorId, EntryId, InvoiceId, JobId, PaymentId};
use domain::invoice::Component;
use domain::ledger::{Account, Entry, EntryKind, Posting};
use domain::money::Money;
use domain::payment::ProviderName;
use uuid::Uuid;

/// An entry about to be written.
#[derive(Debug, Clone)]
pub struct NewEntry {
    /// Its id.
    pub id: EntryId,
    /// What it records, once: `invoice:inv_…`, `payment:pay_…:paid`.
    pub cause: String,
    /// The payment it belongs to, if any.
    pub payment: Option<PaymentId>,
    /// When it happened, by the provider or the creditor's file.
    pub at: DateTime<Utc>,
    /// What it says.
    pub entry: Entry,
}

/// An entry with which an invoice begins. What it records is that its invoice came, which is in the books once by the
/// invoice's own key: it needs no cause, and where causes are asked for it reads as [`SOURCE`].
#[derive(Debug, Clone)]
pub struct FirstEntry {
    /// Its id.
    pub id: EntryId,
    /// When it happened, by the creditor's file.
    pub at: DateTime<Utc>,
    /// What it says.
    pub entry: Entry,
}

/// How the causes of entries begin that a creditor's list made, or its staff in the list's place. (Statements have it as
/// they are written.)
pub const SOURCE: &str = "invoice:";

/// The account as the database keeps it: a kind (with the provider's name), and whose.
fn account_columns(account: Account) -> (&'static str, Option<Uuid>) {
    match account {
        Account::Receivable(id) => ("receivable", Some(id.uuid())),
        Account::Invoiced => ("invoiced", None),
        Account::Clearing(provider) => (provider.clearing_account(), None),
        Account::Bank => ("bank", None),
        Account::CustomerCredit(id) => ("customer_credit", Some(id.uuid())),
        Account::InterestDue(id) => ("interest_due", Some(id.uuid())),
        Account::FeesDue(id) => ("fees_due", Some(id.uuid())),
        Account::InterestIncome => ("interest_income", None),
        Account::FeeIncome => ("fee_income", None),
        Account::Discounts => ("discounts", None),
        Account::WriteOffs => ("write_offs", None),
    }
}

/// The account that the database keeps so.
fn account_of(kind: &str, of: Option<Uuid>) -> Result<Account, StoreError> {
    let clearing = ProviderName::ALL.into_iter().find(|provider| provider.clearing_account() == kind);
    if let (Some(provider), None) = (clearing, of) {
        return Ok(Account::Clearing(provider));
    }
    Ok(match (kind, of) {
        ("receivable", Some(id)) => Account::Receivable(InvoiceId::new(id)),
        ("interest_due", Some(id)) => Account::InterestDue(InvoiceId::new(id)),
        ("fees_due", Some(id)) => Account::FeesDue(InvoiceId::new(id)),
        ("customer_credit", Some(id)) => Account::CustomerCredit(DebtorId::new(id)),
        ("invoiced", None) => Account::Invoiced,
        ("bank", None) => Account::Bank,
        ("interest_income", None) => Account::InterestIncome,
        ("fee_income", None) => Account::FeeIncome,
        ("discounts", None) => Account::Discounts,
        ("write_offs", None) => Account::WriteOffs,
        (other, _) => return Err(StoreError::Damaged(format!("a posting names the account {other}"))),
    })
}

/// Writes one [`Entry`] and moves the cached balances. Answers `false`, and changes nothing, when its
/// cause is in the books already: the same thing never happens twice.
///
/// # Errors
/// [`StoreError`] when the database does not answer, or an account's row is not there.
pub async fn post(db: &mut Db, creditor: CreditorId, new: &NewEntry, now: DateTime<Utc>) -> Result<bool, StoreError> {
    write(db, creditor, new, None, now).await
}

/// As [`post`], for an entry that takes another one back or turns it into credit, all or a part of it.
///
/// # Errors
/// As [`post`].
pub async fn post_about(
    db: &mut Db,
    creditor: CreditorId,
    new: &NewEntry,
    about: EntryId,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    write(db, creditor, new, Some(about), now).await
}

async fn write(
    db: &mut Db,
    creditor: CreditorId,
    new: &NewEntry,
    about: Option<EntryId>,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let sql = "INSERT INTO entry (creditor_id, id, kind, cause, currency, payment_id, at, booked_at, of_entry) \
               VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9) ON CONFLICT (creditor_id, cause) WHERE cause IS NOT NULL DO NOTHING";
    let values = args![
        creditor.uuid(),
        new.id.uuid(),
        new.entry.kind().as_str(),
        new.cause.as_str(),
        new.entry.currency().code(),
        new.payment.map(PaymentId::uuid),
        new.at,
        now,
        about.map(EntryId::uuid)
    ];
    if db.run(sql, values).await? == 0 {
        return Ok(false);
    }
    db.insert_many(POSTINGS, posting_rows(creditor, new.id, &new.entry), "").await?;
    for posting in new.entry.postings() {
        move_cache(db, creditor, posting.account, posting.amount).await?;
    }
    tell_payments_under_way(db, creditor, new, now).await?;
    for invoice in new.entry.brings_money_for() {
        let sql = "UPDATE invoice SET paid_at = $3 WHERE creditor_id = $1 AND id = $2 \
                   AND (paid_at IS NULL OR paid_at < $3)";
        db.run(sql, args![creditor.uuid(), invoice.uuid(), new.at]).await?;
    }
    Ok(true)
}

/// Where an entry lowers what other payments under way are to pay, a job looks whether they are still wanted.
async fn tell_payments_under_way(
    db: &mut Db,
    creditor: CreditorId,
    new: &NewEntry,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    for invoice in new.entry.lowers() {
        let under_way = payments::under_way_on(db, creditor, invoice).await?;
        if under_way.iter().any(|(payment, _, _)| Some(*payment) != new.payment) {
            let work = jobs::New::superseded(new.id);
            return jobs::add(db, creditor, JobId::new(new.id.uuid()), work, now).await.map(drop);
        }
    }
    Ok(())
}

/// Is an entry of this cause in the books?
pub async fn has(db: &mut Db, creditor: CreditorId, cause: &str) -> Result<bool, StoreError> {
    let sql = "SELECT 1 FROM entry WHERE creditor_id = $1 AND cause = $2";
    Ok(db.first(sql, args![creditor.uuid(), cause.to_owned()]).await?.is_some())
}

/// Writes the entries with which new invoices begin. The caller writes the balances that they add up to.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn post_first(
    db: &mut Db,
    creditor: CreditorId,
    entries: &[&FirstEntry],
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let head = "INSERT INTO entry (creditor_id, id, kind, currency, at, booked_at)";
    let rows = entries.iter().map(|first| {
        let (kind, currency) = (first.entry.kind().as_str(), first.entry.currency().code());
        row![creditor.uuid(), first.id.uuid(), kind, currency, first.at, now]
    });
    db.insert_many(head, rows, "").await?;
    let postings = entries.iter().flat_map(|first| posting_rows(creditor, first.id, &first.entry));
    db.insert_many(POSTINGS, postings, "").await.map(drop)
}

const POSTINGS: &str = "INSERT INTO posting (creditor_id, entry_id, n, account, of_id, amount)";

fn posting_rows(creditor: CreditorId, id: EntryId, entry: &Entry) -> impl Iterator<Item = [Arg<'static>; 6]> {
    (0_i64..).zip(entry.postings()).map(move |(n, posting)| {
        let (account, of) = account_columns(posting.account);
        row![creditor.uuid(), id.uuid(), n, account, of, posting.amount.minor()]
    })
}

async fn move_cache(db: &mut Db, creditor: CreditorId, account: Account, amount: Money) -> Result<(), StoreError> {
    if let Some((invoice, component)) = account.owes() {
        let sql = match component {
            Component::Principal => "UPDATE invoice SET balance = balance + $3 WHERE creditor_id = $1 AND id = $2",
            Component::Interest => "UPDATE invoice SET interest = interest + $3 WHERE creditor_id = $1 AND id = $2",
            Component::Fee => "UPDATE invoice SET fees = fees + $3 WHERE creditor_id = $1 AND id = $2",
        };
        let touched = db.run(sql, args![creditor.uuid(), invoice.uuid(), amount.minor()]).await?;
        if touched != 1 {
            return Err(StoreError::Damaged(format!("an entry names {invoice}, which is not there")));
        }
    } else if let Account::CustomerCredit(debtor) = account {
        // A credit of the account is what the debtor has: the cache has the other sign.
        let sql = "INSERT INTO credit (creditor_id, debtor_id, currency, balance) VALUES ($1,$2,$3,$4) \
                       ON CONFLICT (creditor_id, debtor_id, currency) \
                       DO UPDATE SET balance = credit.balance + excluded.balance";
        let has = amount.negated()?;
        db.run(sql, args![creditor.uuid(), debtor.uuid(), has.currency().code(), has.minor()]).await?;
    }
    Ok(())
}

/// A movement on one invoice, for people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Movement {
    /// The entry's kind: `invoiced`, `paid`, …; `settled` where a settlement wrote off the rest.
    pub kind: String,
    /// What it did to what is owed: negative lowers it.
    pub amount: Money,
    /// The moment, in UTC.
    pub at: DateTime<Utc>,
    /// The payment behind it.
    pub payment: Option<PaymentId>,
    /// What it records, once.
    pub cause: String,
    /// The other document, where a credit note paid a debt.
    pub other: Option<OtherDocument>,
}

impl Movement {
    /// Is it what an agreement costs, and no fee for being late?
    #[must_use]
    pub fn is_agreed(&self) -> bool {
        self.cause.starts_with("agreement:")
    }
}

/// The other document of a set-off.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OtherDocument {
    /// The invoice's id.
    pub invoice: InvoiceId,
    /// Its number.
    pub number: String,
    /// Is it the debt that was paid, and not the note that paid?
    pub pays: bool,
}

fn other(row: &super::connection::Row, from: usize) -> Result<Option<OtherDocument>, StoreError> {
    let Some(id) = row.get::<Option<Uuid>>(from)? else { return Ok(None) };
    let pays = row.get::<i64>(from + 2)? == 1;
    Ok(Some(OtherDocument { invoice: InvoiceId::new(id), number: row.get(from + 1)?, pays }))
}

/// Everything that moved the balance of an invoice, in order.
pub async fn movements(db: &mut Db, creditor: CreditorId, invoice: InvoiceId) -> Result<Vec<Movement>, StoreError> {
    // The parts of a debt that one entry moved are one movement.
    let sql = "SELECT CASE WHEN e.kind = 'written_off' AND e.cause LIKE 'agreement:%:rest%' THEN 'settled' ELSE e.kind END, \
               CAST(SUM(p.amount) AS BIGINT), e.currency, e.at, e.payment_id, COALESCE(e.cause, 'invoice:'), o.id, o.number, \
               CAST(CASE WHEN o.id = s.invoice_id THEN 1 ELSE 0 END AS BIGINT) FROM posting p \
               JOIN entry e ON e.creditor_id = p.creditor_id AND e.id = p.entry_id \
               LEFT JOIN set_off s ON s.creditor_id = e.creditor_id AND s.id = COALESCE(e.of_entry, e.id) \
               AND e.kind = 'credit_used' \
               LEFT JOIN invoice o ON o.creditor_id = s.creditor_id \
               AND o.id = CASE WHEN s.invoice_id = p.of_id THEN s.note_id ELSE s.invoice_id END \
               WHERE p.creditor_id = $1 AND p.of_id = $2 \
               GROUP BY e.id, e.kind, e.cause, e.currency, e.at, e.payment_id, o.id, o.number, s.invoice_id \
               HAVING SUM(p.amount) <> 0 ORDER BY e.at, e.id";
    let rows = db.all(sql, args![creditor.uuid(), invoice.uuid()]).await?;
    rows.iter()
        .map(|row| {
            Ok(Movement {
                kind: row.get(0)?,
                amount: Money::new(row.get(1)?, row.read(2)?),
                at: row.get(3)?,
                payment: row.get::<Option<Uuid>>(4)?.map(PaymentId::new),
                cause: row.get(5)?,
                other: other(row, 6)?,
            })
        })
        .collect()
}

/// What one entry did to one invoice, and what of it stands in other accounts; amounts in minor units, a debit positive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Touch {
    /// The entry.
    pub entry: EntryId,
    /// What it records.
    pub kind: EntryKind,
    /// What it records, once.
    pub cause: String,
    /// The payment behind it.
    pub payment: Option<PaymentId>,
    /// The entry that it takes back or turns into credit.
    pub about: Option<EntryId>,
    /// What it did to the invoice's principal.
    pub principal: i64,
    /// What it did to the invoice's interest and fees.
    pub charges: i64,
    /// What it did to anybody's credit.
    pub credit: i64,
    /// What it did to what was invoiced.
    pub invoiced: i64,
}

/// Everything that ever touched an invoice, in the order of the books.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn touching(db: &mut Db, creditor: CreditorId, invoice: InvoiceId) -> Result<Vec<Touch>, StoreError> {
    let sql = "SELECT e.id, e.kind, COALESCE(e.cause, 'invoice:'), e.payment_id, e.of_entry, \
               CAST(SUM(CASE WHEN p.account = 'receivable' AND p.of_id = $2 THEN p.amount ELSE 0 END) AS BIGINT), \
               CAST(SUM(CASE WHEN p.account IN ('interest_due', 'fees_due') AND p.of_id = $2 THEN p.amount ELSE 0 END) \
               AS BIGINT), \
               CAST(SUM(CASE WHEN p.account = 'customer_credit' THEN p.amount ELSE 0 END) AS BIGINT), \
               CAST(SUM(CASE WHEN p.account = 'invoiced' THEN p.amount ELSE 0 END) AS BIGINT) FROM entry e \
               JOIN posting p ON p.creditor_id = e.creditor_id AND p.entry_id = e.id \
               WHERE e.creditor_id = $1 AND e.id IN (SELECT q.entry_id FROM posting q \
               WHERE q.creditor_id = $1 AND q.of_id = $2) \
               GROUP BY e.id, e.kind, e.cause, e.payment_id, e.of_entry, e.booked_at ORDER BY e.booked_at, e.id";
    let rows = db.all(sql, args![creditor.uuid(), invoice.uuid()]).await?;
    rows.iter()
        .map(|row| {
            Ok(Touch {
                entry: EntryId::new(row.get(0)?),
                kind: row.read(1)?,
                cause: row.get(2)?,
                payment: row.get::<Option<Uuid>>(3)?.map(PaymentId::new),
                about: row.get::<Option<Uuid>>(4)?.map(EntryId::new),
                principal: row.get(5)?,
                charges: row.get(6)?,
                credit: row.get(7)?,
                invoiced: row.get(8)?,
            })
        })
        .collect()
}

/// One posting of an entry that a payment made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OfPayment {
    /// What the entry records.
    pub kind: EntryKind,
    /// The moment, in UTC.
    pub at: DateTime<Utc>,
    /// The account of the ledger.
    pub account: Account,
    /// How much: a debit is positive.
    pub amount: Money,
}

/// Everything that a payment did to the books, in their order.
pub async fn of_payment(db: &mut Db, creditor: CreditorId, payment: PaymentId) -> Result<Vec<OfPayment>, StoreError> {
    let sql = "SELECT e.kind, e.at, p.account, p.of_id, p.amount, e.currency FROM entry e \
               JOIN posting p ON p.creditor_id = e.creditor_id AND p.entry_id = e.id \
               WHERE e.creditor_id = $1 AND e.payment_id = $2 ORDER BY e.booked_at, e.id, p.n";
    let rows = db.all(sql, args![creditor.uuid(), payment.uuid()]).await?;
    rows.iter()
        .map(|row| {
            Ok(OfPayment {
                kind: row.read(0)?,
                at: row.get(1)?,
                account: account_of(&row.get::<String>(2)?, row.get(3)?)?,
                amount: Money::new(row.get(4)?, row.read(5)?),
            })
        })
        .collect()
}

/// The entry with this cause.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn by_cause(db: &mut Db, creditor: CreditorId, cause: &str) -> Result<Option<EntryId>, StoreError> {
    let sql = "SELECT id FROM entry WHERE creditor_id = $1 AND cause = $2";
    let row = db.first(sql, args![creditor.uuid(), cause.to_owned()]).await?;
    row.map(|row| Ok(EntryId::new(row.get(0)?))).transpose()
}

/// What a settlement gave up of invoices because a payment fulfilled it, part by part.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn given_up_with(db: &mut Db, creditor: CreditorId, payment: PaymentId) -> Result<Vec<Share>, StoreError> {
    let Some(paid) = by_cause(db, creditor, &paid_cause(payment)).await? else { return Ok(Vec::new()) };
    let sql = "SELECT COALESCE(cause, '') FROM entry WHERE creditor_id = $1 AND of_entry = $2 AND kind = 'written_off' \
               ORDER BY booked_at, id LIMIT 1";
    let Some(first) = db.first(sql, args![creditor.uuid(), paid.uuid()]).await? else { return Ok(Vec::new()) };
    Ok(taken_off(db, creditor, &first.get::<String>(0)?).await?.unwrap_or_default())
}

/// The cause of the entry by which a payment's money came.
#[must_use]
pub fn paid_cause(payment: PaymentId) -> String {
    format!("payment:{payment}:paid")
}

/// What the entry with this cause took off invoices, part by part; `None` where there is no such entry.
async fn taken_off(db: &mut Db, creditor: CreditorId, cause: &str) -> Result<Option<Vec<Share>>, StoreError> {
    let sql = "SELECT p.account, p.of_id, p.amount, e.currency FROM entry e \
               JOIN posting p ON p.creditor_id = e.creditor_id AND p.entry_id = e.id \
               WHERE e.creditor_id = $1 AND e.cause = $2 ORDER BY p.n";
    let rows = db.all(sql, args![creditor.uuid(), cause.to_owned()]).await?;
    let mut shares = Vec::with_capacity(rows.len());
    for row in &rows {
        if let Some((invoice, component)) = account_of(&row.get::<String>(0)?, row.get(1)?)?.owes() {
            let amount = Money::new(row.get(2)?, row.read(3)?).negated()?;
            shares.push(Share { invoice, component, amount });
        }
    }
    Ok(if rows.is_empty() { None } else { Some(shares) })
}

/// What stands of what an entry took off invoices, part by part: less what entries of its kind have taken back of it.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn standing(db: &mut Db, creditor: CreditorId, entry: EntryId) -> Result<Vec<Share>, StoreError> {
    let sql = "SELECT p.account, p.of_id, CAST(-SUM(p.amount) AS BIGINT), e.currency FROM entry e \
               JOIN posting p ON p.creditor_id = e.creditor_id AND p.entry_id = e.id \
               WHERE e.creditor_id = $1 AND (e.id = $2 OR e.of_entry = $2) \
               AND e.kind = (SELECT o.kind FROM entry o WHERE o.creditor_id = $1 AND o.id = $2) \
               AND p.account IN ('receivable', 'interest_due', 'fees_due') \
               GROUP BY p.account, p.of_id, e.currency HAVING SUM(p.amount) <> 0 ORDER BY p.of_id, p.account";
    let rows = db.all(sql, args![creditor.uuid(), entry.uuid()]).await?;
    let mut shares = Vec::with_capacity(rows.len());
    for row in &rows {
        if let Some((invoice, component)) = account_of(&row.get::<String>(0)?, row.get(1)?)?.owes() {
            shares.push(Share { invoice, component, amount: Money::new(row.get(2)?, row.read(3)?) });
        }
    }
    Ok(shares)
}

/// Has an entry been taken back by another, as far as its kind goes? That less was owed takes nothing back.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn is_taken_back(db: &mut Db, creditor: CreditorId, entry: EntryId) -> Result<bool, StoreError> {
    let sql = "SELECT 1 FROM entry e JOIN entry o ON o.creditor_id = e.creditor_id AND o.id = e.of_entry \
               WHERE e.creditor_id = $1 AND e.of_entry = $2 AND e.kind = o.kind \
               AND COALESCE(e.cause, '') NOT LIKE 'shrunk:%'";
    Ok(db.first(sql, args![creditor.uuid(), entry.uuid()]).await?.is_some())
}

/// An entry as it was written, with its cause.
///
/// # Errors
/// [`StoreError`] when the database does not answer, or the entry does not balance.
pub async fn by_id(db: &mut Db, creditor: CreditorId, id: EntryId) -> Result<Option<(String, Entry)>, StoreError> {
    let sql = "SELECT COALESCE(e.cause, 'invoice:'), e.kind, e.currency, p.account, p.of_id, p.amount FROM entry e \
               JOIN posting p ON p.creditor_id = e.creditor_id AND p.entry_id = e.id \
               WHERE e.creditor_id = $1 AND e.id = $2 ORDER BY p.n";
    let rows = db.all(sql, args![creditor.uuid(), id.uuid()]).await?;
    let Some(first) = rows.first() else { return Ok(None) };
    let (cause, kind, currency) = (first.get(0)?, first.read(1)?, first.read(2)?);
    let postings = rows
        .iter()
        .map(|row| {
            let account = account_of(&row.get::<String>(3)?, row.get(4)?)?;
            Ok(Posting { account, amount: Money::new(row.get(5)?, currency) })
        })
        .collect::<Result<_, StoreError>>()?;
    Ok(Some((cause, Entry::new(kind, currency, postings)?)))
}

/// Has anything but charges moved what an invoice owes after an instant?
pub async fn moved_since(
    db: &mut Db,
    creditor: CreditorId,
    invoice: InvoiceId,
    since: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let sql = "SELECT e.kind FROM posting p JOIN entry e ON e.creditor_id = p.creditor_id AND e.id = p.entry_id \
               WHERE p.creditor_id = $1 AND p.of_id = $2 AND e.booked_at > $3 \
               AND e.kind NOT IN ('interest_charged', 'fee_charged') LIMIT 1";
    Ok(db.first(sql, args![creditor.uuid(), invoice.uuid(), since]).await?.is_some())
}

/// A part of an entry that stands in a debtor's account: on one of their documents, or in their credit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountPart {
    /// The entry.
    pub entry: EntryId,
    /// The entry's kind: `invoiced`, `paid`, …; `settled` where a settlement wrote off the rest.
    pub kind: String,
    /// What it did to what is owed: negative lowers it.
    pub amount: Money,
    /// The moment, in UTC.
    pub at: DateTime<Utc>,
    /// The payment behind it.
    pub payment: Option<PaymentId>,
    /// What it records, once.
    pub cause: String,
    /// The invoice or credit note, with its number; none: it is the debtor's credit.
    pub document: Option<(InvoiceId, String)>,
}

/// Everything that ever moved a debtor's account, in the order in which it happened: what an entry did to each document, and
/// to their credit.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn account_parts(
    db: &mut Db,
    creditor: CreditorId,
    debtor: DebtorId,
) -> Result<Vec<AccountPart>, StoreError> {
    let sql = "SELECT e.id, CASE WHEN e.kind = 'written_off' AND e.cause LIKE 'agreement:%:rest%' THEN 'settled' ELSE e.kind END, \
               CAST(SUM(p.amount) AS BIGINT), e.currency, e.at, e.payment_id, COALESCE(e.cause, 'invoice:'), i.id, i.number \
               FROM invoice i JOIN posting p ON p.creditor_id = i.creditor_id AND p.of_id = i.id \
               JOIN entry e ON e.creditor_id = p.creditor_id AND e.id = p.entry_id \
               WHERE i.creditor_id = $1 AND i.debtor_id = $2 \
               GROUP BY e.id, e.kind, e.cause, e.currency, e.at, e.payment_id, i.id, i.number \
               HAVING SUM(p.amount) <> 0 UNION ALL SELECT e.id, e.kind, CAST(SUM(p.amount) AS BIGINT), e.currency, e.at, e.payment_id, \
               COALESCE(e.cause, 'invoice:'), CAST(NULL AS UUID), CAST(NULL AS TEXT) FROM posting p \
               JOIN entry e ON e.creditor_id = p.creditor_id AND e.id = p.entry_id \
               WHERE p.creditor_id = $1 AND p.of_id = $2 \
               GROUP BY e.id, e.kind, e.cause, e.currency, e.at, e.payment_id ORDER BY 5, 1";
    let rows = db.all(sql, args![creditor.uuid(), debtor.uuid()]).await?;
    rows.iter()
        .map(|row| {
            let number: Option<String> = row.get(8)?;
            Ok(AccountPart {
                entry: EntryId::new(row.get(0)?),
                kind: row.get(1)?,
                amount: Money::new(row.get(2)?, row.read(3)?),
                at: row.get(4)?,
                payment: row.get::<Option<Uuid>>(5)?.map(PaymentId::new),
                cause: row.get(6)?,
                document: row.get::<Option<Uuid>>(7)?.map(InvoiceId::new).zip(number),
            })
        })
        .collect()
}
