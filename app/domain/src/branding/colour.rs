//! A firm's colour, and what can be read of it: the nearest to it that is legible in light and in dark, on our grounds.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// The least contrast of text, in hundredths (WCAG 2.2, 1.4.3).
const LEAST_CONTRAST: u64 = 450;

/// The least contrast of a shape, in hundredths (WCAG 2.2, 1.4.11).
const LEAST_OF_SHAPES: u64 = 300;

/// What is added to both luminances before they are compared: 0.05, in their unit.
const FLARE: u64 = 500_000_000;

/// The grounds of the pages, as `style/saldo.css` has them: page and card, in light and in dark.
const LIGHT_GROUNDS: [Colour; 2] = [Colour::new(0xf4, 0xf6, 0xf5), Colour::new(0xff, 0xff, 0xff)];
const DARK_GROUNDS: [Colour; 2] = [Colour::new(0x11, 0x16, 0x1b), Colour::new(0x1a, 0x21, 0x28)];
/// What is written on the colour.
const ON_LIGHT: Colour = WHITE;
const ON_DARK: Colour = Colour::new(0x0b, 0x10, 0x14);
const WHITE: Colour = Colour::new(0xff, 0xff, 0xff);
/// How much of the colour a tinted ground has, of 255.
const TINT_LIGHT: u8 = 24;
const TINT_DARK: u8 = 36;

/// The light that each value of a part gives, in millionths: v/12.92 up to 0.04045, else ((v + 0.055)/1.055)^2.4, where v is
/// the value over 255 (WCAG 2.2, relative luminance). A table, so that every machine and browser finds the same.
#[rustfmt::skip]
const LINEAR: [u32; 256] = [
    0, 304, 607, 911, 1_214, 1_518, 1_821, 2_125, 2_428, 2_732, 3_035, 3_347,
    3_677, 4_025, 4_391, 4_777, 5_182, 5_605, 6_049, 6_512, 6_995, 7_499, 8_023, 8_568,
    9_134, 9_721, 10_330, 10_960, 11_612, 12_286, 12_983, 13_702, 14_444, 15_209, 15_996, 16_807,
    17_642, 18_500, 19_382, 20_289, 21_219, 22_174, 23_153, 24_158, 25_187, 26_241, 27_321, 28_426,
    29_557, 30_713, 31_896, 33_105, 34_340, 35_601, 36_889, 38_204, 39_546, 40_915, 42_311, 43_735,
    45_186, 46_665, 48_172, 49_707, 51_269, 52_861, 54_480, 56_128, 57_805, 59_511, 61_246, 63_010,
    64_803, 66_626, 68_478, 70_360, 72_272, 74_214, 76_185, 78_187, 80_220, 82_283, 84_376, 86_500,
    88_656, 90_842, 93_059, 95_307, 97_587, 99_899, 102_242, 104_616, 107_023, 109_462, 111_932, 114_435,
    116_971, 119_538, 122_139, 124_772, 127_438, 130_136, 132_868, 135_633, 138_432, 141_263, 144_128, 147_027,
    149_960, 152_926, 155_926, 158_961, 162_029, 165_132, 168_269, 171_441, 174_647, 177_888, 181_164, 184_475,
    187_821, 191_202, 194_618, 198_069, 201_556, 205_079, 208_637, 212_231, 215_861, 219_526, 223_228, 226_966,
    230_740, 234_551, 238_398, 242_281, 246_201, 250_158, 254_152, 258_183, 262_251, 266_356, 270_498, 274_677,
    278_894, 283_149, 287_441, 291_771, 296_138, 300_544, 304_987, 309_469, 313_989, 318_547, 323_143, 327_778,
    332_452, 337_164, 341_914, 346_704, 351_533, 356_400, 361_307, 366_253, 371_238, 376_262, 381_326, 386_429,
    391_572, 396_755, 401_978, 407_240, 412_543, 417_885, 423_268, 428_690, 434_154, 439_657, 445_201, 450_786,
    456_411, 462_077, 467_784, 473_531, 479_320, 485_150, 491_021, 496_933, 502_886, 508_881, 514_918, 520_996,
    527_115, 533_276, 539_479, 545_724, 552_011, 558_340, 564_712, 571_125, 577_580, 584_078, 590_619, 597_202,
    603_827, 610_496, 617_207, 623_960, 630_757, 637_597, 644_480, 651_406, 658_375, 665_387, 672_443, 679_542,
    686_685, 693_872, 701_102, 708_376, 715_694, 723_055, 730_461, 737_910, 745_404, 752_942, 760_525, 768_151,
    775_822, 783_538, 791_298, 799_103, 806_952, 814_847, 822_786, 830_770, 838_799, 846_873, 854_993, 863_157,
    871_367, 879_622, 887_923, 896_269, 904_661, 913_099, 921_582, 930_111, 938_686, 947_307, 955_973, 964_686,
    973_445, 982_251, 991_102, 1_000_000,
];

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
    /// Links.
    pub accent: Colour,
    /// Buttons: nearer to the firm's own colour than what is read has to be.
    pub button: Colour,
    /// What is written on a button.
    pub on_button: Colour,
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
            button: Colour::new(0x0b, 0x5a, 0x5e),
            on_button: Colour::new(0xff, 0xff, 0xff),
            tint: Colour::new(0xe6, 0xf1, 0xf0),
        },
        dark: Palette {
            accent: Colour::new(0x6f, 0xd0, 0xca),
            button: Colour::new(0x6f, 0xd0, 0xca),
            on_button: Colour::new(0x06, 0x21, 0x1f),
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

    /// This colour in so much light that its strongest part has it; black stays grey.
    fn lit(self, light: u8) -> Self {
        let parts = self.parts();
        let most = u32::from(parts.into_iter().max().unwrap_or(0)).max(1);
        let scaled = |part: u8| {
            let part = if parts == [0; 3] { 1 } else { u32::from(part) };
            u8::try_from((part * u32::from(light) + most / 2) / most).unwrap_or(u8::MAX)
        };
        Self::new(scaled(parts[0]), scaled(parts[1]), scaled(parts[2]))
    }

    /// How much light it gives, from 0 to 10,000,000,000 (WCAG 2.2, relative luminance).
    fn luminance(self) -> u64 {
        let weights = [2_126, 7_152, 722];
        let linear = |part: u8| LINEAR.get(usize::from(part)).map_or(0, |light| u64::from(*light));
        self.parts().into_iter().zip(weights).map(|(part, weight)| linear(part) * weight).sum()
    }

    /// How well the two are told apart, in hundredths, rounded down: from 100 to 2,100 (WCAG 2.2, contrast ratio).
    #[must_use]
    pub fn contrast(self, other: Self) -> u64 {
        let (one, two) = (self.luminance(), other.luminance());
        (one.max(two) + FLARE) * 100 / (one.min(two) + FLARE)
    }

    /// What can be read of it in each theme: itself where it is legible on all grounds, else with no more black (by day) or
    /// white (by night) in it than it takes.
    #[must_use]
    pub fn palettes(self) -> Palettes {
        let dark = self.nearest(WHITE, ON_DARK, DARK_GROUNDS, TINT_DARK);
        let (button, on_button) = self.button_by_night().unwrap_or((dark.accent, ON_DARK));
        Palettes {
            light: self.nearest(Self::new(0, 0, 0), ON_LIGHT, LIGHT_GROUNDS, TINT_LIGHT),
            dark: Palette { button, on_button, ..dark },
        }
    }

    fn nearest(self, towards: Self, on_button: Self, grounds: [Self; 2], tint: u8) -> Palette {
        let palette = |amount: u8| {
            let accent = self.mixed(towards, amount);
            Palette { accent, button: accent, on_button, tint: grounds[1].mixed(accent, tint) }
        };
        let legible = |palette: &Palette| {
            let beside = grounds.into_iter().chain([on_button, palette.tint]);
            beside.into_iter().all(|ground| palette.accent.contrast(ground) >= LEAST_CONTRAST)
        };
        (0..u8::MAX).map(palette).find(legible).unwrap_or_else(|| palette(u8::MAX))
    }

    /// What stands out from the dark grounds as a shape, under what can be read on it: the colour in more light, then with
    /// white in it. With as much white as text has to have, a dark red would be a pale pink that looks disabled.
    fn button_by_night(self) -> Option<(Self, Self)> {
        let most = self.parts().into_iter().max().unwrap_or(u8::MAX);
        let lit = (most..=u8::MAX).map(|light| self.lit(light));
        let whitened = (0..=u8::MAX).map(|amount| self.lit(u8::MAX).mixed(WHITE, amount));
        lit.chain(whitened).find_map(|button| {
            let ink = [ON_LIGHT, ON_DARK].into_iter().find(|ink| button.contrast(*ink) >= LEAST_CONTRAST)?;
            let stands_out = DARK_GROUNDS.into_iter().all(|ground| button.contrast(ground) >= LEAST_OF_SHAPES);
            stands_out.then_some((button, ink))
        })
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
        assert_eq!((black.contrast(white), white.contrast(white)), (2_100, 100));
        // #767676 on white is the well-known lightest grey that passes, 4.54; #777777 is 4.48.
        assert_eq!(colour("#767676").contrast(white), 454);
        assert_eq!(colour("#777777").contrast(white), 447);
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
        assert!(by_day.contrast(ON_LIGHT) < 600, "{by_day} is darker than it must be");
        // A button of a dark red stays red by night, and is no pale pink.
        let red = colour("#8a1538");
        let by_night = red.palettes().dark;
        assert!(by_night.button.contrast(ON_LIGHT) > LEAST_CONTRAST && by_night.on_button == ON_LIGHT, "{by_night:?}");
        assert_ne!(by_night.button, by_night.accent);
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
                prop_assert!(palette.button.contrast(palette.on_button) >= LEAST_CONTRAST, "{palette:?}");
                prop_assert!(palette.button.contrast(grounds[1]) >= LEAST_OF_SHAPES, "{palette:?}");
                for ground in [grounds[0], grounds[1], palette.tint] {
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
