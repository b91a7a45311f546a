//! A payment: one try to pay, with one provider, and what its state follows from.
//!
//! Providers promise no order and repeat themselves, so nothing here depends on the order in which
//! facts arrive. How far a payment has got is a rank that only rises; refunds and chargebacks are
//! targets ("so much should have been given back by now") that the ledger is moved to. Any
//! permutation of the same facts ends in the same state.

use super::money::{Money, MoneyError};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use std::str::FromStr;

/// Declares the providers: one line each, in the order in which they are offered.
macro_rules! provider_names {
    ($($(#[$doc:meta])* $variant:ident = $name:literal, $brand:literal;)+) => {
        /// Who takes the money.
        ///
        /// A closed list, so that nothing that a database or an address names is taken for a provider; everything
        /// else about one is in its folder of the `providers` crate.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum ProviderName { $($(#[$doc])* $variant,)+ }

        impl ProviderName {
            /// All of them, in the order in which they are offered.
            pub const ALL: [Self; [$($name),+].len()] = [$(Self::$variant),+];

            /// The name in database, address and settings.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }

            /// The name as people know it.
            #[must_use]
            pub const fn brand(self) -> &'static str {
                match self { $(Self::$variant => $brand,)+ }
            }

            /// The kind of its clearing account in the ledger: what it has taken for us and owes us.
            #[must_use]
            pub const fn clearing_account(self) -> &'static str {
                match self { $(Self::$variant => concat!("clearing_", $name),)+ }
            }
        }

        /// Text that names no provider.
        #[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
        #[error("`{0}` is not a provider ({list})", list = [$($name),+].join(", "))]
        pub struct UnknownProvider(String);
    };
}

provider_names! {
    /// Stripe Checkout.
    Stripe = "stripe", "Stripe";
    /// PayPal Orders.
    Paypal = "paypal", "PayPal";
}

/// What a payer can pay with on a provider's page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MethodKind {
    /// Credit and debit cards.
    Card,
    /// Apple Pay, Google Pay.
    Wallet,
    /// OXXO voucher (Mexico).
    Oxxo,
    /// Boleto voucher (Brazil).
    Boleto,
    /// Pix (Brazil).
    Pix,
    /// Bank debit (SEPA and the like).
    BankDebit,
    /// An account with the provider itself (PayPal).
    Account,
}

/// What a payment in processing most likely waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PendingReason {
    /// Not known more closely.
    Unknown,
    /// Cash for a voucher (OXXO, Boleto); days.
    Voucher,
    /// A bank debit; days.
    BankDebit,
    /// The provider looks into it.
    Review,
}

impl FromStr for ProviderName {
    type Err = UnknownProvider;

    fn from_str(text: &str) -> Result<Self, UnknownProvider> {
        Self::ALL
            .into_iter()
            .find(|p| p.as_str() == text)
            .ok_or_else(|| UnknownProvider(text.chars().take(20).collect()))
    }
}

/// How far a payment has got. Ordered: a later one wins over an earlier one, whatever came first.
///
/// `Succeeded` is the highest, since received money is never forgotten: a late "expired" or
/// "failed" does not undo it, and money that arrives after an end still counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Progress {
    /// Committed here; the provider has not answered yet.
    Created,
    /// The provider has a page for it; the payer may be there.
    Redirected,
    /// The payer has done their part; the money is on its way (voucher, bank debit, review).
    Processing,
    /// The provider's page ran out.
    Expired,
    /// Given up by the payer before paying. Above `Expired`: Stripe says "expired" of a page that we
    /// had it close.
    Cancelled,
    /// The provider says it will not be paid.
    Failed,
    /// The provider has the money.
    Succeeded,
}

impl Progress {
    /// All of them, lowest first.
    pub const ALL: [Self; 7] = [
        Self::Created,
        Self::Redirected,
        Self::Processing,
        Self::Expired,
        Self::Cancelled,
        Self::Failed,
        Self::Succeeded,
    ];

    /// The one transition function.
    #[must_use]
    pub fn apply(self, said: Self) -> Transition {
        if said <= self {
            Transition::Already
        } else if self.is_over() && said == Self::Succeeded {
            Transition::PaidAfterEnd
        } else {
            Transition::Moved
        }
    }

    /// Could money still arrive in the ordinary way?
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Created | Self::Redirected | Self::Processing)
    }

    /// Ended without money?
    #[must_use]
    pub const fn is_over(self) -> bool {
        matches!(self, Self::Cancelled | Self::Expired | Self::Failed)
    }

    /// The name in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Created => "created",
            Self::Redirected => "redirected",
            Self::Processing => "processing",
            Self::Cancelled => "cancelled",
            Self::Expired => "expired",
            Self::Failed => "failed",
            Self::Succeeded => "succeeded",
        }
    }
}

/// Text that names no progress; only a damaged database has one.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a payment's progress")]
pub struct UnknownProgress(String);

impl FromStr for Progress {
    type Err = UnknownProgress;

    fn from_str(text: &str) -> Result<Self, UnknownProgress> {
        Self::ALL.into_iter().find(|p| p.as_str() == text).ok_or_else(|| UnknownProgress(text.to_owned()))
    }
}

/// What an update did to a payment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Transition {
    /// The payment got further.
    Moved,
    /// Nothing new: a repetition, or an older update that came late. Normal.
    Already,
    /// Money for a payment that had ended. It counts, and a person is told.
    PaidAfterEnd,
}

/// Where a refund stands. Ordered: a failed refund stays failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RefundState {
    /// On its way; the provider has already taken it from us.
    Pending,
    /// With the payer.
    Succeeded,
    /// Came back (providers say failed or cancelled): the money is ours again.
    Failed,
}

impl RefundState {
    /// The name in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Succeeded => "succeeded",
            Self::Failed => "failed",
        }
    }

    /// The reverse of [`RefundState::as_str`].
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        [Self::Pending, Self::Succeeded, Self::Failed].into_iter().find(|s| s.as_str() == text)
    }
}

/// Where a chargeback stands. Ordered: a decision stays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChargebackState {
    /// An enquiry; no money has moved.
    Warning,
    /// Open; the provider has taken the money from us.
    Open,
    /// Decided for the payer; the money stays away.
    Lost,
    /// Decided for the creditor (or withdrawn); the money is back.
    Won,
}

impl ChargebackState {
    /// The name in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Warning => "warning",
            Self::Open => "open",
            Self::Lost => "lost",
            Self::Won => "won",
        }
    }

    /// The reverse of [`ChargebackState::as_str`].
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        [Self::Warning, Self::Open, Self::Lost, Self::Won].into_iter().find(|s| s.as_str() == text)
    }

    /// Is the money away?
    #[must_use]
    pub const fn takes_money(self) -> bool {
        matches!(self, Self::Open | Self::Lost)
    }
}

/// Something a provider says of a payment, in our own words. Webhooks and look-ups both end here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum PaymentUpdate {
    /// The payer can still pay at the provider's page.
    Waiting,
    /// The payer has approved; we must capture (PayPal).
    Approved,
    /// The payer has done their part; the money will come or not.
    Processing,
    /// The provider has the money.
    Paid {
        /// What was received.
        received: Money,
        /// The provider's id of the money (Stripe: payment intent; PayPal: capture).
        reference: String,
        /// When it was paid by the provider's clock; this is the date that counts.
        at: DateTime<Utc>,
    },
    /// It will not be paid.
    Failed,
    /// The page ran out.
    Expired,
    /// It was given up.
    Cancelled,
    /// One refund, as it stands.
    Refund {
        /// The provider's id of the refund.
        id: String,
        /// How much.
        amount: Money,
        /// Where it stands.
        state: RefundState,
    },
    /// How much has been refunded in all, failed refunds included if they were counted then.
    RefundedInAll {
        /// The running total.
        total: Money,
    },
    /// One chargeback, as it stands.
    Chargeback {
        /// The provider's id of the dispute.
        id: String,
        /// How much is disputed.
        amount: Money,
        /// Where it stands.
        state: ChargebackState,
    },
}

/// What a debtor or a creditor calls the state of a payment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaymentState {
    /// See [`Progress::Created`].
    Created,
    /// See [`Progress::Redirected`].
    Redirected,
    /// See [`Progress::Processing`].
    Processing,
    /// See [`Progress::Succeeded`].
    Succeeded,
    /// See [`Progress::Failed`].
    Failed,
    /// See [`Progress::Cancelled`].
    Cancelled,
    /// See [`Progress::Expired`].
    Expired,
    /// Some of it was given back.
    PartlyRefunded,
    /// All of it was given back.
    Refunded,
    /// A chargeback has the money.
    ChargedBack,
    /// There was a chargeback; the money is back.
    ChargebackWon,
}

/// The sums that a payment's state after success follows from. All of one currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GivenBack {
    /// Given back by refunds.
    pub refunded: Money,
    /// Away by chargebacks.
    pub charged_back: Money,
    /// Was any chargeback ever won?
    pub chargeback_won: bool,
}

/// The state to show.
#[must_use]
pub fn state(progress: Progress, received: Money, back: GivenBack) -> PaymentState {
    match progress {
        Progress::Created => PaymentState::Created,
        Progress::Redirected => PaymentState::Redirected,
        Progress::Processing => PaymentState::Processing,
        Progress::Cancelled => PaymentState::Cancelled,
        Progress::Expired => PaymentState::Expired,
        Progress::Failed => PaymentState::Failed,
        Progress::Succeeded if back.charged_back.is_positive() => PaymentState::ChargedBack,
        Progress::Succeeded if back.refunded.is_positive() && back.refunded.minor() >= received.minor() => {
            PaymentState::Refunded
        }
        Progress::Succeeded if back.refunded.is_positive() => PaymentState::PartlyRefunded,
        Progress::Succeeded if back.chargeback_won => PaymentState::ChargebackWon,
        Progress::Succeeded => PaymentState::Succeeded,
    }
}

/// How much should have been given back by refunds, from single refunds and the highest running
/// total that was heard.
///
/// Stripe tells both ways, in any order: `refund.*` carries one refund, `charge.refunded` the total
/// so far. Whichever knows more wins, less what failed since.
///
/// # Errors
/// As [`Money::plus`].
pub fn refund_target(singles: &[(Money, RefundState)], highest_total: Money) -> Result<Money, MoneyError> {
    let currency = highest_total.currency();
    let sum = |failed: bool| {
        Money::total(currency, singles.iter().filter(|(_, s)| (*s == RefundState::Failed) == failed).map(|(m, _)| *m))
    };
    let (live, by_total) = (sum(false)?, highest_total.minus(sum(true)?)?);
    Ok(if by_total.minor() > live.minor() { by_total } else { live })
}

/// How much should be away by chargebacks.
///
/// # Errors
/// As [`Money::plus`].
pub fn chargeback_target(
    chargebacks: &[(Money, ChargebackState)],
    currency: super::money::Currency,
) -> Result<Money, MoneyError> {
    Money::total(currency, chargebacks.iter().filter(|(_, s)| s.takes_money()).map(|(m, _)| *m))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::fmt::Write;

    fn mxn(minor: i64) -> Money {
        Money::new(minor, "MXN".parse().expect("a currency"))
    }

    #[test]
    fn every_progress_and_every_word() {
        let mut table = String::new();
        for from in Progress::ALL {
            for said in Progress::ALL {
                writeln!(table, "{:<10} + {:<10} = {:?}", from.as_str(), said.as_str(), from.apply(said))
                    .expect("a string");
            }
        }
        insta::assert_snapshot!(table);
    }

    #[test]
    fn states_after_success() {
        let back = |refunded, charged_back, chargeback_won| GivenBack {
            refunded: mxn(refunded),
            charged_back: mxn(charged_back),
            chargeback_won,
        };
        let of = |b| state(Progress::Succeeded, mxn(100), b);
        assert_eq!(of(back(0, 0, false)), PaymentState::Succeeded);
        assert_eq!(of(back(40, 0, false)), PaymentState::PartlyRefunded);
        assert_eq!(of(back(100, 0, false)), PaymentState::Refunded);
        assert_eq!(of(back(0, 100, false)), PaymentState::ChargedBack);
        assert_eq!(of(back(0, 0, true)), PaymentState::ChargebackWon);
        assert_eq!(of(back(40, 60, true)), PaymentState::ChargedBack);
    }

    #[test]
    fn refunds_told_twice_count_once() {
        use RefundState::{Failed, Pending, Succeeded};
        let target = |singles: &[(Money, RefundState)], total| refund_target(singles, mxn(total)).map(Money::minor);
        assert_eq!(target(&[], 30), Ok(30)); // only the running total was heard
        assert_eq!(target(&[(mxn(30), Succeeded)], 0), Ok(30)); // only the single refund
        assert_eq!(target(&[(mxn(30), Succeeded)], 30), Ok(30)); // both: the same money
        assert_eq!(target(&[(mxn(30), Succeeded)], 50), Ok(50)); // the total knows of another
        assert_eq!(target(&[(mxn(30), Failed)], 30), Ok(0)); // it failed: ours again
        assert_eq!(target(&[(mxn(30), Failed), (mxn(20), Pending)], 50), Ok(20));
    }

    proptest! {
        #[test]
        fn order_never_matters(said in prop::collection::vec(0..7_usize, 0..8)) {
            let run = |order: &[usize]| order.iter().fold(Progress::Created, |p, i| {
                let said = Progress::ALL[*i];
                if p.apply(said) == Transition::Already { p } else { said }
            });
            let mut sorted = said.clone();
            sorted.sort_unstable();
            let mut reversed = sorted.clone();
            reversed.reverse();
            prop_assert_eq!(run(&said), run(&sorted));
            prop_assert_eq!(run(&said), run(&reversed));
        }
    }
}
