//! The words of what stands around every page, in English.

use crate::i18n::pages::shell::Shell;

pub const SHELL: Shell = Shell {
    skip: "Skip to content",
    sections: "Sections",
    account: "My account",
    activity: "Activity",
    preferences: "Settings",
    language: "Language",
    help: "Any questions?",
    contact: "Contact and privacy",
    privacy: "Your card details go straight to Stripe or PayPal. They are not kept here.",
    sign_out: "Sign out",
    back: "Back",
    problem_title: "There is something to correct",
    error_prefix: "Error:",
};
