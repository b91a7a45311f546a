//! Pages, orders and vouchers under way whose invoices are owed no more, or less: they are closed at their provider, nobody is
//! asked for them any more, and nothing is captured; money that comes nevertheless is credit.

use super::interest::twelve_percent;
use super::settlement::settling;
use super::support::*;
use domain::audit::Who;
use domain::id::{DebtorId, PaymentId};
use domain::money::Money;
use domain::payment::Progress;
use services::agreements::waive::{self, Waiver};
use services::books::by_hand::{self, PaidBy, PaymentElsewhere};
use services::books::{Reason, Which};
use services::clock::Clock;

const HEAD: &str = "Invoice,Customer ID,Customer,Email,Date,Due Date,Currency,Amount,Balance\n";
const DATES: &str = "2026-10-01,2026-10-31,MXN";

/// What becomes of an invoice of 600.00 and 4.20 of interest while a payment of all of it is under way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Settles {
    /// Staff record a payment of all of it.
    Recorded,
    /// A list says that it was paid.
    Listed,
    /// A list has it at 500.00.
    Lowered,
    Voided,
    /// A dispute to half of it is upheld.
    Upheld,
    /// Its interest is waived.
    Waived,
    /// The rest is given up.
    WrittenOff,
}

impl Settles {
    const ALL: [Self; 7] =
        [Self::Recorded, Self::Listed, Self::Lowered, Self::Voided, Self::Upheld, Self::Waived, Self::WrittenOff];
}

/// What is under way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum UnderWay {
    Voucher,
    CardPage,
    PaypalOrder,
}

struct Case {
    who: String,
    number: String,
    debtor: DebtorId,
}

impl TestApp {
    async fn owes_600(&self, who: &str) -> Case {
        let number = format!("F-{who}");
        self.pass(60);
        self.import(&format!("{HEAD}{number},{who},Lía Paz,lia@example.test,{DATES},600.00,600.00\n")).await;
        Case { who: who.to_owned(), number, debtor: self.debtor(who).await }
    }

    fn why(&self, key: &str) -> Reason {
        let by = Who::CommandLine("a test".to_owned());
        Reason { by, reason: "said by phone".to_owned(), form_key: format!("form-of-{key}-of-a-test") }
    }

    async fn settles(&self, case: &Case, how: Settles) {
        self.pass(60);
        let (services, norte) = (&self.portal.services, &self.world.norte);
        let which = || Which { number: case.number.clone(), debtor: None };
        let money = |minor| Money::new(minor, norte.currency);
        let today = norte.zone.today(self.clock.now());
        match how {
            Settles::Recorded => {
                let payment = PaymentElsewhere {
                    invoice: which(),
                    amount: money(60_420),
                    on: today,
                    paid_by: PaidBy::Cash,
                    reference: String::new(),
                    rest_is_credit: false,
                };
                by_hand::record_payment(services, norte, payment, self.why(&case.who)).await.expect("recorded");
            }
            Settles::Listed | Settles::Lowered => {
                let sums = if how == Settles::Listed { "600.00,0.00" } else { "500.00,500.00" };
                let row = format!("{},{},Lía Paz,lia@example.test,{DATES},{sums}\n", case.number, case.who);
                self.import(&format!("{HEAD}{row}")).await;
            }
            Settles::Voided => by_hand::void(services, norte, which(), self.why(&case.who)).await.expect("void"),
            Settles::Upheld => {
                let key = format!("form-of-an-dispute-{}", case.who);
                let id = self.object_as(case.debtor, &case.number, 30_000, &key).await.expect("a dispute");
                self.rule(id, 30_000).await.expect("upheld");
            }
            Settles::Waived => {
                let waiver = Waiver {
                    invoice: self.id_of(&case.number).await,
                    interest: money(420),
                    fees: money(0),
                    reason: "goodwill".to_owned(),
                    by: Who::CommandLine("a test".to_owned()),
                    form_key: format!("form-of-a-waiver-{}", case.who),
                };
                waive::waive(services, norte, waiver).await.expect("waived");
            }
            Settles::WrittenOff => {
                by_hand::write_off(services, norte, which(), None, self.why(&case.who)).await.expect("written off");
            }
        }
    }

    async fn begins_checkout(&self, case: &Case, what: UnderWay) -> PaymentId {
        let browser = self.browser_of(case.debtor).await;
        let method = if what == UnderWay::PaypalOrder { "paypal" } else { "stripe" };
        let payment = self.start(&browser, &[&case.number], None, method).await;
        assert_eq!(payment.amount.minor(), 60_420);
        if what == UnderWay::Voucher {
            self.sandbox.pay(payment.id, "voucher").await;
            self.work().await;
        }
        payment.id
    }
}

on_each_database! {
    // Family: each way in which an invoice is owed less (credit is not set off while money is under way: it waits) × a voucher, a card page, a PayPal order.
    async fn what_is_for_more_than_is_owed_is_closed(app: TestApp) {
        app.set_policy(twelve_percent).await;
        for (n, how) in Settles::ALL.into_iter().enumerate() {
            for (m, what) in [UnderWay::Voucher, UnderWay::CardPage, UnderWay::PaypalOrder].into_iter().enumerate() {
                let told = format!("{how:?} while {what:?}");
                let case = app.owes_600(&format!("o{n}{m}")).await;
                let payment = app.begins_checkout(&case, what).await;
                app.settles(&case, how).await;
                // At once, before any job has run, nobody is told to pay it.
                let browser = app.browser_of(case.debtor).await;
                let home = browser.get("/").await.text();
                assert!(home.contains("Ya no hace falta este pago") && !home.contains("Falta pagar en la tienda"), "{told}: {home}");
                let page = browser.get(&format!("/payments/{payment}")).await.text();
                assert!(page.contains("canceló") && !page.contains("Número para pagar"), "{told}: {page}");
                app.work().await;
                assert_eq!(app.payment(payment).await.progress, Progress::Cancelled, "{told}");
                let home = browser.get("/").await.text();
                assert!(!home.contains("este pago") && !home.contains("ficha"), "{told}: {home}");
                let mails = app.messages_to(case.debtor).await;
                let written = mails.iter().filter(|mail| mail.kind == "notice").count();
                assert_eq!(written, usize::from(what == UnderWay::Voucher), "{told}: {mails:?}");
            }
        }
        assert!(app.sandbox.charges().await.is_empty(), "nothing was charged");
        app.fits().await;
    }

    // Family: the payer approves before or after the job has closed the order; whichever, nothing is captured.
    async fn an_order_for_more_than_is_owed_is_not_captured(app: TestApp) {
        app.set_policy(twelve_percent).await;
        for (n, how) in [Settles::Recorded, Settles::Voided, Settles::Lowered].into_iter().enumerate() {
            for closed in [false, true] {
                let told = format!("{how:?}, closed before: {closed}");
                let case = app.owes_600(&format!("p{n}{closed}")).await;
                let payment = app.begins_checkout(&case, UnderWay::PaypalOrder).await;
                app.settles(&case, how).await;
                if closed {
                    app.work().await;
                }
                app.sandbox.pay(payment, "approve_close").await;
                app.work().await;
                let browser = app.browser_of(case.debtor).await;
                let page = browser.get(&format!("/payments/{payment}")).await.text();
                assert!(page.contains("No se cobró nada"), "{told}: {page}");
                assert_eq!(app.payment(payment).await.progress, Progress::Cancelled, "{told}");
            }
        }
        assert!(app.sandbox.charges().await.is_empty(), "nothing was charged");
        app.fits().await;
    }

    // What is still owed in full goes on: a part that was paid, a later invoice, a dispute that rests.
    async fn what_is_still_wanted_stays(app: TestApp) {
        app.set_policy(settling).await;
        let browser = app.browser_of(app.world.ada).await;
        let voucher = app.start(&browser, &["A-1"], Some("500"), "stripe").await;
        app.sandbox.pay(voucher.id, "voucher").await;
        let part = app.start(&browser, &["A-1"], Some("300"), "stripe").await;
        app.sandbox.pay(part.id, "card").await;
        app.object("A-1", 20_000, "form-of-an-dispute-1").await.expect("a dispute");
        app.work().await;
        assert_eq!(app.payment(voucher.id).await.progress, Progress::Processing);
        assert!(browser.get("/").await.text().contains("Falta pagar en la tienda"));
        app.sandbox.end(voucher.id, true).await;
        app.work().await;
        assert_eq!(app.payment(voucher.id).await.progress, Progress::Succeeded);
        app.fits().await;
    }
}
