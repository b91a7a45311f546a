//! The mails we write: a typed context each, and its three templates in `server/mail/<name>/`.
//!
//! A context holds finished text: amounts, dates and names as they should be read. None of it can be
//! printed for debugging: it is personal, and a link is a key. To add a mail:
//! a folder of templates, a context with its `letter!` line here, its words, and a sample in the
//! tests, which then show it in every language.

use super::line::Line;
use super::words::{Language, MailWords};
use app::i18n::Texts as _;
use askama::Template;

/// What every mail has.
#[derive(Clone)]
pub struct Head {
    /// The language to write in.
    pub language: Language,
    /// Who is paid: the name in the subject and in the sender's place.
    pub creditor: Line,
    /// Who reads; empty where no name is known, and then nobody is greeted.
    pub debtor: Line,
    /// Where to ask: an address or a number, as it should be read.
    pub contact: Option<Line>,
    /// Where an answer to the mail goes, if the creditor reads mail.
    pub reply_to: Option<String>,
    /// Where its reader has no more of its kind sent; only what may be refused has one.
    pub unsubscribe: Option<String>,
}

/// A mail that can be rendered.
pub trait Letter {
    /// The folder of its templates; also in the names of files, logs and counters.
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

macro_rules! letter {
    ($letter:ident, $name:literal, $subject:literal, $text:literal, $html:literal) => {
        const _: () = {
            #[derive(Template)]
            #[template(path = $subject)]
            struct Subject<'a> {
                it: &'a $letter,
                w: &'static MailWords,
            }

            #[derive(Template)]
            #[template(path = $text)]
            struct Text<'a> {
                it: &'a $letter,
                w: &'static MailWords,
            }

            #[derive(Template)]
            #[template(path = $html)]
            struct Html<'a> {
                it: &'a $letter,
                w: &'static MailWords,
            }

            impl Letter for $letter {
                const NAME: &'static str = $name;

                fn head(&self) -> &Head {
                    &self.head
                }

                fn render(&self) -> Result<Rendered, askama::Error> {
                    let (it, w) = (self, self.head.language.mail());
                    Ok(Rendered {
                        subject: Line::from(Subject { it, w }.render()?).to_string(),
                        text: airy(&Text { it, w }.render()?),
                        html: Html { it, w }.render()?,
                    })
                }
            }
        };
    };
}

/// The first link to an account.
#[derive(Clone)]
pub struct PaymentLink {
    /// What every mail has.
    pub head: Head,
    /// The link.
    pub url: String,
    /// The last day on which it works.
    pub until: Line,
}
letter!(PaymentLink, "payment_link", "payment_link/subject.txt", "payment_link/body.txt", "payment_link/body.html");

/// A new link, asked for on the link page.
#[derive(Clone)]
pub struct NewLink {
    /// What every mail has.
    pub head: Head,
    /// The link.
    pub url: String,
    /// The last day on which it works.
    pub until: Line,
}
letter!(NewLink, "new_link", "new_link/subject.txt", "new_link/body.txt", "new_link/body.html");

/// Six digits that prove the reader to be the debtor. They stand in no subject, since lock screens show those, and beside
/// no link, so that nobody learns to press one when asked for a code.
#[derive(Clone)]
pub struct Code {
    /// What every mail has.
    pub head: Head,
    /// The digits.
    pub code: Line,
    /// How many minutes they work.
    pub minutes: i64,
}
letter!(Code, "code", "code/subject.txt", "code/body.txt", "code/body.html");

/// A payment arrived.
#[derive(Clone)]
pub struct Receipt {
    /// What every mail has.
    pub head: Head,
    /// The receipt's number.
    pub number: Line,
    /// When it was paid.
    pub paid_at: Line,
    /// How it was paid.
    pub method: Line,
    /// How much.
    pub amount: Line,
    /// What came off for paying early.
    pub discount: Option<Line>,
    /// What it was for.
    pub pays: Vec<ReceiptLine>,
    /// What stays open on the whole account; `None` when nothing does.
    pub left: Option<Line>,
    /// What was over and is credit now.
    pub credit: Option<Line>,
    /// The payment's page.
    pub url: String,
}
letter!(Receipt, "receipt", "receipt/subject.txt", "receipt/body.txt", "receipt/body.html");

/// What a payment did to one invoice.
#[derive(Clone)]
pub struct ReceiptLine {
    /// The invoice, as its reader knows it.
    pub what: Line,
    /// How much of the payment went to it.
    pub amount: Line,
    /// What stays open on it; `None` when nothing does.
    pub left: Option<Line>,
}

/// Money went back.
#[derive(Clone)]
pub struct Refund {
    /// What every mail has.
    pub head: Head,
    /// How much.
    pub amount: Line,
    /// The receipt's number of the payment.
    pub number: Line,
    /// The payment's page.
    pub url: String,
}
letter!(Refund, "refund", "refund/subject.txt", "refund/body.txt", "refund/body.html");

/// What was agreed. PDF and calendar are attached.
#[derive(Clone)]
pub struct Agreed {
    /// What every mail has.
    pub head: Head,
    /// The words of the agreement, a paragraph each; lines of a schedule are lines of its paragraph.
    pub text: Vec<Vec<Line>>,
    /// The agreement's page.
    pub url: String,
}
letter!(Agreed, "agreed", "agreed/subject.txt", "agreed/body.txt", "agreed/body.html");

/// The answer to a request: other terms, or no.
#[derive(Clone)]
pub struct Answered {
    /// What every mail has.
    pub head: Head,
    /// The answer in a sentence.
    pub lead: Line,
    /// The creditor's own words, a line each.
    pub words: Vec<Line>,
    /// The request's page.
    pub url: String,
}
letter!(Answered, "answered", "answered/subject.txt", "answered/body.txt", "answered/body.html");

/// About an objection: it arrived, or it was answered.
#[derive(Clone)]
pub struct Objection {
    /// What every mail has.
    pub head: Head,
    /// Was it answered (else it arrived)?
    pub answered: bool,
    /// What happened, in a sentence.
    pub lead: Line,
    /// More of it, or the creditor's own words, a line each.
    pub words: Vec<Line>,
    /// The objection's page.
    pub url: String,
}
letter!(Objection, "objection", "objection/subject.txt", "objection/body.txt", "objection/body.html");

/// A reminder: what is due, or ends. The one letter that may be refused.
#[derive(Clone)]
pub struct Reminder {
    /// What every mail has.
    pub head: Head,
    /// What it is about, in a sentence.
    pub lead: Line,
    /// What, how much, when.
    pub rows: Vec<NoticeRow>,
    /// What else there is to say, a paragraph each.
    pub after: Vec<Line>,
    /// What the button says.
    pub button: Line,
    /// A link to the account.
    pub url: String,
}
letter!(Reminder, "reminder", "reminder/subject.txt", "notice/body.txt", "notice/body.html");

/// What the days made of an agreement.
#[derive(Clone)]
pub struct Notice {
    /// What every mail has.
    pub head: Head,
    /// What has happened, in a sentence.
    pub lead: Line,
    /// What, how much, when.
    pub rows: Vec<NoticeRow>,
    /// What else there is to say, a paragraph each.
    pub after: Vec<Line>,
    /// What the button says.
    pub button: Line,
    /// The page that says more.
    pub url: String,
}
letter!(Notice, "notice", "notice/subject.txt", "notice/body.txt", "notice/body.html");

/// A row of a reminder or notice.
#[derive(Clone)]
pub struct NoticeRow {
    /// What.
    pub what: Line,
    /// How much.
    pub amount: Option<Line>,
    /// When, or until when.
    pub when: Line,
}

/// Paragraphs with one empty line between them, whatever a template left out.
fn airy(text: &str) -> String {
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
