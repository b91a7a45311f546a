//! The words of letters, in English.

use super::MailWords;
use crate::mail::notice::About;
use crate::mail::{
    agreed, answered, asked, code, dispute, layout, new_link, notice, payment_link, receipt, refund, reminder, rows,
};
use app::i18n::ended;
use services::agreements::jobs::Confirms;

pub(super) static WORDS: MailWords = MailWords {
    agreed: agreed::Words {
        subject: |creditor| format!("{creditor}: your agreement"),
        lead: |creditor| format!("This is what you agreed with {creditor}:"),
        button: "View agreement",
        attached: "The agreement is attached as a PDF, with its seal.",
        pdf: "agreement.pdf",
        calendar: "calendar.ics",
    },
    asked: asked::Words {
        subject: |creditor| format!("{creditor}: we have received your request"),
        lead: |creditor| format!("{creditor} has received your request:"),
        more: |until| {
            format!("A person is looking at it and will answer by {until}. Until then everything stays as it was.")
        },
        button: "View your request",
    },
    answered: answered::Words {
        subject: |creditor| format!("{creditor}: the answer to your request"),
        countered: |creditor, until| {
            format!("{creditor} offers you something else. If it suits you, confirm it by {until}:")
        },
        declined: |creditor| format!("{creditor} cannot agree to this request. Everything stays as it was."),
        button: "View the answer",
    },
    code: code::Words {
        subject: |creditor| format!("{creditor}: your confirmation code"),
        lead: |confirms| {
            let what = match confirms {
                Some(Confirms::Settlement) => "a settlement".to_owned(),
                Some(Confirms::Plan { payments }) => format!("a plan of {payments} payments"),
                Some(Confirms::Extension) => "a later due date".to_owned(),
                None => "your agreement".to_owned(),
            };
            format!(
                "This is the code to confirm {what}. Enter it only if that is what the page shows that you left open:"
            )
        },
        minutes: |minutes| format!("It works once, for {minutes} minutes."),
        keep: "Do not share it with anyone: we never ask for it by phone or message. If you did not ask for it, there is nothing to do.",
    },
    dispute: dispute::Words {
        made_subject: |creditor| format!("{creditor}: we have received your report"),
        made_lead: |creditor, number| format!("{creditor} has received what you told us about invoice {number}."),
        made_until: |until| format!("A person is reviewing it and will answer by {until}."),
        made_more: |until, amount| {
            format!("A person is reviewing it and will answer by {until}. Meanwhile {amount} is not charged.")
        },
        answer_subject: |creditor| format!("{creditor}: the answer to your report"),
        upheld_lead: |creditor, number, amount| {
            format!("{creditor} agrees with you about invoice {number}: {amount} is no longer charged.")
        },
        settles: |amount| format!("By your settlement {amount} is still to be paid for it."),
        part_lead: |creditor, number, amount, rest| {
            format!(
                "{creditor} agrees with you in part about invoice {number}: {amount} is no longer charged. The other {rest} is owed again."
            )
        },
        rejected_lead: |creditor, number| {
            format!("{creditor} has reviewed what you told us about invoice {number}. The amount is still open.")
        },
        button: "View your report",
    },
    layout: layout::Words {
        hello: |name| format!("Hello {name},"),
        regards: |creditor| format!("Kind regards, {creditor}"),
        questions: |contact| {
            let how = if contact.contains('@') { "Write to" } else { "Call" };
            format!("Any questions? {how} {contact}")
        },
        why: |creditor| ended(format!("You receive this message because you are a customer of {creditor}")),
        never_ask: "We will never ask for your card details by e-mail.",
        or_copy: "If the button does not work, copy this address into your browser:",
    },
    new_link: new_link::Words {
        subject: |creditor| format!("{creditor}: your new link"),
        lead: |creditor| ended(format!("Here is the new link to your account with {creditor}")),
        button: "View my account",
        until: |date| format!("The link works until {date}."),
        not_you: "If you did not ask for it, there is nothing to do.",
    },
    notice: notice::Words {
        subject: |creditor, about| {
            let about = match about {
                About::Agreement => "your agreement",
                About::Request => "your request",
                About::Pause => "your break",
                About::Payment => "your payment",
            };
            format!("{creditor}: a note about {about}")
        },
        late: |amount, until| {
            format!("A payment of your plan has not arrived: {amount}. If you pay it by {until}, nothing changes.")
        },
        late_more: "If you cannot pay by then, write to us before that day: we'll find another date together.",
        late_last: |amount, until| {
            format!("{amount} of your plan is missing. There is still time: if you pay by {until}, the plan resumes.")
        },
        late_last_more: "After that day the plan ends and each invoice goes back to its own date. What you paid is kept.",
        plan_kept: "Your plan is complete. Thank you for keeping it.",
        plan_broken: "Your plan has ended because a payment was missing. Each invoice goes back to its own date.",
        plan_broken_more: "Everything you paid is kept. If you need another way, see your account or write to us.",
        promise_kept: "We received what you promised. Thank you.",
        promise_broken: "The payment that you told us of has not arrived yet. That can happen.",
        promise_broken_more: "Nothing else changes: you can pay whenever you like, pay in parts, or see other options.",
        settlement_ended: "The last day to settle with a single payment is over, and that agreement no longer holds.",
        settlement_ended_more: "What you paid is kept. Your account shows other options.",
        lapsed: "What we offered you has ended without an answer. Everything stays as it was.",
        lapsed_more: "If it still suits you, you can ask for it again.",
        space_begun: |date| format!("Your break has begun and lasts until {date}. You need not do anything."),
        space_begun_more: "While it lasts there are no reminders and nothing is added, nor charged later.",
        space_ended: "Your break has ended. Nothing was added while it lasted, and nothing will be charged for it later.",
        space_ended_more: "You can pay little by little, ask for more time, or talk to a person.",
        see_agreement: "View agreement",
        see_request: "View your request",
        see_pause: "View your break",
        not_needed: |amount| {
            format!(
                "The voucher of {amount} need not be paid any more: what it was for is no longer owed, or less of it is. We have cancelled it."
            )
        },
        not_needed_more: "Please do not pay it. If you have paid it, the money is yours in credit. What is left to pay today is on your account.",
        voucher_ended: |amount| format!("The voucher of {amount} was not paid in time and can no longer be paid."),
        voucher_ended_more: "Please do not use it any more. You can pay in another way or get a new one.",
        see_payment: "View the payment",
    },
    payment_link: payment_link::Words {
        subject: |creditor| format!("{creditor}: your link to your account"),
        lead: |creditor| {
            format!(
                "With this link you can see your account with {creditor}: every invoice in detail, and the ways to pay. You need no password."
            )
        },
        button: "View my account",
        until: |date| format!("The link works until {date}. After that you can ask for another on the same page."),
        not_you: "If this message is not for you, please delete it and do not share the link.",
    },
    receipt: receipt::Words {
        subject: |creditor| format!("{creditor}: your receipt"),
        lead: |amount, creditor| format!("{creditor} received your payment of {amount}. Thank you very much."),
        number: "Receipt",
        paid_at: "Paid on",
        method: "Paid with",
        amount: "Amount",
        discount: "Early-payment discount",
        settled: "Settlement",
        pays: "Applied to",
        credit: |credit| format!("You have {credit} in credit. It can be used for an invoice or paid back."),
        button: "View receipt",
    },
    refund: refund::Words {
        subject: |creditor| format!("{creditor}: a refund for you"),
        lead: |amount, creditor| format!("{creditor} has refunded {amount} to you."),
        of: |number| format!("It belongs to the payment with receipt {number}."),
        open: |number, left| format!("Invoice {number}: {left}."),
        takes: "The money goes back to where it came from and can take up to 10 working days to show.",
        button: "View payment",
    },
    reminder: reminder::Words {
        subject: |creditor| format!("{creditor}: a reminder"),
        overdue: "This is overdue. You can pay it now, pay in parts, or ask for more time:",
        both: "This is overdue or due soon. You can pay it now, pay in parts, or ask for more time:",
        soon: "This is due soon:",
        offer: "This ends soon:",
        settle_until: |until| format!("this payment settles it, by {until}"),
        button: "View your options",
        crossed: "If you have paid already, there is nothing to do: your payment is on its way.",
        stop: "Stop reminders",
    },
    rows: rows::Words {
        invoice: |number| format!("Invoice {number}"),
        instalment: |n, of, invoices| format!("Payment {n} of {of} ({invoices})"),
        down: |invoices| format!("Down payment ({invoices})"),
        due: |date| format!("due on {date}"),
        due_today: "due today",
        was_due: |date| format!("was due on {date}"),
        less_until: |pay, off, until| format!("{pay} if you pay by {until}: {off} less"),
    },
};
