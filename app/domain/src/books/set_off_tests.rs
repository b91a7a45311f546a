//! What a source may say of what is set off here, row by row.

use super::known::{Fact, FactId, Known, Says};
use super::reconcile::Step;
use super::tests::{elsewhere, entry, follows, knows, open, paid, says};

/// A credit note of which this is set off here against the item, and how much of that its list knows.
fn by_note(n: u128, amount: i64, known: i64) -> Fact {
    Fact { id: FactId::NoteUsed(entry(n)), ..paid(n, amount, known) }
}

#[test]
fn a_set_off_here_is_beside_the_sources_figures() {
    let (ours, theirs_too) = (knows(&[by_note(1, 200, 0)], &[]), knows(&[by_note(1, 200, 200)], &[]));
    let fact = FactId::NoteUsed(entry(1));
    let forgets = Step::Knows { fact, amount: 0 };
    // Gross, beside the note: the net is asked. Netted as well: the same.
    follows(open(1000), ours.clone(), &[], None, 800);
    follows(open(800), theirs_too.clone(), &[], None, 800);
    // Less than that is less, whatever it was; who sees the note too finds out.
    follows(open(800), ours.clone(), &[elsewhere(200)], None, 600);
    follows(open(700), theirs_too.clone(), &[elsewhere(100)], None, 700);
    // The source takes its set-off back: ours stays.
    follows(open(1000), theirs_too.clone(), &[forgets], None, 800);
    let paid_too = knows(&[by_note(1, 200, 200)], &[100]);
    follows(open(900), paid_too.clone(), &[forgets], None, 700);
    let bounced = Step::Undone { entry: entry(1), amount: 100, credit: 0 };
    follows(open(1000), paid_too, &[forgets, bounced], None, 800);
    // What the item does not bear is taken back.
    let back = |amount| Step::Released { fact, amount };
    // But for what may be the same: who sees the note has it back, or knows it.
    follows(open(150), ours.clone(), &[elsewhere(850)], None, -50);
    follows(open(0), ours.clone(), &[elsewhere(1000)], None, -200);
    follows(says(Some(150), None), ours.clone(), &[Step::Corrected { by: -850 }, back(50)], None, 0);
    let void = Says { void: true, ..says(None, None) };
    follows(void, ours, &[Step::Corrected { by: -1000 }, Step::Voided, back(200)], None, 0);
    follows(void, theirs_too, &[Step::Corrected { by: -1000 }, Step::Voided, back(200)], None, 0);
}

#[test]
fn what_was_paid_too_much_is_set_off_as_a_payment_and_had_back_first() {
    let used = Fact { id: FactId::CreditUsed(entry(1)), ..paid(1, 200, 0) };
    let known = knows(&[used], &[300]);
    follows(open(500), known.clone(), &[Step::Knows { fact: used.id, amount: 200 }], None, 500);
    let back = Step::Released { fact: used.id, amount: 100 };
    follows(says(Some(400), None), known, &[Step::Corrected { by: -600 }, back], None, 0);
}

#[test]
fn a_note_says_less_is_left_since_it_was_used_somewhere() {
    let note = |used: i64, known: i64| {
        let mut of = by_note(1, used, known);
        for amount in [&mut of.now, &mut of.money, &mut of.known] {
            *amount = -*amount;
        }
        Known { total: -200, balance: -200 + used, ..knows(&[of], &[]) }
    };
    let fact = FactId::NoteUsed(entry(1));
    let learns = |amount| Step::Knows { fact, amount };
    follows(open(-200), note(150, 0), &[], None, -50);
    follows(open(-50), note(150, 0), &[learns(-150)], None, -50);
    follows(open(-100), note(150, 0), &[learns(-100)], None, -50);
    follows(open(0), note(150, 0), &[learns(-150), elsewhere(-50)], None, 0);
    follows(open(-200), note(150, 150), &[learns(0)], None, -50);
    let shrinks = [Step::Corrected { by: 100 }, Step::Released { fact, amount: -50 }];
    follows(says(Some(-100), None), note(150, 0), &shrinks, None, 0);
}
