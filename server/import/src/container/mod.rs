//! A ZIP container, opened so that a hostile one costs little: workbooks and archives are both.
//!
//! Before the library builds its directory, the number of entries is read from the end of the file.
//! Then no entry may be encrypted, a link, lie over another, or be named out of the container. A part is
//! unpacked only when it is read, never further than its own declared size and the caller's limit, so
//! a part that says 1 KB and holds 4 GB costs 1 KB.

mod directory;
mod input;

use super::refusal::Refusal;
pub(super) use input::Input;
use std::collections::HashMap;
use std::io::Read;
use zip::ZipArchive;
use zip::read::ZipFile;
use zip::result::ZipError;

/// A part may unpack to this many times its size without looking hostile, once it is larger than
/// [`SMALL`]. Sheets of repeated cells reach about 60; deflate itself ends at 1032.
const MOST_RATIO: u64 = 200;

/// Below this many bytes the ratio does not matter.
const SMALL: u64 = 8 * 1024 * 1024;

/// The parts of a container, by name.
pub(super) struct Package<'a> {
    zip: ZipArchive<Input<'a>>,
    /// Names as they are compared: `/` between folders, lower case; and where each stands.
    index: HashMap<String, usize>,
    entries: Vec<Entry>,
}

/// One part, as the directory has it.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    /// The name as written.
    pub(super) name: String,
    /// Size when unpacked, as declared.
    pub(super) size: u64,
    packed: u64,
}

impl<'a> Package<'a> {
    /// Opens a container of at most `most` entries.
    ///
    /// # Errors
    /// [`Refusal`] for one that is damaged, encrypted or hostile.
    pub(super) fn open(mut input: Input<'a>, most: u64) -> Result<Self, Refusal> {
        directory::check(&mut input, most)?;
        let mut zip = ZipArchive::new(input).map_err(refusal)?;
        let entries = entries(&mut zip)?;
        if zip.has_overlapping_entries().map_err(refusal)? || zip.has_duplicate_names() {
            let name = entries.first().map(|entry| entry.name.clone()).unwrap_or_default();
            return Err(Refusal::Unsafe { name, why: "lies over another file" });
        }
        let index = entries.iter().enumerate().map(|(i, entry)| (folded(&entry.name), i)).collect();
        Ok(Self { zip, index, entries })
    }

    /// All parts, in the directory's order.
    pub(super) fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// What all parts unpack to, as declared; reading none goes beyond that.
    pub(super) fn unpacked(&self) -> u64 {
        self.entries.iter().fold(0, |sum, entry| sum.saturating_add(entry.size))
    }

    /// Is there a part of this name?
    pub(super) fn has(&self, name: &str) -> bool {
        self.index.contains_key(&folded(name))
    }

    /// A part to read, if there is one of this name.
    ///
    /// # Errors
    /// [`Refusal`] if it would unpack to more than `most` bytes, or suspiciously well.
    pub(super) fn part(&mut self, name: &str, most: u64) -> Result<Option<Part<'_, 'a>>, Refusal> {
        match self.index.get(&folded(name)).copied() {
            Some(at) => self.part_at(at, most),
            None => Ok(None),
        }
    }

    /// The part at a place of the directory: names that differ only in case are files of their own in an archive.
    fn part_at(&mut self, at: usize, most: u64) -> Result<Option<Part<'_, 'a>>, Refusal> {
        let Some(entry) = self.entries.get(at).cloned() else { return Ok(None) };
        if entry.size > most {
            return Err(Refusal::TooLarge { what: format!("`{}`", short(&entry.name)), mebibytes: most >> 20 });
        }
        if entry.size > SMALL && entry.size / entry.packed.max(1) > MOST_RATIO {
            return Err(Refusal::Bomb { name: short(&entry.name) });
        }
        let file = self.zip.by_index(at).map_err(refusal)?;
        Ok(Some(Part { file, left: entry.size, name: entry.name }))
    }

    /// All of a part.
    ///
    /// # Errors
    /// As [`Self::part`].
    pub(super) fn bytes(&mut self, name: &str, most: u64) -> Result<Option<Vec<u8>>, Refusal> {
        self.part(name, most)?.map(Part::all).transpose()
    }

    /// All of the part at a place of the directory.
    ///
    /// # Errors
    /// As [`Self::part`].
    pub(super) fn bytes_at(&mut self, at: usize, most: u64) -> Result<Option<Vec<u8>>, Refusal> {
        self.part_at(at, most)?.map(Part::all).transpose()
    }
}

/// A part while it is unpacked.
pub(super) struct Part<'p, 'a> {
    file: ZipFile<'p, Input<'a>>,
    left: u64,
    name: String,
}

impl Part<'_, '_> {
    fn all(mut self) -> Result<Vec<u8>, Refusal> {
        let mut bytes = Vec::new();
        self.read_to_end(&mut bytes).map_err(Refusal::damaged)?;
        Ok(bytes)
    }
}

impl Read for Part<'_, '_> {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        let got = self.file.read(into)?;
        let more_than_declared = || std::io::Error::other(Refusal::Bomb { name: short(&self.name) });
        self.left =
            u64::try_from(got).ok().and_then(|got| self.left.checked_sub(got)).ok_or_else(more_than_declared)?;
        Ok(got)
    }
}

fn entries(zip: &mut ZipArchive<Input<'_>>) -> Result<Vec<Entry>, Refusal> {
    let mut entries = Vec::with_capacity(zip.len());
    for i in 0..zip.len() {
        let raw = zip.by_index_data(i).map_err(refusal)?;
        let name = raw.name().map_err(refusal)?.into_owned();
        let refused = |why| Err(Refusal::Unsafe { name: short(&name), why });
        if raw.encrypted() {
            return Err(Refusal::Encrypted);
        }
        if raw.is_symlink() {
            return refused("is a link");
        }
        if leads_out(&name) {
            return refused("has a name that leads out of the container");
        }
        entries.push(Entry { size: raw.size(), packed: raw.compressed_size(), name });
    }
    Ok(entries)
}

fn leads_out(name: &str) -> bool {
    name.contains('\0') || name.split(['/', '\\']).any(|step| step == "..") || name.starts_with(['/', '\\'])
}

fn folded(name: &str) -> String {
    name.trim_start_matches('/').replace('\\', "/").to_lowercase()
}

/// As much of a name as fits into a sentence.
fn short(name: &str) -> String {
    name.chars().map(|c| if c.is_control() { ' ' } else { c }).take(60).collect()
}

fn refusal(error: ZipError) -> Refusal {
    match error {
        ZipError::InvalidPassword => Refusal::Encrypted,
        ZipError::UnsupportedArchive(text) if text.to_ascii_lowercase().contains("password") => Refusal::Encrypted,
        other => Refusal::damaged(other),
    }
}
