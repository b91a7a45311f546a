//! The policy, in English: each field by its name.

use super::*;

const fn name(name: Name) -> &'static str {
    match name {
        Name::To => "To whom",
        Name::Segments => "By how they pay",
        Name::OverdueFrom => "Overdue for at least (days)",
        Name::OverdueTo => "Overdue for at most (days)",
        Name::AmountFrom => "Owing at least",
        Name::AmountTo => "Owing at most",
        Name::PaidFrom => "Invoices paid before, at least",
        Name::Discount => "Early-payment discounts are offered",
        Name::OwnTerms => "The terms on each invoice are honoured",
        Name::Tax => "The percentage is taken",
        Name::Early => "A discount of the policy's own",
        Name::Off => "Comes off",
        Name::EarlyDays => "If paid within so many days of issue",
        Name::Settlement => "Settlements are offered",
        Name::Steps => "Steps",
        Name::StepFrom => "From so many days overdue",
        Name::PayPercent => "This percentage is paid",
        Name::OfferDays => "An offer holds for so many days",
        Name::Plan => "Payment plans are offered",
        Name::Frequencies => "How often",
        Name::Automatic => "Agreed at once",
        Name::Request => "May be asked for",
        Name::Most => "Payments at most",
        Name::FirstWithin => "The first within so many days",
        Name::EndWithin => "The last within so many days",
        Name::DownPercent => "Least down payment (per cent)",
        Name::LeastInstalment => "Least payment",
        Name::Price => "Price",
        Name::Conduct => "While it runs",
        Name::GraceDays => "Days of grace",
        Name::CureDays => "Days to catch up",
        Name::ChargesRest => "Charges rest",
        Name::Reminders => "Reminders are for",
        Name::InstalmentDiscount => "Discount on a payment made early",
        Name::Percent => "Per cent",
        Name::By => "If paid",
        Name::Reschedules => "Changes the customer may ask for",
        Name::WhenKept => "If it is kept",
        Name::WaiveRested => "Charges that rested are waived",
        Name::WhenBroken => "If it is not kept",
        Name::ClawBackCharges => "Charges that rested are due after all",
        Name::ClawBackDiscounts => "Discounts are taken back",
        Name::WaivePriceToCome => "The price of payments to come is waived",
        Name::Extension => "Extensions are offered",
        Name::AYear => "Times a year",
        Name::Options => "Options",
        Name::Delay => "How much time",
        Name::Granted => "It is granted",
        Name::PayNowPercent => "Paid now (per cent)",
        Name::Promise => "Promises to pay are taken",
        Name::DaysAhead => "Within so many days",
        Name::BreathingSpace => "A breathing space is offered in hardship",
        Name::RestDays => "Days of rest",
        Name::Proof => "Asked for",
        Name::ObjectionReasons => "Reasons that can be chosen",
        Name::AnswerDays => "Answered within so many days",
        Name::Allocation => "A payment first covers",
        Name::PartMinimum => "The least that can be paid of a debt",
        Name::Interest => "Being late is charged for",
        Name::Rates => "Rates",
        Name::From => "From",
        Name::AnnualPercent => "Per cent a year",
        Name::Basis => "A year counts",
        Name::InterestGrace => "Days without interest after the due date",
        Name::GraceCounts => "Once they are over, they count too",
        Name::Cap => "Most that interest can come to",
        Name::FlatFee => "One-off fee for being late",
    }
}

const fn hint(name: Name) -> &'static str {
    match name {
        Name::OverdueFrom => "Negative: due within so many days. Empty: no limit.",
        Name::OverdueTo => "Negative: not due yet. Empty: no limit.",
        Name::EndWithin => "Empty: no limit.",
        Name::Proof => {
            "The fact is asked for with the number of an invoice. A person decides about those with neither an e-mail address nor that fact."
        }
        Name::CureDays => "0: what was not kept cannot be mended.",
        Name::Steps => "From young to old debts; the older, the less is paid.",
        _ => "",
    }
}

const fn word(word: Word) -> &'static str {
    match word {
        Word::Good => "Pays well",
        Word::Irregular => "Pays irregularly",
        Word::Late => "Pays late",
        Word::New => "Is new",
        Word::TaxIncluded => "of everything, tax included",
        Word::TaxExcluded => "of the amount before tax",
        Word::TaxMixed => "of the amount before tax, the tax being reduced already",
        Word::OffPercent => "A percentage",
        Word::OffAmount | Word::CapAmount => "An amount",
        Word::Weekly => "Every week",
        Word::Fortnightly => "Every 14 days",
        Word::Monthly => "Every month",
        Word::NoPrice => "Nothing",
        Word::FlatPrice | Word::FeePrice => "A flat fee",
        Word::AnnualPrice => "Per cent a year",
        Word::RemindInstalments => "each payment of the plan",
        Word::RemindNothing => "nothing",
        Word::DaysBefore => "so many days before",
        Word::DayOfMonth => "by this day of the month",
        Word::Days => "Days",
        Word::Months => "Months",
        Word::Automatically => "at once",
        Word::OnRequest => "by a person",
        Word::AlreadyPaid => "I have already paid",
        Word::WrongAmount => "The price or quantity is wrong",
        Word::NotReceived => "I did not receive it",
        Word::NotAsAgreed => "It is not as agreed",
        Word::NotMine => "It is not mine",
        Word::Other => "Something else",
        Word::ByCode => "a code by e-mail",
        Word::ByPostcode => "the postcode",
        Word::ByTaxId => "the tax number",
        Word::ByCodeOrPostcode => "a code by e-mail or the postcode",
        Word::ByCodeOrTaxId => "a code by e-mail or the tax number",
        Word::OldestFirst => "the oldest",
        Word::CostsInterestPrincipal => "costs, then interest, then principal",
        Word::ProRata => "everything in proportion",
        Word::Days360 => "360 days",
        Word::Days365 => "365 days",
        Word::ActualDays => "the days it has",
        Word::NoCap => "No cap",
        Word::CapPercent => "A percentage of the debt",
    }
}

const fn section(section: Section) -> Pair {
    match section {
        Section::Discount => ("Early-payment discount", "Less, if paid early."),
        Section::Settlement => ("Settlements", "To pay a part of an old debt and be done."),
        Section::Plan => ("Payment plans", "To pay in parts."),
        Section::Extension => ("Extensions", "A later due date."),
        Section::Promise => ("Promises to pay", "A promised date; reminders wait."),
        Section::BreathingSpace => {
            ("Breathing space", "No reminders and no charges for a while; they are not charged later.")
        }
        Section::Proof => {
            ("How the customer confirms", "What is asked for before an agreement, to know that it is the customer.")
        }
        Section::Answers => ("Objections and answers", "What can be objected to, and when requests are answered."),
        Section::Payments => ("How payments are spread", "What a payment covers where the customer does not choose."),
        Section::Interest => ("Late interest and fee", "What paying late costs."),
    }
}

const fn thing_name(thing: Thing) -> &'static str {
    match thing {
        Thing::Discount => "early-payment discounts",
        Thing::Settlement => "settlements",
        Thing::Plan => "payment plans",
        Thing::Extension => "extensions",
        Thing::Promise => "promises to pay",
        Thing::Charges => "today's interest or fees",
    }
}

fn people(count: usize) -> String {
    if count == 1 { "1 customer".to_owned() } else { format!("{count} customers") }
}

fn turn(thing: Thing, turn: Turn, count: usize) -> String {
    let (what, people) = (thing_name(thing), people(count));
    match (thing, turn) {
        (Thing::Charges, _) => format!("{people}: {what} would be others"),
        (_, Turn::Appears) => format!("{people} would be offered {what}"),
        (_, Turn::Changes) => format!("{people} would be offered other {what}"),
        (_, Turn::Disappears) => format!("{people} would not be offered {what} any more"),
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

pub(in crate::text) static POLICY: PolicyWords = PolicyWords {
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
        format!("{} {sample} with something to pay would see something else.", people(concerned))
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
        Problem::Between { least, most } => format!("Give a number from {least} to {most}."),
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
        Value::Whole => "Give a whole number.",
        Value::Percent => "Give a percentage, for example 2.5.",
        Value::Amounts => "Give amounts with their currency, for example 150.00 MXN; 9000 CLP.",
        Value::Money => "Give an amount with its currency, for example 150.00 MXN.",
        Value::Day => "Give a date.",
    },
    missing: "Choose one.",
    unreadable: |line, name| format!("It cannot be read: line {line}, at “{name}”."),
};
