//! `make structure`: prints the figures of the structure of a checkout (`--root DIR`, else this one), `--verbose` with
//! what each is made of. What each figure counts is said where it is taken.

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
    let report = Report { root: &root, sources: &sources, verbose };
    report.circles();
    report.walks();
    report.files_a_change();
    report.counts();
    ExitCode::SUCCESS
}

struct Report<'a> {
    root: &'a Path,
    sources: &'a [Source],
    verbose: bool,
}

fn lines<'a>(sources: impl IntoIterator<Item = &'a Source>) -> usize {
    sources.into_iter().map(|source| source.text.lines().count()).sum()
}

impl Report<'_> {
    fn details<T: AsRef<str>>(&self, of: impl IntoIterator<Item = T>) {
        if self.verbose {
            of.into_iter().for_each(|detail| println!("      {}", detail.as_ref()));
        }
    }

    fn circles(&self) {
        println!("circles between rooms ({} files, {} lines of product)", self.sources.len(), lines(self.sources));
        for (name, sources) in tree::crates(self.sources) {
            let arrows = rooms::arrows(&sources);
            for knot in rooms::knots(&arrows) {
                let inside =
                    |source: &&Source| rooms::module(&source.path).first().is_some_and(|room| knot.contains(room));
                let rooms = knot.iter().cloned().collect::<Vec<_>>().join(", ");
                println!("  {name}: {rooms}: {} of {} lines", lines(sources.iter().filter(inside)), lines(&sources));
                let within = arrows.iter().filter(|((from, to), _)| knot.contains(from) && knot.contains(to));
                self.details(within.map(|((from, to), places)| format!("{from} -> {to}: {}", places.join(" "))));
            }
        }
    }

    fn walks(&self) {
        println!("walks: functions, climbs against the layers, returns");
        let map = Map::new(self.sources);
        for (name, entries) in structure::walks::WALKS {
            let walk = map.walk(entries);
            println!("  {name}: {}, {}, {}", walk.functions.len(), walk.climbs.len(), walk.returns.len());
            walk.missing.iter().for_each(|entry| println!("  ! not in this tree: {entry}"));
            self.details(walk.functions.iter());
            self.details(walk.climbs.iter().map(|climb| format!("climb {climb}")));
            self.details(walk.returns.iter().map(|back| format!("return {back}")));
        }
    }

    fn files_a_change(&self) {
        println!("files a change: those that name one that is there");
        for cost in figures::COSTS {
            let found = figures::files_of(&cost, self.root, self.sources);
            println!("  {}: {}", cost.what, found.len());
            self.details(found);
        }
    }

    fn counts(&self) {
        let all = self.sources;
        println!("counts");
        println!("  literals of addresses: {}", figures::address_literals(all));
        println!("  format!(\"/…\"): {}", figures::formatted_addresses(all));
        println!("  Result<Result: {}", figures::occurrences(all, "Result<Result"));
        println!("  tuple parameters: {}", figures::tuple_parameters(all));
        println!("  bool parameters: {}", figures::bool_parameters(all));
        println!("  empty # Errors: {}", figures::empty_errors(all));
        println!("    of these `[StoreError]` alone: {}", figures::errors_saying(all, "[`StoreError`]."));
        println!("  .into_any(): {}", figures::occurrences(all, ".into_any()"));
        let enums = figures::enums_of_kinds(all);
        println!("  enums that list the kinds of an agreement: {}", enums.len());
        self.details(enums);
        println!("  units of Store::write that clone for each retry: {}", figures::double_clones(all));
        for name in ["House", "Services", "AppState"] {
            if let Some(fields) = figures::public_fields(all, name) {
                println!("  public fields of {name}: {fields}");
            }
        }
    }
}
