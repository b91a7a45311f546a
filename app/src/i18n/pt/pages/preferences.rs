//! The words of `/preferences`, in Portuguese of Brazil.

use crate::i18n::pages::preferences::Preferences;

pub const PREFERENCES: Preferences = Preferences {
    title: "Configurações",
    language: "Idioma",
    save: "Salvar idioma",
    share: "Quer que outra pessoa pague?",
    share_more: "Crie um link para que outra pessoa pague uma fatura. Ela verá só o valor, o número da fatura e quem recebe.",
    share_which: "Fatura",
    share_instalment: "próxima parcela do seu parcelamento",
    share_make: "Criar link",
    share_none: "Não há faturas a pagar.",
    share_choose: "Escolha a fatura que outra pessoa vai pagar",
    shared: "O link está pronto",
    shared_more: |number, amount, until| format!("Serve para pagar a fatura {number} ({amount}) até {until}."),
    shared_instalment: |number, amount, until| {
        format!("Serve para pagar a fatura {number} até {until}, uma parcela por vez. A próxima é de {amount}.")
    },
    shared_once: "Copie agora: por segurança ele não aparece de novo. Você sempre pode criar outro.",
    shared_label: "Link para pagar",
    privacy: "Seus dados",
    privacy_more: "Aqui só aparecem os dados necessários para pagar suas faturas. Para corrigir ou apagar, fale conosco.",
};
