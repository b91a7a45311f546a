//! What is offered and about to end is told of once, in the one letter of its day: by the policy for everybody, of a
//! settlement whose debt gets too old for it, of an instalment at its early price.

use super::days::{assert_said, in_three};
use super::support::*;
use domain::discount::{EarlyBy, InstalmentDiscount};
use domain::offer_request::OfferRequest;
use domain::policy::{Audience, Off, Policy, PolicyDiscount, SettlementPolicy, SettlementStep};
use rust_decimal::Decimal;

/// 5 % off what is paid within thirty days of issue.
fn five_percent(policy: &mut Policy) {
    let early = PolicyDiscount { off: Off::Percent(Decimal::from(5)), days: 30 };
    policy.discount.as_mut().expect("discounts").early = Some(early);
}

/// 60 % from the 15th day overdue to the 59th.
fn for_a_while(policy: &mut Policy) {
    let steps = vec![SettlementStep { overdue_from: 15, pay_percent: Decimal::from(60) }];
    let to = Audience { overdue_to: Some(59), ..Audience::default() };
    policy.settlement = Some(SettlementPolicy { to, steps, days: 5 });
}

/// 10 % off each instalment that is paid by the 5th of its month.
fn by_the_fifth(policy: &mut Policy) {
    let plan = policy.plan.as_mut().expect("plans");
    plan.default_terms.early = Some(InstalmentDiscount { percent: Decimal::TEN, by: EarlyBy::DayOfMonth(5) });
}

on_each_database! {
    async fn a_discount_of_the_policy_is_told_of_three_days_before_it_ends(app: TestApp) {
        app.set_policy(five_percent).await;
        app.live_through(2026, 11, 26).await;
        let _ = app.said();
        // B-1 is due on the 30th, within its thirty days: the reminder of the invoice and of the offer are one letter.
        app.live_through(2026, 11, 27).await;
        let to_ben: Vec<String> = app.said().into_iter().filter(|letter| letter.starts_with("ben@")).collect();
        assert_said(&to_ben, [&["ben@", "vence el 30 de noviembre de 2026", "$950.00 si paga a más tardar el 30 de noviembre de 2026: $50.00 menos"]]);
        app.live_through(2026, 12, 11).await;
        let _ = app.said_to_ada();
        // A-3 was issued on 15 November.
        app.live_through(2026, 12, 12).await;
        assert_said(&app.said_to_ada(), [&["ada@", "Factura A-3", "$1,900.00 si paga a más tardar el 15 de diciembre de 2026: $100.00 menos"]]);
        for day in [13, 14, 15] {
            app.live_through(2026, 12, day).await;
            assert_said(&app.said_to_ada(), []);
        }
    }

    async fn a_settlement_that_ends_is_told_of_once(app: TestApp) {
        app.set_policy(for_a_while).await;
        // Its five days pass anew each day: that is no end.
        app.live_through(2026, 12, 24).await;
        let _ = app.said();
        app.live_through(2026, 12, 26).await;
        let said = app.said_to_ada();
        // A-1 has been due since 31 October: the 59th day is 29 December.
        assert_said(&said, [&["$900.00 si paga a más tardar el 29 de diciembre de 2026: $600.00 menos"]]);
        assert!(!said[0].contains("A-2, $"), "{said:?}");
        app.live_through(2026, 12, 27).await;
        assert_said(&app.said_to_ada(), []);
        let browser = app.browser_of(app.world.ada).await;
        assert!(browser.get("/settlements/new").await.text().contains("$900.00"), "it is what the letter says");
    }

    async fn who_has_agreed_to_settle_is_told_of_that_alone(app: TestApp) {
        app.set_policy(for_a_while).await;
        app.live_through(2026, 12, 25).await;
        let request = OfferRequest::Settlement { invoice: app.id_of("A-1").await };
        app.agree(app.world.ada, request, "form-of-a-settlement").await.expect("a settlement");
        app.work().await;
        let _ = app.said();
        app.live_through(2026, 12, 26).await;
        let said = app.said_to_ada();
        assert_eq!(said.iter().map(|letter| letter.matches("Factura A-1").count()).sum::<usize>(), 1, "{said:?}");
        assert!(said[0].contains("con este pago queda liquidada"), "{said:?}");
    }

    async fn an_instalment_at_its_early_price_is_said_everywhere(app: TestApp) {
        app.set_policy(by_the_fifth).await;
        app.live_through(2026, 11, 21).await;
        app.agree(app.world.ada, in_three(), "form-of-a-plan-1").await.expect("a plan");
        app.work().await;
        let browser = app.browser_of(app.world.ada).await;
        let page = browser.get("/").await;
        for said in [
            "Pague $1,290.15 a más tardar el 5 de diciembre de 2026 en lugar de $1,433.50.",
            "Su próximo pago es de $1,433.50, a más tardar el 15 de diciembre de 2026.",
            "Si paga a más tardar el 5 de diciembre de 2026, son $1,290.15.",
        ] {
            assert!(page.text().contains(said), "{said}: {}", page.text());
        }
        let href = page.body.split("href=\"").find(|rest| rest.contains("instalment=")).expect("a way to pay");
        let href = href.split('"').next().expect("an address").replace("&amp;", "&");
        let form = browser.get(&href).await.form("/pay");
        assert_eq!((form.value("amount"), form.value("instalment")), ("1290.15", "1"), "{href}");
        let _ = app.said();
        app.live_through(2026, 12, 1).await;
        let _ = app.said();
        app.live_through(2026, 12, 2).await;
        let row = "vence el 15 de diciembre de 2026; $1,290.15 si paga a más tardar el 5 de diciembre de 2026: $143.35 menos";
        let said = app.said_to_ada();
        assert_said(&said, [&[row]]);
        assert!(!said[0].contains("$1,433.50"), "one price: {said:?}");
        for day in [3, 4, 5] {
            app.live_through(2026, 12, day).await;
            assert_said(&app.said_to_ada(), []);
        }
        // Over: the letter before the instalment's own day speaks of its whole amount.
        app.live_through(2026, 12, 12).await;
        let said = app.said_to_ada();
        assert!(said.len() == 1 && said[0].contains("$1,433.50") && !said[0].contains("si paga"), "{said:?}");
        let browser = app.browser_of(app.world.ada).await;
        assert!(!browser.get("/").await.text().contains("$1,290.15"));
    }
}
