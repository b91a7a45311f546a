//! Text becomes records of cells, one at a time, in bounded memory.
//!
//! The quoting is that of RFC 4180. Three things are needed here that a general CSV reader does not
//! give: the physical line on which each record starts (blank lines count), word of a quote that is
//! never closed, and a bound on the size of a record, so that one line of a gigabyte costs a megabyte.
//! After a quote that never closes, reading goes on with the next line: one stray `"` must not
//! swallow the file.

use super::encoding::Text;
use super::record::{Flaw, MAX_RECORD, Record};
use memchr::{memchr, memchr_iter, memchr2};

/// No cell has so many lines; what a quote opens and does not close by then was never meant to be one cell.
const MAX_QUOTED_LINES: usize = 500;
/// Starting again behind less than this costs nothing to speak of.
const CHEAP: usize = 1 << 16;

/// How often reading starts again behind an unclosed quote. Each time costs [`MAX_RECORD`] bytes of
/// looking; a file of nothing but stray quotes must not cost that for every line.
const MAX_RESTARTS: u32 = 8;

/// How the records of a file are told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Layout {
    /// Between cells.
    pub(super) delimiter: u8,
    /// At the end of a line: `\n` (with or without `\r` before it), or `\r` in files of old.
    pub(super) newline: u8,
}

/// The records of a text.
pub(super) struct Lines<'a> {
    source: Text<'a>,
    layout: Layout,
    buffer: Vec<u8>,
    from: usize,
    to: usize,
    ended: bool,
    line: u64,
    restarts: u32,
    /// The last line had no end of its own.
    open: bool,
    scratch: Vec<u8>,
}

/// What looking for the end of a record found.
enum Found {
    /// The record ends before this place, the next begins there.
    Whole(usize),
    /// The text ran out; inside quotes or not.
    NeedMore { quoted: bool },
    /// More lines inside of quotes than a cell has.
    RunsAway,
}

impl<'a> Lines<'a> {
    /// From the beginning of `source`.
    pub(super) fn new(source: Text<'a>, layout: Layout) -> Self {
        Self {
            source,
            layout,
            buffer: Vec::new(),
            from: 0,
            to: 0,
            ended: false,
            line: 1,
            restarts: 0,
            open: false,
            scratch: Vec::new(),
        }
    }

    /// How many bytes of the file have been taken so far.
    pub(super) fn taken(&self) -> u64 {
        self.source.taken()
    }

    /// Has the text ended without the end of its last line?
    pub(super) fn ends_open(&self) -> bool {
        self.open
    }

    /// How much memory the text in hand takes.
    #[cfg(test)]
    pub(super) fn buffered(&self) -> usize {
        self.buffer.capacity()
    }

    /// Reads the next record into `record`; `false` at the end.
    ///
    /// # Errors
    /// Those of the source.
    pub(super) fn next(&mut self, record: &mut Record) -> std::io::Result<bool> {
        record.line = self.line;
        record.flaw = None;
        loop {
            self.scratch.clear();
            record.clear();
            match self.scan(record) {
                Found::Whole(end) => {
                    self.line += self.lines_in(self.from, end);
                    self.from = end;
                    break;
                }
                Found::RunsAway => {
                    record.flaw = Some(Flaw::UnterminatedQuote);
                    self.scratch.clear();
                    record.clear();
                    self.next_line();
                    break;
                }
                Found::NeedMore { quoted } => {
                    let too_long = self.to - self.from > MAX_RECORD;
                    if !too_long && !self.ended {
                        self.more()?;
                        continue;
                    }
                    if self.from == self.to {
                        return Ok(false);
                    }
                    if quoted || too_long {
                        record.flaw = Some(self.recover(quoted)?);
                        self.scratch.clear();
                        record.clear();
                    } else {
                        self.line += 1;
                        self.from = self.to;
                        self.open = true;
                    }
                    break;
                }
            }
        }
        record.text.clear();
        match std::str::from_utf8(&self.scratch) {
            Ok(text) => record.text.push_str(text),
            // The decoder gives UTF-8 only and separators are ASCII, so this cannot be; if it were,
            // the lengths would no longer fit and the cells would read as missing.
            Err(_) => record.text.push_str(&String::from_utf8_lossy(&self.scratch)),
        }
        Ok(true)
    }

    /// Puts the cells of the record at `from` into `scratch`, without quotes.
    fn scan(&mut self, record: &mut Record) -> Found {
        let Layout { delimiter, newline } = self.layout;
        let bytes = &self.buffer[..self.to];
        let mut at = self.from;
        loop {
            if bytes.get(at) == Some(&b'"') {
                at += 1;
                let mut lines = 0;
                loop {
                    let found = memchr(b'"', &bytes[at..]).map(|i| at + i);
                    lines += memchr_iter(newline, &bytes[at..found.unwrap_or(bytes.len())]).count();
                    if lines > MAX_QUOTED_LINES {
                        return Found::RunsAway;
                    }
                    let Some(quote) = found else {
                        return Found::NeedMore { quoted: true };
                    };
                    self.scratch.extend_from_slice(&bytes[at..quote]);
                    at = quote + 1;
                    match bytes.get(at) {
                        Some(b'"') => {
                            self.scratch.push(b'"');
                            at += 1;
                        }
                        None if !self.ended => return Found::NeedMore { quoted: true },
                        _ => break,
                    }
                }
            }
            // The cell, or what stands behind its closing quote.
            let end = memchr2(delimiter, newline, &bytes[at..]).map(|i| at + i);
            let stop = end.unwrap_or(bytes.len());
            let at_line_end = end.is_none() || bytes[stop] == newline;
            let mut cell = &bytes[at..stop];
            if at_line_end && newline == b'\n' {
                cell = cell.strip_suffix(b"\r").unwrap_or(cell);
            }
            self.scratch.extend_from_slice(cell);
            record.ends.push(self.scratch.len());
            if end.is_none() {
                return Found::NeedMore { quoted: false };
            }
            at = stop + 1;
            if at_line_end {
                return Found::Whole(at);
            }
        }
    }

    /// Gets past a record that is too long or whose quote never closes.
    fn recover(&mut self, quoted: bool) -> std::io::Result<Flaw> {
        let first_line_end = memchr(self.layout.newline, &self.buffer[self.from..self.to]).map(|i| self.from + i + 1);
        let Some(end) = first_line_end else {
            // One line without end.
            let flaw = if self.to - self.from > MAX_RECORD { Flaw::TooLong } else { Flaw::UnterminatedQuote };
            self.skip_line()?;
            return Ok(flaw);
        };
        debug_assert!(quoted, "a record without quotes ends with its line");
        let cheap = self.to - self.from < CHEAP;
        if cheap || self.restarts < MAX_RESTARTS {
            self.restarts += u32::from(!cheap);
            self.line += 1;
            self.from = end;
        } else {
            self.line += self.lines_in(self.from, self.to);
            self.from = self.to;
            self.skip_line()?;
        }
        Ok(if quoted { Flaw::UnterminatedQuote } else { Flaw::TooLong })
    }

    /// Goes to the line behind the one that the record begins on, which is at hand.
    fn next_line(&mut self) {
        if let Some(i) = memchr(self.layout.newline, &self.buffer[self.from..self.to]) {
            self.from += i + 1;
            self.line += 1;
        }
    }

    /// Goes to the beginning of the next line, however far.
    fn skip_line(&mut self) -> std::io::Result<()> {
        loop {
            if let Some(i) = memchr(self.layout.newline, &self.buffer[self.from..self.to]) {
                self.from += i + 1;
                self.line += 1;
                return Ok(());
            }
            self.from = self.to;
            if self.ended {
                return Ok(());
            }
            self.more()?;
        }
    }

    /// Takes more text, at least as much as is being looked at, so that looking again stays cheap.
    fn more(&mut self) -> std::io::Result<()> {
        if self.from > 0 {
            self.buffer.copy_within(self.from..self.to, 0);
            self.to -= self.from;
            self.from = 0;
        }
        let goal = self.to * 2;
        loop {
            let got = self.source.fill(&mut self.buffer, self.to)?;
            self.to += got;
            self.ended = got == 0;
            if self.ended || self.to >= goal {
                return Ok(());
            }
        }
    }

    fn lines_in(&self, from: usize, to: usize) -> u64 {
        u64::try_from(memchr_iter(self.layout.newline, &self.buffer[from..to]).count()).unwrap_or(u64::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    type Row = (u64, Vec<String>, Option<Flaw>);

    fn rows_of(text: &[u8], delimiter: u8, newline: u8) -> Vec<Row> {
        let text = Text::new(Box::new(text), encoding_rs::UTF_8);
        let mut records = Lines::new(text, Layout { delimiter, newline });
        let (mut record, mut rows) = (Record::default(), Vec::new());
        while records.next(&mut record).expect("no device") {
            rows.push((record.line, record.cells().map(str::to_owned).collect(), record.flaw));
        }
        rows
    }

    fn rows(text: &str) -> Vec<Row> {
        rows_of(text.as_bytes(), b',', b'\n')
    }

    fn row(line: u64, cells: &[&str]) -> Row {
        (line, cells.iter().map(|cell| (*cell).to_owned()).collect(), None)
    }

    #[test]
    fn quotes_and_line_ends() {
        assert_eq!(rows("a,b\r\nc,\n\nd"), [row(1, &["a", "b"]), row(2, &["c", ""]), row(3, &[""]), row(4, &["d"])]);
        assert_eq!(
            rows("\"a \"\"x\"\"\",\"b\r\nb\nb\",c\nd,\"\"\n"),
            [row(1, &["a \"x\"", "b\r\nb\nb", "c"]), row(4, &["d", ""])]
        );
        // A quote inside a cell is a letter; what follows a closing quote belongs to the cell.
        assert_eq!(rows("O\"Neil,\"a\"b\n"), [row(1, &["O\"Neil", "ab"])]);
        assert_eq!(rows(""), []);
        assert_eq!(rows_of(b"a;b\rc;d\r", b';', b'\r'), [row(1, &["a", "b"]), row(2, &["c", "d"])]);
        assert_eq!(rows("\"a\""), [row(1, &["a"])]);
    }

    #[test]
    fn a_quote_without_end_does_not_swallow_the_file() {
        let found = rows("a,b\nc,\"d\ne,f\ng,h\n");
        assert_eq!(found[0], row(1, &["a", "b"]));
        assert_eq!(found[1], (2, vec![], Some(Flaw::UnterminatedQuote)));
        assert_eq!(found[2..], [row(3, &["e", "f"]), row(4, &["g", "h"])]);
    }

    #[test]
    fn two_stray_quotes_far_apart_do_not_make_a_cell_of_what_is_between() {
        let text = format!("a,b\n1,\"c\n{}x,y\"\nlast,one\n", "d,e\n".repeat(2_000));
        let found = rows(&text);
        assert_eq!(found[1], (2, vec![], Some(Flaw::UnterminatedQuote)));
        assert_eq!((found[2].clone(), found.len()), (row(3, &["d", "e"]), 2_004));
        assert_eq!(found[2_003], row(2_004, &["last", "one"]));
        // A long remark is one cell still.
        let text = format!("a,\"{}\"\nb,c\n", "remark\n".repeat(400));
        assert_eq!(rows(&text).len(), 2);
    }

    #[test]
    fn a_quote_on_every_line_that_is_never_closed_costs_no_more_than_its_lines() {
        let text = format!("a,b\n{}", "\"never closed, 1\n\"\"\"\n".repeat(1_500));
        let began = std::time::Instant::now();
        let found = rows(&text);
        assert!(found.len() > 1_000, "{}", found.len());
        assert!(began.elapsed() < std::time::Duration::from_secs(20), "{:?}", began.elapsed());
    }

    #[test]
    fn a_line_without_end_is_refused_and_the_rest_is_read() {
        let long = format!("a,b\n{}\nc,d\n", "x".repeat(5 * MAX_RECORD));
        assert_eq!(rows(&long), [row(1, &["a", "b"]), (2, vec![], Some(Flaw::TooLong)), row(3, &["c", "d"])]);
        let quoted = format!("a,b\n\"{}\nc,d\n", "x".repeat(5 * MAX_RECORD));
        assert_eq!(rows(&quoted), [row(1, &["a", "b"]), (2, vec![], Some(Flaw::TooLong)), row(3, &["c", "d"])]);
        // Just under the bound is read.
        let cell = "x".repeat(MAX_RECORD - 10);
        assert_eq!(rows(&format!("{cell}\nc\n")), [row(1, &[cell.as_str()]), row(2, &["c"])]);
    }

    #[test]
    fn many_stray_quotes_stay_cheap() {
        // Every line closes the quote before it and opens another: without a bound on starting
        // again this would look at a megabyte for each of 300,000 lines.
        let text = "a\",\"x\n".repeat(300_000);
        let found = rows(&text);
        assert!(found.iter().filter(|row| row.2.is_some()).count() > 5);
    }

    #[test]
    fn records_across_pieces_stay_whole() {
        let text: String = (0..50_000).map(|i| format!("{i},\"ñ \"\"{i}\"\"\n€\",end\r\n")).collect();
        let found = rows(&text);
        assert_eq!(found.len(), 50_000);
        assert_eq!(found[49_999], row(99_999, &["49999", "ñ \"49999\"\n€", "end"]));
    }

    proptest! {
        #[test]
        fn anything_is_read_to_its_end(text in "[a\",;\r\nñ]{0,60}") {
            let found = rows(&text);
            prop_assert!(found.windows(2).all(|pair| pair[0].0 < pair[1].0));
            prop_assert!(found.len() <= text.matches('\n').count() + 1);
        }

        #[test]
        fn what_is_quoted_reads_back(cells in prop::collection::vec("\\PC{0,12}[\n\"]?", 1..6)) {
            let line: Vec<String> = cells.iter().map(|cell| format!("\"{}\"", cell.replace('"', "\"\""))).collect();
            let found = rows(&line.join(","));
            prop_assert_eq!(&found[0].1, &cells);
        }
    }
}
