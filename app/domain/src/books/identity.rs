//! Who owes: a customer of a list against the debtors that the books know.
//!
//! The creditor's own number comes first, then a tax number that is sound and nobody else's, then the name with one more
//! fact, then the name alone. A mail address never identifies: one bookkeeper writes for many firms. Nobody is merged in
//! silence, and two readings are never decided here.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A few texts, each once. People have one name, one number, one address, and a list knows a hundred thousand people: a
/// list of one takes a fifth of the room of a tree of one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Few(Vec<Box<str>>);

impl Few {
    /// Takes a text in, unless it is there.
    pub fn insert(&mut self, text: &str) {
        if !self.0.iter().any(|known| **known == *text) {
            self.0.reserve_exact(1);
            self.0.push(text.into());
        }
    }

    /// Is there none?
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All of them, in the order in which they came.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|text| &**text)
    }

    /// Have the two none in common?
    #[must_use]
    pub fn is_disjoint(&self, other: &Self) -> bool {
        !self.0.iter().any(|text| other.0.contains(text))
    }
}

impl<T: AsRef<str>> Extend<T> for Few {
    fn extend<I: IntoIterator<Item = T>>(&mut self, texts: I) {
        texts.into_iter().for_each(|text| self.insert(text.as_ref()));
    }
}

impl<T: AsRef<str>> FromIterator<T> for Few {
    fn from_iter<I: IntoIterator<Item = T>>(texts: I) -> Self {
        let mut few = Self::default();
        few.extend(texts);
        few
    }
}

/// What is said of one person or firm, by a list or by the books. Of a debtor it is everything that sources have called
/// them by.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Person {
    /// The creditor's own numbers, compared as they stand here.
    pub numbers: Few,
    /// Tax numbers that are sound and not generic, in their canonical form.
    pub tax_ids: Few,
    /// Names, as [`name_key`] compares them.
    pub names: Few,
    /// Addresses of mail, in lower case.
    pub emails: Few,
    /// What else tells people of one name apart: telephone numbers, postcodes; as compared.
    pub facts: Few,
    /// There is another of this name: the name alone does not say who it is.
    pub only_with_fact: bool,
}

/// Two things that one person cannot have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Contradiction {
    /// Two of the creditor's numbers.
    Numbers,
    /// Two tax numbers.
    TaxIds,
    /// Two addresses of mail, where nothing but the name is equal.
    Emails,
}

/// Who of the known it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Match {
    /// This one, by what identifies: nothing is to be told.
    Is(usize),
    /// This one, by name and a fact, under a number or tax number that the books did not know: that is told.
    Learns(usize),
    /// None of them.
    New,
    /// Somebody with this number, but it cannot be the same firm.
    Another(usize, Contradiction),
    /// More than one of them.
    Several,
}

impl Person {
    /// The contradiction between two, if there is one.
    #[must_use]
    pub fn contradicts(&self, other: &Self) -> Option<Contradiction> {
        let apart = |a: &Few, b: &Few| !a.is_empty() && !b.is_empty() && a.is_disjoint(b);
        if apart(&self.numbers, &other.numbers) {
            Some(Contradiction::Numbers)
        } else if apart(&self.tax_ids, &other.tax_ids) {
            Some(Contradiction::TaxIds)
        } else if apart(&self.emails, &other.emails) {
            Some(Contradiction::Emails)
        } else {
            None
        }
    }

    fn shares_name(&self, other: &Self) -> bool {
        !self.names.is_disjoint(&other.names)
    }

    /// Is there a fact beside the name that both have?
    fn shares_fact(&self, other: &Self) -> bool {
        !self.emails.is_disjoint(&other.emails) || !self.facts.is_disjoint(&other.facts)
    }
}

/// Who of `known` a list's customer is. `known` are those that share a number, a tax number or a name with them.
#[must_use]
pub fn match_person(says: &Person, known: &[Person]) -> Match {
    if let Some(found) = by(known, |one| !says.numbers.is_disjoint(&one.numbers)) {
        return by_number(says, known, &found);
    }
    if let Some(found) = by(known, |one| !says.tax_ids.is_disjoint(&one.tax_ids) && fits_number(says, one)) {
        return match narrowed(says, known, &found)[..] {
            [one] if says.numbers.is_empty() => Match::Is(one),
            [one] => Match::Learns(one),
            [] => Match::New,
            [_, _, ..] => Match::Several,
        };
    }
    let fits = |one: &Person| says.shares_name(one) && says.contradicts(one).is_none();
    let Some(found) = by(known, fits) else { return Match::New };
    let sure: Vec<usize> =
        found.iter().copied().filter(|at| known.get(*at).is_some_and(|one| says.shares_fact(one))).collect();
    let by_name_alone = says.numbers.is_empty() && says.tax_ids.is_empty() && !says.only_with_fact;
    let by_name = says.numbers.is_empty() && says.tax_ids.is_empty();
    match (&sure[..], &found[..]) {
        ([one], _) if by_name => Match::Is(*one),
        ([one], _) => Match::Learns(*one),
        ([], [one]) if by_name_alone => Match::Is(*one),
        // A name without another fact does not give somebody a number.
        ([], _) if !by_name_alone => Match::New,
        _ => Match::Several,
    }
}

/// Those of whom `holds`; none instead of an empty list.
fn by(known: &[Person], holds: impl Fn(&Person) -> bool) -> Option<Vec<usize>> {
    let found: Vec<usize> = known.iter().enumerate().filter(|(_, one)| holds(one)).map(|(at, _)| at).collect();
    (!found.is_empty()).then_some(found)
}

/// The number is the same: it is the same account, under whatever name, unless the tax number says that the number went
/// to another firm.
fn by_number(says: &Person, known: &[Person], found: &[usize]) -> Match {
    let [one] = found else { return Match::Several };
    let Some(person) = known.get(*one) else { return Match::New };
    let other_tax = !says.tax_ids.is_empty() && !person.tax_ids.is_empty() && says.tax_ids.is_disjoint(&person.tax_ids);
    let other_name = !says.names.is_empty() && !person.names.is_empty() && !says.shares_name(person);
    if other_tax && other_name { Match::Another(*one, Contradiction::TaxIds) } else { Match::Is(*one) }
}

/// Two numbers are two accounts, also of one firm: branches.
fn fits_number(says: &Person, one: &Person) -> bool {
    says.numbers.is_empty() || one.numbers.is_empty()
}

/// Of several with one tax number, those with the same name.
fn narrowed(says: &Person, known: &[Person], found: &[usize]) -> Vec<usize> {
    if found.len() < 2 {
        return found.to_vec();
    }
    let named = |at: &usize| known.get(*at).is_some_and(|one| says.shares_name(one));
    let named: Vec<usize> = found.iter().copied().filter(named).collect();
    if named.is_empty() { found.to_vec() } else { named }
}

/// How names are compared: lower case, without accents and punctuation, `S.A. de C.V.` as `sa de cv`, `S. A.` as `sa`.
#[must_use]
pub fn name_key(name: &str) -> String {
    let plain = name.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase);
    let text: String = plain.filter_map(spelt).collect();
    let mut key = String::with_capacity(text.len());
    let mut letter_before = false;
    for word in text.split_whitespace() {
        let letter = word.chars().nth(1).is_none();
        let one_word = letter && letter_before;
        if !one_word && !key.is_empty() {
            key.push(' ');
        }
        key.push_str(word);
        letter_before = letter;
    }
    key
}

/// A letter or figure as it stands; dots and apostrophes vanish, what else stands between words parts them.
fn spelt(c: char) -> Option<char> {
    match c {
        '.' | '\'' | '’' | '´' | '`' => None,
        c if c.is_alphanumeric() => Some(c),
        _ => Some(' '),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(texts: &[&str]) -> Few {
        texts.iter().map(|text| (*text).to_owned()).collect()
    }

    fn named(name: &str) -> Person {
        Person { names: set(&[&name_key(name)]), ..Person::default() }
    }

    fn juan(email: &str) -> Person {
        Person { emails: set(&[email]), ..named("Juan Pérez") }
    }

    #[test]
    fn names_are_compared_as_people_read_them() {
        for (one, other) in [
            ("Ferreteria Norte SA de CV", "Ferretería Norte, S.A. de C.V."),
            ("Ferretería Norte S. A. de C. V.", "FERRETERÍA  NORTE SA DE CV"),
            ("José Peña", "JOSE PEN\u{303}A"),
            ("O'Neill Ltd.", "o’neill ltd"),
            ("J. P. Soto", "JP Soto"),
            ("Padaria São João Ltda", "padaria sao joao LTDA"),
            ("Müller & Söhne GmbH", "MU\u{308}LLER & SÖHNE GMBH"),
        ] {
            assert_eq!(name_key(one), name_key(other));
        }
        for (one, other) in
            [("Ana Ruiz", "Ana Ruis"), ("Norte SA", "Norte SRL"), ("Taller 1", "Taller 11"), ("Li", "L I N")]
        {
            assert_ne!(name_key(one), name_key(other));
        }
        assert_eq!(name_key(" . "), "");
    }

    #[test]
    fn the_creditors_number_comes_first() {
        let known = [
            Person { numbers: set(&["c-1"]), tax_ids: set(&["T1"]), ..juan("jp@casa.example") },
            Person { numbers: set(&["c-2"]), tax_ids: set(&["T1"]), ..named("Branch Two") },
        ];
        let says = |number: &str| Person { numbers: set(&[number]), ..Person::default() };
        assert_eq!(match_person(&says("c-1"), &known), Match::Is(0), "without a name");
        let renamed = Person { emails: set(&["other@x.example"]), ..says("c-1") };
        let renamed = Person { names: set(&["another name"]), ..renamed };
        assert_eq!(match_person(&renamed, &known), Match::Is(0), "a rename asks nothing");
        assert_eq!(match_person(&says("c-3"), &known), Match::New);
        let branch = Person { tax_ids: set(&["T1"]), ..says("c-3") };
        assert_eq!(match_person(&branch, &known), Match::New, "another number is another account");
        let same_name = Person { numbers: set(&["c-3"]), ..juan("jp@casa.example") };
        assert_eq!(match_person(&same_name, &known), Match::New, "whatever else is equal");
        let reused = Person { tax_ids: set(&["T9"]), names: set(&["new firm"]), ..says("c-1") };
        assert_eq!(match_person(&reused, &known), Match::Another(0, Contradiction::TaxIds));
        let other_tax = Person { tax_ids: set(&["T9"]), ..says("c-1") };
        assert_eq!(match_person(&other_tax, &known), Match::Is(0));
    }

    #[test]
    fn who_was_known_by_name_gets_a_number() {
        let known = [juan("jp@casa.example"), juan("jp@otro.example")];
        let numbered = |email: &str| Person { numbers: set(&["7"]), ..juan(email) };
        assert_eq!(match_person(&numbered("jp@otro.example"), &known), Match::Learns(1));
        assert_eq!(match_person(&numbered("jp@third.example"), &known), Match::New);
        let bare = Person { numbers: set(&["7"]), ..named("Juan Pérez") };
        assert_eq!(match_person(&bare, &known), Match::New, "the name alone gives nobody a number");
        assert_eq!(match_person(&bare, &[named("Juan Pérez")]), Match::New);
        let taxed = Person { tax_ids: set(&["T1"]), ..juan("jp@casa.example") };
        assert_eq!(match_person(&taxed, &known), Match::Learns(0));
        let with_tax = [Person { tax_ids: set(&["T1"]), ..named("Rosa Lima") }];
        let numbered = Person { numbers: set(&["8"]), tax_ids: set(&["T1"]), ..named("Rosa Lima SA") };
        assert_eq!(match_person(&numbered, &with_tax), Match::Learns(0));
    }

    #[test]
    fn tax_numbers_identify_where_there_is_no_number() {
        let known = [
            Person { numbers: set(&["c-1"]), tax_ids: set(&["T1"]), ..named("Norte") },
            Person { numbers: set(&["c-2"]), tax_ids: set(&["T1"]), ..named("Norte Centro") },
            Person { numbers: set(&["c-3"]), tax_ids: set(&["T3"]), ..named("Sur") },
        ];
        let says = |tax: &str, name: &str| Person { tax_ids: set(&[tax]), ..named(name) };
        assert_eq!(match_person(&says("T3", "whatever"), &known), Match::Is(2));
        assert_eq!(match_person(&says("T1", "Norte Centro"), &known), Match::Is(1));
        assert_eq!(match_person(&says("T1", "whatever"), &known), Match::Several);
        assert_eq!(match_person(&says("T4", "Sur"), &known), Match::New, "two tax numbers are two firms");
    }

    #[test]
    fn a_name_is_one_debtor_until_something_contradicts() {
        assert_eq!(match_person(&named("Juan Pérez"), &[]), Match::New);
        assert_eq!(match_person(&named("Juan Pérez"), &[named("JUAN PEREZ")]), Match::Is(0));
        assert_eq!(match_person(&juan("jp@casa.example"), &[named("Juan Pérez")]), Match::Is(0));
        assert_eq!(match_person(&juan("jp@casa.example"), &[juan("jp@otro.example")]), Match::New);
        let two = [juan("jp@casa.example"), juan("jp@otro.example")];
        assert_eq!(match_person(&juan("jp@otro.example"), &two), Match::Is(1));
        assert_eq!(match_person(&named("Juan Pérez"), &two), Match::Several, "it could be either");
        let phone = Person { facts: set(&["5551"]), ..named("Juan Pérez") };
        let known = [named("Juan Pérez"), phone.clone()];
        assert_eq!(match_person(&phone, &known), Match::Is(1), "the one with the same fact");
    }

    #[test]
    fn where_there_is_another_of_the_name_a_fact_says_who_it_is() {
        let with = |fact: &str| Person { facts: set(&[fact]), only_with_fact: true, ..named("Juan Pérez") };
        assert_eq!(match_person(&with("5551"), &[with("5552")]), Match::New);
        assert_eq!(match_person(&with("5551"), &[with("5552"), with("5551")]), Match::Is(1));
        assert_eq!(match_person(&with("5551"), &[named("Juan Pérez")]), Match::New);
    }

    #[test]
    fn a_mail_address_never_identifies() {
        let known = [Person { emails: set(&["books@office.example"]), ..named("Kauri Cafe") }];
        let other = Person { emails: set(&["books@office.example"]), ..named("Rata Studio") };
        assert_eq!(match_person(&other, &known), Match::New);
    }
}
