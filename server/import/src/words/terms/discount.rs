//! What terms take off for paying early.

use super::{Token, unit, whole};
use rust_decimal::Decimal;

/// Takes the discount out of the tokens: `2/10`, `2% 10 days`, `10 Tage 2% Skonto`. The time that is granted stays.
pub(super) fn take_discount(tokens: &mut Vec<Token>) -> Option<(Decimal, u32)> {
    let number = |token: Option<&Token>| match token {
        Some(Token::Number { value, percent, .. }) => Some((*value, *percent)),
        _ => None,
    };
    // 2/10, 2%/10 with something behind it; 30/60/90 is no discount.
    for at in 0..tokens.len() {
        let (Some((percent, marked)), Some(Token::Slash), Some((days, false))) =
            (number(tokens.get(at)), tokens.get(at + 1), number(tokens.get(at + 2)))
        else {
            continue;
        };
        let others = tokens
            .iter()
            .enumerate()
            .filter(|(i, token)| number(Some(*token)).is_some() && *i != at && *i != at + 2)
            .count();
        let chain = matches!(tokens.get(at + 3), Some(Token::Slash)) && number(tokens.get(at + 4)).is_some();
        let in_chain = at.checked_sub(1).is_some_and(|before| tokens.get(before) == Some(&Token::Slash));
        if chain || in_chain || !(marked || others == 1) {
            continue;
        }
        tokens.drain(at..at + 3);
        return whole(days).map(|days| (percent, days));
    }
    let percents: Vec<usize> =
        (0..tokens.len()).filter(|i| number(tokens.get(*i)).is_some_and(|(_, percent)| percent)).collect();
    let days: Vec<usize> =
        (0..tokens.len()).filter(|i| number(tokens.get(*i)).is_some_and(|(_, percent)| !percent)).collect();
    if percents.len() > 1 {
        return take_steps(tokens, &percents, &days);
    }
    let ([percent_at], [first, second]) = (percents.as_slice(), days.as_slice()) else { return None };
    let (one, two) = (number(tokens.get(*first))?.0, number(tokens.get(*second))?.0);
    // The longer time is that of the whole sum.
    let (short_at, short) = if one <= two { (*first, one) } else { (*second, two) };
    let percent = number(tokens.get(*percent_at))?.0;
    let found = whole(short).map(|days| (percent, days));
    for at in [short_at.max(*percent_at), short_at.min(*percent_at)] {
        // The unit behind goes with its number, lest it be taken for the other's.
        if tokens.get(at + 1).and_then(Token::word).and_then(unit).is_some() {
            tokens.remove(at + 1);
        }
        tokens.remove(at);
    }
    found
}

/// Takes discounts in steps out of the tokens: `3 % 7 Tage, 2 % 14 Tage, 30 Tage netto`. The largest is kept; of the times
/// the longest is that of the whole sum.
fn take_steps(tokens: &mut Vec<Token>, percents: &[usize], days: &[usize]) -> Option<(Decimal, u32)> {
    let value = |at: &usize| match tokens.get(*at) {
        Some(Token::Number { value, .. }) => Some(*value),
        _ => None,
    };
    let net_at = *days.iter().max_by_key(|at| value(at))?;
    let within: Vec<&usize> = days.iter().filter(|at| **at != net_at).collect();
    if within.len() != percents.len() {
        return None;
    }
    let steps = percents.iter().zip(within).filter_map(|(percent, days)| Some((value(percent)?, whole(value(days)?)?)));
    let largest = steps.max_by_key(|(percent, _)| *percent)?;
    let grain = tokens.get(net_at + 1).filter(|token| token.word().and_then(unit).is_some()).cloned();
    *tokens = [Some(Token::Word("net".to_owned())), tokens.get(net_at).cloned(), grain].into_iter().flatten().collect();
    Some(largest)
}
