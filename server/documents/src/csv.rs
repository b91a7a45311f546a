//! Tables for a spreadsheet: CSV as RFC 4180 has it, in UTF-8, with nothing in it that a spreadsheet would run.

use std::io::{self, Write};

/// Writes one row.
///
/// # Errors
/// Those of the device.
pub fn row<'a>(out: &mut impl Write, delimiter: u8, cells: impl IntoIterator<Item = &'a str>) -> io::Result<()> {
    for (n, cell) in cells.into_iter().enumerate() {
        if n > 0 {
            out.write_all(&[delimiter])?;
        }
        write_cell(out, delimiter, cell)?;
    }
    out.write_all(b"\r\n")
}

fn write_cell(out: &mut impl Write, delimiter: u8, cell: &str) -> io::Result<()> {
    let guard = if runs(cell) { "'" } else { "" };
    let quoted = cell.bytes().any(|b| b == delimiter || matches!(b, b'"' | b'\r' | b'\n'));
    if quoted { write!(out, "\"{guard}{}\"", cell.replace('"', "\"\"")) } else { write!(out, "{guard}{cell}") }
}

/// Would a spreadsheet take it for a formula? A number with its sign is none. (OWASP, CSV injection.)
fn runs(cell: &str) -> bool {
    let Some(rest) = cell.strip_prefix(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']) else {
        return false;
    };
    let figures = rest.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | ' ' | '\u{a0}' | '\''));
    !(cell.starts_with(['-', '+']) && figures && rest.contains(|c: char| c.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(delimiter: u8, cells: &[&str]) -> String {
        let mut out = Vec::new();
        row(&mut out, delimiter, cells.iter().copied()).expect("room");
        String::from_utf8(out).expect("text")
    }

    #[test]
    fn cells_are_quoted_where_they_must_be() {
        assert_eq!(
            line(b',', &["F-1", "Pérez, Ada", "5 \"tornillos\"", ""]),
            "F-1,\"Pérez, Ada\",\"5 \"\"tornillos\"\"\",\r\n"
        );
        assert_eq!(line(b';', &["F-1", "Pérez, Ada", "a\nb;c"]), "F-1;Pérez, Ada;\"a\nb;c\"\r\n");
    }

    #[test]
    fn nothing_in_it_runs() {
        let guarded = "'=1+1,'@SUM(A1),'+cmd|x,'-2+3,'\tx,-150.00,\"+1,500.00\",'-\r\n";
        assert_eq!(line(b',', &["=1+1", "@SUM(A1)", "+cmd|x", "-2+3", "\tx", "-150.00", "+1,500.00", "-"]), guarded);
        assert_eq!(line(b',', &["=HYPERLINK(\"x\",\"y\")"]), "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\"\r\n");
    }
}
