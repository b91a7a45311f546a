//! The texts that cells share.

use super::super::xml::{Xml, add_text};
use crate::container::Package;
use crate::refusal::Refusal;
use quick_xml::events::Event;

/// The most that the part unpacks to.
const MAX_PART: u64 = 256 * 1024 * 1024;

/// The most that the texts take, and how many there are.
const MAX_BYTES: usize = 96 * 1024 * 1024;
const MAX_COUNT: usize = 4_000_000;

/// Texts by their number.
#[derive(Default)]
pub(super) struct Strings {
    text: String,
    ends: Vec<u32>,
}

impl Strings {
    /// The text of this number.
    pub(super) fn get(&self, i: usize) -> Option<&str> {
        let end = usize::try_from(*self.ends.get(i)?).ok()?;
        let start = if i == 0 { 0 } else { usize::try_from(*self.ends.get(i - 1)?).ok()? };
        self.text.get(start..end)
    }

    fn push(&mut self, text: &str) -> Result<(), Refusal> {
        self.text.push_str(text);
        if self.text.len() > MAX_BYTES || self.ends.len() >= MAX_COUNT {
            return Err(Refusal::TooLarge { what: "the workbook's text".into(), mebibytes: MAX_BYTES as u64 >> 20 });
        }
        self.ends.push(u32::try_from(self.text.len()).unwrap_or(u32::MAX));
        Ok(())
    }
}

/// Reads them, where the workbook has any.
pub(super) fn read(package: &mut Package<'_>, path: &str) -> Result<Strings, Refusal> {
    let mut strings = Strings::default();
    let Some(part) = package.part(path, MAX_PART)? else { return Ok(strings) };
    let mut xml = Xml::new(part);
    let mut text = String::new();
    loop {
        match xml.next()? {
            Event::Start(e) if e.local_name().as_ref() == "si" => {
                text.clear();
                rich_text(&mut xml, "si", &mut text)?;
                strings.push(&unescaped(&text))?;
            }
            Event::Empty(e) if e.local_name().as_ref() == "si" => strings.push("")?,
            Event::Eof => return Ok(strings),
            _ => {}
        }
    }
}

/// Adds the texts inside an element that has been begun, without how they are pronounced (`rPh`).
pub(super) fn rich_text<R: std::io::Read>(xml: &mut Xml<R>, end: &str, into: &mut String) -> Result<(), Refusal> {
    let (mut inside, mut spoken) = (false, 0_u32);
    loop {
        let event = xml.next()?;
        match &event {
            Event::Start(e) if e.local_name().as_ref() == "rPh" => spoken += 1,
            Event::End(e) if e.local_name().as_ref() == "rPh" => spoken = spoken.saturating_sub(1),
            Event::Start(e) if e.local_name().as_ref() == "t" => inside = true,
            Event::End(e) if e.local_name().as_ref() == "t" => inside = false,
            Event::End(e) if e.local_name().as_ref() == end => return Ok(()),
            Event::Eof => return Err(Refusal::Damaged("it ends in the middle of a text".into())),
            other if inside && spoken == 0 => add_text(other, into)?,
            _ => {}
        }
    }
}

/// Without `_x000D_` and its like (ECMA-376 part 1, 22.9.2.19).
pub(super) fn unescaped(text: &str) -> std::borrow::Cow<'_, str> {
    if !text.contains("_x") {
        return text.into();
    }
    let (mut units, mut rest) = (Vec::new(), text);
    while let Some(at) = rest.find("_x") {
        let (before, from) = rest.split_at(at);
        units.extend(before.encode_utf16());
        let digits = from.get(2..6).filter(|_| from.as_bytes().get(6) == Some(&b'_'));
        match digits.and_then(|digits| u16::from_str_radix(digits, 16).ok()) {
            Some(unit) => {
                units.push(unit);
                rest = from.get(7..).unwrap_or("");
            }
            None => {
                units.extend("_x".encode_utf16());
                rest = from.get(2..).unwrap_or("");
            }
        }
    }
    units.extend(rest.encode_utf16());
    String::from_utf16_lossy(&units).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_are_undone() {
        for (text, want) in [
            ("a_x000D_\nb", "a\r\nb"),
            ("_x005F_x000D_", "_x000D_"),
            ("x_x", "x_x"),
            ("_xZZZZ_", "_xZZZZ_"),
            ("_x00", "_x00"),
            ("_xD83D__xDE00_", "😀"),
            ("_xñ0D_", "_xñ0D_"),
        ] {
            assert_eq!(unescaped(text), want);
        }
    }
}
