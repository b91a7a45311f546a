//! What is offered: one of each kind, and several.

use super::Place;
use app::components::offer_group::{OfferCard, OfferGroup};
use app::components::offers::{OfferKind, OfferRow};
use domain::discount::EarlyTerms;
use domain::offer::Reason;
use domain::plan::schedule::Frequency;
use domain::policy::Delay;
use rust_decimal::Decimal;

impl Place {
    /// One of each kind.
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
            max_instalments: 12,
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

    /// Several offers of each kind.
    pub fn offer_groups(&self) -> Vec<OfferCard> {
        let plan = self.offers().swap_remove(3);
        let extensions = |number, on_request| OfferGroup::Extensions {
            number,
            longest: Delay::Months(3),
            free: on_request,
            on_request,
            some_on_request: !on_request,
            href: "/extensions/new".into(),
        };
        let groups = vec![
            OfferGroup::Discounts {
                count: 4,
                to_pay: self.money(392_000),
                off: self.money(8_000),
                until: Some(self.date(3, 20)),
                href: "/pay/confirm".into(),
            },
            OfferGroup::Settlements { count: 3, off: self.money(300_060), href: "/settlements/new".into() },
            extensions(None, false),
            extensions(Some("F-1040".into()), true),
        ];
        let many = groups.into_iter().map(OfferCard::Many);
        many.chain([OfferCard::Plan { row: plan, on_request: 24 }]).collect()
    }
}
