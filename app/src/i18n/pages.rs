//! The words of pages, page by page.

/// The words of pages.
#[derive(Debug)]
pub struct PageWords {
    pub shell: Shell,
    /// What is said of a dispute.
    pub disputed: &'static super::disputes::DisputeWords,
    pub state: InvoiceStateWords,
    pub account: Account,
    pub invoice: Invoice,
    pub choose: Choose,
    pub confirm: Confirm,
    pub method: Methods,
    pub payment: Payment,
    pub receipt: Receipt,
    pub activity: Activity,
    pub preferences: Preferences,
    pub link: Link,
    pub problem: Problems,
}

/// Around every page.
#[derive(Debug)]
pub struct Shell {
    pub skip: &'static str,
    pub sections: &'static str,
    pub account: &'static str,
    pub activity: &'static str,
    pub preferences: &'static str,
    pub language: &'static str,
    pub help: &'static str,
    pub privacy: &'static str,
    pub sign_out: &'static str,
    pub back: &'static str,
    pub problem_title: &'static str,
    pub error_prefix: &'static str,
}

/// Where an invoice stands.
#[derive(Debug)]
pub struct InvoiceStateWords {
    pub open: &'static str,
    pub due_soon: &'static str,
    pub overdue: &'static str,
    pub extended: &'static str,
    pub in_plan: &'static str,
    pub disputed: &'static str,
    pub paid: &'static str,
    pub credit: &'static str,
    pub void: &'static str,
    pub processing: &'static str,
    pub due_on: fn(&str) -> String,
    pub due_today: &'static str,
    pub due_in: fn(i64) -> String,
    pub late_by: fn(i64) -> String,
}

/// `/`
#[derive(Debug)]
pub struct Account {
    pub title: &'static str,
    pub account_of: fn(&str) -> String,
    pub owed: &'static str,
    pub overdue: fn(usize) -> String,
    pub due_soon: fn(usize) -> String,
    pub on_its_way: &'static str,
    pub next_overdue: fn(i64) -> String,
    pub next_due_soon: fn(i64) -> String,
    pub next_due: fn(&str) -> String,
    pub pay: fn(&str) -> String,
    pub pay_overdue: fn(&str) -> String,
    pub pay_due_soon: fn(&str) -> String,
    pub pay_all: fn(&str) -> String,
    pub choose: &'static str,
    pub invoices: &'static str,
    pub of_total: fn(&str) -> String,
    pub settled: &'static str,
    pub nothing_owed: &'static str,
    pub nothing_owed_more: &'static str,
    pub credit: fn(&str) -> String,
    pub credit_more: &'static str,
    pub open_title: &'static str,
    pub open_more: fn(&str, &str, &str) -> String,
    pub open_continue: &'static str,
    pub open_cancel: &'static str,
    pub open_see: &'static str,
    pub processing_more: fn(&str, &str) -> String,
    pub cancelled: &'static str,
    pub could_not_cancel: &'static str,
    pub language_saved: &'static str,
}

/// `/invoices/{id}`
#[derive(Debug)]
pub struct Invoice {
    pub title: fn(&str) -> String,
    pub credit_note: fn(&str) -> String,
    pub left: &'static str,
    pub left_credit: &'static str,
    pub paid_whole: &'static str,
    pub void_text: &'static str,
    pub credit_text: &'static str,
    pub pay: fn(&str) -> String,
    pub pay_part: &'static str,
    pub what_for: &'static str,
    pub description: &'static str,
    pub quantity: &'static str,
    pub net: &'static str,
    pub tax: &'static str,
    pub tax_of: fn(&str) -> String,
    pub subtotal: &'static str,
    pub total: &'static str,
    pub movements: &'static str,
    pub date: &'static str,
    pub what: &'static str,
    pub amount: &'static str,
    pub issued: &'static str,
    pub due: &'static str,
    pub reference: &'static str,
    pub terms: &'static str,
    pub download_xml: &'static str,
    pub by_transfer: &'static str,
    pub account: &'static str,
    pub holder: &'static str,
    pub bank: &'static str,
    pub payment_reference: &'static str,
    pub transfer_hint: &'static str,
    pub processing: fn(&str) -> String,
    pub open: fn(&str) -> String,
    pub see_payment: &'static str,
    pub no_movements: &'static str,
    pub payment: &'static str,
    pub paid_elsewhere: &'static str,
    pub credit_used: &'static str,
    pub credited: &'static str,
    pub refund: &'static str,
    pub chargeback: &'static str,
    pub chargeback_won: &'static str,
    pub voided: &'static str,
    pub correction: &'static str,
    pub discount: &'static str,
    pub discount_gone: &'static str,
    pub interest: &'static str,
    pub fee: &'static str,
    pub waived: &'static str,
    pub written_off: &'static str,
}

/// `/pay`
#[derive(Debug)]
pub struct Choose {
    pub title: &'static str,
    pub title_in: fn(&str) -> String,
    pub currencies: &'static str,
    pub which: &'static str,
    pub how_much: &'static str,
    pub everything: &'static str,
    pub everything_hint: &'static str,
    pub part: &'static str,
    pub part_hint: fn(&str) -> String,
    pub amount: fn(&str) -> String,
    pub go_on: &'static str,
    pub nothing: &'static str,
}

/// `/pay/confirm`
#[derive(Debug)]
pub struct Confirm {
    pub title: &'static str,
    pub amount: &'static str,
    pub pays: &'static str,
    pub pays_many: fn(usize) -> String,
    pub left_on: fn(&str) -> String,
    pub settles: &'static str,
    pub left: &'static str,
    pub nothing_left: &'static str,
    pub change: &'static str,
    pub changed: &'static str,
    pub how: &'static str,
    pub next: &'static str,
    pub no_method: &'static str,
    pub no_method_more: &'static str,
}

/// Ways to pay.
#[derive(Debug)]
pub struct Methods {
    /// With the amount.
    pub pay: fn(&str) -> String,
    /// With the amount and the provider's name.
    pub pay_with: fn(&str, &str) -> String,
    pub by: fn(&str) -> String,
    pub card: &'static str,
    pub wallet: &'static str,
    pub oxxo: &'static str,
    pub boleto: &'static str,
    pub pix: &'static str,
    pub bank_debit: &'static str,
    /// An account with the provider of this name.
    pub account: fn(&str) -> String,
    pub not_now: fn(&str) -> String,
    pub currency: fn(&str) -> String,
    pub too_small: fn(&str) -> String,
    pub too_large: fn(&str) -> String,
    pub step: &'static str,
    pub away: &'static str,
}

/// `/payments/{id}`
#[derive(Debug)]
pub struct Payment {
    pub started: &'static str,
    /// The amount, the provider.
    pub started_more: fn(&str, &str) -> String,
    pub checking: &'static str,
    pub checking_more: fn(&str, &str) -> String,
    pub processing: &'static str,
    pub processing_more: fn(&str, &str) -> String,
    pub voucher: &'static str,
    /// The amount, then the last day.
    pub voucher_until: fn(&str, &str) -> String,
    pub voucher_more: fn(&str) -> String,
    pub bank_debit_more: fn(&str) -> String,
    pub review_more: fn(&str, &str) -> String,
    pub do_not_pay_again: &'static str,
    pub will_tell: &'static str,
    pub paid: &'static str,
    pub paid_more: fn(&str) -> String,
    pub failed: &'static str,
    pub failed_more: fn(&str) -> String,
    pub cancelled: &'static str,
    pub cancelled_more: fn(&str) -> String,
    pub expired: &'static str,
    pub expired_more: fn(&str) -> String,
    pub partly_refunded: &'static str,
    pub partly_refunded_more: fn(&str, &str) -> String,
    pub refunded: &'static str,
    pub refunded_more: fn(&str) -> String,
    pub refund_takes: &'static str,
    pub charged_back: &'static str,
    pub charged_back_more: fn(&str) -> String,
    pub chargeback_won_more: fn(&str) -> String,
    pub go_on: fn(&str) -> String,
    pub cancel: &'static str,
    pub again: &'static str,
    pub check_again: &'static str,
    pub to_account: &'static str,
    pub stranger: &'static str,
}

/// The receipt on `/payments/{id}`.
#[derive(Debug)]
pub struct Receipt {
    pub title: &'static str,
    pub number: &'static str,
    pub paid_at: &'static str,
    pub received: &'static str,
    pub discount: &'static str,
    pub by: &'static str,
    pub to: &'static str,
    pub pays: &'static str,
    pub credit: &'static str,
    pub left: &'static str,
    pub nothing_left: &'static str,
    pub mailed: &'static str,
    /// The receipt as a file.
    pub pdf: &'static str,
}

/// `/activity`
#[derive(Debug)]
pub struct Activity {
    pub title: &'static str,
    pub empty: &'static str,
    pub older: &'static str,
    pub newest: &'static str,
    pub invoice: &'static str,
    pub credit_note: &'static str,
    pub void: &'static str,
    pub correction: &'static str,
    pub paid: &'static str,
    pub started: &'static str,
    pub processing: &'static str,
    pub failed: &'static str,
    pub cancelled: &'static str,
    pub expired: &'static str,
    pub partly_refunded: &'static str,
    pub refunded: &'static str,
    pub charged_back: &'static str,
    pub paid_elsewhere: &'static str,
    pub credit_used: &'static str,
    pub credited: &'static str,
    pub refund: &'static str,
    pub chargeback: &'static str,
    pub chargeback_won: &'static str,
    pub discount: &'static str,
    pub discount_gone: &'static str,
    pub interest: &'static str,
    pub fee: &'static str,
    pub waived: &'static str,
    pub written_off: &'static str,
}

/// `/preferences`
#[derive(Debug)]
pub struct Preferences {
    pub title: &'static str,
    pub language: &'static str,
    pub save: &'static str,
    pub share: &'static str,
    pub share_more: &'static str,
    pub share_which: &'static str,
    pub share_make: &'static str,
    pub share_none: &'static str,
    pub share_choose: &'static str,
    pub shared: &'static str,
    /// The invoice's number, the amount, the last day.
    pub shared_more: fn(&str, &str, &str) -> String,
    pub shared_once: &'static str,
    pub shared_label: &'static str,
    pub privacy: &'static str,
    pub privacy_more: &'static str,
}

/// `/l/{token}`, `/link`, and `/` with a pay-only link.
#[derive(Debug)]
pub struct Link {
    pub gate: fn(&str) -> String,
    pub gate_more: &'static str,
    pub go_on: &'static str,
    pub gate_safe: &'static str,
    pub new: &'static str,
    pub new_more: &'static str,
    pub email: &'static str,
    pub email_hint: &'static str,
    pub email_wrong: &'static str,
    pub send: &'static str,
    pub sent: &'static str,
    pub sent_more: &'static str,
    pub sent_nothing: &'static str,
    pub pay_only: fn(&str) -> String,
    pub payee: &'static str,
    pub reference: &'static str,
    pub settled: &'static str,
    pub settled_more: fn(&str) -> String,
}

/// Pages instead of the one that was asked for: a title, and what to do.
#[derive(Debug)]
pub struct Problems {
    pub not_found: (&'static str, &'static str),
    pub dead_link: (&'static str, &'static str),
    pub session_ended: (&'static str, &'static str),
    pub provider_away: (&'static str, &'static str),
    pub too_many: &'static str,
    pub too_many_more: fn(i64) -> String,
    pub foreign: (&'static str, &'static str),
    pub bad_request: (&'static str, &'static str),
    pub nothing_to_pay: (&'static str, &'static str),
    pub fault: (&'static str, &'static str),
    pub fault_id: &'static str,
    pub busy: (&'static str, &'static str),
    pub new_link: &'static str,
    pub to_account: &'static str,
    pub again: &'static str,
}
