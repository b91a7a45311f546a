//! `make structure`: prints the figures of the structure of a checkout (`--root DIR`, else this one), `--verbose` with
//! what each is made of. What each figure counts is said where it is taken.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use structure::source::Source;
use structure::walks::Map;
use structure::{figures, rooms, tree};

fn main() -> ExitCode {
    let (mut root, mut verbose) = (tree::root(), false);
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match (argument.as_str(), arguments.next()) {
            ("--root", Some(dir)) => root = PathBuf::from(dir),
            ("--verbose", None) => verbose = true,
            _ => {
                eprintln!("structure [--root DIR] [--verbose]");
                return ExitCode::FAILURE;
            }
        }
    }
    let sources: Vec<Source> = ["app", "server"].iter().flat_map(|dir| tree::product(&root, dir)).collect();
    let mut report = Report { root: &root, sources: &sources, verbose, text: String::new() };
    report.circles();
    report.walks();
    report.files_a_change();
    report.counts();
    // A reader that has seen enough (`head`) is no error.
    let _ = std::io::stdout().write_all(report.text.as_bytes());
    ExitCode::SUCCESS
}

struct Report<'a> {
    root: &'a Path,
    sources: &'a [Source],
    verbose: bool,
    text: String,
}

/// Adds a line to the report.
macro_rules! say {
    ($report:expr, $($line:tt)*) => {
        $report.text.push_str(&(format!($($line)*) + "\n"))
    };
}

fn lines<'a>(sources: impl IntoIterator<Item = &'a Source>) -> usize {
    sources.into_iter().map(|source| source.text.lines().count()).sum()
}

impl Report<'_> {
    fn details<T: AsRef<str>>(&mut self, of: impl IntoIterator<Item = T>) {
        if self.verbose {
            of.into_iter().for_each(|detail| say!(self, "      {}", detail.as_ref()));
        }
    }

    fn circles(&mut self) {
        say!(self, "circles between rooms ({} files, {} lines of product)", self.sources.len(), lines(self.sources));
        for (name, sources) in tree::crates(self.sources) {
            let arrows = rooms::arrows(&sources);
            for knot in rooms::knots(&arrows) {
                let inside =
                    |source: &&Source| rooms::module(&source.path).first().is_some_and(|room| knot.contains(room));
                let rooms = knot.iter().cloned().collect::<Vec<_>>().join(", ");
                say!(self, "  {name}: {rooms}: {} of {} lines", lines(sources.iter().filter(inside)), lines(&sources));
                let within = arrows.iter().filter(|((from, to), _)| knot.contains(from) && knot.contains(to));
                self.details(within.map(|((from, to), places)| format!("{from} -> {to}: {}", places.join(" "))));
            }
        }
    }

    fn walks(&mut self) {
        say!(self, "walks: functions, climbs against the layers, returns");
        let map = Map::new(self.sources);
        for (name, entries) in structure::walks::WALKS {
            let walk = map.walk(entries);
            say!(self, "  {name}: {}, {}, {}", walk.functions.len(), walk.climbs.len(), walk.returns.len());
            walk.missing.iter().for_each(|entry| say!(self, "  ! not in this tree: {entry}"));
            self.details(&walk.functions);
            self.details(walk.climbs.iter().map(|climb| format!("climb {climb}")));
            self.details(walk.returns.iter().map(|back| format!("return {back}")));
        }
    }

    fn files_a_change(&mut self) {
        say!(self, "files a change: those that name one that is there");
        for cost in figures::COSTS {
            let found = figures::files_of(&cost, self.root, self.sources);
            say!(self, "  {}: {}", cost.what, found.len());
            self.details(found);
        }
    }

    fn counts(&mut self) {
        let all = self.sources;
        say!(self, "counts");
        say!(self, "  literals of addresses: {}", figures::address_literals(all));
        say!(self, "  format!(\"/…\"): {}", figures::formatted_addresses(all));
        say!(self, "  Result<Result: {}", figures::occurrences(all, "Result<Result"));
        say!(self, "  tuple parameters: {}", figures::tuple_parameters(all));
        say!(self, "  bool parameters: {}", figures::bool_parameters(all));
        say!(self, "  empty # Errors: {}", figures::empty_errors(all));
        say!(self, "    of these `[StoreError]` alone: {}", figures::errors_saying(all, "[`StoreError`]."));
        say!(self, "  .into_any(): {}", figures::occurrences(all, ".into_any()"));
        let enums = figures::enums_of_kinds(all);
        say!(self, "  enums that list the kinds of an agreement: {}", enums.len());
        self.details(enums);
        say!(self, "  units of Store::write that clone for each retry: {}", figures::double_clones(all));
        for name in ["House", "Services", "AppState"] {
            if let Some(fields) = figures::public_fields(all, name) {
                say!(self, "  public fields of {name}: {fields}");
            }
        }
    }
}
