//! How the firm that sends a paper shows itself on it.

use domain::branding::Logo;
use domain::branding::colour::{Colour, Palettes};
use serde_json::{Value, json};

/// The largest logo on a paper, in points.
const LOGO: (u32, u32) = (170, 44);

/// What of a firm stands on its papers, beside its name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Letterhead {
    /// Its logo.
    pub logo: Option<LetterheadLogo>,
    /// Its colour.
    pub colour: Option<Colour>,
    /// What the law wants at the foot: lines.
    pub legal: Vec<String>,
}

/// A logo, as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LetterheadLogo {
    /// The PNG that [`redraw`](crate::logo::redraw) made.
    pub png: Vec<u8>,
    /// Its size in dots.
    pub logo: Logo,
}

impl Letterhead {
    /// What the templates know of it.
    pub(crate) fn data(&self) -> Value {
        let colours = self.colour.map_or(Palettes::PORTAL, Colour::palettes).light;
        let logo = self.logo.as_ref().map(|logo| {
            let (width, height) = logo.logo.shown_in(LOGO.0, LOGO.1);
            json!({ "width": width, "height": height })
        });
        json!({
            "accent": colours.accent.to_string(),
            "tint": colours.tint.to_string(),
            "logo": logo,
            "legal": self.legal,
        })
    }

    pub(crate) fn png(&self) -> Option<Vec<u8>> {
        self.logo.as_ref().map(|logo| logo.png.clone())
    }
}
