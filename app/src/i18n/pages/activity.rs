//! The words of `/activity`.

/// `/activity`
#[derive(Debug)]
pub struct Activity {
    pub title: &'static str,
    pub empty: &'static str,
    pub empty_filter: &'static str,
    /// Below the rows, where there are older ones.
    pub older: &'static str,
    /// What the choice of rows is, for those who do not see it.
    pub filter: &'static str,
    pub all: &'static str,
    pub payments: &'static str,
    pub charges: &'static str,
    /// Before what is owed after a row.
    pub balance: &'static str,
    pub statement: &'static str,
    pub statement_more: &'static str,
    pub from: &'static str,
    pub to: &'static str,
    pub as_pdf: &'static str,
    pub as_csv: &'static str,
    /// The name of the file, without its ending.
    pub file: &'static str,
    /// The days had more movements than a PDF can hold.
    pub too_long: &'static str,
    pub invoice: &'static str,
    pub credit_note: &'static str,
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
    /// As the statement calls it.
    pub accrued: &'static str,
    pub waived: &'static str,
    pub written_off: &'static str,
    /// What a settlement gave up.
    pub settled: &'static str,
}
