//! The words of Stripe's pages that no other provider's pages need.

/// See the module; one language.
pub(super) struct Words {
    pub(super) card: &'static str,
    pub(super) card_note: &'static str,
    pub(super) decline: &'static str,
    pub(super) decline_note: &'static str,
    pub(super) declined: &'static str,
    pub(super) voucher: &'static str,
    pub(super) voucher_note: &'static str,
    pub(super) voucher_number: &'static str,
}

const ES: Words = Words {
    card: "Pagar con tarjeta",
    card_note: "La tarjeta se aprueba.",
    decline: "Tarjeta rechazada",
    decline_note: "El banco dice que no; puedes probar de nuevo.",
    declined: "El banco rechazó la tarjeta. No se cobró nada. Prueba otra forma de pago.",
    voucher: "Pagar después con",
    voucher_note: "El pago queda en proceso hasta que alguien lo pague.",
    voucher_number: "Número para pagar en caja",
};

const EN: Words = Words {
    card: "Pay by card",
    card_note: "The card is approved.",
    decline: "Card declined",
    decline_note: "The bank says no; you can try again.",
    declined: "The bank declined the card. Nothing was charged. Try another way to pay.",
    voucher: "Pay later with",
    voucher_note: "The payment is in process until someone pays it.",
    voucher_number: "Number to pay at the till",
};

const PT: Words = Words {
    card: "Pagar com cartão",
    card_note: "O cartão é aprovado.",
    decline: "Cartão recusado",
    decline_note: "O banco diz que não; você pode tentar de novo.",
    declined: "O banco recusou o cartão. Nada foi cobrado. Tente outra forma de pagamento.",
    voucher: "Pagar depois com",
    voucher_note: "O pagamento fica em processamento até alguém pagar.",
    voucher_number: "Número para pagar no caixa",
};

/// The words that go with [`crate::html::Words`] of this language.
pub(super) fn words(lang: &str) -> &'static Words {
    match lang {
        "en" => &EN,
        "pt" => &PT,
        _ => &ES,
    }
}
