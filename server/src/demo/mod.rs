//! Books for trying Saldo out: two small firms with two years of invoices, as CSV files that go in
//! through `saldo import` like anyone's.
//!
//! The same seed and day give the same books, byte for byte. All people and firms are made up, and
//! every address ends in `.example`, which no mail can reach (RFC 2606).

mod book;
mod branding;
mod chance;
mod firms;
mod policies;

use book::{Book, Document};
pub use branding::FirmBranding;
use chance::Chance;
use chrono::NaiveDate;
use domain::policy::Policy;
use firms::{CEIBA, IPE, Profile, Style};

/// A firm and its books.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Firm {
    /// Short name for `--creditor`.
    pub slug: &'static str,
    /// The firm's name.
    pub name: &'static str,
    /// Its own currency, an ISO 4217 code; some debtors buy in US dollars.
    pub currency: &'static str,
    /// Its IANA time zone.
    pub timezone: &'static str,
    /// Its language and country.
    pub locale: &'static str,
    /// Invoices and credit notes, one row a line.
    pub csv: String,
    /// How it shows itself.
    pub branding: FirmBranding,
    /// What it offers to those who owe it.
    pub policy: Policy,
    /// Debtors worth looking at: the first has one overdue and two open invoices in one currency, the second open
    /// invoices in two currencies, one paid in part.
    pub showcase: Vec<ShowcaseDebtor>,
}

/// A debtor worth looking at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShowcaseDebtor {
    /// The customer number.
    pub reference: String,
    /// A short name for what there is to see.
    pub key: &'static str,
    /// What there is to see.
    pub what: &'static str,
}

/// The books of both firms as they stand at the end of `as_of`, a day in the firms' own zones.
#[must_use]
pub fn books(seed: u64, as_of: NaiveDate) -> Vec<Firm> {
    [CEIBA, IPE]
        .iter()
        .zip(0_u64..)
        .map(|(profile, i)| firm(profile, &mut Chance::new(seed.wrapping_mul(2).wrapping_add(i)), as_of))
        .collect()
}

fn firm(profile: &Profile, chance: &mut Chance, as_of: NaiveDate) -> Firm {
    let book = book::book(profile, chance, as_of);
    Firm {
        slug: profile.slug,
        name: profile.name,
        currency: profile.currency,
        timezone: profile.timezone,
        locale: profile.locale,
        branding: profile.branding,
        csv: list(profile, &book),
        policy: (profile.policy)(as_of),
        showcase: profile
            .stories
            .iter()
            .zip(&book.debtors)
            .map(|(story, debtor)| ShowcaseDebtor { reference: debtor.id.clone(), key: story.key, what: story.what })
            .collect(),
    }
}

/// The list as the firm's bookkeeping program would write it.
fn list(profile: &Profile, book: &Book) -> String {
    let style = &profile.style;
    let mut csv = String::new();
    put_row(&mut csv, style, style.headings.map(str::to_owned));
    let (mut invoices, mut credits) = (style.first_number, 1_u32);
    for document in &book.documents {
        let (prefix, next) = if document.is_credit {
            (style.credit_prefix, &mut credits)
        } else {
            (style.invoice_prefix, &mut invoices)
        };
        let number = format!("{prefix}{next:06}");
        *next += 1;
        put_document(&mut csv, profile, book, document, &number);
    }
    csv
}

fn put_document(csv: &mut String, profile: &Profile, book: &Book, document: &Document, number: &str) {
    let style = &profile.style;
    let Some(debtor) = book.debtors.get(document.debtor) else { return };
    let day = |day: NaiveDate| day.format("%d/%m/%Y").to_string();
    for item in &document.items {
        let row = [
            number.to_owned(),
            if document.is_credit { style.credit_note } else { style.invoice }.to_owned(),
            debtor.id.clone(),
            debtor.name.clone(),
            debtor.email.clone().unwrap_or_default(),
            debtor.phone.clone(),
            debtor.postcode.clone(),
            debtor.locale.to_owned(),
            day(document.issued),
            day(document.due),
            if document.in_dollars { "USD" } else { profile.currency }.to_owned(),
            item.name.to_owned(),
            item.quantity.to_string(),
            amount(item.net, style),
            amount(item.tax_bp, style),
            amount(item.tax, style),
            amount(document.total(), style),
            amount(document.open, style),
            document.settled.map(day).unwrap_or_default(),
        ];
        put_row(csv, style, row);
    }
}

fn put_row(csv: &mut String, style: &Style, row: [String; 19]) {
    for (i, cell) in row.iter().enumerate() {
        if i > 0 {
            csv.push(style.delimiter);
        }
        if cell.contains([style.delimiter, '"', '\n']) {
            csv.push('"');
            csv.push_str(&cell.replace('"', "\"\""));
            csv.push('"');
        } else {
            csv.push_str(cell);
        }
    }
    csv.push_str("\r\n");
}

/// Hundredths as the firm writes them: `1234.50` or `1.234,50`.
fn amount(hundredths: i64, style: &Style) -> String {
    let whole = (hundredths / 100).to_string();
    let mut text = String::with_capacity(whole.len() + 6);
    for (i, digit) in whole.chars().enumerate() {
        if let Some(group) = style.group
            && i > 0
            && (whole.len() - i).is_multiple_of(3)
        {
            text.push(group);
        }
        text.push(digit);
    }
    text.push(style.decimal);
    text.push_str(&format!("{:02}", hundredths % 100));
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::invoice::line_totals;
    use import::Code;
    use import::DocumentKind;
    use import::Item;
    use import::Options;
    use import::Reading;
    use import::read;
    use std::collections::BTreeMap;

    fn as_of() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 3, 31).expect("a day")
    }

    fn readings(seed: u64, as_of: NaiveDate) -> Vec<(Firm, Reading)> {
        let read = |firm: Firm| {
            let reading = read(firm.csv.as_bytes(), &Options::default()).expect("nothing is open");
            (firm, reading)
        };
        books(seed, as_of).into_iter().map(read).collect()
    }

    /// What is open, by debtor.
    fn open(reading: &Reading) -> BTreeMap<&str, Vec<&Item>> {
        let mut open: BTreeMap<&str, Vec<&Item>> = BTreeMap::new();
        for invoice in &reading.accepted {
            let of = open.entry(invoice.customer.number.as_deref().expect("a customer number")).or_default();
            if invoice.settled.is_none() && invoice.document == DocumentKind::Invoice {
                of.push(invoice);
            }
        }
        open
    }

    #[test]
    fn the_same_seed_and_day_give_the_same_books() {
        assert_eq!(books(1, as_of()), books(1, as_of()));
        assert_ne!(books(1, as_of()), books(2, as_of()));
        assert_ne!(books(1, as_of())[0].csv, books(1, as_of().succ_opt().expect("a day"))[0].csv);
    }

    #[test]
    fn the_books_go_in_like_anyones() {
        for day in ["2026-03-31", "2028-02-29"] {
            for (firm, reading) in readings(42, day.parse().expect("a day")) {
                assert!(reading.rejected.is_empty(), "{}: {:?}", firm.slug, &reading.rejected[..1]);
                assert!(reading.skipped.is_empty(), "{:?}", &reading.skipped[..1]);
                assert!(
                    reading.warnings.iter().all(|w| w.code == Code::MissingEmail),
                    "{:?}",
                    reading.warnings.first()
                );
                assert!(reading.accepted.len() > 1000, "{}", reading.accepted.len());
                assert_eq!(reading.survey.columns_ignored(), 0);
                let debtors: std::collections::BTreeSet<_> =
                    reading.accepted.iter().filter_map(|i| i.customer.number.as_deref()).collect();
                assert!((120..=200).contains(&debtors.len()), "{}", debtors.len());
            }
        }
    }

    #[test]
    fn sums_lines_and_days_are_right() {
        for (firm, reading) in readings(7, as_of()) {
            for invoice in &reading.accepted {
                let total = line_totals(&invoice.lines, invoice.currency).expect("small").2;
                assert_eq!(Some(total), invoice.total, "{}", invoice.number);
                assert!((1..=5).contains(&invoice.lines.len()));
                for line in &invoice.lines {
                    let rate = line.tax_percent.expect("a rate");
                    assert_eq!(line.net.percent(rate), Ok(line.tax), "{}", invoice.number);
                }
                assert!(invoice.issued <= as_of() && invoice.issued >= as_of() - chrono::Days::new(740));
                assert!(invoice.settled.is_none_or(|day| day <= as_of() && day >= invoice.issued));
                assert!(invoice.customer.email().is_none_or(|address| address.ends_with(".example")));
                let open = invoice.open.expect("an open amount").minor();
                assert_eq!(open == 0, invoice.settled.is_some(), "{}", invoice.number);
            }
            let currencies: Vec<&str> = reading.control_totals.keys().map(|c| c.code()).collect();
            let mut want = [firm.currency, "USD"];
            want.sort_unstable();
            assert_eq!(currencies, want);
        }
    }

    #[test]
    fn there_are_debtors_of_every_kind() {
        for (firm, reading) in readings(42, as_of()) {
            let open = open(&reading);
            let count = |n| open.values().filter(|invoices| invoices.len() == n).count();
            let some = open.values().filter(|invoices| invoices.len() <= 3).count();
            assert!(count(0) > 15 && count(1) > 15 && count(2) > 5, "{} {} {}", count(0), count(1), count(2));
            assert!(some * 10 >= open.len() * 8, "{some} of {}", open.len());
            let all: Vec<&Item> = open.values().flatten().copied().collect();
            let overdue = all.iter().filter(|i| i.due < as_of()).count();
            let soon = all.iter().filter(|i| (0..=7).contains(&(i.due - as_of()).num_days())).count();
            let in_part = all.iter().filter(|i| i.open.is_some_and(|open| open != i.amount())).count();
            let credits = reading.accepted.iter().filter(|i| i.document == DocumentKind::CreditNote).count();
            assert!(overdue > 20 && soon > 10 && in_part > 5 && credits > 10, "{overdue} {soon} {in_part} {credits}");
            let late = reading.accepted.iter().filter(|i| i.settled.is_some_and(|day| day > i.due)).count();
            assert!(late * 5 > reading.accepted.len() && late * 2 < reading.accepted.len());
            let locales: std::collections::BTreeSet<_> =
                reading.accepted.iter().filter_map(|i| i.customer.locale.as_deref()).collect();
            assert!(locales.contains(firm.locale) && locales.contains("en-US"), "{locales:?}");
        }
    }

    #[test]
    fn the_two_that_are_shown() {
        for seed in [0, u64::MAX] {
            for (firm, reading) in readings(seed, as_of()) {
                let open = open(&reading);
                let [first, second, ..] = firm.showcase.as_slice() else { panic!("two debtors") };
                let first = &open[first.reference.as_str()];
                assert_eq!(first.len(), 3);
                assert!(first.iter().all(|i| i.currency.code() == firm.currency && i.customer.email().is_some()));
                assert_eq!(first.iter().filter(|i| i.due < as_of()).count(), 1);
                let second = &open[second.reference.as_str()];
                let dollars = second.iter().filter(|i| i.currency.code() == "USD").count();
                assert_eq!((second.len(), dollars), (3, 2));
                assert_eq!(second.iter().filter(|i| i.open.is_some_and(|open| open != i.amount())).count(), 1);
            }
        }
    }
}
