//! The words of `/preferences`, in Spanish of Latin America: de usted, no blame.

use crate::i18n::pages::preferences::Preferences;

pub const PREFERENCES: Preferences = Preferences {
    title: "Ajustes",
    language: "Idioma",
    save: "Guardar idioma",
    share: "¿Paga otra persona?",
    share_more: "Cree un enlace para que alguien más pague una factura. Esa persona verá solo la cantidad, el número de la factura y a quién se paga.",
    share_which: "Factura",
    share_instalment: "próximo pago de su plan",
    share_make: "Crear enlace",
    share_none: "No hay facturas por pagar.",
    share_choose: "Elija la factura que pagará otra persona",
    shared: "El enlace está listo",
    shared_more: |number, amount, until| format!("Sirve para pagar la factura {number} ({amount}) hasta el {until}."),
    shared_instalment: |number, amount, until| {
        format!(
            "Sirve para pagar la factura {number} hasta el {until}, un pago de su plan cada vez. El próximo es de {amount}."
        )
    },
    shared_once: "Cópielo ahora: por seguridad no se vuelve a mostrar. Siempre puede crear otro.",
    shared_label: "Enlace para pagar",
    privacy: "Sus datos",
    privacy_more: "Aquí solo se muestran los datos necesarios para pagar sus facturas. Para corregirlos o borrarlos, escríbanos.",
};
