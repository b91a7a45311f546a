//! The words of `/contact/{code}`, in English.

use crate::i18n::pages::contact::Contact;

pub const CONTACT: Contact = Contact {
    title: "Contact and privacy",
    nowhere: "Reply to the e-mail that brought you the link.",
    email: "E-mail",
    telephone: "Telephone",
    hours: "Hours",
    firm: "Company",
    privacy: "Privacy",
    privacy_here: |creditor| {
        format!(
            "This site shows what {creditor} holds about you and your invoices, so that you can check and pay them. There is no advertising and no tracking, and the only cookie keeps you signed in."
        )
    },
};
