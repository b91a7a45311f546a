//! What a server function takes: one form.

use super::fields::Fields;

/// A form, or an address, that no page of ours sends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unreadable;

/// The fields of one form, typed.
pub trait Form: Sized + Send {
    /// Reads what was sent. Unknown fields have no effect.
    ///
    /// # Errors
    /// [`Unreadable`] for what no page of ours sends.
    fn read(fields: Fields) -> Result<Self, Unreadable>;

    /// The fields that a page would send.
    fn fields(self) -> Fields;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::breathing_space::BeginForm;
    use crate::api::links::NewLinkForm;
    use crate::api::payments::{PayForm, PaymentAddress};
    use crate::api::preferences::{LanguageForm, RemindersForm, ShareForm};
    use domain::id::{AgreementId, InvoiceId};
    use domain::language::Language;
    use domain::payment::ProviderName;
    use uuid::Uuid;

    fn comes_back<F: Form + Clone + PartialEq + std::fmt::Debug>(form: &F) {
        let sent = form.clone().fields().encoded();
        let read = Fields::read(sent.as_bytes()).and_then(F::read);
        assert_eq!(read.as_ref(), Ok(form), "{sent}");
    }

    #[test]
    fn what_an_island_sends_is_read_as_what_a_page_sends() {
        let invoice = |n| InvoiceId::new(Uuid::from_u128(n));
        comes_back(&BeginForm { form_key: "a-key-of-16-bytes".into() });
        comes_back(&NewLinkForm { email: "ada+1@example.test".into() });
        comes_back(&LanguageForm { language: Language::Pt, form_key: "a-key".to_owned() });
        comes_back(&RemindersForm { wanted: false, form_key: String::new() });
        comes_back(&ShareForm { invoice: Some(invoice(1)) });
        comes_back(&ShareForm { invoice: None });
        comes_back(&PaymentAddress { id: "pay_1".into(), r: Some("a.b&c=d".into()) });
        comes_back(&PayForm::default());
        comes_back(&PayForm {
            currency: "MXN".parse().ok(),
            invoices: vec![invoice(1), invoice(2)],
            part: true,
            amount: Some("1,234.50".into()),
            off: Some("20.00".into()),
            form_key: Some("a-key-of-16-bytes".into()),
            method: Some(ProviderName::Stripe),
            agreement: Some(AgreementId::new(Uuid::from_u128(3))),
            instalment: Some(2),
            changed: true,
        });
    }

    #[test]
    fn what_no_page_of_ours_sends_is_refused() {
        let order = |text: &str| Fields::read(text.as_bytes()).and_then(PayForm::read);
        for text in ["currency=MXN&currency=MXN", "amount=1&amount=2", "invoice=1", "form_key=short", "method=other"] {
            assert_eq!(order(text), Err(Unreadable), "{text}");
        }
        assert_eq!(order("unknown=1&unknown=2"), Ok(PayForm::default()));
        let language = |text: &str| Fields::read(text.as_bytes()).and_then(LanguageForm::read);
        assert_eq!(language("language=xx"), Err(Unreadable));
        assert_eq!(language(""), Err(Unreadable));
    }
}
