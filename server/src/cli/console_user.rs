//! `saldo console-user`: who of a creditor's staff may sign in to the console.

use super::out::Format;
use super::{CliError, Done, open_books, out};
use crate::config::Config;
use crate::config::Env;
use crate::wiring;
use clap::Subcommand;
use domain::audit::Who;
use domain::branding::{self, MAX_NAME};
use domain::creditor::Creditor;
use qrcodegen::{QrCode, QrCodeEcc};
use services::ids::Ids;
use services::secrets::Keys;
use services::staff::{self, StaffAccess, totp};
use std::io::{IsTerminal, Read};
use std::process::ExitCode;
use std::sync::Arc;
use store::staff::{self as users, User};
use store::{Store, creditors};

#[derive(Subcommand)]
pub(super) enum Command {
    /// Add a user. Prints the secret for their authenticator once.
    Add {
        /// The creditor's slug.
        #[arg(long)]
        creditor: String,
        /// What they sign in with; one user's in the whole installation.
        #[arg(long)]
        email: String,
        /// Their name, as it stands beside what they do.
        #[arg(long)]
        name: String,
        #[command(flatten)]
        how: How,
    },
    /// List a creditor's users.
    List {
        /// The creditor's slug.
        #[arg(long)]
        creditor: String,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// Keep a user from signing in. Their sessions end at once.
    Disable {
        /// What they sign in with.
        #[arg(long)]
        email: String,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// Give a user another password and another authenticator. Their sessions end at once; a lock is lifted.
    Reset {
        /// What they sign in with.
        #[arg(long)]
        email: String,
        #[command(flatten)]
        how: How,
    },
}

#[derive(clap::Args)]
pub(super) struct How {
    /// Read the password from standard input instead of asking for it.
    #[arg(long)]
    password_stdin: bool,
    /// Print JSON.
    #[arg(long)]
    json: bool,
}

/// Everything a change needs.
struct Office {
    store: Store,
    ids: Arc<dyn Ids>,
    keys: Keys,
}

impl Office {
    fn access<'a>(&'a self, who: &'a Who) -> StaffAccess<'a> {
        StaffAccess { store: &self.store, ids: &self.ids, keys: &self.keys, who, now: wiring::now() }
    }
}

pub(super) async fn run(command: Command, env: &Env) -> Done {
    let office = Office { keys: Keys::new(&Config::secret(env)?), ids: wiring::ids()?, store: open_books(env).await? };
    let done = act(&office, command).await;
    office.store.close().await;
    done
}

async fn act(office: &Office, command: Command) -> Done {
    let who = Who::command_line();
    match command {
        Command::Add { creditor, email, name, how } => {
            let creditor = creditor_of(&office.store, &creditor).await?;
            let email = address(&email)?;
            let name = branding::name(&name, MAX_NAME).map_err(|why| CliError::Message(format!("--name: {why}")))?;
            let password = password(&how)?;
            let added = staff::add(office.access(&who), creditor.id, (&email, &name), &password).await?;
            print_user(&creditor, &added.user, &added.authenticator, how.json.into())
        }
        Command::List { creditor, json } => list(&office.store, &creditor, json.into()).await,
        Command::Disable { email, json } => {
            let (_, user) = user(&office.store, &email).await?;
            let done = staff::disable(office.access(&who), &user).await?;
            if json {
                return out::json(&serde_json::json!({ "email": user.email, "disabled": done }));
            }
            out::print(if done { "disabled; their sessions have ended" } else { "was disabled before" });
            Ok(ExitCode::SUCCESS)
        }
        Command::Reset { email, how } => {
            let (creditor, user) = user(&office.store, &email).await?;
            let password = password(&how)?;
            let authenticator = staff::renew(office.access(&who), &user, &password).await?;
            print_user(&creditor, &user, &authenticator, how.json.into())
        }
    }
}

async fn creditor_of(store: &Store, slug: &str) -> Result<Creditor, CliError> {
    let found = creditors::by_slug(&mut store.read().await?, slug).await?;
    found.ok_or_else(|| CliError::Message(format!("there is no creditor `{slug}`; see `saldo creditor list`")))
}

fn address(text: &str) -> Result<String, CliError> {
    staff::email(text).ok_or_else(|| CliError::Message(format!("--email: `{text}` is not an e-mail address")))
}

async fn user(store: &Store, email: &str) -> Result<(Creditor, User), CliError> {
    let email = address(email)?;
    let mut db = store.read().await?;
    let nobody = || CliError::Message(format!("there is no user `{email}`; see `saldo console-user list`"));
    let user = users::by_email(&mut db, &email).await?.ok_or_else(nobody)?;
    let creditor = creditors::by_id(&mut db, user.creditor).await?.ok_or_else(nobody)?;
    Ok((creditor, user))
}

/// The password: typed twice without being shown, or the first line of standard input.
fn password(how: &How) -> Result<String, CliError> {
    let say = |text: &str| CliError::Message(text.to_owned());
    if how.password_stdin {
        let mut text = String::new();
        std::io::stdin().lock().take(4_096).read_to_string(&mut text)?;
        let line = text.lines().next().unwrap_or_default();
        return Ok(line.to_owned());
    }
    if !std::io::stdin().is_terminal() {
        return Err(say("there is no terminal to ask for the password; give it with --password-stdin"));
    }
    let terminal = console::Term::stderr();
    let ask = |prompt: &str| {
        terminal.write_str(prompt)?;
        terminal.read_secure_line()
    };
    let first = ask(&format!("Password ({} characters or more): ", staff::password::SHORTEST))?;
    if ask("The same again: ")? != first {
        return Err(say("the two passwords differ; nothing was changed"));
    }
    Ok(first)
}

fn print_user(creditor: &Creditor, user: &User, authenticator: &totp::Secret, format: Format) -> Done {
    let address = authenticator.address(&creditor.name, &user.email);
    if format == Format::Json {
        return out::json(&serde_json::json!({
            "id": user.id, "creditor": creditor.slug, "email": user.email,
            "totp_secret": authenticator.base32(), "otpauth": address,
        }));
    }
    out::print(&format!("{} signs in to the console of {} as {}", user.name, creditor.name, user.email));
    out::print("\nThe secret for their authenticator is shown this once:\n");
    if let Some(picture) = picture(&address) {
        out::print(&picture);
    }
    out::print(&format!("  {}\n  {address}", authenticator.base32()));
    Ok(ExitCode::SUCCESS)
}

/// The address as a QR code, two rows of modules in each line of text, light on dark as terminals mostly are.
fn picture(address: &str) -> Option<String> {
    /// Empty modules around a code, so that it is found.
    const QUIET: i32 = 2;
    let code = QrCode::encode_text(address, QrCodeEcc::Low).ok()?;
    let light = |x, y| !code.get_module(x, y);
    let mut text = String::new();
    for y in (-QUIET..code.size() + QUIET).step_by(2) {
        text.push_str("  ");
        for x in -QUIET..code.size() + QUIET {
            text.push(match (light(x, y), light(x, y + 1)) {
                (true, true) => '█',
                (true, false) => '▀',
                (false, true) => '▄',
                (false, false) => ' ',
            });
        }
        text.push('\n');
    }
    Some(text)
}

async fn list(store: &Store, slug: &str, format: Format) -> Done {
    let creditor = creditor_of(store, slug).await?;
    let all = users::of_creditor(&mut store.read().await?, creditor.id).await?;
    if format == Format::Json {
        let rows: Vec<_> = all
            .iter()
            .map(|user| {
                serde_json::json!({
                    "id": user.id, "email": user.email, "name": user.name, "created_at": user.created_at,
                    "locked_until": user.locked_until, "disabled_at": user.disabled_at,
                })
            })
            .collect();
        return out::json(&rows);
    }
    let now = wiring::now();
    for user in all {
        let state = match (user.disabled_at, user.locked_until) {
            (Some(_), _) => "  disabled",
            (None, Some(until)) if until > now => "  locked for some minutes",
            (None, _) => "",
        };
        out::print(&format!("{:<32} {}{state}", user.email, user.name));
    }
    Ok(ExitCode::SUCCESS)
}
