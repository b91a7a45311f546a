//! The least that can be paid, by provider, creditor and policy.

use crate::Services;
use domain::creditor::Creditor;
use domain::money::{Currency, Money};
use domain::payment::ProviderName;
use domain::policy::Policy;

/// The least that any of a creditor's providers can charge in `currency`; none: none takes it.
#[must_use]
pub fn floor(services: &Services, creditor: &Creditor, currency: Currency) -> Option<Money> {
    ProviderName::ALL
        .into_iter()
        .filter_map(|name| services.providers.for_creditor(name, &creditor.slug))
        .filter_map(|(_, provider)| provider.limits(currency))
        .map(|limits| limits.min)
        .min_by_key(|min| min.minor())
}

/// The least that can be paid in `currency`: by any of the offered providers, by what the creditor
/// was set up with, and by its policy.
#[must_use]
pub fn minimum(services: &Services, creditor: &Creditor, policy: &Policy, currency: Currency) -> Money {
    let own = Some(creditor.part_minimum).filter(|own| own.currency() == currency);
    let all = [floor(services, creditor, currency), own, policy.part_minimum.get(currency)];
    let min = all.into_iter().flatten().map(Money::minor).fold(1, i64::max);
    Money::new(min, currency)
}
