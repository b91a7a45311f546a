//! The words of what has to be corrected, in English.

use crate::i18n::agreements::wrong::Wrongs;

pub const WRONG: Wrongs = Wrongs {
    too_small: |min| format!("Enter {min} or more"),
    too_large: |max| format!("Enter {max} or less"),
    number: "Enter a whole number, for example 6",
    date: "Choose a day, for example 2026-03-31",
    too_early: |from| format!("Choose {from} or a later day"),
    too_late: |to| format!("Choose {to} or an earlier day"),
    nothing_chosen: "Choose an option",
    no_words: "Write a few words",
    too_many_words: |max| format!("Write {max} characters at most"),
    file_kind: |name| format!("“{name}” is neither a PDF nor a photo. Choose PDF, JPEG, PNG or HEIC"),
    file_size: |name, mb| format!("“{name}” is too large. Choose a file of {mb} MB at most"),
    too_many_files: |max| format!("Choose {max} files at most"),
    not_offered: "That option is no longer available. Choose another",
};
