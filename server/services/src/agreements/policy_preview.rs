//! Whom another policy would change something for: the offers of every debtor with an open invoice, worked out under
//! the policy in force and under a candidate, side by side.

use crate::Services;
use crate::account::{self, DebtorAccount};
use chrono::{DateTime, Utc};
use domain::agreement::AgreementKind;
use domain::creditor::Creditor;
use domain::id::DebtorId;
use domain::offer::Offer;
use domain::offering;
use domain::policy::Policy;
use domain::policy_change::{PreviewChange, PreviewSubject};
use store::policies::{self, Version};
use store::{Db, StoreError, debtors, invoices};

/// The most debtors that a preview reads; of more, it takes every n-th in the order of their ids.
pub const MAX_SAMPLE: i64 = 500;

/// How many debtors are named for each change.
const NAMED: usize = 4;

/// One change, with those whom it concerns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The subject of the change.
    pub thing: PreviewSubject,
    /// What becomes of it.
    pub turn: PreviewChange,
    /// For how many of those looked at.
    pub debtors: usize,
    /// The first few of them.
    pub names: Vec<String>,
}

/// Whom another policy would change something for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PolicyPreview {
    /// Debtors with an open invoice.
    pub of: i64,
    /// How many of them were looked at: all, or a sample.
    pub looked_at: usize,
    /// How many of these would see something else.
    pub concerned: usize,
    /// What they would see.
    pub changes: Vec<Change>,
}

/// Compares `candidate` with the policy in force, as of now. Reads only.
pub async fn preview(
    db: &mut Db,
    services: &Services,
    creditor: &Creditor,
    candidate: &Policy,
    now: DateTime<Utc>,
) -> Result<PolicyPreview, StoreError> {
    let version = policies::newest(db, creditor.id).await?;
    let of = invoices::debtors_owing(db, creditor.id).await?;
    let sample = invoices::some_owing(db, creditor.id, every(of)).await?;
    let mut preview = PolicyPreview { of, looked_at: sample.len(), ..PolicyPreview::default() };
    for debtor in sample {
        let before = account::load_under(db, services, creditor, debtor, version.clone(), now).await?;
        let after = account_under(db, services, creditor, &before, debtor, candidate, now).await?;
        let turns = compare(&before, &after, candidate);
        preview.concerned += usize::from(!turns.is_empty());
        for (thing, turn) in turns {
            note(&mut preview, db, creditor, debtor, thing, turn).await?;
        }
    }
    preview.changes.sort_by_key(|change| (change.thing, change.turn));
    Ok(preview)
}

/// Which n-th of `of` debtors is taken, so that no more than [`MAX_SAMPLE`] are read.
const fn every(of: i64) -> i64 {
    if of <= MAX_SAMPLE { 1 } else { (of + MAX_SAMPLE - 1) / MAX_SAMPLE }
}

/// The same debtor under the candidate. The books are read again only where they are read by other rules.
async fn account_under(
    db: &mut Db,
    services: &Services,
    creditor: &Creditor,
    before: &DebtorAccount,
    debtor: DebtorId,
    candidate: &Policy,
    now: DateTime<Utc>,
) -> Result<DebtorAccount, StoreError> {
    let old = &before.owed.version.policy;
    let tax = |policy: &Policy| policy.discount.as_ref().map(|discount| discount.tax);
    if old.interest == candidate.interest && tax(old) == tax(candidate) {
        return Ok(before.clone());
    }
    let version = Version { n: before.owed.version.n, policy: candidate.clone() };
    account::load_under(db, services, creditor, debtor, version, now).await
}

fn compare(before: &DebtorAccount, after: &DebtorAccount, candidate: &Policy) -> Vec<(PreviewSubject, PreviewChange)> {
    let (old, new) = (before.offers(), offering::offers(candidate, &after.situation()));
    let of = |all: &[Offer], kind| all.iter().filter(|offer| offer.terms.kind() == kind).copied().collect::<Vec<_>>();
    let mut turns: Vec<_> = AgreementKind::ALL
        .into_iter()
        .filter_map(|kind| Some((PreviewSubject::Offer(kind), turn(&of(&old, kind), &of(&new, kind))?)))
        .collect();
    let charges =
        |debtor_account: &DebtorAccount| debtor_account.debts.iter().map(|debt| debt.charges).collect::<Vec<_>>();
    if charges(before) != charges(after) {
        turns.push((PreviewSubject::Charges, PreviewChange::Changes));
    }
    turns
}

fn turn(old: &[Offer], new: &[Offer]) -> Option<PreviewChange> {
    match (old.is_empty(), new.is_empty()) {
        (true, false) => Some(PreviewChange::Appears),
        (false, true) => Some(PreviewChange::Disappears),
        _ => (old != new).then_some(PreviewChange::Changes),
    }
}

async fn note(
    preview: &mut PolicyPreview,
    db: &mut Db,
    creditor: &Creditor,
    debtor: DebtorId,
    thing: PreviewSubject,
    turn: PreviewChange,
) -> Result<(), StoreError> {
    let known = preview.changes.iter().position(|change| (change.thing, change.turn) == (thing, turn));
    let index = known.unwrap_or_else(|| {
        preview.changes.push(Change { thing, turn, debtors: 0, names: Vec::new() });
        preview.changes.len() - 1
    });
    let change = &mut preview.changes[index];
    change.debtors += 1;
    if change.names.len() < NAMED {
        let found = debtors::by_id(db, creditor.id, debtor).await?;
        change.names.extend(found.map(|debtor| debtor.name));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_more_than_five_hundred_are_looked_at() {
        for (of, step) in [(0, 1), (1, 1), (500, 1), (501, 2), (1_000, 2), (1_001, 3), (100_000, 200)] {
            assert_eq!(every(of), step, "{of}");
            assert!((of + step - 1) / step <= MAX_SAMPLE);
        }
    }
}
