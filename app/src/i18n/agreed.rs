//! The words of an agreement: what stands on the check page, is frozen when it is accepted, and is
//! printed in the PDF. One function makes them, from the terms alone, so that nothing can be on the
//! page that is not in the agreement.

use super::agreement_text::AgreementTextWords;
use crate::i18n::Texts as _;
use domain::agreement::{Discount, Extension, PlanTerms, Promise, Settlement, Terms};
use domain::conduct::Conduct;
use domain::date::Date;
use domain::discount::EarlyBy;
use domain::id::InvoiceId;
use domain::language::Language;
use domain::money::Money;
use rust_decimal::Decimal;

/// How figures are written; the creditor's and the debtor's country decide, so the server knows.
pub struct AgreementFormatter<'a> {
    /// The creditor's name.
    pub creditor: &'a str,
    /// An amount.
    pub money: &'a dyn Fn(Money) -> String,
    /// A day in full.
    pub date: &'a dyn Fn(Date) -> String,
    /// A percentage with its sign (`2 %`).
    pub percent: &'a dyn Fn(Decimal) -> String,
    /// The creditor's number of an invoice.
    pub number: &'a dyn Fn(InvoiceId) -> String,
}

/// A figure of an agreement: what it is called, and what it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextFigure {
    pub label: String,
    pub value: String,
}

/// The words of an agreement.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AgreementText {
    /// Its figures, by name.
    pub rows: Vec<TextFigure>,
    /// What is agreed; a sentence each.
    pub text: Vec<String>,
    /// What happens if it is not kept; a sentence each.
    pub if_not: Vec<String>,
}

impl AgreementText {
    #[must_use]
    pub fn of(terms: &Terms, language: Language, pen: &AgreementFormatter<'_>) -> Self {
        let words = language.agreement_text();
        match terms {
            Terms::Discount(terms) => discount(words, terms, pen),
            Terms::Settlement(terms) => settlement(words, terms, pen),
            Terms::Plan(terms) => plan(words, terms, pen),
            Terms::Extension(terms) => extension(words, terms, pen),
            Terms::Promise(terms) => promise(words, terms, pen),
        }
    }

    /// The text as it is frozen: the sentences, one a line, what is agreed and what happens if not
    /// parted by an empty line.
    #[must_use]
    pub fn frozen(&self) -> String {
        format!("{}\n\n{}", self.text.join("\n"), self.if_not.join("\n"))
    }

    fn row(&mut self, label: &str, value: String) {
        self.rows.push(TextFigure { label: label.to_owned(), value });
    }

    fn say(&mut self, sentence: impl Into<String>) {
        self.text.push(sentence.into());
    }

    fn warn(&mut self, sentence: impl Into<String>) {
        self.if_not.push(sentence.into());
    }
}

fn discount(words: &AgreementTextWords, terms: &Discount, pen: &AgreementFormatter<'_>) -> AgreementText {
    let mut said = AgreementText::default();
    let (number, pay, off) = ((pen.number)(terms.invoice), (pen.money)(terms.to_pay), (pen.money)(terms.off));
    let until = (pen.date)(terms.until);
    said.say((words.discount)(&number, &pay, &off, &until));
    if let Ok(full) = terms.to_pay.plus(terms.off) {
        said.warn((words.discount_if_not)(&(pen.money)(full)));
    }
    said.row(words.invoice, number);
    said.row(words.off, off);
    said.row(words.to_pay, pay);
    said.row(words.until, until);
    said
}

fn settlement(words: &AgreementTextWords, terms: &Settlement, pen: &AgreementFormatter<'_>) -> AgreementText {
    let mut said = AgreementText::default();
    let (pay, off, until) = ((pen.money)(terms.to_pay), (pen.money)(terms.written_off), (pen.date)(terms.until));
    let owed = terms.to_pay.plus(terms.written_off).map_or_else(|_| pay.clone(), |owed| (pen.money)(owed));
    said.row(words.invoices, numbers(terms.invoices.iter().map(|part| part.invoice), pen));
    said.row(words.owed, owed.clone());
    said.row(words.to_pay, pay.clone());
    said.row(words.written_off, off.clone());
    said.row(words.until, until.clone());
    said.say((words.settlement)(pen.creditor, &pay, &owed, &until));
    said.say((words.settlement_off)(&off));
    said.warn(words.settlement_if_not);
    said
}

fn plan(frozen: &AgreementTextWords, terms: &PlanTerms, pen: &AgreementFormatter<'_>) -> AgreementText {
    let PlanTerms { plan, conduct } = terms;
    let mut said = AgreementText::default();
    let down = plan.instalments.iter().find(|instalment| instalment.n == 0);
    let counted = || plan.instalments.iter().filter(|instalment| instalment.n > 0);
    let payments = (frozen.number_of_payments)(u16::try_from(counted().count()).unwrap_or(u16::MAX), plan.frequency);
    let owed = (pen.money)(plan.principal);
    let all = plan.principal.plus(plan.cost);
    let total = all.map_or_else(|_| owed.clone(), |total| (pen.money)(total));
    let day = |date: Option<Date>| date.map(|date| (pen.date)(date)).unwrap_or_default();
    let (first, last) = (day(counted().next().map(|i| i.date)), day(counted().next_back().map(|i| i.date)));
    let invoices = numbers(plan.invoices.iter().map(|part| part.invoice), pen);

    said.row(frozen.invoices, invoices.clone());
    said.row(frozen.owed, owed.clone());
    if let Some(down) = down {
        said.row(frozen.down, (pen.money)(down.amount));
    }
    said.row(frozen.payments, payments.clone());
    if let Some(largest) = counted().map(|instalment| instalment.amount).max_by_key(|amount| amount.minor()) {
        said.row(frozen.each, (pen.money)(largest));
    }
    said.row(frozen.first, first.clone());
    said.row(frozen.last, last.clone());
    let free = plan.cost.is_zero();
    said.row(frozen.cost, if free { frozen.nothing.to_owned() } else { (pen.money)(plan.cost) });
    said.row(frozen.total, total.clone());

    said.say((frozen.plan)(&owed, &invoices, &payments, &first, &last));
    if let Some(down) = down {
        said.say((frozen.plan_down)(&(pen.money)(down.amount)));
    }
    said.say(if free { frozen.plan_free.to_owned() } else { (frozen.plan_cost)(&(pen.money)(plan.cost), &total) });
    kept(&mut said, frozen, conduct, pen);
    broken(&mut said, frozen, conduct, free);
    said
}

fn kept(said: &mut AgreementText, words: &AgreementTextWords, conduct: &Conduct, pen: &AgreementFormatter<'_>) {
    said.say(if conduct.charges_rest { words.charges_rest } else { words.charges_run });
    if conduct.charges_rest {
        said.say(if conduct.when_kept.waive_rested_charges { words.kept_waives } else { words.kept_charges });
    }
    if let Some(early) = conduct.early {
        let percent = (pen.percent)(early.percent);
        said.say(match early.by {
            EarlyBy::DaysBefore(days) => (words.early_days)(&percent, days),
            EarlyBy::DayOfMonth(day) => (words.early_day)(&percent, day),
        });
    }
    if conduct.reschedules > 0 {
        said.say((words.reschedules)(conduct.reschedules));
    }
}

fn broken(said: &mut AgreementText, words: &AgreementTextWords, conduct: &Conduct, free: bool) {
    said.warn((words.grace)(conduct.grace_days));
    said.warn(words.broken);
    if conduct.cure_days > 0 {
        said.warn((words.cure)(conduct.cure_days));
    }
    said.warn(words.paid_is_kept);
    if conduct.charges_rest {
        let charges = conduct.when_broken.claw_back_charges;
        said.warn(if charges { words.broken_charges } else { words.broken_no_charges });
    }
    if conduct.early.is_some() && conduct.when_broken.claw_back_discounts {
        said.warn(words.broken_discounts);
    }
    if !free && conduct.when_broken.waive_price_to_come {
        said.warn(words.broken_price);
    }
}

fn extension(words: &AgreementTextWords, terms: &Extension, pen: &AgreementFormatter<'_>) -> AgreementText {
    let mut said = AgreementText::default();
    let number = (pen.number)(terms.invoice);
    let (old, new) = ((pen.date)(terms.old_due), (pen.date)(terms.new_due));
    let written = |amount: Money| amount.is_positive().then(|| (pen.money)(amount));
    said.say((words.extension)(&number, &new, &old));
    said.row(words.invoice, number);
    said.row(words.old_due, old);
    said.row(words.new_due, new);
    said.say(words.extension_rests);
    let price = written(terms.price);
    said.row(words.price, price.clone().unwrap_or_else(|| words.nothing.to_owned()));
    said.say(price.map_or_else(|| words.extension_free.to_owned(), |price| (words.extension_price)(&price)));
    if let Some(now) = written(terms.pay_now) {
        said.say((words.extension_now)(&now));
        said.row(words.pay_now, now);
    }
    if let Some(lost) = written(terms.lost_discount) {
        said.say((words.extension_loses)(&lost));
        said.row(words.lost_discount, lost);
    }
    said.warn(words.extension_if_not);
    said
}

fn promise(words: &AgreementTextWords, terms: &Promise, pen: &AgreementFormatter<'_>) -> AgreementText {
    let mut said = AgreementText::default();
    let (amount, date) = ((pen.money)(terms.amount), (pen.date)(terms.date));
    said.row(words.invoices, numbers(terms.invoices.iter().copied(), pen));
    said.row(words.amount, amount.clone());
    said.row(words.day, date.clone());
    said.say((words.promise)(&amount, &date));
    said.say(words.promise_rests);
    said.say(words.promise_not);
    said.warn(words.promise_if_not);
    said
}

fn numbers(invoices: impl Iterator<Item = InvoiceId>, pen: &AgreementFormatter<'_>) -> String {
    invoices.map(|invoice| (pen.number)(invoice)).collect::<Vec<_>>().join(", ")
}
