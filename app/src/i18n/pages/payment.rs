//! The words of `/payments/{id}` and its receipt.

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
    pub voucher_show: &'static str,
    pub voucher_number: &'static str,
    /// Takes the voucher back and chooses anew.
    pub instead: &'static str,
    pub instead_more: &'static str,
    /// It could not be taken back.
    pub kept: &'static str,
    pub left: &'static str,
    /// The amount, the provider.
    pub left_more: fn(&str, &str) -> String,
    pub choose_again: &'static str,
    pub bank_debit_more: fn(&str) -> String,
    pub review_more: fn(&str, &str) -> String,
    pub do_not_pay_again: &'static str,
    pub will_tell: &'static str,
    /// To somebody whom nobody can write to.
    pub can_close: &'static str,
    pub paid: &'static str,
    pub paid_more: fn(&str) -> String,
    pub failed: &'static str,
    pub failed_more: fn(&str) -> String,
    pub cancelled: &'static str,
    /// A voucher was taken back.
    pub voucher_cancelled: &'static str,
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
    /// What a settlement gave up.
    pub settled: &'static str,
    pub by: &'static str,
    pub to: &'static str,
    pub pays: &'static str,
    pub credit: &'static str,
    pub left: &'static str,
    pub mailed: &'static str,
    /// The receipt as a file.
    pub pdf: &'static str,
    /// What its file is called, before whom, when and which.
    pub file: &'static str,
}
