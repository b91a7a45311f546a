//! Ways to pay that stand where terms do.

use super::{NET, unit};

/// Do the words say that the document was or is paid at once, as CFDI's PUE does?
pub(crate) fn says_at_once(text: &str) -> bool {
    text.split(|c: char| !c.is_alphanumeric()).any(|word| word.eq_ignore_ascii_case("pue"))
}

/// Do the words say that the creditor collects the money from the customer's account?
pub(super) fn says_direct_debit(text: &str) -> bool {
    let folded = crate::words::normal(text);
    crate::words::has_one(
        &folded,
        "direct debit, sepa direct debit, sdd, domiciliacion, domiciliacion bancaria, recibo domiciliado, domiciliado, domiciliada, \
         giro bancario domiciliado, adeudo directo, adeudo sepa, debito directo, debito automatico, debito em conta, lastschrift, \
         sepa lastschrift, bankeinzug, lastschriftverfahren, basislastschrift, firmenlastschrift, prelevement, prelevement sepa, \
         prelevement automatique, autopay, pago automatico, cargo automatico, cargo recurrente",
    )
}

/// `03`, `03 - Transferencia`, `99 Por definir`: a code of the Mexican tax office for how is paid, no number of days.
pub(super) fn is_way_to_pay(folded: &str) -> bool {
    let code = folded.split(|c: char| !c.is_ascii_digit()).next().unwrap_or_default();
    let words = folded.split(|c: char| !c.is_alphabetic()).any(|word| unit(word).is_some() || NET.contains(&word));
    code.len() == 2 && !words && (code.starts_with('0') || folded.ends_with("definir"))
}
