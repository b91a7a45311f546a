//! A plan that is paid off before its time: what paying all at once saves is foreseen on the page before paying, is not asked for
//! while the payment is under review, and is told of after it, by every page, mail and paper alike.

use super::one_price::{amount_after, minor};
use super::support::*;
use domain::agreement::AgreementState;
use domain::discount::{EarlyBy, InstalmentDiscount};
use domain::id::AgreementId;
use domain::offer_request::OfferRequest;
use domain::payment::Payment;
use domain::plan::schedule::Frequency;
use domain::plan::{Pace, PlanRequest};
use domain::policy::{PlanCost, Policy};
use rust_decimal::Decimal;

/// What a plan costs, and what comes off it.
#[derive(Debug, Clone, Copy)]
struct Kind {
    annual: u32,
    early: bool,
    down: bool,
}

const KINDS: [Kind; 4] = [
    Kind { annual: 24, early: false, down: false },
    Kind { annual: 24, early: true, down: true },
    Kind { annual: 0, early: true, down: false },
    Kind { annual: 0, early: false, down: true },
];

impl Kind {
    fn policy(self, policy: &mut Policy) {
        let plan = policy.plan.as_mut().expect("plans are offered");
        plan.price = match self.annual {
            0 => PlanCost::None,
            annual => PlanCost::AnnualPercent(Decimal::from(annual)),
        };
        let early = InstalmentDiscount { percent: Decimal::TEN, by: EarlyBy::DaysBefore(5) };
        plan.default_terms.early = self.early.then_some(early);
    }
}

/// Where the link on a page that pays all the rest leads.
fn all_the_rest(page: &Page) -> String {
    let links = page.body.split("href=\"").filter_map(|rest| rest.split('"').next());
    links.filter(|link| link.starts_with("/pay/confirm")).last().expect("all the rest").replace("&amp;", "&")
}

impl TestApp {
    /// A customer's two invoices of 600.00 and 400.00 in four instalments.
    async fn in_four(&self, number: &str, kind: Kind) -> AgreementId {
        self.listed(&format!("{number}A"), "600.00", "600.00").await;
        let debtor = self.debtor(&format!("c{number}A")).await;
        let csv = format!(
            "invoice_number,customer_id,customer_name,customer_email,issue_date,due_date,currency,amount\n\
             {number}B,c{number}A,Cid,c{number}A@example.test,2026-11-01,2026-12-24,MXN,400.00\n"
        );
        self.import(&csv).await;
        let first = "2026-12-15".parse().expect("a day");
        let down = kind.down.then(|| domain::money::Money::new(10_000, self.world.norte.currency));
        let request = PlanRequest { pace: Pace::Count(4), first, frequency: Frequency::Monthly, down };
        let invoices = vec![self.id_of(&format!("{number}A")).await, self.id_of(&format!("{number}B")).await];
        let request = OfferRequest::Plan { invoices, request };
        let made = self.agree(debtor, request, &format!("form-of-{number}-plan")).await;
        self.pass(60);
        made.unwrap_or_else(|error| panic!("{kind:?}: {error}"))
    }

    async fn begin_by(&self, browser: &Browser, confirm: &Page, provider: &str) -> Payment {
        let form = confirm.form("/pay");
        let answer = browser.submit(&form, Some(("method", provider))).await;
        assert!(answer.location().starts_with(&self.sandbox.base), "{} {}", answer.location(), answer.text());
        assert_eq!(browser.get(answer.location()).await.status, 200);
        self.payment_of(&form).await.expect("the payment")
    }
}

on_each_database! {
    // Family: a cost by time or none, an early price or none, a down payment or none; paid off by card at once, or by what a
    // provider holds for a while; the money comes, or never does.
    async fn what_paying_all_at_once_saves_is_one_answer_before_and_after(app: TestApp) {
        for (n, kind) in KINDS.into_iter().enumerate() {
            app.set_policy(|policy| kind.policy(policy)).await;
            for (way, comes) in [("card", true), ("voucher", true), ("voucher", false)] {
                let number = &format!("R{n}{way}{comes}");
                let about = &format!("{kind:?}, {way}, {comes}");
                let id = app.in_four(number, kind).await;
                let debtor = app.debtor(&format!("c{number}A")).await;
                let browser = app.browser_of(debtor).await;
                let page = browser.get(&format!("/agreements/{id}")).await;
                let confirm = browser.get(&all_the_rest(&page)).await;
                let text = confirm.text();
                assert!(text.contains("Nada") && !text.contains("Quedan $"), "{about}: {text}");
                let payment = app.begin_by(&browser, &confirm, "stripe").await;
                app.sandbox.pay(payment.id, way).await;
                if way == "voucher" {
                    // Under review nothing more is asked for, on any page.
                    let home = browser.get("/").await;
                    let text = home.text();
                    assert!(!text.contains("Total por pagar") && !home.body.contains("/pay/confirm"), "{about}: {text}");
                    assert!(!home.text().contains("próximo pago"), "{about}: {}", home.text());
                    let page = browser.get(&format!("/agreements/{id}")).await;
                    assert!(!page.text().contains("Próximo pago") && !page.body.contains("/pay/confirm"), "{about}: {}", page.text());
                    app.sandbox.end(payment.id, comes).await;
                }
                app.pass(60);
                let page = browser.get(&format!("/agreements/{id}")).await;
                if !comes {
                    assert_eq!(app.agreement(id).await.state, AgreementState::Live, "{about}");
                    let again = browser.get(&all_the_rest(&page)).await;
                    assert_eq!(minor(again.form("/pay").value("amount")), payment.amount.minor(), "{about}");
                    continue;
                }
                assert_eq!(app.agreement(id).await.state, AgreementState::Kept, "{about}");
                assert_eq!(app.owed([&format!("{number}A"), &format!("{number}B")]).await, [0, 0], "{about}");
                let text = page.text();
                assert!(!text.contains("Faltan") && !text.contains("Por pagar") && !text.contains("Hasta el"), "{about}: {text}");
                app.fits().await;
            }
        }
    }

    // Family: an invoice of a plan whose instalments have an early price, by itself, with another of the plan, with one that is in
    // none; all of them, or an amount that is more than the latter.
    async fn instalments_have_one_early_price_and_are_paid_with_other_invoices(app: TestApp) {
        for (n, kind) in KINDS.into_iter().enumerate() {
            app.set_policy(|policy| kind.policy(policy)).await;
            let number = &format!("M{n}");
            let about = &format!("{kind:?}");
            let id = app.in_four(number, kind).await;
            let csv = format!(
                "invoice_number,customer_id,customer_name,customer_email,issue_date,due_date,currency,amount\n\
                 {number}C,c{number}A,Cid,c{number}A@example.test,2026-11-02,2026-12-28,MXN,300.00\n"
            );
            app.import(&csv).await;
            let [a, b, c] = ["A", "B", "C"].map(|part| format!("{number}{part}"));
            let browser = app.browser_of(app.debtor(&format!("c{number}A")).await).await;
            let (home, choose) = (browser.get("/").await, browser.get("/pay").await);
            let mut sum = 0;
            for one in [&a, &b, &c] {
                let mark = format!("<b>{one}</b>");
                let row = amount_after(&home.body, &mark);
                let page = browser.get(&format!("/invoices/{}", app.id_of(one).await)).await;
                assert_eq!(amount_after(&page.body, "class=\"big\">"), row, "{about} {one}");
                assert_eq!(amount_after(&choose.body, &mark), row, "{about} {one}");
                let form = app.pay_form(&browser, &[one], None).await;
                // By itself the second one pays the down payment first, which has no early price.
                let more = i64::from(kind.early && kind.down && *one == b) * 1_000;
                assert_eq!(minor(form.value("amount")), row + more, "{about} {one}");
                sum += row;
            }
            assert_eq!(amount_after(&home.body, "class=\"big\">"), sum, "{about}");
            // What time would have earned is not asked for by who pays all of a plan at once.
            let rest = app.pay_form(&browser, &[&a, &b], None).await;
            let rest = minor(rest.value("amount"));
            assert!(rest + 30_000 <= sum && (kind.annual > 0 || rest + 30_000 == sum), "{about} {rest} {sum}");
            let all = app.confirm(&browser, &[&a, &b, &c], None).await;
            assert_eq!(minor(all.form("/pay").value("amount")), rest + 30_000, "{about}: {}", all.text());
            for one in [&a, &b, &c] {
                assert!(all.text().contains(one.as_str()), "{about}: {}", all.text());
            }
            // 300.00 of the one, and 150.00 towards the plan.
            let part = app.start(&browser, &[&a, &c], Some("450"), "stripe").await;
            app.sandbox.pay(part.id, "card").await;
            app.pass(60);
            assert_eq!(app.owed([&c]).await, [0], "{about}");
            app.fits().await;
            let all = app.confirm(&browser, &[&a, &b], None).await;
            let payment = app.begin_by(&browser, &all, "stripe").await;
            app.sandbox.pay(payment.id, "card").await;
            app.pass(60);
            assert_eq!((app.owed([&a, &b]).await, app.agreement(id).await.state), ([0, 0], AgreementState::Kept), "{about}");
            app.fits().await;
        }
    }
}
