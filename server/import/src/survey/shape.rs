//! The shape of a list: its headings as they are compared, whatever their order, and what separates its cells.
//!
//! What a person answered about one list holds for the next one of the same shape. A column more or less makes another
//! shape, and so does another separator: systems that are set to another country write days and numbers otherwise too.

use super::header;
use crate::encoding;
use crate::folding::fold;
use crate::options::Options;
use crate::record::Record;
use crate::records::Records;
use crate::sheet::Table;
use crate::source::Source;

/// Columns that we add to the rows that were refused: with them it is still the same list.
pub const OURS: [&str; 2] = ["refused_line", "refused_because"];

/// Of a text.
pub(crate) fn of_text(source: Source<'_>) -> std::io::Result<String> {
    let options = Options::default();
    let encoding = encoding::detect(source.open()?)?.encoding;
    let sample = header::sample(source, encoding)?;
    let (newline, _) = header::line_ending(&sample);
    Ok(match header::find_header(&sample, newline, &options)? {
        Some(header) => named(&format!("csv {}", separator(header.layout.delimiter)), header.record.cells()),
        None => named("csv", header::first_cells(&sample, newline)?.iter().map(String::as_str)),
    })
}

/// Of a sheet.
pub(crate) fn of_sheet(table: &Table) -> std::io::Result<String> {
    let first: Vec<Record> = header::first_of(Records::of_sheet(table))?;
    let header = header::in_sheet(&first, &Options::default()).map(|header| header.record);
    let record = header.or_else(|| first.into_iter().find(|record| !record.is_blank())).unwrap_or_default();
    Ok(named("sheet", record.cells()))
}

/// The shape of a workbook of which several sheets could be meant: their names.
#[must_use]
pub fn of_workbook(sheets: &[String]) -> String {
    named("workbook", sheets.iter().map(String::as_str))
}

fn named<'a>(what: &str, headings: impl Iterator<Item = &'a str>) -> String {
    let ours = OURS.map(fold);
    let mut all: Vec<String> = headings.map(fold).filter(|name| !name.is_empty() && !ours.contains(name)).collect();
    all.sort_unstable();
    format!("{what}: {}", all.join(" | "))
}

/// Are these the headings of rows that were refused, with what we add to them?
pub(super) fn has_ours<'a>(headings: impl Iterator<Item = &'a str>) -> bool {
    let headings: Vec<String> = headings.map(fold).collect();
    OURS.iter().all(|ours| headings.contains(&fold(ours)))
}

fn separator(delimiter: u8) -> String {
    if delimiter == b'\t' { "tab".to_owned() } else { char::from(delimiter).to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(text: &str) -> String {
        of_text(Source::Bytes(text.as_bytes())).expect("no device")
    }

    #[test]
    fn a_shape_is_the_headings_whatever_their_order_and_way_of_writing() {
        let one = shape("Factura,Cliente,Fecha de emisión,Vence,Importe\nF-1,Ada,2026-10-01,2026-10-31,5\n");
        assert_eq!(one, "csv ,: cliente | factura | fecha emision | importe | vence");
        assert_eq!(shape("Reporte del día\nIMPORTE,vence,Fecha emision,CLIENTE,Factura\n1,2,3,4,5\n"), one);
        let refused = "Factura,Cliente,Fecha de emisión,Vence,Importe,refused_line,refused_because\n";
        assert_eq!(shape(refused), one);
        assert_ne!(shape("Factura;Cliente;Fecha de emisión;Vence;Importe\n"), one, "another separator");
        assert_ne!(shape("Factura,Cliente,Fecha de emisión,Vence,Saldo\n"), one, "another column");
        assert_eq!(shape("Hoy,Ayer\n1,2\n"), "csv: ayer | hoy");
    }
}
