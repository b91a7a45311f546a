//! The words of an agreement: what stands on the check page, is frozen when it is accepted, and is
//! printed in the PDF. One function makes them, from the terms alone, so that nothing can be on the
//! page that is not in the agreement.

use crate::Figure;
use crate::words::agreement_text::AgreementTextWords;
use domain::agreement::{Discount, Extension, PlanTerms, Promise, Settlement, Terms, VerifiedBy};
use domain::date::Date;
use domain::discount::EarlyBy;
use domain::id::InvoiceId;
use domain::knowledge_question::KnowledgeQuestion;
use domain::language::Language;
use domain::money::Money;
use domain::plan::default_terms::DefaultTerms;
use rust_decimal::Decimal;

/// How figures are written; the creditor's and the debtor's country decide, so the server knows.
pub struct Writer<'a> {
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

/// The words of an agreement.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AgreementText {
    /// Its figures, by name.
    pub rows: Vec<Figure>,
    /// What is agreed; a sentence each.
    pub text: Vec<String>,
    /// What happens if it is not kept; a sentence each.
    pub if_not: Vec<String>,
}

impl AgreementText {
    /// The text as it is frozen: the sentences, one a line, what is agreed and what happens if not
    /// parted by an empty line.
    #[must_use]
    pub fn frozen(&self) -> String {
        format!("{}\n\n{}", self.text.join("\n"), self.if_not.join("\n"))
    }

    fn row(&mut self, label: &str, value: String) {
        self.rows.push(Figure { label: label.to_owned(), value });
    }

    fn say(&mut self, sentence: impl Into<String>) {
        self.text.push(sentence.into());
    }

    fn warn(&mut self, sentence: impl Into<String>) {
        self.if_not.push(sentence.into());
    }
}

/// The words for `terms`.
#[must_use]
pub fn agreement_text(language: Language, terms: &Terms, write: &Writer<'_>) -> AgreementText {
    let words = crate::words::agreement_text(language);
    match terms {
        Terms::Discount(terms) => discount(words, terms, write),
        Terms::Settlement(terms) => settlement(words, terms, write),
        Terms::Plan(terms) => plan(language, terms, write),
        Terms::Extension(terms) => extension(words, terms, write),
        Terms::Promise(terms) => promise(words, terms, write),
    }
}

fn discount(words: &AgreementTextWords, terms: &Discount, write: &Writer<'_>) -> AgreementText {
    let mut said = AgreementText::default();
    let (number, pay, off) = ((write.number)(terms.invoice), (write.money)(terms.to_pay), (write.money)(terms.off));
    let until = (write.date)(terms.until);
    said.say((words.discount)(&number, &pay, &off, &until));
    if let Ok(full) = terms.to_pay.plus(terms.off) {
        said.warn((words.discount_if_not)(&(write.money)(full)));
    }
    said.row(words.invoice, number);
    said.row(words.off, off);
    said.row(words.to_pay, pay);
    said.row(words.until, until);
    said
}

fn settlement(words: &AgreementTextWords, terms: &Settlement, write: &Writer<'_>) -> AgreementText {
    let mut said = AgreementText::default();
    let (pay, off, until) = ((write.money)(terms.to_pay), (write.money)(terms.written_off), (write.date)(terms.until));
    let owed = terms.to_pay.plus(terms.written_off).map_or_else(|_| pay.clone(), |owed| (write.money)(owed));
    said.row(words.invoices, numbers(terms.invoices.iter().map(|part| part.invoice), write));
    said.row(words.owed, owed.clone());
    said.row(words.to_pay, pay.clone());
    said.row(words.written_off, off.clone());
    said.row(words.until, until.clone());
    said.say((words.settlement)(write.creditor, &pay, &owed, &until));
    said.say((words.settlement_off)(&off));
    said.warn(words.settlement_if_not);
    said
}

fn plan(language: Language, terms: &PlanTerms, write: &Writer<'_>) -> AgreementText {
    let PlanTerms { plan, default_terms } = terms;
    let frozen = crate::words::agreement_text(language);
    let mut said = AgreementText::default();
    let down = plan.instalments.iter().find(|instalment| instalment.n == 0);
    let counted = || plan.instalments.iter().filter(|instalment| instalment.n > 0);
    let payments = (frozen.payments_every)(u16::try_from(counted().count()).unwrap_or(u16::MAX), plan.frequency);
    let owed = (write.money)(plan.principal);
    let all = plan.principal.plus(plan.cost);
    let total = all.map_or_else(|_| owed.clone(), |total| (write.money)(total));
    let day = |date: Option<Date>| date.map(|date| (write.date)(date)).unwrap_or_default();
    let (first, last) = (day(counted().next().map(|i| i.date)), day(counted().next_back().map(|i| i.date)));
    let invoices = numbers(plan.invoices.iter().map(|part| part.invoice), write);

    said.row(frozen.invoices, invoices.clone());
    said.row(frozen.owed, owed.clone());
    if let Some(down) = down {
        said.row(frozen.down, (write.money)(down.amount));
    }
    said.row(frozen.payments, payments.clone());
    if let Some(largest) = counted().map(|instalment| instalment.amount).max_by_key(|amount| amount.minor()) {
        said.row(frozen.each, (write.money)(largest));
    }
    said.row(frozen.first, first.clone());
    said.row(frozen.last, last.clone());
    let free = plan.cost.is_zero();
    said.row(frozen.cost, if free { frozen.nothing.to_owned() } else { (write.money)(plan.cost) });
    said.row(frozen.total, total.clone());

    said.say((frozen.plan)(&owed, &invoices, &payments, &first, &last));
    if let Some(down) = down {
        said.say((frozen.plan_down)(&(write.money)(down.amount)));
    }
    said.say(if free { frozen.plan_free.to_owned() } else { (frozen.plan_cost)(&(write.money)(plan.cost), &total) });
    kept(&mut said, frozen, default_terms, write);
    broken(&mut said, frozen, default_terms, free);
    said
}

fn kept(said: &mut AgreementText, words: &AgreementTextWords, default_terms: &DefaultTerms, write: &Writer<'_>) {
    said.say(if default_terms.charges_rest { words.charges_rest } else { words.charges_run });
    if default_terms.charges_rest {
        said.say(if default_terms.when_kept.waive_rested_charges { words.kept_waives } else { words.kept_charges });
    }
    if let Some(early) = default_terms.early {
        let percent = (write.percent)(early.percent);
        said.say(match early.by {
            EarlyBy::DaysBefore(days) => (words.early_days)(&percent, days),
            EarlyBy::DayOfMonth(day) => (words.early_day)(&percent, day),
        });
    }
    if default_terms.reschedules > 0 {
        said.say((words.reschedules)(default_terms.reschedules));
    }
}

fn broken(said: &mut AgreementText, words: &AgreementTextWords, default_terms: &DefaultTerms, free: bool) {
    said.warn((words.grace)(default_terms.grace_days));
    said.warn(words.broken);
    if default_terms.cure_days > 0 {
        said.warn((words.cure)(default_terms.cure_days));
    }
    said.warn(words.paid_is_kept);
    if default_terms.charges_rest {
        let charges = default_terms.when_broken.claw_back_charges;
        said.warn(if charges { words.broken_charges } else { words.broken_no_charges });
    }
    if default_terms.early.is_some() && default_terms.when_broken.claw_back_discounts {
        said.warn(words.broken_discounts);
    }
    if !free && default_terms.when_broken.waive_price_to_come {
        said.warn(words.broken_price);
    }
}

fn extension(words: &AgreementTextWords, terms: &Extension, write: &Writer<'_>) -> AgreementText {
    let mut said = AgreementText::default();
    let number = (write.number)(terms.invoice);
    let (old, new) = ((write.date)(terms.old_due), (write.date)(terms.new_due));
    let written = |amount: Money| amount.is_positive().then(|| (write.money)(amount));
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

fn promise(words: &AgreementTextWords, terms: &Promise, write: &Writer<'_>) -> AgreementText {
    let mut said = AgreementText::default();
    let (amount, date) = ((write.money)(terms.amount), (write.date)(terms.date));
    said.row(words.invoices, numbers(terms.invoices.iter().copied(), write));
    said.row(words.amount, amount.clone());
    said.row(words.day, date.clone());
    said.say((words.promise)(&amount, &date));
    said.say(words.promise_rests);
    said.say(words.promise_not);
    said.warn(words.promise_if_not);
    said
}

fn numbers(invoices: impl Iterator<Item = InvoiceId>, write: &Writer<'_>) -> String {
    invoices.map(|invoice| (write.number)(invoice)).collect::<Vec<_>>().join(", ")
}

/// How the one who accepted proved to be the debtor.
#[must_use]
pub fn proof(language: Language, proof: &VerifiedBy) -> String {
    let words = crate::words::agreement_text(language);
    match proof {
        VerifiedBy::Link => words.by_link.to_owned(),
        VerifiedBy::EmailCode { address } => (words.by_code)(address),
        VerifiedBy::KnowledgeQuestion { fact } => {
            // Saldo of another day may have known another fact; its name is better than nothing.
            let known = KnowledgeQuestion::of_name(fact).map(words.fact);
            (words.by_fact)(known.unwrap_or(fact))
        }
        VerifiedBy::LessThanBefore => words.by_less.to_owned(),
        VerifiedBy::Staff { name } => (words.by_staff)(name),
    }
}

/// What a debtor is told whose plan was worked out again and has to be confirmed by `until`, a day as it is read.
#[must_use]
pub fn consent(language: Language, until: &str) -> String {
    (crate::words::agreement_text(language).consent)(until)
}
