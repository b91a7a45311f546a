//! The words of PayPal's pages that no other provider's pages need.

/// See the module; one language.
pub(super) struct Words {
    pub(super) approve: &'static str,
    pub(super) approve_note: &'static str,
    pub(super) approve_close: &'static str,
    pub(super) approve_close_note: &'static str,
    pub(super) echeck: &'static str,
    pub(super) review: &'static str,
    pub(super) echeck_note: &'static str,
    pub(super) refuse: &'static str,
    pub(super) refuse_note: &'static str,
    pub(super) cancel: &'static str,
    pub(super) closed: &'static str,
    pub(super) close_window: &'static str,
}

const ES: Words = Words {
    approve: "Aprobar y volver",
    approve_note: "La tienda cobra al volver.",
    approve_close: "Aprobar y cerrar el navegador",
    approve_close_note: "Nadie vuelve a la tienda; solo llega el aviso.",
    echeck: "Aprobar con eCheck",
    review: "Aprobar; PayPal revisa el cobro",
    echeck_note: "El cobro queda pendiente.",
    refuse: "Aprobar con una fuente sin fondos",
    refuse_note: "PayPal rechazará el cobro.",
    cancel: "Cancelar y volver",
    closed: "Aprobado",
    close_window: "Ya puedes cerrar esta ventana.",
};

const EN: Words = Words {
    approve: "Approve and go back",
    approve_note: "The shop captures when you return.",
    approve_close: "Approve and close the browser",
    approve_close_note: "Nobody returns to the shop; only the callback comes.",
    echeck: "Approve with eCheck",
    review: "Approve; PayPal reviews it",
    echeck_note: "The capture stays pending.",
    refuse: "Approve without funds",
    refuse_note: "PayPal will refuse the capture.",
    cancel: "Cancel and go back",
    closed: "Approved",
    close_window: "You can close this window.",
};

const PT: Words = Words {
    approve: "Aprovar e voltar",
    approve_note: "A loja cobra quando você volta.",
    approve_close: "Aprovar e fechar o navegador",
    approve_close_note: "Ninguém volta à loja; só chega o aviso.",
    echeck: "Aprovar com eCheck",
    review: "Aprovar; o PayPal revisa a cobrança",
    echeck_note: "A cobrança fica pendente.",
    refuse: "Aprovar com fonte sem saldo",
    refuse_note: "O PayPal recusará a cobrança.",
    cancel: "Cancelar e voltar",
    closed: "Aprovado",
    close_window: "Você já pode fechar esta janela.",
};

/// The words that go with [`crate::html::Words`] of this language.
pub(super) fn words(lang: &str) -> &'static Words {
    match lang {
        "en" => &EN,
        "pt" => &PT,
        _ => &ES,
    }
}
