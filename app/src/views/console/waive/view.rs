//! `/console/debtors/{id}/charges/{invoice}`: letting late interest and fees go.

use crate::components::decisions::Requester;
use crate::components::forms::InvalidField;
use domain::format::AmountStyle;

/// An invoice's charges on the debtor's page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChargesRow {
    /// The invoice's number.
    pub number: String,
    /// Its interest until today; none: there is none.
    pub interest: Option<String>,
    /// Its fees; none: there are none.
    pub fees: Option<String>,
    /// Where they are let go.
    pub href: String,
}

/// The page that lets them go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaiveView {
    /// Its own address, and the form's.
    pub path: String,
    /// Whose invoice it is.
    pub whose: Requester,
    /// The invoice's number.
    pub number: String,
    /// The most of the interest, and what stands in its field; none: there is none.
    pub interest: Option<(String, String)>,
    /// The same of the fees.
    pub fees: Option<(String, String)>,
    /// Is the invoice in a plan?
    pub in_plan: bool,
    /// What stands in the field for the reason.
    pub reason: String,
    /// Makes a form that is sent twice do its work once.
    pub form_key: String,
    /// What is wrong with the form.
    pub wrong: Vec<InvalidField>,
    pub style: AmountStyle,
}
