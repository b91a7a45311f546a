//! The fields of each section of the policy, in the order of their form.

use super::policy_form::{Holds, Item, Kind, Name, Need, Value, Word};

const fn item(key: &'static str, name: Name, kind: Kind) -> Item {
    Item { key, name, kind }
}

const fn must(key: &'static str, name: Name, value: Value) -> Item {
    item(key, name, Kind::Value(value, Need::Must))
}

const fn may(key: &'static str, name: Name, value: Value) -> Item {
    item(key, name, Kind::Value(value, Need::May))
}

const TO: Item = item(
    "to",
    Name::To,
    Kind::Group(&[
        item("segments", Name::Segments, Kind::Some(&[Word::Good, Word::Irregular, Word::Late, Word::New])),
        may("overdue_from", Name::OverdueFrom, Value::Whole),
        may("overdue_to", Name::OverdueTo, Value::Whole),
        may("amount_from", Name::AmountFrom, Value::Amounts),
        may("amount_to", Name::AmountTo, Value::Amounts),
        must("paid_from", Name::PaidFrom, Value::Whole),
    ]),
);

pub(super) const DISCOUNT: &[Item] = &[item(
    "discount",
    Name::Discount,
    Kind::Offered(&[
        item("own_terms", Name::OwnTerms, Kind::Switch),
        item("tax", Name::Tax, Kind::One(&[Word::TaxIncluded, Word::TaxExcluded, Word::TaxMixed])),
        item(
            "early",
            Name::Early,
            Kind::Offered(&[
                item(
                    "off",
                    Name::Off,
                    Kind::Choice(&[
                        (Word::OffPercent, Holds::Value(Value::Percent)),
                        (Word::OffAmount, Holds::Value(Value::Amounts)),
                    ]),
                ),
                must("days", Name::EarlyDays, Value::Whole),
            ]),
        ),
        TO,
    ]),
)];

pub(super) const SETTLEMENT: &[Item] = &[item(
    "settlement",
    Name::Settlement,
    Kind::Offered(&[
        item(
            "steps",
            Name::Steps,
            Kind::Rows(&[
                must("overdue_from", Name::StepFrom, Value::Whole),
                must("pay_percent", Name::PayPercent, Value::Percent),
            ]),
        ),
        must("days", Name::OfferDays, Value::Whole),
        TO,
    ]),
)];

const BOUNDS: &[Item] = &[
    must("most", Name::Most, Value::Whole),
    must("first_within_days", Name::FirstWithin, Value::Whole),
    may("end_within_days", Name::EndWithin, Value::Whole),
    must("down_percent", Name::DownPercent, Value::Percent),
];

const CONDUCT: &[Item] = &[
    must("grace_days", Name::GraceDays, Value::Whole),
    must("cure_days", Name::CureDays, Value::Whole),
    item("charges_rest", Name::ChargesRest, Kind::Switch),
    item("reminders", Name::Reminders, Kind::One(&[Word::RemindInstalments, Word::RemindNothing])),
    item(
        "early",
        Name::InstalmentDiscount,
        Kind::Offered(&[
            must("percent", Name::Percent, Value::Percent),
            item(
                "by",
                Name::By,
                Kind::Choice(&[
                    (Word::DaysBefore, Holds::Value(Value::Whole)),
                    (Word::DayOfMonth, Holds::Value(Value::Whole)),
                ]),
            ),
        ]),
    ),
    must("reschedules", Name::Reschedules, Value::Whole),
    item("when_kept", Name::WhenKept, Kind::Group(&[item("waive_rested_charges", Name::WaiveRested, Kind::Switch)])),
    item(
        "when_broken",
        Name::WhenBroken,
        Kind::Group(&[
            item("claw_back_charges", Name::ClawBackCharges, Kind::Switch),
            item("claw_back_discounts", Name::ClawBackDiscounts, Kind::Switch),
            item("waive_price_to_come", Name::WaivePriceToCome, Kind::Switch),
        ]),
    ),
];

pub(super) const PLAN: &[Item] = &[item(
    "plan",
    Name::Plan,
    Kind::Offered(&[
        item("frequencies", Name::Frequencies, Kind::Some(&[Word::Monthly, Word::Fortnightly, Word::Weekly])),
        item("automatic", Name::Automatic, Kind::Offered(BOUNDS)),
        item("request", Name::Request, Kind::Offered(BOUNDS)),
        may("least_instalment", Name::LeastInstalment, Value::Amounts),
        item(
            "price",
            Name::Price,
            Kind::Choice(&[
                (Word::NoPrice, Holds::Nothing),
                (Word::FlatPrice, Holds::Value(Value::Amounts)),
                (Word::AnnualPrice, Holds::Value(Value::Percent)),
            ]),
        ),
        TO,
        item("conduct", Name::Conduct, Kind::Group(CONDUCT)),
    ]),
)];

pub(super) const EXTENSION: &[Item] = &[item(
    "extension",
    Name::Extension,
    Kind::Offered(&[
        must("a_year", Name::AYear, Value::Whole),
        item(
            "options",
            Name::Options,
            Kind::Rows(&[
                item(
                    "by",
                    Name::Delay,
                    Kind::Choice(&[
                        (Word::Days, Holds::Value(Value::Whole)),
                        (Word::Months, Holds::Value(Value::Whole)),
                    ]),
                ),
                item("granted", Name::Granted, Kind::One(&[Word::Automatically, Word::OnRequest])),
                must("pay_now_percent", Name::PayNowPercent, Value::Percent),
                item(
                    "price",
                    Name::Price,
                    Kind::Choice(&[
                        (Word::NoPrice, Holds::Nothing),
                        (Word::FeePrice, Holds::Value(Value::Amounts)),
                        (Word::AnnualPrice, Holds::Value(Value::Percent)),
                    ]),
                ),
            ]),
        ),
        TO,
    ]),
)];

pub(super) const PROMISE: &[Item] = &[item(
    "promise",
    Name::Promise,
    Kind::Offered(&[must("days_ahead", Name::DaysAhead, Value::Whole), must("a_year", Name::AYear, Value::Whole), TO]),
)];

pub(super) const BREATHING_SPACE: &[Item] = &[item(
    "breathing_space",
    Name::BreathingSpace,
    Kind::Offered(&[must("days", Name::RestDays, Value::Whole), must("a_year", Name::AYear, Value::Whole)]),
)];

pub(super) const ANSWERS: &[Item] = &[
    item(
        "objection_reasons",
        Name::ObjectionReasons,
        Kind::Some(&[
            Word::AlreadyPaid,
            Word::WrongAmount,
            Word::NotReceived,
            Word::NotAsAgreed,
            Word::NotMine,
            Word::Other,
        ]),
    ),
    must("answer_days", Name::AnswerDays, Value::Whole),
];

pub(super) const PROOF: &[Item] = &[item(
    "proof",
    Name::Proof,
    Kind::One(&[Word::ByCode, Word::ByCodeOrPostcode, Word::ByCodeOrTaxId, Word::ByPostcode, Word::ByTaxId]),
)];

pub(super) const PAYMENTS: &[Item] = &[
    item("allocation", Name::Allocation, Kind::One(&[Word::OldestFirst, Word::CostsInterestPrincipal, Word::ProRata])),
    may("part_minimum", Name::PartMinimum, Value::Amounts),
];

pub(super) const INTEREST: &[Item] = &[item(
    "interest",
    Name::Interest,
    Kind::Offered(&[
        item(
            "rates",
            Name::Rates,
            Kind::Rows(&[must("from", Name::From, Value::Day), must("percent", Name::AnnualPercent, Value::Percent)]),
        ),
        item("basis", Name::Basis, Kind::One(&[Word::Days360, Word::Days365, Word::ActualDays])),
        must("grace_days", Name::InterestGrace, Value::Whole),
        item("grace_counts", Name::GraceCounts, Kind::Switch),
        item(
            "cap",
            Name::Cap,
            Kind::Choice(&[
                (Word::NoCap, Holds::Absent),
                (Word::CapPercent, Holds::Value(Value::Percent)),
                (Word::CapAmount, Holds::Value(Value::Money)),
            ]),
        ),
        may("flat_fee", Name::FlatFee, Value::Money),
    ]),
)];
