//! The words of verification, in Spanish of Latin America: de usted, no blame.

use crate::i18n::verification::*;
use domain::knowledge_question::KnowledgeQuestion;

pub static WORDS: VerificationWords = VerificationWords {
    confirmed: "Confirmado",
    next: |fact| match fact {
        KnowledgeQuestion::Postcode => {
            "Para confirmar que es usted, le pediremos su código postal y el número de una factura.".to_owned()
        }
        KnowledgeQuestion::TaxId => {
            "Para confirmar que es usted, le pediremos su número fiscal y el número de una factura.".to_owned()
        }
    },
    accept: "Aceptar y confirmar",
    instead: |fact| match fact {
        KnowledgeQuestion::Postcode => "Aceptar y confirmar con mi código postal".to_owned(),
        KnowledgeQuestion::TaxId => "Aceptar y confirmar con mi número fiscal".to_owned(),
    },
    no_mail: |fact| match fact {
        KnowledgeQuestion::Postcode => "El correo no me llega: confirmar con mi código postal".to_owned(),
        KnowledgeQuestion::TaxId => "El correo no me llega: confirmar con mi número fiscal".to_owned(),
    },
    by_mail: |address| format!("Mejor recibir un código en {address}"),
    title: "Confirme que es usted",
    lead: |minutes| format!("Escriba estos dos datos. Tiene {minutes} minutos."),
    label: |fact| match fact {
        KnowledgeQuestion::Postcode => "Su código postal",
        KnowledgeQuestion::TaxId => "Su número fiscal",
    },
    hint: |fact| match fact {
        KnowledgeQuestion::Postcode => "El de su dirección de facturación.",
        KnowledgeQuestion::TaxId => {
            "RFC, CUIT, RUT, NIT, RUC, CPF o CNPJ, según su país. Puntos y guiones no importan."
        }
    },
    number: "Número de una de sus facturas",
    number_hint: "Sirve cualquiera de ellas.",
    no_fact: |fact| match fact {
        KnowledgeQuestion::Postcode => "Escriba su código postal completo",
        KnowledgeQuestion::TaxId => "Escriba su número fiscal completo",
    },
    no_number: "Escriba el número de una de sus facturas",
    wrong: |left| match left {
        1 => "Los dos datos juntos no coinciden con los nuestros. Le queda 1 intento".to_owned(),
        left => format!("Los dos datos juntos no coinciden con los nuestros. Le quedan {left} intentos"),
    },
    locked: |minutes| {
        let minutes = if minutes <= 1 { "un minuto".to_owned() } else { format!("{minutes} minutos") };
        format!("Hubo demasiados intentos. Espere {minutes} y pruebe otra vez")
    },
    ran_out: "Se acabó el tiempo. Escriba los datos otra vez",
    no_way: |creditor| format!("Para aceptarlo, comuníquese con {creditor}."),
};
