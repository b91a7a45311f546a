//! Beginning a payment: what was chosen becomes a locked payment, committed before the provider is
//! called, so that a crash between the two is repaired and not repeated.

use super::counted;
use super::instalment;
use crate::Services;
use crate::account::charges::{self, Accrued};
use crate::account::minimum::minimum;
use crate::account::{self, EarlyPrices, OutstandingBalance};
use crate::agreements::follow;
use chrono::{DateTime, TimeDelta, Utc};
use domain::agreement::{AgreementState, Settlement, Terms};
use domain::allocation::{AllocationOrder, Choice, ChoiceError, Share};
use domain::creditor::Creditor;
use domain::date::Date;
use domain::id::{AgreementId, DebtorId, InvoiceId, PaymentId};
use domain::invoice::{Component, Invoice, OpenInvoice};
use domain::money::Money;
use domain::payment::{Payment, PaymentPurpose, PlannedShare, Progress, ProviderName};
use domain::plan::early::EarlyInstalment;
use providers::{CheckoutRequest, Limits, ProviderError};
use std::sync::Arc;
use store::{Db, StoreError, agreements, debtors, payments};

/// How long the provider's page stays open: Stripe's minimum (half an hour) and a little more, since the
/// clocks need not agree. The amount is locked as long.
pub const PAGE_OPEN: TimeDelta = TimeDelta::minutes(32);

/// How long a return address works, for whoever has it: a voucher is paid within days.
pub const RETURN_WORKS: TimeDelta = TimeDelta::days(14);

/// What a debtor (or somebody who pays for one) asks for.
#[derive(Debug, Clone)]
pub struct Request {
    /// Whose debt.
    pub debtor: DebtorId,
    /// What is paid.
    pub purpose: PaymentPurpose,
    /// How much, as the last page showed it.
    pub amount: Money,
    /// With whom.
    pub provider: ProviderName,
    /// Makes a form sent twice one payment.
    pub form_key: String,
    /// The payer's language.
    pub language: String,
}

/// Why no payment was begun. All but the last are something that the debtor can act on.
#[derive(Debug, thiserror::Error)]
pub enum PaymentError {
    /// The amount does not fit what is owed now.
    #[error(transparent)]
    Choice(#[from] ChoiceError),
    /// The discount or settlement has ended, or comes to another sum by now.
    #[error("the price is another one by now")]
    Price,
    /// Another payment for one of these invoices is under way.
    #[error("a payment for one of these invoices is under way")]
    UnderWay(Box<Payment>),
    /// This provider cannot take the amount or the currency.
    #[error("this provider cannot take it")]
    Method,
    /// The form was sent before and made another payment than the one it now asks for.
    #[error("the form was sent before")]
    FormUsed {
        /// Of this debtor's; else somebody has another one's form.
        own: bool,
    },
    /// The database failed; nothing was written.
    #[error(transparent)]
    Store(#[from] StoreError),
}

store::unit_errors!(PaymentError);

/// Why a payment's page is not open.
#[derive(Debug, thiserror::Error)]
pub enum OpenPageError {
    /// The provider did not open it.
    #[error(transparent)]
    Provider(#[from] ProviderError),
    /// It is open, but could not be written down: the reconciler asks again.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The chosen invoices as a payment of `amount` takes them: what is on hold is paid last, by what is more than all the rest.
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
pub fn at_early_prices(
    open: &[OpenInvoice],
    prices: &EarlyPrices,
    min: Money,
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
    Choice::new(&open, None, min, order).map(Some)
}

/// A settlement that can be paid now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DueSettlement {
    /// What was agreed.
    pub terms: Settlement,
    /// What of it is not paid yet; positive.
    pub left: Money,
}

impl DueSettlement {
    /// What pays it: what is left of the agreed sum, and no more than is owed. `None` where nothing
    /// is owed any more.
    pub fn choice(&self, open: &[OpenInvoice], order: AllocationOrder) -> Result<Option<Choice>, ChoiceError> {
        let currency = self.left.currency();
        let owed = open.iter().map(|invoice| invoice.owed()).collect::<Result<Vec<_>, _>>()?;
        let owed = Money::total(currency, owed)?;
        if !owed.is_positive() {
            return Ok(None);
        }
        Choice::new(open, Some(self.left.min(owed)?), Money::new(1, currency), order).map(Some)
    }
}

/// A debtor's settlement, while it holds: not over, not paid, not past its last day.
pub async fn settlement_of(
    db: &mut Db,
    creditor: &Creditor,
    debtor: DebtorId,
    id: AgreementId,
    today: Date,
) -> Result<Option<DueSettlement>, StoreError> {
    let Some(agreed) = agreements::by_id(db, creditor.id, id).await? else { return Ok(None) };
    if agreed.debtor != debtor || agreed.state != AgreementState::Live {
        return Ok(None);
    }
    let Terms::Settlement(terms) = agreed.read_body()?.terms else { return Ok(None) };
    let left = follow::left_of(db, &agreed, &terms).await?;
    Ok(Some(DueSettlement { terms, left }).filter(|due| due.left.is_positive() && today <= due.terms.until))
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

/// Commits a payment for the request. The provider has not been called yet.
///
/// # Errors
/// [`PaymentError`] when it cannot be paid so: the amount, the price or the provider does not fit, a payment is under
/// way, the form was used, or the store failed.
pub async fn begin(services: &Arc<Services>, creditor: &Creditor, request: Request) -> Result<Payment, PaymentError> {
    let currency = request.amount.currency();
    let found = services.providers.for_creditor(request.provider, &creditor.slug);
    let (account, provider) = found.ok_or(PaymentError::Method)?;
    if !provider.limits(currency).is_some_and(|limits| fits(request.amount, &limits)) {
        return Err(PaymentError::Method);
    }
    let now = services.clock.now();
    let payment = new_payment(PaymentId::new(services.ids.uuid(now)), creditor, account, &request, now);
    let beginning = Beginning {
        services: Arc::clone(services),
        creditor: creditor.clone(),
        payment,
        purpose: request.purpose,
        // Should we die before the provider has answered, the reconciler asks again soon.
        poll_at: now + services.reconcile_after / 2,
    };
    services.store.attempt(beginning, |db, beginning| Box::pin(beginning.commit(db))).await
}

fn new_payment(id: PaymentId, creditor: &Creditor, account: String, of: &Request, now: DateTime<Utc>) -> Payment {
    let none = Money::zero(of.amount.currency());
    Payment {
        creditor: creditor.id,
        id,
        debtor: of.debtor,
        provider: of.provider,
        account,
        amount: of.amount,
        progress: Progress::Created,
        received: none,
        credit: none,
        refund_total_reported: none,
        refunded: none,
        charged_back: none,
        moves: 0,
        session: None,
        reference: None,
        url: None,
        form_key: of.form_key.clone(),
        language: of.language.clone(),
        created_at: now,
        expires_at: now + PAGE_OPEN,
        paid_at: None,
        poll_count: 0,
        agreement: of.purpose.settlement(),
    }
}

/// A payment about to be committed.
struct Beginning {
    services: Arc<Services>,
    creditor: Creditor,
    payment: Payment,
    purpose: PaymentPurpose,
    poll_at: DateTime<Utc>,
}

/// At which price invoices are paid.
enum Price {
    /// What is owed.
    Full,
    /// Each at its early price, where it has one.
    Early(EarlyPrices),
    /// What is left of a settlement's sum; the rest is written off.
    Settlement(DueSettlement),
    /// An instalment for less, since it is paid early.
    Instalment(EarlyInstalment),
}

impl Price {
    /// What a payment of `amount` takes off the invoices, with what comes off beside an instalment.
    const fn pays(&self, amount: Money) -> Money {
        match self {
            Self::Instalment(early) => early.full,
            Self::Full | Self::Early(_) | Self::Settlement(_) => amount,
        }
    }
}

/// What a payment is worked out from.
struct Basis {
    invoices: Vec<InvoiceId>,
    price: Price,
    owed: OutstandingBalance,
}

impl Beginning {
    async fn commit(&self, db: &mut Db) -> Result<Payment, PaymentError> {
        let payment = &self.payment;
        debtors::lock(db, payment.creditor, payment.debtor).await?;
        if let Some(before) = payments::by_form(db, payment.creditor, &payment.form_key).await? {
            return sent_again(db, before, payment, self.purpose.invoices()).await;
        }
        let basis = self.basis(db).await?;
        let open = self.open(&basis)?;
        for running in payments::open_of(db, payment.creditor, payment.debtor).await? {
            let shares = payments::shares(db, running.creditor, running.id, running.amount.currency()).await?;
            if shares.iter().any(|share| open.iter().any(|invoice| invoice.id == share.invoice)) {
                return Err(PaymentError::UnderWay(Box::new(running)));
            }
        }
        let choice = self.choice(&basis, &open)?;
        let Basis { invoices, price, owed } = basis;
        // What being late has cost on them becomes a debt in the books before anything pays it.
        let late: Vec<Accrued> = owed.accrued.into_iter().filter(|late| invoices.contains(&late.invoice)).collect();
        charges::book(db, &*self.services.ids, &self.creditor, &late, payment.created_at).await?;
        let shares = shares_at(&price, &open, &choice)?;
        payments::add(db, payment, &shares, self.poll_at).await?;
        Ok(payment.clone())
    }

    /// The invoices that are paid, at which price, and what is owed.
    async fn basis(&self, db: &mut Db) -> Result<Basis, PaymentError> {
        let (creditor, payment, now) = (&self.creditor, &self.payment, self.payment.created_at);
        let today = creditor.zone.today(now);
        let (invoices, price) = match &self.purpose {
            PaymentPurpose::Invoices { invoices } => (invoices.clone(), Price::Full),
            PaymentPurpose::EarlyDiscounts { invoices } => {
                let account = account::load(db, &self.services, creditor, payment.debtor, now).await?;
                let price = Price::Early(account.discounts());
                return Ok(Basis { invoices: invoices.clone(), price, owed: account.owed });
            }
            PaymentPurpose::Settlement { agreement, .. } => {
                let due = settlement_of(db, creditor, payment.debtor, *agreement, today).await?;
                let due = due.ok_or(PaymentError::Price)?;
                (due.terms.invoices.iter().map(|part| part.invoice).collect(), Price::Settlement(due))
            }
            PaymentPurpose::Instalment { agreement, n, .. } => {
                let due = instalment::due(db, creditor, payment.debtor, (*agreement, *n), today).await?;
                let due = due.ok_or(PaymentError::Price)?;
                // Without its discount it is a part payment like any other, and asked for as one.
                let early = due.early.filter(|early| early.to_pay == payment.amount).ok_or(PaymentError::Price)?;
                (due.invoices, Price::Instalment(early))
            }
        };
        let owed = account::outstanding(db, creditor, payment.debtor, now).await?;
        Ok(Basis { invoices, price, owed })
    }

    /// The invoices as this payment takes them.
    fn open(&self, basis: &Basis) -> Result<Vec<OpenInvoice>, ChoiceError> {
        let taken: Vec<&Invoice> = basis
            .owed
            .invoices
            .iter()
            .filter(|invoice| basis.invoices.contains(&invoice.id) && !invoice.void)
            .collect();
        match &basis.price {
            Price::Settlement(_) => Ok(taken.iter().map(|invoice| invoice.open()).collect()),
            Price::Early(_) => payable(&taken, None),
            Price::Full | Price::Instalment(_) => payable(&taken, Some(basis.price.pays(self.payment.amount))),
        }
    }

    /// How the amount spreads over them, by the domain's own rules.
    fn choice(&self, basis: &Basis, open: &[OpenInvoice]) -> Result<Choice, PaymentError> {
        let policy = &basis.owed.version.policy;
        let min = minimum(&self.services, &self.creditor, policy, self.payment.amount.currency());
        let pays = basis.price.pays(self.payment.amount);
        let choice = match &basis.price {
            Price::Settlement(due) => due.choice(open, policy.allocation)?,
            Price::Early(prices) => at_early_prices(open, prices, min, policy.allocation)?,
            Price::Full | Price::Instalment(_) => Some(Choice::new(open, Some(pays), min, policy.allocation)?),
        };
        choice.filter(|choice| choice.total() == pays).ok_or(PaymentError::Price)
    }
}

/// The shares that are fixed, each with what comes off beside it: that is locked with the amount, whatever ends or
/// changes while the payment is open.
fn shares_at(price: &Price, open: &[OpenInvoice], choice: &Choice) -> Result<Vec<PlannedShare>, StoreError> {
    match price {
        Price::Full => Ok(choice.shares().iter().copied().map(PlannedShare::from).collect()),
        Price::Settlement(_) => with_rest(open, choice.shares()),
        Price::Instalment(early) => Ok(instalment::at_price(choice.shares(), early)?),
        Price::Early(prices) => {
            let off = |share: &Share| prices.get(&share.invoice).filter(|_| share.component == Component::Principal);
            let none = Money::zero(choice.total().currency());
            let priced =
                |share: &Share| PlannedShare { share: *share, discount: off(share).map_or(none, |price| price.off) };
            Ok(choice.shares().iter().map(priced).collect())
        }
    }
}

/// A form that was sent before: the payment that it made, if it still asks for the same.
async fn sent_again(
    db: &mut Db,
    before: Payment,
    asked: &Payment,
    chosen: &[InvoiceId],
) -> Result<Payment, PaymentError> {
    let own = before.debtor == asked.debtor;
    let same = own && before.amount == asked.amount && before.provider == asked.provider;
    let shares = payments::shares(db, before.creditor, before.id, before.amount.currency()).await?;
    if same && shares.iter().all(|share| chosen.contains(&share.invoice)) {
        return Ok(before);
    }
    if own && before.progress.is_open() {
        return Err(PaymentError::UnderWay(Box::new(before)));
    }
    Err(PaymentError::FormUsed { own })
}

/// Has the provider open the page of a committed payment. Safe to repeat: the payment's id is the
/// key. Answers the payment with its page.
///
/// # Errors
/// [`OpenPageError::Provider`] when the provider does not open it, [`OpenPageError::Store`] when its answer could not be
/// written down (the reconciler will ask again).
pub async fn open_page(
    services: &Arc<Services>,
    creditor: &Creditor,
    payment: &Payment,
) -> Result<Payment, OpenPageError> {
    let provider = services.providers.of(payment.provider, &payment.account);
    let provider = provider.ok_or_else(|| ProviderError::Away("no settings for its account".to_owned()))?;
    let back = services.keys.payment_return(creditor.code, payment.id, payment.created_at + RETURN_WORKS);
    let address = services.base_url.join(&format!("/payments/{}?r={back}", payment.id));
    let order = CheckoutRequest {
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
    let unit = services.store.write(opened, move |db, opened| {
        Box::pin(async move {
            payments::opened(db, creditor, id, &opened.session, &opened.url, poll_at).await?;
            payments::by_id(db, creditor, id).await
        })
    });
    Ok(unit.await?.ok_or_else(|| StoreError::Damaged(format!("{id} is gone")))?)
}
