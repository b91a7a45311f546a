//! The words of mails, in Portuguese of Brazil.

use crate::i18n::ended;
use crate::i18n::mail::*;

pub static WORDS: MailWords = MailWords {
    hello: |name| format!("Olá, {name}!"),
    regards: |creditor| format!("Atenciosamente, {creditor}"),
    questions: |contact| format!("Alguma dúvida? Fale conosco: {contact}"),
    why: |creditor| ended(format!("Você recebe esta mensagem porque é cliente de {creditor}")),
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
        discount: "Desconto por pagamento antecipado",
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
        lead: |creditor| ended(format!("Aqui está o novo link para sua conta com {creditor}")),
        button: "Ver minha conta",
        until: |date| format!("O link funciona até {date}."),
        not_you: "Se não foi você quem pediu, não é preciso fazer nada.",
    },
    code: CodeMail {
        subject: |creditor| format!("{creditor}: seu código de confirmação"),
        lead: "Este é o código para confirmar seu acordo. Digite-o na página que ficou aberta:",
        minutes: |minutes| format!("Ele vale uma vez e por {minutes} minutos."),
        keep: "Não o compartilhe com ninguém: nunca o pediremos por telefone nem por mensagem. Se não foi você quem pediu, não é preciso fazer nada.",
    },
    sealed: &super::agreement_mail::WORDS,
    disputed: &super::disputes::WORDS,
    notices: &super::notices::WORDS,
};
