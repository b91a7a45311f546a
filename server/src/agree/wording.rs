//! An agreement in words and figures, as they are shown, signed and typeset.

use crate::http::visit::Pen;
use app::domain::agreement::{PlanTerms, Proof, Terms};
use app::domain::date::Date;
use app::domain::id::InvoiceId;
use documents::Figure;

/// Who speaks, of whom, and what the invoices are called.
pub struct Speaker<'a> {
    /// How to write amounts and dates.
    pub pen: &'a Pen,
    /// The creditor's name.
    pub creditor: &'a str,
    /// The numbers of invoices.
    pub number: &'a dyn Fn(InvoiceId) -> String,
}

impl Speaker<'_> {
    /// The sentences, a paragraph each, parted by an empty line.
    #[must_use]
    pub fn text(&self, terms: &Terms) -> String {
        let w = self.pen.language.sealed();
        let money = |amount| self.pen.money(amount);
        let date = |day: Date| self.pen.date(day);
        let said = match terms {
            Terms::Plan(plan) => self.plan(plan),
            Terms::Extension(e) => {
                let mut said = vec![(w.extension)(&(self.number)(e.invoice), &date(e.new_due), &date(e.old_due))];
                said.push(if e.price.is_zero() {
                    w.extension_free.to_owned()
                } else {
                    (w.extension_costs)(&money(e.price))
                });
                if e.lost_discount.is_positive() {
                    said.push((w.discount_lost)(&money(e.lost_discount)));
                }
                said
            }
            Terms::Promise(p) => vec![(w.promise)(&money(p.amount), &date(p.date)), w.promise_means.to_owned()],
            Terms::Settlement(s) => {
                let numbers: Vec<String> = s.invoices.iter().map(|part| (self.number)(part.invoice)).collect();
                let (pay, until, off) = (money(s.to_pay), date(s.until), money(s.written_off));
                vec![(w.settlement)(&numbers.join(", "), &pay, &until, &off)]
            }
            Terms::Discount(d) => {
                vec![(w.discount)(&(self.number)(d.invoice), &money(d.to_pay), &date(d.until), &money(d.off))]
            }
        };
        said.join("\n\n")
    }

    fn plan(&self, terms: &PlanTerms) -> Vec<String> {
        let w = self.pen.language.sealed();
        let (plan, conduct) = (&terms.plan, &terms.conduct);
        let total = plan.principal.plus(plan.cost).unwrap_or(plan.principal);
        let mut schedule = (w.plan)(self.creditor, &self.pen.money(total), plan.instalments.len());
        for instalment in &plan.instalments {
            schedule.push('\n');
            schedule.push_str(&(w.on)(&self.pen.date(instalment.date), &self.pen.money(instalment.amount)));
        }
        let price =
            if plan.cost.is_zero() { w.plan_free.to_owned() } else { (w.plan_costs)(&self.pen.money(plan.cost)) };
        let mut said = vec![schedule, price];
        if conduct.charges_rest {
            said.push(w.plan_rests.to_owned());
        }
        said.push((w.plan_breaks)(conduct.grace_days, conduct.cure_days));
        if conduct.charges_rest && conduct.when_broken.claw_back_charges {
            said.push(w.plan_claws_back.to_owned());
        }
        said
    }

    /// The figures, a line each.
    #[must_use]
    pub fn figures(&self, terms: &Terms) -> Vec<Figure> {
        let w = self.pen.language.sealed();
        let money = |label: &str, amount| Figure { label: label.to_owned(), value: self.pen.money(amount) };
        let day = |label: &str, day| Figure { label: label.to_owned(), value: self.pen.date(day) };
        match terms {
            Terms::Plan(PlanTerms { plan, .. }) => {
                let total = plan.principal.plus(plan.cost).unwrap_or(plan.principal);
                let count = Figure { label: w.payments.to_owned(), value: plan.instalments.len().to_string() };
                let first = plan.instalments.first().map_or(plan.start, |first| first.date);
                vec![
                    money(w.owed, plan.principal),
                    money(w.cost, plan.cost),
                    money(w.total, total),
                    count,
                    day(w.first, first),
                    day(w.last, plan.end()),
                ]
            }
            Terms::Extension(e) => vec![day(w.old_due, e.old_due), day(w.new_due, e.new_due), money(w.cost, e.price)],
            Terms::Promise(p) => vec![money(w.amount, p.amount), day(w.until, p.date)],
            Terms::Settlement(s) => {
                vec![money(w.amount, s.to_pay), money(w.spared, s.written_off), day(w.until, s.until)]
            }
            Terms::Discount(d) => vec![money(w.amount, d.to_pay), money(w.spared, d.off), day(w.until, d.until)],
        }
    }

    /// How the one who accepted proved to be the debtor.
    #[must_use]
    pub fn proof(&self, proof: &Proof) -> String {
        let w = self.pen.language.sealed();
        match proof {
            Proof::Link => w.by_link.to_owned(),
            Proof::EmailCode { address } => (w.by_code)(address),
            Proof::KnownFact { fact } => (w.by_fact)(fact),
            Proof::Staff { name } => (w.by_staff)(name),
        }
    }
}

/// An address shortened for the eye: enough to know it again, not enough to write to it.
#[must_use]
pub fn shortened(address: &str) -> String {
    match address.trim().split_once('@') {
        Some((name, domain)) => format!("{}…@{domain}", name.chars().take(1).collect::<String>()),
        None => "…".to_owned(),
    }
}
