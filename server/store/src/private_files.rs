//! Files and folders with what people owe in them: only their owner may read them, whatever the process's mask says.

use std::fs::{DirBuilder, File, OpenOptions, Permissions};
use std::io;
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _, PermissionsExt as _};
use std::path::Path;

const OWNER_READS_AND_WRITES: u32 = 0o600;
const OWNER_ENTERS: u32 = 0o700;
/// What a group and all others may do.
const OTHERS: u32 = 0o077;

/// Makes a file that must not be there yet, to write it.
///
/// # Errors
/// Those of the file system.
pub fn create_new(path: &Path) -> io::Result<File> {
    OpenOptions::new().write(true).create_new(true).mode(OWNER_READS_AND_WRITES).open(path)
}

/// Makes a file to write it, or empties one that is there.
///
/// # Errors
/// Those of the file system.
pub fn create(path: &Path) -> io::Result<File> {
    let file = OpenOptions::new().write(true).create(true).truncate(true).mode(OWNER_READS_AND_WRITES).open(path)?;
    keep(path)?;
    Ok(file)
}

/// Makes a folder with those above it, where they are missing.
///
/// # Errors
/// Those of the file system.
pub fn create_folder(path: &Path) -> io::Result<()> {
    DirBuilder::new().recursive(true).mode(OWNER_ENTERS).create(path)
}

/// Takes from a file that is there what others than its owner may do with it.
///
/// # Errors
/// Those of the file system: only its owner can.
pub fn keep(path: &Path) -> io::Result<()> {
    let found = path.metadata()?;
    let mode = found.permissions().mode();
    // A device is everybody's.
    if !found.is_file() || mode & OTHERS == 0 {
        Ok(())
    } else {
        std::fs::set_permissions(path, Permissions::from_mode(mode & !OTHERS))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mode(path: &Path) -> u32 {
        path.metadata().expect("it is there").permissions().mode() & 0o777
    }

    #[test]
    fn nobody_else_reads_what_is_made_or_kept() {
        let folder = std::env::temp_dir().join(format!("saldo-private-{}", std::process::id()));
        let inner = folder.join("a/b");
        create_folder(&inner).expect("a folder");
        assert_eq!((mode(&folder), mode(&inner)), (0o700, 0o700));
        let file = inner.join("new");
        create_new(&file).expect("a file");
        assert_eq!(mode(&file), 0o600);
        assert!(create_new(&file).is_err(), "it is there");
        for open in [0o644, 0o640, 0o666, 0o600, 0o604] {
            std::fs::set_permissions(&file, Permissions::from_mode(open)).expect("its owner may");
            keep(&file).expect("its owner may");
            assert_eq!(mode(&file), 0o600, "{open:o}");
            std::fs::set_permissions(&file, Permissions::from_mode(open)).expect("its owner may");
            create(&file).expect("a file");
            assert_eq!(mode(&file), 0o600, "{open:o}");
        }
        std::fs::remove_dir_all(&folder).expect("it is ours");
    }
}
