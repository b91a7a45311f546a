//! Random inputs for everything that a browser computes, and a digest of what comes out.
//!
//! Compiled twice: natively into the test beside it, and into WebAssembly by the feature `vectors`.
//! Both begin with a seed, so that any input can be made again from its number alone.

use app::i18n::errors;
use chrono::Datelike;
use domain::allocation::{AllocationOrder, Choice};
use domain::date::{Date, add_days};
use domain::date_style::DateStyle;
use domain::discount::{DiscountBase, EarlyBy, EarlyDiscount, EarlyTerms, InstalmentDiscount, Reduction, TaxMode};
use domain::format::AmountStyle;
use domain::id::InvoiceId;
use domain::invoice::OpenInvoice;
use domain::language::Language;
use domain::money::{Currency, Money};
use domain::plan::schedule::{Frequency, dates};
use domain::plan::solver::solve;
use domain::plan::split::Split;
use domain::plan::{FinanceCharge, InvoicePart, Pace, PlanRequest, PlanRules};
use rust_decimal::Decimal;
use std::num::NonZeroU16;
use uuid::Uuid;

/// The digests of inputs `first` to `first + count - 1` as one number.
pub fn block(seed: u64, first: u32, count: u32) -> u64 {
    let mut all = Digest::new();
    for index in first..first.saturating_add(count) {
        all.bytes(&digest(seed, index).to_le_bytes());
    }
    all.0
}

/// What comes of one input.
pub fn digest(seed: u64, index: u32) -> u64 {
    let mut case = Case { chance: Chance::new(seed, index), digest: Digest::new() };
    case.all();
    case.digest.0
}

/// SplitMix64: small, and the same wherever numbers have 64 bits.
struct Chance(u64);

impl Chance {
    fn new(seed: u64, index: u32) -> Self {
        let mut chance = Self(seed.wrapping_add(u64::from(index).wrapping_mul(0x9E37_79B9_7F4A_7C15)));
        chance.next();
        chance
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// From 0 to `below` - 1.
    fn below(&mut self, below: u32) -> u32 {
        u32::try_from(self.next() % u64::from(below.max(1))).unwrap_or_default()
    }

    fn one_in(&mut self, of: u32) -> bool {
        self.below(of) == 0
    }

    fn of<T: Copy>(&mut self, all: &[T]) -> T {
        // Never through `usize`, which has half as many bits in a browser.
        let place = self.below(u32::try_from(all.len()).unwrap_or(1));
        all[usize::try_from(place).unwrap_or_default()]
    }

    fn small(&mut self, below: u16) -> u16 {
        u16::try_from(self.below(below.into())).unwrap_or_default()
    }

    /// Of any size up to `bits` bits: as many small amounts as large ones.
    fn minor(&mut self, bits: u32) -> i64 {
        let shift = 64 - 1 - self.below(bits);
        i64::try_from(self.next() >> shift).unwrap_or(i64::MAX)
    }
}

/// FNV-1a.
struct Digest(u64);

impl Digest {
    fn new() -> Self {
        Self(0xCBF2_9CE4_8422_2325)
    }

    fn bytes(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01B3);
        }
    }

    fn number(&mut self, number: i64) {
        self.bytes(&number.to_le_bytes());
    }

    fn text(&mut self, text: &str) {
        self.bytes(text.as_bytes());
        self.bytes(&[0]);
    }

    fn money(&mut self, money: Money) {
        self.number(money.minor());
        self.text(money.currency().code());
    }

    fn day(&mut self, day: Date) {
        self.number(day.num_days_from_ce().into());
    }
}

/// One input on its way through all of it.
struct Case {
    chance: Chance,
    digest: Digest,
}

impl Case {
    fn all(&mut self) {
        let style = self.style();
        let language = self.chance.of(&Language::ALL);
        let tag = self.chance.of(&["es-MX", "en-US", "en-GB", "pt-BR"]);
        let written = DateStyle::of(language, tag);
        self.amounts(&style, language);
        self.splits(style.currency);
        self.days(&written);
        self.discounts(style.currency);
        self.payment(&style, language);
        self.plan(&style, language, &written);
    }

    fn style(&mut self) -> AmountStyle {
        let code = self.chance.of(&["MXN", "CLP", "KWD", "BRL", "EUR", "UGX", "ISK", "COP"]);
        let currency: Currency = code.parse().expect("a currency");
        let (decimal, group) = self.chance.of(&[('.', ','), (',', '.'), (',', '\u{a0}'), ('.', '’')]);
        let (prefix, suffix) = self.chance.of(&[("$", ""), ("R$\u{a0}", ""), ("", "\u{a0}€"), ("KWD\u{a0}", "")]);
        let group_from = self.chance.of(&[4, 4, 5]);
        AmountStyle { currency, prefix: prefix.into(), suffix: suffix.into(), decimal, group, group_from }
    }

    fn money(&mut self, currency: Currency) -> Money {
        Money::new(self.chance.minor(45), currency)
    }

    fn day(&mut self) -> Date {
        let first = Date::from_ymd_opt(2020, 1, 1).expect("a day");
        add_days(first, self.chance.below(20_000)).expect("within the calendar")
    }

    fn percent(&mut self) -> Decimal {
        let scale = self.chance.below(4);
        Decimal::new(i64::from(self.chance.below(100 * 10_u32.pow(scale))), scale)
    }

    /// Written, read back, and read from what fingers make of it.
    fn amounts(&mut self, style: &AmountStyle, language: Language) {
        let minor = self.chance.minor(63);
        let money = Money::new(if self.chance.one_in(8) { -minor } else { minor }, style.currency);
        let shown = errors::written(money, style);
        self.digest.text(&shown);
        let mut typed = self.chance.of(&[shown.as_str(), &style.digits(money)]).to_owned();
        for _ in 0..self.chance.below(3) {
            let place = self.chance.small(24).into();
            let letter = self.chance.of(&['0', '5', '.', ',', ' ', '-', '\u{202f}', 'x', '$', '٣']);
            match typed.char_indices().nth(place).map(|(at, old)| at..at + old.len_utf8()) {
                Some(at) => typed.replace_range(at, letter.encode_utf8(&mut [0; 4])),
                None => typed.push(letter),
            }
        }
        match style.parse(&typed) {
            Ok(read) => self.digest.money(read),
            Err(error) => self.digest.text(&errors::amount(language, &error, style)),
        }
    }

    fn splits(&mut self, currency: Currency) {
        let (total, count) = (self.chance.minor(60), 1 + self.chance.small(36));
        let split = Split::new(total, count, self.chance.of(&[1, 1, 5, 100]));
        (0..count).for_each(|index| self.digest.number(split.part(index)));
        self.digest.number(split.smallest());
        self.digest.number(split.largest());
        let parts = Money::new(total, currency).split(NonZeroU16::new(count).expect("one at least"));
        parts.into_iter().for_each(|part| self.digest.money(part));
    }

    fn days(&mut self, written: &DateStyle) {
        let (first, often, count) = (self.day(), self.chance.of(&Frequency::ALL), self.chance.small(36));
        for day in dates(first, often, count).expect("within the calendar") {
            self.digest.day(day);
        }
        self.digest.text(&written.format(first));
    }

    fn discounts(&mut self, currency: Currency) {
        let total = self.money(currency);
        let part = |chance: &mut Chance, of: Money| Money::new(of.minor() - chance.minor(45).min(of.minor()), currency);
        let (balance, untaxed) = (part(&mut self.chance, total), part(&mut self.chance, total));
        let balance = if self.chance.one_in(2) { total } else { balance };
        let amount = Reduction::Amount(self.money(currency));
        let reduction = if self.chance.one_in(4) { amount } else { Reduction::Percent(self.percent()) };
        let tax = self.chance.of(&[TaxMode::Included, TaxMode::Excluded, TaxMode::Mixed]);
        let (until, as_of) = (self.day(), self.day());
        let by_terms = EarlyDiscount { reduction, tax, until };
        let by = self.chance.of(&[EarlyBy::DaysBefore(5), EarlyBy::DaysBefore(40), EarlyBy::DayOfMonth(5)]);
        let of_instalment = InstalmentDiscount { percent: self.percent(), by };
        let text = self.chance.of(&["2/10 net 30", "2,5/15 n/45", "3 % 10 días, neto 60", "12/5, net 7", "2/10"]);
        let terms = EarlyTerms::parse(text).ok().and_then(|terms| terms.until(as_of).ok());
        terms.into_iter().for_each(|day| self.digest.day(day));
        for quote in [
            by_terms.quote(DiscountBase { balance, total, untaxed }, as_of),
            reduction.of(DiscountBase { balance, total, untaxed }, tax),
            of_instalment.quote(until, balance, as_of),
            of_instalment.quote(until, balance, until.min(of_instalment.until(until).unwrap_or(until))),
        ] {
            match quote {
                Ok(quote) => {
                    self.digest.money(quote.off);
                    self.digest.money(quote.to_pay);
                }
                Err(refusal) => self.digest.text(&refusal.to_string()),
            }
        }
    }

    /// What a payment comes to, and how it would be spread.
    fn payment(&mut self, style: &AmountStyle, language: Language) {
        let currency = style.currency;
        let open: Vec<OpenInvoice> = (0..self.chance.below(6))
            .map(|n| OpenInvoice {
                id: InvoiceId::new(Uuid::from_u128(n.into())),
                due: self.day(),
                balance: self.money(currency),
                interest: self.money(currency),
                fees: Money::new(if self.chance.one_in(3) { 4_000 } else { 0 }, currency),
            })
            .collect();
        let amount = if self.chance.one_in(4) { None } else { Some(self.money(currency)) };
        let min = Money::new(self.chance.minor(14), currency);
        let orders = [AllocationOrder::OldestFirst, AllocationOrder::CostsInterestPrincipal, AllocationOrder::ProRata];
        match Choice::new(&open, amount, min, self.chance.of(&orders)) {
            Ok(choice) => {
                self.digest.text(&errors::written(choice.total(), style));
                for share in choice.shares() {
                    self.digest.text(share.component.as_str());
                    self.digest.bytes(share.invoice.uuid().as_bytes());
                    self.digest.money(share.amount);
                }
            }
            Err(refusal) => self.digest.text(&errors::choice(language, &refusal, style)),
        }
    }

    fn plan(&mut self, style: &AmountStyle, language: Language, written: &DateStyle) {
        let currency = style.currency;
        let parts: Vec<InvoicePart> = (0..1 + self.chance.below(3))
            .map(|n| InvoicePart {
                invoice: InvoiceId::new(Uuid::from_u128(n.into())),
                amount: Money::new(1 + self.chance.minor(40), currency),
            })
            .collect();
        let owed = parts.iter().fold(0, |sum, part| sum + part.amount.minor());
        let rules = self.rules(currency, owed);
        let near = |chance: &mut Chance| 1 + owed / i64::from(1 + chance.below(20));
        let request = PlanRequest {
            pace: match self.chance.below(2) {
                0 => Pace::Each(Money::new(near(&mut self.chance), currency)),
                _ => Pace::Count(self.chance.small(20)),
            },
            first: add_days(rules.start, 1 + self.chance.below(40)).expect("within the calendar"),
            frequency: self.chance.of(&Frequency::ALL),
            down: if self.chance.one_in(5) { Some(Money::new(near(&mut self.chance), currency)) } else { None },
        };
        match solve(&parts, request, &rules) {
            Ok(plan) => {
                self.digest.money(plan.cost);
                for instalment in &plan.instalments {
                    self.digest.number(instalment.n.into());
                    self.digest.day(instalment.date);
                    self.digest.money(instalment.amount);
                    self.digest.number(instalment.principal.minor());
                    self.digest.number(instalment.price.minor());
                }
                for (n, part) in plan.covers() {
                    self.digest.number(n.into());
                    self.digest.money(part.amount);
                }
            }
            Err(no) => {
                self.digest.text(&errors::plan(language, no.reason, style, written));
                let near = no.nearest.map(|near| (near.first, near.frequency, near.down, near.pace));
                self.digest.text(&format!("{near:?}"));
            }
        }
    }

    fn rules(&mut self, currency: Currency, owed: i64) -> PlanRules {
        let (start, max) = (self.day(), 12 + self.chance.small(24));
        let after = |chance: &mut Chance, days| add_days(start, chance.below(days)).expect("within the calendar");
        let percent = if self.chance.one_in(2) { Decimal::ZERO } else { self.percent() };
        let flat = if self.chance.one_in(2) { 0 } else { self.chance.minor(18) };
        let from = after(&mut self.chance, 5);
        let money = |minor| Money::new(minor, currency);
        PlanRules {
            start,
            price: FinanceCharge { flat: money(flat), annual_percent: percent },
            frequencies: Frequency::ALL.into_iter().filter(|_| !self.chance.one_in(8)).collect(),
            first_from: from,
            first_to: add_days(from, 20 + self.chance.below(60)).expect("within the calendar"),
            latest_end: if self.chance.one_in(4) { Some(after(&mut self.chance, 700)) } else { None },
            max_instalments: max,
            min_instalment: money(self.chance.minor(16)),
            min_down: money(if self.chance.one_in(5) { owed / 10 } else { 0 }),
            max_down: money(owed / 2),
            step: self.chance.of(&[1, 1, 1, 100]),
        }
    }
}
