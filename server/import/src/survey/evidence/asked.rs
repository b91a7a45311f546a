//! What the rows leave to be asked of payments, sides and terms.

use super::Evidence;
use crate::columns::Columns;
use crate::field::Field;
use crate::headings::Confidence;
use crate::options::Options;
use crate::question::Question;
use crate::survey::payables;
use crate::words::terms;

impl Evidence {
    /// Columns of several currencies, of which rows do not say which is theirs.
    pub(super) fn about_tenders(&self, columns: &Columns) -> Option<Question> {
        let (field, first, second) = columns.competing_headings().filter(|_| self.unclear_scope)?;
        Some(Question::TwoColumns { field: field.to_string(), first, second })
    }

    /// Whether what is below nothing is a customer's credit, or what the firm owes a supplier, where a column has both.
    pub(super) fn about_both_sides(&self, columns: &Columns, options: &Options) -> Option<Question> {
        let (count, line) = self.below_nothing;
        let told = columns.has(Field::Kind) || columns.has(Field::Direction) || options.below_nothing.is_some();
        let column = payables::of_both(columns).filter(|_| count > 0 && !told)?.to_owned();
        Some(Question::BothSides { column, count, line })
    }

    /// Documents that were to be paid at once (CFDI's PUE), in a list that says nothing of what is open.
    pub(super) fn about_at_once(&self, columns: &Columns, options: &Options) -> Option<Question> {
        let (count, example) = &self.at_once;
        let says = columns.has(Field::OpenAmount)
            || columns.has(Field::PaidAmount)
            || columns.has(Field::Paid)
            || columns.has(Field::PaymentStatus)
            || columns.has(Field::SettledDate);
        let open = *count > 0 && !says && options.paid_at_once.is_none();
        open.then(|| Question::PaidAtOnce { count: *count, example: example.clone() })
    }

    /// Ways to pay under a heading that may mean terms (`Método de pago`: PPD) say no day: it is asked for once, and not
    /// refused in every row.
    pub(super) fn about_terms(&self, columns: &Columns, options: &Options) -> Option<Question> {
        let known = |field| columns.has(field) || options.default_for(field).is_some();
        let may = columns.confidence(Field::Terms) == Some(Confidence::May) && !columns.is_wished(Field::Terms);
        if !may || known(Field::DueDate) || options.default_for(Field::Terms).is_some() {
            return None;
        }
        let mut words = self.words.get(&Field::Terms)?.texts();
        let silent = words.any(|word| terms::read(word).due.is_none());
        silent.then(|| Question::no_column(Field::DueDate, &columns.headings))
    }
}
