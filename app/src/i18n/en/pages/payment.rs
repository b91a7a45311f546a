//! The words of `/payments/{id}` and its receipt, in English.

use crate::i18n::pages::payment::{Payment, Receipt};

pub const PAYMENT: Payment = Payment {
    started: "This payment is not finished",
    started_more: |amount, provider| {
        format!(
            "The payment of {amount} with {provider} was started but is not complete yet. We have received no money."
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
            "Pay {amount} in cash with this voucher, by {until} at the latest. After you pay, it can take up to a day for us to know."
        )
    },
    voucher_more: |amount| {
        format!("Pay {amount} in cash with this voucher. After you pay, it can take up to a day for us to know.")
    },
    voucher_show: "View voucher",
    voucher_number: "Payment number",
    instead: "Pay another way",
    instead_more: "The voucher will stop working; please do not pay it afterwards.",
    kept: "This payment can no longer be changed: the money has arrived or is on its way.",
    left: "Nothing was charged",
    left_more: |amount, provider| {
        format!("The payment of {amount} with {provider} was not made. You can try again whenever you like.")
    },
    choose_again: "Choose how to pay",
    bank_debit_more: |amount| format!("The bank is processing {amount}. It usually takes a few working days."),
    review_more: |amount, provider| {
        format!("{provider} is reviewing the payment of {amount}. It usually takes less than a day.")
    },
    do_not_pay_again: "There is no need to pay again.",
    will_tell: "We will e-mail you when the money arrives. You can close this page.",
    can_close: "You can close this page, and open it again with the same link.",
    paid: "Payment received",
    paid_more: |amount| format!("We received {amount}. Thank you very much."),
    failed: "The payment did not go through",
    failed_more: |amount| {
        format!(
            "We did not receive {amount}. If your bank shows a charge, it usually disappears within days. You can try again or pay another way."
        )
    },
    cancelled: "Payment cancelled",
    voucher_cancelled: "The voucher was cancelled",
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
    chargeback_won_more: |amount| format!("The bank has confirmed the payment of {amount}. Everything is as before."),
    go_on: |provider| format!("Continue at {provider}"),
    again: "Try again",
    check_again: "Check again",
    to_account: "Back to my account",
    stranger: "To see your account, open the link that you received by e-mail.",
};

pub const RECEIPT: Receipt = Receipt {
    title: "Receipt",
    number: "Number",
    paid_at: "Paid on",
    received: "Received",
    discount: "Early-payment discount",
    settled: "Settlement",
    by: "Paid with",
    to: "Paid to",
    pays: "Applied to",
    credit: "In credit",
    left: "Still to pay",
    mailed: "We have e-mailed it to you, too.",
    pdf: "Receipt as PDF",
    file: "receipt",
};
