//! What a person does in the creditor's books: one transaction, with who did it and why in the trail.

use crate::{Services, TxContext};
use domain::audit::{Act, Action, Subject, Who, detail};
use domain::creditor::Creditor;
use domain::id::{AuditId, DebtorId};
use futures::future::BoxFuture;
use std::sync::Arc;
use store::{Db, StoreError, UnitError, audit};

/// Who does it and why: both stand in the trail. The key makes a form sent twice one act.
#[derive(Debug, Clone)]
pub struct Reason {
    /// Whoever did it.
    pub by: Who,
    /// The reason, in words.
    pub reason: String,
    /// Of the form.
    pub form_key: String,
}

/// An act inside its transaction.
#[derive(Clone, Copy)]
pub(super) struct StaffAct<'a> {
    pub(super) context: TxContext<'a>,
    pub(super) reason: &'a Reason,
}

impl StaffAct<'_> {
    /// Writes into the trail what was done about a debtor, and why.
    pub(super) async fn note<const N: usize>(
        &self,
        db: &mut Db,
        action: Action,
        debtor: DebtorId,
        told: [(&str, String); N],
    ) -> Result<(), StoreError> {
        let TxContext { ids, creditor, now } = self.context;
        let mut detail = detail(told);
        detail.insert("reason".to_owned(), self.reason.reason.clone().into());
        let (who, subject) = (self.reason.by.clone(), Subject::Debtor(debtor));
        let act = Act { creditor: creditor.id, who, action, subject, detail };
        audit::note(db, AuditId::new(ids.uuid(now)), &act, now).await
    }
}

/// Runs an act on `input` in one transaction of its own, and wakes the worker for what it has queued.
///
/// # Errors
/// What the act answers; or that it could not be committed.
pub(super) async fn run<I, T, E, F>(
    services: &Arc<Services>,
    creditor: &Creditor,
    reason: Reason,
    input: I,
    act: F,
) -> Result<T, E>
where
    I: Send + Sync + 'static,
    T: Send + 'static,
    E: UnitError,
    F: for<'a> Fn(StaffAct<'a>, &'a mut Db, &'a I) -> BoxFuture<'a, Result<T, E>> + Send + Sync + 'static,
{
    let input = (Arc::clone(services), creditor.clone(), reason, input);
    let unit = services.store.attempt(input, move |db, (services, creditor, reason, input)| {
        act(StaffAct { context: services.context(creditor, services.clock.now()), reason }, db, input)
    });
    let done = unit.await?;
    services.wake.notify_one();
    Ok(done)
}
