//! `/l/{token}`: before a link is used.

/// `GET /l/{token}`: who is asking, and one button. No personal data. The name comes from the frame.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GateView {
    /// Where the button posts to: the same path, with `?lang=` if it was chosen.
    pub action: String,
    /// The link only pays one invoice: whoever it is of may have shared it.
    pub pay_only: bool,
}
