//! What is said of a dispute, in Spanish of Latin America: de usted, no blame.

use crate::i18n::disputes::*;

pub static WORDS: DisputeWords = DisputeWords {
    invoice: "Factura",
    about: "Se trata de",
    on_hold: "En revisión",
    in_question: "Cantidad que se aclara",
    settles: |amount| format!("Por su acuerdo de liquidación faltan {amount} de esta factura."),
    disputed: "Lo que estaba en revisión",
    reason: "Qué pasó",
    upheld: "Ya no se le cobra",
    whole: "todo lo que estaba pendiente",
    line: |text| format!("«{text}»"),
    part: "una cantidad",
    upheld_part: |amount, rest| {
        format!("Tenía razón en parte: {amount} ya no se le cobran. Los otros {rest} siguen pendientes.")
    },
    owed_again: "Sigue pendiente",
    rejected: "Se revisó, y la cantidad sigue pendiente. Los recargos, si los hay, cuentan también por esos días.",
    withdrawn: "Usted la retiró. La cantidad vuelve a estar pendiente. Los recargos, si los hay, cuentan también por esos días.",
    withdraw: "Retirar la aclaración",
    withdraw_hint: "Si ya se aclaró, puede retirarla. La cantidad vuelve a estar pendiente.",
    see_invoice: "Ver la factura",
    in_activity: "Aclaración",
    beside: |amount| format!("{amount} en revisión"),
    in_settlement: |amount| format!("De esto, {amount} están en revisión: no se piden hasta que le respondamos."),
    in_plan: |amount| {
        format!(
            "Usted pidió aclarar {amount}. Mientras se revisa, los demás pagos siguen en sus fechas y esa parte queda \
             para el final. Si le dan la razón, los pagos que falten serán más bajos."
        )
    },
    staff_in_plan: "La factura está en un plan. Mientras no se responda, sus pagos siguen en sus fechas y lo que está \
                    en aclaración es lo último que se pide. Lo que usted acepte baja los pagos que faltan.",
    in_vain: "Ya lo reportó dos veces. Comuníquese con nosotros para verlo.",
    files_again: "Vuelva a elegir los archivos: el navegador no los guarda",
    nameless: "archivo",
};
