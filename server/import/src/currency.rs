//! Which currency a cell, a sign or a heading names.
//!
//! A sign that several currencies share is never guessed at: `$`, "pesos", "M.N.", `kr` or `Bs` are the creditor's own money
//! where the books are kept in such; elsewhere `$` needs a word from the person, and the others are not read.

use super::words;
use domain::money::Currency;

/// What stands beside an amount or in a currency column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// One currency, whatever else the file says.
    Is(Currency),
    /// The sign `$`: one of [`writes_dollar`].
    Dollar,
    /// A word that several countries have for their own money: which one, the books say.
    Home(Home),
}

/// A name of money that means the creditor's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Home {
    /// "M.N.", "moneda nacional", "moneda local".
    National,
    /// "Pesos".
    Peso,
    /// "Dollars": the creditor's own where they are called so, else those of the United States.
    Dollar,
    /// "kr", "Kronen".
    Crown,
    /// "Bs".
    Bolivar,
    /// "Rs", "rupees".
    Rupee,
    /// "Francs".
    Franc,
    /// "¥".
    Yen,
}

impl Home {
    const fn currencies(self) -> &'static [&'static str] {
        match self {
            Self::National => &[],
            Self::Peso => &["ARS", "CLP", "COP", "CUP", "DOP", "MXN", "PHP", "UYU"],
            Self::Dollar => {
                &["AUD", "BBD", "BSD", "BZD", "CAD", "HKD", "JMD", "NZD", "SGD", "TTD", "TWD", "USD", "XCD"]
            }
            Self::Crown => &["CZK", "DKK", "ISK", "NOK", "SEK"],
            Self::Bolivar => &["BOB", "VES"],
            Self::Rupee => &["INR", "LKR", "MUR", "NPR", "PKR"],
            Self::Franc => &["CHF", "XAF", "XOF", "XPF"],
            Self::Yen => &["CNY", "JPY"],
        }
    }
}

impl Mark {
    /// Can it stand beside an amount in this currency?
    pub(super) fn may_be(self, currency: Currency) -> bool {
        match self {
            Self::Is(other) => other == currency,
            Self::Dollar => writes_dollar(currency),
            Self::Home(Home::National) => true,
            Self::Home(home) => home.currencies().contains(&currency.code()),
        }
    }

    /// The currency, in books that are kept in `house`; nothing where neither says it. What `$` is may have been
    /// said for the file, see [`Options::dollar`](super::options::Options).
    pub(super) fn in_books_of(self, house: Option<Currency>) -> Option<Currency> {
        match self {
            Self::Is(currency) => Some(currency),
            Self::Dollar => None,
            Self::Home(home) => {
                let usual = || (home == Home::Dollar).then(|| "USD".parse().ok()).flatten();
                house.filter(|house| self.may_be(*house)).or_else(usual)
            }
        }
    }
}

/// What the marks before and behind an amount say together: `MXN $`, `$ … M.N.`, `US$`.
///
/// An error: one of them is no mark of money, or two contradict each other.
pub(super) fn beside(marks: [&str; 2]) -> Result<Option<Mark>, NoMark> {
    let mut found: Option<Mark> = None;
    for text in marks.into_iter().filter(|text| !text.is_empty()) {
        let whole = mark(text);
        let parts = text.split_whitespace().map(mark);
        for one in whole.map_or_else(|| parts.collect::<Vec<_>>(), |mark| vec![Some(mark)]) {
            let one = one.ok_or(NoMark)?;
            found = Some(found.map_or(Ok(one), |before| together(before, one))?);
        }
    }
    Ok(found)
}

/// What stands beside an amount is no mark of money, or contradicts itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct NoMark;

fn together(one: Mark, two: Mark) -> Result<Mark, NoMark> {
    match (one, two) {
        (one, two) if one == two => Ok(one),
        (Mark::Is(currency), other) | (other, Mark::Is(currency)) if other.may_be(currency) => Ok(Mark::Is(currency)),
        (Mark::Dollar, Mark::Home(home)) | (Mark::Home(home), Mark::Dollar) if home_writes_dollar(home) => {
            Ok(Mark::Home(home))
        }
        (Mark::Home(Home::National), Mark::Home(home)) | (Mark::Home(home), Mark::Home(Home::National)) => {
            Ok(Mark::Home(home))
        }
        _ => Err(NoMark),
    }
}

const fn home_writes_dollar(home: Home) -> bool {
    matches!(home, Home::National | Home::Peso | Home::Dollar)
}

/// Signs that mean one currency wherever they are used.
const SIGNS: &[(&str, &str)] = &[
    ("€", "EUR"),
    ("£", "GBP"),
    ("R$", "BRL"),
    ("US$", "USD"),
    ("U$S", "USD"),
    ("USD$", "USD"),
    ("MX$", "MXN"),
    ("MXN$", "MXN"),
    ("CLP$", "CLP"),
    ("COP$", "COP"),
    ("COL$", "COP"),
    ("ARS$", "ARS"),
    ("RD$", "DOP"),
    ("CA$", "CAD"),
    ("AU$", "AUD"),
    ("NZ$", "NZD"),
    ("HK$", "HKD"),
    ("S/", "PEN"),
    ("S/.", "PEN"),
    ("B/.", "PAB"),
    ("₡", "CRC"),
    ("₲", "PYG"),
    ("₩", "KRW"),
    ("₹", "INR"),
    ("SFR", "CHF"),
    ("SFR.", "CHF"),
    ("FR.", "CHF"),
    ("ZŁ", "PLN"),
    ("₱", "PHP"),
    ("₺", "TRY"),
    ("₽", "RUB"),
    ("₪", "ILS"),
    ("฿", "THB"),
    ("₫", "VND"),
    ("Q.", "GTQ"),
    ("C$", "NIO"),
    ("BS.S", "VES"),
    ("BS.F", "VES"),
];

/// Names of money, as [`words::normal`] leaves them.
const NAMES: &[(&str, &str)] = &[
    (
        "USD",
        "us dollar, us dollars, usd dollar, u s dollar, u s dollars, united states dollar, american dollar, dolar americano, \
         dolares americanos, dolar estadounidense, dolares estadounidenses, dolar usa, dolares usa, dolar eeuu, dls, dlls, dlr, dlrs, usdls, \
         dolar dos estados unidos, dolar estados unidos, dolar norteamericano, dolares norteamericanos, us dolar, \
         dolar us, dollar us, dollar americain, amerikanischer dollar, u s",
    ),
    ("CAD", "canadian dollar, canadian dollars, dolar canadiense, dolares canadienses, dollar canadien"),
    ("AUD", "australian dollar, australian dollars, dolar australiano"),
    ("NZD", "new zealand dollar, new zealand dollars, nz dollar"),
    ("EUR", "euro, euros, eur euro"),
    (
        "GBP",
        "pound, pounds, pound sterling, pounds sterling, gb pound, british pound, libra, libras, libra esterlina, libras esterlinas, pfund, livre sterling",
    ),
    ("MXN", "peso mexicano, pesos mexicanos, mexican peso, mexican pesos, mxp, peso mx, pesos mx, m n mexico, mx"),
    ("COP", "peso colombiano, pesos colombianos, colombian peso, colombian pesos"),
    ("CLP", "peso chileno, pesos chilenos, chilean peso, chilean pesos"),
    ("ARS", "peso argentino, pesos argentinos, argentine peso, argentine pesos, ar"),
    ("UYU", "peso uruguayo, pesos uruguayos"),
    ("DOP", "peso dominicano, pesos dominicanos, dominican peso"),
    ("CLF", "uf, unidad fomento, unidades fomento"),
    ("BRL", "real, reais, reales, real brasileno, real brasileiro, reais brasileiros, brazilian real"),
    ("PEN", "sol, soles, nuevo sol, nuevos soles, peruvian sol"),
    ("GTQ", "quetzal, quetzales"),
    ("CRC", "colon, colones, colon costarricense, colones costarricenses"),
    ("HNL", "lempira, lempiras"),
    ("NIO", "cordoba, cordobas"),
    ("BOB", "boliviano, bolivianos"),
    ("PYG", "guarani, guaranies"),
    ("VES", "bolivar, bolivares"),
    ("PAB", "balboa, balboas"),
    (
        "CHF",
        "swiss franc, swiss francs, franco suizo, francos suizos, schweizer franken, franken, franc suisse, francs suisses",
    ),
    ("JPY", "yen, yenes, japanese yen"),
    ("CNY", "yuan, renminbi, rmb"),
    ("INR", "indian rupee, indian rupees"),
    ("PLN", "zloty, zl"),
];

const HOME_NAMES: &[(Home, &str)] = &[
    (
        Home::National,
        "cte, corriente, moneda corriente, m n, mn, mon nac, moneda nacional, moneda local, local currency, local, nacional, nac, m nacional, m l, ml, moeda local, moeda nacional, \
         hauswahrung, landeswahrung, monnaie locale, national",
    ),
    (Home::Peso, "peso, pesos, ps"),
    (Home::Dollar, "dollar, dollars, dolar, dolares"),
    (Home::Crown, "kr, krona, kronor, krone, kroner, kronen, corona, coronas"),
    (Home::Bolivar, "bs"),
    (Home::Rupee, "rs, rupee, rupees, rupia, rupias"),
    (Home::Franc, "franc, francs, franco, francos, fr, frs"),
];

/// The currencies that people write with a plain `$`.
const DOLLARS: [&str; 27] = [
    "ARS", "AUD", "BBD", "BMD", "BND", "BSD", "BZD", "CAD", "CLP", "COP", "CUP", "DOP", "FJD", "GYD", "HKD", "JMD",
    "KYD", "LRD", "MXN", "NAD", "NZD", "SGD", "TTD", "TWD", "USD", "UYU", "XCD",
];

/// Could `$` mean this currency?
pub(super) fn writes_dollar(currency: Currency) -> bool {
    DOLLARS.binary_search(&currency.code()).is_ok()
}

/// Reads an ISO 4217 code in any case. Units that are no money (gold, test codes) are refused.
pub(super) fn code(text: &str) -> Option<Currency> {
    const X_MONEY: [&str; 5] = ["XAF", "XCD", "XOF", "XPF", "XCG"];
    let mut upper = [0_u8; 3];
    if text.len() != 3 {
        return None;
    }
    upper.copy_from_slice(text.as_bytes());
    upper.make_ascii_uppercase();
    let upper = std::str::from_utf8(&upper).ok()?;
    if upper.starts_with('X') && !X_MONEY.contains(&upper) {
        return None;
    }
    upper.parse().ok()
}

/// Reads what stands beside an amount or in a currency column: a code, a sign or a name.
pub(super) fn mark(text: &str) -> Option<Mark> {
    match text {
        "$" => return Some(Mark::Dollar),
        "¥" => return Some(Mark::Home(Home::Yen)),
        _ => {}
    }
    if let Some(currency) = code(text) {
        return Some(Mark::Is(currency));
    }
    let sign = text.to_uppercase();
    let found = SIGNS.iter().find(|(written, _)| *written == sign);
    found.and_then(|(_, code)| code.parse().ok()).map(Mark::Is).or_else(|| name(text))
}

fn name(text: &str) -> Option<Mark> {
    let normal = words::normal(text);
    if normal.is_empty() {
        return None;
    }
    let lists = |list: &str| list.split(", ").any(|name| name == normal);
    let one = NAMES.iter().find(|(_, names)| lists(names)).and_then(|(code, _)| code.parse().ok()).map(Mark::Is);
    one.or_else(|| {
        // "MXN Peso mexicano", "USD - Dólar": a code and its name.
        let (first, rest) = normal.split_once(' ')?;
        let currency = code(first)?;
        name(rest).filter(|mark| mark.may_be(currency)).map(|_| Mark::Is(currency))
    })
    .or_else(|| HOME_NAMES.iter().find(|(_, names)| lists(names)).map(|(home, _)| Mark::Home(*home)))
}

/// The currency in a heading (`Saldo COP`, `Total (US$)`), and the heading without it.
///
/// Only capitals count as a code: "all" is a word, `ALL` the lek.
pub(super) fn in_heading(heading: &str) -> Option<(Currency, String)> {
    let is_edge = |c: char| c.is_whitespace() || matches!(c, '(' | ')' | '[' | ']' | '_' | ',' | ':' | '-' | '|');
    let mut found = None;
    let mut rest = String::with_capacity(heading.len());
    for word in heading.split(is_edge).filter(|word| !word.is_empty()) {
        let is_code = word.len() == 3 && word.bytes().all(|b| b.is_ascii_uppercase());
        let is_sign = word.chars().any(|c| !c.is_alphanumeric());
        match mark(word) {
            Some(Mark::Is(currency)) if (is_code || is_sign) && found.is_none() => found = Some(currency),
            _ => {
                rest.push_str(word);
                rest.push(' ');
            }
        }
    }
    found.map(|currency| (currency, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cur(code: &str) -> Currency {
        code.parse().expect("a currency")
    }

    #[test]
    fn the_tables_name_currencies() {
        for (sign, code) in SIGNS {
            assert_eq!(mark(sign), Some(Mark::Is(cur(code))), "{sign}");
        }
        assert!(DOLLARS.is_sorted() && DOLLARS.iter().all(|code| writes_dollar(cur(code))));
        assert!(!writes_dollar(cur("EUR")));
    }

    #[test]
    fn codes_and_signs() {
        assert_eq!(mark("usd"), Some(Mark::Is(cur("USD"))));
        assert_eq!(mark("r$"), Some(Mark::Is(cur("BRL"))));
        assert_eq!(mark("$"), Some(Mark::Dollar));
        for nothing in ["", "XYZ", "XXX", "XAU", "€€", "ñ1", "ÄÖ", "pendiente", "."] {
            assert_eq!(mark(nothing), None, "{nothing}");
        }
    }

    #[test]
    fn names_of_money() {
        let of = |text, house: &str| mark(text)?.in_books_of(house.parse().ok()).map(Currency::code);
        for (text, house, code) in [
            ("Peso Mexicano", "", Some("MXN")),
            ("Pesos mexicanos", "USD", Some("MXN")),
            ("M.N.", "MXN", Some("MXN")),
            ("MN", "PEN", Some("PEN")),
            ("Moneda nacional", "", None),
            ("Pesos", "MXN", Some("MXN")),
            ("pesos", "COP", Some("COP")),
            ("Pesos", "EUR", None),
            ("Pesos", "", None),
            ("Dólar Americano", "MXN", Some("USD")),
            ("US Dollar", "", Some("USD")),
            ("Dólares", "MXN", Some("USD")),
            ("Dollars", "CAD", Some("CAD")),
            ("DLLS", "MXN", Some("USD")),
            ("Canadian Dollar", "", Some("CAD")),
            ("Euro", "", Some("EUR")),
            ("Euros", "MXN", Some("EUR")),
            ("Reais", "", Some("BRL")),
            ("Soles", "", Some("PEN")),
            ("kr", "SEK", Some("SEK")),
            ("kr", "EUR", None),
            ("¥", "JPY", Some("JPY")),
            ("Bs.", "BOB", Some("BOB")),
            ("Pound Sterling", "", Some("GBP")),
            ("MXP", "", Some("MXN")),
            ("USD - Dólar", "", Some("USD")),
            ("MXN Peso mexicano", "", Some("MXN")),
            ("EUR Dólar", "", None),
            ("₹", "", Some("INR")),
            ("$", "MXN", None),
        ] {
            assert_eq!(of(text, house), code, "{text} in {house}");
        }
    }

    #[test]
    fn marks_before_and_behind_an_amount() {
        let of = |marks| {
            beside(marks).map(|mark| mark.and_then(|mark| mark.in_books_of(Some(cur("MXN")))).map(Currency::code))
        };
        assert_eq!(of(["", ""]), Ok(None));
        assert_eq!(of(["MXN $", ""]), Ok(Some("MXN")));
        assert_eq!(of(["$", "MXN"]), Ok(Some("MXN")));
        assert_eq!(of(["$", "M.N."]), Ok(Some("MXN")));
        assert_eq!(of(["$", "pesos"]), Ok(Some("MXN")));
        assert_eq!(of(["US$", ""]), Ok(Some("USD")));
        assert_eq!(of(["", "USD"]), Ok(Some("USD")));
        for marks in [["EUR", "USD"], ["$", "EUR"], ["€", "pesos"], ["x", ""], ["$", "y"]] {
            assert_eq!(of(marks), Err(NoMark), "{marks:?}");
        }
    }

    #[test]
    fn headings() {
        let of = |heading| in_heading(heading).map(|(currency, rest)| (currency.code(), rest.trim_end().to_owned()));
        assert_eq!(of("Saldo COP"), Some(("COP", "Saldo".into())));
        assert_eq!(of("Total (US$)"), Some(("USD", "Total".into())));
        assert_eq!(of("Importe en €"), Some(("EUR", "Importe en".into())));
        assert_eq!(of("Total all"), None);
    }
}
