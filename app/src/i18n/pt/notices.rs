//! The words of reminders and notices, in Portuguese of Brazil.

use crate::i18n::notices::*;

pub static WORDS: NoticeWords = NoticeWords {
    reminder: |creditor| format!("{creditor}: um lembrete"),
    overdue: "Isto já venceu. Você pode pagar agora, em partes, ou pedir mais prazo:",
    both: "Isto já venceu, ou vence em breve. Você pode pagar agora, em partes, ou pedir mais prazo:",
    soon: "Isto vence em breve:",
    offer: "Isto termina em breve:",
    invoice: |number| format!("Fatura {number}"),
    instalment: |n, of, invoices| format!("Parcela {n} de {of} ({invoices})"),
    down: |invoices| format!("Entrada ({invoices})"),
    due: |date| format!("vence em {date}"),
    due_today: "vence hoje",
    was_due: |date| format!("venceu em {date}"),
    less_until: |pay, off, until| format!("{pay} se pagar até {until}: {off} a menos"),
    settle_until: |until| format!("com este pagamento fica quitada, até {until}"),
    see: "Ver e escolher",
    crossed: "Se você já pagou, não precisa fazer nada: seu pagamento está a caminho.",
    stop: "Não receber mais lembretes",
    notice: |creditor| format!("{creditor}: um aviso sobre seu acordo"),
    late: |amount, until| {
        format!("Uma parcela do seu plano não chegou: {amount}. Se você pagar até {until}, nada muda.")
    },
    late_more: "Se nesse dia também não puder, escreva antes: procuraremos outra data com você.",
    late_last: |amount, until| {
        format!("Faltam {amount} do seu plano. Ainda dá tempo: se pagar até {until}, o plano continua.")
    },
    late_last_more: "Depois desse dia o plano termina e cada fatura volta à sua própria data. O que foi pago é mantido.",
    plan_kept: "Seu plano está completo. Obrigado por cumpri-lo.",
    plan_broken: "Seu plano terminou porque faltou uma parcela. Cada fatura volta à sua própria data.",
    plan_broken_more: "Tudo o que você pagou é mantido. Se precisar de outra saída, veja sua conta ou escreva para nós.",
    promise_kept: "Recebemos o que você prometeu. Obrigado.",
    promise_broken: "O pagamento que você anunciou ainda não chegou. Acontece.",
    promise_broken_more: "Nada mais muda: você pode pagar quando quiser, em partes, ou ver outras opções.",
    settlement_ended: "O último dia para quitar com um só pagamento passou, e esse acordo deixou de valer.",
    settlement_ended_more: "O que você pagou é mantido. Na sua conta há outras opções.",
    lapsed: "A proposta que fizemos terminou sem resposta. Tudo continua como antes.",
    lapsed_more: "Se ainda servir, você pode pedi-la de novo.",
    rederived: "O que você deve diminuiu, e seu plano também. Não precisa fazer nada; este é o plano agora:",
    space_begun: |date| format!("Sua pausa começou e dura até {date}. Você não precisa fazer nada."),
    space_begun_more: "Enquanto dura não há lembretes nem se soma nada, e nada será cobrado depois.",
    space_ended: "Sua pausa terminou. Enquanto durou nada foi somado, e nada será cobrado depois.",
    space_ended_more: "Você pode pagar aos poucos, pedir mais prazo ou falar com uma pessoa.",
    go: "Ver minha conta",
    off: OffWords {
        title: "Lembretes",
        lead: |creditor| format!("Quer que {creditor} deixe de enviar lembretes a você?"),
        stays: "Recibos e avisos sobre seus acordos continuarão chegando.",
        button: "Não me enviar lembretes",
        done: "Pronto",
        done_more: "Você não receberá mais lembretes. Pode pedi-los de novo nas suas preferências.",
        heading: "Lembretes",
        are_on: "Lembramos você por e-mail do que vence.",
        are_off: "Não enviamos lembretes a você.",
        again: "Voltar a me enviar lembretes",
    },
};
