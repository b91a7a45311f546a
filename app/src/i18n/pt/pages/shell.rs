//! The words of what stands around every page, in Portuguese of Brazil.

use crate::i18n::pages::shell::Shell;

pub const SHELL: Shell = Shell {
    skip: "Ir para o conteúdo",
    sections: "Seções",
    account: "Minha conta",
    activity: "Extrato",
    preferences: "Configurações",
    language: "Idioma",
    help: "Alguma dúvida?",
    contact: "Contato e privacidade",
    privacy: "Os dados do seu cartão vão direto para a Stripe ou o PayPal. Não ficam guardados aqui.",
    sign_out: "Sair",
    back: "Voltar",
    problem_title: "Há algo para corrigir",
    error_prefix: "Erro:",
};
