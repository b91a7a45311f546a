//! The creditor's policy, changed for a test.

use super::TestApp;
use domain::audit::Who;
use domain::id::AuditId;
use domain::policy::Policy;
use domain::set_off::CreditRule;
use services::clock::Clock;
use std::sync::Arc;
use store::policies;

impl TestApp {
    /// Sets a new version of Norte's policy: the newest with a change.
    pub async fn set_policy(&self, change: impl FnOnce(&mut Policy)) {
        let (creditor, now) = (self.world.norte.id, self.clock.now());
        let mut db = self.portal.services.store.read().await.expect("a reader");
        let mut policy = policies::newest(&mut db, creditor).await.expect("a policy").policy;
        drop(db);
        change(&mut policy);
        policy.check().expect("a policy that makes sense");
        let ids = Arc::clone(&self.portal.services.ids);
        self.portal
            .services
            .store
            .write((policy, ids), move |db, (policy, ids)| {
                Box::pin(async move {
                    let by = Who::CommandLine("a test".to_owned());
                    policies::add(db, AuditId::new(ids.uuid(now)), creditor, policy, &by, now).await
                })
            })
            .await
            .expect("a new version");
    }

    /// What is in a debtor's favour stays there, for tests of how it comes about.
    pub async fn credit_waits_for_staff(&self) {
        self.set_policy(|policy| policy.credit = CreditRule::Staff).await;
    }
}
