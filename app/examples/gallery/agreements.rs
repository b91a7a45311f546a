//! Sample data for the pages of offers and agreements. Plans and their words come from the solver and
//! from the text of agreements, as on the server.

use super::{Place, invoice_id, show};
use app::domain::agreement::{Extension, PlanTerms, Promise, Settlement, Terms};
use app::domain::conduct::{Conduct, Reminders, WhenBroken, WhenKept};
use app::domain::date::Date;
use app::domain::discount::{EarlyBy, EarlyTerms, InstalmentDiscount};
use app::domain::explain::What;
use app::domain::interest::Segment;
use app::domain::invoice::InvoiceState;
use app::domain::money::{Money, MoneyError};
use app::domain::offer::Reason;
use app::domain::plan::{InvoicePart, Pace, Plan, PlanRefusal, PlanRules, PlanWish, Price};
use app::domain::policy::{Delay, ObjectionReason};
use app::domain::schedule::Frequency;
use app::domain::solver::solve;
use app::domain::standing::InstalmentState;
use app::pages;
use app::portal::*;
use app::text::{Agreed, DateStyle, Pen, agreed};
use rust_decimal::Decimal;

fn at(y: i32, m: u32, d: u32) -> Date {
    Date::from_ymd_opt(y, m, d).expect("a day")
}

fn hidden() -> Vec<Hidden> {
    vec![Hidden::new("invoice", invoice_id(1).to_string()), Hidden::new("form_key", "key-7")]
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
            price: Price { flat: self.amount(15_000), annual_percent: Decimal::ZERO },
            frequencies: vec![Frequency::Fortnightly, Frequency::Monthly],
            first_from: at(2026, 3, 15),
            first_to: at(2026, 4, 28),
            latest_end: None,
            most: 12,
            least: self.amount(10_000),
            down_least: self.amount(0),
            down_most: self.amount(125_000),
            step: 1,
        }
    }

    fn plan(&self, down: bool) -> Plan {
        let wish = PlanWish {
            pace: Pace::Count(6),
            first: at(2026, 3, 31),
            frequency: Frequency::Monthly,
            down: down.then(|| self.amount(25_050)),
        };
        solve(&self.parts(), wish, &self.rules()).expect("a plan")
    }

    /// The schedule; with states, as it stands after two payments and a half.
    fn schedule(&self, plan: &Plan, states: bool) -> ScheduleView {
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
            Mark { state, day, open }
        };
        let rows = plan.instalments.iter().map(|instalment| {
            left = left.minus(instalment.amount).expect("a sum");
            ScheduleRow {
                n: instalment.n,
                date: dates.format(instalment.date),
                amount: self.money(instalment.amount.minor()),
                left: self.money(left.minor()),
                mark: states.then(|| mark(instalment.n)),
            }
        });
        let rows = rows.collect();
        ScheduleView {
            rows,
            principal: self.money(plan.principal.minor()),
            cost: plan.cost.is_positive().then(|| self.money(plan.cost.minor())),
            total: self.money(total.minor()),
            each: self.money(plan.instalments.iter().map(|i| i.amount.minor()).max().unwrap_or_default()),
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

    fn plan_refused(&self) -> PlanNewView {
        let nearest = Nearest {
            count: 12,
            frequency: Frequency::Monthly,
            each: self.money(22_088),
            first: self.date(3, 31),
            down: Some(self.money(10_000)),
            href: "/plans/new?how=each".into(),
        };
        let reason = PlanRefusal::TooMany { most: 12 };
        let mut view = self.plan_new(Some(PlanResult::Refused { reason, nearest: Some(nearest) }));
        view.asked.each = self.style.digits(self.amount(11_000));
        view.wrong = vec![
            FieldWrong { field: "first", why: Wrong::Date },
            FieldWrong { field: "down", why: Wrong::Amount(MoneyError::NotAnAmount("mil".into())) },
        ];
        view.asked.down = "mil".into();
        view
    }

    pub fn words(&self, terms: &Terms) -> Agreed {
        let dates = self.dates();
        let pen = Pen {
            creditor: self.creditor,
            money: &|amount| self.money(amount.minor()),
            date: &|date| dates.format(date),
            percent: &|percent| format!("{percent} %"),
            number: &|invoice| format!("F-{}", 1040 + (0..9).find(|n| invoice_id(*n) == invoice).unwrap_or_default()),
        };
        agreed(self.language, terms, &pen)
    }

    pub fn terms(&self, kind: AgreementKind) -> Terms {
        match kind {
            AgreementKind::Plan => {
                let early = InstalmentDiscount { percent: Decimal::from(10), by: EarlyBy::DayOfMonth(5) };
                let conduct = Conduct {
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
                Terms::Plan(PlanTerms { plan: self.plan(true), conduct })
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
            AgreementKind::Discount => Terms::Discount(app::domain::agreement::Discount {
                invoice: invoice_id(0),
                reduction: app::domain::discount::Reduction::Percent(Decimal::from(2)),
                tax: app::domain::discount::TaxMode::Included,
                off: self.amount(2_000),
                to_pay: self.amount(98_000),
                until: at(2026, 3, 31),
            }),
        }
    }

    pub fn check(&self, kind: AgreementKind, next: CheckNext) -> CheckView {
        let Agreed { mut rows, text, if_not } = self.words(&self.terms(kind));
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
            schedule: (kind == AgreementKind::Plan).then(|| self.schedule(&self.plan(true), false)),
            change_href: "/plans/new".into(),
            changed: kind == AgreementKind::Settlement,
            next,
        }
    }

    pub fn code(&self, trouble: Option<CodeTrouble>) -> CodeView {
        CodeView {
            action: "/plans".into(),
            hidden: hidden(),
            address: "a…@example.com".into(),
            minutes: 10,
            sent_again: trouble == Some(CodeTrouble::Wrong { left: 1 }),
            trouble,
            back_href: "/plans/new?check=1".into(),
        }
    }

    pub fn agreement(&self, kind: AgreementKind, standing: Standing, just_made: bool) -> AgreementView {
        let Agreed { rows, text, .. } = self.words(&self.terms(kind));
        let plan = kind == AgreementKind::Plan;
        let open = !matches!(standing, Standing::Completed { .. } | Standing::Replaced { .. });
        let button = |what, minor, saved: Option<i64>| PayButton {
            what,
            amount: self.money(minor),
            saved: saved.map(|saved| self.money(saved)),
            href: "/pay/confirm?agreement=1".into(),
        };
        let pay = match kind {
            AgreementKind::Plan => vec![
                button(PayWhat::Next, 40_000, Some(4_000)),
                button(PayWhat::Several { count: 2 }, 80_000, None),
                button(PayWhat::Rest, 205_000, Some(5_000)),
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
            standing,
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
            files: AgreementFiles {
                pdf: "/agreements/agr_1/agreement.pdf".into(),
                calendar: plan.then(|| "/agreements/agr_1/calendar.ics".into()),
                sealed: "/agreements/agr_1/agreement.json".into(),
            },
        }
    }

    pub fn request(&self, kind: RequestKind, state: RequestState) -> RequestView {
        let terms = if kind == RequestKind::Plan { AgreementKind::Plan } else { AgreementKind::Extension };
        let Agreed { rows, text, if_not } = self.words(&self.terms(terms));
        let answered = state != RequestState::Waiting;
        RequestView {
            kind,
            state,
            just_made: !answered,
            made_on: self.date(3, 14),
            answer_by: self.date(3, 17),
            rows: rows.clone(),
            words: self.goods[3].to_owned(),
            files: if kind == RequestKind::Objection { vec!["IMG_2041.heic".into()] } else { Vec::new() },
            answer: answered.then(|| self.goods[2].to_owned()),
            counter: (state == RequestState::Countered).then(|| Counter {
                rows,
                text,
                if_not,
                schedule: (kind == RequestKind::Plan).then(|| self.schedule(&self.plan(false), false)),
                until: Some(self.date(3, 24)),
                action: "/extensions".into(),
                hidden: hidden(),
            }),
            agreement_href: (state == RequestState::Granted && kind != RequestKind::Objection)
                .then(|| "/agreements/agr_1".into()),
            ways: self.ways(),
        }
    }

    fn ways(&self) -> WaysOn {
        WaysOn {
            pay: Some("/pay".into()),
            parts: Some("/plans/new".into()),
            time: Some("/extensions/new".into()),
            promise: Some("/promises/new".into()),
            wrong: Some("/objections/new".into()),
            rest: Some("/breathing-space".into()),
        }
    }

    pub fn offers(&self) -> Vec<OfferRow> {
        let terms = EarlyTerms { percent: Decimal::from(2), days: 10, net_days: 30 };
        let row = |kind, reason, until: Option<String>, on_request, href: &str| OfferRow {
            kind,
            reason,
            until,
            on_request,
            href: href.to_owned(),
        };
        let extension = |months, price: Option<i64>, on_request| {
            let kind = OfferKind::Extension {
                number: "F-1041".into(),
                by: Delay::Months(months),
                old_due: self.date(3, 31),
                new_due: self.date(3 + usize::from(months), 30),
                price: price.map(|price| self.money(price)),
                pay_now: price.map(|_| self.money(30_000)),
                lost_discount: price.map(|_| self.money(2_450)),
            };
            row(kind, Reason::StillFree { left: 2 }, None, on_request, "/extensions/new")
        };
        let discount = OfferKind::Discount {
            number: "F-1040".into(),
            full: self.money(100_000),
            to_pay: self.money(98_000),
            off: self.money(2_000),
            percent: Some("2 %".into()),
        };
        let settlement = OfferKind::Settlement {
            number: "F-1039".into(),
            full: self.money(250_050),
            to_pay: self.money(150_030),
            written_off: self.money(100_020),
            percent: "60 %".into(),
        };
        let plan = OfferKind::Plan {
            owed: self.money(250_050),
            most: 12,
            each: self.money(22_088),
            cost: Some(self.money(15_000)),
            frequency: Frequency::Monthly,
        };
        let promise = OfferKind::Promise { owed: self.money(250_050), latest: self.date(3, 31) };
        vec![
            row(
                discount.clone(),
                Reason::InvoiceTerms(terms),
                Some(self.date(3, 31)),
                false,
                "/pay/confirm?discount=1",
            ),
            row(discount, Reason::PaysOnTime { on_time: 9, of: 10 }, Some(self.date(3, 20)), false, "/pay/confirm"),
            row(settlement, Reason::OldDebt { overdue_days: 120 }, Some(self.date(3, 31)), false, "/settlements/new"),
            row(plan, Reason::InParts, None, false, "/plans/new"),
            extension(1, None, false),
            extension(3, Some(3_000), true),
            row(promise, Reason::StillFree { left: 1 }, None, false, "/promises/new"),
        ]
    }

    fn offered(&self, next: Option<Step>) -> Offered {
        let agreement = |kind, standing, minor| AgreementRow {
            kind,
            standing,
            amount: self.money(minor),
            date: Some(self.date(3, 31)),
            href: "/agreements/agr_1".into(),
        };
        let request =
            |kind, state| RequestRow { kind, state, answer_by: self.date(3, 17), href: "/requests/req_1".into() };
        Offered {
            next,
            ways: self.ways(),
            offers_href: Some("/offers".into()),
            agreements: vec![
                agreement(AgreementKind::Plan, Standing::Kept, 205_000),
                agreement(AgreementKind::Plan, Standing::InGrace { until: self.date(4, 5) }, 205_000),
                agreement(
                    AgreementKind::Extension,
                    Standing::Awaits { amount: self.money(30_000), until: Some(self.date(3, 20)) },
                    152_050,
                ),
            ],
            requests: vec![
                request(RequestKind::Extension, RequestState::Waiting),
                request(RequestKind::Objection, RequestState::Countered),
            ],
            rests_until: None,
        }
    }

    pub fn account_with(&self, next: Option<Step>) -> AccountView {
        let mut view = self.account(3);
        view.offered = Some(self.offered(next));
        view
    }

    pub fn invoice_with(&self, ahead: bool) -> InvoiceView {
        let mut view = self.invoice(InvoiceState::Overdue { days: 12 });
        let line = |what, minor: i64, arithmetic| ExplainLine {
            what,
            date: self.date(3, 3),
            amount: if minor < 0 { format!("−{}", self.money(-minor)) } else { self.money(minor) },
            arithmetic,
        };
        let segment = Segment {
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
            discount: ahead.then(|| InvoiceDiscount {
                full: self.money(245_050),
                off: self.money(4_901),
                percent: Some("2 %".into()),
                to_pay: self.money(240_149),
                until: self.date(3, 31),
                href: "/pay/confirm?discount=1".into(),
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
                    line(What::Interest(segment), 1_772, Some(how)),
                    line(What::Fee, 5_000, None),
                    line(What::DiscountOffered, -4_901, None),
                ],
                sum: self.money(246_921),
                unreadable: ahead,
            }),
            old_due: ahead.then(|| self.date(2, 3)),
            objected: ahead.then(|| self.money(12_000)),
            agreement_href: ahead.then(|| "/agreements/agr_1".into()),
            time_href: Some("/extensions/new?invoice=1".into()),
            parts_href: Some("/plans/new?invoice=1".into()),
            wrong_href: Some("/objections/new?invoice=1".into()),
        });
        view
    }

    fn reduction(&self, kind: Reduced, taken: bool, several: bool) -> ConfirmReduction {
        let row = |n: usize| ReducedRow {
            number: format!("F-{}", 1040 + n),
            full: self.money(100_000),
            off: self.money(2_000),
            percent: Some("2 %".into()),
            to_pay: self.money(98_000),
        };
        ConfirmReduction {
            kind,
            full: self.money(125_969),
            off: self.money(2_519),
            to_pay: self.money(123_450),
            until: self.date(3, 31),
            rows: (0..if several { 2 } else { 1 }).map(row).collect(),
            taken,
            other_href: (kind == Reduced::Discount).then(|| "/pay/confirm?other".into()),
        }
    }

    pub fn confirm_with(&self, kind: Reduced, taken: bool, several: bool) -> ConfirmView {
        let mut view = self.confirm(false);
        view.reduction = Some(self.reduction(kind, taken, several));
        view.hidden = if taken { vec![Hidden::new("discount", "1")] } else { Vec::new() };
        view
    }

    fn links(&self) -> Vec<InvoiceLink> {
        let link = |n: usize| InvoiceLink {
            number: format!("F-{}", 1040 + n),
            amount: self.money(98_000),
            due: self.date(3, 31),
            href: "/extensions/new?invoice=2".into(),
        };
        (0..2).map(link).collect()
    }

    pub fn extension_new(&self, wrong: bool) -> ExtensionNewView {
        let option = |months: u8, price: Option<i64>, on_request| ExtensionChoice {
            value: format!("months-{months}"),
            by: Delay::Months(months),
            new_due: self.date(3 + usize::from(months), 30),
            price: price.map(|price| self.money(price)),
            pay_now: price.map(|_| self.money(30_000)),
            lost_discount: price.map(|_| self.money(2_450)),
            on_request,
            chosen: months == 1,
        };
        let days = ExtensionChoice { by: Delay::Days(15), value: "days-15".into(), ..option(0, None, false) };
        ExtensionNewView {
            invoice: Some(ExtensionInvoice {
                id: invoice_id(1).to_string(),
                number: "F-1041".into(),
                amount: self.money(152_050),
                due: self.date(3, 31),
            }),
            others: Vec::new(),
            options: vec![days, option(1, None, false), option(2, Some(3_000), false), option(3, Some(4_500), true)],
            left_this_year: Some(2),
            reason: String::new(),
            answer_by: Some(self.date(3, 17)),
            wrong: if wrong {
                vec![
                    FieldWrong { field: "by", why: Wrong::NotOffered },
                    FieldWrong { field: "reason", why: Wrong::NoWords },
                ]
            } else {
                Vec::new()
            },
        }
    }

    pub fn promise_new(&self, wrong: bool) -> PromiseNewView {
        let refusals = vec![
            FieldWrong { field: "amount", why: Wrong::TooLarge { most: self.money(250_050) } },
            FieldWrong { field: "date", why: Wrong::TooLate { to: self.date(3, 31) } },
        ];
        PromiseNewView {
            hidden: vec![Hidden::new("currency", self.style.currency.code())],
            style: self.style.clone(),
            owed: self.money(250_050),
            amount: self.style.digits(self.amount(250_050)),
            date: "2026-03-27".into(),
            days: ("2026-03-15".into(), "2026-03-31".into()),
            latest: self.date(3, 31),
            left_this_year: 2,
            wrong: if wrong { refusals } else { Vec::new() },
        }
    }

    pub fn settlement_new(&self, wrong: bool) -> SettlementNewView {
        let option = |n: usize, on_request| SettlementChoice {
            id: invoice_id(n).to_string(),
            number: format!("F-{}", 1040 + n),
            full: self.money(250_050),
            to_pay: self.money(150_030),
            written_off: self.money(100_020),
            until: self.date(3, 31),
            on_request,
            chosen: n == 0 && !wrong,
        };
        SettlementNewView {
            options: vec![option(0, false), option(1, true)],
            reason: String::new(),
            answer_by: Some(self.date(3, 17)),
            wrong: if wrong { vec![FieldWrong { field: "invoice", why: Wrong::NothingChosen }] } else { Vec::new() },
        }
    }

    pub fn objection_new(&self, wrong: bool) -> ObjectionNewView {
        let lines = (1_u32..).zip(self.goods.iter().take(3));
        let refusals = vec![
            FieldWrong { field: "reason", why: Wrong::NothingChosen },
            FieldWrong { field: "line", why: Wrong::NothingChosen },
            FieldWrong { field: "amount", why: Wrong::Amount(MoneyError::NotAnAmount(String::new())) },
            FieldWrong { field: "words", why: Wrong::TooManyWords { most: 2_000 } },
            FieldWrong { field: "files", why: Wrong::FileKind { name: "factura.exe".into() } },
        ];
        ObjectionNewView {
            invoice: Some(ObjectionInvoice {
                id: invoice_id(1).to_string(),
                number: "F-1041".into(),
                amount: self.money(152_050),
                style: self.style.clone(),
                lines: lines
                    .map(|(position, goods)| ObjectionLine {
                        position,
                        description: (*goods).to_owned(),
                        amount: self.money(45_050),
                    })
                    .collect(),
            }),
            others: Vec::new(),
            about: if wrong { About::Line } else { About::Whole },
            line: None,
            amount: String::new(),
            reasons: vec![
                ObjectionReason::AlreadyPaid,
                ObjectionReason::WrongAmount,
                ObjectionReason::NotReceived,
                ObjectionReason::NotAsAgreed,
                ObjectionReason::NotMine,
                ObjectionReason::Other,
            ],
            reason: None,
            words: String::new(),
            most_words: 2_000,
            most_files: 5,
            most_mb: 10,
            answer_by: self.date(3, 17),
            form_key: "key-9".into(),
            wrong: if wrong { refusals } else { Vec::new() },
        }
    }

    /// Every page of offers and agreements, in its states.
    pub fn agreed_pages(&self, debtor: &Frame, add: &mut impl FnMut(&str, String)) {
        let offers = self.offers();
        let take = |n: usize| Some(Step::Take(Box::new(offers[n].clone())));
        let href = || "/pay/confirm".to_owned();
        let steps = [
            ("discount", take(0)),
            ("settlement", take(2)),
            ("plan", take(3)),
            ("overdue", Some(Step::PayOverdue { amount: self.money(213_550), href: href() })),
            ("due", Some(Step::PayDue { amount: self.money(213_550), href: href() })),
            (
                "instalment",
                Some(Step::PayInstalment { amount: self.money(40_000), date: self.date(3, 31), href: href() }),
            ),
            ("wait", Some(Step::Wait { date: self.date(4, 30) })),
        ];
        for (name, step) in steps {
            add(&format!("account-next-{name}"), show(|| pages::account(debtor, self.account_with(step))));
        }
        let mut resting = self.account_with(None);
        if let Some(offered) = &mut resting.offered {
            offered.rests_until = Some(self.date(4, 14));
        }
        add("account-resting", show(|| pages::account(debtor, resting)));
        let view = OffersView { offers, ways: self.ways() };
        add("offers", show(|| pages::offers(debtor, view)));
        let none = OffersView { offers: Vec::new(), ways: self.ways() };
        add("offers-none", show(|| pages::offers(debtor, none)));
        add("invoice-explained", show(|| pages::invoice(debtor, self.invoice_with(false))));
        add("invoice-discount", show(|| pages::invoice(debtor, self.invoice_with(true))));
        for (name, kind, taken, several) in [
            ("discount", Reduced::Discount, true, false),
            ("discount-several", Reduced::Discount, true, true),
            ("discount-offered", Reduced::Discount, false, false),
            ("settlement", Reduced::Settlement, true, false),
            ("instalment", Reduced::Instalment, true, false),
        ] {
            let view = self.confirm_with(kind, taken, several);
            add(&format!("confirm-{name}"), show(|| pages::confirm(debtor, view)));
        }
        self.forms(debtor, add);
        self.outcomes(debtor, add);
    }

    fn forms(&self, debtor: &Frame, add: &mut impl FnMut(&str, String)) {
        let schedule = || Some(PlanResult::Schedule(self.schedule(&self.plan(false), false)));
        add("plan-new", show(|| pages::plan_new(debtor, self.plan_new(schedule()))));
        let asked = PlanNewView { answer_by: Some(self.date(3, 17)), ..self.plan_new(schedule()) };
        add("plan-new-on-request", show(|| pages::plan_new(debtor, asked)));
        add("plan-new-refused", show(|| pages::plan_new(debtor, self.plan_refused())));
        let nothing = PlanNewView { invoices: Vec::new(), ..self.plan_new(None) };
        add("plan-new-nothing", show(|| pages::plan_new(debtor, nothing)));
        add("extension-new", show(|| pages::extension_new(debtor, self.extension_new(false))));
        add("extension-new-refused", show(|| pages::extension_new(debtor, self.extension_new(true))));
        let which = ExtensionNewView { invoice: None, others: self.links(), ..self.extension_new(false) };
        add("extension-new-which", show(|| pages::extension_new(debtor, which)));
        let none = ExtensionNewView { options: Vec::new(), ..self.extension_new(false) };
        add("extension-new-none", show(|| pages::extension_new(debtor, none)));
        let nothing = ExtensionNewView { invoice: None, ..self.extension_new(false) };
        add("extension-new-nothing", show(|| pages::extension_new(debtor, nothing)));
        add("promise-new", show(|| pages::promise_new(debtor, self.promise_new(false))));
        add("promise-new-refused", show(|| pages::promise_new(debtor, self.promise_new(true))));
        add("settlement-new", show(|| pages::settlement_new(debtor, self.settlement_new(false))));
        add("settlement-new-refused", show(|| pages::settlement_new(debtor, self.settlement_new(true))));
        let none = SettlementNewView { options: Vec::new(), ..self.settlement_new(false) };
        add("settlement-new-none", show(|| pages::settlement_new(debtor, none)));
        add("objection-new", show(|| pages::objection_new(debtor, self.objection_new(false))));
        add("objection-new-refused", show(|| pages::objection_new(debtor, self.objection_new(true))));
        let which = ObjectionNewView { invoice: None, others: self.links(), ..self.objection_new(false) };
        add("objection-new-which", show(|| pages::objection_new(debtor, which)));
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
            add(&format!("breathing-space-{name}"), show(|| pages::breathing_space(debtor, view)));
        }
    }

    fn outcomes(&self, debtor: &Frame, add: &mut impl FnMut(&str, String)) {
        let by_code = || CheckNext::Code { address: "a…@example.com".into() };
        for (name, kind, next) in [
            ("plan", AgreementKind::Plan, by_code()),
            ("extension", AgreementKind::Extension, CheckNext::Asked { answer_by: self.date(3, 17) }),
            ("promise", AgreementKind::Promise, CheckNext::Agreed),
            ("settlement", AgreementKind::Settlement, by_code()),
            ("discount", AgreementKind::Discount, CheckNext::Agreed),
        ] {
            add(&format!("check-{name}"), show(|| pages::check(debtor, self.check(kind, next))));
        }
        for (name, trouble) in [
            ("sent", None),
            ("unreadable", Some(CodeTrouble::Unreadable)),
            ("wrong", Some(CodeTrouble::Wrong { left: 1 })),
            ("spent", Some(CodeTrouble::Wrong { left: 0 })),
            ("locked", Some(CodeTrouble::Locked { minutes: 15 })),
            ("ran-out", Some(CodeTrouble::RanOut)),
            ("not-sent", Some(CodeTrouble::NotSent)),
        ] {
            add(&format!("code-{name}"), show(|| pages::code(debtor, self.code(trouble))));
        }
        let day = || self.date(4, 5);
        for (name, kind, standing, just_made) in [
            ("plan-made", AgreementKind::Plan, Standing::Kept, true),
            ("plan", AgreementKind::Plan, Standing::InGrace { until: day() }, false),
            ("plan-broken", AgreementKind::Plan, Standing::Broken { on: day(), cure_until: Some(day()) }, false),
            (
                "plan-replaced",
                AgreementKind::Plan,
                Standing::Replaced { href: Some("/agreements/agr_2".into()) },
                false,
            ),
            (
                "extension-made",
                AgreementKind::Extension,
                Standing::Awaits { amount: self.money(30_000), until: None },
                true,
            ),
            ("promise", AgreementKind::Promise, Standing::Kept, false),
            (
                "settlement-made",
                AgreementKind::Settlement,
                Standing::Awaits { amount: self.money(150_030), until: Some(day()) },
                true,
            ),
            ("settlement-done", AgreementKind::Settlement, Standing::Completed { on: day() }, false),
            ("discount", AgreementKind::Discount, Standing::Broken { on: day(), cure_until: None }, false),
        ] {
            let view = self.agreement(kind, standing, just_made);
            add(&format!("agreement-{name}"), show(|| pages::agreement(debtor, view)));
        }
        for (name, kind, state) in [
            ("waiting", RequestKind::Extension, RequestState::Waiting),
            ("objection", RequestKind::Objection, RequestState::Waiting),
            ("upheld", RequestKind::Objection, RequestState::Granted),
            ("granted", RequestKind::Settlement, RequestState::Granted),
            ("countered", RequestKind::Plan, RequestState::Countered),
            ("accepted", RequestKind::Plan, RequestState::Accepted),
            ("declined", RequestKind::Extension, RequestState::Declined),
            ("withdrawn", RequestKind::Extension, RequestState::Withdrawn),
            ("lapsed", RequestKind::Extension, RequestState::Lapsed),
        ] {
            add(&format!("request-{name}"), show(|| pages::request(debtor, self.request(kind, state))));
        }
    }
}
