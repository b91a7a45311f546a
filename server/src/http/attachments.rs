//! Files that debtors send: what one is by its content, what it may be called, how it is handed out.

use axum::http::header::{self, HeaderName, HeaderValue};
use axum::response::{IntoResponse, Response};
use store::disputes::File;

/// The most characters of a name, without its ending.
const MAX_NAME: usize = 80;

/// The kinds of files that are taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FileKind {
    Pdf,
    Jpeg,
    Png,
    Heif,
}

impl FileKind {
    /// By its first bytes; neither its name nor what the browser says of it counts.
    ///
    /// PDF: ISO 32000-2, 7.5.2. JPEG: start of image and the marker after it, ITU-T T.81, B.2.1. PNG: its signature
    /// and the header chunk that must follow, PNG 5.2 and 5.6. HEIF: the brands of its first box, ISO/IEC 23008-12.
    pub(super) fn of(bytes: &[u8]) -> Option<Self> {
        if bytes.starts_with(b"%PDF-") {
            Some(Self::Pdf)
        } else if bytes.starts_with(&[0xff, 0xd8, 0xff]) {
            Some(Self::Jpeg)
        } else if bytes.starts_with(b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR") {
            Some(Self::Png)
        } else if is_heif(bytes) {
            Some(Self::Heif)
        } else {
            None
        }
    }

    pub(super) const fn media_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Heif => "image/heic",
        }
    }

    /// What a name may end in; the first is given to one that ends otherwise.
    const fn endings(self) -> &'static [&'static str] {
        match self {
            Self::Pdf => &["pdf"],
            Self::Jpeg => &["jpg", "jpeg"],
            Self::Png => &["png"],
            Self::Heif => &["heic", "heif"],
        }
    }
}

/// Photos of telephones. AVIF and video have the same box with other brands.
fn is_heif(bytes: &[u8]) -> bool {
    const PHOTO: [&[u8]; 6] = [b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx"];
    let Some((size, rest)) = bytes.split_first_chunk::<4>() else { return false };
    let length = usize::try_from(u32::from_be_bytes(*size)).unwrap_or(usize::MAX);
    let Some(brands) = bytes.get(8..length.min(bytes.len())).filter(|_| rest.starts_with(b"ftyp")) else {
        return false;
    };
    let mut brands = brands.chunks_exact(4);
    match brands.next() {
        Some(b"mif1" | b"msf1") => brands.skip(1).any(|brand| PHOTO.contains(&brand)),
        Some(brand) => PHOTO.contains(&brand),
        None => false,
    }
}

/// A name as it can be shown: without its path, without what is not seen or turns the text around, not too long.
pub(super) fn shown_name(sent: &str) -> String {
    let last = sent.rsplit(['/', '\\']).next().unwrap_or(sent);
    let seen = last.chars().filter(|c| !c.is_control() && !is_unseen(*c));
    let kept: String = seen.map(|c| if c.is_whitespace() { ' ' } else { c }).collect();
    let kept = kept.trim_matches([' ', '.']);
    let (stem, ending) = kept.rsplit_once('.').unwrap_or((kept, ""));
    let cut = |text: &str, max: usize| text.chars().take(max).collect::<String>();
    let stem = cut(stem, MAX_NAME);
    if ending.is_empty() { stem } else { format!("{stem}.{}", cut(ending, 10)) }
}

/// A name under which a file of this kind can be kept: its ending says what it is.
pub(super) fn kept_name(sent: &str, kind: FileKind, nameless: &str) -> String {
    let name = shown_name(sent);
    let (stem, ending) = name.rsplit_once('.').unwrap_or((&name, ""));
    let ending = ending.to_ascii_lowercase();
    let (stem, ending) = match kind.endings().iter().find(|known| **known == ending) {
        Some(known) => (stem, *known),
        None => (name.as_str(), kind.endings()[0]),
    };
    let stem = stem.trim_matches([' ', '.']);
    format!("{}.{ending}", if stem.is_empty() { nameless } else { stem })
}

/// Marks that are not seen: zero-width ones, those that change the direction, tags.
const fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// Hands a file of a debtor's out.
pub(super) fn download(file: File) -> Response {
    hand_out(&file.name, &file.media_type, file.bytes)
}

/// Hands bytes out: to be saved, never to be shown as a page of ours.
pub(super) fn hand_out(name: &str, media_type: &str, bytes: Vec<u8>) -> Response {
    let mut response = bytes.into_response();
    let headers = response.headers_mut();
    let octets = HeaderValue::from_static("application/octet-stream");
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_str(media_type).unwrap_or(octets));
    let saved = HeaderValue::from_str(&disposition(name));
    headers.insert(header::CONTENT_DISPOSITION, saved.unwrap_or(HeaderValue::from_static("attachment")));
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static("default-src 'none'; sandbox"));
    headers.insert(HeaderName::from_static("x-robots-tag"), HeaderValue::from_static("noindex"));
    response
}

/// The name twice: plain for old browsers, and in full (RFC 6266, RFC 5987).
fn disposition(name: &str) -> String {
    use std::fmt::Write;
    let is_plain = |c: &char| c.is_ascii_alphanumeric() || matches!(c, ' ' | '.' | '-' | '_');
    let plain: String = name.chars().map(|c| if is_plain(&c) { c } else { '_' }).collect();
    let mut text = format!("attachment; filename=\"{plain}\"; filename*=UTF-8''");
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_') {
            text.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(text, "%{byte:02X}");
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_what_its_bytes_say() {
        let heif = |brands: &[&[u8]]| {
            let mut bytes = Vec::from(u32::try_from(8 + 4 * brands.len()).expect("small").to_be_bytes());
            bytes.extend(b"ftyp");
            bytes.extend(brands.concat());
            FileKind::of(&bytes)
        };
        assert_eq!(FileKind::of(b"%PDF-1.7\n"), Some(FileKind::Pdf));
        assert_eq!(FileKind::of(&[0xff, 0xd8, 0xff, 0xe0]), Some(FileKind::Jpeg));
        assert_eq!(FileKind::of(b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0"), Some(FileKind::Png));
        assert_eq!(heif(&[b"heic", b"\0\0\0\0", b"mif1"]), Some(FileKind::Heif));
        assert_eq!(heif(&[b"mif1", b"\0\0\0\0", b"mif1", b"heic"]), Some(FileKind::Heif));
        for other in [&[b"avif" as &[u8], b"\0\0\0\0", b"mif1"][..], &[b"mp42", b"\0\0\0\0", b"isom"], &[b"mif1"]] {
            assert_eq!(heif(other), None);
        }
        for other in [b"" as &[u8], b"\x89PNG", b" %PDF-1.7", b"MZ\x90", b"<html>", b"\xff\xd8", b"\0\0\0\x08ftyp"] {
            assert_eq!(FileKind::of(other), None, "{other:?}");
        }
    }

    #[test]
    fn names_are_cleaned_and_end_in_what_they_are() {
        for (sent, kept) in [
            ("cajas mojadas.png", "cajas mojadas.png"),
            ("C:\\Users\\ada\\IMG.PNG", "IMG.png"),
            ("../../etc/passwd", "passwd.png"),
            ("foto\r\nSet-Cookie: a=b.png", "fotoSet-Cookie: a=b.png"),
            ("gnp.\u{202e}exe", "gnp.exe.png"),
            ("factura.pdf", "factura.pdf.png"),
            ("..", "archivo.png"),
            (".png", "png.png"),
            ("", "archivo.png"),
            ("niño\u{200b}.png", "niño.png"),
        ] {
            assert_eq!(kept_name(sent, FileKind::Png, "archivo"), kept, "{sent:?}");
        }
        assert_eq!(kept_name(&"x".repeat(5_000), FileKind::Pdf, "archivo").len(), MAX_NAME + 4);
        assert_eq!(kept_name("foto.JPEG", FileKind::Jpeg, "archivo"), "foto.jpeg");
    }

    #[test]
    fn the_name_is_written_so_that_no_header_can_be_made_of_it() {
        assert_eq!(
            disposition("niño \"1\".pdf"),
            "attachment; filename=\"ni_o _1_.pdf\"; filename*=UTF-8''ni%C3%B1o%20%221%22.pdf"
        );
    }
}
