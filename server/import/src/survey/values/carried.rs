//! Bills that carry what earlier ones left open: the sum to pay has it on top of what the bill itself charges. Asked for each
//! bill, what is carried would be asked twice.

use super::super::sides::rough;
use super::sums::{amount_in, taken_off_question};
use super::{Found, Headed};
use crate::columns::Columns;
use crate::field::Field;
use crate::folding::fold;
use crate::numbers;
use crate::record::Record;

/// So many rows are enough to see how sums hang together.
const ROWS: usize = 500;

const WITH_EARLIER: &str = "it has what earlier bills left open; what each bill charges by itself is asked for";

/// The sums of a row, in hundredths.
#[derive(Debug)]
struct Row {
    total: i128,
    /// The whole sum, where the total is a balance.
    amount: Option<i128>,
    earlier: i128,
    others: Vec<Option<i128>>,
}

/// What stands beside a column of what earlier bills left open.
#[derive(Debug, Default)]
pub(in super::super) struct Carried {
    earlier: Option<usize>,
    others: Vec<usize>,
    rows: Vec<Row>,
}

impl Carried {
    /// Of the headings: nothing, where none speaks of earlier bills.
    pub(in super::super) fn of(columns: &Columns) -> Self {
        const EARLIER: [&str; 17] = [
            "anterior",
            "anteriores",
            "previous",
            "prior",
            "previo",
            "previa",
            "previos",
            "anterieur",
            "anterieurs",
            "vorperiode",
            "vormonat",
            "ubertrag",
            "vortrag",
            "arrastre",
            "carried",
            "brought",
            "atrasados",
        ];
        const OTHERS: [&str; 12] = [
            "lectura",
            "reading",
            "zahlerstand",
            "leitura",
            "fecha",
            "date",
            "data",
            "datum",
            "consumo",
            "number",
            "numero",
            "factura",
        ];
        let says = |heading: &str| {
            let folded = fold(heading);
            let has = |list: &[&str]| folded.split(' ').any(|word| list.contains(&word));
            has(&EARLIER) && !has(&OTHERS)
        };
        let moved =
            [Field::Debit, Field::PaidAmount, Field::CreditedAmount].into_iter().any(|field| columns.has(field));
        let earlier = columns.ignored().find(|(_, heading)| says(heading)).map(|(at, _)| at).filter(|_| !moved);
        let others = columns.ignored().map(|(at, _)| at).filter(|at| earlier.is_some_and(|earlier| earlier != *at));
        Self { earlier, others: others.collect(), rows: Vec::new() }
    }

    /// Notes a row.
    pub(in super::super) fn add(&mut self, record: &Record, columns: &Columns) {
        let Some(at) = self.earlier.filter(|_| self.rows.len() < ROWS) else { return };
        let sum = |at: usize| match record.get(at).map_or("", str::trim) {
            cell if cell.is_empty() || numbers::is_nothing(cell) => Some(0),
            cell => amount_in(cell),
        };
        let of = |field| rough(columns.cell(field, record));
        let (amount, open) = (of(Field::Amount), of(Field::OpenAmount));
        let (Some(total), Some(earlier)) = (open.or(amount), sum(at)) else { return };
        let others = self.others.iter().map(|at| sum(*at)).collect();
        self.rows.push(Row { total, amount: amount.filter(|_| open.is_some()), earlier, others });
    }

    /// Reads what each bill charges by itself, or asks; says whether anything came of it.
    pub(super) fn find(&self, all: &[Headed<'_>], columns: &Columns, found: &mut Found) -> bool {
        let whole = if columns.has(Field::OpenAmount) { Field::OpenAmount } else { Field::Amount };
        let Some(total) = columns.at(whole).filter(|_| self.rows.iter().any(|row| row.earlier != 0)) else {
            return false;
        };
        let said = [whole, Field::CreditedAmount].into_iter().any(|field| columns.is_wished(field));
        if said || columns.has_competing() {
            return false;
        }
        let adds_up = |charged: &dyn Fn(&Row) -> Option<i128>| {
            self.rows.iter().all(|row| charged(row).is_some_and(|charged| row.total == charged + row.earlier))
        };
        if adds_up(&|row| row.amount) {
            found.dropped.push(whole);
            found.notes.push((total, WITH_EARLIER));
            return true;
        }
        let charged =
            self.others.iter().enumerate().find(|(place, _)| adds_up(&|row| row.others.get(*place).copied().flatten()));
        if let Some((_, at)) = charged.filter(|_| !columns.has(Field::Amount) || whole == Field::Amount) {
            if whole == Field::OpenAmount {
                found.dropped.push(whole);
            }
            found.fields.push((Field::Amount, *at));
            found.notes.push((total, WITH_EARLIER));
            return true;
        }
        // What is read is what the bill charges by itself: another column has it with what is carried.
        let carries = |place: usize| {
            self.rows.iter().all(|row| row.others.get(place).copied().flatten() == Some(row.total + row.earlier))
        };
        if (0..self.others.len()).any(carries) {
            return false;
        }
        let within = self.rows.iter().all(|row| (0..=row.total.max(0)).contains(&row.earlier));
        let column = all
            .iter()
            .find(|column| self.earlier == Some(column.watched.at))
            .filter(|_| within && whole == Field::Amount);
        found.questions.extend(column.map(|column| taken_off_question(column, columns.heading(whole))));
        column.is_some()
    }
}
