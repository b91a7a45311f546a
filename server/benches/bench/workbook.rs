//! A workbook with the cells of a list, as Excel would save it.

use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::Path;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const TYPES: &str = r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>
<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>
</Types>"#;
const RELATIONS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/>
</Relationships>"#;
const WORKBOOK: &str = r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"
 xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">
<sheets><sheet name="Facturas" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
const SHEETS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/>
</Relationships>"#;

/// Writes the cells of a list without quotes: amounts as numbers, all else as text.
pub fn write(list: &Path, workbook: &Path) -> std::io::Result<()> {
    let mut zip = ZipWriter::new(BufWriter::new(std::fs::File::create(workbook)?));
    let parts = [
        ("[Content_Types].xml", TYPES),
        ("_rels/.rels", RELATIONS),
        ("xl/workbook.xml", WORKBOOK),
        ("xl/_rels/workbook.xml.rels", SHEETS),
    ];
    for (name, text) in parts {
        zip.start_file(name, SimpleFileOptions::default())?;
        zip.write_all(text.as_bytes())?;
    }
    zip.start_file("xl/worksheets/sheet1.xml", SimpleFileOptions::default())?;
    let mut out = BufWriter::with_capacity(1 << 16, &mut zip);
    write!(out, r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>"#)?;
    for line in BufReader::new(std::fs::File::open(list)?).lines() {
        write!(out, "<row>")?;
        for cell in line?.split(',') {
            if cell.contains('.') && cell.parse::<f64>().is_ok() {
                write!(out, "<c><v>{cell}</v></c>")?;
            } else {
                write!(out, r#"<c t="inlineStr"><is><t>{cell}</t></is></c>"#)?;
            }
        }
        write!(out, "</row>")?;
    }
    write!(out, "</sheetData></worksheet>")?;
    out.flush()?;
    drop(out);
    zip.finish()?.flush()
}
