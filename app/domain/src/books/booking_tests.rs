//! Payments here with charges or a discount, and how a source may book them.

use super::known::Fact;
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
    follows(open(-30), knows(&[with_interest], &[]), &[learns(1, 1000), learns(1, 1030)], None, 0);
    follows(open(0), knows(&[with_interest], &[]), &[learns(1, 1000)], None, 0);
}
