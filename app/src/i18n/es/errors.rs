//! Refusals as sentences, in Spanish of Latin America: de usted, no blame.

use crate::i18n::errors::*;

pub static WORDS: ErrorWords = ErrorWords {
    nothing: "Elija al menos una factura",
    two_currencies: "Elija facturas de una sola moneda; cada moneda se paga aparte",
    too_small: |min| format!("Escriba {min} o más"),
    more_than_owed: |owed| format!("Escriba {owed} o menos; es todo lo que queda de lo elegido"),
    leaves_too_little: |rest, whole, most| match most {
        Some(most) => {
            format!(
                "Quedarían {rest}, que es muy poco para cobrarse después. Escriba {whole}, que es todo, o {most} o menos"
            )
        }
        None => format!("Quedarían {rest}, que es muy poco para cobrarse después. Escriba {whole}, que es todo"),
    },
    out_of_range: "Escriba una cantidad más pequeña",
    no_amount: "Escriba cuánto quiere pagar",
    not_an_amount: |example| format!("Escriba la cantidad solo con números, por ejemplo {example}"),
    too_many_decimals: |n| match n {
        0 => "Escriba la cantidad sin decimales".to_owned(),
        n => format!("Escriba la cantidad con {n} decimales como máximo"),
    },
    no_plan: NoPlanWords {
        nothing: "Elija al menos una factura para el plan",
        frequency: "Elija otra frecuencia; esa no se ofrece",
        first_too_early: |date| format!("Elija el {date} o un día después para el primer pago"),
        first_too_late: |date| format!("Elija el {date} o un día antes para el primer pago"),
        down_too_small: |min| format!("Escriba {min} o más como pago inicial"),
        down_too_large: |max| format!("Escriba {max} o menos como pago inicial"),
        too_small: |min| format!("Cada pago debe ser de {min} o más. Pruebe con menos pagos o una cantidad mayor"),
        too_few: |fewest| format!("Elija {fewest} pagos o más; para pagar todo de una vez no hace falta un plan"),
        too_many: |max| format!("Con {max} pagos como máximo no alcanza. Pruebe con menos pagos o una cantidad mayor"),
        ends_too_late: |date| format!("El plan debe terminar a más tardar el {date}. Pruebe con una cantidad mayor"),
        too_little_owed: |min| format!("La deuda es pequeña para repartirla en pagos de {min}. Puede pagarla completa"),
    },
};
