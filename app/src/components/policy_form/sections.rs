//! The fields of each section of the policy, in the order of their form.

use crate::components::policy_form::{ChoiceValue, FieldKind, PolicyField, Presence};
use crate::i18n::policy_names::{FieldName, PolicySection, PolicyWord, ValueKind};

#[must_use]
pub const fn fields(section: PolicySection) -> &'static [PolicyField] {
    match section {
        PolicySection::Discount => DISCOUNT,
        PolicySection::Settlement => SETTLEMENT,
        PolicySection::Plan => PLAN,
        PolicySection::Extension => EXTENSION,
        PolicySection::Promise => PROMISE,
        PolicySection::BreathingSpace => BREATHING_SPACE,
        PolicySection::Proof => PROOF,
        PolicySection::Answers => ANSWERS,
        PolicySection::Payments => PAYMENTS,
        PolicySection::Interest => INTEREST,
    }
}

const fn item(key: &'static str, name: FieldName, kind: FieldKind) -> PolicyField {
    PolicyField { key, name, kind }
}

const fn must(key: &'static str, name: FieldName, value: ValueKind) -> PolicyField {
    item(key, name, FieldKind::Value(value, Presence::Must))
}

const fn may(key: &'static str, name: FieldName, value: ValueKind) -> PolicyField {
    item(key, name, FieldKind::Value(value, Presence::May))
}

const TO: PolicyField = item(
    "to",
    FieldName::To,
    FieldKind::Group(&[
        item(
            "segments",
            FieldName::Segments,
            FieldKind::Some(&[PolicyWord::Good, PolicyWord::Irregular, PolicyWord::Late, PolicyWord::New]),
        ),
        may("overdue_from", FieldName::OverdueFrom, ValueKind::Whole),
        may("overdue_to", FieldName::OverdueTo, ValueKind::Whole),
        may("amount_from", FieldName::AmountFrom, ValueKind::Amounts),
        may("amount_to", FieldName::AmountTo, ValueKind::Amounts),
        must("paid_from", FieldName::PaidFrom, ValueKind::Whole),
    ]),
);

const DISCOUNT: &[PolicyField] = &[item(
    "discount",
    FieldName::Discount,
    FieldKind::Offered(&[
        item("own_terms", FieldName::OwnTerms, FieldKind::Switch),
        item(
            "tax",
            FieldName::Tax,
            FieldKind::One(&[PolicyWord::TaxIncluded, PolicyWord::TaxExcluded, PolicyWord::TaxMixed]),
        ),
        item(
            "early",
            FieldName::Early,
            FieldKind::Offered(&[
                item(
                    "off",
                    FieldName::Off,
                    FieldKind::Choice(&[
                        (PolicyWord::OffPercent, ChoiceValue::Value(ValueKind::Percent)),
                        (PolicyWord::OffAmount, ChoiceValue::Value(ValueKind::Amounts)),
                    ]),
                ),
                must("days", FieldName::EarlyDays, ValueKind::Whole),
            ]),
        ),
        TO,
    ]),
)];

const SETTLEMENT: &[PolicyField] = &[item(
    "settlement",
    FieldName::Settlement,
    FieldKind::Offered(&[
        item(
            "steps",
            FieldName::Steps,
            FieldKind::Rows(&[
                must("overdue_from", FieldName::StepFrom, ValueKind::Whole),
                must("pay_percent", FieldName::PayPercent, ValueKind::Percent),
            ]),
        ),
        must("days", FieldName::OfferDays, ValueKind::Whole),
        TO,
    ]),
)];

const BOUNDS: &[PolicyField] = &[
    must("most", FieldName::Most, ValueKind::Whole),
    must("first_within_days", FieldName::FirstWithin, ValueKind::Whole),
    may("end_within_days", FieldName::EndWithin, ValueKind::Whole),
    must("down_percent", FieldName::DownPercent, ValueKind::Percent),
];

const DEFAULT_TERMS: &[PolicyField] = &[
    must("grace_days", FieldName::GraceDays, ValueKind::Whole),
    must("cure_days", FieldName::CureDays, ValueKind::Whole),
    item("charges_rest", FieldName::ChargesRest, FieldKind::Switch),
    item(
        "reminders",
        FieldName::Reminders,
        FieldKind::One(&[PolicyWord::RemindInstalments, PolicyWord::RemindNothing]),
    ),
    item(
        "early",
        FieldName::InstalmentDiscount,
        FieldKind::Offered(&[
            must("percent", FieldName::Percent, ValueKind::Percent),
            item(
                "by",
                FieldName::By,
                FieldKind::Choice(&[
                    (PolicyWord::DaysBefore, ChoiceValue::Value(ValueKind::Whole)),
                    (PolicyWord::DayOfMonth, ChoiceValue::Value(ValueKind::Whole)),
                ]),
            ),
        ]),
    ),
    must("reschedules", FieldName::Reschedules, ValueKind::Whole),
    item(
        "when_kept",
        FieldName::WhenKept,
        FieldKind::Group(&[item("waive_rested_charges", FieldName::WaiveRested, FieldKind::Switch)]),
    ),
    item(
        "when_broken",
        FieldName::WhenBroken,
        FieldKind::Group(&[
            item("claw_back_charges", FieldName::ClawBackCharges, FieldKind::Switch),
            item("claw_back_discounts", FieldName::ClawBackDiscounts, FieldKind::Switch),
            item("waive_price_to_come", FieldName::WaivePriceToCome, FieldKind::Switch),
        ]),
    ),
];

const PLAN: &[PolicyField] = &[item(
    "plan",
    FieldName::Plan,
    FieldKind::Offered(&[
        item(
            "frequencies",
            FieldName::Frequencies,
            FieldKind::Some(&[PolicyWord::Monthly, PolicyWord::Fortnightly, PolicyWord::Weekly]),
        ),
        item("automatic", FieldName::Automatic, FieldKind::Offered(BOUNDS)),
        item("request", FieldName::Request, FieldKind::Offered(BOUNDS)),
        may("least_instalment", FieldName::LeastInstalment, ValueKind::Amounts),
        item(
            "price",
            FieldName::Price,
            FieldKind::Choice(&[
                (PolicyWord::NoPrice, ChoiceValue::Nothing),
                (PolicyWord::FlatPrice, ChoiceValue::Value(ValueKind::Amounts)),
                (PolicyWord::AnnualPrice, ChoiceValue::Value(ValueKind::Percent)),
            ]),
        ),
        TO,
        item("conduct", FieldName::DefaultTerms, FieldKind::Group(DEFAULT_TERMS)),
    ]),
)];

const EXTENSION: &[PolicyField] = &[item(
    "extension",
    FieldName::Extension,
    FieldKind::Offered(&[
        must("a_year", FieldName::AYear, ValueKind::Whole),
        item(
            "options",
            FieldName::Options,
            FieldKind::Rows(&[
                item(
                    "by",
                    FieldName::Delay,
                    FieldKind::Choice(&[
                        (PolicyWord::Days, ChoiceValue::Value(ValueKind::Whole)),
                        (PolicyWord::Months, ChoiceValue::Value(ValueKind::Whole)),
                    ]),
                ),
                item(
                    "granted",
                    FieldName::Granted,
                    FieldKind::One(&[PolicyWord::Automatically, PolicyWord::OnRequest]),
                ),
                must("pay_now_percent", FieldName::PayNowPercent, ValueKind::Percent),
                item(
                    "price",
                    FieldName::Price,
                    FieldKind::Choice(&[
                        (PolicyWord::NoPrice, ChoiceValue::Nothing),
                        (PolicyWord::FeePrice, ChoiceValue::Value(ValueKind::Amounts)),
                        (PolicyWord::AnnualPrice, ChoiceValue::Value(ValueKind::Percent)),
                    ]),
                ),
            ]),
        ),
        TO,
    ]),
)];

const PROMISE: &[PolicyField] = &[item(
    "promise",
    FieldName::Promise,
    FieldKind::Offered(&[
        must("days_ahead", FieldName::DaysAhead, ValueKind::Whole),
        must("a_year", FieldName::AYear, ValueKind::Whole),
        TO,
    ]),
)];

const BREATHING_SPACE: &[PolicyField] = &[item(
    "breathing_space",
    FieldName::BreathingSpace,
    FieldKind::Offered(&[
        must("days", FieldName::RestDays, ValueKind::Whole),
        must("a_year", FieldName::AYear, ValueKind::Whole),
    ]),
)];

const ANSWERS: &[PolicyField] = &[
    item(
        "dispute_reasons",
        FieldName::DisputeReasons,
        FieldKind::Some(&[
            PolicyWord::AlreadyPaid,
            PolicyWord::WrongAmount,
            PolicyWord::NotReceived,
            PolicyWord::NotAsAgreed,
            PolicyWord::NotMine,
            PolicyWord::Other,
        ]),
    ),
    must("answer_days", FieldName::AnswerDays, ValueKind::Whole),
    must("booking_days", FieldName::BookingDays, ValueKind::Whole),
];

const PROOF: &[PolicyField] = &[item(
    "proof",
    FieldName::Proof,
    FieldKind::One(&[
        PolicyWord::ByCode,
        PolicyWord::ByCodeOrPostcode,
        PolicyWord::ByCodeOrTaxId,
        PolicyWord::ByPostcode,
        PolicyWord::ByTaxId,
    ]),
)];

const PAYMENTS: &[PolicyField] = &[
    item(
        "allocation",
        FieldName::Allocation,
        FieldKind::One(&[PolicyWord::OldestFirst, PolicyWord::CostsInterestPrincipal, PolicyWord::ProRata]),
    ),
    may("part_minimum", FieldName::PartMinimum, ValueKind::Amounts),
    item(
        "credit",
        FieldName::CreditRule,
        FieldKind::One(&[PolicyWord::CreditAutomatic, PolicyWord::CreditByDebtor, PolicyWord::CreditByStaff]),
    ),
    item(
        "small_balances",
        FieldName::SmallBalances,
        FieldKind::One(&[PolicyWord::SmallBalancesKept, PolicyWord::RestsWrittenOff]),
    ),
];

const INTEREST: &[PolicyField] = &[item(
    "interest",
    FieldName::Interest,
    FieldKind::Offered(&[
        item(
            "rates",
            FieldName::Rates,
            FieldKind::Rows(&[
                must("from", FieldName::From, ValueKind::Day),
                must("percent", FieldName::AnnualPercent, ValueKind::Percent),
            ]),
        ),
        item(
            "basis",
            FieldName::Basis,
            FieldKind::One(&[PolicyWord::Days360, PolicyWord::Days365, PolicyWord::ActualDays]),
        ),
        must("grace_days", FieldName::InterestGrace, ValueKind::Whole),
        item("grace_counts", FieldName::GraceCounts, FieldKind::Switch),
        item(
            "cap",
            FieldName::Cap,
            FieldKind::Choice(&[
                (PolicyWord::NoCap, ChoiceValue::Absent),
                (PolicyWord::CapPercent, ChoiceValue::Value(ValueKind::Percent)),
                (PolicyWord::CapAmount, ChoiceValue::Value(ValueKind::Money)),
            ]),
        ),
        may("flat_fee", FieldName::FlatFee, ValueKind::Money),
    ]),
)];
