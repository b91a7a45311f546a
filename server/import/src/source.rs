//! Where the bytes of a file are.

use super::container::Input;
use std::fs::File;
use std::io::Read;
use std::path::Path;

/// Where the bytes are. It is opened several times: once to tell what it is, once for each pass.
#[derive(Debug, Clone, Copy)]
pub enum Source<'a> {
    /// In memory.
    Bytes(&'a [u8]),
    /// In a file, which must not change while it is read.
    File(&'a Path),
}

impl<'a> Source<'a> {
    /// Opens it once more.
    ///
    /// # Errors
    /// The device's, where the file cannot be opened.
    pub fn open(self) -> std::io::Result<Box<dyn Read + Send + 'a>> {
        Ok(match self {
            Self::Bytes(bytes) => Box::new(bytes),
            Self::File(path) => Box::new(File::open(path)?),
        })
    }

    /// The same bytes for one who goes back and forth in them.
    pub(super) fn input(self) -> std::io::Result<Input<'a>> {
        Ok(match self {
            Self::Bytes(bytes) => Input::of_bytes(bytes),
            Self::File(path) => Input::of_file(File::open(path)?),
        })
    }

    /// How many bytes there are.
    pub(super) fn len(self) -> std::io::Result<u64> {
        Ok(match self {
            Self::Bytes(bytes) => u64::try_from(bytes.len()).unwrap_or(u64::MAX),
            Self::File(path) => std::fs::metadata(path)?.len(),
        })
    }

    /// All of it in memory, unless it is longer than `most`.
    pub(super) fn all(self, most: u64) -> std::io::Result<Option<Vec<u8>>> {
        let mut bytes = Vec::new();
        self.open()?.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
        let fits = u64::try_from(bytes.len()).is_ok_and(|length| length <= most);
        Ok(fits.then_some(bytes))
    }
}
