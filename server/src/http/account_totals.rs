//! What is owed in all, a total for each currency: of it what is overdue, what is due soon, what is on its way or on hold, and
//! the addresses that pay it.

use super::offers_page::CurrencyStep;
use app::routes::{self, PayQuery};
use app::views::account::{AmountPart, CurrencyTotal, PayPart, WhichPart};
use domain::date::Date;
use domain::id::InvoiceId;
use domain::invoice::{Invoice, InvoiceState};
use domain::money::{Currency, Money, MoneyError};
use services::format::Formatter;
use std::collections::BTreeMap;

/// One total a currency, the most urgent first; never one over two currencies. `processing` are the sums of the payments
/// whose money is on its way, `step` is what is best done first.
pub(super) fn totals(
    formatter: &Formatter,
    owed: &[&Invoice],
    processing: &[Money],
    step: Option<CurrencyStep>,
    today: Date,
) -> Result<Vec<CurrencyTotal>, MoneyError> {
    let mut by_currency: BTreeMap<Currency, Vec<&Invoice>> = BTreeMap::new();
    for invoice in owed {
        by_currency.entry(invoice.balance.currency()).or_default().push(invoice);
    }
    let mut groups: Vec<_> = by_currency.into_iter().collect();
    groups.sort_by_key(|(currency, invoices)| (invoices.iter().map(|i| i.last_day()).min(), *currency));
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
    fn total(&self, processing: &[Money]) -> Result<CurrencyTotal, MoneyError> {
        let total = Money::total(self.currency, self.invoices.iter().map(|i| i.asked()))?;
        let on_hold = Money::total(self.currency, self.invoices.iter().map(|i| i.in_review()))?;
        let under_way = processing.iter().copied().filter(|amount| amount.currency() == self.currency);
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
        self.asked_for().filter(has_day).map(Invoice::last_day).min()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::http::invoice_rows::moving_row;
    use domain::branding::Branding;
    use domain::creditor::Creditor;
    use domain::id::{AgreementId, CreditorId, DebtorId};
    use domain::invoice::{Component, NewInvoice, Price, PricedBy};
    use domain::language::Language;
    use domain::payment::PaymentShare;
    use uuid::Uuid;

    const OWED: i64 = 100_700;

    fn mxn(minor: i64) -> Money {
        Money::new(minor, "MXN".parse().expect("a currency"))
    }

    fn day(month: u32, day: u32) -> Date {
        Date::from_ymd_opt(2026, month, day).expect("a day")
    }

    fn formatter() -> Formatter {
        let currency = mxn(0).currency();
        let creditor = Creditor {
            id: CreditorId::new(Uuid::from_u128(1)),
            slug: "norte".to_owned(),
            code: "aaaaaaaa".parse().expect("a code"),
            name: "Ferretería Norte".to_owned(),
            currency,
            zone: "America/Mexico_City".parse().expect("a zone"),
            locale: "es-MX".to_owned(),
            contact_email: None,
            contact_phone: None,
            part_minimum: Money::zero(currency),
            tax_ids: Vec::new(),
            numbers: None,
            branding: Branding::default(),
        };
        Formatter::new(&creditor, None, Language::Es)
    }

    /// What clears an invoice that owes [`OWED`], of which so much is on its way and disputed: a settlement by some day, or less by
    /// paying early.
    fn price(invoice: &Invoice, until: Option<u32>, settled: bool) -> Option<Price> {
        let sum = if settled { 60_420 } else { 98_000 };
        let open = invoice.unpriced().owed().expect("a sum").minor() + invoice.on_its_way.minor();
        let (all, until) = (open.min(sum), Some(day(4, until?)));
        let by = if settled {
            PricedBy::Settlement(AgreementId::new(Uuid::from_u128(9)))
        } else {
            PricedBy::Discount(domain::discount::Reduction::Amount(mxn(2_700)))
        };
        let resting = mxn(if settled { (sum - all).min(invoice.held_back().minor()) } else { 0 });
        Some(Price { to_pay: mxn((all - invoice.on_its_way.minor()).max(0)), resting, until, by })
    }

    /// An invoice in every state that it can be in on 10 April.
    fn every_state() -> Vec<Invoice> {
        let mut all = Vec::new();
        let agreed = Some(AgreementId::new(Uuid::from_u128(4)));
        for due in [day(3, 1), day(4, 10), day(4, 15), day(6, 1)] {
            for extended_to in [None, Some(day(4, 12))] {
                for disputed in [0, 30_000, 100_000] {
                    for moving in [0, 400, 61_000, OWED] {
                        let id = InvoiceId::new(Uuid::from_u128(100 + all.len() as u128));
                        let new = NewInvoice {
                            creditor: CreditorId::new(Uuid::from_u128(1)),
                            debtor: DebtorId::new(Uuid::from_u128(2)),
                            id,
                            number: "A-1",
                            issued: day(2, 1),
                            due,
                            total: mxn(100_000),
                        };
                        let plain = Invoice {
                            interest: mxn(700),
                            extended_to,
                            disputed: mxn(disputed),
                            on_its_way: mxn(moving),
                            ..Invoice::new(new)
                        };
                        all.push(Invoice { plan: agreed, ..plain.clone() });
                        // The last day of a settlement that was on its way by then may be over.
                        for until in [9, 10, 14, 30] {
                            let settled = Invoice { price: price(&plain, Some(until), true), ..plain.clone() };
                            all.extend((until > 9 || settled.on_its_way.minor() >= 60_420).then_some(settled));
                        }
                        all.push(Invoice { price: price(&plain, Some(20), false), ..plain.clone() });
                        all.push(plain);
                    }
                }
            }
        }
        all
    }

    fn minor(text: &str) -> i64 {
        text.chars().filter(char::is_ascii_digit).collect::<String>().parse().expect("an amount")
    }

    /// What the rows of invoices say, added up: what is asked for by when, with how many rows, what is on its way, in review.
    #[derive(Debug, Default, PartialEq, Eq)]
    struct Sums {
        overdue: (i64, usize),
        soon: (i64, usize),
        in_plan: (i64, usize),
        later: (i64, usize),
        moving: i64,
        in_review: i64,
    }

    fn of_rows(formatter: &Formatter, invoices: &[&Invoice], today: Date) -> Sums {
        let mut sums = Sums::default();
        for invoice in invoices {
            let moving = [invoice].into_iter().filter(|invoice| invoice.on_its_way.is_positive());
            let shares: Vec<PaymentShare> = moving
                .map(|invoice| PaymentShare {
                    n: 1,
                    invoice: invoice.id,
                    beside: None,
                    component: Component::Principal,
                    agreed: invoice.on_its_way,
                    applied: mxn(0),
                    discount: mxn(0),
                    discounted: mxn(0),
                })
                .collect();
            let row = moving_row(formatter, invoice, &shares, today);
            let amount = row.amount.as_deref().map_or(0, minor);
            sums.in_review += row.in_review.as_deref().map_or(0, minor);
            sums.moving += row.on_its_way.as_deref().map_or(0, minor);
            let part = match (&row.settled_until, row.state) {
                _ if row.all_on_its_way => {
                    assert_eq!(amount, 0, "{invoice:#?}");
                    continue;
                }
                (_, InvoiceState::Disputed) => {
                    sums.in_review += amount;
                    continue;
                }
                (Some(_), _) if invoice.settled_until() <= Some(day(4, 17)) => &mut sums.soon,
                (Some(_), _) | (None, InvoiceState::Open | InvoiceState::Extended) => &mut sums.later,
                (None, InvoiceState::Overdue { .. }) => &mut sums.overdue,
                (None, InvoiceState::DueSoon { .. }) => &mut sums.soon,
                (None, _) => &mut sums.in_plan,
            };
            *part = (part.0 + amount, part.1 + usize::from(amount > 0));
        }
        sums
    }

    #[test]
    fn the_card_is_the_sum_of_the_rows_in_every_pair_of_states() {
        let (formatter, today, all) = (formatter(), day(4, 10), every_state());
        let pairs = (0..all.len()).flat_map(|a| (a..all.len()).step_by(61).map(move |b| (a, b)));
        for (a, b) in pairs {
            let pair = [&all[a], &all[b]];
            let processing: Vec<Money> = pair.iter().map(|invoice| invoice.on_its_way).collect();
            let card = totals(&formatter, &pair, &processing, None, today).expect("sums").remove(0);
            let rows = of_rows(&formatter, &pair, today);
            let asked = [rows.overdue, rows.soon, rows.in_plan, rows.later];
            assert_eq!(minor(&card.total), asked.iter().map(|(sum, _)| sum).sum::<i64>(), "{pair:#?}");
            assert_eq!(card.count, asked.iter().map(|(_, count)| count).sum::<usize>(), "{pair:#?}");
            let part = |part: &Option<AmountPart>| part.as_ref().map_or((0, 0), |p| (minor(&p.amount), p.count));
            let rest = |part: &Option<(String, usize)>| part.as_ref().map_or((0, 0), |(sum, n)| (minor(sum), *n));
            let shown = [part(&card.overdue), part(&card.due_soon), rest(&card.in_plan), rest(&card.later)];
            // One part alone is the whole, and is not repeated unless it has days to tell.
            if shown.iter().any(|(sum, _)| *sum > 0) {
                assert_eq!(shown, asked, "{pair:#?}");
            } else {
                assert_eq!((rows.overdue, rows.soon), ((0, 0), (0, 0)), "{pair:#?}");
            }
            let beside = [&card.processing, &card.in_review].map(|sum| sum.as_deref().map_or(0, minor));
            assert_eq!(beside, [rows.moving, rows.in_review], "{pair:#?}");
        }
    }
}
