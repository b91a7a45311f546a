//! What is said of an objection beside what every request says: its rows, taking it back, its two mails.

/// What is said of an objection.
#[derive(Debug)]
pub struct ObjectedWords {
    /// The labels of its rows.
    pub invoice: &'static str,
    pub about: &'static str,
    pub rests: &'static str,
    pub reason: &'static str,
    pub upheld: &'static str,
    /// What it is about: everything that was open, a line, a part.
    pub whole: &'static str,
    pub line: fn(&str) -> String,
    pub part: &'static str,
    /// A part of it is not owed, with the amount.
    pub upheld_part: fn(&str) -> String,
    /// It is owed after all.
    pub rejected: &'static str,
    /// The debtor took it back.
    pub withdrawn: &'static str,
    /// Takes it back, and what that does.
    pub withdraw: &'static str,
    pub withdraw_hint: &'static str,
    pub see_invoice: &'static str,
    /// In `/activity`.
    pub told: &'static str,
    /// So much is looked into, beside what is asked for.
    pub beside: fn(&str) -> String,
    /// On the page of a plan: so much of it rests.
    pub in_plan: fn(&str) -> String,
    /// To staff: the invoice is in a plan.
    pub staff_in_plan: &'static str,
    /// Something else was to be corrected, and files have to be chosen again.
    pub files_again: &'static str,
    /// What a file without a name is called.
    pub nameless: &'static str,
    /// The mail that it arrived: subject and first line with the creditor's name, then until when an answer comes and what
    /// rests.
    pub made_subject: fn(&str) -> String,
    pub made_lead: fn(&str) -> String,
    pub made_more: fn(&str, &str) -> String,
    /// The mail of the answer: subject, and its first line by what was decided, with the creditor's name.
    pub answer_subject: fn(&str) -> String,
    pub upheld_lead: fn(&str, &str) -> String,
    pub rejected_lead: fn(&str) -> String,
    /// Both mails' button.
    pub button: &'static str,
}

pub(super) static ES: ObjectedWords = ObjectedWords {
    invoice: "Factura",
    about: "Se trata de",
    rests: "No se cobra mientras tanto",
    reason: "Qué pasó",
    upheld: "Ya no se le cobra",
    whole: "todo lo que estaba pendiente",
    line: |text| format!("«{text}»"),
    part: "una cantidad",
    upheld_part: |amount| format!("Tenía razón en parte: {amount} ya no se le cobran. El resto sigue pendiente."),
    rejected: "Se revisó, y la cantidad sigue pendiente. Los días que tomó la revisión no suman intereses.",
    withdrawn: "Usted lo retiró. La cantidad vuelve a estar pendiente.",
    withdraw: "Retirar el aviso",
    withdraw_hint: "Si ya se aclaró, puede retirarlo. La cantidad vuelve a estar pendiente.",
    see_invoice: "Ver la factura",
    told: "Aviso de que algo no está bien",
    beside: |amount| format!("{amount} en revisión"),
    in_plan: |amount| {
        format!(
            "Usted nos avisó que {amount} no están bien. No se le piden mientras lo revisamos: son lo último del plan. \
             Los demás pagos siguen en sus fechas."
        )
    },
    staff_in_plan: "La factura está en un plan. Sus pagos siguen en sus fechas, y lo que se objeta es lo último que se \
                    pide. Lo que usted acepte baja el plan enseguida.",
    files_again: "Vuelva a elegir los archivos: el navegador no los guarda",
    nameless: "archivo",
    made_subject: |creditor| format!("{creditor}: recibimos su aviso"),
    made_lead: |creditor| format!("{creditor} recibió lo que usted nos contó."),
    made_more: |until, amount| {
        format!("Una persona lo revisa y le responde a más tardar el {until}. Mientras tanto no se cobran {amount}.")
    },
    answer_subject: |creditor| format!("{creditor}: la respuesta a su aviso"),
    upheld_lead: |creditor, amount| format!("{creditor} le da la razón: {amount} ya no se le cobran."),
    rejected_lead: |creditor| format!("{creditor} revisó lo que nos contó. La cantidad sigue pendiente."),
    button: "Ver el aviso",
};

pub(super) static EN: ObjectedWords = ObjectedWords {
    invoice: "Invoice",
    about: "It is about",
    rests: "Not charged meanwhile",
    reason: "What happened",
    upheld: "No longer charged",
    whole: "everything that was open",
    line: |text| format!("“{text}”"),
    part: "an amount",
    upheld_part: |amount| format!("You were partly right: {amount} is no longer charged. The rest is still open."),
    rejected: "It was looked into, and the amount is still open. The days that this took add no interest.",
    withdrawn: "You took it back. The amount is open again.",
    withdraw: "Take it back",
    withdraw_hint: "If it has been cleared up, you can take it back. The amount is then open again.",
    see_invoice: "See the invoice",
    told: "You said that something is wrong",
    beside: |amount| format!("{amount} being looked into"),
    in_plan: |amount| {
        format!(
            "You told us that {amount} is not right. It is not asked for while we look into it: it is the last part of \
             the plan. The other payments keep their dates."
        )
    },
    staff_in_plan: "The invoice is in a plan. Its payments keep their dates, and what is objected to is asked for last. \
                    What you uphold lowers the plan at once.",
    files_again: "Choose the files again: the browser does not keep them",
    nameless: "file",
    made_subject: |creditor| format!("{creditor}: we have received your report"),
    made_lead: |creditor| format!("{creditor} has received what you told us."),
    made_more: |until, amount| {
        format!("A person is looking into it and will answer by {until}. Meanwhile {amount} is not charged.")
    },
    answer_subject: |creditor| format!("{creditor}: the answer to your report"),
    upheld_lead: |creditor, amount| format!("{creditor} agrees with you: {amount} is no longer charged."),
    rejected_lead: |creditor| format!("{creditor} has looked into what you told us. The amount is still open."),
    button: "See your report",
};

pub(super) static PT: ObjectedWords = ObjectedWords {
    invoice: "Fatura",
    about: "É sobre",
    rests: "Não é cobrado enquanto isso",
    reason: "O que aconteceu",
    upheld: "Não é mais cobrado",
    whole: "tudo o que estava em aberto",
    line: |text| format!("“{text}”"),
    part: "um valor",
    upheld_part: |amount| {
        format!("Você tinha razão em parte: {amount} não são mais cobrados. O resto segue em aberto.")
    },
    rejected: "Foi analisado, e o valor segue em aberto. Os dias da análise não somam juros.",
    withdrawn: "Você o retirou. O valor volta a ficar em aberto.",
    withdraw: "Retirar o aviso",
    withdraw_hint: "Se já foi esclarecido, você pode retirá-lo. O valor volta a ficar em aberto.",
    see_invoice: "Ver a fatura",
    told: "Aviso de que algo não está certo",
    beside: |amount| format!("{amount} em análise"),
    in_plan: |amount| {
        format!(
            "Você nos avisou que {amount} não estão certos. Não são cobrados enquanto analisamos: são a última parte do \
             plano. Os outros pagamentos seguem nas suas datas."
        )
    },
    staff_in_plan: "A fatura está em um plano. Os pagamentos seguem nas suas datas, e o que se contesta é pedido por \
                    último. O que você aceitar reduz o plano na hora.",
    files_again: "Escolha os arquivos de novo: o navegador não os guarda",
    nameless: "arquivo",
    made_subject: |creditor| format!("{creditor}: recebemos seu aviso"),
    made_lead: |creditor| format!("{creditor} recebeu o que você nos contou."),
    made_more: |until, amount| {
        format!("Uma pessoa está analisando e responde até {until}. Enquanto isso, {amount} não são cobrados.")
    },
    answer_subject: |creditor| format!("{creditor}: a resposta ao seu aviso"),
    upheld_lead: |creditor, amount| format!("{creditor} lhe dá razão: {amount} não são mais cobrados."),
    rejected_lead: |creditor| format!("{creditor} analisou o que você nos contou. O valor segue em aberto."),
    button: "Ver o aviso",
};
