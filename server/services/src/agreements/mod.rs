//! Agreeing: what a debtor wishes becomes terms by the creditor's policy, and terms that were seen
//! and proved become a sealed agreement with everything that follows from it, in one transaction.
//!
//! The domain decides ([`domain::quote`], [`domain::remainder`], [`domain::counter_offer`]), [`wording`] puts it into
//! words, [`accept`] writes, [`answer`] is how staff decide what the policy does not, [`effect`] what that will change, [`follow`]
//! what becomes of it, [`revise`] how it changes, [`ending`] how it ends, [`reopening`] why it holds again, [`extending`]
//! when a due date moves, [`settling`] when the rest of a debt is given up, [`papers`] makes the documents. [`preview`]
//! says whom another policy would change something for. [`crate::disputes`] is what a debtor disputes, [`waive`] lets charges
//! go, [`excess`] keeps a price that a person was told.

pub mod accept;
pub mod answer;
pub mod breathing_space;
pub mod effect;
pub mod ending;
pub mod excess;
pub mod extending;
pub mod fingerprint;
pub mod follow;
pub mod jobs;
pub mod papers;
pub mod preview;
pub mod reopening;
pub mod revise;
pub mod settling;
pub mod verification;
pub mod waive;
pub mod wording;
