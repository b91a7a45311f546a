//! The words of verification, in English.

use crate::i18n::verification::*;
use domain::knowledge_question::KnowledgeQuestion;

pub static WORDS: VerificationWords = VerificationWords {
    confirmed: "Confirmed",
    next: |fact| match fact {
        KnowledgeQuestion::Postcode => {
            "To confirm that it is you, we will ask for your postcode and the number of an invoice.".to_owned()
        }
        KnowledgeQuestion::TaxId => {
            "To confirm that it is you, we will ask for your tax number and the number of an invoice.".to_owned()
        }
    },
    accept: "Accept and confirm",
    instead: |fact| match fact {
        KnowledgeQuestion::Postcode => "Accept and confirm with my postcode".to_owned(),
        KnowledgeQuestion::TaxId => "Accept and confirm with my tax number".to_owned(),
    },
    no_mail: |fact| match fact {
        KnowledgeQuestion::Postcode => "No e-mail? Confirm with my postcode".to_owned(),
        KnowledgeQuestion::TaxId => "No e-mail? Confirm with my tax number".to_owned(),
    },
    by_mail: |address| format!("Get a code at {address} instead"),
    title: "Confirm that it is you",
    lead: |minutes| format!("Enter both. You have {minutes} minutes."),
    label: |fact| match fact {
        KnowledgeQuestion::Postcode => "Your postcode",
        KnowledgeQuestion::TaxId => "Your tax number",
    },
    hint: |fact| match fact {
        KnowledgeQuestion::Postcode => "The one in your billing address.",
        KnowledgeQuestion::TaxId => "VAT number, EIN or your country's own. Dots and dashes do not matter.",
    },
    number: "Number of one of your invoices",
    number_hint: "Any of them will do.",
    no_fact: |fact| match fact {
        KnowledgeQuestion::Postcode => "Enter your full postcode",
        KnowledgeQuestion::TaxId => "Enter your full tax number",
    },
    no_number: "Enter the number of one of your invoices",
    wrong: |left| match left {
        1 => "These details do not match ours. You have 1 attempt left".to_owned(),
        left => format!("These details do not match ours. You have {left} attempts left"),
    },
    locked: |minutes| {
        let minutes = if minutes <= 1 { "a minute".to_owned() } else { format!("{minutes} minutes") };
        format!("There were too many attempts. Wait {minutes} and try again")
    },
    ran_out: "Time is up. Enter both again",
    no_way: |creditor| format!("To accept it, please contact {creditor}."),
};
