//! Amounts: what they are in, which way they point, and what follows from two of them.

use super::document::{Meaning, Said};
use super::{Row, nothing, short};
use crate::columns::Headed;
use crate::currency::{self, Mark};
use crate::field::Field;
use crate::folding::fold;
use crate::headings::is_share;
use crate::item::{DocumentKind, Status};
use crate::numbers::{self, DecimalMark, Number, NumberError};
use crate::outcome::{Code, Finding};
use crate::plausible::is_likely_amount;
use crate::survey::NoCurrency;
use domain::date::Date;
use domain::invoice::Line;
use domain::money::{Currency, Money};

/// The amounts of a row with their signs, before one is worked out from others.
pub(super) struct Signed {
    currency: Currency,
    total: Option<Money>,
    paid: Option<Money>,
    open: Option<Money>,
    line: Option<Line>,
    has_total: bool,
    pub(super) credit_by_word: bool,
    /// Does a side rather than a sign say which way the amount points?
    pub(super) by_side: bool,
}

impl Signed {
    /// Does it lower what the customer owes?
    pub(super) fn is_negative(&self) -> bool {
        self.total.or(self.open).is_some_and(|amount| amount.minor() < 0)
    }

    /// Does a balance say that a part of the whole is open?
    pub(super) fn is_open_in_part(&self) -> bool {
        let part = |(total, open): (Money, Money)| {
            open.minor() != 0 && open.minor().unsigned_abs() < total.minor().unsigned_abs()
        };
        self.total.zip(self.open).is_some_and(part)
    }

    /// Is what was paid less than the whole, where no balance says what is open?
    pub(super) fn was_paid_in_part(&self) -> bool {
        let less = |(total, paid): (Money, Money)| paid.minor().unsigned_abs() < total.minor().unsigned_abs();
        self.open.is_none() && self.total.zip(self.paid).is_some_and(less)
    }
}

/// What stands in an item.
pub(crate) struct Sums {
    pub(super) currency: Currency,
    pub(super) total: Option<Money>,
    pub(super) paid: Option<Money>,
    pub(super) open: Option<Money>,
    pub(super) line: Option<Line>,
    pub(super) has_total: bool,
    pub(super) credit_by_word: bool,
    /// What was paid beyond the whole, which the customer is owed.
    pub(super) overpaid: Option<Money>,
    /// The whole sum of the document, where the amounts are those of a part.
    pub(super) whole: Option<Money>,
}

/// Total, paid and open of one document, which agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Agreed {
    pub(crate) total: Option<Money>,
    pub(crate) paid: Option<Money>,
    pub(crate) open: Option<Money>,
    /// Were they given so that they did not?
    pub(crate) corrected: bool,
}

/// What is open is no part of the whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct NoPart {
    pub(crate) open: Money,
    pub(crate) total: Money,
}

impl Agreed {
    /// Works out the third amount from two. Where three contradict each other, the smaller sum counts as open.
    pub(crate) fn of(total: Option<Money>, paid: Option<Money>, open: Option<Money>) -> Result<Self, NoPart> {
        let whole = match (total, paid, open) {
            (None, Some(paid), Some(open)) => open.plus(paid).ok(),
            (total, ..) => total,
        };
        let Some(whole) = whole else { return Ok(Self { total: None, paid: None, open, corrected: false }) };
        let within = |amount: Money| {
            if whole.minor() < 0 {
                (whole.minor()..=0).contains(&amount.minor())
            } else {
                (0..=whole.minor()).contains(&amount.minor())
            }
        };
        if let Some(open) = open.filter(|open| !within(*open)) {
            return Err(NoPart { open, total: whole });
        }
        let by_paid =
            paid.and_then(|paid| whole.minus(paid).ok()).map(|rest| if within(rest) { rest } else { nothing(whole) });
        let rest = match (open, by_paid) {
            (Some(open), Some(by_paid)) if by_paid.minor().abs() < open.minor().abs() => Some(by_paid),
            (open, by_paid) => open.or(by_paid),
        };
        let settled = rest.and_then(|rest| whole.minus(rest).ok());
        let corrected =
            paid.is_some_and(|paid| settled.is_some_and(|settled| settled != paid)) || open.is_some() && rest != open;
        Ok(Self { total: Some(whole), paid: settled, open: rest, corrected })
    }
}

impl Row<'_> {
    /// An amount and what stands beside it, or nothing for an empty cell.
    pub(super) fn amount(self, field: Field) -> Result<Option<(Number, bool, Option<Mark>)>, Finding> {
        self.amount_in(field, self.cell(field))
    }

    /// As [`Row::amount`], of a cell that may stand in a further column of the field.
    pub(super) fn amount_in(self, field: Field, cell: &str) -> Result<Option<(Number, bool, Option<Mark>)>, Finding> {
        self.amount_with(self.decimal_mark(field), field, cell)
    }

    /// The same, with the mark that the cell has before its decimals.
    pub(super) fn amount_with(
        self,
        decimal: DecimalMark,
        field: Field,
        cell: &str,
    ) -> Result<Option<(Number, bool, Option<Mark>)>, Finding> {
        if cell.is_empty() {
            return Ok(None);
        }
        if numbers::is_nothing(cell) {
            return Ok(Some((Number::ZERO, false, None)));
        }
        let mut scanned = numbers::scan(cell).ok_or_else(|| self.no_amount(field, NumberError::Invalid, None))?;
        if self.survey.columns.c_is_credit && scanned.marks[1].eq_ignore_ascii_case("c") && !scanned.negative {
            (scanned.negative, scanned.marks[1]) = (true, "");
        }
        let number = numbers::read(scanned.body, decimal).map_err(|error| self.no_amount(field, error, None))?;
        let beside = currency::beside(scanned.marks).map_err(|_| self.no_amount(field, NumberError::Invalid, None))?;
        Ok(Some((number, scanned.negative, beside.or_else(|| self.sign(field)))))
    }

    /// The currency by which a sheet shows a number. It is how the cell is dressed, so a `$` says nothing where
    /// the row names its currency.
    fn sign(self, field: Field) -> Option<Mark> {
        let shown = self.survey.columns.place(field, self.record).and_then(|i| self.record.sign(i));
        let shown = shown.and_then(currency::mark);
        let named =
            !self.cell(Field::Currency).is_empty() || matches!(self.survey.columns.headed(self.record), Headed::Is(_));
        shown.filter(|mark| !named || *mark != Mark::Dollar)
    }

    pub(super) fn no_amount(self, field: Field, error: NumberError, currency: Option<Currency>) -> Finding {
        let cell = short(self.cell(field));
        match error {
            NumberError::Invalid => {
                let mark = self.survey.decimal.as_char();
                let message = format!("`{cell}` is no amount; this file writes decimals behind `{mark}`");
                self.finding(Code::InvalidAmount, field, message)
            }
            NumberError::OutOfRange => {
                self.finding(Code::AmountOutOfRange, field, format!("`{cell}` is larger than any amount that is taken"))
            }
            NumberError::TooManyDecimals => {
                let (code, decimals) = currency.map_or(("the currency", 0), |c| (c.code(), c.exponent()));
                let message =
                    format!("`{cell}` has more decimals than {code}, which has {decimals}; it is not rounded");
                self.finding(Code::TooManyDecimals, field, message)
            }
        }
    }

    fn currency(self, field: Field, beside: Option<Mark>) -> Result<Currency, Finding> {
        let cell = self.cell(Field::Currency);
        self.survey.currency(self.record, cell, beside).map_err(|error| match error {
            NoCurrency::Missing => self.missing(Field::Currency),
            NoCurrency::Unknown => {
                let shown = if cell.is_empty() { self.cell(field) } else { cell };
                let message = format!("`{}` is no currency of ISO 4217", short(shown));
                self.finding(Code::UnknownCurrency, Field::Currency, message)
            }
            NoCurrency::Conflict => {
                let message = format!("`{}` does not go with the currency of the row", short(self.cell(field)));
                self.finding(Code::CurrencyConflict, field, message)
            }
        })
    }

    /// An amount in a currency that is already known.
    pub(super) fn money(
        self,
        field: Field,
        currency: Currency,
        warnings: &mut Vec<Finding>,
    ) -> Result<Option<Money>, Finding> {
        let Some((number, negative, beside)) = self.amount(field)? else { return Ok(None) };
        if beside.is_some_and(|mark| !mark.may_be(currency)) {
            let message = format!("`{}` does not go with {currency}", short(self.cell(field)));
            return Err(self.finding(Code::CurrencyConflict, field, message));
        }
        let place = self.survey.columns.place(field, self.record);
        let in_cents = field.is_money() && place.is_some_and(|at| self.survey.columns.in_cents(at));
        let number = if in_cents { number.in_smallest(currency) } else { number };
        let money = number.money(negative, currency).map_err(|error| self.no_amount(field, error, Some(currency)))?;
        if number.is_noisy(currency) {
            let message = format!("`{}` is {money} but for the noise of a binary fraction", short(self.cell(field)));
            warnings.push(self.finding(Code::BinaryNoise, field, message));
        }
        Ok(Some(money))
    }

    /// The currency of the row: by its column, its heading, or the first amount that names one.
    fn row_currency(self) -> Result<Currency, Finding> {
        if self.survey.columns.headed(self.record) == Headed::Unclear {
            let message = "amounts in several currencies stand in it, and none of them is that of the document";
            return Err(self.finding(Code::CurrencyConflict, self.main_field(), message));
        }
        let fields = [Field::Amount, Field::OpenAmount, Field::Debit, Field::Credit, Field::LineNet, Field::PaidAmount];
        let added = || self.survey.columns.cells_of(Field::OpenAmount, self.record).any(|cell| !cell.is_empty());
        let filled = fields.into_iter().find(|field| !self.cell(*field).is_empty());
        let Some(field) = filled.or_else(|| added().then_some(Field::OpenAmount)) else {
            return Err(self.missing(self.main_field()));
        };
        let beside = self.amount(field)?.and_then(|(_, _, beside)| beside);
        self.currency(field, beside)
    }

    /// The field that has the amount in this file.
    fn main_field(self) -> Field {
        let fields = [Field::Amount, Field::OpenAmount, Field::LineNet, Field::Debit];
        fields.into_iter().find(|field| self.survey.columns.has(*field)).unwrap_or(Field::Amount)
    }

    /// The row's amounts, with the signs that word, side and cells give them.
    pub(super) fn signed_amounts(self, said: &Said, warnings: &mut Vec<Finding>) -> Result<Signed, Finding> {
        let currency = self.row_currency()?;
        // A payment above nothing, among others below it, was taken back.
        let signed_payment = self.survey.is_movements()
            && said.meaning == Meaning::Word(DocumentKind::Payment)
            && self.survey.lexicon.is_signed_payment(self.cell(Field::Kind));
        let mut by_side = said.side.is_some() || signed_payment;
        let has_lines = self.survey.columns.has(Field::LineNet);
        let line = if has_lines { self.line(currency, warnings)? } else { None };
        let mut written = self.money(Field::Amount, currency, warnings)?;
        if self.survey.columns.has(Field::Debit) && written.is_none() {
            written = self.movement(currency, warnings)?;
            by_side = true;
        }
        if let Some(total) = written {
            written = Some(self.with_collected(total, warnings)?);
        }
        let has_total = written.is_some();
        let open = self.part_of_total(Field::OpenAmount, written, currency, warnings)?;
        let total = match (written, &line, open) {
            (Some(total), ..) => Some(total),
            (None, Some(line), _) => Some(line.gross().map_err(|_| self.too_large(Field::LineNet))?),
            (None, None, Some(_)) => None,
            (None, None, None) => return Err(self.missing(self.main_field())),
        };
        let paid = self.paid_amount(currency, total.filter(|_| open.is_none()), warnings)?;
        // Of a payment that stands in the column of what was paid, that is the whole sum.
        let own = total.is_none() && said.is_credit() && self.survey.columns.has(Field::Amount);
        let (total, paid) = match paid.filter(|paid| own && !paid.is_zero()) {
            Some(paid) => (Some(paid), None),
            None => (total, paid),
        };
        let by_sign = said.side.is_none() && self.survey.lexicon.is_signed_credit(self.cell(Field::Kind));
        let credit_by_word = said.is_credit() && !(by_side && said.side.is_none()) && !by_sign;
        let is_credit = credit_by_word || total.or(open).is_some_and(|amount| amount.minor() < 0);
        let signed = |amount: Option<Money>| {
            amount.map(|amount| if is_credit && amount.is_positive() { opposite(amount) } else { amount })
        };
        Ok(Signed {
            currency,
            total: signed(total),
            paid: signed(paid),
            open: signed(open),
            line,
            has_total,
            credit_by_word,
            by_side,
        })
    }

    /// What is open or paid. Where its only column is in the firm's own money and the document is not, nothing and all of it
    /// are the same in both; anything else is refused, and never taken for a figure of the document's currency.
    fn part_of_total(
        self,
        field: Field,
        total: Option<Money>,
        currency: Currency,
        warnings: &mut Vec<Finding>,
    ) -> Result<Option<Money>, Finding> {
        if self.survey.columns.is_added_up(field) {
            return self.added_up(field, total, currency, warnings);
        }
        if self.is_share(field) {
            return total.map_or(Ok(None), |total| self.share(field, total));
        }
        if !self.survey.columns.is_in_other_money(field, self.record) {
            return self.money(field, currency, warnings);
        }
        let Some((part, negative, _)) = self.amount(field)? else { return Ok(None) };
        let whole = match self.survey.columns.total_in_house(self.record) {
            Some(cell) => self.amount_in(Field::Amount, cell)?,
            None => None,
        };
        if part.is_zero() {
            return Ok(Some(Money::zero(currency)));
        }
        if whole.is_some_and(|(whole, sign, _)| (whole, sign) == (part, negative)) && total.is_some() {
            return Ok(total);
        }
        let message = format!(
            "`{}` is in the firm's own currency, the document is in {currency}; how much of it that is, the list does not say",
            short(self.cell(field))
        );
        Err(self.finding(Code::CurrencyConflict, field, message))
    }

    /// Does a cell say what share of the whole it is?
    fn is_share(self, field: Field) -> bool {
        let columns = &self.survey.columns;
        let named = || columns.heading(field).is_some_and(|name| is_share(&fold(name)));
        // No heading of shares means such a field by itself.
        self.cell(field).ends_with('%') || columns.is_wished(field) && named()
    }

    /// The share of a whole sum that a cell says in percent.
    fn share(self, field: Field, whole: Money) -> Result<Option<Money>, Finding> {
        let Some(percent) = self.percent(field, "share")? else { return Ok(None) };
        whole.percent(percent).map(Some).map_err(|_| self.too_large(field))
    }

    /// Debit less credit of a movement.
    fn movement(self, currency: Currency, warnings: &mut Vec<Finding>) -> Result<Option<Money>, Finding> {
        let columns = &self.survey.columns;
        let debit = self.money(Field::Debit, currency, warnings)?;
        let credit = self
            .money(Field::Credit, currency, warnings)?
            .map(|credit| if credit.is_positive() || columns.takes_credits_back { credit } else { opposite(credit) });
        match (debit, credit) {
            (None, None) => Ok(None),
            (debit, credit) => {
                let none = Money::zero(currency);
                debit.unwrap_or(none).minus(credit.unwrap_or(none)).map(Some).map_err(|_| self.too_large(Field::Debit))
            }
        }
    }

    /// What was paid, set off by credit notes or kept back, without sign: exports write all of them as they like. What is
    /// kept back counts where only a `total` says what is owed.
    fn paid_amount(
        self,
        currency: Currency,
        total: Option<Money>,
        warnings: &mut Vec<Finding>,
    ) -> Result<Option<Money>, Finding> {
        let plain = |amount: Money| if amount.minor() < 0 { opposite(amount) } else { amount };
        let paid = self.part_of_total(Field::PaidAmount, total, currency, warnings)?.map(plain);
        let credited = self.money(Field::CreditedAmount, currency, warnings)?.map(plain);
        let withheld = match total {
            Some(total) => self.withheld(total, warnings)?,
            None => None,
        };
        // What was set off is known to be, whether or not anything was paid; nothing set off says nothing of payments.
        let others = [credited, withheld].into_iter().flatten().filter(|amount| !amount.is_zero());
        let mut sum = paid;
        for other in others {
            let before = sum.unwrap_or_else(|| Money::zero(currency));
            sum = Some(before.plus(other).map_err(|_| self.too_large(Field::PaidAmount))?);
        }
        Ok(sum)
    }

    /// What was paid of a document that was written off. A balance of nothing is what was left after it was given up: it does
    /// not say that anything was paid.
    fn paid_before_write_off(
        self,
        [total, paid, open]: [Option<Money>; 3],
        warnings: &mut Vec<Finding>,
    ) -> Option<Money> {
        let left = open.filter(|open| !open.is_zero());
        let paid = paid.or_else(|| total.zip(left).and_then(|(total, left)| total.minus(left).ok()));
        let paid = paid.or_else(|| total.map(nothing));
        let given_up = left.or_else(|| total.zip(paid).and_then(|(total, paid)| total.minus(paid).ok()));
        if let Some(given_up) = given_up.filter(|given_up| !given_up.is_zero()) {
            let message = format!("written off; {given_up} of it is no longer asked for");
            warnings.push(self.finding(Code::WrittenOff, Field::Status, message));
        }
        paid
    }

    /// Works out what the amounts, the status and the settled day say together.
    pub(super) fn sums(
        self,
        signed: Signed,
        said: &Said,
        settled: Option<Date>,
        known: Option<Date>,
        warnings: &mut Vec<Finding>,
    ) -> Result<Sums, Finding> {
        let Signed { currency, total, paid, open, line, has_total, credit_by_word, .. } = signed;
        let mismatch = |open: Money, why: &str| {
            let whole = total.unwrap_or_else(|| nothing(open));
            self.finding(Code::OpenAmountMismatch, Field::OpenAmount, format!("{open} is open of {whole}{why}"))
        };
        let whole = self.money(Field::DocumentTotal, currency, warnings)?;
        let sums = |total, paid, open| {
            let line = line.clone();
            Sums { currency, total, paid, open, line, has_total, credit_by_word, overpaid: None, whole }
        };
        self.tell_unlikely(total.or(open), warnings);
        if said.status == Some(Status::Void) {
            return Ok(sums(total, None, Some(Money::zero(currency))));
        }
        if said.status == Some(Status::WrittenOff) {
            let paid = self.paid_before_write_off([total, paid, open], warnings);
            return Ok(sums(total, paid, Some(Money::zero(currency))));
        }
        // More was paid than it comes to: nothing is open, and what is beyond it is the customer's.
        if let (Some(total), Some(beyond)) =
            (total.filter(|total| total.is_positive()), open.filter(|open| open.minor() < 0))
        {
            let closed = sums(Some(total), Some(total), Some(Money::zero(currency)));
            return Ok(Sums { overpaid: Some(beyond), ..closed });
        }
        // Nothing was charged by it, and something is owed back: a payment or a credit that is not applied yet.
        let only_credit = total.is_some_and(Money::is_zero) && open.is_some_and(|open| open.minor() < 0);
        let (total, paid) = if only_credit { (None, None) } else { (total, paid) };
        if is_paid_whole([total, paid, open], settled, said.status, mismatch)? {
            return Ok(sums(total, total, Some(Money::zero(currency))));
        }
        let partly = said.status == Some(Status::PartlyPaid) || !self.own_cell(Field::LastPayment).is_empty();
        if partly && open.is_none() && paid.is_none() && settled.is_none() {
            let message = "something was paid of it, but neither what was paid nor what is open stands in the row";
            return Err(self.finding(Code::OpenUnknown, Field::OpenAmount, message));
        }
        // In a file with lines the total may be the sum of several rows; they are looked at together.
        if !has_total && line.is_some() {
            return Ok(sums(total, paid, open));
        }
        let agreed = Agreed::of(total, paid, open).map_err(|part| mismatch(part.open, ""))?;
        if agreed.corrected {
            warnings.push(self.disagree(&agreed));
        }
        // It has no day of its own, so of an invoice that was settled after the day that was asked for nothing is known
        // but that it was open.
        let then = settled == known;
        Ok(sums(agreed.total, agreed.paid.filter(|_| then), agreed.open.filter(|_| then || agreed.total.is_none())))
    }

    fn tell_unlikely(self, amount: Option<Money>, warnings: &mut Vec<Finding>) {
        if let Some(amount) = amount.filter(|amount| !is_likely_amount(*amount)) {
            let message = format!("{amount} is more than is likely");
            warnings.push(self.finding(Code::Implausible, self.main_field(), message));
        }
    }

    fn disagree(self, agreed: &Agreed) -> Finding {
        let shown = |amount: Option<Money>| amount.map_or_else(String::new, |amount| amount.to_string());
        let message = format!(
            "total, paid and open do not add up; of {} {} is taken for open",
            shown(agreed.total),
            shown(agreed.open)
        );
        self.finding(Code::AmountsDisagree, Field::OpenAmount, message)
    }

    pub(super) fn too_large(self, field: Field) -> Finding {
        self.finding(Code::AmountOutOfRange, field, "the sum is larger than any amount that is taken")
    }
}

/// The same amount with the other sign. Amounts that are read stay below
/// [`numbers::MAX_MINOR`], which has an opposite.
pub(crate) fn opposite(amount: Money) -> Money {
    Money::new(amount.minor().saturating_neg(), amount.currency())
}

/// Does the status say that all of it is paid, and does what is open agree, or the day on which it was settled?
fn is_paid_whole(
    [total, paid, open]: [Option<Money>; 3],
    settled: Option<Date>,
    status: Option<Status>,
    mismatch: impl Fn(Money, &str) -> Finding,
) -> Result<bool, Finding> {
    match (open.filter(|open| !open.is_zero()), settled, status) {
        (Some(open), Some(_), _) => Err(mismatch(open, ", though it is settled")),
        // A column that goes on showing what was due (Stripe's `Amount Due`), beside all of it paid.
        (Some(open), None, Some(Status::Paid)) if total.is_some() && paid == total && Some(open) == total => Ok(true),
        (Some(open), None, Some(Status::Paid)) => Err(mismatch(open, ", though its status says that it is paid")),
        (None, _, Some(Status::Paid)) => Ok(true),
        (_, None, _) | (None, Some(_), _) => Ok(false),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(total: Option<i64>, paid: Option<i64>, open: Option<i64>) -> Result<[Option<i64>; 4], (i64, i64)> {
        let euro = "EUR".parse().expect("a currency");
        let money = |minor: Option<i64>| minor.map(|minor| Money::new(minor, euro));
        let agreed = Agreed::of(money(total), money(paid), money(open));
        agreed
            .map(|a| {
                [
                    a.total.map(Money::minor),
                    a.paid.map(Money::minor),
                    a.open.map(Money::minor),
                    Some(i64::from(a.corrected)),
                ]
            })
            .map_err(|part| (part.open.minor(), part.total.minor()))
    }

    #[test]
    fn the_third_amount_follows_from_two() {
        assert_eq!(of(Some(100), None, Some(40)), Ok([Some(100), Some(60), Some(40), Some(0)]));
        assert_eq!(of(Some(100), Some(60), None), Ok([Some(100), Some(60), Some(40), Some(0)]));
        assert_eq!(of(None, Some(60), Some(40)), Ok([Some(100), Some(60), Some(40), Some(0)]));
        assert_eq!(of(Some(100), Some(60), Some(40)), Ok([Some(100), Some(60), Some(40), Some(0)]));
        assert_eq!(of(Some(-100), Some(-60), None), Ok([Some(-100), Some(-60), Some(-40), Some(0)]));
        assert_eq!(of(Some(100), None, None), Ok([Some(100), None, None, Some(0)]));
        assert_eq!(of(None, None, Some(40)), Ok([None, None, Some(40), Some(0)]));
        assert_eq!(of(Some(0), None, Some(0)), Ok([Some(0), Some(0), Some(0), Some(0)]));
    }

    #[test]
    fn where_three_contradict_each_other_the_smaller_is_open() {
        assert_eq!(of(Some(100), Some(50), Some(40)), Ok([Some(100), Some(60), Some(40), Some(1)]));
        assert_eq!(of(Some(100), Some(70), Some(40)), Ok([Some(100), Some(70), Some(30), Some(1)]));
        assert_eq!(of(Some(100), Some(120), None), Ok([Some(100), Some(100), Some(0), Some(1)]));
        assert_eq!(of(Some(100), None, Some(140)), Err((140, 100)));
        assert_eq!(of(Some(-100), None, Some(30)), Err((30, -100)));
    }
}
