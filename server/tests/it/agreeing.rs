//! Agreeing: what was seen is what is signed, once, and never beside a payment.

use super::support::*;
use domain::agreement::{AgreementRecord, AgreementState, Extension, Terms};
use domain::agreement_terms::QuoteError;
use domain::date::Date;
use domain::id::{AgreementId, DebtorId, PaymentId, SessionId, VerificationId};
use domain::language::Language;
use domain::link::LinkOrigin;
use domain::message::MessageState as Written;
use domain::money::Money;
use domain::offer_request::OfferRequest;
use domain::plan::schedule::Frequency;
use domain::plan::{Pace, PlanRequest};
use domain::policy::Delay;
use services::agreements::accept::{AcceptError, Acceptance, Verification, accept, preview};
use services::agreements::jobs::SendCode;
use services::agreements::verification::{SubmittedCode, VerificationError, purpose};
use services::clock::Clock;
use services::format::Formatter;
use services::outbox::Job as _;
use std::sync::Arc;
use store::verifications::{self, Asked, Asks, Holder};
use store::{agreements, creditors, debtors, pauses};

/// Races of a payment with a plan: in the ordinary run and in all (gauntlet 26).
const RACES: (usize, usize) = (12, 500);
/// The same form at once (gauntlet 30 and 31).
const TIMES: (usize, usize) = (25, 1_000);
/// Races that are run at the same time.
const AT_ONCE: usize = 20;

fn mxn(minor: i64) -> Money {
    Money::new(minor, "MXN".parse().expect("a currency"))
}

fn day(y: i32, m: u32, d: u32) -> Date {
    Date::from_ymd_opt(y, m, d).expect("a day")
}

pub fn in_parts(count: u16) -> OfferRequest {
    let request =
        PlanRequest { pace: Pace::Count(count), first: day(2026, 12, 15), frequency: Frequency::Monthly, down: None };
    OfferRequest::Plan { invoices: Vec::new(), request }
}

impl TestApp {
    /// What a debtor accepts who has just looked, without a code.
    pub async fn acceptance(
        &self,
        debtor: DebtorId,
        request: OfferRequest,
        form_key: &str,
    ) -> Result<Acceptance, AcceptError> {
        let mut db = self.portal.services.store.read().await.expect("a reader");
        let creditor = creditors::by_id(&mut db, self.world.creditor_of(debtor)).await.expect("the database");
        let creditor = creditor.expect("the creditor");
        let debtor = debtors::by_id(&mut db, creditor.id, debtor).await.expect("the database").expect("the debtor");
        let formatter = Formatter::new(&creditor, None, Language::Es);
        let preview = preview(&mut db, &self.portal.services, (&creditor, &debtor), &formatter, &request, false).await;
        let fingerprint = preview?.fingerprint;
        Ok(Acceptance {
            creditor,
            debtor,
            formatter,
            request,
            fingerprint,
            form_key: form_key.to_owned(),
            way: Verification::Link,
            link: Some(LinkOrigin::Mailed),
        })
    }

    /// Asks for a code for this form, reads the mail, and puts it in.
    pub async fn proved(&self, acceptance: Acceptance) -> Acceptance {
        let now = self.clock.now();
        let session = SessionId::new(self.portal.services.ids.uuid(now));
        let holder = Holder { creditor: acceptance.creditor.id, debtor: acceptance.debtor.id, session };
        self.ask(holder, &purpose(&acceptance.form_key, &acceptance.fingerprint)).await;
        let (before, after) = (self.portal.services.ids.token().hash(), self.portal.services.ids.token().hash());
        let code = SubmittedCode { holder, digits: self.last_code(), tokens: (before, after) };
        Acceptance { way: Verification::Code(code), ..acceptance }
    }

    async fn ask(&self, holder: Holder, form_key: &str) {
        let (now, id, key) = (
            self.clock.now(),
            VerificationId::new(self.portal.services.ids.uuid(self.clock.now())),
            form_key.to_owned(),
        );
        let ids = Arc::clone(&self.portal.services.ids);
        let asked = self.portal.services.store.write((key, ids), move |db, (key, ids)| {
            Box::pin(async move {
                let asked = verifications::ask(db, holder, (id, Asks::Code), key, now).await?;
                let work = SendCode { proof: id, language: "es".to_owned(), confirms: None };
                work.queue(db, &**ids, holder.creditor, now).await.map(|_| asked)
            })
        });
        assert_eq!(asked.await.expect("the database"), Asked::Made(id));
        self.work().await;
    }

    pub async fn agree(
        &self,
        debtor: DebtorId,
        request: OfferRequest,
        form_key: &str,
    ) -> Result<AgreementId, AcceptError> {
        let acceptance = self.acceptance(debtor, request, form_key).await?;
        let acceptance = self.proved(acceptance).await;
        accept(&self.portal.services, acceptance).await
    }

    /// The terms of an extension.
    pub async fn extension(&self, id: AgreementId) -> Extension {
        match self.agreement(id).await.read_body().expect("what was signed").terms {
            Terms::Extension(extension) => extension,
            other => panic!("{other:?}"),
        }
    }

    pub async fn agreement(&self, id: AgreementId) -> AgreementRecord {
        let mut db = self.portal.services.store.read().await.expect("a reader");
        agreements::by_id(&mut db, self.world.norte.id, id).await.expect("the database").expect("the agreement")
    }
}

on_each_database! {
    async fn a_plan_is_sealed_mailed_and_over_when_paid(app: TestApp) {
        let ada = app.world.ada;
        let id = app.agree(ada, in_parts(3), "form-of-a-plan-1").await.expect("a plan");
        let agreed = app.agreement(id).await;
        assert_eq!((agreed.state, agreed.until), (AgreementState::Live, Some(day(2027, 2, 15))));
        let body = agreed.read_body().expect("what was signed");
        let Terms::Plan(terms) = &body.terms else { panic!("{:?}", body.terms) };
        let amounts: Vec<i64> = terms.plan.instalments.iter().map(|i| i.amount.minor()).collect();
        assert_eq!(amounts, [143_350, 143_350, 143_350]);
        assert!(body.text.contains("15 de diciembre de 2026") && body.text.contains("4,300.50"), "{}", body.text);
        for number in ["A-1", "A-2", "A-3"] {
            assert_eq!(app.invoice(number).await.plan, Some(id));
        }
        let rests = {
            let mut db = app.portal.services.store.read().await.expect("a reader");
            pauses::of_debtor(&mut db, app.world.norte.id, ada).await.expect("the database")
        };
        assert_eq!((rests.len(), rests.iter().filter(|rest| rest.interest).count()), (6, 3));

        app.work().await;
        let [mail] = &app.mails_of("agreed")[..] else { panic!("one mail") };
        let names: Vec<_> = mail.attachments.iter().map(|file| file.name.as_str()).collect();
        assert_eq!(names, ["acuerdo.pdf", "calendario.ics"]);
        assert!(mail.rendered.text.replace('\u{a0}', " ").contains("4,300.50"), "{}", mail.rendered.text);
        let messages = app.messages_to(ada).await;
        let written: Vec<_> = messages.iter().map(|m| (m.kind.as_str(), m.state, m.about == Some(id.uuid()))).collect();
        assert_eq!(written, [("agreed", Written::Sent, true), ("code", Written::Sent, false)]);
        let file = documents::attached_agreement(&mail.attachments[0].bytes).expect("the sealed file");
        let sealed = documents::SealedAgreement::open(&file).expect("a seal that fits");
        assert_eq!(sealed.agreement, agreed.body);
        let calendar = String::from_utf8(mail.attachments[1].bytes.clone()).expect("text");
        assert_eq!(calendar.matches("BEGIN:VEVENT").count(), 3);

        app.ada_pays().await;
        assert_eq!(app.agreement(id).await.state, AgreementState::Kept);
        assert_eq!(app.invoice("A-1").await.plan, None);
        app.fits().await;
    }

    async fn what_is_accepted_is_what_was_seen(app: TestApp) {
        let ada = app.world.ada;
        let acceptance = app.acceptance(ada, in_parts(3), "form-of-a-plan-2").await.expect("a plan");
        let acceptance = app.proved(acceptance).await;
        // Without its code nothing is agreed.
        let bare = Acceptance { way: Verification::Link, ..acceptance.clone() };
        let unproved = accept(&app.portal.services, bare).await;
        assert!(matches!(unproved, Err(AcceptError::Verification(VerificationError::NotAsked))), "{unproved:?}");
        // What is owed changes meanwhile: nothing is agreed, and the code is not used up.
        app.import("invoice_number,customer_id,customer_name,customer_email,issue_date,due_date,currency,amount\n\
                      A-4,ada,Ada Pérez,ada@example.test,2026-11-01,2026-12-31,MXN,10.00\n").await;
        let changed = accept(&app.portal.services, acceptance.clone()).await;
        assert!(matches!(changed, Err(AcceptError::Quote(QuoteError::Changed))), "{changed:?}");
        let again = app.acceptance(ada, in_parts(3), "form-of-a-plan-2").await.expect("a plan");
        // The code was for the terms of before: those of now ask for another one.
        let old = Acceptance { way: acceptance.way.clone(), ..again.clone() };
        let unproved = accept(&app.portal.services, old).await;
        assert!(matches!(unproved, Err(AcceptError::Verification(VerificationError::NotAsked))), "{unproved:?}");
        let again = app.proved(again).await;
        let id = accept(&app.portal.services, again.clone()).await.expect("a plan");
        // The same form is the same agreement, with other data in it none, and another debtor's nothing at all.
        assert_eq!(accept(&app.portal.services, again.clone()).await.expect("the same"), id);
        let other = Acceptance { fingerprint: acceptance.fingerprint, ..again.clone() };
        let used = accept(&app.portal.services, other).await;
        assert!(matches!(used, Err(AcceptError::FormUsed { made: Some(made) }) if made == id), "{used:?}");
        let ben = app.acceptance(app.world.ben, in_parts(2), "form-of-a-plan-2").await.expect("a plan");
        let used = accept(&app.portal.services, ben).await;
        assert!(matches!(used, Err(AcceptError::FormUsed { made: None })), "{used:?}");
        assert_eq!(app.count("SELECT COUNT(*) FROM agreement").await, 1);
        // Everything is in the plan now: there is nothing for another one.
        let refused = app.acceptance(ada, in_parts(3), "form-of-a-plan-3").await;
        assert!(matches!(refused, Err(AcceptError::Quote(QuoteError::NotOffered))));
        app.fits().await;
    }

    async fn extensions_and_promises_are_counted(app: TestApp) {
        let ada = app.world.ada;
        let (a1, a2, a3) = (app.id_of("A-1").await, app.id_of("A-2").await, app.id_of("A-3").await);
        let more = |invoice, by| OfferRequest::Extension { invoice, by };
        let id = app.agree(ada, more(a1, Delay::Days(15)), "form-of-time-001").await.expect("more time");
        let invoice = app.invoice("A-1").await;
        assert_eq!((invoice.due, invoice.extended_to), (day(2026, 10, 31), Some(day(2026, 12, 6))));
        assert_eq!(app.agreement(id).await.until, Some(day(2026, 12, 6)));
        // Two months are for a person to grant.
        let asked = app.agree(ada, more(a2, Delay::Months(2)), "form-of-time-002").await;
        assert!(matches!(asked, Err(AcceptError::AskFirst)), "{asked:?}");
        app.agree(ada, more(a2, Delay::Months(1)), "form-of-time-003").await.expect("more time");
        let third = app.agree(ada, more(a3, Delay::Days(15)), "form-of-time-004").await;
        assert!(matches!(third, Err(AcceptError::Quote(QuoteError::NotOffered))), "{third:?}");

        // Everything lies beyond what can be promised now; another debtor promises without a code.
        let promise = OfferRequest::Promise { amount: mxn(50_000), date: day(2026, 12, 1) };
        let made = app.acceptance(app.world.ben, promise.clone(), "form-of-a-word-1").await.expect("a promise");
        accept(&app.portal.services, made).await.expect("a promise");
        let late = OfferRequest::Promise { amount: mxn(50_000), date: day(2027, 1, 1) };
        let refused = app.acceptance(app.world.ben, late, "form-of-a-word-2").await.err();
        let Some(AcceptError::Quote(QuoteError::Date { from, to })) = refused else { panic!("{refused:?}") };
        assert_eq!((from, to), (day(2026, 11, 21), day(2026, 12, 6)));
        app.agree(app.world.ben, promise.clone(), "form-of-a-word-3").await.expect("a promise");
        let third = app.acceptance(app.world.ben, promise, "form-of-a-word-4").await.err();
        assert!(matches!(third, Some(AcceptError::Quote(QuoteError::NotOffered))), "{third:?}");
        app.fits().await;
    }

    async fn a_form_sent_many_times_at_once_is_one_agreement(app: TestApp) {
        let acceptance = app.acceptance(app.world.ada, in_parts(6), "form-sent-often-1").await.expect("a plan");
        let acceptance = app.proved(acceptance).await;
        let other = Acceptance { fingerprint: "0".repeat(64), ..acceptance.clone() };
        let times = (0..full(TIMES.0, TIMES.1)).map(|n| accept(&app.portal.services, if n % 5 == 4 { other.clone() } else { acceptance.clone() }));
        let (mut made, mut refused) = (Vec::new(), 0);
        for answer in futures::future::join_all(times).await {
            match answer {
                Ok(id) => made.push(id),
                Err(AcceptError::Quote(QuoteError::Changed) | AcceptError::FormUsed { .. }) => refused += 1,
                Err(refusal) => panic!("{refusal:?}"),
            }
        }
        println!("{} times the same agreement, {refused} times other data refused", made.len());
        made.dedup();
        assert_eq!((made.len(), app.count("SELECT COUNT(*) FROM agreement").await), (1, 1));
        app.work().await;
        assert_eq!(app.mails_of("agreed").len(), 1);
    }

    async fn never_a_paid_invoice_with_a_live_plan(app: TestApp) {
        let races = full(RACES.0, RACES.1);
        let mut csv = "invoice_number,customer_id,customer_name,customer_email,issue_date,due_date,currency,amount\n".to_owned();
        for n in 0..races {
            csv.push_str(&format!("R-{n},race{n},Race {n},race{n}@example.test,2026-11-01,2026-11-30,MXN,900.00\n"));
        }
        app.import(&csv).await;
        // Everybody is ready before the first race: what is measured is nobody's typing.
        let mut runners = Vec::with_capacity(races);
        for n in 0..races {
            runners.push(Runner::ready(&app, n).await);
        }
        let (mut agreed, mut refused) = (0, 0);
        for together in runners.chunks(AT_ONCE) {
            let ends = futures::future::join_all(together.iter().map(|runner| runner.race(&app))).await;
            agreed += ends.iter().filter(|agreed| **agreed).count();
            refused += ends.iter().filter(|agreed| !**agreed).count();
        }
        println!("{races} races: {agreed} agreed, {refused} refused");
        assert!(agreed > 0 && refused > 0, "nobody met anybody");
        for runner in &runners {
            runner.check(&app).await;
        }
        app.fits().await;
    }
}

/// A debtor with one invoice, about to pay it and to accept a plan over it.
struct Runner {
    n: usize,
    browser: Browser,
    form: Form,
    acceptance: Acceptance,
}

impl Runner {
    async fn ready(app: &TestApp, n: usize) -> Self {
        let debtor = app.debtor(&format!("race{n}")).await;
        let acceptance = app.acceptance(debtor, in_parts(3), &format!("form-of-race-{n:04}")).await.expect("a plan");
        let acceptance = app.proved(acceptance).await;
        let browser = app.browser_of(debtor).await;
        let form = app.pay_form(&browser, &[&format!("R-{n}")], None).await;
        Self { n, browser, form, acceptance }
    }

    /// Both at once; in every third race the provider's page is open already, so that what meets is the money and the
    /// plan. Was the plan agreed?
    async fn race(&self, app: &TestApp) -> bool {
        let begun = if self.n % 3 == 2 { self.begin(app).await } else { None };
        let paying = async {
            let begun = if begun.is_some() { begun } else { self.begin(app).await };
            if let Some(payment) = begun {
                app.sandbox.pay(payment, "card").await;
            }
        };
        // Whoever is asked first has a little start.
        let accepting = accept(&app.portal.services, self.acceptance.clone());
        let ((), plan) = if self.n.is_multiple_of(2) {
            tokio::join!(paying, accepting)
        } else {
            let (plan, paid) = tokio::join!(accepting, paying);
            (paid, plan)
        };
        match plan {
            Ok(_) => true,
            Err(
                AcceptError::PaymentUnderWay(_)
                | AcceptError::Quote(QuoteError::Changed | QuoteError::NotOffered | QuoteError::NoPlan(_)),
            ) => false,
            Err(refusal) => panic!("{refusal:?}"),
        }
    }

    async fn begin(&self, app: &TestApp) -> Option<PaymentId> {
        let answer = self.browser.submit(&self.form, Some(("method", "stripe"))).await;
        if answer.status != 303 || !answer.location().starts_with(&app.sandbox.base) {
            return None;
        }
        let payment = app.payment_of(&self.form).await.expect("the payment");
        self.browser.get(answer.location()).await;
        Some(payment.id)
    }

    /// Paid all the same after it was agreed: then the plan is over. Refused: then there is none.
    async fn check(&self, app: &TestApp) {
        let invoice = app.invoice(&format!("R-{}", self.n)).await;
        let mut db = app.portal.services.store.read().await.expect("a reader");
        let found = agreements::by_form(&mut db, app.world.norte.id, &self.acceptance.form_key).await;
        let live = found.expect("the database").is_some_and(|agreement| agreement.state == AgreementState::Live);
        assert_eq!(invoice.plan.is_some(), live, "race {}", self.n);
        assert!(!live || invoice.owed().is_positive(), "race {}", self.n);
    }
}
