//! Disputes in the books: what rests, what upholding, rejecting and taking back do, to the cent.

use super::command::Saldo;
use super::days::in_three;
use super::interest::twelve_percent;
use super::support::*;
use domain::agreement::AgreementState;
use domain::audit::Who;
use domain::dispute::{Dispute, DisputeReason, DisputeState};
use domain::dispute::{RulingEffect, Undecidable};
use domain::id::{DebtorId, DisputeId};
use domain::money::Money;
use services::clock::Clock;
use services::disputes::{self, OpenError, Ruling, RulingError};

impl TestApp {
    /// Ada objects to so much of an invoice.
    pub async fn object(&self, number: &str, minor: i64, form_key: &str) -> Result<DisputeId, OpenError> {
        self.object_as(self.world.ada, number, minor, form_key).await
    }

    /// A debtor objects to so much of an invoice.
    pub async fn object_as(
        &self,
        debtor: DebtorId,
        number: &str,
        minor: i64,
        form_key: &str,
    ) -> Result<DisputeId, OpenError> {
        let (invoice, now) = (self.invoice(number).await, self.clock.now());
        let none = Money::zero(invoice.total.currency());
        let dispute = Dispute {
            creditor: self.world.norte.id,
            id: DisputeId::new(self.portal.services.ids.uuid(now)),
            debtor,
            invoice: invoice.id,
            line: None,
            amount: Money::new(minor, none.currency()),
            upheld: none,
            reason: DisputeReason::NotReceived,
            words: "Faltó una caja".to_owned(),
            state: DisputeState::Open,
            answer_by: "2026-11-24".parse().expect("a day"),
            decision: None,
            decided_by: None,
            decided_at: None,
            language: "es".to_owned(),
            made_at: now,
            form_key: form_key.to_owned(),
        };
        disputes::open(&self.portal.services, &self.world.norte, dispute, Vec::new()).await
    }

    /// Staff decide.
    pub async fn rule(&self, id: DisputeId, upheld: i64) -> Result<(), RulingError> {
        let upheld = Money::new(upheld, self.world.norte.currency);
        let ruling = Ruling { upheld, words: "Lo vimos".to_owned(), by: Who::CommandLine("Nora".to_owned()) };
        disputes::decide(&self.portal.services, &self.world.norte, id, ruling).await
    }

    /// A dispute as it stands.
    pub async fn dispute(&self, id: DisputeId) -> Dispute {
        let mut db = self.portal.services.store.read().await.expect("a reader");
        store::disputes::by_id(&mut db, self.world.norte.id, id).await.expect("the database").expect("the dispute")
    }

    /// What Ada owes, less what she has in credit, notes among it.
    async fn net_of_ada(&self) -> i64 {
        let owed = "SELECT CAST(COALESCE(SUM(balance), 0) AS BIGINT) FROM invoice i JOIN debtor d \
                    ON d.creditor_id = i.creditor_id AND d.id = i.debtor_id WHERE d.ref = 'ada'";
        self.count(owed).await - self.credit_of_ada().await
    }

    /// Balance, interest and what rests of an invoice, in minor units.
    async fn parts_of(&self, number: &str) -> (i64, i64, i64) {
        let invoice = self.invoice(number).await;
        (invoice.balance.minor(), invoice.interest.minor(), invoice.on_hold().minor())
    }
}

const PAUSED: &str = "SELECT COUNT(*) FROM pause WHERE why = 'dispute' AND to_day IS NULL";

on_each_database! {
    async fn only_its_amount_rests_and_what_is_upheld_comes_off(app: TestApp) {
        let id = app.object("A-1", 20_000, "one").await.expect("made");
        assert_eq!(app.object("A-1", 20_000, "one").await.expect("made"), id, "one form, one dispute");
        assert!(matches!(app.object("A-1", 30_000, "one").await, Err(OpenError::FormUsed)));
        let disputable = Money::new(130_000, app.world.norte.currency);
        let refused = app.object("A-1", 130_001, "two").await;
        assert!(matches!(refused, Err(OpenError::TooMuch { max }) if max == disputable), "{refused:?}");
        assert_eq!(app.parts_of("A-1").await, (150_000, 0, 20_000));
        assert_eq!(app.invoice("A-1").await.asked().minor(), 130_000);
        assert_eq!(app.count(PAUSED).await, 0, "the other part is still asked for");
        app.work().await;
        assert!(app.mails_of("dispute")[0].rendered.text.contains("$200.00"));

        let (found, invoice) = (app.dispute(id).await, app.invoice("A-1").await);
        let mxn = |minor| Money::new(minor, invoice.total.currency());
        let shown = RulingEffect::of(&found, &invoice, mxn(0), mxn(15_000));
        let expected =
            RulingEffect { lowered: mxn(15_000), credit: mxn(0), asked_again: mxn(5_000), balance: mxn(135_000) };
        assert_eq!(shown, Ok(expected));
        let refused = app.rule(id, 20_001).await;
        let too_much = Undecidable::TooMuch { max: mxn(20_000) };
        assert!(matches!(&refused, Err(RulingError::Undecidable(error)) if *error == too_much), "{refused:?}");
        app.rule(id, 15_000).await.expect("a ruling");
        let again = app.rule(id, 15_000).await;
        assert!(matches!(again, Err(RulingError::Undecidable(Undecidable::NotOpen))), "decided once");
        assert_eq!(app.parts_of("A-1").await, (135_000, 0, 0));
        let found = app.dispute(id).await;
        assert_eq!((found.state, found.upheld), (DisputeState::Upheld, mxn(15_000)));
        app.work().await;
        let [_, answer] = &app.mails_of("dispute")[..] else { panic!("two mails") };
        assert!(answer.rendered.text.contains("$150.00") && answer.rendered.text.contains("Lo vimos"));
        app.fits().await;
    }

    // Family: the note that the creditor's system writes for what was upheld: it names the invoice or has its sum; it is as
    // large, smaller, larger, or of another sum; the invoice was paid meanwhile; the dispute is open yet.
    async fn a_note_for_what_was_upheld_comes_off_once(app: TestApp) {
        let head = "Invoice,Type,Customer ID,Customer,Date,Due Date,Currency,Amount,Reference\n";
        let row = |number: &str, kind: &str, amount: &str, of: &str| {
            format!("{number},{kind},ada,Ada Pérez,2026-10-01,2026-10-31,MXN,{amount},{of}\n")
        };
        let all = [
            // named, the note, what was upheld (of 1,000.00), net of Ada's then, exceptions
            (true, "-200.00", 20_000, 80_000, 0),
            (true, "-150.00", 20_000, 80_000, 0),
            (true, "-300.00", 20_000, 70_000, 0),
            (false, "-200.00", 20_000, 80_000, 0),
            (false, "-300.00", 20_000, 50_000, 1),
            (true, "-200.00", 0, 80_000, 0),
        ];
        for (n, (named, note, upheld, net, exceptions)) in all.into_iter().enumerate() {
            for paid in [false, true] {
                if paid && upheld == 0 {
                    continue;
                }
                let (number, credit) = (&format!("U-{n}{paid}"), &format!("NU-{n}{paid}"));
                let about = format!("{number} {note} {upheld}");
                // Ten are the most of a day.
                app.pass(3 * 3600);
                let invoice = row(number, "Invoice", "1000.00", "");
                let both = format!("{head}{invoice}{}", row(credit, "Credit note", note, if named { number } else { "" }));
                app.import(&format!("{head}{invoice}")).await;
                let (before, waiting) = (app.net_of_ada().await, app.exceptions().await.len());
                let id = app.object(number, if upheld == 0 { 20_000 } else { upheld }, number).await.expect("a dispute");
                if paid {
                    let browser = app.browser_of(app.world.ada).await;
                    let payment = app.start(&browser, &[number], None, "stripe").await;
                    app.sandbox.pay(payment.id, "card").await;
                }
                let paid_for = before - app.net_of_ada().await;
                if upheld > 0 {
                    app.rule(id, upheld).await.expect("a ruling");
                }
                for again in ["", "\n"] {
                    app.import(&format!("{both}{again}")).await;
                    assert_eq!(app.net_of_ada().await - (before - 100_000), net - paid_for, "{about}, paid: {paid}");
                }
                assert_eq!(app.exceptions().await.len() - waiting, exceptions, "{about}");
                assert_eq!(app.dispute(id).await.state, DisputeState::Upheld, "{about}");
                assert_eq!(app.verify().await.faults, [], "{about}");
                let refused = app.rule(id, 1).await;
                assert!(matches!(refused, Err(RulingError::Undecidable(Undecidable::NotOpen))), "{about}");
            }
        }
    }

    async fn a_note_that_is_taken_back_has_answered_nothing(app: TestApp) {
        let head = "Invoice,Type,Customer ID,Customer,Date,Due Date,Currency,Amount,Reference\n";
        let id = app.object("A-1", 20_000, "form-1").await.expect("a dispute");
        app.rule(id, 20_000).await.expect("a ruling");
        app.import(&format!("{head}N-1,Credit note,ada,Ada Pérez,2026-10-01,2026-10-31,MXN,-200.00,A-1\n")).await;
        assert_eq!(app.parts_of("A-1").await.0, 130_000);
        let list = Saldo::of(&app).run(&["imports", "list", "--creditor", "norte", "--json"]).await.json();
        let n = list.as_array().and_then(|all| all.iter().filter_map(|one| one["n"].as_i64()).max()).expect("an import");
        let undone = Saldo::of(&app).run(&["imports", "undo", &n.to_string(), "--creditor", "norte"]).await;
        assert_eq!((undone.code, app.parts_of("A-1").await.0), (0, 130_000), "{undone:?}");
        assert_eq!(app.verify().await.faults, []);
    }

    async fn what_is_upheld_is_not_taken_off_again_when_the_file_follows(app: TestApp) {
        let file = |total: &str| format!(
            "invoice_number,customer_id,customer_name,issue_date,due_date,currency,amount\n\
             A-1,ada,Ada Núñez,2026-10-01,2026-10-31,MXN,{total}\n"
        );
        let id = app.object("A-1", 50_000, "form-1").await.expect("a dispute");
        app.rule(id, 30_000).await.expect("a ruling");
        assert_eq!(app.parts_of("A-1").await, (120_000, 0, 0));
        // A part of it, then all of it, then more; a total that goes up moves the balance as ever.
        for (total, balance) in [("1400.00", 120_000), ("1200.00", 120_000), ("1100.00", 110_000), ("1150.00", 115_000)] {
            app.import(&file(total)).await;
            assert_eq!(app.parts_of("A-1").await, (balance, 0, 0), "{total}");
        }
        assert_eq!(app.verify().await.faults, []);
    }

    async fn all_of_it_rests_and_reminders_with_it_until_it_is_taken_back(app: TestApp) {
        let first = app.object("A-1", 50_000, "one").await.expect("made");
        let second = app.object("A-1", 100_000, "two").await.expect("made");
        assert!(matches!(app.object("A-1", 1, "three").await, Err(OpenError::NothingLeft)));
        assert_eq!((app.invoice("A-1").await.asked().minor(), app.count(PAUSED).await), (0, 1));
        let withdrawn =
            |id| disputes::withdraw(&app.portal.services, &app.world.norte, app.world.ada, id);
        let other = disputes::withdraw(&app.portal.services, &app.world.norte, app.world.ben, second).await;
        assert!(!other.expect("the database"), "somebody else's");
        assert!(withdrawn(second).await.expect("the database"));
        assert!(!withdrawn(second).await.expect("the database"));
        assert_eq!((app.parts_of("A-1").await, app.count(PAUSED).await), ((150_000, 0, 50_000), 0));
        app.rule(first, 0).await.expect("a ruling");
        assert_eq!(app.dispute(first).await.state, DisputeState::Rejected);
        assert_eq!(app.parts_of("A-1").await, (150_000, 0, 0));
        app.fits().await;
    }

    async fn what_was_paid_meanwhile_is_credit(app: TestApp) {
        let browser = app.browser_of(app.world.ada).await;
        let payment = app.start(&browser, &["A-1", "A-2", "A-3"], None, "stripe").await;
        let id = app.object("A-1", 20_000, "one").await.expect("made");
        app.sandbox.pay(payment.id, "card").await;
        app.work().await;
        app.rule(id, 20_000).await.expect("a ruling");
        assert_eq!(app.parts_of("A-1").await, (0, 0, 0));
        assert_eq!(app.credit_of_ada().await, 20_000);
        app.fits().await;
    }

    // 0.50 a day on 1,500.00; without a third of it 0.33⅓.
    async fn what_rests_is_charged_nothing_and_what_is_upheld_never_did(app: TestApp) {
        app.set_policy(twelve_percent).await;
        let owed = async || {
            let ada = app.world.ada;
            let mut db = app.portal.services.store.read().await.expect("a reader");
            let owed = services::account::outstanding(&mut db, &app.world.norte, ada, app.clock.now()).await;
            let invoices = owed.expect("the database").invoices;
            invoices.iter().find(|invoice| invoice.number == "A-1").expect("the invoice").interest.minor()
        };
        assert_eq!(owed().await, 1_050);
        let rejected = app.object("A-1", 50_000, "one").await.expect("made");
        app.pass(3 * 24 * 3600);
        assert_eq!(owed().await, 1_150, "three days at two thirds");
        app.rule(rejected, 0).await.expect("a ruling");
        assert_eq!(owed().await, 1_200, "it was owed all the time");
        app.pass(3 * 24 * 3600);
        assert_eq!(owed().await, 1_350);
        let upheld = app.object("A-1", 50_000, "two").await.expect("made");
        app.rule(upheld, 50_000).await.expect("a ruling");
        // 27 days at 0.33⅓.
        assert_eq!(app.parts_of("A-1").await, (100_000, 900, 0));
        app.fits().await;
    }

    async fn what_is_upheld_lowers_its_plan_at_once(app: TestApp) {
        let first = app.agree(app.world.ada, in_three(), "form-of-a-plan-1").await.expect("a plan");
        app.pass(3600);
        let id = app.object("A-3", 60_000, "form-1").await.expect("a dispute");
        let browser = app.browser_of(app.world.ada).await;
        let page = browser.get(&format!("/agreements/{first}")).await.text();
        assert!(page.contains("Usted pidió aclarar $600.00.") && page.contains("Si le dan la razón, los pagos que falten serán más bajos."), "{page}");
        app.work().await;
        assert_eq!(app.agreement(first).await.state, AgreementState::Live, "as it is until it is decided");
        app.pass(60);
        app.rule(id, 60_000).await.expect("a ruling");
        app.work().await;
        assert_eq!(app.agreement(first).await.state, AgreementState::Replaced);
        let page = browser.get("/").await.text();
        // 600.00 less over three.
        assert!(page.contains("$1,233.50"), "{page}");
        app.fits().await;
    }

    async fn of_a_plan_what_is_disputed_is_asked_for_last(app: TestApp) {
        app.live_through(2026, 11, 21).await;
        let plan = app.agree(app.world.ada, in_three(), "form-of-a-plan-1").await.expect("a plan");
        let id = app.object("A-3", 60_000, "form-1").await.expect("a dispute");
        // All but the 600.00 are paid; the last instalment's day and every chance after it pass.
        let browser = app.browser_of(app.world.ada).await;
        let paid = app.start(&browser, &["A-1", "A-2", "A-3"], Some("3700.50"), "stripe").await;
        app.sandbox.pay(paid.id, "card").await;
        app.work().await;
        let _ = app.said_to_ada();
        for (month, day) in [(2, 12), (2, 15), (2, 16), (2, 21), (3, 10)] {
            app.live_through(2027, month, day).await;
            assert_eq!(app.said_to_ada(), Vec::<String>::new(), "nobody is pressed");
            assert_eq!(app.agreement(plan).await.state, AgreementState::Live);
        }
        // It is owed after all: with the five days that an instalment has, and then late as any other.
        app.rule(id, 0).await.expect("a ruling");
        for (day, state) in [(11, AgreementState::Live), (15, AgreementState::Live), (16, AgreementState::Broken)] {
            app.live_through(2027, 3, day).await;
            assert_eq!(app.agreement(plan).await.state, state, "on the {day}th");
        }
        app.fits().await;
    }
}
