//! Objections in the books: what rests, what upholding, rejecting and taking back do, to the cent.

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

impl TestHouse {
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
        let objection = Dispute {
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
        disputes::open(&self.portal.services, &self.world.norte, objection, Vec::new()).await
    }

    /// Staff decide.
    pub async fn rule(&self, id: DisputeId, upheld: i64) -> Result<(), RulingError> {
        let upheld = Money::new(upheld, self.world.norte.currency);
        let ruling = Ruling { upheld, words: "Lo vimos".to_owned(), by: Who::CommandLine("Nora".to_owned()) };
        disputes::decide(&self.portal.services, &self.world.norte, id, ruling).await
    }

    /// An objection as it stands.
    pub async fn objection(&self, id: DisputeId) -> Dispute {
        let mut db = self.portal.services.store.read().await.expect("a reader");
        store::disputes::by_id(&mut db, self.world.norte.id, id).await.expect("the database").expect("the objection")
    }

    /// Balance, interest and what rests of an invoice, in minor units.
    async fn parts_of(&self, number: &str) -> (i64, i64, i64) {
        let invoice = self.invoice(number).await;
        (invoice.balance.minor(), invoice.interest.minor(), invoice.on_hold().minor())
    }
}

const PAUSED: &str = "SELECT COUNT(*) FROM pause WHERE why = 'objection' AND to_day IS NULL";

on_each_database! {
    async fn only_its_amount_rests_and_what_is_upheld_comes_off(house: TestHouse) {
        let id = house.object("A-1", 20_000, "one").await.expect("made");
        assert_eq!(house.object("A-1", 20_000, "one").await.expect("made"), id, "one form, one objection");
        assert!(matches!(house.object("A-1", 30_000, "one").await, Err(OpenError::FormUsed)));
        let disputable = Money::new(130_000, house.world.norte.currency);
        let refused = house.object("A-1", 130_001, "two").await;
        assert!(matches!(refused, Err(OpenError::TooMuch { max }) if max == disputable), "{refused:?}");
        assert_eq!(house.parts_of("A-1").await, (150_000, 0, 20_000));
        assert_eq!(house.invoice("A-1").await.asked().minor(), 130_000);
        assert_eq!(house.count(PAUSED).await, 0, "the other part is still asked for");
        house.work().await;
        assert!(house.mails_of("objection")[0].rendered.text.contains("$200.00"));

        let (found, invoice) = (house.objection(id).await, house.invoice("A-1").await);
        let mxn = |minor| Money::new(minor, invoice.total.currency());
        let shown = RulingEffect::of(&found, &invoice, mxn(15_000));
        let expected =
            RulingEffect { lowered: mxn(15_000), credit: mxn(0), asked_again: mxn(5_000), balance: mxn(135_000) };
        assert_eq!(shown, Ok(expected));
        let refused = house.rule(id, 20_001).await;
        let too_much = Undecidable::TooMuch { max: mxn(20_000) };
        assert!(matches!(&refused, Err(RulingError::Undecidable(error)) if *error == too_much), "{refused:?}");
        house.rule(id, 15_000).await.expect("a ruling");
        let again = house.rule(id, 15_000).await;
        assert!(matches!(again, Err(RulingError::Undecidable(Undecidable::NotOpen))), "decided once");
        assert_eq!(house.parts_of("A-1").await, (135_000, 0, 0));
        let found = house.objection(id).await;
        assert_eq!((found.state, found.upheld), (DisputeState::Upheld, mxn(15_000)));
        house.work().await;
        let [_, answer] = &house.mails_of("objection")[..] else { panic!("two mails") };
        assert!(answer.rendered.text.contains("$150.00") && answer.rendered.text.contains("Lo vimos"));
        house.fits().await;
    }

    async fn what_is_upheld_is_not_taken_off_again_when_the_file_follows(house: TestHouse) {
        let file = |total: &str| format!(
            "invoice_number,customer_id,customer_name,issue_date,due_date,currency,amount\n\
             A-1,ada,Ada Núñez,2026-10-01,2026-10-31,MXN,{total}\n"
        );
        let id = house.object("A-1", 50_000, "form-1").await.expect("an objection");
        house.rule(id, 30_000).await.expect("a ruling");
        assert_eq!(house.parts_of("A-1").await, (120_000, 0, 0));
        // A part of it, then all of it, then more; a total that goes up moves the balance as ever.
        for (total, balance) in [("1400.00", 120_000), ("1200.00", 120_000), ("1100.00", 110_000), ("1150.00", 115_000)] {
            house.import(&file(total)).await;
            assert_eq!(house.parts_of("A-1").await, (balance, 0, 0), "{total}");
        }
        assert_eq!(house.verify().await.faults, []);
    }

    async fn all_of_it_rests_and_reminders_with_it_until_it_is_taken_back(house: TestHouse) {
        let first = house.object("A-1", 50_000, "one").await.expect("made");
        let second = house.object("A-1", 100_000, "two").await.expect("made");
        assert!(matches!(house.object("A-1", 1, "three").await, Err(OpenError::NothingLeft)));
        assert_eq!((house.invoice("A-1").await.asked().minor(), house.count(PAUSED).await), (0, 1));
        let withdrawn =
            |id| disputes::withdraw(&house.portal.services, &house.world.norte, house.world.ada, id);
        let other = disputes::withdraw(&house.portal.services, &house.world.norte, house.world.ben, second).await;
        assert!(!other.expect("the database"), "somebody else's");
        assert!(withdrawn(second).await.expect("the database"));
        assert!(!withdrawn(second).await.expect("the database"));
        assert_eq!((house.parts_of("A-1").await, house.count(PAUSED).await), ((150_000, 0, 50_000), 0));
        house.rule(first, 0).await.expect("a ruling");
        assert_eq!(house.objection(first).await.state, DisputeState::Rejected);
        assert_eq!(house.parts_of("A-1").await, (150_000, 0, 0));
        house.fits().await;
    }

    async fn what_was_paid_meanwhile_is_credit(house: TestHouse) {
        let browser = house.browser_of(house.world.ada).await;
        let payment = house.start(&browser, &["A-1", "A-2", "A-3"], None, "stripe").await;
        let id = house.object("A-1", 20_000, "one").await.expect("made");
        house.sandbox.pay(payment.id, "card").await;
        house.work().await;
        house.rule(id, 20_000).await.expect("a ruling");
        assert_eq!(house.parts_of("A-1").await, (0, 0, 0));
        assert_eq!(house.credit_of_ada().await, 20_000);
        house.fits().await;
    }

    // 0.50 a day on 1,500.00; without a third of it 0.33⅓.
    async fn what_rests_bears_no_interest_and_what_is_upheld_never_did(house: TestHouse) {
        house.set_policy(twelve_percent).await;
        let owed = async || {
            let ada = house.world.ada;
            let mut db = house.portal.services.store.read().await.expect("a reader");
            let owed = services::account::outstanding(&mut db, &house.world.norte, ada, house.clock.now()).await;
            let invoices = owed.expect("the database").invoices;
            invoices.iter().find(|invoice| invoice.number == "A-1").expect("the invoice").interest.minor()
        };
        assert_eq!(owed().await, 1_050);
        let rejected = house.object("A-1", 50_000, "one").await.expect("made");
        house.pass(3 * 24 * 3600);
        assert_eq!(owed().await, 1_150, "three days at two thirds");
        house.rule(rejected, 0).await.expect("a ruling");
        assert_eq!(owed().await, 1_150, "and the days that it took are not charged later");
        house.pass(3 * 24 * 3600);
        assert_eq!(owed().await, 1_300);
        let upheld = house.object("A-1", 50_000, "two").await.expect("made");
        house.rule(upheld, 50_000).await.expect("a ruling");
        // 24 days at 0.33⅓, and three days at the sixth that was left of two thirds less a third.
        assert_eq!(house.parts_of("A-1").await, (100_000, 850, 0));
        house.fits().await;
    }

    async fn what_is_upheld_lowers_its_plan_at_once(house: TestHouse) {
        let first = house.agree(house.world.ada, in_three(), "form-of-a-plan-1").await.expect("a plan");
        house.pass(3600);
        let id = house.object("A-3", 60_000, "form-1").await.expect("an objection");
        let browser = house.browser_of(house.world.ada).await;
        let page = browser.get(&format!("/agreements/{first}")).await.text();
        assert!(page.contains("Usted pidió aclarar $600.00.") && page.contains("Si le dan la razón, los pagos que falten serán más bajos."), "{page}");
        house.work().await;
        assert_eq!(house.agreement(first).await.state, AgreementState::Live, "as it is until it is decided");
        house.pass(60);
        house.rule(id, 60_000).await.expect("a ruling");
        house.work().await;
        assert_eq!(house.agreement(first).await.state, AgreementState::Replaced);
        let page = browser.get("/").await.text();
        // 600.00 less over three.
        assert!(page.contains("$1,233.50"), "{page}");
        house.fits().await;
    }

    async fn of_a_plan_what_is_objected_to_is_asked_for_last(house: TestHouse) {
        house.live_through(2026, 11, 21).await;
        let plan = house.agree(house.world.ada, in_three(), "form-of-a-plan-1").await.expect("a plan");
        let id = house.object("A-3", 60_000, "form-1").await.expect("an objection");
        // All but the 600.00 are paid; the last instalment's day and every chance after it pass.
        let browser = house.browser_of(house.world.ada).await;
        let paid = house.start(&browser, &["A-1", "A-2", "A-3"], Some("3700.50"), "stripe").await;
        house.sandbox.pay(paid.id, "card").await;
        house.work().await;
        let _ = house.said_to_ada();
        for (month, day) in [(2, 12), (2, 15), (2, 16), (2, 21), (3, 10)] {
            house.live_through(2027, month, day).await;
            assert_eq!(house.said_to_ada(), Vec::<String>::new(), "nobody is pressed");
            assert_eq!(house.agreement(plan).await.state, AgreementState::Live);
        }
        // It is owed after all: with the five days that an instalment has, and then late as any other.
        house.rule(id, 0).await.expect("a ruling");
        for (day, state) in [(11, AgreementState::Live), (15, AgreementState::Live), (16, AgreementState::Broken)] {
            house.live_through(2027, 3, day).await;
            assert_eq!(house.agreement(plan).await.state, state, "on the {day}th");
        }
        house.fits().await;
    }
}
