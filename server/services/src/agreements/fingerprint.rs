//! The fingerprint of what is on a page: it travels in the form, so that what is accepted is what was seen.

use domain::agreement::Terms;
use sha2::{Digest, Sha256};

/// The fingerprint of terms and words.
#[must_use]
pub fn fingerprint(terms: &Terms, text: &str) -> String {
    let mut hasher = Sha256::new();
    // Every field of the terms is data of ours; there is no value that could not be written.
    hasher.update(serde_json::to_vec(terms).unwrap_or_default());
    hasher.update([0]);
    hasher.update(text.as_bytes());
    hex::encode(hasher.finalize())
}
