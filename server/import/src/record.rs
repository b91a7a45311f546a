//! One record of a list: its cells, and in a sheet what each of them holds.

/// No record of an invoice is longer than this many bytes.
pub(super) const MAX_RECORD: usize = 1024 * 1024;

/// What is wrong with a record as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Flaw {
    /// A quote was opened and not closed before the end or [`MAX_RECORD`].
    UnterminatedQuote,
    /// Longer than [`MAX_RECORD`].
    TooLong,
}

/// What a cell holds. All cells of a text file are [`Kind::Text`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[repr(u8)]
pub(super) enum Kind {
    /// Letters as somebody wrote them: the file's own way of writing days and numbers applies.
    #[default]
    Text,
    /// A number, written with a point before the decimals, whatever the file's texts do.
    Number,
    /// A day, written `2026-12-31`.
    Day,
    /// `TRUE` or `FALSE`.
    Truth,
    /// Nothing that can be read: the text says why, for example `#REF!`.
    Fault,
}

impl Kind {
    /// What [`Kind`] has this number; the inverse of `as u8`.
    pub(super) const fn of(number: u8) -> Self {
        match number {
            1 => Self::Number,
            2 => Self::Day,
            3 => Self::Truth,
            4 => Self::Fault,
            _ => Self::Text,
        }
    }
}

/// A cell without the blanks around it. Nearly none has any.
pub(super) fn trimmed(cell: &str) -> &str {
    match cell.as_bytes() {
        [first, .., last] if first.is_ascii_graphic() && last.is_ascii_graphic() => cell,
        _ => cell.trim(),
    }
}

/// One record; used again and again so that reading a row allocates nothing.
#[derive(Debug, Default, Clone)]
pub(super) struct Record {
    pub(super) text: String,
    pub(super) ends: Vec<usize>,
    /// What each cell holds; empty where all are text.
    kinds: Vec<Kind>,
    /// Currency signs that a sheet shows beside numbers: the cell, and where the sign ends in `signs`.
    signed: Vec<(usize, usize)>,
    signs: String,
    /// The physical line, from 1, on which it starts; in a sheet the row.
    pub(super) line: u64,
    /// Set when the cells are not to be trusted.
    pub(super) flaw: Option<Flaw>,
}

impl Record {
    /// How many cells.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// A cell as it stands, or nothing behind the last one.
    pub(super) fn get(&self, i: usize) -> Option<&str> {
        let end = *self.ends.get(i)?;
        let start = if i == 0 { 0 } else { *self.ends.get(i - 1)? };
        self.text.get(start..end)
    }

    /// What a cell holds.
    pub(super) fn kind(&self, i: usize) -> Kind {
        self.kinds.get(i).copied().unwrap_or_default()
    }

    /// Does a cell hold nothing that can be read?
    pub(super) fn has_fault(&self) -> bool {
        self.kinds.contains(&Kind::Fault)
    }

    /// The currency that a sheet shows beside a number, without being part of it: `$`, `EUR`.
    pub(super) fn sign(&self, i: usize) -> Option<&str> {
        let at = self.signed.iter().position(|(cell, _)| *cell == i)?;
        let start = if at == 0 { 0 } else { self.signed.get(at - 1)?.1 };
        self.signs.get(start..self.signed.get(at)?.1)
    }

    /// All cells.
    pub(super) fn cells(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).filter_map(|i| self.get(i))
    }

    /// All cells in one, without what separates them.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// No cell has anything in it.
    pub(super) fn is_blank(&self) -> bool {
        self.flaw.is_none() && self.text.trim_start().is_empty()
    }

    /// Takes all cells out.
    pub(super) fn clear(&mut self) {
        self.text.clear();
        self.ends.clear();
        self.kinds.clear();
        self.signed.clear();
        self.signs.clear();
    }

    /// Puts a cell of a sheet behind the others.
    pub(super) fn push(&mut self, kind: Kind, text: &str, sign: &str) {
        if !sign.is_empty() {
            self.signs.push_str(sign);
            self.signed.push((self.ends.len(), self.signs.len()));
        }
        self.kinds.push(kind);
        self.text.push_str(text);
        self.ends.push(self.text.len());
    }
}
