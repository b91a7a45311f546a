//! How a creditor shows itself: its options of `saldo creditor add` and `set`, and what `show` prints of it.

use super::super::CliError;
use clap::Args;
use documents::logo::{self, DrawnLogo};
use domain::branding::colour::Colour;
use domain::branding::{self, Branding, Logo, TextError, Texts};
use domain::creditor::Creditor;
use domain::language::Language;
use serde_json::{Value, json};
use services::branding::LogoChange;
use std::fs::File;
use std::io::Read as _;
use std::path::Path;

/// How a firm is reached and shows itself to debtors. An empty value forgets what was said.
#[derive(Args, Default)]
pub(super) struct BrandingArgs {
    /// Where debtors can write to.
    #[arg(long, value_name = "ADDRESS")]
    contact_email: Option<String>,
    /// Where debtors can call.
    #[arg(long, value_name = "NUMBER")]
    contact_phone: Option<String>,
    /// When they can call, in one line. `es=`, `en=` or `pt=` before it says the language, else it is the creditor's own; may be
    /// given once a language.
    #[arg(long, value_name = "TEXT")]
    hours: Vec<String>,
    /// A line that stands at the foot of pages, mails and papers: the firm's full name, its seat. May be given several times;
    /// languages as with --hours. What is given takes the place of all lines of its language.
    #[arg(long, value_name = "LINE")]
    legal: Vec<String>,
    /// A text file that says how the firm handles personal data; languages as with --hours (`es=FILE`).
    #[arg(long, value_name = "FILE")]
    privacy: Vec<String>,
    /// A logo, SVG or PNG. It is drawn anew: the file itself is shown nowhere.
    #[arg(long, value_name = "FILE")]
    logo: Option<String>,
    /// The colour of links and buttons, as #0b5a5e. Where it cannot be read, the nearest that can be is shown, and said.
    #[arg(long, value_name = "#RRGGBB")]
    colour: Option<String>,
    /// Whom mails come from, where that is not the creditor's name.
    #[arg(long, value_name = "NAME")]
    sender_name: Option<String>,
    /// Where answers to mails go, where that is not --contact-email.
    #[arg(long, value_name = "ADDRESS")]
    reply_to: Option<String>,
}

/// What the options change, beside what they write into the creditor.
#[derive(Default)]
pub(super) struct Changes {
    pub(super) logo: LogoChange,
    pub(super) privacy: Vec<(Language, Option<String>)>,
    /// What a person should know of it.
    pub(super) told: Vec<String>,
}

impl BrandingArgs {
    /// Is anything asked for?
    pub(super) fn is_empty(&self) -> bool {
        let texts = [&self.hours, &self.legal, &self.privacy];
        let one = [&self.contact_email, &self.contact_phone, &self.colour, &self.sender_name, &self.reply_to];
        texts.into_iter().all(Vec::is_empty) && one.into_iter().all(Option::is_none) && self.logo.is_none()
    }

    /// Writes what is asked for into `creditor`; each mistake is said with what would be right.
    pub(super) fn apply(&self, creditor: &mut Creditor) -> Result<Changes, CliError> {
        let mut changes = Changes::default();
        let own = Language::of_tag(&creditor.locale).unwrap_or_default();
        let single = |text: &str, most| branding::single_line(text, most);
        change(&mut creditor.contact_email, self.contact_email.as_deref(), "--contact-email", address)?;
        let number = |text: &str| telephone(text).map_err(|why| why.to_owned());
        change(&mut creditor.contact_phone, self.contact_phone.as_deref(), "--contact-phone", number)?;
        let said = &mut creditor.branding;
        change(&mut said.reply_to, self.reply_to.as_deref(), "--reply-to", address)?;
        let name = |text: &str| branding::sender_name(text, branding::MAX_SENDER_NAME).map_err(|why| why.to_string());
        change(&mut said.sender_name, self.sender_name.as_deref(), "--sender-name", name)?;
        let colour = |text: &str| text.parse::<Colour>().map_err(|why| why.to_string());
        change(&mut said.colour, self.colour.as_deref(), "--colour", colour)?;
        if let Some(colour) = said.colour.filter(|_| self.colour.is_some()) {
            changes.told.extend(shown_colour(colour));
        }
        let hours = |text: &str| single(text, branding::MAX_HOURS);
        texts(&mut said.hours, &by_language(&self.hours, own), "--hours", hours)?;
        texts(&mut said.legal, &by_language(&self.legal, own), "--legal", |text| {
            branding::lines(text, branding::MAX_LEGAL)
        })?;
        for (language, file) in by_language(&self.privacy, own) {
            changes.privacy.push((language, privacy(&file)?));
        }
        if let Some(file) = &self.logo {
            changes.logo = if file.is_empty() {
                LogoChange::Forget
            } else {
                let drawn = drawn(Path::new(file))?;
                changes.told.extend(shown_logo(&drawn));
                LogoChange::Draw(drawn)
            };
        }
        Ok(changes)
    }
}

/// Puts what was given in the place of what was known; an empty text forgets it.
fn change<T>(
    known: &mut Option<T>,
    given: Option<&str>,
    option: &str,
    read: impl Fn(&str) -> Result<T, String>,
) -> Result<(), CliError> {
    match given.map(str::trim) {
        None => {}
        Some("") => *known = None,
        Some(text) => *known = Some(read(text).map_err(|why| CliError::Message(format!("{option}: {why}")))?),
    }
    Ok(())
}

/// The same for texts in several languages.
fn texts(
    known: &mut Texts,
    given: &[(Language, String)],
    option: &str,
    read: impl Fn(&str) -> Result<String, TextError>,
) -> Result<(), CliError> {
    for (language, text) in given {
        if text.trim().is_empty() {
            known.remove(language);
            continue;
        }
        let text = read(text).map_err(|why| CliError::Message(format!("{option} ({}): {why}", language.as_str())))?;
        known.insert(*language, text);
    }
    Ok(())
}

/// What was given, by the language that stands before it; what is of one language is lines of one text.
fn by_language(given: &[String], own: Language) -> Vec<(Language, String)> {
    let mut texts: Vec<(Language, String)> = Vec::new();
    for one in given {
        let named = one.split_once('=').and_then(|(tag, text)| {
            let language = Language::ALL.into_iter().find(|language| language.as_str() == tag)?;
            Some((language, text))
        });
        let (language, text) = named.unwrap_or((own, one));
        match texts.iter_mut().find(|(known, _)| *known == language) {
            Some((_, lines)) => {
                lines.push('\n');
                lines.push_str(text);
            }
            None => texts.push((language, text.to_owned())),
        }
    }
    texts
}

fn address(text: &str) -> Result<String, String> {
    let read =
        text.parse::<lettre::Address>().map_err(|_| "that is no mail address, such as pagos@example.com".to_owned())?;
    Ok(read.to_string())
}

fn telephone(text: &str) -> Result<String, &'static str> {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let plain = text.chars().all(|c| c.is_ascii_alphanumeric() || " +-().#*/".contains(c));
    if plain && (5..=20).contains(&digits) && text.chars().count() <= 40 {
        Ok(text.to_owned())
    } else {
        Err("a telephone number has 5 to 20 digits, and may have an extension (55 1234 5678 ext. 9)")
    }
}

fn privacy(file: &str) -> Result<Option<String>, CliError> {
    if file.is_empty() {
        return Ok(None);
    }
    let say = |why: String| CliError::Message(format!("--privacy: {file}: {why}"));
    let bytes = read(Path::new(file), branding::MAX_PRIVACY * 4).map_err(say)?;
    let text = String::from_utf8(bytes).map_err(|_| say("it is no text in UTF-8".to_owned()))?;
    let text = text.trim_start_matches('\u{feff}');
    branding::paragraphs(text, branding::MAX_PRIVACY).map(Some).map_err(|why| say(why.to_string()))
}

fn drawn(file: &Path) -> Result<DrawnLogo, CliError> {
    let say = |why: String| CliError::Message(format!("--logo: {}: {why}", file.display()));
    let bytes = read(file, logo::MAX_FILE).map_err(say)?;
    logo::redraw(&bytes).map_err(|why| say(why.to_string()))
}

/// A file, read as far as one byte beyond what it may have.
fn read(file: &Path, most: usize) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    let end = u64::try_from(most).unwrap_or(u64::MAX).saturating_add(1);
    let read = File::open(file).and_then(|file| file.take(end).read_to_end(&mut bytes));
    read.map(|_| bytes).map_err(|error| error.to_string())
}

/// What a person should know of a colour: which ones are shown in its place.
fn shown_colour(colour: Colour) -> Option<String> {
    let palettes = colour.palettes();
    let changed = [("on light pages", palettes.light.accent), ("on dark pages", palettes.dark.accent)];
    let changed: Vec<String> = changed
        .into_iter()
        .filter(|(_, shown)| *shown != colour)
        .map(|(where_, shown)| format!("{shown} {where_}"))
        .collect();
    (!changed.is_empty())
        .then(|| format!("{colour} alone could not be read everywhere: shown as {}", changed.join(", as ")))
}

fn shown_logo(drawn: &DrawnLogo) -> Option<String> {
    drawn.on_dark_ground.then(|| "the logo's ink is too light for white paper: it was given a dark ground".to_owned())
}

/// What `show` says of it, line by line.
pub(super) fn lines(creditor: &Creditor, privacy: &Texts) -> Vec<(&'static str, String)> {
    let Branding { sender_name, reply_to, colour, logo, hours, legal } = &creditor.branding;
    let mut lines = vec![
        ("contact e-mail", creditor.contact_email.clone()),
        ("contact telephone", creditor.contact_phone.clone()),
        ("mails come from", sender_name.clone()),
        ("answers go to", reply_to.clone()),
        ("colour", colour.map(|colour| shown_colour(colour).unwrap_or_else(|| colour.to_string()))),
        ("logo", logo.as_ref().map(|Logo { width, height, .. }| format!("{width} × {height} dots"))),
    ];
    for (label, texts) in [("hours", hours), ("legal lines", legal), ("privacy", privacy)] {
        for (language, text) in texts {
            let text = if label == "privacy" {
                format!("{} characters", text.chars().count())
            } else {
                text.replace('\n', " / ")
            };
            lines.push((label, Some(format!("{}: {text}", language.as_str()))));
        }
    }
    lines.into_iter().filter_map(|(label, text)| text.map(|text| (label, text))).collect()
}

/// The same for programs.
pub(super) fn json(creditor: &Creditor, privacy: &Texts) -> Value {
    json!({
        "contact_email": creditor.contact_email, "contact_phone": creditor.contact_phone, "branding": creditor.branding,
        "privacy": privacy,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_says_its_language_or_is_the_firms_own() {
        let given = ["es=Uno", "One", "es=Dos", "fr=Un", "pt="].map(str::to_owned);
        assert_eq!(
            by_language(&given, Language::En),
            [
                (Language::Es, "Uno\nDos".to_owned()),
                (Language::En, "One\nfr=Un".to_owned()),
                (Language::Pt, String::new())
            ]
        );
    }

    #[test]
    fn a_telephone_is_a_number() {
        for number in ["55 1234 5678", "+52 (55) 1234-5678 ext. 9", "600 123"] {
            assert_eq!(telephone(number).as_deref(), Ok(number));
        }
        for none in ["", "1234", "tel:55\u{202e}1234567", "55 1234 5678 <script>", &"1".repeat(30)] {
            assert!(telephone(none).is_err(), "{none:?}");
        }
    }
}
