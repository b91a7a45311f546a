//! Accepting: the one way in which terms become an agreement, in one transaction.
//!
//! What is offered is worked out again from the books, and must be what was seen; the code is tried; agreement,
//! coverage, instalments, pauses, price and mail are written together or not at all. The debtor's row is taken first,
//! as when a payment begins, and the invoices' rows next, as when one arrives: nothing is paid and agreed at once.

use super::jobs;
use super::revise;
use super::verification::{SubmittedAnswer, SubmittedCode, VerificationError, verify};
use super::wording::AgreementRenderer;
use super::{answer, ending, excess, extensions, promises};
use crate::account::charges;
use crate::account::{self, DebtorAccount};
use crate::agreements::fingerprint::fingerprint;
use crate::format::Formatter;
use crate::outbox::Job as _;
use crate::{Services, TxContext};
use chrono::{DateTime, SubsecRound, Utc};
use documents::Seal;
use documents::agreement_text::AgreementText;
use domain::agreement::{Agreement, AgreementRecord, AgreementState, FORMAT, Terms, VerifiedBy, WayIn};
use domain::agreement_terms::{Quote, QuoteError, quote};
use domain::audit::detail;
use domain::audit::{Act, Action, Subject, Who};
use domain::creditor::Creditor;
use domain::date::{Date, add_days};
use domain::debtor::Debtor;
use domain::id::{AgreementId, AuditId, InvoiceId, PauseId, RequestId};
use domain::invoice::Charge;
use domain::invoice::Invoice;
use domain::language::Language;
use domain::ledger::Entry;
use domain::link::LinkOrigin;
use domain::money::{Money, MoneyError};
use domain::offer_request::OfferRequest;
use domain::pause::{Pause, PauseReason};
use domain::payment::Payment;
use domain::policy::Granted;
use domain::remainder::Remainder;
use domain::request::RequestState;
use std::sync::Arc;
use store::{Db, StoreError, agreements, audit, debtors, invoices, ledger, pauses, payments, requests};

/// What somebody accepts, and how they show that they may.
#[derive(Clone)]
pub struct Acceptance {
    /// Who is owed.
    pub creditor: Creditor,
    /// Who owes.
    pub debtor: Debtor,
    /// How the page was written.
    pub formatter: Formatter,
    /// What is asked for.
    pub request: OfferRequest,
    /// The [`fingerprint`] of what was seen.
    pub fingerprint: String,
    /// Makes a form sent twice one agreement.
    pub form_key: String,
    /// Who accepts, and how they show that they may.
    pub way: Verification,
    /// How the link reached them by which they came in; none: they are the creditor's staff.
    pub link: Option<LinkOrigin>,
}

/// Who accepts, and how they show that they may.
#[derive(Clone)]
pub enum Verification {
    /// The debtor, with nothing to show: for what needs no proof.
    Link,
    /// The debtor, with a code.
    Code(SubmittedCode),
    /// The debtor, with a fact that the creditor has on file.
    Fact(SubmittedAnswer),
    /// The creditor's staff grant what was asked for.
    Staff(Who),
}

/// What would be agreed now.
#[derive(Debug, Clone)]
pub struct Preview {
    /// The terms, and who grants them.
    pub quote: Quote,
    /// Their words.
    pub wording: AgreementText,
    /// The fingerprint of terms and words.
    pub fingerprint: String,
    /// What they follow from.
    pub debtor_account: DebtorAccount,
}

/// Works out what would be agreed now, by the debtor or by staff. Pages show it; [`accept`] does the same again.
///
/// # Errors
/// [`PreviewError::Quote`] when it cannot be had, [`PreviewError::Store`] when the books cannot be read.
pub async fn preview(
    db: &mut Db,
    services: &Services,
    (creditor, debtor): (&Creditor, &Debtor),
    formatter: &Formatter,
    request: &OfferRequest,
    by_staff: bool,
) -> Result<Preview, PreviewError> {
    let mut debtor_account = account::load(db, services, creditor, debtor.id, services.clock.now()).await?;
    if let OfferRequest::Reschedule { agreement, .. } = request {
        revise::load(db, creditor, debtor, *agreement, &mut debtor_account).await?;
    }
    let OfferRequest::Request { request } = request else {
        return Ok(preview_in(debtor_account, creditor, formatter, request)?);
    };
    let found = requests::by_id(db, creditor.id, *request).await?.filter(|found| found.debtor == debtor.id);
    let found = found.ok_or(QuoteError::NotOffered)?;
    let terms = answer::fitting(db, (creditor, debtor), &found, by_staff, &mut debtor_account).await?;
    let quote = Quote { terms, granted: Granted::Automatically };
    Ok(preview_of(debtor_account, creditor, formatter, quote))
}

/// What would be agreed, by what was read from the books.
///
/// # Errors
/// [`QuoteError`] when it cannot be had.
pub fn preview_in(
    debtor_account: DebtorAccount,
    creditor: &Creditor,
    formatter: &Formatter,
    request: &OfferRequest,
) -> Result<Preview, QuoteError> {
    let policy = &debtor_account.owed.version.policy;
    let quote = match request {
        OfferRequest::Reschedule { request, .. } => {
            let left = debtor_account.running.as_ref().ok_or(QuoteError::NotOffered)?;
            left.quote(policy, &debtor_account.situation(), *request)?
        }
        _ => quote(policy, &debtor_account.situation(), request)?,
    };
    Ok(preview_of(debtor_account, creditor, formatter, quote))
}

fn preview_of(debtor_account: DebtorAccount, creditor: &Creditor, formatter: &Formatter, quote: Quote) -> Preview {
    let wording = in_words(&debtor_account, creditor, formatter, &quote.terms);
    Preview { fingerprint: fingerprint(&quote.terms, &wording.frozen()), quote, wording, debtor_account }
}

/// Terms in words.
#[must_use]
pub fn in_words(
    debtor_account: &DebtorAccount,
    creditor: &Creditor,
    formatter: &Formatter,
    terms: &Terms,
) -> AgreementText {
    let number = |id: InvoiceId| {
        let found = debtor_account.owed.invoices.iter().find(|invoice| invoice.id == id);
        found.map_or_else(String::new, |invoice| invoice.number.clone())
    };
    AgreementRenderer { formatter, creditor: &creditor.name, number: &number }.text(terms)
}

/// Why terms cannot be shown.
#[derive(Debug, thiserror::Error)]
pub enum PreviewError {
    /// They cannot be had.
    #[error(transparent)]
    Quote(#[from] QuoteError),
    /// The books cannot be read.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Why nothing was agreed. All but the last are something that whoever accepts can act on.
#[derive(Debug, thiserror::Error)]
pub enum AcceptError {
    /// The terms cannot be had (any more), or are not what was seen.
    #[error(transparent)]
    Quote(#[from] QuoteError),
    /// A person has to be asked.
    #[error("a person has to be asked")]
    AskFirst,
    /// A payment for one of these invoices is under way.
    #[error("a payment for one of these invoices is under way")]
    PaymentUnderWay(Box<Payment>),
    /// The form was sent before, with something else in it.
    #[error("the form was sent before, with something else in it")]
    FormUsed {
        /// What it made, if it was this debtor's.
        made: Option<AgreementId>,
    },
    /// Whoever accepts has not shown that they are the debtor.
    #[error(transparent)]
    Verification(#[from] VerificationError),
    /// The database failed; nothing was written.
    #[error(transparent)]
    Store(#[from] StoreError),
}

store::unit_errors!(AcceptError);

impl From<PreviewError> for AcceptError {
    fn from(error: PreviewError) -> Self {
        match error {
            PreviewError::Quote(error) => Self::Quote(error),
            PreviewError::Store(error) => Self::Store(error),
        }
    }
}

impl From<MoneyError> for AcceptError {
    fn from(error: MoneyError) -> Self {
        Self::Store(error.into())
    }
}

/// Accepts. The same form sent again answers the agreement that it made.
///
/// # Errors
/// [`AcceptError`] when nothing was agreed: the terms cannot be had or have changed, whoever accepts has not shown that
/// they may, a payment is under way, or the store failed.
pub async fn accept(services: &Arc<Services>, acceptance: Acceptance) -> Result<AgreementId, AcceptError> {
    let input = (Arc::clone(services), acceptance);
    let unit = services.store.attempt(input, |db, (services, acceptance)| Box::pin(commit(db, services, acceptance)));
    let made = unit.await?;
    services.wake.notify_one();
    Ok(made)
}

async fn commit(db: &mut Db, services: &Services, a: &Acceptance) -> Result<AgreementId, AcceptError> {
    let now = services.clock.now();
    let (creditor, debtor) = (a.creditor.id, a.debtor.id);
    debtors::lock(db, creditor, debtor).await?;
    if let Some(before) = agreements::by_form(db, creditor, &a.form_key).await? {
        return sent_again(&before, a);
    }
    // Payments before balances: one that is over by now has moved its balance before it is read.
    let running = payments::open_of(db, creditor, debtor).await?;
    for invoice in invoices::open_of(db, creditor, debtor).await? {
        invoices::lock(db, creditor, invoice.id).await?;
    }
    let by_staff = matches!(a.way, Verification::Staff(_));
    let preview = preview(db, services, (&a.creditor, &a.debtor), &a.formatter, &a.request, by_staff).await?;
    if preview.fingerprint != a.fingerprint {
        return Err(QuoteError::Changed.into());
    }
    if preview.quote.granted == Granted::OnRequest {
        return Err(AcceptError::AskFirst);
    }
    let covered = preview.quote.terms.covers(|id| owed_on(&preview.debtor_account, id));
    if let Some(touching) = touching(db, running, &covered).await? {
        return Err(AcceptError::PaymentUnderWay(Box::new(touching)));
    }
    let verified_by = verify(db, services, a, &preview, now).await?;
    let moves = preview.quote.terms.takes_effect_at_once();
    if moves {
        // From here on charges are suspended or run by other rules: what has accrued is posted first.
        charges::book(db, &services.context(&a.creditor, now), &preview.debtor_account.owed.accrued).await?;
    }
    let new = New {
        creditor: &a.creditor,
        debtor: &a.debtor,
        text: preview.wording.frozen(),
        language: a.formatter.language,
        policy_version: preview.debtor_account.owed.version.n,
        verified_by,
        way_in: a.link.as_ref().map(LinkOrigin::way_in),
        request: if let OfferRequest::Request { request } = a.request { Some(request) } else { None },
        form_key: a.form_key.clone(),
        covered,
        excess: if moves { excess::beyond(&preview.quote.terms, &preview.debtor_account)? } else { Vec::new() },
        replaces: preview.debtor_account.running,
        terms: preview.quote.terms,
    };
    let request = new.request;
    let id = write(db, services, new, now).await?;
    if let Some(request) = request {
        answered(db, services, a, request, now).await?;
    }
    Ok(id)
}

/// Which of these payments is for one of these invoices?
async fn touching(
    db: &mut Db,
    running: Vec<Payment>,
    covered: &[(InvoiceId, Money)],
) -> Result<Option<Payment>, StoreError> {
    for payment in running {
        let shares = payments::shares(db, payment.creditor, payment.id, payment.amount.currency()).await?;
        if shares.iter().any(|share| covered.iter().any(|(invoice, _)| *invoice == share.invoice)) {
            return Ok(Some(payment));
        }
    }
    Ok(None)
}

fn sent_again(before: &AgreementRecord, a: &Acceptance) -> Result<AgreementId, AcceptError> {
    if before.debtor != a.debtor.id {
        return Err(AcceptError::FormUsed { made: None });
    }
    let body = before.read_body().map_err(StoreError::from)?;
    let same = fingerprint(&body.terms, &body.text) == a.fingerprint;
    if same { Ok(before.id) } else { Err(AcceptError::FormUsed { made: Some(before.id) }) }
}

fn owed_on(debtor_account: &DebtorAccount, id: InvoiceId) -> Option<Money> {
    debtor_account.owed.invoices.iter().find(|invoice| invoice.id == id).map(Invoice::owed)
}

/// An agreement that is about to be written.
pub(super) struct New<'a> {
    pub(super) creditor: &'a Creditor,
    pub(super) debtor: &'a Debtor,
    pub(super) terms: Terms,
    /// The words, as they are frozen.
    pub(super) text: String,
    pub(super) language: Language,
    pub(super) policy_version: i64,
    pub(super) verified_by: VerifiedBy,
    pub(super) way_in: Option<WayIn>,
    pub(super) request: Option<RequestId>,
    pub(super) form_key: String,
    pub(super) covered: Vec<(InvoiceId, Money)>,
    /// What is owed beyond its terms, and waived so that they hold.
    pub(super) excess: Vec<(InvoiceId, Money)>,
    /// The plan that it takes the place of; which promises it does follows from what it covers.
    pub(super) replaces: Option<Remainder>,
}

/// Seals and writes an agreement with everything that follows from it, and ends the one that it replaces.
pub(super) async fn write(
    db: &mut Db,
    services: &Services,
    new: New<'_>,
    now: DateTime<Utc>,
) -> Result<AgreementId, StoreError> {
    let id = AgreementId::new(services.ids.uuid(now));
    let (creditor, debtor) = (new.creditor.id, new.debtor.id);
    let second = now.trunc_subsecs(0);
    let version = new.policy_version;
    let policy_version = u32::try_from(version);
    let body = Agreement {
        format: FORMAT,
        creditor,
        debtor,
        debtor_reference: new.debtor.reference.clone(),
        terms: new.terms,
        text: new.text,
        language: new.language.as_str().to_owned(),
        policy_version: policy_version.map_err(|_| StoreError::Damaged(format!("version {version} of a policy")))?,
        // The offer was worked out again, and found to be the one that was seen, in this very instant.
        offered_at: second,
        accepted_at: second,
        verified_by: new.verified_by,
        way_in: new.way_in,
    };
    let promised = promises::replaced_by(db, creditor, &body.terms, &new.covered).await?;
    let replaced = new.replaces.as_ref().map(|left| left.agreement.id);
    let agreed = AgreementRecord {
        replaces: replaced.or_else(|| promised.last().map(|promise| promise.id)),
        request: new.request,
        form_key: new.form_key,
        ..sealed(services, id, &body, now)?
    };
    let context = services.context(new.creditor, now);
    promises::give_way(db, &context, &promised).await?;
    if let Some(left) = &new.replaces {
        ending::end(db, &context, &left.agreement, AgreementState::Replaced, context.today()).await?;
    }
    let instalments = if let Terms::Plan(plan) = &body.terms { plan.plan.instalments.as_slice() } else { &[] };
    agreements::add(db, &agreed, &new.covered, instalments).await?;
    excess::waive(db, &context, id, &new.excess).await?;
    let price_before = new.replaces.as_ref().map(|left| left.price_left);
    FollowUp { db, context, agreed: &agreed, price_before }.write(&body.terms, &new.covered).await?;
    jobs::Agreed { agreement: id }.queue(db, context.ids, creditor, now).await?;
    Ok(id)
}

/// The record of an agreement that holds from `now` on, with its seal; it answers no request and replaces no other one.
fn sealed(
    services: &Services,
    id: AgreementId,
    body: &Agreement,
    now: DateTime<Utc>,
) -> Result<AgreementRecord, StoreError> {
    let damaged = |what: String| StoreError::Damaged(what);
    if !body.is_sound() {
        return Err(damaged(format!("{id} does not add up")));
    }
    let canonical = body.canonical().map_err(|error| damaged(error.to_string()))?;
    let seal = services.seal.seal(&canonical);
    Ok(AgreementRecord {
        creditor: body.creditor,
        id,
        debtor: body.debtor,
        kind: body.terms.kind(),
        state: AgreementState::Live,
        body: String::from_utf8(canonical).map_err(|error| damaged(error.to_string()))?,
        hash: from_hex(&seal.hash_hex)?,
        key_id: seal.key_id.clone(),
        public_key: services.seal.public_key().to_vec(),
        signature: signature_of(&seal)?,
        language: body.language.clone(),
        made_at: now,
        until: Some(body.terms.last_day()),
        ended_at: None,
        replaces: None,
        request: None,
        form_key: String::new(),
    })
}

/// The request that an agreement answers is over.
async fn answered(
    db: &mut Db,
    services: &Services,
    a: &Acceptance,
    id: RequestId,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let creditor = a.creditor.id;
    let done = if let Verification::Staff(by) = &a.way {
        let granted = requests::Decision { state: RequestState::Granted, answer: None, words: None, by: by.clone() };
        let detail = detail([("debtor", a.debtor.reference.clone())]);
        let act =
            Act { creditor, who: by.clone(), action: Action::RequestGranted, subject: Subject::Request(id), detail };
        audit::note(db, AuditId::new(services.ids.uuid(now)), &act, now).await?;
        requests::decide(db, creditor, id, &granted, now).await?
    } else {
        requests::moved(db, creditor, id, (RequestState::Countered, RequestState::Accepted)).await?
    };
    if done { Ok(()) } else { Err(StoreError::Damaged(format!("{id} was answered twice"))) }
}

fn from_hex(text: &str) -> Result<Vec<u8>, StoreError> {
    hex::decode(text).map_err(|error| StoreError::Damaged(error.to_string()))
}

fn signature_of(seal: &Seal) -> Result<Vec<u8>, StoreError> {
    use base64::Engine as _;
    let decoded = base64::engine::general_purpose::STANDARD.decode(&seal.signature_b64);
    decoded.map_err(|error| StoreError::Damaged(error.to_string()))
}

/// Writes what follows from an agreement: its price, where its invoices stand, what is on hold. A settlement moves no money
/// before it is paid, but from here on its invoices have its price.
struct FollowUp<'a> {
    db: &'a mut Db,
    context: TxContext<'a>,
    agreed: &'a AgreementRecord,
    /// What of the price of the plan that it replaces is in the books already.
    price_before: Option<Money>,
}

impl FollowUp<'_> {
    async fn write(&mut self, terms: &Terms, covered: &[(InvoiceId, Money)]) -> Result<(), StoreError> {
        let (creditor, id, today) = (self.agreed.creditor, self.agreed.id, self.context.today());
        match terms {
            Terms::Plan(plan) => {
                for (invoice, _) in covered {
                    agreements::put_in_plan(self.db, creditor, *invoice, id).await?;
                    self.rest(*invoice, PauseReason::Plan, today, None, false).await?;
                    if plan.default_terms.charges_rest {
                        // Today's charges are in the books; from tomorrow on there are none.
                        let tomorrow = add_days(today, 1).unwrap_or(today);
                        self.rest(*invoice, PauseReason::Plan, tomorrow, None, true).await?;
                    }
                }
                self.charge(covered.first().map(|(invoice, _)| *invoice), plan.plan.cost).await
            }
            Terms::Extension(extension) => {
                if !extension.takes_effect_at_once() {
                    return Ok(()); // It takes effect with the money: see `extensions`.
                }
                extensions::take_effect(self.db, &self.context, self.agreed, extension).await
            }
            Terms::Promise(promise) => {
                for invoice in &promise.invoices {
                    if !agreements::put_in_promise(self.db, creditor, *invoice, id).await? {
                        return Err(StoreError::Damaged(format!("{invoice} is promised already")));
                    }
                    self.rest(*invoice, PauseReason::Promise, today, Some(promise.date), false).await?;
                }
                Ok(())
            }
            Terms::Settlement(_) => {
                for (invoice, _) in covered {
                    if !agreements::put_in_settlement(self.db, creditor, *invoice, id).await? {
                        return Err(StoreError::Damaged(format!("{invoice} is agreed on already")));
                    }
                }
                Ok(())
            }
            // It binds nobody until it is paid.
            Terms::Discount(_) => Ok(()),
        }
    }

    async fn rest(
        &mut self,
        invoice: InvoiceId,
        reason: PauseReason,
        from: Date,
        to: Option<Date>,
        interest: bool,
    ) -> Result<(), StoreError> {
        let pause = Pause {
            creditor: self.agreed.creditor,
            id: PauseId::new(self.context.ids.uuid(self.context.now)),
            debtor: self.agreed.debtor,
            invoice: Some(invoice),
            reason,
            from,
            to,
            interest,
            of: Some(self.agreed.id.uuid()),
        };
        pauses::add(self.db, &pause).await
    }

    /// The price, as a fee on the first invoice. Of a plan that replaces another, what it differs by: price that is not
    /// earned any more is taken back, and where it was paid before its time, out of what is owed.
    async fn charge(&mut self, invoice: Option<InvoiceId>, price: Money) -> Result<(), StoreError> {
        let Some(invoice) = invoice else { return Ok(()) };
        let more = self.price_before.map_or(Ok(price), |before| price.minus(before))?;
        if more.is_positive() {
            return self.post("price", Entry::charged(invoice, Charge::Fee, more)?).await;
        }
        ending::take_back_price(self.db, &self.context, self.agreed, more.negated()?).await
    }

    async fn post(&mut self, what: &str, entry: Entry) -> Result<(), StoreError> {
        let new = self.context.entry(format!("agreement:{}:{what}", self.agreed.id), entry);
        ledger::post(self.db, self.agreed.creditor, &new, new.at).await.map(drop)
    }
}
