//! How the cells of each style are shown.

use super::super::format::Shown;
use super::super::xml::{Xml, attribute};
use crate::container::Package;
use crate::refusal::Refusal;
use quick_xml::events::{BytesStart, Event};
use std::collections::HashMap;

/// The most that the part unpacks to, and the styles in it (Excel: 65,490).
const MAX_PART: u64 = 32 * 1024 * 1024;
const MAX_STYLES: usize = 100_000;

/// Reads them, in the order by which cells name them.
pub(super) fn read(package: &mut Package<'_>, path: &str) -> Result<Vec<Shown>, Refusal> {
    let Some(part) = package.part(path, MAX_PART)? else { return Ok(Vec::new()) };
    let mut xml = Xml::new(part);
    let (mut formats, mut shown, mut in_cells) = (HashMap::new(), Vec::new(), false);
    loop {
        match xml.next()? {
            Event::Start(e) | Event::Empty(e) if e.local_name().as_ref() == "numFmt" => {
                if let (Some(id), Some(code)) = (number_format(&e), attribute(&e, "formatCode")) {
                    formats.insert(id, Shown::of(code.get(..code.len().min(500)).unwrap_or("")));
                }
            }
            Event::Start(e) if e.local_name().as_ref() == "cellXfs" => in_cells = true,
            Event::End(e) if e.local_name().as_ref() == "cellXfs" => in_cells = false,
            Event::Start(e) | Event::Empty(e) if in_cells && e.local_name().as_ref() == "xf" => {
                let id = number_format(&e).unwrap_or(0);
                shown.push(formats.get(&id).cloned().unwrap_or_else(|| Shown::built_in(id)));
            }
            Event::Eof => return Ok(shown),
            _ => {}
        }
        if shown.len() > MAX_STYLES || formats.len() > MAX_STYLES {
            return Err(Refusal::Damaged(format!("it has more than {MAX_STYLES} styles")));
        }
    }
}

fn number_format(element: &BytesStart<'_>) -> Option<u32> {
    attribute(element, "numFmtId")?.trim().parse().ok()
}
