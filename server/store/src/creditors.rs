//! Creditors: who is owed.

use super::connection::args;
use super::{Db, StoreError, rows};
use chrono::{DateTime, Utc};
use domain::books::Numbers;
use domain::creditor::Creditor;
use domain::creditor_code::CreditorCode;
use domain::id::CreditorId;

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, slug, code, name, currency, timezone, locale, contact_email, contact_phone, part_minimum, \
             tax_ids, numbers FROM creditor ",
            $rest
        )
    };
}

/// Adds a creditor; `false` when the slug is taken.
pub async fn add(db: &mut Db, c: &Creditor, now: DateTime<Utc>) -> Result<bool, StoreError> {
    let sql = "INSERT INTO creditor (id, slug, code, name, currency, timezone, locale, contact_email, contact_phone, \
               part_minimum, created_at, tax_ids, numbers) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13) \
               ON CONFLICT (slug) DO NOTHING";
    let values = args![
        c.id.uuid(),
        c.slug.clone(),
        c.code.to_string(),
        c.name.clone(),
        c.currency.code(),
        c.zone.name().to_owned(),
        c.locale.clone(),
        c.contact_email.clone(),
        c.contact_phone.clone(),
        c.part_minimum.minor(),
        now,
        c.tax_ids.join(","),
        c.numbers.map(Numbers::as_str)
    ];
    Ok(db.run(sql, values).await? == 1)
}

/// The creditor with this slug.
pub async fn by_slug(db: &mut Db, slug: &str) -> Result<Option<Creditor>, StoreError> {
    db.first(select!("WHERE slug = $1"), args![slug.to_owned()]).await?.map(|row| rows::creditor(&row, 0)).transpose()
}

/// The creditor with this code.
pub async fn by_code(db: &mut Db, code: CreditorCode) -> Result<Option<Creditor>, StoreError> {
    db.first(select!("WHERE code = $1"), args![code.to_string()]).await?.map(|row| rows::creditor(&row, 0)).transpose()
}

/// The creditor with this id.
pub async fn by_id(db: &mut Db, id: CreditorId) -> Result<Option<Creditor>, StoreError> {
    db.first(select!("WHERE id = $1"), args![id.uuid()]).await?.map(|row| rows::creditor(&row, 0)).transpose()
}

/// Writes down by which numbers tax offices know a creditor, in the place of those that were known.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn set_tax_ids(db: &mut Db, id: CreditorId, tax_ids: &[String]) -> Result<(), StoreError> {
    let sql = "UPDATE creditor SET tax_ids = $2 WHERE id = $1";
    db.run(sql, args![id.uuid(), tax_ids.join(",")]).await.map(drop)
}

/// Remembers whether a document number is given once, or once a customer.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn set_numbers(db: &mut Db, id: CreditorId, numbers: Numbers) -> Result<(), StoreError> {
    let sql = "UPDATE creditor SET numbers = $2 WHERE id = $1";
    db.run(sql, args![id.uuid(), numbers.as_str()]).await.map(drop)
}

/// All creditors, by slug.
pub async fn all(db: &mut Db) -> Result<Vec<Creditor>, StoreError> {
    db.all(select!("ORDER BY slug"), vec![]).await?.iter().map(|row| rows::creditor(row, 0)).collect()
}
