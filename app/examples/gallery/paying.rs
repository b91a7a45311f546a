//! What is paid, and by what.

use super::{Place, invoice_id};
use app::api::payments::PaymentAddress;
use app::components::invoices::ShareRow;
use app::components::left::Left;
use app::components::methods::{MethodUnavailable, PaymentMethod};
use app::components::reduction::{ConfirmReduction, ReductionKind, ReductionRow};
use app::views::confirm::{ConfirmView, PlanPart};
use app::views::payment::{NextPayment, PaymentView, PaymentWait, ReceiptView};
use domain::language::Language;
use domain::money::Money;
use domain::payment::{MethodKind, PaymentState, ProviderName};

impl Place {
    pub fn shares(&self) -> Vec<ShareRow> {
        let share = |n: usize, minor: i64, left: i64| ShareRow {
            number: format!("F-{}", 1040 + n),
            description: Some(self.goods[n].to_owned()),
            amount: self.money(minor),
            left: Left {
                asked: (left > 0).then(|| self.money(left)),
                until: (left > 0).then(|| (self.date(4, 14), self.money(left + 1_800))),
                on_its_way: (left > 0).then(|| self.money(10_000)),
                ..Left::default()
            },
        };
        vec![share(0, 45_050, 0), share(1, 78_400, 90_100)]
    }

    pub fn methods(&self, away: bool) -> Vec<PaymentMethod> {
        let card = match self.language {
            Language::Es => vec![MethodKind::Card, MethodKind::Wallet, MethodKind::Oxxo],
            Language::En => vec![MethodKind::Card, MethodKind::Wallet],
            Language::Pt => vec![MethodKind::Card, MethodKind::Wallet, MethodKind::Boleto, MethodKind::Pix],
        };
        let paypal = away.then(|| MethodUnavailable::Currency { code: "COP".into() });
        vec![
            PaymentMethod { provider: ProviderName::Stripe, kinds: card, why_not: None },
            PaymentMethod { provider: ProviderName::Paypal, kinds: vec![MethodKind::Account], why_not: paypal },
        ]
    }

    pub fn confirm(&self, away: bool) -> ConfirmView {
        ConfirmView {
            reductions: Vec::new(),
            of_plan: None,
            hidden: Vec::new(),
            amount: Money::new(123_450, self.style.currency),
            amount_text: self.money(123_450),
            shares: self.shares(),
            invoices: vec![invoice_id(0), invoice_id(1)],
            left: Some(Left {
                asked: (!away).then(|| self.money(990_100)),
                in_review: away.then(|| self.money(20_000)),
                ..Left::default()
            }),
            credit: None,
            methods: self.methods(away),
            form_key: "key-1".into(),
            change_href: "/pay?invoice=inv_1".into(),
            changed: away,
        }
    }

    pub fn confirm_many(&self) -> ConfirmView {
        let mut view = self.confirm(false);
        view.shares = (0..12).flat_map(|_| self.shares().into_iter().take(1)).collect();
        view
    }

    pub fn no_method(&self) -> ConfirmView {
        let mut view = self.confirm(false);
        view.methods[0].why_not = Some(MethodUnavailable::TooSmall { min: self.money(1_000) });
        view.methods[1].why_not = Some(MethodUnavailable::Away);
        view
    }

    pub fn payment(&self, state: PaymentState) -> PaymentView {
        let open = matches!(state, PaymentState::Created | PaymentState::Redirected);
        let ended = matches!(state, PaymentState::Failed | PaymentState::Cancelled | PaymentState::Expired);
        let moving = open || state == PaymentState::Processing;
        let received = !moving && !ended;
        PaymentView {
            href: "/payments/pay_1?r=abc".into(),
            state,
            checking: false,
            writes: true,
            amount: self.money(123_450),
            provider: ProviderName::Stripe,
            wait: PaymentWait::Unknown,
            live: moving.then(|| PaymentAddress { id: "pay_1".into(), r: Some("abc".into()) }),
            left: false,
            kept: false,
            continue_href: open.then(|| "/payments/pay_1/continue".into()),
            instead_href: None,
            receipt: received.then(|| ReceiptView {
                number: "R-000217".into(),
                paid_at: format!("{}, 14:05", self.date(3, 14)),
                method: "PayPal".into(),
                received: self.money(123_450),
                discount: None,
                settled: None,
                shares: self.shares(),
                credit: (state == PaymentState::ChargebackWon).then(|| self.money(5_000)),
                left: Some(Left { asked: Some(self.money(990_100)), ..Left::default() }),
                next: (state == PaymentState::Succeeded).then(|| NextPayment {
                    amount: self.money(40_000),
                    date: self.date(3, 31),
                    href: "/agreements/agr_1".into(),
                }),
                mailed: true,
                pdf_href: "/payments/pay_1/receipt.pdf?r=abc".into(),
            }),
            refunded: match state {
                PaymentState::PartlyRefunded => Some(self.money(50_000)),
                PaymentState::Refunded => Some(self.money(123_450)),
                _ => None,
            },
            charged_back: (state == PaymentState::ChargedBack).then(|| self.money(123_450)),
            again_href: (open || ended).then(|| "/pay/confirm".into()),
        }
    }

    fn reduction(&self, kind: ReductionKind, several: bool) -> ConfirmReduction {
        let row = |n: usize| ReductionRow {
            what: format!("F-{}", 1040 + n),
            full: self.money(100_000),
            off: self.money(-2_000),
            percent: Some("2 %".into()),
            to_pay: self.money(98_000),
        };
        ConfirmReduction {
            kind,
            full: self.money(125_969),
            off: self.money(-2_519),
            to_pay: self.money(123_450),
            until: self.date(3, 31),
            rows: (0..if several { 2 } else { 1 }).map(row).collect(),
        }
    }

    pub fn confirm_with(&self, kinds: &[ReductionKind], several: bool) -> ConfirmView {
        let mut view = self.confirm(false);
        let of_plan = kinds.contains(&ReductionKind::Instalment).then_some(PlanPart { first: 2, last: 2, of: 6 });
        view.of_plan = of_plan;
        view.reductions = kinds.iter().map(|kind| self.reduction(*kind, several)).collect();
        view
    }
}
