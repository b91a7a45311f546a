//! What the words of the policy's pages are about: sections, fields and what can be said in them.

/// A part of the policy that is changed on one page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PolicySection {
    /// Less, if paid early.
    Discount,
    /// A part of an old debt.
    Settlement,
    /// Instalments.
    Plan,
    /// A later due date.
    Extension,
    /// A promised date.
    Promise,
    /// A pause in hardship.
    BreathingSpace,
    /// How a debtor shows, before something binding, who is there.
    Proof,
    /// What a dispute may say, and when requests are answered.
    Answers,
    /// What a payment pays first, and the least part.
    Payments,
    /// What being late costs.
    Interest,
}

impl PolicySection {
    /// All of them, in the order of the page.
    pub const ALL: [Self; 10] = [
        Self::Discount,
        Self::Settlement,
        Self::Plan,
        Self::Extension,
        Self::Promise,
        Self::BreathingSpace,
        Self::Proof,
        Self::Answers,
        Self::Payments,
        Self::Interest,
    ];

    /// Its name in an address.
    #[must_use]
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Discount => "discount",
            Self::Settlement => "settlement",
            Self::Plan => "plan",
            Self::Extension => "extension",
            Self::Promise => "promise",
            Self::BreathingSpace => "breathing-space",
            Self::Proof => "proof",
            Self::Answers => "answers",
            Self::Payments => "payments",
            Self::Interest => "interest",
        }
    }

    /// The section of an address.
    #[must_use]
    pub fn of_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|section| section.slug() == slug)
    }
}

/// A value in one line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ValueKind {
    /// A whole number; below zero where the field has that.
    Whole,
    /// A percentage.
    Percent,
    /// One amount for each currency.
    Amounts,
    /// One amount.
    Money,
    /// A day.
    Day,
}

/// What a field is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "named like the fields of the policy's document, where they are explained")]
pub enum FieldName {
    To,
    Segments,
    OverdueFrom,
    OverdueTo,
    AmountFrom,
    AmountTo,
    PaidFrom,
    Discount,
    OwnTerms,
    Tax,
    Early,
    Off,
    EarlyDays,
    Settlement,
    Steps,
    StepFrom,
    PayPercent,
    OfferDays,
    Plan,
    Frequencies,
    Automatic,
    Request,
    Most,
    FirstWithin,
    EndWithin,
    DownPercent,
    LeastInstalment,
    Price,
    DefaultTerms,
    GraceDays,
    CureDays,
    ChargesRest,
    Reminders,
    InstalmentDiscount,
    Percent,
    By,
    Reschedules,
    WhenKept,
    WaiveRested,
    WhenBroken,
    ClawBackCharges,
    ClawBackDiscounts,
    WaivePriceToCome,
    Extension,
    AYear,
    Options,
    Delay,
    Granted,
    PayNowPercent,
    Promise,
    DaysAhead,
    BreathingSpace,
    RestDays,
    Proof,
    DisputeReasons,
    AnswerDays,
    BookingDays,
    CreditRule,
    SmallBalances,
    Allocation,
    PartMinimum,
    Interest,
    Rates,
    From,
    AnnualPercent,
    Basis,
    InterestGrace,
    GraceCounts,
    Cap,
    FlatFee,
}

macro_rules! words {
    ($($word:ident = $text:literal;)*) => {
        /// One of several things that a field can say.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[expect(missing_docs, reason = "named like the words of the policy's document, where they are explained")]
        pub enum PolicyWord {
            $($word,)*
        }

        impl PolicyWord {
            /// As the document has it.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$word => $text,)*
                }
            }
        }
    };
}

words! {
    Good = "good"; Irregular = "irregular"; Late = "late"; New = "new";
    TaxIncluded = "included"; TaxExcluded = "excluded"; TaxMixed = "mixed";
    OffPercent = "percent"; OffAmount = "amount";
    Weekly = "weekly"; Fortnightly = "fortnightly"; Monthly = "monthly";
    NoPrice = "none"; FlatPrice = "flat"; FeePrice = "fee"; AnnualPrice = "annual_percent";
    RemindInstalments = "instalments"; RemindNothing = "none";
    DaysBefore = "days_before"; DayOfMonth = "day_of_month";
    Days = "days"; Months = "months";
    Automatically = "automatically"; OnRequest = "on_request";
    AlreadyPaid = "already_paid"; WrongAmount = "wrong_amount"; NotReceived = "not_received";
    NotAsAgreed = "not_as_agreed"; NotMine = "not_mine"; Other = "other";
    ByCode = "code"; ByPostcode = "postcode"; ByTaxId = "tax_id";
    ByCodeOrPostcode = "code_or_postcode"; ByCodeOrTaxId = "code_or_tax_id";
    CreditAutomatic = "automatic"; CreditByDebtor = "debtor"; CreditByStaff = "staff";
    SmallBalancesKept = "keep"; RestsWrittenOff = "write_off";
    OldestFirst = "oldest_first"; CostsInterestPrincipal = "costs_interest_principal"; ProRata = "pro_rata";
    Days360 = "days360"; Days365 = "days365"; ActualDays = "actual";
    NoCap = "none"; CapPercent = "percent"; CapAmount = "amount";
}
