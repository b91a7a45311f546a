//! Why a whole file is not read: what is wrong with it, and what the person can do.

/// Why a workbook, an archive or an electronic invoice was refused as a whole.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Larger than what is taken of its kind.
    #[error("{what} is larger than {mebibytes} MiB, the most that is taken; export less at once")]
    TooLarge {
        /// The part that was refused.
        what: String,
        /// The limit.
        mebibytes: u64,
    },
    /// A part of it unpacks to more than it says, or to hundreds of times its size.
    #[error("`{name}` in it unpacks to far more than a list needs; it is not opened")]
    Bomb {
        /// The part.
        name: String,
    },
    /// More files in it than an archive of invoices has.
    #[error("it holds {count} files, more than the {most} that are taken at once; split it")]
    TooManyEntries {
        /// The number of rows that say it.
        count: u64,
        /// The limit.
        most: u64,
    },
    /// Files in it that overlap, links, or names that lead out of it.
    #[error("`{name}` in it {why}; pack the files again")]
    Unsafe {
        /// The entry.
        name: String,
        /// What is wrong with it.
        why: &'static str,
    },
    /// Needs a password.
    #[error("it is protected by a password; save it without one")]
    Encrypted,
    /// A workbook with programs in it.
    #[error("it has macros in it; save it as a workbook without macros (.xlsx) and give that")]
    Macros,
    /// A format of spreadsheet that is not read.
    #[error("{0} is not read; save it as .xlsx, .ods or CSV")]
    OtherSpreadsheet(&'static str),
    /// Not what it seems to be.
    #[error("it is damaged: {0}")]
    Damaged(String),
    /// A sheet larger than any that is read.
    #[error("the sheet `{sheet}` {why}")]
    Sheet {
        /// Its name.
        sheet: String,
        /// What is wrong with it.
        why: String,
    },
    /// Declares entities, which are never expanded.
    #[error("it has a DOCTYPE, which an electronic invoice never needs; entities are not expanded")]
    Doctype,
    /// Refers to an entity that XML itself does not have.
    #[error("it refers to the entity `{0}`; entities are not expanded")]
    Entity(String),
    /// Not well-formed XML.
    #[error("it is not well-formed XML: {0}")]
    IllFormed(String),
    /// Nested deeper, or with more elements, than an invoice is.
    #[error("it has {0}")]
    TooComplex(String),
    /// Its characters are not in the encoding it names, or that is unknown.
    #[error("its characters are not in the encoding `{0}` that it names")]
    Encoding(String),
    /// XML, but none of the documents that are read.
    #[error("`{root}` is not a known invoice document{hint}")]
    UnknownDocument {
        /// The root element.
        root: String,
        /// What it is, where that is known; begins with a separator.
        hint: &'static str,
    },
    /// What the creditor owes to others.
    #[error(
        "`{found}` shows that it lists what you owe to others, not what others owe to you; nothing of it is asked of anybody"
    )]
    Payables {
        /// The heading or title.
        found: String,
    },
    /// Rounded figures.
    #[error(
        "`{found}` shows that its amounts are in thousands, and rounded; export them in full, or say --default amounts_in=units if they are"
    )]
    Thousands {
        /// The heading or title.
        found: String,
    },
    /// Nothing in it can be read.
    #[error("nothing in it is a list or an invoice{0}")]
    NothingInside(String),
    /// A PDF, a picture, a Word document …
    #[error("it is {0}; give a list (CSV, XLSX, XLS, ODS), an electronic invoice (XML) or a ZIP of these")]
    OtherFormat(&'static str),
}

impl Refusal {
    /// From what another reader says, without line breaks.
    pub(super) fn damaged(error: impl std::fmt::Display) -> Self {
        let text = error.to_string();
        let clean: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).take(200).collect();
        Self::Damaged(clean)
    }

    /// The code in reports.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::TooLarge { .. } => "too_large",
            Self::Bomb { .. } => "bomb",
            Self::TooManyEntries { .. } => "too_many_entries",
            Self::Unsafe { .. } => "unsafe_archive",
            Self::Encrypted => "encrypted",
            Self::Macros => "macros",
            Self::OtherSpreadsheet(_) => "other_spreadsheet",
            Self::Damaged(_) => "damaged",
            Self::Sheet { .. } => "sheet",
            Self::Doctype => "doctype",
            Self::Entity(_) => "entity",
            Self::IllFormed(_) => "ill_formed",
            Self::TooComplex(_) => "too_complex",
            Self::Encoding(_) => "encoding",
            Self::UnknownDocument { .. } => "unknown_document",
            Self::Payables { .. } => "payables",
            Self::Thousands { .. } => "thousands",
            Self::NothingInside(_) => "nothing_inside",
            Self::OtherFormat(_) => "other_format",
        }
    }
}
