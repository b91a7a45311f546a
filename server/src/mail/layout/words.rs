//! The words of what every mail has around its own.

use app::i18n::ended;

/// The words of what every mail has around its own.
#[derive(Debug)]
pub struct Words {
    /// With a name.
    pub hello: fn(&str) -> String,
    /// Closing line, with the creditor's name.
    pub regards: fn(&str) -> String,
    /// Where to ask, with an address or a number.
    pub questions: fn(&str) -> String,
    /// Why this mail came, with the creditor's name.
    pub why: fn(&str) -> String,
    pub never_ask: &'static str,
    /// Before an address to copy, for readers that show no buttons.
    pub or_copy: &'static str,
}

/// Spanish of Latin America: de usted, no blame.
pub static ES: Words = Words {
    hello: |name| format!("Hola, {name}:"),
    regards: |creditor| format!("Saludos de {creditor}"),
    questions: |contact| format!("¿Tiene alguna duda? Escríbanos o llámenos: {contact}"),
    why: |creditor| ended(format!("Recibe este mensaje porque es cliente de {creditor}")),
    never_ask: "Nunca le pediremos los datos de su tarjeta por correo.",
    or_copy: "Si el botón no funciona, copie esta dirección en su navegador:",
};

/// English.
pub static EN: Words = Words {
    hello: |name| format!("Hello {name},"),
    regards: |creditor| format!("Kind regards, {creditor}"),
    questions: |contact| format!("Any questions? Write or call: {contact}"),
    why: |creditor| ended(format!("You receive this message because you are a customer of {creditor}")),
    never_ask: "We will never ask for your card details by e-mail.",
    or_copy: "If the button does not work, copy this address into your browser:",
};

/// Portuguese of Brazil.
pub static PT: Words = Words {
    hello: |name| format!("Olá, {name}!"),
    regards: |creditor| format!("Atenciosamente, {creditor}"),
    questions: |contact| format!("Alguma dúvida? Fale conosco: {contact}"),
    why: |creditor| ended(format!("Você recebe esta mensagem porque é cliente de {creditor}")),
    never_ask: "Nunca pediremos os dados do seu cartão por e-mail.",
    or_copy: "Se o botão não funcionar, copie este endereço no seu navegador:",
};
