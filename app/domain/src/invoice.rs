//! Invoices and credit notes: what is owed and why. The state is derived, never stored by hand.

mod beside;
mod component;
mod left;
mod line;
mod open;
mod pay_to;
mod price;
#[cfg(test)]
pub(crate) mod samples;
mod state;

pub use beside::Beside;
pub use component::{Charge, Component, UnknownComponent};
pub use left::{Left, Sums, asked_by_currency};
pub use line::{Line, line_totals};
pub use open::OpenInvoice;
pub use pay_to::{PayTo, bank_account, pay_to_text};
pub use price::{Price, PricedBy};
pub use state::{DUE_SOON_DAYS, InvoiceState, Standing};

use crate::date::Date;
use crate::id::{AgreementId, CreditorId, DebtorId, InvoiceId};
use crate::money::{Currency, Money, MoneyError};
use chrono::{DateTime, Utc};
use std::collections::BTreeMap;

/// An invoice or credit note as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invoice {
    /// Whose books it is in.
    pub creditor: CreditorId,
    /// The id.
    pub id: InvoiceId,
    /// Who owes it.
    pub debtor: DebtorId,
    /// The creditor's number, as text.
    pub number: String,
    /// Issued on.
    pub issued: Date,
    /// Due on; the last day to pay without being late.
    pub due: Date,
    /// The whole; negative for a credit note.
    pub total: Money,
    /// What is still owed of the total.
    pub balance: Money,
    /// Late interest in the books and still owed.
    pub interest: Money,
    /// Fees still owed.
    pub fees: Money,
    /// The total without tax, where the creditor's file says it.
    pub untaxed: Option<Money>,
    /// Terms of payment as the creditor's file says, for example `2/10 net 30`.
    pub terms: Option<String>,
    /// Due on this day by an extension; `due` stays on record.
    pub extended_to: Option<Date>,
    /// The sum of the open disputes of it. It can be more than the balance, where a part was paid nevertheless.
    pub disputed: Money,
    /// The plan that holds and covers it.
    pub plan: Option<AgreementId>,
    /// What of it is owed beside that plan. Not in its row: worked out from what the plan asks for.
    pub beside: Option<Beside>,
    /// The settlement that holds and covers it.
    pub settlement: Option<AgreementId>,
    /// What clears it today, where that is less than what is owed. Not in its row: worked out for the day that is asked about.
    pub price: Option<Price>,
    /// What payments that are being processed will pay of it, with what comes off beside them. Not in its row either.
    pub on_its_way: Money,
    /// When the last money for it came, whether or not it was given back since.
    pub paid_at: Option<DateTime<Utc>>,
    /// Taken back by the creditor.
    pub void: bool,
    /// What it is for, in the creditor's words.
    pub description: Option<String>,
    /// How often the creditor's file has changed it.
    pub revision: i64,
    /// The fingerprint of what the creditor's file said last.
    pub digest: i64,
}

/// What every new invoice has.
#[derive(Debug, Clone, Copy)]
pub struct NewInvoice<'a> {
    /// Whose books it is in.
    pub creditor: CreditorId,
    /// Who owes it.
    pub debtor: DebtorId,
    /// The id.
    pub id: InvoiceId,
    /// The creditor's number.
    pub number: &'a str,
    /// Issued on.
    pub issued: Date,
    /// Due on.
    pub due: Date,
    /// The whole, all of it owed; negative for a credit note.
    pub total: Money,
}

impl Invoice {
    /// A new invoice with nothing said beyond its number, days and total.
    #[must_use]
    pub fn new(new: NewInvoice<'_>) -> Self {
        let none = Money::zero(new.total.currency());
        Self {
            creditor: new.creditor,
            id: new.id,
            debtor: new.debtor,
            number: new.number.to_owned(),
            issued: new.issued,
            due: new.due,
            total: new.total,
            balance: new.total,
            interest: none,
            fees: none,
            untaxed: None,
            terms: None,
            extended_to: None,
            disputed: none,
            plan: None,
            beside: None,
            settlement: None,
            price: None,
            on_its_way: none,
            paid_at: None,
            void: false,
            description: None,
            revision: 0,
            digest: 0,
        }
    }

    /// What can be paid on it: principal, interest and fees.
    #[must_use]
    pub fn owed(&self) -> Money {
        // A sum past 64 bits is refused when the invoice is read.
        self.open().owed().unwrap_or(self.balance)
    }

    /// What of the principal is on hold, since the debtor disputes it: no more than is still open.
    #[must_use]
    pub fn on_hold(&self) -> Money {
        Money::new(self.disputed.minor().min(self.balance.minor()).max(0), self.disputed.currency())
    }

    /// Is all of it on hold? Where all of the principal is, so are the charges on it. In a plan its instalments say what
    /// is asked for.
    #[must_use]
    pub fn fully_disputed(&self) -> bool {
        let on_hold = self.on_hold();
        self.plan.is_none() && on_hold.is_positive() && on_hold == self.balance
    }

    /// What of it no payment is on its way for. What is being processed pays as any payment does: fees first, then interest, then
    /// principal.
    #[must_use]
    pub fn free(&self) -> OpenInvoice {
        let open = self.open();
        // What is on its way is of the invoice's own currency.
        let Ok(moving) = open.cut_to(self.on_its_way) else { return open };
        let rest = |part: Money, moves: Money| part.minus(moves).unwrap_or(part);
        OpenInvoice {
            balance: rest(open.balance, moving.balance),
            interest: rest(open.interest, moving.interest),
            fees: rest(open.fees, moving.fees),
            ..open
        }
    }

    /// As a payment takes it: at its price, without what is on its way, and without what is on hold, unless all of it is and it is
    /// chosen nevertheless.
    #[must_use]
    pub fn payable(&self) -> OpenInvoice {
        let unpriced = self.unpriced();
        // A price is of the invoice's own currency.
        self.price.map_or(unpriced, |price| unpriced.cut_to(price.to_pay).unwrap_or(unpriced))
    }

    /// As [`payable`](Self::payable), but for its price.
    #[must_use]
    pub fn unpriced(&self) -> OpenInvoice {
        let free = self.free();
        OpenInvoice { balance: free.balance.minus(self.held_back()).unwrap_or(free.balance), ..free }
    }

    /// What of it is on hold beside what is asked for, and not on its way: nothing where all of it is, and nothing in a plan.
    #[must_use]
    pub fn held_back(&self) -> Money {
        let held = if self.plan.is_some() || self.fully_disputed() { 0 } else { self.on_hold().minor() };
        Money::new(held.min(self.free().balance.minor()).max(0), self.balance.currency())
    }

    /// What [paying](Self::payable) it costs.
    #[must_use]
    pub fn to_pay(&self) -> Money {
        self.payable().owed().unwrap_or(self.balance)
    }

    /// What the debtor is asked for. What is on hold is not, nor what is on its way.
    #[must_use]
    pub fn asked(&self) -> Money {
        if self.fully_disputed() { Money::zero(self.balance.currency()) } else { self.to_pay() }
    }

    /// What of it is in review: disputed, and not asked for until a person has answered.
    #[must_use]
    pub fn in_review(&self) -> Money {
        if self.fully_disputed() {
            return self.to_pay();
        }
        // Of a settlement no more than it asks for.
        let settled = self.price.filter(|price| price.settlement().is_some());
        settled.map_or_else(|| self.held_back(), |price| price.resting)
    }

    /// What of so much that is disputed of it is not asked for meanwhile: in a settlement that is in force no more than that asks
    /// for.
    #[must_use]
    pub fn rests_of(&self, disputed: Money) -> Money {
        let rests = if self.settled_until().is_some() { self.in_review().min(disputed).ok() } else { None };
        rests.unwrap_or(disputed)
    }

    /// Late interest and fees on it.
    #[must_use]
    pub fn charges(&self) -> Money {
        Money::new(self.interest.minor().saturating_add(self.fees.minor()), self.total.currency())
    }

    /// What its state follows from.
    #[must_use]
    pub fn standing(&self) -> Standing {
        Standing {
            total: self.total,
            balance: self.balance,
            charges: self.charges(),
            due: self.last_day(),
            void: self.void,
            extended: self.extended_to.is_some() && self.settled_until().is_none(),
            in_plan: self.plan.is_some(),
            disputed: self.disputed,
        }
    }

    /// The last day of the settlement that is in force.
    #[must_use]
    pub fn settled_until(&self) -> Option<Date> {
        self.price.filter(|price| price.settlement().is_some()).and_then(|price| price.until)
    }

    /// Until when nothing of it is late: of a settlement that is in force its own day, else the due date.
    #[must_use]
    pub fn last_day(&self) -> Date {
        self.settled_until().unwrap_or_else(|| self.due_now())
    }

    /// The last day to pay without being late: of its own and the one that an extension gave, the later. A list may have moved
    /// its own past that by now.
    #[must_use]
    pub fn due_now(&self) -> Date {
        self.extended_to.map_or(self.due, |extended| extended.max(self.due))
    }

    /// As the allocation sees it.
    #[must_use]
    pub fn open(&self) -> OpenInvoice {
        OpenInvoice {
            id: self.id,
            due: self.due_now(),
            balance: self.balance,
            interest: self.interest,
            fees: self.fees,
        }
    }
}

/// How invoice numbers are compared: trimmed, in lower case, and without what parts a series of letters from the figures
/// behind it: one list writes `A-900`, the next `A900`, a third has the series in a column of its own.
#[must_use]
pub fn number_key(number: &str) -> String {
    let lower = number.trim().to_lowercase();
    let (series, rest) = lower.split_at(lower.find(|c: char| !c.is_alphabetic()).unwrap_or(lower.len()));
    let figures = rest.trim_start_matches(['-', '/', ' ', '_', '.', '–']);
    let begins_with_figures = figures.chars().next().is_none_or(|c| c.is_ascii_digit());
    if series.is_empty() || !begins_with_figures {
        return lower;
    }
    format!("{series}{figures}")
}

/// What is owed on these invoices, charges included, by currency. Void ones owe nothing, and credit notes take nothing
/// off: a credit is not spent before somebody says on what.
///
/// # Errors
/// [`MoneyError::Overflow`] when the invoices of one currency come to more than 64 bits hold.
pub fn owed_by_currency(invoices: &[Invoice]) -> Result<BTreeMap<Currency, Money>, MoneyError> {
    let mut owed = BTreeMap::new();
    for invoice in invoices.iter().filter(|i| !i.void) {
        let part = invoice.owed();
        if part.is_positive() {
            let sum = owed.entry(part.currency()).or_insert(Money::zero(part.currency()));
            *sum = sum.plus(part)?;
        }
    }
    Ok(owed)
}

#[cfg(test)]
mod tests {
    use super::samples::{invoice, mxn};
    use super::*;
    use uuid::Uuid;

    #[test]
    fn what_is_disputed_is_not_asked_for_and_can_be_paid_only_where_it_is_all() {
        let part = Invoice { disputed: mxn(400), interest: mxn(10), ..invoice(1_000) };
        assert_eq!((part.on_hold(), part.asked(), part.to_pay()), (mxn(400), mxn(610), mxn(610)));
        let whole = Invoice { disputed: mxn(1_000), interest: mxn(10), ..invoice(1_000) };
        assert_eq!((whole.fully_disputed(), whole.asked(), whole.to_pay()), (true, mxn(0), mxn(1_010)));
        // A part was paid nevertheless: no more than is open is on hold.
        let paid = Invoice { balance: mxn(300), ..part };
        assert_eq!((paid.on_hold(), paid.asked()), (mxn(300), mxn(0)));
        // In a plan the instalments say what is asked for.
        let plan = Some(AgreementId::new(Uuid::from_u128(4)));
        let planned = Invoice { plan, ..whole };
        assert_eq!((planned.fully_disputed(), planned.asked()), (false, mxn(1_010)));
    }

    #[test]
    fn what_is_on_its_way_is_not_asked_for_and_its_rest_is() {
        let late = Invoice { interest: mxn(10), fees: mxn(5), ..invoice(1_000) };
        let moving = |minor| Invoice { on_its_way: mxn(minor), ..late.clone() };
        let parts = |of: &Invoice| [of.free().fees, of.free().interest, of.free().balance].map(Money::minor);
        // As it will be paid: fees first, then interest, then principal.
        assert_eq!(parts(&moving(3)), [2, 10, 1_000]);
        assert_eq!(parts(&moving(12)), [0, 3, 1_000]);
        assert_eq!(parts(&moving(400)), [0, 0, 615]);
        assert_eq!((moving(400).asked(), moving(400).owed()), (mxn(615), mxn(1_015)));
        assert_eq!((moving(1_015).asked(), moving(2_000).asked()), (mxn(0), mxn(0)));
        // All parts are what is owed: on its way, in review, asked for.
        for (way, disputed) in [(0, 300), (400, 300), (900, 300), (1_015, 300), (400, 1_000), (0, 1_000)] {
            let one = Invoice { disputed: mxn(disputed), ..moving(way) };
            assert_eq!(way + one.in_review().minor() + one.asked().minor(), 1_015, "{way} {disputed}");
        }
    }

    #[test]
    fn void_invoices_and_credit_notes_owe_nothing() {
        let all = [invoice(1_000), invoice(-300), Invoice { void: true, ..invoice(50) }];
        assert_eq!(owed_by_currency(&all), Ok(BTreeMap::from([(mxn(0).currency(), mxn(1_000))])));
        let much = [invoice(i64::MAX), invoice(1)];
        assert_eq!(owed_by_currency(&much), Err(MoneyError::Overflow));
    }
}
