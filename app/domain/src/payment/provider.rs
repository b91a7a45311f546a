//! Who takes the money, and with what it can be paid.

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

impl MethodKind {
    /// Does the payer take something away to pay with later?
    #[must_use]
    pub const fn is_voucher(self) -> bool {
        match self {
            Self::Oxxo | Self::Boleto => true,
            Self::Card | Self::Wallet | Self::Pix | Self::BankDebit | Self::Account => false,
        }
    }
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
