//! Sample data for the pages of offers and agreements. Plans and their words come from the solver and
//! from the text of agreements, as on the server.

use super::{Place, invoice_id};
use app::components::actions::DebtorActions;
use app::components::agreements::{AgreementRow, RequestRow};
use app::components::credit::UsableCredit;
use app::components::explain::{Arithmetic, ExplainLine, Explained};
use app::components::forms::{FieldProblem, HiddenField, InvalidField};
use app::components::offers::AccountStep;
use app::components::reduction::{InvoiceReduction, ReductionKind};
use app::components::schedule::{EarlyNote, InstalmentMark, ScheduleRow, ScheduleView};
use app::components::terms::CheckRow;
use app::components::verification::{CheckNext, VerificationFailure};
use app::i18n::Texts as _;
use app::i18n::agreements::AgreementStanding;
use app::views::account::{AccountOffers, AccountView};
use app::views::agreement::{AgreementFiles, AgreementView, NextDue, PayButton, PayWhat, PlanProgress};
use app::views::check::CheckView;
use app::views::code::CodeView;
use app::views::invoice::{InvoiceOffered, InvoiceView};
use app::views::knowledge_question::KnowledgeQuestionView;
use app::views::plan_new::{NearestPlan, PlanAsked, PlanInvoice, PlanNewView, PlanResult};
use app::views::request::{CounterOffer, RequestView, SentFile};
use documents::agreement_text::{Writer, agreement_text, proof};
use domain::agreement::{AgreementKind, Extension, PlanTerms, Promise, Settlement, Terms, VerifiedBy, WayIn};
use domain::date::Date;
use domain::date_style::DateStyle;
use domain::discount::{EarlyBy, InstalmentDiscount};
use domain::explain::What;
use domain::interest::AccrualPeriod;
use domain::invoice::InvoiceState;
use domain::knowledge_question::KnowledgeQuestion;
use domain::money::{Money, MoneyError};
use domain::plan::default_terms::{DefaultTerms, Reminders, WhenBroken, WhenKept};
use domain::plan::schedule::Frequency;
use domain::plan::solver::solve;
use domain::plan::standing::InstalmentState;
use domain::plan::{FinanceCharge, InvoicePart, Pace, Plan, PlanRefusal, PlanRequest, PlanRules};
use domain::request::{RequestKind, RequestState};
use rust_decimal::Decimal;

fn at(y: i32, m: u32, d: u32) -> Date {
    Date::from_ymd_opt(y, m, d).expect("a day")
}

fn hidden() -> Vec<HiddenField> {
    vec![HiddenField::new("invoice", invoice_id(1).to_string()), HiddenField::new("form_key", "key-7")]
}

/// An agreement in words, as pages are told it.
pub struct Said {
    pub rows: Vec<CheckRow>,
    pub text: Vec<String>,
    pub if_not: Vec<String>,
}

impl Place {
    fn dates(&self) -> DateStyle {
        DateStyle::of(self.language, self.tag)
    }

    fn amount(&self, minor: i64) -> Money {
        Money::new(minor, self.style.currency)
    }

    fn parts(&self) -> Vec<InvoicePart> {
        (0..2).map(|n| InvoicePart { invoice: invoice_id(n), amount: self.amount([98_000, 152_050][n]) }).collect()
    }

    pub fn rules(&self) -> PlanRules {
        PlanRules {
            start: at(2026, 3, 14),
            price: FinanceCharge { flat: self.amount(15_000), annual_percent: Decimal::ZERO },
            frequencies: vec![Frequency::Fortnightly, Frequency::Monthly],
            first_from: at(2026, 3, 15),
            first_to: at(2026, 4, 28),
            latest_end: None,
            max_instalments: 12,
            min_instalment: self.amount(10_000),
            min_down: self.amount(0),
            max_down: self.amount(125_000),
            step: 1,
        }
    }

    pub fn plan(&self, down: bool) -> Plan {
        let request = PlanRequest {
            pace: Pace::Count(6),
            first: at(2026, 3, 31),
            frequency: Frequency::Monthly,
            down: down.then(|| self.amount(25_050)),
        };
        solve(&self.parts(), request, &self.rules()).expect("a plan")
    }

    /// The schedule; with states, as it stands after two payments and a half.
    pub fn schedule(&self, plan: &Plan, states: bool) -> ScheduleView {
        let dates = self.dates();
        let total = plan.principal.plus(plan.cost).expect("a sum");
        let mut left = total;
        let mark = |n: u16| {
            let day = |m, d| Some(self.date(m, d));
            let (state, day, open) = match n {
                0 | 1 => (InstalmentState::Paid { on: at(2026, 3, 30), in_time: true }, day(3, 30), None),
                2 => (InstalmentState::Paid { on: at(2026, 5, 2), in_time: false }, day(5, 2), None),
                3 => (InstalmentState::InGrace { until: at(2026, 6, 5) }, day(6, 5), Some(self.money(12_000))),
                4 => (InstalmentState::DueSoon { days: 5 }, None, None),
                5 => (InstalmentState::Missed { days: 9 }, None, None),
                _ => (InstalmentState::Later, None, None),
            };
            InstalmentMark { state, day, open }
        };
        let rows = plan.instalments.iter().map(|instalment| {
            left = left.minus(instalment.amount).expect("a sum");
            ScheduleRow {
                n: instalment.n,
                date: dates.format(instalment.date),
                amount: self.money(instalment.amount.minor()),
                left: self.money(left.minor()),
                mark: states.then(|| mark(instalment.n)),
                early: match (states, instalment.n) {
                    (true, 1) => Some(EarlyNote::Saved { paid: self.money(36_000), saved: self.money(4_000) }),
                    (false, 1 | 2) | (true, 6) => {
                        Some(EarlyNote::Offered { amount: self.money(36_000), until: self.date(3, 5) })
                    }
                    _ => None,
                },
            }
        });
        let rows = rows.collect();
        ScheduleView {
            rows,
            cost: plan.cost.is_positive().then(|| self.money(plan.cost.minor())),
            total: self.money(total.minor()),
            each: self
                .language
                .islands()
                .each(plan.instalment_size().expect("instalments"), |each| self.money(each.minor())),
            frequency: plan.frequency,
            last: plan.instalments.last().map(|last| dates.format(last.date)).unwrap_or_default(),
        }
    }

    pub fn plan_new(&self, result: Option<PlanResult>) -> PlanNewView {
        let invoices = self.parts().into_iter().enumerate().map(|(n, part)| PlanInvoice {
            part,
            number: format!("F-{}", 1040 + n),
            description: Some(self.goods[n].to_owned()),
            amount: self.money(part.amount.minor()),
            chosen: true,
        });
        PlanNewView {
            today: None,
            of: None,
            style: self.style.clone(),
            dates: self.dates(),
            invoices: invoices.collect(),
            rules: self.rules(),
            asked: PlanAsked {
                by_count: false,
                each: self.style.digits(self.amount(44_175)),
                count: "6".into(),
                first: "2026-03-31".into(),
                frequency: Frequency::Monthly,
                down: String::new(),
            },
            wrong: Vec::new(),
            result,
            answer_by: None,
        }
    }

    pub fn plan_refused(&self) -> PlanNewView {
        let nearest = NearestPlan {
            count: 12,
            frequency: Frequency::Monthly,
            each: self.money(22_088),
            first: self.date(3, 31),
            down: Some(self.money(10_000)),
            href: "/plans/new?how=each".into(),
        };
        let reason = PlanRefusal::TooMany { max: 12 };
        let mut view = self.plan_new(Some(PlanResult::Refused { reason, nearest: Some(nearest) }));
        view.asked.each = self.style.digits(self.amount(11_000));
        view.wrong = vec![
            InvalidField { field: "first", why: FieldProblem::Date },
            InvalidField { field: "down", why: FieldProblem::Amount(MoneyError::NotAnAmount("mil".into())) },
        ];
        view.asked.down = "mil".into();
        view
    }

    pub fn words(&self, terms: &Terms) -> Said {
        let dates = self.dates();
        let writer = Writer {
            creditor: self.creditor,
            money: &|amount| self.money(amount.minor()),
            date: &|date| dates.format(date),
            percent: &|percent| format!("{percent} %"),
            agreed: false,
            number: &|invoice| format!("F-{}", 1040 + (0..9).find(|n| invoice_id(*n) == invoice).unwrap_or_default()),
        };
        let text = agreement_text(self.language, terms, &writer);
        let row = |figure: documents::Figure| CheckRow { label: figure.label, value: figure.value, change_href: None };
        Said { rows: text.rows.into_iter().map(row).collect(), text: text.text, if_not: text.if_not }
    }

    pub fn terms(&self, kind: AgreementKind) -> Terms {
        match kind {
            AgreementKind::Plan => {
                let early = InstalmentDiscount { percent: Decimal::from(10), by: EarlyBy::DayOfMonth(5) };
                let default_terms = DefaultTerms {
                    grace_days: 5,
                    cure_days: 10,
                    charges_rest: true,
                    reminders: Reminders::Instalments,
                    early: Some(early),
                    reschedules: 1,
                    when_kept: WhenKept { waive_rested_charges: true },
                    when_broken: WhenBroken {
                        claw_back_charges: true,
                        claw_back_discounts: true,
                        waive_price_to_come: true,
                    },
                };
                Terms::Plan(PlanTerms { plan: self.plan(true), default_terms })
            }
            AgreementKind::Extension => Terms::Extension(Extension {
                invoice: invoice_id(1),
                old_due: at(2026, 3, 31),
                new_due: at(2026, 5, 31),
                price: self.amount(3_000),
                pay_now: self.amount(30_000),
                lost_discount: self.amount(2_450),
            }),
            AgreementKind::Promise => Terms::Promise(Promise {
                invoices: vec![invoice_id(0), invoice_id(1)],
                amount: self.amount(98_000),
                date: at(2026, 3, 27),
            }),
            AgreementKind::Settlement => Terms::Settlement(Settlement {
                invoices: self.parts(),
                percent: Decimal::from(60),
                to_pay: self.amount(150_030),
                written_off: self.amount(100_020),
                until: at(2026, 3, 31),
            }),
            AgreementKind::Discount => Terms::Discount(domain::agreement::Discount {
                invoice: invoice_id(0),
                reduction: domain::discount::Reduction::Percent(Decimal::from(2)),
                tax: domain::discount::TaxMode::Included,
                off: self.amount(2_000),
                to_pay: self.amount(98_000),
                until: at(2026, 3, 31),
            }),
        }
    }

    pub fn check(&self, kind: AgreementKind, next: CheckNext) -> CheckView {
        let Said { mut rows, text, if_not } = self.words(&self.terms(kind));
        for row in rows.iter_mut().take(2) {
            row.change_href = Some("/plans/new?invoice=1".into());
        }
        CheckView {
            kind,
            action: "/plans".into(),
            hidden: hidden(),
            rows,
            text,
            if_not,
            replaces: if kind == AgreementKind::Promise {
                vec![(self.money(45_050), self.date(3, 10))]
            } else {
                Vec::new()
            },
            schedule: (kind == AgreementKind::Plan).then(|| self.schedule(&self.plan(true), false)),
            change_href: "/plans/new".into(),
            changed: kind == AgreementKind::Settlement,
            next,
        }
    }

    pub fn code(&self, failure: Option<VerificationFailure>) -> CodeView {
        CodeView {
            action: "/plans".into(),
            hidden: hidden(),
            address: "a…@example.com".into(),
            minutes: 10,
            sent_again: failure == Some(VerificationFailure::Wrong { left: 1 }),
            or_fact: matches!(
                failure,
                None | Some(VerificationFailure::Wrong { .. } | VerificationFailure::Locked { .. })
            )
            .then_some(KnowledgeQuestion::Postcode),
            failure,
            back_href: "/plans/new?check=1".into(),
        }
    }

    pub fn fact(&self, fact: KnowledgeQuestion, failure: Option<VerificationFailure>) -> KnowledgeQuestionView {
        let unread = failure == Some(VerificationFailure::Unreadable);
        KnowledgeQuestionView {
            action: "/plans".into(),
            hidden: hidden(),
            fact,
            minutes: 10,
            number: if failure.is_none() || unread { String::new() } else { "F-1041".to_owned() },
            no_fact: unread,
            no_number: unread,
            or_code: (fact == KnowledgeQuestion::Postcode).then(|| "a…@example.com".into()),
            failure,
            back_href: "/plans/new?check=1".into(),
        }
    }

    pub fn agreement(&self, kind: AgreementKind, standing: AgreementStanding, just_made: bool) -> AgreementView {
        let Said { rows, text, .. } = self.words(&self.terms(kind));
        let plan = kind == AgreementKind::Plan;
        let open = !matches!(standing, AgreementStanding::Completed { .. } | AgreementStanding::Replaced { .. });
        let button = |what, minor, saved: Option<i64>| PayButton {
            what,
            amount: self.money(minor),
            saved: saved.map(|saved| self.money(saved)),
            href: "/pay/confirm?agreement=1".into(),
        };
        let pay = match kind {
            AgreementKind::Plan => vec![
                button(PayWhat::Next, 36_000, Some(4_000)),
                button(PayWhat::Next, 40_000, None),
                button(PayWhat::Several { count: 2 }, 80_000, None),
                button(PayWhat::Remainder, 205_000, Some(5_000)),
            ],
            AgreementKind::Extension => vec![button(PayWhat::Part, 30_000, None)],
            AgreementKind::Promise => vec![button(PayWhat::Next, 98_000, None)],
            AgreementKind::Settlement | AgreementKind::Discount => vec![button(PayWhat::Whole, 150_030, Some(100_020))],
        };
        AgreementView {
            kind,
            just_made,
            mailed: just_made,
            agreed_on: self.date(3, 14),
            proof: proof(
                self.language,
                &match kind {
                    AgreementKind::Plan => {
                        VerifiedBy::KnowledgeQuestion { fact: KnowledgeQuestion::Postcode.as_str().to_owned() }
                    }
                    AgreementKind::Promise | AgreementKind::Discount => VerifiedBy::Link,
                    _ => VerifiedBy::EmailCode { address: "a…@example.com".to_owned() },
                },
                Some(&WayIn::Mailed),
            ),
            standing,
            progress: plan.then(|| PlanProgress { percent: 33, paid: self.money(80_000), total: self.money(245_050) }),
            under_way: false,
            next: (plan && open).then(|| NextDue {
                amount: self.money(40_000),
                date: self.date(3, 31),
                early: Some((self.money(36_000), self.date(3, 5))),
            }),
            rows,
            text,
            schedule: plan.then(|| self.schedule(&self.plan(true), !just_made)),
            pay: if open { pay } else { Vec::new() },
            reschedule_href: plan.then(|| "/plans/new?agreement=1".into()),
            on_hold: (plan && !just_made).then(|| self.money(12_000)),
            files: AgreementFiles {
                pdf: "/agreements/agr_1/agreement.pdf".into(),
                calendar: plan.then(|| "/agreements/agr_1/calendar.ics".into()),
                follow: plan.then(|| "webcal://pay.example/agreements/agr_1/calendar.ics?k=K".into()),
                sealed: "/agreements/agr_1/agreement.json".into(),
            },
        }
    }

    pub fn request(&self, kind: RequestKind, state: RequestState) -> RequestView {
        let terms = if kind == RequestKind::Plan { AgreementKind::Plan } else { AgreementKind::Extension };
        let Said { rows, text, if_not } = self.words(&self.terms(terms));
        let answered = state != RequestState::Waiting;
        let dispute = kind == RequestKind::Dispute;
        RequestView {
            kind,
            state,
            just_made: !answered,
            made_on: self.date(3, 14),
            answer_by: self.date(3, 17),
            answered_on: answered.then(|| self.date(3, 16)),
            rows: rows.clone(),
            words: self.goods[3].to_owned(),
            files: dispute
                .then(|| SentFile {
                    name: "IMG_2041.heic".into(),
                    size: "1.4 MB".into(),
                    href: "/disputes/obj_1/files/att_1".into(),
                })
                .into_iter()
                .collect(),
            outcome: (dispute && state == RequestState::Granted)
                .then(|| (self.language.disputes().upheld_part)(&self.money(20_000), &self.money(10_000))),
            answer: answered.then(|| self.goods[2].to_owned()),
            counter: (state == RequestState::Countered).then(|| CounterOffer {
                rows,
                text,
                if_not,
                schedule: (kind == RequestKind::Plan).then(|| self.schedule(&self.plan(false), false)),
                until: Some(self.date(3, 24)),
                action: "/requests/req_1/accept".into(),
                hidden: hidden(),
                next: (kind == RequestKind::Plan).then_some(CheckNext::Fact { fact: KnowledgeQuestion::Postcode }),
            }),
            agreement_href: (state == RequestState::Granted && kind != RequestKind::Dispute)
                .then(|| "/agreements/agr_1".into()),
            invoice_href: dispute.then(|| "/invoices/inv_1".into()),
            withdraw: (dispute && !answered).then(|| "/disputes/obj_1/withdraw".into()),
            ways: self.ways(),
        }
    }

    pub fn ways(&self) -> DebtorActions {
        DebtorActions {
            pay: Some("/pay".into()),
            parts: Some("/plans/new".into()),
            time: Some("/extensions/new".into()),
            promise: Some("/promises/new".into()),
            wrong: Some("/disputes/new".into()),
            breathing_space: Some("/breathing-space".into()),
        }
    }

    fn offered(&self) -> AccountOffers {
        let agreement = |kind, standing, minor| AgreementRow {
            kind,
            standing,
            amount: self.money(minor),
            date: Some(self.date(3, 31)),
            early: (kind == AgreementKind::Plan).then(|| (self.money(36_000), self.date(3, 5))),
            href: "/agreements/agr_1".into(),
        };
        let request =
            |kind, state| RequestRow { kind, state, answer_by: self.date(3, 17), href: "/requests/req_1".into() };
        AccountOffers {
            ways: self.ways(),
            offers_href: Some("/offers".into()),
            agreements: vec![
                agreement(AgreementKind::Plan, AgreementStanding::Kept, 205_000),
                agreement(AgreementKind::Plan, AgreementStanding::InGrace { until: self.date(4, 5) }, 205_000),
                agreement(
                    AgreementKind::Extension,
                    AgreementStanding::AwaitsPart { amount: self.money(30_000), until: self.date(3, 20) },
                    152_050,
                ),
            ],
            requests: vec![
                request(RequestKind::Extension, RequestState::Waiting),
                request(RequestKind::Dispute, RequestState::Countered),
            ],
            paused_until: None,
        }
    }

    pub fn account_with(&self, step: Option<AccountStep>) -> AccountView {
        let mut view = self.account(3);
        view.totals[0].step = step;
        view.offered = Some(self.offered());
        view
    }

    pub fn invoice_with(&self, ahead: bool) -> InvoiceView {
        let mut view = self.invoice(InvoiceState::Overdue { days: 12 });
        view.credit = Some(UsableCredit { amount: self.money(5_000), form_key: "form-of-a-credit-1".into() });
        let line = |what, minor: i64, arithmetic| ExplainLine {
            what,
            date: self.date(3, 3),
            amount: if minor < 0 { format!("-{}", self.money(-minor)) } else { self.money(minor) },
            arithmetic,
        };
        let period = AccrualPeriod {
            from: at(2026, 3, 4),
            to: at(2026, 3, 14),
            days: 11,
            principal: self.amount(245_050),
            percent: Decimal::from(24),
            year_days: 365,
            interest: self.amount(1_772),
        };
        let how = Arithmetic {
            from: self.date(3, 4),
            to: self.date(3, 14),
            days: 11,
            principal: self.money(245_050),
            percent: "24 %".into(),
            year_days: 365,
        };
        view.offered = Some(InvoiceOffered {
            price: ahead.then(|| InvoiceReduction {
                kind: ReductionKind::Discount,
                full: self.money(245_050),
                off: self.money(-4_901),
                percent: Some("2 %".into()),
                to_pay: self.money(240_149),
                until: Some(self.date(3, 31)),
            }),
            explained: Some(Explained {
                action: "/invoices/inv_1".into(),
                as_of: self.date(3, 14),
                as_of_field: "2026-03-14".into(),
                days: ("2026-02-01".into(), "2027-03-14".into()),
                ahead,
                lines: vec![
                    line(What::Invoiced, 345_050, None),
                    line(What::Payment, -100_000, None),
                    line(What::Interest(period), 1_772, Some(how)),
                    line(What::Paused { from: period.from, to: period.to }, 0, None),
                    line(What::Fee, 5_000, None),
                    line(What::AgreementPrice, 0, None),
                    line(What::DiscountOffered, -4_901, None),
                ],
                sum: self.money(246_921),
                unreadable: ahead.then(|| (self.date(1, 1), self.date(12, 31))),
            }),
            old_due: ahead.then(|| self.date(2, 3)),
            disputed: ahead.then(|| self.money(12_000)),
            agreement_href: ahead.then(|| "/agreements/agr_1".into()),
            time_href: Some("/extensions/new?invoice=1".into()),
            parts_href: Some("/plans/new?invoice=1".into()),
            wrong_href: Some("/disputes/new?invoice=1".into()),
        });
        view
    }
}
