//! How payments end, and what can go wrong on the way.

use super::{Place, show};
use app::components::voucher::VoucherView;
use app::context::PageContext;
use app::views;
use app::views::payment::{PaymentView, PaymentWait};
use app::views::problem::{Problem, SessionEnd};
use domain::payment::PaymentState;

impl Place {
    /// A payment in each of its states.
    pub fn payments(&self, debtor: &PageContext, stranger: &PageContext, add: &mut impl FnMut(&str, String)) {
        for state in [
            PaymentState::Redirected,
            PaymentState::Processing,
            PaymentState::Succeeded,
            PaymentState::Failed,
            PaymentState::Cancelled,
            PaymentState::Expired,
            PaymentState::PartlyRefunded,
            PaymentState::Refunded,
            PaymentState::ChargedBack,
            PaymentState::ChargebackWon,
        ] {
            let name = format!("payment-{state:?}").to_lowercase();
            add(&name, show(|| views::payment::page(debtor, self.payment(state))));
        }
        let mut checking = self.payment(PaymentState::Redirected);
        (checking.checking, checking.continue_href, checking.again_href) = (true, None, None);
        add("payment-checking", show(|| views::payment::page(debtor, checking)));
        let left = PaymentView { left: true, live: None, ..self.payment(PaymentState::Redirected) };
        add("payment-left", show(|| views::payment::page(debtor, left)));
        for (name, wait) in [
            ("voucher", PaymentWait::Voucher(self.voucher())),
            ("voucher-undated", PaymentWait::Voucher(VoucherView::default())),
            ("bank-debit", PaymentWait::BankDebit),
            ("review", PaymentWait::Review),
        ] {
            let instead = matches!(wait, PaymentWait::Voucher(_)).then(|| "/payments/pay_1/instead".into());
            let view = PaymentView { wait, instead_href: instead, ..self.payment(PaymentState::Processing) };
            add(&format!("payment-{name}"), show(|| views::payment::page(debtor, view)));
        }
        let kept = PaymentView { kept: true, ..self.payment(PaymentState::Succeeded) };
        add("payment-kept", show(|| views::payment::page(debtor, kept)));
        let mut neutral = self.payment(PaymentState::Succeeded);
        if let Some(receipt) = &mut neutral.receipt {
            (receipt.shares, receipt.left) = (Vec::new(), None);
        }
        add("payment-stranger", show(|| views::payment::page(stranger, neutral)));
    }

    /// Every page that says what is wrong.
    pub fn problems(&self, debtor: &PageContext, stranger: &PageContext, add: &mut impl FnMut(&str, String)) {
        let nobody = PageContext { creditor: None, ..stranger.clone() };
        for (name, context, problem) in [
            ("not-found", debtor, Problem::NotFound),
            ("not-in-account", debtor, Problem::NotInAccount),
            ("dead-link", &nobody, Problem::DeadLink),
            ("no-session", &nobody, Problem::SessionEnded(SessionEnd::Never)),
            ("session-unused", stranger, Problem::SessionEnded(SessionEnd::Unused)),
            ("session-over", stranger, Problem::SessionEnded(SessionEnd::TimeOver)),
            ("signed-out", stranger, Problem::SessionEnded(SessionEnd::SignedOut)),
            ("access-revoked", stranger, Problem::SessionEnded(SessionEnd::Revoked)),
            ("other-account", debtor, Problem::OtherAccount),
            ("provider-away", debtor, Problem::ProviderAway { again_href: Some("/pay/confirm".into()) }),
            ("too-many-tries", stranger, Problem::TooManyTries { minutes: 15 }),
            ("foreign", debtor, Problem::ForeignOrigin),
            ("bad-request", debtor, Problem::BadRequest),
            ("nothing-to-pay", debtor, Problem::NothingToPay),
            ("fault", debtor, Problem::Fault { support_id: "9F3K-22QD".into() }),
            ("busy", debtor, Problem::Busy),
        ] {
            add(&format!("problem-{name}"), show(|| views::problem::page(context, &problem)));
        }
    }
}
