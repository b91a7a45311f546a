//! An invoice, debit note or credit note becomes items: one, or one for each part that is due on a day of its own.

use super::customer::fitting;
use super::early::Whole;
use super::lines::lines;
use super::sums::contradiction;
use crate::currency;
use crate::document::{DatedPart, Document, EarlyPayment, Nature, PaymentMeans, Problem, Standard, Wrong};
use crate::field::Field;
use crate::item::{DocumentKind, Item, Part, Status};
use crate::options::{Options, PaidAtOnce};
use crate::outcome::{Code, Finding, Outcome};
use crate::plausible;
use crate::words::terms;
use chrono::Days;
use domain::date::Date;
use domain::money::{Currency, Money, MoneyError};
use rust_decimal::Decimal;
use std::sync::Arc;

/// The longest texts that are taken, in characters; what is longer stays in the document.
const MAX_NUMBER: usize = 100;
const MAX_NOTES: usize = 4000;

/// A document, where it stands in its file, and what was said of the file.
#[derive(Clone, Copy)]
pub(crate) struct Context<'a> {
    pub(crate) document: &'a Arc<Document>,
    /// Counted from 1 within its file.
    pub(crate) line: u64,
    pub(crate) options: &'a Options,
}

/// What comes of a claim.
pub(crate) fn claim(context: Context<'_>) -> Vec<Outcome> {
    match context.items() {
        Ok((items, warnings)) => {
            let items = items.into_iter().map(|item| Outcome::Accepted(Box::new(item)));
            items.chain(warnings.into_iter().map(Outcome::Warned)).collect()
        }
        Err(Stop::Refused(finding)) => vec![Outcome::Rejected(finding)],
        Err(Stop::NotYet(finding)) => vec![Outcome::Skipped(finding)],
    }
}

/// Why a document gives no item.
pub(super) enum Stop {
    Refused(Finding),
    NotYet(Finding),
}

impl From<Finding> for Stop {
    fn from(finding: Finding) -> Self {
        Self::Refused(finding)
    }
}

/// The amounts of a document, with the sign of what it is.
struct Amounts {
    kind: DocumentKind,
    total: Money,
    paid: Option<Money>,
    open: Option<Money>,
    /// What was paid beyond it, below zero.
    beyond: Option<Money>,
}

impl Context<'_> {
    pub(super) fn finding(&self, code: Code, field: &'static str, message: impl std::fmt::Display) -> Finding {
        let name = self.document.original.name.as_deref();
        let message = name.map_or_else(|| message.to_string(), |name| format!("{name}: {message}"));
        Finding { line: self.line, code, field: Some(field.into()), message: message.into() }
    }

    fn items(&self) -> Result<(Vec<Item>, Vec<Finding>), Stop> {
        self.refuse_problems()?;
        let d = self.document;
        let mut warnings = Vec::new();
        let issued = self.issued()?;
        let currency = self.currency(d.currency.as_deref())?;
        if let Some(contradiction) = contradiction(d) {
            return Err(self.finding(Code::TotalsDoNotAddUp, "amount", contradiction).into());
        }
        let amounts = self.amounts(currency, &mut warnings)?;
        let customer = self.customer(&mut warnings)?;
        let due = self.due(issued, amounts.kind)?;
        let lines = self.lines(amounts.total, &mut warnings);
        let (series, number) = self.number()?;
        self.tell_of_replaced(&mut warnings);
        self.tell_of_payee(&mut warnings);
        self.tell_of_collection(amounts.kind, &mut warnings);
        self.tell_of_unlikely([issued, due], amounts.total, &mut warnings);
        self.tell_of_account(currency, &mut warnings);
        let payable = amounts.open.unwrap_or(amounts.total);
        let discounts = self.discounts(Whole { issued, due, total: amounts.total, payable }, &mut warnings);
        let whole = Item {
            line: self.line,
            document: amounts.kind,
            series,
            number,
            part: None,
            customer,
            issued,
            due,
            settled: None,
            status: None,
            currency,
            total: Some(amounts.total),
            paid: amounts.paid,
            open: amounts.open,
            terms: self.terms(),
            discounts,
            description: None,
            notes: self.notes(),
            lines,
            unapplied: false,
            reference: self.reference(amounts.kind),
            electronic: Some(Arc::clone(d)),
        };
        let beyond = amounts.beyond.map(|credit| whole.beyond(credit));
        let mut items = self.parts(self.settle(whole), &mut warnings);
        items.extend(beyond);
        Ok((items, warnings))
    }

    pub(super) fn refuse_problems(&self) -> Result<(), Finding> {
        let Some(Problem { wrong, field, message }) = self.document.problems.first() else { return Ok(()) };
        let code = match wrong {
            Wrong::Day => Code::InvalidDate,
            Wrong::Amount => Code::InvalidAmount,
            Wrong::Currency => Code::CurrencyConflict,
            Wrong::Twice => Code::DuplicateConflict,
        };
        Err(self.finding(code, field, message))
    }

    fn issued(&self) -> Result<Date, Stop> {
        let missing = || self.finding(Code::MissingRequired, "issue_date", "the day of issue is missing");
        let issued = self.document.issued.ok_or_else(missing)?;
        if self.options.as_of.is_some_and(|as_of| issued > as_of) {
            return Err(Stop::NotYet(self.finding(Code::AfterAsOf, "issue_date", "issued after that day")));
        }
        Ok(issued)
    }

    /// Series and number; the tax office's number where the seller gave none.
    pub(super) fn number(&self) -> Result<(Option<String>, String), Finding> {
        let d = self.document;
        let missing = || self.finding(Code::MissingRequired, "invoice_number", "the number of the document is missing");
        let (series, number) = match &d.number {
            Some(number) => (d.series.clone(), number),
            None => (None, d.uuid.as_ref().ok_or_else(missing)?),
        };
        let long = |text: &String| text.chars().count() > MAX_NUMBER;
        if long(number) || series.as_ref().is_some_and(long) {
            let message = format!("the number is longer than {MAX_NUMBER} characters");
            return Err(self.finding(Code::TextTooLong, "invoice_number", message));
        }
        Ok((series, number.clone()))
    }

    pub(super) fn currency(&self, written: Option<&str>) -> Result<Currency, Finding> {
        let missing = || self.finding(Code::MissingRequired, "currency", "the currency is missing");
        let written = written.ok_or_else(missing)?;
        currency::code(written).ok_or_else(|| {
            self.finding(
                Code::UnknownCurrency,
                "currency",
                format!("`{}` is no currency of ISO 4217", super::fields::short(written)),
            )
        })
    }

    pub(super) fn money(&self, amount: Decimal, currency: Currency) -> Result<Money, Finding> {
        Money::from_decimal(amount, currency).map_err(|error| match error {
            MoneyError::TooManyDecimals { .. } => {
                let message = format!("{amount} has more decimals than {currency}, which has {}", currency.exponent());
                self.finding(Code::TooManyDecimals, "amount", message)
            }
            _ => self.finding(
                Code::AmountOutOfRange,
                "amount",
                format!("{amount} is larger than any amount that is taken"),
            ),
        })
    }

    /// What the whole came to, and what of it was paid before it was issued.
    fn amounts(&self, currency: Currency, warnings: &mut Vec<Finding>) -> Result<Amounts, Finding> {
        let totals = &self.document.totals;
        let missing = || self.finding(Code::MissingRequired, "amount", "the amount to pay is missing");
        let payable = self.money(totals.payable.ok_or_else(missing)?, currency)?;
        let prepaid = self.money(totals.prepaid.unwrap_or_default(), currency)?;
        let too_large =
            |_| self.finding(Code::AmountOutOfRange, "amount", "the sum is larger than any amount that is taken");
        let total = payable.plus(prepaid).map_err(too_large)?;
        let kept_back = self.kept_back(payable, warnings)?;
        let (payable, prepaid) =
            (payable.minus(kept_back).map_err(too_large)?, prepaid.plus(kept_back).map_err(too_large)?);
        let is_credit = self.document.nature == Nature::CreditNote;
        let overpaid = !is_credit && total.is_positive() && payable.minor() < 0;
        let contradictory = (total.minor() < 0) != (payable.minor() < 0) && !total.is_zero() && !payable.is_zero();
        if (contradictory && !overpaid) || (is_credit && total.minor() < 0) {
            let message = format!("{payable} is payable of {total}; which way the money is owed cannot be told");
            return Err(self.finding(Code::OpenAmountMismatch, "amount", message));
        }
        if overpaid {
            let message = format!("{prepaid} was paid of {total} before it was issued; {payable} is a credit");
            warnings.push(self.finding(Code::Overpaid, "amount", message));
        }
        if total.is_zero() {
            warnings.push(self.finding(Code::ZeroAmount, "amount", "there is nothing to pay"));
        }
        if !is_credit && total.minor() < 0 {
            let message = "called an invoice, but negative; taken as a credit note";
            warnings.push(self.finding(Code::TypeSignConflict, "kind", message));
        }
        let signed = |amount: Money| if is_credit { amount.negated().map_err(too_large) } else { Ok(amount) };
        let kind = match self.document.nature {
            _ if is_credit || total.minor() < 0 => DocumentKind::CreditNote,
            Nature::DebitNote => DocumentKind::DebitNote,
            _ => DocumentKind::Invoice,
        };
        let beyond = overpaid.then_some(payable);
        let (prepaid, payable) = if overpaid { (total, Money::zero(currency)) } else { (prepaid, payable) };
        let paid = Some(prepaid).filter(|paid| !paid.is_zero());
        let open = paid.map(|_| signed(payable)).transpose()?;
        Ok(Amounts { kind, total: signed(total)?, paid: paid.map(signed).transpose()?, open, beyond })
    }

    /// What the buyer does not pay to the seller: the difference to what is due on credit, else what goes to a tax account.
    fn kept_back(&self, payable: Money, warnings: &mut Vec<Finding>) -> Result<Money, Finding> {
        let d = self.document;
        let none = Money::zero(payable.currency());
        let on_credit = d.on_credit.map(|sum| self.money(sum, payable.currency())).transpose()?;
        let by_terms = on_credit.and_then(|sum| payable.minus(sum).ok());
        let stated = d.kept_back.map(|sum| self.money(sum, payable.currency())).transpose()?;
        let Some(kept_back) = by_terms.or(stated).filter(|kept| !kept.is_zero()) else { return Ok(none) };
        if !kept_back.is_positive() || kept_back.minor() > payable.minor() {
            let message = format!("{kept_back} would be kept back of {payable}, which cannot be; nothing is taken off");
            warnings.push(self.finding(Code::PartsMismatch, "amount", message));
            return Ok(none);
        }
        let message =
            format!("{kept_back} of {payable} are kept back and not paid to the seller (detracción and the like)");
        warnings.push(self.finding(Code::Withheld, "withheld", message));
        Ok(kept_back)
    }

    /// A document that says it is paid at once is what the person said of such documents.
    fn settle(&self, mut item: Item) -> Item {
        let paid = self.options.paid_at_once == Some(PaidAtOnce::Paid);
        if paid && self.document.paid_at_once && !item.document.is_credit() {
            item.status = Some(Status::Paid);
            (item.paid, item.open) = (item.total, Some(Money::zero(item.currency)));
        }
        item
    }

    /// The document's own day, else by its terms, else by what was said for such documents.
    fn due(&self, issued: Date, kind: DocumentKind) -> Result<Date, Finding> {
        if kind.is_credit() {
            return Ok(issued);
        }
        let by_days = |days: u64| issued.checked_add_days(Days::new(days));
        let said = || self.options.default_for(Field::Terms).and_then(terms::days).and_then(by_days);
        let due = self.document.due.or_else(|| self.document.own_term().and_then(by_days)).or_else(said);
        let last_part = self.document.parts.iter().map(|part| part.due).max();
        let due = due.or(last_part).ok_or_else(|| {
            let message =
                "no day of payment, and none follows from its terms; say --default terms=TERMS, for example net 30";
            self.finding(Code::MissingRequired, "due_date", message)
        })?;
        if due < issued {
            let message = format!("due on {due}, before it was issued on {issued}");
            return Err(self.finding(Code::DueBeforeIssue, "due_date", message));
        }
        Ok(due)
    }

    fn lines(&self, total: Money, warnings: &mut Vec<Finding>) -> Vec<domain::invoice::Line> {
        let d = self.document;
        if d.line_count == 0 || d.lines.is_empty() {
            return Vec::new();
        }
        let positive =
            if total.minor() < 0 && d.nature == Nature::CreditNote { total.negated().ok() } else { Some(total) };
        let Some(mut lines) = positive.and_then(|total| lines(d, total)) else {
            let message = format!("its lines do not add up to {total}; they are left out, the document has them");
            warnings.push(self.finding(Code::LinesMismatch, "line_net", message));
            return Vec::new();
        };
        if positive != Some(total) {
            for line in &mut lines {
                (line.net, line.tax) = (crate::row::opposite(line.net), crate::row::opposite(line.tax));
            }
        }
        lines
    }

    fn terms(&self) -> Option<String> {
        let plain = self.document.terms.iter().flat_map(|terms| terms.lines()).map(str::trim);
        let all: Vec<&str> = plain.filter(|line| !line.is_empty() && !line.starts_with("#SKONTO#")).collect();
        fitting(Some(&all.join("; ")), MAX_NUMBER)
    }

    /// Remarks, without the codes that say what kind they are (`#ADU#`).
    fn notes(&self) -> Option<String> {
        let without_code = |note: &String| match note.strip_prefix('#').and_then(|rest| rest.split_once('#')) {
            Some((code, rest)) if code.len() == 3 => rest.trim().to_owned(),
            _ => note.trim().to_owned(),
        };
        let all: Vec<String> = self.document.notes.iter().map(without_code).filter(|note| !note.is_empty()).collect();
        Some(all.join("\n").replace("\r\n", "\n").replace('\r', "\n"))
            .filter(|notes| !notes.is_empty() && notes.chars().count() <= MAX_NOTES)
    }

    /// The document that a credit or debit note belongs to.
    fn reference(&self, kind: DocumentKind) -> Option<String> {
        let d = self.document;
        let is_document = |code: &str| {
            matches!(code.parse(), Ok(30 | 32..=35 | 38 | 39 | 41 | 43 | 45 | 46 | 55 | 56 | 60 | 61 | 101..=112))
        };
        let of_dte = |code: Option<&str>| d.standard != Standard::Dte || code.is_some_and(is_document);
        let first = d.references.iter().find(|reference| of_dte(reference.kind.as_deref()));
        let named = first.and_then(|reference| reference.number.clone().or_else(|| reference.uuid.clone()));
        named.filter(|_| matches!(kind, DocumentKind::CreditNote | DocumentKind::DebitNote))
    }

    fn tell_of_replaced(&self, warnings: &mut Vec<Finding>) {
        for one in self.document.replaces() {
            let message = format!("it replaces {one}; if that one is in the books, it is void from now on");
            warnings.push(self.finding(Code::ReplacesDocument, "reference", message));
        }
    }

    /// A claim that was sold is owed to whoever bought it.
    fn tell_of_payee(&self, warnings: &mut Vec<Finding>) {
        let d = self.document;
        let other = d
            .payee
            .as_ref()
            .and_then(|payee| payee.name.as_deref())
            .filter(|name| d.seller.name.as_deref() != Some(*name));
        if let Some(name) = other {
            let message = format!("it is to be paid to {}, not to the seller", super::fields::short(name));
            warnings.push(self.finding(Code::OtherPayee, "kind", message));
        }
    }

    /// A debt that the seller collects from the buyer's account: UNTDID 4461, 49 and, for SEPA, 59.
    fn tell_of_collection(&self, kind: DocumentKind, warnings: &mut Vec<Finding>) {
        let en16931 = matches!(self.document.standard, Standard::Ubl | Standard::Cii);
        let collected = |means: &PaymentMeans| matches!(means.code.as_deref(), Some("49" | "59"));
        if en16931 && !kind.is_credit() && self.document.means.iter().any(collected) {
            let message = "it is collected by direct debit; whoever pays it here as well pays it twice";
            warnings.push(self.finding(Code::DirectDebit, "terms", message));
        }
    }

    fn tell_of_unlikely(&self, days: [Date; 2], total: Money, warnings: &mut Vec<Finding>) {
        let mut tell = |field, message: String| warnings.push(self.finding(Code::Implausible, field, message));
        if let Some(day) = days.into_iter().find(|day| !domain::date::is_likely(*day)) {
            tell("issue_date", format!("{day} is no likely day of an invoice"));
        }
        if let [issued, due] = days
            && (due - issued).num_days() > plausible::LONG_TERMS
        {
            tell("due_date", format!("due on {due}, years after it was issued on {issued}"));
        }
        if !plausible::is_likely_amount(total) {
            tell("amount", format!("{total} is more than is likely"));
        }
        let quantity =
            self.document.lines.iter().filter_map(|line| line.quantity).find(|many| *many >= plausible::MANY);
        if let Some(quantity) = quantity {
            tell("line_quantity", format!("a quantity of {quantity} is more than is likely"));
        }
        let all = |early: &&EarlyPayment| early.percent >= Decimal::ONE_HUNDRED;
        if let Some(EarlyPayment { percent, .. }) = self.document.early_payment.iter().find(all) {
            tell("terms", format!("a discount of {percent} % is none; it is left out"));
        }
    }

    /// Money sent to an account whose check digits do not hold would go astray.
    fn tell_of_account(&self, currency: Currency, warnings: &mut Vec<Finding>) {
        if self.document.has_wrong_account(currency) {
            let message = "the check digits of its bank account do not hold; the account is not shown";
            warnings.push(self.finding(Code::WrongAccount, "notes", message));
        }
    }

    /// One item for each part, if they add up to the whole.
    fn parts(&self, whole: Item, warnings: &mut Vec<Finding>) -> Vec<Item> {
        let parts = &self.document.parts;
        let sum = whole.open.or(whole.total).filter(|_| parts.len() > 1 && !whole.document.is_credit());
        let Some(sum) = sum else { return vec![whole] };
        if whole.status == Some(Status::Paid) {
            return vec![whole];
        }
        let Some(amounts) = part_amounts(parts, sum) else {
            let message =
                format!("its parts do not add up to {sum}; it is taken as a whole, due with the last of them");
            warnings.push(self.finding(Code::PartsMismatch, "due_date", message));
            let due = parts.iter().map(|part| part.due).max().unwrap_or(whole.due).max(whole.issued);
            return vec![Item { due, ..whole }];
        };
        let of = u32::try_from(parts.len()).ok();
        let item = |((part, amount), n): ((&DatedPart, Money), u32)| Item {
            part: Some(Part { n, of, by_day: false }),
            due: part.due.max(whole.issued),
            total: Some(amount),
            paid: None,
            open: None,
            lines: Vec::new(),
            discounts: Vec::new(),
            ..whole.clone()
        };
        if !whole.discounts.is_empty() {
            let message = "a discount for early payment beside parts that are due by themselves; it is not offered";
            warnings.push(self.finding(Code::DiscountLeftOut, "discount", message));
        }
        parts.iter().zip(amounts).zip(1..).map(item).collect()
    }
}

/// What each part comes to: as said, or by its per cent, the last with what rounding leaves.
fn part_amounts(parts: &[DatedPart], sum: Money) -> Option<Vec<Money>> {
    let currency = sum.currency();
    let said: Option<Vec<Money>> = parts.iter().map(|part| Money::from_decimal(part.amount?, currency).ok()).collect();
    let amounts = match said {
        Some(amounts) => amounts,
        None => {
            let percents: Vec<Decimal> = parts.iter().map(|part| part.percent).collect::<Option<_>>()?;
            let whole = percents.iter().try_fold(Decimal::ZERO, |sum, percent| sum.checked_add(*percent))?;
            let mut amounts: Vec<Money> =
                percents.iter().map(|percent| sum.percent(*percent).ok()).collect::<Option<_>>()?;
            let before = Money::total(currency, amounts.iter().rev().skip(1).copied()).ok()?;
            *amounts.last_mut().filter(|_| whole == Decimal::ONE_HUNDRED)? = sum.minus(before).ok()?;
            amounts
        }
    };
    let adds_up = Money::total(currency, amounts.iter().copied()) == Ok(sum);
    (adds_up && amounts.iter().all(|amount| amount.is_positive())).then_some(amounts)
}

impl Document {
    /// Days that the document itself grants, in a field or in words.
    pub(crate) fn own_term(&self) -> Option<u64> {
        let in_words = || self.terms.iter().find_map(|terms| terms::days(terms));
        self.term_days.map(u64::from).or_else(in_words)
    }
}
