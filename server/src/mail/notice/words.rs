//! The words of a notice.

/// The words of a notice.
#[derive(Debug)]
pub struct Words {
    /// With the creditor's name.
    pub subject: fn(&str) -> String,
    /// An instalment is late: how much, and the last day of grace.
    pub late: fn(&str, &str) -> String,
    pub late_more: &'static str,
    /// Past its grace: how much, and the last day on which it can be mended.
    pub late_last: fn(&str, &str) -> String,
    pub late_last_more: &'static str,
    pub plan_kept: &'static str,
    pub plan_broken: &'static str,
    pub plan_broken_more: &'static str,
    pub promise_kept: &'static str,
    pub promise_broken: &'static str,
    pub promise_broken_more: &'static str,
    pub settlement_ended: &'static str,
    pub settlement_ended_more: &'static str,
    /// Other terms were not taken in time.
    pub lapsed: &'static str,
    pub lapsed_more: &'static str,
    /// A breathing space has begun; its last day.
    pub space_begun: fn(&str) -> String,
    pub space_begun_more: &'static str,
    pub space_ended: &'static str,
    pub space_ended_more: &'static str,
    pub button: &'static str,
}

/// Spanish of Latin America: de usted, no blame.
pub static ES: Words = Words {
    subject: |creditor| format!("{creditor}: un aviso sobre su acuerdo"),
    late: |amount, until| {
        format!("Un pago de su plan no ha llegado: {amount}. Si lo hace a más tardar el {until}, nada cambia.")
    },
    late_more: "Si ese día tampoco puede, escríbanos antes: buscaremos otra fecha con usted.",
    late_last: |amount, until| {
        format!("Faltan {amount} de su plan. Todavía está a tiempo: si paga a más tardar el {until}, el plan sigue.")
    },
    late_last_more: "Después de ese día el plan termina y cada factura vuelve a su propia fecha. Lo pagado se conserva.",
    plan_kept: "Su plan está completo. Gracias por cumplirlo.",
    plan_broken: "Su plan terminó porque faltó un pago. Cada factura vuelve a su propia fecha.",
    plan_broken_more: "Todo lo que pagó se conserva. Si necesita otra salida, puede verla en su cuenta o escribirnos.",
    promise_kept: "Recibimos lo que prometió. Gracias.",
    promise_broken: "El pago que nos anunció no ha llegado todavía. Puede pasar.",
    promise_broken_more: "Nada más cambia: puede pagar cuando quiera, en partes, o ver otras opciones.",
    settlement_ended: "El último día para saldar con un solo pago ya pasó, y ese acuerdo dejó de valer.",
    settlement_ended_more: "Lo que haya pagado se conserva. En su cuenta puede ver otras opciones.",
    lapsed: "La propuesta que le hicimos terminó sin respuesta. Todo sigue como antes.",
    lapsed_more: "Si todavía le sirve, puede pedirla otra vez.",
    space_begun: |date| format!("Su pausa empezó y dura hasta el {date}. No tiene que hacer nada."),
    space_begun_more: "Mientras dura no hay recordatorios ni se suma nada, y tampoco se cobra después.",
    space_ended: "Su pausa terminó. Mientras duró no se sumó nada, y tampoco se cobrará después.",
    space_ended_more: "Puede pagar poco a poco, pedir más tiempo o hablar con una persona.",
    button: "Ver mi cuenta",
};

/// English.
pub static EN: Words = Words {
    subject: |creditor| format!("{creditor}: a note about your agreement"),
    late: |amount, until| {
        format!("A payment of your plan has not arrived: {amount}. If you pay it by {until}, nothing changes.")
    },
    late_more: "If you cannot pay by then, write to us before that day: we will look for another date with you.",
    late_last: |amount, until| {
        format!("{amount} of your plan is missing. There is still time: if you pay by {until}, the plan goes on.")
    },
    late_last_more: "After that day the plan ends and each invoice goes back to its own date. What you paid is kept.",
    plan_kept: "Your plan is complete. Thank you for keeping it.",
    plan_broken: "Your plan has ended because a payment was missing. Each invoice goes back to its own date.",
    plan_broken_more: "Everything you paid is kept. If you need another way, see your account or write to us.",
    promise_kept: "We received what you promised. Thank you.",
    promise_broken: "The payment that you told us of has not arrived yet. That can happen.",
    promise_broken_more: "Nothing else changes: you can pay whenever you like, pay in parts, or see other options.",
    settlement_ended: "The last day to settle with a single payment is over, and that agreement no longer holds.",
    settlement_ended_more: "What you paid is kept. Your account shows other options.",
    lapsed: "What we offered you has ended without an answer. Everything stays as it was.",
    lapsed_more: "If it still suits you, you can ask for it again.",
    space_begun: |date| format!("Your pause has begun and lasts until {date}. You need not do anything."),
    space_begun_more: "While it lasts there are no reminders and nothing is added, nor charged later.",
    space_ended: "Your pause has ended. Nothing was added while it lasted, and nothing will be charged for it later.",
    space_ended_more: "You can pay little by little, ask for more time, or talk to a person.",
    button: "See my account",
};

/// Portuguese of Brazil.
pub static PT: Words = Words {
    subject: |creditor| format!("{creditor}: um aviso sobre seu acordo"),
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
    space_begun: |date| format!("Sua pausa começou e dura até {date}. Você não precisa fazer nada."),
    space_begun_more: "Enquanto dura não há lembretes nem se soma nada, e nada será cobrado depois.",
    space_ended: "Sua pausa terminou. Enquanto durou nada foi somado, e nada será cobrado depois.",
    space_ended_more: "Você pode pagar aos poucos, pedir mais prazo ou falar com uma pessoa.",
    button: "Ver minha conta",
};
