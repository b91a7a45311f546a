//! What is owed in all, a total for each currency: of it what is overdue, what is due soon, what is on its way or on hold, and
//! the addresses that pay it.

use app::routes::{self, PayQuery};
use app::views::account::{AmountPart, CurrencyTotal, PayAll};
use domain::date::Date;
use domain::id::InvoiceId;
use domain::invoice::{Invoice, InvoiceState};
use domain::money::{Currency, Money, MoneyError};
use domain::payment::Payment;
use services::format::Formatter;
use std::collections::BTreeMap;

/// One total a currency, the most urgent first; never one over two currencies. `processing` are the payments whose money is
/// on its way.
pub(super) fn totals(
    formatter: &Formatter,
    owed: &[&Invoice],
    processing: &[&Payment],
    today: Date,
) -> Result<Vec<CurrencyTotal>, MoneyError> {
    let mut by_currency: BTreeMap<Currency, Vec<&Invoice>> = BTreeMap::new();
    for invoice in owed {
        by_currency.entry(invoice.balance.currency()).or_default().push(invoice);
    }
    let mut groups: Vec<_> = by_currency.into_iter().collect();
    groups.sort_by_key(|(currency, invoices)| (invoices.iter().map(|i| i.due_now()).min(), *currency));
    let groups = groups.into_iter().map(|(currency, invoices)| Group { formatter, currency, invoices, today });
    groups.map(|group| group.total(processing)).collect()
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
        let all: Vec<&Invoice> = self.payable_together().collect();
        let (ids, pay_all) = self.to_pay(&all)?;
        let some = |amount: Money| amount.is_positive().then(|| self.formatter.money(amount));
        Ok(CurrencyTotal {
            total: self.formatter.money(total),
            count: self.asked_for().count(),
            overdue,
            due_soon,
            in_plan: in_plan.filter(|_| is_part),
            later: later.filter(|_| is_part),
            next_due: next.map(|date| self.formatter.date(date)),
            processing: some(under_way),
            in_review: some(on_hold),
            pay_all: (!ids.is_empty()).then_some(pay_all),
            choose_href: routes::with(routes::PAY, "currency", self.currency),
        })
    }

    fn asked_for(&self) -> impl Iterator<Item = &Invoice> {
        self.invoices.iter().copied().filter(|invoice| invoice.asked().is_positive())
    }

    /// What is in a plan is asked for by its instalments: nobody pays all of it by the way. What is on its way in part is
    /// paid, or taken back, before the rest can be.
    fn payable_together(&self) -> impl Iterator<Item = &Invoice> {
        self.asked_for().filter(|invoice| can_be_chosen(invoice))
    }

    /// What paying these costs, and where.
    fn to_pay(&self, invoices: &[&Invoice]) -> Result<(Vec<InvoiceId>, PayAll), MoneyError> {
        let ids: Vec<InvoiceId> = invoices.iter().map(|invoice| invoice.id).collect();
        let amount = Money::total(self.currency, invoices.iter().map(|invoice| invoice.to_pay()))?;
        let href = PayQuery::whole(self.currency, &ids).confirm();
        Ok((ids, PayAll { amount: self.formatter.money(amount), href }))
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

    /// A part of the total, which can be paid by itself where it is not the whole.
    fn part(&self, days: Option<i64>, is_in: impl Fn(&Invoice) -> bool) -> Result<Option<AmountPart>, MoneyError> {
        let Some(days) = days else { return Ok(None) };
        let some: Vec<&Invoice> = self.asked_for().filter(|invoice| is_in(invoice)).collect();
        if some.is_empty() {
            return Ok(None); // all of it is on its way
        }
        let amount = Money::total(self.currency, some.iter().map(|invoice| invoice.asked()))?;
        let count = some.len();
        let some: Vec<&Invoice> = some.into_iter().filter(|invoice| can_be_chosen(invoice)).collect();
        let (ids, part) = self.to_pay(&some)?;
        let whole = self.payable_together().count() == ids.len();
        let pay_href = (!whole && !ids.is_empty()).then_some(part.href);
        Ok(Some(AmountPart { amount: self.formatter.money(amount), count, days, pay_href }))
    }

    /// What is in a plan or on hold has no day of its own.
    fn next_due(&self) -> Option<Date> {
        let has_day = |i: &&Invoice| !matches!(self.state(i), InvoiceState::InPlan | InvoiceState::Disputed);
        self.asked_for().filter(has_day).map(Invoice::due_now).min()
    }
}

/// Can an invoice be paid by itself and together with others?
fn can_be_chosen(invoice: &Invoice) -> bool {
    invoice.plan.is_none() && !invoice.on_its_way.is_positive()
}
