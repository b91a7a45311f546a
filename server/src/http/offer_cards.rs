//! The cards of `/offers`: one a kind, however many invoices it is about.

use super::offers_page::row;
use app::components::offer_group::{OfferCard, OfferGroup};
use app::routes::{self, PayQuery};
use domain::agreement::AgreementKind;
use domain::id::InvoiceId;
use domain::money::{Currency, Money, MoneyError};
use domain::offer::{Offer, OfferTerms};
use domain::policy::{Delay, Granted};
use services::account::DebtorAccount;
use services::format::Formatter;
use std::collections::{BTreeMap, BTreeSet};

/// What offers of one card have in common.
type CardKey = (AgreementKind, Option<Currency>);

/// A card for each kind of `offers`, in their order; early-payment discounts and plans in each currency.
pub(super) fn cards(
    formatter: &Formatter,
    account: &DebtorAccount,
    offers: &[Offer],
) -> Result<Vec<OfferCard>, MoneyError> {
    let mut kinds: Vec<(CardKey, Vec<&Offer>)> = Vec::new();
    for offer in offers {
        let key = (offer.terms.kind(), apart(&offer.terms));
        match kinds.iter_mut().find(|(known, _)| *known == key) {
            Some((_, same)) => same.push(offer),
            None => kinds.push((key, vec![offer])),
        }
    }
    let mut cards = Vec::with_capacity(kinds.len());
    for (_, same) in kinds {
        cards.extend(card(formatter, account, &same)?);
    }
    Ok(cards)
}

/// The currency in which offers of this kind stand together; none where each is taken by itself.
const fn apart(terms: &OfferTerms) -> Option<Currency> {
    match terms {
        OfferTerms::Discount { to_pay, .. } => Some(to_pay.currency()),
        OfferTerms::Plan { owed, .. } | OfferTerms::Promise { owed, .. } => Some(owed.currency()),
        OfferTerms::Settlement { .. } | OfferTerms::Extension { .. } => None,
    }
}

/// Offers of one kind as a card.
fn card(formatter: &Formatter, account: &DebtorAccount, same: &[&Offer]) -> Result<Option<OfferCard>, MoneyError> {
    let Some(first) = same.first() else { return Ok(None) };
    let one = || row(formatter, account, first).map(OfferCard::One);
    Ok(match (first.terms, same) {
        (_, [] | [_]) | (OfferTerms::Promise { .. }, _) => one(),
        // The one that is had at once, and how long one can be that is asked for.
        (OfferTerms::Plan { .. }, [_, longer, ..]) => {
            let most = if let OfferTerms::Plan { max_instalments, .. } = longer.terms { max_instalments } else { 0 };
            row(formatter, account, first).map(|row| OfferCard::Plan { row, on_request: most })
        }
        (OfferTerms::Discount { .. }, _) => Some(OfferCard::Many(discounts(formatter, same)?)),
        (OfferTerms::Settlement { .. }, _) => Some(OfferCard::Many(settlements(formatter, same)?)),
        (OfferTerms::Extension { .. }, _) => Some(OfferCard::Many(extensions(account, same))),
    })
}

fn discounts(formatter: &Formatter, same: &[&Offer]) -> Result<OfferGroup, MoneyError> {
    let (mut ids, mut sums): (Vec<InvoiceId>, Option<(Money, Money)>) = (Vec::new(), None);
    for offer in same {
        let OfferTerms::Discount { invoice, off, to_pay, .. } = offer.terms else { continue };
        ids.push(invoice);
        sums = Some(match sums {
            Some((paid, less)) => (paid.plus(to_pay)?, less.plus(off)?),
            None => (to_pay, off),
        });
    }
    let written = |amount: Option<Money>| amount.map_or_else(String::new, |amount| formatter.money(amount));
    let until = same.iter().filter_map(|offer| offer.until).min();
    Ok(OfferGroup::Discounts {
        count: ids.len(),
        to_pay: written(sums.map(|(paid, _)| paid)),
        off: written(sums.map(|(_, less)| less)),
        until: until.map(|until| formatter.date(until)),
        href: sums.map_or_else(|| routes::PAY.to_owned(), |(paid, _)| PayQuery::whole(paid.currency(), &ids).confirm()),
    })
}

fn settlements(formatter: &Formatter, same: &[&Offer]) -> Result<OfferGroup, MoneyError> {
    let mut off: BTreeMap<Currency, Money> = BTreeMap::new();
    for offer in same {
        let OfferTerms::Settlement { written_off, .. } = offer.terms else { continue };
        let sum = off.entry(written_off.currency()).or_insert(Money::zero(written_off.currency()));
        *sum = sum.plus(written_off)?;
    }
    Ok(OfferGroup::Settlements {
        count: same.len(),
        off: formatter.amounts(&off).unwrap_or_default(),
        href: routes::SETTLEMENT_NEW.to_owned(),
    })
}

fn extensions(account: &DebtorAccount, same: &[&Offer]) -> OfferGroup {
    let (mut invoices, mut longest, mut free) = (BTreeSet::new(), None, true);
    for offer in same {
        let OfferTerms::Extension { invoice, by, old_due, new_due, price, pay_now, lost_discount } = offer.terms else {
            continue;
        };
        invoices.insert(invoice);
        free &= ![price, pay_now, lost_discount].iter().any(|amount| amount.is_positive());
        longest = longest.max(Some((new_due - old_due, by)));
    }
    let only = (invoices.len() == 1).then(|| invoices.first()).flatten();
    let number = |id: &InvoiceId| account.owed.invoices.iter().find(|one| one.id == *id).map(|one| one.number.clone());
    let asked = same.iter().filter(|offer| offer.granted == Granted::OnRequest).count();
    OfferGroup::Extensions {
        number: only.and_then(number),
        longest: longest.map_or(Delay::Days(0), |(_, by)| by),
        free,
        on_request: asked == same.len(),
        some_on_request: asked > 0 && asked < same.len(),
        href: match only {
            Some(id) => routes::with(routes::EXTENSION_NEW, "invoice", id),
            None => routes::EXTENSION_NEW.to_owned(),
        },
    }
}
