//! What an import did, or would do, for people and for programs.

use super::super::out;
use domain::date::Date;
use domain::money::{Currency, Money};
use import::{Code, Finding, Question, Understood, told_questions};
use serde::{Serialize, Serializer};
use services::books::{Applied, Change, CurrencyFigures, HeldBack, Moved, Prepared};
use std::collections::BTreeMap;

/// How many findings of each kind people are shown.
const OF_EACH: usize = 5;

/// Of one file.
#[derive(Default, Serialize)]
pub(in crate::cli) struct Report {
    rows: u64,
    imported: u64,
    updated: u64,
    unchanged: u64,
    older: u64,
    as_of: Option<Date>,
    ranks_as: Option<i64>,
    pub(super) rejected: Vec<Finding>,
    skipped: u64,
    movements: u64,
    warnings: u64,
    closed: u64,
    held_back: Option<HeldBack>,
    not_named: u64,
    exceptions: u64,
    contradictions: Vec<String>,
    #[serde(skip)]
    left_out: Vec<Finding>,
    #[serde(skip)]
    told: Vec<Finding>,
    figures: BTreeMap<Currency, CurrencyFigures>,
    largest: Vec<Change>,
    /// What each part of the file was understood to be.
    understood: Vec<Understood>,
    /// What nobody has said of lists of this shape: until it is answered, nothing is closed.
    #[serde(skip_serializing_if = "Vec::is_empty", serialize_with = "as_asked")]
    questions: Vec<Question>,
    /// How many parts are read as the ones before them.
    #[serde(skip)]
    remembered: usize,
}

impl Report {
    pub(super) fn new(prepared: &Prepared<'_>, applied: &Applied) -> Self {
        let parts = || prepared.parts.iter();
        let all = |of: fn(&services::books::ReadRows) -> &Vec<Finding>| -> Vec<Finding> {
            parts().flat_map(|part| of(&part.rows).iter().cloned()).collect()
        };
        let count = |findings: usize| u64::try_from(findings).unwrap_or(u64::MAX);
        let (unread, warned) = (all(|rows| &rows.rejected), all(|rows| &rows.warned));
        let left_out: Vec<Finding> =
            all(|rows| &rows.left_out).into_iter().filter(|finding| is_row(finding.code)).collect();
        let items = parts().fold(0_u64, |sum, part| sum.saturating_add(part.rows.items));
        let (rows, warnings) = (items.saturating_add(count(unread.len() + left_out.len())), count(warned.len()));
        let mut rejected = [unread, applied.rejected.clone()].concat();
        rejected.sort_by_key(|finding| finding.line);
        Self {
            rows,
            imported: applied.imported,
            updated: applied.updated,
            unchanged: applied.unchanged,
            older: applied.older,
            as_of: applied.as_of,
            ranks_as: applied.ranks_as,
            rejected,
            skipped: applied.left_out.saturating_add(count(left_out.len())),
            movements: applied.movements,
            warnings,
            closed: applied.closed,
            held_back: applied.held_back.clone(),
            not_named: applied.not_named,
            exceptions: applied.exceptions,
            contradictions: applied.contradictions.clone(),
            left_out,
            told: [warned, applied.told.clone()].concat(),
            figures: applied.figures.clone(),
            largest: applied.largest.clone(),
            understood: parts().map(|part| part.survey.understood.clone()).collect(),
            questions: Vec::from_iter(prepared.asks_completeness().then_some(Question::Complete)),
            remembered: parts().filter(|part| part.source.is_some()).count(),
        }
    }

    /// Prints it for people.
    pub(super) fn say(&self) {
        out::print(&format!(
            "{} rows: {} imported, {} updated, {} unchanged, {} rejected, {} left out",
            self.rows,
            self.imported,
            self.updated,
            self.unchanged,
            self.rejected.len(),
            self.skipped
        ));
        if self.movements > 0 {
            out::print(&format!("{} new payments and reversals, spread over what they are for", self.movements));
        }
        self.say_what_is_not_named();
        self.say_what_is_older();
        if self.exceptions > 0 {
            out::print(&format!("{} contradictions wait for a person: see `saldo exceptions`", self.exceptions));
        }
        for (currency, figures) in &self.figures {
            say_figures(*currency, figures);
        }
        if !self.largest.is_empty() {
            out::print("largest changes:");
        }
        for Change { number, before, after } in &self.largest {
            out::print(&format!("  {number}: {before} -> {after}"));
        }
        self.contradictions.iter().for_each(|text| tell_line("contradiction", text));
        tell("rejected", &self.rejected);
        tell("left out", &self.left_out);
        tell("note", &self.told);
        self.say_columns();
    }

    fn say_what_is_not_named(&self) {
        if self.closed > 0 {
            out::print(&format!("{} open items are not in the list: closed as paid elsewhere", self.closed));
        }
        if let Some(held) = &self.held_back {
            out::print(&nothing_closed(held));
        }
        if self.not_named > 0 {
            let whole = if self.questions.contains(&Question::Complete) {
                " (say --complete if the list names everything that is open)"
            } else {
                ""
            };
            out::print(&format!("{} open items are not in this file{whole}", self.not_named));
        }
    }

    /// A list that cannot override what a newer one said is not passed over in silence.
    fn say_what_is_older(&self) {
        let Some(as_of) = self.as_of.filter(|_| self.older > 0) else { return };
        let ranks = self.ranks_as.map(|n| format!(", as it did when it came as import {n}")).unwrap_or_default();
        out::print(&format!(
            "{} items stay as a newer list has them: this one speaks of {as_of}{ranks} (say --as-of DAY if it is the last \
             word of that day)",
            self.older
        ));
    }

    fn say_columns(&self) {
        for column in self.understood.iter().flat_map(|understood| &understood.used) {
            let example = column.example.as_deref().unwrap_or_default();
            out::print(&format!("`{}` is the {}: {example}", column.column, column.field));
        }
        if self.remembered > 0 {
            out::print("read with what was answered about lists of this shape before: see `saldo source list`");
        }
    }
}

/// As questions are told that stop an import.
fn as_asked<S: Serializer>(questions: &[Question], serializer: S) -> Result<S::Ok, S::Error> {
    told_questions(questions).serialize(serializer)
}

/// Is what was left out a row of the list, and not what stands above and between its rows?
const fn is_row(code: Code) -> bool {
    !matches!(code, Code::Preamble | Code::Blank | Code::RepeatedHeader | Code::Section | Code::TotalsRow)
}

/// Why a complete list closed nothing, what that is about, and what to do.
fn nothing_closed(held: &HeldBack) -> String {
    let HeldBack { refused, cut, items, open } = held;
    let refused = (*refused > 0).then(|| format!("{refused} rows were refused"));
    let cut = cut.then(|| "something seems to be missing of the file".to_owned());
    let why: Vec<String> = refused.into_iter().chain(cut).collect();
    let open: Vec<String> = open.iter().map(|(currency, minor)| Money::new(*minor, *currency).to_string()).collect();
    format!(
        "nothing was closed, since {}: {items} open items, {}, are not in the list and stay open; give the whole list, \
         or say --allow-closing if they were paid elsewhere",
        why.join(" and "),
        open.join(", ")
    )
}

fn say_figures(currency: Currency, figures: &CurrencyFigures) {
    let money = |minor| Money::new(minor, currency);
    out::print(&format!("open before: {}, now: {}", money(figures.before), money(figures.after)));
    let CurrencyFigures {
        before: _,
        after: _,
        new,
        corrected,
        paid_elsewhere,
        paid_before,
        written_off,
        taken_back,
        reopened,
        voided,
        closed,
        charges_let_go,
    } = *figures;
    for (what, Moved { items, sum }) in [
        ("new", new),
        ("total corrected", corrected),
        ("paid elsewhere", paid_elsewhere),
        ("paid before, day not said", paid_before),
        ("written off", written_off),
        ("payments elsewhere taken back", taken_back),
        ("open again", reopened),
        ("void", voided),
        ("closed", closed),
        ("interest and fees of these, let go", charges_let_go),
    ] {
        if items > 0 {
            out::print(&format!("  {what}: {items}, {}", money(sum)));
        }
    }
}

/// The first findings of each kind, for people.
fn tell(what: &str, findings: &[Finding]) {
    let mut told: BTreeMap<Code, usize> = BTreeMap::new();
    for finding in findings {
        let count = told.entry(finding.code).or_default();
        *count += 1;
        if *count <= OF_EACH {
            let field = finding.field.as_deref().map(|field| format!(" {field}:")).unwrap_or_default();
            let text = format!("line {}:{field} {} ({})", finding.line, finding.message, finding.code.as_str());
            tell_line(what, &text);
        }
    }
    for (code, count) in told.into_iter().filter(|(_, count)| *count > OF_EACH) {
        tell_line(what, &format!("{} more are {}; --json has them all", count - OF_EACH, code.as_str()));
    }
}

fn tell_line(what: &str, text: &str) {
    out::beside(&format!("{what} {text}"));
}
