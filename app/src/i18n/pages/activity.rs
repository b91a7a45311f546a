//! The words of `/activity`.

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
    pub credit_returned: &'static str,
    pub credited: &'static str,
    pub refund: &'static str,
    pub chargeback: &'static str,
    pub chargeback_won: &'static str,
    pub discount: &'static str,
    pub discount_gone: &'static str,
    pub interest: &'static str,
    pub agreement_price: &'static str,
    pub fee: &'static str,
    pub waived: &'static str,
    pub written_off: &'static str,
    /// What a settlement gave up.
    pub settled: &'static str,
}
