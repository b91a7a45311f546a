//! `saldo`: one binary for the portal, its sandbox and everything an operator does.

use std::process::ExitCode;

fn main() -> ExitCode {
    server::cli::main()
}
