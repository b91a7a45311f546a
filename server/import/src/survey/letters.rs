//! Letters behind amounts that say on which side they stand: `690,00 D`, `119,00 C`.

/// Which of them were seen.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Letters {
    debit: bool,
    c: bool,
    a: bool,
}

impl Letters {
    /// Notes what stands beside an amount.
    pub(super) fn see(&mut self, [_, behind]: [&str; 2], written: &str) {
        self.debit |= behind.is_empty() && (written.ends_with(" D") || written.ends_with(" d"));
        self.c |= behind.eq_ignore_ascii_case("c");
        self.a |= behind.eq_ignore_ascii_case("a");
    }

    /// Beside `D` for debits, `C` is a credit. By itself, or beside `A` (abono), it may be a charge.
    pub(super) const fn c_is_credit(self) -> bool {
        self.debit && self.c && !self.a
    }
}
