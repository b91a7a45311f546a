//! Keeps what took long to work out.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, PoisonError, RwLock};

/// More than all locales of our languages with all their currencies. Locales come from imported
/// files; past this number nothing more is kept, it is only slower.
const MAX_KEPT: usize = 4096;

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
        if map.len() < MAX_KEPT {
            map.insert(key, Arc::clone(&value));
        }
        value
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::Cell;

    #[test]
    fn each_is_made_once_and_memory_is_bounded() {
        let cache = Cache::<usize, usize>::new();
        let made = Cell::new(0);
        let get = |key| {
            cache.get(key, |key| {
                made.set(made.get() + 1);
                key * 2
            })
        };
        let first = get(7);
        assert!(Arc::ptr_eq(&first, &get(7)) && *first == 14 && made.get() == 1);
        for key in 0..2 * MAX_KEPT {
            assert_eq!(*get(key), key * 2);
        }
        assert_eq!(cache.0.read().expect("the values").as_ref().map(HashMap::len), Some(MAX_KEPT));
        assert!(Arc::ptr_eq(&first, &get(7)));
    }
}
