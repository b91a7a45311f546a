//! Every page of offers and agreements, in its states.

use super::{Place, show};
use app::components::offer_group::OfferCard;
use app::components::offers::AccountStep;
use app::components::reduction::ReductionKind;
use app::components::verification::{CheckNext, VerificationFailure};
use app::context::PageContext;
use app::i18n::agreements::AgreementStanding;
use app::views;
use app::views::breathing_space::BreathingSpaceView;
use app::views::dispute_new::DisputeNewView;
use app::views::extension_new::ExtensionNewView;
use app::views::offers::OffersView;
use app::views::plan_new::{PlanNewView, PlanResult, PlanToday};
use app::views::settlement_new::SettlementNewView;
use domain::agreement::AgreementKind;
use domain::knowledge_question::KnowledgeQuestion;
use domain::request::{RequestKind, RequestState};

impl Place {
    fn pay_instalment(&self, early: Option<(String, String)>) -> AccountStep {
        AccountStep::PayInstalment {
            amount: self.money(40_000),
            date: early.is_some().then(|| self.date(3, 31)),
            early,
            href: "/pay/confirm".to_owned(),
        }
    }

    fn settle(&self) -> AccountStep {
        AccountStep::Settle { amount: self.money(60_000), date: self.date(3, 31), href: "/pay/confirm".to_owned() }
    }

    /// Every page of offers and agreements, in its states.
    pub fn agreed_pages(&self, debtor: &PageContext, add: &mut impl FnMut(&str, String)) {
        let offers = self.offers();
        let take = |n: usize| Some(AccountStep::Take(Box::new(offers[n].clone())));
        let steps = [
            ("discount", take(0)),
            ("settlement", take(2)),
            ("plan", take(3)),
            ("overdue", None),
            ("instalment", Some(self.pay_instalment(None))),
            ("early", Some(self.pay_instalment(Some((self.money(36_000), self.date(3, 5)))))),
            ("settle", Some(self.settle())),
        ];
        for (name, step) in steps {
            add(&format!("account-next-{name}"), show(|| views::account::page(debtor, self.account_with(step))));
        }
        let mut resting = self.account_with(None);
        if let Some(offered) = &mut resting.offered {
            offered.paused_until = Some(self.date(4, 14));
        }
        add("account-resting", show(|| views::account::page(debtor, resting)));
        let one = OffersView { offers: offers.into_iter().map(OfferCard::One).collect(), ways: self.ways() };
        add("offers", show(|| views::offers::page(debtor, one)));
        let many = OffersView { offers: self.offer_groups(), ways: self.ways() };
        add("offers-many", show(|| views::offers::page(debtor, many)));
        let none = OffersView { offers: Vec::new(), ways: self.ways() };
        add("offers-none", show(|| views::offers::page(debtor, none)));
        add("invoice-explained", show(|| views::invoice::page(debtor, self.invoice_with(false))));
        add("invoice-discount", show(|| views::invoice::page(debtor, self.invoice_with(true))));
        for (name, kinds, several) in [
            ("discount", &[ReductionKind::Discount][..], false),
            ("discount-several", &[ReductionKind::Discount], true),
            ("settlement", &[ReductionKind::Settlement], false),
            ("settlement-discount", &[ReductionKind::Settlement, ReductionKind::Discount], true),
            ("instalment", &[ReductionKind::Instalment], false),
        ] {
            let view = self.confirm_with(kinds, several);
            add(&format!("confirm-{name}"), show(|| views::confirm::page(debtor, view)));
        }
        self.forms(debtor, add);
        self.outcomes(debtor, add);
    }

    fn forms(&self, debtor: &PageContext, add: &mut impl FnMut(&str, String)) {
        let schedule = || Some(PlanResult::Schedule(self.schedule(&self.plan(false), false)));
        add("plan-new", show(|| views::plan_new::page(debtor, self.plan_new(schedule()))));
        let asked = PlanNewView { answer_by: Some(self.date(3, 17)), ..self.plan_new(schedule()) };
        add("plan-new-on-request", show(|| views::plan_new::page(debtor, asked)));
        add("plan-new-refused", show(|| views::plan_new::page(debtor, self.plan_refused())));
        let rest = PlanNewView {
            of: Some(domain::id::AgreementId::new(uuid::Uuid::from_u128(7))),
            today: Some(PlanToday {
                schedule: self.schedule(&self.plan(false), true),
                charges: Some(self.money(19_210)),
            }),
            ..self.plan_new(schedule())
        };
        add("plan-new-rest", show(|| views::plan_new::page(debtor, rest)));
        let nothing = PlanNewView { invoices: Vec::new(), ..self.plan_new(None) };
        add("plan-new-nothing", show(|| views::plan_new::page(debtor, nothing)));
        add("extension-new", show(|| views::extension_new::page(debtor, self.extension_new(false))));
        add("extension-new-refused", show(|| views::extension_new::page(debtor, self.extension_new(true))));
        let which = ExtensionNewView { invoice: None, others: self.links(), ..self.extension_new(false) };
        add("extension-new-which", show(|| views::extension_new::page(debtor, which)));
        let none = ExtensionNewView { options: Vec::new(), ..self.extension_new(false) };
        add("extension-new-none", show(|| views::extension_new::page(debtor, none)));
        let nothing = ExtensionNewView { invoice: None, ..self.extension_new(false) };
        add("extension-new-nothing", show(|| views::extension_new::page(debtor, nothing)));
        add("promise-new", show(|| views::promise_new::page(debtor, self.promise_new(false))));
        add("promise-new-refused", show(|| views::promise_new::page(debtor, self.promise_new(true))));
        add("settlement-new", show(|| views::settlement_new::page(debtor, self.settlement_new(false))));
        add("settlement-new-refused", show(|| views::settlement_new::page(debtor, self.settlement_new(true))));
        let none = SettlementNewView { options: Vec::new(), ..self.settlement_new(false) };
        add("settlement-new-none", show(|| views::settlement_new::page(debtor, none)));
        add("dispute-new", show(|| views::dispute_new::page(debtor, self.dispute_new(false))));
        add("dispute-new-refused", show(|| views::dispute_new::page(debtor, self.dispute_new(true))));
        let which = DisputeNewView { invoice: None, others: self.links(), ..self.dispute_new(false) };
        add("dispute-new-which", show(|| views::dispute_new::page(debtor, which)));
        let plan_href = || Some("/plans/new?count=12".to_owned());
        for (name, view) in [
            (
                "offered",
                BreathingSpaceView::Offered {
                    days: 30,
                    until: self.date(4, 13),
                    form_key: "key-8".into(),
                    plan_href: plan_href(),
                },
            ),
            (
                "begun",
                BreathingSpaceView::Running { until: self.date(4, 13), just_begun: true, plan_href: plan_href() },
            ),
            ("running", BreathingSpaceView::Running { until: self.date(4, 13), just_begun: false, plan_href: None }),
            ("ask", BreathingSpaceView::Ask { plan_href: plan_href() }),
        ] {
            add(&format!("breathing-space-{name}"), show(|| views::breathing_space::page(debtor, view)));
        }
    }

    fn outcomes(&self, debtor: &PageContext, add: &mut impl FnMut(&str, String)) {
        let by_code = |or_fact| CheckNext::Code { address: "a…@example.com".into(), or_fact };
        let (postcode, tax_id) = (KnowledgeQuestion::Postcode, KnowledgeQuestion::TaxId);
        for (name, kind, next) in [
            ("plan", AgreementKind::Plan, by_code(None)),
            ("plan-either", AgreementKind::Plan, by_code(Some(postcode))),
            ("plan-fact", AgreementKind::Plan, CheckNext::Fact { fact: tax_id }),
            ("extension", AgreementKind::Extension, CheckNext::Asked { answer_by: self.date(3, 17) }),
            ("promise", AgreementKind::Promise, CheckNext::Agreed),
            ("settlement", AgreementKind::Settlement, by_code(Some(tax_id))),
            ("discount", AgreementKind::Discount, CheckNext::Agreed),
        ] {
            add(&format!("check-{name}"), show(|| views::check::page(debtor, self.check(kind, next))));
        }
        for (name, trouble) in [
            ("sent", None),
            ("unreadable", Some(VerificationFailure::Unreadable)),
            ("wrong", Some(VerificationFailure::Wrong { left: 1 })),
            ("spent", Some(VerificationFailure::Wrong { left: 0 })),
            ("locked", Some(VerificationFailure::Locked { minutes: 15 })),
            ("ran-out", Some(VerificationFailure::RanOut)),
            ("not-sent", Some(VerificationFailure::NotSent)),
        ] {
            add(&format!("code-{name}"), show(|| views::code::page(debtor, self.code(trouble))));
        }
        for (name, fact, trouble) in [
            ("postcode", postcode, None),
            ("tax-id", tax_id, None),
            ("unread", postcode, Some(VerificationFailure::Unreadable)),
            ("wrong", postcode, Some(VerificationFailure::Wrong { left: 4 })),
            ("last", tax_id, Some(VerificationFailure::Wrong { left: 1 })),
            ("locked", postcode, Some(VerificationFailure::Locked { minutes: 15 })),
            ("ran-out", tax_id, Some(VerificationFailure::RanOut)),
        ] {
            add(&format!("fact-{name}"), show(|| views::knowledge_question::page(debtor, self.fact(fact, trouble))));
        }
        let day = || self.date(4, 5);
        for (name, kind, standing, just_made) in [
            ("plan-made", AgreementKind::Plan, AgreementStanding::Kept, true),
            ("plan", AgreementKind::Plan, AgreementStanding::InGrace { until: day() }, false),
            (
                "plan-broken",
                AgreementKind::Plan,
                AgreementStanding::Broken { on: day(), cure_until: Some(day()) },
                false,
            ),
            (
                "plan-replaced",
                AgreementKind::Plan,
                AgreementStanding::Replaced { href: Some("/agreements/agr_2".into()) },
                false,
            ),
            (
                "extension-made",
                AgreementKind::Extension,
                AgreementStanding::AwaitsPart { amount: self.money(30_000), until: day() },
                true,
            ),
            (
                "promise",
                AgreementKind::Promise,
                AgreementStanding::Promised { amount: self.money(98_000), on: day() },
                false,
            ),
            (
                "settlement-made",
                AgreementKind::Settlement,
                AgreementStanding::Awaits { amount: self.money(150_030), until: day() },
                true,
            ),
            ("settlement-done", AgreementKind::Settlement, AgreementStanding::Completed { on: day() }, false),
            ("discount", AgreementKind::Discount, AgreementStanding::Broken { on: day(), cure_until: None }, false),
        ] {
            let view = self.agreement(kind, standing, just_made);
            add(&format!("agreement-{name}"), show(|| views::agreement::page(debtor, view)));
        }
        for (name, kind, state) in [
            ("waiting", RequestKind::Extension, RequestState::Waiting),
            ("dispute", RequestKind::Dispute, RequestState::Waiting),
            ("upheld", RequestKind::Dispute, RequestState::Granted),
            ("granted", RequestKind::Settlement, RequestState::Granted),
            ("countered", RequestKind::Plan, RequestState::Countered),
            ("accepted", RequestKind::Plan, RequestState::Accepted),
            ("declined", RequestKind::Extension, RequestState::Declined),
            ("withdrawn", RequestKind::Extension, RequestState::Withdrawn),
            ("lapsed", RequestKind::Extension, RequestState::Lapsed),
        ] {
            add(&format!("request-{name}"), show(|| views::request::page(debtor, self.request(kind, state))));
        }
    }
}
