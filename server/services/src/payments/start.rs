//! Beginning a payment: what was chosen becomes a locked payment, committed before the provider is
//! called, so that a crash between the two is repaired and not repeated.

use super::counted;
use super::instalment::{self, PaidPlan};
use crate::Services;
use crate::account::charges::{self, Accrued};
use crate::account::minimum::minimum;
use crate::account::{self, DebtorAccount};
use chrono::{DateTime, TimeDelta, Utc};
use domain::allocation::{AllocationOrder, Choice, ChoiceError, Share, sum_by_invoice};
use domain::creditor::Creditor;
use domain::date::Date;
use domain::id::{AgreementId, DebtorId, InvoiceId, PaymentId, SessionId};
use domain::invoice::{Component, Invoice, OpenInvoice};
use domain::money::{Currency, Money, MoneyError};
use domain::payment::{Payment, PaymentPurpose, PaymentShare, PlannedShare, Progress, ProviderName};
use domain::plan::early::{EarlyInstalment, PlanPrice, lessened};
use domain::rate_limit::{RateLimit, TooOften};
use providers::{CheckoutRequest, Limits, ProviderError};
use std::sync::Arc;
use store::{Db, StoreError, debtors, payments};

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
    /// In which browser.
    pub session: SessionId,
    /// By the debtor's own session, not by a link that only pays.
    pub whole_account: bool,
    /// The payer's language.
    pub language: String,
}

/// Why no payment was begun. All but the last are something that the debtor can act on.
#[derive(Debug, thiserror::Error)]
pub enum PaymentError {
    /// The amount does not fit what is owed now.
    #[error(transparent)]
    Choice(#[from] ChoiceError),
    /// What was chosen has another price by now: interest, a discount or a settlement that has ended.
    #[error("the price is another one by now")]
    Price,
    /// Another payment for one of these invoices is under way.
    #[error("a payment for one of these invoices is under way")]
    UnderWay(Box<Payment>),
    /// This provider cannot take the amount or the currency.
    #[error("this provider cannot take it")]
    Method,
    /// Too many payments were begun lately, and not paid.
    #[error(transparent)]
    TooOften(#[from] TooOften),
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

/// What a payment of chosen invoices does, worked out by their prices.
///
/// The last page before paying and the payment itself are both made from this.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PricedChoice {
    /// What is paid.
    pub total: Money,
    /// How it spreads over them, each share with the discount that it earns: that is locked with the amount, whatever ends or
    /// changes while the payment is open. What a settlement gives up is no share of a payment: it is written off when its sum
    /// has come.
    pub shares: Vec<PlannedShare>,
    /// The invoices whose own price it pays in full: with it falls away what is [off](Invoice::off).
    pub cleared: Vec<InvoiceId>,
}

impl PricedChoice {
    /// All of the `chosen` invoices at their prices, or the part `amount` of that. What is on hold is paid last, by an amount
    /// that is more than all the rest. In a [plan](paid_together) its instalments say what is paid, and what comes off; what is in
    /// none is paid before.
    ///
    /// # Errors
    /// [`ChoiceError`], each with what can be done instead.
    pub fn new(
        chosen: &[&Invoice],
        plans: &[PaidPlan],
        amount: Option<Money>,
        min: Money,
        order: AllocationOrder,
    ) -> Result<Self, ChoiceError> {
        let of = |plan: Option<AgreementId>| -> Vec<&Invoice> {
            chosen.iter().copied().filter(|invoice| invoice.plan == plan).collect()
        };
        let alone = of(None);
        match (plans, alone.is_empty()) {
            ([], _) => return Self::alone(chosen, amount, min, order),
            ([plan], true) => return Self::in_plan(chosen, &plan.price, amount, min, order),
            _ => {}
        }
        let least = Money::new(1, min.currency());
        let whole = || -> Result<Vec<Self>, ChoiceError> {
            let first = (!alone.is_empty()).then(|| Self::alone(&alone, None, least, order));
            let plans = plans.iter().map(|plan| Self::in_plan(&of(Some(plan.id)), &plan.price, None, least, order));
            first.into_iter().chain(plans).collect()
        };
        let Some(amount) = amount else { return Self::together(min.currency(), whole()?) };
        if amount.minor() < min.minor() {
            return Err(ChoiceError::TooSmall { min });
        }
        let (mut left, mut parts) = (amount, Vec::new());
        for (n, part) in whole()?.into_iter().enumerate() {
            if left.minor() >= part.total.minor() {
                left = left.minus(part.total)?;
                parts.push(part);
            } else if left.is_positive() {
                let plan = if alone.is_empty() { plans.get(n) } else { n.checked_sub(1).and_then(|n| plans.get(n)) };
                parts.push(match plan {
                    Some(plan) => Self::in_plan(&of(Some(plan.id)), &plan.price, Some(left), least, order)?,
                    None => Self::alone(&alone, Some(left), least, order)?,
                });
                left = Money::zero(left.currency());
            }
        }
        if left.is_positive() {
            return Err(ChoiceError::MoreThanOwed { owed: amount.minus(left)? });
        }
        Self::together(min.currency(), parts)
    }

    /// Several as one payment.
    fn together(currency: Currency, all: Vec<Self>) -> Result<Self, ChoiceError> {
        let total = Money::total(currency, all.iter().map(|one| one.total))?;
        let (mut shares, mut cleared) = (Vec::new(), Vec::new());
        for one in all {
            shares.extend(one.shares);
            cleared.extend(one.cleared);
        }
        Ok(Self { total, shares, cleared })
    }

    /// Invoices that are in no plan.
    fn alone(
        chosen: &[&Invoice],
        amount: Option<Money>,
        min: Money,
        order: AllocationOrder,
    ) -> Result<Self, ChoiceError> {
        let choice = Choice::new(&payable(chosen, amount)?, amount, min, order)?;
        let paid = sum_by_invoice(choice.shares().iter().map(|share| (share.invoice, share.amount)));
        let is_cleared = |invoice: &&&Invoice| paid.contains(&(invoice.id, invoice.to_pay()));
        let cleared = chosen.iter().filter(|invoice| invoice.price.is_some()).filter(is_cleared);
        let cleared: Vec<InvoiceId> = cleared.map(|invoice| invoice.id).collect();
        let none = Money::zero(choice.total().currency());
        let off = |share: &Share| {
            let earns = share.component == Component::Principal && cleared.contains(&share.invoice);
            chosen.iter().find(|invoice| earns && invoice.id == share.invoice).map(|invoice| invoice.discount())
        };
        let beside = |share: &Share| chosen.iter().find(|invoice| invoice.id == share.invoice)?.owed_beside();
        let planned =
            |share: &Share| PlannedShare { share: *share, discount: off(share).unwrap_or(none), beside: beside(share) };
        Ok(Self { total: choice.total(), shares: choice.shares().iter().map(planned).collect(), cleared })
    }

    /// Invoices of one plan: money pays its instalments in their order, each part of them at its early price.
    fn in_plan(
        chosen: &[&Invoice],
        price: &PlanPrice,
        amount: Option<Money>,
        min: Money,
        order: AllocationOrder,
    ) -> Result<Self, ChoiceError> {
        let owed = Money::total(price.saved.currency(), chosen.iter().map(|invoice| invoice.by_schedule()))?;
        let most = owed.min(price.full_through(u16::MAX)?)?;
        let (full, off) = match amount {
            None => (most, Self::off_of_chosen(chosen, price, most)?),
            Some(money) => {
                let off = price.off_for(money)?;
                (money.plus(off)?, off)
            }
        };
        // What the plan itself asks for next may be less than the least part.
        let next = price.open.first().map(|one| one.left.minus(one.off)).transpose()?;
        let min = next.map_or(Ok(min), |next| next.min(min))?.min(most)?;
        if amount.is_some_and(|amount| amount.minor() < min.minor()) {
            return Err(ChoiceError::TooSmall { min });
        }
        if full.minor() > most.minor() {
            return Err(ChoiceError::MoreThanOwed { owed: most.minus(price.off_of(most)?)? });
        }
        Self::less(chosen, full, off, order)
    }

    /// What comes off `chosen` invoices of a plan, of which so much is paid: as each of them shows, but no more than comes off the
    /// instalments that it pays. What is rounded instalment by instalment may differ from that.
    fn off_of_chosen(chosen: &[&Invoice], price: &PlanPrice, full: Money) -> Result<Money, MoneyError> {
        let shown = Money::total(full.currency(), chosen.iter().map(|invoice| invoice.off()))?;
        let earned = price.off_of(full)?;
        let rounded = i64::try_from(price.open.len()).unwrap_or(0);
        Ok(if shown.minor().abs_diff(earned.minor()) <= rounded.unsigned_abs() { shown } else { earned })
    }

    /// So much of the `chosen` invoices as a plan says, however little it is, of which `off` comes off.
    ///
    /// # Errors
    /// [`ChoiceError`], each with what can be done instead.
    pub fn less(chosen: &[&Invoice], full: Money, off: Money, order: AllocationOrder) -> Result<Self, ChoiceError> {
        let least = Money::new(1, full.currency());
        // What comes off is said by the plan, not by the invoices' prices.
        let open: Vec<OpenInvoice> = chosen.iter().map(|invoice| invoice.unpriced()).collect();
        let choice = Choice::new(&open, Some(full), least, order)?;
        let parts = lessened(choice.shares(), off)?;
        let shares = parts.into_iter().map(|(share, discount)| PlannedShare { share, discount, beside: None });
        Ok(Self { total: full.minus(off)?, shares: shares.collect(), cleared: Vec::new() })
    }

    /// What falls away with it in all: discounts, and what a settlement gives up.
    ///
    /// # Errors
    /// [`MoneyError`] for sums out of range.
    pub fn off(&self, chosen: &[&Invoice]) -> Result<Money, MoneyError> {
        let discounts = Money::total(self.total.currency(), self.shares.iter().map(|share| share.discount))?;
        let settled = chosen.iter().filter(|invoice| self.cleared.contains(&invoice.id));
        let settled = settled.map(|invoice| invoice.off().minus(invoice.discount())).collect::<Result<Vec<_>, _>>()?;
        discounts.plus(Money::total(self.total.currency(), settled)?)
    }
}

/// Of the chosen [parts](Invoice::parts) of invoices those that are paid together, and the plans that they are in: all of them; of
/// an invoice that is owed beside its plan too that part alone. Where `of_plan` asks for it, what is in one plan.
#[must_use]
pub fn paid_together<'a>(chosen: &[&'a Invoice], of_plan: Option<AgreementId>) -> (Vec<&'a Invoice>, Vec<AgreementId>) {
    if let Some(id) = of_plan {
        return (chosen.iter().copied().filter(|invoice| invoice.plan == Some(id)).collect(), vec![id]);
    }
    let beside = |of: &Invoice| chosen.iter().any(|other| other.id == of.id && other.plan.is_none());
    let together: Vec<&Invoice> =
        chosen.iter().copied().filter(|invoice| invoice.plan.is_none() || !beside(invoice)).collect();
    let mut plans = Vec::new();
    for plan in together.iter().filter_map(|invoice| invoice.plan) {
        if !plans.contains(&plan) {
            plans.push(plan);
        }
    }
    (together, plans)
}

/// Does this payment, which has not ended, keep one of these invoices from being paid? Of what its money, being processed, pays
/// in part the rest can be; but not the next instalment of a plan, which that money is for.
#[must_use]
pub fn in_the_way(running: &Payment, shares: &[PaymentShare], chosen: &[&Invoice]) -> bool {
    let moves = running.progress == Progress::Processing;
    let has_rest = |invoice: &Invoice| moves && invoice.plan.is_none() && invoice.free().owes_something();
    let taken = |invoice: &&&Invoice| !has_rest(invoice) && shares.iter().any(|share| share.pays(invoice));
    chosen.iter().any(|invoice| taken(&invoice))
}

/// The chosen invoices as a payment of `amount` takes them: at their prices, and with what is on hold of those that have none
/// where the amount is more than all the rest.
fn payable(chosen: &[&Invoice], amount: Option<Money>) -> Result<Vec<OpenInvoice>, ChoiceError> {
    let parts: Vec<OpenInvoice> = chosen.iter().map(|invoice| invoice.payable()).collect();
    let Some(amount) = amount else { return Ok(parts) };
    let owed = parts.iter().map(|part| part.owed()).collect::<Result<Vec<_>, _>>()?;
    let enough = amount.minor() <= Money::total(amount.currency(), owed)?.minor();
    let whole = |invoice: &&Invoice| if invoice.price.is_some() { invoice.payable() } else { invoice.free() };
    Ok(if enough { parts } else { chosen.iter().map(whole).collect() })
}

/// Can this amount be charged within these limits?
#[must_use]
pub fn fits(amount: Money, limits: &Limits) -> bool {
    amount.minor() >= limits.min.minor()
        && amount.minor() <= limits.max.minor()
        && amount.minor().checked_rem(limits.step) == Some(0)
}

/// Commits a payment for the request. The provider has not been called yet: [`open_page`] does that.
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
        session: request.session,
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
        voucher: None,
        form_key: of.form_key.clone(),
        language: of.language.clone(),
        created_at: now,
        expires_at: now + PAGE_OPEN,
        paid_at: None,
        poll_count: 0,
    }
}

/// A payment about to be committed.
struct Beginning {
    services: Arc<Services>,
    creditor: Creditor,
    payment: Payment,
    purpose: PaymentPurpose,
    session: SessionId,
    poll_at: DateTime<Utc>,
}

impl Beginning {
    async fn commit(&self, db: &mut Db) -> Result<Payment, PaymentError> {
        let payment = &self.payment;
        debtors::lock(db, payment.creditor, payment.debtor).await?;
        if let Some(before) = payments::by_form(db, payment.creditor, &payment.form_key).await? {
            return sent_again(db, before, payment, self.purpose.invoices()).await;
        }
        let lately = payments::unpaid_lately(db, payment.creditor, payment.debtor).await?;
        RateLimit::UnpaidPayment.check(&lately, payment.created_at)?;
        let account = account::load(db, &self.services, &self.creditor, payment.debtor, payment.created_at).await?;
        let parts: Vec<Invoice> = account.owed.invoices.iter().flat_map(Invoice::parts).collect();
        let (chosen, plans, early) = self.chosen(db, &parts, account.owed.as_of).await?;
        for running in payments::open_of(db, payment.creditor, payment.debtor).await? {
            let shares = payments::shares(db, running.creditor, running.id, running.amount.currency()).await?;
            if in_the_way(&running, &shares, &chosen) {
                return Err(PaymentError::UnderWay(Box::new(running)));
            }
        }
        let shares = self.shares(&account, &chosen, &plans, early.as_ref())?;
        // What being late has cost on them becomes a debt in the books before anything pays it.
        let is_paid = |late: &&Accrued| chosen.iter().any(|invoice| invoice.id == late.invoice);
        let late: Vec<Accrued> = account.owed.accrued.iter().filter(is_paid).cloned().collect();
        charges::book(db, &self.services.context(&self.creditor, payment.created_at), &late).await?;
        payments::add(db, payment, &shares, self.poll_at).await?;
        payments::set_begun_by(db, payment.creditor, payment.id, self.session).await?;
        Ok(payment.clone())
    }

    /// The invoices that are paid; the plans that they are in, or the early price of the instalments of one.
    async fn chosen<'a>(&self, db: &mut Db, parts: &'a [Invoice], today: Date) -> Result<Chosen<'a>, PaymentError> {
        let (creditor, debtor) = (&self.creditor, self.payment.debtor);
        let of = |ids: &[InvoiceId]| -> Vec<&'a Invoice> {
            parts.iter().filter(|one| ids.contains(&one.id) && !one.void && one.owed().is_positive()).collect()
        };
        match &self.purpose {
            PaymentPurpose::Invoices { invoices, of_plan, .. } => {
                let (chosen, ids) = paid_together(&of(invoices), *of_plan);
                let mut plans = Vec::with_capacity(ids.len());
                for id in ids {
                    plans.push(instalment::plan(db, creditor, debtor, id, today).await?.ok_or(PaymentError::Price)?);
                }
                Ok((chosen, plans, None))
            }
            PaymentPurpose::Instalment { agreement, n, .. } => {
                let due = instalment::due(db, creditor, debtor, (*agreement, *n), today).await?;
                let due = due.ok_or(PaymentError::Price)?;
                // Without its discount it is a part payment like any other, and asked for as one.
                let early = due.early.filter(|early| early.to_pay == self.payment.amount);
                Ok((
                    paid_together(&of(&due.invoices), Some(*agreement)).0,
                    Vec::new(),
                    Some(early.ok_or(PaymentError::Price)?),
                ))
            }
        }
    }

    /// How the amount spreads over the chosen invoices, by the domain's own rules, with the discounts that it earns.
    fn shares(
        &self,
        account: &DebtorAccount,
        chosen: &[&Invoice],
        plans: &[PaidPlan],
        early: Option<&EarlyInstalment>,
    ) -> Result<Vec<PlannedShare>, PaymentError> {
        let policy = &account.owed.version.policy;
        let min = minimum(&self.services, &self.creditor, policy, self.payment.amount.currency());
        let (priced, promised) = match (&self.purpose, early) {
            (_, Some(early)) => (PricedChoice::less(chosen, early.full, early.off, policy.allocation)?, None),
            (PaymentPurpose::Invoices { part, off, .. }, None) => {
                let amount = Some(self.payment.amount).filter(|_| *part);
                (PricedChoice::new(chosen, plans, amount, min, policy.allocation)?, *off)
            }
            (PaymentPurpose::Instalment { .. }, None) => return Err(PaymentError::Price),
        };
        // What the page said falls away with it is what does: else the same money would pay for less.
        let off = priced.off(chosen).map_err(StoreError::from)?;
        if priced.total != self.payment.amount || promised.is_some_and(|promised| promised != off) {
            return Err(PaymentError::Price);
        }
        Ok(priced.shares)
    }
}

/// The invoices that are paid; the plans that they are in, or the early price of the instalments of one.
type Chosen<'a> = (Vec<&'a Invoice>, Vec<PaidPlan>, Option<EarlyInstalment>);

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
/// key. Answers the payment with its page. What the payer does there comes back by [`callback::receive`](super::callback::receive).
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
        cancel_url: format!("{address}&left=1"),
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
