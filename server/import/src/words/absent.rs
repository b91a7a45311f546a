//! What programs write where there is nothing: `NULL`, `#N/A`, `(blank)`, a dash, a day of zeros.

use crate::field::Field;

/// Longer cells are texts.
const LONGEST: usize = 14;

const NOTHING: [&str; 24] = [
    "null",
    "(null)",
    "<null>",
    "[null]",
    "\\n",
    "n/a",
    "#n/a",
    "(n/a)",
    "#n/d",
    "#nv",
    "#null!",
    "#ref!",
    "nan",
    "nil",
    "none",
    "undefined",
    "(undefined)",
    "(blank)",
    "(none)",
    "(leer)",
    "(vide)",
    "(en blanco)",
    "(em branco)",
    "(vacío)",
];

/// Does a cell say that the field has nothing? In a column that decides by its words, and in sums, a dash and a nought say more.
pub(crate) fn is_absent(cell: &str, field: Field) -> bool {
    let first = cell.as_bytes().first().map_or(0, u8::to_ascii_lowercase);
    if cell.len() > LONGEST
        || !matches!(first, b'n' | b'u' | b'(' | b'<' | b'[' | b'#' | b'\\' | b'-' | b'0' | b'.' | 0xE2)
    {
        return false;
    }
    let lower = cell.to_lowercase();
    if NOTHING.contains(&lower.as_str()) {
        return lower != "none" || !matches!(field, Field::Kind | Field::Status | Field::PaymentStatus | Field::Terms);
    }
    let names = matches!(
        field,
        Field::CustomerName
            | Field::GivenName
            | Field::Surname
            | Field::SecondSurname
            | Field::TradeName
            | Field::CustomerEmail
    );
    let is_text = !field.is_money() && !Field::WORDS.contains(&field) && !Field::NUMBERS.contains(&field);
    let only = |marks: &[char]| !cell.is_empty() && cell.chars().all(|c| marks.contains(&c));
    names && matches!(cell, "0" | "0.0" | "0,00")
        || is_text && only(&['-', '–', '—', '.'])
        || Field::DATES.contains(&field) && only(&['0', '-', '/', '.', ':', ' '])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_programs_write_for_nothing() {
        for cell in ["NULL", "null", "N/A", "#N/A", "NaN", "undefined", "(blank)", "-", "—", "\\N", "None", "0"] {
            assert!(is_absent(cell, Field::CustomerName), "{cell}");
        }
        for cell in ["Nil Torres", "Null & Söhne", "None Such Ltd", "0815 GmbH", "-1", "N.A. Ruiz", ""] {
            assert!(!is_absent(cell, Field::CustomerName), "{cell}");
        }
        assert!(is_absent("0000-00-00", Field::SettledDate) && is_absent("00/00/0000", Field::DueDate));
        assert!(is_absent("NULL", Field::PaidAmount) && is_absent("NULL", Field::Status));
        for (cell, field) in
            [("0", Field::PaidAmount), ("-", Field::Amount), ("0", Field::InvoiceNumber), ("None", Field::Status)]
        {
            assert!(!is_absent(cell, field), "{cell} {field}");
        }
    }
}
