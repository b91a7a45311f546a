//! The double-entry ledger's vocabulary: accounts, postings, and entries as named templates.
//!
//! A posting is positive for a debit and negative for a credit; the postings of an entry have one
//! currency and sum to zero, which [`Entry::new`] checks and nothing can get around.

use super::allocation::Share;
use super::id::{DebtorId, InvoiceId};
use super::invoice::{Charge, Component};
use super::money::{Currency, Money, MoneyError};
use super::payment::ProviderName;
use std::collections::BTreeSet;
use std::str::FromStr;

/// Where money stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Account {
    /// What a debtor owes of one invoice's principal.
    Receivable(InvoiceId),
    /// Late interest owed on one invoice.
    InterestDue(InvoiceId),
    /// Fees owed on one invoice.
    FeesDue(InvoiceId),
    /// What the creditor has invoiced, the other side of every receivable.
    Invoiced,
    /// What a provider has taken for us and owes us.
    Clearing(ProviderName),
    /// The creditor's own bank account: payments that went around Saldo.
    Bank,
    /// What a debtor has paid beyond the debt.
    CustomerCredit(DebtorId),
    /// Late interest charged, the other side of [`Account::InterestDue`].
    InterestIncome,
    /// Fees charged, the other side of [`Account::FeesDue`].
    FeeIncome,
    /// What debtors were spared for paying early.
    Discounts,
    /// What the creditor has given up.
    WriteOffs,
}

impl Account {
    /// Where a part of an invoice's debt stands.
    #[must_use]
    pub const fn owed(invoice: InvoiceId, component: Component) -> Self {
        match component {
            Component::Fee => Self::FeesDue(invoice),
            Component::Interest => Self::InterestDue(invoice),
            Component::Principal => Self::Receivable(invoice),
        }
    }

    /// The invoice and the part of its debt that stand here; none for accounts of another kind.
    #[must_use]
    pub const fn owes(self) -> Option<(InvoiceId, Component)> {
        match self {
            Self::FeesDue(invoice) => Some((invoice, Component::Fee)),
            Self::InterestDue(invoice) => Some((invoice, Component::Interest)),
            Self::Receivable(invoice) => Some((invoice, Component::Principal)),
            Self::Invoiced
            | Self::Clearing(_)
            | Self::Bank
            | Self::CustomerCredit(_)
            | Self::InterestIncome
            | Self::FeeIncome
            | Self::Discounts
            | Self::WriteOffs => None,
        }
    }
}

/// Which credit of a debtor's it is that pays a debt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum CreditSource {
    /// What is left of a credit note.
    Note(InvoiceId),
    /// What the debtor has paid beyond the debt.
    Account(DebtorId),
}

impl CreditSource {
    /// Where it stands.
    #[must_use]
    pub const fn account(self) -> Account {
        match self {
            Self::Note(note) => Account::Receivable(note),
            Self::Account(debtor) => Account::CustomerCredit(debtor),
        }
    }
}

/// One side of an entry: positive debits the account, negative credits it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Posting {
    /// Which account.
    pub account: Account,
    /// The amount with its currency.
    pub amount: Money,
}

/// What an entry records. An entry with the other sign takes an earlier one of its kind back.
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
    /// Late interest that has accrued was posted.
    InterestCharged,
    /// A fee was charged.
    FeeCharged,
    /// The creditor let interest or a fee go.
    ChargeWaived,
    /// An early payment earned its discount.
    Discounted,
    /// The rest of a debt was given up, by a settlement or by the creditor.
    WrittenOff,
    /// The debtor's credit paid what is owed.
    CreditUsed,
    /// What was paid on an invoice beyond what is owed by now became the debtor's credit.
    Credited,
}

impl EntryKind {
    /// All of them.
    pub const ALL: [Self; 15] = [
        Self::Invoiced,
        Self::InvoiceChanged,
        Self::PaidOutside,
        Self::Paid,
        Self::Refunded,
        Self::RefundFailed,
        Self::ChargedBack,
        Self::ChargebackWon,
        Self::InterestCharged,
        Self::FeeCharged,
        Self::ChargeWaived,
        Self::Discounted,
        Self::WrittenOff,
        Self::CreditUsed,
        Self::Credited,
    ];

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
            Self::InterestCharged => "interest_charged",
            Self::FeeCharged => "fee_charged",
            Self::ChargeWaived => "charge_waived",
            Self::Discounted => "discounted",
            Self::WrittenOff => "written_off",
            Self::CreditUsed => "credit_used",
            Self::Credited => "credited",
        }
    }
}

/// Text that names no kind of entry.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a kind of entry")]
pub struct UnknownEntryKind(String);

impl FromStr for EntryKind {
    type Err = UnknownEntryKind;

    fn from_str(text: &str) -> Result<Self, UnknownEntryKind> {
        Self::ALL
            .into_iter()
            .find(|kind| kind.as_str() == text)
            .ok_or_else(|| UnknownEntryKind(text.chars().take(20).collect()))
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

    /// The invoices for which it brings money, each once: from a provider, around us, or out of the debtor's credit.
    #[must_use]
    pub fn brings_money_for(&self) -> BTreeSet<InvoiceId> {
        if !matches!(self.kind, EntryKind::Paid | EntryKind::PaidOutside | EntryKind::CreditUsed) {
            return BTreeSet::new();
        }
        self.lowers()
    }

    /// The invoices of which it lowers a part of the debt, each once.
    #[must_use]
    pub fn lowers(&self) -> BTreeSet<InvoiceId> {
        let lowered = self.postings.iter().filter(|posting| posting.amount.minor() < 0);
        lowered.filter_map(|posting| posting.account.owes()).map(|(invoice, _)| invoice).collect()
    }

    /// An invoice (or, with a negative total, a credit note) is taken in.
    ///
    /// # Errors
    /// [`EntryError::TooFew`] for a total of zero: nothing happened in the books.
    pub fn invoiced(invoice: InvoiceId, total: Money) -> Result<Self, EntryError> {
        Self::two(EntryKind::Invoiced, Account::Receivable(invoice), Account::Invoiced, total)
    }

    /// The creditor's system says another total than before; `difference` is new minus old.
    pub fn invoice_changed(invoice: InvoiceId, difference: Money) -> Result<Self, EntryError> {
        Self::two(EntryKind::InvoiceChanged, Account::Receivable(invoice), Account::Invoiced, difference)
    }

    /// A dispute was upheld: `amount` was never owed. What of it is still open comes off the invoice;
    /// what was paid meanwhile is the debtor's credit.
    pub fn upheld(invoice: InvoiceId, debtor: DebtorId, amount: Money, open: Money) -> Result<Self, EntryError> {
        let open = amount.min(open)?;
        let open = if open.is_positive() { open } else { Money::zero(amount.currency()) };
        let postings = vec![
            Posting { account: Account::Invoiced, amount },
            Posting { account: Account::Receivable(invoice), amount: open.negated()? },
            Posting { account: Account::CustomerCredit(debtor), amount: open.minus(amount)? },
        ];
        Self::new(EntryKind::InvoiceChanged, amount.currency(), postings)
    }

    /// Money reached the creditor without Saldo.
    pub fn paid_outside(invoice: InvoiceId, amount: Money) -> Result<Self, EntryError> {
        Self::two(EntryKind::PaidOutside, Account::Bank, Account::Receivable(invoice), amount)
    }

    /// Money that reached the creditor without Saldo, as its staff say: `shares` of debts, and what is beyond them.
    ///
    /// # Errors
    /// [`EntryError`] when the amounts are of two currencies, or nothing.
    pub fn recorded(debtor: DebtorId, shares: &[Share], credit: Money) -> Result<Self, EntryError> {
        let currency = credit.currency();
        let total = Money::total(currency, shares.iter().map(|s| s.amount))?.plus(credit)?;
        let mut postings = vec![Posting { account: Account::Bank, amount: total }];
        for share in shares {
            let account = Account::owed(share.invoice, share.component);
            postings.push(Posting { account, amount: share.amount.negated()? });
        }
        postings.push(Posting { account: Account::CustomerCredit(debtor), amount: credit.negated()? });
        Self::new(EntryKind::PaidOutside, currency, postings)
    }

    /// A debtor's credit is another's, who turned out to be the same.
    ///
    /// # Errors
    /// [`EntryError::TooFew`] for an amount of zero.
    pub fn credit_handed_over(from: DebtorId, into: DebtorId, amount: Money) -> Result<Self, EntryError> {
        Self::two(EntryKind::Credited, Account::CustomerCredit(from), Account::CustomerCredit(into), amount)
    }

    /// What was paid on an invoice beyond what is owed by now is the debtor's credit; below nothing, it pays the invoice
    /// again.
    ///
    /// # Errors
    /// [`EntryError::TooFew`] for an amount of zero.
    pub fn credited(invoice: InvoiceId, debtor: DebtorId, amount: Money) -> Result<Self, EntryError> {
        Self::two(EntryKind::Credited, Account::Receivable(invoice), Account::CustomerCredit(debtor), amount)
    }

    /// What was paid of charges that are not owed any more: `shares` have those charges below zero, and what is paid with it
    /// instead above; what is over is the debtor's credit.
    ///
    /// # Errors
    /// [`EntryError`] when these do not sum to zero.
    pub fn overcharged(debtor: DebtorId, shares: &[Share], credit: Money) -> Result<Self, EntryError> {
        let mut postings = vec![Posting { account: Account::CustomerCredit(debtor), amount: credit.negated()? }];
        for share in shares {
            let account = Account::owed(share.invoice, share.component);
            postings.push(Posting { account, amount: share.amount.negated()? });
        }
        Self::new(EntryKind::Credited, credit.currency(), postings)
    }

    /// A payment that a provider took: `shares` pay invoices, `credit` is what is over.
    pub fn paid(provider: ProviderName, debtor: DebtorId, shares: &[Share], credit: Money) -> Result<Self, EntryError> {
        Self::received(EntryKind::Paid, provider, debtor, shares, credit, false)
    }

    /// `shares` and `credit` went back to the payer (refund or chargeback, by `kind`).
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
    pub fn restored(
        kind: EntryKind,
        provider: ProviderName,
        debtor: DebtorId,
        shares: &[Share],
        credit: Money,
    ) -> Result<Self, EntryError> {
        Self::received(kind, provider, debtor, shares, credit, false)
    }

    /// Accrued late interest is posted, or a fee charged. A negative amount takes back what was charged
    /// too much ([`super::interest::interest_to_post`]); letting a charge go is [`Entry::waived`].
    pub fn charged(invoice: InvoiceId, charge: Charge, amount: Money) -> Result<Self, EntryError> {
        let (kind, income) = match charge {
            Charge::Fee => (EntryKind::FeeCharged, Account::FeeIncome),
            Charge::Interest => (EntryKind::InterestCharged, Account::InterestIncome),
        };
        Self::two(kind, Account::owed(invoice, charge.into()), income, amount)
    }

    /// The creditor lets a charge go, and the income that it was.
    pub fn waived(invoice: InvoiceId, charge: Charge, amount: Money) -> Result<Self, EntryError> {
        let income = match charge {
            Charge::Fee => Account::FeeIncome,
            Charge::Interest => Account::InterestIncome,
        };
        Self::two(EntryKind::ChargeWaived, income, Account::owed(invoice, charge.into()), amount)
    }

    /// An early payment earned its discount on each of `shares`.
    pub fn discounted(currency: Currency, shares: &[Share]) -> Result<Self, EntryError> {
        Self::spared(EntryKind::Discounted, Account::Discounts, currency, shares)
    }

    /// The rest of a debt is given up: principal, and with it the charges that are still open.
    pub fn written_off(currency: Currency, shares: &[Share]) -> Result<Self, EntryError> {
        Self::spared(EntryKind::WrittenOff, Account::WriteOffs, currency, shares)
    }

    /// The debtor's credit pays `shares`. With amounts below zero: so much of it pays them no more.
    ///
    /// # Errors
    /// [`EntryError::TooFew`] for nothing.
    pub fn set_off(source: CreditSource, currency: Currency, shares: &[Share]) -> Result<Self, EntryError> {
        Self::spared(EntryKind::CreditUsed, source.account(), currency, shares)
    }

    /// So much of the debtor's credit was paid back to them, without Saldo.
    ///
    /// # Errors
    /// [`EntryError::TooFew`] for an amount of zero.
    pub fn given_back(source: CreditSource, amount: Money) -> Result<Self, EntryError> {
        Self::two(EntryKind::Refunded, source.account(), Account::Bank, amount)
    }

    /// The same fact taken back: a discount whose payment was charged back, a write-off by mistake.
    /// The kind stays, so that a sum by kind is what still holds.
    pub fn reversed(&self) -> Result<Self, EntryError> {
        let back = |p: &Posting| Ok(Posting { amount: p.amount.negated()?, ..*p });
        let postings = self.postings.iter().map(back).collect::<Result<_, MoneyError>>()?;
        Self::new(self.kind, self.currency, postings)
    }

    fn two(kind: EntryKind, debit: Account, credit: Account, amount: Money) -> Result<Self, EntryError> {
        let postings = vec![Posting { account: debit, amount }, Posting { account: credit, amount: amount.negated()? }];
        Self::new(kind, amount.currency(), postings)
    }

    /// Debits one account with what each share takes off the debt.
    fn spared(kind: EntryKind, debit: Account, currency: Currency, shares: &[Share]) -> Result<Self, EntryError> {
        let total = Money::total(currency, shares.iter().map(|s| s.amount))?;
        let mut postings = vec![Posting { account: debit, amount: total }];
        for share in shares {
            let account = Account::owed(share.invoice, share.component);
            postings.push(Posting { account, amount: share.amount.negated()? });
        }
        Self::new(kind, currency, postings)
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
            let account = Account::owed(share.invoice, share.component);
            postings.push(Posting { account, amount: signed(share.amount)? });
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

    fn invoice(n: u128) -> InvoiceId {
        InvoiceId::new(Uuid::from_u128(n))
    }

    /// Accounts and minor units of an entry's postings.
    fn plain(entry: &Entry) -> Vec<(Account, i64)> {
        entry.postings().iter().map(|p| (p.account, p.amount.minor())).collect()
    }

    #[test]
    fn a_kind_reads_back_what_it_writes() {
        for kind in EntryKind::ALL {
            assert_eq!(kind.as_str().parse(), Ok(kind));
        }
        assert!("settled".parse::<EntryKind>().is_err());
    }

    #[test]
    fn charges_stand_apart_from_principal_and_waiving_undoes_them() {
        let (a, currency) = (invoice(1), mxn(0).currency());
        let interest = Entry::charged(a, Charge::Interest, mxn(325)).expect("balanced");
        assert_eq!(interest.kind(), EntryKind::InterestCharged);
        assert_eq!(plain(&interest), [(Account::InterestDue(a), 325), (Account::InterestIncome, -325)]);
        let fee = Entry::charged(a, Charge::Fee, mxn(4_000)).expect("balanced");
        assert_eq!((fee.kind(), fee.currency()), (EntryKind::FeeCharged, currency));
        assert_eq!(plain(&fee), [(Account::FeesDue(a), 4_000), (Account::FeeIncome, -4_000)]);
        let waived = Entry::waived(a, Charge::Fee, mxn(4_000)).expect("balanced");
        assert_eq!(waived.kind(), EntryKind::ChargeWaived);
        assert_eq!(plain(&waived), [(Account::FeeIncome, 4_000), (Account::FeesDue(a), -4_000)]);
        let waived = Entry::waived(a, Charge::Interest, mxn(5)).expect("balanced");
        assert_eq!(plain(&waived), [(Account::InterestIncome, 5), (Account::InterestDue(a), -5)]);
    }

    #[test]
    fn a_settlement_gives_up_principal_and_charges_of_several_invoices() {
        let (a, b) = (invoice(1), invoice(2));
        let shares = [
            Share::principal(a, mxn(700)),
            Share { invoice: a, component: Component::Interest, amount: mxn(30) },
            Share::principal(b, mxn(200)),
        ];
        let entry = Entry::written_off(mxn(0).currency(), &shares).expect("balanced");
        let of_shares =
            [(Account::Receivable(a), -700), (Account::InterestDue(a), -30), (Account::Receivable(b), -200)];
        assert_eq!((entry.kind(), plain(&entry)[0]), (EntryKind::WrittenOff, (Account::WriteOffs, 930)));
        assert_eq!(plain(&entry)[1..], of_shares);
        let discount = Entry::discounted(mxn(0).currency(), &shares[..1]).expect("balanced");
        assert_eq!(plain(&discount), [(Account::Discounts, 700), (Account::Receivable(a), -700)]);
        for (source, account) in [
            (CreditSource::Account(debtor()), Account::CustomerCredit(debtor())),
            (CreditSource::Note(invoice(3)), Account::Receivable(invoice(3))),
        ] {
            let credit = Entry::set_off(source, mxn(0).currency(), &shares).expect("balanced");
            assert_eq!((plain(&credit)[0], &plain(&credit)[1..]), ((account, 930), &of_shares[..]));
            let back = shares.map(|share| Share { amount: share.amount.negated().expect("small"), ..share });
            let back = Entry::set_off(source, mxn(0).currency(), &back);
            assert_eq!(back, credit.reversed(), "a set-off below zero takes one back");
            let paid = Entry::given_back(source, mxn(930)).expect("balanced");
            assert_eq!(plain(&paid), [(account, 930), (Account::Bank, -930)]);
        }
        // A debt without anything left has nothing to give up.
        assert_eq!(Entry::written_off(mxn(0).currency(), &[]), Err(EntryError::TooFew));
    }

    #[test]
    fn what_was_never_owed_comes_off_the_invoice_and_what_was_paid_of_it_is_credit() {
        let a = invoice(1);
        let entry = |open| plain(&Entry::upheld(a, debtor(), mxn(200), mxn(open)).expect("balanced"));
        assert_eq!(entry(500), [(Account::Invoiced, 200), (Account::Receivable(a), -200)]);
        let credit = |n| (Account::CustomerCredit(debtor()), n);
        assert_eq!(entry(50), [(Account::Invoiced, 200), (Account::Receivable(a), -50), credit(-150)]);
        assert_eq!(entry(0), [(Account::Invoiced, 200), credit(-200)]);
        assert_eq!(entry(-3), [(Account::Invoiced, 200), credit(-200)]);
    }

    fn shares() -> impl Strategy<Value = Vec<Share>> {
        let components = prop::sample::select(Component::ALL.to_vec());
        prop::collection::vec((components, 1..1_000_000_i64), 0..10).prop_map(|parts| {
            let share = |(n, (component, a))| Share { invoice: invoice(n), component, amount: mxn(a) };
            (0_u128..).zip(parts).map(share).collect()
        })
    }

    proptest! {
        #[test]
        fn what_is_taken_back_and_restored_cancels_out(shares in shares(), credit in 1..1_000_000_i64) {
            let back = Entry::taken_back(EntryKind::Refunded, ProviderName::Stripe, debtor(), &shares, mxn(credit)).expect("balanced");
            let again = Entry::restored(EntryKind::RefundFailed, ProviderName::Stripe, debtor(), &shares, mxn(credit)).expect("balanced");
            let undone = back.reversed().expect("in range");
            prop_assert_eq!(undone.postings(), again.postings());
            // A payment debits what the provider owes us and credits what the debtor owes.
            let paid = Entry::paid(ProviderName::Stripe, debtor(), &shares, mxn(credit)).expect("balanced");
            prop_assert!(paid.postings()[0].amount.is_positive());
            for (posting, share) in paid.postings()[1..].iter().zip(&shares) {
                prop_assert_eq!(posting.account.owes(), Some((share.invoice, share.component)));
                prop_assert_eq!(posting.amount.minor(), -share.amount.minor());
            }
        }
    }
}
