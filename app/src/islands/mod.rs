//! The only code that runs in a browser. Every page works without it.
//!
//! An island renders on the server what is true without script, and nothing that would be a lie if
//! script never came. Props are small; amounts are computed by the domain's own code.

mod copy_share;
mod live_status;
mod pay_chooser;
mod plan_simulator;

pub use copy_share::CopyShare;
pub use live_status::LiveStatus;
pub use pay_chooser::{PayChooser, Tickable, tickable};
pub use plan_simulator::{Packed, PlanSimulator, packed};
