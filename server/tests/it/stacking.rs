//! Every pair of what can be agreed, taken off, given back and disputed of one invoice: whoever has two offers pays no less
//! than the better of them, and never more than is owed. And disputing in circles gains nothing.

use super::one_price_model::policy;
use super::settlement::settling;
use super::support::*;
use domain::dispute::{DisputeState, MAX_IN_VAIN};
use domain::id::{AgreementId, DebtorId};
use domain::money::Money;
use domain::offer_request::OfferRequest;
use domain::plan::schedule::Frequency;
use domain::plan::{Pace, PlanRequest};
use domain::policy::Delay;
use serde_json::json;
use services::clock::Clock;
use services::disputes::{self, OpenError};

/// What a debtor does about an invoice of 1,000.00.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Act {
    /// 60 % of what is owed.
    Settle,
    /// Three instalments, each a tenth less if it is paid early.
    Plan,
    /// Fifteen days for 30.00.
    Extend,
    /// A month for a tenth now.
    ExtendForAPart,
    Promise,
    /// 300.00 are disputed, and were owed.
    DisputeInVain,
    /// 300.00 are disputed, and that is taken back.
    DisputeWithdrawn,
    /// 300.00 are disputed until all else is paid.
    DisputeToTheEnd,
    /// 100.00 are paid, and 40.00 of them given back.
    PayAndTakeBack,
    /// 100.00 are paid.
    PayAPart,
}

impl Act {
    const ALL: [Self; 10] = [
        Self::Settle,
        Self::Plan,
        Self::Extend,
        Self::ExtendForAPart,
        Self::Promise,
        Self::DisputeInVain,
        Self::DisputeWithdrawn,
        Self::DisputeToTheEnd,
        Self::PayAndTakeBack,
        Self::PayAPart,
    ];
}

/// How somebody pays who would pay as little as can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    /// One instalment of the plan at its early price, then what is asked for.
    AnInstalmentFirst,
    /// All instalments that there are, then what is asked for.
    ByInstalments,
    /// What the invoice asks for.
    AtThePrice,
}

/// An invoice that is 21 days late: 1,000.00 and 7.00.
const LATE: (&str, i64) = ("2026-10-01,2026-10-31,MXN,1000.00,", 100_700);
/// One that costs 2 % less if it is paid these days.
const EARLY: (&str, i64) = ("2026-11-15,2026-12-15,MXN,1000.00,2/10 net 30", 100_000);

/// One invoice, and who owes it.
struct Case<'a> {
    app: &'a TestApp,
    browser: Browser,
    debtor: DebtorId,
    number: String,
    /// What clears it by each offer that was accepted.
    offers: Vec<i64>,
    plan: Option<AgreementId>,
    /// What more time has cost.
    fees: i64,
    forms: usize,
}

impl Case<'_> {
    fn form(&mut self) -> String {
        self.forms += 1;
        format!("stacking-{}-{}", self.number, self.forms)
    }

    async fn accept(&mut self, request: OfferRequest, clears: i64) -> Option<AgreementId> {
        let key = self.form();
        let agreed = self.app.agree(self.debtor, request, &key).await.ok()?;
        self.offers.push(clears);
        Some(agreed)
    }

    async fn dispute(&mut self) -> Option<domain::id::DisputeId> {
        let key = self.form();
        self.app.object_as(self.debtor, &self.number, 30_000, &key).await.ok()
    }

    async fn pay(&mut self, address: &str) -> Option<domain::id::PaymentId> {
        let page = self.browser.get(address).await;
        let mut form = page.forms().into_iter().find(|form| form.action == "/pay")?;
        form.fields.retain(|(name, _)| name != "method");
        let answer = self.browser.submit(&form, Some(("method", "stripe"))).await;
        if !answer.location().starts_with(&self.app.sandbox.base) {
            return None;
        }
        self.browser.get(answer.location()).await;
        let payment = self.app.payment_of(&form).await?;
        self.app.sandbox.pay(payment.id, "card").await;
        self.app.work().await;
        Some(payment.id)
    }

    async fn address(&self, part: Option<&str>) -> String {
        let how = part.map_or_else(|| "all".to_owned(), |amount| format!("part&amount={amount}"));
        format!("/pay/confirm?currency=MXN&how={how}&invoice={}", self.app.id_of(&self.number).await)
    }

    /// Does it, where that can be done by now.
    async fn act(&mut self, act: Act) {
        self.app.pass(1);
        let invoice = self.app.id_of(&self.number).await;
        let owed = self.app.invoice(&self.number).await.owed().minor();
        match act {
            Act::Settle => {
                let paid = self.paid().await;
                let clears = owed * 6 / 10 + paid;
                self.accept(OfferRequest::Settlement { invoice }, clears).await;
            }
            Act::Plan => {
                let first = "2026-12-15".parse().expect("a day");
                let request = PlanRequest { pace: Pace::Count(3), first, frequency: Frequency::Monthly, down: None };
                let clears = owed * 9 / 10 + self.paid().await;
                let request = OfferRequest::Plan { invoices: vec![invoice], request };
                self.plan = self.accept(request, clears).await.or(self.plan);
            }
            Act::Extend => {
                let more_time = OfferRequest::Extension { invoice, by: Delay::Days(15) };
                if self.accept(more_time, i64::MAX).await.is_some() {
                    self.fees += 3_000;
                }
            }
            Act::ExtendForAPart => {
                self.accept(OfferRequest::Extension { invoice, by: Delay::Months(1) }, i64::MAX).await;
            }
            Act::Promise => {
                let date = "2026-11-30".parse().expect("a day");
                let amount = Money::new(owed, self.app.world.norte.currency);
                self.accept(OfferRequest::Promise { amount, date }, i64::MAX).await;
            }
            Act::DisputeInVain => {
                if let Some(id) = self.dispute().await {
                    self.app.rule(id, 0).await.expect("a ruling");
                }
            }
            Act::DisputeWithdrawn => {
                if let Some(id) = self.dispute().await {
                    let (services, norte) = (&self.app.portal.services, &self.app.world.norte);
                    assert!(disputes::withdraw(services, norte, self.debtor, id).await.expect("the database"));
                }
            }
            Act::DisputeToTheEnd => drop(self.dispute().await),
            Act::PayAndTakeBack => {
                let address = self.address(Some("100")).await;
                if let Some(payment) = self.pay(&address).await {
                    self.app.sandbox.refund(payment, json!({ "amount": 4_000 })).await;
                    self.app.work().await;
                }
            }
            Act::PayAPart => {
                let address = self.address(Some("100")).await;
                self.pay(&address).await;
            }
        }
    }

    /// Pays until nothing is asked for any more; what is in dispute is decided then, and paid too.
    async fn pay_off(&mut self, way: Way) {
        let instalments = match way {
            Way::AnInstalmentFirst => 1,
            Way::ByInstalments => 3,
            Way::AtThePrice => 0,
        };
        for n in 1..=instalments {
            let Some(plan) = self.plan else { break };
            let address = format!("{}&agreement={plan}&instalment={n}", self.address(None).await);
            self.pay(&address).await;
        }
        for _ in 0..2 {
            for _ in 0..6 {
                let address = self.address(None).await;
                if self.pay(&address).await.is_none() {
                    break;
                }
            }
            let open = {
                let mut db = self.app.portal.services.store.read().await.expect("a reader");
                let all = store::disputes::of_debtor(&mut db, self.app.world.norte.id, self.debtor, 10).await;
                all.expect("the database").into_iter().filter(|one| one.state == DisputeState::Open).collect::<Vec<_>>()
            };
            for dispute in open {
                self.app.rule(dispute.id, 0).await.expect("a ruling");
            }
        }
    }

    /// What has come of the debtor's money and not gone back.
    async fn paid(&self) -> i64 {
        let debtor = self.app.kept_id(self.debtor.uuid());
        let sql = "SELECT CAST(COALESCE(SUM(received - refunded), 0) AS BIGINT) FROM payment WHERE debtor_id = ";
        let sql = format!("{sql}{debtor}");
        self.app.count(sql.leak()).await
    }
}

/// In the ordinary run a part of the pairs with a price of their own, each by one of the ways; in the full one all, by each.
async fn pairs(app: &TestApp, (terms, owed): (&str, i64), ways: &[Way]) {
    app.set_policy(policy).await;
    let mut csv = "invoice_number,customer_id,customer_name,customer_email,issue_date,due_date,currency,amount,terms\n"
        .to_owned();
    let priced = |act: Act| matches!(act, Act::Settle | Act::Plan);
    let chosen = |(n, (a, b)): (usize, (Act, Act))| {
        let ways =
            if full(0, 1) > 0 { ways } else { ways.get(n / 3 % ways.len()..=n / 3 % ways.len()).unwrap_or(ways) };
        let said = full(0, 1) > 0 || (n % 3 == 0 && (priced(a) || priced(b)));
        ways.iter().filter(move |_| said).map(move |way| (a, b, *way))
    };
    let all = Act::ALL.into_iter().flat_map(|a| Act::ALL.map(|b| (a, b))).enumerate();
    let all: Vec<(Act, Act, Way)> = all.flat_map(chosen).collect();
    for n in 0..all.len() {
        csv.push_str(&format!("K-{n},pair{n},Pair {n},pair{n}@example.test,{terms}\n"));
    }
    app.import(&csv).await;
    for (n, (first, second, way)) in all.into_iter().enumerate() {
        let debtor = app.debtor(&format!("pair{n}")).await;
        let browser = app.browser_of(debtor).await;
        let number = format!("K-{n}");
        let mut case = Case { app, browser, debtor, number, offers: Vec::new(), plan: None, fees: 0, forms: 0 };
        case.act(first).await;
        case.act(second).await;
        case.pay_off(way).await;
        let left = app.invoice(&case.number).await.owed().minor();
        assert_eq!(left, 0, "{first:?}, {second:?}, {way:?}: all is paid or given up");
        // A price of terms is 2 % less, whatever else is agreed; a fee of 30.00 may come on top.
        let whole = if owed == LATE.1 { owed } else { owed * 98 / 100 };
        // What was given back in part keeps the discount that it earned, and earns it again when it is paid early again.
        let again = if first == Act::Plan && second == Act::PayAndTakeBack { 400 } else { 0 };
        let least = case.offers.iter().copied().fold(whole, i64::min) - again;
        let paid = case.paid().await;
        assert!(paid >= least - 1, "{first:?}, {second:?}, {way:?}: {paid} paid, the better offer is {least}");
        assert!(paid <= owed + case.fees, "{first:?}, {second:?}, {way:?}: {paid} paid of {owed}");
    }
    app.fits().await;
}

on_each_database! {
    async fn two_offers_are_no_better_than_the_better_one(app: TestApp) {
        pairs(&app, LATE, &[Way::AnInstalmentFirst, Way::ByInstalments, Way::AtThePrice]).await;
    }

    async fn two_offers_of_what_is_early_are_no_better_than_the_better_one(app: TestApp) {
        pairs(&app, EARLY, &[Way::AtThePrice, Way::AnInstalmentFirst, Way::ByInstalments]).await;
    }

    // 0.50 a day on 1,500.00.
    async fn disputing_in_circles_gains_nothing(app: TestApp) {
        app.set_policy(settling).await;
        let interest = async || {
            let mut db = app.portal.services.store.read().await.expect("a reader");
            let owed = services::account::outstanding(&mut db, &app.world.norte, app.world.ada, app.clock.now()).await;
            let invoices = owed.expect("the database").invoices;
            invoices.iter().find(|invoice| invoice.number == "A-1").expect("the invoice").interest.minor()
        };
        let start = interest().await;
        for n in 0..MAX_IN_VAIN {
            let all = app.invoice("A-1").await.balance.minor();
            let id = app.object("A-1", all, &format!("circle-{n}")).await.expect("a dispute");
            app.pass(10 * 24 * 3600);
            if n % 2 == 0 {
                let (services, norte) = (&app.portal.services, &app.world.norte);
                assert!(disputes::withdraw(services, norte, app.world.ada, id).await.expect("the database"));
            } else {
                app.rule(id, 0).await.expect("a ruling");
            }
            let days = 10 * (i64::try_from(n).expect("a number") + 1);
            assert_eq!(interest().await - start, 50 * days, "as if there had been no dispute");
            assert_eq!(app.count("SELECT COUNT(*) FROM pause WHERE why = 'dispute' AND to_day IS NULL").await, 0);
        }
        let again = app.object("A-1", 100, "circle-again").await;
        assert!(matches!(again, Err(OpenError::InVain)), "{again:?}");
        // Another invoice, and another reason, are another matter.
        app.object("A-2", 100, "circle-other").await.expect("a dispute");
        let ada = app.browser_of(app.world.ada).await;
        let page = ada.get(&format!("/disputes/new?invoice={}", app.id_of("A-1").await)).await;
        let form_key = page.form("/disputes").value("form_key").to_owned();
        let invoice = app.id_of("A-1").await.to_string();
        let send = async |reason: &str| {
            let fields = [("form_key", form_key.as_str()), ("invoice", &invoice), ("about", "whole"), ("reason", reason), ("words", "Otra vez")];
            ada.upload("/disputes", &fields, &[]).await
        };
        let refused = send("not_received").await;
        assert_eq!(refused.status, 422);
        assert!(refused.text().contains("Ya lo reportó dos veces"), "{}", refused.text());
        let other = send("wrong_amount").await;
        assert!(other.location().starts_with("/disputes/"), "{}", other.text());
        app.fits().await;
    }
}
