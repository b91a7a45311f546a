use super::*;

const HEAD: &str =
    r#"<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 240 64">"#;

fn svg(inside: &str) -> Vec<u8> {
    format!("{HEAD}{inside}</svg>").into_bytes()
}

fn png(width: u32, height: u32, dot: impl Fn(u32, u32) -> [u8; 4]) -> Vec<u8> {
    let mut plain = Vec::new();
    for (x, y) in (0..height).flat_map(|y| (0..width).map(move |x| (x, y))) {
        plain.extend(dot(x, y));
    }
    let mut out = Vec::new();
    PngEncoder::new(&mut out).write_image(&plain, width, height, ExtendedColorType::Rgba8).expect("a PNG");
    out
}

fn dots(logo: &DrawnLogo) -> RgbaImage {
    image::load_from_memory_with_format(&logo.png, ImageFormat::Png).expect("our PNG").into_rgba8()
}

#[test]
fn a_drawing_becomes_a_small_picture_without_its_margins() {
    let file =
        svg(r##"<!-- made by hand --><g fill="#0b5a5e"><rect x="20" y="12" width="200" height="40" rx="8"/></g>"##);
    let logo = redraw(&file).expect("a logo");
    assert_eq!(logo, redraw(&file).expect("a logo"), "the same file gives the same bytes");
    assert_eq!((logo.width, logo.height), (720, 144), "its margins are gone, and it fills the place");
    assert!(logo.png.len() < 4_000 && !logo.on_dark_ground, "{} bytes", logo.png.len());
    let dots = dots(&logo);
    assert_eq!(dots.dimensions(), (720, 144));
    assert_eq!(dots.get_pixel(360, 72).0, [0x0b, 0x5a, 0x5e, 255]);
    assert_eq!(dots.get_pixel(0, 0).0[3], 0, "round corners are open");
}

#[test]
fn what_programs_write_is_taken() {
    for inside in [
        r#"<metadata><x:xmpmeta xmlns:x="adobe:ns:meta/"/></metadata><path d="M0 0h200v60H0z"/>"#,
        r##"<defs><linearGradient id="g"><stop stop-color="#f00"/></linearGradient></defs><rect width="200" height="60" fill="url(#g)"/>"##,
        r##"<defs><path id="p" d="M0 0h90v60H0z"/></defs><use xlink:href="#p"/><use href="#p" x="100"/>"##,
        r#"<style>.a{fill:#123456}</style><rect class="a" width="200" height="60"/>"#,
    ] {
        assert!(redraw(&svg(inside)).is_ok(), "{inside}: {:?}", redraw(&svg(inside)));
    }
    let typed = format!(
        "\u{feff}<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \
         \"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd\">{HEAD}<rect width=\"99\" height=\"60\"/></svg>"
    );
    assert!(redraw(typed.as_bytes()).is_ok());
}

#[test]
fn a_drawing_that_is_more_than_shapes_is_refused_with_its_reason() {
    let shape = r#"<rect width="200" height="60"/>"#;
    for (inside, said) in [
        ("<script>alert(1)</script>", "script"),
        (r#"<rect width="9" height="9" onload="alert(1)"/>"#, "script"),
        (r#"<rect width="9" height="9" ONCLICK="alert(1)"/>"#, "script"),
        (r#"<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">x</p></foreignObject>"#, "foreignObject"),
        (r#"<image href="data:image/png;base64,iVBORw0KGgo="/>"#, "picture"),
        (r#"<image href="https://evil.example/track.png"/>"#, "picture"),
        (r#"<image xlink:href="file:///etc/passwd"/>"#, "picture"),
        (r#"<a href="javascript:alert(1)"><rect width="9" height="9"/></a>"#, "address"),
        (r#"<use href="https://evil.example/a.svg#x"/>"#, "address"),
        (r#"<use xlink:href="data:image/svg+xml;base64,PHN2Zy8+#x"/>"#, "address"),
        ("<style>@import url(https://evil.example/a.css);</style>", "style"),
        (r#"<style>rect{fill:url("https://evil.example/a.svg#p")}</style>"#, "style"),
        (r#"<style>rect{fill:u\72l(https://evil.example)}</style>"#, "style"),
        (r#"<rect width="9" height="9" style="fill:url(https://evil.example/a.svg#p)"/>"#, "address"),
        (r#"<rect width="9" height="9" fill="url( 'http://evil.example/#p' )"/>"#, "address"),
        ("<text>Norte</text>", "text"),
        (r#"<filter id="f"><feTurbulence numOctaves="999999"/></filter>"#, "effect"),
        (r##"<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>"##, "parts"),
    ] {
        let refused = redraw(&svg(&format!("{shape}{inside}"))).expect_err(inside);
        assert!(matches!(&refused, LogoError::NotPlain(what) if what.contains(said)), "{inside}: {refused}");
    }
    let entities = format!("<!DOCTYPE svg [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;\">]>{HEAD}{shape}</svg>");
    assert!(redraw(entities.as_bytes()).expect_err("entities").to_string().contains("entities"));
    let file = format!("<!DOCTYPE svg [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>{HEAD}&x;{shape}</svg>");
    assert!(redraw(file.as_bytes()).is_err());
}

#[test]
fn a_drawing_that_would_take_for_ever_is_refused() {
    let deep = format!("{}<rect width=\"9\" height=\"9\"/>{}", "<g>".repeat(4_000), "</g>".repeat(4_000));
    let many = r#"<rect width="9" height="9"/>"#.repeat(30_000);
    let parts: String =
        (0..9).map(|n| format!("<g id=\"g{}\">{}</g>", n + 1, format!("<use href=\"#g{n}\"/>").repeat(5))).collect();
    let bomb = format!("<rect id=\"g0\" width=\"9\" height=\"9\"/>{parts}");
    for inside in [deep, many, bomb] {
        assert!(redraw(&svg(&inside)).is_err(), "{} bytes", inside.len());
    }
    assert_eq!(redraw(&vec![b'<'; MAX_FILE + 1]), Err(LogoError::TooLarge(MAX_FILE + 1)));
}

#[test]
fn what_is_neither_kind_is_told_so() {
    for file in [
        b"".as_slice(),
        b"GIF89a",
        b"\xff\xd8\xff\xe0",
        b"%PDF-1.7",
        b"<html><body></body></html>",
        b"\x1f\x8b\x08",
        b"\0\0",
    ] {
        assert_eq!(redraw(file), Err(LogoError::UnknownKind), "{file:?}");
    }
    assert!(matches!(redraw(b"<svg"), Err(LogoError::BrokenDrawing(_))));
    assert!(redraw(b"<svg xmlns='http://www.w3.org/2000/svg'/>").is_err());
    assert_eq!(redraw(&svg("")), Err(LogoError::Empty));
    assert!(matches!(redraw(&svg("<path d='M0 0h240v1H0z'/>")), Err(LogoError::TooThin(..))));
}

#[test]
fn a_picture_is_drawn_anew_and_loses_what_is_not_seen_of_it() {
    let small = png(120, 40, |x, _| if x < 60 { [200, 30, 30, 255] } else { [20, 60, 200, 255] });
    let mut noted = small.clone();
    // A note behind the header: what cameras and programs write.
    let note = b"\0\0\0\x0ctEXtGPS\0secret\0\0";
    noted.splice(33..33, note.iter().copied().chain(crc32(&note[4..]).to_be_bytes()));
    for file in [&small, &noted] {
        let logo = redraw(file).expect("a logo");
        assert_eq!((logo.width, logo.height), (120, 40), "nothing is made larger than it is");
        assert!(!logo.png.windows(6).any(|bytes| bytes == b"secret"));
        assert_eq!(dots(&logo).get_pixel(5, 5).0, [200, 30, 30, 255]);
    }
    let large = png(1_500, 500, |_, _| [10, 90, 94, 255]);
    let logo = redraw(&large).expect("a logo");
    assert_eq!((logo.width, logo.height), (576, 192));
    assert_eq!(redraw(&png(40, 40, |_, _| [9, 9, 9, 0])), Err(LogoError::Empty));
}

#[test]
fn a_noisy_picture_is_kept_small() {
    let mut state = 1_u32;
    let mut noise = Vec::new();
    for _ in 0..720 * 192 {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let [a, b, c, _] = state.to_be_bytes();
        noise.extend([a, b, c, 255]);
    }
    let mut file = Vec::new();
    PngEncoder::new(&mut file).write_image(&noise, 720, 192, ExtendedColorType::Rgba8).expect("a PNG");
    let logo = redraw(&file).expect("a logo");
    assert!(logo.png.len() <= MAX_KEPT && logo.width < 720, "{} bytes", logo.png.len());
}

#[test]
fn a_picture_that_unpacks_to_more_than_fits_is_refused_before_it_does() {
    // The header alone says 60,000 × 60,000: some 14 GB.
    let mut header = b"\0\0\0\x0dIHDR\0\0\xea\x60\0\0\xea\x60\x08\x06\0\0\0".to_vec();
    header.extend(crc32(&header[4..]).to_be_bytes());
    let mut bomb = b"\x89PNG\r\n\x1a\n".to_vec();
    bomb.extend(header);
    bomb.extend(b"\0\0\0\0IDAT\x35\xaf\x06\x1e\0\0\0\0IEND\xaeB\x60\x82");
    let refused = redraw(&bomb).expect_err("a bomb");
    assert!(matches!(refused, LogoError::BrokenPicture(_)), "{refused}");
    let whole = png(64, 64, |_, _| [9, 9, 9, 255]);
    for end in [8, 20, whole.len() / 2] {
        assert!(matches!(redraw(&whole[..end]), Err(LogoError::BrokenPicture(_))), "cut at {end}");
    }
}

#[test]
fn light_ink_gets_a_dark_ground_and_dark_ink_none() {
    let white = redraw(&svg(r##"<circle cx="60" cy="32" r="30" fill="#fff"/>"##)).expect("a logo");
    assert!(white.on_dark_ground);
    assert_eq!(dots(&white).get_pixel(0, 0).0, [0x1a, 0x21, 0x28, 255]);
    let dark = redraw(&svg(r##"<circle cx="60" cy="32" r="30" fill="#222"/>"##)).expect("a logo");
    assert!(!dark.on_dark_ground);
    let own_ground = redraw(&svg(r##"<rect width="200" height="60" fill="#fff"/><circle cx="60" cy="30" r="20"/>"##));
    assert!(!own_ground.expect("a logo").on_dark_ground, "it brings its own white");
}

/// The check sum of a PNG's chunk (PNG 5.5), bit by bit.
fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0_u32, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| if sum & 1 == 1 { (sum >> 1) ^ 0xedb8_8320 } else { sum >> 1 })
    })
}
