//! Names in Latin letters, for want of a font that has their own: by the rules of Unicode's CLDR.

use icu_experimental::transliterate::Transliterator;

/// Is a character of a script, and the rule that writes the script in Latin letters.
type Romanisation = (fn(char) -> bool, &'static str);

/// CLDR's rules for Thai need more than rules.
const RULES: [Romanisation; 15] = [
    (|c| matches!(c, '\u{600}'..='\u{77f}'), "und-Latn-t-und-arab"),
    (|c| matches!(c, '\u{590}'..='\u{5ff}'), "und-Latn-t-und-hebr"),
    (|c| matches!(c, '\u{900}'..='\u{97f}'), "und-Latn-t-und-deva"),
    (|c| matches!(c, '\u{3040}'..='\u{309f}'), "und-Latn-t-und-hira"),
    (|c| matches!(c, '\u{30a0}'..='\u{30ff}'), "und-Latn-t-und-kana"),
    (|c| matches!(c, '\u{1100}'..='\u{11ff}' | '\u{ac00}'..='\u{d7a3}'), "und-Latn-t-und-hang"),
    // With the readings that characters have in names.
    (|c| matches!(c, '\u{3400}'..='\u{9fff}'), "und-Latn-t-und-hani-m0-prprname"),
    (|c| matches!(c, '\u{530}'..='\u{58f}'), "und-Latn-t-und-armn"),
    (|c| matches!(c, '\u{10a0}'..='\u{10ff}'), "und-Latn-t-und-geor"),
    (|c| matches!(c, '\u{980}'..='\u{9ff}'), "und-Latn-t-und-beng"),
    (|c| matches!(c, '\u{a00}'..='\u{a7f}'), "und-Latn-t-und-guru"),
    (|c| matches!(c, '\u{a80}'..='\u{aff}'), "und-Latn-t-und-gujr"),
    (|c| matches!(c, '\u{b80}'..='\u{bff}'), "und-Latn-t-und-taml"),
    (|c| matches!(c, '\u{c00}'..='\u{c7f}'), "und-Latn-t-und-telu"),
    (|c| matches!(c, '\u{c80}'..='\u{cff}'), "und-Latn-t-und-knda"),
];

/// A run of characters of one script in Latin letters; none where there is no rule, or the rule leaves some as they are.
pub(crate) fn romanised(run: &str) -> Option<String> {
    let first = run.chars().find(|c| c.is_alphabetic())?;
    let (_, rule) = RULES.iter().find(|(of, _)| of(first))?;
    let rules = Transliterator::try_new(&rule.parse().ok()?).ok()?;
    let written = rules.transliterate(run.to_owned());
    // Signs that stand for letters which Latin has not, such as ayin: names are written without them.
    let written: String = written.chars().filter(|c| !matches!(c, '\u{2b9}'..='\u{2bf}')).collect();
    written.chars().any(char::is_alphabetic).then_some(written)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Letters of a to z, without accents.
    fn plain(text: &str) -> String {
        use unicode_normalization::UnicodeNormalization;
        text.nfd().filter(char::is_ascii_alphabetic).collect::<String>().to_lowercase()
    }

    #[test]
    fn names_are_written_in_latin_letters() {
        let names = [
            ("محمد", "mhmd"),
            ("राम", "rama"),
            ("さくら", "sakura"),
            ("カタカナ", "katakana"),
            ("김민수", "gimminsu"),
            ("张伟", "zhangwei"),
            ("გიორგი", "giorgi"),
        ];
        let written = names.map(|(name, _)| romanised(name).map(|written| plain(&written)).unwrap_or_default());
        assert_eq!(written, names.map(|(_, latin)| latin.to_owned()));
        for none in ["สมชาย", "👩", "!", ""] {
            assert_eq!(romanised(none), None, "{none}");
        }
    }
}
