//! Every order in which the events of one payment can arrive ends in the same books.

use super::apply_updates::UpdateContext;
use super::callback::{IncomingWebhook, Named};
use crate::ids::Ids;
use crate::ids::SeededIds;
use chrono::{DateTime, TimeDelta, Utc};
use domain::allocation::Share;
use domain::creditor::Creditor;
use domain::debtor::Debtor;
use domain::id::{CreditorId, DebtorId, EntryId, EventId, InvoiceId, PaymentId};
use domain::invoice::{Invoice, NewInvoice};
use domain::ledger::Entry;
use domain::money::Money;
use domain::payment::{ChargebackState, Payment, PaymentUpdate, PlannedShare, Progress, ProviderName, RefundState};
use domain::zone::Zone;
use futures::future::BoxFuture;
use providers::PaymentRef;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use store::events::NewEvent;
use store::ledger::{self, FirstEntry};
use store::sources::Said;
use store::{Db, Store, StoreError, creditors, debtors, invoices, payments};

/// The provider's id of the money.
const MONEY: &str = "pi_1";

fn noon() -> DateTime<Utc> {
    "2026-11-21T18:00:00Z".parse().expect("an instant")
}

fn mxn(minor: i64) -> Money {
    Money::new(minor, "MXN".parse().expect("a currency"))
}

/// One event: how it names its payment, and what it says.
#[derive(Clone)]
struct Told {
    names_payment: bool,
    facts: Vec<PaymentUpdate>,
}

/// With our own id in it, as everything about the page and the charge has.
fn ours(facts: &[PaymentUpdate]) -> Told {
    Told { names_payment: true, facts: facts.to_vec() }
}

/// With the provider's money alone, as refunds made by context and disputes come.
fn bare(fact: PaymentUpdate) -> Told {
    Told { names_payment: false, facts: vec![fact] }
}

fn paid() -> PaymentUpdate {
    PaymentUpdate::Paid { received: mxn(1_500), reference: MONEY.to_owned(), at: noon() }
}

fn refund(id: &str, minor: i64, state: RefundState) -> PaymentUpdate {
    PaymentUpdate::Refund { id: id.to_owned(), amount: mxn(minor), state }
}

fn chargeback(minor: i64, state: ChargebackState) -> PaymentUpdate {
    PaymentUpdate::Chargeback { id: "dp_1".to_owned(), amount: mxn(minor), state }
}

/// A voucher that is paid, refunded in part, and disputed for the rest. The refund fails, the
/// dispute is won: the money is all there again.
fn all_comes_back() -> Vec<Told> {
    vec![
        ours(&[PaymentUpdate::Processing]),
        ours(&[paid()]),
        bare(refund("re_1", 300, RefundState::Pending)),
        ours(&[paid(), PaymentUpdate::RefundedInAll { total: mxn(300) }]),
        bare(refund("re_1", 300, RefundState::Failed)),
        bare(chargeback(1_200, ChargebackState::Open)),
        bare(chargeback(1_200, ChargebackState::Won)),
    ]
}

/// The page runs out here and is paid all the same, two refunds go back, the dispute is lost.
fn all_is_gone() -> Vec<Told> {
    vec![
        ours(&[PaymentUpdate::Expired]),
        ours(&[paid()]),
        bare(refund("re_1", 300, RefundState::Succeeded)),
        bare(refund("re_2", 200, RefundState::Succeeded)),
        bare(chargeback(1_000, ChargebackState::Warning)),
        bare(chargeback(1_000, ChargebackState::Lost)),
    ]
}

/// Books with one debtor, two invoices, and a payment over both that waits at the provider.
struct Books {
    store: Store,
    file: PathBuf,
    ids: Arc<SeededIds>,
    creditor: CreditorId,
    payment: PaymentId,
}

impl Books {
    /// `off` is the discount that the payment earns on each of the two invoices.
    async fn open(name: &str, off: [i64; 2]) -> Self {
        let shared = PathBuf::from("/dev/shm");
        let dir = if shared.is_dir() { shared } else { std::env::temp_dir() };
        let file = dir.join(format!("saldo_orders_{name}_{}.db", std::process::id()));
        let _ = std::fs::remove_file(&file);
        let store = Store::open(&format!("sqlite:{}", file.display())).await.expect("a database");
        store.migrate().await.expect("the tables");
        let ids = Arc::new(SeededIds::new(1));
        let (creditor, payment) = (CreditorId::new(ids.uuid(noon())), PaymentId::new(ids.uuid(noon())));
        let books = Self { store, file, ids, creditor, payment };
        books.fill(off).await;
        books
    }

    async fn fill(&self, off: [i64; 2]) {
        let (creditor, ids) = (self.creditor, Arc::clone(&self.ids));
        let firm = Creditor {
            id: creditor,
            slug: "norte".to_owned(),
            code: ids.creditor_code(),
            name: "Norte".to_owned(),
            currency: mxn(0).currency(),
            zone: Zone::UTC,
            locale: "es-MX".to_owned(),
            contact_email: None,
            contact_phone: None,
            part_minimum: mxn(0),
            tax_ids: Vec::new(),
            numbers: None,
            branding: domain::branding::Branding::default(),
        };
        let debtor = DebtorId::new(ids.uuid(noon()));
        let ada = Debtor {
            creditor,
            id: debtor,
            reference: "ada".to_owned(),
            name: "Ada".to_owned(),
            email: None,
            phone: None,
            locale: None,
            facts: domain::knowledge_question::Facts::default(),
            questions_locked_until: None,
        };
        let two: Vec<Invoice> = [1_000 + off[0], 500 + off[1]]
            .into_iter()
            .enumerate()
            .map(|(n, total)| {
                let day = noon().date_naive();
                Invoice::new(NewInvoice {
                    creditor,
                    debtor,
                    id: InvoiceId::new(ids.uuid(noon())),
                    number: &format!("A-{n}"),
                    issued: day,
                    due: day,
                    total: mxn(total),
                })
            })
            .collect();
        let payment = waiting_payment(creditor, self.payment, debtor);
        self.store
            .write((firm, ada, two, ids, payment), move |db, (firm, ada, two, ids, payment)| {
                Box::pin(async move {
                    creditors::add(db, firm, noon()).await?;
                    debtors::add_missing(db, std::slice::from_ref(ada), noon()).await?;
                    let keyed: Vec<_> = two.iter().map(|one| (one.number.as_str(), one, Said::default())).collect();
                    invoices::add(db, &keyed, noon()).await?;
                    let mut entries = Vec::new();
                    for invoice in two {
                        let entry = Entry::invoiced(invoice.id, invoice.total)?;
                        entries.push(FirstEntry { id: EntryId::new(ids.uuid(noon())), at: noon(), entry });
                    }
                    ledger::post_first(db, creditor, &entries.iter().collect::<Vec<_>>(), noon()).await?;
                    let agreed = |(invoice, off): (&Invoice, i64)| {
                        let share = Share::principal(invoice.id, invoice.total.minus(mxn(off))?);
                        Ok(PlannedShare { share, discount: mxn(off), beside: None })
                    };
                    let shares = two.iter().zip(off).map(agreed).collect::<Result<Vec<_>, StoreError>>()?;
                    payments::add(db, payment, &shares, noon()).await?;
                    payments::opened(db, creditor, payment.id, "cs_1", "https://pay.example", noon()).await
                })
            })
            .await
            .expect("the small books");
    }

    fn arrival(&self, n: usize, told: &Told) -> IncomingWebhook {
        let id = EventId::new(self.ids.uuid(noon()));
        IncomingWebhook {
            context: UpdateContext {
                ids: Arc::clone(&self.ids) as Arc<dyn Ids>,
                now: noon(),
                event: Some(id),
                reconcile_after: TimeDelta::seconds(60),
            },
            wrong_mode: false,
            creditor: Named::Not,
            about: PaymentRef {
                payment: told.names_payment.then_some(self.payment),
                session: None,
                reference: Some(MONEY.to_owned()),
                creditor: None,
            },
            new: NewEvent {
                id,
                provider: ProviderName::Stripe,
                account: "default".to_owned(),
                event_id: format!("evt_{n}"),
                delivery: None,
                kind: "of.a.test".to_owned(),
                body: Vec::new(),
                facts: told.facts.clone(),
                reference: Some(MONEY.to_owned()),
            },
            unreadable: None,
        }
    }
}

impl Drop for Books {
    fn drop(&mut self) {
        for ending in ["", "-wal", "-shm"] {
            let mut name = self.file.clone().into_os_string();
            name.push(ending);
            let _ = std::fs::remove_file(name);
        }
    }
}

fn waiting_payment(creditor: CreditorId, id: PaymentId, debtor: DebtorId) -> Payment {
    Payment {
        creditor,
        id,
        debtor,
        provider: ProviderName::Stripe,
        account: "default".to_owned(),
        amount: mxn(1_500),
        progress: Progress::Created,
        received: mxn(0),
        credit: mxn(0),
        refund_total_reported: mxn(0),
        refunded: mxn(0),
        charged_back: mxn(0),
        moves: 0,
        session: None,
        reference: None,
        url: None,
        voucher: None,
        form_key: "a-form-key-of-a-test".to_owned(),
        language: "es".to_owned(),
        created_at: noon(),
        expires_at: noon() + TimeDelta::minutes(32),
        paid_at: None,
        poll_count: 0,
    }
}

/// Everything of the books that people would see, as one text.
async fn state(db: &mut Db) -> Result<String, StoreError> {
    let mut text = String::new();
    for (sql, columns) in [
        (
            "SELECT progress, CAST(received AS TEXT), CAST(credit AS TEXT), CAST(refunded AS TEXT), \
             CAST(charged_back AS TEXT), reference FROM payment",
            6,
        ),
        ("SELECT number, CAST(balance AS TEXT) FROM invoice ORDER BY number", 2),
        ("SELECT CAST(n AS TEXT), CAST(applied AS TEXT), CAST(discounted AS TEXT) FROM share ORDER BY n", 3),
        ("SELECT provider_id, state FROM refund UNION ALL SELECT provider_id, state FROM chargeback ORDER BY 1", 2),
        (
            "SELECT account, CAST(SUM(amount) AS TEXT) FROM posting GROUP BY account, of_id \
             HAVING SUM(amount) <> 0 ORDER BY 1, 2",
            2,
        ),
        ("SELECT outcome, CAST(COUNT(*) AS TEXT) FROM event GROUP BY outcome", 2),
        ("SELECT 'credit', CAST(COALESCE(SUM(balance), 0) AS TEXT) FROM credit", 2),
    ] {
        for row in db.all(sql, vec![]).await? {
            for column in 0..columns {
                text.push_str(&row.get::<String>(column)?);
                text.push(' ');
            }
            text.push('\n');
        }
    }
    Ok(text)
}

/// Ends seen, with an order that led there and how many did.
#[derive(Default)]
struct Ends {
    seen: BTreeMap<String, (Vec<usize>, usize)>,
    orders: usize,
}

/// Tries every order of the events that are left, each from the same books: what an order did is
/// rolled back before the next.
fn walk<'a>(
    db: &'a mut Db,
    books: &'a Books,
    told: &'a [Told],
    order: Vec<usize>,
    ends: &'a mut Ends,
) -> BoxFuture<'a, Result<(), StoreError>> {
    Box::pin(async move {
        if order.len() == told.len() {
            ends.orders += 1;
            // The whole check now and then: it costs more than the order itself.
            if ends.orders % 211 == 1 {
                let report = crate::verify::within(db).await?;
                assert!(report.faults.is_empty(), "{order:?}: {:?}", report.faults);
            }
            let end = ends.seen.entry(state(db).await?).or_insert((order, 0));
            end.1 += 1;
            return Ok(());
        }
        for (n, event) in told.iter().enumerate().filter(|(n, _)| !order.contains(n)) {
            db.run("SAVEPOINT one_order", vec![]).await?;
            books.arrival(n, event).process(db).await?;
            let mut longer = order.clone();
            longer.push(n);
            walk(db, books, told, longer, ends).await?;
            db.run("ROLLBACK TO one_order", vec![]).await?;
            db.run("RELEASE one_order", vec![]).await?;
        }
        Ok(())
    })
}

async fn ends_of(name: &str, off: [i64; 2], told: Vec<Told>) -> Ends {
    let books = Arc::new(Books::open(name, off).await);
    let inner = Arc::clone(&books);
    let ends = books
        .store
        .write((inner, told), move |db, (books, told)| {
            Box::pin(async move {
                let mut ends = Ends::default();
                walk(db, books, told, Vec::new(), &mut ends).await?;
                Ok(ends)
            })
        })
        .await
        .expect("every order");
    books.store.close().await;
    ends
}

fn one_end(ends: &Ends) -> &str {
    println!("{} orders, {} ends", ends.orders, ends.seen.len());
    let mut all = ends.seen.iter();
    match (all.next(), all.next()) {
        (Some((end, _)), None) => end,
        _ => panic!("{:#?}", ends.seen),
    }
}

#[tokio::test]
async fn seven_events_in_all_5040_orders_end_alike() {
    let ends = ends_of("back", [0, 0], all_comes_back()).await;
    assert_eq!(ends.orders, 5_040);
    let end = one_end(&ends);
    assert!(end.starts_with("succeeded 1500 0 0 0 pi_1 \nA-0 0 \nA-1 0 \n"), "{end}");
}

#[tokio::test]
async fn six_events_that_take_all_away_end_alike() {
    let ends = ends_of("gone", [0, 0], all_is_gone()).await;
    assert_eq!(ends.orders, 720);
    let end = one_end(&ends);
    assert!(end.starts_with("succeeded 1500 0 500 1000 pi_1 \nA-0 1000 \nA-1 500 \n"), "{end}");
}

#[tokio::test]
async fn with_a_discount_seven_events_in_all_5040_orders_end_alike() {
    let ends = ends_of("back_off", [20, 10], all_comes_back()).await;
    assert_eq!(ends.orders, 5_040);
    let end = one_end(&ends);
    // The discount, taken back while the money was away, stands again.
    assert!(end.starts_with("succeeded 1500 0 0 0 pi_1 \nA-0 0 \nA-1 0 \n0 1000 20 \n1 500 10 \n"), "{end}");
    assert!(end.contains("\ndiscounts 30 \n"), "{end}");
}

#[tokio::test]
async fn with_the_last_of_the_money_the_discount_goes() {
    let ends = ends_of("gone_off", [20, 10], all_is_gone()).await;
    assert_eq!(ends.orders, 720);
    let end = one_end(&ends);
    assert!(end.starts_with("succeeded 1500 0 500 1000 pi_1 \nA-0 1020 \nA-1 510 \n0 0 0 \n1 0 0 \n"), "{end}");
}

/// A refund of a part, and a dispute that takes the rest until it is won.
#[tokio::test]
async fn a_partial_refund_leaves_the_discount_in_every_order() {
    let told = vec![
        ours(&[PaymentUpdate::Processing]),
        ours(&[paid()]),
        bare(refund("re_1", 300, RefundState::Pending)),
        bare(refund("re_1", 300, RefundState::Succeeded)),
        bare(chargeback(1_200, ChargebackState::Open)),
        bare(chargeback(1_200, ChargebackState::Won)),
    ];
    let ends = ends_of("part_off", [20, 10], told).await;
    assert_eq!(ends.orders, 720);
    let end = one_end(&ends);
    assert!(end.starts_with("succeeded 1500 0 300 0 pi_1 \nA-0 0 \nA-1 300 \n0 1000 20 \n1 200 10 \n"), "{end}");
}

/// Refunds twice, together for more than was received, one of them told again as a sum; then a dispute over all of it
/// (gauntlet 28). What comes back is what was received, once.
fn more_than_there_was() -> Vec<Told> {
    vec![
        ours(&[paid()]),
        bare(refund("re_1", 900, RefundState::Succeeded)),
        bare(refund("re_2", 900, RefundState::Pending)),
        ours(&[paid(), PaymentUpdate::RefundedInAll { total: mxn(1_800) }]),
        bare(chargeback(1_500, ChargebackState::Open)),
        bare(chargeback(1_500, ChargebackState::Lost)),
    ]
}

#[tokio::test]
async fn no_more_goes_back_than_came_in_every_order() {
    for (name, off) in [("over", [0, 0]), ("over_off", [20, 10])] {
        let ends = ends_of(name, off, more_than_there_was()).await;
        assert_eq!(ends.orders, 720);
        let end = one_end(&ends);
        let owed = format!("A-0 {} \nA-1 {} \n", 1_000 + off[0], 500 + off[1]);
        assert!(end.starts_with(&format!("succeeded 1500 0 1500 0 pi_1 \n{owed}0 0 0 \n1 0 0 \n")), "{end}");
    }
}

/// The canary: an event whose effect does depend on the order shows as more than one end.
#[tokio::test]
async fn a_contradiction_shows() {
    let other = PaymentUpdate::Paid { received: mxn(1_500), reference: "pi_2".to_owned(), at: noon() };
    let ends = ends_of("canary", [0, 0], vec![ours(&[paid()]), ours(&[other])]).await;
    assert_eq!((ends.orders, ends.seen.len()), (2, 2));
}
