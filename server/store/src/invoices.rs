//! Invoices and their lines.

use super::connection::{Row, args, row};
use super::sources::Said;
use super::{Db, StoreError};
use chrono::{DateTime, Utc};
use domain::books::{CUSTOMER, bare_number, figures_behind, without_customer};
use domain::date::Date;
use domain::id::{AgreementId, CreditorId, DebtorId, InvoiceId};
use domain::invoice::{Invoice, Line, number_key};
use domain::money::{Currency, Money};
use std::collections::BTreeSet;
use uuid::Uuid;

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT creditor_id, id, debtor_id, number, issue_date, due_date, currency, total, balance, void, \
             description, revision, digest, interest, fees, untaxed, terms, extended_to, disputed, plan_id, paid_at, \
             settlement_id FROM invoice ",
            $rest
        )
    };
}

macro_rules! listed {
    ($rest:literal) => {
        concat!(
            "SELECT creditor_id, id, debtor_id, number, issue_date, due_date, currency, total, balance, void, \
             description, revision, digest, interest, fees, untaxed, terms, extended_to, disputed, plan_id, paid_at, \
             settlement_id, number_key, said_import, said_open, said_settled FROM invoice ",
            $rest
        )
    };
}

fn read_listed(row: &Row) -> Result<Listed, StoreError> {
    let said = Said { import: row.get(23)?, open: row.get(24)?, settled: row.get(25)? };
    Ok(Listed { key: row.get(22)?, invoice: read(row)?, said })
}

fn read(row: &Row) -> Result<Invoice, StoreError> {
    let currency: Currency = row.read(6)?;
    let invoice = Invoice {
        creditor: CreditorId::new(row.get(0)?),
        id: InvoiceId::new(row.get(1)?),
        debtor: DebtorId::new(row.get(2)?),
        number: row.get(3)?,
        issued: row.get(4)?,
        due: row.get(5)?,
        total: Money::new(row.get(7)?, currency),
        balance: Money::new(row.get(8)?, currency),
        void: row.get(9)?,
        description: row.get(10)?,
        revision: row.get(11)?,
        digest: row.get(12)?,
        interest: Money::new(row.get(13)?, currency),
        fees: Money::new(row.get(14)?, currency),
        untaxed: row.get::<Option<i64>>(15)?.map(|minor| Money::new(minor, currency)),
        terms: row.get(16)?,
        extended_to: row.get(17)?,
        disputed: Money::new(row.get(18)?, currency),
        plan: row.get::<Option<Uuid>>(19)?.map(AgreementId::new),
        paid_at: row.get(20)?,
        settlement: row.get::<Option<Uuid>>(21)?.map(AgreementId::new),
        beside: None,
        price: None,
        on_its_way: Money::zero(currency),
    };
    invoice.open().owed()?;
    Ok(invoice)
}

/// A debtor's invoices with something open (owed, or credit left), oldest due date first.
pub async fn open_of(db: &mut Db, creditor: CreditorId, debtor: DebtorId) -> Result<Vec<Invoice>, StoreError> {
    let sql = select!(
        "WHERE creditor_id = $1 AND debtor_id = $2 AND (balance <> 0 OR interest <> 0 OR fees <> 0) \
         ORDER BY due_date, id"
    );
    db.all(sql, args![creditor.uuid(), debtor.uuid()]).await?.iter().map(read).collect()
}

/// How many debtors of a creditor have an invoice with something open.
pub async fn debtors_owing(db: &mut Db, creditor: CreditorId) -> Result<i64, StoreError> {
    let sql = "SELECT COUNT(DISTINCT debtor_id) FROM invoice \
               WHERE creditor_id = $1 AND (balance <> 0 OR interest <> 0 OR fees <> 0)";
    db.number(sql, args![creditor.uuid()]).await
}

/// Every `step`-th of these debtors, in the order of their ids.
pub async fn some_owing(db: &mut Db, creditor: CreditorId, step: i64) -> Result<Vec<DebtorId>, StoreError> {
    let sql = "SELECT debtor_id FROM (SELECT debtor_id, ROW_NUMBER() OVER (ORDER BY debtor_id) AS n FROM \
               (SELECT DISTINCT debtor_id FROM invoice \
               WHERE creditor_id = $1 AND (balance <> 0 OR interest <> 0 OR fees <> 0)) d) m \
               WHERE (n - 1) % $2 = 0 ORDER BY debtor_id";
    let rows = db.all(sql, args![creditor.uuid(), step.max(1)]).await?;
    rows.iter().map(|row| Ok(DebtorId::new(row.get(0)?))).collect()
}

/// A debtor's settled invoices, latest due date first.
pub async fn settled_of(
    db: &mut Db,
    creditor: CreditorId,
    debtor: DebtorId,
    limit: i64,
) -> Result<Vec<Invoice>, StoreError> {
    let sql = select!(
        "WHERE creditor_id = $1 AND debtor_id = $2 AND balance = 0 AND interest = 0 AND fees = 0 \
         ORDER BY due_date DESC, id DESC LIMIT $3"
    );
    db.all(sql, args![creditor.uuid(), debtor.uuid(), limit]).await?.iter().map(read).collect()
}

/// One invoice.
pub async fn by_id(db: &mut Db, creditor: CreditorId, id: InvoiceId) -> Result<Option<Invoice>, StoreError> {
    let row = db.first(select!("WHERE creditor_id = $1 AND id = $2"), args![creditor.uuid(), id.uuid()]).await?;
    row.map(|row| read(&row)).transpose()
}

/// One invoice or credit note by the creditor's number; none where the number alone does not say which, since it stands on
/// several documents or parts, or for several customers.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn by_number(db: &mut Db, creditor: CreditorId, number: &str) -> Result<Option<Invoice>, StoreError> {
    let sql = listed!("WHERE creditor_id = $1 AND number_key >= $2 AND number_key < $3 ORDER BY number_key LIMIT 4");
    let key = number_key(number);
    let rows = db.all(sql, args![creditor.uuid(), key.clone(), format!("{key} ")]).await?;
    Ok(only(rows.iter().map(read_listed).collect::<Result<_, _>>()?, &key))
}

/// The same of one debtor's.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn by_number_of(
    db: &mut Db,
    creditor: CreditorId,
    debtor: DebtorId,
    number: &str,
) -> Result<Option<Invoice>, StoreError> {
    let sql = listed!(
        "WHERE creditor_id = $1 AND number_key >= $2 AND number_key < $3 AND debtor_id = $4 ORDER BY number_key LIMIT 4"
    );
    let key = number_key(number);
    let rows = db.all(sql, args![creditor.uuid(), key.clone(), format!("{key} "), debtor.uuid()]).await?;
    Ok(only(rows.iter().map(read_listed).collect::<Result<_, _>>()?, &key))
}

/// The references of the debtors who have a document with this number, five at most.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn debtors_with(db: &mut Db, creditor: CreditorId, number: &str) -> Result<Vec<String>, StoreError> {
    let sql = "SELECT DISTINCT d.ref FROM invoice i JOIN debtor d ON d.creditor_id = i.creditor_id AND d.id = i.debtor_id \
               WHERE i.creditor_id = $1 AND i.number_key >= $2 AND i.number_key < $3 ORDER BY d.ref LIMIT 5";
    let key = number_key(number);
    let rows = db.all(sql, args![creditor.uuid(), key.clone(), format!("{key} ")]).await?;
    rows.iter().map(|row| row.get(0)).collect()
}

/// The one that a number means, of those whose key begins with it. What else tells an item apart follows behind a mark that
/// sorts before every letter and figure.
fn only(found: Vec<Listed>, key: &str) -> Option<Invoice> {
    let is_plain = |listed: &Listed| without_customer(&listed.key) == key;
    let count = found.len();
    let mut plain: Vec<Listed> = Vec::new();
    let mut others: Vec<Listed> = Vec::new();
    for listed in found {
        if is_plain(&listed) { plain.push(listed) } else { others.push(listed) }
    }
    match (plain.len(), count) {
        (1, _) => plain.pop().map(|listed| listed.invoice),
        (0, 1) => others.pop().map(|listed| listed.invoice),
        _ => None,
    }
}

/// Does this debtor have a document with this number?
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn has_number(db: &mut Db, creditor: CreditorId, debtor: DebtorId, number: &str) -> Result<bool, StoreError> {
    let sql = "SELECT COUNT(*) FROM invoice WHERE creditor_id = $1 AND number_key >= $2 AND number_key < $3 \
               AND debtor_id = $4";
    let key = number_key(number);
    let values = args![creditor.uuid(), key.clone(), format!("{key} "), debtor.uuid()];
    Ok(db.number(sql, values).await? > 0)
}

/// What a key says of the customer.
#[must_use]
pub fn customer_in_key(debtor: DebtorId) -> String {
    debtor.uuid().simple().to_string()
}

/// From here on every item of a creditor is told apart by its customer too.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn name_customers(db: &mut Db, creditor: CreditorId) -> Result<(), StoreError> {
    // What a key says of the customer, in each database's way to write an id.
    let sql = if db.is_sqlite() {
        "UPDATE invoice SET number_key = number_key || $2 || lower(hex(debtor_id)) \
         WHERE creditor_id = $1 AND number_key NOT LIKE $3"
    } else {
        "UPDATE invoice SET number_key = number_key || CAST($2 AS TEXT) || replace(CAST(debtor_id AS TEXT), '-', '') \
         WHERE creditor_id = $1 AND number_key NOT LIKE $3"
    };
    db.run(sql, args![creditor.uuid(), CUSTOMER, format!("%{CUSTOMER}%")]).await.map(drop)
}

/// A number that two debtors both have, where each customer has numbers of its own.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn number_in_common(
    db: &mut Db,
    creditor: CreditorId,
    one: DebtorId,
    other: DebtorId,
) -> Result<Option<String>, StoreError> {
    let sql = "SELECT i.number FROM invoice i JOIN invoice o ON o.creditor_id = i.creditor_id \
               AND o.number_key = replace(i.number_key, $4, $5) \
               WHERE i.creditor_id = $1 AND i.debtor_id = $2 AND o.debtor_id = $3 AND i.number_key LIKE $6 LIMIT 1";
    let [own, others] = [one, other].map(|debtor| format!("{CUSTOMER}{}", customer_in_key(debtor)));
    let values = args![creditor.uuid(), one.uuid(), other.uuid(), own.clone(), others, format!("%{own}")];
    db.first(sql, values).await?.map(|row| row.get(0)).transpose()
}

/// What was told apart as one debtor's is told apart as the other's.
///
/// # Errors
/// [`StoreError`] when the database does not answer; a number that both have is one.
pub async fn rename_customer(
    db: &mut Db,
    creditor: CreditorId,
    from: DebtorId,
    into: DebtorId,
) -> Result<(), StoreError> {
    let sql = "UPDATE invoice SET number_key = replace(number_key, $3, $4) \
               WHERE creditor_id = $1 AND debtor_id = $2 AND number_key LIKE $5";
    let [from_key, into_key] = [from, into].map(|debtor| format!("{CUSTOMER}{}", customer_in_key(debtor)));
    let pattern = format!("%{from_key}");
    db.run(sql, args![creditor.uuid(), from.uuid(), from_key, into_key, pattern]).await.map(drop)
}

/// An invoice beside what the creditor's list said of it last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// How the list tells it apart from others.
    pub key: String,
    /// The invoice.
    pub invoice: Invoice,
    /// What the list said.
    pub said: Said,
}

/// As much of an invoice as tells whether a list says something new of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recorded {
    /// How the list tells it apart from others.
    pub key: String,
    /// The invoice.
    pub id: InvoiceId,
    /// Who owes it.
    pub debtor: DebtorId,
    /// The currency of its amounts.
    pub currency: Currency,
    /// Of what the list said last.
    pub digest: i64,
    /// Of which import that was; as [`Said::import`].
    pub said_import: i64,
}

/// The invoices that lists tell apart by these keys, in no order.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn by_keys(db: &mut Db, creditor: CreditorId, keys: &[&str]) -> Result<Vec<Recorded>, StoreError> {
    let keys = keys.iter().map(|key| (*key).into()).collect();
    let head = "SELECT number_key, id, debtor_id, currency, digest, said_import FROM invoice \
                WHERE creditor_id = $1 AND number_key IN ";
    db.read_in(head, creditor.uuid().into(), keys, read_recorded).await
}

/// The invoices whose keys are between these two, in no order.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn between_keys(
    db: &mut Db,
    creditor: CreditorId,
    [first, last]: [String; 2],
) -> Result<Vec<Recorded>, StoreError> {
    let sql = "SELECT number_key, id, debtor_id, currency, digest, said_import FROM invoice \
               WHERE creditor_id = $1 AND number_key >= $2 AND number_key < $3";
    db.all(sql, args![creditor.uuid(), first, last]).await?.iter().map(read_recorded).collect()
}

/// Has the creditor any document that is due in parts? Looks through all of them.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn any_parts(db: &mut Db, creditor: CreditorId) -> Result<bool, StoreError> {
    let sql = "SELECT number_key FROM invoice WHERE creditor_id = $1 AND number_key LIKE $2 LIMIT 1";
    let [part, _] = domain::books::part_keys("%");
    Ok(db.first(sql, args![creditor.uuid(), format!("{part}%")]).await?.is_some())
}

/// A list divides the document otherwise by now: the item is another part of it, or the whole.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn rename(
    db: &mut Db,
    creditor: CreditorId,
    id: InvoiceId,
    key: &str,
    number: &str,
) -> Result<(), StoreError> {
    let sql = "UPDATE invoice SET number_key = $3, number = $4 WHERE creditor_id = $1 AND id = $2";
    db.run(sql, args![creditor.uuid(), id.uuid(), key.to_owned(), number.to_owned()]).await.map(drop)
}

/// Has the creditor any invoice?
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn any(db: &mut Db, creditor: CreditorId) -> Result<bool, StoreError> {
    Ok(db.first("SELECT 1 FROM invoice WHERE creditor_id = $1 LIMIT 1", args![creditor.uuid()]).await?.is_some())
}

/// So many numbers with zeros show of which lengths a creditor has them.
const SHOWN: i64 = 2_000;

/// How many figures those numbers have that begin with these letters and a zero.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn lengths_with_zeros(db: &mut Db, creditor: CreditorId, letters: &str) -> Result<Vec<usize>, StoreError> {
    let sql = "SELECT number_key FROM invoice WHERE creditor_id = $1 AND number_key >= $2 AND number_key < $3 \
               ORDER BY number_key LIMIT $4";
    let values = args![creditor.uuid(), format!("{letters}0"), format!("{letters}1"), SHOWN];
    let mut lengths = BTreeSet::new();
    for row in db.all(sql, values).await? {
        let key: String = row.get(0)?;
        lengths.extend(figures_behind(bare_number(&key)).map(|(_, figures)| figures.len()));
    }
    Ok(lengths.into_iter().collect())
}

fn read_recorded(row: &Row) -> Result<Recorded, StoreError> {
    Ok(Recorded {
        key: row.get(0)?,
        id: InvoiceId::new(row.get(1)?),
        debtor: DebtorId::new(row.get(2)?),
        currency: row.read(3)?,
        digest: row.get(4)?,
        said_import: row.get(5)?,
    })
}

/// One invoice beside what the creditor's list said of it last, taken for this transaction.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn lock_listed(db: &mut Db, creditor: CreditorId, id: InvoiceId) -> Result<Option<Listed>, StoreError> {
    let sql = listed!("WHERE creditor_id = $1 AND id = $2 FOR UPDATE");
    db.first(sql, args![creditor.uuid(), id.uuid()]).await?.map(|row| read_listed(&row)).transpose()
}

/// As much of an invoice as tells whether a list leaves it out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Open {
    /// The invoice.
    pub id: InvoiceId,
    /// How lists tell it apart from others.
    pub key: String,
    /// Who owes it.
    pub debtor: DebtorId,
    /// On which day it was issued.
    pub issued: Date,
    /// What is open.
    pub balance: Money,
    /// Which import spoke of it last; as [`Said::import`].
    pub said_import: i64,
}

macro_rules! open {
    ($rest:literal) => {
        concat!("SELECT id, number_key, issue_date, currency, balance, said_import, debtor_id FROM invoice ", $rest)
    };
}

pub(super) fn read_open(row: &Row) -> Result<Open, StoreError> {
    Ok(Open {
        id: InvoiceId::new(row.get(0)?),
        key: row.get(1)?,
        issued: row.get(2)?,
        balance: Money::new(row.get(4)?, row.read(3)?),
        said_import: row.get(5)?,
        debtor: DebtorId::new(row.get(6)?),
    })
}

/// What lists spoke of and is still open, from the one after `after` on, in order of their ids.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn open_listed(
    db: &mut Db,
    creditor: CreditorId,
    after: InvoiceId,
    limit: i64,
) -> Result<Vec<Open>, StoreError> {
    let sql = open!("WHERE creditor_id = $1 AND id > $2 AND balance <> 0 AND said_import > 0 ORDER BY id LIMIT $3");
    db.all(sql, args![creditor.uuid(), after.uuid(), limit]).await?.iter().map(read_open).collect()
}

/// What was paid here, while the list that named it last had something open of it; as [`open_listed`].
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn paid_here_listed(
    db: &mut Db,
    creditor: CreditorId,
    after: InvoiceId,
    limit: i64,
) -> Result<Vec<Open>, StoreError> {
    let sql = open!("WHERE creditor_id = $1 AND id > $2 AND balance = 0 AND said_open <> 0 ORDER BY id LIMIT $3");
    db.all(sql, args![creditor.uuid(), after.uuid(), limit]).await?.iter().map(read_open).collect()
}

/// What a creditor's invoices come to that are open, by currency: how many, and their principal in minor units.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn open_sums(db: &mut Db, creditor: CreditorId) -> Result<Vec<(Currency, i64, i64)>, StoreError> {
    let sql = "SELECT currency, CAST(COUNT(*) AS BIGINT), CAST(SUM(balance) AS BIGINT) FROM invoice \
               WHERE creditor_id = $1 AND balance <> 0 GROUP BY currency ORDER BY currency";
    let rows = db.all(sql, args![creditor.uuid()]).await?;
    rows.iter().map(|row| Ok((row.read(0)?, row.get(1)?, row.get(2)?))).collect()
}

/// Moves the last day to pay an invoice without being late.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn set_due(db: &mut Db, creditor: CreditorId, id: InvoiceId, due: Date) -> Result<(), StoreError> {
    let sql = "UPDATE invoice SET due_date = $3 WHERE creditor_id = $1 AND id = $2";
    db.run(sql, args![creditor.uuid(), id.uuid(), due]).await.map(drop)
}

/// An invoice turned out to be another debtor's.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn set_debtor(db: &mut Db, creditor: CreditorId, id: InvoiceId, debtor: DebtorId) -> Result<(), StoreError> {
    let sql = "UPDATE invoice SET debtor_id = $3 WHERE creditor_id = $1 AND id = $2";
    db.run(sql, args![creditor.uuid(), id.uuid(), debtor.uuid()]).await.map(drop)
}

/// The invoices of which an import spoke last.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn named_by(db: &mut Db, creditor: CreditorId, import: i64) -> Result<Vec<InvoiceId>, StoreError> {
    let sql = "SELECT id FROM invoice WHERE creditor_id = $1 AND said_import = $2 ORDER BY id";
    let rows = db.all(sql, args![creditor.uuid(), import]).await?;
    rows.iter().map(|row| Ok(InvoiceId::new(row.get(0)?))).collect()
}

/// Declares an invoice void, or owed again.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn set_void(db: &mut Db, creditor: CreditorId, id: InvoiceId, void: bool) -> Result<(), StoreError> {
    let sql = "UPDATE invoice SET void = $3 WHERE creditor_id = $1 AND id = $2";
    db.run(sql, args![creditor.uuid(), id.uuid(), void]).await.map(drop)
}

/// One invoice, taken for this transaction: nobody else changes it until the commit.
pub async fn lock(db: &mut Db, creditor: CreditorId, id: InvoiceId) -> Result<Option<Invoice>, StoreError> {
    let sql = select!("WHERE creditor_id = $1 AND id = $2 FOR UPDATE");
    db.first(sql, args![creditor.uuid(), id.uuid()]).await?.map(|row| read(&row)).transpose()
}

/// Takes in new invoices with their balances, each under the key by which lists tell it apart. The ledger entries that
/// make up those balances follow in the same transaction.
///
/// # Errors
/// [`StoreError`]; the same key twice is one.
pub async fn add(db: &mut Db, invoices: &[(&str, &Invoice, Said)], now: DateTime<Utc>) -> Result<u64, StoreError> {
    let rows = invoices.iter().map(|(key, i, said)| {
        row![
            i.creditor.uuid(),
            i.id.uuid(),
            i.debtor.uuid(),
            i.number.as_str(),
            *key,
            i.issued,
            i.due,
            i.total.currency().code(),
            i.total.minor(),
            i.balance.minor(),
            i.void,
            i.description.as_deref(),
            i.revision,
            i.digest,
            i.untaxed.map(Money::minor),
            i.terms.as_deref(),
            i.paid_at,
            now,
            said.import,
            said.open,
            said.settled
        ]
    });
    let head = "INSERT INTO invoice (creditor_id, id, debtor_id, number, number_key, issue_date, due_date, currency, \
                total, balance, void, description, revision, digest, untaxed, terms, paid_at, created_at, said_import, \
                said_open, said_settled)";
    db.insert_many(head, rows, "").await
}

/// Writes what the creditor's file changed: dates, total, description, revision.
pub async fn update(db: &mut Db, i: &Invoice) -> Result<(), StoreError> {
    let sql = "UPDATE invoice SET issue_date = $3, due_date = $4, total = $5, description = $6, revision = $7, \
               digest = $8, untaxed = $9, terms = $10 \
               WHERE creditor_id = $1 AND id = $2";
    let values = args![
        i.creditor.uuid(),
        i.id.uuid(),
        i.issued,
        i.due,
        i.total.minor(),
        i.description.clone(),
        i.revision,
        i.digest,
        i.untaxed.map(Money::minor),
        i.terms.clone()
    ];
    db.run(sql, values).await.map(drop)
}

/// Writes the lines of invoices that have none yet.
pub async fn add_lines(db: &mut Db, creditor: CreditorId, lines: &[(InvoiceId, i64, &Line)]) -> Result<(), StoreError> {
    let rows = lines.iter().map(|(invoice, n, line)| {
        row![
            creditor.uuid(),
            invoice.uuid(),
            *n,
            line.description.as_str(),
            line.quantity.to_string(),
            line.net.minor(),
            line.tax_percent.map(|percent| percent.to_string()),
            line.tax.minor()
        ]
    });
    let head = "INSERT INTO line (creditor_id, invoice_id, n, description, quantity, net, tax_percent, tax)";
    db.insert_many(head, rows, "").await.map(drop)
}

/// Takes the lines of an invoice away, before new ones are written.
pub async fn drop_lines(db: &mut Db, creditor: CreditorId, invoice: InvoiceId) -> Result<(), StoreError> {
    let sql = "DELETE FROM line WHERE creditor_id = $1 AND invoice_id = $2";
    db.run(sql, args![creditor.uuid(), invoice.uuid()]).await.map(drop)
}

/// The lines of an invoice, in order.
pub async fn lines(
    db: &mut Db,
    creditor: CreditorId,
    invoice: InvoiceId,
    currency: Currency,
) -> Result<Vec<Line>, StoreError> {
    let sql = "SELECT description, quantity, net, tax_percent, tax FROM line \
               WHERE creditor_id = $1 AND invoice_id = $2 ORDER BY n";
    let rows = db.all(sql, args![creditor.uuid(), invoice.uuid()]).await?;
    rows.iter()
        .map(|row| {
            let percent: Option<String> = row.get(3)?;
            Ok(Line {
                description: row.get(0)?,
                quantity: row.read(1)?,
                net: Money::new(row.get(2)?, currency),
                tax_percent: percent.and_then(|text| text.parse().ok()),
                tax: Money::new(row.get(4)?, currency),
            })
        })
        .collect()
}
