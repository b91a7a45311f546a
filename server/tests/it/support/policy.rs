//! The creditor's policy, changed for a test.

use super::TestHouse;
use app::domain::policy::Policy;
use server::clock::Clock;
use server::store::policies;

impl TestHouse {
    /// Sets a new version of Norte's policy: the newest with a change.
    pub async fn set_policy(&self, change: impl FnOnce(&mut Policy)) {
        let (creditor, now) = (self.world.norte.id, self.clock.now());
        let mut db = self.house.store.read().await.expect("a reader");
        let mut policy = policies::newest(&mut db, creditor).await.expect("a policy").policy;
        drop(db);
        change(&mut policy);
        policy.check().expect("a policy that makes sense");
        self.house
            .store
            .write(move |db| {
                let policy = policy.clone();
                Box::pin(async move { policies::add(db, creditor, &policy, "a test", now).await })
            })
            .await
            .expect("a new version");
    }
}
