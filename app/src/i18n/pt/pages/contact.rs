//! The words of `/contact/{code}`, in Portuguese of Brazil.

use crate::i18n::pages::contact::Contact;

pub const CONTACT: Contact = Contact {
    title: "Contato e privacidade",
    nowhere: "Responda ao e-mail em que você recebeu o link.",
    email: "E-mail",
    telephone: "Telefone",
    hours: "Horário",
    firm: "Empresa",
    privacy: "Privacidade",
    privacy_here: |creditor| {
        format!(
            "Aqui aparecem os dados que {creditor} tem sobre você e suas faturas, para que possa conferir e pagar. Não há publicidade nem rastreamento, e o único cookie mantém a sua sessão aberta."
        )
    },
};
