//! What is owed in all, a total for each currency: of it what is overdue, what is due soon, what is on its way or on hold, and
//! the addresses that pay it.

use super::offers_page::CurrencyStep;
use app::routes::{self, PayQuery};
use app::views::account::{AmountPart, CurrencyTotal, PayPart, WhichPart};
use domain::date::Date;
use domain::id::InvoiceId;
use domain::invoice::{Invoice, InvoiceState};
use domain::money::{Currency, Money, MoneyError};
use domain::payment::Payment;
use services::format::Formatter;
use std::collections::BTreeMap;

/// One total a currency, the most urgent first; never one over two currencies. `processing` are the payments whose money is
/// on its way, `step` is what is best done first.
pub(super) fn totals(
    formatter: &Formatter,
    owed: &[&Invoice],
    processing: &[&Payment],
    step: Option<CurrencyStep>,
    today: Date,
) -> Result<Vec<CurrencyTotal>, MoneyError> {
    let mut by_currency: BTreeMap<Currency, Vec<&Invoice>> = BTreeMap::new();
    for invoice in owed {
        by_currency.entry(invoice.balance.currency()).or_default().push(invoice);
    }
    let mut groups: Vec<_> = by_currency.into_iter().collect();
    groups.sort_by_key(|(currency, invoices)| (invoices.iter().map(|i| i.due_now()).min(), *currency));
    let groups = groups.into_iter().map(|(currency, invoices)| Group { formatter, currency, invoices, today });
    let total = |group: Group| {
        let total = group.total(processing)?;
        let step = step.as_ref().filter(|(currency, _)| *currency == group.currency);
        Ok(CurrencyTotal { step: step.map(|(_, step)| step.clone()), ..total })
    };
    groups.map(total).collect()
}

/// The invoices of one currency that are owed.
struct Group<'a> {
    formatter: &'a Formatter,
    currency: Currency,
    invoices: Vec<&'a Invoice>,
    today: Date,
}

impl Group<'_> {
    fn total(&self, processing: &[&Payment]) -> Result<CurrencyTotal, MoneyError> {
        let total = Money::total(self.currency, self.invoices.iter().map(|i| i.asked()))?;
        let on_hold = Money::total(self.currency, self.invoices.iter().map(|i| i.in_review()))?;
        let under_way = processing.iter().map(|payment| payment.amount).filter(|a| a.currency() == self.currency);
        let under_way = Money::total(self.currency, under_way)?;
        let overdue = self.overdue()?;
        let due_soon = self.due_soon()?;
        let in_plan = self.rest(|state| state == InvoiceState::InPlan)?;
        let later = self.rest(|state| {
            !matches!(state, InvoiceState::InPlan | InvoiceState::Overdue { .. } | InvoiceState::DueSoon { .. })
        })?;
        // One part alone is the whole.
        let is_part = overdue.is_some() || due_soon.is_some() || in_plan.as_ref().is_some_and(|_| later.is_some());
        let next = self.next_due().filter(|_| overdue.is_none() && due_soon.is_none());
        let payable = self.payable_together().next().is_some();
        let some = |amount: Money| amount.is_positive().then(|| self.formatter.money(amount));
        Ok(CurrencyTotal {
            total: self.formatter.money(total),
            nothing_now: !total.is_positive(),
            count: self.asked_for().count(),
            overdue,
            due_soon,
            in_plan: in_plan.filter(|_| is_part),
            later: later.filter(|_| is_part),
            next_due: next.map(|date| self.formatter.date(date)),
            processing: some(under_way),
            in_review: some(on_hold),
            step: None,
            pay: self.most_urgent()?,
            choose_href: payable.then(|| routes::with(routes::PAY, "currency", self.currency)),
        })
    }

    /// The most urgent part that can be paid: what is overdue, else what is due soon, else all. Where it is all, it says so.
    fn most_urgent(&self) -> Result<Option<PayPart>, MoneyError> {
        let of = |which: WhichPart| -> Vec<&Invoice> {
            let is_in = |invoice: &&Invoice| match which {
                WhichPart::Overdue => matches!(self.state(invoice), InvoiceState::Overdue { .. }),
                WhichPart::DueSoon => matches!(self.state(invoice), InvoiceState::DueSoon { .. }),
                WhichPart::All => true,
            };
            self.payable_together().filter(is_in).collect()
        };
        let all = of(WhichPart::All).len();
        let parts = [WhichPart::Overdue, WhichPart::DueSoon, WhichPart::All].map(|which| (which, of(which)));
        let Some((which, some)) = parts.into_iter().find(|(_, some)| !some.is_empty()) else { return Ok(None) };
        let ids: Vec<InvoiceId> = some.iter().map(|invoice| invoice.id).collect();
        let amount = Money::total(self.currency, some.iter().map(|invoice| invoice.to_pay()))?;
        let which = if ids.len() == all { WhichPart::All } else { which };
        let href = PayQuery::whole(self.currency, &ids).confirm();
        Ok(Some(PayPart { which, amount: self.formatter.money(amount), href }))
    }

    fn asked_for(&self) -> impl Iterator<Item = &Invoice> {
        self.invoices.iter().copied().filter(|invoice| invoice.asked().is_positive())
    }

    /// What is in a plan is asked for by its instalments: nobody pays all of it by the way.
    fn payable_together(&self) -> impl Iterator<Item = &Invoice> {
        self.asked_for().filter(|invoice| invoice.plan.is_none())
    }

    fn state(&self, invoice: &Invoice) -> InvoiceState {
        invoice.standing().state(self.today)
    }

    /// With the days of the longest overdue.
    fn overdue(&self) -> Result<Option<AmountPart>, MoneyError> {
        let days = |invoice: &Invoice| match self.state(invoice) {
            InvoiceState::Overdue { days } => Some(days),
            _ => None,
        };
        self.part(self.invoices.iter().filter_map(|invoice| days(invoice)).max(), |invoice| days(invoice).is_some())
    }

    /// With the days until the first of them.
    fn due_soon(&self) -> Result<Option<AmountPart>, MoneyError> {
        let days = |invoice: &Invoice| match self.state(invoice) {
            InvoiceState::DueSoon { days } => Some(days),
            _ => None,
        };
        self.part(self.invoices.iter().filter_map(|invoice| days(invoice)).min(), |invoice| days(invoice).is_some())
    }

    /// A part of the total that has no days to tell: how much, and of how many invoices.
    fn rest(&self, is_in: impl Fn(InvoiceState) -> bool) -> Result<Option<(String, usize)>, MoneyError> {
        let some: Vec<&Invoice> = self.asked_for().filter(|invoice| is_in(self.state(invoice))).collect();
        let amount = Money::total(self.currency, some.iter().map(|invoice| invoice.asked()))?;
        Ok((!some.is_empty()).then(|| (self.formatter.money(amount), some.len())))
    }

    /// A part of the total.
    fn part(&self, days: Option<i64>, is_in: impl Fn(&Invoice) -> bool) -> Result<Option<AmountPart>, MoneyError> {
        let Some(days) = days else { return Ok(None) };
        let some: Vec<&Invoice> = self.asked_for().filter(|invoice| is_in(invoice)).collect();
        if some.is_empty() {
            return Ok(None); // all of it is on its way
        }
        let amount = Money::total(self.currency, some.iter().map(|invoice| invoice.asked()))?;
        Ok(Some(AmountPart { amount: self.formatter.money(amount), count: some.len(), days }))
    }

    /// What is in a plan or on hold has no day of its own.
    fn next_due(&self) -> Option<Date> {
        let has_day = |i: &&Invoice| !matches!(self.state(i), InvoiceState::InPlan | InvoiceState::Disputed);
        self.asked_for().filter(has_day).map(Invoice::due_now).min()
    }
}
