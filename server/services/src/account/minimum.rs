//! The least that can be paid, by provider, creditor and policy.

use crate::Services;
use domain::creditor::Creditor;
use domain::money::{Currency, Money};
use domain::payment::ProviderName;
use domain::policy::Policy;

/// The least that any of a creditor's providers can charge in `currency`; none: none takes it.
#[must_use]
pub fn floor(services: &Services, creditor: &Creditor, currency: Currency) -> Option<Money> {
    mins(services, creditor, currency).min_by_key(|min| min.minor())
}

/// The least that every one of a creditor's providers can charge that takes `currency`: from there on no way to pay is closed.
#[must_use]
pub fn by_every_way(services: &Services, creditor: &Creditor, currency: Currency) -> Option<Money> {
    mins(services, creditor, currency).max_by_key(|min| min.minor())
}

fn mins(services: &Services, creditor: &Creditor, currency: Currency) -> impl Iterator<Item = Money> {
    let all = ProviderName::ALL.into_iter();
    let all = all.filter_map(|name| services.providers.for_creditor(name, &creditor.slug));
    all.filter_map(move |(_, provider)| provider.limits(currency)).map(|limits| limits.min)
}

/// The least part that can be paid in `currency`: by every offered provider, by what the creditor was set up with, and by its
/// policy. What is less as a whole is paid by those that take it.
#[must_use]
pub fn minimum(services: &Services, creditor: &Creditor, policy: &Policy, currency: Currency) -> Money {
    let own = Some(creditor.part_minimum).filter(|own| own.currency() == currency);
    let all = [by_every_way(services, creditor, currency), own, policy.part_minimum.get(currency)];
    let min = all.into_iter().flatten().map(Money::minor).fold(1, i64::max);
    Money::new(min, currency)
}
