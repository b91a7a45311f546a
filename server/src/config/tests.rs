use super::*;
use providers::{DEFAULT_ACCOUNT, Mode};

const SECRET: &str = "Zm9yIHRlc3RzIG9ubHksIG5vdCBmb3IgdXNl";

/// The least that `serve` needs, and `more` on top.
fn env<const COUNT: usize>(more: [(&str, &str); COUNT]) -> Env {
    Env::from([("SALDO_SECRET", SECRET)]).with(more)
}

fn read<const COUNT: usize>(more: [(&str, &str); COUNT]) -> Config {
    Config::from_env(&env(more)).expect("settings in order")
}

fn refusal<const COUNT: usize>(more: [(&str, &str); COUNT]) -> String {
    Config::from_env(&env(more)).expect_err("a refusal").to_string()
}

#[test]
fn the_secret_is_all_that_must_be_set() {
    let config = read([]);
    assert_eq!(config.database.reveal(), "sqlite:saldo.db");
    assert_eq!(config.listen.to_string(), "127.0.0.1:3000");
    assert_eq!(config.operations_listen.map(|listen| listen.to_string()).as_deref(), Some("127.0.0.1:9090"));
    assert_eq!(config.base_url.origin(), "http://localhost:3000");
    assert!(matches!(config.mail, MailSettings::None));
    assert!(config.accounts.is_empty() && config.unknown.is_empty());
    assert_eq!((config.log.as_str(), config.site_dir.to_str()), ("info", Some("target/site")));
}

#[test]
fn every_default_of_the_table_is_the_one_that_holds() {
    let written: Vec<(&str, &str)> = settings().iter().filter_map(|s| Some((s.name, s.default?))).collect();
    let spelt = env([]).with(written.into_iter().map(|(name, value)| (name, value.replace("PORT", "3000"))));
    let config = Config::from_env(&spelt).expect("settings in order");
    assert_eq!(format!("{config:?}"), format!("{:?}", read([])));
}

#[test]
fn refusals_are_one_clear_line_each() {
    let lines = [
        Config::from_env(&Env::default()).expect_err("a refusal").to_string(),
        refusal([("SALDO_SECRET", "short")]),
        refusal([("SALDO_SECRET", "changeme-changeme-changeme-changeme")]),
        refusal([("SALDO_DATABASE_URL", "mysql://root:hunter2@db/saldo")]),
        refusal([("SALDO_DATABASE_URL", "sqlite:")]),
        refusal([("SALDO_DATABASE_URL", "sqlite::memory:")]),
        refusal([("SALDO_DATABASE_URL", "postgres://user:hunter2@[db/saldo")]),
        refusal([("SALDO_LISTEN", "3000")]),
        refusal([("SALDO_LISTEN", "0.0.0.0:3000")]),
        refusal([("SALDO_OPERATIONS_LISTEN", "9090")]),
        refusal([("SALDO_OPERATIONS_LISTEN", "no")]),
        refusal([("SALDO_BASE_URL", "pagos.example.com")]),
        refusal([("SALDO_BASE_URL", "http://pagos.example.com")]),
        refusal([("SALDO_BASE_URL", "http://localhost.example.com")]),
        refusal([("SALDO_BASE_URL", "https://user:hunter2@pagos.example.com")]),
        refusal([("SALDO_BASE_URL", "https://pagos.example.com/saldo")]),
        refusal([("SALDO_BASE_URL", "ftp://localhost")]),
        refusal([("SALDO_MAIL_DIR", "mail")]),
        refusal([("SALDO_MAIL_DIR", "mail"), ("SALDO_MAIL_FROM", "nobody")]),
        refusal([
            ("SALDO_MAIL_DIR", "mail"),
            ("SALDO_SMTP_URL", "smtp://localhost"),
            ("SALDO_MAIL_FROM", "a@b.example"),
        ]),
        refusal([("SALDO_SMTP_URL", "mail.example.com:25"), ("SALDO_MAIL_FROM", "a@b.example")]),
        refusal([("SALDO_SMTP_URL", "smtp://mail.example.com?tls=yes"), ("SALDO_MAIL_FROM", "a@b.example")]),
        refusal([("SALDO_SMTP_URL", "smtp://u:hunter2@mail.example.com"), ("SALDO_MAIL_FROM", "a@b.example")]),
        refusal([("SALDO_SMTP_URL", "smtps://u@mail.example.com"), ("SALDO_MAIL_FROM", "a@b.example")]),
        refusal([("SALDO_LOG", "server=loud")]),
        refusal([("SALDO_TRUSTED_PROXY", "10.0.0.1, the proxy")]),
        refusal([("SALDO_TRUSTED_PROXY", "0.0.0.0/0")]),
        refusal([("SALDO_BASE_URL", "https://pagos.example.com")]),
        refusal([("SALDO_SMTP_URL", "smtp://mail.example.com:25"), ("SALDO_MAIL_FROM", "a@b.example")]),
        refusal([("SALDO_SMTP_URL", "smtp://10.0.0.1?tls=opportunistic"), ("SALDO_MAIL_FROM", "a@b.example")]),
        refusal([("SALDO_SMTP_URL", "smtp://u:hunter2@10.0.0.1?tls=none"), ("SALDO_MAIL_FROM", "a@b.example")]),
        refusal([("SALDO_LOOK_AFTER", "0")]),
        refusal([("SALDO_RECONCILE_AFTER", "0")]),
    ];
    assert!(lines.iter().all(|line| !line.contains('\n') && !line.contains("hunter2")), "{lines:#?}");
    insta::assert_snapshot!(lines.join("\n"));
}

#[test]
fn provider_refusals_are_one_clear_line_each() {
    const KEY: (&str, &str) = ("STRIPE_SECRET_KEY", "sk_test_hunter2");
    const HOOK: (&str, &str) = ("STRIPE_WEBHOOK_SECRET", "whsec_hunter2");
    const LIVE: (&str, &str) = ("STRIPE_SECRET_KEY", "sk_live_hunter2");
    const HTTPS: (&str, &str) = ("SALDO_BASE_URL", "https://pagos.example.com");
    const PROXY: (&str, &str) = ("SALDO_TRUSTED_PROXY", "127.0.0.1");
    const ID: (&str, &str) = ("PAYPAL_CLIENT_ID", "app");
    const WORD: (&str, &str) = ("PAYPAL_CLIENT_SECRET", "hunter2");
    const WEBHOOK: (&str, &str) = ("PAYPAL_WEBHOOK_ID", "WH-1");
    let lines = [
        refusal([KEY]),
        refusal([HOOK]),
        refusal([("STRIPE_SECRET_KEY", "pk_test_hunter2"), HOOK]),
        refusal([("STRIPE_SECRET_KEY", "hunter2"), HOOK]),
        refusal([KEY, ("STRIPE_WEBHOOK_SECRET", "whsec_1, hunter2")]),
        refusal([KEY, ("STRIPE_WEBHOOK_SECRET", ",")]),
        refusal([KEY, HOOK, ("STRIPE_API_BASE", "http://api.stripe.com")]),
        refusal([KEY, HOOK, ("STRIPE_API_BASE", "stripe")]),
        refusal([LIVE, HOOK]),
        refusal([LIVE, HOOK, HTTPS, PROXY, ("STRIPE_API_BASE", "https://stripe.example.com")]),
        refusal([ID, WORD]),
        refusal([ID, WORD, WEBHOOK]),
        refusal([ID, WORD, WEBHOOK, HTTPS, PROXY, KEY, HOOK]),
        refusal([ID, WORD, WEBHOOK, HTTPS, PROXY, LIVE, HOOK, ("PAYPAL_API_BASE", "https://api-m.sandbox.paypal.com")]),
        refusal([("STRIPE_SECRET_KEY__casa", "sk_test_hunter2")]),
        refusal([("STRIPE_SECRET_KEY__DEFAULT", "sk_test_hunter2")]),
        refusal([KEY, HOOK, ("STRIPE_SECRET_KEY__CASA_VERDE", "sk_test_hunter2")]),
        refusal([KEY, HOOK, ("STRIPE_API_BASE__CASA_VERDE", "http://localhost:4000")]),
        // A creditor's own live Stripe would stand beside the default PayPal of the sandbox.
        refusal([
            HTTPS,
            PROXY,
            ID,
            WORD,
            WEBHOOK,
            ("PAYPAL_API_BASE", "http://localhost:4000"),
            ("STRIPE_SECRET_KEY__CASA_VERDE", "sk_live_hunter2"),
            ("STRIPE_WEBHOOK_SECRET__CASA_VERDE", "whsec_hunter2"),
        ]),
    ];
    assert!(!lines.concat().contains("hunter2"), "{lines:#?}");
    insta::assert_snapshot!(lines.join("\n"));
}

#[test]
fn all_that_is_wrong_is_told_at_once() {
    let all = Config::from_env(&Env::from([("SALDO_LISTEN", "x"), ("SALDO_LOG", "a=b"), ("PAYPAL_CLIENT_ID", "app")]));
    let names: Vec<String> = all.expect_err("a refusal").0.into_iter().map(|error| error.name).collect();
    assert_eq!(names, ["SALDO_LISTEN", "SALDO_SECRET", "SALDO_LOG", "PAYPAL_CLIENT_SECRET", "PAYPAL_WEBHOOK_ID"]);
}

#[test]
fn an_account_belongs_to_a_creditor_or_to_all() {
    let config = read([
        ("STRIPE_SECRET_KEY", "sk_test_all"),
        ("STRIPE_WEBHOOK_SECRET", " whsec_new , whsec_old "),
        ("STRIPE_API_BASE", "http://127.0.0.1:4000/"),
        ("STRIPE_SECRET_KEY__CASA_VERDE", "rk_test_own"),
        ("STRIPE_WEBHOOK_SECRET__CASA_VERDE", "whsec_own"),
        ("PAYPAL_CLIENT_ID__CASA_VERDE", "app"),
        ("PAYPAL_CLIENT_SECRET__CASA_VERDE", "secret"),
        ("PAYPAL_WEBHOOK_ID__CASA_VERDE", "WH-1"),
        ("PAYPAL_API_BASE__CASA_VERDE", "https://api-m.sandbox.paypal.com"),
    ]);
    // Whose keys an account has, and that it takes over the address alone, `providers::stripe` and its like assert.
    let name = |provider, slug| config.accounts.for_creditor(provider, slug).map(|(name, _)| name);
    assert_eq!(name(ProviderName::Stripe, "casa-verde"), Some("casa-verde"));
    assert_eq!(name(ProviderName::Stripe, "casa-azul"), Some("default"));
    assert!(config.accounts.by_name(ProviderName::Stripe, "default").is_some());
    assert!(config.accounts.by_name(ProviderName::Stripe, "casa-azul").is_none());
    assert!(config.accounts.with(ProviderName::Stripe).all(|(_, account)| {
        account.mode() == Mode::Test && format!("{account:?}").contains("http://127.0.0.1:4000/")
    }));
    let paypal = config.accounts.for_creditor(ProviderName::Paypal, "casa-verde");
    assert_eq!(paypal.map(|(name, account)| (name, account.mode())), Some(("casa-verde", Mode::Test)));
    assert_eq!(name(ProviderName::Paypal, "casa-azul"), None);
}

#[test]
fn live_accounts_are_live_on_both_sides() {
    let config = read([
        ("SALDO_BASE_URL", "https://Pagos.Example.com:8443/"),
        ("SALDO_TRUSTED_PROXY", "none"),
        ("STRIPE_SECRET_KEY", "rk_live_1"),
        ("STRIPE_WEBHOOK_SECRET", "whsec_1"),
        ("PAYPAL_CLIENT_ID", "app"),
        ("PAYPAL_CLIENT_SECRET", "secret"),
        ("PAYPAL_WEBHOOK_ID", "WH-1"),
    ]);
    assert_eq!(config.base_url.join("/l/x"), "https://pagos.example.com:8443/l/x");
    assert_eq!(config.base_url.host(), "pagos.example.com");
    let account = |provider| config.accounts.by_name(provider, DEFAULT_ACCOUNT).expect("an account");
    assert_eq!(account(ProviderName::Stripe).mode(), Mode::Live);
    let paypal = account(ProviderName::Paypal);
    assert_eq!(paypal.mode(), Mode::Live);
    assert!(format!("{paypal:?}").contains("\"https://api-m.paypal.com/\""), "{paypal:?}");
}

#[test]
fn loopback_may_do_without_https() {
    for base in ["http://localhost:3000", "http://127.0.0.1:3000", "http://[::1]:3000", "http://saldo.localhost"] {
        assert!(!read([("SALDO_BASE_URL", base)]).base_url.is_secure(), "{base}");
    }
    assert_eq!(read([("SALDO_LISTEN", "127.0.0.1:4711")]).base_url.origin(), "http://localhost:4711");
}

#[test]
fn health_and_figures_have_an_address_of_their_own_or_none() {
    let at = |value| read([("SALDO_OPERATIONS_LISTEN", value)]).operations_listen.map(|listen| listen.to_string());
    assert_eq!(at("[::1]:9100").as_deref(), Some("[::1]:9100"));
    assert_eq!(at(" off "), None);
}

#[test]
fn mail_leaves_by_server_or_as_files() {
    let from = ("SALDO_MAIL_FROM", "Saldo <pagos@example.com>");
    for url in [
        "smtps://u:p@mail.example.com",
        "smtp://u:p@mail.example.com:587?tls=required",
        "smtp://mail:25?tls=none",
        "smtp://[::1]:25",
        "smtp://localhost",
        "smtp://u:p@127.0.0.1:2525",
    ] {
        let config = read([from, ("SALDO_SMTP_URL", url)]);
        assert!(
            matches!(config.mail, MailSettings::Smtp { url: read, .. } if read.reveal() == url.trim_end_matches("?tls=none")),
            "{url}"
        );
    }
    let config = read([from, ("SALDO_MAIL_DIR", "target/mail")]);
    assert!(
        matches!(config.mail, MailSettings::Folder { dir, from } if dir.ends_with("mail") && from.email.to_string() == "pagos@example.com")
    );
}

#[test]
fn the_wait_for_a_callback_is_read_by_its_old_name_too() {
    let config = read([("SALDO_LOOK_AFTER", "5")]);
    assert_eq!((config.reconcile_after, config.unknown.len()), (TimeDelta::seconds(5), 0));
    let config = read([("SALDO_LOOK_AFTER", "5"), ("SALDO_RECONCILE_AFTER", "7")]);
    assert_eq!(config.reconcile_after, TimeDelta::seconds(7));
}

#[test]
fn misspelt_names_are_told_and_empty_values_are_none() {
    let config = read([
        ("SALDO_SMPT_URL", "smtp://localhost"),
        ("STRIPE_SECRET_KEY_CASA", "sk_test_1"),
        ("STRIPE_SECRET_KEY", " "),
        ("PAYPAL_CLIENT_ID", ""),
        ("PATH", "/bin"),
    ]);
    assert!(config.accounts.is_empty());
    assert_eq!(config.unknown.iter().collect::<Vec<_>>(), ["SALDO_SMPT_URL", "STRIPE_SECRET_KEY_CASA"]);
}

#[test]
fn nothing_secret_is_printed() {
    let variables = [
        ("SALDO_SECRET", "hunter2-hunter2-hunter2-abcdefghijk"),
        ("SALDO_DATABASE_URL", "postgres://user:hunter2@db/saldo"),
        ("SALDO_SMTP_URL", "smtps://user:hunter2@mail.example.com"),
        ("SALDO_MAIL_FROM", "pagos@example.com"),
        ("STRIPE_SECRET_KEY", "sk_test_hunter2"),
        ("STRIPE_WEBHOOK_SECRET", "whsec_hunter2"),
        ("PAYPAL_CLIENT_ID", "app"),
        ("PAYPAL_CLIENT_SECRET", "hunter2"),
        ("PAYPAL_WEBHOOK_ID", "WH-1"),
        ("PAYPAL_API_BASE", "https://api-m.sandbox.paypal.com"),
    ];
    let env = Env::from(variables);
    let printed = format!("{env:?} {:#?}", Config::from_env(&env).expect("settings in order"));
    assert!(!printed.contains("hunter2") && printed.contains("Secret(…)"), "{printed}");
}

#[test]
fn single_commands_ask_for_what_they_need() {
    let env = Env::from([("SALDO_DATABASE_URL", "postgres://localhost/saldo"), ("SALDO_LISTEN", "0.0.0.0:80")]);
    assert_eq!(Config::database(&env).map(|database| database.kind()), Ok(DatabaseKind::Postgres));
    assert_eq!(Config::log(&env).as_deref(), Ok("info"));
    assert!(Config::base_url(&env).is_err_and(|errors| errors.to_string().starts_with("SALDO_BASE_URL is missing")));
}
