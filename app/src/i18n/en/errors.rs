//! Refusals as sentences, in English.

use crate::i18n::errors::*;

pub static WORDS: ErrorWords = ErrorWords {
    nothing: "Select at least one invoice",
    two_currencies: "Select invoices in one currency; each currency is paid on its own",
    too_small: |min| format!("Enter {min} or more"),
    more_than_owed: |owed| format!("Enter {owed} or less; that is all that is left of your selection"),
    leaves_too_little: |rest, whole, most| match most {
        Some(most) => {
            format!(
                "That would leave {rest}, too little to be charged later. Enter {whole}, which is all of it, or {most} or less"
            )
        }
        None => format!("That would leave {rest}, too little to be charged later. Enter {whole}, which is all of it"),
    },
    out_of_range: "Enter a smaller amount",
    no_amount: "Enter how much you want to pay",
    not_an_amount: |example| format!("Enter the amount in numbers only, for example {example}"),
    too_many_decimals: |n| match n {
        0 => "Enter the amount without decimals".to_owned(),
        n => format!("Enter the amount with {n} decimals at most"),
    },
    no_plan: NoPlanWords {
        nothing: "Select at least one invoice for the plan",
        frequency: "Choose another frequency; that one is not offered",
        first_too_early: |date| format!("Choose {date} or a later day for the first payment"),
        first_too_late: |date| format!("Choose {date} or an earlier day for the first payment"),
        down_too_small: |min| format!("Enter {min} or more as the down payment"),
        down_too_large: |max| format!("Enter {max} or less as the down payment"),
        too_small: |min| format!("Each payment must be {min} or more. Try fewer payments or a larger amount"),
        too_few: |fewest| format!("Choose {fewest} payments or more; to pay all at once no plan is needed"),
        too_many: |max| {
            format!("{max} payments, the most there can be, are not enough. Try fewer payments or a larger amount")
        },
        ends_too_late: |date| format!("The plan must end by {date}. Try a larger amount"),
        too_little_owed: |min| format!("The debt is too small to split into payments of {min}. You can pay it in full"),
    },
};
