//! Questions as they are asked one by one, of a person who sees nothing but them: a sentence, the answers that there are,
//! and what each answer sets.

use super::answer::Answer;
use super::answers::Answers;
use super::field::Field;
use super::options::OptionError;
use super::question::Question;
use serde::Serialize;

const COMPLETE: &str = "Does this list name everything that is open? If it does, what it leaves out was paid elsewhere, now \
                        and whenever such a list comes; else what it leaves out stays as it is.";

/// One thing to ask.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Ask {
    /// The question.
    pub text: String,
    /// What can be chosen.
    pub choices: Vec<Choice>,
    /// What else can be typed: the name under [`Answers::default`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub typed: Option<String>,
}

/// An answer that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Choice {
    /// What it is called.
    pub label: String,
    /// What it sets.
    pub sets: Answers,
}

impl Choice {
    /// A field stands in this column.
    fn column(field: &str, column: &str) -> Self {
        Self::labelled(column, field, column)
    }

    /// A field is left out.
    fn left_out(field: &str, label: &str) -> Self {
        Self::labelled(label, field, "")
    }

    fn labelled(label: &str, field: &str, column: &str) -> Self {
        let mut sets = Answers::default();
        sets.map.insert(field.to_owned(), column.to_owned());
        Self { label: label.to_owned(), sets }
    }

    /// A default with this value.
    fn value(label: &str, name: &str, value: &str) -> Self {
        let mut sets = Answers::default();
        sets.default.insert(name.to_owned(), value.to_owned());
        Self { label: label.to_owned(), sets }
    }

    fn complete(label: &str, complete: bool) -> Self {
        Self { label: label.to_owned(), sets: Answers { complete: Some(complete), ..Answers::default() } }
    }

    fn dates(format: &str) -> Self {
        Self { label: format.to_owned(), sets: Answers { date_format: Some(format.to_owned()), ..Answers::default() } }
    }
}

impl Ask {
    fn of(text: String, choices: Vec<Choice>) -> Self {
        Self { text, choices, typed: None }
    }

    fn typed(text: String, name: &str, choices: Vec<Choice>) -> Self {
        Self { text, choices, typed: Some(name.to_owned()) }
    }

    /// What a typed text answers: the number of a choice, its name, or a value of its own.
    ///
    /// # Errors
    /// [`OptionError`] where the value is none; `None` where nothing like it can be answered.
    pub fn answer(&self, text: &str) -> Result<Option<Answers>, OptionError> {
        let text = text.trim();
        let by_number = text.parse::<usize>().ok().and_then(|n| self.choices.get(n.checked_sub(1)?));
        let by_name = || self.choices.iter().find(|choice| choice.label.eq_ignore_ascii_case(text));
        if let Some(choice) = by_number.or_else(by_name) {
            return choice.sets.clone().checked().map(Some);
        }
        let Some(name) = self.typed.as_deref().filter(|_| !text.is_empty()) else { return Ok(None) };
        let mut answers = Answers::default();
        answers.default_value(&format!("{name}={text}"))?;
        Ok(Some(answers))
    }
}

impl Question {
    /// What to ask a person for an answer; one after another.
    #[must_use]
    pub fn asks(&self) -> Vec<Ask> {
        match self {
            Self::NoHeader { columns } => no_header(columns),
            Self::NoColumn { field, columns } => {
                vec![Ask::typed(format!("Which column is the {field}?"), field, of_columns(field, columns))]
            }
            Self::TwoColumns { field, first, second } => {
                let choices = vec![Choice::column(field, first), Choice::column(field, second)];
                vec![Ask::of(format!("Which of these two columns is the {field}?"), choices)]
            }
            Self::UnknownColumn { field, column, columns } => {
                let mut choices = of_columns(field, columns);
                choices.push(Choice::left_out(field, "none of them"));
                vec![Ask::of(format!("There is no column `{column}`. Which one is the {field}?"), choices)]
            }
            Self::Complete => {
                let choices = vec![Choice::complete("yes", true), Choice::complete("no", false)];
                vec![Ask::of(COMPLETE.to_owned(), choices)]
            }
            Self::DateOrder { line, example } => {
                let choices = vec![Choice::dates("DD/MM/YYYY"), Choice::dates("MM/DD/YYYY")];
                vec![Ask::of(format!("How is `{example}` (line {line}) written?"), choices)]
            }
            Self::HalfDays { line, cell, text } => {
                let choices = vec![
                    Choice::value(&format!("{cell} is right"), "day_cells", "as_shown"),
                    Choice::value("month and day were taken for each other", "day_cells", "turned"),
                ];
                vec![Ask::of(
                    format!(
                        "Some days are texts ({text}), others are days of the sheet. Is {cell} (line {line}) right?"
                    ),
                    choices,
                )]
            }
            Self::DecimalMark { line, example } => {
                let choices = vec![
                    Choice::value("a decimal point", "decimal", "."),
                    Choice::value("a decimal comma", "decimal", ","),
                ];
                vec![Ask::of(format!("What has `{example}` (line {line})?"), choices)]
            }
            Self::Cents { column, line, example } => {
                let choices = vec![
                    Choice::value("cents", "amounts_in", "cents"),
                    Choice::value("whole units with decimals", "amounts_in", "units"),
                ];
                vec![Ask::of(format!("In what is `{example}` (`{column}`, line {line})?"), choices)]
            }
            Self::DollarSign { line, example } => {
                let text = format!("Which currency is `$` in `{example}` (line {line}), for example MXN or USD?");
                vec![Ask::typed(text, "currency_for_dollar_sign", Vec::new())]
            }
            Self::Currency { line, example } => {
                let text = format!("In which currency is `{example}` (line {line}), for example MXN?");
                vec![Ask::typed(text, "currency", Vec::new())]
            }
            Self::UnknownWords { field, column, words, .. } => unknown_words(field, column, words),
            Self::MayBe { field, column, words } => {
                let choices = vec![Choice::labelled("yes", field, column), Choice::left_out(field, "no")];
                let words = words.join(", ");
                vec![Ask::of(format!("Does `{column}` ({words}) say the {field} of each document?"), choices)]
            }
            Self::SumBeside { column, total, example } => {
                let open = Field::OpenAmount.as_str();
                let choices = vec![
                    Choice::labelled("what is still owed", open, column),
                    Choice::labelled("what was paid", Field::PaidAmount.as_str(), column),
                    Choice::left_out(open, "neither"),
                ];
                let example = example.join(", ");
                vec![Ask::of(format!("What is `{column}` ({example}) beside `{total}`?"), choices)]
            }
            Self::TakenOff { column, total, example } => {
                let credited = Field::CreditedAmount.as_str();
                let choices = vec![
                    Choice::labelled("what is taken off", credited, column),
                    Choice::labelled("what is still owed", Field::OpenAmount.as_str(), column),
                    Choice::left_out(credited, "neither"),
                ];
                let example = example.join(", ");
                vec![Ask::of(format!("What is `{column}` ({example}) beside `{total}`?"), choices)]
            }
            Self::CustomerNumber { column, value, reason } => {
                let field = Field::CustomerId.as_str();
                let choices = vec![Choice::labelled("yes", field, column), Choice::left_out(field, "no")];
                vec![Ask::of(format!("Is `{column}` the customer number? `{value}` {reason}."), choices)]
            }
            Self::NumberOfTwo { number, line } => {
                vec![numbering(format!("The number {number} comes for two customers (line {line}). Is that right?"))]
            }
            Self::Payments { amount, day, document, receipt } => {
                let mut yes = Choice::labelled("yes", Field::Amount.as_str(), amount);
                let number = receipt.as_ref().unwrap_or(document);
                for (field, column) in
                    [(Field::IssueDate, day), (Field::Reference, document), (Field::InvoiceNumber, number)]
                {
                    yes.sets.map.insert(field.to_string(), column.clone());
                }
                for (name, value) in [("file", "movements"), ("kind", "payment"), ("terms", "contado")] {
                    yes.sets.default.insert(name.to_owned(), value.to_owned());
                }
                let no = Choice::value("no: invoices", "file", "invoices");
                vec![Ask::of(format!("Are its rows payments (`{amount}`, `{day}`) of `{document}`?"), vec![yes, no])]
            }
            Self::Counter { column, number, line } => {
                let branch = Field::Branch.as_str();
                let choices = vec![
                    Choice::labelled("yes: each has numbers of its own", branch, column),
                    Choice::left_out(branch, "no"),
                ];
                vec![Ask::of(
                    format!(
                        "{number} comes again (line {line}) where `{column}` differs. Does that belong to the number?"
                    ),
                    choices,
                )]
            }
            Self::RowsOfOne { number, first, second } => {
                let choices = vec![
                    Choice::value("lines of one document: they add up", "rows", "lines"),
                    Choice::value("the same document once more: refuse such rows", "rows", "repeated"),
                ];
                let text = format!(
                    "{number} has several rows with different amounts (lines {first} and {second}). What are they?"
                );
                vec![Ask::of(text, choices)]
            }
            Self::NumberOfAnother { number, line } => vec![numbering(format!(
                "The number {number} (line {line}) is in the books for another customer. Is that right?"
            ))],
            Self::Seller { own, sellers, count, answer } => {
                let choices = vec![
                    Choice::value(&format!("yes, {answer}"), "seller", answer),
                    Choice::value("no: refuse them", "seller", ""),
                ];
                let sellers = sellers.join(", ");
                vec![Ask::typed(
                    format!("{count} documents are issued by {sellers}. Is the first of these {own}?"),
                    "seller",
                    choices,
                )]
            }
            Self::Unnamed { column, line } => {
                let choices = vec![
                    Choice::value("the customer of the row above", "unnamed", "above"),
                    Choice::value("nobody: refuse such rows", "unnamed", "nobody"),
                ];
                vec![Ask::of(format!("`{column}` is empty (line {line}). Whose is such a row?"), choices)]
            }
            Self::BothSides { column, count, line } => {
                let choices = vec![
                    Choice::value("what the firm owes to suppliers: leave them out", "negative", "payable"),
                    Choice::value("credits of customers", "negative", "credit"),
                ];
                let text = format!(
                    "`{column}` has customers and suppliers. What are the {count} negative amounts (line {line})?"
                );
                vec![Ask::of(text, choices)]
            }
            Self::Sections { outer, inner } => {
                let choices =
                    vec![Choice::value(outer, "sections", "outer"), Choice::value(inner, "sections", "inner")];
                vec![Ask::of(format!("`{inner}` stands inside of `{outer}`. Which of them is the customer?"), choices)]
            }
            Self::Movements { debit, credit } => {
                let choices = vec![
                    Choice::value("movements of an account", "file", "movements"),
                    Choice::value("what was charged and paid of each document", "file", "open_items"),
                ];
                vec![Ask::of(format!("What are `{debit}` and `{credit}`?"), choices)]
            }
            Self::PaidMixed { column } => {
                let choices = vec![
                    Choice::labelled("what was paid", Field::PaidAmount.as_str(), column),
                    Choice::left_out(Field::Paid.as_str(), "nothing that counts"),
                ];
                vec![Ask::of(format!("`{column}` has amounts and words. What is it?"), choices)]
            }
            Self::Sheets { sheets } | Self::UnknownSheet { sheets, .. } => {
                let choices = sheets.iter().map(|sheet| Choice::value(sheet, "sheet", sheet)).collect();
                vec![Ask::of("Which sheet is the list?".to_owned(), choices)]
            }
            Self::PaidAtOnce { count, example } => {
                let choices = vec![
                    Choice::value("they are still owed", "paid_at_once", "owed"),
                    Choice::value("they were paid", "paid_at_once", "paid"),
                ];
                let text =
                    format!("{count} documents say that they are paid at once, for example {example}. Were they?");
                vec![Ask::of(text, choices)]
            }
            Self::TermsOfDocuments { count, example } => {
                let text = format!(
                    "{count} documents name no day of payment, for example {example}. What are the terms, for example \
                     \"net 30\" or \"contado\"?"
                );
                vec![Ask::typed(text, Field::Terms.as_str(), Vec::new())]
            }
            Self::TypeCodes { codes, example, .. } => type_codes(codes, example),
            Self::Encoding { bytes } => {
                let choices = vec![
                    Choice::value("UTF-8, with � for those bytes", "encoding", "utf-8"),
                    Choice::value("Windows-1252", "encoding", "windows-1252"),
                ];
                vec![Ask::of(format!("The file is UTF-8 except for {bytes} bytes. What is it?"), choices)]
            }
        }
    }
}

fn numbering(text: String) -> Ask {
    let choices = vec![
        Choice::value("each customer has numbers of its own", "numbers", "per_customer"),
        Choice::value("a number is given once: refuse such rows", "numbers", "once"),
    ];
    Ask::of(text, choices)
}

/// Enough to find the line of headings; what is still open then is asked by itself.
fn no_header(columns: &[String]) -> Vec<Ask> {
    [Field::InvoiceNumber, Field::Amount]
        .map(|field| {
            let text = format!("No line of headings was found. Which of these is the column of the {field}?");
            let choices = columns.iter().map(|cell| {
                Choice::labelled(cell, field.as_str(), cell.split_once(':').map_or(cell.as_str(), |(place, _)| place))
            });
            Ask::of(text, choices.collect())
        })
        .into()
}

fn of_columns(field: &str, columns: &[String]) -> Vec<Choice> {
    columns.iter().map(|column| Choice::column(field, column)).collect()
}

fn type_codes(codes: &[String], example: &str) -> Vec<Ask> {
    let ask = |code: &String| {
        let name = format!("kind:{code}");
        let choices = vec![
            Choice::value("an invoice", &name, "invoice"),
            Choice::value("a debit note", &name, "debit_note"),
            Choice::value("a credit note", &name, "credit_note"),
            Choice::value("no debt: leave it out", &name, "none"),
        ];
        Ask::of(format!("What is a document of type {code}, for example {example}?"), choices)
    };
    codes.iter().map(ask).collect()
}

fn unknown_words(field: &str, column: &str, words: &[String]) -> Vec<Ask> {
    let values = field.parse().map_or(&[][..], Answer::values);
    let ask = |word: &String| {
        let name = format!("{field}:{word}");
        let choices = values.iter().map(|value| Choice::value(value, &name, value)).collect();
        Ask::of(format!("What does `{word}` mean in the column `{column}` ({field})?"), choices)
    };
    words.iter().map(ask).collect()
}

/// A question as reports have it: its code and what it is about, its sentence, and what can be answered.
#[derive(Serialize)]
struct Told<'a> {
    #[serde(flatten)]
    question: &'a Question,
    text: String,
    asks: Vec<Ask>,
}

/// Questions for a program, which hands the answers back as [`Answers`].
#[must_use]
pub fn told(questions: &[Question]) -> impl Serialize + use<'_> {
    let told = |question| Told { question, text: question.to_string(), asks: question.asks() };
    questions.iter().map(told).collect::<Vec<_>>()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_a_number_a_name_or_a_text() {
        let question = Question::DateOrder { line: 2, example: "05/06/2026".into() };
        let [ask] = &question.asks()[..] else { panic!("one question") };
        let format = |text: &str| ask.answer(text).expect("an answer").and_then(|sets| sets.date_format);
        assert_eq!(format("2").as_deref(), Some("MM/DD/YYYY"));
        assert_eq!(format(" dd/mm/yyyy ").as_deref(), Some("DD/MM/YYYY"));
        assert_eq!((format("3"), format("0"), format("")), (None, None, None));
        let question = Question::Currency { line: 2, example: "5.00".into() };
        let [ask] = &question.asks()[..] else { panic!("one question") };
        assert!(ask.answer("pesos").is_err());
        let sets = ask.answer("mxn").expect("an answer").expect("a currency");
        assert_eq!(sets.default.get("currency").map(String::as_str), Some("mxn"));
    }

    #[test]
    fn each_unknown_word_is_asked_by_itself() {
        let words = ["Por timbrar", "En cobro"].map(str::to_owned).to_vec();
        let question = Question::UnknownWords { field: "status".into(), column: "Estado".into(), words, choices: "" };
        let asks = question.asks();
        assert_eq!(asks.len(), 2);
        let sets = asks[0].answer("draft").expect("an answer").expect("a meaning");
        assert_eq!(sets.default.get("status:por timbrar").map(String::as_str), Some("draft"));
    }

    #[test]
    fn a_question_for_a_program_has_its_answers_beside_it() {
        let question = Question::TwoColumns { field: "amount".into(), first: "Importe".into(), second: "Total".into() };
        let told = serde_json::to_value(told(&[question])).expect("text");
        assert_eq!(told[0]["code"], "two_columns");
        assert_eq!(told[0]["asks"][0]["choices"][1]["sets"], serde_json::json!({ "map": { "amount": "Total" } }));
    }
}
