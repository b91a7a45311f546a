//! The words of the two mails about a dispute.

/// The words of the two mails about a dispute.
#[derive(Debug)]
pub struct Words {
    /// It arrived: the subject, with the creditor's name.
    pub made_subject: fn(&str) -> String,
    /// With the creditor's name.
    pub made_lead: fn(&str) -> String,
    /// Until when an answer comes, and what is on hold meanwhile.
    pub made_more: fn(&str, &str) -> String,
    /// It was answered: the subject, with the creditor's name.
    pub answer_subject: fn(&str) -> String,
    /// With the creditor's name and the amount.
    pub upheld_lead: fn(&str, &str) -> String,
    /// With the creditor's name.
    pub rejected_lead: fn(&str) -> String,
    pub button: &'static str,
}

/// Spanish of Latin America: de usted, no blame.
pub static ES: Words = Words {
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

/// English.
pub static EN: Words = Words {
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

/// Portuguese of Brazil.
pub static PT: Words = Words {
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
