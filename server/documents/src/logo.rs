//! A firm's logo, drawn anew: whatever file it was, what is kept is a small PNG of our own making.
//!
//! A drawing (SVG) can hold script, other files and addresses; a picture (PNG) can hold notes and be huge when unpacked. No
//! byte of the firm's file is ever served: it is read within bounds, refused with its reason where it asks for more than
//! shapes and colours, and its dots alone are kept, cut to what is seen and no larger than it is shown.

use image::codecs::png::{CompressionType, FilterType as RowFilter, PngEncoder};
use image::imageops::FilterType;
use image::{ExtendedColorType, ImageEncoder, ImageFormat, ImageReader, Limits, RgbaImage, imageops};
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{self, roxmltree};
use ring::digest::{SHA256, digest};
use std::io::Cursor;

/// The largest file that is read, in bytes.
pub const MAX_FILE: usize = 1024 * 1024;
/// The most dots of a picture's side: more is a photograph, or made to fill memory.
const MAX_SIDE: u32 = 4096;
/// The most bytes that reading a picture may take.
const MAX_MEMORY: u64 = 96 * 1024 * 1024;
/// The most elements of a drawing, and how deep they may stand in each other.
const MAX_ELEMENTS: u32 = 5_000;
const MAX_DEPTH: usize = 48;
/// The most places at which a drawing may draw a part of itself again.
const MAX_REPEATS: usize = 50;
/// The largest side at which a drawing is drawn, before its empty margins are cut off.
const DRAWN_SIDE: u32 = 1_440;
/// The size of what is kept: three dots for each point of the largest place where it is shown (240 × 64).
const KEPT: (u32, u32) = (720, 192);
/// The smallest side of a logo as it is seen, in dots.
const MIN_SIDE: u32 = 16;
/// The most bytes of what is kept: it comes with the first page that a debtor opens, and with every mail.
pub const MAX_KEPT: usize = 40 * 1024;
/// From how much light on (of 255) ink cannot be told from white paper.
const LIGHT_INK: u64 = 200;
/// What a logo of light ink stands on.
const DARK_GROUND: [u8; 3] = [0x1a, 0x21, 0x28];

/// A logo as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DrawnLogo {
    /// A PNG.
    pub png: Vec<u8>,
    /// Its width in dots.
    pub width: u32,
    /// Its height in dots.
    pub height: u32,
    /// Names its bytes: lower-case hexadecimal digits.
    pub digest: String,
    /// Was a dark ground put under it, since its ink is too light for white paper?
    pub on_dark_ground: bool,
}

/// Why a file is not taken as a logo.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LogoError {
    /// It is larger than is read.
    #[error("the file has {0} bytes; {MAX_FILE} at most are read")]
    TooLarge(usize),
    /// It is neither of the two kinds.
    #[error("a logo is an SVG or a PNG file, and this is neither")]
    UnknownKind,
    /// A drawing with something in it that is more than shapes and colours.
    #[error("the SVG has {0}")]
    NotPlain(&'static str),
    /// A drawing that cannot be read.
    #[error("the SVG cannot be read: {0}")]
    BrokenDrawing(String),
    /// A picture that cannot be read, or is too large unpacked.
    #[error("the PNG cannot be read: {0}")]
    BrokenPicture(String),
    /// Nothing is to be seen in it.
    #[error("nothing is to be seen in it: all of it is transparent")]
    Empty,
    /// It is so thin that nothing could be made out.
    #[error("it is {0} × {1}; a side has {MIN_SIDE} dots at least, and is not twenty times the other")]
    TooThin(u32, u32),
}

/// Draws a logo anew.
///
/// # Errors
/// [`LogoError`] says what is wrong with the file.
pub fn redraw(file: &[u8]) -> Result<DrawnLogo, LogoError> {
    if file.len() > MAX_FILE {
        return Err(LogoError::TooLarge(file.len()));
    }
    let dots = if file.starts_with(b"\x89PNG\r\n\x1a\n") {
        picture(file)?
    } else {
        let text = std::str::from_utf8(file).map_err(|_| LogoError::UnknownKind)?;
        let text = text.trim_start_matches('\u{feff}');
        if !text.trim_start().starts_with('<') {
            return Err(LogoError::UnknownKind);
        }
        drawing(text)?
    };
    let dots = cut(dots)?;
    let (width, height) = dots.dimensions();
    if width.min(height) < MIN_SIDE || width.max(height) > width.min(height).saturating_mul(20) {
        return Err(LogoError::TooThin(width, height));
    }
    let (dots, on_dark_ground) = grounded(dots);
    // A picture of many colours is kept smaller until it is light enough to be sent with every mail.
    let (mut width, mut height) = KEPT;
    loop {
        let kept = sized(&dots, width, height);
        let png = encoded(&kept)?;
        if png.len() <= MAX_KEPT || height <= MIN_SIDE {
            let digest = hex::encode(digest(&SHA256, &png).as_ref().get(..8).unwrap_or_default());
            return Ok(DrawnLogo { png, width: kept.width(), height: kept.height(), digest, on_dark_ground });
        }
        (width, height) = (width * 3 / 4, height * 3 / 4);
    }
}

/// The dots of a PNG, their colours multiplied by how much they cover.
fn picture(file: &[u8]) -> Result<RgbaImage, LogoError> {
    let broken = |error: image::ImageError| LogoError::BrokenPicture(error.to_string());
    let mut reader = ImageReader::with_format(Cursor::new(file), ImageFormat::Png);
    let mut limits = Limits::default();
    limits.max_image_width = Some(MAX_SIDE);
    limits.max_image_height = Some(MAX_SIDE);
    limits.max_alloc = Some(MAX_MEMORY);
    reader.limits(limits);
    let mut dots = reader.decode().map_err(broken)?.into_rgba8();
    for dot in dots.pixels_mut() {
        let [red, green, blue, cover] = dot.0;
        let by_cover = |part: u8| u8::try_from((u32::from(part) * u32::from(cover) + 127) / 255).unwrap_or(u8::MAX);
        dot.0 = [by_cover(red), by_cover(green), by_cover(blue), cover];
    }
    Ok(dots)
}

/// The dots of an SVG, as [`picture`].
fn drawing(text: &str) -> Result<RgbaImage, LogoError> {
    // Entities can make much of little, and fetch files; a document type by itself does nothing.
    if text.contains("<!ENTITY") {
        return Err(LogoError::NotPlain("entities: save it as plain SVG"));
    }
    let options = roxmltree::ParsingOptions { allow_dtd: true, nodes_limit: MAX_ELEMENTS * 4, ..Default::default() };
    let broken = |error: String| LogoError::BrokenDrawing(error);
    let document = roxmltree::Document::parse_with_options(text, options).map_err(|error| broken(error.to_string()))?;
    check(&document)?;
    let options = usvg::Options {
        // Nothing is looked up: no file, no address, no font.
        image_href_resolver: usvg::ImageHrefResolver {
            resolve_data: Box::new(|_, _, _| None),
            resolve_string: Box::new(|_, _| None),
        },
        ..usvg::Options::default()
    };
    let tree = usvg::Tree::from_xmltree(&document, &options).map_err(|error| broken(error.to_string()))?;
    let (pixmap, transform) = canvas(&tree).ok_or_else(|| broken("it has no size".to_owned()))?;
    let mut pixmap = pixmap;
    resvg::render(&tree, transform, &mut pixmap.as_mut());
    let (width, height) = (pixmap.width(), pixmap.height());
    RgbaImage::from_raw(width, height, pixmap.take()).ok_or_else(|| broken("it has no size".to_owned()))
}

/// A canvas for a drawing, and how the drawing comes to fill it.
#[expect(
    clippy::float_arithmetic,
    clippy::cast_precision_loss,
    reason = "sizes of a picture; no money is computed here"
)]
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a side is 1 to 1440")]
fn canvas(tree: &usvg::Tree) -> Option<(Pixmap, Transform)> {
    let size = tree.size();
    let scale = DRAWN_SIDE as f32 / size.width().max(size.height());
    let side = |length: f32| ((length * scale).ceil() as u32).clamp(1, DRAWN_SIDE);
    Some((Pixmap::new(side(size.width()), side(size.height()))?, Transform::from_scale(scale, scale)))
}

/// Refuses what is more than shapes and colours.
fn check(document: &roxmltree::Document<'_>) -> Result<(), LogoError> {
    const SVG: &str = "http://www.w3.org/2000/svg";
    let refuse = |what| Err(LogoError::NotPlain(what));
    let root = document.root_element();
    if root.tag_name().name() != "svg" || root.tag_name().namespace() != Some(SVG) {
        return Err(LogoError::UnknownKind);
    }
    let (mut elements, mut repeats) = (0_u32, 0_usize);
    for node in document.descendants().filter(roxmltree::Node::is_element) {
        elements = elements.saturating_add(1);
        if elements > MAX_ELEMENTS || node.ancestors().nth(MAX_DEPTH).is_some() {
            return refuse("more in it than a logo needs: save it simpler");
        }
        match node.tag_name().name() {
            "script" | "handler" | "listener" => return refuse("a script in it: save it as plain SVG"),
            "foreignObject" | "iframe" | "audio" | "video" | "canvas" => {
                return refuse("something in it that is no drawing (foreignObject): save it as plain SVG");
            }
            "image" | "feImage" => return refuse("a picture in it: give that as PNG, or draw it"),
            "text" | "tspan" | "textPath" | "tref" => {
                return refuse("text in it: turn letters into paths, since fonts differ");
            }
            "filter" => return refuse("an effect in it (filter): leave it out, or give the logo as PNG"),
            "use" => {
                repeats += 1;
                let again =
                    |node: roxmltree::Node<'_, '_>| node.descendants().any(|inner| inner.has_tag_name((SVG, "use")));
                let target = href(node).and_then(|to| to.strip_prefix('#'));
                let of = document.descendants().filter(|other| target.is_some() && other.attribute("id") == target);
                if repeats > MAX_REPEATS || of.into_iter().any(again) {
                    return refuse("parts that draw parts (use): save it as plain SVG");
                }
            }
            "style" if node.descendants().filter_map(|inner| inner.text()).any(reaches_out) => {
                return refuse("a style that fetches something: save it as plain SVG");
            }
            _ => {}
        }
        for attribute in node.attributes() {
            let (name, value) = (attribute.name(), attribute.value());
            if name.len() > 2 && name.get(..2).is_some_and(|start| start.eq_ignore_ascii_case("on")) {
                return refuse("a script in it: save it as plain SVG");
            }
            let leads_away = name == "href" && !value.trim_start().starts_with('#');
            if leads_away || name == "src" || reaches_out(value) {
                return refuse("the address of something else in it: save it as plain SVG");
            }
        }
    }
    Ok(())
}

fn href<'a>(node: roxmltree::Node<'a, '_>) -> Option<&'a str> {
    node.attributes().find(|attribute| attribute.name() == "href").map(|attribute| attribute.value().trim())
}

/// Does a style name something outside of the drawing?
fn reaches_out(style: &str) -> bool {
    let style = style.to_ascii_lowercase();
    let outside = |rest: &str| !rest.trim_start().trim_start_matches(['"', '\'']).trim_start().starts_with('#');
    style.contains("@import") || style.contains('\\') || style.split("url(").skip(1).any(outside)
}

/// Without the empty margins.
fn cut(dots: RgbaImage) -> Result<RgbaImage, LogoError> {
    let seen = dots.enumerate_pixels().filter(|(_, _, dot)| dot.0[3] > 8).map(|(x, y, _)| (x, y));
    let bounds = seen.fold(None, |bounds: Option<[u32; 4]>, (x, y)| {
        let [left, top, right, bottom] = bounds.unwrap_or([x, y, x, y]);
        Some([left.min(x), top.min(y), right.max(x), bottom.max(y)])
    });
    let [left, top, right, bottom] = bounds.ok_or(LogoError::Empty)?;
    Ok(imageops::crop_imm(&dots, left, top, right - left + 1, bottom - top + 1).to_image())
}

/// A logo that is to be seen on white: where its ink is light and what is around it transparent, it gets a dark ground. Says
/// whether it did.
fn grounded(dots: RgbaImage) -> (RgbaImage, bool) {
    let (mut light, mut cover, mut open) = (0_u64, 0_u64, 0_u64);
    for dot in dots.pixels() {
        let [red, green, blue, covers] = dot.0.map(u64::from);
        light += (2126 * red + 7152 * green + 722 * blue) / 10_000;
        cover += covers;
        open += u64::from(covers < 128);
    }
    let all = u64::from(dots.width()) * u64::from(dots.height());
    let light_ink = light * 255 / cover.max(1) > LIGHT_INK && open * 10 > all;
    if !light_ink {
        return (dots, false);
    }
    let margin = dots.width().min(dots.height()) / 6;
    let (width, height) = (dots.width() + 2 * margin, dots.height() + 2 * margin);
    let [red, green, blue] = DARK_GROUND;
    let mut ground = RgbaImage::from_pixel(width, height, image::Rgba([red, green, blue, 255]));
    for (x, y, dot) in dots.enumerate_pixels() {
        let [.., covers] = dot.0;
        let over = |part: u8, below: u8| {
            let below = u32::from(below) * (255 - u32::from(covers)) / 255;
            u8::try_from(u32::from(part) + below).unwrap_or(u8::MAX)
        };
        let mixed = [over(dot.0[0], red), over(dot.0[1], green), over(dot.0[2], blue), 255];
        ground.put_pixel(x + margin, y + margin, image::Rgba(mixed));
    }
    (ground, true)
}

/// As large as fits, and no larger than it is, with plain colours again.
fn sized(dots: &RgbaImage, width: u32, height: u32) -> RgbaImage {
    let shape = domain::branding::Logo { digest: String::new(), width: dots.width(), height: dots.height() };
    let (width, height) = shape.shown_in(width, height);
    let mut kept = if (width, height) == dots.dimensions() {
        dots.clone()
    } else {
        imageops::resize(dots, width, height, FilterType::CatmullRom)
    };
    for dot in kept.pixels_mut() {
        let [red, green, blue, cover] = dot.0;
        let plain = |part: u8| {
            let part = (u32::from(part) * 255 + u32::from(cover) / 2) / u32::from(cover.max(1));
            u8::try_from(part).unwrap_or(u8::MAX)
        };
        // What is not seen has one colour, so that it packs well.
        dot.0 = if cover == 0 { [0; 4] } else { [plain(red), plain(green), plain(blue), cover] };
    }
    kept
}

fn encoded(dots: &RgbaImage) -> Result<Vec<u8>, LogoError> {
    let mut png = Vec::new();
    let encoder = PngEncoder::new_with_quality(&mut png, CompressionType::Best, RowFilter::Adaptive);
    let written = encoder.write_image(dots.as_raw(), dots.width(), dots.height(), ExtendedColorType::Rgba8);
    written.map_err(|error| LogoError::BrokenPicture(error.to_string()))?;
    Ok(png)
}

#[cfg(test)]
mod tests;
