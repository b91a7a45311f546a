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
}
