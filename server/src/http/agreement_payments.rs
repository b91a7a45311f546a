//! What is to be paid next of an agreement, and the buttons that pay it: links to the last page before paying, with the
//! covered invoices and an amount.

use super::instalment::early_href;
use super::session::Reader;
use app::routes::PayQuery;
use app::views::agreement::{NextDue, PayButton, PayWhat};
use domain::agreement::{Extension, PlanTerms, Promise, Settlement};
use domain::date::Date;
use domain::id::AgreementId;
use domain::invoice::Invoice;
use domain::money::Money;
use domain::plan::early::{EarlyInstalment, early_instalment};
use domain::plan::standing::{InstalmentStanding, PlanStanding};

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
    /// Pays all of it.
    whole: PayQuery,
}

impl<'a> OpenAgreement<'a> {
    /// `open` are its invoices that are still owed; `None` where nothing is.
    pub(super) fn new(session: &'a Reader, id: AgreementId, open: &[&Invoice]) -> Option<Self> {
        let currency = open.first()?.balance.currency();
        let rest = Money::total(currency, open.iter().map(|invoice| invoice.to_pay())).ok()?;
        let off = Money::total(currency, open.iter().map(|invoice| invoice.off())).ok()?;
        let ids: Vec<_> = open.iter().map(|invoice| invoice.id).collect();
        Some(Self { session, id, rest, off, whole: PayQuery::whole(currency, &ids) })
    }

    fn button(&self, what: PayWhat, amount: Money) -> PayButton {
        let written = self.session.formatter.money(amount);
        let whole = amount == self.rest;
        let href = if whole { self.whole.confirm() } else { self.whole.clone().part(written.clone()).confirm() };
        PayButton { what, amount: written, saved: None, href }
    }

    fn next(&self, amount: Money, day: Date) -> NextDue {
        let formatter = &self.session.formatter;
        NextDue { amount: formatter.money(amount), date: formatter.date(day), early: None }
    }

    /// `saved` is the price that paying everything at once saves.
    pub(super) fn plan(&self, terms: &PlanTerms, plan: &PlanStanding, saved: Money) -> ToPay {
        let left: Vec<&InstalmentStanding> = plan.instalments.iter().filter(|one| one.left.is_positive()).collect();
        let Some(first) = left.first() else { return ToPay::default() };
        let early = early_instalment(&terms.default_terms, plan, self.session.today);
        let early = early.filter(|early| early.full.minor() <= self.rest.minor());
        let mut buttons: Vec<PayButton> = early.iter().map(|early| self.early(early)).collect();
        if plan.late.is_positive() {
            buttons.push(self.button(PayWhat::Late, plan.late));
        }
        buttons.extend(self.next_instalment(plan, &left));
        buttons.extend(self.two_instalments(&left));
        if left.len() > 1 {
            buttons.push(self.remainder(saved));
        }
        let formatter = &self.session.formatter;
        let early = early.map(|early| (formatter.money(early.to_pay), formatter.date(early.until)));
        ToPay { next: Some(NextDue { early, ..self.next(first.left, first.instalment.date) }), buttons }
    }

    fn early(&self, early: &EarlyInstalment) -> PayButton {
        PayButton {
            saved: Some(self.session.formatter.money(early.off)),
            href: early_href(&self.whole, self.id, early),
            ..self.button(PayWhat::Next, early.to_pay)
        }
    }

    /// Everything up to the next instalment by its day, unless what is late has its own button and is all of that.
    fn next_instalment(&self, plan: &PlanStanding, left: &[&InstalmentStanding]) -> Option<PayButton> {
        let next = left.iter().find(|one| one.instalment.date >= self.session.today)?;
        if plan.late.is_positive() && next.instalment.n == left.first()?.instalment.n {
            return None;
        }
        let through = left.iter().filter(|one| one.instalment.n <= next.instalment.n);
        let amount = Money::total(self.rest.currency(), through.map(|one| one.left)).ok()?;
        Some(self.button(PayWhat::Next, amount))
    }

    /// The first two, where there are more.
    fn two_instalments(&self, left: &[&InstalmentStanding]) -> Option<PayButton> {
        let two = left.iter().take(2).map(|one| one.left);
        let amount = Money::total(self.rest.currency(), two).ok().filter(|_| left.len() > 2)?;
        Some(self.button(PayWhat::Several { count: 2 }, amount))
    }

    /// Everything: price that the rest of the time would have earned is not asked for.
    fn remainder(&self, saved: Money) -> PayButton {
        let saved = Some(saved).filter(|saved| saved.is_positive());
        let less = saved.and_then(|saved| self.rest.minus(saved).ok()).unwrap_or(self.rest);
        PayButton {
            saved: saved.map(|saved| self.session.formatter.money(saved)),
            ..self.button(PayWhat::Remainder, less)
        }
    }

    pub(super) fn promise(&self, terms: &Promise) -> ToPay {
        let amount = if terms.amount.minor() < self.rest.minor() { terms.amount } else { self.rest };
        ToPay { next: Some(self.next(amount, terms.date)), buttons: vec![self.button(PayWhat::Next, amount)] }
    }

    /// Before it takes effect, the part that it [waits](services::agreements::follow::awaited) for; and the rest may always
    /// be paid at once.
    pub(super) fn extension(&self, terms: &Extension, waits: Option<Money>) -> ToPay {
        let part = waits.unwrap_or(self.rest);
        let mut buttons = vec![self.button(PayWhat::Next, part)];
        if part != self.rest {
            buttons.push(self.button(PayWhat::Remainder, self.rest));
        }
        let last = if waits.is_some() { terms.new_due.pred_opt().unwrap_or(terms.new_due) } else { terms.new_due };
        ToPay { next: Some(self.next(part, last)), buttons }
    }

    /// What is given up with it is whatever else is owed on the day: as of today.
    pub(super) fn settlement(&self, terms: &Settlement, waits: Option<Money>) -> ToPay {
        let Some(left) = waits.filter(|left| *left == self.rest) else { return ToPay::default() };
        let saved = Some(self.off).filter(|off| off.is_positive()).map(|off| self.session.formatter.money(off));
        let button = PayButton { saved, ..self.button(PayWhat::Whole, left) };
        ToPay { next: Some(self.next(left, terms.until)), buttons: vec![button] }
    }
}
