//! Amounts in the smallest unit of their currency: `amountCents`, `Saldo (centavos)`, `Betrag in Cent`, `total_minor_units`.

use super::{Claim, Columns};
use crate::field::Field;

const UNITS: [&str; 14] = [
    "cent", "cents", "ct", "cts", "centavo", "centavos", "ctvs", "centimo", "centimos", "centime", "centimes", "pence",
    "kopeks", "paise",
];

/// What a person says of amounts whose headings say nothing, or not what their cells do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum AmountsIn {
    /// They are in the smallest unit of their currency.
    Cents,
    /// They are in its whole units, with decimals.
    Units,
}

/// A folded heading without the unit that it names.
pub(super) fn without_unit(folded: &str) -> Option<String> {
    let words: Vec<&str> = folded.split(' ').collect();
    let minor = |pair: &[&str]| {
        matches!(
            pair,
            ["minor", "units" | "unit"] | ["unidades", "menores"] | ["unidad", "menor"] | ["unidade", "menor"]
        )
    };
    if let Some(at) = words.windows(2).position(minor) {
        let rest = words.iter().enumerate().filter(|(i, _)| !(at..at + 2).contains(i)).map(|(_, word)| *word);
        return Some(rest.collect::<Vec<_>>().join(" "));
    }
    let is_unit = |word: &&str| UNITS.contains(word) || *word == "minor";
    let rest: Vec<&str> = words.iter().copied().filter(|word| !is_unit(word)).collect();
    (rest.len() < words.len() && !rest.is_empty()).then(|| rest.join(" "))
}

/// Of the same amount in cents and in whole units the latter is read.
pub(super) fn settle_cents(claims: &mut Vec<Claim>, folded: &[String]) {
    let in_cents = |claim: &Claim| folded.get(claim.at).is_some_and(|name| without_unit(name).is_some());
    let whole: Vec<Field> = claims.iter().filter(|claim| !in_cents(claim)).map(|claim| claim.field).collect();
    claims.retain(|claim| !claim.field.is_money() || !in_cents(claim) || !whole.contains(&claim.field));
}

impl Columns {
    /// Are the amounts of a column in the smallest unit of their currency?
    pub(crate) fn in_cents(&self, at: usize) -> bool {
        match self.amounts_in {
            Some(said) => said == AmountsIn::Cents,
            None => self.cents.get(at).copied().unwrap_or(false),
        }
    }

    /// The columns of amounts that are read in cents.
    pub(crate) fn all_in_cents(&self) -> impl Iterator<Item = &str> {
        let money = Field::ALL.into_iter().filter(|field| field.is_money()).filter_map(|field| self.at(field));
        money.filter(|at| self.in_cents(*at)).filter_map(|at| self.headings.get(at)).map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::folding::fold;

    #[test]
    fn headings_that_name_the_smallest_unit() {
        for (heading, rest) in [
            ("total_amount_cents", "total amount"),
            ("amountCents", "amount"),
            ("Saldo (centavos)", "saldo"),
            ("Importe en céntimos", "importe"),
            ("Betrag in Cent", "betrag"),
            ("Montant en centimes", "montant"),
            ("balance minor units", "balance"),
            ("amount_minor", "amount"),
            ("Total (pence)", "total"),
        ] {
            assert_eq!(without_unit(&fold(heading)).as_deref(), Some(rest), "{heading}");
        }
        for heading in ["Amount", "Centro de costo", "Cents", "Percent", "Centavos"] {
            assert_eq!(without_unit(&fold(heading)), None, "{heading}");
        }
    }
}
