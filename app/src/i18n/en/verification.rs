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
        KnowledgeQuestion::Postcode => "The mail does not reach me: confirm with my postcode".to_owned(),
        KnowledgeQuestion::TaxId => "The mail does not reach me: confirm with my tax number".to_owned(),
    },
    by_mail: |address| format!("Get a code at {address} instead"),
    title: "Confirm that it is you",
    lead: |minutes| format!("Type these two things. You have {minutes} minutes."),
    label: |fact| match fact {
        KnowledgeQuestion::Postcode => "Your postcode",
        KnowledgeQuestion::TaxId => "Your tax number",
    },
    hint: |fact| match fact {
        KnowledgeQuestion::Postcode => "That of your billing address.",
        KnowledgeQuestion::TaxId => "VAT number, EIN or your country's own. Dots and dashes do not matter.",
    },
    number: "Number of one of your invoices",
    number_hint: "Any of them will do.",
    no_fact: |fact| match fact {
        KnowledgeQuestion::Postcode => "Type your whole postcode",
        KnowledgeQuestion::TaxId => "Type your whole tax number",
    },
    no_number: "Type the number of one of your invoices",
    wrong: |left| match left {
        1 => "The two together are not what we have. You have 1 try left".to_owned(),
        left => format!("The two together are not what we have. You have {left} tries left"),
    },
    locked: |minutes| {
        let minutes = if minutes <= 1 { "a minute".to_owned() } else { format!("{minutes} minutes") };
        format!("There were too many tries. Wait {minutes} and try again")
    },
    ran_out: "The time is over. Type both again",
    no_way: |creditor| format!("To accept it, please contact {creditor}."),
};
