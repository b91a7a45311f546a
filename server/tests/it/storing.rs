//! The store's promises, on both databases: what is written reads back, what is said twice is once,
//! what is append-only stays so, and one writer's failure is nobody else's.

use super::support::*;
use chrono::TimeDelta;
use domain::debtor::Debtor;
use domain::id::{EventId, ExceptionId, JobId, LinkId, PaymentId, SessionId};
use domain::invoice::Invoice;
use domain::ledger::Entry;
use domain::link::Link;
use domain::money::Money;
use domain::payment::{
    Chargeback, ChargebackState, PaymentUpdate, Progress, ProviderName, Refund, RefundState, Voucher,
};
use services::clock::Clock;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use store::events::{self, NewEvent, Outcome, UNASSIGNED};
use store::exceptions::{self, ExceptionKind, NewException};
use store::jobs::Queue;
use store::ledger::{self, NewEntry};
use store::payment_lookup::{self, NamedBy};
use store::sources::Said;
use store::{Store, StoreError, creditors, debtors, invoices, jobs, links, money_back, payments, seals};

/// One unit of work with these values, which it may need more than once.
macro_rules! change {
    ($app:expr, [$($value:ident),*], |$db:ident| $body:expr) => {{
        $(let $value = $value.clone();)*
        $app.portal.services.store.write((), move |$db, ()| {
            $(let $value = $value.clone();)*
            Box::pin(async move { $body })
        }).await
    }};
}

impl TestApp {
    fn uuid(&self) -> uuid::Uuid {
        self.portal.services.ids.uuid(self.clock.now())
    }

    async fn reader(&self) -> store::Db {
        self.portal.services.store.read().await.expect("a reader")
    }
}

on_each_database! {
    async fn creditors_and_debtors(app: TestApp) {
        let now = app.clock.now();
        let (norte, ada) = (app.world.norte.clone(), app.world.ada);
        assert!(!change!(app, [norte], |db| creditors::add(db, &norte, now).await).expect("no error"), "the slug is taken");
        let mut db = app.reader().await;
        assert_eq!(creditors::by_slug(&mut db, "norte").await.expect("a row").as_ref(), Some(&norte));
        assert_eq!(creditors::by_id(&mut db, norte.id).await.expect("a row").as_ref(), Some(&norte));
        assert_eq!(creditors::by_code(&mut db, norte.code).await.expect("a row").as_ref(), Some(&norte));
        assert_eq!(creditors::by_slug(&mut db, "Norte").await.expect("no error"), None);
        let (code, stranger) = (norte.code, app.portal.services.ids.creditor_code());
        for _ in 0..2 {
            assert_eq!(app.portal.services.store.creditor_of(code).await.expect("no error"), Some(norte.id));
            assert_eq!(app.portal.services.store.code_of(norte.id).await.expect("no error"), Some(code));
            assert_eq!(app.portal.services.store.creditor_of(stranger).await.expect("no error"), None);
        }
        let slugs: Vec<String> = creditors::all(&mut db).await.expect("rows").into_iter().map(|c| c.slug).collect();
        assert_eq!(slugs, ["norte", "sur"]);

        let first = debtors::by_id(&mut db, norte.id, ada).await.expect("a row").expect("Ada");
        assert_eq!(debtors::by_id(&mut db, app.world.sur.id, ada).await.expect("no error"), None, "another tenant's");
        assert_eq!(debtors::by_ref(&mut db, norte.id, "ada").await.expect("a row").as_ref(), Some(&first));
        let found = debtors::by_email(&mut db, "ADA@Example.Test").await.expect("rows");
        assert_eq!(found, std::slice::from_ref(&first));
        // More keys than one statement binds.
        let mut keys: Vec<String> = (0..7_000).map(|n| format!("nobody-{n}")).collect();
        keys.push("ben".to_owned());
        let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
        assert_eq!(debtors::by_refs(&mut db, norte.id, &keys).await.expect("rows").len(), 1);
        drop(db);

        let same = first.clone();
        assert_eq!(change!(app, [same], |db| debtors::add_missing(db, &[same], now).await).expect("no error"), 0);
        let renamed = Debtor { name: "Ada P.".to_owned(), email: None, locale: Some("en-US".to_owned()), ..first.clone() };
        assert!(change!(app, [renamed], |db| debtors::update(db, &renamed, now).await).expect("no error"));
        let creditor = norte.id;
        change!(app, [], |db| debtors::set_locale(db, creditor, ada, "pt-BR").await).expect("no error");
        change!(app, [renamed], |db| debtors::update(db, &renamed, now).await).expect("no error");
        let after = debtors::by_id(&mut app.reader().await, norte.id, ada).await.expect("a row").expect("Ada");
        assert_eq!((after.name.as_str(), after.email, after.locale.as_deref()), ("Ada P.", first.email, Some("pt-BR")));
    }

    async fn invoices_and_lines(app: TestApp) {
        let now = app.clock.now();
        let (creditor, ada) = (app.world.norte.id, app.world.ada);
        let invoice = app.invoice("A-1").await;
        let mut db = app.reader().await;
        assert_eq!(invoices::by_number(&mut db, creditor, "  a-1 ").await.expect("a row").as_ref(), Some(&invoice));
        assert_eq!(invoices::by_id(&mut db, creditor, invoice.id).await.expect("a row").as_ref(), Some(&invoice));
        assert_eq!(invoices::by_id(&mut db, app.world.sur.id, invoice.id).await.expect("no error"), None);
        let numbers: Vec<String> = (0..4_000).map(|n| format!("X-{n}")).chain(["a2".to_owned(), "a3".to_owned()]).collect();
        let numbers: Vec<&str> = numbers.iter().map(String::as_str).collect();
        assert_eq!(invoices::by_keys(&mut db, creditor, &numbers).await.expect("rows").len(), 2);
        let open = invoices::open_of(&mut db, creditor, ada).await.expect("rows");
        assert_eq!(open.iter().map(|i| i.number.as_str()).collect::<Vec<_>>(), ["A-1", "A-2", "A-3"]);
        assert!(invoices::settled_of(&mut db, creditor, ada, 9).await.expect("rows").is_empty());
        drop(db);
        let twice = Invoice { id: domain::id::InvoiceId::new(app.uuid()), number: "a-1 ".to_owned(), ..invoice.clone() };
        let error = change!(app, [twice], |db| invoices::add(db, &[("a1", &twice, Said::default())], now).await).expect_err("the number is taken");
        assert!(!error.is_unavailable(), "trying again would not help: {error}");

        let line = |text: &str| domain::invoice::Line {
            description: text.to_owned(),
            quantity: "2.5".parse().expect("a number"),
            net: Money::new(100, invoice.total.currency()),
            tax_percent: Some("16".parse().expect("a number")),
            tax: Money::new(16, invoice.total.currency()),
        };
        let id = invoice.id;
        let (one, two) = (line("one"), line("two"));
        change!(app, [one, two], |db| invoices::add_lines(db, creditor, &[(id, 1, &one), (id, 2, &two)]).await).expect("no error");
        let read = invoices::lines(&mut app.reader().await, creditor, id, invoice.total.currency()).await.expect("rows");
        assert_eq!(read, [line("one"), line("two")]);
        change!(app, [], |db| invoices::drop_lines(db, creditor, id).await).expect("no error");
        assert!(invoices::lines(&mut app.reader().await, creditor, id, invoice.total.currency()).await.expect("rows").is_empty());

        let changed = Invoice { due: "2027-01-01".parse().expect("a day"), revision: 7, ..invoice };
        change!(app, [changed], |db| invoices::update(db, &changed).await).expect("no error");
        assert_eq!(app.invoice("A-1").await, changed);
        let locked = change!(app, [], |db| invoices::lock(db, creditor, id).await).expect("no error");
        assert_eq!(locked, Some(changed));
    }

    async fn payments_and_what_is_heard_of_them(app: TestApp) {
        let now = app.clock.now();
        let browser = app.browser_of(app.world.ada).await;
        let payment = app.start(&browser, &["A-1", "A-2"], None, "stripe").await;
        let (creditor, id, ada) = (payment.creditor, payment.id, payment.debtor);
        assert!(!change!(app, [payment], |db| payments::add(db, &payment, &[], now).await).expect("no error"), "one form, one payment");
        let mut db = app.reader().await;
        let session = payment.session.clone().expect("a page");
        for found in [
            payments::by_id(&mut db, creditor, id).await,
            payments::find(&mut db, id).await,
            payments::by_form(&mut db, creditor, &payment.form_key).await,
            payment_lookup::find_and_lock(&mut db, NamedBy::Session(ProviderName::Stripe, &session)).await,
            payment_lookup::find_and_lock(&mut db, NamedBy::Id(id)).await,
        ] {
            assert_eq!(found.expect("a row").as_ref(), Some(&payment));
        }
        assert_eq!(payments::by_id(&mut db, app.world.sur.id, id).await.expect("no error"), None);
        assert_eq!(payment_lookup::whose(&mut db, NamedBy::Session(ProviderName::Paypal, &session)).await.expect("no error"), None);
        assert_eq!(payments::open_of(&mut db, creditor, ada).await.expect("rows").len(), 1);
        assert_eq!(payments::of_debtor(&mut db, creditor, ada, 5).await.expect("rows").len(), 1);
        let shares = payments::shares(&mut db, creditor, id, payment.amount.currency()).await.expect("rows");
        assert_eq!(shares.iter().map(|s| s.agreed.minor()).collect::<Vec<_>>(), [150_000, 80_050]);
        let on = payments::under_way_on(&mut db, creditor, shares[1].invoice).await.expect("rows");
        assert_eq!(on, [(id, 80_050, Progress::Redirected)]);
        assert_eq!(payments::backlog(&mut db).await.expect("rows").0, 1);
        drop(db);

        // A look is taken by one, and again when the lease is over.
        let due = now + TimeDelta::seconds(61);
        let lease = due + TimeDelta::seconds(60);
        assert_eq!(change!(app, [], |db| payments::claim_due(db, now, lease, 10).await).expect("rows"), []);
        assert_eq!(change!(app, [], |db| payments::claim_due(db, due, lease, 10).await).expect("rows"), [(creditor, id)]);
        assert_eq!(change!(app, [], |db| payments::claim_due(db, due, lease, 10).await).expect("rows"), []);
        assert_eq!(change!(app, [], |db| payments::claim_due(db, lease, lease, 10).await).expect("rows"), [(creditor, id)]);
        change!(app, [], |db| payments::polled(db, creditor, id, None).await).expect("no error");
        assert_eq!(app.payment(id).await.poll_count, 1);
        // A page may ask every three seconds.
        for (after, may) in [(0, true), (2, false), (3, true), (3, false)] {
            let at = now + TimeDelta::seconds(after);
            assert_eq!(change!(app, [], |db| payments::claim_question(db, creditor, id, at, 3).await).expect("no error"), may, "{after}");
        }
        // A later word replaces an earlier one, never the other way round.
        let amount = Money::new(500, payment.amount.currency());
        let refund = move |state| Refund { provider_id: "re_1".to_owned(), amount, state };
        let chargeback = move |state| Chargeback { provider_id: "dp_1".to_owned(), amount, state };
        for (said, kept) in [(RefundState::Pending, RefundState::Pending), (RefundState::Failed, RefundState::Failed), (RefundState::Succeeded, RefundState::Failed)] {
            let new = domain::id::RefundId::new(app.uuid());
            change!(app, [payment], |db| money_back::record_refund(db, &payment, new, &refund(said), now).await).expect("no error");
            let all = money_back::refunds(&mut app.reader().await, &payment).await.expect("rows");
            assert_eq!(all, [refund(kept)]);
        }
        for (said, kept) in [(ChargebackState::Open, ChargebackState::Open), (ChargebackState::Warning, ChargebackState::Open), (ChargebackState::Won, ChargebackState::Won), (ChargebackState::Lost, ChargebackState::Won)] {
            let new = domain::id::ChargebackId::new(app.uuid());
            change!(app, [payment], |db| money_back::record_chargeback(db, &payment, new, &chargeback(said), now).await).expect("no error");
            let all = money_back::chargebacks(&mut app.reader().await, &payment).await.expect("rows");
            assert_eq!(all, [chargeback(kept)]);
        }
        let mut changed = app.payment(id).await;
        changed.reference = Some("pi_1".to_owned());
        changed.progress = Progress::Processing;
        changed.paid_at = Some(now);
        let page = Some("https://payments.stripe.com/oxxo/1".to_owned());
        changed.voucher = Some(Voucher { page, number: Some("123".to_owned()), until: Some(now + TimeDelta::days(3)) });
        change!(app, [changed], |db| payments::save(db, &changed, Some(now)).await).expect("no error");
        let found = payment_lookup::find_and_lock(&mut app.reader().await, NamedBy::Reference(ProviderName::Stripe, "pi_1")).await.expect("a row");
        assert_eq!(found, Some(changed));
    }

    async fn links_and_sessions(app: TestApp) {
        let now = app.clock.now();
        let later = now + TimeDelta::hours(1);
        let (creditor, debtor) = (app.world.norte.id, app.world.ada);
        let link = Link { creditor, id: LinkId::new(app.uuid()), debtor, invoice: None, pay_only: false, expires_at: later, origin: domain::link::LinkOrigin::Mailed };
        let (old, new, other) = (app.portal.services.ids.token().hash(), app.portal.services.ids.token().hash(), app.portal.services.ids.token().hash());
        change!(app, [link], |db| links::add_or_renew(db, &link, old, now).await).expect("no error");
        let found = async |token, at| links::by_token(&mut app.reader().await, creditor, token, at).await.expect("no error");
        assert_eq!(found(old, now).await.as_ref(), Some(&link));
        assert_eq!((found(old, later).await, found(other, now).await), (None, None), "at its last instant it is over");
        change!(app, [link], |db| links::add_or_renew(db, &link, new, now).await).expect("no error");
        assert_eq!((found(old, now).await, found(new, now).await.as_ref()), (None, Some(&link)));

        let session = SessionId::new(app.uuid());
        change!(app, [link], |db| links::begin_session(db, &link, session, other, now, later).await).expect("no error");
        let visited = async |at| links::visited(&mut app.reader().await, creditor, other, at).await.expect("no error");
        let seen = visited(now).await.expect("the session");
        assert_eq!((seen.session.id, seen.creditor.slug.as_str(), seen.debtor.id), (session, "norte", debtor));
        assert!(visited(later).await.is_none());
        change!(app, [], |db| links::set_language(db, creditor, session, "pt").await).expect("no error");
        assert_eq!(visited(now).await.expect("the session").session.language.as_deref(), Some("pt"));
        change!(app, [], |db| links::end_session(db, creditor, session, now).await).expect("no error");
        assert!(visited(now).await.is_none());
        assert_eq!(change!(app, [], |db| links::drop_old_sessions(db, later).await).expect("no error"), 0);
        assert_eq!(change!(app, [], |db| links::drop_old_sessions(db, later + TimeDelta::seconds(1)).await).expect("no error"), 1);
        let one = Some(link.id);
        assert_eq!(change!(app, [], |db| links::revoke(db, creditor, debtor, one, now).await).expect("no error"), 1);
        assert_eq!(change!(app, [], |db| links::revoke(db, creditor, debtor, None, now).await).expect("no error"), 0);
        assert_eq!(found(new, now).await, None);
    }

    async fn a_token_opens_nothing_among_another_creditors_rows(app: TestApp) {
        let now = app.clock.now();
        let later = now + TimeDelta::hours(1);
        let (creditor, other) = (app.world.norte.id, app.world.sur.id);
        let link = Link { creditor, id: LinkId::new(app.uuid()), debtor: app.world.ada, invoice: None, pay_only: false, expires_at: later, origin: domain::link::LinkOrigin::Mailed };
        let (token, before) = (app.portal.services.ids.token().hash(), app.portal.services.ids.token().hash());
        let session = SessionId::new(app.uuid());
        change!(app, [link], |db| links::add(db, &link, token, now).await).expect("no error");
        change!(app, [link], |db| links::begin_session(db, &link, session, before, now, later).await).expect("no error");
        change!(app, [], |db| links::renew_session(db, creditor, session, (before, token), later).await).expect("no error");
        let mut db = app.reader().await;
        for (whose, opens) in [(creditor, true), (other, false)] {
            assert_eq!(links::by_token(&mut db, whose, token, now).await.expect("no error").is_some(), opens);
            assert_eq!(links::is_known(&mut db, whose, token).await.expect("no error"), opens);
            for token in [token, before] {
                assert_eq!(links::visited(&mut db, whose, token, now).await.expect("no error").is_some(), opens);
            }
        }
    }

    async fn jobs_are_queued_once_leased_and_given_up(app: TestApp) {
        let now = app.clock.now();
        let creditor = app.world.norte.id;
        let add = async |key: &'static str, queue| {
            let id = JobId::new(app.uuid());
            let new = jobs::New { kind: "receipt", key: key.to_owned(), payload: "{}".to_owned(), queue };
            change!(app, [new], |db| jobs::add(db, creditor, id, new, now).await).expect("no error")
        };
        let due = async || jobs::due(&mut app.reader().await, now).await.expect("an answer");
        let none = jobs::Due { urgent: false, low: false, poll: false };
        assert_eq!(due().await, none);
        assert!(add("one", Queue::Low).await && !add("one", Queue::Urgent).await, "one key, one job");
        assert_eq!(due().await, jobs::Due { low: true, ..none });
        let lease = now + TimeDelta::seconds(60);
        let take = async |queue, at| change!(app, [], |db| jobs::claim(db, queue, at, lease, 5).await).expect("rows");
        assert!(take(Queue::Urgent, now).await.is_empty(), "another queue");
        let claim = async |at| take(Queue::Low, at).await;
        let first = claim(now).await.remove(0);
        assert_eq!((first.attempts, first.kind.as_str()), (1, "receipt"));
        assert!(claim(now).await.is_empty(), "leased");
        // What is urgent stands in no other line.
        assert!(add("two", Queue::Urgent).await);
        assert_eq!(due().await, jobs::Due { urgent: true, ..none });
        assert!(claim(now).await.is_empty());
        let two = take(Queue::Urgent, now).await.remove(0);
        change!(app, [two], |db| jobs::done(db, &two, now).await).expect("no error");
        let second = claim(lease).await.remove(0);
        assert_eq!(second.attempts, 2);
        // The first worker, long given up, reports: that changes nothing.
        change!(app, [first], |db| jobs::done(db, &first, now).await).expect("no error");
        assert_eq!(jobs::backlog(&mut app.reader().await).await.expect("rows").0, 1);
        let mut taken = second;
        let mut at = now;
        for _ in 0..jobs::TRIES {
            change!(app, [taken], |db| jobs::failed(db, &taken, "away", false, at).await).expect("no error");
            at += TimeDelta::hours(7);
            let lease = at + TimeDelta::seconds(60);
            let again = change!(app, [], |db| jobs::claim(db, Queue::Low, at, lease, 5).await).expect("rows");
            let Some(next) = again.into_iter().next() else { break };
            taken = next;
        }
        assert_eq!(taken.attempts, jobs::TRIES);
        let (ready, dead, _) = jobs::backlog(&mut app.reader().await).await.expect("rows");
        assert_eq!((ready, dead), (0, 1), "a person has to look");
        app.tamper("UPDATE job SET state = 'done'").await;
        assert_eq!(change!(app, [], |db| jobs::drop_old(db, at + TimeDelta::days(9)).await).expect("no error"), 2);
    }

    async fn events_and_exceptions(app: TestApp) {
        let now = app.clock.now();
        let event = |name: &str, facts: Vec<PaymentUpdate>| NewEvent {
            id: EventId::new(app.uuid()),
            provider: ProviderName::Stripe,
            account: "default".to_owned(),
            event_id: name.to_owned(),
            delivery: None,
            kind: "a.kind".to_owned(),
            body: vec![0, 255, 1],
            facts,
            reference: Some("pi_1".to_owned()),
        };
        let add = async |event: NewEvent, outcome| change!(app, [event], |db| events::add(db, UNASSIGNED, None, &event, outcome, now).await).expect("no error");
        let (a, b) = (event("evt_a", vec![PaymentUpdate::Failed]), event("evt_b", vec![PaymentUpdate::Expired]));
        assert!(add(a.clone(), Outcome::Waiting).await);
        assert!(!add(NewEvent { id: EventId::new(app.uuid()), ..a.clone() }, Outcome::Applied).await, "known");
        assert!(add(NewEvent { account: "other".to_owned(), ..event("evt_a", vec![]) }, Outcome::Waiting).await, "another account's");
        assert!(add(b.clone(), Outcome::Waiting).await);
        let (creditor, payment) = (app.world.norte.id, PaymentId::new(app.uuid()));
        let taken = change!(app, [], |db| events::take_waiting(db, creditor, payment, ProviderName::Stripe, "default", "pi_1", Outcome::Applied).await);
        let taken: Vec<PaymentUpdate> = taken.expect("rows").into_iter().flat_map(|(_, facts)| facts).collect();
        assert_eq!(taken, [PaymentUpdate::Failed, PaymentUpdate::Expired], "oldest first, and only of this account");
        let again = change!(app, [], |db| events::take_waiting(db, creditor, payment, ProviderName::Stripe, "default", "pi_1", Outcome::Applied).await);
        assert!(again.expect("rows").is_empty());
        let id = b.id;
        change!(app, [], |db| events::became(db, creditor, id, Outcome::Parked).await).expect("no error");

        let exception = NewException { id: ExceptionId::new(app.uuid()), kind: ExceptionKind::AmountDiffers, payment: Some(payment), event: Some(b.id), invoice: None, detail: "said".to_owned() };
        change!(app, [exception], |db| exceptions::add(db, creditor, &exception, now).await).expect("no error");
        let mut db = app.reader().await;
        assert!(exceptions::is_listed(&mut db, creditor, &exception).await.expect("no error"));
        assert!(exceptions::is_being_checked(&mut db, creditor, payment).await.expect("no error"));
        assert_eq!(exceptions::open(&mut db, now).await.expect("rows").len(), 1);
        let open = exceptions::open(&mut db, now + exceptions::PATIENCE).await.expect("rows");
        drop(db);
        assert_eq!(open.len(), 2, "what has waited too long is listed too");
        let waiting: EventId = open[1].id.parse().expect("an event");
        assert!(change!(app, [], |db| exceptions::dismiss_event(db, waiting).await).expect("no error"));
        let id = exception.id;
        assert!(change!(app, [], |db| exceptions::resolve(db, id, "seen to", now).await).expect("no error"));
        assert!(!change!(app, [], |db| exceptions::resolve(db, id, "seen to", now).await).expect("no error"), "once");
        assert!(exceptions::open(&mut app.reader().await, now + exceptions::PATIENCE).await.expect("rows").is_empty());
    }

    async fn the_ledger_takes_an_entry_once_and_all_of_it(app: TestApp) {
        let now = app.clock.now();
        let creditor = app.world.norte.id;
        let invoice = app.invoice("A-1").await;
        let new = |of: domain::id::InvoiceId, cause: &str| NewEntry {
            id: domain::id::EntryId::new(app.uuid()),
            cause: cause.to_owned(),
            payment: None,
            at: now,
            entry: Entry::paid_outside(of, Money::new(500, invoice.total.currency())).expect("an entry"),
        };
        let post = async |new: NewEntry| change!(app, [new], |db| ledger::post(db, creditor, &new, now).await);
        assert!(post(new(invoice.id, "once")).await.expect("no error"));
        assert!(!post(new(invoice.id, "once")).await.expect("no error"), "its cause is in the books");
        assert_eq!(app.owed(["A-1"]).await, [149_500]);
        let nowhere = domain::id::InvoiceId::new(app.uuid());
        let error = post(new(nowhere, "nowhere")).await.expect_err("no such invoice");
        assert!(matches!(error, StoreError::Damaged(_)), "{error}");
        assert_eq!(app.count("SELECT COUNT(*) FROM entry WHERE cause = 'nowhere'").await, 0, "nothing of it stays");
        let mut db = app.reader().await;
        let movements = ledger::movements(&mut db, creditor, invoice.id).await.expect("rows");
        assert_eq!(movements.iter().map(|m| (m.kind.as_str(), m.amount.minor())).collect::<Vec<_>>(), [("invoiced", 150_000), ("paid_outside", -500)]);
        let of_ada = ledger::account_parts(&mut db, creditor, app.world.ada).await.expect("rows");
        let last = of_ada.last().expect("a row");
        assert_eq!((last.kind.as_str(), last.document.as_ref().map(|(_, number)| number.as_str())), ("paid_outside", Some("A-1")));
        drop(db);
        assert!(change!(app, [], |db| seals::seal_next(db, creditor, now).await).expect("no error") > 0);
        assert_eq!(change!(app, [], |db| seals::seal_next(db, creditor, now).await).expect("no error"), 0);
        assert!(app.verify().await.faults.is_empty());
    }

    async fn what_is_append_only_cannot_be_changed_or_removed(app: TestApp) {
        app.verify().await; // sealed
        let before = app.digest().await;
        for sql in [
            "UPDATE entry SET cause = 'another'",
            "UPDATE entry SET kind = 'paid'",
            "UPDATE entry SET at = booked_at, booked_at = at, currency = 'USD'",
            "UPDATE entry SET seal = 9",
            "UPDATE entry SET seal = NULL",
            "DELETE FROM entry",
            "UPDATE posting SET amount = amount + 1",
            "UPDATE posting SET of_id = NULL",
            "DELETE FROM posting",
            "UPDATE seal SET entries = 0",
            "DELETE FROM seal",
        ] {
            let error = change!(app, [], |db| db.script(sql.to_owned()).await).expect_err(sql);
            let said = error.to_string();
            assert!(said.contains("never") || said.contains("append-only"), "{sql}: {said}");
        }
        if !app.portal.services.store.is_sqlite() {
            for table in ["entry", "posting", "seal"] {
                change!(app, [], |db| db.script(format!("TRUNCATE {table} CASCADE")).await).expect_err(table);
            }
        }
        assert_eq!(app.digest().await, before);
    }

    async fn many_writers_at_once_and_one_that_fails(app: TestApp) {
        const UNITS: i64 = 64;
        let (creditor, invoice) = (app.world.norte.id, app.invoice("A-3").await);
        let now = app.clock.now();
        let app = Arc::new(app);
        let units = (0..UNITS).map(|n| {
            let app = Arc::clone(&app);
            let entry = Entry::paid_outside(invoice.id, Money::new(100, invoice.total.currency())).expect("an entry");
            let new = NewEntry { id: domain::id::EntryId::new(app.uuid()), cause: format!("unit:{n}"), payment: None, at: now, entry };
            async move {
                change!(app, [new], |db| {
                    ledger::post(db, creditor, &new, now).await?;
                    if n == 31 { Err(StoreError::Damaged("on purpose".to_owned())) } else { Ok(n) }
                })
            }
        });
        let results = futures::future::join_all(units).await;
        let failed: Vec<usize> = (0..results.len()).filter(|n| results[*n].is_err()).collect();
        assert_eq!(failed, [31]);
        assert_eq!(app.owed(["A-3"]).await, [200_000 - (UNITS - 1) * 100]);
        assert_eq!(app.count("SELECT COUNT(*) FROM entry WHERE cause LIKE 'unit:%'").await, UNITS - 1);
        assert!(app.verify().await.faults.is_empty());
    }

    async fn a_unit_runs_to_its_end_when_its_caller_is_gone(app: TestApp) {
        let begun = Arc::new(tokio::sync::Notify::new());
        let go_on = Arc::new(tokio::sync::Notify::new());
        let store = app.portal.services.store.clone();
        let (tell, wait) = (Arc::clone(&begun), Arc::clone(&go_on));
        let caller = tokio::spawn(async move {
            store.write((tell, wait), move |db, (tell, wait)| { Box::pin(async move {
                    tell.notify_one();
                    wait.notified().await;
                    db.run("UPDATE invoice SET description = 'done' WHERE number = 'A-1'", vec![]).await
                }) }).await
        });
        begun.notified().await;
        caller.abort();
        assert!(caller.await.expect_err("it was dropped").is_cancelled());
        go_on.notify_one();
        until("the change", || async { (app.invoice("A-1").await.description.as_deref() == Some("done")).then_some(()) }).await;
    }

    async fn a_refused_transaction_is_done_again(app: TestApp) {
        // PostgreSQL may ask for a transaction to be repeated; SQLite never does.
        static TRIES: AtomicU32 = AtomicU32::new(0);
        if app.portal.services.store.is_sqlite() {
            return;
        }
        change!(app, [], |db| {
            if TRIES.fetch_add(1, Ordering::SeqCst) < 2 {
                db.script("DO $$ BEGIN RAISE EXCEPTION 'met another' USING ERRCODE = '40001'; END $$".to_owned()).await?;
            }
            db.run("UPDATE invoice SET description = 'again' WHERE number = 'A-1'", vec![]).await
        }).expect("the third time");
        assert_eq!(TRIES.load(Ordering::SeqCst), 3);
        assert_eq!(app.invoice("A-1").await.description.as_deref(), Some("again"));
    }

    async fn migrating_twice_is_once_and_a_changed_migration_is_refused(app: TestApp) {
        let before = app.digest().await;
        assert!(app.portal.services.store.migrate().await.expect("no error").is_empty());
        app.portal.services.store.check_schema().await.expect("up to date");
        let second = Store::open(&app.scratch.url).await.expect("the database");
        let (a, b) = tokio::join!(app.portal.services.store.migrate(), second.migrate());
        assert!(a.expect("no error").is_empty() && b.expect("no error").is_empty());
        second.close().await;
        assert_eq!(app.digest().await, before);

        app.tamper("UPDATE migration SET digest = 'another' WHERE name = (SELECT MAX(name) FROM migration)").await;
        let error = app.portal.services.store.migrate().await.expect_err("changed");
        assert!(error.to_string().contains("was changed after it had run"), "{error}");
        app.tamper("UPDATE migration SET name = '9999_future' WHERE name = (SELECT MAX(name) FROM migration)").await;
        for error in [app.portal.services.store.migrate().await.expect_err("newer"), app.portal.services.store.check_schema().await.expect_err("newer")] {
            assert!(error.to_string().contains("use a newer one"), "{error}");
        }
        app.tamper("DELETE FROM migration").await;
        let error = app.portal.services.store.check_schema().await.expect_err("behind");
        assert!(error.to_string().contains("run `saldo migrate`"), "{error}");
        // Its tables are there, so running it again fails as a whole, says why, and blocks nobody.
        let error = app.portal.services.store.migrate().await.expect_err("the tables are there");
        assert!(error.to_string().contains("already exists"), "{error}");
        let second = Store::open(&app.scratch.url).await.expect("the database");
        let error = second.migrate().await.expect_err("the tables are there");
        assert!(error.to_string().contains("already exists"), "{error}");
    }
}
