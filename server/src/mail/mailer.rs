//! The ways a mail leaves: by SMTP, as a file, into memory, not at all.

use super::smtp::Smtp;
use super::{Mail, MailError};
use crate::config::MailSettings;
use lettre::message::Mailbox;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use store::private_files;

/// Sends mail. Cheap to clone.
#[derive(Debug, Clone)]
pub enum Mailer {
    /// By a mail server.
    Smtp(Smtp),
    /// As .eml files in a folder, for development and for whoever sends them on.
    Folder {
        /// Where to.
        dir: PathBuf,
        /// The sender.
        from: Mailbox,
    },
    /// Kept in memory, for tests to look at.
    Memory(Arc<Mutex<Vec<Mail>>>),
    /// Nothing is set up: every mail is refused.
    None,
}

impl Mailer {
    /// Makes ready what the settings ask for.
    ///
    /// # Errors
    /// A line that says what to do, when the mail server's address is of no use or the folder
    /// cannot be written to.
    pub fn from_settings(settings: &MailSettings) -> Result<Self, String> {
        match settings {
            MailSettings::None => Ok(Self::None),
            MailSettings::Smtp { url, from } => Smtp::new(url, from.clone()).map(Self::Smtp),
            MailSettings::Folder { dir, from } => {
                // A name of this process's own: several may start at once on one folder.
                let name = format!(".try-{}", std::process::id());
                let tried = private_files::create_folder(dir).and_then(|()| write_whole(dir, &name, b""));
                tried
                    .and_then(|()| fs::remove_file(dir.join(&name)))
                    .map_err(|error| format!("SALDO_MAIL_DIR cannot be written to ({error}); give another folder"))?;
                Ok(Self::Folder { dir: dir.clone(), from: from.clone() })
            }
        }
    }

    /// A mailer that keeps what it is given, and the place where it does.
    #[must_use]
    pub fn memory() -> (Self, Arc<Mutex<Vec<Mail>>>) {
        let kept = Arc::default();
        (Self::Memory(Arc::clone(&kept)), kept)
    }

    /// Does mail leave at all?
    #[must_use]
    pub const fn is_set_up(&self) -> bool {
        !matches!(self, Self::None)
    }

    /// Sends one mail.
    ///
    /// # Errors
    /// [`MailError`] says whether to try again.
    pub async fn send(&self, mail: &Mail) -> Result<(), MailError> {
        match self {
            Self::Smtp(smtp) => smtp.send(mail).await,
            Self::Folder { dir, from } => {
                let (dir, name, bytes) = (dir.clone(), mail.file_name(), mail.message(from)?.formatted());
                let written = tokio::task::spawn_blocking(move || write_whole(&dir, &name, &bytes)).await;
                match written {
                    Ok(Ok(())) => Ok(()),
                    Ok(Err(error)) => Err(MailError::Temporary(format!("the folder cannot be written to ({error})"))),
                    Err(_) => Err(MailError::Temporary("the process is going down".to_owned())),
                }
            }
            Self::Memory(kept) => {
                kept.lock().unwrap_or_else(PoisonError::into_inner).push(mail.clone());
                Ok(())
            }
            Self::None => Err(MailError::Refused {
                reason: "no mail is set up; set SALDO_SMTP_URL or SALDO_MAIL_DIR".to_owned(),
                bad_address: false,
            }),
        }
    }
}

/// Writes a file that is there whole or not at all, also after a power cut. Only its owner may read
/// it: links are keys.
fn write_whole(dir: &Path, name: &str, bytes: &[u8]) -> io::Result<()> {
    let (partial, whole) = (dir.join(format!(".{name}.part")), dir.join(name));
    let mut options = File::options();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(&partial)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    fs::rename(partial, whole)?;
    // The new name, too, has to reach the disk.
    File::open(dir)?.sync_all()
}
