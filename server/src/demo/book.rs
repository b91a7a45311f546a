//! A firm's last two years: who bought what, when it was due, and who has paid.

use super::chance::Chance;
use super::firms::{Market, Profile};
use chrono::{Days, NaiveDate};
use std::collections::HashSet;

/// Somebody who buys.
#[derive(Debug, Clone)]
pub(super) struct Debtor {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) email: Option<String>,
    pub(super) phone: String,
    pub(super) postcode: String,
    pub(super) locale: &'static str,
    pub(super) is_abroad: bool,
    terms: u64,
    payer: Payer,
}

/// How somebody pays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Payer {
    Early,
    InTime,
    Slow,
    Erratic,
    /// Has stopped paying; what came before was paid late.
    Stuck,
}

/// One line of a document; all amounts in hundredths.
#[derive(Debug, Clone)]
pub(super) struct Item {
    pub(super) name: &'static str,
    pub(super) quantity: i64,
    pub(super) net: i64,
    pub(super) tax_bp: i64,
    pub(super) tax: i64,
}

/// An invoice or credit note; amounts are positive in both.
#[derive(Debug, Clone)]
pub(super) struct Document {
    pub(super) debtor: usize,
    pub(super) is_credit: bool,
    pub(super) issued: NaiveDate,
    pub(super) due: NaiveDate,
    pub(super) in_dollars: bool,
    pub(super) items: Vec<Item>,
    pub(super) settled: Option<NaiveDate>,
    /// What is still owed, in hundredths.
    pub(super) open: i64,
}

impl Document {
    pub(super) fn total(&self) -> i64 {
        self.items.iter().map(|item| item.net + item.tax).sum()
    }
}

/// The debtors and documents of a firm; documents in the order of their days.
#[derive(Debug)]
pub(super) struct Book {
    pub(super) debtors: Vec<Debtor>,
    pub(super) documents: Vec<Document>,
}

/// A debtor made for showing; chance has the rest.
#[derive(Debug, Clone, Copy)]
pub(super) struct Story {
    /// A short name.
    pub(super) key: &'static str,
    /// What there is to see.
    pub(super) what: &'static str,
    /// Has the firm an e-mail address of them?
    mailed: bool,
    /// Everything was paid in time until so many days ago.
    paid_until: u64,
    open: &'static [Open],
}

/// An invoice that is still open.
#[derive(Debug, Clone, Copy)]
struct Open {
    /// Issued so many days ago.
    issued: u64,
    /// Due so many days after that.
    terms: u64,
    in_dollars: bool,
    in_part: bool,
}

const fn whole(issued: u64, terms: u64) -> Open {
    Open { issued, terms, in_dollars: false, in_part: false }
}

const fn story(key: &'static str, what: &'static str, paid_until: u64, open: &'static [Open]) -> Story {
    Story { key, what, mailed: true, paid_until, open }
}

pub(super) const OVERDUE: Story =
    story("overdue", "one overdue and two open invoices", 120, &[whole(41, 30), whole(26, 30), whole(9, 30)]);
pub(super) const TWO_CURRENCIES: Story = story(
    "currencies",
    "two currencies, one invoice paid in part",
    120,
    &[
        Open { in_part: true, ..whole(38, 30) },
        Open { in_dollars: true, ..whole(20, 30) },
        Open { in_dollars: true, ..whole(6, 45) },
    ],
);
/// What may be agreed on, one debtor for each.
pub(super) const WAYS: [Story; 8] = [
    story("early", "a discount for paying early", 40, &[whole(2, 30)]),
    story("parts", "a debt to pay in parts", 60, &[whole(33, 30), whole(12, 30)]),
    story("later", "an invoice that can wait two months", 40, &[whole(27, 30)]),
    story("longer", "an invoice for which a person is asked", 40, &[whole(25, 30)]),
    story("promise", "an invoice that is a little late", 60, &[whole(36, 30)]),
    story("settle", "an old debt that can be settled", 230, &[whole(180, 30)]),
    story("wrong", "an invoice with something wrong", 50, &[whole(15, 30), whole(8, 30)]),
    story("hard", "a hard time", 90, &[whole(75, 30), whole(45, 30), whole(16, 30)]),
];

/// Nobody can send this one a code: the postcode says who is there.
pub(super) const UNMAILED: Story = Story {
    mailed: false,
    ..story("unmailed", "nobody has an e-mail address of theirs", 60, &[whole(33, 30), whole(12, 30)])
};

/// How long the books go back, in days.
const TWO_YEARS: u64 = 730;

/// Makes the books of `profile` as they stand at the end of `as_of`.
pub(super) fn book(profile: &Profile, chance: &mut Chance, as_of: NaiveDate) -> Book {
    let debtors = debtors(profile, chance);
    let mut scribe = Scribe { profile, chance, as_of, documents: Vec::new() };
    for (i, debtor) in debtors.iter().enumerate() {
        match profile.stories.get(i) {
            Some(story) => {
                scribe.history(i, debtor, story.paid_until);
                for open in story.open {
                    scribe.open(i, open);
                }
            }
            None => scribe.trade(i, debtor),
        }
    }
    let mut documents = scribe.documents;
    documents.sort_by_key(|document| document.issued);
    Book { debtors, documents }
}

fn debtors(profile: &Profile, chance: &mut Chance) -> Vec<Debtor> {
    let mut home = names(&profile.home, chance);
    let mut abroad = names(&profile.abroad, chance);
    let mut addresses = HashSet::new();
    let mut debtors = Vec::with_capacity(profile.debtors);
    while debtors.len() < profile.debtors {
        let i = debtors.len();
        let story = profile.stories.get(i);
        let is_shown = story.is_some();
        let is_abroad = !is_shown && chance.percent(profile.abroad_percent) && !abroad.is_empty();
        let (market, list) = if is_abroad { (&profile.abroad, &mut abroad) } else { (&profile.home, &mut home) };
        let Some((name, host)) = list.pop() else { break };
        let address = format!("{}@{host}.example", chance.pick(market.mailboxes));
        // Two shops may share a name but for accents; they do not share a mailbox.
        let is_new = addresses.insert(address.clone());
        let payer = match chance.between(1, 100) {
            _ if is_shown => Payer::InTime,
            1..=22 => Payer::Early,
            23..=58 => Payer::InTime,
            59..=80 => Payer::Slow,
            81..=95 => Payer::Erratic,
            _ => Payer::Stuck,
        };
        debtors.push(Debtor {
            id: format!("{}{:04}", profile.customer_prefix, 1001 + i * 3),
            name,
            email: Some(address).filter(|_| match story {
                Some(story) => story.mailed,
                None => is_new && !chance.percent(3),
            }),
            phone: phone(market.phone, chance),
            postcode: postcode(market.postcode, i),
            locale: if is_shown || chance.percent(96) { market.locale } else { "en" },
            is_abroad,
            terms: *chance.pick(&[15, 30, 30, 30, 45, 60]),
            payer,
        });
    }
    debtors
}

/// All names that a market can have, with their hosts, mixed.
fn names(market: &Market, chance: &mut Chance) -> Vec<(String, String)> {
    let mut names = Vec::new();
    for front in market.fronts {
        for back in market.backs {
            let ending = chance.pick(market.endings);
            let name = format!("{front} {back} {ending}").trim_end().to_owned();
            names.push((name, host(&format!("{front} {back}"))));
        }
    }
    chance.shuffle(&mut names);
    names
}

/// A name as it can stand in an address.
fn host(name: &str) -> String {
    let lower = name.to_lowercase();
    let plain = lower.chars().filter_map(|c| match c {
        'á' | 'ã' | 'â' | 'à' => Some('a'),
        'é' | 'ê' => Some('e'),
        'í' => Some('i'),
        'ó' | 'õ' | 'ô' => Some('o'),
        'ú' | 'ü' => Some('u'),
        'ñ' => Some('n'),
        'ç' => Some('c'),
        c if c.is_ascii_alphanumeric() => Some(c),
        ' ' | '-' => Some('-'),
        _ => None,
    });
    plain.collect::<String>().replace("--", "-")
}

fn phone(pattern: &str, chance: &mut Chance) -> String {
    let digit =
        |c| if c == '#' { char::from_digit(u32::try_from(chance.between(0, 9)).unwrap_or(0), 10) } else { Some(c) };
    pattern.chars().filter_map(digit).collect()
}

/// Someone's own: it needs no chance.
fn postcode(pattern: &str, i: usize) -> String {
    let mut left = (i + 1) * 7_919;
    let mut digit = |c| {
        if c != '#' {
            return Some(c);
        }
        let digit = u32::try_from(left % 10).ok().and_then(|digit| char::from_digit(digit, 10));
        left /= 10;
        digit
    };
    pattern.chars().filter_map(&mut digit).collect()
}

struct Scribe<'a> {
    profile: &'a Profile,
    chance: &'a mut Chance,
    as_of: NaiveDate,
    documents: Vec<Document>,
}

impl Scribe<'_> {
    fn days_ago(&self, days: u64) -> NaiveDate {
        self.as_of.checked_sub_days(Days::new(days)).unwrap_or(self.as_of)
    }

    /// Trade long ago, all paid.
    fn history(&mut self, i: usize, debtor: &Debtor, until_days_ago: u64) {
        let last = self.days_ago(until_days_ago);
        let late_start = self.days(0, 90);
        let mut issued = self.days_ago(TWO_YEARS - late_start);
        while issued < last {
            let items = self.items(false);
            let due = issued + Days::new(debtor.terms);
            let settled = Some(due - Days::new(self.days(0, 6))).filter(|day| *day <= last).unwrap_or(last);
            self.documents.push(Document {
                debtor: i,
                is_credit: false,
                issued,
                due,
                in_dollars: false,
                items,
                settled: Some(settled.max(issued)),
                open: 0,
            });
            issued = issued + Days::new(self.days(40, 80));
        }
    }

    /// One invoice that is still open, all of it or a part.
    fn open(&mut self, i: usize, open: &Open) {
        let issued = self.days_ago(open.issued);
        let items = self.items(open.in_dollars);
        let mut document = Document {
            debtor: i,
            is_credit: false,
            issued,
            due: issued + Days::new(open.terms),
            in_dollars: open.in_dollars,
            items,
            settled: None,
            open: 0,
        };
        document.open = document.total();
        if open.in_part {
            document.open = self.part_of(document.total());
        }
        self.documents.push(document);
    }

    /// Two years of buying and paying, as the debtor does.
    fn trade(&mut self, i: usize, debtor: &Debtor) {
        let late_start = self.days(0, 240);
        let mut issued = self.days_ago(TWO_YEARS - late_start);
        let pace = self.days(30, 75);
        while issued <= self.as_of {
            let is_dollar = debtor.is_abroad || (i % 11 == 5 && self.chance.percent(25));
            let items = self.items(is_dollar);
            let due = issued + Days::new(debtor.terms);
            let settled = self.paid_on(debtor.payer, issued, due).filter(|day| *day <= self.as_of);
            let mut document =
                Document { debtor: i, is_credit: false, issued, due, in_dollars: is_dollar, items, settled, open: 0 };
            if settled.is_none() {
                let is_seasoned = issued < self.days_ago(12);
                let in_part = is_seasoned && self.chance.percent(18);
                document.open = if in_part { self.part_of(document.total()) } else { document.total() };
            }
            if self.chance.percent(3) {
                self.give_back(&document);
            }
            self.documents.push(document);
            issued = issued + Days::new(self.days(pace / 2, pace * 3 / 2));
        }
    }

    fn paid_on(&mut self, payer: Payer, issued: NaiveDate, due: NaiveDate) -> Option<NaiveDate> {
        let late = match payer {
            Payer::Early => self.chance.between(-12, -1),
            Payer::InTime => self.chance.between(-4, 1),
            Payer::Slow => self.chance.between(3, 24),
            Payer::Erratic => self.chance.between(-6, 58),
            Payer::Stuck if issued > self.days_ago(200) => return None,
            Payer::Stuck => self.chance.between(8, 40),
        };
        let days = Days::new(late.unsigned_abs());
        let day = if late < 0 { due.checked_sub_days(days) } else { due.checked_add_days(days) };
        day.map(|day| day.max(issued + Days::new(1)))
    }

    /// A credit note for the first line of an invoice: damaged goods. It is used up once the invoice is.
    fn give_back(&mut self, invoice: &Document) {
        let issued = invoice.issued + Days::new(self.days(3, 9));
        if issued > self.as_of || invoice.items.len() < 2 {
            return;
        }
        let settled = invoice.settled.map(|day| day.max(issued));
        let mut credit = Document {
            is_credit: true,
            issued,
            due: issued,
            items: invoice.items.iter().take(1).cloned().collect(),
            settled: settled.filter(|day| *day <= self.as_of),
            open: 0,
            ..invoice.clone()
        };
        if credit.settled.is_none() {
            credit.open = credit.total();
        }
        self.documents.push(credit);
    }

    fn items(&mut self, in_dollars: bool) -> Vec<Item> {
        let count = *self.chance.pick(&[1, 1, 2, 2, 2, 3, 3, 4, 5]);
        let mut products: Vec<_> = self.profile.products.iter().collect();
        self.chance.shuffle(&mut products);
        let mut items: Vec<Item> = Vec::with_capacity(count);
        for product in products.into_iter().take(count) {
            let quantity = self.chance.between(1, product.max);
            let price = if in_dollars { product.price * 100 / self.profile.dollar } else { product.price };
            let net = price * quantity;
            // What is exported carries no tax.
            let tax_bp = if in_dollars { 0 } else { product.tax_bp };
            // Half a cent and more is rounded up, as on paper.
            let tax = (net * tax_bp + 5_000) / 10_000;
            items.push(Item { name: product.name, quantity, net, tax_bp, tax });
        }
        items
    }

    /// What is left of a sum after a part payment, which people make in round numbers.
    fn part_of(&mut self, total: i64) -> i64 {
        let paid = total * self.chance.between(20, 70) / 100;
        let round = [100_000, 10_000, 1_000].into_iter().find(|unit| paid >= *unit).unwrap_or(1);
        total - paid / round * round
    }

    fn days(&mut self, low: u64, high: u64) -> u64 {
        let (low, high) = (i64::try_from(low).unwrap_or(0), i64::try_from(high).unwrap_or(0));
        self.chance.between(low, high).unsigned_abs()
    }
}
