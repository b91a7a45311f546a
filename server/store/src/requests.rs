//! Requests: what a debtor asks for and the policy does not grant by itself, and the answers.

use super::connection::{Row, args};
use super::{Db, StoreError};
use chrono::{DateTime, Utc};
use domain::agreement::Terms;
use domain::audit::Who;
use domain::id::{CreditorId, DebtorId, RequestId};
use domain::request::{Request, RequestState};

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT creditor_id, id, debtor_id, asked, reason, state, answer_by, answer, words, decided_by, decided_at, \
             language, made_at, form_key FROM request ",
            $rest
        )
    };
}

fn read(row: &Row) -> Result<Request, StoreError> {
    let terms = |text: &str| {
        serde_json::from_str::<Terms>(text).map_err(|error| StoreError::Damaged(format!("terms of a request: {error}")))
    };
    let asked: String = row.get(3)?;
    let answer: Option<String> = row.get(7)?;
    Ok(Request {
        creditor: CreditorId::new(row.get(0)?),
        id: RequestId::new(row.get(1)?),
        debtor: DebtorId::new(row.get(2)?),
        asked: terms(&asked)?,
        reason: row.get(4)?,
        state: row.read(5)?,
        answer_by: row.get(6)?,
        answer: answer.as_deref().map(terms).transpose()?,
        words: row.get(8)?,
        decided_by: row.get(9)?,
        decided_at: row.get(10)?,
        language: row.get(11)?,
        made_at: row.get(12)?,
        form_key: row.get(13)?,
    })
}

fn written(terms: &Terms) -> Result<String, StoreError> {
    serde_json::to_string(terms).map_err(|error| StoreError::Damaged(error.to_string()))
}

/// Writes a new request. `false`, and nothing written, when its form was sent before.
pub async fn add(db: &mut Db, r: &Request) -> Result<bool, StoreError> {
    let sql = "INSERT INTO request (creditor_id, id, debtor_id, kind, asked, reason, state, answer_by, language, made_at, \
               form_key) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11) ON CONFLICT (creditor_id, form_key) DO NOTHING";
    let values = args![
        r.creditor.uuid(),
        r.id.uuid(),
        r.debtor.uuid(),
        r.asked.kind().as_str(),
        written(&r.asked)?,
        r.reason.clone(),
        r.state.as_str(),
        r.answer_by,
        r.language.clone(),
        r.made_at,
        r.form_key.clone()
    ];
    Ok(db.run(sql, values).await? == 1)
}

/// One request.
pub async fn by_id(db: &mut Db, creditor: CreditorId, id: RequestId) -> Result<Option<Request>, StoreError> {
    let row = db.first(select!("WHERE creditor_id = $1 AND id = $2"), args![creditor.uuid(), id.uuid()]).await?;
    row.map(|row| read(&row)).transpose()
}

/// The request that came from this form.
pub async fn by_form(db: &mut Db, creditor: CreditorId, form_key: &str) -> Result<Option<Request>, StoreError> {
    let sql = select!("WHERE creditor_id = $1 AND form_key = $2");
    db.first(sql, args![creditor.uuid(), form_key.to_owned()]).await?.map(|row| read(&row)).transpose()
}

/// A debtor's requests, latest first.
pub async fn of_debtor(
    db: &mut Db,
    creditor: CreditorId,
    debtor: DebtorId,
    limit: i64,
) -> Result<Vec<Request>, StoreError> {
    let sql = select!("WHERE creditor_id = $1 AND debtor_id = $2 ORDER BY made_at DESC, id DESC LIMIT $3");
    db.all(sql, args![creditor.uuid(), debtor.uuid(), limit]).await?.iter().map(read).collect()
}

/// What waits for a creditor's answer, the most urgent first.
pub async fn waiting(db: &mut Db, creditor: CreditorId) -> Result<Vec<Request>, StoreError> {
    let sql = select!("WHERE creditor_id = $1 AND state = 'waiting' ORDER BY answer_by, made_at, id");
    db.all(sql, args![creditor.uuid()]).await?.iter().map(read).collect()
}

/// What was decided.
#[derive(Debug, Clone)]
pub struct Decision {
    /// The state that it makes.
    pub state: RequestState,
    /// The terms offered instead.
    pub answer: Option<Terms>,
    /// Words to the debtor.
    pub words: Option<String>,
    /// Who decided.
    pub by: Who,
}

/// Answers a request that waits. `false`, and nothing changed, when it does not wait any more.
pub async fn decide(
    db: &mut Db,
    creditor: CreditorId,
    id: RequestId,
    decision: &Decision,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let sql = "UPDATE request SET state = $3, answer = $4, words = $5, decided_by = $6, decided_at = $7 \
               WHERE creditor_id = $1 AND id = $2 AND state = 'waiting'";
    let answer = decision.answer.as_ref().map(written).transpose()?;
    let values = args![
        creditor.uuid(),
        id.uuid(),
        decision.state.as_str(),
        answer,
        decision.words.clone(),
        decision.by.name().to_owned(),
        now
    ];
    Ok(db.run(sql, values).await? == 1)
}

/// Moves a request from one state to another; `false` when it was not in the first.
pub async fn moved(
    db: &mut Db,
    creditor: CreditorId,
    id: RequestId,
    (from, to): (RequestState, RequestState),
) -> Result<bool, StoreError> {
    let sql = "UPDATE request SET state = $4 WHERE creditor_id = $1 AND id = $2 AND state = $3";
    Ok(db.run(sql, args![creditor.uuid(), id.uuid(), from.as_str(), to.as_str()]).await? == 1)
}
