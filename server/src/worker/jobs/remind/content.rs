//! What a reminder says: rows of invoices, of instalments, and of offers that end.

use super::super::rows::{PlanRows, when_due};
use super::Remind;
use crate::mail::Line;
use crate::mail::reminder;
use crate::mail::rows;
use crate::mail::rows::Row;
use crate::worker::email::EmailContext;
use domain::agreement::{AgreementRecord, PlanTerms, Terms};
use domain::date::Date;
use domain::id::InvoiceId;
use domain::invoice::Invoice;
use domain::money::Money;
use domain::offer::OfferTerms;
use domain::plan::default_terms::Reminders;
use domain::plan::early::early_instalment;
use domain::policy::ReminderPolicy;
use services::account::DebtorAccount;
use services::agreements::follow;
use std::collections::BTreeSet;
use store::{Db, StoreError};

/// What is said.
#[derive(Default)]
pub(super) struct Content {
    pub(super) rows: Vec<Row>,
    /// Rows that are overdue.
    overdue: usize,
    /// Rows that are due by a day to come.
    soon: usize,
    /// The invoices that have a row of their own.
    named: BTreeSet<InvoiceId>,
}

impl Content {
    /// What it is about, in a sentence.
    pub(super) fn lead(&self, w: &reminder::Words) -> &'static str {
        match (self.overdue, self.soon) {
            (0, 0) => w.offer,
            (0, _) => w.soon,
            (_, 0) => w.overdue,
            (_, _) => w.both,
        }
    }
}

fn row(what: String, amount: Option<String>, when: String) -> Row {
    Row { what: Line::from(what), amount: amount.map(Line::from), when: Line::from(when) }
}

/// What it is made of: what the debtor owes and has agreed, and what of it the days bring to mind.
pub(super) struct Reminded<'a> {
    pub(super) email: &'a EmailContext,
    pub(super) account: &'a DebtorAccount,
    pub(super) policy: &'a ReminderPolicy,
    pub(super) live: &'a [AgreementRecord],
    pub(super) on_hold: &'a BTreeSet<InvoiceId>,
    pub(super) span: Remind,
}

impl Reminded<'_> {
    pub(super) async fn content(&self, db: &mut Db) -> Result<Content, StoreError> {
        let mut content = Content::default();
        for part in self.asked_for().flat_map(Invoice::parts) {
            self.invoice(&part, &mut content);
        }
        for agreement in self.live {
            if let Terms::Plan(terms) = agreement.read_body()?.terms {
                self.instalments(db, agreement, &terms, &mut content).await?;
            }
        }
        content.rows.extend(self.early_prices(&content.named));
        for agreement in self.live {
            content.rows.extend(self.settlement(agreement)?);
        }
        content.rows.extend(self.settlement_offers());
        Ok(content)
    }

    fn asked_for(&self) -> impl Iterator<Item = &Invoice> {
        self.account.owed.invoices.iter().filter(|invoice| !self.on_hold.contains(&invoice.id))
    }

    fn number(&self, id: InvoiceId) -> Option<String> {
        self.account.owed.invoices.iter().find(|invoice| invoice.id == id).map(|invoice| invoice.number.clone())
    }

    fn invoice(&self, invoice: &Invoice, content: &mut Content) {
        let (due, amount, today) = (invoice.due_now(), invoice.asked(), self.account.owed.as_of);
        // A settlement in force says itself what it asks for, and until when.
        let settled = invoice.price.is_some_and(|price| price.settlement().is_some());
        // Nobody is reminded of what could not be paid here: it waits for the next invoice.
        let small = self.account.situation().is_small(amount.currency());
        let is_asked_for = !invoice.void && invoice.plan.is_none() && !settled && amount.is_positive() && !small;
        if !is_asked_for || !self.span.brings(self.policy.invoice_steps(), due) {
            return;
        }
        *(if due < today { &mut content.overdue } else { &mut content.soon }) += 1;
        let formatter = &self.email.formatter;
        let what = (rows::words(formatter.language).invoice)(&invoice.number);
        let when = when_due(formatter, due, today);
        let less = invoice.price.and_then(|price| price.until).filter(|_| invoice.off().is_positive());
        let less = less.map(|until| self.less_until(invoice.to_pay(), invoice.off(), until));
        let when = less.map_or_else(|| when.clone(), |less| format!("{when}; {less}"));
        content.rows.push(row(what, Some(formatter.money(amount)), when));
        content.named.insert(invoice.id);
    }

    async fn instalments(
        &self,
        db: &mut Db,
        agreement: &AgreementRecord,
        terms: &PlanTerms,
        content: &mut Content,
    ) -> Result<(), StoreError> {
        if terms.default_terms.reminders != Reminders::Instalments
            || terms.plan.invoices.iter().any(|part| self.on_hold.contains(&part.invoice))
        {
            return Ok(());
        }
        let today = self.account.owed.as_of;
        let standing =
            services::account::plans::plan_standing(db, agreement, terms, self.email.creditor.zone, today).await?;
        let disputed = follow::on_hold_of(db, agreement, standing.left.currency()).await?;
        if standing.left.minor() <= disputed.minor() {
            return Ok(());
        }
        let early = early_instalment(&terms.default_terms, &standing, today);
        let ends = early.filter(|early| self.span.brings(self.policy.offer_steps(), early.until));
        let formatter = &self.email.formatter;
        let rows = PlanRows { formatter, plan: &terms.plan, standing: &standing, early, today };
        let rows = rows.of(
            |id| self.number(id),
            |one| {
                let date = one.instalment.date;
                date >= today && self.span.brings(self.policy.instalment_steps(), date)
                    || ends.is_some_and(|early| early.n == one.instalment.n)
            },
        );
        content.soon += rows.len();
        content.rows.extend(rows);
        Ok(())
    }

    /// Does an offer end, of which the days bring to mind?
    fn ends(&self, until: Date) -> bool {
        until >= self.account.owed.as_of && self.span.brings(self.policy.offer_steps(), until)
    }

    fn less_until(&self, to_pay: Money, off: Money, until: Date) -> String {
        let (formatter, w) = (&self.email.formatter, rows::words(self.email.formatter.language));
        (w.less_until)(&formatter.money(to_pay), &formatter.money(off), &formatter.date(until))
    }

    fn offer_until(&self, number: &str, to_pay: Money, off: Money, until: Date) -> Row {
        let what = (rows::words(self.email.formatter.language).invoice)(number);
        row(what, None, self.less_until(to_pay, off, until))
    }

    /// Prices for paying early that end, of invoices that are not named otherwise.
    fn early_prices(&self, named: &BTreeSet<InvoiceId>) -> Vec<Row> {
        let ending = self.asked_for().filter(|invoice| !named.contains(&invoice.id)).filter_map(|invoice| {
            let price = invoice
                .price
                .filter(|price| price.settlement().is_none() && !price.is_of_plan() && invoice.asked().is_positive())?;
            let until = price.until.filter(|until| self.ends(*until))?;
            Some(self.offer_until(&invoice.number, invoice.to_pay(), invoice.off(), until))
        });
        ending.collect()
    }

    /// An agreed settlement whose last day comes, or whose invoices are to be reminded of: what is left of it.
    fn settlement(&self, agreement: &AgreementRecord) -> Result<Option<Row>, StoreError> {
        let Terms::Settlement(terms) = agreement.read_body()?.terms else { return Ok(None) };
        let priced = |invoice: &&Invoice| invoice.price.and_then(|price| price.settlement()) == Some(agreement.id);
        let own: Vec<&Invoice> = self.account.owed.invoices.iter().filter(priced).collect();
        let brought = own.iter().any(|invoice| self.span.brings(self.policy.invoice_steps(), invoice.due_now()));
        if !(brought || self.ends(terms.until)) || own.iter().any(|invoice| self.on_hold.contains(&invoice.id)) {
            return Ok(None);
        }
        let amount = Money::total(terms.to_pay.currency(), own.iter().map(|invoice| invoice.asked()))?;
        let formatter = &self.email.formatter;
        let numbers: Vec<String> = own.iter().map(|invoice| invoice.number.clone()).collect();
        let what = (rows::words(formatter.language).invoice)(&numbers.join(", "));
        let when = (reminder::words(formatter.language).settle_until)(&formatter.date(terms.until));
        Ok(amount.is_positive().then(|| row(what, Some(formatter.money(amount)), when)))
    }

    /// Settlements that are offered for a few days more. Their days begin anew each day; the offer ends when the debt gets
    /// too old for it.
    fn settlement_offers(&self) -> Vec<Row> {
        let policy = self.account.owed.version.policy.settlement.as_ref();
        let ending = self.account.offers().into_iter().filter_map(|offer| {
            let OfferTerms::Settlement { invoice, to_pay, written_off, .. } = offer.terms else { return None };
            let found = self.asked_for().find(|found| found.id == invoice)?;
            let until = policy?.to.last_day(found.due_now()).filter(|until| self.ends(*until))?;
            Some(self.offer_until(&found.number, to_pay, written_off, until))
        });
        ending.collect()
    }
}
