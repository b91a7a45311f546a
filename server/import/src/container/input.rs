//! Bytes that can be gone back and forth in, in memory or in a file.

use std::fs::File;
use std::io::{BufReader, Cursor, Read, Result, Seek, SeekFrom};

/// The bytes of a container.
pub(in super::super) enum Input<'a> {
    /// In memory.
    Bytes(Cursor<&'a [u8]>),
    /// Unpacked from another container.
    Owned(Cursor<Vec<u8>>),
    /// In a file.
    File(BufReader<File>),
}

impl<'a> Input<'a> {
    pub(in super::super) fn of_bytes(bytes: &'a [u8]) -> Self {
        Self::Bytes(Cursor::new(bytes))
    }

    pub(in super::super) fn of_file(file: File) -> Self {
        Self::File(BufReader::new(file))
    }
}

impl Read for Input<'_> {
    fn read(&mut self, into: &mut [u8]) -> Result<usize> {
        match self {
            Self::Bytes(bytes) => bytes.read(into),
            Self::Owned(bytes) => bytes.read(into),
            Self::File(file) => file.read(into),
        }
    }
}

impl Seek for Input<'_> {
    fn seek(&mut self, to: SeekFrom) -> Result<u64> {
        match self {
            Self::Bytes(bytes) => bytes.seek(to),
            Self::Owned(bytes) => bytes.seek(to),
            Self::File(file) => file.seek(to),
        }
    }
}
