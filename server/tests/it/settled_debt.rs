//! What becomes of a settlement as its debt changes: what comes back of before is owed beside it, what is not owed any more
//! ends it, and a credit pays it. Promises and extensions end as well.

use super::erp::Chance;
use super::support::*;
use super::verify::faults_after;
use domain::agreement::AgreementState;
use domain::audit::Who;
use domain::books::ItemKind;
use domain::id::{AgreementId, DebtorId, EntryId};
use domain::money::Money;
use domain::offer_request::OfferRequest;
use domain::payment::Payment;
use domain::policy::{
    Audience, Delay, ExtensionOption, ExtensionPolicy, ExtensionPrice, Granted, Policy, SettlementPolicy,
    SettlementStep,
};
use rust_decimal::Decimal;
use serde_json::json;
use services::books::by_hand::{self, NewDocument, PaidBy, PaymentElsewhere};
use services::books::credit_by_hand::{self, CreditNamed};
use services::books::{Reason, Which};
use services::clock::Clock;
use store::{debtors, set_offs};

const HEAD: &str = "Invoice,Customer ID,Customer,Email,Date,Due Date,Currency,Amount,Balance\n";

/// 60 % of what is overdue for 15 days, and no interest on it.
fn settling(policy: &mut Policy) {
    let steps = vec![SettlementStep { overdue_from: 15, pay_percent: Decimal::from(60) }];
    policy.settlement = Some(SettlementPolicy { to: Audience::default(), steps, days: 14 });
}

/// A month more costs nothing.
fn with_more_time(policy: &mut Policy) {
    settling(policy);
    let option = ExtensionOption {
        by: Delay::Days(30),
        granted: Granted::Automatically,
        pay_now_percent: Decimal::ZERO,
        price: ExtensionPrice::None,
    };
    policy.extension = Some(ExtensionPolicy { to: Audience::default(), a_year: 2, options: vec![option] });
}

/// What lowered a debt before it was settled, and comes back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Earlier {
    Refunded,
    ChargedBack,
    Transfer,
    PaidByList,
    CreditUsed,
    WrittenOff,
    Corrected,
}

impl Earlier {
    pub(super) const ALL: [Self; 7] = [
        Self::Refunded,
        Self::ChargedBack,
        Self::Transfer,
        Self::PaidByList,
        Self::CreditUsed,
        Self::WrittenOff,
        Self::Corrected,
    ];
}

/// What there is to take back of it.
pub(super) enum Lowered {
    Payment(Box<Payment>),
    Entry(EntryId),
    ByList,
    SetOff,
}

impl TestApp {
    fn act(&self, key: &str) -> Reason {
        Reason {
            by: Who::CommandLine("a test".to_owned()),
            reason: "by phone".to_owned(),
            form_key: format!("form-{key}"),
        }
    }

    pub(super) fn mxn(&self, minor: i64) -> Money {
        Money::new(minor, self.world.norte.currency)
    }

    /// A customer's one invoice of 1,500.00, long overdue; of a customer who is named like it.
    pub(super) async fn listed(&self, number: &str, total: &str, open: &str) {
        self.pass(60);
        let row = format!(
            "{number},c{number},Cliente {number},c{number}@example.test,2026-10-01,2026-10-31,MXN,{total},{open}\n"
        );
        // No two lists are one and the same file.
        let lists = self.count("SELECT COUNT(*) FROM import").await;
        let blank = "\n".repeat(usize::try_from(lists).expect("few"));
        let applied = self.import(&format!("{HEAD}{row}{blank}")).await;
        assert!(applied.rejected.is_empty(), "{:?}", applied.rejected);
    }

    pub(super) async fn settle(&self, number: &str) -> AgreementId {
        let request = OfferRequest::Settlement { invoice: self.id_of(number).await };
        let made =
            self.agree(self.debtor(&format!("c{number}")).await, request, &format!("form-of-{number}-settled")).await;
        self.pass(60);
        made.expect("a settlement")
    }

    async fn note(&self, number: &str, of: &str, minor: i64, named: bool) {
        let day = self.world.norte.zone.today(self.clock.now());
        let document = NewDocument {
            debtor: format!("c{of}"),
            kind: ItemKind::CreditNote,
            number: number.to_owned(),
            issued: day,
            due: day,
            total: self.mxn(minor),
            description: None,
            names: named.then(|| of.to_owned()),
            lines: Vec::new(),
        };
        let added = by_hand::add_document(&self.portal.services, &self.world.norte, document, self.act(number)).await;
        added.expect("a credit note");
    }

    pub(super) async fn pay_at_once(&self, number: &str, part: Option<&str>) -> Payment {
        let browser = self.browser_of(self.debtor(&format!("c{number}")).await).await;
        let payment = self.start(&browser, &[number], part, "stripe").await;
        self.sandbox.pay(payment.id, "card").await;
        self.pass(60);
        payment
    }

    /// Lowers the debt by 500.00.
    pub(super) async fn lower(&self, kind: Earlier, number: &str) -> Lowered {
        let (services, norte) = (&self.portal.services, &self.world.norte);
        let which = Which { number: number.to_owned(), debtor: None };
        let lowered = match kind {
            Earlier::Refunded | Earlier::ChargedBack => {
                Lowered::Payment(Box::new(self.pay_at_once(number, Some("500")).await))
            }
            Earlier::Transfer => {
                let payment = PaymentElsewhere {
                    invoice: which,
                    amount: self.mxn(50_000),
                    on: norte.zone.today(self.clock.now()),
                    paid_by: PaidBy::Transfer,
                    reference: "TR-1".to_owned(),
                    rest_is_credit: false,
                };
                let act = self.act(&format!("{number}-transfer"));
                Lowered::Entry(by_hand::record_payment(services, norte, payment, act).await.expect("recorded").entry)
            }
            Earlier::PaidByList => {
                self.listed(number, "1500.00", "1000.00").await;
                Lowered::ByList
            }
            Earlier::Corrected => {
                self.listed(number, "1000.00", "1000.00").await;
                Lowered::ByList
            }
            Earlier::CreditUsed => {
                let note = format!("N{number}");
                self.note(&note, number, 50_000, false).await;
                let (credit, act) = (CreditNamed::Note(note), self.act(&format!("{number}-used")));
                let used = credit_by_hand::set_off(services, norte, (credit, number.to_owned()), None, act).await;
                used.expect("set off");
                Lowered::SetOff
            }
            Earlier::WrittenOff => {
                let act = self.act(&format!("{number}-off"));
                let entry = by_hand::write_off(services, norte, which, Some(self.mxn(50_000)), act).await;
                Lowered::Entry(entry.expect("written off"))
            }
        };
        self.pass(60);
        lowered
    }

    pub(super) async fn comes_back(&self, kind: Earlier, number: &str, lowered: &Lowered) {
        let (services, norte) = (&self.portal.services, &self.world.norte);
        let act = self.act(&format!("{number}-back"));
        match lowered {
            Lowered::Payment(payment) if kind == Earlier::Refunded => self.sandbox.refund(payment.id, json!({})).await,
            Lowered::Payment(payment) => {
                self.sandbox.dispute(payment.id, "open").await;
                self.sandbox.dispute(payment.id, "lost").await;
            }
            Lowered::Entry(entry) => {
                by_hand::take_back(services, norte, *entry, act).await.expect("taken back");
            }
            Lowered::ByList => self.listed(number, "1500.00", "1500.00").await,
            Lowered::SetOff => {
                let mut db = services.store.read().await.expect("a reader");
                let all = set_offs::of_invoice(&mut db, norte.id, self.id_of(number).await).await.expect("rows");
                drop(db);
                credit_by_hand::take_back(services, norte, all[0].entry, act).await.expect("taken back");
            }
        }
        self.pass(60);
    }

    /// What a debtor has paid beyond the debt.
    async fn credit_of(&self, debtor: DebtorId) -> i64 {
        let mut db = self.portal.services.store.read().await.expect("a reader");
        let all = debtors::credits(&mut db, self.world.norte.id, debtor).await.expect("the database");
        all.iter().map(|credit| credit.minor()).sum()
    }

    pub(super) async fn how_it_stands(&self, id: AgreementId) -> AgreementState {
        self.agreement(id).await.state
    }

    /// What settlements and staff have given up in all.
    pub(super) async fn given_up_in_all(&self) -> i64 {
        self.count("SELECT CAST(COALESCE(SUM(amount), 0) AS BIGINT) FROM posting WHERE account = 'write_offs'").await
    }

    pub(super) async fn has_no_faults(&self, about: &str) {
        let faults = self.verify().await.faults;
        assert!(faults.is_empty(), "{about}: {faults:?}");
    }

    /// Page and calendar of an agreement say this is to be paid.
    async fn paper_asks(&self, number: &str, id: AgreementId, amount: &str) {
        let browser = self.browser_of(self.debtor(&format!("c{number}")).await).await;
        let page = browser.get(&format!("/agreements/{id}")).await.text();
        assert!(page.contains(&format!("Falta pagar {amount}")), "{number}: {page}");
        let calendar =
            browser.get(&format!("/agreements/{id}/calendar.ics")).await.body.replace("\r\n ", "").replace('\\', "");
        assert!(calendar.contains(amount) && calendar.contains("STATUS:CONFIRMED"), "{number}: {calendar}");
    }

    /// Nothing is asked for any more: not at home, nor by the agreement, its calendar or a mail.
    async fn nothing_is_asked(&self, number: &str, id: AgreementId, about: &str) {
        assert_ne!(self.how_it_stands(id).await, AgreementState::Live, "{about}");
        let browser = self.browser_of(self.debtor(&format!("c{number}")).await).await;
        let page = browser.get(&format!("/agreements/{id}")).await.text();
        assert!(!page.contains("Falta pagar") && !page.contains("Prometió"), "{about}: {page}");
        let calendar = browser.get(&format!("/agreements/{id}/calendar.ics")).await.body;
        assert!(calendar.contains("STATUS:CANCELLED") && !calendar.contains("STATUS:CONFIRMED"), "{about}: {calendar}");
        for path in ["/", "/offers", "/pay"] {
            let page = browser.get(path).await;
            assert!(!page.body.contains(&format!("/agreements/{id}")), "{about}, {path}: {}", page.text());
        }
        self.has_no_faults(about).await;
    }
}

on_each_database! {
    // Family: each kind of return, before the settlement is paid and after it, with all or only its sum paid.
    async fn what_comes_back_of_before_is_owed_beside_a_settlement(app: TestApp) {
        app.set_policy(settling).await;
        app.credit_waits_for_staff().await;
        for (n, kind) in Earlier::ALL.into_iter().enumerate() {
            for (order, back_first, part) in [(0, true, None), (1, true, Some("600")), (2, false, None)] {
                let number = &format!("K{n}{order}");
                let about = &format!("{kind:?}, back first: {back_first}, {part:?}");
                app.listed(number, "1500.00", "1500.00").await;
                let lowered = app.lower(kind, number).await;
                assert_eq!(app.owed([number]).await, [100_000], "{about}");
                let before = app.given_up_in_all().await;
                let id = app.settle(number).await;
                let debtor = app.debtor(&format!("c{number}")).await;
                if back_first {
                    app.comes_back(kind, number, &lowered).await;
                    app.one_price(debtor, number, 110_000).await;
                    app.paper_asks(number, id, "$1,100.00").await;
                    app.pay_at_once(number, part).await;
                } else {
                    app.pay_at_once(number, None).await;
                    app.comes_back(kind, number, &lowered).await;
                }
                let rest = if back_first && part.is_none() { 0 } else { 50_000 };
                assert_eq!((app.owed([number]).await, app.how_it_stands(id).await), ([rest], AgreementState::Kept), "{about}");
                // What was given up before, and is owed again, is given up no more.
                let of_before = if kind == Earlier::WrittenOff { 50_000 } else { 0 };
                assert_eq!(app.given_up_in_all().await - before, 40_000 - of_before, "{about}");
                app.has_no_faults(about).await;
            }
        }
    }

    async fn money_that_the_bank_gives_again_is_not_asked_for_twice(app: TestApp) {
        app.set_policy(settling).await;
        app.listed("K-1", "1500.00", "1500.00").await;
        let Lowered::Payment(first) = app.lower(Earlier::ChargedBack, "K-1").await else { panic!("a payment") };
        let id = app.settle("K-1").await;
        app.sandbox.dispute(first.id, "open").await;
        let debtor = app.debtor("cK-1").await;
        app.one_price(debtor, "K-1", 110_000).await;
        app.sandbox.dispute(first.id, "won").await;
        app.one_price(debtor, "K-1", 60_000).await;
        app.pay_at_once("K-1", None).await;
        assert_eq!((app.owed(["K-1"]).await, app.how_it_stands(id).await, app.given_up_in_all().await), ([0], AgreementState::Kept, 40_000));
        app.has_no_faults("won").await;
    }

    // Family: each way in which a debt ends without its agreement, for each kind of agreement.
    async fn an_agreement_over_nothing_asks_for_nothing(app: TestApp) {
        app.set_policy(with_more_time).await;
        let (services, norte) = (&app.portal.services, &app.world.norte);
        for (n, way) in ["void", "written off", "corrected", "credited"].into_iter().enumerate() {
            for (m, what) in ["settlement", "promise", "extension"].into_iter().enumerate() {
                let (number, about) = (&format!("K{n}{m}"), &format!("{what}, {way}"));
                app.listed(number, "1500.00", "1500.00").await;
                let debtor = app.debtor(&format!("c{number}")).await;
                let id = match what {
                    "settlement" => app.settle(number).await,
                    "promise" => {
                        let request = OfferRequest::Promise { amount: app.mxn(100_000), date: "2026-11-25".parse().expect("a day") };
                        app.agree(debtor, request, &format!("form-of-{number}-promise")).await.expect("a promise")
                    }
                    _ => {
                        let request = OfferRequest::Extension { invoice: app.id_of(number).await, by: Delay::Days(30) };
                        app.agree(debtor, request, &format!("form-of-{number}-time")).await.expect("an extension")
                    }
                };
                app.pass(60);
                let which = Which { number: number.clone(), debtor: None };
                match way {
                    "void" => by_hand::void(services, norte, which, app.act(number)).await.expect("void"),
                    "written off" => drop(by_hand::write_off(services, norte, which, None, app.act(number)).await.expect("off")),
                    "corrected" => app.listed(number, "0.00", "0.00").await,
                    _ => app.note(&format!("N{number}"), number, 150_000, true).await,
                }
                app.nothing_is_asked(number, id, about).await;
                // A promise that a credit pays is kept; where nobody paid, nobody is thanked, or told to have failed.
                app.work().await;
                let told = app.mails_of("notice").len();
                assert_eq!(told, usize::from(n == 3 && m >= 1), "{about}");
            }
        }
    }

    async fn a_settlement_holds_again_when_its_debt_is_owed_again(app: TestApp) {
        app.set_policy(settling).await;
        app.listed("K-1", "1500.00", "1500.00").await;
        let (id, debtor) = (app.settle("K-1").await, app.debtor("cK-1").await);
        let which = Which { number: "K-1".to_owned(), debtor: None };
        let off = by_hand::write_off(&app.portal.services, &app.world.norte, which, None, app.act("off")).await.expect("off");
        assert_eq!(app.how_it_stands(id).await, AgreementState::Cancelled);
        by_hand::take_back(&app.portal.services, &app.world.norte, off, app.act("back")).await.expect("back");
        assert_eq!(app.how_it_stands(id).await, AgreementState::Live);
        app.one_price(debtor, "K-1", 90_000).await;
        // A list corrects it, and corrects itself.
        app.listed("K-1", "0.00", "0.00").await;
        assert_eq!(app.how_it_stands(id).await, AgreementState::Cancelled);
        app.listed("K-1", "1500.00", "1500.00").await;
        app.one_price(debtor, "K-1", 90_000).await;
        app.pay_at_once("K-1", None).await;
        assert_eq!((app.owed(["K-1"]).await, app.how_it_stands(id).await), ([0], AgreementState::Kept));
        app.has_no_faults("again").await;
    }

    // Family: a note that names the invoice or not, smaller than what is asked, larger, and as large as the debt.
    async fn a_credit_pays_a_settlement(app: TestApp) {
        app.set_policy(settling).await;
        let all = [
            // named, the note, what is asked then, given up in the end, left of the note, how it ended
            (true, 50_000, 40_000, 60_000, 0, AgreementState::Kept),
            (true, 120_000, 0, 30_000, 0, AgreementState::Kept),
            (true, 150_000, 0, 0, 0, AgreementState::Cancelled),
            (true, 170_000, 0, 0, 20_000, AgreementState::Cancelled),
            (false, 50_000, 40_000, 60_000, 0, AgreementState::Kept),
            (false, 150_000, 0, 60_000, 60_000, AgreementState::Kept),
        ];
        for (n, (named, minor, asked, given_up, left, state)) in all.into_iter().enumerate() {
            let (number, note, about) = (&format!("K{n}"), &format!("NK{n}"), &format!("named: {named}, {minor}"));
            app.listed(number, "1500.00", "1500.00").await;
            let (id, before) = (app.settle(number).await, app.given_up_in_all().await);
            app.note(note, number, minor, named).await;
            app.pass(60);
            if asked > 0 {
                app.one_price(app.debtor(&format!("c{number}")).await, number, asked).await;
                app.paper_asks(number, id, "$400.00").await;
                app.pay_at_once(number, None).await;
            }
            assert_eq!((app.owed([number, note]).await, app.how_it_stands(id).await), ([0, -left], state), "{about}");
            assert_eq!(app.given_up_in_all().await - before, given_up, "{about}");
            app.has_no_faults(about).await;
        }
    }

    // Whoever sets off by the policy: nothing is used without them, and no more than the settlement's sum.
    async fn staff_set_a_credit_off_against_a_settlement(app: TestApp) {
        app.set_policy(settling).await;
        app.credit_waits_for_staff().await;
        app.listed("K-1", "1500.00", "1500.00").await;
        let (id, debtor) = (app.settle("K-1").await, app.debtor("cK-1").await);
        app.note("N-1", "K-1", 150_000, false).await;
        app.one_price(debtor, "K-1", 90_000).await;
        let (credit, act) = (CreditNamed::Note("N-1".to_owned()), app.act("used"));
        let used = credit_by_hand::set_off(&app.portal.services, &app.world.norte, (credit, "K-1".to_owned()), None, act).await;
        assert_eq!(used.expect("set off").1, app.mxn(90_000));
        assert_eq!((app.owed(["K-1", "N-1"]).await, app.how_it_stands(id).await), ([0, -60_000], AgreementState::Kept));
        app.has_no_faults("by staff").await;
    }

    // Family: a total between what was paid and what was owed, as much as was paid, less, nothing; said before the payment
    // and after it, and to and fro. Money that the debtor has back and what is given up are never both there.
    async fn what_a_settlement_gave_up_is_nobodys_credit(app: TestApp) {
        app.set_policy(settling).await;
        app.credit_waits_for_staff().await;
        let all = [("1200.00", 120_000), ("900.00", 90_000), ("600.00", 60_000), ("0.00", 0)];
        for (n, (total, minor)) in all.into_iter().enumerate() {
            for (m, order) in ["before", "after", "to and fro"].into_iter().enumerate() {
                let (number, about) = (&format!("K{n}{m}"), &format!("{total}, {order}"));
                app.listed(number, "1500.00", "1500.00").await;
                let (id, before) = (app.settle(number).await, app.given_up_in_all().await);
                if order == "before" {
                    app.listed(number, total, total).await;
                }
                let payment = match app.owed([number]).await {
                    [0] => None,
                    _ => Some(app.pay_at_once(number, None).await),
                };
                if order == "to and fro" {
                    for total in ["300.00", "1500.00", "1000.00"] {
                        app.listed(number, total, total).await;
                    }
                }
                if order != "before" {
                    app.listed(number, total, total).await;
                }
                let paid = payment.as_ref().map_or(0, |payment| payment.amount.minor());
                let credit = app.debtor(&format!("c{number}")).await;
                assert_eq!(app.owed([number]).await, [0], "{about}");
                assert_eq!(app.credit_of(credit).await, (paid - minor).max(0), "{about}");
                assert_eq!(app.given_up_in_all().await - before, (minor - paid).max(0), "{about}");
                app.has_no_faults(about).await;
                if (total, order) == ("600.00", "after") {
                    let faults = faults_after(&app, "UPDATE entry SET kind = 'invoice_changed' WHERE cause LIKE '%shrunk:%'").await;
                    let rule = "nothing becomes credit while something of the debt stands given up";
                    assert!(faults.iter().any(|fault| fault.rule == rule), "{faults:?}");
                }
                // The bank takes the money back: what is owed is what the list says.
                let Some(payment) = payment else { continue };
                app.sandbox.dispute(payment.id, "open").await;
                app.sandbox.dispute(payment.id, "lost").await;
                assert_eq!((app.owed([number]).await, app.credit_of(credit).await), ([minor], 0), "{about}");
                assert_eq!(app.given_up_in_all().await - before, 0, "{about}");
                assert_eq!(app.how_it_stands(id).await == AgreementState::Live, minor > 0, "{about}");
                app.has_no_faults(about).await;
            }
        }
    }

    // Family: a dispute that is upheld before the settlement is paid, or after it was kept; less than what was given up, as
    // much, more. What came is never less than what is owed and the debtor's together.
    async fn what_was_never_owed_was_never_given_up(app: TestApp) {
        app.set_policy(settling).await;
        app.credit_waits_for_staff().await;
        for (n, upheld) in [20_000, 60_000, 100_000, 140_000].into_iter().enumerate() {
            for (m, order) in ["objects, settles, pays, upheld", "settles, objects, pays, upheld", "settles, objects, upheld, pays", "upheld by a list"].into_iter().enumerate() {
                let (number, about) = (&format!("O{n}{m}"), &format!("{upheld}: {order}"));
                app.listed(number, "1500.00", "1500.00").await;
                let (debtor, before) = (app.debtor(&format!("c{number}")).await, app.given_up_in_all().await);
                let key = format!("dispute-{number}");
                let first = if m == 0 { Some(app.object_as(debtor, number, upheld, &key).await.expect("made")) } else { None };
                let id = app.settle(number).await;
                let made = match first {
                    Some(made) => made,
                    None => app.object_as(debtor, number, upheld, &key).await.expect("made"),
                };
                let mut payment = None;
                if m != 2 {
                    payment = Some(app.pay_at_once(number, None).await);
                }
                if m == 3 {
                    let total = format!("{}.00", (150_000 - upheld) / 100);
                    app.listed(number, &total, &total).await;
                } else {
                    app.rule(made, upheld).await.expect("a ruling");
                    app.pass(60);
                }
                if payment.is_none() && app.owed([number]).await != [0] {
                    payment = Some(app.pay_at_once(number, None).await);
                }
                let (total, paid) = (150_000 - upheld, payment.as_ref().map_or(0, |payment| payment.amount.minor()));
                let [owed] = app.owed([number]).await;
                let (credit, given_up) = (app.credit_of(debtor).await, app.given_up_in_all().await - before);
                let stands = app.how_it_stands(id).await;
                let seen = format!("{about}: paid {paid}, owed {owed}, credit {credit}, given up {given_up}, {stands:?}");
                assert_eq!(credit, (paid - total).max(0), "{seen}");
                assert_eq!(owed + given_up, (total - paid).max(0), "{seen}");
                assert!(owed >= 0 && (owed == 0 || stands != AgreementState::Kept), "{seen}");
                app.has_no_faults(&seen).await;
            }
        }
    }

    // The same of what staff have given up; taken back, only what stands of it is owed.
    async fn what_staff_gave_up_is_nobodys_credit(app: TestApp) {
        app.credit_waits_for_staff().await;
        let which = |number: &str| Which { number: number.to_owned(), debtor: None };
        for (n, (total, given_up, credit)) in [("1200.00", 20_000, 0), ("1000.00", 0, 0), ("600.00", 0, 40_000)].into_iter().enumerate() {
            let (number, before) = (&format!("K{n}"), app.given_up_in_all().await);
            app.listed(number, "1500.00", "1500.00").await;
            app.pay_at_once(number, Some("1000")).await;
            let off = by_hand::write_off(&app.portal.services, &app.world.norte, which(number), None, app.act(number)).await;
            app.listed(number, total, total).await;
            let debtor = app.debtor(&format!("c{number}")).await;
            assert_eq!((app.owed([number]).await, app.credit_of(debtor).await), ([0], credit), "{total}");
            assert_eq!(app.given_up_in_all().await - before, given_up, "{total}");
            let back = app.act(&format!("{number}-back"));
            let back = by_hand::take_back(&app.portal.services, &app.world.norte, off.expect("off"), back).await;
            assert_eq!(back.is_ok(), given_up > 0, "{total}: {back:?}");
            assert_eq!(app.owed([number]).await, [given_up], "{total}");
            app.has_no_faults(total).await;
        }
    }

    // Random orders of the same kinds of facts: what came is the debt's, the rest of the debt is given up while the
    // settlement is kept, and what is beyond the debt is the debtor's.
    async fn the_order_of_corrections_and_payments_does_not_matter(app: TestApp) {
        app.set_policy(settling).await;
        app.credit_waits_for_staff().await;
        for seed in 1..=12_u64 {
            let mut chance = Chance(seed * 0x9E37_79B9);
            let (number, before) = (&format!("R{seed}"), app.given_up_in_all().await);
            app.listed(number, "1500.00", "1500.00").await;
            let debtor = app.debtor(&format!("c{number}")).await;
            // What is settled is the debt as it was then; what is invoiced beyond it later is owed.
            let (mut total, mut paid, mut settled, mut payments) = (150_000, 0, None::<i64>, Vec::new());
            for _ in 0..8 {
                let [owed] = app.owed([number]).await;
                match chance.below(5) {
                    0..=2 => {
                        total = chance.amount(1_500) * 100;
                        let written = format!("{}.00", total / 100);
                        app.listed(number, &written, &written).await;
                    }
                    3 if owed > 20_000 && settled.is_none() => {
                        let payment = app.pay_at_once(number, Some("100")).await;
                        paid += payment.amount.minor();
                        payments.push(payment);
                    }
                    4 if owed > 20_000 && settled.is_none() => {
                        app.settle(number).await;
                        settled = Some(total);
                        let payment = app.pay_at_once(number, None).await;
                        paid += payment.amount.minor();
                        payments.push(payment);
                    }
                    _ => {}
                }
                let bears = settled.map_or(paid, |settled| total.min(settled).max(paid));
                assert_eq!(app.owed([number]).await, [(total - bears).max(0)], "{seed}: {total}, {paid}, {settled:?}");
                assert_eq!(app.credit_of(debtor).await, (paid - total).max(0), "{seed}: {total}, {paid}");
                let given_up = settled.map_or(0, |settled| (total.min(settled) - paid).max(0));
                assert_eq!(app.given_up_in_all().await - before, given_up, "{seed}: {total}, {paid}");
            }
            for payment in payments {
                app.sandbox.dispute(payment.id, "open").await;
                app.sandbox.dispute(payment.id, "lost").await;
            }
            assert_eq!((app.owed([number]).await, app.credit_of(debtor).await), ([total], 0), "{seed}");
            assert_eq!(app.given_up_in_all().await - before, 0, "{seed}");
            app.has_no_faults(&format!("{seed}")).await;
        }
    }
}
