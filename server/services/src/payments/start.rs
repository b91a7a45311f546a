//! Beginning a payment: what was chosen becomes a locked payment, committed before the provider is
//! called, so that a crash between the two is repaired and not repeated.

use super::counted;
use super::instalment;
use crate::Services;
use crate::account::charges::{self, Accrued};
use crate::account::minimum::least;
use crate::account::{self, EarlyPrices};
use crate::agreements::follow;
use chrono::{DateTime, TimeDelta, Utc};
use domain::agreement::{AgreementState, Settlement, Terms};
use domain::allocation::{AllocationOrder, Choice, ChoiceError, Share};
use domain::creditor::Creditor;
use domain::date::Date;
use domain::id::{AgreementId, DebtorId, InvoiceId, PaymentId};
use domain::invoice::{Component, Invoice, OpenInvoice};
use domain::money::Money;
use domain::payment::{Payment, PlannedShare, Progress, ProviderName};
use providers::{Limits, Order, ProviderError};
use std::sync::Arc;
use store::{Db, StoreError, agreements, debtors, payments};

/// How long the provider's page stays open: Stripe's least (half an hour) and a little, since the
/// clocks need not agree. The amount is locked as long.
pub const PAGE_OPEN: TimeDelta = TimeDelta::minutes(32);

/// How long a return address works, for whoever has it: a voucher is paid within days.
pub const RETURN_WORKS: TimeDelta = TimeDelta::days(14);

/// What a debtor (or somebody who pays for one) asks for.
#[derive(Debug, Clone)]
pub struct Request {
    /// Whose debt.
    pub debtor: DebtorId,
    /// The invoices, in any order.
    pub invoices: Vec<InvoiceId>,
    /// How much, as the last page showed it.
    pub amount: Money,
    /// With whom.
    pub provider: ProviderName,
    /// With every early-payment discount that the invoices have today. They are then paid whole.
    pub discount: bool,
    /// The settlement that it fulfils; its invoices are then the ones that are paid.
    pub agreement: Option<AgreementId>,
    /// The instalment of a plan that it pays at its early price; the plan's invoices are then the ones that are paid.
    pub instalment: Option<(AgreementId, u16)>,
    /// Makes a form sent twice one payment.
    pub form_key: String,
    /// The payer's language.
    pub language: String,
}

/// Why no payment was begun. Each is something the debtor can act on.
#[derive(Debug, Clone, PartialEq)]
pub enum Refusal {
    /// The amount does not fit what is owed now.
    Choice(ChoiceError),
    /// The discount or settlement has ended, or comes to another sum by now.
    Price,
    /// Another payment for one of these invoices is under way.
    UnderWay(Box<Payment>),
    /// This provider cannot take the amount or the currency.
    Method,
    /// The form was sent before and made another payment than the one it now asks for.
    FormUsed {
        /// Of this debtor's; else somebody has another one's form.
        own: bool,
    },
}

/// What came of the request.
pub type Started = Result<Payment, Refusal>;

/// The chosen invoices as a payment of `amount` takes them: what rests is paid only by what is more than all the rest.
///
/// # Errors
/// As [`Choice::new`].
pub fn payable(chosen: &[&Invoice], amount: Option<Money>) -> Result<Vec<OpenInvoice>, ChoiceError> {
    let parts: Vec<OpenInvoice> = chosen.iter().map(|invoice| invoice.payable()).collect();
    let Some(amount) = amount else { return Ok(parts) };
    let owed = parts.iter().map(|part| part.owed()).collect::<Result<Vec<_>, _>>()?;
    let enough = amount.minor() <= Money::total(amount.currency(), owed)?.minor();
    Ok(if enough { parts } else { chosen.iter().map(|invoice| invoice.open()).collect() })
}

/// All of these invoices, each at its early price where it has one; none: no one has.
///
/// The last page before paying and the payment itself are both made from this.
///
/// # Errors
/// As [`Choice::new`].
pub fn at_early_prices(
    open: &[OpenInvoice],
    prices: &EarlyPrices,
    least: Money,
    order: AllocationOrder,
) -> Result<Option<Choice>, ChoiceError> {
    if !open.iter().any(|invoice| prices.contains_key(&invoice.id)) {
        return Ok(None);
    }
    let at_price = |invoice: &OpenInvoice| OpenInvoice {
        balance: prices.get(&invoice.id).map_or(invoice.balance, |price| price.to_pay),
        ..*invoice
    };
    let open: Vec<OpenInvoice> = open.iter().map(at_price).collect();
    Choice::new(&open, None, least, order).map(Some)
}

/// A settlement that can be paid now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// What was agreed.
    pub terms: Settlement,
    /// What of it is not paid yet; positive.
    pub left: Money,
}

impl Due {
    /// What pays it: what is left of the agreed sum, and no more than is owed. `None` where nothing
    /// is owed any more.
    ///
    /// # Errors
    /// As [`Choice::new`].
    pub fn choice(&self, open: &[OpenInvoice], order: AllocationOrder) -> Result<Option<Choice>, ChoiceError> {
        let currency = self.left.currency();
        let owed = open.iter().map(|invoice| invoice.owed()).collect::<Result<Vec<_>, _>>()?;
        let owed = Money::total(currency, owed)?;
        if !owed.is_positive() {
            return Ok(None);
        }
        Choice::new(open, Some(self.left.least(owed)?), Money::new(1, currency), order).map(Some)
    }
}

/// A debtor's settlement, while it holds: not over, not paid, not past its last day.
///
/// # Errors
/// [`StoreError`].
pub async fn settlement_of(
    db: &mut Db,
    creditor: &Creditor,
    debtor: DebtorId,
    id: AgreementId,
    today: Date,
) -> Result<Option<Due>, StoreError> {
    let Some(agreed) = agreements::by_id(db, creditor.id, id).await? else { return Ok(None) };
    if agreed.debtor != debtor || agreed.state != AgreementState::Live {
        return Ok(None);
    }
    let Terms::Settlement(terms) = agreed.read_body()?.terms else { return Ok(None) };
    let left = follow::left_of(db, &agreed, &terms).await?;
    Ok(Some(Due { terms, left }).filter(|due| due.left.is_positive() && today <= due.terms.until))
}

/// The shares of a settlement's payment, each with what of that part of the debt is written off
/// beside it; also the parts that get no money.
fn with_rest(open: &[OpenInvoice], shares: &[Share]) -> Result<Vec<PlannedShare>, StoreError> {
    let mut all: Vec<PlannedShare> = shares.iter().copied().map(PlannedShare::from).collect();
    for invoice in open {
        for component in Component::ALL {
            let owed = invoice.owed_of(component);
            let same = |one: &&mut PlannedShare| one.share.invoice == invoice.id && one.share.component == component;
            if let Some(one) = all.iter_mut().find(same) {
                one.discount = owed.minus(one.share.amount)?;
            } else if owed.is_positive() {
                let share = Share { invoice: invoice.id, component, amount: Money::zero(owed.currency()) };
                all.push(PlannedShare { share, discount: owed });
            }
        }
    }
    Ok(all)
}

/// Can this amount be charged within these limits?
#[must_use]
pub fn fits(amount: Money, limits: &Limits) -> bool {
    amount.minor() >= limits.min.minor()
        && amount.minor() <= limits.max.minor()
        && amount.minor().checked_rem(limits.step) == Some(0)
}

/// Commits a payment for the request, or says why not. The provider has not been called yet.
///
/// # Errors
/// [`StoreError`].
pub async fn begin(services: &Arc<Services>, creditor: &Creditor, request: Request) -> Result<Started, StoreError> {
    let currency = request.amount.currency();
    let Some((account, provider)) = services.providers.for_creditor(request.provider, &creditor.slug) else {
        return Ok(Err(Refusal::Method));
    };
    if !provider.limits(currency).is_some_and(|limits| fits(request.amount, &limits)) {
        return Ok(Err(Refusal::Method));
    }
    let now = services.clock.now();
    let payment = Payment {
        creditor: creditor.id,
        id: PaymentId::new(services.ids.uuid(now)),
        debtor: request.debtor,
        provider: request.provider,
        account,
        amount: request.amount,
        progress: Progress::Created,
        received: Money::zero(currency),
        credit: Money::zero(currency),
        refund_total_heard: Money::zero(currency),
        refunded: Money::zero(currency),
        charged_back: Money::zero(currency),
        moves: 0,
        session: None,
        reference: None,
        url: None,
        form_key: request.form_key.clone(),
        language: request.language.clone(),
        created_at: now,
        expires_at: now + PAGE_OPEN,
        paid_at: None,
        poll_count: 0,
        agreement: request.agreement,
    };
    // Should we die before the provider has answered, the reconciler asks again soon.
    let poll_at = now + services.reconcile_after / 2;
    let (whole, creditor) = (Arc::clone(services), creditor.clone());
    services
        .store
        .write(move |db| {
            let (services, creditor, payment) = (Arc::clone(&whole), creditor.clone(), payment.clone());
            let request = request.clone();
            Box::pin(async move { commit(db, &services, &creditor, payment, &request, poll_at).await })
        })
        .await
}

async fn commit(
    db: &mut Db,
    services: &Services,
    creditor: &Creditor,
    payment: Payment,
    request: &Request,
    poll_at: DateTime<Utc>,
) -> Result<Started, StoreError> {
    debtors::lock(db, payment.creditor, payment.debtor).await?;
    if let Some(before) = payments::by_form(db, payment.creditor, &payment.form_key).await? {
        return sent_again(db, before, &payment, &request.invoices).await;
    }
    let now = payment.created_at;
    let today = creditor.zone.today(now);
    let settlement = match payment.agreement {
        Some(id) => match settlement_of(db, creditor, payment.debtor, id, today).await? {
            Some(settlement) => Some(settlement),
            None => return Ok(Err(Refusal::Price)),
        },
        None => None,
    };
    let instalment = match request.instalment {
        Some(which) => instalment::due(db, creditor, payment.debtor, which, today).await?,
        None => None,
    };
    // Without its discount it is a part payment like any other, and asked for as one.
    let early = instalment.as_ref().and_then(|due| due.early);
    if request.instalment.is_some() && early.is_none_or(|early| early.to_pay != payment.amount) {
        return Ok(Err(Refusal::Price));
    }
    // What the payment and what comes off an instalment pay together.
    let asked = early.map_or(payment.amount, |early| early.full);
    let covered: Option<Vec<InvoiceId>> = match (&settlement, instalment) {
        (Some(due), _) => Some(due.terms.invoices.iter().map(|part| part.invoice).collect()),
        (None, due) => due.map(|due| due.invoices),
    };
    let chosen = covered.as_deref().unwrap_or(&request.invoices);
    let (owed, prices) = if request.discount {
        let debtor_account = account::load(db, services, creditor, payment.debtor, now).await?;
        let prices = debtor_account.discounts();
        (debtor_account.owed, prices)
    } else {
        (account::outstanding(db, creditor, payment.debtor, now).await?, EarlyPrices::new())
    };
    let policy = &owed.version.policy;
    let taken: Vec<&Invoice> =
        owed.invoices.iter().filter(|invoice| chosen.contains(&invoice.id) && !invoice.void).collect();
    let open = if settlement.is_some() {
        taken.iter().map(|invoice| invoice.open()).collect()
    } else {
        match payable(&taken, Some(asked).filter(|_| !request.discount)) {
            Ok(open) => open,
            Err(error) => return Ok(Err(Refusal::Choice(error))),
        }
    };
    for running in payments::open_of(db, payment.creditor, payment.debtor).await? {
        let shares = payments::shares(db, running.creditor, running.id, running.amount.currency()).await?;
        if shares.iter().any(|share| open.iter().any(|invoice| invoice.id == share.invoice)) {
            return Ok(Err(Refusal::UnderWay(Box::new(running))));
        }
    }
    let least = least(services, creditor, policy, payment.amount.currency());
    let choice = if let Some(due) = &settlement {
        due.choice(&open, policy.allocation)
    } else if request.discount {
        at_early_prices(&open, &prices, least, policy.allocation)
    } else {
        Choice::new(&open, Some(asked), least, policy.allocation).map(Some)
    };
    let choice = match choice {
        Ok(Some(choice)) if choice.total() == asked => choice,
        Ok(_) => return Ok(Err(Refusal::Price)),
        Err(error) => return Ok(Err(Refusal::Choice(error))),
    };
    // What being late has cost on them becomes a debt in the books before anything pays it.
    let late: Vec<Accrued> = owed.accrued.into_iter().filter(|late| chosen.contains(&late.invoice)).collect();
    charges::book(db, &*services.ids, creditor, &late, now).await?;
    // What comes off is locked with the amount, whatever ends or changes while the payment is open.
    let off = |share: &Share| prices.get(&share.invoice).filter(|_| share.component == Component::Principal);
    let none = Money::zero(payment.amount.currency());
    let priced = |share: &Share| PlannedShare { share: *share, discount: off(share).map_or(none, |price| price.off) };
    let shares: Vec<PlannedShare> = match (settlement, early) {
        (Some(_), _) => with_rest(&open, choice.shares())?,
        (None, Some(early)) => instalment::at_price(choice.shares(), &early)?,
        (None, None) => choice.shares().iter().map(priced).collect(),
    };
    payments::add(db, &payment, &shares, poll_at).await?;
    Ok(Ok(payment))
}

/// A form that was sent before: the payment that it made, if it still asks for the same.
async fn sent_again(
    db: &mut Db,
    before: Payment,
    asked: &Payment,
    chosen: &[InvoiceId],
) -> Result<Started, StoreError> {
    let own = before.debtor == asked.debtor;
    let same = own && before.amount == asked.amount && before.provider == asked.provider;
    let shares = payments::shares(db, before.creditor, before.id, before.amount.currency()).await?;
    if same && shares.iter().all(|share| chosen.contains(&share.invoice)) {
        return Ok(Ok(before));
    }
    if own && before.progress.is_open() {
        return Ok(Err(Refusal::UnderWay(Box::new(before))));
    }
    Ok(Err(Refusal::FormUsed { own }))
}

/// Has the provider open the page of a committed payment. Safe to repeat: the payment's id is the
/// key. Answers the payment with its page.
///
/// # Errors
/// [`ProviderError`] outside; [`StoreError`] inside, when the answer could not be written down (the
/// reconciler will ask again).
pub async fn open_page(
    services: &Arc<Services>,
    creditor: &Creditor,
    payment: &Payment,
) -> Result<Result<Payment, StoreError>, ProviderError> {
    let provider = services.providers.of(payment.provider, &payment.account);
    let provider = provider.ok_or_else(|| ProviderError::Away("no settings for its account".to_owned()))?;
    let back = services.keys.payment_return(creditor.code, payment.id, payment.created_at + RETURN_WORKS);
    let address = services.base_url.join(&format!("/payments/{}?r={back}", payment.id));
    let order = Order {
        payment: payment.id,
        creditor: creditor.code,
        amount: payment.amount,
        description: creditor.name.clone(),
        language: payment.language.clone(),
        success_url: address.clone(),
        cancel_url: address,
        expires_at: payment.expires_at,
        idempotency_key: format!("{}-open", payment.id),
    };
    let opened = counted(payment.provider, provider.open(&order).await)?;
    let (creditor, id) = (payment.creditor, payment.id);
    let poll_at = services.clock.now() + services.reconcile_after;
    let (session, url) = (opened.session.clone(), opened.url.clone());
    let written = services
        .store
        .write(move |db| {
            let (session, url) = (session.clone(), url.clone());
            Box::pin(async move {
                payments::opened(db, creditor, id, &session, &url, poll_at).await?;
                payments::by_id(db, creditor, id).await
            })
        })
        .await;
    Ok(written.and_then(|found| found.ok_or_else(|| StoreError::Damaged(format!("{id} is gone")))))
}
