//! A breathing space: some days on which no reminders leave, and interest and fees do not run and are not charged later. No reason is
//! asked for, nothing is signed, and within the number a year that the policy has, it is granted at once.

use super::jobs;
use crate::Services;
use crate::account;
use crate::account::charges;
use crate::outbox::Job as _;
use chrono::Datelike;
use domain::creditor::Creditor;
use domain::date::{Date, add_days};
use domain::id::{DebtorId, PauseId};
use domain::invoice::owed_by_currency;
use domain::pause::{Pause, PauseReason};
use domain::policy::Policy;
use sha2::{Digest, Sha256};
use std::sync::Arc;
use store::{Db, StoreError, debtors, invoices, pauses};

/// Where a debtor stands with breathing spaces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// One can be had.
    Offered {
        /// For so many days, the first of them today.
        days: u16,
        /// The last of them.
        until: Date,
    },
    /// One runs.
    Running {
        /// Its last day.
        until: Date,
    },
    /// None is left this year, or the creditor gives none by itself.
    Spent,
}

/// Where a debtor stands on a day of the creditor's zone, by the pauses so far.
#[must_use]
pub fn standing(policy: &Policy, pauses: &[Pause], today: Date) -> Standing {
    let own = || pauses.iter().filter(|pause| pause.reason == PauseReason::BreathingSpace);
    let runs = own().filter(|pause| pause.from <= today).filter_map(|pause| pause.to).filter(|to| *to >= today).max();
    if let Some(until) = runs {
        return Standing::Running { until };
    }
    let Some(rule) = policy.breathing_space else { return Standing::Spent };
    let used = own().filter(|pause| pause.from.year() == today.year()).count();
    let last = add_days(today, u32::from(rule.days).saturating_sub(1));
    match last {
        Ok(until) if used < usize::from(rule.a_year) => Standing::Offered { days: rule.days, until },
        _ => Standing::Spent,
    }
}

/// A form that asks for one.
struct Asked {
    services: Arc<Services>,
    creditor: Creditor,
    debtor: DebtorId,
    id: PauseId,
    language: String,
}

/// Begins one, if it can be had. `true` when one runs now; the same form sent again begins no other.
///
/// # Errors
/// [`StoreError`] when nothing was written.
pub async fn begin(
    services: &Arc<Services>,
    creditor: &Creditor,
    debtor: DebtorId,
    form_key: &str,
    language: &str,
) -> Result<bool, StoreError> {
    let asked = Asked {
        services: Arc::clone(services),
        creditor: creditor.clone(),
        debtor,
        id: id_of(debtor, form_key),
        language: language.to_owned(),
    };
    let begun = services.store.write(asked, |db, asked| Box::pin(commit(db, asked))).await?;
    services.wake.notify_one();
    Ok(begun)
}

async fn commit(db: &mut Db, asked: &Asked) -> Result<bool, StoreError> {
    let Asked { services, creditor, debtor, id, language } = asked;
    let (debtor, id, now) = (*debtor, *id, services.clock.now());
    debtors::lock(db, creditor.id, debtor).await?;
    let open = invoices::open_of(db, creditor.id, debtor).await?;
    for invoice in &open {
        invoices::lock(db, creditor.id, invoice.id).await?;
    }
    let before = pauses::of_debtor(db, creditor.id, debtor).await?;
    let owed = account::outstanding(db, creditor, debtor, now).await?;
    let until = match standing(&owed.version.policy, &before, owed.as_of) {
        Standing::Running { .. } => return Ok(true),
        Standing::Spent => return Ok(false),
        Standing::Offered { until, .. } => until,
    };
    if before.iter().any(|pause| pause.id == id) || owed_by_currency(&owed.invoices)?.is_empty() {
        return Ok(false);
    }
    let pause = Pause {
        creditor: creditor.id,
        id,
        debtor,
        invoice: None,
        reason: PauseReason::BreathingSpace,
        from: owed.as_of,
        to: Some(until),
        interest: true,
        of: None,
    };
    pauses::add(db, &pause).await?;
    // What has accrued up to yesterday is in the books first; from today on nothing accrues.
    let owed = account::outstanding(db, creditor, debtor, now).await?;
    charges::book(db, &services.context(creditor, now), &owed.accrued).await?;
    let job = jobs::SpaceBegun { pause: id, debtor, until, language: language.clone() };
    job.queue(db, &*services.ids, creditor.id, now).await?;
    Ok(true)
}

/// A form makes one breathing space, so its key makes the id.
fn id_of(debtor: DebtorId, form_key: &str) -> PauseId {
    let digest = Sha256::digest(format!("breathing space:{debtor}:{form_key}"));
    let mut bytes = [0; 16];
    bytes.iter_mut().zip(digest).for_each(|(byte, new)| *byte = new);
    PauseId::new(uuid::Builder::from_custom_bytes(bytes).into_uuid())
}
