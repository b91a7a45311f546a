//! A country's way to write an amount, read off CLDR's own examples.
//!
//! CLDR drops the cents of some currencies (COP, CRC) and knows customary roundings; ours never
//! does. So nothing is formatted with it but two examples per locale and currency: the amount 1
//! shows symbol, side and space, a long number shows the separators. The digits are then written by
//! [`AmountStyle`], with as many decimals as ISO 4217 says.
//!
//! Always the ordinary symbol, never CLDR's narrow one: narrow, all dollars and pesos are `$`.

use super::Locale;
use super::cache::Cache;
use domain::format::AmountStyle;
use domain::language::Language;
use domain::money::{Currency, Money};
use fixed_decimal::Decimal;
use icu::decimal::{DecimalFormatter, DecimalFormatterPreferences};
use icu::locale::extensions::unicode::{key, value};
use icu_experimental::dimension::currency::CurrencyType;
use icu_experimental::dimension::currency::formatter::{CurrencyFormatter, CurrencyFormatterPreferences};
use std::sync::Arc;

/// How `locale` writes amounts in `currency`.
#[must_use]
pub fn amount_style(locale: Locale, currency: Currency) -> Arc<AmountStyle> {
    static KEPT: Cache<(Locale, Currency), AmountStyle> = Cache::new();
    KEPT.get((locale, currency), |_| {
        let style = from_cldr(locale, currency).unwrap_or_else(|| neutral(currency));
        if is_foreign_dollar(locale, &style) { named_dollar(&style) } else { style }
    })
}

/// How `locale` writes amounts in `currency` for whoever reads a page in `language`.
///
/// Where that is not the locale's own language, the separators stay those of the country, and the symbol is the one by which
/// the reader's language tells the currency from all others: pesos are `MX$` on an English page, and dollars `US$`. A `$`
/// alone is only for those at home, in their own language and their own currency.
#[must_use]
pub fn amount_style_for(locale: Locale, language: Language, currency: Currency) -> Arc<AmountStyle> {
    static KEPT: Cache<(Locale, Language, Currency), AmountStyle> = Cache::new();
    if locale.language() == language.as_str() {
        return amount_style(locale, currency);
    }
    KEPT.get((locale, language, currency), |_| abroad(locale, language, currency))
}

fn abroad(locale: Locale, language: Language, currency: Currency) -> AmountStyle {
    let home = amount_style(locale, currency);
    let speaking = amount_style(Locale::of_language(language), currency);
    let bare = |text: &str| text.chars().filter(|c| !c.is_whitespace() && !is_mark(*c)).collect::<String>();
    let symbol = match bare(&format!("{}{}", speaking.prefix, speaking.suffix)).as_str() {
        "$" => format!("{}$", &currency.code()[..2]),
        symbol => symbol.to_owned(),
    };
    let (prefix, suffix) = if bare(&home.prefix).is_empty() {
        (String::new(), format!("\u{a0}{symbol}"))
    } else {
        let space = symbol.ends_with(char::is_alphabetic) || home.prefix.ends_with('\u{a0}');
        (format!("{symbol}{}", if space { "\u{a0}" } else { "" }), String::new())
    };
    AmountStyle { prefix, suffix, ..(*home).clone() }
}

/// Is it a `$` alone, in a country where that is another money? CLDR knows English of few countries: of all others it has the
/// `$` of the United States, and in Mexico that is a peso.
fn is_foreign_dollar(locale: Locale, style: &AmountStyle) -> bool {
    let alone = |text: &str| text.trim_matches(|c: char| c.is_whitespace() || is_mark(c)) == "$";
    let is_home = |country: &str| dollar_of(country) == Some(style.currency.code());
    (alone(&style.prefix) || alone(&style.suffix)) && !locale.country().is_none_or(is_home)
}

/// `$` with the country that all currency codes begin with: `US$`.
fn named_dollar(style: &AmountStyle) -> AmountStyle {
    let named = |text: &str| text.replace('$', &format!("{}$", &style.currency.code()[..2]));
    AmountStyle { prefix: named(&style.prefix), suffix: named(&style.suffix), ..style.clone() }
}

/// Which money a `$` alone is in a country (ISO 3166), by the list of currencies in use (ISO 4217). Where none is known
/// here, `$` never stands alone.
fn dollar_of(country: &str) -> Option<&'static str> {
    Some(match country {
        "US" | "PR" | "EC" | "SV" | "PA" => "USD",
        "MX" => "MXN",
        "CO" => "COP",
        "CL" => "CLP",
        "AR" => "ARS",
        "UY" => "UYU",
        "CU" => "CUP",
        "DO" => "DOP",
        "CA" => "CAD",
        "AU" => "AUD",
        "NZ" => "NZD",
        _ => return None,
    })
}

/// Does it only turn the writing direction?
const fn is_mark(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{61c}')
}

/// The amount as `locale` writes it for a reader of `language`: `$1,234.50`, `MX$1,234.50`.
#[must_use]
pub fn format_amount(locale: Locale, language: Language, amount: Money) -> String {
    // The style is of the amount's own currency, so it never refuses.
    amount_style_for(locale, language, amount.currency()).format(amount).unwrap_or_else(|_| amount.to_string())
}

/// `None` where CLDR has nothing at all, which its compiled data never has.
fn from_cldr(locale: Locale, currency: Currency) -> Option<AmountStyle> {
    let mut tag = locale.icu();
    // Latin digits also where a country has its own: the browser's amount field reads those.
    tag.extensions.unicode.keywords.set(key!("nu"), value!("latn"));
    let code = CurrencyType::try_from_str(&currency.code().to_ascii_lowercase()).ok()?;
    let money = CurrencyFormatter::<DecimalFormatter>::try_new_symbol(
        CurrencyFormatterPreferences::from(&tag),
        code,
        Default::default(),
    )
    .ok()?;
    let example = |number: &str| -> Option<String> {
        Some(money.format_fixed_decimal(&number.parse::<Decimal>().ok()?).to_string())
    };

    let one = example("1")?;
    let (prefix, rest) = one.split_at(one.find(is_digit)?);
    let suffix = rest.trim_start_matches(|c: char| is_digit(c) || matches!(c, '.' | ',' | '٫'));

    let long = example("1234567.5")?;
    let marks: Vec<char> = digits_of(&long)?.chars().filter(|c| !is_digit(*c)).collect();
    let group = *marks.first()?;
    let decimal = match marks.last() {
        Some(last) if *last != group => *last,
        // CLDR left the decimals out; plain numbers have them.
        _ => {
            let plain = DecimalFormatter::try_new(DecimalFormatterPreferences::from(&tag), Default::default()).ok()?;
            plain.format_to_string(&"1.5".parse().ok()?).chars().find(|c| !is_digit(*c))?
        }
    };
    let short = example("1234")?;
    let group_from = if digits_of(&short)?.contains(group) { 4 } else { 5 };

    Some(AmountStyle { currency, prefix: prefix.to_owned(), suffix: suffix.to_owned(), decimal, group, group_from })
}

/// For a currency or locale that nothing is known of: `MXN 1,234.50`.
fn neutral(currency: Currency) -> AmountStyle {
    AmountStyle {
        currency,
        prefix: format!("{}\u{a0}", currency.code()),
        suffix: String::new(),
        decimal: '.',
        group: ',',
        group_from: 4,
    }
}

/// From the first digit to the last.
fn digits_of(text: &str) -> Option<&str> {
    text.get(text.find(is_digit)?..=text.rfind(is_digit)?)
}

const fn is_digit(c: char) -> bool {
    c.is_ascii_digit()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::HashSet;

    fn money(minor: i64, code: &str) -> Money {
        Money::new(minor, code.parse().expect("a currency"))
    }

    fn locale(text: &str) -> Locale {
        text.parse().expect("a locale")
    }

    /// What we are at home in.
    const LOCALES: [&str; 26] = [
        "es-MX", "es-CO", "es-CL", "es-AR", "es-PE", "es-UY", "es-PY", "es-BO", "es-EC", "es-CR", "es-GT", "es-DO",
        "es-HN", "es-NI", "es-PA", "es-SV", "es-VE", "es-CU", "es-PR", "es-ES", "es", "es-419", "pt-BR", "pt-PT",
        "en-US", "en-MX",
    ];
    const CURRENCIES: [&str; 24] = [
        "MXN", "COP", "CLP", "ARS", "PEN", "UYU", "PYG", "BOB", "CRC", "GTQ", "DOP", "HNL", "NIO", "PAB", "VES", "CUP",
        "BRL", "USD", "EUR", "GBP", "JPY", "CAD", "KWD", "CLF",
    ];

    #[test]
    fn amounts_look_as_the_country_writes_them() {
        // In the table a plain space stands for a no-break space.
        for (tag, minor, code, written) in [
            ("es-MX", 123_456_750, "MXN", "$1,234,567.50"),
            ("es-MX", -123_450, "MXN", "−$1,234.50"),
            ("es-MX", 123_450, "USD", "US$1,234.50"),
            ("es-MX", 123_450, "COP", "COP 1,234.50"),
            ("es-CL", 1_234_567, "CLP", "$1.234.567"),
            ("es-CL", 123_450, "USD", "US$1.234,50"),
            ("es-CL", 12_345_678, "CLF", "CLF 1.234,5678"),
            ("es-AR", 123_456_750, "ARS", "$ 1.234.567,50"),
            ("es-AR", 123_450, "USD", "US$ 1.234,50"),
            ("es-CO", 123_456_750, "COP", "$ 1.234.567,50"), // CLDR would drop the cents
            ("es-CO", 500, "COP", "$ 5,00"),
            ("es-PE", 123_450, "PEN", "S/ 1,234.50"),
            ("es-UY", 123_450, "UYU", "$ 1.234,50"),
            ("es-PY", 150_000, "PYG", "Gs. 150.000"),
            ("es-CR", 123_456_750, "CRC", "₡1 234 567,50"),
            ("es-ES", 123_450, "EUR", "1234,50 €"),
            ("es-ES", 1_234_550, "EUR", "12.345,50 €"),
            ("es", 12_345_050, "MXN", "123.450,50 MX$"),
            ("pt-BR", 123_456_750, "BRL", "R$ 1.234.567,50"),
            ("pt-BR", -5, "BRL", "−R$ 0,05"),
            ("pt-PT", 12_345_050, "EUR", "123 450,50 €"),
            ("en-US", -123_456_750, "USD", "−$1,234,567.50"),
            ("en-US", 123_450, "MXN", "MX$1,234.50"),
            ("en-US", 1_234, "JPY", "¥1,234"),
            ("en-US", 1_234_567, "KWD", "KWD 1,234.567"),
            ("en-MX", 123_450, "MXN", "MX$1,234.50"),
            ("ar-EG", 123_450, "EGP", "\u{200f}1,234.50 ج.م.\u{200f}"),
        ] {
            let style = amount_style(locale(tag), code.parse().expect("a currency"));
            let text = style.format(money(minor, code)).expect("one currency").replace('\u{a0}', " ");
            assert_eq!(text, written, "{tag} {code}");
        }
    }

    #[test]
    fn no_two_currencies_look_alike_in_one_place() {
        for tag in LOCALES {
            let looks = CURRENCIES.map(|code| {
                let style = amount_style(locale(tag), code.parse().expect("a currency"));
                (style.prefix.clone(), style.suffix.clone())
            });
            assert_eq!(looks.iter().collect::<HashSet<_>>().len(), CURRENCIES.len(), "{tag}: {looks:?}");
            assert!(looks.iter().all(|(prefix, suffix)| !prefix.is_empty() || !suffix.is_empty()), "{tag}: {looks:?}");
        }
    }

    #[test]
    fn who_reads_another_language_sees_which_money_it_is() {
        use Language::{En, Es, Pt};
        // In the table a plain space stands for a no-break space.
        for (tag, language, minor, code, written) in [
            ("es-MX", Es, 436_581, "MXN", "$4,365.81"),
            ("es-MX", En, 436_581, "MXN", "MX$4,365.81"),
            ("es-MX", Pt, 436_581, "MXN", "MX$4,365.81"),
            ("es-MX", En, -705, "USD", "−US$7.05"),
            ("es-MX", Pt, 705, "USD", "US$7.05"),
            ("en-MX", En, 436_581, "MXN", "MX$4,365.81"),
            ("en-MX", En, 705, "USD", "US$7.05"),
            ("en-US", En, 705, "USD", "$7.05"),
            ("en-US", Es, 705, "USD", "US$7.05"),
            ("es-EC", En, 705, "USD", "US$7,05"),
            ("es-CL", En, 1_234_567, "CLP", "CLP 1.234.567"),
            ("es-AR", En, 123_450, "ARS", "ARS 1.234,50"),
            ("es-CO", Pt, 123_450, "COP", "COP 1.234,50"),
            ("pt-BR", En, 123_450, "BRL", "R$ 1.234,50"),
            ("es-ES", En, 123_450, "EUR", "1234,50 €"),
        ] {
            let text = format_amount(locale(tag), language, money(minor, code)).replace('\u{a0}', " ");
            assert_eq!(text, written, "{tag} {language:?} {code}");
        }
    }

    #[test]
    fn a_bare_dollar_is_only_for_those_at_home() {
        for tag in
            LOCALES.into_iter().chain(["en", "en-CA", "pt", "es-US", "pt-MX", "en-CO", "de-DE", "ar-EG", "ja-JP"])
        {
            for language in Language::ALL {
                let looks = CURRENCIES.map(|code| {
                    let style = amount_style_for(locale(tag), language, code.parse().expect("a currency"));
                    let look = format!("{}{}", style.prefix, style.suffix).replace('\u{a0}', "");
                    let own = locale(tag).language() == language.as_str();
                    let at_home = own
                        && (locale(tag).country().and_then(dollar_of) == Some(code) || (tag == "en" && code == "USD"));
                    assert!(look != "$" || at_home, "{tag} {language:?} {code}");
                    let amount = money(123_456_789, code);
                    assert_eq!(style.parse(&style.format(amount).expect("one currency")), Ok(amount), "{tag} {code}");
                    look
                });
                let different = looks.iter().collect::<HashSet<_>>().len();
                assert_eq!(different, CURRENCIES.len(), "{tag} {language:?}: {looks:?}");
            }
        }
    }

    #[test]
    fn every_locale_reads_its_own_amounts() {
        for tag in LOCALES {
            for code in CURRENCIES {
                for minor in [0, 1, 99, 100, 12_345, 999_999, 123_456_789_012, 9_999_999_999_999_999] {
                    let (style, amount) = (amount_style(locale(tag), money(0, code).currency()), money(minor, code));
                    let text = style.format(amount).expect("one currency");
                    assert_eq!(style.parse(&text), Ok(amount), "{tag}: {text}");
                    assert_eq!(style.parse(&style.digits(amount)), Ok(amount), "{tag}: {text}");
                }
            }
        }
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back(
            minor in 0..1_000_000_000_000_000_i64,
            tag in prop::sample::select(LOCALES.to_vec()),
            code in prop::sample::select(CURRENCIES.to_vec()),
        ) {
            let amount = money(minor, code);
            let style = amount_style(locale(tag), amount.currency());
            let text = style.format(amount);
            prop_assert!(text.is_ok());
            prop_assert_eq!(style.parse(&text.unwrap_or_default()), Ok(amount));
        }
    }
}
