//! What stands in the queue stays readable: a version that is taken over from leaves its jobs behind.

use super::*;
use crate::worker::jobs::lapsed::Lapsed;
use crate::worker::jobs::late::Late;
use crate::worker::jobs::remind::Remind;
use crate::worker::jobs::space_ended::SpaceEnded;
use chrono::{DateTime, Utc};
use domain::date::Date;
use domain::id::{
    AgreementId, DebtorId, DisputeId, EntryId, EventId, LinkId, PauseId, PaymentId, RequestId, VerificationId,
};
use domain::money::{Currency, Money};
use services::agreements::jobs::{Agreed, Answered, Confirms, Ended, Fit, RequestMade, SendCode, SpaceBegun};
use services::disputes::jobs::{DisputeAnswered, DisputeMade};
use services::links::jobs::SendLink;
use services::payments::jobs::{Capture, Confirm, NotNeeded, Receipt, RefundNotice, Superseded, VoucherEnded};
use std::fmt::Write as _;
use store::jobs::New;
use uuid::Uuid;

fn noon() -> DateTime<Utc> {
    "2026-11-05T12:00:00.123456Z".parse().expect("an instant")
}

fn day() -> Date {
    "2026-11-05".parse().expect("a day")
}

fn id(n: u128) -> Uuid {
    Uuid::from_u128(n)
}

fn stored<J: Run>(job: &J) -> New {
    let kind = of_kind(J::KIND).expect("a registered kind");
    assert_eq!((kind.name, kind.hours), (J::KIND, J::HOURS));
    let stored = job.stored().expect("JSON");
    let read: J = outbox::read(&stored.payload).expect("what was written");
    assert_eq!(read.stored().expect("JSON").payload, stored.payload, "read as it was written");
    stored
}

/// One of each, and of each turn that its key or its place in the queue can take.
fn all() -> Vec<New> {
    let (payment, agreement) = (PaymentId::new(id(1)), AgreementId::new(id(2)));
    let (debtor, request, pause) = (DebtorId::new(id(3)), RequestId::new(id(4)), PauseId::new(id(5)));
    let (dispute, language) = (DisputeId::new(id(6)), "es".to_owned());
    let amount = Money::new(12_34, "MXN".parse::<Currency>().expect("a currency"));
    let link = |asked| {
        let key = "dbt_1:42".to_owned();
        stored(&SendLink { debtor, link: LinkId::new(id(7)), asked, expires_at: noon(), key })
    };
    vec![
        stored(&Capture { payment }),
        stored(&Confirm { payment, event: EventId::new(id(10)) }),
        stored(&Superseded { entry: EntryId::new(id(11)) }),
        stored(&NotNeeded { payment }),
        stored(&VoucherEnded { payment }),
        stored(&Receipt { payment }),
        stored(&RefundNotice { payment, amount, move_n: 3 }),
        stored(&SendCode {
            proof: VerificationId::new(id(8)),
            language: language.clone(),
            confirms: Some(Confirms::Plan { payments: 6 }),
        }),
        stored(&Agreed { agreement }),
        stored(&RequestMade { request }),
        stored(&Answered { request }),
        stored(&DisputeMade { dispute }),
        stored(&DisputeAnswered { dispute }),
        stored(&Remind { debtor, since: day(), day: day() }),
        stored(&Late { agreement, day: day() }),
        stored(&Ended { agreement, kept: true }),
        stored(&Ended { agreement, kept: false }),
        stored(&Fit { agreement, change: EntryId::new(id(9)) }),
        stored(&Lapsed { request }),
        stored(&SpaceBegun { pause, debtor, until: day(), language }),
        stored(&SpaceEnded { pause, debtor }),
        link(true),
        link(false),
    ]
}

#[test]
fn jobs_are_stored_as_they_were_by_every_version_before() {
    let mut text = String::new();
    for New { kind, key, payload, queue } in all() {
        let hours = of_kind(kind).expect("a registered kind").hours;
        writeln!(text, "{kind} {queue:?} {hours:?}\n  {key}\n  {payload}").expect("a string");
    }
    insta::assert_snapshot!(text);
}

#[test]
fn each_kind_is_registered_once_and_has_an_example_here() {
    let mut kinds: Vec<&str> = JOBS.iter().map(|kind| kind.name).collect();
    kinds.sort_unstable();
    let mut examples: Vec<&str> = all().iter().map(|new| new.kind).collect();
    examples.sort_unstable();
    examples.dedup();
    assert_eq!(kinds, examples);
}

#[test]
fn a_job_that_no_version_can_read_is_left_to_a_person() {
    assert!(matches!(of_kind("from_a_later_version"), Err(JobError::Hopeless(_))));
    let cut = outbox::read::<Capture>(r#"{"work":"capture"}"#);
    assert!(matches!(cut, Err(JobError::Hopeless(_))), "{cut:?}");
}
