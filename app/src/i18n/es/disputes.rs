//! What is said of a dispute, in Spanish of Latin America: de usted, no blame.

use crate::i18n::disputes::*;

pub static WORDS: DisputeWords = DisputeWords {
    invoice: "Factura",
    about: "Se trata de",
    on_hold: "No se cobra mientras tanto",
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
    in_activity: "Aviso de que algo no está bien",
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
};
