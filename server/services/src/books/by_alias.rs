//! Rows that come under another name than the debtor's own: of somebody who was merged into them, most of all. Lists may go on
//! with the old names, and say nothing by them of the one who is left.

use ::import::Customer;
use domain::books::name_key;
use domain::debtor::Debtor;

/// Does a row that was found to be this debtor's name them by something else than what is their own: another number, else
/// another tax number, else another name? `has_number` says whether lists know them by their own reference; a name that staff
/// gave them is not the lists' own.
pub(super) fn is_by_alias(
    debtor: &Debtor,
    (has_number, is_renamed): (impl Fn(&str) -> bool, bool),
    customer: &Customer,
) -> bool {
    let folded = |text: &str| text.trim().to_lowercase();
    if let Some(number) = &customer.number {
        let own = folded(&debtor.reference);
        return folded(number) != own && has_number(&own);
    }
    let bare =
        |text: &str| -> String { text.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_lowercase() };
    let sound = customer.tax_id.as_ref().filter(|tax_id| tax_id.identifies());
    if let Some((sound, own)) = sound.zip(debtor.facts.tax_id.as_deref()) {
        let (one, other) = (bare(&sound.written), bare(own));
        // With a country's letters or without them it is one number.
        return !one.ends_with(&other) && !other.ends_with(&one);
    }
    let name = customer.name.as_deref().map(name_key).filter(|name| !name.is_empty());
    !is_renamed && sound.is_none() && name.is_some_and(|name| name != name_key(&debtor.name))
}
