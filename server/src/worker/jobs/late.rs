//! Mails that an instalment is late: until when nothing happens, or until when it can be mended.

use super::notice::Notice;
use super::rows::PlanRows;
use super::{Hours, Run, existing};
use crate::mail;
use crate::worker::Worker;
use crate::worker::email::EmailContext;
use app::routes;
use domain::agreement::{AgreementRecord, AgreementState, PlanTerms, Terms};
use domain::date::Date;
use domain::id::{AgreementId, InvoiceId};
use domain::money::Money;
use domain::plan::standing::{InstalmentStanding, PlanStanding, PlanState};
use serde::{Deserialize, Serialize};
use services::agreements::follow;
use services::outbox::{Job, JobError};
use services::read_keys::Readable;
use std::sync::Arc;
use store::jobs::ClaimedJob;
use store::{StoreError, agreements, invoices, payments};

/// Mail that an instalment is late.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(in crate::worker) struct Late {
    /// The plan.
    pub(in crate::worker) agreement: AgreementId,
    /// The day that brought it.
    pub(in crate::worker) day: Date,
}

impl Job for Late {
    const KIND: &'static str = "late";

    fn key(&self) -> String {
        format!("{}:{}", self.agreement, self.day)
    }
}

impl Run for Late {
    const HOURS: Hours = Hours::Daytime;

    async fn run(self, worker: &Arc<Worker>, job: &ClaimedJob) -> Result<(), JobError> {
        let id = self.agreement;
        let found = agreements::by_id(&mut worker.services.store.read().await?, job.creditor, id).await?;
        let agreement = existing(found, id)?;
        let Terms::Plan(terms) = agreement.read_body()?.terms else { return Ok(()) };
        let email = EmailContext::load(worker, job, agreement.debtor, Some(&agreement.language)).await?;
        let today = email.creditor.zone.today(worker.services.clock.now());
        let plan = Plan::load(&email, &agreement, &terms, today).await?;
        // Paid, or over, before the letter could leave, or nothing but what is disputed; or money is on its way.
        if agreement.state != AgreementState::Live
            || plan.standing.late.minor() <= plan.on_hold.minor()
            || plan.is_being_paid
        {
            return Ok(());
        }
        let Some((lead, after)) = words(&email, &plan.standing) else { return Ok(()) };
        let rows =
            PlanRows { formatter: &email.formatter, plan: &terms.plan, standing: &plan.standing, early: None, today };
        let rows = rows.of(|id| plan.number(id), |one: &InstalmentStanding| one.instalment.date < today);
        let path = routes::agreement(id);
        Notice { lead, rows, after, path: &path, opens: Readable::Agreement(id), about: id.uuid() }.send(&email).await
    }
}

/// A plan as it is today.
struct Plan {
    standing: PlanStanding,
    /// What of it is on hold: disputed, so that nobody is pressed for it.
    on_hold: Money,
    /// The numbers of its invoices.
    numbers: Vec<(InvoiceId, String)>,
    is_being_paid: bool,
}

impl Plan {
    async fn load(
        email: &EmailContext,
        agreement: &AgreementRecord,
        terms: &PlanTerms,
        today: Date,
    ) -> Result<Self, StoreError> {
        let mut db = email.worker.services.store.read().await?;
        let on_hold = follow::on_hold_of(&mut db, agreement, terms.plan.principal.currency()).await?;
        let standing =
            services::account::plans::plan_standing(&mut db, agreement, terms, email.creditor.zone, today).await?;
        let (mut numbers, mut is_being_paid) = (Vec::new(), false);
        for part in &terms.plan.invoices {
            let invoice = invoices::by_id(&mut db, agreement.creditor, part.invoice).await?;
            numbers.extend(invoice.map(|invoice| (invoice.id, invoice.number)));
            is_being_paid |= !payments::under_way_on(&mut db, agreement.creditor, part.invoice).await?.is_empty();
        }
        Ok(Self { standing, on_hold, numbers, is_being_paid })
    }

    fn number(&self, id: InvoiceId) -> Option<String> {
        self.numbers.iter().find(|(known, _)| *known == id).map(|(_, number)| number.clone())
    }
}

/// What is said of a plan, and what else; none where nothing is late any more, or nothing can be mended.
fn words(email: &EmailContext, standing: &PlanStanding) -> Option<(String, &'static str)> {
    let (w, formatter) = (mail::notice::words(email.formatter.language), &email.formatter);
    let amount = formatter.money(standing.late);
    match standing.state {
        PlanState::InGrace { until } => Some(((w.late)(&amount, &formatter.date(until)), w.late_more)),
        PlanState::Broken { cure_until: Some(until), .. } => {
            Some(((w.late_last)(&amount, &formatter.date(until)), w.late_last_more))
        }
        PlanState::Kept | PlanState::Cured { .. } | PlanState::Completed { .. } | PlanState::Broken { .. } => None,
    }
}
