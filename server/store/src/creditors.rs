//! Creditors: who is owed.

use super::connection::args;
use super::{Db, StoreError, rows};
use chrono::{DateTime, Utc};
use domain::books::Numbers;
use domain::branding::Branding;
use domain::creditor::Creditor;
use domain::creditor_code::CreditorCode;
use domain::id::CreditorId;

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, slug, code, name, currency, timezone, locale, contact_email, contact_phone, part_minimum, \
             tax_ids, numbers, branding FROM creditor ",
            $rest
        )
    };
}

/// Adds a creditor; `false` when the slug is taken.
pub async fn add(db: &mut Db, c: &Creditor, now: DateTime<Utc>) -> Result<bool, StoreError> {
    let sql = "INSERT INTO creditor (id, slug, code, name, currency, timezone, locale, contact_email, contact_phone, \
               part_minimum, created_at, tax_ids, numbers, branding) \
               VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14) \
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
        c.numbers.map(Numbers::as_str),
        branding_text(&c.branding)?
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

/// Writes down what a person can change of a creditor, in the place of what was known: its name, how it is reached, how it
/// shows itself, how amounts are written, its least part payment. What imports learn of it is left alone.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn change(db: &mut Db, c: &Creditor) -> Result<(), StoreError> {
    let sql = "UPDATE creditor SET name = $2, locale = $3, contact_email = $4, contact_phone = $5, part_minimum = $6, \
               branding = $7 WHERE id = $1";
    let values = args![
        c.id.uuid(),
        c.name.clone(),
        c.locale.clone(),
        c.contact_email.clone(),
        c.contact_phone.clone(),
        c.part_minimum.minor(),
        branding_text(&c.branding)?
    ];
    db.run(sql, values).await.map(drop)
}

/// Nothing for a creditor that shows itself by its name alone, so that nothing has to be read of it.
fn branding_text(branding: &Branding) -> Result<String, StoreError> {
    if *branding == Branding::default() {
        return Ok(String::new());
    }
    serde_json::to_string(branding).map_err(|error| StoreError::Damaged(error.to_string()))
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
