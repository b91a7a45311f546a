//! Who owes: the customers of a list, and the debtors that they are.

use super::by_alias::is_by_alias;
use crate::ids::Ids;
use ::import::{Code, Customer, Finding, Identity, Item};
use chrono::{DateTime, Utc};
use domain::books::{
    Contradiction, FactKind, Match, Person, PersonFact, match_person, name_key, phone_key, postcode_key,
};
use domain::creditor::Creditor;
use domain::debtor::Debtor;
use domain::id::DebtorId;
use domain::knowledge_question::Facts;
use rapidhash::fast::RandomState;
use rapidhash::v3::{RapidSecrets, rapidhash_v3_seeded};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use store::aliases::{self, Alias};
use store::by_hand::{self, ByHand};
use store::contacts::{self, Contact};
use store::{Db, StoreError, debtors, imports};

const NUMBER: &str = "number:";
const TAX: &str = "tax:";
const NAME: &str = "name:";

/// Under which key the creditor's own number of a debtor is kept.
#[must_use]
pub fn number_alias(number: &str) -> String {
    format!("{NUMBER}{}", number.trim().to_lowercase())
}

/// What lists say of a debtor, as an import found or left it: kept so that it can be put back.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(super) struct DebtorAs {
    name: String,
    email: Option<String>,
    phone: Option<String>,
    postcode: Option<String>,
    tax_id: Option<String>,
    /// What a person had said until then, and what the lists said by then.
    #[serde(default)]
    pub held: Vec<(String, String)>,
}

impl DebtorAs {
    fn of(debtor: &Debtor) -> Self {
        let Debtor { name, email, phone, facts, .. } = debtor.clone();
        Self { name, email, phone, postcode: facts.postcode, tax_id: facts.tax_id, held: Vec::new() }
    }

    fn json(&self) -> String {
        // Plain fields always have a text.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// The debtor with that put back which is still as an import left it; none where nothing is.
    pub(super) fn put_back(&self, left: &Self, now: &Debtor) -> Option<Debtor> {
        fn back<T: Clone + PartialEq>(now: &mut T, left: &T, before: &T) {
            if now == left {
                now.clone_from(before);
            }
        }
        let mut then = now.clone();
        back(&mut then.name, &left.name, &self.name);
        back(&mut then.email, &left.email, &self.email);
        back(&mut then.phone, &left.phone, &self.phone);
        back(&mut then.facts.postcode, &left.postcode, &self.postcode);
        back(&mut then.facts.tax_id, &left.tax_id, &self.tax_id);
        (then != *now).then_some(then)
    }
}

/// Who a row's customer is, or why that cannot be said.
pub(super) type Who = Result<DebtorId, &'static str>;

/// The debtors that a file has named so far.
#[derive(Debug, Default)]
pub(super) struct People {
    debtors: HashMap<DebtorId, Debtor>,
    called: HashMap<DebtorId, Called>,
    by_key: HashMap<String, Vec<DebtorId>>,
    looked_up: HashSet<String>,
    references: HashSet<String>,
    /// What people have said otherwise than the lists, read once.
    by_hand: Option<HashMap<(DebtorId, ByHand), String>>,
    met: HashMap<Print, Who, RandomState>,
}

/// All that a row says of its customer, hashed twice: that two different ones are taken for one is as unlikely as a guess of 128 bits.
type Print = [u64; 2];

/// What a batch has to write about debtors.
#[derive(Debug, Default, Clone)]
pub(super) struct Meeting {
    /// New debtors.
    pub new: Vec<Debtor>,
    /// Debtors of whom the list says something new: as they were, and as they are by it.
    pub changed: Vec<(Debtor, Debtor)>,
    /// What they are called from now on.
    pub aliases: Vec<Alias>,
    /// Their further addresses.
    pub contacts: Vec<(DebtorId, i64, Contact)>,
    /// What a person had said, and the lists say something new of by now.
    pub released: Vec<(DebtorId, ByHand, String)>,
    /// What is to be told.
    pub told: Vec<Finding>,
}

impl Meeting {
    /// Writes it; `false` where somebody else brought in the same debtors meanwhile.
    pub(super) async fn write(
        &self,
        db: &mut Db,
        creditor: &Creditor,
        import: i64,
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        let added = debtors::add_missing(db, &self.new, now).await?;
        if added != u64::try_from(self.new.len()).unwrap_or(u64::MAX) {
            return Ok(false);
        }
        for (before, after) in &self.changed {
            let released = self.released.iter().filter(|(id, ..)| *id == after.id);
            let held = released.map(|(_, what, said)| (what.as_str().to_owned(), said.clone())).collect();
            let as_they_were = (DebtorAs { held, ..DebtorAs::of(before) }.json(), DebtorAs::of(after).json());
            imports::remember_debtor(db, creditor.id, import, after.id, as_they_were).await?;
            debtors::update(db, after, now).await?;
        }
        aliases::add(db, creditor.id, &self.aliases).await?;
        contacts::add(db, creditor.id, &self.contacts).await?;
        for (debtor, what, _) in &self.released {
            by_hand::release(db, creditor.id, *debtor, *what).await?;
        }
        Ok(true)
    }
}

/// What finding or creating debtors needs: creditor, ids, instant.
#[derive(Clone, Copy)]
pub(super) struct Host<'a> {
    /// In whose books.
    pub creditor: &'a Creditor,
    /// The id source.
    pub ids: &'a dyn Ids,
    /// The instant of the work.
    pub now: DateTime<Utc>,
}

impl People {
    /// Finds or creates the debtor of each customer of a batch; answers who each of them is, and what is to be written.
    pub(super) async fn meet(
        &mut self,
        db: &mut Db,
        host: Host<'_>,
        batch: &[Item],
    ) -> Result<(Vec<Who>, Meeting), StoreError> {
        let mut scratch = Vec::new();
        let prints: Vec<Print> = batch.iter().map(|item| print_of(&item.customer, &mut scratch)).collect();
        let mut seen = HashSet::new();
        let unmet: Vec<(Print, u64, &Customer)> = std::iter::zip(&prints, batch)
            .filter(|(print, _)| !self.met.contains_key(*print) && seen.insert(**print))
            .map(|(print, item)| (*print, item.line, &item.customer))
            .collect();
        let mut gathering = Gathering::default();
        if !unmet.is_empty() {
            let customers: Vec<&Customer> = unmet.iter().map(|(_, _, customer)| *customer).collect();
            self.look_up(db, host, &customers).await?;
            for (print, line, customer) in unmet {
                let who = self.recognise(host, line, customer, &mut gathering);
                self.met.insert(print, who);
            }
        }
        let unknown = Err("nothing says who it is");
        let who = prints.iter().map(|print| self.met.get(print).copied().unwrap_or(unknown)).collect();
        Ok((who, gathering.finish(&self.debtors)))
    }

    /// Reads whoever is known under the keys of these customers.
    async fn look_up(&mut self, db: &mut Db, host: Host<'_>, unmet: &[&Customer]) -> Result<(), StoreError> {
        let creditor = host.creditor.id;
        if self.by_hand.is_none() {
            let held = by_hand::all(db, creditor).await?;
            self.by_hand = Some(held.into_iter().map(|held| ((held.debtor, held.what), held.said)).collect());
        }
        let keys: BTreeSet<String> = unmet.iter().flat_map(|customer| keys_of(&person_of(customer))).collect();
        let keys: Vec<String> = keys.into_iter().filter(|key| self.looked_up.insert(key.clone())).collect();
        let found = aliases::by_keys(db, creditor, keys).await?;
        let ids: BTreeSet<DebtorId> =
            found.iter().map(|alias| alias.debtor).filter(|id| !self.debtors.contains_key(id)).collect();
        let ids: Vec<DebtorId> = ids.into_iter().collect();
        for debtor in debtors::by_ids(db, creditor, &ids).await? {
            let called = self.called.entry(debtor.id).or_default();
            called.add(Sort::Email, debtor.email.as_deref().map(str::to_lowercase).as_deref());
            // Where a person has said another address, the lists may go on with theirs.
            let held = self.by_hand.as_ref().and_then(|held| held.get(&(debtor.id, ByHand::Contacts)));
            called.add(Sort::Email, held.filter(|said| !said.is_empty()).map(String::as_str));
            facts_of(&debtor).for_each(|fact| called.add(Sort::Fact(fact.kind), Some(&fact.text)));
            self.debtors.insert(debtor.id, debtor);
        }
        for alias in aliases::of_debtors(db, creditor, &ids).await? {
            self.called.entry(alias.debtor).or_default().add_alias(&alias.key);
            self.know(alias);
        }
        for alias in found {
            self.know(alias);
        }
        // A reference is one debtor's; those that are taken already are asked for at once.
        let wanted: BTreeSet<String> = unmet.iter().map(|customer| reference_of(customer)).collect();
        let wanted: Vec<&str> =
            wanted.iter().filter(|reference| !self.references.contains(*reference)).map(String::as_str).collect();
        let taken = debtors::by_refs(db, creditor, &wanted).await?;
        self.references.extend(taken.into_iter().map(|debtor| debtor.reference));
        Ok(())
    }

    fn know(&mut self, alias: Alias) {
        let known = self.by_key.entry(alias.key).or_default();
        if !known.contains(&alias.debtor) {
            known.reserve_exact(1);
            known.push(alias.debtor);
        }
    }

    fn recognise(&mut self, host: Host<'_>, line: u64, customer: &Customer, meeting: &mut Gathering) -> Who {
        let says = person_of(customer);
        let candidates: Vec<DebtorId> = {
            let all = keys_of(&says).into_iter().filter_map(|key| self.by_key.get(&key)).flatten().copied();
            all.collect::<BTreeSet<_>>().into_iter().collect()
        };
        let known: Vec<Person> =
            candidates.iter().map(|id| self.called.get(id).map(Called::person).unwrap_or_default()).collect();
        let at = |place: usize| candidates.get(place).copied();
        match match_person(&says, &known) {
            Match::Is(place) => at(place).map_or(Err(UNCLEAR), |id| Ok(self.is(id, customer, says, meeting))),
            Match::Learns(place) => at(place).map_or(Err(UNCLEAR), |id| {
                meeting.told.push(recognised(line, customer, self.debtors.get(&id)));
                Ok(self.is(id, customer, says, meeting))
            }),
            Match::New => Ok(self.new_debtor(host, customer, says, meeting)),
            Match::Another(_, Contradiction::Emails) => Err(SOMEBODY_ELSE),
            Match::Another(..) => Err(ANOTHER),
            Match::Several => Err(UNCLEAR),
        }
    }

    /// The customer is this debtor: what the list says of them is taken over, what it leaves out stays, and so does what a
    /// person has said, until the lists say something new of it.
    fn is(&mut self, id: DebtorId, customer: &Customer, says: Person, meeting: &mut Gathering) -> DebtorId {
        let called = self.called.get(&id);
        let has_number = |number: &str| called.is_some_and(|called| called.has(Sort::Number, number));
        let is_renamed = self.by_hand.as_ref().is_some_and(|held| held.contains_key(&(id, ByHand::Name)));
        if self.debtors.get(&id).is_some_and(|debtor| is_by_alias(debtor, (has_number, is_renamed), customer)) {
            self.learn(id, &says, meeting);
            return id;
        }
        let new_name = !says.names.iter().all(|name| self.called.get(&id).is_some_and(|called| called.has_name(name)));
        let keeps_name = self.holds(id, ByHand::Name, meeting, |_| new_name);
        let email = customer.email().map(str::to_lowercase);
        let keeps_contacts =
            self.holds(id, ByHand::Contacts, meeting, |said| email.as_deref().is_some_and(|email| email != said));
        self.learn(id, &says, meeting);
        if let Some(debtor) = self.debtors.get_mut(&id) {
            let before = debtor.clone();
            take_over(debtor, customer);
            if keeps_name {
                debtor.name.clone_from(&before.name);
            }
            if keeps_contacts {
                debtor.email.clone_from(&before.email);
            }
            if *debtor != before {
                meeting.changed.entry(id).or_insert(before);
            }
        }
        if !keeps_contacts {
            meeting.further(id, customer);
        }
        id
    }

    /// Does a person's word on this stand? It does until the list says what is `new` beside what was said by then.
    fn holds(&mut self, id: DebtorId, what: ByHand, meeting: &mut Gathering, new: impl FnOnce(&str) -> bool) -> bool {
        let Some(held) = self.by_hand.as_mut() else { return false };
        let Some(said) = held.get(&(id, what)) else { return false };
        if !new(said) {
            return true;
        }
        let said = held.remove(&(id, what)).unwrap_or_default();
        meeting.released.push((id, what, said));
        false
    }

    fn new_debtor(&mut self, host: Host<'_>, customer: &Customer, says: Person, meeting: &mut Gathering) -> DebtorId {
        let id = DebtorId::new(host.ids.uuid(host.now));
        let mut debtor = Debtor {
            creditor: host.creditor.id,
            id,
            reference: self.free_reference(customer),
            name: customer.shown_name().to_owned(),
            email: None,
            phone: None,
            locale: None,
            facts: Facts::default(),
            questions_locked_until: None,
        };
        take_over(&mut debtor, customer);
        self.references.insert(debtor.reference.clone());
        self.debtors.insert(id, debtor);
        meeting.new.push(id);
        self.learn(id, &says, meeting);
        meeting.further(id, customer);
        id
    }

    /// What this debtor is called from now on.
    fn learn(&mut self, id: DebtorId, says: &Person, meeting: &mut Gathering) {
        for key in keys_of(says) {
            let known = self.by_key.entry(key.clone()).or_default();
            if !known.contains(&id) {
                known.reserve_exact(1);
                known.push(id);
                meeting.aliases.push(Alias { key, debtor: id });
            }
        }
        self.called.entry(id).or_default().learn(says);
    }

    /// The number, else the name; where another debtor has it, with what tells them apart.
    fn free_reference(&self, customer: &Customer) -> String {
        let base = reference_of(customer);
        let email = customer.email().map(|email| format!("{base} <{email}>"));
        let numbered = (2_u32..).map(|n| format!("{base} ({n})"));
        let mut wishes = std::iter::once(base.clone()).chain(email).chain(numbered);
        // There is always a number that nobody has.
        wishes.find(|wish| !self.references.contains(wish)).unwrap_or_default()
    }
}

/// What somebody is called and known by, in as little room as it takes: a file may have a hundred thousand customers, and
/// the trees of a [`Person`] take a kilobyte each.
#[derive(Debug, Default)]
struct Called(Vec<(Sort, Box<str>)>);

/// What of a person a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sort {
    Number,
    TaxId,
    Name,
    Email,
    Fact(FactKind),
}

impl Called {
    fn add(&mut self, sort: Sort, text: Option<&str>) {
        let Some(text) = text else { return };
        if !self.0.iter().any(|(of, known)| *of == sort && **known == *text) {
            self.0.reserve_exact(1);
            self.0.push((sort, text.into()));
        }
    }

    fn has(&self, sort: Sort, text: &str) -> bool {
        self.0.iter().any(|(of, known)| *of == sort && **known == *text)
    }

    fn has_name(&self, name: &str) -> bool {
        self.has(Sort::Name, name)
    }

    fn add_alias(&mut self, key: &str) {
        self.add(Sort::Number, key.strip_prefix(NUMBER));
        self.add(Sort::TaxId, key.strip_prefix(TAX));
        self.add(Sort::Name, key.strip_prefix(NAME));
    }

    fn learn(&mut self, says: &Person) {
        let of = [
            (Sort::Number, &says.numbers),
            (Sort::TaxId, &says.tax_ids),
            (Sort::Name, &says.names),
            (Sort::Email, &says.emails),
        ];
        for (sort, text) in of.into_iter().flat_map(|(sort, texts)| texts.iter().map(move |text| (sort, text))) {
            self.add(sort, Some(text));
        }
        for fact in &says.facts {
            self.add(Sort::Fact(fact.kind), Some(&fact.text));
        }
    }

    fn person(&self) -> Person {
        let mut person = Person::default();
        for (sort, text) in &self.0 {
            let text = String::from(&**text);
            match *sort {
                Sort::Number => {
                    person.numbers.insert(text);
                }
                Sort::TaxId => {
                    person.tax_ids.insert(text);
                }
                Sort::Name => {
                    person.names.insert(text);
                }
                Sort::Email => {
                    person.emails.insert(text);
                }
                Sort::Fact(kind) => {
                    person.facts.insert(PersonFact { kind, text });
                }
            }
        }
        person
    }
}

const UNCLEAR: &str =
    "more than one debtor is called so, and nothing tells which one it is; give the customer's number";
const ANOTHER: &str =
    "the books have this customer number for another firm, with another tax number; see `saldo debtor`";

const SOMEBODY_ELSE: &str = "the books have this customer number under another name and another e-mail address; say `saldo debtor rename` \
                             with the new name if it is the same customer, else give the new one a number of their own";

/// What a batch gathers about debtors.
#[derive(Default)]
struct Gathering {
    new: Vec<DebtorId>,
    /// Each as they were before.
    changed: BTreeMap<DebtorId, Debtor>,
    aliases: Vec<Alias>,
    contacts: BTreeMap<DebtorId, Vec<Contact>>,
    released: Vec<(DebtorId, ByHand, String)>,
    told: Vec<Finding>,
}

impl Gathering {
    /// The addresses behind the first.
    fn further(&mut self, id: DebtorId, customer: &Customer) {
        let own = self.contacts.entry(id).or_default();
        for email in customer.emails.iter().skip(1) {
            let contact = Contact { email: email.address.clone(), name: email.name.clone() };
            if !own.contains(&contact) {
                own.push(contact);
            }
        }
    }

    fn finish(self, debtors: &HashMap<DebtorId, Debtor>) -> Meeting {
        let as_they_are = |id: &DebtorId| debtors.get(id).cloned();
        let contacts = self.contacts.into_iter().flat_map(|(id, own)| (1..).zip(own).map(move |(n, one)| (id, n, one)));
        Meeting {
            changed: self
                .changed
                .into_iter()
                .filter(|(id, _)| !self.new.contains(id))
                .filter_map(|(id, before)| Some((before, as_they_are(&id)?)))
                .collect(),
            new: self.new.iter().filter_map(as_they_are).collect(),
            aliases: self.aliases,
            contacts: contacts.collect(),
            released: self.released,
            told: self.told,
        }
    }
}

/// What a list says of a customer replaces what the books had; what it leaves out stays. The language is the debtor's own
/// choice once there is one.
fn take_over(debtor: &mut Debtor, customer: &Customer) {
    if let Some(name) = &customer.name {
        debtor.name.clone_from(name);
    }
    if let Some(email) = customer.email() {
        debtor.email = Some(email.to_owned());
    }
    if let Some(phone) = customer.phones.first() {
        debtor.phone = Some(phone.clone());
    }
    if debtor.locale.is_none() {
        debtor.locale.clone_from(&customer.locale);
    }
    if let Some(postcode) = &customer.postcode {
        debtor.facts.postcode = Some(postcode.clone());
    }
    // A generic number is everybody's: who knows it has proved nothing.
    if let Some(tax_id) = customer.tax_id.as_ref().filter(|tax_id| !tax_id.generic) {
        debtor.facts.tax_id = Some(tax_id.written.clone());
    }
}

fn print_of(customer: &Customer, scratch: &mut Vec<u8>) -> Print {
    const FIRST: RapidSecrets = RapidSecrets::seed_cpp(1);
    const SECOND: RapidSecrets = RapidSecrets::seed_cpp(2);
    // Every field is named, so that a new one cannot be forgotten.
    let Customer { known_by, number, tax_id, name, emails, phones, postcode, address, locale } = customer;
    scratch.clear();
    let mut put = |text: Option<&str>| {
        // No text has these bytes in it.
        scratch.push(if text.is_some() { 0xFF } else { 0xFE });
        scratch.extend_from_slice(text.unwrap_or_default().as_bytes());
    };
    put(Some(match known_by {
        Identity::CustomerNumber => "number",
        Identity::TaxNumber => "tax",
        Identity::NameAndFact => "fact",
        Identity::Name => "name",
    }));
    for text in [number, name, postcode, address, locale] {
        put(text.as_deref());
    }
    put(tax_id.as_ref().map(|tax_id| tax_id.written.as_str()));
    put(tax_id.as_ref().map(|tax_id| tax_id.canonical.as_str()));
    put(tax_id.as_ref().filter(|tax_id| tax_id.sound).map(|_| "sound"));
    put(tax_id.as_ref().filter(|tax_id| tax_id.generic).map(|_| "generic"));
    for email in emails {
        put(Some(&email.address));
        put(email.name.as_deref());
    }
    put(None);
    for phone in phones {
        put(Some(phone));
    }
    [&FIRST, &SECOND].map(|secrets| rapidhash_v3_seeded(scratch, secrets))
}

fn reference_of(customer: &Customer) -> String {
    customer.reference().trim().to_owned()
}

fn person_of(customer: &Customer) -> Person {
    let sound = customer.tax_id.as_ref().filter(|tax_id| tax_id.sound && !tax_id.generic);
    let name = customer.name.as_deref().map(name_key).filter(|key| !key.is_empty());
    let tax_number =
        customer.tax_id.as_ref().filter(|tax_id| !tax_id.generic).map(|tax_id| tax_number(&tax_id.written));
    let phones = customer.phones.iter().map(|phone| as_fact(FactKind::Phone, phone_key(phone)));
    let postcode = customer.postcode.as_deref().map(|code| as_fact(FactKind::Postcode, postcode_key(code)));
    let address = customer.address.as_deref().map(|address| as_fact(FactKind::Address, bare(address)));
    let facts = phones.chain(tax_number).chain(postcode).chain(address);
    Person {
        numbers: customer.number.iter().map(|number| number.trim().to_lowercase()).collect(),
        tax_ids: sound.map(|tax_id| tax_id.canonical.clone()).into_iter().collect(),
        names: name.into_iter().collect(),
        emails: customer.emails.iter().map(|email| email.address.to_lowercase()).collect(),
        facts: facts.filter(|fact| !fact.text.is_empty()).collect(),
        only_with_fact: customer.known_by == Identity::NameAndFact,
    }
}

const fn as_fact(kind: FactKind, text: String) -> PersonFact {
    PersonFact { kind, text }
}

fn tax_number(written: &str) -> PersonFact {
    let bare = bare(written);
    as_fact(FactKind::TaxNumber, without_country(&bare).to_owned())
}

/// The letters that are put before numbers of countries whose firms write them for foreigners only: VAT numbers.
const COUNTRIES: &str = "at be bg cy cz de dk ee el es fi fr gb gr hr hu ie it lt lu lv mt nl no pl pt ro se si sk xi";

/// A number is the same with its country's letters before it and without them.
fn without_country(bare: &str) -> &str {
    let rest = COUNTRIES.split(' ').find_map(|country| bare.strip_prefix(country));
    rest.filter(|rest| rest.bytes().filter(u8::is_ascii_digit).count() >= 7).unwrap_or(bare)
}

/// Letters and figures alone.
fn bare(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn facts_of(debtor: &Debtor) -> impl Iterator<Item = PersonFact> {
    let phone = debtor.phone.as_deref().map(|phone| as_fact(FactKind::Phone, phone_key(phone)));
    let postcode = debtor.facts.postcode.as_deref().map(|code| as_fact(FactKind::Postcode, postcode_key(code)));
    let all = phone.into_iter().chain(postcode).chain(debtor.facts.tax_id.as_deref().map(tax_number));
    all.filter(|fact| !fact.text.is_empty())
}

fn keys_of(person: &Person) -> Vec<String> {
    let numbers = person.numbers.iter().map(|number| format!("{NUMBER}{number}"));
    let tax_ids = person.tax_ids.iter().map(|tax_id| format!("{TAX}{tax_id}"));
    let names = person.names.iter().map(|name| format!("{NAME}{name}"));
    numbers.chain(tax_ids).chain(names).collect()
}

/// Somebody was recognised by name and a fact: that is told.
fn recognised(line: u64, customer: &Customer, debtor: Option<&Debtor>) -> Finding {
    let known = debtor.map_or("somebody known", |debtor| debtor.reference.as_str());
    let now = customer.number.as_deref().unwrap_or_else(|| customer.shown_name());
    let message = format!("{now} is taken for {known}: name and another fact are the same");
    Finding { line, code: Code::CustomerRecognised, field: Some("customer_id".into()), message: message.into() }
}
