//! Somebody else's matters: whoever asks for them, by whichever address and with whichever of their ids, is shown
//! nothing and changes nothing (gauntlet 101).

use super::requests::ask;
use super::support::*;
use domain::id::AttachmentId;
use domain::money::Money;
use domain::offer_request::OfferRequest;
use store::disputes::{self, File};

/// Every address that names something. `{}`: any of the ids.
const SHOWN: [&str; 31] = [
    "/invoices/{}",
    "/pay?invoice={}",
    "/pay/confirm?currency=MXN&how=all&invoice={}",
    "/pay/confirm?currency=MXN&how=part&amount=10&agreement={}",
    "/payments/{}",
    "/payments/{}?t=AAAA",
    "/payments/{}/receipt.pdf",
    "/plans/new?invoice={}&how=count&count=3&first=2026-12-15&frequency=monthly&down=&check=1",
    "/plans/new?plan={}",
    "/extensions/new?invoice={}&by=days-15&check=1",
    "/promises/new?invoice={}&amount=10&date=2026-11-30&check=1",
    "/settlements/new?invoice={}&check=1",
    "/disputes/new?invoice={}",
    "/agreements/{}",
    "/agreements/{}/agreement.pdf",
    "/agreements/{}/agreement.json",
    "/agreements/{}/calendar.ics",
    "/requests/{}",
    "/disputes/{}",
    "/disputes/{}/files/{}",
    "/reminders/off?t={}",
    "/l/{}",
    "/console/requests/{}",
    "/console/requests/{}/check?do=grant",
    "/console/disputes/{}",
    "/console/disputes/{}/check?do=all",
    "/console/disputes/{}/files/{}",
    "/console/debtors/{}",
    "/console/debtors?q={}",
    "/console/audit?about={}",
    "/activity?debtor={}",
];

/// Every form that names something in its address.
const SENT: [&str; 10] = [
    "/payments/{}/cancel",
    "/payments/{}/continue",
    "/requests/{}/accept",
    "/disputes/{}/withdraw",
    "/console/requests/{}/decide",
    "/console/disputes/{}/decide",
    "/console/debtors/{}/links",
    "/console/debtors/{}/links/send",
    "/console/debtors/{}/links/revoke",
    "/l/{}",
];

/// And those that name it in a field.
const FORMS: [&str; 6] = ["/pay", "/plans", "/extensions", "/promises", "/settlements", "/disputes"];

/// What stands on Ada's pages and on nobody else's.
const HERS: [&str; 8] = ["Ada", "ada@", "A-1", "A-2", "A-3", "1,500.00", "800.50", "Faltó una caja"];

impl TestApp {
    /// One of everything of Ada's: the ids.
    pub async fn hers(&self) -> Vec<String> {
        let ada = self.browser_of(self.world.ada).await;
        let request = ask(self, &ada, "A-3").await.rsplit('/').next().expect("an id").to_owned();
        let promised = Money::new(50_000, self.world.norte.currency);
        let asked = OfferRequest::Promise { amount: promised, date: "2026-11-30".parse().expect("a day") };
        let promise = self.agree(self.world.ada, asked, "form-of-a-promise-1").await.expect("a promise");
        let dispute = self.object("A-2", 40_000, "form-of-an-dispute-1").await.expect("a dispute");
        let file = AttachmentId::new(uuid::Uuid::from_u128(7));
        let made = self.dispute(dispute).await;
        let kept = self.portal.services.store.write((), move |db, ()| {
            let bytes = b"%PDF-1.7 Ada".to_vec();
            let file = File { id: file, name: "A-2.pdf".to_owned(), media_type: "application/pdf".to_owned(), bytes };
            let made = made.clone();
            Box::pin(async move { disputes::attach(db, &made, &file).await })
        });
        kept.await.expect("the file");
        let paid = self.start(&ada, &["A-1"], Some("500"), "stripe").await;
        self.sandbox.pay(paid.id, "card").await;
        let open = self.start(&ada, &["A-1"], None, "paypal").await;
        self.work().await;
        let mut ids: Vec<String> = Vec::new();
        for number in ["A-1", "A-2", "A-3"] {
            ids.push(self.id_of(number).await.to_string());
        }
        ids.extend([request, promise.to_string(), dispute.to_string(), file.to_string()]);
        ids.extend([paid.id.to_string(), open.id.to_string(), self.world.ada.to_string()]);
        ids
    }
}

pub fn assert_nothing_of_hers(page: &Page, who: &str, what: &str) {
    assert!(page.status < 500, "{who}, {what}: {}", page.status);
    let text = page.text();
    for word in HERS {
        assert!(!text.contains(word), "{who}, {what}: {word} in {text}");
    }
}

on_each_database! {
    async fn nothing_is_shown_to_them_and_nothing_changes(app: TestApp) {
        let ids = app.hers().await;
        let sara = app.add_staff(app.world.sur.id, "sara@sur.example.test").await;
        let nora = app.add_staff(app.world.norte.id, "nora@norte.example.test").await;
        let strangers = [
            ("a debtor of the same creditor", app.browser_of(app.world.ben).await),
            ("a debtor of another", app.browser_of(app.world.eva).await),
            ("another creditor's staff", app.signed_in(&sara).await),
            ("staff before the code", app.half_way(&nora.user.email).await),
            ("nobody", app.browser()),
        ];
        // Ada herself is shown all of it by the same addresses.
        let ada = app.browser_of(app.world.ada).await;
        for address in ["/invoices/{}", "/payments/{}", "/agreements/{}", "/requests/{}", "/disputes/{}"] {
            let mut shown = 0;
            for id in &ids {
                let page = ada.get(&address.replace("{}", id)).await;
                shown += usize::from(page.status == 200 && HERS.iter().any(|word| page.text().contains(word)));
            }
            assert!(shown > 0, "{address}");
        }
        let before = app.digest().await;
        let mut asked = 0;
        for (who, browser) in &strangers {
            for id in &ids {
                for address in SHOWN {
                    let what = address.replace("{}", id);
                    assert_nothing_of_hers(&browser.get(&what).await, who, &what);
                }
                for address in SENT {
                    let what = address.replace("{}", id);
                    let fields = [("do", "grant"), ("form_key", "form-of-a-stranger-1"), ("link", id), ("reason", "No")];
                    assert_nothing_of_hers(&browser.post(&what, form_with(&fields)).await, who, &what);
                }
                for action in FORMS {
                    let fields = [
                        ("invoice", id.as_str()), ("agreement", id), ("plan", id), ("currency", "MXN"), ("how", "all"),
                        ("amount", "10.00"), ("method", "stripe"), ("form_key", "form-of-a-stranger-1"), ("seen", "0"),
                        ("by", "days-15"), ("reason", "not-received"), ("words", "No"), ("date", "2026-11-30"),
                    ];
                    let page = match action {
                        "/disputes" => browser.upload(action, &fields, &[]).await,
                        _ => browser.post(action, form_with(&fields)).await,
                    };
                    assert_nothing_of_hers(&page, who, &format!("{action} with {id}"));
                }
                asked += SHOWN.len() + SENT.len() + FORMS.len();
            }
            assert_eq!(app.digest().await, before, "{who} changed something");
        }
        println!("{asked} requests for what is another's");
        app.fits().await;
    }
}
