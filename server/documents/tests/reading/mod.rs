//! Reads a PDF's text as a person would copy it: every piece that is shown, by the letters that its font says it has.

use hayro_syntax::Pdf;
use hayro_syntax::content::ops::TypedInstruction;
use hayro_syntax::object::{Dict, Object, Stream};
use hayro_syntax::page::Page;
use std::collections::HashMap;

/// A font's numbers of glyphs and the letters they stand for.
type Letters = HashMap<u16, String>;

/// The text of all pages, a line for each piece in the order of the file; a space that does not break is a space.
pub fn text(file: &[u8]) -> String {
    let pdf = Pdf::new(file.to_vec()).expect("a PDF");
    pdf.pages().iter().map(page_text).collect::<String>().replace('\u{a0}', " ")
}

fn page_text(page: &Page<'_>) -> String {
    let (mut out, mut fonts, mut font) = (String::new(), HashMap::new(), Vec::new());
    let mut operations = page.typed_operations();
    while let Some(operation) = operations.next() {
        match operation {
            TypedInstruction::TextFont(set) => {
                font = set.0.to_vec();
                if !fonts.contains_key(&font) {
                    fonts.insert(font.clone(), letters(&page.resources().get_font(set.0).expect("a font")));
                }
            }
            TypedInstruction::ShowText(shown) => {
                glyphs(shown.0.as_bytes(), &fonts[&font], &mut out);
                out.push('\n');
            }
            TypedInstruction::ShowTexts(shown) => {
                for part in shown.0.iter::<Object<'_>>() {
                    if let Object::String(part) = part {
                        glyphs(part.as_bytes(), &fonts[&font], &mut out);
                    }
                }
                out.push('\n');
            }
            _ => {}
        }
    }
    out
}

/// Two bytes a glyph; one whose letters are not told reads as `\u{fffd}`.
fn glyphs(bytes: &[u8], letters: &Letters, out: &mut String) {
    for glyph in bytes.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])) {
        out.push_str(letters.get(&glyph).map_or("\u{fffd}", String::as_str));
    }
}

/// Reads the pairs between `beginbfchar` and `endbfchar`.
fn letters(font: &Dict<'_>) -> Letters {
    let stream = font.get::<Stream<'_>>("ToUnicode").expect("every font tells its letters");
    let map = String::from_utf8(stream.decoded().expect("a map").into_owned()).expect("ASCII");
    let blocks = map.split("beginbfchar").skip(1).filter_map(|rest| rest.split("endbfchar").next());
    let lines = blocks.flat_map(str::lines).filter_map(|line| line.trim().split_once(' '));
    lines.map(|(glyph, letters)| (hex(glyph)[0], String::from_utf16(&hex(letters)).expect("letters"))).collect()
}

/// `<00480065>` as two numbers.
fn hex(text: &str) -> Vec<u16> {
    let digits = text.trim_matches(['<', '>']);
    let each = |at: usize| u16::from_str_radix(&digits[at..at + 4], 16).expect("four digits");
    (0..digits.len()).step_by(4).map(each).collect()
}
