//! The words of pages, in English.

use super::{days, n};
use crate::i18n::ended;
use crate::i18n::pages::*;

pub static WORDS: PageWords = PageWords {
    shell: Shell {
        skip: "Skip to content",
        sections: "Sections",
        account: "My account",
        activity: "Activity",
        preferences: "Settings",
        language: "Language",
        help: "Any questions?",
        privacy: "Your card details go straight to Stripe or PayPal. They are not kept here.",
        sign_out: "Sign out",
        back: "Back",
        problem_title: "There is something to correct",
        error_prefix: "Error:",
    },
    disputed: &super::disputes::WORDS,
    state: InvoiceStateWords {
        open: "To pay",
        due_soon: "Due soon",
        overdue: "Overdue",
        extended: "More time given",
        in_plan: "In a payment plan",
        disputed: "Being looked into",
        paid: "Paid",
        credit: "Credit",
        void: "Cancelled",
        processing: "Payment on its way",
        due_on: |date| format!("Due on {date}"),
        due_today: "Due today",
        due_in: |d| if d == 1 { "Due tomorrow".to_owned() } else { format!("Due in {}", days(d)) },
        late_by: |d| if d == 1 { "Was due yesterday".to_owned() } else { format!("Was due {} ago", days(d)) },
    },
    account: Account {
        title: "My account",
        account_of: |name| format!("Account of {name}"),
        owed: "Total to pay",
        overdue: |c| format!("Overdue ({})", n(c, "invoice", "invoices")),
        due_soon: |c| format!("Due soon ({})", n(c, "invoice", "invoices")),
        on_its_way: "Payment on its way",
        next_overdue: |d| {
            if d == 1 {
                "The oldest was due yesterday.".to_owned()
            } else {
                format!("The oldest was due {} ago.", days(d))
            }
        },
        next_due_soon: |d| match d {
            0 => "The next is due today.".to_owned(),
            1 => "The next is due tomorrow.".to_owned(),
            d => format!("The next is due in {}.", days(d)),
        },
        next_due: |date| format!("No hurry: the next is due on {date}."),
        pay: |amount| format!("Pay {amount}"),
        pay_overdue: |amount| format!("Pay what is overdue: {amount}"),
        pay_due_soon: |amount| format!("Pay what is due soon: {amount}"),
        pay_all: |amount| format!("Pay everything: {amount}"),
        choose: "Choose invoices or pay a part",
        invoices: "Invoices to pay",
        of_total: |total| format!("of {total}"),
        settled: "Earlier invoices",
        nothing_owed: "Everything is paid",
        nothing_owed_more: "There is nothing to pay. Thank you.",
        credit: |amount| format!("You have {amount} in credit"),
        credit_more: "It can be used for an invoice or paid back. Tell us which you prefer.",
        open_title: "A payment is not finished",
        open_more: |amount, provider, begun| {
            ended(format!("{amount} with {provider}. Nothing has been charged yet. Begun on {begun}"))
        },
        open_continue: "Go on with this payment",
        open_cancel: "Cancel it",
        open_see: "See the payment",
        processing_more: |amount, provider| {
            format!(
                "{amount} with {provider}. The balance will go down when the money arrives; there is no need to pay again."
            )
        },
        cancelled: "Payment cancelled. Nothing was charged.",
        could_not_cancel: "That payment can no longer be cancelled: the money has been paid or is on its way.",
        language_saved: "Language saved.",
    },
    invoice: Invoice {
        title: |number| format!("Invoice {number}"),
        credit_note: |number| format!("Credit note {number}"),
        left: "To pay",
        left_credit: "In credit",
        paid_whole: "This invoice is paid. Thank you.",
        void_text: "This invoice was cancelled. There is nothing to pay.",
        credit_text: "This amount is in your favour. There is nothing to pay.",
        pay: |amount| format!("Pay {amount}"),
        pay_part: "Pay another amount",
        what_for: "What it is for",
        description: "Description",
        quantity: "Quantity",
        net: "Amount",
        tax: "Tax",
        tax_of: |percent| format!("Tax {percent}"),
        subtotal: "Subtotal",
        total: "Total",
        movements: "Payments and changes",
        date: "Date",
        what: "What happened",
        amount: "Amount",
        issued: "Issued",
        due: "Due",
        reference: "Reference",
        processing: |amount| format!("{amount} is on its way for this invoice. There is no need to pay again."),
        open: |amount| format!("A payment of {amount} for this invoice is not finished."),
        see_payment: "See the payment",
        no_movements: "No payments yet.",
        payment: "Payment received",
        paid_elsewhere: "Paid another way",
        credit_used: "Credit used",
        refund: "Refund",
        chargeback: "Payment taken back by the bank",
        chargeback_won: "Payment returned by the bank",
        voided: "Invoice cancelled",
        correction: "Correction",
        discount: "Early-payment discount",
        discount_gone: "Discount taken back",
        interest: "Late interest",
        fee: "Fee",
        waived: "Charge let go",
        written_off: "Part that need not be paid",
    },
    choose: Choose {
        title: "What do you want to pay?",
        title_in: |code| format!("Invoices in {code}"),
        currencies: "Each currency is paid on its own.",
        which: "Invoices",
        how_much: "How much?",
        everything: "Everything chosen",
        everything_hint: "Pays the ticked invoices in full.",
        part: "Another amount",
        part_hint: |least| format!("From {least}. The oldest is paid first."),
        amount: |code| format!("Amount in {code}"),
        go_on: "Continue",
        nothing: "There is nothing to pay.",
    },
    confirm: Confirm {
        title: "Check your payment",
        amount: "You will pay",
        pays_many: |c| format!("This pays {}", n(c, "invoice", "invoices")),
        pays: "This pays",
        left_on: |left| format!("{left} left"),
        settles: "Paid in full",
        left: "Left afterwards",
        nothing_left: "Nothing. Everything will be paid.",
        change: "Change",
        changed: "The amounts have changed since you opened this page. Please check them before you pay.",
        how: "How do you want to pay?",
        next: "The secure payment page will open. You are charged there, exactly this amount.",
        no_method: "It cannot be paid here at the moment",
        no_method_more: "No way of paying takes this amount right now. Try another amount, or write to us.",
    },
    method: Methods {
        pay: |amount| format!("Pay {amount}"),
        pay_with: |amount, provider| format!("Pay {amount} with {provider}"),
        by: |provider| format!("through {provider}"),
        card: "Card",
        wallet: "Apple Pay or Google Pay",
        oxxo: "cash at OXXO",
        boleto: "boleto",
        pix: "Pix",
        bank_debit: "bank account",
        account: |provider| format!("{provider} account"),
        not_now: |provider| format!("{provider} is not available for this payment"),
        currency: |code| format!("It does not take {code}."),
        too_small: |least| format!("It takes payments from {least}."),
        too_large: |most| format!("It takes payments up to {most}."),
        step: "It cannot charge this exact amount.",
        away: "It does not answer at the moment. Try again in a few minutes.",
    },
    payment: Payment {
        started: "This payment is not finished",
        started_more: |amount, provider| {
            format!(
                "The payment of {amount} with {provider} was begun but is not complete yet. We have received no money."
            )
        },
        checking: "We are confirming your payment",
        checking_more: |amount, provider| {
            format!("We are asking {provider} about the payment of {amount}. It usually takes a few seconds.")
        },
        processing: "Your payment is on its way",
        processing_more: |amount, provider| {
            format!("{provider} is processing {amount}. It can take a few minutes or some days.")
        },
        voucher: "Now pay at the store",
        voucher_until: |amount, until| {
            format!(
                "Pay {amount} in cash with the voucher you received, by {until} at the latest. After that it can take up to a day until we hear of it."
            )
        },
        voucher_more: |amount| {
            format!(
                "Pay {amount} in cash with the voucher you received. After that it can take up to a day until we hear of it."
            )
        },
        bank_debit_more: |amount| format!("The bank is processing {amount}. It usually takes some working days."),
        review_more: |amount, provider| {
            format!("{provider} is reviewing the payment of {amount}. It usually takes less than a day.")
        },
        do_not_pay_again: "There is no need to pay again.",
        will_tell: "We will e-mail you when the money arrives. You can close this page.",
        paid: "Payment received",
        paid_more: |amount| format!("We received {amount}. Thank you very much."),
        failed: "The payment did not go through",
        failed_more: |amount| {
            format!(
                "We did not receive {amount}. If your bank shows a charge, it usually disappears within days. You can try again or pay another way."
            )
        },
        cancelled: "Payment cancelled",
        cancelled_more: |amount| format!("The payment of {amount} was cancelled. Nothing was charged."),
        expired: "The time for this payment ran out",
        expired_more: |amount| {
            format!("The payment of {amount} was not completed in time. Nothing was charged. You can start again.")
        },
        partly_refunded: "Part of it was refunded",
        partly_refunded_more: |refunded, amount| format!("{refunded} of the payment of {amount} was refunded."),
        refunded: "Payment refunded",
        refunded_more: |amount| format!("{amount} was refunded. What this payment covered is open again."),
        refund_takes: "The money goes back to where it came from and can take up to 10 working days to show.",
        charged_back: "The bank took this payment back",
        charged_back_more: |amount| {
            format!(
                "The bank took back {amount}. What it covered is open again while this is cleared up. If you did not ask for it, write to us."
            )
        },
        chargeback_won_more: |amount| {
            format!("The bank has confirmed the payment of {amount}. Everything is as before.")
        },
        go_on: |provider| format!("Go on at {provider}"),
        cancel: "Cancel this payment",
        again: "Try again",
        check_again: "Check again",
        to_account: "Back to my account",
        stranger: "To see your account, open the link that you received by e-mail.",
    },
    receipt: Receipt {
        title: "Receipt",
        number: "Number",
        paid_at: "Paid on",
        received: "Received",
        discount: "Early-payment discount",
        by: "Paid with",
        to: "Paid to",
        pays: "What it paid",
        credit: "In credit",
        left: "Still to pay",
        nothing_left: "Nothing. Everything is paid.",
        mailed: "We have e-mailed it to you, too.",
        pdf: "Receipt as PDF",
    },
    activity: Activity {
        title: "Activity",
        empty: "Nothing has happened yet.",
        older: "See earlier",
        newest: "Back to the latest",
        invoice: "Invoice",
        credit_note: "Credit note",
        void: "Invoice cancelled",
        correction: "Correction",
        paid: "Payment received",
        started: "Payment not finished",
        processing: "Payment on its way",
        failed: "Payment did not go through",
        cancelled: "Payment cancelled",
        expired: "Payment not finished in time",
        partly_refunded: "Payment partly refunded",
        refunded: "Payment refunded",
        charged_back: "Payment taken back by the bank",
        paid_elsewhere: "Paid another way",
        credit_used: "Credit used",
        refund: "Refund",
        chargeback: "Payment taken back by the bank",
        chargeback_won: "Payment returned by the bank",
        discount: "Early-payment discount",
        discount_gone: "Discount taken back",
        interest: "Late interest",
        fee: "Fee",
        waived: "Charge let go",
        written_off: "Part that need not be paid",
    },
    preferences: Preferences {
        title: "Settings",
        language: "Language",
        save: "Save language",
        share: "Is somebody else paying?",
        share_more: "Make a link so that somebody else can pay an invoice. They will see only the amount, the invoice number and who is paid.",
        share_which: "Invoice",
        share_make: "Make link",
        share_none: "There are no invoices to pay.",
        share_choose: "Choose the invoice that somebody else will pay",
        shared: "The link is ready",
        shared_more: |number, amount, until| format!("It pays invoice {number} ({amount}) and works until {until}."),
        shared_once: "Copy it now: for safety it is not shown again. You can always make another.",
        shared_label: "Link to pay",
        privacy: "Your data",
        privacy_more: "Only the data needed to pay your invoices is shown here. To correct or delete it, write to us.",
    },
    link: Link {
        gate: |creditor| format!("{creditor} sent you this link"),
        gate_more: "Continue to see the details and, if you wish, pay.",
        go_on: "Continue",
        gate_safe: "You need no account and no password.",
        new: "Get a new link",
        new_more: "Enter the e-mail address where you receive your invoices. We will send you a new link.",
        email: "E-mail address",
        email_hint: "The one where you receive your invoices.",
        email_wrong: "Enter a full e-mail address, for example name@example.com",
        send: "Send link",
        sent: "Check your e-mail",
        sent_more: "If that address is known to us, the link will arrive within minutes.",
        sent_nothing: "Nothing there? Look in the spam folder, or try another address.",
        pay_only: |creditor| format!("Payment to {creditor}"),
        payee: "Paid to",
        reference: "Invoice",
        settled: "There is nothing to pay",
        settled_more: |number| format!("Invoice {number} has been paid. Thank you."),
    },
    problem: Problems {
        not_found: (
            "We did not find this page",
            "The address may be incomplete. Go back to your account, or open the link in your e-mail.",
        ),
        dead_link: (
            "This link no longer works",
            "Links end after a while to protect your data. Ask for a new one; it arrives within minutes.",
        ),
        session_ended: (
            "The session has ended",
            "We closed it after a while without use, to protect your data. Open the link in your e-mail again, or ask for a new one.",
        ),
        provider_away: (
            "The payment service does not answer",
            "Nothing was charged. Try again in a few minutes, or pay another way.",
        ),
        too_many: "Too many tries",
        too_many_more: |m| {
            if m <= 1 { "Wait a minute and try again.".to_owned() } else { format!("Wait {m} minutes and try again.") }
        },
        foreign: (
            "We could not accept this",
            "The form did not come from this site. Nothing was changed. Go back to your account and try again.",
        ),
        bad_request: ("We could not read what was sent", "Nothing was changed. Go back and try again."),
        nothing_to_pay: (
            "There is nothing to pay",
            "What you chose is paid already, or a payment for it is on its way.",
        ),
        fault: (
            "Something failed on our side",
            "We have been told. Before you pay again, look under Activity whether the payment was recorded.",
        ),
        fault_id: "If you write to us, mention this number:",
        busy: ("Back in a moment", "The service is busy. Nothing was changed. Try again in a minute."),
        new_link: "Get a new link",
        to_account: "Go to my account",
        again: "Try again",
    },
};
