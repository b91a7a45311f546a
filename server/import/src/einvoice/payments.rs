//! A complement of payments becomes an item for each document that was paid.

use super::claims::Context;
use crate::document::{CertifiedPayment, PaidDocument};
use crate::item::{DocumentKind, Item, Part};
use crate::outcome::{Code, Finding, Outcome};
use std::sync::Arc;

/// What comes of a document of payments.
pub(crate) fn payments(context: Context<'_>) -> Vec<Outcome> {
    let all = || context.document.payments.iter().flat_map(|pay| pay.documents.iter().map(move |paid| (pay, paid)));
    let count = u32::try_from(all().count()).unwrap_or(u32::MAX);
    if count == 0 {
        let finding = context.finding(Code::MissingRequired, "reference", "it names no document that was paid");
        return vec![Outcome::Rejected(finding)];
    }
    let mut warnings = Vec::new();
    let mut outcomes: Vec<Outcome> = Vec::new();
    for ((payment, paid), n) in all().zip(1..) {
        let part = (count > 1).then_some(Part { n, of: Some(count), by_day: false });
        let item = context.payment(payment, paid, part, &mut warnings);
        outcomes.push(match item {
            Ok(item) if context.options.as_of.is_some_and(|as_of| item.issued > as_of) => {
                Outcome::Skipped(context.finding(Code::AfterAsOf, "settled_date", "paid after that day"))
            }
            Ok(item) => Outcome::Accepted(Box::new(item)),
            Err(finding) => Outcome::Rejected(finding),
        });
    }
    // Nobody is written to because of a payment: what is missing for that is told by the invoice.
    outcomes
}

impl Context<'_> {
    fn payment(
        &self,
        payment: &CertifiedPayment,
        paid: &PaidDocument,
        part: Option<Part>,
        warnings: &mut Vec<Finding>,
    ) -> Result<Item, Finding> {
        self.refuse_problems()?;
        let missing = |field, what| self.finding(Code::MissingRequired, field, what);
        let day = payment.day.ok_or_else(|| missing("settled_date", "the day of the payment is missing"))?;
        let currency = self.currency(paid.currency.as_deref().or(payment.currency.as_deref()))?;
        let amount = paid.paid.ok_or_else(|| missing("amount", "the amount that was paid is missing"))?;
        if let (Some(previous), Some(remaining)) = (paid.previous, paid.remaining)
            && previous.checked_sub(amount) != Some(remaining)
        {
            let message =
                format!("{previous} less {amount} is not {remaining}, which it says remains of {}", paid.shown());
            return Err(self.finding(Code::TotalsDoNotAddUp, "amount", message));
        }
        let amount = self.money(amount, currency)?;
        if !amount.is_positive() {
            return Err(self.finding(Code::InvalidAmount, "amount", format!("{amount} is no payment")));
        }
        let (series, number) = self.number()?;
        Ok(Item {
            line: self.line,
            document: DocumentKind::Payment,
            series,
            number,
            part,
            customer: self.customer(warnings)?,
            issued: day,
            due: day,
            settled: None,
            status: None,
            currency,
            total: Some(crate::row::opposite(amount)),
            paid: None,
            open: paid.remaining.map(|left| self.money(left, currency)).transpose()?,
            terms: None,
            discounts: Vec::new(),
            description: None,
            notes: None,
            lines: Vec::new(),
            unapplied: false,
            reference: Some(paid.shown()),
            electronic: Some(Arc::clone(self.document)),
        })
    }
}

impl PaidDocument {
    /// Series and number, as people read them; the tax office's number where there is none.
    #[must_use]
    pub fn shown(&self) -> String {
        match (&self.series, &self.number) {
            (Some(series), Some(number)) => format!("{series}-{number}"),
            (None, Some(number)) => number.clone(),
            (_, None) => self.uuid.clone(),
        }
    }
}
