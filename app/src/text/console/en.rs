//! The console in English.

use super::{Action, ConsoleShell, ConsoleWords, Debtor, Links, Overview, SignIn};

pub(super) const CONSOLE: ConsoleWords = ConsoleWords {
    shell: ConsoleShell {
        console: "Console",
        overview: "Overview",
        requests: "Requests",
        debtors: "Debtors",
        policy: "Policy",
        trail: "Audit trail",
        sign_out: "Sign out",
        save_language: "Change",
        to_overview: "Go to the overview",
        to_sign_in: "Sign in to the console",
    },
    sign_in: SignIn {
        title: "Sign in to the console",
        email: "E-mail address",
        password: "Password",
        go_on: "Continue",
        refused: "These details did not open the console. Check the address and the password. After five failed \
                  tries there is a wait of 15 minutes.",
        code_title: "Enter the code",
        code: "Code from your app",
        code_hint: "The six digits that your authenticator app shows now.",
        code_refused: "That code does not work. Wait until the app shows another one and enter that. After five \
                       failed tries there is a wait of 15 minutes.",
        enter: "Sign in",
        again: "Start again",
    },
    overview: Overview {
        hello: |name| format!("Hello, {name}"),
        waiting: "What waits for an answer",
        nothing: "Nothing waits for an answer.",
        requests: |n| if n == 1 { "1 request".to_owned() } else { format!("{n} requests") },
        requests_oldest: |day| format!("The most urgent is to be answered by {day}."),
        objections: |n| if n == 1 { "1 objection".to_owned() } else { format!("{n} objections") },
        objections_oldest: |day| format!("The oldest is from {day}."),
        search: "Find a debtor",
        search_hint: "The beginning of a name, an e-mail address, a reference or an invoice number.",
        find: "Find",
    },
    debtor: Debtor { reference: "Reference", email: "E-mail", phone: "Telephone" },
    links: Links {
        title: "Links",
        none: "This debtor has no links yet.",
        works_until: |day| format!("Works until {day}"),
        ended: |day| format!("Ended on {day}"),
        revoked: |day| format!("Taken back on {day}"),
        made: |day| format!("Made on {day}"),
        used: |moment| format!("Last used: {moment}"),
        never_used: "Not used yet",
        pay_only: "Only to pay one invoice",
        revoke: "Take back",
        revoke_all: "Take all links back",
        make: "Make a link",
        make_hint: "Its address is shown once, for you to copy.",
        send: "Send a link by e-mail",
        send_hint: |email| format!("It goes to {email}."),
        no_email: "There is no e-mail address, so no link can be sent.",
        shown_once: "Copy the address now: it is not shown again.",
        address: "Address of the link",
        was_sent: "The link is on its way by e-mail.",
        was_revoked: "Done. What was opened that way is closed.",
    },
};

pub(super) const fn act(action: Action) -> &'static str {
    match action {
        Action::SignedIn => "signed in",
        Action::SignedOut => "signed out",
        Action::SignInLocked => "locked the sign-in after too many tries",
        Action::StaffAdded => "added a user",
        Action::StaffReset => "renewed a user's access",
        Action::StaffDisabled => "took a user's access away",
        Action::LinkMade => "made a link",
        Action::LinkSent => "sent a link",
        Action::LinkRevoked => "took a link back",
        Action::LinksRevoked => "took all links back",
        Action::RequestGranted => "granted a request",
        Action::RequestCountered => "offered other terms",
        Action::RequestDeclined => "declined a request",
        Action::ObjectionUpheld => "upheld an objection",
        Action::ObjectionRejected => "rejected an objection",
        Action::PolicySet => "changed the policy",
    }
}
