//! Who issued an electronic document. What others have issued, and what asks the firm itself for money, is no claim of its
//! own.

use super::document::{Document, Nature, Party};
use super::hashing;
use super::options::Options;
use super::outcome::{Code, Finding};
use super::own_firm::{Likeness, is_same_number, stands_for_anybody};
use super::question::Question;

/// A firm has no more tax numbers than this.
const MOST_NUMBERS: usize = 10;

/// Whose a document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Whose {
    /// The firm's claim to somebody else.
    Own,
    /// Somebody else's claim to the firm, or the firm's to itself.
    AgainstUs,
    /// Of two others.
    Others,
    /// Only a person knows.
    Unclear,
}

fn whose(document: &Document, options: &Options) -> Whose {
    let Some(own) = &options.own_firm else { return Whose::Own };
    let likeness = |party: &Party| own.likeness(party.name.as_deref(), &party.tax_ids);
    let seller = match (likeness(&document.seller), options.seller.as_deref()) {
        (Likeness::Unclear, Some(said)) if is_said(&document.seller, said) => Likeness::Same,
        (Likeness::Unclear, Some(_)) => Likeness::Other,
        (likeness, _) => likeness,
    };
    match (seller, likeness(&document.buyer)) {
        (_, Likeness::Same) => Whose::AgainstUs,
        (Likeness::Same, _) => Whose::Own,
        (Likeness::Other, _) => Whose::Others,
        (Likeness::Unclear, _) => Whose::Unclear,
    }
}

/// Is it the seller that a person named, by number or by name?
fn is_said(seller: &Party, said: &str) -> bool {
    let by_number = seller.tax_ids.iter().any(|id| is_same_number(id, said));
    let by_name = || seller.name.as_deref().is_some_and(|name| hashing::name(name) == hashing::name(said));
    !said.is_empty() && (by_number || by_name())
}

fn shown(party: &Party) -> String {
    let name = party.name.as_deref().unwrap_or("somebody without a name");
    let name: String = name.chars().map(|c| if c.is_control() { ' ' } else { c }).take(60).collect();
    party
        .tax_ids
        .first()
        .map_or_else(|| name.clone(), |id| format!("{name} ({})", id.chars().take(40).collect::<String>()))
}

/// Why a document is no claim of the firm's; none where it is one.
pub(super) fn refusal(document: &Document, line: u64, options: &Options) -> Option<Finding> {
    let seller = shown(&document.seller);
    let (code, field, message) = match whose(document, options) {
        Whose::Own | Whose::Unclear => return None,
        Whose::AgainstUs => (
            Code::OwnFirm,
            "customer_name",
            format!("issued by {seller} to this firm itself; it is no claim of this firm's"),
        ),
        Whose::Others => (
            Code::OtherSeller,
            "seller",
            format!("issued by {seller}, which is not this firm; it is no claim of this firm's"),
        ),
    };
    let name = document.original.name.as_deref().map_or_else(String::new, |name| format!("{name}: "));
    let message = format!("{name}{} is {message}", document.shown_number()).into();
    Some(Finding { line, code, field: Some(field.into()), message })
}

/// Asks which of the sellers of these documents is the firm, where neither name nor number tells: the one with the most
/// documents first.
pub(super) fn question<'d>(documents: impl Iterator<Item = &'d Document>, options: &Options) -> Option<Question> {
    let own = options.own_firm.as_ref()?;
    let mut sellers: Vec<(String, String, u64)> = Vec::new();
    let claims = documents.filter(|document| !matches!(document.nature, Nature::NoClaim(_)));
    for document in claims.filter(|document| whose(document, options) == Whose::Unclear) {
        let seller = shown(&document.seller);
        match sellers.iter_mut().find(|(known, ..)| *known == seller) {
            Some((.., count)) => *count += 1,
            None => {
                let answer = document.seller.tax_ids.first().or(document.seller.name.as_ref());
                sellers.push((seller, answer.cloned().unwrap_or_default(), 1));
            }
        }
    }
    sellers.sort_by_key(|(.., count)| std::cmp::Reverse(*count));
    let count = sellers.iter().map(|(.., count)| *count).sum();
    let answer = sellers.first()?.1.clone();
    let sellers = sellers.into_iter().take(5).map(|(seller, ..)| seller).collect();
    Some(Question::Seller { own: own.name.clone(), sellers, count, answer })
}

/// The tax numbers by which the firm's own documents name it, as far as they are sound.
pub(super) fn numbers<'d>(documents: impl Iterator<Item = &'d Document>, options: &Options) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for document in documents.filter(|document| whose(document, options) == Whose::Own) {
        let sound = document.seller.tax_ids.iter().filter(|id| !stands_for_anybody(id));
        for id in sound {
            if all.len() < MOST_NUMBERS && !all.iter().any(|known| is_same_number(known, id)) {
                all.push(id.clone());
            }
        }
    }
    all
}
