//! The words for letting charges of an invoice go.

/// `/console/debtors/{id}/charges/{invoice}`, and the way to it on the debtor's page.
#[derive(Debug)]
pub struct WaiveWords {
    /// Above the list on the debtor's page.
    pub charges: &'static str,
    /// What an invoice owes of each, for the list.
    pub owed: fn(interest: Option<&str>, fees: Option<&str>) -> String,
    pub title: &'static str,
    pub invoice: &'static str,
    pub what: &'static str,
    pub interest: &'static str,
    pub fees: &'static str,
    pub most: fn(&str) -> String,
    pub none_left: &'static str,
    pub goes_on: &'static str,
    pub in_plan: &'static str,
    pub reason: &'static str,
    pub reason_hint: &'static str,
    pub waive: &'static str,
    pub done: &'static str,
}

pub(in crate::text) static ES: WaiveWords = WaiveWords {
    charges: "Intereses y cargos",
    owed: |interest, fees| joined(interest.map(|a| format!("Intereses {a}")), fees.map(|a| format!("Cargos {a}"))),
    title: "Condonar intereses y cargos",
    invoice: "Factura",
    what: "Lo que condone deja de pedirse en el acto y ya no es un ingreso. No se puede deshacer.",
    interest: "Intereses que condona",
    fees: "Cargos que condona",
    most: |amount| format!("Hasta {amount}"),
    none_left: "No hay intereses ni cargos que condonar en esta factura.",
    goes_on: "Mientras haya capital vencido, los días que vienen siguen generando intereses.",
    in_plan: "La factura está en un plan: sus pagos se calculan de nuevo, a favor del cliente.",
    reason: "Motivo",
    reason_hint: "Queda en el registro de actividad. El cliente no lo ve.",
    waive: "Condonar",
    done: "Listo: ya no se pide lo que condonó.",
};

pub(in crate::text) static EN: WaiveWords = WaiveWords {
    charges: "Interest and fees",
    owed: |interest, fees| joined(interest.map(|a| format!("Interest {a}")), fees.map(|a| format!("Fees {a}"))),
    title: "Let interest and fees go",
    invoice: "Invoice",
    what: "What you let go is no longer asked for, from this moment, and is no income any more. It cannot be undone.",
    interest: "Interest to let go",
    fees: "Fees to let go",
    most: |amount| format!("Up to {amount}"),
    none_left: "This invoice has no interest and no fees to let go.",
    goes_on: "While principal is overdue, the days to come bring interest as before.",
    in_plan: "The invoice is in a plan: its instalments are worked out again, in the customer\u{2019}s favour.",
    reason: "Reason",
    reason_hint: "It stays in the audit trail. The customer does not see it.",
    waive: "Let go",
    done: "Done: what you let go is no longer asked for.",
};

pub(in crate::text) static PT: WaiveWords = WaiveWords {
    charges: "Juros e encargos",
    owed: |interest, fees| joined(interest.map(|a| format!("Juros {a}")), fees.map(|a| format!("Encargos {a}"))),
    title: "Perdoar juros e encargos",
    invoice: "Fatura",
    what: "O que você perdoar deixa de ser cobrado na hora e já não é receita. Não pode ser desfeito.",
    interest: "Juros a perdoar",
    fees: "Encargos a perdoar",
    most: |amount| format!("Até {amount}"),
    none_left: "Não há juros nem encargos a perdoar nesta fatura.",
    goes_on: "Enquanto houver principal vencido, os próximos dias continuam gerando juros.",
    in_plan: "A fatura está em um plano: as parcelas são calculadas de novo, a favor do cliente.",
    reason: "Motivo",
    reason_hint: "Fica no registro de atividades. O cliente não vê.",
    waive: "Perdoar",
    done: "Pronto: o que você perdoou já não é cobrado.",
};

fn joined(one: Option<String>, other: Option<String>) -> String {
    [one, other].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}
