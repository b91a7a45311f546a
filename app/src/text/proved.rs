//! The words around proof by a fact: what is asked for, what comes next, and what did not fit.

use domain::known_fact::KnownFact;

/// The words around proof by a fact.
#[derive(Debug)]
pub struct ProvedWords {
    /// On the page of an agreement, before how it was proved.
    pub confirmed: &'static str,
    /// Before the button of the check page: what is asked for next.
    pub next: fn(KnownFact) -> String,
    pub accept: &'static str,
    /// A fact instead of a code: before it is sent, and when it does not arrive.
    pub instead: fn(KnownFact) -> String,
    pub no_mail: fn(KnownFact) -> String,
    /// A code instead of a fact, with where it goes.
    pub by_mail: fn(&str) -> String,
    pub title: &'static str,
    /// What to do, and within how many minutes.
    pub lead: fn(i64) -> String,
    pub label: fn(KnownFact) -> &'static str,
    pub hint: fn(KnownFact) -> &'static str,
    pub number: &'static str,
    pub number_hint: &'static str,
    pub no_fact: fn(KnownFact) -> &'static str,
    pub no_number: &'static str,
    /// One of the two is another one, and so many tries are left.
    pub wrong: fn(u8) -> String,
    pub locked: fn(i64) -> String,
    pub ran_out: &'static str,
    /// Who can prove nothing here speaks with the creditor.
    pub no_way: fn(&str) -> String,
}

pub(super) static ES: ProvedWords = ProvedWords {
    confirmed: "Confirmado",
    next: |fact| match fact {
        KnownFact::Postcode => {
            "Para confirmar que es usted, le pediremos su código postal y el número de una factura.".to_owned()
        }
        KnownFact::TaxId => {
            "Para confirmar que es usted, le pediremos su número fiscal y el número de una factura.".to_owned()
        }
    },
    accept: "Aceptar y confirmar",
    instead: |fact| match fact {
        KnownFact::Postcode => "Aceptar y confirmar con mi código postal".to_owned(),
        KnownFact::TaxId => "Aceptar y confirmar con mi número fiscal".to_owned(),
    },
    no_mail: |fact| match fact {
        KnownFact::Postcode => "El correo no me llega: confirmar con mi código postal".to_owned(),
        KnownFact::TaxId => "El correo no me llega: confirmar con mi número fiscal".to_owned(),
    },
    by_mail: |address| format!("Mejor recibir un código en {address}"),
    title: "Confirme que es usted",
    lead: |minutes| format!("Escriba estos dos datos. Tiene {minutes} minutos."),
    label: |fact| match fact {
        KnownFact::Postcode => "Su código postal",
        KnownFact::TaxId => "Su número fiscal",
    },
    hint: |fact| match fact {
        KnownFact::Postcode => "El de su dirección de facturación.",
        KnownFact::TaxId => "RFC, CUIT, RUT, NIT, RUC, CPF o CNPJ, según su país. Puntos y guiones no importan.",
    },
    number: "Número de una de sus facturas",
    number_hint: "Sirve cualquiera de ellas.",
    no_fact: |fact| match fact {
        KnownFact::Postcode => "Escriba su código postal completo",
        KnownFact::TaxId => "Escriba su número fiscal completo",
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

pub(super) static EN: ProvedWords = ProvedWords {
    confirmed: "Confirmed",
    next: |fact| match fact {
        KnownFact::Postcode => {
            "To confirm that it is you, we will ask for your postcode and the number of an invoice.".to_owned()
        }
        KnownFact::TaxId => {
            "To confirm that it is you, we will ask for your tax number and the number of an invoice.".to_owned()
        }
    },
    accept: "Accept and confirm",
    instead: |fact| match fact {
        KnownFact::Postcode => "Accept and confirm with my postcode".to_owned(),
        KnownFact::TaxId => "Accept and confirm with my tax number".to_owned(),
    },
    no_mail: |fact| match fact {
        KnownFact::Postcode => "The mail does not reach me: confirm with my postcode".to_owned(),
        KnownFact::TaxId => "The mail does not reach me: confirm with my tax number".to_owned(),
    },
    by_mail: |address| format!("Get a code at {address} instead"),
    title: "Confirm that it is you",
    lead: |minutes| format!("Type these two things. You have {minutes} minutes."),
    label: |fact| match fact {
        KnownFact::Postcode => "Your postcode",
        KnownFact::TaxId => "Your tax number",
    },
    hint: |fact| match fact {
        KnownFact::Postcode => "That of your billing address.",
        KnownFact::TaxId => "VAT number, EIN or your country's own. Dots and dashes do not matter.",
    },
    number: "Number of one of your invoices",
    number_hint: "Any of them will do.",
    no_fact: |fact| match fact {
        KnownFact::Postcode => "Type your whole postcode",
        KnownFact::TaxId => "Type your whole tax number",
    },
    no_number: "Type the number of one of your invoices",
    wrong: |left| match left {
        1 => "The two together are not what we have. You have 1 try left".to_owned(),
        left => format!("The two together are not what we have. You have {left} tries left"),
    },
    locked: |minutes| {
        let minutes = if minutes <= 1 { "a minute".to_owned() } else { format!("{minutes} minutes") };
        format!("There were too many tries. Wait {minutes} and try again")
    },
    ran_out: "The time is over. Type both again",
    no_way: |creditor| format!("To accept it, please contact {creditor}."),
};

pub(super) static PT: ProvedWords = ProvedWords {
    confirmed: "Confirmado",
    next: |fact| match fact {
        KnownFact::Postcode => "Para confirmar que é você, vamos pedir o seu CEP e o número de uma fatura.".to_owned(),
        KnownFact::TaxId => {
            "Para confirmar que é você, vamos pedir o seu CPF ou CNPJ e o número de uma fatura.".to_owned()
        }
    },
    accept: "Aceitar e confirmar",
    instead: |fact| match fact {
        KnownFact::Postcode => "Aceitar e confirmar com o meu CEP".to_owned(),
        KnownFact::TaxId => "Aceitar e confirmar com o meu CPF ou CNPJ".to_owned(),
    },
    no_mail: |fact| match fact {
        KnownFact::Postcode => "O e-mail não chega: confirmar com o meu CEP".to_owned(),
        KnownFact::TaxId => "O e-mail não chega: confirmar com o meu CPF ou CNPJ".to_owned(),
    },
    by_mail: |address| format!("Prefiro receber um código em {address}"),
    title: "Confirme que é você",
    lead: |minutes| format!("Escreva estes dois dados. Você tem {minutes} minutos."),
    label: |fact| match fact {
        KnownFact::Postcode => "Seu CEP",
        KnownFact::TaxId => "Seu CPF ou CNPJ",
    },
    hint: |fact| match fact {
        KnownFact::Postcode => "O do seu endereço de cobrança (código postal).",
        KnownFact::TaxId => "Ou o número fiscal do seu país. Pontos e traços não importam.",
    },
    number: "Número de uma das suas faturas",
    number_hint: "Qualquer uma serve.",
    no_fact: |fact| match fact {
        KnownFact::Postcode => "Escreva o seu CEP completo",
        KnownFact::TaxId => "Escreva o seu CPF ou CNPJ completo",
    },
    no_number: "Escreva o número de uma das suas faturas",
    wrong: |left| match left {
        1 => "Os dois dados juntos não são os que temos. Resta 1 tentativa".to_owned(),
        left => format!("Os dois dados juntos não são os que temos. Restam {left} tentativas"),
    },
    locked: |minutes| {
        let minutes = if minutes <= 1 { "um minuto".to_owned() } else { format!("{minutes} minutos") };
        format!("Houve tentativas demais. Espere {minutes} e tente de novo")
    },
    ran_out: "O tempo acabou. Escreva os dados de novo",
    no_way: |creditor| format!("Para aceitar, fale com {creditor}."),
};
