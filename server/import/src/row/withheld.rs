//! What the customer keeps back for the tax office and does not pay to the creditor.

use super::Row;
use crate::field::Field;
use crate::folding::fold;
use crate::headings::is_net_of_withheld;
use crate::outcome::{Code, Finding};
use domain::money::Money;

impl Row<'_> {
    /// What the customer keeps back for the tax office (retenciones, detracción, Quellensteuer), unless the total is without
    /// it already: by its heading, or because net sum and tax come to more than it.
    pub(super) fn withheld(self, total: Money, warnings: &mut Vec<Finding>) -> Result<Option<Money>, Finding> {
        let columns = &self.survey.columns;
        let currency = total.currency();
        if let Some(net) = self.money(Field::NetReceivable, currency, warnings)? {
            let less = total.minus(net).ok().filter(|less| less.is_positive() && net.minor() >= 0);
            warnings.extend(less.map(|less| self.kept_back(less, total)));
            return Ok(less);
        }
        if !columns.has(Field::Withheld)
            || columns.heading(Field::Amount).is_some_and(|name| is_net_of_withheld(&fold(name)))
        {
            return Ok(None);
        }
        let mut sum = Money::zero(currency);
        let cells = columns.added.iter().filter(|(field, _)| *field == Field::Withheld);
        let cells = cells.map(|(_, at)| self.record.get(*at).map_or("", str::trim));
        for cell in std::iter::once(self.cell(Field::Withheld)).chain(cells) {
            let Some(read) = self.amount_in(Field::Withheld, cell)? else { continue };
            let in_cents = columns.at(Field::Withheld).is_some_and(|at| columns.in_cents(at));
            let number = if in_cents { read.0.in_smallest(currency) } else { read.0 };
            let one = number
                .money(false, currency)
                .map_err(|error| self.no_amount(Field::Withheld, error, Some(currency)))?;
            sum = sum.plus(one).map_err(|_| self.too_large(Field::Withheld))?;
        }
        if sum.is_zero() || !total.is_positive() || self.is_without(total, sum)? {
            return Ok(None);
        }
        warnings.push(self.kept_back(sum, total));
        Ok(Some(sum))
    }

    fn kept_back(self, sum: Money, total: Money) -> Finding {
        self.finding(Code::Withheld, Field::Withheld, format!("{sum} that is kept back is taken off {total}"))
    }

    /// The total with what is collected on top of it (Peru's percepción), where the row says what is to be received in all.
    pub(super) fn with_collected(self, total: Money, warnings: &mut Vec<Finding>) -> Result<Money, Finding> {
        let net = self.money(Field::NetReceivable, total.currency(), &mut Vec::new())?;
        let Some(net) = net.filter(|net| total.is_positive() && net.minor() > total.minor()) else { return Ok(total) };
        let message = format!("{net} is to be received, more than the {total} of the document; it is asked for");
        warnings.push(self.finding(Code::Withheld, Field::NetReceivable, message));
        Ok(net)
    }

    /// Is `total` what net sum and tax come to less what is kept back?
    fn is_without(self, total: Money, withheld: Money) -> Result<bool, Finding> {
        let mut unused = Vec::new();
        let net = self.money(Field::LineNet, total.currency(), &mut unused)?;
        let tax = self.money(Field::LineTax, total.currency(), &mut unused)?;
        let (Some(net), Some(tax)) = (net, tax) else { return Ok(false) };
        let gross = net.plus(tax).and_then(|gross| gross.minus(withheld));
        Ok(gross == Ok(total))
    }
}
