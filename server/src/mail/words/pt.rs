//! The words of letters, in Portuguese of Brazil.

use super::MailWords;
use crate::mail::notice::About;
use crate::mail::{
    agreed, answered, asked, code, dispute, layout, new_link, notice, payment_link, receipt, refund, reminder, rows,
};
use app::i18n::ended;
use services::agreements::jobs::Confirms;

pub(super) static WORDS: MailWords = MailWords {
    agreed: agreed::Words {
        subject: |creditor| format!("{creditor}: seu acordo"),
        lead: |creditor| format!("Isto é o que você acordou com {creditor}:"),
        button: "Ver o acordo",
        attached: "O acordo vai anexo em PDF, com o seu selo.",
        pdf: "acordo.pdf",
        calendar: "agenda.ics",
    },
    asked: asked::Words {
        subject: |creditor| format!("{creditor}: recebemos seu pedido"),
        lead: |creditor| format!("{creditor} recebeu seu pedido:"),
        more: |until| {
            format!("Uma pessoa está analisando e responde até {until}. Enquanto isso, tudo continua como antes.")
        },
        button: "Ver o pedido",
    },
    answered: answered::Words {
        subject: |creditor| format!("{creditor}: a resposta ao seu pedido"),
        countered: |creditor, until| format!("{creditor} propõe outra coisa. Se servir, confirme até {until}:"),
        declined: |creditor| format!("{creditor} não pode aceitar este pedido. Tudo continua como antes."),
        button: "Ver a resposta",
    },
    code: code::Words {
        subject: |creditor| format!("{creditor}: seu código de confirmação"),
        lead: |confirms| {
            let what = match confirms {
                Some(Confirms::Settlement) => "um acordo de quitação".to_owned(),
                Some(Confirms::Plan { payments }) => format!("um plano de {payments} pagamentos"),
                Some(Confirms::Extension) => "uma nova data de vencimento".to_owned(),
                None => "seu acordo".to_owned(),
            };
            format!("Este é o código para confirmar {what}. Digite-o só se for o que mostra a página que ficou aberta:")
        },
        minutes: |minutes| format!("Ele vale uma vez e por {minutes} minutos."),
        keep: "Não o compartilhe com ninguém: nunca o pediremos por telefone nem por mensagem. Se não foi você quem pediu, não é preciso fazer nada.",
    },
    dispute: dispute::Words {
        made_subject: |creditor| format!("{creditor}: recebemos sua contestação"),
        made_lead: |creditor, number| format!("{creditor} recebeu o que você nos contou da fatura {number}."),
        made_until: |until| format!("Uma pessoa está analisando e responde até {until}."),
        made_more: |until, amount| {
            format!("Uma pessoa está analisando e responde até {until}. Enquanto isso, {amount} não são cobrados.")
        },
        answer_subject: |creditor| format!("{creditor}: a resposta à sua contestação"),
        upheld_lead: |creditor, number, amount| {
            format!("{creditor} lhe dá razão na fatura {number}: {amount} não são mais cobrados.")
        },
        settles: |amount| format!("Pelo seu acordo de quitação faltam {amount} dela."),
        part_lead: |creditor, number, amount, rest| {
            format!(
                "{creditor} lhe dá razão em parte na fatura {number}: {amount} não são mais cobrados. Os outros {rest} seguem em aberto."
            )
        },
        rejected_lead: |creditor, number| {
            format!("{creditor} analisou o que você nos contou da fatura {number}. O valor segue em aberto.")
        },
        button: "Ver a contestação",
    },
    layout: layout::Words {
        hello: |name| format!("Olá, {name}!"),
        regards: |creditor| format!("Atenciosamente, {creditor}"),
        questions: |contact| {
            let how = if contact.contains('@') { "Escreva para" } else { "Ligue para" };
            format!("Alguma dúvida? {how} {contact}")
        },
        why: |creditor| ended(format!("Você recebe esta mensagem porque é cliente de {creditor}")),
        never_ask: "Nunca pediremos os dados do seu cartão por e-mail.",
        or_copy: "Se o botão não funcionar, copie este endereço no seu navegador:",
    },
    new_link: new_link::Words {
        subject: |creditor| format!("{creditor}: seu novo link"),
        lead: |creditor| ended(format!("Aqui está o novo link para sua conta com {creditor}")),
        button: "Ver minha conta",
        until: |date| format!("O link funciona até {date}."),
        not_you: "Se não foi você quem pediu, não é preciso fazer nada.",
    },
    notice: notice::Words {
        subject: |creditor, about| {
            let about = match about {
                About::Agreement => "seu acordo",
                About::Request => "seu pedido",
                About::Pause => "sua pausa",
                About::Payment => "seu pagamento",
            };
            format!("{creditor}: um aviso sobre {about}")
        },
        late: |amount, until| {
            format!("Não recebemos uma parcela do seu parcelamento: {amount}. Se você pagar até {until}, nada muda.")
        },
        late_more: "Se nesse dia também não puder, fale conosco antes: encontraremos outra data juntos.",
        late_last: |amount, until| {
            format!("Faltam {amount} do seu parcelamento. Ainda dá tempo: se pagar até {until}, ele é retomado.")
        },
        late_last_more: "Depois desse dia o parcelamento termina e cada fatura volta à sua própria data. O que foi pago é mantido.",
        plan_kept: "Seu parcelamento está completo. Obrigado por cumpri-lo.",
        plan_broken: "Seu parcelamento terminou porque faltou uma parcela. Cada fatura volta à sua própria data.",
        plan_broken_more: "Tudo o que você pagou é mantido. Se precisar de outra saída, veja sua conta ou fale conosco.",
        promise_kept: "Recebemos o que você prometeu. Obrigado.",
        promise_broken: "O pagamento que você anunciou ainda não chegou. Acontece.",
        promise_broken_more: "Nada mais muda: você pode pagar quando quiser, parcelar ou ver outras opções.",
        settlement_ended: "O último dia para quitar com um só pagamento passou, e esse acordo deixou de valer.",
        settlement_ended_more: "O que você pagou é mantido. Na sua conta há outras opções.",
        lapsed: "A proposta que fizemos terminou sem resposta. Tudo continua como antes.",
        lapsed_more: "Se ainda servir, você pode pedi-la de novo.",
        space_begun: |date| format!("Sua pausa começou e dura até {date}. Você não precisa fazer nada."),
        space_begun_more: "Enquanto dura não há lembretes nem se soma nada, e nada será cobrado depois.",
        space_ended: "Sua pausa terminou. Enquanto durou nada foi somado, e nada será cobrado depois.",
        space_ended_more: "Você pode pagar aos poucos, pedir mais prazo ou falar com uma pessoa.",
        see_agreement: "Ver o acordo",
        see_request: "Ver o pedido",
        see_pause: "Ver a pausa",
        not_needed: |amount| {
            format!(
                "Não é mais preciso pagar {amount} com o boleto ou código que você gerou: o que ele pagaria não se deve mais, ou se deve menos. Ele foi cancelado."
            )
        },
        not_needed_more: "Não o pague. Se já pagou, o dinheiro fica a seu favor. O que falta pagar hoje está na sua conta.",
        voucher_ended: |amount| format!("O boleto ou código de {amount} venceu sem pagamento e não vale mais."),
        voucher_ended_more: "Não o use mais. Você pode pagar de outra forma ou gerar um novo.",
        see_payment: "Ver o pagamento",
    },
    payment_link: payment_link::Words {
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
    receipt: receipt::Words {
        subject: |creditor| format!("{creditor}: seu comprovante"),
        lead: |amount, creditor| format!("{creditor} recebeu seu pagamento de {amount}. Muito obrigado."),
        number: "Comprovante",
        paid_at: "Data do pagamento",
        method: "Forma de pagamento",
        amount: "Valor",
        discount: "Desconto por pagamento antecipado",
        settled: "Acordo de quitação",
        pays: "O que foi pago",
        credit: |credit| format!("Você tem {credit} de crédito. Pode ser usado em uma fatura ou devolvido."),
        button: "Ver o comprovante",
    },
    refund: refund::Words {
        subject: |creditor| format!("{creditor}: uma devolução para você"),
        lead: |amount, creditor| format!("{creditor} devolveu {amount} a você."),
        of: |number| format!("Corresponde ao pagamento com comprovante {number}."),
        open: |number, left| format!("Fatura {number}: {left}."),
        takes: "O dinheiro volta para a mesma forma de pagamento e pode levar até 10 dias úteis para aparecer.",
        button: "Ver o pagamento",
    },
    reminder: reminder::Words {
        subject: |creditor| format!("{creditor}: um lembrete"),
        overdue: "Isto já venceu. Você pode pagar agora, parcelar ou pedir mais prazo:",
        both: "Isto já venceu, ou vence em breve. Você pode pagar agora, parcelar ou pedir mais prazo:",
        soon: "Isto vence em breve:",
        offer: "Isto termina em breve:",
        settle_until: |until| format!("com este pagamento fica quitada, até {until}"),
        button: "Ver minhas opções",
        crossed: "Se você já pagou, não precisa fazer nada: seu pagamento está a caminho.",
        stop: "Não receber mais lembretes",
    },
    rows: rows::Words {
        invoice: |number| format!("Fatura {number}"),
        instalment: |n, of, invoices| format!("Parcela {n} de {of} ({invoices})"),
        down: |invoices| format!("Entrada ({invoices})"),
        due: |date| format!("vence em {date}"),
        due_today: "vence hoje",
        was_due: |date| format!("venceu em {date}"),
        less_until: |pay, off, until| format!("{pay} se pagar até {until}: {off} a menos"),
    },
};
