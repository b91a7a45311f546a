//! When an extension takes effect: at once, or where a part is paid for it, with the money of that part. The part is the
//! condition of the time: with any of it gone there is none, and the due date is the old one again.

use super::{Extension, ReceivedPayments};
use crate::date::Date;
use crate::invoice::Invoice;
use crate::money::{Money, MoneyError};
use crate::zone::Zone;

/// What money has changed about an extension that asks for a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExtensionMove {
    /// The part has come: the due date moves.
    TakesEffect,
    /// The part has gone back, and with it the new due date.
    LosesEffect,
}

impl Extension {
    /// Does it ask for no part to be paid?
    #[must_use]
    pub const fn takes_effect_at_once(&self) -> bool {
        !self.pay_now.is_positive()
    }

    /// The last day for the part that it asks for.
    #[must_use]
    pub fn part_until(&self) -> Date {
        self.new_due.pred_opt().unwrap_or(self.new_due)
    }

    /// What the payments that have come change by now; none where it asks for no part, or all is as it should be.
    ///
    /// # Errors
    /// [`MoneyError::Overflow`].
    pub fn moved(
        &self,
        received: &ReceivedPayments,
        invoice: &Invoice,
        zone: Zone,
        today: Date,
    ) -> Result<Option<ExtensionMove>, MoneyError> {
        if self.takes_effect_at_once() {
            return Ok(None);
        }
        let paid = received.money_only()?.stays_of(self.new_due, zone)?.minor() >= self.pay_now.minor();
        let free = !invoice.void && invoice.plan.is_none() && invoice.owed().is_positive() && today < self.new_due;
        let in_effect = invoice.extended_to == Some(self.new_due);
        Ok(match paid {
            true if self.waits(invoice) && free => Some(ExtensionMove::TakesEffect),
            false if in_effect => Some(ExtensionMove::LosesEffect),
            _ => None,
        })
    }

    /// What is still to be paid on its invoice before it takes effect, no more than is owed; none where it has taken effect,
    /// or nothing is missing.
    ///
    /// # Errors
    /// [`MoneyError::Overflow`].
    pub fn left_to_pay(&self, received: &ReceivedPayments, invoice: &Invoice) -> Result<Option<Money>, MoneyError> {
        if !self.waits(invoice) {
            return Ok(None);
        }
        let left = self.pay_now.minus(received.money_only()?.stays()?)?.min(invoice.owed())?;
        Ok(Some(left).filter(|left| left.is_positive()))
    }

    /// Does it ask for a part, and has it not moved its invoice's due date?
    #[must_use]
    pub fn waits(&self, invoice: &Invoice) -> bool {
        !self.takes_effect_at_once() && invoice.due_now() < self.new_due
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::agreement::ReceivedPayment;
    use crate::id::{AgreementId, CreditorId, DebtorId, InvoiceId};
    use crate::invoice::NewInvoice;
    use chrono::TimeDelta;
    use uuid::Uuid;

    fn mxn(minor: i64) -> Money {
        Money::new(minor, "MXN".parse().expect("a currency"))
    }

    fn day(m: u32, d: u32) -> Date {
        Date::from_ymd_opt(2026, m, d).expect("a day")
    }

    fn zone() -> Zone {
        "America/Mexico_City".parse().expect("a zone")
    }

    /// 100.00, due on 1 March.
    fn invoice() -> Invoice {
        Invoice::new(NewInvoice {
            creditor: CreditorId::new(Uuid::from_u128(1)),
            debtor: DebtorId::new(Uuid::from_u128(2)),
            id: InvoiceId::new(Uuid::from_u128(3)),
            number: "A-1",
            issued: day(2, 1),
            due: day(3, 1),
            total: mxn(10_000),
        })
    }

    /// Until 31 March, where 20.00 are paid at once.
    fn extension() -> Extension {
        Extension {
            invoice: invoice().id,
            old_due: day(3, 1),
            new_due: day(3, 31),
            price: mxn(100),
            pay_now: mxn(2_000),
            lost_discount: mxn(0),
        }
    }

    fn paid(stays: i64, on: Date) -> ReceivedPayments {
        let at = zone().start_of_day(on) + TimeDelta::hours(12);
        let payment = ReceivedPayment { at, begun: at, amount: mxn(stays), came: mxn(2_000), discount: mxn(0) };
        ReceivedPayments { currency: mxn(0).currency(), payments: vec![payment] }
    }

    fn moved(terms: &Extension, received: &ReceivedPayments, invoice: &Invoice, today: Date) -> Option<ExtensionMove> {
        terms.moved(received, invoice, zone(), today).expect("in range")
    }

    #[test]
    fn it_takes_effect_with_its_part_and_loses_it_with_that() {
        let (terms, today) = (extension(), day(3, 2));
        let extended = Invoice { extended_to: Some(day(3, 31)), ..invoice() };
        let (whole, less) = (paid(2_000, day(3, 2)), paid(1_999, day(3, 2)));
        assert_eq!(moved(&terms, &whole, &invoice(), today), Some(ExtensionMove::TakesEffect));
        assert_eq!(moved(&terms, &whole, &extended, today), None);
        assert_eq!(moved(&terms, &less, &extended, today), Some(ExtensionMove::LosesEffect));
        assert_eq!(moved(&terms, &less, &invoice(), today), None);
        // Without a part nothing depends on money.
        assert_eq!(moved(&Extension { pay_now: mxn(0), ..terms }, &less, &extended, today), None);
    }

    #[test]
    fn it_takes_no_effect_where_there_is_nothing_to_extend() {
        let (terms, whole) = (extension(), paid(2_000, day(3, 2)));
        let plan = Some(AgreementId::new(Uuid::from_u128(9)));
        for other in [
            Invoice { void: true, ..invoice() },
            Invoice { plan, ..invoice() },
            Invoice { balance: mxn(0), ..invoice() },
            Invoice { extended_to: Some(day(4, 30)), ..invoice() },
        ] {
            assert_eq!(moved(&terms, &whole, &other, day(3, 2)), None, "{other:?}");
        }
        assert_eq!(moved(&terms, &whole, &invoice(), day(3, 31)), None);
        assert_eq!(moved(&terms, &paid(2_000, day(4, 1)), &invoice(), day(3, 2)), None, "the part came too late");
    }

    #[test]
    fn what_is_left_to_pay_is_what_is_missing_of_the_part_but_no_more_than_is_owed() {
        let left = |received: &ReceivedPayments, invoice: &Invoice| {
            extension().left_to_pay(received, invoice).expect("in range")
        };
        assert_eq!(left(&paid(500, day(3, 2)), &invoice()), Some(mxn(1_500)));
        assert_eq!(left(&paid(500, day(3, 2)), &Invoice { balance: mxn(900), ..invoice() }), Some(mxn(900)));
        assert_eq!(left(&paid(2_000, day(3, 2)), &invoice()), None);
        assert_eq!(left(&paid(500, day(3, 2)), &Invoice { extended_to: Some(day(3, 31)), ..invoice() }), None);
    }
}
