//! Keeps what took long to work out.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, PoisonError, RwLock};

/// More than all locales of our languages with all their currencies. Locales come from imported
/// files; past this number nothing more is kept, it is only slower.
const MOST: usize = 4096;

/// Values by key; made once, never dropped.
pub(super) struct Cache<K, V>(RwLock<Option<HashMap<K, Arc<V>>>>);

impl<K: Eq + Hash, V> Cache<K, V> {
    pub(super) const fn new() -> Self {
        Self(RwLock::new(None))
    }

    pub(super) fn get(&self, key: K, make: impl FnOnce(&K) -> V) -> Arc<V> {
        let kept = self.0.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(value) = kept.as_ref().and_then(|map| map.get(&key)) {
            return Arc::clone(value);
        }
        drop(kept);
        // Two threads may both make it; they make the same.
        let value = Arc::new(make(&key));
        let mut kept = self.0.write().unwrap_or_else(PoisonError::into_inner);
        let map = kept.get_or_insert_default();
        if map.len() < MOST {
            map.insert(key, Arc::clone(&value));
        }
        value
    }
}
