//! The words of the console, in Portuguese of Brazil.

use crate::i18n::agreements::AgreementStanding;
use crate::i18n::console::*;
use domain::audit::Action;

pub static WORDS: ConsoleWords = ConsoleWords {
    shell: ConsoleShell {
        console: "Console",
        overview: "Resumo",
        requests: "Pedidos",
        debtors: "Devedores",
        policy: "Política",
        trail: "Registro",
        sign_out: "Sair",
        save_language: "Mudar",
        to_overview: "Ir para o resumo",
        to_sign_in: "Entrar no console",
    },
    sign_in: SignIn {
        title: "Entrar no console",
        email: "E-mail",
        password: "Senha",
        go_on: "Continuar",
        refused: "Não foi possível entrar com esses dados. Confira o e-mail e a senha. Depois de cinco tentativas sem \
                  sucesso é preciso esperar 15 minutos.",
        code_title: "Digite o código",
        code: "Código do seu aplicativo",
        code_hint: "Os seis dígitos que seu aplicativo autenticador mostra agora.",
        code_refused: "Esse código não serve. Espere o aplicativo mostrar outro e digite-o. Depois de cinco tentativas \
                       sem sucesso é preciso esperar 15 minutos.",
        enter: "Entrar",
        again: "Começar de novo",
    },
    overview: Overview {
        hello: |name| format!("Olá, {name}"),
        waiting: "O que espera resposta",
        nothing: "Nada espera resposta.",
        requests: |n| if n == 1 { "1 pedido".to_owned() } else { format!("{n} pedidos") },
        requests_oldest: |day| format!("O mais urgente deve ser respondido até {day}."),
        disputes: |n| if n == 1 { "1 contestação".to_owned() } else { format!("{n} contestações") },
        disputes_oldest: |day| format!("A mais antiga é de {day}."),
        search: "Procurar um devedor",
        search_hint: "O começo do nome, do e-mail, da referência ou do número de uma fatura.",
        find: "Procurar",
    },
    debtors: Debtors {
        nothing: "Não encontramos ninguém que comece assim.",
        invoices: "Faturas",
        more: "Ver mais",
        first: "Voltar ao começo",
    },
    debtor: Debtor {
        reference: "Referência",
        email: "E-mail",
        phone: "Telefone",
        postcode: "CEP",
        tax_id: "CPF ou CNPJ",
        owed: "O que deve",
        nothing_owed: "Não deve nada.",
        total: "Total",
        overdue: "Vencido",
        credit: "Crédito a favor",
        agreements: "Acordos em vigor",
        standing: |standing| match standing {
            AgreementStanding::Awaits { amount, until: Some(until) } => {
                format!("Falta o pagamento de {amount}, até {until}.")
            }
            AgreementStanding::Awaits { amount, until: None } => format!("Falta o pagamento de {amount}."),
            AgreementStanding::Kept => "Em dia.".to_owned(),
            AgreementStanding::InGrace { until } => format!("Um pagamento está atrasado; há prazo até {until}."),
            AgreementStanding::Broken { on, cure_until: Some(cure) } => {
                format!("Não foi cumprido desde {on}. Pode ser regularizado até {cure}.")
            }
            AgreementStanding::Broken { on, cure_until: None } => format!("Não foi cumprido desde {on}."),
            AgreementStanding::Completed { on } => format!("Concluído em {on}."),
            AgreementStanding::Replaced { .. } => "Outro acordo tomou seu lugar.".to_owned(),
        },
        messages: "Mensagens enviadas",
        letter: |name| match name {
            "payment_link" | "new_link" => "Link de pagamento",
            "code" => "Código",
            "receipt" => "Recibo",
            "refund" => "Devolução",
            "agreed" => "O que foi combinado",
            "answered" => "Resposta a um pedido",
            "objection" => "Aviso de que algo não está certo",
            "reminder" => "Lembrete",
            "notice" => "Aviso sobre um acordo",
            _ => "Mensagem",
        },
        leaving: "Prestes a sair",
        sent: "Enviada",
        refused: "O servidor de e-mail não aceitou",
        no_address: "Não há e-mail registrado",
    },
    links: Links {
        title: "Links",
        none: "Este devedor ainda não tem links.",
        works_until: |day| format!("Funciona até {day}"),
        ended: |day| format!("Venceu em {day}"),
        revoked: |day| format!("Cancelado em {day}"),
        made: |day| format!("Criado em {day}"),
        used: |moment| format!("Usado pela última vez: {moment}"),
        never_used: "Ainda não foi usado",
        pay_only: "Só para pagar uma fatura",
        revoke: "Cancelar",
        revoke_all: "Cancelar todos os links",
        make: "Criar um link",
        make_hint: "O endereço é mostrado uma única vez, para você copiar.",
        send: "Enviar um link por e-mail",
        send_hint: |email| format!("Vai para {email}."),
        no_email: "Não há e-mail registrado, por isso não é possível enviar um link.",
        shown_once: "Copie o endereço agora: ele não será mostrado de novo.",
        address: "Endereço do link",
        was_sent: "O link está a caminho por e-mail.",
        was_revoked: "Pronto. O que foi aberto assim está fechado.",
    },
    trail: Trail {
        act,
        more: "Tudo o que se faz no console e pela linha de comando. Nada disso pode ser alterado.",
        nothing: "Ainda não há nada.",
        command_line: "Linha de comando",
        version: |n| format!("versão {n}"),
        older: "Ver o anterior",
        newest: "Ver o mais recente",
    },
};

const fn act(action: Action) -> &'static str {
    match action {
        Action::SignedIn => "entrou no console",
        Action::SignedOut => "saiu do console",
        Action::SignInLocked => "fechou a entrada por excesso de tentativas",
        Action::StaffAdded => "adicionou um usuário",
        Action::StaffReset => "renovou o acesso de um usuário",
        Action::StaffDisabled => "retirou o acesso de um usuário",
        Action::LinkMade => "criou um link",
        Action::LinkSent => "enviou um link",
        Action::LinkRevoked => "cancelou um link",
        Action::LinksRevoked => "cancelou todos os links",
        Action::RequestGranted => "aceitou um pedido",
        Action::RequestCountered => "ofereceu outras condições",
        Action::RequestDeclined => "recusou um pedido",
        Action::DisputeUpheld => "deu razão a uma contestação",
        Action::DisputeRejected => "recusou uma contestação",
        Action::ChargesWaived => "perdoou encargos de uma fatura",
        Action::PolicySet => "mudou a política",
    }
}
