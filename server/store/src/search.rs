//! Finding a debtor by a beginning: of the name or one of its words, of the e-mail address, of the reference, or of an
//! invoice's number. A beginning is a range of an index, so it costs the same in books of any size.

use super::connection::{args, row};
use super::{Db, StoreError, rows};
use domain::debtor::Debtor;
use domain::id::{CreditorId, DebtorId};
use domain::invoice::number_key;
use std::collections::BTreeSet;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use uuid::Uuid;

/// A name is found by its first words only; nobody searches for the tenth.
const WORDS_OF_A_NAME: usize = 6;
/// The longest prefix that is distinguished, in characters.
const LONGEST: usize = 80;
/// Sorts after everything that begins alike.
const LAST: char = char::MAX;

/// As words are kept and compared: lower case, without accents, one blank between words.
#[must_use]
pub fn fold(text: &str) -> String {
    let plain = text.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect::<String>();
    let words = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    words.chars().take(LONGEST).collect()
}

/// What finds a debtor.
fn words_of(debtor: &Debtor) -> BTreeSet<String> {
    let name = fold(&debtor.name);
    let starts = std::iter::once(0).chain(name.match_indices(' ').map(|(at, _)| at + 1)).take(WORDS_OF_A_NAME);
    let own = [Some(debtor.reference.as_str()), debtor.email.as_deref()].into_iter().flatten().map(fold);
    let all = starts.filter_map(|at| name.get(at..).map(str::to_owned)).chain(own);
    all.filter(|word| !word.is_empty()).collect()
}

/// Writes down what finds these debtors; what stands there already stays.
pub(super) async fn learn(db: &mut Db, debtors: &[Debtor]) -> Result<(), StoreError> {
    let rows = debtors.iter().flat_map(|debtor| {
        words_of(debtor).into_iter().map(|word| row![debtor.creditor.uuid(), word, debtor.id.uuid()])
    });
    let head = "INSERT INTO debtor_word (creditor_id, word, debtor_id)";
    db.insert_many(head, rows, "ON CONFLICT (creditor_id, word, debtor_id) DO NOTHING").await.map(drop)
}

/// The same for a debtor who has changed.
pub(super) async fn learn_anew(db: &mut Db, debtor: &Debtor) -> Result<(), StoreError> {
    let sql = "DELETE FROM debtor_word WHERE creditor_id = $1 AND debtor_id = $2";
    db.run(sql, args![debtor.creditor.uuid(), debtor.id.uuid()]).await?;
    learn(db, std::slice::from_ref(debtor)).await
}

/// Where a page of debtors goes on: the word by which the last one was found, and who that was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct After {
    /// The word.
    pub word: String,
    /// The debtor's id.
    pub debtor: DebtorId,
}

/// A creditor's debtors that `beginning` finds, each once, in order of the first word that does.
pub async fn debtors(
    db: &mut Db,
    creditor: CreditorId,
    beginning: &str,
    after: Option<&After>,
    limit: i64,
) -> Result<Vec<(After, Debtor)>, StoreError> {
    let sql = "SELECT w.word, d.creditor_id, d.id, d.ref, d.name, d.email, d.phone, d.locale, d.postcode, \
               d.tax_id, d.questions_locked_until FROM debtor_word w \
               JOIN debtor d ON d.creditor_id = w.creditor_id AND d.id = w.debtor_id \
               WHERE w.creditor_id = $1 AND (w.word, w.debtor_id) > ($2, $3) AND w.word < $4 AND NOT EXISTS \
               (SELECT 1 FROM debtor_word e WHERE e.creditor_id = w.creditor_id AND e.debtor_id = w.debtor_id \
               AND e.word >= $5 AND e.word < w.word) ORDER BY w.word, w.debtor_id LIMIT $6";
    let beginning = fold(beginning);
    let (word, id) = after.map_or_else(
        || (beginning.clone(), Uuid::nil()),
        |after| (after.word.clone().max(beginning.clone()), after.debtor.uuid()),
    );
    let values = args![creditor.uuid(), word, id, format!("{beginning}{LAST}"), beginning, limit];
    let rows = db.all(sql, values).await?;
    let found = |row: &super::connection::Row| {
        let debtor = rows::debtor(row, 1)?;
        Ok((After { word: row.get(0)?, debtor: debtor.id }, debtor))
    };
    rows.iter().map(found).collect()
}

/// All of a creditor's debtors, those that came first first, from the one after `after` on.
pub async fn all(
    db: &mut Db,
    creditor: CreditorId,
    after: Option<DebtorId>,
    limit: i64,
) -> Result<Vec<Debtor>, StoreError> {
    let sql = "SELECT creditor_id, id, ref, name, email, phone, locale, postcode, tax_id, questions_locked_until FROM debtor \
               WHERE creditor_id = $1 AND id > $2 ORDER BY id LIMIT $3";
    let after = after.map_or(Uuid::nil(), DebtorId::uuid);
    let rows = db.all(sql, args![creditor.uuid(), after, limit]).await?;
    rows.iter().map(|row| rows::debtor(row, 0)).collect()
}

/// An invoice that a beginning found, and whose it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundInvoice {
    /// The creditor's number.
    pub number: String,
    /// As numbers are compared: where the next page goes on.
    pub key: String,
    /// The debtor's id.
    pub debtor: DebtorId,
    /// Their name.
    pub name: String,
}

/// The invoices whose number begins so, in order of their numbers, from the one after `after` on.
pub async fn invoices(
    db: &mut Db,
    creditor: CreditorId,
    beginning: &str,
    after: Option<&str>,
    limit: i64,
) -> Result<Vec<FoundInvoice>, StoreError> {
    let sql = "SELECT i.number, i.number_key, d.id, d.name FROM invoice i \
               JOIN debtor d ON d.creditor_id = i.creditor_id AND d.id = i.debtor_id \
               WHERE i.creditor_id = $1 AND i.number_key >= $2 AND i.number_key > $3 AND i.number_key < $4 \
               ORDER BY i.number_key LIMIT $5";
    let key = number_key(beginning);
    if key.is_empty() {
        return Ok(Vec::new());
    }
    let last = format!("{key}{LAST}");
    let values = args![creditor.uuid(), key, after.unwrap_or_default().to_owned(), last, limit];
    let found = |row: &super::connection::Row| {
        Ok(FoundInvoice {
            number: row.get(0)?,
            key: row.get(1)?,
            debtor: DebtorId::new(row.get(2)?),
            name: row.get(3)?,
        })
    };
    db.all(sql, values).await?.iter().map(found).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_compared_without_accents_and_case() {
        assert_eq!(fold("  Construcciones   PEÑA e Hijos "), "construcciones pena e hijos");
        assert_eq!(fold("ana@Example.TEST"), "ana@example.test");
        assert_eq!(fold("São João"), "sao joao");
        assert_eq!(fold("\u{0301}"), "");
        assert_eq!(fold(&"é".repeat(100)).len(), 80);
    }

    #[test]
    fn a_debtor_is_found_by_each_word_of_the_name() {
        let debtor = Debtor {
            creditor: CreditorId::new(Uuid::nil()),
            id: DebtorId::new(Uuid::nil()),
            reference: "C-1001".to_owned(),
            name: "María José Peña".to_owned(),
            email: Some("mjp@example.test".to_owned()),
            phone: None,
            locale: None,
            facts: domain::knowledge_question::Facts::default(),
            questions_locked_until: None,
        };
        let words: Vec<String> = words_of(&debtor).into_iter().collect();
        assert_eq!(words, ["c-1001", "jose pena", "maria jose pena", "mjp@example.test", "pena"]);
    }
}
