//! The memory for bodies of requests: however many are sent at once, together they hold no more than this.
//!
//! A body takes memory as it arrives, never by the length that its sender claims: who sends slowly holds little. The first
//! 64 KiB of each are covered by the cap on connections; what goes beyond comes out of a common budget. So forms and almost
//! all callbacks never wait for anybody.

use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::timeout;

/// What each body may hold beside the budget.
const OWN_KIB: usize = 64;
/// How long a body waits for memory, in a portal.
pub const TURN: Duration = Duration::from_secs(4);

/// The budget of all bodies of a kind.
#[derive(Debug, Clone)]
pub struct BodyMemory {
    budget: Arc<Semaphore>,
    /// How long a body waits for its turn.
    turn: Duration,
}

/// There was no memory for long.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("too much is being sent at once")]
pub struct OutOfMemory;

/// What one body holds; given back when it is dropped.
#[derive(Debug)]
pub struct BodyShare {
    budget: Arc<Semaphore>,
    turn: Duration,
    held: Option<OwnedSemaphorePermit>,
    bytes: usize,
}

impl BodyMemory {
    /// A budget in KiB, for which a body waits so long.
    #[must_use]
    pub fn of_kib(kib: usize, turn: Duration) -> Self {
        Self { budget: Arc::new(Semaphore::new(kib)), turn }
    }

    /// A body that holds nothing yet.
    #[must_use]
    pub fn share(&self) -> BodyShare {
        BodyShare { budget: Arc::clone(&self.budget), turn: self.turn, held: None, bytes: 0 }
    }
}

impl BodyShare {
    /// Takes memory for so many bytes more; waits a moment for it if there is too little.
    ///
    /// # Errors
    /// [`OutOfMemory`] if others held it all the while.
    pub async fn grow(&mut self, bytes: usize) -> Result<(), OutOfMemory> {
        let all = self.bytes.saturating_add(bytes);
        let held = self.held.as_ref().map_or(0, OwnedSemaphorePermit::num_permits);
        let wanted = all.div_ceil(1024).saturating_sub(OWN_KIB + held);
        if wanted > 0 {
            let wanted = u32::try_from(wanted).map_err(|_| OutOfMemory)?;
            let turn = timeout(self.turn, Arc::clone(&self.budget).acquire_many_owned(wanted)).await;
            let Ok(Ok(more)) = turn else { return Err(OutOfMemory) };
            match &mut self.held {
                Some(held) => held.merge(more),
                None => self.held = Some(more),
            }
        }
        self.bytes = all;
        Ok(())
    }

    /// Gives back what so many bytes held.
    pub fn shrink(&mut self, bytes: usize) {
        self.bytes = self.bytes.saturating_sub(bytes);
        let needed = self.bytes.div_ceil(1024).saturating_sub(OWN_KIB);
        if let Some(held) = &mut self.held {
            drop(held.split(held.num_permits().saturating_sub(needed)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn bodies_take_what_has_arrived_and_give_it_back() {
        let memory = BodyMemory::of_kib(100, Duration::ZERO);
        let mut slow: Vec<BodyShare> = (0..1000).map(|_| memory.share()).collect();
        for share in &mut slow {
            share.grow(OWN_KIB * 1024).await.expect("its own");
        }
        let mut large = memory.share();
        for _ in 0..164 {
            large.grow(1024).await.expect("the budget");
        }
        assert_eq!(large.grow(1024).await, Err(OutOfMemory));
        assert_eq!(memory.share().grow(65 * 1024).await, Err(OutOfMemory));
        memory.share().grow(64 * 1024).await.expect("a form waits for nobody");
        large.shrink(50 * 1024);
        memory.share().grow((64 + 50) * 1024).await.expect("a part was given back");
        drop(large);
        memory.share().grow(164 * 1024).await.expect("it was given back");
    }
}
