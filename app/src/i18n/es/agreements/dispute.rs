//! The words of `/disputes/new`, in Spanish of Latin America: de usted, no blame.

use crate::i18n::agreements::Pair;
use crate::i18n::agreements::dispute::Dispute;
use domain::dispute::DisputeReason;

fn reasons(reason: DisputeReason) -> Pair {
    match reason {
        DisputeReason::AlreadyPaid => ("Ya la pagué", "Si tiene el comprobante, agréguelo abajo."),
        DisputeReason::WrongAmount => ("El precio o la cantidad no es correcta", ""),
        DisputeReason::NotReceived => ("No lo recibí", "Una entrega que faltó o llegó incompleta."),
        DisputeReason::NotAsAgreed => ("No es lo acordado", "Llegó dañado, o no es lo que se pidió."),
        DisputeReason::NotMine => ("No me corresponde", "La factura es de otra persona o empresa."),
        DisputeReason::Other => ("Otra cosa", "Cuéntenos abajo."),
    }
}

pub const DISPUTE: Dispute = Dispute {
    title: "¿Qué no está bien?",
    lead: "Cuéntenos qué pasa. Lo revisa una persona.",
    about: "¿De qué parte se trata?",
    whole: |amount| format!("Toda la factura ({amount})"),
    line: "Un concepto",
    which_line: "¿Cuál?",
    part: "Una cantidad",
    amount: |code| format!("Cantidad en {code}"),
    reason: "¿Qué pasó?",
    reasons,
    words: "Cuéntenos un poco más",
    words_hint: |max| format!("Hasta {max} caracteres."),
    files: "Fotos o comprobantes (si los tiene)",
    files_hint: |max, mb| format!("PDF, JPEG, PNG o HEIC. Hasta {max} archivos de {mb} MB cada uno."),
    on_hold: "Mientras se revisa, esa parte no se cobra ni se la recordamos. Si resulta que sí se debe, los recargos, si los hay, cuentan también por esos días. El resto sigue igual.",
    send: "Enviar",
    none: "No hay facturas abiertas sobre las que avisar.",
};
