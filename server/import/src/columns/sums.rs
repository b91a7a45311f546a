//! Which of several columns of sums is which.

use super::{Claim, Columns};
use crate::field::Field;
use crate::folding::fold;
use crate::headings::{self, Confidence};
use crate::words::flags::Flag;

/// `Open` beside `Remaining amount` is a mark of yes and no.
pub(super) fn settle_marks(claims: &mut Vec<Claim>, folded: &[String]) {
    let is_mark = |claim: &Claim| {
        claim.field == Field::OpenAmount
            && folded.get(claim.at).is_some_and(|name| Flag::of_heading(name) == Some(Flag::PaidIfNo))
    };
    if claims.iter().any(|claim| claim.field == Field::OpenAmount && !is_mark(claim)) {
        claims.retain(|claim| !is_mark(claim));
    }
}

/// Where a balance says what is open, `Original amount` is the whole sum beside `Amount`.
pub(super) fn settle_original(claims: &mut Vec<Claim>, folded: &[String]) {
    let is_original =
        |claim: &Claim| folded.get(claim.at).is_some_and(|name| name.split(' ').any(|word| word == "original"));
    let open = claims.iter().any(|claim| claim.field == Field::OpenAmount);
    let original = claims.iter().any(|claim| claim.field == Field::Amount && is_original(claim));
    if open && original {
        claims.retain(|claim| claim.field != Field::Amount || is_original(claim));
    }
    // Without one, `Valor` beside it may be what it has become, or the same.
    let is_bare = |claim: &Claim| {
        claim.field == Field::Amount
            && folded
                .get(claim.at)
                .is_some_and(|name| matches!(name.as_str(), "valor" | "value" | "wert" | "sum" | "summe"))
    };
    if !open && original {
        claims.iter_mut().filter(|claim| is_bare(claim)).for_each(|claim| claim.confidence = Confidence::Says);
    }
}

/// Beside the sum of a part, another sum is that of the whole document.
pub(super) fn settle_part_sums(claims: &mut Vec<Claim>, folded: &[String]) {
    let is_part = |claim: &Claim| folded.get(claim.at).is_some_and(|name| headings::is_part_sum(name));
    if !claims.iter().any(|claim| claim.field == Field::Amount && is_part(claim)) {
        return;
    }
    let whole = |claim: &Claim| claim.field == Field::Amount && !is_part(claim);
    let known = claims.iter().any(|claim| claim.field == Field::DocumentTotal);
    let first = claims.iter().filter(|claim| whole(claim)).min_by_key(|claim| claim.confidence).map(|claim| claim.at);
    claims.retain(|claim| !whole(claim) || !known && Some(claim.at) == first);
    for claim in claims.iter_mut().filter(|claim| whole(claim)) {
        claim.field = Field::DocumentTotal;
    }
}

/// Of a line's sum with and without tax the one with it counts, where no column has the sum of the document: what is added up
/// is what is owed.
pub(super) fn settle_line_sums(claims: &mut Vec<Claim>, folded: &[String]) {
    let is = |claim: &Claim, words: &[&str]| {
        claim.field == Field::LineNet && folded.get(claim.at).is_some_and(|name| words.contains(&name.as_str()))
    };
    let gross = |claim: &Claim| {
        is(claim, &["line total", "item total", "total linea", "total ligne", "total item", "total partida"])
    };
    let document = claims.iter().any(|claim| matches!(claim.field, Field::Amount | Field::OpenAmount));
    let nets = claims.iter().filter(|claim| claim.field == Field::LineNet).count();
    if document || nets < 2 || claims.iter().filter(|claim| gross(claim)).count() != 1 {
        return;
    }
    claims.retain(|claim| match claim.field {
        Field::LineNet => gross(claim),
        Field::LineTax | Field::LineTaxPercent => false,
        _ => true,
    });
}

impl Columns {
    /// Quantity and price of each line are a net sum, where neither that nor the sum of the document has a column.
    pub(super) fn settle_prices(&mut self) {
        let sums = [Field::LineNet, Field::Amount, Field::OpenAmount, Field::Debit];
        let said = |field| self.has(field) || self.is_wished(field);
        let taken = |at: &usize| self.field_at(*at).is_some();
        let price = self.headings.iter().position(|heading| headings::is_price(&fold(heading))).filter(|at| !taken(at));
        if let Some(at) = price.filter(|_| self.has(Field::LineQuantity) && !sums.into_iter().any(said)) {
            self.set(Field::LineNet, at);
            self.net_is_price = true;
        }
    }

    /// `Valor líquido` beside the sum of the document, where nothing else speaks of lines, is what is left of it after taxes or
    /// the provider's fee.
    pub(super) fn settle_net(&mut self) {
        let net = self.heading(Field::LineNet).map(fold).unwrap_or_default();
        let is_rest = net.split(' ').any(|word| matches!(word, "liquido" | "liquida"));
        let claimed = self.claimed_twice.iter().any(|claim| claim.0 == Field::Amount);
        let whole = claimed || self.has(Field::Amount) || self.has(Field::OpenAmount);
        let lines = [Field::LineQuantity, Field::LineDescription, Field::LineTax, Field::LineTaxPercent];
        if is_rest && whole && !self.is_wished(Field::LineNet) && !lines.into_iter().any(|field| self.has(field)) {
            self.drop_column(Field::LineNet);
        }
    }

    /// What is to be received is the amount where no other sum says what is owed; beside what a provider keeps of each payment,
    /// it says nothing of what the customer owes.
    pub(super) fn settle_receivable(&mut self) {
        let field = Field::NetReceivable;
        if self.is_wished(field) || !self.has(field) {
            return;
        }
        if self.headings.iter().any(|heading| headings::is_fee(&fold(heading))) {
            self.drop_column(field);
        } else if ![Field::Amount, Field::OpenAmount, Field::Debit].into_iter().any(|sum| self.has(sum)) {
            self.move_column(field, Field::Amount);
        }
    }
}
