//! What a letter is: a typed context with words in each language and three templates, which render to a subject, a text and
//! a page of HTML.

use super::line::Line;
use domain::branding::colour::Palettes;
use domain::language::Language;

/// What every mail has.
#[derive(Clone)]
pub struct Head {
    /// The language to write in.
    pub language: Language,
    /// Who is paid: the name in the subject and in the sender's place.
    pub creditor: Line,
    /// Whom the mail comes from, where that is another name.
    pub sender: Option<Line>,
    /// The creditor's logo.
    pub logo: Option<MailLogo>,
    /// The creditor's colours, or the portal's.
    pub colours: Palettes,
    /// What the law wants at the foot of the creditor's letters: lines.
    pub legal: Vec<Line>,
    /// Who reads; empty where no name is known, and then nobody is greeted.
    pub debtor: Line,
    /// Where to ask: an address or a number, as it should be read.
    pub contact: Option<Line>,
    /// Where an answer to the mail goes, if the creditor reads mail.
    pub reply_to: Option<String>,
    /// Where its reader has no more of its kind sent; only what may be refused has one.
    pub unsubscribe: Option<String>,
}

/// A logo as it goes with a mail. It is sent along and not fetched: a picture that is fetched tells when and where a mail was
/// read, and is not shown by many programs.
#[derive(Clone)]
pub struct MailLogo {
    /// A PNG.
    pub png: Vec<u8>,
    /// The size at which it is shown, in pixels.
    pub width: u32,
    pub height: u32,
}

/// A mail that can be rendered.
pub trait Letter {
    /// Which letter it is, in the names of files, logs and counters and in the list of messages. It never changes.
    const NAME: &'static str;

    /// What every mail has.
    fn head(&self) -> &Head;

    /// Subject, text and HTML, as the templates give them.
    ///
    /// # Errors
    /// None that a template of ours makes; askama's type wants it.
    fn render(&self) -> Result<Rendered, askama::Error>;
}

/// A mail's three parts.
#[derive(Clone, PartialEq, Eq)]
pub struct Rendered {
    /// One line.
    pub subject: String,
    /// The plain text part.
    pub text: String,
    /// The HTML part.
    pub html: String,
}

/// Makes a struct with a `head` a letter. Its templates know it as `it`, its words (a field of
/// [`MailWords`](super::words::MailWords)) as `w`, and what every mail says as `layout`.
macro_rules! letter {
    ($letter:ident, $name:literal, $words:ident, $subject:literal, $text:literal, $html:literal) => {
        /// The words of the letter.
        #[must_use]
        pub fn words(language: domain::language::Language) -> &'static Words {
            &crate::mail::words::of(language).$words
        }

        const _: () = {
            use crate::mail::layout;
            use crate::mail::letter::{Head, Letter, Rendered};
            use askama::Template;

            #[derive(Template)]
            #[template(path = $subject)]
            struct Subject<'a> {
                it: &'a $letter,
                w: &'static Words,
            }

            #[derive(Template)]
            #[template(path = $text)]
            struct Text<'a> {
                it: &'a $letter,
                w: &'static Words,
                layout: &'static layout::Words,
            }

            #[derive(Template)]
            #[template(path = $html)]
            struct Html<'a> {
                it: &'a $letter,
                w: &'static Words,
                layout: &'static layout::Words,
            }

            impl Letter for $letter {
                const NAME: &'static str = $name;

                fn head(&self) -> &Head {
                    &self.head
                }

                fn render(&self) -> Result<Rendered, askama::Error> {
                    let (it, w) = (self, words(self.head.language));
                    let layout = layout::words(self.head.language);
                    Ok(Rendered {
                        subject: Line::from(Subject { it, w }.render()?).to_string(),
                        text: crate::mail::letter::airy(&Text { it, w, layout }.render()?),
                        html: Html { it, w, layout }.render()?,
                    })
                }
            }
        };
    };
}

pub(super) use letter;

/// Paragraphs with one empty line between them, whatever a template left out.
pub(super) fn airy(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for paragraph in text.split("\n\n").map(str::trim).filter(|paragraph| !paragraph.is_empty()) {
        if !out.is_empty() {
            out.push_str("\n\n");
        }
        out.push_str(paragraph);
    }
    out.push('\n');
    out
}
