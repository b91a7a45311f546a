//! What proves, in the transaction that binds, that it is the debtor who accepts: a code, or a fact that the creditor
//! chose together with the number of an invoice.

use super::accept::{Acceptance, Preview, Verification};
use super::wording::shortened;
use crate::Services;
use chrono::{DateTime, TimeDelta, Utc};
use domain::agreement::VerifiedBy;
use domain::debtor::Debtor;
use domain::id::TokenHash;
use domain::knowledge_question::{KnowledgeQuestion, PlainFact, means_invoice};
use domain::link::LinkOrigin;
use sha2::{Digest, Sha256};
use store::verifications::{self, Holder, Tried, Try};
use store::{Db, StoreError, invoices, links, originals};
use subtle::ConstantTimeEq;

/// How long the session's token from before a proof still works, for a form that is sent twice.
const TOKEN_OVERLAP: TimeDelta = TimeDelta::seconds(30);

/// A code to try.
#[derive(Clone)]
pub struct SubmittedCode {
    /// Whose, and in which browser.
    pub holder: Holder,
    /// The six digits.
    pub digits: String,
    /// The session's token before and after.
    pub tokens: (TokenHash, TokenHash),
}

/// A fact to try, with the number of an invoice. Personal data: it shows itself to nobody.
#[derive(Clone)]
pub struct SubmittedAnswer {
    /// Whose, and in which browser.
    pub holder: Holder,
    /// What was asked for.
    pub fact: KnowledgeQuestion,
    /// The answer.
    pub answer: PlainFact,
    /// The number, as typed.
    pub number: String,
    /// The session's token before and after.
    pub tokens: (TokenHash, TokenHash),
}

/// Both halves of an answer, as they are kept once it has proved something.
#[must_use]
pub fn both_halves(answer: &PlainFact, number: &str) -> String {
    format!("{}:{number}", String::from_utf8_lossy(answer.as_bytes()))
}

/// What a proof is for: a form, and the terms that were seen on it. Asked for with other terms it proves nothing.
#[must_use]
pub fn purpose(form_key: &str, fingerprint: &str) -> String {
    format!("{form_key}:{fingerprint}")
}

/// Is this what proved, for this form and these terms, that the debtor is there? So it is where a form is sent twice.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn has_proved(
    db: &mut Db,
    services: &Services,
    holder: Holder,
    brought: &str,
    (form_key, fingerprint): (&str, &str),
) -> Result<bool, StoreError> {
    let hash_for = |id| services.keys.proof_code(id, brought).to_vec();
    verifications::has_proved(db, holder, &purpose(form_key, fingerprint), &hash_for).await
}

/// Why whoever accepts has not shown that they are the debtor.
#[derive(Debug, thiserror::Error)]
pub enum VerificationError {
    /// The code was wrong, or the fact, or the number of the invoice.
    #[error("wrong; {left} tries are left")]
    Wrong {
        /// How many tries are left.
        left: i64,
    },
    /// Too many wrong answers; later.
    #[error("too many wrong answers")]
    Locked,
    /// What was asked for ran out, was used, or was never asked for here.
    #[error("nothing was asked for, or it ran out")]
    NotAsked,
    /// The policy does not take this from the debtor (any more).
    #[error("the policy asks for something else")]
    NotTaken,
    /// It could not be tried.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Tries what was submitted, if the policy takes it from this debtor. If it is right, the session goes on with another token.
///
/// # Errors
/// [`VerificationError`] when it proves nothing: it is wrong, was not asked for, or comes too often. A wrong try counts.
pub(super) async fn verify(
    db: &mut Db,
    services: &Services,
    a: &Acceptance,
    preview: &Preview,
    now: DateTime<Utc>,
) -> Result<VerifiedBy, VerificationError> {
    let rule = preview.debtor_account.owed.version.policy.verification;
    let purpose = purpose(&a.form_key, &a.fingerprint);
    let (tried, holder, tokens, verified_by) = match &a.way {
        Verification::Staff(who) => return Ok(VerifiedBy::Staff { name: who.name().to_owned() }),
        _ if !preview.quote.terms.needs_verification() => return Ok(VerifiedBy::Link),
        Verification::Link => return Err(VerificationError::NotAsked),
        Verification::Code(code) => {
            let address = a.debtor.email.as_deref().filter(|_| rule.takes_code());
            let address = address.ok_or(VerificationError::NotTaken)?;
            let hash_for = |id| services.keys.proof_code(id, &code.digits).to_vec();
            let tried = verifications::try_it(db, code.holder, &purpose, Try::Code(&hash_for), now).await?;
            (tried, code.holder, code.tokens, VerifiedBy::EmailCode { address: shortened(address) })
        }
        Verification::Fact(answer) => {
            let link = a.link.as_ref().ok_or(VerificationError::NotTaken)?;
            let kept = expected_answer(db, &a.debtor, link, answer.fact, now).await?;
            let kept = kept.filter(|_| rule.fact() == Some(answer.fact)).ok_or(VerificationError::NotTaken)?;
            // Both halves are always looked at: how long it takes does not tell which was wrong.
            let right = is_same(&kept, &answer.answer) & is_theirs(db, preview, a, &answer.number).await?;
            let brought = both_halves(&answer.answer, &answer.number);
            let hash_for = |id| services.keys.proof_code(id, &brought).to_vec();
            let tried = Try::Fact(answer.fact, right, &hash_for);
            let tried = verifications::try_it(db, answer.holder, &purpose, tried, now).await?;
            (
                tried,
                answer.holder,
                answer.tokens,
                VerifiedBy::KnowledgeQuestion { fact: answer.fact.as_str().to_owned() },
            )
        }
    };
    match tried {
        Tried::Wrong { left } => Err(VerificationError::Wrong { left }),
        Tried::Locked => Err(VerificationError::Locked),
        Tried::Gone => Err(VerificationError::NotAsked),
        Tried::Right => {
            links::renew_session(db, a.creditor.id, holder.session, tokens, now + TOKEN_OVERLAP).await?;
            Ok(verified_by)
        }
    }
}

/// What is to be answered where this fact is asked for; none as [`Debtor::expected_answer`] says, where the link of the
/// session [takes no facts](LinkOrigin::takes_facts), and where the debtor can download an electronic invoice: that shows tax
/// number and address to whoever has the link.
///
/// # Errors
/// [`StoreError`] when the database does not answer.
pub async fn expected_answer(
    db: &mut Db,
    debtor: &Debtor,
    link: &LinkOrigin,
    fact: KnowledgeQuestion,
    now: DateTime<Utc>,
) -> Result<Option<PlainFact>, StoreError> {
    if !link.takes_facts() {
        return Ok(None);
    }
    let Some(answer) = debtor.expected_answer(fact, now) else { return Ok(None) };
    let shown = originals::of_debtor(db, debtor.creditor, debtor.id, 1).await?;
    Ok(shown.is_empty().then_some(answer))
}

/// In the same time however much of them is the same.
fn is_same(kept: &PlainFact, typed: &PlainFact) -> bool {
    let digest = |fact: &PlainFact| Sha256::digest(fact.as_bytes());
    bool::from(digest(kept).as_slice().ct_eq(digest(typed).as_slice()))
}

/// Is it the number of one of the debtor's invoices? Of those that are open it may be grouped in any way.
async fn is_theirs(db: &mut Db, preview: &Preview, a: &Acceptance, number: &str) -> Result<bool, StoreError> {
    let found = invoices::has_number(db, a.creditor.id, a.debtor.id, number).await?;
    let open = &preview.debtor_account.owed.invoices;
    let grouped = open.iter().any(|invoice| means_invoice(number, &invoice.number));
    Ok(found || grouped)
}
