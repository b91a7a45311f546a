//! The words of pages, in Portuguese of Brazil.

use super::{days, n};
use crate::i18n::ended;
use crate::i18n::pages::*;

pub static WORDS: PageWords = PageWords {
    shell: Shell {
        skip: "Ir para o conteúdo",
        sections: "Seções",
        account: "Minha conta",
        activity: "Movimentos",
        preferences: "Ajustes",
        language: "Idioma",
        help: "Alguma dúvida?",
        privacy: "Os dados do seu cartão vão direto para a Stripe ou o PayPal. Não ficam guardados aqui.",
        sign_out: "Sair",
        back: "Voltar",
        problem_title: "Há algo para corrigir",
        error_prefix: "Erro:",
    },
    disputed: &super::disputes::WORDS,
    state: InvoiceStateWords {
        open: "A pagar",
        due_soon: "Vence logo",
        overdue: "Vencida",
        extended: "Com mais prazo",
        in_plan: "Em um plano de parcelas",
        disputed: "Em análise",
        paid: "Paga",
        credit: "Crédito",
        void: "Cancelada",
        processing: "Pagamento a caminho",
        due_on: |date| format!("Vence em {date}"),
        due_today: "Vence hoje",
        due_in: |d| if d == 1 { "Vence amanhã".to_owned() } else { format!("Vence em {}", days(d)) },
        late_by: |d| if d == 1 { "Venceu ontem".to_owned() } else { format!("Venceu há {}", days(d)) },
    },
    account: Account {
        title: "Minha conta",
        account_of: |name| format!("Conta de {name}"),
        owed: "Total a pagar",
        overdue: |c| format!("Vencido ({})", n(c, "fatura", "faturas")),
        due_soon: |c| format!("Vence logo ({})", n(c, "fatura", "faturas")),
        on_its_way: "Pagamento a caminho",
        next_overdue: |d| {
            if d == 1 {
                "A mais antiga venceu ontem.".to_owned()
            } else {
                format!("A mais antiga venceu há {}.", days(d))
            }
        },
        next_due_soon: |d| match d {
            0 => "A próxima vence hoje.".to_owned(),
            1 => "A próxima vence amanhã.".to_owned(),
            d => format!("A próxima vence em {}.", days(d)),
        },
        next_due: |date| format!("Sem pressa: a próxima vence em {date}."),
        pay: |amount| format!("Pagar {amount}"),
        pay_overdue: |amount| format!("Pagar o vencido: {amount}"),
        pay_due_soon: |amount| format!("Pagar o que vence logo: {amount}"),
        pay_all: |amount| format!("Pagar tudo: {amount}"),
        choose: "Escolher faturas ou pagar uma parte",
        invoices: "Faturas a pagar",
        of_total: |total| format!("de {total}"),
        settled: "Faturas anteriores",
        nothing_owed: "Está tudo pago",
        nothing_owed_more: "Não há nada a pagar. Obrigado.",
        credit: |amount| format!("Você tem {amount} de crédito"),
        credit_more: "Pode ser usado em uma fatura ou devolvido. Diga-nos o que prefere.",
        open_title: "Há um pagamento não concluído",
        open_more: |amount, provider, begun| {
            ended(format!("{amount} com {provider}. Nada foi cobrado ainda. Iniciado em {begun}"))
        },
        open_continue: "Continuar este pagamento",
        open_cancel: "Cancelar",
        open_see: "Ver o pagamento",
        processing_more: |amount, provider| {
            format!(
                "{amount} com {provider}. O saldo vai diminuir quando o dinheiro chegar; não é preciso pagar de novo."
            )
        },
        cancelled: "Pagamento cancelado. Nada foi cobrado.",
        could_not_cancel: "Esse pagamento não pode mais ser cancelado: o dinheiro já saiu ou está a caminho.",
        language_saved: "Idioma salvo.",
    },
    invoice: Invoice {
        title: |number| format!("Fatura {number}"),
        credit_note: |number| format!("Nota de crédito {number}"),
        left: "A pagar",
        left_credit: "Crédito",
        paid_whole: "Esta fatura está paga. Obrigado.",
        void_text: "Esta fatura foi cancelada. Não há nada a pagar.",
        credit_text: "Este valor é um crédito seu. Não há nada a pagar.",
        pay: |amount| format!("Pagar {amount}"),
        pay_part: "Pagar outro valor",
        what_for: "O que inclui",
        description: "Descrição",
        quantity: "Quantidade",
        net: "Valor",
        tax: "Imposto",
        tax_of: |percent| format!("Imposto {percent}"),
        subtotal: "Subtotal",
        total: "Total",
        movements: "Pagamentos e mudanças",
        date: "Data",
        what: "Movimento",
        amount: "Valor",
        issued: "Emissão",
        due: "Vencimento",
        reference: "Referência",
        terms: "Condições de pagamento",
        download_xml: "Baixar a fatura (XML)",
        by_transfer: "Pagar por transferência",
        account: "Conta",
        holder: "Em nome de",
        bank: "Banco",
        payment_reference: "Referência do pagamento",
        transfer_hint: "Uma transferência aparece aqui quando a empresa a registra, depois de alguns dias.",
        processing: |amount| format!("Há {amount} a caminho para esta fatura. Não é preciso pagar de novo."),
        open: |amount| format!("Há um pagamento de {amount} não concluído para esta fatura."),
        see_payment: "Ver o pagamento",
        no_movements: "Ainda não há pagamentos.",
        payment: "Pagamento recebido",
        paid_elsewhere: "Pago por outro meio",
        credit_used: "Crédito usado",
        credited: "Passou para o seu crédito",
        refund: "Devolução",
        chargeback: "Pagamento retirado pelo banco",
        chargeback_won: "Pagamento devolvido pelo banco",
        voided: "Fatura cancelada",
        correction: "Correção",
        discount: "Desconto por pagamento antecipado",
        discount_gone: "Desconto cancelado",
        interest: "Juros por atraso",
        fee: "Taxa",
        waived: "Taxa retirada",
        written_off: "Parte que não precisa ser paga",
    },
    choose: Choose {
        title: "O que você quer pagar?",
        title_in: |code| format!("Faturas em {code}"),
        currencies: "Cada moeda é paga separadamente.",
        which: "Faturas",
        how_much: "Quanto?",
        everything: "Tudo o que escolhi",
        everything_hint: "Paga por completo as faturas marcadas.",
        part: "Outro valor",
        part_hint: |least| format!("A partir de {least}. A mais antiga é paga primeiro."),
        amount: |code| format!("Valor em {code}"),
        go_on: "Continuar",
        nothing: "Não há nada a pagar.",
    },
    confirm: Confirm {
        title: "Confira seu pagamento",
        amount: "Você vai pagar",
        pays_many: |c| format!("Com isso você paga {}", n(c, "fatura", "faturas")),
        pays: "Com isso você paga",
        left_on: |left| format!("Faltam {left}"),
        settles: "Fica paga",
        left: "Ainda faltará",
        nothing_left: "Nada. Fica tudo pago.",
        change: "Alterar",
        changed: "Os valores mudaram desde que você abriu esta página. Confira antes de pagar.",
        how: "Como você quer pagar?",
        next: "A página segura de pagamento vai abrir. A cobrança é feita lá, exatamente deste valor.",
        no_method: "Não é possível pagar aqui no momento",
        no_method_more: "Nenhum meio de pagamento aceita este valor agora. Tente outro valor ou fale conosco.",
    },
    method: Methods {
        pay: |amount| format!("Pagar {amount}"),
        pay_with: |amount, provider| format!("Pagar {amount} com {provider}"),
        by: |provider| format!("por meio de {provider}"),
        card: "Cartão",
        wallet: "Apple Pay ou Google Pay",
        oxxo: "dinheiro na OXXO",
        boleto: "boleto",
        pix: "Pix",
        bank_debit: "conta bancária",
        account: |provider| format!("Conta do {provider}"),
        not_now: |provider| format!("{provider} não está disponível para este pagamento"),
        currency: |code| format!("Não aceita pagamentos em {code}."),
        too_small: |least| format!("Aceita pagamentos a partir de {least}."),
        too_large: |most| format!("Aceita pagamentos até {most}."),
        step: "Não consegue cobrar este valor exato.",
        away: "Não responde no momento. Tente em alguns minutos.",
    },
    payment: Payment {
        started: "Este pagamento não foi concluído",
        started_more: |amount, provider| {
            format!(
                "O pagamento de {amount} com {provider} foi iniciado, mas ainda não foi concluído. Não recebemos dinheiro."
            )
        },
        checking: "Estamos confirmando seu pagamento",
        checking_more: |amount, provider| {
            format!("Perguntamos sobre o pagamento de {amount} com {provider}. Costuma levar alguns segundos.")
        },
        processing: "Seu pagamento está a caminho",
        processing_more: |amount, provider| {
            format!(
                "O pagamento de {amount} com {provider} está sendo processado. Pode levar alguns minutos ou alguns dias."
            )
        },
        voucher: "Falta pagar o boleto ou a ficha",
        voucher_until: |amount, until| {
            format!(
                "Pague {amount} com o boleto ou a ficha que recebeu, até {until}. Depois de pagar, o aviso pode levar até um dia útil."
            )
        },
        voucher_more: |amount| {
            format!(
                "Pague {amount} com o boleto ou a ficha que recebeu. Depois de pagar, o aviso pode levar até um dia útil."
            )
        },
        bank_debit_more: |amount| format!("O banco está processando {amount}. Costuma levar alguns dias úteis."),
        review_more: |amount, provider| {
            format!("O pagamento de {amount} com {provider} está em análise. Costuma levar menos de um dia.")
        },
        do_not_pay_again: "Não é preciso pagar de novo.",
        will_tell: "Avisaremos por e-mail quando o dinheiro chegar. Você pode fechar esta página.",
        paid: "Pagamento recebido",
        paid_more: |amount| format!("Recebemos {amount}. Muito obrigado."),
        failed: "O pagamento não foi concluído",
        failed_more: |amount| {
            format!(
                "Não recebemos {amount}. Se o seu banco mostrar uma cobrança, ela costuma sumir em alguns dias. Você pode tentar de novo ou pagar de outra forma."
            )
        },
        cancelled: "Pagamento cancelado",
        cancelled_more: |amount| format!("O pagamento de {amount} foi cancelado. Nada foi cobrado."),
        expired: "O tempo deste pagamento acabou",
        expired_more: |amount| {
            format!("O pagamento de {amount} não foi concluído a tempo. Nada foi cobrado. Você pode começar de novo.")
        },
        partly_refunded: "Uma parte foi devolvida",
        partly_refunded_more: |refunded, amount| format!("Foram devolvidos {refunded} do pagamento de {amount}."),
        refunded: "Pagamento devolvido",
        refunded_more: |amount| {
            format!("Foram devolvidos {amount}. O que este pagamento cobria está em aberto outra vez.")
        },
        refund_takes: "O dinheiro volta para o mesmo meio de pagamento e pode levar até 10 dias úteis para aparecer.",
        charged_back: "O banco retirou este pagamento",
        charged_back_more: |amount| {
            format!(
                "O banco retirou {amount}. O que ele cobria está em aberto outra vez até que se esclareça. Se não foi você quem pediu, fale conosco."
            )
        },
        chargeback_won_more: |amount| format!("O banco confirmou o pagamento de {amount}. Tudo continua como antes."),
        go_on: |provider| format!("Continuar em {provider}"),
        cancel: "Cancelar este pagamento",
        again: "Tentar de novo",
        check_again: "Consultar de novo",
        to_account: "Voltar para minha conta",
        stranger: "Para ver sua conta, abra o link que recebeu por e-mail.",
    },
    receipt: Receipt {
        title: "Comprovante",
        number: "Número",
        paid_at: "Data do pagamento",
        received: "Recebido",
        discount: "Desconto por pagamento antecipado",
        by: "Meio de pagamento",
        to: "Pago a",
        pays: "O que foi pago",
        credit: "Crédito",
        left: "Ainda a pagar",
        nothing_left: "Nada. Está tudo pago.",
        mailed: "Também enviamos por e-mail.",
        pdf: "Comprovante em PDF",
    },
    activity: Activity {
        title: "Movimentos",
        empty: "Ainda não há movimentos.",
        older: "Ver anteriores",
        newest: "Voltar aos mais recentes",
        invoice: "Fatura",
        credit_note: "Nota de crédito",
        void: "Fatura cancelada",
        correction: "Correção",
        paid: "Pagamento recebido",
        started: "Pagamento não concluído",
        processing: "Pagamento a caminho",
        failed: "Pagamento não realizado",
        cancelled: "Pagamento cancelado",
        expired: "Pagamento não concluído a tempo",
        partly_refunded: "Pagamento devolvido em parte",
        refunded: "Pagamento devolvido",
        charged_back: "Pagamento retirado pelo banco",
        paid_elsewhere: "Pago por outro meio",
        credit_used: "Crédito usado",
        credited: "Passou para o seu crédito",
        refund: "Devolução",
        chargeback: "Pagamento retirado pelo banco",
        chargeback_won: "Pagamento devolvido pelo banco",
        discount: "Desconto por pagamento antecipado",
        discount_gone: "Desconto cancelado",
        interest: "Juros por atraso",
        fee: "Taxa",
        waived: "Taxa retirada",
        written_off: "Parte que não precisa ser paga",
    },
    preferences: Preferences {
        title: "Ajustes",
        language: "Idioma",
        save: "Salvar idioma",
        share: "Outra pessoa vai pagar?",
        share_more: "Crie um link para que outra pessoa pague uma fatura. Ela verá só o valor, o número da fatura e quem recebe.",
        share_which: "Fatura",
        share_make: "Criar link",
        share_none: "Não há faturas a pagar.",
        share_choose: "Escolha a fatura que outra pessoa vai pagar",
        shared: "O link está pronto",
        shared_more: |number, amount, until| format!("Serve para pagar a fatura {number} ({amount}) até {until}."),
        shared_once: "Copie agora: por segurança ele não aparece de novo. Você sempre pode criar outro.",
        shared_label: "Link para pagar",
        privacy: "Seus dados",
        privacy_more: "Aqui só aparecem os dados necessários para pagar suas faturas. Para corrigir ou apagar, fale conosco.",
    },
    link: Link {
        gate: |creditor| format!("{creditor} enviou este link"),
        gate_more: "Continue para ver os detalhes e, se quiser, pagar.",
        go_on: "Continuar",
        gate_safe: "Não é preciso criar conta nem senha.",
        new: "Receber um novo link",
        new_more: "Digite o e-mail em que recebe suas faturas. Enviaremos um novo link.",
        email: "E-mail",
        email_hint: "O mesmo em que você recebe as faturas.",
        email_wrong: "Digite um e-mail completo, por exemplo nome@exemplo.com",
        send: "Enviar link",
        sent: "Confira seu e-mail",
        sent_more: "Se esse endereço estiver cadastrado, o link chegará em alguns minutos.",
        sent_nothing: "Não chegou? Olhe na pasta de spam ou tente outro endereço.",
        pay_only: |creditor| format!("Pagamento a {creditor}"),
        payee: "Pago a",
        reference: "Fatura",
        settled: "Não há nada a pagar",
        settled_more: |number| format!("A fatura {number} já está paga. Obrigado."),
    },
    problem: Problems {
        not_found: (
            "Não encontramos esta página",
            "O endereço pode estar incompleto. Volte para sua conta ou abra o link do seu e-mail.",
        ),
        dead_link: (
            "Este link não funciona mais",
            "Os links têm prazo para proteger seus dados. Peça um novo; ele chega em alguns minutos.",
        ),
        session_ended: (
            "A sessão terminou",
            "Nós a encerramos depois de um tempo sem uso para proteger seus dados. Abra de novo o link do seu e-mail ou peça outro.",
        ),
        provider_away: (
            "O serviço de pagamento não responde",
            "Nada foi cobrado. Tente de novo em alguns minutos ou pague de outra forma.",
        ),
        too_many: "Muitas tentativas",
        too_many_more: |m| {
            if m <= 1 {
                "Espere um minuto e tente de novo.".to_owned()
            } else {
                format!("Espere {m} minutos e tente de novo.")
            }
        },
        foreign: (
            "Não pudemos aceitar este envio",
            "O formulário não veio desta página. Nada foi alterado. Volte para sua conta e tente de novo.",
        ),
        bad_request: ("Não conseguimos ler o que foi enviado", "Nada foi alterado. Volte e tente de novo."),
        nothing_to_pay: ("Não há nada a pagar", "O que você escolheu já está pago ou tem um pagamento a caminho."),
        fault: (
            "Algo falhou do nosso lado",
            "Já fomos avisados. Antes de pagar de novo, veja em Movimentos se o pagamento foi registrado.",
        ),
        fault_id: "Se falar conosco, mencione este número:",
        busy: ("Voltamos em um momento", "O serviço está ocupado. Nada foi alterado. Tente de novo em um minuto."),
        new_link: "Receber um novo link",
        to_account: "Ir para minha conta",
        again: "Tentar de novo",
    },
};
