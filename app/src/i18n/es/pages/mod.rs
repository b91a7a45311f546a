//! The words of pages, in Spanish of Latin America: de usted, no blame.

mod account;
mod activity;
mod contact;
mod invoice;
mod left;
mod link;
mod pay;
mod payment;
mod preferences;
mod problem;
mod shell;

use crate::i18n::pages::PageWords;

pub static WORDS: PageWords = PageWords {
    shell: shell::SHELL,
    disputed: &super::disputes::WORDS,
    state: account::STATE,
    account: account::ACCOUNT,
    invoice: invoice::INVOICE,
    choose: pay::CHOOSE,
    confirm: pay::CONFIRM,
    method: pay::METHOD,
    payment: payment::PAYMENT,
    receipt: payment::RECEIPT,
    activity: activity::ACTIVITY,
    contact: contact::CONTACT,
    preferences: preferences::PREFERENCES,
    left: left::LEFT,
    link: link::LINK,
    problem: problem::PROBLEM,
};
