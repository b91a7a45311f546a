//! The words of an agreement: what stands on the check page, is frozen when it is accepted, and is
//! printed in the PDF. One function makes them, from the terms alone, so that nothing can be on the
//! page that is not in the agreement.

use crate::Figure;
use crate::words::agreement_text::{AgreementTextWords, PlanFigures};
use domain::agreement::{Discount, Extension, PlanTerms, Promise, Settlement, Terms, VerifiedBy, WayIn};
use domain::date::Date;
use domain::discount::EarlyBy;
use domain::id::InvoiceId;
use domain::knowledge_question::KnowledgeQuestion;
use domain::language::Language;
use domain::money::Money;
use domain::plan::default_terms::DefaultTerms;
use domain::plan::size::InstalmentSize;
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
    /// Is it agreed? What holds until then is called by what it was.
    pub agreed: bool,
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
    said.row(
        invoices_label(words, terms.invoices.len()),
        numbers(terms.invoices.iter().map(|part| part.invoice), write),
    );
    said.row(words.owed, owed.clone());
    said.row(words.to_pay, pay.clone());
    said.row(words.written_off, off.clone());
    said.row(words.until, until.clone());
    said.say((words.settlement)(write.creditor, &pay, &owed, &until));
    said.say((words.settlement_off)(&off, terms.invoices.len() > 1));
    said.warn(words.settlement_if_not);
    said
}

fn plan(language: Language, terms: &PlanTerms, write: &Writer<'_>) -> AgreementText {
    let PlanTerms { plan, default_terms } = terms;
    let frozen = crate::words::agreement_text(language);
    let mut said = AgreementText::default();
    let down = plan.down().map(|down| (write.money)(down.amount));
    let payments = (frozen.payments_every)(u16::try_from(plan.counted().count()).unwrap_or(u16::MAX), plan.frequency);
    let owed = (write.money)(plan.principal);
    let all = plan.principal.plus(plan.cost);
    let total = all.map_or_else(|_| owed.clone(), |total| (write.money)(total));
    let day = |date: Option<Date>| date.map(|date| (write.date)(date)).unwrap_or_default();
    let (first, last) = (day(plan.counted().next().map(|i| i.date)), day(plan.counted().next_back().map(|i| i.date)));
    let invoices = numbers(plan.invoices.iter().map(|part| part.invoice), write);

    said.row(invoices_label(frozen, plan.invoices.len()), invoices.clone());
    said.row(frozen.owed, owed.clone());
    if let Some(down) = &down {
        said.row(frozen.down, down.clone());
    }
    said.row(frozen.payments, payments.clone());
    match plan.instalment_size() {
        Some(InstalmentSize::Equal(each)) => said.row(frozen.each, (write.money)(each)),
        Some(InstalmentSize::UpTo(largest)) => said.row(frozen.each, (frozen.up_to)(&(write.money)(largest))),
        None => {}
    }
    said.row(frozen.first, first.clone());
    said.row(frozen.last, last.clone());
    let free = plan.cost.is_zero();
    said.row(frozen.cost, if free { frozen.nothing.to_owned() } else { (write.money)(plan.cost) });
    said.row(frozen.total, total.clone());

    // Together with what is paid at once they are the total, the plan's price included.
    let in_parts = plan.counted_total().map_or_else(|_| total.clone(), |sum| (write.money)(sum));
    let figures = PlanFigures {
        invoices: &invoices,
        several: plan.invoices.len() > 1,
        in_parts: &in_parts,
        payments: &payments,
        first: &first,
        last: &last,
    };
    said.say(match &down {
        Some(down) => (frozen.plan_with_down)(down, &figures),
        None => (frozen.plan)(&figures),
    });
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
    said.row(if write.agreed { words.former_due } else { words.old_due }, old);
    said.row(words.new_due, new);
    said.say(words.extension_rests);
    let price = written(terms.price);
    said.row(words.price, price.clone().unwrap_or_else(|| words.nothing.to_owned()));
    said.say(price.map_or_else(|| words.extension_free.to_owned(), |price| (words.extension_price)(&price)));
    if let Some(now) = written(terms.pay_now) {
        let until = (write.date)(terms.part_until());
        said.say((words.extension_now)(&now, &until));
        said.row(words.pay_now, now);
        said.row(words.pay_now_until, until);
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
    said.row(invoices_label(words, terms.invoices.len()), numbers(terms.invoices.iter().copied(), write));
    said.row(words.amount, amount.clone());
    said.row(words.day, date.clone());
    said.say((words.promise)(&amount, &date));
    said.say(words.promise_rests);
    said.say(words.promise_not);
    said.warn(words.promise_if_not);
    said
}

/// What the invoices' numbers are called.
const fn invoices_label(words: &AgreementTextWords, count: usize) -> &'static str {
    if count == 1 { words.invoice } else { words.invoices }
}

fn numbers(invoices: impl Iterator<Item = InvoiceId>, write: &Writer<'_>) -> String {
    invoices.map(|invoice| (write.number)(invoice)).collect::<Vec<_>>().join(", ")
}

/// How the one who accepted proved to be the debtor, and by which link they came in.
#[must_use]
pub fn proof(language: Language, proof: &VerifiedBy, way_in: Option<&WayIn>) -> String {
    let words = crate::words::agreement_text(language);
    let link = match way_in {
        None => String::new(),
        Some(WayIn::Mailed) => format!(" ({})", words.link_mailed),
        Some(WayIn::MadeByStaff { name }) => format!(" ({})", (words.link_by_staff)(name)),
        Some(WayIn::Shared) => format!(" ({})", words.link_shared),
    };
    let proof = match proof {
        VerifiedBy::Link => words.by_link.to_owned(),
        VerifiedBy::EmailCode { address } => (words.by_code)(address),
        VerifiedBy::KnowledgeQuestion { fact } => {
            // Saldo of another day may have known another fact; its name is better than nothing.
            let known = KnowledgeQuestion::of_name(fact).map(words.fact);
            (words.by_fact)(known.unwrap_or(fact))
        }
        VerifiedBy::LessThanBefore => words.by_less.to_owned(),
        VerifiedBy::Staff { name } => (words.by_staff)(name),
    };
    proof + &link
}

/// What a debtor is told whose plan was worked out again and has to be confirmed by `until`, a day as it is read.
#[must_use]
pub fn consent(language: Language, until: &str) -> String {
    (crate::words::agreement_text(language).consent)(until)
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::plan::schedule::Frequency;
    use domain::plan::solver::solve;
    use domain::plan::{FinanceCharge, InvoicePart, Pace, PlanRequest, PlanRules};

    fn mxn(minor: i64) -> Money {
        Money::new(minor, "MXN".parse().expect("a currency"))
    }

    fn day(month: u32, day: u32) -> Date {
        Date::from_ymd_opt(2026, month, day).expect("a day")
    }

    /// 20,824.32 in six monthly payments, with so much at once and for such a price.
    fn said(language: Language, down: Option<i64>, price: i64) -> AgreementText {
        let rules = PlanRules {
            start: day(1, 10),
            price: FinanceCharge { flat: mxn(price), annual_percent: Decimal::ZERO },
            frequencies: vec![Frequency::Monthly],
            first_from: day(1, 10),
            first_to: day(3, 10),
            latest_end: None,
            max_instalments: 12,
            min_instalment: mxn(1),
            min_down: mxn(0),
            max_down: mxn(1_000_000),
            step: 1,
        };
        let (pace, frequency, down) = (Pace::Count(6), Frequency::Monthly, down.map(mxn));
        let invoice = "inv_00000000000000000000000000000001".parse().expect("an id");
        let part = InvoicePart { invoice, amount: mxn(2_082_432) };
        let plan = solve(&[part], PlanRequest { pace, first: day(2, 15), frequency, down }, &rules).expect("a plan");
        let default_terms = DefaultTerms {
            grace_days: 5,
            cure_days: 0,
            charges_rest: true,
            reminders: domain::plan::default_terms::Reminders::Instalments,
            early: None,
            reschedules: 0,
            when_kept: domain::plan::default_terms::WhenKept { waive_rested_charges: true },
            when_broken: domain::plan::default_terms::WhenBroken {
                claw_back_charges: true,
                claw_back_discounts: true,
                waive_price_to_come: false,
            },
        };
        let writer = Writer {
            creditor: "Norte",
            money: &|money| money.decimal().to_string(),
            date: &|date| date.to_string(),
            percent: &|percent| percent.to_string(),
            number: &|_| "A-1".to_owned(),
            agreed: false,
        };
        agreement_text(language, &Terms::Plan(PlanTerms { plan, default_terms }), &writer)
    }

    #[test]
    fn what_is_paid_at_once_is_not_in_the_instalments_too() {
        for (language, sentence) in [
            (
                Language::Es,
                "Hoy se pagan 1000.00; los 19824.32 restantes, en 6 pagos mensuales, el primero el 2026-02-15 y el último el 2026-07-15 (factura A-1).",
            ),
            (
                Language::En,
                "You pay 1000.00 today and the remaining 19824.32 in 6 monthly payments, the first on 2026-02-15 and the last on 2026-07-15 (invoice A-1).",
            ),
            (
                Language::Pt,
                "Hoje são pagos 1000.00; os 19824.32 restantes, em 6 parcelas mensais, a primeira em 2026-02-15 e a última em 2026-07-15 (fatura A-1).",
            ),
        ] {
            let said = said(language, Some(100_000), 0);
            assert_eq!(said.text.first().map(String::as_str), Some(sentence));
        }
    }

    #[test]
    fn the_price_is_in_the_payments_and_said_to_be() {
        let said = said(Language::Es, Some(100_000), 60_000);
        assert!(
            said.text[0].starts_with("Hoy se pagan 1000.00; los 20424.32 restantes, en 6 pagos"),
            "{:?}",
            said.text
        );
        assert_eq!(said.text[1], "El plan cuesta 600.00, que los pagos ya incluyen. En total se pagan 21424.32.");
        let said = self::said(Language::Es, None, 60_000);
        assert!(said.text[0].starts_with("Se pagan 21424.32 (factura A-1) en 6 pagos"), "{:?}", said.text);
    }

    #[test]
    fn a_sum_for_each_is_named_only_where_each_is_that() {
        let each = |language, down| {
            let said = said(language, down, 0);
            said.rows.into_iter().nth(if down.is_some() { 4 } else { 3 }).expect("a row").value
        };
        // 19,824.32 ÷ 6 = 3,304.053…: four of six are a cent less.
        assert_eq!(each(Language::Es, Some(100_000)), "hasta 3304.06");
        assert_eq!(each(Language::En, Some(100_000)), "up to 3304.06");
        assert_eq!(each(Language::Pt, Some(100_000)), "até 3304.06");
        assert_eq!(each(Language::Es, None), "3470.72");
    }
}
