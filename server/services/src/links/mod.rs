//! What the creditor's staff do with a debtor's links: make, send, take back. Each act stands in the audit trail, in
//! the transaction that does it; done twice, it is there once.

pub mod jobs;

use crate::ids::Ids;
use crate::outbox::Job as _;
use chrono::{DateTime, TimeDelta, Utc};
use domain::audit::detail;
use domain::audit::{Act, Action, Subject, Who};
use domain::debtor::Debtor;
use domain::id::LinkId;
use domain::id::{AuditId, TokenHash};
use domain::link::Link;
use std::sync::Arc;
use store::{Store, StoreError, audit, debtors, links};

/// How long a link works: one that a debtor asks for as long as one that a creditor sends.
pub const LINK_WORKS: TimeDelta = TimeDelta::days(30);

fn act(debtor: &Debtor, who: &Who, action: Action, subject: Subject) -> Act {
    let detail = detail([("debtor", debtor.reference.clone())]);
    Act { creditor: debtor.creditor, who: who.clone(), action, subject, detail }
}

/// Writes a link. `false`, and nothing written, when its token is there already: the form was sent twice.
pub async fn make(
    store: &Store,
    ids: &Arc<dyn Ids>,
    who: &Who,
    (debtor, link): (&Debtor, &Link),
    token: TokenHash,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let act = act(debtor, who, Action::LinkMade, Subject::Link(link.id));
    let unit = store.write((Arc::clone(ids), link.clone(), act), move |db, (ids, link, act)| {
        Box::pin(async move {
            // Two of the same at once come one after the other.
            debtors::lock(db, link.creditor, link.debtor).await?;
            if links::is_known(db, link.creditor, token).await? {
                return Ok(false);
            }
            links::add(db, link, token, now).await?;
            if !link.pay_only {
                debtors::set_no_new_links(db, link.creditor, link.debtor, false).await?;
            }
            audit::note(db, AuditId::new(ids.uuid(now)), act, now).await?;
            Ok(true)
        })
    });
    unit.await
}

/// Queues the mail that carries a link. `false` when that was done before.
pub async fn send(
    store: &Store,
    ids: &Arc<dyn Ids>,
    who: &Who,
    (debtor, link): (&Debtor, LinkId),
    expires_at: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let work = jobs::SendLink { debtor: debtor.id, link, asked: false, expires_at, key: link.to_string() };
    let act = act(debtor, who, Action::LinkSent, Subject::Link(link));
    let creditor = debtor.creditor;
    let unit = store.write((Arc::clone(ids), work, act), move |db, (ids, work, act)| {
        Box::pin(async move {
            let queued = work.queue(db, &**ids, creditor, now).await?;
            if queued {
                debtors::set_no_new_links(db, creditor, work.debtor, false).await?;
                audit::note(db, AuditId::new(ids.uuid(now)), act, now).await?;
            }
            Ok(queued)
        })
    });
    unit.await
}

/// Takes links back, and ends the sessions they opened: one, or all of a debtor's. After all were taken back no mail brings a
/// new one until staff make or send one. Answers how many.
pub async fn revoke(
    store: &Store,
    ids: &Arc<dyn Ids>,
    who: &Who,
    debtor: &Debtor,
    link: Option<LinkId>,
    now: DateTime<Utc>,
) -> Result<u64, StoreError> {
    let act = match link {
        Some(link) => act(debtor, who, Action::LinkRevoked, Subject::Link(link)),
        None => act(debtor, who, Action::LinksRevoked, Subject::Debtor(debtor.id)),
    };
    let (creditor, debtor) = (debtor.creditor, debtor.id);
    let unit = store.write((Arc::clone(ids), act), move |db, (ids, act)| {
        Box::pin(async move {
            let (revoked, stopped) = match link {
                Some(_) => (links::revoke(db, creditor, debtor, link, now).await?, false),
                None => (
                    links::end_all(db, creditor, debtor, now).await?,
                    debtors::set_no_new_links(db, creditor, debtor, true).await?,
                ),
            };
            if revoked > 0 || stopped {
                audit::note(db, AuditId::new(ids.uuid(now)), act, now).await?;
            }
            Ok(revoked)
        })
    });
    unit.await
}
