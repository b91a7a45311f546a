//! What was let off of a debt that is corrected: by a settlement, by staff, by a discount. The order of the same facts does
//! not matter.

use super::known::{Fact, FactId, Known};
use super::reconcile::Step;
use super::tests::{Books, elsewhere, entry, fact_of, follows, knows, open, outcome, paid, says};
use crate::discount::same_part;
use proptest::prelude::*;

/// What a settlement gave up when it was kept, or staff.
fn given_up(n: u128, amount: i64) -> Fact {
    Fact { id: FactId::Entry(entry(n)), money: 0, ..paid(n, amount, 0) }
}

fn early(n: u128, cleared: i64, money: i64) -> Fact {
    Fact { money, ..paid(n, cleared, 0) }
}

fn shrunk(fact: Fact, amount: i64) -> Step {
    Step::Shrunk { fact: fact.id, amount }
}

fn credited(fact: Fact, amount: i64) -> Step {
    Step::Credited { fact: fact.id, amount }
}

fn corrected(by: i64) -> Step {
    Step::Corrected { by }
}

#[test]
fn what_a_settlement_gave_up_shrinks_before_anything_is_credit() {
    let (money, rest) = (paid(1, 600, 0), given_up(2, 400));
    let settled = || knows(&[money, rest], &[]);
    follows(says(Some(900), None), settled(), &[corrected(-100), shrunk(rest, 100)], None, 0);
    follows(says(Some(600), None), settled(), &[corrected(-400), shrunk(rest, 400)], None, 0);
    let all = [corrected(-700), shrunk(rest, 400), credited(money, 300)];
    follows(says(Some(300), None), settled(), &all, None, 0);
    // The whole debt was given up.
    follows(
        says(Some(900), None),
        knows(&[given_up(1, 1000)], &[]),
        &[corrected(-100), shrunk(given_up(1, 0), 100)],
        None,
        0,
    );
    // The newest first, and as much as there is of it.
    let (one, two) = (given_up(1, 300), given_up(2, 300));
    let steps = [corrected(-500), shrunk(two, 300), shrunk(one, 200)];
    follows(says(Some(500), None), knows(&[one, two, paid(3, 400, 0)], &[]), &steps, None, 0);
    // What is open yet goes first of all.
    let steps = [corrected(-500), shrunk(two, 100)];
    follows(says(Some(500), None), knows(&[two, paid(3, 300, 0)], &[]), &steps, None, 0);
}

#[test]
fn what_a_settlement_gave_up_covers_again_what_it_covered() {
    let (money, rest) = (Fact { credited: 300, ..paid(1, 300, 0) }, Fact { shrunk: 400, ..given_up(2, 0) });
    let known = |credit| Known { total: 300, balance: 0, credit, ..knows(&[money, rest], &[]) };
    let back = [corrected(700), credited(money, -300), shrunk(rest, -400)];
    follows(says(Some(1000), None), known(300), &back, None, 0);
    follows(says(Some(500), None), known(300), &[corrected(200), credited(money, -200)], None, 0);
    // More than there ever was is owed.
    let back = [corrected(900), credited(money, -300), shrunk(rest, -400)];
    follows(says(Some(1200), None), known(300), &back, None, 200);
    // What the debtor has had of the credit is owed.
    let back = [corrected(700), credited(money, -100), shrunk(rest, -400)];
    follows(says(Some(1000), None), known(100), &back, None, 200);
}

#[test]
fn a_discount_is_the_same_part_of_what_is_left() {
    let money = early(1, 1000, 980);
    let whole = || knows(&[money], &[]);
    follows(says(Some(600), None), whole(), &[corrected(-400), shrunk(money, 8), credited(money, 392)], None, 0);
    follows(says(Some(900), None), whole(), &[corrected(-100), shrunk(money, 2), credited(money, 98)], None, 0);
    follows(says(Some(0), None), whole(), &[corrected(-1000), shrunk(money, 20), credited(money, 980)], None, 0);
    // Of a part that was paid early nothing is taken off as long as it fits into the debt.
    let part = early(1, 300, 270);
    follows(says(Some(400), None), knows(&[part], &[]), &[corrected(-600)], None, 100);
    follows(
        says(Some(100), None),
        knows(&[part], &[]),
        &[corrected(-900), shrunk(part, 20), credited(part, 180)],
        None,
        0,
    );
    // The newest payment first.
    let (one, two) = (early(1, 300, 270), early(2, 300, 270));
    let steps = [corrected(-600), shrunk(two, 20), credited(two, 180)];
    follows(says(Some(400), None), knows(&[one, two], &[]), &steps, None, 0);
    // A part of it went back: the discount stays, and is of the same debt.
    let back = Fact { gone: 500, ..early(1, 500, 480) };
    follows(
        says(Some(300), None),
        knows(&[back], &[]),
        &[corrected(-700), shrunk(back, 4), credited(back, 196)],
        None,
        0,
    );
    // It rises again, with the money that is still there.
    let less = Fact { credited: 392, shrunk: 8, ..early(1, 600, 588) };
    let known = |credit| Known { total: 600, balance: 0, credit, ..knows(&[less], &[]) };
    follows(says(Some(1000), None), known(392), &[corrected(400), shrunk(less, -8), credited(less, -392)], None, 0);
    follows(says(Some(1000), None), known(196), &[corrected(400), shrunk(less, -4), credited(less, -196)], None, 200);
}

#[test]
fn what_is_void_was_never_let_off() {
    let (money, rest) = (paid(1, 600, 0), given_up(2, 400));
    let void = super::known::Says { void: true, ..says(None, None) };
    let found = outcome(&void, &knows(&[money, rest], &[]));
    assert_eq!(found.steps, [corrected(-1000), shrunk(rest, 400), credited(money, 600), Step::Voided]);
}

#[test]
fn set_offs_stay_before_what_was_given_up() {
    let used = Fact { id: FactId::NoteUsed(entry(1)), ..paid(1, 400, 0) };
    let (money, rest) = (paid(2, 360, 0), given_up(3, 240));
    // The list shows the note and the invoice beside each other.
    let steps = [corrected(-300), shrunk(rest, 240), Step::Released { fact: used.id, amount: 60 }];
    follows(says(Some(700), None), knows(&[used, money, rest], &[]), &steps, None, 0);
}

/// What happens to a debt of 1000.
#[derive(Debug, Clone, Copy)]
enum Event {
    /// The list says another total.
    Corrects(i64),
    /// The debtor pays so much of it, as of a part.
    Pays(i64),
    /// What is left is settled: so many of a hundred are paid, the rest is given up.
    Settles(i64),
    /// So much is paid elsewhere, as the next list says.
    Elsewhere(i64),
}

fn events() -> impl Strategy<Value = Vec<Event>> {
    let event = prop_oneof![
        4 => (0..=1000_i64).prop_map(Event::Corrects),
        2 => (1..400_i64).prop_map(Event::Pays),
        1 => (1..100_i64).prop_map(Event::Settles),
        1 => (1..300_i64).prop_map(Event::Elsewhere),
    ];
    proptest::collection::vec(event, 1..12)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// Nothing is a debtor's credit while anything of the debt stands given up, and nothing is owed while there is credit;
    /// money and what is given up are the debt.
    #[test]
    fn nothing_is_credit_that_was_given_up(history in events()) {
        let mut books = Books { known: knows(&[], &[]), entries: 100 };
        let mut n = 0;
        for event in history {
            let balance = books.known.balance;
            n += 1;
            match event {
                Event::Corrects(total) => {
                    let said = says(Some(total), None);
                    let found = outcome(&said, &books.known);
                    books.do_all(&found, said.as_of);
                    prop_assert!(outcome(&said, &books.known).steps.is_empty(), "{:?}", books.known);
                }
                Event::Pays(amount) if balance > 0 => {
                    let amount = amount.min(balance);
                    books.known.facts.push(paid(n, amount, 0));
                    books.known.balance -= amount;
                }
                Event::Settles(percent) if balance > 0 => {
                    let money = same_part(balance, 100, percent).expect("small");
                    books.known.facts.extend([paid(n, money, 0), given_up(n + 500, balance - money)]);
                    books.known.balance = 0;
                }
                Event::Elsewhere(amount) if balance >= amount => {
                    let open = books.known.expected().expect("small") - amount;
                    let found = outcome(&open_sum(open), &books.known);
                    if found.steps == [elsewhere(amount)] {
                        books.do_all(&found, says(None, None).as_of);
                    }
                }
                _ => {}
            }
            let known = &books.known;
            prop_assert!(known.balance >= 0, "{known:?}");
            let given_up: i64 = known.facts.iter().filter(|fact| fact.is_given_up()).map(|fact| fact.now).sum();
            prop_assert!(given_up == 0 || known.credit == 0, "{known:?}");
            prop_assert!(known.balance == 0 || known.credit == 0, "{known:?}");
        }
    }

    /// Paid with a discount before the list lowers the debt or after: the same price, whatever was said in between.
    #[test]
    fn a_discount_does_not_go_by_the_order(totals in proptest::collection::vec(0..=1000_i64, 1..5), off in 1..500_i64) {
        let money = early(1, 1000, 1000 - off);
        let mut books = Books { known: knows(&[money], &[]), entries: 100 };
        let mut last = 1000;
        for total in totals {
            let said = says(Some(total), None);
            let found = outcome(&said, &books.known);
            books.do_all(&found, said.as_of);
            last = total;
        }
        let price = last - same_part(off, 1000, last).expect("small");
        let fact = *fact_of(&mut books.known, money.id);
        prop_assert_eq!((fact.money, books.known.balance, books.known.credit), (price, 0, 1000 - off - price));
    }
}

fn open_sum(sum: i64) -> super::known::Says {
    open(sum)
}
