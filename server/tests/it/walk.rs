//! A random walk through the real store: invoices come and change, payments are begun, paid, given back and disputed,
//! agreements of every kind are made, kept and broken, days pass. `verify` looks at everything after every fifty steps (gauntlet 33).

use super::support::*;
use chrono::{DateTime, Utc};
use domain::audit::Who;
use domain::date::add_days;
use domain::id::{DebtorId, PaymentId, SessionId};
use domain::interest::{DayCount, InterestTerms, Rate, RateTable};
use domain::money::Money;
use domain::offer_request::OfferRequest;
use domain::payment::{ChargebackState, PaymentPurpose, PaymentUpdate, ProviderName, RefundState};
use domain::plan::schedule::Frequency;
use domain::plan::{Pace, PlanRequest};
use domain::policy::{Audience, Delay, Policy, SettlementPolicy, SettlementStep};
use rust_decimal::Decimal;
use server::worker::daily_run;
use services::agreements::accept::{AcceptError, Acceptance, Verification, accept};
use services::clock::Clock;
use services::payments::apply_updates::{self, UpdateContext};
use services::payments::start::{PaymentError, Request, begin};
use store::invoices;

const SEED: u64 = 33;
const DEBTORS: usize = 4;
/// Steps between two looks at the whole books.
const LOOK: usize = 50;

/// 24 % a year and a fee of 40.00 for being late, and nobody is refused for asking often.
fn lively(policy: &mut Policy) {
    let mxn = "MXN".parse().expect("a currency");
    let from = "2020-01-01".parse().expect("a day");
    let rates = RateTable::try_from(vec![Rate { from, percent: Decimal::from(24) }]).expect("a rate");
    policy.interest = Some(InterestTerms {
        rates,
        basis: DayCount::Days365,
        grace_days: 2,
        grace_counts: false,
        cap: None,
        flat_fee: Some(Money::new(4_000, mxn)),
    });
    policy.extension.as_mut().expect("extensions").a_year = 52;
    policy.promise.as_mut().expect("promises").a_year = 52;
    let steps = vec![SettlementStep { overdue_from: 1, pay_percent: Decimal::from(60) }];
    policy.settlement = Some(SettlementPolicy { to: Audience::default(), steps, days: 5 });
}

/// SplitMix64.
struct Chance(u64);

impl Chance {
    fn below(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((z ^ (z >> 31)) % u64::try_from(below.max(1)).expect("small")).expect("small")
    }

    fn minor(&mut self, max: i64) -> i64 {
        1 + i64::try_from(self.below(usize::try_from(max.max(1)).expect("small"))).expect("small")
    }
}

/// A payment of the walk: its id, its amount, and what was said of it so far.
struct Begun {
    id: PaymentId,
    amount: Money,
    refunds: Vec<Money>,
    chargeback: Option<Money>,
}

struct Walk<'a> {
    app: &'a TestApp,
    chance: Chance,
    debtors: Vec<DebtorId>,
    invoices: Vec<(usize, i64)>,
    begun: Vec<Begun>,
    forms: usize,
    done: [usize; 7],
}

impl Walk<'_> {
    async fn step(&mut self) {
        // No two things happen at one instant.
        self.app.pass(7);
        let now = self.app.clock.now();
        let kind = self.chance.below(16);
        let place = match kind {
            0 => {
                self.app.pass(24 * 3600);
                daily_run::run_due(&self.app.portal.worker).await.expect("the days");
                6
            }
            1..=3 => self.invoice().await,
            4..=6 | 15 => self.begin().await,
            7 | 8 => self.say(|_, begun| Some(paid(begun, now))).await,
            9 => self.say(|chance, begun| Some(refund(chance, begun))).await,
            10 => self.say(chargeback).await,
            11 => self.say(refund_fails).await,
            12 => {
                self.say(|chance, _| {
                    Some(
                        [PaymentUpdate::Expired, PaymentUpdate::Cancelled, PaymentUpdate::Processing][chance.below(3)]
                            .clone(),
                    )
                })
                .await
            }
            _ => self.agree().await,
        };
        self.done[place] += 1;
    }

    /// A new invoice, a credit note, or another total for one that is known.
    async fn invoice(&mut self) -> usize {
        let (known, minor) = (self.invoices.len(), self.chance.minor(300_000));
        let (n, minor) = if known > 0 && self.chance.below(4) == 0 {
            (self.chance.below(known), minor)
        } else {
            self.invoices.push((self.chance.below(DEBTORS), 0));
            (known, if self.chance.below(8) == 0 { -minor } else { minor })
        };
        self.invoices[n].1 = minor;
        let debtor = self.invoices[n].0;
        let (sign, whole) = (if minor < 0 { "-" } else { "" }, minor.abs());
        let head = "invoice_number,customer_id,customer_name,customer_email,issue_date,due_date,currency,amount,terms";
        let row = format!("W-{n},walk{debtor},Walk {debtor},walk{debtor}@example.test,2026-11-10,2026-11-2{}", n % 9);
        let amount = format!("{sign}{}.{:02}", whole / 100, whole % 100);
        self.app.import(&format!("{head}\n{row},MXN,{amount},2/30 net 40\n")).await;
        0
    }

    async fn debtor(&mut self) -> DebtorId {
        let n = self.chance.below(DEBTORS);
        while self.debtors.len() <= n {
            let reference = format!("walk{}", self.debtors.len());
            let row =
                format!("X-{reference},{reference},Walk,{reference}@example.test,2026-11-10,2026-11-30,MXN,10.00");
            let head = "invoice_number,customer_id,customer_name,customer_email,issue_date,due_date,currency,amount";
            self.app.import(&format!("{head}\n{row}\n")).await;
            self.debtors.push(self.app.debtor(&reference).await);
        }
        self.debtors[n]
    }

    async fn begin(&mut self) -> usize {
        let debtor = self.debtor().await;
        let open = {
            let mut db = self.app.portal.services.store.read().await.expect("a reader");
            invoices::open_of(&mut db, self.app.world.norte.id, debtor).await.expect("the database")
        };
        let chosen: Vec<_> = open.iter().filter(|_| self.chance.below(2) == 0).collect();
        let owed: i64 = chosen.iter().map(|invoice| invoice.owed().minor()).sum();
        self.forms += 1;
        let amount = Money::new(self.chance.minor(owed), self.app.world.norte.currency);
        let request = Request {
            debtor,
            purpose: PaymentPurpose::Invoices {
                invoices: chosen.iter().map(|invoice| invoice.id).collect(),
                part: true,
                off: None,
                of_plan: None,
            },
            amount,
            provider: ProviderName::ALL[self.chance.below(2)],
            form_key: format!("form-of-a-walk-{:06}", self.forms),
            session: SessionId::new(self.app.portal.services.ids.uuid(self.app.clock.now())),
            whole_account: true,
            language: "es".to_owned(),
        };
        let started = begin(&self.app.portal.services, &self.app.world.norte, request).await;
        match started {
            Ok(payment) => {
                self.begun.push(Begun { id: payment.id, amount, refunds: Vec::new(), chargeback: None });
                1
            }
            Err(PaymentError::Store(error)) => panic!("the database: {error}"),
            Err(_) => 5,
        }
    }

    /// The provider says something of one of the last payments.
    async fn say(&mut self, fact: impl Fn(&mut Chance, &mut Begun) -> Option<PaymentUpdate>) -> usize {
        let recent = self.begun.len().min(12);
        if recent == 0 {
            return 5;
        }
        let at = self.begun.len() - 1 - self.chance.below(recent);
        let Some(fact) = fact(&mut self.chance, &mut self.begun[at]) else { return 5 };
        let context = UpdateContext::of(&self.app.portal.services, self.app.clock.now(), None);
        let (creditor, id) = (self.app.world.norte.id, self.begun[at].id);
        let heard = self.app.portal.services.store.write((context, fact), move |db, (context, fact)| {
            Box::pin(async move { apply_updates::apply(db, context, creditor, id, std::slice::from_ref(fact)).await })
        });
        heard.await.expect("the database").expect("the payment");
        2
    }

    /// Staff grant a plan, more time, a settlement or a promise.
    async fn agree(&mut self) -> usize {
        let debtor = self.debtor().await;
        let today = self.app.world.norte.zone.today(self.app.clock.now());
        let first = add_days(today, 20).expect("a day");
        let open = {
            let mut db = self.app.portal.services.store.read().await.expect("a reader");
            invoices::open_of(&mut db, self.app.world.norte.id, debtor).await.expect("the database")
        };
        let Some(invoice) = open.get(self.chance.below(open.len())) else { return 5 };
        let request = match self.chance.below(5) {
            0 | 1 => {
                let pace = Pace::Count(2 + u16::try_from(self.chance.below(5)).expect("small"));
                let request = PlanRequest { pace, first, frequency: Frequency::Monthly, down: None };
                OfferRequest::Plan { invoices: Vec::new(), request }
            }
            2 => OfferRequest::Settlement { invoice: invoice.id },
            3 => {
                let amount = Money::new(self.chance.minor(invoice.owed().minor()), self.app.world.norte.currency);
                OfferRequest::Promise { amount, date: add_days(today, 3).expect("a day") }
            }
            _ => OfferRequest::Extension { invoice: invoice.id, by: Delay::Days(15) },
        };
        self.forms += 1;
        let form = format!("form-of-a-walk-{:06}", self.forms);
        let Ok(acceptance) = self.app.acceptance(debtor, request, &form).await else { return 5 };
        let acceptance = Acceptance { way: Verification::Staff(Who::CommandLine("walk".to_owned())), ..acceptance };
        match accept(&self.app.portal.services, acceptance).await {
            Ok(_) => 3,
            Err(AcceptError::Store(error)) => panic!("the database: {error}"),
            Err(_) => 5,
        }
    }
}

fn paid(begun: &Begun, at: DateTime<Utc>) -> PaymentUpdate {
    PaymentUpdate::Paid { received: begun.amount, reference: format!("pi_{}", begun.id), at }
}

fn refund(chance: &mut Chance, begun: &mut Begun) -> PaymentUpdate {
    let amount = Money::new(chance.minor(begun.amount.minor()), begun.amount.currency());
    begun.refunds.push(amount);
    let id = format!("re_{}_{}", begun.id, begun.refunds.len());
    let state = [RefundState::Pending, RefundState::Succeeded][chance.below(2)];
    PaymentUpdate::Refund { id, amount, state }
}

fn refund_fails(chance: &mut Chance, begun: &mut Begun) -> Option<PaymentUpdate> {
    let n = chance.below(begun.refunds.len());
    let amount = *begun.refunds.get(n)?;
    Some(PaymentUpdate::Refund { id: format!("re_{}_{}", begun.id, n + 1), amount, state: RefundState::Failed })
}

fn chargeback(chance: &mut Chance, begun: &mut Begun) -> Option<PaymentUpdate> {
    let id = format!("dp_{}", begun.id);
    if let Some(amount) = begun.chargeback {
        let state = [ChargebackState::Won, ChargebackState::Lost][chance.below(2)];
        return Some(PaymentUpdate::Chargeback { id, amount, state });
    }
    let amount = Money::new(chance.minor(begun.amount.minor()), begun.amount.currency());
    begun.chargeback = Some(amount);
    Some(PaymentUpdate::Chargeback { id, amount, state: ChargebackState::Open })
}

on_each_database! {
    async fn the_books_hold_at_every_step(app: TestApp) {
        app.set_policy(lively).await;
        let mut walk = Walk {
            app: &app,
            chance: Chance(SEED),
            debtors: Vec::new(),
            invoices: Vec::new(),
            begun: Vec::new(),
            forms: 0,
            done: [0; 7],
        };
        let steps = full(250, 2_000);
        let mut entries = 0;
        for step in 1..=steps {
            walk.step().await;
            if step % LOOK == 0 {
                let report = app.verify().await;
                assert!(report.faults.is_empty(), "seed {SEED}, step {step}: {:?}", report.faults);
                entries = report.entries;
            }
        }
        let [invoices, begun, said, agreed, _, refused, days] = walk.done;
        let kept = app.count("SELECT COUNT(*) FROM agreement WHERE state = 'kept'").await;
        let broken = app.count("SELECT COUNT(*) FROM agreement WHERE state = 'broken'").await;
        let reopened =
            app.count("SELECT COUNT(*) FROM agreement WHERE state = 'live' AND ended_at IS NOT NULL").await;
        println!(
            "{steps} steps of seed {SEED}: {invoices} invoices, {begun} payments begun, {said} things said of them, \
             {agreed} agreements ({kept} kept, {broken} broken, {reopened} hold again), {days} days, {refused} refused; \
             {entries} entries, no fault"
        );
        assert!(begun > steps / 20 && said > steps / 5 && agreed > 0, "nothing much happened");
    }
}
