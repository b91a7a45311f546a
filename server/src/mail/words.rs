//! The words of mails, in Spanish, English and Portuguese.
//!
//! A sentence with an amount, a date or a name in it is a function, so that word order belongs to
//! the language. Subjects carry no amount and no word of debt: they show on lock screens. Tone:
//! short, respectful, no blame.

/// A language that mails are written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Language {
    /// Spanish of Latin America.
    #[default]
    Es,
    /// English.
    En,
    /// Portuguese of Brazil.
    Pt,
}

impl Language {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Es, Self::En, Self::Pt];

    /// The primary subtag of BCP 47.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Es => "es",
            Self::En => "en",
            Self::Pt => "pt",
        }
    }

    /// The words of mails.
    #[must_use]
    pub fn mail(self) -> &'static MailWords {
        match self {
            Self::Es => &ES,
            Self::En => &EN,
            Self::Pt => &PT,
        }
    }
}

/// The words of mails. Subjects carry no amount and no word of debt: they show on lock screens.
#[derive(Debug)]
pub struct MailWords {
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
    pub link: LinkMail,
    pub receipt: ReceiptMail,
    pub refund: RefundMail,
    pub new_link: LinkMail,
}

/// A mail with a link to the account.
#[derive(Debug)]
pub struct LinkMail {
    /// With the creditor's name.
    pub subject: fn(&str) -> String,
    /// With the creditor's name.
    pub lead: fn(&str) -> String,
    pub button: &'static str,
    /// With the last day.
    pub until: fn(&str) -> String,
    pub not_you: &'static str,
}

/// The mail with a receipt.
#[derive(Debug)]
pub struct ReceiptMail {
    /// With the creditor's name.
    pub subject: fn(&str) -> String,
    /// With the amount and the creditor's name.
    pub lead: fn(&str, &str) -> String,
    pub number: &'static str,
    pub paid_at: &'static str,
    pub method: &'static str,
    pub amount: &'static str,
    pub pays: &'static str,
    /// What stays open on one invoice.
    pub left_on: fn(&str) -> String,
    /// What stays open on the account.
    pub left: fn(&str) -> String,
    pub nothing_left: &'static str,
    /// What was over and is now credit.
    pub credit: fn(&str) -> String,
    pub button: &'static str,
}

/// The mail that money is on its way back.
#[derive(Debug)]
pub struct RefundMail {
    /// With the creditor's name.
    pub subject: fn(&str) -> String,
    /// With the amount and the creditor's name.
    pub lead: fn(&str, &str) -> String,
    /// With the receipt's number of the payment.
    pub of: fn(&str) -> String,
    pub takes: &'static str,
    pub button: &'static str,
}

static ES: MailWords = MailWords {
    hello: |name| format!("Hola, {name}:"),
    regards: |creditor| format!("Saludos de {creditor}"),
    questions: |contact| format!("¿Tiene alguna duda? Escríbanos o llámenos: {contact}"),
    why: |creditor| format!("Recibe este mensaje porque es cliente de {creditor}."),
    never_ask: "Nunca le pediremos los datos de su tarjeta por correo.",
    or_copy: "Si el botón no funciona, copie esta dirección en su navegador:",
    link: LinkMail {
        subject: |creditor| format!("{creditor}: su enlace para ver su cuenta"),
        lead: |creditor| {
            format!(
                "Con este enlace puede ver su cuenta con {creditor}: cada factura con su detalle y las formas de pagar. No hace falta contraseña."
            )
        },
        button: "Ver mi cuenta",
        until: |date| format!("El enlace funciona hasta el {date}. Después puede pedir otro en la misma página."),
        not_you: "Si este mensaje no es para usted, bórrelo y no comparta el enlace.",
    },
    receipt: ReceiptMail {
        subject: |creditor| format!("{creditor}: su comprobante"),
        lead: |amount, creditor| format!("{creditor} recibió su pago de {amount}. Muchas gracias."),
        number: "Comprobante",
        paid_at: "Fecha de pago",
        method: "Medio de pago",
        amount: "Importe",
        pays: "Qué se pagó",
        left_on: |left| format!("quedan {left}"),
        left: |left| format!("En su cuenta quedan {left} por pagar."),
        nothing_left: "En su cuenta no queda nada por pagar.",
        credit: |credit| format!("Tiene {credit} a favor. Se puede usar en una factura o devolver."),
        button: "Ver el comprobante",
    },
    refund: RefundMail {
        subject: |creditor| format!("{creditor}: una devolución para usted"),
        lead: |amount, creditor| format!("{creditor} le devolvió {amount}."),
        of: |number| format!("Corresponde al pago con comprobante {number}."),
        takes: "El dinero vuelve al mismo medio de pago y puede tardar hasta 10 días hábiles en verse.",
        button: "Ver el pago",
    },
    new_link: LinkMail {
        subject: |creditor| format!("{creditor}: su nuevo enlace"),
        lead: |creditor| format!("Aquí está el nuevo enlace a su cuenta con {creditor}."),
        button: "Ver mi cuenta",
        until: |date| format!("El enlace funciona hasta el {date}."),
        not_you: "Si no lo pidió usted, no hace falta hacer nada.",
    },
};

static EN: MailWords = MailWords {
    hello: |name| format!("Hello {name},"),
    regards: |creditor| format!("Kind regards, {creditor}"),
    questions: |contact| format!("Any questions? Write or call: {contact}"),
    why: |creditor| format!("You receive this message because you are a customer of {creditor}."),
    never_ask: "We will never ask for your card details by e-mail.",
    or_copy: "If the button does not work, copy this address into your browser:",
    link: LinkMail {
        subject: |creditor| format!("{creditor}: your link to your account"),
        lead: |creditor| {
            format!(
                "With this link you can see your account with {creditor}: every invoice in detail, and the ways to pay. You need no password."
            )
        },
        button: "See my account",
        until: |date| format!("The link works until {date}. After that you can ask for another on the same page."),
        not_you: "If this message is not for you, please delete it and do not share the link.",
    },
    receipt: ReceiptMail {
        subject: |creditor| format!("{creditor}: your receipt"),
        lead: |amount, creditor| format!("{creditor} received your payment of {amount}. Thank you very much."),
        number: "Receipt",
        paid_at: "Paid on",
        method: "Paid with",
        amount: "Amount",
        pays: "What it paid",
        left_on: |left| format!("{left} left"),
        left: |left| format!("On your account, {left} is left to pay."),
        nothing_left: "On your account, nothing is left to pay.",
        credit: |credit| format!("You have {credit} in credit. It can be used for an invoice or paid back."),
        button: "See the receipt",
    },
    refund: RefundMail {
        subject: |creditor| format!("{creditor}: a refund for you"),
        lead: |amount, creditor| format!("{creditor} has refunded {amount} to you."),
        of: |number| format!("It belongs to the payment with receipt {number}."),
        takes: "The money goes back to where it came from and can take up to 10 working days to show.",
        button: "See the payment",
    },
    new_link: LinkMail {
        subject: |creditor| format!("{creditor}: your new link"),
        lead: |creditor| format!("Here is the new link to your account with {creditor}."),
        button: "See my account",
        until: |date| format!("The link works until {date}."),
        not_you: "If you did not ask for it, there is nothing to do.",
    },
};

static PT: MailWords = MailWords {
    hello: |name| format!("Olá, {name}!"),
    regards: |creditor| format!("Atenciosamente, {creditor}"),
    questions: |contact| format!("Alguma dúvida? Fale conosco: {contact}"),
    why: |creditor| format!("Você recebe esta mensagem porque é cliente de {creditor}."),
    never_ask: "Nunca pediremos os dados do seu cartão por e-mail.",
    or_copy: "Se o botão não funcionar, copie este endereço no seu navegador:",
    link: LinkMail {
        subject: |creditor| format!("{creditor}: seu link para ver sua conta"),
        lead: |creditor| {
            format!(
                "Com este link você vê sua conta com {creditor}: cada fatura em detalhe e as formas de pagar. Não é preciso senha."
            )
        },
        button: "Ver minha conta",
        until: |date| format!("O link funciona até {date}. Depois você pode pedir outro na mesma página."),
        not_you: "Se esta mensagem não é para você, apague-a e não compartilhe o link.",
    },
    receipt: ReceiptMail {
        subject: |creditor| format!("{creditor}: seu comprovante"),
        lead: |amount, creditor| format!("{creditor} recebeu seu pagamento de {amount}. Muito obrigado."),
        number: "Comprovante",
        paid_at: "Data do pagamento",
        method: "Meio de pagamento",
        amount: "Valor",
        pays: "O que foi pago",
        left_on: |left| format!("faltam {left}"),
        left: |left| format!("Na sua conta ainda faltam {left}."),
        nothing_left: "Na sua conta não falta pagar nada.",
        credit: |credit| format!("Você tem {credit} de crédito. Pode ser usado em uma fatura ou devolvido."),
        button: "Ver o comprovante",
    },
    refund: RefundMail {
        subject: |creditor| format!("{creditor}: uma devolução para você"),
        lead: |amount, creditor| format!("{creditor} devolveu {amount} a você."),
        of: |number| format!("Corresponde ao pagamento com comprovante {number}."),
        takes: "O dinheiro volta para o mesmo meio de pagamento e pode levar até 10 dias úteis para aparecer.",
        button: "Ver o pagamento",
    },
    new_link: LinkMail {
        subject: |creditor| format!("{creditor}: seu novo link"),
        lead: |creditor| format!("Aqui está o novo link para sua conta com {creditor}."),
        button: "Ver minha conta",
        until: |date| format!("O link funciona até {date}."),
        not_you: "Se não foi você quem pediu, não é preciso fazer nada.",
    },
};
