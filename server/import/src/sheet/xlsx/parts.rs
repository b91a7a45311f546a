//! Which parts a workbook has, and what it says of itself.

use super::super::book::SheetName;
use super::super::xml::{Xml, attribute, is_set};
use crate::container::Package;
use crate::refusal::Refusal;
use quick_xml::events::Event;

/// The most that the lists of parts and sheets unpack to.
const MAX_PART: u64 = 8 * 1024 * 1024;

/// No workbook has more sheets.
const MAX_SHEETS: usize = 1000;

/// What the workbook part and its relations say.
#[derive(Default)]
pub(super) struct Parts {
    pub(super) sheets: Vec<SheetName>,
    /// Where each sheet stands.
    pub(super) paths: Vec<String>,
    pub(super) strings: String,
    pub(super) styles: String,
    pub(super) from_1904: bool,
    /// Are formulas to be worked out on opening? Then what stands in their cells is not their value.
    pub(super) recalculates: bool,
}

struct Relation {
    id: String,
    kind: String,
    target: String,
}

/// Reads them.
pub(super) fn read(package: &mut Package<'_>) -> Result<Parts, Refusal> {
    let root = relations(package, "_rels/.rels", "")?;
    let workbook = root.iter().find(|relation| relation.kind == "officeDocument");
    let path = workbook.map_or_else(|| "xl/workbook.xml".to_owned(), |relation| relation.target.clone());
    if path.to_ascii_lowercase().ends_with(".bin") {
        return Err(Refusal::OtherSpreadsheet("a binary workbook (.xlsb)"));
    }
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", &path));
    let relations = relations(package, &format!("{folder}/_rels/{name}.rels"), folder)?;
    let target = |kind: &str, usual: &str| {
        let found = relations.iter().find(|relation| relation.kind == kind);
        found.map_or_else(|| join(folder, usual), |relation| relation.target.clone())
    };
    let mut parts = Parts {
        strings: target("sharedStrings", "sharedStrings.xml"),
        styles: target("styles", "styles.xml"),
        ..Parts::default()
    };
    workbook_part(package, &path, &relations, &mut parts)?;
    Ok(parts)
}

fn workbook_part(
    package: &mut Package<'_>,
    path: &str,
    relations: &[Relation],
    parts: &mut Parts,
) -> Result<(), Refusal> {
    let missing = || Refusal::Damaged("it has no workbook in it".into());
    let mut xml = Xml::new(package.part(path, MAX_PART)?.ok_or_else(missing)?);
    loop {
        match xml.next()? {
            Event::Start(e) | Event::Empty(e) => match e.local_name().as_ref() {
                "sheet" => {
                    let id = attribute(&e, "id").unwrap_or_default();
                    let relation = relations.iter().find(|relation| relation.id == id);
                    // Charts and dialogs stand in the same list.
                    let Some(relation) = relation.filter(|relation| relation.kind == "worksheet") else { continue };
                    parts.paths.push(relation.target.clone());
                    let hidden = attribute(&e, "state").is_some_and(|state| state != "visible");
                    parts.sheets.push(SheetName { name: attribute(&e, "name").unwrap_or_default(), hidden });
                    if parts.sheets.len() > MAX_SHEETS {
                        return Err(Refusal::Damaged(format!("it has more than {MAX_SHEETS} sheets")));
                    }
                }
                // An extension has an element of the same name, without the attribute.
                "workbookPr" => parts.from_1904 |= is_set(&e, "date1904"),
                "calcPr" => parts.recalculates |= is_set(&e, "fullCalcOnLoad"),
                _ => {}
            },
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

fn relations(package: &mut Package<'_>, path: &str, folder: &str) -> Result<Vec<Relation>, Refusal> {
    let Some(part) = package.part(path, MAX_PART)? else { return Ok(Vec::new()) };
    let (mut xml, mut all) = (Xml::new(part), Vec::new());
    loop {
        match xml.next()? {
            Event::Start(e) | Event::Empty(e) if e.local_name().as_ref() == "Relationship" => {
                let kind = attribute(&e, "Type").unwrap_or_default();
                let kind = kind.rsplit('/').next().unwrap_or("").to_owned();
                // What lies outside of the file is never looked at.
                if attribute(&e, "TargetMode").is_some_and(|mode| mode.eq_ignore_ascii_case("external")) {
                    continue;
                }
                let target = join(folder, &attribute(&e, "Target").unwrap_or_default());
                all.push(Relation { id: attribute(&e, "Id").unwrap_or_default(), kind, target });
            }
            Event::Eof => return Ok(all),
            _ => {}
        }
    }
}

/// A target beside the part that names it; `/xl/a.xml` is meant from the root.
fn join(folder: &str, target: &str) -> String {
    let from_root = target.starts_with('/') || folder.is_empty();
    let whole = if from_root { target.trim_start_matches('/').to_owned() } else { format!("{folder}/{target}") };
    let mut steps: Vec<&str> = Vec::new();
    for step in whole.split('/') {
        match step {
            "." | "" => {}
            ".." => drop(steps.pop()),
            _ => steps.push(step),
        }
    }
    steps.join("/")
}
