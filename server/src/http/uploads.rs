//! Forms that bring files, read as they come and within bounds.
//!
//! An upload takes common memory as it arrives, and waits a moment when there is not enough: however many come at once,
//! together they hold no more than that. One debtor sends one at a time, so that nobody holds the memory of all.

use super::attachments::{FileKind, kept_name, shown_name};
use super::body_memory::{BodyMemory, BodyShare, TURN};
use super::error::{Failure, is_too_large};
use super::form::Fields;
use app::components::forms::FieldProblem;
use app::views::problem::Problem;
use axum::extract::multipart::{Field, Multipart, MultipartError};
use axum::extract::{FromRequest, Request};
use domain::id::DebtorId;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::{Instant, timeout};

/// The most files of one form.
pub(super) const MAX_FILES: usize = 5;
/// The most megabytes of one file.
pub(super) const FILE_MB: u32 = 10;
/// The most bytes of one file.
const MAX_FILE: usize = FILE_MB as usize * 1024 * 1024;
/// The most bytes of a form with its files: many times what is taken, so that who sends a video is told at its field
/// what is wrong, where a connection that is cut would say nothing.
pub(super) const MAX_BODY: usize = 256 * 1024 * 1024;
/// What all uploads together may hold beyond their first 64 KiB, in KiB: twice as much as one form that is full.
const TOGETHER_KIB: usize = 2 * MAX_FILES * MAX_FILE / 1024;
/// The most bytes of a field that is no file, and the most of these.
const MAX_VALUE: usize = 16 * 1024;
const MAX_FIELDS: usize = 40;
/// How long an upload waits for another one of the same debtor: somebody who sends a form twice waits for the first.
const AFTER_OWN: Duration = Duration::from_secs(60);
/// How long a sender may be silent, and how long all of it may take.
const SILENT: Duration = Duration::from_secs(20);
const WHOLE: Duration = Duration::from_secs(300);
/// The fewest bytes in [`SILENT`]: who sends less would not be done with one photograph in [`WHOLE`].
const LEAST: usize = 16 * 1024;

/// The memory for uploads, and whose turn it is.
#[derive(Debug)]
pub struct Uploads {
    memory: BodyMemory,
    /// One permit for each debtor who sends or waits.
    turns: Mutex<HashMap<DebtorId, Arc<Semaphore>>>,
}

impl Default for Uploads {
    fn default() -> Self {
        Self { memory: BodyMemory::of_kib(TOGETHER_KIB, TURN), turns: Mutex::default() }
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
    /// Its memory and its debtor's turn, given back when it is let go.
    share: BodyShare,
    _turn: OwnedSemaphorePermit,
}

impl Uploads {
    /// Reads a debtor's form whose files are in the field `files`; one without a name is called `nameless`.
    ///
    /// # Errors
    /// [`Problem::Busy`] when too much is being sent; [`Problem::BadRequest`] for what is no such form.
    pub(super) async fn read(
        &self,
        debtor: DebtorId,
        request: Request,
        nameless: &str,
    ) -> Result<UploadedForm, Failure> {
        let turn = timeout(AFTER_OWN, self.turn_of(debtor).acquire_owned()).await;
        let Ok(Ok(turn)) = turn else { return Err(Problem::Busy.into()) };
        let mut form = Multipart::from_request(request, &()).await.map_err(|_| Problem::BadRequest)?;
        let mut sent = UploadedForm {
            fields: Fields::default(),
            files: Vec::new(),
            wrong: Vec::new(),
            share: self.memory.share(),
            _turn: turn,
        };
        timeout(WHOLE, gather(&mut form, &mut sent, nameless)).await.map_err(|_| Problem::BadRequest)??;
        Ok(sent)
    }

    fn turn_of(&self, debtor: DebtorId) -> Arc<Semaphore> {
        let mut turns = self.turns.lock().unwrap_or_else(PoisonError::into_inner);
        // Nobody sends or waits who has none of its clones.
        turns.retain(|_, turn| Arc::strong_count(turn) > 1);
        Arc::clone(turns.entry(debtor).or_insert_with(|| Arc::new(Semaphore::new(1))))
    }
}

/// Why reading stopped.
enum ReadStop {
    /// It is more than the route takes.
    TooLarge,
    /// It is no form, it broke off, or it came too slowly.
    Broken,
    /// There is no memory for it now.
    Busy,
}

/// How fast a form arrives.
struct Progress {
    since: Instant,
    bytes: usize,
}

impl Progress {
    /// So many bytes have arrived.
    ///
    /// # Errors
    /// [`ReadStop::Broken`] if they come too slowly.
    fn add(&mut self, bytes: usize) -> Result<(), ReadStop> {
        self.bytes = self.bytes.saturating_add(bytes);
        if self.since.elapsed() < SILENT {
            return Ok(());
        }
        let enough = self.bytes >= LEAST;
        *self = Self { since: Instant::now(), bytes: 0 };
        if enough { Ok(()) } else { Err(ReadStop::Broken) }
    }
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
    let mut progress = Progress { since: Instant::now(), bytes: 0 };
    loop {
        match part(form, sent, nameless, &mut last, &mut progress).await {
            Ok(Some(PartRead::File)) => count += 1,
            Ok(Some(PartRead::Field)) => fields += 1,
            Ok(Some(PartRead::Nothing)) => {}
            Ok(None) => break,
            Err(ReadStop::TooLarge) => {
                sent.wrong.push(FieldProblem::FileSize { name: last, max_mb: FILE_MB });
                break;
            }
            Err(ReadStop::Broken) => return Err(Problem::BadRequest),
            Err(ReadStop::Busy) => return Err(Problem::Busy),
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
    progress: &mut Progress,
) -> Result<Option<PartRead>, ReadStop> {
    let next = timeout(SILENT, form.next_field()).await.map_err(|_| ReadStop::Broken)??;
    let Some(mut field) = next else { return Ok(None) };
    let name = field.name().ok_or(ReadStop::Broken)?.to_owned();
    let Some(called) = field.file_name().map(str::to_owned) else {
        let (bytes, whole) = read(&mut field, MAX_VALUE, &mut sent.share, progress).await?;
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
    let (bytes, whole) = read(&mut field, room, &mut sent.share, progress).await?;
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
async fn read(
    field: &mut Field<'_>,
    max: usize,
    share: &mut BodyShare,
    progress: &mut Progress,
) -> Result<(Vec<u8>, bool), ReadStop> {
    let (mut kept, mut whole) = (Vec::new(), true);
    while let Some(chunk) = timeout(SILENT, field.chunk()).await.map_err(|_| ReadStop::Broken)?? {
        progress.add(chunk.len())?;
        whole &= kept.len().saturating_add(chunk.len()) <= max;
        if whole {
            share.grow(chunk.len()).await.map_err(|_| ReadStop::Busy)?;
            kept.extend_from_slice(&chunk);
        } else {
            share.shrink(kept.len());
            kept = Vec::new();
        }
    }
    Ok((kept, whole))
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::{Body, Bytes};
    use axum::http::StatusCode;
    use axum::response::IntoResponse;
    use futures::{StreamExt, stream};
    use uuid::Uuid;

    /// A form with one file of so many bytes; `ends`: or does its sender fall silent?
    fn form(bytes: usize, ends: bool) -> Request {
        let head = "--b\r\nContent-Disposition: form-data; name=\"files\"; filename=\"a.pdf\"\r\n\r\n%PDF-1.7\n";
        let end = if ends { "\r\n--b--\r\n" } else { "" };
        let sent = [head.as_bytes(), &vec![b' '; bytes], end.as_bytes()].concat();
        let silent = stream::once(async move {
            if !ends {
                std::future::pending::<()>().await;
            }
            Ok(Bytes::new())
        });
        let chunks = stream::iter([Ok::<_, std::io::Error>(Bytes::from(sent))]).chain(silent);
        Request::builder()
            .header("content-type", "multipart/form-data; boundary=b")
            .body(Body::from_stream(chunks))
            .expect("a request")
    }

    fn debtor(n: u128) -> DebtorId {
        DebtorId::new(Uuid::from_u128(n))
    }

    #[tokio::test]
    async fn what_has_arrived_holds_memory_and_no_more() {
        let uploads = Uploads { memory: BodyMemory::of_kib(1024, Duration::from_millis(20)), turns: Mutex::default() };
        let uploads = Arc::new(uploads);
        let silent = tokio::spawn({
            let uploads = Arc::clone(&uploads);
            async move { uploads.read(debtor(1), form(1000 * 1024, false), "file").await.is_ok() }
        });
        let busy = async || {
            let read = uploads.read(debtor(2), form(500 * 1024, true), "file").await;
            read.is_err_and(|why| why.into_response().status() == StatusCode::SERVICE_UNAVAILABLE)
        };
        while !busy().await {
            tokio::task::yield_now().await;
        }
        let small = uploads.read(debtor(2), form(50 * 1024, true), "file").await;
        assert!(small.is_ok_and(|form| form.files.len() == 1), "a small one waits for nobody");
        silent.abort();
        while busy().await {
            tokio::task::yield_now().await;
        }
        assert!(uploads.read(debtor(2), form(500 * 1024, true), "file").await.is_ok());
        assert_eq!(uploads.turns.lock().expect("the turns").len(), 1, "who is done is forgotten");
    }
}
