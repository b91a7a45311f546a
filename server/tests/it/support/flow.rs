//! The debtor's way up to the provider's page.

use super::{Browser, Form, Page, TestApp};
use domain::payment::Payment;
use store::payments;

/// The address of the last page before paying: these invoices, all of them or a part.
pub fn confirm_address(ids: &[String], currency: &str, part: Option<&str>) -> String {
    let mut address = format!("/pay/confirm?currency={currency}&how={}", if part.is_some() { "part" } else { "all" });
    for id in ids {
        address.push_str(&format!("&invoice={id}"));
    }
    if let Some(amount) = part {
        address.push_str(&format!("&amount={amount}"));
    }
    address
}

impl TestApp {
    /// The last page before paying.
    pub async fn confirm(&self, browser: &Browser, numbers: &[&str], part: Option<&str>) -> Page {
        let (mut ids, mut currency) = (Vec::new(), "MXN".to_owned());
        for number in numbers {
            let invoice = self.invoice(number).await;
            currency = invoice.total.currency().code().to_owned();
            ids.push(invoice.id.to_string());
        }
        browser.get(&confirm_address(&ids, &currency, part)).await
    }

    /// The form of that page, which must be there.
    pub async fn pay_form(&self, browser: &Browser, numbers: &[&str], part: Option<&str>) -> Form {
        let page = self.confirm(browser, numbers, part).await;
        assert_eq!(page.status, 200, "{}", page.text());
        let mut form = page.form("/pay");
        // Which way is said when it is sent.
        form.fields.retain(|(name, _)| name != "method");
        form
    }

    /// Presses a button of that form; the payment, with the browser sent to the provider.
    pub async fn start(&self, browser: &Browser, numbers: &[&str], part: Option<&str>, method: &str) -> Payment {
        let form = self.pay_form(browser, numbers, part).await;
        let answer = browser.submit(&form, Some(("method", method))).await;
        let to = answer.location().to_owned();
        assert!(to.starts_with(&self.sandbox.base), "sent to {to}");
        assert_eq!(browser.get(&to).await.status, 200, "the provider's page");
        self.payment_of(&form).await.expect("the payment")
    }

    /// The payment that a form made.
    pub async fn payment_of(&self, form: &Form) -> Option<Payment> {
        let mut db = self.portal.services.store.read().await.expect("a reader");
        payments::by_form(&mut db, self.world.norte.id, form.value("form_key")).await.expect("the database")
    }

    /// Ada pays all three invoices by card.
    pub async fn ada_pays(&self) -> Payment {
        let browser = self.browser_of(self.world.ada).await;
        let payment = self.start(&browser, &["A-1", "A-2", "A-3"], None, "stripe").await;
        self.sandbox.pay(payment.id, "card").await;
        self.work().await;
        self.payment(payment.id).await
    }
}
