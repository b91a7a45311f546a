//! Fonts beyond our own: for the characters that ours lack, those that are installed on the machine.
//!
//! Names of people come in all of the world's scripts. Our own fonts have Latin, Greek and Cyrillic; on Debian the package
//! `fonts-noto` has the rest. A file is looked into when a character of its script is first met, and kept.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{LazyLock, Mutex, PoisonError};
use typst::foundations::Bytes;
use typst::text::Font;

/// Where Debian and its kin keep fonts.
const FOLDERS: [&str; 2] = ["/usr/share/fonts", "/usr/local/share/fonts"];
/// How deep folders stand in each other there, and how many files are looked at.
const MAX_DEPTH: usize = 4;
const MAX_FILES: usize = 20_000;
/// The largest font that is read: those of Chinese have some 20 MB.
const MAX_FONT: u64 = 64 * 1024 * 1024;

/// Files of a script, the best first: how their names begin, before `-Regular` and `-Bold`. `family` picks one of those that
/// are in one file together.
struct Script {
    of: fn(char) -> bool,
    files: &'static [&'static str],
    family: Option<&'static str>,
}

const fn script(of: fn(char) -> bool, files: &'static [&'static str]) -> Script {
    Script { of, files, family: None }
}

/// Kana and Hangul are told apart from Chinese: of the characters that they share each country has its own forms.
const SCRIPTS: [Script; 20] = [
    script(
        |c| matches!(c, '\u{600}'..='\u{77f}' | '\u{8a0}'..='\u{8ff}' | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}'),
        &["NotoNaskhArabic", "NotoSansArabic", "DejaVuSans"],
    ),
    script(|c| matches!(c, '\u{590}'..='\u{5ff}' | '\u{fb1d}'..='\u{fb4f}'), &["NotoSansHebrew", "DejaVuSans"]),
    script(|c| matches!(c, '\u{e00}'..='\u{e7f}'), &["NotoSansThai", "Loma", "Garuda"]),
    script(
        |c| matches!(c, '\u{900}'..='\u{97f}' | '\u{a8e0}'..='\u{a8ff}'),
        &["NotoSansDevanagari", "Lohit-Devanagari"],
    ),
    Script {
        of: |c| matches!(c, '\u{3040}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' | '\u{ff66}'..='\u{ff9f}'),
        files: &["NotoSansCJK", "NotoSansCJKjp"],
        family: Some("Noto Sans CJK JP"),
    },
    Script {
        of: |c| matches!(c, '\u{1100}'..='\u{11ff}' | '\u{3130}'..='\u{318f}' | '\u{ac00}'..='\u{d7a3}'),
        files: &["NotoSansCJK", "NotoSansCJKkr"],
        family: Some("Noto Sans CJK KR"),
    },
    Script {
        of: |c| matches!(c, '\u{2e80}'..='\u{303f}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}'),
        files: &["NotoSansCJK", "NotoSansCJKsc"],
        family: Some("Noto Sans CJK SC"),
    },
    script(|c| matches!(c, '\u{530}'..='\u{58f}'), &["NotoSansArmenian", "DejaVuSans"]),
    script(|c| matches!(c, '\u{980}'..='\u{9ff}'), &["NotoSansBengali"]),
    script(|c| matches!(c, '\u{a00}'..='\u{a7f}'), &["NotoSansGurmukhi"]),
    script(|c| matches!(c, '\u{a80}'..='\u{aff}'), &["NotoSansGujarati"]),
    script(|c| matches!(c, '\u{b80}'..='\u{bff}'), &["NotoSansTamil"]),
    script(|c| matches!(c, '\u{c00}'..='\u{c7f}'), &["NotoSansTelugu"]),
    script(|c| matches!(c, '\u{c80}'..='\u{cff}'), &["NotoSansKannada"]),
    script(|c| matches!(c, '\u{d00}'..='\u{d7f}'), &["NotoSansMalayalam"]),
    script(|c| matches!(c, '\u{d80}'..='\u{dff}'), &["NotoSansSinhala"]),
    script(|c| matches!(c, '\u{1000}'..='\u{109f}'), &["NotoSansMyanmar"]),
    script(|c| matches!(c, '\u{10a0}'..='\u{10ff}' | '\u{1c90}'..='\u{1cbf}'), &["NotoSansGeorgian", "DejaVuSans"]),
    script(|c| matches!(c, '\u{1780}'..='\u{17ff}'), &["NotoSansKhmer"]),
    // Vietnamese, and whatever else is written with Latin, Greek or Cyrillic letters.
    script(|c| matches!(c, '\u{100}'..='\u{52f}' | '\u{1e00}'..='\u{1fff}'), &["NotoSans", "DejaVuSans"]),
];

/// The fonts of the machine.
static INSTALLED: LazyLock<InstalledFonts> = LazyLock::new(|| InstalledFonts::in_folders(FOLDERS.map(Path::new)));

/// Those of the machine that have these characters; a character that none has is left out.
pub(crate) fn installed(characters: &BTreeSet<char>) -> Vec<Font> {
    if characters.is_empty() { Vec::new() } else { INSTALLED.with(characters) }
}

/// Files of fonts, by their names without ending, and what was read of them.
pub(crate) struct InstalledFonts {
    files: BTreeMap<String, PathBuf>,
    read: Mutex<BTreeMap<String, Vec<Font>>>,
}

impl InstalledFonts {
    pub(crate) fn in_folders<'a>(folders: impl IntoIterator<Item = &'a Path>) -> Self {
        let mut files = BTreeMap::new();
        for folder in folders {
            find(folder, MAX_DEPTH, &mut files);
        }
        Self { files, read: Mutex::default() }
    }

    /// The fonts that have these characters, in two weights where there are two.
    pub(crate) fn with(&self, characters: &BTreeSet<char>) -> Vec<Font> {
        let mut taken: BTreeMap<String, Vec<Font>> = BTreeMap::new();
        for script in &SCRIPTS {
            let of_script: Vec<char> = characters.iter().copied().filter(|c| (script.of)(*c)).collect();
            if of_script.is_empty() {
                continue;
            }
            let best = script.files.iter().find_map(|name| {
                let fonts = self.of_name(name, script.family);
                let has = |font: &Font| of_script.iter().any(|c| font.info().coverage.contains(u32::from(*c)));
                fonts.iter().any(has).then_some((*name, fonts))
            });
            if let Some((name, fonts)) = best {
                taken.insert(format!("{name} {}", script.family.unwrap_or_default()), fonts);
            }
        }
        taken.into_values().flatten().collect()
    }

    /// The plain and the bold one of a family.
    fn of_name(&self, name: &str, family: Option<&str>) -> Vec<Font> {
        let plain = [format!("{name}-Regular"), name.to_owned()].into_iter().find(|file| self.files.contains_key(file));
        let both = plain.into_iter().chain([format!("{name}-Bold")]);
        let fonts = both.flat_map(|file| self.read(&file));
        fonts.filter(|font| family.is_none_or(|family| font.info().family == family)).collect()
    }

    /// The fonts of a file, read once; none where there is no such file, or it is none.
    fn read(&self, file: &str) -> Vec<Font> {
        let Some(path) = self.files.get(file) else { return Vec::new() };
        let mut read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        let fonts = read.entry(file.to_owned()).or_insert_with(|| {
            let small = fs::metadata(path).is_ok_and(|data| data.len() <= MAX_FONT);
            let bytes = if small { fs::read(path).unwrap_or_default() } else { Vec::new() };
            Font::iter(Bytes::new(bytes)).collect()
        });
        fonts.clone()
    }
}

/// Notes the fonts of a folder, of several of one name the first.
fn find(folder: &Path, depth: usize, files: &mut BTreeMap<String, PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    let mut paths: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() && depth > 0 {
            find(&path, depth - 1, files);
        } else if files.len() < MAX_FILES
            && path.extension().is_some_and(|kind| ["ttf", "otf", "ttc"].iter().any(|known| kind == *known))
            && let Some(name) = path.file_stem().and_then(|name| name.to_str())
        {
            files.entry(name.to_owned()).or_insert_with(|| path.clone());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn characters(text: &str) -> BTreeSet<char> {
        text.chars().collect()
    }

    /// A machine on which our own fonts lie under these names.
    fn machine(test: &str, names: &[&str]) -> InstalledFonts {
        let folder = std::env::temp_dir().join(format!("saldo-fonts-{}-{test}", std::process::id()));
        let inner = folder.join("truetype/noto");
        fs::create_dir_all(&inner).expect("a folder");
        for name in names {
            fs::write(inner.join(name), include_bytes!("../fonts/Inter-Regular.ttf")).expect("a file");
        }
        fs::write(inner.join("NotoSansThai-Regular.ttf"), "no font").expect("a file");
        let fonts = InstalledFonts::in_folders([folder.as_path(), Path::new("/no/such/folder")]);
        fonts.with(&characters("Ł"));
        fs::remove_dir_all(&folder).expect("gone");
        fonts
    }

    #[test]
    fn a_character_is_looked_for_in_the_files_of_its_script() {
        let both = machine("both", &["NotoSans-Regular.ttf", "NotoSans-Bold.ttf", "NotoSansArabic-Regular.ttf"]);
        assert_eq!(both.with(&characters("ŁŻ")).len(), 2, "plain and bold");
        assert!(both.with(&characters("م")).is_empty(), "the file of that name has none of its letters");
        assert!(both.with(&characters("ก")).is_empty(), "a file that is no font");
        assert!(both.with(&characters("語가न")).is_empty(), "no such file");
        let one = machine("one", &["DejaVuSans.ttf"]);
        assert_eq!(one.with(&characters("Ł")).len(), 1, "the next best, which has no ending");
    }

    #[test]
    fn nothing_is_read_for_nothing() {
        assert!(installed(&BTreeSet::new()).is_empty());
    }
}
