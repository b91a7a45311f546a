use super::JobError;
use crate::store::jobs::Taken;
use crate::wiring::House;
use app::domain::id::{DebtorId, LinkId, PaymentId};
use app::domain::money::Money;
use chrono::{DateTime, Utc};
use std::sync::Arc;
pub(super) async fn receipt(_h: &Arc<House>, _j: &Taken, _p: PaymentId) -> Result<(), JobError> { Ok(()) }
pub(super) async fn refund(_h: &Arc<House>, _j: &Taken, _p: PaymentId, _a: Money) -> Result<(), JobError> { Ok(()) }
pub(super) async fn link(_h: &Arc<House>, _j: &Taken, _d: DebtorId, _l: LinkId, _a: bool, _e: DateTime<Utc>) -> Result<(), JobError> { Ok(()) }
