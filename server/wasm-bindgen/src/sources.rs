//! A fingerprint of what pages and their islands are compiled from: the same in the program and in the files that
//! browsers load, where both were built from the same sources.

use std::path::{Path, PathBuf};
use std::{fs, io};

/// The folders, from the root of the repository.
pub const FOLDERS: [&str; 2] = ["app/src", "app/domain/src"];

/// FNV-1a, 64 bits, over names and bytes in the order of the names: it tells builds apart, and nobody forges one.
pub fn fingerprint(root: &Path) -> io::Result<String> {
    let mut files = Vec::new();
    for folder in FOLDERS {
        list(&root.join(folder), &mut files)?;
    }
    files.sort();
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let mut take = |bytes: &[u8]| {
        for byte in bytes {
            hash = (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    };
    for file in files {
        take(file.strip_prefix(root).unwrap_or(&file).to_string_lossy().as_bytes());
        take(&[0]);
        take(&fs::read(&file)?);
    }
    Ok(format!("{hash:016x}"))
}

fn list(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            list(&path, files)?;
        } else if path.extension().is_some_and(|kind| kind == "rs") {
            files.push(path);
        }
    }
    Ok(())
}
