//! What can be chosen to be paid.

use super::{Place, invoice_id, written};
use app::api::payments::Quoted;
use app::components::invoices::SumNote;
use app::views::choose::{ChooseGroup, ChooseInstalment, ChooseRefusal, ChooseRow, ChooseView, Picks};
use domain::allocation::ChoiceError;
use domain::format::AmountStyle;
use domain::invoice::InvoiceState;
use domain::money::{Money, MoneyError};

impl Place {
    pub fn group(&self, style: &AmountStyle, count: usize) -> ChooseGroup {
        let rows = (0..count)
            .map(|n| {
                let balance = Money::new(45_050 + 123_450 * i64::try_from(n).unwrap_or_default(), style.currency);
                ChooseRow {
                    id: invoice_id(n + 100 * usize::from(style != &self.style)),
                    in_review: (n == 1).then(|| written(style, 20_000)),
                    on_its_way: (n == 2).then(|| written(style, 20_000)),
                    beside: (n == 2).then(|| SumNote::InsteadOf(written(style, 2 * balance.minor()))),
                    number: format!("F-{}", 1040 + n),
                    description: Some(self.goods[n % 5].to_owned()),
                    due: self.date(1 + n % 12, 3),
                    amount: written(style, balance.minor()),
                    state: if n < 2 { InvoiceState::Overdue { days: 43 } } else { InvoiceState::Open },
                    chosen: n < 2,
                }
            })
            .collect();
        ChooseGroup {
            style: style.clone(),
            min: written(style, 5_000),
            quoted: Quoted::default(),
            picks: (count > 5).then(|| Picks {
                all: "/pay?pick=all".into(),
                overdue: Some("/pay?pick=overdue".into()),
                none: "/pay?pick=none".into(),
            }),
            rows,
            typed: String::new(),
            part: false,
            refused: None,
        }
    }

    pub fn choose(&self) -> ChooseView {
        let next = ChooseInstalment {
            amount: self.money(36_000),
            date: self.date(3, 5),
            href: "/pay/confirm?instalment=2".into(),
            plan_href: "/agreements/agr_1".into(),
        };
        ChooseView {
            groups: vec![self.group(&self.style, 5)],
            under_way: Vec::new(),
            instalments: vec![next],
            credit: None,
        }
    }

    pub fn choose_refused(&self) -> ChooseView {
        let mut view = self.choose();
        let min = Money::new(5_000, self.style.currency);
        view.groups[0].typed = "12".into();
        view.groups[0].part = true;
        view.groups[0].refused = Some(ChooseRefusal::Choice(ChoiceError::TooSmall { min }));
        let mut other = self.group(&self.other, 1);
        other.refused = Some(ChooseRefusal::Amount(MoneyError::NotAnAmount("mil".into())));
        other.part = true;
        other.typed = "mil".into();
        view.groups.push(other);
        view
    }
}
