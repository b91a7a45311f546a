//! The rows that were refused, as a table with the reason beside each: to be corrected and taken in again.

use documents::csv;
use import::{Finding, REFUSED_COLUMNS, RecordsAt};
use services::books::{Applied, Prepared, PreparedPart};
use std::collections::BTreeSet;
use std::io::{self, BufWriter, Write};
use std::path::Path;
use store::private_files;

/// Writes them: one table a part, with its own headings. What could not be read and what the books refused stand in the
/// file's order.
///
/// # Errors
/// Those of the file that is read, and of the one that is written.
pub(super) fn write(path: &Path, prepared: &Prepared<'_>, applied: &Applied) -> io::Result<()> {
    let mut out = BufWriter::new(private_files::create(path)?);
    let (mut tables, mut from) = (0, 0);
    for (n, part) in prepared.parts.iter().enumerate() {
        let until = applied.refused_by_part.get(n).copied().unwrap_or(applied.rejected.len());
        let by_books = applied.rejected.get(from..until).unwrap_or_default();
        from = until;
        let mut findings: Vec<&Finding> = part.rows.rejected.iter().chain(by_books).collect();
        findings.sort_by_key(|finding| finding.line);
        if findings.is_empty() && prepared.parts.len() > 1 {
            continue;
        }
        if tables > 0 {
            out.write_all(b"\r\n")?;
        }
        tables += 1;
        table(&mut out, part, &findings)?;
    }
    out.flush()
}

fn table(out: &mut impl Write, part: &PreparedPart<'_>, findings: &[&Finding]) -> io::Result<()> {
    let lines: BTreeSet<u64> = findings.iter().map(|finding| finding.line).collect();
    let RecordsAt { headings, delimiter, records } = part.part.records_at(&part.survey, &lines)?;
    let delimiter = if delimiter == 0 { b',' } else { delimiter };
    csv::row(out, delimiter, headings.iter().map(String::as_str).chain(REFUSED_COLUMNS))?;
    for finding in findings {
        let cells = records.get(&finding.line).map_or(&[][..], Vec::as_slice);
        let blank = headings.len().saturating_sub(cells.len());
        let cells = cells.iter().map(String::as_str).take(headings.len()).chain(std::iter::repeat_n("", blank));
        let (line, because) = (finding.line.to_string(), because(finding));
        csv::row(out, delimiter, cells.chain([line.as_str(), because.as_str()]))?;
    }
    Ok(())
}

fn because(finding: &Finding) -> String {
    let field = finding.field.as_deref().map(|field| format!("{field}: ")).unwrap_or_default();
    format!("{field}{} ({})", finding.message, finding.code.as_str())
}
