//! The words of agreements.

use crate::words::agreement_text::{AgreementTextWords, PlanFigures};
use domain::knowledge_question::KnowledgeQuestion;
use domain::plan::schedule::Frequency;

fn days(count: i64) -> String {
    if count == 1 { "1 dia".to_owned() } else { format!("{count} dias") }
}

fn times(count: u8) -> String {
    if count == 1 { "1 vez".to_owned() } else { format!("{count} vezes") }
}

fn payments_every(count: u16, frequency: Frequency) -> String {
    let one = count == 1;
    let word = if one { "parcela" } else { "parcelas" };
    let often = match frequency {
        Frequency::Weekly if one => "semanal",
        Frequency::Weekly => "semanais",
        Frequency::Fortnightly => "a cada 14 dias",
        Frequency::Monthly if one => "mensal",
        Frequency::Monthly => "mensais",
    };
    format!("{count} {word} {often}")
}

pub(in crate::words) static AGREEMENT_TEXT: AgreementTextWords = AgreementTextWords {
    invoice: "Fatura",
    invoices: "Faturas",
    off: "Desconto",
    written_off: "Perdoado",
    to_pay: "Você paga",
    until: "Último dia",
    owed: "Valor devido",
    payments: "Parcelas",
    each: "Cada parcela",
    up_to: |amount| format!("até {amount}"),
    down: "Entrada, hoje",
    first: "Primeira parcela",
    last: "Última parcela",
    cost: "Custo do parcelamento",
    total: "Total",
    nothing: "Nada",
    old_due: "Data atual",
    former_due: "Data anterior",
    new_due: "Data nova",
    price: "Custo",
    pay_now: "Parte com a qual começa a valer",
    pay_now_until: "Para pagar até",
    lost_discount: "Desconto que se perde",
    amount: "Valor",
    day: "Dia",
    discount: |number, pay, off, until| {
        format!("Com {pay} até {until}, a fatura {number} fica quitada. O desconto é de {off}.")
    },
    discount_if_not: |full| format!("Se não for paga até esse dia, deve-se o valor integral: {full}."),
    settlement: |creditor, pay, owed, until| {
        format!("{creditor} aceita {pay} em vez de {owed}, se o pagamento for feito até {until}.")
    },
    settlement_off: |off, several| {
        let of = if several { "dessas faturas" } else { "dessa fatura" };
        format!("Com esse pagamento, {off} são perdoados e nada resta a pagar {of}.")
    },
    settlement_if_not: "Se não for pago até esse dia, este acordo deixa de valer e tudo volta a ser devido. O que tiver sido pago fica valendo.",
    plan: |PlanFigures { invoices, several, in_parts, payments, first, last }| {
        let (what, are) = if *several { ("As faturas", "serão pagas") } else { ("A fatura", "será paga") };
        format!(
            "{what} {invoices} {are} em {payments}, no total de {in_parts}: a primeira em {first} e a última em {last}."
        )
    },
    plan_with_down: |down, PlanFigures { invoices, several, in_parts, payments, first, last }| {
        let what = if *several { "faturas" } else { "fatura" };
        format!(
            "Hoje são pagos {down}; os {in_parts} restantes, em {payments}, a primeira em {first} e a última em {last} ({what} {invoices})."
        )
    },
    plan_cost: |cost, total| {
        format!("O parcelamento custa {cost}, já incluídos nas parcelas. O total pago é de {total}.")
    },
    plan_free: "O parcelamento não tem custo.",
    charges_rest: "Enquanto o parcelamento é cumprido, não há cobrança de juros nem encargos.",
    charges_run: "Os juros e encargos continuam durante o parcelamento.",
    kept_waives: "Quando o parcelamento termina cumprido, os encargos em pausa são dispensados.",
    kept_charges: "Quando o parcelamento termina, os encargos que estavam em pausa são cobrados.",
    grace: |d| {
        if d == 0 {
            "Cada parcela é paga até a sua data.".to_owned()
        } else {
            format!("Se uma parcela atrasar, você tem mais {} para pagá-la sem consequências.", days(d.into()))
        }
    },
    early_days: |percent, d| {
        format!("Cada parcela paga com pelo menos {} de antecedência tem {percent} de desconto.", days(d.into()))
    },
    early_day: |percent, day| format!("Cada parcela paga até o dia {day} do seu mês tem {percent} de desconto."),
    reschedules: |count| format!("Você pode pedir outras datas ou valores {}.", times(count)),
    broken: "Se uma parcela continuar faltando depois desse tempo, o parcelamento termina e cada fatura volta à sua própria data.",
    cure: |d| {
        let within = if d == 1 { "no dia seguinte".to_owned() } else { format!("nos {d} dias seguintes") };
        format!("Se você pagar o atrasado {within}, o parcelamento é retomado.")
    },
    paid_is_kept: "Tudo o que foi pago fica valendo.",
    broken_charges: "Os encargos que estavam em pausa são cobrados.",
    broken_no_charges: "Os encargos que estavam em pausa não são cobrados.",
    broken_discounts: "Os descontos obtidos nas parcelas são retirados.",
    broken_price: "O custo das parcelas que faltavam não é cobrado.",
    extension: |number, new, old| format!("A fatura {number} vence em {new} em vez de {old}."),
    extension_rests: "Até a nova data não há cobrança de juros nem multas por atraso; o que já tinha sido cobrado permanece.",
    extension_price: |price| format!("Custa {price}, que são somados à fatura."),
    extension_free: "Não tem custo.",
    extension_now: |amount, day| format!("A nova data vale a partir do pagamento de {amount}, até {day}."),
    extension_loses: |amount| format!("Perde-se o desconto de {amount} por pagamento antecipado."),
    extension_if_not: "Se não for paga até a nova data, a fatura estará vencida a partir desse dia.",
    promise: |amount, date| format!("Você vai pagar {amount} até {date}."),
    promise_rests: "Até esse dia não são enviados lembretes.",
    promise_not: "A data de vencimento não muda, e os encargos, se houver, continuam.",
    promise_if_not: "Se o pagamento não chegar até esse dia, os lembretes voltam. Nada mais muda.",
    payments_every,
    by_code: |address| format!("com o código de seis dígitos enviado a {address}"),
    by_link: "com o link pessoal",
    by_fact: |fact| format!("com um dado conhecido: {fact}"),
    link_mailed: "link enviado por e-mail",
    link_by_staff: |name| format!("link criado por {name}"),
    link_shared: "link compartilhado",
    by_staff: |name| format!("por {name}, a pedido do cliente"),
    by_less: "sem confirmação, porque pede menos que o acordo anterior",
    fact: |fact| match fact {
        KnowledgeQuestion::Postcode => "CEP e número de uma fatura",
        KnowledgeQuestion::TaxId => "CPF ou CNPJ e número de uma fatura",
    },
    consent: |until| {
        format!("O que você deve mudou. Propomos ajustar seu parcelamento; vale se você confirmar até {until}.")
    },
};
