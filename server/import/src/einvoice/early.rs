//! What a document takes off for paying early, and the account that it asks to be paid to.

use super::claims::Context;
use super::fields::decimal;
use crate::document::{Document, EarlyPayment};
use crate::folding::plain;
use crate::item::EarlyDiscount;
use crate::outcome::{Code, Finding};
use crate::words::terms;
use chrono::Days;
use domain::date::Date;
use domain::invoice::{PayTo, bank_account, pay_to_text};
use domain::money::{Currency, Money};
use rust_decimal::Decimal;

/// Codes of payment means (UNTDID 4461) by which the seller takes the money from the buyer's account.
const DIRECT_DEBIT: [&str; 2] = ["49", "59"];

/// The whole of a document, and between which days it can be paid early.
#[derive(Clone, Copy)]
pub(super) struct Whole {
    pub(super) issued: Date,
    pub(super) due: Date,
    pub(super) total: Money,
    /// What of it was still to be paid when it was issued.
    pub(super) payable: Money,
}

impl Context<'_> {
    /// The discounts for early payment of the whole, the earliest first; each later one gives less. What cannot be offered
    /// is told.
    pub(super) fn discounts(&self, whole: Whole, warnings: &mut Vec<Finding>) -> Vec<EarlyDiscount> {
        let stated = self.document.early_payment.iter().filter(|early| early.percent > Decimal::ZERO);
        let mut all: Vec<EarlyDiscount> = Vec::new();
        let mut left_out = 0_usize;
        for early in stated {
            match early.of(whole) {
                Some(discount) => all.push(discount),
                None => left_out += 1,
            }
        }
        if all.is_empty() && left_out == 0 {
            all.extend(in_words(self.document, whole));
        }
        if left_out > 0 {
            let message = "a discount for early payment is not of the whole or not within its days; it is not offered";
            warnings.push(self.finding(Code::DiscountLeftOut, "discount", message));
        }
        all.sort_by_key(|discount| (discount.until, std::cmp::Reverse(discount.percent)));
        in_steps(all)
    }
}

impl EarlyPayment {
    fn of(&self, whole: Whole) -> Option<EarlyDiscount> {
        let is_whole = |base: Decimal| {
            let base = Money::from_decimal(base, whole.total.currency());
            base == Ok(whole.total) || base == Ok(whole.payable)
        };
        let days = self.days.map(|days| Days::new(days.into()));
        let until = self.until.or_else(|| whole.issued.checked_add_days(days?))?;
        let possible = self.percent < Decimal::ONE_HUNDRED && (whole.issued..=whole.due).contains(&until);
        (possible && self.base.is_none_or(is_whole)).then(|| EarlyDiscount { percent: self.percent.normalize(), until })
    }
}

/// A document without fields for it may say it in its terms: `2 % Skonto 10 Tage, 30 Tage netto`.
fn in_words(document: &Document, whole: Whole) -> Option<EarlyDiscount> {
    let clauses = || document.terms.iter().flat_map(|text| text.split([';', '\n']));
    let spoken = document.terms.iter().find_map(|text| terms::read(text).discount);
    let (percent, days) = spoken.or_else(|| clauses().find_map(in_clause))?;
    let early = EarlyPayment { percent, days: Some(days), until: None, base: None };
    early.of(whole).filter(|_| percent > Decimal::ZERO)
}

/// `2 % discount if paid within 10 days`: a word for it, one rate and one count of days, and no figure else.
fn in_clause(text: &str) -> Option<(Decimal, u32)> {
    const DISCOUNT: [&str; 9] =
        ["discount", "skonto", "descuento", "desconto", "escompte", "sconto", "kassarabatt", "korting", "rabatt"];
    const DAYS: [&str; 13] =
        ["day", "days", "tag", "tage", "tagen", "dia", "dias", "jour", "jours", "giorni", "dagar", "dage", "dagen"];
    let spaced = plain(text).replace('%', " % ");
    let words: Vec<&str> = spaced.split(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | ':')).collect();
    let words: Vec<&str> = words.iter().map(|word| word.trim_matches([',', '.'])).filter(|w| !w.is_empty()).collect();
    if !words.iter().any(|word| DISCOUNT.contains(word)) {
        return None;
    }
    let (mut percent, mut days, mut figures) = (None, None, 0);
    for pair in words.windows(2) {
        let [figure, unit] = pair else { continue };
        let Some(value) = decimal(&figure.replace(',', ".")) else { continue };
        figures += 1;
        match *unit {
            "%" | "percent" | "prozent" => percent = Some(value),
            unit if DAYS.contains(&unit) => days = figure.parse::<u32>().ok(),
            _ => {}
        }
    }
    let last = words.last().and_then(|word| decimal(word));
    Some((percent?, days?)).filter(|_| figures == 2 && last.is_none())
}

/// A later day that gives as much makes the earlier one idle.
fn in_steps(sorted: Vec<EarlyDiscount>) -> Vec<EarlyDiscount> {
    let mut steps: Vec<EarlyDiscount> = Vec::with_capacity(sorted.len());
    for discount in sorted {
        while steps.last().is_some_and(|last| last.percent <= discount.percent) {
            steps.pop();
        }
        if steps.last().is_none_or(|last| last.until < discount.until) {
            steps.push(discount);
        }
    }
    steps
}

impl Document {
    /// Where it asks the buyer to send the money.
    #[must_use]
    pub fn pay_to(&self, currency: Currency) -> PayTo {
        let sent = || {
            let is_debit = |code: &str| DIRECT_DEBIT.contains(&code);
            self.means.iter().filter(move |means| !means.code.as_deref().is_some_and(is_debit))
        };
        let account = |text: &Option<String>| text.as_deref().and_then(|text| bank_account(text, currency));
        let line = |text: &Option<String>| text.as_deref().and_then(pay_to_text);
        let with_account = sent().find(|means| account(&means.account).is_some());
        let reference = with_account.and_then(|means| line(&means.reference));
        PayTo {
            account: with_account.and_then(|means| account(&means.account)),
            holder: with_account.and_then(|means| line(&means.account_name)),
            bank: with_account.and_then(|means| line(&means.bank)),
            reference: reference.or_else(|| sent().find_map(|means| line(&means.reference))),
        }
    }

    /// Names an account whose check digits do not hold.
    pub(super) fn has_wrong_account(&self, currency: Currency) -> bool {
        let accounts = self.means.iter().filter_map(|means| means.account.as_deref());
        let mut wrong = accounts.filter(|text| !text.trim().is_empty() && bank_account(text, currency).is_none());
        wrong.next().is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_rate_and_one_count_of_days_in_words() {
        for (text, percent, days) in [
            ("2 % discount if paid within 2 days", "2", 2),
            ("Payment within 10 days, 2% discount", "2", 10),
            ("3% Skonto bei Zahlung in 5 Tagen", "3", 5),
            ("Descuento del 2,5 % por pago en 8 días.", "2.5", 8),
            ("2 percent discount (10 days)", "2", 10),
        ] {
            assert_eq!(in_clause(text), Some((percent.parse().expect("a number"), days)), "{text}");
        }
        for text in [
            "Payment within 30 days",
            "Penalty percentage 10% from due date",
            "2 % discount",
            "2 % discount within 10 days, 1 % within 20 days",
            "2 % discount within 10 days of order 4711",
            "discount 5 of 10 days 2 %",
            "",
        ] {
            assert_eq!(in_clause(text), None, "{text}");
        }
    }
}
