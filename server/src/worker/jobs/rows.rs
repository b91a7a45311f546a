//! Rows of a letter about what is due: what, how much, and when.

use crate::mail::Line;
use crate::mail::rows;
use crate::mail::rows::Row;
use domain::date::Date;
use domain::id::InvoiceId;
use domain::money::Money;
use domain::plan::Plan;
use domain::plan::early::EarlyInstalment;
use domain::plan::standing::{InstalmentStanding, PlanStanding};
use services::format::Formatter;
use std::cmp::Ordering;

/// When something is due, or was.
pub(super) fn when_due(formatter: &Formatter, due: Date, today: Date) -> String {
    let w = rows::words(formatter.language);
    match due.cmp(&today) {
        Ordering::Greater => (w.due)(&formatter.date(due)),
        Ordering::Equal => w.due_today.to_owned(),
        Ordering::Less => (w.was_due)(&formatter.date(due)),
    }
}

/// A plan as its rows are made: as it is today, with the price of the instalment that costs less today.
pub(super) struct PlanRows<'a> {
    pub(super) formatter: &'a Formatter,
    pub(super) plan: &'a Plan,
    pub(super) standing: &'a PlanStanding,
    pub(super) early: Option<EarlyInstalment>,
    pub(super) today: Date,
}

impl PlanRows<'_> {
    /// The instalments that are open and `wanted`, a row each; `number` is the number of an invoice of the plan.
    pub(super) fn of(
        &self,
        number: impl Fn(InvoiceId) -> Option<String>,
        wanted: impl Fn(&InstalmentStanding) -> bool,
    ) -> Vec<Row> {
        let w = rows::words(self.formatter.language);
        let numbers: Vec<String> = self.plan.invoices.iter().filter_map(|part| number(part.invoice)).collect();
        let numbers = numbers.join(", ");
        let of = self.plan.instalments.last().map_or(0, |last| last.n);
        let what = |n| if n == 0 { (w.down)(&numbers) } else { (w.instalment)(n, of, &numbers) };
        let open = self.standing.instalments.iter().filter(|one| one.left.is_positive() && wanted(one));
        open.map(|one| Row {
            what: Line::from(what(one.instalment.n)),
            amount: Some(Line::from(self.formatter.money(self.price(one)))),
            when: Line::from(self.when(one)),
        })
        .collect()
    }

    /// What pays it today.
    fn price(&self, one: &InstalmentStanding) -> Money {
        self.early.filter(|early| early.n == one.instalment.n).map_or(one.left, |early| early.to_pay)
    }

    fn when(&self, one: &InstalmentStanding) -> String {
        let (w, formatter) = (rows::words(self.formatter.language), self.formatter);
        let due = when_due(formatter, one.instalment.date, self.today);
        let Some(early) = self.early.filter(|early| early.n == one.instalment.n) else { return due };
        let (price, off, until) =
            (formatter.money(early.to_pay), formatter.money(early.off), formatter.date(early.until));
        format!("{due}; {}", (w.less_until)(&price, &off, &until))
    }
}
