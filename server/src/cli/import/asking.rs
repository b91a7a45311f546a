//! Questions at a terminal, one by one: what a file leaves open, and whether it names everything that is open.

use super::super::out::shown;
use import::{Answers, Ask, Question};
use std::io::{self, BufRead, IsTerminal, Write};

/// Who is asked.
pub(super) struct Terminal<R, W> {
    input: R,
    out: W,
}

/// The person at the terminal; nobody where standard input or standard error is none.
pub(super) fn terminal() -> Option<Terminal<io::StdinLock<'static>, io::Stderr>> {
    let person = io::stdin().is_terminal() && io::stderr().is_terminal();
    person.then(|| Terminal { input: io::stdin().lock(), out: io::stderr() })
}

impl<R: BufRead, W: Write> Terminal<R, W> {
    /// Asks all of it; `None` when the person has gone.
    ///
    /// # Errors
    /// Those of the terminal.
    pub(super) fn answers(&mut self, questions: &[Question]) -> io::Result<Option<Answers>> {
        let mut given = Answers::default();
        for ask in questions.iter().flat_map(Question::asks) {
            let Some(answer) = self.ask(&ask)? else { return Ok(None) };
            given = answer.over(&given);
        }
        Ok(Some(given))
    }

    fn ask(&mut self, ask: &Ask) -> io::Result<Option<Answers>> {
        writeln!(self.out, "\n{}", shown(&ask.text))?;
        for (n, choice) in (1..).zip(&ask.choices) {
            writeln!(self.out, "  {n}  {}", shown(&choice.label))?;
        }
        let prompt = match (ask.choices.is_empty(), ask.typed.is_some()) {
            (true, _) => "answer",
            (false, true) => "number, or a value for all rows",
            (false, false) => "number",
        };
        loop {
            let Some(line) = self.line(prompt)? else { return Ok(None) };
            match ask.answer(&line) {
                Ok(Some(answers)) => return Ok(Some(answers)),
                Ok(None) => {}
                Err(error) => writeln!(self.out, "{}", shown(&error.to_string()))?,
            }
        }
    }

    fn line(&mut self, prompt: &str) -> io::Result<Option<String>> {
        write!(self.out, "{prompt}> ")?;
        self.out.flush()?;
        let mut line = String::new();
        Ok((self.input.read_line(&mut line)? > 0).then_some(line))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terminal(typed: &str) -> Terminal<&[u8], Vec<u8>> {
        Terminal { input: typed.as_bytes(), out: Vec::new() }
    }

    #[test]
    fn questions_are_asked_until_they_are_answered() {
        let questions = [
            Question::DateOrder { line: 2, example: "05/06/2026".into() },
            Question::Currency { line: 2, example: "5.00".into() },
        ];
        let mut person = terminal("9\n1\npesos\nmxn\n");
        let answers = person.answers(&questions).expect("a terminal").expect("a person");
        assert_eq!(answers.date_format.as_deref(), Some("DD/MM/YYYY"));
        assert_eq!(answers.default.get("currency").map(String::as_str), Some("mxn"));
        let said = String::from_utf8(person.out).expect("text");
        assert!(said.contains("  2  MM/DD/YYYY") && said.contains("`pesos` is no currency"), "{said}");
        assert_eq!(terminal("1\n").answers(&questions).expect("a terminal"), None, "the person has gone");
    }

    #[test]
    fn yes_and_no_are_the_only_answers_to_completeness() {
        let said = |typed: &str| {
            let answers = terminal(typed).answers(&[Question::Complete]).expect("a terminal");
            answers.and_then(|answers| answers.complete)
        };
        assert_eq!(said("perhaps\nYes\n"), Some(true));
        assert_eq!(said("2\n"), Some(false));
        assert_eq!(said(""), None);
    }
}
