//! Payments here that went back, before a source knew of them and after.

use super::known::{Fact, Says};
use super::reconcile::{Step, Unexplained};
use super::tests::{day, elsewhere, entry, follows, knows, learns, open, paid};

#[test]
fn a_payment_that_went_back_unknown_is_put_before_a_person() {
    // Paid and given back between two statements: booked there, or paid another way? The smaller sum is asked.
    let back = Fact { now: 0, money: 0, gone: 1000, ..paid(1, 0, 0) };
    follows(open(0), knows(&[back], &[]), &[elsewhere(1000)], Some(Unexplained::Refunded { by: 1000 }), 0);
    let part = Fact { now: 600, money: 600, gone: 400, ..paid(1, 0, 0) };
    follows(
        open(0),
        knows(&[part], &[]),
        &[learns(1, 600), elsewhere(400)],
        Some(Unexplained::Refunded { by: 400 }),
        0,
    );
    follows(open(400), knows(&[part], &[]), &[learns(1, 600)], None, 400);
    // A day on which all was paid says which it is; so does a payment that was known.
    let settled = Says { settled: Some(day(2)), ..open(0) };
    follows(settled, knows(&[back], &[]), &[elsewhere(1000)], None, 0);
    let known = Fact { known: 1000, ..back };
    follows(open(0), knows(&[known], &[]), &[], None, 1000);
}

#[test]
fn a_refund_that_the_source_does_not_know_is_not_asked_for() {
    // 1000 paid and known; given back here: the source says that nothing is open.
    let back = |part| Fact { now: 1000 - part, money: 1000 - part, gone: part, refunded: part, ..paid(1, 0, 1000) };
    let held = |sum| [learns(1, 1000 - sum), elsewhere(sum)];
    follows(open(0), knows(&[back(1000)], &[]), &held(1000), Some(Unexplained::Refunded { by: 1000 }), 0);
    follows(open(0), knows(&[back(400)], &[]), &held(400), Some(Unexplained::Refunded { by: 400 }), 0);
    // It was told before, and says the same.
    let told = Fact { known: 0, ..back(1000) };
    follows(open(0), knows(&[told], &[1000]), &[], None, 0);
    // It knows of the refund by now, or of a part of it.
    let undone = |sum| Step::Undone { entry: entry(1), amount: sum, credit: 0 };
    follows(open(1000), knows(&[told], &[1000]), &[undone(1000)], None, 1000);
    follows(open(1000), knows(&[back(1000)], &[]), &[learns(1, 0)], None, 1000);
    let part = [learns(1, 600), learns(1, 0), elsewhere(600)];
    follows(open(400), knows(&[back(1000)], &[]), &part, Some(Unexplained::Refunded { by: 600 }), 400);
    // Beside a payment that it does not know yet.
    let other = paid(2, 300, 0);
    let part = Fact { now: 0, money: 0, gone: 700, refunded: 700, ..paid(1, 0, 700) };
    let held = [learns(1, 0), elsewhere(700)];
    follows(open(300), knows(&[part, other], &[]), &held, Some(Unexplained::Refunded { by: 700 }), 0);
    // What a bank took may come back: nobody has given it away.
    let charged_back = Fact { refunded: 0, ..back(1000) };
    follows(open(0), knows(&[charged_back], &[]), &[], None, 1000);
}
