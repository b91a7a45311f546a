//! A million things that can happen to a creditor's books, against a small model of what must be.
//!
//! After each of them every balance is the model's and the postings of each currency sum to zero;
//! the log of entries, played again, comes to the same. `cargo test` takes as many steps as fit into a few
//! seconds; `SALDO_FULL=1 cargo test -p app --features ssr --test model -- --nocapture` takes the million.

mod book;
mod small;
mod walk;

use book::{Book, Planted, replayed};
use domain::interest::DayCount;
use domain::money::Money;
use small::Small;
use std::thread;
use std::time::Instant;
use walk::{CURRENCIES, Chance, Op};

/// Steps of one walk. A creditor with some hundred invoices; then another one begins.
const STEPS: u32 = 1_000;

/// What one walk came to.
struct Walked {
    happened: u32,
    refused: u32,
    entries: usize,
}

/// Walks with one seed, or says where the two part.
fn walk(seed: u64, steps: u32, planted: Option<Planted>) -> Result<Walked, String> {
    let mut chance = Chance::new(seed);
    // 1 % to 40 % a year, in years of 360 and of 365 days, with and without days of grace.
    let (bps, grace) = (100 + chance.below(3_900), chance.below(3) * 4);
    let (basis, year) = if seed.is_multiple_of(2) { (DayCount::Days360, 360) } else { (DayCount::Days365, 365) };
    let mut book = Book::new(bps, basis, u16::try_from(grace).expect("small"));
    let mut small = Small::new(bps, year, grace);
    book.planted = planted;
    let (mut happened, mut refused) = (0, 0);
    for step in 0..steps {
        let op = walk::next(&mut chance, &small);
        let (of_book, of_model) = (book.apply(op), small.apply(op));
        let differs = if of_book == of_model { difference(&book, &small, op) } else { Some("one refuses".to_owned()) };
        if let Some(what) = differs {
            return Err(format!("seed {seed}, step {step}, {op:?}: {what}"));
        }
        *(if of_book { &mut happened } else { &mut refused }) += 1;
        if step % 500 == 499 && replayed(&book.log) != (book.balances.clone(), book.digest) {
            return Err(format!("seed {seed}, step {step}: the log comes to something else when it is played again"));
        }
    }
    Ok(Walked { happened, refused, entries: book.log.len() })
}

/// Where the books are not what the model says, or not balanced.
fn difference(book: &Book, small: &Small, op: Op) -> Option<String> {
    let mut sums = [0_i128; CURRENCIES.len()];
    for ((account, of), balance) in &book.balances {
        let wanted = small.balance(*account, *of);
        if wanted != *balance {
            return Some(format!("{account:?} has {}, and must have {wanted}", Money::new(*balance, *of)));
        }
        let place = CURRENCIES.iter().position(|code| *code == of.code()).expect("one of ours");
        sums[place] += i128::from(*balance);
    }
    if sums != [0; CURRENCIES.len()] {
        return Some(format!("the postings sum to {sums:?}"));
    }
    if let Op::PayPlan { plan, .. } = op
        && let Some(wanted) = small.plans.get(plan)
    {
        let standing = book.standing(plan);
        let amounts: Vec<i64> = standing.instalments.iter().map(|i| i.instalment.amount.minor()).collect();
        let all: i64 = wanted.instalments.iter().sum();
        let (paid, excess) = (wanted.paid.min(all), (wanted.paid - all).max(0));
        let found = [standing.paid, standing.left, standing.excess].map(Money::minor);
        if amounts != wanted.instalments || found != [paid, all - paid, excess] {
            return Some(format!("a plan of {:?} stands at {found:?}: {amounts:?}", wanted.instalments));
        }
    }
    None
}

#[test]
fn the_books_are_what_a_small_model_says() {
    let all: u64 = if std::env::var_os("SALDO_FULL").is_some() { 1_000 } else { 250 };
    let begun = Instant::now();
    let one = |seed| walk(seed, STEPS, None).unwrap_or_else(|parted| panic!("{parted}"));
    let half = |odd: u64| (0..all / 2).map(|n| one(2 * n + odd)).collect::<Vec<_>>();
    let walked: Vec<Walked> = thread::scope(|scope| {
        let odd = scope.spawn(|| half(1));
        half(0).into_iter().chain(odd.join().expect("no panic")).collect()
    });
    let (happened, refused) = walked.iter().fold((0, 0), |(h, r), w| (h + w.happened, r + w.refused));
    let entries: usize = walked.iter().map(|w| w.entries).sum();
    let ms = begun.elapsed().as_millis().max(1);
    let rate = u128::from(happened + refused) * 1_000 / ms;
    println!(
        "{} operations ({refused} refused), {entries} entries, seeds 0 to {}, {rate}/s",
        happened + refused,
        all - 1
    );
    // A walk on which nearly everything is refused would prove nothing.
    assert!(refused < happened && entries > usize::try_from(happened).expect("small") / 3);
}

#[test]
fn a_planted_mistake_is_found() {
    for planted in [Planted::UnitToCredit, Planted::InterestTwice, Planted::LogForgets] {
        let found = (0..10).find_map(|seed| walk(seed, STEPS, Some(planted)).err());
        assert!(found.is_some(), "{planted:?} goes unseen");
    }
}
