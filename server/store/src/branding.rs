//! What a creditor shows of itself that is too large to be read with every page: its logo's bytes and its privacy text.

use super::connection::args;
use super::{Db, StoreError};
use domain::branding::Texts;
use domain::id::CreditorId;
use domain::language::Language;

/// The bytes of a creditor's logo, a PNG.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn logo(db: &mut Db, creditor: CreditorId, digest: &str) -> Result<Option<Vec<u8>>, StoreError> {
    let sql = "SELECT png FROM logo WHERE creditor_id = $1 AND digest = $2";
    db.first(sql, args![creditor.uuid(), digest.to_owned()]).await?.map(|row| row.get(0)).transpose()
}

/// Keeps a logo in the place of the one before.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn keep_logo(db: &mut Db, creditor: CreditorId, digest: &str, png: &[u8]) -> Result<(), StoreError> {
    let sql = "INSERT INTO logo (creditor_id, digest, png) VALUES ($1,$2,$3) \
               ON CONFLICT (creditor_id) DO UPDATE SET digest = excluded.digest, png = excluded.png";
    db.run(sql, args![creditor.uuid(), digest.to_owned(), png.to_vec()]).await.map(drop)
}

/// Forgets a creditor's logo.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn forget_logo(db: &mut Db, creditor: CreditorId) -> Result<(), StoreError> {
    db.run("DELETE FROM logo WHERE creditor_id = $1", args![creditor.uuid()]).await.map(drop)
}

/// A creditor's privacy text, in the languages in which there is one.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn privacy_texts(db: &mut Db, creditor: CreditorId) -> Result<Texts, StoreError> {
    let sql = "SELECT language, text FROM privacy_text WHERE creditor_id = $1";
    let rows = db.all(sql, args![creditor.uuid()]).await?;
    let texts = rows.iter().map(|row| {
        let language: String = row.get(0)?;
        let language = Language::of_tag(&language);
        language.map(|language| row.get(1).map(|text| (language, text))).transpose()
    });
    texts.filter_map(Result::transpose).collect()
}

/// Keeps a privacy text in the place of the one before; none forgets it.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn keep_privacy_text(
    db: &mut Db,
    creditor: CreditorId,
    language: Language,
    text: Option<&str>,
) -> Result<(), StoreError> {
    let language = language.as_str().to_owned();
    let Some(text) = text else {
        let sql = "DELETE FROM privacy_text WHERE creditor_id = $1 AND language = $2";
        return db.run(sql, args![creditor.uuid(), language]).await.map(drop);
    };
    let sql = "INSERT INTO privacy_text (creditor_id, language, text) VALUES ($1,$2,$3) \
               ON CONFLICT (creditor_id, language) DO UPDATE SET text = excluded.text";
    db.run(sql, args![creditor.uuid(), language, text.to_owned()]).await.map(drop)
}
