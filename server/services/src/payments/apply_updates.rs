//! What a provider reports becomes ledger entries, exactly once, in whatever order it is reported.
//!
//! Money that has come is an [`Entry::paid`], what a refund or a chargeback takes away an [`Entry::taken_back`], and
//! [`store::ledger::post`] writes both.
//! Everything runs inside the caller's transaction, with the payment's row locked.

use super::jobs;
use crate::Services;
use crate::TxContext;
use crate::account::settlements;
use crate::agreements::follow;
use crate::credit;
use crate::ids::Ids;
use crate::metrics;
use crate::outbox::Job;
use chrono::{DateTime, TimeDelta, Utc};
use domain::allocation::{Allocation, Share, allocate, take_back};
use domain::creditor::Creditor;
use domain::discount::after_correction;
use domain::id::{ChargebackId, CreditorId, EntryId, EventId, ExceptionId, InvoiceId, PaymentId, RefundId};
use domain::invoice::{Component, Invoice, OpenInvoice};
use domain::ledger::{Entry, EntryKind};
use domain::money::Money;
use domain::payment::{
    Chargeback, Payment, PaymentShare, PaymentUpdate, Progress, Refund, Transition, chargeback_target, refund_target,
};
use providers::Callbacks;
use std::collections::{HashMap, VecDeque};
use std::sync::Arc;
use store::events::{self, Outcome as EventOutcome};
use store::exceptions::{self, ExceptionKind, NewException};
use store::ledger::{self, NewEntry};
use store::{Db, StoreError, charges, creditors, debtors, discounts, invoices, money_back, payments, sources};

/// What came of an update.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// The payment as it is now.
    pub payment: Payment,
    /// What does not fit the books; already on the list of exceptions.
    pub contradicted: bool,
    /// Has it got further?
    pub moved: bool,
}

impl Outcome {
    /// Counts what happened, once it is committed.
    pub(super) fn count(&self) {
        if self.moved {
            metrics::payment_became(self.payment.provider, self.payment.state(false));
        }
    }
}

/// What applying a provider's updates needs: ids, the instant, the event that they came with.
#[derive(Clone)]
pub struct UpdateContext {
    /// The id source.
    pub ids: Arc<dyn Ids>,
    /// The instant of the work.
    pub now: DateTime<Utc>,
    /// The provider event behind it; `None` when we asked ourselves.
    pub event: Option<EventId>,
    /// How long a payment is left to its callback before its provider is asked.
    pub reconcile_after: TimeDelta,
}

impl UpdateContext {
    /// The context of `services`, at `now`.
    #[must_use]
    pub fn of(services: &Services, now: DateTime<Utc>, event: Option<EventId>) -> Self {
        Self { ids: Arc::clone(&services.ids), now, event, reconcile_after: services.reconcile_after }
    }

    fn of_creditor<'a>(&'a self, creditor: &'a Creditor) -> TxContext<'a> {
        TxContext { ids: &*self.ids, creditor, now: self.now }
    }

    fn uuid(&self) -> uuid::Uuid {
        self.ids.uuid(self.now)
    }

    pub(super) async fn queue(&self, db: &mut Db, creditor: CreditorId, work: impl Job) -> Result<(), StoreError> {
        work.queue(db, &*self.ids, creditor, self.now).await.map(drop)
    }
}

/// Applies updates to a payment. `None` when there is no such payment.
///
/// # Errors
/// [`StoreError`]; the whole transaction is then rolled back.
pub async fn apply(
    db: &mut Db,
    context: &UpdateContext,
    creditor: CreditorId,
    id: PaymentId,
    facts: &[PaymentUpdate],
) -> Result<Option<Outcome>, StoreError> {
    match payments::lock(db, creditor, id).await? {
        Some(payment) => apply_to(db, context, payment, facts).await.map(Some),
        None => Ok(None),
    }
}

/// Applies updates to a payment that this transaction has locked: makes the entries ([`Entry::paid`] and
/// [`Entry::taken_back`]) and [posts](store::ledger::post) them.
pub async fn apply_to(
    db: &mut Db,
    context: &UpdateContext,
    payment: Payment,
    facts: &[PaymentUpdate],
) -> Result<Outcome, StoreError> {
    let (before, held) = (payment.progress, payment.holds());
    let mut settlement_of_payment = PaymentPosting { db, context, payment, contradicted: false };
    let mut queue = VecDeque::from(facts.to_vec());
    while let Some(fact) = queue.pop_front() {
        queue.extend(settlement_of_payment.apply(fact).await?);
    }
    if settlement_of_payment.payment.progress == Progress::Succeeded {
        settlement_of_payment.balance_money_back().await?;
        settlement_of_payment.balance_discounts(before, held).await?;
    }
    let PaymentPosting { db, payment, contradicted, .. } = settlement_of_payment;
    payments::save(db, &payment, next_poll(&payment, context.now, context.reconcile_after)).await?;
    if payment.progress == Progress::Succeeded {
        follow::follow_money(db, &*context.ids, &payment, context.now).await?;
        use_credit(db, context, &payment).await?;
    }
    let moved = payment.progress != before;
    // Who closes one knows it already.
    let lapsed = matches!(payment.progress, Progress::Failed | Progress::Expired);
    if moved && lapsed && before == Progress::Processing && payment.voucher.is_some() {
        context.queue(db, payment.creditor, jobs::VoucherEnded { payment: payment.id }).await?;
    }
    Ok(Outcome { payment, contradicted, moved })
}

/// What a payment left as credit pays what else is owed, where the policy says so.
async fn use_credit(db: &mut Db, context: &UpdateContext, payment: &Payment) -> Result<(), StoreError> {
    if !payment.credit.is_positive() {
        return Ok(());
    }
    let Some(creditor) = creditors::by_id(db, payment.creditor).await? else { return Ok(()) };
    credit::set_off_by_policy(db, &context.of_creditor(&creditor), payment.debtor).await.map(drop)
}

/// Applies what was stored as too early for a payment that is known by now.
pub async fn apply_waiting(
    db: &mut Db,
    context: &UpdateContext,
    creditor: CreditorId,
    id: PaymentId,
) -> Result<(), StoreError> {
    let Some(payment) = payments::lock(db, creditor, id).await? else { return Ok(()) };
    let Some(reference) = &payment.reference else { return Ok(()) };
    let facts = take_waiting(db, context, &payment, reference).await?;
    apply_to(db, context, payment, &facts).await.map(drop)
}

/// What events said of this money before its payment was known. Hints wait on, and are confirmed by a job.
async fn take_waiting(
    db: &mut Db,
    context: &UpdateContext,
    payment: &Payment,
    reference: &str,
) -> Result<Vec<PaymentUpdate>, StoreError> {
    let Payment { creditor, id, provider, account, .. } = payment;
    let callbacks = providers::spec(*provider).callbacks;
    let outcome = match callbacks {
        Callbacks::Signed => EventOutcome::Applied,
        Callbacks::Hints => EventOutcome::Waiting,
    };
    let taken = events::take_waiting(db, *creditor, *id, *provider, account, reference, outcome).await?;
    let mut facts = Vec::new();
    for (event, said) in taken {
        match callbacks {
            Callbacks::Signed => facts.extend(said),
            Callbacks::Hints => context.queue(db, *creditor, jobs::Confirm { payment: *id, event }).await?,
        }
    }
    Ok(facts)
}

/// When to ask the provider again, for a payment that is still open.
///
/// At first often, since a callback may be lost and somebody is waiting; a voucher takes days.
#[must_use]
pub fn next_poll(payment: &Payment, now: DateTime<Utc>, reconcile_after: TimeDelta) -> Option<DateTime<Utc>> {
    if !payment.progress.is_open() {
        return None;
    }
    let pauses = match (payment.progress, payment.poll_count) {
        (Progress::Processing, 0..10) => 5,
        (Progress::Processing, _) => 60,
        (_, 0..10) => 1,
        _ => 10,
    };
    Some(now + reconcile_after * pauses)
}

/// One payment while what its provider reports is applied: each update moves the payment ([`Self::reach`]), money becomes
/// an entry of the ledger with the shares that it pays ([`Self::paid`]), and the caller writes the payment at the end.
struct PaymentPosting<'a> {
    db: &'a mut Db,
    context: &'a UpdateContext,
    payment: Payment,
    contradicted: bool,
}

impl PaymentPosting<'_> {
    /// Applies one update; answers those that had waited for it.
    async fn apply(&mut self, fact: PaymentUpdate) -> Result<Vec<PaymentUpdate>, StoreError> {
        match fact {
            PaymentUpdate::Waiting => {}
            PaymentUpdate::Approved => {
                if self.payment.progress.is_open() {
                    self.queue(jobs::Capture { payment: self.payment.id }).await?;
                }
            }
            PaymentUpdate::Processing => self.reach(Progress::Processing),
            PaymentUpdate::Voucher(voucher) => {
                self.reach(Progress::Processing);
                if self.payment.progress == Progress::Processing {
                    self.payment.voucher = Some(voucher);
                }
            }
            PaymentUpdate::Failed => self.reach(Progress::Failed),
            PaymentUpdate::Expired => self.reach(Progress::Expired),
            PaymentUpdate::Cancelled => self.reach(Progress::Cancelled),
            PaymentUpdate::Paid { received, reference, at } => return self.paid(received, reference, at).await,
            PaymentUpdate::Refund { id, amount, state } => {
                if self.same_currency(amount).await? {
                    let new = RefundId::new(self.context.uuid());
                    let refund = Refund { provider_id: id, amount, state };
                    money_back::record_refund(self.db, &self.payment, new, &refund, self.context.now).await?;
                }
            }
            PaymentUpdate::RefundedInAll { total } => {
                if self.same_currency(total).await? && total.minor() > self.payment.refund_total_reported.minor() {
                    self.payment.refund_total_reported = total;
                }
            }
            PaymentUpdate::Chargeback { id, amount, state } => {
                if self.same_currency(amount).await? {
                    let new = ChargebackId::new(self.context.uuid());
                    let chargeback = Chargeback { provider_id: id, amount, state };
                    money_back::record_chargeback(self.db, &self.payment, new, &chargeback, self.context.now).await?;
                }
            }
        }
        Ok(Vec::new())
    }

    fn reach(&mut self, said: Progress) {
        if self.payment.progress.apply(said) == Transition::Moved {
            self.payment.progress = said;
        }
    }

    /// The provider has the money: into the ledger, and what had waited for it is applied next.
    async fn paid(
        &mut self,
        received: Money,
        reference: String,
        at: DateTime<Utc>,
    ) -> Result<Vec<PaymentUpdate>, StoreError> {
        let transition = self.payment.progress.apply(Progress::Succeeded);
        if transition == Transition::Already {
            if self.payment.reference.as_ref().is_some_and(|known| *known != reference) {
                let detail = format!("paid a second time at the provider, as {reference}: give it back there");
                self.object(ExceptionKind::AmountDiffers, detail).await?;
            }
            return Ok(Vec::new());
        }
        if received != self.payment.amount {
            let detail = format!("received {received}, agreed {}; not booked", self.payment.amount);
            self.object(ExceptionKind::AmountDiffers, detail).await?;
            self.reach(Progress::Processing);
            return Ok(Vec::new());
        }
        let allocation = self.allocation(received, false).await?;
        let payment = &mut self.payment;
        payment.progress = Progress::Succeeded;
        payment.received = received;
        payment.paid_at = Some(at);
        payment.reference = Some(reference.clone());
        let entry = Entry::paid(payment.provider, payment.debtor, &allocation.shares, allocation.credit)?;
        let cause = ledger::paid_cause(payment.id);
        self.post(entry, cause, at, &allocation, false).await?;

        if transition == Transition::PaidAfterEnd {
            let detail = "paid at the provider after it had ended here; booked".to_owned();
            self.object(ExceptionKind::PaidAfterEnd, detail).await?;
        }
        if allocation.credit.is_positive() {
            let detail = format!("{} more than was owed when it arrived; now the debtor's credit", allocation.credit);
            self.object(ExceptionKind::Overpaid, detail).await?;
        }
        self.queue(jobs::Receipt { payment: self.payment.id }).await?;
        take_waiting(self.db, self.context, &self.payment, &reference).await
    }

    /// Moves the ledger to what refunds have given back and chargebacks hold by now. Whichever of the two lets go is
    /// first: money that went from one to the other is then never missing in between, so that their order does not count.
    async fn balance_money_back(&mut self) -> Result<(), StoreError> {
        let refunded = self.refunded_by_now().await?;
        let charged_back = self.charged_back_by_now(refunded).await?;
        if charged_back.minor() < self.payment.charged_back.minor() {
            self.balance_chargebacks(charged_back).await?;
            self.balance_refunds(refunded).await
        } else {
            self.balance_refunds(refunded).await?;
            self.balance_chargebacks(charged_back).await
        }
    }

    /// No more can go back than came: the same money reported twice, as a refund and as a dispute lost, must not count
    /// twice.
    async fn refunded_by_now(&mut self) -> Result<Money, StoreError> {
        let singles = money_back::refunds(self.db, &self.payment).await?;
        Ok(refund_target(&singles, self.payment.refund_total_reported)?.min(self.payment.received)?)
    }

    async fn charged_back_by_now(&mut self, refunded: Money) -> Result<Money, StoreError> {
        let all = money_back::chargebacks(self.db, &self.payment).await?;
        let left = self.payment.received.minus(refunded)?;
        let asked = chargeback_target(&all, self.payment.amount.currency())?;
        if asked.minor() > left.minor() {
            let detail = format!("refunds and chargebacks exceed what was received by {}", asked.minus(left)?);
            self.object(ExceptionKind::TakenBackTooMuch, detail).await?;
        }
        Ok(asked.min(left)?)
    }

    async fn balance_refunds(&mut self, target: Money) -> Result<(), StoreError> {
        let difference = target.minus(self.payment.refunded)?;
        if difference.is_zero() {
            return Ok(());
        }
        self.payment.refunded = target;
        self.give_back(difference, EntryKind::Refunded, EntryKind::RefundFailed).await?;
        sources::look_again(self.db, self.payment.creditor, self.payment.id).await?;
        if difference.is_positive() {
            let work = jobs::RefundNotice { payment: self.payment.id, amount: difference, move_n: self.payment.moves };
            self.queue(work).await?;
        }
        Ok(())
    }

    async fn balance_chargebacks(&mut self, target: Money) -> Result<(), StoreError> {
        let difference = target.minus(self.payment.charged_back)?;
        if difference.is_zero() {
            return Ok(());
        }
        self.payment.charged_back = target;
        self.give_back(difference, EntryKind::ChargedBack, EntryKind::ChargebackWon).await
    }

    /// Discounts stand while the payment holds any money, and fall with the last of it: a full refund or chargeback takes
    /// them back, winning restores them, a partial refund leaves them. Only the step from one to the other moves the ledger,
    /// so that the order of what is reported does not count.
    async fn balance_discounts(&mut self, before: Progress, held: bool) -> Result<(), StoreError> {
        let (creditor, id, currency) = (self.payment.creditor, self.payment.id, self.payment.amount.currency());
        let holds = self.payment.holds();
        if holds == held {
            return Ok(());
        }
        let mut rows = payments::shares(self.db, creditor, id, currency).await?;
        rows.retain(|row| row.discount.is_positive());
        let mut shares: Vec<Share> = Vec::with_capacity(rows.len());
        for row in &rows {
            let amount = if holds { row.discount.minus(row.discounted)? } else { row.discounted };
            shares.push(Share { invoice: row.invoice, component: row.component, amount });
        }
        if holds {
            // Cut to what is still open: a discount never becomes credit.
            let open = self.lock_invoices(&shares).await?;
            for share in &mut shares {
                let none = Money::zero(currency);
                let left = open.get(&share.invoice).map_or(none, |invoice| invoice.open().owed_of(share.component));
                share.amount = share.amount.min(left)?;
            }
        }
        shares.retain(|share| share.amount.is_positive());
        if shares.is_empty() {
            return Ok(());
        }
        let earned = Entry::discounted(currency, &shares)?;
        let entry = if holds { earned } else { earned.reversed()? };
        // Earned on the day of the payment; what follows later has the day on which it is reported to us.
        let at = self.payment.paid_at.filter(|_| before != Progress::Succeeded).unwrap_or(self.context.now);
        self.payment.moves += 1;
        let cause = format!("payment:{id}:discount:{}", self.payment.moves);
        self.write(entry, cause, at).await?;
        discounts::apply(self.db, creditor, id, &shares, !holds).await
    }

    /// Takes `difference` back from what the payment did, or restores it when it is negative.
    async fn give_back(&mut self, difference: Money, away: EntryKind, again: EntryKind) -> Result<(), StoreError> {
        let (provider, debtor) = (self.payment.provider, self.payment.debtor);
        self.payment.moves += 1;
        let cause = format!("payment:{}:move:{}", self.payment.id, self.payment.moves);
        if difference.is_positive() {
            let allocation = self.taken_back(difference).await?;
            let entry = Entry::taken_back(away, provider, debtor, &allocation.shares, allocation.credit)?;
            self.post(entry, cause, self.context.now, &allocation, true).await
        } else {
            let allocation = self.allocation(difference.negated()?, true).await?;
            let entry = Entry::restored(again, provider, debtor, &allocation.shares, allocation.credit)?;
            self.post(entry, cause, self.context.now, &allocation, false).await
        }
    }

    /// How money spreads over the agreed invoices now; what is over is credit. With `remaining`,
    /// only what of each share is not on its invoice any more.
    async fn allocation(&mut self, amount: Money, remaining: bool) -> Result<Allocation, StoreError> {
        let (creditor, id) = (self.payment.creditor, self.payment.id);
        let rows = payments::shares(self.db, creditor, id, amount.currency()).await?;
        let mut agreed = Vec::with_capacity(rows.len());
        for row in &rows {
            let amount = if remaining { row.agreed.minus(row.applied)? } else { row.agreed };
            agreed.push(Share { invoice: row.invoice, component: row.component, amount });
        }
        let mut balances = HashMap::new();
        for (id, invoice) in self.lock_invoices(&agreed).await? {
            balances.insert(id, self.takes(invoice).await?);
        }
        for row in rows.iter().filter(|row| row.discount.is_positive() && row.discounted.is_zero()) {
            self.leave_for_discount(row, &mut balances).await?;
        }
        Ok(allocate(amount, &agreed, |invoice, part| {
            balances.get(&invoice).map_or(0, |open| open.owed_of(part).minor())
        })?)
    }

    /// Where less is open than was to be cleared, since the creditor corrected the invoice or money came another way, the
    /// money leaves the discount its place: what is too much is the debtor's credit, and the discount stays earned. After a
    /// correction it is what the same part of the corrected sum comes to.
    async fn leave_for_discount(
        &mut self,
        row: &PaymentShare,
        balances: &mut HashMap<InvoiceId, OpenInvoice>,
    ) -> Result<(), StoreError> {
        let Some(open) = balances.get_mut(&row.invoice).filter(|_| row.component == Component::Principal) else {
            return Ok(());
        };
        let cleared = row.agreed.plus(row.discount)?;
        if open.balance.minor() >= cleared.minor() {
            return Ok(());
        }
        let moved = charges::moved_on(self.db, self.payment.creditor, row.invoice).await?;
        let since =
            moved.iter().filter(|moved| moved.kind == EntryKind::InvoiceChanged && moved.at >= self.payment.created_at);
        let corrected = Money::total(cleared.currency(), since.map(|moved| moved.amount))?;
        let corrected = Money::new(corrected.minor().max(open.balance.minus(cleared)?.minor()), cleared.currency());
        open.balance = open.balance.minus(after_correction(row.discount, cleared, corrected)?.min(open.balance)?)?;
        Ok(())
    }

    /// What it may take of an invoice: no more than the settlement asks for that was in force when it was begun.
    async fn takes(&mut self, invoice: Invoice) -> Result<OpenInvoice, StoreError> {
        if invoice.settlement.is_none() {
            return Ok(invoice.open());
        }
        match creditors::by_id(self.db, self.payment.creditor).await? {
            Some(creditor) => settlements::takes(self.db, &creditor, invoice, self.payment.created_at).await,
            None => Ok(invoice.open()),
        }
    }

    async fn taken_back(&mut self, amount: Money) -> Result<Allocation, StoreError> {
        let (creditor, id, debtor) = (self.payment.creditor, self.payment.id, self.payment.debtor);
        let rows = payments::shares(self.db, creditor, id, amount.currency()).await?;
        let applied: Vec<Share> = rows
            .iter()
            .filter(|row| row.applied.is_positive())
            .map(|row| Share { invoice: row.invoice, component: row.component, amount: row.applied })
            .collect();
        self.lock_invoices(&applied).await?;
        self.have_credit_back(amount).await?;
        let credits = debtors::credits(self.db, creditor, debtor).await?;
        let has = credits.into_iter().find(|c| c.currency() == amount.currency());
        let has = has.filter(|c| c.is_positive()).unwrap_or(Money::zero(amount.currency()));
        let of_this = Money::new(self.payment.credit.minor().max(0), amount.currency());
        let (mut allocation, missing) = take_back(amount, &applied, has.min(of_this)?)?;
        if missing.is_positive() {
            // The provider has given back more than the payment still holds. The books follow the
            // provider, the difference is a claim on the debtor, and a person is told.
            let detail = format!("{missing} more went back than the payment still held");
            self.object(ExceptionKind::TakenBackTooMuch, detail).await?;
            allocation.credit = allocation.credit.plus(missing)?;
        }
        Ok(allocation)
    }

    /// What of the payment is credit may have been set off since: so much of it is had back, and owed again there.
    async fn have_credit_back(&mut self, amount: Money) -> Result<(), StoreError> {
        let wanted = Money::new(self.payment.credit.minor().min(amount.minor()), amount.currency());
        if !wanted.is_positive() {
            return Ok(());
        }
        let Some(creditor) = creditors::by_id(self.db, self.payment.creditor).await? else { return Ok(()) };
        credit::make_free(self.db, &self.context.of_creditor(&creditor), self.payment.debtor, wanted).await
    }

    /// Locks the invoices in order of id (two payments that share some never wait for each other
    /// in a circle) and answers them.
    async fn lock_invoices(&mut self, shares: &[Share]) -> Result<HashMap<InvoiceId, Invoice>, StoreError> {
        let mut ids: Vec<InvoiceId> = shares.iter().map(|share| share.invoice).collect();
        ids.sort_unstable();
        ids.dedup();
        let mut found = HashMap::with_capacity(ids.len());
        for id in ids {
            if let Some(invoice) = invoices::lock(self.db, self.payment.creditor, id).await? {
                found.insert(id, invoice);
            }
        }
        Ok(found)
    }

    /// Writes an entry, and what it does to the payment: its shares and its credit, `back` where money goes back.
    async fn post(
        &mut self,
        entry: Entry,
        cause: String,
        at: DateTime<Utc>,
        allocation: &Allocation,
        back: bool,
    ) -> Result<(), StoreError> {
        let (creditor, id) = (self.payment.creditor, self.payment.id);
        self.write(entry, cause, at).await?;
        payments::apply_shares(self.db, creditor, id, &allocation.shares, back).await?;
        let credit = self.payment.credit;
        self.payment.credit = if back { credit.minus(allocation.credit)? } else { credit.plus(allocation.credit)? };
        Ok(())
    }

    /// Writes an entry under its cause. One cause is written once: finding it in the ledger already means that the payment's
    /// row is behind the ledger.
    async fn write(&mut self, entry: Entry, cause: String, at: DateTime<Utc>) -> Result<(), StoreError> {
        let (creditor, id) = (self.payment.creditor, self.payment.id);
        let new = NewEntry { id: EntryId::new(self.context.uuid()), cause, payment: Some(id), at, entry };
        if !ledger::post(self.db, creditor, &new, self.context.now).await? {
            return Err(StoreError::Damaged(format!("{} is in the ledger, but {id} does not know it", new.cause)));
        }
        Ok(())
    }

    async fn same_currency(&mut self, amount: Money) -> Result<bool, StoreError> {
        if amount.currency() == self.payment.amount.currency() {
            return Ok(true);
        }
        let detail = format!("the provider speaks of {amount}, the payment is in {}", self.payment.amount.currency());
        self.object(ExceptionKind::AmountDiffers, detail).await?;
        Ok(false)
    }

    async fn object(&mut self, kind: ExceptionKind, detail: String) -> Result<(), StoreError> {
        self.contradicted |= matches!(kind, ExceptionKind::AmountDiffers);
        let exception = NewException {
            id: ExceptionId::new(self.context.uuid()),
            kind,
            payment: Some(self.payment.id),
            event: self.context.event,
            invoice: None,
            detail,
        };
        if exceptions::is_listed(self.db, self.payment.creditor, &exception).await? {
            return Ok(()); // said again by another event, or by the provider when asked
        }
        exceptions::add(self.db, self.payment.creditor, &exception, self.context.now).await
    }

    async fn queue(&mut self, work: impl Job) -> Result<(), StoreError> {
        self.context.queue(self.db, self.payment.creditor, work).await
    }
}
