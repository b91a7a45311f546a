//! The double-entry ledger's vocabulary: accounts, postings, and entries as named templates.
//!
//! A posting is positive for a debit and negative for a credit; the postings of an entry have one
//! currency and sum to zero, which [`Entry::new`] checks and nothing can get around.

use super::allocation::Share;
use super::id::{DebtorId, InvoiceId};
use super::money::{Currency, Money, MoneyError};
use super::payment::ProviderName;

/// Where money stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Account {
    /// What a debtor owes on one invoice.
    Receivable(InvoiceId),
    /// What the creditor has invoiced, the other side of every receivable.
    Invoiced,
    /// What a provider has taken for us and owes us.
    Clearing(ProviderName),
    /// The creditor's own bank account: payments that went around Saldo.
    Bank,
    /// What a debtor has paid beyond the debt.
    CustomerCredit(DebtorId),
}

/// One side of an entry: positive debits the account, negative credits it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Posting {
    /// Which account.
    pub account: Account,
    /// How much.
    pub amount: Money,
}

/// What an entry records.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EntryKind {
    /// An invoice or credit note was taken in.
    Invoiced,
    /// The creditor's system changed an invoice's total.
    InvoiceChanged,
    /// A payment that went around Saldo (the creditor's file says so).
    PaidOutside,
    /// A provider has taken the money.
    Paid,
    /// Money was given back.
    Refunded,
    /// A refund failed: the money is ours again.
    RefundFailed,
    /// A chargeback took the money.
    ChargedBack,
    /// A chargeback was decided for the creditor: the money is back.
    ChargebackWon,
}

impl EntryKind {
    /// The name in database, API and page.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Invoiced => "invoiced",
            Self::InvoiceChanged => "invoice_changed",
            Self::PaidOutside => "paid_outside",
            Self::Paid => "paid",
            Self::Refunded => "refunded",
            Self::RefundFailed => "refund_failed",
            Self::ChargedBack => "charged_back",
            Self::ChargebackWon => "chargeback_won",
        }
    }
}

/// A balanced entry, not yet written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    kind: EntryKind,
    currency: Currency,
    postings: Vec<Posting>,
}

/// Why postings do not make an entry.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EntryError {
    /// The postings do not sum to zero.
    #[error("postings sum to {0}, not zero")]
    Unbalanced(Money),
    /// Fewer than two postings.
    #[error("an entry has two postings or more")]
    TooFew,
    /// Mixed currencies or out of range.
    #[error(transparent)]
    Money(#[from] MoneyError),
}

impl Entry {
    /// Checks that the postings balance; postings of nothing are left out.
    ///
    /// # Errors
    /// [`EntryError`].
    pub fn new(kind: EntryKind, currency: Currency, postings: Vec<Posting>) -> Result<Self, EntryError> {
        let postings: Vec<Posting> = postings.into_iter().filter(|p| !p.amount.is_zero()).collect();
        let sum = Money::total(currency, postings.iter().map(|p| p.amount))?;
        if !sum.is_zero() {
            return Err(EntryError::Unbalanced(sum));
        }
        if postings.len() < 2 {
            return Err(EntryError::TooFew);
        }
        Ok(Self { kind, currency, postings })
    }

    /// What it records.
    #[must_use]
    pub fn kind(&self) -> EntryKind {
        self.kind
    }

    /// Its one currency.
    #[must_use]
    pub fn currency(&self) -> Currency {
        self.currency
    }

    /// Its sides.
    #[must_use]
    pub fn postings(&self) -> &[Posting] {
        &self.postings
    }

    /// An invoice (or, with a negative total, a credit note) is taken in.
    ///
    /// # Errors
    /// [`EntryError::TooFew`] for a total of zero: nothing happened in the books.
    pub fn invoiced(invoice: InvoiceId, total: Money) -> Result<Self, EntryError> {
        Self::two(EntryKind::Invoiced, Account::Receivable(invoice), Account::Invoiced, total)
    }

    /// The creditor's system says another total than before; `difference` is new minus old.
    ///
    /// # Errors
    /// [`EntryError`].
    pub fn invoice_changed(invoice: InvoiceId, difference: Money) -> Result<Self, EntryError> {
        Self::two(EntryKind::InvoiceChanged, Account::Receivable(invoice), Account::Invoiced, difference)
    }

    /// Money reached the creditor without Saldo.
    ///
    /// # Errors
    /// [`EntryError`].
    pub fn paid_outside(invoice: InvoiceId, amount: Money) -> Result<Self, EntryError> {
        Self::two(EntryKind::PaidOutside, Account::Bank, Account::Receivable(invoice), amount)
    }

    /// A provider took `shares` and `credit`.
    ///
    /// # Errors
    /// [`EntryError`].
    pub fn paid(provider: ProviderName, debtor: DebtorId, shares: &[Share], credit: Money) -> Result<Self, EntryError> {
        Self::received(EntryKind::Paid, provider, debtor, shares, credit, false)
    }

    /// `shares` and `credit` went back to the payer (refund or chargeback, by `kind`).
    ///
    /// # Errors
    /// [`EntryError`].
    pub fn taken_back(
        kind: EntryKind,
        provider: ProviderName,
        debtor: DebtorId,
        shares: &[Share],
        credit: Money,
    ) -> Result<Self, EntryError> {
        Self::received(kind, provider, debtor, shares, credit, true)
    }

    /// What was taken back is ours again (a failed refund, a chargeback won, by `kind`).
    ///
    /// # Errors
    /// [`EntryError`].
    pub fn restored(
        kind: EntryKind,
        provider: ProviderName,
        debtor: DebtorId,
        shares: &[Share],
        credit: Money,
    ) -> Result<Self, EntryError> {
        Self::received(kind, provider, debtor, shares, credit, false)
    }

    fn two(kind: EntryKind, debit: Account, credit: Account, amount: Money) -> Result<Self, EntryError> {
        let postings = vec![Posting { account: debit, amount }, Posting { account: credit, amount: amount.negated()? }];
        Self::new(kind, amount.currency(), postings)
    }

    fn received(
        kind: EntryKind,
        provider: ProviderName,
        debtor: DebtorId,
        shares: &[Share],
        credit: Money,
        reverse: bool,
    ) -> Result<Self, EntryError> {
        let currency = credit.currency();
        let total = Money::total(currency, shares.iter().map(|s| s.amount))?.plus(credit)?;
        let signed = |amount: Money| if reverse { Ok(amount) } else { amount.negated() };
        let mut postings = vec![Posting { account: Account::Clearing(provider), amount: signed(total)?.negated()? }];
        for share in shares {
            postings.push(Posting { account: Account::Receivable(share.invoice), amount: signed(share.amount)? });
        }
        postings.push(Posting { account: Account::CustomerCredit(debtor), amount: signed(credit)? });
        Self::new(kind, currency, postings)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use uuid::Uuid;

    fn mxn(minor: i64) -> Money {
        Money::new(minor, "MXN".parse().expect("a currency"))
    }

    fn debtor() -> DebtorId {
        DebtorId::new(Uuid::from_u128(9))
    }

    #[test]
    fn unbalanced_or_mixed_postings_are_refused() {
        let one = Posting { account: Account::Bank, amount: mxn(5) };
        let other = Posting { account: Account::Invoiced, amount: mxn(-4) };
        let currency = mxn(0).currency();
        assert_eq!(Entry::new(EntryKind::Paid, currency, vec![one, other]), Err(EntryError::Unbalanced(mxn(1))));
        assert_eq!(Entry::new(EntryKind::Paid, currency, vec![]), Err(EntryError::TooFew));
        let usd = Posting { account: Account::Invoiced, amount: Money::new(-5, "USD".parse().expect("a currency")) };
        assert!(matches!(Entry::new(EntryKind::Paid, currency, vec![one, usd]), Err(EntryError::Money(_))));
    }

    proptest! {
        #[test]
        fn what_is_taken_back_and_restored_cancels_out(parts in prop::collection::vec(1..1_000_000_i64, 0..10), credit in 1..1_000_000_i64) {
            let shares: Vec<_> = (0_u128..).zip(&parts)
                .map(|(n, a)| Share { invoice: InvoiceId::new(Uuid::from_u128(n)), amount: mxn(*a) }).collect();
            let back = Entry::taken_back(EntryKind::Refunded, ProviderName::Stripe, debtor(), &shares, mxn(credit)).expect("balanced");
            let again = Entry::restored(EntryKind::RefundFailed, ProviderName::Stripe, debtor(), &shares, mxn(credit)).expect("balanced");
            for (a, b) in back.postings().iter().zip(again.postings()) {
                prop_assert_eq!(a.account, b.account);
                prop_assert_eq!(a.amount.minor(), -b.amount.minor());
            }
            // A payment debits what the provider owes us and credits what the debtor owes.
            let paid = Entry::paid(ProviderName::Stripe, debtor(), &shares, mxn(credit)).expect("balanced");
            prop_assert!(paid.postings()[0].amount.is_positive());
        }
    }
}
