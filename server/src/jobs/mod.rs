//! Work that follows a commit, and the worker that does it.
//!
//! A job is a small note, queued in the transaction that causes it, and safe to do twice. Any
//! process does any job. To add one: a variant of [`Work`] with its key, and its arm in [`run`].

mod chores;
pub mod daily;
mod letters;
mod notices;
mod objections;
mod remind;

use crate::agree::revise;
use crate::ids::Ids;
use crate::payments::reconcile;
use crate::store::jobs::{self, Due, New, Queue, Taken};
use crate::store::{Db, StoreError, creditors};
use crate::wiring::House;
use chrono::{DateTime, TimeDelta, Utc};
use domain::date::Date;
use domain::id::{
    AgreementId, CreditorId, DebtorId, EntryId, JobId, LinkId, ObjectionId, PauseId, PaymentId, ProofId, RequestId,
};
use domain::money::Money;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::sync::{Notify, watch};

/// One piece of work. Old payloads stay readable until the queue is empty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "work", rename_all = "snake_case")]
pub enum Work {
    /// Take the money that the payer approved.
    Capture {
        /// The payment.
        payment: PaymentId,
    },
    /// Mail a receipt.
    Receipt {
        /// The payment.
        payment: PaymentId,
    },
    /// Mail that money was given back.
    RefundNotice {
        /// The payment.
        payment: PaymentId,
        /// How much this time.
        amount: Money,
        /// Which movement of the payment it was: one mail for each.
        move_n: i64,
    },
    /// Mail the code that proves a reader to be the debtor. It is made when the mail is.
    SendCode {
        /// Which proof it is for.
        proof: ProofId,
        /// The language of the page that asks for it.
        language: String,
    },
    /// Mail what was agreed.
    Agreed {
        /// The agreement.
        agreement: AgreementId,
    },
    /// Mail the answer to a request.
    Answered {
        /// The request.
        request: RequestId,
    },
    /// Mail that an objection arrived.
    ObjectionMade {
        /// The objection.
        objection: ObjectionId,
    },
    /// Mail the answer to an objection.
    ObjectionAnswered {
        /// The objection.
        objection: ObjectionId,
    },
    /// Remind of what the days after `since` up to `day` have brought, if it still makes sense.
    Remind {
        /// Whom.
        debtor: DebtorId,
        /// The last day that was looked at before.
        since: Date,
        /// The day that brought it.
        day: Date,
    },
    /// Mail that an instalment is late.
    Late {
        /// The plan.
        agreement: AgreementId,
        /// The day that brought it.
        day: Date,
    },
    /// Mail what became of an agreement.
    Ended {
        /// The agreement.
        agreement: AgreementId,
        /// Was it kept? What was kept may be broken after all, when its money goes back.
        kept: bool,
    },
    /// Fit a plan to its debt, which has changed.
    Fit {
        /// The plan.
        agreement: AgreementId,
        /// What changed it: one look for each.
        change: EntryId,
    },
    /// Mail that other terms were not taken in time.
    Lapsed {
        /// The request.
        request: RequestId,
    },
    /// Mail that a breathing space has begun.
    SpaceBegun {
        /// Which.
        pause: PauseId,
        /// Whose.
        debtor: DebtorId,
        /// Its last day.
        until: Date,
        /// The language of the page.
        language: String,
    },
    /// Mail that a breathing space has ended.
    SpaceEnded {
        /// Which.
        pause: PauseId,
        /// Whose.
        debtor: DebtorId,
    },
    /// Mail a link. The token is made when the mail is, so that it stands nowhere in the queue.
    SendLink {
        /// To whom.
        debtor: DebtorId,
        /// The link's id, so that a second try makes the same link anew instead of another one.
        link: LinkId,
        /// Did the debtor ask for it (else the creditor sends it)?
        asked: bool,
        /// When it stops working.
        expires_at: DateTime<Utc>,
        /// What makes this work one: who asked, and in which span of time.
        key: String,
    },
}

impl Work {
    const fn kind(&self) -> &'static str {
        match self {
            Self::Capture { .. } => "capture",
            Self::Receipt { .. } => "receipt",
            Self::RefundNotice { .. } => "refund_notice",
            Self::SendCode { .. } => "send_code",
            Self::Agreed { .. } => "agreed",
            Self::Answered { .. } => "answered",
            Self::ObjectionMade { .. } => "objection_made",
            Self::ObjectionAnswered { .. } => "objection_answered",
            Self::Remind { .. } => "remind",
            Self::Late { .. } => "late",
            Self::Ended { .. } => "ended",
            Self::Fit { .. } => "fit",
            Self::Lapsed { .. } => "lapsed",
            Self::SpaceBegun { .. } => "space_begun",
            Self::SpaceEnded { .. } => "space_ended",
            Self::SendLink { .. } => "send_link",
        }
    }

    fn key(&self) -> String {
        match self {
            Self::Capture { payment } => format!("capture:{payment}"),
            Self::Receipt { payment } => format!("receipt:{payment}"),
            Self::RefundNotice { payment, move_n, .. } => format!("refund_notice:{payment}:{move_n}"),
            Self::SendCode { proof, .. } => format!("send_code:{proof}"),
            Self::Agreed { agreement } => format!("agreed:{agreement}"),
            Self::Answered { request } => format!("answered:{request}"),
            Self::ObjectionMade { objection } => format!("objection_made:{objection}"),
            Self::ObjectionAnswered { objection } => format!("objection_answered:{objection}"),
            Self::Remind { debtor, day, .. } => format!("remind:{debtor}:{day}"),
            Self::Late { agreement, day } => format!("late:{agreement}:{day}"),
            Self::Ended { agreement, kept } => format!("ended:{agreement}:{}", if *kept { "kept" } else { "broken" }),
            Self::Fit { change, .. } => format!("fit:{change}"),
            Self::Lapsed { request } => format!("lapsed:{request}"),
            Self::SpaceBegun { pause, .. } => format!("space_begun:{pause}"),
            Self::SpaceEnded { pause, .. } => format!("space_ended:{pause}"),
            Self::SendLink { key, .. } => format!("send_link:{key}"),
        }
    }

    /// Where it is queued.
    const fn queue_of(&self) -> Queue {
        match self {
            Self::Capture { .. } | Self::Fit { .. } | Self::SendCode { .. } | Self::SendLink { asked: true, .. } => {
                Queue::Urgent
            }
            Self::Receipt { .. }
            | Self::RefundNotice { .. }
            | Self::Agreed { .. }
            | Self::Answered { .. }
            | Self::ObjectionMade { .. }
            | Self::ObjectionAnswered { .. }
            | Self::Remind { .. }
            | Self::Late { .. }
            | Self::Ended { .. }
            | Self::Lapsed { .. }
            | Self::SpaceBegun { .. }
            | Self::SpaceEnded { .. }
            | Self::SendLink { asked: false, .. } => Queue::Calm,
        }
    }

    /// Nobody waits for it: it is done in the daytime of the creditor's zone.
    const fn waits_for_day(&self) -> bool {
        match self {
            Self::Remind { .. }
            | Self::Late { .. }
            | Self::Ended { .. }
            | Self::Lapsed { .. }
            | Self::SpaceEnded { .. } => true,
            Self::Capture { .. }
            | Self::Fit { .. }
            | Self::Receipt { .. }
            | Self::RefundNotice { .. }
            | Self::SendCode { .. }
            | Self::Agreed { .. }
            | Self::Answered { .. }
            | Self::ObjectionMade { .. }
            | Self::ObjectionAnswered { .. }
            | Self::SpaceBegun { .. }
            | Self::SendLink { .. } => false,
        }
    }

    /// Queues the work in the caller's transaction. Queued once, however often it is asked for; `false` when it was
    /// there already.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn queue(
        &self,
        db: &mut Db,
        ids: &dyn Ids,
        creditor: CreditorId,
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        let payload = serde_json::to_string(self).map_err(|e| StoreError::Damaged(e.to_string()))?;
        let new = New { kind: self.kind(), key: self.key(), payload, queue: self.queue_of() };
        jobs::add(db, creditor, JobId::new(ids.uuid(now)), new, now).await
    }
}

/// Why a job was not done.
#[derive(Debug, thiserror::Error)]
pub enum JobError {
    /// Something is away; the job is tried again later.
    #[error("{0}")]
    Later(String),
    /// It will never work; a person has to look.
    #[error("{0}")]
    Hopeless(String),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// How long a worker may hold a job before another takes it.
const LEASE: TimeDelta = TimeDelta::seconds(60);
/// How often the queue is asked when nobody woke the worker.
const ASK_EVERY: Duration = Duration::from_secs(1);
/// After this long without a word from the half that asks, the other one looks for itself.
const UNTOLD: Duration = Duration::from_secs(5);
/// Urgent jobs taken at a time, and done side by side. Few: what a killed process had taken rests until its lease is
/// over.
const AT_ONCE: i64 = 8;
/// Other jobs taken at a time, and done one after the other: letters leave as things happened.
const BATCH: i64 = 16;

/// Does every job whose time has come; answers how many were taken.
///
/// # Errors
/// [`StoreError`] when the queue cannot be read. A job that fails is put back, not returned.
pub async fn run_due(house: &Arc<House>) -> Result<usize, StoreError> {
    Ok(run_urgent(house).await? + run_calm(house).await?)
}

async fn run_urgent(house: &Arc<House>) -> Result<usize, StoreError> {
    let taken = claim(house, Queue::Urgent, AT_ONCE).await?;
    let count = taken.len();
    // Side by side, so that one slow answer does not hold up the rest.
    let done = futures::future::join_all(taken.into_iter().map(|job| work_off(house, job))).await;
    done.into_iter().collect::<Result<(), _>>()?;
    Ok(count)
}

async fn run_calm(house: &Arc<House>) -> Result<usize, StoreError> {
    let taken = claim(house, Queue::Calm, BATCH).await?;
    let count = taken.len();
    for job in taken {
        work_off(house, job).await?;
    }
    Ok(count)
}

async fn claim(house: &Arc<House>, queue: Queue, most: i64) -> Result<Vec<Taken>, StoreError> {
    let now = house.clock.now();
    house.store.write(move |db| Box::pin(jobs::claim(db, queue, now, now + LEASE, most))).await
}

/// Does a job, and writes down what became of it.
async fn work_off(house: &Arc<House>, job: Taken) -> Result<(), StoreError> {
    let result = run(house, &job).await;
    let now = house.clock.now();
    if let Err(error) = &result {
        tracing::warn!(job.kind = job.kind, job.id = %job.id, job.attempts, %error, "a job failed");
    }
    let result = result.map_err(|error| (error.to_string(), is_hopeless(&error)));
    let noted = house.store.write(move |db| {
        let (job, result) = (job.clone(), result.clone());
        Box::pin(async move {
            match result {
                Ok(Ran::Done) => jobs::done(db, &job, now).await,
                Ok(Ran::NotBefore(at)) => jobs::put_off(db, &job, at).await,
                Err((error, hopeless)) => jobs::failed(db, &job, &error, hopeless, now).await,
            }
        })
    });
    noted.await
}

const fn is_hopeless(error: &JobError) -> bool {
    matches!(error, JobError::Hopeless(_))
}

/// What became of a job that did not fail.
#[derive(Debug, Clone, Copy)]
enum Ran {
    Done,
    /// It is night where the creditor is.
    NotBefore(DateTime<Utc>),
}

async fn run(house: &Arc<House>, job: &Taken) -> Result<Ran, JobError> {
    let work: Work = serde_json::from_str(&job.payload).map_err(|e| JobError::Hopeless(e.to_string()))?;
    if work.waits_for_day() {
        let creditor = creditors::by_id(&mut house.store.read().await?, job.creditor).await?;
        let now = house.clock.now();
        let at = creditor.map_or(now, |creditor| creditor.zone.awake(now));
        if at > now {
            return Ok(Ran::NotBefore(at));
        }
    }
    let done = match work {
        Work::Capture { payment } => reconcile::capture(house, job.creditor, payment).await,
        Work::Receipt { payment } => letters::receipt(house, job, payment).await,
        Work::RefundNotice { payment, amount, .. } => letters::refund(house, job, payment, amount).await,
        Work::SendCode { proof, language } => letters::code(house, job, proof, &language).await,
        Work::Agreed { agreement } => letters::agreed(house, job, agreement).await,
        Work::Answered { request } => letters::answered(house, job, request).await,
        Work::ObjectionMade { objection } => objections::made(house, job, objection).await,
        Work::ObjectionAnswered { objection } => objections::answered(house, job, objection).await,
        Work::Remind { debtor, since, day } => remind::remind(house, job, debtor, remind::Span { since, day }).await,
        Work::Late { agreement, .. } => notices::late(house, job, agreement).await,
        Work::Ended { agreement, .. } => notices::ended(house, job, agreement).await,
        Work::Fit { agreement, .. } => fit(house, job.creditor, agreement).await,
        Work::Lapsed { request } => notices::lapsed(house, job, request).await,
        Work::SpaceBegun { pause, debtor, until, language } => {
            notices::space_begun(house, job, (pause, debtor), until, &language).await
        }
        Work::SpaceEnded { pause, debtor } => notices::space_ended(house, job, pause, debtor).await,
        Work::SendLink { debtor, link, asked, expires_at, .. } => {
            letters::link(house, job, debtor, link, asked, expires_at).await
        }
    };
    done.map(|()| Ran::Done)
}

async fn fit(house: &Arc<House>, creditor: CreditorId, agreement: AgreementId) -> Result<(), JobError> {
    let Some(creditor) = creditors::by_id(&mut house.store.read().await?, creditor).await? else { return Ok(()) };
    let (unit_house, creditor) = (Arc::clone(house), Arc::new(creditor));
    let fitted = house.store.write(move |db| {
        let (house, creditor) = (Arc::clone(&unit_house), Arc::clone(&creditor));
        Box::pin(async move { revise::fit(db, &house, &creditor, agreement).await })
    });
    Ok(fitted.await?)
}

/// Works until `stop` says so, on two things at a time: on what somebody waits for (urgent jobs, looking at payments),
/// and on the rest (letters and papers, the seals, the days, housekeeping).
///
/// A commit in this process wakes it at once; what other processes queue is seen within a second. The queue is asked
/// once for both, since where the books are spread over machines each question goes to all of them.
pub async fn work(house: Arc<House>, stop: watch::Receiver<bool>) {
    let passed_on = Arc::new(Notify::new());
    let calm = tokio::spawn(calmly(Arc::clone(&house), Arc::clone(&passed_on), stop.clone()));
    urgently(&house, &passed_on, stop).await;
    let _ = calm.await;
}

async fn urgently(house: &Arc<House>, pass_on: &Notify, mut stop: watch::Receiver<bool>) {
    while !*stop.borrow() {
        let round = async {
            let Due { urgent, calm, look } = due(house).await?;
            if calm {
                pass_on.notify_one();
            }
            let jobs = if urgent { run_urgent(house).await? } else { 0 };
            let looks = if look { reconcile::run_due(house).await? } else { 0 };
            Ok(jobs + looks)
        };
        if !is_busy(round.await) {
            wait(&house.wake, ASK_EVERY, &mut stop).await;
        }
    }
}

async fn calmly(house: Arc<House>, woken: Arc<Notify>, mut stop: watch::Receiver<bool>) {
    let mut chores = chores::Chores::new(house.clock.now());
    let (mut told, mut looked) = (true, Instant::now());
    while !*stop.borrow() {
        let round = async {
            // The other half asks for both. Where it is long at something, this one asks by itself.
            let look = told || (looked.elapsed() >= UNTOLD && due(&house).await?.calm);
            let jobs = if look { run_calm(&house).await? } else { 0 };
            chores.run_due(&house).await?;
            Ok(jobs)
        };
        if is_busy(round.await) {
            continue;
        }
        if told || looked.elapsed() >= UNTOLD {
            looked = Instant::now();
        }
        told = wait(&woken, ASK_EVERY, &mut stop).await;
    }
}

async fn due(house: &House) -> Result<Due, StoreError> {
    jobs::due(&mut house.store.read().await?, house.clock.now()).await
}

/// Was there something to do, so that there may be more?
fn is_busy(round: Result<usize, StoreError>) -> bool {
    round.inspect_err(|error| tracing::error!(%error, "the worker cannot reach its queue")).is_ok_and(|done| done > 0)
}

/// Was it woken?
async fn wait(woken: &Notify, at_most: Duration, stop: &mut watch::Receiver<bool>) -> bool {
    tokio::select! {
        () = woken.notified() => true,
        () = tokio::time::sleep(at_most) => false,
        _ = stop.changed() => false,
    }
}
