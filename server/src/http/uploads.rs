//! Forms that bring files, read as they come and within bounds.
//!
//! Before anything is read, an upload takes as much of a common store of memory as it will hold, and waits a moment
//! when there is not enough: however many come at once, together they hold no more than that.

use super::attachments::{FileKind, kept_name, shown_name};
use super::error::{Failure, is_too_large};
use super::form::Fields;
use app::components::forms::FieldProblem;
use app::views::problem::Problem;
use axum::extract::multipart::{Field, Multipart, MultipartError};
use axum::extract::{FromRequest, Request};
use axum::http::header;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::timeout;

/// The most files of one form.
pub(super) const MAX_FILES: usize = 5;
/// The most megabytes of one file.
pub(super) const FILE_MB: u32 = 10;
/// The most bytes of one file.
const MAX_FILE: usize = FILE_MB as usize * 1024 * 1024;
/// The most bytes of a form with its files: many times what is taken, so that who sends a video is told at its field
/// what is wrong, where a connection that is cut would say nothing.
pub(super) const MAX_BODY: usize = 256 * 1024 * 1024;
/// The most bytes of a form that are held at once; the rest is dropped as it comes.
const MAX_HELD: usize = MAX_FILES * MAX_FILE + MAX_FIELDS * MAX_VALUE;
/// What all uploads together may hold, in KiB.
const TOGETHER_KIB: usize = 128 * 1024;
/// The most bytes of a field that is no file, and the most of these.
const MAX_VALUE: usize = 16 * 1024;
const MAX_FIELDS: usize = 40;
/// How long an upload waits for its turn.
const TURN: Duration = Duration::from_secs(4);
/// How long a sender may be silent, and how long all of it may take.
const SILENT: Duration = Duration::from_secs(20);
const WHOLE: Duration = Duration::from_secs(300);

/// The memory for uploads.
#[derive(Debug)]
pub struct Uploads(Arc<Semaphore>);

impl Default for Uploads {
    fn default() -> Self {
        Self(Arc::new(Semaphore::new(TOGETHER_KIB)))
    }
}

/// A file that was sent, of a kind that is taken.
pub(super) struct UploadedFile {
    pub(super) name: String,
    pub(super) kind: FileKind,
    pub(super) bytes: Vec<u8>,
}

/// A form that was sent.
pub(super) struct UploadedForm {
    pub(super) fields: Fields,
    pub(super) files: Vec<UploadedFile>,
    /// Why some files are not among them.
    pub(super) wrong: Vec<FieldProblem>,
    /// Its memory, given back when it is let go.
    _room: OwnedSemaphorePermit,
}

impl Uploads {
    /// Reads a form whose files are in the field `files`; one without a name is called `nameless`.
    ///
    /// # Errors
    /// [`Problem::Busy`] when too much is being sent; [`Problem::BadRequest`] for what is no such form.
    pub(super) async fn read(&self, request: Request, nameless: &str) -> Result<UploadedForm, Failure> {
        let length = request.headers().get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse().ok());
        let kib = length.unwrap_or(MAX_HELD).min(MAX_HELD) / 1024 + 1;
        let kib = u32::try_from(kib).map_err(|_| Problem::BadRequest)?;
        let turn = timeout(TURN, Arc::clone(&self.0).acquire_many_owned(kib)).await;
        let Ok(Ok(room)) = turn else { return Err(Problem::Busy.into()) };
        let mut form = Multipart::from_request(request, &()).await.map_err(|_| Problem::BadRequest)?;
        let mut sent = UploadedForm { fields: Fields::default(), files: Vec::new(), wrong: Vec::new(), _room: room };
        timeout(WHOLE, gather(&mut form, &mut sent, nameless)).await.map_err(|_| Problem::BadRequest)??;
        Ok(sent)
    }
}

/// Why reading stopped.
enum ReadStop {
    /// It is more than the route takes.
    TooLarge,
    /// It is no form, or it broke off.
    Broken,
}

impl From<MultipartError> for ReadStop {
    fn from(error: MultipartError) -> Self {
        if is_too_large(&error) { Self::TooLarge } else { Self::Broken }
    }
}

async fn gather(form: &mut Multipart, sent: &mut UploadedForm, nameless: &str) -> Result<(), Problem> {
    let (mut count, mut fields) = (0_usize, 0_usize);
    // The file at hand, for what is said when all together are too large.
    let mut last = nameless.to_owned();
    loop {
        match part(form, sent, nameless, &mut last).await {
            Ok(Some(PartRead::File)) => count += 1,
            Ok(Some(PartRead::Field)) => fields += 1,
            Ok(Some(PartRead::Nothing)) => {}
            Ok(None) => break,
            Err(ReadStop::TooLarge) => {
                sent.wrong.push(FieldProblem::FileSize { name: last, max_mb: FILE_MB });
                break;
            }
            Err(ReadStop::Broken) => return Err(Problem::BadRequest),
        }
        if fields > MAX_FIELDS || count > 100 {
            return Err(Problem::BadRequest);
        }
    }
    if count > MAX_FILES {
        sent.wrong.insert(0, FieldProblem::TooManyFiles { max: MAX_FILES });
    }
    Ok(())
}

enum PartRead {
    Field,
    File,
    /// A field for files in which none was chosen.
    Nothing,
}

/// Reads the next part; `None` after the last.
async fn part(
    form: &mut Multipart,
    sent: &mut UploadedForm,
    nameless: &str,
    last: &mut String,
) -> Result<Option<PartRead>, ReadStop> {
    let next = timeout(SILENT, form.next_field()).await.map_err(|_| ReadStop::Broken)??;
    let Some(mut field) = next else { return Ok(None) };
    let name = field.name().ok_or(ReadStop::Broken)?.to_owned();
    let Some(called) = field.file_name().map(str::to_owned) else {
        let (bytes, whole) = read(&mut field, MAX_VALUE).await?;
        let value = String::from_utf8(bytes).ok().filter(|_| whole && name != "files").ok_or(ReadStop::Broken)?;
        sent.fields.push(name, &value);
        return Ok(Some(PartRead::Field));
    };
    if name != "files" {
        return Err(ReadStop::Broken);
    }
    let shown = shown_name(&called);
    *last = if shown.is_empty() { nameless.to_owned() } else { shown };
    let room = if sent.files.len() < MAX_FILES { MAX_FILE } else { 0 };
    let (bytes, whole) = read(&mut field, room).await?;
    if bytes.is_empty() && called.is_empty() {
        return Ok(Some(PartRead::Nothing));
    }
    if room > 0 {
        match FileKind::of(&bytes) {
            _ if !whole => sent.wrong.push(FieldProblem::FileSize { name: last.clone(), max_mb: FILE_MB }),
            None => sent.wrong.push(FieldProblem::FileKind { name: last.clone() }),
            Some(kind) => sent.files.push(UploadedFile { name: kept_name(&called, kind, nameless), kind, bytes }),
        }
    }
    Ok(Some(PartRead::File))
}

/// The bytes of a part, and whether these are all: what is past `max` is read and dropped, and with it all of it.
async fn read(field: &mut Field<'_>, max: usize) -> Result<(Vec<u8>, bool), ReadStop> {
    let (mut kept, mut whole) = (Vec::new(), true);
    while let Some(chunk) = timeout(SILENT, field.chunk()).await.map_err(|_| ReadStop::Broken)?? {
        whole &= kept.len().saturating_add(chunk.len()) <= max;
        if whole {
            kept.extend_from_slice(&chunk);
        } else {
            kept = Vec::new();
        }
    }
    Ok((kept, whole))
}
