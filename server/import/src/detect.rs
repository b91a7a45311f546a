//! What was recognised of a list, in the words of the report.

use serde::ser::{Serialize, SerializeMap, Serializer};

/// What was recognised, in the words of the report.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Detect {
    /// `csv`, `xlsx`, `xls`, `ods`, `xml`.
    pub format: &'static str,
    /// The sheet that holds the list; nothing for a text.
    pub sheet: Option<String>,
    /// In a sheet, the year from which days are counted where they are numbers.
    pub date_system: u16,
    /// `utf-8`, `windows-1252`, `utf-16le` …
    pub encoding: String,
    /// Does the file begin with a byte-order mark?
    pub bom: bool,
    /// Between cells: the character, or `TAB`.
    pub delimiter: String,
    /// Before the decimals.
    pub decimal: char,
    /// Between thousands; `U+00A0` for what cannot be seen, `a or b` for several.
    pub thousands: String,
    /// `CRLF`, `LF` or `CR`.
    pub line_ending: &'static str,
    /// As [`DateFormat`](super::DateFormat) writes itself.
    pub date_format: String,
    /// The physical line of the headings; in a sheet the row.
    pub header_line: u64,
}

impl Serialize for Detect {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        if self.format == "xml" {
            map.serialize_entry("format", self.format)?;
            return map.end();
        }
        if let Some(sheet) = &self.sheet {
            map.serialize_entry("format", self.format)?;
            map.serialize_entry("sheet", sheet)?;
            map.serialize_entry("header_line", &self.header_line)?;
            // OpenDocument writes days as days.
            if self.format != "ods" {
                map.serialize_entry("date_system", &self.date_system)?;
            }
            return map.end();
        }
        map.serialize_entry("encoding", &self.encoding)?;
        map.serialize_entry("bom", &self.bom)?;
        map.serialize_entry("delimiter", &self.delimiter)?;
        map.serialize_entry("decimal", &self.decimal)?;
        map.serialize_entry("thousands", &self.thousands)?;
        map.serialize_entry("line_ending", &self.line_ending)?;
        map.serialize_entry("date_format", &self.date_format)?;
        map.serialize_entry("header_line", &self.header_line)?;
        map.end()
    }
}
