//! Which of several columns of sums is which.

use super::Claim;
use crate::field::Field;
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
