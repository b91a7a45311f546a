//! What a payer can pay with at Stripe, and what a pending payment waits for.

use domain::money::Currency;
use domain::payment::{MethodKind, PendingReason};

/// What Stripe's dashboard offers for a currency and a creditor's country
/// (<https://docs.stripe.com/payments/payment-methods>).
pub fn methods(currency: Currency, country: &str) -> Vec<MethodKind> {
    use MethodKind as M;
    match (currency.code(), country) {
        ("MXN", "MX") => vec![M::Card, M::Wallet, M::Oxxo],
        ("BRL", "BR") => vec![M::Card, M::Wallet, M::Boleto, M::Pix],
        ("EUR", _) => vec![M::Card, M::Wallet, M::BankDebit],
        _ => vec![M::Card, M::Wallet],
    }
}

/// The slow method that Stripe has for the currency.
pub fn pending_reason(currency: Currency) -> PendingReason {
    match currency.code() {
        "MXN" | "BRL" => PendingReason::Voucher,
        "EUR" => PendingReason::BankDebit,
        _ => PendingReason::Unknown,
    }
}
