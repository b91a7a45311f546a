//! One number everywhere (gauntlet 38): what a debtor is asked for with tax, discount, interest and fee is the same on
//! every page, in the mail, on the receipt's PDF, at the provider and in the ledger, to the minor unit.

use super::reading;
use super::support::*;
use domain::discount::TaxMode;
use domain::interest::{DayCount, InterestTerms, Rate, RateTable};
use domain::money::Money;
use domain::policy::Policy;
use rust_decimal::Decimal;

/// What comes off the untaxed part of an invoice of these terms that is paid early, in per cent.
const OFF: i64 = 2;
/// Of tax, in per cent.
const TAX: i64 = 16;
/// A year's interest, in per cent, over 360 days; and the fee for being late.
const INTEREST: i64 = 12;
const FEE: i64 = 4_000;
/// The late invoices were due on 31 October; it is 21 November.
const DAYS_LATE: i64 = 21;

fn policy(policy: &mut Policy) {
    policy.discount.as_mut().expect("a discount").tax = TaxMode::Excluded;
    let from = "2020-01-01".parse().expect("a day");
    let rates = RateTable::try_from(vec![Rate { from, percent: Decimal::from(INTEREST) }]).expect("a rate");
    policy.interest = Some(InterestTerms {
        rates,
        basis: DayCount::Days360,
        grace_days: 0,
        grace_counts: false,
        cap: None,
        flat_fee: Some(Money::new(FEE, "MXN".parse().expect("a currency"))),
    });
}

/// A fraction to the nearest whole number, halves up: as on paper.
fn nearest(over: i64, under: i64) -> i64 {
    (2 * over + under) / (2 * under)
}

/// As Mexico writes it.
fn pesos(minor: i64) -> String {
    let whole = (minor / 100).to_string();
    let mut text = String::new();
    for (n, digit) in whole.chars().enumerate() {
        if n > 0 && (whole.len() - n).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    format!("${text}.{:02}", minor % 100)
}

fn plain(minor: i64) -> String {
    format!("{}.{:02}", minor / 100, minor % 100)
}

on_each_database! {
    async fn asked_paid_booked_and_said(app: TestApp) {
        app.set_policy(policy).await;
        let many = full(6, 1_000);
        let mut chance = 38_u64;
        let mut untaxed = || {
            chance = chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            // 50.00 to 40,000.00.
            5_000 + i64::try_from((chance >> 33) % 4_000_000).expect("small")
        };
        let (mut csv, mut nets) = (
            "invoice_number,customer_id,customer_name,customer_email,issue_date,due_date,currency,\
             line_description,line_net,line_tax,amount,terms\n".to_owned(),
            Vec::with_capacity(many),
        );
        for n in 0..many {
            let (early, late) = (untaxed(), untaxed());
            let who = format!("one{n},One {n},one{n}@example.test");
            for (number, net, days) in [("E", early, "2026-11-15,2026-12-15"), ("L", late, "2026-10-01,2026-10-31")] {
                let tax = nearest(net * TAX, 100);
                let [net, tax, all] = [net, tax, net + tax].map(plain);
                csv.push_str(&format!("{number}-{n},{who},{days},MXN,Varilla,{net},{tax},{all},2/10 net 30\n"));
            }
            nets.push((early, late));
        }
        app.import(&csv).await;
        for (n, (early, late)) in nets.iter().copied().enumerate() {
            let browser = app.browser_of(app.debtor(&format!("one{n}")).await).await;
            let with_tax = |net| net + nearest(net * TAX, 100);
            let off = nearest(early * OFF, 100);
            let interest = nearest(with_tax(late) * INTEREST * DAYS_LATE, 100 * 360);
            let asked = [
                (format!("E-{n}"), with_tax(early) - off, "stripe", "card"),
                (format!("L-{n}"), with_tax(late) + interest + FEE, "paypal", "approve_close"),
            ];
            for (number, wanted, method, act) in asked {
                let id = app.id_of(&number).await;
                let page = browser.get(&format!("/invoices/{id}")).await;
                assert!(page.text().contains(&pesos(wanted)), "{}", page.text());
                let page = browser.get(&format!("/pay/confirm?currency=MXN&how=all&invoice={id}")).await;
                assert!(page.text().contains(&pesos(wanted)), "{number}, {}: {}", pesos(wanted), page.text());
                let form = page.form("/pay");
                assert_eq!(form.value("amount"), plain(wanted), "{number}");
                let answer = browser.submit(&form, Some(("method", method))).await;
                assert_eq!(browser.get(answer.location()).await.status, 200, "{number}: {}", answer.location());
                let payment = app.payment_of(&form).await.expect("the payment");
                app.sandbox.pay(payment.id, act).await;
                app.work().await;
                assert_eq!(app.sandbox.charge(payment.id).await["amount_minor"].as_i64(), Some(wanted), "{number}");
                assert_eq!(app.payment(payment.id).await.received.minor(), wanted, "{number}");
                let receipt = browser.get(&format!("/payments/{}", payment.id)).await.text();
                assert!(receipt.contains(&pesos(wanted)), "{number}: {receipt}");
                let mails = app.mails_of("receipt");
                let mail = mails.last().expect("a receipt");
                let text = mail.rendered.text.replace('\u{a0}', " ");
                assert!(text.contains(&pesos(wanted)), "{number}, {}: {text}", pesos(wanted));
                let [file] = &mail.attachments[..] else { panic!("{number}: one file") };
                let text = reading::text(&file.bytes);
                assert!(text.contains(&pesos(wanted)), "{number}, {}: {text}", pesos(wanted));
                let activity = browser.get("/activity").await.text();
                assert!(activity.contains(&pesos(wanted)), "{number}: {activity}");
                assert!(!app.invoice(&number).await.owed().is_positive(), "{number}");
            }
        }
        println!("{} payments: one number on pages, in mails and PDFs, at the providers and in the ledger", 2 * many);
        // The ledger and the providers agree on every one of them.
        app.fits().await;
    }
}
