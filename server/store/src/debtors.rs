//! Debtors, and the credit they have.

use super::connection::{args, row};
use super::{Db, StoreError, links, rows, search};
use chrono::{DateTime, Utc};
use domain::debtor::Debtor;
use domain::id::{CreditorId, DebtorId};
use domain::money::Money;

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT creditor_id, id, ref, name, email, phone, locale, postcode, tax_id, \
             questions_locked_until FROM debtor ",
            $rest
        )
    };
}

/// The debtor with this id.
pub async fn by_id(db: &mut Db, creditor: CreditorId, id: DebtorId) -> Result<Option<Debtor>, StoreError> {
    let row = db.first(select!("WHERE creditor_id = $1 AND id = $2"), args![creditor.uuid(), id.uuid()]).await?;
    row.map(|row| rows::debtor(&row, 0)).transpose()
}

/// The debtor with the creditor's own reference, or with a number by which a list has called them.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn by_ref(db: &mut Db, creditor: CreditorId, reference: &str) -> Result<Option<Debtor>, StoreError> {
    let sql = select!("WHERE creditor_id = $1 AND ref = $2");
    if let Some(row) = db.first(sql, args![creditor.uuid(), reference.to_owned()]).await? {
        return rows::debtor(&row, 0).map(Some);
    }
    let sql =
        select!("WHERE creditor_id = $1 AND id IN (SELECT debtor_id FROM alias WHERE creditor_id = $1 AND key = $2)");
    let found = db.all(sql, args![creditor.uuid(), format!("number:{}", reference.trim().to_lowercase())]).await?;
    match &found[..] {
        [one] => rows::debtor(one, 0).map(Some),
        _ => Ok(None),
    }
}

/// The debtors with these references, in no order.
pub async fn by_refs(db: &mut Db, creditor: CreditorId, references: &[&str]) -> Result<Vec<Debtor>, StoreError> {
    let keys = references.iter().map(|reference| (*reference).into()).collect();
    let head = select!("WHERE creditor_id = $1 AND ref IN ");
    db.read_in(head, creditor.uuid().into(), keys, |row| rows::debtor(row, 0)).await
}

/// The debtors with these ids, in no order.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn by_ids(db: &mut Db, creditor: CreditorId, ids: &[DebtorId]) -> Result<Vec<Debtor>, StoreError> {
    let keys = ids.iter().map(|id| id.uuid().into()).collect();
    let head = select!("WHERE creditor_id = $1 AND id IN ");
    db.read_in(head, creditor.uuid().into(), keys, |row| rows::debtor(row, 0)).await
}

/// All debtors, of all creditors, with this e-mail address in any spelling of its case.
pub async fn by_email(db: &mut Db, email: &str) -> Result<Vec<Debtor>, StoreError> {
    let sql = select!(
        "WHERE lower(email) = lower($1) AND email IS NOT NULL AND NOT no_new_links ORDER BY creditor_id, id LIMIT 20"
    );
    db.all(sql, args![email.to_owned()]).await?.iter().map(|row| rows::debtor(row, 0)).collect()
}

/// Takes in debtors that are not there yet; those that are stay as they are.
pub async fn add_missing(db: &mut Db, debtors: &[Debtor], now: DateTime<Utc>) -> Result<u64, StoreError> {
    let rows = debtors.iter().map(|d| {
        row![
            d.creditor.uuid(),
            d.id.uuid(),
            d.reference.as_str(),
            d.name.as_str(),
            d.email.as_deref(),
            d.phone.as_deref(),
            d.locale.as_deref(),
            d.facts.postcode.as_deref(),
            d.facts.tax_id.as_deref(),
            now
        ]
    });
    let head = "INSERT INTO debtor (creditor_id, id, ref, name, email, phone, locale, postcode, tax_id, created_at)";
    let added = db.insert_many(head, rows, "ON CONFLICT (creditor_id, ref) DO NOTHING").await?;
    search::learn(db, debtors).await?;
    Ok(added)
}

/// Brings name, address, phone and facts up to what the creditor's file says; what the file leaves out
/// stays. The language is the debtor's own choice and is only set where there is none. Another address
/// [ends](mailed_elsewhere) what was handed out.
pub async fn update(db: &mut Db, d: &Debtor, now: DateTime<Utc>) -> Result<bool, StoreError> {
    let before = by_id(db, d.creditor, d.id).await?;
    let sql = "UPDATE debtor SET name = $3, email = COALESCE($4, email), phone = COALESCE($5, phone), \
               locale = COALESCE(locale, $6), postcode = COALESCE($7, postcode), tax_id = COALESCE($8, tax_id) \
               WHERE creditor_id = $1 AND id = $2";
    let values = args![
        d.creditor.uuid(),
        d.id.uuid(),
        d.name.clone(),
        d.email.clone(),
        d.phone.clone(),
        d.locale.clone(),
        d.facts.postcode.clone(),
        d.facts.tax_id.clone()
    ];
    db.run(sql, values).await?;
    // Read again, since what the file leaves out has stayed.
    let (Some(before), Some(changed)) = (before, by_id(db, d.creditor, d.id).await?) else { return Ok(false) };
    search::learn_anew(db, &changed).await?;
    mailed_elsewhere(db, &before, changed.email.as_deref(), now).await?;
    Ok(true)
}

/// Whoever reads another mailbox than the debtor's holds what was mailed there: links, sessions and keys end with the
/// address. One that is written in another way stays, and where there was none nothing was mailed.
async fn mailed_elsewhere(
    db: &mut Db,
    before: &Debtor,
    email: Option<&str>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let plain = |email: &str| email.trim().to_lowercase();
    let was = before.email.as_deref().map(plain).filter(|email| !email.is_empty());
    if was.is_none() || was == email.map(plain) {
        return Ok(());
    }
    links::end_all(db, before.creditor, before.id, now).await.map(drop)
}

/// Puts name, addresses and facts back as they were, what was not there too. Another address [ends](mailed_elsewhere) what
/// was handed out.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn put_back(db: &mut Db, d: &Debtor, now: DateTime<Utc>) -> Result<(), StoreError> {
    let before = by_id(db, d.creditor, d.id).await?;
    let sql = "UPDATE debtor SET name = $3, email = $4, phone = $5, postcode = $6, tax_id = $7 \
               WHERE creditor_id = $1 AND id = $2";
    let values = args![
        d.creditor.uuid(),
        d.id.uuid(),
        d.name.clone(),
        d.email.clone(),
        d.phone.clone(),
        d.facts.postcode.clone(),
        d.facts.tax_id.clone()
    ];
    db.run(sql, values).await?;
    if let Some(before) = before {
        mailed_elsewhere(db, &before, d.email.as_deref(), now).await?;
    }
    search::learn_anew(db, d).await
}

/// Writes another reference and name.
///
/// # Errors
/// [`StoreError`]; a reference that another debtor has is one.
pub async fn rename(db: &mut Db, d: &Debtor) -> Result<(), StoreError> {
    let sql = "UPDATE debtor SET ref = $3, name = $4 WHERE creditor_id = $1 AND id = $2";
    db.run(sql, args![d.creditor.uuid(), d.id.uuid(), d.reference.clone(), d.name.clone()]).await?;
    search::learn_anew(db, d).await
}

/// Writes where mail goes. Another address [ends](mailed_elsewhere) what was handed out.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn set_email(
    db: &mut Db,
    creditor: CreditorId,
    id: DebtorId,
    email: Option<String>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    if let Some(before) = by_id(db, creditor, id).await? {
        mailed_elsewhere(db, &before, email.as_deref(), now).await?;
    }
    let sql = "UPDATE debtor SET email = $3 WHERE creditor_id = $1 AND id = $2";
    db.run(sql, args![creditor.uuid(), id.uuid(), email]).await?;
    learn_again(db, creditor, id).await
}

/// Hands everything that a debtor owes, and the links to it, over to another. What is left of the first is its row, under
/// a reference that nobody writes, and with no address.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn hand_over(db: &mut Db, creditor: CreditorId, from: DebtorId, into: DebtorId) -> Result<(), StoreError> {
    let sql = "UPDATE invoice SET debtor_id = $3 WHERE creditor_id = $1 AND debtor_id = $2";
    db.run(sql, args![creditor.uuid(), from.uuid(), into.uuid()]).await?;
    let sql = "UPDATE movement SET debtor_id = $3 WHERE creditor_id = $1 AND debtor_id = $2";
    db.run(sql, args![creditor.uuid(), from.uuid(), into.uuid()]).await?;
    let sql = "UPDATE link SET debtor_id = $3 WHERE creditor_id = $1 AND debtor_id = $2";
    db.run(sql, args![creditor.uuid(), from.uuid(), into.uuid()]).await?;
    let sql = "UPDATE debtor SET ref = $3, email = NULL WHERE creditor_id = $1 AND id = $2";
    db.run(sql, args![creditor.uuid(), from.uuid(), format!("merged into {into}: {from}")]).await?;
    learn_again(db, creditor, from).await
}

async fn learn_again(db: &mut Db, creditor: CreditorId, id: DebtorId) -> Result<(), StoreError> {
    match by_id(db, creditor, id).await? {
        Some(debtor) => search::learn_anew(db, &debtor).await,
        None => Ok(()),
    }
}

/// Remembers the language that the debtor chose.
pub async fn set_locale(db: &mut Db, creditor: CreditorId, id: DebtorId, locale: &str) -> Result<(), StoreError> {
    let sql = "UPDATE debtor SET locale = $3 WHERE creditor_id = $1 AND id = $2";
    db.run(sql, args![creditor.uuid(), id.uuid(), locale.to_owned()]).await.map(drop)
}

/// Does the debtor want no reminders?
pub async fn wants_no_reminders(db: &mut Db, creditor: CreditorId, id: DebtorId) -> Result<bool, StoreError> {
    let sql = "SELECT no_reminders FROM debtor WHERE creditor_id = $1 AND id = $2";
    let row = db.first(sql, args![creditor.uuid(), id.uuid()]).await?;
    row.map_or(Ok(true), |row| row.get(0))
}

/// May no mail bring the debtor a new link, since staff took all of them back?
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn gets_no_new_links(db: &mut Db, creditor: CreditorId, id: DebtorId) -> Result<bool, StoreError> {
    let sql = "SELECT no_new_links FROM debtor WHERE creditor_id = $1 AND id = $2";
    let row = db.first(sql, args![creditor.uuid(), id.uuid()]).await?;
    row.map_or(Ok(true), |row| row.get(0))
}

/// Remembers whether no mail may bring the debtor a new link. `false` when that was so.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn set_no_new_links(db: &mut Db, creditor: CreditorId, id: DebtorId, none: bool) -> Result<bool, StoreError> {
    let sql = "UPDATE debtor SET no_new_links = $3 WHERE creditor_id = $1 AND id = $2 AND no_new_links <> $3";
    Ok(db.run(sql, args![creditor.uuid(), id.uuid(), none]).await? > 0)
}

/// Remembers whether the debtor wants no reminders.
pub async fn set_no_reminders(db: &mut Db, creditor: CreditorId, id: DebtorId, none: bool) -> Result<(), StoreError> {
    let sql = "UPDATE debtor SET no_reminders = $3 WHERE creditor_id = $1 AND id = $2";
    db.run(sql, args![creditor.uuid(), id.uuid(), none]).await.map(drop)
}

/// Takes the debtor's row for this transaction, so that two payments of one debtor are begun one
/// after the other.
pub async fn lock(db: &mut Db, creditor: CreditorId, id: DebtorId) -> Result<(), StoreError> {
    let sql = "SELECT 1 FROM debtor WHERE creditor_id = $1 AND id = $2 FOR UPDATE";
    db.first(sql, args![creditor.uuid(), id.uuid()]).await.map(drop)
}

/// What the debtor has paid beyond the debt, one amount a currency, none that is zero.
pub async fn credits(db: &mut Db, creditor: CreditorId, id: DebtorId) -> Result<Vec<Money>, StoreError> {
    let sql = "SELECT balance, currency FROM credit WHERE creditor_id = $1 AND debtor_id = $2 AND balance <> 0 \
               ORDER BY currency";
    let rows = db.all(sql, args![creditor.uuid(), id.uuid()]).await?;
    rows.iter().map(|row| Ok(Money::new(row.get(0)?, row.read(1)?))).collect()
}
