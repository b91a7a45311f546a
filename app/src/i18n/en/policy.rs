//! The words of the policy's pages, in English.

use crate::i18n::agreements::Pair;
use crate::i18n::policy::*;
use crate::i18n::policy_names::{FieldName, PolicySection, PolicyWord, ValueKind};
use domain::agreement::AgreementKind;
use domain::interest::TermsError;
use domain::policy_change::{PreviewChange, PreviewSubject};
use domain::policy_check::Problem;

const fn name(name: FieldName) -> &'static str {
    match name {
        FieldName::To => "To whom",
        FieldName::Segments => "By how they pay",
        FieldName::OverdueFrom => "Overdue for at least (days)",
        FieldName::OverdueTo => "Overdue for at most (days)",
        FieldName::AmountFrom => "Owing at least",
        FieldName::AmountTo => "Owing at most",
        FieldName::PaidFrom => "Invoices paid before, at least",
        FieldName::Discount => "Early-payment discounts are offered",
        FieldName::OwnTerms => "The terms on each invoice are honoured",
        FieldName::Tax => "The percentage is taken",
        FieldName::Early => "A discount of the policy's own",
        FieldName::Off => "Comes off",
        FieldName::EarlyDays => "If paid after issue within (days)",
        FieldName::Settlement => "Settlements are offered",
        FieldName::Steps => "Steps",
        FieldName::StepFrom => "Overdue from (days)",
        FieldName::PayPercent => "This percentage is paid",
        FieldName::OfferDays => "An offer holds for (days)",
        FieldName::Plan => "Payment plans are offered",
        FieldName::Frequencies => "How often",
        FieldName::Automatic => "Agreed at once",
        FieldName::Request => "May be asked for",
        FieldName::Most => "Payments at most",
        FieldName::FirstWithin => "The first within (days)",
        FieldName::EndWithin => "The last within (days)",
        FieldName::DownPercent => "Least down payment (per cent)",
        FieldName::LeastInstalment => "Least payment",
        FieldName::Price => "Price",
        FieldName::DefaultTerms => "While it runs",
        FieldName::GraceDays => "Days of grace",
        FieldName::CureDays => "Days to catch up",
        FieldName::ChargesRest => "Charges are paused",
        FieldName::Reminders => "Reminders are for",
        FieldName::InstalmentDiscount => "Discount on a payment made early",
        FieldName::Percent => "Per cent",
        FieldName::By => "If paid",
        FieldName::Reschedules => "Changes the customer may ask for",
        FieldName::WhenKept => "If it is kept",
        FieldName::WaiveRested => "Paused charges are waived",
        FieldName::WhenBroken => "If it is not kept",
        FieldName::ClawBackCharges => "Paused charges are due after all",
        FieldName::ClawBackDiscounts => "Discounts are taken back",
        FieldName::WaivePriceToCome => "The price of payments to come is waived",
        FieldName::Extension => "Extensions are offered",
        FieldName::AYear => "Times a year",
        FieldName::Options => "Options",
        FieldName::Delay => "How much time",
        FieldName::Granted => "It is granted",
        FieldName::PayNowPercent => "Paid now (per cent)",
        FieldName::Promise => "Promises to pay are taken",
        FieldName::DaysAhead => "Within (days)",
        FieldName::BreathingSpace => "A breathing space is offered in hardship",
        FieldName::RestDays => "Days of rest",
        FieldName::Proof => "Asked for",
        FieldName::DisputeReasons => "Reasons that can be chosen",
        FieldName::AnswerDays => "Answered within (days)",
        FieldName::BookingDays => "Days after which a payment must be in your lists",
        FieldName::CreditRule => "What is in a customer's favour is used",
        FieldName::SmallBalances => "What is left of an invoice and is less than every way to pay can charge",
        FieldName::Allocation => "A payment first covers",
        FieldName::PartMinimum => "The least that can be paid of a debt",
        FieldName::Interest => "Being late is charged for",
        FieldName::Rates => "Rates",
        FieldName::From => "From",
        FieldName::AnnualPercent => "Per cent a year",
        FieldName::Basis => "A year counts",
        FieldName::InterestGrace => "Days without interest after the due date",
        FieldName::GraceCounts => "Once they are over, they count too",
        FieldName::Cap => "Most that interest can come to",
        FieldName::FlatFee => "One-off fee for being late",
    }
}

const fn hint(name: FieldName) -> &'static str {
    match name {
        FieldName::OverdueFrom => "Negative: due within that many days. Empty: no limit.",
        FieldName::OverdueTo => "Negative: not due yet. Empty: no limit.",
        FieldName::EndWithin => "Empty: no limit.",
        FieldName::Proof => {
            "The fact is asked for with the number of an invoice. A person decides about those with neither an e-mail address nor that fact."
        }
        FieldName::CureDays => "0: what was not kept cannot be mended.",
        FieldName::Steps => "From young to old debts; the older, the less is paid.",
        _ => "",
    }
}

const fn word(word: PolicyWord) -> &'static str {
    match word {
        PolicyWord::Good => "Pays well",
        PolicyWord::Irregular => "Pays irregularly",
        PolicyWord::Late => "Pays late",
        PolicyWord::New => "Is new",
        PolicyWord::TaxIncluded => "of everything, tax included",
        PolicyWord::TaxExcluded => "of the amount before tax",
        PolicyWord::TaxMixed => "of the amount before tax, the tax being reduced already",
        PolicyWord::OffPercent => "A percentage",
        PolicyWord::OffAmount | PolicyWord::CapAmount => "An amount",
        PolicyWord::Weekly => "Every week",
        PolicyWord::Fortnightly => "Every 14 days",
        PolicyWord::Monthly => "Every month",
        PolicyWord::NoPrice => "Nothing",
        PolicyWord::FlatPrice | PolicyWord::FeePrice => "A flat fee",
        PolicyWord::AnnualPrice => "Per cent a year",
        PolicyWord::RemindInstalments => "each payment of the plan",
        PolicyWord::RemindNothing => "nothing",
        PolicyWord::DaysBefore => "so many days before",
        PolicyWord::DayOfMonth => "by this day of the month",
        PolicyWord::Days => "Days",
        PolicyWord::Months => "Months",
        PolicyWord::Automatically => "at once",
        PolicyWord::OnRequest => "by a person",
        PolicyWord::AlreadyPaid => "I have already paid",
        PolicyWord::WrongAmount => "The price or quantity is wrong",
        PolicyWord::NotReceived => "I did not receive it",
        PolicyWord::NotAsAgreed => "It is not as agreed",
        PolicyWord::NotMine => "It is not mine",
        PolicyWord::Other => "Something else",
        PolicyWord::ByCode => "a code by e-mail",
        PolicyWord::ByPostcode => "the postcode",
        PolicyWord::ByTaxId => "the tax number",
        PolicyWord::ByCodeOrPostcode => "a code by e-mail or the postcode",
        PolicyWord::ByCodeOrTaxId => "a code by e-mail or the tax number",
        PolicyWord::CreditAutomatic => "by itself, for what is due first",
        PolicyWord::CreditByDebtor => "when the customer chooses, before paying",
        PolicyWord::CreditByStaff => "when you decide",
        PolicyWord::SmallBalancesKept => "stays owed",
        PolicyWord::RestsWrittenOff => "is written off, once a day",
        PolicyWord::OldestFirst => "the oldest",
        PolicyWord::CostsInterestPrincipal => "costs, then interest, then principal",
        PolicyWord::ProRata => "everything in proportion",
        PolicyWord::Days360 => "360 days",
        PolicyWord::Days365 => "365 days",
        PolicyWord::ActualDays => "the days it has",
        PolicyWord::NoCap => "No cap",
        PolicyWord::CapPercent => "A percentage of the debt",
    }
}

const fn section(section: PolicySection) -> Pair {
    match section {
        PolicySection::Discount => ("Early-payment discount", "Less, if paid early."),
        PolicySection::Settlement => ("Settlements", "To pay a part of an old debt and be done."),
        PolicySection::Plan => ("Payment plans", "To pay in parts."),
        PolicySection::Extension => ("Extensions", "A later due date."),
        PolicySection::Promise => ("Promises to pay", "A promised date; reminders wait."),
        PolicySection::BreathingSpace => {
            ("Breathing space", "No reminders and no charges for a while; they are not charged later.")
        }
        PolicySection::Proof => {
            ("How the customer confirms", "What is asked for before an agreement, to know that it is the customer.")
        }
        PolicySection::Answers => ("Disputes and answers", "What can be disputed, and when requests are answered."),
        PolicySection::Payments => {
            ("How payments are spread", "What a payment covers where the customer does not choose.")
        }
        PolicySection::Interest => ("Late interest and fee", "What paying late costs."),
    }
}

const fn thing_name(thing: PreviewSubject) -> &'static str {
    match thing {
        PreviewSubject::Offer(AgreementKind::Discount) => "early-payment discounts",
        PreviewSubject::Offer(AgreementKind::Settlement) => "settlements",
        PreviewSubject::Offer(AgreementKind::Plan) => "payment plans",
        PreviewSubject::Offer(AgreementKind::Extension) => "extensions",
        PreviewSubject::Offer(AgreementKind::Promise) => "promises to pay",
        PreviewSubject::Charges => "today's interest or fees",
    }
}

fn people(count: usize) -> String {
    if count == 1 { "1 customer".to_owned() } else { format!("{count} customers") }
}

fn turn(thing: PreviewSubject, turn: PreviewChange, count: usize) -> String {
    let (what, people) = (thing_name(thing), people(count));
    match (thing, turn) {
        (PreviewSubject::Charges, _) => format!("{people}: {what} would be others"),
        (_, PreviewChange::Appears) => format!("{people} would be offered {what}"),
        (_, PreviewChange::Changes) => format!("{people} would be offered other {what}"),
        (_, PreviewChange::Disappears) => format!("{people} would not be offered {what} any more"),
    }
}

fn terms(error: &TermsError) -> String {
    match error {
        TermsError::NoRate => "Give at least one rate with the day from which it holds.".to_owned(),
        TermsError::TwoRates(day) => format!("Two rates begin on {day}; keep one of them."),
        TermsError::NotARate(rate) => format!("{rate} is not a rate: 0 to 1000, with six decimals at most."),
        TermsError::NegativeCap => "The cap cannot be negative.".to_owned(),
        TermsError::NoFee => "A fee is more than nothing; leave it empty if there is none.".to_owned(),
    }
}

pub static WORDS: PolicyWords = PolicyWords {
    title: "Policy",
    lead: "What you offer to your customers. Each change is a new version.",
    version: |n| format!("Version {n}"),
    default_version: "The one that comes with Saldo: nothing has been changed yet.",
    set_by: |by, at| format!("{by}, {at}"),
    just_set: "The new policy holds now.",
    stays: "What was agreed stays as it is.",
    section,
    change: "Change",
    yes: "Yes",
    no: "No",
    name,
    hint,
    word,
    value: "Value",
    row: |n| format!("Row {n}"),
    rows_hint: "To take a row out, leave its fields empty. To add one, fill an empty one in.",
    amounts_hint: "For example: 150.00 MXN; 9000 CLP. Empty: no limit.",
    choice_hint: "An amount with its currency: 150.00 MXN; 9000 CLP.",
    check: "Check the change",
    check_title: "Check the change",
    differs: "What changes",
    same: "Nothing changes.",
    what: "What",
    before: "Until now",
    after: "From now on",
    preview: "Whom it would concern today",
    concerned: |concerned, looked, of| {
        let sample = if i64::try_from(looked) == Ok(of) {
            format!("of {}", people(looked))
        } else {
            format!("of {looked} looked at, of {of}")
        };
        format!("Changes for {concerned} {sample} with something to pay.")
    },
    nobody: "Nobody would see anything else today.",
    turn,
    and_more: "and more",
    set: "Put into force",
    nothing_yet: "Nothing changes yet.",
    moved: "Somebody else has changed the policy meanwhile. Theirs stands below: make your change again on top of it.",
    versions: "Versions",
    versions_lead: "Everything that has held, and who set it.",
    older: "Earlier ones",
    document: "The whole document",
    document_lead: "For those who prefer to write it: all of the policy as JSON.",
    document_field: "Document",
    problem: |problem| match problem {
        Problem::Between { min, max } => format!("Give a number from {min} to {max}."),
        Problem::Percent => "Give a percentage of more than 0 and less than 100.".to_owned(),
        Problem::PercentOrNone => "Give a percentage from 0 to less than 100.".to_owned(),
        Problem::AnnualPercent => "Give a yearly percentage of more than 0 and at most 100.".to_owned(),
        Problem::Decimals => "Give four decimals at most.".to_owned(),
        Problem::NotPositive => "Give an amount of more than 0.".to_owned(),
        Problem::Empty => "Choose or write something; if it is not offered, untick the section.".to_owned(),
        Problem::Twice => "Something is there twice.".to_owned(),
        Problem::Below(_) => "It cannot be less than the other limit.".to_owned(),
        Problem::Order => "Go from young to old debts; each step pays less than the one before.".to_owned(),
        Problem::Interest(error) => terms(error),
    },
    unread: |value| match value {
        ValueKind::Whole => "Give a whole number.",
        ValueKind::Percent => "Give a percentage, for example 2.5.",
        ValueKind::Amounts => "Give amounts with their currency, for example 150.00 MXN; 9000 CLP.",
        ValueKind::Money => "Give an amount with its currency, for example 150.00 MXN.",
        ValueKind::Day => "Give a date.",
    },
    missing: "Choose one.",
    unreadable: |line, name| format!("It cannot be read: line {line}, at “{name}”."),
};
