//! Payments here with charges or a discount, and how a source may book them.

use super::known::{Fact, Known};
use super::reconcile::{Step, Unexplained};
use super::tests::{elsewhere, follows, knows, learns, open, paid};

// Family: payments that let something off (a discount, an instalment's early price, a settlement) in a source that books
// their money alone, all that they took off, or the one of one and the other of another, at once or one after another.
#[test]
fn a_source_may_book_the_money_of_a_payment_without_its_discount() {
    let early = |n, known| Fact { money: 180, ..paid(n, 200, known) };
    let one = || knows(&[early(1, 0)], &[]);
    follows(open(820), one(), &[learns(1, 180)], None, 800);
    follows(open(800), one(), &[learns(1, 200)], None, 800);
    // The rest of it is booked later.
    follows(open(800), knows(&[early(1, 180)], &[]), &[learns(1, 200)], None, 800);
    let two = |first, second| knows(&[early(1, first), early(2, second)], &[]);
    follows(open(640), two(0, 0), &[learns(1, 180), learns(2, 180)], None, 600);
    follows(open(640), two(180, 0), &[learns(2, 180)], None, 600);
    follows(open(620), two(0, 0), &[learns(1, 200), learns(2, 180)], None, 600);
    follows(open(600), two(180, 180), &[learns(1, 200), learns(2, 200)], None, 600);
    // A transfer beside it: what explains more of it is taken, and no more is asked than by the list.
    follows(open(720), one(), &[learns(1, 200), elsewhere(80)], None, 720);
    follows(open(700), one(), &[learns(1, 200), elsewhere(100)], None, 700);
    // The whole of the item, with what was let off.
    let settled = || knows(&[Fact { money: 600, ..paid(1, 1000, 0) }], &[]);
    follows(open(400), settled(), &[learns(1, 600)], None, 0);
    follows(open(0), settled(), &[learns(1, 1000)], None, 0);
}

#[test]
fn a_source_may_book_the_charges_of_a_payment_on_the_item() {
    let with_interest = Fact { charges: 30, ..paid(1, 1000, 0) };
    follows(open(-30), knows(&[with_interest], &[]), &[learns(1, 1000), charged(30)], None, 0);
    follows(open(0), knows(&[with_interest], &[]), &[learns(1, 1000)], None, 0);
}

/// What the source has booked on the debt of what payments here paid of charges.
const fn charged(amount: i64) -> Step {
    Step::KnowsCharges { amount }
}

// Family: payments here that paid interest and fees first, in a source that knows of no charges and books them whole, or that
// parts them as we do; then more payments, a transfer beside them, a refund, a settlement.
#[test]
fn a_source_that_knows_of_no_charges_books_payments_whole() {
    // 300 were paid: 160 of interest and fees, 140 of the debt. By the source 700 are open, by us 860.
    let part = |known| Fact { charges: 160, ..paid(1, 140, known) };
    let one = |known| knows(&[part(known)], &[]);
    follows(open(700), one(0), &[learns(1, 140), charged(160)], None, 860);
    follows(open(860), one(0), &[learns(1, 140)], None, 860);
    let whole = |facts: &[Fact]| Known { charges_known: 160, ..knows(facts, &[]) };
    follows(open(700), whole(&[part(140)]), &[], None, 860);
    // It parts the payment later, as we have: nothing changes here.
    follows(open(860), whole(&[part(140)]), &[charged(0)], None, 860);
    // The rest is paid: by the source it is all, and 160 are too much or are what the charges were.
    let rest = |known| [part(140), paid(2, 860, known)];
    follows(open(0), whole(&rest(0)), &[learns(2, 860), charged(0)], None, 0);
    // It paid what had grown since besides.
    let grown = [part(140), Fact { charges: 5, ..paid(2, 860, 0) }];
    follows(open(0), whole(&grown), &[learns(2, 860), charged(0)], None, 0);
    follows(open(-165), whole(&grown), &[learns(2, 860), charged(165)], None, 0);
    follows(open(-160), whole(&rest(0)), &[learns(2, 860)], None, 0);
    // A transfer of 100 beside the payment: the smaller sum is asked at first, and the payment is known whole from then on.
    follows(open(600), one(0), &[learns(1, 140), elsewhere(260)], None, 600);
    follows(open(600), whole(&[part(140)]), &[elsewhere(100)], None, 760);
    // Two payments with charges, of which one is booked.
    let two = |first, second| [part(first), Fact { charges: 10, ..paid(2, 200, second) }];
    follows(open(700), knows(&two(0, 0), &[]), &[learns(1, 140), charged(160)], None, 660);
    follows(open(490), knows(&two(0, 0), &[]), &[learns(1, 140), learns(2, 200), charged(170)], None, 660);
    follows(open(490), whole(&two(140, 0)), &[learns(2, 200), charged(170)], None, 660);
    // It went back, and so did its charges.
    let gone = Fact { charges: 0, now: 0, money: 0, gone: 140, refunded: 140, ..part(140) };
    follows(open(1000), whole(&[gone]), &[learns(1, 0), charged(0)], None, 1000);
    // More is open than any of it explains.
    follows(open(900), whole(&[part(140)]), &[charged(0)], Some(Unexplained::Higher { by: 40 }), 860);
}

#[test]
fn a_settlement_is_paid_in_full_though_its_charges_lower_what_the_source_has_open() {
    // Of 1,000 and 55 of charges, 844 settle all. 794 came: 55 of charges, 739 of the debt.
    let first = |known| Fact { charges: 55, ..paid(1, 739, known) };
    follows(open(206), knows(&[first(0)], &[]), &[learns(1, 739), charged(55)], None, 261);
    // The last 50 came, and the rest was given up.
    let last = |known| Fact { money: 50, ..paid(2, 261, known) };
    let both = |known| Known { charges_known: 55, ..knows(&[first(739), last(known)], &[]) };
    follows(open(156), both(0), &[learns(2, 50)], None, 0);
    follows(open(0), both(0), &[learns(2, 261), charged(0)], None, 0);
    follows(open(0), both(50), &[learns(2, 261), charged(0)], None, 0);
    // All of it at once, by its money.
    let at_once = Fact { charges: 55, money: 789, ..paid(1, 1000, 0) };
    follows(open(156), knows(&[at_once], &[]), &[learns(1, 789), charged(55)], None, 0);
}
