//! Who owes: a customer of a list against the debtors that the books know.
//!
//! The creditor's own number comes first, then a tax number that is sound and nobody else's, then the name with one more
//! fact, then the name alone. A mail address never identifies: one bookkeeper writes for many firms. Nobody is merged in
//! silence, and two readings are never decided here.

use std::collections::BTreeSet;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// What is said of one person or firm, by a list or by the books. Of a debtor it is everything that sources have called
/// them by.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Person {
    /// The creditor's own numbers, compared as they stand here.
    pub numbers: BTreeSet<String>,
    /// Tax numbers that are sound and not generic, in their canonical form.
    pub tax_ids: BTreeSet<String>,
    /// Names, as [`name_key`] compares them.
    pub names: BTreeSet<String>,
    /// Addresses of mail, in lower case.
    pub emails: BTreeSet<String>,
    /// What else tells people of one name apart.
    pub facts: BTreeSet<PersonFact>,
    /// There is another of this name: the name alone does not say who it is.
    pub only_with_fact: bool,
}

/// Something that two people of one name seldom share.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PersonFact {
    /// The kind.
    pub kind: FactKind,
    /// As it is compared: [`phone_key`], [`postcode_key`], else letters and figures alone.
    pub text: String,
}

/// What a fact is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FactKind {
    /// A tax number, whether its check digit holds or not.
    TaxNumber,
    /// A telephone number.
    Phone,
    /// A postcode.
    Postcode,
    /// A postal address. It is written in too many ways to contradict another one.
    Address,
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
    /// Two tax numbers without a check digit, telephone numbers or postcodes, where nothing surer is known.
    Facts(FactKind),
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
    /// The contradiction between two, if there is one: the surest thing that both have decides.
    #[must_use]
    pub fn contradicts(&self, other: &Self) -> Option<Contradiction> {
        let levels = [
            (Contradiction::Numbers, self.same_number(other)),
            (Contradiction::TaxIds, same(&self.tax_ids, &other.tax_ids)),
            (Contradiction::Facts(FactKind::TaxNumber), self.same_fact(other, FactKind::TaxNumber)),
            (Contradiction::Emails, same(&self.emails, &other.emails)),
            (Contradiction::Facts(FactKind::Phone), self.same_fact(other, FactKind::Phone)),
            (Contradiction::Facts(FactKind::Postcode), self.same_fact(other, FactKind::Postcode)),
        ];
        let decides = levels.into_iter().find_map(|(what, same)| same.map(|same| (what, same)));
        decides.filter(|(_, same)| !same).map(|(what, _)| what)
    }

    /// Have they a number in common, but for zeros that a spreadsheet has taken away? Nothing where one of them has none.
    fn same_number(&self, other: &Self) -> Option<bool> {
        let bare = |numbers: &BTreeSet<String>| numbers.iter().map(|n| without_zeros(n).to_owned()).collect();
        same(&bare(&self.numbers), &bare(&other.numbers))
    }

    fn same_fact(&self, other: &Self, kind: FactKind) -> Option<bool> {
        let of = |person: &Self| -> Vec<String> {
            person.facts.iter().filter(|fact| fact.kind == kind).map(|fact| fact.text.clone()).collect()
        };
        let (mine, theirs) = (of(self), of(other));
        let equal = |one: &String, two: &String| match kind {
            // Many write a tax number without its check digit.
            FactKind::TaxNumber => one == two || one.len() > 5 && two.len() > 5 && differ_by_last(one, two),
            FactKind::Phone | FactKind::Postcode | FactKind::Address => one == two,
        };
        (!mine.is_empty() && !theirs.is_empty())
            .then(|| mine.iter().any(|one| theirs.iter().any(|two| equal(one, two))))
    }

    /// What speaks for another person under one number, where the name is another one too: the surest thing that both have
    /// decides, and a telephone number or postal address in common says that it is the same.
    fn other_person(&self, other: &Self) -> Option<Contradiction> {
        let same_place =
            [FactKind::Phone, FactKind::Address].into_iter().any(|kind| self.same_fact(other, kind) == Some(true));
        let levels = [
            (Contradiction::TaxIds, same(&self.tax_ids, &other.tax_ids)),
            (Contradiction::Facts(FactKind::TaxNumber), self.same_fact(other, FactKind::TaxNumber)),
            (Contradiction::Emails, same(&self.emails, &other.emails).map(|same| same || same_place)),
        ];
        let decides = levels.into_iter().find_map(|(what, same)| same.map(|same| (what, same)));
        decides.filter(|(_, same)| !same).map(|(what, _)| what)
    }

    fn shares_name(&self, other: &Self) -> bool {
        !self.names.is_disjoint(&other.names)
    }

    /// Is there a fact beside the name that both have?
    fn shares_fact(&self, other: &Self) -> bool {
        // A tax number that may be wrong tells people of one name apart; it gives nobody a number.
        let counts = |fact: &&PersonFact| self.numbers.is_empty() || fact.kind != FactKind::TaxNumber;
        !self.emails.is_disjoint(&other.emails)
            || self.facts.intersection(&other.facts).any(|fact| counts(&fact))
            || self.same_number(other) == Some(true)
    }
}

/// Have two sets something in common? Nothing where one of them is empty.
fn same(mine: &BTreeSet<String>, theirs: &BTreeSet<String>) -> Option<bool> {
    (!mine.is_empty() && !theirs.is_empty()).then(|| !mine.is_disjoint(theirs))
}

/// `00123` is `123` once a spreadsheet has taken it for a number.
fn without_zeros(number: &str) -> &str {
    if number.bytes().all(|b| b.is_ascii_digit()) { number.trim_start_matches('0') } else { number }
}

fn differ_by_last(one: &str, two: &str) -> bool {
    let is_shorter = |short: &str, long: &str| long.strip_prefix(short).is_some_and(|rest| rest.chars().count() == 1);
    is_shorter(one, two) || is_shorter(two, one)
}

/// A telephone number as it is compared: its last eight figures, since the codes of country and town are left out at will.
#[must_use]
pub fn phone_key(phone: &str) -> String {
    let digits: String = phone.chars().filter(char::is_ascii_digit).collect();
    digits.get(digits.len().saturating_sub(8)..).unwrap_or_default().to_owned()
}

/// A postcode as it is compared: letters and figures, without the zeros in front that spreadsheets take away.
#[must_use]
pub fn postcode_key(postcode: &str) -> String {
    let letters: String = postcode.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    letters.trim_start_matches('0').to_owned()
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

/// The number is the same: it is the same account, under whatever name, unless the tax number or the address of mail is
/// another one too. Then the number may have gone to somebody else, whose debt and mail nobody else is shown.
fn by_number(says: &Person, known: &[Person], found: &[usize]) -> Match {
    let [one] = found else { return Match::Several };
    let Some(person) = known.get(*one) else { return Match::New };
    let other_name = !says.names.is_empty() && !person.names.is_empty() && !says.shares_name(person);
    match says.other_person(person).filter(|_| other_name) {
        Some(contradiction) => Match::Another(*one, contradiction),
        None => Match::Is(*one),
    }
}

/// Two numbers are two accounts, also of one firm: branches.
fn fits_number(says: &Person, one: &Person) -> bool {
    says.same_number(one) != Some(false)
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

    fn set(texts: &[&str]) -> BTreeSet<String> {
        texts.iter().map(|text| (*text).to_owned()).collect()
    }

    fn facts(kind: FactKind, text: &str) -> BTreeSet<PersonFact> {
        [PersonFact { kind, text: text.to_owned() }].into()
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
        let renamed = Person { names: set(&["another name"]), ..says("c-1") };
        assert_eq!(match_person(&renamed, &known), Match::Is(0), "a rename asks nothing");
        let moved = Person { emails: set(&["other@x.example"]), ..says("c-1") };
        assert_eq!(match_person(&moved, &known), Match::Is(0), "nor does another address");
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

    // Family: another name with another tax number, sound or not, or with another address of mail; and what both have in common.
    #[test]
    fn a_number_that_goes_to_somebody_else_is_told() {
        let luis = Person { numbers: set(&["c-2"]), emails: set(&["luis@x.example"]), ..named("Luis") };
        let marta = |more: Person| Person { numbers: set(&["c-2"]), names: set(&["marta"]), ..more };
        let mail = |email: &str| Person { emails: set(&[email]), ..Person::default() };
        let fact = |kind, text: &str| Person { facts: facts(kind, text), ..mail("marta@y.example") };
        let tax = |text: &str| Person { facts: facts(FactKind::TaxNumber, text), ..Person::default() };
        let known = |more: Person| [Person { facts: more.facts, tax_ids: more.tax_ids, ..luis.clone() }];
        let another = |contradiction| Match::Another(0, contradiction);
        for (says, books, found) in [
            (mail("marta@y.example"), Person::default(), another(Contradiction::Emails)),
            (mail("luis@x.example"), Person::default(), Match::Is(0)),
            (Person::default(), Person::default(), Match::Is(0)),
            (fact(FactKind::Phone, "5551"), tax("T1"), another(Contradiction::Emails)),
            (fact(FactKind::Phone, "5551"), fact(FactKind::Phone, "5551"), Match::Is(0)),
            (fact(FactKind::Address, "calle1"), fact(FactKind::Address, "calle1"), Match::Is(0)),
            (fact(FactKind::Postcode, "06700"), fact(FactKind::Postcode, "06700"), another(Contradiction::Emails)),
            (tax("T2"), tax("T1"), another(Contradiction::Facts(FactKind::TaxNumber))),
            (fact(FactKind::TaxNumber, "T1"), tax("T1"), Match::Is(0)),
        ] {
            assert_eq!(match_person(&marta(says.clone()), &known(books.clone())), found, "{says:?} {books:?}");
            // With the name that the books have, all of it is what a customer may change.
            let same = Person { names: luis.names.clone(), ..marta(says) };
            assert_eq!(match_person(&same, &known(books)), Match::Is(0));
        }
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
        let phone = Person { facts: facts(FactKind::Phone, "5551"), ..named("Juan Pérez") };
        let known = [named("Juan Pérez"), phone.clone()];
        assert_eq!(match_person(&phone, &known), Match::Is(1), "the one with the same fact");
    }

    #[test]
    fn where_there_is_another_of_the_name_a_fact_says_who_it_is() {
        let with =
            |fact: &str| Person { facts: facts(FactKind::Address, fact), only_with_fact: true, ..named("Juan Pérez") };
        assert_eq!(match_person(&with("5551"), &[with("5552")]), Match::New);
        assert_eq!(match_person(&with("5551"), &[with("5552"), with("5551")]), Match::Is(1));
        assert_eq!(match_person(&with("5551"), &[named("Juan Pérez")]), Match::New);
    }

    #[test]
    fn people_of_one_name_are_two_by_any_fact_that_differs() {
        for kind in [FactKind::TaxNumber, FactKind::Phone, FactKind::Postcode] {
            let with = |text: &str| Person { facts: facts(kind, text), ..named("Juan Pérez") };
            assert_eq!(match_person(&with("1020333444"), &[with("1090555666")]), Match::New, "{kind:?}");
            assert_eq!(match_person(&with("1020333444"), &[with("1020333444")]), Match::Is(0), "{kind:?}");
            assert_eq!(match_person(&named("Juan Pérez"), &[with("1020333444")]), Match::Is(0), "{kind:?}");
        }
        // What is surer decides: the same mail under another telephone number is the same person.
        let moved = Person { facts: facts(FactKind::Phone, "5552"), ..juan("jp@casa.example") };
        let before = Person { facts: facts(FactKind::Phone, "5551"), ..juan("jp@casa.example") };
        assert_eq!(match_person(&moved, &[before]), Match::Is(0));
        // Father and son write from one address.
        let [father, son] = ["1020333444", "1090555666"]
            .map(|tax| Person { facts: facts(FactKind::TaxNumber, tax), ..juan("jp@casa.example") });
        assert_eq!(match_person(&son, &[father]), Match::New);
        // Another way to write an address is no other person.
        let [one, other] = ["avjuarez5", "avenidajuarez5"]
            .map(|text| Person { facts: facts(FactKind::Address, text), ..named("Juan Pérez") });
        assert_eq!(match_person(&one, &[other]), Match::Is(0));
        // One that may be wrong gives nobody a number.
        let numbered = Person { numbers: set(&["7"]), ..son.clone() };
        let numbered = Person { emails: BTreeSet::new(), ..numbered };
        let known = Person { emails: BTreeSet::new(), ..son };
        assert_eq!(match_person(&numbered, &[known]), Match::New);
        // With or without its check digit, a tax number is the same.
        let [long, short] =
            ["9005551114", "900555111"].map(|tax| Person { facts: facts(FactKind::TaxNumber, tax), ..named("Norte") });
        assert_eq!(match_person(&long, &[short]), Match::Is(0));
    }

    #[test]
    fn zeros_that_a_spreadsheet_took_make_no_other_customer() {
        let with = |number: &str, name: &str| Person { numbers: set(&[number]), ..named(name) };
        assert_eq!(match_person(&with("123", "Ana"), &[with("00123", "Ana")]), Match::Learns(0));
        assert_eq!(match_person(&with("00123", "Ana"), &[with("123", "Ana")]), Match::Learns(0));
        assert_eq!(match_person(&with("123", "Bo"), &[with("00123", "Ana")]), Match::New, "another name");
        assert_eq!(match_person(&with("123", "Ana"), &[with("0123", "Ana"), with("123", "Ana")]), Match::Is(1));
        assert_eq!(match_person(&with("1230", "Ana"), &[with("123", "Ana")]), Match::New);
        assert_eq!(match_person(&with("a0123", "Ana"), &[with("a123", "Ana")]), Match::New);
    }

    #[test]
    fn telephone_numbers_and_postcodes_are_compared_without_what_people_vary() {
        assert_eq!(phone_key("+52 (55) 1234-5678"), phone_key("1234 5678"));
        assert_ne!(phone_key("55 1234 5678"), phone_key("55 1234 5679"));
        assert_eq!((postcode_key("06700"), postcode_key("SW1A 1AA")), ("6700".into(), "sw1a1aa".into()));
    }

    #[test]
    fn a_mail_address_never_identifies() {
        let known = [Person { emails: set(&["books@office.example"]), ..named("Kauri Cafe") }];
        let other = Person { emails: set(&["books@office.example"]), ..named("Rata Studio") };
        assert_eq!(match_person(&other, &known), Match::New);
    }
}
