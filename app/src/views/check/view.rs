//! "Check your answers" before anything binding.

use crate::components::forms::HiddenField;
use crate::components::schedule::ScheduleView;
use crate::components::terms::CheckRow;
use crate::components::verification::CheckNext;
use domain::agreement::AgreementKind;

/// The same address with `check=1`: what would be agreed, in the words that will be frozen. Its POST
/// goes to `/plans`, `/extensions`, `/promises` or `/settlements`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckView {
    /// What would be agreed.
    pub kind: AgreementKind,
    /// Where the form posts to.
    pub action: String,
    /// Its hidden fields, `form_key` among them.
    pub hidden: Vec<HiddenField>,
    /// The answers; from the text of the agreement.
    pub rows: Vec<CheckRow>,
    /// What will be frozen; from the text of the agreement.
    pub text: Vec<String>,
    /// What happens if it is not kept; from the text of the agreement.
    pub if_not: Vec<String>,
    /// The promises whose place it takes: amount and day.
    pub replaces: Vec<(String, String)>,
    /// The schedule of a plan.
    pub schedule: Option<ScheduleView>,
    /// Back to the form, with everything filled in.
    pub change_href: String,
    /// What follows the button.
    pub next: CheckNext,
    /// Something changed since the page was opened, so please check again.
    pub changed: bool,
}
