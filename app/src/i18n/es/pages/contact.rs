//! The words of `/contact/{code}`, in Spanish of Latin America: de usted, no blame.

use crate::i18n::pages::contact::Contact;

pub const CONTACT: Contact = Contact {
    title: "Contacto y privacidad",
    nowhere: "Responda al correo con el que recibió el enlace.",
    email: "Correo",
    telephone: "Teléfono",
    hours: "Horario",
    firm: "Empresa",
    privacy: "Privacidad",
    privacy_here: |creditor| {
        format!(
            "Aquí se muestran los datos que {creditor} tiene de usted y de sus facturas, para que pueda revisarlas y pagarlas. No hay publicidad ni rastreo, y la única cookie mantiene abierta su sesión."
        )
    },
};
