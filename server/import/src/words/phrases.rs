//! Lists of words in which one is found at once, however long they are: rows are held against them by the million.

use rapidhash::fast::RandomState;
use std::collections::HashSet;
use std::sync::OnceLock;

/// Words and phrases, parted by commas, as [`normal`](super::normal) leaves them.
pub(crate) struct Phrases {
    text: &'static str,
    known: OnceLock<Known>,
}

struct Known {
    all: HashSet<&'static str, RandomState>,
    /// The bytes that one of them begins with.
    firsts: [bool; 256],
    /// How many bytes the longest has.
    longest: usize,
}

impl Phrases {
    pub(crate) const fn of(text: &'static str) -> Self {
        Self { text, known: OnceLock::new() }
    }

    /// Is a text one of them?
    pub(crate) fn has(&self, folded: &str) -> bool {
        self.may_begin(folded).is_some_and(|known| folded.len() <= known.longest && known.all.contains(folded))
    }

    /// Does a text begin with one of them, as whole words?
    pub(crate) fn begin(&self, folded: &str) -> bool {
        let Some(known) = self.may_begin(folded) else { return false };
        let ends = memchr::memchr_iter(b' ', folded.as_bytes()).chain([folded.len()]);
        ends.take_while(|end| *end <= known.longest)
            .any(|end| folded.get(..end).is_some_and(|head| known.all.contains(head)))
    }

    /// The list, where one of it begins with the same letter.
    fn may_begin(&self, folded: &str) -> Option<&Known> {
        let known = self.known.get_or_init(|| Known::of(self.text));
        let first = *folded.as_bytes().first()?;
        known.firsts.get(usize::from(first)).copied().unwrap_or(false).then_some(known)
    }
}

impl Known {
    fn of(text: &'static str) -> Self {
        let all: HashSet<&str, RandomState> = text.split(',').map(str::trim).filter(|one| !one.is_empty()).collect();
        let mut firsts = [false; 256];
        for first in all.iter().filter_map(|one| one.bytes().next()) {
            if let Some(place) = firsts.get_mut(usize::from(first)) {
                *place = true;
            }
        }
        let longest = all.iter().map(|one| one.len()).max().unwrap_or(0);
        Self { all, firsts, longest }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const TEXT: &str = "nota credito, nota, a b c, avoir, \
        n c, nota credito x";
    static LIST: Phrases = Phrases::of(TEXT);

    fn one_by_one() -> impl Iterator<Item = &'static str> {
        TEXT.split(", ").map(str::trim)
    }

    proptest! {
        #[test]
        fn a_list_answers_as_it_does_read_one_by_one(
            words in prop::collection::vec(prop::sample::select(
                vec!["nota", "credito", "a", "b", "c", "avoir", "n", "x", "avoirs", "", "é"]
            ), 0..6)
        ) {
            let text = words.join(" ");
            prop_assert_eq!(LIST.has(&text), one_by_one().any(|one| one == text));
            let begins = |one: &str| text.strip_prefix(one).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '));
            prop_assert_eq!(LIST.begin(&text), one_by_one().any(begins));
        }
    }
}
