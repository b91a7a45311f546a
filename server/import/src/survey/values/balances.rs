//! Columns of balances, beside which nothing or several say what is open of each document: arithmetic decides, or a question.

use super::super::running::{Running, Step};
use super::super::sides::rough;
use super::sums::{amount_in, says_open};
use super::{Found, Headed};
use crate::columns::Columns;
use crate::dates;
use crate::field::Field;
use crate::hashing;
use crate::numbers;
use crate::question::Question;
use crate::record::Record;

/// So many rows are enough to see how sums hang together.
const ROWS: usize = 500;
/// A bare whole number may count anything: a sum that hangs together by chance does not do so in many rows.
const BY_CHANCE: u64 = 3;

/// The sums of one row, in hundredths.
#[derive(Debug)]
struct Row {
    customer: u32,
    total: Option<i128>,
    paid: i128,
    open: i128,
    /// The cells of the columns that nothing names.
    others: Vec<Option<i128>>,
}

/// What stands in the first rows beside a balance.
#[derive(Debug, Default)]
pub(in super::super) struct Balances {
    rows: Vec<Row>,
}

impl Balances {
    /// Notes a row, and of it the columns at these places.
    pub(in super::super) fn add(&mut self, record: &Record, columns: &Columns, others: impl Iterator<Item = usize>) {
        if self.rows.len() >= ROWS || !columns.has(Field::OpenAmount) || columns.has(Field::Debit) {
            return;
        }
        let sum = |cell: &str| if numbers::is_nothing(cell) { Some(0) } else { amount_in(cell) };
        let of = |field| rough(columns.cell(field, record));
        let Some(open) = sum(columns.cell(Field::OpenAmount, record)) else { return };
        let marked = columns.cell(Field::Paid, record);
        let paid = of(Field::PaidAmount).or_else(|| rough(marked).filter(|_| !dates::is_like_a_day(marked)));
        self.rows.push(Row {
            customer: hashing::short(hashing::name(&columns.customer_name(record))),
            total: of(Field::Amount),
            paid: paid.unwrap_or(0).abs(),
            open,
            others: others.map(|at| sum(record.get(at).map_or("", str::trim))).collect(),
        });
    }

    /// Columns that nothing names and that are what was charged or paid, where the balance goes on from row to row by them.
    /// It is then that of the account, and is not read.
    fn moving(&self, all: &[Headed<'_>], columns: &Columns) -> Option<Vec<(Field, usize)>> {
        let has_paid = columns.has(Field::PaidAmount) || columns.has(Field::Paid);
        let at = |place: usize| all.get(place).map(|column| column.watched.at);
        let sums = || (0..all.len()).filter(|place| all.get(*place).is_some_and(|column| column.watched.sums.may_be()));
        let charged = || {
            let unnamed = sums().map(Some).filter(|_| !columns.has(Field::Amount));
            unnamed.chain(std::iter::once(None).filter(|_| columns.has(Field::Amount)))
        };
        let paid = || std::iter::once(None).chain(sums().map(Some).filter(|_| !has_paid));
        charged().flat_map(|charged| paid().map(move |paid| (charged, paid))).find_map(|(charged, paid)| {
            if charged.is_some() && charged == paid || charged.is_none() && paid.is_none() {
                return None;
            }
            let fields = [(Field::Amount, charged), (Field::PaidAmount, paid)];
            let fields = fields.into_iter().filter_map(|(field, place)| Some((field, at(place?)?))).collect();
            self.is_moved_by(all, charged, paid).then_some(fields)
        })
    }

    fn is_moved_by(&self, all: &[Headed<'_>], charged: Option<usize>, paid: Option<usize>) -> bool {
        let mut running = Running::default();
        let mut was_paid = paid.is_none();
        for row in &self.rows {
            let other =
                |place: usize| all.get(place).and_then(|column| row.others.get(column.place).copied().flatten());
            let amount = charged.map_or(row.total, &other).unwrap_or(0);
            let settled = paid.map_or(Some(row.paid), other).unwrap_or(0).abs();
            was_paid |= settled != 0;
            let by = amount - settled * amount.signum();
            running.step(Step { amount, moves: [by, by], balance: row.open });
        }
        let mut places = [charged, paid].into_iter().flatten();
        let written =
            places.all(|place| all.get(place).is_some_and(|column| !column.watched.sums.is_written_as_number()));
        running.is_running() && was_paid && (written || running.rows() >= BY_CHANCE)
    }

    /// The rows that have both sums, each with the other one.
    fn beside(&self, place: usize) -> impl Iterator<Item = (&Row, i128)> {
        self.rows.iter().filter_map(move |row| Some((row, (*row.others.get(place)?)?)))
    }

    /// Is another column of open sums less than the one that is read, and what do they say of each other?
    fn verdict(&self, other: &Headed<'_>, all: &[Headed<'_>], columns: &Columns) -> Verdict {
        let rows = || self.beside(other.place);
        if columns.open_beside.contains(&other.watched.at) && self.is_rest_unlike_read(other.place) {
            return Verdict::Other;
        }
        let lower = rows().any(|(row, sum)| sum.abs() < row.open.abs());
        if !lower || rows().all(|(_, sum)| sum == 0) {
            return Verdict::Read;
        }
        // What is all or nothing of it in each row is open by its day, as in a list of ages.
        let listed = columns.open_beside.contains(&other.watched.at);
        if !listed && rows().all(|(row, sum)| sum == 0 || sum == row.open) {
            return Verdict::Read;
        }
        let rest = |row: &Row| row.total.map(|total| total - row.paid * total.signum());
        let is_rest = |of: &dyn Fn(&Row, i128) -> i128| rows().all(|(row, sum)| rest(row) == Some(of(row, sum)));
        let paid = columns.has(Field::PaidAmount) || columns.has(Field::Paid);
        match (is_rest(&|row, _| row.open), is_rest(&|_, sum| sum)) {
            (true, false) if paid => return Verdict::Read,
            (false, true) if paid => return Verdict::Other,
            _ => {}
        }
        let beyond = |of: &dyn Fn(&Row, i128) -> i128| {
            rows().any(|(row, sum)| row.total.is_some_and(|total| of(row, sum).abs() > total.abs()))
        };
        if beyond(&|row, _| row.open) && !beyond(&|_, sum| sum) {
            return Verdict::Other;
        }
        if self.is_account(other.place) {
            return Verdict::Read;
        }
        let is_fee = |fee: &&Headed<'_>| {
            let of = |row: &Row| row.others.get(fee.place).copied().flatten().unwrap_or(0);
            fee.place != other.place && fee.watched.sums.may_be() && rows().all(|(row, sum)| row.open == sum + of(row))
        };
        if all.iter().any(|fee| is_fee(&fee)) { Verdict::Other } else { Verdict::Unclear }
    }

    /// Is a column what was not paid of each document in every row that has something, and the one that is read is not?
    fn is_rest_unlike_read(&self, place: usize) -> bool {
        let rest = |row: &Row| row.total.map(|total| total - row.paid * total.signum());
        let mut filled = self.beside(place).filter(|(_, sum)| *sum != 0);
        let mut was_paid = false;
        let is_rest = filled.all(|(row, sum)| {
            was_paid |= row.paid != 0;
            rest(row) == Some(sum)
        });
        is_rest
            && was_paid
            && self.beside(place).all(|(row, sum)| row.open == 0 || row.open == sum)
            && self.beside(place).any(|(row, sum)| row.paid != 0 && sum != 0 && row.open == 0)
    }

    /// Is a column the balance of the account: does it go on by what is open of each document, or is it the sum of what is
    /// open of each customer?
    fn is_account(&self, place: usize) -> bool {
        let mut running = Running::default();
        let mut open: std::collections::HashMap<u32, i128> = std::collections::HashMap::new();
        for (row, balance) in self.beside(place) {
            running.step(Step::of(row.open, 0, balance));
            *open.entry(row.customer).or_default() += row.open;
        }
        // The rows of the last customer may not be all.
        let cut = self.rows.len() >= ROWS;
        let last = self.rows.last().map(|row| row.customer).filter(|_| cut);
        let mut whole = self.beside(place).filter(|(row, _)| Some(row.customer) != last);
        running.is_running() || whole.all(|(row, balance)| open.get(&row.customer) == Some(&balance))
    }
}

/// Which of two columns says what is open.
enum Verdict {
    /// The one that is read, or the other is more, so that the smaller sum is asked for.
    Read,
    Other,
    Unclear,
}

const WITH_MORE: &str = "another column has what is open without what is added here; that is asked for";

/// What columns are beside a balance.
pub(super) fn find(balances: &Balances, all: &[Headed<'_>], columns: &Columns, found: &mut Found) {
    let Some(open) = columns.at(Field::OpenAmount).filter(|_| !columns.is_wished(Field::OpenAmount)) else { return };
    if columns.has(Field::Debit) || columns.has_competing() || found.dropped.contains(&Field::OpenAmount) {
        return;
    }
    if let Some(fields) = balances.moving(all, columns) {
        return found.fields.extend(fields);
    }
    for other in all.iter().filter(|column| columns.open_beside.contains(&column.watched.at) || says_open(column)) {
        if !other.watched.sums.may_be() || crate::columns::is_in_local_currency(other.heading) {
            continue;
        }
        match balances.verdict(other, all, columns) {
            Verdict::Read => {}
            Verdict::Other => {
                found.notes.push((open, WITH_MORE));
                return found.fields.push((Field::OpenAmount, other.watched.at));
            }
            Verdict::Unclear => {
                return found.questions.push(Question::TwoColumns {
                    field: Field::OpenAmount.to_string(),
                    first: other.heading.to_owned(),
                    second: columns.heading(Field::OpenAmount).unwrap_or_default().to_owned(),
                });
            }
        }
    }
}
