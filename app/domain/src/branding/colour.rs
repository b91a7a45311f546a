//! A firm's colour, and what can be read of it: the nearest to it that is legible in light and in dark, on our grounds.
#![expect(clippy::float_arithmetic, reason = "luminance as WCAG 2.2 defines it; no money is computed here")]

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// The least contrast of text (WCAG 2.2, 1.4.3).
const LEAST_CONTRAST: f64 = 4.5;

/// The grounds of the pages, as `style/saldo.css` has them: page and card, in light and in dark.
const LIGHT_GROUNDS: [Colour; 2] = [Colour::new(0xf4, 0xf6, 0xf5), Colour::new(0xff, 0xff, 0xff)];
const DARK_GROUNDS: [Colour; 2] = [Colour::new(0x11, 0x16, 0x1b), Colour::new(0x1a, 0x21, 0x28)];
/// What is written on the colour.
const ON_LIGHT: Colour = Colour::new(0xff, 0xff, 0xff);
const ON_DARK: Colour = Colour::new(0x0b, 0x10, 0x14);
/// How much of the colour a tinted ground has, of 255.
const TINT_LIGHT: u8 = 24;
const TINT_DARK: u8 = 36;

/// A colour of sRGB.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Colour {
    red: u8,
    green: u8,
    blue: u8,
}

/// Why a text is no colour.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a colour is written as six hexadecimal digits, for example #0b5a5e")]
pub struct NoColour;

/// The colours of one theme.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Palette {
    /// Links and buttons.
    pub accent: Colour,
    /// What is written on a button.
    pub on_accent: Colour,
    /// The ground of what stands out.
    pub tint: Colour,
}

/// The colours of both themes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Palettes {
    /// By day.
    pub light: Palette,
    /// By night.
    pub dark: Palette,
}

impl Palettes {
    /// For a firm without a colour of its own: the portal's, as `style/saldo.css` has them.
    pub const PORTAL: Self = Self {
        light: Palette {
            accent: Colour::new(0x0b, 0x5a, 0x5e),
            on_accent: Colour::new(0xff, 0xff, 0xff),
            tint: Colour::new(0xe6, 0xf1, 0xf0),
        },
        dark: Palette {
            accent: Colour::new(0x6f, 0xd0, 0xca),
            on_accent: Colour::new(0x06, 0x21, 0x1f),
            tint: Colour::new(0x17, 0x30, 0x2f),
        },
    };
}

impl Colour {
    /// A colour of its three parts.
    #[must_use]
    pub const fn new(red: u8, green: u8, blue: u8) -> Self {
        Self { red, green, blue }
    }

    const fn parts(self) -> [u8; 3] {
        [self.red, self.green, self.blue]
    }

    /// This colour with so much of `other` in it, of 255.
    fn mixed(self, other: Self, amount: u8) -> Self {
        let mix = |own: u8, other: u8| {
            let (own, other, amount) = (u32::from(own), u32::from(other), u32::from(amount));
            u8::try_from((own * (255 - amount) + other * amount + 127) / 255).unwrap_or(u8::MAX)
        };
        let ([red, green, blue], others) = (self.parts(), other.parts());
        Self::new(mix(red, others[0]), mix(green, others[1]), mix(blue, others[2]))
    }

    /// How much light it gives, from 0 to 1 (WCAG 2.2, relative luminance).
    fn luminance(self) -> f64 {
        let linear = |part: u8| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(self.red) + 0.7152 * linear(self.green) + 0.0722 * linear(self.blue)
    }

    /// How well the two are told apart, from 1 to 21 (WCAG 2.2, contrast ratio).
    #[must_use]
    pub fn contrast(self, other: Self) -> f64 {
        let (one, two) = (self.luminance(), other.luminance());
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }

    /// What can be read of it in each theme: itself where it is legible on all grounds, else with no more black (by day) or
    /// white (by night) in it than it takes.
    #[must_use]
    pub fn palettes(self) -> Palettes {
        Palettes {
            light: self.nearest(Self::new(0, 0, 0), ON_LIGHT, LIGHT_GROUNDS, TINT_LIGHT),
            dark: self.nearest(Self::new(255, 255, 255), ON_DARK, DARK_GROUNDS, TINT_DARK),
        }
    }

    fn nearest(self, towards: Self, on_accent: Self, grounds: [Self; 2], tint: u8) -> Palette {
        let palette = |amount: u8| {
            let accent = self.mixed(towards, amount);
            Palette { accent, on_accent, tint: grounds[1].mixed(accent, tint) }
        };
        let legible = |palette: &Palette| {
            let beside = grounds.into_iter().chain([on_accent, palette.tint]);
            beside.into_iter().all(|ground| palette.accent.contrast(ground) >= LEAST_CONTRAST)
        };
        (0..u8::MAX).map(palette).find(legible).unwrap_or_else(|| palette(u8::MAX))
    }
}

impl FromStr for Colour {
    type Err = NoColour;

    fn from_str(text: &str) -> Result<Self, NoColour> {
        let text = text.trim();
        let digits = text.strip_prefix('#').unwrap_or(text);
        if digits.len() != 6 || !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            return Err(NoColour);
        }
        let part =
            |at: usize| digits.get(at..at + 2).and_then(|pair| u8::from_str_radix(pair, 16).ok()).ok_or(NoColour);
        Ok(Self::new(part(0)?, part(2)?, part(4)?))
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.red, self.green, self.blue)
    }
}

impl TryFrom<String> for Colour {
    type Error = NoColour;

    fn try_from(text: String) -> Result<Self, NoColour> {
        text.parse()
    }
}

impl From<Colour> for String {
    fn from(colour: Colour) -> Self {
        colour.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn colour(text: &str) -> Colour {
        text.parse().expect("a colour")
    }

    #[test]
    fn a_colour_is_six_digits_and_nothing_else() {
        assert_eq!(colour("#0B5A5E").to_string(), "#0b5a5e");
        assert_eq!(colour(" 0b5a5e "), colour("#0b5a5e"));
        for none in [
            "",
            "#",
            "red",
            "#abc",
            "#0b5a5e80",
            "#0b5a5e;}body{background:url(//evil.example)",
            "#0b5a5",
            "#+b5a5e",
            "rgb(1,2,3)",
            "#0b5a5é",
            "var(--x)",
        ] {
            assert_eq!(none.parse::<Colour>(), Err(NoColour), "{none:?}");
            assert!(serde_json::from_value::<Colour>(serde_json::json!(none)).is_err());
        }
    }

    #[test]
    fn contrast_is_what_the_guidelines_say() {
        let (black, white) = (colour("#000000"), colour("#ffffff"));
        assert!((black.contrast(white) - 21.0).abs() < 1e-9);
        assert!((white.contrast(white) - 1.0).abs() < 1e-9);
        // #767676 on white is the well-known lightest grey that passes, 4.54; #777777 is 4.48.
        assert!((colour("#767676").contrast(white) - 4.54).abs() < 0.01);
        assert!((colour("#777777").contrast(white) - 4.48).abs() < 0.01);
    }

    #[test]
    fn a_legible_colour_is_taken_as_it_is_and_another_moves_as_little_as_it_must() {
        let teal = colour("#0b5a5e");
        assert_eq!(teal.palettes().light.accent, teal, "dark enough by day");
        assert_ne!(teal.palettes().dark.accent, teal, "too dark by night");
        let yellow = colour("#ffcc00");
        assert_eq!(yellow.palettes().dark.accent, yellow, "light enough by night");
        let by_day = yellow.palettes().light.accent;
        assert_ne!(by_day, yellow);
        assert!(by_day.contrast(ON_LIGHT) < 6.0, "{by_day} is darker than it must be");
    }

    #[test]
    fn the_grounds_are_those_of_the_style_sheet() {
        let css = include_str!("../../../../style/saldo.css");
        for (name, light, dark) in
            [("paper", LIGHT_GROUNDS[0], DARK_GROUNDS[0]), ("card", LIGHT_GROUNDS[1], DARK_GROUNDS[1])]
        {
            let short = if light == ON_LIGHT { "#fff".to_owned() } else { light.to_string() };
            let rule = format!("--{name}: light-dark({short}, {dark});");
            assert!(css.contains(&rule), "{rule}");
        }
        let Palettes { light, dark } = Palettes::PORTAL;
        for (name, light, dark) in [("accent", light.accent, dark.accent), ("tint", light.tint, dark.tint)] {
            let rule = format!("--{name}: light-dark({light}, {dark});");
            assert!(css.contains(&rule), "{rule}");
        }
    }

    proptest! {
        #[test]
        fn every_colour_gives_legible_pages((red, green, blue) in any::<(u8, u8, u8)>()) {
            let palettes = Colour::new(red, green, blue).palettes();
            for (palette, grounds) in [(palettes.light, LIGHT_GROUNDS), (palettes.dark, DARK_GROUNDS)] {
                for ground in [grounds[0], grounds[1], palette.tint, palette.on_accent] {
                    prop_assert!(palette.accent.contrast(ground) >= LEAST_CONTRAST, "{palette:?} on {ground}");
                }
                for ink in [colour("#17212b"), colour("#e9eef2")] {
                    let by_day = ink == colour("#17212b");
                    if by_day == (grounds == LIGHT_GROUNDS) {
                        prop_assert!(ink.contrast(palette.tint) >= LEAST_CONTRAST, "text on {palette:?}");
                    }
                }
            }
        }
    }
}
