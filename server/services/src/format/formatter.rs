//! How amounts and dates are written for one reader.

use super::Locale;
use chrono::{DateTime, Datelike, Utc};
use domain::creditor::Creditor;
use domain::date::Date;
use domain::date_style::DateStyle;
use domain::format::AmountStyle;
use domain::language::Language;
use domain::money::{Currency, Money};
use domain::zone::Zone;
use std::collections::BTreeMap;

/// How amounts and dates are written for one visitor.
#[derive(Debug, Clone)]
pub struct Formatter {
    /// The language of the words.
    pub language: Language,
    /// The country whose way of writing amounts is used.
    amounts: Locale,
    /// The same country, in the page's language: for dates.
    dates: Locale,
    zone: Zone,
}

impl Formatter {
    /// For a debtor (or nobody in particular) of a creditor, in a language.
    #[must_use]
    pub fn new(creditor: &Creditor, debtor_locale: Option<&str>, language: Language) -> Self {
        let parse = |text: &str| text.parse::<Locale>().ok();
        let home = parse(&creditor.locale).unwrap_or(Locale::SPANISH);
        // A debtor's own country counts; a bare language takes the creditor's country.
        let own = debtor_locale.and_then(parse).filter(|locale| locale.country().is_some());
        let amounts = own.unwrap_or(home).at_home(creditor.currency);
        Self { language, amounts, dates: amounts.speaking(language.as_str()), zone: creditor.zone }
    }

    /// An amount as the visitor's country writes it.
    #[must_use]
    pub fn money(&self, amount: Money) -> String {
        super::format_amount(self.amounts, self.language, amount)
    }

    /// Amounts of several currencies side by side (`$100.00 · US$5.00`), never added up; `None` when
    /// there is nothing in any of them.
    #[must_use]
    pub fn amounts(&self, by_currency: &BTreeMap<Currency, Money>) -> Option<String> {
        let written: Vec<String> =
            by_currency.values().filter(|amount| amount.is_positive()).map(|amount| self.money(*amount)).collect();
        (!written.is_empty()).then(|| written.join(" · "))
    }

    /// A percentage with its sign, apart from it where the language has it so; the decimal sign as in amounts.
    #[must_use]
    pub fn percent(&self, percent: rust_decimal::Decimal) -> String {
        // The sign is the country's, whatever the currency.
        let sign = "USD".parse().map_or('.', |currency| self.style(currency).decimal);
        let apart = match self.language {
            Language::Es => "\u{a0}",
            Language::En | Language::Pt => "",
        };
        format!("{}{apart}%", percent.normalize().to_string().replace('.', &sign.to_string()))
    }

    /// The size of a file as people say it: `22 kB`, `1,4 MB`; thousands, rounded up.
    #[must_use]
    pub fn file_size(&self, bytes: i64) -> String {
        if bytes < 1_000_000 {
            return format!("{}\u{a0}kB", bytes / 1_000 + i64::from(bytes % 1_000 > 0));
        }
        let sign = "USD".parse().map_or('.', |currency| self.style(currency).decimal);
        format!("{}{sign}{}\u{a0}MB", bytes / 1_000_000, bytes % 1_000_000 / 100_000)
    }

    /// How it writes them, for an island.
    #[must_use]
    pub fn style(&self, currency: Currency) -> AmountStyle {
        (*super::amount_style_for(self.amounts, self.language, currency)).clone()
    }

    /// A day, in full.
    #[must_use]
    pub fn date(&self, date: Date) -> String {
        super::format_date(self.dates, date)
    }

    /// How it writes days in full, for an island: as [`Self::date`] does, so that two of a page look alike.
    #[must_use]
    pub fn date_style(&self) -> DateStyle {
        let plain = DateStyle::of(self.language, &self.tag());
        let Some(march) = Date::from_ymd_opt(2026, 3, 9) else { return plain };
        let month = plain.months.get(2).map_or("", String::as_str);
        let pattern = self.date(march).replace("2026", "{y}").replace(month, "{m}").replace('9', "{d}");
        let is_whole = ["{d}", "{m}", "{y}"].iter().all(|part| pattern.contains(part));
        if is_whole { DateStyle { pattern, ..plain } } else { plain }
    }

    /// A day, for lists.
    #[must_use]
    pub fn short(&self, date: Date) -> String {
        super::format_date_short(self.dates, date)
    }

    /// A day beside which its year stands.
    #[must_use]
    pub fn day_of_month(&self, date: Date) -> String {
        super::format_day_of_month(self.dates, date)
    }

    /// The month of a day, with its year: `noviembre de 2026`, `November 2026`.
    #[must_use]
    pub fn month(&self, date: Date) -> String {
        let style = DateStyle::of(self.language, &self.tag());
        let month = style.months.get(date.month0() as usize).map_or("", String::as_str);
        match self.language {
            Language::En => format!("{month} {}", date.year()),
            Language::Es | Language::Pt => format!("{month} de {}", date.year()),
        }
    }

    /// An amount that raises or lowers something, with its sign before it: `+$100.00`, `−$100.00`. Nothing has none.
    #[must_use]
    pub fn signed(&self, amount: Money) -> String {
        let written = self.money(amount);
        if amount.is_positive() { format!("+{written}") } else { written }
    }

    /// The day of an instant in the creditor's zone, for lists.
    #[must_use]
    pub fn day_of(&self, at: DateTime<Utc>) -> String {
        self.short(self.zone.day_of(at))
    }

    /// The day of an instant in the creditor's zone, in full.
    #[must_use]
    pub fn date_of(&self, at: DateTime<Utc>) -> String {
        self.date(self.zone.day_of(at))
    }

    /// Day and time of an instant in the creditor's zone.
    #[must_use]
    pub fn moment(&self, at: DateTime<Utc>) -> String {
        super::format_datetime(self.dates, at, self.zone)
    }

    /// The BCP 47 tag of the page.
    #[must_use]
    pub fn tag(&self) -> String {
        self.dates.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::id::CreditorId;

    fn creditor() -> Creditor {
        let currency: Currency = "BRL".parse().expect("a currency");
        Creditor {
            id: CreditorId::new(uuid::Uuid::nil()),
            slug: "sul".to_owned(),
            code: "aaaaaaaa".parse().expect("a code"),
            name: "Sul".to_owned(),
            currency,
            zone: "America/Sao_Paulo".parse().expect("a zone"),
            locale: "pt-BR".to_owned(),
            contact_email: None,
            contact_phone: None,
            part_minimum: Money::zero(currency),
            tax_ids: Vec::new(),
            numbers: None,
            branding: domain::branding::Branding::default(),
        }
    }

    #[test]
    fn a_file_has_one_size_for_whoever_looks_at_it() {
        let formatter = Formatter::new(&creditor(), None, Language::Pt);
        let sizes = [1, 999, 1_000, 21_400, 999_999, 1_400_000, 12_050_000].map(|bytes| formatter.file_size(bytes));
        let written = ["1 kB", "1 kB", "1 kB", "22 kB", "1000 kB", "1,4 MB", "12,0 MB"];
        assert_eq!(sizes.map(|size| size.replace('\u{a0}', " ")), written);
    }

    #[test]
    fn months_and_signs_read_as_the_language_writes_them() {
        let day = "2026-03-05".parse().expect("a day");
        for (language, month) in
            [(Language::Es, "marzo de 2026"), (Language::En, "March 2026"), (Language::Pt, "março de 2026")]
        {
            assert_eq!(Formatter::new(&creditor(), None, language).month(day), month);
        }
        let formatter = Formatter::new(&creditor(), None, Language::Pt);
        let money = |minor| Money::new(minor, creditor().currency);
        let plain = |text: String| text.replace('\u{a0}', " ");
        assert_eq!(
            [-150, 0, 150].map(|minor| plain(formatter.signed(money(minor)))),
            ["−R$ 1,50", "R$ 0,00", "+R$ 1,50"]
        );
        assert_eq!([-150, 150].map(|minor| plain(formatter.money(money(minor)))), ["−R$ 1,50", "R$ 1,50"]);
    }
}
