//! A settlement of which a part rests under review: no page says that a payment settles the debt which does not.

use super::settlement::settling;
use super::support::*;
use domain::agreement::AgreementState;

on_each_database! {
    // Family: what is disputed is less than the settlement gives up, as much as that, and more: of that the sum asked for is less
    // than what was agreed, and paying it leaves the rest.
    async fn only_what_settles_it_says_so(app: TestApp) {
        app.set_policy(settling).await;
        for (n, (disputed, settles)) in [(10_000, true), (60_000, true), (110_000, false)].into_iter().enumerate() {
            let number = &format!("O-{n}");
            app.listed(number, "1500.00", "1500.00").await;
            let debtor = app.debtor(&format!("c{number}")).await;
            let id = app.settle(number).await;
            app.object_as(debtor, number, disputed, &format!("form-objects-{n}")).await.expect("a dispute");
            app.pass(60);
            let browser = app.browser_of(debtor).await;
            let home = browser.get("/").await.text();
            assert_eq!(home.contains("queda saldada"), settles, "{disputed}: {home}");
            let confirm = app.confirm(&browser, &[number], None).await.text();
            assert_eq!(confirm.contains("queda saldado"), settles, "{disputed}: {confirm}");
            app.pay_at_once(number, None).await;
            let state = if settles { AgreementState::Kept } else { AgreementState::Live };
            assert_eq!(app.how_it_stands(id).await, state, "{disputed}");
            app.fits().await;
        }
    }

    // Family: what is disputed is less than the settlement gives up, and more; upheld in whole, in part, and rejected. The same sum
    // rests, and the same is asked for, on every page and in the mails.
    async fn what_rests_meanwhile_is_one_sum(app: TestApp) {
        app.set_policy(settling).await;
        // 906.30 settle 1,510.50.
        for (n, (disputed, rests)) in [(10_000, None), (110_000, Some("$495.80"))].into_iter().enumerate() {
            let number = &format!("R-{n}");
            app.listed(number, "1500.00", "1500.00").await;
            let debtor = app.debtor(&format!("c{number}")).await;
            let agreement = app.settle(number).await;
            let dispute = app.object_as(debtor, number, disputed, &format!("form-rests-{n}")).await.expect("a dispute");
            app.pass(60);
            app.work().await;
            let browser = app.browser_of(debtor).await;
            let invoice = format!("/invoices/{}", app.id_of(number).await);
            let addresses = ["/", "/pay", &invoice, &format!("/agreements/{agreement}"), &format!("/disputes/{dispute}")];
            for address in addresses {
                let text = browser.get(address).await.text();
                let whole = if disputed == 10_000 { "$100.00 en revisión" } else { "$1,100.00 en revisión" };
                assert!(!text.contains(whole) && !text.contains("$100.00 están en revisión") && !text.contains("$1,100.00 están en revisión"), "{address}: {text}");
                if let Some(rests) = rests {
                    assert!(text.contains(rests), "{address}: {text}");
                }
            }
            let mails = app.mails_of("dispute");
            let text = mails.last().expect("a mail").rendered.text.replace('\u{a0}', " ");
            assert!(text.contains(&format!("factura {number}")), "{text}");
            match rests {
                Some(rests) => assert!(text.contains(&format!("no se cobran {rests}")), "{text}"),
                None => assert!(!text.contains("no se cobran"), "{text}"),
            }
        }
    }
}
