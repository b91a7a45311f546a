//! What is to be paid next of an agreement, and the buttons that pay it: links to the last page before paying, with the
//! covered invoices and an amount.

use super::instalment::early_href;
use super::session::Reader;
use app::routes::{self, PayQuery};
use app::views::agreement::{NextDue, PayButton, PayWhat};
use domain::agreement::{Extension, Promise, Settlement};
use domain::date::Date;
use domain::id::AgreementId;
use domain::invoice::Invoice;
use domain::money::Money;
use domain::plan::early::PlanPrice;
use domain::plan::standing::PlanStanding;

/// What comes next, and everything that can be paid now.
#[derive(Default)]
pub(super) struct ToPay {
    pub(super) next: Option<NextDue>,
    pub(super) buttons: Vec<PayButton>,
}

/// An agreement some of whose invoices are still owed.
pub(super) struct OpenAgreement<'a> {
    session: &'a Reader,
    id: AgreementId,
    /// What its invoices cost today.
    rest: Money,
    /// What falls away with that.
    off: Money,
    /// The plan that they are in: what is owed beside it is paid for itself.
    plan: Option<AgreementId>,
    /// Pays all of it.
    whole: PayQuery,
}

impl<'a> OpenAgreement<'a> {
    /// `open` are its invoices that are still owed; `None` where nothing is.
    pub(super) fn new(session: &'a Reader, id: AgreementId, open: &[Invoice]) -> Option<Self> {
        let currency = open.first()?.balance.currency();
        let rest = Money::total(currency, open.iter().map(|invoice| invoice.by_schedule())).ok()?;
        let off = Money::total(currency, open.iter().map(|invoice| invoice.off())).ok()?;
        let ids: Vec<_> = open.iter().map(|invoice| invoice.id).collect();
        let plan = open.iter().find_map(|invoice| invoice.plan);
        Some(Self { session, id, rest, off, plan, whole: PayQuery::whole(currency, &ids) })
    }

    fn button(&self, what: PayWhat, amount: Money) -> PayButton {
        let written = self.session.formatter.money(amount);
        let whole = amount == self.rest;
        let href = if whole { self.whole.confirm() } else { self.whole.clone().part(written.clone()).confirm() };
        let href = self.plan.map_or_else(|| href.clone(), |plan| routes::with(&href, "agreement", plan));
        PayButton { what, amount: written, saved: None, href }
    }

    fn next(&self, amount: Money, day: Date) -> NextDue {
        let formatter = &self.session.formatter;
        NextDue { amount: formatter.money(amount), date: formatter.date(day), early: None }
    }

    /// What is late, the next instalment, two together and all the rest, each at its price today.
    pub(super) fn plan(&self, plan: &PlanStanding, price: &PlanPrice) -> ToPay {
        let Some(first) = price.open.first() else { return ToPay::default() };
        let mut buttons = Vec::new();
        if plan.late.is_positive() {
            buttons.push(self.button(PayWhat::Late, plan.late));
        }
        // Up to the next one by its day, unless what is late has its own button and is all of that.
        let next = price.open.iter().find(|one| one.date >= self.session.today);
        let next = next.filter(|next| !(plan.late.is_positive() && next.n == first.n));
        buttons.extend(next.and_then(|next| self.through(PayWhat::Next, price, next.n)));
        // The first two, where there are more.
        if let [_, second, _, ..] = price.open.as_slice() {
            buttons.extend(self.through(PayWhat::Several { count: 2 }, price, second.n));
        }
        if let [_, .., last] = price.open.as_slice() {
            buttons.extend(self.through(PayWhat::Remainder, price, last.n));
        }
        let formatter = &self.session.formatter;
        let early = price.early_through(first.n).filter(|early| early.full.minor() <= self.rest.minor());
        let early = early.map(|early| (formatter.money(early.to_pay), formatter.date(early.until)));
        ToPay { next: Some(NextDue { early, ..self.next(first.left, first.date) }), buttons }
    }

    /// Pays the open instalments up to `n`: at their early prices, and all of them without the price of the time to come.
    fn through(&self, what: PayWhat, price: &PlanPrice, n: u16) -> Option<PayButton> {
        let (full, formatter) = (price.full_through(n).ok()?, &self.session.formatter);
        // Where its invoices owe less by now, no more than that is asked for.
        let early = price.early_through(n).filter(|early| early.full.minor() <= self.rest.minor());
        let saved =
            if price.open.last().is_some_and(|last| last.n <= n) { price.saved } else { Money::zero(full.currency()) };
        let off = early.map_or(Some(saved), |early| saved.plus(early.off).ok())?;
        let button = match early {
            Some(early) => PayButton {
                what,
                amount: formatter.money(early.to_pay),
                saved: None,
                href: early_href(&self.whole, self.id, n),
            },
            None => self.button(what, full.min(self.rest).ok()?),
        };
        Some(PayButton { saved: off.is_positive().then(|| formatter.money(off)), ..button })
    }

    pub(super) fn promise(&self, terms: &Promise) -> ToPay {
        let amount = if terms.amount.minor() < self.rest.minor() { terms.amount } else { self.rest };
        ToPay { next: Some(self.next(amount, terms.date)), buttons: vec![self.button(PayWhat::Next, amount)] }
    }

    /// Before it takes effect, the part that it [waits](services::agreements::follow::awaited) for; and the rest may always
    /// be paid at once.
    pub(super) fn extension(&self, terms: &Extension, waits: Option<Money>) -> ToPay {
        let part = waits.unwrap_or(self.rest);
        let what = if waits.is_some() { PayWhat::Part } else { PayWhat::Next };
        let mut buttons = vec![self.button(what, part)];
        if part != self.rest {
            // Without the time, and what it costs.
            buttons.push(self.button(PayWhat::Whole, self.rest));
        }
        let last = if waits.is_some() { terms.part_until() } else { terms.new_due };
        ToPay { next: Some(self.next(part, last)), buttons }
    }

    /// What is given up with it is whatever else is owed on the day: as of today.
    pub(super) fn settlement(&self, terms: &Settlement, waits: Option<Money>) -> ToPay {
        // What is in review of it is not asked for now.
        let Some(left) = waits.filter(|left| self.rest.minor() <= left.minor()).map(|_| self.rest) else {
            return ToPay::default();
        };
        let saved = Some(self.off).filter(|off| off.is_positive()).map(|off| self.session.formatter.money(off));
        let button = PayButton { saved, ..self.button(PayWhat::Whole, left) };
        ToPay { next: Some(self.next(left, terms.until)), buttons: vec![button] }
    }
}
