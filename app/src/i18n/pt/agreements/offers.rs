//! The words of `/offers`, the ways on, and what comes off, in Portuguese of Brazil.

use crate::i18n::agreements::offers::{Offers, Reduction, Ways};
use crate::i18n::pt::{days, n};

pub const WAYS: Ways = Ways {
    title: "O que você prefere fazer?",
    other: "Você também pode",
    pay: ("Pagar", "Tudo, algumas faturas ou uma parte."),
    parts: ("Parcelar", "Você diz quanto pode pagar e vê o parcelamento inteiro."),
    time: ("Pedir mais prazo", "Uma nova data para uma fatura."),
    promise: ("Avisar quando vai pagar", "Os lembretes esperam até esse dia."),
    wrong: ("Algo não está certo", "Já pagou, há um erro ou falta algo."),
    breathing_space: ("Está em um momento difícil", "Uma pausa sem lembretes nem encargos."),
};

pub const OFFER: Offers = Offers {
    title: "Suas opções",
    lead: "Cada opção diz quanto economiza ou custa. Nada é aceito até você confirmar.",
    none: "Hoje não há ofertas especiais. Você pode pagar, ou escolher outro caminho.",
    all: "Ver todas as opções",
    until: |date| format!("Até {date}"),
    for_invoice: |number| format!("Fatura {number}"),
    discount: |pay, full| format!("Pague {pay} em vez de {full}"),
    settlement: |pay, full| format!("Quite sua dívida de {full} com um pagamento de {pay}"),
    plan: |payments| format!("Pague em até {payments}"),
    extension: |date| format!("Pague até {date}"),
    promise: "Diga em que dia vai pagar",
    promise_until: |date| format!("Até {date}"),
    saves: |amount| format!("Você economiza {amount}"),
    costs: |amount| format!("Custa {amount}"),
    free: "Sem custo",
    pay_now: |amount| format!("Você paga {amount} agora"),
    loses: |amount| format!("Você perde o desconto de {amount}"),
    on_request: "Requer aprovação",
    because_invoice: |percent, d| {
        format!("Sua fatura oferece {percent} de desconto se for paga em até {} da emissão.", days(d.into()))
    },
    because_on_time: |on, of| {
        if of == 1 {
            "Porque você pagou em dia a última fatura.".to_owned()
        } else {
            format!("Porque você pagou em dia {on} das últimas {of} faturas.")
        }
    },
    because_early: |d| match d {
        0 => "Por pagamento antecipado; hoje é o último dia.".to_owned(),
        1 => "Por pagamento antecipado; resta 1 dia.".to_owned(),
        d => format!("Por pagamento antecipado; restam {d} dias."),
    },
    because_old: |d| format!("Para encerrar uma dívida que venceu há {}.", days(d)),
    because_parts: "Para você distribuir ao longo do tempo.",
    because_free: |left| {
        if left == 1 {
            "Você pode usar mais 1 vez neste ano.".to_owned()
        } else {
            format!("Você pode usar mais {left} vezes neste ano.")
        }
    },
    discounts: |count, pay| format!("Pague {} com desconto: {pay}", n(count, "fatura", "faturas")),
    settlements: |count| format!("Quite com um único pagamento menor: {}", n(count, "fatura", "faturas")),
    extensions: |longest| format!("Mais prazo: até {longest}"),
    plan_on_request: |most| format!("Até {most} parcelas com aprovação"),
    saves_up_to: |amount| format!("Economize até {amount}"),
    some_until: |date| format!("O primeiro termina em {date}"),
    costs_differ: "O custo depende do prazo",
    some_on_request: "Alguns prazos requerem aprovação",
    choose_inside: "Depois você escolhe a fatura e a data.",
    choose: "Escolher a fatura",
    take_discount: |pay| format!("Pagar {pay}"),
    take_settlement: |pay| format!("Quitar com {pay}"),
    take_plan: "Montar meu parcelamento",
    take_extension: "Escolher a data",
    take_promise: "Dizer quando",
    pay_early: |pay, until, full| format!("Pague {pay} até {until} em vez de {full}."),
    pay_instalment: |amount, date| format!("Sua próxima parcela é de {amount}, até {date}."),
    pay_instalment_today: |amount| format!("Sua próxima parcela é de {amount}, hoje."),
    settle: |amount, date| format!("Pague {amount} até {date}."),
    settle_more: "Conforme acordado: este pagamento quita a dívida.",
    pay: |amount| format!("Pagar {amount}"),
    agreements: "Seus acordos",
    requests: "Seus pedidos",
    paused: |date| format!("Você está em pausa até {date}"),
    paused_more: "Não enviamos lembretes nem somamos encargos. Você pode pagar quando quiser.",
};

pub const REDUCTION: Reduction = Reduction {
    title: "Desconto por pagamento antecipado",
    title_settlement: "Acordo de quitação",
    full: "Valor integral",
    off: "Desconto",
    off_percent: |percent| format!("Desconto de {percent}"),
    written_off: "Perdoado",
    to_pay: "Você paga",
    until: |date| format!("Vale até {date}, inclusive."),
    holds: "O preço se mantém enquanto durar este pagamento, mesmo que o prazo acabe.",
    taken: "O desconto já está aplicado.",
    taken_settlement: "Conforme acordado: este pagamento quita tudo.",
    old_due: |date| format!("O prazo foi ampliado; antes vencia em {date}."),
    disputed: |amount| format!("{amount} estão em análise. Não é preciso pagar essa parte enquanto isso."),
    in_agreement: "Ver o acordo",
};
