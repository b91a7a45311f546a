//! Samples of the last page before paying, and of what falls away with what is paid.

use super::{Place, invoice_id};
use app::components::invoices::ShareRow;
use app::components::methods::{MethodUnavailable, PaymentMethod};
use app::components::reduction::{ConfirmReduction, ReductionKind, ReductionRow};
use app::views::confirm::ConfirmView;
use domain::language::Language;
use domain::money::Money;
use domain::payment::{MethodKind, ProviderName};

impl Place {
    pub fn shares(&self) -> Vec<ShareRow> {
        let share = |n: usize, minor: i64, left: i64| ShareRow {
            number: format!("F-{}", 1040 + n),
            description: Some(self.goods[n].to_owned()),
            amount: self.money(minor),
            left: (left > 0).then(|| self.money(left)),
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
            hidden: Vec::new(),
            amount: Money::new(123_450, self.style.currency),
            amount_text: self.money(123_450),
            shares: self.shares(),
            invoices: vec![invoice_id(0), invoice_id(1)],
            left: (!away).then(|| self.money(990_100)),
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

    fn reduction(&self, kind: ReductionKind, several: bool) -> ConfirmReduction {
        let row = |n: usize| ReductionRow {
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
        }
    }

    pub fn confirm_with(&self, kinds: &[ReductionKind], several: bool) -> ConfirmView {
        let mut view = self.confirm(false);
        view.reductions = kinds.iter().map(|kind| self.reduction(*kind, several)).collect();
        view
    }
}
